//! Where a noun phrase ends though the next word could belong to it.

use super::{is_month, is_person, is_weekday, next_tag};
use crate::lexicon::{NounClass, Pos, Reading, Tense};
use crate::text::tag::{Tag, Word};

/// True where the word before `i` is a lower-case noun in a phrase whose head names a thing, so that a name at `i` begins another phrase.
pub(super) fn bare_thing(words: &[Word], head: Option<usize>, i: usize) -> bool {
    let Some(head) = head.map(|h| &words[h]).filter(|h| h.tag == Tag::Noun && !h.capital) else {
        return false;
    };
    let class = head.class();
    // « la place Beauvau », « le quai d'Orsay » stand for who sits there.
    let seat = matches!(head.lemma(), "place" | "quai") && i >= 2 && words[i - 2].tag == Tag::Determiner;
    // « un communiqué de la société Ravel », « un rapport du ministre Paul Serin »
    let of = words[..i - 1]
        .iter()
        .rev()
        .find(|w| !matches!(w.tag, Tag::Determiner | Tag::Adjective))
        .map_or("", |w| &*w.lower);
    let author = matches!(class, Some(NounClass::Speech | NounClass::Document))
        && words[i - 1].class().is_some_and(NounClass::is_somebody)
        && matches!(of, "de" | "d'" | "du")
        && (is_person(&words[i - 1]) || !words[i].can_be(Pos::FirstName));
    !seat
        && !author
        && words[i - 1].tag == Tag::Noun
        && !words[i - 1].capital
        && matches!(class, Some(NounClass::Other | NounClass::Speech | NounClass::Document))
}

/// True where somebody's name at `i` begins another phrase behind several things: *sur les réseaux sociaux Paul Serin*.
pub(super) fn of_many(words: &[Word], start: usize, i: usize) -> bool {
    i > start
        && matches!(&*words[start].lower, "les" | "des" | "ces" | "ses")
        && words[i - 1].tag == Tag::Adjective
        && words[i].tag == Tag::Name
        && words.get(i + 1).is_some_and(|w| w.capital)
}

/// True where somebody's name at `i` begins another phrase behind a spot that the lexicon does not know: *sur le perron Paul Serin*.
pub(super) fn spot(words: &[Word], start: usize, i: usize) -> bool {
    let at = start.checked_sub(1).map_or("", |j| &*words[j].lower);
    matches!(at, "sur" | "sous" | "dans" | "devant" | "derrière" | "depuis")
        && i == start + 2
        && words[i - 1].readings.is_empty()
        && !words[i - 1].capital
        && words[i].can_be(Pos::FirstName)
        && words.get(i + 1).is_some_and(|w| w.capital)
}

/// True for whom the press asked: *une source **jointe** par l'agence*, *des habitants **interrogés** mardi*.
pub(super) fn is_reached(words: &[Word], i: usize) -> bool {
    let asked = ["joindre", "interroger", "contacter", "interviewer", "questionner"];
    let participle = |r: &Reading| r.tense == Some(Tense::PastParticiple) && asked.contains(&r.lemma);
    words[i].readings.iter().any(participle) && next_tag(words, i) != Some(Tag::FiniteVerb)
}

/// True where whoever says so parts an auxiliary and its participle: *les prix ont selon **l'institut** augmenté*.
pub(super) fn parts_tense(words: &[Word], start: usize) -> bool {
    let according = |i: usize| matches!(&*words[i].lower, "selon" | "d'après") || words[i].lower == "après";
    let auxiliary =
        |i: usize| words[i].tag == Tag::FiniteVerb && (words[i].is_form_of("avoir") || words[i].is_form_of("être"));
    let preposition = start.checked_sub(1).filter(|&i| according(i));
    let verb = preposition.and_then(|i| {
        (i.saturating_sub(2)..i)
            .rev()
            .find(|&j| words[j].tag == Tag::FiniteVerb)
    });
    verb.is_some_and(auxiliary)
}

/// True for a word of time that a quotation behind it can't name: *mercredi*, *ce matin*, *le 3 mai*, *l'an dernier*.
pub(super) fn bears_no_name(word: &Word) -> bool {
    is_weekday(word)
        || is_month(&word.lower)
        || matches!(&*word.lower, "matin" | "midi" | "soir" | "dernier" | "dernière")
}

pub(super) fn follows_finite(words: &[Word], i: usize) -> bool {
    words[..i]
        .iter()
        .rev()
        .take(3)
        .any(|w| matches!(w.tag, Tag::FiniteVerb))
}
