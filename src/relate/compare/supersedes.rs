//! A later statement of the same side that replaces an earlier one: a toll that rises, a correction, another date.

use super::align::{all, best, coverage};
use super::anew::{found_dead, given_anew};
use super::figure::{of_one_size, same_thing};
use super::scope::of_one_place;
use super::{Direction, Finding, Outcome, Pair, either_way};
use crate::model::{RelationKind, Stance};
use crate::relate::answer::Bearing;
use crate::relate::content::{Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;
use crate::relate::replaced::Replaced;
use crate::relate::tally::Tally;
use crate::relate::voice::Voice;

/// How long after the first a revision may come, in days.
pub(super) const LONGEST: i32 = 60;
/// The same where one side speaks in both.
pub(super) const OF_ONE: i32 = 150;

pub(super) fn compare(pair: &Pair) -> Outcome {
    if pair.a.is_bare() || pair.b.is_bare() {
        return Err("bare statements have no order".to_owned());
    }
    if !(pair.one_side() || goes_on(pair) || pair.a.voice.both_public(&pair.b.voice)) {
        return Err("they come from other sides".to_owned());
    }
    let longest = if pair.one_side() { OF_ONE } else { LONGEST };
    if pair.days_apart() > longest {
        return Err("they belong to other times".to_owned());
    }
    either_way(pair, later)
}

/// The first claim as the later one.
fn later(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if !is_later(a, b) {
        return Err("neither is later than the other".to_owned());
    }
    let demands = |f: &Facts| f.voice.stance == Stance::Demand;
    if demands(a) != demands(b) && !(a.offering && b.offering) {
        let moved = super::reversal::retimed(pair)
            .or_else(|| super::reversal::lifted(pair))
            .or_else(|| super::redated::compare(pair))
            .or_else(|| super::turnabout::waived(pair))
            .ok_or_else(|| "a demand is no figure".to_owned());
        return moved.map(|explanation| found(0.7, explanation));
    }
    if let Some((new, old)) = corrected(a, b, |_| true) {
        let explanation = format!("Later, the same side says \"{new}\", and no longer \"{old}\".");
        return Ok(found(0.9, explanation));
    }
    if let Some((new, old)) = taken_back(pair) {
        let explanation = format!("Later, the same side says \"{new}\", and takes back \"{old}\".");
        return Ok(found(0.85, explanation));
    }
    for x in &a.tallies {
        for y in &b.tallies {
            let elsewhere = super::figure::elsewhere(a, b) && !(adds_up(a) || adds_up(b));
            if x.figure.unit.is_none() && elsewhere && y.figure.unit.is_none() {
                continue;
            }
            // *pas un seul message* of one side is no count that the other's *trois courriels* revises.
            if !pair.one_side() && !y.grows() && y.figure.high == 0.0 {
                continue;
            }
            if super::crowd::apart(pair, x, y) || super::figure::is_one_of_them(y, x) || says_again(pair, x, y) {
                continue;
            }
            // One place's share of a toll, and a toll of long ago that is not near this one.
            let near = (0.8..=1.5).contains(&(x.figure.low / y.figure.low));
            let long_ago = x.grows() && pair.days_apart() > LONGEST && !near;
            if of_one_place(a, x, b, y) || of_one_place(b, y, a, x) || long_ago {
                continue;
            }
            let counts = x.figure.unit.is_none() && y.figure.unit.is_none();
            if counts && super::recount::apart(pair, x, y) && !found_dead(pair, x, y) {
                continue;
            }
            if (revises(pair, x, y) && a.voice.stance != Stance::Demand)
                || given_anew(pair, x, y)
                || found_dead(pair, x, y)
            {
                let (new, old, what) = (&x.words, &y.words, y.what());
                let explanation = if pair.one_side() {
                    format!("Later, the same side says \"{new}\" where it said \"{old}\" before ({what}).")
                } else {
                    format!("Later, \"{new}\" is said where it was \"{old}\" before ({what}).")
                };
                return Ok(found(0.85, explanation));
            }
        }
    }
    if let Some((next, old)) = super::ranked::next(pair) {
        return Ok(found(0.8, format!("Later, \"{next}\" is added to \"{old}\".")));
    }
    if let Some((new, old, what)) = super::recount::compare(pair) {
        let explanation = format!("Later, the same side says \"{new}\" where it said \"{old}\" before ({what}).");
        return Ok(found(0.75, explanation));
    }
    let ended = super::reversal::contained(pair).filter(|_| pair.one_side() || pair.a.voice.both_public(&pair.b.voice));
    if let Some(explanation) = ended.or_else(|| super::reversal::ended(pair)) {
        return Ok(found(0.7, explanation));
    }
    if !pair.one_side() {
        return Err("another office gives another date".to_owned());
    }
    // What would contradict another side is the newer word of one side, but for a promise of none.
    let none = |facts: &Facts| facts.tallies.iter().any(|tally| tally.figure.high == 0.0);
    if let Ok(other) = super::figure::compare(pair)
        && !(none(a) || none(b) || pair.same_article())
        && !all_apart(pair)
        && !super::crowd::are_apart(pair)
    {
        return Ok(found(0.7, other.explanation));
    }
    if super::redated::is_another(pair) {
        return Err("they tell of two events, or of the two ends of one".to_owned());
    }
    super::date::revised(pair)
        .and_then(|explanation| match super::plan::is_one(pair) {
            true => Ok(explanation),
            false => Err("they name days for two things".to_owned()),
        })
        .or_else(|note| super::plan::moved(pair).ok_or(note))
        .or_else(|note| super::plan::other_day(pair).ok_or(note))
        .or_else(|note| super::reversal::retimed(pair).ok_or(note))
        .or_else(|note| super::reversal::lasting(pair).ok_or(note))
        .or_else(|note| super::redated::compare(pair).ok_or(note))
        .or_else(|note| super::reversal::compare(pair).ok_or(note))
        .or_else(|note| super::turnabout::compare(pair).ok_or(note))
        .map(|explanation| found(0.75, explanation))
}

/// True where the later claim gives the earlier figure again beside another one: *131 civils, dont 17 femmes* after *131 personnes*.
fn says_again(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let same = |s: &Tally, t: &Tally| {
        let (f, g) = (&s.figure, &t.figure);
        s.figure.measure == t.figure.measure && f.unit == g.unit && f.low == g.low && (f.high == g.high || f.low > 1.0)
    };
    !is_revision(pair) && (pair.a.tallies.iter().any(|t| same(t, y)) || pair.b.tallies.iter().any(|t| same(x, t)))
}

/// True where both count, and no two counts are of the same people or things.
fn all_apart(pair: &Pair) -> bool {
    let counts = |facts: &'_ Facts| -> Vec<Tally> {
        let counted = facts.tallies.iter().filter(|tally| tally.figure.unit.is_none());
        counted.cloned().collect()
    };
    let (new, old) = (counts(pair.a), counts(pair.b));
    let mut pairs = new.iter().flat_map(|x| old.iter().map(move |y| (x, y))).peekable();
    pairs.peek().is_some() && pairs.all(|(x, y)| super::recount::apart(pair, x, y))
}

