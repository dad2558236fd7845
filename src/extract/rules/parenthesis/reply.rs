//! What an attribution reports without a verb: a count, a few words that answer.

use std::ops::Range;

use crate::extract::unit::{Unit, VerbCue};
use crate::lexicon::NounClass;
use crate::text::tag::Tag;

/// *Deux mille marcheurs, a compté la police*: a number and what is counted, before a verb of counting.
pub(super) fn is_count(unit: &Unit, cue: &VerbCue) -> bool {
    let bound = matches!(unit.lower(0), "plus" | "moins" | "près" | "environ" | "au" | "quelque");
    let number = unit.tag(0) == Tag::Numeral || bound && (1..4).any(|i| unit.tag(i) == Tag::Numeral);
    number
        && matches!(
            cue.verb.head,
            "compter" | "recenser" | "dénombrer" | "décompter" | "comptabiliser"
        )
}

/// *Faux*, *Pas du tout*: a few words that answer, with no verb.
pub(super) fn is_reply(unit: &Unit, words: Range<usize>) -> bool {
    // « Impossible, objecte X : A »
    let quality = words.len() == 1
        && unit.tag(words.start) == Tag::Adjective
        && !unit.words[words.start].can_be_finite()
        && !unit.words[words.start].class().is_some_and(NounClass::is_somebody);
    quality
        || words.len() <= 3
            && matches!(
                unit.lower(words.start),
                "faux"
                    | "archifaux"
                    | "non"
                    | "oui"
                    | "si"
                    | "mensonge"
                    | "mensonges"
                    | "pas"
                    | "jamais"
                    | "exact"
                    | "inexact"
                    | "absurde"
                    | "moitié"
                    | "impossible"
                    | "invraisemblable"
                    | "ridicule"
                    | "calomnie"
                    | "calomnies"
                    | "foutaise"
                    | "foutaises"
                    | "évidemment"
                    | "aucunement"
                    | "nullement"
            )
        || words.len() == 2
            && matches!(
                unit.lower(words.start + 1),
                "double" | "triple" | "moitié" | "quart" | "tiers"
            )
}
