//! Writing the claims of one text.

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};

use super::article::Batch;
use super::event::{Entry, PROGRAM};
use super::read::{SpanRow, figures_of, spans_of};
use crate::error::{Error, Result};
use crate::model::{ClaimId, Draft, Figure, Form, NewArticle};
use crate::span::Span;

/// How many of the drafts are somebody's words, not the narrator's.
pub(super) fn attributed(drafts: &[Draft]) -> usize {
    drafts.iter().filter(|draft| draft.form != Form::Narrator).count()
}

/// Refuses drafts that were not made for this text.
pub(super) fn check_spans(article: &NewArticle, text: &str, drafts: &[Draft]) -> Result<()> {
    for draft in drafts {
        let all = spans(draft);
        let bad = all.iter().find(|(_, _, span)| text.get(span.start..span.end).is_none());
        if draft.content.is_empty() || bad.is_some() {
            return Err(Error::Store(format!(
                "{}: rule '{}' made a claim whose words are not in the text; report this with the article",
                article.identity, draft.rule
            )));
        }
    }
    Ok(())
}

/// The spans of a draft as rows: role, place among its role, bytes.
fn spans(draft: &Draft) -> Vec<(&'static str, usize, Span)> {
    let content = draft.content.iter().enumerate().map(|(i, span)| ("content", i, *span));
    let single = [
        ("cue", draft.cue.as_ref().map(|cue| cue.span)),
        ("mention", draft.mention),
        ("relay", draft.relay),
    ];
    let single = single.into_iter().filter_map(|(role, span)| Some((role, 0, span?)));
    let figures = sound_figures(draft)
        .enumerate()
        .map(|(i, figure)| ("figure", i, figure.span));
    content.chain(single).chain(figures).collect()
}

/// Figures that are intervals: neither end is no number, the upper one is not below the lower one.
fn sound_figures(draft: &Draft) -> impl Iterator<Item = &Figure> {
    draft.figures.iter().filter(|figure| figure.high >= figure.low)
}

/// Code points before any byte of a text, each asked in constant time.
pub(super) struct Points<'t> {
    text: &'t [u8],
    /// Code points before every block of bytes.
    before: Vec<u32>,
}

const BLOCK: usize = 256;

fn points_in(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from((byte & 0xc0) != 0x80)).sum()
}

impl<'t> Points<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut count = 0;
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(count);
            count += points_in(block);
        }
        Points {
            text: text.as_bytes(),
            before,
        }
    }

    /// Code points before byte `byte`, which lies on a character boundary of the text.
    pub(super) fn at(&self, byte: usize) -> u32 {
        // The end of the text may be the start of a block that is not there.
        let block = (byte / BLOCK).min(self.before.len().saturating_sub(1));
        let start = block * BLOCK;
        self.before.get(block).copied().unwrap_or(0) + points_in(self.text.get(start..byte).unwrap_or_default())
    }
}

/// The columns of a claim that extraction decides.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    ordinal: i64,
    form: String,
    stance: String,
    modality: String,
    polarity: String,
    cue_lemma: Option<String>,
    speaker: Option<i64>,
    named: Option<String>,
    rule: String,
    confidence: f64,
}

impl Row {
    /// `old` is the claim as it was, `held` are the speakers of all the article's claims.
    fn new(
        batch: &mut Batch,
        article: i64,
        ordinal: usize,
        draft: &Draft,
        old: Option<&Known>,
        held: &[i64],
    ) -> Result<Row> {
        let speaker = draft.speaker.as_ref().filter(|_| draft.form != Form::Narrator);
        let own = old.and_then(|old| old.row.speaker);
        let given = own.filter(|_| old.is_some_and(|old| old.by_hand));
        Ok(Row {
            ordinal: i64::try_from(ordinal).unwrap_or(i64::MAX),
            form: draft.form.as_str().to_owned(),
            stance: draft.stance.as_str().to_owned(),
            modality: draft.modality.as_str().to_owned(),
            polarity: draft.polarity.as_str().to_owned(),
            cue_lemma: draft.cue.as_ref().map(|cue| cue.lemma.clone()),
            speaker: match speaker {
                _ if draft.form == Form::Narrator => None,
                _ if given.is_some() => given,
                Some(speaker) => {
                    let held: Vec<i64> = own.into_iter().chain(held.iter().copied()).collect();
                    super::speaker::resolve(batch, article, speaker, &held)?
                }
                None => None,
            },
            named: speaker.map(|speaker| speaker.name.clone()),
            rule: draft.rule.to_owned(),
            confidence: f64::from(draft.confidence.clamp(0.0, 1.0)).max(0.0),
        })
    }

