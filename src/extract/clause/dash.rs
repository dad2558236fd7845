//! What stands between dashes inside reported words.

use crate::extract::unit::Unit;
use crate::text::tag::Tag;

/// Words of an insertion, looked for forwards and back.
const LONGEST: usize = 24;
const LONGEST_BACK: usize = 30;

/// The next dash behind the one at word `i`, within an insertion's length.
fn closing_dash(unit: &Unit, i: usize) -> Option<usize> {
    (i + 1..unit.words.len().min(i + LONGEST)).find(|&j| unit.tag(j) == Tag::Dash)
}

/// The dash that closes what another one opens at word `i`, where the words go on behind it: *six morts **–** quatre enfants **–** et 41 blessés*.
pub(super) fn between_dashes(unit: &Unit, i: usize) -> Option<usize> {
    let close = closing_dash(unit, i)?;
    let goes_on = matches!(
        unit.tag(close + 1),
        Tag::Coordinator | Tag::Preposition | Tag::Contraction
    );
    (goes_on && !unit.has_finite(i..close)).then_some(close)
}

/// The dash that closes what another one opens at word `i`, where the verb of the clause that begins at word `start` stands behind it.
pub(super) fn verb_behind_dashes(unit: &Unit, start: usize, i: usize) -> Option<usize> {
    let close = closing_dash(unit, i)?;
    let verb = unit.group_at(close + 1).is_some_and(|g| unit.is_finite(g));
    (verb && !unit.has_finite(start..i)).then_some(close)
}

/// The dash that opens what another one closes at word `close`, where the verb of the clause that ends before word `end` stands behind it.
pub(super) fn opening_dash(unit: &Unit, floor: usize, close: usize, end: usize) -> Option<usize> {
    let ends = |&i: &usize| {
        matches!(
            unit.tag(i),
            Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Dash | Tag::Quotation
        )
    };
    let open = (floor.max(close.saturating_sub(LONGEST_BACK))..close)
        .rev()
        .find(ends)?;
    let subject = open > floor && unit.phrase_ending(open).is_some();
    let verb = unit
        .group_at(close + 1)
        .is_some_and(|g| unit.is_finite(g) && unit.groups[g].words.end <= end);
    (unit.tag(open) == Tag::Dash && subject && verb).then_some(open)
}
