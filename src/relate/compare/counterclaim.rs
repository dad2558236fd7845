//! One article sets a claim against another one, and who speaks in a second article takes the other one's side: *L'alerte est partie à 16 heures, dit le
//! préfet. Faux, répond le maire*, and elsewhere, the mayor again: *je n'ai pas quitté mon poste : ni appel ni courriel*.
//!
//! Claims of two articles that contradict each other often share no word: what tells it are the words and the voice of the opponent.
//! `cargo bench --bench fit` fits the weights to annotated events.

use super::align::{coverage, heavy, opposite, short};
use super::evidence::{
    Figures, Sign, amount, heaviest, in_common, is_real, other_day, other_hours, shared, sign, weigh,
};
use super::pair::pair as side_by_side;
use super::{Outcome, Pair, conflict, is_told};
use crate::model::{ConflictType, Stance};
use crate::relate::content::Kind;
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// Evidence from which on the claims contradict each other, in log odds: what there is against it before any sign by the fit (3.95), less a third, for
/// annotators who go through all pairs miss most what stands in two articles.
const ENOUGH: f32 = 3.6;

/// Days after which an article is about something else.
const WINDOW: i32 = 90;

/// How much a claim and the other's opponent must share, in weight of words, where two sides say them.
const SHARED: f32 = 2.0;

/// What *heures* weighs, which any two claims with an hour share.
const HOUR: f32 = 1.0;

pub(super) fn compare(pair: &Pair) -> Outcome {
    gate(pair).map_err(str::to_owned)?;
    let through = both_ways(pair);
    let Some(nearest) = nearest(&through) else {
        return Err("neither takes the side of whom the other's article sets against it".to_owned());
    };
    let signs = signs(pair, &through);
    let evidence = weigh(&signs);
    if evidence < ENOUGH {
        return Err(format!(
            "too little tells that they are two sides of one quarrel ({evidence:.2} of {ENOUGH:.2}: {})",
            heaviest(&signs)
        ));
    }
    let denied = [pair.a, pair.b].iter().any(|facts| facts.voice.stance == Stance::Deny);
    let about = if denied {
        ConflictType::Denial
    } else {
        ConflictType::Polarity
    };
    let explanation = format!(
        "\"{}\" takes the side of \"{}\", which another article sets against \"{}\".",
        short(&nearest.taken.words),
        short(&nearest.opponent.words),
        short(&nearest.against.words)
    );
    let score = 0.5 + 0.1 * (evidence - ENOUGH).min(4.0);
    Ok(conflict(about, "counterclaim", score, explanation))
}

/// True where one takes the side that the other's article sets against the other.
pub(super) fn takes_side(pair: &Pair) -> bool {
    nearest(&both_ways(pair)).is_some()
}

/// What speaks for claims of two articles as two sides of one quarrel, and against; nothing where they can't be.
pub(super) fn weighed(pair: &Pair) -> Option<Vec<Sign>> {
    gate(pair).ok()?;
    let through = both_ways(pair);
    nearest(&through)?;
    Some(signs(pair, &through))
}

/// Why the claims can't be two sides of a quarrel that an article tells, where they can't.
fn gate(pair: &Pair) -> Result<(), &'static str> {
    let (a, b) = (pair.a, pair.b);
    if !pair.in_two_articles() || pair.days_apart() > WINDOW {
        return Err("no two articles of one time tell them");
    }
    if a.opponents.is_empty() && b.opponents.is_empty() {
        return Err("their articles set nobody against either");
    }
    let idle = |facts: &Facts| {
        matches!(facts.voice.stance, Stance::Demand | Stance::Promise) || facts.is_question() || facts.recalled
    };
    if [a, b].iter().any(|facts| idle(facts) || is_told(facts)) {
        return Err("one asserts nothing");
    }
    if both_deny(pair) {
        return Err("both deny it");
    }
    if is_real(a) != is_real(b) {
        return Err("only one is real");
    }
    if Figures::of(pair).is_some() {
        return Err("their figures say more");
    }
    // A truce that holds on Friday may have been broken on Tuesday.
    if pair.days_apart() > 1 && a.tells_state() && b.tells_state() {
        return Err("their states are of their days");
    }
    if give_one_figure(pair) {
        return Err("they give one figure");
    }
    if pair.one_side() || (a.voice.country.is_some() && a.voice.country == b.voice.country) {
        return Err("one side says both");
    }
    Ok(())
}

/// *Plus de mille bêtes*, *1 180 brebis*: figures of one thing that leave room for each other.
fn give_one_figure(pair: &Pair) -> bool {
    let of_one_thing = |x: &Tally, y: &Tally| {
        let same = x.head == y.head && (x.head.is_some() || x.figure.unit.is_some());
        same || x.senses.meet(&y.senses) || x.figure.low == y.figure.low
    };
    let one = |x: &Tally, y: &Tally| {
        x.figure.low > 1.0 && y.figure.low > 1.0 && x.figure.unit == y.figure.unit && x.agrees(y) && of_one_thing(x, y)
    };
    pair.a.tallies.iter().any(|x| pair.b.tallies.iter().any(|y| one(x, y)))
}

/// True for what is denied, or negated in itself.
fn says_no(facts: &Facts) -> bool {
    facts.negates() != (facts.voice.stance == Stance::Deny && !facts.voice.own_words)
}

/// True where each claim is denied: *dément être à l'origine des tirs*, *nous n'avons pas tiré*.
fn both_deny(pair: &Pair) -> bool {
    let denies = |facts: &Facts| facts.voice.stance == Stance::Deny && says_no(facts);
    (denies(pair.a) && says_no(pair.b)) || (denies(pair.b) && says_no(pair.a))
}

