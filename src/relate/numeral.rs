//! Numbers in digits and in words, without what qualifies them.

use super::word::Words;
use crate::lexicon::quantity::Quantities;
use crate::text::TokenKind;

/// A number as the text has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// Lower end; equal to `high` unless the words are vague.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// One past its last word.
    pub end: usize,
    /// A noun of a number made it: *une centaine*; *de* follows before what is counted.
    pub collective: bool,
    /// Not exact by itself: *une centaine*.
    pub about: bool,
    /// Written in digits alone, without grouping or magnitude: it may be a year, a day, a label.
    pub plain: bool,
    /// The bare word *un*, *une*, or another that is often no number.
    pub ambiguous: bool,
}

/// The number that begins at word `i`, if one does.
pub(super) fn number(data: &Quantities, words: &Words, i: usize) -> Option<Number> {
    let mut number = some(data, words, i)
        .or_else(|| digits(words, i))
        .or_else(|| spelled(data, words, i))?;
    magnify(data, words, &mut number);
    and_a_half(data, words, &mut number);
    Some(number)
}

fn exact(value: f64, end: usize) -> Number {
    Number {
        low: value,
        high: value,
        end,
        collective: false,
        about: false,
        plain: false,
        ambiguous: false,
    }
}

/// *une centaine*, *des dizaines*, *plusieurs milliers*, *quelques millions*, *une poignée*, *plusieurs*.
fn some(data: &Quantities, words: &Words, i: usize) -> Option<Number> {
    let collective = |i: usize| {
        let word = words.key(i);
        let one = data.collectives.get(word).map(|&value| (value, false));
        one.or_else(|| {
            let value = data.collectives.get(word.strip_suffix('s')?)?;
            Some((*value, true))
        })
    };
    let vague = data.vague.at(words.from(i));
    let (at, many) = match (words.key(i), vague) {
        (_, Some((len, &(low, high)))) => (i + len, Some((low, high))),
        ("des" | "les" | "ces" | "de", None) => (i + 1, None),
        ("un" | "une" | "la" | "l'" | "cette", None) => (i + 1, None),
        _ => (i, None),
    };
    // *une petite centaine* is no more than that, *une bonne centaine* no less.
    let sized = match words.key(at) {
        "petit" | "petite" => Some((0.85, 1.0)),
        "bon" | "bonne" | "gros" | "grosse" | "large" => Some((1.0, 1.2)),
        _ => None,
    };
    let sized = sized.filter(|_| at > i && many.is_none() && collective(at + 1).is_some());
    let at = at + usize::from(sized.is_some());
    if let Some((unit, plural)) = collective(at).or_else(|| many_of(data, words, at)) {
        let (low, high) = match many {
            Some((low, high)) => (low, high.min(20.0)),
            None if plural => (2.0, 20.0),
            None => sized.unwrap_or((1.0, 1.0)),
        };
        let alone = many.is_none() && !plural;
        // A plural follows *des* or *plusieurs*; a singular *une*, or goes on with *de*: *en quarantaine* counts nothing.
        let of = matches!(words.key(at + 1), "de" | "d'" | "du" | "des");
        let of_days = alone && of && digits(words, at + 2).is_some();
        if at == i || of_days || (alone && !of && !data.is("articles", words.key(i))) {
            return None;
        }
        return Some(Number {
            collective: true,
            about: alone,
            ..Number {
                low: low * unit,
                high: high * unit,
                ..exact(0.0, at + 1)
            }
        });
    }
    let (len, &(low, high)) = vague?;
    let of = matches!(words.key(i + len), "de" | "d'");
    Some(Number {
        low,
        high,
        ambiguous: !of,
        collective: of,
        ..exact(0.0, i + len)
    })
}

/// *millions*, *milliers*, *milliards* after *des*, *plusieurs*, *quelques*: the value, and that it is a plural.
fn many_of(data: &Quantities, words: &Words, at: usize) -> Option<(f64, bool)> {
    let plural = words.key(at).ends_with('s')
        && (data.vague.at(words.from(at.wrapping_sub(1))).is_some() || words.before(at, 1) == "des");
    data.magnitudes
        .get(words.key(at))
        .filter(|_| plural)
        .map(|&value| (value, true))
}

fn digits(words: &Words, i: usize) -> Option<Number> {
    let word = words.get(i).filter(|word| word.kind == TokenKind::Number)?;
    let (value, plain) = read_digits(&word.key)?;
    Some(Number {
        plain,
        ..exact(value, i + 1)
    })
}

