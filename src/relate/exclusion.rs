//! Numbers that count nothing: dates, clock times, ages, labels, ordinals, denied numbers.

use super::phrase::Grammar;
use super::quantity::Quantity;
use crate::lexicon::Pos;
use crate::lexicon::quantity::Unit;
use crate::text::TokenKind;

/// Days of a month that can stand in a row.
const DAYS: usize = 31;

impl Grammar<'_, '_> {
    /// True for numbers that count nothing: dates, clock times, ages, labels, ordinals, denied numbers.
    pub fn is_no_count(&self, q: &Quantity) -> bool {
        let words = self.words;
        let before = |back| words.before(q.start, back);
        let after = words.key(q.end);
        if q.none {
            return self.is("uncounted", q.end)
                || matches!(before(1), "sans" | "en")
                || (q.number.ambiguous && self.data.is("being", before(1)));
        }
        if q.bound.is_none() && self.data.is("denials", before(1)) {
            return true;
        }
        if let Some(unit) = &q.unit {
            return unit.base == "s" && self.is_point_in_time(q, unit);
        }
        let month = |i: usize| self.data.months.contains_key(words.key(i));
        let to_month = self.is("range_links", q.end) || matches!(after, "au" | "et");
        // *les 16, 17 et 18 juillet*
        let number = |i: usize| words.get(i).is_some_and(|word| word.kind == TokenKind::Number);
        let listed = (0..DAYS).take_while(|n| words.key(q.end + 2 * n) == "," && number(q.end + 2 * n + 1));
        let end = q.end + 2 * listed.count();
        let in_list = end > q.end && words.key(end) == "et" && month(end + 2);
        if month(q.end) || in_list || (to_month && (month(q.end + 2) || month(q.end + 1))) {
            return true;
        }
        // *six cas confirmés*, but *dans deux cas*
        let cases =
            after == "cas" && q.number.low >= 2.0 && !matches!(before(1), "dans" | "en" | "les" | "des" | "ces");
        // *la liste porte 12 noms* counts, *la porte 12* does not.
        let carries = before(1) == "porte" && self.phrase(q.end, true).is_some();
        let label = self.is("labels", q.number_at.wrapping_sub(1)) && !carries;
        if (self.is("uncounted", q.end) && !cases) || label || before(1) == "°" {
            return true;
        }
        // *3G*
        let touches = words.span(q.end, q.end + 1).start == words.span(q.start, q.end).end;
        if q.number.plain && touches && words.get(q.end).is_some_and(|word| word.capital) {
            return true;
        }
        // *le 13*, *du 13 au 14*; but *le million d'euros* has a unit.
        if matches!(before(1), "le" | "du" | "au" | "l'") && !q.number.collective {
            return true;
        }
        let phrase = self.phrase(q.end, q.number.high >= 2.0);
        if q.number.plain && phrase.is_none() {
            let year = (1000.0..=2100.0).contains(&q.number.high) && words.text(q.end - 1, q.end).len() == 4;
            let dated = self.data.months.contains_key(before(1)) || self.data.is("year_before", before(1)) || q.range;
            // *(1923)*
            let dated = dated || (before(1) == "(" && matches!(after, ")" | "-" | "–"));
            // *Apollo 11*, *Boeing 737*: a number right after a name, which does not open the span.
            let named = q.start >= 2
                && words
                    .get(q.start - 1)
                    .is_some_and(|word| word.capital && word.kind == TokenKind::Word);
            // *la campagne 2000*, but *ils étaient 2000*.
            let told = q.bound.is_some() || self.data.is("auxiliaries", before(1));
            let dated = dated || (q.number.high >= 1900.0 && !told);
            let era = matches!(after, "avant" | "av" | "av.") && self.is("eras", q.end + 1);
            if (year && dated) || named || era || (q.bound.is_none() && self.is_label(q.start)) {
                return true;
            }
        }
        if q.number.high == 2.0 && self.data.is("definite", before(1)) {
            return true;
        }
        // *la 4*: one of several machines.
        if before(1) == "la" && q.number.plain && phrase.is_none() {
            return true;
        }
        // *les Trois Chênes*, where a name begins with the number.
        let capital = |i: usize| {
            words
                .get(i)
                .is_some_and(|word| word.capital && word.kind == TokenKind::Word)
        };
        if capital(q.number_at) && capital(q.number_at + 1) && q.number_at > 0 {
            return true;
        }
        // *les Vingt-Sept*, *le groupe des Vingt*: a name.
        q.start > 0 && phrase.is_none() && words.get(q.number_at).is_some_and(|word| word.capital)
    }

    /// True where the word before `start` is surely a noun, which the bare number after it tells apart from its like: *le bloc 16*.
    pub fn is_label(&self, start: usize) -> bool {
        let Some(lexicon) = self.measures.lexicon else {
            return false;
        };
        let readings = lexicon.readings(self.words.before(start, 1));
        readings.iter().any(|reading| reading.pos == Pos::Noun)
            && readings.iter().all(|reading| reading.pos != Pos::Verb)
    }

    /// True for clock times, ages, and lengths of time that point at a day: *à 9 heures*, *61 ans*, *il y a trois semaines*.
    pub fn is_point_in_time(&self, q: &Quantity, unit: &Unit) -> bool {
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
            let group = q.bound.is_some() && self.data.is("definite", before(1));
            if aged || set_off || group || before(1) == "à" {
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
}
