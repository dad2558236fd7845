//! Keys by what words mean, so that claims meet that say one thing in other words: *enterrés* and *enfouir*.

use super::content::Kind;
use super::facts::Facts;
use crate::lexicon::relation::SenseId;

/// Most keys of this kind for one claim.
const MOST: usize = 4;

/// Senses of what a claim says is done, and of what it says there was none of.
pub(super) fn senses(facts: &Facts) -> Vec<String> {
    let terms = &facts.content.terms;
    let verbs = facts
        .content
        .clauses
        .iter()
        .filter_map(|clause| facts.content.verb_of(clause));
    let verbs = verbs.filter(|verb| verb.weight > 0.5);
    let things = facts.denied.iter().filter_map(|denied| terms.get(denied.thing?));
    let mut out: Vec<SenseId> = verbs
        .chain(things)
        .filter(|term| term.kind != Kind::Name)
        .flat_map(|term| term.senses.own.iter().copied().take(2))
        .collect();
    out.truncate(MOST);
    out.sort_unstable();
    out.dedup();
    out.into_iter().map(|sense| format!("z:{sense}")).collect()
}
