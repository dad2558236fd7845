//! A picture or a recording is made once: on other days, or at other places, it is not the same one.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::conflict;
use super::ground::is_another;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::{Correction, Year};
use crate::span::Span;

/// Where a sentence tells how a record was made.
struct Making {
    /// The record, as an index of a word; none for *a photographié X*.
    thing: usize,
    /// The words that tell it.
    run: Span,
    /// Where the verb of the making stands.
    verb: usize,
    moving: bool,
    still: bool,
}

pub(super) fn check(view: &View) -> Outcome {
    let (Some(x), Some(y)) = (making(view, &view.small), making(view, &view.large)) else {
        return Err(String::new());
    };
    if x.moving && y.still || x.still && y.moving {
        return Err("they tell of a picture and of a recording".to_owned());
    }
    let made_at = |side: &Side, run: Span| {
        let mut found = places(side, run);
        found.retain(|group| !is_passed_on(view, side, side.item(group[0]).term.span.start));
        found
    };
    let places = (made_at(&view.small, x.run), made_at(&view.large, y.run));
    let skip = [&[x.thing][..], &places.0.concat()].concat();
    let others = [&[y.thing][..], &places.1.concat()].concat();
    if let Some(reason) = apart(view, (&skip, &x), (&others, &y)) {
        return Err(reason);
    }
    let ground = view.ground(&skip, &others);
    if !ground.holds(1.5, 0.25) || ground.small.max(ground.large) < 0.4 {
        return Err("they tell of other records".to_owned());
    }
    let score = 0.4 + 0.4 * ground.small;
    let (s, t) = (days(view, &view.small, x.run), days(view, &view.large, y.run));
    if let Some((a, b)) = s.first().zip(t.first())
        && s.iter().all(|a| t.iter().all(|b| a.excludes(b)))
    {
        let text = |side: &Side, year: &Year| {
            let at = side.sentence.span.start;
            let words = side
                .sentence
                .text
                .get(year.span.start.saturating_sub(at)..year.span.end.saturating_sub(at));
            words.unwrap_or_default().to_owned()
        };
        let explanation = format!(
            "A record is made once: one says {}, the other {}.",
            text(&view.small, a),
            text(&view.large, b)
        );
        return Ok(conflict(ConflictType::Date, score, explanation));
    }
    let (Some(one), Some(other)) = (elsewhere(view, &places, true), elsewhere(view, &places, false)) else {
        return Err(String::new());
    };
    let explanation = format!(
        "A record is made at one place: one says \"{}\", the other \"{}\" (\"{}\" against \"{}\").",
        view.small.quote(&one),
        view.large.quote(&other),
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    Ok(conflict(ConflictType::Place, score, explanation))
}

/// What shows that they are two records: one of several, another one, a denial.
fn apart(view: &View, (skip, x): (&[usize], &Making), (others, y): (&[usize], &Making)) -> Option<String> {
    if is_another(&view.small) || is_another(&view.large) {
        return Some("one tells of one record among others".to_owned());
    }
    let denied = |side: &Side| side.sentence.parts.iter().any(|part| part.negated) && !side.corrects();
    if denied(&view.small) || denied(&view.large) {
        return Some("one denies how it was made".to_owned());
    }
    let heard = view.small.sentence.points.hearsay || view.large.sentence.points.hearsay;
    if heard {
        return Some("one tells what others say".to_owned());
    }
    differ(view, (skip, x), (others, y)).then(|| "they show others".to_owned())
}

/// True where both sentences are about records, and not of the same.
pub(super) fn show_others(view: &View) -> bool {
    match (making(view, &view.small), making(view, &view.large)) {
        (Some(x), Some(y)) => differ(view, (&[], &x), (&[], &y)),
        _ => false,
    }
}

/// True where most of what the one shows is not what the other shows.
fn differ(view: &View, (skip, x): (&[usize], &Making), (others, y): (&[usize], &Making)) -> bool {
    // What they show: nothing that only one shows, unless much of it is the same.
    let shown = |side: &Side, skip: &[usize], making: &Making| {
        let subject = |i: &usize| i > &making.thing && side.item(*i).term.span.start < making.verb;
        let words: Vec<usize> = side
            .telling(skip)
            .filter(subject)
            .filter(|&i| side.item(i).term.weight > 0.5)
            .collect();
        let (met, lone): (Vec<usize>, Vec<usize>) = words.into_iter().partition(|&i| side.meets(i));
        // The words of a name are one thing shown.
        let again = |&&i: &&usize| {
            side.item(i).name.is_some() && met.iter().any(|&k| k < i && side.item(k).name == side.item(i).name)
        };
        let things = met.len() - met.iter().filter(again).count();
        let strange = lone.iter().any(|&i| side.item(i).name.is_some());
        (strange, !lone.is_empty() && things < 3)
    };
    let (s, t) = (shown(&view.small, skip, x), shown(&view.large, others, y));
    s.0 && t.0 || s.1 && t.1
}

fn making(view: &View, side: &Side) -> Option<Making> {
    let is = |list: &str, i: usize| view.is(list, side.item(i));
    let thing = side.all().find(|&i| is("stills", i) || is("recordings", i))?;
    let verb = side.all().find(|&i| {
        let item = side.item(i);
        let told = item.predicate || item.term.kind != Kind::Noun;
        (i > thing || i == thing && item.term.kind == Kind::Verb || side.sentence.points.focus.is_some())
            && told
            && is("makings", i)
    })?;
    // The subject is the record itself, not what is told of it.
    let subject = side.topic(side.item(thing).part).is_none_or(|topic| topic == thing);
    let lead = side.item(thing).term.before && side.item(thing).term.outer.is_empty() && subject;
    let verb_itself = thing == verb;
    let span = side.item(verb).term.span;
    let until = side.sentence.span.end;
    let run = match side.sentence.points.focus {
        Some(focus) => focus,
        None => Span::new(span.start, until),
    };
    (lead || verb_itself || side.sentence.points.focus.is_some()).then(|| Making {
        thing,
        run,
        verb: span.start,
        moving: is("recordings", thing) && !is("stills", thing),
        still: is("stills", thing) && !is("recordings", thing),
    })
}

/// Days inside `run`, the first one with those of its phrase.
fn days<'a>(view: &View, side: &Side<'a>, run: Span) -> Vec<&'a Year> {
    let mut days = side.sentence.years.iter().filter(|year| run.contains(year.span));
    let made = |year: &&Year| year.on && !is_passed_on(view, side, year.span.start);
    days.next().filter(made).into_iter().collect()
}

