//! One asserts what the other negates, or words that exclude each other stand in one place.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, Side, View};
use super::conflict;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::{Item, Part, Quantity};

pub(super) fn check(view: &View) -> Outcome {
    let mut note = String::new();
    for i in view.small.all() {
        for j in view.large.all() {
            let (s, t) = (view.small.item(i), view.large.item(j));
            let found = if view.likeness(s, t) >= SAME {
                let placed = view.small.partner[i] == Some(j);
                let looks: &[fn(&View, usize, usize) -> Outcome] = if placed {
                    &[negation, prepositions, nothing_does]
                } else {
                    &[negation]
                };
                first(looks, view, i, j)
            } else if view.opposed(s, t) {
                opposition(view, i, j)
            } else {
                nothing_does(view, i, j)
            };
            match found {
                Ok(finding) => return Ok(finding),
                Err(reason) if note.is_empty() => note = reason,
                Err(_) => {}
            }
        }
    }
    Err(note)
}

/// What the first of some looks finds, or the first reason why nothing was found.
fn first(looks: &[fn(&View, usize, usize) -> Outcome], view: &View, i: usize, j: usize) -> Outcome {
    let mut note = String::new();
    for look in looks {
        match look(view, i, j) {
            Err(reason) if note.is_empty() => note = reason,
            Err(_) => {}
            found => return found,
        }
    }
    Err(note)
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
fn figures_allow(view: &View) -> bool {
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
fn roles_turned(view: &View, i: usize, j: usize) -> bool {
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

/// Words `i` and `j` exclude each other.
fn opposition(view: &View, i: usize, j: usize) -> Outcome {
    let (s, t) = (view.small.item(i), view.large.item(j));
    let nothing = Err(String::new());
    // A word that the other has as well tells nothing against it.
    if view.small.best[i] >= SAME || view.large.best[j] >= SAME {
        return nothing;
    }
    let pair = format!("\"{}\" and \"{}\"", s.term.word, t.term.word);
    if s.denied != t.denied {
        return Err(format!("{pair} agree, as one is denied"));
    }
    if s.denied {
        return Err(format!("{pair} may both be denied"));
    }
    if !view.real(i, j) || !view.same_time(i, j) || view.other_years() {
        return Err(format!("{pair} are told of other times, or only supposed"));
    }
    let (p, q) = (view.small_part(i), view.large_part(j));
    // *jamais avec le prédécesseur*: a complement that is no part of what is denied.
    let aside =
        |item: &Item| !item.predicate && item.term.kind == Kind::Noun && matches!(item.term.outer, "avec" | "par");
    if (p.negated != q.negated && !aside(s) && !aside(t)) || p.partly || q.partly {
        return Err(format!("{pair} stand in clauses one of which is negated"));
    }
    if !same_place(view, i, j) {
        return Err(format!("{pair} are said of different things"));
    }
    if let Some(reason) = view.other_things((&[i], &[j])) {
        return Err(format!("{pair}: {reason}"));
    }
    // *arrêter le suspect* against *libérer la place*; *ouvrir à huit heures* against *fermer à vingt heures*.
    if s.predicate && t.predicate && !p.passive && !q.passive && !objects_meet(view, i, j) {
        return Err(format!("{pair} have other objects"));
    }
    if view.small.sentence.numbers != view.large.sentence.numbers
        && !view.small.sentence.numbers.is_empty()
        && !view.large.sentence.numbers.is_empty()
    {
        return Err(format!("{pair} are told of other hours"));
    }
    let nominal = s.term.kind == Kind::Noun || t.term.kind == Kind::Noun;
    if s.predicate && t.predicate && !nominal && !view.same_topic(i, j) {
        return Err(format!("{pair} are said of different things"));
    }
    let (mut skip, mut others) = (view.opposed_to(&view.small, t), view.opposed_to(&view.large, s));
    skip.push(i);
    others.push(j);
    if other_opposites(view, &skip, &others) || (!nominal && roles_turned(view, i, j)) {
        return Err(format!("{pair}: two differences even out"));
    }
    let small = view.small.cover(&skip);
    let near = view.cover_near(j, &skip);
    let weight: f32 = view
        .small
        .all()
        .filter(|k| !skip.contains(k))
        .map(|k| view.small.item(k).term.weight * view.small.best[k])
        .sum();
    let enough = if view.balanced() {
        let large = view.large.cover(&others);
        small >= 0.6 && large >= 0.4 && small.max(large) >= 0.7
    } else {
        small >= 0.65 && near >= 0.5
    };
    if !enough || weight < 0.7 {
        return Err(format!("{pair}: the rest is not the same"));
    }
    let explanation = format!(
        "{pair} exclude each other: \"{}\" against \"{}\".",
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    Ok(conflict(ConflictType::Polarity, 0.4 + 0.45 * small, explanation))
}

/// True where words beside those of `skip` exclude each other too.
fn other_opposites(view: &View, skip: &[usize], others: &[usize]) -> bool {
    view.small.left(skip).any(|k| {
        let opposed = |l: usize| view.opposed(view.small.item(k), view.large.item(l));
        view.large.left(others).any(opposed)
    })
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

/// True where two words that exclude each other say something of the same: two predicates, or what completes like verbs, or the same noun.
fn same_place(view: &View, i: usize, j: usize) -> bool {
    let (s, t) = (view.small.item(i), view.large.item(j));
    let (p, q) = (view.small_part(i), view.large_part(j));
    let role = |item: &Item, part: &Part| {
        item.term.kind == Kind::Noun
            && (item.attribute || (part.attributive && item.term.before && item.term.outer.is_empty()))
    };
    // *Le beau-père d'A est B* against *B, beau-frère d'A*.
    let related =
        |item: &Item| matches!(item.term.kind, Kind::Noun | Kind::Verb) && matches!(item.term.link, "" | "par");
    if (role(s, p) && related(t) || role(t, q) && related(s))
        && s.term.kind != Kind::Adjective
        && t.term.kind != Kind::Adjective
    {
        return true;
    }
    if s.predicate && t.predicate {
        return subjects_meet(view, i, j);
    }
    let attributed = |item: &Item| item.predicate || !item.term.before;
    // *les hommes* against *les femmes*, *l'avion A*: other subjects.
    if s.term.before && !s.predicate || t.term.before && !t.predicate {
        let nominal = p.verb.is_none()
            || q.verb.is_none()
            || s.term.kind == Kind::Noun && t.predicate
            || t.term.kind == Kind::Noun && s.predicate;
        return nominal && (s.predicate || t.predicate) && matches!(s.term.outer, "") && matches!(t.term.outer, "");
    }
    let verbs = match (p.verb, q.verb) {
        (Some(v), Some(w)) if v != i && w != j => {
            view.small.partner[v] == Some(w)
                || view.likeness(view.small.item(v), view.large.item(w)) >= SAME
                || light(view, v, w)
        }
        _ => true,
    };
    // Of what a thing is but one, another clause may tell of another.
    let listed = view.by_list(s, t);
    let told = match (p.verb, q.verb) {
        (Some(v), Some(w)) => v == i || w == j || view.small.partner[v] == Some(w),
        (None, None) => p.attributive == q.attributive,
        _ => false,
    };
    if !listed && !told {
        return false;
    }
    let kinds = (s.term.kind == Kind::Adverb) == (t.term.kind == Kind::Adverb);
    let links = s.term.outer == t.term.outer || s.predicate || t.predicate;
    attributed(s) && attributed(t) && verbs && kinds && links && same_noun(view, i, j)
}

/// True for verbs that say little themselves.
fn light(view: &View, v: usize, w: usize) -> bool {
    view.small.item(v).term.weight <= 0.5 || view.large.item(w).term.weight <= 0.5
}

/// True but for two adjectives of nouns that do not stand for each other.
fn same_noun(view: &View, i: usize, j: usize) -> bool {
    let head = |side: &Side, at: usize| {
        let item = side.item(at);
        if item.predicate || item.term.kind != Kind::Adjective {
            return None;
        }
        let near = [at.checked_sub(1), Some(at + 1)];
        near.into_iter().flatten().find(|&k| {
            k < side.sentence.items.len() && side.item(k).part == item.part && side.item(k).term.kind == Kind::Noun
        })
    };
    match (head(&view.small, i), head(&view.large, j)) {
        (Some(m), Some(n)) => view.likeness(view.small.item(m), view.large.item(n)) >= SAME,
        _ => true,
    }
}

/// True where the first things behind two verbs stand for each other, or one verb has none.
fn objects_meet(view: &View, i: usize, j: usize) -> bool {
    let object = |side: &Side, at: usize| {
        let item = side.item(at);
        side.all().find(|&k| {
            let other = side.item(k);
            k > at
                && other.part == item.part
                && other.term.outer.is_empty()
                && matches!(other.term.kind, Kind::Noun | Kind::Name)
        })
    };
    match (object(&view.small, i), object(&view.large, j)) {
        (Some(k), Some(l)) => {
            let like = |side: &Side, k: usize| side.best[k] >= SAME;
            view.likeness(view.small.item(k), view.large.item(l)) >= SAME
                || like(&view.small, k)
                || like(&view.large, l)
        }
        _ => true,
    }
}

/// True where the subjects of two clauses have a word in common, or one has none.
fn subjects_meet(view: &View, i: usize, j: usize) -> bool {
    let (doers, others) = view.small.roles(i);
    let (theirs, suffered) = view.large.roles(j);
    let (p, q) = (view.small_part(i), view.large_part(j));
    let subject = |passive: bool, doers: Vec<usize>, others: Vec<usize>| if passive { others } else { doers };
    // A verb in the passive against one in the active: who suffers the one suffers the other.
    let (mine, yours) = if p.passive != q.passive {
        (others, suffered)
    } else {
        (subject(p.passive, doers, others), subject(q.passive, theirs, suffered))
    };
    if mine.is_empty() || yours.is_empty() || p.pronoun || q.pronoun {
        return true;
    }
    mine.iter().any(|&k| {
        yours
            .iter()
            .any(|&l| view.likeness(view.small.item(k), view.large.item(l)) >= SAME)
    })
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
    if asserter.sentence.parts[asserter.item(at).part].negated || !view.real(i, j) {
        return nothing;
    }
    let rest = || {
        denier
            .all()
            .filter(|&k| k != d && denier.item(k).term.weight > 0.5 && !denier.item(k).predicate)
    };
    let covered = denier.share(rest(), |k| denier.best[k]);
    let back = asserter.share(
        asserter
            .all()
            .filter(|&k| k != at && asserter.item(k).term.weight > 0.5),
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
