//! Who does what a verb says: the noun phrase before it, after it, or that a pronoun stands for.

mod inverted;
mod preceding;

use std::ops::Range;

use super::apposition::{is_somebody, named_before, with_apposition_after, with_apposition_before};
use super::unit::Unit;
use super::voice;
use crate::lexicon::{NounClass, Pos, Tense};
use crate::text::phrase::{NounPhrase, is_month};
use crate::text::tag::Tag;
pub use inverted::{after, after_addressee};
pub use preceding::{before, closed_relative, enumerated};

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
    /// A noun phrase with what stands behind it and names the same one.
    pub(super) fn apposed(phrase: &NounPhrase, apposition: &NounPhrase) -> Self {
        Subject {
            words: phrase.words.start..apposition.words.end,
            phrase: phrase.clone(),
            apposition: Some(apposition.clone()),
        }
    }

    pub(super) fn single(phrase: &NounPhrase) -> Self {
        Subject {
            words: phrase.words.clone(),
            phrase: phrase.clone(),
            apposition: None,
        }
    }
}

/// Names that an enumeration of speakers may hold before its last one.
const LISTED: usize = 4;

/// Several who say it together, where a list that *et* closes begins with a noun phrase: *la fédération et l'union*, *les syndicats A, B et C*.
pub fn joined(unit: &Unit, phrase: &NounPhrase) -> Option<Subject> {
    let mut at = phrase.words.end;
    for _ in 0..LISTED {
        let next = unit
            .phrase_at(at + 1)
            .filter(|next| unit.tag(at) == Tag::Comma && is_listed(unit, next));
        match next {
            Some(next) => at = next.words.end,
            None => break,
        }
    }
    let listed = at > phrase.words.end;
    let second = unit.phrase_at(at + usize::from(unit.lower(at) == "ainsi") + 1)?;
    let closes = matches!(
        unit.tag(second.words.end),
        Tag::Comma | Tag::Stop | Tag::Preposition | Tag::Contraction | Tag::Colon | Tag::Quotation | Tag::Open
    ) || unit.lower(second.words.end) == "ainsi";
    let and = matches!(unit.lower(at), "et" | "and") || (unit.lower(at), unit.lower(at + 1)) == ("ainsi", "que");
    let somebody = |p: &NounPhrase| is_somebody(unit, p) || unit.words[p.head].capital;
    let both = and && closes && is_somebody(unit, phrase) && somebody(second) && (!listed || is_listed(unit, phrase));
    both.then(|| together(phrase, second))
}

/// True for what an enumeration of speakers may hold: a name, or a body.
fn is_listed(unit: &Unit, phrase: &NounPhrase) -> bool {
    let named = phrase.name.as_ref().is_some_and(|name| name.end == phrase.words.end);
    (named || unit.words[phrase.head].class() == Some(NounClass::Organisation)) && !is_time(unit, phrase)
}

/// One subject from the first noun phrase to the last.
fn together(first: &NounPhrase, last: &NounPhrase) -> Subject {
    let words = first.words.start..last.words.end;
    Subject {
        words: words.clone(),
        phrase: NounPhrase { words, ..first.clone() },
        apposition: None,
    }
}

/// False where the subject is one and the verb wants several, or the other way round.
pub fn agrees(unit: &Unit, subject: &Subject, plural: Option<bool>) -> bool {
    let phrase = &subject.phrase;
    let head = &unit.words[phrase.head];
    let several = match unit.lower(phrase.words.start) {
        "les" | "des" | "ces" | "ses" | "leurs" | "plusieurs" | "certains" | "certaines" | "deux" => true,
        "le" | "la" | "l'" | "un" | "une" | "ce" | "cet" | "cette" | "son" | "sa" => false,
        // « ont appelé Bilal »
        _ if head.can_be(Pos::FirstName) && phrase.words.end == subject.words.end => false,
        _ => return true,
    };
    // « une partie des élus affirment », « le maire et le préfet affirment »
    let stands_for_several = || {
        let link = |i: usize| {
            matches!(
                unit.lower(i),
                "et" | "ou" | "ainsi" | "comme" | "de" | "des" | "d'" | "du"
            )
        };
        (phrase.head + 1..=subject.words.end).any(link)
    };
    // « Les Échos affirme », « la plupart affirment »
    let common = head.tag == Tag::Noun && !head.capital || head.can_be(Pos::FirstName);
    match plural {
        Some(verb) if common => verb == several || verb && stands_for_several(),
        _ => true,
    }
}

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
            | "fois"
            | "suite"
            | "époque"
            | "après-midi"
            | "week-end"
            | "début"
            | "fin"
    ) || is_month(head.lemma())
        || &*head.lower == "fois"
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
        return Some(named_before(unit, own).unwrap_or_else(|| Subject::single(own)));
    }
    // « fustige un projet qui menace la forêt, affirmant que A »
    let reports =
        |g: &usize| unit.cues_of(*g).any(|c| c.verb.strong) && !unit.groups[*g].passive && !is_relative(unit, *g);
    let outer = unit.finite_groups_before(start).take(NEAR).find(reports);
    if let Some(main) = outer.or_else(|| main_group_before(unit, start)) {
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
    // « affirme que le pont est sûr et promet A »: no bridge is sure of anything.
    let speaks = |g: usize| {
        !is_subordinate(unit, g)
            || before(unit, g).is_none_or(|s| is_somebody(unit, &s.phrase) || unit.tag(s.phrase.head) != Tag::Noun)
    };
    finite()
        .find(|&g| unit.cues_of(g).any(|c| c.verb.strong) && !unit.groups[g].passive && speaks(g))
        .or_else(|| finite().find(|&g| !is_subordinate(unit, g)))
        .or_else(|| finite().find(|&g| !in_relative(unit, g)))
        .or_else(|| finite().next())
}

/// True where the verb group stands in a relative clause: *qui* right before it.
pub fn in_relative(unit: &Unit, group: usize) -> bool {
    let start = unit.groups[group].words.start;
    start > 0 && unit.tag(start - 1) == Tag::Relative
}

/// True where a relative pronoun opens the clause of the verb group, its subject between the two or not: *qui menace*, *que personne n'a demandée*.
fn is_relative(unit: &Unit, group: usize) -> bool {
    let start = unit.groups[group].words.start;
    let clause = (start.saturating_sub(8)..start).rev().map(|i| unit.tag(i));
    let mut opening = clause.take_while(|tag| {
        !matches!(
            tag,
            Tag::Comma | Tag::Stop | Tag::Colon | Tag::Semicolon | Tag::FiniteVerb
        )
    });
    opening.any(|tag| tag == Tag::Relative)
}

/// True where the verb group stands in a relative clause that a comma opens and whose subject stands before it: *, **dont** le maire assure*.
pub fn inserted_relative(unit: &Unit, group: usize) -> bool {
    let start = unit.groups[group].words.start;
    let opening = (start.saturating_sub(12)..start)
        .rev()
        .find(|&i| unit.tag(i) == Tag::Comma);
    opening
        .is_some_and(|comma| matches!(unit.lower(comma + 1), "dont" | "que" | "qu'") && !unit.has_finite(comma..start))
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
