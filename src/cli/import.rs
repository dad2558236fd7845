//! `claims import`.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::ui::{Ui, count};
use crate::error::Error;
use crate::view::{Imported, incoming};

/// Take in what 'claims export' wrote, or fact-checkers' reviews as schema.org JSON-LD
///
/// An archive comes in without loss, under the same ids; what is here already stays, and the same file again changes nothing. A ClaimReview is
/// kept word for word as somebody else's, never as a verdict of ours. It belongs to a claim only if claimReviewed has exactly that
/// claim's words: one of the articles that it names (itemReviewed.appearance.url); where it names none, the only claim here with these
/// words, or the oldest where all others repeat it. What belongs to no claim is kept as an orphan, and told of with the reason.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The file, or - for standard input
    ///
    /// At most 256 MiB a record of an archive, 64 MiB a document of reviews, 128 levels of nesting.
    #[arg(value_name = "FILE")]
    from: PathBuf,

    /// Who imports, for the log
    #[arg(
        long = "as",
        value_name = "NAME",
        env = "USER",
        hide_env_values = true,
        default_value = "unknown"
    )]
    actor: String,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let place = self.from.display().to_string();
        let input: Box<dyn io::Read> = match place.as_str() {
            "-" => Box::new(io::stdin()),
            _ => Box::new(File::open(&self.from).map_err(|error| Error::io(&self.from, error))?),
        };
        let (revision, rows) = incoming(BufReader::new(input), place)?;
        let mut library = ui.create()?;
        let imported = library.import(revision, rows, &self.actor)?;
        for notice in library.notices() {
            ui.warn(notice);
        }
        for orphan in &imported.orphans {
            ui.warn(format_args!("orphan: {orphan}"));
        }
        for refused in &imported.refused {
            ui.error(refused);
        }
        match ui.is_table() {
            true => ui.notice(format_args!(
                "{}, {} new, {}",
                count(imported.records, "record"),
                imported.new,
                count(imported.orphans.len(), "orphan")
            )),
            false => ui.single(&Imported::from(&imported))?,
        }
        Ok(match imported.refused.is_empty() {
            true => Outcome::Done,
            false => Outcome::SomeFailed,
        })
    }
}