/// True where one side says both, or one office through its holder and its house: *la préfète*, *la préfecture*.
pub(super) fn one_side(pair: &Pair) -> bool {
    let alike = |a: &Voice, b: &Voice| a.same_side(b) || a.same_office(b);
    let told = |of: &Facts, by: &Facts| {
        let name = of
            .voice
            .name
            .as_deref()
            .filter(|name| !pair.same_article() && by.story.names(name));
        let known = name.and_then(|_| of.voice.known_to(pair.data, &by.holders));
        known.is_some_and(|voice| alike(&voice, &by.voice))
    };
    pair.same_side()
        || pair.a.voice.same_office(&pair.b.voice)
        || one_firm(pair)
        || speaks_for(pair, pair.a, pair.b)
        || speaks_for(pair, pair.b, pair.a)
        || told(pair.a, pair.b)
        || told(pair.b, pair.a)
}

/// True for whoever surrounds a person, by the noun and the person's name: *le cabinet de M. Roy*.
fn speaks_for(pair: &Pair, one: &Facts, person: &Facts) -> bool {
    let key = person.voice.speaker.as_deref().filter(|_| person.voice.person);
    let surname = key.and_then(|key| key.rsplit(' ').next());
    let named = |surname: &str| {
        let key = one.voice.speaker.as_deref();
        key.is_some_and(|key| key.split(' ').any(|word| word == surname))
    };
    let proxy = || one.speaker_words().iter().any(|word| pair.data.is("proxies", word));
    surname.is_some_and(named) && proxy()
}

