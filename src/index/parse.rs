//! The query language: plain words, `"phrases"`, `-not`, `OR`, parentheses, `prefix*` and fields. Reading never fails:
//! what cannot be understood becomes a problem, and the rest searches.

mod lexer;

use std::str::FromStr;

use jiff::civil::Date;

use super::analyzer::{self, Stemming, Word};
use super::query::{Condition, Query};
use crate::fold::{fold, slug};
use crate::model::{Problem, Verdict};
use crate::span::Span;
use lexer::{Kind, Token, lex};

/// Most words and fields that a query may have; what comes after them is left out with a problem.
pub const MOST_TERMS: usize = 1_000;

/// Most bytes of a query that are read; what comes after them is left out with a problem.
pub const LONGEST: usize = 64 << 10;

/// Deepest nesting of parentheses; deeper ones are read as if they were not there.
pub const DEEPEST: usize = 40;

/// The names of the fields, as they are written before the colon.
pub const FIELDS: &[&str] = &[
    "speaker", "side", "source", "status", "verdict", "form", "stance", "measure", "lang", "after", "before",
];

/// Reads a query. Problems have byte spans of `text`.
///
/// Words side by side must all match; `OR` binds weaker. A hyphenated word is a phrase. A field's value is the next word
/// or phrase: `side:Arménie`, `speaker:"Nikol Pachinian"`, `after:2022-09 before:2022-10`; a date may lack its day or month
/// and then means the first. Total, and linear in the length of `text`.
pub fn parse(text: &str) -> (Query, Vec<Problem>) {
    let whole = text;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut parser = Parser {
        tokens: lex(text),
        at: 0,
        problems: Vec::new(),
        terms: 0,
        depth: 0,
    };
    let mut query = parser.any();
    // Stray closing brackets end nothing: what follows them still counts.
    while let Some(token) = parser.tokens.get(parser.at).cloned() {
        parser.problem(token.span, "this bracket closes nothing; it is left out");
        parser.at += 1;
        let more = parser.any();
        query = join(vec![query, more].into_iter().flatten().collect(), Query::And);
    }
    // One limit told is enough.
    if text.len() < whole.len() && parser.terms <= MOST_TERMS {
        let rest = Span::new(text.len(), whole.len());
        parser.problem(rest, "a query has 64 KiB at most; the rest is left out");
    }
    let query = query.unwrap_or_else(|| {
        if text.trim().is_empty() {
            return Query::All;
        }
        if parser.problems.is_empty() {
            parser.problem(Span::new(0, text.len()), "there is no word to search for");
        }
        Query::Nothing
    });
    parser.problems.sort_by_key(|problem| problem.span);
    (query, parser.problems)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    problems: Vec<Problem>,
    terms: usize,
    depth: usize,
}

impl Parser {
    fn problem(&mut self, span: Span, message: impl Into<String>) {
        // A query of nothing but brackets would give as many problems as bytes.
        if self.problems.len() < 20 {
            self.problems.push(Problem {
                span,
                message: message.into(),
            });
        }
    }

    /// Alternatives, up to the end or a closing bracket.
    fn any(&mut self) -> Option<Query> {
        let mut choices = Vec::new();
        loop {
            let before = self.at;
            let choice = self.all();
            let empty = choice.is_none();
            choices.extend(choice);
            match self.tokens.get(self.at).cloned() {
                Some(Token {
                    kind: Kind::Or, span, ..
                }) => {
                    if empty && self.at == before {
                        self.problem(span, "OR stands between two terms; here one is missing");
                    }
                    self.at += 1;
                    if !self.tokens.get(self.at).is_some_and(|token| token.kind != Kind::Close) {
                        self.problem(span, "OR stands between two terms; here one is missing");
                    }
                }
                _ => return join(choices, Query::Or),
            }
        }
    }

    /// Terms side by side.
    fn all(&mut self) -> Option<Query> {
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.get(self.at) {
            if token.kind == Kind::Or || (token.kind == Kind::Close && self.depth > 0) {
                break;
            }
            if token.kind == Kind::Close {
                break;
            }
            parts.extend(self.one());
        }
        join(parts, Query::And)
    }

