//! One paragraph sets two sides against each other: *… , affirme X. Faux, rétorque Y*; *… , selon X. Y, lui, parle de …*.

use super::align::{coverage, heavy, opposite, shared_weights, short, strangers};
use super::figure::{elsewhere, one_offers, other_base};
use super::polarity::days_exclude;
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Form, Modality, Stance};
use crate::relate::answer::{Answer, Bearing};
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// Evidence from which on two claims of an exchange are set against each other.
const ENOUGH: f32 = 2.75;
/// The same where no word tells the second as an answer.
const UNMARKED: f32 = 3.25;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let near = pair.in_exchange() || pair.is_replied();
    if !(near || pair.in_debate()) {
        return Err("neither answers the other".to_owned());
    }
    let (earlier, later) = (pair.earlier(), pair.later());
    let asserts = |stance: Stance| !matches!(stance, Stance::Demand | Stance::Promise);
    // *Aucun emploi ne sera supprimé*, promised, and foretold to be otherwise.
    let ahead = |facts: &Facts| facts.content.clauses.iter().any(|clause| clause.future);
    let foretold = earlier.voice.stance == Stance::Promise && asserts(later.voice.stance) && ahead(later);
    if !(asserts(earlier.voice.stance) || foretold)
        || later.voice.stance == Stance::Demand
        || (later.voice.stance == Stance::Promise && earlier.negates())
        || [earlier, later]
            .iter()
            .any(|f| f.voice.modality == Modality::Question || f.asks())
    {
        return Err("one asserts nothing".to_owned());
    }
    let counts = |facts: &Facts| !facts.tallies.is_empty();
    let both_count = counts(earlier) && counts(later);
    let finite = later.content.clauses.iter().any(|clause| clause.finite);
    let marked = is_marked(pair);
    // A figure alone answers a figure.
    if !finite && counts(later) && !counts(earlier) && later.voice.stance != Stance::Deny {
        return Err("a figure answers no words".to_owned());
    }
    if !marked && (both_count || !finite) {
        return Err("nothing tells the second as an answer".to_owned());
    }
    if both_count && days_exclude(earlier, later) {
        return Err("they count on other days".to_owned());
    }
    if counts(earlier) && counts(later) && elsewhere(earlier, later) {
        return Err("they count in other places".to_owned());
    }
    if (other_base(pair) || one_offers(pair)) && counts(earlier) && counts(later) {
        return Err("one is on another base".to_owned());
    }
    let same = |x: &Tally, y: &Tally| {
        let (x, y) = (&x.figure, &y.figure);
        x.measure.is_some() && x.measure == y.measure && x.low == y.low && x.high == y.high && x.unit == y.unit
    };
    if earlier.tallies.iter().any(|x| later.tallies.iter().any(|y| same(x, y))) {
        return Err("they give the same figure".to_owned());
    }
    let ahead = |facts: &Facts| facts.content.clauses.iter().all(|clause| clause.future);
    if counts(earlier) && !counts(later) && ahead(later) {
        return Err("what is announced answers no count".to_owned());
    }
    if !is_real(earlier) && is_real(later) && later.days.is_empty() && is_foreign(pair, 0.7) {
        return Err("what is announced is not answered by what was".to_owned());
    }
    let evidence = evidence(pair);
    let enough = if marked { ENOUGH } else { UNMARKED };
    if evidence < enough {
        return Err(format!(
            "the second is not told as an answer ({evidence:.2} of {enough:.2})"
        ));
    }
    let about = match later.voice.stance {
        Stance::Deny => ConflictType::Denial,
        _ => ConflictType::Polarity,
    };
    let explanation = format!(
        "The article gives \"{}\" as the answer to \"{}\".",
        short(&later.words),
        short(&earlier.words)
    );
    let score = 0.5 + 0.05 * (evidence - ENOUGH).min(4.0);
    Ok(conflict(about, "rejoinder", score, explanation))
}

