//! What a figure stands on: what it leaves in, whether it is paid or only offered, what it supposes.

use super::Pair;
use crate::relate::content::Kind;
use crate::relate::facts::Facts;

/// True where one sum is said to be net, gross, an average or a part, or without what is taken off, and the other is not: both may hold.
pub(super) fn other_base(pair: &Pair) -> bool {
    let stated = |facts: &Facts| pair.has("accounting", facts) || facts.says("bases");
    stated(pair.a) != stated(pair.b)
}

/// True where one sum is offered, asked for or set aside, and the other one is not.
pub(super) fn one_offers(pair: &Pair) -> bool {
    let offers = |facts: &Facts| {
        let mut verbs = facts.content.verbs();
        let nouns = facts.content.terms.iter().filter(|term| term.kind == Kind::Noun);
        verbs.any(|verb| pair.is("offers", verb))
            || nouns.filter(|noun| noun.before).any(|noun| pair.is("offerings", noun))
    };
    offers(pair.a) != offers(pair.b)
}

/// True for *Sans les bulletins litigieux, l'écart est de 31 voix*: what would be if something were left out.
pub(super) fn supposes(facts: &Facts) -> bool {
    let mut words = facts.each_word();
    words.next().is_some_and(|word| word == "sans")
        && words
            .next()
            .is_some_and(|word| matches!(&*word, "les" | "ces" | "la" | "le" | "cette" | "ce"))
}
