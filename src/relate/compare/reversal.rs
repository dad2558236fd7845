//! What one voice takes back by a later word: a plan, a decision or a position that is turned round, a state that has come to an end.
//!
//! A fact of the past that it tells otherwise, and a vow of *jamais* that it breaks, are left to the comparers of contradictions.

use super::Pair;
use super::align::{best, coverage, heavy, opposite, reach, short, similarity, strangers};
use super::date::only_then;
use super::polarity::days_exclude;
use super::supersedes::{is_revision, one_person, one_voice};
use crate::model::{Form, Stance};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// The words of both claims where the later one, the first of the pair, turns the earlier one round.
pub(super) fn compare(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    if !one_voice(pair) || pair.same_article() || a.published <= b.published || a.is_question() || b.is_question() {
        return None;
    }
    // *Aucun incident n'a été enregistré*, and then *admet qu'un incident s'est produit*: what was denied was so all along.
    let ahead = |facts: &Facts| facts.content.clauses.iter().any(|clause| clause.future);
    // *Une panne a pu étouffer des appels* grants no call.
    let may = a.words.contains(" pu ");
    if a.conceding && !may && b.negates() && !a.negates() && !ahead(a) && !ahead(b) {
        return None;
    }
    let (later, before) = (short(&a.words), short(&b.words));
    (turned(pair) || ceased(pair) || come_about(pair)).then(|| match (rules_out(a), rules_out(b)) {
        (false, true) => format!("Later, the same voice says \"{later}\" though it had ruled out \"{before}\"."),
        (true, false) => format!("Later, the same voice rules out \"{later}\" though it said \"{before}\" before."),
        _ => format!("Later, the same voice says \"{later}\" though it said \"{before}\" before."),
    })
}

/// True where what is said is that the speaker will not have something: *exclut toute fusion*, *renonce à vendre*.
pub(super) fn rules_out(facts: &Facts) -> bool {
    let past = ["avoir ", "être ", "s'être ", "s’être "]
        .iter()
        .any(|word| facts.words.starts_with(word));
    let finite = facts.content.clauses.iter().any(|clause| clause.finite);
    let refuses = facts.ruling_out || facts.voice.stance == Stance::Deny;
    // *Nie avoir payé* is of what was done.
    refuses && facts.voice.form != Form::Direct && !finite && !past
}

/// True for a clause in a tense that tells of what was done.
pub(super) fn is_past(facts: &Facts, clause: &Clause) -> bool {
    let participle = |word: &str| {
        let bare = word.trim_end_matches('s');
        ["é", "ée", "i", "ie", "u", "ue", "is", "ise", "it", "ert"]
            .iter()
            .any(|end| bare.ends_with(end))
    };
    clause.finite
        && !clause.future
        && !clause.passive
        && facts.content.verb_of(clause).is_some_and(|verb| participle(&verb.word))
}

/// What a clause says is done: its verb, what that says that something stays, else the first of its nouns.
fn acts<'f>(pair: &Pair, facts: &'f Facts, clause: &'f Clause) -> Vec<&'f Term> {
    let telling = |term: &&Term| term.weight > 0.5 || !term.senses.own.is_empty();
    let verb = facts.content.verb_of(clause).filter(telling);
    let stays = verb.is_some_and(|verb| pair.is("left_over", verb));
    let open = verb.is_none() || stays;
    let mut others = facts
        .content
        .of(clause)
        .filter(|term| term.kind != Kind::Name && term.weight > 0.5);
    // *Restera ouverte*, *est fermée*
    let other = others.find(|term| {
        let attribute = clause.copula.is_some() || stays;
        if attribute {
            !term.before && Some(*term) != verb
        } else {
            true
        }
    });
    verb.into_iter().chain(other.filter(|_| open)).collect()
}

