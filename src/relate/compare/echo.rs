//! The same in other words by another voice: words of one class, on one day, and nothing that speaks against it.

use super::Pair;
use super::align::{best, opposite, reach, short, subject, subjects_meet};
use crate::model::Form;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// Weight of what two clauses share from which on they say the same.
const ENOUGH: f32 = 2.4;
/// The same where the later voice grants or confirms it.
const GRANTED: f32 = 1.7;
/// The share of the shorter clause's weight that must be shared.
const PART: f32 = 0.5;

/// The words of both claims where two voices tell of one thing in other words.
pub(super) fn echoes(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    // What two countries at odds say alike, they say of each other.
    if matches!((a.voice.country, b.voice.country), (Some(one), Some(other)) if one != other) {
        return None;
    }
    let narrated = [a, b].iter().any(|f| f.voice.form == Form::Narrator);
    if a.is_bare() || pair.same_article() || narrated || a.asks() || b.asks() {
        return None;
    }
    let when = same_time(a, b)?.max(same_number(a, b));
    // Months later, only what happened on one day is surely the same.
    if super::supports::counts_part(a, b) || (pair.days_apart() > 45 && when < 0.7) {
        return None;
    }
    let later = pair.later();
    let granted = later.conceding || later.confirming;
    let same = a.content.clauses.iter().any(|x| {
        let mut clauses = b.content.clauses.iter();
        clauses.any(|y| tell_the_same(pair, x, y, when, granted))
    });
    same.then(|| {
        format!(
            "Both say the same: \"{}\" and \"{}\".",
            short(&a.words),
            short(&b.words)
        )
    })
}

/// What it weighs that both give one number, too odd for two things.
fn same_number(a: &Facts, b: &Facts) -> f32 {
    let odd = |x: &Tally| x.figure.low == x.figure.high && x.figure.low >= 2.0;
    let pairs = a.tallies.iter().flat_map(|x| b.tallies.iter().map(move |y| (x, y)));
    let mut same = pairs.filter(|(x, y)| odd(x) && x.figure.unit == y.figure.unit && x.figure.low == y.figure.low);
    match same.next() {
        Some((x, _)) if x.figure.low > 10.0 && x.figure.low % 10.0 != 0.0 => 1.0,
        Some(_) => 0.7,
        None => 0.0,
    }
}

/// What it weighs that both name one day or hour; none where they name different ones.
fn same_time(a: &Facts, b: &Facts) -> Option<f32> {
    let mut found: f32 = 0.0;
    if let ([(s, _)], [(t, _)]) = (a.times.as_slice(), b.times.as_slice()) {
        if s != t {
            return None;
        }
        found = 1.0;
    }
    let past = |facts: &'_ Facts| -> Vec<Day> {
        let over = |day: &&Day| facts.published.is_none_or(|told| day.first <= told);
        let dated = |day: &&Day| matches!(day.sense, Sense::On | Sense::Since);
        facts.days.iter().filter(over).filter(dated).cloned().collect()
    };
    let (p, q) = (past(a), past(b));
    if p.is_empty() || q.is_empty() {
        return (a.days.is_empty() || b.days.is_empty()).then_some(found);
    }
    let days = |day: &Day| day.first.until(day.last).map_or(i32::MAX, |span| span.get_days());
    let meets = |x: &Day, y: &Day| x.first <= y.last && y.first <= x.last;
    let pairs = p.iter().flat_map(|x| q.iter().map(move |y| (x, y)));
    let wider = pairs
        .filter(|(x, y)| meets(x, y))
        .map(|(x, y)| days(x).max(days(y)))
        .min()?;
    let weight = match wider {
        ..=1 => 1.0,
        2..=31 => 0.7,
        _ => 0.4,
    };
    Some(found.max(weight))
}

/// True where two clauses share enough, and nothing in them excludes the other.
fn tell_the_same(pair: &Pair, x: &Clause, y: &Clause, when: f32, granted: bool) -> bool {
    let (a, b) = (pair.a, pair.b);
    if x.negated != y.negated || x.unreal || y.unreal || x.future != y.future {
        return false;
    }
    // *Ne sont arrivés qu'au bout de deux heures*: what is the same is all that is left over.
    if x.only != y.only && when < 0.7 {
        return false;
    }
    let (p, q) = (subject(a, x), subject(b, y));
    if x.passive == y.passive && !subjects_meet(&p, &q, x, y) && !(x.first || y.first) {
        return false;
    }
    let (m, n) = (reach(a, x), reach(b, y));
    let weighs = |terms: &[&Term]| terms.iter().filter(|t| t.weight > 0.5).map(|t| value(t)).sum::<f32>();
    let (mut shared, mut things, mut acts) = (0.0, 0, 0);
    let mut met: Vec<&Term> = Vec::new();
    for term in m.iter().filter(|term| term.weight > 0.5) {
        if n.iter().any(|other| opposite(pair.data, term, other)) {
            return false;
        }
        let (likeness, Some(other)) = best(term, n.iter().copied()) else {
            continue;
        };
        // *bureau par bureau* is one word of two claims.
        if likeness < 0.8 || other.weight <= 0.5 || met.contains(&other) {
            continue;
        }
        met.push(other);
        shared += likeness * value(term).min(value(other));
        let act = |term: &Term| match term.kind {
            Kind::Verb | Kind::Adjective => true,
            Kind::Noun => !term.classes.is_empty(),
            _ => false,
        };
        if act(term) && act(other) {
            acts += 1;
        } else {
            things += 1;
        }
    }
    if strange(&m, &n, a, b) {
        return false;
    }
    // *Nous avons déposé une offre*: the other names who speaks.
    if names_speaker(a, &n) || names_speaker(b, &m) {
        shared += 1.0;
        things += 1;
    }
    let (least, items) = (weighs(&m).min(weighs(&n)), things + acts);
    let acted = acts >= 1 || (granted && when >= 0.7);
    let told = acted && (items >= 2 || when >= 0.7);
    let needed = if granted { GRANTED } else { ENOUGH };
    told && shared > 0.0 && shared + when >= needed && shared + when >= (least + when) * PART
}

/// What a word is worth: names stand everywhere in a story.
fn value(term: &Term) -> f32 {
    term.weight.min(1.0)
}

/// True where both name somebody or something, and nothing in common.
fn strange(m: &[&Term], n: &[&Term], a: &Facts, b: &Facts) -> bool {
    let names = |terms: &[&Term]| {
        terms
            .iter()
            .filter(|t| t.kind == Kind::Name)
            .map(|t| (*t).clone())
            .collect::<Vec<_>>()
    };
    let (p, q) = (names(m), names(n));
    let met = p.iter().any(|name| best(name, q.iter()).0 > 0.0);
    !p.is_empty() && !q.is_empty() && !met && !names_speaker(a, n) && !names_speaker(b, m)
}

/// True where a claim speaks of *nous* or *je*, and the words name its speaker or whom he speaks for.
fn names_speaker(facts: &Facts, terms: &[&Term]) -> bool {
    let own = |word: &str| {
        let word = word.to_lowercase();
        matches!(&*word, "nous" | "nos" | "notre" | "je" | "j" | "mon" | "ma" | "mes")
    };
    let first = facts.words.split(|c: char| !c.is_alphanumeric()).any(own);
    let side = facts.voice.side.as_deref().unwrap_or_default();
    let speaker = facts.voice.speaker.as_deref().unwrap_or_default();
    let known = |stem: &str| stem.len() > 3 && side.split(' ').chain(speaker.split(' ')).any(|word| word == stem);
    first && terms.iter().any(|term| term.kind == Kind::Name && known(&term.stem))
}
