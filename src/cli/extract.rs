//! `claims extract`.

use anyhow::{Result, bail};

use super::Outcome;
use super::filter::InputArgs;
use super::layout;
use super::ui::Ui;
use crate::library::{self, Inputs, Languages};
use crate::model::Form;
use crate::view::{Claim, Claims};

/// Print the claims of articles without storing anything
///
/// The records are those of list and search; no database is touched.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// The articles' own assertions too
    #[arg(long)]
    narrator: bool,

    /// Say of each claim which rule made it and why this speaker, and of each reporting verb without a claim why not
    #[arg(long)]
    explain: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        if self.explain && !ui.is_table() {
            bail!("--explain is for reading; leave out --format, or ask for --format table");
        }
        let inputs = Inputs::paths(&self.input.paths, &self.input.options());
        let mut languages = Languages::default();
        let (mut refused, mut printed, mut claims) = (0, false, Claims::default());
        library::analyse(inputs, self.input.jobs, |chunk| {
            for article in chunk.articles {
                let article = match article {
                    Ok(article) => article,
                    Err(error) => {
                        refused += 1;
                        ui.error(error);
                        continue;
                    }
                };
                if let Some(notice) = languages.unknown(&article.article) {
                    ui.notice(notice);
                }
                for problem in &article.problems {
                    tracing::info!("{}: {}", article.article.identity, problem.message);
                }
                for (claim, draft) in article
                    .records()
                    .iter()
                    .zip(&article.drafts)
                    .filter(|(claim, _)| self.narrator || claim.form != Form::Narrator)
                {
                    match ui.is_table() {
                        true => {
                            let block = layout::Entry::of(claim).block(ui);
                            ui.print(if printed { "\n" } else { "" }.to_owned() + &block)?;
                            if self.explain {
                                ui.fact("why", &library::why(draft))?;
                            }
                            printed = true;
                        }
                        false => ui.record(&claims.claim(claim))?,
                    }
                }
                if self.explain {
                    for line in library::unread(&article) {
                        ui.fact("no claim", &line)?;
                    }
                }
            }
            anyhow::Ok(())
        })?;
        if !ui.is_table() {
            ui.end_records::<Claim>()?;
        }
        Ok(if refused > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        })
    }
}
