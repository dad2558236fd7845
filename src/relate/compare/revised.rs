//! A later word of one voice on what it spoke of before, told by no word of revision: *1 480 tonnes ont brûlé* after *1 150 tonnes détruites*.
//!
//! `cargo bench --bench fit` fits the weights to annotated events.

use super::align::{best, coverage, heavy, rest, short, similarity, strangers, subject};
use super::evidence::{
    Figures, Sign, amount, are_other_shares, days_meet, heaviest, is_real, of_other_people, on, opposes, other_day,
    other_hours, same_figure, shared, sign, told, weigh,
};
use super::figure::elsewhere;
use super::supersedes::{LONGEST, OF_ONE, is_of_strikers, is_revision, of_long_before, one_voice};
use super::{Direction, Finding, Outcome, Pair, days_between, either_way, is_told};
use super::{recount, redated};
use crate::model::{RelationKind, Stance};
use crate::relate::answer::Bearing;
use crate::relate::content::{Kind, Term};
use crate::relate::date::Day;
use crate::relate::facts::Facts;

/// Evidence from which on the later word takes the place of the earlier one, in log odds: what there is against it before any sign by the fit (8.3),
/// less what three right ones of four allow.
const ENOUGH: f32 = 7.0;

pub(super) fn compare(pair: &Pair) -> Outcome {
    either_way(pair, later)
}

/// The first claim as the later one.
fn later(pair: &Pair) -> Outcome {
    gate(pair).map_err(str::to_owned)?;
    let (later, earlier) = (pair.a, pair.b);
    let signs = signs(pair);
    let evidence = weigh(&signs);
    if evidence < ENOUGH {
        return Err(format!(
            "the later one is told as no revision ({evidence:.2} of {ENOUGH:.2}: {})",
            heaviest(&signs)
        ));
    }
    let explanation = match Figures::of_one_voice(pair) {
        Some(figures) => format!(
            "Later, the same side says \"{}\" where it said \"{}\" before ({}).",
            figures.new.words,
            figures.old.words,
            figures.old.what()
        ),
        None => format!(
            "Later, the same side says \"{}\" where it said \"{}\" before.",
            short(&later.words),
            short(&earlier.words)
        ),
    };
    Ok(Finding {
        kind: RelationKind::Supersedes,
        conflict: None,
        score: (0.5 + 0.1 * (evidence - ENOUGH)).min(0.9),
        explanation,
        rule: "revised",
        direction: Direction::Forward,
    })
}

/// What speaks for the first claim as a revision of the second, and against; nothing where it can be none.
pub(super) fn weighed(pair: &Pair) -> Option<Vec<Sign>> {
    gate(pair).ok().map(|()| signs(pair))
}

/// Why the first claim can be no revision of the second, where it can't.
fn gate(pair: &Pair) -> Result<(), &'static str> {
    let (later, earlier) = (pair.a, pair.b);
    if pair.same_article() || later.published <= earlier.published || later.recalled {
        return Err("neither is later than the other");
    }
    if !(pair.one_side() || later.voice.both_public(&earlier.voice)) {
        return Err("they come from other sides");
    }
    let demands = |facts: &Facts| facts.voice.stance == Stance::Demand;
    if demands(later) != demands(earlier) {
        return Err("one asks for it");
    }
    if [later, earlier]
        .iter()
        .any(|facts| facts.is_question() || is_told(facts))
        || pair.days_apart() > OF_ONE
    {
        return Err("one is no word of a side, or the other is long past");
    }
    other_matter(pair).map_or(Ok(()), Err)
}

