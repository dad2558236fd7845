//! Relations between claims: whom a new claim meets, what was found, and the status that follows.

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::article::Batch;
use super::meet::{PER_CLAIM, Place, place};
use super::read::Shared;
use super::review::Decided;
use super::{Store, StoredArticle, parse};
use crate::error::Result;
use crate::fold::slug;
use crate::model::{ClaimId, ClaimRecord, ConflictType, NewArticle, RelationId, RelationKind, RelationState};

/// A relation that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRelation {
    /// Row of the claim that it goes out from; the older one where it goes both ways.
    pub a: i64,
    /// Row of the other claim.
    pub b: i64,
    /// What it is.
    pub kind: RelationKind,
    /// For contradictions, what about.
    pub conflict: Option<ConflictType>,
    /// Name of the comparer.
    pub comparer: &'static str,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// Why, in one sentence.
    pub explanation: String,
}

/// A relation with its claims.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Public id.
    pub id: RelationId,
    /// What it is.
    pub kind: RelationKind,
    /// For contradictions, what about.
    pub conflict: Option<ConflictType>,
    /// What became of it.
    pub state: RelationState,
    /// Who decided that, and why; none while it is suggested.
    pub decided: Option<Decided>,
    /// Name of the comparer.
    pub comparer: String,
    /// How sure, from 0 to 1.
    pub score: f64,
    /// Why, in one sentence.
    pub explanation: String,
    /// The claim that it goes out from.
    pub a: ClaimRecord,
    /// The other claim.
    pub b: ClaimRecord,
}

/// Relations read one after the other.
pub struct Relations<'s> {
    store: &'s Store,
    keys: std::vec::IntoIter<i64>,
    shared: Shared,
}

