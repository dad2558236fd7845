//! English syntax: the tag of a word; noun phrases and verb groups in modules of their own.

mod closed_class;
pub(super) mod noun_phrase;
mod open_class;
pub(super) mod verb_group;

use super::tag::{Tag, Word, begins, is_place};
use crate::lexicon::{Lexicon, NounClass, Pos, Reading, Tense};

/// Chooses the tag of word `i`; those before it are chosen already.
pub(super) fn choose(lexicon: &Lexicon, words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    if word.tag != Tag::Noun {
        return word.tag;
    }
    let previous = i.checked_sub(1).map_or(Tag::Stop, |j| words[j].tag);
    let next = words.get(i + 1);
    if word.capital
        && let Some(tag) = capitalised(lexicon, words, i, previous, next)
    {
        return tag;
    }
    closed_class::choose(lexicon, words, i, previous, next)
        .unwrap_or_else(|| open_class::choose(lexicon, words, i, previous, next))
}

/// The tag of a word with a capital; none where the capital tells nothing.
fn capitalised(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag, next: Option<&Word>) -> Option<Tag> {
    let word = &words[i];
    let next_capital = next.is_some_and(|w| w.capital);
    let next_name = next.is_some_and(|w| w.capital && (w.readings.is_empty() || w.can_be(Pos::FirstName)));
    if word.can_be(Pos::Title) && next_capital {
        return Some(Tag::Title);
    }
    // « Sen. Brown », « John Cook »: behind a title or a first name every capital is a name.
    if previous == Tag::Title || previous == Tag::Name && words[i - 1].can_be(Pos::FirstName) && !word.can_be(Pos::Noun)
    {
        return Some(Tag::Name);
    }
    if begins(words, i) && previous != Tag::Quotation {
        if is_place(lexicon, &word.lower) && !word.can_be(Pos::Determiner) {
            return Some(Tag::Name);
        }
        if word.can_be(Pos::FirstName) && (next_name || word.readings.len() == 1) {
            return Some(Tag::Name);
        }
        return word.readings.iter().all(|r| r.lemma.is_empty()).then_some(Tag::Name);
    }
    match &*word.lower {
        "i" => return Some(Tag::SubjectPronoun),
        "us" => return Some(Tag::Name),
        // « the WHO »
        "who" | "it" if previous == Tag::Determiner => return Some(Tag::Name),
        _ => {}
    }
    if word.readings.iter().any(|r| is_function(r.pos)) && !next_capital {
        return None;
    }
    let nominal_next = next.is_some_and(|w| w.capital || w.can_be(Pos::Noun) || w.can_be(Pos::Adjective));
    if word.can_be(Pos::Adjective) && nominal_next && !is_place(lexicon, &word.lower) {
        return Some(Tag::Adjective);
    }
    if is_place(lexicon, &word.lower) {
        return Some(Tag::Name);
    }
    if word.can_be(Pos::Noun) && !(previous == Tag::Name && words[i - 1].can_be(Pos::FirstName)) {
        let first_name = word.can_be(Pos::FirstName) && next_name && !is_class(word, NounClass::Time);
        return Some(if first_name { Tag::Name } else { Tag::Noun });
    }
    Some(Tag::Name)
}

fn is_function(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::Determiner
            | Pos::Preposition
            | Pos::SubjectPronoun
            | Pos::Pronoun
            | Pos::Relative
            | Pos::Interrogative
            | Pos::Coordinator
            | Pos::Subordinator
            | Pos::Negation
    )
}

fn is_class(word: &Word, class: NounClass) -> bool {
    word.readings.iter().any(|r| r.class == Some(class))
}

fn is_verbal(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::FiniteVerb | Tag::Infinitive | Tag::PresentParticiple | Tag::PastParticiple
    )
}

fn is_modal(word: &Word) -> bool {
    word.lemmas().any(|l| {
        matches!(
            l,
            "will" | "would" | "shall" | "should" | "can" | "could" | "may" | "might" | "must" | "do"
        )
    })
}

/// Readings that the ending of an unknown word suggests.
pub(super) fn guess(lower: &str) -> &'static [Reading] {
    if lower.len() > 4 && lower.ends_with("ed") {
        &UNKNOWN_PAST
    } else if lower.len() > 5 && lower.ends_with("ing") {
        &UNKNOWN_GERUND
    } else {
        &[]
    }
}

/// Readings of a word in *-ed* that the lexicon does not know.
static UNKNOWN_PAST: [Reading; 2] = [unknown(Tense::SimplePast, 3), unknown(Tense::PastParticiple, 0)];
/// Reading of a word in *-ing* that the lexicon does not know.
static UNKNOWN_GERUND: [Reading; 1] = [unknown(Tense::PresentParticiple, 0)];

const fn unknown(tense: Tense, person: u8) -> Reading {
    Reading {
        tense: Some(tense),
        person,
        ..Reading::of(Pos::Verb, "")
    }
}
