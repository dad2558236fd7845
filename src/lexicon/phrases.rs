//! Phrases of one or more words, found where they stand.

use rustc_hash::FxHashMap;

/// Phrases of one or more words with what they stand for, longest first.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases {
            by_first: FxHashMap::default(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase, its words as the tokens of a text have them ([`words`]).
    pub(super) fn insert(&mut self, words: Vec<&'static str>, value: T) {
        let Some(first) = words.first() else { return };
        let list = self.by_first.entry(first).or_default();
        list.push((words, value));
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    /// First words of all phrases.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &&'static str> {
        self.by_first.keys()
    }

    /// All phrases that stand at the words `word(0)`, `word(1)`, …, the longest first, each with its number of words.
    pub fn all<'p, 'w>(&'p self, word: impl Fn(usize) -> Option<&'w str>) -> impl Iterator<Item = (usize, &'p T)> {
        word(0)
            .and_then(|first| self.by_first.get(first))
            .into_iter()
            .flatten()
            .filter(move |(words, _)| words.iter().enumerate().skip(1).all(|(i, w)| word(i) == Some(w)))
            .map(|(words, value)| (words.len(), value))
    }

    /// The longest phrase that stands at the words `word(0)`, `word(1)`, …, with its number of words.
    pub fn at<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(usize, &T)> {
        self.all(word).next()
    }

    /// Number of words of the longest phrase that stands at the words `word(0)`, `word(1)`, …, which are empty past the end.
    pub fn length<'w>(&self, word: impl Fn(usize) -> &'w str) -> Option<usize> {
        self.at(|n| Some(word(n))).map(|(length, _)| length)
    }

    /// The words of all phrases, in no order.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = &Vec<&'static str>> {
        self.by_first.values().flatten().map(|(words, _)| words)
    }
}

impl FromIterator<Vec<&'static str>> for Phrases<()> {
    fn from_iter<I: IntoIterator<Item = Vec<&'static str>>>(phrases: I) -> Self {
        let mut all = Phrases::default();
        for words in phrases {
            all.insert(words, ());
        }
        all
    }
}

/// The words of a phrase as the tokens of a text: an elided word with its apostrophe is one, and so is *aujourd'hui*.
pub(super) fn words(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split_whitespace()
        .flat_map(|word| word.split_inclusive(move |c| c == '\'' && word != "aujourd'hui"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::default();
        phrases.insert(words("au moins").collect(), 1);
        phrases.insert(words("au moins jusqu'à").collect(), 2);
        let text = ["au", "moins", "jusqu'", "à", "49"];
        assert_eq!(phrases.at(|i| text.get(i).copied()), Some((4, &2)));
        assert_eq!(phrases.at(|i| text[..3].get(i).copied()), Some((2, &1)));
        assert_eq!(phrases.at(|i| text[1..].get(i).copied()), None);
    }

    #[test]
    fn words_are_those_of_a_text() {
        let cut = |phrase| words(phrase).collect::<Vec<_>>();
        assert_eq!(cut("jusqu'à ce qu'il"), ["jusqu'", "à", "ce", "qu'", "il"]);
        assert_eq!(cut("dès aujourd'hui"), ["dès", "aujourd'hui"]);
    }
}
