//! Lossless tokens.

mod stop;

use unicode_normalization::char::is_combining_mark;

use crate::fold::{is_apostrophe, is_hyphen};
use crate::lexicon::Abbreviations;
use crate::model::Lang;
use crate::span::Span;

pub(super) use stop::{is_title, opens_sentence};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, hyphenated compounds whole (*cessez-le-feu*, *Haut-Karabakh*), elided words with their apostrophe (*l'*, *qu'*),
    /// abbreviations with their stop where the lexicon knows them (*M.*).
    Word,
    /// Digits with their grouping and decimals: *2 000*, *3,5*, *1er* is a word.
    Number,
    /// The hyphens around an inverted pronoun: `-` of *dit-il*, `-t-` of *a-t-il*.
    CliticHyphen,
    /// One opening or closing quotation mark of any style, a doubled `,,` or `''` being one.
    Quote,
    /// Any other mark, an ellipsis being one token.
    Punctuation,
    /// A run of white space without a line break.
    Space,
    /// White space with at least one line break.
    Break,
    /// Anything else: control characters, symbols.
    Other,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// True for white space of either kind.
    pub fn is_space(&self) -> bool {
        matches!(self.kind, TokenKind::Space | TokenKind::Break)
    }
}

/// Cuts `text` into tokens; laid end to end they are `text`.
///
/// Linear: every look-ahead is bounded, or covers only what the token then takes.
pub fn tokenize(text: &str, lang: Lang) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        abbreviations: Abbreviations::of(lang),
        lang,
        tokens: Vec::with_capacity(text.len() / 3 + 1),
        single: false,
    };
    let mut at = 0;
    while let Some(c) = scanner.char_at(at) {
        let (end, kind) = scanner.next(at, c);
        // A clitic hyphen is pushed by the word before it, so a step may have moved on by more than one token.
        scanner.tokens.push(Token {
            span: Span::new(at, end),
            kind,
        });
        at = end;
        if kind == TokenKind::Word
            && let Some(end) = scanner.contraction(at)
        {
            scanner.tokens.push(Token {
                span: Span::new(at, end),
                kind: TokenKind::Word,
            });
            at = end;
        } else if kind == TokenKind::Word
            && let Some(end) = scanner.clitic_hyphen(at)
        {
            scanner.tokens.push(Token {
                span: Span::new(at, end),
                kind: TokenKind::CliticHyphen,
            });
            at = end;
        }
    }
    scanner.tokens
}

/// Pronouns that stand after their verb.
const SUBJECTS: &[&str] = &["il", "elle", "on", "ils", "elles", "je", "tu", "nous", "vous", "ce"];

/// Units that are written right after a number: *50km* is a number and a word.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "kg", "g", "ha", "km²", "m²", "km2", "m2", "Mds", "Md",
];

