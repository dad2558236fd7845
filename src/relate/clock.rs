//! Clock times.

use super::word::Words;
use crate::lexicon::quantity::Quantities;
use crate::span::Span;

/// Clock times: *2 h 48*, *20h00*, *9 heures*, *onze heures et quart*, *midi*.
pub(super) fn times(data: &Quantities, words: &Words) -> Vec<(u16, Span)> {
    let mut out = Vec::new();
    for i in 0..words.len() {
        if let Some((time, end)) = time_at(data, words, i).filter(|(time, _)| *time < 24 * 60) {
            out.push((time, words.span(i, end)));
        }
    }
    out
}

/// The clock time at word `i`, in minutes after midnight, and one past it.
fn time_at(data: &Quantities, words: &Words, i: usize) -> Option<(u16, usize)> {
    let key = words.key(i);
    let before = words.before(i, 1);
    let at =
        matches!(before, "à" | "vers" | "depuis" | "dès" | "qu'à" | "avant" | "après") || words.before(i, 2) == "à";
    // *il était onze heures*
    let at = at || (before == "était" && words.before(i, 2) == "il");
    match key {
        "midi" if at => return Some((12 * 60, i + 1)),
        "minuit" if at => return Some((0, i + 1)),
        _ => {}
    }
    if let Some((hour, minutes)) = key.split_once('h') {
        let digits = !hour.is_empty() && hour.len() <= 2 && minutes.len() <= 2;
        let minutes = if minutes.is_empty() {
            Some(0)
        } else {
            minutes.parse::<u16>().ok()
        };
        if digits && let (Ok(hour), Some(minutes)) = (hour.parse::<u16>(), minutes) {
            return Some((hour * 60 + minutes, i + 1));
        }
    }
    let small = |i: usize| {
        data.small
            .get(words.key(i))
            .and_then(|&value| u16::try_from(value).ok())
    };
    let spelled = small(i);
    let hour = key.parse::<u16>().ok().or(spelled).filter(|hour| *hour <= 24)?;
    let two_digits = |i: usize| {
        words
            .key(i)
            .parse::<u16>()
            .ok()
            .filter(|m| *m < 60 && words.key(i).len() == 2)
    };
    let minutes = two_digits(i + 2);
    let plain = (hour * 60 + minutes.unwrap_or(0), i + 2 + usize::from(minutes.is_some()));
    match words.key(i + 1) {
        "h" if spelled.is_none() => Some(plain),
        "heure" | "heures" if at => match (words.key(i + 2), words.key(i + 3)) {
            ("et", "demie" | "demi") => Some((hour * 60 + 30, i + 4)),
            ("et", "quart") => Some((hour * 60 + 15, i + 4)),
            ("moins", "le") if words.key(i + 4) == "quart" => Some(((hour * 60).checked_sub(15)?, i + 5)),
            ("moins", _) if small(i + 3).is_some() => Some(((hour * 60).checked_sub(small(i + 3)?)?, i + 4)),
            _ => match small(i + 2).filter(|_| minutes.is_none()) {
                Some(minutes) if minutes < 60 => Some((hour * 60 + minutes, i + 3)),
                _ => Some(plain),
            },
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn hours_that_no_clock_has_are_no_times() {
        let read = |text: &str| {
            let analysis = crate::text::analyse(text, Lang::FR, 0);
            let data = Quantities::of(Lang::FR).expect("French has numbers");
            let times = times(data, &Words::of(&analysis, Span::new(0, text.len())));
            let said = times.into_iter().map(|(time, span)| (time, span.of(text).to_owned()));
            said.collect::<Vec<_>>()
        };
        assert_eq!(read("Il part à 65000 heures."), []);
        assert_eq!(read("Il part à 9 heures."), [(540, "9 heures".to_owned())]);
        assert_eq!(read("Il attend neuf heures."), []);
        assert_eq!(
            read("Il part vers onze heures et quart."),
            [(675, "onze heures et quart".to_owned())]
        );
        assert_eq!(read("Il part avant midi."), [(720, "midi".to_owned())]);
    }
}
