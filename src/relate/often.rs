//! How often something is done: *une fois par semaine*, *chaque soir*, *à trois reprises*.

use super::content::Kind;
use super::facts::Facts;
use super::numeral::number;
use super::word::Words;
use crate::lexicon::quantity::{Bound, Quantities};
use crate::lexicon::{Lexicon, Pos, Tense};
use crate::span::Span;

/// How often a claim says that something is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Often {
    /// Where its words stand.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Times, at least.
    pub low: f64,
    /// Times, at most.
    pub high: f64,
    /// Times a day; else times in all.
    pub daily: bool,
    /// With a number of its own: *chaque jour* may be several times that day.
    pub counted: bool,
}

/// The highest number of a thing that may be done so often; more are counted.
const MOST: f64 = 31.0;

/// A reading: times low and high, whether a day, whether counted, and one past the last word.
type Reading = (f64, f64, bool, bool, usize);

/// Everything in the words of one content span that says how often, in order.
pub(super) fn often(data: &'static Quantities, lexicon: Option<&'static Lexicon>, words: &Words) -> Vec<Often> {
    let reader = Reader { data, lexicon, words };
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        let Some((low, high, daily, counted, end)) = reader.read(at) else {
            at += 1;
            continue;
        };
        let end = end.max(at + 1);
        out.push(Often {
            span: words.span(at, end),
            words: words.text(at, end).to_owned(),
            low,
            high,
            daily,
            counted,
        });
        at = end;
    }
    out
}

/// *un seul avertissement*, *qu'une lettre*: the noun of which there was but one, as an index of a term.
pub(super) fn single(facts: &Facts) -> Option<usize> {
    let lower = facts.words.to_lowercase().replace('’', "'");
    let marks = ["un seul ", "une seule ", "qu'un ", "qu'une ", "unique "];
    let marks: Vec<&str> = marks.into_iter().filter(|mark| lower.contains(mark)).collect();
    if marks.is_empty() {
        return None;
    }
    let mut nouns = facts.content.terms.iter().enumerate();
    let noun = nouns.find(|(_, term)| {
        let word = term.word.to_lowercase();
        term.kind == Kind::Noun && marks.iter().any(|mark| lower.contains(&format!("{mark}{word}")))
    });
    noun.map(|(at, _)| at)
}

struct Reader<'a, 't> {
    data: &'static Quantities,
    lexicon: Option<&'static Lexicon>,
    words: &'a Words<'t>,
}

impl Reader<'_, '_> {
    fn read(&self, i: usize) -> Option<Reading> {
        let key = self.words.key(i);
        match key {
            "chaque" => self
                .period(i + 1)
                .map(|(days, end)| (1.0 / days, 1.0 / days, true, false, end)),
            "tous" | "toutes" if self.words.key(i + 1) == "les" => self.every(i + 2),
            "le" | "les" => self.weekly(i),
            _ => match self.data.rhythms.get(key) {
                Some(&times) => Some((times, times, true, true, i + 1)),
                None => self.times(i),
            },
        }
    }

    /// A unit of time or a day of the week at word `i`, in days, and one past it.
    fn period(&self, i: usize) -> Option<(f64, usize)> {
        let key = self.words.key(i);
        let weekday = || {
            let day = key.strip_suffix('s').unwrap_or(key);
            self.data.weekdays.contains_key(day).then_some(7.0)
        };
        let days = self.data.periods.get(key).copied().or_else(weekday)?;
        Some((days, i + 1))
    }

    /// *tous les soirs*, *toutes les deux heures*.
    fn every(&self, i: usize) -> Option<Reading> {
        if let Some((days, end)) = self.period(i) {
            return Some((1.0 / days, 1.0 / days, true, false, end));
        }
        let count = number(self.data, self.words, i).filter(|n| n.low > 0.0)?;
        let (days, end) = self.period(count.end)?;
        Some((1.0 / (count.high * days), 1.0 / (count.low * days), true, true, end))
    }

