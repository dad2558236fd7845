//! Who speaks before a colon.

use crate::extract::mention::names_trade;
use crate::extract::scope::Scope;
use crate::extract::subject::{self, Subject};
use crate::extract::unit::Unit;
use crate::extract::{apposition, attribution};
use crate::lexicon::{NounClass, Tense};
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::{Tag, Word};

/// *Soixante toits ont disparu, conteste **le maire** : « … »*: whoever has just been given as the one who says what stands before.
pub(super) fn answering(unit: &Unit, start: usize, colon: usize) -> Option<Subject> {
    let cue = unit
        .cues
        .iter()
        .rev()
        .find(|c| c.words.start >= start && c.words.end <= colon)?;
    let set_off = cue.words.start > start && unit.tag(cue.words.start - 1) == Tag::Comma && unit.is_finite(cue.group);
    let said_by = subject::after(unit, cue.words.end).filter(|_| set_off && cue.verb.quote)?;
    (said_by.words.end == colon && attribution::is_agent(unit, &said_by)).then_some(said_by)
}

/// *Même son de cloche chez le constructeur : A*, *Autre version du côté des avocats : A*: whose version it is.
pub(super) fn other_version(unit: &Unit, start: usize, colon: usize) -> Option<Subject> {
    let said = (start..colon.min(start + 4)).any(|i| {
        matches!(
            unit.lower(i),
            "son" | "version" | "discours" | "récit" | "refrain" | "lecture" | "constat" | "musique"
        )
    });
    let other = matches!(unit.lower(start), "même" | "autre" | "tout" | "toute" | "pareil");
    if !said || !other || unit.has_finite(start..colon) {
        return None;
    }
    let with = (start + 1..colon)
        .find(|&i| matches!(unit.lower(i), "chez" | "à" | "au" | "aux" | "côté") && unit.lower(i + 1) != "cloche")?;
    let from = match (unit.lower(with), unit.lower(with + 1)) {
        ("côté", "de" | "du" | "des" | "d'") => with + 2,
        ("au" | "aux", _) if unit.phrase_at(with).is_some() => with,
        _ => with + 1,
    };
    let phrase = noun_phrase(&unit.words, from).filter(|p| p.words.end <= colon)?;
    Some(apposition::with_apposition_after(unit, &phrase))
}

/// The one who speaks in a sentence without a cue verb: alone before the colon, or the subject of its verb.
pub(super) fn somebody(scope: &Scope, start: usize, colon: usize) -> Option<Subject> {
    let unit = scope.unit;
    let group = unit
        .finite_groups_from(start)
        .take_while(|&g| unit.groups[g].words.end <= colon)
        .find(|&g| !subject::in_relative(unit, g) && !subject::is_subordinate(unit, g));
    let said_by = match group {
        Some(g) => match stirred(unit, g, colon).or_else(|| cleft(unit, g)) {
            Some(phrase) => Subject::single(phrase),
            None => subject::before(unit, g)?,
        },
        None => {
            let first = unit.phrases.partition_point(|p| p.words.start < start);
            let mut phrase = unit.phrases.get(first).filter(|p| p.words.end <= colon)?;
            // « Dans un communiqué, le club : « … » »
            let text = matches!(
                unit.words[phrase.head].class(),
                Some(NounClass::Document | NounClass::Speech)
            );
            // « A Rochebrune, la directrice du refuge, Inès Solal : « … » »
            let place = matches!(unit.lower(start), "à" | "a" | "en" | "chez" | "dans" | "devant" | "sur");
            if phrase.words.start == start + 1 && (text || place) && unit.tag(phrase.words.end) == Tag::Comma {
                phrase = unit.phrase_at(phrase.words.end + 1).filter(|p| p.words.end <= colon)?;
            }
            if phrase.words.start > start
                && !matches!(
                    unit.tag(phrase.words.start - 1),
                    Tag::Coordinator | Tag::Comma | Tag::Adverb
                )
            {
                return last_before(unit, start, colon);
            }
            apposition::with_apposition_after(unit, phrase)
        }
    };
    let mut said_by = said_by;
    let head = &unit.words[said_by.phrase.head];
    let class = head.class();
    // « La réponse du préfet : « … » »
    if matches!(class, Some(NounClass::Speech | NounClass::Document))
        && let Some(owner) = (said_by.phrase.head + 1..said_by.phrase.words.end)
            .find(|&i| matches!(unit.lower(i), "de" | "du" | "des" | "d'"))
            .and_then(|de| noun_phrase(&unit.words, de + 1))
    {
        said_by = apposition::with_apposition_after(unit, &owner);
    }
    let head = &unit.words[said_by.phrase.head];
    let class = head.class();
    let sign = attribution::is_sign(head.lemma());
    let trade = |c: NounClass| matches!(c, NounClass::Person | NounClass::Office);
    // « Un habitué, chirurgien à Dole : « … » »
    let introduced = matches!(unit.lower(said_by.words.start), "un" | "une")
        && unit.tag(said_by.phrase.words.end) == Tag::Comma
        && unit.words[said_by.phrase.words.end + 1].class().is_some_and(trade);
    let named = said_by.phrase.name.is_some()
        || names_trade(head)
        || class.is_some_and(|c| c.is_somebody() || c == NounClass::Anonymous)
        || introduced && group.is_none();
    let person = !sign && named
        || group.is_some()
            && head.tag == Tag::SubjectPronoun
            && matches!(&*head.lower, "il" | "elle" | "ils" | "elles" | "he" | "she" | "they");
    person.then_some(said_by)
}

