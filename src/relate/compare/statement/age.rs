//! Ages and hours: numbers that count nothing, of one event.

use super::super::Outcome;
use super::align::View;
use super::conflict;
use crate::model::ConflictType;

pub(super) fn check(view: &View) -> Outcome {
    let ([x], [y]) = (&*view.small.sentence.numbers, &*view.large.sentence.numbers) else {
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
    if small < 0.7 || large < 0.5 || view.other_opposites(usize::MAX, usize::MAX) {
        return Err(format!("{pair}: the rest is not the same"));
    }
    let explanation = format!(
        "For the same, one says \"{} {}\" and the other \"{} {}\".",
        x.value, x.unit, y.value, y.unit
    );
    Ok(conflict(ConflictType::Figure, 0.4 + 0.45 * small, explanation))
}
