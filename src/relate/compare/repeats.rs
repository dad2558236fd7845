//! Repeats: the same words in another article, as wire copy is printed.

use super::{Direction, Finding, Outcome, Pair};
use crate::model::RelationKind;
use crate::relate::facts::Facts;

/// Words in a row that are compared.
const SHINGLE: usize = 3;
/// Fewest words of a text that can be called a reprint.
const SHORTEST: usize = 6;

pub(super) fn compare(pair: &Pair) -> Outcome {
    if pair.same_article() {
        return Err("both stand in one article".to_owned());
    }
    if pair.a.is_bare() || pair.b.is_bare() {
        return Err("bare statements have no origin".to_owned());
    }
    let (a, b) = (words(pair.a), words(pair.b));
    if a.len() < SHORTEST || b.len() < SHORTEST {
        return Err("too short to tell a reprint".to_owned());
    }
    if !pair.same_side() && pair.a.voice.speaker.is_some() && pair.b.voice.speaker.is_some() {
        return Err("other speakers".to_owned());
    }
    let (x, y) = (shingles(&a), shingles(&b));
    let shared = x.iter().filter(|shingle| y.contains(shingle)).count();
    let all = x.len() + y.len() - shared;
    let share = shared as f32 / all.max(1) as f32;
    if share < 0.7 {
        return Err(format!("{:.0} % of their word sequences are shared", share * 100.0));
    }
    Ok(Finding {
        kind: RelationKind::Repeats,
        conflict: None,
        score: share,
        explanation: format!("Both have the same words, \"{}\".", super::align::short(&pair.a.words)),
        rule: "repeats",
        direction: Direction::Both,
    })
}

fn words(facts: &Facts) -> Vec<String> {
    let words = facts.words.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(crate::fold::fold).collect()
}

fn shingles(words: &[String]) -> Vec<&[String]> {
    let mut out: Vec<&[String]> = words.windows(SHINGLE).collect();
    out.sort_unstable();
    out.dedup();
    out
}
