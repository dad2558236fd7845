//! One deed of one thing, by two: *conçu par A* against *développé par B*.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, View};
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::content::Kind;

pub(super) fn check(view: &View) -> Outcome {
    let (Some((i, mine)), Some((j, yours))) = (agent(&view.small), agent(&view.large)) else {
        return Err(String::new());
    };
    if view.likeness(view.small.item(i), view.large.item(j)) < SAME || !view.real(i, j) {
        return Err("others do other things".to_owned());
    }
    let met = mine.iter().any(|&k| view.small.meets(k)) || yours.iter().any(|&k| view.large.meets(k));
    // *par l'armée russe*, *par l'armée ukrainienne*
    let of = |side: &Side<'_>, words: &[usize]| words.iter().map(|&k| side.item(k).clone()).collect::<Vec<_>>();
    let (ours, theirs) = (of(&view.small, &mine), of(&view.large, &yours));
    let met = met && !view.other_countries(ours.iter(), theirs.iter());
    if met || view.parts().any(|part| part.negated) {
        return Err("both may have done it".to_owned());
    }
    if view.small.sentence.points.hearsay || view.large.sentence.points.hearsay || view.other_years() {
        return Err("who did it is told by others, or of another time".to_owned());
    }
    let ground = view.ground(&mine, &yours);
    if !ground.holds(2.0, 0.4) || ground.small.max(ground.large) < 0.55 {
        return Err("others do it to other things".to_owned());
    }
    let explanation = format!(
        "For one deed, one names \"{}\", the other \"{}\": \"{}\" against \"{}\".",
        view.small.quote(&mine),
        view.large.quote(&yours),
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    Ok(conflict(ConflictType::Identity, 0.4 + 0.4 * ground.small, explanation))
}

/// The one participle of a sentence with *par*, and the words of its agent.
fn agent(side: &Side) -> Option<(usize, Vec<usize>)> {
    let by = |i: &usize| side.item(*i).term.outer == "par" || side.item(*i).term.link == "par";
    let words: Vec<usize> = side
        .all()
        .filter(by)
        .filter(|&i| side.item(i).term.weight > 0.5)
        .collect();
    let first = *words.first()?;
    let deed = (0..first).rev().find(|&k| {
        let item = side.item(k);
        item.part == side.item(first).part
            && (item.term.kind == Kind::Verb || item.term.kind == Kind::Adjective && item.term.weight > 0.5)
    })?;
    let one = words.iter().all(|&k| side.item(k).part == side.item(first).part);
    (one && !side.item(first).aside && first - deed <= 3).then_some((deed, words))
}
