//! Our query as tantivy's.

use std::cell::RefCell;
use std::ops::Bound;
use std::rc::Rc;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, PhraseQuery,
    Query as Tantivy, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::analyzer::{self, Stemming};
use super::query::{Condition, Query};
use super::schema::{Fields, day_number, key_term, name_terms};
use super::statistics::Statistics;
use super::stem::stem;
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

/// A part of a query that adds to a score where it matches.
pub(super) struct Leaf {
    pub asked: String,
    pub field: &'static str,
    pub form: &'static str,
    pub term: String,
    pub weight: f32,
    pub query: Boxed,
    /// What it stands in, and what must match with it.
    pub within: Vec<Rc<dyn Tantivy>>,
}

/// In which field, and as what, something matches.
#[derive(Clone, Copy)]
struct Found {
    field: Field,
    place: &'static str,
    form: &'static str,
    weight: f32,
}

pub(super) struct Compiler<'a> {
    fields: &'a Fields,
    statistics: &'a Statistics<'a>,
    /// What adds to the score, where somebody wants to know.
    leaves: Option<RefCell<Vec<Leaf>>>,
}

impl<'a> Compiler<'a> {
    pub fn new(fields: &'a Fields, statistics: &'a Statistics<'a>) -> Self {
        Compiler {
            fields,
            statistics,
            leaves: None,
        }
    }

    /// The same, keeping what adds to the score.
    pub fn recording(self) -> Self {
        Compiler {
            leaves: Some(RefCell::default()),
            ..self
        }
    }

