//! A database in a directory of its own, and processes of the program that work on it.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use claims_db::model::NewArticle;
use serde_json::{Value, json};

use crate::Tally;
use crate::truth::{self, Truth};

/// The program of this build, or another one that CLAIMS_PROGRAM names.
fn program() -> String {
    std::env::var("CLAIMS_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_claims").to_owned())
}

/// A run that takes longer hangs.
const HANGS: Duration = Duration::from_secs(300);

/// A database with what lies beside it.
pub struct Place {
    root: PathBuf,
    _dir: Option<tempfile::TempDir>,
}

impl Place {
    /// An empty place.
    pub fn new() -> Place {
        let dir = tempfile::tempdir().unwrap();
        Place {
            root: dir.path().to_owned(),
            _dir: Some(dir),
        }
    }

    /// A directory that somebody else looks after.
    pub fn at(root: &Path) -> Place {
        Place {
            root: root.to_owned(),
            _dir: None,
        }
    }

    /// A place with the same files.
    pub fn copy(&self) -> Place {
        let place = Place::new();
        self.copy_into(&place.root);
        place
    }

    /// Copies every file into a directory.
    pub fn copy_into(&self, root: &Path) {
        for entry in walkdir::WalkDir::new(&self.root).min_depth(1) {
            let entry = entry.unwrap();
            let to = root.join(entry.path().strip_prefix(&self.root).unwrap());
            match entry.file_type().is_dir() {
                true => std::fs::create_dir(to).unwrap(),
                false => std::fs::copy(entry.path(), to).map(|_| ()).unwrap(),
            }
        }
    }

    /// A file or directory of the place.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The database file.
    pub fn db(&self) -> PathBuf {
        self.path("claims.db")
    }

    /// What the database holds.
    pub fn truth(&self) -> Truth {
        Truth::of(&self.db()).unwrap()
    }

    /// Bytes of all files.
    pub fn size(&self) -> u64 {
        let files = walkdir::WalkDir::new(&self.root).into_iter().flatten();
        files
            .filter_map(|file| file.metadata().ok())
            .map(|meta| meta.len())
            .sum()
    }

    /// Starts the program.
    pub fn start(&self, args: &[&str]) -> Running {
        let mut command = Command::new(program());
        command.args(args);
        self.spawn(command)
    }

    /// Starts the program in a shell that forbids files of more than `bytes` bytes; writing beyond is an error, no signal.
    pub fn start_limited(&self, args: &[&str], bytes: u64) -> Running {
        let mut command = Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", bytes / 512);
        command.args(["-c", &script, "sh", &program()]).args(args);
        self.spawn(command)
    }

    fn spawn(&self, mut command: Command) -> Running {
        let (out, err) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
        let child = command
            .env_clear()
            .env("CLAIMS_DB", self.db())
            .env("CLAIMS_ACTOR", "Ana")
            .env("USER", "ana")
            .env("HOME", &self.root)
            .stdin(Stdio::null())
            .stdout(out.try_clone().unwrap())
            .stderr(err.try_clone().unwrap())
            .spawn()
            .unwrap();
        Running {
            child,
            out,
            err,
            since: Instant::now(),
        }
    }

    /// Runs the program to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.start(args).finish()
    }

    /// The records that a command prints.
    pub fn records(&self, args: &[&str]) -> Vec<Value> {
        let mut args = args.to_vec();
        args.extend(["--format", "jsonl"]);
        let ran = self.run(&args);
        let record = |line: &str| serde_json::from_str(line).unwrap();
        ran.out.lines().map(record).collect()
    }

    /// What must hold after any fault: the next command works, or says what to do where the database is not yet of this
    /// program, and then `verify` is content.
    pub fn aftermath(&self, tally: &mut Tally, after: &str) {
        let next = self.run(&["search", "trêve", "--limit", "3"]);
        if truth::schema(&self.db()) != Some(truth::CURRENT) {
            let told = next.err.contains("'claims index'") || next.err.contains("'claims reindex'");
            tally.check(next.code == Some(4) && told, || format!("{after}: {next:?}"));
            return;
        }
        tally.check(matches!(next.code, Some(0 | 1)), || format!("{after}: {next:?}"));
        let verified = self.run(&["verify"]);
        tally.check(verified.is_good(), || format!("{after}: {verified:?}"));
    }
}

/// A process at work.
pub struct Running {
    child: Child,
    out: File,
    err: File,
    since: Instant,
}

impl Running {
    /// Waits for the end.
    pub fn finish(mut self) -> Ran {
        let mut pause = Duration::from_micros(300);
        while self.is_alive() {
            if self.since.elapsed() > HANGS {
                self.child.kill().unwrap();
                break;
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(10));
        }
        self.end()
    }

    /// Kills the process some time after its start, unless it has ended by then; what `witness` saw just before.
    pub fn kill_after<T>(mut self, delay: Duration, witness: impl FnOnce() -> T) -> (Ran, T) {
        std::thread::sleep(delay.saturating_sub(self.since.elapsed()));
        let seen = witness();
        let _ = self.child.kill();
        (self.end(), seen)
    }

    /// True until it has ended.
    pub fn is_alive(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    fn end(mut self) -> Ran {
        let status = self.child.wait().unwrap();
        let took = self.since.elapsed();
        let read = |mut file: File| {
            let mut text = Vec::new();
            file.rewind().unwrap();
            file.read_to_end(&mut text).unwrap();
            String::from_utf8_lossy(&text).into_owned()
        };
        Ran {
            code: status.code(),
            signal: status.signal(),
            out: read(self.out),
            err: read(self.err),
            took,
        }
    }
}

/// How a process ended.
pub struct Ran {
    pub code: Option<i32>,
    pub signal: Option<i32>,
    pub out: String,
    pub err: String,
    pub took: Duration,
}

impl Ran {
    /// True where the kill came before the end.
    pub fn is_killed(&self) -> bool {
        self.signal == Some(9)
    }

    /// True for exit status 0.
    pub fn is_good(&self) -> bool {
        self.code == Some(0)
    }

    /// True where the program gave up control: a panic, a signal.
    pub fn is_wild(&self) -> bool {
        self.code.is_none_or(|code| code > 5) || self.err.contains("panicked")
    }

    /// True for exit status 4 with a message that has one of these words.
    pub fn tells(&self, words: &[&str]) -> bool {
        self.code == Some(4)
            && !self.is_wild()
            && words
                .iter()
                .any(|word| self.err.contains(word) || self.out.contains(word))
    }
}

impl std::fmt::Debug for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = |text: &str| {
            let text: Vec<char> = text.trim().chars().collect();
            text[text.len().saturating_sub(600)..].iter().collect::<String>()
        };
        write!(
            f,
            "exit {:?}, signal {:?}, out '{}', err '{}'",
            self.code,
            self.signal,
            end(&self.out),
            end(&self.err)
        )
    }
}

/// Writes articles as JSON Lines.
pub fn write_articles(path: &Path, articles: impl Iterator<Item = NewArticle>) {
    let mut file = std::io::BufWriter::new(File::create(path).unwrap());
    for article in articles {
        let published = article.published.as_ref().map(ToString::to_string);
        let record = json!({
            "id": article.identity, "source": article.source, "published": published, "lang": "fr",
            "title": article.title, "text": article.body,
        });
        writeln!(file, "{record}").unwrap();
    }
    file.flush().unwrap();
}
