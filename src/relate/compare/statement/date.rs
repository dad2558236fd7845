//! One event that happens once, in two years.

use super::super::Outcome;
use super::align::{SAME, View};
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::{Item, Year};

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
    let Some((i, j)) = event(view) else {
        let dated = !view.large.sentence.years.is_empty();
        return Err(if dated {
            "they date other events".to_owned()
        } else {
            String::new()
        });
    };
    let named = |item: &Item| item.predicate || (item.term.before && item.term.outer.is_empty());
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
    let ordinal = |form: &String| form == "premier" || form == "dernier";
    let first = |side: &Side| side.all().any(|i| side.item(i).term.forms.iter().any(ordinal));
    let once = first(&view.small) && first(&view.large);
    let again = |side: &Side| {
        side.all().find(|&i| {
            let item = side.item(i);
            side.best[i] >= SAME && view.is("recurrent", item) && !item.term.before
        })
    };
    if !once && let Some(i) = again(&view.small) {
        return Err(format!(
            "\"{}\" may have happened in both {pair}",
            view.small.item(i).term.word
        ));
    }
    if view.parts().any(|part| part.negated || part.unreal) {
        return Err(format!("one denies or supposes what it dates, {pair}"));
    }
    if let Some(reason) = view.other_things((&[], &[])) {
        return Err(format!("{pair}: {reason}"));
    }
    if view.other_values() {
        return Err(format!("{pair} have other figures"));
    }
    let cover = view.small.cover(&[]);
    let enough = if view.balanced() {
        let large = view.large.cover(&[]);
        cover >= 0.6 && large >= 0.4 && cover.max(large) >= 0.7
    } else {
        cover >= 0.78 && view.cover_near(j, &[]) >= 0.55 && same_clause(&y) && words_between(view, y, j) <= 5
    };
    if !enough {
        return Err(format!("{pair} date other things"));
    }
    if view.small.topic(0) != Some(i) && !view.same_topic(i, j) {
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

/// The event that the smaller sentence dates, in both: its verb, or its subject where the verb says no more than that it happened.
fn event(view: &View) -> Option<(usize, usize)> {
    let (small, large) = (&view.small, &view.large);
    let happens =
        |item: &Item| item.term.weight <= 0.5 || item.term.forms.iter().any(|form| HAPPENS.contains(&&**form));
    let deed = |i: &usize| {
        let item = small.item(*i);
        let verb = !small.sentence.parts[item.part].attributive && item.term.kind == Kind::Verb;
        small.partner[*i].is_some() && (item.predicate || verb)
    };
    let subject = || {
        let told = |side: &Side, k: usize| happens(side.item(k)) || side.partner[k].is_some();
        let all_told = |side: &Side| side.all().filter(|&k| side.item(k).predicate).all(|k| told(side, k));
        let dates = large.all().any(|k| large.item(k).predicate && happens(large.item(k)));
        let same =
            all_told(small) && (!view.balanced() || all_told(large)) && !view.other_opposites(usize::MAX, usize::MAX);
        // *est devenue indépendante* against *a obtenu son indépendance*
        let hollow = small
            .all()
            .filter(|&k| small.item(k).predicate)
            .all(|k| happens(small.item(k)));
        let shared = small
            .all()
            .filter(|&k| small.partner[k].is_some() && small.item(k).term.weight > 0.5)
            .count();
        let same = same || (view.balanced() && (dates || (hollow && shared >= 2)));
        small.topic(0).filter(|&i| same && small.partner[i].is_some())
    };
    let told = small.all().find(deed).filter(|&i| !happens(small.item(i)));
    let nominal = |i: &usize| small.partner[*i].is_some_and(|j| large.item(j).predicate && !happens(large.item(j)));
    let i = told
        .or_else(subject)
        .or_else(|| small.all().find(deed))
        .or_else(|| small.all().find(nominal))?;
    Some((i, small.partner[i]?))
}

/// A day as it was named, largest part first.
fn said(year: &Year) -> String {
    let part = |value: Option<i8>| value.map(|value| format!("-{value:02}")).unwrap_or_default();
    let first = year.year.map_or_else(|| "--".to_owned(), |year| year.to_string());
    format!("{first}{}{}", part(year.month), part(year.day))
}
