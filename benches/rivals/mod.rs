//! The engines that ours is measured against, each with the texts of the same claims.

pub mod bare;
pub mod fts;

use std::path::Path;
use std::time::{Duration, Instant};

use claims_db::model::ClaimDoc;
use jiff::civil::Date;

/// Hits of an answer.
pub const TOP: usize = 20;

/// Words of a claim as an engine without fields of its own gets them.
pub fn text(claim: &ClaimDoc) -> String {
    format!("{}\n{}\n{}", claim.title, claim.context, claim.speakers.join("\n"))
}

/// What is asked, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Claims with a word.
    Term,
    /// Claims with both words.
    And,
    /// Claims with one of two words.
    Or,
    /// Claims with two or three words in a row.
    Phrase,
    /// Claims with a word that begins so.
    Prefix,
    /// Claims with a word, within a filter, and the facets of them all.
    Facets,
    /// How many claims have a word.
    Count,
}

/// A condition beside the words.
#[derive(Clone, Debug)]
pub enum Within {
    /// Published on this day or later.
    Since(Date),
    /// Of this source.
    Source(String),
    /// With this status.
    Status(claims_db::model::Status),
}

/// One question; the words are in lower case, as they are written.
#[derive(Clone, Debug)]
pub struct Question {
    pub kind: Kind,
    pub words: Vec<String>,
    pub within: Option<Within>,
}

/// How much came back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer {
    /// Hits given.
    pub hits: usize,
    /// Claims that match, where they were counted.
    pub total: Option<usize>,
    /// Values of facets.
    pub values: usize,
}

impl Answer {
    /// Checks that the work was done: hits where there are matches, facets where they were asked for.
    pub fn check(self, question: &Question) -> Answer {
        let matched = self.total.is_none_or(|total| total > 0);
        if matched && question.kind != Kind::Count {
            assert!(self.hits > 0 || self.total.is_none(), "no hits: {question:?}");
            assert!(
                self.values > 0 || question.kind != Kind::Facets || self.hits == 0,
                "no facets: {question:?}"
            );
        }
        self
    }
}

/// An engine that is filled from the claims and then asked.
pub trait Rival {
    /// Takes in some claims.
    fn add(&mut self, claims: &[ClaimDoc]);
    /// Makes all that was taken in ready to be asked.
    fn finish(&mut self);
    /// Answers a question.
    fn ask(&self, question: &Question) -> Answer;
}

/// The seconds that filling took, kept beside what was filled; none where it was not finished.
pub fn filled(dir: &Path) -> Option<f64> {
    std::fs::read_to_string(dir.join("filled")).ok()?.trim().parse().ok()
}

/// Says that `dir` is whole.
pub fn set_filled(dir: &Path, seconds: f64) {
    std::fs::write(dir.join("filled"), format!("{seconds:.1}\n")).expect("the directory can be written");
}

/// An empty directory.
pub fn fresh(dir: &Path) {
    if dir.exists() {
        std::fs::remove_dir_all(dir).expect("an unfinished directory can be removed");
    }
    std::fs::create_dir_all(dir).expect("a directory can be made");
}

/// Fills an engine; the time that it alone took.
pub fn fill(rival: &mut impl Rival, claims: impl Iterator<Item = ClaimDoc>) -> Duration {
    let mut took = Duration::ZERO;
    let mut claims = claims.peekable();
    while claims.peek().is_some() {
        let some: Vec<ClaimDoc> = claims.by_ref().take(10_000).collect();
        let start = Instant::now();
        rival.add(&some);
        took += start.elapsed();
    }
    let start = Instant::now();
    rival.finish();
    took + start.elapsed()
}

/// Bytes of the files of a directory.
pub fn size(dir: &Path) -> u64 {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten();
    files
        .filter_map(|file| file.metadata().ok())
        .filter(|meta| meta.is_file())
        .map(|meta| meta.len())
        .sum()
}
