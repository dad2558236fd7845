use super::Rule;
use crate::extract::scope::{Finding, Scope};
use crate::extract::{apposition, attribution};
use crate::model::{Modality, Stance};
use crate::text::tag::Tag;

/// A quotation signed behind a dash.
pub struct Signature;

impl Rule for Signature {
    fn name(&self) -> &'static str {
        "signature"
    }

    fn doc(&self) -> &'static str {
        "A quotation, a dash, and whoever signs it: « Rendez-nous nos morts » — le collectif des familles. Leaves alone a dash that goes on with the \
         sentence (a verb follows)."
    }

    fn precision(&self) -> f32 {
        0.95
    }

    fn apply(&self, scope: &mut Scope) {
        let unit = scope.unit;
        let last_verb = unit.words.iter().rposition(|w| w.tag == Tag::FiniteVerb);
        for dash in 1..unit.words.len() {
            if unit.tag(dash) != Tag::Dash || unit.tag(dash - 1) != Tag::Quotation {
                continue;
            }
            let Some(q) = unit.words[dash - 1].quotation.filter(|&q| !scope.is_quotation_used(q)) else {
                continue;
            };
            let Some(phrase) = unit.phrase_at(dash + 1) else {
                continue;
            };
            let signed = apposition::with_apposition_after(unit, phrase);
            // « le fameux « RNO » – le rappel de nuit obligatoire »: what the word means.
            if dash > 1 && !attribution::is_agent(unit, &signed) {
                continue;
            }
            // « “…” – des fusées – contre la police » goes on.
            let closed = signed.words.end >= unit.words.len()
                || matches!(
                    unit.tag(signed.words.end),
                    Tag::Stop | Tag::Comma | Tag::Open | Tag::Preposition | Tag::Contraction
                );
            if last_verb.is_some_and(|verb| verb >= signed.words.end) || !closed {
                continue;
            }
            let content = scope.quoted(q);
            if content.is_empty() {
                continue;
            }
            scope.use_quotation(q);
            let who = scope.mention(&signed);
            scope.found.push(Finding {
                rule: self.name(),
                content,
                cue: Some((unit.words[dash].span, "—")),
                who,
                relay: None,
                stance: Stance::Assert,
                modality: Modality::Asserted,
                direct: true,
                strength: 1.0,
            });
        }
    }
}
