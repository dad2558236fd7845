//! Many claims in a row, read in pages: the memory does not grow with their number.

use std::collections::VecDeque;

use rusqlite::params;
use rustc_hash::FxHashMap;

use super::read::Shared;
use super::{Store, relation, snapshot};
use crate::error::Result;
use crate::model::{ClaimDoc, ClaimRecord, Form, Revision};
use crate::span::Span;

/// Claims of a list, read one after the other.
pub struct Records<'s> {
    store: &'s Store,
    keys: std::vec::IntoIter<i64>,
    page: VecDeque<ClaimRecord>,
    shared: Shared,
}

impl<'s> Records<'s> {
    pub(super) fn new(store: &'s Store, keys: Vec<i64>) -> Self {
        Records {
            store,
            keys: keys.into_iter(),
            page: VecDeque::new(),
            shared: Shared::default(),
        }
    }

    /// Reads the next page in one transaction; false at the end.
    fn turn(&mut self) -> Result<bool> {
        let conn = &self.store.conn;
        let _snapshot = snapshot(conn)?;
        let more = !self.keys.as_slice().is_empty();
        for key in self.keys.by_ref().take(PAGE) {
            self.page.extend(self.shared.record(conn, key)?);
        }
        Ok(more)
    }
}

impl Iterator for Records<'_> {
    type Item = Result<ClaimRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.page.pop_front() {
                return Some(Ok(record));
            }
            match self.turn() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), Some(self.page.len() + self.keys.as_slice().len()))
    }
}

/// Claims for an index, in the order of their last change.
pub struct Docs<'s> {
    store: &'s Store,
    /// Revision and row of the claim read last.
    place: (i64, i64),
    in_force_only: bool,
    page: VecDeque<ClaimDoc>,
    shared: Shared,
    names: FxHashMap<i64, Vec<String>>,
}

/// Claims a page.
const PAGE: usize = 256;

/// Speakers whose names are kept for the claims that come next.
const SPEAKERS: usize = 10_000;

impl Store {
    /// Claims that changed after `since`, those that are no longer in force among them, in the order of their change.
    ///
    /// Take [`Store::revision`] before: what another process commits meanwhile may or may not be among the claims, and
    /// comes again with the next call.
    pub fn changed_since(&self, since: Revision) -> Docs<'_> {
        self.docs(i64::try_from(since.0).unwrap_or(i64::MAX), since.0 == 0)
    }

    /// Every claim in force.
    pub fn all_claims(&self) -> Docs<'_> {
        self.docs(0, true)
    }

    fn docs(&self, since: i64, in_force_only: bool) -> Docs<'_> {
        Docs {
            store: self,
            place: (since, i64::MAX),
            in_force_only,
            page: VecDeque::new(),
            shared: Shared::default(),
            names: FxHashMap::default(),
        }
    }
}

impl Docs<'_> {
    /// Reads the next page in one transaction; false at the end.
    fn turn(&mut self) -> Result<bool> {
        let conn = &self.store.conn;
        let _snapshot = snapshot(conn)?;
        let places: Vec<(i64, i64)> = {
            let mut statement = conn.prepare_cached(
                "SELECT revision, id FROM claim WHERE (revision, id) > (?, ?) ORDER BY revision, id LIMIT ?",
            )?;
            let rows = statement.query_map(params![self.place.0, self.place.1, PAGE as i64], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            rows.collect::<Result<_, _>>()?
        };
        for place in &places {
            self.place = *place;
            if let Some(doc) = self.doc(place.1)? {
                self.page.push_back(doc);
            }
        }
        Ok(!places.is_empty())
    }

    fn names(&mut self, speaker: i64) -> Result<Vec<String>> {
        if let Some(names) = self.names.get(&speaker) {
            return Ok(names.clone());
        }
        let names = self.store.names(speaker)?;
        if self.names.len() >= SPEAKERS {
            self.names.clear();
        }
        self.names.insert(speaker, names.clone());
        Ok(names)
    }

    fn doc(&mut self, key: i64) -> Result<Option<ClaimDoc>> {
        let Some(record) = self.shared.record(&self.store.conn, key)? else {
            return Ok(None);
        };
        if self.in_force_only && !record.in_force {
            return Ok(None);
        }
        let mut speakers = Vec::new();
        if let Some(speaker) = &record.speaker {
            speakers.push(speaker.name.clone());
            if record.form != Form::Narrator {
                speakers.extend(self.names(speaker.key)?);
            }
        }
        speakers.extend(record.mention.as_ref().map(|mention| mention.words.clone()));
        let mut seen = rustc_hash::FxHashSet::default();
        speakers.retain(|name| seen.insert(name.clone()));
        let mut measures: Vec<String> = record
            .figures
            .iter()
            .filter_map(|figure| figure.measure.clone())
            .collect();
        measures.sort();
        measures.dedup();
        let content: Vec<&str> = record.content.iter().map(|passage| passage.words.as_str()).collect();
        let spans = record.content.iter().map(|passage| passage.span);
        let around = record.cue.iter().map(|(cue, _)| cue.span);
        let around = around.chain(record.mention.iter().map(|mention| mention.span));
        let whole = spans.chain(around).reduce(Span::cover).unwrap_or_default();
        Ok(Some(ClaimDoc {
            key,
            in_force: record.in_force,
            repeats: relation::repeated(&self.store.conn, key)?,
            content: content.join(" "),
            context: context(&record.text, whole).of(&record.text).to_owned(),
            title: record.title.unwrap_or_default(),
            source: record.source,
            speakers,
            side: record
                .speaker
                .as_ref()
                .and_then(|speaker| speaker.affiliation.clone())
                .unwrap_or_default(),
            speaker: record.speaker.map(|speaker| speaker.name).unwrap_or_default(),
            status: record.status,
            verdict: record
                .verdict
                .map_or(String::new(), |ruling| ruling.verdict.to_string()),
            form: record.form,
            stance: record.stance,
            measures,
            lang: record.lang,
            published: record.published.map(|published| published.day()),
            confidence: record.confidence,
        }))
    }
}

