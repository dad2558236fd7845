//! `claims search`.

use std::ffi::OsString;

use anyhow::Result;
use clap::ValueEnum;

use super::filter::FilterArgs;
use super::table::Columns;
use super::terminal::{Rich, Role, clean_line};
use super::ui::{self, Ui};
use super::{Format, Outcome, layout};
use crate::error::Error;
use crate::library::{self, Found, SearchOptions};
use crate::view::{self, Claims, Count, Facets, Suggestion};

/// Search the claims
///
/// Plain words, "phrases", -not, OR, begin*, and fields: speaker: side: source: status: verdict: form: stance: measure:
/// lang: before: after:. Case, accents, elisions and endings don't matter. A query that cannot be understood in part
/// still searches, with a warning; so does one of more than 64 KiB, 1,000 words and fields or 40 nested brackets, without
/// the rest. Claims that reprint each other are one hit, counted beside it; facets count each of them. Without a match
/// the exit status is 1.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  claims search 'cessez-le-feu'
  claims search 'side:Arménie bombardements' --since 2022-09-01
  claims search '\"soldats tués\" OR blessés -exercice' --sort newest
  claims search 'azerb*' --facets --limit 0
  claims search -- -exercice frappes        a query that begins with a minus")]
pub struct Args {
    /// What to look for; several arguments are joined by spaces
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<OsString>,

    #[command(flatten)]
    filter: FilterArgs,

    /// Order of the hits
    #[arg(long, value_enum, default_value_t)]
    sort: Sort,

    /// Show at most this many hits
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Go on where a page ended, at the cursor that it gave
    ///
    /// Query, filters and order are those of the first page. Articles that came in since are on no further page: no
    /// hit comes twice and none is left out.
    #[arg(long, value_name = "CURSOR", conflicts_with_all = ["offset", "count"])]
    after: Option<String>,

    /// Leave out this many hits at the top
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Show every reprint as a hit of its own
    #[arg(long)]
    no_collapse: bool,

    /// Show so many sentences of the article before and after each hit
    #[arg(long, value_name = "N")]
    context: Option<usize>,

    /// Count the whole result by source, speaker, side, status, form and month, after the hits
    #[arg(long, conflicts_with = "count")]
    facets: bool,

    /// Print only how many claims match, reprints counted
    #[arg(long)]
    count: bool,

    /// Say how the query was understood, and what each hit's score is made of
    #[arg(long)]
    explain: bool,
}

