//! Words that their speaker or their outlet takes back: *retire son accusation selon laquelle A*, *contrairement à ce que nous avons écrit*.

use super::content;
use crate::fold::fold;
use crate::lexicon::Lexicon;
use crate::lexicon::relation::Relations;
use crate::model::{Draft, Form};
use crate::span::Span;
use crate::text::Analysis;

/// How a claim takes back what its speaker or outlet said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// What it says is what is taken back.
    Words,
    /// What it says holds in place of what was said in error.
    Error,
}

/// Bytes before a cue, or before what an article tells, that are read for what takes it back: an article may be one long sentence.
const BEFORE: usize = 200;

/// Words before the cue among which the verb that withdraws it stands.
const NEAR: usize = 6;

/// How a claim takes back what was said before, if it does. Linear in the length of its words.
pub(super) fn read(
    analysis: &Analysis,
    lexicon: &'static Lexicon,
    data: &Relations,
    draft: &Draft,
) -> Option<Withdrawal> {
    if takes_back(analysis, lexicon, data, draft)? {
        return Some(Withdrawal::Words);
    }
    let extent = draft.content.iter().copied().reduce(Span::cover)?;
    let told = match draft.form {
        // The heading of a correction, and what it says it corrects, stand around what it says.
        Form::Narrator => {
            let at = analysis.paragraphs.partition_point(|p| p.span.end <= extent.start);
            let paragraph = analysis.paragraphs.get(at)?.span;
            Span::new(near(analysis, paragraph, extent.start), extent.end)
        }
        _ => extent,
    };
    let words = fold(told.of(analysis.text)).replace('’', "'");
    if draft.form == Form::Narrator && data.says("written_wrongly", &words) {
        return Some(Withdrawal::Words);
    }
    data.says("own_errors", &words).then_some(Withdrawal::Error)
}

/// True where the cue is the speaker's own and is withdrawn, or was said wrongly by the speaker's own account; none without content.
fn takes_back(analysis: &Analysis, lexicon: &'static Lexicon, data: &Relations, draft: &Draft) -> Option<bool> {
    let first = draft.content.first()?.start;
    let Some(cue) = &draft.cue else { return Some(false) };
    let at = analysis.sentences.partition_point(|s| s.span.end <= cue.span.start);
    let begin = near(analysis, analysis.sentences.get(at)?.span, cue.span.start);
    let before = Span::new(begin, cue.span.start);
    let last = before.of(analysis.text).split_whitespace().next_back();
    let own = last.is_some_and(|word| OWN.contains(&&*fold(word)));
    let behind = analysis.text.get(cue.span.end..first).unwrap_or_default();
    let wrongly = data.says("wrongly", &fold(behind).replace('’', "'"));
    if !own && !wrongly {
        return Some(false);
    }
    let words = content::words(analysis, lexicon, before);
    let near = words.get(words.len().saturating_sub(NEAR)..).unwrap_or_default();
    let has = |list: &str| {
        let mut lemmas = near.iter().flat_map(|word| word.lemmas());
        lemmas.any(|lemma| data.is(list, &fold(lemma)))
    };
    let mut from_back = near
        .iter()
        .skip_while(|word| !word.lemmas().any(|lemma| lemma == "revenir"));
    let onto = from_back.any(|word| &*word.lower == "sur");
    Some(own && (onto || has("withdrawing")) || wrongly && has("apologies"))
}

/// Where the bytes before `to` begin that are read: in the same sentence or paragraph, and not farther back than [`BEFORE`].
fn near(analysis: &Analysis, within: Span, to: usize) -> usize {
    let near = analysis.text.floor_char_boundary(to.saturating_sub(BEFORE));
    within.start.max(near).min(to)
}

/// Possessives that make a noun of speech the speaker's or the outlet's own.
const OWN: &[&str] = &["son", "sa", "ses", "leur", "leurs", "notre", "nos", "mon", "ma", "mes"];
