//! Origins: which version a text was first seen in.

use rusqlite::{OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::Store;
use super::article::Batch;
use crate::error::Result;

/// Older texts that one is held against.
const CANDIDATES: usize = 4;

impl Store {
    /// True where texts are stored that an older program wrote, without origins.
    pub fn lacks_origins(&self) -> Result<bool> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM version WHERE id = (SELECT min(id) FROM version)
                    AND id NOT IN (SELECT version_id FROM origin))",
            )?
            .query_one([], |row| row.get(0))?)
    }
}

impl Batch<'_> {
    /// Texts of at most `limit` versions after the row `after`, by row: superseded ones too.
    pub fn texts(&self, after: i64, limit: usize) -> Result<Vec<(i64, String)>> {
        let mut statement = self
            .tx
            .prepare_cached("SELECT id, text FROM version WHERE id > ? ORDER BY id LIMIT ?")?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![after, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Row and number of the newest version of an article.
    pub fn newest_version(&self, article: i64) -> Result<(i64, u32)> {
        Ok(self
            .tx
            .prepare_cached("SELECT id, seq FROM version WHERE article_id = ? ORDER BY seq DESC LIMIT 1")?
            .query_one([article], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The version that a version's text was first seen in; none where nobody looked yet.
    pub fn origin(&self, version: i64) -> Result<Option<i64>> {
        Ok(self
            .tx
            .prepare_cached("SELECT origin_id FROM origin WHERE version_id = ?")?
            .query_row([version], |row| row.get(0))
            .optional()?)
    }

    /// Article of a version.
    pub fn article_of(&self, version: i64) -> Result<i64> {
        Ok(self
            .tx
            .prepare_cached("SELECT article_id FROM version WHERE id = ?")?
            .query_one([version], |row| row.get(0))?)
    }

    /// Text of a version.
    pub fn text_of(&self, version: i64) -> Result<String> {
        Ok(self
            .tx
            .prepare_cached("SELECT text FROM version WHERE id = ?")?
            .query_one([version], |row| row.get(0))?)
    }

    /// Enters a version under its bands; a few older versions that have some of them, those with most first.
    pub fn band(&mut self, version: i64, bands: &[i64]) -> Result<Vec<i64>> {
        let mut shared: FxHashMap<i64, usize> = FxHashMap::default();
        let mut write = self
            .tx
            .prepare_cached("INSERT INTO origin_band (band, version_id) VALUES (?, ?) ON CONFLICT DO NOTHING")?;
        let mut find = self
            .tx
            .prepare_cached("SELECT version_id FROM origin_band WHERE band = ? AND version_id < ?")?;
        for band in bands {
            if write.execute([*band, version])? == 0
                && let Some(found) = find.query_row([*band, version], |row| row.get(0)).optional()?
            {
                *shared.entry(found).or_default() += 1;
            }
        }
        let mut found: Vec<(i64, usize)> = shared.into_iter().collect();
        found.sort_by_key(|(version, count)| (std::cmp::Reverse(*count), *version));
        Ok(found.into_iter().take(CANDIDATES).map(|(version, _)| version).collect())
    }

    /// Notes where a version's text comes from.
    pub fn originate(&mut self, version: i64, origin: i64) -> Result<()> {
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO origin (version_id, origin_id) VALUES (?, ?)")?
            .execute([version, origin])?;
        Ok(())
    }

    /// Takes every origin back, to find them again in order.
    pub fn forget_origins(&mut self) -> Result<()> {
        self.tx.execute_batch("DELETE FROM origin; DELETE FROM origin_band")?;
        Ok(())
    }
}
