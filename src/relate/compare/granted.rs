//! What is granted after it was denied: *n'a jamais reçu ce document*, and weeks later *le bulletin est bien arrivé, a concédé X*.

use super::align::{shared_weights, short, strangers};
use super::counterclaim::takes_side;
use super::moment::opens_with_none;
use super::polarity::days_exclude;
use super::{Outcome, Pair, conflict, is_told};
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::facts::Facts;

/// Most days between a denial and what is granted after it.
const WINDOW: i32 = 90;

/// Weight of what must be shared where the side that denied grants it.
const OWN: f32 = 0.7;
/// The same where somebody does who says that it is so against a doubt: *est bien arrivé*.
const AFFIRMED: f32 = 0.8;
/// The same where somebody else does.
const OTHER: f32 = 1.6;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (earlier, later) = (pair.earlier(), pair.later());
    if pair.a.is_bare() || pair.same_article() || later.published <= earlier.published {
        return Err("neither is told after the other".to_owned());
    }
    let idle = |facts: &Facts| {
        facts.voice.stance == Stance::Demand
            || facts.voice.modality == Modality::Question
            || facts.asks()
            || is_told(facts)
    };
    if idle(earlier) || idle(later) || pair.days_apart() > WINDOW || days_exclude(earlier, later) {
        return Err("one asserts nothing, or of another time".to_owned());
    }
    let one_side = pair.same_side();
    let grants = later.conceding || affirms(later);
    let turns = refuses(earlier) != refuses(later);
    let ahead = |facts: &Facts| {
        facts
            .content
            .clauses
            .iter()
            .all(|clause| clause.future || clause.unreal)
    };
    if ahead(earlier) != ahead(later) {
        return Err("what is planned is not what was".to_owned());
    }
    if !(grants && turns && (refuses(earlier) || (one_side && later.conceding))) {
        return Err("nothing is granted that was denied".to_owned());
    }
    let (one, other) = shared_weights(earlier, later);
    let shared = one.min(other);
    let enough = match (one_side, affirms(later)) {
        (true, _) => OWN,
        (false, true) => AFFIRMED,
        (false, false) => OTHER,
    };
    let topics = pair.shared_topics();
    let under = || {
        let mut pairs = earlier
            .content
            .terms
            .iter()
            .flat_map(|s| later.content.terms.iter().map(move |t| (s, t)));
        pairs.any(|(s, t)| pair.data.falls_under(&t.forms, &s.forms) || pair.data.falls_under(&s.forms, &t.forms))
    };
    // *Je n'ai jamais eu ce document*, and the same person: *le rapport est bien arrivé*.
    let sure = one_side && later.conceding && affirms(later) && (shared > 0.0 || under());
    let alike = sure || shared >= enough || (one_side && topics > 0 && shared >= 0.5);
    if !alike || strangers(&earlier.named(), &later.named()) {
        return Err(format!(
            "what is granted is not what was denied ({shared:.2} of {enough:.2})"
        ));
    }
    // Two sides that no article sets against each other mostly speak of two matters.
    if !pair.one_side() && pair.in_two_articles() && !takes_side(pair) {
        return Err("neither takes the side of whom the other's article sets against it".to_owned());
    }
    let who = if one_side {
        "The same side grants"
    } else {
        "Another voice grants"
    };
    let explanation = format!(
        "{who} later what was denied: \"{}\" against \"{}\".",
        short(&later.words),
        short(&earlier.words)
    );
    Ok(conflict(ConflictType::Denial, "granted", 0.65, explanation))
}

/// True where a claim says that something is not so.
fn refuses(facts: &Facts) -> bool {
    let denies = facts.voice.stance == Stance::Deny && !facts.voice.own_words;
    let mut clauses = facts.content.clauses.iter();
    let negates = clauses.any(|clause| clause.negated && !clause.unreal && !clause.future);
    denies || negates || opens_with_none(facts)
}

/// *Est bien arrivé*, *c'est bien l'artillerie qui a tiré*, *a bel et bien eu lieu*: so against a doubt.
fn affirms(facts: &Facts) -> bool {
    let words: Vec<String> = facts.each_word().collect();
    let helper = |word: &str| {
        matches!(
            word,
            "est"
                | "sont"
                | "a"
                | "ont"
                | "etait"
                | "etaient"
                | "avait"
                | "avaient"
                | "et"
                | "appartient"
                | "provient"
                | "vient"
                | "existe"
        )
    };
    words.windows(3).any(|three| {
        helper(&three[0]) && three[1] == "bien" && !matches!(&*three[2], "que" | "plus" | "moins" | "sur" | "entendu")
    })
}
