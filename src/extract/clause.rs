//! Where reported words end: the boundaries of content that no quotation mark draws.

use super::subject::{self, is_time};
use super::unit::{Unit, VerbCue};
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
            // A list may follow a colon; a quotation there has been read by another rule.
            Tag::Colon if complement != Complement::Clause || unit.tag(i + 1) == Tag::Quotation => break,
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

/// [`end`] for the complement of a cue: one in a relative clause (*X, qui affirme que A, exige …*) ends where the outer verb goes on.
pub fn end_of(unit: &Unit, lexicon: &Lexicon, cue: &VerbCue, start: usize, complement: Complement) -> usize {
    let to = end(unit, lexicon, start, complement);
    if !subject::in_relative(unit, cue.group) {
        return to;
    }
    let outer = |i: &usize| unit.tag(*i) == Tag::Comma && unit.group_at(*i + 1).is_some_and(|g| unit.is_finite(g));
    (start + 1..to).find(outer).unwrap_or(to)
}

/// Steps back over commas and conjunctions that only led to the next clause.
fn trim(unit: &Unit, start: usize, mut end: usize) -> usize {
    while end > start && matches!(unit.tag(end - 1), Tag::Comma | Tag::Coordinator) {
        end -= 1;
    }
    end
}

/// True where a conjunction of several words begins: *alors que*, *dès que*.
pub fn conjunction_at(unit: &Unit, lexicon: &Lexicon, i: usize) -> bool {
    let first = unit.lower(i);
    lexicon
        .conjunctions
        .iter()
        .any(|c| c[0] == first && c.iter().enumerate().all(|(n, word)| unit.lower(i + n) == *word))
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
    unit.group_at(i).is_some_and(|g| {
        (unit.is_finite(g) || unit.tag(i) == Tag::PresentParticiple)
            && unit.cues_of(g).any(|c| c.verb.strong && completes(unit, c.words.end))
    })
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
                None => {
                    return complement == Complement::NounPhrase
                        || complement == Complement::Infinitive
                            && unit.group_at(after).is_some_and(|g| unit.is_finite(g));
                }
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
            // An attribution set off inside the content ends it here; a verb behind an apposition goes on with it.
            complement == Complement::NounPhrase || unit.group_at(next).is_some_and(|g| set_off(unit, g))
        }
        Tag::Subordinator => contrast(lexicon, unit, next) || complement == Complement::NounPhrase,
        _ => complement == Complement::NounPhrase && !list_goes_on(unit, next),
    }
}

/// True for a cue whose subject follows it and closes with a mark: *, a indiqué X,*.
fn set_off(unit: &Unit, group: usize) -> bool {
    if !unit.is_finite(group) {
        return false;
    }
    let Some(cue) = unit.cues_of(group).next() else {
        return false;
    };
    unit.groups[group].inverted.is_some()
        || subject::after(unit, cue.words.end).is_some_and(|s| {
            matches!(unit.tag(s.words.end), Tag::Comma | Tag::Stop | Tag::Semicolon) && s.words.start == cue.words.end
        })
}

/// *lors d'une conférence de presse*, *dans un communiqué*, *devant la presse*: where it was said, not what.
fn speech_circumstance(unit: &Unit, i: usize) -> bool {
    // A circumstance in the middle of the clause, « avaient accepté, sur proposition de X, une trêve », belongs to it.
    let closes = unit.words[i..].iter().all(|w| w.tag != Tag::Comma);
    if !closes
        || !matches!(
            unit.lower(i),
            "dans" | "lors" | "devant" | "via" | "à" | "sur" | "in" | "during" | "on"
        )
    {
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
            Tag::Coordinator => {
                return unit
                    .phrase_at(phrase.words.end + 1)
                    .is_some_and(|p| unit.tag(p.words.start) == unit.tag(phrase.words.start));
            }
            _ => return false,
        }
    }
    false
}

/// The first word of the main clause that ends before word `end`: after the last stop, semicolon, colon or list dash, `floor` at the least.
pub fn start(unit: &Unit, floor: usize, end: usize) -> usize {
    let mut i = end;
    while i > floor {
        match unit.tag(i - 1) {
            Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Dash | Tag::StrayQuote => break,
            // « …, mais les combats, selon X, s'enchaînent »: what stands before *mais* is another statement.
            Tag::Coordinator
                if i >= floor + 2
                    && unit.tag(i - 2) == Tag::Comma
                    && matches!(unit.lower(i - 1), "mais" | "car" | "or" | "but") =>
            {
                break;
            }
            _ => i -= 1,
        }
    }
    while i < end && matches!(unit.tag(i), Tag::Comma | Tag::Coordinator | Tag::Dash | Tag::Other) {
        i += 1;
    }
    i
}
