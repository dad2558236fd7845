//! The program as people and scripts meet it: transcripts, the records it documents, exit codes, pipes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

#[path = "cli/grammar.rs"]
mod grammar;

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
    let grammar = Grammar::parse(&std::fs::read_to_string(root("schema/output.md")).unwrap());
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
    let faceted = place
        .run(&["search", "cessez-le-feu", "--facets", "--format", "jsonl"])
        .ok()
        .records();
    grammar.check("facets", faceted.last().unwrap()).unwrap();
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

/// A place with claims of two versions, a merged speaker, relations and verdicts.
fn lived_in() -> Place {
    let place = Place::filled();
    place.run(&["index", TOLLS, TIMELINE]).ok();
    place.write(
        "changed.jsonl",
        r#"{"id":"digue-2","source":"Le Phare de Kerval","published":"2024-02-07","lang":"fr","title":"Kerval 😀","text":"Selon la Croix-Rouge, au moins 22 habitants ont été tués à Kerval."}"#,
    );
    place.run(&["index", "changed.jsonl"]).ok();
    let voices = place.run(&["speakers", "list", "--format", "jsonl"]).ok().records();
    let id = |n: usize| voices[n]["id"].to_string();
    place.run(&["speakers", "merge", &id(0), &id(1)]).ok();
    place.run(&["speakers", "alias", &id(2), "Un autre nom"]).ok();
    place
}

#[test]
fn an_archive_has_every_row_and_quotes_its_texts() {
    let place = lived_in();
    let records = place.run(&["export"]).ok().records();
    let grammar = Grammar::parse(&std::fs::read_to_string(root("schema/output.md")).unwrap());
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut texts: BTreeMap<String, Vec<char>> = BTreeMap::new();
    let key = |source: &Value, article: &Value, version: &Value| format!("{source}{article}{version}");
    for record in &records {
        let name = record["record"].as_str().unwrap();
        *counts.entry(name).or_default() += 1;
        let rule = if name == "archive" {
            name.to_owned()
        } else {
            format!("archived_{name}")
        };
        grammar
            .check(&rule, record)
            .unwrap_or_else(|problem| panic!("{problem}\n{record}"));
        for version in record["versions"].as_array().into_iter().flatten() {
            let text = version["text"].as_str().unwrap().chars().collect();
            texts.insert(key(&record["source"], &record["article"], &version["version"]), text);
            *counts.entry("version").or_default() += 1;
        }
        for span in record["spans"].as_array().into_iter().flatten() {
            let text = &texts[&key(&record["source"], &record["article"], &record["version"])];
            let place = |end: &str| span[end].as_u64().unwrap() as usize;
            let words: String = text[place("start")..place("end")].iter().collect();
            assert_eq!(span["text"], words, "{record}");
        }
        *counts.entry("figure").or_default() += record["figures"].as_array().map_or(0, Vec::len) as u64;
    }
    let stats = place.run(&["stats", "--format", "jsonl"]).ok().records().remove(0);
    for (record, field) in [
        ("source", "sources"),
        ("article", "articles"),
        ("version", "versions"),
        ("figure", "figures"),
        ("relation", "relations"),
        ("event", "events"),
    ] {
        assert_eq!(stats[field], counts[record], "{record}");
    }
    let forms = stats["claims"].as_object().unwrap().values();
    let claims: u64 = forms.chain([&stats["ended"]]).map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(claims, counts["claim"]);
    assert!(stats["ended"] != 0 && counts["relation"] > 0);
    assert_eq!(stats["speakers"].as_u64().unwrap() + 1, counts["speaker"]);
    let decided = |record: &&Value| record["names"].to_string().contains("\"Un autre nom\"");
    assert_eq!(records.iter().filter(decided).count(), 1);
    assert_eq!(place.run(&["export", "--format", "jsonl"]).ok().records(), records);
    place.run(&["export", "--source", "s"]).exits(2);
    place.run(&["export", "--format", "json"]).exits(2);
    place.run(&["list", "--format", "annotations"]).exits(2);
}

