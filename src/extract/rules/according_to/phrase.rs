//! Which words attribute, and to whom.

use std::ops::Range;

use super::whom::{matches_phrase, phrase_from, selon_whom, speaker_at, weak_speaker};
use crate::extract::scope::Scope;
use crate::extract::subject::Subject;
use crate::extract::{apposition, attribution, relative};
use crate::lexicon::{CuePhrase, NounClass};
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;

/// A cue phrase and whom it lets speak.
pub(super) struct Attribution {
    /// Cue and mention.
    pub words: Range<usize>,
    pub cue: Range<usize>,
    pub phrase: &'static CuePhrase,
    pub said_by: Option<Subject>,
    pub relay: Option<Subject>,
    /// A relative: *X, pour qui A*.
    pub relative: bool,
}

pub(super) fn attributions(scope: &Scope) -> Vec<Attribution> {
    let unit = scope.unit;
    let mut found: Vec<Attribution> = Vec::new();
    let mut i = 0;
    while i < unit.words.len() {
        match attribution_at(scope, i) {
            Some(attribution) => {
                i = attribution.words.end;
                found.push(attribution);
            }
            None => i += 1,
        }
    }
    found
}

fn attribution_at(scope: &Scope, i: usize) -> Option<Attribution> {
    let unit = scope.unit;
    if unit.tag(i) == Tag::Quotation || unit.words[i].lower.is_empty() {
        return None;
    }
    scope
        .lexicon
        .cue_phrases_of(unit.lower(i))
        .filter_map(|phrase| matches_phrase(unit, i, phrase).map(|end| (phrase, end)))
        .find_map(|(phrase, after)| attributed(scope, i, phrase, after))
}

