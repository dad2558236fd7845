//! The documents are true: the README's transcript, the floors and rooms of ARCHITECTURE.md, every file and test they name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use claims_db::extract::rules::RULES;

const DOCUMENTS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Every file under a directory whose name ends in `.extension`.
fn files(dir: &str, extension: &str) -> Vec<PathBuf> {
    let found: Vec<PathBuf> = walkdir::WalkDir::new(root().join(dir))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    assert!(!found.is_empty(), "{dir} has no .{extension}");
    found
}

/// A source file of the program.
struct Source {
    /// Path from the repository's root, with `/`.
    path: String,
    /// Lines that are not comments, with their numbers from 1.
    lines: Vec<(usize, String)>,
}

impl Source {
    /// The module under the crate's root that the file belongs to; the crate's own files stand on top.
    fn module(&self) -> &str {
        let first = self.path["src/".len()..].split('/').next().unwrap();
        match first.trim_end_matches(".rs") {
            "lib" | "main" => "",
            module => module,
        }
    }

    /// How many modules deep it lies, the crate's root being 0.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count() - 1;
        parts - usize::from(self.path.ends_with("/mod.rs"))
    }
}

fn sources() -> Vec<Source> {
    let mut sources: Vec<Source> = files("src", "rs")
        .into_iter()
        .map(|path| Source {
            lines: fs::read_to_string(&path)
                .unwrap()
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.trim_start().starts_with("//"))
                .map(|(n, line)| (n + 1, line.to_owned()))
                .collect(),
            path: path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"),
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a name stands as a whole word.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name)
        .any(|(at, _)| !line[..at].ends_with(is_word) && !line[at + name.len()..].starts_with(is_word))
}

/// The modules under the crate's root that a piece of code names: `crate::text::…`, `crate::{fold, span::Span}`.
fn modules_named(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(is_word) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(rest.chars().take_while(|&c| is_word(c)).collect());
            continue;
        };
        let mut depth = 0;
        let mut first = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => found.push(std::mem::take(&mut first)),
                c if depth == 0 => first.push(c),
                _ => {}
            }
        }
        found.push(first);
    }
    let head = |name: String| name.trim().chars().take_while(|&c| is_word(c)).collect::<String>();
    found.into_iter().map(head).filter(|name| !name.is_empty()).collect()
}

#[test]
fn modules_are_read_out_of_code() {
    let named = |code| modules_named(code).join(" ");
    assert_eq!(named("use crate::text::{Analysis, tag};"), "text");
    assert_eq!(named("pub(in crate::text) fn f(x: crate::fold::X) {}"), "text fold");
    assert_eq!(
        named("use crate::{fold, model::{A, B},\n    span::Span};"),
        "fold model span"
    );
    assert_eq!(named("use subcrate::text; use other::thing;"), "");
}

/// The rows of a table of a document that begin with a cell for which `first` holds.
fn rows(document: &str, first: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    read(document)
        .lines()
        .filter_map(|line| line.trim().strip_prefix('|')?.strip_suffix('|'))
        .map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
        .filter(|row| first(&row[0]))
        .collect()
}

/// What stands between backticks.
fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Each module with its floor, as ARCHITECTURE.md has them.
fn floors() -> BTreeMap<String, usize> {
    let mut floors = BTreeMap::new();
    for row in rows("ARCHITECTURE.md", |cell| cell.parse::<usize>().is_ok()) {
        for module in code(&row[1]) {
            floors.insert(module.to_owned(), row[0].parse().unwrap());
        }
    }
    floors
}

