//! *Did you mean*: the nearest known words for those that no claim has.

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::analyzer::{self, Stemming};
use super::query::Query;
use super::{Index, Result};
use crate::fold::fold;

impl Index {
    /// The query with every unknown word replaced by the nearest known one; none where nothing is unknown or near.
    ///
    /// Meant for a query that found nothing.
    ///
    /// # Errors
    /// Where the index must be rebuilt first, or shows damage only now.
    pub fn suggest(&self, query: &Query) -> Result<Option<String>> {
        self.read(|searcher| {
            let mut changed = false;
            let better = self.mend(searcher, query, &mut changed)?;
            Ok(changed.then(|| better.to_string()))
        })
    }

    fn mend(&self, searcher: &Searcher, query: &Query, changed: &mut bool) -> tantivy::Result<Query> {
        let mut many = |parts: &[Query]| -> tantivy::Result<Vec<Query>> {
            parts.iter().map(|part| self.mend(searcher, part, changed)).collect()
        };
        Ok(match query {
            Query::And(parts) => Query::And(many(parts)?),
            Query::Or(parts) => Query::Or(many(parts)?),
            Query::Word(word) => Query::Word(self.nearest(searcher, word, changed)?),
            Query::Phrase(words) => {
                let words = words.iter().map(|word| self.nearest(searcher, word, changed));
                Query::Phrase(words.collect::<tantivy::Result<_>>()?)
            }
            other => other.clone(),
        })
    }

    /// The word itself where it is known or nothing is near.
    fn nearest(&self, searcher: &Searcher, word: &str, changed: &mut bool) -> tantivy::Result<String> {
        let fields = &self.fields;
        let folded = analyzer::exact(word);
        let mut places = vec![(fields.exact, folded.clone()), (fields.speaker, folded.clone())];
        places.extend(Stemming::ALL.map(|stemming| (fields.context, analyzer::stem(word, stemming))));
        for (field, text) in &places {
            if searcher.doc_freq(&Term::from_field_text(*field, text))? > 0 {
                return Ok(word.to_owned());
            }
        }
        let most = match folded.chars().count() {
            0..=2 => 0,
            3..=5 => 1,
            6..=64 => 2,
            _ => 0,
        };
        for distance in 1..=most {
            let mut near = Vec::new();
            for field in [fields.exact, fields.speaker] {
                near.extend(around(searcher, field, &folded, distance)?);
            }
            near.retain(|(text, _)| !text.starts_with('~') && text.chars().any(char::is_alphabetic));
            if let Some((text, _)) = near.into_iter().max_by(frequent) {
                *changed = true;
                return self.accented(searcher, text);
            }
        }
        Ok(word.to_owned())
    }

    /// The most frequent way in which claims write a folded word.
    fn accented(&self, searcher: &Searcher, folded: String) -> tantivy::Result<String> {
        let mut written = around(searcher, self.fields.written, &folded, 2)?;
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
