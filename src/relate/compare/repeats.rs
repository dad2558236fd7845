//! Repeats: the same words in another article, as wire copy is printed.

use super::{Direction, Finding, Outcome, Pair};
use crate::model::RelationKind;
use crate::relate::facts::Facts;

/// Fewest words of a claim that can be called a reprint.
const SHORTEST: usize = 6;
/// Fewest words of one in an article that tells another story: *aucune faute n'avait été commise* is said everywhere.
const ANYWHERE: usize = 12;
/// The share of word sequences from which on it is one.
const SAME: f32 = 0.7;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.wording.words.min(b.wording.words) < ANYWHERE && !pair.one_story() {
        return Err("too short to tell a reprint in another story".to_owned());
    }
    same_words(a, b, SHORTEST)
}

/// One claim as a reprint of the other, without a look at anything else: what claims of one origin are asked. The very same words are one
/// however few they are.
pub fn reprint(a: &Facts, b: &Facts) -> Option<Finding> {
    let shortest = if a.words == b.words { 1 } else { SHORTEST };
    same_words(a, b, shortest).ok()
}

/// `shortest`: fewest words of a reprint.
fn same_words(a: &Facts, b: &Facts, shortest: usize) -> Outcome {
    if a.article.is_some() && a.article == b.article {
        return Err("both stand in one article".to_owned());
    }
    if a.is_bare() || b.is_bare() {
        return Err("bare statements have no origin".to_owned());
    }
    if a.wording.words < shortest || b.wording.words < shortest {
        return Err("too short to tell a reprint".to_owned());
    }
    if a.voice.speaker.is_some() && b.voice.speaker.is_some() && !a.voice.same_side(&b.voice) {
        return Err("other speakers".to_owned());
    }
    // *31 soldats ont été tués*, then *34*: a figure given anew in the same words.
    let bounds = |facts: &Facts| facts.figures.iter().map(|f| (f.low, f.high)).collect::<Vec<_>>();
    if bounds(a) != bounds(b) {
        return Err("other figures".to_owned());
    }
    let share = if a.words == b.words {
        1.0
    } else {
        a.wording.share(&b.wording)
    };
    if share < SAME {
        return Err(format!("{:.0} % of their word sequences are shared", share * 100.0));
    }
    Ok(Finding {
        kind: RelationKind::Repeats,
        conflict: None,
        score: share,
        explanation: format!("Both have the same words, \"{}\".", super::align::short(&a.words)),
        rule: "repeats",
        direction: Direction::Both,
    })
}
