//! What one clause denies, its verb with the object, the other asserts of the same: whatever else the two tell.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, View};
use super::facing::Facing;
use super::polarity::figures_allow;
use super::side::Side;
use super::{conflict, first};
use crate::fold::fold;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::{Correction, Item, Quantity};

pub(super) fn check(view: &View) -> Outcome {
    let facings = Facing::both(view);
    let clauses = facings
        .iter()
        .flat_map(|facing| (0..facing.own.sentence.parts.len()).map(move |part| (facing, part)));
    first(clauses.map(|(facing, part)| denial(facing, part)))
}

/// The clause `part` of one side denies what the other asserts.
fn denial(facing: &Facing, part: usize) -> Outcome {
    let (own, other) = (facing.own, facing.other);
    let clause = &own.sentence.parts[part];
    let focus = focus(facing, part);
    if focus.is_empty() || clause.partly || clause.unreal || clause.reported {
        return Err(String::new());
    }
    let told: Vec<usize> = focus
        .iter()
        .copied()
        .filter(|&k| own.item(k).term.weight > 0.5)
        .collect();
    let told: Vec<usize> = told
        .into_iter()
        .filter(|&k| !facing.is("bringing", own.item(k)))
        .collect();
    // *ne vise pas X*: that X is named tells nothing.
    let says = |&&k: &&usize| own.item(k).term.kind != Kind::Name || own.item(k).predicate;
    let (Some(&head), Some(_)) = (told.first(), told.iter().find(says)) else {
        return Err(String::new());
    };
    // *L'armée n'a pas confirmé la mort de trois soldats*: what nobody says may be so.
    if told
        .iter()
        .any(|&k| own.item(k).predicate && facing.is("sayings", own.item(k)))
    {
        return Err("it denies that something was said".to_owned());
    }
    let word = &own.item(head).term.word;
    let asserted = |k: usize| facing.asserted(k).filter(|&l| counts(facing, k, l)).is_some();
    let said = facing.share(&told, asserted);
    let Some(at) = told.iter().find_map(|&k| facing.asserted(k)) else {
        return Err(String::new());
    };
    let affirmed = other.sentence.parts[other.item(at).part].affirmed;
    let (mine, theirs) = (own.topic(part), other.topic(other.item(at).part));
    let holder = mine
        .zip(theirs)
        .filter(|&(k, l)| one_person(facing, k, l))
        .map(|(k, _)| own.item(k).name);
    let asked = |k: usize| !focus.contains(&k) && holder.is_none_or(|name| name.is_none() || own.item(k).name != name);
    let mut rest = facing.heavy(|k, item| item.part == part && asked(k));
    if facing.weight(&rest) < 1.0 {
        rest = facing.heavy(|k, _| asked(k));
    }
    let covered = facing.share(&rest, |k| facing.shared(k));
    let verb = told
        .iter()
        .find(|&&k| own.item(k).predicate)
        .is_none_or(|&k| asserted(k));
    // *aucune passagère n'a été blessée par …*: who it was may be told in other words, where all else is the same.
    let doer = |&k: &usize| own.item(k).term.before && own.item(k).quantity == Some(Quantity::None);
    let whole = covered >= 0.75 && facing.weight(&rest) >= 2.5 && told.iter().filter(|&&k| !asserted(k)).all(doer);
    let alike = is_alike(facing, part, at);
    let room = leaves_room(facing, part, at);
    let least = match (affirmed || whole, room) {
        _ if alike => 0.3,
        (false, true) => 0.75,
        _ => 0.5,
    };
    if said < least || !(verb || affirmed || alike) {
        return Err(format!("not all that is denied with \"{word}\" is asserted"));
    }
    let near: Vec<usize> = rest.iter().copied().filter(|&k| is_near(facing, k, at)).collect();
    if !alike && (covered < if room { 0.5 } else { 0.4 } || facing.weight(&near) < 1.0) {
        return Err(format!("\"{word}\" is denied of something else"));
    }
    if let Some(reason) = apart(facing, part, at) {
        return Err(reason);
    }
    let explanation = format!(
        "One says \"{}\", the other denies it: \"{}\" (\"{}\" against \"{word}\").",
        short(&other.sentence.text),
        short(&own.sentence.text),
        other.item(at).term.word,
    );
    Ok(conflict(ConflictType::Polarity, 0.4 + 0.4 * covered, explanation))
}

