//! Relations are found as claims arrive, and the same from nothing; what a person decided stays.

use std::path::{Path, PathBuf};

use claims_db::error::Error;
use claims_db::library::{Inputs, Library};
use claims_db::model::*;
use tempfile::TempDir;

const TOLL: &str = "Devant le Parlement de l'Arménie, après les combats de Djermouk, Nikol Pachinian affirme que 49 soldats arméniens ont été tués mardi.";
const OTHER: &str = "À Bakou, après les combats de Djermouk, en Arménie, Hikmet Hajiyev affirme que 105 soldats arméniens ont été tués mardi.";
const AGREEING: &str =
    "Après les combats de Djermouk, Moscou, qui suit l'Arménie, affirme que 49 soldats arméniens ont été tués mardi.";

fn article(source: &str, identity: &str, body: &str) -> NewArticle {
    NewArticle {
        identity: identity.into(),
        url: None,
        source: source.into(),
        published: Some("2022-09-14".parse().unwrap()),
        lang: Some(Lang::FR),
        title: None,
        author: None,
        body: body.into(),
    }
}

fn index(library: &mut Library, articles: Vec<NewArticle>) {
    let inputs = Inputs::articles(articles.into_iter().map(Ok));
    library.index(inputs, 1, |_| Ok::<(), Error>(())).unwrap();
}

fn fresh() -> (TempDir, Library, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("claims.db");
    let library = Library::open(&path, None).unwrap();
    (dir, library, path)
}

fn disputing() -> Vec<NewArticle> {
    vec![article("Le Courrier", "a", TOLL), article("La Gazette", "b", OTHER)]
}

/// Every relation: its kind, its type and its claims.
fn relations(library: &Library) -> Vec<String> {
    let mut all: Vec<String> = library
        .relations(&[], None, None)
        .unwrap()
        .map(|relation| {
            let relation = relation.unwrap();
            format!(
                "{} {:?} {} {}: {}",
                relation.kind, relation.conflict, relation.a.id, relation.b.id, relation.explanation
            )
        })
        .collect();
    all.sort();
    all
}

/// Claims with a status, by list and by search.
fn with_status(library: &mut Library, status: Status) -> (usize, usize) {
    let filter = Filter {
        status: vec![status],
        ..Filter::default()
    };
    let found = library
        .search(&format!("status:{status}"), &Filter::default(), Default::default())
        .unwrap();
    (library.count(&filter).unwrap(), found.total)
}

fn sql(path: &Path, statement: &str) {
    rusqlite::Connection::open(path)
        .unwrap()
        .execute_batch(statement)
        .unwrap();
}

#[test]
fn a_contradiction_disputes_both_sides_until_one_is_gone() {
    let (_dir, mut library, _) = fresh();
    index(&mut library, disputing());
    let found = relations(&library);
    assert!(
        found.len() == 1 && found[0].starts_with("contradicts Some(Figure)"),
        "{found:?}"
    );
    assert_eq!(with_status(&mut library, Status::Disputed), (2, 2));
    index(&mut library, vec![article("La Gazette", "b", "Il pleut sur Bakou.")]);
    assert!(relations(&library).is_empty());
    assert_eq!(with_status(&mut library, Status::Disputed), (0, 0));
    // The words come back, and with them what they say against the other.
    index(&mut library, vec![article("La Gazette", "b", OTHER)]);
    assert_eq!(relations(&library), found);
    assert_eq!(with_status(&mut library, Status::Disputed), (2, 2));
}

#[test]
fn relations_are_the_same_from_nothing_and_again() {
    let (_dir, mut library, path) = fresh();
    index(&mut library, disputing());
    let found = relations(&library);
    let revision = library.stats().unwrap().revision;
    index(&mut library, disputing());
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(library.stats().unwrap().revision, revision);
    assert_eq!(relations(&library), found);
    drop(library);
    sql(
        &path,
        "DELETE FROM relation; DELETE FROM claim_key; UPDATE claim SET status = 'unverified'",
    );
    let mut library = Library::open(&path, None).unwrap();
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(relations(&library), found);
    assert_eq!(with_status(&mut library, Status::Disputed).0, 2);
}

#[test]
fn what_a_person_dismissed_stays_dismissed() {
    let (_dir, mut library, path) = fresh();
    index(&mut library, disputing());
    drop(library);
    sql(
        &path,
        "UPDATE relation SET state = 'dismissed', outcome = 'different_time'",
    );
    let mut library = Library::open(&path, None).unwrap();
    library.extract_again(1, |_| ()).unwrap();
    assert!(relations(&library).is_empty());
    assert_eq!(with_status(&mut library, Status::Disputed).0, 0);
}

#[test]
fn a_voice_of_another_source_corroborates_and_a_reprint_does_not() {
    let (_dir, mut library, _) = fresh();
    index(
        &mut library,
        vec![article("Le Courrier", "a", TOLL), article("Le Courrier", "b", AGREEING)],
    );
    assert_eq!(with_status(&mut library, Status::Corroborated), (0, 0));
    let (_dir, mut library, _) = fresh();
    index(
        &mut library,
        vec![article("Le Courrier", "a", TOLL), article("La Gazette", "b", AGREEING)],
    );
    assert_eq!(with_status(&mut library, Status::Corroborated), (2, 2));
    let (_dir, mut library, _) = fresh();
    index(
        &mut library,
        vec![article("Le Courrier", "a", TOLL), article("La Gazette", "b", TOLL)],
    );
    let found = relations(&library);
    assert!(found.len() == 1 && found[0].starts_with("repeats"), "{found:?}");
    assert_eq!(with_status(&mut library, Status::Corroborated), (0, 0));
}

const ANSWERED: &str = "Quarante plaintes ont été déposées en deux semaines, affirme l'avocat Idris Vasseur. Une rumeur, rétorque la préfecture.";

#[test]
fn an_answer_in_an_article_contradicts_what_it_answers() {
    let (_dir, mut library, _) = fresh();
    index(&mut library, vec![article("Le Courrier", "a", ANSWERED)]);
    let found = relations(&library);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("contradicts"), "{found:?}");
}
