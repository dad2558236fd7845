//! What makes one match better than another: looked up only for those that may be among the best.
//!
//! A word is found in one list of claims. Whether a claim itself says it, and in which letters, are lists of their own; most
//! matches are out of the running without them.

use tantivy::postings::SegmentPostings;
use tantivy::query::{EnableScoring, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

/// What adds to the scores of matches for the sake of one word or phrase.
pub(super) struct Bonus {
    /// Matches outside of all these get nothing; empty where that need not be asked first.
    pub within: Vec<Term>,
    /// What adds how much wherever it matches.
    pub parts: Vec<(Part, Score)>,
}

/// Something that adds to a score.
pub(super) enum Part {
    Term(Term),
    /// Every term that begins as this one.
    Beginning(Term),
    Query(Box<dyn Query>),
}

/// The bonuses of a search.
#[derive(Default)]
pub(super) struct Bonuses(Vec<Weighed>);

#[derive(Default)]
struct Weighed {
    within: Vec<Term>,
    terms: Vec<(Term, Score)>,
    beginnings: Vec<(Term, Score)>,
    others: Vec<(Box<dyn Weight>, Score)>,
}

impl Bonuses {
    pub fn new(bonuses: Vec<Bonus>, searcher: &Searcher) -> tantivy::Result<Bonuses> {
        let scoring = EnableScoring::disabled_from_searcher(searcher);
        let weigh = |Bonus { within, parts }: Bonus| {
            let mut weighed = Weighed {
                within,
                ..Weighed::default()
            };
            for (part, score) in parts {
                match part {
                    Part::Term(term) => weighed.terms.push((term, score)),
                    Part::Beginning(term) => weighed.beginnings.push((term, score)),
                    Part::Query(query) => weighed.others.push((query.weight(scoring)?, score)),
                }
            }
            Ok(weighed)
        };
        let weighed = bonuses.into_iter().map(weigh);
        weighed.collect::<tantivy::Result<_>>().map(Bonuses)
    }

    pub fn in_segment(&self, segment: &SegmentReader) -> tantivy::Result<SegmentBonuses> {
        let mut words = Vec::with_capacity(self.0.len());
        for weighed in &self.0 {
            let Weighed {
                within,
                terms,
                beginnings,
                others,
            } = weighed;
            let mut parts = Vec::with_capacity(terms.len() + beginnings.len() + others.len());
            for (term, score) in terms {
                parts.extend(List::of(term, segment)?.map(|list| (list, *score)));
            }
            for (term, score) in beginnings {
                parts.push((List::Any(lists_beginning(term, segment)?), *score));
            }
            for (weight, score) in others {
                let scorer = weight.scorer(segment, 1.0)?;
                if scorer.doc() != TERMINATED {
                    parts.push((List::Scorer(scorer), *score));
                }
            }
            if parts.is_empty() {
                continue;
            }
            parts.sort_by(|a, b| b.1.total_cmp(&a.1));
            let lists = within.iter().map(|term| List::of(term, segment));
            let lists = lists.filter_map(Result::transpose).collect::<tantivy::Result<_>>()?;
            words.push(Word {
                most: parts.iter().map(|(_, score)| score).sum(),
                within: (!within.is_empty()).then_some(lists),
                parts,
                counts: true,
            });
        }
        words.sort_by(|a, b| b.most.total_cmp(&a.most));
        Ok(SegmentBonuses {
            most: words.iter().map(|word| word.most).sum(),
            words,
        })
    }
}

/// The bonuses within one segment, asked for documents in ascending order; the greatest first.
#[derive(Default)]
pub(super) struct SegmentBonuses {
    words: Vec<Word>,
    /// What all of them add together.
    most: Score,
}

struct Word {
    within: Option<Vec<List>>,
    parts: Vec<(List, Score)>,
    most: Score,
    /// True where the document asked for last may have it.
    counts: bool,
}

enum List {
    Postings(Box<SegmentPostings>),
    Any(Vec<SegmentPostings>),
    Scorer(Box<dyn Scorer>),
}

impl List {
    /// The documents with a term; none where there are none.
    fn of(term: &Term, segment: &SegmentReader) -> tantivy::Result<Option<List>> {
        let index = segment.inverted_index(term.field())?;
        let postings = index.read_postings(term, IndexRecordOption::Basic)?;
        Ok(postings.map(|list| List::Postings(Box::new(list))))
    }

    #[inline]
    fn has(&mut self, doc: DocId) -> bool {
        match self {
            List::Postings(list) => has(&mut **list, doc),
            List::Any(lists) => lists.iter_mut().any(|list| has(list, doc)),
            List::Scorer(list) => has(list, doc),
        }
    }
}

#[inline(always)]
fn has(list: &mut impl DocSet, doc: DocId) -> bool {
    list.doc() == doc || list.doc() < doc && list.seek(doc) == doc
}

/// The lists of the terms that begin as one does.
fn lists_beginning(start: &Term, segment: &SegmentReader) -> tantivy::Result<Vec<SegmentPostings>> {
    let index = segment.inverted_index(start.field())?;
    let start = start.serialized_value_bytes();
    let mut terms = index.terms().range().ge(start).into_stream()?;
    let mut lists = Vec::new();
    while terms.advance() && terms.key().starts_with(start) {
        lists.push(index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?);
    }
    Ok(lists)
}

impl Word {
    #[inline]
    fn may_have(&mut self, doc: DocId) -> bool {
        let lists = self.within.as_mut();
        lists.is_none_or(|lists| lists.iter_mut().any(|list| list.has(doc)))
    }
}

impl SegmentBonuses {
    /// A document's score with all that adds to it; none as soon as `hopeless` says so of the most that it can come to.
    #[inline]
    pub fn raise(&mut self, doc: DocId, score: Score, hopeless: impl Fn(Score) -> bool) -> Option<Score> {
        let mut most = score + self.most;
        if hopeless(most) {
            return None;
        }
        // Which words a document has costs less to know than what each of them adds.
        for word in &mut self.words {
            word.counts = word.may_have(doc);
            if !word.counts {
                most -= word.most;
                if hopeless(most) {
                    return None;
                }
            }
        }
        let mut sum = score;
        for (list, score) in self
            .words
            .iter_mut()
            .filter(|word| word.counts)
            .flat_map(|word| &mut word.parts)
        {
            if list.has(doc) {
                sum += *score;
                continue;
            }
            most -= *score;
            if hopeless(most) {
                return None;
            }
        }
        (!hopeless(sum)).then_some(sum)
    }
}
