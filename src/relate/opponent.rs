//! Who contradicts a claim in its own article: whoever takes that side elsewhere contradicts the claim too.

use std::sync::Arc;

use super::compare::{Finding, compare};
use super::content::Content;
use super::facts::Facts;
use crate::model::{ConflictType, RelationKind};

/// How sure the contradiction must be: in news as it is printed the least sure answers are wrong more often than not.
const SURE: f32 = 0.6;

/// Most content words of a claim that is held against others.
const WORDS: usize = 256;

/// Most opponents of a claim that are kept, those that stand nearest.
const MOST: usize = 4;

/// Gives each of an article's claims those that contradict it as its answer, or that it answers. The claims come in order; `answering` has each that may
/// answer another, with that one.
pub(super) fn oppose(claims: &mut [Facts], answering: &[(usize, usize)]) {
    let mut opponents: Vec<Vec<usize>> = vec![Vec::new(); claims.len()];
    for &(at, before) in answering {
        let (earlier, later) = (&claims[before], &claims[at]);
        let short = [earlier, later].iter().all(|claim| claim.content.terms.len() <= WORDS);
        if short && compare(earlier, later).is_some_and(|found| sets_against(&found)) {
            opponents[at].push(before);
            opponents[before].push(at);
        }
    }
    let mut sides: Vec<Option<Arc<Facts>>> = vec![None; claims.len()];
    for &one in opponents.iter().flatten() {
        sides[one].get_or_insert_with(|| Arc::new(side(&claims[one])));
    }
    for (claim, opponents) in claims.iter_mut().zip(opponents) {
        claim.opponents = opponents
            .into_iter()
            .take(MOST)
            .filter_map(|one| sides[one].clone())
            .collect();
    }
}

/// True for a contradiction that is sure, and one of more than figures: whoever else tells of the thing need not speak of those.
fn sets_against(found: &Finding) -> bool {
    found.kind == RelationKind::Contradicts && found.conflict != Some(ConflictType::Figure) && found.score >= SURE
}

/// Who says a claim, and in which words.
fn side(claim: &Facts) -> Facts {
    Facts {
        lang: claim.lang,
        words: claim.words.clone(),
        content: Content {
            terms: claim.content.terms.clone(),
            ..Content::default()
        },
        voice: claim.voice.clone(),
        published: claim.published,
        story: claim.story.clone(),
        holders: claim.holders.clone(),
        article: claim.article.clone(),
        source: claim.source.clone(),
        ..Facts::default()
    }
}
