//! Whether a person bears a name, and whether an unknown noun says what somebody does.

use crate::lexicon::{NounClass, Pos};
use crate::text::tag::{Tag, Word};

/// False for a name of several words one of which only companies bear.
pub(super) fn may_be_person(words: &[Word], name: Option<&std::ops::Range<usize>>, text: &str) -> bool {
    let Some(name) = name.filter(|name| name.len() > 1) else {
        return true;
    };
    let first = &words[name.start];
    let known = first.tag == Tag::Title || first.can_be(Pos::FirstName);
    // « SNCF Réseau »
    let in_capitals = |word: &Word| {
        let written = word.span.of(text);
        written.chars().count() >= 3 && written.chars().all(char::is_uppercase)
    };
    let given = words[name.clone()].iter().any(|word| word.can_be(Pos::FirstName));
    if !known && !given && in_capitals(first) && !words[name.start + 1..name.end].iter().all(in_capitals) {
        return false;
    }
    let trade = |word: &Word| {
        matches!(
            &*word.lower,
            "air"
                | "sud"
                | "nord"
                | "est"
                | "ouest"
                | "airlines"
                | "airways"
                | "ferries"
                | "lines"
                | "rail"
                | "énergie"
                | "energie"
                | "énergies"
                | "energy"
                | "transports"
                | "industries"
                | "logistique"
                | "logistics"
                | "télécom"
                | "telecom"
                | "motors"
                | "shipping"
                | "mining"
                | "bank"
                | "capital"
                | "group"
                | "groupe"
                | "pharma"
                | "média"
                | "médias"
                | "solutions"
                | "technologies"
                | "services"
                | "immobilier"
                | "assurances"
        )
    };
    // « Électra Sud », « Rouge Direct »: a surname is seldom a noun that the lexicon knows as a thing's.
    let thing = |word: &Word| word.can_be(Pos::Noun) && !word.can_be(Pos::FirstName);
    // « Réseau Lande »
    let body = first.capital
        && !first.can_be(Pos::FirstName)
        && first.readings.iter().any(|r| r.class == Some(NounClass::Organisation));
    known || !body && !words[name.clone()].iter().any(trade) && !words[name.start + 1..name.end].iter().any(thing)
}

/// True for an unknown noun that ends as trades do: *un jardinier*, *une podologue*.
pub fn names_trade(word: &Word) -> bool {
    word.readings.is_empty()
        && word.tag == Tag::Noun
        && !word.capital
        && [
            "ier", "ière", "eur", "euse", "trice", "iste", "ien", "ienne", "logue", "aire", "ant", "ante",
        ]
        .iter()
        .any(|end| word.lower.ends_with(end))
}

/// True where the lone name behind a determiner says whence its bearer comes: *ce Bernois*, *cette Nantaise*.
pub(super) fn is_native(words: &[Word], name: Option<&std::ops::Range<usize>>) -> bool {
    let alone = name.is_some_and(|name| *name == (1..2)) && words.get(2).is_none_or(|w| w.tag != Tag::Name);
    alone
        && ["ais", "aise", "ois", "oise", "ien", "ienne", "éen", "éenne"]
            .iter()
            .any(|end| words[1].lower.ends_with(end))
}
