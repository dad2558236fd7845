//! Records of everything that is not a claim.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::Record;
use crate::library;

/// What became of an article.
#[derive(Clone, Debug, Serialize)]
pub struct Indexed {
    /// Identity of the article.
    pub article: String,
    /// Name of the source.
    pub source: String,
    /// Version of its text, from 1.
    pub version: u32,
    /// Claims in force, the narrator's left out.
    pub claims: usize,
    /// True where the same text was there already.
    pub unchanged: bool,
}

impl Record for Indexed {
    const COLUMNS: &'static [&'static str] = &["article", "source", "version", "claims", "unchanged"];
}

impl From<&library::Stored<'_>> for Indexed {
    fn from(stored: &library::Stored<'_>) -> Indexed {
        Indexed {
            article: stored.article.identity.clone(),
            source: stored.article.source.clone(),
            version: stored.inserted.version,
            claims: stored.inserted.claims,
            unchanged: stored.inserted.unchanged,
        }
    }
}

/// A bare count.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Count {
    /// How many.
    pub count: usize,
    /// The same, those that repeat each other counted once; null where nobody looked.
    pub distinct: Option<usize>,
}

impl Record for Count {
    const COLUMNS: &'static [&'static str] = &["count", "distinct"];
}

/// A query near one that found nothing.
#[derive(Clone, Debug, Serialize)]
pub struct Suggestion {
    /// The query.
    pub suggestion: String,
    /// Claims that it finds.
    pub count: usize,
}

impl Record for Suggestion {
    const COLUMNS: &'static [&'static str] = &["suggestion", "count"];
}

/// A value of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// Claims that have it.
    pub count: usize,
}

/// The whole result of a search counted by its fields, the most frequent value first, months in their order.
#[derive(Clone, Debug, Serialize)]
pub struct Facets {
    /// Claims that match.
    pub total: usize,
    /// The same, those that repeat each other counted once.
    pub distinct: usize,
    /// Values by field.
    pub facets: Fields,
}

/// The fields by which a result is counted.
#[derive(Clone, Debug, Serialize)]
pub struct Fields {
    /// Names of sources.
    pub source: Vec<FacetValue>,
    /// Preferred names of speakers.
    pub speaker: Vec<FacetValue>,
    /// Affiliations.
    pub side: Vec<FacetValue>,
    /// Status.
    pub status: Vec<FacetValue>,
    /// Forms.
    pub form: Vec<FacetValue>,
    /// Months of publication.
    pub month: Vec<FacetValue>,
}

impl Record for Facets {
    const COLUMNS: &'static [&'static str] = &["total", "distinct"];
}

impl Facets {
    /// The record of a result's facets.
    pub fn new(found: &library::Found) -> Facets {
        let facets = &found.facets;
        let values = |values: &[(String, usize)]| {
            let value = |(value, count): &(String, usize)| FacetValue {
                value: value.clone(),
                count: *count,
            };
            values.iter().map(value).collect()
        };
        Facets {
            total: found.total,
            distinct: found.distinct,
            facets: Fields {
                source: values(&facets.source),
                speaker: values(&facets.speaker),
                side: values(&facets.side),
                status: values(&facets.status),
                form: values(&facets.form),
                month: values(&facets.month),
            },
        }
    }
}

/// One text of an article.
#[derive(Clone, Debug, Serialize)]
pub struct Version {
    /// Number, from 1.
    pub version: u32,
    /// Title.
    pub title: Option<String>,
    /// Language.
    pub lang: String,
    /// When the article was published, as this version says.
    pub published: Option<String>,
    /// When the text came in.
    pub retrieved: String,
    /// True where the claim's words stand in it.
    pub holds: bool,
}

impl Version {
    /// The versions of a claim's article.
    pub fn of(history: &library::ClaimHistory) -> Vec<Version> {
        let holds = history.first..=history.last;
        let version = |version: &library::VersionRow| Version {
            version: version.seq,
            title: version.title.clone(),
            lang: version.lang.to_string(),
            published: version.published.as_ref().map(ToString::to_string),
            retrieved: version.retrieved.clone(),
            holds: holds.contains(&version.seq),
        };
        history.versions.iter().map(version).collect()
    }
}

/// One change in the log.
#[derive(Clone, Debug, serde::Deserialize, Serialize)]
pub struct Event {
    /// Place in the log, from 1.
    pub seq: i64,
    /// When.
    pub at: String,
    /// Who: a person's name, or `claims` for the program itself.
    pub actor: String,
    /// What.
    pub action: String,
    /// What it was done to.
    pub subject: String,
    /// What it was.
    pub before: Option<Value>,
    /// What it is now.
    pub after: Option<Value>,
    /// Revision that the change made.
    pub revision: u64,
}

impl Record for Event {
    const COLUMNS: &'static [&'static str] = &["seq", "at", "actor", "action", "subject", "revision"];
}

impl Event {
    /// The change that the record tells of.
    pub(super) fn row(self) -> library::Event {
        library::Event {
            seq: self.seq,
            at: self.at,
            actor: self.actor,
            action: self.action,
            subject: self.subject,
            before: self.before.map(|json| json.to_string()),
            after: self.after.map(|json| json.to_string()),
            revision: crate::model::Revision(self.revision),
        }
    }
}

impl From<&library::Event> for Event {
    fn from(event: &library::Event) -> Event {
        let json = |text: &Option<String>| text.as_deref().and_then(|text| serde_json::from_str(text).ok());
        Event {
            seq: event.seq,
            at: event.at.clone(),
            actor: event.actor.clone(),
            action: event.action.clone(),
            subject: event.subject.clone(),
            before: json(&event.before),
            after: json(&event.after),
            revision: event.revision.0,
        }
    }
}

