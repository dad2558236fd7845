//! Figures for the same thing that exclude each other.

use super::align::{short, similarity};
use super::base::{one_offers, other_base, supposes};
use super::beside::{clause_of, context, other_doers, same_attribute, same_statement};
use super::count::{
    burnt, fills, gives_votes, in_all, is_distance, is_none_else, is_norm, is_one_amount, is_size, lists_them, of_that,
    other_deeds, other_fate, spared, spares_others,
};
use super::polarity::days_exclude;
use super::scope::{
    before_the_other, is_ahead, is_state_of_day, near_in_size, of_before, of_every_kind, of_one_place, other_acts,
    own_losses, same_time, says_total, scope_allows, shrinks,
};
use super::{Outcome, Pair, conflict, is_told};
use crate::model::{ConflictType, Form};
use crate::relate::answer::Answer;
use crate::relate::content::Kind;
use crate::relate::facts::Facts;
use crate::relate::tally::{EXCESS, Tally, kinds_of};

/// How many days apart two claims may speak of the same figure of what does not grow.
pub(super) const WINDOW: i32 = 5;
/// The same for what is retold in much the same words, for overruns and for tolls that shrink.
pub(super) const MEASURED: i32 = 20;
/// The same for shares, sums and other measured quantities, of which one story has few: a debt or a leak is disputed for weeks.
pub(super) const LASTING: i32 = 45;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.tallies.is_empty() || b.tallies.is_empty() {
        return Err("no figures on both sides".to_owned());
    }
    if a.recalled || b.recalled {
        return Err("one quotes an earlier figure".to_owned());
    }
    if [a, b].iter().any(|f| !f.asserts() || f.asks()) {
        return Err("one does not assert its figure".to_owned());
    }
    if pair.same_side() && (pair.same_article() || (a.published.is_some() && a.published == b.published)) {
        return Err("one side's figures of one day count different things".to_owned());
    }
    // An article that sets nobody against anybody gives figures of many things beside what it has others say.
    let own = |f: &Facts| f.voice.form == Form::Narrator;
    if pair.same_article() && (own(a) || own(b)) && !(a.debated || b.debated) {
        return Err("their article tells no reply".to_owned());
    }
    if is_state_of_day(pair) {
        return Err("the later one counts what there is by then".to_owned());
    }
    // A headline's *un mort* names no count.
    let headline = |f: &Facts| f.voice.form == Form::Narrator && f.tallies.iter().all(|t| t.figure.high <= 1.0);
    if headline(a) || headline(b) {
        return Err("one counts nothing".to_owned());
    }
    let mut note = "they count different things".to_owned();
    for x in &a.tallies {
        for y in &b.tallies {
            // What one side counts elsewhere or in another state is no other count of its own.
            let counts = x.figure.unit.is_none() && y.figure.unit.is_none();
            if counts && pair.same_side() && super::recount::apart(pair, x, y) {
                continue;
            }
            if let Err(why) = comparable(pair, x, y) {
                if why != "other things" {
                    note = format!("\"{}\" and \"{}\": {why}", x.words, y.words);
                }
                continue;
            }
            if a.tallies.iter().any(|t| comparable(pair, t, y).is_ok() && t.agrees(y))
                || b.tallies.iter().any(|t| comparable(pair, x, t).is_ok() && t.agrees(x))
            {
                note = format!("\"{}\" and \"{}\" are compatible", x.words, y.words);
                continue;
            }
            if !(part_allows(pair, x, y) && scope_allows(pair, x, y) || fills(pair, x, y)) {
                note = format!("\"{}\" may be a part of \"{}\"", x.words, y.words);
                continue;
            }
            if x.excludes(y) {
                let day = a.event_day.map(|day| format!(" on {day}")).unwrap_or_default();
                let explanation = format!(
                    "For {}{day}, one says \"{}\" and the other \"{}\"{}.",
                    x.what(),
                    x.words,
                    y.words,
                    pair.by_whom()
                );
                return Ok(conflict(ConflictType::Figure, "figure", 0.9, explanation));
            }
            note = format!("\"{}\" and \"{}\" are compatible", short(&x.words), short(&y.words));
        }
    }
    Err(note)
}

