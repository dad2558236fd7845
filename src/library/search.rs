//! From words to hits.

use super::{Facets, Library, SearchOptions, context};
use crate::error::{Error, Result};
use crate::index::{self, Highlighter, Query, Reason, parse};
use crate::model::{ClaimRecord, Filter, Problem};
use crate::span::Span;

/// A claim that a search found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Place in the whole result, from 1.
    pub rank: usize,
    /// How well it matches; 0 where the order is not by relevance.
    pub score: f32,
    /// The claim.
    pub claim: ClaimRecord,
    /// The sentence or sentences that it stands in, in bytes of its text.
    pub sentence: Span,
    /// What the query matched there, in bytes of its text.
    pub matches: Vec<Span>,
    /// Other claims that match and repeat it, or that it repeats; 0 where reprints stand alone.
    pub reprints: usize,
    /// What the score is made of; empty unless asked for.
    pub reasons: Vec<Reason>,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// Claims that match in all.
    pub total: usize,
    /// The same, those that repeat each other counted once; as many as there are hits on all pages.
    pub distinct: usize,
    /// What [`SearchOptions::after`] takes for the next page; none at the end.
    pub next: Option<String>,
    /// All claims that match, counted by their fields; empty unless asked for.
    pub facets: Facets,
    /// What could not be understood of the query.
    pub problems: Vec<Problem>,
    /// The query as it was understood.
    pub understood: String,
    /// A query that finds something, where this one finds nothing and there is one near it.
    pub suggestion: Option<Suggestion>,
    query: Query,
}

/// A query near one that finds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The query.
    pub query: String,
    /// Claims that it finds with the same filters.
    pub total: usize,
}

impl Found {
    /// What the query matched in a part of a claim's text, in bytes of the text.
    pub fn marks(&self, claim: &ClaimRecord, within: Span) -> Vec<Span> {
        marks(&Highlighter::new(&self.query), claim, within)
    }
}

fn marks(highlighter: &Highlighter, claim: &ClaimRecord, within: Span) -> Vec<Span> {
    let found = highlighter.marks(claim.lang, within.of(&claim.text)).into_iter();
    found
        .map(|span| Span::new(span.start + within.start, span.end + within.start))
        .collect()
}

impl Library {
    /// Searches the claims. The search index is brought up to date first; where that cannot be, what is in it is
    /// searched and a notice says so.
    ///
    /// # Errors
    /// [`Error::Index`] where there is no usable index and none can be made; [`Error::Usage`] for a cursor of another
    /// search. No query is an error.
    pub fn search(&mut self, query: &str, filter: &Filter, options: SearchOptions) -> Result<Found> {
        if let Err(error) = self.sync_index() {
            let error = advised(error);
            if self.index.revision().is_none() {
                return Err(error);
            }
            self.notices
                .push(format!("the newest changes may be missing from this result: {error}"));
        }
        let (query, problems) = parse(query);
        let found = match self.index.search(&query, filter, options) {
            // Damage that shows only now; the database has everything.
            Err(Error::Index(reason)) => {
                self.rebuild()?;
                self.notices
                    .push(format!("the search index was made again from the database: {reason}"));
                self.index.search(&query, filter, options)?
            }
            other => other?,
        };
        let mut hits = self.hits(&query, &found)?;
        hits.sort_by_key(|hit| hit.rank);
        let suggestion = match found.total {
            0 => self.suggestion(&query, filter)?,
            _ => None,
        };
        Ok(Found {
            hits,
            total: found.total,
            distinct: found.distinct,
            next: found.next,
            facets: found.facets,
            problems,
            understood: query.to_string(),
            suggestion,
            query,
        })
    }

    /// The hits with their claims.
    fn hits(&self, query: &Query, found: &index::Found) -> Result<Vec<Hit>> {
        let keys: Vec<i64> = found.hits.iter().map(|hit| hit.key).collect();
        let mut hits = Vec::with_capacity(keys.len());
        let highlighter = Highlighter::new(query);
        for claim in self.store.records(&keys)? {
            let at = keys.iter().position(|key| *key == claim.key).unwrap_or_default();
            let mut sentence = context::sentence(&claim);
            let mut matches = marks(&highlighter, &claim, sentence);
            // The words may stand beside the sentence: the index takes in a little more.
            if matches.is_empty()
                && let Some(beside) = marks(&highlighter, &claim, context::paragraph(&claim)).first()
            {
                sentence = context::sentence_with(&claim, Some(*beside));
                matches = marks(&highlighter, &claim, sentence);
            }
            let scored = &found.hits[at];
            hits.push(Hit {
                rank: found.before + at + 1,
                score: scored.score,
                sentence,
                matches,
                reprints: scored.reprints,
                reasons: scored.reasons.clone(),
                claim,
            });
        }
        Ok(hits)
    }

    /// A query near this one that finds something.
    fn suggestion(&self, query: &Query, filter: &Filter) -> Result<Option<Suggestion>> {
        let Some(near) = self.index.suggest(query)? else {
            return Ok(None);
        };
        // As it will be read when it is typed.
        let near = near.to_string();
        let options = SearchOptions {
            limit: 0,
            ..SearchOptions::default()
        };
        let total = self.index.search(&parse(&near).0, filter, options)?.total;
        Ok((total > 0).then_some(Suggestion { query: near, total }))
    }
}

/// An error of the index with the next step, where it names none itself.
pub(super) fn advised(error: Error) -> Error {
    match error {
        Error::Index(message) if !message.contains("'claims ") => {
            Error::Index(format!("{message}; 'claims doctor' says what mends it"))
        }
        other => other,
    }
}
