//! `claims import`.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use super::Outcome;
use super::ui::{Ui, count};
use crate::error::Error;
use crate::library;
use crate::model::Revision;
use crate::view::{ARCHIVE_VERSION, Archived, Imported, reviews};

/// Take in what 'claims export' wrote, or fact-checkers' reviews as schema.org JSON-LD
///
/// An archive comes in without loss, under the same ids; what is here already stays, and the same file again changes nothing. A ClaimReview is
/// kept word for word as somebody else's, never as a verdict of ours; it belongs to a claim only if that has exactly the words
/// reviewed. What has lost its words is kept as an orphan, and told of.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The file, or - for standard input
    #[arg(value_name = "FILE")]
    from: PathBuf,

    /// Who imports, for the log
    #[arg(
        long = "as",
        value_name = "NAME",
        env = "USER",
        hide_env_values = true,
        default_value = "unknown"
    )]
    actor: String,
}

type Rows = Box<dyn Iterator<Item = Result<(library::Archived, String), Error>>>;

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let place = self.from.display().to_string();
        let input: Box<dyn io::Read> = match place.as_str() {
            "-" => Box::new(io::stdin()),
            _ => Box::new(File::open(&self.from).map_err(|error| Error::io(&self.from, error))?),
        };
        let (revision, rows) = read(BufReader::new(input), place)?;
        let mut library = ui.create()?;
        let imported = library.import(revision, rows, &self.actor)?;
        for notice in library.notices() {
            ui.warn(notice);
        }
        for orphan in &imported.orphans {
            ui.warn(format_args!("orphan, its words are not in a text here: {orphan}"));
        }
        for refused in &imported.refused {
            ui.error(refused);
        }
        match ui.is_table() {
            true => ui.notice(format_args!(
                "{}, {} new, {}",
                count(imported.records, "record"),
                imported.new,
                count(imported.orphans.len(), "orphan")
            )),
            false => ui.single(&Imported::from(&imported))?,
        }
        Ok(match imported.refused.is_empty() {
            true => Outcome::Done,
            false => Outcome::SomeFailed,
        })
    }
}

/// The rows of an archive with its revision, or the reviews of a JSON-LD document.
fn read(mut input: impl BufRead + 'static, place: String) -> Result<(Revision, Rows), Error> {
    let unreadable = |error: &io::Error| Error::input(&place, format!("cannot be read: {error}"));
    let mut first = String::new();
    input.read_line(&mut first).map_err(|error| unreadable(&error))?;
    if let Ok(Archived::Archive { version, revision, .. }) = serde_json::from_str(first.trim_start_matches('\u{feff}'))
    {
        if version != ARCHIVE_VERSION {
            return Err(Error::input(
                place,
                format!("an archive of version {version}; this program reads {ARCHIVE_VERSION}, update claims"),
            ));
        }
        let rows = input.lines().zip(2..).filter_map(move |(line, number)| {
            let at = || format!("{place}:{number}");
            let line = match line {
                Ok(line) if line.trim().is_empty() => return None,
                Ok(line) => line,
                Err(error) => return Some(Err(Error::input(at(), format!("cannot be read: {error}")))),
            };
            let row = serde_json::from_str::<Archived>(&line).map_err(|error| error.to_string());
            let row = row.and_then(library::Archived::try_from);
            Some(
                row.map(|row| (row, line))
                    .map_err(|problem| Error::input(at(), problem)),
            )
        });
        return Ok((Revision(revision), Box::new(rows)));
    }
    let mut text = first;
    input.read_to_string(&mut text).map_err(|error| unreadable(&error))?;
    let what = "neither an archive of 'claims export' nor JSON-LD";
    let document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Error::input(&place, format!("{what}: {error}")))?;
    let found = reviews(&document);
    if found.is_empty() {
        return Err(Error::input(
            place,
            "there is no ClaimReview with a claimReviewed in it",
        ));
    }
    let rows = found
        .into_iter()
        .map(|review| Ok((library::Archived::Review(review), String::new())));
    Ok((Revision(0), Box::new(rows)))
}
