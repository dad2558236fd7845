//! Lossless tokens.

use unicode_normalization::char::is_combining_mark;

use crate::fold::{is_apostrophe, is_hyphen, lower};
use crate::lexicon::Lexicon;
use crate::model::Lang;
use crate::span::Span;

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
        lexicon: Lexicon::of(lang),
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

/// Words that open a sentence far more often than they follow an abbreviation or an initial.
pub(super) fn opens_sentence(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "a", "ainsi", "après", "au", "aucun", "aucune", "aussi", "aux", "avant", "avec", "ce", "cela", "celle",
        "celui", "ces", "cet", "cette", "ceux", "c'", "d'", "dans", "de", "depuis", "des", "du", "elle", "elles", "en",
        "et", "il", "ils", "j'", "je", "l'", "la", "le", "les", "leur", "leurs", "lors", "mais", "nous", "on", "or",
        "où", "par", "pour", "qu'", "quand", "qui", "sa", "selon", "ses", "si", "son", "sur", "tous", "tout", "un",
        "une", "vous", "à", "the", "he", "she", "it", "they", "we", "in", "this", "but", "and", "his", "her",
    ];
    word.len() <= 7 && OPENERS.contains(&lower(word).as_ref())
}

/// Civil titles: what follows is a name even where it looks like an article (*M. Le Pen*).
const TITLES: &[&str] = &["m", "mm", "dr", "pr", "mr", "mrs", "ms", "mgr", "st"];

/// True for a civil title, with or without its stop.
pub(super) fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.starts_with(char::is_uppercase) && TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

/// Pronouns that stand after their verb.
const SUBJECTS: &[&str] = &["il", "elle", "on", "ils", "elles", "je", "tu", "nous", "vous", "ce"];

/// Units that are written right after a number: *50km* is a number and a word.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "kg", "g", "ha", "km²", "m²", "km2", "m2", "Mds", "Md",
];

