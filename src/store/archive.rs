//! Everything in the database, row by row in one snapshot: what another database needs to hold the same.

mod row;

use std::collections::VecDeque;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::event;
use super::{Store, size};
use crate::error::Result;

pub use row::{
    Archived, ArchivedArticle, ArchivedClaim, ArchivedFigure, ArchivedRelation, ArchivedReview, ArchivedSource,
    ArchivedSpan, ArchivedSpeaker, ArchivedVerdict, ArchivedVersion,
};

/// Rows that are read at a time.
const PAGE: i64 = 128;

/// Rows after a key, at most a page, with their keys.
type Turn = fn(&Connection, i64, &mut Text) -> Result<Vec<(i64, Archived)>>;

/// What is read, in the order in which a row's references come before it.
const TURNS: [Turn; 9] = [
    sources, articles, speakers, claims, relations, verdicts, reviews, orphans, events,
];

/// The text of the version read last; claims of one text follow each other.
#[derive(Default)]
struct Text {
    version: i64,
    text: String,
}

/// Everything in the database, one row after the other.
pub struct Archive<'s> {
    /// Kept open, so that every page is of one state.
    snapshot: Transaction<'s>,
    turns: std::slice::Iter<'static, Turn>,
    turn: Option<Turn>,
    after: i64,
    page: VecDeque<Archived>,
    text: Text,
}

impl Store {
    /// Everything in the database: sources, articles, speakers, claims, relations, verdicts and events, each in the order in which it came
    /// in. What others write meanwhile is not in it.
    pub fn archive(&self) -> Result<Archive<'_>> {
        let mut turns = TURNS.iter();
        Ok(Archive {
            snapshot: self.conn.unchecked_transaction()?,
            turn: turns.next().copied(),
            turns,
            after: i64::MIN,
            page: VecDeque::new(),
            text: Text::default(),
        })
    }

    /// The newest verdict of a person on a claim, by its row; none where there is none or it was withdrawn.
    pub fn human_verdict(&self, claim: i64) -> Result<Option<ArchivedVerdict>> {
        let newest = self
            .conn
            .prepare_cached(
                "SELECT r.id, c.public, r.verdict, r.rationale, r.actor, r.at FROM verdict r JOIN claim c ON c.id = r.claim_id
                 WHERE r.claim_id = ? ORDER BY r.id DESC LIMIT 1",
            )?
            .query_row([claim], verdict)
            .optional()?;
        Ok(newest.filter(|verdict| verdict.verdict != "withdrawn"))
    }

    /// Reviews by others of a claim, by its row, in the order in which they came in.
    pub fn reviews(&self, claim: i64) -> Result<Vec<ArchivedReview>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT r.id, c.public, r.reviewed, r.rating, r.author, r.url, r.published, r.json
             FROM review_import r JOIN claim c ON c.id = r.claim_id WHERE r.claim_id = ? ORDER BY r.id",
        )?;
        let rows = statement.query_map([claim], review)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Iterator for Archive<'_> {
    type Item = Result<Archived>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.page.pop_front() {
                return Some(Ok(row));
            }
            match self.turn?(&self.snapshot, self.after, &mut self.text) {
                Ok(rows) => {
                    match rows.last() {
                        Some((key, _)) => self.after = *key,
                        None => (self.turn, self.after) = (self.turns.next().copied(), i64::MIN),
                    }
                    self.page.extend(rows.into_iter().map(|(_, row)| row));
                }
                Err(error) => {
                    // One error ends it.
                    self.turn = None;
                    return Some(Err(error));
                }
            }
        }
    }
}