/// Why the two speak of two things, where they do.
fn other_matter(pair: &Pair) -> Option<&'static str> {
    let (later, earlier) = (pair.a, pair.b);
    let figures = Figures::of_one_voice(pair);
    let figure = |holds: &dyn Fn(&Figures) -> bool| figures.as_ref().is_some_and(holds);
    let both_count = !later.tallies.is_empty() && !earlier.tallies.is_empty();
    let crowd = figure(&|f| super::crowd::apart(pair, f.new, f.old));
    let told_anew = || later.conceding || is_revision(pair) || recount::is_newest(pair, later);
    match () {
        _ if figure(&|f| of_other_people(f.new, f.old)) && !pair.same_side() => Some("each counts other people"),
        _ if figure(&|f| f.of_one_measure() < 0.0 || f.of_others()) => Some("they measure other things"),
        _ if figure(&|f| f.are_counts() && recount::apart(pair, f.new, f.old)) && !told_anew() => {
            Some("they count other things")
        }
        _ if figure(&|f| are_other_shares(pair, f.new, f.old)) => Some("they are shares of two things"),
        _ if figure(&|f| is_of_strikers(f.new) != is_of_strikers(f.old)) => Some("only one counts those on strike"),
        _ if both_count && elsewhere(later, earlier) => Some("they count in other places"),
        _ if is_of_before(later, earlier) => Some("the later one is of a time before the earlier one"),
        _ if figure(&|f| f.old.grows()) && of_long_before(later, earlier) => Some("the earlier one is of another time"),
        _ if crowd => Some("people gathered anew"),
        _ if figure(&|f| f.old.grows()) && pair.days_apart() > LONGEST => Some("the earlier toll is of another time"),
        _ if strangers(&later.named(), &earlier.named()) && !(later.conceding || later.anew) => {
            Some("they name others")
        }
        _ if other_things(pair) => Some("they tell of two things"),
        _ if !both_count && other_day(earlier, later) && other_acts(pair) => Some("they tell of two acts"),
        _ if !both_count && days_meet(earlier, later) => Some("their days leave room for both"),
        _ if opposes(pair) && other_day(earlier, later) => Some("one comes after the other"),
        _ if redated::is_another(pair) => Some("they tell of two events, or of the two ends of one"),
        _ if figures.is_none() && says_again(pair) => Some("the later one accuses or denies once more"),
        _ if figures.is_none() && !turns(pair) => Some("the later one tells nothing else"),
        _ => None,
    }
}

/// True where both accuse, or both deny, and nothing tells that the later word takes the place of the earlier one.
fn says_again(pair: &Pair) -> bool {
    let (later, earlier) = (pair.a, pair.b);
    let both = |stance: Stance| later.voice.stance == stance && earlier.voice.stance == stance;
    (both(Stance::Accuse) || both(Stance::Deny)) && !(later.anew || later.conceding || is_revision(pair))
}

/// True where something in the later claim may be other than in the earlier one: the day or the hour, whether it is so, how far it is granted.
/// What a side says again in the words of another day is no revision.
fn turns(pair: &Pair) -> bool {
    let (later, earlier) = (pair.a, pair.b);
    later.conceding
        || later.anew
        || later.bearing == Bearing::Revises
        || later.negates() != earlier.negates()
        || (later.voice.stance == Stance::Deny) != (earlier.voice.stance == Stance::Deny)
        || later.days.len() + later.times.len() + earlier.times.len() > 0
        || is_real(later) != is_real(earlier)
        || is_revision(pair)
        || opposes(pair)
}

/// True where clauses that may tell of one act have other subjects, or other objects: *la piscine rouvrira*, *la patinoire rouvrira*.
fn other_things(pair: &Pair) -> bool {
    let (later, earlier) = (pair.a, pair.b);
    let counted = |facts: &Facts, term: &Term| {
        let mut tallies = facts.tallies.iter();
        tallies.any(|tally| tally.figure.span.overlaps(term.span) || tally.head.as_ref() == Some(&term.stem))
    };
    let things = |facts: &'_ Facts, terms: Vec<&'_ Term>| -> Vec<Term> {
        let thing = |term: &&&Term| term.kind == Kind::Noun && term.weight > 0.5 && !counted(facts, term);
        terms.iter().filter(thing).map(|term| (**term).clone()).collect()
    };
    let strange = |some: &[Term], others: &[Term]| {
        !others.is_empty() && some.iter().any(|term| best(term, others.iter()).0 == 0.0)
    };
    let apart = |some: &[Term], others: &[Term]| strange(some, others) && strange(others, some);
    told(later).any(|x| {
        told(earlier).any(|y| {
            let same_act = match (later.content.verb_of(x), earlier.content.verb_of(y)) {
                (Some(v), Some(w)) => similarity(v, w) >= 0.8,
                _ => false,
            };
            let subjects = apart(&things(later, subject(later, x)), &things(earlier, subject(earlier, y)));
            let objects = apart(&things(later, rest(later, x)), &things(earlier, rest(earlier, y)));
            x.passive == y.passive && (subjects || (same_act && objects))
        })
    }) || apart(&things(later, to_whom(later)), &things(earlier, to_whom(earlier)))
}

/// What a claim says something goes or is given to: *l'aide aux pêcheurs*.
fn to_whom(facts: &Facts) -> Vec<&Term> {
    let terms = facts.content.terms.iter();
    terms.filter(|term| term.link == "à").collect()
}

