//! Where reported words end: the boundaries of content that no quotation mark draws.

mod comma;
mod coordinated;
mod dash;
mod start;

use std::ops::Range;

use super::subject::{self, is_time};
use super::unit::{Unit, VerbCue};
use super::{attribution, circumstance};
use crate::lexicon::{Lexicon, Tense};
use crate::text::tag::Tag;
use comma::ends_at_comma;
pub use comma::list_goes_on;
pub use coordinated::bare_speaker;
use coordinated::{acts, coordinated_cue, coordinated_speaker, counts_too, goes_on_in_tense, simple};
use dash::{between_dashes, verb_behind_dashes};
pub use start::{start, start_of_closed};

/// What kind of complement the content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complement {
    /// *que …*, or a main clause with its attribution set off.
    Clause,
    /// *avoir …*, *de saisir …*
    Infinitive,
    /// *des provocations*, *une réunion*
    NounPhrase,
}

/// Longest clause that is followed, in words; a bound that keeps every scan linear.
const LONGEST_CLAUSE: usize = 300;

/// One past the last word of the content that begins at word `start`.
pub fn end(unit: &Unit, lexicon: &Lexicon, start: usize, complement: Complement) -> usize {
    let words = &unit.words;
    let mut i = start;
    let mut relative = false;
    let mut subordinate = false;
    let limit = words.len().min(start + LONGEST_CLAUSE);
    while i < limit {
        match words[i].tag {
            Tag::Dash if between_dashes(unit, i).is_some() => i = between_dashes(unit, i).unwrap_or(i),
            // « déplorent qu'un gouvernement – minoritaire, qui plus est – ne soit plus suivi »: the clause's verb is still to come.
            Tag::Dash if complement == Complement::Clause && verb_behind_dashes(unit, start, i).is_some() => {
                i = verb_behind_dashes(unit, start, i).unwrap_or(i);
            }
            Tag::Stop | Tag::Semicolon | Tag::StrayQuote | Tag::Dash => break,
            // A list may follow a colon; a quotation there has been read by another rule.
            Tag::Colon if complement != Complement::Clause || unit.tag(i + 1) == Tag::Quotation => break,
            Tag::Open => {
                i = (i + 1..words.len().min(i + 60))
                    .find(|&j| words[j].tag == Tag::Close)
                    .unwrap_or(i);
            }
            // « imputent la crue, fin mars, à la fonte »
            Tag::Comma if complement == Complement::NounPhrase && inserted_time(unit, i).is_some() => {
                i = inserted_time(unit, i).unwrap_or(i);
            }
            // « dénonce un coup préparé, selon lui, de longue date »
            Tag::Comma
                if matches!(unit.lower(i + 1), "selon" | "d'après")
                    && matches!(unit.lower(i + 2), "lui" | "elle" | "eux" | "elles")
                    && unit.tag(i + 3) == Tag::Comma =>
            {
                i += 3;
            }
            Tag::Comma if ends_at_comma(unit, lexicon, start, i, complement) => break,
            // « affirme que le pays surveillera et évaluera la situation »
            Tag::Coordinator if complement == Complement::Clause && goes_on_in_tense(unit, start, i + 1) => {}
            Tag::Coordinator if i > start && (coordinated_cue(unit, i + 1) || coordinated_speaker(unit, i + 1)) => {
                break;
            }
            Tag::Coordinator if complement == Complement::NounPhrase && counts_too(unit, i + 1) => break,
            // « appelle chacun au calme et donne rendez-vous »: the outer verb goes on.
            Tag::Coordinator
                if complement != Complement::Clause
                    && !relative
                    && i > start
                    && unit.tag(i + 1) == Tag::FiniteVerb
                    && !(coordinates_participles(unit, i) && unit.words[i + 1].can_be_tag(Tag::PastParticiple))
                    && !subordinate
                    && unit.group_at(i + 1).is_some_and(|g| unit.groups[g].third) =>
            {
                break;
            }
            // A second participle of the outer verb: « a dit « prendre acte » et convoqué les syndicats »,
            // « ont estimé que le texte ne changera rien et repoussé le vote ».
            Tag::Coordinator
                if unit.tag(i + 1) == Tag::PastParticiple
                    && matches!(unit.tag(i + 2), Tag::Determiner | Tag::Numeral)
                    && shares_auxiliary(unit, start)
                    && !coordinates_participles(unit, i)
                    && match complement {
                        Complement::Clause => simple(unit, start, i),
                        Complement::Infinitive | Complement::NounPhrase => !relative,
                    } =>
            {
                break;
            }
            // « menace de suspendre A et l'union a suspendu B »: another's clause.
            Tag::Coordinator
                if complement == Complement::Infinitive && !relative && !subordinate && acts(unit, i + 1) =>
            {
                break;
            }
            // « ont demandé un renvoi par la voix du bâtonnier »
            Tag::Preposition
                if complement == Complement::NounPhrase
                    && i > start
                    && unit.lower(i) == "par"
                    && unit.lower(i + 1) == "la"
                    && matches!(unit.lower(i + 2), "voix" | "bouche" | "plume") =>
            {
                break;
            }
            // « a démenti ces informations lundi dans un communiqué »
            _ if complement == Complement::NounPhrase && circumstance::tells_where(unit, i)
                || i > start && circumstance::closes_with_release(unit, i) =>
            {
                break;
            }
            // « met en avant un recul pour justifier l'arrêt »: what the saying is for.
            Tag::Preposition
                if complement == Complement::NounPhrase
                    && unit.lower(i) == "pour"
                    && matches!(unit.lower(i + 1), "justifier" | "expliquer" | "motiver" | "légitimer") =>
            {
                break;
            }
            // « des « corps intermédiaires » que sont les syndicats »
            Tag::Subordinator | Tag::Relative
                if complement == Complement::NounPhrase
                    && i > start
                    && matches!(unit.lower(i), "que" | "qu'")
                    && matches!(unit.tag(i - 1), Tag::Quotation | Tag::Noun)
                    && unit.tag(i + 1) == Tag::FiniteVerb =>
            {
                relative = true;
            }
            Tag::Relative => relative = true,
            Tag::Subordinator if complement == Complement::Infinitive => subordinate = true,
            Tag::FiniteVerb | Tag::Negation | Tag::ObjectPronoun
                if complement == Complement::NounPhrase
                    && !relative
                    && i > start
                    && (words[i].tag == Tag::FiniteVerb || unit.group_at(i).is_some_and(|g| unit.is_finite(g))) =>
            {
                break;
            }
            Tag::Coordinator
                if complement == Complement::NounPhrase && unit.tag(i + 1) == Tag::SubjectPronoun && !relative =>
            {
                break;
            }
            // « a promis un plan et les syndicats ont annoncé une grève »: another clause.
            Tag::Coordinator
                if complement == Complement::NounPhrase && !relative && i > start && is_main_clause(unit, i + 1) =>
            {
                break;
            }
            // « a dénoncé le tir comme une violation »
            Tag::Subordinator if complement == Complement::NounPhrase && is_held_for(unit, i) => {}
            // « face à ce qu'il considère comme une faute »
            Tag::Subordinator if complement == Complement::NounPhrase && relative && unit.lower(i) == "comme" => {}
            Tag::Subordinator if complement == Complement::NounPhrase && i > start && unit.lower(i) != "que" => break,
            // « dénonce un mensonge après que X a accusé Y »
            _ if complement == Complement::NounPhrase
                && i > start
                && matches!(unit.lower(i), "après" | "avant" | "depuis")
                && conjunction_at(unit, lexicon, i) =>
            {
                break;
            }
            _ if i > start + 1 && contrast(lexicon, unit, i) => break,
            _ => {}
        }
        i += 1;
    }
    trim(unit, start, i)
}

