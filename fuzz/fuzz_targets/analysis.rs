//! Any text taken apart: the invariants of `tests/properties.rs`.
#![no_main]

use std::cmp::Reverse;

use claims_db::text::{analyse, token};
use claims_fuzz::{choice, fits, lang, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (which, data) = choice(data);
    let (title, data) = choice(data);
    let (lang, text) = (lang(which), text(data));
    let text = text.as_ref();

    let mut at = 0;
    for token in token::tokenize(text, lang) {
        assert_eq!(token.span.start, at, "a token begins where the one before ends");
        assert!(!token.span.is_empty());
        fits(text, token.span);
        at = token.span.end;
    }
    assert_eq!(at, text.len());

    let title = usize::from(title).min(text.len());
    let title = (0..=title).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let analysis = analyse(text, lang, title);
    for paragraph in &analysis.paragraphs {
        fits(text, paragraph.span);
        assert_eq!(analysis.span(paragraph.tokens.clone()), paragraph.span);
    }
    assert!(analysis.paragraphs.is_sorted_by(|a, b| a.span.end <= b.span.start));
    for sentence in &analysis.sentences {
        fits(text, sentence.span);
        assert_eq!(analysis.span(sentence.tokens.clone()), sentence.span);
        assert!(analysis.paragraphs[sentence.paragraph].span.contains(sentence.span));
        assert_eq!(sentence.span.trim(text), sentence.span);
    }
    assert!(analysis.sentences.is_sorted_by(|a, b| a.span.end <= b.span.start));
    let mut sentences = analysis.sentences.iter().peekable();
    for (i, token) in analysis
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| !token.is_space())
    {
        while sentences.next_if(|sentence| sentence.tokens.end <= i).is_some() {}
        let inside = sentences.peek().is_some_and(|sentence| sentence.tokens.contains(&i));
        assert!(inside, "{:?} is in no sentence", token.span.of(text));
    }

    let quotations = &analysis.quotations;
    assert!(quotations.is_sorted_by_key(|quotation| (quotation.span.start, Reverse(quotation.span.end))));
    // Those around the quotation that is looked at.
    let mut around: Vec<claims_db::span::Span> = Vec::new();
    for quotation in quotations {
        assert_eq!(analysis.span(quotation.tokens.clone()), quotation.span);
        assert!(analysis.paragraphs[quotation.paragraph].span.contains(quotation.span));
        assert!(quotation.span.contains(quotation.inner));
        fits(text, quotation.inner);
        assert!(!quotation.inner.is_empty() && quotation.depth <= 8);
        while around.pop_if(|outer| outer.end <= quotation.span.start).is_some() {}
        assert!(
            around.last().is_none_or(|outer| outer.contains(quotation.span)),
            "quotations cross"
        );
        assert_eq!(usize::from(quotation.depth), around.len());
        around.push(quotation.span);
    }
    for problem in &analysis.problems {
        fits(text, problem.span);
    }
    assert!(analysis.problems.len() <= 1000);
});
