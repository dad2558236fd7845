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
                    day(source.first.as_deref()),
                    day(source.last.as_deref()),
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

/// The day of a date or a time.
fn day(published: Option<&str>) -> &str {
    published.map_or("-", |published| published.get(..10).unwrap_or(published))
}
