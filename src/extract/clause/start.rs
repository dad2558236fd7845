//! Where the words begin that a cue behind them reports.

use super::LONGEST_CLAUSE;
use super::dash::opening_dash;
use crate::extract::unit::Unit;
use crate::text::tag::Tag;

/// The first word of the main clause that ends before word `end`: after the last stop, semicolon, colon or list dash, `floor` at the least.
pub fn start(unit: &Unit, floor: usize, end: usize) -> usize {
    start_at(unit, floor, end, true)
}

/// [`start`] of all that a sentence says before whoever closes it with his cue: ***Le train part, mais il est plein**, prévient X.*
pub fn start_of_closed(unit: &Unit, floor: usize, end: usize) -> usize {
    start_at(unit, floor, end, false)
}

/// The first word of the clause; `parted` where what stands before *mais* is another statement.
fn start_at(unit: &Unit, floor: usize, end: usize, parted: bool) -> usize {
    let floor = floor.max(end.saturating_sub(LONGEST_CLAUSE));
    let mut i = end;
    while i > floor {
        match unit.tag(i - 1) {
            // « Les pourparlers sur l'usine – 300 salariés en tout – ont repris, a indiqué X »
            Tag::Dash if let Some(open) = opening_dash(unit, floor, i - 1, end) => i = open,
            Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Dash | Tag::StrayQuote => break,
            // « …, mais les combats, selon X, s'enchaînent »: what stands before *mais* is another statement.
            Tag::Coordinator
                if parted
                    && i >= floor + 2
                    && unit.tag(i - 2) == Tag::Comma
                    && matches!(unit.lower(i - 1), "mais" | "car" | "or" | "but")
                    // « il est choqué, mais indemne, confirme X »
                    && (unit.has_finite(i..end) || unit.tag(i) != Tag::Adjective)
                    // « « A », mais « B » … », a souligné X: both are quoted.
                    // « A « b », car il « c », a ajouté X »
                    && !(i >= floor + 3
                        && unit.tag(i - 3) == Tag::Quotation
                        && (i..=end.min(i + 8)).any(|j| unit.tag(j) == Tag::Quotation)) =>
            {
                break;
            }
            _ => i -= 1,
        }
    }
    while i < end && matches!(unit.tag(i), Tag::Comma | Tag::Coordinator | Tag::Dash | Tag::Other) {
        i += 1;
    }
    i
}
