//! One article sets two sides against each other: *… , affirme X. Faux, rétorque Y*; *… , selon X. Y, lui, parle de …*.
//!
//! No single sign tells an answer that contradicts from a second voice that only speaks next; their weights do. `cargo bench --bench fit` fits them
//! to annotated events.

use super::align::{best, heavy, opposite, rest, short, similarity, subject, subjects_meet};
use super::base::{one_offers, other_base, supposes};
use super::evidence::{
    Figures, Sign, amount, are_apart, days_meet, heaviest, in_common, is_ahead, is_real, of_other_people, other_day,
    other_hours, same_figure, shared, sign, told, weigh,
};
use super::figure::in_other_places;
use super::polarity::is_maxim;
use super::scope::of_every_kind;
use super::{Outcome, Pair, conflict, is_told};
use crate::model::{ConflictType, Form, Stance};
use crate::relate::answer::{Answer, Bearing};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// Evidence from which on two claims of an exchange are set against each other, in log odds: what there is against it before any sign by the fit.
const ENOUGH: f32 = 2.8;

/// Replies and denials that an article tells from which on voices that only follow one another may be at odds: with one of them, hardly any are in news
/// as it is printed.
const REPLIES: usize = 2;

pub(super) fn compare(pair: &Pair) -> Outcome {
    gate(pair).map_err(str::to_owned)?;
    let (earlier, later) = (pair.earlier(), pair.later());
    let mut signs = signs(pair);
    signs.extend(matched(pair));
    let evidence = weigh(&signs);
    if evidence < ENOUGH {
        let told = heaviest(&signs);
        return Err(format!(
            "the second is not told as an answer ({evidence:.2} of {ENOUGH:.2}: {told})"
        ));
    }
    let about = match later.voice.stance {
        Stance::Deny => ConflictType::Denial,
        _ => ConflictType::Polarity,
    };
    let explanation = format!(
        "The article gives \"{}\" as the answer to \"{}\".",
        short(&later.words),
        short(&earlier.words)
    );
    let score = 0.5 + 0.1 * (evidence - ENOUGH).min(4.0);
    Ok(conflict(about, "rejoinder", score, explanation))
}

/// What speaks for the second as the answer to the first, and against, apart from what else either may answer; nothing where it can be none.
pub(super) fn weighed(pair: &Pair) -> Option<Vec<Sign>> {
    gate(pair).ok().map(|()| signs(pair))
}

/// Why the second can be no answer that contradicts the first, where it can't.
fn gate(pair: &Pair) -> Result<(), &'static str> {
    let (earlier, later) = (pair.earlier(), pair.later());
    let one_voice = pair.one_side() && !earlier.voice.is_another_person(&later.voice);
    if !pair.in_debate() || one_voice || is_told(earlier) || is_told(later) {
        return Err("neither answers the other");
    }
    // Voices that only follow one another, as those of witnesses do. In news as it is printed hardly one pair in ten of such an article contradicts,
    // in articles with a reply six in ten.
    if !later.debated {
        return Err("their article tells no reply");
    }
    if later.replies < REPLIES && !clashes(pair) {
        return Err("their article tells one reply, and nothing in their words clashes");
    }
    if later.voice.stance == Stance::Demand || earlier.is_question() || later.is_question() {
        return Err("one asserts nothing");
    }
    let denies = later.voice.stance == Stance::Deny;
    if denies && earlier.voice.stance == Stance::Promise {
        return Err("what was not done answers no promise");
    }
    let nothing_shared = shared(earlier, later) == 0.0 && pair.shared_topics() == 0;
    if denies && nothing_shared && (!earlier.tallies.is_empty() || is_ahead(earlier)) {
        return Err("a denial of something else");
    }
    if is_maxim(later) {
        return Err("the second tells what never is so");
    }
    if later.says("evasions") {
        return Err("the second evades");
    }
    if days_meet(earlier, later) && later.content.clauses.iter().any(|clause| clause.only) {
        return Err("their days leave room for both");
    }
    if tell_the_same(pair) {
        return Err("they tell the same");
    }
    other_counts(pair).map_or(Ok(()), Err)
}

/// True where something in the words sets them against each other: what is denied, negated, an opposite, another figure or hour.
fn clashes(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let negated = earlier.negates() != later.negates() && shared(earlier, later) > 0.0;
    let hours = other_hours(earlier, later) && shared(earlier, later) > 0.0;
    let denied = later.voice.stance == Stance::Deny && later.answer > Answer::None;
    pair.is_replied() || denied || negated || hours || opposite_acts(pair) || Figures::of(pair).is_some()
}

