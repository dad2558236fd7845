//! Corrections: *à Lyon et non à Nice*, *non pas à Nice mais à Lyon*, what is put aside and what stands in its stead.

use super::{Correction, Sentence};
use crate::span::Span;
use crate::text::tag::{Tag, Word};

/// Marks the words of both sides of each correction.
pub(super) fn corrections(words: &[Word], sentence: &mut Sentence) {
    let lower = |i: usize| words.get(i).map_or("", |word| &*word.lower);
    for i in 0..words.len() {
        let pair = if lower(i) == "mais" {
            denied_before(words, i).map(|start| (start..i, i + 1..end_of_phrase(words, i + 1)))
        } else if lower(i) == "non" && i > 0 && matches!(lower(i - 1), "et" | ",") && lower(i + 1) != "seulement" {
            // *vient d'une surtension, et non d'une attaque*
            let end = if i > 1 && words[i - 2].tag == Tag::Comma {
                i - 2
            } else {
                i - 1
            };
            Some((i + 1..end_of_phrase(words, i + 1), start_of_phrase(words, end)..end))
        } else if matches!(
            (lower(i), lower(i + 1)),
            ("plutôt", "que" | "qu'") | ("lieu", "de" | "d'")
        ) && i > 0
        {
            let end = if lower(i) == "lieu" { i - 1 } else { i };
            Some((i + 2..end_of_phrase(words, i + 2), start_of_phrase(words, end)..end))
        } else {
            None
        };
        let Some((wrong, right)) = pair else { continue };
        let span = |range: std::ops::Range<usize>| {
            Some(Span::new(
                words.get(range.start)?.span.start,
                words.get(range.end.checked_sub(1)?)?.span.end,
            ))
        };
        let (Some(wrong), Some(right)) = (span(wrong), span(right)) else {
            continue;
        };
        for item in &mut sentence.items {
            if wrong.contains(item.term.span) {
                item.correction = Some(Correction::Wrong);
            } else if right.contains(item.term.span) {
                item.correction = Some(Correction::Right);
            }
        }
    }
}

/// The first word after the *pas* that the *mais* at `at` takes up, in the same clause.
fn denied_before(words: &[Word], at: usize) -> Option<usize> {
    let start = (0..at)
        .rev()
        .take(16)
        .find(|&i| matches!(&*words[i].lower, "pas" | "non" | "nullement"))?;
    let one = words[start + 1..at]
        .iter()
        .all(|word| !matches!(word.tag, Tag::Stop | Tag::Semicolon | Tag::Relative | Tag::Subordinator));
    let only = words
        .get(start + 1)
        .is_some_and(|word| matches!(&*word.lower, "seulement" | "uniquement" | "que" | "tous" | "toutes"));
    (one && !only && start + 1 < at).then_some(start + 1)
}

/// Past the last word of the phrase that begins at `at`.
fn end_of_phrase(words: &[Word], at: usize) -> usize {
    let closed = |word: &Word| {
        matches!(
            word.tag,
            Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Coordinator | Tag::Relative | Tag::Subordinator
        )
    };
    (at..words.len())
        .find(|&i| closed(&words[i]) && i > at)
        .unwrap_or(words.len())
}

/// The first word behind the verb, or the mark, before word `at`.
fn start_of_phrase(words: &[Word], at: usize) -> usize {
    let opens = |word: &Word| {
        matches!(
            word.tag,
            Tag::FiniteVerb
                | Tag::PastParticiple
                | Tag::Infinitive
                | Tag::Comma
                | Tag::Stop
                | Tag::Semicolon
                | Tag::Colon
        )
    };
    (0..at).rev().find(|&i| opens(&words[i])).map_or(0, |i| i + 1)
}
