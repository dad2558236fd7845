//! Numbers that a claim says another one replaces: *41 et non 38*, *12 contre 8 la veille*.

use super::numeral::number;
use super::word::Words;
use crate::fold::fold;
use crate::lexicon::quantity::Quantities;
use crate::lexicon::relation::Relations;
use crate::span::Span;
use crate::text::TokenKind;

/// A number that another one replaces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replaced {
    /// Where its words stand.
    pub span: Span,
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
}

/// The replaced numbers in the words of one content span, in order.
pub(super) fn replaced(data: &'static Quantities, relations: &Relations, words: &Words) -> Vec<Replaced> {
    let opens = |i: usize| {
        let word = words.get(i);
        word.is_some_and(|word| word.kind == TokenKind::Number || data.opens(&word.key))
    };
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        let read = opens(at).then(|| number(data, words, at)).flatten();
        let Some(read) = read else {
            at += 1;
            continue;
        };
        let end = read.end.max(at + 1);
        if takes_back(words, at) || compares(relations, words, at, end) {
            out.push(Replaced {
                span: words.span(at, end),
                low: read.low,
                high: read.high,
            });
        }
        at = end;
    }
    out
}

/// The first word before word `i` that is no mark, article or preposition in between, counted backwards from 1.
fn governor(words: &Words, i: usize) -> usize {
    let between = |word: &str| {
        !word.starts_with(char::is_alphanumeric) && word != ","
            || matches!(word, "de" | "d'" | "à" | "les" | "des" | "aux")
    };
    (1..=3.min(i))
        .find(|&back| !between(words.before(i, back)))
        .unwrap_or(1)
}

/// True after *et non*, *et pas*, *au lieu de*, *plutôt que*.
fn takes_back(words: &Words, i: usize) -> bool {
    let back = governor(words, i);
    let before = |n: usize| words.before(i, back + n);
    match before(0) {
        "non" => true,
        "pas" => matches!(before(1), "et" | "," | "non"),
        "plus" => before(1) == "non",
        "lieu" => before(1) == "au",
        "que" | "qu'" => before(1) == "plutôt",
        _ => false,
    }
}

/// True after *contre* or *au lieu des*, before a word for an earlier time: *contre huit la veille*.
fn compares(relations: &Relations, words: &Words, i: usize, end: usize) -> bool {
    /// Words after the number that may tell its time.
    const REACH: usize = 5;
    if words.before(i, governor(words, i)) != "contre" {
        return false;
    }
    let ahead = (end..end + REACH).map(|at| words.key(at));
    let mut ahead = ahead.take_while(|word| !matches!(*word, "" | "," | "." | ";" | ")"));
    ahead.any(|word| relations.is("formerly", fold(word).trim_end_matches('s').trim_end_matches('e')))
}
