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

/// Words that the grammars know, and what may stand between them.
const WORDS: &[&str] = &[
    "entre",
    "de",
    "d'",
    "à",
    "et",
    "ou",
    "un",
    "une",
    "des",
    "deux",
    "cent",
    "mille",
    "millions",
    "quatre-vingt",
    "centaine",
    "12",
    "1 800",
    "3,5",
    "2022",
    "%",
    "€",
    "$",
    "h",
    "30",
    "au moins",
    "plus de",
    "environ",
    "pas",
    "aucun",
    "soldats",
    "morts",
    "tués",
    "ont",
    "été",
    "péri",
    "le",
    "les",
    "septembre",
    "mardi",
    "il y a",
    "jours",
    "depuis",
    ",",
    ".",
    "(",
    ")",
    "«",
    "-",
    "sur",
    "moitié",
    "la",
    "lits",
    "999 999 999 999",
    "\u{301}",
    "É",
];

proptest::proptest! {
    #[test]
    fn any_words_give_sound_figures(picks in proptest::collection::vec((0..WORDS.len(), proptest::bool::ANY), 0..40)) {
        let mut input = String::new();
        for (pick, space) in picks {
            input.push_str(WORDS[pick]);
            input.push_str(if space { " " } else { "" });
        }
        sound(&input);
    }

    #[test]
    fn any_text_gives_sound_figures(input in "\\PC{0,80}") {
        sound(&input);
    }
}

/// Figures and days lie inside the content, one after the other, and their ends are in order.
fn sound(input: &str) {
    let case = Case::new(input, &[("published", "2022-09-14")]);
    let facts = facts_of(&case);
    let mut at = 0;
    for figure in &facts.figures {
        assert!(
            figure.span.start >= at && !figure.span.of(input).is_empty(),
            "{figure:?}"
        );
        assert!(figure.low <= figure.high && figure.low >= 0.0, "{figure:?}");
        assert!(figure.low.is_finite() && !figure.high.is_nan(), "{figure:?}");
        at = figure.span.end;
    }
    at = 0;
    for day in &facts.days {
        assert!(day.span.start >= at && day.first <= day.last, "{day:?}");
        at = day.span.end;
    }
}