/// What the cue phrase attributes whose words begin at `i` and end before `after`.
fn attributed(scope: &Scope, i: usize, phrase: &'static CuePhrase, after: usize) -> Option<Attribution> {
    let unit = scope.unit;
    let initial = i == 0
        || matches!(
            unit.tag(i - 1),
            Tag::Comma
                | Tag::Stop
                | Tag::Semicolon
                | Tag::Colon
                | Tag::Dash
                | Tag::Open
                | Tag::Quotation
                | Tag::Subordinator
                | Tag::Close
                | Tag::StrayQuote
        )
        || unit.tag(i - 1) == Tag::Coordinator;
    // « X, pour qui A », « X, aux yeux duquel A »: whoever stands before thinks so.
    let held = after > i && matches!(unit.lower(after - 1), "duquel" | "desquels" | "desquelles");
    if held
        || matches!(unit.tag(after), Tag::Relative) && matches!(unit.lower(after), "qui" | "whom")
        || selon_whom(unit, i, after)
        || phrase.words.last() == Some(&"de") && matches!(unit.lower(after), "laquelle" | "lesquelles")
    {
        let said_by = relative::antecedent(unit, i).filter(|s| attribution::is_agent(unit, s))?;
        // « X a diffusé un communiqué, aux termes duquel A »
        let said_by = attribution::author(unit, &said_by, i).unwrap_or(said_by);
        return Some(Attribution {
            words: i..after + usize::from(!held),
            cue: i..after,
            phrase,
            said_by: Some(said_by),
            relay: None,
            relative: true,
        });
    }
    // « de source syndicale », « de sources concordantes »
    if phrase.words.last().is_some_and(|w| w.starts_with("source")) {
        if !initial && unit.tag(i.wrapping_sub(1)) != Tag::Adverb {
            return None;
        }
        // « on apprenait hier de source militaire que A » is read with its verb.
        let told = unit
            .finite_group_before(i)
            .filter(|&g| unit.groups[g].words.end + 1 >= i)
            .is_some_and(|g| unit.cues_of(g).any(|c| c.verb.clause));
        if told {
            return None;
        }
        let head = after - 1;
        let mut found = noun_phrase(&unit.words, head)?;
        found.head = head;
        let said_by = Subject::single(&found);
        return Some(Attribution {
            words: i..found.words.end,
            cue: i..after,
            phrase,
            said_by: Some(said_by),
            relay: None,
            relative: false,
        });
    }
    // « à l'en croire », « à ses yeux »: the clitic or possessive inside the cue is whoever spoke.
    let own = |n: &usize| {
        // « à l'en croire », « à l'entendre »
        let clitic = matches!(phrase.words[*n], "l'" | "les")
            && (phrase.words.get(n + 1) == Some(&"en") || *n == 1 && phrase.words.len() == 3);
        clitic || *n > 0 && matches!(phrase.words[*n], "son" | "ses" | "leur" | "leurs")
    };
    if let Some(clitic) = (0..phrase.words.len()).find(own) {
        let clitic = i + clitic;
        let said_by = Subject::single(&NounPhrase::word(clitic));
        return initial.then_some(Attribution {
            words: i..after,
            cue: i..after,
            phrase,
            said_by: Some(said_by),
            relay: None,
            relative: false,
        });
    }
    let mut said_by = speaker_at(unit, after)?;
    // « selon nos informations »: the paper's own, which are nobody's words.
    let own = matches!(unit.lower(after), "nos" | "notre")
        && matches!(
            unit.words[said_by.phrase.head].lemma(),
            "information" | "renseignement" | "source"
        );
    if own {
        return phrase.strong.then_some(Attribution {
            words: i..said_by.words.end,
            cue: i..after,
            phrase,
            said_by: None,
            relay: None,
            relative: false,
        });
    }
    // « selon le nombre de sites »
    if matches!(
        unit.lower(said_by.phrase.words.start + 1),
        "nombre" | "type" | "degré" | "nature" | "niveau"
    ) {
        return None;
    }
    // « selon leur comptage », « selon son décompte »: whoever counts.
    if matches!(unit.lower(after), "son" | "sa" | "ses" | "leur" | "leurs")
        && (scope
            .lexicon
            .cue_noun(unit.words[said_by.phrase.head].lemma())
            .is_some()
            // « d'après ses calculs »
            || matches!(
                unit.words[said_by.phrase.head].lemma(),
                "calcul" | "projection" | "recoupement" | "renseignement" | "source" | "mesure"
            ))
        && said_by.apposition.is_none()
        && !(said_by.phrase.head..said_by.phrase.words.end).any(|i| matches!(unit.lower(i), "de" | "du" | "des" | "d'"))
    {
        let end = said_by.phrase.words.end;
        return (phrase.strong).then_some(Attribution {
            words: i..end,
            cue: i..after,
            phrase,
            said_by: Some(Subject::single(&NounPhrase::word(after))),
            relay: None,
            relative: false,
        });
    }
    // « selon les propos tenus par X », « selon les termes de X »: whose words they are comes after.
    let class = unit.words[said_by.phrase.head].class();
    let made_by = (said_by.phrase.head + 1..(said_by.phrase.head + 13).min(unit.words.len())).any(|j| {
        // « un rapport consulté par l'agence »: who read it did not write it.
        let read = [
            "consulter",
            "lire",
            "obtenir",
            "citer",
            "relayer",
            "révéler",
            "dévoiler",
        ]
        .iter()
        .any(|lemma| unit.words[j - 1].is_form_of(lemma));
        matches!(unit.lower(j), "par" | "by")
            && !read
            && unit.words[said_by.phrase.head + 1..j].iter().any(|w| {
                w.lower
                    .trim_end_matches(['e', 's', 'd'])
                    .ends_with(['é', 'i', 'u', 'r'])
            })
    });
    if class == Some(NounClass::Speech)
        || made_by && !attribution::is_agent(unit, &said_by)
        || made_by && class == Some(NounClass::Document)
    {
        let limit = (said_by.phrase.words.start + 15).min(unit.words.len());
        if let Some(by) = (said_by.phrase.head + 1..limit)
            .find(|&j| matches!(unit.lower(j), "de" | "d'" | "du" | "des" | "par" | "by" | "of"))
            && let Some(owner) = speaker_at(unit, by + usize::from(unit.tag(by) == Tag::Preposition))
                .or_else(|| phrase_from(unit, by + 1))
        {
            said_by = owner;
        }
    }
    let mut end = said_by.words.end;
    // A circumstance may follow: « devant les maires du canton », « cité par l'agence ».
    let relay = apposition::relay(unit, &mut said_by, &mut end);
    let head_word = &unit.words[said_by.phrase.head];
    // « selon le numéro deux du parti, Paul Roy »
    let full = |name: &NounPhrase| apposition::is_full_name(unit, name);
    let named = said_by.phrase.name.is_some() || said_by.apposition.as_ref().is_some_and(full);
    let class = head_word.class();
    // Only somebody has an opinion, words or a confession: « de l'avis de la mission ».
    let speaks = named
        || head_word.tag == Tag::Quotation
        || attribution::is_mission(unit, &said_by)
        || attribution::is_service(unit, said_by.phrase.head)
        || attribution::is_party(unit, &said_by)
        || head_word.capital && head_word.tag == Tag::Noun
        // « selon les chiffres officiels », « d'après les données du ministère »
        // « selon l'acte d'accusation », « d'après un contrat signé en mai »
        || phrase.strong && matches!(head_word.lemma(), "chiffre" | "donnée" | "acte" | "contrat")
        || matches!(head_word.tag, Tag::Pronoun | Tag::SubjectPronoun)
        || matches!(class, Some(c) if c != NounClass::Other);
    let comma_near = || {
        (end..(end + 9).min(unit.words.len()))
            .find(|&i| matches!(unit.tag(i), Tag::Comma | Tag::Stop))
            .is_some_and(|i| unit.tag(i) == Tag::Comma && !unit.has_finite(end..i))
    };
    // « 3 000 selon les organisateurs, 900 pour la police »
    let elliptic = phrase.lemma == "pour"
        && unit.phrase_ending(i).is_some_and(|p| {
            unit.tag(p.words.start) == Tag::Numeral
                && p.words.start > 0
                && matches!(unit.tag(p.words.start - 1), Tag::Comma | Tag::Semicolon)
        })
        && matches!(unit.tag(end), Tag::Stop | Tag::Comma | Tag::Semicolon)
        && (!unit.has_finite(0..unit.words.len())
            || (0..unit.words.len()).any(|j| matches!(unit.lower(j), "selon" | "d'après")));
    // « Une fin de non-recevoir », pour le policier.
    let elliptic = elliptic
        || phrase.lemma == "pour"
            && i >= 2
            && unit.tag(i - 1) == Tag::Comma
            && unit.tag(i - 2) == Tag::Quotation
            && unit.tag(end) == Tag::Stop
            && !unit.has_finite(0..unit.words.len());
    let initial = initial || elliptic;
    let told = phrase.lemma.starts_with('à') && matches!(unit.tag(end), Tag::Stop | Tag::Semicolon);
    let set_off = elliptic || told || unit.tag(end) == Tag::Comma || named && comma_near();
    // « tourné d'après un roman » tells of a model, not of a statement.
    let told_of = unit.tag(i.wrapping_sub(1)) != Tag::PastParticiple
        && unit
            .phrase_ending(i)
            .is_some_and(|p| (p.words.start..p.words.end).any(|j| unit.tag(j) == Tag::Numeral));
    if phrase.strong && !initial && !told_of && class == Some(NounClass::Document) {
        return None;
    }
    // « libérés aux termes d'un accord »: what binds, not what says.
    let binds = matches!(
        head_word.lemma(),
        "accord" | "contrat" | "traité" | "loi" | "convention" | "bail" | "décret" | "règlement" | "compromis"
    );
    if binds && phrase.lemma == "aux termes de" {
        return None;
    }
    // « un « enjeu » pour la France »: nothing sets it off.
    let initial = initial && (phrase.strong || i == 0 || unit.tag(i - 1) != Tag::Quotation);
    if !phrase.strong && (!initial || !weak_speaker(unit, &said_by, named, class, phrase.lemma, end) || !set_off) {
        return None;
    }
    if phrase.strong
        && !speaks
        && (head_word.tag != Tag::Noun
            || !unit.words[said_by.phrase.words.clone()]
                .iter()
                .any(|w| w.readings.is_empty() && w.tag == Tag::Noun))
    {
        return None;
    }
    Some(Attribution {
        words: i..end,
        cue: i..after,
        phrase,
        said_by: Some(said_by),
        relay,
        relative: false,
    })
}
