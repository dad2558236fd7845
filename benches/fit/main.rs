//! Fits the weights of answers (`src/relate/compare/rejoinder.rs`), of counterclaims (`src/relate/compare/counterclaim.rs`) and of revisions
//! (`src/relate/compare/revised.rs`) to annotated events, those of bare statements (`src/relate/compare/statement/weighed.rs`) to annotated pairs, and tells what the fit is worth on what it has not seen.
//!
//! `cargo bench --bench fit` reads `fit/events`, `fit/statements` and `fit/held-out-statements`; `cargo bench --bench fit -- DIR` the events of
//! another directory alone. It prints the weight of each sign as it stands
//! in the program and as it is fitted, and, with the events in eight parts of which each is left out once, how many pairs have at least so much
//! evidence, how many of them are right, how many of these are gold, and how many are pairs that must not be linked. Before that it says how many claims of
//! two events, which have nothing to do with each other, the program links. `fit/README.md` says the rest.

mod apart;
mod gold;
mod model;
mod statements;

use std::path::PathBuf;

use claims_db::relate::{Facts, Sign, answer_signs, counterclaim_signs, revision_signs};
use gold::{Claim, Event};
use model::{Model, Row};

/// Parts of the events, each of which is left out once.
const PARTS: usize = 8;
/// How often a pair counts that a reader says must not be linked: there are few, and they are chosen to tempt.
const TEMPTING: usize = 3;
/// Rounds in which counterparts are told by the weights of the round before.
const ROUNDS: usize = 3;
/// Signs of counterparts: of the later claim, of the earlier one, and where neither has another.
const MATCHED: [&str; 3] = [
    "the second has no likelier counterpart",
    "the first has no likelier counterpart",
    "neither has another counterpart",
];

/// A pair that was weighed: its claims by event and number, and what a reader says of it.
struct Pair {
    event: usize,
    claims: [usize; 2],
    gold: bool,
    tempting: bool,
}

/// Pairs with their rows.
#[derive(Default)]
struct Weighed {
    names: Vec<(&'static str, f32)>,
    pairs: Vec<Pair>,
    rows: Vec<Row>,
}

impl Weighed {
    /// Weighs every two claims that may be what `kind` says, as `signs` takes them.
    fn of(events: &[Event], kind: &str, signs: fn(&Facts, &Facts) -> Option<Vec<Sign>>) -> Weighed {
        let mut all = Weighed::default();
        for (event, told) in events.iter().enumerate() {
            for (i, a) in told.claims.iter().enumerate() {
                for (j, b) in told.claims.iter().enumerate() {
                    if let Some(signs) = (i != j).then(|| signs(&a.facts, &b.facts)).flatten() {
                        all.add(event, told, [(i, a), (j, b)], kind, &signs);
                    }
                }
            }
        }
        all
    }

    fn add(&mut self, event: usize, told: &Event, [(i, a), (j, b)]: [(usize, &Claim); 2], kind: &str, signs: &[Sign]) {
        let judged = told.judged(a, b);
        let right = judged.is_some_and(|(judged, _)| judged == kind);
        let gold = judged.is_some_and(|(_, gold)| gold);
        let marked = a.marked.is_some() && b.marked.is_some() && a.marked != b.marked;
        let other = judged.is_some_and(|(judged, _)| {
            if kind == "contradicts" {
                judged == "unrelated"
            } else {
                !right
            }
        });
        self.names = signs.iter().map(|sign| (sign.name, sign.weight)).collect();
        self.pairs.push(Pair {
            event,
            claims: [i, j],
            gold,
            tempting: judged.is_some_and(|(judged, _)| judged == "unrelated"),
        });
        self.rows.push(Row {
            signs: signs.iter().map(|sign| f64::from(sign.there)).collect(),
            right,
            times: if !marked {
                0
            } else if other {
                TEMPTING
            } else {
                1
            },
            event,
        });
    }

    /// Sets the signs of counterparts, which stand last in each row, by what `base` gives each pair without them.
    fn match_up(&mut self, base: &[f64]) {
        let mut best: std::collections::HashMap<(usize, usize), (f64, usize, usize)> = std::collections::HashMap::new();
        for (at, pair) in self.pairs.iter().enumerate() {
            for claim in pair.claims {
                let held = best.entry((pair.event, claim)).or_insert((f64::MIN, at, 0));
                held.2 += 1;
                if base[at] > held.0 {
                    (held.0, held.1) = (base[at], at);
                }
            }
        }
        let signs = self.names.len();
        for (at, pair) in self.pairs.iter().enumerate() {
            let [first, second] = pair.claims.map(|claim| best[&(pair.event, claim)]);
            let alone = first.2 == 1 && second.2 == 1;
            let matched = [!alone && second.1 == at, !alone && first.1 == at, alone];
            let row = &mut self.rows[at].signs;
            row.truncate(signs);
            row.extend(matched.map(|holds| f64::from(u8::from(holds))));
        }
    }

