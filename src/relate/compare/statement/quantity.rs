//! All against none, most against few, of the same things.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::conflict;
use crate::model::ConflictType;
use crate::relate::statement::Quantity;

pub(super) fn check(view: &View) -> Outcome {
    for i in view.small.all() {
        let Some(j) = view.small.partner[i] else { continue };
        let (s, t) = (view.small.item(i), view.large.item(j));
        let (Some(x), Some(y)) = (s.quantity, t.quantity) else {
            continue;
        };
        let (low, high) = if rank(x) <= rank(y) { (x, y) } else { (y, x) };
        let excluded = matches!(
            (low, high),
            (Quantity::None, Quantity::All | Quantity::Most | Quantity::Some)
                | (Quantity::Few, Quantity::All | Quantity::Most)
        );
        if !excluded || !view.real(i, j) || view.other_years() {
            continue;
        }
        // *aucun* negates its clause by itself; any other negation turns the meaning.
        let (p, q) = (view.small_part(i), view.large_part(j));
        let turned = (p.negated && x != Quantity::None) || (q.negated && y != Quantity::None);
        if turned
            || view.other_things((&[], &[])).is_some()
            || view.small.cover(&[]) < 0.7
            || view.cover_near(j, &[]) < 0.65
        {
            return Err(format!("\"{}\" is counted for other things", s.term.word));
        }
        let explanation = format!(
            "They speak of other parts of \"{}\": \"{}\" against \"{}\".",
            s.term.word,
            short(&view.small.sentence.text),
            short(&view.large.sentence.text)
        );
        return Ok(conflict(ConflictType::Polarity, 0.7, explanation));
    }
    Err(String::new())
}

fn rank(quantity: Quantity) -> u8 {
    match quantity {
        Quantity::None => 0,
        Quantity::Few => 1,
        Quantity::Some => 2,
        Quantity::Most => 3,
        Quantity::All => 4,
    }
}
