//! Whose voice it is where the grammatical subject does not tell: *on* at a place, a body by somebody's mouth or pen.

use super::apposition::{is_somebody, with_apposition_after};
use super::subject::{Subject, is_time};
use super::unit::Unit;
use crate::lexicon::NounClass;
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::{Tag, Word};

/// Where *on* at word `on` speaks, said behind the verb that ends before word `end` or before *on*: *fait-on savoir à la préfecture*,
/// *a-t-on appris de source militaire*; *A la préfecture, on assure*, *Du côté de la préfecture, on assure*.
pub(super) fn place_of_on(unit: &Unit, on: usize, end: usize) -> Option<NounPhrase> {
    // « a-t-on appris de même source »: *de même* is read as an adverb of the verb.
    let same = |i: &usize| unit.lower(i + 1) == "même" && is_source(unit, *i);
    if let Some(de) = (end.saturating_sub(2)..=end).find(same) {
        let source = noun_phrase(&unit.words, de + 2)?;
        return Some(NounPhrase {
            words: de + 1..source.words.end,
            ..source
        });
    }
    let phrase = |i: usize| noun_phrase(&unit.words, i);
    // « assure-t-on au même ministère »: *au même* is no adverb here.
    let first = end;
    let mut end = end + usize::from(unit.tag(end) == Tag::Adverb && !matches!(unit.lower(end), "au" | "du"));
    // « a-t-on appris mercredi auprès du club »
    if let Some(day) = unit.phrase_at(end).filter(|p| is_time(unit, p)) {
        end = day.words.end;
    }
    // « a-t-on expliqué à l'AFP de source policière »: to whom, and who.
    // « a-t-on appris jeudi soir de source policière »
    let source = (first..end + 6)
        .take_while(|&i| !matches!(unit.tag(i), Tag::Comma | Tag::Stop | Tag::FiniteVerb))
        .find(|&i| is_source(unit, i));
    if let Some(de) = source {
        return noun_phrase(&unit.words, de + 1);
    }
    // « affirme-t-on du côté de la direction »
    let side = (unit.lower(end), unit.lower(end + 1)) == ("du", "côté");
    if side
        && let Some(place) = phrase(end + 3)
            .or_else(|| phrase(end + 2))
            .filter(|p| is_somebody(unit, p))
    {
        return Some(place);
    }
    let behind = match unit.lower(end) {
        "à" | "chez" | "dans" | "en" | "sur" => unit.phrase_at(end + 1),
        "au" | "aux" => unit.phrase_at(end + 1).or_else(|| unit.phrase_at(end)),
        "auprès" => unit.phrase_at(end + 2).or_else(|| unit.phrase_at(end + 1)),
        _ => None,
    };
    // « raconte-t-on dans ses rangs »
    let own = |p: &NounPhrase| {
        matches!(unit.words[p.head].lemma(), "rang" | "camp")
            && matches!(unit.lower(p.words.start), "ses" | "son" | "leurs" | "leur")
    };
    // « répond-on au palais »: where those in office sit.
    let seat = |p: &NounPhrase| matches!(unit.words[p.head].lemma(), "palais" | "siège" | "quartier général");
    // « lit-on dans le rapport », « peut-on lire sur le site de la mairie »
    let read = end.checked_sub(1).is_some_and(|last| {
        (on.min(last).saturating_sub(2)..=last).any(|i| unit.words[i].readings.iter().any(|r| r.lemma == "lire"))
    });
    let page = |p: &NounPhrase| {
        read && (matches!(
            unit.words[p.head].class(),
            Some(NounClass::Document | NounClass::Speech)
        ) || is_page(&unit.words[p.head]))
    };
    let fits = |p: &&NounPhrase| is_somebody(unit, p) || unit.words[p.head].capital || own(p) || seat(p) || page(p);
    if let Some(place) = behind.filter(fits) {
        return Some(place.clone());
    }
    // « au ministère, où l'on assure que »
    let mut opens = on;
    while opens > 0 && matches!(unit.lower(opens - 1), "l'" | "où") {
        opens -= 1;
    }
    let comma = opens.checked_sub(1).filter(|&c| unit.tag(c) == Tag::Comma)?;
    if unit.lower(opens) == "où" {
        return unit.phrase_ending(comma).filter(|p| is_somebody(unit, p)).cloned();
    }
    let side = (comma.saturating_sub(8)..comma)
        .find(|&i| unit.lower(i) == "côté" && matches!(unit.lower(i + 1), "de" | "du" | "des" | "d'"));
    if let Some(side) = side {
        return phrase(side + 2).filter(|p| p.words.end == comma && is_somebody(unit, p));
    }
    // « Côté mairie, on jure que », « Côté régie, on »: a lone word behind *côté* is who speaks there.
    if unit.lower(0) == "côté" && comma < 8 {
        let body = || {
            unit.words[1]
                .readings
                .iter()
                .any(|r| r.class.is_some_and(NounClass::is_somebody))
        };
        let lone = (comma == 2 && body()).then(|| NounPhrase::word(1));
        return phrase(1)
            .filter(|p| p.words.end == comma && is_somebody(unit, p))
            .or(lone);
    }
    let mut place = unit.phrase_ending(comma)?;
    // « À la région, propriétaire des murs, on assure »
    if let Some(first) = place.words.start.checked_sub(1).filter(|&c| unit.tag(c) == Tag::Comma) {
        place = unit.phrase_ending(first)?;
    }
    let before = place.words.start.checked_sub(1).map_or("", |i| unit.lower(i));
    // « En mairie, on se défend »: where a body sits, no country and no month.
    let sits = before == "en" && unit.words[place.head].class() == Some(NounClass::Organisation);
    (sits
        || matches!(before, "à" | "a" | "au" | "chez" | "dans")
        || matches!(unit.lower(place.words.start), "au" | "aux"))
    .then(|| place.clone())
}

