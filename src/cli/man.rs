//! `claims man`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap_mangen::Man;

use super::ui::Ui;
use super::{Outcome, command};
use crate::error::Error;

/// Print a manual page, or write all of them
///
/// claims man | man -l - shows the first; claims man search the one of a command.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The command that the page is about; without it, claims itself
    #[arg(value_name = "COMMAND")]
    path: Vec<String>,

    /// Write the page of every command into this directory
    #[arg(long, value_name = "DIR", conflicts_with = "path")]
    dir: Option<PathBuf>,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let mut root = command();
        root.build();
        if let Some(dir) = &self.dir {
            std::fs::create_dir_all(dir).map_err(|error| Error::io(dir, error))?;
            write_pages(root, dir)?;
            return Ok(Outcome::Done);
        }
        let mut found = root;
        for name in &self.path {
            let next = found.find_subcommand(name).cloned();
            found = next.ok_or_else(|| Error::Usage(format!("there is no command '{name}'; see claims --help")))?;
        }
        ui.write_all(&page(found)?)?;
        Ok(Outcome::Done)
    }
}

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
        .to_owned();
    let mut page = Vec::new();
    Man::new(command)
        .title(name.to_uppercase())
        .section("1")
        .render(&mut page)?;
    Ok(page)
}

fn write_pages(command: clap::Command, dir: &Path) -> Result<()> {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
        .to_owned();
    let inner: Vec<_> = command
        .get_subcommands()
        .filter(|inner| inner.get_name() != "help")
        .cloned()
        .collect();
    let path = dir.join(format!("{name}.1"));
    std::fs::write(&path, page(command)?).map_err(|error| Error::io(path, error))?;
    inner.into_iter().try_for_each(|inner| write_pages(inner, dir))
}
