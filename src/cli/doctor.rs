//! `claims doctor`.

use anyhow::Result;

use super::Outcome;
use super::terminal::{Rich, Role, clean_line};
use super::ui::Ui;
use crate::library::{self, Finding, Library};
use crate::view;

/// Say what is wrong with the database or the search index, and which command mends it
///
/// Looks where verify cannot even begin: a missing file, a directory that is not writable, a damaged index. Anything
/// wrong is exit status 4.
#[derive(clap::Args, Debug)]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let db = ui.db()?;
        let mut findings = vec![Finding::good("location", format!("the database is {}", db.display()))];
        findings.extend(Library::diagnose(&db));
        report(ui, &findings)
    }
}

/// Prints findings; one that needs mending is exit status 4.
pub fn report(ui: &mut Ui, findings: &[library::Finding]) -> Result<Outcome> {
    let records: Vec<view::Finding> = findings.iter().map(view::Finding::from).collect();
    ui.list(&records, |ui, records| {
        for record in records {
            let mut line = Rich::default();
            let (role, word) = if record.ok {
                (Role::Speaker, "ok")
            } else {
                (Role::Error, "fault")
            };
            line.push(role, word);
            line.push(
                Role::Plain,
                &format!(" {}: {}", record.check, clean_line(&record.message)),
            );
            if let Some(mend) = &record.mend {
                line.push(Role::Heading, &format!("; {}", clean_line(mend)));
            }
            let line = line.render(ui.width(), 0, ui.color());
            ui.print(line)?;
        }
        Ok(())
    })?;
    Ok(if records.iter().all(|record| record.ok) {
        Outcome::Done
    } else {
        Outcome::Unusable
    })
}