/// True where a cue or a word sets the second against the first, or one of them leaves something out: in dense text one voice follows
/// another without an answer.
fn is_marked(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let (said, answer) = (&earlier.content.terms, &later.content.terms);
    let opposed = || said.iter().any(|s| answer.iter().any(|t| opposite(pair.data, s, t)));
    // *C'est l'inverse*, *c'est lui qui a signé*
    let points = ["C'est ", "C’est ", "Ce sont "]
        .iter()
        .any(|words| later.words.starts_with(words));
    later.answer > Answer::None
        || later.voice.stance == Stance::Deny
        || later.negates()
        || later.categorical
        || earlier.categorical
        || points
        || opposed()
}

/// What speaks for an answer that contradicts, and against: how it is told, where it stands, and that it speaks of the same.
fn evidence(pair: &Pair) -> f32 {
    let (earlier, later) = (pair.earlier(), pair.later());
    let near = pair.in_exchange() || pair.is_replied();
    let gap = later.extent.start.saturating_sub(earlier.extent.end);
    let (said, answer) = (&earlier.content.terms, &later.content.terms);
    let (cover, shared) = coverage(heavy(said.iter()), answer.iter());
    let (back, more) = coverage(heavy(answer.iter()), said.iter());
    let (cover, shared) = (cover.max(back), shared.max(more));
    let topics = pair.shared_topics();
    let opposed = || said.iter().any(|s| answer.iter().any(|t| opposite(pair.data, s, t)));
    let sweeps = |facts: &Facts| !facts.denied.is_empty() && facts.voice.stance != Stance::Deny;
    // Only a denial answers without a word of what it answers.
    let foreign = is_foreign(pair, 0.35);
    let finite = later.content.clauses.iter().any(|clause| clause.finite);
    let sums = gives_sum(pair, earlier, later) || gives_sum(pair, later, earlier);
    let denies = later.voice.stance == Stance::Deny;
    // *Tous trois ont été entendus*, *aucun d'eux ne l'a été*
    let of_them = |facts: &Facts| {
        ["Aucun d", "Aucune d", "Pas un d", "Pas une d"]
            .iter()
            .any(|begin| facts.words.starts_with(begin))
    };
    let another = |facts: &Facts| facts.each_word().any(|word| pair.data.is("another", &word));
    let counts = [
        (!near, -0.6),
        (pair.is_what_is_answered(), 0.2),
        (!pair.is_what_is_answered(), -0.3),
        (passed_over(pair), -0.8),
        (near && swept(pair), 1.3),
        (later.answer == Answer::Rejoinder, 0.7),
        (later.answer == Answer::Contrary, 0.6),
        (later.answer == Answer::Contrast, -0.8),
        (later.bearing == Bearing::Insists, 0.8),
        (later.bearing == Bearing::Agrees, -1.0),
        (later.voice.stance == Stance::Accuse, 0.4),
        (earlier.answer > Answer::None, -0.7),
        (pair.is_next(), 0.8),
        (gap < 100, 0.5),
        (gap > 150, -0.6),
        (later.paragraph > earlier.paragraph, -0.6),
        (shared >= 0.7, 1.0),
        (foreign && topics == 0 && !later.negates() && !later.categorical, -0.8),
        (foreign && !finite && !later.opens_with_denial(), -0.8),
        (
            foreign
                && later.answer == Answer::None
                && (later.bearing == Bearing::Plain || topics == 0 && !of_them(later)),
            -0.4,
        ),
        (cover >= 0.5, 0.3),
        (topics > 0, 0.5),
        (topics > 1, 0.3),
        (like_figures(earlier, later), 0.8),
        (other_counts(earlier, later), -0.6),
        (earlier.tallies.is_empty() != later.tallies.is_empty(), -0.4),
        (earlier.negates() && later.negates(), -0.5),
        (another(earlier) != another(later), -0.6),
        (strangers(&earlier.named(), &later.named()), -0.6),
        (opposed(), 0.8),
        (earlier.categorical != later.categorical, 0.3),
        (none_of_all(earlier, later) || none_of_all(later, earlier), 0.6),
        (later.opens_with_denial(), 0.5),
        (of_them(later) && earlier.speaks_of_all(), 0.6),
        (denies && !finite && later.negates(), 0.6),
        // *X nie avoir touché de l'argent*, *40 000 euros lui ont été remis*
        (
            earlier.voice.stance == Stance::Deny && !later.negates() && (topics > 0 || sums),
            0.5,
        ),
        (sums, 1.0),
        (sweeps(later) && !sweeps(earlier) && topics > 0, 0.4),
        (is_real(earlier) != is_real(later), 0.3),
        (later.words.len() < 45, 0.4),
        (later.words.len() > 90, -0.3),
        (later.voice.form == Form::Mixed, -0.4),
    ];
    counts
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, weight)| weight)
        .sum()
}

