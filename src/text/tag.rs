//! One part of speech a word, chosen from the lexicon's readings by the words around it.
//!
//! This is a small tagger for what attribution needs: where noun phrases and verb groups begin and end. It never fails; a word that
//! the lexicon does not know is a name when it has a capital and a noun otherwise.

use std::borrow::Cow;
use std::ops::Range;

use super::{Analysis, TokenKind, english, french};
use crate::fold;
use crate::lexicon::{Lexicon, NounClass, PlaceRole, Pos, Reading, Tense};
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
    /// True for two letters or more that are all capitals.
    pub acronym: bool,
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

    /// What the noun names, under the chosen tag; none for other words and nouns that the lexicon does not know.
    pub fn class(&self) -> Option<NounClass> {
        self.reading().and_then(|reading| reading.class)
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

    /// True where one of the readings has this tag.
    pub fn can_be_tag(&self, tag: Tag) -> bool {
        self.kinds.tags & 1 << tag as u32 != 0
    }
}

pub(super) fn tag_of(reading: &Reading) -> Option<Tag> {
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
                acronym: false,
                quotation: Some(q),
                lang: lexicon.lang,
                kinds: Kinds::default(),
            });
            i = quotation.tokens.end.max(i + 1);
            continue;
        }
        let token = analysis.tokens[i];
        if !token.is_space() && !is_stray_t(analysis, i) {
            words.push(word(analysis, lexicon, i));
        }
        i += 1;
    }
    let mut i = 0;
    while i < words.len() {
        let length = lexicon
            .adverbials
            .length(|n| words.get(i + n).map_or("", |w| &*w.lower))
            // « fait état de plus de 40 % de grévistes »
            .filter(|&n| {
                words[i + n - 1].lower != "plus" || !words.get(i + n).is_some_and(|w| matches!(&*w.lower, "de" | "d'"))
            })
            .or_else(|| (lexicon.lang == Lang::FR).then(|| french::time_ago(&words, i))?)
            .unwrap_or(0);
        if length > 0 {
            words[i..i + length].iter_mut().for_each(|w| w.tag = Tag::Adverb);
            i += length;
        } else {
            words[i].tag = match lexicon.lang {
                Lang::EN => english::choose(lexicon, &words, i),
                _ => french::choose(lexicon, &words, i),
            };
            i += 1;
        }
    }
    words
}

/// True for the *t* of an inverted pronoun that lost the hyphen before it: *explique **t**-il*.
fn is_stray_t(analysis: &Analysis, i: usize) -> bool {
    let clitic = analysis
        .tokens
        .get(i + 1)
        .is_some_and(|next| next.kind == TokenKind::CliticHyphen);
    clitic && analysis.word(i) == "t"
}

/// True for a dash at token `i` with a word right before it and right behind it.
fn joins(analysis: &Analysis, i: usize) -> bool {
    let word = |token: Option<usize>| {
        token
            .and_then(|i| analysis.tokens.get(i))
            .is_some_and(|t| t.kind == TokenKind::Word)
    };
    word(i.checked_sub(1)) && word(Some(i + 1))
}

/// The word of token `i` with its readings; the tag is a first guess from its kind.
fn word<'t>(analysis: &Analysis<'t>, lexicon: &'static Lexicon, i: usize) -> Word<'t> {
    let token = analysis.tokens[i];
    let text = token.span.of(analysis.text);
    // « al-Hussein »
    let article = text
        .split_once('-')
        .filter(|(al, _)| matches!(*al, "al" | "el" | "an" | "ar" | "as" | "ad" | "at" | "ez"));
    let first = article.map_or(text, |(_, name)| name).chars().next();
    let capital = first.is_some_and(char::is_uppercase);
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
            // « l'accord Canada–Mexique »: no space parts it from the words that it joins.
            "–" if joins(analysis, i) => Tag::Other,
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
            && let Some(rest) = ["ex-", "vice-", "co-", "néo-", "sous-", "premier-"]
                .iter()
                .find_map(|prefix| lower.strip_prefix(prefix))
        {
            readings = lexicon.readings(rest);
        }
        // « réautoriser »: to do again.
        if readings.is_empty()
            && lexicon.lang == Lang::FR
            && let Some(rest) = lower.strip_prefix("ré").or_else(|| lower.strip_prefix("re"))
            && rest.len() > 4
        {
            let again = lexicon.readings(rest);
            let verb = again.iter().all(|r| r.pos == Pos::Verb);
            readings = if verb { again } else { readings };
        }
        // « Pierre-Henry »: two first names are one.
        if readings.is_empty()
            && capital
            && let Some((first, second)) = lower.split_once('-')
            && [first, second]
                .iter()
                .all(|name| lexicon.readings(name).iter().any(|r| r.pos == Pos::FirstName))
        {
            readings = lexicon.readings(first);
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
        acronym: text.chars().count() > 1 && text.chars().all(char::is_uppercase),
        quotation: None,
        lang: lexicon.lang,
        kinds: Kinds::of(readings),
    }
}

