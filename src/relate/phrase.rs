//! Noun phrases as the grammar of figures reads them: without a parser, by agreement and closed classes.

use super::measure::Finder;
use super::numeral::number;
use super::word::Words;
use crate::lexicon::quantity::Quantities;

/// How far a word that a bare number belongs to may stand before it, in words.
const REACH: usize = 14;

/// A noun phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Phrase {
    /// Word of its head noun.
    pub head: usize,
    pub start: usize,
    pub end: usize,
}

/// The grammar of figures over the words of one content span.
pub(super) struct Grammar<'a, 't> {
    pub data: &'static Quantities,
    pub words: &'a Words<'t>,
    pub measures: Finder<'a, 't>,
}

impl Grammar<'_, '_> {
    pub fn is(&self, class: &str, i: usize) -> bool {
        self.data.is(class, self.words.key(i))
    }

    pub fn is_before(&self, class: &str, i: usize, back: usize) -> bool {
        self.data.is(class, self.words.before(i, back))
    }
    /// The noun phrase that begins at word `i`; with `plural`, only one whose noun may be a plural.
    pub fn phrase(&self, i: usize, plural: bool) -> Option<Phrase> {
        let mut start = i;
        while self.is("leading", start) {
            start += 1;
        }
        if !self.may_be_noun(start) {
            return None;
        }
        let noun = self.words.key(start);
        // An acronym has no plural of its own: *trois TGV*.
        let acronym = self.words.text(start, start + 1).chars().all(char::is_uppercase);
        if plural && !is_plural(noun) && !acronym {
            return None;
        }
        let mut end = self.adjectives(start + 1, is_plural(noun));
        for _ in 0..2 {
            if !self.is("links", end) {
                break;
            }
            let at = end + 1 + usize::from(self.is("determiners", end + 1));
            if !self.may_be_noun(at) || number(self.data, self.words, at).is_some() {
                break;
            }
            let named = self.words.get(at).is_some_and(|word| word.capital);
            end = self.adjectives(at + 1, is_plural(self.words.key(at)));
            while named && self.words.get(end).is_some_and(|word| word.capital) && self.may_be_noun(end) {
                end += 1;
            }
        }
        Some(Phrase {
            head: start,
            start,
            end,
        })
    }

    pub fn may_be_noun(&self, i: usize) -> bool {
        self.words.is_word(i)
            && !self.is("stops", i)
            && !self.is("auxiliaries", i)
            && !self.is("links", i)
            && !self.words.key(i).ends_with('\'')
            && !self
                .data
                .verb_endings
                .iter()
                .any(|end| self.words.key(i).ends_with(end))
            && self.words.key(i).chars().any(char::is_alphabetic)
    }

    /// One past the adjectives from word `i` on that agree with a plural or singular noun and tell no measure.
    pub fn adjectives(&self, i: usize, plural: bool) -> usize {
        let mut at = i;
        while at < i + 3 && self.may_be_noun(at) {
            let key = self.words.key(at);
            let agrees = if plural {
                is_plural(key)
            } else {
                self.data.adjective_endings.iter().any(|end| key.ends_with(end))
            };
            let adverb = key.ends_with("ment") || self.is("adverbs", at);
            let capital = self.words.get(at).is_some_and(|word| word.capital);
            if !agrees || adverb || capital || self.measures.tells(at) {
                break;
            }
            at += 1;
        }
        at
    }

    /// The noun phrase after *taux de*, *nombre de* before word `end` in the same clause.
    pub fn topic_phrase(&self, class: &str, end: usize) -> Option<Phrase> {
        (end.saturating_sub(REACH)..end)
            .rev()
            .take_while(|&i| !matches!(self.words.key(i), "." | ";" | ":" | "!" | "?"))
            .find(|&i| self.is(class, i) && self.is("links", i + 1))
            .and_then(|i| self.phrase(i + 2 + usize::from(self.is("determiners", i + 2)), false))
            .filter(|phrase| phrase.end <= end)
    }

    /// The noun phrase of *le nombre de* right after a number: *porte à 12 le nombre de morts*.
    pub fn topic_after(&self, end: usize) -> Option<Phrase> {
        let noun = end + 1;
        let named = self.is("determiners", end) && self.is("number_nouns", noun) && self.is("links", noun + 1);
        let at = noun + 2;
        named.then(|| self.phrase(at + usize::from(self.is("determiners", at)), false))?
    }

    /// The list, *rises* or *falls*, of the nearest noun of a change before the *de* of a share: *une hausse moyenne des loyers de 4 %*.
    pub fn nearest_change(&self, start: usize) -> Option<&'static str> {
        /// Words between the noun and the share.
        const FAR: usize = 7;
        let from = start.saturating_sub(FAR);
        let mut before = (from..start)
            .rev()
            .take_while(|&i| self.words.is_word(i) && !self.is("auxiliaries", i));
        before.find_map(|i| ["rises", "falls"].into_iter().find(|list| self.is(list, i)))
    }

    pub fn words_of(&self, phrase: Phrase) -> String {
        self.words.text(phrase.start, phrase.end).to_owned()
    }
}

/// True for a word that may be a plural by its ending.
pub(super) fn is_plural(word: &str) -> bool {
    word.ends_with(['s', 'x', 'z']) || (word.contains('-') && !word.ends_with("ment"))
}
