//! Numbers with their qualifiers, ranges and units, as intervals.

use super::numeral::{Number, number};
use super::phrase::Grammar;
use super::word::Words;
use crate::lexicon::quantity::{Bound, Unit};
use crate::model::Figure;
use crate::span::Span;
use crate::text::TokenKind;

/// A number with its qualifiers, its range and its unit.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// First word, qualifiers included.
    pub start: usize,
    /// First word of the number itself.
    pub number_at: usize,
    /// One past the last word, unit included.
    pub end: usize,
    pub number: Number,
    pub bound: Option<Bound>,
    pub unit: Option<Unit>,
    /// *aucun*: zero.
    pub none: bool,
    /// Two numbers.
    pub range: bool,
}

impl Grammar<'_, '_> {
    /// Reads qualifiers, one or two numbers and a unit.
    pub fn quantity(&self, i: usize) -> Option<Quantity> {
        if let Some((len, ())) = self.data.none.at(self.words.from(i)) {
            return Some(self.zero(i, i + len));
        }
        let (mut at, mut bound) = (i, None);
        while at < i + 8 {
            let Some((len, &next)) = self.data.before.at(self.words.from(at)) else {
                break;
            };
            let denied = self.is("negations", at + len) || (at == i && self.is_before("negations", i, 1));
            bound = match (bound, if denied { next.negated() } else { Some(next) }) {
                (Some(kept), Some(Bound::About | Bound::Exactly)) => Some(kept),
                (kept, next) => next.or(kept),
            };
            at += len + usize::from(self.is("negations", at + len));
        }
        if bound.is_none() && self.falls_short(i) {
            bound = Some(Bound::LessThan);
        }
        // *entre A et B*, *de A à B*: the link that the second number needs.
        let opener = self.words.key(at);
        let link: &[&str] = match opener {
            "entre" => &["et"],
            "de" | "d'" => &["à"],
            _ => &["à", "ou", "-", "–", "—"],
        };
        let opens = matches!(opener, "entre" | "de" | "d'");
        let sign = self.data.signs.get(self.words.key(at + usize::from(opens)));
        let sign = sign.filter(|unit| unit.measure == "money");
        let number_at = at + usize::from(opens) + usize::from(sign.is_some());
        let (first, share) = self.one_number(number_at)?;
        let mut quantity = Quantity {
            start: if opens && opener != "entre" && bound.is_none() {
                number_at
            } else {
                i
            },
            number_at,
            end: first.end,
            number: first,
            bound,
            unit: share.or_else(|| sign.cloned()),
            none: false,
            range: false,
        };
        if let Some(unit) = self.unit(&quantity) {
            quantity = unit;
        }
        match self.second(&quantity, link, opens) {
            Some(range) => {
                let mover = opens && (self.is_before("movers", at, 1) || range.number.low >= range.number.high);
                Some(if mover {
                    self.after_move(range)
                } else {
                    Quantity { start: i, ..range }
                })
            }
            None if opens => None,
            None => Some(quantity),
        }
    }

    /// *il n'y en avait pas 2 000*: so many were not reached. *Ce n'est pas 12, mais 15* takes the number itself back.
    fn falls_short(&self, i: usize) -> bool {
        if self.words.before(i, 1) != "pas" {
            return false;
        }
        let negated = (2..=5).any(|back| matches!(self.words.before(i, back), "ne" | "n'"));
        let pointed = (2..=6).any(|back| matches!(self.words.before(i, back), "ce" | "c'"));
        let instead = (i..i + 12).any(|at| self.words.key(at) == "mais");
        let several = number(self.data, self.words, i).is_some_and(|n| !n.ambiguous && n.low >= 3.0);
        negated && !pointed && !instead && several
    }

    pub fn zero(&self, start: usize, after: usize) -> Quantity {
        let number = Number {
            low: 0.0,
            high: 0.0,
            end: after,
            collective: self.is("links", after),
            about: false,
            plain: false,
            ambiguous: matches!(self.words.key(after - 1), "un" | "une" | "nul" | "nulle"),
        };
        Quantity {
            start,
            number_at: start,
            end: after,
            number,
            bound: None,
            unit: None,
            none: true,
            range: false,
        }
    }

    /// A number, or a fraction of a whole in percent.
    pub fn one_number(&self, i: usize) -> Option<(Number, Option<Unit>)> {
        // *trois quarts d'heure* is three times a unit.
        let timed = |at: usize| {
            self.data
                .units
                .at(self.words.from(at))
                .is_some_and(|(_, unit)| unit.base == "s")
        };
        if let Some((len, &(low, high))) = self.data.fractions.at(self.words.from(i))
            && self.is("links", i + len)
            && !timed(i + len + 1)
        {
            let percent = self.data.signs.get("%").cloned();
            let number = Number {
                low,
                high,
                end: i + len,
                collective: true,
                about: false,
                plain: false,
                ambiguous: false,
            };
            return Some((number, percent));
        }
        number(self.data, self.words, i).map(|number| (number, None))
    }

