//! One part of speech a word, chosen from the lexicon's readings by the words around it.
//!
//! This is a small tagger for what attribution needs: where noun phrases and verb groups begin and end. It never fails; a word that
//! the lexicon does not know is a name when it has a capital and a noun otherwise.

use std::borrow::Cow;
use std::ops::Range;

use super::{Analysis, TokenKind, english};
use crate::fold;
use crate::lexicon::{Lexicon, PlaceRole, Pos, Reading, Tense};
use crate::model::Lang;
use crate::span::Span;

/// The chosen part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Determiner.
    Determiner,
    /// Preposition.
    Preposition,
    /// Preposition that holds an article.
    Contraction,
    /// Subject pronoun.
    SubjectPronoun,
    /// Clitic before the verb.
    ObjectPronoun,
    /// Pronoun that stands as a noun phrase.
    Pronoun,
    /// Relative pronoun.
    Relative,
    /// Interrogative word.
    Interrogative,
    /// Coordinating conjunction.
    Coordinator,
    /// Subordinating conjunction.
    Subordinator,
    /// Adverb.
    Adverb,
    /// Word of negation.
    Negation,
    /// Finite verb.
    FiniteVerb,
    /// Infinitive.
    Infinitive,
    /// Present participle.
    PresentParticiple,
    /// Past participle.
    PastParticiple,
    /// Common noun, or an unknown word.
    Noun,
    /// Adjective.
    Adjective,
    /// Number in digits or words.
    Numeral,
    /// Civil title.
    Title,
    /// Proper name or a part of one.
    Name,
    /// Interjection.
    Interjection,
    /// A whole quotation; see [`Word::quotation`].
    Quotation,
    /// A quotation mark that pairs with none.
    StrayQuote,
    /// Hyphen before an inverted pronoun.
    CliticHyphen,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `.` `!` `?` `…`
    Stop,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// `–` `—` or a hyphen standing alone
    Dash,
    /// Anything else.
    Other,
}

/// A word, a mark, or a whole quotation in its sentence.
#[derive(Clone, Debug)]
pub struct Word<'t> {
    /// Where it stands.
    pub span: Span,
    /// Lower case, straight apostrophes; the key of the lexicon. Empty for a quotation.
    pub lower: Cow<'t, str>,
    /// What the lexicon knows of the form.
    pub readings: &'static [Reading],
    /// The chosen part of speech.
    pub tag: Tag,
    /// True where the first letter is a capital.
    pub capital: bool,
    /// Index into [`Analysis::quotations`] for [`Tag::Quotation`].
    pub quotation: Option<usize>,
    /// Language whose syntax it follows.
    pub lang: Lang,
    /// What the readings allow.
    kinds: Kinds,
}

/// The parts of speech of a word's readings, a bit each: the tagger asks for them dozens of times a word.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    tags: u64,
    pos: u32,
}

impl Kinds {
    fn of(readings: &[Reading]) -> Kinds {
        readings.iter().fold(Kinds::default(), |kinds, reading| Kinds {
            tags: kinds.tags | tag_of(reading).map_or(0, |tag| 1 << tag as u32),
            pos: kinds.pos | 1 << reading.pos as u32,
        })
    }
}

impl Word<'_> {
    /// True in a language where subject, verb and object keep their places: a subject stands behind its verb only in set places, and what
    /// stands behind an object is said of it.
    pub fn fixed_order(&self) -> bool {
        self.lang == Lang::EN
    }

    /// The reading that goes with the chosen tag, the third person first.
    pub fn reading(&self) -> Option<&'static Reading> {
        let mut fitting = self.readings.iter().filter(|r| tag_of(r) == Some(self.tag));
        let first = fitting.clone().next()?;
        Some(fitting.find(|r| r.person == 3).unwrap_or(first))
    }

    /// Dictionary form under the chosen tag; the form itself where the lexicon has none.
    pub fn lemma(&self) -> &str {
        self.reading().map_or(&self.lower, |r| r.lemma)
    }

    /// True where the form, read as the chosen part of speech, can belong to this dictionary form.
    pub fn is_form_of(&self, lemma: &str) -> bool {
        self.readings
            .iter()
            .any(|r| r.lemma == lemma && tag_of(r) == Some(self.tag))
    }

    /// Dictionary forms that fit the chosen part of speech.
    pub fn lemmas(&self) -> impl Iterator<Item = &'static str> {
        let fitting = self
            .readings
            .iter()
            .enumerate()
            .filter(|(_, r)| tag_of(r) == Some(self.tag));
        fitting
            .filter(|(i, r)| {
                !self.readings[..*i]
                    .iter()
                    .any(|s| s.lemma == r.lemma && tag_of(s) == Some(self.tag))
            })
            .map(|(_, r)| r.lemma)
    }

    /// True for a reading with this part of speech, chosen or not.
    pub fn can_be(&self, pos: Pos) -> bool {
        self.kinds.pos & 1 << pos as u32 != 0
    }

    /// True where the form can be a finite verb.
    pub fn can_be_finite(&self) -> bool {
        self.can_be_tag(Tag::FiniteVerb)
    }

    pub(super) fn can_be_tag(&self, tag: Tag) -> bool {
        self.kinds.tags & 1 << tag as u32 != 0
    }
}

