//! The index on its disk: catching up, rebuilding, damage, several processes, kills.

use super::*;

#[test]
fn the_index_catches_up_and_forgets() {
    let dir = TempDir::new().unwrap();
    let mut first = open(dir.path());
    assert_eq!(first.revision(), None);
    assert!(
        first
            .search(&parse("trêve").0, &Filter::default(), Options::default())
            .is_err()
    );
    assert!(first.catch_up(ok(&[claim(1, "la trêve")]), Revision(1)).is_err());
    first
        .rebuild(ok(&[claim(1, "la trêve"), claim(2, "la paix")]), Revision(3))
        .unwrap();
    assert_eq!(first.revision(), Some(Revision(3)));

    let mut gone = claim(2, "la paix");
    gone.in_force = false;
    let changed = claim(1, "la guerre");
    let update = [gone, changed, claim(3, "la trêve")];
    first.catch_up(ok(&update), Revision(5)).unwrap();
    assert_eq!((first.revision(), first.len()), (Some(Revision(5)), 2));
    assert_eq!(first.keys().unwrap(), [1, 3]);
    assert_eq!(found(&first, "trêve"), [3]);
    assert_eq!(found(&first, "guerre"), [1]);
    assert_eq!(found(&first, "paix"), [] as [i64; 0]);
    first.verify().unwrap();

    // The same changes once more, and older ones, change nothing.
    first.catch_up(ok(&update), Revision(6)).unwrap();
    assert_eq!(first.keys().unwrap(), [1, 3]);
    first.catch_up(ok(&[claim(9, "vieux")]), Revision(4)).unwrap();
    assert_eq!((first.revision(), first.len()), (Some(Revision(6)), 2));

    // Another process sees it.
    let second = open(dir.path());
    assert_eq!(second.revision(), Some(Revision(6)));
    assert_eq!(found(&second, "trêve"), [3]);
}

#[test]
fn a_failure_half_way_changes_nothing() {
    let (dir, mut index) = index(&[claim(1, "la trêve")]);
    let broken = || [Ok(claim(2, "la paix")), Err(Error::Store("disk on fire".to_owned()))];
    assert!(index.catch_up(broken(), Revision(2)).is_err());
    assert!(index.rebuild(broken(), Revision(2)).is_err());
    assert_eq!(open(dir.path()).revision(), Some(Revision(1)));
    assert_eq!(found(&open(dir.path()), "trêve"), [1]);
    index.catch_up(ok(&[claim(2, "la paix")]), Revision(2)).unwrap();
    assert_eq!(index.keys().unwrap(), [1, 2]);
}

#[test]
fn a_rebuild_leaves_only_what_is_given() {
    let (_dir, mut index) = index(&[claim(1, "la trêve"), claim(2, "la paix")]);
    index.rebuild(ok(&[claim(3, "la guerre")]), Revision(2)).unwrap();
    assert_eq!(index.keys().unwrap(), [3]);
    // A restored database is behind its index.
    index.rebuild(ok(&[claim(1, "la trêve")]), Revision(1)).unwrap();
    assert_eq!((index.revision(), index.len()), (Some(Revision(1)), 1));
}

#[test]
fn many_claims_go_in_by_several_threads() {
    let docs: Vec<ClaimDoc> = (1..=2_500)
        .map(|key| claim(key, &format!("tir numéro {key}")))
        .collect();
    let (_dir, mut index) = index(&docs);
    assert_eq!(index.keys().unwrap(), (1..=2_500).collect::<Vec<i64>>());
    assert_eq!(
        search(&index, "tirs", &Filter::default(), Options::default()).total,
        2_500
    );
    index.catch_up(ok(&docs[..100]), Revision(2)).unwrap();
    assert_eq!(index.keys().unwrap(), (1..=2_500).collect::<Vec<i64>>());
    assert_eq!(found(&index, "1234"), [1234]);
}

#[test]
fn another_database_or_fingerprint_asks_for_a_rebuild() {
    let (dir, index) = index(&[claim(1, "la trêve")]);
    drop(index);
    let mut other = Index::open(dir.path(), "another database").unwrap();
    assert_eq!(other.revision(), None);
    assert!(other.problem().unwrap().to_string().contains("another"));
    other.rebuild(ok(&[claim(2, "la paix")]), Revision(1)).unwrap();
    assert_eq!(other.keys().unwrap(), [2]);
    drop(other);

    let meta = dir.path().join("meta.json");
    let text = std::fs::read_to_string(&meta).unwrap();
    let payload = text.find("\"payload\"").unwrap();
    let digit = payload + text[payload..].find(": \"").unwrap() + 3;
    let flipped = if text.as_bytes()[digit] == b'0' { "1" } else { "0" };
    let mut changed = text.clone();
    changed.replace_range(digit..digit + 1, flipped);
    std::fs::write(&meta, changed).unwrap();
    assert_eq!(Index::open(dir.path(), "another database").unwrap().revision(), None);
}

