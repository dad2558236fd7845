//! The subject before its verb, across what is said of it between the two.

use super::{
    LISTED, NEAR, Subject, after, governed, in_relative, is_listed, is_subordinate, is_time, main_group_before,
    together,
};
use crate::extract::apposition::{is_full_name, is_somebody, names_the_same, with_apposition_before};
use crate::extract::relative::antecedent;
use crate::extract::unit::Unit;
use crate::extract::voice;
use crate::lexicon::{NounClass, Tense};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;

/// How far back a subject is looked for, in words.
const REACH: usize = 120;

/// The subject that stands before an inflected verb group.
pub fn before(unit: &Unit, group: usize) -> Option<Subject> {
    before_word(unit, unit.groups[group].words.start, 4)
}

/// The *qui* of a relative clause between commas that ends before a verb: *Me Roy, **qui** défend le conducteur, Marc Oster, conteste*.
pub fn closed_relative(unit: &Unit, verb: usize) -> Option<usize> {
    let comma = verb.checked_sub(1).filter(|&i| unit.tag(i) == Tag::Comma)?;
    let between = unit.finite_groups_before(verb).next()?;
    let qui = unit.groups[between].words.start.checked_sub(1)?;
    let set_off = qui > 0 && unit.tag(qui - 1) == Tag::Comma && unit.lower(qui) == "qui";
    // « qui soigne les blessés, les malades et les enfants »: *et* may close a list.
    let lists = |i: usize| i + 2 == comma || unit.phrase_at(i + 1).is_some_and(|p| p.words.end <= comma);
    let within = |i: usize| match unit.tag(i) {
        Tag::Stop | Tag::Colon | Tag::Semicolon => false,
        Tag::Coordinator => lists(i),
        _ => true,
    };
    let bearer = unit.phrase_ending(qui.checked_sub(1)?)?;
    let somebody = is_somebody(unit, bearer) || unit.words[bearer.head].acronym;
    (set_off && (qui..comma).all(within) && somebody && !governed(unit, bearer)).then_some(qui)
}

/// Whoever leads the sentence, where a participle or an adjective with all that belongs to it parts him from the verb: ***Les agents**, mobilisés dans
/// des services comme la cuisine, la garde ou la lingerie, dénoncent A*.
fn held_apart<'a>(unit: &'a Unit, verb: usize) -> Option<&'a NounPhrase> {
    let comma = verb.checked_sub(1).filter(|&i| unit.tag(i) == Tag::Comma)?;
    let marks = |i: &usize| {
        matches!(
            unit.tag(*i),
            Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Quotation | Tag::Dash
        )
    };
    let first = (verb.saturating_sub(REACH)..comma)
        .rev()
        .find(marks)
        .map_or(0, |mark| mark + 1);
    let own = unit.phrase_at(first)?;
    let opening = own.words.end;
    let mut said = opening + 1;
    said += usize::from(unit.tag(said) == Tag::Adverb);
    let held = unit.tag(opening) == Tag::Comma
        && opening < comma
        && matches!(unit.tag(said), Tag::PastParticiple | Tag::Adjective)
        && unit.tag(said + 1) != Tag::Comma
        && !unit.has_finite(opening..verb)
        && !(opening..verb).any(|i| matches!(unit.tag(i), Tag::Relative | Tag::PresentParticiple));
    // Without a second insertion the verb's own way back leads to him.
    let several = (opening + 1..comma).any(|i| unit.tag(i) == Tag::Comma);
    (held && several && is_somebody(unit, own)).then_some(own)
}

