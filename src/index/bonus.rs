//! What makes one match better than another: looked up only for those that may be among the best.
//!
//! A word is found in one list of claims. Whether a claim itself says it, and in which letters, are lists of their own; most
//! matches are out of the running without them.

use tantivy::query::{EnableScoring, Query, Scorer, Weight};
use tantivy::{DocId, Score, Searcher, SegmentReader, TERMINATED};

/// What adds to the scores of matches for the sake of one word or phrase.
pub(super) struct Bonus {
    /// Matches outside of this one get nothing, where it is worth asking first.
    pub within: Option<Box<dyn Query>>,
    /// What adds how much wherever it matches.
    pub parts: Vec<(Box<dyn Query>, Score)>,
}

/// The bonuses of a search.
#[derive(Default)]
pub(super) struct Bonuses(Vec<Weighed>);

struct Weighed {
    within: Option<Box<dyn Weight>>,
    parts: Vec<(Box<dyn Weight>, Score)>,
}

impl Bonuses {
    pub fn new(bonuses: &[Bonus], searcher: &Searcher) -> tantivy::Result<Bonuses> {
        let scoring = EnableScoring::disabled_from_searcher(searcher);
        let weigh = |bonus: &Bonus| {
            let part = |(query, score): &(Box<dyn Query>, Score)| Ok((query.weight(scoring)?, *score));
            Ok(Weighed {
                within: bonus.within.as_ref().map(|query| query.weight(scoring)).transpose()?,
                parts: bonus.parts.iter().map(part).collect::<tantivy::Result<_>>()?,
            })
        };
        bonuses.iter().map(weigh).collect::<tantivy::Result<_>>().map(Bonuses)
    }

    pub fn in_segment(&self, segment: &SegmentReader) -> tantivy::Result<SegmentBonuses> {
        let mut words = Vec::with_capacity(self.0.len());
        for Weighed { within, parts } in &self.0 {
            let part = |(weight, score): &(Box<dyn Weight>, Score)| Ok((List(weight.scorer(segment, 1.0)?), *score));
            let mut parts: Vec<(List, Score)> = parts.iter().map(part).collect::<tantivy::Result<_>>()?;
            parts.retain(|(list, _)| list.0.doc() != TERMINATED);
            parts.sort_by(|a, b| b.1.total_cmp(&a.1));
            let within = within.as_ref().map(|weight| weight.scorer(segment, 1.0).map(List));
            words.push(Word {
                most: parts.iter().map(|(_, score)| score).sum(),
                within: within.transpose()?,
                parts,
            });
        }
        words.retain(|word| !word.parts.is_empty());
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
    within: Option<List>,
    parts: Vec<(List, Score)>,
    most: Score,
}

struct List(Box<dyn Scorer>);

impl List {
    #[inline]
    fn has(&mut self, doc: DocId) -> bool {
        let mut at = self.0.doc();
        if at < doc {
            at = self.0.seek(doc);
        }
        at == doc
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
        let mut sum = score;
        for word in &mut self.words {
            if word.within.as_mut().is_some_and(|list| !list.has(doc)) {
                most -= word.most;
                if hopeless(most) {
                    return None;
                }
                continue;
            }
            for (list, score) in &mut word.parts {
                if list.has(doc) {
                    sum += *score;
                    continue;
                }
                most -= *score;
                if hopeless(most) {
                    return None;
                }
            }
        }
        (!hopeless(sum)).then_some(sum)
    }
}
