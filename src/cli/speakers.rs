//! `claims speakers`.

use anyhow::Result;
use clap::Subcommand;

use super::Outcome;
use super::actor::Actor;
use super::filter::FilterArgs;
use super::table::Columns;
use super::ui::{Ui, count};
use crate::library::{self, Library};
use crate::view::Speaker;

/// Who speaks: list, show, and correct who is who
///
/// A speaker is named by its number, as the list prints it, or by a name that only one speaker has.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Count the claims by speaker and side
    List(List),
    /// Show a speaker with all its names
    Show(Show),
    /// Make two speakers one: all claims and names of the first go to the second
    Merge(Merge),
    /// Take claims or a name away from a speaker and give them to a new one
    Split(Split),
    /// Teach a further name of a speaker
    Alias(Alias),
}

#[derive(clap::Args, Debug)]
struct List {
    #[command(flatten)]
    filter: FilterArgs,

    /// Stop after this many speakers
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
}

#[derive(clap::Args, Debug)]
struct Show {
    /// Number or name
    speaker: String,
}

#[derive(clap::Args, Debug)]
struct Merge {
    /// The speaker that goes, by number or name
    from: String,
    /// The speaker that stays, by number or name
    into: String,
    #[command(flatten)]
    actor: Actor,
}

#[derive(clap::Args, Debug)]
struct Split {
    /// The speaker who loses them, by number or name
    speaker: String,
    /// Ids of the claims that belong to somebody else
    #[arg(value_name = "CLAIM", required_unless_present = "alias")]
    claims: Vec<String>,
    /// A name that belongs to somebody else, with all claims whose article gives it
    #[arg(long, value_name = "NAME", conflicts_with = "claims")]
    alias: Option<String>,
    /// Name of the new speaker
    #[arg(long, value_name = "NAME")]
    to: String,
    #[command(flatten)]
    actor: Actor,
}

#[derive(clap::Args, Debug)]
struct Alias {
    /// Number or name
    speaker: String,
    /// The further name
    alias: String,
    #[command(flatten)]
    actor: Actor,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        match self.command {
            Command::List(args) => args.run(ui),
            Command::Show(args) => {
                let library = ui.read()?;
                show(ui, &library, &args.speaker)
            }
            Command::Merge(args) => {
                let mut library = ui.write()?;
                let (from, into) = (library.speaker(&args.from)?, library.speaker(&args.into)?);
                library.merge_speakers(into.key, from.key, &args.actor.name()?)?;
                changed(ui, &mut library, into.key)
            }
            Command::Split(args) => {
                let mut library = ui.write()?;
                let from = library.speaker(&args.speaker)?;
                let claims = library.claim_ids(&args.claims)?;
                let what = match &args.alias {
                    Some(alias) => library::Split::Alias(alias),
                    None => library::Split::Claims(&claims),
                };
                let new = library.split_speaker(from.key, what, &args.to, &args.actor.name()?)?;
                changed(ui, &mut library, new)
            }
            Command::Alias(args) => {
                let mut library = ui.write()?;
                let speaker = library.speaker(&args.speaker)?;
                library.add_alias(speaker.key, &args.alias, &args.actor.name()?)?;
                changed(ui, &mut library, speaker.key)
            }
        }
    }
}

impl List {
    fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let speakers = ui.read()?.speakers(&self.filter.filter(), self.limit)?;
        let speakers: Vec<Speaker> = speakers.iter().map(Speaker::from).collect();
        ui.list(&speakers, |ui, speakers| {
            let mut table = Columns::new(ui, &[">Claims", ">Articles", "Speaker", "Kind", "Side", ">Id"]);
            for speaker in speakers {
                table.row([
                    &speaker.claims.to_string(),
                    &speaker.articles.to_string(),
                    &speaker.name,
                    speaker.kind,
                    speaker.affiliation.as_deref().unwrap_or("-"),
                    &speaker.id.to_string(),
                ]);
            }
            ui.print(table.finish())
        })?;
        if speakers.is_empty() {
            ui.notice("no speaker matches; 'claims list' shows what there is");
        }
        Ok(Outcome::Done)
    }
}

/// Brings the search index up to date after a decision and shows what came of it.
fn changed(ui: &mut Ui, library: &mut Library, speaker: i64) -> Result<Outcome> {
    library.catch_up();
    library.notices().into_iter().for_each(|notice| ui.warn(notice));
    show(ui, library, &speaker.to_string())
}

fn show(ui: &mut Ui, library: &Library, name: &str) -> Result<Outcome> {
    let speaker = Speaker::from(&library.speaker(name)?);
    if !ui.is_table() {
        ui.single(&speaker)?;
        return Ok(Outcome::Done);
    }
    let facts = [
        ("speaker", speaker.name.clone()),
        ("id", speaker.id.to_string()),
        ("kind", speaker.kind.to_owned()),
        (
            "side",
            speaker.affiliation.clone().unwrap_or_else(|| "none known".to_owned()),
        ),
        (
            "other names",
            if speaker.aliases.is_empty() {
                "none".to_owned()
            } else {
                speaker.aliases.join(", ")
            },
        ),
        (
            "claims",
            format!("{} in {}", speaker.claims, count(speaker.articles, "article")),
        ),
    ];
    for (name, value) in facts {
        ui.fact(name, &value)?;
    }
    Ok(Outcome::Done)
}
