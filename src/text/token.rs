//! Lossless tokens.

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
pub fn tokenize(text: &str, lang: Lang) -> Vec<Token> {
    let _ = lang;
    vec![Token {
        span: Span::new(0, text.len()),
        kind: TokenKind::Other,
    }]
}
