//! The same deed with doer and sufferer exchanged: *A a racheté B* against *B a racheté A*.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::content::Kind;

pub(super) fn check(view: &View) -> Outcome {
    for i in view.small.all() {
        let Some(j) = view.small.partner[i] else { continue };
        let (s, t) = (view.small.item(i), view.large.item(j));
        let (p, q) = (view.small_part(i), view.large_part(j));
        let verbs = s.term.kind == Kind::Verb && t.term.kind == Kind::Verb && s.predicate && t.predicate;
        let attributes = s.predicate && p.attributive && t.predicate && q.attributive && s.term.kind == Kind::Noun;
        if !(verbs || attributes)
            || view.is("mutual", s)
            || view.is("mutual", t)
            || s.denied != t.denied
            || !view.real(i, j)
        {
            continue;
        }
        // Where names are told of, the nouns beside them do not count: *la banque Orlo*, *la banque Tessin*.
        let lead = |side: &Side, items: Vec<usize>| -> Vec<usize> {
            let named: Vec<usize> = items.iter().copied().filter(|&k| side.item(k).name.is_some()).collect();
            if named.is_empty() { items } else { named }
        };
        let (doers, others) = view.small.roles(i);
        let (doers, others) = (lead(&view.small, doers), lead(&view.small, others));
        let (their_doers, their_others) = view.large.roles(j);
        let (their_doers, their_others) = (lead(&view.large, their_doers), lead(&view.large, their_others));
        let to = |items: &[usize], theirs: &[usize]| {
            items
                .iter()
                .copied()
                .find(|&k| view.small.partner[k].is_some_and(|l| theirs.contains(&l)))
        };
        // The leading words of both change places, and none keeps its own.
        let first = doers.first().copied().filter(|k| to(&[*k], &their_others).is_some());
        let (Some(one), Some(other)) = (first, to(&others, &their_doers)) else {
            continue;
        };
        let kept = doers.iter().any(|&k| to(&[k], &their_doers).is_some());
        if kept || view.small.item(one).name == view.small.item(other).name && view.small.item(one).name.is_some() {
            continue;
        }
        if view.small.cover(&[]) < 0.8 || view.cover_near(j, &[]) < 0.75 || view.other_years() {
            return Err("who does it and who suffers it change places, but the rest is not the same".to_owned());
        }
        let explanation = format!(
            "\"{}\" and \"{}\" change places about \"{}\": \"{}\" against \"{}\".",
            view.small.item(one).term.word,
            view.small.item(other).term.word,
            s.term.word,
            short(&view.small.sentence.text),
            short(&view.large.sentence.text)
        );
        return Ok(conflict(ConflictType::Identity, 0.75, explanation));
    }
    Err(String::new())
}
