//! `claims show`.

use anyhow::Result;

use super::terminal::{Rich, Role};
use super::ui::Ui;
use super::{Outcome, conflicts, layout};
use crate::library::{self, ArchivedReview, ClaimDetail};
use crate::model::Figure;
use crate::view::{Claims, Shown};

/// Show a claim in its paragraph, with speaker, cue and words marked, and its relations
///
/// What speaks against it, for it or stands in its place comes last, the surest first; imported reviews by others are
/// shown with their rating as they give it. The beginning of an id is enough where only one claim has it. An unknown id
/// is exit status 3.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Ids of claims, as search and list print them
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let library = ui.read()?;
        let details = self
            .ids
            .iter()
            .map(|id| library.detail(id))
            .collect::<Result<Vec<_>, _>>()?;
        let mut views = Claims::default();
        for (i, detail) in details.iter().enumerate() {
            if ui.is_table() {
                if i > 0 {
                    ui.print("\n")?;
                }
                describe(ui, detail)?;
                continue;
            }
            let shown = Shown::new(&mut views, detail);
            match details.len() {
                1 => ui.single(&shown)?,
                _ => ui.record(&shown)?,
            }
        }
        if !ui.is_table() && details.len() > 1 {
            ui.end_records::<Shown>()?;
        }
        Ok(Outcome::Done)
    }
}

/// Relations that people are shown; JSON has all.
const RELATIONS: usize = 10;

fn describe(ui: &mut Ui, detail: &ClaimDetail) -> Result<()> {
    let (claim, history) = (&detail.claim, &detail.history);
    let published = claim.published.as_ref().map(ToString::to_string);
    let from = [Some(claim.source.as_str()), published.as_deref(), claim.url.as_deref()];
    let head = [
        (Role::Heading, layout::speaker(claim)),
        (Role::Plain, claim.title.clone().unwrap_or_default()),
        (Role::Faint, from.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
    ];
    for (role, text) in head {
        let line = Rich::line(role, &text).render(ui.width(), 0, ui.color());
        ui.print(line)?;
    }
    let text = layout::in_paragraph(ui, claim, library::paragraph(claim));
    let legend = layout::legend(ui);
    ui.print(format_args!("\n{text}{legend}\n"))?;
    ui.fact("id", &claim.id.0)?;
    ui.fact("article", &claim.article)?;
    ui.fact("status", claim.status.as_str())?;
    super::verdict::told(ui, claim)?;
    for review in &detail.reviews {
        ui.fact("review by others", &describe_review(review))?;
    }
    ui.fact(
        "form",
        &format!(
            "{}, {}, {}, {}",
            claim.form, claim.stance, claim.modality, claim.polarity
        ),
    )?;
    ui.fact(
        "rule",
        &format!("{}, right {:.0} % of the time", claim.rule, claim.confidence * 100.0),
    )?;
    if let Some(relay) = &claim.relay {
        ui.fact("passed on by", &relay.words)?;
    }
    for figure in &claim.figures {
        ui.fact("figure", &describe_figure(figure, &claim.text))?;
    }
    for version in &history.versions {
        let holds = match (history.first..=history.last).contains(&version.seq) {
            true => "holds the words",
            false => "is without the words",
        };
        ui.fact(
            "version",
            &format!("{}, taken in {}, {holds}", version.seq, version.retrieved),
        )?;
    }
    for event in &history.events {
        ui.fact("history", &conflicts::happened(event))?;
    }
    related(ui, detail)
}

/// What the claim has to do with others: each relation with the other claim, the surest first.
fn related(ui: &mut Ui, detail: &ClaimDetail) -> Result<()> {
    let id = &detail.claim.id;
    for relation in detail.relations.iter().take(RELATIONS) {
        conflicts::head(ui, relation, true)?;
        let other = if relation.a.id == *id { &relation.b } else { &relation.a };
        let block = layout::Entry::of(other).block(ui);
        ui.print(block)?;
    }
    let more = detail.relations.len().saturating_sub(RELATIONS);
    if more > 0 {
        ui.print("\n")?;
        ui.fact(
            "more",
            &format!("{more} relations, with 'claims relations --claim {id}'"),
        )?;
    }
    Ok(())
}

/// A review by others: their rating in their words, who, when and where.
fn describe_review(review: &ArchivedReview) -> String {
    let rating = review.rating.as_deref().unwrap_or("without a rating");
    let author = review.author.as_deref().unwrap_or(layout::NOBODY);
    let more = [&review.published, &review.url].into_iter().flatten();
    more.fold(format!("{rating} by {author}"), |told, more| format!("{told}, {more}"))
}

fn describe_figure(figure: &Figure, text: &str) -> String {
    let words = text.get(figure.span.start..figure.span.end).unwrap_or_default();
    let open = if figure.low_open { "more than " } else { "" };
    let range = match (figure.low, figure.high) {
        (low, high) if low == high => number(low),
        (low, high) if high.is_infinite() && figure.low_open => format!("{open}{}", number(low)),
        (low, high) if high.is_infinite() => format!("at least {}", number(low)),
        (low, high) if figure.high_open => format!("{open}{} to less than {}", number(low), number(high)),
        (low, high) => format!("{open}{} to {}", number(low), number(high)),
    };
    let what = [&figure.unit, &figure.measure, &figure.population];
    let what: Vec<&str> = what.into_iter().flatten().map(String::as_str).collect();
    format!("« {words} »: {range} {}", what.join(", "))
        .trim_end()
        .to_owned()
}

/// A number with at most two decimals and without needless ones.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn figures_are_told_as_intervals() {
        let mut figure = Figure {
            span: Span::new(0, 11),
            population: Some("soldats".into()),
            ..Figure::killed(49.0, f64::INFINITY)
        };
        assert_eq!(
            describe_figure(&figure, "au moins 49"),
            "« au moins 49 »: at least 49 killed, soldats"
        );
        figure.high = 49.0;
        assert!(describe_figure(&figure, "au moins 49").contains(": 49 killed"));
        (figure.low, figure.high) = (44.1, 53.9);
        assert!(describe_figure(&figure, "au moins 49").contains(": 44.1 to 53.9 killed"));
    }
}
