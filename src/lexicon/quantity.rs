//! Words of quantity per language: numerals, qualifiers, units, measures and dates, out of `<lang>/{numerals,units,measures,time}.toml`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::model::Lang;

/// What a qualifier does to the number it stands with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// `[N, ∞)`.
    AtLeast,
    /// `(N, ∞)`.
    MoreThan,
    /// `[0, N]`.
    AtMost,
    /// `[0, N)`.
    LessThan,
    /// Around N.
    About,
    /// N itself: *exactement*.
    Exactly,
}

impl Bound {
    /// The bound under negation: what does not exceed N is at most N. None where a negation says nothing.
    pub fn negated(self) -> Option<Bound> {
        match self {
            Bound::AtLeast => Some(Bound::LessThan),
            Bound::MoreThan => Some(Bound::AtMost),
            Bound::AtMost => Some(Bound::MoreThan),
            Bound::LessThan => Some(Bound::AtLeast),
            Bound::About | Bound::Exactly => None,
        }
    }
}

/// A unit and how it becomes the base unit of its dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Measure that it makes: `money`, `share`, `length`, `duration`, …
    pub measure: &'static str,
    /// Base unit: `EUR`, `%`, `m`, `kg`, `s`, …
    pub base: &'static str,
    /// Base units in one of it.
    pub factor: f64,
}

/// A measure of people or things and the words that tell it.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Stable name: `killed`, `wounded`, …
    pub name: &'static str,
    /// Only for these counted nouns; empty for any.
    heads: FxHashSet<&'static str>,
    /// Never for these counted nouns.
    not_heads: FxHashSet<&'static str>,
    /// Only for people.
    pub persons: bool,
}

impl Measure {
    /// True where what is counted may have this measure; `head` is the first noun, lower case, none where no noun is there.
    pub fn counts(&self, head: Option<&str>) -> bool {
        match head {
            Some(head) => (self.heads.is_empty() || self.heads.contains(head)) && !self.not_heads.contains(head),
            None => self.heads.is_empty(),
        }
    }
}

/// How a word tells a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// A noun that is itself counted: *49 morts*.
    Noun,
    /// A noun for people who have the measure unless something else is said of them: *1 800 manifestants*, *12 manifestants arrêtés*.
    Group,
    /// A noun of an act that befalls what stands after *de*: *84 fermetures de lits*.
    Act,
    /// A participle or adjective of what is counted: *49 soldats tués*.
    Participle,
    /// A verb whose subject is counted: *ont péri*.
    Subject,
    /// A verb whose object is counted: *a tué*.
    Object,
    /// Words right before the figure: *la mort de*.
    Before,
    /// A noun earlier in the clause, of which a bare number is the value: *le bilan s'élève à 49*.
    Topic,
}

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
    fn insert(&mut self, phrase: &str, value: T) {
        let words = split(phrase);
        let Some(first) = words.first() else { return };
        let list = self.by_first.entry(first).or_default();
        list.push((words, value));
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    /// First words of all phrases.
    fn firsts(&self) -> impl Iterator<Item = &&'static str> {
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
}

