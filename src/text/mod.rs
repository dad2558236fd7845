//! `&str` in, spans out: tokens, paragraphs, sentences, quotations, language. Total: no text makes it fail.

mod english;
mod french;
pub mod land;
pub mod language;
pub mod paragraph;
pub mod phrase;
pub mod quotation;
pub mod sentence;
pub mod tag;
pub mod token;

use std::ops::Range;

use crate::model::{Lang, Problem};
use crate::span::Span;

pub use paragraph::{Paragraph, ParagraphKind};
pub use quotation::Quotation;
pub use sentence::Sentence;
pub use token::{Token, TokenKind};

/// The text of an article taken apart. Every index and span refers to `text`.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    /// The text itself, untouched.
    pub text: &'t str,
    /// Language that the rules of the analysis follow.
    pub lang: Lang,
    /// Bytes at the start of `text` that belong to the title and the blank line after it.
    pub title_len: usize,
    /// All tokens; laid end to end they are `text`.
    pub tokens: Vec<Token>,
    /// Paragraphs in order, without the white space between them.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order; none crosses a paragraph.
    pub sentences: Vec<Sentence>,
    /// Quotations by start, an outer one before those nested in it.
    pub quotations: Vec<Quotation>,
    /// What was met and gone around: unclosed quotations, stray marks.
    pub problems: Vec<Problem>,
}

/// Takes `text` apart. `title_len` is what [`crate::model::NewArticle::title_len`] says, 0 without a title.
///
/// Total, and linear in the length of `text`.
pub fn analyse(text: &str, lang: Lang, title_len: usize) -> Analysis<'_> {
    let tokens = token::tokenize(text, lang);
    let paragraphs = paragraph::paragraphs(text, &tokens, title_len);
    let mut problems = Vec::new();
    let quotations = quotation::quotations(text, lang, &tokens, &paragraphs, &mut problems);
    let sentences = sentence::sentences(text, &tokens, &paragraphs, &quotations);
    Analysis {
        text,
        lang,
        title_len,
        tokens,
        paragraphs,
        sentences,
        quotations,
        problems,
    }
}

impl Analysis<'_> {
    /// The words of token `i`.
    pub fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }

    /// The span that the tokens of a range cover.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|i| self.tokens.get(i)),
        ) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }
}
