//! The row that a record of an archive stands for, or what is wrong with the record.

use std::str::FromStr;

use super::{Archived, ArchivedClaim, ArchivedFigure, ArchivedRelation, ArchivedSpan, ArchivedVersion};
use crate::library;
use crate::model::{
    ConflictType, Dismissal, Form, Modality, Polarity, RelationKind, RelationState, Resolution, SpeakerKind, Stance,
    Status,
};

impl TryFrom<Archived> for library::Archived {
    type Error = String;

    /// The row of a record that was read, or what is wrong with it.
    fn try_from(record: Archived) -> Result<library::Archived, String> {
        Ok(match record {
            Archived::Archive { .. } => return Err("a second archive begins here; import one at a time".to_owned()),
            Archived::Source {
                slug,
                name,
                kind,
                owner,
            } => library::Archived::Source(library::ArchivedSource {
                slug,
                name,
                kind,
                owner,
            }),
            Archived::Article {
                source,
                article,
                url,
                author,
                versions,
            } => library::Archived::Article(library::ArchivedArticle {
                source,
                identity: article,
                url,
                author,
                versions: versions.into_iter().map(version_row).collect(),
            }),
            Archived::Speaker {
                id,
                name,
                kind,
                affiliation,
                known_in,
                merged_into,
                names,
            } => library::Archived::Speaker(library::ArchivedSpeaker {
                key: id,
                name,
                kind: named::<SpeakerKind>("kind", kind)?,
                affiliation,
                article: known_in.map(|place| (place.source, place.article)),
                merged_into,
                aliases: names.into_iter().map(|name| (name.name, name.decided_by)).collect(),
            }),
            Archived::Claim(claim) => library::Archived::Claim(claim_row(*claim)?),
            Archived::Relation(relation) => library::Archived::Relation(relation_row(*relation)?),
            Archived::Verdict {
                claim,
                verdict,
                rationale,
                actor,
                at,
            } => library::Archived::Verdict(library::ArchivedVerdict {
                claim,
                verdict,
                rationale,
                actor,
                at,
            }),
            Archived::Review {
                claim,
                reviewed,
                rating,
                author,
                url,
                published,
                json,
            } => library::Archived::Review(library::ArchivedReview {
                claim,
                reviewed,
                appearances: Vec::new(),
                by_words: false,
                rating,
                author,
                url,
                published,
                json,
            }),
            Archived::Orphan { claim, json } => library::Archived::Orphan(claim, json),
            Archived::Event { event, hash } => library::Archived::Event(event.row(), hash),
        })
    }
}

fn version_row(version: ArchivedVersion) -> library::ArchivedVersion {
    library::ArchivedVersion {
        seq: version.version,
        title: version.title,
        text: version.text,
        lang: version.lang,
        published: version.published,
        retrieved: version.retrieved,
    }
}

fn claim_row(claim: ArchivedClaim) -> Result<library::ArchivedClaim, String> {
    let span = |span: ArchivedSpan| library::ArchivedSpan {
        role: span.role,
        ordinal: span.ordinal,
        start: span.start,
        end: span.end,
        words: span.text,
    };
    let figure = |figure: ArchivedFigure| library::ArchivedFigure {
        ordinal: figure.ordinal,
        measure: figure.measure,
        population: figure.population,
        low: figure.low.unwrap_or(f64::NEG_INFINITY),
        high: figure.high,
        low_open: figure.low_open,
        high_open: figure.high_open,
        unit: figure.unit,
    };
    let key = |key: &String| match u64::from_str_radix(key, 16) {
        Ok(key) => Ok(key.cast_signed()),
        Err(_) => Err(format!("'{key}' is no key of sixteen hexadecimal digits")),
    };
    Ok(library::ArchivedClaim {
        id: claim.id,
        source: claim.source,
        article: claim.article,
        version: claim.version,
        first_version: claim.first_version,
        ended_version: claim.ended_version,
        ordinal: claim.ordinal,
        in_force: claim.in_force,
        form: named::<Form>("form", claim.form)?,
        stance: named::<Stance>("stance", claim.stance)?,
        modality: named::<Modality>("modality", claim.modality)?,
        polarity: named::<Polarity>("polarity", claim.polarity)?,
        cue_lemma: claim.lemma,
        speaker: claim.speaker,
        named: claim.named,
        speaker_by: claim.speaker_by,
        rule: claim.rule,
        confidence: claim.confidence,
        status: named::<Status>("status", claim.status)?,
        stated_on: claim.stated_on,
        spans: claim.spans.into_iter().map(span).collect(),
        figures: claim.figures.into_iter().map(figure).collect(),
        keys: claim.keys.iter().map(key).collect::<Result<_, _>>()?,
    })
}

fn relation_row(relation: ArchivedRelation) -> Result<library::ArchivedRelation, String> {
    let outcome = |outcome| match relation.state.as_str() {
        "resolved" => named::<Resolution>("outcome", outcome),
        _ => named::<Dismissal>("outcome", outcome),
    };
    Ok(library::ArchivedRelation {
        a: relation.a,
        b: relation.b,
        kind: named::<RelationKind>("kind", relation.kind)?,
        conflict: match relation.conflict {
            Some(conflict) => named::<ConflictType>("type", conflict)?,
            None => String::new(),
        },
        comparer: relation.comparer,
        score: relation.score,
        explanation: relation.explanation,
        outcome: relation.outcome.map(outcome).transpose()?,
        state: named::<RelationState>("state", relation.state)?,
        decided_by: relation.decided_by,
        decided_at: relation.decided_at,
        rationale: relation.rationale,
    })
}

/// A word of the file that must be one of the names of `T`.
fn named<T: FromStr<Err = String>>(field: &str, word: String) -> Result<String, String> {
    match word.parse::<T>() {
        Ok(_) => Ok(word),
        Err(problem) => Err(format!("field `{field}`: {problem}")),
    }
}
