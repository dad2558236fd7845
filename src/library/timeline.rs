//! Figures over time: what was said to be how many, of which day, by whom.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Analysed, Library, SearchOptions, Sort};
use crate::error::Result;
use crate::fold::{fold, name_words};
use crate::model::{ClaimId, ClaimRecord, Figure, Filter, Form, NewArticle, Problem, Published, Status};

/// A figure of a claim with the day that it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// The last day that the claim or its sentence names and that was over at publication, else the day of publication.
    pub as_of: Option<Date>,
    /// The figure.
    pub figure: Figure,
    /// Its words.
    pub words: String,
    /// The claim.
    pub claim: ClaimId,
    /// Name of the source.
    pub source: String,
    /// Who says it; none for nobody, the source for the article's own assertions.
    pub speaker: Option<String>,
    /// Whom the speaker speaks for.
    pub side: Option<String>,
    /// When the article was published.
    pub published: Option<Published>,
    /// Status of the claim.
    pub status: Status,
}

/// Figures in the order of their days.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The figures; those without a day come last.
    pub figures: Vec<Dated>,
    /// What could not be understood of the query.
    pub problems: Vec<Problem>,
}

/// The days of the claims of the article read last; claims come article by article.
#[derive(Default)]
struct Days {
    article: Option<(String, String, u32)>,
    known: FxHashMap<ClaimId, Option<Date>>,
}

impl Days {
    /// The day that a claim's figures are about. It is not stored: the text is read again.
    fn of(&mut self, claim: &ClaimRecord) -> Option<Date> {
        let article = (claim.source.clone(), claim.article.clone(), claim.version);
        if self.article.as_ref() != Some(&article) {
            self.known = read(claim);
            self.article = Some(article);
        }
        let published = || claim.published.as_ref().map(Published::day);
        // What an older extraction found and this one does not is as old as its article.
        self.known.get(&claim.id).copied().unwrap_or_else(published)
    }
}

/// The days of all claims in the text that `claim` stands in.
fn read(claim: &ClaimRecord) -> FxHashMap<ClaimId, Option<Date>> {
    let title = claim.title.as_ref().map_or(0, |title| title.len() + 2);
    let analysed = Analysed::of(NewArticle {
        identity: claim.article.clone(),
        url: claim.url.clone(),
        source: claim.source.clone(),
        published: claim.published.clone(),
        lang: Some(claim.lang),
        title: claim.title.clone(),
        author: None,
        body: claim.text.get(title..).unwrap_or_default().to_owned(),
    });
    let ids = ClaimId::for_drafts(&analysed.article, analysed.text(), &analysed.drafts);
    ids.into_iter().zip(analysed.days).collect()
}

/// True where a figure measures this; *tués ou disparus* measures both.
fn measures(figure: &Figure, measure: &str) -> bool {
    let own = figure.measure.as_deref().unwrap_or_default();
    own.split('+').any(|own| own == measure)
}

/// True where every word of `wanted` begins a word of what is counted, so that *soldat* finds *soldats*.
fn counts(figure: &Figure, wanted: &[String]) -> bool {
    let population = figure.population.as_deref().unwrap_or_default();
    let words: Vec<String> = name_words(population);
    wanted
        .iter()
        .all(|wanted| words.iter().any(|word| word.starts_with(wanted)))
}

impl Library {
    /// The figures of one measure in the claims that `query` (empty for all) and `filter` take, by the day that they are
    /// about. `population` asks for what is counted, in words or beginnings of words.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] where the database cannot be read, and as [`Library::search`] with a query.
    pub fn timeline(
        &mut self,
        query: &str,
        filter: &Filter,
        measure: &str,
        population: Option<&str>,
    ) -> Result<Timeline> {
        let (mut matching, mut problems) = (None, Vec::new());
        if !query.trim().is_empty() {
            let options = SearchOptions {
                limit: usize::MAX,
                sort: Sort::Newest,
                collapse: false,
                ..SearchOptions::default()
            };
            let found = self.search(query, filter, options)?;
            let keys = found.hits.iter().map(|hit| hit.claim.key);
            matching = Some(keys.collect::<FxHashSet<i64>>());
            problems = found.problems;
        }
        let measure = fold(measure.trim());
        let wanted: Vec<String> = name_words(population.unwrap_or_default());
        let mut days = Days::default();
        let mut figures = Vec::new();
        for claim in self.store.measured(filter, &measure)? {
            let claim = claim?;
            if matching.as_ref().is_some_and(|keys| !keys.contains(&claim.key)) {
                continue;
            }
            for figure in &claim.figures {
                if measures(figure, &measure) && counts(figure, &wanted) {
                    figures.push(dated(&claim, figure, days.of(&claim)));
                }
            }
        }
        let end = |x: f64, y: f64| x.total_cmp(&y);
        figures.sort_by(|a, b| {
            let dated = a.as_of.is_none().cmp(&b.as_of.is_none()).then(a.as_of.cmp(&b.as_of));
            let size = end(a.figure.low, b.figure.low).then(end(a.figure.high, b.figure.high));
            dated
                .then(a.source.cmp(&b.source))
                .then(size)
                .then(a.claim.cmp(&b.claim))
        });
        Ok(Timeline { figures, problems })
    }

    /// The measures that stored figures have, with the number of figures, by name.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] where the database cannot be read.
    pub fn measures(&self) -> Result<BTreeMap<String, usize>> {
        let mut measures = BTreeMap::new();
        for (name, count) in self.store.measures()? {
            for part in name.split('+') {
                *measures.entry(part.to_owned()).or_default() += count;
            }
        }
        Ok(measures)
    }
}

fn dated(claim: &ClaimRecord, figure: &Figure, as_of: Option<Date>) -> Dated {
    let words = claim.text.get(figure.span.start..figure.span.end);
    let speaker = claim.speaker.as_ref();
    Dated {
        as_of,
        figure: figure.clone(),
        words: words.unwrap_or_default().to_owned(),
        claim: claim.id.clone(),
        source: claim.source.clone(),
        speaker: speaker.map(|speaker| speaker.name.clone()),
        side: speaker
            .filter(|_| claim.form != Form::Narrator)
            .and_then(|speaker| speaker.affiliation.clone()),
        published: claim.published.clone(),
        status: claim.status,
    }
}
