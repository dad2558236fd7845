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
        "DELETE FROM relation; DELETE FROM claim_key; DELETE FROM origin; DELETE FROM origin_band; UPDATE claim SET status = 'unverified'",
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

/// A wire story that two outlets print under titles of their own, with a voice of the second outlet's after it.
const WIRE: &str = "Dans la nuit, une digue a cédé à Djermouk, en Arménie, et l'eau est entrée dans les caves de la ville basse. Nikol \
    Pachinian affirme que 49 habitants ont été tués mardi. Les secours, venus d'Erevan, cherchent encore au bord de la rivière, où les \
    prés sont couverts de boue. Les écoles restent fermées jusqu'à la fin de la semaine.";
const OWN: &str =
    "Le ministère arménien des Secours affirme que 49 habitants de Djermouk, en Arménie, ont été tués mardi.";

#[test]
fn a_copy_repeats_its_original_and_is_no_other_origin() {
    let (_dir, mut library, path) = fresh();
    let mut copy = article(
        "La Gazette",
        "b",
        &format!("{WIRE}\n\nLe Kremlin affirme que 49 habitants de Djermouk, en Arménie, ont été tués mardi."),
    );
    copy.title = Some("La digue de Djermouk a cédé".into());
    index(&mut library, vec![article("Le Courrier", "a", WIRE), copy]);
    let origins: Vec<i64> = {
        let conn = rusqlite::Connection::open(&path).unwrap();
        let mut read = conn
            .prepare("SELECT origin_id FROM origin ORDER BY version_id")
            .unwrap();
        read.query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    assert_eq!(origins, [1, 1]);
    let found = relations(&library);
    assert!(
        !found.is_empty()
            && found
                .iter()
                .all(|relation| relation.starts_with("repeats") || relation.contains("supports")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|relation| relation.starts_with("repeats")),
        "{found:?}"
    );
    // What the copy adds is of the same origin: it bears nothing out.
    assert_eq!(with_status(&mut library, Status::Corroborated), (0, 0));
    index(&mut library, vec![article("La Dépêche", "c", OWN)]);
    let found = relations(&library);
    let before = library.stats().unwrap().revision;
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(
        (relations(&library), library.stats().unwrap().revision),
        (found, before)
    );
}

#[test]
fn many_copies_have_one_relation_each_claim() {
    let (_dir, mut library, _) = fresh();
    let copies = (0..30).map(|n| article(&format!("Journal {n}"), "a", &format!("{WIRE}\n\nÉdition {n}.")));
    index(&mut library, copies.collect());
    let found = relations(&library);
    assert!(
        found.iter().all(|relation| relation.starts_with("repeats")),
        "{found:?}"
    );
    // Whatever the number of copies, a claim of one is linked to the first of its kind only.
    let copies: std::collections::BTreeSet<&str> =
        found.iter().filter_map(|line| line.split([' ', ':']).nth(3)).collect();
    assert!(found.len() >= 29 && found.len() == copies.len(), "{found:?}");
}

#[test]
fn a_database_of_an_older_schema_is_related_by_another_extraction() {
    let (_dir, mut library, path) = fresh();
    index(&mut library, disputing());
    let found = relations(&library);
    let schema = library.stats().unwrap().schema;
    drop(library);
    sql(
        &path,
        &format!(
            "DROP TABLE origin; DROP TABLE origin_band; DROP INDEX claim_ended; DROP INDEX relation_a; DROP INDEX relation_b;
             CREATE INDEX relation_b ON relation (b_id); PRAGMA user_version = {}",
            schema - 1
        ),
    );
    let mut library = Library::open(&path, None).unwrap();
    let told = library.notices();
    assert!(told.len() == 1 && told[0].contains("reindex --extract"), "{told:?}");
    assert_eq!(relations(&library), found);
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(relations(&library), found);
    drop(library);
    assert!(Library::open(&path, None).unwrap().notices().is_empty());
}

#[test]
fn a_flood_of_clauses_is_compared_by_its_wording_alone() {
    use claims_db::library::Pair;
    let pair = |a: &str, b: &str| {
        let (id, a, b) = (None, a.to_owned(), b.to_owned());
        Pair { id, a, b }.compare(Some(Lang::FR)).unwrap()
    };
    let flood = "Paul affirme que Marie dit que ".repeat(400);
    for (a, b) in [(flood.as_str(), "Marie dit que Paul ment."), (&flood, &flood)] {
        let steps = pair(a, b).steps;
        assert_eq!(steps.last().map(|step| step.rule), Some("length"), "{steps:?}");
    }
    let steps = pair("Paul affirme que Marie ment.", "Marie dit que Paul ment.").steps;
    assert!(steps.len() > 5, "{steps:?}");
}
