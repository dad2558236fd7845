//! Search at a million claims: ours, bare tantivy with the same texts and analyzer, SQLite FTS5, side by side in one run.
//!
//! `cargo bench --bench search` takes a million claims, `cargo bench --bench search -- 100000` so many. What was built is kept under
//! target/tmp and taken again by the next run, which says so.
//! `SEARCH_KINDS=or,facets` asks questions of some kinds only. `SEARCH_CLOCK=processor` counts the time of the processors instead of the
//! wall's: on a machine that does much else they are far apart, on an idle one the same.

mod corpus;
mod rivals;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use claims_db::error::Error;
use claims_db::index::analyzer::{self, Stemming};
use claims_db::library::{Inputs, Library, SearchOptions};
use claims_db::model::{ClaimDoc, ClaimRecord, Filter, Form, NewArticle};
use claims_db::store::Store;
use corpus::{Corpus, Dice};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use nix::time::ClockId;
use rivals::bare::Bare;
use rivals::fts::Fts;
use rivals::{Answer, Kind, Question, Rival, TOP, Within};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CLAIMS: usize = 1_000_000;
const SEED: u64 = 7;
/// Questions of each kind.
const QUESTIONS: usize = 100;
/// Times that ours and tantivy answer each question; the best counts, so that what else the machine does counts little.
const TIMES: usize = 5;
/// Claims that questions are drawn from.
const SAMPLE: usize = 20_000;
/// Articles that are handed over at a time.
const ARTICLES: usize = 16_384;
/// Questions that processes are started for.
const PROCESSES: usize = 35;
/// Times that each is timed; the best counts here too.
const STARTS: usize = 5;

const KINDS: [(Kind, &str); 7] = [
    (Kind::Term, "term"),
    (Kind::And, "AND"),
    (Kind::Or, "OR of two"),
    (Kind::Phrase, "phrase"),
    (Kind::Prefix, "prefix"),
    (Kind::Facets, "filter + facets"),
    (Kind::Count, "count"),
];

/// The program as a process.
const PROGRAM: &str = env!("CARGO_BIN_EXE_claims");

fn main() {
    let claims = std::env::args().filter_map(|arg| arg.parse().ok()).next();
    let claims = claims.unwrap_or(CLAIMS);
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("search-{claims}-{SEED}"));
    let db = library(&dir.join("ours"), claims);
    let mut ours = Library::open_read_only(&db).expect("the library opens");
    // An index of another version is made again here, not within the first question.
    ours.catch_up();
    let store = Store::open_read_only(&db).expect("the database opens");
    let docs = || store.all_claims().map(|claim| claim.expect("a claim is read"));
    let bare_dir = dir.join(format!("tantivy-{}", analyzer::VERSION));
    let bare = rival("bare tantivy", &bare_dir, claims, Bare::open, docs());
    let fts_dir = dir.join("fts5");
    let fts = rival("SQLite FTS5", &fts_dir, claims, Fts::open, docs());
    let index = PathBuf::from(format!("{}.index", db.display()));
    println!(
        "index size: ours {} MB in {} segments, bare tantivy {} MB in {}, SQLite FTS5 {} MB with the texts; ours beside a database of {} MB",
        rivals::size(&index) >> 20,
        segments(&index),
        rivals::size(&bare_dir) >> 20,
        bare.segments(),
        rivals::size(&fts_dir) >> 20,
        rivals::size(&dir.join("ours")) >> 20,
    );
    let questions = Questions::new(&store, claims);
    table(&mut ours, &bare, &fts, &questions);
    processes(&db, &questions);
}