/// True where a noun phrase and right behind it its inflected verb begin at word `i`.
fn is_main_clause(unit: &Unit, i: usize) -> bool {
    let verb = unit.phrase_at(i).and_then(|subject| unit.group_at(subject.words.end));
    verb.is_some_and(|g| unit.is_finite(g))
}

/// True where what something is held to be stands at word `i`, and closes the clause: *a dénoncé le tir **comme une violation***.
fn is_held_for(unit: &Unit, i: usize) -> bool {
    let held = unit.lower(i) == "comme" && matches!(unit.lower(i + 1), "un" | "une");
    held && !unit.has_finite(i..next_mark(unit, i))
}

/// The next mark from word `i` on; the end of the unit where there is none.
fn next_mark(unit: &Unit, i: usize) -> usize {
    let mark = |j: &usize| {
        matches!(
            unit.tag(*j),
            Tag::Stop | Tag::Comma | Tag::Semicolon | Tag::Colon | Tag::Dash
        )
    };
    (i..unit.words.len()).find(mark).unwrap_or(unit.words.len())
}

/// True where *et* at word `i` joins two participles of one infinitive: *d'avoir conçu **et** détruit les maisons*.
fn coordinates_participles(unit: &Unit, i: usize) -> bool {
    unit.group_ending(i).is_some_and(|g| {
        let group = &unit.groups[g];
        group.tense == Tense::Infinitive && unit.tag(group.head) == Tag::PastParticiple
    })
}