/// True where the other denies nothing, and both tell much of the same, whatever stands where.
fn is_alike(facing: &Facing, part: usize, at: usize) -> bool {
    let own = facing.own;
    // *les frais des élus ne sont pas imposés* tells nothing of the pay of these.
    let about = own.topic(part).is_none_or(|k| {
        own.meets(k) || own.item(k).quantity == Some(Quantity::None) || !own.sentence.parts[part].negated
    });
    let ground = facing.view.ground(&[], &[]);
    let much = ground.words >= 2
        && ground.weight >= 2.0
        && ground.small.min(ground.large) >= 0.4
        && ground.small.max(ground.large) >= 0.5;
    about && much && facing.asserts() && !leaves_room(facing, part, at)
}

/// True where what is denied with clause `part` has a counterpart beside word `at`, or is completed by what the other does not say.
fn leaves_room(facing: &Facing, part: usize, at: usize) -> bool {
    let (own, other) = (facing.own, facing.other);
    let nominal = |side: &Side, k: usize| matches!(side.item(k).term.kind, Kind::Noun | Kind::Name);
    let lone = |side: &Side, k: usize, part: usize| {
        let item = side.item(k);
        item.part == part && !item.term.before && !side.meets(k) && item.term.weight > 0.5
    };
    // *ne contient pas de caféine*, *contient du calcium*
    let object = |side: &Side, k: usize| nominal(side, k) && matches!(side.item(k).term.outer, "" | "de");
    let clause = other.item(at).part;
    let rival = own
        .all()
        .any(|k| lone(own, k, part) && own.item(k).denied && object(own, k))
        && other.all().any(|l| lone(other, l, clause) && object(other, l));
    // *n'a pas signé l'accord à Paris*
    let completed = own.all().any(|k| {
        let outer = own.item(k).term.outer;
        lone(own, k, part) && nominal(own, k) && !own.item(k).denied && !matches!(outer, "" | "de" | "par")
    });
    // *ne contient pas de sel*, *est dépourvu de sel*
    let opposed = own
        .all()
        .filter(|&k| own.item(k).part == part && !own.meets(k))
        .any(|k| {
            let mut theirs = other.all();
            theirs.any(|l| facing.view.opposed(own.item(k), other.item(l)))
        });
    let corrected = own
        .all()
        .any(|k| own.item(k).correction == Some(Correction::Wrong) && !own.meets(k));
    rival || completed || opposed || corrected
}

/// What the negation of a clause bears on: its predicate and object, with the adjective or the name that completes them.
fn focus(facing: &Facing, part: usize) -> Vec<usize> {
    let own = facing.own;
    let mut focus: Vec<usize> = own
        .all()
        .filter(|&k| own.item(k).part == part && own.item(k).denied)
        .collect();
    for k in 1..own.sentence.items.len() {
        let (before, item) = (own.item(k - 1), own.item(k));
        let completes = match item.term.kind {
            Kind::Adjective => before.term.kind == Kind::Noun && before.predicate,
            _ => item.name.is_some() && !item.term.before && (before.predicate || before.name == item.name),
        };
        if item.part == part && completes && focus.contains(&(k - 1)) && item.term.outer.is_empty() {
            focus.push(k);
        }
    }
    focus
}

/// True where word `l` carries what its sentence asserts, not a word in passing, as far as word `k` asks for it.
pub(super) fn counts(facing: &Facing, k: usize, l: usize) -> bool {
    let item = facing.other.item(l);
    // Who is not murdered may still be killed.
    if facing.own.item(k).term.senses.narrower_than(&item.term.senses) {
        return false;
    }
    let clause = &facing.other.sentence.parts[item.part];
    let existence = facing.own.item(k).quantity == Some(Quantity::None);
    let passing = item.term.before && clause.verb.is_some() && !clause.affirmed
        || !matches!(item.term.outer, "" | "de" | "par" | "à" | "pour");
    // *les bijoux découverts* says nothing of what else was not.
    let aside = item.term.kind == Kind::Adjective
        && !item.predicate
        && !clause.affirmed
        && !l.checked_sub(1).is_some_and(|noun| facing.other.best[noun] >= SAME);
    item.predicate || existence || item.name.is_some() || !(passing || aside)
}

