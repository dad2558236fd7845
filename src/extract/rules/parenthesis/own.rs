//! Whether the noun phrase behind a cue is its object, because the subject stands before.

use crate::extract::apposition::{is_full_name, with_apposition_after};
use crate::extract::attribution;
use crate::extract::clause;
use crate::extract::subject::{self, Subject};
use crate::extract::unit::{Unit, VerbCue};
use crate::lexicon::{NounClass, NounFrame};
use crate::text::tag::Tag;

/// *L'union, qui regroupe les armateurs, a réclamé un report*: the subject stands before the verb, the noun phrase behind it is the object.
pub(super) fn own_subject(unit: &Unit, cue: &VerbCue, object: &Subject) -> bool {
    if is_whole_clause(unit, cue, object) || is_held_apart(unit, cue) || wants_verb(unit, cue, object) {
        return true;
    }
    let class = unit.words[object.phrase.head].class();
    // « Ils reprennent l'accusation, détaillent les contrats signés »: one verb more of the pronoun that opens the clause.
    let start = clause::start(unit, 0, cue.words.start);
    let same = |g: usize| unit.is_finite(g) && unit.groups[g].plural == unit.groups[cue.group].plural;
    let pronoun = unit.tag(start) == Tag::SubjectPronoun && unit.group_at(start + 1).is_some_and(same);
    // « la mort d'un enfant » is no dead person.
    let death = unit.words[object.phrase.head].lemma() == "mort" && unit.lower(object.words.start) == "la";
    let class = class.filter(|_| !death);
    let thing = (death || class.is_some_and(|c| !c.is_somebody())) && !unit.words[object.phrase.head].capital;
    if pronoun && thing && object.phrase.name.is_none() {
        return true;
    }
    let named = object
        .phrase
        .name
        .as_ref()
        .is_some_and(|n| n.start == object.phrase.head);
    // « X, patron du club, annonce deux départs », « X, qui dirige le port, redoute une grève »
    let indefinite = matches!(unit.tag(object.words.start), Tag::Numeral)
        || matches!(unit.lower(object.words.start), "un" | "une" | "des") && class.is_none_or(|c| !c.is_somebody());
    let pronoun = matches!(unit.tag(object.phrase.head), Tag::Pronoun | Tag::SubjectPronoun);
    if named
        || pronoun
        || !indefinite
            && matches!(
                class,
                Some(NounClass::Office | NounClass::Person | NounClass::Anonymous)
            )
    {
        return false;
    }
    // « La régie, soulignant que A, a demandé des rames »
    let from = clause::start(unit, 0, cue.words.start);
    let opening = unit
        .phrase_at(from)
        .filter(|p| unit.tag(p.words.end) == Tag::Comma && unit.tag(p.words.end + 1) == Tag::PresentParticiple);
    if opening.is_some_and(|p| attribution::is_agent(unit, &Subject::single(p))) {
        return true;
    }
    let Some(own) = subject::before(unit, cue.group) else {
        return false;
    };
    // « Paul Serin, adjoint au maire, conclut sa lettre »: a text of one's own.
    if matches!(unit.lower(object.words.start), "son" | "sa" | "ses" | "leur" | "leurs")
        && matches!(class, Some(NounClass::Document | NounClass::Speech))
        && attribution::is_agent(unit, &own)
    {
        return true;
    }
    let plural = unit.words[own.phrase.head].reading().and_then(|r| r.plural);
    let agrees = match (plural, unit.groups[cue.group].plural) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let body = matches!(class, Some(NounClass::Organisation | NounClass::Collective));
    let text = unit.words[own.phrase.head].class() == Some(NounClass::Document);
    let somebody = if body {
        text || speaker_like(unit, &own)
    } else {
        attribution::is_agent(unit, &own)
    };
    let start = clause::start(unit, 0, cue.words.start);
    let commas = (own.phrase.words.end..cue.words.start)
        .filter(|&i| unit.tag(i) == Tag::Comma)
        .count();
    // « Le rapport, a reconnu l'institut, peut changer » is the institute's, and so is « L'ordre, indique la mairie, a été donné ».
    let goes_on = unit.tag(object.words.end) == Tag::Comma
        && unit
            .group_at(object.words.end + 1)
            .is_some_and(|g| unit.is_finite(g) && (unit.groups[g].passive || unit.cues_of(g).all(|c| !c.verb.strong)));
    let inserted = commas > usize::from(text || goes_on);
    agrees
        && inserted
        && somebody
        && own.words.start >= start
        && !unit
            .finite_groups_before(cue.words.start)
            .take_while(|&g| unit.groups[g].words.start >= start)
            .any(|g| !subject::is_subordinate(unit, g))
}

