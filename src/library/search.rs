//! From words to hits.

use super::{Facets, Library, SearchOptions, context};
use crate::error::{Error, Result};
use crate::index::{highlight, parse};
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
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// Claims that match in all.
    pub total: usize,
    /// All claims that match, counted by their fields; empty unless asked for.
    pub facets: Facets,
    /// What could not be understood of the query.
    pub problems: Vec<Problem>,
    /// The query as it was understood.
    pub understood: String,
    /// A query that finds something, where this one finds nothing and there is one near it.
    pub suggestion: Option<String>,
}

impl Library {
    /// Searches the claims. The search index is brought up to date first; where that cannot be, what is in it is
    /// searched and a notice says so.
    ///
    /// # Errors
    /// [`Error::Index`] where there is no usable index and none can be made. No query is an error.
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
        let keys: Vec<i64> = found.keys.iter().map(|(key, _)| *key).collect();
        let mut hits = Vec::with_capacity(keys.len());
        for claim in self.store.records(&keys)? {
            let at = keys.iter().position(|key| *key == claim.key).unwrap_or_default();
            let marks = |within: Span| -> Vec<Span> {
                let found = highlight(&query, claim.lang, within.of(&claim.text)).into_iter();
                found
                    .map(|span| Span::new(span.start + within.start, span.end + within.start))
                    .collect()
            };
            let mut sentence = context::sentence(&claim);
            let mut matches = marks(sentence);
            // The words may stand beside the sentence: the index takes in a little more.
            if matches.is_empty()
                && let Some(beside) = marks(context::paragraph(&claim)).first()
            {
                sentence = context::sentence_with(&claim, Some(*beside));
                matches = marks(sentence);
            }
            hits.push(Hit {
                rank: options.offset + at + 1,
                score: found.keys[at].1,
                sentence,
                matches,
                claim,
            });
        }
        let suggestion = match found.total {
            0 => self.index.suggest(&query)?,
            _ => None,
        };
        Ok(Found {
            hits,
            total: found.total,
            facets: found.facets,
            problems,
            understood: query.to_string(),
            suggestion,
        })
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
