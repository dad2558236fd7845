//! Whom an attributing preposition lets speak.

use crate::extract::subject::{self, Subject};
use crate::extract::unit::Unit;
use crate::extract::{apposition, attribution, relative};
use crate::lexicon::{CuePhrase, NounClass, Pos};
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;

/// Matches the words of a cue phrase; one past them. Its last *de* may hold an article (*du*) or a relative (*duquel*), and an adjective may
/// stand before its noun: *selon le dernier décompte de*.
pub(super) fn matches_phrase(unit: &Unit, i: usize, phrase: &CuePhrase) -> Option<usize> {
    let mut at = i;
    for (n, word) in phrase.words.iter().enumerate() {
        if n >= 2 && unit.lower(at) != *word && at == i + n && unit.tag(at) == Tag::Adjective {
            at += 1;
        }
        let here = unit.lower(at);
        let last_de = n + 1 == phrase.words.len()
            && *word == "de"
            && matches!(here, "d'" | "du" | "des" | "duquel" | "desquels" | "desquelles");
        let accent_lost = n == 0 && *word == "à" && here == "a" && unit.tag(i) == Tag::Preposition;
        if here != *word && !last_de && !accent_lost {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// *le procureur, selon lequel A*: a person behind *selon*; what a text says is read with its noun.
pub(super) fn selon_whom(unit: &Unit, i: usize, after: usize) -> bool {
    unit.tag(after) == Tag::Relative
        && matches!(unit.lower(i), "selon" | "d'après")
        && unit.lower(after).starts_with('l')
        && !(i.saturating_sub(12)..i).any(|j| {
            unit.tag(j) == Tag::Noun && matches!(unit.words[j].class(), Some(NounClass::Document | NounClass::Speech))
        })
        && relative::antecedent(unit, i).is_some_and(|s| apposition::is_somebody(unit, &s.phrase))
}

/// *Pour X,* attributes only to somebody; `end` is one past the words that name them.
pub(super) fn weak_speaker(
    unit: &Unit,
    said_by: &Subject,
    named: bool,
    class: Option<NounClass>,
    cue: &str,
    end: usize,
) -> bool {
    let indefinite = unit.words[said_by.words.start].can_be(Pos::Numeral)
        || cue == "pour"
            && class == Some(NounClass::Person)
            && !named
            && !judges(unit, end)
            && unit.words[said_by.phrase.head]
                .reading()
                .is_some_and(|r| r.plural == Some(true));
    (named
        || class.is_some_and(NounClass::is_somebody)
        || attribution::is_party(unit, said_by)
        || unit.tag(said_by.phrase.head) == Tag::Pronoun
            && !matches!(
                unit.lower(said_by.phrase.head),
                "cela" | "ceci" | "ça" | "tout" | "autant" | "rien" | "beaucoup"
            ))
        && !indefinite
        // « Pour la majeure partie du pays »
        && !matches!(unit.words[said_by.phrase.head].lemma(), "partie" | "moitié" | "plupart" | "reste")
        // « Pour la majorité des habitants »; « Pour la majorité, A » is the governing one's.
        && (unit.words[said_by.phrase.head].lemma() != "majorité" || said_by.phrase.words.end == said_by.phrase.head + 1)
        && !subject::is_time(unit, &said_by.phrase)
}

/// *Pour ses parents, **ce n'est pas** un accident*, *pour les élus, **il s'agit** d'un abandon*: behind the comma they say what it is.
fn judges(unit: &Unit, comma: usize) -> bool {
    let not = usize::from(unit.lower(comma + 2) == "ne");
    match unit.lower(comma + 1) {
        "ce" => unit.lower(comma + 2) == "n'",
        "il" => {
            let verb = unit.words.get(comma + 3 + not);
            unit.lower(comma + 2 + not) == "s'" && verb.is_some_and(|verb| verb.is_form_of("agir"))
        }
        _ => false,
    }
}

/// The noun phrase that begins at word `i`, with its apposition.
pub(super) fn phrase_from(unit: &Unit, i: usize) -> Option<Subject> {
    let phrase = noun_phrase(&unit.words, i)?;
    let both = subject::joined(unit, &phrase).filter(|both| {
        // « selon la police et des témoins, »: what stands behind a preposition may be said of either.
        !matches!(unit.tag(both.words.end), Tag::Preposition)
    });
    Some(both.unwrap_or_else(|| apposition::with_apposition_after(unit, &phrase)))
}

/// Who stands at word `i`; the article of *du*, *des* may have gone into the cue.
pub(super) fn speaker_at(unit: &Unit, i: usize) -> Option<Subject> {
    // « selon "El Pais" »
    let paper = unit.tag(i) == Tag::Quotation && unit.words[i].span.len() <= 30 && unit.tag(i + 1) == Tag::Comma;
    if i < unit.words.len() && paper {
        return Some(Subject::single(&NounPhrase::word(i)));
    }
    let found = phrase_from(unit, i)?;
    // « selon ce que disent les habitants »
    let clause = unit.lower(i) == "ce" && matches!(unit.lower(i + 1), "que" | "qu'" | "qui");
    (!clause && !subject::is_time(unit, &found.phrase)).then_some(found)
}
