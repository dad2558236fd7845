//! Which words may stand for one another and which exclude one another, per language, out of `<lang>/{events,opposites}.toml`.

mod debates;
mod offices;
mod points;
mod thesaurus;

pub use offices::Offices;
pub use thesaurus::{ADVERBS, SenseId, Senses, Thesaurus};

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::fold::fold;
use crate::model::Lang;

/// Index of a class of words in [`Relations::classes`].
pub type ClassId = u16;

/// Index of a field of words, such as railways or elections.
pub type TopicId = u16;

/// Index of a kind of things, such as vehicles or relatives.
pub type KindId = u16;

/// A class of words for one kind of event or thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Stable name: `attack`, `truce`, `maintenance`.
    pub name: String,
    /// True where whoever does it is to blame for it.
    pub hostile: bool,
}

/// A state that a subject and a predicate tell together: a truce that holds is calm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Its name.
    pub name: String,
    /// The state that the negated predicate tells.
    pub otherwise: String,
    /// Classes of the subject.
    subjects: Vec<ClassId>,
    /// Classes of the predicate.
    predicates: Vec<ClassId>,
}

/// What is known about how the words of one language stand to one another. Words are [`fold`]ed dictionary forms.
#[derive(Debug, Default)]
pub struct Relations {
    /// All classes.
    pub classes: Vec<Class>,
    /// All states.
    pub states: Vec<State>,
    /// By first word: the words that follow it, and the class, longest first.
    phrases: FxHashMap<String, Vec<(Vec<String>, ClassId)>>,
    opposites: FxHashMap<String, FxHashSet<String>>,
    /// By class: the classes whose words exclude its own.
    opposed: Vec<Vec<ClassId>>,
    lists: FxHashMap<String, FxHashSet<String>>,
    offices: Offices,
    /// By word: the fields that it belongs to, as indices in the order of their names.
    topics: FxHashMap<String, Vec<TopicId>>,
    /// By noun of an act: the verb that tells the same act.
    acts: FxHashMap<String, String>,
    /// Endings of nouns of acts with those of their verbs, longest first.
    act_endings: Vec<(String, Vec<String>)>,
    /// By general word: the kinds that it names.
    generals: FxHashMap<String, Vec<KindId>>,
    /// By word: the kinds that it is an instance of.
    instances: FxHashMap<String, Vec<KindId>>,
    /// By word: the kind of things that exclude one another that it is of, and which of them.
    members: FxHashMap<String, (u16, u16)>,
    /// By word: names of the lists of a point that hold it, sorted.
    points: FxHashMap<String, Vec<String>>,
    thesaurus: Thesaurus,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventsFile {
    class: Vec<ClassEntry>,
    #[serde(default)]
    state: Vec<StateEntry>,
    lists: FxHashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActsFile {
    pairs: String,
    endings: String,
    none: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsFile {
    kinds: String,
    lists: FxHashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassEntry {
    name: String,
    #[serde(default)]
    hostile: bool,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateEntry {
    name: String,
    subjects: Vec<String>,
    predicates: Vec<String>,
    otherwise: String,
}

/// Words that stand between the words of a phrase and are left out of it, in data and text alike.
const BETWEEN: &[&str] = &[
    "a", "au", "aux", "avoir", "d", "de", "des", "du", "en", "etre", "l", "la", "le", "les", "ne", "par", "pas",
    "pour", "s", "se", "un", "une",
];

impl Relations {
    /// The relations of `lang`, parsed at the first call; none for a language that has none.
    pub fn of(lang: Lang) -> Option<&'static Relations> {
        static FR: LazyLock<Option<Relations>> = LazyLock::new(|| Relations::french().ok());
        match lang {
            Lang::FR => FR.as_ref(),
            _ => None,
        }
    }

    /// The text of the files whose order gives classes, senses, fields and kinds their numbers.
    pub fn sources() -> impl Iterator<Item = &'static str> {
        let files = [
            include_str!("fr/events.toml"),
            include_str!("fr/topics.toml"),
            include_str!("fr/kinds.toml"),
            include_str!("fr/points.toml"),
        ];
        files.into_iter().chain(thesaurus::FRENCH.iter().copied())
    }

    /// What counts beside [`Relations::of`] between two bare statements, out of `<lang>/{statements,statement_opposites}.toml`.
    pub fn of_statements(lang: Lang) -> Option<&'static Relations> {
        static FR: LazyLock<Option<Relations>> = LazyLock::new(|| {
            let (events, opposites) = (
                include_str!("fr/statements.toml"),
                include_str!("fr/statement_opposites.toml"),
            );
            Relations::parse(events, opposites).ok()
        });
        match lang {
            Lang::FR => FR.as_ref(),
            _ => None,
        }
    }

    /// True for a class of words of which a thing is but one, so that they exclude one another.
    pub fn excludes_within(&self, class: ClassId) -> bool {
        self.classes
            .get(usize::from(class))
            .is_some_and(|class| class.name.starts_with("one of"))
    }

    /// True for a folded word that a phrase leaves out wherever it stands.
    pub fn stands_between(word: &str) -> bool {
        BETWEEN.contains(&word)
    }

    /// The class with this name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        let at = self.classes.iter().position(|class| class.name == name)?;
        ClassId::try_from(at).ok()
    }

    /// Classes that the words `word(0)`, `word(1)`, … begin, with the number of words; `word(n)` gives every form of word n that counts.
    pub fn classes_at<'w>(&self, word: impl Fn(usize) -> &'w [String]) -> Vec<(usize, ClassId)> {
        let mut out: Vec<(usize, ClassId)> = Vec::new();
        for first in word(0) {
            for (rest, class) in self.phrases.get(first).into_iter().flatten() {
                let fits = rest.iter().enumerate().all(|(i, part)| word(i + 1).contains(part));
                if fits && !out.iter().any(|(_, known)| known == class) {
                    out.push((rest.len() + 1, *class));
                }
            }
        }
        out
    }