/// A plan, a decision, a position or a state of before against its contrary.
fn turned(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let vows = |facts: &Facts| {
        let mut clauses = facts.content.clauses.iter();
        clauses.any(|clause| matches!(&*clause.negation, "jamais" | "ni")) || facts.words.contains("jamais")
    };
    if vows(a) || vows(b) || (a.voice.stance == Stance::Deny && !rules_out(a)) || days_exclude(a, b) {
        return false;
    }
    // *900 postes gardés* beside *300 supprimés*: each is done with others.
    let counts = |facts: &'_ Facts| -> Vec<Tally> {
        let counted = |tally: &&Tally| tally.figure.unit.is_none() && tally.head.is_some() && tally.figure.high > 1.0;
        facts.tallies.iter().filter(counted).cloned().collect()
    };
    let (new, old) = (counts(a), counts(b));
    let others = new
        .iter()
        .any(|x| old.iter().any(|y| x.head == y.head && x.excludes(y)));
    let (out, was_out) = (rules_out(a), rules_out(b));
    if b.voice.stance == Stance::Deny && !was_out {
        return false;
    }
    let real = |clause: &&Clause| !clause.unreal;
    a.content.clauses.iter().filter(real).any(|x| {
        b.content.clauses.iter().any(|y| {
            let same_sign = (x.negated != out) == (y.negated != was_out);
            let (m, n) = (acts(pair, a, x), acts(pair, b, y));
            let mut pairs = m.iter().flat_map(|s| n.iter().map(move |t| (*s, *t)));
            pairs.any(|(s, t)| {
                let contrary = opposite(pair.data, s, t) || off(pair, (x, s), (y, t));
                let reversed = if contrary {
                    same_sign && !others
                } else {
                    !same_sign && similarity(s, t) >= 0.8
                };
                reversed && may_turn(pair, x, y, contrary) && same_matter(pair, (x, s), (y, t))
            })
        })
    })
}

/// *Le projet est abandonné*, *le concert n'aura pas lieu* after what was to be done with it.
fn off(pair: &Pair, (x, s): (&Clause, &Term), (y, t): (&Clause, &Term)) -> bool {
    let called_off = pair.data.class("called off");
    let is_off = |term: &Term| term.classes.iter().any(|class| Some(*class) == called_off);
    y.future && !y.negated && !x.negated && !x.unreal && is_off(s) && !is_off(t)
}

/// True where the clause of before was still open when it was told, and the later one is no fact that had been so already.
fn may_turn(pair: &Pair, x: &Clause, y: &Clause, contrary: bool) -> bool {
    let (a, b) = (pair.a, pair.b);
    let already = a.conceding || a.words.contains("déjà") || a.words.contains("avai");
    if is_past(b, y) || ((is_past(a, x) || x.passive) && already) {
        return false;
    }
    let planned = y.future || !y.finite || b.voice.stance == Stance::Promise;
    let decided = x.future || !x.finite || (x.negated && says_no_more(a)) || is_revision(pair);
    let own = x.first && y.first;
    // *Les recherches continuent*, then *les recherches sont suspendues*.
    planned || decided || own || contrary
}

/// True where two clauses with such acts are about one thing.
fn same_matter(pair: &Pair, (x, s): (&Clause, &Term), (y, t): (&Clause, &Term)) -> bool {
    let (a, b) = (pair.a, pair.b);
    if strangers(&a.named_in(x), &b.named_in(y)) {
        return false;
    }
    let (m, n) = (reach(a, x), reach(b, y));
    let beside = |terms: &[&'_ Term], act: &Term| -> Vec<Term> {
        let others = heavy(terms.iter().copied()).filter(|term| *term != act && term.span != act.span);
        others.cloned().collect()
    };
    let (p, q) = (beside(&m, s), beside(&n, t));
    // *La suspension des trois agents*, *les trois restent en service*.
    let counted = a.tallies.iter().any(|tally| {
        let like = |other: &&Tally| {
            other.figure.low == tally.figure.low && other.figure.unit == tally.figure.unit && tally.figure.low > 1.0
        };
        b.tallies.iter().any(|other| like(&other))
    });
    let (cover, shared) = coverage(p.iter(), q.iter());
    let (back, _) = coverage(q.iter(), p.iter());
    let cover = cover.max(back);
    // *Le projet d'arrêté* and *le projet de tramway* are two.
    let strange = |some: &[Term], others: &[Term]| {
        let mut things = some.iter().filter(|term| term.kind == Kind::Noun);
        things.any(|term| best(term, others.iter()).0 == 0.0)
    };
    let apart = strange(&p, &q) && strange(&q, &p);
    let said_first = x.first && y.first;
    match (p.is_empty(), q.is_empty()) {
        (true, true) => said_first || one_person(pair) && similarity(s, t) >= 0.8,
        (true, false) | (false, true) => {
            counted || (one_person(pair) && (x.pronoun || y.pronoun || is_revision(pair)) && similarity(s, t) >= 0.8)
        }
        (false, false) => {
            (shared >= 0.7 && cover >= 0.4 && !apart)
                || counted
                || (is_revision(pair) && one_person(pair) && similarity(s, t) >= 1.0)
        }
    }
}

