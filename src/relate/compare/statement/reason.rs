//! Other causes of one thing, and a cause that the other says is none.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, View};
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::statement::Reason;

pub(super) fn check(view: &View) -> Outcome {
    let mut note = String::new();
    for x in &view.small.sentence.points.reasons {
        for y in &view.large.sentence.points.reasons {
            let found = if x.denied == y.denied {
                other_cause(view, x, y)
            } else {
                no_cause(view, x, y)
            };
            match found {
                Err(reason) if note.is_empty() => note = reason,
                Err(_) => {}
                found => return found,
            }
        }
    }
    Err(note)
}

/// Words of a cause that weigh something.
fn weighty(side: &Side, reason: &Reason) -> Vec<usize> {
    let words = side.within(reason.cause).into_iter();
    words
        .filter(|&i| side.item(i).term.weight > 0.5 && !side.item(i).aside)
        .collect()
}

/// One names a cause of something, the other another one.
fn other_cause(view: &View, x: &Reason, y: &Reason) -> Outcome {
    if x.denied {
        return Err(String::new());
    }
    let (mine, yours) = (weighty(&view.small, x), weighty(&view.large, y));
    let meet = |&i: &usize| {
        yours
            .iter()
            .any(|&j| view.likeness(view.small.item(i), view.large.item(j)) >= SAME)
    };
    if mine.is_empty()
        || yours.is_empty()
        || mine.iter().any(meet)
        || mine
            .iter()
            .any(|&i| view.small.item(i).name.is_some() && view.small.meets(i))
        || yours
            .iter()
            .any(|&j| view.large.item(j).name.is_some() && view.large.meets(j))
    {
        return Err("their causes may both be".to_owned());
    }
    let negated = view.parts().any(|part| part.negated);
    let (skip, others) = (
        [mine.clone(), view.small.within(x.mark)].concat(),
        [yours.clone(), view.large.within(y.mark)].concat(),
    );
    if let Some(reason) = view.apart(&skip, &others) {
        return Err(format!("the causes: {reason}"));
    }
    let ground = view.ground(&skip, &others);
    if negated || !ground.holds(1.8, 0.4) || ground.small.max(ground.large) < 0.55 {
        return Err("they are causes of other things".to_owned());
    }
    let explanation = format!(
        "One gives \"{}\" as the cause, the other \"{}\": \"{}\" against \"{}\".",
        view.small.quote(&mine),
        view.large.quote(&yours),
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    Ok(conflict(ConflictType::Blame, 0.4 + 0.4 * ground.small, explanation))
}

/// One names as a cause what the other says is none.
fn no_cause(view: &View, x: &Reason, y: &Reason) -> Outcome {
    let (skip, others) = (view.small.within(x.mark), view.large.within(y.mark));
    let (asserter, said) = if x.denied { (&view.large, y) } else { (&view.small, x) };
    let cause = weighty(asserter, said);
    if !cause.iter().any(|&i| asserter.meets(i)) {
        return Err("another cause is denied".to_owned());
    }
    if let Some(reason) = view.apart(&skip, &others) {
        return Err(format!("the cause: {reason}"));
    }
    let beside = asserter
        .telling(&cause)
        .any(|i| asserter.meets(i) && asserter.item(i).term.weight > 0.5);
    let ground = view.ground(&skip, &others);
    if !beside || !ground.holds(1.8, 0.2) {
        return Err("the cause of something else is denied".to_owned());
    }
    let explanation = format!(
        "One names a cause that the other says is none: \"{}\" against \"{}\".",
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    Ok(conflict(ConflictType::Blame, 0.5 + 0.4 * ground.small, explanation))
}