/// True where one article lets *la compagnie*, or whoever manages it, speak, and names the firm that speaks in the other.
fn one_firm(pair: &Pair) -> bool {
    let offices = pair.data.offices();
    let generic = |name: &str| {
        let (name, management) = (crate::fold::fold(name), offices.management());
        pair.data.is("firms", &name) || (management.is_some() && offices.of(&name) == management)
    };
    let plain = |facts: &Facts| facts.voice.name.as_deref().is_some_and(generic);
    let of = |plainly: &Facts, named: &Facts| {
        let own = named.voice.side.is_some() && named.voice.side == named.voice.speaker && !named.voice.authority;
        let firm = |name: &&str| {
            [plainly, named]
                .iter()
                .any(|facts| facts.holders.is_firm(pair.data, name))
        };
        let name = named
            .voice
            .name
            .as_deref()
            .filter(|name| own && plainly.story.names(name));
        plain(plainly) && !plain(named) && name.as_ref().is_some_and(firm)
    };
    !pair.same_article() && (of(pair.a, pair.b) || of(pair.b, pair.a))
}

/// True where one person speaks in both, by the full name.
pub(super) fn one_person(pair: &Pair) -> bool {
    let name = |facts: &Facts| facts.voice.speaker.clone().filter(|name| name.contains(' '));
    name(pair.a).is_some() && name(pair.a) == name(pair.b)
}

/// True where one voice speaks in both: a person, an office or a body, but not two persons of one side.
pub(super) fn one_voice(pair: &Pair) -> bool {
    let person = |facts: &Facts| {
        let voice = &facts.voice;
        voice
            .speaker
            .clone()
            .filter(|name| name.contains(' ') && voice.side.as_ref() != Some(name))
    };
    let two = matches!((person(pair.a), person(pair.b)), (Some(a), Some(b)) if a != b);
    one_person(pair) || pair.a.voice.same_office(&pair.b.voice) || (pair.same_side() && !two)
}

/// True where somebody whose side is not told *porte à onze* what an authority counted, or an authority goes on with such a count.
fn goes_on(pair: &Pair) -> bool {
    let free = |f: &Facts| f.voice.side.is_none() && f.voice.office.is_none();
    let revises = |f: &Facts| (f.bearing == Bearing::Revises && free(f)) || (adds_up(f) && f.voice.country.is_none());
    (revises(pair.a) && pair.b.voice.authority) || (revises(pair.b) && pair.a.voice.authority)
}

/// *Ce qui porte à douze le nombre de morts*: whoever says it goes on with the count that there was.
fn adds_up(facts: &Facts) -> bool {
    let words = &facts.words;
    let porte = [
        "porte à",
        "portant à",
        "porterait à",
        "portait à",
        "porte ainsi à",
        "portant ainsi à",
        "porte désormais à",
    ];
    let bilan = [
        "bilan à",
        "nombre de morts à",
        "nombre de victimes à",
        "nombre de blessés à",
        "nombre de décès à",
    ];
    let toll = || {
        facts
            .tallies
            .iter()
            .any(|tally| tally.grows() || tally.head.as_deref() == Some("victim"))
    };
    (porte.iter().any(|mark| words.contains(mark))
        || (words.contains("port") && bilan.iter().any(|mark| words.contains(mark))))
        && toll()
}

