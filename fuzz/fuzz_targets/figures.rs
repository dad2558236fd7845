//! Figures and days of every claim of a text, and what its claims have to do with each other; then two bare
//! statements, cut at the first `|`.
#![no_main]

use claims_db::extract::extract;
use claims_db::library::Pair;
use claims_db::relate::{Facts, Setting, compare, facts_in, keys};
use claims_db::text::analyse;
use claims_fuzz::{choice, fits_words, lang, text};
use libfuzzer_sys::fuzz_target;

/// Claims of a text that are compared with each other.
const COMPARED: usize = 6;

fn sound(facts: &Facts, text: &str) {
    let mut at = 0;
    for figure in &facts.figures {
        fits_words(text, figure.span);
        assert!(figure.span.start >= at, "figures in order: {figure:?}");
        assert!(
            figure.low.is_finite() && figure.low >= 0.0 && figure.low <= figure.high,
            "{figure:?}"
        );
        at = figure.span.end;
    }
    at = 0;
    for day in &facts.days {
        fits_words(text, day.span);
        assert!(day.span.start >= at && day.first <= day.last, "{day:?}");
        at = day.span.end;
    }
}

fn both_ways(a: &Facts, b: &Facts) {
    let (there, back) = (compare(a, b), compare(b, a));
    if let Some(found) = &there {
        assert!((0.0..=1.0).contains(&found.score), "{found:?}");
        assert!(!found.explanation.is_empty(), "{found:?}");
    }
    let turned = |found: claims_db::relate::Finding| (found.kind, found.conflict, found.direction.reversed());
    let plain = |found: claims_db::relate::Finding| (found.kind, found.conflict, found.direction);
    assert_eq!(there.map(plain), back.map(turned), "the same both ways");
}

fuzz_target!(|data: &[u8]| {
    let (which, data) = choice(data);
    let text = text(data);
    let text = text.as_ref();
    let published = (which & 4 == 0).then(|| "2022-09-14".parse().expect("a day"));
    let analysis = analyse(text, lang(which % 2), 0);
    let setting = Setting::of(&analysis);
    let drafts = extract(&analysis).drafts;
    let facts: Vec<Facts> = drafts
        .iter()
        .map(|draft| facts_in(&analysis, draft, published, &setting))
        .collect();
    for facts in &facts {
        sound(facts, text);
        keys(facts);
    }
    let some = &facts[..facts.len().min(COMPARED)];
    for (i, a) in some.iter().enumerate() {
        for b in &some[..i] {
            both_ways(a, b);
        }
    }
    if let Some((a, b)) = text.split_once('|') {
        let pair = Pair {
            id: None,
            a: a.to_owned(),
            b: b.to_owned(),
        };
        // A refusal is an answer too.
        if let Err(error) = pair.compare(None) {
            assert!(error.to_string().contains("statement"), "{error}");
        }
    }
});
