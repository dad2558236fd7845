//! Two claims' facts in, a finding out: one comparer a file, tried in order.

mod align;
mod anew;
mod balance;
mod base;
mod beside;
mod blame;
mod bounded;
mod cause;
mod control;
mod count;
mod counterclaim;
mod crowd;
mod date;
mod debate;
mod delay;
mod denial;
mod echo;
mod evidence;
mod exception;
mod extent;
mod figure;
mod granted;
mod identity;
mod instead;
mod kind;
mod moment;
mod nobody;
mod often;
mod origin;
mod pair;
mod place;
mod plan;
mod polarity;
mod ranked;
mod rate;
mod recount;
mod redated;
mod rejected;
mod rejoinder;
mod repeats;
mod retraction;
mod reversal;
mod revised;
mod scope;
mod state;
mod statement;
mod supersedes;
mod supports;
mod sweeping;
mod topic;
mod turnabout;
mod withdrawal;

pub(super) use align::shared_weights;
pub use evidence::Sign;
pub use repeats::reprint;

use pair::{Pair, days_between, pair};

use super::facts::Facts;
use super::tally::MOST;
use crate::model::{ConflictType, Form, RelationKind};

/// Which of two claims a relation goes out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the first to the second: the first supersedes the second.
    Forward,
    /// From the second to the first.
    Backward,
    /// Both ways.
    Both,
}

impl Direction {
    /// The direction where the claims change places.
    pub fn reversed(self) -> Direction {
        match self {
            Direction::Forward => Direction::Backward,
            Direction::Backward => Direction::Forward,
            Direction::Both => Direction::Both,
        }
    }
}

/// What two claims have to do with each other, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: RelationKind,
    /// For contradictions, what about.
    pub conflict: Option<ConflictType>,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// One sentence that quotes what differs.
    pub explanation: String,
    /// Name of the comparer that found it.
    pub rule: &'static str,
    /// Which claim it goes out from.
    pub direction: Direction,
}

/// What a comparer made of two claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Name of the comparer.
    pub rule: &'static str,
    /// What it found.
    pub finding: Option<Finding>,
    /// What was compared, and why nothing was found.
    pub note: String,
}

impl Step {
    /// What kept a comparison from being made.
    fn note(rule: &'static str, note: String) -> Step {
        let finding = None;
        Step { rule, finding, note }
    }
}

/// A finding with the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The finding, if one was made.
    pub finding: Option<Finding>,
    /// Every comparer that was asked, in order, up to the one that fired.
    pub steps: Vec<Step>,
}

/// What a comparer found, or why it found nothing.
type Outcome = Result<Finding, String>;

/// A comparer: its name, and what it makes of a pair.
struct Comparer {
    name: &'static str,
    run: fn(&Pair) -> Outcome,
}

/// The comparer that looks at the wording alone.
const REPEATS: Comparer = Comparer {
    name: "repeats",
    run: repeats::compare,
};

/// All comparers in the order in which they are asked. A revision or a reprint comes first: it is no contradiction.
const COMPARERS: &[Comparer] = &[
    Comparer {
        name: "withdrawal",
        run: withdrawal::compare,
    },
    REPEATS,
    Comparer {
        name: "supersedes",
        run: supersedes::compare,
    },
    Comparer {
        name: "figure",
        run: figure::compare,
    },
    Comparer {
        name: "rejected",
        run: rejected::compare,
    },
    Comparer {
        name: "rate",
        run: rate::compare,
    },
    Comparer {
        name: "delay",
        run: delay::compare,
    },
    Comparer {
        name: "balance",
        run: balance::compare,
    },
    Comparer {
        name: "denial",
        run: denial::compare,
    },
    Comparer {
        name: "blame",
        run: blame::compare,
    },
    Comparer {
        name: "date",
        run: date::compare,
    },
    Comparer {
        name: "place",
        run: place::compare,
    },
    Comparer {
        name: "identity",
        run: identity::compare,
    },
    Comparer {
        name: "instead",
        run: |pair| either_way(pair, instead::compare),
    },
    Comparer {
        name: "topic",
        run: topic::compare,
    },
    Comparer {
        name: "often",
        run: often::compare,
    },
    Comparer {
        name: "moment",
        run: moment::compare,
    },
    Comparer {
        name: "bounded",
        run: bounded::compare,
    },
    Comparer {
        name: "origin",
        run: origin::compare,
    },
    Comparer {
        name: "extent",
        run: extent::compare,
    },
    Comparer {
        name: "kind",
        run: kind::compare,
    },
    Comparer {
        name: "polarity",
        run: polarity::compare,
    },
    Comparer {
        name: "sweeping",
        run: sweeping::compare,
    },
    Comparer {
        name: "exception",
        run: exception::compare,
    },
    Comparer {
        name: "granted",
        run: granted::compare,
    },
    Comparer {
        name: "debate",
        run: debate::compare,
    },
    Comparer {
        name: "rejoinder",
        run: rejoinder::compare,
    },
    Comparer {
        name: "revised",
        run: revised::compare,
    },
    Comparer {
        name: "statement",
        run: statement::compare,
    },
    Comparer {
        name: "supports",
        run: supports::compare,
    },
    Comparer {
        name: "counterclaim",
        run: counterclaim::compare,
    },
    Comparer {
        name: "weighed",
        run: statement::weigh,
    },
];

