//! `claims stats`.

use anyhow::Result;

use super::Outcome;
use super::ui::Ui;
use crate::view::Stats;

/// Print the numbers of the whole database
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let path = ui.db()?;
        let library = ui.read()?;
        let stats = Stats::new(&path, &library.stats()?, library.index_state()?);
        if !ui.is_table() {
            ui.single(&stats)?;
            return Ok(Outcome::Done);
        }
        let state = if stats.index_current {
            "up to date"
        } else {
            "behind; the next search takes in what is missing"
        };
        let claims: usize = stats.claims.values().sum();
        let by_form: Vec<String> = stats
            .claims
            .iter()
            .map(|(form, number)| format!("{number} {form}"))
            .collect();
        let facts = [
            (
                "database",
                format!("{} ({} KiB)", stats.database, stats.bytes.div_ceil(1024)),
            ),
            ("schema", stats.schema.to_string()),
            ("revision", stats.revision.to_string()),
            ("sources", stats.sources.to_string()),
            ("articles", format!("{} in {} versions", stats.articles, stats.versions)),
            (
                "claims",
                format!("{claims} ({}), {} no longer in force", by_form.join(", "), stats.ended),
            ),
            ("speakers", stats.speakers.to_string()),
            ("figures", stats.figures.to_string()),
            ("relations", stats.relations.to_string()),
            ("verdicts", stats.verdicts.to_string()),
            ("changes logged", stats.events.to_string()),
            ("search index", format!("{} claims, {state}", stats.indexed)),
        ];
        facts.iter().try_for_each(|(name, value)| ui.fact(name, value))?;
        Ok(Outcome::Done)
    }
}
