//! Claims of an archive, each held against its text, and what is said of them: relations, verdicts.

use rusqlite::{OptionalExtension, params};

use super::Import;
use crate::error::Result;
use crate::store::archive::{ArchivedClaim, ArchivedRelation, ArchivedVerdict};
use crate::store::article::Batch;
use crate::store::{size, sound};

/// The text of the version read last, with the byte at which each of its code points begins.
#[derive(Default)]
pub(super) struct Text {
    version: i64,
    text: String,
    bytes: Vec<usize>,
}

impl Text {
    fn read(&mut self, batch: &Batch, version: i64) -> Result<()> {
        if self.version == version {
            return Ok(());
        }
        self.text = batch
            .tx
            .prepare_cached("SELECT text FROM version WHERE id = ?")?
            .query_one([version], |row| row.get(0))?;
        self.bytes.clear();
        self.bytes.extend(self.text.char_indices().map(|(at, _)| at));
        self.bytes.push(self.text.len());
        self.version = version;
        Ok(())
    }

    /// The bytes of code points, if these words stand there.
    fn find(&self, start: usize, end: usize, words: &str) -> Option<(i64, i64)> {
        let (start, end) = (*self.bytes.get(start)?, *self.bytes.get(end)?);
        (self.text.get(start..end)? == words).then_some((start as i64, end as i64))
    }
}

