//! From a filter to SQL: lists, counts, sources and speakers.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::scan::Records;
use super::speaker::{SpeakerRow, folded};
use super::verdict::{REOPENED, RULED};
use super::{Store, parse, size};
use crate::error::{Error, Result};
use crate::fold::{name_key, slug};
use crate::model::{ClaimId, Filter, Form, Published};

/// A source with what is stored of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRow {
    /// Row in the database.
    pub key: i64,
    /// Name as it was first given.
    pub name: String,
    /// Folded name; two names with one slug are one source.
    pub slug: String,
    /// What it is: outlet, agency, institution; none where nobody said.
    pub kind: Option<String>,
    /// Articles.
    pub articles: usize,
    /// Claims in force, without the narrator's.
    pub claims: usize,
    /// Earliest publication.
    pub first: Option<Published>,
    /// Latest publication.
    pub last: Option<Published>,
}

/// A condition over `claim c` and `version v`.
struct Condition {
    sql: String,
    values: Vec<Value>,
}

impl Condition {
    fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    /// `column` is one of `names`.
    fn one_of<'a>(&mut self, column: &str, names: impl Iterator<Item = &'a str>) {
        let values: Vec<Value> = names.map(|name| Value::Text(name.to_owned())).collect();
        let marks = vec!["?"; values.len()].join(", ");
        self.and(&format!("{column} IN ({marks})"), values);
    }
}

/// Row keys as one JSON array, so that the SQL does not grow with them.
fn keys(keys: &[i64]) -> Value {
    Value::Text(serde_json::Value::from(keys).to_string())
}

/// Names as one JSON array.
fn named<'a>(names: impl Iterator<Item = &'a str>) -> Value {
    Value::Text(serde_json::Value::from(names.collect::<Vec<_>>()).to_string())
}

