//! What an article is about, told by the names in it: two articles of one story share those that few others have.

use std::sync::Arc;

use super::hash::hash;
use super::origin::shared;
use crate::fold::{fold, is_hyphen, lower, name_key};
use crate::lexicon::Lexicon;
use crate::text::{Analysis, TokenKind};

/// Shortest name that counts, in letters.
const SHORTEST: usize = 4;

/// Most names of an article for which one that it shares with another is enough.
const BRIEF: usize = 4;

/// Two articles tell one story where they share more than one in so many rare names of the one that has fewer. Of the 570 pairs of articles that tell
/// one event in `fit` and in the gold, six share no more; of the 71,440 pairs that tell two events, three do.
const SHARE: usize = 4;

/// Code of the land whose name, capital and offices stand in any French article, whatever it tells.
const HOME: &str = "fr";

/// The names of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Every one, as hashes of their keys, sorted.
    names: Arc<[u64]>,
    /// Those that are no first names, no words of the language and not of [`HOME`].
    rare: Arc<[u64]>,
}

impl Story {
    /// Reads the names of an article. Linear in its length.
    pub fn of(analysis: &Analysis) -> Story {
        let lexicon = Lexicon::of(analysis.lang);
        let (mut names, mut rare) = (Vec::new(), Vec::new());
        let mut begins = true;
        for token in analysis.tokens.iter().filter(|token| !token.is_space()) {
            let word = token.span.of(analysis.text);
            let capital = word.starts_with(char::is_uppercase);
            if token.kind == TokenKind::Word && capital && word.chars().count() >= SHORTEST && !begins {
                let name = hash(name_key(word).as_bytes());
                names.push(name);
                if lexicon.is_none_or(|lexicon| is_rare(lexicon, word)) {
                    rare.push(name);
                }
            }
            begins =
                matches!(token.kind, TokenKind::Quote) || matches!(word, "." | "!" | "?" | "…" | ":" | "(" | "—" | "–");
        }
        let sorted = |mut names: Vec<u64>| {
            names.sort_unstable();
            names.dedup();
            names.into()
        };
        Story {
            names: sorted(names),
            rare: sorted(rare),
        }
    }

    /// True where every word of a name stands in the article.
    pub fn names(&self, name: &str) -> bool {
        let mut words = name
            .split([' ', '-', '\'', '’'])
            .filter(|word| word.chars().count() >= SHORTEST)
            .peekable();
        let known = |word: &str| self.names.binary_search(&hash(name_key(word).as_bytes())).is_ok();
        words.peek().is_some() && words.all(known)
    }

    /// True where two articles share two names of any kind, or one if either has but a few; and where either has none.
    pub fn may_touch(&self, other: &Story) -> bool {
        let least = self.names.len().min(other.names.len());
        let shared = shared(&self.names, &other.names);
        least == 0 || shared >= 2 || (shared == 1 && least <= BRIEF)
    }

    /// True where two articles share enough rare names to tell one story; where one of them has none, as [`Story::may_touch`] says.
    pub fn is_that_of(&self, other: &Story) -> bool {
        let least = self.rare.len().min(other.rare.len());
        if least == 0 {
            return self.may_touch(other);
        }
        let shared = shared(&self.rare, &other.rare);
        shared * SHARE > least && (shared >= 2 || least <= BRIEF)
    }

    /// At most so many names that stand for the story: those with the lowest hashes, so that articles that share many names share some of
    /// them. Zero where no name is known.
    pub fn marks(&self, most: usize) -> &[u64] {
        let names = if self.rare.is_empty() { &self.names } else { &self.rare };
        match &**names {
            [] => &[0],
            names => &names[..names.len().min(most)],
        }
    }
}

/// True for a name that few articles have: *Valbrune*, not *Claire*, *Jean-Marc*, *Etat*, *Paris*.
fn is_rare(lexicon: &Lexicon, word: &str) -> bool {
    match lexicon.country(&fold(word)) {
        Some((land, _)) => land.code != HOME,
        None => word
            .split(is_hyphen)
            .any(|part| lexicon.readings(&lower(part)).is_empty()),
    }
}
