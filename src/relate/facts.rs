//! What a claim says, taken apart for comparison.

use jiff::civil::Date;

use super::date::{self, Day, Sense};
use super::figure;
use super::word::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::quantity::Quantities;
use crate::model::{Draft, Figure};
use crate::text::Analysis;

/// What a claim says, taken apart for comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Figures of the content, in the order of their words.
    pub figures: Vec<Figure>,
    /// Days that the content names, in the order of their words.
    pub days: Vec<Day>,
    /// The day that the claim's figures are about: the last day it names that is over at publication, else the day of publication.
    pub as_of: Option<Date>,
    /// First day of a cumulative count: *depuis mardi*.
    pub since: Option<Date>,
}

/// Takes the content of a claim apart. `published` is the day of the article; relative words need it.
///
/// Total, and linear in the length of the content. A span that is not of the analysed text gives nothing.
pub fn facts(analysis: &Analysis, draft: &Draft, published: Option<Date>) -> Facts {
    let mut facts = Facts {
        as_of: published,
        ..Facts::default()
    };
    let Some(data) = Quantities::of(analysis.lang) else {
        return facts;
    };
    let lexicon = Lexicon::of(analysis.lang);
    for &span in &draft.content {
        let words = Words::of(analysis, span);
        facts.figures.extend(figure::figures(data, lexicon, &words));
        facts.days.extend(date::days(data, &words, published));
    }
    let over = |day: &&Day| published.is_none_or(|published| day.last <= published);
    facts.since = facts
        .days
        .iter()
        .find(|day| day.sense == Sense::Since)
        .map(|day| day.first);
    let on = facts
        .days
        .iter()
        .filter(|day| day.sense == Sense::On)
        .filter(over)
        .map(|day| day.last);
    facts.as_of = on.max().or(published);
    facts
}