fn tag_of(reading: &Reading) -> Option<Tag> {
    Some(match reading.pos {
        Pos::Determiner => Tag::Determiner,
        Pos::Preposition => Tag::Preposition,
        Pos::Contraction => Tag::Contraction,
        Pos::SubjectPronoun => Tag::SubjectPronoun,
        Pos::ObjectPronoun => Tag::ObjectPronoun,
        Pos::Pronoun => Tag::Pronoun,
        Pos::Relative => Tag::Relative,
        Pos::Interrogative => Tag::Interrogative,
        Pos::Coordinator => Tag::Coordinator,
        Pos::Subordinator => Tag::Subordinator,
        Pos::Adverb => Tag::Adverb,
        Pos::Negation => Tag::Negation,
        Pos::Noun => Tag::Noun,
        Pos::Adjective => Tag::Adjective,
        Pos::Numeral => Tag::Numeral,
        Pos::Title => Tag::Title,
        Pos::FirstName => Tag::Name,
        Pos::Interjection => Tag::Interjection,
        Pos::Verb => match reading.tense? {
            Tense::Infinitive => Tag::Infinitive,
            Tense::PresentParticiple => Tag::PresentParticiple,
            Tense::PastParticiple => Tag::PastParticiple,
            _ => Tag::FiniteVerb,
        },
    })
}

/// Tags the tokens of one stretch of text. Quotations of `depth` are taken as one word each; those nested deeper are inside them.
///
/// `quotations` are the indices of the quotations that may lie in the stretch, by start.
pub fn tag<'t>(
    analysis: &Analysis<'t>,
    lexicon: &'static Lexicon,
    tokens: Range<usize>,
    quotations: Range<usize>,
    depth: u8,
) -> Vec<Word<'t>> {
    let mut words = Vec::with_capacity(tokens.len() / 2 + 1);
    let mut pending = quotations.filter(|&q| analysis.quotations[q].depth == depth).peekable();
    let mut i = tokens.start;
    while i < tokens.end {
        while pending.next_if(|&q| analysis.quotations[q].tokens.start < i).is_some() {}
        if let Some(&q) = pending.peek()
            && analysis.quotations[q].tokens.start == i
        {
            let quotation = &analysis.quotations[q];
            words.push(Word {
                span: quotation.span,
                lower: Cow::Borrowed(""),
                readings: &[],
                tag: Tag::Quotation,
                capital: false,
                quotation: Some(q),
                lang: lexicon.lang,
                kinds: Kinds::default(),
            });
            i = quotation.tokens.end.max(i + 1);
            continue;
        }
        let token = analysis.tokens[i];
        if !token.is_space() {
            words.push(word(analysis, lexicon, i));
        }
        i += 1;
    }
    let mut i = 0;
    while i < words.len() {
        let length = lexicon
            .adverbials
            .length(|n| words.get(i + n).map_or("", |w| &*w.lower))
            .unwrap_or(0);
        if length > 0 {
            words[i..i + length].iter_mut().for_each(|w| w.tag = Tag::Adverb);
            i += length;
        } else {
            words[i].tag = match lexicon.lang {
                Lang::EN => english::choose(lexicon, &words, i),
                _ => choose(lexicon, &words, i),
            };
            i += 1;
        }
    }
    words
}

