//! Who does what a verb says: the noun phrase before it, after it, or that a pronoun stands for.

mod inverted;

use std::ops::Range;

use super::apposition::{antecedent, is_somebody, with_apposition_after, with_apposition_before};
use super::unit::Unit;
use super::voice;
use crate::lexicon::{NounClass, Tense};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
pub use inverted::{after, after_addressee};

/// The words that name somebody: a noun phrase and, directly after it, its apposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The whole, apposition included.
    pub words: Range<usize>,
    /// The noun phrase.
    pub phrase: NounPhrase,
    /// The apposition: *Armen Grigorian, secrétaire du Conseil de sécurité*.
    pub apposition: Option<NounPhrase>,
}

impl Subject {
    pub(super) fn single(phrase: &NounPhrase) -> Self {
        Subject {
            words: phrase.words.clone(),
            phrase: phrase.clone(),
            apposition: None,
        }
    }
}

/// How far back a subject is looked for, in words.
const REACH: usize = 120;
/// Among how many inflected verbs before or after it the main verb of a subordinate one is looked for.
const NEAR: usize = 12;

/// Nouns of time head noun phrases that are never subjects of speech: *la veille*, *mardi*, *une semaine*.
pub fn is_time(unit: &Unit, phrase: &NounPhrase) -> bool {
    let head = &unit.words[phrase.head];
    matches!(
        // « cette nuit-là »
        head.lemma().trim_end_matches("-là"),
        "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "veille"
            | "lendemain"
            | "matin"
            | "matinée"
            | "soir"
            | "soirée"
            | "nuit"
            | "jour"
            | "journée"
            | "semaine"
            | "mois"
            | "an"
            | "année"
            | "heure"
            | "minute"
            | "midi"
            | "minuit"
            | "janvier"
            | "février"
            | "mars"
            | "avril"
            | "mai"
            | "juin"
            | "juillet"
            | "août"
            | "septembre"
            | "octobre"
            | "novembre"
            | "décembre"
            | "fois"
            | "suite"
            | "époque"
            | "après-midi"
            | "week-end"
            | "début"
            | "fin"
    ) || &*head.lower == "fois"
        // « parti l'an dernier »
        || phrase.words.len() == 1 && matches!(&*head.lower, "dernier" | "dernière" | "prochain" | "prochaine")
        || head.class() == Some(NounClass::Time)
        || head.tag == Tag::Numeral && phrase.words.len() == 1 && is_year(&head.lower)
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}

/// True where a preposition other than the *de* of a complement governs the noun phrase.
pub(super) fn governed(unit: &Unit, phrase: &NounPhrase) -> bool {
    phrase.words.start > 0
        && matches!(unit.tag(phrase.words.start - 1), Tag::Preposition)
        && !matches!(unit.lower(phrase.words.start), "de" | "d'")
        || matches!(unit.lower(phrase.words.start), "au" | "aux" | "du")
        || unit.tag(phrase.words.start) == Tag::Contraction
            && phrase.words.start > 0
            && !after_boundary(unit, phrase.words.start)
        || phrase.words.start > 0 && unit.tag(phrase.words.start - 1) == Tag::Contraction
}

fn after_boundary(unit: &Unit, i: usize) -> bool {
    i == 0
        || matches!(
            unit.tag(i - 1),
            Tag::Comma | Tag::Colon | Tag::Semicolon | Tag::Stop | Tag::Quotation | Tag::Dash | Tag::FiniteVerb
        )
}

/// The subject of the verb group `group`, wherever it stands; for *on*, where that is: *fait-on savoir à la préfecture*.
pub fn subject_of(unit: &Unit, group: usize) -> Option<Subject> {
    let subject = grammatical_subject(unit, group)?;
    if unit.lower(subject.phrase.head) == "on" && subject.words.len() == 1 {
        let end = unit
            .cues_of(group)
            .next()
            .map_or(unit.groups[group].words.end, |cue| cue.words.end);
        if let Some(place) = voice::place_of_on(unit, subject.words.start, end).filter(|p| !is_time(unit, p)) {
            return Some(with_apposition_after(unit, &place));
        }
    }
    Some(subject)
}

