//! Search as its users see it: which words find which claims, in which order, and what becomes of a damaged index.

mod files;
mod morphology;
mod properties;
mod queries;

use std::path::Path;
use std::time::Duration;

use claims_db::error::{Error, Result};
use claims_db::index::{Found, Index, Options, Sort, parse};
use claims_db::model::{ClaimDoc, Filter, Form, Lang, Revision, Stance, Status};
use tempfile::TempDir;

/// A claim of an invented speaker with these words.
fn claim(key: i64, content: &str) -> ClaimDoc {
    ClaimDoc {
        key,
        in_force: true,
        repeats: None,
        content: content.to_owned(),
        context: content.to_owned(),
        title: String::new(),
        source: "Le Courrier du Lac".to_owned(),
        speakers: Vec::new(),
        speaker: String::new(),
        side: String::new(),
        status: Status::Unverified,
        verdict: String::new(),
        form: Form::Indirect,
        stance: Stance::Assert,
        measures: Vec::new(),
        lang: Lang::FR,
        published: Some(jiff::civil::date(2022, 9, 13)),
        confidence: 0.9,
    }
}

fn said_by(key: i64, speakers: &[&str], side: &str, content: &str) -> ClaimDoc {
    ClaimDoc {
        speakers: speakers.iter().map(|name| name.to_string()).collect(),
        speaker: speakers.first().map_or(String::new(), |name| name.to_string()),
        side: side.to_owned(),
        ..claim(key, content)
    }
}

fn ok(docs: &[ClaimDoc]) -> impl Iterator<Item = Result<ClaimDoc>> {
    docs.iter().cloned().map(Ok)
}

fn open(dir: &Path) -> Index {
    Index::open(dir, "test")
        .unwrap()
        .with_patience(Duration::from_millis(100))
}

fn index(docs: &[ClaimDoc]) -> (TempDir, Index) {
    let dir = TempDir::new().unwrap();
    let mut index = open(dir.path());
    index.rebuild(ok(docs), Revision(1)).unwrap();
    (dir, index)
}

fn search(index: &Index, query: &str, filter: &Filter, options: Options) -> Found {
    index.search(&parse(query).0, filter, options).unwrap()
}

fn found(index: &Index, query: &str) -> Vec<i64> {
    let found = search(index, query, &Filter::default(), Options::default());
    assert_eq!(found.total, found.hits.len(), "{query}");
    found.hits.iter().map(|hit| hit.key).collect()
}

fn cast() -> Vec<ClaimDoc> {
    let day = |m, d| Some(jiff::civil::date(2022, m, d));
    let mut docs = vec![
        said_by(
            1,
            &["Nikol Pachinian", "M. Pashinian", "le premier ministre"],
            "Arménie",
            "49 soldats tués",
        ),
        said_by(
            2,
            &["ministère azerbaïdjanais de la Défense"],
            "Azerbaïdjan",
            "des provocations à la frontière",
        ),
        said_by(3, &["Sergueï Lavrov"], "Russie", "un cessez-le-feu dès demain"),
        said_by(4, &[], "", "la nuit fut calme"),
        said_by(5, &["Anna Pachinian"], "", "rien"),
    ];
    docs[0].published = day(9, 13);
    docs[0].status = Status::Disputed;
    docs[0].measures = vec!["killed".to_owned()];
    docs[0].verdict = "confirmed".to_owned();
    docs[1].published = day(9, 14);
    docs[1].form = Form::Direct;
    docs[1].stance = Stance::Accuse;
    docs[2].published = day(10, 1);
    docs[2].source = "L’Écho du Nord".to_owned();
    docs[3].form = Form::Narrator;
    docs[3].published = None;
    docs[4].confidence = 0.2;
    docs[4].lang = Lang::EN;
    docs[4].published = None;
    docs
}

/// The keys of the hits, in order.
fn keys(found: &Found) -> Vec<i64> {
    found.hits.iter().map(|hit| hit.key).collect()
}
