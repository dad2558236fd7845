use super::Rule;
use crate::extract::scope::{Finding, Scope, Who};
use crate::model::{Modality, Stance};
use crate::text::tag::Tag;

/// A quotation that stands alone.
pub struct Floating;

impl Rule for Floating {
    fn name(&self) -> &'static str {
        "floating"
    }

    fn doc(&self) -> &'static str {
        "A sentence that is one quotation and nothing else goes on with whoever spoke last. Leaves alone quotations inside a sentence and the \
         paragraphs that go on with a quotation already read."
    }

    fn precision(&self) -> f32 {
        0.97
    }

    fn apply(&self, scope: &mut Scope) {
        let unit = scope.unit;
        let mut parts = unit
            .words
            .iter()
            .filter(|w| !matches!(w.tag, Tag::Stop | Tag::Dash | Tag::StrayQuote | Tag::Comma));
        let (Some(only), None) = (parts.next(), parts.next()) else {
            return;
        };
        let Some(q) = only.quotation else { return };
        let quotation = &scope.analysis.quotations[q];
        let words = quotation.inner.of(scope.analysis.text).split_whitespace().count();
        let heading = scope.analysis.paragraphs[unit.paragraph].kind == crate::text::ParagraphKind::Heading;
        if heading || scope.is_quotation_used(q) || quotation.continues || words < 3 {
            return;
        }
        let content = scope.quoted(q);
        if content.is_empty() {
            return;
        }
        scope.use_quotation(q);
        scope.found.push(Finding {
            rule: self.name(),
            content,
            cue: None,
            who: Who::Last,
            relay: None,
            stance: Stance::Assert,
            modality: Modality::Asserted,
            direct: true,
            strength: 1.0,
        });
    }
}
