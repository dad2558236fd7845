//! The rows of an archive, each with what belongs to it.

use crate::store::event::Event;

/// One row with what belongs to it. Words that are one of a few names are those of the schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Archived {
    /// Who publishes.
    Source(ArchivedSource),
    /// An article with every text that it had.
    Article(ArchivedArticle),
    /// A speaker with its names and what people decided about them.
    Speaker(ArchivedSpeaker),
    /// A claim, in force or not.
    Claim(ArchivedClaim),
    /// What two claims have to do with each other.
    Relation(ArchivedRelation),
    /// What a person found about a claim.
    Verdict(ArchivedVerdict),
    /// What somebody else found about a claim.
    Review(ArchivedReview),
    /// An imported claim whose words do not stand where it says: its id and the JSON that it came as.
    Orphan(String, String),
    /// A logged change with its hash, in hexadecimal digits.
    Event(Event, String),
}

/// Who publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedSource {
    /// Folded name.
    pub slug: String,
    /// Name as it was first given.
    pub name: String,
    /// What it is.
    pub kind: Option<String>,
    /// To whom it belongs.
    pub owner: Option<String>,
}

/// An article with every text that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedArticle {
    /// Slug of its source.
    pub source: String,
    /// What it is known by in its source.
    pub identity: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Its texts, oldest first, numbered from 1.
    pub versions: Vec<ArchivedVersion>,
}

/// One text of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedVersion {
    /// Number, from 1.
    pub seq: u32,
    /// Headline, with which the text begins.
    pub title: Option<String>,
    /// The whole text, to which spans refer.
    pub text: String,
    /// Language.
    pub lang: String,
    /// When it was published.
    pub published: Option<String>,
    /// When it came in.
    pub retrieved: String,
}

/// A speaker with its names and what people decided about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedSpeaker {
    /// Number in this database.
    pub key: i64,
    /// Preferred name.
    pub name: String,
    /// What the speaker is.
    pub kind: String,
    /// Whom the speaker speaks for.
    pub affiliation: Option<String>,
    /// Slug of the source and identity of the only article in which the speaker is known.
    pub article: Option<(String, String)>,
    /// Number of the speaker that this one was merged into.
    pub merged_into: Option<i64>,
    /// Every name, with the person who decided it.
    pub aliases: Vec<(String, Option<String>)>,
}

/// A claim, in force or not.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchivedClaim {
    /// Public id.
    pub id: String,
    /// Slug of the source.
    pub source: String,
    /// Identity of the article.
    pub article: String,
    /// Newest version that holds the words, to which spans refer.
    pub version: u32,
    /// Oldest version that holds them.
    pub first_version: u32,
    /// Version from which on they are gone.
    pub ended_version: Option<u32>,
    /// Place in the article.
    pub ordinal: u64,
    /// False where the words are gone.
    pub in_force: bool,
    /// How the words are given.
    pub form: String,
    /// What the speaker does with them.
    pub stance: String,
    /// How far the article commits to it.
    pub modality: String,
    /// Whether the main clause is negated.
    pub polarity: String,
    /// Dictionary form of the cue.
    pub cue_lemma: Option<String>,
    /// Number of the speaker.
    pub speaker: Option<i64>,
    /// The speaker's name as the article gives it.
    pub named: Option<String>,
    /// Who set the speaker by hand.
    pub speaker_by: Option<String>,
    /// Name of the rule.
    pub rule: String,
    /// Share of claims of this kind that are right.
    pub confidence: f64,
    /// Derived status.
    pub status: String,
    /// Day on which it was said.
    pub stated_on: Option<String>,
    /// Where its parts stand, by role and order.
    pub spans: Vec<ArchivedSpan>,
    /// Its figures, each with the span of the role `figure` and the same ordinal.
    pub figures: Vec<ArchivedFigure>,
    /// Keys under which it meets other claims.
    pub keys: Vec<i64>,
}

/// Where a part of a claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedSpan {
    /// What the part is.
    pub role: String,
    /// Place among the spans of its role, from 0.
    pub ordinal: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub words: String,
}

/// A quantity as an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchivedFigure {
    /// Place among the figures of the claim, from 0.
    pub ordinal: usize,
    /// What is measured.
    pub measure: Option<String>,
    /// Who or what is counted.
    pub population: Option<String>,
    /// Lower end.
    pub low: f64,
    /// Upper end; none where the words set none.
    pub high: Option<f64>,
    /// True where `low` itself is excluded.
    pub low_open: bool,
    /// True where `high` itself is excluded.
    pub high_open: bool,
    /// Unit.
    pub unit: Option<String>,
}

/// What two claims have to do with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchivedRelation {
    /// Id of the claim that it goes out from.
    pub a: String,
    /// Id of the other claim.
    pub b: String,
    /// What it is.
    pub kind: String,
    /// For contradictions, what about; else empty.
    pub conflict: String,
    /// Name of the comparer.
    pub comparer: String,
    /// How sure, from 0 to 1.
    pub score: f64,
    /// Why, in one sentence.
    pub explanation: String,
    /// What became of it.
    pub state: String,
    /// How it was resolved, or why dismissed.
    pub outcome: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<String>,
    /// Why.
    pub rationale: Option<String>,
}

/// What a person found about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedVerdict {
    /// Id of the claim.
    pub claim: String,
    /// The verdict; `withdrawn` takes the one before back.
    pub verdict: String,
    /// Why.
    pub rationale: String,
    /// Who.
    pub actor: String,
    /// When, RFC 3339.
    pub at: String,
}

/// What somebody else found about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedReview {
    /// Id of the claim; none for an orphan.
    pub claim: Option<String>,
    /// The words reviewed.
    pub reviewed: String,
    /// Addresses of articles in which they appeared, as far as an import knows; not stored.
    pub appearances: Vec<String>,
    /// True where an import names neither claim nor article: it belongs to whichever claim has exactly its words; not stored.
    pub by_words: bool,
    /// The rating in words.
    pub rating: Option<String>,
    /// Who reviewed.
    pub author: Option<String>,
    /// Where the review was published.
    pub url: Option<String>,
    /// When, as it was given.
    pub published: Option<String>,
    /// The whole review as it came.
    pub json: String,
}
