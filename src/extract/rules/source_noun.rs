use super::Rule;
use crate::extract::apposition::is_somebody;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::{Finding, Scope, Who};
use crate::extract::subject::Subject;
use crate::extract::{attribution, object};
use crate::lexicon::{CueNoun, NounClass, Tense};
use crate::model::Modality;
use crate::span::Span;
use crate::text::phrase::noun_phrase;
use crate::text::tag::Tag;

/// A noun that reports.
pub struct SourceNoun;

impl Rule for SourceNoun {
    fn name(&self) -> &'static str {
        "source_noun"
    }

    fn doc(&self) -> &'static str {
        "A noun that reports, with its relative: l'annonce de X selon laquelle A ; une lettre signée par X, selon laquelle A ; with a clause: la déclaration \
         de X que A ; a toll: le bilan communiqué par X est de A, le décompte de X s'élève à A. Leaves alone nouns without content \
         and the toll of an event."
    }

    fn precision(&self) -> f32 {
        0.9
    }

    fn apply(&self, scope: &mut Scope) {
        let unit = scope.unit;
        for i in 0..unit.words.len() {
            if matches!(unit.lower(i), "selon" | "d'après")
                && unit.tag(i + 1) == Tag::Relative
                && unit.lower(i + 1).starts_with("l")
            {
                by_relative(self.name(), scope, i);
            }
        }
        for i in 1..unit.words.len() {
            if unit.tag(i) == Tag::Subordinator && unit.lower(i) == "that" {
                owned(self.name(), scope, i);
            }
        }
        for g in 0..unit.groups.len() {
            communicated(self.name(), scope, g);
            presented(self.name(), scope, g);
            counted(self.name(), scope, g);
        }
    }
}

/// *l'annonce de X, selon laquelle A*
fn by_relative(rule: &'static str, scope: &mut Scope, i: usize) {
    let unit = scope.unit;
    let floor = i.saturating_sub(40);
    // The first of them: « une lettre signée par le conseil, selon laquelle » is a letter.
    let floor = unit
        .finite_group_before(i)
        .map_or(floor, |g| floor.max(unit.groups[g].words.end));
    let Some(noun) =
        (floor..i).find(|&n| unit.words[n].tag == Tag::Noun && scope.lexicon.cue_noun(unit.words[n].lemma()).is_some())
    else {
        return;
    };
    let Some(cue_noun) = scope.lexicon.cue_noun(unit.words[noun].lemma()) else {
        return;
    };
    let from = i + 2;
    let to = clause::end(unit, scope.lexicon, from, Complement::Clause);
    let to = clause::outer_clause(unit, from, to, false);
    if to <= from {
        return;
    }
    let owner = (noun + 1..i)
        .filter(|&j| matches!(unit.lower(j), "de" | "du" | "des" | "d'" | "par"))
        .filter_map(|j| noun_phrase(&unit.words, j + 1).map(|p| (j, p)))
        .filter(|(_, p)| p.words.end <= i)
        .find(|(j, p)| {
            let class = unit.words[p.head].class();
            unit.lower(*j) == "par" || p.name.is_some() || class.is_some_and(NounClass::is_somebody)
        });
    let who = match owner {
        Some((_, phrase)) => scope.mention(&Subject::single(&phrase)),
        None => match unit.phrase_over(noun) {
            // Only a text speaks for itself.
            Some(phrase) if unit.words[phrase.head].class() != Some(NounClass::Document) => {
                attribution::possessor(unit, phrase).map_or(Who::Nobody, |owner| scope.mention(&owner))
            }
            Some(phrase) => {
                let text = Subject::single(phrase);
                scope.mention(&attribution::author(unit, &text, i).unwrap_or(text))
            }
            None => Who::Nobody,
        },
    };
    let content = scope.content(from..to);
    if content.is_empty() {
        return;
    }
    scope.use_quotations(from..to);
    let cue = unit.words[noun].span;
    scope.found.push(reported(
        rule,
        cue_noun,
        cue,
        who,
        content,
        scope.is_direct(from..to),
        1.0,
    ));
}

