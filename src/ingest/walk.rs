//! From the paths on the command line to the files to read, in a fixed order.

use std::ffi::OsStr;
use std::path::PathBuf;

use walkdir::{DirEntry, WalkDir};

use super::{Input, Options, Origin, unreadable};
use crate::error::{Error, Result};

/// The files that paths stand for: what is named is always tried, a directory gives the files in it by name.
///
/// Inside a directory hidden files, symbolic links (unless asked for) and, with [`Input::Auto`], files without an
/// extension of text, pages or JSON Lines are passed over.
pub struct Walk {
    paths: std::vec::IntoIter<PathBuf>,
    directory: Option<walkdir::IntoIter>,
    recursive: bool,
    follow_links: bool,
    input: Input,
    skipped: usize,
}

impl Walk {
    /// The files of `paths`; `-` is standard input.
    pub fn new(paths: &[PathBuf], options: &Options) -> Self {
        Self {
            paths: Vec::from(paths).into_iter(),
            directory: None,
            recursive: options.recursive,
            follow_links: options.follow_links,
            input: options.input,
            skipped: 0,
        }
    }

    /// Files passed over so far in directories, hidden ones left out.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// One named path: itself, or the start of a walk.
    fn named(&mut self, path: PathBuf) -> Option<Result<Origin>> {
        if path.as_os_str() == OsStr::new("-") {
            return Some(Ok(Origin::Stdin));
        }
        let refuse = |problem: &str| Some(Err(Error::input(path.display().to_string(), problem)));
        match path.metadata() {
            Ok(meta) if !meta.is_dir() => Some(Ok(Origin::Path(path))),
            Ok(_) if !self.recursive => refuse("a directory; add --recursive to read the files in it"),
            Ok(_) => {
                let walk = WalkDir::new(&path).follow_links(self.follow_links);
                self.directory = Some(walk.sort_by_file_name().into_iter());
                None
            }
            Err(error) => refuse(&unreadable(&error)),
        }
    }

    /// One entry of a directory, if it is a file to read.
    fn found(&mut self, entry: walkdir::Result<DirEntry>) -> Option<Result<Origin>> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Err(refusal(&error))),
        };
        let kind = entry.file_type();
        if kind.is_dir() {
            return None;
        }
        let wanted = self.input != Input::Auto || Input::by_extension(entry.path()).is_some();
        if !kind.is_file() || !wanted {
            self.skipped += 1;
            return None;
        }
        Some(Ok(Origin::Path(entry.into_path())))
    }
}

impl Iterator for Walk {
    type Item = Result<Origin>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match &mut self.directory {
                Some(walk) => match next_visible(walk) {
                    Some(entry) => self.found(entry),
                    None => {
                        self.directory = None;
                        None
                    }
                },
                None => {
                    let path = self.paths.next()?;
                    self.named(path)
                }
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// The next entry that is not hidden and not inside a hidden directory; the directory that was named is never hidden.
fn next_visible(walk: &mut walkdir::IntoIter) -> Option<walkdir::Result<DirEntry>> {
    loop {
        let entry = walk.next()?;
        match &entry {
            Ok(found) if found.depth() > 0 && found.file_name().as_encoded_bytes().starts_with(b".") => {
                if found.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            _ => return Some(entry),
        }
    }
}

/// What a walk could not go into.
fn refusal(error: &walkdir::Error) -> Error {
    let place = error
        .path()
        .map_or_else(|| "directory".to_owned(), |path| path.display().to_string());
    let problem = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => format!(
            "a symbolic link back to {}; not followed, remove the link or leave links alone",
            ancestor.display()
        ),
        (None, Some(error)) => unreadable(error),
        (None, None) => "could not be read; check the directory".to_owned(),
    };
    Error::input(place, problem)
}