/// *Redescendu à terre, Marc Oster : « … »*: the person with a name right before the colon, behind what he has just done.
fn last_before(unit: &Unit, start: usize, colon: usize) -> Option<Subject> {
    let participle = unit.tag(start) == Tag::PastParticiple;
    let comma = (start..colon).find(|&i| unit.tag(i) == Tag::Comma)?;
    let phrase = unit.phrase_at(comma + 1).filter(|_| participle)?;
    let said_by = apposition::with_apposition_after(unit, phrase);
    (said_by.words.end == colon && apposition::is_somebody(unit, phrase)).then_some(said_by)
}

/// *Cette explication fait bondir le gardien : « … »*: whom a thing made speak.
fn stirred<'a>(unit: &'a Unit, group: usize, colon: usize) -> Option<&'a NounPhrase> {
    let caused = unit.words[unit.groups[group].head].is_form_of("faire");
    let verb = unit.groups.get(group + usize::from(caused))?;
    let person = unit.phrase_at(verb.words.end)?;
    let thing = subject::before(unit, group).is_some_and(|s| !attribution::is_agent(unit, &s));
    let moves = caused && verb.tense == Tense::Infinitive
        || !caused && stirs(&unit.words[verb.head]) && !verb.passive && !verb.reflexive;
    (moves && person.words.end == colon && thing && apposition::is_somebody(unit, person)).then_some(person)
}

/// True for a verb of what a thing does to somebody's mind: *agacer*, *inquiéter*.
fn stirs(verb: &Word) -> bool {
    [
        "agacer",
        "alarmer",
        "amuser",
        "attrister",
        "choquer",
        "consterner",
        "désoler",
        "écœurer",
        "étonner",
        "exaspérer",
        "indigner",
        "inquiéter",
        "interpeller",
        "irriter",
        "outrer",
        "peiner",
        "rassurer",
        "réjouir",
        "révolter",
        "scandaliser",
        "soulager",
        "surprendre",
    ]
    .iter()
    .any(|lemma| verb.is_form_of(lemma))
}

/// *c'est l'entraîneur qui s'en prend à l'arbitre : « … »*: who is meant behind *c'est*.
fn cleft<'a>(unit: &'a Unit, group: usize) -> Option<&'a NounPhrase> {
    let verb = &unit.groups[group];
    let phrase = unit.phrase_at(verb.words.end)?;
    let presents = verb.words.start > 0
        && matches!(unit.lower(verb.words.start - 1), "c'" | "ce")
        && unit.words[verb.head].is_form_of("être");
    (presents && unit.lower(phrase.words.end) == "qui" && apposition::is_somebody(unit, phrase)).then_some(phrase)
}
