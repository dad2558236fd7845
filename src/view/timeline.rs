//! A figure with its day.

use serde::Serialize;

use super::Record;
use crate::library;

/// A figure of a claim with the day that it is about.
#[derive(Clone, Debug, Serialize)]
pub struct Dated {
    /// The day that the figure is about; null where neither claim nor article has one.
    pub as_of: Option<String>,
    /// Lower end; null where the words set none.
    pub low: Option<f64>,
    /// Upper end; null where the words set none.
    pub high: Option<f64>,
    /// True where `low` itself is excluded.
    pub low_open: bool,
    /// True where `high` itself is excluded.
    pub high_open: bool,
    /// What is measured.
    pub measure: Option<String>,
    /// Who or what is counted.
    pub population: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// The words of the figure.
    pub text: String,
    /// Name of the source.
    pub source: String,
    /// Who says it.
    pub speaker: Option<String>,
    /// Whom the speaker speaks for.
    pub side: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
    /// Status of the claim.
    pub status: &'static str,
    /// Id of the claim.
    pub claim: String,
}

impl Record for Dated {
    const COLUMNS: &'static [&'static str] = &[
        "as_of",
        "low",
        "high",
        "low_open",
        "high_open",
        "measure",
        "population",
        "unit",
        "text",
        "source",
        "speaker",
        "side",
        "published",
        "status",
        "claim",
    ];
}

impl From<&library::Dated> for Dated {
    fn from(dated: &library::Dated) -> Dated {
        let figure = &dated.figure;
        Dated {
            as_of: dated.as_of.map(|day| day.to_string()),
            low: Some(figure.low).filter(|low| low.is_finite()),
            high: Some(figure.high).filter(|high| high.is_finite()),
            low_open: figure.low_open,
            high_open: figure.high_open,
            measure: figure.measure.clone(),
            population: figure.population.clone(),
            unit: figure.unit.clone(),
            text: dated.words.clone(),
            source: dated.source.clone(),
            speaker: dated.speaker.clone(),
            side: dated.side.clone(),
            published: dated.published.as_ref().map(ToString::to_string),
            status: dated.status.as_str(),
            claim: dated.claim.to_string(),
        }
    }
}
