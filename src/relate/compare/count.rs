//! Counts and sizes told in other words, and those that are of something else.

use super::Pair;
use super::align::{best, similarity};
use super::anew::said_of;
use super::figure::{WINDOW, of_one_size};
use crate::fold::fold;
use crate::relate::content::Term;
use crate::relate::facts::Facts;
use crate::relate::tally::{Tally, kinds_of};

/// True for *n'en trouver que 7*, *en compter 12*: the number is of what was named before.
pub(super) fn of_that(facts: &Facts, tally: &Tally) -> bool {
    /// Words between the pronoun and the number.
    const REACH: usize = 4;
    let at = tally.figure.span.start.saturating_sub(facts.extent.start);
    let before = facts.words.get(..at).unwrap_or_default().replace('’', "'");
    let mut words = before
        .split([' ', '\''])
        .rev()
        .filter(|word| !word.is_empty())
        .take(REACH);
    words.any(|word| word == "en" || word == "En")
}

/// True where one gives a toll and the other, against it, the entries of a list: *38 morts*, *notre liste porte 112 noms*.
pub(super) fn lists_them(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let entries = |t: &Tally, f: &Facts| {
        let counted = t.figure.population.as_deref().unwrap_or_default();
        let entry = counted
            .split(' ')
            .next()
            .is_some_and(|word| pair.data.is("entries", word.trim_end_matches('s')));
        let mut terms = f.content.terms.iter();
        entry
            && t.figure.unit.is_none()
            && terms.any(|term| term.forms.iter().any(|form| pair.data.is("registers", form)))
    };
    // *Sept hommes restent introuvables* has no list of the dead against it.
    let toll = |t: &Tally| match t.figure.measure.as_deref() {
        None => t.anybody,
        Some(measure) => t.grows() && !matches!(measure, "missing" | "captured" | "freed" | "rescued"),
    };
    let listed = (entries(x, pair.a) && toll(y)) || (entries(y, pair.b) && toll(x));
    listed && (pair.in_exchange() || pair.is_replied()) && of_one_size(x, y, 20.0)
}

/// True where one says that so many was all that there was of what the other counts.
pub(super) fn in_all(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let all = |f: &Facts| {
        let words = f.words.to_lowercase();
        [
            "voilà tout",
            "c'est tout",
            "en tout et pour tout",
            "tout ce qu",
            "rien de plus",
            "pas un de plus",
            "pas une de plus",
        ]
        .iter()
        .any(|mark| words.contains(mark))
    };
    let kinds = |t: &Tally| kinds_of(pair.data, t);
    let kind = || kinds(x).iter().any(|kind| kinds(y).contains(kind));
    let one = x.head.is_some() && x.head == y.head || x.classes.iter().any(|class| y.classes.contains(class)) || kind();
    let like = x.figure.unit.is_none() && y.figure.unit.is_none() && one;
    let late = pair.days_apart() > WINDOW;
    like && !late && x.figure.measure == y.figure.measure && (all(pair.a) || all(pair.b)) && of_one_size(x, y, 10.0)
}

/// True where one says of one day that there was none in a toll, and the other that there were some.
pub(super) fn spared(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let none = (x.figure.high == 0.0) != (y.figure.high == 0.0);
    let near = pair.same_article() && pair.a.paragraph.abs_diff(pair.b.paragraph) <= 2;
    none && x.grows() && x.figure.measure == y.figure.measure && near && !pair.same_side()
}

/// True where a share is of the votes that somebody got.
pub(super) fn gives_votes(facts: &Facts) -> bool {
    let words = facts.words.to_lowercase();
    let vote = ["vot", "suffrage", "voix", "choisi"]
        .iter()
        .any(|word| words.contains(word));
    vote && [" pour ", " contre ", "voix", "suffrage"]
        .iter()
        .any(|word| words.contains(word))
}

