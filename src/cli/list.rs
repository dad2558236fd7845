//! `claims list`.

use anyhow::Result;

use super::filter::{FilterArgs, named};
use super::ui::Ui;
use super::{Outcome, layout};
use crate::model::Review;
use crate::view::{Claim, Claims};

/// Claims that are looked at for the widths of the columns; the list goes on without being held in memory.
const SAMPLE: usize = 200;

/// List claims
///
/// Newest articles first, the claims of one article in its order. The articles' own assertions are left out unless
/// --narrator or --form narrator asks for them. Without a match the exit status is 1.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,

    /// Stop after this many claims
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    /// Only claims with which people are this far; reopened ones have a verdict that something came up against
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = named::<Review>(Review::ALL.iter().map(|v| v.as_str())))]
    review: Vec<Review>,

    /// Claims whose words are gone from their article's newest version too
    #[arg(long)]
    history: bool,

    /// Print only how many there are
    #[arg(long, conflicts_with = "limit")]
    count: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let library = ui.read()?;
        let mut filter = self.filter.filter();
        filter.history = self.history;
        filter.review = self.review;
        if self.count {
            return super::search::print_count(ui, library.count(&filter)?, None);
        }
        let mut claims = library.list(&filter, self.limit)?;
        let mut found = false;
        if ui.is_table() {
            let first = claims.by_ref().take(SAMPLE).collect::<Result<Vec<_>, _>>()?;
            let lines = layout::Lines::fitting(ui, &first);
            if !first.is_empty() {
                ui.print(lines.heading(ui))?;
            }
            for claim in first.into_iter().map(Ok).chain(claims) {
                let gap = found && layout::is_narrow(ui);
                ui.print(if gap { "\n" } else { "" }.to_owned() + &lines.line(ui, &claim?))?;
                found = true;
            }
        } else {
            let mut views = Claims::default();
            for claim in claims {
                ui.record(&views.claim(&claim?))?;
                found = true;
            }
            ui.end_records::<Claim>()?;
        }
        if !found {
            ui.notice("no claim matches; 'claims sources' and 'claims speakers list' show what there is");
        }
        Ok(if found { Outcome::Done } else { Outcome::Nothing })
    }
}
