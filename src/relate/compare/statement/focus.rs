//! Whom or where the one points out, *c'est X qui*, *c'est à X que*, against a name in that place of the other.

use super::super::align::short;
use super::super::{Finding, Outcome};
use super::align::{SAME, View};
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::span::Span;

pub(super) fn check(view: &View) -> Outcome {
    let (x, y) = (view.small.sentence.points.focus, view.large.sentence.points.focus);
    let (side, other, focus) = match (x, y) {
        (Some(focus), None) => (&view.small, &view.large, focus),
        (None, Some(focus)) => (&view.large, &view.small, focus),
        _ => return Err(String::new()),
    };
    if let Some(found) = nations(view, (side, focus), other) {
        return Ok(found);
    }
    let inside = |group: &Vec<usize>| focus.contains(side.item(group[0]).term.span);
    let stranger = |side: &Side, group: &Vec<usize>| !group.iter().any(|&i| side.item(i).aside || side.meets(i));
    let pointed: Vec<Vec<usize>> = side.names().into_iter().filter(inside).collect();
    let known = pointed.len();
    let pointed: Vec<Vec<usize>> = pointed.into_iter().filter(|group| stranger(side, group)).collect();
    if pointed.is_empty() {
        return Err("what is pointed out has no counterpart".to_owned());
    }
    let place = |side: &Side, i: usize| {
        let item = side.item(i);
        item.place.is_some()
            || matches!(item.term.outer, "à" | "en" | "dans" | "chez")
            || matches!(item.term.link, "à" | "en" | "dans")
    };
    let here = place(side, pointed[0][0]);
    // A place that both know may hold the other.
    if here && pointed.len() < known {
        return Err("what is pointed out has no counterpart".to_owned());
    }
    let theirs: Vec<Vec<usize>> = other
        .names()
        .into_iter()
        .filter(|group| {
            stranger(other, group)
                && (!here || place(other, group[0]))
                && (here || other.item(group[0]).place.is_none())
        })
        .collect();
    let Some(one) = theirs.iter().find(|group| !here || apart(side, &pointed, other, group)) else {
        return Err("what is pointed out has no counterpart".to_owned());
    };
    let (mine, yours) = (pointed.concat(), theirs.concat());
    let small = x.is_some();
    let (skip, others) = if small { (&mine, &yours) } else { (&yours, &mine) };
    let denied = view.parts().any(|part| part.negated || part.unreal) && !side.corrects();
    if view.small.sentence.points.hearsay || view.large.sentence.points.hearsay || view.other_years() {
        return Err("what is pointed out is told by others, or of another time".to_owned());
    }
    let ground = view.ground(skip, others);
    if denied || !ground.holds(1.8, 0.35) || ground.small.max(ground.large) < 0.5 {
        return Err("they point out who or where of other things".to_owned());
    }
    let kind = if here {
        ConflictType::Place
    } else {
        ConflictType::Identity
    };
    let explanation = format!(
        "One points out \"{}\", the other names \"{}\": \"{}\" against \"{}\".",
        side.quote(&mine),
        other.quote(one),
        short(&side.sentence.text),
        short(&other.sentence.text)
    );
    Ok(conflict(kind, 0.4 + 0.4 * ground.small, explanation))
}

/// *C'est l'armée d'un pays qui*, where the other tells it of the army of another.
fn nations(view: &View, (side, focus): (&Side, Span), other: &Side) -> Option<Finding> {
    let of = |side: &Side, k: usize| side.item(k).term.country.filter(|_| side.item(k).name.is_none());
    let mine = side
        .within(focus)
        .into_iter()
        .find(|&k| k > 0 && of(side, k).is_some())?;
    let yours = other.all().skip(1).find(|&l| {
        of(other, l).is_some_and(|country| Some(country) != of(side, mine))
            && view.likeness(side.item(mine - 1), other.item(l - 1)) >= SAME
    })?;
    let negated = view.parts().any(|part| part.negated || part.unreal);
    let ground = view.ground(&[], &[]);
    if negated
        || side.meets(mine)
        || other.meets(yours)
        || view.apart(&[], &[]).is_some()
        || !ground.holds(2.4, 0.4)
        || ground.words < 3
    {
        return None;
    }
    let explanation = format!(
        "One points out \"{}\", the other names \"{}\": \"{}\" against \"{}\".",
        side.quote(&[mine - 1, mine]),
        other.quote(&[yours - 1, yours]),
        short(&side.sentence.text),
        short(&other.sentence.text)
    );
    Some(conflict(ConflictType::Identity, 0.4 + 0.4 * ground.small, explanation))
}

/// True where no place of the one may hold the other's, or lie in it.
fn apart(side: &Side, pointed: &[Vec<usize>], other: &Side, group: &[usize]) -> bool {
    pointed.iter().flatten().all(|&i| {
        group.iter().all(|&j| match (side.item(i).place, other.item(j).place) {
            (Some(p), Some(q)) => p.country != q.country || p.city && q.city,
            (Some(p), None) | (None, Some(p)) => p.city,
            (None, None) => true,
        })
    })
}
