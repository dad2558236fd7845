//! Plain data that every floor shares: articles, drafts of claims, figures, and the records that come back from the store.

use std::fmt;
use std::str::FromStr;

use crate::span::Span;

/// Declares an enum whose variants have one stable lower-case name each, used in SQL, JSON, queries and flags.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stable name.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($text => Ok($name::$variant),)+
                    other => Err(format!("'{other}' is none of: {}", [$($text),+].join(", "))),
                }
            }
        }
    };
}

named! {
    /// How the words of a claim are given.
    Form {
        /// All content stands inside quotation marks.
        Direct = "direct",
        /// No content stands inside quotation marks.
        Indirect = "indirect",
        /// A clause with a quoted part in it.
        Mixed = "mixed",
        /// The article's own assertion: the speaker is the source.
        Narrator = "narrator",
    }
}

named! {
    /// What the speaker does with the words.
    Stance {
        /// States something as true.
        Assert = "assert",
        /// Says that something is not so.
        Deny = "deny",
        /// Holds somebody responsible for a wrong.
        Accuse = "accuse",
        /// Asks for something to be done.
        Demand = "demand",
        /// Commits to doing something.
        Promise = "promise",
        /// Gives an opinion or an estimate.
        Opine = "opine",
    }
}

named! {
    /// How far the article itself commits to what was said.
    Modality {
        /// Reported as said.
        Asserted = "asserted",
        /// Reported in the conditional of hearsay (*aurait tué*) or by an impersonal cue.
        Hearsay = "hearsay",
        /// Said to be possible (*pourrait*).
        Possible = "possible",
        /// A reported question.
        Question = "question",
    }
}

named! {
    /// Whether the main clause of the content is negated.
    Polarity {
        /// No negation.
        Affirmative = "affirmative",
        /// Negated main clause.
        Negative = "negative",
    }
}

named! {
    /// What a speaker is.
    SpeakerKind {
        /// A person, with or without a name.
        Person = "person",
        /// Whoever holds an office: *le procureur*.
        Office = "office",
        /// An institution, company, party, state or capital that speaks.
        Organisation = "organisation",
        /// Several people: *des témoins*.
        Group = "group",
        /// A text: *un communiqué*.
        Document = "document",
        /// Somebody who is not to be known: *une source proche du dossier*.
        Anonymous = "anonymous",
    }
}

named! {
    /// What two claims have to do with each other.
    RelationKind {
        /// They cannot both be true.
        Contradicts = "contradicts",
        /// The first replaces the second.
        Supersedes = "supersedes",
        /// Another voice asserts the same.
        Supports = "supports",
        /// The same text again.
        Repeats = "repeats",
    }
}

named! {
    /// What became of a relation.
    RelationState {
        /// Found by machine; nobody looked at it.
        Suggested = "suggested",
        /// A person says that it holds.
        Confirmed = "confirmed",
        /// A person says which side stands.
        Resolved = "resolved",
        /// A person says that it does not hold.
        Dismissed = "dismissed",
    }
}

named! {
    /// Which side of a contradiction stands, as a person says.
    Resolution {
        /// The first claim stands.
        AStands = "a_stands",
        /// The second claim stands.
        BStands = "b_stands",
        /// Both hold after all, each in its way.
        BothHold = "both_hold",
        /// Neither holds.
        Neither = "neither",
    }
}

named! {
    /// Why a relation does not hold, as a person says.
    Dismissal {
        /// They speak of different times.
        DifferentTime = "different_time",
        /// They speak of different places.
        DifferentPlace = "different_place",
        /// They speak of different people or things.
        DifferentPopulation = "different_population",
        /// One takes in more than the other.
        DifferentScope = "different_scope",
        /// A claim was read wrongly out of its article.
        ExtractionError = "extraction_error",
        /// Both are one statement.
        Duplicate = "duplicate",
    }
}

/// What a person decides about a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It holds.
    Confirm,
    /// It does not hold.
    Dismiss(Dismissal),
    /// It holds, and this is what comes of it.
    Resolve(Resolution),
}

impl Decision {
    /// The state that the relation is in afterwards.
    pub fn state(self) -> RelationState {
        match self {
            Decision::Confirm => RelationState::Confirmed,
            Decision::Dismiss(_) => RelationState::Dismissed,
            Decision::Resolve(_) => RelationState::Resolved,
        }
    }

    /// Which side stands, or why it does not hold; none for a bare confirmation.
    pub fn outcome(self) -> Option<&'static str> {
        match self {
            Decision::Confirm => None,
            Decision::Dismiss(why) => Some(why.as_str()),
            Decision::Resolve(how) => Some(how.as_str()),
        }
    }
}