/// The value of digits with French or English grouping and decimals, and whether they are digits alone; none for dates, clock times
/// and fractions.
fn read_digits(text: &str) -> Option<(f64, bool)> {
    if let Some(value) = grouped_decimals(text) {
        return Some((value, false));
    }
    let mut plain = true;
    let mut clean = String::with_capacity(text.len());
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    let marks = text.matches(['.', ',']).count();
    let grouped = marks > 0
        && (1..=3).contains(&parts[0].len())
        && parts[1..].iter().all(|part| part.len() == 3)
        && (marks > 1 || text.contains('.'))
        && !parts[0].starts_with('0');
    for c in text.chars() {
        match c {
            '0'..='9' => clean.push(c),
            '.' | ',' if grouped => plain = false,
            ',' | '.' if marks == 1 => {
                plain = false;
                clean.push('.');
            }
            c if c.is_whitespace() || c == '\'' => plain = false,
            _ => return None,
        }
    }
    Some((clean.parse().ok()?, plain))
}

/// The value of *7.209,74* and *7,209.74*: the one mark groups, the other one begins the decimals.
fn grouped_decimals(text: &str) -> Option<f64> {
    let (whole, decimals) = text.rsplit_once(['.', ','])?;
    let group = if text[whole.len()..].starts_with(',') { '.' } else { ',' };
    let parts: Vec<&str> = whole.split(group).collect();
    let (first, rest) = parts.split_first()?;
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let grouped = !rest.is_empty()
        && (1..=3).contains(&first.len())
        && rest.iter().all(|part| part.len() == 3)
        && parts.iter().chain([&decimals]).all(digits);
    grouped
        .then(|| format!("{}.{decimals}", parts.concat()).parse().ok())
        .flatten()
}

/// A number in words, hyphenated or not: *deux mille trois cent quatre-vingt-dix-sept*.
fn spelled(data: &Quantities, words: &Words, i: usize) -> Option<Number> {
    let mut builder = Builder::default();
    let mut at = i;
    while at < words.len() && at - i < 24 {
        let key = words.key(at);
        let took = if key == "et" && at > i {
            // *vingt et un*, *soixante et onze*: only after tens, only before what can be added to them.
            let joins = data
                .small
                .get(words.key(at + 1))
                .is_some_and(|&next| matches!(next, 1 | 11));
            joins && builder.last >= 20 && builder.last < 100 && builder.group.is_multiple_of(10)
        } else {
            builder.take_word(data, key)
        };
        if !took {
            break;
        }
        at += 1;
    }
    let value = builder.value()?;
    let single = at == i + 1;
    Some(Number {
        ambiguous: single && data.is("ambiguous", words.key(i)),
        ..exact(value, at)
    })
}

/// Adds up the words of a number.
#[derive(Clone, Default)]
struct Builder {
    total: f64,
    group: u32,
    last: u32,
    any: bool,
    scale: f64,
}

impl Builder {
    fn value(&self) -> Option<f64> {
        self.any.then_some(self.total + f64::from(self.group))
    }

    /// Takes a word and all its hyphenated parts, or nothing of it.
    fn take_word(&mut self, data: &Quantities, word: &str) -> bool {
        let mut next = self.clone();
        let parts = word.split('-').filter(|part| *part != "et");
        let took = word != "et" && parts.clone().count() > 0 && parts.clone().all(|part| next.take(data, part));
        if took {
            *self = next;
        }
        took
    }

    fn take(&mut self, data: &Quantities, part: &str) -> bool {
        if let Some(&value) = data.small.get(part) {
            let rest = self.group % 100;
            self.group = match value {
                // *quatre-vingts* is the one product below a hundred.
                20 if rest == 4 && self.last == 4 => self.group - 4 + 80,
                100 if self.group == 0 => 100,
                100 if self.group < 20 && self.last < 20 => self.group * 100,
                0..100 if self.group == 0 || (rest == 0 && self.last == 100) => self.group + value,
                1..=9 if rest >= 20 && rest.is_multiple_of(10) && self.last >= 20 => self.group + value,
                // *dix-sept*; *soixante-dix*, *quatre-vingt-dix*, and seven to nine after their ten.
                7..=9 if self.last == 10 && matches!(rest, 10 | 70 | 90) => self.group + value,
                10..=16 if matches!(rest, 60 | 80) && self.last >= 20 => self.group + value,
                _ => return false,
            };
            // After *quatre-vingts* tens may follow as after any other ten.
            self.last = value;
            self.any = true;
            return true;
        }
        match data.magnitudes.get(part) {
            // Magnitudes above a thousand are taken by `magnify`, together with those after digits.
            Some(&1e3) if self.scale == 0.0 => {
                self.total = f64::from(self.group.max(1)) * 1e3;
                (self.group, self.last, self.any, self.scale) = (0, 0, true, 1e3);
                true
            }
            _ => false,
        }
    }
}

