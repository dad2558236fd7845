//! What people decide, as the store keeps it: all at once, by writers only, with nothing overwritten.

use claims_db::error::Error;
use claims_db::store::NewRelation;

use super::*;

const PAIR: [&str; 2] = ["Il pleut", "Il neige"];

/// Two sources with a claim each, and `kind` between them, from the second to the first.
fn related(kind: RelationKind, conflict: Option<ConflictType>) -> (TempDir, Store, PathBuf, String) {
    let (dir, mut store, path) = fresh();
    for (source, words) in ["s", "t"].into_iter().zip(PAIR) {
        let news = article(source, "a", words);
        insert(&mut store, &news, &[person(words, "Anna Petit", None)]);
    }
    let key = |words| store.claim(&id(&store, words).0).unwrap().key;
    let (b, a) = (key(PAIR[0]), key(PAIR[1]));
    let mut batch = store.batch().unwrap();
    let found = NewRelation {
        a,
        b,
        kind,
        conflict,
        comparer: "test",
        score: 0.9,
        explanation: "\"pleut\" against \"neige\"".into(),
    };
    batch.relate(a, &[found]).unwrap();
    for source in ["s", "t"] {
        let (row, _) = batch.claims_of(&article(source, "a", ""), 9).unwrap();
        batch.settle(row).unwrap();
    }
    batch.commit().unwrap();
    let relation = store.relations(&[], &[], None, None).unwrap().next().unwrap().unwrap();
    (dir, store, path, relation.id.0)
}

fn statuses(store: &Store) -> [Status; 2] {
    PAIR.map(|words| store.claim(&id(store, words).0).unwrap().status)
}

#[test]
fn a_decision_and_the_statuses_are_one_change() {
    use Status::{Disputed, Superseded, Unverified};
    let (_dir, mut store, path, relation) = related(RelationKind::Contradicts, Some(ConflictType::Polarity));
    let reader = Store::open_read_only(&path).unwrap();
    assert_eq!(statuses(&reader), [Disputed; 2]);
    let since = store.revision().unwrap();
    let dismissal = Decision::Dismiss(Dismissal::DifferentPlace);
    store
        .decide(std::slice::from_ref(&relation), dismissal, None, "Ada")
        .unwrap();
    assert_eq!(statuses(&reader), [Unverified; 2]);
    assert_eq!(reader.revision().unwrap(), Revision(since.0 + 1));
    let docs: Vec<ClaimDoc> = store.changed_since(since).map(|doc| doc.unwrap()).collect();
    assert_eq!(docs.len(), 2);
    // A confirmation moves no status here: what is disputed stays so.
    store
        .decide(std::slice::from_ref(&relation), Decision::Confirm, None, "Ada")
        .unwrap();
    let since = store.revision().unwrap();
    store
        .decide(std::slice::from_ref(&relation), dismissal, Some("x"), "Ada")
        .unwrap();
    store
        .decide(&[relation], Decision::Resolve(Resolution::Neither), None, "Ada")
        .unwrap();
    assert_eq!(store.changed_since(since).count(), 2);
    sound(&store);

    let (_dir, mut store, _, relation) = related(RelationKind::Supersedes, None);
    assert_eq!(statuses(&store), [Superseded, Unverified]);
    store.decide(&[relation], dismissal, None, "Ada").unwrap();
    assert_eq!(statuses(&store), [Unverified; 2]);
}

#[test]
fn readers_decide_nothing() {
    let (_dir, mut store, path, relation) = related(RelationKind::Contradicts, Some(ConflictType::Date));
    let mut reader = Store::open_read_only(&path).unwrap();
    let claim = id(&store, PAIR[0]).0;
    let refused = reader.decide(&[relation], Decision::Confirm, None, "Ada");
    assert!(matches!(refused, Err(Error::Store(_))));
    let refused = reader.rule(&claim, Some(Verdict::Confirmed), "x", "Ada");
    assert!(matches!(refused, Err(Error::Store(_))));
    store.rule(&claim, Some(Verdict::Confirmed), "x", "Ada").unwrap();
    assert_eq!(reader.verdicts(None).unwrap().len(), 1);
}

#[test]
fn decisions_are_part_of_the_history_of_both_claims() {
    let (_dir, mut store, _, relation) = related(RelationKind::Contradicts, Some(ConflictType::Date));
    store
        .decide(&[relation], Decision::Confirm, Some("Vu."), "Ada")
        .unwrap();
    for words in PAIR {
        let history = store.history(&id(&store, words).0).unwrap();
        let actions: Vec<&str> = history.events.iter().map(|event| event.action.as_str()).collect();
        assert_eq!(actions, ["article.added", "relation.confirmed"]);
    }
}

#[test]
fn a_verdict_stays_with_the_claim_through_texts_and_extractions() {
    let (_dir, mut store, _, _) = related(RelationKind::Contradicts, Some(ConflictType::Date));
    let claim = id(&store, PAIR[0]).0;
    store.rule(&claim, Some(Verdict::Misleading), "x", "Ada").unwrap();
    let verdict = |store: &Store| {
        let record = store.claim(&claim).unwrap();
        (
            record.verdict.as_ref().map(|ruling| ruling.verdict),
            record.review(),
            record.in_force,
        )
    };
    assert_eq!(verdict(&store), (Some(Verdict::Misleading), Review::Decided, true));
    insert(&mut store, &article("s", "a", "Rien."), &[]);
    assert_eq!(verdict(&store), (Some(Verdict::Misleading), Review::Reopened, false));
    insert(
        &mut store,
        &article("s", "a", "Il pleut"),
        &[person("Il pleut", "Anna Petit", None)],
    );
    assert_eq!(verdict(&store), (Some(Verdict::Misleading), Review::Reopened, true));
    sound(&store);
}
