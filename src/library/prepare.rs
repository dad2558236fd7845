//! From inputs to analysed articles, in parallel, in order, a bounded number at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use jiff::civil::Date;
use rayon::ThreadPool;
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::extract;
use crate::fold::slug;
use crate::ingest::{self, Input, Origin, Walk};
use crate::lexicon::Lexicon;
use crate::model::{
    ClaimId, ClaimRecord, Draft, Form, Lang, NewArticle, Passage, Problem, Published, SpeakerKind, Status,
    StoredSpeaker,
};
use crate::relate::{self, Facts, Key, Setting, Sketch};
use crate::span::Span;
use crate::text;

/// Articles, or small files, that are analysed together.
const CHUNK: usize = 512;

/// Bytes of input after which a chunk is full, however few articles it holds.
const CHUNK_BYTES: u64 = 4 << 20;

/// Files up to this many bytes are read by the workers; larger ones are read ahead of them, article by article.
const SMALL: u64 = 1 << 20;

/// Claims of one article that are related, the first ones: what has more is no article.
pub(super) const RELATED: usize = 400;

/// An article with everything that was found in it.
#[derive(Clone, Debug)]
pub struct Analysed {
    /// The article; its language is known now.
    pub article: NewArticle,
    /// Claims in the order of their first word, narrator claims among them.
    pub drafts: Vec<Draft>,
    /// What the analysis met and went around.
    pub problems: Vec<Problem>,
    /// The day that the figures of each claim are about; as many as drafts.
    pub days: Vec<Option<Date>>,
    /// What each of the first [`RELATED`] claims says, for comparison.
    pub facts: Vec<Facts>,
    /// The keys of each of them.
    pub(super) keys: Vec<Keys>,
    /// The id of each of them.
    pub(super) ids: Vec<ClaimId>,
    /// What tells whether its text is another's copy.
    pub sketch: Sketch,
    /// The text is stored already, and was not analysed again.
    pub(super) known: bool,
    text: String,
}

/// Whether the text of an article, whose language is set, is stored already and need not be analysed.
pub(super) type IsKnown<'k> = dyn Fn(&NewArticle, &str) -> bool + Sync + 'k;

/// The numbers of a claim's keys: its own, and those of the windows beside its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    pub own: Vec<i64>,
    pub beside: Vec<i64>,
}

impl Keys {
    pub fn of(facts: &Facts) -> Keys {
        let keys = relate::keys(facts);
        Keys {
            own: keys.iter().map(Key::number).collect(),
            beside: keys.iter().flat_map(|key| key.beside().chain(key.again())).collect(),
        }
    }
}

impl Analysed {
    /// Analyses one article. The language is the article's own, else it is detected.
    pub fn of(mut article: NewArticle) -> Analysed {
        let text = article.text();
        let lang = article.lang.unwrap_or_else(|| text::language::detect(&text));
        article.lang = Some(lang);
        let analysis = text::analyse(&text, lang, article.title_len());
        let extraction = extract::extract(&analysis);
        let mut problems = extraction.problems;
        problems.extend(analysis.problems.iter().cloned());
        // A fault in one rule must not keep the article out.
        let published = article.published.as_ref().map(Published::day);
        let setting = Setting::of(&analysis);
        let (mut drafts, mut days, mut facts) = (Vec::with_capacity(extraction.drafts.len()), Vec::new(), Vec::new());
        for mut draft in extraction.drafts {
            let said = relate::facts_in(&analysis, &draft, published, &setting);
            draft.figures = said.figures.clone();
            if !is_sound(&draft, &text) {
                problems.push(Problem {
                    span: Span::default(),
                    message: format!(
                        "rule '{}' made a claim outside of the text; please report it",
                        draft.rule
                    ),
                });
                continue;
            }
            drafts.push(draft);
            days.push(said.as_of);
            if facts.len() < RELATED {
                facts.push(said);
            }
        }
        problems.sort_by_key(|problem| problem.span);
        let (named, source) = (
            format!("{}/{}", slug(&article.source), article.identity),
            &article.source,
        );
        for said in &mut facts {
            said.article = Some(named.clone());
            said.source = Some(source.clone());
        }
        relate::in_order(&mut facts);
        let keys = facts.iter().map(Keys::of).collect();
        let mut ids = ClaimId::for_drafts(&article, &text, &drafts);
        ids.truncate(RELATED);
        Analysed {
            article,
            drafts,
            problems,
            days,
            facts,
            keys,
            ids,
            sketch: Sketch::of(&text),
            known: false,
            text,
        }
    }

    /// The article alone, if its text `is_known`; else analysed.
    fn unless_known(mut article: NewArticle, is_known: &IsKnown) -> Analysed {
        let text = article.text();
        let lang = article.lang.unwrap_or_else(|| text::language::detect(&text));
        article.lang = Some(lang);
        if !is_known(&article, &text) {
            return Analysed::of(article);
        }
        Analysed {
            article,
            drafts: Vec::new(),
            problems: Vec::new(),
            days: Vec::new(),
            facts: Vec::new(),
            keys: Vec::new(),
            ids: Vec::new(),
            sketch: Sketch::default(),
            known: true,
            text,
        }
    }

