//! What is exported and imported again is the same.

use claims_db::error::Error;
use claims_db::library::{self, Inputs, Library};
use claims_db::model::*;
use claims_db::view;
use proptest::prelude::*;
use tempfile::TempDir;

/// Sentences of reports about a burst dike, with figures, quotations, pronouns and speakers of every kind.
const SENTENCES: &[&str] = &[
    "La préfète Maud Lescop a annoncé que 12 habitants avaient été tués lundi. ",
    "« Entre 25 et 40 habitants ont été tués 😀 », a déclaré Yann Corbel. ",
    "Selon la Croix-Rouge, au moins 20 habitants ont été tués à Kerval. ",
    "Le maire Yann Corbel affirme que 31 habitants ont été tués lundi. ",
    "Elle a précisé que 60 personnes étaient blessées. ",
    "« Rien n'était prêt », regrette un riverain. ",
    "Le ministère de l'Intérieur dément toute négligence. ",
    "Il pleuvait.\n\n",
];

/// One text that comes in: which source, which article of it, its title, its sentences, its day.
type Report = (usize, usize, bool, Vec<usize>, u8);

fn reports() -> impl Strategy<Value = Vec<Report>> {
    let sentences = prop::collection::vec(0..SENTENCES.len(), 1..5);
    prop::collection::vec((0..2usize, 0..3usize, any::<bool>(), sentences, 1..28u8), 1..7)
}

fn article((source, identity, title, sentences, day): Report) -> NewArticle {
    NewArticle {
        identity: format!("kerval/{identity}"),
        url: (identity > 0).then(|| format!("https://exemple.fr/{identity}?é")),
        source: ["La Vigie du Port", "Le Phare"][source].into(),
        published: (day > 3).then(|| format!("2024-02-{day:02}").parse().unwrap()),
        lang: Some(Lang::FR),
        title: title.then(|| "Kerval : l’eau".into()),
        author: title.then(|| "É. Le Gall".into()),
        body: sentences.into_iter().map(|n| SENTENCES[n]).collect(),
    }
}

fn fresh() -> (TempDir, Library) {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(&dir.path().join("claims.db"), None).unwrap();
    (dir, library)
}

fn index(library: &mut Library, reports: Vec<Report>) {
    for report in reports {
        let inputs = Inputs::articles([Ok(article(report))].into_iter());
        library.index(inputs, 1, |_| Ok::<(), Error>(())).unwrap();
    }
}

/// The rows of an archive as they come out of its JSON.
fn archive(library: &Library) -> Vec<(library::Archived, String)> {
    let rows = library.archive().unwrap();
    rows.map(|row| {
        let row = row.unwrap();
        let line = serde_json::to_string(&view::Archived::from(row.clone())).unwrap();
        let read: view::Archived = serde_json::from_str(&line).unwrap();
        let read = library::Archived::try_from(read).unwrap();
        assert_eq!(read, row);
        (row, line)
    })
    .collect()
}

fn rows(library: &Library) -> Vec<library::Archived> {
    archive(library).into_iter().map(|(row, _)| row).collect()
}

fn import(library: &mut Library, from: &Library) -> library::Imported {
    let revision = from.stats().unwrap().revision;
    library
        .import(revision, archive(from).into_iter().map(Ok), "ana")
        .unwrap()
}

fn lists(library: &Library) -> Vec<String> {
    let filter = Filter {
        narrator: true,
        history: true,
        ..Filter::default()
    };
    let claims = library.list(&filter, None).unwrap();
    let mut views = view::Claims::default();
    claims
        .map(|claim| serde_json::to_string(&views.claim(&claim.unwrap())).unwrap())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_archive_in_an_empty_database_is_the_same_database(reports in reports(), merge in any::<bool>()) {
        let (_dir, mut from) = fresh();
        index(&mut from, reports);
        let speakers = from.speakers(&Filter::default(), None).unwrap();
        if merge && speakers.len() > 1 {
            from.merge_speakers(speakers[0].key, speakers[1].key, "ana").unwrap();
            from.add_alias(speakers[0].key, "Un autre nom", "ana").unwrap();
        }
        let (_to_dir, mut to) = fresh();
        let imported = import(&mut to, &from);
        prop_assert_eq!((&imported.orphans, &imported.refused), (&Vec::new(), &Vec::new()));
        let (before, mut after) = (rows(&from), rows(&to));
        // The import itself is logged, as the last change.
        let last = after.pop();
        prop_assert!(matches!(last, Some(library::Archived::Event(event, _)) if event.action == "archive.imported"));
        prop_assert_eq!(&before, &after);
        prop_assert_eq!(lists(&from), lists(&to));
        let sound = |library: &mut Library| library.verify().unwrap().iter().all(|finding| finding.mend.is_none());
        prop_assert!(sound(&mut to));
        let again = import(&mut to, &from);
        prop_assert_eq!(again.new, 0);
        prop_assert_eq!(rows(&to).len(), before.len() + 1);
    }

    #[test]
    fn an_archive_in_another_database_adds_what_is_not_there(ours in reports(), theirs in reports()) {
        let (_dir, mut from) = fresh();
        index(&mut from, theirs);
        let (_to_dir, mut to) = fresh();
        index(&mut to, ours);
        let before = lists(&to).len();
        let imported = import(&mut to, &from);
        let findings = to.verify().unwrap();
        let faults: Vec<&String> = findings.iter().filter(|f| f.mend.is_some()).map(|f| &f.message).collect();
        prop_assert_eq!(faults, Vec::<&String>::new());
        prop_assert!(lists(&to).len() >= before);
        if imported.refused.is_empty() {
            let held: Vec<ClaimId> = to.claim_ids(&ids(&from)).unwrap();
            prop_assert_eq!(held.len(), ids(&from).len());
        }
        let count = rows(&to).len();
        prop_assert_eq!(import(&mut to, &from).new, 0);
        prop_assert_eq!(rows(&to).len(), count);
    }
}

