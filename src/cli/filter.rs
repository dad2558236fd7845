//! The filters that search and list share, and the options of everything that reads articles.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use crate::ingest::{self, Input};
use crate::model::{self, Form, Lang, Published, Stance, Status, Verdict};

/// A parser for one of our named values, listed in help and completed by shells.
pub(super) fn named<T>(all: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = String> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(all).try_map(|name: String| name.parse::<T>())
}

fn day(text: &str) -> Result<Date, String> {
    text.trim()
        .parse()
        .map_err(|_| format!("'{text}' is not a day such as 2022-09-13"))
}

fn share(text: &str) -> Result<f32, String> {
    let share: f32 = text
        .replace(',', ".")
        .parse()
        .map_err(|_| format!("'{text}' is not a number such as 0.7"))?;
    (0.0..=1.0)
        .contains(&share)
        .then_some(share)
        .ok_or_else(|| format!("{text} is not between 0 and 1"))
}

/// Which claims to take. Values of one filter are alternatives, different filters hold together.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Only this source, by name or short name; may be repeated
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,

    /// Only this speaker, by any name or spelling; may be repeated
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,

    /// Only speakers who speak for this country, party or institution; may be repeated
    #[arg(long, value_name = "NAME")]
    side: Vec<String>,

    /// Only claims with this status
    ///
    /// The first that holds: retracted, its speaker or outlet took it back; superseded, a later statement of its side
    /// stands in its place; disputed, another claim in force contradicts it; corroborated, two independent origins say it,
    /// which does not make it true; unverified.
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = named::<Status>(Status::ALL.iter().map(|v| v.as_str())))]
    status: Vec<Status>,

    /// Only claims on which somebody gave this verdict
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = named::<Verdict>(Verdict::ALL.iter().map(|v| v.as_str())))]
    verdict: Vec<Verdict>,

    /// Only claims given in this form; naming narrator takes the article's own assertions
    #[arg(long, value_name = "FORM", value_delimiter = ',', value_parser = named::<Form>(Form::ALL.iter().map(|v| v.as_str())))]
    form: Vec<Form>,

    /// Only claims with which the speaker does this
    #[arg(long, value_name = "STANCE", value_delimiter = ',', value_parser = named::<Stance>(Stance::ALL.iter().map(|v| v.as_str())))]
    stance: Vec<Stance>,

    /// Only articles in this language, such as fr
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    lang: Vec<Lang>,

    /// Only articles published on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<Date>,

    /// Only articles published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<Date>,

    /// Only claims found by rules that are right at least this often, between 0 and 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_confidence: Option<f32>,

    /// The articles' own assertions too
    #[arg(long)]
    narrator: bool,
}

impl FilterArgs {
    /// The filter that the options make.
    pub fn filter(&self) -> model::Filter {
        model::Filter {
            source: self.source.clone(),
            speaker: self.speaker.clone(),
            side: self.side.clone(),
            status: self.status.clone(),
            verdict: self.verdict.clone(),
            review: Vec::new(),
            form: self.form.clone(),
            stance: self.stance.clone(),
            lang: self.lang.clone(),
            since: self.since,
            until: self.until,
            narrator: self.narrator,
            min_confidence: self.min_confidence,
            history: false,
        }
    }
}

/// What to read and how.
#[derive(Args, Clone, Debug)]
pub struct InputArgs {
    /// Files, directories with --recursive, or - for standard input
    ///
    /// Plain text, HTML pages, or JSON Lines with one article a line:
    /// {"id"?, "url"?, "source", "published"?, "lang"?, "title"?, "author"?, "text"}. At most 16 MiB an article, 64 MiB
    /// and 128 levels of nesting a line of JSON, 8 KiB each for id, URL, source and byline, 200,000 elements a page, 200
    /// of them nested; what is larger is refused by name, and the others go in.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Name of the source where the input names none
    #[arg(long, value_name = "NAME")]
    source: Option<String>,

    /// Day or time of publication where the input gives none
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,

    /// Language of the articles, such as fr; without it, what the input says, else what the words look like
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,

    /// What the bytes are; auto looks at the file's name, then at its beginning
    #[arg(long, value_name = "KIND", default_value = "auto", value_parser = named::<Input>(Input::ALL.iter().map(|v| v.as_str())))]
    input: Input,

    /// Go into directories
    ///
    /// Hidden files, symbolic links and, unless --input says what they are, files without an extension of text, pages
    /// or JSON Lines are passed over.
    #[arg(short, long)]
    recursive: bool,

    /// Follow symbolic links inside directories too, out of them as well
    #[arg(short = 'L', long, requires = "recursive")]
    follow: bool,

    /// Threads that analyse, 512 at most; 0 is one a processor
    #[arg(short, long, value_name = "N", default_value = "0", value_parser = jobs)]
    pub jobs: usize,
}

/// Reads a number of threads.
pub fn jobs(text: &str) -> Result<usize, String> {
    const MOST: usize = 512;
    match text.parse() {
        Ok(jobs) if jobs <= MOST => Ok(jobs),
        Ok(_) => Err(format!("{MOST} threads at most")),
        Err(_) => Err("not a number of threads".to_owned()),
    }
}

impl InputArgs {
    /// The options for ingestion.
    pub fn options(&self) -> ingest::Options {
        ingest::Options {
            input: self.input,
            source: self.source.clone(),
            published: self.published.clone(),
            lang: self.lang,
            recursive: self.recursive,
            follow_links: self.follow,
        }
    }
}
