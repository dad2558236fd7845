//! Two bare statements by structure: the sentences that say most of the same, aligned word by word, contradict where they differ in one
//! point that leaves room for one of them only.

mod absent;
mod age;
mod agent;
mod align;
mod amount;
mod bound;
mod correction;
mod date;
mod denied;
mod doer;
mod duty;
mod facing;
mod figure;
mod focus;
mod ground;
mod name;
mod opposition;
mod order;
mod polarity;
mod quantity;
mod reason;
mod record;
mod scene;
mod share;
mod side;
mod swap;
mod unmade;
mod weighed;

use std::cmp::Reverse;

use super::{Finding, Outcome, Pair};
use crate::lexicon::relation::Relations;
use crate::model::ConflictType;
use crate::relate::facts::Facts;
use crate::relate::statement::Statement;
use align::View;
use facing::Facing;
use side::Side;

/// How many pairs of sentences are looked into, those that share most first.
const VIEWS: usize = 6;

/// The ways in which two aligned sentences may exclude each other, in the order in which they are tried.
const CHECKS: &[fn(&View) -> Outcome] = &[
    swap::check,
    quantity::check,
    polarity::check,
    denied::check,
    correction::check,
    absent::check,
    unmade::check,
    figure::check,
    date::check,
    name::check,
    age::check,
    doer::check,
];

/// The ways in which two sentences may exclude each other that say the rest in other words, where enough of it is the same.
const LOOSER: &[fn(&View) -> Outcome] = &[
    record::check,
    focus::check,
    agent::check,
    share::check,
    bound::check,
    duty::check,
    reason::check,
    order::check,
    scene::check,
];

pub(super) fn compare(pair: &Pair) -> Outcome {
    let Some(views) = views(pair) else {
        return Err("only bare statements are compared word by word".to_owned());
    };
    let mut note = "one has no words that count".to_owned();
    for (at, view) in views.iter().enumerate() {
        let mut reasons = Vec::new();
        let looser = LOOSER.iter().filter(|_| view.balanced());
        for (nth, check) in CHECKS.iter().chain(looser).enumerate() {
            let found =
                check(view).and_then(
                    |finding| match view.veto(point(&finding)).filter(|_| nth < CHECKS.len()) {
                        Some(reason) => Err(reason),
                        None => Ok(finding),
                    },
                );
            match found {
                Ok(finding) => return Ok(finding),
                Err(reason) if !reason.is_empty() => reasons.push(reason),
                Err(_) => {}
            }
        }
        if at == 0 {
            note = view.note(&reasons);
        }
    }
    Err(note)
}

/// Two bare statements in which no single point tells, by all that speaks for their excluding each other, and against.
pub(super) fn weigh(pair: &Pair) -> Outcome {
    let view = closest(pair).ok_or("one has no words that count")?;
    weighed::weigh(&view)
}

/// What speaks for two bare statements as ones that exclude each other, and against; none for what articles tell, and where they differ in no point.
pub(super) fn signs(pair: &Pair) -> Option<Vec<super::Sign>> {
    weighed::signs(&closest(pair)?)
}

/// What keeps two bare statements from saying the same, whatever words they share: other figures, days or names, words that exclude each other.
pub(super) fn differ(pair: &Pair) -> Option<&'static str> {
    let view = &closest(pair)?;
    if view.other_values() && !figure::agree(view) {
        return Some("their figures differ");
    }
    if view.other_years() {
        return Some("they name other days");
    }
    let says_more = |side: &Side| {
        side.telling(&[])
            .any(|i| !side.meets(i) && side.item(i).term.weight > 0.5)
    };
    if says_more(&view.small) && says_more(&view.large) {
        return Some("each says what the other does not");
    }
    let opposites = view.other_opposites(usize::MAX, usize::MAX);
    (opposites || view.other_degrees()).then_some("a word in one excludes a word in the other")
}

/// The first finding of some looks, none of which is taken after it, or the first reason why nothing was found.
fn first(looks: impl Iterator<Item = Outcome>) -> Outcome {
    let mut note = String::new();
    for found in looks {
        match found {
            Err(reason) if note.is_empty() => note = reason,
            Err(_) => {}
            found => return found,
        }
    }
    Err(note)
}

