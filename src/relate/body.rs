//! Names of bodies as an article writes them: where one ends, and which common noun stands for it elsewhere.

use crate::fold::{fold, lower};
use crate::lexicon::relation::Relations;
use crate::lexicon::{Lexicon, NounClass, Pos};

/// Bytes in which a name ends.
const LONGEST: usize = 120;

/// What is known of the words of one language.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub data: &'k Relations,
    pub lexicon: Option<&'k Lexicon>,
}

impl Known<'_> {
    /// True for a word that names an authority by itself: *pompiers*, *parquet*.
    pub fn is_authority(self, word: &str) -> bool {
        let key = fold(word);
        self.data.offices().of(&key).is_some()
            || self.data.is("authorities", &key)
            || self.data.is("authorities", key.trim_end_matches('s'))
    }

    /// True for a common noun that names a body: *mission*, *association*.
    pub fn is_body(self, word: &str) -> bool {
        let class = |lexicon: &Lexicon| {
            let readings = lexicon.readings(word).iter();
            readings.clone().any(|r| r.class == Some(NounClass::Organisation))
        };
        !proper(word) && (self.lexicon.is_some_and(class) || self.data.is("bodies", &fold(word)))
    }

    /// True for an adjective and nothing that a sentence may go on with: *nationale*, *africaine*.
    fn is_adjective(self, word: &str) -> bool {
        let adjective = |lexicon: &Lexicon| {
            let readings = lexicon.readings(&lower(word));
            !readings.is_empty()
                && readings.iter().all(|r| matches!(r.pos, Pos::Adjective | Pos::Noun))
                && readings.iter().any(|r| r.pos == Pos::Adjective)
        };
        !proper(word) && self.lexicon.is_some_and(adjective)
    }

    /// True for a capitalised common noun, which an adjective may follow within a name: *Commission*, *Union*.
    fn is_common(self, word: &str) -> bool {
        let noun = |lexicon: &Lexicon| lexicon.readings(&lower(word)).iter().any(|r| r.pos == Pos::Noun);
        proper(word) && self.lexicon.is_some_and(noun)
    }

    /// *de l'Agence des ports, …*: the body after a preposition, and what follows it.
    pub fn body_after(self, rest: &str) -> Option<(&str, &str)> {
        let links = ["de la ", "de l'", "de l’", "du ", "des ", "de ", "d'", "d’"];
        let rest = links.iter().find_map(|link| rest.strip_prefix(link))?;
        let led = self.body(rest)?;
        Some((led, rest.get(led.len()..)?))
    }

    /// The name of a body at the head of some words, or a word for an authority: it ends where the sentence goes on without a capital.
    pub fn body(self, rest: &str) -> Option<&str> {
        let end = rest
            .find([',', '.', ';', ':', '(', '\n', '«', '"', '»', '”'])
            .unwrap_or(rest.len());
        let link = |word: &str| matches!(word, "de" | "du" | "des" | "la" | "les" | "et" | "pour");
        let (mut to, mut named, mut after_link, mut common) = (0, false, false, false);
        for word in rest.get(..end)?.split_inclusive(' ') {
            let bare = word.trim_end();
            let public = to == 0 && (self.is_authority(bare) || self.is_led(rest, bare));
            // *L'Agence des eaux* has a name without a capital.
            let of = after_link
                && named
                && !matches!(
                    bare,
                    "son" | "sa" | "ses" | "leur" | "leurs" | "nouveau" | "plus" | "ce" | "cette" | "ces"
                );
            let elided = bare
                .split_once(['\'', '’'])
                .filter(|(link, _)| matches!(*link, "d" | "l"));
            let qualified = common && self.is_adjective(bare);
            let goes_on = proper(bare) || link(bare) || public || of || qualified || (named && elided.is_some());
            if !goes_on {
                break;
            }
            after_link = link(bare);
            common = qualified || self.is_common(elided.map_or(bare, |(_, word)| word));
            named |= proper(bare) || public;
            to += word.len();
        }
        let mut body = rest.get(..to)?.trim_end();
        while let Some((before, _)) = body.rsplit_once(' ').filter(|(_, last)| link(last)) {
            body = before;
        }
        named.then_some(body)
    }

    /// True for a common noun at the head of a body's longer name: *mission d'observation*, *collectif de riverains*.
    fn is_led(self, rest: &str, word: &str) -> bool {
        let behind = rest.get(word.len()..).unwrap_or_default().trim_start();
        let links = ["de ", "du ", "des ", "d'", "d’"];
        self.is_body(word) && links.iter().any(|link| behind.starts_with(link))
    }
}

/// True for a word with a capital.
pub(super) fn proper(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

/// Common nouns right before the name of a body, with that name: *l'association Terre vive* is *l'association* elsewhere.
pub(super) fn called(known: Known, text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut before: Option<&str> = None;
    for (at, word) in words(text) {
        if let Some(noun) = before.filter(|noun| proper(word) && known.is_body(noun))
            && let Some(name) = known.body(&text[at..text.floor_char_boundary(at + LONGEST)])
        {
            found.push((fold(noun), name.to_owned()));
        }
        let next = text.get(at + word.len()..).unwrap_or_default();
        before = Some(word).filter(|_| next.starts_with(' ') && !proper(word));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-';
    let parts = text.split(move |c: char| !is_word(c)).filter(|word| !word.is_empty());
    parts.map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