/// True for what a norm asks for.
pub(super) fn is_norm(facts: &Facts) -> bool {
    let words = facts.words.to_lowercase();
    ["norme", "seuil", "tolér", "autoris", "réglement"]
        .iter()
        .any(|mark| words.contains(mark))
}

/// True for *à 85 mètres de ma fenêtre*: how far off, and not how long.
pub(super) fn is_distance(facts: &Facts, tally: &Tally) -> bool {
    let at = |byte: usize| byte.saturating_sub(facts.extent.start);
    let before = facts
        .words
        .get(..at(tally.figure.span.start))
        .unwrap_or_default()
        .trim_end();
    before.ends_with(" à") && !before.ends_with("jusqu'à") || before.ends_with(" moins de")
}

/// True where one counts none among some, and the other counts others: *aucun blessé parmi les policiers*.
pub(super) fn spares_others(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let among = |facts: &Facts| facts.words.contains(" parmi ");
    (x.figure.high == 0.0 || y.figure.high == 0.0) && among(pair.a) != among(pair.b)
}

/// True for two areas that burnt.
pub(super) fn burnt(pair: &Pair, x: &Tally) -> bool {
    let burns = |facts: &Facts| {
        let mut terms = facts.content.terms.iter();
        terms.any(|term| term.forms.iter().any(|form| pair.data.is("burning", form)))
    };
    // *2 600 hectares étaient déjà perdus*
    let lost = |facts: &Facts| facts.content.terms.iter().any(|term| pair.is("lost_area", term));
    let (a, b) = (burns(pair.a), burns(pair.b));
    x.figure.measure.as_deref() == Some("area") && (a || (b && lost(pair.a))) && (b || lost(pair.b))
}

/// True for what is measured with an instrument, which a story has little of.
pub(super) fn is_size(tally: &Tally) -> bool {
    matches!(
        tally.figure.measure.as_deref(),
        Some("length" | "temperature" | "pressure" | "area")
    )
}

/// True where one counts those who went home or got well, or who were only looked at, and the other those who left or were taken to hospital.
pub(super) fn other_fate(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let is = |facts: &Facts, list: &str| {
        let mut terms = facts.content.terms.iter();
        terms.any(|term| term.forms.iter().any(|form| pair.data.is(list, form)))
    };
    let hospitals = |facts: &Facts| {
        facts
            .content
            .terms
            .iter()
            .any(|term| term.stem.starts_with("hopital") || term.stem.starts_with("hôpital"))
    };
    let back = |facts: &Facts| is(facts, "back_again") || (is(facts, "leaving") && hospitals(facts));
    let hospital = |facts: &Facts| is(facts, "taken_in") && !is(facts, "looked_at");
    let looked = |facts: &Facts| is(facts, "looked_at") && !is(facts, "taken_in");
    let apart = hospital(pair.a) && looked(pair.b) || hospital(pair.b) && looked(pair.a);
    let alive = |facts: &Facts| crate::fold::fold(&facts.words).contains("vivant");
    let fates = back(pair.a) != back(pair.b) || alive(pair.a) != alive(pair.b);
    (x.grows() || y.grows()) && (fates || apart)
}

/// True where two counts of things without a measure are of what was done with them, and two things were done: *900 000 doses ont été injectées*,
/// *1,2 million de doses ont été livrées*; or where some of a number had something done with them, no more than there are.
pub(super) fn other_deeds(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let deed = |facts: &'_ Facts, tally: &Tally| -> Option<Term> {
        let clause = super::beside::clause_of(facts, tally)?;
        let verb = facts
            .content
            .verb_of(clause)
            .filter(|verb| verb.weight > 0.5 && clause.finite)?;
        let behind = verb.span.start >= tally.figure.span.end;
        let counts = verb.forms.iter().any(|form| pair.data.is("counting", form));
        (behind && !counts).then(|| verb.clone())
    };
    let plain = |tally: &Tally| tally.figure.unit.is_none() && tally.figure.measure.is_none() && !tally.person;
    if !plain(x) || !plain(y) {
        return false;
    }
    match (deed(pair.a, x), deed(pair.b, y)) {
        (Some(v), Some(w)) => similarity(&v, &w) == 0.0 && !v.classes.iter().any(|class| w.classes.contains(class)),
        (Some(_), None) => is_told(pair.b) && x.figure.high <= y.figure.low,
        (None, Some(_)) => is_told(pair.a) && y.figure.high <= x.figure.low,
        (None, None) => false,
    }
}

