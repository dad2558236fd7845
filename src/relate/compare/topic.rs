//! One count or one length of time of what both speak of in other words: *14 000 personnes ont signé la pétition* against *3 000 signatures*.

use super::align::{all, best};
use super::beside::clause_of;
use super::figure::elsewhere;
use super::{Outcome, Pair, conflict, days_between};
use crate::lexicon::relation::Relations;
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// Days apart after which the count may be another one.
const WINDOW: i32 = 20;
/// How many times the smaller count the larger must be.
const APART: f64 = 1.25;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let idle = |f: &Facts| !f.asserts() || f.voice.stance == Stance::Promise || f.recalled;
    if [a, b].iter().any(|f| idle(f)) || pair.same_side() || elsewhere(a, b) {
        return Err("they belong to other times".to_owned());
    }
    let dated = matches!((a.event_day, b.event_day), (Some(s), Some(t)) if s != t);
    let late = matches!((a.published, b.published), (Some(s), Some(t)) if days_between(s, t) > WINDOW);
    if dated || late {
        return Err("other days".to_owned());
    }
    for kind in ["count", "span"] {
        let (Some((x, topics)), Some((y, others))) = (read(pair.data, kind, a), read(pair.data, kind, b)) else {
            continue;
        };
        let topic = topics.iter().find(|topic| others.contains(topic));
        let below = |x: &Tally, y: &Tally| x.figure.high * APART <= y.figure.low;
        if let Some(topic) = topic
            && (below(x, y) || below(y, x))
            && one_thing(pair, kind)
        {
            let explanation = format!(
                "For the {topic}, one says \"{}\" and the other \"{}\".",
                x.words, y.words
            );
            return Ok(conflict(ConflictType::Figure, "topic", 0.75, explanation));
        }
    }
    Err("they count other things".to_owned())
}

/// The one figure of a kind that a claim gives, with the topics of that kind that it speaks of.
fn read<'f>(data: &'static Relations, kind: &str, facts: &'f Facts) -> Option<(&'f Tally, Vec<&'static str>)> {
    let fits = |tally: &&Tally| match kind {
        "span" => tally.figure.measure.as_deref() == Some("duration"),
        _ => tally.figure.unit.is_none() && tally.figure.measure.is_none(),
    };
    let mut figures = facts.tallies.iter().filter(fits);
    let figure = figures.next().filter(|_| figures.next().is_none())?;
    let forms = facts.content.terms.iter().flat_map(|term| &term.forms);
    let topics: Vec<&'static str> = forms.flat_map(|form| data.listings(kind, form)).collect();
    // *sans courant* tells the span, *ne … pas* takes it back.
    let denied = clause_of(facts, figure).is_some_and(|clause| clause.negated && clause.negation != "sans");
    (!topics.is_empty() && !denied).then_some((figure, topics))
}

/// False where each speaks of something beside the topic and the figure that the other does not.
fn one_thing(pair: &Pair, kind: &str) -> bool {
    let things = |facts: &'_ Facts| -> Vec<Term> {
        let counted = |term: &Term| facts.tallies.iter().any(|tally| tally.figure.span.overlaps(term.span));
        let listed = |term: &Term| {
            let mut forms = term.forms.iter();
            forms.any(|form| pair.data.listings(kind, form).next().is_some())
        };
        let nouns = all(facts)
            .into_iter()
            .filter(|t| matches!(t.kind, Kind::Noun | Kind::Name) && t.weight > 0.5);
        nouns.filter(|term| !counted(term) && !listed(term)).cloned().collect()
    };
    let (p, q) = (things(pair.a), things(pair.b));
    p.is_empty() || q.is_empty() || p.iter().any(|term| best(term, q.iter()).0 > 0.0)
}