    /// What adds to the score, in the order of the query.
    pub fn leaves(self) -> Vec<Leaf> {
        self.leaves.map(RefCell::into_inner).unwrap_or_default()
    }

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
        let first = self.leaves.as_ref().map_or(0, |leaves| leaves.borrow().len());
        for part in parts {
            clauses.push(match part {
                Query::Not(part) => (Occur::MustNot, self.silent_query(part)?),
                Query::Word(word) if insists && analyzer::is_function(word) => {
                    let found = Found {
                        weight: weight::FUNCTION,
                        ..self.claim(self.fields.exact, "same letters", 0.0)
                    };
                    let term = Term::from_field_text(found.field, &analyzer::exact(word));
                    self.statistics.freq(&term)?;
                    (Occur::Should, self.leaf(word, found, word, scored(term)))
                }
                part => (Occur::Must, self.query(part)?),
            });
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, silent(Box::new(AllQuery))));
        }
        let all = BooleanQuery::new(clauses);
        if let Some(leaves) = &self.leaves {
            let whole: Rc<dyn Tantivy> = Rc::new(all.clone());
            let mut leaves = leaves.borrow_mut();
            leaves[first..]
                .iter_mut()
                .for_each(|leaf| leaf.within.push(Rc::clone(&whole)));
        }
        Ok(Box::new(all))
    }

    /// A query that adds nothing to a score.
    fn silent_query(&self, query: &Query) -> tantivy::Result<Boxed> {
        Compiler::new(self.fields, self.statistics).query(query)
    }

    /// A part of the query with its weight.
    fn leaf(&self, asked: &str, found: Found, term: &str, query: Boxed) -> Boxed {
        let query: Boxed = Box::new(BoostQuery::new(query, found.weight));
        if let Some(leaves) = &self.leaves {
            leaves.borrow_mut().push(Leaf {
                asked: asked.to_owned(),
                field: found.place,
                form: found.form,
                term: term.to_owned(),
                weight: found.weight,
                query: query.box_clone(),
                within: Vec::new(),
            });
        }
        query
    }

    fn claim(&self, field: Field, form: &'static str, weight: f32) -> Found {
        Found {
            field,
            place: "claim",
            form,
            weight,
        }
    }

    /// Where words are looked for by their stems; the claim last, which has nothing that its context has not.
    fn stemmed(&self) -> [Found; 3] {
        let form = "same stem";
        let found = |field, place, weight| Found {
            field,
            place,
            form,
            weight,
        };
        [
            found(self.fields.context, "context", weight::CONTEXT),
            found(self.fields.title, "title", weight::TITLE),
            found(self.fields.stem, "claim", weight::STEM),
        ]
    }

    fn speakers(&self, form: &'static str, weight: f32) -> Found {
        Found {
            field: self.fields.speaker,
            place: "speaker",
            form,
            weight,
        }
    }

    /// True where some claim of the index has the term.
    fn known(&self, term: &Term) -> tantivy::Result<bool> {
        Ok(self.statistics.freq(term)? > 0)
    }

    fn word(&self, word: &str) -> tantivy::Result<Boxed> {
        let fields = self.fields;
        let exact = analyzer::exact(word);
        let mut terms = vec![
            (
                self.claim(fields.written, "same word", weight::WRITTEN),
                word.to_owned(),
            ),
            (self.claim(fields.exact, "same letters", weight::EXACT), exact.clone()),
            (self.speakers("same letters", weight::SPEAKER), exact.clone()),
        ];
        for stemming in Stemming::ALL {
            let stem = stem(word, stemming);
            terms.extend(self.stemmed().map(|found| (found, stem.clone())));
        }
        if let Some(key) = analyzer::spelling(word) {
            terms.push((self.speakers("other spelling", weight::SPELLING), format!("~{key}")));
            let around = Found {
                field: fields.names,
                place: "context",
                form: "other spelling",
                weight: weight::SPELLING,
            };
            terms.push((around, key));
        }
        let mut choices = Vec::with_capacity(terms.len());
        for (found, text) in terms {
            let term = Term::from_field_text(found.field, &text);
            if self.known(&term)? {
                choices.push(self.leaf(word, found, &text, scored(term)));
            }
        }
        Ok(union(choices))
    }

    fn phrase(&self, words: &[String]) -> tantivy::Result<Boxed> {
        let fields = self.fields;
        let asked = words.join(" ");
        let exact: Vec<String> = words.iter().map(|word| analyzer::exact(word)).collect();
        let mut rows = vec![(self.claim(fields.exact, "same letters", weight::EXACT), exact.clone())];
        for stemming in Stemming::ALL {
            let stems: Vec<String> = words.iter().map(|word| stem(word, stemming)).collect();
            rows.extend(self.stemmed().map(|found| (found, stems.clone())));
        }
        let (mut choices, mut inside) = (Vec::new(), Vec::new());
        for (found, row) in rows {
            let terms: Vec<Term> = row
                .iter()
                .map(|text| Term::from_field_text(found.field, text))
                .collect();
            if self.all_known(&terms)? {
                // What a claim says stands in its context too: looked at in what the context has, it costs little.
                let of_claim = found.field == fields.exact || found.field == fields.stem;
                let phrase = self.leaf(&asked, found, &row.join(" "), Box::new(PhraseQuery::new(terms)));
                match of_claim {
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
            let found = self.speakers("same letters", weight::SPEAKER);
            choices.push(self.leaf(&asked, found, &exact.join(" "), Box::new(name)));
        }
        Ok(inside.into_iter().fold(union(choices), |must, should| {
            Box::new(BooleanQuery::new(vec![(Occur::Must, must), (Occur::Should, should)]))
        }))
    }

    /// True where some claim has each of the terms. Each is asked for, whatever the others say: the next page must ask
    /// for the same ones.
    fn all_known(&self, terms: &[Term]) -> tantivy::Result<bool> {
        let mut known = true;
        for term in terms {
            known &= self.known(term)?;
        }
        // A phrase of one word is tantivy's panic, not ours.
        Ok(known && terms.len() > 1)
    }

    fn prefix(&self, start: &str) -> Boxed {
        let exact = analyzer::exact(start);
        let form = "same beginning";
        let mut found = vec![
            (self.claim(self.fields.exact, form, weight::EXACT), exact.clone()),
            (self.speakers(form, weight::SPEAKER), exact.clone()),
        ];
        for stemming in Stemming::ALL {
            let marked = match stemming {
                Stemming::French => exact.clone(),
                other => format!("{}:{exact}", other.mark()),
            };
            let [context, title, _] = self.stemmed();
            found.extend([context, title].map(|found| (Found { form, ..found }, marked.clone())));
        }
        let asked = format!("{start}*");
        let leaf = |(found, start): (Found, String)| self.leaf(&asked, found, &start, beginning(found.field, &start));
        union(found.into_iter().map(leaf).collect())
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