/// True where the other has word `k` in the clause of its word `at`, or not far from it.
fn is_near(facing: &Facing, k: usize, at: usize) -> bool {
    let part = facing.other.item(at).part;
    facing
        .likes(k)
        .any(|l| facing.other.item(l).part == part || l.abs_diff(at) <= 8)
}

/// What shows that the denial of clause `part` and the assertion at word `at` are about two things.
fn apart(facing: &Facing, part: usize, at: usize) -> Option<String> {
    let (own, other, view) = (facing.own, facing.other, facing.view);
    if view.other_years() {
        return Some("they name other years".to_owned());
    }
    if own.sentence.conditional || other.sentence.conditional {
        return Some("one holds on a condition only".to_owned());
    }
    if view.names_differ() {
        return Some("both name what the other does not".to_owned());
    }
    let (mine, theirs) = (own.topic(part), other.topic(other.item(at).part));
    if let (Some(k), Some(l)) = (mine, theirs)
        && own.item(k).quantity != Some(Quantity::None)
        && !facing.shared(k)
        && other.best[l] < SAME
        && !one_person(facing, k, l)
    {
        return Some(format!(
            "one is about \"{}\", the other about \"{}\"",
            own.item(k).term.word,
            other.item(l).term.word
        ));
    }
    if view.other_countries(own.subject(part), other.subject(other.item(at).part)) {
        return Some("they are about other countries".to_owned());
    }
    let some = own.all().any(|k| {
        let item = own.item(k);
        item.part == part && matches!(item.quantity, Some(Quantity::Some | Quantity::Few | Quantity::Most))
    });
    if some && !other.all().any(|l| other.item(l).quantity == Some(Quantity::All)) {
        return Some("what some do not do others may do".to_owned());
    }
    if !figures_allow(view) {
        return Some("they count other things".to_owned());
    }
    if let Some(reason) = refused_or_rival(view, (own, part), (other, at)) {
        return Some(reason);
    }
    if Facing::both(view).iter().any(Facing::corrected_alike) {
        return Some("what the one corrects the other says as well".to_owned());
    }
    about_two(view)
}

/// What shows that an assertion at word `at` of the one side is none, or of something else than what clause `part` of the other denies.
pub(super) fn refused_or_rival(
    view: &View,
    (own, part): (&Side, usize),
    (other, at): (&Side, usize),
) -> Option<String> {
    if refuses_too(view, other, at) {
        return Some("the other denies something too".to_owned());
    }
    let (mine, theirs) = rivals((own, part), (other, other.item(at).part))?;
    Some(format!("one is about \"{mine}\", the other about \"{theirs}\""))
}

/// True where a sentence says no, or less, in words of its own: *sans en gagner une*, *dépourvu de scanner*, *a seulement été reporté*.
fn refuses_too(view: &View, side: &Side, at: usize) -> bool {
    let sentence = side.sentence;
    let denies = sentence
        .items
        .iter()
        .any(|item| item.denied || item.quantity == Some(Quantity::None));
    let negates = sentence.parts.iter().any(|part| part.negated);
    let words = fold(&sentence.text).replace('’', "'");
    let affirmed = sentence.parts[sentence.items[at].part].affirmed;
    !affirmed && (denies || negates || view.says("refusing", &words))
}

/// A word of each clause that the other has not, in one place: *le risque d'infarctus*, *le risque d'insomnie*.
fn rivals((own, part): (&Side, usize), (other, against): (&Side, usize)) -> Option<(String, String)> {
    let lone = |side: &Side, part: usize| -> Vec<usize> {
        let fits = |&k: &usize| {
            let item = side.item(k);
            let says = matches!(item.term.kind, Kind::Noun | Kind::Name | Kind::Adjective);
            says && item.part == part && !item.predicate && side.best[k] < SAME && item.term.weight > 0.5
        };
        side.all().filter(fits).collect()
    };
    let place = |item: &Item| {
        let outer = if item.term.outer == "de" { "" } else { item.term.outer };
        (item.term.before, outer)
    };
    let (mine, theirs) = (lone(own, part), lone(other, against));
    mine.iter().find_map(|&k| {
        let s = own.item(k);
        let l = theirs.iter().find(|&&l| place(other.item(l)) == place(s))?;
        Some((s.term.word.clone(), other.item(*l).term.word.clone()))
    })
}

