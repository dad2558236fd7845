//! What another database or a fact-checker wrote, read back as rows.

use std::io::{self, BufRead, Read};

use serde_json::Value;

use super::{ARCHIVE_VERSION, Archived, reviews};
use crate::error::{Error, Result};
use crate::ingest::{MAX_LINE, MAX_TEXT};
use crate::library;
use crate::model::Revision;

/// The longest line of an archive that is taken, in bytes, 256 MiB: an article stands on one with every text that it had.
pub const MAX_RECORD: usize = 16 * MAX_TEXT;

/// More changes than a database can have; beyond it there would be no room for changes to come.
const MAX_REVISION: u64 = 1 << 48;

/// Rows, each with the JSON that it was read from; an error names the line.
pub type Rows = Box<dyn Iterator<Item = Result<(library::Archived, String)>>>;

/// The rows of an archive of `claims export` with its revision, or the reviews of a JSON-LD document.
///
/// # Errors
/// [`Error::Input`] with `place` for what is neither, of another version, or too large.
pub fn incoming(mut input: impl BufRead + 'static, place: String) -> Result<(Revision, Rows)> {
    let first = line(&mut input, MAX_RECORD).map_err(|problem| Error::input(format!("{place}:1"), problem))?;
    let first = first.unwrap_or_default();
    if let Ok(Archived::Archive { version, revision, .. }) = serde_json::from_str(first.trim_start_matches('\u{feff}'))
    {
        if version != ARCHIVE_VERSION {
            return Err(Error::input(
                place,
                format!("an archive of version {version}; this program reads {ARCHIVE_VERSION}, update claims"),
            ));
        }
        if revision > MAX_REVISION {
            return Err(Error::input(
                place,
                format!("an archive of {revision} changes, which no database has; export it again"),
            ));
        }
        let lines = std::iter::from_fn(move || line(&mut input, MAX_RECORD).transpose());
        let rows = lines.zip(2..).filter_map(move |(line, number)| {
            let row = match line {
                Ok(line) if line.trim().is_empty() => return None,
                Ok(line) => serde_json::from_str::<Archived>(&line)
                    .map_err(|error| error.to_string())
                    .and_then(library::Archived::try_from)
                    .map(|row| (row, line)),
                Err(problem) => Err(problem),
            };
            Some(row.map_err(|problem| Error::input(format!("{place}:{number}"), problem)))
        });
        return Ok((Revision(revision), Box::new(rows)));
    }
    let mut text = first;
    input
        .take((MAX_LINE + 1) as u64)
        .read_to_string(&mut text)
        .map_err(|error| Error::input(&place, unreadable(&error)))?;
    if text.len() > MAX_LINE {
        return Err(Error::input(place, too_long("a document of reviews", MAX_LINE)));
    }
    let what = "neither an archive of 'claims export' nor JSON-LD";
    let document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Error::input(&place, format!("{what}: {error}")))?;
    let found = reviews(&document);
    if found.is_empty() {
        return Err(Error::input(
            place,
            "there is no ClaimReview with a claimReviewed in it",
        ));
    }
    let rows = found
        .into_iter()
        .map(|review| Ok((library::Archived::Review(review), String::new())));
    Ok((Revision(0), Box::new(rows)))
}

/// The next line with its end, never more of it than `most` bytes; none at the end.
fn line(input: &mut impl BufRead, most: usize) -> Result<Option<String>, String> {
    let mut line = Vec::new();
    match input.take(most as u64 + 1).read_until(b'\n', &mut line) {
        Ok(0) => Ok(None),
        Ok(read) if read > most => Err(too_long("a record", most)),
        Ok(_) => match String::from_utf8(line) {
            Ok(line) => Ok(Some(line)),
            Err(error) => Err(format!(
                "not UTF-8 at byte {}; export it again",
                error.utf8_error().valid_up_to() + 1
            )),
        },
        Err(error) => Err(unreadable(&error)),
    }
}

fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}

fn too_long(what: &str, most: usize) -> String {
    format!("{what} longer than {} MiB; it is not taken", most >> 20)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn told(bytes: &[u8]) -> String {
        let rows = incoming(Cursor::new(bytes.to_vec()), "old.jsonl".to_owned());
        let first = rows.and_then(|(_, mut rows)| rows.next().transpose());
        first.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_is_no_archive_is_told_by_file_and_line() {
        const HEAD: &str = "{\"record\":\"archive\",\"version\":1,\"schema\":1,\"revision\":1}\n";
        for (text, problem) in [
            (String::new(), "old.jsonl: neither an archive"),
            ("[1, 2".to_owned(), "old.jsonl: neither an archive"),
            ("[".repeat(100_000), "recursion limit"),
            ("{\"a\":".repeat(100_000), "recursion limit"),
            ("[]".to_owned(), "no ClaimReview"),
            (HEAD.replace(":1,\"schema", ":9,\"schema"), "an archive of version 9"),
            (
                format!("{HEAD}\n{{\"record\":\"source\"}}"),
                "old.jsonl:3: missing field",
            ),
            (format!("{HEAD}{}", "{\"record\":[".repeat(100_000)), "old.jsonl:2: "),
        ] {
            let told = told(text.as_bytes());
            assert!(told.starts_with("old.jsonl:") && told.contains(problem), "{told}");
        }
        assert!(told(b"\xff\xfe").contains("not UTF-8 at byte 1"));
    }

    #[test]
    fn no_more_of_a_line_is_held_than_may_be() {
        let mut input = io::BufReader::new(io::repeat(b'x'));
        assert!(line(&mut input, 1000).is_err_and(|problem| problem.contains("longer than")));
        let mut input = Cursor::new("ab\ncd");
        assert_eq!(line(&mut input, 3), Ok(Some("ab\n".to_owned())));
        assert_eq!(line(&mut input, 3), Ok(Some("cd".to_owned())));
        assert_eq!(line(&mut input, 3), Ok(None));
    }
}
