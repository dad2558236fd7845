//! Content words of a claim and the clauses they stand in: predicate, negation, who does what to whom.

mod clauses;
mod tagging;
mod term;

use frostem::{Algorithm, Stemmer};

pub(super) use tagging::words;

use crate::fold::fold;
use crate::lexicon::Lexicon;
use crate::lexicon::relation::{ClassId, Relations, Senses, Thesaurus, TopicId};
use crate::span::Span;
use crate::text::tag::Word;

/// What kind of word a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A proper name.
    Name,
    /// A common noun.
    Noun,
    /// An adjective, or a participle beside a noun.
    Adjective,
    /// A verb with a meaning of its own.
    Verb,
    /// An adverb that has an opposite.
    Adverb,
}

/// A content word.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where it stands in the article.
    pub span: Span,
    /// As written.
    pub word: String,
    /// Folded stem, or the key of a name.
    pub stem: String,
    /// Folded forms under which the lists of words know it: as written, and dictionary forms.
    pub forms: Vec<String>,
    /// What kind of word.
    pub kind: Kind,
    /// Classes of events and things that it belongs to.
    pub classes: Vec<ClassId>,
    /// Its senses in the thesaurus; none for a name.
    pub senses: Senses,
    /// Code of the country that it stands for.
    pub country: Option<&'static str>,
    /// How much it says, from 0 to 1.5.
    pub weight: f32,
    /// Preposition right before its phrase; empty for none.
    pub link: &'static str,
    /// Preposition before the whole phrase that it ends, where that is another one: *dans* for *machines* in *dans la salle des machines*.
    pub outer: &'static str,
    /// The adverb or preposition that makes another word of it: *mal* of *entretenu*, *sous* of *contrôle*; empty for none.
    pub tie: &'static str,
    /// Stands before the verb of its clause.
    pub before: bool,
    /// Has a possessive: *son armée*.
    pub own: bool,
}

/// A clause: a verb with what belongs to it, or a noun phrase that stands alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clause {
    /// Terms in order, as indices into [`Content::terms`].
    pub terms: Vec<usize>,
    /// The verb that carries the meaning, as an index into [`Content::terms`].
    pub verb: Option<usize>,
    /// Negated, with the negation of a verb such as *refuser* counted in.
    pub negated: bool,
    /// Words of the negation, for explanations.
    pub negation: String,
    /// *ne … que*, *se limiter à*: nothing else than what follows.
    pub only: bool,
    /// *C'est X qui …*: nobody and nothing else did it.
    pub cleft: bool,
    /// Passive: the subject is who suffers it.
    pub passive: bool,
    /// Wished, possible, asked, or under *si*: not said to be so.
    pub unreal: bool,
    /// Future tense.
    pub future: bool,
    /// A relative or subordinate clause.
    pub embedded: bool,
    /// Has a finite verb.
    pub finite: bool,
    /// The subject is a pronoun, or left out.
    pub pronoun: bool,
    /// The subject is who speaks: *je*.
    pub first: bool,
    /// Index of the first term behind a verb without a meaning of its own, *être* for the most part.
    pub copula: Option<usize>,
}

/// Terms and clauses of a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Content words in order.
    pub terms: Vec<Term>,
    /// Clauses in the order of their first word.
    pub clauses: Vec<Clause>,
    /// Fields of words that the terms belong to, sorted, each once.
    pub topics: Vec<TopicId>,
}

impl Content {
    /// Adds the words of one more content span.
    pub(super) fn read(&mut self, lexicon: &'static Lexicon, data: &'static Relations, text: &str, words: &[Word]) {
        let first = self.terms.len();
        clauses::read(self, lexicon, data, text, words);
        self.classify(data, first);
        self.clauses.retain(|clause| !clause.terms.is_empty());
    }

    /// Gives the terms from `first` on their classes.
    fn classify(&mut self, data: &Relations, first: usize) {
        let none: &[String] = &[];
        for i in first..self.terms.len() {
            let found = data.classes_at(|n| self.terms.get(i + n).map_or(none, |term| &term.forms));
            for (len, class) in found {
                for term in &mut self.terms[i..i + len] {
                    if !term.classes.contains(&class) {
                        term.classes.push(class);
                    }
                }
            }
            let forms = self.terms[i].forms.iter().filter(|_| self.terms[i].kind != Kind::Name);
            self.topics.extend(forms.flat_map(|form| data.topics(form)).copied());
        }
        self.topics.sort_unstable();
        self.topics.dedup();
        let terms = &self.terms[first..];
        let tied = |term: &Term| {
            let forms = term.forms.iter().filter(|_| !term.tie.is_empty());
            forms.map(|form| Thesaurus::tie(term.tie, form)).collect()
        };
        let tied: Vec<Vec<String>> = terms.iter().map(tied).collect();
        let thesaurus = data.thesaurus();
        let senses = thesaurus.senses(terms.len(), |i| &terms[i].forms, |i| &tied[i]);
        for (term, senses) in self.terms[first..].iter_mut().zip(senses) {
            if term.kind != Kind::Name {
                term.senses = senses;
            }
        }
    }
}
/// Folded stem of a French word.
pub(super) fn stem(lemma: &str) -> String {
    fold(&Stemmer::new(Algorithm::French).stem(lemma))
}

impl Content {
    /// Takes the words inside the spans, dates for the most part, out of the clauses.
    pub(super) fn without(&mut self, spans: &[Span]) {
        if spans.is_empty() {
            return;
        }
        let terms = &self.terms;
        for clause in &mut self.clauses {
            clause
                .terms
                .retain(|&i| !spans.iter().any(|span| span.overlaps(terms[i].span)));
            let verb = clause.verb.filter(|verb| clause.terms.contains(verb));
            if verb != clause.verb {
                // *ne dépasse pas 28 millions*: the negation was the figure's.
                clause.negated = false;
            }
            clause.verb = verb;
        }
    }

    /// The terms of a clause.
    pub fn of<'a>(&'a self, clause: &'a Clause) -> impl Iterator<Item = &'a Term> + Clone {
        clause.terms.iter().filter_map(|&i| self.terms.get(i))
    }

    /// The verb of a clause.
    pub fn verb_of<'a>(&'a self, clause: &Clause) -> Option<&'a Term> {
        clause.verb.and_then(|i| self.terms.get(i))
    }

    /// The verbs of all clauses.
    pub fn verbs(&self) -> impl Iterator<Item = &Term> + Clone {
        self.clauses.iter().filter_map(|clause| self.verb_of(clause))
    }
}
