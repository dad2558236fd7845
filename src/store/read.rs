//! Reading single claims, and the numbers of the whole.

use std::sync::Arc;

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

use super::{DAMAGED, Store, parse, size, snapshot};
use crate::error::{Error, Result};
use crate::model::{
    ClaimId, ClaimRecord, Figure, Form, Lang, Passage, Published, Revision, SpeakerKind, StoredSpeaker,
};
use crate::span::Span;

/// What the database holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Number of committed changes.
    pub revision: Revision,
    /// Schema version.
    pub schema: i32,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Sources.
    pub sources: usize,
    /// Articles.
    pub articles: usize,
    /// Texts, one or more an article.
    pub versions: usize,
    /// Claims in force by form, the narrator's among them.
    pub claims: Vec<(Form, usize)>,
    /// Claims whose words are gone.
    pub ended: usize,
    /// Speakers, merged ones counted once.
    pub speakers: usize,
    /// Figures in claims.
    pub figures: usize,
    /// Relations between claims.
    pub relations: usize,
    /// Human verdicts.
    pub verdicts: usize,
    /// Logged changes.
    pub events: usize,
}

/// A stored span.
pub(super) struct SpanRow {
    pub role: String,
    pub span: Span,
}

/// Bytes `start..end` as SQLite gives them.
fn span(start: i64, end: i64) -> Span {
    Span::new(usize::try_from(start).unwrap_or(0), usize::try_from(end).unwrap_or(0))
}

impl Store {
    /// The public id of the claim in a row.
    pub fn id_of(&self, key: i64) -> Result<ClaimId> {
        let mut statement = self.conn.prepare_cached("SELECT public FROM claim WHERE id = ?")?;
        Ok(ClaimId(statement.query_one([key], |row| row.get(0))?))
    }
}