    /// True where the two words exclude one another.
    pub fn are_opposite(&self, a: &str, b: &str) -> bool {
        self.opposites.get(a).is_some_and(|against| against.contains(b))
    }

    /// True where words of these classes exclude one another: what works is not broken.
    pub fn are_opposed(&self, a: &[ClassId], b: &[ClassId]) -> bool {
        let against = |class: &ClassId| self.opposed.get(usize::from(*class)).map_or(&[][..], Vec::as_slice);
        a.iter()
            .any(|class| against(class).iter().any(|other| b.contains(other)))
    }

    /// True for a word that has an opposite.
    pub fn has_opposite(&self, word: &str) -> bool {
        self.opposites.contains_key(word)
    }

    /// True where `word` belongs to the list `name`; a list that no data names is empty.
    pub fn is(&self, name: &str, word: &str) -> bool {
        self.lists.get(name).is_some_and(|list| list.contains(word))
    }

    /// The offices: whom a ministry, a prefecture, a management speaks for.
    pub fn offices(&self) -> &Offices {
        &self.offices
    }

    /// The rest of the name of the list that begins with `kind` and holds `word`: `"fr"` of `"city fr"` for a city of France.
    pub fn listed(&self, kind: &str, word: &str) -> Option<&str> {
        let lists = self.lists.iter().filter(|(_, words)| words.contains(word));
        lists
            .filter_map(|(name, _)| name.strip_prefix(kind)?.strip_prefix(' '))
            .min()
    }

    /// The state that a subject and a predicate of these classes tell.
    pub fn state(&self, subject: &[ClassId], predicate: &[ClassId], negated: bool) -> Option<&str> {
        let shared = |a: &[ClassId], b: &[ClassId]| a.iter().any(|class| b.contains(class));
        let state = self
            .states
            .iter()
            .find(|state| shared(&state.subjects, subject) && shared(&state.predicates, predicate))?;
        Some(if negated { &state.otherwise } else { &state.name })
    }

    /// True where two words, by their folded forms, are of one kind: one names it, or both fall under it.
    pub fn same_kind(&self, a: &[String], b: &[String]) -> bool {
        self.kinds(a).any(|kind| self.kinds(b).any(|other| other == kind))
    }

    /// True where a word, by one of its folded forms, falls under another: *voiture* under *véhicule*.
    pub fn falls_under(&self, word: &[String], general: &[String]) -> bool {
        let kinds = general.iter().filter_map(|form| self.generals.get(form)).flatten();
        kinds.into_iter().any(|kind| {
            let mut held = word.iter().filter_map(|form| self.instances.get(form));
            held.any(|held| held.contains(kind))
        })
    }

    /// The kinds that a word names, and those that it is an instance of, by its folded forms.
    pub fn kinds<'r>(&'r self, forms: &'r [String]) -> impl Iterator<Item = KindId> + 'r {
        let general = forms.iter().filter_map(|form| self.generals.get(form));
        let special = forms.iter().filter_map(|form| self.instances.get(form));
        general.chain(special).flatten().copied()
    }

    /// The fields that a folded dictionary form belongs to.
    pub fn topics(&self, word: &str) -> &[TopicId] {
        self.topics.get(word).map_or(&[], Vec::as_slice)
    }

