//! Acronyms that an article introduces in parentheses, *Bureau d'enquête maritime (BEM)*, or uses for a body that it has named in full.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::fold;
use crate::lexicon::{Lexicon, NounClass};
use crate::text::{Analysis, TokenKind};

/// Longest acronym and longest name, in letters and in words.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
const WORDS: usize = 14;

/// Letters of an acronym that nothing but its initials ties to a name: two may be anybody's.
const INITIALS: std::ops::RangeInclusive<usize> = 3..=6;

/// Full names by folded acronym; the first introduction of an acronym counts.
pub fn acronyms(analysis: &Analysis, lexicon: &Lexicon) -> FxHashMap<String, String> {
    let mut found = in_parentheses(analysis);
    // Those that nothing introduces, with the last token that is one.
    let mut bare: FxHashMap<String, usize> = FxHashMap::default();
    for (i, token) in analysis.tokens.iter().enumerate() {
        let short = analysis.word(i);
        let capitals = || short.chars().all(char::is_uppercase) && INITIALS.contains(&short.chars().count());
        if token.kind == TokenKind::Word && capitals() {
            bare.insert(fold::fold(short), i);
        }
    }
    bare.retain(|short, _| !found.contains_key(short));
    if !bare.is_empty() {
        for (short, name) in spelled_by(&bare, analysis, lexicon) {
            found.insert(short, written(analysis, name));
        }
    }
    found
}

/// Bodies that the article names in full before it uses the initials of their words alone: *le **parquet national financier***, *le PNF*. The
/// first of two alike counts.
fn spelled_by(
    bare: &FxHashMap<String, usize>,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> FxHashMap<String, Range<usize>> {
    let mut named: FxHashMap<String, Range<usize>> = FxHashMap::default();
    let body = |i: usize| {
        let lower = fold::lower(analysis.word(i));
        let mut readings = lexicon.readings(&lower).iter();
        readings.any(|reading| reading.class == Some(NounClass::Organisation))
    };
    for first in 0..analysis.tokens.len() {
        if analysis.tokens[first].kind != TokenKind::Word || !body(first) {
            continue;
        }
        let mut letters = String::new();
        for i in first..analysis.tokens.len().min(first + 2 * WORDS) {
            if analysis.tokens[i].is_space() {
                continue;
            }
            if analysis.tokens[i].kind != TokenKind::Word || letters.chars().count() == *INITIALS.end() {
                break;
            }
            let word = fold::fold(analysis.word(i));
            let links = word.chars().filter(|c| c.is_alphabetic()).count() <= 3;
            if links {
                continue;
            }
            letters.extend(word.chars().next());
            if bare.contains_key(&letters) && !named.contains_key(&letters) {
                named.insert(letters.clone(), first..i + 1);
            }
        }
    }
    named.retain(|short, name| bare.get(short).is_some_and(|&used| name.end <= used));
    named
}

/// The words of the tokens, with plain apostrophes and single spaces.
fn written(analysis: &Analysis, tokens: Range<usize>) -> String {
    let name: String = analysis
        .span(tokens)
        .of(analysis.text)
        .chars()
        .map(|c| if fold::is_apostrophe(c) { '\'' } else { c })
        .collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Full names by folded acronym, where the acronym follows in parentheses.
fn in_parentheses(analysis: &Analysis) -> FxHashMap<String, String> {
    let mut found = FxHashMap::default();
    for (i, three) in analysis.tokens.windows(3).enumerate() {
        if three[1].kind != TokenKind::Word || analysis.word(i) != "(" || analysis.word(i + 2) != ")" {
            continue;
        }
        let short = analysis.word(i + 1);
        let capitals = short.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        // « Agence de gestion des risques (Ageris) »
        let word = short.chars().count() > 3
            && short.starts_with(char::is_uppercase)
            && short.chars().skip(1).all(char::is_lowercase);
        if !LETTERS.contains(&short.chars().count()) || !(capitals || word) {
            continue;
        }
        if let Some(full) = spelled_out(analysis, i, short).filter(|full| capitals || holds_letters(full, short)) {
            found.entry(fold::fold(short)).or_insert(full);
        }
    }
    found
}

/// True where the letters of the acronym stand in the name, in their order.
fn holds_letters(full: &str, short: &str) -> bool {
    let full = fold::fold(full);
    let mut letters = full.chars();
    fold::fold(short).chars().all(|c| letters.any(|other| other == c)) && full.contains(' ')
}

/// The words before token `open` whose initials spell `short`, else those from the nearest capital that is its first letter.
fn spelled_out(analysis: &Analysis, open: usize, short: &str) -> Option<String> {
    let initial = |i: usize| fold::fold(analysis.word(i)).chars().next();
    let letters: Vec<char> = fold::fold(short).chars().collect();
    let words: Vec<usize> = (0..open)
        .rev()
        .take_while(|&i| analysis.tokens[i].is_space() || analysis.tokens[i].kind == TokenKind::Word)
        .filter(|&i| analysis.tokens[i].kind == TokenKind::Word)
        .take(WORDS)
        .collect();
    let mut left = letters.len();
    let mut begin = None;
    for &i in &words {
        if left > 0 && initial(i) == Some(letters[left - 1]) && analysis.word(i).chars().count() > 2 {
            left -= 1;
            begin = Some(i);
        }
        if left == 0 {
            break;
        }
    }
    let capital =
        |i: &&usize| analysis.word(**i).starts_with(char::is_uppercase) && initial(**i) == letters.first().copied();
    // « Sylvie Chastang (CFDT) »: a surname is short for nothing.
    let nearest = || {
        let begin = words.iter().position(|i| capital(&i))?;
        let small = |&&i: &&usize| analysis.word(i).starts_with(char::is_lowercase);
        (begin > 0 || words.get(1).is_none_or(|i| small(&i))).then(|| words[begin])
    };
    let begin = if left == 0 { begin } else { nearest() }?;
    let last = *words.first()?;
    Some(written(analysis, begin..last + 1))
}
