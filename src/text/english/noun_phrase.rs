//! English noun phrases, whose head comes last.

use std::ops::Range;

use super::{is_class, is_verbal};
use crate::lexicon::NounClass;
use crate::text::phrase::{LONGEST_NOUN_PHRASE, NounPhrase};
use crate::text::tag::{Tag, Word};

/// The noun phrase that begins at word `start`, if one does: its head is the last noun before the first complement.
pub(in crate::text) fn noun_phrase(words: &[Word], start: usize) -> Option<NounPhrase> {
    let limit = words.len().min(start + LONGEST_NOUN_PHRASE);
    let first = words.get(start)?;
    match first.tag {
        Tag::SubjectPronoun => return Some(NounPhrase::word(start)),
        Tag::Pronoun => {
            let mut whole = NounPhrase::word(start);
            whole.words.end = complement(words, start + 1, limit).unwrap_or(start + 1);
            return Some(whole);
        }
        Tag::Determiner | Tag::Noun | Tag::Name | Tag::Title | Tag::Numeral | Tag::Adjective => {}
        _ => return None,
    }
    let mut i = start;
    let mut head: Option<usize> = None;
    let mut name: Option<Range<usize>> = None;
    while i < limit {
        let word = &words[i];
        match word.tag {
            Tag::Determiner
                if i == start || word.lower.starts_with('\'') || matches!(words[i - 1].tag, Tag::Determiner) =>
            {
                // What stood before *'s* only says whose.
                if word.lower.starts_with('\'') {
                    (head, name) = (None, None);
                }
                i += 1;
            }
            Tag::Adjective | Tag::Numeral if head.is_none() || name.is_none() && words[i - 1].tag != Tag::Noun => {
                i += 1
            }
            // « Volta Chief Executive X », « Unite general secretary X »
            Tag::Adjective
                if name.is_some()
                    && words.get(i + 1).is_some_and(|w| {
                        w.tag == Tag::Noun && (word.capital && w.capital || is_class(w, NounClass::Office))
                    }) =>
            {
                i += 1
            }
            // « spokesman 34 », « the council last week »
            Tag::Adjective | Tag::Numeral if words[i - 1].tag == Tag::Noun && is_compound(words, i, head) => i += 1,
            // « the council Tuesday », « a statement Monday »
            Tag::Noun if i > start && head.is_some() && is_class(word, NounClass::Time) && word.capital => break,
            Tag::Noun if name.is_some() && head != name.as_ref().map(|n| n.start) => break,
            Tag::Noun => {
                // A name before the noun only modifies it: *the Reuters correspondent*.
                name = None;
                head = Some(i);
                i += 1;
            }
            // « In 2019 Ms Vance wrote »
            Tag::Name | Tag::Title if i == start + 1 && words[start].tag == Tag::Numeral => break,
            Tag::Name | Tag::Title => {
                let thing =
                    head.is_some_and(|h| words[h].tag == Tag::Noun && !words[h].capital && !names_somebody(&words[h]));
                if thing || name.is_some() {
                    break;
                }
                let begin = i;
                while i < limit && (matches!(words[i].tag, Tag::Name | Tag::Title) || particle(words, i)) {
                    i += 1;
                }
                let from = (begin..i).find(|&j| words[j].tag == Tag::Name).unwrap_or(begin);
                name = Some(from..i);
                head.get_or_insert(from);
            }
            Tag::Pronoun
                if matches!(&*word.lower, "latter" | "former" | "others" | "other" | "one" | "ones")
                    && i > start
                    && head.is_none() =>
            {
                head = Some(i);
                i += 1;
            }
            Tag::Quotation
                if head.is_some() && word.span.len() <= 40 && words.get(i + 1).is_some_and(|w| is_verbal(w.tag)) =>
            {
                i += 1
            }
            Tag::Open if head.is_some() => {
                match words[i + 1..limit.min(i + 8)].iter().position(|w| w.tag == Tag::Close) {
                    Some(length) => i += length + 2,
                    None => break,
                }
            }
            // « warned on Monday of »
            Tag::Preposition if head.is_some_and(|h| words[h].capital && is_class(&words[h], NounClass::Time)) => break,
            Tag::Preposition if head.is_some() => {
                match complement(words, i, limit).or_else(|| post(words, i, limit, head)) {
                    Some(end) => i = end,
                    None => break,
                }
            }
            // « people familiar with the matter »
            Tag::Adjective
                if head == Some(i - 1)
                    && words[i - 1].tag == Tag::Noun
                    && words
                        .get(i + 1)
                        .is_some_and(|w| w.tag == Tag::Preposition && w.lower != "to") =>
            {
                i = flat(words, i + 2, limit).unwrap_or(i + 1);
                break;
            }
            // « a statement published on Sunday », « a letter seen by the newspaper »
            Tag::PastParticiple if head == Some(i - 1) && words[i - 1].tag == Tag::Noun => {
                let link = words.get(i + 1).filter(|w| w.tag == Tag::Preposition);
                i = link.and_then(|_| flat(words, i + 2, limit)).unwrap_or(i + 1);
                break;
            }
            // « foreign and defence ministers », « the trade and industry ministry »
            Tag::Coordinator
                if word.lower == "and"
                    && i > start
                    && matches!(words[i - 1].tag, Tag::Adjective)
                    && words.get(i + 1).is_some_and(|w| w.tag == Tag::Adjective) =>
            {
                i += 1;
            }
            _ => break,
        }
        if words[i - 1].tag == Tag::Preposition {
            break;
        }
    }
    // « two dozen protesters »
    let head = head.or_else(|| {
        (start..i)
            .rev()
            .find(|&j| matches!(words[j].tag, Tag::Numeral | Tag::Adjective))
    })?;
    let counted = is_class(&words[head], NounClass::Quantity)
        .then(|| (head + 2..i).find(|&j| words[j].tag == Tag::Noun && words[head + 1].lower == "of"))
        .flatten();
    Some(NounPhrase {
        words: start..i,
        head: counted.unwrap_or(head),
        name,
    })
}

