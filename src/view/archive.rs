//! Everything in the database as JSON Lines, for another database: each record says what it is and needs only records before it, but
//! for merged speakers.

mod row;

use serde::{Deserialize, Serialize};

use super::Event;
use crate::library::{self, Stats};

/// Version of the archive's records. Additions keep it; anything else raises it.
pub const ARCHIVE_VERSION: u32 = 1;

/// A record of an archive.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub enum Archived {
    /// The first: what follows.
    Archive {
        /// Version of the records.
        version: u32,
        /// Schema of the database.
        schema: i32,
        /// Number of committed changes.
        revision: u64,
    },
    /// Who publishes.
    Source {
        /// Folded name.
        slug: String,
        /// Name as it was first given.
        name: String,
        /// What it is.
        kind: Option<String>,
        /// To whom it belongs.
        owner: Option<String>,
    },
    /// An article with every text that it had.
    Article {
        /// Slug of its source.
        source: String,
        /// What it is known by in its source.
        article: String,
        /// Where it was published.
        url: Option<String>,
        /// Byline.
        author: Option<String>,
        /// Its texts, oldest first.
        versions: Vec<ArchivedVersion>,
    },
    /// A speaker with its names.
    Speaker {
        /// Number in this database.
        id: i64,
        /// Preferred name.
        name: String,
        /// What the speaker is.
        kind: String,
        /// Whom the speaker speaks for.
        affiliation: Option<String>,
        /// The only article in which the speaker is known.
        known_in: Option<ArticlePlace>,
        /// Number of the speaker that this one was merged into.
        merged_into: Option<i64>,
        /// Every name.
        names: Vec<ArchivedName>,
    },
    /// A claim, in force or not.
    Claim(Box<ArchivedClaim>),
    /// What two claims have to do with each other.
    Relation(Box<ArchivedRelation>),
    /// What a person found about a claim.
    Verdict {
        /// Id of the claim.
        claim: String,
        /// The verdict.
        verdict: String,
        /// Why.
        rationale: String,
        /// Who.
        actor: String,
        /// When.
        at: String,
    },
    /// What somebody else found about a claim.
    Review {
        /// Id of the claim.
        claim: Option<String>,
        /// The words reviewed.
        reviewed: String,
        /// The rating in words.
        rating: Option<String>,
        /// Who reviewed.
        author: Option<String>,
        /// Where.
        url: Option<String>,
        /// When, as it was given.
        published: Option<String>,
        /// The whole review, as text.
        json: String,
    },
    /// An imported claim whose words do not stand where it says.
    Orphan {
        /// Id of the claim.
        claim: String,
        /// The record that it came as, as text.
        json: String,
    },
    /// A logged change.
    Event {
        /// The change.
        #[serde(flatten)]
        event: Event,
        /// Hash over the hash before and this change.
        hash: String,
    },
}

/// One text of an article.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ArchivedVersion {
    version: u32,
    title: Option<String>,
    text: String,
    lang: String,
    published: Option<String>,
    retrieved: String,
}

/// Which article.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ArticlePlace {
    source: String,
    article: String,
}

/// A name of a speaker.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ArchivedName {
    name: String,
    decided_by: Option<String>,
}

/// A claim, in force or not.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ArchivedClaim {
    id: String,
    source: String,
    article: String,
    version: u32,
    first_version: u32,
    ended_version: Option<u32>,
    ordinal: u64,
    in_force: bool,
    form: String,
    stance: String,
    modality: String,
    polarity: String,
    lemma: Option<String>,
    speaker: Option<i64>,
    named: Option<String>,
    speaker_by: Option<String>,
    rule: String,
    confidence: f64,
    status: String,
    stated_on: Option<String>,
    spans: Vec<ArchivedSpan>,
    figures: Vec<ArchivedFigure>,
    /// In sixteen hexadecimal digits each: numbers of JSON are too small for them.
    keys: Vec<String>,
}

/// Where a part of a claim stands, in code points.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ArchivedSpan {
    role: String,
    ordinal: usize,
    start: usize,
    end: usize,
    text: String,
}

/// A quantity as an interval.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ArchivedFigure {
    ordinal: usize,
    measure: Option<String>,
    population: Option<String>,
    low: Option<f64>,
    high: Option<f64>,
    low_open: bool,
    high_open: bool,
    unit: Option<String>,
}

