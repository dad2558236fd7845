//! Words of which a match needs any. Most of what matches has one of them alone, and is out of the running as soon as enough is
//! known that has more: it is counted, and not scored.

use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{EnableScoring, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, Searcher, SegmentReader, Term};

use super::statistics::Statistics;

/// One of the words.
pub(super) struct Alternative {
    /// A claim with any of these has it.
    pub terms: Vec<Term>,
    /// What finds and scores it.
    pub query: Box<dyn Query>,
    /// The most that it can bring to a score, all that is added for it included.
    pub most: Score,
}

/// The words; they alone make the score of a match.
pub(super) struct Alternatives(Vec<Weighed>);

struct Weighed {
    terms: Vec<Term>,
    weight: Box<dyn Weight>,
    most: Score,
}

impl Alternatives {
    pub fn new(words: Vec<Alternative>, searcher: &Searcher, statistics: &Statistics) -> tantivy::Result<Alternatives> {
        let scoring = EnableScoring::enabled_from_statistics_provider(statistics, searcher);
        let weigh = |Alternative { terms, query, most }| {
            let weight = query.weight(scoring)?;
            Ok(Weighed { terms, weight, most })
        };
        words
            .into_iter()
            .map(weigh)
            .collect::<tantivy::Result<_>>()
            .map(Alternatives)
    }

    /// The documents with any of the words.
    pub fn all(&self, segment: &SegmentReader) -> tantivy::Result<Bits> {
        let terms = self.0.iter().flat_map(|word| &word.terms);
        Bits::of(terms, segment)
    }

    pub fn in_segment(&self, segment: &SegmentReader) -> tantivy::Result<SegmentAlternatives<'_>> {
        let docs = |word: &Weighed| Bits::of(&word.terms, segment);
        Ok(SegmentAlternatives {
            words: &self.0,
            docs: self.0.iter().map(docs).collect::<tantivy::Result<_>>()?,
        })
    }
}

/// The words within one segment.
pub(super) struct SegmentAlternatives<'a> {
    words: &'a [Weighed],
    /// The documents with each.
    docs: Vec<Bits>,
}

impl SegmentAlternatives<'_> {
    /// The documents with any of the words.
    pub fn all(&self) -> Bits {
        let all = |mut all: Bits, docs: &Bits| {
            all.unite(docs);
            all
        };
        self.docs.iter().fold(Bits::default(), all)
    }

    /// A few documents of all that promise most: those with the rarest word where that is rare, else those with every word.
    pub fn promising(&self, all: &Bits) -> Bits {
        let rarest = self.docs.iter().min_by_key(|docs| docs.len());
        match rarest.filter(|docs| docs.len() <= all.len() / RARE) {
            Some(rarest) => rarest.clone(),
            None => self.with(all, |_| true),
        }
    }

    /// Of all documents those that have every word without which the others come to nothing; none where there is no such word.
    pub fn candidates(&self, all: &Bits, hopeless: impl Fn(Score) -> bool) -> Option<Bits> {
        let most: Score = self.words.iter().map(|word| word.most).sum();
        let needed = |word: &Weighed| hopeless(most - word.most);
        self.words.iter().any(needed).then(|| self.with(all, needed))
    }

    fn with(&self, all: &Bits, needed: impl Fn(&Weighed) -> bool) -> Bits {
        let mut with = all.clone();
        let words = self.words.iter().zip(&self.docs);
        words
            .filter(|(word, _)| needed(word))
            .for_each(|(_, docs)| with.intersect(docs));
        with
    }

    /// What scores documents, asked for in ascending order.
    pub fn scorer(&self, segment: &SegmentReader) -> tantivy::Result<impl FnMut(DocId) -> Score> {
        let scorers = self.words.iter().map(|word| word.weight.scorer(segment, 1.0));
        let mut scorers: Vec<Box<dyn Scorer>> = scorers.collect::<tantivy::Result<_>>()?;
        Ok(move |doc| {
            let there = scorers.iter_mut().filter_map(|scorer| {
                let there = scorer.doc() == doc || scorer.doc() < doc && scorer.seek(doc) == doc;
                there.then(|| scorer.score())
            });
            there.sum()
        })
    }
}

/// A word is rare that no more than one match of so many has.
const RARE: usize = 16;

/// A bit for each document of a segment; those past the end are not set.
#[derive(Clone, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// The documents with any of the terms.
    fn of<'t>(terms: impl IntoIterator<Item = &'t Term>, segment: &SegmentReader) -> tantivy::Result<Bits> {
        let mut bits = Bits(vec![0; segment.max_doc() as usize / 64 + 1]);
        for term in terms {
            let index = segment.inverted_index(term.field())?;
            if let Some(postings) = index.read_block_postings(term, IndexRecordOption::Basic)? {
                bits.add(postings);
            }
        }
        Ok(bits)
    }

    fn add(&mut self, mut postings: BlockSegmentPostings) {
        while !postings.docs().is_empty() {
            let docs = postings.docs().iter();
            docs.for_each(|doc| self.0[*doc as usize / 64] |= 1 << (doc % 64));
            postings.advance();
        }
    }

    fn len(&self) -> usize {
        self.0.iter().map(|block| block.count_ones() as usize).sum()
    }

    fn unite(&mut self, other: &Bits) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(mine, theirs)| *mine |= theirs);
    }

    fn intersect(&mut self, other: &Bits) {
        self.0.truncate(other.0.len());
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// Each document before `end`, ascending.
    #[inline]
    pub fn for_each(&self, end: DocId, mut call: impl FnMut(DocId)) {
        for (first, block) in (0..end).step_by(64).zip(&self.0) {
            let mut left = *block;
            while left != 0 {
                let doc = first + left.trailing_zeros();
                if doc < end {
                    call(doc);
                }
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_documents() {
        let bits = |docs: &[usize]| {
            let mut bits = vec![0; 3];
            docs.iter().for_each(|doc| bits[doc / 64] |= 1 << (doc % 64));
            Bits(bits)
        };
        let docs = |bits: &Bits, end| {
            let mut docs = Vec::new();
            bits.for_each(end, |doc| docs.push(doc));
            docs
        };
        let mut all = Bits::default();
        all.unite(&bits(&[0, 63, 64, 130]));
        all.unite(&bits(&[1, 64, 191]));
        assert_eq!(docs(&all, 192), [0, 1, 63, 64, 130, 191]);
        assert_eq!(docs(&all, 64), [0, 1, 63]);
        assert_eq!(docs(&all, 130), [0, 1, 63, 64]);
        assert_eq!(all.len(), 6);
        all.intersect(&bits(&[1, 63, 190]));
        assert_eq!(docs(&all, 192), [1, 63]);
    }
}
