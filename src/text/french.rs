//! French syntax: the tag of a word; noun phrases and verb groups in modules of their own.

mod closed_class;
pub(super) mod noun_phrase;
mod open_class;
mod post;
pub(super) mod slogan;
pub(super) mod verb_group;

use super::tag::{PARTICLES, Tag, Word, begins, is_place};
use crate::lexicon::{Lexicon, NounClass, Pos};

/// The number of words of *il y a dix jours* where they begin at word `i`; none of *il y a dix jours de retard*.
pub(super) fn time_ago(words: &[Word], i: usize) -> Option<usize> {
    let lower = |j: usize| words.get(j).map_or("", |w| &*w.lower);
    if !(lower(i) == "il" && lower(i + 1) == "y" && matches!(lower(i + 2), "a" | "avait")) {
        return None;
    }
    let time = |w: &&Word| {
        let unit = |lemma: &str| {
            matches!(
                lemma,
                "minute" | "heure" | "jour" | "semaine" | "quinzaine" | "mois" | "an" | "année" | "décennie" | "siècle"
            )
        };
        w.readings.iter().any(|r| unit(r.lemma))
    };
    let counts = |w: &Word| {
        w.tag == Tag::Numeral
            || w.can_be(Pos::Numeral)
            || matches!(
                &*w.lower,
                "un" | "une" | "quelques" | "plusieurs" | "plus" | "près" | "environ" | "d'" | "de"
            )
    };
    let unit = (i + 3..i + 7).find(|&j| !words.get(j).is_some_and(counts))?;
    let end = unit + 1;
    (unit > i + 3 && words.get(unit).filter(time).is_some() && !matches!(lower(end), "de" | "d'" | "et"))
        .then_some(end - i)
}

/// Chooses the tag of word `i`; those before it are chosen already.
pub(super) fn choose(lexicon: &Lexicon, words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    if word.tag != Tag::Noun {
        return word.tag;
    }
    let before = i.checked_sub(1).map(|j| &words[j]);
    let previous = before.map_or(Tag::Stop, |w| w.tag);
    let after = words.get(i + 1);
    if word.capital
        && let Some(tag) = capitalised(lexicon, words, i, previous)
    {
        return tag;
    }
    if let Some(tag) = closed_class::choose(words, i, previous, after) {
        return tag;
    }
    open_class::choose(words, i, previous, after)
}

