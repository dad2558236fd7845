//! Where a claim stands: its sentence and its paragraph, found in the stored text when somebody looks.

use crate::model::ClaimRecord;
use crate::span::Span;
use crate::text;

/// Bytes around a claim that are looked at for its surroundings, on either side.
const REACH: usize = 4096;

/// Everything of a claim that stands in the text: content, cue and mention.
pub fn extent(claim: &ClaimRecord) -> Span {
    let content = claim.content.iter();
    let cue = claim.cue.iter().map(|(words, _)| words);
    let spans = content.chain(cue).chain(&claim.mention).map(|words| words.span);
    let all = spans.reduce(Span::cover).unwrap_or_default();
    let end = floor(&claim.text, all.end);
    Span::new(floor(&claim.text, all.start).min(end), end)
}

/// The paragraph, or the paragraphs, of a claim; at most a few thousand bytes on either side of it.
pub fn paragraph(claim: &ClaimRecord) -> Span {
    let (text, extent) = (&*claim.text, extent(claim));
    let title = claim.title.as_ref().map_or(0, |title| title.len() + 2).min(text.len());
    let body = text.get(title..).unwrap_or_default();
    // A text without any blank line has a paragraph a line.
    let blank_lines = body.trim().lines().any(|line| line.trim().is_empty());
    let low = floor(text, extent.start.saturating_sub(REACH));
    let high = floor(text, (extent.end + REACH).min(text.len()));
    let mut start = extent.start;
    while let Some(end_of_line) = text[low..start].rfind('\n').map(|at| low + at) {
        let line = text[..end_of_line].rsplit('\n').next().unwrap_or_default();
        if !blank_lines || line.trim().is_empty() || end_of_line < title {
            start = end_of_line + 1;
            break;
        }
        start = end_of_line;
    }
    if !text[low..start].contains('\n') && (start == extent.start || text[start..].starts_with('\n')) {
        start = low;
    }
    let mut end = extent.end;
    while let Some(at) = text[end..high].find('\n').map(|at| end + at) {
        let line = text[at + 1..].split('\n').next().unwrap_or_default();
        if !blank_lines || line.trim().is_empty() || at < title {
            return Span::new(start, at).trim(text);
        }
        end = at + 1;
    }
    Span::new(start, high).trim(text)
}

/// The sentence or sentences of a claim, without white space around.
pub fn sentence(claim: &ClaimRecord) -> Span {
    let (paragraph, extent) = (paragraph(claim), extent(claim));
    let words = paragraph.of(&claim.text);
    let analysis = text::analyse(words, claim.lang, 0);
    let sentences = analysis.sentences.iter().map(|sentence| {
        Span::new(
            sentence.span.start + paragraph.start,
            sentence.span.end + paragraph.start,
        )
    });
    let found = sentences
        .filter(|sentence| sentence.overlaps(extent))
        .reduce(Span::cover);
    found.map_or(paragraph, |found| found.cover(extent)).trim(&claim.text)
}

/// The character boundary at or before `byte`.
fn floor(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte.min(text.len()))
}
