//! From text to index terms, the same way for what is indexed and for what is asked.
//!
//! A word is cut out of the text (elided articles fall away, hyphenated compounds part, numbers stay whole) and then
//! stands in the index in three forms: as written in lower case, folded, and stemmed ([`super::stem`]).

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::fold::{fold, is_apostrophe, is_hyphen, name_key};
use crate::model::Lang;
use crate::span::Span;

/// Part of the index's fingerprint: raise it with every change of the terms that a text gives.
pub const VERSION: u32 = 2;

/// Longest term in bytes; what is longer is no word.
const LONGEST: usize = 200;

/// Words that lose their last vowel before an apostrophe; the apostrophe stands in for it here.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

/// Words that say nothing alone: beside other words a query does not insist on them.
const FUNCTION: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "du", "elle", "elles", "en", "et",
    "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "leurs", "lui", "ma", "me", "mes", "mon", "n", "ne", "ni",
    "nos", "notre", "nous", "on", "ou", "où", "par", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "si", "son",
    "sur", "ta", "te", "tes", "toi", "ton", "tu", "un", "une", "vos", "votre", "vous", "y", "à", "the", "of", "and",
    "to", "in", "is", "an",
];

/// Which stemmer a text gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stemming {
    /// Snowball's French.
    French,
    /// Snowball's English.
    English,
    /// None: folded words only.
    Plain,
}

impl Stemming {
    /// Every kind, in the order in which a query tries them.
    pub const ALL: [Stemming; 3] = [Stemming::French, Stemming::English, Stemming::Plain];

    /// The kind for texts of a language.
    pub fn of(lang: Lang) -> Stemming {
        match lang {
            Lang::FR => Stemming::French,
            Lang::EN => Stemming::English,
            _ => Stemming::Plain,
        }
    }

    /// One letter that stands before a text on its way to the index and before its stems inside, French ones apart.
    pub fn mark(self) -> char {
        match self {
            Stemming::French => 'f',
            Stemming::English => 'e',
            Stemming::Plain => 'p',
        }
    }

    /// The kind with this mark, plain for any other letter.
    pub fn from_mark(mark: char) -> Stemming {
        match mark {
            'f' => Stemming::French,
            'e' => Stemming::English,
            _ => Stemming::Plain,
        }
    }
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, without an elided article, in bytes of the text.
    pub span: Span,
    /// In lower case, accents composed and kept; a number without its groups, its decimals after a comma.
    pub lower: String,
    /// Place in the order of words; the parts of a compound follow one another.
    pub position: usize,
    /// True for a word with a capital inside a sentence: most likely a name.
    pub name: bool,
}

impl Word {
    /// The term that ignores accents and ligatures.
    pub fn exact(&self) -> String {
        exact(&self.lower)
    }
}

/// The words of a text, in order. A word with soft hyphens stands there whole and in its parts.
///
/// Total, and linear in the length of `text`.
pub fn words(text: &str, stemming: Stemming) -> Vec<Word> {
    let mut cutter = Cutter {
        text,
        english: stemming == Stemming::English,
        words: Vec::new(),
        position: 0,
        inside: false,
    };
    cutter.run();
    cutter.words
}

/// The folded term of a word in lower case.
pub fn exact(lower: &str) -> String {
    if lower.is_ascii() {
        lower.to_owned()
    } else {
        fold(lower)
    }
}

/// The key under which the spellings of a name meet; none for a word too short to tell.
pub fn spelling(lower: &str) -> Option<String> {
    let letters = lower.chars().all(|c| c.is_alphabetic() || c == '\'');
    (letters && lower.chars().count() >= 4).then(|| name_key(lower))
}

/// True for articles, pronouns, prepositions and the like, in lower case with accents.
pub fn is_function(lower: &str) -> bool {
    FUNCTION.contains(&lower)
}

/// A number at the start of `text`: its bytes and its digits with a decimal comma. Groups of thousands are joined over a
/// space of any width, a stop or an apostrophe; in English text over a comma too.
pub fn number(text: &str, english: bool) -> Option<(usize, String)> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(0);
    if first == 0 {
        return None;
    }
    let mut end = first;
    let mut value = text[..first].to_owned();
    let mut group: Option<char> = None;
    let grouped = first <= 3 && !text.starts_with('0');
    while grouped && let Some(mark) = text[end..].chars().next() {
        let joins = match mark {
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '.' => true,
            ',' => english,
            c => is_apostrophe(c),
        };
        let from = end + mark.len_utf8();
        if !joins || group.is_some_and(|g| g != mark) || digits_upto(&text[from..], 4) != 3 {
            break;
        }
        // *12 105e* is no number of five digits, nor is *1.234.5*.
        let after = &text[from + 3..];
        if after.starts_with(char::is_alphabetic) {
            break;
        }
        value.push_str(&text[from..from + 3]);
        group = Some(mark);
        end = from + 3;
    }
    if let Some(mark @ (',' | '.')) = text[end..].chars().next()
        && group != Some(mark)
        && !(english && mark == ',')
    {
        let decimals = digits(end + 1);
        let after = &text[end + 1 + decimals..];
        let chained = after.starts_with(['.', ',']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
        if decimals > 0 && !chained {
            value.push(',');
            value.push_str(&text[end + 1..end + 1 + decimals]);
            end += 1 + decimals;
        }
    }
    if end == first && text[end..].starts_with(char::is_alphabetic) {
        return None;
    }
    value.truncate(LONGEST);
    Some((end, value))
}

