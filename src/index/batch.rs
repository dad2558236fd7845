//! Matches taken some at a time: a column gives many values at once far cheaper than one by one.

use std::fmt::Debug;

use tantivy::columnar::{Column, ColumnIndex};
use tantivy::{DocId, Score};

use super::columns::Columns;

/// Matches a batch.
const SIZE: usize = 64;

/// Matches of a segment in their order, with their scores.
pub(super) struct Batch {
    docs: [DocId; SIZE],
    scores: [Score; SIZE],
    len: usize,
    values: [Option<u64>; SIZE],
    rows: [u64; SIZE],
}

impl Default for Batch {
    fn default() -> Batch {
        Batch {
            docs: [0; SIZE],
            scores: [0.0; SIZE],
            len: 0,
            values: [None; SIZE],
            rows: [0; SIZE],
        }
    }
}

impl Batch {
    /// Takes one more, where it is not full; true where it is full now.
    #[inline]
    pub fn push(&mut self, doc: DocId, score: Score) -> bool {
        let at = self.len % SIZE;
        self.docs[at] = doc;
        self.scores[at] = score;
        self.len = at + 1;
        self.len == SIZE
    }

    pub fn clear(&mut self) {
        self.len = 0;
    }

    pub fn docs(&self) -> &[DocId] {
        &self.docs[..self.len]
    }

    /// Each document with its score.
    pub fn scored(&self) -> impl Iterator<Item = (DocId, Score)> {
        self.docs().iter().copied().zip(self.scores)
    }

    /// The values of a column, one a match.
    pub fn values(&mut self, column: &Column<u64>) -> &[Option<u64>] {
        let values = &mut self.values[..self.len];
        if !matches!(column.index, ColumnIndex::Full) {
            values.fill(None);
        }
        column.first_vals(&self.docs[..self.len], values);
        values
    }

    /// The days of publication, one a match.
    pub fn days(&self, columns: &Columns) -> [Option<i64>; SIZE] {
        let mut days = [None; SIZE];
        columns.day.first_vals(self.docs(), &mut days[..self.len]);
        days
    }

    /// The values of a column of rows, one a match; every claim has one.
    pub fn rows(&mut self, column: &Column<u64>) -> &[u64] {
        let rows = &mut self.rows[..self.len];
        column.values.get_vals(&self.docs[..self.len], rows);
        rows
    }

    /// Keeps the matches whose value in a column is wanted.
    fn keep<T: PartialOrd + Copy + Debug + Send + Sync + 'static>(
        &mut self,
        column: &Column<T>,
        wanted: impl Fn(Option<T>) -> bool,
    ) {
        let mut values = [None; SIZE];
        column.first_vals(&self.docs[..self.len], &mut values[..self.len]);
        let mut kept = 0;
        for (at, value) in values[..self.len].iter().enumerate() {
            self.docs[kept] = self.docs[at];
            self.scores[kept] = self.scores[at];
            kept += usize::from(wanted(*value));
        }
        self.len = kept;
    }
}

/// Which documents of a result count.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// Greatest key that counts; none where all do.
    pub upto: Option<u64>,
    /// True where the narrator's claims do not count and the query may match some.
    pub check_narrator: bool,
    /// The first and the last day of publication that count, in days since 1970-01-01.
    pub days: (Option<i64>, Option<i64>),
}

impl Scope {
    /// Keeps of a batch what counts.
    pub fn keep(self, batch: &mut Batch, columns: &Columns) {
        if let Some((forms, narrator)) = columns.forms().zip(columns.narrator).filter(|_| self.check_narrator) {
            batch.keep(forms, |form| form != Some(narrator));
        }
        let (first, last) = self.days;
        if first.is_some() || last.is_some() {
            batch.keep(&columns.day, |day: Option<i64>| {
                day.is_some_and(|day| first.is_none_or(|first| day >= first) && last.is_none_or(|last| day <= last))
            });
        }
        if let Some(upto) = self.upto {
            batch.keep(&columns.key, |key| key.is_some_and(|key| key <= upto));
        }
    }
}
