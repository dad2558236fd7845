//! How fast articles go in, end to end: read, analysed, stored, related, indexed.
//!
//! `cargo bench --bench ingest` takes a hundred thousand claims; `cargo bench --bench ingest -- 1000000` so many.

mod corpus;

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use claims_db::error::Error;
use claims_db::ingest;
use claims_db::library::{Inputs, Library, Step};
use claims_db::model::Filter;
use corpus::Corpus;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CLAIMS: usize = 100_000;
/// Claims of an article of the corpus, the narrator's among them, or so.
const PER_ARTICLE: usize = 9;
const SEED: u64 = 11;

/// Writes `articles` articles as JSON Lines.
fn write(path: &Path, articles: usize) {
    let file = std::fs::File::create(path).expect("a file");
    let mut file = std::io::BufWriter::new(file);
    for article in Corpus::new(SEED).take(articles) {
        let line = serde_json::json!({
            "id": article.identity, "source": article.source, "title": article.title, "text": article.body,
            "published": article.published.map(|day| day.to_string()), "lang": "fr",
        });
        writeln!(file, "{line}").expect("a line");
    }
    file.flush().expect("the file");
}

fn main() {
    let claims = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(CLAIMS);
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("articles.jsonl");
    write(&file, claims / PER_ARTICLE);
    let mut library = Library::open(&dir.path().join("claims.db"), None).expect("a database");
    let inputs = Inputs::paths(&[file], &ingest::Options::default());
    let (start, mut marks) = (Instant::now(), Vec::new());
    let totals = library
        .index(inputs, 0, |step| {
            if let Step::Committed(totals) = step {
                marks.push((start.elapsed().as_secs_f64(), totals.articles));
            }
            Ok::<(), Error>(())
        })
        .expect("the corpus is indexed");
    let seconds = start.elapsed().as_secs_f64();
    let held = library.count(&Filter::default()).expect("the database is read");
    println!(
        "{held} claims of {} articles in {seconds:.1} s: {:.0} claims a second; relations {:.1} s",
        totals.articles,
        held as f64 / seconds,
        totals.relating.as_secs_f64(),
    );
    let half = marks
        .iter()
        .find(|(_, articles)| articles * 2 >= totals.articles)
        .map_or(0.0, |mark| mark.0);
    println!(
        "second half at {:.2} times the rate of the first (goal: 0.90 at least)",
        half / (seconds - half)
    );
}
