use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::object::is_tallied;
use crate::extract::scope::Scope;
use crate::extract::subject::Subject;
use crate::extract::unit::{Unit, VerbCue};
use crate::lexicon::NounFrame;
use crate::text::tag::Tag;

/// A second speaker and a second figure behind a cue that is said once.
pub struct Gapping;

impl Rule for Gapping {
    fn name(&self) -> &'static str {
        "gapping"
    }

    fn doc(&self) -> &'static str {
        "A second speaker with a second figure under the verb of the first: Les organisateurs revendiquent 3 000 marcheurs, la police 900 ; \
         La police en a compté 900 et le syndicat 3 000 ; L'entreprise parle de 12 départs ; le syndicat, lui, de 40. Leaves alone a list and a \
         figure that nobody set against another."
    }

    fn precision(&self) -> f32 {
        0.9
    }

    fn apply(&self, scope: &mut Scope) {
        let unit = scope.unit;
        for cue in &unit.cues {
            let frame = cue.verb.noun != NounFrame::No || cue.verb.amount || is_tallied(unit, cue, cue.words.end);
            if frame && unit.is_finite(cue.group) && scope.is_used(cue.group) {
                read(self.name(), scope, cue);
            }
        }
    }
}

fn read(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let limit = unit
        .finite_group_from(cue.words.end)
        .map_or(unit.words.len(), |g| unit.groups[g].words.start)
        .min(cue.words.end + 40);
    // « témoigne Léa, 17 ans, l'aînée de six enfants »: no number that the first one gave.
    let number = |i: usize| unit.tag(i) == Tag::Numeral && scope.is_reported(i..i + 1);
    let mark = (cue.words.end..limit).rev().find(|&i| {
        matches!(unit.tag(i), Tag::Comma | Tag::Semicolon | Tag::Coordinator)
            && clause::bare_speaker(unit, i + 1).is_some()
    });
    let Some(mark) = mark.filter(|&mark| (cue.words.end..mark).any(number)) else {
        return;
    };
    let Some((said_by, from)) =
        clause::bare_speaker(unit, mark + 1).and_then(|s| figure(unit, cue, &s).map(|from| (s, from)))
    else {
        return;
    };
    let to = clause::end(unit, scope.lexicon, from, Complement::NounPhrase);
    let closes = to >= unit.words.len() || matches!(unit.tag(to), Tag::Stop | Tag::Semicolon);
    if !closes || unit.has_finite(mark..to) || scope.is_reported(from..to) {
        return;
    }
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![from..to], 0.9);
}

/// The first word of the figure behind the speaker, a stressing pronoun and the verb's own preposition.
fn figure(unit: &Unit, cue: &VerbCue, said_by: &Subject) -> Option<usize> {
    let mut i = said_by.words.end;
    if unit.tag(i) == Tag::Comma
        && matches!(unit.lower(i + 1), "lui" | "elle" | "eux" | "elles")
        && unit.tag(i + 2) == Tag::Comma
    {
        i += 3;
    }
    let link = if cue.verb.amount && unit.lower(i) == "à" {
        "à"
    } else {
        cue.verb.noun_link
    };
    match (link, unit.lower(i)) {
        ("", _) => {}
        ("de", "de" | "d'") => i += 1,
        (link, here) if link == here => i += 1,
        // « La police a compté 900 marcheurs, la CGT 3 000 », though one counts on somebody.
        _ if unit.tag(i) == Tag::Numeral => {}
        _ => return None,
    }
    let bound = matches!(unit.lower(i), "plus" | "moins" | "près" | "environ" | "quelque" | "au")
        && (i + 1..i + 4).any(|j| unit.tag(j) == Tag::Numeral);
    let single = matches!(unit.lower(i), "un" | "une") && matches!(unit.lower(i + 1), "seul" | "seule")
        || matches!(unit.lower(i), "aucun" | "aucune");
    (unit.tag(i) == Tag::Numeral || bound || single).then_some(i)
}
