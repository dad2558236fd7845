//! Whether everything is as it should be, and what mends it.

use std::path::Path;

use super::{Library, index_path};
use crate::error::Result;
use crate::store::Store;

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
        Ok(findings)
    }

    fn verify_index(&self) -> Result<Finding> {
        let revision = self.store.revision()?;
        let Some(reached) = self.index.revision() else {
            let reason = self.index.problem().unwrap_or("it cannot be read");
            return Ok(Finding::bad("search index", format!("not usable: {reason}"), REINDEX));
        };
        if let Err(error) = self.index.verify() {
            return Ok(Finding::bad("search index", error.to_string(), REINDEX));
        }
        if reached < revision {
            // No fault: the next search does it by itself.
            return Ok(Finding::good(
                "search index",
                format!(
                    "sound; {} changes behind, the next search takes them in",
                    revision.0 - reached.0
                ),
            ));
        }
        let mut expected = Vec::new();
        for doc in self.store.all_claims() {
            let doc = doc?;
            if doc.in_force {
                expected.push(doc.key);
            }
        }
        expected.sort_unstable();
        let found = self.index.keys()?;
        Ok(match found == expected {
            true => Finding::good("search index", format!("sound; holds all {} claims", found.len())),
            false => Finding::bad(
                "search index",
                format!("holds {} claims, the database {}", found.len(), expected.len()),
                REINDEX,
            ),
        })
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
                // The store's errors say after a semicolon what to do.
                let error = error.to_string();
                let (message, mend) = error
                    .split_once("; ")
                    .unwrap_or((&error, "'claims restore BACKUP --force' puts a backup in its place"));
                findings.push(Finding::bad("database", message, mend));
                return findings;
            }
        }
        let directory = path
            .parent()
            .filter(|dir| !dir.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        for (check, place) in [
            ("directory", directory.to_owned()),
            ("index directory", index_path(path)),
        ] {
            if place.is_dir() {
                findings.push(writable(check, &place));
            }
        }
        match Library::open_read_only(path).and_then(|library| library.verify()) {
            Ok(verified) => findings.extend(verified),
            Err(error) => findings.push(Finding::bad("search index", error.to_string(), REINDEX)),
        }
        findings
    }
}

/// Whether files can be made in a directory; found out by making one.
fn writable(check: &'static str, directory: &Path) -> Finding {
    match tempfile::tempfile_in(directory) {
        Ok(_) => Finding::good(check, format!("{} can be written", directory.display())),
        Err(error) => Finding::bad(
            check,
            format!("{} cannot be written: {error}", directory.display()),
            format!(
                "chmod u+w '{}' gives write permission; --db names another place",
                directory.display()
            ),
        ),
    }
}
