//! Reads the words of quantity out of their data files, every form of a pattern written out.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{Bound, Measure, Quantities, Sign, Unit};
use crate::lexicon::phrases::{Phrases, words};

impl Quantities {
    /// Everything out of the four data files of a language.
    ///
    /// # Errors
    /// What is wrong with the data.
    pub(super) fn parse([numerals, units, measures, time]: [&str; 4]) -> Result<Quantities, toml::de::Error> {
        let mut all = Quantities::default();
        all.take_numerals(toml::from_str(numerals)?);
        all.take_units(toml::from_str(units)?);
        all.take_measures(toml::from_str(measures)?);
        all.take_time(toml::from_str(time)?);
        let numbers = all
            .small
            .keys()
            .chain(all.magnitudes.keys())
            .chain(all.collectives.keys());
        let phrases = all
            .none
            .firsts()
            .chain(all.before.firsts())
            .chain(all.fractions.firsts());
        let opening = numbers.chain(phrases).chain(all.vague.firsts()).chain(all.signs.keys());
        all.openers = opening.copied().collect();
        for collective in all.collectives.keys() {
            all.openers.insert(String::leak(format!("{collective}s")));
        }
        Ok(all)
    }

    fn take_numerals(&mut self, file: NumeralsFile) {
        self.small = keys(file.small);
        self.magnitudes = keys(file.magnitudes);
        self.short_magnitudes = keys(file.short_magnitudes);
        self.collectives = keys(file.collectives);
        for (phrase, [low, high]) in &file.fractions {
            self.fractions.add(phrase, (*low, *high));
        }
        for (phrase, [low, high]) in &file.vague {
            self.vague.add(phrase, (*low, *high));
        }
        for phrase in &file.none {
            self.none.add(phrase, ());
        }
        for (phrases, into) in [(&file.before, &mut self.before), (&file.after, &mut self.after)] {
            for group in phrases {
                for phrase in &group.words {
                    for phrase in elided(phrase) {
                        into.add(&phrase, group.bound);
                    }
                }
            }
        }
        self.take_classes(file.classes);
        self.adjective_endings = leak_all(file.adjective_endings);
        self.verb_endings = leak_all(file.verb_endings);
    }

    fn take_classes(&mut self, classes: FxHashMap<String, Vec<String>>) {
        for (name, words) in classes {
            let words = leak_all(words).into_iter().collect();
            self.classes.insert(String::leak(name), words);
        }
    }

    fn take_units(&mut self, file: UnitsFile) {
        for entry in file.unit {
            let unit = Unit {
                measure: String::leak(entry.measure),
                base: String::leak(entry.base),
                factor: entry.factor,
            };
            for phrase in &entry.words {
                self.units.add(phrase, unit.clone());
            }
            for sign in entry.signs {
                self.units.add(&sign, unit.clone());
                self.signs.insert(String::leak(sign), unit.clone());
            }
        }
    }

    fn take_measures(&mut self, file: MeasuresFile) {
        for entry in file.measure {
            let at = self.measures.len();
            let signs = [
                (
                    Sign::Noun,
                    entry.nouns.iter().flat_map(|w| agreeing(w)).collect::<Vec<_>>(),
                ),
                (Sign::Group, entry.groups.iter().flat_map(|w| agreeing(w)).collect()),
                (Sign::Act, entry.acts.iter().flat_map(|w| agreeing(w)).collect()),
                (
                    Sign::Participle,
                    entry.participles.iter().flat_map(|w| agreeing(w)).collect(),
                ),
                (
                    Sign::Subject,
                    entry.subjects.iter().flat_map(|w| verb_forms(w)).collect(),
                ),
                (Sign::Object, entry.objects.iter().flat_map(|w| verb_forms(w)).collect()),
                (Sign::Before, entry.before.iter().flat_map(|w| elided(w)).collect()),
                (Sign::Topic, entry.topics),
            ];
            for (sign, phrases) in signs {
                let into = self.signs_of.entry(sign).or_default();
                for phrase in phrases {
                    into.add(&phrase, at);
                }
            }
            self.measures.push(Measure {
                name: String::leak(entry.name),
                persons: entry.persons,
                heads: leak_all(entry.heads.iter().flat_map(|w| agreeing(w)).collect())
                    .into_iter()
                    .collect(),
                not_heads: leak_all(entry.not_heads.iter().flat_map(|w| agreeing(w)).collect())
                    .into_iter()
                    .collect(),
            });
        }
    }

