//! The literate cases of `fixtures/cases`, one test a folder.

mod claims;
mod figures;
mod harness;
mod relations;
