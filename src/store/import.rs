//! An archive of another database, or reviews by others, taken in without loss: what is here already stays as it is.

mod claim;
mod review;

use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};

use super::Store;
use super::archive::{Archived, ArchivedArticle, ArchivedSource, ArchivedSpeaker};
use super::article::{Batch, digest_of};
use super::event::{self, Entry, Event};
use super::speaker::folded;
use crate::error::{Error, Result};
use crate::fold::{name_key, slug};
use crate::ingest::{MAX_FIELD, MAX_TEXT};
use crate::model::Revision;
use claim::Text;
use review::Worded;

/// What became of the records of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records read.
    pub records: usize,
    /// Records that brought something new.
    pub new: usize,
    /// Claims whose words do not stand in their text, and reviews that belong to no claim, by id or words, and why.
    pub orphans: Vec<String>,
    /// What was left out, and why.
    pub refused: Vec<String>,
}

/// True for what may name a source or an article, by the limits of what comes in otherwise.
fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.len() <= MAX_FIELD && !name.contains('\0')
}

/// One import, in one transaction.
struct Import<'s> {
    batch: Batch<'s>,
    /// True where nothing was there before: numbers and the log stay what they are.
    empty: bool,
    sources: FxHashMap<String, i64>,
    /// Rows of articles by source and identity; none for a refused one.
    articles: FxHashMap<(String, String), Option<i64>>,
    /// Rows of speakers by their numbers in the archive.
    speakers: FxHashMap<i64, i64>,
    taken: FxHashSet<i64>,
    merged: Vec<(i64, i64)>,
    touched: FxHashSet<i64>,
    text: Text,
    /// Read by the first review that is told by its words alone.
    worded: Option<Worded>,
    done: Imported,
}

impl Store {
    /// Takes in the rows of an archive that had `revision`, each with the JSON that it was read from, in one transaction. The same again
    /// changes nothing. In an empty database numbers of speakers and the log stay what they are.
    ///
    /// # Errors
    /// The first error of `rows`, or [`Error::Store`] where the database refuses; nothing is kept then.
    pub fn import(
        &mut self,
        revision: Revision,
        rows: impl Iterator<Item = Result<(Archived, String)>>,
        actor: &str,
    ) -> Result<Imported> {
        let batch = self.batch()?;
        let there: bool = batch.tx.query_one(
            "SELECT EXISTS (SELECT 1 FROM article) OR EXISTS (SELECT 1 FROM event)",
            [],
            |row| row.get(0),
        )?;
        let mut import = Import {
            batch,
            empty: !there,
            sources: FxHashMap::default(),
            articles: FxHashMap::default(),
            speakers: FxHashMap::default(),
            taken: FxHashSet::default(),
            merged: Vec::new(),
            touched: FxHashSet::default(),
            text: Text::default(),
            worded: None,
            done: Imported::default(),
        };
        if import.empty {
            let next = i64::try_from(revision.0).unwrap_or(0).saturating_add(1);
            import.batch.revision = import.batch.revision.max(next);
        }
        for row in rows {
            let (row, line) = row?;
            import.done.records += 1;
            let record = import.done.records;
            let new = import.row(row, &line).map_err(|error| blamed(error, record))?;
            import.done.new += usize::from(new);
        }
        import.finish(actor)
    }
}

/// A constraint of the database that a record breaks is the fault of the record.
fn blamed(error: Error, record: usize) -> Error {
    match error {
        Error::Store(message) if message.contains("constraint failed") => {
            let what = message.split(';').next().unwrap_or_default();
            let problem = format!("it cannot be stored ({what}); nothing was taken in, export it again");
            Error::input(format!("record {record} of the archive"), problem)
        }
        error => error,
    }
}

