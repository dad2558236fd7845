//! What a claim of an archive must be to be stored: what `verify` asks of every claim, before the fact.

use super::archive::{ArchivedClaim, ArchivedSpan};
use crate::model::ClaimId;

/// What is wrong with a claim whose words stand in their text; none where it may be stored. `newest` tells whether that
/// text is the newest of its article, `siblings` how many claims of the article are stored already.
pub(super) fn fault(claim: &ArchivedClaim, newest: bool, siblings: usize) -> Option<&'static str> {
    if claim.in_force && !newest {
        return Some("is in force, but not in the newest version of its article");
    }
    let in_role = |role: &'static str| claim.spans.iter().filter(move |span| span.role == role);
    let mut content: Vec<&ArchivedSpan> = in_role("content").collect();
    content.sort_by_key(|span| span.ordinal);
    if content.windows(2).any(|two| two[0].end > two[1].start) {
        return Some("its passages are out of order");
    }
    let inside = |span: &ArchivedSpan| {
        content
            .iter()
            .any(|part| part.start <= span.start && span.end <= part.end)
    };
    if !in_role("figure").all(inside) {
        return Some("a figure lies outside of its words");
    }
    let shown = |ordinal: usize| in_role("figure").any(|span| span.ordinal == ordinal);
    if !claim.figures.iter().all(|figure| shown(figure.ordinal)) {
        return Some("a figure has no words");
    }
    let words: Vec<&str> = content.iter().map(|span| span.words.as_str()).collect();
    let mut numbers = 0..numbers(siblings + 1);
    let derived = numbers.any(|nth| ClaimId::derive(&claim.source, &claim.article, &words, nth).0 == claim.id);
    (!derived).then_some("its words are not those that its id was made from")
}

/// How many numbers a claim may have among those with the same words, in an article of so many claims.
pub(super) fn numbers(claims: usize) -> usize {
    claims.saturating_mul(2).max(8)
}