/// True for more than a number: *31 000 ont été injectées*, but not *trente-huit, d'après X*.
fn is_told(facts: &Facts) -> bool {
    facts.content.clauses.iter().any(|clause| clause.finite)
}

/// True where one article counts those aboard, and somebody there says how many there were: *143 voyageurs avaient pris place*, *on était bien deux cents*.
pub(super) fn fills(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let aboard = |tally: &Tally| tally.figure.measure.as_deref() == Some("aboard");
    let there = |facts: &Facts, tally: &Tally| {
        let words = format!(" {}", fold(&facts.words));
        let counts = ["il y avait ", "on etait ", "nous etions ", "y etait ", "y etions "]
            .iter()
            .any(|mark| words.contains(mark));
        counts
            && (tally.anybody || tally.head.is_none())
            && matches!(tally.figure.measure.as_deref(), None | Some("aboard"))
    };
    let (s, t) = (x.figure.low.min(y.figure.low), x.figure.low.max(y.figure.low));
    let near = pair.same_article() && a.paragraph.abs_diff(b.paragraph) <= 1 && !pair.same_side();
    // *Deux cents personnes* has the crew in it.
    let apart = t >= s * 1.2 && t <= s * 4.0;
    x.figure.unit.is_none()
        && y.figure.unit.is_none()
        && near
        && apart
        && (aboard(x) && there(b, y) || aboard(y) && there(a, x))
}

/// True where the first claim says that none of them is such, and the second counts those of whom it says something else: *pas une n'a été
/// falsifiée*, *221 étaient irrégulières*; *pas un licenciement*, *160 emplois perdus*.
pub(super) fn is_none_else(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    if x.figure.high > 0.0 || x.figure.measure.as_deref() == Some("killed") {
        return false;
    }
    let (p, q) = (said_of(pair.data, pair.a, x), said_of(pair.data, pair.b, y));
    let strange = !p.is_empty() && !q.is_empty() && p.iter().all(|term| best(term, q.iter().copied()).0 == 0.0);
    let person = |tally: &Tally| tally.person || tally.anybody || tally.generic;
    let things = matches!((&x.head, &y.head), (Some(one), Some(other)) if one != other) && !person(x) && !person(y);
    things && !x.senses.meet(&y.senses) || strange && x.head.is_some() && x.head == y.head
}

/// True for two weights or volumes, each the only one of its claim, of which at most one says what it is of: what a story weighs, it weighs once.
pub(super) fn is_one_amount(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let single = |facts: &Facts, tally: &Tally| {
        let like = facts
            .tallies
            .iter()
            .filter(|other| other.figure.unit == tally.figure.unit);
        like.count() == 1 && !tally.narrowed.iter().any(|word| word.starts_with("par "))
    };
    let whole = |tally: &Tally| {
        tally
            .figure
            .measure
            .as_deref()
            .is_some_and(|measure| matches!(measure, "mass" | "volume"))
    };
    // *Elle a perdu neuf kilos*, *elle ne pèse plus que 44 kilos*
    let weighs = |facts: &Facts| facts.each_word().any(|word| word.starts_with("pes") || word == "poids");
    let amounts = whole(x) && whole(y) && single(pair.a, x) && single(pair.b, y);
    pair.in_two_articles() && amounts && weighs(pair.a) == weighs(pair.b)
}