/// Names inside `run` that say where.
pub(super) fn places(side: &Side, run: Span) -> Vec<Vec<usize>> {
    let rejected = |i: usize| side.item(i).correction == Some(Correction::Wrong);
    let placed = |group: &Vec<usize>| {
        let item = side.item(group[0]);
        let link = |word: &str| matches!(word, "à" | "en" | "dans" | "devant" | "de" | "sur" | "près" | "other");
        run.contains(item.term.span)
            && !rejected(group[0])
            && (link(item.term.outer) || link(item.term.link) || item.place.is_some())
            && (item.place.is_some()
                || matches!(item.term.link, "à" | "en" | "dans" | "devant")
                || matches!(item.term.outer, "à" | "en" | "dans" | "devant"))
    };
    side.names().into_iter().filter(placed).collect()
}

/// The place of the one side, where no place of the other may hold it or lie in it.
pub(super) fn elsewhere(view: &View, places: &(Vec<Vec<usize>>, Vec<Vec<usize>>), small: bool) -> Option<Vec<usize>> {
    let (mine, side, theirs, other) = if small {
        (&places.0, &view.small, &places.1, &view.large)
    } else {
        (&places.1, &view.large, &places.0, &view.small)
    };
    if mine.is_empty() || theirs.is_empty() || mine.iter().flatten().any(|&i| side.meets(i)) {
        return None;
    }
    let apart = |i: usize, j: usize| match (side.item(i).place, other.item(j).place) {
        (Some(p), Some(q)) => p.country != q.country || p.city && q.city,
        (Some(p), None) | (None, Some(p)) => p.city,
        (None, None) => true,
    };
    let all = mine
        .iter()
        .flatten()
        .all(|&i| theirs.iter().flatten().all(|&j| apart(i, j)));
    all.then(|| mine[0].clone())
}

/// True where a day, or a place, at `at` is where a record was passed on, not where it was made.
pub(super) fn is_passed_on(view: &View, side: &Side, at: usize) -> bool {
    let before = side.all().rev().find(|&k| {
        let item = side.item(k);
        let verbal = item.predicate || view.is("publishing", item) || view.is("makings", item);
        item.term.span.end <= at && verbal
    });
    before.is_some_and(|k| view.is("publishing", side.item(k)))
}
