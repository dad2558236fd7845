//! Words that exclude each other, said of one thing: two predicates, two attributes, two complements of like verbs.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, View};
use super::conflict;
use super::figure::is_change;
use super::polarity::roles_turned;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::{Item, Part};

/// Words `i` and `j` exclude each other.
pub(super) fn opposition(view: &View, i: usize, j: usize) -> Outcome {
    let (s, t) = (view.small.item(i), view.large.item(j));
    let nothing = Err(String::new());
    // A word that the other has as well tells nothing against it.
    if said_too(view, i, j) {
        return nothing;
    }
    let pair = format!("\"{}\" and \"{}\"", s.term.word, t.term.word);
    // *sans danger* is a word of its own.
    let whole = s.term.senses.exclude(&t.term.senses);
    // So is *refuser*, which negates its clause itself.
    let refuses = |item: &Item| item.predicate && item.term.forms.iter().any(|form| view.data.is("negators", form));
    let denied = |item: &Item| item.denied && !(whole && item.term.senses.without) && !refuses(item);
    if denied(s) != denied(t) {
        return Err(format!("{pair} agree, as one is denied"));
    }
    if denied(s) {
        return Err(format!("{pair} may both be denied"));
    }
    let affirmed = view.small_part(i).affirmed || view.large_part(j).affirmed;
    if !view.real(i, j) || !(view.same_time(i, j) || affirmed) || view.other_years() {
        return Err(format!("{pair} are told of other times, or only supposed"));
    }
    let (p, q) = (view.small_part(i), view.large_part(j));
    // *jamais avec le prédécesseur*: a complement that is no part of what is denied.
    let aside =
        |item: &Item| !item.predicate && item.term.kind == Kind::Noun && matches!(item.term.outer, "avec" | "par");
    let negated = (p.negated && !refuses(s), q.negated && !refuses(t));
    if (negated.0 != negated.1 && !aside(s) && !aside(t)) || p.partly || q.partly {
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
    // *augmente de 6 %*, *baisse de 3 %*: what grows does not shrink, by whatever share.
    let by = |side: &Side| side.tallies().all(|tally| is_change(side, tally));
    let of_one = s.predicate && t.predicate && view.topics_meet(s.part, t.part) && by(&view.small) && by(&view.large);
    if view.other_figures() && !of_one {
        return Err(format!("{pair} have other figures"));
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
    if view.some_only(s.part, t.part) {
        return Err(format!("{pair}: some and others"));
    }
    let (mut skip, mut others) = (view.opposed_to(&view.small, t), view.opposed_to(&view.large, s));
    skip.push(i);
    others.push(j);
    if other_opposites(view, (i, j), &skip, &others) || (!nominal && roles_turned(view, i, j)) {
        return Err(format!("{pair}: two differences even out"));
    }
    let small = view.small.cover(&skip);
    let near = view.cover_near(j, &skip);
    let weight = view.small.shared(&skip);
    let enough = if view.balanced() {
        let large = view.large.cover(&others);
        small >= 0.6 && large >= 0.4 && small.max(large) >= 0.7 || small.min(large) >= 0.35 && weight >= 1.8
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

/// True where the one sentence has the other's word beside its own, so that neither tells anything against the other.
fn said_too(view: &View, i: usize, j: usize) -> bool {
    let (s, t) = (view.small.item(i), view.large.item(j));
    let again = |side: &Side, of: &Item, whole: bool| {
        let mut like = side.all().filter(|&k| view.likeness(of, side.item(k)) >= SAME);
        // Two predicates: a word beside that sounds alike is none.
        if whole {
            like.next().is_some()
        } else {
            like.any(|k| side.item(k).predicate)
        }
    };
    let predicates = s.predicate && t.predicate;
    again(&view.large, s, !predicates) || again(&view.small, t, !predicates)
}

/// True where words beside those of `skip`, in one of the two clauses, exclude each other too.
fn other_opposites(view: &View, (i, j): (usize, usize), skip: &[usize], others: &[usize]) -> bool {
    let (p, q) = (view.small.item(i).part, view.large.item(j).part);
    view.small.left(skip).any(|k| {
        let (s, here) = (view.small.item(k), view.small.item(k).part == p);
        let opposed = |l: usize| (here || view.large.item(l).part == q) && view.opposed(s, view.large.item(l));
        view.large.left(others).any(opposed)
    })
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
    let related = |item: &Item| match item.term.kind {
        Kind::Noun => matches!(item.term.link, "" | "par"),
        kind => kind == Kind::Verb,
    };
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
        // Words that the lists oppose, where most of the rest is the same: *la présence de*, *est absent*.
        let same = view.small.cover(&[i]) >= 0.5 && view.large.cover(&[j]) >= 0.35 && !view.names_differ();
        // *l'ancien maire*, *le nouveau maire*; *les hommes*, *les femmes*: two subjects.
        let topic = |side: &Side, at: usize| side.topic(side.item(at).part) == Some(at);
        let two = topic(&view.small, i) && topic(&view.large, j) || view.is("ranks", s) || view.is("ranks", t);
        let told = s.predicate || t.predicate || (!two && same_noun(view, i, j));
        if view.by_list(s, t) && same && told {
            return true;
        }
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
    let said = |item: &Item| item.predicate || item.attribute || item.term.kind == Kind::Noun;
    let kinds_of_one = told && said(s) && said(t);
    if !listed && !kinds_of_one {
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
    match (head(&view.small, i), head(&view.large, j)) {
        (Some(m), Some(n)) => view.likeness(view.small.item(m), view.large.item(n)) >= SAME,
        _ => true,
    }
}

/// The noun beside an adjective that is no predicate.
fn head(side: &Side, at: usize) -> Option<usize> {
    let item = side.item(at);
    if item.predicate || item.term.kind != Kind::Adjective {
        return None;
    }
    let near = [at.checked_sub(1), Some(at + 1)];
    near.into_iter().flatten().find(|&k| {
        k < side.sentence.items.len() && side.item(k).part == item.part && side.item(k).term.kind == Kind::Noun
    })
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