/// The subject, if it has one, of an infinitive that tells what came next: *Et le maire de préciser que*, *Et d'ajouter*.
pub fn narrated(unit: &Unit, group: usize) -> Option<Option<Subject>> {
    let de = unit.groups[group].words.start.checked_sub(1)?;
    if unit.groups[group].tense != Tense::Infinitive || !matches!(unit.lower(de), "de" | "d'") {
        return None;
    }
    // « Avant d'ajouter : « … » » opens a sentence.
    let et = |i: usize| {
        matches!(unit.lower(i), "et" | "puis") && (i == 0 || after_boundary(unit, i))
            || i == 0 && unit.lower(i) == "avant"
    };
    if de > 0 && et(de - 1) {
        return Some(None);
    }
    // « « A », dit-il, avant d'ajouter : « B » »
    if de >= 2 && unit.lower(de - 1) == "avant" && unit.tag(de - 2) == Tag::Comma {
        return Some(unit.finite_group_before(de).and_then(|main| subject_of(unit, main)));
    }
    let own = unit.phrase_ending(de)?;
    let opens = own.words.start.checked_sub(1).is_some_and(et);
    (opens && is_somebody(unit, own)).then(|| Some(Subject::single(own)))
}

fn grammatical_subject(unit: &Unit, group: usize) -> Option<Subject> {
    let verb = &unit.groups[group];
    if let Some(pronoun) = verb.inverted {
        return Some(Subject::single(&NounPhrase::word(pronoun)));
    }
    match verb.tense {
        Tense::PresentParticiple => participle_subject(unit, group),
        Tense::PastParticiple => None,
        Tense::Infinitive => {
            let start = verb.words.start;
            if let Some(own) = narrated(unit, group) {
                return own;
            }
            if let Some(main) = unit.finite_group_before(start) {
                return subject_of(unit, main);
            }
            let main = unit.finite_group_from(verb.words.end)?;
            // « Soutenir que A ne suffit pas »: whoever opens what is said does not say it.
            let subject = subject_of(unit, main)?;
            let complement = matches!(
                unit.tag(unit.cues_of(group).next().map_or(verb.words.end, |c| c.words.end)),
                Tag::Subordinator
            );
            let own = subject.words.start > 0 && unit.tag(subject.words.start - 1) == Tag::Comma;
            (!complement || own || start > subject.words.start).then_some(subject)
        }
        // An English subject behind its verb is the business of the rules that look for one there.
        _ if unit.words[verb.head].fixed_order() => before(unit, group),
        _ => before(unit, group).or_else(|| {
            let end = unit.cues_of(group).next().map_or(verb.words.end, |cue| cue.words.end);
            after(unit, end)
        }),
    }
}

/// *a démenti tout report, assurant que …*: the main verb's subject; *une déclaration indiquant que*: that of the verb it completes.
fn participle_subject(unit: &Unit, group: usize) -> Option<Subject> {
    let start = unit.groups[group].words.start;
    // « les gendarmes craignant que »; a text is not its own author: « une déclaration indiquant que ».
    // « le gouverneur, Ada Weil, ayant annoncé que »
    if unit.lower(start) == "ayant"
        && start > 0
        && unit.tag(start - 1) == Tag::Comma
        && let Some(name) = unit.phrase_ending(start - 1)
    {
        let own = with_apposition_before(unit, name, None);
        if own.apposition.is_some() && !governed(unit, &own.phrase) {
            return Some(own);
        }
    }
    // « commentée par les internautes dénonçant A »: whoever did it goes on.
    let doer = |own: &NounPhrase| own.words.start > 0 && unit.lower(own.words.start - 1) == "par";
    if let Some(own) = unit.phrase_ending(start)
        && (!governed(unit, own) || doer(own))
        && is_somebody(unit, own)
    {
        return Some(Subject::single(own));
    }
    if let Some(main) = main_group_before(unit, start) {
        // « Une lubie, balaie la direction, excluant A »: who speaks stands behind the verb that a comma parts from what he says.
        let verb = &unit.groups[main].words;
        let set_off = verb.start > 0 && unit.tag(verb.start - 1) == Tag::Comma && unit.cues_of(main).next().is_some();
        let behind = after(unit, verb.end).filter(|s| set_off && is_somebody(unit, &s.phrase) && s.words.end <= start);
        // « L'accord a été rejeté par la CGT, dénonçant A »: the doer of a passive.
        let doer = || {
            let by = (verb.end..start).take(6).find(|&i| unit.lower(i) == "par")?;
            let doer = unit.phrase_at(by + 1).filter(|p| is_somebody(unit, p))?;
            Some(with_apposition_after(unit, doer))
        };
        let own = subject_of(unit, main);
        let passive = unit.groups[main].passive && !own.as_ref().is_some_and(|s| is_somebody(unit, &s.phrase));
        if let Some(doer) = passive.then(doer).flatten() {
            return Some(doer);
        }
        return behind
            .filter(|_| own.as_ref().is_none_or(|s| !is_somebody(unit, &s.phrase)))
            .or(own);
    }
    for g in unit.finite_groups_from(unit.groups[group].words.end).take(NEAR) {
        // The verb of the reported clause is not the main verb: the main one has a comma and a noun phrase before it.
        if let Some(subject) = before(unit, g)
            && subject.words.start > 0
            && unit.tag(subject.words.start - 1) == Tag::Comma
        {
            return Some(subject);
        }
    }
    let mut i = start;
    while i > 0 && matches!(unit.tag(i - 1), Tag::Comma | Tag::Coordinator | Tag::PastParticiple) {
        i -= 1;
    }
    unit.phrase_ending(i).map(Subject::single)
}

