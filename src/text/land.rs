//! Lands that no list knows, told by their name and by the adjective beside a word for the state: *la Sarnovie*, *le ministre sarnovien*.

use super::{Analysis, TokenKind};
use crate::fold::{fold, lower};
use crate::lexicon::Lexicon;
use crate::lexicon::relation::Relations;

/// Fewest letters of a name or an adjective without its ending.
const SHORTEST: usize = 4;

/// Words between a city and *capitale*.
const NEAR: usize = 2;

/// Endings of adjectives that are made of nothing but the names of lands and places, the longer first.
const OF_LANDS: &[&str] = &[
    "iennes", "ienne", "iens", "ien", "eennes", "eenne", "eens", "een", "aises", "aise", "ais", "oises", "oise", "ois",
    "aines", "aine", "ains", "ain",
];

/// Endings that such an adjective may have besides.
const OTHERS: &[&str] = &[
    "annes", "anne", "anes", "ane", "ans", "an", "ines", "ine", "ins", "in", "ardes", "arde", "ards", "ard", "onnes",
    "onne", "ons", "on", "es", "e", "s",
];

/// The lands of an article, each by its name without the last vowels, which its adjective has too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lands {
    stems: Vec<String>,
    /// Names as the article writes them, each behind its stem.
    names: Vec<(String, String)>,
    /// Folded names of capitals, with the land.
    capitals: Vec<(String, String)>,
}

impl Lands {
    /// The lands of an article; none in a language whose words for a state are not known.
    pub fn read(analysis: &Analysis) -> Lands {
        let known = Lexicon::of(analysis.lang).zip(Relations::of(analysis.lang));
        known.map_or_else(Lands::default, |(lexicon, data)| Lands::of(analysis, lexicon, data))
    }

    /// Reads an article once. An adjective beside a word for the state is a land's where the article names the land, or where no list knows the word and
    /// it ends as those of lands do.
    pub fn of(analysis: &Analysis, lexicon: &Lexicon, data: &Relations) -> Lands {
        let words: Vec<&str> = analysis
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .map(|token| token.span.of(analysis.text))
            .collect();
        let named: Vec<(String, &str)> = words
            .windows(2)
            .filter(|two| is_article(two[0]) && is_name(two[1]))
            .filter_map(|two| Some((stem_of_name(&fold(two[1]))?, two[1])))
            .collect();
        let of_land = |word: &str, stem: &String| {
            let strange = || lexicon.readings(&lower(word)).is_empty();
            named.iter().any(|(name, _)| name == stem)
                || (OF_LANDS.iter().any(|ending| fold(word).ends_with(ending)) && strange())
        };
        let beside = words
            .windows(2)
            .filter(|two| is_state(data, two[0]) && !is_name(two[1]));
        let unlisted = beside.filter(|two| lexicon.country(&fold(two[1])).is_none());
        let found = unlisted.filter_map(|two| stem_of_adjective(two[1]).filter(|stem| of_land(two[1], stem)));
        let mut lands = Lands {
            stems: found.collect(),
            ..Lands::default()
        };
        lands.stems.sort_unstable();
        lands.stems.dedup();
        let called = named
            .into_iter()
            .filter(|(stem, _)| lands.stems.binary_search(stem).is_ok());
        lands.names = called.map(|(stem, name)| (stem, name.to_owned())).collect();
        if !lands.stems.is_empty() {
            lands.capitals = lands.read_capitals(&words);
        }
        lands
    }

    /// *Velmar, capitale de la Sarnovie*, *la capitale sarnovienne, Velmar*.
    fn read_capitals(&self, words: &[&str]) -> Vec<(String, String)> {
        let seats = words.iter().enumerate().filter(|(_, word)| fold(word) == "capitale");
        let capital = |(at, _): (usize, &&str)| {
            let behind = words.get(at + 1)?;
            let (land, next) = match self.by_adjective(behind) {
                Some(land) => (land, at + 2),
                None => (self.named(words.get(at + 3)?)?, at + 4),
            };
            let before = words[..at].iter().rev().take(NEAR).find(|word| is_name(word));
            let city = before.or_else(|| words.get(next).filter(|word| is_name(word)))?;
            Some((fold(city), land.to_owned()))
        };
        seats.filter_map(capital).collect()
    }

