//! A database in a directory that whoever runs the program may only read.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;

use super::*;

/// Somebody else than an administrator, whom no permission stops.
const NOBODY: u32 = 65534;

/// A place with a directory `archive` that has a database `a.db` in it.
struct Archive(Place);

impl Archive {
    fn new() -> Archive {
        let place = Place::new();
        fs::create_dir(place.path("archive")).unwrap();
        place.run(&["index", ARTICLES, TOLLS, "--db", "archive/a.db"]).ok();
        // Others may not get at the directory of the build.
        fs::copy(env!("CARGO_BIN_EXE_claims"), place.path("claims")).unwrap();
        set_mode(&place.path("."), 0o755);
        set_mode(&place.path("claims"), 0o755);
        Archive(place)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path("archive").join(name)
    }

    /// Another archive with some of the files, as they are now.
    fn copy(&self, files: &[&str]) -> Archive {
        let copy = Archive::new();
        for file in files {
            fs::copy(self.path(file), copy.path(file)).unwrap();
        }
        copy
    }

    /// Runs the program as somebody who may read the archive and nothing more.
    fn read_from(&self, db: &str, args: &[&str]) -> Ran {
        let mut reader = Command::new(self.0.path("claims"));
        reader.args(args).current_dir(self.0.path("."));
        reader.env_clear().env("CLAIMS_DB", db).env("HOME", "/nonexistent");
        if fs::metadata(self.path("a.db")).unwrap().uid() == 0 {
            reader.uid(NOBODY).gid(NOBODY);
        }
        self.set_modes(0o555, 0o444);
        let Output { status, stdout, stderr } = reader.stdin(Stdio::null()).output().unwrap();
        self.set_modes(0o755, 0o644);
        Ran {
            code: status.code(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    fn read(&self, args: &[&str]) -> Ran {
        self.read_from("archive/a.db", args)
    }

    fn set_modes(&self, directories: u32, files: u32) {
        let mut below = vec![self.path(".")];
        while let Some(path) = below.pop() {
            match path.is_dir() {
                true => {
                    set_mode(&path, 0o755);
                    below.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
                    set_mode(&path, directories);
                }
                // What others may not read stays so.
                false if fs::metadata(&path).unwrap().mode() & 0o044 == 0o044 => set_mode(&path, files),
                false => {}
            }
        }
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_may_not_be_written_can_be_read() {
    let archive = Archive::new();
    let id = first_id_of(&archive);
    for args in [
        &["list"][..],
        &["search", "cessez-le-feu"],
        &["show", &id],
        &["export"],
        &["conflicts", "list"],
        &["relations"],
        &["timeline", "--measure", "killed"],
        &["stats"],
        &["compare", "--stored", &id, &id],
        &["log"],
        &["verdict", "log"],
        &["sources"],
        &["speakers", "list"],
        &["verify"],
    ] {
        let expected = archive.0.run(&[args, &["--db", "archive/a.db"]].concat());
        let ran = archive.read(args);
        assert_eq!(
            (ran.code, ran.out, ran.err),
            (Some(0), expected.out, expected.err),
            "{args:?}"
        );
    }
    let told = archive.read(&["doctor"]).exits(4).out;
    assert!(
        told.contains("cannot be written") && told.contains("ok search index"),
        "{told}"
    );
    for args in [
        &["index", "claims"][..],
        &["verdict", "set", &id, "refuted", "--because", "x"],
        &["reindex"],
    ] {
        let ran = archive.read(args).exits(4);
        assert!(
            ran.err.contains("archive/a.db: the database cannot be written"),
            "{ran:?}"
        );
    }
}

#[test]
fn a_search_without_an_index_that_it_may_write_says_what_to_do() {
    let archive = Archive::new();
    archive.0.write(
        "new.jsonl",
        r#"{"id":"n","source":"s","lang":"fr","text":"« Il neige à Kerval », a déclaré Jean Martin."}"#,
    );
    // Behind, as where somebody may write the database and not the index.
    let kept = archive.0.path("kept");
    fs::rename(archive.path("a.db.index"), &kept).unwrap();
    archive.0.run(&["index", "new.jsonl", "--db", "archive/a.db"]).ok();
    fs::remove_dir_all(archive.path("a.db.index")).unwrap();
    let told = |ran: Ran| {
        let names = ran.err.contains("archive/a.db.index") && ran.err.contains("cannot be written");
        assert!(names && ran.err.contains("'claims backup FILE'"), "{ran:?}");
    };
    told(archive.read(&["search", "cessez-le-feu"]).exits(4));
    let verified = archive.read(&["verify"]).exits(4).out;
    assert!(verified.contains("archive cannot be written"), "{verified}");
    fs::rename(&kept, archive.path("a.db.index")).unwrap();
    let ran = archive.read(&["search", "cessez-le-feu"]).ok();
    assert!(ran.err.contains("the newest changes may be missing"), "{ran:?}");
    told(ran);
    // Older programs wrote it for its owner alone.
    set_mode(&archive.path("a.db.index/meta.json"), 0o000);
    let ran = archive.read(&["search", "cessez-le-feu"]).exits(4);
    assert!(ran.err.contains("meta.json cannot be read"), "{ran:?}");
    told(ran);
}

#[test]
fn changes_in_a_log_are_read_or_told_and_never_missed() {
    let archive = Archive::new();
    let writer = rusqlite::Connection::open(archive.path("a.db")).unwrap();
    let change = "INSERT INTO source (slug, name) VALUES ('la-gazette-neuve', 'La Gazette neuve')";
    writer.execute_batch(change).unwrap();
    let sources = |archive: &Archive, db: &str| archive.read_from(db, &["sources"]).ok().out;
    let is_new = |sources: &str| sources.contains("la-gazette-neuve");
    symlink("archive/a.db", archive.0.path("link.db")).unwrap();

    // While another process writes, and as one that was killed leaves it.
    let killed = archive.copy(&["a.db", "a.db-wal", "a.db-shm"]);
    for (archive, db) in [
        (&archive, "archive/a.db"),
        (&archive, "link.db"),
        (&killed, "archive/a.db"),
    ] {
        assert!(is_new(&sources(archive, db)), "{db}");
    }
    // Without the memory that they share nobody can read the log.
    let logged = archive.copy(&["a.db", "a.db-wal"]);
    symlink("archive/a.db", logged.0.path("link.db")).unwrap();
    for db in ["archive/a.db", "link.db"] {
        let ran = logged.read_from(db, &["sources"]).exits(4);
        assert!(
            ran.err.contains("a.db-wal tells that another process is writing"),
            "{ran:?}"
        );
    }
    let unlogged = archive.copy(&["a.db"]);
    fs::write(unlogged.path("a.db-wal"), "").unwrap();
    assert!(!is_new(&sources(&unlogged, "archive/a.db")));
    // What a restore that was killed wants undone.
    fs::write(unlogged.path("a.db-journal"), "half of it").unwrap();
    let ran = unlogged.read(&["sources"]).exits(4);
    assert!(ran.err.contains("a.db-journal tells"), "{ran:?}");
    drop(writer);
    assert!(is_new(&sources(&archive, "archive/a.db")));
}

/// The id of the first claim in the archive.
fn first_id_of(archive: &Archive) -> String {
    let list = archive.read(&["list", "--format", "jsonl", "-n", "1"]).ok();
    list.records()[0]["id"].as_str().unwrap().to_owned()
}
