//! The store: what goes in comes out, what was committed stays, what is broken says so.

mod articles;
mod faults;
mod review;
mod speakers;

use std::path::{Path, PathBuf};

use claims_db::error::Result;
use claims_db::model::*;
use claims_db::span::Span;
use claims_db::store::{Batch, Inserted, Store};
use tempfile::TempDir;

/// A claim by its words, its cue, its speaker.
struct Said<'a> {
    words: &'a str,
    cue: &'a str,
    name: &'a str,
    kind: SpeakerKind,
    side: Option<&'a str>,
}

fn person<'a>(words: &'a str, name: &'a str, side: Option<&'a str>) -> Said<'a> {
    Said {
        words,
        cue: "a dit",
        name,
        kind: SpeakerKind::Person,
        side,
    }
}

fn of_kind<'a>(words: &'a str, name: &'a str, kind: SpeakerKind, side: Option<&'a str>) -> Said<'a> {
    Said {
        kind,
        ..person(words, name, side)
    }
}

fn span(text: &str, words: &str) -> Span {
    let start = text
        .find(words)
        .unwrap_or_else(|| panic!("'{words}' is not in '{text}'"));
    Span::new(start, start + words.len())
}

fn draft(text: &str, said: &Said) -> Draft {
    let narrator = said.name.is_empty();
    Draft {
        form: if narrator { Form::Narrator } else { Form::Indirect },
        stance: Stance::Assert,
        modality: Modality::Asserted,
        polarity: Polarity::Affirmative,
        content: vec![span(text, said.words)],
        cue: text.contains(said.cue).then(|| Cue {
            span: span(text, said.cue),
            lemma: "dire".into(),
        }),
        mention: text.contains(said.name).then(|| span(text, said.name)),
        speaker: (!narrator).then(|| SpeakerDraft {
            name: said.name.into(),
            kind: said.kind,
            affiliation: said.side.map(str::to_owned),
            reason: "test".into(),
        }),
        relay: None,
        figures: Vec::new(),
        rule: "test",
        confidence: 0.9,
    }
}

fn narrator(words: &str) -> Said<'_> {
    person(words, "", None)
}

fn article(source: &str, identity: &str, body: &str) -> NewArticle {
    NewArticle {
        identity: identity.into(),
        url: None,
        source: source.into(),
        published: Some("2022-09-13".parse().unwrap()),
        lang: None,
        title: None,
        author: None,
        body: body.into(),
    }
}

fn put(batch: &mut Batch, article: &NewArticle, said: &[Said]) -> Result<Inserted> {
    let text = article.text();
    let drafts: Vec<Draft> = said.iter().map(|said| draft(&text, said)).collect();
    batch.insert(article, Lang::FR, &text, &drafts)
}

fn insert(store: &mut Store, article: &NewArticle, said: &[Said]) -> Inserted {
    let mut batch = store.batch().unwrap();
    let inserted = put(&mut batch, article, said).unwrap();
    batch.commit().unwrap();
    inserted
}

fn fresh() -> (TempDir, Store, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("claims.db");
    let store = Store::open(&path).unwrap();
    (dir, store, path)
}

fn words(store: &Store, filter: &Filter) -> Vec<String> {
    store
        .list(filter, None, None)
        .unwrap()
        .map(|record| record.unwrap().content[0].words.clone())
        .collect()
}

fn by_speaker(name: &str) -> Filter {
    Filter {
        speaker: vec![name.into()],
        ..Filter::default()
    }
}

fn id(store: &Store, of: &str) -> ClaimId {
    let all = Filter {
        history: true,
        narrator: true,
        ..Filter::default()
    };
    store
        .list(&all, None, None)
        .unwrap()
        .map(|record| record.unwrap())
        .find(|record| record.content[0].words == of)
        .unwrap_or_else(|| panic!("no claim '{of}'"))
        .id
}

fn sound(store: &Store) {
    assert_eq!(store.verify().unwrap(), []);
}

fn message<T>(outcome: Result<T>) -> String {
    match outcome {
        Ok(_) => panic!("this must fail"),
        Err(error) => error.to_string(),
    }
}

const PLUIE: &str = "Il pleut, a dit Anna Petit. La ville dort.";
