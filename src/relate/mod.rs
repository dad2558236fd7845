//! Facts of a claim, and what two claims have to do with each other.

pub mod date;
mod exclusion;
pub mod facts;
mod figure;
mod measure;
mod numeral;
mod phrase;
mod quantity;
mod word;

pub use date::{Day, Sense};
pub use facts::{Facts, facts};
