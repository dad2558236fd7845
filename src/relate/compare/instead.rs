//! What a claim sets aside by the way: *à l'épaule, jamais à la nuque*, *par la police, et non par les manifestants*.

use super::align::{coverage, heavy, short};
use super::{Outcome, Pair, conflict};
use crate::model::ConflictType;
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;

/// Words that set aside what follows.
const ASIDE: &[&str] = &[", non", " et non", ", jamais", ", pas", " et pas", " non pas"];

/// The first claim sets aside what the second says.
pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.is_bare() || pair.same_side() {
        return Err("nothing is set aside against another side".to_owned());
    }
    let asserted = |term: &&Term| {
        let mut clauses = b.content.clauses.iter();
        !clauses.any(|clause| clause.negated && b.content.of(clause).any(|other| other == *term))
    };
    for term in set_aside(a) {
        let said = b
            .content
            .terms
            .iter()
            .find(|other| other.stem == term.stem && other.outer == term.outer);
        let rest = a.content.terms.iter().filter(|other| other.span.end <= term.span.start);
        let (_, shared) = coverage(heavy(rest), b.content.terms.iter());
        let near = shared >= 0.7 || pair.in_exchange() || pair.shared_topics() > 1;
        if let Some(said) = said.filter(asserted).filter(|_| near) {
            let explanation = format!(
                "One says that it was not \"{}\" (\"{}\"), the other says \"{}\": \"{}\".",
                term.word,
                short(&a.words),
                said.word,
                short(&b.words)
            );
            let about = match term.outer {
                "sur" | "dans" | "à" | "sous" | "chez" => ConflictType::Place,
                _ => ConflictType::Identity,
            };
            return Ok(conflict(about, "instead", 0.65, explanation));
        }
    }
    Err("what is set aside is not what the other says".to_owned())
}

/// Nouns and names behind a preposition that a claim sets aside.
fn set_aside(facts: &Facts) -> impl Iterator<Item = &Term> {
    let noun =
        |term: &&Term| matches!(term.kind, Kind::Noun | Kind::Name) && term.weight > 0.5 && !term.outer.is_empty();
    facts.content.terms.iter().filter(noun).filter(|term| {
        let at = term.span.start.saturating_sub(facts.extent.start);
        let before = facts.words.get(..at).unwrap_or_default();
        let Some((kept, phrase)) = before.rsplit_once(term.outer) else {
            return false;
        };
        let short = phrase.split_whitespace().count() <= 1;
        short && ASIDE.iter().any(|words| kept.trim_end().ends_with(words))
    })
}
