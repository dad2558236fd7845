//! The quotation marks of one paragraph, paired; what stays alone is recovered where that is likely.

use std::ops::Range;

use super::{DEPTH, PROBLEMS, Quotation};
use crate::fold::{is_apostrophe, lower};
use crate::lexicon::{Lexicon, Pos};
use crate::model::{Lang, Problem};
use crate::span::Span;
use crate::text::token::is_stop;
use crate::text::{Token, TokenKind};

/// How far before a closing mark without an opening one its quotation may begin, in tokens.
const RECOVERY: usize = 400;

/// A style of marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Angle,
    Curly,
    Straight,
    Single,
}

impl Style {
    /// The style of the mark with these characters.
    pub(super) fn of(mark: &str) -> Option<Style> {
        Some(match mark {
            "«" | "»" | "‹" | "›" | "<<" | ">>" => Style::Angle,
            "“" | "”" | "„" | "‟" | ",," | "‘‘" | "’’" => Style::Curly,
            "\"" | "''" | "``" => Style::Straight,
            "‘" | "’" | "'" | "‚" | "‛" => Style::Single,
            _ => return None,
        })
    }
}

/// What a mark can be where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// Its surroundings don't tell.
    Either,
}

/// A quotation in the making: its tokens are empty until it is known where it ends.
pub(super) struct Pair {
    tokens: Range<usize>,
    opened: bool,
    closed: bool,
    continues: bool,
    /// How many tokens the opening and the closing mark are.
    marks: (usize, usize),
}

impl Pair {
    /// A turn of dialogue: a dash opens it, the end of its paragraph closes it.
    pub(super) fn turn(tokens: Range<usize>) -> Pair {
        Pair {
            tokens,
            opened: true,
            closed: true,
            continues: false,
            marks: (1, 0),
        }
    }

    /// The quotation that it is, its depth apart; none where nothing stands between the marks.
    pub(super) fn quotation(&self, text: &str, tokens: &[Token], paragraph: usize) -> Option<Quotation> {
        let Range { start, end } = self.tokens;
        let (first, last) = (tokens.get(start)?, tokens.get(end.checked_sub(1)?)?);
        let inner = start + self.marks.0..end.checked_sub(self.marks.1)?;
        let words = tokens.get(inner)?;
        let inner = Span::new(words.first()?.span.start, words.last()?.span.end).trim(text);
        (!inner.is_empty()).then_some(Quotation {
            span: Span::new(first.span.start, last.span.end),
            inner,
            tokens: start..end,
            paragraph,
            depth: 0,
            opened: self.opened,
            closed: self.closed,
            continues: self.continues,
        })
    }
}

/// A mark that waits for the one that closes it.
struct Open {
    style: Style,
    /// Its token.
    token: usize,
    /// Its place among the pairs.
    pair: usize,
    /// The token where a quotation of the same style, since closed, first opened inside.
    inside: Option<usize>,
}