/// True where the words that begin at `start` stand behind a verb in a compound tense: *a dit « prendre acte »*.
fn shares_auxiliary(unit: &Unit, start: usize) -> bool {
    unit.finite_group_before(start).is_some_and(|g| {
        let group = &unit.groups[g];
        !group.passive && unit.tag(group.head) == Tag::PastParticiple && group.words.end + 2 >= start
    })
}

/// [`end`] for the complement of a cue. One in a relative or participle clause (*X, qui affirme que A, exige …*; *Estimant que A, X a demandé …*;
/// *un rapport indiquant que A a disparu*) ends where the outer clause goes on.
pub fn end_of(unit: &Unit, lexicon: &Lexicon, cue: &VerbCue, start: usize, complement: Complement) -> usize {
    let to = end(unit, lexicon, start, complement);
    if let Some(et) = outer_verb(unit, cue, start..to).filter(|_| complement == Complement::Clause) {
        return et;
    }
    let participle = unit.groups[cue.group].tense == Tense::PresentParticiple;
    let subordinate = opens_subordinate(unit, cue);
    // « la hausse, dont le maire assure qu'elle est provisoire, fait débat »
    let relative = subject::in_relative(unit, cue.group) || subject::inserted_relative(unit, cue.group);
    if !participle && !relative && !is_conceded(unit, cue) && !subordinate {
        return to;
    }
    if participle && closes_sentence(unit, cue.words.start) {
        return to;
    }
    // « X a beau jurer que A, personne n'y croit »
    let conceded = is_conceded(unit, cue);
    let opens = conceded
        || subordinate
        || participle
            && (cue.words.start == 0
                || matches!(unit.tag(cue.words.start - 1), Tag::Preposition | Tag::Adverb) && cue.words.start <= 2
                // « Dans un communiqué indiquant que A, l'état-major salue B »
                || unit.tag(0) == Tag::Preposition && unit.phrase_at(1).is_some_and(|p| p.words.end == cue.words.start));
    let own = |i: &usize| unit.tag(*i) == Tag::Comma && unit.has_finite(start..*i) && unit.has_finite(*i..to);
    if let Some(comma) = (start..to).find(own).filter(|_| conceded) {
        return comma;
    }
    trim(unit, start, outer_clause(unit, start, to, opens))
}

/// True for a participle clause behind the main verb of its sentence, so that no outer clause goes on after it: *X a quitté la salle, **affirmant que A***.
fn closes_sentence(unit: &Unit, participle: usize) -> bool {
    let Some(before) = participle.checked_sub(1 + usize::from(participle > 1 && unit.lower(participle - 1) == "en"))
    else {
        return false;
    };
    // « et la préfète, affirmant que A, rejette B »: whoever stands there still wants a verb.
    let waits = unit.phrase_ending(before).is_some_and(|p| {
        p.words.start == 0 || matches!(unit.tag(p.words.start - 1), Tag::Comma | Tag::Coordinator | Tag::Stop)
    });
    let comma = unit.tag(before) == Tag::Comma || before + 1 < participle;
    comma
        && !waits
        && unit
            .finite_groups_before(participle)
            .any(|g| !subject::is_subordinate(unit, g))
}

/// The *et* before a verb in the singular that several can't be the subject of, so that it is the speaker's own: *affirme que les prix baisseront **et**
/// refuse de céder*.
fn outer_verb(unit: &Unit, cue: &VerbCue, content: Range<usize>) -> Option<usize> {
    let groups = || {
        let inside = unit.finite_groups_from(content.start).filter(|&g| unit.is_finite(g));
        inside.take_while(|&g| unit.groups[g].words.end <= content.end)
    };
    let several = groups().next().is_some_and(|g| unit.groups[g].plural == Some(true));
    let one = unit.groups[cue.group].plural == Some(false);
    let own = |&g: &usize| {
        let start = unit.groups[g].words.start;
        unit.groups[g].plural == Some(false) && start > content.start && is_and(unit, start - 1)
    };
    let second = groups().nth(1).filter(own).filter(|_| several && one)?;
    Some(unit.groups[second].words.start - 1)
}

