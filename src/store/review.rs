//! What people decide about relations, in one transaction with the statuses that follow and the log.

use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

use super::article::Batch;
use super::event::{self, Entry, Event};
use super::relation::{Relation, conflict_of};
use super::{Store, parse};
use crate::error::{Error, Result};
use crate::model::{ClaimId, Decision, RelationId, RelationKind, RelationState};

/// A decision about a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What was decided.
    pub decision: Decision,
    /// Who decided it.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// Why, in words.
    pub rationale: Option<String>,
}

/// The columns `outcome, decided_by, decided_at, rationale` of a relation that somebody decided.
pub(super) type Columns = (Option<String>, String, String, Option<String>);

impl Decided {
    /// The columns of a row that has them from the eighth on; none where nobody decided.
    pub(super) fn columns(row: &Row) -> rusqlite::Result<Option<Columns>> {
        let (by, at): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
        let rest = (row.get(8)?, row.get(11)?);
        Ok(by.zip(at).map(|(by, at)| (rest.0, by, at, rest.1)))
    }

    /// The decision that led to `state`.
    pub(super) fn read(state: &str, (outcome, by, at, rationale): Columns) -> Result<Decided> {
        let outcome = outcome.unwrap_or_default();
        Ok(Decided {
            decision: match parse(state)? {
                RelationState::Resolved => Decision::Resolve(parse(&outcome)?),
                RelationState::Dismissed => Decision::Dismiss(parse(&outcome)?),
                RelationState::Confirmed | RelationState::Suggested => Decision::Confirm,
            },
            by,
            at,
            rationale,
        })
    }
}

/// A relation by its public id.
struct Found {
    key: i64,
    id: RelationId,
    kind: RelationKind,
}

/// What the id of a relation is made from, beside its row.
const WITH_ID: &str = "SELECT r.id, r.kind, r.type, a.public, b.public FROM relation r
    JOIN claim a ON a.id = r.a_id JOIN claim b ON b.id = r.b_id";

impl Found {
    fn read(row: &Row) -> Result<Found> {
        let kind = parse(&row.get::<_, String>(1)?)?;
        let conflict = conflict_of(&row.get::<_, String>(2)?)?;
        Ok(Found {
            key: row.get(0)?,
            id: RelationId::derive(&ClaimId(row.get(3)?), &ClaimId(row.get(4)?), kind, conflict),
            kind,
        })
    }
}

/// Ids of the relations of a claim about which somebody decided, under which the log has it.
pub(super) fn decided_of(conn: &Connection, claim: i64) -> Result<Vec<String>> {
    let sql = format!("{WITH_ID} WHERE r.decided_by IS NOT NULL AND (r.a_id = ?1 OR r.b_id = ?1)");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([claim])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(Found::read(row)?.id.0);
    }
    Ok(ids)
}

/// The relation that an id, or a beginning of one, means. Ids are derived, not stored: each is made and looked at.
fn find(conn: &Connection, id: &str) -> Result<Found> {
    let id = id.trim();
    let mut statement = conn.prepare_cached(WITH_ID)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let relation = Found::read(row)?;
        if relation.id.0.starts_with(id) {
            found.push(relation);
        }
    }
    if let Some(exact) = found.iter().position(|relation| relation.id.0 == id) {
        return Ok(found.swap_remove(exact));
    }
    match found.len() {
        1 if !id.is_empty() => Ok(found.swap_remove(0)),
        n if n == 0 || id.is_empty() => Err(Error::NotFound(format!(
            "there is no relation '{id}'; 'claims conflicts list' and 'claims relations' show the ids"
        ))),
        _ => {
            found.sort_by(|a, b| a.id.cmp(&b.id));
            let shown: Vec<&str> = found.iter().take(10).map(|relation| relation.id.0.as_str()).collect();
            let more = if found.len() > 10 { ", …" } else { "" };
            Err(Error::Usage(format!(
                "'{id}' begins several ids; give more of it: {}{more}",
                shown.join(", ")
            )))
        }
    }
}

