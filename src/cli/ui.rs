//! What every command prints through: records on stdout in the format asked for, messages on stderr.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde::Serialize;
use tracing_subscriber::filter::LevelFilter;

use super::terminal::{Rich, Role, clean, clean_line};
use super::{Color, Format, Global, config};
use crate::error::Error;
use crate::library::{Library, Unlocked};
use crate::view::{self, Record};

/// Standard error for the log, whose lines may quote file names and texts.
struct CleanStderr;

impl Write for CleanStderr {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(clean(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The terminal or pipe that this process talks to.
pub struct Ui {
    global: Global,
    out: BufWriter<Stdout>,
    color: bool,
    error_color: bool,
    width: Option<usize>,
    records: usize,
    /// The database, where it is read without locks.
    unlocked: Option<Unlocked>,
}

impl Ui {
    /// Looks at stdout and stderr and takes the global options into account.
    pub fn new(global: &Global) -> Ui {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let wants = |terminal: bool| match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !no_color && !dumb,
        };
        let terminal = io::stdout().is_terminal();
        let width = terminal.then(|| {
            terminal_size::terminal_size().map_or(80, |(terminal_size::Width(columns), _)| usize::from(columns.max(20)))
        });
        let level = match global.verbose {
            0 if global.quiet => LevelFilter::ERROR,
            0 => LevelFilter::WARN,
            1 => LevelFilter::INFO,
            _ => LevelFilter::DEBUG,
        };
        let _ = tracing_subscriber::fmt()
            .with_max_level(level)
            .with_writer(|| CleanStderr)
            .with_ansi(false)
            .with_target(global.verbose > 1)
            .without_time()
            .try_init();
        Ui {
            global: global.clone(),
            out: BufWriter::with_capacity(1 << 16, io::stdout()),
            color: wants(terminal),
            error_color: wants(io::stderr().is_terminal()),
            width,
            records: 0,
            unlocked: None,
        }
    }

    /// The database file that this run is about.
    pub fn db(&self) -> Result<PathBuf> {
        config::database(self.global.db.as_deref())
    }

    /// The database for writing, made where there is none.
    pub fn create(&self) -> Result<Library> {
        self.make_default_directory()?;
        Ok(Library::open(&self.db()?, self.waiting())?)
    }

    /// Makes the directory of the default database; a typing error in `--db` must not make directories.
    pub fn make_default_directory(&self) -> Result<()> {
        let path = self.db()?;
        match path.parent().filter(|_| self.global.db.is_none()) {
            Some(dir) => std::fs::create_dir_all(dir).map_err(|error| Error::io(dir, error).into()),
            None => Ok(()),
        }
    }

    /// The database for reading; an error where there is none yet.
    pub fn read(&mut self) -> Result<Library> {
        let library = Library::open_read_only(&self.db()?)?;
        self.unlocked = library.unlocked().cloned();
        Ok(library)
    }

    /// Whether everything that was read is of one state; an error where another process wrote what was read without locks.
    pub fn check_read(&self) -> Result<()> {
        Ok(self.unlocked.as_ref().map_or(Ok(()), Unlocked::check)?)
    }

    /// The database for writing; an error where there is none yet.
    pub fn write(&self) -> Result<Library> {
        let path = self.db()?;
        if !path.exists() {
            // Opening for reading has the right words for a file that is not there.
            Library::open_read_only(&path)?;
        }
        Ok(Library::open(&path, self.waiting())?)
    }

    /// Tells that another process is writing.
    fn waiting(&self) -> Option<Box<dyn Fn() + Send>> {
        let say = || {
            let _ = writeln!(
                io::stderr(),
                "another process is writing to the database; waiting for it"
            );
        };
        (!self.global.quiet).then(|| Box::new(say) as Box<dyn Fn() + Send>)
    }

    /// True where results are for people.
    pub fn is_table(&self) -> bool {
        matches!(self.global.format, Format::Auto | Format::Table)
    }

    /// The format asked for.
    pub fn format(&self) -> Format {
        self.global.format
    }

    /// True with `--quiet`.
    pub fn quiet(&self) -> bool {
        self.global.quiet
    }

    /// True where stdout takes colours.
    pub fn color(&self) -> bool {
        self.color
    }

    /// Columns of the terminal; none in a pipe.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// Prints text for people as it is; the caller has cleaned it.
    pub fn print(&mut self, text: impl Display) -> Result<()> {
        Ok(write!(self.out, "{text}")?)
    }

    /// Prints `name: value` for people, cleaned and wrapped.
    pub fn fact(&mut self, name: &str, value: &str) -> Result<()> {
        let mut line = Rich::default();
        line.push(Role::Faint, &format!("{name}: "))
            .push(Role::Plain, &clean_line(value));
        let line = line.render(self.width, 0, self.color);
        self.print(line)
    }

    /// Writes bytes that are not text for people: completions, man pages.
    pub fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.out.write_all(bytes)?)
    }

