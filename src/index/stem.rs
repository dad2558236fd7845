//! From the inflections of a word to one term.
//!
//! Snowball cuts endings and knows no words. Three tables set it right: forms that it leaves apart from their dictionary
//! form (*yeux*, *tiennent*), plurals and feminines that may be words of their own as well (*nouvelle*), and words that it
//! takes for inflections of others (*armée*, of *arme*).

use std::borrow::Cow;
use std::sync::OnceLock;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::analyzer::{Stemming, exact, is_function};

/// Dictionary forms, each with the forms that Snowball leaves apart from it: what the lexicon says of forms that have only
/// one dictionary form. Written by a test; part of the index's fingerprint.
pub(super) const IRREGULAR: &str = include_str!("irregular.txt");

/// Plurals and feminines that are words of their own too or that the lexicon does not have, each with the word whose stem
/// it takes.
const ALIKE: &[(&str, &str)] = &[
    ("aïeux", "aïeul"),
    ("baux", "bail"),
    ("belle", "beau"),
    ("belles", "beau"),
    ("blanche", "blanc"),
    ("blanches", "blanc"),
    ("cieux", "ciel"),
    ("coraux", "corail"),
    ("fausse", "faux"),
    ("fausses", "faux"),
    ("franche", "franc"),
    ("franches", "franc"),
    ("fraîche", "frais"),
    ("fraîches", "frais"),
    ("grecque", "grec"),
    ("grecques", "grec"),
    ("longue", "long"),
    ("longues", "long"),
    ("mesdames", "madame"),
    ("messieurs", "monsieur"),
    ("nouvel", "nouveau"),
    ("nouvelle", "nouveau"),
    ("nouvelles", "nouveau"),
    ("publique", "public"),
    ("publiques", "public"),
    ("soupiraux", "soupirail"),
    ("sèche", "sec"),
    ("sèches", "sec"),
    ("travaux", "travail"),
    ("turque", "turc"),
    ("turques", "turc"),
    ("veuve", "veuf"),
    ("veuves", "veuf"),
    ("vieil", "vieux"),
    ("vieille", "vieux"),
    ("vieilles", "vieux"),
    ("vitraux", "vitrail"),
    ("yeux", "œil"),
];

/// Words that are no inflection of the word whose stem Snowball gives them; with their plurals they have a stem of their
/// own, with and without their accents.
const APART: &[&str] = &[
    "armee",
    "armée",
    "fils",
    "mere",
    "mère",
    "parti",
    "partie",
    "port",
    "reglement",
    "relation",
    "règlement",
    "train",
    "universite",
    "université",
    "villa",
];

/// The stemmed, then folded term of a word in lower case. Folding comes last because it would part *tués* from *tuées*.
pub fn stem(lower: &str, stemming: Stemming) -> String {
    match stemming {
        Stemming::Plain => format!("p:{}", exact(lower)),
        Stemming::English => {
            let stem = Stemmer::new(Algorithm::English).stem(lower).into_owned();
            format!("e:{}", exact(&stem))
        }
        Stemming::French => {
            if let Some(own) = apart(lower) {
                return format!("{}'", exact(own));
            }
            let stem = snowball(&regular(lower));
            let folded = exact(&stem);
            // Snowball takes *tués* to *tu*: such a stem must not meet the pronoun.
            if stem != lower && is_function(&folded) {
                format!("{folded}'")
            } else {
                folded
            }
        }
    }
}

fn snowball(word: &str) -> String {
    Stemmer::new(Algorithm::French).stem(word).into_owned()
}

/// The word of [`APART`] that this is, alone or in its plural.
fn apart(lower: &str) -> Option<&'static str> {
    let find = |word: &str| APART.binary_search(&word).ok().map(|at| APART[at]);
    find(lower).or_else(|| find(lower.strip_suffix('s')?))
}

/// The word whose stem an irregular form takes.
fn regular(lower: &str) -> Cow<'_, str> {
    if let Ok(at) = ALIKE.binary_search_by(|(form, _)| (*form).cmp(lower)) {
        return Cow::Borrowed(ALIKE[at].1);
    }
    if let Some(word) = irregular().get(lower) {
        return Cow::Borrowed(word);
    }
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    match singular.strip_suffix("trice") {
        Some(stem) if stem.chars().count() >= 3 => Cow::Owned(format!("{stem}teur")),
        _ => Cow::Borrowed(lower),
    }
}

/// The forms of [`IRREGULAR`] with their dictionary forms.
fn irregular() -> &'static FxHashMap<&'static str, &'static str> {
    static TABLE: OnceLock<FxHashMap<&str, &str>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = IRREGULAR.lines().filter_map(|line| line.split_once(' '));
        lines
            .flat_map(|(word, forms)| forms.split(' ').map(move |form| (form, word)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::lexicon::{Lexicon, Pos, Reading, Tense};
    use crate::model::Lang;

    fn french(word: &str) -> String {
        stem(word, Stemming::French)
    }

    #[test]
    fn stems_that_look_like_pronouns_are_told_apart() {
        for form in ["tué", "tuée", "tuées", "tuer"] {
            assert_eq!(french(form), french("tués"), "{form}");
        }
        assert_ne!(french("tu"), french("tués"));
    }

    #[test]
    fn tables_are_sorted_for_search() {
        assert!(ALIKE.is_sorted() && APART.is_sorted());
    }

    /// Endings of the imperfect subjunctive.
    const IMPERFECT: &[&str] = &["sse", "sses", "ssions", "ssiez", "ssent", "ît", "ât", "ût"];

    /// The lines of `irregular.txt`, from the lexicon.
    fn from_lexicon() -> String {
        let lexicon = Lexicon::of(Lang::FR).unwrap();
        let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (form, readings) in lexicon.forms() {
            let word = readings[0].lemma;
            let open = |pos| matches!(pos, Pos::Verb | Pos::Noun | Pos::Adjective);
            // Nobody writes or asks for *accourussiez*.
            let rare = |reading: &Reading| match reading.tense {
                Some(Tense::SimplePast) => reading.person != 3,
                Some(Tense::Subjunctive) => IMPERFECT.iter().any(|ending| form.ends_with(ending)),
                _ => false,
            };
            if readings.iter().all(rare) {
                continue;
            }
            let clear = readings
                .iter()
                .all(|reading| reading.lemma == word && open(reading.pos));
            // Forms of *être* and *avoir* say as little as articles do.
            let telling = !matches!(word, "être" | "avoir") && form.chars().all(char::is_alphabetic);
            if clear && telling && form != word && exact(&snowball(form)) != exact(&snowball(word)) {
                found.entry(word).or_default().push(form);
            }
        }
        let mut text = String::new();
        for (word, mut forms) in found {
            forms.sort_unstable();
            text.push_str(&format!("{word} {}\n", forms.join(" ")));
        }
        text
    }

    #[test]
    fn irregular_forms_are_those_of_the_lexicon() {
        let text = from_lexicon();
        if std::env::var_os("UPDATE").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/index/irregular.txt");
            std::fs::write(path, &text).unwrap();
            return;
        }
        assert!(text == IRREGULAR, "run this test with UPDATE=1");
    }
}