/// How many of the first `most` bytes are digits in a row.
fn digits_upto(text: &str, most: usize) -> usize {
    text.bytes().take(most).take_while(u8::is_ascii_digit).count()
}

/// Marks that stand inside words without a width: joiners and the marks of writing direction.
fn is_transparent(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// True for what makes words: letters, digits, marks over letters.
fn is_wordy(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

struct Cutter<'t> {
    text: &'t str,
    english: bool,
    words: Vec<Word>,
    position: usize,
    /// True after the first word of a sentence.
    inside: bool,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            at = if c.is_ascii_digit()
                && !self.dated(at)
                && let Some((len, value)) = number(&self.text[at..], self.english)
            {
                self.push(Span::new(at, at + len), value, false);
                at + len
            } else if is_wordy(c) {
                self.initials(at).unwrap_or_else(|| self.word(at))
            } else {
                let ends = match c {
                    '.' => !self.abbreviated(at),
                    c => matches!(c, '!' | '?' | '…' | ':' | '«' | '“' | '"' | '\n'),
                };
                self.inside &= !ends;
                at + c.len_utf8()
            };
        }
    }

    /// True right after a number and a stop or comma: the middle of a date or an address (*13.09.2022*).
    fn dated(&self, at: usize) -> bool {
        let before = self.words.last().map_or(0, |word| word.span.end);
        before + 1 == at
            && matches!(self.text.as_bytes()[before], b'.' | b',')
            && self.text[..before].ends_with(|c: char| c.is_ascii_digit())
    }

    /// True for a stop right after a short word with a capital: *M.*, *Dr.*, *Gén.*
    fn abbreviated(&self, stop: usize) -> bool {
        let last = self.words.last().filter(|word| word.span.end == stop);
        last.is_some_and(|word| {
            word.span.of(self.text).starts_with(char::is_uppercase) && word.lower.chars().count() <= 3
        })
    }

    /// *O.N.U.* as one word; its end.
    fn initials(&mut self, at: usize) -> Option<usize> {
        let mut letters = String::new();
        let mut end = at;
        let mut chars = self.text[at..].chars().peekable();
        while letters.len() < 20
            && let Some(c) = chars.next_if(|c| c.is_alphabetic())
        {
            match chars.peek() {
                Some('.') => {
                    chars.next();
                    letters.push(c);
                    end += c.len_utf8() + 1;
                }
                Some(next) if is_wordy(*next) || is_apostrophe(*next) || letters.is_empty() => break,
                _ => {
                    letters.push(c);
                    end += c.len_utf8();
                    break;
                }
            }
        }
        // A name such as *J. F. Kennedy* has spaces; a letter glued to a word (*M.Dupont*) is no initial of it.
        let glued = self.text[end..].starts_with(is_wordy);
        if letters.chars().count() < 2 || glued {
            return None;
        }
        self.push(Span::new(at, end), letters.to_lowercase(), false);
        Some(end)
    }

    /// One word from `at`; where to go on.
    fn word(&mut self, at: usize) -> usize {
        let text = self.text;
        let mut end = at;
        let mut soft = false;
        let mut chars = text[at..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let letter_next = next.is_some_and(is_wordy);
            if is_wordy(c) {
                end = at + offset + c.len_utf8();
            } else if is_apostrophe(c) {
                let before = &text[at..at + offset];
                let after = at + offset + c.len_utf8();
                if before.len() <= 6 && ELIDED.contains(&before.to_lowercase().as_str()) {
                    return after;
                }
                let possessive = next.is_some_and(|c| c == 's' || c == 'S')
                    && !text[after + 1..].starts_with(|c| is_wordy(c) || is_hyphen(c));
                if possessive {
                    self.take(Span::new(at, end), soft);
                    return after + 1;
                }
                if !letter_next {
                    break;
                }
            } else if c == '\u{ad}' {
                soft |= letter_next;
                if !letter_next && next.is_none_or(|c| !is_transparent(c)) {
                    break;
                }
            } else if !is_transparent(c) {
                break;
            }
        }
        self.take(Span::new(at, end), soft);
        // Marks after the last letter (a lone soft hyphen) are gone over by the caller.
        end.max(at + text[at..].chars().next().map_or(1, char::len_utf8))
    }

    /// Takes a word as it stands, with its parts where soft hyphens are in it.
    fn take(&mut self, span: Span, soft: bool) {
        let raw = span.of(self.text);
        let capital = raw.starts_with(char::is_uppercase);
        let name = capital && self.inside;
        let whole = lower(raw);
        if !soft {
            return self.push(span, whole, name);
        }
        // The whole stands at both ends, so that phrases hold on either side.
        let (first, index) = (self.position, self.words.len());
        let mut from = span.start;
        for part in raw.split('\u{ad}') {
            let lowered = lower(part);
            if !lowered.is_empty() {
                self.push(Span::new(from, from + part.len()), lowered, name);
            }
            from += part.len() + '\u{ad}'.len_utf8();
        }
        let last = self.position.saturating_sub(1).max(first);
        let whole = Word {
            span,
            lower: whole,
            position: first,
            name,
        };
        if last != first {
            let position = last;
            self.words.push(Word {
                position,
                ..whole.clone()
            });
            self.words.insert(index, whole);
        }
    }

    fn push(&mut self, span: Span, mut lower: String, name: bool) {
        if lower.len() > LONGEST {
            let cut = (0..=LONGEST).rev().find(|at| lower.is_char_boundary(*at));
            lower.truncate(cut.unwrap_or(0));
        }
        self.words.push(Word {
            span,
            lower,
            position: self.position,
            name,
        });
        self.position += 1;
        self.inside = true;
    }
}

