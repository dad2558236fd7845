//! Is everything that is stored sound? Reads every row; writes nothing.

use rusqlite::params;

use super::article::digest_of;
use super::claim::Points;
use super::{Store, event, size, sound};
use crate::error::Result;
use crate::model::ClaimId;

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a claim's id, an article, a table.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: &'static str,
}

const RESTORE: &str = "'claims restore BACKUP --force' brings a backup back";
const REINDEX: &str = "index the article again, or bring a backup back with 'claims restore'";

/// Faults after which the rest is no longer worth a line.
const ENOUGH: usize = 1000;

/// What was found so far.
struct Findings(Vec<Fault>);

impl Findings {
    fn add(&mut self, place: impl Into<String>, what: impl Into<String>, hint: &'static str) {
        if self.0.len() < ENOUGH {
            self.0.push(Fault {
                place: place.into(),
                what: what.into(),
                hint,
            });
        }
    }
}

impl Store {
    /// Everything that is wrong with the database, at most a thousand faults; none for a sound one.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] where it cannot even be read.
    pub fn verify(&self) -> Result<Vec<Fault>> {
        // One snapshot: what another process writes meanwhile is not taken for a fault.
        let _snapshot = self.snapshot()?;
        let mut findings = Findings(Vec::new());
        self.verify_file(&mut findings)?;
        if findings.0.is_empty() {
            self.verify_versions(&mut findings)?;
            self.verify_claims(&mut findings)?;
            self.verify_events(&mut findings)?;
        }
        Ok(findings.0)
    }

