//! What people decide about speakers: merging two, splitting one, giving one another name.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::{add_alias, create, folded, touch};
use crate::error::{Error, Result};
use crate::model::{ClaimId, SpeakerDraft, SpeakerKind};
use crate::store::article::Batch;
use crate::store::event::Entry;
use crate::store::{Store, parse, read, size};

/// What leaves a speaker for another one.
#[derive(Clone, Copy, Debug)]
pub enum Split<'a> {
    /// These claims, by public id.
    Claims(&'a [ClaimId]),
    /// This name, with the claims whose article gives it, and later articles that do.
    Alias(&'a str),
}

/// What a speaker is and where it leads.
struct Known {
    key: i64,
    name: String,
    kind: SpeakerKind,
    affiliation: Option<String>,
}

fn load(conn: &Connection, key: i64) -> Result<Known> {
    let found = conn
        .prepare_cached(
            "SELECT s.id, s.name, s.kind, s.affiliation FROM speaker o JOIN speaker s ON s.id = coalesce(o.merged_into, o.id)
             WHERE o.id = ?",
        )?
        .query_row([key], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?))
        })
        .optional()?;
    let Some((key, name, kind, affiliation)) = found else {
        return Err(Error::NotFound(format!(
            "there is no speaker {key}; 'claims speakers list' shows them"
        )));
    };
    Ok(Known {
        key,
        name,
        kind: parse(&kind)?,
        affiliation,
    })
}

impl Store {
    /// Declares that `other` is `keep`: its names and claims are `keep`'s from now on, those of later articles too.
    /// [`Split::Alias`] with a name of `other` takes it back.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown key; [`Error::Usage`] where both are one already.
    pub fn merge(&mut self, keep: i64, other: i64, actor: &str) -> Result<()> {
        let mut batch = self.batch()?;
        let (keep, other) = (load(&batch.tx, keep)?, load(&batch.tx, other)?);
        if keep.key == other.key {
            return Err(Error::Usage(format!("{} is one speaker already", keep.name)));
        }
        batch
            .tx
            .prepare_cached("UPDATE speaker SET merged_into = ?1 WHERE id = ?2 OR merged_into = ?2")?
            .execute([keep.key, other.key])?;
        touch(&mut batch, keep.key)?;
        batch.log(Entry {
            actor,
            action: "speaker.merged",
            subject: format!("speaker:{}", keep.key),
            before: Some(json!({"speaker": other.key, "name": other.name, "affiliation": other.affiliation})),
            after: Some(json!({"speaker": keep.key, "name": keep.name, "affiliation": keep.affiliation})),
        })?;
        batch.commit()?;
        Ok(())
    }

    /// Takes claims or a name away from a speaker and gives them to a new one called `name`; its key.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown speaker, claim or alias; [`Error::Usage`] for claims of somebody else, for
    /// the only name of a speaker, and for a name without a letter.
    pub fn split(&mut self, key: i64, what: Split, name: &str, actor: &str) -> Result<i64> {
        let name = speakable(name)?;
        let mut batch = self.batch()?;
        let old = load(&batch.tx, key)?;
        let draft = SpeakerDraft {
            name: name.to_owned(),
            kind: old.kind,
            affiliation: old.affiliation.clone(),
            reason: String::new(),
        };
        let new = create(&mut batch, &draft, None)?;
        // A name that the old speaker does not bear leads later articles to the new one.
        if !bears(&batch.tx, old.key, name)? {
            add_alias(&mut batch, new, name, old.kind == SpeakerKind::Person, Some(actor))?;
        }
        let moved = match what {
            Split::Claims(ids) => split_claims(&batch, &old, new, ids, actor)?,
            Split::Alias(alias) => split_alias(&mut batch, &old, new, alias, actor)?,
        };
        batch.log(Entry {
            actor,
            action: "speaker.split",
            subject: format!("speaker:{}", old.key),
            before: Some(json!({"speaker": old.key, "name": old.name})),
            after: Some(json!({"speaker": new, "name": name, "claims": moved})),
        })?;
        touch(&mut batch, new)?;
        touch(&mut batch, old.key)?;
        batch.commit()?;
        Ok(new)
    }