fn found(score: f32, explanation: String) -> Finding {
    Finding {
        kind: RelationKind::Supersedes,
        conflict: None,
        score,
        explanation,
        rule: "supersedes",
        direction: Direction::Forward,
    }
}

/// True where `a` is told of a later day than `b`, or `b` is told as an earlier word.
fn is_later(a: &Facts, b: &Facts) -> bool {
    if a.recalled {
        return false;
    }
    if b.recalled && a.published >= b.published {
        return true;
    }
    // Two figures of one side in one article count two things.
    if a.article.is_some() && a.article == b.article {
        return false;
    }
    let day = |f: &Facts| f.as_of.or(f.published);
    match (day(a), day(b)) {
        // *27 ont été blessés dimanche*, told on Tuesday, after *12 ont été blessés*, told on Monday.
        (Some(x), Some(y)) if x < y && (a.event_day.is_none() || b.event_day.is_none()) => a.published > b.published,
        (Some(x), Some(y)) if x != y => x > y && a.published >= b.published,
        _ => a.published > b.published,
    }
}

/// True for the people at a march or a rally, who are others each time.
pub(super) fn is_gathering(tally: &Tally) -> bool {
    tally.figure.measure.as_deref() == Some("participants")
}

/// True where figure `x` of the later claim replaces `y`.
fn revises(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    if victims(x, y) && (pair.one_side() && is_revision(pair) || adds_up(a) && x.figure.low <= y.figure.low * 2.0 + 2.0)
    {
        return x.excludes(y) && (pair.one_side() || x.figure.low > y.figure.low);
    }
    if (same_thing(x, y).is_err() && !same_people(pair, x, y)) || x.figure == y.figure {
        return false;
    }
    let (Some(new), Some(old)) = (&x.figure.measure, &y.figure.measure) else {
        return x.figure.measure == y.figure.measure && same_count(pair, x, y);
    };
    // *207 tués ou disparus* after *135 tués* is the wider count.
    let wider = new.split('+').any(|part| part == old);
    if !(new == old || wider) {
        return false;
    }
    if a.since != b.since && !x.grows() {
        return false;
    }
    // No toll but a promise of none: what comes of it is no revision.
    if !x.grows() && (x.figure.high == 0.0 || y.figure.high == 0.0) {
        return false;
    }
    let differs = x.figure.low != y.figure.low || x.figure.high != y.figure.high;
    let within = |small: &Tally, large: &Tally| large.narrowed.iter().all(|word| small.narrowed.contains(word));
    // Whose count goes on is not said: it goes up.
    let leaps = (adds_up(a) || adds_up(b)) && x.figure.low > y.figure.low * 2.0 + 2.0;
    if goes_on(pair) && !pair.one_side() && (x.figure.low <= y.figure.low || leaps) {
        return false;
    }
    if x.grows() {
        // *En février, une embuscade avait coûté la vie à dix-huit soldats* is of another toll, *deux des corps* of a part of one.
        if of_long_before(a, b) || some_of(x) || some_of(y) {
            return false;
        }
        // A toll of one day alone is no running count, and a figure compatible with the old one revises nothing.
        let shrinks = matches!(&**new, "missing" | "captured" | "displaced");
        let least = match (pair.one_side(), shrinks) {
            (true, true) => 0.0,
            (true, false) => 0.5,
            (false, _) => 1.0,
        };
        return differs && x.figure.low >= y.figure.low * least;
    }
    if matches!(
        &**new,
        "money" | "share" | "increase" | "decrease" | "length" | "duration" | "area" | "weight" | "strikers"
    ) {
        // What one authority proclaims, another one settles for good: *53,4 %*, then *52,9 %*.
        let (low, high) = (x.figure.low.min(y.figure.low), x.figure.low.max(y.figure.low));
        let settled = x.head.is_some() && x.head == y.head && high - low <= high * 0.05;
        let corrected = a.voice.both_public(&b.voice) && (is_revision(pair) || settled);
        let said = (restates(pair) && !apart(pair)) || (of_strikers(x, y) && pair.same_side());
        return (pair.one_side() || corrected) && x.excludes(y) && of_one_size(x, y, 20.0) && same_event(a, b) && said;
    }
    differs && within(x, y) && within(y, x) && (x.excludes(y) || b.recalled) && same_event(a, b)
}