/// True where both figures measure the same thing: `Err` says what differs.
fn comparable(pair: &Pair, x: &Tally, y: &Tally) -> Result<(), &'static str> {
    let (a, b) = (pair.a, pair.b);
    let money = x.figure.measure.as_deref() == Some("money");
    if money && (other_base(pair) || one_offers(pair)) || supposes(a) != supposes(b) {
        return Err("one is on another base");
    }
    if x.figure.measure == y.figure.measure && x.figure.unit == y.figure.unit && answers(pair, x, y) {
        return Ok(());
    }
    if super::crowd::apart(pair, x, y) {
        return Err("other crowds");
    }
    if is_one_of_them(x, y) || is_one_of_them(y, x) {
        return Err("one tells of one of them");
    }
    let share = x.figure.measure.as_deref() == Some("share");
    if (x.figure.unit.is_none() || share) && in_other_places(pair) {
        return Err("other places");
    }
    if share && strikes_apart(pair, x, y) {
        return Err("other trades");
    }
    if share && (other_acts(a, x, b, y) || of_every_kind(a, x, b, y)) {
        return Err("other shares");
    }
    let one_noun = x.head.is_some() && x.head == y.head;
    if pair.in_two_articles() && (is_told(a) || is_told(b)) && !one_noun {
        return Err("an article's own account counts something else");
    }
    if share && !pair.in_exchange() && of_two_kinds(x, y) {
        return Err("other shares");
    }
    if pair.same_article() && x.grows() && (is_first_count(a, x, y) || is_first_count(b, y, x)) {
        return Err("one is a first count");
    }
    if x.figure.unit.is_none() && (is_none_else(pair, x, y) || is_none_else(&pair.swapped(), y, x)) {
        return Err("there was none of something else");
    }
    other_states(pair, x, y)?;
    if fills(pair, x, y) {
        return Ok(());
    }
    other_times(pair, x, y)?;
    // *21 % à midi* is not yet the end of the day, *34 % ont voté pour le maire* no turnout.
    if share && (a.times.is_empty() != b.times.is_empty() || gives_votes(a) != gives_votes(b)) {
        return Err("other shares");
    }
    if in_all(pair, x, y) {
        return Ok(());
    }
    // One story has one overrun.
    let excess = |t: &Tally| t.narrowed.iter().any(|word| word == EXCESS);
    if excess(x) && excess(y) && x.figure.unit == y.figure.unit {
        return if pair.days_apart() <= MEASURED {
            Ok(())
        } else {
            Err("other days")
        };
    }
    if excess(x) != excess(y) {
        return Err("one is on another base");
    }
    // *Le coût atteindra 187 millions*, and another article: *le coût a atteint 241 millions d'euros*
    if (x.understood || y.understood) && !pair.in_exchange() && context(a, b).1 < 0.7 {
        return Err("one leaves its currency out");
    }
    if is_size(x) && (is_norm(a) != is_norm(b) || is_distance(a, x) != is_distance(b, y)) {
        return Err("one is a norm or a distance");
    }
    if spares_others(pair, x, y) {
        return Err("one counts among others");
    }
    if is_rate(x) && x.limit != y.limit {
        return Err("one is a limit");
    }
    let by_class = x.head.is_some() && y.head.is_some() && x.head != y.head;
    if x.figure.unit.is_none() && x.figure.measure.is_none() && by_class && !of_one_size(x, y, 5.0) {
        return Err("other quantities");
    }
    if answers_with(pair, x, y) || same_rate(pair, x, y) || lists_them(pair, x, y) {
        return Ok(());
    }
    same_thing(x, y)?;
    if x.figure.measure != y.figure.measure && !beside(pair, x, y) {
        return Err("other measures");
    }
    if x.figure.unit.as_deref().is_some_and(|unit| unit != "%") && !of_one_size(x, y, 20.0) {
        return Err("other quantities");
    }
    if !narrowing_fits(x, y) {
        return Err("other populations");
    }
    same_time(pair, x).or_else(|why| if shrinks(pair, x, y) { Ok(()) } else { Err(why) })?;
    let told = x
        .figure
        .measure
        .as_deref()
        .or(y.figure.measure.as_deref())
        .is_some_and(|measure| {
            !matches!(
                measure,
                "money" | "share" | "length" | "duration" | "area" | "weight" | "increase" | "decrease"
            )
        });
    let both_counted = x.head.is_some() && y.head.is_some();
    let (cover, shared) = context(a, b);
    if a.is_bare() || b.is_bare() {
        return if same_statement(a, x, b, y) {
            Ok(())
        } else {
            Err("their statements differ beside the figure")
        };
    }
    let same_talk = pair.same_article() && a.paragraph == b.paragraph;
    let elliptical = a.content.clauses.iter().all(|c| !c.finite) || b.content.clauses.iter().all(|c| !c.finite);
    let one_day = a.event_day.is_some() && a.event_day == b.event_day;
    let enough = if spared(pair, x, y) {
        true
    } else if x.figure.measure.as_deref() == Some("share") && x.head != y.head {
        shared >= 0.7 && (tells_of(a, y) || tells_of(b, x) || same_act(a, x, b, y))
    } else if one_day && x.figure.measure.as_deref() == Some("share") {
        cover >= 0.25 && shared >= 0.7
    } else if told {
        cover >= 0.2 || both_counted || (same_talk && elliptical) || is_one_amount(pair, x, y)
    } else {
        (cover >= 0.5 && shared >= if is_size(x) { 0.7 } else { 1.0 })
            || burnt(pair, x)
            || same_attribute(pair, x, y)
            || (same_talk && elliptical && both_counted)
    };
    if enough {
        Ok(())
    } else {
        Err("their statements differ beside the figure")
    }
}