impl Iterator for Docs<'_> {
    type Item = Result<ClaimDoc>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(doc) = self.page.pop_front() {
                return Some(Ok(doc));
            }
            match self.turn() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    // One error ends the scan.
                    self.place = (i64::MAX, i64::MAX);
                    return Some(Err(error));
                }
            }
        }
    }
}

/// Bytes looked at on either side of a claim.
const AROUND: usize = 400;

/// The claim with the rest of its first and last sentence, without crossing a paragraph and never far.
///
/// Only the ends that nobody takes for an abbreviation count, so the context may be more than the sentence, never less
/// than the claim. It is bounded: a text of one endless sentence costs no more than any other.
fn context(text: &str, claim: Span) -> Span {
    let mut from = claim.start.saturating_sub(AROUND);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = claim.end.saturating_add(AROUND).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let start = ends(text, from, claim.start).last().unwrap_or(from);
    let end = ends(text, claim.end, to).next().unwrap_or(to);
    Span::new(start, end).trim(text)
}

/// Bytes after every sentence end and line break between two bytes of a text.
fn ends(text: &str, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
    let passage = text.get(from..to).unwrap_or_default();
    passage.char_indices().filter_map(move |(at, c)| match c {
        '\n' => Some(from + at + 1),
        '.' | '!' | '?' | '…' => {
            let (left, right) = (&text[..from + at], &passage[at + c.len_utf8()..]);
            let word = left.chars().rev().take(4).take_while(|c| c.is_alphanumeric());
            let (length, first) = word.fold((0, ' '), |(length, _), c| (length + 1, c));
            let begin = right.trim_start_matches([' ', '\u{a0}', '\u{202f}', '»', '”', '"', '’', ')']);
            let gap = right.len() - begin.len();
            let begins = begin.chars().next().is_none_or(|c| !c.is_lowercase());
            // `M.`, `Mme.`, `J.`, `p.` end nothing; `on.` and `là.` do.
            let whole = length > 3 || length == 0 || (length > 1 && first.is_lowercase());
            (whole && begins && (gap > 0 || begin.is_empty() || begin.starts_with('\n')))
                .then(|| from + at + c.len_utf8() + gap)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, words: &str) -> String {
        let start = text.find(words).expect("the words are in the text");
        context(text, Span::new(start, start + words.len())).of(text).to_owned()
    }

    #[test]
    fn context_is_the_sentence() {
        let text = "Titre\n\nIl pleuvait hier. Selon M. Durand, il pleuvra demain. Puis le soleil.";
        assert_eq!(around(text, "il pleuvra demain"), "Selon M. Durand, il pleuvra demain.");
        assert_eq!(around(text, "le soleil"), "Puis le soleil.");
        assert_eq!(around(text, "Titre"), "Titre");
        let quoted = "« Il pleut », dit-on. « Il neige. » « Il vente ». Puis plus rien.";
        assert_eq!(around(quoted, "Il neige"), "« Il neige. »");
        assert_eq!(around(quoted, "plus rien"), "Puis plus rien.");
    }

    #[test]
    fn context_is_bounded_and_keeps_characters_whole() {
        let text = "é😀".repeat(100_000);
        let span = context(&text, Span::new(60_000, 60_006));
        assert!(span.len() < 900 && text.get(span.start..span.end).is_some());
    }
}