/// True where the earlier claim tells of a time that was over when it was told, and that the later one does not name.
pub(super) fn of_long_before(later: &Facts, earlier: &Facts) -> bool {
    // A night is two days, and no time of its own.
    let long = |day: &Day| super::days_between(day.first, day.last) > 1;
    let over = |day: &Day| day.sense == Sense::On && long(day) && earlier.published > Some(day.last);
    earlier.days.iter().any(over) && later.event_day != earlier.event_day
}

/// True where one side counts people in a toll by two names that say no more than that they bear no arms: *civils*, *habitants*.
fn same_people(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let ordinary = |tally: &Tally| {
        let words = tally.figure.population.as_deref().unwrap_or_default();
        let first = words
            .split([' ', '\u{a0}'])
            .next()
            .map(crate::fold::fold)
            .unwrap_or_default();
        pair.data.is("ordinary_people", first.trim_end_matches('s'))
    };
    // *80 salariés en grève*, then *50 grévistes*.
    let like = x.figure.measure == y.figure.measure;
    pair.same_side() && like && ((x.grows() && ordinary(x) && ordinary(y)) || of_strikers(x, y))
}

/// True for *deux des corps*: some of those that another figure counts.
fn some_of(tally: &Tally) -> bool {
    let words = tally.words.to_lowercase();
    let mut behind = words.split([' ', '\u{a0}']).skip(1);
    // *Dix des nôtres* are all of them that there are.
    let some = matches!(behind.next(), Some("des" | "d'entre" | "d’entre"));
    tally.part || (some && !matches!(behind.next(), Some("nôtres" | "leurs" | "siens" | "miens")))
}

/// True where one counts the dead and the other *victimes*, which may be no more than hurt: told as a revision, it is of the same people.
fn victims(x: &Tally, y: &Tally) -> bool {
    let killed = |tally: &Tally| tally.figure.measure.as_deref() == Some("killed");
    let named = |tally: &Tally| tally.figure.measure.is_none() && tally.head.as_deref() == Some("victim");
    (killed(x) && named(y)) || (named(x) && killed(y))
}

/// True for two counts of those who stopped work.
fn of_strikers(x: &Tally, y: &Tally) -> bool {
    is_of_strikers(x) && is_of_strikers(y)
}

/// True for a count of those who stopped work.
pub(super) fn is_of_strikers(tally: &Tally) -> bool {
    tally.figure.measure.as_deref() == Some("strikers")
}

/// *178 personnes, et non 163*: the figure that a later claim says another one replaces, with that one.
pub(super) fn corrected<'f>(
    a: &'f Facts,
    b: &'f Facts,
    taken_back: impl Fn(&Replaced) -> bool,
) -> Option<(&'f str, &'f str)> {
    let gave = |old: &Replaced| {
        // *31 millions et non 14*: the scale is said once.
        let is = |tally: &Tally, scale: f64| {
            let within = tally.figure.low <= old.high * scale && old.low * scale <= tally.figure.high;
            within && tally.figure.high <= old.high * scale * 1.25
        };
        let like = |tally: &&Tally| old.low > 2.0 && [1.0, 1e3, 1e6, 1e9].iter().any(|scale| is(tally, *scale));
        b.tallies.iter().find(like)
    };
    let old = a.replaced.iter().filter(|old| taken_back(old)).find_map(gave)?;
    let replaces = |tally: &&Tally| may_share_unit(tally, old) && tally.excludes(old);
    let new = a.tallies.iter().find(replaces)?;
    Some((&new.words, &old.words))
}

