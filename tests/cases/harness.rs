//! Literate cases: Markdown files that say in prose what a rule does, and in pairs of fenced blocks what comes out.
//!
//! ````markdown
//! ## A bound sets one end
//!
//! *Au moins* leaves the upper end open.
//!
//! ```text fr
//! Au moins 49 soldats arméniens ont été tués.
//! ```
//!
//! ```expect
//! killed [49, ∞) soldats arméniens
//! ```
//! ````
//!
//! A `text` block is an input; its info string gives the language (`fr` where it is left out) and `key=value` settings, such as
//! `published=2022-09-13`. The `expect` block after it is the output, line by line; white space at its ends does not count. Several
//! pairs may stand under one heading, which names them. Any other block is prose.
//!
//! `UPDATE_CASES=1 cargo test` writes what came out into the files; `CASES=word` runs only the cases with the word in their name or file.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use claims_db::model::Lang;

/// One input with its expected output.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Heading that it stands under.
    pub name: String,
    /// Line of the file, from 1, at which its input opens.
    pub line: usize,
    /// Language of the input.
    pub lang: Lang,
    /// Other words of the info string, `key=value`.
    pub settings: Vec<(String, String)>,
    /// The input, without the final line break.
    pub input: String,
    /// The output that is expected, without the final line break; none where no `expect` block follows.
    pub expected: Option<String>,
    /// Lines of the file (from 0, half-open) that an update replaces.
    lines: std::ops::Range<usize>,
}

impl Case {
    /// A French case out of code rather than a file.
    pub fn new(input: &str, settings: &[(&str, &str)]) -> Case {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        Case {
            name: String::new(),
            line: 0,
            lang: Lang::FR,
            settings: settings.iter().map(owned).collect(),
            input: input.to_owned(),
            expected: None,
            lines: 0..0,
        }
    }

    /// The value of a setting of the info string.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.settings.iter().find(|(k, _)| k == key).map(|(_, value)| &**value)
    }
}

/// A Markdown file of cases.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFile {
    /// Its cases, in order.
    pub cases: Vec<Case>,
    lines: Vec<String>,
}

impl CaseFile {
    /// Reads Markdown; the error names the line that is wrong.
    pub fn parse(markdown: &str) -> Result<CaseFile, String> {
        let lines: Vec<String> = markdown.lines().map(str::to_owned).collect();
        let mut cases: Vec<Case> = Vec::new();
        let mut name = String::new();
        let mut at = 0;
        while at < lines.len() {
            let line = &lines[at];
            let Some(info) = line.strip_prefix("```") else {
                if line.starts_with('#') {
                    name = line.trim_start_matches('#').trim().to_owned();
                }
                at += 1;
                continue;
            };
            let close = (at + 1..lines.len())
                .find(|&i| lines[i].trim_end() == "```")
                .ok_or_else(|| format!("line {}: the block is never closed", at + 1))?;
            let block = lines[at + 1..close].join("\n");
            let mut words = info.split_whitespace();
            match words.next() {
                Some("text") => {
                    let mut case = Case {
                        name: name.clone(),
                        line: at + 1,
                        lang: Lang::FR,
                        settings: Vec::new(),
                        input: block,
                        expected: None,
                        lines: close + 1..close + 1,
                    };
                    for word in words {
                        match word.split_once('=') {
                            Some((key, value)) => case.settings.push((key.to_owned(), value.to_owned())),
                            None => case.lang = word.parse().map_err(|e| format!("line {}: {e}", at + 1))?,
                        }
                    }
                    cases.push(case);
                }
                Some("expect") => match cases.last_mut() {
                    Some(case) if case.expected.is_none() && case.name == name => {
                        case.expected = Some(block.trim().to_owned());
                        case.lines = at..close + 1;
                    }
                    _ => return Err(format!("line {}: an expectation without a text before it", at + 1)),
                },
                _ => {}
            }
            at = close + 1;
        }
        Ok(CaseFile { cases, lines })
    }

    /// The file with `outputs` (one a case) as its expectations; everything else stays as it is.
    pub fn with_outputs(&self, outputs: &[String]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for (case, output) in self.cases.iter().zip(outputs) {
            for line in &self.lines[at..case.lines.start] {
                let _ = writeln!(out, "{line}");
            }
            if case.expected.is_none() {
                out.push('\n');
            }
            let output = output.trim();
            let gap = if output.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "```expect\n{output}{gap}```");
            at = case.lines.end;
        }
        for line in &self.lines[at..] {
            let _ = writeln!(out, "{line}");
        }
        out
    }
}

