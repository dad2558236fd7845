//! What a new claim costs in relations, in a database that holds ten thousand, a hundred thousand, a million claims; and near-copies of one
//! article.
//!
//! `cargo bench --bench relate` takes all three sizes, which needs some minutes; `cargo bench --bench relate -- 10000 50000` these.
//! `RELATE_SIZES=10000,50000` does the same, `RELATE_COPIES=500` says how many near-copies (0 for none).

mod corpus;

use std::time::Instant;

use claims_db::error::Error;
use claims_db::library::{Inputs, Library, Totals};
use claims_db::model::{Filter, NewArticle};
use corpus::Corpus;

/// Claims by which the cost is measured at each size.
const MEASURED: usize = 5_000;
/// Articles that are handed over at a time.
const ARTICLES: usize = 512;
const SEED: u64 = 7;

/// Totals of one call, with its seconds.
fn index(library: &mut Library, articles: Vec<NewArticle>) -> (Totals, f64) {
    let start = Instant::now();
    let inputs = Inputs::articles(articles.into_iter().map(Ok));
    let totals = library
        .index(inputs, 0, |_| Ok::<(), Error>(()))
        .expect("the corpus is indexed");
    (totals, start.elapsed().as_secs_f64())
}

/// Every claim in force, the narrator's among them.
fn count(library: &Library) -> usize {
    library.count(&Filter::default()).expect("the database is read")
}

fn sizes() -> Vec<usize> {
    let given: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if !given.is_empty() {
        return given;
    }
    let set = std::env::var("RELATE_SIZES").unwrap_or_else(|_| "10000,100000,1000000".to_owned());
    set.split(',').filter_map(|size| size.trim().parse().ok()).collect()
}

fn grow() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut library = Library::open(&dir.path().join("claims.db"), None).expect("a database");
    let mut corpus = Corpus::new(SEED);
    let (mut costs, start) = (Vec::new(), Instant::now());
    println!(
        "{:>10} {:>14} {:>14} {:>10}",
        "claims", "relations µs", "everything µs", "after s"
    );
    for size in sizes() {
        let mut held = count(&library);
        while held < size {
            // Nine claims an article or so; never far past the size.
            let most = ((size - held) / 9 + 1).min(8 * ARTICLES);
            index(&mut library, corpus.by_ref().take(most).collect());
            held = count(&library);
        }
        let (mut claims, mut relating, mut seconds) = (0, 0.0, 0.0);
        while claims < MEASURED {
            let (totals, took) = index(&mut library, corpus.by_ref().take(ARTICLES).collect());
            relating += totals.relating.as_secs_f64();
            seconds += took;
            claims = count(&library) - held;
        }
        let each = |seconds: f64| seconds * 1e6 / claims as f64;
        println!(
            "{held:>10} {:>14.0} {:>14.0} {:>10.0}",
            each(relating),
            each(seconds),
            start.elapsed().as_secs_f64()
        );
        costs.push(each(relating));
    }
    if let [first, .., last] = costs[..] {
        println!("last/first {:.2} (goal: 1.50 at most)", last / first);
    }
}

/// One article over and over, a word of it another each time.
fn copies(number: usize) {
    let dir = tempfile::tempdir().expect("a directory");
    let mut library = Library::open(&dir.path().join("claims.db"), None).expect("a database");
    let article = Corpus::new(SEED).next().expect("an article");
    let made = (0..number).map(|n| NewArticle {
        identity: format!("copie-{n}"),
        source: format!("Journal {}", n % 50),
        body: format!("{}\n\nÉdition numéro {n}.", article.body),
        ..article.clone()
    });
    let (totals, seconds) = index(&mut library, made.collect());
    println!(
        "{number} near-copies: {seconds:.1} s, {:.1} s of it for relations",
        totals.relating.as_secs_f64()
    );
}

fn main() {
    let number = std::env::var("RELATE_COPIES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(2000);
    if number > 0 {
        copies(number);
    }
    grow();
}
