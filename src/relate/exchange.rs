//! Whom a claim answers: what other voices say right before it in its article.

use rustc_hash::FxHashMap;

use super::answer::{Answer, Bearing};
use super::compare::{answers_likely, shared_weights};
use super::content::Term;
use super::facts::Facts;
use super::opponent::oppose;
use super::origin::shared;
use super::voice::Voice;
use crate::lexicon::relation::Relations;
use crate::model::{Form, Stance};
use crate::span::Span;

/// Bytes between a claim and the one that it may answer.
const REPLY: usize = 500;

/// The same where a third voice speaks between them: *X l'a vu. « J'en tremble encore », dit Y. Rien ne s'est passé, objecte Z*.
const OVER: usize = 750;

/// Words that a bare figure takes from the claim before it.
const ABOUT: usize = 12;

/// Claims before one that are looked at for what it follows.
const RUN: usize = 12;

/// What stands before a claim in its article, by others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// What the last other voice says, in one claim or in several on end.
    pub last: Option<Span>,
    /// What a third voice says before that.
    pub third: Option<Span>,
    /// Of all these claims the one that it most likely answers.
    pub answers: Option<Span>,
}

/// The claim that another is most likely set against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// From the first byte of its content to past the last.
    pub extent: Span,
    /// No other claim came into question.
    pub only: bool,
}

/// Marks what each of an article's claims follows. The claims come in order.
///
/// The narrator's claims follow none, and none follows them. Looks back over few claims, so that it stays linear.
pub fn in_order(claims: &mut [Facts]) {
    known_once(claims);
    for i in 1..claims.len() {
        let (before, rest) = claims.split_at_mut(i);
        let Some(claim) = rest.first_mut().filter(|claim| claim.voice.form != Form::Narrator) else {
            continue;
        };
        // *dix-neuf à la même date*
        if let Some(last) = before.last().filter(|last| last.paragraph == claim.paragraph)
            && ["même date", "même jour", "même moment"]
                .iter()
                .any(|words| claim.words.contains(words))
        {
            (claim.as_of, claim.event_day) = (last.as_of, last.event_day);
        }
        let told = before.iter().rev().take(RUN);
        let told: Vec<&Facts> = told
            .filter(|other| other.voice.form != Form::Narrator)
            .take_while(|other| claim.extent.start.saturating_sub(other.extent.end) <= OVER)
            .skip_while(|other| other.extent.end > claim.extent.start || is_one_voice(other, claim))
            .collect();
        let near = |other: &Facts| claim.extent.start.saturating_sub(other.extent.end) <= REPLY;
        let Some(last) = told.first().filter(|last| near(last)) else {
            continue;
        };
        let one_turn =
            |first: &Facts, other: &Facts| other.paragraph == first.paragraph && other.voice.same_side(&first.voice);
        let turn = told
            .iter()
            .take_while(|other| near(other) && one_turn(last, other))
            .count();
        let cover = |turn: &[&Facts]| turn.iter().map(|other| other.extent).reduce(Span::cover);
        let third = told
            .get(turn)
            .filter(|third| third.paragraph == last.paragraph && !is_one_voice(third, claim));
        let others = third.map_or(0, |third| {
            told[turn..].iter().take_while(|other| one_turn(third, other)).count()
        });
        let answers = answered(claim, &told[..turn + others]);
        let about = taken_from(claim, last);
        claim.before = Before {
            last: cover(&told[..turn]),
            third: cover(&told[turn..turn + others]),
            answers,
        };
        claim.about = about;
    }
    let debated = claims.iter().any(|claim| claim.answer >= Answer::Contrary);
    let replies = |claim: &&Facts| claim.answer >= Answer::Contrary || claim.voice.stance == Stance::Deny;
    let replies = claims.iter().filter(replies).count();
    for claim in claims.iter_mut() {
        claim.debated = debated;
        claim.replies = replies;
    }
    let answering = match_up(claims);
    oppose(claims, &answering);
}