    /// Writes a value as JSON, on one line without its end.
    pub fn json<T: Serialize>(&mut self, value: &T) -> Result<()> {
        Ok(view::json::write(&mut self.out, value)?)
    }

    /// Writes a value as a line of JSON.
    pub fn json_line<T: Serialize>(&mut self, value: &T) -> Result<()> {
        self.json(value)?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Prints one record in the JSON or CSV format asked for; [`Ui::end_records`] closes the document.
    pub fn record<R: Record>(&mut self, record: &R) -> Result<()> {
        self.records += 1;
        match self.global.format {
            Format::Json => {
                self.out.write_all(if self.records == 1 { b"[\n" } else { b",\n" })?;
                view::json::write(&mut self.out, record)?;
            }
            Format::Jsonl => {
                view::json::write(&mut self.out, record)?;
                self.out.write_all(b"\n")?;
            }
            _ => {
                if self.records == 1 {
                    self.csv_row(R::COLUMNS)?;
                }
                let row = view::json::columns(record, R::COLUMNS)?;
                self.csv_row(&row)?;
            }
        }
        Ok(())
    }

    /// Ends what [`Ui::record`] began; without any record prints the empty document.
    pub fn end_records<R: Record>(&mut self) -> Result<()> {
        match (self.global.format, self.records) {
            (Format::Json, 0) => self.out.write_all(b"[]\n")?,
            (Format::Json, _) => self.out.write_all(b"\n]\n")?,
            (Format::Csv, 0) => self.csv_row(R::COLUMNS)?,
            _ => {}
        }
        Ok(())
    }

    /// Prints a single record, in JSON without a list around it.
    pub fn single<R: Record>(&mut self, record: &R) -> Result<()> {
        if self.global.format != Format::Csv {
            view::json::write(&mut self.out, record)?;
            return Ok(self.out.write_all(b"\n")?);
        }
        self.record(record)
    }

    /// Prints a list: every record, or the table that `table` makes of them.
    pub fn list<R: Record + Serialize>(
        &mut self,
        records: &[R],
        table: impl FnOnce(&mut Ui, &[R]) -> Result<()>,
    ) -> Result<()> {
        if self.is_table() {
            return table(self, records);
        }
        for record in records {
            self.record(record)?;
        }
        self.end_records::<R>()
    }

    fn csv_row<S: AsRef<str>>(&mut self, cells: &[S]) -> Result<()> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        match self.width {
            // A CSV file keeps the text as it is; a terminal gets no control character even here.
            Some(_) => writer.write_record(cells.iter().map(|cell| clean(cell.as_ref()).into_owned()))?,
            None => writer.write_record(cells.iter().map(AsRef::as_ref))?,
        }
        let row = writer.into_inner().context("a row of CSV could not be made")?;
        Ok(self.out.write_all(&row)?)
    }

    /// Hands everything printed so far to the operating system.
    pub fn flush(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }

    /// Says something that a person may want to know.
    pub fn notice(&self, message: impl Display) {
        if !self.global.quiet {
            self.say(None, message);
        }
    }

    /// Warns of something that the command goes around.
    pub fn warn(&self, message: impl Display) {
        if !self.global.quiet {
            self.say(Some((Role::Warning, "warning")), message);
        }
    }

    /// Tells of something that failed while the command goes on.
    pub fn error(&self, message: impl Display) {
        self.say(Some((Role::Error, "error")), message);
    }

    fn say(&self, label: Option<(Role, &str)>, message: impl Display) {
        let message = message.to_string();
        let message = clean(&message);
        // Nobody is left to be told if stderr is closed.
        let _ = match label {
            Some((role, label)) => {
                let label = role.paint(label, self.error_color);
                writeln!(io::stderr(), "{label}: {message}")
            }
            None => writeln!(io::stderr(), "{message}"),
        };
    }

    /// Tells of the error that ended the command; the exit code follows its kind. A closed pipe ends quietly.
    pub fn fail(&mut self, error: &anyhow::Error) -> ExitCode {
        let closed = error.chain().any(|cause| {
            cause
                .downcast_ref::<io::Error>()
                .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
                || cause
                    .downcast_ref::<serde_json::Error>()
                    .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
        });
        if closed {
            return ExitCode::SUCCESS;
        }
        // What was printed before the error still belongs to the reader.
        let _ = self.out.flush();
        self.error(format_args!("{error:#}"));
        ExitCode::from(error.downcast_ref::<Error>().map_or(2, Error::exit_code))
    }
}

/// `3 articles`, `1 article`.
pub fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