fn before_word(unit: &Unit, start: usize, hops: usize) -> Option<Subject> {
    let floor = start.saturating_sub(REACH);
    if let Some(own) = held_apart(unit, start) {
        return Some(Subject::single(own));
    }
    if let Some(relative) = closed_relative(unit, start) {
        return antecedent(unit, relative);
    }
    let mut p = start;
    let mut inserted: Option<NounPhrase> = None;
    while p > floor {
        match unit.tag(p - 1) {
            Tag::Adverb | Tag::Negation => p -= 1,
            // « des membres d'associations venant en aide aux migrants ont dénoncé »
            Tag::PresentParticiple if p < start && unit.phrase_ending(p - 1).is_some_and(|b| is_somebody(unit, b)) => {
                p -= 1
            }
            // « un ingénieur parvenu à s'échapper affirme »
            Tag::Infinitive
                if p == start
                    && let Some(end) = reduced_relative(unit, p) =>
            {
                p = end
            }
            // « un bilan donné dimanche par deux habitants fait état »
            Tag::PastParticiple if p < start && unit.phrase_ending(p).is_none() => p -= 1,
            // « Paul Roy, président du réseau – une union de cent clubs –, assure »
            Tag::Comma if p >= 2 && unit.tag(p - 2) == Tag::Dash => p -= 1,
            Tag::Dash => {
                let mark = |&i: &usize| matches!(unit.tag(i), Tag::Dash | Tag::Stop | Tag::Quotation);
                match (floor..p - 1).rev().find(mark).filter(|&i| unit.tag(i) == Tag::Dash) {
                    Some(opening) => p = opening,
                    None => return inserted.as_ref().map(Subject::single),
                }
            }
            Tag::Relative => return with_name(unit, antecedent(unit, p - 1), inserted.as_ref()),
            Tag::Coordinator => {
                // « Sur la deux et auprès de l'agence, X, locataire, affirme que »: no verb before, whom the insertion parted from this one.
                let Some(previous) = main_group_before(unit, p) else {
                    return inserted.as_ref().map(Subject::single);
                };
                // « X a rencontré Y et affirme que »: the subject of the verb before.
                return if hops == 0 {
                    None
                } else {
                    shared(unit, previous, hops - 1)
                };
            }
            // « La mairie dénonce un abus, réclame une enquête et exige A »
            Tag::Comma
                if p == start
                    && hops > 0
                    && let Some(previous) = unit.group_at(start).and_then(|g| enumerated(unit, g)) =>
            {
                return shared(unit, previous, hops - 1);
            }
            Tag::Comma => {
                let comma = p - 1;
                if comma > 0 && unit.tag(comma - 1) == Tag::Coordinator {
                    p = comma;
                    continue;
                }
                // « Mercredi, la ministre invitée sur France Inter, a affirmé »
                if let Some(own) = unit.phrase_ending(comma).and_then(|last| described(unit, last)) {
                    return Some(with_apposition_before(unit, own, None));
                }
                // « X, interrogé mardi, affirme »: over the insertion to what stands before it.
                let Some(opening) = (floor..comma).rev().find(|&i| unit.tag(i) == Tag::Comma) else {
                    // « Sans surprise, affirme … » or a lone apposition « X, président de Y affirme ».
                    return unit
                        .phrase_ending(comma)
                        .filter(|phrase| !governed(unit, phrase) && !is_time(unit, phrase))
                        // « Ils étaient cinq, corrige X »
                        .filter(|phrase| unit.tag(phrase.head) != Tag::Numeral)
                        .map(|phrase| with_apposition_before(unit, phrase, inserted));
                };
                let first = opening + 1;
                if let Some(voice) =
                    voice::by_voice(unit, first).filter(|s| s.words.start < comma && s.words.end <= start)
                {
                    return Some(voice);
                }
                if let Some(phrase) = unit.phrase_at(first)
                    && phrase.words.end == comma
                    && !governed(unit, phrase)
                    && !is_time(unit, phrase)
                {
                    inserted = Some(phrase.clone());
                }
                p = opening;
                if unit.phrase_ending(p).is_none() && unit.tag(p.saturating_sub(1)) != Tag::Comma {
                    // The comma opened nothing: the noun phrase inside is the subject itself.
                    if let Some(phrase) = inserted {
                        return Some(Subject::single(&phrase));
                    }
                }
            }
            Tag::Close if unit.phrase_ending(p).is_none() => {
                p = (floor..p - 1).rev().find(|&i| unit.tag(i) == Tag::Open)?;
            }
            _ => {
                // « Les élus qui gouvernent affirment », « Les élus qui siègent à Mons affirment »
                if let Some(qui) = relative_ending(unit, p) {
                    return with_name(unit, antecedent(unit, qui), inserted.as_ref());
                }
                let Some(phrase) = unit.phrase_ending(p) else {
                    // « le ministre, interrogé mardi matin à la radio publique »: an insertion's own words.
                    if inserted.is_none() && p < start && matches!(unit.tag(p), Tag::Comma) {
                        p -= 1;
                        continue;
                    }
                    return inserted.as_ref().map(Subject::single);
                };
                // « le président lui-même a dénoncé »
                if phrase.words.len() == 1 && unit.lower(phrase.head).ends_with("-même") && phrase.words.start > floor
                {
                    p = phrase.words.start;
                    continue;
                }
                let emphatic = unit.tag(phrase.head) == Tag::Pronoun && p < start && phrase.words.len() == 1;
                // « jugé pour vols et violences répétées, a avoué »
                if let Some(first) = coordinated_with(unit, phrase).filter(|first| governed(unit, first)) {
                    p = first.words.start;
                    while p > floor && matches!(unit.tag(p - 1), Tag::Preposition | Tag::Contraction) {
                        p -= 1;
                    }
                    continue;
                }
                if governed(unit, phrase)
                    || is_time(unit, phrase)
                    || (emphatic
                        && inserted.is_none()
                        && phrase.words.start > 0
                        && unit.tag(phrase.words.start - 1) == Tag::Comma)
                {
                    p = phrase.words.start;
                    if let Some(voice) = p.checked_sub(1).and_then(|i| voice::by_voice(unit, i)) {
                        return Some(voice);
                    }
                    while p > floor && matches!(unit.tag(p - 1), Tag::Preposition | Tag::Contraction) {
                        p -= 1;
                    }
                    // « Les élus qui siègent à Mons affirment »
                    if let Some(qui) = relative_ending(unit, p) {
                        return with_name(unit, antecedent(unit, qui), inserted.as_ref());
                    }
                    if p > 0 && unit.tag(p - 1) == Tag::FiniteVerb {
                        return inserted.as_ref().map(Subject::single);
                    }
                    continue;
                }
                // « des pays comme la France ont exigé », « des unions représentant des milliers de salariés ont rappelé »
                let own = phrase.words.start;
                let links = inserted.is_none()
                    && own > floor
                    && (unit.lower(own - 1) == "comme" || unit.tag(own - 1) == Tag::PresentParticiple);
                let several = links.then(|| unit.phrase_ending(own - 1)).flatten();
                if let Some(several) = several.filter(|p| is_somebody(unit, p) && !governed(unit, p)) {
                    return Some(Subject::single(several));
                }
                // « la coopérative qui regroupe les vignerons annonce », « la commission chargée d'examiner les offres affirme »
                if p == start
                    && unit.tag(phrase.head) != Tag::SubjectPronoun
                    && own > floor
                    && let Some(g) = unit.group_ending(own)
                {
                    if unit.is_finite(g) && in_relative(unit, g) {
                        return antecedent(unit, unit.groups[g].words.start - 1);
                    }
                    if unit.groups[g].tense == Tense::Infinitive {
                        p = unit.groups[g].words.start;
                        while p > floor
                            && matches!(unit.tag(p - 1), Tag::Preposition | Tag::PastParticiple | Tag::Adjective)
                            && unit.phrase_ending(p).is_none()
                        {
                            p -= 1;
                        }
                        continue;
                    }
                }
                return Some(
                    all_before(unit, phrase, start).unwrap_or_else(|| with_apposition_before(unit, phrase, inserted)),
                );
            }
        }
    }
    inserted.as_ref().map(Subject::single)
}

