//! Somebody or something that an article has named.

use super::mention::Description;
use crate::fold;
use crate::lexicon::{Gender, Lexicon, NounClass};
use crate::model::SpeakerKind;

/// Somebody or something that the article has named.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    pub(super) name: Name,
    pub(super) kind: SpeakerKind,
    /// True where `name` is a proper name.
    pub(super) proper: bool,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
    pub(super) nouns: Vec<String>,
    pub(super) office: bool,
    /// True where it was first named as one that the reader knows: *le gouverneur*.
    pub(super) definite: bool,
    pub(super) qualifiers: Vec<String>,
    /// Folded.
    pub(super) acronym: Option<String>,
    pub(super) affiliation: Option<String>,
    /// What whoever holds its office speaks for: *préfecture de l'Orne* for *préfète de l'Orne*.
    pub(super) house: Option<String>,
    pub(super) country: Option<String>,
    /// When it was last named: a count of mentions.
    pub(super) named: usize,
    /// Salience of its last mention: the count, and more for a subject or a speaker.
    pub(super) salience: usize,
    /// Unit of its last mention.
    pub(super) unit: usize,
    /// Unit in which it was last a subject or spoke.
    pub(super) led: Option<usize>,
    /// Unit in which it was last named inside what somebody reports.
    pub(super) reported: Option<usize>,
    /// Unit whose sentence it last opened, so that the sentence is about it.
    pub(super) opened: Option<usize>,
    pub(super) spoke: bool,
    /// True where it did something or somebody speaks for it, so that it is no mere place or thing with a name.
    pub(super) acted: bool,
}

impl Entity {
    /// *Legault défend le plan. Le premier ministre François Legault …*: what was taken for a body by its bare name.
    pub(super) fn turns_out_a_person(&mut self, description: &Description) {
        let bare = self.kind == SpeakerKind::Organisation
            && self.proper
            && self.name.words.len() == 1
            && self.nouns.is_empty()
            && self.country.is_none();
        if bare && description.person && description.name.is_some() {
            self.kind = SpeakerKind::Person;
            self.affiliation = None;
        }
    }

    /// True unless it is known to have another gender.
    pub(super) fn may_be(&self, gender: Option<Gender>) -> bool {
        match (self.gender, gender) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        }
    }

    /// True for a name of which nothing tells whether a person bears it.
    pub(super) fn may_be_company(&self) -> bool {
        self.proper && self.gender.is_none() && self.nouns.is_empty()
    }

    /// True for a body that is named as those are that take up arms or march: *Front populaire*.
    pub(super) fn fights(&self) -> bool {
        self.name.words.first().is_some_and(|word| {
            matches!(
                word.as_str(),
                "front" | "mouvement" | "alliance" | "armee" | "forces" | "coalition"
            )
        })
    }

    /// True for a body whose name begins with a capital that is no proper name: *Protection civile*.
    pub(super) fn is_capital(&self) -> bool {
        !self.proper && self.name.text.starts_with(char::is_uppercase)
    }

    /// True for people, named or not, alone or several.
    pub(super) fn is_human(&self) -> bool {
        matches!(
            self.kind,
            SpeakerKind::Person | SpeakerKind::Office | SpeakerKind::Group | SpeakerKind::Anonymous
        )
    }
}

/// A name in the forms in which names are compared, each worked out once.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    /// As written.
    pub(super) text: String,
    pub(super) folded: String,
    /// Folded words.
    pub(super) words: Vec<String>,
    /// The words with single spaces between.
    pub(super) joined: String,
    /// Keys of spelling of the first and the last word, if it has more than three letters.
    pub(super) keys: [Option<String>; 2],
}

impl Name {
    /// A description in words of the language: no spelling of it is another's.
    pub(super) fn common(text: &str) -> Name {
        let folded = fold::fold(text);
        let words = words_of(&folded);
        Name {
            text: text.to_string(),
            joined: words.join(" "),
            words,
            folded,
            keys: [None, None],
        }
    }

    /// A proper name.
    pub(super) fn proper(text: &str) -> Name {
        let mut name = Name::common(text);
        name.spell();
        name
    }

    pub(super) fn spell(&mut self) {
        let key = |word: Option<&String>| word.filter(|w| w.len() > 3).map(|w| fold::name_key(w));
        self.keys = [key(self.words.first()), key(self.words.last())];
    }

    pub(super) fn has_first(&self, other: &Name) -> bool {
        let same = self.words.first().zip(other.words.first()).is_some_and(|(a, b)| a == b);
        same || self.keys[0].is_some() && self.keys[0] == other.keys[0]
    }

    /// True where the other name is this one with words left out behind the first: *Mahamat Déby*, for *Mahamat Idriss Déby Itno*.
    pub(super) fn goes_on_from(&self, other: &Name) -> bool {
        let mut own = self.words.iter().skip(1);
        let begins = self.words.first() == other.words.first();
        begins && other.words.len() >= 2 && other.words.iter().skip(1).all(|word| own.any(|mine| mine == word))
    }

    pub(super) fn has_last(&self, other: &Name) -> bool {
        // « M. Husseini » of *Karim al-Husseini*
        let bare = |word: &String| {
            ["al-", "el-"]
                .iter()
                .find_map(|al| word.strip_prefix(al))
                .unwrap_or(word)
                .to_owned()
        };
        let same = self
            .words
            .last()
            .zip(other.words.last())
            .is_some_and(|(a, b)| bare(a) == bare(b));
        same || self.keys[1].is_some() && self.keys[1] == other.keys[1]
    }
}

/// True for what is known to be a body and no person.
pub(super) fn is_body(entity: &Entity) -> bool {
    entity.kind == SpeakerKind::Organisation
        && (entity.country.is_some() || !entity.nouns.is_empty() || entity.name.words.len() > 1)
}

/// Words of a folded name.
pub(super) fn words_of(folded: &str) -> Vec<String> {
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect()
}

pub(super) fn kind_of(description: &Description, place: bool) -> SpeakerKind {
    if description.name.is_some() && description.person {
        return SpeakerKind::Person;
    }
    if place {
        return SpeakerKind::Organisation;
    }
    match description.class {
        Some(NounClass::Person | NounClass::Office) if description.plural => SpeakerKind::Group,
        Some(class) => {
            let kind = Lexicon::speaker_kind(class);
            if kind == SpeakerKind::Office && description.name.is_some() {
                SpeakerKind::Person
            } else {
                kind
            }
        }
        None if description.name.is_some() && description.nouns.is_empty() => {
            if description.name.as_deref().is_some_and(|n| n.contains(' ')) {
                SpeakerKind::Person
            } else {
                SpeakerKind::Organisation
            }
        }
        None if description.plural => SpeakerKind::Group,
        None => SpeakerKind::Person,
    }
}
