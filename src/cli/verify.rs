//! `claims verify`.

use anyhow::Result;

use super::Outcome;
use super::doctor::report;
use super::ui::Ui;

/// Check the whole database, its log, and that the search index agrees with it
///
/// Reads everything and changes nothing. A fault is exit status 4.
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let findings = ui.read()?.verify()?;
        report(ui, &findings)
    }
}
