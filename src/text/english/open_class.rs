//! Tags of open classes: verbs, nouns, adjectives, adverbs, numerals and names.

use super::{is_function, is_modal, is_verbal};
use crate::lexicon::{Lexicon, Pos, Reading, Tense};
use crate::text::tag::{Tag, Word};

/// The tag of a word of an open class.
pub(super) fn choose(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag, next: Option<&Word>) -> Tag {
    let word = &words[i];
    let can = |tag: Tag| word.can_be_tag(tag);
    if word.readings.is_empty() {
        return if word.lower.ends_with("ly") && word.lower.len() > 4 {
            Tag::Adverb
        } else {
            Tag::Noun
        };
    }
    let verb = word.can_be(Pos::Verb);
    // « promised to refund passengers »: a verb that the lexicon knows only as a noun.
    if !verb
        && i >= 2
        && words[i - 1].lower == "to"
        && is_verbal(words[i - 2].tag)
        && !word.capital
        && words[i - 2]
            .lemmas()
            .flat_map(|lemma| lexicon.cues_of(lemma))
            .any(|cue| cue.infinitives.contains(&"to"))
        && !word.readings.iter().any(|r| r.plural == Some(true))
    {
        return Tag::Infinitive;
    }
    let nominal_next = next.is_some_and(|w| {
        (w.can_be(Pos::Noun)
            || w.can_be(Pos::Adjective)
            || w.tag == Tag::Noun && w.readings.iter().all(|r| r.lemma.is_empty()))
            && !w.readings.iter().any(|r| is_function(r.pos))
    });
    if verb {
        if let Some(auxiliary) = auxiliary(words, i) {
            if is_modal(auxiliary) && can(Tag::Infinitive) {
                return Tag::Infinitive;
            }
            if auxiliary.is_form_of("have") && can(Tag::PastParticiple) {
                return Tag::PastParticiple;
            }
            if auxiliary.is_form_of("be") || auxiliary.is_form_of("get") {
                for tag in [Tag::PresentParticiple, Tag::PastParticiple] {
                    if can(tag) && !(can(Tag::Adjective) && previous == Tag::Adverb && word.lower == "open") {
                        return tag;
                    }
                }
            }
        }
        let to = previous == Tag::Preposition && words[i - 1].lower == "to"
            || previous == Tag::Adverb && i >= 2 && words[i - 2].lower == "to";
        // « according to police »
        let according =
            i >= 2 && matches!(&*words[i - 2].lower, "according" | "due" | "thanks" | "owing") && can(Tag::Noun);
        if to && can(Tag::Infinitive) && !according {
            return Tag::Infinitive;
        }
        if matches!(previous, Tag::SubjectPronoun) && can(Tag::FiniteVerb) {
            return Tag::FiniteVerb;
        }
    }
    let in_noun_phrase = matches!(
        previous,
        Tag::Determiner | Tag::Preposition | Tag::Numeral | Tag::Adjective | Tag::Title
    );
    if in_noun_phrase && !(previous == Tag::Numeral && can(Tag::FiniteVerb) && !can(Tag::Noun)) {
        if previous == Tag::Preposition && can(Tag::PresentParticiple) && !nominal_next && !can(Tag::Noun) {
            return Tag::PresentParticiple;
        }
        if can(Tag::Adjective) && (nominal_next || !can(Tag::Noun)) {
            return Tag::Adjective;
        }
        if can(Tag::Noun) {
            return Tag::Noun;
        }
        if can(Tag::Numeral) {
            return Tag::Numeral;
        }
        // « the besieged city », « the missing »
        if (can(Tag::PastParticiple) || can(Tag::PresentParticiple)) && previous != Tag::Preposition {
            return Tag::Adjective;
        }
        if can(Tag::PresentParticiple) {
            return Tag::PresentParticiple;
        }
    }
    if can(Tag::Adverb) && !verb && !(can(Tag::Noun) && previous == Tag::Noun) {
        let adjective = can(Tag::Adjective) && nominal_next;
        return if adjective { Tag::Adjective } else { Tag::Adverb };
    }
    if can(Tag::FiniteVerb) && (!can(Tag::Noun) || finite_place(lexicon, words, i, previous, next)) {
        if can(Tag::PastParticiple) && reduced(lexicon, words, i, previous, next) {
            return Tag::PastParticiple;
        }
        if !(can(Tag::Adjective) && nominal_next && !can(Tag::PastParticiple)) {
            return Tag::FiniteVerb;
        }
    }
    let object = next.is_some_and(|w| w.tag == Tag::Numeral || w.can_be(Pos::Determiner) || w.can_be(Pos::Numeral));
    if can(Tag::PresentParticiple)
        && !(can(Tag::Noun) && matches!(previous, Tag::Noun | Tag::Name | Tag::FiniteVerb) && !object)
    {
        return if nominal_next && previous == Tag::FiniteVerb && can(Tag::Adjective) {
            Tag::Adjective
        } else {
            Tag::PresentParticiple
        };
    }
    if can(Tag::Adjective) && (nominal_next || !can(Tag::Noun)) {
        return Tag::Adjective;
    }
    [
        Tag::Noun,
        Tag::PastParticiple,
        Tag::Infinitive,
        Tag::FiniteVerb,
        Tag::Adverb,
        Tag::Numeral,
        Tag::Interjection,
        Tag::Name,
        Tag::Title,
    ]
    .into_iter()
    .find(|&tag| can(tag))
    .unwrap_or(Tag::Noun)
}

