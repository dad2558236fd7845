//! What a picture or a recording shows was at one place, on one day, whichever way a sentence tells of it.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::conflict;
use super::ground::is_another;
use super::record::{elsewhere, is_passed_on, places, show_others};
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::statement::{Part, Year};
use crate::span::Span;

pub(super) fn check(view: &View) -> Outcome {
    if !tells_of_record(view, &view.small) || !tells_of_record(view, &view.large) {
        return Err(String::new());
    }
    if let Some(reason) = apart(view) {
        return Err(reason);
    }
    let places = (shown_at(view, &view.small), shown_at(view, &view.large));
    if show_others(view) {
        return Err("they show others".to_owned());
    }
    let ground = view.ground(&places.0.concat(), &places.1.concat());
    let enough = ground.words >= 3 && ground.holds(2.4, 0.3) && ground.small.max(ground.large) >= 0.45;
    if !enough {
        return Err("they show other things".to_owned());
    }
    let score = 0.4 + 0.4 * ground.small;
    if let (Some(one), Some(other)) = (elsewhere(view, &places, true), elsewhere(view, &places, false)) {
        let explanation = format!(
            "What is shown was at one place: one says \"{}\", the other \"{}\" (\"{}\" against \"{}\").",
            view.small.quote(&one),
            view.large.quote(&other),
            short(&view.small.sentence.text),
            short(&view.large.sentence.text)
        );
        return Ok(conflict(ConflictType::Place, score, explanation));
    }
    if view.names_differ() && (ground.words < 4 || ground.small.max(ground.large) < 0.55) {
        return Err("they show others".to_owned());
    }
    let (s, t) = (days(view, &view.small), days(view, &view.large));
    if let ([a], [b]) = (&*s, &*t)
        && a.excludes(b)
    {
        let explanation = format!(
            "What is shown was on one day: one says {}, the other {} (\"{}\" against \"{}\").",
            words(&view.small, a.span),
            words(&view.large, b.span),
            short(&view.small.sentence.text),
            short(&view.large.sentence.text)
        );
        return Ok(conflict(ConflictType::Date, score, explanation));
    }
    Err(String::new())
}

/// True for a sentence that tells of a picture or a recording.
fn tells_of_record(view: &View, side: &Side) -> bool {
    side.all().any(|i| {
        let item = side.item(i);
        !item.aside && ["stills", "recordings"].iter().any(|list| view.is(list, item))
    })
}

/// What shows that they tell of two records, or not as a fact where one was made.
fn apart(view: &View) -> Option<String> {
    let (s, t) = (view.small.sentence, view.large.sentence);
    if is_another(&view.small) || is_another(&view.large) {
        return Some("one tells of one record among others".to_owned());
    }
    if s.points.hearsay || t.points.hearsay {
        return Some("one tells what others say".to_owned());
    }
    let doubted = |part: &&Part| part.negated || part.unreal;
    let corrected = view.small.corrects() || view.large.corrects();
    if s.conditional || t.conditional || view.parts().find(doubted).is_some() && !corrected {
        return Some("one denies or supposes how it was made".to_owned());
    }
    None
}

/// Names that say where what is shown was.
fn shown_at(view: &View, side: &Side) -> Vec<Vec<usize>> {
    let mut found = places(side, side.sentence.span);
    found.retain(|group| {
        let item = side.item(group[0]);
        item.place.is_some() && !item.aside && !is_passed_on(view, side, item.term.span.start)
    });
    found
}

/// Days of what is shown.
fn days<'a>(view: &View, side: &Side<'a>) -> Vec<&'a Year> {
    let shown = |year: &&Year| year.on && !is_passed_on(view, side, year.span.start);
    side.sentence.years.iter().filter(shown).collect()
}

fn words<'s>(side: &'s Side, span: Span) -> &'s str {
    let at = side.sentence.span.start;
    let text = side
        .sentence
        .text
        .get(span.start.saturating_sub(at)..span.end.saturating_sub(at));
    text.unwrap_or_default()
}
