//! Matches taken some at a time: a column gives many values at once far cheaper than one by one.

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
        self.read(|docs, days| columns.day.first_vals(docs, days))
    }

    /// What `read` puts beside each match; nothing past them.
    fn read<T: Copy>(&self, read: impl FnOnce(&[DocId], &mut [Option<T>])) -> [Option<T>; SIZE] {
        let mut values = [None; SIZE];
        read(self.docs(), &mut values[..self.len]);
        values
    }

    /// The rows of the claims that the matches repeat; their own where they repeat none.
    pub fn groups(&mut self, columns: &Columns) -> &[u64] {
        let values = &mut self.values[..self.len];
        columns.first.first_vals(&self.docs[..self.len], values);
        let rows = self.rows.iter_mut().zip(values);
        rows.for_each(|(row, value)| *row = value.unwrap_or_default());
        &self.rows[..self.len]
    }

    /// Keeps the matches whose value is wanted.
    fn keep<T: Copy>(&mut self, values: [Option<T>; SIZE], wanted: impl Fn(Option<T>) -> bool) {
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
            let values = batch.read(|docs, values| forms.first_vals(docs, values));
            batch.keep(values, |form| form != Some(narrator));
        }
        let (first, last) = self.days;
        if first.is_some() || last.is_some() {
            batch.keep(batch.days(columns), |day| {
                day.is_some_and(|day| first.is_none_or(|first| day >= first) && last.is_none_or(|last| day <= last))
            });
        }
        if let Some(upto) = self.upto {
            let values = batch.read(|docs, values| columns.key.first_vals(docs, values));
            batch.keep(values, |key| key.is_some_and(|key| key <= upto));
        }
    }
}
