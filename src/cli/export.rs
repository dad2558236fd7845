//! `claims export`.

use anyhow::Result;
use serde::Serialize;

use super::filter::FilterArgs;
use super::ui::Ui;
use super::{Format, Outcome};
use crate::error::Error;
use crate::library::Library;
use crate::model::{ClaimRecord, Filter};
use crate::view::{Annotation, Archived, Claim, Claims, Reviewed};

/// Write claims for other programs, or everything for another database
///
/// --format jsonl (the default) is the whole database: articles with every text, claims, speakers, relations, verdicts and the
/// log, one record a line. csv is what list prints. claimreview is schema.org JSON-LD: a Claim for each claim, a ClaimReview for those with a
/// person's verdict. annotations are W3C Web Annotations on the words of the articles. Only the last three take filters.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  claims export > claims.jsonl
  claims export --format claimreview --source lemonde > reviews.jsonld
  claims export --format annotations --speaker Pachinian > annotations.jsonld")]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,

    /// Claims whose words are gone from their article's newest version too
    #[arg(long)]
    history: bool,
}

/// What begins and ends a JSON-LD document around its nodes, one a line.
const REVIEWS: (&str, &str) = ("{\"@context\":\"https://schema.org\",\"@graph\":[", "]}\n");
const ANNOTATIONS: (&str, &str) = (
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x-claims:annotations\",\"type\":\"AnnotationPage\",\"items\":[",
    "]}\n",
);

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let mut filter = self.filter.filter();
        filter.history = self.history;
        let library = ui.read()?;
        let mut views = Claims::default();
        let format = ui.format();
        match format {
            Format::Auto | Format::Jsonl if filter == Filter::default() => archive(ui, &library),
            Format::Auto | Format::Jsonl => Err(Error::Usage(
                "jsonl is the whole database and takes no filter; 'claims list --format jsonl' takes some".into(),
            )
            .into()),
            Format::Table | Format::Json => Err(Error::Usage(
                "export knows the formats jsonl, csv, claimreview and annotations; 'claims list' prints the others"
                    .into(),
            )
            .into()),
            Format::Csv => {
                let mut found = false;
                for claim in library.list(&filter, None)? {
                    ui.record(&views.claim(&claim?))?;
                    found = true;
                }
                ui.end_records::<Claim>()?;
                Ok(outcome(ui, found))
            }
            Format::Claimreview => document(ui, &library, &filter, REVIEWS, |claim| {
                Ok(Reviewed::new(claim, library.human_verdict(claim)?))
            }),
            Format::Annotations => document(ui, &library, &filter, ANNOTATIONS, |claim| {
                Ok(Annotation::new(&mut views, claim))
            }),
        }
    }
}

/// The whole database.
fn archive(ui: &mut Ui, library: &Library) -> Result<Outcome> {
    ui.json_line(&Archived::head(&library.stats()?))?;
    for row in library.archive()? {
        ui.json_line(&Archived::from(row?))?;
    }
    Ok(Outcome::Done)
}

/// A JSON-LD document with one node a line for each claim that the filter takes.
fn document<T: Serialize>(
    ui: &mut Ui,
    library: &Library,
    filter: &Filter,
    (begin, end): (&str, &str),
    mut node: impl FnMut(&ClaimRecord) -> Result<T>,
) -> Result<Outcome> {
    ui.print(begin)?;
    let mut found = false;
    for claim in library.list(filter, None)? {
        ui.print(if found { ",\n" } else { "\n" })?;
        ui.json(&node(&claim?)?)?;
        found = true;
    }
    ui.print(if found { "\n" } else { "" })?;
    ui.print(end)?;
    Ok(outcome(ui, found))
}

fn outcome(ui: &Ui, found: bool) -> Outcome {
    if !found {
        ui.notice("no claim matches; 'claims sources' and 'claims speakers list' show what there is");
    }
    if found { Outcome::Done } else { Outcome::Nothing }
}
