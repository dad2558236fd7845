//! What one puts aside, *et non X*, *pas X mais Y*, the other says.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::facing::Facing;
use super::{conflict, first};
use crate::model::ConflictType;
use crate::relate::statement::Correction;

pub(super) fn check(view: &View) -> Outcome {
    first(Facing::both(view).iter().map(corrected))
}

fn corrected(facing: &Facing) -> Outcome {
    let (own, other) = (facing.own, facing.other);
    let of = |wanted| facing.heavy(|_, item| item.correction == Some(wanted));
    let (wrong, right) = (of(Correction::Wrong), of(Correction::Right));
    if wrong.is_empty() || right.is_empty() {
        return Err(String::new());
    }
    let rest = facing.heavy(|_, item| item.correction.is_none());
    let words = own.quote(&wrong);
    if facing.share(&wrong, |k| facing.asserted(k).is_some()) < 0.5 || facing.share(&right, |k| facing.shared(k)) > 0.5
    {
        return Err(format!("\"{words}\" is put aside, but not what the other says"));
    }
    if facing.share(&rest, |k| facing.shared(k)) < 0.5 || facing.weight(&rest) < 1.5 {
        return Err(format!("\"{words}\" is put aside about something else"));
    }
    if other.sentence.parts.iter().any(|part| part.negated) {
        return Err(format!("\"{words}\" is put aside, but the other denies something too"));
    }
    if other.sentence.points.hearsay || facing.is_doubted() {
        return Err(format!("\"{words}\" is put aside, and the other tells what is said"));
    }
    if facing.view.other_years() || own.sentence.conditional || other.sentence.conditional {
        return Err("they tell of other times, or on a condition".to_owned());
    }
    let explanation = format!(
        "One puts aside \"{words}\" for \"{}\", the other says it: \"{}\" against \"{}\".",
        own.quote(&right),
        short(&own.sentence.text),
        short(&other.sentence.text)
    );
    Ok(conflict(ConflictType::Polarity, 0.65, explanation))
}
