//! Bytes to articles: files, directories and standard input; plain text, HTML pages and JSON Lines.
//!
//! What an article is made of where its input does not say:
//!
//! * **identity**: the given `id`, else the URL, else the path as given (without `./`), with the line for a JSONL record.
//!   Standard input has no path: there it is `stdin:` and a digest of the words, so that two texts never pass for
//!   two versions of one.
//! * **source**: a JSONL record's own field, else `--source`, else the host of the URL; for a page `--source`, else the
//!   site's name, else the host; for both text and page at last the name of the directory, or `stdin`.
//! * **published** and **lang**: a JSONL record's own fields, else the options; for text and pages the options first, then
//!   what the page says, then a date such as `2022-09-13` at the start of the file's name.
//!
//! Every refused input is an [`Error::Input`] that names the file, the line where there are lines, and what to do;
//! whatever comes after it still goes in.

mod decode;
mod html;
mod jsonl;
mod plain;
mod walk;

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};
use crate::model::{Lang, NewArticle, Published};

pub use walk::Walk;

/// The largest article that is taken, in bytes: 16 MiB. It holds for a text or a page as stored and for the text once decoded.
pub const MAX_TEXT: usize = 16 << 20;

/// The longest id, URL, name of a source or byline that is taken, in bytes: 8 KiB.
pub const MAX_FIELD: usize = 8 << 10;

/// The longest line of JSON that is taken, in bytes: escapes may swell a text of [`MAX_TEXT`] several times.
pub const MAX_LINE: usize = 4 * MAX_TEXT;

/// How the bytes of an input are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Input {
    /// By the file's extension, else by its first bytes.
    #[default]
    Auto,
    /// Plain text, one article a file.
    Text,
    /// An HTML page.
    Html,
    /// JSON Lines, one article a line; a file that is one JSON object is one article.
    Jsonl,
}

impl Input {
    /// Every value, in declaration order.
    pub const ALL: &'static [Input] = &[Input::Auto, Input::Text, Input::Html, Input::Jsonl];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Input::Auto => "auto",
            Input::Text => "text",
            Input::Html => "html",
            Input::Jsonl => "jsonl",
        }
    }

    /// What the extension of a path says; none for an extension that says nothing.
    fn by_extension(path: &Path) -> Option<Input> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" | "md" => Some(Input::Text),
            "html" | "htm" | "xhtml" => Some(Input::Html),
            "jsonl" | "ndjson" | "json" => Some(Input::Jsonl),
            _ => None,
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Input {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Input::ALL.iter().find(|input| input.as_str() == text);
        found
            .copied()
            .ok_or_else(|| format!("'{text}' is none of: auto, text, html, jsonl"))
    }
}

