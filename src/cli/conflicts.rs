//! `claims conflicts`.

use anyhow::Result;

use super::actor::Actor;
use super::filter::named;
use super::terminal::{Rich, Role};
use super::ui::Ui;
use super::{Outcome, layout};
use crate::library::{Event, Relation as Stored, RelationDetail, Relations};
use crate::model::{Decision, Dismissal, RelationKind, RelationState, Resolution};
use crate::view::{Claims, Conflict, Relation};

/// Show the claims that cannot both be true, and decide about them
///
/// Pairs of claims in force with the reason, the surest first. A decision says who made it, when and why, and is kept
/// through every later run; when one of the two texts changes so that its words are gone, what takes their place is
/// compared anew.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the contradictions; copies of one wire text tell each once
    List(ListArgs),
    /// Show both statements beside each other, with what differs marked and every decision
    Show(Ids),
    /// Say that relations hold
    Confirm(ConfirmArgs),
    /// Say that relations do not hold, and why
    Dismiss(DismissArgs),
    /// Say which side of contradictions stands
    Resolve(ResolveArgs),
}

#[derive(clap::Args, Debug, Default)]
struct ListArgs {
    /// Only contradictions of this claim
    #[arg(long, value_name = "ID")]
    claim: Option<String>,

    /// Only contradictions in this state; without it, all but the dismissed
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = named::<RelationState>(RelationState::ALL.iter().map(|v| v.as_str())))]
    state: Vec<RelationState>,

    /// All of those whose claims repeat the same two, as copies of one text do, and not the first alone; --claim has them always
    #[arg(long)]
    copies: bool,

    /// Stop after this many
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    /// Exit with status 1 where there is none
    #[arg(long)]
    exit_code: bool,
}

/// Which relations.
#[derive(clap::Args, Debug)]
struct Ids {
    /// Ids of relations, as conflicts and relations print them, or beginnings that no other has
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

#[derive(clap::Args, Debug)]
struct ConfirmArgs {
    #[command(flatten)]
    of: Ids,

    #[command(flatten)]
    by: By,
}

#[derive(clap::Args, Debug)]
struct DismissArgs {
    #[command(flatten)]
    of: Ids,

    /// Why they do not hold
    #[arg(long = "as", value_name = "REASON", value_parser = named::<Dismissal>(Dismissal::ALL.iter().map(|v| v.as_str())))]
    reason: Dismissal,

    #[command(flatten)]
    by: By,
}

#[derive(clap::Args, Debug)]
struct ResolveArgs {
    #[command(flatten)]
    of: Ids,

    /// What comes of it; a and b are the claims as 'conflicts show' names them
    #[arg(long = "as", value_name = "OUTCOME", value_parser = named::<Resolution>(Resolution::ALL.iter().map(|v| v.as_str())))]
    outcome: Resolution,

    #[command(flatten)]
    by: By,
}

/// Who decides, and why.
#[derive(clap::Args, Debug)]
struct By {
    /// Why, in words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    actor: Actor,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        match self.command.unwrap_or(Command::List(ListArgs::default())) {
            Command::List(args) => {
                let claim = args.claim.as_deref();
                let found = match args.copies || claim.is_some() {
                    true => list(ui, &[RelationKind::Contradicts], &args.state, claim, args.limit)?,
                    false => list_once(ui, &args.state, args.limit)?,
                };
                Ok(match !found && args.exit_code {
                    true => Outcome::Nothing,
                    false => Outcome::Done,
                })
            }
            Command::Show(args) => show(ui, &args.ids),
            Command::Confirm(args) => decide(ui, &args.of.ids, Decision::Confirm, args.by),
            Command::Dismiss(args) => decide(ui, &args.of.ids, Decision::Dismiss(args.reason), args.by),
            Command::Resolve(args) => decide(ui, &args.of.ids, Decision::Resolve(args.outcome), args.by),
        }
    }
}

/// Prints relations; true if there were some.
pub fn list(
    ui: &mut Ui,
    kinds: &[RelationKind],
    states: &[RelationState],
    claim: Option<&str>,
    limit: Option<usize>,
) -> Result<bool> {
    let library = ui.read()?;
    print(ui, library.relations_in(kinds, states, claim, limit)?, |_| Ok(0))
}

/// Prints contradictions, with how many copies of each there are; true if there were some.
fn list_once(ui: &mut Ui, states: &[RelationState], limit: Option<usize>) -> Result<bool> {
    let library = ui.read()?;
    print(ui, library.conflicts(states, limit)?, |relation| {
        library.copies(relation)
    })
}

/// Prints relations, each with the number of its copies where there are some; true if there were relations.
fn print(
    ui: &mut Ui,
    relations: Relations<'_>,
    copies: impl Fn(&Stored) -> crate::error::Result<usize>,
) -> Result<bool> {
    let mut views = Claims::default();
    let mut found = false;
    for relation in relations {
        let relation = relation?;
        entry(ui, &mut views, &relation, found)?;
        found = true;
        let copies = if ui.is_table() { copies(&relation)? } else { 0 };
        if copies > 0 {
            ui.fact("copies", &format!("{copies}, listed with --copies"))?;
        }
    }
    if !ui.is_table() {
        ui.end_records::<Relation>()?;
    }
    if !found {
        ui.notice("no relation matches; 'claims reindex --extract' compares all claims again");
    }
    Ok(found)
}

