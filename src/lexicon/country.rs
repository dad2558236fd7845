//! States and the words that stand for them: names, capitals, demonyms, seats of power.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::inflection::all_forms;
use super::load::data;
use super::{Country, PlaceRole};
use crate::fold::fold;

/// Lists are separated by commas.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    code: String,
    #[serde(default)]
    variants: String,
    capitals: String,
    demonyms: String,
    #[serde(default)]
    seats: String,
    #[serde(default)]
    ministries: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    other_demonyms: String,
    country: Vec<Entry>,
}

/// All countries, found by any word that stands for one.
#[derive(Debug)]
pub(super) struct Countries {
    list: Vec<Country>,
    keys: FxHashMap<String, (usize, PlaceRole)>,
    demonyms: Vec<&'static str>,
}

impl Countries {
    /// Countries as French names them.
    pub fn french() -> Self {
        Self::of(data(include_str!("fr/countries.toml")), all_forms)
    }

    /// Countries as English names them.
    pub fn english() -> Self {
        Self::of(data(include_str!("en/countries.toml")), super::english::demonym_forms)
    }

    /// Countries of a data file; `forms` gives every form of a demonym.
    fn of(file: File, forms: fn(&str) -> Vec<String>) -> Self {
        let other: &'static str = file.other_demonyms.leak();
        let mut countries = Self {
            list: Vec::with_capacity(file.country.len()),
            keys: FxHashMap::default(),
            demonyms: other.split_ascii_whitespace().collect(),
        };
        for entry in file.country {
            countries.add(entry, forms);
        }
        countries
    }

    /// A word that two countries share belongs to the first of them in the file.
    fn add(&mut self, entry: Entry, forms: fn(&str) -> Vec<String>) {
        let country = self.list.len();
        let mut key = |words: &str, role| {
            self.keys.entry(fold(words)).or_insert((country, role));
        };
        key(&entry.name, PlaceRole::Name);
        for (list, role) in [
            (&entry.variants, PlaceRole::Name),
            (&entry.capitals, PlaceRole::Capital),
            (&entry.seats, PlaceRole::Seat),
            (&entry.ministries, PlaceRole::Ministry),
        ] {
            for words in items(list) {
                key(words, role);
            }
        }
        let demonyms: &'static str = entry.demonyms.leak();
        for demonym in items(demonyms) {
            for form in forms(demonym) {
                key(&form, PlaceRole::Demonym);
            }
            if !self.demonyms.contains(&demonym) {
                self.demonyms.push(demonym);
            }
        }
        self.list.push(Country {
            name: entry.name.leak(),
            code: entry.code.leak(),
        });
    }

    /// The country that a [`fold`]ed name, capital, demonym or seat stands for.
    pub fn lookup(&self, folded: &str) -> Option<(&Country, PlaceRole)> {
        let (country, role) = self.keys.get(folded)?;
        Some((self.list.get(*country)?, *role))
    }

    /// Dictionary entries of all demonyms, those of cities, regions and continents too.
    pub fn demonyms(&self) -> impl Iterator<Item = &'static str> {
        self.demonyms.iter().copied()
    }
}

fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(word: &str) -> Option<(&'static str, PlaceRole)> {
        let countries = Countries::french();
        let (country, role) = countries.lookup(&fold(word))?;
        Some((country.name, role))
    }

    #[test]
    fn every_state_has_a_capital_and_a_demonym() {
        let file: File = data(include_str!("fr/countries.toml"));
        assert!(file.country.len() >= 198, "{}", file.country.len());
        let mut codes: Vec<&str> = Vec::new();
        for entry in &file.country {
            assert!(items(&entry.capitals).next().is_some(), "{}", entry.name);
            assert!(items(&entry.demonyms).next().is_some(), "{}", entry.name);
            assert_eq!(entry.code.len(), 2, "{}", entry.name);
            assert!(!codes.contains(&entry.code.as_str()), "{}", entry.code);
            codes.push(&entry.code);
        }
    }

    #[test]
    fn words_lead_to_their_country() {
        for (word, name, role) in [
            ("Azerbaidjan", "Azerbaïdjan", PlaceRole::Name),
            ("Bakou", "Azerbaïdjan", PlaceRole::Capital),
            ("Erévan", "Arménie", PlaceRole::Capital),
            ("azéries", "Azerbaïdjan", PlaceRole::Demonym),
            ("arméniennes", "Arménie", PlaceRole::Demonym),
            ("Kremlin", "Russie", PlaceRole::Seat),
            ("Maison Blanche", "Etats-Unis", PlaceRole::Seat),
            ("États-Unis", "Etats-Unis", PlaceRole::Name),
            ("Quai d’Orsay", "France", PlaceRole::Seat),
            ("Matignon", "France", PlaceRole::Ministry),
            ("turque", "Turquie", PlaceRole::Demonym),
            ("Luxembourg", "Luxembourg", PlaceRole::Name),
            ("Myanmar", "Birmanie", PlaceRole::Name),
            ("Kyiv", "Ukraine", PlaceRole::Capital),
        ] {
            assert_eq!(look(word), Some((name, role)), "{word}");
        }
        assert_eq!(look("Maurice"), None);
        assert_eq!(look("parisien"), None);
    }
}
