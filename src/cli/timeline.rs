//! `claims timeline`.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use super::bars::{Group, bars, digits};
use super::filter::FilterArgs;
use super::table::Columns;
use super::terminal::{Role, clean_line};
use super::ui::{Ui, count};
use super::{Outcome, layout};
use crate::chart;
use crate::error::Error;
use crate::library::Dated;
use crate::view;

/// Columns of the bars where there is no terminal.
const PIPE: usize = 100;

/// Show figures over time: who says how many, of which day
///
/// A table of the figures by the day that they are about, and bars from their lower to their upper end. The day is the
/// last one named with the figure that was over at publication, else the day of publication. Without a match the exit
/// status is 1.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  claims timeline --measure killed
  claims timeline 'Djermouk' --measure killed --population soldats --by side
  claims timeline --measure wounded --since 2022-09-01 --svg wounded.svg")]
pub struct Args {
    /// Only claims that this query finds, as with search; several arguments are joined by spaces
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// What is measured: killed, wounded, missing, displaced, money, share, …
    #[arg(long, value_name = "NAME")]
    measure: String,

    /// Only figures that count this; beginnings of words are enough
    #[arg(long, value_name = "WORDS")]
    population: Option<String>,

    /// Whose figures are drawn together
    #[arg(long, value_enum, default_value_t)]
    by: By,

    /// Draw the figures into this file too, as an SVG picture
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,

    #[command(flatten)]
    filter: FilterArgs,
}

/// Whose figures are drawn together.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum By {
    /// Those of one source
    Source,
    /// Those of one speaker
    #[default]
    Speaker,
    /// Those of all who speak for one country, party or institution
    Side,
}

impl By {
    fn name(self, dated: &Dated) -> String {
        match self {
            By::Source => dated.source.clone(),
            By::Speaker => who(dated),
            By::Side => dated.side.clone().unwrap_or_else(|| "no side named".to_owned()),
        }
    }
}

fn who(dated: &Dated) -> String {
    dated.speaker.clone().unwrap_or_else(|| layout::NOBODY.to_owned())
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let mut library = ui.read()?;
        let query = self.query.join(" ");
        let population = self.population.as_deref();
        let timeline = library.timeline(&query, &self.filter.filter(), &self.measure, population)?;
        for notice in library.notices() {
            ui.warn(notice);
        }
        for problem in &timeline.problems {
            ui.warn(&problem.message);
        }
        let figures = &timeline.figures;
        let records: Vec<view::Dated> = figures.iter().map(view::Dated::from).collect();
        let units = units(figures, self.by);
        ui.list(&records, |ui, _| match figures.is_empty() {
            true => Ok(()),
            false => print(ui, &self.measure, figures, &units),
        })?;
        if figures.is_empty() {
            let known = library.measures()?;
            let known: Vec<&str> = known.keys().map(String::as_str).collect();
            ui.notice(match known.as_slice() {
                [] => "no figure matches; no claim here has a figure with a measure".to_owned(),
                known => format!("no figure matches; measures here: {}", known.join(", ")),
            });
            return Ok(Outcome::Nothing);
        }
        if let Some(path) = &self.svg {
            let undated = figures.iter().filter(|dated| dated.as_of.is_none()).count();
            let svg = chart::svg(&self.measure, &units)?;
            std::fs::write(path, svg).map_err(|error| Error::io(path, error))?;
            if undated > 0 {
                ui.warn(format_args!("{} without a day not drawn", count(undated, "figure")));
            }
            ui.notice(format_args!("picture written: {}", path.display()));
        }
        Ok(Outcome::Done)
    }
}

/// Figures by unit, which must not share a scale, then by who says them; each in the order of its first figure.
fn units(figures: &[Dated], by: By) -> Vec<(Option<String>, Vec<Group<'_>>)> {
    let mut units: Vec<(Option<String>, Vec<Group>)> = Vec::new();
    for dated in figures {
        let unit = &dated.figure.unit;
        let at = units.iter().position(|(other, _)| other == unit).unwrap_or_else(|| {
            units.push((unit.clone(), Vec::new()));
            units.len() - 1
        });
        let name = by.name(dated);
        let groups = &mut units[at].1;
        match groups.iter_mut().find(|(other, _)| *other == name) {
            Some((_, group)) => group.push(dated),
            None => groups.push((name, vec![dated])),
        }
    }
    units
}

fn print(ui: &mut Ui, measure: &str, figures: &[Dated], units: &[(Option<String>, Vec<Group>)]) -> Result<()> {
    let mut table = Columns::new(ui, &["As of", ">Figure", "Counted", "Who", "Source", "Status", "Id"]);
    for dated in figures {
        table.row([
            dated.as_of.map(|day| day.to_string()).unwrap_or_default(),
            digits(&dated.figure),
            dated.figure.population.clone().unwrap_or_default(),
            who(dated),
            dated.source.clone(),
            dated.status.to_string(),
            dated.claim.to_string(),
        ]);
    }
    ui.print(table.finish())?;
    for (unit, groups) in units {
        let title = match unit {
            Some(unit) => format!("{measure}, in {unit}"),
            None => measure.to_owned(),
        };
        let title = Role::Faint.paint(&clean_line(&title), ui.color());
        let drawn = bars(groups, ui.width().unwrap_or(PIPE), ui.color());
        ui.print(format_args!("\n{title}\n{drawn}"))?;
    }
    Ok(())
}
