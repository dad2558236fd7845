//! Plain data that every floor shares: articles, drafts of claims, figures, and the records that come back from the store.

mod article;
mod id;
mod vocabulary;

use crate::span::Span;

pub use article::{Lang, NewArticle, Published};
pub use id::{ClaimId, RelationId};
pub use vocabulary::{
    ConflictType, Decision, Dismissal, Form, Modality, Polarity, RelationKind, RelationState, Resolution, Review,
    SpeakerKind, Stance, Status, Verdict,
};

/// The words that signal an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand.
    pub span: Span,
    /// Dictionary form: *affirmer*, *selon*, *communiqué*; `:` and `—` for signatures.
    pub lemma: String,
}

/// Who speaks, as far as the article itself tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerDraft {
    /// The fullest form in the article, without determiner, straight apostrophes.
    pub name: String,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// Country, party, company or institution that the speaker speaks for, in its plain name.
    pub affiliation: Option<String>,
    /// Why the mention was resolved to this speaker, in a few words.
    pub reason: String,
}

/// One attributed statement found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// How the words are given.
    pub form: Form,
    /// What the speaker does with them.
    pub stance: Stance,
    /// How far the article commits to it.
    pub modality: Modality,
    /// Whether the main clause is negated.
    pub polarity: Polarity,
    /// The reported words, in order, never empty, never overlapping.
    pub content: Vec<Span>,
    /// The cue; none for a floating quotation and for the narrator.
    pub cue: Option<Cue>,
    /// The words that name the speaker here.
    pub mention: Option<Span>,
    /// The resolved speaker; none where nobody is expressed (hearsay). The narrator's speaker is none too: it is the source.
    pub speaker: Option<SpeakerDraft>,
    /// Who passed the words on (*selon l'AFP, citant …*).
    pub relay: Option<Span>,
    /// Figures in the content; filled by `relate::facts`.
    pub figures: Vec<Figure>,
    /// Name of the rule that made the claim.
    pub rule: &'static str,
    /// Share of claims of this kind that are right, between 0 and 1.
    pub confidence: f32,
}

/// A quantity as an interval, with what is counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Where the words of the figure stand.
    pub span: Span,
    /// What is measured: `killed`, `wounded`, `missing`, `captured`, `displaced`, `money`, `share`, …; none where it is only a count.
    pub measure: Option<String>,
    /// Who or what is counted, in the article's words: *soldats arméniens*.
    pub population: Option<String>,
    /// Lower end.
    pub low: f64,
    /// Upper end; infinite where the words set none.
    pub high: f64,
    /// True where `low` itself is excluded (*plus de 100*).
    pub low_open: bool,
    /// True where `high` itself is excluded (*moins de 100*).
    pub high_open: bool,
    /// Base unit after normalisation: `EUR`, `%`, `m`, `m²`, `kg`, `s`, …
    pub unit: Option<String>,
}

#[cfg(test)]
impl Figure {
    /// So many people killed, from `low` to `high`, both of them in.
    pub(crate) fn killed(low: f64, high: f64) -> Figure {
        Figure {
            span: Span::default(),
            measure: Some("killed".into()),
            population: None,
            low,
            high,
            low_open: false,
            high_open: false,
            unit: None,
        }
    }
}

/// Something the analysis met and went around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub span: Span,
    /// What it is, in words.
    pub message: String,
}

/// Which claims a list or a search is about; an empty filter takes all but the narrator's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Sources by name or slug.
    pub source: Vec<String>,
    /// Speakers by any name or alias, folded, in any known spelling.
    pub speaker: Vec<String>,
    /// Affiliations, folded.
    pub side: Vec<String>,
    /// Status.
    pub status: Vec<Status>,
    /// Verdict that holds.
    pub verdict: Vec<Verdict>,
    /// How far people are with it; lists alone know that, the search index does not.
    pub review: Vec<Review>,
    /// Form; naming `narrator` includes the article's own assertions.
    pub form: Vec<Form>,
    /// Stance.
    pub stance: Vec<Stance>,
    /// Language.
    pub lang: Vec<Lang>,
    /// Published on this day or later.
    pub since: Option<jiff::civil::Date>,
    /// Published on this day or earlier.
    pub until: Option<jiff::civil::Date>,
    /// True to include narrator claims beside the others.
    pub narrator: bool,
    /// At least this confidence.
    pub min_confidence: Option<f32>,
    /// True to include claims whose words are gone from the newest version.
    pub history: bool,
}

