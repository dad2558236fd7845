//! When, where, how and to whom something was said: what may stand between a cue verb and what it reports.

use super::subject::is_time;
use super::unit::{Unit, is_stressed};
use crate::text::phrase::{NounPhrase, PREPOSITIONS, after_prepositions, is_weekday};
use crate::text::tag::Tag;

/// One past the circumstance that begins at word `i`: *mercredi soir*, *à Caen*, *il y a deux jours*, *lui aussi*; nothing where none does.
pub fn past(unit: &Unit, i: usize) -> Option<usize> {
    if unit.tag(i) == Tag::Adverb {
        return Some(i + 1);
    }
    if is_stressed(unit, i) {
        return Some(i + 2);
    }
    past_time(unit, i).or_else(|| {
        let phrase = governed(unit, i)?;
        // « voit dans ce retard « une faute » »: the quotation is no part of the circumstance.
        let last = phrase.words.end - 1;
        Some(if unit.tag(last) == Tag::Quotation && last > i {
            last
        } else {
            phrase.words.end
        })
    })
}

/// One past all circumstances that stand at word `i`, one behind the other; `i` where none does.
pub fn past_all(unit: &Unit, mut i: usize) -> usize {
    while let Some(next) = past(unit, i) {
        i = next;
    }
    i
}

/// One past words that tell when: *jeudi*, *la semaine dernière*, *deux jours plus tard*, *il y a un an*.
pub fn past_time(unit: &Unit, i: usize) -> Option<usize> {
    let ago = ago(unit, i);
    let phrase = unit.phrase_at(i + ago).filter(|p| is_time(unit, p))?;
    let end = phrase.words.end;
    if ago > 0 {
        return Some(end);
    }
    if unit.lower(end) == "plus" && matches!(unit.lower(end + 1), "tôt" | "tard") {
        return Some(end + 2);
    }
    // « mercredi dernier », « la semaine dernière »
    let last = matches!(unit.lower(end), "dernier" | "dernière" | "passé" | "passée");
    let end = end + usize::from(last);
    let bare = unit.tag(i) != Tag::Determiner && !matches!(unit.lower(i), "du" | "des");
    (bare || tells_when(unit, phrase, end)).then_some(end)
}

/// How many words *il y a* has at word `i`: none where it does not stand there.
pub fn ago(unit: &Unit, i: usize) -> usize {
    let words = ["il", "y", "a"];
    let stands = words.iter().enumerate().all(|(n, word)| unit.lower(i + n) == *word);
    if stands { words.len() } else { 0 }
}

/// True for a noun phrase with a determiner that can only tell when: *ce mercredi*, *la veille*, *le 3 mai*, *la semaine dernière*. What is
/// reported follows at word `end`; *salue la semaine de quatre jours* has it for its object.
fn tells_when(unit: &Unit, phrase: &NounPhrase, end: usize) -> bool {
    let i = phrase.words.start;
    let closes = end == phrase.head + 1;
    let this = matches!(unit.lower(i), "ce" | "cet" | "cette");
    let last = end > phrase.words.end || unit.words[phrase.head + 1..end].iter().any(|w| w.lemma() == "passé");
    let named = matches!(
        unit.words[phrase.head].lemma(),
        "veille" | "avant-veille" | "lendemain" | "surlendemain"
    );
    let dated = unit.lower(i) == "le" && unit.tag(i + 1) == Tag::Numeral;
    let said = unit.tag(end) == Tag::Quotation || unit.phrase_at(end).is_some();
    last || said && (this || named && closes || dated)
}

/// The noun phrase behind the preposition, or the prepositions, at word `i`: *à **la presse***, *au **mois de mai***, *lors d'**une réunion***.
/// Nothing behind *de*, which completes a noun or a verb.
pub fn governed<'u>(unit: &'u Unit, i: usize) -> Option<&'u NounPhrase> {
    if matches!(unit.lower(i), "de" | "d'" | "du" | "des" | "entre" | "jusqu'") {
        return None;
    }
    let first = after_prepositions(&unit.words, i, PREPOSITIONS)?;
    unit.phrase_at(first).filter(|_| unit.tag(first) != Tag::Quotation)
}

/// True where a text or a meeting in which something was said stands at word `i`, a day before it or not: *a démenti ces propos **lundi dans un
/// communiqué***, ***lors d'une conférence de presse***.
pub fn tells_where(unit: &Unit, i: usize) -> bool {
    let day = unit.phrase_at(i).filter(|p| is_weekday(&unit.words[p.head]));
    let at = day.map_or(i, |p| p.words.end);
    let opens = matches!(unit.lower(at), "dans" | "lors" | "par" | "via" | "au" | "en");
    governed(unit, at).filter(|_| opens).is_some_and(|p| {
        let one = matches!(unit.lower(p.words.start), "un" | "une") || p.head == p.words.start;
        one && matches!(
            unit.words[p.head].lemma(),
            "communiqué"
                | "conférence"
                | "entretien"
                | "interview"
                | "tribune"
                | "tweet"
                | "message"
                | "lettre"
                | "courriel"
                | "vidéo"
                | "allocution"
        )
    })
}

/// True where the words that close the sentence say that all was in a release: *promet de fermer le pont **dans un communiqué***.
pub fn closes_with_release(unit: &Unit, i: usize) -> bool {
    let release = unit.lower(i) == "dans" && unit.lower(i + 1) == "un" && unit.lower(i + 2) == "communiqué";
    release && unit.tag(i + 3) == Tag::Stop
}
