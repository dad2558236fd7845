//! What stands between dashes inside reported words.

use crate::extract::unit::Unit;
use crate::text::tag::Tag;

/// The dash that closes what another one opens at word `i`, where the words go on behind it: *six morts **–** quatre enfants **–** et 41 blessés*.
pub(super) fn between_dashes(unit: &Unit, i: usize) -> Option<usize> {
    /// Words of an insertion.
    const LONGEST: usize = 24;
    let close = (i + 1..unit.words.len().min(i + LONGEST)).find(|&j| unit.tag(j) == Tag::Dash)?;
    let goes_on = matches!(
        unit.tag(close + 1),
        Tag::Coordinator | Tag::Preposition | Tag::Contraction
    );
    (goes_on && !unit.has_finite(i..close)).then_some(close)
}

/// The dash that closes what another one opens at word `i`, where the verb of the clause that begins at word `start` stands behind it.
pub(super) fn verb_behind_dashes(unit: &Unit, start: usize, i: usize) -> Option<usize> {
    /// Words of an insertion.
    const LONGEST: usize = 24;
    let close = (i + 1..unit.words.len().min(i + LONGEST)).find(|&j| unit.tag(j) == Tag::Dash)?;
    let verb = unit.group_at(close + 1).is_some_and(|g| unit.is_finite(g));
    (verb && !unit.has_finite(start..i)).then_some(close)
}
