//! Library = Store + Index.