    fn take_time(&mut self, file: TimeFile) {
        self.months = keys(file.months);
        self.weekdays = keys(file.weekdays);
        self.spans = keys(file.spans);
        self.periods = keys(file.periods);
        self.rhythms = keys(file.rhythms);
        for (phrase, [month, day]) in &file.feasts {
            self.feasts.add(phrase, (*month, *day));
        }
        self.seasons = keys(file.seasons);
        self.take_classes(file.classes);
        for (phrase, days) in &file.days {
            self.days.add(phrase, *days);
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase of the data.
    fn add(&mut self, phrase: &str, value: T) {
        self.insert(words(String::leak(phrase.to_owned())).collect(), value);
    }
}

fn leak_all(words: Vec<String>) -> Vec<&'static str> {
    words.into_iter().map(|word| &*String::leak(word)).collect()
}

fn keys<V>(map: FxHashMap<String, V>) -> FxHashMap<&'static str, V> {
    map.into_iter()
        .map(|(key, value)| (&*String::leak(key), value))
        .collect()
}

/// A phrase that ends with *de*, also with *d'*, *du* and *des*; one that ends with *à*, also with *au* and *aux*.
fn elided(phrase: &str) -> Vec<String> {
    let with = |stem: &str, ends: &[&str]| ends.iter().map(|end| format!("{stem} {end}")).collect();
    match phrase.rsplit_once([' ', '\'']) {
        Some((stem, "de")) => with(stem, &["de", "d'", "du", "des"]),
        Some((stem, "à")) if phrase.contains(' ') => with(stem, &["à", "au", "aux"]),
        _ => vec![phrase.to_owned()],
    }
}

/// `tué~` is *tué, tuée, tués, tuées*; `mort~s` is *mort, morts*; anything else is itself. Fixed words may follow: `tombé~ au combat`.
fn agreeing(phrase: &str) -> Vec<String> {
    let Some((stem, rest)) = phrase.split_once('~') else {
        return vec![phrase.to_owned()];
    };
    let (end, tail) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
    let ends: &[&str] = if end.is_empty() {
        &["", "e", "s", "es"]
    } else {
        &["", end]
    };
    ends.iter().map(|end| format!("{stem}{end}{tail}")).collect()
}

/// `tu|er` is every form of the third person and the participles of a first-group verb; anything else as [`agreeing`] has it.
fn verb_forms(word: &str) -> Vec<String> {
    const ENDS: [&str; 17] = [
        "er", "e", "ent", "ait", "aient", "a", "èrent", "era", "eront", "erait", "eraient", "ant", "é", "ée", "és",
        "ées", "ât",
    ];
    match word.split_once("|er") {
        Some((stem, tail)) => ENDS.iter().map(|end| format!("{stem}{end}{tail}")).collect(),
        None => agreeing(word),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumeralsFile {
    small: FxHashMap<String, u32>,
    magnitudes: FxHashMap<String, f64>,
    short_magnitudes: FxHashMap<String, f64>,
    collectives: FxHashMap<String, f64>,
    fractions: FxHashMap<String, [f64; 2]>,
    vague: FxHashMap<String, [f64; 2]>,
    none: Vec<String>,
    before: Vec<QualifierEntry>,
    after: Vec<QualifierEntry>,
    classes: FxHashMap<String, Vec<String>>,
    adjective_endings: Vec<String>,
    verb_endings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QualifierEntry {
    bound: Bound,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    unit: Vec<UnitEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    measure: String,
    base: String,
    #[serde(default = "one")]
    factor: f64,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
}

fn one() -> f64 {
    1.0
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasuresFile {
    measure: Vec<MeasureEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct MeasureEntry {
    name: String,
    heads: Vec<String>,
    not_heads: Vec<String>,
    persons: bool,
    nouns: Vec<String>,
    groups: Vec<String>,
    acts: Vec<String>,
    participles: Vec<String>,
    subjects: Vec<String>,
    objects: Vec<String>,
    before: Vec<String>,
    topics: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TimeFile {
    months: FxHashMap<String, i8>,
    weekdays: FxHashMap<String, i8>,
    days: FxHashMap<String, i32>,
    spans: FxHashMap<String, f64>,
    periods: FxHashMap<String, f64>,
    rhythms: FxHashMap<String, f64>,
    feasts: FxHashMap<String, [i8; 2]>,
    seasons: FxHashMap<String, i8>,
    classes: FxHashMap<String, Vec<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_their_forms() {
        assert_eq!(agreeing("tué~"), ["tué", "tuée", "tués", "tuées"]);
        assert_eq!(agreeing("décès"), ["décès"]);
        assert_eq!(agreeing("mort~s au combat"), ["mort au combat", "morts au combat"]);
        assert!(verb_forms("tu|er").contains(&"tuèrent".to_owned()));
        assert_eq!(elided("près de"), ["près de", "près d'", "près du", "près des"]);
    }
}
