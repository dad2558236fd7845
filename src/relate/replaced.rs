//! Numbers that a claim says another one replaces, *41 et non 38*, *12 contre 8 la veille*, or that its sentence says its speaker gave before.

use super::around::beside;
use super::content;
use super::numeral::number;
use super::word::Words;
use crate::fold::fold;
use crate::lexicon::quantity::Quantities;
use crate::lexicon::relation::Relations;
use crate::lexicon::{Lexicon, Tense};
use crate::model::Draft;
use crate::span::Span;
use crate::text::tag::Tag;
use crate::text::{Analysis, TokenKind};

/// A number that another one replaces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replaced {
    /// Where its words stand.
    pub span: Span,
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// Said not to be so, *41, et non 38*, and not merely to have been said.
    pub denied: bool,
}

/// The replaced numbers in the words of one content span, in order.
pub(super) fn replaced(data: &'static Quantities, relations: &Relations, words: &Words) -> Vec<Replaced> {
    numbers(data, words, |at, end| {
        let replaced = takes_back(words, at) || compares(relations, words, at, end);
        replaced.then(|| denies(words, at))
    })
}

/// The numbers that the sentence of a claim says were given before it: *a corrigé la préfète, qui en annonçait 900 mercredi*, *alors qu'elle avait
/// fait état de 118 voyageurs*, *après avoir parlé de douze*.
pub(super) fn given_before(
    analysis: &Analysis,
    data: &'static Quantities,
    lexicon: &'static Lexicon,
    draft: &Draft,
) -> Vec<Replaced> {
    /// How far before the number the verb may stand, in bytes.
    const REACH: usize = 60;
    let cue = draft.cue.as_ref().map(|cue| cue.span);
    let spans = beside(analysis, draft).into_iter();
    let told = spans.flat_map(|span| {
        let mut told = numbers(data, &Words::of(analysis, span), |_, _| Some(false));
        if !told.is_empty() {
            let read = content::words(analysis, lexicon, span);
            let earlier = |at: &usize| {
                let word = &read[*at];
                let mut readings = word.readings.iter();
                let imperfect = readings.any(|reading| reading.tense == Some(Tense::Imperfect));
                let over = *at > 0 && &*word.lower == "avoir" && &*read[*at - 1].lower == "après";
                let cued = cue.is_some_and(|cue| cue.overlaps(word.span));
                (over || imperfect && word.tag == Tag::FiniteVerb) && !cued
            };
            let verbs: Vec<Span> = (0..read.len()).filter(earlier).map(|at| read[at].span).collect();
            told.retain(|number| {
                let near = |verb: &Span| verb.end <= number.span.start && number.span.start - verb.end <= REACH;
                verbs.iter().any(near)
            });
        }
        told
    });
    told.collect()
}

/// The numbers of which the test, by their first word and the one past their last, says whether they are denied.
fn numbers(data: &'static Quantities, words: &Words, test: impl Fn(usize, usize) -> Option<bool>) -> Vec<Replaced> {
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
        out.extend(test(at, end).map(|denied| Replaced {
            span: words.span(at, end),
            low: read.low,
            high: read.high,
            denied,
        }));
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

/// True after *et non*, *et pas*, but not after *et non plus*, which says what was so before.
fn denies(words: &Words, i: usize) -> bool {
    let back = governor(words, i);
    matches!(words.before(i, back), "non" | "pas") && takes_back(words, i)
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
