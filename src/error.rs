//! The errors of the library; their kinds decide the exit code.

use std::path::PathBuf;

/// What went wrong. Every message says where and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An input that cannot be read as an article; the others go on.
    #[error("{place}: {problem}")]
    Input {
        /// File, and line where there are lines: `news.jsonl:12`.
        place: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A file or directory that could not be read or written.
    #[error("{}: {reason}", path.display())]
    Io {
        /// The path that was asked for.
        path: PathBuf,
        /// The operating system's reason.
        reason: std::io::Error,
    },
    /// Wrong use that the argument parser cannot see.
    #[error("{0}")]
    Usage(String),
    /// No claim, speaker or article has this id.
    #[error("{0}")]
    NotFound(String),
    /// The database cannot be used as it is.
    #[error("{0}")]
    Store(String),
    /// The search index cannot be used and could not be rebuilt.
    #[error("{0}")]
    Index(String),
}

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An unreadable or unwritable path.
    pub fn io(path: impl Into<PathBuf>, reason: std::io::Error) -> Self {
        Self::Io {
            path: path.into(),
            reason,
        }
    }

    /// A refused input.
    pub fn input(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Input {
            place: place.into(),
            problem: problem.into(),
        }
    }

    /// The process exit code for this kind: 2 usage and other, 3 no such id, 4 database or index unusable, 5 some inputs failed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Input { .. } => 5,
            Self::NotFound(_) => 3,
            Self::Store(_) | Self::Index(_) => 4,
            Self::Io { .. } | Self::Usage(_) => 2,
        }
    }
}
