//! Our query as tantivy's.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, RangeQuery};
use tantivy::schema::Field;

use super::alternatives::Alternative;
use super::analyzer;
use super::bonus::Bonus;
use super::query::{Condition, Query};
use super::remembered::name_terms;
use super::schema::{Fields, day_number, key_term};
use super::statistics::Statistics;
use super::words::{Boxed, Leaf, Words, listed, union};
use crate::fold::{fold, slug};
use crate::model::{Filter, Form};

/// Titles that a speaker's name may carry in a query.
const CIVIL: &[&str] = &["m", "mm", "mr", "mme", "mmes", "mlle", "mrs", "ms"];

/// A query with what adds to the score of its matches.
pub(super) struct Compiled {
    pub query: Boxed,
    pub bonuses: Vec<Bonus>,
    /// Where the query is nothing but words of which any will do.
    pub alternatives: Option<Vec<Alternative>>,
    /// True where the narrator's claims are not wanted and may match.
    pub check_narrator: bool,
    /// The first and the last day wanted, in days since 1970-01-01.
    pub days: (Option<i64>, Option<i64>),
}

pub(super) struct Compiler<'a> {
    fields: &'a Fields,
    words: Words<'a>,
}

impl<'a> Compiler<'a> {
    /// For a query within a filter.
    pub fn new(fields: &'a Fields, statistics: &'a Statistics<'a>, query: &Query, filter: &Filter) -> Self {
        let narrator = filter.narrator || filter.form.contains(&Form::Narrator) || names_narrator(query);
        Compiler {
            fields,
            words: Words::new(fields, statistics, narrator),
        }
    }

    /// The same, keeping what adds to the score.
    pub fn recording(self) -> Self {
        Compiler {
            words: self.words.recording(),
            ..self
        }
    }

    /// What adds to the score, in the order of the query.
    pub fn leaves(self) -> Vec<Leaf> {
        self.words.leaves()
    }

    /// The query within the filter; narrator claims only where one of the two names them.
    pub fn compile(&self, query: &Query, filter: &Filter) -> tantivy::Result<Compiled> {
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
        let confident = |least: &f32| {
            let least = Term::from_field_f64(self.fields.confidence, f64::from(*least));
            Box::new(RangeQuery::new(Bound::Included(least), Bound::Unbounded)) as Boxed
        };
        must(filter.min_confidence.iter().map(confident).collect());
        let word = |part: &Query| matches!(part, Query::Word(_));
        let any_word = matches!(query, Query::Or(parts) if parts.iter().all(word)) && clauses.len() == 1;
        Ok(Compiled {
            alternatives: any_word.then(|| self.words.alternatives()),
            query: match clauses.len() {
                1 => clauses.remove(0).1,
                _ => Box::new(BooleanQuery::new(clauses)),
            },
            bonuses: self.words.bonuses(),
            // Looked up for what matches: a list of all claims of these days would be long.
            days: (filter.since.map(day_number), filter.until.map(day_number)),
            check_narrator: !self.words.narrator() && (self.words.in_names() || !needs_words(query)),
        })
    }

    fn query(&self, query: &Query) -> tantivy::Result<Boxed> {
        Ok(match query {
            Query::All => silent(Box::new(AllQuery)),
            Query::Nothing => Box::new(EmptyQuery),
            Query::Word(word) => self.words.word(word)?,
            Query::Phrase(words) => self.words.phrase(words)?,
            Query::Prefix(start) => self.words.prefix(start),
            Query::Field(condition) => silent(self.condition(condition)),
            Query::Or(parts) => {
                self.words.expect_alternatives();
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
        let first = self.words.recorded();
        for part in parts {
            clauses.push(match part {
                Query::Not(part) => (Occur::MustNot, self.silent_query(part)?),
                Query::Word(word) if insists && analyzer::is_function(word) => {
                    self.words.function_word(word)?;
                    continue;
                }
                part => (Occur::Must, self.query(part)?),
            });
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, silent(Box::new(AllQuery))));
        }
        let all = BooleanQuery::new(clauses);
        self.words.all_must_match(first, &all);
        Ok(Box::new(all))
    }

    /// A query that adds nothing to a score.
    fn silent_query(&self, query: &Query) -> tantivy::Result<Boxed> {
        let words = self.words.silent();
        Compiler { words, ..*self }.query(query)
    }

    fn condition(&self, condition: &Condition) -> Boxed {
        let fields = self.fields;
        let is = |field: Field, value: &str| listed(Term::from_field_text(field, value));
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
            let terms = [word, key].map(|text| listed(Term::from_field_text(self.fields.speaker, text)));
            union(terms.into())
        };
        if words.is_empty() {
            return Box::new(EmptyQuery);
        }
        Box::new(BooleanQuery::intersection(words.into_iter().map(spelled).collect()))
    }
}

/// True where a claim matches only with a word of the query.
fn needs_words(query: &Query) -> bool {
    match query {
        Query::Word(_) | Query::Phrase(_) | Query::Prefix(_) | Query::Nothing => true,
        Query::And(parts) => parts.iter().any(needs_words),
        Query::Or(parts) => parts.iter().all(needs_words),
        Query::All | Query::Field(_) | Query::Not(_) => false,
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

/// The same matches without a part in the ranking.
fn silent(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
