//! How long help was on its way: *onze minutes après l'appel*, where others say *attendu près d'une heure*.

use super::align::short;
use super::figure::elsewhere;
use super::{Direction, Finding, Outcome, Pair, conflict, either_way};
use crate::model::{ConflictType, RelationKind, Stance};
use crate::relate::delay::Delay;
use crate::relate::facts::Facts;

/// Days between two articles that may tell of one alarm.
const WINDOW: i32 = 60;
/// How many times as long the longer delay is at least: who waits does not look at the clock.
const APART: f64 = 1.3;

pub(super) fn compare(pair: &Pair) -> Outcome {
    either_way(pair, later)
}

/// The first claim as the later one, where one side says both; else as the one that tells when help came.
fn later(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let (Some(x), Some(y)) = (delay(a), delay(b)) else {
        return Err("they do not both say how long help was on its way".to_owned());
    };
    let came =
        |facts: &Facts, delay: &Delay| delay.after.is_none() || pair.has("arrivals", facts) || facts.says("on_site");
    let helps = |facts: &Facts| pair.has("rescuers", facts) || facts.says("in_charge");
    // Who waits may leave for whom to what was said just before.
    let one = helps(a) && helps(b) || (helps(a) || helps(b)) && pair.in_debate();
    if !(came(a, x) && came(b, y) && one) {
        return Err("they do not both say when help came".to_owned());
    }
    let called = |after: &str| pair.data.is("calls_for_help", after);
    let from_one = match (&x.after, &y.after) {
        (Some(s), Some(t)) => s == t || (called(s) && called(t)),
        (None, None) => false,
        _ => true,
    };
    let by = |facts: &Facts| ["police_force", "helicopters"].map(|list| pair.has(list, facts));
    // *Un cordon de CRS barrait la rue* says why, not who was waited for.
    let others = x.after.is_some() == y.after.is_some() && by(a) != by(b);
    if !from_one || others {
        return Err("they count from other moments, or others came".to_owned());
    }
    let idle = |f: &Facts| !f.asserts() || f.voice.stance == Stance::Promise || f.is_question();
    if idle(a) || idle(b) || elsewhere(a, b) || pair.days_apart() > WINDOW {
        return Err("they belong to other times".to_owned());
    }
    let (p, q) = (&x.figure, &y.figure);
    if p.low < q.high * APART && q.low < p.high * APART {
        return Err(format!("\"{}\" and \"{}\" are compatible", x.words, y.words));
    }
    if pair.one_side() {
        let revised = a.published > b.published && !a.recalled;
        return if revised {
            Ok(Finding {
                kind: RelationKind::Supersedes,
                conflict: None,
                score: 0.8,
                explanation: format!(
                    "Later, the same side says that help came after \"{}\" where it said \"{}\" before.",
                    x.words, y.words
                ),
                rule: "delay",
                direction: Direction::Forward,
            })
        } else {
            Err("one side says both, and the first is not the later one".to_owned())
        };
    }
    if a.recalled || b.recalled {
        return Err("one is no longer said".to_owned());
    }
    let explanation = format!(
        "On how long help was on its way, one says \"{}\" and the other \"{}\".",
        short(&a.words),
        short(&b.words)
    );
    Ok(conflict(ConflictType::Figure, "delay", 0.75, explanation))
}

/// The only delay of a claim.
fn delay(facts: &Facts) -> Option<&Delay> {
    match facts.delays.as_slice() {
        [delay] => Some(delay),
        _ => None,
    }
}
