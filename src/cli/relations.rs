//! `claims relations`.

use anyhow::Result;

use super::Outcome;
use super::conflicts::list;
use super::filter::named;
use super::ui::Ui;
use crate::model::{RelationKind, RelationState};

/// List what claims have to do with each other
///
/// Contradictions, revisions, support by another voice and reprints between claims in force, the surest first. They are
/// found while articles are taken in; 'claims reindex --extract' finds them again. 'claims conflicts' confirms and dismisses
/// them.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only relations of this kind
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = named::<RelationKind>(RelationKind::ALL.iter().map(|v| v.as_str())))]
    kind: Vec<RelationKind>,

    /// Only relations in this state; without it, all but the dismissed
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = named::<RelationState>(RelationState::ALL.iter().map(|v| v.as_str())))]
    state: Vec<RelationState>,

    /// Only relations of this claim
    #[arg(long, value_name = "ID")]
    claim: Option<String>,

    /// Stop after this many
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        list(ui, &self.kind, &self.state, self.claim.as_deref(), self.limit)?;
        Ok(Outcome::Done)
    }
}
