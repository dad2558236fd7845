//! What two claims have to do with each other. The input holds them, a line each; `[speaker; side; stance; day; article; cue]` may stand
//! before one, and whatever is left out is not known; `[source; narrator; …]` is what an article tells in its own name. Further lines are what else their articles say behind them.

use std::collections::BTreeSet;

use claims_db::model::{Cue, Draft, Form, Lang, Modality, Polarity, SpeakerDraft, SpeakerKind, Stance};
use claims_db::relate::{Direction, Facts, Finding, Key, compare, facts, in_order, keys};
use claims_db::span::Span;
use claims_db::text;

use super::harness::check;

#[test]
fn relations() {
    check("fixtures/cases/fr/relations", |case| {
        // Each claim stands behind the one before it, as in an article.
        let mut at = 0;
        let told = case.input.lines().map(|line| {
            let claim = claim(line, at, case.lang);
            at += line.len();
            claim
        });
        let mut claims: Vec<Facts> = told.collect();
        set_in_order(&mut claims);
        let [a, b, ..] = claims.as_slice() else {
            return "two lines are needed".to_owned();
        };
        let found = compare(a, b);
        let back = compare(b, a);
        let turned = back.as_ref().map(|f| (f.kind, f.conflict, f.direction.reversed()));
        assert_eq!(
            found.as_ref().map(|f| (f.kind, f.conflict, f.direction)),
            turned,
            "{}",
            case.input
        );
        let near = |one: &Key, other: &Key| one.number() == other.number() || one.beside().any(|n| n == other.number());
        let (ours, theirs) = (keys(a), keys(b));
        let meet = ours.iter().any(|one| theirs.iter().any(|other| near(one, other)))
            || a.article.is_some() && a.article == b.article
            // Bare statements are compared as they are given, and found by no key.
            || a.statement.is_some() && b.statement.is_some();
        assert!(found.is_none() || meet, "no key in common: {}", case.input);
        found.map_or_else(|| "nothing".to_owned(), |found| show(&found))
    });
}

/// Lets every article of which there are several claims tell what each of them follows.
fn set_in_order(claims: &mut [Facts]) {
    let articles: BTreeSet<String> = claims.iter().filter_map(|claim| claim.article.clone()).collect();
    for article in articles {
        let of_it = |claim: &Facts| claim.article.as_ref() == Some(&article);
        let mut told: Vec<Facts> = claims.iter().filter(|claim| of_it(claim)).cloned().collect();
        if told.len() > 1 {
            in_order(&mut told);
            let places = claims.iter_mut().filter(|claim| of_it(claim));
            places.zip(told).for_each(|(claim, told)| *claim = told);
        }
    }
}

/// `contradicts denial`, `supersedes a>b`; the explanation on the next line.
fn show(found: &Finding) -> String {
    let what = match (found.conflict, found.direction) {
        (Some(conflict), _) => format!(" {conflict}"),
        (None, Direction::Forward) => " a>b".to_owned(),
        (None, Direction::Backward) => " b>a".to_owned(),
        (None, Direction::Both) => String::new(),
    };
    format!("{}{what}\n{}", found.kind, found.explanation)
}

/// A claim out of a line, `at` bytes into its text.
fn claim(line: &str, at: usize, lang: Lang) -> Facts {
    let (head, text) = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((head, text)) => (head, text),
        None => ("", line),
    };
    let parts: Vec<&str> = head.split(';').map(str::trim).collect();
    let part = |n: usize| parts.get(n).copied().filter(|part| !part.is_empty());
    let text = format!("{:at$}{}", "", text.trim_end_matches('.'));
    let analysis = text::analyse(&text, lang, 0);
    let narrated = part(1) == Some("narrator");
    let speaker = part(0).filter(|_| !narrated).map(|name| SpeakerDraft {
        name: name.to_owned(),
        // A dash for a person whose side is not told.
        kind: match part(1) {
            Some("-") => SpeakerKind::Person,
            _ => SpeakerKind::Organisation,
        },
        affiliation: part(1).filter(|side| *side != "-").map(str::to_owned),
        reason: String::new(),
    });
    let draft = Draft {
        form: if narrated { Form::Narrator } else { Form::Indirect },
        stance: part(2).map_or(Stance::Assert, |stance| stance.parse().expect("a stance")),
        modality: Modality::Asserted,
        polarity: Polarity::Affirmative,
        content: vec![Span::new(at, text.len())],
        cue: part(5).map(|lemma| Cue {
            span: Span::new(at, at),
            lemma: lemma.to_owned(),
        }),
        mention: None,
        speaker,
        relay: None,
        figures: Vec::new(),
        rule: "test",
        confidence: 1.0,
    };
    let published = part(3).map(|day| day.parse().expect("a day such as 2022-09-13"));
    let mut facts = facts(&analysis, &draft, published);
    facts.article = part(4).map(str::to_owned);
    facts.source = part(0).filter(|_| narrated).map(str::to_owned);
    facts
}

#[test]
fn a_flood_of_numbers_is_read_no_further_than_it_is_compared() {
    let numbers: Vec<String> = (1..1000).map(|n| format!("{n} tonnes")).collect();
    let facts = claim(&numbers.join(", "), 0, Lang::FR);
    assert_eq!(facts.tallies.len(), claims_db::relate::tally::MOST + 1);
    let other = claim("999 tonnes ont disparu", 0, Lang::FR);
    assert_eq!(compare(&facts, &other), None);
}

/// Words that make and break clauses, figures and denials.
const WORDS: &[&str] = &[
    "le", "la", "ne", "n'", "pas", "que", "qui", "est", "a", "été", "ont", "refusé", "de", "signer", "faux", "accord",
    "Erevan", "soldats", "49", "tués", "par", "aucun", "mardi", "ouvert", "fermé", ",", ".", "et", "mais", "si", "à",
    "Paris", "«", "»", "personne", "il", "se", "limitent",
];

proptest::proptest! {
    #[test]
    fn any_two_claims_compare_alike_both_ways(
        a in proptest::collection::vec(0..WORDS.len(), 0..25),
        b in proptest::collection::vec(0..WORDS.len(), 0..25),
    ) {
        let say = |picks: &[usize]| picks.iter().map(|&pick| WORDS[pick]).collect::<Vec<_>>().join(" ");
        let (a, b) = (claim(&say(&a), 0, Lang::FR), claim(&say(&b), 0, Lang::FR));
        let (found, back) = (compare(&a, &b), compare(&b, &a));
        proptest::prop_assert_eq!(found.as_ref().map(|f| f.kind), back.as_ref().map(|f| f.kind), "{} | {}", a.words, b.words);
        proptest::prop_assert!(keys(&a).len() <= 64);
    }

    #[test]
    fn any_text_gives_facts(input in "\\PC{0,80}") {
        let facts = claim(&input.replace(['[', ']'], ""), 0, Lang::FR);
        proptest::prop_assert!(facts.content.clauses.iter().all(|clause| clause.terms.iter().all(|&term| term < facts.content.terms.len())));
    }
}