named! {
    /// What a person finds about a claim.
    Verdict {
        /// It is true.
        Confirmed = "confirmed",
        /// It is false.
        Refuted = "refuted",
        /// It is true in part, or in a way that misleads.
        Misleading = "misleading",
        /// There is no way to find out.
        Unverifiable = "unverifiable",
        /// It is nothing that could be true or false: a wish, an opinion.
        NotCheckable = "not_checkable",
    }
}

named! {
    /// How far people are with a claim; derived, never set by hand.
    Review {
        /// There is no verdict.
        Open = "open",
        /// There is a verdict.
        Decided = "decided",
        /// Something came up against it after the verdict.
        Reopened = "reopened",
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

named! {
    /// What about two claims cannot both be true.
    ConflictType {
        /// Figures for the same thing exclude each other.
        Figure = "figure",
        /// One denies what the other says.
        Denial = "denial",
        /// One negates what the other asserts, or asserts the opposite.
        Polarity = "polarity",
        /// Each says that the other did it.
        Blame = "blame",
        /// The same event at two times.
        Date = "date",
        /// The same event in two places.
        Place = "place",
        /// Two different ones for what only one can be.
        Identity = "identity",
    }
}

named! {
    /// What the machine derives about a claim from its relations; nobody sets it by hand.
    Status {
        /// Nothing else speaks for it or against it.
        Unverified = "unverified",
        /// Two independent origins assert it; that does not make it true.
        Corroborated = "corroborated",
        /// A live contradiction with both sides in force.
        Disputed = "disputed",
        /// A later statement of the same side replaces it.
        Superseded = "superseded",
        /// Its speaker or outlet withdrew it.
        Retracted = "retracted",
    }
}

/// A language by its ISO 639 code, lower case, two or three letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 3]);

impl Lang {
    /// French.
    pub const FR: Lang = Lang(*b"fr\0");
    /// English.
    pub const EN: Lang = Lang(*b"en\0");
    /// Undetermined.
    pub const UND: Lang = Lang(*b"und");

    /// The code, such as `fr`.
    pub fn as_str(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).unwrap_or("und")
    }
}

impl FromStr for Lang {
    type Err = String;

    /// Reads a BCP 47 tag and keeps its language: `fr-FR` is `fr`.
    fn from_str(tag: &str) -> Result<Self, String> {
        let code = tag
            .trim()
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match code.as_bytes() {
            [a, b] if code.bytes().all(|c| c.is_ascii_alphabetic()) => Ok(Lang([*a, *b, 0])),
            [a, b, c] if code.bytes().all(|c| c.is_ascii_alphabetic()) => Ok(Lang([*a, *b, *c])),
            _ => Err(format!("'{tag}' is not a language tag such as fr, en or de-CH")),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// When an article was published: a civil date, or an instant where the input gave a time with an offset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Published {
    /// A day, `2022-09-13`.
    Day(jiff::civil::Date),
    /// A time without an offset, `2022-09-13T08:00:00`.
    Civil(jiff::civil::DateTime),
    /// An instant, `2022-09-13T08:00:00Z`.
    Instant(jiff::Timestamp),
}

impl Published {
    /// The civil day; an instant counts in UTC.
    pub fn day(&self) -> jiff::civil::Date {
        match self {
            Published::Day(day) => *day,
            Published::Civil(time) => time.date(),
            Published::Instant(instant) => instant.to_zoned(jiff::tz::TimeZone::UTC).date(),
        }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Published::Day(day) => day.fmt(f),
            Published::Civil(time) => time.fmt(f),
            Published::Instant(instant) => instant.fmt(f),
        }
    }
}

impl FromStr for Published {
    type Err = String;

    /// Reads ISO 8601 dates and times; a space may stand for the `T`.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Ok(Published::Instant(instant));
        }
        if text.len() > 10
            && let Ok(time) = text.parse::<jiff::civil::DateTime>()
        {
            return Ok(Published::Civil(time));
        }
        text.parse::<jiff::civil::Date>()
            .map(Published::Day)
            .map_err(|_| format!("'{text}' is not a date such as 2022-09-13 or 2022-09-13T08:00:00Z"))
    }
}

/// An article as it came in, before anything is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArticle {
    /// What the article is known by: the given id, else the URL, else the path.
    pub identity: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Name of the source that published it.
    pub source: String,
    /// When it was published.
    pub published: Option<Published>,
    /// Language that the input declares.
    pub lang: Option<Lang>,
    /// Headline.
    pub title: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// The body, as it came.
    pub body: String,
}

impl NewArticle {
    /// The text to which every offset refers: title, blank line, body; the body alone without a title.
    pub fn text(&self) -> String {
        match &self.title {
            Some(title) => format!("{title}\n\n{}", self.body),
            None => self.body.clone(),
        }
    }

    /// Bytes of [`NewArticle::text`] that belong to the title, the blank line included.
    pub fn title_len(&self) -> usize {
        self.title.as_ref().map_or(0, |title| title.len() + 2)
    }
}

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
#[derive(Clone, Debug, PartialEq)]
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