struct Scanner<'t> {
    text: &'t str,
    abbreviations: Option<&'static Abbreviations>,
    lang: Lang,
    tokens: Vec<Token>,
    /// True while a single quotation mark is open in this line: what a later `’` closes.
    single: bool,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// End and kind of the token at `at`, which begins with `c`.
    fn next(&mut self, at: usize, c: char) -> (usize, TokenKind) {
        let after = at + c.len_utf8();
        match c {
            ' ' if !self.char_at(after).is_some_and(char::is_whitespace) => (after, TokenKind::Space),
            'a'..='z' | 'A'..='Z' => (self.word(at), TokenKind::Word),
            '0'..='9' => self.number(at),
            c if c.is_whitespace() => self.space(at),
            c if c.is_numeric() => self.number(at),
            c if is_word_char(c) && c != '\u{ad}' => (self.word(at), TokenKind::Word),
            '«' | '»' | '“' | '”' | '„' | '‟' | '"' | '‹' | '›' | '‚' | '‛' => {
                (after, TokenKind::Quote)
            }
            '\'' | '‘' | '’' | '`' | ',' | '<' | '>' if self.char_at(after) == Some(c) && self.doubled(after, c) => {
                (after + c.len_utf8(), TokenKind::Quote)
            }
            '‘' => {
                self.single = true;
                (after, TokenKind::Quote)
            }
            '\'' | '’' => (after, self.single_mark(at, after, c)),
            '.' => {
                let end = self.run(at, |c| c == '.');
                (end, TokenKind::Punctuation)
            }
            '-' | '–' | '—' | '_' | '*' | '=' | '~' => {
                let kind = if matches!(c, '=' | '~') {
                    TokenKind::Other
                } else {
                    TokenKind::Punctuation
                };
                (self.run(at, |other| other == c), kind)
            }
            '@' | '#'
                if self
                    .char_at(after)
                    .is_some_and(|c| c.is_alphabetic() || c == '_' || (c.is_numeric() && c != '#')) =>
            {
                let end = self.run(after, |c| is_word_char(c) || c == '_');
                let name = &self.text[after..end];
                if name.bytes().all(|b| b.is_ascii_digit()) {
                    (after, TokenKind::Other)
                } else {
                    (end, TokenKind::Word)
                }
            }
            c if c.is_control() || is_format(c) => (
                self.run(at, |c| (c.is_control() && !c.is_whitespace()) || is_format(c)),
                TokenKind::Other,
            ),
            ',' | ';' | ':' | '!' | '?' | '…' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '&' | '•' | '·'
            | '‐' | '\u{2011}' | '‒' | '―' | '¿' | '¡' | '‣' | '▪' | '◦' | '●' | '■' => {
                (after, TokenKind::Punctuation)
            }
            _ => (after, TokenKind::Other),
        }
    }

    /// End of the run from `at` on of characters that are `wanted`.
    fn run(&self, at: usize, wanted: impl Fn(char) -> bool) -> usize {
        match self.text[at..].char_indices().find(|&(_, c)| !wanted(c)) {
            Some((length, _)) => at + length,
            None => self.text.len(),
        }
    }

    fn space(&mut self, at: usize) -> (usize, TokenKind) {
        let end = self.run(at, char::is_whitespace);
        if self.text[at..end].contains(is_line_break) {
            self.single = false;
            (end, TokenKind::Break)
        } else {
            (end, TokenKind::Space)
        }
    }

    /// True where the doubled `c` that ends after `second` is one mark and not half of a longer run such as `<<<`.
    fn doubled(&self, second: usize, c: char) -> bool {
        c != ',' || self.char_at(second + 1).is_some_and(char::is_alphabetic)
    }

    /// Kind of an apostrophe that stands outside words: a quotation mark or a mere mark.
    fn single_mark(&mut self, at: usize, after: usize, c: char) -> TokenKind {
        let before = self.char_before(at);
        let next = self.char_at(after);
        let opens = before.is_none_or(|c| c.is_whitespace() || is_opening(c))
            || self
                .tokens
                .last()
                .is_some_and(|t| t.kind == TokenKind::Word && t.span.of(self.text).ends_with(is_apostrophe));
        if self.single && !(opens && before.is_some() && next.is_some_and(is_word_char)) {
            self.single = false;
            return TokenKind::Quote;
        }
        // *'68* and *’tis* are no quotations; a curly one that opens is a slip, believed only before a capital.
        if opens && next.is_some_and(|next| next.is_alphabetic() && (c == '\'' || next.is_uppercase())) {
            self.single = true;
            return TokenKind::Quote;
        }
        TokenKind::Punctuation
    }

    /// End of the word at `at`.
    fn word(&self, at: usize) -> usize {
        if let Some(end) = self.link(at) {
            return end;
        }
        let mut hyphens = 0;
        let mut piece = at;
        loop {
            let end = self.word_run(piece);
            let Some(c) = self.char_at(end) else { return end };
            let after = end + c.len_utf8();
            let next = self.char_at(after);
            let inside = next.is_some_and(is_word_char);
            if is_apostrophe(c) || (c == '‘' && inside) {
                let elides = piece == at && is_elided(&self.text[at..end]);
                if self.contraction(end).is_some() {
                    return end;
                }
                // *do* and *n't*.
                if self.lang == Lang::EN
                    && self.text[at..end].ends_with(['n', 'N'])
                    && end - at > 2
                    && self.contraction(end - 1).is_some()
                {
                    return end - 1;
                }
                match next {
                    // *c'est-à-dire* is one conjunction.
                    Some('e') if elides && self.text[after..].starts_with("est-à-dire") => {
                        piece = after;
                        continue;
                    }
                    Some(next) if inside && elides && self.elides_before(after, next) => return after,
                    Some(_) if inside => {
                        piece = after;
                        continue;
                    }
                    // *qu'« une »*, *d' ici*; but *‘plan d’* closes a quotation.
                    _ if elides && !self.single => return after,
                    _ => return end,
                }
            }
            if is_hyphen(c) && inside && self.clitic_hyphen_after(at, end, hyphens > 0).is_none() {
                hyphens += 1;
                piece = after;
                continue;
            }
            return match c {
                '.' | '@' | '_' | '+' => self.stop(at, end),
                _ => end,
            };
        }
    }

    /// End of the letters and digits from `at` on.
    fn word_run(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = at;
        loop {
            while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
                end += 1;
            }
            match self.char_at(end) {
                Some(c) if !c.is_ascii() && is_word_char(c) => end += c.len_utf8(),
                _ => return end,
            }
        }
    }

    /// True where an elided word can stand before the word at `at`, which begins with `c`: before vowels, mute h, numbers and
    /// acronyms whose first letter is said with a vowel (*l'ONU*, *d'RTL*), not in names such as *N'Djamena*.
    fn elides_before(&self, at: usize, c: char) -> bool {
        match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' | 'H' => true,
            'F' | 'L' | 'M' | 'N' | 'R' | 'S' | 'X' => self
                .char_at(at + 1)
                .is_none_or(|next| !next.is_lowercase() && !is_apostrophe(next)),
            'ç' | 'Ç' | 'ñ' | 'Ñ' => false,
            c => !c.is_ascii_alphabetic(),
        }
    }

    /// End of the contracted word at `at` in English, behind the word it leans on: *'s*, *n't*, *'ll*, the apostrophe of *workers'*.
    fn contraction(&self, at: usize) -> Option<usize> {
        if self.lang != Lang::EN {
            return None;
        }
        let negation = matches!(self.char_at(at), Some('n' | 'N'));
        let mark = at + usize::from(negation);
        let apostrophe = self.char_at(mark).filter(|c| is_apostrophe(*c))?;
        let after = mark + apostrophe.len_utf8();
        let end = self.word_run(after);
        let is = |word: &str| self.text[after..end].eq_ignore_ascii_case(word);
        if negation {
            return (is("t") && self.char_before(at).is_some_and(char::is_alphabetic)).then_some(end);
        }
        let plural = after == end && !self.single && matches!(self.char_before(at), Some('s' | 'S'));
        (plural || ["s", "ll", "re", "ve", "m", "d"].into_iter().any(is)).then_some(end)
    }

    /// The hyphen of an inverted pronoun after the word just pushed.
    fn clitic_hyphen(&self, at: usize) -> Option<usize> {
        let c = self.char_at(at)?;
        if !is_hyphen(c) {
            return None;
        }
        let word = self.tokens.last()?.span;
        self.clitic_hyphen_after(word.start, at, word.of(self.text).contains(is_hyphen))
    }

    /// End of the clitic hyphen at `hyphen`, if an inverted pronoun follows it; `word` is where the word before begins.
    fn clitic_hyphen_after(&self, word: usize, hyphen: usize, compound: bool) -> Option<usize> {
        let mut after = hyphen + self.char_at(hyphen)?.len_utf8();
        let verb = &self.text[word..hyphen];
        let mut end = self.word_run(after);
        let euphonic = self.text[after..end].eq_ignore_ascii_case("t")
            && self.char_at(end).is_some_and(|c| is_hyphen(c) || is_apostrophe(c));
        if euphonic {
            after = end + self.char_at(end)?.len_utf8();
            end = self.word_run(after);
        }
        let pronoun = &self.text[after..end];
        let nth = SUBJECTS
            .iter()
            .position(|subject| subject.eq_ignore_ascii_case(pronoun))?;
        let goes_on = self.char_at(end).is_some_and(|c| is_hyphen(c) || is_apostrophe(c))
            && self
                .char_at(end + self.char_at(end)?.len_utf8())
                .is_some_and(is_word_char);
        if goes_on {
            return None;
        }
        // *le qu'en-dira-t-on* is a noun.
        if verb.ends_with("en-dira") || verb.ends_with("en-dira-t") {
            return None;
        }
        if euphonic {
            return (nth < 5).then_some(after);
        }
        // Third persons end in t or d before the pronoun; *ajoute-il* is a common slip, *Kim Jong-il* a name.
        let liaison = nth >= 5
            || verb.ends_with(['t', 'd', 'T', 'D'])
            || (!compound && verb.chars().next().is_some_and(char::is_lowercase));
        let is = |word: &str| word.eq_ignore_ascii_case(verb);
        let lasting = is("chez") || is("entre") || (is("rendez") && pronoun.eq_ignore_ascii_case("vous"));
        (liaison && !lasting && (!compound || nth < 5)).then_some(after)
    }

    /// End and kind of what begins with a digit at `at`.
    fn number(&self, at: usize) -> (usize, TokenKind) {
        let digits = |from: usize| self.run(from, char::is_numeric);
        let first = digits(at);
        let mut end = first;
        if let Some(c) = self.char_at(first)
            && is_word_char(c)
        {
            // *1er*, *20h00*, *5G*; but *50km* is 50 and a unit.
            let run = self.word_run(first);
            let unit = &self.text[first..run];
            return if UNITS.contains(&unit) {
                (first, TokenKind::Number)
            } else {
                (self.word(at), TokenKind::Word)
            };
        }
        // Thousands in groups of three; only a short first group can begin them, so that years stay alone.
        if first - at <= 3 && self.text.as_bytes()[at] != b'0' {
            while let Some(sep) = self
                .char_at(end)
                .filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
            {
                let group = end + sep.len_utf8();
                let next = digits_ascii(self.text, group, 4);
                if next != 3 || self.char_at(group + 3).is_some_and(is_word_char) {
                    break;
                }
                end = group + 3;
            }
        }
        while let Some(sep) = self.char_at(end) {
            let next = end + sep.len_utf8();
            let more = digits_ascii(self.text, next, 4);
            let joins = match sep {
                '.' | ',' | '/' => more > 0,
                ':' => more == 2 && end - at <= 2,
                '-' => more == 2 && is_iso_part(&self.text[at..end]),
                _ => false,
            };
            if !joins {
                break;
            }
            end = digits(next);
        }
        // *11-Septembre*, *65-year-old*.
        if end == first
            && let Some(hyphen) = self.char_at(end).filter(|c| is_hyphen(*c))
            && self.char_at(end + hyphen.len_utf8()).is_some_and(char::is_alphabetic)
        {
            return (self.word(at), TokenKind::Word);
        }
        (end, TokenKind::Number)
    }
}