/// True where a sentence or a quotation begins, so that a capital means nothing.
pub(super) fn begins(words: &[Word], i: usize) -> bool {
    match i.checked_sub(1).map(|j| words[j].tag) {
        None | Some(Tag::Stop | Tag::Colon | Tag::Quotation | Tag::StrayQuote | Tag::Dash | Tag::Semicolon) => true,
        Some(Tag::Other) => i == 1,
        _ => false,
    }
}

/// Words that join the parts of a name.
pub const PARTICLES: &[&str] = &[
    "de", "d'", "von", "van", "der", "den", "di", "da", "del", "della", "ben", "bin", "ibn", "al", "el", "ag", "ould",
    "du", "la", "le", "des", "dos", "san", "do", "zu", "ter", "ten",
];

/// Particles that stand in names only, so that the name before one need not be a known first name: *Mossa ag Elhadji*.
pub const NAME_PARTICLES: &[&str] = &["ag", "ould", "ben", "bin", "ibn", "von", "van", "el", "al"];

/// True where a particle at word `i` goes on with a name: *Charles **de** Gaulle*, *Ursula **von der** Leyen*; between a first name and a capital.
pub fn name_goes_on(words: &[Word], i: usize) -> bool {
    let particle = &*words[i].lower;
    // « Women and Hollywood »
    let joins = matches!(particle, "and" | "&") && i > 0 && words[i - 1].tag == Tag::Name;
    if joins
        && words
            .get(i + 1)
            .is_some_and(|w| w.capital && matches!(w.tag, Tag::Name | Tag::Noun))
    {
        return true;
    }
    let first = (0..i).rev().find(|&j| !PARTICLES.contains(&&*words[j].lower));
    PARTICLES.contains(&particle)
        && first.is_some_and(|j| {
            words[j].tag == Tag::Title
                || words[j].tag == Tag::Name
                    && (words[j].can_be(Pos::FirstName)
                        || !words[i].capital && NAME_PARTICLES.contains(&particle)
                        || is_noble(words, j, i))
        })
        && words[i + 1..]
            .iter()
            .take(3)
            .find(|w| w.capital || !PARTICLES.contains(&&*w.lower))
            .is_some_and(|w| w.tag == Tag::Name)
}

/// True where *de* goes on with first name and surname: *Geoffroy Roux **de** Bézieux*; no acronym follows, and no body that the lexicon knows.
fn is_noble(words: &[Word], surname: usize, de: usize) -> bool {
    let first = surname
        .checked_sub(1)
        .is_some_and(|j| words[j].can_be(Pos::FirstName) || words[j].tag == Tag::Title);
    let name = words
        .get(de + 1)
        .is_some_and(|w| w.capital && !w.acronym && w.readings.is_empty());
    first && surname + 1 == de && &*words[de].lower == "de" && name
}

/// True where a title that an article read as a name opens at `begin` goes on at word `i`: *le journal Le **Monde***.
pub fn title_goes_on(words: &[Word], begin: usize, i: usize) -> bool {
    i > begin
        && words[begin].tag == Tag::Name
        && matches!(&*words[begin].lower, "le" | "la" | "l'" | "les")
        && words[i].capital
        && matches!(words[i].tag, Tag::Noun | Tag::Adjective)
}

/// True where the name of whoever bears an office begins at word `i`, behind the acronym of its house: *le président de la CENI **Ada** Weil*.
pub fn begins_bearer(words: &[Word], i: usize) -> bool {
    let plain = |word: &Word| word.tag == Tag::Name && !word.acronym && !word.can_be(Pos::Noun);
    words[i - 1].acronym && plain(&words[i]) && words.get(i + 1).is_some_and(plain)
}

pub(super) fn is_place(lexicon: &Lexicon, lower: &str) -> bool {
    matches!(
        lexicon.country(&fold::fold(lower)),
        Some((
            _,
            PlaceRole::Name | PlaceRole::Capital | PlaceRole::Seat | PlaceRole::Ministry
        ))
    )
}