/// Something the analysis met and went around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub span: Span,
    /// What it is, in words.
    pub message: String,
}

/// Public id of a claim: `c` and twelve base-32 letters and digits, derived from its article's identity and its words,
/// the same on every machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub String);

impl ClaimId {
    /// The id of the `nth` claim (from 0) with these words in the article `identity` of `source`.
    pub fn derive(source: &str, identity: &str, words: &[&str], nth: usize) -> ClaimId {
        let mut hasher = blake3::Hasher::new();
        for part in [crate::fold::slug(source).as_str(), identity] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        for part in words {
            hasher.update(part.as_bytes()).update(&[1]);
        }
        hasher.update(&nth.to_le_bytes());
        ClaimId(public_id('c', &hasher))
    }

    /// Ids for the claims of one article, in order; equal words are told apart by their count.
    pub fn for_drafts(article: &NewArticle, text: &str, drafts: &[Draft]) -> Vec<ClaimId> {
        let mut seen = rustc_hash::FxHashMap::default();
        drafts
            .iter()
            .map(|draft| {
                let words: Vec<&str> = draft.content.iter().map(|span| span.of(text)).collect();
                let nth = seen.entry(words.clone()).and_modify(|n| *n += 1).or_insert(0usize);
                ClaimId::derive(&article.source, &article.identity, &words, *nth)
            })
            .collect()
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A letter and twelve base-32 letters and digits out of a hash.
fn public_id(letter: char, hasher: &blake3::Hasher) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bits = u64::from_le_bytes(hasher.finalize().as_bytes()[..8].try_into().unwrap_or_default());
    let letters = (0..12).map(|i| ALPHABET[(bits >> (5 * i)) as usize & 31] as char);
    std::iter::once(letter).chain(letters).collect()
}

/// Public id of a relation: `r` and twelve base-32 letters and digits, derived from its claims and what it is, the same
/// on every machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(pub String);

impl RelationId {
    /// The id of what `a` has to do with `b`. Only where the relation has a direction does their order count: which of
    /// two claims came in first differs from machine to machine.
    pub fn derive(a: &ClaimId, b: &ClaimId, kind: RelationKind, conflict: Option<ConflictType>) -> RelationId {
        let directed = kind == RelationKind::Supersedes;
        let (first, second) = if directed || a <= b { (a, b) } else { (b, a) };
        let conflict = conflict.map_or("", ConflictType::as_str);
        let mut hasher = blake3::Hasher::new();
        for part in [first.0.as_str(), second.0.as_str(), kind.as_str(), conflict] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        RelationId(public_id('r', &hasher))
    }
}

impl fmt::Display for RelationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claim_ids_depend_on_identity_and_words_only() {
        let one = ClaimId::derive("Le Courrier", "a", &["il pleut"], 0);
        assert_eq!(one, ClaimId::derive("le courrier", "a", &["il pleut"], 0));
        assert_ne!(one, ClaimId::derive("Le Courrier", "b", &["il pleut"], 0));
        assert_ne!(one, ClaimId::derive("Le Courrier", "a", &["il pleut"], 1));
        assert_ne!(
            ClaimId::derive("x", "a", &["il", "pleut"], 0),
            ClaimId::derive("x", "a", &["il pleut"], 0)
        );
        assert_eq!(one.0.len(), 13);
    }

    #[test]
    fn relation_ids_depend_on_order_only_where_the_relation_does() {
        let (a, b) = (ClaimId("c1".into()), ClaimId("c2".into()));
        let (figure, date) = (Some(ConflictType::Figure), Some(ConflictType::Date));
        let one = RelationId::derive(&a, &b, RelationKind::Contradicts, figure);
        assert_eq!(one, RelationId::derive(&b, &a, RelationKind::Contradicts, figure));
        assert_ne!(one, RelationId::derive(&a, &b, RelationKind::Contradicts, date));
        assert_ne!(
            RelationId::derive(&a, &b, RelationKind::Supersedes, None),
            RelationId::derive(&b, &a, RelationKind::Supersedes, None)
        );
        assert!(one.0.len() == 13 && one.0.starts_with('r'));
    }

    #[test]
    fn published_reads_days_times_and_instants() {
        assert_eq!("2022-09-13".parse::<Published>().unwrap().to_string(), "2022-09-13");
        assert_eq!(
            "2022-09-13T08:00:00+02:00".parse::<Published>().unwrap().to_string(),
            "2022-09-13T06:00:00Z"
        );
        assert!("mardi".parse::<Published>().is_err());
    }

    #[test]
    fn languages_keep_their_code() {
        assert_eq!("fr-CA".parse::<Lang>().unwrap(), Lang::FR);
        assert_eq!(Lang::UND.as_str(), "und");
        assert!("français".parse::<Lang>().is_err());
    }
}
