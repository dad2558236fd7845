//! Whom a claim meets: older claims that share a key with it.
//!
//! A key brings the newest claims only, so what a claim costs does not depend on how many are stored. A run that writes many claims keeps the
//! keys it wrote or read in memory, and writes them a transaction at a time in the order of the table.

use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::article::Batch;
use crate::error::Result;

/// Claims that one key may bring, the newest first.
const PER_KEY: usize = 8;

/// Claims that a claim is compared with, those that share most keys first.
pub(super) const PER_CLAIM: usize = 12;

/// Keys of claims that are kept in memory, some 50 bytes each.
const KEPT: usize = 4_000_000;

/// Bits of a key below those of its window of days.
const WINDOW_BITS: u32 = 48;

/// A claim in force by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Row of the claim.
    pub key: i64,
    /// Row of its article.
    pub article: i64,
    /// The version that its article's text was first seen in, where somebody looked.
    pub origin: Option<i64>,
}

/// The keys of claims as far as one run knows them. It answers as the table does; another writer's commit makes it forget.
#[derive(Debug, Default)]
pub struct Meetings {
    /// The revision up to which it knows.
    revision: i64,
    /// Windows that the table had keys of before; in all others every key is known here.
    stored: FxHashSet<i64>,
    /// The newest link of each key.
    newest: FxHashMap<i64, u32>,
    links: Vec<Link>,
    places: FxHashMap<i64, Place>,
    /// Keys and claims that are still to be written.
    pending: Vec<(i64, i64)>,
}

/// A claim under a key, and the link of the next older one.
#[derive(Clone, Copy, Debug)]
struct Link {
    claim: i64,
    older: u32,
}

/// No older link.
const END: u32 = u32::MAX;

impl Meetings {
    /// To be called before the claims of some articles meet; false where what was known no longer holds.
    pub fn begin(&mut self, batch: &Batch) -> Result<bool> {
        // Known up to the transaction before, or up to other articles of this one.
        let holds = [batch.revision - 1, batch.revision].contains(&self.revision);
        if !holds || self.links.len() > KEPT {
            self.forget(batch)?;
        }
        self.revision = batch.revision;
        Ok(holds)
    }

    /// Takes nothing for known: claims changed that were there before.
    pub fn forget(&mut self, batch: &Batch) -> Result<()> {
        self.flush(batch)?;
        self.newest.clear();
        self.links.clear();
        self.places.clear();
        self.stored.clear();
        let mut next = batch
            .tx
            .prepare_cached("SELECT key FROM claim_key WHERE key >= ? ORDER BY key LIMIT 1")?;
        let mut from = i64::MIN;
        while let Some(key) = next.query_row([from], |row| row.get::<_, i64>(0)).optional()? {
            let window = key >> WINDOW_BITS;
            self.stored.insert(window);
            let Some(after) = window
                .checked_add(1)
                .and_then(|window| window.checked_mul(1 << WINDOW_BITS))
            else {
                break;
            };
            from = after;
        }
        Ok(())
    }

    /// Writes what is pending; to be called before the transaction ends.
    pub fn end(&mut self, batch: &Batch) -> Result<()> {
        self.flush(batch)?;
        self.revision = if batch.changed {
            batch.revision
        } else {
            batch.revision - 1
        };
        Ok(())
    }

    fn flush(&mut self, batch: &Batch) -> Result<()> {
        self.pending.sort_unstable();
        let mut write = batch
            .tx
            .prepare_cached("INSERT INTO claim_key (key, claim_id) VALUES (?, ?) ON CONFLICT DO NOTHING")?;
        for (key, claim) in self.pending.drain(..) {
            write.execute([key, claim])?;
        }
        Ok(())
    }