/// Whoever a relative clause is said of, with the name that stands behind it between commas: *le député qui siège au comité, **Paul Roy**, affirme*.
fn with_name(unit: &Unit, bearer: Option<Subject>, name: Option<&NounPhrase>) -> Option<Subject> {
    let bearer = bearer?;
    let own = name.filter(|name| {
        is_full_name(unit, name) && name.words.start > bearer.words.end && names_the_same(unit, &bearer.phrase, name)
    });
    Some(match own {
        Some(name) if bearer.apposition.is_none() && bearer.phrase.name.is_none() => {
            Subject::apposed(&bearer.phrase, name)
        }
        _ => bearer,
    })
}

/// The *qui* of a relative clause whose verb ends right before word `end`: *les élus **qui** siègent*.
fn relative_ending(unit: &Unit, end: usize) -> Option<usize> {
    let group = unit.group_ending(end).filter(|&g| unit.is_finite(g))?;
    let qui = unit.groups[group].words.start.checked_sub(1)?;
    (in_relative(unit, group) && unit.lower(qui) == "qui").then_some(qui)
}

/// Whom a participle with a place or a doer describes that ends in this noun phrase: ***la ministre** invitée sur France Inter*.
fn described<'a>(unit: &'a Unit, last: &NounPhrase) -> Option<&'a NounPhrase> {
    let link = last.words.start.checked_sub(1)?;
    let participle = link.checked_sub(1)?;
    let linked = unit.tag(link) == Tag::Preposition && unit.tag(participle) == Tag::PastParticiple;
    // The participle may be a part of the noun phrase, or stand behind it.
    let bearer = unit
        .phrase_ending(participle + 1)
        .or_else(|| unit.phrase_ending(participle));
    bearer.filter(|p| linked && is_somebody(unit, p) && !governed(unit, p) && opens_clause(unit, p))
}