    /// What a reader sees of the claim beside its words.
    fn facts(&self) -> [(&'static str, Value); 6] {
        [
            ("form", json!(self.form)),
            ("stance", json!(self.stance)),
            ("modality", json!(self.modality)),
            ("polarity", json!(self.polarity)),
            ("cue", json!(self.cue_lemma)),
            ("speaker", json!(self.speaker)),
        ]
    }
}

/// A claim that the article has already.
struct Known {
    key: i64,
    version: i64,
    in_force: bool,
    by_hand: bool,
    row: Row,
}

/// Writes the claims of an article that has none yet.
pub(super) fn write_new(
    batch: &mut Batch,
    article: &NewArticle,
    row: i64,
    version: i64,
    text: &str,
    drafts: &[Draft],
) -> Result<()> {
    batch.changed = true;
    write(batch, article, (row, version), text, drafts, &mut FxHashMap::default())?;
    Ok(())
}

/// Writes the claims of an article that may have some: those with the same words stay, the others end. True if that
/// changed something.
pub(super) fn write_again(
    batch: &mut Batch,
    article: &NewArticle,
    row: i64,
    version: i64,
    text: &str,
    drafts: &[Draft],
) -> Result<bool> {
    let mut known = known(&batch.tx, row)?;
    let mut differs = write(batch, article, (row, version), text, drafts, &mut known)?;
    let mut gone: Vec<(String, Known)> = known.into_iter().filter(|(_, claim)| claim.in_force).collect();
    gone.sort_by_key(|(_, claim)| claim.key);
    for (public, claim) in gone {
        differs = true;
        batch
            .tx
            .prepare_cached("UPDATE claim SET in_force = 0, ended_version_id = ?, revision = ? WHERE id = ?")?
            .execute(params![version, batch.revision, claim.key])?;
        batch.log(Entry {
            actor: PROGRAM,
            action: "claim.ended",
            subject: public,
            before: Some(json!({"in_force": true})),
            after: Some(json!({"in_force": false})),
        })?;
    }
    batch.changed |= differs;
    Ok(differs)
}

fn known(conn: &Connection, article: i64) -> Result<FxHashMap<String, Known>> {
    let mut statement = conn.prepare_cached(
        "SELECT public, id, version_id, in_force, speaker_by IS NOT NULL, ordinal, form, stance, modality, polarity,
            cue_lemma, speaker_id, named, rule, confidence
         FROM claim WHERE article_id = ?",
    )?;
    let rows = statement.query_map([article], |row| {
        Ok((
            row.get(0)?,
            Known {
                key: row.get(1)?,
                version: row.get(2)?,
                in_force: row.get(3)?,
                by_hand: row.get(4)?,
                row: Row {
                    ordinal: row.get(5)?,
                    form: row.get(6)?,
                    stance: row.get(7)?,
                    modality: row.get(8)?,
                    polarity: row.get(9)?,
                    cue_lemma: row.get(10)?,
                    speaker: row.get(11)?,
                    named: row.get(12)?,
                    rule: row.get(13)?,
                    confidence: row.get(14)?,
                },
            },
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes every draft, taking those that are `known` out of it. True if something differs from what was there.
fn write(
    batch: &mut Batch,
    article: &NewArticle,
    (row, version): (i64, i64),
    text: &str,
    drafts: &[Draft],
    known: &mut FxHashMap<String, Known>,
) -> Result<bool> {
    let points = Points::new(text);
    let ids = ClaimId::for_drafts(article, text, drafts);
    let mut differs = false;
    // Claims that a person gave to a speaker say nothing about others.
    let found = known.values().filter(|claim| !claim.by_hand);
    let mut held: Vec<i64> = found.filter_map(|claim| claim.row.speaker).collect();
    held.sort_unstable();
    held.dedup();
    for (ordinal, (draft, id)) in drafts.iter().zip(ids).enumerate() {
        let claim = Row::new(batch, row, ordinal, draft, known.get(&id.0), &held)?;
        let mut id = id;
        for attempt in 1usize.. {
            if let Some(old) = known.remove(&id.0) {
                differs |= renew(batch, (&id, version), old, claim, draft, &points)?;
                break;
            }
            if let Some(key) = insert(batch, &id, (row, version), &claim)? {
                write_spans(&batch.tx, key, draft, &points)?;
                differs = true;
                break;
            }
            // Sixty bits meet once in a billion claims; the next id is as stable as the first.
            let words: Vec<&str> = draft.content.iter().map(|span| span.of(text)).collect();
            id = ClaimId::derive(&article.source, &article.identity, &words, drafts.len() + attempt);
        }
    }
    Ok(differs)
}

/// Inserts a claim; none where another claim has this id.
fn insert(batch: &Batch, id: &ClaimId, (article, version): (i64, i64), claim: &Row) -> Result<Option<i64>> {
    let written = batch
        .tx
        .prepare_cached(
            "INSERT INTO claim (public, article_id, version_id, first_version_id, ordinal, form, stance, modality,
                polarity, cue_lemma, speaker_id, named, rule, confidence, revision)
             VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             ON CONFLICT (public) DO NOTHING",
        )?
        .execute(params![
            id.0,
            article,
            version,
            claim.ordinal,
            claim.form,
            claim.stance,
            claim.modality,
            claim.polarity,
            claim.cue_lemma,
            claim.speaker,
            claim.named,
            claim.rule,
            claim.confidence,
            batch.revision
        ])?;
    Ok((written > 0).then(|| batch.tx.last_insert_rowid()))
}

/// Brings a claim that was there already to this version; true if that changed something.
fn renew(
    batch: &mut Batch,
    (id, version): (&ClaimId, i64),
    old: Known,
    claim: Row,
    draft: &Draft,
    points: &Points,
) -> Result<bool> {
    let old_figures = figures_of(&batch.tx, old.key)?;
    let same_figures = old_figures.iter().eq(sound_figures(draft));
    let same_spans = {
        let mut stored: Vec<_> = spans_of(&batch.tx, old.key)?
            .into_iter()
            .map(|SpanRow { role, span }| (role, span))
            .collect();
        let mut found: Vec<_> = spans(draft)
            .into_iter()
            .map(|(role, _, span)| (role.to_owned(), span))
            .collect();
        stored.sort();
        found.sort();
        stored == found
    };
    if old.in_force && old.version == version && old.row == claim && same_spans && same_figures {
        return Ok(false);
    }
    batch
        .tx
        .prepare_cached(
            "UPDATE claim SET version_id = ?2, in_force = 1, ended_version_id = NULL, ordinal = ?3, form = ?4, stance = ?5,
                modality = ?6, polarity = ?7, cue_lemma = ?8, speaker_id = ?9, named = ?10, rule = ?11, confidence = ?12,
                revision = ?13
             WHERE id = ?1",
        )?
        .execute(params![
            old.key,
            version,
            claim.ordinal,
            claim.form,
            claim.stance,
            claim.modality,
            claim.polarity,
            claim.cue_lemma,
            claim.speaker,
            claim.named,
            claim.rule,
            claim.confidence,
            batch.revision
        ])?;
    for table in [
        "DELETE FROM claim_span WHERE claim_id = ?",
        "DELETE FROM figure WHERE claim_id = ?",
    ] {
        batch.tx.prepare_cached(table)?.execute([old.key])?;
    }
    write_spans(&batch.tx, old.key, draft, points)?;
    let (mut before, mut after) = (Map::new(), Map::new());
    if !old.in_force {
        before.insert("in_force".into(), json!(false));
        after.insert("in_force".into(), json!(true));
    }
    for ((name, was), (_, is)) in old.row.facts().into_iter().zip(claim.facts()) {
        if was != is {
            before.insert(name.into(), was);
            after.insert(name.into(), is);
        }
    }
    if !after.is_empty() {
        let action = if old.in_force {
            "claim.changed"
        } else {
            "claim.returned"
        };
        batch.log(Entry {
            actor: PROGRAM,
            action,
            subject: id.0.clone(),
            before: Some(before.into()),
            after: Some(after.into()),
        })?;
    }
    Ok(true)
}

fn write_spans(conn: &Connection, claim: i64, draft: &Draft, points: &Points) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO claim_span (claim_id, role, ordinal, start_byte, end_byte, start_point, end_point)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (role, ordinal, span) in spans(draft) {
        let start = points.at(span.start);
        let end = points.at(span.end);
        statement.execute(params![
            claim,
            role,
            ordinal as i64,
            span.start as i64,
            span.end as i64,
            start,
            end
        ])?;
    }
    if draft.figures.is_empty() {
        return Ok(());
    }
    let mut statement = conn.prepare_cached(
        "INSERT INTO figure (claim_id, ordinal, measure, population, low, high, low_open, high_open, unit)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (ordinal, figure) in sound_figures(draft).enumerate() {
        statement.execute(params![
            claim,
            ordinal as i64,
            figure.measure,
            figure.population,
            figure.low,
            (figure.high < f64::INFINITY).then_some(figure.high),
            figure.low_open,
            figure.high_open,
            figure.unit
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::CodePoints;

    #[test]
    fn points_agree_with_a_plain_count_on_every_boundary() {
        let text = "é😀a\u{301} « ".repeat(200);
        let points = Points::new(&text);
        let mut plain = CodePoints::new(&text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(points.at(byte) as usize, plain.at(byte));
        }
        assert_eq!(Points::new("").at(0), 0);
    }
}
