//! The words of one content span, as the grammars of figures and dates read them.

use std::borrow::Cow;

use crate::fold::lower;
use crate::span::Span;
use crate::text::{Analysis, TokenKind};

/// A token that is not white space.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Lower case with straight apostrophes.
    pub key: Cow<'t, str>,
    /// True where it begins with a capital.
    pub capital: bool,
}

/// The words of one content span; any index may be asked for.
#[derive(Clone, Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
}

impl<'t> Words<'t> {
    /// The tokens of `analysis` that lie wholly inside `span`.
    pub fn of(analysis: &Analysis<'t>, span: Span) -> Words<'t> {
        let first = analysis.tokens.partition_point(|token| token.span.start < span.start);
        let mut words = Vec::new();
        for token in analysis.tokens[first..]
            .iter()
            .take_while(|token| token.span.end <= span.end)
        {
            if token.is_space() {
                continue;
            }
            let text = token.span.of(analysis.text);
            words.push(Word {
                span: token.span,
                kind: token.kind,
                key: lower(text),
                capital: text.starts_with(char::is_uppercase),
            });
        }
        Words {
            text: analysis.text,
            words,
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Word `i`.
    pub fn get(&self, i: usize) -> Option<&Word<'t>> {
        self.words.get(i)
    }

    /// Key of word `i`; empty past the end.
    pub fn key(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| &word.key)
    }

    /// Key of the word `back` before word `i`; empty before the beginning.
    pub fn before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |i| self.key(i))
    }

    /// Keys from word `i` on, for phrases.
    pub fn from<'s>(&'s self, i: usize) -> impl Fn(usize) -> Option<&'s str> + Copy {
        move |n| self.words.get(i + n).map(|word| &*word.key)
    }

    /// Keys from word `i` on and before word `end`, for phrases.
    pub fn between<'s>(&'s self, i: usize, end: usize) -> impl Fn(usize) -> Option<&'s str> + Copy {
        move |n| self.words.get(i + n).filter(|_| i + n < end).map(|word| &*word.key)
    }

    /// True where word `i` is a word made of letters.
    pub fn is_word(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|word| word.kind == TokenKind::Word)
    }

    /// The span from word `start` to before word `end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        match (
            self.words.get(start),
            end.checked_sub(1).and_then(|i| self.words.get(i)),
        ) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The text from word `start` to before word `end`.
    pub fn text(&self, start: usize, end: usize) -> &'t str {
        self.span(start, end).of(self.text)
    }
}
