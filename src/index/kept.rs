//! A column that is kept in memory, 4 bytes a document, once as much has been asked for as there is: packed values cost a search of
//! many matches more than their postings do. Processes that ask one question never come to that.

use std::fmt::Debug;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tantivy::DocId;
use tantivy::columnar::Column;

/// Documents that are read at a time.
const SIZE: usize = 64;

/// What stands for no value.
const NONE: i32 = i32::MIN;

/// A column with at most one value a document.
pub(super) struct Kept<T> {
    column: Column<T>,
    /// Values asked for so far.
    asked: AtomicU32,
    /// All values; none inside where one of them is too great to be kept so.
    all: OnceLock<Option<Box<[i32]>>>,
}

impl<T> Kept<T>
where
    T: TryFrom<i32> + PartialOrd + Copy + Debug + Send + Sync + 'static,
    i32: TryFrom<T>,
{
    pub fn new(column: Column<T>) -> Kept<T> {
        Kept {
            column,
            asked: AtomicU32::new(0),
            all: OnceLock::new(),
        }
    }

    pub fn max_value(&self) -> T {
        self.column.max_value()
    }

    pub fn first(&self, doc: DocId) -> Option<T> {
        match self.all.get() {
            Some(Some(all)) => value(all[doc as usize]),
            _ => self.column.first(doc),
        }
    }

    /// The values of some documents, one each.
    #[inline]
    pub fn first_vals(&self, docs: &[DocId], values: &mut [Option<T>]) {
        if let Some(Some(all)) = self.all.get() {
            let docs = docs.iter().map(|doc| value(all[*doc as usize]));
            values.iter_mut().zip(docs).for_each(|(value, kept)| *value = kept);
            return;
        }
        values.fill(None);
        self.column.first_vals(docs, values);
        let asked = self.asked.fetch_add(docs.len() as u32, Ordering::Relaxed);
        if asked >= self.column.num_docs() && self.all.get().is_none() {
            self.all.get_or_init(|| self.read_all());
        }
    }

    fn read_all(&self) -> Option<Box<[i32]>> {
        let docs: Vec<DocId> = (0..self.column.num_docs()).collect();
        let mut all = Vec::with_capacity(docs.len());
        for docs in docs.chunks(SIZE) {
            let mut values = [None; SIZE];
            self.column.first_vals(docs, &mut values[..docs.len()]);
            for value in &values[..docs.len()] {
                let kept = value.map_or(Some(NONE), |value| {
                    i32::try_from(value).ok().filter(|kept| *kept != NONE)
                });
                all.push(kept?);
            }
        }
        Some(all.into())
    }
}

fn value<T: TryFrom<i32>>(kept: i32) -> Option<T> {
    match kept {
        NONE => None,
        kept => T::try_from(kept).ok(),
    }
}