/// How far two claims speak in the same words.
struct Overlap {
    /// What they share, in weight of words, as the one that tells more of it has it.
    shared: f32,
    /// How much of either the other says, whichever is less.
    least: f32,
    /// The same, whichever is more.
    most: f32,
}

impl Overlap {
    fn of(one: &Facts, other: &Facts) -> Overlap {
        let (ours, theirs) = (&one.content.terms, &other.content.terms);
        let (there, shared) = coverage(heavy(ours.iter()), theirs.iter());
        let (back, shared_back) = coverage(heavy(theirs.iter()), ours.iter());
        Overlap {
            shared: shared.max(shared_back),
            least: there.min(back),
            most: there.max(back),
        }
    }
}

/// A claim with what the other's article sets against the other.
struct Through<'f> {
    taken: &'f Facts,
    against: &'f Facts,
    opponent: &'f Facts,
    /// The claim's side says what stands against the other.
    one_side: bool,
    /// The words of the claim and its opponent.
    overlap: Overlap,
}

/// Either claim as the one that takes a side.
fn both_ways<'f>(pair: &Pair<'f>) -> [Option<Through<'f>>; 2] {
    [through(pair.a, pair.b), through(pair.b, pair.a)]
}

/// Of what an article sets against a claim, what `taken` is nearest to.
fn through<'f>(taken: &'f Facts, against: &'f Facts) -> Option<Through<'f>> {
    let all = against.opponents.iter().filter_map(|opponent| {
        let opponent: &Facts = opponent;
        Some(Through {
            taken,
            against,
            opponent,
            one_side: side_by_side(taken, opponent)?.one_side(),
            overlap: Overlap::of(taken, opponent),
        })
    });
    all.reduce(|best, next| if next.near() > best.near() { next } else { best })
}

/// The nearer of two opponents, where one is near enough to speak of.
fn nearest<'t, 'f>(through: &'t [Option<Through<'f>>; 2]) -> Option<&'t Through<'f>> {
    let near = through.iter().flatten().filter(|through| {
        through.one_side
            || (through.overlap.shared >= SHARED && through.overlap.shared > shared(through.taken, through.against))
    });
    near.reduce(|best, next| if next.near() > best.near() { next } else { best })
}

impl Through<'_> {
    fn near(&self) -> f32 {
        self.overlap.shared + if self.one_side { 1.5 } else { 0.0 }
    }
}

/// True where a content word of the one excludes a word of the other.
fn opposites(pair: &Pair) -> bool {
    let others = &pair.b.content.terms;
    heavy(pair.a.content.terms.iter()).any(|term| heavy(others.iter()).any(|other| opposite(pair.data, term, other)))
}

/// What speaks for two sides of one quarrel, and against.
fn signs(pair: &Pair, through: &[Option<Through>; 2]) -> Vec<Sign> {
    let (a, b) = (pair.a, pair.b);
    let both = |holds: fn(&Facts) -> bool| [a, b].iter().filter(|facts| holds(facts)).count() as f32;
    let overlap = Overlap::of(a, b);
    let words = overlap.shared.min(4.0);
    let negated = says_no(a) != says_no(b);
    let opposed = opposites(pair);
    let turned = negated && !opposed;
    let length = heavy(a.content.terms.iter()).count() + heavy(b.content.terms.iter()).count();
    let told = || through.iter().flatten();
    let most = |what: fn(&Through) -> f32| told().map(what).fold(0.0, f32::max);
    let sum = |what: fn(&Through) -> f32| told().map(what).sum::<f32>();
    vec![
        amount("how much of the one the other says", overlap.most, 1.75),
        amount("fields in common", pair.shared_topics().min(3) as f32, 0.3),
        // A fifth of what the fit gives it: any two claims on a war name its lands.
        amount("names in common", in_common(pair, Kind::Name, 2), 0.35),
        amount("only one negates words of both", if turned { words } else { 0.0 }, 0.35),
        sign("only one negates", turned, 0.35),
        sign("opposites, and both negate or none", opposed && !negated, 1.45),
        amount(
            "neither turns words of both",
            if turned || opposed { 0.0 } else { words },
            -0.45,
        ),
        sign(
            "other hours of what both speak of",
            words > HOUR && other_hours(a, b),
            2.1,
        ),
        sign("other days", other_day(a, b), 0.4),
        amount("grant", both(|f| f.conceding), -0.45),
        amount(
            "speak of themselves",
            both(|f| f.content.clauses.iter().any(|clause| clause.first)),
            -0.35,
        ),
        amount("deny", both(|f| f.voice.stance == Stance::Deny), 0.35),
        sign("only one counts", a.tallies.is_empty() != b.tallies.is_empty(), -0.45),
        amount("tens of words", (length as f32 / 10.0).min(2.0), 1.05),
        amount(
            "opponents",
            (a.opponents.len().min(3) + b.opponents.len().min(3)) as f32,
            -0.75,
        ),
        amount(
            "an opponent's side says the other",
            sum(|t| f32::from(u8::from(t.one_side))),
            0.4,
        ),
        amount(
            "words in common with an opponent",
            most(|t| t.overlap.shared.min(4.0)),
            0.4,
        ),
        amount(
            "words in common with both opponents",
            sum(|t| t.overlap.shared.min(4.0)),
            0.25,
        ),
        amount(
            "how much an opponent says of the other",
            most(|t| t.overlap.least),
            1.85,
        ),
        sign(
            "opponents of either say the other",
            told().count() == 2 && told().all(|through| through.one_side),
            0.85,
        ),
    ]
}
