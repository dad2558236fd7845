//! Two statements side by side: bare ones, without article, speaker and day, or two claims of the database.

use std::io::BufRead;

use jiff::civil::Date;
use serde_json::Value;

use super::{Analysed, Library};
use crate::error::{Error, Result};
use crate::lexicon::relation::Relations;
use crate::model::{ClaimRecord, Draft, Form, Lang, Modality, Polarity, Stance};
use crate::relate::{self, Explanation, Facts};
use crate::span::Span;
use crate::text;

/// The longest statement that is compared, in bytes: a sentence or a few, not an article.
const MOST: usize = 16 << 10;

/// The longest line of pairs that is read, in bytes: escapes may swell two statements several times.
const LINE: usize = 16 * MOST;

/// Two statements to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// What the pair is known by: a string or a whole number, as it was given.
    pub id: Option<Value>,
    /// The one statement.
    pub a: String,
    /// The other.
    pub b: String,
}

impl Pair {
    /// Says what the two have to do with each other, and what was compared. Without a language it is detected; one that
    /// there is nothing known of counts as French, the only one there are rules of comparison for.
    ///
    /// # Errors
    /// [`Error::Usage`] for a statement without words or longer than a page.
    pub fn compare(&self, lang: Option<Lang>) -> Result<Explanation> {
        for (name, statement) in [("first", &self.a), ("second", &self.b)] {
            if let Some(problem) = unfit(statement) {
                return Err(Error::Usage(format!("the {name} statement {problem}")));
            }
        }
        let lang = lang.unwrap_or_else(|| detected(&self.a, &self.b));
        Ok(relate::compare_explained(
            &facts(&self.a, lang, None),
            &facts(&self.b, lang, None),
        ))
    }

    /// What speaks for the two as statements that exclude each other, and against.
    pub fn signs(&self, lang: Lang) -> Option<Vec<relate::Sign>> {
        relate::statement_signs(&facts(&self.a, lang, None), &facts(&self.b, lang, None))
    }
}

impl Library {
    /// Says what two stored claims, by their ids or beginnings of them, have to do with each other, and what was compared: their speakers, days and
    /// articles count. The claims are compared whether or not they would have met.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several, or for a claim whose words are gone from its article.
    pub fn compare_stored(&self, ids: [&str; 2]) -> Result<([ClaimRecord; 2], Explanation)> {
        let [(a, of_a), (b, of_b)] = [self.told(ids[0])?, self.told(ids[1])?];
        let explained = relate::compare_explained(&of_a, &of_b);
        Ok(([a, b], explained))
    }

    /// A stored claim with its facts.
    fn told(&self, id: &str) -> Result<(ClaimRecord, Facts)> {
        let claim = self.store.claim(id)?;
        let gone = || Error::Usage(format!("the words of claim {} are gone from its article", claim.id));
        let article = self.store.article_of(claim.key)?.ok_or_else(gone)?;
        let analysed = Analysed::of(article.article);
        let at = analysed
            .ids
            .iter()
            .position(|other| *other == claim.id)
            .ok_or_else(gone)?;
        let facts = analysed.facts.into_iter().nth(at).ok_or_else(gone)?;
        Ok((claim, facts))
    }
}

/// The language of two statements, which are too short to be sure of any that cannot be compared anyway.
fn detected(a: &str, b: &str) -> Lang {
    let lang = text::language::detect(&format!("{a}\n{b}"));
    if Relations::of(lang).is_some() { lang } else { Lang::FR }
}

/// What keeps a statement from being compared.
fn unfit(statement: &str) -> Option<String> {
    if !statement.contains(char::is_alphanumeric) {
        return Some("has no words".to_owned());
    }
    let long = statement.len();
    (long > MOST).then(|| format!("has {long} bytes, more than {MOST}; compare sentences, not articles"))
}

/// The facts of a statement that nobody is known to have made; `published` is the day that *mardi* counts from.
pub(super) fn facts(statement: &str, lang: Lang, published: Option<Date>) -> Facts {
    let analysis = text::analyse(statement, lang, 0);
    let whole = Span::new(0, statement.len()).trim(statement);
    let words = whole.of(statement);
    let content = Span::new(whole.start, whole.start + words.trim_end_matches('.').len());
    let draft = Draft {
        form: Form::Indirect,
        stance: Stance::Assert,
        modality: Modality::Asserted,
        polarity: Polarity::Affirmative,
        content: vec![content],
        cue: None,
        mention: None,
        speaker: None,
        relay: None,
        figures: Vec::new(),
        rule: "statement",
        confidence: 1.0,
    };
    relate::facts(&analysis, &draft, published)
}

/// Pairs out of JSON Lines, one after the other. A line that is refused is told by its number; the next is read all the
/// same.
pub struct Pairs<R> {
    reader: R,
    /// Name of the input in errors.
    place: String,
    line: u64,
    done: bool,
}

impl<R: BufRead> Pairs<R> {
    /// Reads `{"id"?, "a", "b"}`, one a line; `place` names the input in errors.
    pub fn new(reader: R, place: &str) -> Pairs<R> {
        Pairs {
            reader,
            place: place.to_owned(),
            line: 0,
            done: false,
        }
    }

    /// The error for the line read last.
    pub fn refused(&self, problem: impl std::fmt::Display) -> Error {
        Error::input(format!("{}:{}", self.place, self.line), problem.to_string())
    }