/// A library with at least so many claims, the narrator's among them.
fn library(dir: &Path, claims: usize) -> PathBuf {
    let db = dir.join("claims.db");
    if let Some(seconds) = rivals::filled(dir) {
        println!("ours: reused, filled in {seconds} s with articles, claims, relations and search index");
        return db;
    }
    rivals::fresh(dir);
    let mut library = Library::open(&db, None).expect("a database");
    let (mut corpus, start) = (Corpus::new(SEED), Instant::now());
    let mut held = 0;
    while held < claims {
        // Nine claims an article or so.
        let most = ((claims - held) / 9 + 1).min(ARTICLES);
        let articles: Vec<NewArticle> = corpus.by_ref().take(most).collect();
        let inputs = Inputs::articles(articles.into_iter().map(Ok));
        library
            .index(inputs, 0, |_| Ok::<(), Error>(()))
            .expect("the corpus is indexed");
        held = library.count(&Filter::default()).expect("the database is read");
        eprintln!("{held} claims after {:.0} s", start.elapsed().as_secs_f64());
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("ours: filled in {seconds:.0} s with articles, claims, relations and search index");
    rivals::set_filled(dir, seconds);
    db
}

/// An engine with the texts of all claims.
fn rival<R: Rival>(
    name: &str,
    dir: &Path,
    claims: usize,
    open: fn(&Path) -> R,
    docs: impl Iterator<Item = ClaimDoc>,
) -> R {
    let (reused, seconds) = match rivals::filled(dir) {
        Some(seconds) => ("reused, ", seconds),
        None => {
            rivals::fresh(dir);
            let seconds = rivals::fill(&mut open(dir), docs).as_secs_f64();
            rivals::set_filled(dir, seconds);
            ("", seconds)
        }
    };
    let rate = claims as f64 / seconds / 1000.0;
    println!("{name}: {reused}filled in {seconds:.0} s, {rate:.1} thousand claims a second");
    open(dir)
}

fn segments(index: &Path) -> usize {
    let index = tantivy::Index::open_in_dir(index).expect("our index opens");
    index.searchable_segment_ids().expect("segments").len()
}

/// Questions drawn from the claims, the same for the same claims.
struct Questions(Vec<(Kind, Vec<Question>)>);

impl Questions {
    fn new(store: &Store, claims: usize) -> Questions {
        let mut dice = Dice::new(SEED);
        let keys: Vec<i64> = (0..SAMPLE).map(|_| 1 + dice.below(claims as u64) as i64).collect();
        let mut sample = store.records(&keys).expect("claims are read");
        sample.retain(|claim| claim.in_force && claim.form != Form::Narrator);
        let drawn = Drawn::of(&sample);
        let ask = |kind| {
            let questions = std::iter::repeat_with(|| drawn.question(kind, &mut dice));
            (kind, questions.flatten().take(QUESTIONS).collect())
        };
        Questions(KINDS.map(|(kind, _)| kind).into_iter().map(ask).collect())
    }

    fn of(&self, kind: Kind) -> &[Question] {
        let found = self.0.iter().find(|(other, _)| *other == kind);
        found.map_or(&[], |(_, questions)| questions)
    }
}

/// Claims and their words by how often they occur.
struct Drawn<'c> {
    sample: &'c [ClaimRecord],
    /// Words that one claim of 2ⁿ has, by n: as many questions of rare words as of frequent ones.
    words: Vec<Vec<String>>,
}

impl Drawn<'_> {
    fn of(sample: &[ClaimRecord]) -> Drawn<'_> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for claim in sample {
            let mut words = words(claim);
            words.sort_unstable();
            words.dedup();
            for word in words.into_iter().filter(|word| telling(word)) {
                *counts.entry(word).or_default() += 1;
            }
        }
        let mut classes: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (word, count) in counts {
            classes.entry(count.ilog2()).or_default().push(word);
        }
        Drawn {
            sample,
            words: classes.into_values().collect(),
        }
    }

    /// A question, unless the claim that was drawn has none of the kind.
    fn question(&self, kind: Kind, dice: &mut Dice) -> Option<Question> {
        let claim = dice.pick(self.sample);
        let said = words(claim);
        let word = |dice: &mut Dice| {
            let class = dice.pick(&self.words);
            dice.pick(class).clone()
        };
        let mut within = None;
        let words = match kind {
            Kind::Term | Kind::Count => vec![word(dice)],
            Kind::Or => vec![word(dice), word(dice)],
            Kind::And => {
                let mut said: Vec<String> = said.into_iter().filter(|word| telling(word)).collect();
                said.sort_unstable();
                said.dedup();
                let first = (said.len() > 1).then(|| said.swap_remove(dice.below(said.len() as u64) as usize))?;
                vec![first, dice.pick(&said).clone()]
            }
            Kind::Phrase => {
                let length = 2 + dice.below(2) as usize;
                let rows: Vec<&[String]> = said
                    .windows(length)
                    .filter(|row| row.iter().any(|word| telling(word)))
                    .collect();
                (!rows.is_empty()).then(|| dice.pick(&rows).to_vec())?
            }
            Kind::Prefix => {
                let whole = word(dice);
                let start: String = whole.chars().take(4 + dice.below(2) as usize).collect();
                (start.len() < whole.len()).then_some(vec![start])?
            }
            Kind::Facets => {
                within = Some(match dice.below(3) {
                    0 => Within::Since(claim.published.as_ref()?.day()),
                    1 => Within::Source(claim.source.clone()),
                    _ => Within::Status(claim.status),
                });
                vec![word(dice)]
            }
        };
        Some(Question { kind, words, within })
    }
}