    /// One term; none where nothing is left of it.
    fn one(&mut self) -> Option<Query> {
        let mut negated = false;
        let mut token = self.tokens.get(self.at)?.clone();
        while token.kind == Kind::Minus {
            negated = !negated;
            self.at += 1;
            match self.tokens.get(self.at) {
                Some(next) if !matches!(next.kind, Kind::Close | Kind::Or) => token = next.clone(),
                _ => {
                    self.problem(token.span, "nothing stands after this minus; it is left out");
                    return None;
                }
            }
        }
        self.at += 1;
        let query = match token.kind {
            Kind::Open => self.group(token.span),
            Kind::Phrase(words) => {
                if words.contains('*') {
                    self.problem(
                        token.span,
                        "a star between quotation marks stands for nothing; it is left out",
                    );
                }
                self.term(token.span, |_| leaf(&words))
            }
            Kind::Bare(word) => self.bare(token.span, &word),
            Kind::Field(name) => self.field(&name, token.span),
            Kind::StrayQuote => {
                self.problem(token.span, "this quotation mark has no partner; it is left out");
                None
            }
            Kind::Close | Kind::Or | Kind::Minus => None,
        }?;
        Some(if negated { Query::Not(Box::new(query)) } else { query })
    }

    fn group(&mut self, open: Span) -> Option<Query> {
        if self.depth == DEEPEST {
            self.problem(
                open,
                format!("brackets nest deeper than {DEEPEST}; this one is left out"),
            );
            return None;
        }
        self.depth += 1;
        let query = self.any();
        self.depth -= 1;
        match self.tokens.get(self.at) {
            Some(token) if token.kind == Kind::Close => self.at += 1,
            _ => self.problem(open, "this bracket is never closed"),
        }
        query
    }

    /// Counts a term and makes it, unless there are too many already.
    fn term(&mut self, span: Span, make: impl FnOnce(&mut Self) -> Option<Query>) -> Option<Query> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            if self.terms == MOST_TERMS + 1 {
                self.problem(
                    span,
                    format!("a query has {MOST_TERMS} terms at most; the rest is left out"),
                );
            }
            return None;
        }
        let mut query = make(self)?;
        if shorten(&mut query) {
            self.problem(
                span,
                format!("a phrase has {MOST_TERMS} words at most; the rest is left out"),
            );
        }
        Some(query)
    }

    fn bare(&mut self, span: Span, word: &str) -> Option<Query> {
        self.term(span, |parser| match word.trim_end_matches('*') {
            "" => {
                parser.problem(
                    span,
                    "a star stands after the beginning of a word; alone it is left out",
                );
                None
            }
            stem if stem.len() < word.len() => prefix(stem),
            // `faits:Bakou` of an unknown field comes here too.
            _ => leaf(word),
        })
    }

    fn field(&mut self, name: &str, span: Span) -> Option<Query> {
        let known = FIELDS.contains(&name) || matches!(name, "since" | "until");
        if !known {
            self.problem(
                span,
                format!(
                    "there is no field '{name}'; it is read as a word. Fields: {}",
                    FIELDS.join(", ")
                ),
            );
            return self.term(span, |_| leaf(name));
        }
        let value = match self.tokens.get(self.at) {
            Some(Token {
                kind: Kind::Bare(value) | Kind::Phrase(value),
                span,
                ..
            }) => Some((value.clone(), *span)),
            // A value with a colon of its own, such as `source:http:`.
            Some(Token {
                kind: Kind::Field(value),
                span,
                glued: true,
            }) => Some((value.clone(), *span)),
            _ => None,
        };
        let Some((value, value_span)) = value else {
            self.problem(span, format!("'{name}:' has no value; it is left out"));
            return None;
        };
        self.at += 1;
        let whole = span.cover(value_span);
        self.term(whole, |parser| match condition(name, value.trim()) {
            Ok(condition) => Some(Query::Field(condition)),
            Err(message) => {
                parser.problem(whole, message);
                None
            }
        })
    }
}