impl Import<'_> {
    pub(super) fn claim(&mut self, claim: &ArchivedClaim, line: &str) -> Result<bool> {
        let place = (claim.source.clone(), claim.article.clone());
        let Some(article) = self.articles.get(&place).copied().flatten() else {
            return self.refuse(format!("claim {}: its article is not in", claim.id));
        };
        if self.claim_row(&claim.id)?.is_some() {
            return Ok(false);
        }
        let version = |batch: &Batch, seq: u32| -> Result<Option<i64>> {
            let mut statement = batch
                .tx
                .prepare_cached("SELECT id FROM version WHERE article_id = ? AND seq = ?")?;
            Ok(statement
                .query_row(params![article, seq], |row| row.get(0))
                .optional()?)
        };
        let (Some(holds), Some(first)) = (
            version(&self.batch, claim.version)?,
            version(&self.batch, claim.first_version)?,
        ) else {
            return self.refuse(format!("claim {}: its article has no such version", claim.id));
        };
        let ended = match claim.ended_version {
            Some(seq) => version(&self.batch, seq)?,
            None => None,
        };
        let speaker = match claim.speaker.map(|key| self.speakers.get(&key).copied()) {
            Some(None) => return self.refuse(format!("claim {}: its speaker is not in", claim.id)),
            Some(key) => key,
            None => None,
        };
        self.text.read(&self.batch, holds)?;
        let mut spans = Vec::with_capacity(claim.spans.len());
        for span in &claim.spans {
            match self.text.find(span.start, span.end, &span.words) {
                Some(bytes) => spans.push((span, bytes)),
                None => return self.orphan(&claim.id, line),
            }
        }
        if !claim.spans.iter().any(|span| span.role == "content") {
            return self.orphan(&claim.id, line);
        }
        let (versions, siblings) = self.batch.tx.query_one(
            "SELECT (SELECT count(*) FROM version WHERE article_id = ?1), (SELECT count(*) FROM claim WHERE article_id = ?1)",
            [article],
            |row| Ok((row.get::<_, u32>(0)?, size(row, 1)?)),
        )?;
        if let Some(fault) = sound::fault(claim, claim.version == versions, siblings) {
            return self.refuse(format!("claim {}: {fault}; export it again", claim.id));
        }
        let tx = &self.batch.tx;
        let key = tx
            .prepare_cached(
                "INSERT INTO claim (public, article_id, version_id, first_version_id, ended_version_id, ordinal, in_force, form,
                    stance, modality, polarity, cue_lemma, speaker_id, named, speaker_by, rule, confidence, status, stated_on,
                    revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .insert(params![
                claim.id,
                article,
                holds,
                first,
                ended,
                i64::try_from(claim.ordinal).unwrap_or(i64::MAX),
                claim.in_force,
                claim.form,
                claim.stance,
                claim.modality,
                claim.polarity,
                claim.cue_lemma,
                speaker,
                claim.named,
                claim.speaker_by,
                claim.rule,
                claim.confidence,
                claim.status,
                claim.stated_on,
                self.batch.revision
            ])?;
        for (span, (start, end)) in spans {
            tx.prepare_cached(
                "INSERT INTO claim_span (claim_id, role, ordinal, start_byte, end_byte, start_point, end_point)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                key,
                span.role,
                span.ordinal as i64,
                start,
                end,
                span.start as i64,
                span.end as i64
            ])?;
        }
        for figure in &claim.figures {
            tx.prepare_cached(
                "INSERT INTO figure (claim_id, ordinal, measure, population, low, high, low_open, high_open, unit)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                key,
                figure.ordinal as i64,
                figure.measure,
                figure.population,
                figure.low,
                figure.high,
                figure.low_open,
                figure.high_open,
                figure.unit
            ])?;
        }
        for meeting in &claim.keys {
            tx.prepare_cached("INSERT INTO claim_key (key, claim_id) VALUES (?, ?) ON CONFLICT DO NOTHING")?
                .execute([*meeting, key])?;
        }
        self.touched.insert(article);
        Ok(true)
    }

    fn claim_row(&self, public: &str) -> Result<Option<i64>> {
        let mut statement = self.batch.tx.prepare_cached("SELECT id FROM claim WHERE public = ?")?;
        Ok(statement.query_row([public], |row| row.get(0)).optional()?)
    }

    /// Keeps a claim whose words do not stand where it says, as it came.
    pub(super) fn orphan(&mut self, public: &str, json: &str) -> Result<bool> {
        self.done
            .orphans
            .push(format!("claim {public}, its words are not in a text here"));
        let written = self
            .batch
            .tx
            .prepare_cached(
                "INSERT INTO orphan_import (public, json, revision) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            )?
            .execute(params![public, json, self.batch.revision])?;
        Ok(written > 0)
    }

    pub(super) fn relation(&mut self, relation: &ArchivedRelation) -> Result<bool> {
        let (Some(a), Some(b)) = (self.claim_row(&relation.a)?, self.claim_row(&relation.b)?) else {
            return self.refuse(format!(
                "relation of {} and {}: one of them is not in",
                relation.a, relation.b
            ));
        };
        let written = self
            .batch
            .tx
            .prepare_cached(
                "INSERT INTO relation (a_id, b_id, kind, type, comparer, score, explanation, state, outcome, decided_by,
                    decided_at, rationale, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (a_id, b_id, kind, type) DO UPDATE SET state = excluded.state, outcome = excluded.outcome,
                    decided_by = excluded.decided_by, decided_at = excluded.decided_at, rationale = excluded.rationale,
                    revision = excluded.revision
                 WHERE state = 'suggested' AND excluded.state <> 'suggested'",
            )?
            .execute(params![
                a,
                b,
                relation.kind,
                relation.conflict,
                relation.comparer,
                relation.score,
                relation.explanation,
                relation.state,
                relation.outcome,
                relation.decided_by,
                relation.decided_at,
                relation.rationale,
                self.batch.revision
            ])?;
        if written > 0 {
            if relation.kind == "repeats" {
                self.batch.touch(a.max(b))?;
            }
            let article = self
                .batch
                .tx
                .prepare_cached("SELECT article_id FROM claim WHERE id = ?")?
                .query_one([a], |row| row.get(0))?;
            self.touched.insert(article);
        }
        Ok(written > 0)
    }

    pub(super) fn verdict(&mut self, verdict: &ArchivedVerdict) -> Result<bool> {
        let Some(claim) = self.claim_row(&verdict.claim)? else {
            return self.refuse(format!("verdict on {}: the claim is not in", verdict.claim));
        };
        let written = self
            .batch
            .tx
            .prepare_cached(
                "INSERT INTO verdict (claim_id, verdict, rationale, actor, at, revision) SELECT ?1, ?2, ?3, ?4, ?5, ?6
                 WHERE NOT EXISTS (SELECT 1 FROM verdict
                    WHERE claim_id = ?1 AND verdict = ?2 AND rationale = ?3 AND actor = ?4 AND at = ?5)",
            )?
            .execute(params![
                claim,
                verdict.verdict,
                verdict.rationale,
                verdict.actor,
                verdict.at,
                self.batch.revision
            ])?;
        if written > 0 {
            self.batch
                .tx
                .prepare_cached("UPDATE claim SET revision = ? WHERE id = ?")?
                .execute([self.batch.revision, claim])?;
        }
        Ok(written > 0)
    }
}