/// The word of token `i` with its readings; the tag is a first guess from its kind.
fn word<'t>(analysis: &Analysis<'t>, lexicon: &'static Lexicon, i: usize) -> Word<'t> {
    let token = analysis.tokens[i];
    let text = token.span.of(analysis.text);
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    let tag = match token.kind {
        TokenKind::Word => Tag::Noun,
        TokenKind::Number => Tag::Numeral,
        TokenKind::CliticHyphen => Tag::CliticHyphen,
        TokenKind::Quote => Tag::StrayQuote,
        TokenKind::Punctuation => match text {
            "," => Tag::Comma,
            ":" => Tag::Colon,
            ";" => Tag::Semicolon,
            "(" | "[" => Tag::Open,
            ")" | "]" => Tag::Close,
            "-" | "–" | "—" | "―" => Tag::Dash,
            "." | "!" | "?" | "…" => Tag::Stop,
            _ if text.starts_with(['.', '!', '?', '…']) => Tag::Stop,
            _ => Tag::Other,
        },
        _ => Tag::Other,
    };
    let (lower, readings): (Cow<str>, &'static [Reading]) = if tag == Tag::Noun {
        let lower = fold::lower(text);
        let mut readings = lexicon.readings(&lower);
        // « l'ex-juge », « la vice-présidente » are what they were or stand in for.
        if readings.is_empty()
            && let Some(rest) = ["ex-", "vice-", "co-", "néo-", "sous-"]
                .iter()
                .find_map(|prefix| lower.strip_prefix(prefix))
        {
            readings = lexicon.readings(rest);
        }
        if readings.is_empty() && lexicon.lang == Lang::EN {
            readings = english::guess(&lower);
        }
        (lower, readings)
    } else {
        (Cow::Borrowed(text), &[])
    };
    Word {
        span: token.span,
        lower,
        readings,
        tag,
        capital,
        quotation: None,
        lang: lexicon.lang,
        kinds: Kinds::of(readings),
    }
}

/// Chooses the tag of word `i`; those before it are chosen already.
fn choose(lexicon: &Lexicon, words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    if word.tag != Tag::Noun {
        return word.tag;
    }
    let before = i.checked_sub(1).map(|j| &words[j]);
    let previous = before.map_or(Tag::Stop, |w| w.tag);
    let after = words.get(i + 1);
    if word.capital
        && let Some(tag) = capitalised(lexicon, words, i, previous)
    {
        return tag;
    }
    if let Some(tag) = function_word(words, i, previous, after) {
        return tag;
    }
    open_class(words, i, previous, after)
}

/// True where a sentence or a quotation begins, so that a capital means nothing.
pub(super) fn begins(words: &[Word], i: usize) -> bool {
    match i.checked_sub(1).map(|j| words[j].tag) {
        None | Some(Tag::Stop | Tag::Colon | Tag::Quotation | Tag::StrayQuote | Tag::Dash | Tag::Semicolon) => true,
        Some(Tag::Other) => i == 1,
        _ => false,
    }
}

fn capitalised(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag) -> Option<Tag> {
    let word = &words[i];
    let next = words.get(i + 1);
    let next_is_name = next.is_some_and(|w| w.capital && (w.readings.is_empty() || w.can_be(Pos::FirstName)));
    // « Théo Blanc », « Marco Villa »: whatever stands in capitals behind a first name is a surname.
    if previous == Tag::Name && words[i - 1].can_be(Pos::FirstName) {
        return Some(Tag::Name);
    }
    if word.can_be(Pos::Title) && next.is_some_and(|w| w.capital) {
        return Some(Tag::Title);
    }
    if begins(words, i) {
        // « A Bakou », « A en croire »: capitals often lose their accent; « A-t-il » is the verb.
        if word.lower == "a" && next.is_none_or(|w| w.tag != Tag::CliticHyphen && !w.can_be_tag(Tag::PastParticiple)) {
            return Some(Tag::Preposition);
        }
        if is_place(lexicon, &word.lower) && !word.can_be(Pos::Determiner) {
            return Some(Tag::Name);
        }
        let surname_next = next.is_some_and(|w| w.capital) || particle_then_name(words, i + 1);
        if word.can_be(Pos::FirstName) && (next_is_name || surname_next || word.readings.len() == 1) {
            return Some(Tag::Name);
        }
        return if word.readings.is_empty() {
            Some(Tag::Name)
        } else {
            None
        };
    }
    let function = word.readings.iter().any(|r| is_function(r.pos));
    if function && !next.is_some_and(|w| w.capital) && word.span.len() <= 5 {
        return None;
    }
    // « le Premier ministre », « les Grands Lacs »
    if word.can_be(Pos::Adjective) && next.is_some_and(|w| w.can_be(Pos::Noun) && !w.can_be(Pos::Adjective)) {
        return Some(Tag::Adjective);
    }
    // « la compagnie Air Silésie »: two capitals behind a common noun are its name.
    if previous == Tag::Noun && !words[i - 1].capital && next_is_name {
        return Some(Tag::Name);
    }
    if word.can_be(Pos::Noun) && !word.can_be(Pos::FirstName) && !(previous == Tag::Name && next_is_name) {
        return Some(Tag::Noun);
    }
    if word.can_be(Pos::Adjective) && matches!(previous, Tag::Noun) && words[i - 1].capital {
        return Some(Tag::Adjective);
    }
    Some(Tag::Name)
}