/// True for a cue in the conjunctional clause that opens the sentence: *Même si X a annoncé A, B*.
fn opens_subordinate(unit: &Unit, cue: &VerbCue) -> bool {
    let opening = usize::from(unit.lower(0) == "même") + usize::from(unit.tag(0) == Tag::Coordinator);
    let conjunction = match unit.lower(opening) {
        "si" | "s'" | "quand" | "lorsque" | "lorsqu'" | "puisque" | "puisqu'" => true,
        "alors" | "tandis" | "bien" | "après" => matches!(unit.lower(opening + 1), "que" | "qu'"),
        _ => false,
    };
    conjunction && !unit.has_finite(0..cue.words.start)
}

/// *a beau jurer que A*: the clause behind the comma is the article's.
fn is_conceded(unit: &Unit, cue: &VerbCue) -> bool {
    (cue.words.start.saturating_sub(1)..cue.words.end).any(|i| unit.lower(i) == "beau")
}

/// Where the outer clause goes on: its verb behind a comma, its verb right behind the inner one's end, or, where the inner clause opens the
/// sentence, its subject and verb behind a comma.
pub fn outer_clause(unit: &Unit, start: usize, to: usize, opens: bool) -> usize {
    let finite = |i: usize| unit.group_at(i).is_some_and(|g| unit.is_finite(g));
    let mut inner_verb = false;
    for i in start + 1..to {
        if unit.tag(i) == Tag::Comma {
            let subject = unit
                .phrase_at(i + 1)
                .is_some_and(|p| finite(p.words.end) || unit.tag(p.words.end) == Tag::Comma);
            // « soulignant que le trafic, comme à Valmont, ne cesse de croître »: the inner clause's own verb is still to come.
            // « la mairie, pour qui le pont, construit en 1950, est fermé »
            let opened = unit.tag(start - 1) == Tag::Subordinator
                || unit.tag(start - 1) == Tag::Relative && start >= 2 && unit.tag(start - 2) == Tag::Preposition;
            let own = !inner_verb && opened;
            if finite(i + 1) && !own || opens && subject {
                return i;
            }
        } else if inner_verb
            && finite(i)
            && matches!(unit.tag(i - 1), Tag::PastParticiple | Tag::Adjective | Tag::Infinitive)
            || unit.tag(i) == Tag::Coordinator && unit.tag(i + 1) == Tag::Relative
        {
            return i;
        }
        // « affirmant que le pont, qui mène au port, est fermé »: a relative clause has a verb of its own.
        let relative = || {
            let g = unit.groups.partition_point(|g| g.words.start <= i);
            g > 0 && subject::in_relative(unit, g - 1)
        };
        inner_verb |= unit.tag(i) == Tag::FiniteVerb && !relative();
    }
    to
}

/// Steps back over commas and conjunctions that only led to the next clause.
fn trim(unit: &Unit, start: usize, mut end: usize) -> usize {
    // « dénonce des abus, même si »
    let led = |i: usize| {
        matches!(unit.tag(i), Tag::Comma | Tag::Coordinator) || unit.lower(i) == "même" && unit.lower(i + 1) == "si"
    };
    while end > start && led(end - 1) {
        end -= 1;
    }
    end
}

/// True where a conjunction of several words begins: *alors que*, *dès que*.
pub fn conjunction_at(unit: &Unit, lexicon: &Lexicon, i: usize) -> bool {
    // « admet à présent qu'un courrier »: an adverb before the clause, not a conjunction.
    if unit.tag(i) == Tag::Adverb && lexicon.adverbials.length(|n| unit.lower(i + n)).is_some() {
        return false;
    }
    lexicon.conjunctions.length(|n| unit.lower(i + n)).is_some()
}

/// *alors que*, *tandis que*: from here the article speaks in its own voice.
fn contrast(lexicon: &Lexicon, unit: &Unit, i: usize) -> bool {
    let first = unit.lower(i);
    matches!(first, "alors" | "tandis" | "while" | "whereas")
        && lexicon.conjunctions.length(|n| unit.lower(i + n)).is_some()
}