/// True where both say that the same does the same, and nothing in figures, days or hours sets them apart: *620 habitants ont quitté le hameau*,
/// *les habitants ont quitté le hameau*.
fn tell_the_same(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let apart = Figures::of(pair).is_some() || other_day(earlier, later) || other_hours(earlier, later);
    let meet = |x: &Clause, y: &Clause| {
        let act = match (earlier.content.verb_of(x), later.content.verb_of(y)) {
            (Some(act), Some(other)) => act.weight > 0.5 && similarity(act, other) >= 0.8,
            _ => false,
        };
        let (doers, others) = (subject(earlier, x), subject(later, y));
        let one = !doers.is_empty() && !others.is_empty() && subjects_meet(&doers, &others, x, y);
        act && one && x.negated == y.negated && x.passive == y.passive
    };
    !apart && told(earlier).any(|x| told(later).any(|y| meet(x, y)))
}

/// Why the figures of both are none for one thing, or no answer to each other, where both count.
fn other_counts(pair: &Pair) -> Option<&'static str> {
    let (earlier, later) = (pair.earlier(), pair.later());
    if earlier.tallies.is_empty() || later.tallies.is_empty() {
        return None;
    }
    let told = later.answer > Answer::None || later.voice.stance == Stance::Deny || later.negates();
    match () {
        _ if same_figure(pair) => Some("they give the same figure"),
        _ if other_base(pair) || one_offers(pair) || supposes(earlier) != supposes(later) => {
            Some("one is on another base")
        }
        _ if in_other_places(pair) => Some("they count in other places"),
        _ if of_other_sides(pair) => Some("each counts other people"),
        _ if one_counts_the_rest(pair) => Some("one counts those who are left"),
        _ if counts_every_kind(pair) => Some("one counts people of every kind"),
        _ if !(told || later.categorical || earlier.categorical || count_one(pair)) => Some("they count other things"),
        _ => None,
    }
}

/// True for two tolls of which one, or each, says whose people it counts, and not the same: *135 soldats ont été tués*, *77 militaires azerbaïdjanais ont péri*.
fn of_other_sides(pair: &Pair) -> bool {
    Figures::of(pair).is_some_and(|figures| {
        let tolls = figures.new.grows() && figures.old.grows();
        tolls && of_other_people(figures.new, figures.old)
    })
}

/// *Seize hommes sont encore captifs*, *21 marins avaient été enlevés*: fewer are left than there were.
fn one_counts_the_rest(pair: &Pair) -> bool {
    let says = |facts: &Facts, words: &[&str]| facts.each_word().any(|word| words.contains(&&*word));
    let left = |facts: &Facts| says(facts, &["encore", "toujours", "restent"]);
    // *Les neuf ont tous été libérés*, *deux sont encore en cellule*
    let all = |facts: &Facts| says(facts, &["tous", "toutes"]);
    if all(pair.a) || all(pair.b) {
        return false;
    }
    Figures::of(pair).is_some_and(|figures| {
        let (earlier, later) = (left(pair.earlier()), left(pair.later()));
        let smaller = if figures.growth() > 0.0 { earlier } else { later };
        figures.are_counts() && !figures.is_none() && earlier != later && smaller
    })
}

/// True where one of two figures that exclude each other is of people of every kind, and the other of one kind of them.
fn counts_every_kind(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    Figures::of(pair).is_some_and(|figures| of_every_kind(earlier, figures.old, later, figures.new))
}

/// True where two figures that exclude each other may be of one thing.
fn count_one(pair: &Pair) -> bool {
    let back = pair.swapped();
    let turned = if pair.in_order() { &back } else { pair };
    Figures::of(pair).is_some_and(|figures| !are_apart(turned, figures.new, figures.old))
}

/// What tells that, of all that the article sets against either, they are what goes together.
fn matched(pair: &Pair) -> [Sign; 3] {
    let (earlier, later) = (pair.earlier(), pair.later());
    let alone = [earlier, later]
        .iter()
        .all(|facts| facts.counterpart.is_none_or(|one| one.only));
    let goes_with = |one: &Facts, other: &Facts| !alone && one.counterpart.is_some_and(|c| c.extent == other.extent);
    [
        sign("the second has no likelier counterpart", goes_with(later, earlier), 1.1),
        sign("the first has no likelier counterpart", goes_with(earlier, later), 1.0),
        // A third of what the fit gives it: too few stand alone.
        sign("neither has another counterpart", alone, 0.7),
    ]
}