    /// The verb that tells the same act as a noun, both dictionary forms with their accents: *fermeture*, *fermer*. Where an ending leads to
    /// a verb, `known` says whether it is one.
    pub fn verb_of_act(&self, noun: &str, known: impl Fn(&str) -> bool) -> Option<String> {
        if let Some(verb) = self.acts.get(noun) {
            return Some(verb.clone());
        }
        if self.is("no_acts", noun) {
            return None;
        }
        let fits = self.act_endings.iter().filter_map(|(ending, verbs)| {
            let stem = noun.strip_suffix(ending.as_str()).filter(|stem| stem.len() >= 3)?;
            Some(verbs.iter().map(move |verb| format!("{stem}{verb}")))
        });
        fits.flatten().find(|verb| known(verb))
    }

    fn french() -> Result<Relations, String> {
        let all = Relations::parse(include_str!("fr/events.toml"), include_str!("fr/opposites.toml"))?;
        all.with(include_str!("fr/topics.toml"), include_str!("fr/acts.toml"))?
            .with_kinds(include_str!("fr/kinds.toml"))?
            .with_points(include_str!("fr/points.toml"))?
            .with_debates(include_str!("fr/debates.toml"))?
            .with_thesaurus(thesaurus::FRENCH)
    }

    /// The same with general words and what falls under them.
    fn with_kinds(self, kinds: &str) -> Result<Relations, String> {
        let mut all = self;
        let file: KindsFile = toml::from_str(kinds).map_err(|e| e.to_string())?;
        let lines = file.kinds.lines().filter(|line| !line.trim().is_empty());
        for (id, line) in (0..).zip(lines) {
            let (general, special) = line.split_once('|').ok_or_else(|| format!("'{line}' has no bar"))?;
            for word in general.split_whitespace().map(fold) {
                all.generals.entry(word).or_default().push(id);
            }
            for word in special.split_whitespace().map(fold) {
                all.instances.entry(word).or_default().push(id);
            }
        }
        for (name, words) in file.lists {
            let words = words.split(',').map(|word| fold(word.trim()));
            all.lists.insert(name, words.filter(|word| !word.is_empty()).collect());
        }
        Ok(all)
    }

    fn parse(events: &str, opposites: &str) -> Result<Relations, String> {
        let file: EventsFile = toml::from_str(events).map_err(|e| e.to_string())?;
        let mut all = Relations::default();
        for (at, entry) in file.class.into_iter().enumerate() {
            let id = ClassId::try_from(at).map_err(|e| e.to_string())?;
            for phrase in entry.words.split(',') {
                let mut words = phrase_words(phrase).into_iter();
                let first = words
                    .next()
                    .ok_or_else(|| format!("'{phrase}' has no word that counts"))?;
                all.phrases.entry(first).or_default().push((words.collect(), id));
            }
            all.classes.push(Class {
                name: entry.name,
                hostile: entry.hostile,
            });
        }
        for list in all.phrases.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        for entry in file.state {
            let ids = |names: &[String]| -> Result<Vec<ClassId>, String> {
                let id = |name: &String| all.class(name).ok_or_else(|| format!("no class '{name}'"));
                names.iter().map(id).collect()
            };
            let (subjects, predicates) = (ids(&entry.subjects)?, ids(&entry.predicates)?);
            all.states.push(State {
                name: entry.name,
                otherwise: entry.otherwise,
                subjects,
                predicates,
            });
        }
        all.offices = Offices::read(&file.lists);
        for (name, words) in file.lists {
            let words = words.split(',').flat_map(|word| {
                let whole = fold(word.trim());
                let bare = phrase_words(word).join(" ");
                [whole, bare]
            });
            all.lists.insert(name, words.filter(|word| !word.is_empty()).collect());
        }
        let mut groups: FxHashMap<String, String> = toml::from_str(opposites).map_err(|e| e.to_string())?;
        let classes = groups.remove("classes").unwrap_or_default();
        all.opposed = vec![Vec::new(); all.classes.len()];
        for line in classes.lines().filter(|line| !line.trim().is_empty()) {
            let (left, right) = line.split_once('|').ok_or_else(|| format!("'{line}' has no bar"))?;
            let id = |name: &str| {
                all.class(name.trim())
                    .ok_or_else(|| format!("no class '{}'", name.trim()))
            };
            let (a, b) = (id(left)?, id(right)?);
            for (one, other) in [(a, b), (b, a)] {
                all.opposed[usize::from(one)].push(other);
            }
        }
        for line in groups
            .values()
            .flat_map(|lines| lines.lines())
            .filter(|line| !line.trim().is_empty())
        {
            let (left, right) = line.split_once('|').ok_or_else(|| format!("'{line}' has no bar"))?;
            for a in left.split_whitespace().map(opposite_key) {
                for b in right.split_whitespace().map(opposite_key) {
                    all.opposites.entry(a.clone()).or_default().insert(b.clone());
                    all.opposites.entry(b).or_default().insert(a.clone());
                }
            }
        }
        Ok(all)
    }