/// True where an adjective between nouns belongs to a compound: *Defence Ministry chief spokesman*.
fn is_compound(words: &[Word], i: usize, head: Option<usize>) -> bool {
    head.is_some_and(|h| h + 1 == i)
        && words[i].capital
        && words
            .get(i + 1)
            .is_some_and(|w| matches!(w.tag, Tag::Noun) && w.capital)
}

fn names_somebody(word: &Word) -> bool {
    word.readings.iter().any(|r| {
        matches!(
            r.class,
            Some(NounClass::Office | NounClass::Person | NounClass::Organisation)
        )
    })
}

/// Particles inside names, between two capitals: *Ursula von der Leyen*.
fn particle(words: &[Word], i: usize) -> bool {
    matches!(
        &*words[i].lower,
        "de" | "von"
            | "van"
            | "der"
            | "den"
            | "di"
            | "da"
            | "del"
            | "della"
            | "bin"
            | "ben"
            | "al"
            | "el"
            | "du"
            | "la"
            | "le"
            | "dos"
    ) && i > 0
        && !words[i].capital
        && words[i - 1].tag == Tag::Name
        && words[i + 1..].iter().take(2).any(|w| w.capital)
}

/// One past the *of* complement that begins at `i`.
fn complement(words: &[Word], i: usize, limit: usize) -> Option<usize> {
    let of = words
        .get(i)
        .is_some_and(|w| w.tag == Tag::Preposition && w.lower == "of");
    if of { flat(words, i + 1, limit) } else { None }
}

/// One past what says where somebody works, lives or for whom he speaks: *a spokesman for the ministry*, *the ambassador to France*.
fn post(words: &[Word], i: usize, limit: usize, head: Option<usize>) -> Option<usize> {
    let class = words[head?].class()?;
    let links: &[&str] = match class {
        NounClass::Office => &["for", "to", "at", "with"],
        NounClass::Person => &["at", "with"],
        NounClass::Anonymous | NounClass::Organisation => &["in", "at", "close", "within"],
        _ => return None,
    };
    let word = &words[i];
    if !links.contains(&&*word.lower) || words.get(i + 1).is_some_and(|w| is_class(w, NounClass::Time)) {
        return None;
    }
    let end = flat(words, i + 1, limit)?;
    let inside = &words[i + 1..end];
    let somebody = inside
        .iter()
        .any(|w| w.capital || names_somebody(w) || is_class(w, NounClass::Collective));
    somebody.then_some(end)
}

/// One past the noun phrase that begins at `i`, its own *of* complement included.
fn flat(words: &[Word], start: usize, limit: usize) -> Option<usize> {
    let mut i = start;
    let mut last = None;
    while i < limit {
        let word = &words[i];
        match word.tag {
            Tag::Determiner if i == start || word.lower.starts_with('\'') || words[i - 1].tag == Tag::Determiner => {}
            Tag::Adjective | Tag::Numeral => {}
            Tag::Noun if last.is_some() && word.capital && is_class(word, NounClass::Time) => break,
            Tag::Noun | Tag::Pronoun => last = Some(i),
            // « the governor of Texas Greg Abbott » is rare; « of the Armenian president Nikol Pashinyan » is not.
            Tag::Name | Tag::Title => last = Some(i),
            Tag::Quotation if word.span.len() <= 40 && last.is_none() => last = Some(i),
            Tag::Coordinator
                if word.lower == "and"
                    && last.is_some()
                    && words
                        .get(i + 1)
                        .is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Name) && w.capital)
                    && words[i - 1].capital => {}
            Tag::Preposition if word.lower == "of" && last.is_some() => return flat(words, i + 1, limit).or(Some(i)),
            _ => break,
        }
        i += 1;
    }
    last.map(|l| l + 1).or_else(|| (i > start).then_some(i))
}
