use std::ops::Range;

use super::Rule;
use crate::extract::scope::{Finding, Scope, without_stop};
use crate::extract::subject::{self, Subject};
use crate::extract::unit::{Unit, VerbCue};
use crate::extract::{apposition, attribution, clause};
use crate::lexicon::{NounFrame, Reflexive};
use crate::model::{Modality, Stance};
use crate::span::Span;
use crate::text::phrase::noun_phrase;
use crate::text::tag::Tag;

/// A clause that *ce que* takes up.
pub struct Resumed;

impl Rule for Resumed {
    fn name(&self) -> &'static str {
        "resumed"
    }

    fn doc(&self) -> &'static str {
        "A clause that ce que takes up behind it, with its cue: Le site fermera, ce que dément la direction ; Le site fermera. C'est ce qu'a annoncé X ; \
         Le site fermera. C'est la conclusion de X. \
         The clause, or the sentence before, is the content. Leaves alone a sentence that is somebody's already, and what somebody hopes or thinks."
    }

    fn precision(&self) -> f32 {
        0.9
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            if scope.is_used(cue.group) {
                continue;
            }
            let Some(que) = relative(scope.unit, &cue) else {
                continue;
            };
            let Some(said_by) = speaker(scope.unit, &cue, que) else {
                continue;
            };
            let opening = opening(scope.unit, que - 1);
            if !reports(scope.unit, &cue, &opening) {
                continue;
            }
            let content = match opening {
                Opening::Appended(comma) => clause_before(scope, comma),
                Opening::Sentence => sentence_before(scope),
                Opening::Pointed(comma) => pointed_at(scope, comma),
                Opening::None => None,
            };
            if let Some(content) = content {
                scope.use_group(cue.group);
                let words = (scope.unit.span(cue.words.clone()), cue.verb.lemma);
                report(self.name(), scope, words, cue.verb.stance, &said_by, content, 1.0);
            }
        }
        if let Some((noun, said_by)) = named_speech(scope)
            && let Some(content) = sentence_before(scope)
        {
            let words = (scope.unit.words[noun].span, "être");
            report(self.name(), scope, words, Stance::Assert, &said_by, content, 0.9);
        }
    }
}

/// *C'est la conclusion d'un rapport*, *Tel est l'avis de la mairie*, *C'est l'appel qu'a lancé X*: the noun for what was said, and whose it is.
fn named_speech(scope: &Scope) -> Option<(usize, Subject)> {
    let unit = scope.unit;
    let opens = matches!(unit.lower(0), "c'" | "c’" | "tel" | "telle") && unit.lower(1) == "est";
    let phrase = unit.phrase_at(2).filter(|_| opens && scope.found.is_empty())?;
    let noun = phrase.head;
    let speech = matches!(
        unit.words[noun].lemma(),
        "conclusion"
            | "avis"
            | "constat"
            | "bilan"
            | "appel"
            | "thèse"
            | "version"
            | "opinion"
            | "hypothèse"
            | "analyse"
            | "message"
    );
    let definite = matches!(unit.lower(phrase.words.start), "la" | "le" | "l'");
    if !speech || !definite {
        return None;
    }
    let of = noun + 1;
    let owner = match unit.lower(of) {
        "de" | "d'" => unit
            .phrase_at(of + 1)
            .cloned()
            .or_else(|| noun_phrase(&unit.words, of + 1)),
        "du" | "des" => noun_phrase(&unit.words, of),
        "que" | "qu'" => {
            let verb = unit.group_at(of + 1)?;
            let told = ["lancer", "tirer", "dresser", "faire", "livrer", "rendre", "délivrer"];
            let verb = &unit.groups[verb];
            let tells = told.iter().any(|lemma| unit.words[verb.head].is_form_of(lemma)) && !verb.negated;
            return subject::after(unit, verb.words.end)
                .filter(|s| tells && attribution::is_agent(unit, s))
                .map(|said_by| (noun, said_by));
        }
        _ => None,
    }?;
    let said_by = apposition::with_apposition_after(unit, &owner);
    let closes = matches!(unit.tag(said_by.words.end), Tag::Stop | Tag::Comma);
    let bears = attribution::is_agent(unit, &said_by);
    (closes && bears && !matches!(unit.lower(owner.head), "ce" | "cela")).then_some((noun, said_by))
}

/// True for a verb that says or denies what a clause tells; one that promises or asks for what *c'est* points at, too.
fn reports(unit: &Unit, cue: &VerbCue, opening: &Opening) -> bool {
    let group = &unit.groups[cue.group];
    unit.is_finite(cue.group)
        && (matches!(cue.verb.stance, Stance::Assert | Stance::Deny) || matches!(opening, Opening::Pointed(_)))
        && cue.verb.strong
        && (cue.verb.clause || cue.verb.noun != NounFrame::No)
        && cue.verb.reflexive != Reflexive::Always
        && !group.negated
        && !group.passive
        && !group.restricted
}