/// Decides about relations and prints what became of them.
fn decide(ui: &mut Ui, ids: &[String], decision: Decision, by: By) -> Result<Outcome> {
    let mut library = ui.write()?;
    let relations = library.decide(ids, decision, by.note.as_deref(), &by.actor.name()?)?;
    library.notices().into_iter().for_each(|notice| ui.warn(notice));
    let mut views = Claims::default();
    if let ([relation], false) = (relations.as_slice(), ui.is_table()) {
        ui.single(&Relation::new(&mut views, relation))?;
        return Ok(Outcome::Done);
    }
    for (i, relation) in relations.iter().enumerate() {
        entry(ui, &mut views, relation, i > 0)?;
    }
    if !ui.is_table() {
        ui.end_records::<Relation>()?;
    }
    Ok(Outcome::Done)
}

fn show(ui: &mut Ui, ids: &[String]) -> Result<Outcome> {
    let library = ui.read()?;
    let details = ids
        .iter()
        .map(|id| library.relation(id))
        .collect::<Result<Vec<_>, _>>()?;
    let mut views = Claims::default();
    for (i, detail) in details.iter().enumerate() {
        match (ui.is_table(), details.len()) {
            (true, _) => describe(ui, detail, i > 0)?,
            (false, 1) => ui.single(&Conflict::new(&mut views, detail))?,
            (false, _) => ui.record(&Conflict::new(&mut views, detail))?,
        }
    }
    if !ui.is_table() && details.len() > 1 {
        ui.end_records::<Conflict>()?;
    }
    Ok(Outcome::Done)
}

/// A relation as one entry of a list: a record, or what it is, why, and its two claims.
fn entry(ui: &mut Ui, views: &mut Claims, relation: &Stored, further: bool) -> Result<()> {
    if !ui.is_table() {
        return ui.record(&Relation::new(views, relation));
    }
    head(ui, relation, further)?;
    for claim in [&relation.a, &relation.b] {
        let block = layout::Entry::of(claim).block(ui);
        ui.print(block)?;
    }
    Ok(())
}

/// What a relation is and why, its id, and who decided about it.
pub fn head(ui: &mut Ui, relation: &Stored, further: bool) -> Result<()> {
    if further {
        ui.print("\n")?;
    }
    let about = relation
        .conflict
        .map_or(String::new(), |conflict| format!(" ({conflict})"));
    ui.fact(
        &format!("{}{about}", relation.kind),
        &format!(
            "{} [{}, score {:.2}, {}]",
            relation.explanation, relation.state, relation.score, relation.id
        ),
    )?;
    let Some(decided) = &relation.decided else {
        return Ok(());
    };
    let outcome = decided.decision.outcome();
    let told = by_whom(&decided.by, outcome, decided.rationale.as_deref());
    ui.fact(relation.state.as_str(), &format!("{}{told}", decided.at))
}

/// Outcome, name and note of a decision, after its time.
fn by_whom(by: &str, outcome: Option<&str>, note: Option<&str>) -> String {
    let outcome = outcome.map_or(String::new(), |outcome| format!(" as {outcome}"));
    let note = note.map_or(String::new(), |note| format!(": {note}"));
    format!("{outcome} by {by}{note}")
}

/// What happened, when, by whom and, for what people decide, with which outcome and why.
pub fn happened(event: &Event) -> String {
    let after: serde_json::Value = event
        .after
        .as_deref()
        .and_then(|after| serde_json::from_str(after).ok())
        .unwrap_or_default();
    let field = |name: &str| after[name].as_str();
    let told = by_whom(
        &event.actor,
        field("outcome").or_else(|| field("verdict")),
        field("rationale"),
    );
    format!("{} {}{told}", event.at, event.action)
}

/// A relation for somebody who is to decide about it.
fn describe(ui: &mut Ui, detail: &RelationDetail, further: bool) -> Result<()> {
    let relation = &detail.relation;
    head(ui, relation, further)?;
    ui.fact("compared by", &relation.comparer)?;
    let [a, b] = &detail.differs;
    let claims = [(&relation.a, a.as_slice()), (&relation.b, b.as_slice())];
    let pair = layout::pair(ui.width(), ui.color(), claims);
    ui.print(format_args!("\n{pair}"))?;
    if !detail.history.is_empty() {
        ui.print("\n")?;
    }
    for event in &detail.history {
        ui.fact("history", &happened(event))?;
    }
    for claim in [&relation.a, &relation.b] {
        if !claim.in_force {
            let gone = format!(
                "the words of {} are gone from the newest version of its article",
                claim.id
            );
            let line = Rich::line(Role::Warning, &gone).render(ui.width(), 0, ui.color());
            ui.print(line)?;
        }
    }
    Ok(())
}
