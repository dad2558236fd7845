//! Any bytes as an archive or as reviews by others: they come in, or an error says why not; the database is sound
//! either way, and the same again brings nothing new.
#![no_main]

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use claims_db::library::Library;
use claims_db::model::Filter;
use claims_db::store::Store;
use claims_db::view::incoming;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use tempfile::TempDir;

/// An empty database, copied for each input: making one anew takes longer than the import.
static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let dir = directory();
    let path = dir.path().join("claims.db");
    drop(Library::open(&path, None).expect("a new library"));
    fs::read(&path).expect("the closed database is one file")
});

/// In memory where the system has a place for it.
fn directory() -> TempDir {
    let memory = Path::new("/dev/shm");
    let dir = match memory.is_dir() {
        true => memory.to_path_buf(),
        false => std::env::temp_dir(),
    };
    tempfile::tempdir_in(dir).expect("a directory")
}

fn database(dir: &TempDir) -> PathBuf {
    let path = dir.path().join("claims.db");
    fs::write(&path, &*EMPTY).expect("a copy");
    path
}

fuzz_target!(|data: &[u8]| {
    let rows = || incoming(Cursor::new(data.to_vec()), "archive".to_owned());
    let (revision, first) = match rows() {
        Ok(rows) => rows,
        Err(error) => return assert!(error.to_string().starts_with("archive"), "{error}"),
    };
    let dir = directory();
    let path = database(&dir);
    let mut store = Store::open(&path).expect("opens");
    let imported = store.import(revision, first, "fuzz");
    let faults = store.verify().expect("can be read");
    assert!(faults.is_empty(), "{faults:?} after {imported:?}");
    let imported = match imported {
        Ok(imported) => imported,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let (revision, again) = rows().expect("as before");
    let twice = store.import(revision, again, "fuzz");
    // What was refused may come in after what it needs; else the same again brings nothing new.
    if imported.refused.is_empty() {
        assert_eq!(twice.expect("as before").new, 0, "{imported:?}");
    }
    if imported.new > 0 {
        drop(store);
        let mut library = Library::open(&path, None).expect("opens");
        assert!(library.catch_up(), "{:?}", library.notices());
        for finding in library.verify().expect("can be read") {
            assert_eq!(finding.mend, None, "{finding:?}");
        }
        // Everything that is stored can be read.
        let all = Filter {
            narrator: true,
            history: true,
            ..Filter::default()
        };
        assert!(library.list(&all, None).expect("lists").all(|claim| claim.is_ok()));
        assert!(library.archive().expect("exports").all(|row| row.is_ok()));
        for relation in library.relations(&[], None, None).expect("lists") {
            let id = relation.expect("can be read").id;
            library.relation(&id.0).expect("can be shown");
        }
        library.speakers(&all, None).expect("lists");
    }
});

// Archives are lines that refer to each other: most changes are made inside of one line, or to the order of lines.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut lines: Vec<Vec<u8>> = data[..size].split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let mut state = u64::from(seed) | 1 << 40;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let (a, b) = (next(lines.len()), next(lines.len()));
    match next(12) {
        0 => return fuzzer_mutate(data, size, max_size),
        1 => lines.swap(a, b),
        2 => drop(lines.remove(a)),
        3 => lines.insert(b, lines[a].clone()),
        4 | 5 => value(&mut lines[a], &mut next),
        // A value of one line in the place of another's.
        6 => {
            let (from, to) = (values(&lines[a]), values(&lines[b]));
            if !from.is_empty() && !to.is_empty() {
                let value = lines[a][from[next(from.len())].clone()].to_vec();
                let place = to[next(to.len())].clone();
                lines[b].splice(place, value);
            }
        }
        _ => {
            let len = lines[a].len();
            let mut line = std::mem::take(&mut lines[a]);
            line.resize(len + 64, 0);
            let len = fuzzer_mutate(&mut line, len, len + 64);
            line.truncate(len);
            lines[a] = line;
        }
    }
    let out = lines.join(&b'\n');
    let len = out.len().min(max_size).min(data.len());
    data[..len].copy_from_slice(&out[..len]);
    len
});

/// Where the values after the colons of a line stand, strings and bare words.
fn values(line: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in line.windows(2).enumerate().filter(|(_, two)| *two == b"\":") {
        let start = at + 2;
        let rest = &line[start..];
        let len = match rest.first() {
            Some(b'"') => rest[1..].iter().position(|byte| *byte == b'"').map(|end| end + 2),
            Some(b'[' | b'{') | None => None,
            _ => rest.iter().position(|byte| b",}]".contains(byte)),
        };
        found.extend(len.map(|len| start..start + len));
    }
    found
}

/// Puts something else in the place of a value.
fn value(line: &mut Vec<u8>, next: &mut impl FnMut(usize) -> usize) {
    const OTHERS: &[&str] = &[
        "null",
        "0",
        "1",
        "-1",
        "2",
        "3",
        "255",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "1e308",
        "0.5",
        "true",
        "false",
        "\"\"",
        "\"\\u0000\"",
        "\"é\"",
        "[]",
        "{}",
        "\"fr\"",
        "\"2022-09-13\"",
    ];
    let places = values(line);
    if places.is_empty() {
        return;
    }
    let place = places[next(places.len())].clone();
    line.splice(place, OTHERS[next(OTHERS.len())].bytes());
}
