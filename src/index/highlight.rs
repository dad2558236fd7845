//! Marks on the words that a query matches.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::analyzer::{self, Stemming, Word};
use super::query::Query;
use super::remembered;
use super::stem::stem;
use crate::model::Lang;
use crate::span::Span;

/// Marks what a query matches, in one text after another.
pub struct Highlighter<'q> {
    query: &'q Query,
    /// The terms that it asks for, by the stemming of texts.
    wanted: [OnceCell<Wanted>; Stemming::ALL.len()],
}

impl<'q> Highlighter<'q> {
    /// For this query.
    pub fn new(query: &'q Query) -> Highlighter<'q> {
        Highlighter {
            query,
            wanted: [const { OnceCell::new() }; Stemming::ALL.len()],
        }
    }

    /// Byte spans of the words of `text` that match the query, in order and apart from each other: inflections, accents and
    /// spellings as the index knows them for texts of this language, a phrase as one span, an elided article not marked.
    ///
    /// Total, and linear in the length of `text` for one query.
    pub fn marks(&self, lang: Lang, text: &str) -> Vec<Span> {
        let stemming = Stemming::of(lang);
        let wanted = self.wanted[stemming as usize].get_or_init(|| Wanted::of(self.query, stemming));
        let words = analyzer::words(text, stemming).into_iter();
        let words: Vec<Seen> = words.map(|word| Seen::new(word, stemming)).collect();
        let mut spans = Vec::new();
        for (i, seen) in words.iter().enumerate() {
            if wanted.word(seen) {
                spans.push(seen.word.span);
            }
            spans.extend(wanted.exact_phrases.starting(&words[i..], Seen::exact));
            spans.extend(wanted.stem_phrases.starting(&words[i..], Seen::stem));
        }
        merged(spans)
    }
}

/// A word of the text with its terms, made when somebody asks.
struct Seen {
    word: Word,
    stemming: Stemming,
    exact: OnceCell<String>,
    stem: OnceCell<Rc<str>>,
}

impl Seen {
    fn new(word: Word, stemming: Stemming) -> Seen {
        Seen {
            word,
            stemming,
            exact: OnceCell::new(),
            stem: OnceCell::new(),
        }
    }

    fn exact(&self) -> &str {
        match self.word.lower.is_ascii() {
            true => &self.word.lower,
            false => self.exact.get_or_init(|| self.word.exact()),
        }
    }

    fn stem(&self) -> &str {
        self.stem
            .get_or_init(|| remembered::stem(&self.word.lower, self.stemming))
    }

    /// That of a name.
    fn spelling(&self) -> Option<String> {
        self.word.name.then(|| remembered::spelling(&self.word.lower)).flatten()
    }
}

/// The terms that a query asks for.
#[derive(Default)]
struct Wanted {
    exact: FxHashSet<String>,
    stems: FxHashSet<String>,
    spellings: FxHashSet<String>,
    prefixes: Vec<String>,
    exact_phrases: Phrases,
    stem_phrases: Phrases,
}

impl Wanted {
    fn of(query: &Query, stemming: Stemming) -> Wanted {
        let mut wanted = Wanted::default();
        wanted.gather(query, stemming);
        wanted
    }

    fn gather(&mut self, query: &Query, stemming: Stemming) {
        match query {
            Query::And(parts) | Query::Or(parts) => {
                // An article beside other words is not what was looked for.
                let function = |part: &Query| matches!(part, Query::Word(word) if analyzer::is_function(word));
                let telling = parts
                    .iter()
                    .any(|part| !function(part) && !matches!(part, Query::Field(_) | Query::Not(_)));
                for part in parts.iter().filter(|part| !telling || !function(part)) {
                    self.gather(part, stemming);
                }
            }
            Query::Word(word) => {
                self.exact.insert(analyzer::exact(word));
                self.stems.insert(stem(word, stemming));
                self.spellings.extend(analyzer::spelling(word));
            }
            Query::Phrase(words) => {
                self.exact_phrases
                    .add(words.iter().map(|word| analyzer::exact(word)).collect());
                self.stem_phrases
                    .add(words.iter().map(|word| stem(word, stemming)).collect());
            }
            Query::Prefix(start) => self.prefixes.push(analyzer::exact(start)),
            Query::All | Query::Nothing | Query::Field(_) | Query::Not(_) => {}
        }
    }

