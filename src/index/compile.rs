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
use super::bonus::Bonus;
use super::query::{Condition, Query};
use super::schema::{Fields, day_number, key_term, name_terms, spelling_term, unaccented_stem};
use super::statistics::Statistics;
use super::stem::stem;
use crate::fold::{fold, slug};
use crate::model::{Filter, Form};

type Boxed = Box<dyn Tantivy>;

/// What a match weighs. A word is found, and a first score given, in one list of everything that it may stand in; what the
/// claim itself says counts more than that, and a claim in the letters of the query more than one with another inflection.
/// These come on top ([`Bonus`]), each times how much the word says ([`Statistics::idf`]).
mod weight {
    pub const FOUND: f32 = 1.0;
    pub const SPEAKER: f32 = 1.0;
    pub const SPELLING: f32 = 0.5;
    pub const CLAIM: f32 = 5.0;
    pub const EXACT: f32 = 3.0;
    pub const WRITTEN: f32 = 1.5;
    pub const FUNCTION: f32 = 0.3;
}

/// Titles that a speaker's name may carry in a query.
const CIVIL: &[&str] = &["m", "mm", "mr", "mme", "mmes", "mlle", "mrs", "ms"];

/// A query with what adds to the score of its matches.
pub(super) struct Compiled {
    pub query: Boxed,
    pub bonuses: Vec<Bonus>,
    /// True where the narrator's claims count.
    pub narrator: bool,
}

/// A part of a query that adds to a score where it matches.
pub(super) struct Leaf {
    pub asked: String,
    pub field: &'static str,
    pub form: &'static str,
    pub term: String,
    pub weight: f32,
    pub query: Boxed,
    /// What it adds wherever it matches; none where that hangs on the claim.
    pub score: Option<f32>,
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

impl Found {
    fn term(self, text: &str) -> Term {
        Term::from_field_text(self.field, text)
    }
}

pub(super) struct Compiler<'a> {
    fields: &'a Fields,
    statistics: &'a Statistics<'a>,
    bonuses: RefCell<Vec<Bonus>>,
    /// What adds to the score, where somebody wants to know.
    leaves: Option<RefCell<Vec<Leaf>>>,
}

