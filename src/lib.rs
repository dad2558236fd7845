//! From news articles to attributed claims: who said what, in which words, where; stored, searched, compared.
//!
//! A module uses only the floors below its own: ARCHITECTURE.md lists them.

pub mod error;
pub mod fold;
pub mod model;
pub mod span;

pub mod lexicon;

pub mod text;

pub mod extract;
pub mod ingest;
pub mod relate;

pub mod index;
pub mod store;

pub mod library;

pub mod chart;
pub mod view;

pub mod cli;
