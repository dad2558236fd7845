//! Bad files, other processes, tampering: each gets a clear answer, and nothing stored is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use claims_db::error::Error;
use claims_db::store::{Settings, restore};
use rusqlite::Connection;

use super::*;

/// A database with two articles in two versions, and its directory.
fn filled() -> (TempDir, Store, PathBuf) {
    let (dir, mut store, path) = fresh();
    for identity in ["a", "b"] {
        for body in ["Il pleut, a dit Anna Petit. 49 morts.", PLUIE] {
            let news = article("s", identity, body);
            insert(&mut store, &news, &[person("Il pleut", "Anna Petit", None)]);
        }
    }
    (dir, store, path)
}

fn refused(outcome: Result<Store>, says: &str) {
    let text = message(outcome);
    assert!(text.contains(says), "'{text}' does not say '{says}'");
}

#[test]
fn files_that_are_no_database_of_ours_are_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let text = dir.path().join("text.db");
    let words = "Ceci n'est pas une base de données. ".repeat(100);
    std::fs::write(&text, &words).unwrap();
    refused(Store::open(&text), "no claims database");
    refused(Store::open_read_only(&text), "no claims database");
    assert_eq!(std::fs::read_to_string(&text).unwrap(), words);

    let other = dir.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE bookmark (id INTEGER)")
        .unwrap();
    refused(Store::open(&other), "another program");
    refused(Store::open_read_only(&other), "another program");

    let empty = dir.path().join("empty.db");
    std::fs::write(&empty, "").unwrap();
    refused(Store::open_read_only(&empty), "claims index");
    assert!(Store::open(&empty).is_ok());
}

#[test]
fn missing_places_are_named() {
    let dir = tempfile::tempdir().unwrap();
    refused(Store::open(&dir.path().join("no/claims.db")), "there is no directory");
    refused(Store::open_read_only(&dir.path().join("claims.db")), "claims index");
    refused(Store::open(dir.path()), "cannot be opened");
    refused(Store::open_read_only(dir.path()), "a directory cannot be opened");
    let file = dir.path().join("file");
    std::fs::write(&file, "x").unwrap();
    refused(Store::open(&file.join("claims.db")), "there is no directory");
    if cfg!(target_os = "linux") {
        // Nobody, not even root, makes a file there.
        refused(Store::open(Path::new("/proc/claims.db")), "cannot be opened");
    }
}

#[test]
fn a_newer_schema_is_refused() {
    let (_dir, store, path) = filled();
    drop(store);
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    refused(Store::open(&path), "newer claims");
    refused(Store::open_read_only(&path), "newer claims");
}

#[test]
fn damage_is_an_error_not_a_panic() {
    let (_dir, store, path) = filled();
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(4096 * 2) {
        *byte ^= 0x5a;
    }
    std::fs::write(&path, bytes).unwrap();
    let outcome = Store::open(&path).and_then(|store| {
        let records: Result<Vec<_>> = store.list(&Filter::default(), None, None)?.collect();
        records?;
        store.verify()
    });
    match outcome {
        Err(error) => assert!(error.to_string().contains("claims restore"), "{error}"),
        Ok(faults) => assert!(!faults.is_empty()),
    }
}

