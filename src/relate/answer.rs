//! How a claim is set against the ones before it, by its cue and the words beside it: *… , affirme X. Faux, rétorque Y*.

use super::around::beside;
use super::word::Words;
use crate::fold::fold;
use crate::lexicon::relation::Relations;
use crate::model::{Cue, Draft, Form};
use crate::span::Span;
use crate::text::Analysis;

/// How an article sets a claim against what was said before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Not at all.
    #[default]
    None,
    /// By a word beside it: *mais*, *en revanche*.
    Contrast,
    /// By a word that says the contrary, or the cue of a reply: *au contraire*, *pourtant*; *répond*, *maintient*.
    Contrary,
    /// By a cue that objects: *rétorque*, *corrige*, *dément*, *ne reconnaît que*.
    Rejoinder,
}

/// How a cue bears on what was said before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bearing {
    /// It only reports.
    #[default]
    Plain,
    /// It stands up for its content: *jure*, *maintient*, *avance*.
    Insists,
    /// It gives anew what was given before: *ramène à*, *porte à*, *convient*.
    Revises,
    /// It goes along with what was said, or only adds to it: *confirme*, *précise*.
    Agrees,
}

/// Bytes between a cue and its content over which a word still belongs to the cue.
const BESIDE: usize = 20;

/// How a claim's cue bears on what was said before it.
pub(super) fn bearing(analysis: &Analysis, data: &Relations, draft: &Draft) -> Bearing {
    let lemma = lemma(draft);
    if data.is("insisting", &lemma) || data.is("rejoinders", &lemma) {
        Bearing::Insists
    } else if data.is("revising", &lemma) {
        Bearing::Revises
    } else if data.is("agreeing", &lemma) || cue_holds(analysis, data, "adding", draft) {
        Bearing::Agrees
    } else {
        Bearing::Plain
    }
}

/// True where the cue says that two sides say it of each other: *s'accusent mutuellement de*.
pub(super) fn is_mutual(analysis: &Analysis, data: &Relations, draft: &Draft) -> bool {
    cue_holds(analysis, data, "mutual", draft)
}

/// Dictionary form of the cue, folded; empty for none.
pub(super) fn lemma(draft: &Draft) -> String {
    draft.cue.as_ref().map(|cue| fold(&cue.lemma)).unwrap_or_default()
}

/// True where a word of the list stands in the cue, or between it and what it reports: *a **également** estimé que*.
fn cue_holds(analysis: &Analysis, data: &Relations, list: &str, draft: &Draft) -> bool {
    let Some(span) = up_to_content(draft, BESIDE) else {
        return false;
    };
    let words = Words::of(analysis, span);
    (0..words.len()).any(|i| data.is(list, &fold(words.key(i))))
}

/// The cue with what stands between it and its content, where that is so many bytes at most; else the cue alone.
fn up_to_content(draft: &Draft, most: usize) -> Option<Span> {
    let cue = draft.cue.as_ref()?.span;
    let first = draft.content.first().map_or(cue.end, |content| content.start);
    let near = first >= cue.end && first - cue.end <= most;
    Some(Span::new(cue.start, if near { first } else { cue.end }))
}

/// True where the cue says that its content takes the place of what was said before: *évalue désormais à*, *ne parle plus que de*.
pub(super) fn anew(analysis: &Analysis, data: &Relations, draft: &Draft, bearing: Bearing) -> bool {
    /// Words between cue and content.
    const BETWEEN: usize = 4;
    /// Bytes between them.
    const FAR: usize = 40;
    let mut content = draft.content.iter();
    if content.any(|&span| now_told(data, &Words::of(analysis, span))) {
        return true;
    }
    let Some((cue, span)) = draft.cue.as_ref().zip(up_to_content(draft, FAR)) else {
        return false;
    };
    let words = Words::of(analysis, span);
    let most = words.len().min(Words::of(analysis, cue.span).len() + BETWEEN);
    let only_now = |i: usize| words.key(i) == "plus" && matches!(words.key(i + 1), "que" | "qu'" | "qu’");
    bearing == Bearing::Revises
        || (0..most).any(|i| {
            data.is("now", &fold(words.key(i))) || only_now(i) || (words.key(i) == "à" && words.key(i + 1) == "présent")
        })
        || words.key(0) == "a" && words.key(1) == "fini"
        || fold(&cue.lemma).starts_with("finir par ")
}