/// The main verb before word `i`: the last one that reports, for what lies behind that is its content; else the last outside a relative clause.
fn main_group_before(unit: &Unit, i: usize) -> Option<usize> {
    let finite = || unit.finite_groups_before(i).take(NEAR);
    finite()
        .find(|&g| unit.cues_of(g).any(|c| c.verb.strong) && !unit.groups[g].passive)
        .or_else(|| finite().find(|&g| !in_relative(unit, g)))
        .or_else(|| finite().next())
}

/// True where the verb group stands in a relative clause: *qui* right before it.
pub fn in_relative(unit: &Unit, group: usize) -> bool {
    let start = unit.groups[group].words.start;
    start > 0 && unit.tag(start - 1) == Tag::Relative
}

/// True where a conjunction or a relative pronoun opens the clause of the verb group: *que nous avons joint*, *où siège l'agence*.
pub fn is_subordinate(unit: &Unit, group: usize) -> bool {
    let mut start = unit.groups[group].words.start;
    // « soulignant que le trafic, comme à Valmont, ne cesse de croître »: over an insertion to the conjunction.
    if start > 0
        && unit.tag(start - 1) == Tag::Comma
        && let Some(opening) = (start.saturating_sub(10)..start - 1)
            .rev()
            .find(|&i| unit.tag(i) == Tag::Comma)
        && !unit.has_finite(opening..start)
    {
        start = opening;
    }
    (start.saturating_sub(12)..start)
        .rev()
        .map(|i| unit.tag(i))
        .take_while(|tag| {
            !matches!(
                tag,
                Tag::Comma | Tag::Stop | Tag::Colon | Tag::Semicolon | Tag::FiniteVerb
            )
        })
        .any(|tag| matches!(tag, Tag::Relative | Tag::Subordinator | Tag::Interrogative))
}

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
    let whole =
        (qui..comma).all(|i| !matches!(unit.tag(i), Tag::Stop | Tag::Colon | Tag::Semicolon | Tag::Coordinator));
    let bearer = unit.phrase_ending(qui.checked_sub(1)?)?;
    (set_off && whole && is_somebody(unit, bearer) && !governed(unit, bearer)).then_some(qui)
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
            Tag::Infinitive if p == start && reduced_relative(unit, p).is_some() => p = reduced_relative(unit, p)?,
            // « un bilan donné dimanche par deux habitants fait état »
            Tag::PastParticiple if p < start && unit.phrase_ending(p).is_none() => p -= 1,
            Tag::Relative => return antecedent(unit, p - 1),
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
                let Some(phrase) = unit.phrase_ending(p) else {
                    // « le ministre, interrogé mardi matin à la radio publique »: an insertion's own words.
                    if inserted.is_none() && p < start && matches!(unit.tag(p), Tag::Comma) {
                        p -= 1;
                        continue;
                    }
                    return inserted.as_ref().map(Subject::single);
                };
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
                    if p > 0 && unit.tag(p - 1) == Tag::FiniteVerb {
                        return inserted.as_ref().map(Subject::single);
                    }
                    continue;
                }
                // « la coopérative qui regroupe les vignerons annonce », « la commission chargée d'examiner les offres affirme »
                let own = phrase.words.start;
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
                    together(unit, phrase, start).unwrap_or_else(|| with_apposition_before(unit, phrase, inserted)),
                );
            }
        }
    }
    inserted.as_ref().map(Subject::single)
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

/// *Anna Weil et Marc Oster affirment*: two subjects of a plural verb are one mention.
fn together(unit: &Unit, phrase: &NounPhrase, verb: usize) -> Option<Subject> {
    let group = unit.group_at(verb)?;
    let et = phrase.words.start.checked_sub(1)?;
    if unit.groups[group].plural != Some(true) || !matches!(unit.lower(et), "et" | "and") {
        return None;
    }
    let first = unit
        .phrase_ending(et)
        .filter(|p| !governed(unit, p) && is_somebody(unit, p))?;
    let words = first.words.start..phrase.words.end;
    let both = NounPhrase {
        words: words.clone(),
        head: first.head,
        name: None,
    };
    Some(Subject {
        words,
        phrase: both,
        apposition: None,
    })
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
