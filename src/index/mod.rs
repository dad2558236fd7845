//! The only tantivy.
