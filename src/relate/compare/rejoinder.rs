//! One paragraph sets two sides against each other: *… , affirme X. Faux, rétorque Y*; *… , selon X. Y, lui, parle de …*.

use super::align::{coverage, heavy, opposite, short};
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::answer::{Answer, Bearing};
use crate::relate::facts::Facts;

/// Evidence from which on two claims of an exchange are set against each other.
const ENOUGH: f32 = 3.5;

/// The evidence alone of an answer that objects, right behind what it answers.
const OBJECTION: f32 = 1.0;

pub(super) fn compare(pair: &Pair) -> Outcome {
    if !pair.in_exchange() {
        return Err("neither answers the other".to_owned());
    }
    let (earlier, later) = (pair.earlier(), pair.later());
    let asserts = |stance: Stance| !matches!(stance, Stance::Demand | Stance::Promise);
    if !asserts(earlier.voice.stance)
        || later.voice.stance == Stance::Demand
        || [earlier, later].iter().any(|f| f.voice.modality == Modality::Question)
    {
        return Err("one asserts nothing".to_owned());
    }
    let (_, shared) = coverage(heavy(later.content.terms.iter()), earlier.content.terms.iter());
    let says_what = heavy(later.content.terms.iter()).next().is_some();
    if later.voice.stance == Stance::Deny && says_what && shared == 0.0 && !pair.shares_topic() {
        return Err("it denies something else".to_owned());
    }
    let evidence = evidence(pair, shared);
    if evidence < ENOUGH {
        return Err(format!("the second is not told as an answer ({evidence:.1} of {ENOUGH:.1})"));
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

/// What speaks for an answer that contradicts: how it is told, where it stands, and that it speaks of the same.
fn evidence(pair: &Pair, shared: f32) -> f32 {
    let (earlier, later) = (pair.earlier(), pair.later());
    let gap = later.extent.start.saturating_sub(earlier.extent.end);
    let opposed = || {
        let mut terms = earlier.content.terms.iter();
        terms.any(|s| later.content.terms.iter().any(|t| opposite(pair.data, s, t)))
    };
    let counts = [
        (later.answer == Answer::Rejoinder, OBJECTION),
        (later.answer == Answer::Contrary, 1.2),
        (later.answer == Answer::Contrast, 0.6),
        (pair.is_next(), 1.1),
        (gap < 100, 0.75),
        (gap > 150, -0.75),
        (shared >= 0.7, 1.2),
        (shared >= 1.4, 0.5),
        (pair.shares_topic(), 0.4),
        (like_figures(earlier, later), 1.1),
        (earlier.negates() != later.negates(), 0.4),
        (opposed(), 0.8),
        (later.words.len() < 45, 0.5),
        (later.bearing == Bearing::Insists, 0.5),
        (later.bearing == Bearing::Agrees, -0.6),
        (later.voice.stance == Stance::Opine, -0.4),
        (earlier.voice.stance == Stance::Deny, -0.6),
    ];
    counts.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}

/// True where both give a figure of one kind, and no two that agree.
fn like_figures(a: &Facts, b: &Facts) -> bool {
    let pairs = || a.tallies.iter().flat_map(|x| b.tallies.iter().map(move |y| (x, y)));
    let large = |value: f64| value >= 1e6;
    let mut like = pairs().filter(|(x, y)| {
        x.figure.unit == y.figure.unit || (large(x.figure.low) && large(y.figure.low))
    });
    like.next().is_some() && !pairs().any(|(x, y)| x.figure.unit == y.figure.unit && x.agrees(y))
}
