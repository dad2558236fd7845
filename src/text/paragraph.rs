//! Paragraphs: title, headings, lists, prose.

use std::ops::Range;

use super::token::{is_line_break, is_stop};
use super::{Token, TokenKind};
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

/// Longest heading, in words.
const HEADING_WORDS: usize = 12;
/// Longest heading in capitals, in words.
const CAPITALS_WORDS: usize = 20;

/// Paragraphs of the text.
pub fn paragraphs(text: &str, tokens: &[Token], title_len: usize) -> Vec<Paragraph> {
    let body = tokens.partition_point(|token| token.span.start < title_len);
    let mut paragraphs = Vec::new();
    push(text, tokens, 0..body, ParagraphKind::Title, &mut paragraphs);
    let blank = tokens[body..]
        .iter()
        .any(|token| token.kind == TokenKind::Break && line_breaks(token.span.of(text)) > 1);
    let mut start = body;
    for i in body..tokens.len() {
        if tokens[i].kind != TokenKind::Break {
            continue;
        }
        if !blank || line_breaks(tokens[i].span.of(text)) > 1 || begins_item(text, &tokens[i + 1..], &tokens[start..i])
        {
            push(text, tokens, start..i, ParagraphKind::Prose, &mut paragraphs);
            start = i + 1;
        }
    }
    push(text, tokens, start..tokens.len(), ParagraphKind::Prose, &mut paragraphs);
    classify(text, tokens, &mut paragraphs);
    paragraphs
}

/// Adds a paragraph of the tokens `range` without the white space at their ends, if anything remains.
fn push(text: &str, tokens: &[Token], mut range: Range<usize>, kind: ParagraphKind, paragraphs: &mut Vec<Paragraph>) {
    while !range.is_empty() && tokens[range.start].is_space() {
        range.start += 1;
    }
    while !range.is_empty() && tokens[range.end - 1].is_space() {
        range.end -= 1;
    }
    if !range.is_empty() {
        let span = Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end);
        debug_assert!(!span.of(text).is_empty());
        paragraphs.push(Paragraph {
            span,
            tokens: range,
            kind,
        });
    }
}

/// Line breaks in white space, `\r\n` being one; a paragraph separator counts for a blank line.
fn line_breaks(space: &str) -> usize {
    let mut breaks = 0;
    let mut before = ' ';
    for c in space.chars() {
        breaks += match c {
            '\n' if before == '\r' => 0,
            '\u{2029}' | '\u{c}' => 2,
            c if is_line_break(c) => 1,
            _ => 0,
        };
        before = c;
    }
    breaks
}

/// True where a line that begins with the tokens `line` is an item or a turn of dialogue of its own, `before` being what it follows.
fn begins_item(text: &str, line: &[Token], before: &[Token]) -> bool {
    match line {
        [mark, space, ..] if space.kind == TokenKind::Space => match mark.span.of(text) {
            "-" | "*" | "•" | "·" | "‣" | "▪" | "◦" | "●" | "■" => true,
            // A dash may also stand before an aside that happens to begin a line.
            "–" | "—" => before.last().is_some_and(|last| ends_line(text, last)),
            _ => false,
        },
        _ => false,
    }
}

fn ends_line(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Quote || (is_stop(text, token) || matches!(token.span.of(text), ":" | ";"))
}

/// Tells headings, lists and dialogue apart.
fn classify(text: &str, tokens: &[Token], paragraphs: &mut [Paragraph]) {
    // A turn of dialogue looks like an item of a list: it needs a companion, or an inverted cue in it.
    let turns = paragraphs
        .iter()
        .filter(|paragraph| is_turn(text, &tokens[paragraph.tokens.clone()]))
        .count();
    let last = paragraphs.len().saturating_sub(1);
    for (i, paragraph) in paragraphs.iter_mut().enumerate() {
        if paragraph.kind == ParagraphKind::Title {
            continue;
        }
        let tokens = &tokens[paragraph.tokens.clone()];
        let inverted = || tokens.iter().any(|token| token.kind == TokenKind::CliticHyphen);
        if is_turn(text, tokens) && (turns > 1 || inverted()) {
            continue;
        }
        if is_item(text, tokens) {
            paragraph.kind = ParagraphKind::ListItem;
        } else if is_heading(text, tokens, i == last) {
            paragraph.kind = ParagraphKind::Heading;
        }
    }
}