/// Steps back from a number to the adverb that bounds it: *at least 300 people*; not beyond word `floor`.
pub fn with_bound(unit: &Unit, i: usize, floor: usize) -> usize {
    let mut first = i;
    while unit.tag(i) == Tag::Numeral && first > floor && unit.tag(first - 1) == Tag::Adverb {
        first -= 1;
    }
    first
}

/// True where a clause with its subject and its verb begins at word `i`, with nothing but complements and insertions between the two.
pub fn is_clause(unit: &Unit, i: usize) -> bool {
    let mut j = match unit.tag(i) {
        Tag::PresentParticiple => i + 1,
        Tag::Quotation => i + 1,
        _ => match unit.phrase_at(i) {
            Some(phrase) => phrase.words.end,
            None => return false,
        },
    };
    let limit = i + 40;
    let mut relatives = 0;
    while j < limit && j < unit.words.len() {
        if let Some(g) = unit.group_at(j) {
            if unit.is_finite(g) {
                if relatives == 0 {
                    return true;
                }
                relatives -= 1;
            }
            j = unit.groups[g].words.end;
            continue;
        }
        match unit.tag(j) {
            Tag::Relative => relatives += 1,
            Tag::Stop | Tag::Colon | Tag::Semicolon | Tag::Subordinator | Tag::Interrogative | Tag::StrayQuote => {
                return false;
            }
            // « his brother, a teacher, had left »
            Tag::Comma => match (j + 1..limit.min(unit.words.len())).find(|&k| unit.tag(k) == Tag::Comma) {
                Some(comma) => j = comma,
                None => return false,
            },
            Tag::SubjectPronoun if relatives == 0 => return false,
            _ => {}
        }
        j += 1;
    }
    false
}

/// The comma that closes a time or a quality between commas, where the noun phrase goes on with a preposition behind it.
fn inserted_time(unit: &Unit, comma: usize) -> Option<usize> {
    let close = (comma + 2..(comma + 7).min(unit.words.len())).find(|&i| unit.tag(i) == Tag::Comma)?;
    let time =
        (comma + 1..close).any(|i| unit.phrase_over(i).is_some_and(|p| is_time(unit, p)) || unit.lower(i) == "début");
    // « la baisse, jugée brutale, des aides »
    let said_of = matches!(unit.tag(comma + 1), Tag::PastParticiple | Tag::Adjective)
        && matches!(unit.lower(close + 1), "de" | "du" | "des" | "d'");
    ((time && matches!(unit.lower(close + 1), "à" | "au" | "aux" | "de" | "du" | "des") || said_of)
        && !unit.has_finite(comma..close))
    .then_some(close)
}

fn is_and(unit: &Unit, i: usize) -> bool {
    matches!(unit.lower(i), "et" | "and")
}

/// One past the last attribution between commas that stands in the words: *, estime la région,*.
pub fn after_insertions(unit: &Unit, start: usize, end: usize) -> usize {
    let from = unit.groups.partition_point(|g| g.words.start < start);
    let inserted = unit.groups[from..]
        .iter()
        .enumerate()
        .take_while(|(_, g)| g.words.end < end)
        .filter(|(n, g)| g.words.start > start && unit.tag(g.words.start - 1) == Tag::Comma && set_off(unit, from + n))
        .last();
    match inserted {
        Some((n, g)) if g.inverted.is_none() => {
            subject::after(unit, unit.cues_of(from + n).next().map_or(g.words.end, |c| c.words.end))
                .map_or(start, |s| s.words.end)
                .min(end)
        }
        _ => start,
    }
}

/// True for a cue whose subject follows it and closes with a mark: *, a indiqué X,*.
pub fn set_off(unit: &Unit, group: usize) -> bool {
    if !unit.is_finite(group) {
        return false;
    }
    let Some(cue) = unit.cues_of(group).next() else {
        return false;
    };
    unit.groups[group].inverted.is_some()
        || subject::after(unit, cue.words.end).is_some_and(|s| {
            matches!(unit.tag(s.words.end), Tag::Comma | Tag::Stop | Tag::Semicolon)
                && s.words.start == cue.words.end
                && attribution::is_agent(unit, &s)
        })
}