/// The tag of a word with a capital; none where the capital tells nothing.
fn capitalised(lexicon: &Lexicon, words: &[Word], i: usize, previous: Tag) -> Option<Tag> {
    let word = &words[i];
    let next = words.get(i + 1);
    let next_is_name = next.is_some_and(|w| w.capital && (w.readings.is_empty() || w.can_be(Pos::FirstName)));
    // « Théo Blanc », « Marco Villa »: whatever stands in capitals behind a first name is a surname.
    if previous == Tag::Name && words[i - 1].can_be(Pos::FirstName) {
        return Some(Tag::Name);
    }
    // « M. Paradis », « Mme Soleil »: no noun has a civil title; « M. le maire » has a small letter.
    let title = |w: &Word| matches!(w.lower.trim_end_matches('.'), "m" | "mm" | "mme" | "mmes" | "mlle");
    let bearer = word.can_be(Pos::Noun) && !word.readings.iter().any(|r| is_function(r.pos));
    if previous == Tag::Title && title(&words[i - 1]) && bearer {
        return Some(Tag::Name);
    }
    // « Bruno Le Maire », « M. Du Pont »
    let article = |w: &Word| w.capital && matches!(&*w.lower, "le" | "la" | "l'" | "du" | "de" | "d'" | "des");
    if i >= 2
        && previous == Tag::Name
        && article(&words[i - 1])
        && (words[i - 2].tag == Tag::Title || words[i - 2].tag == Tag::Name && words[i - 2].can_be(Pos::FirstName))
    {
        return Some(Tag::Name);
    }
    // « Jean de la Tour »
    let estate = i >= 3
        && matches!(&*words[i - 1].lower, "la" | "l'")
        && words[i - 2].lower == "de"
        && words[i - 3].tag == Tag::Name
        && words[i - 3].can_be(Pos::FirstName)
        && !(i >= 4 && words[i - 4].tag == Tag::Name);
    if estate && word.class().is_none_or(|c| c == NounClass::Other) {
        return Some(Tag::Name);
    }
    // « M. Roy », « Mme de Vrigny »
    let particle = |w: &Word| PARTICLES.contains(&&*w.lower);
    let noble = || {
        word.capital
            && matches!(word.lower.trim_end_matches('.'), "m" | "mm" | "mme" | "mmes" | "mlle")
            && next.is_some_and(particle)
            && words[i + 1..].iter().find(|w| !particle(w)).is_some_and(|w| w.capital)
    };
    if word.can_be(Pos::Title) && (next.is_some_and(|w| w.capital) || noble()) {
        return Some(Tag::Title);
    }
    if begins(words, i) {
        // « A Bakou », « A en croire »: capitals often lose their accent; « A-t-il » is the verb.
        if word.lower == "a" && next.is_none_or(|w| w.tag != Tag::CliticHyphen && !w.can_be_tag(Tag::PastParticiple)) {
            return Some(Tag::Preposition);
        }
        if is_place(lexicon, &word.lower) && !word.can_be(Pos::Determiner) {
            return Some(Tag::Name);
        }
        // « Sud Rail »: a direction before a name is a part of it.
        if matches!(&*word.lower, "sud" | "nord" | "est" | "ouest" | "air") && next_is_name {
            return Some(Tag::Name);
        }
        // « Réseau Lande », « Police Unie »: a body's noun without an article begins its name.
        let body = word.class() == Some(NounClass::Organisation) && !word.readings.iter().any(|r| is_function(r.pos));
        if body && next.is_some_and(|w| w.capital && w.readings.is_empty()) {
            return Some(Tag::Name);
        }
        // « Régis Tavel est inquiet »: no verb in the first person begins a sentence before a name.
        let unspoken = word
            .readings
            .iter()
            .all(|r| r.pos == Pos::Verb && matches!(r.person, 1 | 2));
        if unspoken && !word.readings.is_empty() && next_is_name {
            return Some(Tag::Name);
        }
        let surname_next = next.is_some_and(|w| w.capital) || particle_then_name(words, i + 1);
        if word.can_be(Pos::FirstName) && (next_is_name || surname_next || word.readings.len() == 1) {
            return Some(Tag::Name);
        }
        return if word.readings.is_empty() {
            Some(Tag::Name)
        } else {
            None
        };
    }
    if matches!(&*word.lower, "sud" | "nord" | "est" | "ouest" | "air") && next_is_name {
        return Some(Tag::Name);
    }
    let function = word.readings.iter().any(|r| is_function(r.pos));
    if function && !next.is_some_and(|w| w.capital) && word.span.len() <= 5 {
        return None;
    }
    // « le Premier ministre », « les Grands Lacs »
    // … but « le ministère de l'Intérieur compte 900 marcheurs »
    let noun_next = |w: &Word| w.can_be(Pos::Noun) && !w.can_be(Pos::Adjective) && !w.can_be_finite();
    if word.can_be(Pos::Adjective) && next.is_some_and(noun_next) {
        return Some(Tag::Adjective);
    }
    // « le collectif Rouge Direct », « l'usine Fregata Hygiène »: capitals behind a name go on with it, but for what its bearer is.
    let bearer = |w: &Word| w.class().is_some_and(NounClass::is_somebody);
    if previous == Tag::Name && words[i - 1].capital && !function && !bearer(word) && !word.can_be_finite() {
        return Some(Tag::Name);
    }
    // « la compagnie Air Silésie »: two capitals behind a common noun are its name.
    if previous == Tag::Noun && !words[i - 1].capital && next_is_name {
        return Some(Tag::Name);
    }
    // « la société Mesure », « le collectif Demain »: behind a body's noun a capital is its name.
    let body = previous == Tag::Noun && !words[i - 1].capital && words[i - 1].class() == Some(NounClass::Organisation);
    if body && !function && !word.can_be(Pos::Adjective) && !bearer(word) && !next.is_some_and(|w| w.capital) {
        return Some(Tag::Name);
    }
    if word.can_be(Pos::Noun) && !word.can_be(Pos::FirstName) && !(previous == Tag::Name && next_is_name) {
        return Some(Tag::Noun);
    }
    // « à l'AFP Fidèle Zongo »
    if word.can_be(Pos::Adjective) && matches!(previous, Tag::Noun) && words[i - 1].capital && !next_is_name {
        return Some(Tag::Adjective);
    }
    Some(Tag::Name)
}

/// *de Brissac*, *von der Heide*: up to three lower-case particles and a capital.
fn particle_then_name(words: &[Word], i: usize) -> bool {
    let particles = words[i.min(words.len())..]
        .iter()
        .take(3)
        .take_while(|w| PARTICLES.contains(&&*w.lower))
        .count();
    particles > 0 && words.get(i + particles).is_some_and(|w| w.capital)
}

fn is_function(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::Determiner
            | Pos::Preposition
            | Pos::Contraction
            | Pos::SubjectPronoun
            | Pos::ObjectPronoun
            | Pos::Pronoun
            | Pos::Relative
            | Pos::Interrogative
            | Pos::Coordinator
            | Pos::Subordinator
            | Pos::Negation
    )
}
