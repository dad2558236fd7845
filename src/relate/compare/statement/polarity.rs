//! One asserts what the other negates, or words that exclude each other stand in one place.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, View};
use super::denied::{about_two, refused_or_rival};
use super::facing::Facing;
use super::opposition::opposition;
use super::side::Side;
use super::{conflict, first};
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::{Item, Quantity};

pub(super) fn check(view: &View) -> Outcome {
    let pairs = view.small.all().flat_map(|i| view.large.all().map(move |j| (i, j)));
    first(pairs.map(|(i, j)| {
        let (s, t) = (view.small.item(i), view.large.item(j));
        if view.likeness(s, t) >= SAME {
            let placed = view.small.partner[i] == Some(j);
            let looks: &[fn(&View, usize, usize) -> Outcome] = if placed {
                &[negation, prepositions, nothing_does]
            } else {
                &[negation]
            };
            first(looks.iter().map(|look| look(view, i, j)))
        } else if view.opposed(s, t) {
            opposition(view, i, j)
        } else {
            nothing_does(view, i, j)
        }
    }))
}

/// True where a like word stands in the larger sentence that word `i` agrees with.
fn agrees(view: &View, i: usize) -> bool {
    let s = view.small.item(i);
    view.large.all().any(|j| {
        let t = view.large.item(j);
        t.denied == s.denied && t.predicate == s.predicate && view.real(i, j) && view.likeness(s, t) >= SAME
    })
}