impl<'a> Compiler<'a> {
    pub fn new(fields: &'a Fields, statistics: &'a Statistics<'a>) -> Self {
        Compiler {
            fields,
            statistics,
            bonuses: RefCell::default(),
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
        Ok(Compiled {
            query: match clauses.len() {
                1 => clauses.remove(0).1,
                _ => Box::new(BooleanQuery::new(clauses)),
            },
            bonuses: self.bonuses.take(),
            narrator: filter.narrator || filter.form.contains(&Form::Narrator) || names_narrator(query),
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
                    let found = self.found(self.fields.exact, "same letters", weight::FUNCTION);
                    let term = found.term(&analyzer::exact(word));
                    let idf = self.statistics.idf(self.statistics.freq(&term)?);
                    self.bonus(word, found, idf, word, listed(term));
                    continue;
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
                .filter(|leaf| leaf.score.is_none())
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
        let query: Boxed = match found.weight {
            1.0 => query,
            weight => Box::new(BoostQuery::new(query, weight)),
        };
        self.record(asked, found, term, &query, None);
        query
    }

    /// Something that adds `idf` times its weight wherever it matches.
    fn bonus(&self, asked: &str, found: Found, idf: f32, term: &str, query: Boxed) {
        let score = found.weight * idf;
        self.record(asked, found, term, &query, Some(score));
        self.bonuses.borrow_mut().push(Bonus { query, score });
    }

    fn record(&self, asked: &str, found: Found, term: &str, query: &Boxed, score: Option<f32>) {
        if let Some(leaves) = &self.leaves {
            leaves.borrow_mut().push(Leaf {
                asked: asked.to_owned(),
                field: found.place,
                form: found.form,
                term: term.to_owned(),
                weight: found.weight,
                query: query.box_clone(),
                score,
                within: Vec::new(),
            });
        }
    }

    /// Something found in a field, with what it weighs there.
    fn found(&self, field: Field, form: &'static str, weight: f32) -> Found {
        let place = match field {
            field if field == self.fields.speaker => "speaker",
            field if field == self.fields.claim || field == self.fields.written => "claim",
            _ => "text",
        };
        Found {
            field,
            place,
            form,
            weight,
        }
    }

    fn word(&self, word: &str) -> tantivy::Result<Boxed> {
        let fields = self.fields;
        let stems = Stemming::ALL.map(|stemming| stem(word, stemming));
        let same = self.found(fields.words, "same stem", weight::FOUND);
        let speaker = self.found(fields.speaker, "same letters", weight::SPEAKER);
        let mut terms: Vec<(Found, String)> = stems.iter().map(|stem| (same, stem.clone())).collect();
        terms.extend(unaccented_stem(word, &stems[0]).map(|stem| (same, stem)));
        terms.push((speaker, analyzer::exact(word)));
        if let Some(key) = spelling_term(word) {
            let spelled = |field| self.found(field, "other spelling", weight::SPELLING);
            terms.extend([(spelled(fields.words), key.clone()), (spelled(fields.speaker), key)]);
        }
        let (mut choices, mut most) = (Vec::new(), 0);
        for (found, text) in terms {
            let term = found.term(&text);
            let freq = self.statistics.freq(&term)?;
            if freq > 0 {
                let query = match found.field == fields.speaker {
                    true => named(listed(term), self.statistics.idf(freq)),
                    false => scored(term),
                };
                choices.push(self.leaf(word, found, text.trim_start_matches('~'), query));
                most = most.max(freq);
            }
        }
        if most > 0 {
            self.rank_word(word, &stems, self.statistics.idf(most));
        }
        Ok(union(choices))
    }

    /// What makes a claim with a word a better hit than another one.
    fn rank_word(&self, word: &str, stems: &[String], idf: f32) {
        let claim = self.found(self.fields.claim, "same stem", weight::CLAIM);
        for stem in stems {
            self.bonus(word, claim, idf, stem, listed(claim.term(stem)));
        }
        let text = analyzer::exact(word);
        let exact = self.found(self.fields.exact, "same letters", weight::EXACT);
        self.bonus(word, exact, idf, &text, listed(exact.term(&text)));
        let written = self.found(self.fields.written, "same word", weight::WRITTEN);
        self.bonus(word, written, idf, word, listed(written.term(word)));
    }

    fn phrase(&self, words: &[String]) -> tantivy::Result<Boxed> {
        let asked = words.join(" ");
        let found = self.found(self.fields.words, "same stem", weight::FOUND);
        let claim = self.found(self.fields.claim, "same stem", weight::CLAIM);
        let mut choices = Vec::new();
        for stemming in Stemming::ALL {
            let stems: Vec<String> = words.iter().map(|word| stem(word, stemming)).collect();
            let row = |found: Found| stems.iter().map(|text| found.term(text)).collect::<Vec<Term>>();
            let Some(idf) = self.idf_of_all(&row(found))? else {
                continue;
            };
            let text = stems.join(" ");
            choices.push(self.leaf(&asked, found, &text, Box::new(PhraseQuery::new(row(found)))));
            self.bonus(&asked, claim, idf, &text, Box::new(PhraseQuery::new(row(claim))));
            for word in words {
                let exact = self.found(self.fields.exact, "same letters", weight::EXACT / words.len() as f32);
                let text = analyzer::exact(word);
                self.bonus(&asked, exact, idf, &text, listed(exact.term(&text)));
            }
        }
        let speaker = self.found(self.fields.speaker, "same letters", weight::SPEAKER);
        let names: Vec<Term> = words.iter().map(|word| speaker.term(&analyzer::exact(word))).collect();
        if let Some(idf) = self.idf_of_all(&names)? {
            let name = BooleanQuery::intersection(names.into_iter().map(listed).collect());
            choices.push(self.leaf(&asked, speaker, &asked, named(Box::new(name), idf)));
        }
        Ok(union(choices))
    }

    /// What all the terms say together; none where no claim can have them in a row. Each is asked for, whatever the
    /// others say: the next page must ask for the same ones.
    fn idf_of_all(&self, terms: &[Term]) -> tantivy::Result<Option<f32>> {
        let (mut known, mut sum) = (true, 0.0);
        for term in terms {
            let freq = self.statistics.freq(term)?;
            known &= freq > 0;
            sum += self.statistics.idf(freq);
        }
        // A phrase of one word is tantivy's panic, not ours.
        Ok((known && terms.len() > 1).then_some(sum))
    }

    fn prefix(&self, start: &str) -> Boxed {
        let exact = analyzer::exact(start);
        let asked = format!("{start}*");
        let found = self.found(self.fields.exact, "same beginning", weight::FOUND);
        let claim = self.found(self.fields.claim, "same beginning", weight::CLAIM);
        self.bonus(&asked, claim, 1.0, &exact, beginning(claim.field, &exact));
        self.leaf(&asked, found, &exact, beginning(found.field, &exact))
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

/// A name weighs the same whether its speaker has few others or many: one more name must move no hit.
fn named(name: Boxed, idf: f32) -> Boxed {
    Box::new(ConstScoreQuery::new(name, idf))
}

/// The claims with a term, whatever its weight.
fn listed(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
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