/// The *que* of *ce que* that the verb of the cue stands behind, with nothing but its subject between.
fn relative(unit: &Unit, cue: &VerbCue) -> Option<usize> {
    let start = unit.groups[cue.group].words.start;
    let que = (start.saturating_sub(12)..start)
        .rev()
        .take_while(|&i| !matches!(unit.tag(i), Tag::Comma | Tag::FiniteVerb | Tag::Stop | Tag::Quotation))
        .find(|&i| matches!(unit.lower(i), "que" | "qu'"))?;
    (que > 0 && unit.lower(que - 1) == "ce").then_some(que)
}

/// Who says it: the noun phrase or pronoun between *que* and the verb, or the one behind the verb.
fn speaker(unit: &Unit, cue: &VerbCue, que: usize) -> Option<Subject> {
    let start = unit.groups[cue.group].words.start;
    let own = match unit.phrase_at(que + 1) {
        Some(phrase) if phrase.words.end <= start && !subject::is_time(unit, phrase) => {
            subject::before(unit, cue.group)
        }
        _ => subject::after(unit, cue.words.end),
    };
    let silent = |s: &Subject| {
        matches!(
            unit.lower(s.phrase.head),
            "je" | "j'" | "tu" | "nous" | "vous" | "on" | "ce" | "cela" | "ça" | "tout"
        )
    };
    own.filter(|s| attribution::is_agent(unit, s) && !silent(s))
}

/// How *ce que* joins what is before it.
enum Opening {
    /// Behind the comma at this word: *…, ce que X dément*.
    Appended(usize),
    /// *C'est ce que* at the head of a sentence.
    Sentence,
    /// *c'est ce que* behind the comma at this word: *Une aide, c'est ce que X promet*.
    Pointed(usize),
    /// Otherwise.
    None,
}

fn opening(unit: &Unit, ce: usize) -> Opening {
    if ce > 0 && matches!(unit.tag(ce - 1), Tag::Comma | Tag::Dash | Tag::Open) {
        return Opening::Appended(ce - 1);
    }
    // « C'est du moins ce que »
    let verb = unit.before_adverbs(ce);
    let is = verb >= 2 && unit.lower(verb - 1) == "est" && matches!(unit.lower(verb - 2), "c'" | "c’");
    match verb {
        2 if is => Opening::Sentence,
        // « Une aide, c'est ce qu'a promis X », « « A », c'est ce qu'affirme X »
        _ if is && unit.tag(verb - 3) == Tag::Comma => Opening::Pointed(verb - 3),
        _ => Opening::None,
    }
}

/// The clause before a comma; where somebody is said to have said it, what he said.
fn clause_before(scope: &Scope, comma: usize) -> Option<Vec<Span>> {
    let unit = scope.unit;
    let words: Range<usize> = scope.trimmed(clause::start(unit, 0, comma)..comma);
    let span = unit.span(words.clone());
    let within = |finding: &&Finding| finding.content.iter().any(|content| content.overlaps(span));
    // « Bakou accuse l'armée d'avoir miné une route, ce qu'Erevan dément »
    if let Some(last) = scope.found.iter().rfind(within) {
        let content = last.content.last()?;
        // « « Le pont tient », assure X, ce que Y conteste »
        let closed = last.cue.is_some_and(|(cue, _)| cue.start >= content.end);
        return (closed || content.end == span.end).then(|| last.content.clone());
    }
    unit.has_finite(words.clone()).then(|| scope.content(words))
}

/// What *c'est* points at behind a comma: a noun phrase, a clause or a quotation that opens the sentence and is nobody's yet.
fn pointed_at(scope: &Scope, comma: usize) -> Option<Vec<Span>> {
    let unit = scope.unit;
    let words = scope.trimmed(clause::start(unit, 0, comma)..comma);
    let said = unit.tag(words.start) == Tag::Quotation
        || unit.phrase_at(words.start).is_some()
        || unit.has_finite(words.clone());
    (said && !scope.is_reported(words.clone())).then(|| scope.content(words))
}

/// The sentence before this one in its paragraph, where nobody has said it.
fn sentence_before(scope: &Scope) -> Option<Vec<Span>> {
    let first = scope.unit.sentences.start;
    let before = scope.analysis.sentences.get(first.checked_sub(1)?)?;
    if before.paragraph != scope.unit.paragraph || scope.follows_report {
        return None;
    }
    let span = scope.analysis.span(before.tokens.clone());
    let content = without_stop(scope.analysis.text, span);
    (!content.is_empty()).then(|| vec![content])
}

/// Takes note of content that stands before its cue, given by its words and their verb.
fn report(
    rule: &'static str,
    scope: &mut Scope,
    cue: (Span, &'static str),
    stance: Stance,
    said_by: &Subject,
    content: Vec<Span>,
    strength: f32,
) {
    let who = scope.mention(said_by);
    // « « A », c'est ce qu'affirme X »
    let quotations = &scope.analysis.quotations;
    let quotation = scope
        .unit
        .words
        .iter()
        .filter_map(|w| w.quotation)
        .find(|&q| content.first().is_some_and(|s| quotations[q].inner.contains(*s)));
    if let Some(q) = quotation {
        scope.use_quotation(q);
    }
    scope.found.push(Finding {
        rule,
        content,
        cue: Some(cue),
        who,
        relay: None,
        stance,
        modality: Modality::Asserted,
        direct: quotation.is_some(),
        strength,
    });
}
