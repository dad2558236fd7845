//! Paragraphs and sentences.

use std::ops::Range;

use super::{Quotation, Token};
use crate::model::Lang;
use crate::span::Span;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// The article's title.
    Title,
    /// A short line without a final stop between prose paragraphs, or one in capitals.
    Heading,
    /// An item of a list: it begins with a dash, a bullet or a number.
    ListItem,
    /// Running prose.
    Prose,
}

/// A paragraph, cut by blank lines; without any blank line in the text, by line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without white space around.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub kind: ParagraphKind,
}

/// A sentence: its stop and closing marks belong to it, the space after does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its paragraph.
    pub paragraph: usize,
}

/// Paragraphs of the text.
pub fn paragraphs(text: &str, tokens: &[Token], title_len: usize) -> Vec<Paragraph> {
    let _ = (text, tokens, title_len);
    Vec::new()
}

/// Sentences of the text.
pub fn sentences(
    text: &str,
    lang: Lang,
    tokens: &[Token],
    paragraphs: &[Paragraph],
    quotations: &[Quotation],
) -> Vec<Sentence> {
    let _ = (text, lang, tokens, paragraphs, quotations);
    Vec::new()
}