/// True where something is said to be no more: *n'est plus privilégiée*, but *ne compte plus que trois lits*.
fn says_no_more(facts: &Facts) -> bool {
    /// Words between *ne* and *plus*.
    const BETWEEN: usize = 4;
    let words: Vec<String> = facts.each_word().collect();
    let ne = |i: &usize| matches!(words.get(*i).map(String::as_str), Some("ne" | "n"));
    (0..words.len()).filter(ne).any(|at| {
        let plus =
            (at + 1..words.len().min(at + 2 + BETWEEN)).find(|i| words.get(*i).is_some_and(|word| word == "plus"));
        plus.is_some_and(|plus| !matches!(words.get(plus + 1).map(String::as_str), Some("que" | "qu")))
    })
}

/// *La piste n'est plus privilégiée* after the claim that followed it.
fn ceased(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    if b.voice.stance == Stance::Deny || a.voice.stance == Stance::Deny || !says_no_more(a) {
        return false;
    }
    let ended = |clause: &&Clause| clause.negated && !clause.only && !clause.unreal;
    a.content.clauses.iter().filter(ended).any(|x| {
        let said = |y: &Clause| {
            let (m, n) = (a.content.of(x), reach(b, y));
            let (cover, shared) = coverage(heavy(m), n.iter().copied());
            let like = cover >= 0.6 && shared >= 1.5 || is_revision(pair) && one_person(pair) && shared >= 0.69;
            // *Sans lien avec les gestes* negates no verb.
            let negated = y.negated && y.negation != "sans";
            !negated && like && !strangers(&a.named_in(x), &b.named_in(y))
        };
        b.content.clauses.iter().any(said)
    })
}

/// *Aucun repreneur ne s'est manifesté*, and days later one that has: it came about since.
fn come_about(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let recent = [
        "dans la journée",
        "vient d",
        "viennent d",
        "venait d",
        "venaient d",
        "à l'instant",
    ];
    let since = a.event_day > b.published
        || a.days.iter().any(|day| Some(day.first) > b.published)
        || recent.iter().any(|words| a.words.contains(words));
    if !(since || a.anew) || a.voice.stance == Stance::Deny || !a.asserts() || a.negates() || !b.categorical {
        return false;
    }
    let vowed = |clause: &Clause| clause.future || clause.negation == "jamais";
    let open = |clause: &&Clause| clause.negated && !clause.unreal && !vowed(clause);
    b.content.clauses.iter().filter(open).any(|y| {
        let Some(thing) = heavy(b.content.of(y)).find(|term| term.kind == Kind::Noun) else {
            return false;
        };
        let told = a.content.terms.iter().any(|term| similarity(thing, term) >= 0.8);
        let turned_up = b.content.verb_of(y).is_some_and(|verb| pair.is("turning_up", verb));
        let (cover, shared) = coverage(heavy(b.content.of(y)), a.content.terms.iter());
        told && (turned_up || (cover >= 0.5 && shared >= 0.8))
    })
}