/// The point in which a finding sees two statements differ.
fn point(finding: &Finding) -> &'static str {
    match finding.conflict {
        Some(ConflictType::Date) => "date",
        Some(ConflictType::Place) => "place",
        Some(ConflictType::Figure) => "figure",
        _ => "other",
    }
}

/// The sentences of two bare statements that share most, aligned; none for what articles tell.
fn views<'a>(pair: &Pair<'a>) -> Option<Vec<View<'a>>> {
    let (a, b) = (pair.a, pair.b);
    let (s, t) = (a.statement.as_deref()?, b.statement.as_deref()?);
    if a.article.is_some() || b.article.is_some() {
        return None;
    }
    let more = a.lang.and_then(Relations::of_statements)?;
    // The smaller one first, whatever the order they came in: what is found is the same both ways.
    let rank = |facts: &Facts, statement: &Statement| (statement_weight(statement), facts.words.clone());
    let ((a, s), (b, t)) = if rank(a, s) <= rank(b, t) {
        ((a, s), (b, t))
    } else {
        ((b, t), (a, s))
    };
    let mut views: Vec<View> = Vec::new();
    for small in s.sentences.iter().filter(|s| !s.items.is_empty()).take(4) {
        for large in t.sentences.iter().filter(|s| !s.items.is_empty()) {
            views.push(View::of((a, small), (b, large), pair.data, more));
        }
    }
    views.sort_by_key(|view| Reverse((view.small.cover(&[]) * 1000.0) as i32));
    views.truncate(VIEWS);
    for view in &mut views {
        view.look_elsewhere(t);
    }
    Some(views)
}

/// The two sentences that share most.
fn closest<'a>(pair: &Pair<'a>) -> Option<View<'a>> {
    views(pair)?.into_iter().next()
}

/// What shows that two bare statements tell of two things, whatever the one point that `comparer` saw: they differ in two points at once,
/// such as a place and a figure.
pub(super) fn two_points(pair: &Pair, comparer: &str) -> Option<String> {
    let view = &closest(pair)?;
    if let Some(reason) = view.veto(comparer) {
        return Some(reason);
    }
    if matches!(comparer, "polarity" | "denial") {
        if Facing::both(view).iter().any(|facing| facing.is_doubted()) {
            return Some("one calls in doubt what it tells".to_owned());
        }
        let alike = Facing::both(view).iter().any(Facing::corrected_alike);
        let reason = alike.then(|| "what the one corrects the other says as well".to_owned());
        let reason = reason.or_else(|| {
            view.names_differ()
                .then(|| "both name what the other does not".to_owned())
        });
        let reason = reason.or_else(|| view.some_only(0, 0).then(|| "some and others".to_owned()));
        if let Some(reason) = reason.or_else(|| denied::about_two(view)) {
            return Some(reason);
        }
    }
    let names = !view.small.strange_names().is_empty() && !view.large.strange_names().is_empty();
    let opposites = view.other_opposites(usize::MAX, usize::MAX);
    let points = [
        (names, "a name"),
        (opposites, "an opposite word"),
        (view.other_figures(), "a figure"),
        (view.other_years(), "a date"),
    ];
    let differing: Vec<&str> = points
        .iter()
        .filter(|(differs, _)| *differs)
        .map(|(_, what)| *what)
        .collect();
    // What may happen again, or at several places, does so on other days and elsewhere.
    let again = match comparer {
        "date" => view.small.shares_listed("recurrent", view),
        "place" => view.small.shares_listed("visits", view),
        _ => false,
    };
    match &*differing {
        [one, other, ..] => Some(format!("the statements differ in {one} and {other}: they may both be")),
        _ if matches!(comparer, "figure" | "date") && view.other_topics() => {
            Some("they are about other things".to_owned())
        }
        _ if comparer == "place" && view.small.strange_names().is_empty() => {
            Some("one place lies in the other".to_owned())
        }
        [_] if again => Some("what may happen again has other dates, or other places".to_owned()),
        _ => view.apart_in_time_or_part(),
    }
}

/// The weight of a statement's words in thousandths.
fn statement_weight(statement: &Statement) -> i64 {
    let weights = statement
        .sentences
        .iter()
        .flat_map(|s| &s.items)
        .map(|item| f64::from(item.term.weight));
    (weights.sum::<f64>() * 1000.0) as i64
}

/// A contradiction of two statements.
fn conflict(kind: ConflictType, score: f32, explanation: String) -> Finding {
    super::conflict(kind, "statement", score, explanation)
}