#[test]
fn modules_use_only_the_floors_below() {
    let floors = floors();
    let mut modules = BTreeSet::new();
    let mut wrong = Vec::new();
    for source in sources() {
        let module = source.module();
        if module.is_empty() {
            continue;
        }
        modules.insert(module.to_owned());
        let own = *floors
            .get(module)
            .unwrap_or_else(|| panic!("ARCHITECTURE.md has no floor for {module}"));
        let all: Vec<&str> = source.lines.iter().map(|(_, line)| line.as_str()).collect();
        for used in modules_named(&all.join("\n")) {
            let floor = *floors
                .get(&used)
                .unwrap_or_else(|| panic!("{}: crate::{used} is on no floor", source.path));
            if used != module && floor >= own && own > 0 || floor > own {
                wrong.push(format!(
                    "{}: {module} (floor {own}) uses {used} (floor {floor})",
                    source.path
                ));
            }
        }
        // A way around: `super` up to the crate's root.
        for (n, line) in &source.lines {
            let chain = "super::".repeat(source.depth() + usize::from(line.starts_with(' ')));
            if line.contains(&chain) {
                wrong.push(format!(
                    "{}:{n}: super leads to the crate's root; write crate::",
                    source.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(modules, floors.into_keys().collect(), "the floors name what is in src");
}

#[test]
fn crates_stay_in_their_rooms() {
    let rooms = rows("ARCHITECTURE.md", |cell| cell.starts_with("`src/"));
    assert!(!rooms.is_empty());
    let sources = sources();
    for row in rooms {
        let room = code(&row[0])[0];
        for name in code(&row[1]) {
            let (inside, outside): (Vec<&Source>, Vec<&Source>) = sources
                .iter()
                .filter(|source| source.lines.iter().any(|(_, line)| names_crate(line, name)))
                .partition(|source| source.path.starts_with(&format!("{room}/")));
            assert!(!inside.is_empty(), "{room} does not use {name}");
            let outside: Vec<&str> = outside.iter().map(|source| source.path.as_str()).collect();
            assert!(outside.is_empty(), "{name} belongs into {room}, not into {outside:?}");
        }
    }
}

/// Whether code refers to a crate: `name::…`, `use name;`.
fn names_crate(line: &str, name: &str) -> bool {
    names(line, name) && (line.contains(&format!("{name}::")) || line.contains(&format!("use {name}")))
}

#[test]
fn every_dependency_is_used() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let sources = sources();
    for name in manifest["dependencies"].as_table().unwrap().keys() {
        let name = name.replace('-', "_");
        let used = |source: &Source| source.lines.iter().any(|(_, line)| names(line, &name));
        assert!(sources.iter().any(used), "nothing uses {name}");
    }
}

#[test]
fn analysis_is_pure() {
    const WORLD: [&str; 6] = [
        "std::fs",
        "std::io",
        "std::env",
        "std::time",
        "std::process",
        "SystemTime",
    ];
    let pure = |module: &str| floors()[module] <= 2 || matches!(module, "extract" | "relate");
    for source in sources() {
        for (n, line) in &source.lines {
            let place = format!("{}:{n}: {}", source.path, line.trim());
            if source.module().is_empty() || source.path == "src/error.rs" || !pure(source.module()) {
                continue;
            }
            assert!(!WORLD.iter().any(|name| names(line, name)), "{place}");
        }
    }
}

#[test]
fn nothing_reaches_the_network() {
    // No socket of the standard library, and no other program that could open one.
    const SOCKETS: [&str; 8] = [
        "std::net",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "UnixStream",
        "ToSocketAddrs",
        "Command::new",
        "process::Command",
    ];
    for source in sources() {
        for (n, line) in &source.lines {
            let found = SOCKETS.iter().find(|name| names(line, name));
            assert!(found.is_none(), "{}:{n}: {}", source.path, line.trim());
        }
    }
    // No crate that speaks to one, however deep: each of these would bring in some of the others.
    const CRATES: [&str; 18] = [
        "socket2",
        "mio",
        "tokio",
        "async-io",
        "polling",
        "hyper",
        "h2",
        "reqwest",
        "ureq",
        "minreq",
        "attohttpc",
        "isahc",
        "curl",
        "curl-sys",
        "native-tls",
        "rustls",
        "openssl",
        "tungstenite",
    ];
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(!CRATES.contains(&name), "{name} opens connections; leave it out");
    }
}

#[test]
fn only_views_are_serialized() {
    for source in sources() {
        for (n, line) in &source.lines {
            let derives = line.contains("derive(") && names(line, "Serialize") || line.contains("impl Serialize");
            assert!(!derives || source.module() == "view", "{}:{n}", source.path);
        }
    }
}

#[test]
fn only_the_command_line_prints() {
    for source in sources() {
        for (n, line) in &source.lines {
            let prints = ["print!", "println!", "eprint!", "eprintln!", "dbg!"]
                .iter()
                .any(|name| line.match_indices(name).any(|(at, _)| !line[..at].ends_with(is_word)))
                || line.contains("stdout()")
                || line.contains("stderr()");
            assert!(
                !prints || source.module() == "cli",
                "{}:{n}: {}",
                source.path,
                line.trim()
            );
        }
    }
}

#[test]
fn rules_have_documentation_and_cases() {
    let cases = files("fixtures/cases", "md");
    let mut seen = BTreeSet::new();
    for rule in RULES {
        let name = rule.name();
        assert!(seen.insert(name), "two rules are called {name}");
        assert!(
            rule.doc().contains("Leaves alone"),
            "{name} does not say what it leaves alone"
        );
        assert!(0.0 < rule.precision() && rule.precision() <= 1.0, "{name}");
        assert!(
            root().join(format!("src/extract/rules/{name}.rs")).is_file(),
            "{name} has no file"
        );
        assert!(
            cases
                .iter()
                .any(|path| path.file_stem().unwrap() == name || fs::read_to_string(path).unwrap().contains(name)),
            "no file of fixtures/cases shows {name}"
        );
    }
}

#[test]
fn what_the_documents_name_exists() {
    for document in DOCUMENTS {
        let text = read(document);
        for name in text.lines().flat_map(code) {
            let (path, test) = name.split_once("::").unwrap_or((name, ""));
            let ours = ["src/", "tests/", "schema/", "fixtures/", ".ci/"]
                .iter()
                .any(|dir| path.starts_with(dir));
            if !ours || path.contains(|c: char| c.is_uppercase()) {
                continue;
            }
            assert!(root().join(path).exists(), "{document}: there is no {path}");
            let there = || read(path).contains(&format!("fn {test}("));
            assert!(test.is_empty() || there(), "{document}: {path} has no test {test}");
        }
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(
                link.starts_with("https://") || root().join(link).exists(),
                "{document}: there is no {link}"
            );
        }
    }
}

#[test]
fn every_invariant_names_its_test() {
    let text = read("ARCHITECTURE.md");
    let items: Vec<&str> = text
        .split("\n- ")
        .skip(1)
        .filter_map(|rest| rest.split("\n\n").next())
        .collect();
    assert!(items.len() > 10);
    for item in items {
        assert!(item.contains("**"), "not an invariant: {item}");
        assert!(
            code(item)
                .iter()
                .any(|name| name.starts_with("tests/") && name.contains("::")),
            "no test: {item}"
        );
    }
}

#[test]
fn every_command_is_in_the_readme() {
    let rows = rows("README.md", |cell| cell.starts_with("`claims "));
    let written: Vec<&str> = rows
        .iter()
        .map(|row| code(&row[0])[0].split(' ').nth(1).unwrap())
        .collect();
    let command = claims_db::cli::command();
    let commands: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    assert_eq!(written, commands);
    let changelog = read("CHANGELOG.md");
    for name in commands {
        assert!(
            changelog.contains(&format!("`{name}`")),
            "CHANGELOG.md does not name {name}"
        );
    }
}

#[test]
fn the_first_two_commands_are_what_is_checked() {
    let readme = read("README.md");
    let run = read(".ci/run");
    let blocks: Vec<&str> = readme
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .map(str::trim)
        .collect();
    assert!(blocks.len() >= 2);
    for command in &blocks[..2] {
        assert_eq!(command.lines().count(), 1, "one line each: {command}");
        assert!(
            run.lines().any(|line| line == *command),
            ".ci/run does not run: {command}"
        );
    }
}

#[test]
fn the_readme_is_a_transcript() {
    let dir = tempfile::tempdir().unwrap();
    trycmd::TestCases::new()
        .env("CLAIMS_DB", dir.path().join("claims.db").display().to_string())
        .env("NO_COLOR", "1")
        .case("README.md");
}