/// Runs every case of the Markdown files in `dir` (relative to the package, not in folders below it) through `run`, and panics with a diff of
/// every case whose output is not what it should be, or where there is no case at all.
pub fn check(dir: &str, run: impl Fn(&Case) -> String) {
    let set = |name| {
        std::env::var(name)
            .ok()
            .filter(|value| !value.is_empty() && value != "0")
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    if let Err(report) = check_dir(&root, set("UPDATE_CASES").is_some(), set("CASES").as_deref(), run) {
        panic!("{dir}: {report}");
    }
}

/// What [`check`] does, with its two variables as arguments; the number of cases that ran, or a report of the failures.
fn check_dir(root: &Path, update: bool, only: Option<&str>, run: impl Fn(&Case) -> String) -> Result<usize, String> {
    let failed = |path: &Path, e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let mut files: Vec<PathBuf> = fs::read_dir(root)
        .map_err(|e| failed(root, &e))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "md"))
        .collect();
    files.sort();

    let (mut ran, mut failures, mut report) = (0, 0, String::new());
    for path in files {
        let shown = path
            .strip_prefix(env!("CARGO_MANIFEST_DIR"))
            .unwrap_or(&path)
            .display()
            .to_string();
        let markdown = fs::read_to_string(&path).map_err(|e| failed(&path, &e))?;
        let file = CaseFile::parse(&markdown).map_err(|e| failed(&path, &e))?;
        let mut outputs = Vec::with_capacity(file.cases.len());
        for case in &file.cases {
            let chosen = only.is_none_or(|word| case.name.contains(word) || shown.contains(word));
            let output = match &case.expected {
                Some(expected) if !chosen => expected.clone(),
                _ => {
                    ran += 1;
                    run(case).trim().to_owned()
                }
            };
            if !update && case.expected.as_ref() != Some(&output) {
                failures += 1;
                let _ = writeln!(report, "{}", failure(&shown, case, &output));
            }
            outputs.push(output);
        }
        let updated = file.with_outputs(&outputs);
        if update && updated != markdown {
            fs::write(&path, updated).map_err(|e| failed(&path, &e))?;
            eprintln!("updated {shown}");
        }
    }
    match (ran, failures) {
        (0, _) => Err("no case to run".to_owned()),
        (_, 0) => Ok(ran),
        _ => Err(format!(
            "{failures} of {ran} cases differ; UPDATE_CASES=1 takes the new output\n\n{report}"
        )),
    }
}

/// What went wrong with one case: where it stands, its input, and a diff.
fn failure(file: &str, case: &Case, output: &str) -> String {
    let mut out = format!("{file}:{}: {}\n", case.line, case.name);
    for line in case.input.lines() {
        let _ = writeln!(out, "    {line}");
    }
    match &case.expected {
        Some(expected) => out.push_str(&diff(expected, output)),
        None => {
            let _ = writeln!(out, "  no expectation follows; the output is");
            out.push_str(&diff("", output));
        }
    }
    out
}

/// Line diff: `-` expected and missing, `+` come out and not expected.
fn diff(expected: &str, found: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    // common[i][j] is the length of the longest common subsequence of a[i..] and b[j..].
    let mut common = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            let _ = writeln!(out, "    {}", a[i]);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            let _ = writeln!(out, "  - {}", a[i]);
            i += 1;
        } else {
            let _ = writeln!(out, "  + {}", b[j]);
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Bounds\n\nProse.\n\n```toml\na = 1\n```\n\n## At least\n\n```text fr published=2022-09-13\nAu moins 49.\n```\n\n\
                        ```expect\nold\n```\n\nMore prose.\n\n```text\nRien.\n```\n";

    #[test]
    fn a_case_has_its_heading_language_settings_and_blocks() {
        let file = CaseFile::parse(FILE).unwrap();
        assert_eq!(file.cases.len(), 2);
        let case = &file.cases[0];
        assert_eq!((case.name.as_str(), case.line, case.lang), ("At least", 11, Lang::FR));
        assert_eq!(case.setting("published"), Some("2022-09-13"));
        assert_eq!(
            (case.input.as_str(), case.expected.as_deref()),
            ("Au moins 49.", Some("old"))
        );
        assert_eq!(file.cases[1].expected, None);
    }

    #[test]
    fn an_update_changes_expectations_and_nothing_else() {
        let file = CaseFile::parse(FILE).unwrap();
        let updated = file.with_outputs(&["new\nlines".to_owned(), String::new()]);
        let wanted = FILE.replace("```expect\nold\n", "```expect\nnew\nlines\n") + "\n```expect\n```\n";
        assert_eq!(updated, wanted);
        let again = CaseFile::parse(&updated).unwrap();
        assert_eq!(again.cases[1].expected.as_deref(), Some(""));
        assert_eq!(again.with_outputs(&["new\nlines".to_owned(), String::new()]), updated);
    }

    #[test]
    fn a_file_that_is_not_well_formed_is_refused_with_its_line() {
        assert_eq!(
            CaseFile::parse("```text\nx").unwrap_err(),
            "line 1: the block is never closed"
        );
        assert!(
            CaseFile::parse("# A\n```expect\nx\n```\n")
                .unwrap_err()
                .starts_with("line 2:")
        );
        assert!(CaseFile::parse("# A\n```text\nx\n```\n# B\n```expect\nx\n```\n").is_err());
    }

    #[test]
    fn a_failure_shows_place_input_and_diff() {
        let file = CaseFile::parse(FILE).unwrap();
        let shown = failure("bounds.md", &file.cases[0], "new");
        assert_eq!(shown, "bounds.md:11: At least\n    Au moins 49.\n  - old\n  + new\n");
        assert_eq!(diff("a\nb\nc", "a\nc\nd"), "    a\n  - b\n    c\n  + d\n");
    }

    #[test]
    fn a_wrong_output_fails_until_it_is_taken_over() {
        let dir = tempfile::tempdir().unwrap();
        assert!(
            check_dir(dir.path(), false, None, |_| String::new()).is_err(),
            "no case is a failure"
        );
        fs::write(dir.path().join("bounds.md"), FILE).unwrap();
        let upper = |case: &Case| case.input.to_uppercase();
        let report = check_dir(dir.path(), false, None, upper).unwrap_err();
        assert!(
            report.contains("2 of 2 cases differ") && report.contains("  + AU MOINS 49."),
            "{report}"
        );
        assert_eq!(check_dir(dir.path(), true, None, upper), Ok(2));
        assert_eq!(check_dir(dir.path(), false, None, upper), Ok(2));
        assert_eq!(
            check_dir(dir.path(), false, Some("At least"), upper),
            Ok(2),
            "both stand under the heading"
        );
        assert!(check_dir(dir.path(), false, Some("elsewhere"), upper).is_err());
    }
}