/// The spans of a claim, by role and order.
pub(super) fn spans_of(conn: &Connection, claim: i64) -> Result<Vec<SpanRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT role, start_byte, end_byte FROM claim_span WHERE claim_id = ? ORDER BY role, ordinal",
    )?;
    let rows = statement.query_map([claim], |row| {
        Ok(SpanRow {
            role: row.get(0)?,
            span: span(row.get(1)?, row.get(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The figures of a claim, in order.
pub(super) fn figures_of(conn: &Connection, claim: i64) -> Result<Vec<Figure>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.start_byte, s.end_byte, f.measure, f.population, f.low, f.high, f.low_open, f.high_open, f.unit
         FROM figure f JOIN claim_span s ON s.claim_id = f.claim_id AND s.role = 'figure' AND s.ordinal = f.ordinal
         WHERE f.claim_id = ? ORDER BY f.ordinal",
    )?;
    let rows = statement.query_map([claim], |row| {
        Ok(Figure {
            span: span(row.get(0)?, row.get(1)?),
            measure: row.get(2)?,
            population: row.get(3)?,
            low: row.get(4)?,
            high: row.get::<_, Option<f64>>(5)?.unwrap_or(f64::INFINITY),
            low_open: row.get(6)?,
            high_open: row.get(7)?,
            unit: row.get(8)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The error for an id that nothing has.
pub(super) fn no_claim(id: &str) -> Error {
    Error::NotFound(format!("there is no claim '{id}'; 'claims list' shows the ids"))
}

/// What all claims of one version share.
#[derive(Clone)]
struct Page {
    text: Arc<str>,
    title: Option<String>,
    lang: Lang,
    published: Option<Published>,
    number: u32,
    article: String,
    url: Option<String>,
    source: String,
    source_key: i64,
}

/// Texts and speakers that the claims read last share.
#[derive(Default)]
pub(super) struct Shared {
    pages: FxHashMap<i64, Page>,
    bytes: usize,
    speakers: FxHashMap<i64, StoredSpeaker>,
}

/// Bytes of text kept for the claims that come next.
const KEPT: usize = 16 << 20;

/// Speakers kept for the claims that come next.
const SPEAKERS: usize = 10_000;

impl Shared {
    fn page(&mut self, conn: &Connection, version: i64) -> Result<Page> {
        if let Some(page) = self.pages.get(&version) {
            return Ok(page.clone());
        }
        let mut statement = conn.prepare_cached(
            "SELECT v.text, v.title, v.lang, v.published, v.seq, a.identity, a.url, s.name, s.id
             FROM version v JOIN article a ON a.id = v.article_id JOIN source s ON s.id = a.source_id WHERE v.id = ?",
        )?;
        let mut rows = statement.query([version])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let page = Page {
            text: row.get::<_, String>(0)?.into(),
            title: row.get(1)?,
            lang: parse(&row.get::<_, String>(2)?)?,
            published: row.get::<_, Option<String>>(3)?.as_deref().map(parse).transpose()?,
            number: row.get(4)?,
            article: row.get(5)?,
            url: row.get(6)?,
            source: row.get(7)?,
            source_key: row.get(8)?,
        };
        if self.bytes + page.text.len() > KEPT {
            self.pages.clear();
            self.bytes = 0;
        }
        self.bytes += page.text.len();
        self.pages.insert(version, page.clone());
        Ok(page)
    }

    fn speaker(&mut self, conn: &Connection, key: i64) -> Result<StoredSpeaker> {
        if let Some(speaker) = self.speakers.get(&key) {
            return Ok(speaker.clone());
        }
        let (id, name, kind, affiliation) = conn
            .prepare_cached(
                "SELECT k.id, k.name, k.kind, k.affiliation FROM speaker s
                 JOIN speaker k ON k.id = coalesce(s.merged_into, s.id) WHERE s.id = ?",
            )?
            .query_one([key], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?))
            })?;
        let speaker = StoredSpeaker {
            key: id,
            name,
            kind: parse(&kind)?,
            affiliation,
        };
        if self.speakers.len() >= SPEAKERS {
            self.speakers.clear();
        }
        self.speakers.insert(key, speaker.clone());
        Ok(speaker)
    }

    /// The claim in row `key`; none where there is no such row.
    pub(super) fn record(&mut self, conn: &Connection, key: i64) -> Result<Option<ClaimRecord>> {
        let mut statement = conn.prepare_cached(
            "SELECT public, version_id, in_force, form, stance, modality, polarity, cue_lemma, speaker_id, rule,
                confidence, status, EXISTS (SELECT 1 FROM verdict d WHERE d.claim_id = claim.id)
             FROM claim WHERE id = ?",
        )?;
        let mut rows = statement.query([key])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let word =
            |column: usize| -> Result<&str> { Ok(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?) };
        let page = self.page(conn, row.get(1)?)?;
        let form = parse(word(3)?)?;
        let speaker = match row.get::<_, Option<i64>>(8)? {
            Some(key) => Some(self.speaker(conn, key)?),
            None if form == Form::Narrator => Some(StoredSpeaker {
                key: -page.source_key,
                name: page.source.clone(),
                kind: SpeakerKind::Organisation,
                affiliation: None,
            }),
            None => None,
        };
        let lemma: Option<String> = row.get(7)?;
        let mut content = Vec::new();
        let (mut cue, mut mention, mut relay) = (None, None, None);
        let mut figures = Vec::new();
        for SpanRow { role, span } in spans_of(conn, key)? {
            let Some(words) = page.text.get(span.start..span.end) else {
                return Err(Error::Store(format!(
                    "claim {} does not fit its text: {DAMAGED}",
                    word(0)?
                )));
            };
            let passage = Passage {
                span,
                words: words.to_owned(),
            };
            match role.as_str() {
                "content" => content.push(passage),
                "cue" => cue = lemma.clone().map(|lemma| (passage, lemma)),
                "mention" => mention = Some(passage),
                "relay" => relay = Some(passage),
                // Most claims have none, and need not be asked for them.
                "figure" if figures.is_empty() => figures = figures_of(conn, key)?,
                _ => {}
            }
        }
        Ok(Some(ClaimRecord {
            key,
            id: ClaimId(row.get(0)?),
            in_force: row.get(2)?,
            form,
            stance: parse(word(4)?)?,
            modality: parse(word(5)?)?,
            polarity: parse(word(6)?)?,
            speaker,
            mention,
            relay,
            cue,
            content,
            figures,
            rule: row.get(9)?,
            confidence: row.get(10)?,
            status: parse(word(11)?)?,
            verdict: match row.get(12)? {
                true => super::verdict::standing(conn, key)?,
                false => None,
            },
            article: page.article,
            source: page.source,
            title: page.title,
            url: page.url,
            published: page.published,
            lang: page.lang,
            version: page.number,
            text: page.text,
        }))
    }
}

impl Store {
    /// Key and whole id of the claim that `id`, or a beginning of an id, means.
    pub(super) fn find_claim(&self, id: &str) -> Result<(i64, ClaimId)> {
        let id = id.trim();
        let mut statement = self.conn.prepare_cached(
            "SELECT id, public FROM claim WHERE public >= ?1 AND public < ?1 || '~' ORDER BY public LIMIT 11",
        )?;
        let found: Vec<(i64, String)> = statement
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        match found.as_slice() {
            [] => Err(no_claim(id)),
            _ if id.is_empty() => Err(no_claim(id)),
            [(key, public), ..] if public == id || found.len() == 1 => Ok((*key, ClaimId(public.clone()))),
            _ => {
                let shown: Vec<&str> = found.iter().take(10).map(|(_, public)| public.as_str()).collect();
                let more = if found.len() > 10 { ", …" } else { "" };
                Err(Error::Usage(format!(
                    "'{id}' begins several ids; give more of it: {}{more}",
                    shown.join(", ")
                )))
            }
        }
    }

    /// One claim, in force or not, by its id or a beginning that no other id has.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn claim(&self, id: &str) -> Result<ClaimRecord> {
        let (key, public) = self.find_claim(id)?;
        Shared::default()
            .record(&self.conn, key)?
            .ok_or_else(|| no_claim(&public.0))
    }

    /// The claims in these rows, in this order; a row that is not there is left out.
    pub fn records(&self, keys: &[i64]) -> Result<Vec<ClaimRecord>> {
        let _snapshot = snapshot(&self.conn)?;
        let mut shared = Shared::default();
        let records = keys.iter().map(|key| shared.record(&self.conn, *key));
        records.filter_map(Result::transpose).collect()
    }

    /// The numbers of the whole.
    pub fn stats(&self) -> Result<Stats> {
        let count = |sql: &str| -> Result<usize> { Ok(self.conn.query_one(sql, [], |row| size(row, 0))?) };
        let mut claims = Vec::new();
        for form in Form::ALL {
            let number = self.conn.query_one(
                "SELECT count(*) FROM claim WHERE in_force = 1 AND form = ?",
                params![form.as_str()],
                |row| size(row, 0),
            )?;
            claims.push((*form, number));
        }
        Ok(Stats {
            revision: self.revision()?,
            schema: self.schema()?,
            bytes: std::fs::metadata(&self.path).map_or(0, |file| file.len()),
            sources: count("SELECT count(*) FROM source")?,
            articles: count("SELECT count(*) FROM article")?,
            versions: count("SELECT count(*) FROM version")?,
            claims,
            ended: count("SELECT count(*) FROM claim WHERE in_force = 0")?,
            speakers: count("SELECT count(*) FROM speaker WHERE merged_into IS NULL")?,
            figures: count("SELECT count(*) FROM figure")?,
            relations: count("SELECT count(*) FROM relation")?,
            verdicts: count("SELECT count(*) FROM verdict")?,
            events: count("SELECT count(*) FROM event")?,
        })
    }
}