#[test]
fn every_damaged_file_is_noticed_and_rebuilt() {
    let docs: Vec<ClaimDoc> = (1..=50)
        .map(|key| claim(key, "la trêve tient au Haut-Karabakh"))
        .collect();
    let (origin, mut index) = index(&docs);
    index
        .catch_up(
            ok(&[ClaimDoc {
                in_force: false,
                ..docs[0].clone()
            }]),
            Revision(2),
        )
        .unwrap();
    drop(index);
    let files: Vec<_> = std::fs::read_dir(origin.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    let named = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut damaged = 0;
    for path in &files {
        let name = named(path);
        // Locks are empty, and the list of managed files is only for cleaning up.
        let bytes = std::fs::read(path).unwrap();
        if name.ends_with(".lock") || bytes.is_empty() {
            continue;
        }
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 3] ^= 0x55;
        for (what, bytes) in [
            ("truncated", Some(bytes[..bytes.len() / 2].to_vec())),
            ("emptied", Some(Vec::new())),
            ("flipped", Some(flipped)),
            ("removed", None),
        ] {
            let dir = TempDir::new().unwrap();
            for other in &files {
                std::fs::copy(other, dir.path().join(named(other))).unwrap();
            }
            let place = dir.path().join(&name);
            match bytes {
                Some(bytes) => std::fs::write(&place, bytes).unwrap(),
                None => std::fs::remove_file(&place).unwrap(),
            }
            let mut index = open(dir.path());
            if index.revision().is_some() {
                // What goes unnoticed must not matter.
                assert_eq!(found_all(&index), 49, "{name} {what}");
            } else {
                damaged += 1;
            }
            if what == "emptied" || what == "truncated" {
                continue;
            }
            index.rebuild(ok(&docs), Revision(3)).unwrap();
            assert_eq!(found_all(&index), 50, "{name} {what}");
            index.verify().unwrap();
        }
    }
    assert!(damaged >= 20, "{damaged}");
}

fn found_all(index: &Index) -> usize {
    let options = Options {
        facets: true,
        ..Options::default()
    };
    search(index, "\"trêve tient\" karabakh", &Filter::default(), options).total
}

#[test]
fn one_writes_at_a_time_and_readers_go_on() {
    let (dir, mut index) = index(&[claim(1, "la trêve")]);
    let lock = std::fs::File::options()
        .write(true)
        .open(dir.path().join("writer.lock"))
        .unwrap();
    lock.lock().unwrap();
    let refused = index.catch_up(ok(&[claim(2, "la paix")]), Revision(2)).unwrap_err();
    assert!(
        matches!(&refused, Error::Index(message) if message.contains("another process")),
        "{refused}"
    );
    assert_eq!(found(&open(dir.path()), "trêve"), [1]);
    lock.unlock().unwrap();
    index.catch_up(ok(&[claim(2, "la paix")]), Revision(2)).unwrap();
    assert_eq!(index.keys().unwrap(), [1, 2]);
}

#[test]
fn an_index_that_cannot_be_written_can_be_read() {
    let (dir, mut index) = index(&[claim(1, "la trêve")]);
    // Where locks cannot be taken: a directory stands in their place, which stops even an administrator.
    for lock in [".tantivy-meta.lock", "writer.lock"] {
        let path = dir.path().join(lock);
        let _ = std::fs::remove_file(&path);
        std::fs::create_dir(&path).unwrap();
    }
    let reader = open(dir.path());
    assert_eq!(reader.revision(), Some(Revision(1)));
    assert_eq!(found(&reader, "trêve"), [1]);
    let refused = index.catch_up(ok(&[claim(2, "la paix")]), Revision(2)).unwrap_err();
    assert!(
        matches!(&refused, Error::Index(message) if message.contains("cannot be written")),
        "{refused}"
    );

    let file = dir.path().join("file");
    std::fs::write(&file, "no directory").unwrap();
    assert!(matches!(Index::open(&file, ""), Err(Error::Index(_))));
    let mut below = Index::open(file.join("index"), "").unwrap();
    assert_eq!(below.revision(), None);
    assert!(matches!(below.rebuild(ok(&[]), Revision(1)), Err(Error::Index(_))));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "no directory");
}

#[test]
fn a_rebuild_keeps_the_files_of_others() {
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("diary.txt"), "mine").unwrap();
    let mut index = open(dir.path());
    index.rebuild(ok(&[claim(1, "la trêve")]), Revision(1)).unwrap();
    std::fs::write(dir.path().join("meta.json"), "{").unwrap();
    let mut index = open(dir.path());
    assert_eq!(index.revision(), None);
    index.rebuild(ok(&[claim(1, "la trêve")]), Revision(1)).unwrap();
    assert_eq!(std::fs::read_to_string(dir.path().join("diary.txt")).unwrap(), "mine");
}

#[test]
fn long_and_hostile_texts_go_in() {
    let texts = [
        "«".repeat(20_000),
        "a".repeat(100_000),
        "a.".repeat(10_000),
        "l'".repeat(20_000),
        "a\u{ad}".repeat(10_000),
        "1 111".repeat(5_000),
        "\u{0}\u{202e}\u{301}".repeat(1000),
        "a\u{ad}aa e\u{ad}\u{ad}e \u{ad}x\u{ad} té\u{ad}té".to_owned(),
        format!("{}trêve", "mot ".repeat(10_000)),
    ];
    let docs: Vec<ClaimDoc> = texts.iter().zip(1..).map(|(text, key)| claim(key, text)).collect();
    let (_dir, index) = index(&docs);
    assert_eq!(index.len(), texts.len());
    assert_eq!(found(&index, "trêve"), [9]);
}

/// The claims of one revision: each adds ten, and takes the first of the ten before out.
fn step(revision: u64) -> Vec<ClaimDoc> {
    let first = revision as i64 * 10;
    let mut docs: Vec<ClaimDoc> = (first..first + 10).map(|key| claim(key, "la trêve tient")).collect();
    docs.push(ClaimDoc {
        in_force: false,
        ..claim(first - 10, "la trêve tient")
    });
    docs
}

#[test]
fn step_by_step_the_revision_is_what_is_in() {
    let (_dir, mut index) = index(&step(1)[..10]);
    for revision in 2..5 {
        index.catch_up(ok(&step(revision)), Revision(revision)).unwrap();
        assert_eq!(index.len() as u64, revision * 9 + 1);
    }
}