/// *de Brissac*, *von der Heide*: up to three lower-case particles and a capital.
fn particle_then_name(words: &[Word], i: usize) -> bool {
    let particles = words[i.min(words.len())..]
        .iter()
        .take(3)
        .take_while(|w| PARTICLES.contains(&&*w.lower))
        .count();
    particles > 0 && words.get(i + particles).is_some_and(|w| w.capital)
}

/// Words that join the parts of a name.
pub const PARTICLES: &[&str] = &[
    "de", "d'", "von", "van", "der", "den", "di", "da", "del", "della", "ben", "bin", "ibn", "al", "el", "ag", "ould",
    "du", "la", "le", "des", "dos", "san",
];

fn is_function(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::Determiner
            | Pos::Preposition
            | Pos::Contraction
            | Pos::SubjectPronoun
            | Pos::ObjectPronoun
            | Pos::Pronoun
            | Pos::Relative
            | Pos::Interrogative
            | Pos::Coordinator
            | Pos::Subordinator
            | Pos::Negation
    )
}

pub(super) fn is_place(lexicon: &Lexicon, lower: &str) -> bool {
    matches!(
        lexicon.country(&fold::fold(lower)),
        Some((_, PlaceRole::Name | PlaceRole::Capital | PlaceRole::Seat))
    )
}

/// True where the word can open or go on with a noun phrase and cannot be a verb.
fn only_nominal(word: &Word) -> bool {
    !word.readings.iter().any(|r| r.pos == Pos::Verb) || (word.capital && !word.can_be_finite())
}

