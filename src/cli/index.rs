//! `claims index`.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Outcome;
use super::filter::InputArgs;
use super::interrupt;
use super::ui::{Ui, count};
use crate::library::{self, Inputs, Languages, Step, Totals};
use crate::view::Indexed;

/// Take in articles and find their claims
///
/// An article that is in already changes nothing; a changed text under the same id, URL or path becomes a new version.
/// A refused input is named on stderr, the others go in, and the exit status is 5. Ctrl-C stops at the next transaction; the same
/// command goes on from there. Where the search index cannot be written the articles are stored all the same, and the exit status is 4.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let options = self.input.options();
        let mut library = ui.create()?;
        let stop = interrupt::flag()?;
        let inputs = Inputs::paths(&self.input.paths, &options).until(Arc::clone(&stop));
        let progress = Progress::new(ui, || library::size(&self.input.paths, &options));
        let started = Instant::now();
        let mut languages = Languages::default();
        let records = !ui.is_table() && !ui.quiet();
        // Nothing is reported before it is committed.
        let mut written: Vec<Indexed> = Vec::new();
        let totals = library.index(inputs, self.input.jobs, |step| {
            match step {
                Step::Article(stored) => {
                    if let Some(notice) = languages.unknown(stored.article) {
                        progress.suspend(|| ui.notice(notice));
                    }
                    for problem in stored.problems {
                        tracing::info!("{}: {}", stored.article.identity, problem.message);
                    }
                    if records {
                        written.push(Indexed::from(&stored));
                    }
                }
                Step::Refused(error) => progress.suspend(|| ui.error(error)),
                Step::Committed(totals) => {
                    written.drain(..).try_for_each(|record| ui.record(&record))?;
                    ui.flush()?;
                    progress.show(totals, started);
                }
                Step::Index => progress.index(),
            }
            anyhow::Ok(())
        });
        progress.finish();
        let totals = totals?;
        if records {
            ui.end_records::<Indexed>()?;
        }
        for notice in library.notices() {
            ui.warn(notice);
        }
        ui.notice(summary(&totals, started.elapsed().as_secs_f64()));
        if stop.load(Ordering::Relaxed) {
            ui.notice("stopped; what was counted is stored, and the same command goes on from there");
            return Ok(Outcome::Interrupted);
        }
        Ok(match (totals.index_behind, totals.refused) {
            (true, _) => Outcome::Unusable,
            (false, 0) => Outcome::Done,
            (false, _) => Outcome::SomeFailed,
        })
    }
}

fn summary(totals: &Totals, seconds: f64) -> String {
    let mut parts = vec![count(totals.articles, "article"), count(totals.claims, "claim")];
    if totals.unchanged > 0 {
        parts.push(format!("{} unchanged", totals.unchanged));
    }
    if totals.refused > 0 {
        parts.push(format!("{} refused", totals.refused));
    }
    format!("{} in {seconds:.1} s", parts.join(", "))
}

/// A bar on stderr, on a terminal only.
struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// `size` is asked only where a bar is shown.
    fn new(ui: &Ui, size: impl FnOnce() -> Option<u64>) -> Progress {
        if ui.quiet() || !std::io::stderr().is_terminal() {
            return Progress {
                bar: ProgressBar::hidden(),
            };
        }
        let bar = match size() {
            Some(bytes) => ProgressBar::new(bytes),
            None => ProgressBar::no_length(),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr());
        let template = match bar.length() {
            Some(_) => "{bar:16} {percent:>3} %, {eta} left, {wide_msg}",
            None => "{spinner} {wide_msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar }
    }

    fn show(&self, totals: &Totals, started: Instant) {
        let seconds = started.elapsed().as_secs_f64().max(0.001);
        let rate = totals.articles as f64 / seconds;
        self.bar.set_message(format!(
            "{} articles, {} claims, {rate:.0}/s",
            totals.articles, totals.claims
        ));
        self.bar.set_position(totals.bytes);
    }

    fn index(&self) {
        self.bar.set_message("updating the search index");
    }

    /// Takes the bar away while `say` writes to stderr.
    fn suspend(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
