//! Another day or hour for one plan or event, told by a verb that moves a day or by the day on which a thing ends: *l'ultimatum est prolongé
//! jusqu'à jeudi* after *l'ultimatum expire dimanche*.

use super::Pair;
use super::align::{best, coverage, heavy, opposite, strangers};
use super::figure::elsewhere;
use super::reversal::{is_past, said_anew};
use super::supersedes::one_voice;
use crate::model::Stance;
use crate::relate::content::{Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;

/// The words of both claims where the later one, the first of the pair, moves a day that the earlier one gave.
pub(super) fn compare(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let later = a.published > b.published && !pair.same_article();
    let told = !a.asks() && !b.asks() && !b.recalled && a.voice.stance != Stance::Demand;
    if !later || !told || !(one_voice(pair) || pair.one_side()) || is_another(pair) {
        return None;
    }
    if elsewhere(a, b) || strangers(&a.named(), &b.named()) || !shares_thing(pair) {
        return None;
    }
    (shifts(pair) || ends_otherwise(pair)).then(|| said_anew(pair))
}

/// True where one tells of another event of the kind: *la deuxième réunion*, *une nouvelle grève*, or of its beginning and not its end.
pub(super) fn is_another(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let ordinal = |facts: &Facts| -> Vec<String> {
        let words = facts.each_word();
        let told = |word: &String| pair.data.is("another", word) || matches!(&**word, "premier" | "premiere");
        words.filter(told).collect()
    };
    let (p, q) = (ordinal(a), ordinal(b));
    let numbered = p != q && !(p.is_empty() && q.is_empty());
    // *Une nouvelle grève*, but *une nouvelle date*, *de nouveau reporté*
    let words: Vec<String> = a.each_word().collect();
    let things = nouns(pair, b);
    let renewed = words.windows(3).any(|three| match three {
        [one, new, thing] => {
            let indefinite = matches!(&**one, "un" | "une" | "d" | "autre");
            let fresh = matches!(&**new, "nouveau" | "nouvelle" | "nouvel" | "autre");
            indefinite && fresh && things.iter().any(|term| term.forms.contains(thing))
        }
        _ => false,
    });
    let begins = |facts: &Facts| has(pair, facts, "starting") && !has(pair, facts, "ending");
    let ends = |facts: &Facts| has(pair, facts, "ending") && !has(pair, facts, "starting");
    let dated = |facts: &Facts| !facts.days.is_empty() || !facts.times.is_empty();
    let turned = dated(a) && dated(b) && ((begins(a) && ends(b)) || (ends(a) && begins(b)));
    numbered || renewed || turned
}

/// True where a word of the claim stands in the list.
fn has(pair: &Pair, facts: &Facts, list: &str) -> bool {
    facts.content.terms.iter().any(|term| pair.is(list, term))
}

/// Nouns of a claim that are no dates and no words of moving one.
fn nouns(pair: &Pair, facts: &Facts) -> Vec<Term> {
    let dated = |term: &Term| facts.days.iter().any(|day| day.span.overlaps(term.span));
    let idle = |term: &Term| {
        let lists = ["shifting", "lengthening", "ending", "starting"];
        lists.iter().any(|list| pair.is(list, term)) && term.kind != Kind::Noun || pair.is("dating", term)
    };
    let terms = facts.content.terms.iter();
    let noun = |term: &&Term| matches!(term.kind, Kind::Noun) && !dated(term) && !idle(term);
    heavy(terms).filter(noun).cloned().collect()
}

/// True where the thing that is moved is one of which the earlier claim speaks, and neither names something besides that the other lacks.
fn shares_thing(pair: &Pair) -> bool {
    let (m, n) = (nouns(pair, pair.a), nouns(pair, pair.b));
    let (_, shared) = coverage(m.iter(), n.iter());
    let leads = |some: &[Term], others: &[Term]| {
        let mut first = some.iter().take(2);
        first.any(|term| best(term, others.iter()).0 >= 0.8)
    };
    // *La réouverture du pont*, *le pont rouvrira*
    let acts = |facts: &Facts| -> Vec<Term> { heavy(facts.content.terms.iter()).cloned().collect() };
    shared >= 0.8 && (leads(&m, &n) || leads(&n, &m) || leads(&m, &acts(pair.b)))
}

/// True where the later claim moves a day by its verb.
fn shifts(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let postponed = pair.data.class("postpone");
    let moves = |list: &str, class: bool| {
        let told =
            |term: &Term| pair.is(list, term) || class && term.classes.iter().any(|class| Some(*class) == postponed);
        let mut clauses = a
            .content
            .clauses
            .iter()
            .filter(|clause| !clause.negated && !clause.unreal);
        clauses.any(|clause| a.content.of(clause).any(told))
    };
    let (shifting, lengthening) = (moves("shifting", true), moves("lengthening", false));
    if !(shifting || lengthening) {
        return false;
    }
    let (new, old) = (coming(a), coming(b));
    let same = new
        .iter()
        .any(|x| old.iter().any(|y| x.first == y.first && x.last == y.last))
        || a.times
            .iter()
            .any(|(time, _)| b.times.iter().any(|(other, _)| time == other))
            && new.is_empty();
    let lasts = |facts: &Facts| {
        let mut tallies = facts.tallies.iter();
        tallies.any(|tally| tally.figure.measure.as_deref() == Some("duration"))
    };
    const UNITS: &[&str] = &[
        "heures", "jours", "semaine", "semaines", "mois", "an", "ans", "annee", "annees",
    ];
    let spans = |facts: &Facts| facts.each_word().any(|word| UNITS.contains(&&*word));
    let dated = |facts: &Facts| !facts.days.is_empty() || !facts.times.is_empty() || lasts(facts) || spans(facts);
    let ahead = old.iter().any(|day| Some(day.last) >= b.published) || old.is_empty();
    if same || !dated(b) || !ahead {
        return false;
    }
    let late = ["sine die", "ultérieur", "plus tard"]
        .iter()
        .any(|words| a.words.contains(words));
    let bare = a.tallies.is_empty();
    match shifting {
        true => dated(a) || late || bare,
        false => (dated(a) || late) && (ends(pair, b).is_some() || lasts(b)),
    }
}

/// The days that a claim names, those of the week as the next ones where it tells of nothing past: *expire dimanche*.
fn coming(facts: &Facts) -> Vec<Day> {
    /// Days of a week.
    const WEEK: i32 = 7;
    let past = facts.content.clauses.iter().any(|clause| is_past(facts, clause));
    let next = |day: &Day| -> Option<Day> {
        let told = facts.published?;
        let near = day.first == day.last && day.last < told && super::days_between(day.last, told) < WEEK;
        let later = day.last.checked_add(jiff::Span::new().days(WEEK)).ok()?;
        (near && !past).then(|| Day {
            first: later,
            last: later,
            ..day.clone()
        })
    };
    facts
        .days
        .iter()
        .map(|day| next(day).unwrap_or_else(|| day.clone()))
        .collect()
}

/// The day on which the claim lets something end: *jusqu'au 15*, *expire dimanche*.
fn ends(pair: &Pair, facts: &Facts) -> Option<Day> {
    let [day] = coming(facts).try_into().ok()?;
    let ending = has(pair, facts, "ending")
        || ["prend fin", "prendra fin", "mis fin"]
            .iter()
            .any(|words| facts.words.contains(words));
    (!facts.negates() && (day.sense == Sense::Until || ending)).then_some(day)
}

/// True where both say on which day a thing ends, each on another.
fn ends_otherwise(pair: &Pair) -> bool {
    let (Some(new), Some(old)) = (ends(pair, pair.a), ends(pair, pair.b)) else {
        return false;
    };
    let verbs = |facts: &Facts| -> Vec<Term> {
        let verb = |term: &&Term| term.kind == Kind::Verb;
        facts.content.terms.iter().filter(verb).cloned().collect()
    };
    // *Restera ouvert jusqu'au 3* is no other end than *fermera le 4*.
    let (p, q) = (verbs(pair.a), verbs(pair.b));
    let turned = p.iter().any(|s| q.iter().any(|t| opposite(pair.data, s, t)));
    let open = pair.b.published.is_some_and(|told| old.last >= told);
    let apart = new.last != old.last && (new.first > old.last || new.last < old.first);
    let next_day = new.last.until(old.last).is_ok_and(|span| span.get_days().abs() <= 1);
    open && apart && !(turned && next_day)
}