/// A source with its articles and claims.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Name as it was first given.
    pub name: String,
    /// Folded name.
    pub slug: String,
    /// What it is; null where nobody said.
    pub kind: Option<String>,
    /// Articles.
    pub articles: usize,
    /// Claims in force, the narrator's left out.
    pub claims: usize,
    /// Earliest publication.
    pub first: Option<String>,
    /// Latest publication.
    pub last: Option<String>,
}

impl Record for Source {
    const COLUMNS: &'static [&'static str] = &["name", "slug", "kind", "articles", "claims", "first", "last"];
}

impl From<&library::SourceRow> for Source {
    fn from(row: &library::SourceRow) -> Source {
        Source {
            name: row.name.clone(),
            slug: row.slug.clone(),
            kind: row.kind.clone(),
            articles: row.articles,
            claims: row.claims,
            first: row.first.as_ref().map(ToString::to_string),
            last: row.last.as_ref().map(ToString::to_string),
        }
    }
}

/// A speaker with claims counted.
#[derive(Clone, Debug, Serialize)]
pub struct Speaker {
    /// Number, which commands take for the speaker.
    pub id: i64,
    /// Preferred name.
    pub name: String,
    /// What the speaker is.
    pub kind: &'static str,
    /// Whom the speaker speaks for.
    pub affiliation: Option<String>,
    /// Every other name.
    pub aliases: Vec<String>,
    /// Claims, as far as the filter takes them.
    pub claims: usize,
    /// Articles with one of these claims.
    pub articles: usize,
}

impl Record for Speaker {
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "affiliation", "aliases", "claims", "articles"];
}

impl From<&library::SpeakerRow> for Speaker {
    fn from(row: &library::SpeakerRow) -> Speaker {
        Speaker {
            id: row.key,
            name: row.name.clone(),
            kind: row.kind.as_str(),
            affiliation: row.affiliation.clone(),
            aliases: row.aliases.clone(),
            claims: row.claims,
            articles: row.articles,
        }
    }
}

/// Something that was looked at by `verify` or `doctor`.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub check: String,
    /// True where nothing is wrong.
    pub ok: bool,
    /// What was found.
    pub message: String,
    /// The command that mends it; null where nothing is wrong.
    pub mend: Option<String>,
}

impl Record for Finding {
    const COLUMNS: &'static [&'static str] = &["check", "ok", "message", "mend"];
}

impl From<&library::Finding> for Finding {
    fn from(finding: &library::Finding) -> Finding {
        Finding {
            check: finding.check.to_owned(),
            ok: finding.mend.is_none(),
            message: finding.message.clone(),
            mend: finding.mend.clone(),
        }
    }
}

/// What `reindex` did.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Reindexed {
    /// Articles whose stored text was analysed again.
    pub articles: usize,
    /// Articles among them whose claims came out otherwise.
    pub changed: usize,
    /// Claims in the search index now, the narrator's among them.
    pub indexed: usize,
}

impl Record for Reindexed {
    const COLUMNS: &'static [&'static str] = &["articles", "changed", "indexed"];
}

/// What became of an import.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Imported {
    /// Records read.
    pub records: usize,
    /// Records that brought something new.
    pub new: usize,
    /// Claims and reviews whose words are in no text here.
    pub orphans: usize,
    /// Records left out.
    pub refused: usize,
}

impl Record for Imported {
    const COLUMNS: &'static [&'static str] = &["records", "new", "orphans", "refused"];
}

impl From<&library::Imported> for Imported {
    fn from(imported: &library::Imported) -> Imported {
        Imported {
            records: imported.records,
            new: imported.new,
            orphans: imported.orphans.len(),
            refused: imported.refused.len(),
        }
    }
}

/// The numbers of the whole.
#[derive(Clone, Debug, Serialize)]
pub struct Stats {
    /// The database file.
    pub database: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Schema version.
    pub schema: i32,
    /// Number of committed changes.
    pub revision: u64,
    /// Sources.
    pub sources: usize,
    /// Articles.
    pub articles: usize,
    /// Texts, one or more an article.
    pub versions: usize,
    /// Claims in force by form.
    pub claims: BTreeMap<&'static str, usize>,
    /// Claims whose words are gone.
    pub ended: usize,
    /// Speakers.
    pub speakers: usize,
    /// Figures in claims.
    pub figures: usize,
    /// Relations between claims.
    pub relations: usize,
    /// Human verdicts.
    pub verdicts: usize,
    /// Logged changes.
    pub events: usize,
    /// Claims in the search index.
    pub indexed: usize,
    /// True where the search index is up to date.
    pub index_current: bool,
}

impl Record for Stats {
    const COLUMNS: &'static [&'static str] = &[
        "database",
        "bytes",
        "schema",
        "revision",
        "sources",
        "articles",
        "versions",
        "claims.direct",
        "claims.indirect",
        "claims.mixed",
        "claims.narrator",
        "ended",
        "speakers",
        "figures",
        "relations",
        "verdicts",
        "events",
        "indexed",
        "index_current",
    ];
}

impl Stats {
    /// The record; `index` is the number of claims in the search index and whether it is up to date.
    pub fn new(database: &Path, stats: &library::Stats, index: (usize, bool)) -> Stats {
        Stats {
            database: database.display().to_string(),
            bytes: stats.bytes,
            schema: stats.schema,
            revision: stats.revision.0,
            sources: stats.sources,
            articles: stats.articles,
            versions: stats.versions,
            claims: stats
                .claims
                .iter()
                .map(|(form, claims)| (form.as_str(), *claims))
                .collect(),
            ended: stats.ended,
            speakers: stats.speakers,
            figures: stats.figures,
            relations: stats.relations,
            verdicts: stats.verdicts,
            events: stats.events,
            indexed: index.0,
            index_current: index.1,
        }
    }
}
