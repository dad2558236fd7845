//! Tags of closed classes: determiners, prepositions, pronouns, conjunctions, negation, contracted verbs.

use super::{is_class, is_function, is_verbal};
use crate::lexicon::{Lexicon, NounClass, Pos};
use crate::text::tag::{Tag, Word};

/// The tag of a word of a closed class; none where an open class fits better.
pub(super) fn choose(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag, next: Option<&Word>) -> Option<Tag> {
    let word = &words[i];
    let nominal = next.is_some_and(opens_nominal);
    let predicate = next.is_some_and(opens_predicate);
    match &*word.lower {
        "to" => return Some(Tag::Preposition),
        "not" | "n't" | "never" => return Some(Tag::Negation),
        "'" => {
            return Some(if matches!(previous, Tag::Noun | Tag::Name) {
                Tag::Determiner
            } else {
                Tag::Other
            });
        }
        "'s" => return Some(possessive_or_verb(i, previous, next)),
        "'d" | "'ll" | "'re" | "'ve" | "'m" => return Some(Tag::FiniteVerb),
        "that" => return Some(that(lexicon, words, i, previous, next)),
        "there" => return Some(if predicate { Tag::SubjectPronoun } else { Tag::Adverb }),
        "it" | "you" => {
            let object = matches!(previous, Tag::Preposition | Tag::FiniteVerb | Tag::Infinitive) && !predicate;
            return Some(if object { Tag::Pronoun } else { Tag::SubjectPronoun });
        }
        "her" => return Some(if nominal { Tag::Determiner } else { Tag::Pronoun }),
        "may" if !word.capital => return Some(Tag::FiniteVerb),
        "will" | "can" | "might" | "must" if !matches!(previous, Tag::Determiner | Tag::Adjective) => {
            return Some(Tag::FiniteVerb);
        }
        "who" | "whom" | "which" | "whose" | "where" => {
            let antecedent = matches!(
                previous,
                Tag::Noun
                    | Tag::Name
                    | Tag::Comma
                    | Tag::Pronoun
                    | Tag::Preposition
                    | Tag::Close
                    | Tag::Adjective
                    | Tag::Quotation
            );
            return Some(if antecedent { Tag::Relative } else { Tag::Interrogative });
        }
        "when" | "once" | "as" | "since" | "before" | "after" | "until" | "till" => {
            if word.lower == "when" && is_verbal(previous) {
                return Some(Tag::Interrogative);
            }
            let clause = next.is_some_and(|w| w.can_be(Pos::SubjectPronoun)) || verb_ahead(words, i);
            return Some(if clause || matches!(&*word.lower, "when" | "once") {
                Tag::Subordinator
            } else {
                Tag::Preposition
            });
        }
        "so" | "yet" if !next.is_some_and(|w| w.can_be(Pos::SubjectPronoun)) => return Some(Tag::Adverb),
        "so" => return Some(Tag::Coordinator),
        "more" | "less" | "most" | "least" | "about" | "around" | "over" | "nearly" | "almost" | "some"
            if next.is_some_and(|w| w.tag == Tag::Numeral || w.can_be(Pos::Numeral)) =>
        {
            return Some(Tag::Adjective);
        }
        "one" | "no" if nominal => return Some(Tag::Determiner),
        "no" => return Some(Tag::Interjection),
        "like" | "down" | "up" | "off" | "out" | "near" | "past" | "round" | "over" | "on"
            if is_verbal(previous)
                && !next.is_some_and(|w| w.lower != "that" && (w.can_be(Pos::Determiner) || opens_nominal(w))) =>
        {
            return Some(Tag::Adverb);
        }
        _ => {}
    }
    if !word.readings.iter().any(|r| is_function(r.pos)) {
        return None;
    }
    if word.can_be(Pos::SubjectPronoun) {
        return Some(Tag::SubjectPronoun);
    }
    if word.can_be(Pos::Determiner) {
        return Some(
            if nominal || !word.can_be(Pos::Pronoun) || next.is_some_and(|w| w.can_be(Pos::Determiner)) {
                Tag::Determiner
            } else {
                Tag::Pronoun
            },
        );
    }
    // « the following day », « the past », « the outside »
    if matches!(previous, Tag::Determiner | Tag::Adjective) && (word.can_be(Pos::Noun) || word.can_be(Pos::Adjective)) {
        return None;
    }
    [
        Tag::Negation,
        Tag::Coordinator,
        Tag::Subordinator,
        Tag::Preposition,
        Tag::Interrogative,
        Tag::Pronoun,
        Tag::Relative,
    ]
    .into_iter()
    .find(|&tag| word.can_be_tag(tag))
}