/// True where the noun phrase stands at the head of its clause.
fn opens_clause(unit: &Unit, phrase: &NounPhrase) -> bool {
    let Some(before) = phrase.words.start.checked_sub(1) else {
        return true;
    };
    // « Thierry Carrel, patron de la maison fondée par son père, affirme »: what he is.
    let apposed = unit.tag(before) == Tag::Comma && unit.phrase_ending(before).is_some_and(|p| is_somebody(unit, p));
    !apposed && matches!(unit.tag(before), Tag::Comma | Tag::Stop | Tag::Colon)
}

/// Where the participle stands that an infinitive before word `end` completes, behind whom it is said of: *un ingénieur **parvenu** à s'échapper*.
fn reduced_relative(unit: &Unit, end: usize) -> Option<usize> {
    let group = unit.group_ending(end)?;
    let link = unit.groups[group].words.start.checked_sub(1)?;
    let participle = link.checked_sub(1)?;
    let linked = matches!(unit.lower(link), "à" | "de" | "d'")
        && matches!(unit.tag(participle), Tag::PastParticiple | Tag::Adjective);
    // The participle may be a part of the noun phrase, or stand behind it.
    let said_of = unit
        .phrase_ending(participle + 1)
        .or_else(|| unit.phrase_ending(participle));
    said_of.filter(|p| linked && is_somebody(unit, p)).map(|p| p.words.end)
}

/// The noun phrase that *et* joins to one without a determiner: ***vols** et violences répétées*.
fn coordinated_with<'a>(unit: &'a Unit, phrase: &NounPhrase) -> Option<&'a NounPhrase> {
    let et = phrase.words.start.checked_sub(1)?;
    let bare = unit.tag(phrase.words.start) == Tag::Noun && phrase.name.is_none();
    (bare && matches!(unit.lower(et), "et" | "ou"))
        .then(|| unit.phrase_ending(et))
        .flatten()
}

