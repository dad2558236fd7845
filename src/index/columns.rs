//! The columns of a segment that searches read, opened once: opening one reads through all of its blocks.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{Searcher, SegmentReader};

use super::kept::Kept;
use crate::model::Form;

/// The columns that facets count, in the order of [`super::Facets`].
pub(super) const FACETS: [&str; 5] = ["source_name", "speaker_name", "side_name", "status", "form"];

/// A column of names, and those of them that somebody has asked for.
pub(super) struct Facet {
    pub column: StrColumn,
    names: Mutex<FxHashMap<u64, Arc<str>>>,
}

impl Facet {
    fn new(column: StrColumn) -> Facet {
        Facet {
            column,
            names: Mutex::default(),
        }
    }

    /// The names that some numbers, ascending, stand for.
    pub fn names(&self, ords: &[u64]) -> tantivy::Result<Vec<Arc<str>>> {
        let mut known = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<u64> = ords.iter().copied().filter(|ord| !known.contains_key(ord)).collect();
        let mut numbers = missing.iter();
        // In one go: one name alone costs a block of the dictionary.
        self.column.dictionary().sorted_ords_to_term_cb(&missing, |name| {
            if let Some(ord) = numbers.next() {
                known.insert(*ord, String::from_utf8_lossy(name).into());
            }
        })?;
        Ok(ords
            .iter()
            .map(|ord| known.get(ord).cloned().unwrap_or_default())
            .collect())
    }
}

/// The columns of one segment.
pub(super) struct Columns {
    /// Row of the claim.
    pub key: Kept<u64>,
    /// Row of the claim that it repeats, its own where it repeats none.
    pub first: Kept<u64>,
    /// Days since 1970-01-01.
    pub day: Kept<i64>,
    /// Those of [`FACETS`]; none where no claim has a value.
    pub facets: [Option<Facet>; FACETS.len()],
    /// The number that stands for the narrator in the column of forms; none where the narrator says nothing.
    pub narrator: Option<u64>,
}

impl Columns {
    /// Those of every segment, in order.
    pub fn of(searcher: &Searcher) -> tantivy::Result<Vec<Arc<Columns>>> {
        let open = |segment| Columns::open(segment).map(Arc::new);
        searcher.segment_readers().iter().map(open).collect()
    }

    fn open(segment: &SegmentReader) -> tantivy::Result<Columns> {
        let columns = segment.fast_fields();
        let mut facets = [const { None }; FACETS.len()];
        for (facet, name) in facets.iter_mut().zip(FACETS) {
            *facet = columns.str(name)?.map(Facet::new);
        }
        let narrator = match forms(&facets) {
            Some(forms) => forms.column.dictionary().term_ord(Form::Narrator.as_str())?,
            None => None,
        };
        Ok(Columns {
            key: Kept::new(columns.u64("key")?),
            first: Kept::new(columns.u64("first")?),
            day: Kept::new(columns.i64("day")?),
            facets,
            narrator,
        })
    }

    /// Forms as numbers.
    pub fn forms(&self) -> Option<&Column<u64>> {
        forms(&self.facets).map(|forms| forms.column.ords())
    }
}

/// The last of [`FACETS`].
fn forms(facets: &[Option<Facet>; FACETS.len()]) -> Option<&Facet> {
    facets.last()?.as_ref()
}