/// Chooses among the closed classes; none where the word has no reading there or an open reading fits better.
fn function_word(words: &[Word], i: usize, previous: Tag, after: Option<&Word>) -> Option<Tag> {
    let word = &words[i];
    // Unaccented forms stand in the lexicon for capitals: « A Bakou »; in lower case the accent counts.
    if word.lower == "a" && !word.capital {
        return Some(Tag::FiniteVerb);
    }
    // Partitives count as prepositions; *au moins*, *au plus* are adverbs before a number.
    match &*word.lower {
        "de" | "d'" => return Some(Tag::Preposition),
        // « un de ses proches », « l'un des deux »
        "un" | "une" | "certains" | "certaines" | "plusieurs" | "deux"
            if after.is_some_and(|w| matches!(&*w.lower, "de" | "d'" | "des")) =>
        {
            return Some(Tag::Pronoun);
        }
        "s'" if after.is_some_and(|w| matches!(&*w.lower, "il" | "ils")) => return Some(Tag::Subordinator),
        "soit" if !matches!(previous, Tag::Comma | Tag::Stop) => return Some(Tag::FiniteVerb),
        "ce" | "cet" | "cette" | "ces"
            if after.is_some_and(|w| w.can_be_tag(Tag::PastParticiple) && !w.can_be_finite()) =>
        {
            return Some(Tag::Determiner);
        }
        "au" if after.is_some_and(|w| matches!(&*w.lower, "moins" | "plus" | "total")) => return Some(Tag::Adverb),
        "moins" | "plus" | "total" if previous == Tag::Adverb && words[i - 1].lower == "au" => {
            return Some(Tag::Adverb);
        }
        "dernier" | "dernière" | "derniers" | "dernières"
            if previous == Tag::Determiner
                && matches!(&*words[i - 1].lower, "ce" | "cette" | "ces")
                && !after.is_some_and(|w| w.can_be(Pos::Noun) && !w.can_be_finite()) =>
        {
            return Some(Tag::Pronoun);
        }
        "même" | "mêmes" | "autre" | "autres" if previous == Tag::Determiner => return Some(Tag::Adjective),
        _ => {}
    }
    let verb_next = after.is_some_and(|w| w.can_be_finite() || w.can_be_tag(Tag::Infinitive));
    let nominal_next = after.is_some_and(|w| {
        w.can_be(Pos::Noun) || w.can_be(Pos::Adjective) || w.can_be(Pos::Numeral) || w.capital || w.readings.is_empty()
    });
    let clitic_before = matches!(previous, Tag::SubjectPronoun | Tag::ObjectPronoun | Tag::Relative)
        || (previous == Tag::Negation && words[i - 1].lower.starts_with('n'));
    let pick = |tag: Tag| word.can_be_tag(tag).then_some(tag);
    if previous == Tag::CliticHyphen {
        return pick(Tag::SubjectPronoun).or(Some(Tag::Pronoun));
    }
    if word.can_be(Pos::ObjectPronoun) {
        let infinitive_next = after.is_some_and(|w| w.can_be_tag(Tag::Infinitive) && !w.can_be(Pos::Noun));
        let clitic_next = after.is_some_and(|w| w.can_be(Pos::ObjectPronoun) && !w.can_be(Pos::Determiner));
        let object = verb_next && (clitic_before || !nominal_next) || infinitive_next || (clitic_next && clitic_before);
        if word.can_be(Pos::SubjectPronoun) {
            // « cette exposition nous apprend »: the verb does not agree with it.
            let person = if word.lower == "nous" { 1 } else { 2 };
            let agrees = after.is_none_or(|w| {
                !w.can_be_finite() || w.readings.iter().any(|r| r.person == person && r.plural == Some(true))
            });
            return Some(if clitic_before && verb_next || !agrees {
                Tag::ObjectPronoun
            } else {
                Tag::SubjectPronoun
            });
        }
        if object || !(word.can_be(Pos::Determiner) || word.can_be(Pos::Preposition) || word.can_be(Pos::Pronoun)) {
            return Some(Tag::ObjectPronoun);
        }
        return pick(Tag::Determiner).or(pick(Tag::Preposition)).or(pick(Tag::Pronoun));
    }
    if word.can_be(Pos::SubjectPronoun) {
        let subject = verb_next
            || after.is_some_and(|w| w.can_be(Pos::ObjectPronoun) || w.can_be(Pos::Negation) || w.can_be(Pos::Adverb));
        if word.can_be(Pos::Determiner) {
            return Some(if nominal_next && (!verb_next || only_nominal_candidate(after)) {
                Tag::Determiner
            } else if verb_next {
                Tag::SubjectPronoun
            } else {
                Tag::Pronoun
            });
        }
        return Some(if subject || !word.can_be(Pos::Pronoun) {
            Tag::SubjectPronoun
        } else {
            Tag::Pronoun
        });
    }
    if word.can_be(Pos::Contraction) && word.can_be(Pos::Determiner) {
        let coordinated = previous == Tag::Coordinator
            && words[i.saturating_sub(6)..i]
                .iter()
                .any(|w| matches!(w.tag, Tag::Contraction) || w.lower == "de");
        let complement = coordinated
            || matches!(
                previous,
                Tag::Noun | Tag::Adjective | Tag::Name | Tag::PastParticiple | Tag::Quotation | Tag::Close
            );
        return Some(if complement { Tag::Contraction } else { Tag::Determiner });
    }
    if word.can_be(Pos::Relative) && word.can_be(Pos::Subordinator) {
        let antecedent = matches!(previous, Tag::Noun | Tag::Adjective | Tag::Name | Tag::Pronoun);
        return Some(if antecedent { Tag::Relative } else { Tag::Subordinator });
    }
    if word.can_be(Pos::Subordinator) && word.can_be(Pos::Adverb) {
        return Some(
            if after.is_some_and(|w| w.can_be(Pos::Adjective) && !w.can_be_finite()) {
                Tag::Adverb
            } else {
                Tag::Subordinator
            },
        );
    }
    if word.can_be(Pos::Determiner) && word.can_be(Pos::Pronoun) {
        return Some(if nominal_next || after.is_some_and(|w| w.can_be(Pos::Determiner)) {
            Tag::Determiner
        } else {
            Tag::Pronoun
        });
    }
    let noun_place = matches!(previous, Tag::Determiner | Tag::Contraction);
    if noun_place && word.can_be(Pos::Noun) {
        return None;
    }
    [
        Tag::Negation,
        Tag::Determiner,
        Tag::Contraction,
        Tag::Preposition,
        Tag::Coordinator,
        Tag::Relative,
        Tag::Subordinator,
        Tag::Interrogative,
        Tag::Pronoun,
    ]
    .into_iter()
    .find(|&tag| word.can_be_tag(tag) && (tag == Tag::Negation || !(word.can_be_finite() && clitic_before)))
}