/// How many ASCII digits stand at `from`, counting no further than `most`.
fn digits_ascii(text: &str, from: usize, most: usize) -> usize {
    text.as_bytes()[from..]
        .iter()
        .take(most)
        .take_while(|b| b.is_ascii_digit())
        .count()
}

/// True for *2022* and *2022-09*: what a hyphen and two digits make a date of.
fn is_iso_part(date: &str) -> bool {
    let bytes = date.as_bytes();
    bytes.len() == 4 || (bytes.len() == 7 && bytes[4] == b'-')
}

/// True for what elides its vowel before another word.
fn is_elided(word: &str) -> bool {
    const ELIDED: &[&str] = &["qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "ç", "Ç"];
    match word.as_bytes() {
        [one] => b"ldnsjmtcLDNSJMTC".contains(one),
        _ => ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(word)),
    }
}

/// True for what words are made of.
pub(super) fn is_word_char(c: char) -> bool {
    // Accented Latin letters first: they are most of what is not ASCII here.
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}')
        || c.is_alphanumeric()
        || (!c.is_ascii() && (is_combining_mark(c) || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')))
}

/// True for what ends a line.
pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// True for `.`, `!`, `?`, `…`.
pub(super) fn is_stop(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Punctuation && token.span.of(text).starts_with(['.', '!', '?', '…'])
}

/// Marks after which a quotation opens.
fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '«' | '“' | '„' | '‹' | '"' | '—' | '–' | '/' | ':' | '‘'
    )
}