/// How to read, and what to fill in.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How the bytes are to be read.
    pub input: Input,
    /// Name of the source; a JSONL record's own goes before it.
    pub source: Option<String>,
    /// Day or time of publication; a JSONL record's own goes before it.
    pub published: Option<Published>,
    /// Language; a JSONL record's own goes before it.
    pub lang: Option<Lang>,
    /// Go into directories.
    pub recursive: bool,
    /// Follow symbolic links inside a directory.
    pub follow_links: bool,
}

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file, as named or as found in a directory.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Origin {
    /// How messages name it.
    pub fn place(&self) -> String {
        match self {
            Origin::Path(path) => path.display().to_string(),
            Origin::Stdin => "stdin".to_owned(),
        }
    }

    /// Size in bytes of a regular file; none for pipes, standard input and what cannot be looked at.
    pub fn size(&self) -> Option<u64> {
        match self {
            Origin::Path(path) => path
                .metadata()
                .ok()
                .filter(|meta| meta.is_file())
                .map(|meta| meta.len()),
            Origin::Stdin => None,
        }
    }

    /// The path as an identity: as given, without `.` parts, with forward slashes.
    fn identity(&self) -> Option<String> {
        let Origin::Path(path) = self else { return None };
        let plain: PathBuf = path
            .components()
            .filter(|part| !matches!(part, std::path::Component::CurDir))
            .collect();
        let name = plain.to_string_lossy();
        Some(if cfg!(windows) {
            name.replace('\\', "/")
        } else {
            name.into_owned()
        })
    }

    /// The source of an article that names none: the directory it lies in.
    fn directory(&self) -> String {
        let Origin::Path(path) = self else {
            return "stdin".to_owned();
        };
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let name = absolute.parent().and_then(Path::file_name).or(absolute.file_stem());
        name.map_or_else(|| "unknown".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// A date at the start of the file's name.
    fn dated(&self) -> Option<Published> {
        let Origin::Path(path) = self else { return None };
        let day = path.file_name()?.to_str()?.get(..10)?;
        day.parse().ok().map(Published::Day)
    }
}

/// All articles of `paths`, in order; `-` is standard input, a directory gives its files by name.
///
/// Nothing is read ahead: a JSONL file of any size costs the memory of one line.
/// Yields an [`Error::Input`] for each input that is refused and goes on with the next.
pub fn articles(paths: &[PathBuf], options: &Options) -> Articles {
    Articles {
        walk: Walk::new(paths, options),
        options: options.clone(),
        current: None,
        read: Arc::default(),
    }
}

/// The iterator behind [`articles`].
pub struct Articles {
    walk: Walk,
    options: Options,
    current: Option<Box<dyn Iterator<Item = Result<NewArticle>> + Send>>,
    read: Arc<AtomicU64>,
}

impl Articles {
    /// Files in directories that were passed over so far because their extension is none of an article, or as links.
    pub fn skipped(&self) -> usize {
        self.walk.skipped()
    }

    /// Bytes read so far over all inputs.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

impl Iterator for Articles {
    type Item = Result<NewArticle>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.current.as_mut().and_then(Iterator::next) {
                return Some(found);
            }
            self.current = match self.walk.next()? {
                Ok(origin) => Some(open(origin, &self.options, self.read.clone())),
                Err(error) => return Some(Err(error)),
            };
        }
    }
}

/// The articles of one origin: one for a text or a page, one a line for JSONL. Options as for [`articles`].
pub fn read(origin: Origin, options: &Options) -> impl Iterator<Item = Result<NewArticle>> + Send + use<> {
    open(origin, options, Arc::default())
}

/// Opens an origin and reads it; `count` rises by the bytes read.
fn open(
    origin: Origin,
    options: &Options,
    count: Arc<AtomicU64>,
) -> Box<dyn Iterator<Item = Result<NewArticle>> + Send> {
    let opened: io::Result<Box<dyn Read + Send>> = match &origin {
        Origin::Stdin => Ok(Box::new(io::stdin())),
        Origin::Path(path) => File::open(path).map(|file| Box::new(file) as Box<dyn Read + Send>),
    };
    match opened {
        Ok(reader) => read_from(origin, Counted { reader, count }, options),
        Err(error) => Box::new(std::iter::once(Err(Error::input(origin.place(), unreadable(&error))))),
    }
}

/// The articles of an origin whose bytes `reader` gives. Options as for [`articles`].
pub fn read_from(
    origin: Origin,
    reader: impl Read + Send + 'static,
    options: &Options,
) -> Box<dyn Iterator<Item = Result<NewArticle>> + Send> {
    let options = options.clone();
    let refuse = |problem: String| Box::new(std::iter::once(Err(Error::input(origin.place(), problem))));
    let mut reader = BufReader::with_capacity(PEEK, reader);
    let first = match peek(&mut reader) {
        Ok(first) => first,
        Err(error) => return refuse(unreadable(&error)),
    };
    let extension = match &origin {
        Origin::Path(path) => Input::by_extension(path),
        Origin::Stdin => None,
    };
    let input = match options.input {
        Input::Auto => extension.unwrap_or_else(|| sniff(&first)),
        given => given,
    };
    if input == Input::Jsonl {
        if let Some(problem) = decode::binary(&first) {
            return refuse(problem);
        }
        let mark = first[..first.len().min(4)].to_vec();
        let reader = io::Cursor::new(first).chain(reader);
        let reader = BufReader::new(decode::Transcoded::new(reader, &mark));
        return Box::new(jsonl::Records::new(origin, reader, options));
    }
    let size = origin.size();
    let article = slurp(io::Cursor::new(first).chain(reader), size)
        .and_then(|bytes| one(&origin, &bytes, input, &options))
        .map_err(|problem| Error::input(origin.place(), problem));
    Box::new(std::iter::once(article))
}

/// Bytes that are looked at to tell what an input is.
const PEEK: usize = 64 << 10;

/// The first bytes of an input, up to [`PEEK`], however small the pieces in which a pipe gives them.
fn peek(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut first = Vec::new();
    reader.take(PEEK as u64).read_to_end(&mut first)?;
    Ok(first)
}

/// Tells by its first bytes what an input without a telling name is.
fn sniff(first: &[u8]) -> Input {
    let text = decode::glance(first);
    let text = text.trim_start();
    let object = text.strip_prefix('[').unwrap_or(text).trim_start();
    if let Some(rest) = object.strip_prefix('{')
        && rest.trim_start().starts_with(['"', '}'])
    {
        return Input::Jsonl;
    }
    if html::looks_like(text) {
        Input::Html
    } else {
        Input::Text
    }
}

/// Reads a whole input, and stops where it is too large.
fn slurp(reader: impl Read, size: Option<u64>) -> Result<Vec<u8>, String> {
    let too_large = || {
        format!(
            "larger than the {} MiB that one article may have; split it",
            MAX_TEXT >> 20
        )
    };
    if size.is_some_and(|size| size > MAX_TEXT as u64) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    reader
        .take(MAX_TEXT as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() > MAX_TEXT {
        return Err(too_large());
    }
    Ok(bytes)
}

/// The one article of a text or a page.
fn one(origin: &Origin, bytes: &[u8], input: Input, options: &Options) -> Result<NewArticle, String> {
    let decoded = decode::decode(bytes, input == Input::Html)?;
    if decoded.damaged {
        tracing::warn!(
            "{}: some bytes are not valid {}; a replacement character stands for them",
            origin.place(),
            decoded.encoding
        );
    }
    let mut article = match input {
        Input::Html => html::article(&decoded.text)?,
        _ => plain::article(decoded.text),
    };
    let or_digest = |article: &NewArticle| origin.identity().unwrap_or_else(|| digest(article));
    article.identity = article.url.clone().unwrap_or_else(|| or_digest(&article));
    article.source = filled(options.source.as_deref())
        .or_else(|| filled(Some(&article.source)))
        .or_else(|| article.url.as_deref().and_then(host).map(str::to_owned))
        .unwrap_or_else(|| origin.directory());
    article.published = options
        .published
        .clone()
        .or(article.published)
        .or_else(|| origin.dated());
    article.lang = options.lang.or(article.lang);
    check(&article)?;
    Ok(article)
}

/// Refuses what no article is: nothing but white space, NUL characters, too much. The text first, then what names it.
fn check(article: &NewArticle) -> Result<(), String> {
    if article.body.trim().is_empty() {
        return Err("holds no text; nothing to index".to_owned());
    }
    let title = article.title.as_deref().unwrap_or_default();
    if article.body.contains('\0') || title.contains('\0') {
        return Err("holds a NUL character, which no text does; remove it".to_owned());
    }
    if article.title_len() + article.body.len() > MAX_TEXT {
        return Err(format!(
            "its text is larger than the {} MiB that one article may have; split it",
            MAX_TEXT >> 20
        ));
    }
    let fields = [
        ("url", article.url.as_ref()),
        ("id", Some(&article.identity)),
        ("source", Some(&article.source)),
        ("author", article.author.as_ref()),
        // Without an id of its own an article has its URL for one.
        ("id", Some(&article.identity)),
    ];
    for (name, field) in fields {
        let Some(field) = field else { continue };
        if field.len() > MAX_FIELD {
            let (len, most) = (field.len(), MAX_FIELD);
            return Err(format!("its {name} has {len} bytes, more than {most}; shorten it"));
        }
        if field.contains('\0') {
            return Err(format!(
                "its {name} holds a NUL character, which no text does; remove it"
            ));
        }
    }
    Ok(())
}

/// What an article without id, URL and path is known by.
fn digest(article: &NewArticle) -> String {
    let digest = blake3::hash(article.text().as_bytes()).to_hex();
    format!("stdin:{}", &digest[..16])
}

/// A field with something in it, without white space at its ends.
fn filled(field: Option<&str>) -> Option<String> {
    field
        .map(str::trim)
        .filter(|field| !field.is_empty())
        .map(str::to_owned)
}

/// A title on one line.
fn one_line(title: &str) -> String {
    let lines = title.split(['\n', '\r', '\t']).map(str::trim);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The host of an absolute URL, without `www.`, user and port.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// Why the operating system did not give the bytes, and what to do.
fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "not readable; check its permissions".to_owned(),
        io::ErrorKind::IsADirectory => "a directory; add --recursive to read the files in it".to_owned(),
        _ => format!("could not be read ({error}); check the file and try again"),
    }
}

/// A reader that counts.
struct Counted<R> {
    reader: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