/// The verb on which the form of word `i` hangs, over adverbs, negation and an inverted subject.
fn auxiliary<'w>(words: &'w [Word], i: usize) -> Option<&'w Word<'w>> {
    for j in (i.saturating_sub(6)..i).rev() {
        match words[j].tag {
            Tag::Adverb | Tag::Negation => {}
            tag if is_verbal(tag) => return Some(&words[j]),
            _ => return None,
        }
    }
    None
}

/// True where a form that is noun and verb, *claims*, *report*, stands as a verb: a subject before it and an object behind.
fn finite_place(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag, next: Option<&Word>) -> bool {
    let word = &words[i];
    // « Critics, however, point out that »
    let tail = |cue: &&crate::lexicon::CueVerb| !cue.tail.is_empty() && next.is_some_and(|w| w.lower == cue.tail[0]);
    if word
        .readings
        .iter()
        .any(|r| tag_is_finite(r) && lexicon.cues_of(r.lemma).any(|cue| tail(&cue)))
    {
        return true;
    }
    // « local authorities estimate »: a plural hardly ever modifies a noun.
    let plural = previous == Tag::Noun && words[i - 1].reading().is_some_and(|r| r.plural == Some(true));
    if plural && !third(word) && !next.is_some_and(|w| w.can_be_finite()) {
        return true;
    }
    let past = word.readings.iter().any(|r| r.tense == Some(Tense::SimplePast));
    let subject = matches!(
        previous,
        Tag::Noun
            | Tag::Name
            | Tag::Pronoun
            | Tag::Relative
            | Tag::Close
            | Tag::Adverb
            | Tag::Comma
            | Tag::Quotation
            | Tag::Coordinator
            | Tag::Negation
    );
    let object = next.is_none_or(|w| {
        matches!(
            w.tag,
            Tag::Quotation | Tag::Colon | Tag::Comma | Tag::Stop | Tag::Numeral | Tag::StrayQuote
        ) || w.capital
            || w.readings.iter().any(|r| {
                matches!(
                    r.pos,
                    Pos::Determiner
                        | Pos::SubjectPronoun
                        | Pos::Pronoun
                        | Pos::Preposition
                        | Pos::Subordinator
                        | Pos::Interrogative
                        | Pos::Adverb
                        | Pos::Negation
                )
            })
            || w.lower.ends_with("ly")
    });
    let closing = next.is_none_or(|w| {
        matches!(w.tag, Tag::Comma | Tag::Stop) || w.can_be(Pos::Preposition) && !w.can_be(Pos::Subordinator)
    });
    past && subject
        || subject
            && object
            && !(closing && matches!(previous, Tag::Noun | Tag::Coordinator | Tag::Comma) && !third(word))
            && !(closing && matches!(previous, Tag::Coordinator | Tag::Comma))
}

fn tag_is_finite(reading: &Reading) -> bool {
    matches!(reading.tense, Some(Tense::Present | Tense::SimplePast))
}

/// True for a third person singular: *claims*.
fn third(word: &Word) -> bool {
    word.readings
        .iter()
        .any(|r| r.tense == Some(Tense::Present) && r.plural == Some(false))
}

/// True for a past form that is a participle behind its noun: *the man arrested on Tuesday said*.
fn reduced(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag, next: Option<&Word>) -> bool {
    // « released by the police », « announced on Wednesday evening by X »
    let by = words[i + 1..]
        .iter()
        .take(6)
        .take_while(|w| !w.can_be_finite() || w.can_be(Pos::Noun))
        .find(|w| w.lower == "by" || matches!(w.tag, Tag::Comma | Tag::Stop | Tag::Quotation));
    if by.is_some_and(|w| w.lower == "by") && matches!(previous, Tag::Comma | Tag::Noun | Tag::Name) {
        return true;
    }
    if i == 0 || matches!(previous, Tag::Stop | Tag::Colon | Tag::Subordinator) {
        return true;
    }
    let word = &words[i];
    // Auxiliaries and plain verbs of speech are what the sentence says.
    let speaks = |lemma| matches!(lemma, "be" | "have" | "do") || lexicon.cues_of(lemma).any(|cue| cue.bare);
    if word
        .readings
        .iter()
        .any(|r| r.tense == Some(Tense::SimplePast) && speaks(r.lemma))
    {
        return false;
    }
    if previous == Tag::Comma {
        // « The plan, adopted in May, failed »; but « The rights chief, Volker Brandt, called for … », « He rose, paused and left ».
        let later = words[i + 1..].iter().take(14).position(|w| w.tag == Tag::Comma);
        let outer = later.is_some_and(|n| {
            words[i + n + 2..]
                .iter()
                .take(3)
                .any(|w| w.can_be_finite() && !w.can_be(Pos::Noun))
        });
        return outer && next.is_some_and(|w| w.can_be(Pos::Preposition));
    }
    if !matches!(previous, Tag::Noun | Tag::Name) {
        return false;
    }
    // A verb of its own further on, with nothing between that could bring another subject.
    for word in words[i + 1..].iter().take(10) {
        if matches!(
            word.tag,
            Tag::Comma | Tag::Stop | Tag::Colon | Tag::Semicolon | Tag::Quotation | Tag::Dash
        ) || word.readings.iter().any(|r| {
            matches!(
                r.pos,
                Pos::Coordinator | Pos::Subordinator | Pos::Relative | Pos::SubjectPronoun | Pos::Interrogative
            ) && !matches!(r.lemma, "since" | "after" | "before" | "as" | "until" | "there")
        }) {
            return false;
        }
        let finite = word.can_be_finite() && !word.can_be(Pos::Noun) && !word.can_be(Pos::Adjective);
        let plain = word.can_be_tag(Tag::Infinitive);
        if finite && (!plain || matches!(&*word.lower, "will" | "would" | "may" | "can" | "could" | "have" | "do")) {
            return true;
        }
    }
    false
}