/// The comparers that a pair is asked, and why not all of them: of two stories, or of what is no statement but a list or a flood of
/// words, only the wording is compared.
fn comparers(pair: &Pair) -> (&'static [Comparer], Option<Step>) {
    if goes_on(pair) {
        return (&[], Some(Step::note("account", "one account tells both".to_owned())));
    }
    if !pair.one_story() {
        let note = "their articles tell two stories, by the names in them; only their wording was compared";
        return (&[REPEATS], Some(Step::note("story", note.to_owned())));
    }
    if pair.a.mutual || pair.b.mutual {
        let note = "two sides say one of them of each other; only their wording was compared";
        return (&[REPEATS], Some(Step::note("mutual", note.to_owned())));
    }
    let fits = |facts: &Facts| {
        facts
            .content
            .clauses
            .len()
            .max(facts.tallies.len())
            .max(facts.days.len())
            <= MOST
    };
    if fits(pair.a) && fits(pair.b) {
        return (COMPARERS, None);
    }
    let note = format!("one has more than {MOST} clauses, figures or days; only its wording was compared");
    (&[REPEATS], Some(Step::note("length", note)))
}

/// What two claims have to do with each other. Symmetric but for [`Direction`].
///
/// Claims of different languages, or of one that nothing is known of, have nothing to do with each other.
pub fn compare(a: &Facts, b: &Facts) -> Option<Finding> {
    let pair = pair(a, b)?;
    let (comparers, _) = comparers(&pair);
    let mut asked = comparers.iter().filter(|comparer| comparer.applies(&pair));
    asked.find_map(|comparer| comparer.ask(&pair).ok())
}

/// Comparers that look at one point of two statements, and so must hear of a second one.
const ONE_POINT: &[&str] = &["figure", "denial", "date", "place", "identity", "polarity"];

/// Comparers of what voices tell of one story, one after the other: bare statements have no story, no order and no origin.
const OF_STORIES: &[&str] = &[
    "withdrawal",
    "repeats",
    "supersedes",
    "rejected",
    "rate",
    "delay",
    "balance",
    "topic",
    "often",
    "moment",
    "bounded",
    "origin",
    "extent",
    "kind",
    "exception",
    "granted",
    "debate",
    "rejoinder",
    "revised",
    "counterclaim",
];

/// Comparers that take each claim for what somebody holds, and so are not asked of what an article tells in nobody's name.
const OF_VOICES: &[&str] = &["blame", "identity", "kind", "moment"];

/// Days after which an article speaks of other matters than the one before as often as of the same.
const WEEK: i32 = 7;

/// Comparers of bare statements alone.
const OF_STATEMENTS: &[&str] = &["statement", "weighed"];

/// Comparers that find an article's own account at odds with a voice in it only where it sets its voices against each other: in news as it is printed
/// what they find in other articles is nearly always wrong.
const OF_DEBATES: &[&str] = &[
    "instead",
    "topic",
    "often",
    "origin",
    "extent",
    "kind",
    "sweeping",
    "exception",
    "granted",
    "debate",
];

/// How much two sides must share, in weight of words, before what they say a week apart is set against each other by comparers that need little for it
/// on one day. On the events of `fit/events` most of what they find with less is of two matters.
const A_WEEK_APART: &[(&str, f32)] = &[("denial", 1.0), ("sweeping", 1.2), ("date", 1.0)];

impl Comparer {
    /// True where the comparer has something to look at.
    fn applies(&self, pair: &Pair) -> bool {
        let (a, b) = (pair.a.is_bare(), pair.b.is_bare());
        let told = is_told(pair.a) || is_told(pair.b);
        if OF_STATEMENTS.contains(&self.name) {
            a && b
        } else if told && OF_VOICES.contains(&self.name) {
            false
        } else {
            !OF_STORIES.contains(&self.name) || !(a || b)
        }
    }

