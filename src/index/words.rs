//! Words, phrases and beginnings of words as queries, and what makes one match of them better than another.

use std::cell::{Cell, RefCell};
use std::ops::Bound;
use std::rc::Rc;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery, PhraseQuery, Query as Tantivy,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::alternatives::Alternative;
use super::analyzer::{self, Stemming};
use super::bonus::{Bonus, Part};
use super::either::Either;
use super::schema::{Fields, TextFields, spelling_term, unaccented_stem};
use super::statistics::Statistics;
use super::stem::stem;

pub(super) type Boxed = Box<dyn Tantivy>;

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

/// What a word can score at most by its number in a claim, in parts of how much it says: BM25's 1 + k₁, as the engine has it.
const MOST_OF_IDF: f32 = 2.2;

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

/// Something that adds to a score: as what it is found, how much it says, its term, what matches.
type Addition = (Found, f32, String, Part);

impl Found {
    fn term(self, text: &str) -> Term {
        Term::from_field_text(self.field, text)
    }
}

/// Makes queries of words, and keeps what else is to know of them all.
pub(super) struct Words<'a> {
    fields: &'a Fields,
    statistics: &'a Statistics<'a>,
    /// True where the narrator's claims are wanted.
    narrator: bool,
    bonuses: RefCell<Vec<Bonus>>,
    /// The words so far, where a match need not have every one.
    alternatives: RefCell<Option<Vec<Alternative>>>,
    /// True where a word was looked for in names too, which the narrator has as others have.
    in_names: Cell<bool>,
    /// What adds to the score, where somebody wants to know.
    leaves: Option<RefCell<Vec<Leaf>>>,
}

impl<'a> Words<'a> {
    pub fn new(fields: &'a Fields, statistics: &'a Statistics<'a>, narrator: bool) -> Words<'a> {
        Words {
            fields,
            statistics,
            narrator,
            bonuses: RefCell::default(),
            alternatives: RefCell::default(),
            in_names: Cell::new(false),
            leaves: None,
        }
    }

    /// The same, keeping what adds to the score.
    pub fn recording(self) -> Words<'a> {
        Words {
            leaves: Some(RefCell::default()),
            ..self
        }
    }

