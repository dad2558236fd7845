//! The append-only log of every change, and what it tells of one claim.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use super::{Store, parse};
use crate::error::Result;
use crate::model::{ClaimId, Lang, Published, Revision};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Place in the log, from 1, without gaps.
    pub seq: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Who: a person's name, or `claims` for the program itself.
    pub actor: String,
    /// What: `article.added`, `article.changed`, `claim.ended`, `speaker.merged`, …
    pub action: String,
    /// What it was done to: a claim's id, `speaker:7`, `source/identity` of an article.
    pub subject: String,
    /// What it was, as a JSON object.
    pub before: Option<String>,
    /// What it is now, as a JSON object.
    pub after: Option<String>,
    /// Revision that the change made.
    pub revision: Revision,
}

/// One text of an article, without the text.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionRow {
    /// Number, from 1.
    pub seq: u32,
    /// Title.
    pub title: Option<String>,
    /// Language.
    pub lang: Lang,
    /// When the article was published, as this version says.
    pub published: Option<Published>,
    /// When the text came in, RFC 3339.
    pub retrieved: String,
}

/// What happened to one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimHistory {
    /// First version with the claim's words.
    pub first: u32,
    /// Newest version with the claim's words.
    pub last: u32,
    /// Version from which on the claim is no longer in force.
    pub ended: Option<u32>,
    /// Every version of the article.
    pub versions: Vec<VersionRow>,
    /// Events about the claim, its article and its relations, oldest first.
    pub events: Vec<Event>,
}

/// Name under which the program itself acts.
pub(super) const PROGRAM: &str = "claims";

/// Hash of an event in the chain.
pub(super) fn chain(previous: &[u8], event: &Event) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    };
    part(previous);
    part(&event.seq.to_le_bytes());
    part(&event.revision.0.to_le_bytes());
    for text in [&event.at, &event.actor, &event.action, &event.subject] {
        part(text.as_bytes());
    }
    for json in [&event.before, &event.after] {
        part(&[u8::from(json.is_some())]);
        part(json.as_deref().unwrap_or_default().as_bytes());
    }
    hasher.finalize()
}

/// What to log; [`append`] adds place and hash.
pub(super) struct Entry<'a> {
    pub actor: &'a str,
    pub action: &'a str,
    pub subject: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Writes one event at the end of the log.
pub(super) fn append(conn: &Connection, at: &str, revision: i64, entry: Entry) -> Result<()> {
    let last: Option<(i64, Vec<u8>)> = conn
        .prepare_cached("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, previous) = last.unwrap_or_default();
    let event = Event {
        seq: seq + 1,
        at: at.to_owned(),
        actor: entry.actor.to_owned(),
        action: entry.action.to_owned(),
        subject: entry.subject,
        before: entry.before.map(|json| json.to_string()),
        after: entry.after.map(|json| json.to_string()),
        revision: Revision(revision.unsigned_abs()),
    };
    let hash = chain(&previous, &event);
    conn.prepare_cached(
        "INSERT INTO event (seq, at, actor, action, subject, before, after, revision, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        event.seq,
        event.at,
        event.actor,
        event.action,
        event.subject,
        event.before,
        event.after,
        revision,
        hash.as_bytes()
    ])?;
    Ok(())
}

/// An event from the columns `seq, at, actor, action, subject, before, after, revision`.
pub(super) fn read(row: &Row) -> rusqlite::Result<Event> {
    Ok(Event {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        action: row.get(3)?,
        subject: row.get(4)?,
        before: row.get(5)?,
        after: row.get(6)?,
        revision: Revision(row.get::<_, i64>(7)?.unsigned_abs()),
    })
}

/// How an article is named in the log.
pub(super) fn article_subject(slug: &str, identity: &str) -> String {
    format!("{slug}/{identity}")
}

impl Store {
    /// Events after `seq` (0 for all), oldest first, at most `limit`.
    pub fn events(&self, after: i64, limit: usize) -> Result<Vec<Event>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, at, actor, action, subject, before, after, revision FROM event WHERE seq > ?1
             ORDER BY seq LIMIT ?2",
        )?;
        let rows = statement.query_map(params![after, i64::try_from(limit).unwrap_or(i64::MAX)], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What happened to a claim: versions of its article and events.
    ///
    /// # Errors
    /// [`crate::error::Error::NotFound`] for an id that no claim has; a unique beginning of an id is enough.
    pub fn history(&self, id: &str) -> Result<ClaimHistory> {
        let (key, public) = self.find_claim(id)?;
        let (article, first, last, ended, subject) = self
            .conn
            .prepare_cached(
                "SELECT c.article_id, f.seq, v.seq, e.seq, s.slug, a.identity FROM claim c
                 JOIN version f ON f.id = c.first_version_id JOIN version v ON v.id = c.version_id
                 LEFT JOIN version e ON e.id = c.ended_version_id
                 JOIN article a ON a.id = c.article_id JOIN source s ON s.id = a.source_id WHERE c.id = ?",
            )?
            .query_row([key], |row| {
                let subject = article_subject(&row.get::<_, String>(4)?, &row.get::<_, String>(5)?);
                Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, subject))
            })?;
        Ok(ClaimHistory {
            first,
            last,
            ended,
            versions: self.versions(article)?,
            events: self.events_about(key, &public, &subject)?,
        })
    }

    fn versions(&self, article: i64) -> Result<Vec<VersionRow>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, title, lang, published, retrieved FROM version WHERE article_id = ? ORDER BY seq",
        )?;
        let mut rows = statement.query([article])?;
        let mut versions = Vec::new();
        while let Some(row) = rows.next()? {
            versions.push(VersionRow {
                seq: row.get(0)?,
                title: row.get(1)?,
                lang: parse(&row.get::<_, String>(2)?)?,
                published: row.get::<_, Option<String>>(3)?.as_deref().map(parse).transpose()?,
                retrieved: row.get(4)?,
            });
        }
        Ok(versions)
    }

    fn events_about(&self, key: i64, claim: &ClaimId, article: &str) -> Result<Vec<Event>> {
        let mut subjects = super::review::decided_of(&self.conn, key)?;
        subjects.extend([claim.0.clone(), article.to_owned()]);
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, at, actor, action, subject, before, after, revision FROM event
             WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY seq",
        )?;
        let rows = statement.query_map([Value::from(subjects).to_string()], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
