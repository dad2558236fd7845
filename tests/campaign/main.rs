//! The fault campaign: real processes of the program killed and failed in every way that we know of. After each the next
//! command works or says what to do, nothing that was committed is gone, nothing is there twice, and `verify` is content.
//!
//! ```sh
//! cargo test --test campaign                                  # a short form
//! cargo test --release --test campaign -- full                # the whole: minutes
//! cargo test --release --test campaign -- full kill --seed 7  # some kinds, other random numbers
//! ```

#[path = "../../benches/corpus/mod.rs"]
mod corpus;
mod damage;
mod kills;
mod others;
mod place;
mod truth;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use corpus::{Corpus, Dice};
use place::Place;
use truth::Truth;

/// A way to fail, and how often it is tried in the short form and in the whole.
struct Kind {
    name: &'static str,
    rounds: [u64; 2],
    run: fn(&mut Campaign, u64, &mut Tally),
}

const KINDS: &[Kind] = &[
    kind("kill index", [4, 70], kills::index),
    kind("kill reindex", [1, 20], kills::reindex),
    kind("kill reindex --extract", [1, 20], kills::extract),
    kind("kill migration", [3, 30], kills::migration),
    kind("kill review", [4, 50], kills::review),
    kind("kill import", [1, 15], kills::import),
    kind("kill backup", [1, 15], kills::backup),
    kind("kill restore", [1, 20], kills::restore),
    kind("disk full", [1, 6], damage::disk_full),
    kind("file size limit", [1, 6], damage::file_limit),
    kind("directory read-only", [1, 2], damage::read_only),
    kind("index files damaged", [3, 60], damage::index_files),
    kind("database damaged", [4, 120], damage::database),
    kind("locked by another program", [1, 3], others::locked),
    kind("clock going backwards", [1, 2], others::clock),
    kind("two writers", [1, 4], others::two_writers),
    kind("readers beside a writer", [1, 2], others::readers),
    kind("backup beside a writer", [1, 4], others::backup),
];

const fn kind(name: &'static str, rounds: [u64; 2], run: fn(&mut Campaign, u64, &mut Tally)) -> Kind {
    Kind { name, rounds, run }
}

/// What all kinds share, and leave as it is: articles, and what comes of them where nothing fails.
struct World {
    /// True for the whole campaign.
    full: bool,
    _dir: tempfile::TempDir,
    /// The articles, in files that are taken in one after the other.
    parts: Vec<PathBuf>,
    /// The database after each part, and how long the part took.
    after: Vec<(Truth, Duration)>,
    /// The database at the end; nobody works on it, only on copies.
    whole: Place,
}

/// What one kind works with.
struct Campaign<'w> {
    world: &'w World,
    dice: Dice,
    /// For files of its own.
    dir: tempfile::TempDir,
}

impl std::ops::Deref for Campaign<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        self.world
    }
}

impl World {
    fn new(seed: u64, full: bool) -> World {
        let dir = tempfile::tempdir().unwrap();
        // A transaction takes 512 articles: in the whole campaign one part is more than that.
        let sizes = if full { [20, 540, 20] } else { [6; 3] };
        let mut corpus = Corpus::new(seed);
        let whole = Place::new();
        let (mut parts, mut after) = (Vec::new(), Vec::new());
        for (n, size) in sizes.into_iter().enumerate() {
            let part = dir.path().join(format!("part{n}.jsonl"));
            place::write_articles(&part, corpus.by_ref().take(size));
            let ran = whole.run(&["index", part.to_str().unwrap()]);
            assert!(ran.is_good(), "{ran:?}");
            after.push((whole.truth(), ran.took));
            parts.push(part);
        }
        assert!(whole.run(&["verify"]).is_good());
        World {
            full,
            _dir: dir,
            parts,
            after,
            whole,
        }
    }

    fn part(&self, n: usize) -> &str {
        self.parts[n].to_str().unwrap()
    }

    /// The database that all parts make.
    fn truth(&self) -> &Truth {
        &self.after.last().unwrap().0
    }
}

impl Campaign<'_> {
    /// A time up to a little more than `most`, so that some runs come to their end.
    fn moment(&mut self, most: Duration) -> Duration {
        Duration::from_micros(self.dice.below(most.as_micros() as u64 * 11 / 10))
    }
}

/// What a kind did and found.
#[derive(Default)]
struct Tally {
    /// Processes that were to fail.
    runs: u64,
    /// Those that did.
    hits: u64,
    /// Committed claims, decisions and events that are gone.
    lost: u64,
    /// Those that are there twice.
    doubled: u64,
    /// Everything else that is not as it must be.
    unclean: u64,
    /// What was left out, or worth knowing.
    notes: Vec<String>,
    troubles: Vec<String>,
}