    /// The language that the rules followed.
    pub fn lang(&self) -> Lang {
        self.article.lang.unwrap_or(Lang::UND)
    }

    /// The text that every span refers to.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The claims as they would come out of a database that holds nothing else.
    pub fn records(&self) -> Vec<ClaimRecord> {
        let shared: Arc<str> = self.text.as_str().into();
        let ids = ClaimId::for_drafts(&self.article, &self.text, &self.drafts);
        ids.into_iter()
            .zip(&self.drafts)
            .map(|(id, draft)| self.record(id, draft, &shared))
            .collect()
    }

    fn record(&self, id: ClaimId, draft: &Draft, text: &Arc<str>) -> ClaimRecord {
        let article = &self.article;
        let passage = |span: Span| Passage {
            span,
            words: span.of(text).to_owned(),
        };
        let speaker = match (&draft.speaker, draft.form) {
            (Some(speaker), _) => Some((speaker.name.clone(), speaker.kind, speaker.affiliation.clone())),
            (None, Form::Narrator) => Some((article.source.clone(), SpeakerKind::Organisation, None)),
            (None, _) => None,
        };
        ClaimRecord {
            key: 0,
            id,
            article: article.identity.clone(),
            source: article.source.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            published: article.published.clone(),
            lang: article.lang.unwrap_or(Lang::UND),
            version: 1,
            in_force: true,
            text: Arc::clone(text),
            form: draft.form,
            stance: draft.stance,
            modality: draft.modality,
            polarity: draft.polarity,
            speaker: speaker.map(|(name, kind, affiliation)| StoredSpeaker {
                key: 0,
                name,
                kind,
                affiliation,
            }),
            mention: draft.mention.map(passage),
            relay: draft.relay.map(passage),
            cue: draft.cue.as_ref().map(|cue| (passage(cue.span), cue.lemma.clone())),
            content: draft.content.iter().copied().map(passage).collect(),
            figures: draft.figures.clone(),
            rule: draft.rule.to_owned(),
            confidence: draft.confidence,
            status: Status::Unverified,
            verdict: None,
        }
    }
}

/// A fault of ours in one article keeps that one out, and the others go in.
fn analysed(article: NewArticle, is_known: &IsKnown) -> Result<Analysed> {
    guarded(article.identity.clone(), || Analysed::unless_known(article, is_known))
}

/// What `work` gives; an error that names `place` where a fault of ours ends it.
pub(super) fn guarded<T>(place: String, work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let problem = "a fault of this program kept it out; please report it with the text";
        Error::input(place, problem)
    })
}

/// True where every span of a draft lies on character boundaries of the text, and it has words.
fn is_sound(draft: &Draft, text: &str) -> bool {
    let cue = draft.cue.iter().map(|cue| cue.span);
    let figures = draft.figures.iter().map(|figure| figure.span);
    let mut spans = draft
        .content
        .iter()
        .copied()
        .chain(cue)
        .chain(draft.mention)
        .chain(draft.relay)
        .chain(figures);
    !draft.content.is_empty() && spans.all(|span| text.get(span.start..span.end).is_some())
}

/// Where articles come from.
pub struct Inputs {
    units: Box<dyn Iterator<Item = Unit> + Send>,
}

impl Inputs {
    /// The files, directories and standard input (`-`) of a command line.
    pub fn paths(paths: &[PathBuf], options: &ingest::Options) -> Inputs {
        Inputs {
            units: Box::new(Paths {
                walk: Walk::new(paths, options),
                options: options.clone(),
                stream: None,
            }),
        }
    }

    /// The same, ending early once `stop` is set.
    pub fn until(self, stop: Arc<AtomicBool>) -> Inputs {
        Inputs {
            units: Box::new(self.units.take_while(move |_| !stop.load(Ordering::Relaxed))),
        }
    }

    /// Articles that are there already.
    pub fn articles(articles: impl Iterator<Item = Result<NewArticle>> + Send + 'static) -> Inputs {
        Inputs {
            units: Box::new(articles.map(|article| Unit::article(article, None))),
        }
    }
}

/// A piece of work for one worker.
struct Unit {
    bytes: u64,
    work: Work,
}

enum Work {
    Article(Box<Result<NewArticle>>),
    Read(Origin, ingest::Options),
}

impl Unit {
    fn article(article: Result<NewArticle>, bytes: Option<u64>) -> Unit {
        let len = article.as_ref().map_or(0, |article| article.body.len() as u64);
        Unit {
            bytes: bytes.unwrap_or(len),
            work: Work::Article(Box::new(article)),
        }
    }

    fn run(self, is_known: &IsKnown) -> Vec<Result<Analysed>> {
        let analysed = |article| analysed(article, is_known);
        match self.work {
            Work::Article(article) => vec![article.and_then(analysed)],
            Work::Read(origin, options) => ingest::read(origin, &options)
                .map(|article| article.and_then(analysed))
                .collect(),
        }
    }
}

/// The units of a command line: a small file is one, a large one or a pipe is read here, article by article.
struct Paths {
    walk: Walk,
    options: ingest::Options,
    stream: Option<(ingest::Articles, u64)>,
}

