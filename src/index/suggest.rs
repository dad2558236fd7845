//! *Did you mean*: the nearest known words for those that no claim has.

use tantivy::query::{FuzzyTermQuery, PhraseQuery, Query as _};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::analyzer::{self, Stemming};
use super::query::{Condition, Query};
use super::remembered::name_terms;
use super::schema::{Fields, key_term};
use super::stem::stem;
use super::{Index, Result};
use crate::fold::{fold, slug};

/// Most unknown words that are looked after; each costs a walk through the dictionary.
const MOST_UNKNOWN: usize = 8;

/// Most words that are tried in the place of one in a phrase.
const MOST_TRIED: usize = 16;

impl Index {
    /// The query with every unknown word and name replaced by the nearest known one; none where nothing is unknown or near.
    ///
    /// Meant for a query that found nothing.
    ///
    /// # Errors
    /// Where the index must be rebuilt first, or shows damage only now.
    pub fn suggest(&self, query: &Query) -> Result<Option<Query>> {
        self.read(|searcher, _| {
            let mut mender = Mender {
                searcher,
                fields: &self.fields,
                unknown: 0,
                changed: false,
            };
            let better = mender.mend(query)?;
            Ok(mender.changed.then_some(better))
        })
    }
}

struct Mender<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    unknown: usize,
    changed: bool,
}

