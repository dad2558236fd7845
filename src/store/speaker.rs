//! Who is who across articles: resolution; [`decision`] has what people decide about it.
//!
//! - A name with a capital in it (*Nikol Pachinian*, *Bakou*, *parquet de Paris*) is one speaker in every article, as long as
//!   the affiliations are equal, one is missing, or one opens with the other (*mairie*, *mairie de Belz*).
//! - A bare surname, an office or an institution named by common nouns alone is one speaker where the affiliations are
//!   equal, and known in its own article only where it has none.
//! - Anonymous voices, groups, documents and people without a proper name are known in their own article only.
//! - Two spellings of a person's full name are one speaker where first name and affiliation are equal and
//!   [`crate::fold::name_key`] agrees.
//! - An article that names a speaker as before keeps him: who else came to bear the name since then changes nothing.
//! - A human's alias comes before all of that, wherever the affiliation does not speak against it.

mod decision;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::article::Batch;
use crate::error::Result;
use crate::fold::{name_key, name_words};
use crate::model::{SpeakerDraft, SpeakerKind};

pub use decision::Split;

/// A speaker with what was found of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerRow {
    /// Row in the database; commands take it for the speaker.
    pub key: i64,
    /// Preferred name.
    pub name: String,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// Whom the speaker speaks for.
    pub affiliation: Option<String>,
    /// Every other name.
    pub aliases: Vec<String>,
    /// Claims, as far as the filter takes them.
    pub claims: usize,
    /// Articles with one of these claims.
    pub articles: usize,
}

/// Speakers that were resolved already, by kind, reach, folded name, folded affiliation and article.
#[derive(Default)]
pub(super) struct Resolver {
    known: FxHashMap<(SpeakerKind, Reach, String, Option<String>, i64), i64>,
    /// The state of the database that this holds for: its history's name and its revision.
    holds: Option<(String, i64)>,
}

impl Resolver {
    /// What holds in a state of the database; nothing where somebody has changed it meanwhile.
    pub fn at(self, lineage: &str, revision: i64) -> Resolver {
        match self.holds {
            Some((ref history, at)) if history == lineage && at == revision => self,
            _ => Resolver::default(),
        }
    }

    /// What holds after a transaction: names that are known in one article only will not come again.
    pub fn after(mut self, lineage: String, revision: i64) -> Resolver {
        self.known.retain(|(_, reach, ..), _| *reach != Reach::Article);
        self.holds = Some((lineage, revision));
        self
    }

    /// To whom a name without an affiliation leads must be asked again once another speaker bears it: the next transaction
    /// would ask, and the same articles give the same speakers however they are divided among transactions.
    /// So must one with an affiliation that opens the new one's.
    fn borne(&mut self, kind: SpeakerKind, name: &str, side: Option<&str>) {
        let opens = |side: &str| side.match_indices(' ').map(|(end, _)| side[..end].to_owned()).collect();
        let opening: Vec<String> = side.map(opens).unwrap_or_default();
        for side in opening.into_iter().map(Some).chain([None]) {
            self.known.remove(&(kind, Reach::Everywhere, name.to_owned(), side, 0));
        }
    }
}

/// Names kept in memory; beyond that the database is asked again.
const REMEMBERED: usize = 200_000;

/// The folded words of a name: what two names must share to be the same.
pub(super) fn folded(name: &str) -> String {
    name_words(name).join(" ")
}

/// How far a name reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Reach {
    /// Known in its own article only.
    Article,
    /// The same wherever the affiliation is equal.
    Side,
    /// The same wherever the affiliation is not another one.
    Everywhere,
}

fn reach(draft: &SpeakerDraft, words: usize) -> Reach {
    // Scripts without case cannot tell a proper name from a common one; their names count as proper.
    let caseless = !draft.name.chars().any(char::is_lowercase);
    let first = caseless || draft.name.chars().next().is_some_and(char::is_uppercase);
    let inner = caseless || draft.name.chars().skip(1).any(char::is_uppercase);
    match draft.kind {
        SpeakerKind::Anonymous => Reach::Article,
        SpeakerKind::Person if !first => Reach::Article,
        SpeakerKind::Group | SpeakerKind::Document if !inner => Reach::Article,
        SpeakerKind::Person if words > 1 => Reach::Everywhere,
        SpeakerKind::Organisation if first || inner => Reach::Everywhere,
        SpeakerKind::Office | SpeakerKind::Group | SpeakerKind::Document if inner => Reach::Everywhere,
        _ if draft.affiliation.is_none() => Reach::Article,
        _ => Reach::Side,
    }
}

