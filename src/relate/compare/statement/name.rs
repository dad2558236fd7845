//! Two names for what only one can be: who holds an office, who did a deed, where something lies or happened.

use super::super::align::{may_hold, short};
use super::super::{Finding, Outcome};
use super::align::{SAME, View};
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::Item;

pub(super) fn check(view: &View) -> Outcome {
    let strange = view.small.strange_names();
    if strange.len() > 1 {
        return Err("they speak of others".to_owned());
    }
    if view.other_years() {
        return Err("they name other years".to_owned());
    }
    let mut note = String::new();
    for i in view.small.all() {
        for j in view.large.all() {
            let (s, t) = (view.small.item(i), view.large.item(j));
            if s.denied || t.denied || view.likeness(s, t) < SAME {
                continue;
            }
            for role in ROLES {
                let Some((mine, yours)) = apart(view, role, i, j) else {
                    continue;
                };
                let pair = format!("\"{}\" and \"{}\"", view.small.quote(&mine), view.large.quote(&yours));
                if strange.iter().any(|other| *other != mine) {
                    note = format!("{pair}: they speak of others too");
                    continue;
                }
                // *À Marseille*, *dans les Bouches-du-Rhône*
                let hold = |&k: &usize| {
                    yours
                        .iter()
                        .any(|&l| may_hold(view.data, &view.small.item(k).term, &view.large.item(l).term))
                };
                if role.kind == ConflictType::Place && mine.iter().any(hold) {
                    note = format!("{pair}: one may lie in the other");
                    continue;
                }
                if let Err(reason) = the_rest(view, &mine, &yours, (i, j)) {
                    note = format!("{pair}: {reason}");
                    continue;
                }
                let explanation = format!(
                    "The one names \"{}\", the other \"{}\" for what only one can be: \"{}\" against \"{}\".",
                    view.small.quote(&mine),
                    view.large.quote(&yours),
                    short(&view.small.sentence.text),
                    short(&view.large.sentence.text)
                );
                return Ok(conflict(role.kind, 0.4 + 0.4 * view.small.cover(&mine), explanation));
            }
        }
    }
    if let Some(finding) = record(view) {
        return Ok(finding);
    }
    if note.is_empty() && !strange.is_empty() && !view.large.strange_names().is_empty() {
        note = "both of their names may be".to_owned();
    }
    Err(note)
}

/// *Le diamant est le minéral le plus dur* against *le quartz est le minéral le plus dur*: a record of two things.
fn record(view: &View) -> Option<Finding> {
    let held = |side: &Side, i: usize| {
        let item = side.item(i);
        let most = item.term.forms.iter().any(|form| form == "plus" || form == "moins");
        let attribute = side.sentence.parts[item.part].attributive && !item.term.before;
        let topic = side
            .topic(item.part)
            .filter(|&k| side.best[k] < SAME && side.item(k).definite)?;
        (most && item.definite && attribute).then_some(topic)
    };
    view.small.all().find_map(|i| {
        let j = view.small.partner[i]?;
        let (mine, yours) = (held(&view.small, i)?, held(&view.large, j)?);
        the_rest(view, &[mine], &[yours], (i, j)).ok()?;
        let explanation = format!(
            "The one gives it to \"{}\", the other to \"{}\", where only one can have it: \"{}\" against \"{}\".",
            view.small.item(mine).term.word,
            view.large.item(yours).term.word,
            short(&view.small.sentence.text),
            short(&view.large.sentence.text)
        );
        Some(conflict(
            ConflictType::Identity,
            0.4 + 0.4 * view.small.cover(&[mine]),
            explanation,
        ))
    })
}

/// A part that only one can play in what a word tells.
struct Role {
    kind: ConflictType,
    /// Lists of the words that give the part.
    lists: &'static [&'static str],
    /// Others may play it too, unless the other statement knows the name and gives the part to somebody else.
    known: bool,
    /// True where the name at the first index plays the part of the word at the second.
    plays: fn(&View, &Side, usize, usize) -> bool,
}

const ROLES: &[Role] = &[
    Role {
        kind: ConflictType::Place,
        lists: &["placed"],
        known: false,
        plays: |_, side, m, i| is_place(side, m, i),
    },
    Role {
        kind: ConflictType::Identity,
        lists: &["holders", "deeds", "works"],
        known: false,
        plays: holds,
    },
    // *X est membre de C* against *X … le membre de C, Y*.
    Role {
        kind: ConflictType::Identity,
        lists: &["relations"],
        known: true,
        plays: holds,
    },
];

/// True where one of the two words is of another time or rank: *l'ancien président* against *le nouveau président*.
fn modified(view: &View, i: usize, j: usize) -> bool {
    let marks = |side: &Side, at: usize| -> Vec<usize> {
        let near = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter(|&k| k < side.sentence.items.len());
        near.filter(|&k| view.is("ranks", side.item(k))).collect()
    };
    let (p, q) = (marks(&view.small, i), marks(&view.large, j));
    let met = |k: usize| {
        q.iter()
            .any(|&l| view.likeness(view.small.item(k), view.large.item(l)) >= SAME)
    };
    p.len() != q.len() || !p.iter().all(|&k| met(k))
}

