//! `claims reindex`.

use anyhow::Result;

use super::Outcome;
use super::ui::{Ui, count};
use crate::view::Reindexed;

/// Make the search index again from the database
///
/// The index is a cache: this loses nothing, whatever state it is in.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Find the claims in every stored text again first, by the rules of this program
    ///
    /// Claims with the same words keep their ids and everything decided about them.
    #[arg(long)]
    extract: bool,

    /// Threads that analyse, 512 at most; 0 is one a processor
    #[arg(short, long, value_name = "N", default_value = "0", value_parser = super::filter::jobs, requires = "extract")]
    jobs: usize,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let mut library = ui.write()?;
        let mut record = Reindexed {
            articles: 0,
            changed: 0,
            indexed: 0,
        };
        if self.extract {
            (record.articles, record.changed) =
                library.extract_again(self.jobs, |articles| tracing::info!("{articles} articles analysed"))?;
        }
        record.indexed = library.rebuild()?;
        if !ui.is_table() {
            ui.single(&record)?;
        }
        if self.extract {
            ui.notice(format_args!(
                "{} analysed again, {} came out otherwise",
                count(record.articles, "article"),
                record.changed
            ));
        }
        ui.notice(format_args!("{} in the search index", count(record.indexed, "claim")));
        Ok(Outcome::Done)
    }
}
