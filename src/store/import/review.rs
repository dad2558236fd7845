//! Reviews by others, each with the claim that has exactly the words reviewed, or with none.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::Import;
use crate::error::Result;
use crate::store::archive::ArchivedReview;
use crate::store::{read, relation, size};

/// What is written between the passages of a claim.
const BETWEEN: &str = " … ";

/// Ids that a message names.
const NAMED: usize = 3;

/// Claims in force, each with the beginning of its words' hash, ascending.
pub(super) struct Worded(Vec<(u128, i64)>);

impl Worded {
    fn read(conn: &Connection) -> Result<Worded> {
        let mut statement = conn.prepare(
            "SELECT c.id, v.text, s.start_byte, s.end_byte FROM version v JOIN claim c ON c.version_id = v.id
             JOIN claim_span s ON s.claim_id = c.id AND s.role = 'content' WHERE c.in_force = 1 ORDER BY c.id, s.ordinal",
        )?;
        let mut rows = statement.query([])?;
        let (mut claims, mut words) = (Vec::new(), String::new());
        let mut last = None;
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            match last {
                Some(before) if before == key => words.push_str(BETWEEN),
                Some(before) => {
                    claims.push((hash(&words), before));
                    words.clear();
                }
                None => {}
            }
            words.push_str(text.get(size(row, 2)?..size(row, 3)?).unwrap_or_default());
            last = Some(key);
        }
        claims.extend(last.map(|key| (hash(&words), key)));
        claims.sort_unstable();
        Ok(Worded(claims))
    }

    /// The claims with these words, the oldest first.
    fn find(&self, words: &str) -> impl Iterator<Item = i64> {
        let hash = hash(words);
        let begin = self.0.partition_point(|(other, _)| *other < hash);
        let same = self.0[begin..].iter().take_while(move |(other, _)| *other == hash);
        same.map(|(_, key)| *key)
    }
}

fn hash(words: &str) -> u128 {
    let bytes = *blake3::hash(words.as_bytes()).as_bytes();
    u128::from_le_bytes(bytes[..16].try_into().unwrap_or_default())
}

impl Import<'_> {
    /// Keeps a review with the claim reviewed, or as an orphan; an orphan that is here finds its claim once that has come in.
    pub(super) fn review(&mut self, review: &ArchivedReview) -> Result<bool> {
        let digest = *blake3::hash(review.json.as_bytes()).as_bytes();
        let settled: bool = self
            .batch
            .tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM review_import WHERE digest = ? AND claim_id IS NOT NULL)")?
            .query_one([digest], |row| row.get(0))?;
        if settled {
            return Ok(false);
        }
        let claim = match self.reviewed(review)? {
            Ok(claim) => Some(claim),
            Err(why) => {
                self.done
                    .orphans
                    .push(format!("review of '{}', {why}", review.reviewed));
                None
            }
        };
        let written = self
            .batch
            .tx
            .prepare_cached(
                "INSERT INTO review_import (digest, claim_id, reviewed, rating, author, url, published, json, revision)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (digest) DO UPDATE SET claim_id = excluded.claim_id, revision = excluded.revision
                 WHERE excluded.claim_id IS NOT NULL",
            )?
            .execute(params![
                digest,
                claim,
                review.reviewed,
                review.rating,
                review.author,
                review.url,
                review.published,
                review.json,
                self.batch.revision
            ])?;
        Ok(written > 0)
    }

    /// The claim reviewed, or why there is none.
    fn reviewed(&mut self, review: &ArchivedReview) -> Result<Result<i64, String>> {
        if review.by_words {
            return self.worded(review.reviewed.trim());
        }
        let mut statement = self.batch.tx.prepare_cached(
            "SELECT c.id FROM claim c JOIN article a ON a.id = c.article_id
             WHERE c.public = ?1 OR (c.in_force = 1 AND a.url IN (SELECT value FROM json_each(?2))) ORDER BY c.public <> ?1, c.id",
        )?;
        let rows = statement.query_map(params![review.claim, json!(review.appearances).to_string()], |row| {
            row.get(0)
        })?;
        let keys: Vec<i64> = rows.collect::<Result<_, _>>()?;
        let mut shared = read::Shared::default();
        for key in keys {
            let Some(claim) = shared.record(&self.batch.tx, key)? else {
                continue;
            };
            let words: Vec<&str> = claim.content.iter().map(|passage| passage.words.as_str()).collect();
            if words.join(BETWEEN) == review.reviewed.trim() {
                return Ok(Ok(key));
            }
        }
        let why = match (&review.claim, review.appearances.is_empty()) {
            (_, false) => "no claim of the articles that it names has exactly these words",
            (Some(_), true) => "the claim that it names is not here, or has other words",
            (None, true) => "it belonged to no claim in the archive either",
        };
        Ok(Err(why.to_owned()))
    }

    /// The one claim in force with these words; of those that repeat one another, or one other claim, the oldest.
    fn worded(&mut self, words: &str) -> Result<Result<i64, String>> {
        let tx = &self.batch.tx;
        let worded = match self.worded.take() {
            Some(worded) => worded,
            None => Worded::read(tx)?,
        };
        let found: Vec<i64> = worded.find(words).collect();
        self.worded = Some(worded);
        let Some(oldest) = found.first().copied() else {
            return Ok(Err("no claim here has exactly these words".to_owned()));
        };
        let mut firsts = Vec::new();
        for key in &found {
            firsts.push(first_said(tx, *key)?);
        }
        if firsts.iter().all(|first| *first == firsts[0]) {
            return Ok(Ok(oldest));
        }
        let mut named = Vec::new();
        for key in found.iter().take(NAMED) {
            let mut statement = tx.prepare_cached("SELECT public FROM claim WHERE id = ?")?;
            named.extend(statement.query_one([key], |row| row.get::<_, String>(0)).optional()?);
        }
        if found.len() > NAMED {
            named.push("…".to_owned());
        }
        Ok(Err(format!(
            "{} claims here have exactly these words ({}); itemReviewed.appearance.url, or itemReviewed.identifier with the id \
             of one, would tell which",
            found.len(),
            named.join(", ")
        )))
    }
}

/// The claim that a claim repeats in the end, or itself.
fn first_said(conn: &Connection, mut key: i64) -> Result<i64> {
    // Each is older than the one before.
    while let Some(older) = relation::repeated(conn, key)? {
        key = older;
    }
    Ok(key)
}
