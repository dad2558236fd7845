//! One article sets two sides against each other: *… , affirme X. Faux, rétorque Y*; *… , selon X. Y, lui, parle de …*.
//!
//! No single sign tells an answer that contradicts from a second voice that only speaks next; their weights do. They were fitted by logistic
//! regression on exchanges of invented articles, 38 events of them, and rounded.

use super::align::short;
use super::evidence::{
    Figures, Sign, amount, are_apart, days_meet, heaviest, is_ahead, opposes, other_day, same_figure, shared, sign,
    weigh,
};
use super::figure::{elsewhere, one_offers, other_base};
use super::{Outcome, Pair, conflict, is_told};
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::answer::{Answer, Bearing};
use crate::relate::facts::Facts;

/// Evidence from which on two claims of an exchange are set against each other, in log odds of the fit.
const ENOUGH: f32 = 4.5;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (earlier, later) = (pair.earlier(), pair.later());
    let one_voice = pair.same_side() && !earlier.voice.is_another_person(&later.voice);
    if !pair.in_debate() || one_voice || is_told(earlier) || is_told(later) {
        return Err("neither answers the other".to_owned());
    }
    let asks = |facts: &Facts| facts.voice.modality == Modality::Question || facts.asks();
    if later.voice.stance == Stance::Demand || asks(earlier) || asks(later) {
        return Err("one asserts nothing".to_owned());
    }
    let denies = later.voice.stance == Stance::Deny;
    if denies && earlier.voice.stance == Stance::Promise {
        return Err("what was not done answers no promise".to_owned());
    }
    let nothing_shared = shared(earlier, later) == 0.0 && pair.shared_topics() == 0;
    if denies && nothing_shared && (!earlier.tallies.is_empty() || is_ahead(earlier)) {
        return Err("a denial of something else".to_owned());
    }
    if later.says("evasions") {
        return Err("the second evades".to_owned());
    }
    if days_meet(earlier, later) && later.content.clauses.iter().any(|clause| clause.only) {
        return Err("their days leave room for both".to_owned());
    }
    if let Some(note) = other_counts(pair) {
        return Err(note.to_owned());
    }
    let signs = signs(pair);
    let evidence = weigh(&signs);
    if evidence < ENOUGH {
        let told = heaviest(&signs);
        return Err(format!(
            "the second is not told as an answer ({evidence:.2} of {ENOUGH:.2}: {told})"
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
    let score = 0.5 + 0.1 * (evidence - ENOUGH).min(4.0);
    Ok(conflict(about, "rejoinder", score, explanation))
}

/// Why the figures of both are none for one thing, or no answer to each other, where both count.
fn other_counts(pair: &Pair) -> Option<&'static str> {
    let (earlier, later) = (pair.earlier(), pair.later());
    if earlier.tallies.is_empty() || later.tallies.is_empty() {
        return None;
    }
    let told = later.answer > Answer::None || later.voice.stance == Stance::Deny || later.negates();
    match () {
        _ if same_figure(pair) => Some("they give the same figure"),
        _ if other_base(pair) || one_offers(pair) => Some("one is on another base"),
        _ if elsewhere(earlier, later) => Some("they count in other places"),
        _ if !(told || later.categorical || earlier.categorical || count_one(pair)) => Some("they count other things"),
        _ => None,
    }
}

/// True where two figures that exclude each other may be of one thing.
fn count_one(pair: &Pair) -> bool {
    let back = pair.swapped();
    let turned = if pair.in_order() { &back } else { pair };
    Figures::of(pair).is_some_and(|figures| !are_apart(turned, figures.new, figures.old))
}

/// What speaks for an answer that contradicts, and against: how it is told, where it stands, and that it speaks of the same.
fn signs(pair: &Pair) -> Vec<Sign> {
    let (earlier, later) = (pair.earlier(), pair.later());
    let gap = later.extent.start.saturating_sub(earlier.extent.end);
    let paragraphs = later.paragraph.abs_diff(earlier.paragraph);
    let shared = shared(earlier, later);
    let negated = earlier.negates() != later.negates();
    let day = other_day(earlier, later);
    let figures = Figures::of(pair);
    let figure = |holds: fn(&Figures) -> bool| figures.as_ref().is_some_and(holds);
    let of_list = |list: &str, facts: &Facts| pair.data.is(list, &facts.cue);
    let answer = |facts: &Facts| match facts.answer {
        Answer::None => 0.0,
        Answer::Contrast => 1.0,
        Answer::Contrary => 2.0,
        Answer::Rejoinder => 3.0,
    };
    let length = |facts: &Facts| facts.words.len().min(250) as f32 / 100.0;
    let side = |facts: &Facts| facts.voice.side.is_some();
    let counts = |facts: &Facts| !facts.tallies.is_empty();
    vec![
        sign("passed over", passed_over(pair), -1.0),
        sign("only one is real", is_real(earlier) != is_real(later), -0.4),
        sign("nothing in common", shared < 0.35 && pair.shared_topics() == 0, -0.35),
        sign("far behind", gap > 150, -0.5),
        sign(
            "the second speaks in the first person",
            later
                .each_word()
                .any(|w| matches!(&*w, "je" | "j" | "nous" | "mon" | "ma" | "mes" | "notre" | "nos")),
            0.4,
        ),
        amount("paragraphs between", paragraphs.min(3) as f32, -1.1),
        sign("right behind", pair.is_next(), 0.9),
        sign("no third voice between", pair.in_exchange(), 0.6),
        sign("within a sentence or two", gap < 100, 0.55),
        sign("what it most likely answers", pair.is_what_is_answered(), 0.55),
        sign("told as a reply", pair.is_replied(), 0.8),
        amount("set against what was said", answer(later), 0.25),
        amount("the first is itself an answer", answer(earlier), -0.3),
        sign("the second stands up for it", later.bearing == Bearing::Insists, 0.45),
        sign("the second goes along", later.bearing == Bearing::Agrees, -0.8),
        sign("the first vouches for it", of_list("vouching", earlier), 0.95),
        sign("the second holds to its account", of_list("upholding", later), 0.7),
        sign("the second goes its own way", of_list("campaigning", later), -1.0),
        sign("the first demands", earlier.voice.stance == Stance::Demand, -1.7),
        sign("the first grants", earlier.conceding, -1.2),
        sign("the second promises", later.voice.stance == Stance::Promise, -1.1),
        sign("both speak for a body", side(earlier) && side(later), 0.35),
        sign("a word in common", shared >= 0.5, 0.85),
        sign("opposites", opposes(pair), 1.9),
        amount(
            "one negates words of the other",
            if negated { shared.min(4.0) } else { 0.0 },
            1.1,
        ),
        sign("the second leaves nothing over", later.categorical, 0.6),
        // Too rare to be fitted: *tous trois ont été entendus*, *aucun d'eux ne l'a été*.
        sign("none of them all", of_them(later) && earlier.speaks_of_all(), 2.0),
        amount("length of the first", length(earlier), 1.0),
        sign("other days", day, 1.4),
        sign("only one counts", counts(earlier) != counts(later), -0.35),
        sign("they count one thing", figure(|f| f.of_one_noun() >= 2.0), 2.2),
        sign(
            "the only figures",
            figures.as_ref().is_some_and(|f| f.are_alone(pair)),
            1.0,
        ),
    ]
}

/// True where the second answers what a third voice says before the first, which only lends colour to it.
fn passed_over(pair: &Pair) -> bool {
    let before = pair.later().before;
    let third = before.third.zip(before.answers);
    let of_third = third.is_some_and(|(third, answers)| third.contains(answers));
    of_third && before.last.is_some_and(|last| last.contains(pair.earlier().extent))
}

/// True where a claim tells of more than what is ahead or wished.
fn is_real(facts: &Facts) -> bool {
    let mut clauses = facts.content.clauses.iter();
    clauses.any(|clause| !clause.unreal && !clause.future)
}

/// True for what is said of none of those just named: *aucun d'eux*, *pas une d'entre elles*.
fn of_them(facts: &Facts) -> bool {
    let begins = ["Aucun d", "Aucune d", "Pas un d", "Pas une d"];
    begins.iter().any(|begin| facts.words.starts_with(begin))
}