    /// Others that add nothing to a score.
    pub fn silent(&self) -> Words<'a> {
        Words::new(self.fields, self.statistics, self.narrator)
    }

    /// True where the narrator's claims are wanted.
    pub fn narrator(&self) -> bool {
        self.narrator
    }

    /// True where a word was looked for in names too.
    pub fn in_names(&self) -> bool {
        self.in_names.get()
    }

    /// Says that from now on a match need not have every word.
    pub fn expect_alternatives(&self) {
        self.alternatives.borrow_mut().get_or_insert_default();
    }

    /// The words, where a match need not have every one.
    pub fn alternatives(&self) -> Vec<Alternative> {
        self.alternatives.take().unwrap_or_default()
    }

    /// What adds to a score on top.
    pub fn bonuses(&self) -> Vec<Bonus> {
        self.bonuses.take()
    }

    /// What adds to the score, in the order of the query.
    pub fn leaves(self) -> Vec<Leaf> {
        self.leaves.map(RefCell::into_inner).unwrap_or_default()
    }

    /// Number of them so far.
    pub fn recorded(&self) -> usize {
        self.leaves.as_ref().map_or(0, |leaves| leaves.borrow().len())
    }

    /// Says that those from `first` on count only where `all` matches.
    pub fn all_must_match(&self, first: usize, all: &BooleanQuery) {
        let Some(leaves) = &self.leaves else { return };
        let all: Rc<dyn Tantivy> = Rc::new(all.clone());
        let mut leaves = leaves.borrow_mut();
        let found = leaves[first..].iter_mut().filter(|leaf| leaf.score.is_none());
        found.for_each(|leaf| leaf.within.push(Rc::clone(&all)));
    }

    /// Where words are looked for.
    fn texts(&self) -> impl Iterator<Item = TextFields> + use<> {
        let narrated = self.narrator.then_some(self.fields.narrated);
        [self.fields.said].into_iter().chain(narrated)
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

    /// What adds, each its weight times how much a word says, wherever it matches.
    fn bonus(&self, asked: &str, within: Vec<Term>, additions: Vec<Addition>) {
        let part = |(found, idf, text, part): Addition| {
            let score = found.weight * idf;
            if self.leaves.is_some() {
                let query = match &part {
                    Part::Term(term) => listed(term.clone()),
                    Part::Beginning(_) => beginning(found.field, &text),
                    Part::Query(query) => query.box_clone(),
                };
                self.record(asked, found, &text, &query, Some(score));
            }
            (part, score)
        };
        let parts = additions.into_iter().map(part).collect();
        self.bonuses.borrow_mut().push(Bonus { within, parts });
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
        let of_claim = |texts: TextFields| field == texts.claim || field == texts.written;
        let place = match field {
            field if field == self.fields.speaker => "speaker",
            _ if self.texts().any(of_claim) => "claim",
            _ => "text",
        };
        Found {
            field,
            place,
            form,
            weight,
        }
    }

    pub fn word(&self, word: &str) -> tantivy::Result<Boxed> {
        let stems = Stemming::ALL.map(|stemming| stem(word, stemming));
        let spelling = spelling_term(word);
        let mut terms: Vec<(Found, String)> = Vec::new();
        for texts in self.texts() {
            let same = self.found(texts.words, "same stem", weight::FOUND);
            let others = unaccented_stem(word, &stems[0]).into_iter();
            terms.extend(stems.iter().cloned().chain(others).map(|stem| (same, stem)));
            let spelled = self.found(texts.words, "other spelling", weight::SPELLING);
            terms.extend(spelling.iter().map(|key| (spelled, key.clone())));
        }
        let (mut choices, mut known, mut most, mut most_found) = (Vec::new(), Vec::new(), 0, 0.0);
        for (found, text) in terms {
            let term = found.term(&text);
            let freq = self.statistics.freq(&term)?;
            if freq > 0 {
                choices.push(self.leaf(word, found, text.trim_start_matches('~'), scored(term.clone())));
                known.push(term);
                most = most.max(freq);
                most_found += found.weight * MOST_OF_IDF * self.statistics.idf(freq);
            }
        }
        let speaker = self.fields.speaker;
        let named = self.found(speaker, "same letters", weight::SPEAKER);
        let spelled = self.found(speaker, "other spelling", weight::SPELLING);
        let names = spelling.map(|key| (spelled, key));
        for (found, text) in [(named, analyzer::exact(word))].into_iter().chain(names) {
            let term = found.term(&text);
            let freq = self.statistics.freq(&term)?;
            if freq > 0 {
                let idf = self.statistics.idf(freq);
                let name = constant(listed(term.clone()), idf);
                most_found += found.weight * idf;
                known.push(term);
                choices.push(self.leaf(word, found, text.trim_start_matches('~'), name));
                self.in_names.set(true);
                most = most.max(freq);
            }
        }
        let query = either(choices);
        if most > 0 {
            let mut alternatives = self.alternatives.borrow_mut();
            let within = match &*alternatives {
                Some(_) => known.clone(),
                None => Vec::new(),
            };
            let added = self.rank_word(word, within, &stems, self.statistics.idf(most));
            if let Some(alternatives) = &mut *alternatives {
                alternatives.push(Alternative {
                    terms: known,
                    query: query.box_clone(),
                    most: most_found + added,
                });
            }
        }
        Ok(query)
    }

    /// What makes a claim with a word a better hit than another one; gives what that can add at most.
    fn rank_word(&self, word: &str, within: Vec<Term>, stems: &[String], idf: f32) -> f32 {
        let mut parts = Vec::new();
        for texts in self.texts() {
            let claim = self.found(texts.claim, "same stem", weight::CLAIM);
            let exact = self.found(texts.exact, "same letters", weight::EXACT);
            let written = self.found(texts.written, "same word", weight::WRITTEN);
            let terms = stems.iter().map(|stem| (claim, stem.clone()));
            let terms = terms.chain([(exact, analyzer::exact(word)), (written, word.to_owned())]);
            parts.extend(terms.map(|(found, text)| {
                let term = Part::Term(found.term(&text));
                (found, idf, text, term)
            }));
        }
        let most = parts.iter().map(|(found, idf, ..)| found.weight * idf).sum();
        self.bonus(word, within, parts);
        most
    }

    /// A word that a claim need not have but is better for.
    pub fn function_word(&self, word: &str) -> tantivy::Result<()> {
        for texts in self.texts() {
            let found = self.found(texts.exact, "same letters", weight::FUNCTION);
            let term = found.term(&analyzer::exact(word));
            let idf = self.statistics.idf(self.statistics.freq(&term)?);
            self.bonus(word, Vec::new(), vec![(found, idf, word.to_owned(), Part::Term(term))]);
        }
        Ok(())
    }

    pub fn phrase(&self, words: &[String]) -> tantivy::Result<Boxed> {
        let asked = words.join(" ");
        let mut choices = Vec::new();
        for texts in self.texts() {
            let found = self.found(texts.words, "same stem", weight::FOUND);
            let claim = self.found(texts.claim, "same stem", weight::CLAIM);
            let exact = self.found(texts.exact, "same letters", weight::EXACT / words.len() as f32);
            for stemming in Stemming::ALL {
                let stems: Vec<String> = words.iter().map(|word| stem(word, stemming)).collect();
                let row = |found: Found| stems.iter().map(|text| found.term(text)).collect::<Vec<Term>>();
                let Some(idf) = self.idf_of_all(&row(found))? else {
                    continue;
                };
                let text = stems.join(" ");
                choices.push(self.leaf(&asked, found, &text, Box::new(PhraseQuery::new(row(found)))));
                let phrase = Part::Query(Box::new(PhraseQuery::new(row(claim))));
                let mut parts = vec![(claim, idf, text, phrase)];
                for text in words.iter().map(|word| analyzer::exact(word)) {
                    let term = Part::Term(exact.term(&text));
                    parts.push((exact, idf, text, term));
                }
                self.bonus(&asked, Vec::new(), parts);
            }
        }
        let speaker = self.found(self.fields.speaker, "same letters", weight::SPEAKER);
        let names: Vec<Term> = words.iter().map(|word| speaker.term(&analyzer::exact(word))).collect();
        if let Some(idf) = self.idf_of_all(&names)? {
            let name = BooleanQuery::intersection(names.into_iter().map(listed).collect());
            choices.push(self.leaf(&asked, speaker, &asked, constant(Box::new(name), idf)));
            self.in_names.set(true);
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

    pub fn prefix(&self, start: &str) -> Boxed {
        let exact = analyzer::exact(start);
        let asked = format!("{start}*");
        let mut choices = Vec::new();
        for texts in self.texts() {
            let found = self.found(texts.exact, "same beginning", weight::FOUND);
            let claim = self.found(texts.claim, "same beginning", weight::CLAIM);
            let within_claim = Part::Beginning(claim.term(&exact));
            self.bonus(&asked, Vec::new(), vec![(claim, 1.0, exact.clone(), within_claim)]);
            choices.push(self.leaf(&asked, found, &exact, beginning(found.field, &exact)));
        }
        union(choices)
    }
}

fn scored(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

/// A name weighs the same whether its speaker has few others or many: one more name must move no hit.
fn constant(name: Boxed, idf: f32) -> Boxed {
    Box::new(ConstScoreQuery::new(name, idf))
}

/// Every term that begins so.
fn beginning(field: Field, start: &str) -> Boxed {
    let last = format!("{start}{}", char::MAX);
    Box::new(InvertedIndexRangeQuery::new(
        Bound::Included(Term::from_field_text(field, start)),
        Bound::Included(Term::from_field_text(field, &last)),
    ))
}

/// The claims with a term, whatever its weight.
pub(super) fn listed(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// The same as a union of many, for the few lists of one word.
fn either(queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 | 1 => union(queries),
        _ => Box::new(Either(queries)),
    }
}

pub(super) fn union(mut queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}
