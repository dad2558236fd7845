//! Whose voice it is where the grammatical subject does not tell: *on* at a place, a body by somebody's mouth or pen.

use super::apposition::{is_somebody, with_apposition_after};
use super::subject::{Subject, is_time};
use super::unit::Unit;
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;

/// Where *on* at word `on` speaks, said behind the verb that ends before word `end` or before *on*: *fait-on savoir à la préfecture*,
/// *a-t-on appris de source militaire*; *A la préfecture, on assure*, *Du côté de la préfecture, on assure*.
pub(super) fn place_of_on(unit: &Unit, on: usize, end: usize) -> Option<NounPhrase> {
    let mut end = end + usize::from(unit.tag(end) == Tag::Adverb);
    // « a-t-on appris mercredi auprès du club »
    if let Some(day) = unit.phrase_at(end).filter(|p| is_time(unit, p)) {
        end = day.words.end;
    }
    // « a-t-on expliqué à l'AFP de source policière »: to whom, and who.
    let source = (end..end + 6)
        .take_while(|&i| !matches!(unit.tag(i), Tag::Comma | Tag::Stop | Tag::FiniteVerb))
        .find(|&i| matches!(unit.lower(i), "de" | "d'") && unit.lower(i + 1).starts_with("source"));
    if let Some(de) = source {
        return noun_phrase(&unit.words, de + 1);
    }
    let behind = match unit.lower(end) {
        "à" | "chez" | "dans" => unit.phrase_at(end + 1),
        "au" | "aux" => unit.phrase_at(end + 1).or_else(|| unit.phrase_at(end)),
        "auprès" => unit.phrase_at(end + 2).or_else(|| unit.phrase_at(end + 1)),
        _ => None,
    };
    // « raconte-t-on dans ses rangs »
    let own = |p: &NounPhrase| {
        matches!(unit.words[p.head].lemma(), "rang" | "camp")
            && matches!(unit.lower(p.words.start), "ses" | "son" | "leurs" | "leur")
    };
    if let Some(place) = behind.filter(|p| is_somebody(unit, p) || unit.words[p.head].capital || own(p)) {
        return Some(place.clone());
    }
    let phrase = |i: usize| noun_phrase(&unit.words, i);
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
    // « Côté mairie, on jure que »
    if unit.lower(0) == "côté" && comma < 8 {
        return phrase(1).filter(|p| p.words.end == comma && is_somebody(unit, p));
    }
    let mut place = unit.phrase_ending(comma)?;
    // « À la région, propriétaire des murs, on assure »
    if let Some(first) = place.words.start.checked_sub(1).filter(|&c| unit.tag(c) == Tag::Comma) {
        place = unit.phrase_ending(first)?;
    }
    let before = place.words.start.checked_sub(1).map_or("", |i| unit.lower(i));
    (matches!(before, "à" | "a" | "au" | "chez" | "dans") || matches!(unit.lower(place.words.start), "au" | "aux"))
        .then(|| place.clone())
}

/// *a appris l'AFP auprès **du parquet***, *a appris notre journal de **source policière***: from whom the press has it, and one past the words.
pub(super) fn learned_from(unit: &Unit, mut end: usize) -> Option<(Subject, usize)> {
    if let Some(day) = unit.phrase_at(end).filter(|p| is_time(unit, p)) {
        end = day.words.end;
    }
    let from = match unit.lower(end) {
        "auprès" => end + 1 + usize::from(matches!(unit.lower(end + 1), "de" | "d'")),
        "de" | "d'" if unit.lower(end + 1).starts_with("source") => end + 1,
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
