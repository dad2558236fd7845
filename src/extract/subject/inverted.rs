//! The subject behind its verb, and what may stand between the two.

use super::{Subject, is_time, joined};
use crate::extract::apposition::{is_full_name, is_somebody, with_apposition_after};
use crate::extract::unit::{Unit, VerbCue, is_stressed};
use crate::extract::voice::is_page;
use crate::lexicon::{NounClass, Pos};
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;

/// The noun phrase that stands after a verb whose subject is inverted: *a déclaré mercredi Nikol Pachinian*.
pub fn after(unit: &Unit, start: usize) -> Option<Subject> {
    let (mut i, mut inserted) = (start, false);
    let limit = (start + 24).min(unit.words.len());
    while i < limit {
        match unit.tag(i) {
            Tag::Adverb => i += 1,
            // « rétorquait trois heures plus tard la compagnie »
            _ if unit.lower(i) == "plus" && matches!(unit.lower(i + 1), "tard" | "tôt") => i += 2,
            // « estime lui aussi le député »
            _ if is_stressed(unit, i) && unit.phrase_at(i + 2).is_some_and(|p| is_somebody(unit, p)) => i += 2,
            // « rit jaune un conducteur »
            _ if i == start && matches!(unit.lower(i), "jaune" | "même") => i += 1,
            // « a annoncé peu avant minuit la préfecture »
            _ if unit.lower(i) == "peu" && matches!(unit.lower(i + 1), "avant" | "après") => i += 1,
            // « répond sans ciller le président », « lâche en souriant le gardien »
            Tag::Preposition if let Some(end) = manner(unit, i) => i = end,
            // « a réagi depuis Dublin Paul Serin »: where the place ends, a first name begins.
            Tag::Preposition if let Some(first) = place_before_name(unit, i) => {
                let name = noun_phrase(&unit.words, first)?;
                return Some(with_apposition_after(unit, &name));
            }
            // « a déclaré à la presse Ada Weil »
            Tag::Preposition | Tag::Contraction if let Some(name) = named_behind(unit, i) => {
                return Some(with_apposition_after(unit, &name));
            }
            Tag::Preposition if let Some(several) = several_behind(unit, i, start) => {
                return Some(with_apposition_after(unit, &several));
            }
            // « a déclaré à l'agence, Ada Weil »
            Tag::Comma if i > start && closes_with_name(unit, i + 1) => i += 1,
            // « a déclaré mercredi 19 octobre, un membre de la CGT, à l'issue de A »
            Tag::Comma if i > start && names_somebody(unit, i + 1) => i += 1,
            // « sur RMC et RMC Story Ada Weil »
            Tag::Coordinator if let Some(name) = name_closing(unit, i + 1) => {
                return Some(with_apposition_after(unit, &name));
            }
            // « a déclaré, très ému, au micro de la radio, le père de la victime »
            Tag::Comma if inserted && unit.phrase_at(i + 1).is_some() => i += 1,
            // « a déclaré, le visage fermé, le colonel X », « a déclaré mardi, à Bakou, le colonel X »
            Tag::Comma if i == start || is_circumstance(unit, i + 1) => {
                let close = (i + 1..(i + 10).min(unit.words.len())).find(|&j| unit.tag(j) == Tag::Comma)?;
                let goes_on = unit.phrase_at(close + 1).is_some() || is_circumstance(unit, close + 1);
                if unit.has_finite(i..close) || !goes_on {
                    return None;
                }
                (i, inserted) = (close + 1, true);
            }
            Tag::Preposition | Tag::Contraction
                if unit.phrase_at(i).is_none() || matches!(unit.tag(i), Tag::Preposition) =>
            {
                // « a lancé depuis le camion de tête X », « a annoncé de son côté X »
                // « lors d'une conférence de presse »
                // « en fin de journée »
                let after_preposition = (i + 1..i + 4)
                    .find(|&j| {
                        unit.phrase_at(j).is_some() || !matches!(unit.tag(j), Tag::Preposition | Tag::Contraction)
                    })
                    .unwrap_or(i + 1);
                i = match unit.phrase_at(after_preposition) {
                    // « a déclaré dans un communiqué Greenpeace »
                    Some(phrase) if let Some(body) = body_behind(unit, phrase) => return Some(Subject::single(&body)),
                    Some(phrase) if let Some(name) = named_behind_several(unit, phrase) => {
                        return Some(with_apposition_after(unit, &name));
                    }
                    // « a écrit sur son compte Twitter le ministre »
                    Some(phrase) if is_page(&unit.words[phrase.head]) && unit.tag(phrase.words.end) == Tag::Name => {
                        let behind = phrase.words.end + 1;
                        match noun_phrase(&unit.words, behind).filter(|_| unit.tag(behind) == Tag::Name) {
                            Some(name) => return Some(with_apposition_after(unit, &name)),
                            None => behind,
                        }
                    }
                    Some(phrase) => phrase.words.end,
                    None if unit.tag(after_preposition) == Tag::Adverb => after_preposition + 1,
                    None => return None,
                };
            }
            _ => {
                let phrase = unit.phrase_at(i)?;
                let time = is_time(unit, phrase);
                let contracted = matches!(unit.lower(i), "au" | "aux");
                if time || contracted {
                    i = phrase.words.end;
                    continue;
                }
                // « a dit le quadragénaire « en colère » »: how, no name.
                let last = phrase.words.end - 1;
                let manner = unit.tag(last) == Tag::Quotation
                    && phrase.head < last
                    && phrase.name.is_none()
                    && is_somebody(unit, phrase)
                    && unit.words[phrase.head].class() != Some(NounClass::Organisation);
                if manner {
                    let mut bare = phrase.clone();
                    bare.words.end = last;
                    return Some(Subject::single(&bare));
                }
                return Some(
                    all_after(unit, phrase, start)
                        .or_else(|| in_charge(unit, phrase))
                        .unwrap_or_else(|| with_apposition_after(unit, phrase)),
                );
            }
        }
    }
    None
}