/// *Un passager, dont le sac avait disparu, a accusé le chauffeur*: the sentence has a subject and no verb but that of a relative clause between
/// commas, and closes behind the object of a verb that acts on somebody, or behind what is nobody.
fn wants_verb(unit: &Unit, cue: &VerbCue, object: &Subject) -> bool {
    let start = clause::start(unit, 0, cue.words.start);
    let Some(own) = unit.phrase_at(start) else {
        return false;
    };
    let comma = own.words.end;
    let relative = unit.tag(comma) == Tag::Comma
        && unit.tag(comma + 1) == Tag::Relative
        && unit.tag(cue.words.start - 1) == Tag::Comma
        && unit.has_finite(comma..cue.words.start)
        && unit
            .finite_groups_from(comma)
            .take_while(|&g| unit.groups[g].words.end <= cue.words.start)
            .all(|g| subject::is_subordinate(unit, g));
    let own = Subject::single(own);
    let class = unit.words[object.phrase.head].class();
    let somebody = matches!(class, Some(NounClass::Office | NounClass::Person));
    let acts = !cue.verb.target_links.is_empty() || class == Some(NounClass::Person) && cue.verb.noun == NounFrame::Any;
    relative
        && object.phrase.name.is_none()
        && unit.tag(object.words.end) == Tag::Stop
        && (!somebody || acts)
        && attribution::is_agent(unit, &own)
        && subject::agrees(unit, &own, unit.groups[cue.group].plural)
}

/// *Le ministre, Ali Sarr, accuse un ancien patron*, *Le fossoyeur, lui, a reconnu celle des marins*: all that stands before the verb is one who
/// acts, with his name or the pronoun that stresses him.
fn is_whole_clause(unit: &Unit, cue: &VerbCue, object: &Subject) -> bool {
    let start = clause::start(unit, 0, cue.words.start);
    let indefinite = matches!(unit.lower(object.words.start), "un" | "une" | "des")
        || unit.tag(object.phrase.head) == Tag::Pronoun
            && matches!(unit.lower(object.phrase.head), "celui" | "celle" | "ceux" | "celles");
    let Some(own) = unit.phrase_at(start).filter(|_| indefinite) else {
        return false;
    };
    let comma = own.words.end;
    if unit.tag(comma) != Tag::Comma || unit.tag(cue.words.start - 1) != Tag::Comma {
        return false;
    }
    let stressed = comma + 3 == cue.words.start && matches!(unit.lower(comma + 1), "lui" | "elle" | "eux" | "elles");
    let whole = with_apposition_after(unit, own);
    let named = whole.apposition.is_some() && whole.words.end + 1 == cue.words.start;
    let by_name = || whole.apposition.as_ref().is_some_and(|name| is_full_name(unit, name));
    (stressed || named) && (attribution::is_agent(unit, &Subject::single(own)) || by_name())
}

/// *L'intersyndicale, composée de A, de B et de C, contredit le ministre*: a participle parts the verb from the body that opens the clause.
fn is_held_apart(unit: &Unit, cue: &VerbCue) -> bool {
    let start = clause::start(unit, 0, cue.words.start);
    let Some(own) = unit.phrase_at(start) else {
        return false;
    };
    let comma = own.words.end;
    unit.tag(comma) == Tag::Comma
        && unit.tag(comma + 1) == Tag::PastParticiple
        && unit.tag(cue.words.start - 1) == Tag::Comma
        && comma + 1 < cue.words.start
        && !unit.has_finite(comma..cue.words.start)
        && speaker_like(unit, &Subject::single(own))
}

/// True for a subject that is clearly somebody.
pub(super) fn speaker_like(unit: &Unit, subject: &Subject) -> bool {
    let class = unit.words[subject.phrase.head].class();
    subject
        .phrase
        .name
        .as_ref()
        .is_some_and(|n| n.start == subject.phrase.head)
        || subject.apposition.is_some()
        || matches!(class, Some(NounClass::Office | NounClass::Organisation))
}
