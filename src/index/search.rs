//! Searching.

use std::num::NonZero;
use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::FxHashMap;
use tantivy::collector::Collector;
use tantivy::query::{BooleanQuery, ConstScoreQuery, EnableScoring, Query as Tantivy};
use tantivy::{DocAddress, Executor, Searcher, TERMINATED, Term};

use super::alternatives::Alternatives;
use super::batch::Scope;
use super::bonus::Bonuses;
use super::collect::Collect;
use super::columns::Columns;
use super::compile::Compiler;
use super::cursor::Cursor;
use super::facets::Facets;
use super::query::Query;
use super::reprints::{Group, Groups};
use super::statistics::Statistics;
use super::words::Leaf;
use super::{Index, Result};
use crate::error::Error;
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
pub struct Options<'a> {
    /// The order.
    pub sort: Sort,
    /// At most this many hits; 0 only counts.
    pub limit: usize,
    /// Leave out this many of the first hits.
    pub offset: usize,
    /// Go on where a page ended: its [`Found::next`]. What came into the index after the first page is in no page.
    pub after: Option<&'a str>,
    /// True to count the facets of the whole result.
    pub facets: bool,
    /// True to make one hit, the best, of the claims that repeat the same one.
    pub collapse: bool,
    /// True to say why each hit stands where it stands; takes time for every hit.
    pub explain: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            sort: Sort::Relevance,
            limit: 20,
            offset: 0,
            after: None,
            facets: false,
            collapse: true,
            explain: false,
        }
    }
}

/// A claim that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Row of the claim.
    pub key: i64,
    /// How well it matches; 0 where the order is not by relevance.
    pub score: f32,
    /// Claims that match too and repeat it or what it repeats; 0 where reprints stand alone.
    pub reprints: usize,
    /// What its score is made of, in the order of the query; empty unless asked for.
    pub reasons: Vec<Reason>,
}

/// A part of a score: something of the query in a field of the claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What was asked for: a word, a phrase, the beginning of a word.
    pub asked: String,
    /// Where it was found.
    pub field: &'static str,
    /// As what it was found.
    pub form: &'static str,
    /// What stands there, as the index has it.
    pub term: String,
    /// What a match in this field and form weighs.
    pub weight: f32,
    /// What it adds to the score.
    pub score: f32,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The claims, in order.
    pub hits: Vec<Scored>,
    /// Hits before the first one.
    pub before: usize,
    /// Number of claims that match.
    pub total: usize,
    /// Number of hits: claims that match, of those that repeat the same one only one.
    pub distinct: usize,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
    /// Facets of all claims that match; empty unless asked for.
    pub facets: Facets,
}

impl Index {
    /// Claims that match the query and the filter. Narrator claims are left out unless one of the two names them.
    ///
    /// # Errors
    /// [`Error::Usage`] for a cursor that is none or another search's; [`Error::Index`] where the index must be rebuilt
    /// first, or shows damage only now.
    pub fn search(&self, query: &Query, filter: &Filter, options: Options) -> Result<Found> {
        let search = Cursor::search_of(
            &self.fields.fingerprint,
            &query.to_string(),
            &format!("{filter:?}"),
            options.sort,
            options.collapse,
        );
        let after = options.after.map(|text| page(text, search)).transpose()?;
        self.read(|searcher, snapshot| {
            let columns = snapshot.columns()?;
            self.find((searcher, columns), query, filter, options, search, after)
        })
    }

