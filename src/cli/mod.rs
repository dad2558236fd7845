//! The command line: one file a command, its arguments beside its function.
//!
//! Data goes to stdout, everything else to stderr; the kind of an error decides the exit code.

mod actor;
mod backup;
mod bars;
mod compare;
mod completions;
mod config;
mod conflicts;
mod doctor;
mod export;
mod extract;
mod filter;
mod import;
mod index;
mod interrupt;
mod layout;
mod list;
mod log;
mod man;
mod reindex;
mod relations;
mod restore;
mod search;
mod show;
mod snippet;
mod sources;
mod speakers;
mod stats;
mod table;
mod terminal;
mod timeline;
mod ui;
mod verdict;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use ui::Ui;

use crate::error::Error;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Green.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Who said what, in which words, where: attributed claims out of news articles.
///
/// Articles go in with `claims index`; their claims are stored in one SQLite file and searched with `claims search`.
/// Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "claims", version, styles = STYLES, max_term_width = 100, propagate_version = true, after_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  claims index --recursive articles/      take in a folder of articles
  claims search 'cessez-le-feu'           search the claims
  claims list --source lemonde            claims by source
  claims extract article.txt              print the claims of a file, no database

Exit status: 0 done; 1 nothing matched; 2 wrong use or other error; 3 no such id; 4 database or index unusable;
5 some inputs failed, the rest are in; 130 stopped by Ctrl-C.";

/// Options that every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Database file; the search index lies beside it in FILE.index
    ///
    /// First that is set: this option, CLAIMS_DB, `db = "…"` in $XDG_CONFIG_HOME/claims/config.toml,
    /// $XDG_DATA_HOME/claims/claims.db.
    #[arg(long, global = true, value_name = "FILE", env = "CLAIMS_DB", hide_env_values = true)]
    db: Option<PathBuf>,

    /// How results are printed
    ///
    /// auto is table; a table is cut and wrapped to the width of a terminal and is left whole in a pipe. Every JSON
    /// record is described in schema/output.md.
    #[arg(long, global = true, value_enum, default_value_t, hide_possible_values = false)]
    format: Format,

    /// When to use colours; NO_COLOR is respected
    #[arg(long, global = true, value_enum, default_value_t)]
    color: Color,

    /// Say nothing but errors on stderr
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say more on stderr; twice for the log of every step
    #[arg(short, long, global = true, action = ArgAction::Count)]
    verbose: u8,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The same as table
    #[default]
    Auto,
    /// For people
    Table,
    /// One JSON document
    Json,
    /// One JSON record a line
    Jsonl,
    /// Comma separated values with a header line
    Csv,
    /// schema.org JSON-LD, of export only
    Claimreview,
    /// W3C Web Annotations, of export only
    Annotations,
}

impl Format {
    /// True for what is written for other programs than those that read our records.
    fn is_exchange(self) -> bool {
        matches!(self, Format::Claimreview | Format::Annotations)
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Even in a pipe
    Always,
    /// Not at all
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::Args),
    Extract(extract::Args),
    Search(search::Args),
    List(list::Args),
    Show(show::Args),
    Conflicts(conflicts::Args),
    Relations(relations::Args),
    Compare(compare::Args),
    Verdict(verdict::Args),
    Timeline(timeline::Args),
    Sources(sources::Args),
    Speakers(speakers::Args),
    Log(log::Args),
    Stats(stats::Args),
    Verify(verify::Args),
    Doctor(doctor::Args),
    Reindex(reindex::Args),
    Export(export::Args),
    Import(import::Args),
    Backup(backup::Args),
    Restore(restore::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a command ended when nothing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything is done.
    Done,
    /// Nothing matched.
    Nothing,
    /// The database or its index has a fault that the command has told of.
    Unusable,
    /// Some inputs were refused, the rest are in.
    SomeFailed,
    /// A signal ended it early, between two transactions.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Nothing => 1,
            Outcome::Unusable => 4,
            Outcome::SomeFailed => 5,
            Outcome::Interrupted => interrupt::INTERRUPTED,
        })
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let Cli { global, command } = Cli::parse();
    let mut ui = Ui::new(&global);
    if global.format.is_exchange() && !matches!(command, Command::Export(_)) {
        return ui.fail(
            &Error::Usage("only 'claims export' knows this format; choose table, json, jsonl or csv".into()).into(),
        );
    }
    let result = match command {
        Command::Index(args) => args.run(&mut ui),
        Command::Extract(args) => args.run(&mut ui),
        Command::Search(args) => args.run(&mut ui),
        Command::List(args) => args.run(&mut ui),
        Command::Show(args) => args.run(&mut ui),
        Command::Conflicts(args) => args.run(&mut ui),
        Command::Relations(args) => args.run(&mut ui),
        Command::Compare(args) => args.run(&mut ui),
        Command::Verdict(args) => args.run(&mut ui),
        Command::Timeline(args) => args.run(&mut ui),
        Command::Sources(args) => args.run(&mut ui),
        Command::Speakers(args) => args.run(&mut ui),
        Command::Log(args) => args.run(&mut ui),
        Command::Stats(args) => args.run(&mut ui),
        Command::Verify(args) => args.run(&mut ui),
        Command::Doctor(args) => args.run(&mut ui),
        Command::Reindex(args) => args.run(&mut ui),
        Command::Export(args) => args.run(&mut ui),
        Command::Import(args) => args.run(&mut ui),
        Command::Backup(args) => args.run(&mut ui),
        Command::Restore(args) => args.run(&mut ui),
        Command::Completions(args) => args.run(&mut ui),
        Command::Man(args) => args.run(&mut ui),
    };
    let result = result.and_then(|outcome| ui.flush().map(|()| outcome));
    // What went wrong in a file that changed meanwhile says nothing about the file.
    match ui.check_read().and(result) {
        Ok(outcome) => outcome.into(),
        Err(error) => ui.fail(&error),
    }
}

/// The whole command tree, for help, completions and man pages.
pub fn command() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_tree_is_sound() {
        super::command().debug_assert();
    }
}
