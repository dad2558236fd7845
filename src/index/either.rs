//! A few lists of claims as one.
//!
//! tantivy's own union gathers thousands of documents ahead, which costs more than it gains where the lists are few and most
//! documents are passed over, as within a conjunction.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// What matches any of a few queries; scores add up.
#[derive(Debug)]
pub(super) struct Either(pub Vec<Box<dyn Query>>);

impl Clone for Either {
    fn clone(&self) -> Self {
        Either(self.0.iter().map(|query| query.box_clone()).collect())
    }
}

impl Query for Either {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weights = self.0.iter().map(|query| query.weight(scoring));
        Ok(Box::new(EitherWeight(weights.collect::<tantivy::Result<_>>()?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a tantivy::Term, bool)) {
        self.0.iter().for_each(|query| query.query_terms(visitor));
    }
}

struct EitherWeight(Vec<Box<dyn Weight>>);

impl Weight for EitherWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut lists = Vec::with_capacity(self.0.len());
        for weight in &self.0 {
            let scorer = weight.scorer(segment, boost)?;
            if scorer.doc() != TERMINATED {
                lists.push((scorer.doc(), scorer));
            }
        }
        if lists.len() == 1
            && let Some((_, only)) = lists.pop()
        {
            return Ok(only);
        }
        let mut scorer = EitherScorer { lists, doc: 0 };
        scorer.doc = scorer.nearest();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!(
            "nobody asks why document {doc} matches"
        )))
    }
}

struct EitherScorer {
    /// Each with the document that it stands at.
    lists: Vec<(DocId, Box<dyn Scorer>)>,
    doc: DocId,
}

impl EitherScorer {
    fn nearest(&self) -> DocId {
        self.lists.iter().map(|(doc, _)| *doc).min().unwrap_or(TERMINATED)
    }
}

impl DocSet for EitherScorer {
    fn advance(&mut self) -> DocId {
        let mut nearest = TERMINATED;
        for (doc, list) in &mut self.lists {
            if *doc == self.doc {
                *doc = list.advance();
            }
            nearest = nearest.min(*doc);
        }
        self.doc = nearest;
        nearest
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let mut nearest = TERMINATED;
        for (doc, list) in &mut self.lists {
            if *doc < target {
                *doc = list.seek(target);
            }
            nearest = nearest.min(*doc);
        }
        self.doc = nearest;
        nearest
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.lists.iter().map(|(_, list)| list.size_hint()).max().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        self.lists.iter().map(|(_, list)| list.cost()).sum()
    }
}

impl Scorer for EitherScorer {
    fn score(&mut self) -> Score {
        let there = self.lists.iter_mut().filter(|(doc, _)| *doc == self.doc);
        there.map(|(_, list)| list.score()).sum()
    }
}
