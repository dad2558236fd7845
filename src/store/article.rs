//! Writing: one transaction of articles with their claims.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;
use serde_json::json;

use super::event::{self, Entry, PROGRAM, article_subject};
use super::speaker::Resolver;
use super::{Store, at, begin, claim, now, parse};
use crate::error::{Error, Result};
use crate::fold::slug;
use crate::model::{Draft, Lang, NewArticle, Revision};

/// What became of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inserted {
    /// Identity of the article.
    pub article: String,
    /// Version of its text, from 1.
    pub version: u32,
    /// Claims in force, without the narrator's.
    pub claims: usize,
    /// True where the same text was there already and nothing was written.
    pub unchanged: bool,
}

/// The newest version of an article as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArticle {
    /// Row in the database; pages go on after it.
    pub key: i64,
    /// The article; its [`NewArticle::text`] is the stored text.
    pub article: NewArticle,
    /// Language by which it was analysed.
    pub lang: Lang,
    /// Version of the text, from 1.
    pub version: u32,
}

/// A transaction: all of it is kept by [`Batch::commit`], nothing of it without.
///
/// After an error the batch can no longer be committed; drop it.
pub struct Batch<'s> {
    pub(super) tx: Transaction<'s>,
    /// The revision that this transaction makes.
    pub(super) revision: i64,
    pub(super) changed: bool,
    pub(super) now: String,
    pub(super) resolver: Resolver,
    /// Where the resolver goes for the next transaction.
    kept: &'s mut Resolver,
    lineage: String,
    broken: bool,
    sources: FxHashMap<String, i64>,
    path: &'s Path,
}

/// The newest version of an article, before a new text is compared with it.
struct Newest {
    id: i64,
    seq: u32,
    digest: Vec<u8>,
    lang: String,
}

impl Store {
    /// Begins a transaction, after waiting for another writer to finish.
    ///
    /// # Errors
    /// [`Error::Store`] where the other writer takes longer than [`super::Settings::patience`].
    pub fn batch(&mut self) -> Result<Batch<'_>> {
        let tx = begin(&mut self.conn, &self.path, &self.settings)?;
        let (revision, lineage): (i64, String) = tx
            .prepare_cached("SELECT revision, lineage FROM meta")?
            .query_one([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Batch {
            tx,
            revision: revision + 1,
            changed: false,
            now: now(),
            resolver: std::mem::take(&mut self.resolver).at(&lineage, revision),
            kept: &mut self.resolver,
            lineage,
            broken: false,
            sources: FxHashMap::default(),
            path: &self.path,
        })
    }

    /// True where an article's newest version is this text, in the article's language.
    pub fn holds_text(&self, article: &NewArticle, text: &str) -> Result<bool> {
        holds_text(&self.conn, article, text)
    }

    /// Newest versions of at most `limit` articles after the row `after` (0 for the first), by row.
    pub fn articles(&self, after: i64, limit: usize) -> Result<Vec<StoredArticle>> {
        articles_after(&self.conn, after, limit)
    }

    /// The newest version of the article that a claim, by its row, stands in; none where the row is not there.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn article_of(&self, claim: i64) -> Result<Option<StoredArticle>> {
        let mut statement = self.conn.prepare_cached("SELECT article_id FROM claim WHERE id = ?")?;
        let row: Option<i64> = statement.query_one([claim], |row| row.get(0)).optional()?;
        let Some(row) = row else { return Ok(None) };
        Ok(articles_after(&self.conn, row - 1, 1)?.pop())
    }
}