/// Order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
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
            after: self.after.as_deref(),
            sort: match self.sort {
                Sort::Relevance => library::Sort::Relevance,
                Sort::Newest => library::Sort::Newest,
                Sort::Oldest => library::Sort::Oldest,
            },
            facets: self.facets,
            collapse: !self.no_collapse,
            explain: self.explain,
        };
        let words: Vec<_> = self.query.iter().map(|word| word.to_string_lossy()).collect();
        let found = library.search(&words.join(" "), &self.filter.filter(), options)?;
        for notice in library.notices() {
            ui.warn(notice);
        }
        for problem in &found.problems {
            ui.warn(&problem.message);
        }
        if self.explain {
            ui.notice(format_args!("understood as: {}", found.understood));
            if self.sort != Sort::Relevance {
                ui.notice("the order is that of the days: no hit has a score");
            }
        }
        if let Some(near) = &found.suggestion {
            let claims = ui::count(near.total, "claim");
            ui.notice(format_args!("nothing found; did you mean: {} ({claims})", near.query));
        }
        if self.count {
            if found.distinct < found.total {
                ui.notice(format_args!("{} without reprints", found.distinct));
            }
            return print_count(ui, found.total, Some(found.distinct));
        }
        self.print(ui, &found)?;
        if found.total == 0 {
            if found.suggestion.is_none() {
                ui.notice("nothing found; try fewer words or filters, --explain shows how the query was understood");
            }
            return Ok(Outcome::Nothing);
        }
        if ui.is_table() {
            self.tell_next(ui, &found);
        }
        Ok(Outcome::Done)
    }

    /// Says how much of the result was shown, and how to go on.
    fn tell_next(&self, ui: &Ui, found: &Found) {
        let Some(next) = &found.next else { return };
        let shown = found.hits.last().map_or(0, |hit| hit.rank);
        let claims = match found.distinct < found.total {
            true => format!(" ({} with reprints)", ui::count(found.total, "claim")),
            false => String::new(),
        };
        let all = found.distinct;
        ui.notice(format_args!(
            "{shown} of {all} shown{claims}; next page: --after {next}"
        ));
    }

    fn print(&self, ui: &mut Ui, found: &Found) -> Result<()> {
        if ui.is_table() {
            for (i, hit) in found.hits.iter().enumerate() {
                let block = self.block(ui, found, hit);
                ui.print(if i > 0 { "\n" } else { "" }.to_owned() + &block)?;
            }
            if self.facets && found.total > 0 {
                ui.print(if found.hits.is_empty() { "" } else { "\n" })?;
                print_facets(ui, found)?;
            }
            return Ok(());
        }
        let mut views = Claims::default();
        for (i, hit) in found.hits.iter().enumerate() {
            let context = self.context(hit);
            let matches = context.map_or(hit.matches.clone(), |context| found.marks(&hit.claim, context));
            let record = view::Hit {
                rank: hit.rank,
                score: f64::from(hit.score),
                claim: views.claim(&hit.claim),
                sentence: views.passage(&hit.claim, hit.sentence),
                matches: matches.iter().map(|span| views.passage(&hit.claim, *span)).collect(),
                context: context.map(|context| views.passage(&hit.claim, context)),
                reprints: hit.reprints,
                reasons: self.explain.then(|| hit.reasons.iter().map(Into::into).collect()),
                next: found.next.clone().filter(|_| i + 1 == found.hits.len()),
            };
            ui.record(&record)?;
        }
        if self.facets {
            ui.record(&Facets::new(found))?;
        }
        if let Some(near) = found.suggestion.as_ref().filter(|_| ui.format() != Format::Csv) {
            ui.record(&Suggestion {
                suggestion: near.query.clone(),
                count: near.total,
            })?;
        }
        ui.end_records::<view::Hit>()
    }

    fn block(&self, ui: &Ui, found: &Found, hit: &library::Hit) -> String {
        let entry = layout::Entry {
            rank: Some(hit.rank),
            reprints: hit.reprints,
            ..layout::Entry::of(&hit.claim)
        };
        let mut block = match self.context(hit) {
            Some(context) => layout::Entry {
                sentence: context,
                matches: &found.marks(&hit.claim, context),
                whole: true,
                ..entry
            }
            .block(ui),
            None => layout::Entry {
                sentence: hit.sentence,
                matches: &hit.matches,
                ..entry
            }
            .block(ui),
        };
        for line in reasons(hit) {
            block.push_str(&Rich::line(Role::Faint, &clean_line(&line)).render(ui.width(), 3, ui.color()));
        }
        block
    }

    /// The part of the article to show, where more than the sentence is asked for.
    fn context(&self, hit: &library::Hit) -> Option<crate::span::Span> {
        let number = self.context?;
        Some(library::surroundings(&hit.claim, hit.sentence, number))
    }
}

/// What a hit's score is made of: a line for each part of the query.
fn reasons(hit: &library::Hit) -> Vec<String> {
    let place = |field: &str| match field {
        "claim" => "in the claim",
        "text" => "in or around the claim",
        _ => "in the speaker's names",
    };
    let parts = hit.reasons.chunk_by(|a, b| a.asked == b.asked);
    let line = |part: &[library::Reason]| {
        let sum: f32 = part.iter().map(|reason| reason.score).sum();
        let summands = part.iter().map(|reason| {
            // Stems carry the letter of another language than French, or a mark where they are a word's own.
            let term = reason.term.trim_start_matches("e:").trim_start_matches("p:");
            let term = term.trim_end_matches('\'');
            let form = match reason.form {
                "same stem" => format!("same stem '{term}'"),
                form => form.to_owned(),
            };
            format!(
                "{:.2} {form} {} (×{})",
                reason.score,
                place(reason.field),
                reason.weight
            )
        });
        format!(
            "{}: {sum:.2} = {}",
            part[0].asked,
            summands.collect::<Vec<_>>().join(" + ")
        )
    };
    let mut lines: Vec<String> = parts.map(line).collect();
    if lines.len() > 1 {
        lines.insert(0, format!("score {:.2}", hit.score));
    }
    lines
}

/// Values of a field in the table of facets; JSON has them all.
const MOST_VALUES: usize = 20;

fn print_facets(ui: &mut Ui, found: &Found) -> Result<()> {
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
        let shown = if field == "month" { values.len() } else { MOST_VALUES };
        for (i, (value, count)) in values.iter().take(shown).enumerate() {
            table.row([if i == 0 { field } else { "" }, value.as_str(), &count.to_string()]);
        }
        if let Some(more) = values.get(shown..).filter(|more| !more.is_empty()) {
            let claims: usize = more.iter().map(|(_, count)| count).sum();
            table.row(["", &format!("… {} more", more.len()), &claims.to_string()]);
        }
    }
    ui.print(table.finish())
}

/// Prints a bare count; none is exit status 1.
pub fn print_count(ui: &mut Ui, count: usize, distinct: Option<usize>) -> Result<Outcome> {
    match ui.is_table() {
        true => ui.print(format_args!("{count}\n"))?,
        false => ui.single(&Count { count, distinct })?,
    }
    Ok(if count > 0 { Outcome::Done } else { Outcome::Nothing })
}