/// *X's claim that A was met with laughter*, *a claim by X that A*
fn owned(rule: &'static str, scope: &mut Scope, that: usize) {
    let unit = scope.unit;
    let before = unit.phrases.partition_point(|p| p.words.start < that);
    let Some(whole) = before.checked_sub(1).map(|p| &unit.phrases[p]) else {
        return;
    };
    let noun_at = |n: &usize| unit.tag(*n) == Tag::Noun && scope.lexicon.cue_noun(unit.words[*n].lemma()).is_some();
    let Some(noun) = (that.saturating_sub(12)..that).rev().find(noun_at) else {
        return;
    };
    let Some(cue_noun) = scope.lexicon.cue_noun(unit.words[noun].lemma()) else {
        return;
    };
    let between = noun + 1..that;
    let owner = if between.is_empty() {
        // The words before *'s*.
        let mark = (whole.words.start..noun)
            .rev()
            .find(|&i| unit.tag(i) == Tag::Determiner && is_genitive(unit.lower(i)));
        mark.and_then(|mark| noun_phrase(&unit.words[..mark], whole.words.start))
    } else if unit.lower(noun + 1) == "by" {
        noun_phrase(&unit.words, noun + 2).filter(|p| p.words.end == that)
    } else {
        None
    };
    let Some(owner) = owner else { return };
    let from = that + 1;
    let to = clause::end(unit, scope.lexicon, from, Complement::Clause);
    let to = outer_verb(scope, from, to).unwrap_or(to);
    let content = scope.content(from..to);
    if content.is_empty() || scope.is_reported(from..to) {
        return;
    }
    scope.use_quotations(from..to);
    let who = scope.mention(&Subject::single(&owner));
    let cue = unit.words[noun].span;
    scope.found.push(reported(
        rule,
        cue_noun,
        cue,
        who,
        content,
        scope.is_direct(from..to),
        0.9,
    ));
}

fn is_genitive(word: &str) -> bool {
    word.chars().next().is_some_and(crate::fold::is_apostrophe)
}

/// The second inflected verb in a row, with no other subject before it: the noun's own.
fn outer_verb(scope: &Scope, from: usize, to: usize) -> Option<usize> {
    let unit = scope.unit;
    let first = unit.finite_group_from(from)?;
    let second = unit.finite_group_from(unit.groups[first].words.end)?;
    let (end, start) = (unit.groups[first].words.end, unit.groups[second].words.start);
    let joined = (end..start).any(|i| {
        matches!(
            unit.tag(i),
            Tag::Relative | Tag::Subordinator | Tag::Coordinator | Tag::SubjectPronoun
        )
    });
    (start < to && !joined).then_some(start)
}

/// *le bilan communiqué par X est de A*, *selon un bilan communiqué par X, A* is read elsewhere.
fn communicated(rule: &'static str, scope: &mut Scope, group: usize) {
    let unit = scope.unit;
    let be = &unit.groups[group];
    if !unit.is_finite(group) || !unit.words[be.head].is_form_of("être") || be.negated {
        return;
    }
    let Some(noun) = (be.words.start.saturating_sub(24)..be.words.start)
        .find(|&n| unit.words[n].tag == Tag::Noun && scope.lexicon.cue_noun(unit.words[n].lemma()).is_some())
    else {
        return;
    };
    let Some(by) = (noun + 1..be.words.start).find(|&j| {
        unit.lower(j) == "par"
            && unit.words[j - 1]
                .readings
                .iter()
                .any(|r| r.tense == Some(Tense::PastParticiple))
    }) else {
        return;
    };
    let Some(owner) = noun_phrase(&unit.words, by + 1) else {
        return;
    };
    if owner.words.end != be.words.start || unit.lower(be.words.end) != "de" {
        return;
    }
    let from = be.words.end + 1;
    let to = clause::end(unit, scope.lexicon, from, Complement::NounPhrase);
    let content = scope.content(from..to);
    let Some(cue_noun) = scope.lexicon.cue_noun(unit.words[noun].lemma()) else {
        return;
    };
    if content.is_empty() {
        return;
    }
    let who = scope.mention(&Subject::single(&owner));
    let cue = unit.span(noun..by);
    scope
        .found
        .push(reported(rule, cue_noun, cue, who, content, false, 0.9));
}

