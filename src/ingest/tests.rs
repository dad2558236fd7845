use std::fs;
use std::path::Path;

use super::*;

fn put(dir: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn recursive() -> Options {
    Options {
        recursive: true,
        ..Options::default()
    }
}

/// Reads paths under a directory; identities and problems come back relative to it.
fn read_in(dir: &Path, names: &[&str], options: &Options) -> Vec<Result<NewArticle, String>> {
    let paths: Vec<PathBuf> = names.iter().map(|name| dir.join(name)).collect();
    let prefix = format!("{}/", dir.display());
    articles(&paths, options)
        .map(|found| {
            found
                .map(|mut article| {
                    article.identity = article.identity.replace(&prefix, "");
                    article
                })
                .map_err(|error| {
                    assert_eq!(error.exit_code(), 5);
                    error.to_string().replace(&prefix, "")
                })
        })
        .collect()
}

/// Identities of what went in, messages of what did not, in order.
fn told(found: Vec<Result<NewArticle, String>>) -> Vec<String> {
    found
        .into_iter()
        .map(|found| found.map_or_else(|problem| problem, |article| article.identity))
        .collect()
}

#[test]
fn a_directory_gives_its_files_by_name() {
    let dir = tempfile::tempdir().unwrap();
    for name in [
        "b.txt",
        "a/z.md",
        "a/c.html",
        "c.pdf",
        ".hidden.txt",
        ".git/x.txt",
        "a.tsv",
    ] {
        put(
            dir.path(),
            name,
            "<html><body><p>Un texte, assez long pour être lu.</p>",
        );
    }
    put(
        dir.path(),
        "a.jsonl",
        "{\"source\":\"X\",\"text\":\"a\"}\n{\"source\":\"X\",\"text\":\"b\"}\n",
    );
    let paths = [dir.path().to_path_buf()];
    let mut articles = articles(&paths, &recursive());
    let found: Vec<String> = articles.by_ref().map(|found| found.unwrap().identity).collect();
    let found: Vec<&str> = found
        .iter()
        .map(|name| &name[dir.path().to_str().unwrap().len() + 1..])
        .collect();
    assert_eq!(found, ["a/c.html", "a/z.md", "a.jsonl:1", "a.jsonl:2", "b.txt"]);
    assert_eq!(articles.skipped(), 2);
    let sizes: u64 = ["a/c.html", "a/z.md", "a.jsonl", "b.txt"]
        .iter()
        .map(|name| Origin::Path(dir.path().join(name)).size().unwrap())
        .sum();
    assert_eq!(articles.bytes_read(), sizes);
}

#[test]
fn a_directory_needs_recursive_and_the_rest_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "sub/a.txt", "Un.");
    put(dir.path(), "b.txt", "Deux.");
    let found = read_in(dir.path(), &["sub", "gone.txt", "b.txt"], &Options::default());
    assert_eq!(
        told(found),
        [
            "sub: a directory; add --recursive to read the files in it",
            "gone.txt: no such file; check the path",
            "b.txt"
        ]
    );
}

#[test]
fn every_refusal_names_its_file_and_the_others_go_in() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "empty.txt", "");
    put(dir.path(), "blank.txt", "\u{feff} \r\n\t\n");
    put(dir.path(), "binary.txt", b"Texte\0coup\xe9");
    put(dir.path(), "paper.txt", b"%PDF-1.7\n%\xe2\xe3");
    put(dir.path(), "page.html", "<html><script>1</script></html>");
    put(dir.path(), "archive.jsonl", b"PK\x03\x04\n\n\n");
    put(
        dir.path(),
        "lines.jsonl",
        "{\"source\":\"X\"}\n{\"source\":\"X\",\"text\":\"a\"}\n",
    );
    put(dir.path(), "good.txt", "Un.");
    let found = told(read_in(dir.path(), &[""], &recursive()));
    let expected = [
        "archive.jsonl: looks like a ZIP archive",
        "binary.txt: binary: byte 5 is NUL",
        "blank.txt: holds no text",
        "empty.txt: holds no text",
        "good.txt",
        "lines.jsonl:1: has no `text`",
        "lines.jsonl:2",
        "page.html: no article found in this page",
        "paper.txt: looks like a PDF document",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn a_text_over_the_limit_is_refused_before_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.txt");
    let file = File::create(&path).unwrap();
    file.set_len(1 << 40).unwrap();
    let found = read_in(dir.path(), &["large.txt"], &Options::default());
    assert_eq!(
        told(found),
        ["large.txt: larger than the 16 MiB that one article may have; split it"]
    );
    let endless = slurp(io::repeat(b'a'), None).unwrap_err();
    assert!(endless.starts_with("larger than the 16 MiB"));
    let record = format!("{{\"source\":\"X\",\"text\":\"{}\"}}\n", "a".repeat(MAX_TEXT + 1));
    put(dir.path(), "large.jsonl", record);
    let found = told(read_in(dir.path(), &["large.jsonl"], &Options::default()));
    assert!(
        found[0].starts_with("large.jsonl:1: its text is larger than the 16 MiB"),
        "{found:?}"
    );
}

