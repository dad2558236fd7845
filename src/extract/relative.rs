//! Whom a relative clause is about.

use super::apposition::{is_somebody, names_the_same, with_apposition_after};
use super::subject::{Subject, governed};
use super::unit::Unit;
use crate::lexicon::NounClass;
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;

/// One past a relative clause between commas at word `i`, and its second comma: *Selon X, **qui dirige l'hôpital,** A*; `i` where none stands there.
pub fn past(unit: &Unit, i: usize) -> usize {
    /// Words that the clause may have.
    const LONGEST: usize = 24;
    let opens = i > 0
        && unit.tag(i - 1) == Tag::Comma
        && (unit.tag(i) == Tag::Relative || matches!(unit.lower(i), "que" | "qu'"));
    let comma = (i..unit.words.len().min(i + LONGEST)).find(|&j| unit.tag(j) == Tag::Comma);
    let goes_on = |comma: &usize| {
        unit.has_finite(i..*comma)
            && (unit.has_finite(*comma..unit.words.len()) || unit.tag(comma + 1) == Tag::Quotation)
    };
    comma.filter(|_| opens).filter(goes_on).map_or(i, |comma| comma + 1)
}

/// The noun phrase that a relative pronoun at word `relative` stands for.
pub fn antecedent(unit: &Unit, relative: usize) -> Option<Subject> {
    let mut p = relative;
    if p > 0 && unit.tag(p - 1) == Tag::Comma {
        p -= 1;
    }
    let phrase = unit.phrase_ending(p)?;
    // « la réponse de l'union, laquelle signale »
    if unit.words[phrase.head].class() == Some(NounClass::Speech)
        && matches!(unit.lower(relative), "qui" | "laquelle" | "lequel")
        && p < relative
    {
        let of = |i: &usize| matches!(unit.lower(*i), "de" | "d'" | "du");
        let whose = (phrase.head + 1..phrase.words.end)
            .find(of)
            .and_then(|of| noun_phrase(&unit.words, of + usize::from(unit.tag(of) == Tag::Preposition)));
        if let Some(whose) = whose.filter(|w| is_somebody(unit, w)) {
            return Some(Subject::single(&whose));
        }
    }
    // « de la part de Moscou, qui a démenti »
    if unit.words[phrase.head].lemma() == "part" && matches!(unit.lower(phrase.head + 1), "de" | "d'") {
        return noun_phrase(&unit.words, phrase.head + 2).map(|whose| Subject::single(&whose));
    }
    // « des salariés du chimiste Arkal, qui a annoncé »: a verb in the singular is said of the one whom the complement names.
    if let Some(one) = singular_complement(unit, phrase, relative) {
        return Some(Subject::single(&one));
    }
    // « la colère des opposants, qui ont dénoncé A »
    if let Some(several) = plural_complement(unit, phrase, relative) {
        return Some(Subject::single(&several));
    }
    // « X, professeure à Tulle, pour qui »: what stands right before is a part of the apposition.
    let first = unit.phrases.partition_point(|o| o.words.start + 16 < p);
    for earlier in unit.phrases[first..].iter().take_while(|o| o.words.end < p) {
        let whole = with_apposition_after(unit, earlier);
        let inside = |i: usize| {
            !matches!(
                unit.tag(i),
                Tag::Comma | Tag::FiniteVerb | Tag::Coordinator | Tag::Quotation
            )
        };
        if whole.apposition.is_some()
            && whole.words.end <= p
            && is_somebody(unit, earlier)
            && (whole.words.end..p).all(inside)
            && phrase.words.start > earlier.words.end
        {
            return Some(whole);
        }
    }
    // « X, associé du fonds, qui »: a participle that says what X is.
    let participle = (p.saturating_sub(10)..phrase.words.start)
        .rev()
        .take_while(|&i| !matches!(unit.tag(i), Tag::FiniteVerb | Tag::Coordinator))
        .find(|&i| unit.tag(i) == Tag::Comma)
        .filter(|&i| unit.tag(i + 1) == Tag::PastParticiple && i + 1 < phrase.words.start && p < relative);
    if let Some(bearer) = participle.and_then(|comma| unit.phrase_ending(comma))
        && is_somebody(unit, bearer)
        && !governed(unit, bearer)
    {
        return Some(Subject::single(bearer));
    }
    // « indique X sur son compte Twitter, qui a ajouté », « X, également acteur dans le film A, qui »: no thing that only says where.
    let place = unit.phrase_ending(phrase.words.start).unwrap_or(phrase);
    let named = std::ptr::eq(place, phrase) && (is_somebody(unit, phrase) || unit.words[phrase.head].capital);
    if p < relative
        && unit.lower(relative) == "qui"
        && governed(unit, place)
        && !named
        && !is_somebody(unit, place)
        && let Some(own) = somebody_before(unit, place)
    {
        return Some(own);
    }
    if phrase.words.start >= 2
        && unit.tag(phrase.words.start - 1) == Tag::Comma
        && let Some(earlier) = unit.phrase_ending(phrase.words.start - 1)
        && names_the_same(unit, earlier, phrase)
    {
        let words = earlier.words.start..phrase.words.end;
        return Some(Subject {
            words,
            phrase: earlier.clone(),
            apposition: Some(phrase.clone()),
        });
    }
    Some(Subject::single(phrase))
}

