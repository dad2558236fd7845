//! What people decide: about relations, and verdicts on claims.

use rustc_hash::FxHashSet;

use super::{Library, Relation, Relations, compare};
use crate::error::{Error, Result};
use crate::fold::{fold, lower};
use crate::index::analyzer;
use crate::model::{ClaimRecord, ConflictType, Decision, Passage, Published, RelationKind, RelationState, Verdict};
use crate::span::Span;
use crate::store::{Event, VerdictRow};
use crate::text::token::{TokenKind, tokenize};

/// A relation with what a reviewer needs to decide.
pub struct RelationDetail {
    /// The relation.
    pub relation: Relation,
    /// The words of either claim in which it differs from the other, in bytes of its text.
    pub differs: [Vec<Span>; 2],
    /// Every decision about it, oldest first.
    pub history: Vec<Event>,
}

impl Library {
    /// [`Library::relations`] in these states; all but the dismissed where none is named.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn relations_in(
        &self,
        kinds: &[RelationKind],
        states: &[RelationState],
        claim: Option<&str>,
        limit: Option<usize>,
    ) -> Result<Relations<'_>> {
        let claim = claim.map(|id| self.store.claim(id)).transpose()?;
        self.store.relations(kinds, states, claim.map(|claim| claim.key), limit)
    }

    /// Contradictions in these states; all but the dismissed where none is named. Of those whose claims repeat the same two, the first
    /// alone; [`Library::copies`] counts the others.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn conflicts(&self, states: &[RelationState], limit: Option<usize>) -> Result<Relations<'_>> {
        self.store.conflicts(states, limit)
    }

    /// How many more relations of its kind, not dismissed, stand between claims that repeat the same two as those of a relation.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn copies(&self, relation: &Relation) -> Result<usize> {
        self.store.copies(relation)
    }

    /// One relation by its id or a beginning that no other has, dismissed ones too.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn relation(&self, id: &str) -> Result<RelationDetail> {
        let relation = self.store.relation(id)?;
        Ok(RelationDetail {
            history: self.store.decisions(&relation.id)?,
            differs: differences(&relation),
            relation,
        })
    }

    /// Decides about relations, all of them or none, and brings the search index up to date; the relations afterwards.
    ///
    /// # Errors
    /// As [`Library::relation`]; [`Error::Usage`] where something else than a contradiction is to be resolved.
    pub fn decide(
        &mut self,
        ids: &[String],
        decision: Decision,
        note: Option<&str>,
        actor: &str,
    ) -> Result<Vec<Relation>> {
        let ids = self.store.decide(ids, decision, note, actor)?;
        self.catch_up();
        ids.iter().map(|id| self.store.relation(&id.0)).collect()
    }

    /// Gives a verdict on a claim, or withdraws the one that holds, and brings the search index up to date; the claim
    /// afterwards.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown id; [`Error::Usage`] for one of several claims, without a reason, and where
    /// there is nothing to withdraw.
    pub fn rule(&mut self, id: &str, verdict: Option<Verdict>, because: &str, actor: &str) -> Result<ClaimRecord> {
        let id = self.store.rule(id, verdict, because, actor)?;
        self.catch_up();
        self.store.claim(&id.0)
    }

    /// Every verdict that was given or withdrawn, oldest first; those on one claim where an id is given.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn verdicts(&self, claim: Option<&str>) -> Result<Vec<VerdictRow>> {
        self.store.verdicts(claim)
    }
}

/// Who decides, as the log has it.
///
/// # Errors
/// [`Error::Usage`] for an empty name and for the one under which the program itself acts.
pub fn actor(name: &str) -> Result<&str> {
    match name.trim() {
        "" => Err(Error::Usage("nobody decides; say who with --actor".into())),
        "claims" => Err(Error::Usage(
            "'claims' is the program itself in the log; give another name with --actor".into(),
        )),
        name => Ok(name),
    }
}

/// Words that turn a statement round, small as they are.
const NEGATIONS: [&str; 12] = [
    "ne", "n'", "pas", "jamais", "plus", "aucun", "aucune", "rien", "non", "not", "no", "never",
];

/// The words of a claim that say something, with their folded form.
fn words(claim: &ClaimRecord) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    for passage in &claim.content {
        for token in tokenize(&passage.words, claim.lang) {
            let word = token.span.of(&passage.words);
            let plain = lower(word);
            let says = match token.kind {
                TokenKind::Number => true,
                TokenKind::Word => NEGATIONS.contains(&plain.as_ref()) || !analyzer::is_function(&plain),
                _ => false,
            };
            if says {
                let at = passage.span.start;
                words.push((Span::new(at + token.span.start, at + token.span.end), fold(word)));
            }
        }
    }
    words
}

/// Where `quoted` stands in the words of a claim.
fn places<'a>(claim: &'a ClaimRecord, quoted: &'a str) -> impl Iterator<Item = Span> + 'a {
    claim.content.iter().flat_map(move |passage| {
        let at = passage.span.start;
        let found = passage.words.match_indices(quoted);
        found.map(move |(start, words)| Span::new(at + start, at + start + words.len()))
    })
}

/// Where a claim names days.
fn days(claim: &ClaimRecord) -> Vec<Span> {
    let published = claim.published.as_ref().map(Published::day);
    let of_passage = |passage: &Passage| {
        let at = passage.span.start;
        let facts = compare::facts(&passage.words, claim.lang, published);
        let spans = facts.days.into_iter().map(move |day| day.span);
        spans.map(move |span| Span::new(at + span.start, at + span.end))
    };
    claim.content.iter().flat_map(of_passage).collect()
}

/// The words of either claim that the other does not have: those that the explanation quotes, or the days that it is
/// about; all where there are none of them.
fn differences(relation: &Relation) -> [Vec<Span>; 2] {
    let (a, b) = (words(&relation.a), words(&relation.b));
    let quoted: Vec<&str> = relation
        .explanation
        .split('"')
        .skip(1)
        .step_by(2)
        .map(|words| words.trim_matches(['…', ' ']))
        .filter(|words| !words.is_empty())
        .collect();
    let side = |claim: &ClaimRecord, own: &[(Span, String)], others: &[(Span, String)]| {
        let others: FxHashSet<&str> = others.iter().map(|(_, word)| word.as_str()).collect();
        let differing = own.iter().filter(|(_, word)| !others.contains(word.as_str()));
        let differing: Vec<Span> = differing.map(|(span, _)| *span).collect();
        let mut said: Vec<Span> = quoted.iter().flat_map(|words| places(claim, words)).collect();
        if relation.conflict == Some(ConflictType::Date) || relation.kind == RelationKind::Supersedes {
            said.extend(days(claim));
        }
        let told = differing
            .iter()
            .filter(|span| said.iter().any(|said| said.contains(**span)));
        let told: Vec<Span> = told.copied().collect();
        joined(if told.is_empty() { differing } else { told }, &claim.text)
    };
    [side(&relation.a, &a, &b), side(&relation.b, &b, &a)]
}

/// Spans in order, those with nothing but white space between them made one.
fn joined(spans: Vec<Span>, text: &str) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if text.get(last.end..span.start).is_some_and(|gap| gap.trim().is_empty()) => {
                last.end = span.end;
            }
            _ => joined.push(span),
        }
    }
    joined
}