    /// The land of which a word is the name or the capital.
    pub fn named(&self, word: &str) -> Option<&str> {
        let folded = fold(word);
        let capital = || self.capitals.iter().find(|(city, _)| *city == folded);
        self.known(stem_of_name(&folded))
            .or_else(|| capital().map(|(_, land)| land.as_str()))
    }

    /// The land of which a word is the adjective.
    pub fn by_adjective(&self, word: &str) -> Option<&str> {
        let adjective = !self.stems.is_empty() && !is_name(word);
        adjective.then(|| self.known(stem_of_adjective(word))).flatten()
    }

    /// The name of the land of which a word is the adjective, as the article writes it.
    pub fn name_by_adjective(&self, word: &str) -> Option<&str> {
        let land = self.by_adjective(word)?;
        let mut names = self.names.iter();
        names.find(|(stem, _)| stem == land).map(|(_, name)| name.as_str())
    }

    /// True for a word that is a land's name as the article writes it.
    pub fn is_name(&self, folded: &str) -> bool {
        self.names.iter().any(|(_, name)| fold(name) == folded)
    }

    fn known(&self, stem: Option<String>) -> Option<&str> {
        let at = self.stems.binary_search(&stem?).ok()?;
        self.stems.get(at).map(String::as_str)
    }

    /// The land for which somebody speaks who is so named: its own name, or an adjective of it behind a word for the state.
    pub fn spoken_for(&self, data: &Relations, text: &str) -> Option<&str> {
        if self.stems.is_empty() {
            return None;
        }
        let words: Vec<&str> = text.split([' ', ',', '\'', '’', '\u{a0}']).collect();
        let mut pairs = words.windows(2).filter(|two| is_state(data, two[0]));
        let adjective = pairs.find_map(|two| self.by_adjective(two[1]));
        adjective.or_else(|| {
            words
                .iter()
                .filter(|word| is_name(word))
                .find_map(|word| self.named(word))
        })
    }
}

/// True for a word for a state, its bodies and those who serve it.
pub fn is_state(data: &Relations, word: &str) -> bool {
    let folded = fold(word);
    data.is("of_a_state", &folded) || data.is("of_a_state", folded.trim_end_matches('s'))
}

fn is_article(word: &str) -> bool {
    matches!(&*fold(word), "la" | "le" | "l'" | "les" | "du" | "en" | "au" | "aux")
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A folded name without its last vowels.
pub fn stem_of_name(folded: &str) -> Option<String> {
    without_vowels(folded.trim_end_matches('s'))
}

/// An adjective without its ending.
fn stem_of_adjective(word: &str) -> Option<String> {
    let folded = fold(word);
    let mut endings = OF_LANDS.iter().chain(OTHERS);
    let stem = endings.find_map(|ending| folded.strip_suffix(ending));
    without_vowels(stem.unwrap_or(&folded))
}

fn without_vowels(stem: &str) -> Option<String> {
    let stem = stem.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
    (stem.chars().count() >= SHORTEST).then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    fn lands(text: &str) -> Lands {
        let (lexicon, data) = (Lexicon::of(Lang::FR), Relations::of(Lang::FR));
        let analysis = crate::text::analyse(text, Lang::FR, 0);
        Lands::of(&analysis, lexicon.expect("French"), data.expect("French"))
    }

    fn spoken_for(lands: &Lands, words: &str) -> Option<String> {
        let data = Relations::of(Lang::FR).expect("French");
        lands.spoken_for(data, words).map(str::to_owned)
    }

    #[test]
    fn a_land_is_told_by_its_adjective_beside_the_state() {
        let found = lands("Le ministre sarnovien a salué un pas. À Velmar, la capitale sarnovienne, il neige.");
        for words in [
            "gouvernement sarnovien",
            "armées sarnoviennes",
            "Sarnovie",
            "armée de la Sarnovie",
            "Velmar",
        ] {
            assert_eq!(spoken_for(&found, words).as_deref(), Some("sarnov"), "{words}");
        }
        for words in ["boulanger sarnovien", "gouvernement", "mairie de Belmont"] {
            assert_eq!(spoken_for(&found, words), None, "{words}");
        }
    }

    #[test]
    fn other_adjectives_and_listed_countries_are_no_land() {
        for text in [
            "Le ministre délégué et le gouvernement sortant se taisent.",
            "Le ministre arménien parle.",
            "La Vienne déborde, les riverains viennois se taisent.",
        ] {
            assert_eq!(lands(text), Lands::default(), "{text}");
        }
    }
}
