//! Noun phrases and verb groups over tagged words: where they begin and end.

use std::ops::Range;

use super::tag::{Tag, Word};
use super::{english, french};
use crate::lexicon::{Reading, Tense};
use crate::model::Lang;

/// Longest noun phrase that is followed, in words; a bound that keeps every scan linear.
pub(super) const LONGEST_NOUN_PHRASE: usize = 60;

/// A noun phrase: determiner, head, adjectives, *de* complements; no apposition, no relative clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// Words of the whole.
    pub words: Range<usize>,
    /// Index of the head: in French the first noun, in English the last one; else the first name, pronoun or numeral.
    pub head: usize,
    /// Indices of the first and one past the last word of the first proper name in it.
    pub name: Option<Range<usize>>,
}

impl NounPhrase {
    /// A word that is one by itself: a pronoun.
    pub fn word(i: usize) -> Self {
        NounPhrase {
            words: i..i + 1,
            head: i,
            name: None,
        }
    }
}

/// True for what links somebody to the house where he works: *médecin **à** l'hôpital*.
pub fn is_at(word: &Word) -> bool {
    matches!(&*word.lower, "à" | "au" | "aux" | "chez") && matches!(word.tag, Tag::Preposition | Tag::Contraction)
}

/// True for a day of the week.
pub fn is_weekday(word: &Word) -> bool {
    french::noun_phrase::is_weekday(word)
}

/// True for a French month, lower case.
pub fn is_month(word: &str) -> bool {
    french::noun_phrase::is_month(word)
}

/// True where a slogan begins at word `i` that is the name of those who cry it: *le collectif **Sauvons** nos plages*.
pub fn is_slogan(words: &[Word], i: usize) -> bool {
    !words[i].fixed_order() && french::slogan::slogan_end(words, i).is_some()
}

/// Prepositions that may stand one behind the other: *lors d'une réunion*, *en fin de journée*, *auprès de l'agence*.
pub const PREPOSITIONS: usize = 3;

/// The word behind the preposition, or the prepositions one behind the other, `most` of them, at word `i`; nothing where none stands there.
pub fn after_prepositions(words: &[Word], i: usize, most: usize) -> Option<usize> {
    let preposition = |&j: &usize| {
        words
            .get(j)
            .is_some_and(|w| matches!(w.tag, Tag::Preposition | Tag::Contraction))
    };
    (i..=i + most).find(|j| !preposition(j)).filter(|&first| first > i)
}

/// A verb with its clitics, auxiliaries, negation, adverbs and inverted subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// Words of the whole.
    pub words: Range<usize>,
    /// Index of the verb that carries the meaning.
    pub head: usize,
    /// Tense of the word that inflects.
    pub tense: Tense,
    /// Negated by *ne … pas*, *ne … jamais*, …
    pub negated: bool,
    /// Has a reflexive clitic.
    pub reflexive: bool,
    /// *ne* without a word of negation: *ne reconnaît que des pertes* restricts.
    pub restricted: bool,
    /// *être* with a past participle, not reflexive.
    pub passive: bool,
    /// Index of the inverted subject pronoun.
    pub inverted: Option<usize>,
    /// True where the inflected form is a third person, or has none.
    pub third: bool,
    /// True for a plural, where the form tells.
    pub plural: Option<bool>,
    /// True where a clitic of the second person stands in it (*vous a dit*); *m'a dit*, *nous a dit* were said to whoever writes.
    pub addressed: bool,
}

impl VerbGroup {
    /// A group from word `start` to its only verb `head`, with nothing known but the reading; none where that is no verb's.
    pub(super) fn of_verb(start: usize, head: usize, reading: &Reading) -> Option<Self> {
        Some(VerbGroup {
            words: start..head + 1,
            head,
            tense: reading.tense?,
            negated: false,
            reflexive: false,
            restricted: false,
            passive: false,
            inverted: None,
            third: false,
            plural: reading.plural,
            addressed: false,
        })
    }
}

