//! Matches taken some at a time: a column gives many values at once far cheaper than one by one.

use tantivy::columnar::Column;
use tantivy::{DocId, Score};

use super::columns::Columns;

/// Matches a batch.
const SIZE: usize = 64;

/// Matches of a segment in their order, with their scores.
#[derive(Default)]
pub(super) struct Batch {
    pub docs: Vec<DocId>,
    pub scores: Vec<Score>,
    values: Vec<Option<u64>>,
}

impl Batch {
    /// Takes one more; true where the batch is full.
    pub fn push(&mut self, doc: DocId, score: Score) -> bool {
        self.docs.push(doc);
        self.scores.push(score);
        self.docs.len() == SIZE
    }

    pub fn clear(&mut self) {
        self.docs.clear();
        self.scores.clear();
    }

    /// The values of a column, one a match.
    pub fn values(&mut self, column: &Column<u64>) -> &[Option<u64>] {
        self.values.clear();
        self.values.resize(self.docs.len(), None);
        column.first_vals(&self.docs, &mut self.values);
        &self.values
    }

    /// Keeps the matches whose value in a column is wanted.
    fn keep(&mut self, column: &Column<u64>, wanted: impl Fn(Option<u64>) -> bool) {
        self.values(column);
        let mut kept = 0;
        for at in 0..self.docs.len() {
            self.docs[kept] = self.docs[at];
            self.scores[kept] = self.scores[at];
            kept += usize::from(wanted(self.values[at]));
        }
        self.docs.truncate(kept);
        self.scores.truncate(kept);
    }
}

/// Which documents of a result count.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// Greatest key that counts; none where all do.
    pub upto: Option<u64>,
    /// True where the narrator's claims do not count and the query may match some.
    pub check_narrator: bool,
}

impl Scope {
    /// Keeps of a batch what counts.
    pub fn keep(self, batch: &mut Batch, columns: &Columns) {
        if let Some((forms, narrator)) = columns.forms().zip(columns.narrator).filter(|_| self.check_narrator) {
            batch.keep(forms, |form| form != Some(narrator));
        }
        if let Some(upto) = self.upto {
            batch.keep(&columns.key, |key| key.is_some_and(|key| key <= upto));
        }
    }
}