/// *Une note de septembre signalait trois fuites*, told in January of what was two in December.
fn is_of_before(later: &Facts, earlier: &Facts) -> bool {
    /// Days from which on what befell before the earlier claim is something else.
    const BEFORE: i32 = 30;
    let before = |day: &Day| {
        earlier
            .published
            .is_some_and(|told| told > day.last && days_between(told, day.last) > BEFORE)
    };
    let mut days = on(later).peekable();
    days.peek().is_some() && days.all(before)
}

/// *41, et non 38*, where the earlier claim said 38.
fn takes_back(later: &Facts, earlier: &Facts) -> bool {
    let given = |low: f64, high: f64| {
        let mut figures = earlier.tallies.iter().map(|tally| &tally.figure);
        figures.any(|figure| figure.low <= high && low <= figure.high)
    };
    later.replaced.iter().any(|taken| given(taken.low, taken.high))
}

/// True where each has a verb that says something, and the other no word like it.
fn other_acts(pair: &Pair) -> bool {
    let acts = |facts: &'_ Facts| -> Vec<Term> {
        let verbs = told(facts).filter_map(|clause| facts.content.verb_of(clause));
        verbs.filter(|verb| verb.weight > 0.5).cloned().collect()
    };
    let (new, old) = (acts(pair.a), acts(pair.b));
    let unlike = |acts: &[Term], facts: &Facts| {
        !acts.is_empty() && acts.iter().all(|act| best(act, facts.content.terms.iter()).0 == 0.0)
    };
    unlike(&new, pair.b) && unlike(&old, pair.a)
}

/// What speaks for a revision, and against; the first claim of the pair is the later one.
fn signs(pair: &Pair) -> Vec<Sign> {
    let (later, earlier) = (pair.a, pair.b);
    let (back, _) = coverage(heavy(later.content.terms.iter()), earlier.content.terms.iter());
    let figures = Figures::of_one_voice(pair);
    let figure = |holds: fn(&Figures) -> bool| figures.as_ref().is_some_and(holds);
    let measured = |how: fn(&Figures) -> f32| figures.as_ref().map_or(0.0, how);
    let counts = |facts: &Facts| facts.tallies.len();
    let revising = later.conceding || later.anew || later.bearing == Bearing::Revises;
    let vouches = pair.data.is("vouching", &later.cue);
    vec![
        sign("one voice", one_voice(pair), 0.9),
        sign("one side", pair.one_side(), 1.2),
        sign("one speaker or body", pair.same_side(), 1.1),
        sign("told as a revision", is_revision(pair), 0.5),
        sign("a cue of revision", revising, 0.5),
        sign("the later one confirms", later.bearing == Bearing::Agrees, 0.4),
        sign(
            "the later one stands up for it",
            later.bearing == Bearing::Insists,
            -0.2,
        ),
        sign("the later one vouches for it", vouches, -0.65),
        sign("the later one leaves nothing over", later.categorical, -0.55),
        sign("the earlier one grants", earlier.conceding, -0.6),
        sign("the earlier one promises", earlier.voice.stance == Stance::Promise, 0.7),
        sign("the earlier one is not yet so", !is_real(earlier), 0.25),
        amount("words in common", shared(earlier, later).min(4.0), 0.75),
        amount("how much of the later one was said", back, 0.95),
        amount("fields in common", pair.shared_topics().min(2) as f32, 0.4),
        amount("days in the later one", later.days.len().min(3) as f32, 0.75),
        sign("other hours", other_hours(earlier, later), 2.25),
        sign("they tell of two acts", other_acts(pair), -0.5),
        sign("each has one figure", counts(earlier) == 1 && counts(later) == 1, 0.75),
        amount("they count one thing", measured(|f| f.of_one_noun()), 0.3),
        sign("the later figure is larger", figure(|f| f.growth() > 0.0), 2.55),
        amount(
            "figures near each other",
            measured(|f| (1.5 - f.apart()).max(0.0)),
            1.85,
        ),
        amount("figures far from each other", measured(|f| f.apart()), -0.75),
        sign("one counts none", figure(|f| f.is_none()), -0.85),
        sign("told as the newest", recount::is_newest(pair, later), 0.35),
        sign("it takes back that figure", takes_back(later, earlier), 2.0),
        sign("they give the same figure", same_figure(pair), -0.7),
    ]
}
