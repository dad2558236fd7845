//! Our query as tantivy's.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, PhraseQuery,
    Query as Tantivy, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::analyzer::{self, Stemming};
use super::query::{Condition, Query};
use super::schema::{Fields, day_number, key_term, name_terms};
use crate::fold::{fold, slug};
use crate::model::{Filter, Form};

type Boxed = Box<dyn Tantivy>;

/// What a match in a field weighs: the claim's own words over their surroundings, an exact form over a stem.
mod weight {
    pub const WRITTEN: f32 = 1.0;
    pub const EXACT: f32 = 2.0;
    pub const STEM: f32 = 1.0;
    pub const CONTEXT: f32 = 0.3;
    pub const TITLE: f32 = 0.3;
    pub const SPEAKER: f32 = 0.4;
    pub const SPELLING: f32 = 0.2;
    pub const FUNCTION: f32 = 0.1;
}

/// Titles that a speaker's name may carry in a query.
const CIVIL: &[&str] = &["m", "mm", "mr", "mme", "mmes", "mlle", "mrs", "ms"];

pub(super) struct Compiler<'a> {
    pub fields: &'a Fields,
    pub searcher: &'a Searcher,
}

impl Compiler<'_> {
    /// The query within the filter; narrator claims only where one of the two names them.
    pub fn compile(&self, query: &Query, filter: &Filter) -> tantivy::Result<Boxed> {
        let mut clauses = vec![(Occur::Must, self.query(query)?)];
        let mut must = |choices: Vec<Boxed>| {
            if !choices.is_empty() {
                clauses.push((Occur::Must, silent(union(choices))));
            }
        };
        must(
            filter
                .source
                .iter()
                .map(|name| self.condition(&Condition::Source(name.clone())))
                .collect(),
        );
        must(
            filter
                .speaker
                .iter()
                .map(|name| self.condition(&Condition::Speaker(name.clone())))
                .collect(),
        );
        must(
            filter
                .side
                .iter()
                .map(|name| self.condition(&Condition::Side(name.clone())))
                .collect(),
        );
        must(
            filter
                .status
                .iter()
                .map(|status| self.condition(&Condition::Status(*status)))
                .collect(),
        );
        must(
            filter
                .verdict
                .iter()
                .map(|verdict| self.condition(&Condition::Verdict(verdict.to_string())))
                .collect(),
        );
        must(
            filter
                .form
                .iter()
                .map(|form| self.condition(&Condition::Form(*form)))
                .collect(),
        );
        must(
            filter
                .stance
                .iter()
                .map(|stance| self.condition(&Condition::Stance(*stance)))
                .collect(),
        );
        must(
            filter
                .lang
                .iter()
                .map(|lang| self.condition(&Condition::Lang(*lang)))
                .collect(),
        );
        must(
            filter
                .since
                .iter()
                .map(|day| self.condition(&Condition::After(*day)))
                .collect(),
        );
        must(
            filter
                .until
                .iter()
                .map(|day| self.days(Bound::Unbounded, Bound::Included(*day)))
                .collect(),
        );
        let confident = |least: &f32| {
            let least = Term::from_field_f64(self.fields.confidence, f64::from(*least));
            Box::new(RangeQuery::new(Bound::Included(least), Bound::Unbounded)) as Boxed
        };
        must(filter.min_confidence.iter().map(confident).collect());
        let narrator = filter.narrator || filter.form.contains(&Form::Narrator) || names_narrator(query);
        if !narrator {
            clauses.push((Occur::MustNot, self.condition(&Condition::Form(Form::Narrator))));
        }
        Ok(if clauses.len() == 1 {
            clauses.remove(0).1
        } else {
            Box::new(BooleanQuery::new(clauses))
        })
    }

    fn query(&self, query: &Query) -> tantivy::Result<Boxed> {
        Ok(match query {
            Query::All => silent(Box::new(AllQuery)),
            Query::Nothing => Box::new(EmptyQuery),
            Query::Word(word) => self.word(word)?,
            Query::Phrase(words) => self.phrase(words)?,
            Query::Prefix(start) => self.prefix(start),
            Query::Field(condition) => silent(self.condition(condition)),
            Query::Or(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| self.query(part))
                    .collect::<tantivy::Result<Vec<_>>>()?;
                union(parts)
            }
            Query::And(parts) => self.all(parts)?,
            Query::Not(_) => self.all(std::slice::from_ref(query))?,
        })
    }

    fn all(&self, parts: &[Query]) -> tantivy::Result<Boxed> {
        let function = |part: &Query| matches!(part, Query::Word(word) if analyzer::is_function(word));
        // Articles need not match where there is something better to insist on.
        let insists = parts
            .iter()
            .any(|part| !function(part) && !matches!(part, Query::Not(_) | Query::Field(_)));
        let mut clauses: Vec<(Occur, Boxed)> = Vec::with_capacity(parts.len() + 1);
        for part in parts {
            clauses.push(match part {
                Query::Not(part) => (Occur::MustNot, self.query(part)?),
                Query::Word(word) if insists && analyzer::is_function(word) => {
                    let term = Term::from_field_text(self.fields.exact, &analyzer::exact(word));
                    (Occur::Should, weighted(scored(term), weight::FUNCTION))
                }
                part => (Occur::Must, self.query(part)?),
            });
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, silent(Box::new(AllQuery))));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// True where some claim of the index has the term.
    fn known(&self, term: &Term) -> tantivy::Result<bool> {
        Ok(self.searcher.doc_freq(term)? > 0)
    }

    fn word(&self, word: &str) -> tantivy::Result<Boxed> {
        let fields = self.fields;
        let exact = analyzer::exact(word);
        let mut terms = vec![
            (fields.written, word.to_owned(), weight::WRITTEN),
            (fields.exact, exact.clone(), weight::EXACT),
            (fields.speaker, exact.clone(), weight::SPEAKER),
        ];
        for stemming in Stemming::ALL {
            let stem = analyzer::stem(word, stemming);
            terms.push((fields.context, stem.clone(), weight::CONTEXT));
            terms.push((fields.title, stem.clone(), weight::TITLE));
            terms.push((fields.stem, stem, weight::STEM));
        }
        if let Some(key) = analyzer::spelling(word) {
            terms.push((fields.speaker, format!("~{key}"), weight::SPELLING));
            terms.push((fields.names, key, weight::SPELLING));
        }
        let mut choices = Vec::with_capacity(terms.len());
        for (field, text, weight) in terms {
            let term = Term::from_field_text(field, &text);
            if self.known(&term)? {
                choices.push(weighted(scored(term), weight));
            }
        }
        Ok(union(choices))
    }

    fn phrase(&self, words: &[String]) -> tantivy::Result<Boxed> {
        let fields = self.fields;
        let exact: Vec<String> = words.iter().map(|word| analyzer::exact(word)).collect();
        let mut rows = vec![(fields.exact, exact.clone(), weight::EXACT)];
        for stemming in Stemming::ALL {
            let stems: Vec<String> = words.iter().map(|word| analyzer::stem(word, stemming)).collect();
            rows.push((fields.context, stems.clone(), weight::CONTEXT));
            rows.push((fields.title, stems.clone(), weight::TITLE));
            rows.push((fields.stem, stems, weight::STEM));
        }
        let (mut choices, mut inside) = (Vec::new(), Vec::new());
        for (field, row, weight) in rows {
            let terms: Vec<Term> = row.iter().map(|text| Term::from_field_text(field, text)).collect();
            if self.all_known(&terms)? {
                let phrase = weighted(Box::new(PhraseQuery::new(terms)), weight);
                // What a claim says stands in its context too: looked at in what the context has, it costs little.
                match field == fields.exact || field == fields.stem {
                    true => inside.push(phrase),
                    false => choices.push(phrase),
                }
            }
        }
        let names: Vec<Term> = exact
            .iter()
            .map(|word| Term::from_field_text(fields.speaker, word))
            .collect();
        if self.all_known(&names)? {
            let name = BooleanQuery::intersection(names.into_iter().map(scored).collect());
            choices.push(weighted(Box::new(name), weight::SPEAKER));
        }
        Ok(inside.into_iter().fold(union(choices), |must, should| {
            Box::new(BooleanQuery::new(vec![(Occur::Must, must), (Occur::Should, should)]))
        }))
    }

    fn all_known(&self, terms: &[Term]) -> tantivy::Result<bool> {
        for term in terms {
            if !self.known(term)? {
                return Ok(false);
            }
        }
        // A phrase of one word is tantivy's panic, not ours.
        Ok(terms.len() > 1)
    }

    fn prefix(&self, start: &str) -> Boxed {
        let fields = self.fields;
        let exact = analyzer::exact(start);
        let mut choices: Vec<Boxed> = vec![
            weighted(beginning(fields.exact, &exact), weight::EXACT),
            weighted(beginning(fields.speaker, &exact), weight::SPEAKER),
        ];
        for stemming in Stemming::ALL {
            let marked = match stemming {
                Stemming::French => exact.clone(),
                other => format!("{}:{exact}", other.mark()),
            };
            choices.push(weighted(beginning(fields.context, &marked), weight::CONTEXT));
            choices.push(weighted(beginning(fields.title, &marked), weight::TITLE));
        }
        union(choices)
    }

    fn condition(&self, condition: &Condition) -> Boxed {
        let fields = self.fields;
        let is = |field: Field, value: &str| {
            Box::new(TermQuery::new(
                Term::from_field_text(field, value),
                IndexRecordOption::Basic,
            )) as Boxed
        };
        match condition {
            Condition::Speaker(name) => self.speaker(name),
            Condition::Side(name) => union(vec![is(fields.side, &fold(name)), is(fields.side, &key_term(name))]),
            Condition::Source(name) => is(fields.source, &slug(name)),
            Condition::Status(status) => is(fields.status, status.as_str()),
            Condition::Verdict(verdict) => is(fields.verdict, verdict),
            Condition::Form(form) => is(fields.form, form.as_str()),
            Condition::Stance(stance) => is(fields.stance, stance.as_str()),
            Condition::Measure(measure) => is(fields.measure, measure),
            Condition::Lang(lang) => is(fields.lang, lang.as_str()),
            Condition::After(day) => self.days(Bound::Included(*day), Bound::Unbounded),
            Condition::Before(day) => self.days(Bound::Unbounded, Bound::Excluded(*day)),
        }
    }

    fn days(&self, from: Bound<jiff::civil::Date>, to: Bound<jiff::civil::Date>) -> Boxed {
        let term = |day| Term::from_field_i64(self.fields.day, day_number(day));
        Box::new(RangeQuery::new(from.map(term), to.map(term)))
    }

    /// Every word of the name in some spelling; titles and articles only where there is nothing else.
    fn speaker(&self, name: &str) -> Boxed {
        let all = name_terms(name);
        let telling = |(word, _): &&(String, String)| !CIVIL.contains(&word.as_str()) && !analyzer::is_function(word);
        let mut words: Vec<&(String, String)> = all.iter().filter(telling).collect();
        if words.is_empty() {
            words = all.iter().collect();
        }
        let spelled = |(word, key): &(String, String)| {
            let terms = [word, key].map(|text| scored(Term::from_field_text(self.fields.speaker, text)));
            union(terms.into())
        };
        if words.is_empty() {
            return Box::new(EmptyQuery);
        }
        Box::new(BooleanQuery::intersection(words.into_iter().map(spelled).collect()))
    }
}

/// True where the query asks for narrator claims by name.
fn names_narrator(query: &Query) -> bool {
    match query {
        Query::Field(Condition::Form(Form::Narrator)) => true,
        Query::And(parts) | Query::Or(parts) => parts.iter().any(names_narrator),
        _ => false,
    }
}

fn scored(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn weighted(query: Boxed, weight: f32) -> Boxed {
    Box::new(BoostQuery::new(query, weight))
}

/// The same matches without a part in the ranking.
fn silent(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn union(mut queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// Every term that begins so.
fn beginning(field: Field, start: &str) -> Boxed {
    let last = format!("{start}{}", char::MAX);
    Box::new(InvertedIndexRangeQuery::new(
        Bound::Included(Term::from_field_text(field, start)),
        Bound::Included(Term::from_field_text(field, &last)),
    ))
}