/// Word `i` of the one is denied, its like `j` of the other asserted.
fn negation(view: &View, i: usize, j: usize) -> Outcome {
    let (s, t) = (view.small.item(i), view.large.item(j));
    let (p, q) = (view.small_part(i), view.large_part(j));
    let nothing = Err(String::new());
    let telling = |kind: Kind| kind != Kind::Name;
    if s.denied == t.denied || !telling(s.term.kind) {
        return nothing;
    }
    if agrees(view, i) && (s.predicate || view.small.partner[i] != Some(j)) {
        return nothing;
    }
    // What is denied of an object is denied with its verb, where the other has that verb too.
    let by_verb = |side: &Side, at: usize| {
        let item = side.item(at);
        let verb = side.sentence.parts[item.part].verb;
        !item.predicate && verb.is_some_and(|verb| side.item(verb).denied && side.best[verb] >= SAME)
    };
    if by_verb(&view.small, i) || by_verb(&view.large, j) {
        return nothing;
    }
    // The one that asserts must do so with its predicate or its object, not with a word in passing.
    let asserted_in_passing = |side: &Side, at: usize| {
        let item = side.item(at);
        !item.predicate
            && (item.term.before && side.sentence.parts[item.part].verb.is_some()
                || !matches!(item.term.outer, "" | "de" | "par"))
    };
    let (denier, d, asserter, at) = if s.denied {
        (&view.small, i, &view.large, j)
    } else {
        (&view.large, j, &view.small, i)
    };
    if asserted_in_passing(asserter, at) && !asserter.item(at).denied {
        return nothing;
    }
    // *des bijoux découverts* says nothing of what else was not found.
    let passing = asserter.item(at);
    if passing.term.kind == Kind::Adjective
        && !passing.predicate
        && !at.checked_sub(1).is_some_and(|k| asserter.best[k] >= SAME)
    {
        return nothing;
    }
    if !view.real(i, j) || !view.same_time(i, j) {
        return Err(format!(
            "\"{}\" and \"{}\" are told of other times, or only supposed",
            s.term.word, t.term.word
        ));
    }
    if p.negated && q.negated && s.predicate && t.predicate {
        return nothing;
    }
    if view.other_years() {
        return Err("they name other years".to_owned());
    }
    if view.other_countries(view.small.subject(s.part), view.large.subject(t.part)) {
        return Err("they are about other countries".to_owned());
    }
    // All that is denied must be asserted.
    let clause = denier.item(d).part;
    let core: Vec<usize> = denier
        .all()
        .filter(|&k| k != d && denier.item(k).part == clause && denier.item(k).term.kind != Kind::Adverb)
        .filter(|&k| {
            denier.sentence.parts[clause].negated
                || (k < d && d - k <= 6)
                || (k == d + 1 && denier.item(k).term.link == "de")
        })
        .collect();
    let weight: f32 = core.iter().map(|&k| denier.item(k).term.weight * denier.best[k]).sum();
    let covered = denier.share(core.iter().copied(), |k| denier.best[k]);
    let missing = core
        .iter()
        .find(|&&k| denier.best[k] < SAME && denier.item(k).term.kind == Kind::Name && !view.part_of_known(denier, k));
    let elsewhere = core
        .iter()
        .find(|&&k| denier.item(k).name.is_some() && denier.partner[k].is_none() && !view.part_of_known(denier, k));
    if let Some(&k) = missing.or(elsewhere) {
        return Err(format!(
            "what is denied of \"{}\" is not said of it",
            denier.item(k).term.word
        ));
    }
    if covered < if view.balanced() { 0.72 } else { 0.65 } || weight < 0.65 {
        return Err(format!(
            "not all that is denied with \"{}\" is asserted",
            denier.item(d).term.word
        ));
    }
    // *n'est pas spécialiste de la montée des eaux*: it is being one that is denied.
    let beside = core.iter().find(|&&k| {
        let item = denier.item(k);
        item.predicate && item.denied && item.term.weight > 0.5 && denier.best[k] < SAME && !view.is("bringing", item)
    });
    if let Some(&k) = beside.filter(|_| denier.item(d).part == clause && !denier.item(d).predicate) {
        return Err(format!("what is denied is \"{}\"", denier.item(k).term.word));
    }
    if view.cover_near(j, &[i]) < if view.balanced() { 0.45 } else { 0.6 } {
        return Err("what is shared stands in other clauses".to_owned());
    }
    // *certains … ne*: what some do not do, others do.
    let some = core.iter().chain([&d]).any(|&k| {
        matches!(
            denier.item(k).quantity,
            Some(Quantity::Some | Quantity::Few | Quantity::Most)
        )
    });
    let all = asserter.all().any(|k| {
        asserter.item(k).quantity == Some(Quantity::All) || asserter.item(k).term.forms.iter().any(|f| f == "toujours")
    });
    if some && !all {
        return Err("what some do not do others may do".to_owned());
    }
    let moved = core.iter().any(|&k| {
        let item = denier.item(k);
        let partner = denier.partner[k].map(|l| asserter.item(l));
        let (part, other) = (
            &denier.sentence.parts[item.part],
            &asserter.sentence.parts[asserter.item(at).part],
        );
        item.term.country.is_some()
            && item.term.before
            && part.passive == other.passive
            && partner.is_some_and(|p| !p.term.before && asserter.item(at).predicate)
    });
    if moved || (s.predicate && t.predicate && !view.same_topic(i, j)) {
        return Err(format!("\"{}\" is said of something else", asserter.item(at).term.word));
    }
    if !figures_allow(view) || roles_turned(view, i, j) {
        return Err("they count other things, or others do it".to_owned());
    }
    if view.other_opposites(i, j) {
        return Err("two differences even out".to_owned());
    }
    let reason = about_two(view).or_else(|| refused_or_rival(view, (denier, clause), (asserter, at)));
    if let Some(reason) = reason {
        return Err(reason);
    }
    let explanation = format!(
        "One says \"{}\", the other denies it: \"{}\" (\"{}\" against \"{}\").",
        short(&asserter.sentence.text),
        short(&denier.sentence.text),
        asserter.item(at).term.word,
        denier.item(d).term.word,
    );
    Ok(conflict(ConflictType::Polarity, 0.45 + 0.45 * covered, explanation))
}

/// A denied figure leaves room for another one.
pub(super) fn figures_allow(view: &View) -> bool {
    let of = |side: &Side| -> Vec<(f64, f64)> {
        let figures = side
            .facts
            .figures
            .iter()
            .filter(|f| side.sentence.span.contains(f.span) && f.high > 0.0);
        figures.map(|f| (f.low, f.high)).collect()
    };
    let (s, t) = (of(&view.small), of(&view.large));
    s.is_empty() || t.is_empty() || s.iter().any(|f| t.contains(f))
}