impl Tally {
    fn trouble(&mut self, what: impl std::fmt::Display) {
        self.unclean += 1;
        self.tell(what);
    }

    /// Prints the tally of a kind and takes it into this one.
    fn print(&mut self, name: &str, of: Tally, since: Instant) {
        let cells = [of.runs, of.hits, of.lost, of.doubled, of.unclean].map(|cell| cell.to_string());
        let [runs, hits, lost, doubled, unclean] = &cells;
        let seconds = format!("{:.1}", since.elapsed().as_secs_f64());
        println!("{}", line(name, [runs, hits, lost, doubled, unclean, &seconds]));
        of.notes.iter().for_each(|note| println!("    {note}"));
        of.troubles.iter().for_each(|trouble| println!("    ! {trouble}"));
        self.runs += of.runs;
        self.hits += of.hits;
        self.lost += of.lost;
        self.doubled += of.doubled;
        self.unclean += of.unclean;
    }

    fn tell(&mut self, what: impl std::fmt::Display) {
        if self.troubles.len() < 12 {
            self.troubles.push(what.to_string());
        }
    }

    fn check(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.trouble(what());
        }
    }
}

fn main() -> ExitCode {
    let (mut full, mut seed, mut jobs, mut wanted) = (false, 1, 2, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || {
            args.next()
                .and_then(|n| n.parse().ok())
                .expect("a number after the option")
        };
        match arg.as_str() {
            "full" => full = true,
            "--seed" => seed = number(),
            "--jobs" => jobs = number(),
            // Of the test harness that this is not.
            "--list" => return ExitCode::SUCCESS,
            option if option.starts_with('-') => {}
            word => wanted.push(word.to_owned()),
        }
    }
    let chosen = |kind: &&Kind| wanted.is_empty() || wanted.iter().any(|word| kind.name.contains(word.as_str()));
    let kinds: Vec<&Kind> = KINDS.iter().filter(chosen).collect();
    if kinds.is_empty() {
        return ExitCode::SUCCESS;
    }
    let started = Instant::now();
    let world = World::new(seed, full);
    println!(
        "campaign: {}, seed {seed}, {} claims, {jobs} kinds at a time, prepared in {:.1} s",
        if full { "full" } else { "short" },
        world.truth().claims(),
        started.elapsed().as_secs_f64()
    );
    println!(
        "{}",
        line("kind", ["runs", "faults", "lost", "doubled", "unclean", "seconds"])
    );
    // What is done, and the kills among the faults.
    let total = Mutex::new((Tally::default(), 0));
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(kind) = kinds.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut campaign = Campaign {
                world: &world,
                dice: Dice::new(
                    kind.name
                        .bytes()
                        .fold(seed, |sum, byte| sum.rotate_left(8) ^ u64::from(byte)),
                ),
                dir: tempfile::tempdir().unwrap(),
            };
            let (since, mut tally) = (Instant::now(), Tally::default());
            let run = || (kind.run)(&mut campaign, kind.rounds[usize::from(full)], &mut tally);
            if catch_unwind(AssertUnwindSafe(run)).is_err() {
                tally.trouble("could not go on; the message is above");
            }
            let mut total = total.lock().unwrap();
            total.1 += if kind.name.starts_with("kill") { tally.hits } else { 0 };
            total.0.print(kind.name, tally, since);
        }
    };
    std::thread::scope(|scope| (0..jobs).for_each(|_| drop(scope.spawn(work))));
    let (total, kills) = total.into_inner().unwrap();
    let sums = [total.runs, total.hits, total.lost, total.doubled, total.unclean].map(|sum| sum.to_string());
    let [runs, hits, lost, doubled, unclean] = &sums;
    let seconds = format!("{:.1}", started.elapsed().as_secs_f64());
    println!("{}", line("all", [runs, hits, lost, doubled, unclean, &seconds]));
    println!(
        "kills: {kills}, faults: {}, lost: {lost}, doubled: {doubled}, unclean: {unclean}",
        total.hits - kills
    );
    ExitCode::from(u8::from(total.lost + total.doubled + total.unclean > 0))
}

/// A line of the table.
fn line(name: &str, cells: [&str; 6]) -> String {
    cells
        .iter()
        .fold(format!("{name:<27}"), |line, cell| format!("{line} {cell:>8}"))
}
