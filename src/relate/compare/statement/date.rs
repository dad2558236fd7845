//! One event that happens once, in two years.

use super::super::Outcome;
use super::align::{SAME, Side, View};
use super::conflict;
use crate::model::ConflictType;
use crate::relate::statement::Year;

pub(super) fn check(view: &View) -> Outcome {
    let mut small = view.small.sentence.years.iter();
    let (Some(x), None) = (small.next(), small.next()) else {
        return Err(String::new());
    };
    let theirs = &view.large.sentence.years;
    if theirs.is_empty() {
        return Err(String::new());
    }
    if theirs.iter().any(|y| !x.excludes(y)) {
        return Err("they name the same year".to_owned());
    }
    let near = |year: &&Year| {
        let at = year.span.start;
        view.large
            .all()
            .filter(|&j| view.large.partner[j].is_some())
            .map(|j| view.large.item(j).term.span.start.abs_diff(at))
            .min()
    };
    let Some(y) = theirs.iter().min_by_key(|year| near(year).unwrap_or(usize::MAX)) else {
        return Err(String::new());
    };
    let pair = format!("\"{}\" and \"{}\"", x.year, y.year);
    // *depuis 1945* against *en 1971*: what began in the one year did not begin in the other; *avant* and *après* leave room.
    let begins = |side: &Side, year: &Year| {
        let before = side.sentence.span.start;
        let head = year.span.start.saturating_sub(before);
        side.sentence
            .text
            .get(..head)
            .is_some_and(|text| text.trim_end().ends_with("depuis"))
    };
    if !(x.on || begins(&view.small, x)) || !(y.on || begins(&view.large, y)) {
        return Err(format!("{pair} only bound what is said"));
    }
    let first = |side: &Side| {
        side.all().any(|i| {
            side.item(i)
                .term
                .forms
                .iter()
                .any(|form| form == "premier" || form == "dernier")
        })
    };
    let once = first(&view.small) && first(&view.large);
    let again = |side: &Side| {
        side.all().find(|&i| {
            let item = side.item(i);
            side.best[i] >= SAME
                && view.is("recurrent", item)
                && (item.predicate || !item.term.before)
                && !item.term.before
        })
    };
    if !once && let Some(i) = again(&view.small) {
        return Err(format!(
            "\"{}\" may have happened in both {pair}",
            view.small.item(i).term.word
        ));
    }
    if view
        .small
        .sentence
        .parts
        .iter()
        .chain(&view.large.sentence.parts)
        .any(|part| part.negated || part.unreal)
    {
        return Err(format!("one denies or supposes what it dates, {pair}"));
    }
    if let Some(reason) = view.other_things((&[], &[])) {
        return Err(format!("{pair}: {reason}"));
    }
    let figures = |side: &Side| {
        side.facts
            .figures
            .iter()
            .filter(|f| side.sentence.span.contains(f.span))
            .map(|f| (f.low, f.high))
            .collect::<Vec<_>>()
    };
    let (f, g) = (figures(&view.small), figures(&view.large));
    if !f.is_empty() && !g.is_empty() && !f.iter().any(|figure| g.contains(figure)) {
        return Err(format!("{pair} have other figures"));
    }
    let cover = view.small.cover(&[]);
    let at = view
        .large
        .all()
        .min_by_key(|&j| view.large.item(j).term.span.start.abs_diff(y.span.start))
        .unwrap_or(0);
    let enough = if view.balanced() {
        let large = view.large.cover(&[]);
        cover >= 0.6 && large >= 0.4 && cover.max(large) >= 0.7
    } else {
        cover >= 0.85 && view.cover_near(at, &[]) >= 0.8
    };
    if !enough {
        return Err(format!("{pair} date other things"));
    }
    // In a long sentence the event itself must be the same.
    let told = view
        .small
        .all()
        .any(|i| view.small.item(i).predicate && view.small.best[i] >= SAME);
    if !view.balanced() && !told {
        return Err(format!("{pair} date other events"));
    }
    let explanation = format!("For one event, one says {} and the other {}.", said(x), said(y));
    Ok(conflict(ConflictType::Date, 0.4 + 0.45 * cover, explanation))
}

/// A year with its month and day, largest first.
fn said(year: &Year) -> String {
    match (year.month, year.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", year.year),
        (Some(month), None) => format!("{:04}-{month:02}", year.year),
        _ => year.year.to_string(),
    }
}
