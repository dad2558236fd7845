//! How much of one set of content words another one says too.

use crate::lexicon::relation::Relations;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// How far two words say the same, from 0 to 1.
pub fn similarity(a: &Term, b: &Term) -> f32 {
    if a.stem == b.stem {
        return 1.0;
    }
    if a.country.is_some() && a.country == b.country {
        return 0.9;
    }
    if a.forms.iter().any(|form| b.forms.contains(form)) {
        return 1.0;
    }
    if a.kind != Kind::Name && b.kind != Kind::Name {
        let classes = a.classes.iter().any(|class| b.classes.contains(class));
        if classes || a.senses.meet(&b.senses) {
            return 0.8;
        }
    }
    0.0
}

/// True where both sides have names, and none of them is shared.
pub fn strangers(names: &[&Term], others: &[&Term]) -> bool {
    let unknown = |name: &&Term| best(name, others.iter().copied()).0 == 0.0;
    !names.is_empty() && !others.is_empty() && names.iter().all(unknown)
}

/// The best match of a word among others.
pub fn best<'a>(term: &Term, others: impl Iterator<Item = &'a Term>) -> (f32, Option<&'a Term>) {
    let mut out = (0.0, None);
    for other in others {
        let found = similarity(term, other);
        if found > out.0 {
            out = (found, Some(other));
        }
    }
    out
}

/// The share of the weight of `terms` that `others` say too, with the weight that is shared.
pub fn coverage<'a, 'b>(
    terms: impl Iterator<Item = &'a Term>,
    others: impl Iterator<Item = &'b Term> + Clone,
) -> (f32, f32) {
    let (mut shared, mut all) = (0.0, 0.0);
    for term in terms {
        all += term.weight;
        shared += term.weight * best(term, others.clone()).0;
    }
    if all > 0.0 { (shared / all, shared) } else { (0.0, 0.0) }
}

/// The weight of what two claims share, as either tells it: the words of `a` that `b` says too, and the other way round.
pub fn shared_weights(a: &Facts, b: &Facts) -> (f32, f32) {
    let (p, q) = (&a.content.terms, &b.content.terms);
    (
        coverage(heavy(p.iter()), q.iter()).1,
        coverage(heavy(q.iter()), p.iter()).1,
    )
}

/// True where one of two names is a department, a region or a state and the other none of its kind: *Marseille*, *Bouches-du-Rhône*. Which holds
/// which is not known.
pub fn may_hold(data: &Relations, a: &Term, b: &Term) -> bool {
    let land = |term: &Term| term.forms.iter().find_map(|form| data.listed("land", form));
    let named = |term: &Term| term.kind == Kind::Name || term.country.is_some();
    named(a) && named(b) && land(a) != land(b)
}

/// True where the two words exclude each other: by the list, or as an adjective and the same with a negative prefix.
pub fn opposite(data: &Relations, a: &Term, b: &Term) -> bool {
    let prefixed = |long: &str, short: &str| {
        short.len() > 3
            && ["in", "im", "il", "ir", "non-"]
                .iter()
                .any(|prefix| long.strip_prefix(prefix) == Some(short))
    };
    let adjectives = a.kind == Kind::Adjective && b.kind == Kind::Adjective;
    if adjectives && (prefixed(&a.forms[0], &b.forms[0]) || prefixed(&b.forms[0], &a.forms[0])) {
        return true;
    }
    let named = a.kind == Kind::Name || b.kind == Kind::Name;
    let excluded = || data.are_opposed(&a.classes, &b.classes) || a.senses.exclude(&b.senses);
    if !named && excluded() && similarity(a, b) == 0.0 {
        return true;
    }
    a.forms
        .iter()
        .any(|form| b.forms.iter().any(|other| data.are_opposite(form, other)))
}

