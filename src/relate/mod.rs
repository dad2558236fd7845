//! Facts of a claim, and what two claims have to do with each other.

pub mod date;
pub mod facts;
mod figure;
mod measure;
mod numeral;
mod word;

pub use date::{Day, Sense};
pub use facts::{Facts, facts};
