//! `claims backup`.

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::ui::Ui;

/// Write a copy of the database while others may go on using it
///
/// It is of one state, however long it takes. The search index is not part of it: it is made again from the database.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The file to write; it must not exist yet
    #[arg(value_name = "FILE")]
    to: PathBuf,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        ui.read()?.backup(&self.to)?;
        ui.notice(format_args!("backup written: {}", self.to.display()));
        Ok(Outcome::Done)
    }
}