    fn find(
        &self,
        (searcher, columns): (&Searcher, &[Arc<Columns>]),
        query: &Query,
        filter: &Filter,
        options: Options,
        search: u32,
        after: Option<Cursor>,
    ) -> tantivy::Result<Found> {
        let by_score = options.sort == Sort::Relevance;
        let frozen = after.as_ref().and_then(|cursor| cursor.frozen.clone());
        let statistics = Statistics::new(searcher, [self.fields.said.words, self.fields.narrated.words], frozen)?;
        let compiler = Compiler::new(&self.fields, &statistics, query, filter);
        let compiled = compiler.compile(query, filter)?;
        let bonuses = Bonuses::new(compiled.bonuses, searcher)?;
        let alternatives = compiled
            .alternatives
            .map(|words| Alternatives::new(words, searcher, &statistics));
        let alternatives = alternatives.transpose()?;
        let upto = match &after {
            Some(cursor) => cursor.upto,
            None => columns
                .iter()
                .map(|columns| columns.key.max_value())
                .max()
                .unwrap_or_default(),
        };
        let before = after.as_ref().map_or(options.offset, |cursor| cursor.shown);
        let collect = Collect {
            top: match options.limit {
                0 => 0,
                // One more tells whether there is another page.
                limit => limit.saturating_add(before).saturating_add(1).min(self.len()),
            },
            sort: options.sort,
            facets: options.facets,
            collapse: options.collapse,
            scope: Scope {
                upto: after.as_ref().map(|_| upto),
                check_narrator: compiled.check_narrator,
                days: compiled.days,
            },
            bonuses: &bonuses,
            alternatives: alternatives.as_ref(),
            columns,
            floor: Mutex::default(),
        };
        let scoring = match collect.requires_scoring() {
            true => EnableScoring::enabled_from_statistics_provider(&statistics, searcher),
            false => EnableScoring::disabled_from_searcher(searcher),
        };
        let executor = executor(statistics.listed().unwrap_or(searcher.num_docs()));
        let mut harvest = searcher.search_with_executor(&*compiled.query, &collect, executor, scoring)?;
        let mut ranks = std::mem::take(&mut harvest.top);
        match &after {
            // Some of what was shown may be gone by now, so that counting would skip others.
            Some(cursor) => ranks.retain(|rank| rank.place < cursor.last),
            None => ranks = ranks.split_off(before.min(ranks.len())),
        }
        let more = ranks.len() > options.limit;
        ranks.truncate(options.limit);
        let (total, distinct) = (harvest.total, harvest.distinct());
        let next = ranks.last().filter(|_| more).map(|last| Cursor {
            search,
            shown: before + ranks.len(),
            last: last.place,
            upto,
            frozen: by_score.then(|| statistics.freeze()),
        });
        let groups = ranks.iter().map(|rank| rank.group);
        let repeated: Vec<u64> = groups.filter(|group| harvest.repeats(*group)).collect();
        let groups = match repeated.is_empty() {
            true => FxHashMap::default(),
            false => self.groups(&statistics, compiled.query, &repeated, &collect)?,
        };
        let mut hits = Vec::with_capacity(ranks.len());
        for rank in &ranks {
            let group = groups.get(&rank.group);
            hits.push(Scored {
                // Of those that are equally good the one that came first.
                key: group.map_or(rank.place.key, |group| group.oldest).cast_signed(),
                score: rank.score,
                reprints: group.map_or(0, |group| group.count.saturating_sub(1)),
                reasons: Vec::new(),
            });
        }
        if options.explain && by_score {
            let compiler = compiler.recording();
            compiler.compile(query, filter)?;
            let leaves = compiler.leaves();
            for hit in &mut hits {
                hit.reasons = self.reasons(searcher, &statistics, &leaves, hit.key.cast_unsigned())?;
            }
        }
        Ok(Found {
            hits,
            before,
            total,
            distinct,
            next: next.map(|cursor| cursor.encode()),
            facets: harvest.counts.facets(),
        })
    }

