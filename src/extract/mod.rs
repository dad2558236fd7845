//! Analysis in, drafts of claims out.

use crate::model::{Draft, Problem};
use crate::text::Analysis;

/// What was found in one text.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Claims in the order of their first word, narrator claims among them.
    pub drafts: Vec<Draft>,
    /// What was met and gone around.
    pub problems: Vec<Problem>,
}

/// Finds every attributed claim of a text. Total, and linear in its length.
pub fn extract(analysis: &Analysis) -> Extraction {
    let _ = analysis;
    Extraction::default()
}