#[test]
fn logs_refuse_to_be_rewritten() {
    let (_dir, store, path) = filled();
    let sql = Connection::open(&path).unwrap();
    for change in ["UPDATE event SET actor = 'x'", "DELETE FROM event WHERE seq = 1"] {
        let error = sql.execute_batch(change).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    let claim = id(&store, "Il pleut").0;
    sql.execute(
        "INSERT INTO verdict (claim_id, verdict, rationale, actor, at, revision)
         SELECT id, 'confirmed', 'r', 'Ada', '2022-09-14T00:00:00Z', 1 FROM claim WHERE public = ?",
        [claim],
    )
    .unwrap();
    for change in ["UPDATE verdict SET actor = 'x'", "DELETE FROM verdict"] {
        assert!(sql.execute_batch(change).is_err(), "{change}");
    }
    let verdicts: Vec<String> = store.all_claims().map(|doc| doc.unwrap().verdict).collect();
    assert!(verdicts.contains(&"confirmed".to_owned()));
}

#[test]
fn verify_finds_what_was_tampered_with() {
    for (change, found) in [
        (
            "UPDATE version SET text = replace(text, 'pleut', 'neige')",
            "not the one that was stored",
        ),
        (
            "UPDATE version SET text = replace(text, 'pleut', 'neige')",
            "its id was made from",
        ),
        (
            "UPDATE claim_span SET end_byte = 9999, end_point = 9999",
            "outside of its text",
        ),
        (
            "UPDATE claim_span SET start_byte = 1 WHERE role = 'content'",
            "its id was made from",
        ),
        ("UPDATE claim_span SET end_point = end_point + 1", "code points"),
        ("DELETE FROM claim_span WHERE role = 'content'", "has no words"),
        ("UPDATE claim SET revision = 999", "after the newest revision"),
        ("UPDATE claim SET version_id = 1", "not in the newest version"),
        ("UPDATE claim SET version_id = 4", "another article"),
        ("UPDATE version SET seq = 7 WHERE seq = 2", "earlier version is missing"),
        (
            "DROP TRIGGER event_stays; UPDATE event SET actor = 'x' WHERE seq = 2",
            "changed after it was logged",
        ),
        (
            "DROP TRIGGER event_remains; DELETE FROM event WHERE seq = 2",
            "missing from the log",
        ),
        ("PRAGMA foreign_keys = OFF; DELETE FROM speaker", "is not there"),
        (
            "PRAGMA ignore_check_constraints = ON; UPDATE claim SET status = 'true'",
            "CHECK",
        ),
        (
            "INSERT INTO claim_span SELECT id, 'figure', 0, 0, 99, 0, 99 FROM claim",
            "outside of its text",
        ),
        (
            "INSERT INTO claim_span SELECT id, 'figure', 0, 12, 13, 12, 13 FROM claim",
            "a figure lies outside",
        ),
    ] {
        let (_dir, store, path) = filled();
        sound(&store);
        Connection::open(&path).unwrap().execute_batch(change).unwrap();
        let faults = store.verify().unwrap();
        assert!(
            faults.iter().any(|fault| fault.what.contains(found)),
            "{change}: {faults:?}"
        );
    }
}

#[test]
fn readers_go_on_while_another_process_writes() {
    let (_dir, mut writer, path) = filled();
    let reader = Store::open_read_only(&path).unwrap();
    let before = reader.count(&Filter::default()).unwrap();
    let mut batch = writer.batch().unwrap();
    put(
        &mut batch,
        &article("s", "c", PLUIE),
        &[person("Il pleut", "Anna Petit", None)],
    )
    .unwrap();
    assert_eq!(reader.count(&Filter::default()).unwrap(), before);
    assert_eq!(Store::open_read_only(&path).unwrap().stats().unwrap().articles, 2);
    batch.commit().unwrap();
    assert_eq!(reader.count(&Filter::default()).unwrap(), before + 1);
    drop(writer);
    assert_eq!(reader.count(&Filter::default()).unwrap(), before + 1);
}

#[test]
fn a_reader_cannot_write() {
    let (_dir, store, path) = filled();
    drop(store);
    let mut reader = Store::open_read_only(&path).unwrap();
    assert!(matches!(reader.batch().err(), Some(Error::Store(_))));
}

#[test]
fn a_second_writer_waits_says_so_once_and_gives_up() {
    let (_dir, mut first, path) = filled();
    let told = Arc::new(AtomicUsize::new(0));
    let count = told.clone();
    let mut second = Store::open_with(
        &path,
        Settings {
            patience: Duration::from_millis(150),
            waiting: Some(Box::new(move || {
                count.fetch_add(1, Ordering::SeqCst);
            })),
        },
    )
    .unwrap();
    let batch = first.batch().unwrap();
    let text = message(second.batch());
    assert!(text.contains("another process has been writing"), "{text}");
    assert_eq!(told.load(Ordering::SeqCst), 1);
    drop(batch);
    assert!(second.batch().is_ok());
    assert_eq!(told.load(Ordering::SeqCst), 1);
}

#[test]
fn a_writer_that_goes_on_committing_is_waited_for() {
    let (_dir, mut first, path) = filled();
    let mut second = Store::open_with(
        &path,
        Settings {
            patience: Duration::from_millis(300),
            waiting: None,
        },
    )
    .unwrap();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(move || second.batch().map(|_| ()));
        // Longer than patience, and never without the lock for more than a moment.
        for i in 0..8 {
            let mut batch = first.batch().unwrap();
            put(&mut batch, &article("s", &format!("c{i}"), PLUIE), &[]).unwrap();
            std::thread::sleep(Duration::from_millis(120));
            batch.commit().unwrap();
        }
        waiting.join().unwrap().unwrap();
    });
}

#[test]
fn two_writers_lose_nothing() {
    let (_dir, store, path) = fresh();
    std::thread::scope(|scope| {
        for writer in ["x", "y"] {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).unwrap();
                for i in 0..20 {
                    let news = article("s", &format!("{writer}{i}"), PLUIE);
                    insert(&mut store, &news, &[person("Il pleut", "Anna Petit", None)]);
                }
            });
        }
    });
    assert_eq!(store.stats().unwrap().articles, 40);
    assert_eq!(store.revision().unwrap(), Revision(40));
    assert_eq!(store.stats().unwrap().speakers, 1);
    sound(&store);
}