    /// What matches of some groups, by the claims that they repeat.
    fn groups(
        &self,
        statistics: &Statistics,
        compiled: Box<dyn Tantivy>,
        groups: &[u64],
        of: &Collect,
    ) -> tantivy::Result<FxHashMap<u64, Group>> {
        let terms = groups.iter().flat_map(|group| {
            let term = |field| Term::from_field_u64(field, *group);
            [term(self.fields.key), term(self.fields.copy)]
        });
        let members = BooleanQuery::new_multiterms_query(terms.collect());
        let members: Box<dyn Tantivy> = Box::new(ConstScoreQuery::new(Box::new(members), 0.0));
        let both = BooleanQuery::intersection(vec![members, compiled]);
        let groups = Groups {
            scope: of.scope,
            bonuses: of.bonuses,
            columns: of.columns,
            sort: of.sort,
        };
        statistics
            .searcher()
            .search_with_statistics_provider(&both, &groups, statistics)
    }

    /// What each part of the query adds to the score of a claim.
    fn reasons(
        &self,
        searcher: &Searcher,
        statistics: &Statistics,
        leaves: &[Leaf],
        key: u64,
    ) -> tantivy::Result<Vec<Reason>> {
        let Some(place) = self.address(searcher, key)? else {
            return Ok(Vec::new());
        };
        let scoring = EnableScoring::enabled_from_statistics_provider(statistics, searcher);
        let segment = searcher.segment_reader(place.segment_ord);
        let mut reasons: Vec<Reason> = Vec::new();
        let score = |query: &dyn Tantivy| -> tantivy::Result<Option<f32>> {
            let mut scorer = query.weight(scoring)?.scorer(segment, 1.0)?;
            let there = scorer.doc() <= place.doc_id && scorer.seek(place.doc_id) == place.doc_id;
            Ok(there.then(|| scorer.score()))
        };
        for leaf in leaves {
            let Some(found) = score(&*leaf.query)? else { continue };
            let found = leaf.score.unwrap_or(found);
            let mut counts = true;
            for whole in &leaf.within {
                counts &= score(&**whole)?.is_some();
            }
            if !counts {
                continue;
            }
            reasons.push(Reason {
                asked: leaf.asked.clone(),
                field: leaf.field,
                form: leaf.form,
                term: leaf.term.clone(),
                weight: leaf.weight,
                score: found,
            });
        }
        Ok(reasons)
    }

    /// Where the claim in a row stands in the index.
    fn address(&self, searcher: &Searcher, key: u64) -> tantivy::Result<Option<DocAddress>> {
        let term = Term::from_field_u64(self.fields.key, key);
        for (ord, segment) in searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(self.fields.key)?;
            let Some(postings) = index.read_postings(&term, tantivy::schema::IndexRecordOption::Basic)? else {
                continue;
            };
            let mut docs: Box<dyn tantivy::DocSet> = Box::new(postings);
            while docs.doc() != TERMINATED {
                if segment.alive_bitset().is_none_or(|alive| alive.is_alive(docs.doc())) {
                    return Ok(Some(DocAddress::new(ord as u32, docs.doc())));
                }
                docs.advance();
            }
        }
        Ok(None)
    }
}

/// Entries of lists from which on segments are searched side by side: below, waking another thread costs more than it gains.
const MANY: u64 = 50_000;

/// What searches segments whose lists have so many entries.
fn executor(listed: u64) -> &'static Executor {
    static ONE: Executor = Executor::SingleThread;
    static ALL: OnceLock<Executor> = OnceLock::new();
    let all = || {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(4);
        Executor::multi_thread(threads, "search-").unwrap_or(Executor::SingleThread)
    };
    match listed {
        0..MANY => &ONE,
        _ => ALL.get_or_init(all),
    }
}

/// The cursor in `text`, of the search `search`.
fn page(text: &str, search: u32) -> Result<Cursor> {
    let cursor = Cursor::decode(text).ok_or_else(|| {
        Error::Usage("this is no cursor: --after takes what the search before has given for its next page".to_owned())
    })?;
    match cursor.search == search {
        true => Ok(cursor),
        false => Err(Error::Usage(
            "this cursor belongs to another search: give the same query, filters and order as for the first page, or leave out \
             --after to begin again"
                .to_owned(),
        )),
    }
}
