//! How fast articles go in, end to end: read, analysed, stored, related, indexed; beside what bare tantivy and SQLite FTS5 need for the
//! texts of the same claims, which they get ready made.
//!
//! `cargo bench --bench ingest` takes a hundred thousand claims; `cargo bench --bench ingest -- 1000000` so many.

mod corpus;
#[allow(dead_code)] // What is asked of them belongs to the other benchmark.
mod rivals;

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use claims_db::error::Error;
use claims_db::ingest;
use claims_db::library::{Inputs, Library, Step, Totals};
use claims_db::model::Filter;
use claims_db::store::Store;
use corpus::Corpus;
use rivals::{bare::Bare, fill, fts::Fts, size};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CLAIMS: usize = 100_000;
/// Claims of an article of the corpus, the narrator's among them, or so.
const PER_ARTICLE: f64 = 8.4;
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

/// Takes in a file: the totals, and after how many seconds how many articles were stored.
fn index(library: &mut Library, file: &Path) -> (Totals, Vec<(f64, usize)>) {
    let (start, mut marks) = (Instant::now(), Vec::new());
    let inputs = Inputs::paths(&[file.to_owned()], &ingest::Options::default());
    let totals = library.index(inputs, 0, |step| {
        if let Step::Committed(totals) = step {
            marks.push((start.elapsed().as_secs_f64(), totals.articles));
        }
        Ok::<(), Error>(())
    });
    (totals.expect("the corpus is indexed"), marks)
}

/// Seconds of this process on all cores, from the system's account in hundredths.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|ticks| ticks.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// Most memory of this process so far, in MB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

fn main() {
    let claims = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(CLAIMS);
    let dir = tempfile::tempdir().expect("a directory");
    let (file, db) = (dir.path().join("articles.jsonl"), dir.path().join("claims.db"));
    write(&file, (claims as f64 / PER_ARTICLE) as usize);
    let mut library = Library::open(&db, None).expect("a database");

    let (start, before) = (Instant::now(), cpu());
    let (totals, marks) = index(&mut library, &file);
    let (seconds, spent, peak) = (start.elapsed().as_secs_f64(), cpu() - before, memory());
    let held = library.count(&Filter::default()).expect("the database is read") as f64;
    println!(
        "{held} claims of {} articles in {seconds:.1} s: {:.0} claims a second (goal: 10000); {:.0} µs of processor a claim, at most {peak} MB",
        totals.articles,
        held / seconds,
        spent * 1e6 / held,
    );
    let half = marks.iter().find(|(_, articles)| articles * 2 >= totals.articles);
    let (half, last) = (half.map_or(0.0, |mark| mark.0), marks.last().map_or(0.0, |mark| mark.0));
    println!(
        "the second half at {:.2} times the rate of the first (goal: 0.90)",
        half / (last - half)
    );
    let start = Instant::now();
    let (again, _) = index(&mut library, &file);
    let resumed = start.elapsed().as_secs_f64();
    println!("the same again: {resumed:.1} s, {} articles analysed", again.analysed);
    drop(library);

    let store = Store::open_read_only(&db).expect("the database opens");
    let docs = || store.all_claims().map(|doc| doc.expect("a claim"));
    let index_files = size(&dir.path().join("claims.db.index"));
    let database = std::fs::metadata(&db).map_or(0, |meta| meta.len());
    let row = |name: &str, seconds: f64, bytes: u64| {
        println!("{name:<28} {:>12.0} {:>10.0}", held / seconds, bytes as f64 / 1e6);
    };
    println!("{:<28} {:>12} {:>10}", "", "claims/s", "MB");
    row("claims, end to end", seconds, database + index_files);
    row("  its search index", seconds, index_files);
    for name in ["bare", "fts"] {
        let own = dir.path().join(name);
        std::fs::create_dir(&own).expect("a directory");
        let took = match name {
            "bare" => fill(&mut Bare::open(&own), docs()),
            _ => fill(&mut Fts::open(&own), docs()),
        };
        let name = if name == "bare" {
            "bare tantivy, texts only"
        } else {
            "SQLite FTS5, texts only"
        };
        row(name, took.as_secs_f64(), size(&own));
    }
}
