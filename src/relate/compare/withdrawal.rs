//! A voice or an outlet takes back what it said: *X a retiré ses accusations contre Y*, *son affirmation selon laquelle A*, *contrairement à ce que
//! nous avons écrit*.

use super::align::{coverage, heavy, short, similarity, subject};
use super::{Direction, Finding, Outcome, Pair, is_told};
use crate::model::RelationKind;
use crate::relate::content::{Clause, Term};
use crate::relate::facts::Facts;
use crate::relate::withdrawn::Withdrawal;

/// Name of the comparer, by which a retracted claim is known.
const RULE: &str = "withdrawal";

/// Comparers of which one tells that a correction and what stood before exclude each other.
const EXCLUDING: &[fn(&Pair) -> Outcome] = &[
    super::supersedes::compare,
    super::figure::compare,
    super::denial::compare,
    super::date::compare,
    super::place::compare,
    super::identity::compare,
    super::polarity::compare,
];

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (earlier, later) = (pair.earlier(), pair.later());
    let nothing = || Err("neither takes back the other".to_owned());
    if earlier.withdrawal.is_some() || earlier.recalled && !pair.same_article() {
        return nothing();
    }
    let taken_back = match later.withdrawal {
        Some(Withdrawal::Words) => is_own(earlier, later) && says_it(earlier, later),
        Some(Withdrawal::Error) => {
            let excludes = || EXCLUDING.iter().any(|compare| compare(pair).is_ok());
            is_own(earlier, later) && (undoes(earlier, later) || excludes())
        }
        None => is_told(later) && tells_of_it(pair, earlier, later),
    };
    if !taken_back {
        return nothing();
    }
    let direction = match pair.in_order() {
        true => Direction::Backward,
        false => Direction::Forward,
    };
    Ok(Finding {
        kind: RelationKind::Supersedes,
        conflict: None,
        score: 0.75,
        explanation: format!("\"{}\" takes back \"{}\".", short(&later.words), short(&earlier.words)),
        rule: RULE,
        direction,
    })
}

/// True where the speaker of the later claim said the earlier one, or one outlet tells both in its own name.
fn is_own(earlier: &Facts, later: &Facts) -> bool {
    let voices = earlier.voice.speaker.is_some() && earlier.voice.speaker == later.voice.speaker;
    let own = |facts: &Facts| is_told(facts) || facts.voice.speaker.is_none();
    let outlets = own(earlier) && own(later) && earlier.source.is_some() && earlier.source == later.source;
    voices && !is_told(earlier) || outlets
}

/// True where the later claim gives the earlier one again.
fn says_it(earlier: &Facts, later: &Facts) -> bool {
    let (said, again) = (&earlier.content.terms, &later.content.terms);
    let (one, shared) = coverage(heavy(said.iter()), again.iter());
    let (other, _) = coverage(heavy(again.iter()), said.iter());
    earlier.negates() == later.negates() && one.max(other) >= 0.75 && shared >= 1.4
}

/// True where one claim negates the act that the other tells.
fn undoes(earlier: &Facts, later: &Facts) -> bool {
    let real = |clause: &&Clause| !clause.unreal && clause.finite;
    earlier.content.clauses.iter().filter(real).any(|x| {
        let mut clauses = later.content.clauses.iter().filter(real);
        clauses.any(|y| {
            let verbs = earlier.content.verb_of(x).zip(later.content.verb_of(y));
            let (cover, shared) = coverage(heavy(earlier.content.of(x)), later.content.of(y));
            let alike = verbs.is_some_and(|(v, w)| similarity(v, w) >= 0.8);
            x.negated != y.negated && alike && cover >= 0.75 && shared >= 1.4
        })
    })
}

/// *X a retiré ses accusations contre Y*: true where an article tells that the earlier claim's speaker takes it back.
fn tells_of_it(pair: &Pair, earlier: &Facts, later: &Facts) -> bool {
    let names = earlier.speaker_words();
    let of_speaker = |term: &Term| names.iter().any(|name| term.forms.contains(name));
    let done = |clause: &&Clause| !clause.negated && !clause.unreal && !clause.future && clause.finite;
    later.content.clauses.iter().filter(done).any(|clause| {
        let Some(verb) = later.content.verb_of(clause) else {
            return false;
        };
        let onto = |term: &Term| {
            pair.is("withdrawing", verb) || term.link == "sur" && verb.forms.iter().any(|f| f == "revenir")
        };
        let mut objects = later
            .content
            .of(clause)
            .filter(|term| term.own && pair.is("withdrawn", term));
        let Some(what) = objects.find(|term| onto(term)) else {
            return false;
        };
        // *X se rétracte et revient sur ses déclarations*
        let by = match subject(later, clause) {
            none if none.is_empty() => later.content.terms.iter().any(|term| term.before && of_speaker(term)),
            subject => subject.into_iter().any(of_speaker),
        };
        let about = later
            .content
            .of(clause)
            .filter(|term| *term != verb && *term != what && !of_speaker(term));
        let (_, shared) = coverage(heavy(about), earlier.content.terms.iter());
        by && shared >= 0.7
    })
}