/// *A : c'est le bilan communiqué par X*
fn presented(rule: &'static str, scope: &mut Scope, group: usize) {
    let unit = scope.unit;
    let be = &unit.groups[group];
    let Some(colon) = be.words.start.checked_sub(2).filter(|&i| unit.tag(i) == Tag::Colon) else {
        return;
    };
    let points = unit.lower(colon + 1) == "c'";
    let Some(phrase) = unit.phrase_at(be.words.end) else {
        return;
    };
    let noun = phrase.head;
    let Some(cue_noun) = scope.lexicon.cue_noun(unit.words[noun].lemma()) else {
        return;
    };
    if !points || be.negated || !unit.words[be.head].is_form_of("être") {
        return;
    }
    let Some(by) = (noun + 1..noun + 6).find(|&i| unit.lower(i) == "par") else {
        return;
    };
    let owner = noun_phrase(&unit.words, by + 1).filter(|owner| is_somebody(unit, owner));
    let from = clause::start(unit, 0, colon);
    let content = scope.content(from..colon);
    let Some(owner) = owner.filter(|_| !content.is_empty() && !scope.is_reported(from..colon)) else {
        return;
    };
    let who = scope.mention(&Subject::single(&owner));
    let cue = unit.span(noun..by);
    scope.found.push(reported(
        rule,
        cue_noun,
        cue,
        who,
        content,
        scope.is_direct(from..colon),
        0.9,
    ));
}

/// *le décompte de la préfecture s'élève à A*; *le bilan de l'explosion* is nobody's.
fn counted(rule: &'static str, scope: &mut Scope, group: usize) {
    let unit = scope.unit;
    let verb = &unit.groups[group];
    let amounts = ["élever", "établir", "monter", "chiffrer", "être", "atteindre"];
    let head = &unit.words[verb.head];
    if !unit.is_finite(group) || verb.negated || !amounts.iter().any(|lemma| head.is_form_of(lemma)) {
        return;
    }
    let from = verb.words.end + usize::from(matches!(unit.lower(verb.words.end), "à" | "de"));
    let bound = matches!(
        unit.lower(from),
        "plus" | "moins" | "près" | "environ" | "au" | "quelque"
    );
    let number = unit.tag(from) == Tag::Numeral || bound && (from + 1..from + 4).any(|i| unit.tag(i) == Tag::Numeral);
    let counts = |n: &usize| object::is_count(unit.words[*n].lemma()) && unit.words[*n].tag == Tag::Noun;
    let Some(noun) = (verb.words.start.saturating_sub(10)..verb.words.start).find(counts) else {
        return;
    };
    let Some(cue_noun) = scope.lexicon.cue_noun(unit.words[noun].lemma()) else {
        return;
    };
    let Some(of) = (noun + 1..verb.words.start).find(|&j| matches!(unit.lower(j), "de" | "du" | "des" | "d'" | "par"))
    else {
        return;
    };
    let owner = noun_phrase(&unit.words, of + 1).filter(|owner| owner.words.end == verb.words.start);
    let somebody = |head: usize| unit.words[head].class().is_some_and(NounClass::is_somebody);
    let Some(owner) = owner.filter(|owner| somebody(owner.head)) else {
        return;
    };
    let to = clause::end(unit, scope.lexicon, from, Complement::NounPhrase);
    let content = scope.content(from..to);
    if !number || content.is_empty() || scope.is_reported(from..to) {
        return;
    }
    let who = scope.mention(&Subject::single(&owner));
    // « le bilan dressé par la préfecture »
    let cue = if unit.lower(of) == "par" {
        unit.span(noun..of)
    } else {
        unit.words[noun].span
    };
    scope
        .found
        .push(reported(rule, cue_noun, cue, who, content, false, 0.9));
}

/// What a reporting noun, whose words are `cue`, attributes.
fn reported<'t>(
    rule: &'static str,
    noun: &CueNoun,
    cue: Span,
    who: Who<'t>,
    content: Vec<Span>,
    direct: bool,
    strength: f32,
) -> Finding<'t> {
    Finding {
        rule,
        content,
        cue: Some((cue, noun.lemma)),
        who,
        relay: None,
        stance: noun.stance,
        modality: Modality::Asserted,
        direct,
        strength,
    }
}