/// What speaks for an answer that contradicts, and against: how it is told, where it stands, and that it speaks of the same.
fn signs(pair: &Pair) -> Vec<Sign> {
    let (earlier, later) = (pair.earlier(), pair.later());
    let gap = later.extent.start.saturating_sub(earlier.extent.end);
    let paragraphs = later.paragraph.abs_diff(earlier.paragraph);
    let shared = shared(earlier, later);
    let negated = earlier.negates() != later.negates();
    let figures = Figures::of(pair);
    let figure = |holds: fn(&Figures) -> bool| figures.as_ref().is_some_and(holds);
    let of_list = |list: &str, facts: &Facts| pair.data.is(list, &facts.cue);
    let counts = |facts: &Facts| !facts.tallies.is_empty();
    let speaks_of_itself = |facts: &Facts| facts.content.clauses.iter().any(|clause| clause.first);
    vec![
        amount("paragraphs between", paragraphs as f32, -1.4),
        sign("far behind", gap > 150, -0.25),
        sign("right behind", pair.is_next(), 0.5),
        sign("within a sentence or two", gap < 100, 0.3),
        sign("told as a reply", pair.is_replied(), 0.55),
        sign("the second stands up for it", later.bearing == Bearing::Insists, 0.1),
        sign("the second goes along", later.bearing == Bearing::Agrees, -0.75),
        sign("the first goes along", earlier.bearing == Bearing::Agrees, -0.3),
        sign("the first vouches for it", of_list("vouching", earlier), 0.5),
        sign("the second holds to its account", of_list("upholding", later), 0.4),
        sign("the first demands", earlier.voice.stance == Stance::Demand, -1.45),
        sign("the second promises", later.voice.stance == Stance::Promise, -2.5),
        sign("the first grants", earlier.conceding, -0.65),
        sign("the second grants", later.conceding, -0.95),
        sign("the second is nobody's", later.voice.name.is_none(), -2.05),
        sign("the second is quoted", later.voice.form == Form::Direct, 0.15),
        sign("the first is about the speaker", speaks_of_itself(earlier), -0.3),
        sign("only one is real", is_real(earlier) != is_real(later), -0.6),
        amount("fields in common", pair.shared_topics().min(3) as f32, 0.35),
        amount("verbs in common", in_common(pair, Kind::Verb, 3), 1.0),
        sign("what one acts on acts in the other", changes_part(earlier, later), 0.95),
        sign("verbs that are opposites", opposite_acts(pair), 1.6),
        amount(
            "one negates words of the other",
            if negated { shared.min(4.0) } else { 0.0 },
            0.65,
        ),
        sign("the second leaves nothing over", later.categorical, 0.2),
        // *Tous ont été entendus*, *aucun d'eux ne l'a été*; too rare to be fitted.
        sign(
            "all of them, and none",
            earlier.speaks_of_all() && later.categorical,
            2.0,
        ),
        sign(
            "other hours of what both speak of",
            shared > 0.0 && other_hours(earlier, later),
            2.1,
        ),
        sign("only one counts", counts(earlier) != counts(later), -0.4),
        sign("figures that exclude each other", figure(|f| !f.of_others()), 0.5),
        amount(
            "they count one thing",
            figures.as_ref().map_or(0.0, Figures::of_one_noun),
            0.6,
        ),
        sign("one counts none", figure(|f| f.is_none()), -1.3),
        sign(
            "the only figures",
            figures.as_ref().is_some_and(|f| f.are_alone(pair)),
            0.8,
        ),
    ]
}

/// True where what something is done to in the first is what does something in the second.
fn changes_part(earlier: &Facts, later: &Facts) -> bool {
    type Part = for<'f> fn(&'f Facts, &'f Clause) -> Vec<&'f Term>;
    fn of(facts: &Facts, part: Part) -> Vec<&Term> {
        let clauses = facts.content.clauses.iter().filter(|clause| !clause.embedded);
        clauses.flat_map(|clause| part(facts, clause)).collect()
    }
    let (objects, subjects) = (of(earlier, rest), of(later, subject));
    heavy(objects.into_iter()).any(|term| best(term, subjects.iter().copied()).0 > 0.0)
}

/// True where a verb of the one excludes a verb of the other.
fn opposite_acts(pair: &Pair) -> bool {
    let (said, answer) = (&pair.earlier().content, &pair.later().content);
    heavy(said.verbs()).any(|act| answer.verbs().any(|other| opposite(pair.data, act, other)))
}