/// Newest versions of at most `limit` articles after the row `after`, by row.
pub(super) fn articles_after(conn: &Connection, after: i64, limit: usize) -> Result<Vec<StoredArticle>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.identity, a.url, s.name, a.author, v.published, v.lang, v.title, v.text, v.seq
             FROM article a JOIN source s ON s.id = a.source_id
             JOIN version v ON v.article_id = a.id
                AND v.seq = (SELECT max(seq) FROM version WHERE article_id = a.id)
             WHERE a.id > ?1 ORDER BY a.id LIMIT ?2",
    )?;
    let mut rows = statement.query(params![after, i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut articles = Vec::new();
    while let Some(row) = rows.next()? {
        let lang = parse(&row.get::<_, String>(6)?)?;
        let title: Option<String> = row.get(7)?;
        let text: String = row.get(8)?;
        let body = text
            .get(title.as_ref().map_or(0, |title| title.len() + 2)..)
            .unwrap_or_default();
        articles.push(StoredArticle {
            key: row.get(0)?,
            article: NewArticle {
                identity: row.get(1)?,
                url: row.get(2)?,
                source: row.get(3)?,
                published: row.get::<_, Option<String>>(5)?.as_deref().map(parse).transpose()?,
                lang: Some(lang),
                body: body.to_owned(),
                title,
                author: row.get(4)?,
            },
            lang,
            version: row.get(9)?,
        });
    }
    Ok(articles)
}

fn holds_text(conn: &Connection, article: &NewArticle, text: &str) -> Result<bool> {
    let newest = conn
        .prepare_cached(
            "SELECT v.digest, v.lang FROM source s JOIN article a ON a.source_id = s.id AND a.identity = ?2
                JOIN version v ON v.article_id = a.id
             WHERE s.slug = ?1 ORDER BY v.seq DESC LIMIT 1",
        )?
        .query_row(params![slug(&article.source), article.identity], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    let lang = article.lang.unwrap_or(Lang::UND);
    Ok(newest.is_some_and(|(stored, of)| of == lang.as_str() && stored == digest(article, text)))
}

impl<'s> Batch<'s> {
    /// True where an article is stored already.
    pub fn holds(&self, article: &NewArticle) -> Result<bool> {
        Ok(self
            .tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM article a JOIN source s ON s.id = a.source_id WHERE s.slug = ? AND a.identity = ?)",
            )?
            .query_row(params![slug(&article.source), article.identity], |row| row.get(0))?)
    }

    /// [`Store::holds_text`], as this transaction sees it.
    pub fn holds_text(&self, article: &NewArticle, text: &str) -> Result<bool> {
        holds_text(&self.tx, article, text)
    }

    /// Stores an article with its claims.
    ///
    /// The same text in the same language writes no claim; what the input newly says about date, URL or author is taken
    /// over. Another text under the same identity is a new version: claims with the same words stay in force and move
    /// to it, those whose words are gone are no longer in force.
    ///
    /// # Errors
    /// [`Error::Store`] where the database refuses, or where a span lies outside of `text`.
    pub fn insert(&mut self, article: &NewArticle, lang: Lang, text: &str, drafts: &[Draft]) -> Result<Inserted> {
        self.guarded(article, text, drafts, |batch| {
            batch.put(article, lang, text, drafts, false)
        })
    }

    /// Stores what a better extraction found in the text that is stored already; a text that is not there yet is
    /// stored as by [`Batch::insert`].
    ///
    /// # Errors
    /// As [`Batch::insert`].
    pub fn replace_drafts(
        &mut self,
        article: &NewArticle,
        lang: Lang,
        text: &str,
        drafts: &[Draft],
    ) -> Result<Inserted> {
        self.guarded(article, text, drafts, |batch| {
            batch.put(article, lang, text, drafts, true)
        })
    }

    /// Keeps everything that was written; the revision afterwards, one more than before if something changed.
    ///
    /// # Errors
    /// [`Error::Store`] where the database refuses, and after an earlier error of this batch.
    pub fn commit(self) -> Result<Revision> {
        self.end().map(|(revision, _)| revision)
    }

    /// [`Batch::commit`] of a transaction that took in articles and did nothing else: whom names lead to still holds in the
    /// next one.
    pub fn commit_intake(mut self) -> Result<Revision> {
        let (resolver, lineage) = (std::mem::take(&mut self.resolver), std::mem::take(&mut self.lineage));
        let (revision, kept) = self.end()?;
        *kept = resolver.after(lineage, revision.0.cast_signed());
        Ok(revision)
    }

    fn end(self) -> Result<(Revision, &'s mut Resolver)> {
        if self.broken {
            return Err(Error::Store(format!(
                "{}: nothing of this batch was stored, because an article in it failed",
                self.path.display()
            )));
        }
        let revision = if self.changed { self.revision } else { self.revision - 1 };
        if self.changed {
            self.tx
                .prepare_cached("UPDATE meta SET revision = ?")?
                .execute([revision])?;
        }
        self.tx.commit().map_err(|e| at(self.path, e))?;
        Ok((Revision(revision.unsigned_abs()), self.kept))
    }

    /// Logs a change.
    pub(super) fn log(&mut self, entry: Entry) -> Result<()> {
        self.changed = true;
        event::append(&self.tx, &self.now, self.revision, entry)
    }

    fn guarded(
        &mut self,
        article: &NewArticle,
        text: &str,
        drafts: &[Draft],
        write: impl FnOnce(&mut Self) -> Result<Inserted>,
    ) -> Result<Inserted> {
        // Checked before anything is written, so that this article alone is left out.
        claim::check_spans(article, text, drafts)?;
        let outcome = write(self);
        self.broken |= outcome.is_err();
        outcome
    }

    fn put(&mut self, article: &NewArticle, lang: Lang, text: &str, drafts: &[Draft], again: bool) -> Result<Inserted> {
        let source = self.source(&article.source)?;
        let digest = digest(article, text);
        let row = self.article(source, article)?;
        let newest = self
            .tx
            .prepare_cached("SELECT id, seq, digest, lang FROM version WHERE article_id = ? ORDER BY seq DESC LIMIT 1")?
            .query_row([row], |row| {
                Ok(Newest {
                    id: row.get(0)?,
                    seq: row.get(1)?,
                    digest: row.get(2)?,
                    lang: row.get(3)?,
                })
            })
            .optional()?;
        let subject = article_subject(&slug(&article.source), &article.identity);
        let Some(newest) = newest else {
            let version = self.version(row, 1, article, lang, text, &digest)?;
            claim::write_new(self, article, row, version, text, drafts)?;
            return self.added(article, subject, "article.added", 1, drafts);
        };
        if newest.digest != digest {
            let seq = newest.seq + 1;
            let version = self.version(row, seq, article, lang, text, &digest)?;
            claim::write_again(self, article, row, version, text, drafts)?;
            return self.added(article, subject, "article.changed", seq, drafts);
        }
        let described = self.describe(row, newest.id, article, &subject)?;
        let same_lang = newest.lang == lang.as_str();
        if same_lang && !again {
            let claims = self
                .tx
                .prepare_cached(
                    "SELECT count(*) FROM claim WHERE version_id = ? AND in_force = 1 AND form <> 'narrator'",
                )?
                .query_one([newest.id], |row| row.get::<_, u32>(0))?;
            return Ok(Inserted {
                article: article.identity.clone(),
                version: newest.seq,
                claims: claims as usize,
                unchanged: !described,
            });
        }
        if !same_lang {
            self.tx
                .prepare_cached("UPDATE version SET lang = ? WHERE id = ?")?
                .execute(params![lang.as_str(), newest.id])?;
            self.log(Entry {
                actor: PROGRAM,
                action: "article.language",
                subject: subject.clone(),
                before: Some(json!({"lang": newest.lang})),
                after: Some(json!({"lang": lang.as_str()})),
            })?;
            self.touch_version(newest.id)?;
        }
        let differs = claim::write_again(self, article, row, newest.id, text, drafts)?;
        if differs {
            return self.added(article, subject, "article.extracted", newest.seq, drafts);
        }
        Ok(Inserted {
            unchanged: same_lang && !described,
            ..inserted(article, newest.seq, drafts)
        })
    }

    /// Logs a version whose claims were written.
    fn added(
        &mut self,
        article: &NewArticle,
        subject: String,
        action: &str,
        seq: u32,
        drafts: &[Draft],
    ) -> Result<Inserted> {
        let inserted = inserted(article, seq, drafts);
        self.log(Entry {
            actor: PROGRAM,
            action,
            subject,
            before: None,
            after: Some(json!({"version": seq, "claims": inserted.claims})),
        })?;
        Ok(inserted)
    }

    fn source(&mut self, name: &str) -> Result<i64> {
        let slug = slug(name);
        if let Some(id) = self.sources.get(&slug) {
            return Ok(*id);
        }
        let known = self
            .tx
            .prepare_cached("SELECT id FROM source WHERE slug = ?")?
            .query_row([&slug], |row| row.get(0))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => {
                self.changed = true;
                self.tx
                    .prepare_cached("INSERT INTO source (slug, name) VALUES (?, ?)")?
                    .insert(params![slug, name.trim()])?
            }
        };
        self.sources.insert(slug, id);
        Ok(id)
    }

    fn article(&mut self, source: i64, article: &NewArticle) -> Result<i64> {
        let known = self
            .tx
            .prepare_cached("SELECT id FROM article WHERE source_id = ? AND identity = ?")?
            .query_row(params![source, article.identity], |row| row.get(0))
            .optional()?;
        match known {
            Some(id) => Ok(id),
            None => Ok(self
                .tx
                .prepare_cached("INSERT INTO article (source_id, identity, url, author) VALUES (?, ?, ?, ?)")?
                .insert(params![source, article.identity, article.url, article.author])?),
        }
    }

    fn version(
        &mut self,
        row: i64,
        seq: u32,
        article: &NewArticle,
        lang: Lang,
        text: &str,
        digest: &[u8],
    ) -> Result<i64> {
        if seq > 1 {
            // What the new input leaves out about the article still holds.
            self.tx
                .prepare_cached("UPDATE article SET url = coalesce(?, url), author = coalesce(?, author) WHERE id = ?")?
                .execute(params![article.url, article.author, row])?;
        }
        Ok(self
            .tx
            .prepare_cached(
                "INSERT INTO version (article_id, seq, title, text, lang, published, retrieved, digest)
                 VALUES (?1, ?2, ?3, ?4, ?5,
                    coalesce(?6, (SELECT published FROM version WHERE article_id = ?1 AND seq = ?2 - 1)), ?7, ?8)",
            )?
            .insert(params![
                row,
                seq,
                article.title,
                text,
                lang.as_str(),
                article.published.as_ref().map(ToString::to_string),
                self.now,
                digest
            ])?)
    }

    /// Takes over what the input newly says about a stored text; true if that was something.
    fn describe(&mut self, row: i64, version: i64, article: &NewArticle, subject: &str) -> Result<bool> {
        let stored: [Option<String>; 3] = self
            .tx
            .prepare_cached(
                "SELECT v.published, a.url, a.author FROM version v JOIN article a ON a.id = v.article_id WHERE v.id = ?",
            )?
            .query_one([version], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
        let given = [
            article.published.as_ref().map(ToString::to_string),
            article.url.clone(),
            article.author.clone(),
        ];
        let (mut before, mut after) = (serde_json::Map::new(), serde_json::Map::new());
        for ((name, stored), given) in ["published", "url", "author"].iter().zip(&stored).zip(&given) {
            if given.is_some() && given != stored {
                before.insert((*name).to_owned(), json!(stored));
                after.insert((*name).to_owned(), json!(given));
            }
        }
        if after.is_empty() {
            return Ok(false);
        }
        let [published, url, author] = given;
        self.tx
            .prepare_cached("UPDATE version SET published = coalesce(?, published) WHERE id = ?")?
            .execute(params![published, version])?;
        self.tx
            .prepare_cached("UPDATE article SET url = coalesce(?, url), author = coalesce(?, author) WHERE id = ?")?
            .execute(params![url, author, row])?;
        self.touch_version(version)?;
        self.log(Entry {
            actor: PROGRAM,
            action: "article.described",
            subject: subject.to_owned(),
            before: Some(before.into()),
            after: Some(after.into()),
        })?;
        Ok(true)
    }

    /// Marks every claim of a version as changed, for caches that hold what the article says about itself.
    fn touch_version(&mut self, version: i64) -> Result<()> {
        self.changed = true;
        self.tx
            .prepare_cached("UPDATE claim SET revision = ? WHERE version_id = ?")?
            .execute(params![self.revision, version])?;
        Ok(())
    }
}

fn inserted(article: &NewArticle, version: u32, drafts: &[Draft]) -> Inserted {
    Inserted {
        article: article.identity.clone(),
        version,
        claims: claim::attributed(drafts),
        unchanged: false,
    }
}

/// What tells one text from another: its bytes, and where its title ends.
pub(super) fn digest_of(title_len: usize, text: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(title_len as u64).to_le_bytes()).update(text.as_bytes());
    *hasher.finalize().as_bytes()
}

fn digest(article: &NewArticle, text: &str) -> [u8; 32] {
    digest_of(article.title_len(), text)
}
