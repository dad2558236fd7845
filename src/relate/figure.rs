//! Figures of a content span: quantities as intervals, with what is counted and how.

use super::measure::{Finder, Found, Place};
use super::numeral::{Number, number};
use super::word::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::quantity::{Bound, Quantities, Unit};
use crate::model::Figure;
use crate::span::Span;
use crate::text::{Analysis, TokenKind};

/// How far a word that a bare number belongs to may stand before it, in words.
const REACH: usize = 14;

/// The figures in one content span, in order, never overlapping.
pub(super) fn figures(analysis: &Analysis, span: Span) -> Vec<Figure> {
    let Some(data) = Quantities::of(analysis.lang) else {
        return Vec::new();
    };
    let words = Words::of(analysis, span);
    let grammar = Grammar {
        data,
        words: &words,
        measures: Finder {
            data,
            lexicon: Lexicon::of(analysis.lang),
            words: &words,
        },
    };
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        let (figure, end) = grammar.figure(at, out.last());
        out.extend(figure);
        at = end.max(at + 1);
    }
    out
}

/// A number with its qualifiers, its range and its unit.
#[derive(Clone, Debug)]
struct Quantity {
    /// First word, qualifiers included.
    start: usize,
    /// First word of the number itself.
    number_at: usize,
    /// One past the last word, unit included.
    end: usize,
    number: Number,
    bound: Option<Bound>,
    unit: Option<Unit>,
    /// *aucun*: zero.
    none: bool,
    /// Two numbers.
    range: bool,
}

/// A noun phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Phrase {
    /// Word of its head noun.
    head: usize,
    start: usize,
    end: usize,
}

struct Grammar<'a, 't> {
    data: &'static Quantities,
    words: &'a Words<'t>,
    measures: Finder<'a, 't>,
}

impl Grammar<'_, '_> {
    /// The figure that begins at word `i`, if one does, and the word to go on with.
    fn figure(&self, i: usize, last: Option<&Figure>) -> (Option<Figure>, usize) {
        let Some(mut quantity) = self.quantity(i) else {
            return (None, i + 1);
        };
        if self.is_no_count(&quantity) {
            return (None, quantity.end);
        }
        self.bound_after(&mut quantity);
        let figure = match &quantity.unit {
            Some(unit) => self.with_unit(&quantity, unit.clone()),
            None => self.counted(&quantity, last),
        };
        let end = match &figure {
            Some((_, end)) => *end,
            None => quantity.end,
        };
        (figure.map(|(figure, _)| figure), end)
    }

    fn is(&self, class: &str, i: usize) -> bool {
        self.data.is(class, self.words.key(i))
    }

    fn is_before(&self, class: &str, i: usize, back: usize) -> bool {
        self.data.is(class, self.words.before(i, back))
    }