/// The row of the speaker that an article names; none for a name without a letter. `held` are the speakers that the
/// article's claims have already, the likeliest first.
pub(super) fn resolve(batch: &mut Batch, article: i64, draft: &SpeakerDraft, held: &[i64]) -> Result<Option<i64>> {
    let name = folded(&draft.name);
    if name.is_empty() {
        return Ok(None);
    }
    let side = draft.affiliation.as_deref().map(folded).filter(|side| !side.is_empty());
    let reach = reach(draft, name.split(' ').count());
    let scope = if reach == Reach::Article { article } else { 0 };
    let memory = (draft.kind, reach, name.clone(), side.clone(), scope);
    // What an article holds is no answer for the next one.
    if held.is_empty()
        && let Some(key) = batch.resolver.known.get(&memory)
    {
        return Ok(Some(*key));
    }
    let settled = match decided(&batch.tx, &name, side.as_deref())? {
        None if reach != Reach::Article => kept(&batch.tx, draft, &name, side.as_deref(), held)?,
        decided => decided,
    };
    let key = match settled {
        Some(key) => key,
        None => match reach {
            Reach::Everywhere => named(batch, draft, &name, side.as_deref())?,
            Reach::Article | Reach::Side => {
                let known = batch
                    .tx
                    .prepare_cached(
                        "SELECT id FROM speaker WHERE folded = ?1 AND kind = ?2 AND side IS ?3 AND article_id IS ?4
                         ORDER BY id LIMIT 1",
                    )?
                    .query_row(
                        params![name, draft.kind.as_str(), side, (scope > 0).then_some(scope)],
                        |row| row.get(0),
                    )
                    .optional()?;
                match known {
                    Some(key) => key,
                    None => create(batch, draft, (scope > 0).then_some(scope))?,
                }
            }
        },
    };
    if held.is_empty() {
        if batch.resolver.known.len() >= REMEMBERED {
            batch.resolver.known.clear();
        }
        batch.resolver.known.insert(memory, key);
    }
    Ok(Some(key))
}

/// The speaker to whom a human gave this name, if the affiliations do not differ.
fn decided(conn: &Connection, name: &str, side: Option<&str>) -> Result<Option<i64>> {
    Ok(conn
        .prepare_cached(
            "SELECT s.id FROM alias a JOIN speaker s ON s.id = a.speaker_id
             WHERE a.folded = ?1 AND a.decided_by IS NOT NULL AND (s.side IS NULL OR ?2 IS NULL OR s.side = ?2)
             ORDER BY s.side IS ?2 DESC, a.id DESC LIMIT 1",
        )?
        .query_row(params![name, side], |row| row.get(0))
        .optional()?)
}

/// The first of the speakers held who bears this name and is known to speak for all that the article says he does.
///
/// An article may leave out the affiliation, or the end of it, that others gave. Asked again, such a name would lead elsewhere
/// as soon as there are namesakes.
fn kept(conn: &Connection, draft: &SpeakerDraft, name: &str, side: Option<&str>, held: &[i64]) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM alias a JOIN speaker s ON s.id = a.speaker_id
         WHERE s.id = ?1 AND s.kind = ?2 AND a.folded = ?3 AND s.article_id IS NULL
            AND (?4 IS NULL OR s.side = ?4 OR s.side LIKE ?4 || ' %'))",
    )?;
    for key in held {
        if statement.query_one(params![key, draft.kind.as_str(), name, side], |row| row.get(0))? {
            return Ok(Some(*key));
        }
    }
    Ok(None)
}

