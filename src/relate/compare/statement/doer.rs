//! A deed of one whom the other names too, but beside somebody else as its doer.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, View};
use super::conflict;
use crate::model::ConflictType;
use crate::relate::content::Kind;

pub(super) fn check(view: &View) -> Outcome {
    if view.balanced() {
        return Err(String::new());
    }
    for i in view.small.all().filter(|&i| view.small.item(i).predicate) {
        let Some(j) = view.small.partner[i] else { continue };
        let (s, t) = (view.small.item(i), view.large.item(j));
        let verbs = s.term.kind == Kind::Verb && t.term.kind == Kind::Verb && t.predicate;
        if !verbs || s.denied || t.denied || !(view.is("deeds", s) || view.is("fates", s)) || !view.real(i, j) {
            continue;
        }
        let Some(topic) = view.small.topic(s.part).filter(|&k| view.small.item(k).name.is_some()) else {
            continue;
        };
        let Some(known) = view.small.partner[topic] else {
            continue;
        };
        let passive = view.small_part(i).passive;
        let (doers, others) = view.large.roles(j);
        let subjects = if view.large_part(j).passive { others } else { doers };
        if passive != view.large_part(j).passive {
            continue;
        }
        let subject = match subjects.first() {
            Some(&first) => Some(first),
            None if view.large_part(j).pronoun => view.large.antecedent(t.part),
            None => None,
        };
        let name = view.large.item(known).name;
        let Some(subject) = subject.filter(|&k| view.large.item(k).name != name && view.large.best[k] < SAME) else {
            continue;
        };
        let meant = subjects
            .iter()
            .any(|&k| view.large.item(k).name.is_some() && view.large.item(k).name == name);
        if meant || view.large.item(known).part == t.part || view.small.cover(&[]) < 0.8 {
            return Err(format!("\"{}\" may be told of both", s.term.word));
        }
        let explanation = format!(
            "The one tells \"{}\" of \"{}\", the other of \"{}\": \"{}\" against \"{}\".",
            s.term.word,
            view.small.item(topic).term.word,
            view.large.item(subject).term.word,
            short(&view.small.sentence.text),
            short(&view.large.sentence.text)
        );
        return Ok(conflict(ConflictType::Identity, 0.6, explanation));
    }
    Err(String::new())
}
