//! The words of a claim with their tags, mended where the words around them in a claim say more than a sentence of its own would.

use crate::lexicon::{Lexicon, Pos, Tense};
use crate::span::Span;
use crate::text::Analysis;
use crate::text::tag::{self, Tag, Word};

/// Tags one content span, quotation marks in it as bare marks.
pub(in crate::relate) fn words<'t>(analysis: &Analysis<'t>, lexicon: &'static Lexicon, span: Span) -> Vec<Word<'t>> {
    let first = analysis.tokens.partition_point(|token| token.span.start < span.start);
    let last = first + analysis.tokens[first..].partition_point(|token| token.span.end <= span.end);
    let mut words = tag::tag(analysis, lexicon, first..last, 0..0, 0);
    mend(&mut words);
    words
}

/// Reads *est* after a noun as the verb: what follows it is no noun then.
fn mend(words: &mut [Word]) {
    for i in 1..words.len() {
        if words[i].lower == "vu" && words[i - 1].is_form_of("avoir") {
            words[i].tag = Tag::PastParticiple;
        }
        // *le variant*, *une mise en scène*: after an article, what can be a noun is one.
        let form = matches!(words[i].tag, Tag::PresentParticiple | Tag::PastParticiple);
        if form
            && words[i - 1].tag == Tag::Determiner
            && (words[i].can_be(Pos::Noun) || words[i].tag == Tag::PresentParticiple || words[i].lower == "mise")
        {
            words[i].tag = Tag::Noun;
        }
        if words[i].lower == "contre" {
            words[i].tag = Tag::Preposition;
        }
        // *autorise la pêche*: after a verb, what can be a noun with its article is one.
        let verb = |w: &Word| matches!(w.tag, Tag::FiniteVerb | Tag::PastParticiple | Tag::Infinitive);
        if i >= 2
            && words[i].tag == Tag::FiniteVerb
            && matches!(&*words[i - 1].lower, "le" | "la" | "les" | "l'")
            && verb(&words[i - 2])
            && words[i].can_be(Pos::Noun)
        {
            words[i - 1].tag = Tag::Determiner;
            words[i].tag = Tag::Noun;
        }
        let east = words[i].tag == Tag::Noun && words[i].lower == "est";
        if !east || !matches!(words[i - 1].tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Pronoun) {
            continue;
        }
        words[i].tag = Tag::FiniteVerb;
        let participle = |word: &Word| word.readings.iter().any(|r| r.tense == Some(Tense::PastParticiple));
        if let Some(next) = words
            .get_mut(i + 1)
            .filter(|next| next.tag == Tag::Noun && participle(next))
        {
            next.tag = Tag::PastParticiple;
        }
    }
}
