//! JSON Lines: one article a line, however many lines; or one JSON object laid out over a whole file.

use std::io::{self, BufRead, Read};
use std::str::FromStr;

use serde::Deserialize;
use serde_json::Value;

use super::{MAX_LINE, Options, Origin, check, decode, digest, filled, host, one_line, unreadable};
use crate::error::{Error, Result};
use crate::model::NewArticle;

/// The fields of a record; each is looked at by itself, so that an error can name it. Others are ignored.
#[derive(Deserialize)]
struct Record {
    id: Option<Value>,
    url: Option<Value>,
    source: Option<Value>,
    published: Option<Value>,
    lang: Option<Value>,
    title: Option<Value>,
    author: Option<Value>,
    text: Option<Value>,
}

/// The articles of a JSONL stream. A line that is refused is told by its number; the next one is read all the same.
pub struct Records<R> {
    origin: Origin,
    reader: R,
    options: Options,
    line: u64,
    buffer: Vec<u8>,
    limit: usize,
    done: bool,
}

/// What reading one line gave.
enum Line {
    Read,
    TooLong,
    End,
}

impl<R: BufRead> Records<R> {
    /// Reads records of `origin` from `reader`, whose bytes are UTF-8 or, a line at a time, an old single-byte encoding.
    pub fn new(origin: Origin, reader: R, options: Options) -> Self {
        Self {
            origin,
            reader,
            options,
            line: 0,
            buffer: Vec::new(),
            limit: MAX_LINE,
            done: false,
        }
    }

