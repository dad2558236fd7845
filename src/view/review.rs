//! What people decide.

use serde::Serialize;

use super::{Claims, Event, Passage, Record, Relation};
use crate::library::{self, RelationDetail};
use crate::model::{self, ClaimRecord};
use crate::span::Span;

/// The verdict on a claim that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ruling {
    /// What was found.
    pub value: &'static str,
    /// Why, in words.
    pub rationale: String,
    /// Who found it.
    pub actor: String,
    /// When.
    pub at: String,
}

impl From<&model::Ruling> for Ruling {
    fn from(ruling: &model::Ruling) -> Ruling {
        Ruling {
            value: ruling.verdict.as_str(),
            rationale: ruling.rationale.clone(),
            actor: ruling.actor.clone(),
            at: ruling.at.clone(),
        }
    }
}

/// A verdict that was given or withdrawn.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// Id of the claim.
    pub claim: String,
    /// What was found, or `withdrawn`.
    pub verdict: &'static str,
    /// Why, in words.
    pub rationale: String,
    /// Who found it.
    pub actor: String,
    /// When.
    pub at: String,
    /// Revision that it made.
    pub revision: u64,
}

impl Record for Verdict {
    const COLUMNS: &'static [&'static str] = &["claim", "verdict", "rationale", "actor", "at", "revision"];
}

impl From<&library::VerdictRow> for Verdict {
    fn from(row: &library::VerdictRow) -> Verdict {
        Verdict {
            claim: row.claim.to_string(),
            verdict: row.verdict.map_or("withdrawn", model::Verdict::as_str),
            rationale: row.rationale.clone(),
            actor: row.actor.clone(),
            at: row.at.clone(),
            revision: row.revision.0,
        }
    }
}

/// A review of a claim by others, as they give it.
#[derive(Clone, Debug, Serialize)]
pub struct Review {
    /// Their rating in words; null where they give none.
    pub rating: Option<String>,
    /// Who reviewed.
    pub author: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When, as they write it.
    pub published: Option<String>,
}

impl From<&library::ArchivedReview> for Review {
    fn from(review: &library::ArchivedReview) -> Review {
        Review {
            rating: review.rating.clone(),
            author: review.author.clone(),
            url: review.url.clone(),
            published: review.published.clone(),
        }
    }
}

/// Who decided about a relation.
#[derive(Clone, Debug, Serialize)]
pub struct Decided {
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
    /// Which side stands, or why the relation does not hold; null for a bare confirmation.
    pub outcome: Option<&'static str>,
    /// Why, in words.
    pub rationale: Option<String>,
}

impl From<&library::Decided> for Decided {
    fn from(decided: &library::Decided) -> Decided {
        Decided {
            by: decided.by.clone(),
            at: decided.at.clone(),
            outcome: decided.decision.outcome(),
            rationale: decided.rationale.clone(),
        }
    }
}

/// A relation for somebody who is to decide about it.
#[derive(Clone, Debug, Serialize)]
pub struct Conflict {
    /// The relation itself.
    #[serde(flatten)]
    pub relation: Relation,
    /// The words of the first claim in which it differs from the second.
    pub a_differs: Vec<Passage>,
    /// The words of the second claim in which it differs from the first.
    pub b_differs: Vec<Passage>,
    /// Every decision, oldest first.
    pub history: Vec<Event>,
}

impl Record for Conflict {
    const COLUMNS: &'static [&'static str] = Relation::COLUMNS;
}

impl Conflict {
    /// The record of a relation with its past.
    pub fn new(views: &mut Claims, detail: &RelationDetail) -> Conflict {
        let relation = Relation::new(views, &detail.relation);
        let mut passages = |claim: &ClaimRecord, spans: &[Span]| -> Vec<Passage> {
            spans.iter().map(|span| views.passage(claim, *span)).collect()
        };
        Conflict {
            a_differs: passages(&detail.relation.a, &detail.differs[0]),
            b_differs: passages(&detail.relation.b, &detail.differs[1]),
            history: detail.history.iter().map(Event::from).collect(),
            relation,
        }
    }
}
