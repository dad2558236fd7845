//! Slogans that are the names of those who cry them.

use super::noun_phrase::is_weekday;
use crate::text::tag::{Tag, Word};

/// One past a slogan at word `i` that is the name of those who cry it: *le collectif **Sauvons nos plages***, *l'association **Stop aux nuisances***.
pub(in crate::text) fn slogan_end(words: &[Word], i: usize) -> Option<usize> {
    // « le collectif français Osez la paix »
    let epithets = words[..i].iter().rev().take_while(|w| w.tag == Tag::Adjective).count();
    let crier = &words[i.checked_sub(1 + epithets)?];
    let first = &words[i];
    let cries = matches!(
        crier.lemma(),
        "collectif" | "association" | "comité" | "mouvement" | "groupe" | "liste" | "coordination" | "plateforme"
    );
    let opens = first.can_be_finite()
        || matches!(
            &*first.lower,
            "stop"
                | "non"
                | "oui"
                | "pour"
                | "un"
                | "une"
                | "des"
                | "les"
                | "tous"
                | "nous"
                | "ensemble"
                | "pas"
                | "agir"
        );
    if !cries || crier.capital || !first.capital || !opens {
        return None;
    }
    let goes_on = |w: &Word| match w.tag {
        Tag::Preposition => !matches!(
            &*w.lower,
            "dans" | "devant" | "lors" | "par" | "après" | "avant" | "depuis"
        ),
        Tag::Noun => !is_weekday(w),
        Tag::Name
        | Tag::Adjective
        | Tag::Determiner
        | Tag::Contraction
        | Tag::Pronoun
        | Tag::ObjectPronoun
        | Tag::Negation
        | Tag::Infinitive
        | Tag::Numeral => true,
        _ => false,
    };
    let length = words[i + 1..].iter().take(8).take_while(|w| goes_on(w)).count();
    // « le collectif Rivière claire » has a name, not a sentence.
    let said = words
        .get(i + 1)
        .is_some_and(|w| !matches!(w.tag, Tag::Name | Tag::Adjective));
    (length > 0 && said).then_some(i + 1 + length)
}
