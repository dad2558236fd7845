//! What a query can ask for. [`mod@super::parse`] reads it from text; here it is written back.

use std::fmt;

use jiff::civil::Date;

use crate::model::{Form, Lang, Stance, Status};

/// What is asked for. Words are in lower case with their accents.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Every claim: an empty query.
    All,
    /// No claim: a query with neither word nor field.
    Nothing,
    /// A word in any of its inflections and spellings.
    Word(String),
    /// Words in a row.
    Phrase(Vec<String>),
    /// Every word that begins so.
    Prefix(String),
    /// A condition on a field.
    Field(Condition),
    /// All of them.
    And(Vec<Query>),
    /// Any of them.
    Or(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
}

/// A condition on a field of a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// `speaker:` any name of the speaker, in any spelling.
    Speaker(String),
    /// `side:` whom the speaker speaks for.
    Side(String),
    /// `source:` name or slug of the source.
    Source(String),
    /// `status:`
    Status(Status),
    /// `verdict:`
    Verdict(String),
    /// `form:`
    Form(Form),
    /// `stance:`
    Stance(Stance),
    /// `measure:` of a figure in the claim.
    Measure(String),
    /// `lang:` of the article.
    Lang(Lang),
    /// `after:` published on this day or later.
    After(Date),
    /// `before:` published earlier than this day.
    Before(Date),
}

impl Condition {
    /// The field's name.
    pub fn name(&self) -> &'static str {
        match self {
            Condition::Speaker(_) => "speaker",
            Condition::Side(_) => "side",
            Condition::Source(_) => "source",
            Condition::Status(_) => "status",
            Condition::Verdict(_) => "verdict",
            Condition::Form(_) => "form",
            Condition::Stance(_) => "stance",
            Condition::Measure(_) => "measure",
            Condition::Lang(_) => "lang",
            Condition::After(_) => "after",
            Condition::Before(_) => "before",
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = match self {
            Condition::Speaker(value)
            | Condition::Side(value)
            | Condition::Source(value)
            | Condition::Verdict(value)
            | Condition::Measure(value) => value.clone(),
            Condition::Status(value) => value.to_string(),
            Condition::Form(value) => value.to_string(),
            Condition::Stance(value) => value.to_string(),
            Condition::Lang(value) => value.as_str().to_owned(),
            Condition::After(day) | Condition::Before(day) => day.to_string(),
        };
        if value
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        {
            write!(f, "{}:{value}", self.name())
        } else {
            write!(f, "{}:\"{value}\"", self.name())
        }
    }
}

/// Writes the query in its own language.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, parts: &[Query], between: &str| {
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    f.write_str(between)?;
                }
                match part {
                    Query::And(_) | Query::Or(_) => write!(f, "({part})")?,
                    part => write!(f, "{part}")?,
                }
            }
            Ok(())
        };
        match self {
            Query::All | Query::Nothing => Ok(()),
            Query::Word(word) => f.write_str(word),
            Query::Phrase(words) => write!(f, "\"{}\"", words.join(" ")),
            Query::Prefix(start) => write!(f, "{start}*"),
            Query::Field(condition) => condition.fmt(f),
            Query::And(parts) => list(f, parts, " "),
            Query::Or(parts) => list(f, parts, " OR "),
            Query::Not(part) => match &**part {
                part @ (Query::And(_) | Query::Or(_)) => write!(f, "-({part})"),
                part => write!(f, "-{part}"),
            },
        }
    }
}