/// *18 % des sorties*, *15 % des emplois*.
fn of_two_kinds(x: &Tally, y: &Tally) -> bool {
    let alike = x.senses.meet(&y.senses) || x.classes.iter().any(|class| y.classes.contains(class));
    matches!((&x.head, &y.head), (Some(p), Some(q)) if p != q) && !alike
}

/// *Un bilan provisoire de 60 morts* leaves room for more.
fn is_first_count(facts: &Facts, tally: &Tally, other: &Tally) -> bool {
    let before = facts.words.split_once(&*tally.words).map_or("", |(before, _)| before);
    let before = crate::fold::fold(before);
    tally.figure.high < other.figure.low && FIRST_COUNTS.iter().any(|words| before.contains(words))
}

/// What a toll is called that is not the last one, folded.
const FIRST_COUNTS: &[&str] = &["provisoire", "premier bilan", "premiers bilans"];

/// What tells two counts apart whoever answers whom: another state of those counted, or one place's share of them.
pub(super) fn other_states(pair: &Pair, x: &Tally, y: &Tally) -> Result<(), &'static str> {
    let (a, b) = (pair.a, pair.b);
    if is_ahead(a, x, b, y) || other_fate(pair, x, y) || other_deeds(pair, x, y) {
        return Err("other states");
    }
    // *Un millier de bêtes noyées*, *six morts*
    let thing = |t: &Tally| t.head.is_some() && !t.person && !kinds_of(pair.data, t).is_empty();
    if x.grows() && y.grows() && thing(x) != thing(y) {
        return Err("other things");
    }
    if of_one_place(a, x, b, y) || of_one_place(b, y, a, x) {
        return Err("one counts in one place");
    }
    Ok(())
}

/// What else tells them apart: another time, another side's dead, a number too large.
pub(super) fn other_times(pair: &Pair, x: &Tally, y: &Tally) -> Result<(), &'static str> {
    let (a, b) = (pair.a, pair.b);
    if of_before(a) != of_before(b) {
        return Err("one speaks of an earlier one");
    }
    if own_losses(a, x, b, y) || own_losses(b, y, a, x) {
        return Err("other side's people");
    }
    if !near_in_size(x, y) {
        return Err("other quantities");
    }
    // *Depuis lundi*, *depuis le printemps*
    let since = x.grows() && matches!((a.since, b.since), (Some(s), Some(t)) if s != t);
    if since || days_exclude(a, b) || before_the_other(a, b) || before_the_other(b, a) {
        return Err("other days");
    }
    Ok(())
}