/// The words of both claims where the later one gives another hour for what the earlier one planned, or grants another one.
pub(super) fn retimed(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let shared_time = a
        .times
        .iter()
        .any(|(time, _)| b.times.iter().any(|(other, _)| time == other));
    if a.times.is_empty() || b.times.is_empty() || shared_time || !one_voice(pair) || a.published <= b.published {
        return None;
    }
    let nouns = |facts: &Facts| -> Vec<Term> {
        let noun = |term: &&Term| term.kind == Kind::Noun && term.weight > 0.5;
        facts.content.terms.iter().filter(noun).cloned().collect()
    };
    let (m, n) = (nouns(a), nouns(b));
    let (_, shared) = coverage(m.iter(), n.iter());
    if strangers(&a.named(), &b.named()) || days_exclude(a, b) {
        return None;
    }
    let future = b.content.clauses.iter().any(|clause| clause.future);
    let planned = future || matches!(b.voice.stance, Stance::Promise | Stance::Demand);
    let single = a.times.len() == 1 && b.times.len() == 1;
    let like = shared >= 0.7 || pair.shared_topics() > 0;
    let granted = single && a.conceding && only_then(a) && like;
    (granted || (planned && shared >= 0.8)).then(|| {
        format!(
            "Later, the same side says \"{}\" where it said \"{}\" before.",
            short(&a.words),
            short(&b.words)
        )
    })
}

/// What is said now where something else was before.
pub(super) fn said_anew(pair: &Pair) -> String {
    if !(one_voice(pair) || pair.one_side()) {
        return format!(
            "Later, \"{}\" is said where it was \"{}\" before.",
            short(&pair.a.words),
            short(&pair.b.words)
        );
    }
    format!(
        "Later, the same side says \"{}\" where it said \"{}\" before.",
        short(&pair.a.words),
        short(&pair.b.words)
    )
}

/// True where a word of the claim stands in the list.
fn has(pair: &Pair, facts: &Facts, list: &str) -> bool {
    facts.content.terms.iter().any(|term| pair.is(list, term))
}

/// The words of both claims where what spread is held at last: *le feu est fixé* after *le feu progresse encore*.
pub(super) fn contained(pair: &Pair) -> Option<String> {
    /// Days for which one fire is spoken of.
    const LONGEST: i32 = 30;
    let (a, b) = (pair.a, pair.b);
    let told = |facts: &Facts| {
        facts.asserts()
            && !facts.asks()
            && !facts
                .content
                .clauses
                .iter()
                .any(|clause| clause.unreal || clause.future)
    };
    let one = |list: &str| has(pair, a, list) && has(pair, b, list);
    let danger = one("fires") || one("floods") || one("leaks");
    let held = has(pair, a, "contained") && !a.negates();
    let spreads = (has(pair, b, "spreading") && !b.negates()) || (has(pair, b, "contained") && b.negates());
    let later = a.published > b.published && pair.days_apart() <= LONGEST;
    let near = !super::figure::elsewhere(a, b) && !strangers(&a.named(), &b.named());
    (later && danger && held && spreads && told(a) && told(b) && near).then(|| said_anew(pair))
}

/// The words of both claims where one voice ends an operation that it told of as going on: *les recherches sont suspendues* after *onze navires
/// ratissent la zone*.
pub(super) fn ended(pair: &Pair) -> Option<String> {
    /// Days for which one operation is spoken of.
    const LONGEST: i32 = 60;
    let (a, b) = (pair.a, pair.b);
    let side = one_voice(pair) || pair.one_side();
    let stops = |clause: &Clause| {
        let terms = || a.content.of(clause);
        let over = [
            "pris fin",
            "prennent fin",
            "prend fin",
            "mis fin",
            "met fin",
            "mettent fin",
        ]
        .iter()
        .any(|words| a.words.contains(words));
        let stopped = over || terms().any(|term| pair.is("stopping", term));
        terms().any(|term| pair.is("operations", term)) && stopped && !clause.negated && !clause.unreal
    };
    let goes_on = |clause: &Clause| {
        let works = |term: &Term| pair.is("searching", term);
        !clause.negated && !clause.unreal && !is_past(b, clause) && b.content.of(clause).any(works)
    };
    let means = |facts: &Facts| has(pair, facts, "search_means") || has(pair, facts, "operations");
    let told = b.content.clauses.iter().any(goes_on) && means(b) && !b.asks() && !b.recalled;
    let later = a.published > b.published && pair.days_apart() <= LONGEST;
    let near = !strangers(&a.named(), &b.named());
    (side && later && told && near && a.content.clauses.iter().any(stops)).then(|| said_anew(pair))
}