/// Invisible marks: directions, joiners, byte order.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words and marks of `text`, its spaces left out.
    fn words(text: &str) -> Vec<&str> {
        tokenize(text, Lang::FR)
            .iter()
            .filter(|token| !token.is_space())
            .map(|token| token.span.of(text))
            .collect()
    }

    /// The kind of the token of `text` that is `word`.
    fn kind(text: &str, word: &str) -> Option<TokenKind> {
        tokenize(text, Lang::FR)
            .iter()
            .find(|token| token.span.of(text) == word)
            .map(|token| token.kind)
    }

    #[test]
    fn elided_words_keep_their_apostrophe() {
        for (text, expected) in [
            ("l'ONU", vec!["l'", "ONU"]),
            ("jusqu’au", vec!["jusqu’", "au"]),
            ("D'abord", vec!["D'", "abord"]),
            ("d'RTL", vec!["d'", "RTL"]),
            ("qu'« un »", vec!["qu'", "«", "un", "»"]),
            ("l'11", vec!["l'", "11"]),
        ] {
            assert_eq!(words(text), expected);
        }
    }

    #[test]
    fn apostrophes_inside_words_stay() {
        for text in [
            "aujourd'hui",
            "prud’homme",
            "quelqu'un",
            "presqu'île",
            "N'Djamena",
            "O'Connor",
            "Côte-d'Ivoire",
            "c'est-à-dire",
        ] {
            assert_eq!(words(text), [text]);
        }
    }

    #[test]
    fn english_contractions_part_from_their_word() {
        let words = |text: &str| -> Vec<String> {
            let tokens = tokenize(text, Lang::EN);
            let words = tokens.iter().filter(|token| !token.is_space());
            words.map(|token| token.span.of(text).to_owned()).collect()
        };
        for (text, expected) in [
            ("don't", vec!["do", "n't"]),
            ("can’t", vec!["ca", "n’t"]),
            ("Armenia's army", vec!["Armenia", "'s", "army"]),
            ("workers' pay", vec!["workers", "'", "pay"]),
            ("O'Connor's", vec!["O'Connor", "'s"]),
            ("they'll we've I'm", vec!["they", "'ll", "we", "'ve", "I", "'m"]),
            ("rock'n'roll", vec!["rock'n'roll"]),
            ("'the ship's log'", vec!["'", "the", "ship", "'s", "log", "'"]),
        ] {
            assert_eq!(words(text), expected);
        }
    }

    #[test]
    fn inverted_pronouns_part_from_their_verb() {
        for (text, expected) in [
            ("dit-il", vec!["dit", "-", "il"]),
            ("a-t-elle", vec!["a", "-t-", "elle"]),
            ("assure\u{2011}t\u{2011}on", vec!["assure", "\u{2011}t\u{2011}", "on"]),
            ("Est-ce", vec!["Est", "-", "ce"]),
            ("ajoute-il", vec!["ajoute", "-", "il"]),
            ("sous-estime-t-il", vec!["sous-estime", "-t-", "il"]),
            ("A-T-IL", vec!["A", "-T-", "IL"]),
        ] {
            assert_eq!(words(text), expected);
            assert_eq!(kind(text, expected[1]), Some(TokenKind::CliticHyphen), "{text}");
        }
    }

    #[test]
    fn compounds_stay_whole() {
        for text in [
            "rendez-vous",
            "cessez-le-feu",
            "Haut-Karabakh",
            "celui-ci",
            "peut-être",
            "soixante-dix-sept",
            "vingt-et-un",
            "garde-à-vous",
            "qu'en-dira-t-on",
            "Jong-il",
            "Covid-19",
        ] {
            assert_eq!(words(text).last(), Some(&text.trim_start_matches("qu'")), "{text}");
        }
    }

    #[test]
    fn numbers_keep_groups_and_decimals() {
        for number in [
            "2 000",
            "45\u{202f}000\u{a0}000",
            "3,5",
            "1.234,5",
            "13/09/2022",
            "2022-09-13",
            "20:30",
            "½",
        ] {
            assert_eq!(
                kind(&format!("les {number} ."), number),
                Some(TokenKind::Number),
                "{number}"
            );
        }
        for word in ["1er", "2e", "20h00", "2h40", "11-Septembre"] {
            assert_eq!(kind(&format!("le {word}."), word), Some(TokenKind::Word), "{word}");
        }
        assert_eq!(
            words("71 % en 2020 105 morts 2-1"),
            ["71", "%", "en", "2020", "105", "morts", "2", "-", "1"]
        );
        assert_eq!(words("50km"), ["50", "km"]);
    }

    #[test]
    fn abbreviations_take_their_stop_and_sentences_keep_theirs() {
        assert_eq!(
            words("M. Le Pen et J. K. Rowling"),
            ["M.", "Le", "Pen", "et", "J.", "K.", "Rowling"]
        );
        assert_eq!(
            words("av. J.-C. aux U.S.A. enfin"),
            ["av.", "J.-C.", "aux", "U.S.A.", "enfin"]
        );
        assert_eq!(
            words("le plan B. Il part."),
            ["le", "plan", "B", ".", "Il", "part", "."]
        );
        assert_eq!(words("le plan B."), ["le", "plan", "B", "."]);
    }

    #[test]
    fn addresses_are_one_word() {
        assert_eq!(
            words("(https://exemple.fr/a?b=1), j.d@exemple.fr. @elysee #climat"),
            [
                "(",
                "https://exemple.fr/a?b=1",
                ")",
                ",",
                "j.d@exemple.fr",
                ".",
                "@elysee",
                "#climat"
            ]
        );
        assert_eq!(words("fin.Le http://"), ["fin", ".", "Le", "http", ":", "/", "/"]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        let quotes = |text: &str| {
            tokenize(text, Lang::FR)
                .iter()
                .filter(|token| token.kind == TokenKind::Quote)
                .count()
        };
        assert_eq!(quotes("dit ‘restez dans vos cabines’, puis"), 2);
        assert_eq!(quotes("m'a dit ‘vous n’avez pas d’eau’."), 2);
        assert_eq!(quotes("surnommé 'le Phare' par l'équipe"), 2);
        assert_eq!(quotes("mai ’68, l’été ’tis, rock'n'roll"), 0);
        assert_eq!(quotes("``a'' <<b>> «c» “d” „e‟ \"f\""), 12);
    }

    #[test]
    fn spaces_and_breaks_differ() {
        assert_eq!(kind("a \u{a0}b", " \u{a0}"), Some(TokenKind::Space));
        assert_eq!(kind("a \r\n b", " \r\n "), Some(TokenKind::Break));
        assert_eq!(words("fin... ou … non"), ["fin", "...", "ou", "…", "non"]);
    }
}
