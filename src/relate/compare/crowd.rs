//! Counts of people at marches and rallies: each is of one place and one day.

use jiff::civil::Date;

use super::figure::turns_elsewhere;
use super::supersedes::is_gathering;
use super::{Pair, days_between};
use crate::relate::content::{Kind, Term};
use crate::relate::date::Sense;
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// Days after which people are counted at another gathering.
const SAME_CROWD: i32 = 3;
/// Place of a count of a whole country.
const COUNTRY: &str = "country";
/// Counts of people from here on may be of a crowd though nothing says that they marched.
const MANY: f64 = 1000.0;

/// True where one of two counts is of a crowd, and they are of two crowds, or of a crowd and a part of it: *80 000 à Paris*, *1,1 million dans le
/// pays*, *le 15 mars, 480 000*.
pub(super) fn apart(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    are_crowds(x, y) && (x.part != y.part || other_place(pair, x, y) || other_day(pair))
}

/// True where both claims count crowds.
pub(super) fn are_counted(pair: &Pair) -> bool {
    any(pair, are_crowds)
}

/// True where they count people at two marches.
pub(super) fn are_apart(pair: &Pair) -> bool {
    any(pair, |x, y| apart(pair, x, y))
}

fn any(pair: &Pair, holds: impl Fn(&Tally, &Tally) -> bool) -> bool {
    let of_one = |x: &Tally| pair.b.tallies.iter().any(|y| holds(x, y));
    pair.a.tallies.iter().any(of_one)
}

/// True for two counts of crowds, or that may be.
fn are_crowds(x: &Tally, y: &Tally) -> bool {
    let many = |tally: &Tally| {
        let nobody_else = tally.anybody || tally.head.is_none();
        nobody_else && tally.figure.measure.is_none() && tally.figure.unit.is_none() && tally.figure.low >= MANY
    };
    (is_gathering(x) || many(x)) && (is_gathering(y) || many(y))
}

/// True where they are of other places, or one is of a town and nothing tells that the other is of the same.
fn other_place(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (one, other) = (places(pair, pair.a, x), places(pair, pair.b, y));
    let town = |places: &[String]| places.iter().any(|place| place != COUNTRY);
    if one.is_empty() || other.is_empty() {
        // *Le cortège a compté 1 300 personnes*, says who counted 900 at the place.
        let again = pair.one_side()
            && if pair.in_order() {
                other.is_empty()
            } else {
                one.is_empty()
            };
        return town(&one) != town(&other) && (turns_elsewhere(pair) || !(pair.in_exchange() || again));
    }
    // A town's crowd that is larger than the country's is none of it.
    let more = |part: &Tally, whole: &Tally, of: &[String]| of == [COUNTRY] && part.figure.low > whole.figure.high;
    !one.iter().any(|place| other.contains(place)) && !more(x, y, &other) && !more(y, x, &one)
}

/// What a count is of, by the names that stand before all counts of its claim or behind this one, or else by the place before the claim;
/// [`COUNTRY`] for a whole country.
fn places(pair: &Pair, facts: &Facts, tally: &Tally) -> Vec<String> {
    let starts = || facts.tallies.iter().map(|tally| tally.figure.span.start);
    let first = starts().min().unwrap_or(0);
    let own = tally.figure.span.start;
    let next = starts().filter(|start| *start > own).min().unwrap_or(usize::MAX);
    let near = |term: &&Term| {
        let at = term.span.start;
        (own..next).contains(&at) || at < first && !tally.part
    };
    let named = facts.content.terms.iter().filter(near).filter_map(|term| {
        if term.country.is_some() || pair.is("whole_country", term) {
            return Some(COUNTRY.to_owned());
        }
        (term.kind == Kind::Name || pair.is("regions", term)).then(|| term.stem.clone())
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        facts.scene.names.clone()
    } else {
        named
    }
}

/// True where days lie between the crowds, by the day that either names or else that of its article.
fn other_day(pair: &Pair) -> bool {
    let day = |facts: &Facts| -> Option<Date> {
        let named = facts
            .days
            .iter()
            .filter(|day| day.sense == Sense::On)
            .map(|day| day.last);
        named.min().or(facts.period).or(facts.event_day).or(facts.published)
    };
    match (day(pair.a), day(pair.b)) {
        (Some(one), Some(other)) => days_between(one, other) > SAME_CROWD,
        _ => false,
    }
}
