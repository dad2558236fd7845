//! Two names for what only one can be: who holds an office, who did a deed, where something lies or happened.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, Side, View};
use super::conflict;
use crate::model::ConflictType;
use crate::relate::content::Kind;

pub(super) fn check(view: &View) -> Outcome {
    let (ours, theirs) = (view.small.strange_names(), view.large.strange_names());
    let [mine] = &*ours else {
        return Err(if ours.is_empty() {
            String::new()
        } else {
            "they speak of others".to_owned()
        });
    };
    if view.other_years() {
        return Err("they name other years".to_owned());
    }
    let mut note = String::new();
    for yours in &theirs {
        let pair = format!("\"{}\" and \"{}\"", view.small.quote(mine), view.large.quote(yours));
        let Some(kind) = same_role(view, mine, yours) else {
            note = format!("{pair} may both be");
            continue;
        };
        if let Err(reason) = the_rest(view, mine, yours) {
            note = format!("{pair}: {reason}");
            continue;
        }
        let explanation = format!(
            "The one names \"{}\", the other \"{}\" for what only one can be: \"{}\" against \"{}\".",
            view.small.quote(mine),
            view.large.quote(yours),
            short(&view.small.sentence.text),
            short(&view.large.sentence.text)
        );
        return Ok(conflict(kind, 0.4 + 0.4 * view.small.cover(mine), explanation));
    }
    Err(note)
}

/// The part that two names play alike, if only one can play it.
fn same_role(view: &View, mine: &[usize], yours: &[usize]) -> Option<ConflictType> {
    let country = |side: &Side, group: &[usize]| group.iter().any(|&i| side.item(i).term.country.is_some());
    let states = (country(&view.small, mine), country(&view.large, yours));
    let (m, n) = (*mine.first()?, *yours.first()?);
    for i in view.small.all().filter(|i| !mine.contains(i)) {
        for j in view.large.all().filter(|j| !yours.contains(j)) {
            let (s, t) = (view.small.item(i), view.large.item(j));
            if view.likeness(s, t) < SAME || s.denied || t.denied {
                continue;
            }
            let both = |list: &str| view.is(list, s) && view.is(list, t);
            if both("placed") && is_place(&view.small, m, i) && is_place(&view.large, n, j) && states.0 == states.1 {
                return Some(ConflictType::Place);
            }
            let one = |list: &str| view.is(list, s) || view.is(list, t);
            let mine_holds = holds(view, &view.small, m, i);
            let yours_holds = holds(view, &view.large, n, j);
            if (one("holders") || one("deeds")) && mine_holds && yours_holds {
                return Some(ConflictType::Identity);
            }
        }
    }
    None
}

/// True where the name at `m` says where the thing of word `i` is or was.
fn is_place(side: &Side, m: usize, i: usize) -> bool {
    let (name, word) = (side.item(m), side.item(i));
    let where_to = |link: &str| matches!(link, "à" | "en" | "dans" | "près" | "sur");
    (where_to(name.term.outer) || where_to(name.term.link)) && (name.part == word.part || m.abs_diff(i) <= 3)
}

/// True where the name at `m` is who holds the office `i`, or who did the deed `i`.
fn holds(view: &View, side: &Side, m: usize, i: usize) -> bool {
    let (name, word) = (side.item(m), side.item(i));
    let part = &side.sentence.parts[name.part];
    let free =
        matches!(name.term.link, "" | "par") || (name.term.link == "de" && name.term.before && !leads(view, side, m));
    if word.term.kind == Kind::Verb {
        let doer = if part.passive {
            name.term.link == "par" || name.term.outer == "par"
        } else {
            name.term.before && free || name.term.link == "par"
        };
        let object = side.all().any(|k| {
            let item = side.item(k);
            k != m
                && k != i
                && item.part == word.part
                && item.definite
                && item.term.weight > 0.5
                && side.best[k] >= SAME
        });
        return doer && name.part == word.part && object;
    }
    if !view.is("holders", word) {
        return name.term.link == "par" && m.abs_diff(i) <= 4;
    }
    // *X est le président de Y*, *le président de Y est X*; *X, président de Y*, *le président de Y, X*.
    let attribute = name.part == word.part && part.attributive && name.term.before != word.term.before;
    let verb_between = (m.min(i)..=m.max(i)).any(|k| side.item(k).term.kind == Kind::Verb);
    let beside = m.abs_diff(i) <= 4 && !verb_between && name.part == word.part && side.sentence.items.len() > 0;
    matches!(name.term.link, "") && (attribute || beside)
}

/// True where a noun that is the real subject stands before the name at `m`: *le maire de Lyon*, but not *l'équipe de France*.
fn leads(view: &View, side: &Side, m: usize) -> bool {
    let Some(head) = m.checked_sub(1).map(|k| side.item(k)) else {
        return false;
    };
    !(head.term.forms.iter().any(|form| {
        matches!(
            &**form,
            "equipe" | "club" | "societe" | "groupe" | "selection" | "armee" | "entreprise"
        )
    })) && !view.is("names", head)
}

/// What must be the same beside two names.
fn the_rest(view: &View, mine: &[usize], yours: &[usize]) -> Result<(), String> {
    if let Some(reason) = view.other_things((mine, yours)) {
        return Err(reason);
    }
    let figures = |side: &Side| {
        side.facts
            .figures
            .iter()
            .filter(|f| side.sentence.span.contains(f.span))
            .map(|f| (f.low, f.high))
            .collect::<Vec<_>>()
    };
    let (f, g) = (figures(&view.small), figures(&view.large));
    if !f.is_empty() && !g.is_empty() && !f.iter().any(|figure| g.contains(figure)) {
        return Err("they have other figures".to_owned());
    }
    let parts = view.small.sentence.parts.iter().chain(&view.large.sentence.parts);
    if view.balanced() && parts.clone().any(|part| part.negated || part.unreal) {
        return Err("one denies or supposes what it says".to_owned());
    }
    let opposed = view.small.left(mine).any(|i| {
        view.large
            .left(yours)
            .any(|j| view.opposed(view.small.item(i), view.large.item(j)))
    });
    if opposed {
        return Err("other words exclude each other too".to_owned());
    }
    let small = view.small.cover(mine);
    let enough = if view.balanced() {
        let large = view.large.cover(yours);
        small >= 0.6 && large >= 0.4 && small.max(large) >= 0.75
    } else {
        small >= 0.9 && yours.first().is_some_and(|&j| view.cover_near(j, mine) >= 0.85)
    };
    let weight: f32 = view
        .small
        .all()
        .filter(|i| !mine.contains(i))
        .map(|i| view.small.item(i).term.weight * view.small.best[i])
        .sum();
    if enough && weight >= 0.9 {
        Ok(())
    } else {
        Err("the rest is not the same".to_owned())
    }
}