fn only_nominal_candidate(word: Option<&Word>) -> bool {
    word.is_some_and(only_nominal)
}

/// Chooses among verb, noun, adjective, adverb, numeral and name.
fn open_class(words: &[Word], i: usize, previous: Tag, after: Option<&Word>) -> Tag {
    let word = &words[i];
    let can = |tag: Tag| word.can_be_tag(tag);
    if word.readings.is_empty() {
        let lower = &word.lower;
        return if lower.ends_with("ment") && lower.len() > 6 && previous != Tag::Determiner {
            Tag::Adverb
        } else {
            Tag::Noun
        };
    }
    let nominal = if can(Tag::Noun) {
        Some(Tag::Noun)
    } else {
        can(Tag::Adjective).then_some(Tag::Adjective)
    };
    let clitic_before = matches!(previous, Tag::SubjectPronoun | Tag::ObjectPronoun | Tag::CliticHyphen)
        || (previous == Tag::Negation && words[i - 1].lower.starts_with('n'));
    if clitic_before {
        for tag in [
            Tag::FiniteVerb,
            Tag::Infinitive,
            Tag::PresentParticiple,
            Tag::PastParticiple,
        ] {
            // An inverted pronoun is followed by the participle: « a-t-il déclaré ».
            let inverted = i >= 2 && words[i - 2].tag == Tag::CliticHyphen;
            if can(tag) && !(inverted && tag == Tag::FiniteVerb && can(Tag::PastParticiple)) {
                return tag;
            }
        }
    }
    // A participle that the lexicon knows only as what it became: « se serait réfugié ».
    let participle = can(Tag::PastParticiple)
        || nominal.is_some() && word.lower.trim_end_matches(['e', 's']).ends_with('é') && previous == Tag::FiniteVerb;
    if participle && auxiliary_before(words, i) {
        return Tag::PastParticiple;
    }
    // « a demandé aux habitants de rester et indiqué suivre la situation »: a participle that shares the auxiliary and has its complement.
    if can(Tag::PastParticiple) && previous == Tag::Coordinator && verbal_next(after) && !can(Tag::FiniteVerb) {
        return Tag::PastParticiple;
    }
    let in_noun_phrase = match previous {
        Tag::Determiner | Tag::Contraction | Tag::Numeral | Tag::Title => true,
        Tag::Preposition => words[i - 1].lower != "en" || !can(Tag::PresentParticiple),
        Tag::Adjective => i >= 2 && matches!(words[i - 2].tag, Tag::Determiner | Tag::Contraction | Tag::Numeral),
        _ => false,
    };
    if in_noun_phrase
        && can(Tag::Adjective)
        && matches!(previous, Tag::Determiner | Tag::Contraction | Tag::Numeral)
        && after.is_some_and(|w| w.can_be(Pos::Noun) && !w.can_be(Pos::Preposition) && !w.can_be(Pos::Adjective))
    {
        return Tag::Adjective;
    }
    if in_noun_phrase && let Some(tag) = nominal {
        // « de plus en plus », « par jour »: a bare noun after a preposition; an infinitive there stays a verb.
        return if previous == Tag::Preposition && can(Tag::Infinitive) {
            Tag::Infinitive
        } else {
            tag
        };
    }
    // « ce gradé », « les évacués »
    if previous == Tag::Determiner
        && can(Tag::PastParticiple)
        && !can(Tag::FiniteVerb)
        && !after.is_some_and(|w| w.can_be(Pos::Noun))
    {
        return Tag::Noun;
    }
    if in_noun_phrase && can(Tag::Numeral) {
        return Tag::Numeral;
    }
    if can(Tag::Infinitive) {
        return Tag::Infinitive;
    }
    // « reconnaît maintenant »: the adverb, but for « en maintenant ».
    if word.lower == "maintenant" && previous != Tag::Comma {
        return Tag::Adverb;
    }
    if can(Tag::PresentParticiple) && !(can(Tag::Adjective) && previous == Tag::Noun) {
        return Tag::PresentParticiple;
    }
    let third_person = word
        .readings
        .iter()
        .any(|r| tag_of(r) == Some(Tag::FiniteVerb) && r.person == 3);
    // « Le chercheur reste prudent », « le luthier hausse les épaules »: two nouns do not stand side by side.
    if third_person
        && can(Tag::Noun)
        && !can(Tag::Adjective)
        && previous == Tag::Noun
        && i >= 2
        && matches!(words[i - 2].tag, Tag::Determiner | Tag::Adjective)
        && !words[i - 1].readings.iter().all(|r| r.pos != Pos::Noun)
    {
        return Tag::FiniteVerb;
    }
    if can(Tag::FiniteVerb) {
        let subject_before = matches!(
            previous,
            Tag::Noun
                | Tag::Name
                | Tag::Adjective
                | Tag::Pronoun
                | Tag::Relative
                | Tag::Close
                | Tag::Comma
                | Tag::Quotation
                | Tag::PastParticiple
                | Tag::Adverb
                | Tag::Coordinator
                | Tag::Numeral
                | Tag::Negation
                | Tag::Dash
                | Tag::StrayQuote
                | Tag::Stop
                | Tag::Colon
                | Tag::Interrogative
                | Tag::Subordinator
        );
        let object_after = after.is_none_or(|w| {
            matches!(
                w.tag,
                Tag::Quotation | Tag::CliticHyphen | Tag::Colon | Tag::Comma | Tag::Stop | Tag::Numeral
            ) || w.capital
                || w.readings.iter().any(|r| is_function(r.pos) || r.pos == Pos::Adverb)
                || w.can_be_tag(Tag::Infinitive)
                || w.can_be_tag(Tag::PastParticiple)
        });
        let third = word
            .readings
            .iter()
            .any(|r| tag_of(r) == Some(Tag::FiniteVerb) && matches!(r.person, 0 | 3));
        if nominal.is_none() && !can(Tag::PastParticiple) {
            return Tag::FiniteVerb;
        }
        if third
            && subject_before
            && object_after
            && !(can(Tag::Adjective) && previous == Tag::Noun && !verbal_next(after))
        {
            return Tag::FiniteVerb;
        }
    }
    let after_subject = !matches!(previous, Tag::Noun | Tag::Adjective);
    if can(Tag::FiniteVerb) && can(Tag::PastParticiple) && after_subject && word.readings.iter().any(|r| r.person == 3)
    {
        return Tag::FiniteVerb;
    }
    if let Some(tag) = nominal
        && !(can(Tag::PastParticiple) && matches!(previous, Tag::Noun | Tag::Name | Tag::Comma))
    {
        return if can(Tag::Adjective) && matches!(previous, Tag::Noun | Tag::FiniteVerb | Tag::Adverb) {
            Tag::Adjective
        } else {
            tag
        };
    }
    [
        Tag::PastParticiple,
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

/// True where what follows completes a verb: a conjunction, a determiner, an infinitive, a quotation.
fn verbal_next(after: Option<&Word>) -> bool {
    after.is_some_and(|w| {
        matches!(w.tag, Tag::Quotation | Tag::Colon | Tag::CliticHyphen)
            || w.can_be(Pos::Subordinator)
            || w.can_be(Pos::Determiner)
            || w.can_be_tag(Tag::Infinitive)
    })
}

/// True where a form of *avoir* or *être* stands before word `i`, with nothing but adverbs, negation and an inverted pronoun between.
fn auxiliary_before(words: &[Word], i: usize) -> bool {
    let mut adverbial = false;
    for j in (i.saturating_sub(7)..i).rev() {
        let word = &words[j];
        match word.tag {
            Tag::Adverb | Tag::Negation | Tag::CliticHyphen | Tag::SubjectPronoun | Tag::Pronoun => {}
            Tag::PastParticiple if word.is_form_of("être") => {}
            // « a par ailleurs assuré », « a de son côté indiqué »: a short adverbial that begins with a preposition.
            Tag::Noun | Tag::Determiner | Tag::Adjective | Tag::Preposition | Tag::Contraction if i - j <= 5 => {
                adverbial = true
            }
            Tag::FiniteVerb | Tag::Infinitive | Tag::PresentParticiple => {
                let opens = !adverbial || matches!(words[j + 1].tag, Tag::Preposition | Tag::Contraction);
                return opens && (word.is_form_of("avoir") || word.is_form_of("être"));
            }
            _ => return false,
        }
    }
    false
}