#[test]
fn a_killed_writer_leaves_what_it_committed() {
    let (dir, mut store, path) = filled();
    let before = store.stats().unwrap();
    let mut batch = store.batch().unwrap();
    // More than the page cache holds, so that parts of the transaction are in the log already.
    let big = "é ".repeat(15_000_000);
    for identity in ["x", "y"] {
        batch
            .insert(&article("s", identity, &big), Lang::FR, &big, &[])
            .unwrap();
    }
    // What the disk holds when the process ends here: no connection is closed, nothing is rolled back.
    let killed = dir.path().join("killed.db");
    std::fs::copy(&path, &killed).unwrap();
    std::fs::copy(dir.path().join("claims.db-wal"), dir.path().join("killed.db-wal")).unwrap();
    let again = Store::open(&killed).unwrap();
    assert_eq!(again.stats().unwrap().articles, before.articles);
    assert_eq!(again.revision().unwrap(), before.revision);
    sound(&again);
}

#[test]
fn a_backup_is_whole_and_comes_back() {
    let (dir, mut store, path) = filled();
    let copy = dir.path().join("copy.db");
    store.backup(&copy).unwrap();
    assert!(matches!(store.backup(&copy), Err(Error::Usage(_))));
    let (lineage, before) = (store.lineage().unwrap(), store.stats().unwrap());
    insert(
        &mut store,
        &article("s", "c", PLUIE),
        &[person("Il pleut", "Anna Petit", None)],
    );
    drop(store);

    restore(&copy, &path).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.stats().unwrap().articles, before.articles);
    assert_eq!(store.revision().unwrap(), before.revision);
    assert_ne!(store.lineage().unwrap(), lineage);
    sound(&store);
    let left: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().starts_with(".claims-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_backup_is_of_one_state_and_clears_away_what_killed_ones_left() {
    let (dir, mut store, path) = filled();
    let left = dir.path().join(".claims-left");
    let held = dir.path().join(".claims-held");
    for made in [&left, &held] {
        std::fs::create_dir(made).unwrap();
        std::fs::write(made.join("copy.db"), "half").unwrap();
    }
    let lock = std::fs::File::open(&held).unwrap();
    lock.lock().unwrap();
    let before = store.stats().unwrap();
    // Somebody else's open transaction is neither waited for nor copied.
    let mut batch = store.batch().unwrap();
    put(&mut batch, &article("s", "c", PLUIE), &[]).unwrap();
    let copy = dir.path().join("copy.db");
    Store::open_read_only(&path).unwrap().backup(&copy).unwrap();
    batch.commit().unwrap();
    let copied = Store::open(&copy).unwrap();
    assert_eq!(copied.stats().unwrap().articles, before.articles);
    sound(&copied);
    assert!(!left.exists() && held.exists());
}

#[test]
fn logs_of_what_was_there_never_reach_the_restored_database() {
    let (dir, mut store, path) = filled();
    let copy = dir.path().join("copy.db");
    store.backup(&copy).unwrap();
    insert(&mut store, &article("s", "c", PLUIE), &[]);
    let wal = std::fs::read(dir.path().join("claims.db-wal")).unwrap();
    drop(store);
    for damaged in [true, false] {
        match damaged {
            true => std::fs::write(&path, "rien ".repeat(2000)).unwrap(),
            false => std::fs::remove_file(&path).unwrap(),
        }
        for log in ["claims.db-wal", "claims.db-journal"] {
            std::fs::write(dir.path().join(log), &wal).unwrap();
        }
        restore(&copy, &path).unwrap();
        let store = Store::open(&path).unwrap();
        assert_eq!(store.stats().unwrap().articles, 2);
        sound(&store);
    }
}

#[test]
fn a_restore_brings_back_what_is_damaged_or_gone() {
    let (dir, store, path) = filled();
    let copy = dir.path().join("copy.db");
    store.backup(&copy).unwrap();
    drop(store);
    std::fs::write(&path, "rien ".repeat(2000)).unwrap();
    restore(&copy, &path).unwrap();
    sound(&Store::open(&path).unwrap());
    std::fs::remove_file(&path).unwrap();
    restore(&copy, &path).unwrap();
    sound(&Store::open(&path).unwrap());
}

#[test]
fn a_bad_backup_or_a_database_in_use_changes_nothing() {
    let (dir, store, path) = filled();
    let before = store.stats().unwrap();
    let (copy, bad) = (dir.path().join("copy.db"), dir.path().join("bad.db"));
    store.backup(&copy).unwrap();
    assert!(message(restore(&copy, &path)).contains("another process"));
    std::fs::write(&bad, "rien ".repeat(2000)).unwrap();
    assert!(message(restore(&bad, &path)).contains("no claims database"));
    assert!(message(restore(&dir.path().join("none.db"), &path)).contains("no such backup"));
    let tampered = Connection::open(&copy).unwrap();
    tampered.execute_batch("UPDATE version SET text = 'x'").unwrap();
    drop(tampered);
    assert!(message(restore(&copy, &path)).contains("damaged"));
    std::fs::write(&bad, "").unwrap();
    assert!(restore(&bad, &path).is_err());
    assert_eq!(store.stats().unwrap(), before);
    sound(&store);
}
