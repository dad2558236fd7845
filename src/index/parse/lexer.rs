//! Tokens of a query: brackets, signs, phrases, names of fields and bare words.

use crate::fold::is_hyphen;
use crate::index::analyzer;
use crate::span::Span;

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    Minus,
    Or,
    /// A phrase without its marks.
    Phrase(String),
    /// A quotation mark that no other closes.
    StrayQuote,
    /// The name before a colon; the value follows.
    Field(String),
    Bare(String),
}

/// A token of a query.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
    /// True where no white space stands before the token.
    pub glued: bool,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn ends_bare(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')
}

/// The tokens of a query, white space left out.
pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut glued = false;
    // Looking for a closing mark once more after one search failed would cost a pass over the rest each time.
    let last_quote = text.rfind(is_quote);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let next = rest[c.len_utf8()..].chars().next();
        let (kind, len) = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                glued = false;
                continue;
            }
            '(' => (Kind::Open, 1),
            ')' => (Kind::Close, 1),
            c if is_quote(c) => {
                let inner = at + c.len_utf8();
                let close = last_quote
                    .filter(|last| *last > at)
                    .and_then(|_| text[inner..].find(is_quote));
                match close {
                    Some(close) => {
                        let mark = text[inner + close..].chars().next().map_or(1, char::len_utf8);
                        let phrase = text[inner..inner + close].to_owned();
                        (Kind::Phrase(phrase), c.len_utf8() + close + mark)
                    }
                    None => (Kind::StrayQuote, c.len_utf8()),
                }
            }
            c if is_hyphen(c) && !glued && next.is_some_and(|c| !c.is_whitespace() && !is_hyphen(c)) => {
                (Kind::Minus, c.len_utf8())
            }
            _ => bare(rest),
        };
        tokens.push(Token {
            kind,
            span: Span::new(at, at + len),
            glued,
        });
        // After a bracket or a minus a new term begins; a colon glues its value.
        glued = !matches!(tokens.last().map(|t| &t.kind), Some(Kind::Open | Kind::Minus));
        at += len;
    }
    tokens
}

/// A bare word, or the name of a field, at the start of `rest`.
fn bare(rest: &str) -> (Kind, usize) {
    if let Some((len, _)) = analyzer::number(rest, false)
        && rest[len..].chars().next().is_none_or(ends_bare)
    {
        return (Kind::Bare(rest[..len].to_owned()), len);
    }
    let len = rest.find(ends_bare).unwrap_or(rest.len());
    let word = &rest[..len];
    if let Some(colon) = word.find(':') {
        let name = &word[..colon];
        let named = !name.is_empty() && name.chars().all(char::is_alphabetic) && !word[colon..].starts_with("://");
        if named {
            return (Kind::Field(name.to_lowercase()), colon + 1);
        }
    }
    match word {
        "OR" => (Kind::Or, len),
        _ => (Kind::Bare(word.to_owned()), len),
    }
}
