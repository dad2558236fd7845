//! `claims log`.

use anyhow::Result;

use super::Outcome;
use super::table::Columns;
use super::ui::Ui;
use crate::view::Event;

/// Print the log of every change, oldest first
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only changes after this number
    #[arg(long, value_name = "SEQ", default_value_t = 0)]
    after: i64,

    /// Stop after this many changes
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
}

/// Events that are held at a time.
const PAGE: usize = 1000;

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let library = ui.read()?;
        let (mut after, mut left) = (self.after, self.limit.unwrap_or(usize::MAX));
        loop {
            let events = library.events(after, left.min(PAGE))?;
            let Some(last) = events.last() else { break };
            after = last.seq;
            left -= events.len();
            if !ui.is_table() {
                events.iter().try_for_each(|event| ui.record(&Event::from(event)))?;
                continue;
            }
            let mut table = Columns::new(ui, &[">Seq", "At", "Actor", "Action", "Subject"]);
            for event in &events {
                table.row([
                    &event.seq.to_string(),
                    &event.at,
                    &event.actor,
                    &event.action,
                    &event.subject,
                ]);
            }
            ui.print(table.finish())?;
        }
        if !ui.is_table() {
            ui.end_records::<Event>()?;
        }
        Ok(Outcome::Done)
    }
}
