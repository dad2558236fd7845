//! `claims restore`.

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::ui::Ui;
use crate::error::Error;
use crate::library::Library;

/// Put a backup in the place of the database
///
/// The backup is checked first. A database that is there already is only replaced with --force, in one step: whoever opens
/// it meanwhile waits, and an interrupted restore leaves it as it was.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The backup
    #[arg(value_name = "FILE")]
    from: PathBuf,

    /// Replace a database that is there already
    #[arg(long)]
    force: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let db = ui.db()?;
        if db.exists() && !self.force {
            return Err(Error::Usage(format!(
                "{}: there is a database already; add --force to replace it, or 'claims backup' it first",
                db.display()
            ))
            .into());
        }
        ui.make_default_directory()?;
        let mut library = Library::restore(&self.from, &db)?;
        library.notices().into_iter().for_each(|notice| ui.warn(notice));
        ui.notice(format_args!("restored: {}", db.display()));
        Ok(Outcome::Done)
    }
}