/// The page of `sql`, whose parameters are the key before and the number of rows, and whose first column is the key.
fn page<T>(
    conn: &Connection,
    sql: &str,
    after: i64,
    read: impl Fn(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<(i64, T)>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([after, PAGE], |row| Ok((row.get(0)?, read(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every row of `sql` for one key.
fn all<T>(conn: &Connection, sql: &str, key: i64, read: impl Fn(&Row) -> rusqlite::Result<T>) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([key], |row| read(row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn sources(conn: &Connection, after: i64, _: &mut Text) -> Result<Vec<(i64, Archived)>> {
    let sql = "SELECT id, slug, name, kind, owner FROM source WHERE id > ? ORDER BY id LIMIT ?";
    page(conn, sql, after, |row| {
        Ok(Archived::Source(ArchivedSource {
            slug: row.get(1)?,
            name: row.get(2)?,
            kind: row.get(3)?,
            owner: row.get(4)?,
        }))
    })
}

fn articles(conn: &Connection, after: i64, _: &mut Text) -> Result<Vec<(i64, Archived)>> {
    // Texts may be long: one article at a time.
    let sql = "SELECT a.id, s.slug, a.identity, a.url, a.author FROM article a JOIN source s ON s.id = a.source_id
        WHERE a.id > ? ORDER BY a.id LIMIT min(?, 1)";
    let mut articles = page(conn, sql, after, |row| {
        Ok(ArchivedArticle {
            source: row.get(1)?,
            identity: row.get(2)?,
            url: row.get(3)?,
            author: row.get(4)?,
            versions: Vec::new(),
        })
    })?;
    for (key, article) in &mut articles {
        let sql = "SELECT seq, title, text, lang, published, retrieved FROM version WHERE article_id = ? ORDER BY seq";
        article.versions = all(conn, sql, *key, |row| {
            Ok(ArchivedVersion {
                seq: row.get(0)?,
                title: row.get(1)?,
                text: row.get(2)?,
                lang: row.get(3)?,
                published: row.get(4)?,
                retrieved: row.get(5)?,
            })
        })?;
    }
    let article = |(key, article)| (key, Archived::Article(article));
    Ok(articles.into_iter().map(article).collect())
}

fn speakers(conn: &Connection, after: i64, _: &mut Text) -> Result<Vec<(i64, Archived)>> {
    let sql = "SELECT k.id, k.name, k.kind, k.affiliation, s.slug, a.identity, k.merged_into
        FROM speaker k LEFT JOIN article a ON a.id = k.article_id LEFT JOIN source s ON s.id = a.source_id
        WHERE k.id > ? ORDER BY k.id LIMIT ?";
    let mut speakers = page(conn, sql, after, |row| {
        let (source, article): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
        Ok(ArchivedSpeaker {
            key: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            affiliation: row.get(3)?,
            article: source.zip(article),
            merged_into: row.get(6)?,
            aliases: Vec::new(),
        })
    })?;
    for (key, speaker) in &mut speakers {
        let sql = "SELECT name, decided_by FROM alias WHERE speaker_id = ? ORDER BY id";
        speaker.aliases = all(conn, sql, *key, |row| Ok((row.get(0)?, row.get(1)?)))?;
    }
    let speaker = |(key, speaker)| (key, Archived::Speaker(speaker));
    Ok(speakers.into_iter().map(speaker).collect())
}

fn claims(conn: &Connection, after: i64, text: &mut Text) -> Result<Vec<(i64, Archived)>> {
    let sql = "SELECT c.id, c.public, s.slug, a.identity, v.seq, f.seq, e.seq, c.ordinal, c.in_force, c.form, c.stance,
            c.modality, c.polarity, c.cue_lemma, c.speaker_id, c.named, c.speaker_by, c.rule, c.confidence, c.status,
            c.stated_on, c.version_id
        FROM claim c JOIN article a ON a.id = c.article_id JOIN source s ON s.id = a.source_id
        JOIN version v ON v.id = c.version_id JOIN version f ON f.id = c.first_version_id
        LEFT JOIN version e ON e.id = c.ended_version_id
        WHERE c.id > ? ORDER BY c.id LIMIT ?";
    let rows = page(conn, sql, after, |row| {
        let claim = ArchivedClaim {
            id: row.get(1)?,
            source: row.get(2)?,
            article: row.get(3)?,
            version: row.get(4)?,
            first_version: row.get(5)?,
            ended_version: row.get(6)?,
            ordinal: size(row, 7)? as u64,
            in_force: row.get(8)?,
            form: row.get(9)?,
            stance: row.get(10)?,
            modality: row.get(11)?,
            polarity: row.get(12)?,
            cue_lemma: row.get(13)?,
            speaker: row.get(14)?,
            named: row.get(15)?,
            speaker_by: row.get(16)?,
            rule: row.get(17)?,
            confidence: row.get(18)?,
            status: row.get(19)?,
            stated_on: row.get(20)?,
            spans: Vec::new(),
            figures: Vec::new(),
            keys: Vec::new(),
        };
        Ok((claim, row.get::<_, i64>(21)?))
    })?;
    let mut claims = Vec::with_capacity(rows.len());
    for (key, (mut claim, version)) in rows {
        if text.version != version {
            let sql = "SELECT text FROM version WHERE id = ?";
            text.text = conn.prepare_cached(sql)?.query_one([version], |row| row.get(0))?;
            text.version = version;
        }
        let sql =
            "SELECT role, ordinal, start_point, end_point, start_byte, end_byte FROM claim_span WHERE claim_id = ?
            ORDER BY role, ordinal";
        claim.spans = all(conn, sql, key, |row| {
            let words = text.text.get(size(row, 4)?..size(row, 5)?);
            Ok(ArchivedSpan {
                role: row.get(0)?,
                ordinal: size(row, 1)?,
                start: size(row, 2)?,
                end: size(row, 3)?,
                words: words.unwrap_or_default().to_owned(),
            })
        })?;
        let sql =
            "SELECT ordinal, measure, population, low, high, low_open, high_open, unit FROM figure WHERE claim_id = ?
            ORDER BY ordinal";
        claim.figures = all(conn, sql, key, |row| {
            Ok(ArchivedFigure {
                ordinal: size(row, 0)?,
                measure: row.get(1)?,
                population: row.get(2)?,
                low: row.get(3)?,
                high: row.get(4)?,
                low_open: row.get(5)?,
                high_open: row.get(6)?,
                unit: row.get(7)?,
            })
        })?;
        claims.push((key, claim));
    }
    keys(conn, &mut claims)?;
    let claim = |(key, claim)| (key, Archived::Claim(claim));
    Ok(claims.into_iter().map(claim).collect())
}

/// Gives the claims of a page their keys. They are stored by key, so that they are looked for once a page.
fn keys(conn: &Connection, claims: &mut [(i64, ArchivedClaim)]) -> Result<()> {
    let (Some((first, _)), Some((last, _))) = (claims.first(), claims.last()) else {
        return Ok(());
    };
    let sql = "SELECT claim_id, key FROM claim_key WHERE claim_id BETWEEN ? AND ? ORDER BY claim_id, key";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params![first, last])?;
    while let Some(row) = rows.next()? {
        let claim: i64 = row.get(0)?;
        if let Ok(at) = claims.binary_search_by_key(&claim, |(key, _)| *key) {
            claims[at].1.keys.push(row.get(1)?);
        }
    }
    Ok(())
}

fn relations(conn: &Connection, after: i64, _: &mut Text) -> Result<Vec<(i64, Archived)>> {
    let sql = "SELECT r.id, a.public, b.public, r.kind, r.type, r.comparer, r.score, r.explanation, r.state, r.outcome,
            r.decided_by, r.decided_at, r.rationale
        FROM relation r JOIN claim a ON a.id = r.a_id JOIN claim b ON b.id = r.b_id WHERE r.id > ? ORDER BY r.id LIMIT ?";
    page(conn, sql, after, |row| {
        Ok(Archived::Relation(ArchivedRelation {
            a: row.get(1)?,
            b: row.get(2)?,
            kind: row.get(3)?,
            conflict: row.get(4)?,
            comparer: row.get(5)?,
            score: row.get(6)?,
            explanation: row.get(7)?,
            state: row.get(8)?,
            outcome: row.get(9)?,
            decided_by: row.get(10)?,
            decided_at: row.get(11)?,
            rationale: row.get(12)?,
        }))
    })
}

/// A verdict from the columns `id, public, verdict, rationale, actor, at`.
fn verdict(row: &Row) -> rusqlite::Result<ArchivedVerdict> {
    Ok(ArchivedVerdict {
        claim: row.get(1)?,
        verdict: row.get(2)?,
        rationale: row.get(3)?,
        actor: row.get(4)?,
        at: row.get(5)?,
    })
}

fn verdicts(conn: &Connection, after: i64, _: &mut Text) -> Result<Vec<(i64, Archived)>> {
    let sql =
        "SELECT r.id, c.public, r.verdict, r.rationale, r.actor, r.at FROM verdict r JOIN claim c ON c.id = r.claim_id
        WHERE r.id > ? ORDER BY r.id LIMIT ?";
    page(conn, sql, after, |row| verdict(row).map(Archived::Verdict))
}

/// A review from the columns `id, public, reviewed, rating, author, url, published, json`.
fn review(row: &Row) -> rusqlite::Result<ArchivedReview> {
    Ok(ArchivedReview {
        claim: row.get(1)?,
        reviewed: row.get(2)?,
        appearances: Vec::new(),
        by_words: false,
        rating: row.get(3)?,
        author: row.get(4)?,
        url: row.get(5)?,
        published: row.get(6)?,
        json: row.get(7)?,
    })
}

fn reviews(conn: &Connection, after: i64, _: &mut Text) -> Result<Vec<(i64, Archived)>> {
    let sql = "SELECT r.id, c.public, r.reviewed, r.rating, r.author, r.url, r.published, r.json
        FROM review_import r LEFT JOIN claim c ON c.id = r.claim_id WHERE r.id > ? ORDER BY r.id LIMIT ?";
    page(conn, sql, after, |row| review(row).map(Archived::Review))
}

fn orphans(conn: &Connection, after: i64, _: &mut Text) -> Result<Vec<(i64, Archived)>> {
    let sql = "SELECT id, public, json FROM orphan_import WHERE id > ? ORDER BY id LIMIT ?";
    page(conn, sql, after, |row| Ok(Archived::Orphan(row.get(1)?, row.get(2)?)))
}

fn events(conn: &Connection, after: i64, _: &mut Text) -> Result<Vec<(i64, Archived)>> {
    let sql = "SELECT seq, at, actor, action, subject, before, after, revision, hash FROM event WHERE seq > ? ORDER BY seq LIMIT ?";
    page(conn, sql, after, |row| {
        let hash: Vec<u8> = row.get(8)?;
        let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Archived::Event(event::read(row)?, hash))
    })
}
