//! Figures and days of a claim whose content is the input.

use claims_db::model::{Draft, Figure, Form, Modality, Polarity, Stance};
use claims_db::relate::{Facts, facts};
use claims_db::span::Span;
use claims_db::text;

use super::harness::{Case, check};

#[test]
fn figures() {
    check("fixtures/cases/fr/figures", |case| {
        lines(facts_of(case).figures.iter().map(|figure| show(figure, &case.input)))
    });
}

#[test]
fn dates() {
    check("fixtures/cases/fr/dates", |case| {
        let facts = facts_of(case);
        let days = facts.days.iter().map(|day| {
            let words = day.span.of(&case.input);
            let sense = format!("{:?}", day.sense).to_lowercase();
            match day.first == day.last {
                true => format!("{sense} {} | {words}", day.first),
                false => format!("{sense} {}/{} | {words}", day.first, day.last),
            }
        });
        let as_of = facts.as_of.map(|day| format!("as of {day}"));
        lines(days.chain(as_of))
    });
}

/// A claim whose content is the input without white space at its ends.
fn facts_of(case: &Case) -> Facts {
    let analysis = text::analyse(&case.input, case.lang, 0);
    let draft = Draft {
        form: Form::Indirect,
        stance: Stance::Assert,
        modality: Modality::Asserted,
        polarity: Polarity::Affirmative,
        content: vec![Span::new(0, case.input.len()).trim(&case.input)],
        cue: None,
        mention: None,
        speaker: None,
        relay: None,
        figures: Vec::new(),
        rule: "test",
        confidence: 1.0,
    };
    let published = case
        .setting("published")
        .map(|day| day.parse().expect("a day such as 2022-09-13"));
    facts(&analysis, &draft, published)
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        "none".to_owned()
    } else {
        lines.join("\n")
    }
}

/// `killed [49, ∞) soldats arméniens | au moins 49 soldats arméniens`: measure, interval, unit, population, words.
fn show(figure: &Figure, text: &str) -> String {
    let open = if figure.low_open { '(' } else { '[' };
    let close = if figure.high_open || figure.high.is_infinite() {
        ')'
    } else {
        ']'
    };
    let interval = match (figure.low == figure.high, figure.high.is_infinite()) {
        (true, _) => figure.low.to_string(),
        (false, true) => format!("{open}{}, ∞{close}", figure.low),
        (false, false) => format!("{open}{}, {}{close}", figure.low, figure.high),
    };
    let mut out = format!("{} {interval}", figure.measure.as_deref().unwrap_or("count"));
    for part in [&figure.unit, &figure.population].into_iter().flatten() {
        out = format!("{out} {part}");
    }
    format!("{out} | {}", figure.span.of(text))
}
