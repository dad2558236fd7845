//! Annotated events: articles, the claims that a reader marked in them, and what these have to do with each other.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use claims_db::error::Error;
use claims_db::ingest::{Input, Options};
use claims_db::library::{Analysed, Inputs, analyse};
use claims_db::model::Form;
use claims_db::relate::Facts;
use serde::Deserialize;

#[derive(Deserialize)]
struct Article {
    id: String,
    title: String,
    text: String,
    claims: Vec<Marked>,
}

/// A claim as a reader marked it: its words as the article has them, and words of the same paragraph where they are there twice.
#[derive(Deserialize)]
struct Marked {
    id: String,
    content: Vec<String>,
    near: Option<String>,
}

#[derive(Deserialize)]
struct Relation {
    a: String,
    b: String,
    kind: String,
}

/// A claim that the program found, with the marked one that it is, if any.
pub struct Claim {
    pub facts: Facts,
    pub marked: Option<String>,
}

/// An event: what the program finds in its articles, and what readers say of pairs.
pub struct Event {
    pub claims: Vec<Claim>,
    /// Every pair that was judged, by the claims in order of their names.
    judged: HashMap<(String, String), String>,
    /// Those of them that are the event's gold; the others were judged by going through all pairs.
    gold: HashSet<(String, String)>,
}

impl Event {
    /// What a reader calls a pair of claims, and whether it is gold.
    pub fn judged(&self, a: &Claim, b: &Claim) -> Option<(&str, bool)> {
        let pair = ordered(a.marked.as_ref()?, b.marked.as_ref()?);
        let kind = self.judged.get(&pair)?;
        Some((kind, self.gold.contains(&pair)))
    }

    /// How many pairs of a kind are gold.
    pub fn gold(&self, kind: &str) -> usize {
        self.gold.iter().filter(|pair| self.judged[*pair] == kind).count()
    }
}

fn ordered(a: &str, b: &str) -> (String, String) {
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    (a.to_owned(), b.to_owned())
}

/// Reads every event of a directory, in the order of their names.
pub fn read(dir: &Path) -> Vec<Event> {
    folders(dir).iter().map(|folder| event(folder)).collect()
}

fn folders(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn load<T: for<'d> Deserialize<'d>>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn event(folder: &Path) -> Event {
    let entries = std::fs::read_dir(folder).expect("an event");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths.retain(|path| !path.to_string_lossy().contains("relations"));
    let articles: Vec<Article> = paths.iter().map(|path| load(path)).collect();
    let (main, more): (Vec<Relation>, Vec<Relation>) = (
        load(&folder.join("relations.json")),
        load(&folder.join("relations-more.json")),
    );
    let gold = main.iter().map(|relation| ordered(&relation.a, &relation.b)).collect();
    // What the gold says goes before what was judged besides.
    let all = more.into_iter().chain(main);
    let judged = all.map(|relation| (ordered(&relation.a, &relation.b), relation.kind));
    Event {
        claims: claims(&paths, &articles),
        judged: judged.collect(),
        gold,
    }
}

/// The claims that the program finds, but those of the narrator, each with the marked claim that shares most words with it: half of them at least.
fn claims(paths: &[PathBuf], articles: &[Article]) -> Vec<Claim> {
    let marked: HashMap<&str, Vec<(String, HashSet<usize>)>> = articles
        .iter()
        .map(|article| {
            let text = format!("{}\n\n{}", article.title, article.text);
            let claims = article.claims.iter().map(|claim| {
                let name = format!("{}#{}", article.id, claim.id);
                (name, words(&text, &spans(article, claim)))
            });
            (article.id.as_str(), claims.collect())
        })
        .collect();
    let lines = tempfile::NamedTempFile::new().expect("a file");
    let one_a_line = paths.iter().map(|path| load::<serde_json::Value>(path).to_string());
    std::fs::write(lines.path(), one_a_line.collect::<Vec<_>>().join("\n")).expect("articles");
    let options = Options {
        input: Input::Jsonl,
        ..Options::default()
    };
    let mut found = Vec::new();
    let mut each = |article: Analysed| {
        let candidates = &marked[article.article.identity.as_str()];
        for (draft, facts) in article.drafts.iter().zip(&article.facts) {
            if draft.form == Form::Narrator {
                continue;
            }
            let spans: Vec<_> = draft.content.iter().map(|span| span.start..span.end).collect();
            let own = words(article.text(), &spans);
            let alike = |theirs: &HashSet<usize>| {
                2.0 * own.intersection(theirs).count() as f64 / (own.len() + theirs.len()).max(1) as f64
            };
            let best = candidates.iter().max_by(|a, b| alike(&a.1).total_cmp(&alike(&b.1)));
            found.push(Claim {
                facts: facts.clone(),
                marked: best.filter(|best| alike(&best.1) >= 0.5).map(|best| best.0.clone()),
            });
        }
    };
    analyse(Inputs::paths(&[lines.path().to_owned()], &options), 0, |chunk| {
        for article in chunk.articles {
            each(article?);
        }
        Ok::<(), Error>(())
    })
    .expect("articles");
    found
}

/// Where the words of a marked claim stand in title and text, in bytes.
fn spans(article: &Article, claim: &Marked) -> Vec<std::ops::Range<usize>> {
    let text = &article.text;
    let shift = article.title.len() + 2;
    let near = claim.near.as_deref().and_then(|near| text.find(near));
    let from = near.map_or(0, |at| text[..at].rfind("\n\n").map_or(0, |break_| break_ + 2));
    let mut after = from;
    let parts = claim.content.iter().map(|part| {
        let at = after
            + text[after..]
                .find(part.as_str())
                .unwrap_or_else(|| panic!("{}: {part}", article.id));
        after = at + part.len();
        at + shift..after + shift
    });
    parts.collect()
}

/// Where the words within some spans begin, without *que* and *si*.
fn words(text: &str, spans: &[std::ops::Range<usize>]) -> HashSet<usize> {
    let mut out = HashSet::new();
    for span in spans {
        let parts = text[span.clone()].split(|c: char| !c.is_alphanumeric());
        for word in parts.filter(|word| !word.is_empty()) {
            if !matches!(word.to_lowercase().as_str(), "que" | "qu" | "si") {
                out.insert(word.as_ptr() as usize - text.as_ptr() as usize);
            }
        }
    }
    out
}