    /// What the comparer finds, unless two bare statements differ in more than its point.
    fn ask(&self, pair: &Pair) -> Outcome {
        let undisputed = pair.same_article() && !pair.later().debated;
        if undisputed && (is_told(pair.a) || is_told(pair.b)) && OF_DEBATES.contains(&self.name) {
            return Err("their article tells no reply".to_owned());
        }
        let found = (self.run)(pair)?;
        let needed = A_WEEK_APART.iter().find(|(name, _)| *name == self.name);
        let apart = || pair.days_apart() >= WEEK && !pair.one_side();
        if needed.is_some_and(|(_, least)| apart() && evidence::shared(pair.a, pair.b) < *least) {
            return Err("two sides share too little for claims a week apart".to_owned());
        }
        match ONE_POINT
            .contains(&self.name)
            .then(|| statement::two_points(pair, self.name))
            .flatten()
        {
            Some(note) => Err(note),
            None => Ok(found),
        }
    }
}

/// True for what an article says in nobody's name.
fn is_told(facts: &Facts) -> bool {
    facts.voice.form == Form::Narrator
}

/// True where one article, or one source on one day, tells both in nobody's name.
fn goes_on(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let one_day = a.source.is_some() && a.source == b.source && a.published == b.published;
    is_told(a) && is_told(b) && (pair.same_article() || one_day)
}

/// What [`compare`] finds, with what was compared on the way and why it did not fire.
pub fn compare_explained(a: &Facts, b: &Facts) -> Explanation {
    let mut steps = Vec::new();
    let Some(pair) = pair(a, b) else {
        let note = "the claims are not in one language that is known".to_owned();
        steps.push(Step::note("language", note));
        return Explanation { finding: None, steps };
    };
    let (comparers, left_out) = comparers(&pair);
    for comparer in comparers.iter().filter(|comparer| comparer.applies(&pair)) {
        match comparer.ask(&pair) {
            Ok(finding) => {
                steps.push(Step {
                    rule: comparer.name,
                    finding: Some(finding.clone()),
                    note: finding.explanation.clone(),
                });
                return Explanation {
                    finding: Some(finding),
                    steps,
                };
            }
            Err(note) => steps.push(Step::note(comparer.name, note)),
        }
    }
    steps.extend(left_out);
    Explanation { finding: None, steps }
}

/// Evidence, in log odds, that the second of two claims of an article is set against the first; none where it can't be.
pub(super) fn answers_likely(earlier: &Facts, later: &Facts) -> Option<f32> {
    answer_signs(earlier, later).map(|signs| evidence::weigh(&signs))
}

/// What speaks for the second of an article's claims as an answer that contradicts the first, and against, whatever else either may answer; none
/// where it can be no answer. For whoever fits the weights.
pub fn answer_signs(earlier: &Facts, later: &Facts) -> Option<Vec<Sign>> {
    rejoinder::weighed(&pair(earlier, later)?)
}

/// What speaks for the claims of two articles as ones of which the one takes the side that the other's article sets against it, and against; none where
/// they can't be. For whoever fits the weights.
pub fn counterclaim_signs(a: &Facts, b: &Facts) -> Option<Vec<Sign>> {
    counterclaim::weighed(&pair(a, b)?)
}

/// What speaks for the first claim as what the same side says instead of the second, and against; none where it can't be. For whoever fits the
/// weights.
pub fn revision_signs(later: &Facts, earlier: &Facts) -> Option<Vec<Sign>> {
    revised::weighed(&pair(later, earlier)?)
}

/// What speaks for two bare statements as ones that exclude each other, and against; none for what articles tell. For whoever fits the weights.
pub fn statement_signs(a: &Facts, b: &Facts) -> Option<Vec<Sign>> {
    statement::signs(&pair(a, b)?)
}

/// A finding of a contradiction.
fn conflict(kind: ConflictType, rule: &'static str, score: f32, explanation: String) -> Finding {
    Finding {
        kind: RelationKind::Contradicts,
        conflict: Some(kind),
        score: score.clamp(0.0, 1.0),
        explanation,
        rule,
        direction: Direction::Both,
    }
}

/// Asks a comparer that looks at a pair from the first claim's side, then from the second's.
fn either_way(pair: &Pair, run: fn(&Pair) -> Outcome) -> Outcome {
    run(pair).or_else(|note| {
        run(&pair.swapped())
            .map(|finding| Finding {
                direction: finding.direction.reversed(),
                ..finding
            })
            .map_err(|_| note)
    })
}