    /// Gives a speaker one more name; later articles that use it, with no other affiliation, mean this speaker.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown speaker; [`Error::Usage`] for a name without a letter.
    pub fn alias(&mut self, key: i64, name: &str, actor: &str) -> Result<()> {
        let name = speakable(name)?;
        let mut batch = self.batch()?;
        let speaker = load(&batch.tx, key)?;
        add_alias(
            &mut batch,
            speaker.key,
            name,
            speaker.kind == SpeakerKind::Person,
            Some(actor),
        )?;
        touch(&mut batch, speaker.key)?;
        batch.log(Entry {
            actor,
            action: "speaker.alias",
            subject: format!("speaker:{}", speaker.key),
            before: None,
            after: Some(json!({"alias": name})),
        })?;
        batch.commit()?;
        Ok(())
    }
}

fn speakable(name: &str) -> Result<&str> {
    let name = name.trim();
    if folded(name).is_empty() {
        return Err(Error::Usage(format!(
            "'{name}' is no name; give one with a letter or a digit"
        )));
    }
    Ok(name)
}

/// True where a speaker, under any merged row, has this name.
fn bears(conn: &Connection, key: i64, name: &str) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM alias a JOIN speaker s ON s.id = a.speaker_id
             WHERE a.folded = ?2 AND coalesce(s.merged_into, s.id) = ?1)",
        )?
        .query_one(params![key, folded(name)], |row| row.get(0))?)
}

fn split_claims(batch: &Batch, old: &Known, new: i64, ids: &[ClaimId], actor: &str) -> Result<usize> {
    for id in ids {
        let speaker = batch
            .tx
            .prepare_cached(
                "SELECT coalesce(s.merged_into, s.id) FROM claim c LEFT JOIN speaker s ON s.id = c.speaker_id
                 WHERE c.public = ?",
            )?
            .query_row([&id.0], |row| row.get::<_, Option<i64>>(0))
            .optional()?;
        match speaker {
            None => return Err(read::no_claim(&id.0)),
            Some(speaker) if speaker != Some(old.key) => {
                return Err(Error::Usage(format!("claim {id} is not by {}", old.name)));
            }
            Some(_) => {}
        }
        batch
            .tx
            .prepare_cached("UPDATE claim SET speaker_id = ?, speaker_by = ? WHERE public = ?")?
            .execute(params![new, actor, id.0])?;
    }
    Ok(ids.len())
}

fn split_alias(batch: &mut Batch, old: &Known, new: i64, alias: &str, actor: &str) -> Result<usize> {
    let key = folded(alias);
    let rows: Vec<(i64, i64, bool)> = {
        let mut statement = batch.tx.prepare_cached(
            "SELECT a.id, s.id, s.folded = a.folded FROM alias a JOIN speaker s ON s.id = a.speaker_id
             WHERE a.folded = ?1 AND coalesce(s.merged_into, s.id) = ?2",
        )?;
        let rows = statement.query_map(params![key, old.key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.collect::<Result<_, _>>()?
    };
    if rows.is_empty() {
        return Err(Error::NotFound(format!(
            "{} is not known as '{alias}'; 'claims speakers show {}' lists the names",
            old.name, old.key
        )));
    }
    let mut moved = 0;
    for (row, speaker, own) in rows {
        if own && speaker == old.key {
            return Err(Error::Usage(format!(
                "'{alias}' is the name of this speaker itself; split its claims instead, or another of its names"
            )));
        }
        if own {
            // The row of a merged speaker: it leads to the new one now, with all that it stands for.
            moved += batch
                .tx
                .prepare_cached("SELECT count(*) FROM claim WHERE speaker_id = ?")?
                .query_one([speaker], |row| size(row, 0))?;
            batch
                .tx
                .prepare_cached("UPDATE speaker SET merged_into = ? WHERE id = ?")?
                .execute([new, speaker])?;
            continue;
        }
        batch
            .tx
            .prepare_cached("DELETE FROM alias WHERE id = ?")?
            .execute([row])?;
        let mut claims = Vec::new();
        {
            let mut statement = batch
                .tx
                .prepare_cached("SELECT id, named FROM claim WHERE speaker_id = ? AND speaker_by IS NULL")?;
            let mut found = statement.query([speaker])?;
            while let Some(claim) = found.next()? {
                let named: Option<String> = claim.get(1)?;
                if named.is_some_and(|name| folded(&name) == key) {
                    claims.push(claim.get::<_, i64>(0)?);
                }
            }
        }
        for claim in &claims {
            batch
                .tx
                .prepare_cached("UPDATE claim SET speaker_id = ? WHERE id = ?")?
                .execute([new, *claim])?;
        }
        moved += claims.len();
    }
    add_alias(batch, new, alias, old.kind == SpeakerKind::Person, Some(actor))?;
    Ok(moved)
}