/// True where an inflected verb stands in the words behind *after*, *as*, *before*, before any mark or conjunction.
fn verb_ahead(words: &[Word], i: usize) -> bool {
    words[i + 1..]
        .iter()
        .take(9)
        .take_while(|w| {
            !matches!(w.tag, Tag::Comma | Tag::Stop | Tag::Colon | Tag::Quotation)
                && !w.can_be(Pos::Coordinator)
                && w.lower != "that"
        })
        .any(|w| {
            w.can_be_finite() && !w.can_be(Pos::Noun) && !w.can_be(Pos::Adjective) && !w.can_be(Pos::FirstName)
                || w.lower == "said"
        })
}

/// *Armenia's army*; *she's leaving*, *the deal's done*.
fn possessive_or_verb(i: usize, previous: Tag, next: Option<&Word>) -> Tag {
    let pronoun = i > 0
        && matches!(
            previous,
            Tag::SubjectPronoun | Tag::Relative | Tag::Interrogative | Tag::Adverb
        );
    let predicate = next.is_some_and(|w| {
        w.can_be(Pos::Determiner) && !w.can_be(Pos::Adjective)
            || w.can_be(Pos::Negation)
            || matches!(&*w.lower, "been" | "going" | "done")
    });
    if pronoun || predicate {
        Tag::FiniteVerb
    } else {
        Tag::Determiner
    }
}

/// *said that*, *the claim that*, *the man that left*, *that man*.
fn that(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag, next: Option<&Word>) -> Tag {
    let verb_next = next.is_some_and(opens_predicate);
    match previous {
        Tag::Noun => {
            let before = &words[i - 1];
            let reports = [NounClass::Speech, NounClass::Time]
                .iter()
                .any(|c| is_class(before, *c))
                || reported_before(lexicon, words, i);
            if verb_next || !reports {
                Tag::Relative
            } else {
                Tag::Subordinator
            }
        }
        Tag::Preposition | Tag::Stop => {
            if next.is_some_and(opens_nominal) && !verb_next {
                Tag::Determiner
            } else {
                Tag::Pronoun
            }
        }
        _ if verb_next && !is_verbal(previous) => Tag::Pronoun,
        Tag::FiniteVerb
            if next.is_some_and(|w| matches!(w.tag, Tag::Stop | Tag::Comma) || matches!(&*w.lower, "as" | "for")) =>
        {
            Tag::Pronoun
        }
        _ => Tag::Subordinator,
    }
}

/// True where a verb of speech stands before word `i` with its circumstances or its listener between, or a noun of speech with its owner:
/// *said in a statement that*, *told the family that*, *a claim by the rebels that*.
fn reported_before(lexicon: &Lexicon, words: &[Word], i: usize) -> bool {
    for j in (i.saturating_sub(10)..i).rev() {
        let word = &words[j];
        match word.tag {
            Tag::Preposition if word.lower == "by" && j > 0 && is_class(&words[j - 1], NounClass::Speech) => {
                return true;
            }
            Tag::Noun
            | Tag::Name
            | Tag::Title
            | Tag::Adjective
            | Tag::Determiner
            | Tag::Numeral
            | Tag::Preposition
            | Tag::Adverb
            | Tag::Pronoun => {}
            tag if is_verbal(tag) => {
                let circumstance = matches!(words[j + 1].tag, Tag::Preposition | Tag::Adverb)
                    || is_class(&words[j + 1], NounClass::Time);
                return word
                    .lemmas()
                    .flat_map(|lemma| lexicon.cues_of(lemma))
                    .any(|cue| cue.clause && (circumstance || cue.target_links.contains(&"that")));
            }
            _ => return false,
        }
    }
    false
}

fn opens_nominal(word: &Word) -> bool {
    word.can_be(Pos::Noun)
        || word.can_be(Pos::Adjective)
        || word.can_be(Pos::Numeral)
        || word.tag == Tag::Numeral
        || word.capital
        || word.tag == Tag::Quotation
        || word.tag == Tag::Noun && word.readings.iter().all(|r| r.lemma.is_empty())
}

/// True for a word that can only be a verb, an auxiliary or what stands before one.
fn opens_predicate(word: &Word) -> bool {
    word.can_be_finite() && !word.can_be(Pos::Noun)
        || matches!(
            &*word.lower,
            "not" | "n't" | "never" | "also" | "still" | "already" | "would" | "will" | "may" | "can"
        )
}