struct Scanner<'t> {
    text: &'t str,
    lexicon: Option<&'static Lexicon>,
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
                match next {
                    Some(next) if inside && elides && self.elides_before(after, next) => return after,
                    Some(_) if inside => {
                        piece = after;
                        continue;
                    }
                    // *qu'« une »*, *d' ici*; but *‘plan d’* closes a quotation.
                    _ if elides && !self.single => return after,
                    // Genitive of an English plural.
                    _ if self.lang == Lang::EN && !self.single && self.text[at..end].ends_with(['s', 'S']) => {
                        return after;
                    }
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
        let base = crate::fold::fold(self.text[at..at + c.len_utf8()].trim());
        match base.chars().next() {
            Some('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h') => true,
            Some('f' | 'l' | 'm' | 'n' | 'r' | 's' | 'x') if c.is_uppercase() => self
                .char_at(at + c.len_utf8())
                .is_none_or(|next| !next.is_lowercase() && !is_apostrophe(next)),
            Some(first) => !first.is_alphabetic(),
            None => false,
        }
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

    /// End of the word `at..end` before a full stop, an @ or the like: abbreviations take their stop, addresses their rest.
    fn stop(&self, at: usize, end: usize) -> usize {
        if let Some(end) = self.address(at) {
            return end;
        }
        if self.char_at(end) != Some('.') {
            return end;
        }
        let word = &self.text[at..end];
        if let Some(end) = self.dotted(at, end) {
            return end;
        }
        let next = self.char_at(end + 1);
        if next.is_some_and(is_word_char) {
            return end;
        }
        if let Some(space) = next.filter(|c| c.is_whitespace() && !is_line_break(*c)) {
            let follows = end + 1 + space.len_utf8();
            let initial = is_initial(word);
            let known = || {
                let mut key = lower(word).into_owned();
                key.push('.');
                self.lexicon.is_some_and(|lexicon| lexicon.is_abbreviation(&key))
            };
            let capital = self.char_at(follows).is_some_and(char::is_uppercase);
            let opener = || {
                let run = self.word_run(follows);
                let apostrophe = self
                    .char_at(run)
                    .filter(|c| is_apostrophe(*c))
                    .map_or(0, char::len_utf8);
                opens_sentence(&self.text[follows..run + apostrophe])
            };
            // *le plan B. Il …* ends, *M. Le Pen* and *J. Dupont* go on.
            if is_title(word) && capital
                || initial && capital && !opener()
                || known() && self.char_at(follows).is_some_and(|c| !is_line_break(c)) && !(capital && opener())
            {
                return end + 1;
            }
            return end;
        }
        // *J.-C.* is dotted; what remains is an abbreviation before a mark: *etc.,* *(av. …)*.
        let before_mark = next.is_some_and(|c| matches!(c, ',' | ';' | ':' | ')'));
        if before_mark && (word.eq_ignore_ascii_case("etc") || is_initial(word)) {
            end + 1
        } else {
            end
        }
    }

    /// End of an acronym with stops (*U.S.*, *J.-C.*, *O.N.U*) whose first letter is `at..end`.
    fn dotted(&self, at: usize, end: usize) -> Option<usize> {
        if !is_single_letter(&self.text[at..end]) {
            return None;
        }
        let mut last = None;
        let mut stop = end;
        loop {
            let mut next = stop + 1;
            if self.char_at(next) == Some('-') {
                next += 1;
            }
            let Some(c) = self.char_at(next).filter(|c| c.is_alphabetic()) else {
                return last;
            };
            let run = self.word_run(next);
            if run != next + c.len_utf8() {
                return last;
            }
            if self.char_at(run) != Some('.') {
                return last.map(|_| run);
            }
            last = Some(run + 1);
            stop = run;
        }
    }

    /// End of an e-mail address or a bare domain that begins at `at`.
    fn address(&self, at: usize) -> Option<usize> {
        /// Longest local part of a mail address.
        const LOCAL: usize = 64;
        const DOMAINS: &[&str] = &["fr", "com", "org", "net", "eu", "info", "be", "ch", "ca", "uk", "io"];
        let bytes = self.text.as_bytes();
        let of = |from: usize, extra: &'static [u8]| {
            bytes[from..]
                .iter()
                .take(4 * LOCAL)
                .take_while(|b| b.is_ascii_alphanumeric() || extra.contains(b))
                .count()
                + from
        };
        let local = of(at, b"._%+-");
        let (domain, mail) = match bytes.get(local) {
            Some(b'@') if local - at <= LOCAL => (local + 1, true),
            _ => (at, false),
        };
        let mut end = of(domain, b".-");
        while end > domain && matches!(bytes[end - 1], b'.' | b'-') {
            end -= 1;
        }
        let (name, top) = self.text.get(domain..end)?.rsplit_once('.')?;
        let whole = !self.char_at(end).is_some_and(is_word_char);
        (whole && !name.is_empty() && !top.is_empty() && (mail || DOMAINS.contains(&top)) && !name.starts_with('.'))
            .then_some(end)
    }

    /// End of a web address at `at`.
    fn link(&self, at: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[at..];
        if !matches!(bytes.first(), Some(b'h' | b'w' | b'H' | b'W')) {
            return None;
        }
        let starts =
            |prefix: &str| bytes.len() > prefix.len() && bytes[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes());
        let prefix = ["http://", "https://", "www."]
            .into_iter()
            .find(|prefix| starts(prefix))?;
        let end = self.run(at, |c| {
            !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”')
        });
        let link = self.text[at..end].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '='));
        (link.len() > prefix.len()).then_some(at + link.len())
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
        loop {
            let Some(sep) = self.char_at(end) else { break };
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

fn is_single_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// A capital, or a compound of capitals as in *J-P*; *Ch* and *Ph* too.
fn is_initial(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && (is_single_letter(word) || matches!(word, "Ch" | "Ph" | "Th"))
}

/// True for what words are made of.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && (is_combining_mark(c) || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')))
}

/// True for what ends a line.
pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
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