/// True for where a body publishes what it says: *le site de la mairie*, *le compte de la préfecture*.
pub(super) fn is_page(noun: &Word) -> bool {
    matches!(
        noun.lemma(),
        "site" | "compte" | "page" | "profil" | "blog" | "blogue" | "chaîne" | "fil" | "canal"
    )
}

/// *de source policière*, *de même source* at word `i`.
fn is_source(unit: &Unit, i: usize) -> bool {
    let noun = i + 1 + usize::from(matches!(unit.lower(i + 1), "même" | "mêmes" | "bonne"));
    matches!(unit.lower(i), "de" | "d'") && unit.lower(noun).starts_with("source")
}

/// *a appris l'AFP auprès **du parquet***, *a appris notre journal de **source policière***: from whom the press has it, and one past the words.
pub(super) fn learned_from(unit: &Unit, mut end: usize) -> Option<(Subject, usize)> {
    if let Some(day) = unit.phrase_at(end).filter(|p| is_time(unit, p)) {
        end = day.words.end;
    }
    let from = match unit.lower(end) {
        "auprès" => end + 1 + usize::from(matches!(unit.lower(end + 1), "de" | "d'")),
        "de" | "d'" if is_source(unit, end) => end + 1,
        _ => return None,
    };
    let told = with_apposition_after(unit, &noun_phrase(&unit.words, from)?);
    let end = told.words.end;
    Some((told, end))
}

/// *Le club, par la voix de son président, affirme*: whose voice, pen or mouth it was.
pub(super) fn by_voice(unit: &Unit, i: usize) -> Option<Subject> {
    let voice = matches!(unit.lower(i), "par" | "sous")
        && matches!(unit.lower(i + 1), "la" | "l'")
        && matches!(unit.lower(i + 2), "voix" | "bouche" | "plume" | "intermédiaire")
        && matches!(unit.lower(i + 3), "de" | "d'" | "du");
    let from = i + 4;
    let phrase = voice.then(|| noun_phrase(&unit.words, from)).flatten()?;
    Some(with_apposition_after(unit, &phrase))
}