impl Batch<'_> {
    /// Row of an article, and its claims in force by their rows, at most `limit`.
    pub fn claims_of(&self, article: &NewArticle, limit: usize) -> Result<(i64, Vec<(ClaimId, Place)>)> {
        let row: i64 = self
            .tx
            .prepare_cached(
                "SELECT a.id FROM article a JOIN source s ON s.id = a.source_id WHERE s.slug = ? AND a.identity = ?",
            )?
            .query_one(params![slug(&article.source), article.identity], |row| row.get(0))?;
        Ok((row, self.claims_at(row, limit)?))
    }

    /// Claims in force of the article in a row by their rows, at most `limit`.
    pub fn claims_at(&self, article: i64, limit: usize) -> Result<Vec<(ClaimId, Place)>> {
        let mut statement = self.tx.prepare_cached(
            "SELECT c.id, c.article_id, g.origin_id, c.public FROM claim c LEFT JOIN origin g ON g.version_id = c.version_id
             WHERE c.article_id = ? AND c.in_force = 1 ORDER BY c.id LIMIT ?",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![article, limit], |row| Ok((ClaimId(row.get(3)?), place(row)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest version of the article in a row.
    pub fn article_at(&self, row: i64) -> Result<Option<StoredArticle>> {
        Ok(super::article::articles_after(&self.tx, row - 1, 1)?
            .pop()
            .filter(|article| article.key == row))
    }

    /// Claims in force, older than the row `before`, that a claim has something to do with other than being repeated; the
    /// newest first.
    pub fn partners(&self, claim: i64, before: i64) -> Result<Vec<Place>> {
        let mut statement = self.tx.prepare_cached(
            "WITH other (id) AS (
                SELECT b_id FROM relation WHERE a_id = ?1 AND kind IN ('contradicts', 'supersedes', 'supports')
                UNION SELECT a_id FROM relation WHERE b_id = ?1 AND kind IN ('contradicts', 'supersedes', 'supports'))
             SELECT c.id, c.article_id, g.origin_id FROM other JOIN claim c ON c.id = other.id
                LEFT JOIN origin g ON g.version_id = c.version_id
             WHERE c.id < ?2 AND c.in_force = 1 ORDER BY c.id DESC LIMIT ?3",
        )?;
        let limit = i64::try_from(PER_CLAIM).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![claim, before, limit], place)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Makes `found` what is suggested between a claim and older ones. What a person decided stays as it is.
    pub fn relate(&mut self, claim: i64, found: &[NewRelation]) -> Result<()> {
        // Both claims, kind and type; row, score and explanation.
        type Known = FxHashMap<(i64, i64, String, String), (i64, f64, String)>;
        let known: Known = {
            let mut statement = self.tx.prepare_cached(
                "SELECT a_id, b_id, kind, type, id, score, explanation FROM relation
                 WHERE a_id = ?1 AND b_id < ?1 AND state = 'suggested'
                 UNION ALL
                 SELECT a_id, b_id, kind, type, id, score, explanation FROM relation
                 WHERE b_id = ?1 AND a_id < ?1 AND state = 'suggested'",
            )?;
            let rows = statement.query_map([claim], |row| {
                Ok((
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?),
                    (row.get(4)?, row.get(5)?, row.get(6)?),
                ))
            })?;
            rows.collect::<Result<_, _>>()?
        };
        let mut stays = FxHashSet::default();
        for relation in found {
            let conflict = relation.conflict.map_or("", ConflictType::as_str);
            let kind = relation.kind.as_str();
            let score = f64::from(relation.score.clamp(0.0, 1.0));
            let key = (relation.a, relation.b, kind.to_owned(), conflict.to_owned());
            if let Some((id, old, explanation)) = known.get(&key) {
                stays.insert(*id);
                if *old == score && *explanation == relation.explanation {
                    continue;
                }
            }
            let written = self
                .tx
                .prepare_cached(
                    "INSERT INTO relation (a_id, b_id, kind, type, comparer, score, explanation, revision)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                     ON CONFLICT (a_id, b_id, kind, type) DO UPDATE SET comparer = excluded.comparer,
                        score = excluded.score, explanation = excluded.explanation, revision = excluded.revision
                     WHERE state = 'suggested'",
                )?
                .execute(params![
                    relation.a,
                    relation.b,
                    kind,
                    conflict,
                    relation.comparer,
                    score,
                    relation.explanation,
                    self.revision
                ])?;
            self.changed |= written > 0;
            if relation.kind == RelationKind::Repeats {
                self.touch(relation.a.max(relation.b))?;
            }
        }
        for (key, (id, ..)) in &known {
            if !stays.contains(id) {
                self.changed = true;
                if key.2 == RelationKind::Repeats.as_str() {
                    self.touch(key.0.max(key.1))?;
                }
                self.tx
                    .prepare_cached("DELETE FROM relation WHERE id = ?")?
                    .execute([id])?;
                // The partner's status may have hung on it.
                let other = if key.0 == claim { key.1 } else { key.0 };
                self.settle_claim(other)?;
            }
        }
        Ok(())
    }

    /// Writes what was found between claims of which at least one is new: nothing was known between them.
    pub fn relate_new(&mut self, found: &[NewRelation]) -> Result<()> {
        let mut write = self.tx.prepare_cached(
            "INSERT INTO relation (a_id, b_id, kind, type, comparer, score, explanation, revision)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        for relation in found {
            self.changed = true;
            write.execute(params![
                relation.a,
                relation.b,
                relation.kind.as_str(),
                relation.conflict.map_or("", ConflictType::as_str),
                relation.comparer,
                f64::from(relation.score.clamp(0.0, 1.0)),
                relation.explanation,
                self.revision
            ])?;
        }
        Ok(())
    }

    /// Derives the status of one claim anew.
    pub fn settle_claim(&mut self, claim: i64) -> Result<()> {
        let mut derive = self.tx.prepare_cached(DERIVED)?;
        let status: Option<(String, String)> = derive
            .query_row([claim], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((_, derived)) = status.filter(|(old, derived)| old != derived) {
            self.tx
                .prepare_cached("UPDATE claim SET status = ?2, revision = ?3 WHERE id = ?1")?
                .execute(params![claim, derived, self.revision])?;
            self.changed = true;
        }
        Ok(())
    }

    /// Tells the search index of a claim whose words are found to be another's, or are so no more.
    pub(super) fn touch(&mut self, claim: i64) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE claim SET revision = ?2 WHERE id = ?1 AND revision <> ?2")?
            .execute(params![claim, self.revision])?;
        Ok(())
    }

    /// Derives the status of an article's claims, and of the claims that are related to them, anew. A claim that is only repeated keeps its
    /// status.
    pub fn settle(&mut self, article: i64) -> Result<()> {
        let claims: Vec<i64> = {
            let mut statement = self.tx.prepare_cached(
                "SELECT id FROM claim WHERE article_id = ?1
                 UNION SELECT r.a_id FROM relation r JOIN claim o ON o.id = r.b_id
                    WHERE o.article_id = ?1 AND r.kind IN ('contradicts', 'supersedes', 'supports')
                 UNION SELECT r.b_id FROM relation r JOIN claim o ON o.id = r.a_id
                    WHERE o.article_id = ?1 AND r.kind IN ('contradicts', 'supersedes', 'supports')",
            )?;
            let rows = statement.query_map([article], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        claims.into_iter().try_for_each(|claim| self.settle_claim(claim))
    }
}

/// The status that a claim has, and the one that it should have, the first that holds. Retracted is what its speaker or outlet took back. Only another
/// origin bears a claim out: another source, whose text is no copy and repeats nothing of this one.
const DERIVED: &str = "SELECT c.status, CASE
    WHEN EXISTS (SELECT 1 FROM relation r JOIN claim o ON o.id = r.a_id
        WHERE r.b_id = c.id AND r.kind = 'supersedes' AND r.comparer = 'withdrawal' AND r.state <> 'dismissed' AND o.in_force = 1) THEN 'retracted'
    WHEN c.in_force = 0 THEN 'unverified'
    WHEN EXISTS (SELECT 1 FROM relation r JOIN claim o ON o.id = r.a_id
        WHERE r.b_id = c.id AND r.kind = 'supersedes' AND r.state <> 'dismissed' AND o.in_force = 1) THEN 'superseded'
    WHEN EXISTS (SELECT 1 FROM relation r JOIN claim o ON o.id = r.a_id
            WHERE r.b_id = c.id AND r.kind = 'contradicts' AND r.state IN ('suggested', 'confirmed') AND o.in_force = 1)
        OR EXISTS (SELECT 1 FROM relation r JOIN claim o ON o.id = r.b_id
            WHERE r.a_id = c.id AND r.kind = 'contradicts' AND r.state IN ('suggested', 'confirmed') AND o.in_force = 1)
        THEN 'disputed'
    WHEN EXISTS (
        SELECT 1 FROM (
            SELECT r.a_id AS other FROM relation r WHERE r.b_id = c.id AND r.kind = 'supports' AND r.state <> 'dismissed'
            UNION ALL
            SELECT r.b_id FROM relation r WHERE r.a_id = c.id AND r.kind = 'supports' AND r.state <> 'dismissed') s
        JOIN claim o ON o.id = s.other
        JOIN article mine ON mine.id = c.article_id
        JOIN article theirs ON theirs.id = o.article_id
        WHERE o.in_force = 1 AND theirs.source_id <> mine.source_id
            AND NOT EXISTS (SELECT 1 FROM origin x JOIN origin y ON y.origin_id = x.origin_id
                WHERE x.version_id = c.version_id AND y.version_id = o.version_id)
            AND NOT EXISTS (SELECT 1 FROM claim x JOIN relation r ON r.a_id = x.id JOIN claim y ON y.id = r.b_id
                WHERE x.article_id = mine.id AND r.kind = 'repeats' AND r.state <> 'dismissed' AND y.article_id = theirs.id)
            AND NOT EXISTS (SELECT 1 FROM claim x JOIN relation r ON r.b_id = x.id JOIN claim y ON y.id = r.a_id
                WHERE x.article_id = mine.id AND r.kind = 'repeats' AND r.state <> 'dismissed' AND y.article_id = theirs.id))
        THEN 'corroborated'
    ELSE 'unverified' END FROM claim c WHERE c.id = ?";

/// The column `type`: what a contradiction is about, empty for the other kinds.
pub(super) fn conflict_of(text: &str) -> Result<Option<ConflictType>> {
    Some(text).filter(|text| !text.is_empty()).map(parse).transpose()
}

/// Row of the oldest claim that a claim repeats, in its own words or those of its article's origin.
pub(super) fn repeated(conn: &Connection, claim: i64) -> Result<Option<i64>> {
    let mut find = conn.prepare_cached(&oldest_repeated("?1"))?;
    Ok(find.query_one([claim], |row| row.get(0))?)
}

/// SQL for what [`repeated`] finds for `claim`.
fn oldest_repeated(claim: &str) -> String {
    format!(
        "SELECT min(p.a_id) FROM relation p WHERE p.b_id = {claim} AND p.kind = 'repeats' AND p.state <> 'dismissed'
            AND p.a_id < {claim}"
    )
}

/// SQL for the row of the oldest claim that `claim` repeats, or its own.
fn first_said(claim: &str) -> String {
    format!("coalesce(({}), {claim})", oldest_repeated(claim))
}

/// SQL that holds where the claims of the relation `o` are `a` and `b`, or repeat them.
fn between_copies(a: &str, b: &str) -> String {
    let copies = |first: &str| {
        format!(
            "(SELECT {first} UNION SELECT p.b_id FROM relation p WHERE p.a_id = {first} AND p.kind = 'repeats' AND p.state <> 'dismissed')"
        )
    };
    let (a, b) = (copies(a), copies(b));
    format!("o.a_id IN {a} AND o.b_id IN {b} OR o.a_id IN {b} AND o.b_id IN {a}")
}

impl Store {
    /// Relations of these kinds (all where none is named) and states (all but the dismissed where none is named) between
    /// claims in force, most certain first; those of one claim where its row is given.
    pub fn relations(
        &self,
        kinds: &[RelationKind],
        states: &[RelationState],
        claim: Option<i64>,
        limit: Option<usize>,
    ) -> Result<Relations<'_>> {
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        let states: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
        let mut statement = self.conn.prepare_cached(
            "SELECT r.id FROM relation r JOIN claim a ON a.id = r.a_id JOIN claim b ON b.id = r.b_id
             WHERE a.in_force = 1 AND b.in_force = 1
                AND CASE ?4 WHEN '[]' THEN r.state <> 'dismissed' ELSE r.state IN (SELECT value FROM json_each(?4)) END
                AND (?1 = '[]' OR r.kind IN (SELECT value FROM json_each(?1)))
                AND (?2 IS NULL OR r.a_id = ?2 OR r.b_id = ?2)
             ORDER BY r.score DESC, r.a_id, r.b_id, r.id LIMIT ?3",
        )?;
        let limit = limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1));
        let [kinds, states] = [kinds, states].map(|names| serde_json::json!(names).to_string());
        let rows = statement.query_map(params![kinds, claim, limit, states], |row| row.get(0))?;
        Ok(self.relations_at(rows.collect::<Result<_, _>>()?))
    }

    /// Contradictions in these states (all but the dismissed where none is named) between claims in force, most certain first. Of those whose
    /// claims repeat the same two, the first alone.
    pub fn conflicts(&self, states: &[RelationState], limit: Option<usize>) -> Result<Relations<'_>> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT r.id FROM relation r JOIN claim a ON a.id = r.a_id JOIN claim b ON b.id = r.b_id
             WHERE r.kind = 'contradicts' AND a.in_force = 1 AND b.in_force = 1
                AND CASE ?1 WHEN '[]' THEN r.state <> 'dismissed' ELSE r.state IN (SELECT value FROM json_each(?1)) END
                AND NOT EXISTS (
                    WITH said(a, b) AS (SELECT {a}, {b}) SELECT 1 FROM said, relation o
                    JOIN claim x ON x.id = o.a_id JOIN claim y ON y.id = o.b_id
                    WHERE (said.a <> r.a_id OR said.b <> r.b_id) AND ({same}) AND o.kind = r.kind
                        AND (o.a_id, o.b_id) < (r.a_id, r.b_id) AND x.in_force = 1 AND y.in_force = 1
                        AND CASE ?1 WHEN '[]' THEN o.state <> 'dismissed' ELSE o.state = r.state END)
             ORDER BY r.score DESC, r.a_id, r.b_id, r.id LIMIT ?2",
            a = first_said("r.a_id"),
            b = first_said("r.b_id"),
            same = between_copies("said.a", "said.b"),
        ))?;
        let limit = limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1));
        let states: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
        let states = serde_json::json!(states).to_string();
        let rows = statement.query_map(params![states, limit], |row| row.get(0))?;
        Ok(self.relations_at(rows.collect::<Result<_, _>>()?))
    }

    /// How many more relations of its kind, not dismissed, stand between claims in force that repeat the same two as those of a relation.
    pub fn copies(&self, relation: &Relation) -> Result<usize> {
        let count: i64 = self
            .conn
            .prepare_cached(&format!(
                "WITH said(a, b) AS (SELECT {a}, {b}) SELECT count(*) FROM said, relation o
                 JOIN claim x ON x.id = o.a_id JOIN claim y ON y.id = o.b_id
                 WHERE ({same}) AND o.kind = ?3 AND o.state <> 'dismissed' AND x.in_force = 1 AND y.in_force = 1
                    AND NOT (o.a_id = ?1 AND o.b_id = ?2)",
                a = first_said("?1"),
                b = first_said("?2"),
                same = between_copies("said.a", "said.b"),
            ))?
            .query_one(params![relation.a.key, relation.b.key, relation.kind.as_str()], |row| {
                row.get(0)
            })?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// The relations in these rows.
    pub(super) fn relations_at(&self, keys: Vec<i64>) -> Relations<'_> {
        Relations {
            store: self,
            keys: keys.into_iter(),
            shared: Shared::default(),
        }
    }
}