    /// The same with fields of words and nouns of acts.
    fn with(self, topics: &str, acts: &str) -> Result<Relations, String> {
        let mut all = self;
        let fields: BTreeMap<String, String> = toml::from_str(topics).map_err(|e| e.to_string())?;
        for (id, words) in (0..).zip(fields.values()) {
            for word in words.split(',').map(|word| opposite_key(word.trim())) {
                let ids: &mut Vec<TopicId> = all.topics.entry(word).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        let acts: ActsFile = toml::from_str(acts).map_err(|e| e.to_string())?;
        let two = |line: &str| -> Result<(String, Vec<String>), String> {
            let mut words = line.split_whitespace().map(str::to_owned);
            let first = words.next().ok_or_else(|| "an empty line".to_owned())?;
            Ok((first, words.collect()))
        };
        for line in acts.pairs.lines().filter(|line| !line.trim().is_empty()) {
            let (verb, nouns) = two(line)?;
            all.acts.extend(nouns.into_iter().map(|noun| (noun, verb.clone())));
        }
        for line in acts.endings.lines().filter(|line| !line.trim().is_empty()) {
            all.act_endings.push(two(line)?);
        }
        all.lists.insert(
            "no_acts".to_owned(),
            acts.none.split_whitespace().map(str::to_owned).collect(),
        );
        Ok(all)
    }
}

/// A word of the list of opposites as a folded dictionary form without its reflexive.
fn opposite_key(word: &str) -> String {
    let folded = fold(word);
    folded.strip_prefix("s'").unwrap_or(&folded).to_owned()
}

/// The words of a phrase that count, folded.
fn phrase_words(phrase: &str) -> Vec<String> {
    let folded = fold(phrase.trim());
    let words = folded
        .split([' ', '\''])
        .filter(|word| !word.is_empty() && !Relations::stands_between(word));
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn french() -> Relations {
        Relations::french().expect("sound data")
    }

    #[test]
    fn the_shipped_data_is_sound_and_large_enough() {
        let all = french();
        let pairs: usize = all.opposites.values().map(|against| against.len()).sum();
        assert!(pairs / 2 >= 250, "{} pairs", pairs / 2);
        assert!(all.classes.len() >= 60);
    }

    #[test]
    fn what_counts_between_statements_is_sound() {
        let all = Relations::of_statements(Lang::FR).expect("sound data");
        assert!(all.classes.len() >= 80);
        assert!(all.opposites.iter().all(|(word, against)| !against.contains(word)));
    }

    #[test]
    fn no_word_excludes_itself_and_every_pair_goes_both_ways() {
        let all = french();
        for (word, against) in &all.opposites {
            assert!(!against.contains(word), "{word}");
            assert!(against.iter().all(|other| all.are_opposite(other, word)), "{word}");
        }
    }

    #[test]
    fn phrases_of_several_words_and_single_words_tell_their_class() {
        let all = french();
        let forms: Vec<Vec<String>> = ["ouvrir", "feu"].iter().map(|w| vec![(*w).to_owned()]).collect();
        let none: &[String] = &[];
        let found = all.classes_at(|i| forms.get(i).map_or(none, |f| f));
        let attack = all.class("attack").expect("a class");
        assert!(found.contains(&(2, attack)), "{found:?}");
    }

    #[test]
    fn a_noun_of_an_act_leads_to_its_verb() {
        let all = french();
        let known = |verb: &str| ["fermer", "livrer", "parler", "expulser"].contains(&verb);
        let verb = |noun: &str| all.verb_of_act(noun, known);
        assert_eq!(verb("retrait").as_deref(), Some("retirer"));
        assert_eq!(verb("fermeture").as_deref(), Some("fermer"));
        assert_eq!(verb("livraison").as_deref(), Some("livrer"));
        assert_eq!(verb("parlement"), None);
        assert_eq!(verb("question"), None);
    }

    #[test]
    fn words_of_one_field_share_a_topic() {
        let all = french();
        let shared = |a: &str, b: &str| all.topics(a).iter().any(|topic| all.topics(b).contains(topic));
        assert!(shared("vanne", "lacher") && shared("acompte", "verser"));
        assert!(!shared("vanne", "scrutin"));
    }

    #[test]
    fn a_negated_state_is_the_other_one() {
        let all = french();
        let (truce, hold) = (all.class("truce").expect("truce"), all.class("hold").expect("hold"));
        assert_eq!(all.state(&[truce], &[hold], false), Some("calm"));
        assert_eq!(all.state(&[truce], &[hold], true), Some("fighting"));
        assert_eq!(all.state(&[hold], &[truce], false), None);
    }
}
