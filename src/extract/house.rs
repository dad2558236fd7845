//! The body that the words around somebody's name say he heads or is of.

use super::apposition::is_somebody;
use super::subject::Subject;
use super::unit::Unit;
use crate::fold;
use crate::lexicon::relation::Relations;
use crate::lexicon::{NounClass, Tense};
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::{Tag, Word};

/// The body of whoever bears a name, where a relative behind it or a place before it tells it.
pub(super) fn house(unit: &Unit, subject: &Subject) -> Option<NounPhrase> {
    let bears = |phrase: &NounPhrase| phrase.name.is_some() && is_somebody(unit, phrase);
    if !bears(&subject.phrase) && !subject.apposition.as_ref().is_some_and(bears) {
        return None;
    }
    headed(unit, subject.words.end)
        .or_else(|| called(unit, subject))
        .or_else(|| opened_with(unit, subject.words.start))
}

/// What the body is called that somebody's office names by a noun: *le président du premier syndicat agricole, **la FNS**, affirme*.
fn called(unit: &Unit, subject: &Subject) -> Option<NounPhrase> {
    let comma = subject.words.end;
    let name = unit.phrase_at(comma + 1).filter(|_| unit.tag(comma) == Tag::Comma)?;
    let office = subject.apposition.as_ref().unwrap_or(&subject.phrase);
    let is_office = unit.words[office.head].class() == Some(NounClass::Office);
    let of_body = unit.words[office.head + 1..office.words.end.max(office.head + 1)]
        .iter()
        .any(|word| word.class() == Some(NounClass::Organisation) && !word.capital);
    let article = matches!(unit.lower(name.words.start), "le" | "la" | "l'" | "les");
    let letters = unit.words[name.head].acronym && name.head == name.words.start + 1;
    let closes = matches!(unit.tag(name.words.end), Tag::Comma | Tag::Stop | Tag::Colon);
    (is_office && of_body && article && letters && closes).then(|| name.clone())
}

/// What a relative at word `comma` says that its bearer heads: *, qui préside **le collectif Combe claire***.
fn headed(unit: &Unit, comma: usize) -> Option<NounPhrase> {
    let relative = comma + 1;
    if unit.tag(comma) != Tag::Comma || unit.lower(relative) != "qui" {
        return None;
    }
    let group = unit.group_at(relative + 1).map(|g| &unit.groups[g])?;
    let verb = &unit.words[group.head];
    let heads = Relations::of(verb.lang).is_some_and(|data| data.is("heading", &fold::fold(verb.lemma())));
    let now = group.tense == Tense::Present && !group.negated && !group.reflexive;
    let body = noun_phrase(&unit.words, group.words.end)?;
    // « qui dirige Ravel », but « qui représente Belz »
    let named = matches!(verb.lemma(), "diriger" | "présider") && unit.words[body.head].capital;
    (heads && now && (named || is_body(unit, &body))).then_some(body)
}

/// The body with which the sentence of a subject at word `start` opens: *Chez **Ravel**, Paul Roy*; *Au nom **du collectif**, Anne Weil*.
fn opened_with(unit: &Unit, start: usize) -> Option<NounPhrase> {
    /// Words of such an opening.
    const REACH: usize = 24;
    let comma = start.checked_sub(1).filter(|&i| unit.tag(i) == Tag::Comma)?;
    let far = comma.saturating_sub(REACH);
    let stop = |word: &Word| matches!(word.tag, Tag::Stop | Tag::Semicolon);
    let opening = unit.words[far..comma].iter().rposition(stop);
    let first = match opening {
        Some(stop) => far + stop + 1,
        None if far == 0 => 0,
        None => return None,
    };
    // « Au siège de la banque, X »
    let named = matches!(unit.words.get(first + 1)?.lemma(), "nom" | "siège" | "côté")
        && matches!(unit.lower(first + 2), "de" | "d'" | "du" | "des");
    let of = if named { first + 3 } else { first + 1 };
    let mut body = noun_phrase(&unit.words, of)?;
    let goes_on = |i: usize| {
        matches!(
            unit.tag(i),
            Tag::Name | Tag::Noun | Tag::Adjective | Tag::PastParticiple
        )
    };
    if body.words.end > comma || !(body.words.end..comma).all(goes_on) {
        return None;
    }
    body.words.end = comma;
    let at = matches!(unit.lower(first), "à" | "a" | "au" | "aux" | "dans");
    let of_body = named && matches!(unit.lower(first), "au" | "du");
    (of_body || unit.lower(first) == "chez" || at && is_body(unit, &body)).then_some(body)
}

/// True for a noun phrase that names a body by its noun or with a capital.
fn is_body(unit: &Unit, phrase: &NounPhrase) -> bool {
    let head = &unit.words[phrase.head];
    let body = matches!(head.class(), Some(NounClass::Organisation | NounClass::Collective));
    body || head.acronym || head.capital && phrase.words.len() > 1
}