impl Store {
    /// Keys of sources by name or slug, with or without hyphens.
    fn source_keys(&self, names: &[String]) -> Result<Vec<i64>> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT id FROM source WHERE slug = ?1 OR replace(slug, '-', '') = replace(?1, '-', '')")?;
        let mut found = Vec::new();
        for name in names {
            for key in statement.query_map([slug(name)], |row| row.get(0))? {
                found.push(key?);
            }
        }
        Ok(found)
    }

    /// Rows of speakers, merged ones among them, whom a name may mean: one of their names, words of one in a row, or
    /// for persons another spelling of the last words of one.
    fn speaker_keys(&self, name: &str) -> Result<Vec<i64>> {
        let words = folded(name);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare_cached(
            "WITH found (id) AS (
                SELECT coalesce(s.merged_into, s.id) FROM alias a JOIN speaker s ON s.id = a.speaker_id
                WHERE instr(' ' || a.folded || ' ', ' ' || ?1 || ' ') > 0
                    OR a.sound = ?2 OR substr(a.sound, -length(?2) - 1) = ' ' || ?2
             )
             SELECT id FROM speaker WHERE coalesce(merged_into, id) IN (SELECT id FROM found)",
        )?;
        let rows = statement.query_map(params![words, name_key(name)], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn condition(&self, filter: &Filter) -> Result<Condition> {
        let mut condition = Condition {
            sql: "1".to_owned(),
            values: Vec::new(),
        };
        if !filter.history {
            condition.and("c.in_force = 1", None);
        }
        match (filter.form.is_empty(), filter.narrator) {
            (true, true) => {}
            (true, false) => condition.and("c.form <> 'narrator'", None),
            (false, narrator) => {
                let forms = filter.form.iter().copied().chain(narrator.then_some(Form::Narrator));
                condition.one_of("c.form", forms.map(Form::as_str));
            }
        }
        if !filter.source.is_empty() {
            condition.and(
                "c.article_id IN (SELECT id FROM article WHERE source_id IN (SELECT value FROM json_each(?)))",
                Some(keys(&self.source_keys(&filter.source)?)),
            );
        }
        if !filter.speaker.is_empty() {
            let mut found = Vec::new();
            for name in &filter.speaker {
                found.extend(self.speaker_keys(name)?);
            }
            condition.and("c.speaker_id IN (SELECT value FROM json_each(?))", Some(keys(&found)));
        }
        if !filter.side.is_empty() {
            let sides: Vec<String> = filter.side.iter().map(|side| folded(side)).collect();
            let marks = vec!["?"; sides.len()].join(", ");
            condition.and(
                &format!(
                    "c.speaker_id IN (SELECT s.id FROM speaker s JOIN speaker k ON k.id = coalesce(s.merged_into, s.id)
                     WHERE k.side IN ({marks}))"
                ),
                sides.into_iter().map(Value::Text),
            );
        }
        if !filter.status.is_empty() {
            condition.one_of("c.status", filter.status.iter().map(|status| status.as_str()));
        }
        if !filter.verdict.is_empty() {
            condition.and(
                &format!("c.id IN ({RULED} AND d.verdict IN (SELECT value FROM json_each(?)))"),
                Some(named(filter.verdict.iter().map(|verdict| verdict.as_str()))),
            );
        }
        if !filter.review.is_empty() {
            condition.and(
                &format!(
                    "CASE WHEN c.id NOT IN ({RULED}) THEN 'open' WHEN c.id IN ({RULED} AND ({REOPENED})) THEN 'reopened'
                     ELSE 'decided' END IN (SELECT value FROM json_each(?))"
                ),
                Some(named(filter.review.iter().map(|review| review.as_str()))),
            );
        }
        if !filter.stance.is_empty() {
            condition.one_of("c.stance", filter.stance.iter().map(|stance| stance.as_str()));
        }
        if !filter.lang.is_empty() {
            condition.one_of("v.lang", filter.lang.iter().map(|lang| lang.as_str()));
        }
        if let Some(day) = filter.since {
            condition.and("v.published >= ?", Some(Value::Text(day.to_string())));
        }
        if let Some(day) = filter.until {
            condition.and("substr(v.published, 1, 10) <= ?", Some(Value::Text(day.to_string())));
        }
        if let Some(least) = filter.min_confidence {
            condition.and("c.confidence >= ?", Some(Value::Real(f64::from(least))));
        }
        Ok(condition)
    }

    /// Claims that a filter takes, newest publication first, then by article and place in it; at most `limit`, and
    /// only those after the claim `after` in that order.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no claim `after`.
    pub fn list(&self, filter: &Filter, limit: Option<usize>, after: Option<&ClaimId>) -> Result<Records<'_>> {
        let mut condition = self.condition(filter)?;
        if let Some(id) = after {
            let place = self
                .conn
                .prepare_cached(
                    "SELECT v.published, v.article_id, v.id, c.ordinal, c.id
                     FROM claim c JOIN version v ON v.id = c.version_id WHERE c.public = ?",
                )?
                .query_row([&id.0], |row| {
                    Ok([
                        row.get::<_, Value>(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                    ])
                })
                .optional()?;
            let Some([published, article, version, ordinal, key]) = place else {
                return Err(super::read::no_claim(&id.0));
            };
            let dated = published.clone();
            condition.and(
                "(v.published < ? OR (? IS NOT NULL AND v.published IS NULL)
                  OR (v.published IS ? AND (v.article_id, v.id, c.ordinal, c.id) > (?, ?, ?, ?)))",
                [dated.clone(), dated, published, article, version, ordinal, key],
            );
        }
        // Walking the versions in order needs no sort; a speaker's claims are few, and found faster from the speaker.
        let join = if filter.speaker.is_empty() && filter.side.is_empty() {
            "version v CROSS JOIN claim c"
        } else {
            "claim c CROSS JOIN version v"
        };
        condition
            .values
            .push(Value::Integer(limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1))));
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT c.id FROM {join} ON c.version_id = v.id WHERE {}
             ORDER BY v.published DESC, v.article_id, v.id, c.ordinal, c.id LIMIT ?",
            condition.sql
        ))?;
        let rows = statement.query_map(params_from_iter(condition.values), |row| row.get(0))?;
        Ok(Records::new(self, rows.collect::<Result<_, _>>()?))
    }

    /// Claims that a filter takes and that have a figure of `measure`, alone or joined with others (`killed+missing`);
    /// the claims of one article one after the other.
    pub fn measured(&self, filter: &Filter, measure: &str) -> Result<Records<'_>> {
        let mut condition = self.condition(filter)?;
        condition.and(
            "c.id IN (SELECT claim_id FROM figure
                WHERE measure IS NOT NULL AND instr('+' || measure || '+', '+' || ? || '+') > 0)",
            Some(Value::Text(measure.to_owned())),
        );
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT c.id FROM claim c CROSS JOIN version v ON c.version_id = v.id WHERE {} ORDER BY v.id, c.ordinal, c.id",
            condition.sql
        ))?;
        let rows = statement.query_map(params_from_iter(condition.values), |row| row.get(0))?;
        Ok(Records::new(self, rows.collect::<Result<_, _>>()?))
    }

    /// The measures that figures have, as they are stored, with the number of figures.
    pub fn measures(&self) -> Result<Vec<(String, usize)>> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT measure, count(*) FROM figure WHERE measure IS NOT NULL GROUP BY measure")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, size(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many claims a filter takes.
    pub fn count(&self, filter: &Filter) -> Result<usize> {
        let condition = self.condition(filter)?;
        let sql = format!(
            "SELECT count(*) FROM claim c JOIN version v ON v.id = c.version_id WHERE {}",
            condition.sql
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(statement.query_one(params_from_iter(condition.values), |row| size(row, 0))?)
    }

    /// Every source, by name.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT s.id, s.name, s.slug, s.kind,
                (SELECT count(*) FROM article a WHERE a.source_id = s.id),
                (SELECT count(*) FROM article a JOIN claim c ON c.article_id = a.id
                 WHERE a.source_id = s.id AND c.in_force = 1 AND c.form <> 'narrator'),
                (SELECT min(v.published) FROM article a JOIN version v ON v.article_id = a.id WHERE a.source_id = s.id),
                (SELECT max(v.published) FROM article a JOIN version v ON v.article_id = a.id WHERE a.source_id = s.id)
             FROM source s ORDER BY s.slug",
        )?;
        let mut rows = statement.query([])?;
        let mut sources = Vec::new();
        while let Some(row) = rows.next()? {
            let date = |column| -> Result<Option<Published>> {
                row.get::<_, Option<String>>(column)?.as_deref().map(parse).transpose()
            };
            sources.push(SourceRow {
                key: row.get(0)?,
                name: row.get(1)?,
                slug: row.get(2)?,
                kind: row.get(3)?,
                articles: size(row, 4)?,
                claims: size(row, 5)?,
                first: date(6)?,
                last: date(7)?,
            });
        }
        Ok(sources)
    }

    /// Speakers of the claims that a filter takes, those with most claims first, at most `limit`.
    pub fn speakers(&self, filter: &Filter, limit: Option<usize>) -> Result<Vec<SpeakerRow>> {
        let mut condition = self.condition(filter)?;
        condition
            .values
            .push(Value::Integer(limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1))));
        let sql = format!(
            "SELECT k.id, k.name, k.kind, k.affiliation, count(*) AS claims, count(DISTINCT c.article_id)
             FROM claim c JOIN version v ON v.id = c.version_id JOIN speaker s ON s.id = c.speaker_id
             JOIN speaker k ON k.id = coalesce(s.merged_into, s.id)
             WHERE {} GROUP BY k.id ORDER BY claims DESC, k.folded, k.id LIMIT ?",
            condition.sql
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(condition.values))?;
        let mut speakers = Vec::new();
        while let Some(row) = rows.next()? {
            speakers.push(self.speaker_row(row)?);
        }
        Ok(speakers)
    }

    /// One speaker, by the key of a row or by a name that only one bears.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nobody, [`Error::Usage`] with the candidates for several.
    pub fn speaker(&self, name: &str) -> Result<SpeakerRow> {
        let key = name.trim().parse::<i64>().ok();
        let rows = match key {
            Some(key) => vec![key],
            None => {
                let mut statement = self.conn.prepare_cached(
                    "SELECT s.id FROM alias a JOIN speaker s ON s.id = a.speaker_id WHERE a.folded = ?",
                )?;
                let exact: Vec<i64> = statement
                    .query_map([folded(name)], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                if exact.is_empty() {
                    self.speaker_keys(name)?
                } else {
                    exact
                }
            }
        };
        let mut statement = self.conn.prepare_cached(
            "SELECT k.id, k.name, k.kind, k.affiliation,
                (SELECT count(*) FROM claim c JOIN speaker m ON m.id = c.speaker_id
                 WHERE c.in_force = 1 AND coalesce(m.merged_into, m.id) = k.id),
                (SELECT count(DISTINCT c.article_id) FROM claim c JOIN speaker m ON m.id = c.speaker_id
                 WHERE c.in_force = 1 AND coalesce(m.merged_into, m.id) = k.id)
             FROM speaker k WHERE k.id IN
                (SELECT coalesce(merged_into, id) FROM speaker WHERE id IN (SELECT value FROM json_each(?)))
             ORDER BY k.id",
        )?;
        let mut found = statement.query([keys(&rows)])?;
        let mut speakers = Vec::new();
        while let Some(row) = found.next()? {
            speakers.push(self.speaker_row(row)?);
        }
        match speakers.len() {
            0 => Err(Error::NotFound(format!(
                "there is no speaker '{name}'; 'claims speakers list' shows them"
            ))),
            1 => Ok(speakers.remove(0)),
            _ => {
                let lines = speakers.iter().take(20).map(|speaker| {
                    let side = speaker
                        .affiliation
                        .as_ref()
                        .map_or(String::new(), |side| format!(", {side}"));
                    format!("\n  {}  {} ({}{side})", speaker.key, speaker.name, speaker.kind)
                });
                Err(Error::Usage(format!(
                    "'{name}' may be several speakers; give the number of one:{}",
                    lines.collect::<String>()
                )))
            }
        }
    }

    /// A speaker from the columns `id, name, kind, affiliation, claims, articles`.
    fn speaker_row(&self, row: &Row) -> Result<SpeakerRow> {
        let (key, name): (i64, String) = (row.get(0)?, row.get(1)?);
        Ok(SpeakerRow {
            key,
            aliases: self.names(key)?.into_iter().filter(|other| *other != name).collect(),
            name,
            kind: parse(&row.get::<_, String>(2)?)?,
            affiliation: row.get(3)?,
            claims: size(row, 4)?,
            articles: size(row, 5)?,
        })
    }

    /// Every name of a speaker, those of merged ones among them, the oldest first.
    pub(super) fn names(&self, key: i64) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT a.name FROM alias a WHERE a.speaker_id IN (SELECT id FROM speaker WHERE id = ?1 OR merged_into = ?1)
             GROUP BY a.folded ORDER BY min(a.id)",
        )?;
        let rows = statement.query_map([key], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