/// The full name, begun by a first name, that closes a noun phrase for the press behind a preposition at word `i`: *à la presse **Ada Weil***,
/// *auprès de l'AFP **Ada Weil***, *au Monde **Ada Weil***, *lors d'une conférence de presse **Ada Weil***.
fn named_behind(unit: &Unit, i: usize) -> Option<NounPhrase> {
    let at = match unit.lower(i) {
        "auprès" | "lors" if matches!(unit.lower(i + 1), "de" | "d'" | "du" | "des") => i + 1,
        "à" | "au" | "aux" | "sur" | "dans" | "devant" | "pour" => i,
        _ => return None,
    };
    let phrase = unit.phrase_at(at + 1).or_else(|| unit.phrase_at(at))?;
    let name = phrase.name.clone()?;
    let press = matches!(
        unit.words[phrase.head].lemma(),
        "presse"
            | "agence"
            | "radio"
            | "télévision"
            | "chaîne"
            | "quotidien"
            | "journal"
            | "hebdomadaire"
            | "magazine"
            | "média"
            | "site"
            | "conférence"
            | "micro"
            | "antenne"
    );
    let first_name = |j: &usize| unit.words[*j].can_be(Pos::FirstName) || unit.tag(*j) == Tag::Title;
    // « à l'AFP Ada Weil »: an agency's acronym bears no name, so that this one is somebody's own, first name known or not.
    let own = unit.words[phrase.head].acronym && name.start == phrase.head + 1 && name.len() >= 2;
    let first = (phrase.head + 1..name.end.saturating_sub(1)).rev().find(first_name);
    let first = first.or_else(|| own.then_some(name.start))?;
    // « Mme Ada Weil »
    let first = (phrase.head + 1..first)
        .rev()
        .take_while(first_name)
        .last()
        .unwrap_or(first);
    // « l'AFP », « Le Monde »
    let head = &unit.words[phrase.head];
    let named = head.capital || head.readings.is_empty();
    let paper = named && !matches!(head.class(), Some(NounClass::Office | NounClass::Person));
    // « à l'AFP Ada Weil (photo) »
    let closes = name.end == phrase.words.end || unit.tag(name.end) == Tag::Open;
    ((press || paper) && closes).then_some(NounPhrase {
        words: first..name.end,
        head: first,
        name: Some(first..name.end),
    })
}

