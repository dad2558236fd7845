//! Where the database is: `--db` or `CLAIMS_DB`, else the config file, else the data directory.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::error::Error;

/// `config.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    /// Database file; relative to the home directory if it begins with `~/`.
    db: Option<PathBuf>,
}

/// The database file to use; `given` is the option or the environment variable.
pub fn database(given: Option<&Path>) -> Result<PathBuf> {
    if let Some(path) = given.filter(|path| !path.as_os_str().is_empty()) {
        return Ok(path.to_owned());
    }
    if let Some(path) = read(&base("XDG_CONFIG_HOME", ".config")?.join("claims/config.toml"))?.db {
        return match path.strip_prefix("~") {
            Ok(rest) => Ok(home()?.join(rest)),
            Err(_) => Ok(path),
        };
    }
    Ok(base("XDG_DATA_HOME", ".local/share")?.join("claims/claims.db"))
}

fn read(path: &Path) -> Result<Config> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Config::default()),
        Err(error) => return Err(Error::io(path, error).into()),
    };
    toml::from_str(&text).with_context(|| {
        format!(
            "{}: not a usable config file; it may hold one line: db = \"/path/to/claims.db\"",
            path.display()
        )
    })
}

/// A base directory by its variable; relative values don't count, as the XDG specification says.
fn base(variable: &str, fallback: &str) -> Result<PathBuf> {
    match std::env::var_os(variable).map(PathBuf::from) {
        Some(path) if path.is_absolute() => Ok(path),
        _ => Ok(home()?.join(fallback)),
    }
}

fn home() -> Result<PathBuf> {
    std::env::home_dir().filter(|home| home.is_absolute()).ok_or_else(|| {
        Error::Usage("there is no home directory to keep the database in; name a file with --db FILE".into()).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_wins() {
        assert_eq!(database(Some(Path::new("x.db"))).unwrap(), Path::new("x.db"));
    }

    #[test]
    fn a_config_file_names_the_database_and_nothing_unknown() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        assert!(read(&path).unwrap().db.is_none());
        std::fs::write(&path, "db = \"/a/b.db\"\n").unwrap();
        assert_eq!(read(&path).unwrap().db.unwrap(), Path::new("/a/b.db"));
        std::fs::write(&path, "database = \"/a/b.db\"\n").unwrap();
        assert!(format!("{:#}", read(&path).unwrap_err()).contains("config.toml"));
    }
}
