//! Ages and hours: numbers that count nothing, of one event.

use super::super::Outcome;
use super::align::View;
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::statement::Number;

pub(super) fn check(view: &View) -> Outcome {
    let (mine, yours) = (numbers(&view.small), numbers(&view.large));
    let ([x], [y]) = (&*mine, &*yours) else {
        return Err(String::new());
    };
    let pair = format!("\"{} {}\" and \"{} {}\"", x.value, x.unit, y.value, y.unit);
    if x.unit != y.unit || x.value == y.value {
        return Err(String::new());
    }
    if !view.balanced()
        || view.parts().any(|part| part.negated || part.unreal)
        || view.other_years()
        || view.other_things((&[], &[])).is_some()
    {
        return Err(format!("{pair} belong to other statements"));
    }
    let (small, large) = (view.small.cover(&[]), view.large.cover(&[]));
    let ground = view.ground(&[], &[]);
    let same = small >= 0.7 && large >= 0.5 || ground.holds(2.5, 0.6) && view.rivals(&[], &[]).is_none();
    if !same || view.other_opposites(usize::MAX, usize::MAX) {
        return Err(format!("{pair}: the rest is not the same"));
    }
    let explanation = format!(
        "For the same, one says \"{} {}\" and the other \"{} {}\".",
        x.value, x.unit, y.value, y.unit
    );
    Ok(conflict(ConflictType::Figure, 0.4 + 0.45 * small, explanation))
}

/// Ages and hours of a sentence; an age that was read as a figure too.
pub(super) fn numbers(side: &Side) -> Vec<Number> {
    let mut out = side.sentence.numbers.clone();
    let years = side.facts.tallies.iter().filter(|tally| {
        let inside = side.sentence.span.contains(tally.figure.span);
        inside && tally.figure.unit.as_deref() == Some("s") && tally.words.ends_with(" ans")
    });
    let value = |words: &str| words.strip_suffix(" ans")?.parse().ok();
    out.extend(years.filter_map(|tally| {
        Some(Number {
            value: value(&tally.words)?,
            unit: "ans",
        })
    }));
    out
}