/// The noun phrase that begins at word `start`, if one does.
pub fn noun_phrase(words: &[Word], start: usize) -> Option<NounPhrase> {
    match words.get(start)?.lang {
        Lang::EN => english::noun_phrase::noun_phrase(words, start),
        _ => french::noun_phrase::noun_phrase(words, start),
    }
}

/// The verb group that begins at word `start`, if one does. A group begins at its first clitic, negation or verb.
pub fn verb_group(words: &[Word], start: usize) -> Option<VerbGroup> {
    match words.get(start)?.lang {
        Lang::EN => english::verb_group::verb_group(words, start),
        _ => french::verb_group::verb_group(words, start),
    }
}

/// How far behind its auxiliary a coordinated participle may stand, in words.
const SHARED_AUXILIARY: usize = 60;

/// *a réclamé la fermeture et regretté que*: the second participle shares the auxiliary, and with it the tense, of the first.
fn share_auxiliary(words: &[Word], before: &[VerbGroup], group: &mut VerbGroup) {
    if group.tense != Tense::PastParticiple {
        return;
    }
    let mut j = group.words.start;
    while j > 0 && words[j - 1].tag == Tag::Adverb {
        j -= 1;
    }
    let joined =
        |j: usize| words[j - 1].tag == Tag::Coordinator || words[j - 1].tag == Tag::Comma && is_listed(words, group);
    if j == 0 || !joined(j) {
        return;
    }
    let compound = before.iter().rev().take(8).find(|g| {
        words[g.head].tag == Tag::PastParticiple
            && !g.passive
            && !matches!(
                g.tense,
                Tense::PastParticiple | Tense::Infinitive | Tense::PresentParticiple
            )
    });
    if let Some(main) = compound.filter(|g| g.words.end + SHARED_AUXILIARY > group.words.start) {
        group.tense = main.tense;
        group.third = main.third;
        group.plural = main.plural;
    }
}

/// *a dénoncé un abus, **exigé** une enquête et réclamé des moyens*: a participle with its object, between a comma and one more of its kind.
fn is_listed(words: &[Word], group: &VerbGroup) -> bool {
    let object = |i: usize| {
        let dated = words.get(i + 1).is_some_and(|w| w.tag == Tag::Numeral);
        words
            .get(i)
            .is_some_and(|w| matches!(w.tag, Tag::Quotation) || w.tag == Tag::Determiner && !dated)
    };
    let ends = |w: &Word| matches!(w.tag, Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::FiniteVerb);
    let reach = words.len().min(group.words.end + SHARED_AUXILIARY);
    let mut rest = (group.words.end..reach).take_while(|&i| !ends(&words[i]));
    let last = rest
        .find(|&i| words[i].tag == Tag::Coordinator && words.get(i + 1).is_some_and(|w| w.tag == Tag::PastParticiple));
    object(group.words.end) && last.is_some_and(|i| object(i + 2))
}

/// All verb groups of a stretch, in order, none overlapping.
pub fn verb_groups(words: &[Word]) -> Vec<VerbGroup> {
    let mut groups: Vec<VerbGroup> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match words[i].tag {
            Tag::Negation
            | Tag::ObjectPronoun
            | Tag::FiniteVerb
            | Tag::Infinitive
            | Tag::PresentParticiple
            | Tag::PastParticiple => match verb_group(words, i) {
                Some(mut group) => {
                    i = group.words.end;
                    share_auxiliary(words, &groups, &mut group);
                    groups.push(group);
                }
                None => i += 1,
            },
            _ => i += 1,
        }
    }
    groups
}

/// True where a comma or another mark stands among the words.
pub fn has_boundary(words: &[Word]) -> bool {
    words.iter().any(|w| {
        matches!(
            w.tag,
            Tag::Comma
                | Tag::Colon
                | Tag::Semicolon
                | Tag::Stop
                | Tag::Quotation
                | Tag::Dash
                | Tag::FiniteVerb
                | Tag::StrayQuote
        )
    })
}