/// True where the second answers what a third voice says before the first, which only lends colour to it.
fn passed_over(pair: &Pair) -> bool {
    let before = pair.later().before;
    let third = before.third.zip(before.answers);
    let of_third = third.is_some_and(|(third, answers)| third.contains(answers));
    of_third && before.last.is_some_and(|last| last.contains(pair.earlier().extent))
}

/// *Trois hommes sont bloqués. Plus personne n'est au fond, assure X*: of what is answered, one leaves nothing over and the other tells of it.
fn swept(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let against = later.bearing == Bearing::Insists || later.answer > Answer::None;
    let told = |facts: &Facts| {
        let mut clauses = facts.content.clauses.iter();
        let main = clauses.find(|clause| clause.finite || facts.negates());
        main.is_some_and(|clause| clause.verb.is_some() && !clause.first && !clause.future)
    };
    let sweeps = |facts: &Facts| facts.categorical && facts.negates();
    against
        && pair.is_what_is_answered()
        && earlier.paragraph == later.paragraph
        && sweeps(earlier) != sweeps(later)
        && earlier.negates() != later.negates()
        && told(earlier)
        && told(later)
}

/// True where one speaks of money, and the other of a sum of it.
fn gives_sum(pair: &Pair, one: &Facts, other: &Facts) -> bool {
    let sum = |tally: &Tally| tally.figure.measure.as_deref() == Some("money");
    let money = one.content.terms.iter().any(|term| pair.is("moneys", term));
    money && one.tallies.is_empty() && other.tallies.iter().any(sum)
}

/// True where a claim tells of more than what is ahead or wished.
fn is_real(facts: &Facts) -> bool {
    let mut clauses = facts.content.clauses.iter();
    clauses.any(|clause| !clause.unreal && !clause.future)
}

/// True where the two have less in common than that, no opposite and no kind of figure.
fn is_foreign(pair: &Pair, least: f32) -> bool {
    let (said, answer) = (&pair.earlier().content.terms, &pair.later().content.terms);
    let (one, other) = shared_weights(pair.earlier(), pair.later());
    let shared = one.max(other);
    let opposed = || said.iter().any(|s| answer.iter().any(|t| opposite(pair.data, s, t)));
    shared < least && !opposed() && !like_figures(pair.earlier(), pair.later())
}

/// True where the one leaves nothing out and the other nothing over: *tout est payé*, *pas un sou n'est venu*.
fn none_of_all(all: &Facts, none: &Facts) -> bool {
    none.categorical && !all.categorical && all.speaks_of_all() && !none.speaks_of_all()
}

/// True where both count, each something else.
fn other_counts(a: &Facts, b: &Facts) -> bool {
    let named = |facts: &Facts| !facts.tallies.is_empty() && facts.tallies.iter().all(|tally| tally.head.is_some());
    named(a) && named(b) && !b.negates() && !like_figures(a, b)
}

/// True where both give a figure of one kind, and no two that agree.
fn like_figures(a: &Facts, b: &Facts) -> bool {
    let pairs = || a.tallies.iter().flat_map(|x| b.tallies.iter().map(move |y| (x, y)));
    let large = |tally: &Tally| tally.figure.low >= 1e6;
    let open = |tally: &Tally| tally.head.is_none() || tally.anybody;
    let same = |x: &Tally, y: &Tally| {
        x.head == y.head || open(x) || open(y) || x.classes.iter().any(|class| y.classes.contains(class))
    };
    let like = |x: &Tally, y: &Tally| match x.figure.unit == y.figure.unit {
        true => x.figure.unit.is_some() || same(x, y),
        false => large(x) && large(y),
    };
    pairs().any(|(x, y)| like(x, y)) && !pairs().any(|(x, y)| x.figure.unit == y.figure.unit && x.agrees(y))
}
