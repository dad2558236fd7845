//! Abbreviations of a language. They stand apart from its other words because cutting sentences needs them alone.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::load::{data, entries};
use crate::model::Lang;

/// Abbreviations, lower case, with their stops.
#[derive(Debug)]
pub struct Abbreviations {
    /// Those after which a sentence always goes on: *m.*, *av.*, *p.*
    goes_on: FxHashSet<&'static str>,
    /// Those that may also be the last word of a sentence: *etc.*, *j.-c.*, *s.a.*
    may_end: FxHashSet<&'static str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub titles: String,
    goes_on: String,
    may_end: String,
}

impl Abbreviations {
    /// The abbreviations of `lang`, read at the first call; none for a language without a lexicon.
    pub fn of(lang: Lang) -> Option<&'static Abbreviations> {
        static FRENCH: OnceLock<Abbreviations> = OnceLock::new();
        static ENGLISH: OnceLock<Abbreviations> = OnceLock::new();
        let read = |toml| {
            let file: File = data(toml);
            Abbreviations {
                goes_on: entries(file.goes_on).collect(),
                may_end: entries(file.may_end).collect(),
            }
        };
        match lang {
            Lang::FR => Some(FRENCH.get_or_init(|| read(include_str!("fr/abbreviations.toml")))),
            Lang::EN => Some(ENGLISH.get_or_init(|| read(include_str!("en/abbreviations.toml")))),
            _ => None,
        }
    }

    /// True where a sentence goes on after `word` (lower case, with its stop): *m.*, *av.*, *p.*
    pub fn goes_on(&self, word: &str) -> bool {
        self.goes_on.contains(word)
    }

    /// True where `word` (lower case, with its stop) may also be the last one of a sentence: *etc.*, *s.a.*
    pub fn may_end(&self, word: &str) -> bool {
        self.may_end.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_lower_case_and_stand_in_one_list() {
        let french = Abbreviations::of(Lang::FR).expect("French has abbreviations");
        assert!(french.goes_on("m.") && french.goes_on("av.") && french.may_end("etc."));
        for lang in [Lang::FR, Lang::EN] {
            let abbreviations = Abbreviations::of(lang).expect("the language has abbreviations");
            assert!(abbreviations.goes_on.is_disjoint(&abbreviations.may_end), "{lang:?}");
            for word in abbreviations.goes_on.union(&abbreviations.may_end) {
                assert_eq!(&crate::fold::lower(word), word);
            }
        }
    }
}