impl Iterator for Paths {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        loop {
            if let Some((articles, before)) = &mut self.stream {
                if let Some(article) = articles.next() {
                    let read = articles.bytes_read();
                    let bytes = read - std::mem::replace(before, read);
                    return Some(Unit::article(article, Some(bytes)));
                }
                self.stream = None;
            }
            let origin = match self.walk.next()? {
                Ok(origin) => origin,
                Err(error) => return Some(Unit::article(Err(error), Some(0))),
            };
            match (origin.size(), &origin) {
                (Some(bytes), Origin::Path(path)) if bytes <= SMALL && !self.holds_many(path) => {
                    return Some(Unit {
                        bytes,
                        work: Work::Read(origin, self.options.clone()),
                    });
                }
                (_, Origin::Path(path)) => self.stream(path.clone()),
                (_, Origin::Stdin) => self.stream(PathBuf::from("-")),
            }
        }
    }
}

impl Paths {
    /// True for JSON Lines, whose articles are better shared out among the workers one by one.
    fn holds_many(&self, path: &Path) -> bool {
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        match self.options.input {
            Input::Auto => extension.eq_ignore_ascii_case("jsonl") || extension.eq_ignore_ascii_case("ndjson"),
            input => input == Input::Jsonl,
        }
    }

    fn stream(&mut self, path: PathBuf) {
        self.stream = Some((ingest::articles(&[path], &self.options), 0));
    }
}

/// Articles that were analysed together.
pub struct Chunk {
    /// The articles and the refused inputs, in the order of the input.
    pub articles: Vec<Result<Analysed>>,
    /// Bytes of input that they came from.
    pub bytes: u64,
}

/// Reads and analyses `inputs` on `jobs` threads (0: one a processor) and hands the chunks on in order. While `each`
/// works on one chunk the next two are made, and no more than that. The first error of `each` ends it.
pub fn analyse<E: From<Error>>(inputs: Inputs, jobs: usize, each: impl FnMut(Chunk) -> Result<(), E>) -> Result<(), E> {
    analyse_on(&workers(jobs)?, inputs, &|_, _| false, |chunks| {
        chunks.into_iter().try_for_each(each)
    })
}

/// So many threads (0: one a processor).
pub(super) fn workers(jobs: usize) -> Result<ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .start_handler(|_| give_way())
        .build()
        .map_err(|error| Error::Usage(format!("{error}; try fewer --jobs")))
}

/// Lets the one thread that writes go before this one and those that it starts: everything waits for the writer.
pub(super) fn give_way() {
    // On Linux the calling thread alone; elsewhere nothing is gained, and nothing lost where it is refused.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 5);
}

/// [`analyse`] on threads that are there already, but for texts that are known.
pub(super) fn analyse_on<E: From<Error>>(
    pool: &ThreadPool,
    inputs: Inputs,
    is_known: &IsKnown,
    take: impl FnOnce(Receiver<Chunk>) -> Result<(), E>,
) -> Result<(), E> {
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(1);
        scope.spawn(move || {
            let mut units = inputs.units;
            loop {
                let (mut chunk, mut bytes) = (Vec::new(), 0);
                while chunk.len() < CHUNK && bytes < CHUNK_BYTES {
                    let Some(unit) = units.next() else { break };
                    bytes += unit.bytes;
                    chunk.push(unit);
                }
                if chunk.is_empty() {
                    return;
                }
                let articles =
                    pool.install(|| chunk.into_par_iter().flat_map_iter(|unit| unit.run(is_known)).collect());
                if send.send(Chunk { articles, bytes }).is_err() {
                    return;
                }
            }
        });
        take(receive)
    })
}

/// Languages met so far for which there are no rules.
#[derive(Clone, Debug, Default)]
pub struct Languages {
    seen: Vec<Lang>,
}

impl Languages {
    /// What to tell about the language of `article`, once a language; none where it has rules.
    pub fn unknown(&mut self, article: &NewArticle) -> Option<String> {
        let lang = article.lang.unwrap_or(Lang::UND);
        if self.seen.contains(&lang) {
            return None;
        }
        self.seen.push(lang);
        if Lexicon::of(lang).is_some() {
            return None;
        }
        let name = match lang {
            Lang::UND => "an unknown language".to_owned(),
            lang => format!("language '{lang}'"),
        };
        Some(format!(
            "{}: {name}, for which there are no rules: every sentence is taken as the article's own; \
             --lang fr says that it is French",
            article.identity
        ))
    }
}

/// Bytes that `paths` hold, for a time left; none where a pipe or standard input is among them.
pub fn size(paths: &[PathBuf], options: &ingest::Options) -> Option<u64> {
    Walk::new(paths, options)
        .filter_map(Result::ok)
        .map(|origin| origin.size())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_article_is_an_error_that_names_it() {
        let told = guarded("a.txt".to_owned(), || -> usize { [1, 2][std::hint::black_box(2)] });
        assert!(
            told.unwrap_err()
                .to_string()
                .starts_with("a.txt: a fault of this program")
        );
    }
}
