//! Words of quantity per language: numerals, qualifiers, units, measures and dates, out of `<lang>/{numerals,units,measures,time}.toml`.

mod load;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::Phrases;
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
    /// Units of time after *chaque* and *par*, in days: *soir*, *heure*.
    pub periods: FxHashMap<&'static str, f64>,
    /// Words for how often, times a day: *hebdomadaire*.
    pub rhythms: FxHashMap<&'static str, f64>,
    /// Feasts and other days with a name: month and day.
    pub feasts: Phrases<(i8, i8)>,
    /// Seasons, by the month in which they begin.
    pub seasons: FxHashMap<&'static str, i8>,
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
}
