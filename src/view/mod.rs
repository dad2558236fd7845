//! What leaves the program: records for JSON and CSV, described in `schema/output.md`; what comes back of them. Model types are never
//! serialized; offsets are Unicode code points here and nowhere else.

mod archive;
mod claim;
mod claim_review;
mod incoming;
pub mod json;
mod linked;
mod relation;
mod report;
mod review;
mod timeline;

pub use archive::{ARCHIVE_VERSION, Archived};
pub use claim::{Claim, Claims, Hit, Passage, Reason, Shown};
pub use claim_review::reviews;
pub use incoming::{MAX_RECORD, Rows, incoming};
pub use linked::{Annotation, Reviewed};
pub use relation::{Comparison, Relation};
pub use report::{
    Count, Event, Facets, Finding, Imported, Indexed, Reindexed, Source, Speaker, Stats, Suggestion, Version,
};
pub use review::{Conflict, Decided, Review, Ruling, Verdict};
pub use timeline::Dated;

/// Version of the records in `schema/output.md`. Additions keep it; anything else raises it.
pub const OUTPUT_VERSION: u32 = 1;

/// A record with the columns that it has as CSV.
pub trait Record: serde::Serialize {
    /// Paths into the JSON record, such as `speaker.name`; they are the heading too.
    const COLUMNS: &'static [&'static str];
}