/// Marks the claim that each is most likely set against: of those that it may answer, and of those that may answer it. Gives every claim that may
/// answer another, with that one.
fn match_up(claims: &mut [Facts]) -> Vec<(usize, usize)> {
    let mut answering = Vec::new();
    let mut best: Vec<Option<(f32, Counterpart)>> = vec![None; claims.len()];
    for (at, later) in claims.iter().enumerate() {
        for (before, earlier) in claims[..at].iter().enumerate().rev().take(RUN) {
            let Some(likely) = answers_likely(earlier, later) else {
                continue;
            };
            answering.push((at, before));
            for (one, other) in [(at, earlier), (before, later)] {
                let (extent, only) = (other.extent, best[one].is_none());
                match &mut best[one] {
                    Some((most, counterpart)) if *most >= likely => counterpart.only = false,
                    best => *best = Some((likely, Counterpart { extent, only })),
                }
            }
        }
    }
    for (claim, best) in claims.iter_mut().zip(best) {
        claim.counterpart = best.map(|(_, counterpart)| counterpart);
    }
    answering
}

/// What one claim of a person tells of whom he speaks for holds for all of his in the article: *le maire, Jean Morel*, and later *Jean Morel*.
fn known_once(claims: &mut [Facts]) {
    let mut known: FxHashMap<String, Voice> = FxHashMap::default();
    let data = claims.first().and_then(|claim| claim.lang).and_then(Relations::of);
    let management = data.and_then(|data| data.offices().management());
    let named = |voice: &Voice| voice.speaker.clone().filter(|_| voice.person);
    for claim in claims.iter() {
        if let Some(name) = named(&claim.voice) {
            let person = known.entry(name).or_insert_with(|| claim.voice.clone());
            person.learn(&claim.voice, management);
        }
    }
    for claim in claims {
        if let Some(person) = named(&claim.voice).and_then(|name| known.get(&name)) {
            claim.voice.learn(person, management);
        }
    }
}

/// True where one voice says both: of two people of one government, who may contradict each other, only where nothing sets the second against the first.
fn is_one_voice(earlier: &Facts, later: &Facts) -> bool {
    let set_against =
        later.answer > Answer::None || later.bearing == Bearing::Insists || later.voice.stance == Stance::Deny;
    earlier.voice.same_side(&later.voice) && !(set_against && earlier.voice.is_another_person(&later.voice))
}

/// Of the claims before one, the last first, the one that it shares most with; an accusation draws an answer, and so does what stands right before it.
fn answered(claim: &Facts, told: &[&Facts]) -> Option<Span> {
    let weigh = |(nth, other): (usize, &&Facts)| {
        let (one, back) = shared_weights(claim, other);
        let topics = shared(&claim.content.topics, &other.content.topics);
        let accuses = other.voice.stance == Stance::Accuse && claim.voice.stance != Stance::Accuse;
        // *« J'en tremble encore »* lends colour to what was told before it; a noun alone tells little.
        let colour = other.content.clauses.iter().any(|clause| clause.finite && clause.first);
        let bare = other.content.clauses.iter().all(|clause| clause.verb.is_none());
        let signs = [(accuses, 0.5), (colour, -0.4), (bare && nth == 0, -0.2)];
        let signs: f32 = signs.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
        let weight = one.min(back) + 0.4 * topics.min(2) as f32 + signs - 0.3 * nth as f32;
        (weight, other.extent)
    };
    let best = told.iter().enumerate().map(weigh);
    best.reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, extent)| extent)
}

/// The words that a bare figure with a unit leaves out, out of the claim before it that gives one such figure.
fn taken_from(claim: &Facts, last: &Facts) -> Vec<Term> {
    let finite = claim.content.clauses.iter().any(|clause| clause.finite);
    match (claim.tallies.as_slice(), last.tallies.as_slice()) {
        ([own], [other]) if !finite && own.figure.unit.is_some() && own.figure.unit == other.figure.unit => {
            let told = last.content.terms.iter().filter(|term| term.weight > 0.5);
            told.take(ABOUT).cloned().collect()
        }
        _ => Vec::new(),
    }
}