#[test]
fn only_verdicts_of_people_become_reviews() {
    let place = lived_in();
    let grammar = Grammar::parse(&std::fs::read_to_string(root("schema/output.md")).unwrap());
    let graph = || -> Vec<Value> {
        let ran = place.run(&["export", "--format", "claimreview", "--narrator"]).ok();
        let document: Value = serde_json::from_str(&ran.out).unwrap();
        document["@graph"].as_array().unwrap().clone()
    };
    let claims = place.run(&["list", "--narrator", "--format", "jsonl"]).ok().records();
    let nodes = graph();
    assert_eq!(nodes.len(), claims.len());
    for (node, claim) in nodes.iter().zip(&claims) {
        grammar.check("linked_claim", node).unwrap();
        assert_eq!(node["identifier"], claim["id"]);
    }
    let judge = |verdict: &str| {
        let conn = rusqlite::Connection::open(place.path("claims.db")).unwrap();
        conn.execute(
            "INSERT INTO verdict (claim_id, verdict, rationale, actor, at, revision)
             SELECT id, ?1, 'Le registre compte 12 morts.', 'ana', '2024-03-01T08:00:00Z', 1 FROM claim WHERE public = ?2",
            rusqlite::params![verdict, claims[0]["id"].as_str().unwrap()],
        )
        .unwrap();
    };
    judge("misleading");
    let nodes = graph();
    let reviews: Vec<&Value> = nodes.iter().filter(|node| node["@type"] == "ClaimReview").collect();
    assert_eq!(reviews.len(), 1);
    grammar.check("claim_review", reviews[0]).unwrap();
    assert_eq!(reviews[0]["reviewRating"]["alternateName"], "misleading");
    assert_eq!(reviews[0]["itemReviewed"]["identifier"], claims[0]["id"]);
    assert_eq!(reviews[0]["author"]["name"], "ana");
    judge("withdrawn");
    assert!(graph().iter().all(|node| node["@type"] == "Claim"));
    let archived = place.run(&["export"]).ok().records();
    let verdicts = archived.iter().filter(|record| record["record"] == "verdict");
    assert_eq!(verdicts.count(), 2);
}

#[test]
fn an_archive_comes_in_again_by_the_command_line() {
    let place = lived_in();
    let archive = place.run(&["export"]).ok().out;
    place.write("archive.jsonl", &archive);
    let run = |args: &[&str]| place.run(&[args, &["--db", "other.db"]].concat());
    let ran = run(&["import", "archive.jsonl", "--as", "bo"]).ok();
    assert!(ran.err.contains(" 0 orphans"), "{ran:?}");
    let again = run(&["export"]).ok().out;
    let strip = |out: &str, last: usize| {
        let lines: Vec<&str> = out.lines().collect();
        lines[1..lines.len() - last].join("\n")
    };
    assert_eq!(strip(&archive, 0), strip(&again, 1));
    let log = run(&["log", "--format", "jsonl"]).ok().records();
    let last = log.last().unwrap();
    assert_eq!(
        (&last["action"], &last["actor"]),
        (&"archive.imported".into(), &"bo".into())
    );
    for args in [
        &["search", "cessez-le-feu", "--sort", "oldest", "--format", "jsonl"][..],
        &["relations", "--format", "jsonl"],
    ] {
        assert_eq!(run(args).ok().out, place.run(args).ok().out);
    }
    run(&["verify"]).ok();
    let ran = run(&["import", "archive.jsonl", "--format", "jsonl"]).ok();
    assert_eq!(ran.records()[0]["new"], 0);
    assert_eq!(run(&["export"]).ok().out, again);
    // A text that is another one here keeps its claims out; the rest comes in.
    place.write(
        "third.jsonl",
        r#"{"id":"toll-1","source":"Le Courrier du Levant","lang":"fr","text":"Il pleut."}"#,
    );
    place.run(&["index", "third.jsonl", "--db", "third.db"]).ok();
    let ran = place.run(&["import", "archive.jsonl", "--db", "third.db"]).exits(5);
    assert!(ran.err.contains("toll-1: it has other texts here"), "{ran:?}");
    place.run(&["verify", "--db", "third.db"]).ok();
    // Nothing of a broken archive is kept.
    place.write("cut.jsonl", &archive[..archive.len() - 20]);
    let ran = place.run(&["import", "cut.jsonl", "--db", "fourth.db"]).exits(5);
    assert!(ran.err.contains("cut.jsonl:"), "{ran:?}");
    place.run(&["list", "--db", "fourth.db"]).exits(1);
    for odd in [
        "",
        "{}",
        "[]",
        "no JSON",
        "{\"record\":\"archive\",\"version\":9,\"schema\":1,\"revision\":1}",
    ] {
        place.write("odd.json", odd);
        place.run(&["import", "odd.json"]).exits(5);
    }
    place.run(&["import", "missing.jsonl"]).exits(2);
}

#[test]
fn words_that_are_gone_make_orphans() {
    let place = Place::new();
    place.run(&["index", TOLLS]).ok();
    let archive = place.run(&["export"]).ok().out;
    let claim = "\"text\":\"49 soldats arméniens ont été tués mardi\"";
    assert!(archive.contains(claim));
    place.write(
        "forged.jsonl",
        archive.replace(claim, "\"text\":\"50 soldats arméniens ont été tués mardi\""),
    );
    let run = |args: &[&str]| place.run(&[args, &["--db", "other.db"]].concat());
    let ran = run(&["import", "forged.jsonl", "--format", "jsonl"]).exits(5);
    assert!(
        ran.err.contains("orphan") && ran.err.contains("claim cy8gypb0wcj9y"),
        "{ran:?}"
    );
    assert_eq!(ran.records()[0]["orphans"], 1);
    assert!(!run(&["list", "--format", "jsonl"]).ok().out.contains("cy8gypb0wcj9y"));
    let kept = run(&["export"]).ok().records();
    let orphan = kept.iter().find(|record| record["record"] == "orphan").unwrap();
    assert!(orphan["json"].as_str().unwrap().contains("50 soldats"));
    Grammar::parse(&std::fs::read_to_string(root("schema/output.md")).unwrap())
        .check("archived_orphan", orphan)
        .unwrap();
    run(&["verify"]).ok();
    assert_eq!(
        run(&["import", "forged.jsonl", "--format", "jsonl"]).exits(5).records()[0]["new"],
        0
    );
}

