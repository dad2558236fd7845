//! `claims sources`.

use anyhow::Result;

use super::Outcome;
use super::table::Columns;
use super::ui::Ui;
use crate::view::Source;

/// List the sources with how many articles and claims each has
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let sources: Vec<Source> = ui.read()?.sources()?.iter().map(Source::from).collect();
        ui.list(&sources, |ui, sources| {
            let mut table = Columns::new(ui, &["Source", "Short name", ">Articles", ">Claims", "First", "Last"]);
            for source in sources {
                table.row([
                    source.name.as_str(),
                    &source.slug,
                    &source.articles.to_string(),
                    &source.claims.to_string(),
                    source.first.as_deref().unwrap_or("-"),
                    source.last.as_deref().unwrap_or("-"),
                ]);
            }
            ui.print(table.finish())
        })?;
        if sources.is_empty() {
            ui.notice("no articles yet; take some in with 'claims index'");
        }
        Ok(Outcome::Done)
    }
}