impl Import<'_> {
    /// Takes in one row; true if it brought something new.
    fn row(&mut self, row: Archived, line: &str) -> Result<bool> {
        match row {
            Archived::Source(source) => self.source(&source),
            Archived::Article(article) => self.article(&article),
            Archived::Speaker(speaker) => self.speaker(&speaker),
            Archived::Claim(claim) => self.claim(&claim, line),
            Archived::Relation(relation) => self.relation(&relation),
            Archived::Verdict(verdict) => self.verdict(&verdict),
            Archived::Review(review) => self.review(&review),
            Archived::Orphan(public, json) => self.orphan(&public, &json),
            Archived::Event(event, _) => self.event(event),
        }
    }

    fn finish(mut self, actor: &str) -> Result<Imported> {
        for (key, target) in std::mem::take(&mut self.merged) {
            let Some(target) = self.speakers.get(&target).copied() else {
                continue;
            };
            self.done.new += self
                .batch
                .tx
                .prepare_cached(
                    "UPDATE speaker SET merged_into = (SELECT coalesce(merged_into, id) FROM speaker WHERE id = ?2)
                     WHERE id = ?1 AND merged_into IS NULL
                        AND id <> (SELECT coalesce(merged_into, id) FROM speaker WHERE id = ?2)",
                )?
                .execute([key, target])?;
            self.batch
                .tx
                .prepare_cached(
                    "UPDATE speaker SET merged_into = (SELECT merged_into FROM speaker WHERE id = ?1)
                     WHERE merged_into = ?1 AND (SELECT merged_into FROM speaker WHERE id = ?1) IS NOT NULL",
                )?
                .execute([key])?;
        }
        if self.done.new == 0 {
            return Ok(self.done);
        }
        for article in std::mem::take(&mut self.touched) {
            self.batch.settle(article)?;
        }
        self.batch.log(Entry {
            actor,
            action: "archive.imported",
            subject: "archive".to_owned(),
            before: None,
            after: Some(
                json!({"records": self.done.records, "new": self.done.new, "orphans": self.done.orphans.len()}),
            ),
        })?;
        self.batch.commit()?;
        Ok(self.done)
    }

    fn refuse(&mut self, problem: String) -> Result<bool> {
        self.done.refused.push(problem);
        Ok(false)
    }

    fn source(&mut self, source: &ArchivedSource) -> Result<bool> {
        if slug(&source.name) != source.slug || !is_name(&source.name) {
            return self.refuse(format!(
                "source '{}': that is not the short form of its name",
                source.slug
            ));
        }
        let known = self.source_row(&source.slug)?;
        if let Some(row) = known {
            self.sources.insert(source.slug.clone(), row);
            return Ok(false);
        }
        let row = self
            .batch
            .tx
            .prepare_cached("INSERT INTO source (slug, name, kind, owner) VALUES (?, ?, ?, ?)")?
            .insert(params![source.slug, source.name, source.kind, source.owner])?;
        self.sources.insert(source.slug.clone(), row);
        Ok(true)
    }

    fn source_row(&self, slug: &str) -> Result<Option<i64>> {
        let mut statement = self.batch.tx.prepare_cached("SELECT id FROM source WHERE slug = ?")?;
        Ok(statement.query_row([slug], |row| row.get(0)).optional()?)
    }

    fn article(&mut self, article: &ArchivedArticle) -> Result<bool> {
        let place = (article.source.clone(), article.identity.clone());
        let name = event::article_subject(&article.source, &article.identity);
        self.articles.insert(place.clone(), None);
        let Some(source) = self.source_row(&article.source)? else {
            return self.refuse(format!(
                "article {name}: there is no source '{}' before it",
                article.source
            ));
        };
        let names = [Some(&article.identity), article.url.as_ref(), article.author.as_ref()];
        if article.versions.is_empty() || !names.into_iter().flatten().all(|name| is_name(name)) {
            return self.refuse(format!("article {name}: it is not sound; export it again"));
        }
        let mut digests = Vec::new();
        for (version, seq) in article.versions.iter().zip(1..) {
            let title = version
                .title
                .as_ref()
                .map(|title| format!("{title}\n\n"))
                .unwrap_or_default();
            let text = &version.text;
            let sound =
                version.seq == seq && text.starts_with(&title) && text.len() <= MAX_TEXT && !text.contains('\0');
            let published = version
                .published
                .as_deref()
                .is_none_or(|p| p.parse::<crate::model::Published>().is_ok());
            if !sound || !published || version.lang.parse::<crate::model::Lang>().is_err() {
                return self.refuse(format!("article {name}: version {seq} is not sound; export it again"));
            }
            digests.push(digest_of(title.len(), &version.text).to_vec());
        }
        let known: Option<i64> = self
            .batch
            .tx
            .prepare_cached("SELECT id FROM article WHERE source_id = ? AND identity = ?")?
            .query_row(params![source, article.identity], |row| row.get(0))
            .optional()?;
        if let Some(row) = known {
            let mut statement = self
                .batch
                .tx
                .prepare_cached("SELECT digest FROM version WHERE article_id = ? ORDER BY seq")?;
            let stored: Vec<Vec<u8>> = statement
                .query_map([row], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            drop(statement);
            if stored != digests {
                return self.refuse(format!(
                    "article {name}: it has other texts here; import into another database, with --db"
                ));
            }
            self.articles.insert(place, Some(row));
            return Ok(false);
        }
        let row = self
            .batch
            .tx
            .prepare_cached("INSERT INTO article (source_id, identity, url, author) VALUES (?, ?, ?, ?)")?
            .insert(params![source, article.identity, article.url, article.author])?;
        for (version, digest) in article.versions.iter().zip(digests) {
            self.batch
                .tx
                .prepare_cached(
                    "INSERT INTO version (article_id, seq, title, text, lang, published, retrieved, digest)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    row,
                    version.seq,
                    version.title,
                    version.text,
                    version.lang,
                    version.published,
                    version.retrieved,
                    digest
                ])?;
        }
        self.articles.insert(place, Some(row));
        self.touched.insert(row);
        Ok(true)
    }

    fn speaker(&mut self, speaker: &ArchivedSpeaker) -> Result<bool> {
        let article = match &speaker.article {
            None => None,
            Some(place) => match self.articles.get(place).copied().flatten() {
                Some(row) => Some(row),
                // Known in a refused article only: nobody else names it.
                None => return Ok(false),
            },
        };
        let side = speaker
            .affiliation
            .as_deref()
            .map(folded)
            .filter(|side| !side.is_empty());
        let same: Vec<i64> = {
            let mut statement = self.batch.tx.prepare_cached(
                "SELECT id FROM speaker WHERE folded = ?1 AND kind = ?2 AND side IS ?3 AND article_id IS ?4
                 ORDER BY id <> ?5, id",
            )?;
            let values = params![folded(&speaker.name), speaker.kind, side, article, speaker.key];
            let rows = statement.query_map(values, |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        let known = same.into_iter().find(|key| !self.taken.contains(key));
        let key = match known {
            Some(key) => key,
            None => self
                .batch
                .tx
                .prepare_cached(
                    "INSERT INTO speaker (id, name, folded, kind, affiliation, side, article_id)
                     VALUES (iif(EXISTS (SELECT 1 FROM speaker WHERE id = ?1), NULL, ?1), ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .insert(params![
                    speaker.key,
                    speaker.name,
                    folded(&speaker.name),
                    speaker.kind,
                    speaker.affiliation,
                    side,
                    article
                ])?,
        };
        self.taken.insert(key);
        self.speakers.insert(speaker.key, key);
        let mut new = known.is_none();
        for (name, decided_by) in &speaker.aliases {
            let written = self
                .batch
                .tx
                .prepare_cached(
                    "INSERT INTO alias (speaker_id, name, folded, sound, decided_by) VALUES (?, ?, ?, ?, ?)
                     ON CONFLICT (speaker_id, folded) DO UPDATE SET decided_by = excluded.decided_by
                     WHERE decided_by IS NULL AND excluded.decided_by IS NOT NULL",
                )?
                .execute(params![
                    key,
                    name,
                    folded(name),
                    (speaker.kind == "person").then(|| name_key(name)),
                    decided_by
                ])?;
            new |= written > 0;
        }
        if let Some(target) = speaker.merged_into {
            self.merged.push((key, target));
        }
        Ok(new)
    }

    fn event(&mut self, event: Event) -> Result<bool> {
        let json = |text: &Option<String>| -> Result<Option<Value>> {
            let value = text.as_deref().map(serde_json::from_str).transpose();
            value.map_err(|error| Error::input(format!("event {}", event.seq), error.to_string()))
        };
        // Speakers may have other numbers here.
        let number = event.subject.strip_prefix("speaker:").and_then(|key| key.parse().ok());
        let subject = match number.and_then(|key: i64| self.speakers.get(&key)) {
            Some(key) => format!("speaker:{key}"),
            None => event.subject.clone(),
        };
        let entry = Entry {
            actor: &event.actor,
            action: &event.action,
            subject,
            before: json(&event.before)?,
            after: json(&event.after)?,
        };
        let mut revision = i64::try_from(event.revision.0).unwrap_or(self.batch.revision);
        if !self.empty {
            let known: bool = self
                .batch
                .tx
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM event WHERE subject = ?1 AND at = ?2 AND actor = ?3 AND action = ?4
                        AND before IS ?5 AND after IS ?6)",
                )?
                .query_one(
                    params![
                        entry.subject,
                        event.at,
                        entry.actor,
                        entry.action,
                        entry.before.as_ref().map(ToString::to_string),
                        entry.after.as_ref().map(ToString::to_string)
                    ],
                    |row| row.get(0),
                )?;
            if known {
                return Ok(false);
            }
            revision = self.batch.revision;
        }
        event::append(&self.batch.tx, &event.at, revision, entry)?;
        Ok(true)
    }
}