    /// Fits the rows of some events; `matched` with signs of counterparts, which then stand in all rows.
    fn fit(&mut self, matched: bool, seen: impl Fn(usize) -> bool) -> Model {
        let signs = self.names.len();
        self.rows.iter_mut().for_each(|row| row.signs.truncate(signs));
        let mut model = Model::fit(self.rows.iter().filter(|row| seen(row.event)));
        for _ in 0..if matched { ROUNDS } else { 0 } {
            let base: Vec<f64> = self.rows.iter().map(|row| model.odds(&row.signs[..signs])).collect();
            self.match_up(&base);
            model = Model::fit(self.rows.iter().filter(|row| seen(row.event)));
        }
        model
    }
}

/// Prints what the fit is worth where it has not seen the events, then its weights.
fn tell(events: &[Event], what: &str, kind: &str, mut weighed: Weighed, matched: bool) {
    let mut odds = vec![0.0; weighed.rows.len()];
    for part in 0..PARTS {
        let model = weighed.fit(matched, |event| event % PARTS != part);
        for (odds, row) in odds
            .iter_mut()
            .zip(&weighed.rows)
            .filter(|(_, row)| row.event % PARTS == part)
        {
            *odds = model.odds(&row.signs);
        }
    }
    let gold: usize = events.iter().map(|event| event.gold(kind)).sum();
    let tempting: usize = events.iter().map(|event| event.gold("unrelated")).sum();
    println!(
        "{what}: {} events, {gold} gold, {tempting} that must not be linked",
        events.len()
    );
    println!(
        "{:>9} {:>7} {:>7} {:>7} {:>9}",
        "log odds", "pairs", "right", "gold", "tempting"
    );
    for step in -4..=8 {
        let least = f64::from(step) * 0.25;
        let within = || {
            let rows = weighed.rows.iter().zip(&weighed.pairs).zip(&odds);
            rows.filter(move |((row, _), odds)| row.times > 0 && **odds >= least)
                .map(|(pair, _)| pair)
        };
        println!(
            "{least:>9.2} {:>7} {:>7} {:>7} {:>9}",
            within().count(),
            within().filter(|(row, _)| row.right).count(),
            within().filter(|(row, pair)| row.right && pair.gold).count(),
            within().filter(|(_, pair)| pair.tempting && pair.gold).count(),
        );
    }
    let model = weighed.fit(matched, |_| true);
    println!("{:>9} {:>9}", "stands", "fitted");
    for ((name, stands), fitted) in weighed.names.iter().zip(&model.weights) {
        println!("{stands:>9.2} {fitted:>9.2}  {name}");
    }
    for (name, fitted) in MATCHED.iter().zip(&model.weights[weighed.names.len()..]) {
        println!("{:>9} {fitted:>9.2}  {name}", "");
    }
    println!("{:>9} {:>9.2}  before any sign\n", "", model.intercept);
}

fn main() {
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let own = |name: &str| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fit").join(name);
    if given.is_none() {
        statements::tell(&own("statements"), &own("held-out-statements"));
    }
    let dir = given.map_or_else(|| own("events"), PathBuf::from);
    let events = gold::read(&dir);
    apart::tell(&events);
    // Two claims of one article in the order in which they stand.
    let answers = |a: &Facts, b: &Facts| (a.extent.start < b.extent.start).then(|| answer_signs(a, b)).flatten();
    tell(
        &events,
        "Answers",
        "contradicts",
        Weighed::of(&events, "contradicts", answers),
        true,
    );
    // Two claims of two articles, once.
    let counterclaims = |a: &Facts, b: &Facts| (a.article < b.article).then(|| counterclaim_signs(a, b)).flatten();
    tell(
        &events,
        "Counterclaims",
        "contradicts",
        Weighed::of(&events, "contradicts", counterclaims),
        false,
    );
    tell(
        &events,
        "Revisions",
        "supersedes",
        Weighed::of(&events, "supersedes", revision_signs),
        false,
    );
}
