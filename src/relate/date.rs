//! Days that a claim names, absolute and relative to the day of publication.

use jiff::ToSpan;
use jiff::civil::Date;

use super::numeral::number;
use super::word::Words;
use crate::lexicon::quantity::Quantities;
use crate::lexicon::{Lexicon, Pos, Tense};
use crate::span::Span;
use crate::text::TokenKind;

/// What a claim says about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// On that day: *mardi*.
    On,
    /// From that day on: *depuis mardi*, *à compter du 1er janvier*.
    Since,
    /// Up to that day: *jusqu'à mardi*.
    Until,
    /// Before that day: *avant mardi*, *d'ici à mardi*.
    Before,
    /// After that day.
    After,
}

/// A day, or a stretch of days, that a claim names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Where its words stand.
    pub span: Span,
    /// First day.
    pub first: Date,
    /// Last day, the same for a single one.
    pub last: Date,
    /// What is said about it.
    pub sense: Sense,
}

/// The days named in one content span, in order. Words relative to a day, and days without their year, need the day of publication.
pub(super) fn days(data: &'static Quantities, words: &Words, published: Option<Date>) -> Vec<Day> {
    days_told(data, None, words, published)
}

/// Like [`days`], where a verb in the future puts a day without its year, or a weekday, after the publication: *ouvrira samedi*.
pub(super) fn days_told(
    data: &'static Quantities,
    lexicon: Option<&'static Lexicon>,
    words: &Words,
    published: Option<Date>,
) -> Vec<Day> {
    let calendar = Calendar {
        data,
        lexicon,
        words,
        published,
    };
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        match calendar.read(at) {
            Some((first, last, end)) => {
                out.push(Day {
                    span: words.span(at, end),
                    first,
                    last,
                    sense: calendar.sense(at),
                });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

struct Calendar<'a, 't> {
    data: &'static Quantities,
    lexicon: Option<&'static Lexicon>,
    words: &'a Words<'t>,
    published: Option<Date>,
}

/// First and last day, and one past the last word.
type Stretch = (Date, Date, usize);

impl Calendar<'_, '_> {
    fn read(&self, i: usize) -> Option<Stretch> {
        let key = self.words.key(i);
        if key.starts_with(|c: char| c.is_ascii_digit()) || self.data.small.contains_key(key) || key == "premier" {
            return self
                .numeric(i)
                .or_else(|| self.day_of_month(i))
                .or_else(|| self.bare_day(i))
                .or_else(|| self.year(i));
        }
        self.month(i)
            .or_else(|| self.weekdays(i))
            .or_else(|| self.named(i))
            .or_else(|| self.counted(i))
            .or_else(|| self.feast(i))
    }

    /// *avant Noël*, *d'ici à l'été*, *après la Toussaint*: only as an end of time, since *à Noël* is no more than a season.
    fn feast(&self, i: usize) -> Option<Stretch> {
        let sense = self.sense(i);
        if !matches!(sense, Sense::Before | Sense::Until | Sense::After) {
            return None;
        }
        if let Some((len, &(month, day))) = self.data.feasts.at(self.words.from(i)) {
            let (first, end) = self.with_year(month, day, i + len)?;
            return Some((first, first, end));
        }
        let article = matches!(self.words.key(i), "le" | "l'");
        let at = i + usize::from(article);
        let &month = self.data.seasons.get(self.words.key(at)).filter(|_| article)?;
        let (first, end) = self.with_year(month, 1, at + 1)?;
        let last = first.checked_add(2.months()).ok()?.last_of_month();
        Some((first, last, end))
    }

    /// *2022-09-13*, *13/09/2022*.
    fn numeric(&self, i: usize) -> Option<Stretch> {
        let word = self.words.get(i).filter(|word| word.kind == TokenKind::Number)?;
        let mut parts = word.key.split(['-', '/']).map(|part| part.parse::<i16>().ok());
        let [a, b, c] = [parts.next()??, parts.next()??, parts.next()??];
        let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
        let date = date(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).filter(|_| year > 1000)?;
        Some((date, date, i + 1))
    }

    /// *13 septembre*, *1er janvier 2022*, *12 et 13 septembre*, *13 au 14 septembre*, *les 16, 17 et 18 juillet*.
    fn day_of_month(&self, i: usize) -> Option<Stretch> {
        let first = self.day_number(i)?;
        let (mut last, mut at) = (first, i + 1);
        let after = |at: usize, last: i8| self.day_number(at + 1).filter(|next| *next > last);
        while self.words.key(at) == ","
            && let Some(next) = after(at, last)
        {
            (last, at) = (next, at + 2);
        }
        match (self.words.key(at), after(at, last)) {
            ("au" | "et" | "-" | "–" | "ou" | "à", Some(next)) => (last, at) = (next, at + 2),
            _ => (last, at) = (first, i + 1),
        }
        let &month = self.data.months.get(self.words.key(at))?;
        let (first, end) = self.with_year(month, first, at + 1)?;
        Some((first, date(first.year(), month, last)?, end))
    }

    /// *n'est apparue que le 11*, *dès le 3*: a day of this month, or of the last one. After no such word *le 17* may be a telephone number.
    fn bare_day(&self, i: usize) -> Option<Stretch> {
        let article = matches!(self.words.before(i, 1), "le" | "au");
        let led = matches!(
            self.words.before(i, 2),
            "que" | "dès" | "depuis" | "avant" | "après" | "jusqu'"
        );
        let ends = self.words.key(i + 1).is_empty() || !self.words.key(i + 1).starts_with(char::is_alphanumeric);
        if !(article && led && ends) || self.is_ahead(i) {
            return None;
        }
        let (day, published) = (self.day_number(i)?, self.published?);
        let this = date(published.year(), published.month(), day).filter(|day| *day <= published);
        let last = || {
            let month = published.first_of_month().checked_sub(1.days()).ok()?;
            date(month.year(), month.month(), day)
        };
        let day = this.or_else(last)?;
        Some((day, day, i + 1))
    }

    /// A day of a month in digits or words.
    fn day_number(&self, i: usize) -> Option<i8> {
        let key = self.words.key(i);
        if matches!(key, "1er" | "premier") {
            return Some(1);
        }
        let number =
            number(self.data, self.words, i).filter(|number| number.end == i + 1 && number.low == number.high)?;
        (1.0..=31.0).contains(&number.low).then_some(number.low as i8)
    }

    /// The day with the year that stands at word `at`, or else the year that brings it nearest to publication.
    fn with_year(&self, month: i8, day: i8, at: usize) -> Option<(Date, usize)> {
        match self.year_at(at) {
            Some(year) => Some((date(year, month, day)?, at + 1)),
            None => {
                let published = self.published?;
                // *En septembre prochain*, *le 3 mai dernier*.
                let said = |class: &str| self.data.is(class, self.words.key(at));
                let years = |years: i16| date(published.year() + years, month, day);
                let ends = |day: &Date| day.last_of_month();
                if said("next") {
                    return [years(0), years(1)]
                        .into_iter()
                        .flatten()
                        .find(|day| ends(day) > published)
                        .map(|day| (day, at + 1));
                }
                if said("past") {
                    return [years(0), years(-1)]
                        .into_iter()
                        .flatten()
                        .find(|day| *day < published)
                        .map(|day| (day, at + 1));
                }
                let from = if self.is_ahead(at) { 0 } else { -1 };
                let to = i16::from(!self.is_behind(at));
                let near = (from..=to).filter_map(|years| date(published.year() + years, month, day));
                let near =
                    near.filter(|day| from < 0 || (day.year(), day.month()) >= (published.year(), published.month()));
                near.min_by_key(|day| days_between(published, *day).abs())
                    .map(|day| (day, at))
            }
        }
    }

    fn year_at(&self, i: usize) -> Option<i16> {
        let word = self
            .words
            .get(i)
            .filter(|word| word.kind == TokenKind::Number && word.key.len() == 4)?;
        word.key.parse::<i16>().ok().filter(|year| (1500..=2200).contains(year))
    }

    /// *mai 2021*, *en mai*, *début septembre*, *mi-juillet*.
    fn month(&self, i: usize) -> Option<Stretch> {
        let key = self.words.key(i);
        let middle = key.strip_prefix("mi-");
        let &month = self.data.months.get(middle.unwrap_or(key))?;
        if middle.is_some() {
            let (first, end) = self.with_year(month, 11, i + 1)?;
            return Some((first, date(first.year(), month, 20)?, end));
        }
        let dated = self.year_at(i + 1).is_some();
        let before = self.words.before(i, 1);
        if !dated && !self.data.is("before_month", before) {
            return None;
        }
        let (mut first, end) = self.with_year(month, 1, i + 1)?;
        // *Aucun scrutin n'est possible avant juin*, said in November: the next one.
        let ahead = matches!(self.sense(i), Sense::Before | Sense::Until) && !self.is_behind(i);
        if !dated
            && ahead
            && self
                .published
                .is_some_and(|published| first.last_of_month() < published)
        {
            first = date(first.year() + 1, month, 1)?;
        }
        Some((first, first.last_of_month(), end))
    }

    /// *en 2022*.
    fn year(&self, i: usize) -> Option<Stretch> {
        let year = self.year_at(i)?;
        // *au printemps 2022* lasts four months at most.
        let season = match self.words.before(i, 1) {
            "printemps" => Some((3, 6)),
            "été" => Some((6, 9)),
            "automne" => Some((9, 12)),
            _ => None,
        };
        if let Some((first, last)) = season {
            return Some((date(year, first, 1)?, date(year, last, 1)?.last_of_month(), i + 1));
        }
        // *La dernière visite date de 2019*, *remonte à 2019*.
        let dates = |back: usize| {
            let word = self.words.before(i, back);
            ["date", "data", "dater", "remont"]
                .iter()
                .any(|begin| word.starts_with(begin))
        };
        let of_event = matches!(self.words.before(i, 1), "de" | "à") && dates(2);
        let dated = self.data.is("before_year", self.words.before(i, 1)) || of_event;
        dated.then_some((date(year, 1, 1)?, date(year, 12, 31)?, i + 1))
    }

    /// *mardi*, *mardi prochain*, *nuit de lundi à mardi*, *mardi 13 septembre*.
    fn weekdays(&self, i: usize) -> Option<Stretch> {
        let &weekday = self.data.weekdays.get(self.words.key(i))?;
        if let Some(exact) = self.day_of_month(i + 1) {
            return Some(exact);
        }
        let published = self.published?;
        let next = self.words.key(i + 1);
        let today = published.weekday().to_monday_one_offset();
        let since = (today - weekday).rem_euclid(7);
        let ahead = matches!(self.sense(i), Sense::Before | Sense::Until) || matches!(self.words.before(i, 1), "dès");
        // *jusqu'au dimanche* is told of the past, *jusqu'à dimanche* of what is to come.
        let told = self.words.before(i, 1) == "au" || self.is_behind(i);
        let ahead = (ahead && !told) || self.is_ahead(i);
        let (next_week, last_week) = (self.data.is("next", next), self.data.is("past", next));
        let offset = match since {
            0 if last_week => -7,
            _ if next_week || (ahead && since > 0) => 7 - i32::from(since),
            _ => -i32::from(since),
        };
        let first = published.checked_add(offset.days()).ok()?;
        if next_week || last_week {
            return Some((first, first, i + 2));
        }
        let night = (1..=2).any(|back| self.data.is("night", self.words.before(i, back)));
        if night
            && matches!(next, "à" | "au")
            && let Some((last, _, end)) = self.weekdays(i + 2)
        {
            let before = last.checked_sub(1.days()).ok()?;
            return Some((before, last, end));
        }
        Some((first, first, i + 1))
    }

    /// *hier*, *aujourd'hui*, *la nuit dernière*.
    fn named(&self, i: usize) -> Option<Stretch> {
        let (len, &offset) = self.data.days.at(self.words.from(i))?;
        let day = self.published?.checked_add(offset.days()).ok()?;
        Some((day, day, i + len))
    }

    /// *il y a trois semaines*, *dans deux jours*, *depuis dix jours*.
    fn counted(&self, i: usize) -> Option<Stretch> {
        let (at, ahead) = match (self.words.key(i), self.words.key(i + 1)) {
            ("y", "a") => (i + 2, -1.0),
            ("dans", _) => (i + 1, 1.0),
            ("depuis", _) => (i + 1, -1.0),
            _ => return None,
        };
        let number = number(self.data, self.words, at).filter(|number| number.low == number.high)?;
        let &days = self.data.spans.get(self.words.key(number.end))?;
        let offset = (ahead * number.low * days).round();
        // Nobody counts further back than recorded history.
        let day = (offset.abs() < 4e6).then(|| self.published?.checked_add((offset as i32).days()).ok())??;
        Some((day, day, number.end + 1))
    }

    /// True where the last verb before word `i`, in its clause, is a future: *sera levé samedi*.
    fn is_ahead(&self, i: usize) -> bool {
        /// Words between the verb and the day.
        const REACH: usize = 12;
        let Some(lexicon) = self.lexicon else { return false };
        let finite = |tense: Tense| {
            matches!(
                tense,
                Tense::Present | Tense::Imperfect | Tense::SimplePast | Tense::Future | Tense::Conditional
            )
        };
        for back in 1..=REACH.min(i) {
            let key = self.words.before(i, back);
            if !key.starts_with(char::is_alphanumeric) && key != "," {
                return false;
            }
            let readings = lexicon.readings(key);
            let verb = |tense: fn(Tense) -> bool| {
                readings
                    .iter()
                    .any(|r| r.pos == Pos::Verb && r.tense.is_some_and(tense))
            };
            // *Les évacués rentreraient mercredi*, but *aurait cédé mercredi*, *serait mort mercredi*.
            let auxiliary = readings.iter().any(|r| matches!(r.lemma, "avoir" | "être"));
            let meant = !auxiliary && verb(|tense| tense == Tense::Conditional);
            if meant || verb(|tense| tense == Tense::Future) || self.data.is("ahead", key) {
                return true;
            }
            let noun = readings.iter().any(|r| r.pos != Pos::Verb);
            if !noun && readings.iter().any(|r| r.tense.is_some_and(finite)) {
                return false;
            }
        }
        false
    }

    /// True where the last verb before word `i`, in its clause, is in the past: *avait été alerté dès février*, *n'avoir appris qu'en juin*.
    fn is_behind(&self, i: usize) -> bool {
        /// Words between the verb and the day.
        const REACH: usize = 12;
        let Some(lexicon) = self.lexicon else { return false };
        let told = |key: &str, tense: Tense| {
            lexicon
                .readings(key)
                .iter()
                .any(|r| r.pos == Pos::Verb && r.tense == Some(tense))
        };
        // *Rien n'est envisagé avant mars* tells of what is ahead.
        let planned = |key: &str| self.data.is("ahead", key) || self.data.is("planned", key);
        let participle = |at: usize| {
            let words = || (at..at + 3).map(|at| self.words.key(at));
            words().any(|key| told(key, Tense::PastParticiple)) && !words().any(planned)
        };
        for back in 1..=REACH.min(i) {
            let key = self.words.before(i, back);
            if !key.starts_with(char::is_alphanumeric) && key != "," {
                return false;
            }
            match key {
                "avait" | "avaient" | "étaient" | "était" => return true,
                "avoir" | "ayant" | "a" | "ont" | "ai" | "avons" | "est" | "sont" => return participle(i - back + 1),
                _ => {}
            }
            let noun = lexicon.readings(key).iter().any(|r| r.pos != Pos::Verb);
            if told(key, Tense::Future) {
                return false;
            }
            if !noun && (told(key, Tense::Imperfect) || told(key, Tense::SimplePast)) {
                return true;
            }
        }
        false
    }

    /// What the words before the day at word `i` say about it.
    fn sense(&self, i: usize) -> Sense {
        // *avant le mois de février*
        if matches!(self.words.before(i, 1), "de" | "d'") && self.words.before(i, 2) == "mois" {
            return self.sense(i - 2);
        }
        // *depuis l'automne 2019*
        if self.data.seasons.contains_key(self.words.before(i, 1)) {
            return self.sense(i - 1);
        }
        let skip = 1 + usize::from(self.data.is("before_day", self.words.before(i, 1)));
        let said = |class: &str| (1..=skip).any(|back| self.data.is(class, self.words.before(i, back)));
        // *à ce jour*: all until now.
        if self.words.key(i) == "ce" && self.words.before(i, 1) == "à" {
            return Sense::Until;
        }
        if self.data.is("since", self.words.key(i)) || said("since") {
            Sense::Since
        } else if said("until") {
            Sense::Until
        } else if said("earlier") {
            Sense::Before
        } else if said("later") {
            Sense::After
        } else {
            Sense::On
        }
    }
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