    fn word(&self, seen: &Seen) -> bool {
        !self.exact.is_empty() && self.exact.contains(seen.exact())
            || !self.stems.is_empty() && self.stems.contains(seen.stem())
            || !self.spellings.is_empty() && seen.spelling().is_some_and(|key| self.spellings.contains(&key))
            || self
                .prefixes
                .iter()
                .any(|start| seen.exact().starts_with(start.as_str()))
    }
}

/// Rows of terms by their first one.
#[derive(Default)]
struct Phrases(FxHashMap<String, Vec<Vec<String>>>);

impl Phrases {
    fn add(&mut self, row: Vec<String>) {
        if let Some(first) = row.first() {
            self.0.entry(first.clone()).or_default().push(row);
        }
    }

    /// The phrases that begin with the first of `words`.
    fn starting<'a>(&'a self, words: &'a [Seen], term: fn(&Seen) -> &str) -> impl Iterator<Item = Span> + 'a {
        let first = words.first().filter(|_| !self.0.is_empty());
        let rows = first.and_then(|first| self.0.get(term(first)));
        rows.into_iter()
            .flatten()
            .filter_map(move |row| phrase(row, words, term))
    }
}

/// What the terms of a row cover, where they follow one another from the first word on.
fn phrase(row: &[String], words: &[Seen], term: fn(&Seen) -> &str) -> Option<Span> {
    let first = words.first()?;
    let mut span = first.word.span;
    let mut rest = words;
    for (i, wanted) in row.iter().enumerate() {
        let place = first.word.position + i;
        // Words with soft hyphens stand in several forms at one place.
        let at = rest
            .iter()
            .take_while(|seen| seen.word.position <= place)
            .position(|seen| seen.word.position == place && term(seen) == wanted)?;
        span = span.cover(rest[at].word.span);
        rest = &rest[at..];
    }
    Some(span)
}

/// The spans in order, those that overlap as one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn marks<'t>(query: &str, text: &'t str) -> Vec<&'t str> {
        let (query, _) = parse(query);
        Highlighter::new(&query)
            .marks(Lang::FR, text)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn exactly_the_words_are_marked() {
        let text = "L’Azerbaïdjan dit que 2\u{202f}000 soldats arméniens ont été tués, tu le sais.";
        assert_eq!(marks("azerbaidjan", text), ["Azerbaïdjan"]);
        assert_eq!(marks("l'azerbaïdjan", text), ["Azerbaïdjan"]);
        assert_eq!(marks("tuées arménienne", text), ["arméniens", "tués"]);
        assert_eq!(marks("2000", text), ["2\u{202f}000"]);
        assert_eq!(marks("soldat*", text), ["soldats"]);
        assert_eq!(marks("le soldat", text), ["soldats"]);
        assert_eq!(marks("-soldat side:armenie", text), [""; 0]);
    }

    #[test]
    fn phrases_are_marked_whole() {
        let text = "Le cessez-le-feu, ce « Cessez le feu », cesse.";
        assert_eq!(
            marks("cessez\u{2011}le\u{2011}feu", text),
            ["cessez-le-feu", "Cessez le feu"]
        );
        assert_eq!(marks("\"le cessez\" feu", text), ["Le cessez", "feu", "feu"]);
        assert_eq!(
            marks("cessez-le-feu", "un ces\u{ad}sez-le-feu"),
            ["ces\u{ad}sez-le-feu"]
        );
    }

    #[test]
    fn names_are_marked_in_other_spellings() {
        assert_eq!(marks("Pachinian", "M. Pashinyan accuse"), ["Pashinyan"]);
    }
}