/// What two claims have to do with each other.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ArchivedRelation {
    a: String,
    b: String,
    kind: String,
    #[serde(rename = "type")]
    conflict: Option<String>,
    comparer: String,
    score: f64,
    explanation: String,
    state: String,
    outcome: Option<String>,
    decided_by: Option<String>,
    decided_at: Option<String>,
    rationale: Option<String>,
}

impl Archived {
    /// The first record.
    pub fn head(stats: &Stats) -> Archived {
        Archived::Archive {
            version: ARCHIVE_VERSION,
            schema: stats.schema,
            revision: stats.revision.0,
        }
    }
}

impl From<library::Archived> for Archived {
    fn from(row: library::Archived) -> Archived {
        match row {
            library::Archived::Source(source) => Archived::Source {
                slug: source.slug,
                name: source.name,
                kind: source.kind,
                owner: source.owner,
            },
            library::Archived::Article(article) => Archived::Article {
                source: article.source,
                article: article.identity,
                url: article.url,
                author: article.author,
                versions: article.versions.into_iter().map(version).collect(),
            },
            library::Archived::Speaker(speaker) => Archived::Speaker {
                id: speaker.key,
                name: speaker.name,
                kind: speaker.kind,
                affiliation: speaker.affiliation,
                known_in: speaker
                    .article
                    .map(|(source, article)| ArticlePlace { source, article }),
                merged_into: speaker.merged_into,
                names: speaker
                    .aliases
                    .into_iter()
                    .map(|(name, decided_by)| ArchivedName { name, decided_by })
                    .collect(),
            },
            library::Archived::Claim(row) => Archived::Claim(Box::new(claim(row))),
            library::Archived::Relation(row) => Archived::Relation(Box::new(relation(row))),
            library::Archived::Verdict(verdict) => Archived::Verdict {
                claim: verdict.claim,
                verdict: verdict.verdict,
                rationale: verdict.rationale,
                actor: verdict.actor,
                at: verdict.at,
            },
            library::Archived::Review(review) => Archived::Review {
                claim: review.claim,
                reviewed: review.reviewed,
                rating: review.rating,
                author: review.author,
                url: review.url,
                published: review.published,
                json: review.json,
            },
            library::Archived::Orphan(claim, json) => Archived::Orphan { claim, json },
            library::Archived::Event(event, hash) => Archived::Event {
                event: Event::from(&event),
                hash,
            },
        }
    }
}

fn version(version: library::ArchivedVersion) -> ArchivedVersion {
    ArchivedVersion {
        version: version.seq,
        title: version.title,
        text: version.text,
        lang: version.lang,
        published: version.published,
        retrieved: version.retrieved,
    }
}

fn claim(claim: library::ArchivedClaim) -> ArchivedClaim {
    let span = |span: library::ArchivedSpan| ArchivedSpan {
        role: span.role,
        ordinal: span.ordinal,
        start: span.start,
        end: span.end,
        text: span.words,
    };
    let figure = |figure: library::ArchivedFigure| ArchivedFigure {
        ordinal: figure.ordinal,
        measure: figure.measure,
        population: figure.population,
        low: Some(figure.low).filter(|low| low.is_finite()),
        high: figure.high.filter(|high| high.is_finite()),
        low_open: figure.low_open,
        high_open: figure.high_open,
        unit: figure.unit,
    };
    ArchivedClaim {
        id: claim.id,
        source: claim.source,
        article: claim.article,
        version: claim.version,
        first_version: claim.first_version,
        ended_version: claim.ended_version,
        ordinal: claim.ordinal,
        in_force: claim.in_force,
        form: claim.form,
        stance: claim.stance,
        modality: claim.modality,
        polarity: claim.polarity,
        lemma: claim.cue_lemma,
        speaker: claim.speaker,
        named: claim.named,
        speaker_by: claim.speaker_by,
        rule: claim.rule,
        confidence: claim.confidence,
        status: claim.status,
        stated_on: claim.stated_on,
        spans: claim.spans.into_iter().map(span).collect(),
        figures: claim.figures.into_iter().map(figure).collect(),
        keys: claim.keys.iter().map(|key| format!("{key:016x}")).collect(),
    }
}

fn relation(relation: library::ArchivedRelation) -> ArchivedRelation {
    ArchivedRelation {
        a: relation.a,
        b: relation.b,
        kind: relation.kind,
        conflict: Some(relation.conflict).filter(|conflict| !conflict.is_empty()),
        comparer: relation.comparer,
        score: relation.score,
        explanation: relation.explanation,
        state: relation.state,
        outcome: relation.outcome,
        decided_by: relation.decided_by,
        decided_at: relation.decided_at,
        rationale: relation.rationale,
    }
}
