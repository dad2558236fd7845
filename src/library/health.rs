//! Whether everything is as it should be, and what mends it.

use std::path::Path;

use super::{Library, index_path};
use crate::error::{Error, Result};
use crate::index::{Unusable, digest};
use crate::store::{Store, Unlocked};

/// The check of the search index.
const INDEX: &str = "search index";

/// The command that makes the search index again.
const REINDEX: &str = "'claims reindex' makes it again from the database";

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub check: &'static str,
    /// What was found.
    pub message: String,
    /// What mends it; none where nothing is wrong.
    pub mend: Option<String>,
}

impl Finding {
    /// All is well.
    pub fn good(check: &'static str, message: impl Into<String>) -> Finding {
        Finding {
            check,
            message: message.into(),
            mend: None,
        }
    }

    fn bad(check: &'static str, message: impl Into<String>, mend: impl Into<String>) -> Finding {
        Finding {
            check,
            message: message.into(),
            mend: Some(mend.into()),
        }
    }
}

impl Library {
    /// Checks the whole database and that the search index agrees with it; changes nothing.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] where the database cannot even be read.
    pub fn verify(&self) -> Result<Vec<Finding>> {
        // One state for all of it: others may go on writing.
        let _snapshot = self.store.snapshot()?;
        let faults = self.store.verify()?;
        let mut findings: Vec<Finding> = faults
            .into_iter()
            .map(|fault| Finding::bad("database", format!("{}: {}", fault.place, fault.what), fault.hint))
            .collect();
        if findings.is_empty() {
            let stats = self.store.stats()?;
            let claims: usize = stats.claims.iter().map(|(_, claims)| claims).sum();
            findings.push(Finding::good(
                "database",
                format!(
                    "sound; {} articles, {claims} claims, revision {}",
                    stats.articles, stats.revision.0
                ),
            ));
        }
        findings.push(self.verify_index()?);
        self.unlocked().map_or(Ok(()), Unlocked::check)?;
        Ok(findings)
    }

    /// Whether the index is whole and says what the database says.
    fn verify_index(&self) -> Result<Finding> {
        let revision = self.store.revision()?;
        let reached = match (self.index.revision(), self.index.problem()) {
            (Some(reached), _) => reached,
            (None, Some(Unusable::Damaged(reason))) => {
                return Ok(Finding::bad(INDEX, format!("not usable: {reason}"), REINDEX));
            }
            (None, reason) => {
                let reason = reason.map_or(String::new(), ToString::to_string);
                return Ok(self.left_to_search(&reason, "makes it"));
            }
        };
        if let Err(error) = self.index.verify() {
            return Ok(Finding::bad(INDEX, error.to_string(), REINDEX));
        }
        if reached > revision {
            return Ok(self.left_to_search("ahead of the database", "makes it again"));
        }
        if reached < revision {
            let behind = revision.0 - reached.0;
            return Ok(Finding::good(
                INDEX,
                format!("sound; {behind} changes behind, the next search that may write takes them in"),
            ));
        }
        let mut expected = Vec::new();
        for doc in self.store.all_claims() {
            let doc = doc?;
            if doc.in_force {
                expected.push((doc.key, digest(&doc)));
            }
        }
        expected.sort_unstable();
        let found = self.index.entries()?;
        if !found.iter().map(|(key, _)| key).eq(expected.iter().map(|(key, _)| key)) {
            return Ok(Finding::bad(
                INDEX,
                format!("holds {} claims, the database {}", found.len(), expected.len()),
                REINDEX,
            ));
        }
        let mut differing = found.iter().zip(&expected).filter(|(there, here)| there != here);
        let Some((_, (first, _))) = differing.next() else {
            return Ok(Finding::good(INDEX, format!("sound; holds all {} claims", found.len())));
        };
        // The files of the index are whole: it was the database that changed, by no command of ours.
        Ok(Finding::bad(
            "database",
            format!(
                "{} claims, {} first, are not what the search index took in",
                1 + differing.count(),
                self.store.id_of(*first)?.0
            ),
            "'claims restore BACKUP --force' brings a backup back; 'claims reindex' takes them as they are",
        ))
    }

    /// What the next search mends by itself is no fault, unless it cannot write.
    fn left_to_search(&self, found: &str, mends: &str) -> Finding {
        let index = index_path(self.store.path());
        let place = if index.is_dir() { &index } else { directory_of(&index) };
        match tempfile::tempfile_in(place) {
            Ok(_) => Finding::good(INDEX, format!("{found}; the next search {mends}")),
            Err(error) => Finding::bad(
                INDEX,
                format!("{found}; {} cannot be written: {error}", place.display()),
                "a search by whoever may write there makes it good, and a copy of 'claims backup FILE' can be searched",
            ),
        }
    }

    /// Looks at the database `path` from the outside in, as far as one can get, and says what mends what is wrong.
    pub fn diagnose(path: &Path) -> Vec<Finding> {
        if !path.exists() {
            return vec![Finding::bad(
                "database",
                format!("{}: there is none yet", path.display()),
                "'claims index FILE' makes it; --db names another one",
            )];
        }
        let mut findings = Vec::new();
        match Store::open_read_only(path) {
            Ok(_) => findings.push(Finding::good("database", "can be opened")),
            Err(error) => {
                findings.push(unusable(&error));
                return findings;
            }
        }
        for (check, place) in [
            ("directory", directory_of(path).to_owned()),
            ("index directory", index_path(path)),
        ] {
            if place.is_dir() {
                findings.push(writable(check, &place));
            }
        }
        match Library::open_read_only(path).and_then(|library| library.verify()) {
            Ok(verified) => findings.extend(verified),
            Err(error @ Error::Index(_)) => findings.push(Finding::bad(INDEX, error.to_string(), REINDEX)),
            Err(error) => findings.push(unusable(&error)),
        }
        findings
    }
}

/// A database that cannot be read. The store's errors say after a semicolon what to do.
fn unusable(error: &Error) -> Finding {
    let error = error.to_string();
    let (message, mend) = error
        .split_once("; ")
        .unwrap_or((&error, "'claims restore BACKUP --force' puts a backup in its place"));
    Finding::bad("database", message, mend)
}

fn directory_of(path: &Path) -> &Path {
    path.parent()
        .filter(|dir| !dir.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Whether files can be made in a directory; found out by making one.
fn writable(check: &'static str, directory: &Path) -> Finding {
    match tempfile::tempfile_in(directory) {
        Ok(_) => Finding::good(check, format!("{} can be written", directory.display())),
        Err(error) => Finding::bad(
            check,
            format!("{} cannot be written: {error}", directory.display()),
            format!(
                "what is there can be read; chmod u+w '{}' gives its owner write permission, --db names another place",
                directory.display()
            ),
        ),
    }
}