/// True where subject and object of the two clauses have changed places, so that two deeds are told.
pub(super) fn roles_turned(view: &View, i: usize, j: usize) -> bool {
    let (doers, others) = view.small.roles(i);
    let (their_doers, their_others) = view.large.roles(j);
    let to = |items: &[usize], theirs: &[usize]| {
        items
            .iter()
            .any(|&k| view.small.partner[k].is_some_and(|l| theirs.contains(&l)))
    };
    let (p, q) = (view.small.item(i).predicate, view.large.item(j).predicate);
    p && q && to(&doers, &their_others) && !to(&doers, &their_doers) && (others.is_empty() || to(&others, &their_doers))
}

/// *Il n'existe aucun lien entre A et B* against *A provoque B*.
fn nothing_does(view: &View, i: usize, j: usize) -> Outcome {
    let (s, t) = (view.small.item(i), view.large.item(j));
    let nothing = Err(String::new());
    let none = |item: &Item| item.denied && view.is("nulls", item);
    let does = |item: &Item| !item.denied && view.is("effects", item) && !item.term.before;
    let (denier, d, at, asserter) = if none(s) && does(t) {
        (&view.small, i, j, &view.large)
    } else if none(t) && does(s) {
        (&view.large, j, i, &view.small)
    } else {
        return nothing;
    };
    let doubted = Facing::both(view).iter().any(|facing| facing.is_doubted());
    if asserter.sentence.parts[asserter.item(at).part].negated || !view.real(i, j) || doubted {
        return nothing;
    }
    let weighs = |side: &Side, k: usize| side.item(k).term.weight > 0.5;
    let within = |side: &Side, k: usize, at: usize| side.item(k).part == side.item(at).part;
    // What a clause tells beside counts only where the clause of the denial names too little.
    let alone = denier
        .all()
        .filter(|&k| k != d && within(denier, k, d) && weighs(denier, k))
        .count()
        >= 2;
    let rest = || {
        denier
            .all()
            .filter(|&k| k != d && weighs(denier, k) && !denier.item(k).predicate && (!alone || within(denier, k, d)))
    };
    let covered = denier.share(rest(), |k| denier.best[k]);
    let back = asserter.share(
        asserter
            .all()
            .filter(|&k| k != at && weighs(asserter, k) && within(asserter, k, at)),
        |k| asserter.best[k],
    );
    if covered < 0.75 || rest().count() < 2 || (view.balanced() && back < 0.5) {
        return Err(format!(
            "\"{}\" is denied between other things",
            denier.item(d).term.word
        ));
    }
    let explanation = format!(
        "One says that there is no \"{}\", the other tells of one (\"{}\"): \"{}\" against \"{}\".",
        denier.item(d).term.word,
        asserter.item(at).term.word,
        short(&denier.sentence.text),
        short(&asserter.sentence.text)
    );
    Ok(conflict(ConflictType::Polarity, 0.6, explanation))
}

/// *avant l'apparition* against *après l'apparition*: the same word behind prepositions that exclude each other.
fn prepositions(view: &View, i: usize, j: usize) -> Outcome {
    let (s, t) = (view.small.item(i), view.large.item(j));
    let (Some(a), Some(b)) = (s.preposition, t.preposition) else {
        return Err(String::new());
    };
    const PAIRS: &[(&str, &str)] = &[
        ("avant", "après"),
        ("pour", "contre"),
        ("avec", "sans"),
        ("sur", "sous"),
        ("dans", "hors"),
        ("devant", "derrière"),
    ];
    if !PAIRS.iter().any(|(x, y)| (a == *x && b == *y) || (a == *y && b == *x)) {
        return Err(String::new());
    }
    let pair = format!("\"{a} {}\" and \"{b} {}\"", s.term.word, t.term.word);
    let (p, q) = (view.small_part(i), view.large_part(j));
    let (small, near) = (view.small.cover(&[]), view.cover_near(j, &[]));
    let large = if view.balanced() { view.large.cover(&[]) } else { 1.0 };
    let same = small >= 0.8 && near >= 0.75 && large >= 0.6 && p.negated == q.negated && view.real(i, j);
    if !same
        || view.other_years()
        || view.other_things((&[], &[])).is_some()
        || !view.same_topic(i, j)
        || view.other_opposites(i, j)
    {
        return Err(format!("{pair}: the rest is not the same"));
    }
    let explanation = format!(
        "{pair} exclude each other: \"{}\" against \"{}\".",
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    Ok(conflict(ConflictType::Polarity, 0.65, explanation))
}