/// The speaker with a name that holds everywhere.
fn named(batch: &mut Batch, draft: &SpeakerDraft, name: &str, side: Option<&str>) -> Result<i64> {
    let candidates: Vec<(i64, i64, Option<String>)> = {
        let mut statement = batch.tx.prepare_cached(
            "SELECT DISTINCT s.id, coalesce(s.merged_into, s.id), s.side FROM alias a JOIN speaker s ON s.id = a.speaker_id
             WHERE a.folded = ?1 AND s.kind = ?2 AND s.article_id IS NULL ORDER BY s.id",
        )?;
        let rows = statement.query_map(params![name, draft.kind.as_str()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        rows.collect::<Result<_, _>>()?
    };
    if let Some((key, ..)) = candidates.iter().find(|(_, _, own)| own.as_deref() == side) {
        return Ok(*key);
    }
    match side {
        // Without an affiliation the name leads to whoever alone bears it.
        None => {
            if let Some((key, one, _)) = candidates.first()
                && candidates.iter().all(|(_, other, _)| other == one)
            {
                return Ok(*key);
            }
        }
        Some(side) => {
            if let Some((key, one, _)) = candidates.iter().find(|(_, _, own)| own.is_none()) {
                if key == one {
                    affiliate(batch, *key, draft, side)?;
                    batch.resolver.borne(draft.kind, name, Some(side));
                }
                return Ok(*key);
            }
            // *Mairie*, where the speaker is of the *mairie de Belz*: as long as no one of that name is of another.
            let of_one = |own: &&(i64, i64, Option<String>)| own.2.as_deref().is_some_and(|own| opens_with(own, side));
            let mut alike = candidates.iter().filter(of_one);
            if let Some((key, one, own)) = alike.next()
                && alike.all(|(_, other, _)| other == one)
            {
                if key == one && own.as_ref().is_some_and(|own| own.len() < side.len()) {
                    affiliate(batch, *key, draft, side)?;
                    batch.resolver.borne(draft.kind, name, Some(side));
                }
                return Ok(*key);
            }
            if let Some(key) = spelled(batch, draft, name, side)? {
                batch.resolver.borne(draft.kind, name, Some(side));
                return Ok(key);
            }
        }
    }
    batch.resolver.borne(draft.kind, name, side);
    create(batch, draft, None)
}

/// True where one affiliation opens with the other, by whole words.
fn opens_with(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
}

/// Fills in an affiliation that earlier articles left out.
fn affiliate(batch: &mut Batch, key: i64, draft: &SpeakerDraft, side: &str) -> Result<()> {
    batch
        .tx
        .prepare_cached("UPDATE speaker SET affiliation = ?, side = ? WHERE id = ?")?
        .execute(params![draft.affiliation, side, key])?;
    touch(batch, key)
}

/// A person of the same first name and affiliation whose surname is another spelling of this one.
fn spelled(batch: &mut Batch, draft: &SpeakerDraft, name: &str, side: &str) -> Result<Option<i64>> {
    if draft.kind != SpeakerKind::Person {
        return Ok(None);
    }
    let found = batch
        .tx
        .prepare_cached(
            "SELECT s.id FROM alias a JOIN speaker s ON s.id = a.speaker_id
             WHERE a.sound = ?1 AND s.kind = 'person' AND s.side = ?2 AND s.article_id IS NULL
                AND a.folded LIKE ?3 || ' %' ORDER BY s.id LIMIT 1",
        )?
        .query_row(
            params![name_key(&draft.name), side, name.split(' ').next().unwrap_or_default()],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(key) = found {
        add_alias(batch, key, &draft.name, true, None)?;
        touch(batch, key)?;
    }
    Ok(found)
}

fn create(batch: &mut Batch, draft: &SpeakerDraft, scope: Option<i64>) -> Result<i64> {
    let side = draft.affiliation.as_deref().map(folded).filter(|side| !side.is_empty());
    let key = batch
        .tx
        .prepare_cached(
            "INSERT INTO speaker (name, folded, kind, affiliation, side, article_id) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![
            draft.name,
            folded(&draft.name),
            draft.kind.as_str(),
            side.as_ref().and(draft.affiliation.as_ref()),
            side,
            scope
        ])?;
    batch.changed = true;
    add_alias(batch, key, &draft.name, draft.kind == SpeakerKind::Person, None)?;
    Ok(key)
}

fn add_alias(batch: &mut Batch, key: i64, name: &str, person: bool, decided_by: Option<&str>) -> Result<()> {
    batch
        .tx
        .prepare_cached(
            "INSERT INTO alias (speaker_id, name, folded, sound, decided_by) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (speaker_id, folded) DO UPDATE SET decided_by = coalesce(excluded.decided_by, decided_by)",
        )?
        .execute(params![
            key,
            name,
            folded(name),
            person.then(|| name_key(name)),
            decided_by
        ])?;
    batch.changed = true;
    Ok(())
}

/// Marks the claims of a speaker, under all its merged rows, as changed.
fn touch(batch: &mut Batch, key: i64) -> Result<()> {
    batch.changed = true;
    batch
        .tx
        .prepare_cached(
            "UPDATE claim SET revision = ?2 WHERE speaker_id IN (
                SELECT id FROM speaker WHERE id = ?1 OR merged_into = ?1
                    OR id = (SELECT merged_into FROM speaker WHERE id = ?1)
                    OR merged_into = (SELECT merged_into FROM speaker WHERE id = ?1))",
        )?
        .execute(params![key, batch.revision])?;
    Ok(())
}