/// The words of both claims where one voice lifts what it had forbidden or advised against: *les légumes peuvent de nouveau être consommés*
/// after *ne pas consommer les légumes*.
pub(super) fn lifted(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let again = ["de nouveau", "à nouveau"].iter().any(|words| a.words.contains(words));
    let words = format!(" {}", b.words);
    let forbids =
        has(pair, b, "forbidding") || b.negates() || words.contains(" ne pas ") || words.contains(" ne plus ");
    if b.voice.stance != Stance::Demand
        || !forbids
        || a.negates()
        || !(again || has(pair, a, "lifting"))
        || !one_voice(pair)
    {
        return None;
    }
    let told = |facts: &Facts| -> Vec<Term> {
        let telling = |term: &&Term| term.weight > 0.5 && !(pair.is("forbidding", term) || pair.is("lifting", term));
        facts.content.terms.iter().filter(telling).cloned().collect()
    };
    let (m, n) = (told(a), told(b));
    let (cover, shared) = coverage(m.iter(), n.iter());
    (cover >= 0.4 && shared >= 0.8 && !strangers(&a.named(), &b.named())).then(|| said_anew(pair))
}

/// The words of both claims where one voice says that a thing takes weeks for which it gave hours: *plusieurs semaines* is no figure, and
/// yet leaves nothing of *48 heures*.
pub(super) fn lasting(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let lasts = |facts: &Facts| -> Option<f64> {
        let mut tallies = facts
            .tallies
            .iter()
            .filter(|t| t.figure.measure.as_deref() == Some("duration"));
        tallies
            .next()
            .filter(|_| tallies.next().is_none())
            .map(|tally| tally.figure.high)
    };
    let (long, exact) = match (lasts(a), lasts(b)) {
        (Some(exact), None) => (b, exact),
        (None, Some(exact)) => (a, exact),
        _ => return None,
    };
    let unit = vague_duration(long)?;
    /// Fewest and most units that *plusieurs* stands for.
    const SEVERAL: (f64, f64) = (2.0, 15.0);
    let apart = exact < unit * SEVERAL.0 || exact > unit * SEVERAL.1;
    let open = |facts: &Facts| {
        let promised = facts.voice.stance == Stance::Promise;
        promised || facts.content.clauses.iter().any(|clause| clause.future)
    };
    let nouns = |facts: &Facts| -> Vec<Term> {
        let noun = |term: &&Term| term.kind == Kind::Noun && term.weight > 0.5;
        facts.content.terms.iter().filter(noun).cloned().collect()
    };
    let (_, shared) = coverage(nouns(a).iter(), nouns(b).iter());
    let meets = one_voice(pair) && a.published > b.published && (open(a) || open(b));
    (meets && apart && shared >= 0.8).then(|| {
        format!(
            "Later, the same side says \"{}\" where it said \"{}\" before.",
            short(&a.words),
            short(&b.words)
        )
    })
}

/// Seconds of the unit in *plusieurs semaines*, *quelques jours*.
fn vague_duration(facts: &Facts) -> Option<f64> {
    const UNITS: [(&str, f64); 7] = [
        ("minutes", 60.0),
        ("heures", 3600.0),
        ("jours", 86_400.0),
        ("semaines", 604_800.0),
        ("mois", 2_629_800.0),
        ("annees", 31_557_600.0),
        ("ans", 31_557_600.0),
    ];
    let words: Vec<String> = facts.each_word().collect();
    words.windows(2).find_map(|two| match two {
        [some, unit] if matches!(&**some, "plusieurs" | "quelques" | "longues" | "longs") => {
            UNITS.iter().find(|(name, _)| name == unit).map(|(_, seconds)| *seconds)
        }
        _ => None,
    })
}