/// Multiplies by *mille*, *millions*, *milliards* and adds the smaller number after them: *deux millions trois cent mille*.
fn magnify(data: &Quantities, words: &Words, number: &mut Number) {
    for _ in 0..3 {
        let linked = number.collective && matches!(words.key(number.end), "de" | "d'");
        let at = number.end + usize::from(linked);
        let key = words.key(at);
        let thousands = || {
            data.collectives
                .get(key.strip_suffix('s')?)
                .filter(|&&value| linked && value == 1e3)
        };
        let glued_sign = || {
            data.short_magnitudes
                .get(key)
                .filter(|_| data.signs.contains_key(words.key(at + 1)))
        };
        let Some(&factor) = data.magnitudes.get(key).or_else(thousands).or_else(glued_sign) else {
            return;
        };
        if number.ambiguous && words.key(number.end.wrapping_sub(1)) != "un" {
            return;
        }
        number.low *= factor;
        number.high *= factor;
        number.end = at + 1;
        number.plain = false;
        number.ambiguous = false;
        number.collective |= factor >= 1e6;
        if !number.about
            && number.low == number.high
            && let Some(rest) = spelled(data, words, number.end).or_else(|| digits(words, number.end))
        {
            // What follows a magnitude adds to it only below it, and goes on with its own magnitude: *un million deux cent mille*.
            let (value, end) = match data.magnitudes.get(words.key(rest.end)) {
                Some(&next) if next < factor => (rest.low * next, rest.end + 1),
                _ => (rest.low, rest.end),
            };
            if value < factor && !rest.ambiguous && value.fract() == 0.0 {
                number.low += value;
                number.high += value;
                number.end = end;
                number.collective = words.key(number.end.wrapping_sub(1)).starts_with("milli");
                return;
            }
        }
    }
}

/// *un million et demi*: half of the last magnitude more.
fn and_a_half(data: &Quantities, words: &Words, number: &mut Number) {
    if words.key(number.end) == "et"
        && matches!(words.key(number.end + 1), "demi" | "demie")
        && let Some(&factor) = data.magnitudes.get(words.key(number.end.wrapping_sub(1)))
    {
        number.low += factor / 2.0;
        number.high += factor / 2.0;
        number.end += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::span::Span;
    use crate::text;

    fn read(text: &str) -> Option<(f64, f64, usize)> {
        let analysis = text::analyse(text, Lang::FR, 0);
        let words = Words::of(&analysis, Span::new(0, text.len()));
        let number = number(Quantities::of(Lang::FR)?, &words, 0)?;
        Some((number.low, number.high, number.end))
    }

    fn value(text: &str) -> Option<f64> {
        read(text).map(|(low, _, _)| low)
    }

    #[test]
    fn numbers_in_words() {
        for (text, wanted) in [
            ("zéro", None),
            ("dix-sept", Some(17.0)),
            ("vingt et un", Some(21.0)),
            ("soixante-dix-sept", Some(77.0)),
            ("soixante et onze", Some(71.0)),
            ("septante-deux", Some(72.0)),
            ("nonante et un", Some(91.0)),
            ("quatre-vingts", Some(80.0)),
            ("quatre-vingt-un", Some(81.0)),
            ("quatre-vingt-dix-neuf", Some(99.0)),
            ("quatre vingt dix neuf", Some(99.0)),
            ("cent", Some(100.0)),
            ("Cent cinq", Some(105.0)),
            ("deux cents", Some(200.0)),
            ("mille", Some(1000.0)),
            ("Deux mille cent", Some(2100.0)),
            ("dix-neuf cent quatorze", Some(1914.0)),
            ("trois cent quatre-vingt mille six cents", Some(380_600.0)),
            ("deux millions trois cent mille", Some(2_300_000.0)),
            ("un million et demi", Some(1_500_000.0)),
            ("cinq milliards", Some(5e9)),
            ("soldats", None),
        ] {
            assert_eq!(value(text), wanted, "{text}");
        }
    }

    #[test]
    fn numbers_in_digits() {
        for (text, wanted) in [
            ("49", Some(49.0)),
            ("1 800", Some(1800.0)),
            ("1\u{202f}234\u{202f}567", Some(1_234_567.0)),
            ("1.200", Some(1200.0)),
            ("1.234.567", Some(1_234_567.0)),
            ("3,5", Some(3.5)),
            ("3.5", Some(3.5)),
            ("2,3 milliards", Some(2.3e9)),
            ("45 M€", Some(45e6)),
            ("12/09/2022", None),
            ("10:30", None),
        ] {
            assert_eq!(value(text), wanted, "{text}");
        }
    }

    #[test]
    fn nouns_of_numbers_and_vague_words() {
        assert_eq!(read("une cinquantaine de soldats"), Some((50.0, 50.0, 2)));
        assert_eq!(read("des dizaines de morts"), Some((20.0, 200.0, 2)));
        assert_eq!(
            read("plusieurs centaines de milliers"),
            Some((200_000.0, 2_000_000.0, 4))
        );
        assert_eq!(read("des millions d'euros"), Some((2e6, 2e7, 2)));
        assert_eq!(read("une poignée d'hommes"), Some((2.0, 10.0, 2)));
    }
}
