//! What people decide: relations confirmed, dismissed and resolved, verdicts on claims; what follows from it, and what stays.

use std::path::{Path, PathBuf};

use claims_db::error::Error;
use claims_db::library::{Inputs, Library, RelationDetail};
use claims_db::model::*;
use claims_db::store::Store;
use serde_json::Value;
use tempfile::TempDir;

const TOLL: &str = "Devant le Parlement de l'Arménie, après les combats de Djermouk, Nikol Pachinian affirme que 49 soldats arméniens ont été tués mardi.";
const OTHER: &str = "À Bakou, après les combats de Djermouk, en Arménie, Hikmet Hajiyev affirme que 105 soldats arméniens ont été tués mardi.";
const AGREEING: &str =
    "Après les combats de Djermouk, Moscou, qui suit l'Arménie, affirme que 49 soldats arméniens ont été tués mardi.";

fn article(source: &str, body: &str) -> NewArticle {
    NewArticle {
        identity: "a".into(),
        url: None,
        source: source.into(),
        published: Some("2022-09-14".parse().unwrap()),
        lang: Some(Lang::FR),
        title: None,
        author: None,
        body: body.into(),
    }
}

fn index(library: &mut Library, source: &str, body: &str) {
    let inputs = Inputs::articles([Ok(article(source, body))].into_iter());
    library.index(inputs, 1, |_| Ok::<(), Error>(())).unwrap();
}

fn fresh() -> (TempDir, Library, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("claims.db");
    let library = Library::open(&path, None).unwrap();
    (dir, library, path)
}

/// Two sources that contradict each other, and the relation between them.
fn disputing() -> (TempDir, Library, PathBuf, String) {
    let (dir, mut library, path) = fresh();
    index(&mut library, "Le Courrier", TOLL);
    index(&mut library, "La Gazette", OTHER);
    let id = only(&library, &[]);
    (dir, library, path, id)
}