#[test]
fn encodings_and_line_ends_of_files() {
    let dir = tempfile::tempdir().unwrap();
    let text = "Été d’accord\r\n\r\n« Non », a-t-il démenti.\r\n";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    put(dir.path(), "1.txt", text);
    put(dir.path(), "2.txt", utf16);
    put(dir.path(), "3.txt", encoding_rs::WINDOWS_1252.encode(text).0);
    let line = "{\"source\":\"X\",\"title\":\"Été d’accord\",\"text\":\"« Non », a-t-il démenti.\\r\\n\"}\n";
    put(
        dir.path(),
        "4.jsonl",
        std::iter::once(0xfeff)
            .chain(line.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect::<Vec<u8>>(),
    );
    let found = read_in(dir.path(), &[""], &recursive());
    assert_eq!(found.len(), 4);
    for article in found {
        let article = article.unwrap();
        assert_eq!(article.title.as_deref(), Some("Été d’accord"));
        assert_eq!(article.body, "« Non », a-t-il démenti.\r\n");
    }
}

#[test]
fn what_fills_the_gaps_of_a_text() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "le-phare/2024-02-03-digue.txt", "Un.");
    put(dir.path(), "le-phare/2024-13-40.txt", "Un.");
    let named = ["le-phare/2024-02-03-digue.txt", "le-phare/2024-13-40.txt"];
    let found = read_in(dir.path(), &named, &Options::default());
    let [Ok(dated), Ok(undated)] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!((dated.source.as_str(), dated.identity.as_str()), ("le-phare", named[0]));
    assert_eq!(
        dated.published.as_ref().map(|day| day.to_string()).as_deref(),
        Some("2024-02-03")
    );
    assert_eq!((&undated.published, undated.lang), (&None, None));
    let options = Options {
        source: Some("Le Phare".into()),
        published: "2020-01-01".parse().ok(),
        lang: Some(Lang::FR),
        ..Options::default()
    };
    let given = read_in(dir.path(), &named[..1], &options).remove(0).unwrap();
    assert_eq!(
        (given.source, given.published, given.lang),
        (options.source.unwrap(), options.published, options.lang)
    );
}

#[test]
fn what_fills_the_gaps_of_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let page =
        |head: &str| format!("<html><head>{head}</head><body><p>La digue a tenu, a dit la maire aux habitants.</p>");
    put(
        dir.path(),
        "d/1.html",
        page("<link rel=canonical href='https://www.x.fr/a'>"),
    );
    put(
        dir.path(),
        "d/2.html",
        page("<meta property='og:site_name' content='Le Phare'>"),
    );
    put(dir.path(), "d/3.html", page("<title>Sans rien</title>"));
    let found = read_in(dir.path(), &["d"], &recursive());
    let found: Vec<_> = found
        .iter()
        .map(|a| a.as_ref().unwrap())
        .map(|a| (&*a.identity, &*a.source))
        .collect();
    assert_eq!(
        found,
        [
            ("https://www.x.fr/a", "x.fr"),
            ("d/2.html", "Le Phare"),
            ("d/3.html", "d")
        ]
    );
}

#[test]
fn identities_do_not_depend_on_dots_in_the_path() {
    let identity = |path: &str| Origin::Path(path.into()).identity();
    assert_eq!(identity("./news/./a.txt").as_deref(), Some("news/a.txt"));
    assert_eq!(identity("news//a.txt").as_deref(), Some("news/a.txt"));
    assert_eq!(identity("../a.txt").as_deref(), Some("../a.txt"));
    assert_eq!(identity("/a.txt").as_deref(), Some("/a.txt"));
}