impl Mender<'_> {
    fn mend(&mut self, query: &Query) -> tantivy::Result<Query> {
        let mut many = |parts: &[Query]| parts.iter().map(|part| self.mend(part)).collect::<tantivy::Result<_>>();
        Ok(match query {
            Query::And(parts) => Query::And(many(parts)?),
            Query::Or(parts) => Query::Or(many(parts)?),
            Query::Word(word) => Query::Word(self.word(word)?),
            Query::Phrase(words) => Query::Phrase(self.phrase(words)?),
            Query::Field(Condition::Speaker(name)) => Query::Field(Condition::Speaker(self.speaker(name)?)),
            Query::Field(Condition::Side(name)) => {
                let terms = [fold(name), key_term(name)];
                let side = self.name(name, (self.fields.side, "side_name"), &terms, fold)?;
                Query::Field(Condition::Side(side))
            }
            Query::Field(Condition::Source(name)) => {
                let terms = [slug(name)];
                let source = self.name(name, (self.fields.source, "source_name"), &terms, slug)?;
                Query::Field(Condition::Source(source))
            }
            other => other.clone(),
        })
    }

    fn known(&self, field: Field, text: &str) -> tantivy::Result<bool> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(field, text))? > 0)
    }

    /// The word itself where it is known or nothing is near.
    fn word(&mut self, word: &str) -> tantivy::Result<String> {
        let fields = self.fields;
        let folded = analyzer::exact(word);
        for stemming in Stemming::ALL {
            let stem = stem(word, stemming);
            if self.known(fields.said.words, &stem)? || self.known(fields.narrated.words, &stem)? {
                return Ok(word.to_owned());
            }
        }
        match self.nearest(&[fields.said.exact, fields.narrated.exact], &folded)? {
            Some(text) => self.accented(text),
            None => Ok(word.to_owned()),
        }
    }

    /// Words in a row with a misspelt one mended so that claims have them in a row; else each by itself.
    fn phrase(&mut self, words: &[String]) -> tantivy::Result<Vec<String>> {
        let fields = [self.fields.said.exact, self.fields.narrated.exact];
        for (i, word) in words.iter().enumerate() {
            let folded = analyzer::exact(word);
            // Not by its stem: *fue* shares that of *fut*, and is no word.
            if self.known(fields[0], &folded)? || self.known(fields[1], &folded)? {
                continue;
            }
            for near in self.near(&fields, &folded)?.into_iter().take(MOST_TRIED) {
                let mut row = words.to_vec();
                row[i] = self.accented(near)?;
                if self.stand_in_a_row(&row)? {
                    self.changed = true;
                    return Ok(row);
                }
            }
        }
        words.iter().map(|word| self.word(word)).collect()
    }

    fn stand_in_a_row(&self, words: &[String]) -> tantivy::Result<bool> {
        for (texts, stemming) in [self.fields.said, self.fields.narrated]
            .into_iter()
            .flat_map(|texts| Stemming::ALL.map(|stemming| (texts, stemming)))
        {
            let terms = words.iter().map(|word| stem(word, stemming));
            let terms: Vec<Term> = terms.map(|text| Term::from_field_text(texts.words, &text)).collect();
            // A phrase of one word is tantivy's panic, not ours.
            if terms.len() > 1 && PhraseQuery::new(terms).count(self.searcher)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A speaker's name with its unknown words mended.
    fn speaker(&mut self, name: &str) -> tantivy::Result<String> {
        let field = self.fields.speaker;
        let (mut words, mut mended) = (Vec::new(), false);
        for (word, key) in name_terms(name) {
            let known = self.known(field, &word)? || self.known(field, &key)?;
            let near = match known {
                true => None,
                false => self.nearest(&[field], &word)?,
            };
            mended |= near.is_some();
            words.push(near.unwrap_or(word));
        }
        Ok(if mended { words.join(" ") } else { name.to_owned() })
    }

    /// A whole name, as claims have it; itself where one of its terms is known or nothing is near.
    fn name(
        &mut self,
        name: &str,
        (field, shown): (Field, &str),
        terms: &[String],
        term_of: fn(&str) -> String,
    ) -> tantivy::Result<String> {
        for term in terms {
            if self.known(field, term)? {
                return Ok(name.to_owned());
            }
        }
        let Some(near) = terms
            .first()
            .map(|term| self.nearest(&[field], term))
            .transpose()?
            .flatten()
        else {
            return Ok(name.to_owned());
        };
        let mut value = String::new();
        for segment in self.searcher.segment_readers() {
            let Some(column) = segment.fast_fields().str(shown)? else {
                continue;
            };
            for ord in 0..column.num_terms() as u64 {
                value.clear();
                if column.ord_to_str(ord, &mut value)? && term_of(&value) == near {
                    return Ok(value);
                }
            }
        }
        Ok(near)
    }

    /// The nearest term of the fields, the most frequent one of those equally near.
    fn nearest(&mut self, fields: &[Field], folded: &str) -> tantivy::Result<Option<String>> {
        let nearest = self.near(fields, folded)?.into_iter().next();
        self.changed |= nearest.is_some();
        Ok(nearest)
    }

    /// The terms of the fields that are as near as the nearest one, the most frequent first.
    fn near(&mut self, fields: &[Field], folded: &str) -> tantivy::Result<Vec<String>> {
        self.unknown += 1;
        let most = match folded.chars().count() {
            _ if self.unknown > MOST_UNKNOWN => 0,
            0..=2 => 0,
            3..=5 => 1,
            6..=64 => 2,
            _ => 0,
        };
        for distance in 1..=most {
            let mut near = Vec::new();
            for field in fields {
                near.extend(around(self.searcher, *field, folded, distance)?);
            }
            near.retain(|(text, _)| !text.starts_with('~') && text.chars().any(char::is_alphabetic));
            if !near.is_empty() {
                near.sort_by(|a, b| frequent(b, a));
                return Ok(near.into_iter().map(|(text, _)| text).collect());
            }
        }
        Ok(Vec::new())
    }

    /// The most frequent way in which claims write a folded word.
    fn accented(&self, folded: String) -> tantivy::Result<String> {
        let mut written = around(self.searcher, self.fields.said.written, &folded, 2)?;
        written.extend(around(self.searcher, self.fields.narrated.written, &folded, 2)?);
        written.retain(|(text, _)| fold(text) == folded);
        Ok(written.into_iter().max_by(frequent).map_or(folded, |(text, _)| text))
    }
}

/// By frequency; equal ones by the alphabet, the first being the greater.
fn frequent(a: &(String, u64), b: &(String, u64)) -> std::cmp::Ordering {
    a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))
}

/// Terms of a field within so many edits, with the number of claims that have them.
fn around(searcher: &Searcher, field: Field, text: &str, distance: u8) -> tantivy::Result<Vec<(String, u64)>> {
    let fuzzy = FuzzyTermQuery::new(Term::from_field_text(field, text), distance, true);
    let mut found = std::collections::BTreeMap::<String, u64>::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().search(fuzzy.automaton()?).into_stream()?;
        while let Some((term, info)) = terms.next() {
            if let Ok(term) = std::str::from_utf8(term) {
                *found.entry(term.to_owned()).or_default() += u64::from(info.doc_freq);
            }
        }
    }
    Ok(found.into_iter().collect())
}