    /// Reads one line into the buffer, never more of it than the limit.
    fn read_line(&mut self) -> io::Result<Line> {
        self.buffer.clear();
        let most = self.limit as u64 + 1;
        let read = self.reader.by_ref().take(most).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(Line::End);
        }
        self.line += 1;
        if self.buffer.len() <= self.limit || self.buffer.ends_with(b"\n") {
            return Ok(Line::Read);
        }
        self.buffer = Vec::new();
        self.reader.skip_until(b'\n')?;
        Ok(Line::TooLong)
    }

    /// The record in the buffer, if it holds one.
    fn record(&mut self) -> Option<Result<NewArticle>> {
        let first = self.line == 1;
        let bytes = match self.buffer.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) if first => rest,
            _ => &self.buffer,
        };
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            return None;
        }
        if bytes == b"{" {
            return Some(self.laid_out());
        }
        let article = parse(bytes).map_err(|broken| broken.told(false));
        let article = article.and_then(|record| self.article(record, true));
        Some(article.map_err(|problem| Error::input(self.place(self.line), problem)))
    }

    /// An object that starts on this line and fills the rest of the input.
    fn laid_out(&mut self) -> Result<NewArticle> {
        self.done = true;
        let start = self.line;
        let most = self.limit as u64 + 1;
        if let Err(error) = self.reader.by_ref().take(most).read_to_end(&mut self.buffer) {
            return Err(Error::input(self.place(start), unreadable(&error)));
        }
        if self.buffer.len() > self.limit {
            return Err(Error::input(self.place(start), too_long(self.limit)));
        }
        let bytes = self.buffer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.buffer);
        match parse(bytes) {
            Ok(record) => self
                .article(record, false)
                .map_err(|problem| Error::input(self.place(start), problem)),
            Err(broken) => {
                let line = start + broken.line().saturating_sub(1);
                Err(Error::input(self.place(line), broken.told(true)))
            }
        }
    }

    fn place(&self, line: u64) -> String {
        format!("{}:{line}", self.origin.place())
    }

    /// An article out of a record; one of many is known by its line where nothing else names it.
    fn article(&self, record: Record, of_many: bool) -> Result<NewArticle, String> {
        let options = &self.options;
        let url = string("url", record.url)?;
        let mut article = NewArticle {
            identity: String::new(),
            source: match string("source", record.source)?.or_else(|| filled(options.source.as_deref())) {
                Some(source) => source,
                None => url
                    .as_deref()
                    .and_then(host)
                    .map(str::to_owned)
                    .ok_or("has no `source`; add one, or name it for all records with --source")?,
            },
            url,
            published: parsed("published", record.published)?.or_else(|| options.published.clone()),
            lang: parsed("lang", record.lang)?.or(options.lang),
            title: string("title", record.title)?.map(|title| one_line(&title)),
            author: string("author", record.author)?,
            body: match record.text {
                Some(Value::String(text)) => text,
                Some(Value::Null) | None => return Err("has no `text`; every record needs one".to_owned()),
                Some(other) => return Err(wrong("text", "a string", &other)),
            },
        };
        article.identity = match (identity(record.id)?, &article.url) {
            (Some(id), _) => id,
            (None, Some(url)) => url.clone(),
            (None, None) => match self.origin.identity() {
                Some(path) if of_many => format!("{path}:{}", self.line),
                Some(path) => path,
                None => digest(&article),
            },
        };
        check(&article)?;
        Ok(article)
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<NewArticle>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let found = match self.read_line() {
                Ok(Line::Read) => self.record(),
                Ok(Line::TooLong) => Some(Err(Error::input(self.place(self.line), too_long(self.limit)))),
                Ok(Line::End) => {
                    self.done = true;
                    None
                }
                Err(error) => {
                    self.done = true;
                    Some(Err(Error::input(self.place(self.line + 1), unreadable(&error))))
                }
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// Why a record could not be parsed.
enum Broken {
    /// It begins like an array.
    Array,
    /// It is another JSON value or none at all.
    NoObject,
    /// Its bytes are no text.
    Bytes(String),
    /// The parser's complaint.
    Json(serde_json::Error),
}

impl Broken {
    /// The line of the input on which it went wrong, from 1.
    fn line(&self) -> u64 {
        match self {
            Broken::Json(error) => error.line() as u64,
            _ => 1,
        }
    }

    /// In words, with the byte of the line; `whole` for an object over several lines.
    fn told(&self, whole: bool) -> String {
        match self {
            Broken::Array => "a JSON array; give one object a line, for example with: jq -c '.[]'".to_owned(),
            Broken::NoObject => "not a JSON object; give one object {\"source\": …, \"text\": …} a line".to_owned(),
            Broken::Bytes(problem) => problem.clone(),
            Broken::Json(error) => {
                let text = error.to_string();
                let what = text.split(" at line ").next().unwrap_or(&text);
                let hint = match (error.classify(), whole) {
                    (serde_json::error::Category::Eof, false) => "; a record must stand on one line",
                    (serde_json::error::Category::Eof, true) => "; the file ends too early",
                    _ => "; mend or remove this record",
                };
                format!("broken JSON at byte {}: {what}{hint}", error.column())
            }
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Record, Broken> {
    match bytes.trim_ascii_start().first() {
        Some(b'{') => {}
        Some(b'[') => return Err(Broken::Array),
        _ => return Err(Broken::NoObject),
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text).map_err(Broken::Json),
        Err(_) => {
            let decoded = decode::decode(bytes, false).map_err(Broken::Bytes)?;
            serde_json::from_str(&decoded.text).map_err(Broken::Json)
        }
    }
}

fn too_long(limit: usize) -> String {
    match limit >> 20 {
        0 => format!("a record longer than {limit} bytes; split or shorten it"),
        mib => format!("a record longer than {mib} MiB; split or shorten it"),
    }
}

/// A field that may be missing, null or empty, and else is a string.
fn string(field: &str, value: Option<Value>) -> Result<Option<String>, String> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(filled(Some(&text))),
        Some(other) => Err(wrong(field, "a string", &other)),
    }
}

/// An id: a string or a number.
fn identity(value: Option<Value>) -> Result<Option<String>, String> {
    match value {
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(Value::String(_) | Value::Null) | None => string("id", value),
        Some(other) => Err(wrong("id", "a string or a number", &other)),
    }
}

/// A field that is written as a string and means something else.
fn parsed<T: FromStr<Err = String>>(field: &str, value: Option<Value>) -> Result<Option<T>, String> {
    let text = string(field, value)?;
    text.map(|text| text.parse().map_err(|problem| format!("field `{field}`: {problem}")))
        .transpose()
}

/// A field of the wrong type, by its name.
fn wrong(field: &str, wanted: &str, value: &Value) -> String {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    format!("field `{field}` must be {wanted}, not {found}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Published};

    fn records(text: &[u8], options: &Options) -> Vec<Result<NewArticle, String>> {
        let origin = Origin::Path("news.jsonl".into());
        let records = Records::new(origin, text, options.clone());
        records.map(|found| found.map_err(|error| error.to_string())).collect()
    }

    fn problem(line: &str) -> String {
        records(line.as_bytes(), &Options::default()).remove(0).unwrap_err()
    }

    #[test]
    fn a_full_record_is_read_field_by_field() {
        let line = r#"{"id": 7, "url": "https://x.fr/a", "source": "X", "published": "2022-09-13T08:00:00+02:00",
            "lang": "fr-FR", "title": " Un\n titre ", "author": "A. B.", "text": "Corps.\n\nFin.", "tags": [1, {"a": 2}]}"#
            .replace("\n            ", "");
        let article = records(line.as_bytes(), &Options::default()).remove(0).unwrap();
        assert_eq!(article.identity, "7");
        assert_eq!(article.url.as_deref(), Some("https://x.fr/a"));
        assert_eq!(article.source, "X");
        assert_eq!(
            article.published.clone().map(|p| p.to_string()).as_deref(),
            Some("2022-09-13T06:00:00Z")
        );
        assert_eq!(article.lang, Some(Lang::FR));
        assert_eq!(article.author.as_deref(), Some("A. B."));
        assert_eq!(article.text(), "Un titre\n\nCorps.\n\nFin.");
    }

    #[test]
    fn options_fill_only_gaps() {
        let options = Options {
            source: Some("Option".into()),
            published: Some(Published::Day(jiff::civil::date(2022, 1, 2))),
            lang: Some(Lang::EN),
            ..Options::default()
        };
        let text = "{\"text\":\"a\"}\n{\"source\":\"Own\",\"published\":\"2020-01-01\",\"lang\":\"fr\",\"text\":\"a\"}";
        let found = records(text.as_bytes(), &options);
        let [Ok(gaps), Ok(own)] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(
            (gaps.source.as_str(), gaps.lang, gaps.published.clone()),
            ("Option", options.lang, options.published)
        );
        assert_eq!((own.source.as_str(), own.lang), ("Own", Some(Lang::FR)));
        assert_eq!(
            own.published.as_ref().map(|p| p.to_string()).as_deref(),
            Some("2020-01-01")
        );
    }

    #[test]
    fn what_names_a_record() {
        let text = "{\"id\":\"n1\",\"url\":\"https://x.fr/a\",\"source\":\"X\",\"text\":\"a\"}\n\
                    \n{\"url\":\"https://www.x.fr/b\",\"id\":\"\",\"text\":\"a\"}\n{\"source\":\"X\",\"text\":\"a\"}\n";
        let found = records(text.as_bytes(), &Options::default());
        let names: Vec<_> = found
            .iter()
            .map(|a| a.as_ref().unwrap())
            .map(|a| (&*a.identity, &*a.source))
            .collect();
        assert_eq!(
            names,
            [("n1", "X"), ("https://www.x.fr/b", "x.fr"), ("news.jsonl:4", "X")]
        );
        let stdin = |text: &str| {
            Records::new(Origin::Stdin, text.as_bytes(), Options::default())
                .next()
                .unwrap()
                .unwrap()
        };
        let one = stdin("{\"source\":\"X\",\"text\":\"a\"}");
        assert!(one.identity.starts_with("stdin:"));
        assert_ne!(one.identity, stdin("{\"source\":\"X\",\"text\":\"b\"}").identity);
    }

    #[test]
    fn every_wrong_field_is_named() {
        for (line, told) in [
            (r#"{"source":"X"}"#, "has no `text`"),
            (r#"{"source":"X","text":null}"#, "has no `text`"),
            (r#"{"source":"X","text":" \n "}"#, "holds no text"),
            (
                r#"{"source":"X","text":12}"#,
                "field `text` must be a string, not a number",
            ),
            (r#"{"text":"a"}"#, "has no `source`"),
            (
                r#"{"source":["X"],"text":"a"}"#,
                "field `source` must be a string, not an array",
            ),
            (
                r#"{"id":true,"source":"X","text":"a"}"#,
                "field `id` must be a string or a number",
            ),
            (
                r#"{"source":"X","text":"a","published":"mardi"}"#,
                "field `published`: 'mardi' is not a date",
            ),
            (r#"{"source":"X","text":"a","lang":"français"}"#, "field `lang`: "),
            (r#"{"source":"X","text":"a\u0000b"}"#, "NUL"),
            (r#"{"source":"X","text":"a"#, "broken JSON at byte 23"),
            (r#"{"source":"X","text":"\ud800"}"#, "broken JSON"),
            (r#"[{"source":"X","text":"a"}]"#, "jq -c"),
            ("bonjour", "not a JSON object"),
        ] {
            let problem = problem(line);
            assert!(
                problem.starts_with("news.jsonl:1: ") && problem.contains(told),
                "{problem}"
            );
        }
    }

    #[test]
    fn bad_lines_do_not_stop_the_good_ones() {
        let text = b"\xef\xbb\xbf{\"source\":\"X\",\"text\":\"un\"}\r\n\r\n{broken\r\n{\"source\":\"X\",\"text\":\"\xe9t\xe9 fran\xe7ais\"}";
        let found = records(text, &Options::default());
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].as_ref().unwrap().body, "un");
        assert!(found[1].as_ref().unwrap_err().starts_with("news.jsonl:3: broken JSON"));
        assert_eq!(found[2].as_ref().unwrap().body, "été français");
    }

    #[test]
    fn a_huge_line_is_passed_over_without_being_held() {
        let good = "{\"source\":\"X\",\"text\":\"a\"}\n";
        let huge = io::repeat(b'x').take(10_000_000);
        let stream = good
            .as_bytes()
            .chain(huge)
            .chain("\n".as_bytes())
            .chain(good.as_bytes());
        let mut records = Records::new(Origin::Stdin, io::BufReader::new(stream), Options::default());
        records.limit = 1000;
        assert!(records.next().unwrap().is_ok());
        let problem = records.next().unwrap().unwrap_err().to_string();
        assert_eq!(problem, "stdin:2: a record longer than 1000 bytes; split or shorten it");
        assert!(records.buffer.capacity() < 10_000);
        assert!(records.next().unwrap().is_ok());
        assert_eq!(records.line, 3);
        assert!(records.next().is_none());
    }

    #[test]
    fn an_object_over_many_lines_is_one_article() {
        let text = "{\n  \"source\": \"X\",\n  \"text\": \"a\"\n}\n";
        let found = records(text.as_bytes(), &Options::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].as_ref().unwrap().identity, "news.jsonl");
        let broken = problem("\n{\n  \"source\": \"X\",\n  \"text\": oh\n}\n");
        assert!(broken.starts_with("news.jsonl:4: broken JSON at byte 11"), "{broken}");
    }
}