    /// Reads qualifiers, one or two numbers and a unit.
    fn quantity(&self, i: usize) -> Option<Quantity> {
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
        // *entre A et B*, *de A à B*: the link that the second number needs.
        let opener = self.words.key(at);
        let link: &[&str] = match opener {
            "entre" => &["et"],
            "de" | "d'" => &["à"],
            _ => &["à", "ou", "-", "–", "—"],
        };
        let opens = matches!(opener, "entre" | "de" | "d'");
        let sign = self.data.signs.get(self.words.key(at + usize::from(opens)));
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
                let mover = opens && self.is_before("movers", at, 1);
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

    fn zero(&self, start: usize, after: usize) -> Quantity {
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
    fn one_number(&self, i: usize) -> Option<(Number, Option<Unit>)> {
        if let Some((len, &(low, high))) = self.data.fractions.at(self.words.from(i))
            && self.is("links", i + len)
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
    fn unit(&self, quantity: &Quantity) -> Option<Quantity> {
        let number = quantity.number;
        let linked = number.collective && self.is("links", number.end);
        let at = number.end + usize::from(linked);
        let (len, unit) = self.data.units.at(self.words.from(at))?;
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
        }
        out.number.low += more;
        out.number.high += more;
        Some(out)
    }

    /// The range that `quantity` opens, with the second number after one of `links`.
    fn second(&self, quantity: &Quantity, links: &[&str], opened: bool) -> Option<Quantity> {
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
    fn magnitude(&self, number: &Number) -> f64 {
        let last = self.words.key(number.end.wrapping_sub(1));
        self.data.magnitudes.get(last).copied().unwrap_or(1.0)
    }

    /// *passé de A à B*: B alone.
    fn after_move(&self, range: Quantity) -> Quantity {
        let mut out = range;
        out.number.low = out.number.high;
        out.number_at = out.number.end - 1;
        out.start = out.number_at;
        out.range = false;
        out
    }

    /// A qualifier after the number or its unit: *49 au moins*.
    fn bound_after(&self, quantity: &mut Quantity) {
        if let Some((len, &bound)) = self.data.after.at(self.words.from(quantity.end))
            && number(self.data, self.words, quantity.end + len).is_none()
        {
            quantity.bound = quantity.bound.or(Some(bound));
            quantity.end += len;
        }
    }

    /// True for numbers that count nothing: dates, clock times, ages, labels, ordinals, denied numbers.
    fn is_no_count(&self, q: &Quantity) -> bool {
        let words = self.words;
        let before = |back| words.before(q.start, back);
        let after = words.key(q.end);
        if q.none {
            return self.is("uncounted", q.end) || matches!(before(1), "sans" | "en");
        }
        if self.data.is("denials", before(1)) {
            return true;
        }
        if let Some(unit) = &q.unit {
            return unit.base == "s" && self.is_point_in_time(q, unit);
        }
        let month = |i: usize| self.data.months.contains_key(words.key(i));
        let to_month = self.is("range_links", q.end) || matches!(after, "au" | "et");
        if month(q.end) || (to_month && (month(q.end + 2) || month(q.end + 1))) {
            return true;
        }
        if self.is("uncounted", q.end) || self.is("labels", q.number_at.wrapping_sub(1)) || before(1) == "°" {
            return true;
        }
        // *le 13*, *du 13 au 14*; but *le million d'euros* has a unit.
        if matches!(before(1), "le" | "du" | "au" | "l'") && !q.number.collective {
            return true;
        }
        let phrase = self.phrase(q.end, q.number.high >= 2.0);
        if q.number.plain && phrase.is_none() {
            let year =
                (1500.0..=2100.0).contains(&q.number.high) && words.text(q.number_at, q.number_at + 1).len() == 4;
            let dated = self.data.months.contains_key(before(1)) || self.data.is("year_before", before(1));
            // *Apollo 11*, *Boeing 737*: a number right after a name, which does not open the span.
            let named = q.start >= 2
                && words
                    .get(q.start - 1)
                    .is_some_and(|w| w.capital && w.kind == TokenKind::Word);
            if (year && dated) || named {
                return true;
            }
        }
        if q.number.high == 2.0 && self.data.is("definite", before(1)) {
            return true;
        }
        // *les Vingt-Sept*, *le groupe des Vingt*: a name.
        q.start > 0 && phrase.is_none() && words.get(q.number_at).is_some_and(|word| word.capital)
    }

    /// True for clock times, ages, and lengths of time that point at a day: *à 9 heures*, *61 ans*, *il y a trois semaines*.
    fn is_point_in_time(&self, q: &Quantity, unit: &Unit) -> bool {
        let before = |back| self.words.before(q.start, back);
        let after = self.words.key(q.end);
        let of = matches!(after, "de" | "d'");
        if unit.factor == 3600.0 && q.number.high <= 24.0 {
            let clock = self.data.is("clock", before(1)) || (before(1) == "de" && self.data.is("clock", before(2)));
            let range_of_times = q.range && self.words.key(q.number_at + 1).starts_with('h');
            if self.is("clock_after", q.end) || matches!(after, "du") || (clock && !of) || range_of_times {
                return true;
            }
        }
        if unit.factor > 3.0e7 {
            let aged = self.data.is("aged", before(1))
                || (self.data.is("links", before(1)) && self.data.is("aged", before(2)));
            let set_off = matches!(before(1), "," | "(") && matches!(after, "," | ")" | "");
            if aged || set_off || before(1) == "à" {
                return true;
            }
        }
        let ago = matches!(before(1), "a" | "avait") && matches!(before(2), "y");
        let pointing = self.data.is("pointing", before(1)) && !matches!(before(1), "a");
        let pointed = matches!(
            (after, self.words.key(q.end + 1)),
            ("plus", "tard") | ("auparavant" | "avant" | "après", _)
        );
        ago || pointing || pointed || (before(1) == "à" && matches!(before(2), "d'ici" | "ici"))
    }

    /// A figure with a unit: money, shares, physical quantities.
    fn with_unit(&self, q: &Quantity, unit: Unit) -> Option<(Figure, usize)> {
        if q.number.ambiguous && unit.measure == "duration" && !q.range && q.bound.is_none() {
            // *un jour*, *une semaine*, *quelques mois* date more than they measure.
            return None;
        }
        let mut measure = unit.measure;
        let mut end = q.end;
        let mut population = None;
        if self.is("links", q.end) {
            let at = q.end + 1;
            population = self.phrase(at + usize::from(self.is("determiners", at)), false);
            // *la moitié des six hôpitaux*: the whole has a number of its own.
            end = population.map_or(end, |phrase| phrase.end);
        }
        if unit.measure == "share" {
            let near = |class: &str| (1..=5).any(|back| self.is_before(class, q.start, back));
            if near("rises") {
                measure = "increase";
            } else if near("falls") {
                measure = "decrease";
            }
            population = population.or_else(|| self.topic_phrase("share_nouns", q.start));
        }
        let mut figure = self.interval(q, unit.factor);
        figure.measure = Some(measure.to_owned());
        figure.unit = Some(unit.base.to_owned());
        figure.population = population.map(|phrase| self.words_of(phrase));
        figure.span = self.words.span(q.start, end);
        Some((figure, end))
    }

    /// A figure without a unit: people or things that are counted.
    fn counted(&self, q: &Quantity, last: Option<&Figure>) -> Option<(Figure, usize)> {
        let mut at = q.end;
        let linked = self.is("links", at);
        if linked {
            at += 1;
            at += usize::from(self.is("determiners", at));
            if let Some(whole) = number(self.data, self.words, at).filter(|_| q.none) {
                at = whole.end;
            }
        }
        let partial = linked && !q.number.collective && !matches!(self.words.before(at, 1), "des");
        if partial && self.words.before(at, 1) == "de" {
            // *de 49 de* counts nothing; *49 de ses soldats* has a determiner.
            at = q.end;
        }
        while self.is("leading", at) {
            at += 1;
        }
        let mut figure = self.interval(q, 1.0);
        if let Some((found, act)) = self.measures.noun(at) {
            return self.counted_noun(q, figure, found, act);
        }
        let plural = q.number.high >= 2.0 && !linked;
        let phrase = self.phrase(at, plural);
        if let (Some(phrase), Some(share)) = (phrase, phrase.and_then(|phrase| self.one_in(q, phrase))) {
            return Some(share).map(|(figure, end)| {
                let population = Some(self.words_of(phrase));
                (Figure { population, ..figure }, end)
            });
        }
        let end = phrase.map_or(q.end, |phrase| phrase.end);
        let head = phrase.map(|phrase| self.words.key(phrase.head));
        let inherited = last
            .and_then(|figure| figure.population.as_deref())
            .filter(|_| phrase.is_none());
        let inherited_head = inherited.and_then(|words| words.split_whitespace().next());
        let place = Place {
            start: q.start,
            end,
            head: head.or(inherited_head),
            article: q.number.ambiguous && !q.range,
        };
        let mut found = self.measures.measure(place);
        figure.population = phrase.map(|phrase| self.words_of(phrase));
        let bare = phrase.is_none() && found.is_none();
        if bare {
            found = self.measures.topic(q.start);
            if found.is_none()
                && let Some(topic) = self.topic_phrase("number_nouns", q.start)
            {
                found = self
                    .measures
                    .noun(topic.start)
                    .map(|(found, _)| Found { end: None, ..found });
                figure.population = found.is_none().then(|| self.words_of(topic));
            }
        } else if phrase.is_none() {
            figure.population = inherited.map(str::to_owned);
        }
        let counts_nothing = q.number.ambiguous && found.is_none() && !q.range;
        let zero_of_nothing = q.none && phrase.is_none();
        if counts_nothing || zero_of_nothing {
            return None;
        }
        let mut end = end.max(found.as_ref().and_then(|found| found.end).unwrap_or(0));
        if figure.low_open || figure.high_open || figure.high.is_infinite() || figure.low < figure.high {
            // The interval is set already.
        } else if let Some((len, &bound)) = self.data.after.at(self.words.from(end)) {
            let population = figure.population.take();
            figure = self.interval(
                &Quantity {
                    bound: Some(bound),
                    ..q.clone()
                },
                1.0,
            );
            figure.population = population;
            end += len;
        }
        figure.measure = found.map(|found| found.name);
        figure.span = self.words.span(q.start, end);
        Some((figure, end))
    }

    /// *49 morts arméniens*, *49 morts parmi les soldats*, *84 fermetures de lits*.
    fn counted_noun(&self, q: &Quantity, mut figure: Figure, found: Found, act: bool) -> Option<(Figure, usize)> {
        if q.number.ambiguous && !q.range && figure.low != 1.0 && !q.none {
            return None;
        }
        let mut end = found.end.unwrap_or(q.end);
        let adjectives = self.adjectives(end, true);
        let mut population = None;
        if adjectives > end {
            population = Some(Phrase {
                head: end,
                start: end,
                end: adjectives,
            });
        } else {
            let mut at = end;
            let side = self.is("sides", at) || (self.words.key(at) == "dans" && self.words.key(at + 2) == "rangs");
            if act && self.is("links", at) {
                at += 1;
            } else if side {
                at += if self.words.key(at) == "dans" { 3 } else { 1 };
                at += usize::from(self.is("links", at));
            }
            if at > end {
                population = self.phrase(at + usize::from(self.is("determiners", at)), false);
                // *dans les rangs arméniens*, *côté arménien*: an adjective alone.
            }
        }
        if let Some(phrase) = population {
            end = phrase.end;
            figure.population = Some(self.words_of(phrase));
        }
        figure.measure = Some(found.name);
        figure.span = self.words.span(q.start, end);
        Some((figure, end))
    }

    /// *neuf médecins sur dix* as a share.
    fn one_in(&self, q: &Quantity, phrase: Phrase) -> Option<(Figure, usize)> {
        if self.words.key(phrase.end) != "sur" {
            return None;
        }
        let whole = number(self.data, self.words, phrase.end + 1)?;
        let alone = self.phrase(whole.end, true).is_none() && self.data.units.at(self.words.from(whole.end)).is_none();
        if !alone || whole.high > 1000.0 || q.number.high > whole.low || whole.low <= 0.0 {
            return None;
        }
        let mut figure = self.interval(q, 100.0 / whole.low);
        figure.measure = Some("share".to_owned());
        figure.unit = Some("%".to_owned());
        figure.span = self.words.span(q.start, whole.end);
        Some((figure, whole.end))
    }

    /// The noun phrase that begins at word `i`; with `plural`, only one whose noun may be a plural.
    fn phrase(&self, i: usize, plural: bool) -> Option<Phrase> {
        let mut start = i;
        while self.is("leading", start) {
            start += 1;
        }
        if !self.may_be_noun(start) {
            return None;
        }
        let noun = self.words.key(start);
        if plural && !is_plural(noun) {
            return None;
        }
        let mut end = self.adjectives(start + 1, is_plural(noun));
        for _ in 0..2 {
            if !self.is("links", end) {
                break;
            }
            let at = end + 1 + usize::from(self.is("determiners", end + 1));
            if !self.may_be_noun(at) || number(self.data, self.words, at).is_some() {
                break;
            }
            let named = self.words.get(at).is_some_and(|word| word.capital);
            end = self.adjectives(at + 1, is_plural(self.words.key(at)));
            while named && self.words.get(end).is_some_and(|word| word.capital) && self.may_be_noun(end) {
                end += 1;
            }
        }
        Some(Phrase {
            head: start,
            start,
            end,
        })
    }

    fn may_be_noun(&self, i: usize) -> bool {
        self.words.is_word(i)
            && !self.is("stops", i)
            && !self.is("auxiliaries", i)
            && !self.is("links", i)
            && !self.words.key(i).ends_with('\'')
            && !self
                .data
                .verb_endings
                .iter()
                .any(|end| self.words.key(i).ends_with(end))
            && self.words.key(i).chars().any(char::is_alphabetic)
    }

    /// One past the adjectives from word `i` on that agree with a plural or singular noun and tell no measure.
    fn adjectives(&self, i: usize, plural: bool) -> usize {
        let mut at = i;
        while at < i + 3 && self.may_be_noun(at) {
            let key = self.words.key(at);
            let agrees = if plural {
                is_plural(key)
            } else {
                self.data.adjective_endings.iter().any(|end| key.ends_with(end))
            };
            let adverb = key.ends_with("ment") || self.is("adverbs", at);
            let capital = self.words.get(at).is_some_and(|word| word.capital);
            if !agrees || adverb || capital || self.measures.tells(at) {
                break;
            }
            at += 1;
        }
        at
    }

    /// The noun phrase after *taux de*, *nombre de* before word `end` in the same clause.
    fn topic_phrase(&self, class: &str, end: usize) -> Option<Phrase> {
        (end.saturating_sub(REACH)..end)
            .rev()
            .take_while(|&i| !matches!(self.words.key(i), "." | ";" | ":" | "!" | "?"))
            .find(|&i| self.is(class, i) && self.is("links", i + 1))
            .and_then(|i| self.phrase(i + 2 + usize::from(self.is("determiners", i + 2)), false))
            .filter(|phrase| phrase.end <= end)
    }

    fn words_of(&self, phrase: Phrase) -> String {
        self.words.text(phrase.start, phrase.end).to_owned()
    }

    /// The interval of a quantity in base units, without measure, population and span.
    fn interval(&self, q: &Quantity, factor: f64) -> Figure {
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

fn is_plural(word: &str) -> bool {
    word.ends_with(['s', 'x', 'z']) || (word.contains('-') && !word.ends_with("ment"))
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
