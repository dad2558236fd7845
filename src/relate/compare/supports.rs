//! Another independent voice asserts the same.

use super::align::{coverage, heavy, short, similarity, subject};
use super::{Direction, Finding, Outcome, Pair};
use crate::model::{Form, Modality, RelationKind, Stance};
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.is_bare() != b.is_bare() {
        return Err("one has no speaker".to_owned());
    }
    if !a.is_bare() && pair.one_side() {
        return Err("one side says both".to_owned());
    }
    let narrated = |f: &Facts| f.voice.form == Form::Narrator;
    if pair.same_article() && narrated(a) != narrated(b) {
        return Err("the article says it after its own source".to_owned());
    }
    let asserts = |f: &Facts| {
        matches!(f.voice.stance, Stance::Assert | Stance::Accuse | Stance::Opine)
            && f.voice.modality != Modality::Question
            && !f.asks()
            && !f.recalled
    };
    if !(asserts(a) && asserts(b)) {
        return Err("not both assert".to_owned());
    }
    if pair.days_apart() > 150 {
        return Err("they belong to other times".to_owned());
    }
    if pair.days_apart() > 45 {
        let echo = super::echo::echoes(pair).filter(|_| !(opposed(pair) || other_counts(a, b)));
        return match echo {
            Some(explanation) => Ok(found(0.55, explanation)),
            None => Err("too many days lie between them".to_owned()),
        };
    }
    let soon = pair.days_apart() <= 15;
    if let Some(explanation) = same_figure(pair) {
        return Ok(found(0.8, explanation));
    }
    let comparable = || {
        let pairs = a.tallies.iter().flat_map(|x| b.tallies.iter().map(move |y| (x, y)));
        pairs.filter(|(x, y)| super::figure::same_thing(x, y).is_ok())
    };
    let whole = |measure: &Option<String>| {
        comparable().any(|(x, y)| x.figure.measure == *measure && x.figure.measure == y.figure.measure && close(x, y))
    };
    // *Huit morts, dont six au village* bears *huit morts* out.
    let part = |x: &Tally, y: &Tally| x.figure.measure == y.figure.measure && whole(&x.figure.measure);
    let differs = |x: &Tally, y: &Tally| !(close(x, y) || part(x, y));
    if comparable().any(|(x, y)| differs(x, y)) {
        return Err("their figures differ".to_owned());
    }
    if soon && let Some(explanation) = same_value(pair).or_else(|| same_hour(pair)) {
        return Ok(found(0.7, explanation));
    }
    if super::often::differ(a, b) {
        return Err("they say how often, and differ".to_owned());
    }
    if other_counts(a, b) {
        return Err("some of their figures differ".to_owned());
    }
    if opposed(pair) {
        return Err("a word in one excludes a word in the other".to_owned());
    }
    if granted(pair) {
        let explanation = format!(
            "\"{}\" grants what another voice said: \"{}\".",
            short(&pair.later().words),
            short(&pair.earlier().words)
        );
        return Ok(found(0.65, explanation));
    }
    if soon && alike(a, b) {
        if let Some(reason) = super::statement::differ(pair) {
            return Err(reason.to_owned());
        }
        return Ok(found(
            0.7,
            format!(
                "Both say the same: \"{}\" and \"{}\".",
                short(&a.words),
                short(&b.words)
            ),
        ));
    }
    if let Some(explanation) = super::echo::echoes(pair) {
        return Ok(found(0.6, explanation));
    }
    Err("they say different things".to_owned())
}

fn found(score: f32, explanation: String) -> Finding {
    Finding {
        kind: RelationKind::Supports,
        conflict: None,
        score,
        explanation,
        rule: "supports",
        direction: Direction::Both,
    }
}

/// True where a word of one claim excludes a word of the other.
fn opposed(pair: &Pair) -> bool {
    let terms = |facts| super::align::all(facts);
    let (x, y) = (terms(pair.a), terms(pair.b));
    x.iter()
        .any(|s| y.iter().any(|t| super::align::opposite(pair.data, s, t)))
}

