//! A figure that one side sets aside by its own: *221, et non 312*, where another side says 312.

use super::figure::LASTING;
use super::{Outcome, Pair, conflict, either_way, supersedes};
use crate::model::{ConflictType, Stance};
use crate::relate::facts::Facts;

pub(super) fn compare(pair: &Pair) -> Outcome {
    either_way(pair, rejects)
}

/// The first claim as the one that sets the figure of the second aside.
fn rejects(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if !a.replaced.iter().any(|old| old.denied) {
        return Err("neither sets a figure aside".to_owned());
    }
    let told = |f: &Facts| f.asserts() && f.voice.stance != Stance::Promise && !f.recalled && !f.is_question();
    if !told(a) || !told(b) || pair.one_side() || pair.days_apart() > LASTING {
        return Err("the figure is not another side's".to_owned());
    }
    let Some((new, old)) = supersedes::corrected(a, b, |replaced| replaced.denied) else {
        return Err("the figure that is set aside is not the other's".to_owned());
    };
    if pair.shared_topics() == 0 && !pair.in_debate() {
        return Err("they count different things".to_owned());
    }
    let explanation = format!("One says \"{new}\", and sets aside what the other says: \"{old}\".");
    Ok(conflict(ConflictType::Figure, "rejected", 0.85, explanation))
}