/// Cuts phrases to [`MOST_TERMS`] words; true where one was longer.
fn shorten(query: &mut Query) -> bool {
    match query {
        Query::Phrase(words) => {
            let long = words.len() > MOST_TERMS;
            words.truncate(MOST_TERMS);
            long
        }
        Query::And(parts) | Query::Or(parts) => {
            let mut long = false;
            for part in parts {
                long |= shorten(part);
            }
            long
        }
        _ => false,
    }
}

/// None for no parts, the part itself for one, else all of them together.
fn join(mut parts: Vec<Query>, together: fn(Vec<Query>) -> Query) -> Option<Query> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(together(parts)),
    }
}

/// Words in a row as a word or a phrase; none without a word.
fn leaf(text: &str) -> Option<Query> {
    if text.contains('\u{ad}') {
        // A soft hyphen is a break of the line or stands for a hyphen: both are tried.
        let whole = leaf(&text.replace('\u{ad}', ""));
        let parts = leaf(&text.replace('\u{ad}', "-"));
        let mut choices: Vec<Query> = whole.into_iter().chain(parts).collect();
        choices.dedup();
        return join(choices, Query::Or);
    }
    let mut words: Vec<String> = cut(text).into_iter().map(|word| word.lower).collect();
    match words.len() {
        0 => None,
        1 => words.pop().map(Query::Word),
        _ => Some(Query::Phrase(words)),
    }
}

/// The words before the last as they are, the last one as a beginning.
fn prefix(text: &str) -> Option<Query> {
    let mut words: Vec<String> = cut(text).into_iter().map(|word| word.lower).collect();
    let last = words.pop().map(Query::Prefix)?;
    let before = match words.len() {
        0 => None,
        1 => words.pop().map(Query::Word),
        _ => Some(Query::Phrase(words)),
    };
    join(before.into_iter().chain([last]).collect(), Query::And)
}

fn cut(text: &str) -> Vec<Word> {
    let words = analyzer::words(text, Stemming::French);
    // An article alone (`l'`) is elided away to nothing; then it is the word that was asked for.
    if words.is_empty() {
        analyzer::words(&text.replace(crate::fold::is_apostrophe, " "), Stemming::French)
    } else {
        words
    }
}

fn condition(name: &str, value: &str) -> Result<Condition, String> {
    fn choice<T: FromStr<Err = String>>(name: &str, value: &str) -> Result<T, String> {
        let plain = fold(value).replace('-', "_");
        plain
            .parse()
            .map_err(|error| format!("{name}: {error}; it is left out"))
    }
    let words = || {
        if value.chars().any(char::is_alphanumeric) {
            Ok(value.to_owned())
        } else {
            Err(format!("'{name}:' has no value; it is left out"))
        }
    };
    Ok(match name {
        "speaker" => Condition::Speaker(words()?),
        "side" => Condition::Side(words()?),
        "source" => Condition::Source(words()?),
        "status" => Condition::Status(choice(name, value)?),
        "verdict" => Condition::Verdict(choice::<Verdict>(name, value)?.to_string()),
        "form" => Condition::Form(choice(name, value)?),
        "stance" => Condition::Stance(choice(name, value)?),
        "measure" => Condition::Measure(slug(&words()?)),
        "lang" => Condition::Lang(
            value
                .to_lowercase()
                .parse()
                .map_err(|error| format!("lang: {error}; it is left out"))?,
        ),
        "after" | "since" => Condition::After(day(name, value)?),
        "before" => Condition::Before(day(name, value)?),
        // The day itself is in: it ends where the next one begins.
        "until" => {
            let last = day(name, value)?;
            Condition::Before(last.tomorrow().unwrap_or(last))
        }
        other => return Err(format!("there is no field '{other}'")),
    })
}

