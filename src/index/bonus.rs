//! What makes one match better than another: looked up only for those that may be among the best.
//!
//! A word is found in one list of claims. Whether a claim itself says it, and in which letters, are lists of their own; most
//! matches are out of the running without them.

use tantivy::query::{EnableScoring, Query, Scorer, Weight};
use tantivy::{DocId, Score, Searcher, SegmentReader, TERMINATED};

/// Something that adds to a score wherever it matches.
pub(super) struct Bonus {
    pub query: Box<dyn Query>,
    pub score: Score,
}

/// The bonuses of a search.
#[derive(Default)]
pub(super) struct Bonuses(Vec<(Box<dyn Weight>, Score)>);

impl Bonuses {
    pub fn new(bonuses: &[Bonus], searcher: &Searcher) -> tantivy::Result<Bonuses> {
        let scoring = EnableScoring::disabled_from_searcher(searcher);
        let weigh = |bonus: &Bonus| Ok((bonus.query.weight(scoring)?, bonus.score));
        bonuses.iter().map(weigh).collect::<tantivy::Result<_>>().map(Bonuses)
    }

    pub fn in_segment(&self, segment: &SegmentReader) -> tantivy::Result<SegmentBonuses> {
        let list = |(weight, score): &(Box<dyn Weight>, Score)| Ok((weight.scorer(segment, 1.0)?, *score));
        let mut lists: Vec<(Box<dyn Scorer>, Score)> = self.0.iter().map(list).collect::<tantivy::Result<_>>()?;
        lists.retain(|(list, _)| list.doc() != TERMINATED);
        let most = lists.iter().map(|(_, score)| score).sum();
        Ok(SegmentBonuses { lists, most })
    }
}

/// The bonuses within one segment, asked for documents in ascending order.
#[derive(Default)]
pub(super) struct SegmentBonuses {
    lists: Vec<(Box<dyn Scorer>, Score)>,
    /// What all of them add together.
    pub most: Score,
}

impl SegmentBonuses {
    /// What they add to the score of a document.
    pub fn of(&mut self, doc: DocId) -> Score {
        let mut sum = 0.0;
        for (list, score) in &mut self.lists {
            if list.doc() < doc {
                list.seek(doc);
            }
            if list.doc() == doc {
                sum += *score;
            }
        }
        sum
    }
}
