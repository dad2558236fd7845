//! What a database holds, read by other means than the program's own.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::Tally;

/// The schema of this program.
pub const CURRENT: i64 = 6;

/// Everything that a database says, without the times, in rows of text in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// What is never taken back: texts, claims with their words, verdicts, the log.
    kept: Vec<String>,
    /// What later articles and decisions change.
    moving: Vec<String>,
}

const KEPT: &[&str] = &[
    "SELECT 'version', s.slug, a.identity, v.seq, hex(v.digest) FROM version v JOIN article a ON a.id = v.article_id
     JOIN source s ON s.id = a.source_id",
    "SELECT 'claim', c.public, (SELECT group_concat(role || ordinal || ' ' || start_point || ' ' || end_point)
     FROM claim_span WHERE claim_id = c.id) FROM claim c",
    "SELECT 'verdict', c.public, v.verdict, v.rationale, v.actor FROM verdict v JOIN claim c ON c.id = v.claim_id",
    "SELECT 'event', actor, action, subject FROM event",
    "SELECT 'review', hex(digest), claim_id IS NULL, json FROM review_import",
];

const MOVING: &[&str] = &[
    "SELECT 'claim', c.public, c.in_force, c.status, c.form, c.stance, c.named, c.rule, c.ordinal, k.name, v.seq FROM claim c
     JOIN version v ON v.id = c.version_id LEFT JOIN speaker k ON k.id = c.speaker_id",
    "SELECT 'relation', a.public, b.public, r.kind, r.type, r.comparer, round(r.score, 6), r.explanation, r.state, r.outcome,
     r.decided_by, r.rationale FROM relation r JOIN claim a ON a.id = r.a_id JOIN claim b ON b.id = r.b_id",
    "SELECT 'speaker', k.name, k.kind, k.affiliation, m.name, (SELECT group_concat(folded) FROM
     (SELECT folded FROM alias WHERE speaker_id = k.id ORDER BY folded)) FROM speaker k LEFT JOIN speaker m ON m.id = k.merged_into",
    "SELECT 'figure', c.public, f.ordinal, f.measure, f.population, f.low, f.high, f.unit FROM figure f
     JOIN claim c ON c.id = f.claim_id",
];

/// Of databases that an older schema has not yet.
const NEWER: &[&str] = &[
    "SELECT 'key', c.public, count(*), sum(k.key % 1000) FROM claim_key k JOIN claim c ON c.id = k.claim_id GROUP BY c.id",
    "SELECT 'origin', a.identity, v.seq, b.identity FROM origin o JOIN version v ON v.id = o.version_id
     JOIN article a ON a.id = v.article_id JOIN version w ON w.id = o.origin_id JOIN article b ON b.id = w.article_id",
];

impl Truth {
    /// Reads a database.
    pub fn of(db: &Path) -> rusqlite::Result<Truth> {
        let conn = Connection::open(db)?;
        conn.execute_batch("BEGIN")?;
        let newer = schema_of(&conn)? == CURRENT;
        let read = |queries: &[&str]| -> rusqlite::Result<Vec<String>> {
            let mut rows = Vec::new();
            for query in queries {
                // Tables that came with a later schema are as good as empty.
                if let Ok(mut statement) = conn.prepare(query) {
                    rows_of(&mut statement, &mut rows)?;
                }
            }
            rows.sort_unstable();
            Ok(rows)
        };
        let (kept, mut moving) = (read(KEPT)?, read(MOVING)?);
        if newer {
            moving.extend(read(NEWER)?);
        }
        Ok(Truth { kept, moving })
    }

    /// Number of claims.
    pub fn claims(&self) -> usize {
        self.claim_rows().count()
    }

    fn claim_rows(&self) -> impl Iterator<Item = &String> {
        self.kept
            .iter()
            .filter(|row| row.starts_with("claim|") || row.starts_with("version|"))
    }

    /// Counts what was `committed` and is not here.
    pub fn keeps(&self, committed: &Truth, tally: &mut Tally, after: &str) {
        let (gone, _) = compare(&committed.kept, &self.kept);
        if let Some(first) = gone.first() {
            tally.lost += gone.len() as u64;
            tally.tell(format!("{after}: lost {first}"));
        }
    }

    /// Counts what is here more often than in the `whole`, of which this is a part.
    pub fn is_part_of(&self, whole: &Truth, tally: &mut Tally, after: &str) {
        let (_, beyond) = compare(&whole.kept, &self.kept);
        surplus(&beyond, whole, tally, after);
    }

    /// Counts in what this differs from what is `expected`.
    pub fn is(&self, expected: &Truth, tally: &mut Tally, after: &str) {
        self.keeps(expected, tally, after);
        self.is_part_of(expected, tally, after);
        let (gone, beyond) = compare(&expected.moving, &self.moving);
        tally.check(gone.is_empty() && beyond.is_empty(), || {
            let [gone, beyond] = [&gone, &beyond].map(|rows| (rows.len(), rows.first().copied().cloned()));
            format!("{after}: differs, expected {gone:?}, found {beyond:?}")
        });
    }

    /// Articles and claims only: what two orders of the same articles agree on.
    pub fn has_claims_of(&self, expected: &Truth, tally: &mut Tally, after: &str) {
        let [mine, theirs] = [self, expected].map(|truth| Truth {
            kept: truth.claim_rows().cloned().collect(),
            moving: Vec::new(),
        });
        mine.is(&theirs, tally, after);
    }
}