#[test]
fn an_input_without_a_telling_name_is_told_by_its_first_bytes() {
    for (bytes, input) in [
        ("{\"text\": \"a\"}", Input::Jsonl),
        ("\u{feff}\n [{ \"text\": \"a\"}]", Input::Jsonl),
        ("{", Input::Text),
        ("{ sic } a-t-il dit", Input::Text),
        ("  <!DOCTYPE HTML><p>a", Input::Html),
        ("<?xml version='1.0'?><html>", Input::Html),
        ("<p>a", Input::Text),
        ("Un texte.", Input::Text),
        ("", Input::Text),
    ] {
        assert_eq!(sniff(bytes.as_bytes()), input, "{bytes}");
    }
    let dir = tempfile::tempdir().unwrap();
    put(
        dir.path(),
        "page",
        "<!doctype html><body><p>La digue a tenu, a dit la maire.</p>",
    );
    put(dir.path(), "lines", "{\"source\":\"X\",\"text\":\"a\"}");
    let found = read_in(dir.path(), &["page", "lines"], &Options::default());
    let bodies: Vec<_> = found.into_iter().map(|article| article.unwrap().body).collect();
    assert_eq!(bodies, ["La digue a tenu, a dit la maire.", "a"]);
    let options = Options {
        input: Input::Text,
        ..Options::default()
    };
    let text = read_in(dir.path(), &["lines"], &options).remove(0).unwrap();
    assert!(text.body.starts_with('{'));
}

#[cfg(unix)]
#[test]
fn links_in_directories_are_followed_only_when_asked() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "tree/a.txt", "Un.");
    put(dir.path(), "other/b.txt", "Deux.");
    symlink(dir.path().join("tree"), dir.path().join("tree/loop")).unwrap();
    symlink(dir.path().join("other"), dir.path().join("tree/more")).unwrap();
    symlink(dir.path().join("gone"), dir.path().join("tree/none.txt")).unwrap();
    symlink(dir.path().join("tree"), dir.path().join("named")).unwrap();
    assert_eq!(told(read_in(dir.path(), &["tree"], &recursive())), ["tree/a.txt"]);
    assert_eq!(told(read_in(dir.path(), &["named"], &recursive())), ["named/a.txt"]);
    let options = Options {
        follow_links: true,
        ..recursive()
    };
    let found = told(read_in(dir.path(), &["tree"], &options));
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(
        (found[0].as_str(), found[2].as_str()),
        ("tree/a.txt", "tree/more/b.txt")
    );
    assert!(found[1].starts_with("tree/loop: a symbolic link back to"), "{found:?}");
    assert_eq!(found[3], "tree/none.txt: no such file; check the path");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_a_directory_unless_asked() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "secret.txt", "Secret.");
    put(dir.path(), "tree/a.txt", "Un.");
    put(dir.path(), "tree/deep/b.txt", "Deux.");
    symlink("../secret.txt", dir.path().join("tree/c.txt")).unwrap();
    symlink("..", dir.path().join("tree/deep/up")).unwrap();
    symlink("loop.txt", dir.path().join("tree/loop.txt")).unwrap();
    symlink("/dev/zero", dir.path().join("tree/zero.txt")).unwrap();
    let paths = [dir.path().join("tree")];
    let mut walk = articles(&paths, &recursive());
    assert_eq!(walk.by_ref().map(Result::unwrap).count(), 2);
    assert_eq!(walk.skipped(), 4);
    // A link that is named is asked for.
    assert_eq!(told(read_in(dir.path(), &["tree/c.txt"], &recursive())), ["tree/c.txt"]);
    let options = Options {
        follow_links: true,
        ..recursive()
    };
    let found = told(read_in(dir.path(), &["tree"], &options));
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(
        (&*found[0], &*found[1], &*found[2]),
        ("tree/a.txt", "tree/c.txt", "tree/deep/b.txt")
    );
    assert!(
        found[3].starts_with("tree/deep/up: a symbolic link back to"),
        "{found:?}"
    );
    assert!(found[4].starts_with("tree/loop.txt: "), "{found:?}");
}