/// True where one names the holder of an office by name, the other by the office: *Anne Morel*, *la présidente*.
fn one_person(facing: &Facing, k: usize, l: usize) -> bool {
    let (s, t) = (facing.own.item(k), facing.other.item(l));
    let office = |name: &Item, noun: &Item| {
        name.term.kind == Kind::Name && noun.term.kind == Kind::Noun && facing.is("holders", noun)
    };
    office(s, t) || office(t, s)
}

/// What shows that a clause that one negates and the clauses of the other are about two things, whatever words they share.
pub(super) fn about_two(view: &View) -> Option<String> {
    for facing in Facing::both(view) {
        let (own, other) = (facing.own, facing.other);
        if facing.is_doubted() && own.sentence.parts.iter().any(|part| part.negated) {
            return Some("one calls in doubt what it tells".to_owned());
        }
        let negates = |side: &Side| side.sentence.parts.iter().any(|part| part.negated);
        if let Some(word) = bounds(own).find(|word| !bounds(other).any(|theirs| theirs == *word))
            && negates(own)
            && !negates(other)
        {
            return Some(format!("the negation may bear on \"{word}\" alone"));
        }
        for part in (0..own.sentence.parts.len()).filter(|&part| own.sentence.parts[part].negated) {
            let mut others = 0..other.sentence.parts.len();
            if let Some(k) = others.find_map(|against| bears_elsewhere(&facing, part, against)) {
                return Some(format!("the negation may bear on \"{}\" alone", own.item(k).term.word));
            }
            let narrower = |k: usize, l: usize| own.item(k).term.senses.narrower_than(&other.item(l).term.senses);
            let denied = own.all().filter(|&k| own.item(k).part == part && own.item(k).predicate);
            if let Some(k) = denied.into_iter().find(|&k| facing.likes(k).any(|l| narrower(k, l))) {
                return Some(format!("not \"{}\" leaves room for more", own.item(k).term.word));
            }
        }
        let reported = |side: &Side| side.sentence.parts.iter().any(|part| part.reported);
        if reported(own) && !reported(other) {
            return Some("one only tells what somebody claims".to_owned());
        }
    }
    None
}

/// Words behind its verb that a negation turns into their opposite, not into nothing: *n'a voté contre*, *pas avant mardi*, *pas moins de vingt*.
fn bounds<'s>(side: &'s Side) -> impl Iterator<Item = &'s str> {
    const BOUNDS: [&str; 4] = ["avant", "contre", "moins", "autant"];
    let text = &side.sentence.text;
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| BOUNDS.contains(word)).filter(move |word| {
        let at = side.sentence.span.start + (word.as_ptr() as usize - text.as_ptr() as usize);
        let before = side.all().filter(|&k| side.item(k).term.span.end <= at);
        // *un vaccin contre la grippe* is one thing.
        let last = before.clone().next_back();
        let verb = last.is_some_and(|k| side.item(k).predicate);
        before.clone().any(|k| side.item(k).predicate) && (verb || *word != "contre")
    })
}

/// What completes the denied verb where the other completes it in another way: *n'a pas eu lieu à Lyon*, *a eu lieu à Nice*.
fn bears_elsewhere(facing: &Facing, part: usize, against: usize) -> Option<usize> {
    let complements = |side: &Side, part: usize| -> Vec<usize> {
        let fits = |k: &usize| {
            let item = side.item(*k);
            item.part == part
                && !item.term.before
                && !item.predicate
                && !item.denied
                && side.best[*k] < SAME
                && item.term.weight > 0.5
                && matches!(item.term.kind, Kind::Noun | Kind::Name)
                && !matches!(item.term.outer, "" | "de")
        };
        side.all().filter(fits).collect()
    };
    let place = |outer: &'static str| {
        if matches!(outer, "à" | "en" | "dans" | "chez" | "sur") {
            "où"
        } else {
            outer
        }
    };
    let theirs = complements(facing.other, against);
    let mut mine = complements(facing.own, part).into_iter();
    mine.find(|&k| {
        theirs
            .iter()
            .any(|&l| place(facing.other.item(l).term.outer) == place(facing.own.item(k).term.outer))
    })
}