fn surplus(beyond: &[&String], whole: &Truth, tally: &mut Tally, after: &str) {
    for row in beyond {
        match whole.kept.binary_search(row) {
            Ok(_) => {
                tally.doubled += 1;
                tally.tell(format!("{after}: twice {row}"));
            }
            Err(_) => tally.trouble(format!("{after}: nobody wrote {row}")),
        }
    }
}

/// Rows of the first that the second lacks, and the other way round; both are in order.
fn compare<'a>(one: &'a [String], other: &'a [String]) -> (Vec<&'a String>, Vec<&'a String>) {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let (mut gone, mut beyond) = (Vec::new(), Vec::new());
    loop {
        match (a.peek(), b.peek()) {
            (None, None) => return (gone, beyond),
            (Some(x), Some(y)) if x == y => {
                a.next();
                b.next();
            }
            (Some(x), Some(y)) if x > y => beyond.extend(b.next()),
            (None, Some(_)) => beyond.extend(b.next()),
            (Some(_), _) => gone.extend(a.next()),
        }
    }
}

fn rows_of(statement: &mut rusqlite::Statement, rows: &mut Vec<String>) -> rusqlite::Result<()> {
    let columns = statement.column_count();
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let mut text = String::new();
        for column in 0..columns {
            let value = match row.get_ref(column)? {
                ValueRef::Null => "-".to_owned(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Blob(bytes) => format!("{bytes:?}"),
            };
            text.push_str(if column == 0 { "" } else { "|" });
            text.push_str(&value);
        }
        rows.push(text);
    }
    Ok(())
}

/// Every row of every table, times too; none where that cannot be read.
pub fn dump(db: &Path) -> Option<Vec<String>> {
    let conn = read_only(db)?;
    let mut names = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .ok()?;
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))
        .ok()?
        .collect::<Result<_, _>>()
        .ok()?;
    let mut rows = Vec::new();
    for name in names {
        let mut found = Vec::new();
        let mut statement = conn.prepare(&format!("SELECT '{name}', * FROM \"{name}\"")).ok()?;
        rows_of(&mut statement, &mut found).ok()?;
        found.sort_unstable();
        rows.append(&mut found);
    }
    Some(rows)
}

fn read_only(db: &Path) -> Option<Connection> {
    Connection::open_with_flags(db, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX).ok()
}

fn schema_of(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Schema version of a database; none where there is none that can be read.
pub fn schema(db: &Path) -> Option<i64> {
    schema_of(&read_only(db)?).ok()
}

/// Place and hash of the newest event, which is committed: everything before it is in the hash.
pub fn newest_event(db: &Path) -> Option<(i64, Vec<u8>)> {
    read_only(db)?
        .query_row("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .ok()
}

/// Counts an event that was seen committed and is gone.
pub fn still_has(db: &Path, event: Option<(i64, Vec<u8>)>, tally: &mut Tally, after: &str) {
    let Some((seq, hash)) = event else { return };
    let there = read_only(db).and_then(|conn| {
        conn.query_row("SELECT hash FROM event WHERE seq = ?", [seq], |row| {
            row.get::<_, Vec<u8>>(0)
        })
        .ok()
    });
    if there != Some(hash) {
        tally.lost += 1;
        tally.tell(format!("{after}: event {seq}, seen before the kill, is gone"));
    }
}

/// Those of some articles that are not in the database.
pub fn lacks(db: &Path, articles: &[String]) -> Vec<String> {
    let conn = Connection::open(db).unwrap();
    let there = "SELECT EXISTS (SELECT 1 FROM article WHERE identity = ?)";
    let mut statement = conn.prepare(there).unwrap();
    let lacking = |article: &&String| !statement.query_one([article], |row| row.get(0)).unwrap_or(false);
    articles.iter().filter(lacking).cloned().collect()
}

/// Makes of a database what a program of an older schema would have left.
pub fn make_older(full: &Path, old: &Path, version: usize) {
    const MIGRATIONS: [&str; 4] = [
        include_str!("../../schema/0001_claims.sql"),
        include_str!("../../schema/0002_relations.sql"),
        include_str!("../../schema/0003_imports.sql"),
        include_str!("../../schema/0004_origin.sql"),
    ];
    let conn = Connection::open(old).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = WAL")
        .unwrap();
    for migration in &MIGRATIONS[..version] {
        conn.execute_batch(migration).unwrap();
    }
    conn.execute("ATTACH ? AS newer", [full.to_str().unwrap()]).unwrap();
    let mut statement = conn
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
        .unwrap();
    let tables: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    conn.execute_batch("BEGIN; DELETE FROM main.meta").unwrap();
    for table in tables {
        let mut statement = conn.prepare("SELECT name FROM main.pragma_table_info(?)").unwrap();
        let columns: Vec<String> = statement
            .query_map([&table], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let columns = columns.join(", ");
        conn.execute_batch(&format!(
            "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}"
        ))
        .unwrap();
    }
    conn.execute_batch(&format!(
        "COMMIT; PRAGMA main.application_id = {}; PRAGMA main.user_version = {version}",
        0x636c_6d73
    ))
    .unwrap();
}
