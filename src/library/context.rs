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
    let title = claim.title.as_ref().map_or(0, |title| title.len() + 2);
    let title = if extent.start < title { 0 } else { floor(text, title) };
    let low = floor(text, extent.start.saturating_sub(REACH)).max(title);
    let high = floor(text, extent.end + REACH);
    let window = &text[low..high];
    // A text without blank lines has a paragraph a line.
    let blank_lines = breaks(window, true).next().is_some();
    let (mut start, mut end) = (low, high);
    for at in breaks(window, blank_lines).map(|at| low + at) {
        if at < extent.start {
            start = at;
        } else if at >= extent.end {
            end = at;
            break;
        }
    }
    Span::new(start, end).trim(text)
}

/// Line breaks that end a paragraph: all, or only those before a blank line.
fn breaks(text: &str, blank_lines: bool) -> impl Iterator<Item = usize> {
    let lines = text.match_indices('\n').map(|(at, _)| at);
    lines.filter(move |at| {
        let next = || text[at + 1..].split('\n').next().unwrap_or_default();
        !blank_lines || (at + 1 < text.len() && next().trim().is_empty())
    })
}

/// The sentence or sentences of a claim, without white space around.
pub fn sentence(claim: &ClaimRecord) -> Span {
    sentence_with(claim, None)
}

/// [`sentence`], and those up to `further`, something else in the same paragraph.
pub fn sentence_with(claim: &ClaimRecord, further: Option<Span>) -> Span {
    let paragraph = paragraph(claim);
    let extent = further.map_or(extent(claim), |further| extent(claim).cover(further));
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

/// `within`, and up to `number` sentences of the article before it and after it; at most a few thousand bytes on either side.
pub fn surroundings(claim: &ClaimRecord, within: Span, number: usize) -> Span {
    let text = &*claim.text;
    let title = claim.title.as_ref().map_or(0, |title| title.len() + 2);
    let title = if within.start < title { 0 } else { floor(text, title) };
    let low = floor(text, within.start.saturating_sub(REACH)).max(title);
    let high = floor(text, within.end.saturating_add(REACH));
    let analysis = text::analyse(&text[low..high], claim.lang, 0);
    let sentences = analysis
        .sentences
        .iter()
        .map(|sentence| Span::new(sentence.span.start + low, sentence.span.end + low));
    let (before, after): (Vec<Span>, Vec<Span>) = sentences
        .filter(|sentence| !sentence.overlaps(within))
        // A sentence that the window cuts is none.
        .filter(|sentence| (sentence.start > low || low == title) && (sentence.end < high || high == text.len()))
        .partition(|sentence| sentence.end <= within.start);
    let before = before.iter().rev().take(number);
    let all = before.chain(after.iter().take(number)).copied();
    all.fold(within, Span::cover).trim(text)
}

/// The character boundary at or before `byte`.
fn floor(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::super::Analysed;
    use super::*;
    use crate::model::{Lang, NewArticle};

    fn claims(title: Option<&str>, body: &str) -> Vec<ClaimRecord> {
        let article = NewArticle {
            identity: "a".into(),
            url: None,
            source: "s".into(),
            published: None,
            lang: Some(Lang::FR),
            title: title.map(str::to_owned),
            author: None,
            body: body.into(),
        };
        Analysed::of(article).records()
    }

    fn find<'c>(claims: &'c [ClaimRecord], words: &str) -> &'c ClaimRecord {
        let holds = |claim: &&ClaimRecord| claim.content.iter().any(|passage| passage.words.contains(words));
        claims
            .iter()
            .find(holds)
            .unwrap_or_else(|| panic!("no claim with {words}"))
    }

    const PARAGRAPHS: [&str; 3] = [
        "Il fait beau ici. Rien d'autre.",
        "Un mot d'abord. « Nous partons demain », a déclaré Jean Martin. Un mot encore.",
        "La fin est proche.",
    ];

    #[test]
    fn a_claim_stands_in_its_sentence_and_its_paragraph() {
        for (title, gap) in [
            (Some("Titre"), "\n\n"),
            (None, "\n \n"),
            (Some("Titre"), "\n"),
            (None, "\r\n\r\n"),
        ] {
            let claims = claims(title, &PARAGRAPHS.join(gap));
            let claim = find(&claims, "Nous partons");
            assert_eq!(paragraph(claim).of(&claim.text), PARAGRAPHS[1], "{gap:?}");
            let sentence = sentence(claim);
            assert_eq!(
                sentence.of(&claim.text),
                "« Nous partons demain », a déclaré Jean Martin."
            );
        }
    }

    #[test]
    fn sentences_around_a_claim_come_by_their_number() {
        let claims = claims(Some("Titre"), &PARAGRAPHS.join("\n\n"));
        let claim = find(&claims, "Nous partons");
        let around = |number| surroundings(claim, sentence(claim), number).of(&claim.text);
        assert_eq!(around(0), "« Nous partons demain », a déclaré Jean Martin.");
        assert_eq!(around(1), PARAGRAPHS[1]);
        assert_eq!(
            around(2),
            "Rien d'autre.\n\nUn mot d'abord. « Nous partons demain », a déclaré Jean Martin. Un mot encore.\n\nLa fin est proche."
        );
        assert_eq!(around(usize::MAX), PARAGRAPHS.join("\n\n"));
    }

    #[test]
    fn surroundings_stay_small_in_a_text_of_one_line() {
        let body = "« Nous partons demain », a déclaré Jean Martin. ".repeat(2_000);
        for claim in claims(None, &body).iter().step_by(500) {
            assert!(
                paragraph(claim).contains(extent(claim)) && paragraph(claim).len() <= 2 * REACH + extent(claim).len()
            );
            assert!(sentence(claim).len() < 200);
        }
    }
}
