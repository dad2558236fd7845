//! The program as people and scripts meet it: transcripts, the records it documents, exit codes, pipes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

#[path = "cli/exchange.rs"]
mod exchange;
#[path = "cli/grammar.rs"]
mod grammar;
#[cfg(unix)]
#[path = "cli/read_only.rs"]
mod read_only;

use grammar::Grammar;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/fixtures/articles.jsonl");

const TOLLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/fixtures/tolls.jsonl");

const TIMELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/fixtures/timeline.jsonl");

/// A directory with a database of its own.
struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        Place {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// A place with the articles of the fixtures indexed.
    fn filled() -> Place {
        let place = Place::new();
        place.run(&["index", ARTICLES]).ok();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claims"));
        command.args(args).current_dir(self.dir.path());
        command
            .env_clear()
            .env("CLAIMS_DB", "claims.db")
            .env("HOME", self.dir.path());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        let Output { status, stdout, stderr } = self.command(args).stdin(Stdio::null()).output().unwrap();
        Ran {
            code: status.code(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), text).unwrap();
        name.to_owned()
    }
}

/// How a run ended.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    #[track_caller]
    fn ok(self) -> Ran {
        self.exits(0)
    }

    #[track_caller]
    fn exits(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    fn records(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The id of the first claim that a list prints.
fn first_id(place: &Place) -> String {
    let list = place.run(&["list", "--format", "jsonl", "-n", "1"]).ok();
    list.records()[0]["id"].as_str().unwrap().to_owned()
}

#[cfg(unix)]
#[test]
fn an_interrupted_index_stops_between_transactions_and_goes_on() {
    use std::io::{BufRead, BufReader, Read};
    let place = Place::new();
    let articles: String = (0..12_000)
        .map(|n| {
            format!("{{\"id\":\"{n}\",\"source\":\"s\",\"lang\":\"fr\",\"text\":\"Il pleut sur la ville {n}.\"}}\n")
        })
        .collect();
    place.write("a.jsonl", articles);
    let mut index = place.command(&["index", "a.jsonl", "--format", "jsonl"]);
    let mut index = index.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(index.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    let kill = Command::new("kill").args(["-INT", &index.id().to_string()]).status();
    assert!(kill.unwrap().success());
    let printed = 1 + out.lines().count();
    let mut err = String::new();
    index.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(index.wait().unwrap().code(), Some(130), "{err}");
    assert!(err.contains("the same command goes on from there"), "{err}");
    assert!(printed < 12_000, "{printed}");
    assert!(
        place
            .run(&["list", "--narrator", "--count"])
            .ok()
            .out
            .starts_with(&printed.to_string())
    );
    place.run(&["index", "a.jsonl"]).ok();
    assert!(
        place
            .run(&["list", "--narrator", "--count"])
            .ok()
            .out
            .starts_with("12000")
    );
    place.run(&["verify"]).ok();
}

#[test]
fn transcripts() {
    // Each has a database of its own; paths are those of the repository.
    for name in [
        "index",
        "search",
        "compare",
        "relations",
        "review",
        "timeline",
        "speakers",
        "export",
        "maintenance",
        "errors",
    ] {
        let place = Place::new();
        let db = place.path("claims.db").display().to_string();
        trycmd::TestCases::new()
            .env("CLAIMS_DB", &db)
            .env("CLAIMS_BACKUP", place.path("backup.db").display().to_string())
            .env("USER", "ana")
            .env("NO_COLOR", "1")
            .insert_var("[DB]", db)
            .unwrap()
            .case(format!("tests/cli/{name}.trycmd"));
    }
}

#[test]
fn every_record_is_as_documented() {
    let place = Place::filled();
    place.run(&["index", TOLLS]).ok();
    let grammar = documented();
    let id = first_id(&place);
    let speaker = place.run(&["speakers", "list", "--format", "jsonl"]).ok().records()[0]["name"].clone();
    let speaker = speaker.as_str().unwrap();
    let relation = place.run(&["relations", "--format", "jsonl"]).ok().records()[0]["id"].clone();
    let relation = relation.as_str().unwrap();
    let archive = place.write("archive.jsonl", place.run(&["export"]).ok().out);
    let cases: &[(&[&str], &str)] = &[
        (&["extract", ARTICLES, "--narrator"], "claim"),
        (&["list", "--narrator"], "claim"),
        (&["search", "cessez-le-feu"], "hit"),
        (&["list", "--count"], "count"),
        (&["search", "--count", "cessez-le-feu"], "count"),
        (&["show", &id], "shown"),
        (&["log"], "event"),
        (&["relations"], "relation"),
        (&["conflicts", "list"], "relation"),
        (&["conflicts", "show", relation], "conflict"),
        (&["conflicts", "confirm", relation], "relation"),
        (
            &[
                "conflicts",
                "resolve",
                relation,
                "--as",
                "neither",
                "--note",
                "x",
                "--actor",
                "Ada",
            ],
            "relation",
        ),
        (
            &[
                "verdict",
                "set",
                &id,
                "not_checkable",
                "--because",
                "x",
                "--actor",
                "Ada",
            ],
            "claim",
        ),
        (&["verdict", "log"], "verdict"),
        (&["list", "--verdict", "not_checkable"], "claim"),
        (&["show", &id], "shown"),
        (&["conflicts", "show", relation], "conflict"),
        (
            &["conflicts", "dismiss", relation, "--as", "duplicate", "--actor", "Ada"],
            "relation",
        ),
        (&["conflicts", "list", "--state", "dismissed"], "relation"),
        (&["verdict", "set", &id, "refuted", "--because", "y"], "claim"),
        (&["compare", "Il y a 12 morts.", "Il y a 15 morts."], "comparison"),
        (&["timeline", "--measure", "killed"], "dated"),
        (&["index", ARTICLES], "indexed"),
        (&["reindex"], "reindexed"),
        (&["reindex", "--extract"], "reindexed"),
        (&["sources"], "source"),
        (&["speakers", "list"], "voice"),
        (&["speakers", "alias", speaker, "Un autre nom"], "voice"),
        (&["speakers", "show", speaker], "voice"),
        (&["import", &archive], "imported"),
        (&["stats"], "stats"),
        (&["verify"], "finding"),
        (&["doctor"], "finding"),
    ];
    for (args, record) in cases {
        let lines = place.run(&[args, &["--format", "jsonl"][..]].concat()).ok();
        let records = lines.records();
        assert!(!records.is_empty(), "{args:?} printed nothing");
        for value in &records {
            grammar
                .check(record, value)
                .unwrap_or_else(|problem| panic!("{args:?}: {problem}\n{value}"));
        }
        let json: Value =
            serde_json::from_str(&place.run(&[args, &["--format", "json"][..]].concat()).ok().out).unwrap();
        match json {
            Value::Array(list) => assert_eq!(list.len(), records.len(), "{args:?}"),
            single => grammar.check(record, &single).unwrap(),
        }
        let csv = place.run(&[args, &["--format", "csv"][..]].concat()).ok();
        let mut rows = csv::Reader::from_reader(csv.out.as_bytes());
        let columns: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
        for column in &columns {
            assert!(grammar.has(record, column), "{args:?}: no column {column} in {record}");
        }
        assert_eq!(rows.records().filter(Result::is_ok).count(), records.len(), "{args:?}");
    }
    let near = place
        .run(&["search", "cesez-le-feu", "--format", "jsonl"])
        .exits(1)
        .records();
    grammar.check("suggestion", &near[0]).unwrap();
    let explained = [
        "search",
        "cessez-le-feu",
        "--explain",
        "--context",
        "1",
        "-n",
        "1",
        "--format",
        "jsonl",
    ];
    for hit in place.run(&explained).ok().records() {
        grammar.check("hit", &hit).unwrap();
        assert!(hit["next"].is_string() && hit["context"].is_object() && hit["reasons"].is_array());
    }
    let faceted = place
        .run(&["search", "cessez-le-feu", "--facets", "--format", "jsonl"])
        .ok()
        .records();
    grammar.check("facets", faceted.last().unwrap()).unwrap();
}

#[test]
fn pages_go_on_where_they_ended_while_articles_arrive() {
    let place = Place::filled();
    let query = "soldats OR cessez-le-feu OR Azerbaïdjan OR combats";
    let ids = |records: &[Value]| -> Vec<String> { records.iter().map(|hit| hit["id"].to_string()).collect() };
    let whole = ids(&place.run(&["search", query, "--format", "jsonl"]).ok().records());
    assert!(whole.len() >= 5, "{whole:?}");
    // The first page is a table, which tells the cursor on stderr.
    let first = place.run(&["search", query, "-n", "2"]).ok();
    let mut next = first
        .err
        .split("--after ")
        .nth(1)
        .map(|cursor| cursor.trim().to_owned());
    let mut all = whole[..2].to_vec();
    let mut count = 0;
    while let Some(cursor) = next {
        count += 1;
        let article = format!(
            r#"{{"id":"n{count}","source":"Le Phare","lang":"fr","published":"2022-09-14","text":"Selon la maire, les soldats ont rompu le cessez-le-feu {count} fois. Selon Bakou, les combats en Azerbaïdjan ont fait {count} morts."}}"#
        );
        place.write("new.jsonl", article);
        place.run(&["index", "new.jsonl"]).ok();
        let page = place
            .run(&["search", query, "-n", "2", "--after", &cursor, "--format", "jsonl"])
            .ok();
        let records = page.records();
        assert_eq!(records[0]["rank"], all.len() + 1);
        all.extend(ids(&records));
        next = records.last().unwrap()["next"].as_str().map(str::to_owned);
    }
    assert_eq!(all, whole);
    assert!(place.run(&["search", query, "--format", "jsonl"]).ok().records().len() > whole.len());
    let other = place.run(&[
        "search",
        "paix",
        "--after",
        first.err.split("--after ").nth(1).unwrap().trim(),
    ]);
    assert!(other.exits(2).err.contains("another search"));
}

#[test]
fn a_timeline_takes_filters_and_is_drawn_into_a_picture() {
    let place = Place::new();
    place.run(&["index", TIMELINE]).ok();
    let ran = place.run(&["timeline", "--measure", "killed", "--svg", "x.svg"]).ok();
    assert!(ran.err.contains("x.svg"), "{ran:?}");
    let picture = std::fs::read_to_string(place.path("x.svg")).unwrap();
    for shown in ["<svg", "killed", "Maud Lescop", "Croix-Rouge", "2024-02-12", "</svg>"] {
        assert!(picture.contains(shown), "{shown}");
    }
    assert!(!picture.contains("2024-02-29"));
    place
        .run(&["timeline", "--measure", "killed", "--svg", "nowhere/x.svg"])
        .exits(2);
    let records = |args: &[&str]| {
        place
            .run(&[&["timeline", "--format", "jsonl"], args].concat())
            .ok()
            .records()
    };
    assert_eq!(records(&["--measure", "wounded"]).len(), 1);
    assert_eq!(records(&["--measure", "killed", "--speaker", "Corbel"]).len(), 2);
    assert_eq!(
        records(&["Kerval", "--measure", "killed", "--source", "Le Phare de Kerval"]).len(),
        1
    );
}

#[test]
fn offsets_are_code_points_of_title_blank_line_and_body() {
    let place = Place::new();
    let article = r#"{"id":"a","source":"s","lang":"fr","title":"Été 😀","text":"« Où allons-nous ? 😀 Là-bas », a déclaré Élodie Çelik."}"#;
    place.write("a.jsonl", article);
    let text: Vec<char> = "Été 😀\n\n« Où allons-nous ? 😀 Là-bas », a déclaré Élodie Çelik."
        .chars()
        .collect();
    let records = place.run(&["extract", "a.jsonl", "--format", "jsonl"]).ok().records();
    assert_eq!(records.len(), 1);
    let check = |passage: &Value| {
        let at = |key: &str| usize::try_from(passage[key].as_u64().unwrap()).unwrap();
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(passage["text"], words);
    };
    check(&records[0]["content"][0]);
    check(&records[0]["cue"]);
    check(&records[0]["speaker"]["mention"]);
}

#[test]
fn extract_and_the_database_give_the_same_claims() {
    let place = Place::filled();
    let key = |record: &Value| {
        (
            record["id"].to_string(),
            record["content"].to_string(),
            record["cue"].to_string(),
        )
    };
    let all = |args: &[&str]| -> BTreeMap<String, Value> {
        let records = place.run(args).ok().records();
        records
            .into_iter()
            .map(|record| (format!("{:?}", key(&record)), record["rule"].clone()))
            .collect()
    };
    let extracted = all(&["extract", ARTICLES, "--narrator", "--format", "jsonl"]);
    assert_eq!(extracted, all(&["list", "--narrator", "--format", "jsonl"]));
    assert!(extracted.len() > 5);
}

#[test]
fn indexing_again_changes_nothing() {
    let place = Place::filled();
    let before = place.run(&["list", "--narrator", "--format", "jsonl"]).ok().out;
    let again = place.run(&["index", ARTICLES, "--format", "jsonl"]).ok();
    assert!(
        again.records().iter().all(|record| record["unchanged"] == true),
        "{again:?}"
    );
    assert_eq!(before, place.run(&["list", "--narrator", "--format", "jsonl"]).ok().out);
}

#[test]
fn quiet_prints_nothing_but_errors() {
    let place = Place::new();
    place.write(
        "bad.jsonl",
        "{\"text\": 1}\n{\"source\":\"s\",\"text\":\"Il pleut.\"}\n",
    );
    let ran = place.run(&["index", ARTICLES, "--quiet", "--format", "jsonl"]).ok();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let ran = place.run(&["index", "bad.jsonl", "--quiet"]).exits(5);
    assert_eq!(ran.err.lines().count(), 1);
    assert!(ran.err.contains("bad.jsonl:1"), "{ran:?}");
}

#[test]
fn refused_inputs_are_named_and_the_others_go_in() {
    let place = Place::new();
    place.write("binary.txt", b"\x00\x01\x02");
    place.write("empty.txt", "");
    place.write(
        "bad.jsonl",
        "{\"source\":\"s\"}\n{broken\n{\"id\":\"in\",\"source\":\"s\",\"text\":\"Il pleut.\"}\n",
    );
    let ran = place
        .run(&[
            "index",
            "binary.txt",
            "empty.txt",
            "bad.jsonl",
            "missing.txt",
            "--format",
            "jsonl",
        ])
        .exits(5);
    for name in [
        "binary.txt:",
        "empty.txt:",
        "bad.jsonl:1:",
        "bad.jsonl:2:",
        "missing.txt:",
    ] {
        assert!(
            ran.err.lines().any(|line| line.starts_with(&format!("error: {name}"))),
            "{name} in {}",
            ran.err
        );
    }
    let records = ran.records();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["article"], "in");
}

#[test]
fn exit_codes_tell_what_happened() {
    let place = Place::new();
    place.run(&["search", "x"]).exits(4);
    place.run(&["nonsense"]).exits(2);
    place.run(&["index", ARTICLES]).ok();
    place.run(&["search", "introuvable"]).exits(1);
    place.run(&["list", "--source", "personne"]).exits(1);
    place.run(&["search", "introuvable", "--count"]).exits(1);
    place.run(&["show", "cnothing"]).exits(3);
    place.run(&["speakers", "show", "Personne du Tout"]).exits(3);
    place.run(&["list", "--since", "mardi"]).exits(2);
    place.run(&["restore", "claims.db"]).exits(2);
    place.write("notes.db", "not a database at all, only a few words");
    let ran = place.run(&["--db", "notes.db", "list"]).exits(4);
    assert!(ran.err.contains("notes.db") && ran.err.contains("--db"), "{ran:?}");
}

#[test]
fn odd_queries_warn_and_still_search() {
    let place = Place::filled();
    for query in [
        "\"",
        "(((",
        ")))(",
        "\"cessez",
        "speaker:",
        "OR OR",
        "-",
        "\u{202e}x",
        "a:b:c",
        "*",
        "()",
    ] {
        let ran = place.run(&["search", "--", query]);
        assert!(matches!(ran.code, Some(0 | 1)), "{query}: {ran:?}");
    }
    let ran = place.run(&["search", "cessez-le-feu)"]).ok();
    assert!(ran.err.starts_with("warning: "), "{ran:?}");
    let ran = place.run(&["search", &"combats OR ".repeat(5_000), "--count"]).ok();
    assert!(
        ran.err.contains("1000 terms at most") && ran.err.lines().count() < 30,
        "{}",
        ran.err
    );
    let ran = place.run(&["search", &"a".repeat(100_000)]).exits(1);
    assert!(ran.err.contains("nothing found"), "{}", ran.err);
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let bytes = std::ffi::OsStr::from_bytes(b"cessez-le-feu \xff\xfe\x80\xe9");
        let mut command = place.command(&["search", "cessez-le-feu"]);
        assert!(command.arg(bytes).output().unwrap().status.success());
    }
}

#[test]
fn spellings_of_one_word_find_the_same_claims() {
    let place = Place::filled();
    let ids = |query: &str| -> Vec<Value> {
        let ran = place
            .run(&["search", query, "--sort", "oldest", "--format", "jsonl"])
            .ok();
        let mut ids: Vec<Value> = ran.records().iter().map(|hit| hit["id"].clone()).collect();
        ids.sort_by_key(Value::to_string);
        ids
    };
    for queries in [
        &[
            "cessez-le-feu",
            "cessez le feu",
            "CESSEZ-LE-FEU",
            "cessez\u{2011}le\u{2011}feu",
            "\"cessez le feu\"",
        ][..],
        &["l'Azerbaidjan", "azerbaïdjan", "Azerbaïdjan", "l’azerbaïdjan"][..],
    ] {
        let first = ids(queries[0]);
        assert!(!first.is_empty());
        queries
            .iter()
            .for_each(|query| assert_eq!(ids(query), first, "{query}"));
    }
}

#[test]
fn control_characters_of_an_article_never_reach_the_terminal() {
    let place = Place::new();
    let nasty = "Un titre\u{1b}]0;pwn\u{7}\n\n« Nous avons \u{1b}[31mgagné\u{9b}2J la \u{202e}guerre », a déclaré Jean\u{8} Martin.\n";
    place.write("\u{1b}[31mname.txt", nasty);
    place.write("a.txt", nasty);
    let steers = |text: &str| {
        text.chars()
            .find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    let mut runs = vec![
        place.run(&["index", "a.txt", "\u{1b}[31mname.txt", "--source", "s\u{1b}[0m"]),
        place.run(&["index", "\u{1b}[32mmissing.txt"]),
        place.run(&["search", "gagn\u{1b}[31m"]),
        place.run(&["show", "\u{1b}[31m"]),
    ];
    let id = first_id(&place);
    for args in [
        &["list"][..],
        &["search", "guerre"],
        &["show", &id],
        &["sources"],
        &["speakers", "list"],
        &["log"],
        &["extract", "a.txt"],
    ] {
        runs.push(place.run(args).ok());
        for format in ["json", "jsonl"] {
            runs.push(place.run(&[args, &["--format", format][..]].concat()).ok());
        }
    }
    for ran in runs {
        assert_eq!(steers(&ran.out), None, "{}", ran.out);
        assert_eq!(steers(&ran.err), None, "{}", ran.err);
    }
    let nasty = "\u{1b}[31mvu\u{9b}\u{202e}";
    for args in [
        &["verdict", "set", &id, "refuted", "--because", nasty, "--actor", nasty][..],
        &["verdict", "log"],
        &["show", &id],
        &["conflicts", "show", nasty],
    ] {
        let ran = place.run(args);
        assert_eq!((steers(&ran.out), steers(&ran.err)), (None, None), "{ran:?}");
    }
    let shown = place.run(&["show", &id]).ok().out;
    assert!(shown.contains("<U+001B>[31mgagné<U+009B>2J"), "{shown}");
}

#[test]
fn colours_only_where_they_are_asked_for() {
    let place = Place::filled();
    assert!(!place.run(&["search", "cessez-le-feu"]).ok().out.contains('\u{1b}'));
    let plain = place.run(&["search", "cessez-le-feu"]).ok().out;
    assert!(plain.contains("[cessez-le-feu]"), "{plain}");
    let colored = place.run(&["search", "cessez-le-feu", "--color", "always"]).ok().out;
    assert!(
        colored.contains("\u{1b}[1m\u{1b}[4mcessez-le-feu\u{1b}[0m"),
        "{colored:?}"
    );
    assert!(
        !place
            .run(&["show", &first_id(&place), "--color", "never"])
            .ok()
            .out
            .contains('\u{1b}')
    );
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let place = Place::filled();
    for args in [
        &["list", "--narrator"][..],
        &["list", "--format", "json"],
        &["search", "cessez-le-feu"],
        &["completions", "bash"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = place
            .command(args)
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
    }
}

#[test]
fn a_deleted_or_damaged_index_is_made_again() {
    let place = Place::filled();
    let hits = place.run(&["search", "cessez-le-feu", "--format", "jsonl"]).ok().out;
    std::fs::remove_dir_all(place.path("claims.db.index")).unwrap();
    assert_eq!(
        place.run(&["search", "cessez-le-feu", "--format", "jsonl"]).ok().out,
        hits
    );
    std::fs::write(place.path("claims.db.index/meta.json"), "{").unwrap();
    place.run(&["verify"]).exits(4);
    let ran = place.run(&["search", "cessez-le-feu", "--format", "jsonl"]).ok();
    assert_eq!(ran.out, hits);
    assert!(ran.err.contains("made again"), "{ran:?}");
    place.run(&["verify"]).ok();
}

#[test]
fn what_was_changed_behind_the_program_is_told_and_mended() {
    let place = Place::filled();
    // A missing index is no fault: the next search makes it.
    std::fs::remove_dir_all(place.path("claims.db.index")).unwrap();
    assert!(place.run(&["verify"]).ok().out.contains("the next search makes it"));
    place.run(&["search", "cessez-le-feu"]).ok();
    place.run(&["backup", "copy.db"]).ok();
    for (change, told) in [
        (
            "UPDATE source SET name = upper(name)",
            "are not what the search index took in",
        ),
        (
            "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'claim_article'",
            "never used",
        ),
    ] {
        let sql = rusqlite::Connection::open(place.path("claims.db")).unwrap();
        sql.execute_batch(change).unwrap();
        drop(sql);
        for command in ["verify", "doctor"] {
            let ran = place.run(&[command]).exits(4);
            assert!(ran.out.contains(told), "{ran:?}");
            assert!(ran.out.contains("'claims restore BACKUP --force'"), "{ran:?}");
        }
        place.run(&["restore", "copy.db", "--force"]).ok();
        place.run(&["verify"]).ok();
    }
}

#[test]
fn a_backup_comes_back_whole() {
    let place = Place::filled();
    let before = place.run(&["list", "--narrator", "--format", "jsonl"]).ok().out;
    place.run(&["backup", "copy.db"]).ok();
    place.run(&["backup", "copy.db"]).exits(2);
    place.write(
        "more.jsonl",
        r#"{"id":"z","source":"s","text":"« Il neige », a déclaré Jean Martin."}"#,
    );
    place.run(&["index", "more.jsonl"]).ok();
    place.run(&["search", "neige"]).ok();
    place.run(&["restore", "copy.db", "--force"]).ok();
    assert_eq!(place.run(&["list", "--narrator", "--format", "jsonl"]).ok().out, before);
    place.run(&["search", "neige"]).exits(1);
    place.run(&["verify"]).ok();
}

#[test]
fn a_changed_text_is_a_new_version_and_the_old_claim_stays_in_history() {
    let place = Place::new();
    let article =
        |words: &str| format!(r#"{{"id":"v","source":"s","lang":"fr","text":"« {words} », a déclaré Jean Martin."}}"#);
    place.write("v.jsonl", article("Il pleut"));
    place.run(&["index", "v.jsonl"]).ok();
    let id = first_id(&place);
    place.write("v.jsonl", article("Il neige"));
    let records = place.run(&["index", "v.jsonl", "--format", "jsonl"]).ok().records();
    assert_eq!(
        (records[0]["version"].as_u64(), records[0]["unchanged"].as_bool()),
        (Some(2), Some(false))
    );
    assert!(!place.run(&["list", "--format", "jsonl"]).ok().out.contains(&id));
    assert!(
        place
            .run(&["list", "--history", "--format", "jsonl"])
            .ok()
            .out
            .contains(&id)
    );
    let shown = place.run(&["show", &id[..6], "--format", "json"]).ok();
    let shown: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown["in_force"], false);
    assert_eq!(shown["versions"].as_array().unwrap().len(), 2);
    place.run(&["search", "pleut"]).exits(1);
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_with_follow() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    std::fs::create_dir(place.path("news")).unwrap();
    place.write("news/a.txt", "La préfète a annoncé que la digue tenait.");
    place.write("diary.txt", "Le maire a déclaré que la digue cédait.");
    symlink("../diary.txt", place.path("news/b.txt")).unwrap();
    let count = |args: &[&str]| {
        place
            .run(args)
            .out
            .lines()
            .filter(|line| line.contains("la digue"))
            .count()
    };
    assert_eq!(count(&["extract", "--recursive", "--format", "jsonl", "news"]), 1);
    assert_eq!(
        count(&["extract", "--recursive", "--follow", "--format", "jsonl", "news"]),
        2
    );
    assert_eq!(count(&["extract", "--format", "jsonl", "news/b.txt"]), 1);
    symlink(".", place.path("news/again")).unwrap();
    let ran = place.run(&["index", "--quiet", "-rL", "news"]).exits(5);
    assert!(
        ran.err.starts_with("error: news/again: a symbolic link back to news;"),
        "{}",
        ran.err
    );
    assert_eq!(
        place.run(&["stats", "--format", "json"]).ok().records()[0]["articles"],
        2
    );
}

#[test]
fn numbers_of_any_size_are_answered() {
    let place = Place::filled();
    let most = u64::MAX.to_string();
    for args in [
        &["search", "accord", "--limit", &most, "--offset", &most][..],
        &["search", "until:9999-12-31 after:-9999"],
        &["list", "--limit", &most],
        &["conflicts", "list", "--limit", &most],
        &["speakers", "list", "--limit", &most],
        &["log", "--limit", &most],
        &["speakers", "show", "99999999999999999999"],
    ] {
        let ran = place.run(args);
        assert!(ran.code.is_some_and(|code| code < 4), "{args:?}: {}", ran.err);
    }
    let ran = place.run(&["index", "--jobs", "100000", ARTICLES]).exits(2);
    assert!(ran.err.contains("512 threads at most"), "{}", ran.err);
}

#[test]
fn standard_input_is_an_input_too() {
    let place = Place::new();
    let mut child = place
        .command(&["extract", "-", "--input", "jsonl", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = "{\"id\":\"1\",\"source\":\"s\",\"lang\":\"fr\",\"text\":\"« Il pleut », a déclaré Jean Martin.\"}\n";
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), line.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (record["article"].as_str(), record["content"][0]["text"].as_str()),
        (Some("1"), Some("Il pleut"))
    );
}

#[test]
fn pairs_are_compared_in_order_and_bad_lines_are_named() {
    let place = Place::new();
    let mut child = place
        .command(&["compare", "--lang", "fr", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = concat!(
        "{\"id\":\"x\",\"a\":\"Au moins 49 soldats ont été tués mardi.\",\"b\":\"Douze soldats ont été tués mardi.\"}\n",
        "{\"a\":\"Il pleut.\"}\n",
        "{\"id\":3,\"a\":\"Il pleut.\",\"b\":\"Le ministre a démissionné.\"}\n"
    );
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(5));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.starts_with("error: stdin:2: "), "{error}");
    let out = String::from_utf8(output.stdout).unwrap();
    let records: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let grammar = documented();
    for record in &records {
        grammar.check("comparison", record).unwrap();
    }
    let told: Vec<_> = records.iter().map(|r| (&r["id"], &r["kind"], &r["type"])).collect();
    let (contradicts, figure) = (Value::from("contradicts"), Value::from("figure"));
    let (x, three) = (Value::from("x"), Value::from(3));
    assert_eq!(
        told,
        [(&x, &contradicts, &figure), (&three, &Value::Null, &Value::Null)]
    );
    assert!(!place.path("claims.db").exists());
}

#[test]
fn the_database_is_found_by_option_variable_config_and_default() {
    let place = Place::new();
    let run = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = place.command(args);
        command.env_remove("CLAIMS_DB");
        env.iter().for_each(|(name, value)| {
            command.env(name, value);
        });
        assert!(command.output().unwrap().status.success(), "{args:?}");
    };
    run(&["index", ARTICLES], &[]);
    assert!(place.path(".local/share/claims/claims.db").exists());
    std::fs::create_dir_all(place.path(".config/claims")).unwrap();
    place.write(".config/claims/config.toml", "db = \"~/from-config.db\"\n");
    run(&["index", ARTICLES], &[]);
    assert!(place.path("from-config.db").exists());
    run(&["index", ARTICLES], &[("CLAIMS_DB", "from-variable.db")]);
    assert!(place.path("from-variable.db").exists());
    run(
        &["index", ARTICLES, "--db", "from-option.db"],
        &[("CLAIMS_DB", "from-variable.db")],
    );
    assert!(place.path("from-option.db").exists() && place.path("from-option.db.index").is_dir());
}

#[test]
fn every_command_has_help_and_a_manual_page() {
    let place = Place::new();
    let help = place.run(&["--help"]).ok().out;
    for command in [
        "index",
        "extract",
        "search",
        "list",
        "show",
        "conflicts",
        "relations",
        "compare",
        "verdict",
        "timeline",
        "sources",
        "speakers",
        "log",
        "stats",
        "verify",
        "doctor",
        "reindex",
        "export",
        "import",
        "backup",
        "restore",
        "completions",
        "man",
    ] {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(command)),
            "{command} in {help}"
        );
        assert!(
            place.run(&[command, "--help"]).ok().out.contains("Usage: claims"),
            "{command}"
        );
        assert!(place.run(&["man", command]).ok().out.contains(".TH"), "{command}");
    }
    place.run(&["man", "--dir", "pages"]).ok();
    assert!(place.path("pages/claims-speakers-merge.1").exists());
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            place.run(&["completions", shell]).ok().out.contains("speakers"),
            "{shell}"
        );
    }
}

/// What `schema/output.md` says of every record.
fn documented() -> Grammar {
    Grammar::parse(&std::fs::read_to_string(root("schema/output.md")).unwrap())
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
