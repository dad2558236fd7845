//! What two statements have to do with each other.

use serde::Serialize;
use serde_json::Value;

use super::{Claim, Claims, Record};
use crate::library::{self, Pair};
use crate::relate::{Direction, Explanation};

/// A relation between two claims.
#[derive(Clone, Debug, Serialize)]
pub struct Relation {
    /// Public id.
    pub id: String,
    /// What it is.
    pub kind: &'static str,
    /// For contradictions, what about.
    #[serde(rename = "type")]
    pub conflict: Option<&'static str>,
    /// What became of it.
    pub state: &'static str,
    /// How sure, from 0 to 1.
    pub score: f64,
    /// Why, in one sentence.
    pub explanation: String,
    /// Name of the comparer that found it.
    pub comparer: String,
    /// Who decided about it; null while it is suggested.
    pub decided: Option<super::Decided>,
    /// The claim that it goes out from.
    pub a: Claim,
    /// The other claim.
    pub b: Claim,
}

impl Record for Relation {
    const COLUMNS: &'static [&'static str] = &[
        "kind",
        "type",
        "state",
        "score",
        "explanation",
        "a.id",
        "a.article",
        "a.source",
        "a.speaker.name",
        "a.content",
        "b.id",
        "b.article",
        "b.source",
        "b.speaker.name",
        "b.content",
        "id",
        "decided.by",
        "decided.at",
        "decided.outcome",
        "decided.rationale",
    ];
}

impl Relation {
    /// The record of a relation.
    pub fn new(views: &mut Claims, relation: &library::Relation) -> Relation {
        Relation {
            id: relation.id.to_string(),
            kind: relation.kind.as_str(),
            conflict: relation.conflict.map(|conflict| conflict.as_str()),
            state: relation.state.as_str(),
            score: (relation.score * 1000.0).round() / 1000.0,
            explanation: relation.explanation.clone(),
            comparer: relation.comparer.clone(),
            decided: relation.decided.as_ref().map(super::Decided::from),
            a: views.claim(&relation.a),
            b: views.claim(&relation.b),
        }
    }
}

/// A compared pair.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The id that the pair was given.
    pub id: Option<Value>,
    /// What the relation is; null for none.
    pub kind: Option<&'static str>,
    /// For contradictions, what about.
    #[serde(rename = "type")]
    pub conflict: Option<&'static str>,
    /// How sure, from 0 to 1; 0 without a relation.
    pub score: f64,
    /// Why, or what was compared and why it did not fire.
    pub explanation: String,
    /// Which statement the relation goes out from; null without one.
    pub direction: Option<&'static str>,
    /// The comparer that found it; null without one.
    pub comparer: Option<&'static str>,
}

impl Record for Comparison {
    const COLUMNS: &'static [&'static str] = &["id", "kind", "type", "score", "explanation", "direction", "comparer"];
}

impl Comparison {
    /// The record of a pair.
    pub fn new(pair: &Pair, explained: &Explanation) -> Comparison {
        let id = pair.id.clone();
        match &explained.finding {
            Some(finding) => Comparison {
                id,
                kind: Some(finding.kind.as_str()),
                conflict: finding.conflict.map(|conflict| conflict.as_str()),
                score: (f64::from(finding.score) * 1000.0).round() / 1000.0,
                explanation: finding.explanation.clone(),
                direction: Some(match finding.direction {
                    Direction::Forward => "forward",
                    Direction::Backward => "backward",
                    Direction::Both => "both",
                }),
                comparer: Some(finding.rule),
            },
            None => {
                let notes = explained
                    .steps
                    .iter()
                    .map(|step| format!("{}: {}", step.rule, step.note));
                Comparison {
                    id,
                    kind: None,
                    conflict: None,
                    score: 0.0,
                    explanation: notes.collect::<Vec<_>>().join("; "),
                    direction: None,
                    comparer: None,
                }
            }
        }
    }
}