/// Words of a phrase as the tokens of a text: an elided word ends with its apostrophe.
fn split(phrase: &str) -> Vec<&'static str> {
    let phrase: &'static str = String::leak(phrase.to_owned());
    phrase
        .split(' ')
        .flat_map(|word| match word {
            "aujourd'hui" => vec![word],
            _ => word.split_inclusive('\'').collect(),
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Everything known about the quantities of one language. Words are lower case with straight apostrophes ([`crate::fold::lower`]).
#[derive(Debug, Default)]
pub struct Quantities {
    /// Values of the words that make numbers below a thousand: *deux*, *vingt*, *cent*.
    pub small: FxHashMap<&'static str, u32>,
    /// Words that multiply what stands before: *mille*, *million*, *M* before a currency sign.
    pub magnitudes: FxHashMap<&'static str, f64>,
    /// Short magnitudes that count only before a currency sign: *M*, *Md*, *k*.
    pub short_magnitudes: FxHashMap<&'static str, f64>,
    /// Nouns of a number, which make it approximate: *centaine*.
    pub collectives: FxHashMap<&'static str, f64>,
    /// Fractions of a whole, in percent, with their ends: *la moitié de*.
    pub fractions: Phrases<(f64, f64)>,
    /// Words for some number, low and high: *une poignée*, *plusieurs*.
    pub vague: Phrases<(f64, f64)>,
    /// Words for zero before a noun: *aucun*, *pas un seul*.
    pub none: Phrases<()>,
    /// Qualifiers before the number.
    pub before: Phrases<Bound>,
    /// Qualifiers after the number or after what is counted.
    pub after: Phrases<Bound>,
    /// Words with which a quantity may begin, digits apart: whatever else stands first begins none.
    openers: FxHashSet<&'static str>,
    /// Units by name or sign, one word or more.
    pub units: Phrases<Unit>,
    /// Currency signs, which may also stand before the number.
    pub signs: FxHashMap<&'static str, Unit>,
    /// Measures, in the order in which they are tried.
    pub measures: Vec<Measure>,
    /// Words of measures: index of the measure.
    signs_of: FxHashMap<Sign, Phrases<usize>>,
    /// Months, 1 to 12.
    pub months: FxHashMap<&'static str, i8>,
    /// Days of the week, Monday 1 to Sunday 7.
    pub weekdays: FxHashMap<&'static str, i8>,
    /// Words for a day, as days after publication: *hier* is -1.
    pub days: Phrases<i32>,
    /// Units of calendar time, in days: *semaine*.
    pub spans: FxHashMap<&'static str, f64>,
    /// Small closed classes, by name; see `numerals.toml` and `time.toml`.
    classes: FxHashMap<&'static str, FxHashSet<&'static str>>,
    /// Endings of singular adjectives.
    pub adjective_endings: Vec<&'static str>,
    /// Endings of finite verbs that no noun or adjective of a plural phrase has.
    pub verb_endings: Vec<&'static str>,
}

impl Quantities {
    /// The quantities of `lang`, parsed at the first call; none for a language that has none.
    pub fn of(lang: Lang) -> Option<&'static Quantities> {
        static FR: LazyLock<Option<Quantities>> = LazyLock::new(|| {
            Quantities::parse([
                include_str!("fr/numerals.toml"),
                include_str!("fr/units.toml"),
                include_str!("fr/measures.toml"),
                include_str!("fr/time.toml"),
            ])
            .ok()
        });
        match lang {
            Lang::FR => FR.as_ref(),
            _ => None,
        }
    }

    /// True where `word` belongs to the closed class `name`; a class that no data names is empty.
    pub fn is(&self, name: &str, word: &str) -> bool {
        self.classes.get(name).is_some_and(|class| class.contains(word))
    }

    /// True where a quantity may begin with `word`, which is not in digits.
    pub fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
            || word
                .split_once('-')
                .is_some_and(|(first, _)| self.small.contains_key(first))
    }

    /// Measures that the words `word(0)`, … are a sign of, longest phrase first: number of words and measure.
    pub fn signs<'w>(&self, sign: Sign, word: impl Fn(usize) -> Option<&'w str>) -> Vec<(usize, &Measure)> {
        self.signs_of.get(&sign).map_or_else(Vec::new, |phrases| {
            phrases
                .all(word)
                .map(|(len, &measure)| (len, &self.measures[measure]))
                .collect()
        })
    }

    fn parse([numerals, units, measures, time]: [&str; 4]) -> Result<Quantities, toml::de::Error> {
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
            self.fractions.insert(phrase, (*low, *high));
        }
        for (phrase, [low, high]) in &file.vague {
            self.vague.insert(phrase, (*low, *high));
        }
        for phrase in &file.none {
            self.none.insert(phrase, ());
        }
        for (phrases, into) in [(&file.before, &mut self.before), (&file.after, &mut self.after)] {
            for group in phrases {
                for phrase in &group.words {
                    for phrase in elided(phrase) {
                        into.insert(&phrase, group.bound);
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
                self.units.insert(phrase, unit.clone());
            }
            for sign in entry.signs {
                self.units.insert(&sign, unit.clone());
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
                    into.insert(&phrase, at);
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
        self.take_classes(file.classes);
        for (phrase, days) in &file.days {
            self.days.insert(phrase, *days);
        }
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
    classes: FxHashMap<String, Vec<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_french_is_well_formed() {
        let parsed = Quantities::parse([
            include_str!("fr/numerals.toml"),
            include_str!("fr/units.toml"),
            include_str!("fr/measures.toml"),
            include_str!("fr/time.toml"),
        ]);
        assert!(parsed.is_ok(), "{}", parsed.unwrap_err());
        let fr = Quantities::of(Lang::FR).unwrap();
        assert!(fr.measures.iter().any(|m| m.name == "killed"));
        assert!(Quantities::of(Lang::UND).is_none());
    }

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::default();
        phrases.insert("au moins", 1);
        phrases.insert("au moins jusqu'à", 2);
        let words = ["au", "moins", "jusqu'", "à", "49"];
        assert_eq!(phrases.at(|i| words.get(i).copied()), Some((4, &2)));
        assert_eq!(phrases.at(|i| words[..3].get(i).copied()), Some((2, &1)));
        assert_eq!(phrases.at(|i| words[1..].get(i).copied()), None);
    }

    #[test]
    fn patterns_stand_for_their_forms() {
        assert_eq!(agreeing("tué~"), ["tué", "tuée", "tués", "tuées"]);
        assert_eq!(agreeing("décès"), ["décès"]);
        assert_eq!(agreeing("mort~s au combat"), ["mort au combat", "morts au combat"]);
        assert!(verb_forms("tu|er").contains(&"tuèrent".to_owned()));
        assert_eq!(elided("près de"), ["près de", "près d'", "près du", "près des"]);
    }
}
