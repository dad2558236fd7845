//! `claims conflicts`.

use anyhow::Result;

use super::ui::Ui;
use super::{Outcome, layout};
use crate::library::{self, Relation as Stored};
use crate::model::RelationKind;
use crate::view::{Claims, Relation};

/// Show the claims that cannot both be true
///
/// Pairs of claims in force with the reason, the surest first.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the contradictions
    List(ListArgs),
}

#[derive(clap::Args, Debug, Default)]
struct ListArgs {
    /// Only contradictions of this claim
    #[arg(long, value_name = "ID")]
    claim: Option<String>,

    /// Stop after this many
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    /// Exit with status 1 where there is none
    #[arg(long)]
    exit_code: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let args = match self.command {
            Some(Command::List(args)) => args,
            None => ListArgs::default(),
        };
        let found = list(ui, &[RelationKind::Contradicts], args.claim.as_deref(), args.limit)?;
        Ok(match !found && args.exit_code {
            true => Outcome::Nothing,
            false => Outcome::Done,
        })
    }
}

/// Prints relations; true if there were some.
pub fn list(ui: &mut Ui, kinds: &[RelationKind], claim: Option<&str>, limit: Option<usize>) -> Result<bool> {
    let library = ui.read()?;
    let mut views = Claims::default();
    let mut found = false;
    for relation in library.relations(kinds, claim, limit)? {
        let relation = relation?;
        match ui.is_table() {
            true => show(ui, &relation, found)?,
            false => ui.record(&Relation::new(&mut views, &relation))?,
        }
        found = true;
    }
    if !ui.is_table() {
        ui.end_records::<Relation>()?;
    }
    if !found {
        ui.notice("no relation matches; 'claims reindex --extract' compares all claims again");
    }
    Ok(found)
}

/// A relation for people: what it is, why, and its two claims.
fn show(ui: &mut Ui, relation: &Stored, further: bool) -> Result<()> {
    if further {
        ui.print("\n")?;
    }
    let about = relation
        .conflict
        .map_or(String::new(), |conflict| format!(" ({conflict})"));
    ui.fact(
        &format!("{}{about}", relation.kind),
        &format!(
            "{} [{}, score {:.2}]",
            relation.explanation, relation.state, relation.score
        ),
    )?;
    for claim in [&relation.a, &relation.b] {
        let block = layout::block(ui, None, claim, library::sentence(claim), &[]);
        ui.print(block)?;
    }
    Ok(())
}