impl Relations<'_> {
    fn read(&mut self, key: i64) -> Result<Option<Relation>> {
        let conn = &self.store.conn;
        let row = conn
            .prepare_cached(
                "SELECT a_id, b_id, kind, type, state, score, explanation, comparer, outcome, decided_by, decided_at,
                    rationale FROM relation WHERE id = ?",
            )?
            .query_row([key], |row| {
                Ok((
                    (row.get(0)?, row.get(1)?),
                    row.get::<_, String>(2)?,
                    row.get::<_, String>(3)?,
                    row.get::<_, String>(4)?,
                    (row.get(5)?, row.get(6)?, row.get(7)?),
                    Decided::columns(row)?,
                ))
            })
            .optional()?;
        let Some(((a, b), kind, conflict, state, (score, explanation, comparer), decided)) = row else {
            return Ok(None);
        };
        let (Some(a), Some(b)) = (self.shared.record(conn, a)?, self.shared.record(conn, b)?) else {
            return Ok(None);
        };
        let (kind, conflict) = (parse(&kind)?, conflict_of(&conflict)?);
        Ok(Some(Relation {
            id: RelationId::derive(&a.id, &b.id, kind, conflict),
            kind,
            conflict,
            state: parse(&state)?,
            decided: decided.map(|columns| Decided::read(&state, columns)).transpose()?,
            comparer,
            score,
            explanation,
            a,
            b,
        }))
    }
}

impl Iterator for Relations<'_> {
    type Item = Result<Relation>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let key = self.keys.next()?;
            if let Some(found) = self.read(key).transpose() {
                return Some(found);
            }
        }
    }
}