/// *Anna Weil et Marc Oster affirment*, *les syndicats A, B et C affirment*: the subjects of a plural verb are one mention.
fn all_before(unit: &Unit, last: &NounPhrase, verb: usize) -> Option<Subject> {
    let group = unit.group_at(verb)?;
    let et = last.words.start.checked_sub(1)?;
    if unit.groups[group].plural != Some(true) || !matches!(unit.lower(et), "et" | "and") {
        return None;
    }
    let ending = |end: usize| unit.phrase_ending(end).filter(|p| !governed(unit, p));
    let mut first = ending(et).filter(|p| is_somebody(unit, p))?;
    for _ in 0..LISTED {
        let comma = first.words.start.checked_sub(1).filter(|&i| unit.tag(i) == Tag::Comma);
        let before = comma
            .and_then(ending)
            .filter(|p| is_listed(unit, p) && is_somebody(unit, p));
        match before.filter(|_| is_listed(unit, first)) {
            Some(before) => first = before,
            None => break,
        }
    }
    Some(together(first, last))
}

/// The verb that reports before a comma, where the next one goes on without a subject of its own, and one more follows behind *et*: *La mairie
/// **dénonce** un abus, réclame une enquête et exige A*.
pub fn enumerated(unit: &Unit, group: usize) -> Option<usize> {
    let verb = &unit.groups[group];
    let comma = verb.words.start.checked_sub(1).filter(|&i| unit.tag(i) == Tag::Comma)?;
    let previous = unit
        .finite_groups_before(comma)
        .take(NEAR)
        .find(|&g| !is_subordinate(unit, g))
        .filter(|&g| unit.cues_of(g).any(|c| c.verb.strong))?;
    let earlier = &unit.groups[previous];
    let alike =
        earlier.plural == verb.plural && earlier.inverted.is_none() && verb.inverted.is_none() && !earlier.passive;
    let mark = |i: usize| matches!(unit.tag(i), Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Dash);
    let end = unit.cues_of(group).next().map_or(verb.words.end, |cue| cue.words.end);
    let somebody = |i: usize| {
        let one = matches!(unit.lower(i), "un" | "une" | "des");
        unit.phrase_at(i).is_some_and(|p| {
            is_somebody(unit, p) && !(one && unit.words[p.head].class() == Some(NounClass::Organisation))
        })
    };
    let inverted = somebody(end);
    // The verbs between are as this one, the last stands behind *et*.
    let before = |g: usize| unit.tag(unit.groups[g].words.start - 1);
    let one_more = unit
        .finite_groups_from(end)
        .take(NEAR)
        .filter(|&g| !is_subordinate(unit, g))
        .find(|&g| before(g) != Tag::Comma)
        .is_some_and(|g| before(g) == Tag::Coordinator && unit.groups[g].third);
    let main = !in_relative(unit, previous) && !(earlier.words.end..comma).any(mark);
    (alike && main && one_more && !inverted).then_some(previous)
}

/// The subject of an earlier verb that a coordinated verb shares.
fn shared(unit: &Unit, group: usize, hops: usize) -> Option<Subject> {
    let verb = &unit.groups[group];
    if let Some(pronoun) = verb.inverted {
        return Some(Subject::single(&NounPhrase::word(pronoun)));
    }
    match before_word(unit, verb.words.start, hops) {
        Some(subject) => Some(subject),
        // « « … » proteste Kévin, qui exhibe un hématome et menace de »
        None if unit.cues_of(group).next().is_some_and(|cue| cue.verb.quote)
            && unit.phrase_at(verb.words.end).is_some() =>
        {
            after(unit, verb.words.end)
        }
        None if verb.words.start > 0 && unit.tag(verb.words.start - 1) == Tag::Subordinator && hops > 0 => {
            shared(unit, unit.finite_group_before(verb.words.start)?, hops - 1)
        }
        None => None,
    }
}