/// True where the units are the same, or one leaves out what its millions are of.
pub(super) fn may_share_unit(x: &Tally, y: &Tally) -> bool {
    let (f, g) = (&x.figure, &y.figure);
    let left_out = |plain: &Tally, named: &Tally| {
        let money = named.figure.measure.as_deref() == Some("money");
        money && plain.figure.unit.is_none() && plain.figure.population.is_none() && plain.figure.low >= 1e5
    };
    f.unit == g.unit || left_out(x, y) || left_out(y, x)
}

/// *Deux cents, c'était trop dit, plutôt cent cinquante*: the bare number of before beside the figure that is to replace it.
fn taken_back<'f>(pair: &Pair<'f>) -> Option<(&'f str, &'f str)> {
    let (a, b) = (pair.a, pair.b);
    if !pair.one_side() || !is_revision(pair) {
        return None;
    }
    let bare = |tally: &&Tally| tally.figure.unit.is_none() && tally.figure.population.is_none();
    let point = |tally: &&Tally| tally.figure.low == tally.figure.high && tally.figure.low > 2.0;
    for old in b.tallies.iter().filter(point) {
        let quoted = a
            .tallies
            .iter()
            .filter(bare)
            .find(|tally| tally.figure.low == old.figure.low && tally.figure.high == old.figure.high);
        let Some(quoted) = quoted else { continue };
        let replaces = |tally: &&Tally| {
            let same_unit = tally.figure.unit == old.figure.unit;
            let same_measure = tally.figure.measure == old.figure.measure || tally.figure.measure.is_none();
            let apart = tally.figure.high < old.figure.low || old.figure.high < tally.figure.low;
            *tally != quoted && same_unit && same_measure && apart
        };
        if let Some(new) = a.tallies.iter().find(replaces) {
            return Some((&new.words, &old.words));
        }
    }
    None
}

/// True where the later claim is told as a revision.
pub(super) fn is_revision(pair: &Pair) -> bool {
    let mut terms = pair.a.content.terms.iter();
    terms.any(|term| term.forms.iter().any(|form| pair.data.is("revisions", form))) || pair.a.conceding || pair.a.anew
}

/// True where the claims say the same beside their figures, or one that says it in part is told as a revision.
fn restates(pair: &Pair) -> bool {
    let (one, other) = (all(pair.a), all(pair.b));
    let (s, shared) = coverage(one.iter().copied(), other.iter().copied());
    let (t, back) = coverage(other.iter().copied(), one.iter().copied());
    let shared = shared.max(back);
    shared >= 0.7 && s.max(t) >= if is_revision(pair) { 0.3 } else { 0.6 }
}

/// Counts without a measure revise each other only where the claims say the same beside them.
fn same_count(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (one, other) = (all(pair.a), all(pair.b));
    let cover = coverage(one.iter().copied(), other.iter().copied())
        .0
        .max(coverage(other.iter().copied(), one.iter().copied()).0);
    x.head.is_some() && x.narrowed == y.narrowed && x.excludes(y) && cover >= 0.5 && same_event(pair.a, pair.b)
}

/// True where each claim names a thing that the other does not: *l'aide aux pêcheurs* and *l'aide aux libraires* are two.
pub(super) fn apart(pair: &Pair) -> bool {
    let things = |facts| {
        let terms = all(facts).into_iter();
        let named = terms.filter(|t: &&Term| t.weight > 0.5 && matches!(t.kind, Kind::Noun | Kind::Name));
        named.collect::<Vec<_>>()
    };
    let (m, n) = (things(pair.a), things(pair.b));
    let strange =
        |some: &[&Term], others: &[&Term]| some.iter().any(|term| best(term, others.iter().copied()).0 == 0.0);
    strange(&m, &n) && strange(&n, &m)
}

/// True where no two days are named for what happened.
pub(super) fn same_event(a: &Facts, b: &Facts) -> bool {
    match (a.event_day, b.event_day) {
        (Some(x), Some(y)) => x == y || (a.since.is_some() && b.since.is_some()),
        _ => true,
    }
}