    /// Pages, indexes, constraints and foreign keys, as SQLite sees them.
    fn verify_file(&self, findings: &mut Findings) -> Result<()> {
        let mut statement = self.conn.prepare("PRAGMA integrity_check(100)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                findings.add("database", line, RESTORE);
            }
        }
        let mut statement = self.conn.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let row = id.map_or(String::new(), |id| format!(" {id}"));
            findings.add(
                format!("{table}{row}"),
                format!("refers to a {parent} that is not there"),
                RESTORE,
            );
        }
        let chains: i64 = self.conn.query_one(
            "SELECT count(*) FROM speaker s JOIN speaker k ON k.id = s.merged_into WHERE k.merged_into IS NOT NULL",
            [],
            |row| row.get(0),
        )?;
        if chains > 0 {
            findings.add(
                "speaker",
                format!("{chains} merged speakers lead to a merged one"),
                RESTORE,
            );
        }
        Ok(())
    }

    /// Texts are the ones that came in, versions are numbered without gaps.
    fn verify_versions(&self, findings: &mut Findings) -> Result<()> {
        let mut statement = self.conn.prepare(
            "SELECT s.slug || '/' || a.identity, v.seq, v.title, v.text, v.digest,
                (SELECT count(*) FROM version o WHERE o.article_id = v.article_id AND o.seq <= v.seq)
             FROM version v JOIN article a ON a.id = v.article_id JOIN source s ON s.id = a.source_id ORDER BY v.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (seq, rank): (i64, i64) = (row.get(1)?, row.get(5)?);
            let title: Option<String> = row.get(2)?;
            let text: String = row.get(3)?;
            let place = || -> Result<String> { Ok(format!("{} version {seq}", row.get::<_, String>(0)?)) };
            let title_len = title.map_or(0, |title| title.len() + 2);
            if row.get::<_, Vec<u8>>(4)? != digest_of(title_len, &text) {
                findings.add(place()?, "the text is not the one that was stored", RESTORE);
            }
            if seq != rank {
                findings.add(place()?, "an earlier version is missing", RESTORE);
            }
        }
        Ok(())
    }

    /// Claims fit their texts: offsets in bytes and code points, the order of content, figures inside, ids.
    fn verify_claims(&self, findings: &mut Findings) -> Result<()> {
        let revision = i64::try_from(self.revision()?.0).unwrap_or(i64::MAX);
        let mut versions = self.conn.prepare(
            "SELECT v.id, v.text, s.name, a.identity, v.seq = (SELECT max(seq) FROM version o WHERE o.article_id = a.id),
                (SELECT count(*) FROM claim c WHERE c.article_id = a.id)
             FROM version v JOIN article a ON a.id = v.article_id JOIN source s ON s.id = a.source_id ORDER BY v.id",
        )?;
        let mut claims = self.conn.prepare(
            "SELECT id, public, in_force, revision, article_id = (SELECT article_id FROM version WHERE id = ?1)
             FROM claim WHERE version_id = ?1 ORDER BY ordinal, id",
        )?;
        let mut spans = self.conn.prepare(
            "SELECT role, start_byte, end_byte, start_point, end_point FROM claim_span WHERE claim_id = ?
             ORDER BY role, ordinal",
        )?;
        let mut rows = versions.query([])?;
        while let Some(version) = rows.next()? {
            let text: String = version.get(1)?;
            let (source, identity): (String, String) = (version.get(2)?, version.get(3)?);
            let newest: bool = version.get(4)?;
            let points = Points::new(&text);
            let mut found = claims.query([version.get::<_, i64>(0)?])?;
            let count = size(version, 5)?;
            let mut open: Vec<(String, Vec<String>)> = Vec::new();
            while let Some(claim) = found.next()? {
                let (key, id): (i64, String) = (claim.get(0)?, claim.get(1)?);
                if claim.get::<_, bool>(2)? && !newest {
                    findings.add(
                        &id,
                        "is in force, but not in the newest version of its article",
                        REINDEX,
                    );
                }
                if claim.get::<_, i64>(3)? > revision {
                    findings.add(&id, "changed after the newest revision", RESTORE);
                }
                if !claim.get::<_, bool>(4)? {
                    findings.add(&id, "belongs to another article than its text", RESTORE);
                }
                let mut content: Vec<(usize, usize)> = Vec::new();
                let mut words: Vec<String> = Vec::new();
                let mut rows = spans.query([key])?;
                while let Some(span) = rows.next()? {
                    let role: String = span.get(0)?;
                    let (start, end) = (size(span, 1)?, size(span, 2)?);
                    let Some(passage) = text.get(start..end) else {
                        findings.add(&id, format!("the {role} lies outside of its text"), REINDEX);
                        continue;
                    };
                    let counted: (u32, u32) = (span.get(3)?, span.get(4)?);
                    if counted != (points.at(start), points.at(end)) {
                        findings.add(&id, format!("bytes and code points of the {role} differ"), REINDEX);
                    }
                    match role.as_str() {
                        "content" => {
                            if content.last().is_some_and(|(_, before)| *before > start) {
                                findings.add(&id, "its passages are out of order", REINDEX);
                            }
                            content.push((start, end));
                            words.push(passage.to_owned());
                        }
                        "figure" if !content.iter().any(|(from, to)| *from <= start && end <= *to) => {
                            findings.add(&id, "a figure lies outside of its words", REINDEX);
                        }
                        _ => {}
                    }
                }
                if words.is_empty() {
                    findings.add(&id, "has no words", REINDEX);
                }
                if !has_id(&source, &identity, &words, &id, 0..1) {
                    open.push((id, words));
                }
            }
            // The second, third, … claim with the same words has an id of its own number; few texts have one.
            for (id, words) in open {
                if !has_id(&source, &identity, &words, &id, 1..sound::numbers(count)) {
                    findings.add(&id, "its words are not those that its id was made from", REINDEX);
                }
            }
        }
        self.verify_figures(findings)
    }

    fn verify_figures(&self, findings: &mut Findings) -> Result<()> {
        let mut statement = self.conn.prepare(
            "SELECT c.public FROM figure f JOIN claim c ON c.id = f.claim_id
             WHERE NOT EXISTS (SELECT 1 FROM claim_span s WHERE s.claim_id = f.claim_id AND s.role = 'figure'
                AND s.ordinal = f.ordinal)",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            findings.add(row.get::<_, String>(0)?, "a figure has no words", REINDEX);
        }
        Ok(())
    }

    /// The log is whole: numbered without gaps, every hash made from the one before.
    fn verify_events(&self, findings: &mut Findings) -> Result<()> {
        let mut statement = self
            .conn
            .prepare("SELECT seq, at, actor, action, subject, before, after, revision, hash FROM event ORDER BY seq")?;
        let mut rows = statement.query(params![])?;
        let (mut previous, mut expected) = (Vec::new(), 1);
        while let Some(row) = rows.next()? {
            let entry = event::read(row)?;
            let hash: Vec<u8> = row.get(8)?;
            if entry.seq != expected {
                findings.add(format!("event {expected}"), "is missing from the log", RESTORE);
            } else if event::chain(&previous, &entry).as_bytes() != hash.as_slice() {
                findings.add(
                    format!("event {}", entry.seq),
                    "was changed after it was logged",
                    RESTORE,
                );
            }
            expected = entry.seq + 1;
            previous = hash;
        }
        Ok(())
    }
}

/// True where one of these numbers gives the id.
fn has_id(source: &str, identity: &str, words: &[String], id: &str, mut numbers: std::ops::Range<usize>) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    numbers.any(|nth| ClaimId::derive(source, identity, &words, nth).0 == id)
}