/// Several people behind the press, whose complement they can't be: *ont raconté à l'AFP **des habitants***.
fn several_behind(unit: &Unit, i: usize, verb_end: usize) -> Option<NounPhrase> {
    let verb = unit.groups[..unit.groups.partition_point(|g| g.words.start < verb_end)].last()?;
    let phrase = unit.phrase_at(i + 1).filter(|_| unit.lower(i) == "à")?;
    let des = phrase.head + 1;
    let several = noun_phrase(&unit.words, des).filter(|p| unit.lower(des) == "des" && is_somebody(unit, p))?;
    let agency = unit.words[phrase.head].acronym || unit.tag(phrase.head) == Tag::Name;
    let plural = unit.words[several.head].reading().and_then(|r| r.plural) == Some(true);
    (verb.plural == Some(true) && agency && plural).then_some(several)
}

/// A body known by name right behind what somebody said something in: *dans un communiqué **Greenpeace***.
fn body_behind(unit: &Unit, phrase: &NounPhrase) -> Option<NounPhrase> {
    let last = phrase.words.end - 1;
    let word = &unit.words[last];
    let text = matches!(
        unit.words[phrase.head].class(),
        Some(NounClass::Document | NounClass::Speech)
    );
    let body = last == phrase.head + 1 && word.capital && word.tag == Tag::Noun;
    (text && body && word.class() == Some(NounClass::Organisation)).then(|| NounPhrase::word(last))
}

/// The full name behind a noun for several, who can't bear it: *aux salariés **Philippe Roy***.
fn named_behind_several(unit: &Unit, phrase: &NounPhrase) -> Option<NounPhrase> {
    let name = phrase
        .name
        .clone()
        .filter(|name| name.end == phrase.words.end && name.len() >= 2)?;
    let several = unit.words[phrase.head].reading().and_then(|r| r.plural) == Some(true);
    let behind = phrase.head < name.start && matches!(unit.tag(name.start - 1), Tag::Noun | Tag::Adjective);
    (several && behind && unit.words[name.start].can_be(Pos::FirstName)).then_some(NounPhrase {
        words: name.clone(),
        head: name.start,
        name: Some(name),
    })
}

/// *le conseiller **en charge de la sécurité Paul Serin***: the name behind what its bearer has charge of.
fn in_charge(unit: &Unit, phrase: &NounPhrase) -> Option<Subject> {
    let end = phrase.words.end;
    let of = match (unit.lower(end), unit.lower(end + 1)) {
        ("en", "charge") => end + 2,
        (charged, _) if charged.starts_with("chargé") => end + 1,
        _ => return None,
    };
    let field = unit.phrase_at(of + 1).or_else(|| unit.phrase_at(of))?;
    let name = field
        .name
        .clone()
        .filter(|name| name.end == field.words.end && name.len() >= 2)?;
    let bearer = matches!(unit.lower(of), "de" | "d'" | "du" | "des")
        && is_somebody(unit, phrase)
        && phrase.name.is_none()
        && unit.words[name.start].can_be(Pos::FirstName)
        && unit.tag(name.start - 1) == Tag::Noun;
    bearer.then(|| Subject {
        words: phrase.words.start..name.end,
        phrase: phrase.clone(),
        apposition: Some(NounPhrase {
            words: name.clone(),
            head: name.start,
            name: Some(name),
        }),
    })
}

/// True where a name of two words or more begins at word `i`, and closes what it belongs to.
fn closes_with_name(unit: &Unit, i: usize) -> bool {
    unit.phrase_at(i)
        .is_some_and(|p| is_full_name(unit, p) && matches!(unit.tag(p.words.end), Tag::Comma | Tag::Stop))
}

