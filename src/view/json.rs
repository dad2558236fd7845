//! JSON that a terminal can show: everything outside plain text is escaped, and the columns of a record for CSV.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

/// Writes `record` on one line. Besides what JSON asks for, DEL, the C1 control characters and the marks that turn
/// the direction of text are written as escapes: no reader sees a difference, no terminal obeys them.
pub fn write<T: Serialize + ?Sized>(out: &mut impl Write, record: &T) -> serde_json::Result<()> {
    record.serialize(&mut Serializer::with_formatter(out, Plain))
}

struct Plain;

impl Formatter for Plain {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_steering(*c)) {
            out.write_all(&rest.as_bytes()[..at])?;
            write!(out, "\\u{:04x}", c as u32)?;
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

fn is_steering(c: char) -> bool {
    // All of them lie in the basic plane, so that one escape is enough.
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The values of `record` at `paths` (`speaker.name`), as text. A missing or null value is empty; a list is its
/// elements' `text`, or the elements themselves, with ` … ` between.
pub fn columns<T: Serialize>(record: &T, paths: &[&str]) -> serde_json::Result<Vec<String>> {
    let value = serde_json::to_value(record)?;
    Ok(paths
        .iter()
        .map(|path| {
            path.split('.')
                .try_fold(&value, |value, key| value.get(key))
                .map(cell)
                .unwrap_or_default()
        })
        .collect())
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(" … "),
        Value::Object(fields) => fields.get("text").map(cell).unwrap_or_default(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(value: &Value) -> String {
        let mut out = Vec::new();
        write(&mut out, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn steering_characters_are_escaped_and_read_back() {
        let value = json!({"text": "a\u{1b}[31m\u{9b}\u{7f}\u{202e}é\0\"\\"});
        let line = text(&value);
        assert!(line.chars().all(|c| !is_steering(c)), "{line}");
        assert!(line.contains('é'));
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value);
    }

    #[test]
    fn columns_follow_paths_and_join_lists() {
        let record =
            json!({"id": 1, "speaker": null, "cue": {"lemma": "dire"}, "content": [{"text": "a"}, {"text": "b"}]});
        let row = columns(&record, &["id", "speaker.name", "cue.lemma", "content", "gone"]).unwrap();
        assert_eq!(row, ["1", "", "dire", "a … b", ""]);
    }
}
