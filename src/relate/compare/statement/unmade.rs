//! One calls a forgery, or says that there is no such thing, what the other tells as a fact.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::facing::{Facing, is_told};
use super::{conflict, first};
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::Quantity;

pub(super) fn check(view: &View) -> Outcome {
    let facings = Facing::both(view);
    let words = facings
        .iter()
        .flat_map(|facing| facing.own.all().map(move |at| (facing, at)));
    let called = words.filter(|(facing, at)| unmakes(facing, *at));
    first(called.map(|(facing, at)| unmade(facing, at)))
}

/// True for the predicate of *est un faux*, *est tirée d'un jeu vidéo*, *n'a jamais existé*.
fn unmakes(facing: &Facing, at: usize) -> bool {
    let item = facing.own.item(at);
    let part = &facing.own.sentence.parts[item.part];
    // *ne signifie pas que le vote a été truqué*
    let unproven = facing
        .own
        .all()
        .take(at)
        .map(|k| facing.own.item(k))
        .any(|verb| verb.denied && facing.is("proofs", verb));
    if part.unreal || part.reported || unproven {
        return false;
    }
    if item.denied {
        return item.term.forms.iter().any(|form| form == "exister");
    }
    let staged = || {
        let origin = facing.own.all().take(at).any(|k| {
            let verb = facing.own.item(k);
            verb.part == item.part && facing.is("origins", verb)
        });
        origin && item.term.kind == Kind::Noun && facing.is("staged", item)
    };
    // *a truqué*: who does it makes something.
    let state = item.term.kind != Kind::Verb || part.passive;
    let called = (item.predicate || item.attribute || describes(facing, at)) && state && facing.is("unmade", item);
    !part.negated && (called || staged())
}

/// True for what completes the attribute: *est un personnage de légende*, *est une histoire inventée*.
fn describes(facing: &Facing, at: usize) -> bool {
    let own = facing.own;
    let item = own.item(at);
    at > 0 && own.item(at - 1).attribute && own.item(at - 1).part == item.part && matches!(item.term.link, "" | "de")
}

fn unmade(facing: &Facing, at: usize) -> Outcome {
    let (own, other) = (facing.own, facing.other);
    let word = &own.item(at).term.word;
    // *plusieurs sont des montages*
    let some = own.topic(own.item(at).part).or(own.antecedent(own.item(at).part));
    if some.is_some_and(|k| matches!(own.item(k).quantity, Some(Quantity::Some | Quantity::Few)))
        || own.sentence.text.contains("plusieurs")
    {
        return Err(format!("\"{word}\" is said of some only"));
    }
    let denies = other.sentence.parts.iter().any(|part| part.negated);
    let doubtful = denies
        || other.all().any(|l| {
            let item = other.item(l);
            facing.is("rumours", item) || facing.is("unmade", item) || facing.is("staged", item)
        });
    if doubtful || !other.sentence.parts.iter().any(is_told) || other.sentence.parts.iter().any(|part| part.reported) {
        return Err(format!("\"{word}\" is what the other reports or doubts too"));
    }
    let thing = facing.heavy(|k, item| k < at && !facing.is("rumours", item));
    let (known, weight) = (facing.share(&thing, |k| facing.shared(k)), facing.weight(&thing));
    if !(known >= 0.6 && weight >= 2.0 || known >= 0.45 && weight >= 3.0) {
        return Err(format!("\"{word}\" is said of something else"));
    }
    if facing.view.other_years() || facing.view.names_differ() {
        return Err(format!("\"{word}\" is said of another day or name"));
    }
    let explanation = format!(
        "One says of it \"{word}\", the other tells it as a fact: \"{}\" against \"{}\".",
        short(&own.sentence.text),
        short(&other.sentence.text)
    );
    Ok(conflict(ConflictType::Polarity, 0.6, explanation))
}