    /// The quantity with the unit after its number, and what follows that: *et demie*, the minutes of *2 h 30*.
    pub fn unit(&self, quantity: &Quantity) -> Option<Quantity> {
        let number = quantity.number;
        let linked = number.collective && self.is("links", number.end);
        let mut at = number.end + usize::from(linked);
        while self.is("leading", at) {
            at += 1;
        }
        let (len, unit) = self.data.units.at(self.words.from(at))?;
        // *3G* is no mass.
        if self
            .words
            .get(at)
            .is_some_and(|word| word.capital && word.key.len() == 1)
        {
            return None;
        }
        let mut out = Quantity {
            end: at + len,
            unit: Some(unit.clone()),
            ..quantity.clone()
        };
        let mut more = 0.0;
        if self.words.key(out.end) == "et" && matches!(self.words.key(out.end + 1), "demi" | "demie") {
            more = 0.5;
            out.end += 2;
        } else if unit.base == "s"
            && unit.factor == 3600.0
            && let Some(minutes) = number_of_minutes(self.words, out.end)
        {
            more = minutes / 60.0;
            out.end += 1;
        } else if unit.base == "m"
            && unit.factor == 1.0
            && let Some((rest, None)) = self.one_number(out.end)
            && rest.low == rest.high
            && (10.0..100.0).contains(&rest.low)
            && !rest.plain
        {
            // *un mètre cinquante*
            more = rest.low / 100.0;
            out.end = rest.end;
        }
        out.number.low += more;
        out.number.high += more;
        Some(out)
    }

    /// The range that `quantity` opens, with the second number after one of `links`.
    pub fn second(&self, quantity: &Quantity, links: &[&str], opened: bool) -> Option<Quantity> {
        let at = quantity.end;
        links.iter().find(|link| self.words.key(at) == **link)?;
        let (next, _) = self.one_number(at + 1)?;
        let mut range = Quantity {
            end: next.end,
            number: next,
            range: true,
            unit: None,
            ..quantity.clone()
        };
        if let Some(with_unit) = self.unit(&range) {
            range = with_unit;
        }
        let first = quantity.number;
        // *en mars 2017 à 7 209 euros*: a year opens no range.
        if !opened && first.plain && !next.plain && (1900.0..=2100.0).contains(&first.low) {
            return None;
        }
        // *entre deux et trois millions*: the magnitude of the second is that of both.
        let magnitude = self.magnitude(&next);
        let shared = if first.high < 1000.0 && first.high * magnitude <= next.high {
            magnitude
        } else {
            1.0
        };
        let (low, high) = (first.low * shared, range.number.high);
        let same_unit = quantity.unit.is_none() || quantity.unit == range.unit;
        if !same_unit || (low >= high && !opened) || next.ambiguous || (first.ambiguous && !opened && first.high > 1.0)
        {
            return None;
        }
        range.number.low = low;
        range.number.collective |= first.collective && range.number.end == next.end;
        (low < high || opened).then_some(range)
    }

    /// What the words of a number's magnitude multiply by; 1 without one.
    pub fn magnitude(&self, number: &Number) -> f64 {
        let last = self.words.key(number.end.wrapping_sub(1));
        self.data.magnitudes.get(last).copied().unwrap_or(1.0)
    }

    /// *passé de A à B*: B alone.
    pub fn after_move(&self, range: Quantity) -> Quantity {
        let mut out = range;
        out.number.low = out.number.high;
        out.number_at = out.number.end - 1;
        out.start = out.number_at;
        out.range = false;
        out
    }

    /// A qualifier after the number or its unit: *49 au moins*.
    pub fn bound_after(&self, quantity: &mut Quantity) {
        if let Some((len, &bound)) = self.data.after.at(self.words.from(quantity.end))
            && number(self.data, self.words, quantity.end + len).is_none()
        {
            quantity.bound = quantity.bound.or(Some(bound));
            quantity.end += len;
        }
    }
    /// The interval of a quantity in base units, without measure, population and span.
    pub fn interval(&self, q: &Quantity, factor: f64) -> Figure {
        let (mut low, mut high) = (q.number.low * factor, q.number.high * factor);
        let (mut low_open, mut high_open) = (false, false);
        match q.bound {
            Some(Bound::AtLeast) => high = f64::INFINITY,
            Some(Bound::MoreThan) => (high, low_open) = (f64::INFINITY, true),
            Some(Bound::AtMost) => low = 0.0,
            Some(Bound::LessThan) => (low, high_open) = (0.0, true),
            Some(Bound::About) => (low, high) = (low * 0.9, high * 1.1),
            None if q.number.about => (low, high) = (low * 0.9, high * 1.1),
            Some(Bound::Exactly) | None => {}
        }
        Figure {
            span: Span::default(),
            measure: None,
            population: None,
            low: tidy(low),
            high: tidy(high),
            low_open,
            high_open,
            unit: None,
        }
    }
}

/// Without the noise of binary multiplication.
fn tidy(value: f64) -> f64 {
    let rounded = (value * 1e6).round() / 1e6;
    if value.is_finite() && value.abs() < 1e9 {
        rounded
    } else {
        value.round()
    }
}

/// The minutes of *2 h 30* at word `i`.
fn number_of_minutes(words: &Words, i: usize) -> Option<f64> {
    let word = words
        .get(i)
        .filter(|word| word.kind == TokenKind::Number && word.key.len() <= 2)?;
    word.key.parse::<f64>().ok().filter(|minutes| *minutes < 60.0)
}