/// True for `— Je pars.`: a long dash, a space, a capital, and a stop at the end.
fn is_turn(text: &str, tokens: &[Token]) -> bool {
    let [dash, space, first, ..] = tokens else { return false };
    matches!(dash.span.of(text), "–" | "—")
        && space.kind == TokenKind::Space
        && first.span.of(text).starts_with(|c: char| c.is_uppercase() || c == '…')
        && tokens.last().is_some_and(|last| is_stop(text, last))
}

fn is_item(text: &str, tokens: &[Token]) -> bool {
    match tokens {
        [mark, space, ..] if space.is_space() => {
            matches!(
                mark.span.of(text),
                "-" | "*" | "–" | "—" | "•" | "·" | "‣" | "▪" | "◦" | "●" | "■"
            )
        }
        [number, mark, space, ..] if space.is_space() => {
            let short = number.span.len() <= 3;
            match mark.span.of(text) {
                "." | ")" => {
                    short && number.kind == TokenKind::Number || mark.span.of(text) == ")" && number.span.len() <= 2
                }
                "°" => short && number.kind == TokenKind::Number,
                _ => false,
            }
        }
        _ => false,
    }
}

fn is_heading(text: &str, tokens: &[Token], last: bool) -> bool {
    // More tokens than any heading has: don't read a long paragraph for nothing.
    if tokens.len() > 4 * CAPITALS_WORDS {
        return false;
    }
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    let (Some(first), Some(end)) = (tokens.first(), tokens.last()) else {
        return false;
    };
    let quoted = first.kind == TokenKind::Quote || end.kind == TokenKind::Quote;
    if words == 0 || quoted {
        return false;
    }
    let letters = || {
        Span::new(first.span.start, end.span.end)
            .of(text)
            .chars()
            .filter(|c| c.is_alphabetic())
    };
    if words <= CAPITALS_WORDS && letters().count() > 3 && letters().all(|c| !c.is_lowercase()) {
        return end.span.of(text) != "." || words <= HEADING_WORDS;
    }
    let spoken = tokens
        .iter()
        .any(|token| token.kind == TokenKind::CliticHyphen || matches!(token.span.of(text), "—" | "–"));
    let open = matches!(end.span.of(text), ":" | ";" | ",") || is_stop(text, end) || end.span.of(text).ends_with('.');
    words <= HEADING_WORDS && !last && !spoken && !open && !first.span.of(text).starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::model::Lang;
    use crate::text::{ParagraphKind, analyse};

    fn kinds(text: &str, title_len: usize) -> Vec<ParagraphKind> {
        let analysis = analyse(text, Lang::FR, title_len);
        analysis.paragraphs.iter().map(|paragraph| paragraph.kind).collect()
    }

    #[test]
    fn paragraph_kinds() {
        use ParagraphKind::*;
        let text = "Le titre\n\nDu texte.\n\nRetour à Djermouk\n\nDu texte encore.\n\nDOUZE LITS EN MOINS ?\n\n- un lit ;\n\n1. Deux lits\n\nLa fin sans stop";
        assert_eq!(
            kinds(text, "Le titre\n\n".len()),
            [Title, Prose, Heading, Prose, Heading, ListItem, ListItem, Prose]
        );
        assert_eq!(kinds("A.\n\n« Une citation sans fin »\n\nB.", 0), [Prose; 3]);
        assert_eq!(kinds("A.\n- un\n- deux\n\nB.", 0), [Prose, ListItem, ListItem, Prose]);
    }

    #[test]
    fn dialogue_is_no_list() {
        use ParagraphKind::*;
        assert_eq!(kinds("Il vint.\n\n— Qui va là ?\n\n— Moi.\n\nFin.", 0), [Prose; 4]);
        assert_eq!(kinds("Il vint.\n\n— Je pars, dit-il.\n\nFin.", 0), [Prose; 3]);
        assert_eq!(
            kinds("Voici :\n\n— Un lit ;\n\n— Deux lits\n\nFin.", 0),
            [Prose, ListItem, ListItem, Prose]
        );
    }
}