impl Store {
    /// One relation, dismissed or of claims no longer in force too, by its id or a beginning that no other has.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn relation(&self, id: &str) -> Result<Relation> {
        let found = find(&self.conn, id)?;
        match self.relations_at(vec![found.key]).next() {
            Some(relation) => relation,
            None => Err(Error::NotFound(format!("relation {} is gone", found.id))),
        }
    }

    /// Every decision about a relation, oldest first.
    pub fn decisions(&self, id: &RelationId) -> Result<Vec<Event>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, at, actor, action, subject, before, after, revision FROM event WHERE subject = ? ORDER BY seq",
        )?;
        let rows = statement.query_map([&id.0], event::read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Decides about relations, all of them or none, and derives the status of the claims of both articles anew; the
    /// whole ids. What is decided so already stays as it is.
    ///
    /// # Errors
    /// As [`Store::relation`]; [`Error::Usage`] where something else than a contradiction is to be resolved.
    pub fn decide(
        &mut self,
        ids: &[String],
        decision: Decision,
        note: Option<&str>,
        actor: &str,
    ) -> Result<Vec<RelationId>> {
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        let mut batch = self.batch()?;
        let mut decided = Vec::with_capacity(ids.len());
        for id in ids {
            let found = find(&batch.tx, id)?;
            if decided.contains(&found.id) {
                continue;
            }
            if matches!(decision, Decision::Resolve(_)) && found.kind != RelationKind::Contradicts {
                return Err(Error::Usage(format!(
                    "{} says that one claim {} another: there are no sides to choose from; confirm or dismiss it",
                    found.id, found.kind
                )));
            }
            batch.decide(&found, decision, note, actor)?;
            decided.push(found.id);
        }
        batch.commit()?;
        Ok(decided)
    }
}

/// What the log says of a relation and its claims.
struct Standing {
    facts: Value,
    articles: [i64; 2],
    /// Row of the newer claim.
    newer: i64,
}

impl Batch<'_> {
    fn standing(&self, relation: i64) -> Result<Standing> {
        let mut statement = self.tx.prepare_cached(
            "SELECT r.state, r.outcome, r.rationale, r.decided_by, a.public, a.status, b.public, b.status,
                a.article_id, b.article_id, max(a.id, b.id)
             FROM relation r JOIN claim a ON a.id = r.a_id JOIN claim b ON b.id = r.b_id WHERE r.id = ?",
        )?;
        Ok(statement.query_one([relation], |row| {
            let text = |column| row.get::<_, Option<String>>(column);
            Ok(Standing {
                facts: json!({
                    "state": text(0)?, "outcome": text(1)?, "rationale": text(2)?, "by": text(3)?,
                    "a": {"id": text(4)?, "status": text(5)?}, "b": {"id": text(6)?, "status": text(7)?},
                }),
                articles: [row.get(8)?, row.get(9)?],
                newer: row.get(10)?,
            })
        })?)
    }

    fn decide(&mut self, found: &Found, decision: Decision, note: Option<&str>, actor: &str) -> Result<()> {
        let (state, outcome) = (decision.state().as_str(), decision.outcome());
        let before = self.standing(found.key)?;
        let is = |name: &str, value: Option<&str>| before.facts[name].as_str() == value;
        if is("state", Some(state)) && is("outcome", outcome) && (note.is_none() || is("rationale", note)) {
            return Ok(());
        }
        // `revision` stays: it says when the relation was found, which may be after a verdict.
        self.tx
            .prepare_cached(
                "UPDATE relation SET state = ?, outcome = ?, rationale = ?, decided_by = ?, decided_at = ? WHERE id = ?",
            )?
            .execute(params![state, outcome, note, actor, self.now, found.key])?;
        for article in before.articles {
            self.settle(article)?;
        }
        if found.kind == RelationKind::Repeats {
            self.touch(before.newer)?;
        }
        let after = self.standing(found.key)?;
        self.log(Entry {
            actor,
            action: match decision {
                Decision::Confirm => "relation.confirmed",
                Decision::Dismiss(_) => "relation.dismissed",
                Decision::Resolve(_) => "relation.resolved",
            },
            subject: found.id.0.clone(),
            before: Some(before.facts),
            after: Some(after.facts),
        })
    }
}
