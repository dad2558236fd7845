//! Days, ages and hours that a bare statement names.

use super::{Number, Year};
use crate::model::Figure;
use crate::relate::facts::Facts;
use crate::span::Span;
use crate::text::tag::{Tag, Word};

const MONTHS: &[&str] = &[
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Years with the month and the day before them, and days without their year.
pub(super) fn years(text: &str, facts: &Facts, words: &[Word]) -> Vec<Year> {
    let mut out = Vec::new();
    let lower = |i: Option<usize>| i.and_then(|i| words.get(i)).map_or("", |word| &*word.lower);
    let month_at = |i: Option<usize>| {
        MONTHS
            .iter()
            .position(|month| *month == lower(i))
            .and_then(|m| i8::try_from(m + 1).ok())
    };
    let day_at = |i: Option<usize>| match lower(i) {
        "1er" => Some(1),
        day => day.parse::<i8>().ok().filter(|day| (1..=31).contains(day)),
    };
    for (i, word) in words.iter().enumerate() {
        let digits = word.span.of(text);
        let year = digits
            .parse::<i16>()
            .ok()
            .filter(|year| (1000..=2100).contains(year) && digits.len() == 4);
        let counted = |f: &Figure| f.span.overlaps(word.span) && (f.population.is_some() || f.unit.is_some());
        let (month, day, start) = match year {
            Some(_) if facts.figures.iter().any(counted) => continue,
            Some(_) => {
                let month = month_at(i.checked_sub(1));
                let day = month.and_then(|_| day_at(i.checked_sub(2)));
                (
                    month,
                    day,
                    i - usize::from(month.is_some()) - usize::from(day.is_some()),
                )
            }
            None => {
                let dated = lower(Some(i + 1)).parse::<i16>().is_ok_and(|year| year >= 1000);
                let (Some(month), false) = (month_at(Some(i)), dated) else {
                    continue;
                };
                let day = day_at(i.checked_sub(1));
                if day.is_none() && !matches!(lower(i.checked_sub(1)), "en" | "de" | "d'" | "début" | "fin" | "mi") {
                    continue;
                }
                (Some(month), day, i - usize::from(day.is_some()))
            }
        };
        let bound = |back: usize| {
            matches!(
                lower(start.checked_sub(back)),
                "avant"
                    | "après"
                    | "depuis"
                    | "entre"
                    | "jusqu'"
                    | "jusque"
                    | "jusqu'en"
                    | "dès"
                    | "qu'en"
                    | "qu'à"
                    | "que"
                    | "qu'"
            )
        };
        // *n'a eu lieu que le 3 mai* names the day.
        let only = (1..3).any(|back| matches!(lower(start.checked_sub(back)), "que" | "qu'"))
            && words[start.saturating_sub(9)..start]
                .iter()
                .any(|word| matches!(&*word.lower, "ne" | "n'"))
            && day.is_some();
        out.push(Year {
            year,
            month,
            day,
            on: only || !(bound(1) || bound(2)),
            names: day.is_some()
                && lower(start.checked_sub(1)) == "du"
                && start.checked_sub(2).is_some_and(|i| words[i].tag == Tag::Noun),
            span: Span::new(words[start].span.start, word.span.end),
        });
    }
    out
}

/// Numbers in words, each at its own place.
const HOURS: &[&str] = &[
    "zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
];

/// Ages and hours of the day.
pub(super) fn numbers(text: &str, facts: &Facts, words: &[Word]) -> Vec<Number> {
    let pairs = words
        .windows(2)
        .filter(|pair| !facts.figures.iter().any(|f| f.span.overlaps(pair[0].span)));
    let read = |pair: &[Word]| {
        let unit = ["ans", "heures"].into_iter().find(|unit| *unit == &*pair[1].lower)?;
        let digits = pair[0].span.of(text).parse().ok();
        let value = digits.or_else(|| HOURS.iter().position(|word| *word == &*pair[0].lower)?.try_into().ok())?;
        Some(Number { value, unit })
    };
    pairs.filter_map(read).collect()
}