/// The two names that play one part of words `i` and `j`, where no name plays it in both.
fn apart(view: &View, role: &Role, i: usize, j: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let (s, t) = (view.small.item(i), view.large.item(j));
    let superlative = |item: &Item| item.term.kind != Kind::Adverb || item.definite;
    let listed = |item: &Item| superlative(item) && role.lists.iter().any(|list| view.is(list, item));
    // *a envoyé le premier homme dans l'espace*: a deed that only one has done first.
    let foremost = |side: &Side, at: usize| {
        let item = side.item(at);
        let first = |k: usize| {
            side.item(k)
                .term
                .forms
                .iter()
                .any(|form| matches!(&**form, "premier" | "dernier"))
        };
        let object = |k: usize| k > at && side.item(k).part == item.part && side.best[k] >= SAME && first(k);
        item.term.kind == Kind::Verb && item.predicate && side.all().any(object)
    };
    let first =
        role.kind == ConflictType::Identity && !role.known && foremost(&view.small, i) && foremost(&view.large, j);
    if !first && (!listed(s) || !listed(t)) || modified(view, i, j) {
        return None;
    }
    let players = |side: &Side, at: usize| -> Vec<Vec<usize>> {
        let groups = side.names().into_iter();
        groups
            .filter(|group| !group.contains(&at) && (role.plays)(view, side, group[0], at))
            .collect()
    };
    let (mine, yours) = (players(&view.small, i), players(&view.large, j));
    let meets = |group: &Vec<usize>, other: &Vec<usize>| {
        group.iter().any(|&k| {
            other
                .iter()
                .any(|&l| view.likeness(view.small.item(k), view.large.item(l)) >= SAME)
        })
    };
    if mine.iter().any(|group| yours.iter().any(|other| meets(group, other))) {
        return None;
    }
    let comparable = |group: &Vec<usize>, other: &Vec<usize>| match (
        view.small.item(group[0]).place,
        view.large.item(other[0]).place,
    ) {
        // A city that no list knows may lie in the country.
        (Some(p), None) | (None, Some(p)) => p.city || role.kind != ConflictType::Place,
        (Some(p), Some(q)) => p.country != q.country || p.city == q.city,
        (None, None) => true,
    };
    let [one] = &*mine else { return None };
    let known = one.iter().any(|&k| view.small.best[k] >= SAME);
    let plural = |word: &str| word.ends_with('s');
    if role.known && (!known || view.balanced() || plural(&s.term.word) != plural(&t.term.word)) {
        return None;
    }
    // A name that the one has too is what the office is of, not who holds it.
    let strange = |other: &Vec<usize>| other.iter().all(|&l| view.large.best[l] < SAME);
    let other = yours.iter().find(|other| strange(other) && comparable(one, other))?;
    Some((one.clone(), other.clone()))
}

/// True where the name at `m` says where the thing of word `i` is or was.
fn is_place(side: &Side, m: usize, i: usize) -> bool {
    let name = side.item(m);
    let where_to = |link: &str| matches!(link, "à" | "en" | "dans" | "près" | "sur");
    (where_to(name.term.outer) || where_to(name.term.link) || name.place.is_some() && name.attribute)
        && m.abs_diff(i) <= 4
}

/// True where the name at `m` is who holds the office `i`, or who did the deed `i`.
fn holds(view: &View, side: &Side, m: usize, i: usize) -> bool {
    let (name, word) = (side.item(m), side.item(i));
    let part = &side.sentence.parts[name.part];
    // *le plus long fleuve d'Ostrie* is of a place that holds no record.
    let of_it = name.term.link == "de" && name.term.before == word.term.before && word.term.kind != Kind::Verb;
    let free = stands_alone(view, side, m) && !of_it;
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
    // *l'œuvre d'Alma Reuss*
    if view.is("works", word) {
        return name.term.link == "de" && m == i + 1;
    }
    if !view.is("holders", word) && !view.is("relations", word) {
        return name.term.link == "par" && m.abs_diff(i) <= 4;
    }
    // *X est le président de Y*, *le président de Y est X*; *X, président de Y*, *le président de Y, X*.
    let attribute = name.part == word.part
        && (part.attributive || name.attribute || word.attribute)
        && ((name.attribute && i < m)
            || (word.attribute && m < i)
            || (part.attributive && name.term.before != word.term.before));
    // *X, qui est propriétaire de Y*
    if side.sentence.parts[word.part].pronoun
        && side
            .antecedent(word.part)
            .is_some_and(|k| side.item(k).name == name.name)
    {
        return true;
    }
    let verb_between = (m.min(i)..=m.max(i)).any(|k| side.item(k).term.kind == Kind::Verb);
    let beside = m.abs_diff(i) <= 6 && !verb_between && name.part == word.part;
    free && name.term.link != "par" && (attribute || beside)
}

/// True where the name at `m` stands for its phrase: *Kyoto*, *la ville de Kyoto*, *l'équipe de France*, but not *le maire de Lyon*.
fn stands_alone(view: &View, side: &Side, m: usize) -> bool {
    let head = m
        .checked_sub(1)
        .map(|k| side.item(k))
        .filter(|head| head.part == side.item(m).part);
    match side.item(m).term.link {
        "" | "par" => true,
        "de" => head.is_some_and(|head| view.is("kinds", head) && head.term.link.is_empty()),
        _ => false,
    }
}

/// What must be the same beside two names.
fn the_rest(view: &View, mine: &[usize], yours: &[usize], (i, j): (usize, usize)) -> Result<(), String> {
    if !view.real(i, j) || view.small_part(i).negated || view.large_part(j).negated {
        return Err("one denies or supposes what it says".to_owned());
    }
    if let Some(reason) = view.other_things((mine, yours)) {
        return Err(reason);
    }
    if view.other_values() {
        return Err("they have other figures".to_owned());
    }
    if view.balanced() && view.parts().any(|part| part.negated || part.unreal) {
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
        small >= 0.85 && view.cover_near(j, mine) >= 0.8
    };
    let weight = view.small.shared(mine);
    if enough && weight >= 0.9 {
        Ok(())
    } else {
        Err("the rest is not the same".to_owned())
    }
}
