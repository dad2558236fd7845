//! What a figure measures: told by the noun counted, a participle beside it, the verb of its clause, or the words before it.

use super::word::Words;
use crate::lexicon::quantity::{Measure, Quantities, Sign};
use crate::lexicon::{Lexicon, NounClass};
use crate::text::TokenKind;

/// How far from its figure a verb may stand, in words.
const REACH: usize = 16;

/// Where the words of a figure stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'s> {
    /// First word, qualifiers included.
    pub start: usize,
    /// One past the last word of number and noun phrase.
    pub end: usize,
    /// The first noun of what is counted.
    pub head: Option<&'s str>,
    /// True for *un*, *une*: most are articles.
    pub article: bool,
}

/// A measure that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Its name; two names that the words leave open are joined: `killed+missing`.
    pub name: String,
    /// One past the word that tells it, where it directly follows the figure.
    pub end: Option<usize>,
}

/// Finds measures in the words of one content span.
pub(super) struct Finder<'a, 't> {
    pub data: &'static Quantities,
    pub lexicon: Option<&'static Lexicon>,
    pub words: &'a Words<'t>,
}

impl<'a> Finder<'a, '_> {
    /// A noun at word `i` that is itself counted, or an act: its measure, one past it, and whether it is an act.
    pub fn noun(&self, i: usize) -> Option<(Found, bool)> {
        let sign = |sign| self.sign(sign, i, None).map(|(len, name)| (i + len, name));
        if let Some((end, name)) = sign(Sign::Act) {
            return Some((found(name, end), true));
        }
        let (end, name) = sign(Sign::Noun)?;
        Some((self.joined(name, end, |i| self.sign(Sign::Noun, i, None)), false))
    }

    /// The measure of people named by what they do, *manifestants*, at word `i`, where nothing else is said of them.
    pub fn group(&self, i: usize) -> Option<Found> {
        let (len, name) = self.sign(Sign::Group, i, None)?;
        Some(found(name, i + len))
    }

    /// The measure of what is counted at `place`.
    pub fn measure(&self, place: Place) -> Option<Found> {
        if place.article && !place.head.is_some_and(|head| self.person(head)) {
            return self.participle(place);
        }
        self.participle(place)
            .or_else(|| self.governed(place))
            .or_else(|| self.verb(place))
            .or_else(|| self.doing(place))
    }

    /// *49 soldats tués*, an adverb between them.
    pub fn participle(&self, place: Place) -> Option<Found> {
        let mut at = place.end;
        while at < place.end + 2 && self.adverb(at) {
            at += 1;
        }
        let (len, name) = self.sign(Sign::Participle, at, place.head)?;
        place.head?;
        Some(self.joined(name, at + len, |i| self.sign(Sign::Participle, i, place.head)))
    }

    /// *a tué 49 soldats*, *la mort de 49 soldats*, *où ont péri 49 soldats*.
    fn governed(&self, place: Place) -> Option<Found> {
        let passive = |i: usize| (1..=2).any(|back| self.data.is("been", self.words.before(i, back)));
        (place.start.saturating_sub(1)..=place.start).rev().find_map(|end| {
            if end < place.start && !self.adverb(end) {
                return None;
            }
            (1..=4.min(end)).rev().find_map(|len| {
                let at = end - len;
                [Sign::Object, Sign::Before, Sign::Subject]
                    .into_iter()
                    .find_map(|sign| {
                        let signs = self.data.signs(sign, self.words.between(at, end));
                        let (_, measure) = signs
                            .into_iter()
                            .find(|(l, m)| *l == len && self.counts(m, place.head))?;
                        // *la perte de 850 millions* is money; *en déplorer 71* are dead.
                        if sign == Sign::Before && measure.persons && place.head.is_none() {
                            return None;
                        }
                        let said_of_another = sign == Sign::Object && passive(at);
                        (!said_of_another).then(|| Found {
                            name: measure.name.to_owned(),
                            end: None,
                        })
                    })
            })
        })
    }

    /// *49 soldats ont péri*, *ont été tués*, with an insertion between commas.
    fn verb(&self, place: Place) -> Option<Found> {
        let opens = place.start == 0
            || !self.words.is_word(place.start - 1)
            || self.data.is("before_subject", self.words.key(place.start - 1));
        if !opens {
            return None;
        }
        let mut at = place.end;
        let (mut auxiliary, mut active, mut passive, mut reflexive) = (false, false, false, false);
        while at < place.end + REACH {
            let word = self.words.get(at)?;
            match (word.kind, &*word.key) {
                // *trois civils, dont deux enfants, ont été tués*: the insertion that holds the figure closes here.
                (TokenKind::Punctuation, ",") if at == place.end && self.words.before(place.start, 1) == "dont" => {
                    at += 1;
                    continue;
                }
                (TokenKind::Punctuation, "," | "(") if !auxiliary => {
                    at = self.insertion_end(at)?;
                    continue;
                }
                (TokenKind::Punctuation, _) => return None,
                _ => {}
            }
            // *s'est manifesté* came forward.
            let came_forward = reflexive && self.words.key(at).starts_with("manifest");
            let subject = self.sign(Sign::Subject, at, place.head);
            if let Some((_, name)) = subject.filter(|_| !passive && !came_forward) {
                return Some(Found {
                    name: name.to_owned(),
                    end: None,
                });
            }
            if let Some((len, name)) = self.sign(Sign::Participle, at, place.head)
                && auxiliary
                && !reflexive
                && (passive || !active)
            {
                let both = self.joined(name, at + len, |i| self.sign(Sign::Participle, i, place.head));
                return Some(Found { end: None, ..both });
            }
            let key = self.words.key(at);
            if self.data.is("auxiliaries", key) {
                auxiliary = true;
                active |= self.data.is("have", key);
                passive |= self.data.is("been", key);
                reflexive |= self.data.is("reflexive", key);
            } else if !self.adverb(at) && word.kind != TokenKind::Quote {
                let ends = |endings: &[&str]| endings.iter().any(|end| key.ends_with(end));
                if auxiliary || self.data.is("clause", key) || ends(&self.data.verb_endings) {
                    return None;
                }
            }
            at += 1;
        }
        None
    }

    /// *ils étaient 2 500 à défiler*
    fn doing(&self, place: Place) -> Option<Found> {
        let are = self.data.is("being", self.words.before(place.start, 1));
        let to = self.words.key(place.end) == "à";
        let (_, name) = self
            .sign(Sign::Subject, place.end + 1, place.head)
            .filter(|_| are && to)?;
        Some(Found {
            name: name.to_owned(),
            end: None,
        })
    }

    /// One past the comma or bracket that closes the insertion opened at word `at`.
    fn insertion_end(&self, at: usize) -> Option<usize> {
        let close = if self.words.key(at) == "(" { ")" } else { "," };
        (at + 1..at + REACH)
            .find(|&i| self.words.key(i) == close)
            .map(|i| i + 1)
    }

    /// The first measure with this sign at word `i` that may count `head`.
    fn sign(&self, sign: Sign, i: usize, head: Option<&str>) -> Option<(usize, &'static str)> {
        let free = matches!(sign, Sign::Noun | Sign::Group | Sign::Act | Sign::Topic);
        let signs = self.data.signs(sign, self.words.from(i));
        signs
            .into_iter()
            .find(|(_, measure)| free || self.counts(measure, head))
            .map(|(len, measure)| (len, measure.name))
    }

    fn counts(&self, measure: &Measure, head: Option<&str>) -> bool {
        measure.counts(head) && (!measure.persons || head.is_none_or(|head| self.person(head)))
    }

    /// True for a noun that names people.
    fn person(&self, noun: &str) -> bool {
        let people = |class| matches!(class, NounClass::Person | NounClass::Office | NounClass::Collective);
        self.data.is("persons", noun)
            || self.lexicon.is_some_and(|lexicon| {
                lexicon
                    .readings(noun)
                    .iter()
                    .any(|reading| reading.class.is_some_and(people))
            })
    }

    /// The measure `name` that ends before word `end`, with another one that *ou* or *et* joins to it.
    fn joined(&self, name: &str, end: usize, sign: impl Fn(usize) -> Option<(usize, &'static str)>) -> Found {
        if !matches!(self.words.key(end), "ou" | "et") {
            return found(name, end);
        }
        let mut at = end + 1;
        while at < end + 3 && (self.data.is("auxiliaries", self.words.key(at)) || self.adverb(at)) {
            at += 1;
        }
        match sign(at) {
            Some((len, other)) if other != name => {
                let mut names = [name, other];
                names.sort_unstable();
                found(&names.join("+"), at + len)
            }
            _ => found(name, end),
        }
    }

    /// True where word `i` tells a measure of something.
    pub fn tells(&self, i: usize) -> bool {
        [Sign::Participle, Sign::Subject]
            .into_iter()
            .any(|sign| !self.data.signs(sign, self.words.from(i)).is_empty())
    }

    /// True for what may stand between an auxiliary and its participle.
    fn adverb(&self, i: usize) -> bool {
        let key = self.words.key(i);
        self.data.is("adverbs", key) || (key.len() > 6 && key.ends_with("ment"))
    }

    /// The measure of a bare number whose noun stands earlier: *le bilan s'élève à 49*.
    pub fn topic(&self, start: usize) -> Option<Found> {
        (start.saturating_sub(REACH)..start).rev().find_map(|i| {
            let (_, name) = self.sign(Sign::Topic, i, None)?;
            Some(Found {
                name: name.to_owned(),
                end: None,
            })
        })
    }
}

fn found(name: &str, end: usize) -> Found {
    Found {
        name: name.to_owned(),
        end: Some(end),
    }
}