/// True where a noun phrase for somebody begins at word `i`, and a comma or stop closes it.
fn names_somebody(unit: &Unit, i: usize) -> bool {
    unit.phrase_at(i).is_some_and(|p| {
        unit.tag(i) == Tag::Determiner
            && (is_somebody(unit, p) || unit.words[p.head].class() == Some(NounClass::Anonymous))
            && !is_time(unit, p)
            && matches!(unit.tag(p.words.end), Tag::Comma | Tag::Stop)
    })
}

/// The full name, begun by a first name, that closes a run of names at word `i`: *RMC Story **Ada Weil***.
fn name_closing(unit: &Unit, i: usize) -> Option<NounPhrase> {
    let phrase = unit.phrase_at(i)?;
    let name = phrase
        .name
        .clone()
        .filter(|name| name.start == i && name.end == phrase.words.end)?;
    let first = (i + 1..name.end - 1).find(|&j| unit.words[j].can_be(Pos::FirstName))?;
    Some(NounPhrase {
        words: first..name.end,
        head: first,
        name: Some(first..name.end),
    })
}

/// True where words that say where, how or to whom open an insertion: *, à Bakou,*, *, dans un communiqué,*.
fn is_circumstance(unit: &Unit, i: usize) -> bool {
    matches!(unit.tag(i), Tag::Preposition | Tag::Contraction | Tag::Adverb)
        && !matches!(unit.lower(i), "de" | "d'" | "du" | "des")
}

/// One past *sans ciller*, *en souriant* at word `i`: how it was said.
fn manner(unit: &Unit, i: usize) -> Option<usize> {
    let how = match unit.lower(i) {
        "sans" => Tag::Infinitive,
        "en" => Tag::PresentParticiple,
        _ => return None,
    };
    let end = i + 2;
    (unit.tag(i + 1) == how && unit.phrase_at(end).is_some()).then_some(end)
}

/// The first name that begins whoever speaks, behind a preposition and a place: *depuis **Dublin** Paul Serin*.
fn place_before_name(unit: &Unit, i: usize) -> Option<usize> {
    let first_name = |j: usize| unit.words.get(j).is_some_and(|w| w.can_be(Pos::FirstName));
    let run = (i + 1..i + 6).take_while(|&j| unit.tag(j) == Tag::Name).count();
    let name = (i + 2..i + 4)
        .find(|&j| first_name(j) && unit.tag(j + 1) == Tag::Name)
        .or_else(|| (run == 3 && unit.lower(i) == "depuis").then_some(i + 2))?;
    let place = (i + 1..name).all(|j| unit.tag(j) == Tag::Name) && !first_name(i + 1);
    (place && matches!(unit.lower(i), "depuis" | "à" | "de" | "chez" | "sur" | "dans" | "pour")).then_some(name)
}

/// *ont annoncé la fédération et l'union*: the subjects of a plural verb are one mention.
fn all_after(unit: &Unit, phrase: &NounPhrase, verb_end: usize) -> Option<Subject> {
    let verb = unit.groups[..unit.groups.partition_point(|g| g.words.start < verb_end)].last()?;
    (verb.plural == Some(true)).then(|| joined(unit, phrase)).flatten()
}

/// One past whom and when a verb with a bare clause names right behind it: *told Reuters on Monday*, *said Tuesday*.
pub fn after_addressee(unit: &Unit, cue: &VerbCue) -> usize {
    let mut end = cue.words.end;
    if !cue.verb.bare {
        return end;
    }
    let mut told = cue.verb.target_links.is_empty();
    loop {
        match unit.phrase_at(end) {
            _ if unit.tag(end) == Tag::Adverb => end += 1,
            // « told supporters in Delhi, »
            None if unit.tag(end) == Tag::Preposition && end > cue.words.end => match unit.phrase_at(end + 1) {
                Some(phrase) => end = phrase.words.end,
                None => return end,
            },
            Some(phrase) if is_time(unit, phrase) || !std::mem::replace(&mut told, true) => end = phrase.words.end,
            _ => return end,
        }
    }
}
