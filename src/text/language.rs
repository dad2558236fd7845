//! Language of a text.

use crate::model::Lang;

/// The most likely language of `text`; undetermined for a text without letters.
pub fn detect(text: &str) -> Lang {
    let _ = text;
    Lang::UND
}