/// True where the content itself says that it holds from now on, or not as was said before: *paie finalement*, *sont à présent détenus*,
/// *fermera plus tôt que prévu*, *ne compte plus que deux lits*.
fn now_told(data: &Relations, words: &Words) -> bool {
    let expected = |i: usize| {
        let told = fold(words.key(i + 2));
        matches!(words.key(i), "tôt" | "tard")
            && matches!(words.key(i + 1), "que" | "qu'" | "qu’")
            && data.is("formerly", &told)
    };
    // *Ne supprime plus que 162 postes*
    let no_more_than = |i: usize| {
        words.key(i) == "plus"
            && matches!(words.key(i + 1), "que" | "qu'" | "qu’")
            && (1..=5).any(|back| matches!(words.before(i, back), "ne" | "n'" | "n’"))
    };
    (0..words.len()).any(|i| {
        data.is("now", &fold(words.key(i)))
            || (words.key(i) == "à" && words.key(i + 1) == "présent")
            || expected(i)
            || no_more_than(i)
    })
}

/// How the cue, or a word beside the content or at its head, sets the claim against what was said before.
pub(super) fn answer(analysis: &Analysis, data: &Relations, draft: &Draft) -> Answer {
    let Some(cue) = draft.cue.as_ref().filter(|_| draft.form != Form::Narrator) else {
        return Answer::None;
    };
    let lemma = fold(&cue.lemma);
    if data.is("rejoinders", &lemma) || lets_nothing_else(analysis, cue, draft) {
        return Answer::Rejoinder;
    }
    let holds = |span: Span, most: usize, list: &str| {
        let words = Words::of(analysis, span);
        (0..words.len().min(most)).any(|i| data.is(list, &fold(words.key(i))))
    };
    let first = draft.content.first().copied().unwrap_or_default();
    let around = beside(analysis, draft);
    let set_against = |list: &str| holds(first, 1, list) || around.iter().any(|&span| holds(span, usize::MAX, list));
    let apart = || around.iter().any(|&span| sets_apart(analysis, span));
    if data.is("replies", &lemma) || set_against("contraries") || announced(analysis, data, draft) {
        Answer::Contrary
    } else if set_against("adversatives") || apart() {
        Answer::Contrast
    } else {
        Answer::None
    }
}

/// *Au siège, on livre une tout autre version. L'incendie, dit X, …*: the sentence before the claim's says that the contrary follows.
fn announced(analysis: &Analysis, data: &Relations, draft: &Draft) -> bool {
    let spans = draft.content.iter().chain(&draft.mention);
    let Some(start) = spans.map(|span| span.start).min() else {
        return false;
    };
    let at = analysis.sentences.partition_point(|s| s.span.end <= start);
    let sentence = |at: usize| analysis.sentences.get(at).map(|s| s.span);
    let (Some(own), Some(last)) = (sentence(at), at.checked_sub(1).and_then(sentence)) else {
        return false;
    };
    let paragraph = |span: Span| analysis.paragraphs.partition_point(|p| p.span.end <= span.start);
    paragraph(own) == paragraph(last) && data.says("counters", &fold(last.of(analysis.text)))
}

/// *Le préfet, lui, parle de*: a pronoun that sets its speaker apart from the one before.
fn sets_apart(analysis: &Analysis, span: Span) -> bool {
    let words = Words::of(analysis, span);
    (1..words.len()).any(|i| {
        matches!(words.key(i), "lui" | "elle" | "eux" | "elles")
            && words.key(i + 1) == ","
            && matches!(words.before(i, 1), "," | "à")
    })
}

/// *ne reconnaît que*, *n'en recense que*: the cue lets nothing but its content stand.
fn lets_nothing_else(analysis: &Analysis, cue: &Cue, draft: &Draft) -> bool {
    let to = draft.content.first().map_or(cue.span.end, |content| content.start);
    let Some(before) = analysis.text.get(..cue.span.start) else {
        return false;
    };
    let told = Words::of(analysis, Span::new(cue.span.start, to.max(cue.span.end)));
    let elided = before
        .strip_suffix(['\'', '’'])
        .is_some_and(|before| before.ends_with(" n"));
    let negated = matches!(told.key(0), "ne" | "n'" | "n’") || elided || before.trim_end().ends_with(" ne");
    negated && told.len() > 1 && matches!(told.key(told.len() - 1), "que" | "qu'" | "qu’")
}
