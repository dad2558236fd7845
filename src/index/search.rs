//! Searching.

use super::collect::{Collect, Facets};
use super::compile::Compiler;
use super::query::Query;
use super::{Index, Result};
use crate::model::Filter;

/// The order of the hits. Equal hits stand by date, newest first, then by key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match first.
    #[default]
    Relevance,
    /// By day of publication, the last one first; without a day last.
    Newest,
    /// By day of publication, the first one first; without a day last.
    Oldest,
}

/// How much of a result is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The order.
    pub sort: Sort,
    /// At most this many hits; 0 only counts.
    pub limit: usize,
    /// Leave out this many of the first hits.
    pub offset: usize,
    /// True to count the facets of the whole result.
    pub facets: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            sort: Sort::Relevance,
            limit: 20,
            offset: 0,
            facets: false,
        }
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Keys of the claims with their scores, in order. Scores are 0 where the order is not by relevance.
    pub keys: Vec<(i64, f32)>,
    /// Number of claims that match.
    pub total: usize,
    /// Facets of all claims that match; empty unless asked for.
    pub facets: Facets,
}

impl Index {
    /// Claims that match the query and the filter. Narrator claims are left out unless one of the two names them.
    ///
    /// # Errors
    /// Where the index must be rebuilt first, or shows damage only now.
    pub fn search(&self, query: &Query, filter: &Filter, options: Options) -> Result<Found> {
        self.read(|searcher| {
            let compiled = Compiler {
                fields: &self.fields,
                searcher,
            }
            .compile(query, filter)?;
            let top = match options.limit {
                0 => 0,
                limit => limit.saturating_add(options.offset).min(self.len()),
            };
            let collect = Collect {
                top,
                sort: options.sort,
                facets: options.facets,
            };
            let harvest = searcher.search(&*compiled, &collect)?;
            let page = harvest.top.iter().skip(options.offset).take(options.limit);
            Ok(Found {
                keys: page.map(|rank| (rank.key, rank.score)).collect(),
                total: harvest.total,
                facets: harvest.facets(),
            })
        })
    }
}
