//! Another number for what the answered claim counts.

use super::super::Pair;
use super::super::align::similarity;
use super::super::base::{one_offers, other_base, supposes};
use super::super::count::of_that;
use super::super::figure::{in_other_places, of_one_size, other_states, other_times, part_allows};
use super::super::scope::scope_allows;
use crate::relate::answer::{Answer, Bearing};
use crate::relate::content::Term;
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// How many times the smaller number the larger may be.
const SIZE: f64 = 12.0;

/// *Six agents manquaient. Deux absents, pas un de plus, rectifie X*: the words of two numbers of one thing.
pub(super) fn differs(pair: &Pair) -> Option<(String, String)> {
    let (earlier, later) = (pair.earlier(), pair.later());
    let (x, y) = (there(earlier, later).or_else(|| only(earlier))?, only(later)?);
    if held_apart(pair, x, y) {
        return None;
    }
    let told =
        limits(later) || limits(earlier) || (later.answer >= Answer::Contrast && later.bearing != Bearing::Agrees);
    let fragment = later.content.clauses.iter().all(|clause| !clause.finite);
    // *25 minutes*, *il m'en a fallu 55*
    let taken_up =
        y.figure.unit.is_none() && y.head.is_none() && later.answer == Answer::Rejoinder && of_that(later, y);
    let of_one = taken_up || x.figure.unit == y.figure.unit && of_one_thing(x, y, told, told && fragment);
    let next = pair.is_next() && earlier.paragraph == later.paragraph && acts(later).is_empty();
    let apart = x.excludes(y) && of_one_size(x, y, SIZE);
    // *Injectées* and *livrées* count two deeds, unless a word says that there were no more.
    let (p, q) = (acts(earlier), acts(later));
    let alike = p.is_empty() || q.is_empty() || p.iter().any(|v| q.iter().any(|w| similarity(v, w) >= 0.8));
    let limited = limits(earlier) || limits(later);
    (of_one && apart && (next || told && (alike || limited))).then(|| (x.words.clone(), y.words.clone()))
}

/// True where the number of the earlier claim and that of the later one are of two things, times or places, or each side's own dead.
fn held_apart(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let (s, t) = if pair.in_order() { (x, y) } else { (y, x) };
    let sums = x.figure.measure.as_deref() == Some("money") && (other_base(pair) || one_offers(pair))
        || supposes(pair.a) != supposes(pair.b);
    let counts = other_states(pair, s, t).and_then(|()| other_times(pair, s, t));
    // *Les nôtres ont perdu quatre hommes*: each side counts its own dead.
    let foreign = matches!((earlier.voice.country, later.voice.country), (Some(a), Some(b)) if a != b);
    let owned = x.grows() && (x.country.is_none() || x.country != y.country);
    let own = x.grows() && own_dead(earlier) != own_dead(later) && !kills(earlier) && !kills(later);
    let bare = x.grows() && !limits(earlier) && !limits(later) && !kills(earlier) && later.answer != Answer::Rejoinder;
    let part = !part_allows(pair, s, t) || !scope_allows(pair, s, t);
    in_other_places(pair) || sums || counts.is_err() || part || (foreign && owned) || own || bare
}

/// *Quatre morts dans ses rangs*: a side counts its own dead.
fn own_dead(facts: &Facts) -> bool {
    facts.says("own_dead")
}

/// *Avoir éliminé trente assaillants*: a side counts those whom it killed.
fn kills(facts: &Facts) -> bool {
    let active = facts.content.clauses.iter().find(|clause| clause.verb.is_some());
    active.is_some_and(|clause| !clause.passive && (clause.first || !clause.finite)) && !own_dead(facts)
}

/// Verbs of a claim that have a meaning of their own.
fn acts(facts: &Facts) -> Vec<&Term> {
    facts.content.verbs().filter(|verb| verb.weight > 0.5).collect()
}

/// The one figure of a claim, besides days and hours.
fn only(facts: &Facts) -> Option<&Tally> {
    let counts = |tally: &&Tally| tally.figure.measure.as_deref() != Some("duration");
    facts.tallies.iter().find(counts).or(facts.tallies.first())
}

/// The figure of the place that the later claim is about: *1 600 à Caen, **1 500** à Brest (3 300 selon X)*.
fn there<'f>(earlier: &'f Facts, later: &Facts) -> Option<&'f Tally> {
    let mut terms = earlier.content.terms.iter();
    let place = terms.find(|term| later.scene.names.contains(&term.stem))?;
    let mut tallies = earlier.tallies.iter();
    tallies.rfind(|tally| tally.figure.span.end <= place.span.start)
}

/// True where both may count the same: measured in one unit, people both, or one noun; or the second, *deux absents, pas un de plus*, takes up what
/// the first counts.
fn of_one_thing(x: &Tally, y: &Tally, told: bool, of_that: bool) -> bool {
    if x.limit || y.limit || x.part != y.part {
        return false;
    }
    let measure = |tally: &Tally| tally.figure.measure.clone();
    if x.figure.unit.is_some() {
        return measure(x) == measure(y);
    }
    let people = |tally: &Tally| tally.anybody || tally.person || tally.generic;
    let alike = x.head == y.head || x.classes.iter().any(|class| y.classes.contains(class)) || x.senses.meet(&y.senses);
    let (measured, other) = (measure(x), measure(y));
    // *15 passagers ne figuraient pas sur la liste* and *cinq morts* are two things; *14 cadres sont séquestrés* and *neuf s'y trouvent* one.
    let measures = match (&measured, &other) {
        (Some(x), Some(y)) => x == y,
        (None, None) => true,
        _ => told,
    };
    let open = |tally: &Tally| tally.head.is_none() && tally.figure.measure.is_none();
    measures
        && (alike
            || measured.is_some() && measured == other
            || (people(x) && people(y))
            || (told && (open(x) || open(y)))
            || (of_that && y.figure.measure.is_none()))
}

/// True where a claim leaves nothing above its figure: *ne … que*, *pas un de plus*, *à peine*, *le montant réel ne dépasse pas*.
fn limits(facts: &Facts) -> bool {
    facts.content.clauses.iter().any(|clause| clause.only) || facts.says("no_more")
}