/// The words of a claim in their order.
fn words(claim: &ClaimRecord) -> Vec<String> {
    let first = claim.content.first().map_or("", |passage| &passage.words);
    analyzer::words(first, Stemming::French)
        .into_iter()
        .map(|word| word.lower)
        .collect()
}

/// True for a word that somebody would look for.
fn telling(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_alphabetic) && !analyzer::is_function(word)
}

/// A question in our query language.
fn query(question: &Question) -> String {
    let words = &question.words;
    match question.kind {
        Kind::Or => words.join(" OR "),
        Kind::Phrase => format!("\"{}\"", words.join(" ")),
        Kind::Prefix => format!("{}*", words[0]),
        _ => words.join(" "),
    }
}

/// Our answer, the hits with their whole claims.
fn ask(library: &mut Library, question: &Question) -> Answer {
    let options = SearchOptions {
        limit: if question.kind == Kind::Count { 0 } else { TOP },
        facets: question.kind == Kind::Facets,
        ..SearchOptions::default()
    };
    let mut filter = Filter::default();
    match &question.within {
        Some(Within::Since(day)) => filter.since = Some(*day),
        Some(Within::Source(source)) => filter.source.push(source.clone()),
        Some(Within::Status(status)) => filter.status.push(*status),
        None => {}
    }
    let found = library
        .search(&query(question), &filter, options)
        .expect("the library is searched");
    Answer {
        hits: found.hits.len(),
        total: Some(found.total),
        values: found.facets.source.len() + found.facets.speaker.len(),
    }
}

/// What is counted as time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// What passes for somebody who waits.
    Wall,
    /// What the processors work for this process, or for those that it started.
    Processor,
}

impl Clock {
    fn chosen() -> Clock {
        match std::env::var("SEARCH_CLOCK").as_deref() {
            Ok("processor") => Clock::Processor,
            _ => Clock::Wall,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Clock::Wall => "milliseconds of the wall clock",
            Clock::Processor => "milliseconds of processor time",
        }
    }

    /// Milliseconds of a call.
    fn timed(self, call: impl FnOnce() -> Answer) -> f64 {
        let processor = || {
            let time = ClockId::CLOCK_PROCESS_CPUTIME_ID.now().expect("a clock");
            time.tv_sec() as f64 * 1e3 + time.tv_nsec() as f64 / 1e6
        };
        let (start, worked) = (Instant::now(), processor());
        black_box(call());
        match self {
            Clock::Wall => start.elapsed().as_secs_f64() * 1e3,
            Clock::Processor => processor() - worked,
        }
    }

    /// Milliseconds of a process.
    fn process(self, run: impl FnOnce() -> Child) -> f64 {
        let processor = || {
            let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the usage of processes that ended");
            (usage.user_time().num_microseconds() + usage.system_time().num_microseconds()) as f64 / 1e3
        };
        let (start, worked) = (Instant::now(), processor());
        run().wait().expect("the program ends");
        match self {
            Clock::Wall => start.elapsed().as_secs_f64() * 1e3,
            Clock::Processor => processor() - worked,
        }
    }
}

/// What a share of the values does not exceed.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * share).round() as usize]
}

/// Median and 99th percentile.
fn both(mut values: Vec<f64>) -> [f64; 2] {
    [0.5, 0.99].map(|share| quantile(&mut values, share))
}