/// Every claim's id, those no longer in force among them.
fn ids(library: &Library) -> Vec<String> {
    let claims = rows(library).into_iter().filter_map(|row| match row {
        library::Archived::Claim(claim) => Some(claim.id),
        _ => None,
    });
    claims.collect()
}

/// What became of an archive whose lines were changed: the error, or what was refused. The database is sound after it.
fn told(lines: &[String]) -> Vec<String> {
    let (_dir, mut library) = fresh();
    let text = lines.join("\n");
    let outcome = view::incoming(std::io::Cursor::new(text), "old.jsonl".to_owned())
        .and_then(|(revision, rows)| library.import(revision, rows, "ana"));
    library.catch_up();
    let findings = library.verify().unwrap();
    assert!(findings.iter().all(|finding| finding.mend.is_none()), "{findings:?}");
    match outcome {
        Ok(imported) => imported.refused,
        Err(error) => {
            assert_eq!(error.exit_code(), 5, "{error}");
            assert!(rows(&library).is_empty(), "nothing is kept");
            vec![error.to_string()]
        }
    }
}

#[test]
fn a_record_that_is_not_sound_is_named_and_leaves_the_database_sound() {
    let (_dir, mut from) = fresh();
    index(
        &mut from,
        vec![(0, 1, true, vec![0, 1, 3], 7), (1, 2, false, vec![2, 4], 8)],
    );
    let head = serde_json::to_string(&view::Archived::head(&from.stats().unwrap())).unwrap();
    let lines: Vec<String> = std::iter::once(head)
        .chain(archive(&from).into_iter().map(|(_, line)| line))
        .collect();
    assert_eq!(told(&lines), Vec::<String>::new());
    let first = |record: &str| {
        let found = lines
            .iter()
            .position(|line| line.starts_with(&format!("{{\"record\":\"{record}\"")));
        found.unwrap_or_else(|| panic!("no {record}"))
    };
    for (record, field, value, problem) in [
        (
            "archive",
            "/revision",
            "18446744073709551615",
            "an archive of 18446744073709551615 changes",
        ),
        (
            "source",
            "/slug",
            "\"autre\"",
            "source 'autre': that is not the short form of its name",
        ),
        ("source", "/name", "\"\"", "that is not the short form of its name"),
        ("article", "/versions", "[]", "it is not sound"),
        ("article", "/versions/0/version", "2", "version 1 is not sound"),
        ("article", "/versions/0/text", "\"\\u0000\"", "version 1 is not sound"),
        (
            "article",
            "/versions/0/published",
            "\"mardi\"",
            "version 1 is not sound",
        ),
        ("speaker", "/kind", "\"fantôme\"", "field `kind`: 'fantôme' is none of"),
        (
            "claim",
            "/id",
            "\"c0\"",
            "claim c0: its words are not those that its id was made from",
        ),
        ("claim", "/form", "\"cri\"", "field `form`: 'cri' is none of"),
        (
            "claim",
            "/confidence",
            "7",
            "cannot be stored (database: CHECK constraint failed",
        ),
        ("claim", "/version", "2", "its article has no such version"),
        ("claim", "/speaker", "99", "its speaker is not in"),
        ("claim", "/keys", "[\"x\"]", "'x' is no key"),
        (
            "relation",
            "/state",
            "\"peut-être\"",
            "field `state`: 'peut-être' is none of",
        ),
        ("relation", "/type", "\"humeur\"", "field `type`: 'humeur' is none of"),
        (
            "relation",
            "/outcome",
            "\"neither\"",
            "field `outcome`: 'neither' is none of",
        ),
        ("relation", "/score", "1e9", "cannot be stored"),
        ("event", "/revision", "0", "cannot be stored"),
    ] {
        let at = first(record);
        let mut changed = lines.clone();
        let mut json: serde_json::Value = serde_json::from_str(&changed[at]).unwrap();
        *json
            .pointer_mut(field)
            .unwrap_or_else(|| panic!("{record} has no {field}")) = serde_json::from_str(value).unwrap();
        changed[at] = json.to_string();
        let told = told(&changed);
        assert!(
            told.iter().any(|told| told.contains(problem)),
            "{record}{field}: {told:?}"
        );
    }
    // Lines in the wrong order and lines twice are told of, or change nothing.
    let mut turned = lines.clone();
    turned[1..].reverse();
    assert!(!told(&turned).is_empty());
    let mut twice = lines.clone();
    twice.extend(lines[1..].iter().cloned());
    told(&twice);
}