/// True for two shares of those on strike that nothing tells to be of one trade or house: neither stands right behind the other, and no name or
/// word that narrows it is in both.
fn strikes_apart(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let on_strike = |facts: &Facts| {
        let mut terms = facts.content.terms.iter();
        terms.any(|term| pair.is("rate strike", term))
    };
    let named = |facts: &'_ Facts| -> Vec<String> {
        let terms = facts.content.terms.iter().filter(|term| term.kind == Kind::Name);
        terms.map(|term| term.stem.clone()).collect()
    };
    let (one, other) = (named(pair.a), named(pair.b));
    let narrowed =
        x.narrowed.iter().any(|word| y.narrowed.contains(word)) || one.iter().any(|name| other.contains(name));
    on_strike(pair.a) && on_strike(pair.b) && !pair.a.is_bare() && !pair.in_debate() && !pair.one_side() && !narrowed
}

/// *A porté secours à un blessé*, beside a count of many: one of them, and no toll.
pub(super) fn is_one_of_them(one: &Tally, all: &Tally) -> bool {
    const MANY: f64 = 10.0;
    let words = crate::fold::fold(&one.words);
    let indefinite = words.starts_with("un ") || words.starts_with("une ");
    indefinite && one.figure.high == 1.0 && one.grows() && all.figure.low >= MANY
}

/// True where the same act is told of both shares: *72 % ont cessé le travail* and *55 % avaient débrayé*.
fn same_act(a: &Facts, x: &Tally, b: &Facts, y: &Tally) -> bool {
    let verb = |facts: &'_ Facts, tally: &Tally| {
        clause_of(facts, tally).and_then(|clause| clause.verb.filter(|_| !clause.negated))
    };
    let (Some(v), Some(w)) = (verb(a, x), verb(b, y)) else {
        return false;
    };
    let open = x.head.is_none() || y.head.is_none();
    let (v, w) = (&a.content.terms[v], &b.content.terms[w]);
    open && v.weight > 0.5 && v.before == w.before && similarity(v, w) >= 0.8
}

/// True where a word of the claim is of a class with what the figure counts: *72 % ont cessé le travail* and *le taux de grévistes*.
fn tells_of(facts: &Facts, tally: &Tally) -> bool {
    let mut terms = facts.content.terms.iter();
    terms.any(|term| term.classes.iter().any(|class| tally.classes.contains(class)))
}

/// True where one claim speaks of money right after the other's sum was named.
fn answers(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let named = |facts: &Facts, tally: &Tally| {
        facts.echoes.contains(&tally.figure.low) && tally.figure.low == tally.figure.high
    };
    let told = [pair.a, pair.b].iter().any(|f| f.voice.form == Form::Narrator);
    let apart = x.head.is_some() && y.head.is_some() && same_thing(x, y).is_err();
    x.figure.measure.as_deref() == Some("money")
        && !apart
        && !(pair.same_article() && other_doers(pair.a, x, pair.b, y))
        && (named(pair.a, y) || named(pair.b, x))
        && !pair.same_side()
        && !told
        && of_one_size(x, y, 20.0)
}

/// True where one story gives two speeds or rates of flow, the only figures of their claims.
fn same_rate(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let rates = |facts: &Facts| facts.tallies.iter().filter(|t| is_rate(t) && !t.limit).count();
    let alone = rates(pair.a) == 1 && rates(pair.b) == 1;
    let apart = !pair.same_side() && !pair.a.is_bare();
    alone && apart && is_rate(x) && is_rate(y) && x.figure.unit == y.figure.unit
}

/// True where both name something, a place for the most part, and nothing in common.
pub(super) fn elsewhere(a: &Facts, b: &Facts) -> bool {
    let names = |facts: &Facts| -> Vec<String> {
        let named = facts
            .content
            .terms
            .iter()
            .filter(|t| t.kind == Kind::Name && t.country.is_none());
        let mut named: Vec<String> = named.map(|term| term.stem.clone()).collect();
        // *60 000 en province*, *9 000 dans la capitale*
        let region = |form: &String| matches!(&**form, "province" | "capitale" | "banlieue");
        let regions = facts.content.terms.iter().filter(|term| term.forms.iter().any(region));
        named.extend(regions.map(|term| term.stem.clone()));
        if named.is_empty() {
            facts.scene.names.clone()
        } else {
            named
        }
    };
    let (x, y) = (names(a), names(b));
    !x.is_empty() && !y.is_empty() && !x.iter().any(|name| y.contains(name))
}