/// The id of the one contradiction in these states.
fn only(library: &Library, states: &[RelationState]) -> String {
    let found = ids(library, states);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

fn ids(library: &Library, states: &[RelationState]) -> Vec<String> {
    library
        .relations_in(&[RelationKind::Contradicts], states, None, None)
        .unwrap()
        .map(|relation| relation.unwrap().id.0)
        .collect()
}

fn decide(library: &mut Library, id: &str, decision: Decision) {
    library.decide(&[id.to_owned()], decision, None, "Ada").unwrap();
}

/// Claims with a status, by list and by search.
fn with_status(library: &mut Library, status: Status) -> (usize, usize) {
    let filter = Filter {
        status: vec![status],
        ..Filter::default()
    };
    let query = format!("status:{status}");
    (library.count(&filter).unwrap(), found(library, &query))
}

fn found(library: &mut Library, query: &str) -> usize {
    let found = library.search(query, &Filter::default(), Default::default()).unwrap();
    assert!(found.problems.is_empty());
    found.total
}

fn json(text: &Option<String>) -> Value {
    serde_json::from_str(text.as_deref().unwrap()).unwrap()
}

/// The claim that a source reports.
fn claim(library: &Library, source: &str) -> ClaimRecord {
    let filter = Filter {
        source: vec![source.into()],
        ..Filter::default()
    };
    library.list(&filter, Some(1)).unwrap().next().unwrap().unwrap()
}

fn review(library: &Library) -> Review {
    claim(library, "Le Courrier").review()
}

#[test]
fn a_decision_moves_status_log_and_index_at_once() {
    let (_dir, mut library, _, id) = disputing();
    let start = library.stats().unwrap();
    for (decision, disputed) in [
        (Decision::Confirm, 2),
        (Decision::Resolve(Resolution::AStands), 0),
        (Decision::Dismiss(Dismissal::DifferentScope), 0),
        (Decision::Confirm, 2),
    ] {
        let before = library.stats().unwrap();
        let decided = library
            .decide(&[id[..5].to_owned(), id.clone()], decision, Some(" Vu. "), "Ada")
            .unwrap();
        let told = decided[0].decided.as_ref().unwrap();
        assert_eq!((decided.len(), told.decision), (1, decision));
        assert_eq!((told.by.as_str(), told.rationale.as_deref()), ("Ada", Some("Vu.")));
        assert_eq!(with_status(&mut library, Status::Disputed), (disputed, disputed));
        let after = library.stats().unwrap();
        assert_eq!(after.revision.0, before.revision.0 + 1);
        assert_eq!(after.events, before.events + 1);
        // The same again is nothing new.
        decide(&mut library, &id, decision);
        assert_eq!(library.stats().unwrap(), after);
    }
    let history = library.relation(&id).unwrap().history;
    assert_eq!(history.len(), 4);
    let states: Vec<Value> = history
        .iter()
        .map(|event| json(&event.after)["state"].clone())
        .collect();
    assert_eq!(states, ["confirmed", "resolved", "dismissed", "confirmed"]);
    assert_eq!(json(&history[0].before)["state"], "suggested");
    let (before, after) = (json(&history[1].before), json(&history[1].after));
    assert_eq!(before["a"]["status"], "disputed");
    assert_eq!(after["a"]["status"], "unverified");
    assert_eq!(after["outcome"], "a_stands");
    assert!(history.iter().all(|event| event.subject == id && event.actor == "Ada"));
    assert_eq!(start.relations, library.stats().unwrap().relations);
}

#[test]
fn a_dismissal_stays_until_a_text_changes() {
    let (_dir, mut library, path, id) = disputing();
    decide(&mut library, &id, Decision::Dismiss(Dismissal::DifferentPopulation));
    index(&mut library, "Le Courrier", TOLL);
    library.extract_again(1, |_| ()).unwrap();
    library.rebuild().unwrap();
    assert!(ids(&library, &[]).is_empty());
    assert_eq!(only(&library, &[RelationState::Dismissed]), id);
    // Another text with the same words in it is the same pair.
    index(&mut library, "La Gazette", &format!("{OTHER} Il pleut sur Bakou."));
    assert!(ids(&library, &[]).is_empty());
    assert_eq!(with_status(&mut library, Status::Disputed), (0, 0));
    // Other words are another claim, which nobody looked at yet.
    index(&mut library, "La Gazette", &OTHER.replace("105", "106"));
    let new = only(&library, &[]);
    assert_ne!(new, id);
    assert_eq!(with_status(&mut library, Status::Disputed), (2, 2));
    let RelationDetail { relation, .. } = library.relation(&id).unwrap();
    assert_eq!((relation.state, relation.b.in_force), (RelationState::Dismissed, false));
    // The old words again: they are still dismissed, and the new pair is history.
    index(&mut library, "La Gazette", OTHER);
    assert!(ids(&library, &[]).is_empty());
    assert_eq!(Store::open_read_only(&path).unwrap().verify().unwrap(), []);
}

#[test]
fn confirmed_and_resolved_relations_survive_every_run() {
    let (_dir, mut library, _, id) = disputing();
    for decision in [Decision::Confirm, Decision::Resolve(Resolution::BothHold)] {
        decide(&mut library, &id, decision);
        let revision = library.stats().unwrap().revision;
        library.extract_again(1, |_| ()).unwrap();
        assert_eq!(library.stats().unwrap().revision, revision);
        assert_eq!(only(&library, &[decision.state()]), id);
    }
}

#[test]
fn ids_are_the_same_in_any_order_and_beginnings_are_enough() {
    let (_dir, library, _, id) = disputing();
    let (_other, mut reversed, _) = fresh();
    index(&mut reversed, "La Gazette", OTHER);
    index(&mut reversed, "Le Courrier", TOLL);
    assert_eq!(only(&reversed, &[]), id);
    assert_eq!(library.relation(&id[..3]).unwrap().relation.id.0, id);
    for nothing in ["", "  ", "r~", "c0", "%"] {
        assert!(
            matches!(library.relation(nothing), Err(Error::NotFound(_))),
            "{nothing}"
        );
    }
    index(&mut reversed, "L'Agence", AGREEING);
    match reversed.relation("r") {
        Err(Error::Usage(text)) => assert!(text.contains(&id), "{text}"),
        _ => panic!("'r' begins several ids"),
    }
}

#[test]
fn a_decision_about_several_is_all_or_nothing() {
    let (_dir, mut library, _, id) = disputing();
    index(&mut library, "L'Agence", AGREEING);
    let before = library.stats().unwrap();
    let both = [id.clone(), "r~".to_owned()];
    let outcome = library.decide(&both, Decision::Confirm, None, "Ada");
    assert!(matches!(outcome, Err(Error::NotFound(_))));
    assert_eq!(library.stats().unwrap(), before);
    // Agreement has no sides to choose from, but may be dismissed.
    let supports = library.relations(&[RelationKind::Supports], None, None).unwrap();
    let supports: Vec<String> = supports.map(|relation| relation.unwrap().id.0).collect();
    assert!(!supports.is_empty());
    let outcome = library.decide(&supports, Decision::Resolve(Resolution::AStands), None, "Ada");
    assert!(matches!(outcome, Err(Error::Usage(text)) if text.contains("confirm or dismiss")));
    assert_eq!(library.stats().unwrap(), before);
    decide(&mut library, &id, Decision::Dismiss(Dismissal::DifferentTime));
    let contradictions = ids(&library, &[]);
    library
        .decide(
            &contradictions,
            Decision::Dismiss(Dismissal::DifferentTime),
            None,
            "Ada",
        )
        .unwrap();
    assert_eq!(with_status(&mut library, Status::Corroborated), (2, 2));
    library
        .decide(&supports, Decision::Dismiss(Dismissal::Duplicate), None, "Ada")
        .unwrap();
    assert_eq!(with_status(&mut library, Status::Corroborated), (0, 0));
}

#[test]
fn what_differs_is_told() {
    let (_dir, library, _, id) = disputing();
    let detail = library.relation(&id).unwrap();
    let words = |claim: &ClaimRecord, n: usize| -> Vec<String> {
        let spans = detail.differs[n].iter();
        spans.map(|span| span.of(&claim.text).to_owned()).collect()
    };
    assert_eq!(words(&detail.relation.a, 0), ["49"]);
    assert_eq!(words(&detail.relation.b, 1), ["105"]);
    assert_eq!(detail.relation.comparer, "figure");
}

#[test]
fn of_a_contradiction_about_days_the_days_are_told() {
    let (_dir, mut library, _) = fresh();
    let opened =
        |whom: &str, day: &str| format!("Selon {whom}, le sommet de Vannes s'est ouvert {day} septembre 2022.");
    index(&mut library, "Le Courrier", &opened("Nikol Pachinian", "lundi 12"));
    index(&mut library, "La Gazette", &opened("Hikmet Hajiyev", "mardi 13"));
    let detail = library.relation(&only(&library, &[])).unwrap();
    let claims = [&detail.relation.a, &detail.relation.b];
    assert_eq!(detail.relation.conflict, Some(ConflictType::Date));
    for ((claim, differs), day) in claims.into_iter().zip(&detail.differs).zip(["lundi 12", "mardi 13"]) {
        let words: Vec<&str> = differs.iter().map(|span| span.of(&claim.text)).collect();
        assert_eq!(words, [day]);
    }
}

#[test]
fn a_verdict_reaches_list_and_search_and_can_be_withdrawn() {
    let (_dir, mut library, _, _) = disputing();
    let id = claim(&library, "Le Courrier").id.0;
    let count = |library: &Library, verdict| {
        let filter = Filter {
            verdict: vec![verdict],
            ..Filter::default()
        };
        library.count(&filter).unwrap()
    };
    let ruled = library
        .rule(&id[..6], Some(Verdict::NotCheckable), " Un avis. ", "Ada")
        .unwrap();
    let ruling = ruled.verdict.as_ref().unwrap();
    assert_eq!((ruling.rationale.as_str(), ruling.actor.as_str()), ("Un avis.", "Ada"));
    assert_eq!(found(&mut library, "verdict:not_checkable"), 1);
    assert_eq!(count(&library, Verdict::NotCheckable), 1);
    library
        .rule(&id, Some(Verdict::Refuted), "Cent cinq noms.", "Bruno")
        .unwrap();
    let filter = Filter {
        verdict: vec![Verdict::Refuted, Verdict::Misleading],
        ..Filter::default()
    };
    assert_eq!(library.search("tués", &filter, Default::default()).unwrap().total, 1);
    assert_eq!(
        (
            found(&mut library, "verdict:not_checkable"),
            count(&library, Verdict::NotCheckable)
        ),
        (0, 0)
    );
    let withdrawn = library.rule(&id, None, "Ce sont des blessés.", "Ada").unwrap();
    assert_eq!((withdrawn.verdict.as_ref(), withdrawn.review()), (None, Review::Open));
    assert_eq!(
        (
            found(&mut library, "verdict:refuted"),
            count(&library, Verdict::Refuted)
        ),
        (0, 0)
    );
    let log = library.verdicts(Some(&id)).unwrap();
    let told: Vec<Option<Verdict>> = log.iter().map(|row| row.verdict).collect();
    assert_eq!(told, [Some(Verdict::NotCheckable), Some(Verdict::Refuted), None]);
    let events = library.events(0, 99).unwrap();
    let events: Vec<_> = events.iter().filter(|event| event.subject == id).collect();
    let actions: Vec<&str> = events.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(actions, ["verdict.set", "verdict.set", "verdict.withdrawn"]);
    assert_eq!(events[0].before, None);
    assert_eq!(json(&events[1].before)["verdict"], "not_checkable");
    assert_eq!(json(&events[2].after)["verdict"], Value::Null);

    let before = library.stats().unwrap();
    assert!(matches!(
        library.rule(&id, None, "Encore.", "Ada"),
        Err(Error::Usage(_))
    ));
    assert!(matches!(
        library.rule(&id, Some(Verdict::Confirmed), " ", "Ada"),
        Err(Error::Usage(_))
    ));
    let nobody = library.rule("c~", Some(Verdict::Confirmed), "x", "Ada");
    assert!(matches!(nobody, Err(Error::NotFound(_))));
    assert_eq!(library.stats().unwrap(), before);
}

#[test]
fn what_comes_up_after_a_verdict_reopens_the_claim() {
    let (_dir, mut library, _) = fresh();
    index(&mut library, "Le Courrier", TOLL);
    let id = claim(&library, "Le Courrier").id.0;
    let rule = |library: &mut Library| {
        library.rule(&id, Some(Verdict::Confirmed), "Vu.", "Ada").unwrap();
        assert_eq!(review(library), Review::Decided);
    };
    assert_eq!(review(&library), Review::Open);
    rule(&mut library);
    // What bears the claim out, or has nothing to do with it, leaves it decided.
    index(&mut library, "L'Agence", AGREEING);
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(review(&library), Review::Decided);

    index(&mut library, "La Gazette", OTHER);
    assert_eq!(review(&library), Review::Reopened);
    let reopened = Filter {
        review: vec![Review::Reopened],
        ..Filter::default()
    };
    assert_eq!(library.count(&reopened).unwrap(), 1);
    let relation = library
        .relations(&[RelationKind::Contradicts], Some(&id), None)
        .unwrap();
    let relation = relation.map(|relation| relation.unwrap().id.0).next().unwrap();
    decide(&mut library, &relation, Decision::Dismiss(Dismissal::DifferentTime));
    assert_eq!(review(&library), Review::Decided);
    decide(&mut library, &relation, Decision::Resolve(Resolution::AStands));
    assert_eq!(review(&library), Review::Decided);
    decide(&mut library, &relation, Decision::Resolve(Resolution::BStands));
    assert_eq!(review(&library), Review::Reopened);
    // A verdict given in the knowledge of it holds.
    rule(&mut library);
    decide(&mut library, &relation, Decision::Confirm);
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(review(&library), Review::Decided);

    index(&mut library, "Le Courrier", &format!("{TOLL} Il pleut."));
    assert_eq!(review(&library), Review::Reopened);
    rule(&mut library);
    library.rule(&id, None, "Doute.", "Ada").unwrap();
    assert_eq!(review(&library), Review::Open);
    for (review, claims) in [(Review::Open, 3), (Review::Decided, 0), (Review::Reopened, 0)] {
        let filter = Filter {
            review: vec![review],
            ..Filter::default()
        };
        assert_eq!(library.count(&filter).unwrap(), claims, "{review}");
    }
}

const DECISIONS: [Decision; 3] = [
    Decision::Confirm,
    Decision::Dismiss(Dismissal::Duplicate),
    Decision::Resolve(Resolution::Neither),
];

#[test]
fn decisions_follow_each_other() {
    let decide_all = |library: &mut Library, id: &str, claim: &str| {
        for (decision, verdict) in
            DECISIONS
                .into_iter()
                .zip([Verdict::Refuted, Verdict::Misleading, Verdict::Confirmed])
        {
            decide(library, id, decision);
            library.rule(claim, Some(verdict), "x", "Ada").unwrap();
        }
    };
    let (_dir, mut library, path, id) = disputing();
    let claim = claim(&library, "Le Courrier").id.0;
    decide_all(&mut library, &id, &claim);
    whole(&path);
}

/// Relation, statuses, verdict, log and search index tell the same story.
fn whole(path: &Path) {
    assert_eq!(Store::open_read_only(path).unwrap().verify().unwrap(), []);
    let mut library = Library::open(path, None).unwrap();
    let relation = library.relation(&only(&library, RelationState::ALL)).unwrap();
    let last = |history: &[claims_db::library::Event]| history.last().map(|event| json(&event.after));
    let state = relation.relation.state;
    let logged = last(&relation.history).map_or("suggested".into(), |after| after["state"].clone());
    assert_eq!(logged, state.as_str());
    let live = matches!(state, RelationState::Suggested | RelationState::Confirmed);
    let disputed = if live { 2 } else { 0 };
    assert_eq!(with_status(&mut library, Status::Disputed), (disputed, disputed));
    let claim = claim(&library, "Le Courrier");
    let verdict = claim.verdict.as_ref().map(|ruling| ruling.verdict);
    assert_eq!(
        library.verdicts(None).unwrap().last().and_then(|row| row.verdict),
        verdict
    );
    let events = library.detail(&claim.id.0).unwrap().history.events;
    let ruled: Vec<_> = events
        .into_iter()
        .filter(|event| event.action.starts_with("verdict"))
        .collect();
    let logged = last(&ruled).and_then(|after| after["verdict"].as_str().map(str::to_owned));
    assert_eq!(logged, verdict.map(|verdict| verdict.to_string()));
    if let Some(verdict) = verdict {
        assert_eq!(found(&mut library, &format!("verdict:{verdict}")), 1);
    }
}