    /// Reads the next line, never more of it than the limit; none at the end.
    fn next_line(&mut self) -> Option<Result<Vec<u8>>> {
        let mut line = Vec::new();
        let read = std::io::Read::take(&mut self.reader, LINE as u64 + 1).read_until(b'\n', &mut line);
        let outcome = match read {
            Ok(0) => return None,
            Ok(_) if line.len() > LINE && !line.ends_with(b"\n") => self.reader.skip_until(b'\n').map(|_| true),
            Ok(_) => Ok(false),
            Err(error) => Err(error),
        };
        self.line += 1;
        Some(match outcome {
            Ok(false) => Ok(line),
            Ok(true) => Err(self.refused(format_args!(
                "longer than {LINE} bytes; compare sentences, not articles"
            ))),
            Err(error) => {
                self.done = true;
                Err(self.refused(format_args!("cannot be read: {error}")))
            }
        })
    }
}

impl<R: BufRead> Iterator for Pairs<R> {
    type Item = Result<Pair>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let line = match self.next_line()? {
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            let bytes = match line.strip_prefix(b"\xef\xbb\xbf") {
                Some(rest) if self.line == 1 => rest,
                _ => &line,
            };
            let bytes = bytes.trim_ascii();
            if !bytes.is_empty() {
                return Some(parse(bytes).map_err(|problem| self.refused(problem)));
            }
        }
        None
    }
}

/// A pair out of a line, or what is wrong with it.
fn parse(line: &[u8]) -> Result<Pair, String> {
    let value: Value = serde_json::from_slice(line).map_err(|error| format!("no JSON: {error}"))?;
    let Value::Object(mut fields) = value else {
        return Err("no JSON object; every line is {\"id\"?, \"a\", \"b\"}".to_owned());
    };
    let id = match fields.remove("id") {
        None | Some(Value::Null) => None,
        Some(id) if id.is_string() || id.is_u64() => Some(id),
        Some(_) => return Err("`id` is neither a string nor a whole number".to_owned()),
    };
    let mut statement = |name: &str| match fields.remove(name) {
        Some(Value::String(text)) => match unfit(&text) {
            Some(problem) => Err(format!("`{name}` {problem}")),
            None => Ok(text),
        },
        Some(_) => Err(format!("`{name}` is no string")),
        None => Err(format!("has no `{name}`; every line is {{\"id\"?, \"a\", \"b\"}}")),
    };
    let (a, b) = (statement("a")?, statement("b")?);
    Ok(Pair { id, a, b })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: &str, b: &str) -> Pair {
        Pair {
            id: None,
            a: a.to_owned(),
            b: b.to_owned(),
        }
    }

    #[test]
    fn bad_lines_are_numbered_and_the_others_go_on() {
        let long = format!("{{\"a\": \"{}\", \"b\": \"x\"}}", "x".repeat(MOST + 1));
        let huge = "x".repeat(3 * LINE);
        let lines = format!(
            "\u{feff}{{\"id\": 7, \"a\": \"Il pleut.\", \"b\": \"Il neige.\"}}\n\n[]\n{{\"a\": 1, \"b\": \"x\"}}\n{huge}\n{long}\n\
             {{\"id\": [], \"a\": \"x\", \"b\": \"x\"}}\n{{\"a\": \" \", \"b\": \"x\"}}\n{{\"a\": \"x\"}}\n{{\n{{\"a\": \"x\", \"b\": \"y\"}}"
        );
        let found: Vec<_> = Pairs::new(lines.as_bytes(), "stdin").collect();
        let good: Vec<&Pair> = found.iter().filter_map(|pair| pair.as_ref().ok()).collect();
        assert_eq!((good.len(), good[0].id.clone()), (2, Some(Value::from(7))));
        let errors: Vec<String> = found
            .iter()
            .filter_map(|pair| pair.as_ref().err().map(ToString::to_string))
            .collect();
        let places: Vec<&str> = errors.iter().map(|error| error.split(": ").next().unwrap()).collect();
        assert_eq!(
            places,
            [
                "stdin:3", "stdin:4", "stdin:5", "stdin:6", "stdin:7", "stdin:8", "stdin:9", "stdin:10"
            ]
        );
    }

    #[test]
    fn statements_that_cannot_be_compared_are_told_of() {
        assert!(pair("…", "Il pleut.").compare(None).is_err());
        assert!(pair("Il pleut.", &"pluie ".repeat(MOST)).compare(None).is_err());
    }

    #[test]
    fn every_comparer_says_why_it_found_nothing() {
        let explained = pair("Il pleut à Paris.", "Le ministre a démissionné.")
            .compare(None)
            .unwrap();
        assert_eq!(explained.finding, None);
        assert!(explained.steps.len() > 5 && explained.steps.iter().all(|step| !step.note.is_empty()));
        let other = pair("It rains.", "It does not rain.").compare(Some(Lang::EN)).unwrap();
        assert_eq!(other.steps.len(), 1);
    }

    #[test]
    fn detection_counts_only_where_the_language_can_be_compared() {
        assert_eq!(detected("Il pleut sur la ville.", "Le soleil brille."), Lang::FR);
        assert_eq!(detected("It rains in the town.", "The sun shines."), Lang::FR);
    }
}