#[test]
fn reviews_by_others_stay_theirs() {
    let place = Place::new();
    place.write(
        "a.jsonl",
        r#"{"id":"a","url":"https://exemple.fr/a","source":"s","lang":"fr","text":"« Il pleut à Kerval », a déclaré Jean Martin."}"#,
    );
    place.run(&["index", "a.jsonl"]).ok();
    let review = |words: &str| {
        serde_json::json!({"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": words,
            "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "Plutôt faux"},
            "author": {"@type": "Organization", "name": "Les Vérificateurs"}, "url": "https://exemple.org/r",
            "itemReviewed": {"@type": "Claim", "appearance": {"url": "https://exemple.fr/a"}}})
    };
    let document = serde_json::json!({"@graph": [review("Il pleut à Kerval"), review("Il pleut partout")]});
    place.write("reviews.jsonld", document.to_string());
    let ran = place.run(&["import", "reviews.jsonld", "--format", "jsonl"]).ok();
    assert!(
        ran.err.contains("Il pleut partout") && !ran.err.contains("Il pleut à Kerval"),
        "{ran:?}"
    );
    assert_eq!(
        (&ran.records()[0]["new"], &ran.records()[0]["orphans"]),
        (&2.into(), &1.into())
    );
    assert_eq!(
        place.run(&["stats", "--format", "jsonl"]).ok().records()[0]["verdicts"],
        0
    );
    assert!(
        !place
            .run(&["export", "--format", "claimreview"])
            .ok()
            .out
            .contains("ClaimReview")
    );
    let records = place.run(&["export"]).ok().records();
    let reviews: Vec<&Value> = records.iter().filter(|record| record["record"] == "review").collect();
    let grammar = Grammar::parse(&std::fs::read_to_string(root("schema/output.md")).unwrap());
    reviews
        .iter()
        .for_each(|review| grammar.check("archived_review", review).unwrap());
    assert_eq!(
        (&reviews[0]["rating"], &reviews[1]["claim"]),
        (&"Plutôt faux".into(), &Value::Null)
    );
    assert_eq!(reviews[0]["claim"], first_id(&place));
    let kept: Value = serde_json::from_str(reviews[0]["json"].as_str().unwrap()).unwrap();
    assert_eq!(kept, document["@graph"][0]);
    let again = place.run(&["import", "reviews.jsonld", "--format", "jsonl"]).ok();
    assert_eq!(again.records()[0]["new"], 0);
    place.write("archive.jsonl", place.run(&["export"]).ok().out);
    place.run(&["import", "archive.jsonl", "--db", "other.db"]).ok();
    let there = place.run(&["export", "--db", "other.db"]).ok().records();
    let there: Vec<&Value> = there.iter().filter(|record| record["record"] == "review").collect();
    assert_eq!(there, reviews);
}

#[test]
fn annotations_quote_their_articles() {
    let place = lived_in();
    let grammar = Grammar::parse(&std::fs::read_to_string(root("schema/output.md")).unwrap());
    let ran = place
        .run(&["export", "--format", "annotations", "--speaker", "Croix-Rouge"])
        .ok();
    let page: Value = serde_json::from_str(&ran.out).unwrap();
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 1);
    grammar.check("annotation", &items[0]).unwrap();
    let target = &items[0]["target"][0];
    grammar.check("annotation_target", target).unwrap();
    let (quote, position) = (&target["selector"][0], &target["selector"][1]);
    grammar.check("quote_selector", quote).unwrap();
    grammar.check("position_selector", position).unwrap();
    let text: Vec<char> = "Kerval 😀\n\nSelon la Croix-Rouge, au moins 22 habitants ont été tués à Kerval."
        .chars()
        .collect();
    let (start, end) = (
        position["start"].as_u64().unwrap() as usize,
        position["end"].as_u64().unwrap() as usize,
    );
    let slice = |from: usize, to: usize| text[from..to.min(text.len())].iter().collect::<String>();
    assert_eq!(quote["exact"], slice(start, end));
    assert_eq!(quote["prefix"], slice(start.saturating_sub(32), start));
    assert_eq!(quote["suffix"], slice(end, end + 32));
    let none = place
        .run(&["export", "--format", "annotations", "--source", "personne"])
        .exits(1);
    assert_eq!(
        serde_json::from_str::<Value>(&none.out).unwrap()["items"],
        Value::Array(Vec::new())
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
    let grammar = Grammar::parse(&std::fs::read_to_string(root("schema/output.md")).unwrap());
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

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
