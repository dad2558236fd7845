//! `claims search`.

use anyhow::Result;
use clap::ValueEnum;

use super::filter::FilterArgs;
use super::table::Columns;
use super::ui::Ui;
use super::{Format, Outcome, layout};
use crate::error::Error;
use crate::library::{self, SearchOptions};
use crate::view::{Claims, Count, Facets, Hit};

/// Search the claims
///
/// Plain words, "phrases", -not, OR, and fields: speaker: side: source: status: verdict: form: stance: measure: lang:
/// before: after:. Case, accents, elisions and endings don't matter. A query that cannot be understood in part still
/// searches, with a warning; so does one of more than 64 KiB, 200 words and fields or 40 nested brackets, without the
/// rest. Without a match the exit status is 1.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  claims search 'cessez-le-feu'
  claims search 'side:Arménie bombardements' --since 2022-09-01
  claims search '\"soldats tués\" OR blessés -exercice' --sort newest
  claims search -- -exercice frappes        a query that begins with a minus")]
pub struct Args {
    /// What to look for; several arguments are joined by spaces
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,

    #[command(flatten)]
    filter: FilterArgs,

    /// Order of the hits
    #[arg(long, value_enum, default_value_t)]
    sort: Sort,

    /// Show at most this many hits
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Leave out this many hits at the top
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Count the whole result by speaker, side, source and more, after the hits
    #[arg(long, conflicts_with = "count")]
    facets: bool,

    /// Print only how many claims match
    #[arg(long)]
    count: bool,

    /// Say on stderr how the query was understood
    #[arg(long)]
    explain: bool,
}

/// Order of the hits.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Sort {
    /// Best match first
    #[default]
    Relevance,
    /// Newest article first
    Newest,
    /// Oldest article first
    Oldest,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        if self.facets && ui.format() == Format::Csv {
            return Err(Error::Usage("hits and facets don't fit one CSV; use --format json".into()).into());
        }
        let mut library = ui.read()?;
        let options = SearchOptions {
            limit: if self.count { 0 } else { self.limit },
            offset: self.offset,
            sort: match self.sort {
                Sort::Relevance => library::Sort::Relevance,
                Sort::Newest => library::Sort::Newest,
                Sort::Oldest => library::Sort::Oldest,
            },
            facets: self.facets,
        };
        let found = library.search(&self.query.join(" "), &self.filter.filter(), options)?;
        for notice in library.notices() {
            ui.warn(notice);
        }
        for problem in &found.problems {
            ui.warn(&problem.message);
        }
        if self.explain {
            ui.notice(format_args!("understood as: {}", found.understood));
        }
        if self.count {
            return print_count(ui, found.total);
        }
        print_hits(ui, &found, self.facets)?;
        if found.total == 0 {
            match &found.suggestion {
                Some(suggestion) => ui.notice(format_args!("nothing found; did you mean: {suggestion}")),
                None => {
                    ui.notice("nothing found; try fewer words or filters, --explain shows how the query was understood")
                }
            }
            return Ok(Outcome::Nothing);
        }
        let shown = self.offset + found.hits.len();
        if ui.is_table() && self.limit > 0 && shown < found.total {
            ui.notice(format_args!("{shown} of {} shown; --limit shows more", found.total));
        }
        Ok(Outcome::Done)
    }
}

fn print_hits(ui: &mut Ui, found: &library::Found, facets: bool) -> Result<()> {
    if ui.is_table() {
        for (i, hit) in found.hits.iter().enumerate() {
            let block = layout::block(ui, Some(hit.rank), &hit.claim, hit.sentence, &hit.matches);
            ui.print(if i > 0 { "\n" } else { "" }.to_owned() + &block)?;
        }
        if facets && found.total > 0 {
            ui.print(if found.hits.is_empty() { "" } else { "\n" })?;
            print_facets(ui, found)?;
        }
        return Ok(());
    }
    let mut views = Claims::default();
    for hit in &found.hits {
        let record = Hit {
            rank: hit.rank,
            score: f64::from(hit.score),
            claim: views.claim(&hit.claim),
            sentence: views.passage(&hit.claim, hit.sentence),
            matches: hit
                .matches
                .iter()
                .map(|span| views.passage(&hit.claim, *span))
                .collect(),
        };
        ui.record(&record)?;
    }
    if facets {
        ui.record(&Facets::new(found.total, &found.facets))?;
    }
    ui.end_records::<Hit>()
}

fn print_facets(ui: &mut Ui, found: &library::Found) -> Result<()> {
    let mut table = Columns::new(ui, &["Facet", "Value", ">Claims"]);
    let facets = &found.facets;
    let fields = [
        ("source", &facets.source),
        ("speaker", &facets.speaker),
        ("side", &facets.side),
        ("status", &facets.status),
        ("form", &facets.form),
        ("month", &facets.month),
    ];
    for (field, values) in fields {
        for (i, (value, count)) in values.iter().enumerate() {
            table.row([if i == 0 { field } else { "" }, value.as_str(), &count.to_string()]);
        }
    }
    ui.print(table.finish())
}

/// Prints a bare count; none is exit status 1.
pub fn print_count(ui: &mut Ui, count: usize) -> Result<Outcome> {
    match ui.is_table() {
        true => ui.print(format_args!("{count}\n"))?,
        false => ui.single(&Count { count })?,
    }
    Ok(if count > 0 { Outcome::Done } else { Outcome::Nothing })
}
