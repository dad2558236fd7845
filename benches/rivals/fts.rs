//! SQLite's FTS5 as its users have it: a virtual table of words, a table of the rest beside it.

use std::path::Path;

use claims_db::model::ClaimDoc;
use rusqlite::{Connection, ToSql, params};

use super::{Answer, Kind, Question, Rival, TOP, Within, text};

pub struct Fts {
    db: Connection,
}

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS claim (
    id INTEGER PRIMARY KEY, source TEXT, speaker TEXT, side TEXT, status TEXT, form TEXT, day TEXT, month TEXT
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, form, tokenize = 'unicode61 remove_diacritics 2');";

/// The facets of all claims that match, out of one reading of the matches.
const FACETS: &str = "
WITH hit AS MATERIALIZED (SELECT claim.* FROM words JOIN claim ON claim.id = words.rowid WHERE words MATCH ?1 AND {within})
SELECT source, count(*) FROM hit GROUP BY 1
UNION ALL SELECT speaker, count(*) FROM hit GROUP BY 1
UNION ALL SELECT side, count(*) FROM hit GROUP BY 1
UNION ALL SELECT status, count(*) FROM hit GROUP BY 1
UNION ALL SELECT form, count(*) FROM hit GROUP BY 1
UNION ALL SELECT month, count(*) FROM hit GROUP BY 1";

impl Fts {
    /// The database in `dir`, made where there is none.
    pub fn open(dir: &Path) -> Fts {
        let db = Connection::open(dir.join("fts.db")).expect("a database");
        db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144;")
            .expect("settings");
        db.execute_batch(SCHEMA).expect("the tables are made");
        Fts { db }
    }

    /// The question in FTS5's language. The article's own assertions are left out, as ours leaves them out.
    fn words(question: &Question) -> String {
        let quoted: Vec<String> = question.words.iter().map(|word| format!("\"{word}\"")).collect();
        let words = match question.kind {
            Kind::Or => quoted.join(" OR "),
            Kind::Phrase => format!("\"{}\"", question.words.join(" ")),
            Kind::Prefix => format!("{} *", quoted[0]),
            _ => quoted.join(" AND "),
        };
        format!("{{text}} : ({words}) NOT {{form}} : narrator")
    }

    /// The condition beside the words, and its value.
    fn within(question: &Question) -> (&'static str, String) {
        match &question.within {
            Some(Within::Since(day)) => ("claim.day >= ?2", day.to_string()),
            Some(Within::Source(source)) => ("claim.source = ?2", source.clone()),
            Some(Within::Status(status)) => ("claim.status = ?2", status.to_string()),
            None => ("?2 = ''", String::new()),
        }
    }

    /// Number of rows that a statement gives.
    fn rows(&self, sql: &str, values: &[&dyn ToSql]) -> usize {
        let mut statement = self.db.prepare_cached(sql).expect("a statement");
        let mut rows = statement.query(values).expect("an answer");
        let mut number = 0;
        while rows.next().expect("a row").is_some() {
            number += 1;
        }
        number
    }
}

impl Rival for Fts {
    fn add(&mut self, claims: &[ClaimDoc]) {
        let tx = self.db.transaction().expect("a transaction");
        {
            let mut words = tx.prepare_cached("INSERT INTO words (rowid, text, form) VALUES (?, ?, ?)");
            let words = words.as_mut().expect("a statement");
            let mut rest = tx.prepare_cached("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            let rest = rest.as_mut().expect("a statement");
            for claim in claims {
                let (form, status) = (claim.form.as_str(), claim.status.as_str());
                let day = claim.published.map(|day| day.to_string());
                let month = day.as_ref().map(|day| day[..7].to_owned());
                words
                    .execute(params![claim.key, text(claim), form])
                    .expect("a row is written");
                rest.execute(params![
                    claim.key,
                    claim.source,
                    claim.speaker,
                    claim.side,
                    status,
                    form,
                    day,
                    month
                ])
                .expect("a row is written");
            }
        }
        tx.commit().expect("the rows are written");
    }

    fn finish(&mut self) {
        self.db
            .execute_batch("INSERT INTO words (words) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE);")
            .expect("the index is merged");
    }

    fn ask(&self, question: &Question) -> Answer {
        let matching = Self::words(question);
        if question.kind == Kind::Count {
            let count = "SELECT count(*) FROM words WHERE words MATCH ?";
            let total = self.db.prepare_cached(count).expect("a statement");
            let total: i64 = { total }.query_one([&matching], |row| row.get(0)).expect("a count");
            return Answer {
                total: usize::try_from(total).ok(),
                ..Answer::default()
            };
        }
        let (within, value) = Self::within(question);
        let (hits, values) = if question.kind == Kind::Facets {
            let top = format!(
                "SELECT words.rowid FROM words JOIN claim ON claim.id = words.rowid
                 WHERE words MATCH ?1 AND {within} ORDER BY rank LIMIT {TOP}"
            );
            let facets = FACETS.replace("{within}", within);
            (
                self.rows(&top, &[&matching, &value]),
                self.rows(&facets, &[&matching, &value]),
            )
        } else {
            let top = format!("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rank LIMIT {TOP}");
            (self.rows(&top, &[&matching]), 0)
        };
        Answer {
            hits,
            total: None,
            values,
        }
    }
}
