//! English syntax: the tag of a word; [`phrase`] has noun phrases and verb groups.

pub(super) mod phrase;

use super::tag::{Tag, Word, begins, is_place};
use crate::lexicon::{Lexicon, NounClass, Pos, Reading, Tense};

/// Readings of a word in *-ed* that the lexicon does not know.
static UNKNOWN_PAST: [Reading; 2] = [unknown(Tense::SimplePast, 3), unknown(Tense::PastParticiple, 0)];
/// Reading of a word in *-ing* that the lexicon does not know.
static UNKNOWN_GERUND: [Reading; 1] = [unknown(Tense::PresentParticiple, 0)];

const fn unknown(tense: Tense, person: u8) -> Reading {
    Reading {
        pos: Pos::Verb,
        lemma: "",
        tense: Some(tense),
        person,
        plural: None,
        gender: None,
        class: None,
    }
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
    closed(lexicon, words, i, previous, next).unwrap_or_else(|| open(lexicon, words, i, previous, next))
}

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

fn closed(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag, next: Option<&Word>) -> Option<Tag> {
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

fn is_modal(word: &Word) -> bool {
    word.lemmas().any(|l| {
        matches!(
            l,
            "will" | "would" | "shall" | "should" | "can" | "could" | "may" | "might" | "must" | "do"
        )
    })
}

fn open(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag, next: Option<&Word>) -> Tag {
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
