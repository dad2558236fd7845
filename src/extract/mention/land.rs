//! Which land the words of a noun phrase tell of whom it names.

use std::ops::Range;

use super::complement::{Complement, is_of_city, is_river};
use super::{Description, text_of};
use crate::extract::taken_up::is_company;
use crate::fold;
use crate::lexicon::{Lexicon, NounClass, PlaceRole, Pos};
use crate::text::tag::{Tag, Word};

/// Letters up to which a word may be a state's acronym: *EAU*.
const SHORT: usize = 3;

/// A noun phrase, and what is known of it before its land.
pub(super) struct Phrase<'a, 't> {
    pub words: &'a [Word<'t>],
    pub head: usize,
    /// One past its last word before a parenthesis.
    pub end: usize,
    /// Words of its own proper name.
    pub name: Option<&'a Range<usize>>,
    pub complement: Option<&'a Complement>,
    /// True where its noun opens the name of a firm: *les Laboratoires Hémera*.
    pub opens_name: bool,
}

impl Phrase<'_, '_> {
    /// The first land that an adjective, a capital, a seat or a name tells; `description` is what is known of the bearer.
    pub fn land(&self, description: &Description, lexicon: &Lexicon, text: &str) -> Option<String> {
        let telling = |i: &usize| {
            let word = &self.words[*i];
            word.capital || matches!(word.tag, Tag::Adjective | Tag::Noun)
        };
        (0..self.end).filter(telling).find_map(|i| {
            let word = &self.words[i];
            // « la Corée du Nord », « la Guinée équatoriale »: the longest name first.
            let named = |last: usize| lexicon.country(&fold::fold(&text_of(self.words.get(i..=last)?, text)));
            let (country, role) = (i..i + 4).rev().find_map(named)?;
            let in_name = self.name.is_some_and(|name| name.contains(&i));
            // « la police de l'eau », « Eau claire »: not that of the EAU.
            let letters = word.acronym || !(fold::fold(&word.lower).len() <= SHORT && word.can_be(Pos::Noun));
            let tells = (!in_name || !description.person) && letters && self.tells(i, role, description);
            tells.then(|| country.name.to_string())
        })
    }

    /// True where word `i`, which stands for a land in this role, says whom the bearer is of.
    fn tells(&self, i: usize, role: PlaceRole, description: &Description) -> bool {
        let (words, head) = (self.words, self.head);
        let word = &words[i];
        match role {
            // « un porte-parole militaire indien »: a noun that describes another.
            PlaceRole::Demonym => {
                let describes = i > 0 && matches!(words[i - 1].tag, Tag::Noun | Tag::Adjective);
                let of_another = self.in_body_name(i, description)
                    || self.serves(i, description)
                    || of_field(words, head, i)
                    || of_firm(words, head, i);
                !of_another && (word.tag != Tag::Noun || i == head || word.capital || describes)
            }
            // « la présidente de l'Association des médecins de France »
            _ if self.complement.is_some_and(|complement| complement.capital)
                || self.opens_name
                || !(word.capital || word.tag == Tag::Adjective) =>
            {
                false
            }
            PlaceRole::Capital => !(is_of_city(words, i) || is_river(words, i)),
            // « la directrice d'Halberg France », « invitée de France Inter »
            PlaceRole::Name => {
                let named = |word: Option<&Word>| word.is_some_and(|word| word.tag == Tag::Name);
                let in_name = self.name.is_some_and(|name| name.contains(&i));
                in_name || !(named(i.checked_sub(1).map(|i| &words[i])) || named(words.get(i + 1)))
            }
            _ => true,
        }
    }

    /// *le Syndicat **ivoirien** des gens de mer*, *l'Union de l'apiculture **française***: an adjective inside a body's name.
    fn in_body_name(&self, i: usize, description: &Description) -> bool {
        let head = &self.words[self.head];
        let links = |word: &Word| matches!(word.tag, Tag::Preposition | Tag::Contraction);
        let linked = if i == self.head + 1 {
            self.words.get(i + 1).is_some_and(links)
        } else {
            self.words[self.head..i.max(self.head)].iter().any(links)
        };
        let body = description.class == Some(NounClass::Organisation) && self.head > 0 && head.capital;
        body && linked && !matches!(head.lemma(), "ministère" | "gouvernement" | "armée" | "parlement")
    }

    /// *les paramilitaires **soudanais** des Forces d'appui*: whom they serve, before whence they are; *de Brest* is no such body.
    fn serves(&self, i: usize, description: &Description) -> bool {
        let body = self.complement.and_then(|complement| complement.body.as_ref());
        let whole = body.is_some_and(|body| {
            body.starts_with(char::is_uppercase) && (body.contains(' ') || !body.contains(char::is_lowercase))
        });
        let of = |word: &Word| matches!(&*word.lower, "de" | "d'" | "du" | "des");
        i == self.head + 1 && whole && description.plural && self.words.get(i + 1).is_some_and(of)
    }
}

/// True for an adjective at word `i` that says whence a firm or a club in a complement is: *le patron de la compagnie **belge***.
fn of_firm(words: &[Word], head: usize, i: usize) -> bool {
    let described = (head + 1..i).rev().find(|&j| words[j].tag == Tag::Noun);
    described.is_some_and(|j| {
        is_company(Some(&words[j].lemma().to_owned()))
            || matches!(
                words[j].lemma(),
                "club" | "association" | "syndicat" | "port" | "opposition"
            )
    })
}

/// True for an adjective at word `i` that is said of what somebody has in hand: *la directrice des opérations **européennes***.
fn of_field(words: &[Word], head: usize, i: usize) -> bool {
    let several = |word: &Word| word.reading().is_some_and(|reading| reading.plural == Some(true));
    let thing = |word: &Word| !word.capital && word.class().is_none_or(|class| class == NounClass::Other);
    let noun = i
        .checked_sub(1)
        .filter(|&noun| noun > head && words[noun].tag == Tag::Noun);
    noun.is_some_and(|noun| several(&words[noun]) && thing(&words[noun])) && several(&words[i])
}