/// Terms of a clause's subject: what stands before its verb without a preposition other than *de*, or after *par* in a passive.
pub fn subject<'a>(facts: &'a Facts, clause: &'a Clause) -> Vec<&'a Term> {
    let terms = facts.content.of(clause);
    terms
        .filter(|term| term.kind != Kind::Verb && term.before && matches!(term.outer, "" | "de"))
        .collect()
}

/// Terms of a clause after its verb, and of those before it that are no subject.
pub fn rest<'a>(facts: &'a Facts, clause: &'a Clause) -> Vec<&'a Term> {
    let subject = subject(facts, clause);
    let verb = clause.verb.and_then(|i| facts.content.terms.get(i));
    let terms = facts.content.of(clause);
    terms
        .filter(|term| Some(*term) != verb && !subject.contains(term))
        .collect()
}

/// Every term that stands in a clause.
pub fn all(facts: &Facts) -> Vec<&Term> {
    facts
        .content
        .clauses
        .iter()
        .flat_map(|clause| facts.content.of(clause))
        .collect()
}

/// The terms of a clause, with the subjects of the claim's other clauses where its own is a pronoun or left out.
pub fn reach<'a>(facts: &'a Facts, clause: &'a Clause) -> Vec<&'a Term> {
    let mut out: Vec<&Term> = facts.content.of(clause).collect();
    if clause.pronoun {
        let others = facts.content.clauses.iter().filter(|other| *other != clause);
        out.extend(others.flat_map(|other| subject(facts, other)));
    }
    out
}

/// Terms that weigh something.
pub fn heavy<'a>(terms: impl Iterator<Item = &'a Term> + Clone) -> impl Iterator<Item = &'a Term> + Clone {
    terms.filter(|term| term.weight > 0.5)
}

/// The words of the terms, as written.
pub fn quote<'a>(terms: impl Iterator<Item = &'a Term>) -> String {
    let words: Vec<&str> = terms.map(|term| &*term.word).collect();
    words.join(" ")
}

/// A statement's words, cut to what an explanation can hold.
pub fn short(words: &str) -> String {
    const LONGEST: usize = 90;
    let flat: Vec<&str> = words.split_whitespace().collect();
    let flat = flat.join(" ");
    match flat.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", flat[..at].trim_end()),
        None => flat,
    }
}

/// The words of a clause from its first term to its last, as the statement has them.
pub fn words_of(facts: &Facts, clause: &Clause) -> String {
    let mut terms = clause.terms.clone();
    terms.sort_unstable();
    quote(terms.iter().filter_map(|&i| facts.content.terms.get(i)))
}

/// True where the subjects of two clauses may be the same: one is a pronoun or left out, or half of the shorter stands in the longer, and
/// no name or country of the one is missing where the other has another.
pub fn subjects_meet(p: &[&Term], q: &[&Term], x: &Clause, y: &Clause) -> bool {
    let (p, q): (Vec<&Term>, Vec<&Term>) = (heavy(p.iter().copied()).collect(), heavy(q.iter().copied()).collect());
    if p.is_empty() || q.is_empty() {
        return x.pronoun || y.pronoun || (p.is_empty() && q.is_empty());
    }
    let (small, large) = if p.len() <= q.len() { (p, q) } else { (q, p) };
    let named = |term: &Term| term.kind == Kind::Name || term.country.is_some();
    let met = small
        .iter()
        .filter(|term| best(term, large.iter().copied()).0 >= 0.8)
        .count();
    let strange = |some: &[&Term], others: &[&Term]| {
        let mut names = some.iter().filter(|term| named(term)).peekable();
        names.peek().is_some()
            && others.iter().any(|term| named(term))
            && names.all(|term| best(term, others.iter().copied()).0 == 0.0)
    };
    // The noun that leads the one must stand in the other.
    let head = |some: &[&Term], others: &[&Term]| {
        some.first()
            .is_some_and(|term| best(term, others.iter().copied()).0 >= 0.8)
    };
    met * 2 >= small.len() && (head(&small, &large) || head(&large, &small)) && !strange(&small, &large)
}
