//! Attribution rules, one a file, applied in the order of [`RULES`]; what an earlier rule took a later one leaves alone.

mod according_to;
mod clause;
mod colon;
mod dislocated;
mod floating;
mod gapping;
mod hearsay;
mod incise;
mod infinitive;
mod noun_phrase;
mod parenthesis;
mod passive;
mod quotation_then_cue;
mod resumed;
mod signature;
mod source_noun;
mod target;

use super::scope::Scope;

/// One way in which French or English news attributes words.
pub trait Rule: Sync {
    /// Stable name, stored with every claim.
    fn name(&self) -> &'static str;

    /// What the rule finds, an example, and what it leaves alone.
    fn doc(&self) -> &'static str;

    /// Share of its claims whose words were right on annotated news articles, rounded down where there were few; what the resolution of the
    /// speaker takes from it is in [`crate::extract`]. The two together are a claim's confidence.
    fn precision(&self) -> f32;

    /// Adds what it finds in one unit.
    fn apply(&self, scope: &mut Scope);
}

/// Every rule, in order of application.
pub static RULES: &[&dyn Rule] = &[
    &incise::Incise,
    &quotation_then_cue::QuotationThenCue,
    &according_to::AccordingTo,
    &colon::Colon,
    &signature::Signature,
    &parenthesis::Parenthesis,
    &dislocated::Dislocated,
    &source_noun::SourceNoun,
    &clause::Clause,
    &target::Target,
    &infinitive::Infinitive,
    &noun_phrase::NounPhrase,
    &gapping::Gapping,
    &passive::Passive,
    &resumed::Resumed,
    &hearsay::Hearsay,
    &floating::Floating,
];
