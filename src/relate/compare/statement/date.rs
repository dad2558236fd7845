//! One event that happens once, in two years.

use super::super::Outcome;
use super::align::{SAME, Side, View};
use super::conflict;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::Year;

/// Verbs that say of their subject no more than that it happened.
const HAPPENS: &[&str] = &[
    "lieu",
    "dater",
    "remonter",
    "derouler",
    "produire",
    "survenir",
    "intervenir",
    "tenir",
    "commencer",
    "debuter",
];

pub(super) fn check(view: &View) -> Outcome {
    let mut small = view.small.sentence.years.iter();
    let (Some(x), None) = (small.next(), small.next()) else {
        return Err(String::new());
    };
    // The event that the smaller one dates, in the larger one: its verb, or else the word that stands beside the day.
    let event = |i: &usize| {
        let item = view.small.item(*i);
        view.small.partner[*i].is_some()
            && (item.predicate || !view.small.sentence.parts[item.part].attributive && item.term.kind == Kind::Verb)
    };
    // *a eu lieu*, *date de* date their subject; any other verb is the event itself.
    let happens = |item: &crate::relate::statement::Item| {
        item.term.weight <= 0.5 || item.term.forms.iter().any(|form| HAPPENS.contains(&&**form))
    };
    let predicates = || view.small.all().filter(|&i| view.small.item(i).predicate);
    let told = view
        .small
        .all()
        .find(event)
        .filter(|&i| !happens(view.small.item(i)))
        .or_else(|| {
            let nominal = predicates().all(|i| happens(view.small.item(i)) || view.small.partner[i].is_some());
            // What both tell beside the day must be the same event, or no event of its own.
            let met = |side: &Side| {
                side.all()
                    .filter(|&k| side.item(k).predicate)
                    .all(|k| happens(side.item(k)) || side.partner[k].is_some())
            };
            let nominal = nominal && (!view.balanced() || met(&view.large) || !met(&view.small));
            let dates = |side: &Side| {
                side.all()
                    .filter(|&k| side.item(k).predicate)
                    .any(|k| happens(side.item(k)))
            };
            let nominal =
                nominal && !view.other_opposites(usize::MAX, usize::MAX) || view.balanced() && dates(&view.large);
            view.small
                .topic(0)
                .filter(|&i| nominal && view.small.partner[i].is_some())
        })
        .or_else(|| view.small.all().find(event));
    let told = told.and_then(|i| Some((i, view.small.partner[i]?)));
    let Some((i, j)) = told else {
        return Err(if view.large.sentence.years.is_empty() {
            String::new()
        } else {
            "they date other events".to_owned()
        });
    };
    let named =
        |item: &crate::relate::statement::Item| item.predicate || (item.term.before && item.term.outer.is_empty());
    // *le scrutin présidentiel, prévu le 30 octobre*: no other thing stands between.
    let dated = |year: &Year| {
        let (day, word) = (year.span.start, view.large.item(j).term.span.start);
        day > word
            && !view.large.all().any(|k| {
                let term = &view.large.item(k).term;
                k != j && (word..day).contains(&term.span.start) && matches!(term.kind, Kind::Noun | Kind::Name)
            })
    };
    let told = named(view.small.item(i)) && named(view.large.item(j)) || view.large.sentence.years.iter().any(dated);
    if !view.balanced() && !told {
        return Err("they date other events".to_owned());
    }
    let at = view.large.item(j).term.span.start;
    let same_clause = |year: &&Year| {
        let near = view
            .large
            .all()
            .min_by_key(|&k| view.large.item(k).term.span.start.abs_diff(year.span.start));
        near.is_some_and(|k| view.large.item(k).part == view.large.item(j).part)
    };
    let theirs = &view.large.sentence.years;
    let Some(y) = theirs
        .iter()
        .min_by_key(|year| (!same_clause(year), year.span.start.abs_diff(at)))
    else {
        return Err(String::new());
    };
    if !x.excludes(y) || (view.balanced() && theirs.iter().any(|y| !x.excludes(y))) {
        return Err("they name the same day".to_owned());
    }
    let pair = format!("{} and {}", said(x), said(y));
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
    let enough = if view.balanced() {
        let large = view.large.cover(&[]);
        cover >= 0.6 && large >= 0.4 && cover.max(large) >= 0.7
    } else {
        cover >= 0.78 && view.cover_near(j, &[]) >= 0.8 && same_clause(&y) && words_between(view, y, j) <= 5
    };
    if !enough {
        return Err(format!("{pair} date other things"));
    }
    if !view.same_topic(i, j) {
        return Err(format!("{pair} date what others did"));
    }
    let explanation = format!("For one event, one says {} and the other {}.", said(x), said(y));
    Ok(conflict(ConflictType::Date, 0.4 + 0.45 * cover, explanation))
}

/// How many words of the larger sentence stand between a day and word `j`.
fn words_between(view: &View, year: &Year, j: usize) -> usize {
    let (day, word) = (year.span.start, view.large.item(j).term.span.start);
    let between = |&k: &usize| (day.min(word)..day.max(word)).contains(&view.large.item(k).term.span.start);
    view.large.all().filter(|k| between(k)).count()
}

/// A day as it was named, largest part first.
fn said(year: &Year) -> String {
    let part = |value: Option<i8>| value.map(|value| format!("-{value:02}")).unwrap_or_default();
    let first = year.year.map_or_else(|| "--".to_owned(), |year| year.to_string());
    format!("{first}{}{}", part(year.month), part(year.day))
}