/// True where the two count in other places, by the names in them or by the place that their article turns to between them.
pub(super) fn in_other_places(pair: &Pair) -> bool {
    elsewhere(pair.a, pair.b) || turns_elsewhere(pair)
}

/// True where their article turns to a place that it has not named before, between the two: *1,08 million. À Paris, la CGT a compté …*.
pub(super) fn turns_elsewhere(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let scene = &later.scene;
    let between = scene.new && earlier.extent.end <= scene.at && scene.names != earlier.scene.names;
    let in_all = || later.content.terms.iter().any(|term| pair.is("whole_country", term));
    pair.same_article() && between && !in_all()
}

/// True for a speed or a rate of flow.
fn is_rate(tally: &Tally) -> bool {
    let per_time = |word: &String| word == "par seconde" || word == "par heure";
    match tally.figure.measure.as_deref() {
        Some("speed") => true,
        Some("volume") => tally.narrowed.iter().any(per_time),
        _ => false,
    }
}

/// True where an answer gives one figure against the one figure that it answers: *72 %*, *corrige la direction, 38 %*.
fn answers_with(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let like = |facts: &Facts, tally: &Tally| {
        facts
            .tallies
            .iter()
            .filter(|t| t.figure.unit == tally.figure.unit)
            .count()
    };
    if !(pair.in_exchange() || pair.is_replied()) || like(a, x) != 1 || like(b, y) != 1 {
        return false;
    }
    if x.figure.unit != y.figure.unit {
        // *35 millions d'euros*, *X parle de 55*.
        let bare = |t: &Tally| t.figure.unit.is_none() && t.head.is_none() && t.figure.measure.is_none();
        let equal = [1e3, 1e6, 1e9]
            .iter()
            .any(|scale| x.figure.low * scale == y.figure.low || y.figure.low * scale == x.figure.low);
        let alone = |f: &Facts, t: &Tally| {
            f.content.terms.is_empty() || (f.answer == Answer::Rejoinder && f.words.contains(" en a ")) || of_that(f, t)
        };
        let lasts = |t: &Tally| t.figure.measure.as_deref() == Some("duration");
        let share = [x, y].iter().any(|t| t.figure.unit.as_deref() == Some("%"));
        // No share is of more than a hundred.
        if share && x.figure.low.max(y.figure.low) > 100.0 {
            return false;
        }
        return !equal && !lasts(x) && !lasts(y) && ((bare(x) && alone(a, x)) || (bare(y) && alone(b, y)));
    }
    let other_side = matches!((x.country, y.country), (Some(s), Some(t)) if s != t);
    let other_day = matches!((a.event_day, b.event_day), (Some(s), Some(t)) if s != t);
    let other_measure = matches!((&x.figure.measure, &y.figure.measure), (Some(s), Some(t)) if s != t);
    if other_side || other_day || other_measure {
        return false;
    }
    let like = x.head == y.head || x.classes.iter().any(|class| y.classes.contains(class));
    // *Six disparus* says what it counts.
    let bare = |t: &Tally| t.head.is_none() && !t.grows();
    let open = bare(x) || bare(y) || x.anybody || y.anybody;
    let (_, shared) = context(a, b);
    let fragment = [(a, x), (b, y)].iter().any(|(f, t)| is_fragment(f, t));
    let zero = |t: &Tally| t.figure.high == 0.0;
    if (!like && (zero(x) || zero(y) || !of_one_size(x, y, 20.0))) || (x.figure.unit.is_none() && x.part != y.part) {
        return false;
    }
    let answered = pair.is_answered() || pair.is_replied();
    match x.figure.unit {
        Some(_) if like && x.head.is_some() => answered || fragment || shared >= 0.7,
        Some(_) => like || pair.is_answered() || pair.is_replied() || (open && (fragment || shared >= 0.7)),
        None => like || (open && (pair.is_answered() || pair.is_replied() || fragment)),
    }
}

/// True where a figure stands alone, or with no verb but one that counts in its own way: *40, selon X*; *avoir perdu 12 hommes*.
fn is_fragment(facts: &Facts, tally: &Tally) -> bool {
    let acts = || facts.content.verbs().any(|verb| verb.weight > 0.5);
    let finite = facts.content.clauses.iter().any(|clause| clause.finite);
    !finite && (tally.figure.measure.is_some() || !acts())
}

