//! How sure a bare statement is of what it tells: a claim told of somebody is not its own.

use super::{Item, Sentence};
use crate::lexicon::relation::Relations;
use crate::relate::content::Kind;
use crate::text::tag::{Tag, Word};

/// Marks what follows *X affirme que*.
pub(super) fn reported(words: &[Word], data: &'static Relations, sentence: &mut Sentence) {
    let is = |list: &str, item: &Item| item.term.forms.iter().any(|form| data.is(list, form));
    for at in 0..sentence.items.len() {
        let item = &sentence.items[at];
        let verb = words.partition_point(|word| word.span.start < item.term.span.start);
        if item.term.kind == Kind::Verb && is("claimers", item) && is_followed_by_that(words, verb) {
            let part = item.part;
            for told in &mut sentence.parts[part + 1..] {
                told.reported = true;
            }
        }
    }
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
        // *est bien menacé*: no goods are meant.
        for item in sentence.items.iter_mut().filter(|item| item.term.span == word.span) {
            item.term.weight = 0.0;
        }
    }
}
