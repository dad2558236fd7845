//! Pairs of bare statements with what a reader says of them: what `compare` finds, and the weights of the signs where no comparer does.

use std::path::Path;

use claims_db::library::Pair;
use claims_db::model::{Lang, RelationKind};
use claims_db::relate::Sign;
use serde::Deserialize;

use crate::model::{Model, Row};

/// Two statements as they stand in a file, and what a reader says of them: `contradiction` or `other`.
#[derive(Deserialize)]
struct Line {
    a: String,
    b: String,
    label: String,
}

/// A pair, what the program finds, and its signs where it finds nothing by a single point.
struct Judged {
    file: usize,
    contradicts: bool,
    flagged: bool,
    /// Flagged by what is weighed, not by a single point.
    weighed: bool,
    signs: Option<Vec<Sign>>,
}

/// How many are flagged, how many of these rightly, of how many there are.
#[derive(Default)]
struct Count {
    flagged: usize,
    right: usize,
    all: usize,
    wrong_of: usize,
}

impl Count {
    fn of<'j>(pairs: impl Iterator<Item = &'j Judged>, flagged: impl Fn(&Judged) -> bool) -> Count {
        let mut count = Count::default();
        for pair in pairs {
            count.all += usize::from(pair.contradicts);
            count.wrong_of += usize::from(!pair.contradicts);
            if flagged(pair) {
                count.flagged += 1;
                count.right += usize::from(pair.contradicts);
            }
        }
        count
    }

    fn print(&self) {
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        let correct = self.right + self.wrong_of - (self.flagged - self.right);
        println!(
            "flagged {}, right {}: precision {:.3} recall {:.3} accuracy {:.3}",
            self.flagged,
            self.right,
            share(self.right, self.flagged),
            share(self.right, self.all),
            share(correct, self.all + self.wrong_of)
        );
    }
}

/// Reads every file of a directory, in the order of their names.
fn read(dir: &Path) -> Vec<Judged> {
    let entries = std::fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut all = Vec::new();
    for (file, path) in paths.iter().enumerate() {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for line in text.lines() {
            let line: Line = serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            all.push(judge(file, line));
        }
    }
    all
}

fn judge(file: usize, line: Line) -> Judged {
    let contradicts = line.label == "contradiction";
    let pair = Pair {
        id: None,
        a: line.a,
        b: line.b,
    };
    let found = pair.compare(Some(Lang::FR)).expect("two statements").finding;
    let weighed = found.as_ref().is_some_and(|finding| finding.rule == "weighed");
    Judged {
        file,
        contradicts,
        flagged: found
            .as_ref()
            .is_some_and(|finding| finding.kind == RelationKind::Contradicts),
        weighed,
        signs: pair.signs(Lang::FR).filter(|_| found.is_none() || weighed),
    }
}

fn row(pair: &Judged) -> Option<Row> {
    Some(Row {
        signs: pair.signs.as_ref()?.iter().map(|sign| f64::from(sign.there)).collect(),
        right: pair.contradicts,
        times: 1,
        event: pair.file,
    })
}

/// Prints what `compare` finds, what the fit is worth on files that it has not seen, then its weights.
pub fn tell(dir: &Path, held_out: &Path) {
    let pairs = read(dir);
    let rows: Vec<Row> = pairs.iter().filter_map(row).collect();
    println!("Statements: {} pairs, {} weighed", pairs.len(), rows.len());
    let others = read(held_out);
    for (what, pairs) in [("as they stand", &pairs), ("held out", &others)] {
        print!("{what:>16}: ");
        Count::of(pairs.iter(), |pair| pair.flagged).print();
        print!("{:>16}: ", "by one point");
        Count::of(pairs.iter(), |pair| pair.flagged && !pair.weighed).print();
    }
    let models: Vec<Model> = (0..=pairs.iter().map(|pair| pair.file).max().unwrap_or(0))
        .map(|file| Model::fit(rows.iter().filter(|row| row.event != file)))
        .collect();
    println!("each file by the weights that the others give:");
    for step in -1..=5 {
        let least = f64::from(step) * 0.25;
        let enough = |pair: &Judged| row(pair).is_some_and(|row| models[pair.file].odds(&row.signs) >= least);
        print!("{least:>16.2}: ");
        Count::of(pairs.iter(), |pair| pair.flagged && !pair.weighed || enough(pair)).print();
    }
    let model = Model::fit(rows.iter());
    let signs = pairs
        .iter()
        .find_map(|pair| pair.signs.as_ref())
        .expect("a pair with signs");
    println!("{:>9} {:>9}", "stands", "fitted");
    for (sign, fitted) in signs.iter().zip(&model.weights) {
        println!("{:>9.2} {fitted:>9.2}  {}", sign.weight, sign.name);
    }
    println!("{:>9} {:>9.2}  before any sign\n", "", model.intercept);
}