/// Two figures with a measure that agree, of one day.
fn same_figure(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    if a.as_of != b.as_of || a.is_bare() {
        return None;
    }
    for x in a
        .tallies
        .iter()
        .filter(|t| t.figure.measure.is_some() && t.head.is_some())
    {
        for y in b.tallies.iter().filter(|t| t.head.is_some()) {
            let same = super::figure::same_thing(x, y).is_ok()
                && x.figure.measure == y.figure.measure
                && x.narrowed == y.narrowed;
            if same && close(x, y) && x.figure.unit.is_none() {
                return Some(format!("\"{}\" and \"{}\" agree.", x.words, y.words));
            }
        }
    }
    None
}

/// True where both count what is told by one measure or noun, of whomever, and not as many.
fn other_counts(a: &Facts, b: &Facts) -> bool {
    let like = |x: &Tally, y: &Tally| {
        let measure = x.figure.measure.is_some() && x.figure.measure == y.figure.measure;
        x.figure.unit == y.figure.unit && (measure || (x.head.is_some() && x.head == y.head))
    };
    a.tallies
        .iter()
        .any(|x| b.tallies.iter().any(|y| like(x, y) && !close(x, y)))
}

/// The same quantity in both, too particular to be two things: *99 000 tonnes*, *42 millions d'euros*, *46 prisonniers*.
fn same_value(pair: &Pair) -> Option<String> {
    /// Counts below this one are too common to tell.
    const FEW: f64 = 12.0;
    /// The same for a toll.
    const TOLD: f64 = 4.0;
    let (a, b) = (pair.a, pair.b);
    let only = |facts: &Facts| facts.content.clauses.iter().any(|clause| clause.only);
    if a.is_bare() || only(a) != only(b) {
        return None;
    }
    let (same, field) = (talks_of_the_same(pair), pair.shared_topics() > 0);
    let nouns = |facts| {
        super::align::all(facts)
            .into_iter()
            .filter(|term| term.kind == Kind::Noun)
    };
    let (n, m) = (nouns(a).collect::<Vec<_>>(), nouns(b).collect::<Vec<_>>());
    let (_, in_common) = coverage(heavy(n.into_iter()), m.iter().copied());
    // *12 millions pour les pêcheurs* and *12 millions pour le port* are two sums.
    let two = in_common < 0.7 && super::supersedes::apart(pair);
    let pairs = a.tallies.iter().flat_map(|x| b.tallies.iter().map(move |y| (x, y)));
    let mut same = pairs.filter(|(x, y)| {
        let value = |t: &Tally| {
            if t.figure.high.is_finite() {
                t.figure.high
            } else {
                t.figure.low
            }
        };
        let (s, t) = (value(x), value(y));
        let near = s == t || (s.min(t) >= 1000.0 && (s - t).abs() / s.max(t) < 0.01);
        let like = x.figure.unit == y.figure.unit && x.figure.measure == y.figure.measure;
        let counted = x.head == y.head || x.classes.iter().any(|class| y.classes.contains(class));
        let open = x.head.is_none() || y.head.is_none();
        let duration = x.figure.measure.as_deref() == Some("duration");
        let told = match x.figure.unit {
            Some(_) => !duration && (counted || open),
            // A toll that another voice gives on another day.
            None if x.grows() => {
                s > TOLD
                    && x.country == y.country
                    && (x.narrowed == y.narrowed || x.narrowed.is_empty() || y.narrowed.is_empty())
            }
            None if open => s > TOLD && s % 10.0 != 0.0 && x.head != y.head && !pair.same_article(),
            // *Trois courriels sur la vanne* are three where all else is of the same too.
            None => {
                counted && x.head.is_some() && x.narrowed == y.narrowed && (s > FEW || s >= 2.0 && in_common >= 2.0)
            }
        };
        // In one story, 42 millions of one field are one sum; 40 may be two.
        let alike = match x.figure.unit {
            Some(_) => (same || field) && digits(s) > 1 && !two,
            None => same,
        };
        near && like && told && alike && x.agrees(y) && !(x.figure.unit.is_none() && super::figure::elsewhere(a, b))
    });
    same.next()
        .map(|(x, y)| format!("\"{}\" and \"{}\" agree.", x.words, y.words))
}

/// How many digits of a value say something: two of 42 000.
fn digits(value: f64) -> usize {
    let text = format!("{value}");
    let all: String = text.chars().filter(char::is_ascii_digit).collect();
    all.trim_matches('0').len()
}