    /// Gives a claim that is newer than all others its keys.
    pub fn enter(&mut self, batch: &Batch, claim: Place, keys: &[i64]) -> Result<()> {
        self.places.insert(claim.key, claim);
        for &key in keys {
            self.known(batch, key, claim.key)?;
            self.link(key, claim.key);
            self.pending.push((key, claim.key));
        }
        Ok(())
    }

    /// Gives a claim its keys that may be older than others: what is in memory would not know its place.
    pub fn enter_again(&mut self, batch: &Batch, claim: i64, keys: &[i64]) -> Result<()> {
        self.pending.extend(keys.iter().map(|key| (*key, claim)));
        self.forget(batch)
    }

    /// Claims in force, older than a claim, that share some of its own keys or of those beside them, those with most first; its own keys
    /// count twice.
    pub fn meet(&mut self, batch: &Batch, claim: i64, own: &[i64], beside: &[i64]) -> Result<Vec<Place>> {
        let mut shared: FxHashMap<i64, usize> = FxHashMap::default();
        for (keys, weight) in [(own, 2), (beside, 1)] {
            for &key in keys {
                let mut at = self.known(batch, key, claim)?;
                let mut left = PER_KEY;
                while let Some(link) = self.links.get(at as usize).filter(|_| left > 0) {
                    if link.claim < claim {
                        *shared.entry(link.claim).or_default() += weight;
                        left -= 1;
                    }
                    at = link.older;
                }
            }
        }
        let mut found: Vec<(i64, usize)> = shared.into_iter().collect();
        found.sort_unstable_by_key(|(claim, count)| (std::cmp::Reverse(*count), std::cmp::Reverse(*claim)));
        let found = found.into_iter().take(PER_CLAIM);
        found.map(|(claim, _)| self.place(batch, claim)).collect()
    }

    /// The newest link of a key, read from the table where it may hold claims that are not known yet, older than `claim`.
    fn known(&mut self, batch: &Batch, key: i64, claim: i64) -> Result<u32> {
        if let Some(at) = self.newest.get(&key) {
            return Ok(*at);
        }
        if !self.stored.contains(&(key >> WINDOW_BITS)) {
            return Ok(END);
        }
        // The claims that are over are few: their index is small, where a look at each claim's row is not.
        let mut find = batch.tx.prepare_cached(
            "SELECT k.claim_id FROM claim_key k WHERE k.key = ?1 AND k.claim_id < ?2
                AND NOT EXISTS (SELECT 1 FROM claim c INDEXED BY claim_ended WHERE c.id = k.claim_id AND c.in_force = 0)
             ORDER BY k.claim_id DESC LIMIT ?3",
        )?;
        let rows = find.query_map(params![key, claim, PER_KEY as i64], |row| row.get(0))?;
        let found: Vec<i64> = rows.collect::<Result<_, _>>()?;
        self.newest.insert(key, END);
        for claim in found.into_iter().rev() {
            self.link(key, claim);
        }
        Ok(self.newest.get(&key).copied().unwrap_or(END))
    }

    fn link(&mut self, key: i64, claim: i64) {
        let at = u32::try_from(self.links.len()).unwrap_or(END);
        let older = self.newest.insert(key, at).unwrap_or(END);
        self.links.push(Link { claim, older });
    }

    fn place(&mut self, batch: &Batch, claim: i64) -> Result<Place> {
        if let Some(place) = self.places.get(&claim) {
            return Ok(*place);
        }
        let place = batch
            .tx
            .prepare_cached(
                "SELECT c.id, c.article_id, g.origin_id FROM claim c LEFT JOIN origin g ON g.version_id = c.version_id
                 WHERE c.id = ?",
            )?
            .query_one([claim], place)?;
        self.places.insert(claim, place);
        Ok(place)
    }
}

/// A place out of the row of a claim, its article and its origin.
pub(super) fn place(row: &rusqlite::Row) -> rusqlite::Result<Place> {
    Ok(Place {
        key: row.get(0)?,
        article: row.get(1)?,
        origin: row.get(2)?,
    })
}