/// Number of committed changes of a database; every transaction that changes something adds one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub u64);

/// A span with its words, byte offsets into [`ClaimRecord::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where the words stand.
    pub span: Span,
    /// The words.
    pub words: String,
}

/// A stored claim with everything that a list, a hit or an export shows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRecord {
    /// Row in the database; the index's key.
    pub key: i64,
    /// Public id.
    pub id: ClaimId,
    /// Identity of the article.
    pub article: String,
    /// Name of the source.
    pub source: String,
    /// Title of the article.
    pub title: Option<String>,
    /// URL of the article.
    pub url: Option<String>,
    /// When the article was published.
    pub published: Option<Published>,
    /// Language of the article.
    pub lang: Lang,
    /// Version of the article's text that the offsets refer to, from 1.
    pub version: u32,
    /// False where the words are gone from the article's newest version.
    pub in_force: bool,
    /// The whole text that the offsets refer to, shared between the claims of one version.
    pub text: std::sync::Arc<str>,
    /// How the words are given.
    pub form: Form,
    /// What the speaker does with them.
    pub stance: Stance,
    /// How far the article commits to it.
    pub modality: Modality,
    /// Whether the main clause is negated.
    pub polarity: Polarity,
    /// The resolved speaker; none for nobody. A narrator claim has its source here.
    pub speaker: Option<StoredSpeaker>,
    /// The words that name the speaker here.
    pub mention: Option<Passage>,
    /// Who passed the words on.
    pub relay: Option<Passage>,
    /// The cue and its dictionary form.
    pub cue: Option<(Passage, String)>,
    /// The reported words.
    pub content: Vec<Passage>,
    /// Figures in the content.
    pub figures: Vec<Figure>,
    /// Name of the rule that made the claim.
    pub rule: String,
    /// Share of claims of this kind that are right.
    pub confidence: f32,
    /// Derived by machine.
    pub status: Status,
    /// The verdict that holds; none where nobody gave one or it was withdrawn.
    pub verdict: Option<Ruling>,
}

impl ClaimRecord {
    /// How far people are with the claim.
    pub fn review(&self) -> Review {
        match &self.verdict {
            None => Review::Open,
            Some(ruling) if ruling.reopened => Review::Reopened,
            Some(_) => Review::Decided,
        }
    }
}

/// A verdict that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What was found.
    pub verdict: Verdict,
    /// Why, in words.
    pub rationale: String,
    /// Who found it.
    pub actor: String,
    /// When, RFC 3339.
    pub at: String,
    /// True where a relation was found against the claim, or its article's text changed, after the verdict.
    pub reopened: bool,
}

/// A speaker as the store knows it across articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSpeaker {
    /// Row in the database.
    pub key: i64,
    /// Preferred name.
    pub name: String,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// Whom the speaker speaks for.
    pub affiliation: Option<String>,
}

/// What the index needs to know of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimDoc {
    /// Row in the database.
    pub key: i64,
    /// False where the claim is to leave the index.
    pub in_force: bool,
    /// Row of the oldest claim that it repeats; none for words of its own.
    pub repeats: Option<i64>,
    /// The reported words.
    pub content: String,
    /// The sentence or sentences around the claim, the claim included.
    pub context: String,
    /// Title of the article.
    pub title: String,
    /// Name of the source.
    pub source: String,
    /// Preferred name, mention and every alias of the speaker.
    pub speakers: Vec<String>,
    /// Preferred name of the speaker, for facets; empty for nobody.
    pub speaker: String,
    /// Affiliation of the speaker; empty for none.
    pub side: String,
    /// Derived status.
    pub status: Status,
    /// Newest human verdict; empty for none.
    pub verdict: String,
    /// How the words are given.
    pub form: Form,
    /// What the speaker does with them.
    pub stance: Stance,
    /// Measures of the figures in the claim.
    pub measures: Vec<String>,
    /// Language of the article.
    pub lang: Lang,
    /// Day of publication.
    pub published: Option<jiff::civil::Date>,
    /// Share of claims of this kind that are right.
    pub confidence: f32,
}
