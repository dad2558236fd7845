//! Facts of a claim, and what two claims have to do with each other.