/// A day, or the first of a month or year.
fn day(name: &str, value: &str) -> Result<Date, String> {
    let full = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        _ => value.to_owned(),
    };
    full.parse()
        .map_err(|_| format!("{name}: '{value}' is no date such as 2022-09-13, 2022-09 or 2022; it is left out"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Form;

    fn word(word: &str) -> Query {
        Query::Word(word.to_owned())
    }

    fn clean(text: &str) -> Query {
        let (query, problems) = parse(text);
        assert_eq!(problems, [], "{text}");
        query
    }

    #[test]
    fn words_phrases_and_choices() {
        assert_eq!(clean(""), Query::All);
        assert_eq!(clean("L'Arménie"), word("arménie"));
        assert_eq!(clean("trêve rompue"), Query::And(vec![word("trêve"), word("rompue")]));
        let phrase = Query::Phrase(["cessez", "le", "feu"].map(str::to_owned).to_vec());
        for same in [
            "cessez-le-feu",
            "\"cessez le feu\"",
            "« Cessez le feu »",
            "CESSEZ\u{2011}LE\u{2011}FEU",
        ] {
            assert_eq!(clean(same), phrase, "{same}");
        }
        assert_eq!(
            clean("(trêve OR paix) -guerre azerb*"),
            Query::And(vec![
                Query::Or(vec![word("trêve"), word("paix")]),
                Query::Not(Box::new(word("guerre"))),
                Query::Prefix("azerb".to_owned()),
            ])
        );
        assert_eq!(clean("2 000 morts"), Query::And(vec![word("2000"), word("morts")]));
    }

    #[test]
    fn fields_take_a_word_or_a_phrase() {
        assert_eq!(
            clean("side:Arménie"),
            Query::Field(Condition::Side("Arménie".to_owned()))
        );
        assert_eq!(
            clean("Speaker:\"Nikol Pachinian\""),
            Query::Field(Condition::Speaker("Nikol Pachinian".to_owned()))
        );
        assert_eq!(
            clean("speaker: Bakou"),
            Query::Field(Condition::Speaker("Bakou".to_owned()))
        );
        assert_eq!(
            clean("-form:narrator"),
            Query::Not(Box::new(Query::Field(Condition::Form(Form::Narrator))))
        );
        let september = clean("after:2022-09 before:2022-10-01");
        assert_eq!(september.to_string(), "after:2022-09-01 before:2022-10-01");
    }

    #[test]
    fn what_is_not_understood_is_told_and_the_rest_searches() {
        for (text, query) in [
            ("\"trêve", word("trêve")),
            ("(trêve", word("trêve")),
            ("trêve)", word("trêve")),
            ("trêve OR", word("trêve")),
            ("OR trêve", word("trêve")),
            ("trêve *", word("trêve")),
            ("trêve status:nonsense", word("trêve")),
            ("trêve before:mardi", word("trêve")),
            ("trêve speaker:", word("trêve")),
            ("\"trêve*\"", word("trêve")),
            ("truc:trêve", Query::And(vec![word("truc"), word("trêve")])),
            ("()", Query::Nothing),
            ("«»", Query::Nothing),
            ("!", Query::Nothing),
        ] {
            let (found, problems) = parse(text);
            assert_eq!(found, query, "{text}");
            assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        }
    }

    #[test]
    fn the_deep_and_the_long_are_cut() {
        let (_, problems) = parse(&"(".repeat(100_000));
        assert!(!problems.is_empty() && problems.len() <= 20);
        let (query, problems) = parse(&"mot ".repeat(10_000));
        assert_eq!(problems.len(), 1);
        assert!(matches!(query, Query::And(parts) if parts.len() == MOST_TERMS));
    }

    #[test]
    fn a_query_reads_back_as_it_is_written() {
        for text in [
            "a OR b c",
            "-(a OR b) \"c d\"",
            "speaker:\"x y\" z*",
            "status:disputed after:2022-01-01",
        ] {
            let query = clean(text);
            assert_eq!(clean(&query.to_string()), query, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_character_and_told() {
        for phrase in ["\"le \"", "l-", "l\u{ad}"] {
            let mark = if phrase.starts_with('"') { "\"" } else { "" };
            let (query, problems) = parse(&format!("{mark}{}x{mark}", phrase.trim_matches('"').repeat(5_000)));
            assert!(
                problems.len() == 1 && problems[0].message.contains("1000 words"),
                "{problems:?}"
            );
            assert!(query.to_string().len() < 10_000);
        }
        let text = "é".repeat(LONGEST);
        let (_, problems) = parse(&format!("a{text} accord"));
        assert_eq!(problems.len(), 1);
        assert!(problems[0].message.contains("64 KiB") && problems[0].span.start % 2 == 1);
    }
}