/// The nearest noun phrase for somebody before `phrase` in its clause that no preposition governs, its apposition with it.
fn somebody_before(unit: &Unit, phrase: &NounPhrase) -> Option<Subject> {
    let before = unit.phrases.partition_point(|o| o.words.start < phrase.words.start);
    let near = unit.phrases[..before].iter().rev().take(4);
    let mut near = near.take_while(|o| {
        !(o.words.end..phrase.words.start).any(|i| {
            matches!(
                unit.tag(i),
                Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Quotation | Tag::FiniteVerb
            )
        })
    });
    near.find(|o| is_somebody(unit, o) && !governed(unit, o))
        .map(Subject::single)
}

/// Those whom the complement of one thing names, where its relative at word `relative` has a verb in the plural.
fn plural_complement(unit: &Unit, phrase: &NounPhrase, relative: usize) -> Option<NounPhrase> {
    let verb = unit.group_at(relative + 1).map(|g| &unit.groups[g])?;
    let one = matches!(
        unit.lower(phrase.words.start),
        "le" | "la" | "l'" | "un" | "une" | "son" | "sa"
    );
    let thing = !is_somebody(unit, phrase);
    if unit.lower(relative) != "qui" || verb.plural != Some(true) || !one || !thing {
        return None;
    }
    let des = (phrase.head + 1..phrase.words.end).find(|&i| unit.lower(i) == "des")?;
    let several = noun_phrase(&unit.words, des).filter(|p| p.words.end == phrase.words.end)?;
    is_somebody(unit, &several).then_some(several)
}

/// The last complement with a name in a plural noun phrase whose relative at word `relative` has a verb in the singular.
fn singular_complement(unit: &Unit, phrase: &NounPhrase, relative: usize) -> Option<NounPhrase> {
    let verb = unit.group_at(relative + 1).map(|g| &unit.groups[g])?;
    let several = matches!(
        unit.lower(phrase.words.start),
        "les" | "des" | "ces" | "ses" | "leurs" | "plusieurs"
    );
    if unit.lower(relative) != "qui" || verb.plural != Some(false) || !several {
        return None;
    }
    let of = |i: &usize| *i > phrase.head && matches!(unit.lower(*i), "de" | "d'" | "du");
    let mut complements = phrase
        .words
        .clone()
        .rev()
        .filter(of)
        .filter_map(|of| noun_phrase(&unit.words, of + 1));
    // « les déclarations de la ministre de la Santé, qui »: who rather than what.
    let person = |one: &NounPhrase| {
        let head = &unit.words[one.head];
        matches!(head.class(), Some(NounClass::Person | NounClass::Office))
            && head.reading().and_then(|r| r.plural) == Some(false)
    };
    let named = |one: &NounPhrase| one.name.is_some() && one.words.end == phrase.words.end;
    let last = complements.next()?;
    if named(&last) || person(&last) {
        return Some(last);
    }
    complements.find(person)
}