fn table(ours: &mut Library, bare: &Bare, fts: &Fts, questions: &Questions) {
    let clock = Clock::chosen();
    println!(
        "\n{} at the median and the 99th percentile of {QUESTIONS} questions of each kind, {TOP} hits each: ours with whole \
         claims, tantivy and FTS5 with their rows; the best of {TIMES} times in turn; FTS5 once, without the total",
        clock.name()
    );
    println!(
        "{:<16}{:>9}{:>9} {:>8}{:>8} {:>8}{:>8} {:>9}{:>9} {:>7}{:>7} {:>7}{:>7}  goal",
        "", "matches", "tantivy", "ours", "p99", "tantivy", "p99", "FTS5", "p99", "o/t", "p99", "f/o", "p99"
    );
    let wanted = std::env::var("SEARCH_KINDS").unwrap_or_default().to_lowercase();
    let wanted: Vec<&str> = wanted.split(',').filter(|word| !word.is_empty()).collect();
    for (kind, name) in KINDS {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.to_lowercase().contains(word)) {
            continue;
        }
        let (mut mine, mut theirs, mut old) = (Vec::new(), Vec::new(), Vec::new());
        let (mut matched, mut their_matched) = (Vec::new(), Vec::new());
        for question in questions.of(kind) {
            // The first time brings pages in.
            let first = ask(ours, question).check(question);
            let second = bare.ask(question).check(question);
            matched.push(first.total.unwrap_or_default() as f64);
            their_matched.push(second.total.unwrap_or_default() as f64);
            let mut best = [f64::INFINITY; 3];
            for n in 0..TIMES {
                best[0] = best[0].min(clock.timed(|| ask(ours, question)));
                best[1] = best[1].min(clock.timed(|| bare.ask(question)));
                if n == 0 {
                    best[2] = best[2].min(clock.timed(|| fts.ask(question).check(question)));
                }
            }
            mine.push(best[0]);
            theirs.push(best[1]);
            old.push(best[2]);
        }
        let (o, t, f) = (both(mine), both(theirs), both(old));
        let near = (0..2).all(|i| o[i] <= 1.5 * t[i] + 1.0);
        let far = !matches!(kind, Kind::Or | Kind::Facets) || (0..2).all(|i| f[i] >= 10.0 * o[i]);
        println!(
            "{name:<16}{:>9.0}{:>9.0} {:>8.2}{:>8.2} {:>8.2}{:>8.2} {:>9.2}{:>9.2} {:>7.2}{:>7.2} {:>7.1}{:>7.1}  {}{}",
            quantile(&mut matched, 0.5),
            quantile(&mut their_matched, 0.5),
            o[0],
            o[1],
            t[0],
            t[1],
            f[0],
            f[1],
            o[0] / t[0],
            o[1] / t[1],
            f[0] / o[0],
            f[1] / o[1],
            if near { "met" } else { "MISSED (1.5 x tantivy + 1 ms)" },
            if far { "" } else { ", MISSED (10 x FTS5)" },
        );
    }
}

/// `claims search` from its start to its end.
fn processes(db: &Path, questions: &Questions) {
    let clock = Clock::chosen();
    let kinds = KINDS.iter().cycle().enumerate();
    let (mut took, mut memory) = (Vec::new(), Vec::new());
    for (n, (kind, _)) in kinds.take(PROCESSES) {
        let question = &questions.of(*kind)[n];
        let run = || {
            let mut command = Command::new(PROGRAM);
            command.arg("--db").arg(db).args(["search", "--quiet"]);
            if question.kind == Kind::Facets {
                command.arg("--facets");
            }
            if question.kind == Kind::Count {
                command.arg("--count");
            }
            command.arg("--").arg(query(question));
            command.stdout(Stdio::null()).stdin(Stdio::null());
            command.spawn().expect("the program starts")
        };
        // The first time brings pages in, and is watched instead of timed.
        let mut process = run();
        let mut most = 0;
        while process.try_wait().expect("a process").is_none() {
            most = most.max(peak(process.id()).unwrap_or(0));
        }
        memory.push(most as f64 / 1024.0);
        let starts = (0..STARTS).map(|_| clock.process(run));
        took.push(starts.fold(f64::INFINITY, f64::min));
    }
    let [median, slow] = both(took);
    let peak = quantile(&mut memory, 1.0);
    println!(
        "\nclaims search as a process, {PROCESSES} questions of all kinds, the best of {STARTS} times, {}: {median:.1} at the median, {slow:.1} at \
         most (goal 30 at the median: {}); {peak:.0} MB at most, the mapped index among them (goal 300: {})",
        clock.name(),
        if median < 30.0 { "met" } else { "MISSED" },
        if peak < 300.0 { "met" } else { "MISSED" },
    );
}

/// Kilobytes that a process had at most so far.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
