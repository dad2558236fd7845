//! Where texts come from: the first of those that are nearly the same.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::relate::Sketch;
use crate::store::Batch;

/// Sketches kept: copies come soon after their original.
const KEPT: usize = 4_096;

/// The sketches of the versions that came last.
#[derive(Default)]
pub(super) struct Sketches {
    sketches: FxHashMap<i64, Sketch>,
    order: VecDeque<i64>,
}

impl Sketches {
    fn keep(&mut self, version: i64, sketch: Sketch) {
        if self.order.len() == KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.sketches.remove(&oldest);
        }
        if self.sketches.insert(version, sketch).is_none() {
            self.order.push_back(version);
        }
    }
}

/// Finds where a version's text comes from, and notes it.
pub(super) fn originate(batch: &mut Batch, version: i64, sketch: Sketch, known: &mut Sketches) -> Result<i64> {
    let mut origin = version;
    for older in batch.band(version, sketch.bands())? {
        let copy = match known.sketches.get(&older) {
            Some(older) => sketch.is_copy_of(older),
            None => sketch.is_copy_of(&Sketch::of(&batch.text_of(older)?)),
        };
        if copy {
            origin = batch.origin(older)?.unwrap_or(older);
            break;
        }
    }
    batch.originate(version, origin)?;
    known.keep(version, sketch);
    Ok(origin)
}