/// Lower case with composed accents and straight apostrophes, without marks that have no width.
fn lower(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\u{ad}' => {}
            c if is_transparent(c) => {}
            c if is_apostrophe(c) => out.push('\''),
            // Ligatures of the press, which stand in texts that came out of a PDF.
            '\u{fb00}'..='\u{fb04}' => out.extend(std::iter::once(c).nfkc()),
            c => out.extend(c.to_lowercase()),
        }
    }
    if is_nfc(&out) { out } else { out.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        words(text, Stemming::French)
            .into_iter()
            .map(|word| word.lower)
            .collect()
    }

    #[test]
    fn elided_articles_fall_away_and_whole_words_keep_their_apostrophe() {
        assert_eq!(
            cut("L’Azerbaïdjan d'Aliyev qu'il jusqu’à"),
            ["azerbaïdjan", "aliyev", "il", "à"]
        );
        assert_eq!(
            cut("aujourd’hui prud'homme quelqu'un presqu’île"),
            ["aujourd'hui", "prud'homme", "quelqu'un", "presqu'île"]
        );
        assert_eq!(cut("l’« opération » d'aujourd'hui"), ["opération", "aujourd'hui"]);
        assert_eq!(cut("Biden's O'Brien"), ["biden", "o'brien"]);
    }

    #[test]
    fn numbers_are_one_word() {
        assert_eq!(cut("2 000 2\u{a0}000 2\u{202f}000 2.000 2000"), ["2000"; 5]);
        assert_eq!(cut("3,5 % 12.345,67 0.125"), ["3,5", "12345,67", "0,125"]);
        assert_eq!(cut("le 13.09.2022 à 15h30"), ["le", "13", "09", "2022", "à", "15h30"]);
        assert_eq!(cut("en 2022 105 morts"), ["en", "2022", "105", "morts"]);
        assert_eq!(words("1,234,567", Stemming::English)[0].lower, "1234567");
    }

    #[test]
    fn compounds_fall_into_parts() {
        assert_eq!(cut("CESSEZ\u{2011}LE-feu"), ["cessez", "le", "feu"]);
        assert_eq!(cut("O.N.U. et U.R.S.S"), ["onu", "et", "urss"]);
        assert_eq!(
            cut("Azer\u{ad}baïdjan"),
            ["azerbaïdjan", "azer", "baïdjan", "azerbaïdjan"]
        );
    }

    #[test]
    fn spans_are_the_words_in_the_text() {
        let text = "D’après l’Azerbai\u{308}djan, 2\u{202f}000\u{ad} hommes\u{ad}";
        let spans: Vec<&str> = words(text, Stemming::French)
            .iter()
            .map(|word| word.span.of(text))
            .collect();
        assert_eq!(spans, ["après", "Azerbai\u{308}djan", "2\u{202f}000", "hommes"]);
    }
}