/// True where one counts what is lost and the other the same things without saying so, side by side in one article.
fn beside(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let open = matches!(
        (x.figure.measure.as_deref(), y.figure.measure.as_deref()),
        (None, Some("closed")) | (Some("closed"), None)
    );
    open && pair.same_article()
        && pair.a.paragraph.abs_diff(pair.b.paragraph) <= 1
        && x.head.is_some()
        && y.head.is_some()
}

/// False where one counts some of the people whom the other counts, and no more than those.
pub(super) fn part_allows(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    // *26 morts* says not of whom, *23 civils sont morts* does.
    let unsaid = |t: &Tally| t.grows() && t.figure.population.is_none();
    let anything = |t: &Tally| t.anybody || t.head.is_none() || unsaid(t);
    if (x.anybody == y.anybody && unsaid(x) == unsaid(y)) || x.head == y.head || (anything(x) && anything(y)) {
        return true;
    }
    let (all, part, facts) = if anything(x) { (x, y, pair.b) } else { (y, x, pair.a) };
    // *Au total, 1 200 habitants ont été évacués* counts no part.
    says_total(facts) || part.figure.low > all.figure.high || all.figure.high == 0.0
}

/// The same noun, or a like one, of the same country.
pub(super) fn same_thing(x: &Tally, y: &Tally) -> Result<(), &'static str> {
    if x.figure.unit != y.figure.unit {
        return Err("other things");
    }
    // One measure says enough, whichever of the two has it: the same both ways.
    let measured = x.figure.measure.is_some() || y.figure.measure.is_some();
    if x.figure.unit.is_none() && x.head.is_none() && y.head.is_none() && !measured {
        return Err("other things");
    }
    // *900 000 euros par jour* is no sum.
    let per = |t: &Tally| t.narrowed.iter().find(|word| word.starts_with("par ")).cloned();
    if per(x) != per(y) && !is_rate(x) && !is_rate(y) {
        return Err("other things");
    }
    let class = x.classes.iter().any(|class| y.classes.contains(class)) || x.senses.meet(&y.senses);
    let share = x.figure.measure.as_deref() == Some("share") && x.figure.measure == y.figure.measure;
    let head = match (&x.head, &y.head) {
        (Some(a), Some(b)) => a == b || class || share || (measured && (x.anybody || y.anybody)),
        (None, None) => true,
        _ => measured,
    };
    if !head {
        return Err("other things");
    }
    match (x.country, y.country) {
        (Some(a), Some(b)) if a != b => Err("other side's people"),
        (Some(_), None) | (None, Some(_)) if x.grows() || y.grows() => Err("one does not say whose"),
        _ => Ok(()),
    }
}

/// False for quantities that lie too far apart to be about one thing: tonnes in a warehouse and tonnes of imports in a year.
///
/// `most` is how many times the smaller the larger may be.
pub(super) fn of_one_size(x: &Tally, y: &Tally, most: f64) -> bool {
    let value = |t: &Tally| {
        if t.figure.low > 0.0 {
            t.figure.low
        } else {
            t.figure.high
        }
    };
    let (s, t) = (value(x), value(y));
    s.max(t) <= s.min(t) * most || !s.max(t).is_finite()
}

/// None is narrowed more than the other, but for a total of none, which leaves nothing of any part.
fn narrowing_fits(x: &Tally, y: &Tally) -> bool {
    let within = |small: &Tally, large: &Tally| large.narrowed.iter().all(|word| small.narrowed.contains(word));
    let zero = |t: &Tally| t.figure.high == 0.0;
    if zero(x) || zero(y) {
        let (none, some) = if zero(x) { (x, y) } else { (y, x) };
        return within(some, none);
    }
    if within(x, y) && within(y, x) {
        return true;
    }
    // A part that is more than the whole.
    let more = |part: &Tally, whole: &Tally| within(part, whole) && part.figure.low > whole.figure.high;
    let measured =
        x.figure.unit.as_deref().is_some_and(|unit| unit != "%") && (x.narrowed.is_empty() || y.narrowed.is_empty());
    more(x, y) || more(y, x) || measured
}