/// The same hour or day in both, of like words.
fn same_hour(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    if a.is_bare() || !talks_of_the_same(pair) || negated(a) != negated(b) {
        return None;
    }
    // *À 4 heures* and *à 4h05*.
    let near = |s: &u16, t: &u16| s == t || s.abs_diff(*t) <= 10 && (s.is_multiple_of(60) || t.is_multiple_of(60));
    match (a.times.as_slice(), b.times.as_slice()) {
        ([(s, one)], [(t, other)]) if near(s, t) => Some(format!("\"{one}\" and \"{other}\" agree.")),
        _ => None,
    }
}

fn negated(facts: &Facts) -> bool {
    facts.content.clauses.iter().any(|clause| clause.negated || clause.only)
}

/// True where a word that says something stands in both, and a field of words.
fn talks_of_the_same(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let (m, n) = (super::align::all(a), super::align::all(b));
    let (_, shared) = coverage(heavy(m.iter().copied()), n.iter().copied());
    shared >= 1.0 || (shared >= 0.7 && pair.shared_topics() > 0)
}

/// True where one figure bears the other out: a bound far below it does not.
fn close(x: &Tally, y: &Tally) -> bool {
    let top = |t: &Tally| {
        if t.figure.high.is_finite() {
            t.figure.high
        } else {
            t.figure.low
        }
    };
    let bounded = x.figure.high.is_finite() || y.figure.high.is_finite();
    x.agrees(y) && bounded && x.figure.low.max(y.figure.low) <= top(x).min(top(y)) * 1.25
}

/// True where one voice grants later what another one told of it: *admet avoir touché la prime* after *il a touché la prime*.
fn granted(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    if pair.a.is_bare() || !later.conceding || earlier.conceding || later.published <= earlier.published {
        return false;
    }
    // An article tells of the scene too; what somebody says of it is meant.
    if earlier.voice.form == Form::Narrator {
        return false;
    }
    let told = |facts: &Facts| {
        !negated(facts)
            && facts
                .content
                .clauses
                .iter()
                .any(|clause| !clause.unreal && !clause.future)
    };
    let (said, granted) = (super::align::all(earlier), super::align::all(later));
    let named = |terms: &[&'_ Term]| terms.iter().any(|term| term.kind == Kind::Name);
    let names = said.iter().copied().filter(|term| term.kind == Kind::Name);
    let strange = named(&said) && named(&granted) && coverage(names, granted.iter().copied()).1 == 0.0;
    if strange {
        return false;
    }
    // A name alone is no deed.
    let deed = |term: &&Term| term.kind != Kind::Name && term.country.is_none();
    let (_, shared) = coverage(heavy(granted.iter().copied()), said.iter().copied());
    let (_, deeds) = coverage(heavy(granted.iter().copied().filter(deed)), said.iter().copied());
    told(earlier) && told(later) && shared >= 2.0 && deeds >= 0.8
}

/// True where one speaks of all and the other counts some: *tous les guichets ont ouvert* says more than that three hundred have, late.
pub(super) fn counts_part(a: &Facts, b: &Facts) -> bool {
    a.speaks_of_all() != b.speaks_of_all() && (a.tallies.is_empty() != b.tallies.is_empty())
}

/// Main clauses with like verbs, like subjects, the same polarity, and little that differs.
fn alike(a: &Facts, b: &Facts) -> bool {
    if counts_part(a, b) {
        return false;
    }
    a.content.clauses.iter().any(|x| {
        b.content.clauses.iter().any(|y| {
            let (Some(v), Some(w)) = (a.content.verb_of(x), b.content.verb_of(y)) else {
                return false;
            };
            if x.negated != y.negated || x.unreal != y.unreal || similarity(v, w) < 0.8 {
                return false;
            }
            let (p, q) = (subject(a, x), subject(b, y));
            let met = coverage(p.iter().copied(), q.iter().copied())
                .0
                .max(coverage(q.iter().copied(), p.iter().copied()).0);
            let subjects = p.is_empty() || q.is_empty() || met >= 0.5;
            let (s, shared) = coverage(heavy(a.content.of(x)), b.content.of(y));
            let (t, back) = coverage(heavy(b.content.of(y)), a.content.of(x));
            subjects && s.max(t) >= 0.75 && s.min(t) >= 0.6 && shared.max(back) >= 2.0
        })
    })
}
