//! `claims completions`.

use anyhow::Result;
use clap_complete::Shell;

use super::ui::Ui;
use super::{Outcome, command};

/// Print a completion script for a shell
///
/// For bash: claims completions bash > ~/.local/share/bash-completion/completions/claims
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        // The generator panics where it cannot write, so it writes to memory first.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "claims", &mut script);
        ui.write_all(&script)?;
        Ok(Outcome::Done)
    }
}
