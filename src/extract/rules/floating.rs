use super::Rule;
use crate::extract::scope::{Finding, Scope, Who};
use crate::model::{Modality, Stance};
use crate::text::tag::{self, Tag};

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
        if heading || scope.is_quotation_used(q) || quotation.continues || words < 3 || is_crosshead(scope, q) {
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

/// True where an inflected verb stands inside a quotation.
fn has_verb(scope: &Scope, q: usize) -> bool {
    let quotation = &scope.analysis.quotations[q];
    let words = tag::tag(
        scope.analysis,
        scope.lexicon,
        quotation.tokens.start + 1..quotation.tokens.end,
        q + 1..q + 1,
        quotation.depth + 1,
    );
    words.iter().any(|w| w.tag == Tag::FiniteVerb)
}

/// True for a quotation that is a paragraph of its own and whose words, without a stop, come again in a later one, which says whose they are.
fn is_crosshead(scope: &Scope, q: usize) -> bool {
    /// Quotations among which the words are looked for.
    const NEAR: usize = 40;
    let (analysis, quotation) = (scope.analysis, &scope.analysis.quotations[q]);
    let text = analysis.text;
    let inner = quotation.inner.of(text).trim();
    let alone = analysis.paragraphs[quotation.paragraph].span.of(text).trim().len() <= quotation.span.len() + 1;
    let stops = inner.ends_with(['.', '!', '?', '…']);
    let words = inner.to_lowercase();
    let again = || {
        let mut later = analysis.quotations[q + 1..].iter().take(NEAR);
        later.any(|other| other.inner.of(text).to_lowercase().contains(&words))
    };
    // « Au bord du gouffre »: a few words without a stop over a new part.
    let heads = words.split_whitespace().count() <= 6
        && analysis.paragraphs.len() > quotation.paragraph + 1
        && !has_verb(scope, q);
    alone && !stops && (again() || heads)
}
