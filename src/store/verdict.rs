//! Verdicts: what people find about claims. Rows are only ever added; the newest of a claim holds.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::event::Entry;
use super::{Store, parse};
use crate::error::{Error, Result};
use crate::model::{ClaimId, Revision, Ruling, Verdict};

/// A verdict that was given or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictRow {
    /// The claim.
    pub claim: ClaimId,
    /// What was found; none where an earlier verdict was withdrawn.
    pub verdict: Option<Verdict>,
    /// Why, in words.
    pub rationale: String,
    /// Who found it.
    pub actor: String,
    /// When, RFC 3339.
    pub at: String,
    /// Revision that it made.
    pub revision: Revision,
}

/// What a verdict is called that takes back the one before.
const WITHDRAWN: &str = "withdrawn";

/// Claims with a verdict that holds, `d`; further conditions may follow.
pub(super) const RULED: &str = "SELECT d.claim_id FROM verdict d
    WHERE d.id = (SELECT max(id) FROM verdict WHERE claim_id = d.claim_id) AND d.verdict <> 'withdrawn'";

/// Whether something came up against a claim after the verdict `d`: a relation that was not decided in its favour, or
/// another text of its article.
pub(super) const REOPENED: &str = "EXISTS (SELECT 1 FROM relation r JOIN claim o ON o.id = r.b_id
        WHERE r.a_id = d.claim_id AND r.revision > d.revision AND o.in_force = 1 AND r.kind = 'contradicts'
            AND (r.state IN ('suggested', 'confirmed') OR r.outcome IN ('b_stands', 'neither')))
    OR EXISTS (SELECT 1 FROM relation r JOIN claim o ON o.id = r.a_id
        WHERE r.b_id = d.claim_id AND r.revision > d.revision AND o.in_force = 1
            AND r.kind IN ('contradicts', 'supersedes')
            AND (r.state IN ('suggested', 'confirmed') OR r.outcome IN ('a_stands', 'neither')))
    OR EXISTS (SELECT 1 FROM claim c JOIN article a ON a.id = c.article_id JOIN source s ON s.id = a.source_id
        JOIN event e ON e.subject = s.slug || '/' || a.identity
        WHERE c.id = d.claim_id AND e.action = 'article.changed' AND e.revision > d.revision)";

/// The verdict on a claim that holds.
pub(super) fn standing(conn: &Connection, claim: i64) -> Result<Option<Ruling>> {
    type Columns = (String, String, String, String, bool);
    let newest: Option<Columns> = conn
        .prepare_cached(&format!(
            "SELECT d.verdict, d.rationale, d.actor, d.at, {REOPENED}
             FROM verdict d WHERE d.claim_id = ? ORDER BY d.id DESC LIMIT 1"
        ))?
        .query_row([claim], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let newest = newest.filter(|(verdict, ..)| verdict != WITHDRAWN);
    newest
        .map(|(verdict, rationale, actor, at, reopened)| {
            Ok(Ruling {
                verdict: parse(&verdict)?,
                rationale,
                actor,
                at,
                reopened,
            })
        })
        .transpose()
}

impl Store {
    /// Gives a verdict on a claim, or withdraws the one that holds; the whole id. The same verdict again counts from now
    /// on: what was found before it no longer reopens the claim.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Usage`] for an id of nothing or of several; [`Error::Usage`] without a reason,
    /// and where there is nothing to withdraw.
    pub fn rule(&mut self, id: &str, verdict: Option<Verdict>, because: &str, actor: &str) -> Result<ClaimId> {
        let because = because.trim();
        if because.is_empty() {
            return Err(Error::Usage("a verdict needs a reason; give one with --because".into()));
        }
        // Claims are never deleted: what is found now is there in the transaction.
        let (key, public) = self.find_claim(id)?;
        let mut batch = self.batch()?;
        let before = standing(&batch.tx, key)?;
        if verdict.is_none() && before.is_none() {
            return Err(Error::Usage(format!(
                "claim {public} has no verdict that could be withdrawn; 'claims verdict log {public}' shows its past"
            )));
        }
        batch
            .tx
            .prepare_cached(
                "INSERT INTO verdict (claim_id, verdict, rationale, actor, at, revision) VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                key,
                verdict.map_or(WITHDRAWN, Verdict::as_str),
                because,
                actor,
                batch.now,
                batch.revision
            ])?;
        // The search index follows claims by their revision.
        batch
            .tx
            .prepare_cached("UPDATE claim SET revision = ? WHERE id = ?")?
            .execute([batch.revision, key])?;
        batch.log(Entry {
            actor,
            action: match verdict {
                Some(_) => "verdict.set",
                None => "verdict.withdrawn",
            },
            subject: public.0.clone(),
            before: before.map(
                |ruling| json!({"verdict": ruling.verdict.as_str(), "rationale": ruling.rationale, "by": ruling.actor}),
            ),
            after: Some(json!({"verdict": verdict.map(Verdict::as_str), "rationale": because, "by": actor})),
        })?;
        batch.commit()?;
        Ok(public)
    }

    /// Every verdict that was given or withdrawn, oldest first; those on one claim where an id is given.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn verdicts(&self, claim: Option<&str>) -> Result<Vec<VerdictRow>> {
        let key = claim.map(|id| self.find_claim(id)).transpose()?.map(|(key, _)| key);
        let mut statement = self.conn.prepare_cached(
            "SELECT c.public, d.verdict, d.rationale, d.actor, d.at, d.revision
             FROM verdict d JOIN claim c ON c.id = d.claim_id WHERE ?1 IS NULL OR d.claim_id = ?1 ORDER BY d.id",
        )?;
        let mut rows = statement.query([key])?;
        let mut verdicts = Vec::new();
        while let Some(row) = rows.next()? {
            let verdict: String = row.get(1)?;
            verdicts.push(VerdictRow {
                claim: ClaimId(row.get(0)?),
                verdict: (verdict != WITHDRAWN).then(|| parse(&verdict)).transpose()?,
                rationale: row.get(2)?,
                actor: row.get(3)?,
                at: row.get(4)?,
                revision: Revision(row.get::<_, i64>(5)?.unsigned_abs()),
            });
        }
        Ok(verdicts)
    }
}