    /// *les lundis*; *que le vendredi*, *seulement le vendredi* of what is or was done as a rule.
    fn weekly(&self, i: usize) -> Option<Reading> {
        let key = self.words.key(i + 1);
        let week = Some((1.0 / 7.0, 1.0 / 7.0, true, true, i + 2));
        let plural = key
            .strip_suffix('s')
            .is_some_and(|day| self.data.weekdays.contains_key(day));
        if self.words.key(i) == "les" && plural {
            return week;
        }
        let only = matches!(self.words.before(i, 1), "que" | "seulement" | "uniquement")
            || matches!(self.words.key(i + 2), "seulement" | "uniquement");
        let numbered = number(self.data, self.words, i + 2).is_some();
        let weekday = self.data.weekdays.contains_key(key);
        (self.words.key(i) == "le" && weekday && only && !numbered && self.is_habit(i))
            .then_some(week)
            .flatten()
    }

    /// True where the last finite verb before word `i` is in the imperfect, or in the present and no auxiliary.
    fn is_habit(&self, i: usize) -> bool {
        let Some(lexicon) = self.lexicon else { return false };
        for back in 1..=12.min(i) {
            let key = self.words.before(i, back);
            let readings = lexicon.readings(key);
            let verb = |tense: Tense| readings.iter().any(|r| r.pos == Pos::Verb && r.tense == Some(tense));
            let have = matches!(
                key,
                "a" | "ont" | "est" | "sont" | "ai" | "avons" | "sommes" | "suis" | "avez"
            );
            if verb(Tense::Imperfect) {
                return true;
            }
            if verb(Tense::Present) && !readings.iter().any(|r| r.pos == Pos::Noun) {
                return !have;
            }
            if have {
                return false;
            }
        }
        false
    }

    /// *trois fois*, *une seule fois par an*, *à deux reprises*, *plusieurs fois en dix ans*.
    fn times(&self, i: usize) -> Option<Reading> {
        let (low, mut high, mut at) = match number(self.data, self.words, i) {
            Some(count) => (count.low, count.high, count.end),
            None => {
                let (len, &(low, high)) = self.data.vague.at(self.words.from(i))?;
                (low, high, i + len)
            }
        };
        let mut low = low;
        at += usize::from(matches!(self.words.key(at), "seule" | "petites" | "seules" | "seul"));
        // *une douche par semaine*, *trois contrôles par an*
        let per = matches!(self.words.key(at + 1), "par" | "chaque");
        if high <= MOST
            && per
            && self.words.is_word(at)
            && let Some((days, end)) = self.period(at + 2)
            && self.data.units.at(self.words.from(at)).is_none()
            && !matches!(self.words.key(at), "fois" | "reprise" | "reprises")
        {
            return Some((low / days, high / days, true, true, end));
        }
        if !matches!(self.words.key(at), "fois" | "reprise" | "reprises") {
            return None;
        }
        at += 1;
        match self.bound(i) {
            Some(Bound::AtLeast | Bound::MoreThan) => high = f64::INFINITY,
            Some(Bound::AtMost | Bound::LessThan) => low = 0.0,
            _ => {}
        }
        let rate = |days: f64, end| Some((low / days, high / days, true, true, end));
        match self.words.key(at) {
            "par" | "l'" | "chaque" => {
                if let Some((days, end)) = self.period(at + 1) {
                    return rate(days, end);
                }
            }
            "tous" | "toutes" if self.words.key(at + 1) == "les" => {
                let (_, every, _, _, end) = self.every(at + 2)?;
                return Some((low * every, high * every, true, true, end));
            }
            "en" => {
                if let Some(count) = number(self.data, self.words, at + 1)
                    && let Some((days, end)) = self.period(count.end)
                {
                    return rate(days * count.low.max(1.0), end);
                }
            }
            // *trois fois plus*, *deux fois champion*: no number of acts.
            "plus" | "moins" | "trop" | "sur" | "le" | "la" | "les" | "son" | "sa" | "ses" | "supérieur"
            | "supérieure" | "champion" | "championne" | "rien" => return None,
            _ => {}
        }
        // *une fois l'accord signé* is a time.
        if low == 1.0 && high == 1.0 && self.words.before(at, 2) == "une" {
            return None;
        }
        Some((low, high, false, true, at))
    }

    /// The qualifier right before word `i`.
    fn bound(&self, i: usize) -> Option<Bound> {
        (1..=4.min(i)).find_map(|back| {
            let found = self.data.before.at(self.words.between(i - back, i))?;
            (found.0 == back).then_some(*found.1)
        })
    }
}
