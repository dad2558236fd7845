//! One denies that something was made, or took place, where the other says it was: *n'a pas été filmé à Lyon*.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::facing::Facing;
use super::{conflict, first};
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::Correction;

pub(super) fn check(view: &View) -> Outcome {
    let facings = Facing::both(view);
    let clauses = facings
        .iter()
        .flat_map(|facing| (0..facing.own.sentence.parts.len()).map(move |part| (facing, part)));
    first(clauses.map(|(facing, part)| absence(facing, part)))
}

/// Clause `part` of one side denies that it was at a place that the other names.
fn absence(facing: &Facing, part: usize) -> Outcome {
    let (own, other, view) = (facing.own, facing.other, facing.view);
    let clause = &own.sentence.parts[part];
    let verb = own.all().find(|&k| {
        let item = own.item(k);
        let told = item.predicate || item.term.kind == Kind::Verb;
        item.part == part && told && (facing.is("makings", item) || facing.is("happenings", item))
    });
    let Some(verb) = verb.filter(|_| clause.negated && !clause.partly && !clause.unreal && !clause.reported) else {
        return Err(String::new());
    };
    let placed = |k: usize| {
        let item = own.item(k);
        let link = |word: &str| matches!(word, "à" | "en" | "dans");
        k > verb
            && item.part == part
            && (link(item.term.outer) || link(item.term.link))
            && item.correction != Some(Correction::Right)
    };
    let names: Vec<Vec<usize>> = own.names().into_iter().filter(|group| placed(group[0])).collect();
    if names.is_empty() {
        return Err(String::new());
    }
    let word = own.quote(&names.concat());
    let told = |k: usize| {
        let mut likes = facing.likes(k);
        likes.any(|l| !other.item(l).denied && other.item(l).correction != Some(Correction::Wrong))
    };
    if !names.iter().all(|group| group.iter().any(|&k| told(k))) {
        return Err(format!("\"{word}\" is denied, but the other does not say it"));
    }
    if !facing.asserts() || view.small.sentence.conditional || view.large.sentence.conditional {
        return Err(format!(
            "\"{word}\" is denied, but the other does not tell it as a fact"
        ));
    }
    let skip = names.concat();
    let (skip, others) = if std::ptr::eq(own, &view.small) {
        (&*skip, &[][..])
    } else {
        (&[][..], &*skip)
    };
    let ground = view.ground(skip, others);
    if !ground.holds(2.0, 0.3) || ground.words < 3 || ground.small.max(ground.large) < 0.45 {
        return Err(format!("\"{word}\" is denied of something else"));
    }
    let explanation = format!(
        "One says that it was not at \"{word}\", the other says that it was: \"{}\" against \"{}\".",
        short(&own.sentence.text),
        short(&other.sentence.text)
    );
    Ok(conflict(ConflictType::Polarity, 0.4 + 0.4 * ground.small, explanation))
}