#[test]
fn what_names_an_article_has_a_greatest_length() {
    let dir = tempfile::tempdir().unwrap();
    let long = "x".repeat(MAX_FIELD + 1);
    for name in ["id", "url", "source", "author"] {
        let mut record = serde_json::json!({"source": "X", "text": "Un."});
        record[name] = long.as_str().into();
        put(dir.path(), "a.jsonl", record.to_string());
        let told = told(read_in(dir.path(), &["a.jsonl"], &Options::default()));
        assert_eq!(
            told,
            [format!(
                "a.jsonl:1: its {name} has 8193 bytes, more than 8192; shorten it"
            )]
        );
        record[name] = "a\0b".into();
        put(dir.path(), "a.jsonl", record.to_string());
        assert!(self::told(read_in(dir.path(), &["a.jsonl"], &Options::default()))[0].contains("NUL"));
    }
}

#[test]
fn json_of_any_depth_is_an_article_or_a_message() {
    let dir = tempfile::tempdir().unwrap();
    let deep = |field: &str| format!("{{\"source\":\"X\",\"text\":\"a\",\"{field}\":{}", "[".repeat(1 << 20));
    put(dir.path(), "a.jsonl", deep("title"));
    put(dir.path(), "b.jsonl", deep("other"));
    let closed = format!("{}{}}}", deep("other"), "]".repeat(1 << 20));
    put(dir.path(), "c.jsonl", closed);
    let told = told(read_in(
        dir.path(),
        &["a.jsonl", "b.jsonl", "c.jsonl"],
        &Options::default(),
    ));
    assert!(told[0].contains("recursion limit exceeded"), "{told:?}");
    assert!(told[1].starts_with("b.jsonl:1: broken JSON"), "{told:?}");
    assert_eq!(told[2], "c.jsonl:1");
}

#[test]
fn names_of_inputs_are_read_back() {
    for input in Input::ALL {
        assert_eq!(input.to_string().parse(), Ok(*input));
    }
    assert!("xml".parse::<Input>().unwrap_err().contains("auto, text, html, jsonl"));
}

#[test]
fn hosts_are_taken_from_urls() {
    assert_eq!(host("https://www.x.fr/a?b"), Some("x.fr"));
    assert_eq!(host("http://me:pw@x.fr:8080"), Some("x.fr"));
    assert_eq!(host("x.fr/a"), None);
    assert_eq!(host("https:///a"), None);
}

#[test]
fn our_own_articles_all_go_in() {
    let paths = [PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles"))];
    let found: Vec<NewArticle> = articles(&paths, &recursive()).map(|found| found.unwrap()).collect();
    assert_eq!(found.len(), 14);
    for article in &found {
        assert!(article.title.is_some() && article.published.is_some(), "{article:?}");
        assert!(
            (150..=350).contains(&article.text().split_whitespace().count()),
            "{article:?}"
        );
        assert!(!article.body.starts_with(article.title.as_deref().unwrap()));
    }
    let mut sources: Vec<&str> = found.iter().map(|article| article.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    assert_eq!(sources.len(), 11, "{sources:?}");
    let page = found.iter().find(|article| article.source == "Radio Estuaire").unwrap();
    assert_eq!(page.body.split("\n\n").count(), 5);
    assert!(page.body.starts_with("Arrivée samedi soir") && page.body.ends_with("tracer leur frontière."));
}

#[test]
fn our_own_bad_inputs_are_refused_by_line() {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"));
    let found = told(read_in(dir, &["bad"], &recursive()));
    let expected = [
        "bad/binary.txt: binary: byte 5 is NUL",
        "bad/blank.txt: holds no text",
        "bad/broken.jsonl:1",
        "bad/broken.jsonl:2: broken JSON at byte 61",
        "bad/broken.jsonl:3: has no `text`",
        "bad/broken.jsonl:5: field `published`: 'vendredi' is not a date",
        "bad/broken.jsonl:6: has no `source`",
        "bad/broken.jsonl:7: field `text` must be a string, not a number",
        "bad/broken.jsonl:8",
        "bad/empty.txt: holds no text",
        "bad/page-without-text.html: no article found",
        "bad/report.txt: looks like a PDF document",
        "bad/utf-16.txt",
        "bad/windows-1252.txt",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}");
    }
}
