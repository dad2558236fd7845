//! `claims verdict`.

use anyhow::Result;

use super::actor::Actor;
use super::filter::named;
use super::table::Columns;
use super::ui::Ui;
use super::{Outcome, layout};
use crate::model::{self, ClaimRecord};
use crate::view::{Claims, Verdict};

/// Say what a claim is worth: set, withdraw and log verdicts
///
/// A verdict is a person's, with a reason; the newest of a claim holds. Nothing is overwritten: the log keeps every one.
/// When a later run finds something against a claim with a verdict, or its article changes, it is reopened; giving a
/// verdict again closes it.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Give a verdict on a claim
    Set(Set),
    /// Take back the verdict on a claim
    Withdraw(Withdraw),
    /// Print every verdict that was given or withdrawn, oldest first
    Log(Log),
}

#[derive(clap::Args, Debug)]
struct Set {
    /// Id of the claim, or a beginning that no other has
    #[arg(value_name = "ID")]
    id: String,

    /// What was found
    #[arg(value_name = "VERDICT", value_parser = named::<model::Verdict>(model::Verdict::ALL.iter().map(|v| v.as_str())))]
    verdict: model::Verdict,

    #[command(flatten)]
    by: By,
}

#[derive(clap::Args, Debug)]
struct Withdraw {
    /// Id of the claim, or a beginning that no other has
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    by: By,
}

/// Who decides, and why.
#[derive(clap::Args, Debug)]
struct By {
    /// Why, in words; a source, a document, a calculation
    #[arg(long, value_name = "TEXT", required = true)]
    because: String,

    #[command(flatten)]
    actor: Actor,
}

#[derive(clap::Args, Debug)]
struct Log {
    /// Only verdicts on this claim
    #[arg(value_name = "ID")]
    id: Option<String>,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        match self.command {
            Command::Set(args) => rule(ui, &args.id, Some(args.verdict), args.by),
            Command::Withdraw(args) => rule(ui, &args.id, None, args.by),
            Command::Log(args) => log(ui, args.id.as_deref()),
        }
    }
}

fn rule(ui: &mut Ui, id: &str, verdict: Option<model::Verdict>, by: By) -> Result<Outcome> {
    let mut library = ui.write()?;
    let claim = library.rule(id, verdict, &by.because, &by.actor.name()?)?;
    library.notices().into_iter().for_each(|notice| ui.warn(notice));
    if !ui.is_table() {
        ui.single(&Claims::default().claim(&claim))?;
        return Ok(Outcome::Done);
    }
    let block = layout::Entry::of(&claim).block(ui);
    ui.print(block)?;
    told(ui, &claim)?;
    Ok(Outcome::Done)
}

/// Verdict and review of a claim, for people.
pub fn told(ui: &mut Ui, claim: &ClaimRecord) -> Result<()> {
    if let Some(ruling) = &claim.verdict {
        ui.fact(
            "verdict",
            &format!(
                "{} by {}, {}: {}",
                ruling.verdict, ruling.actor, ruling.at, ruling.rationale
            ),
        )?;
    }
    let hint = match claim.review() {
        model::Review::Reopened => {
            ", something came up after the verdict; 'claims conflicts list --claim ID' may show it"
        }
        model::Review::Open | model::Review::Decided => "",
    };
    ui.fact(
        "review",
        &format!("{}{}", claim.review(), hint.replace("ID", &claim.id.0)),
    )
}

fn log(ui: &mut Ui, id: Option<&str>) -> Result<Outcome> {
    let verdicts: Vec<Verdict> = ui.read()?.verdicts(id)?.iter().map(Verdict::from).collect();
    ui.list(&verdicts, |ui, verdicts| {
        if verdicts.is_empty() {
            return Ok(());
        }
        let mut table = Columns::new(ui, &["At", "Claim", "Verdict", "By", "Because"]);
        for row in verdicts {
            table.row([&row.at, &row.claim, row.verdict, &row.actor, &row.rationale]);
        }
        ui.print(table.finish())
    })?;
    if verdicts.is_empty() {
        ui.notice("no verdict was given; 'claims verdict set' gives one");
    }
    Ok(Outcome::Done)
}
