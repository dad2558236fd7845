//! What the targets share: a choice out of the first byte, texts out of the others, checks of spans.

use std::borrow::Cow;

use claims_db::model::Lang;
use claims_db::span::Span;

/// The first byte as a number, `0` for the digit zero so that seeds can be read, and the rest.
pub fn choice(data: &[u8]) -> (u8, &[u8]) {
    match data {
        [first, rest @ ..] => (first.wrapping_sub(b'0'), rest),
        [] => (0, data),
    }
}

/// French, English or neither.
pub fn lang(choice: u8) -> Lang {
    [Lang::FR, Lang::EN, Lang::UND][usize::from(choice) % 3]
}

/// Bytes as text; what is no UTF-8 becomes a replacement character.
pub fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// Asserts that a span lies inside the text, on character boundaries.
pub fn fits(text: &str, span: Span) {
    assert!(
        span.start <= span.end && text.get(span.start..span.end).is_some(),
        "{span:?} does not fit"
    );
}

/// [`fits`], and there is something in it.
pub fn fits_words(text: &str, span: Span) {
    fits(text, span);
    assert!(!span.is_empty(), "{span:?} is empty");
}
