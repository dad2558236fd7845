//! Where reported words end: the boundaries of content that no quotation mark draws.

use super::subject::is_time;
use super::unit::Unit;
use crate::lexicon::{Lexicon, NounClass};
use crate::text::tag::Tag;

/// What kind of complement the content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complement {
    /// *que …*, or a main clause with its attribution set off.
    Clause,
    /// *avoir …*, *de saisir …*
    Infinitive,
    /// *des provocations*, *une réunion*
    NounPhrase,
}

/// One past the last word of the content that begins at word `start`.
pub fn end(unit: &Unit, lexicon: &Lexicon, start: usize, complement: Complement) -> usize {
    let words = &unit.words;
    let mut i = start;
    let mut relative = false;
    while i < words.len() {
        match words[i].tag {
            Tag::Stop | Tag::Semicolon | Tag::StrayQuote | Tag::Dash => break,
            Tag::Colon => break,
            Tag::Open => {
                i = (i + 1..words.len().min(i + 60))
                    .find(|&j| words[j].tag == Tag::Close)
                    .unwrap_or(i);
            }
            Tag::Comma if ends_at_comma(unit, lexicon, start, i, complement) => break,
            Tag::Coordinator if i > start && coordinated_cue(unit, i + 1) => break,
            Tag::Relative => relative = true,
            Tag::FiniteVerb if complement == Complement::NounPhrase && !relative && i > start => break,
            Tag::Subordinator if complement == Complement::NounPhrase && i > start && unit.lower(i) != "que" => break,
            _ if i > start + 1 && contrast(lexicon, unit, i) => break,
            _ => {}
        }
        i += 1;
    }
    trim(unit, start, i)
}

/// Steps back over commas and conjunctions that only led to the next clause.
fn trim(unit: &Unit, start: usize, mut end: usize) -> usize {
    while end > start && matches!(unit.tag(end - 1), Tag::Comma | Tag::Coordinator) {
        end -= 1;
    }
    end
}

/// *alors que*, *tandis que*: from here the article speaks in its own voice.
fn contrast(lexicon: &Lexicon, unit: &Unit, i: usize) -> bool {
    lexicon
        .conjunctions
        .iter()
        .filter(|c| matches!(c[0], "alors" | "tandis" | "while" | "whereas"))
        .any(|c| c.iter().enumerate().all(|(n, word)| unit.lower(i + n) == *word))
}

/// True where a verb group that reports follows a conjunction: *et dément avoir …*, *mais assure que …*.
fn coordinated_cue(unit: &Unit, mut i: usize) -> bool {
    while unit.tag(i) == Tag::Adverb {
        i += 1;
    }
    unit.group_at(i)
        .is_some_and(|g| unit.is_finite(g) && unit.cues_of(g).any(|c| c.verb.strong && completes(unit, c.words.end)))
}

/// True where something that a reporting verb governs begins at word `i`.
fn completes(unit: &Unit, i: usize) -> bool {
    matches!(
        unit.tag(i),
        Tag::Subordinator
            | Tag::Infinitive
            | Tag::Determiner
            | Tag::Quotation
            | Tag::ObjectPronoun
            | Tag::Negation
            | Tag::Relative
            | Tag::Name
            | Tag::Preposition
            | Tag::Adverb
            | Tag::PastParticiple
    )
}

fn ends_at_comma(unit: &Unit, lexicon: &Lexicon, start: usize, comma: usize, complement: Complement) -> bool {
    let next = comma + 1;
    match unit.tag(next) {
        Tag::PresentParticiple => {
            unit.group_at(next).is_some_and(|g| unit.cues_of(g).next().is_some())
                || complement == Complement::NounPhrase
        }
        Tag::Coordinator => {
            let mut after = next + 1;
            while unit.tag(after) == Tag::Adverb {
                after += 1;
            }
            if matches!(unit.tag(after), Tag::Subordinator) && complement == Complement::Clause {
                return false;
            }
            if coordinated_cue(unit, next + 1) || complement == Complement::NounPhrase && unit.lower(next) != "et" {
                return true;
            }
            // A new main clause: a noun phrase and then its verb.
            let subject_end = match unit.phrase_at(after) {
                Some(phrase) => phrase.words.end,
                None => return complement == Complement::NounPhrase,
            };
            let verb = unit
                .finite_group_from(subject_end)
                .filter(|&g| unit.groups[g].words.start <= subject_end + 12);
            match verb {
                // « …, et X demande que … », « …, mais les combats s'enchaînent »
                Some(g) => {
                    unit.lower(next) != "et" || unit.cues_of(g).next().is_some() || complement != Complement::Clause
                }
                None => complement == Complement::NounPhrase,
            }
        }
        Tag::Relative => {
            complement == Complement::Infinitive && matches!(unit.lower(next), "qui" | "dont" | "who" | "which")
                || complement == Complement::NounPhrase && unit.tag(next) == Tag::Relative && start + 40 < next
        }
        Tag::Pronoun => matches!(unit.lower(next), "ce") && unit.tag(next + 1) == Tag::Relative,
        Tag::Adverb | Tag::Preposition | Tag::Contraction => {
            matches!(
                unit.lower(next),
                "sans" | "contrairement" | "selon" | "without" | "unlike"
            ) || speech_circumstance(unit, next)
                || complement == Complement::NounPhrase
        }
        Tag::FiniteVerb | Tag::Negation | Tag::ObjectPronoun => {
            // An attribution set off inside the content is read by another rule; here it ends the clause.
            unit.group_at(next)
                .is_some_and(|g| unit.cues_of(g).next().is_some() && unit.is_finite(g))
                || complement == Complement::NounPhrase
        }
        Tag::Subordinator => contrast(lexicon, unit, next) || complement == Complement::NounPhrase,
        _ => complement == Complement::NounPhrase && !list_goes_on(unit, next),
    }
}

/// *lors d'une conférence de presse*, *dans un communiqué*, *devant la presse*: where it was said, not what.
fn speech_circumstance(unit: &Unit, i: usize) -> bool {
    if !matches!(unit.tag(i), Tag::Preposition) {
        return false;
    }
    let start = if matches!(unit.lower(i + 1), "de" | "d'") {
        i + 2
    } else {
        i + 1
    };
    unit.phrase_at(start)
        .or_else(|| unit.phrase_at(i + 1))
        .is_some_and(|phrase| {
            let head = unit.words[phrase.head].reading().and_then(|r| r.class);
            matches!(head, Some(NounClass::Document | NounClass::Speech)) && !is_time(unit, phrase)
        })
}

/// True where the comma before word `i` separates members of a list that ends in *et*: *A, B et C*.
fn list_goes_on(unit: &Unit, mut i: usize) -> bool {
    for _ in 0..6 {
        let Some(phrase) = unit.phrase_at(i) else { return false };
        match unit.tag(phrase.words.end) {
            Tag::Comma => i = phrase.words.end + 1,
            Tag::Coordinator => return unit.phrase_at(phrase.words.end + 1).is_some(),
            _ => return false,
        }
    }
    false
}

/// The first word of the main clause that ends before word `end`: after the last stop, semicolon, colon or list dash, `floor` at the least.
pub fn start(unit: &Unit, floor: usize, end: usize) -> usize {
    let mut i = (floor..end)
        .rev()
        .find(|&i| {
            matches!(
                unit.tag(i),
                Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Dash | Tag::StrayQuote
            )
        })
        .map_or(floor, |i| i + 1);
    while i < end && matches!(unit.tag(i), Tag::Comma | Tag::Coordinator | Tag::Dash | Tag::Other) {
        i += 1;
    }
    i
}
