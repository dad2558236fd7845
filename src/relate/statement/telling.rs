//! Who says what a bare statement tells, and how sure: a source is no content, a claim told of somebody is not the statement's own.

use super::{Item, Sentence};
use crate::lexicon::relation::Relations;
use crate::relate::content::Kind;
use crate::span::Span;
use crate::text::tag::{Tag, Word};

/// How much the words of a source count.
const ASIDE: f32 = 0.25;

/// Makes little of *selon X* and *, rappelle X*, and marks what follows *X affirme que*.
pub(super) fn sources(words: &[Word], data: &'static Relations, sentence: &mut Sentence) {
    let mut aside: Vec<Span> = according(words).collect();
    let is = |list: &str, item: &Item| item.term.forms.iter().any(|form| data.is(list, form));
    for at in 0..sentence.items.len() {
        let item = &sentence.items[at];
        if item.term.kind != Kind::Verb || !is("tellers", item) {
            continue;
        }
        let verb = words.partition_point(|word| word.span.start < item.term.span.start);
        let part = item.part;
        let first = !sentence.items[..at].iter().any(|other| other.part == part);
        if first && is_inverted(words, verb) {
            let all = sentence.items.iter().filter(|other| other.part == part);
            aside.extend(all.map(|other| other.term.span));
        } else if is("claimers", &sentence.items[at]) && is_followed_by_that(words, verb) {
            for told in &mut sentence.parts[part + 1..] {
                told.reported = true;
            }
        }
    }
    for item in &mut sentence.items {
        if aside.iter().any(|span| span.contains(item.term.span)) {
            item.term.weight = item.term.weight.min(ASIDE);
        }
    }
}

/// *selon X*, *d'après X*, up to the next mark or verb.
fn according<'a>(words: &'a [Word]) -> impl Iterator<Item = Span> + 'a {
    let lower = |i: usize| words.get(i).map_or("", |word| &*word.lower);
    let opens =
        move |i: usize| lower(i) == "selon" || lower(i) == "d'après" || (lower(i) == "d'" && lower(i + 1) == "après");
    (0..words.len()).filter(move |&i| opens(i)).filter_map(move |i| {
        let closed = |word: &&Word| {
            matches!(
                word.tag,
                Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::FiniteVerb | Tag::Relative
            )
        };
        let inside = words[i..].iter().take_while(|word| !closed(word));
        Some(Span::new(words[i].span.start, inside.last()?.span.end))
    })
}

/// True for a verb behind a comma, or in *comme le rappelle X*: its subject follows.
fn is_inverted(words: &[Word], verb: usize) -> bool {
    let before = words[..verb].iter().rev().take(4);
    let mut outside = before.skip_while(|word| {
        matches!(
            word.tag,
            Tag::FiniteVerb | Tag::ObjectPronoun | Tag::Adverb | Tag::Determiner
        )
    });
    outside
        .next()
        .is_some_and(|word| word.tag == Tag::Comma || matches!(&*word.lower, "comme" | "qu'" | "que"))
}

fn is_followed_by_that(words: &[Word], verb: usize) -> bool {
    let after = words.iter().skip(verb + 1).take(6);
    after
        .take_while(|word| !matches!(word.tag, Tag::Comma | Tag::FiniteVerb))
        .any(|word| matches!(&*word.lower, "que" | "qu'"))
}

/// Marks the clauses of *a bien eu lieu*, *existe réellement*.
pub(super) fn affirmations(words: &[Word], sentence: &mut Sentence) {
    for (i, word) in words.iter().enumerate().skip(1) {
        let sure = matches!(&*word.lower, "bien" | "effectivement" | "réellement" | "vraiment");
        let verb = matches!(words[i - 1].tag, Tag::FiniteVerb) || &*words[i - 1].lower == "et";
        let other = words
            .get(i + 1)
            .is_some_and(|next| matches!(&*next.lower, "que" | "plus" | "moins" | "mieux"));
        if !(sure && verb) || other {
            continue;
        }
        let at = sentence
            .items
            .partition_point(|item| item.term.span.start < word.span.start);
        let near = sentence.items.get(at).or(sentence.items.last());
        if let Some(part) = near.map(|item| item.part) {
            sentence.parts[part].affirmed = !sentence.parts[part].negated;
        }
    }
}