/// The marks of one paragraph.
pub(super) struct Pairing<'a> {
    text: &'a str,
    lang: Lang,
    tokens: &'a [Token],
    paragraph: Range<usize>,
    /// Style of the quotation that the paragraph before left open.
    follows_open: Option<Style>,
    /// Style of the mark that the next paragraph begins with.
    reopens: Option<Style>,
    pub(super) pairs: Vec<Pair>,
    stack: Vec<Open>,
    /// The mark met last, and whether it opened.
    last: Option<(usize, bool)>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Pairing<'a> {
    /// The marks of the tokens `paragraph`, none looked at yet.
    pub(super) fn new(
        text: &'a str,
        lang: Lang,
        tokens: &'a [Token],
        paragraph: Range<usize>,
        follows_open: Option<Style>,
        reopens: Option<Style>,
    ) -> Self {
        Pairing {
            text,
            lang,
            tokens,
            paragraph,
            follows_open,
            reopens,
            pairs: Vec::new(),
            stack: Vec::with_capacity(DEPTH),
            last: None,
            problems: Vec::new(),
        }
    }

    /// Pairs the marks; gives the problem that a quotation left open at the paragraph's end is, unless the next one goes on with it.
    pub(super) fn run(&mut self) -> Option<(Style, Problem)> {
        for i in self.paragraph.clone() {
            if self.tokens[i].kind != TokenKind::Quote {
                continue;
            }
            let Some(style) = Style::of(self.word(i)) else { continue };
            let opens = match self.role(i, style) {
                Role::Open => true,
                Role::Close => false,
                Role::Either => {
                    !self.stack.iter().any(|open| open.style == style) && (!self.double_open() || !self.cue_follows(i))
                }
            };
            self.last = Some((i, opens));
            if opens {
                self.open(i, style);
            } else {
                self.close(i, style);
            }
        }
        self.finish()
    }

    fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }

    fn problem(&mut self, i: usize, message: &str) {
        if self.problems.len() < PROBLEMS {
            self.problems.push(Problem {
                span: self.tokens[i].span,
                message: message.to_owned(),
            });
        }
    }

    fn double_open(&self) -> bool {
        self.stack.iter().any(|open| open.style != Style::Single)
    }

    /// What the mark `i` can be, by its shape and the space around it.
    fn role(&self, i: usize, style: Style) -> Role {
        let first = i == self.paragraph.start;
        let before = (!first).then(|| &self.tokens[i - 1]);
        let after = (i + 1 < self.paragraph.end).then(|| &self.tokens[i + 1]);
        let space_before = before.is_none_or(Token::is_space);
        let free_before = space_before || before.is_some_and(|token| self.lets_open(i - 1, token));
        let space_after = after.is_none_or(Token::is_space);
        let stop_after = after.is_some_and(|token| {
            let word = token.span.of(self.text);
            let closing = matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "/" | "-");
            token.kind == TokenKind::Punctuation && (closing || (!free_before && word.starts_with(['.', '…'])))
        });
        let quote_after = after.is_some_and(|token| token.kind == TokenKind::Quote);
        let is_open = self.stack.iter().any(|open| open.style == style);
        match self.word(i) {
            "«" | "‹" | "<<" | "“" | "„" | "‟" | "‚" | "‛" | ",," | "‘‘" => {
                let closes = is_open && (stop_after || after.is_none() || (!free_before && space_after));
                if closes { Role::Close } else { Role::Open }
            }
            "»" | "›" | ">>" | "”" | "’’" => {
                let reopens = first && self.follows_open == Some(style);
                let reversed = free_before && !space_after && !stop_after && !quote_after && !is_open;
                if reopens || reversed { Role::Open } else { Role::Close }
            }
            "``" | "‘" => Role::Open,
            _ => match (free_before, space_after || stop_after) {
                (true, false) => Role::Open,
                (false, true) => Role::Close,
                (true, true) if stop_after || after.is_none() => Role::Close,
                (false, false) if is_open => Role::Close,
                _ => Role::Either,
            },
        }
    }

    /// True for what a quotation can open right after: brackets, dashes, colons, elided words, another opening mark.
    fn lets_open(&self, i: usize, token: &Token) -> bool {
        let word = token.span.of(self.text);
        match token.kind {
            TokenKind::Quote => self.last == Some((i, true)),
            TokenKind::Word => word.ends_with(is_apostrophe),
            TokenKind::Punctuation => matches!(word, "(" | "[" | "{" | "/" | "—" | "–" | "-" | ":"),
            _ => false,
        }
    }

    fn open(&mut self, i: usize, style: Style) {
        if i + 1 == self.paragraph.end {
            return self.problem(i, "opening quotation mark with nothing after it");
        }
        if self.stack.len() == DEPTH {
            return self.problem(i, "quotation mark nested too deep");
        }
        let continues = self.follows_open == Some(style) && i == self.paragraph.start;
        self.stack.push(Open {
            style,
            token: i,
            pair: self.pairs.len(),
            inside: None,
        });
        self.pairs.push(Pair {
            tokens: i..i,
            opened: true,
            closed: true,
            continues,
            marks: (1, 1),
        });
    }

    fn close(&mut self, i: usize, style: Style) {
        let same = self.stack.iter().rposition(|open| open.style == style);
        let double = || self.stack.iter().rposition(|open| open.style != Style::Single);
        let Some(nth) = same.or_else(|| if style == Style::Single { None } else { double() }) else {
            return self.recover(i, style);
        };
        if same.is_none() {
            self.problem(
                i,
                "quotation closed by a mark of another style than the one that opened it",
            );
        }
        while self.stack.len() > nth + 1 {
            if let Some(open) = self.stack.pop() {
                self.problem(open.token, "quotation mark not closed within the quotation around it");
            }
        }
        if let Some(open) = self.stack.pop() {
            self.pairs[open.pair].tokens.end = i + 1;
            for outer in self.stack.iter_mut().filter(|outer| outer.style == open.style) {
                outer.inside.get_or_insert(open.token);
            }
        }
    }

    /// Takes the words before the closing mark `i`, which nothing opened, for a quotation if that is likely.
    fn recover(&mut self, i: usize, style: Style) {
        let first_mark = self.pairs.is_empty() && self.last.is_some_and(|(last, _)| last == i);
        let goes_on = self.follows_open.is_some() && first_mark && self.problems.is_empty();
        let start = if style == Style::Single {
            None
        } else if goes_on {
            Some(self.paragraph.start)
        } else if self.cue_follows(i) {
            self.sentence_start(i)
        } else {
            None
        };
        match start.filter(|&start| start < i) {
            Some(start) => {
                if !goes_on {
                    self.problem(i, "closing quotation mark without an opening one: the quotation is taken from the start of the sentence");
                }
                self.pairs.push(Pair {
                    tokens: start..i + 1,
                    opened: false,
                    closed: true,
                    continues: goes_on,
                    marks: (0, 1),
                });
            }
            None => self.problem(i, "closing quotation mark without an opening one"),
        }
    }

    /// Where the sentence begins that token `i` stands in; none where another mark stands between, or it begins too far off.
    fn sentence_start(&self, i: usize) -> Option<usize> {
        let floor = self.paragraph.start.max(i.saturating_sub(RECOVERY));
        // The stop right before the mark is the quotation's own.
        let mut k = i;
        while k > floor && (self.tokens[k - 1].is_space() || is_stop(self.text, &self.tokens[k - 1])) {
            k -= 1;
        }
        while k > floor {
            k -= 1;
            if self.tokens[k].kind == TokenKind::Quote {
                return None;
            }
            if self.ends_sentence(k) {
                return Some(k + 2);
            }
        }
        (floor == self.paragraph.start).then_some(floor)
    }

    /// True for a stop with a space and a capital after it.
    fn ends_sentence(&self, k: usize) -> bool {
        is_stop(self.text, &self.tokens[k])
            && k + 2 < self.paragraph.end
            && self.tokens[k + 1].is_space()
            && self.word(k + 2).starts_with(|c: char| !c.is_lowercase())
    }

    /// True where a cue stands after the mark `i`: *», a déclaré*, *» dit-il*.
    fn cue_follows(&self, i: usize) -> bool {
        const AUXILIARIES: &[&str] = &[
            "a", "ont", "avait", "avaient", "aurait", "auraient", "s'est", "said", "says",
        ];
        let limit = self.paragraph.end;
        let mut k = i + 1;
        while k < limit && k < i + 4 && (self.tokens[k].is_space() || self.word(k) == ",") {
            k += 1;
        }
        if k >= limit || self.tokens[k].kind != TokenKind::Word {
            return false;
        }
        let word = lower(self.word(k));
        let inverted = self
            .tokens
            .get(k + 1)
            .is_some_and(|token| token.kind == TokenKind::CliticHyphen);
        inverted
            || AUXILIARIES.contains(&word.as_ref())
            // The words of a language are read only where a mark stands alone.
            || Lexicon::of(self.lang).is_some_and(|lexicon| {
                lexicon.readings(&word).iter().any(|reading| {
                    reading.pos == Pos::Verb && reading.person == 3 && lexicon.cues_of(reading.lemma).next().is_some()
                })
            })
    }

    /// Settles the marks that nothing closed.
    fn finish(&mut self) -> Option<(Style, Problem)> {
        const UNCLOSED: &str = "quotation not closed";
        let stack = std::mem::take(&mut self.stack);
        let end = self.paragraph.end;
        let mut left = None;
        for (nth, open) in stack.iter().enumerate() {
            let span = self.tokens[open.token].span;
            if open.style == Style::Single {
                self.problem(open.token, "single quotation mark not closed");
                continue;
            }
            let later = stack[nth + 1..]
                .iter()
                .find(|later| later.style != Style::Single)
                .map(|later| later.token);
            let low = self.begins_low(open.token);
            let stretch = self.reopens == Some(open.style) && later.is_none() && !(low && open.inside.is_some());
            let until = match open.inside.into_iter().chain(later).min() {
                Some(mark) if !stretch => self.sentence_end(open, mark),
                None if !stretch && low => self.sentence_end(open, end).or(Some(end)),
                _ => Some(end),
            };
            let Some(until) = until else {
                self.problem(open.token, "opening quotation mark without a closing one");
                continue;
            };
            let pair = &mut self.pairs[open.pair];
            pair.tokens.end = until;
            pair.closed = false;
            pair.marks.1 = 0;
            if until == end {
                let message = UNCLOSED.to_owned();
                left = Some((open.style, Problem { span, message }));
            } else {
                self.problem(open.token, UNCLOSED);
            }
        }
        left
    }

    /// One past the stop that ends the sentence after the mark of `open`, if it ends before `limit` and outside quotations.
    fn sentence_end(&self, open: &Open, limit: usize) -> Option<usize> {
        let mut pairs = self.pairs[open.pair + 1..].iter().map(|pair| &pair.tokens).peekable();
        let mut k = open.token + 1;
        while k < limit {
            match pairs.next_if(|pair| pair.start <= k) {
                Some(pair) => k = k.max(pair.end),
                None if self.ends_sentence(k) => return Some(k + 1),
                None => k += 1,
            }
        }
        None
    }

    /// True where the words after the mark `i` begin in lower case: a quotation of a few words, not of sentences.
    fn begins_low(&self, i: usize) -> bool {
        self.tokens[i + 1..self.paragraph.end]
            .iter()
            .find(|token| !token.is_space())
            .is_some_and(|token| token.span.of(self.text).starts_with(char::is_lowercase))
    }
}
