//! What the little words of a noun phrase say: how it is determined, of what gender and number it is.

use crate::fold;
use crate::lexicon::Gender;
use crate::text::tag::{Tag, Word};

/// How a noun phrase is determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determination {
    /// *il, elle, lui*
    Pronoun,
    /// *ce dernier, cette dernière, celui-ci*
    Latter,
    /// *la même source*; *à l'en croire*
    Same,
    /// *l'un d'eux, deux d'entre elles*
    Partitive,
    /// *ce, cette, ces* with a noun
    Demonstrative,
    /// *son, sa, ses, leur*
    Possessive,
    /// *le, la, les*
    Definite,
    /// *un, des, plusieurs*, a numeral
    Indefinite,
    /// No determiner.
    Bare,
}

impl Determination {
    /// True for what names nobody anew: *elle*, *ce dernier*, *la même source*, *l'un d'eux*.
    pub fn refers_back(self) -> bool {
        matches!(
            self,
            Determination::Pronoun | Determination::Latter | Determination::Same | Determination::Partitive
        )
    }
}

/// True where a participle, or a complement with a determiner, stands behind the head.
pub(super) fn is_told_apart(words: &[Word], head: usize) -> bool {
    let behind = words.get(head + 1..).unwrap_or_default();
    let determined = |pair: &[Word]| matches!(&*pair[0].lower, "de" | "d'") && pair[1].tag == Tag::Determiner;
    behind.windows(2).any(determined)
        || behind
            .iter()
            .any(|w| w.can_be_tag(Tag::PastParticiple) || matches!(&*w.lower, "du" | "des"))
}

/// How the noun phrase is determined, by its first words.
pub(super) fn determination(words: &[Word], head: &Word) -> Determination {
    let first = &*words[0].lower;
    let has = |word: &str| words.iter().any(|w| w.lower == *word);
    if words.len() >= 3 && matches!(&*words[words.len() - 1].lower, "eux" | "elles") && (has("d'") || has("de")) {
        return Determination::Partitive;
    }
    if words.len() == 1 && matches!(first, "l'" | "les" | "son" | "sa" | "ses" | "leur" | "leurs") {
        return Determination::Same;
    }
    if has("dernier") && matches!(first, "ce" | "ces") && words.len() <= 2
        || has("dernière") && first == "cette" && words.len() <= 2
        || has("derniers") && first == "ces"
        || matches!(first, "celui-ci" | "celle-ci" | "ceux-ci" | "celles-ci")
        || has("latter") && words.len() <= 2
    {
        return Determination::Latter;
    }
    if matches!(first, "l'" | "the")
        && words
            .get(1)
            .is_some_and(|w| matches!(&*w.lower, "intéressé" | "intéressée"))
    {
        return Determination::Latter;
    }
    if (has("même") || has("mêmes") || has("same")) && words.len() <= 4 {
        return Determination::Same;
    }
    match head.tag {
        Tag::SubjectPronoun | Tag::Pronoun if words.len() == 1 || head.tag == Tag::SubjectPronoun => {
            return Determination::Pronoun;
        }
        _ => {}
    }
    match first {
        "le" | "la" | "l'" | "les" | "the" | "au" | "aux" | "ledit" | "ladite" | "lesdits" | "lesdites" => {
            Determination::Definite
        }
        "ce" | "cet" | "cette" | "ces" | "this" | "that" | "these" => Determination::Demonstrative,
        "son" | "sa" | "ses" | "leur" | "leurs" | "his" | "her" | "its" | "their" => Determination::Possessive,
        _ if words[..words.len() - 1].iter().any(is_possessive) => Determination::Definite,
        _ if words[0].tag == Tag::Determiner
            || matches!(words[0].tag, Tag::Numeral | Tag::Contraction | Tag::Adverb) =>
        {
            Determination::Indefinite
        }
        _ => Determination::Bare,
    }
}

/// The *'s* of a genitive.
fn is_possessive(word: &Word) -> bool {
    word.tag == Tag::Determiner && fold::is_apostrophe(word.lower.chars().next().unwrap_or(' '))
}

/// Gender of a pronoun, and whether it stands for several.
pub(super) fn pronoun(word: &str) -> (Option<Gender>, bool) {
    match word {
        "il" | "lui" | "he" | "him" | "lui-même" | "celui-ci" => (Some(Gender::Masculine), false),
        "elle" | "she" | "her" | "elle-même" | "celle-ci" => (Some(Gender::Feminine), false),
        "ils" | "eux" | "eux-mêmes" | "ceux-ci" => (Some(Gender::Masculine), true),
        "elles" | "elles-mêmes" | "celles-ci" => (Some(Gender::Feminine), true),
        "they" | "them" => (None, true),
        _ => (None, false),
    }
}

/// *l'ancienne cadre*: the adjective tells what the article does not.
pub(super) fn gender_of_former(word: &Word) -> Option<Gender> {
    match &*word.lower {
        "ancien" => Some(Gender::Masculine),
        "ancienne" => Some(Gender::Feminine),
        _ => None,
    }
}

/// *le*, *une*: the gender that a determiner shows.
pub(super) fn gender_of_determiner(word: &Word) -> Option<Gender> {
    match &*word.lower {
        "le" | "un" | "ce" | "cet" => Some(Gender::Masculine),
        "la" | "une" | "cette" | "sa" => Some(Gender::Feminine),
        _ => None,
    }
}
