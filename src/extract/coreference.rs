//! Who is meant: mentions of one article resolved to the people, bodies and texts that it speaks of.

use rustc_hash::FxHashMap;

use super::mention::{Description, Determination};
use crate::fold;
use crate::lexicon::{Gender, Lexicon, NounClass};
use crate::model::{SpeakerDraft, SpeakerKind};

/// Somebody or something that the article has named.
#[derive(Clone, Debug)]
struct Entity {
    name: String,
    /// Folded words of the name.
    words: Vec<String>,
    kind: SpeakerKind,
    /// True where `name` is a proper name.
    proper: bool,
    gender: Option<Gender>,
    plural: bool,
    nouns: Vec<String>,
    office: bool,
    qualifiers: Vec<String>,
    acronym: Option<String>,
    affiliation: Option<String>,
    country: Option<String>,
    /// When it was last named: a count of mentions.
    named: usize,
    /// Salience of its last mention: the count, and more for a subject or a speaker.
    salience: usize,
    /// Unit of its last mention.
    unit: usize,
    spoke: bool,
}

/// The entities of one article, in the order of their first mention.
#[derive(Debug)]
pub struct Entities {
    lexicon: &'static Lexicon,
    entities: Vec<Entity>,
    mentions: usize,
    last_speaker: Option<usize>,
    /// Full names by folded acronym.
    acronyms: FxHashMap<String, String>,
}

/// How the ways of resolving a mention are named in a speaker's reason.
const NEAREST: &str = "pronoun, nearest that agrees";
const GOES_ON: &str = "goes on with the last speaker";
const TAKEN_UP: &str = "noun for the last one who fits";
const NO_ANTECEDENT: &str = "pronoun without antecedent";
const UNSPECIFIED: &str = "unspecified pronoun";

/// Share of speakers resolved in this way that were right on annotated news articles.
pub fn trust(reason: &str) -> f32 {
    match reason {
        NEAREST => 0.92,
        GOES_ON => 0.92,
        TAKEN_UP => 0.78,
        NO_ANTECEDENT | UNSPECIFIED => 0.6,
        _ => 0.97,
    }
}

/// Bonus, in mentions, that a subject or speaker has over others when a pronoun looks for its antecedent.
const SUBJECT: usize = 6;
/// Units over which a noun such as *l'universitaire* is taken up again.
const TAKEN_UP_WITHIN: usize = 4;

impl Entities {
    /// Nobody named yet; `acronyms` are those that the article introduces, with their full names.
    pub fn new(lexicon: &'static Lexicon, acronyms: FxHashMap<String, String>) -> Self {
        Entities {
            acronyms,
            lexicon,
            entities: Vec::new(),
            mentions: 0,
            last_speaker: None,
        }
    }

    /// The description with an acronym that stands alone replaced by the name it is short for.
    fn spelled_out(&self, mut description: Description) -> Description {
        let short = description.name.as_ref().unwrap_or(&description.title);
        if !self.acronyms.is_empty()
            && let Some(full) = self.acronyms.get(&fold::fold(short))
        {
            description.acronym = Some(short.clone());
            description.name = None;
            description.title = full.clone();
            description.person = false;
            description.class = description.class.or(Some(NounClass::Organisation));
        }
        description
    }

    /// Takes note of a noun phrase that is no speaker's mention.
    pub fn note(&mut self, description: Description, unit: usize, subject: bool) {
        let description = &self.spelled_out(description);
        if matches!(
            description.determination,
            Determination::Pronoun | Determination::Latter | Determination::Same
        ) {
            return;
        }
        if description.determination == Determination::Bare && description.name.is_none() {
            return;
        }
        if let Some(body) = &description.body {
            self.note_body(body, unit);
        }
        let takes_up = matches!(
            description.determination,
            Determination::Definite | Determination::Demonstrative
        ) && description.name.is_none()
            && description.class == Some(NounClass::Person)
            && subject;
        let known = self.known(description).or_else(|| {
            if takes_up {
                self.taken_up(description, unit).map(|e| (e, ""))
            } else {
                None
            }
        });
        let notable = description.name.is_some()
            || matches!(description.class, Some(c) if c != NounClass::Other && c != NounClass::Document && c != NounClass::Speech);
        if let Some((entity, _)) = known {
            self.touch(entity, description, unit, subject);
        } else if notable {
            self.add(description, unit, subject);
        }
    }

    /// Takes note of a body named only as somebody's: *le directeur général **de Hjelm Ferries***.
    fn note_body(&mut self, body: &str, unit: usize) {
        let words = words_of(body);
        if !body.chars().next().is_some_and(char::is_uppercase) || self.lexicon.country(&fold::fold(body)).is_some() {
            return;
        }
        let acronym = fold::fold(body);
        if self
            .entities
            .iter()
            .any(|e| e.words == words || e.acronym.as_deref().is_some_and(|a| fold::fold(a) == acronym))
        {
            return;
        }
        self.mentions += 1;
        self.entities.push(Entity {
            name: body.to_string(),
            kind: SpeakerKind::Organisation,
            proper: true,
            gender: None,
            plural: false,
            nouns: Vec::new(),
            office: false,
            qualifiers: words.clone(),
            words,
            acronym: None,
            affiliation: Some(body.to_string()),
            country: None,
            named: self.mentions,
            salience: self.mentions,
            unit,
            spoke: false,
        });
    }

    /// The speaker that a mention stands for.
    pub fn resolve(&mut self, description: Description, unit: usize) -> Option<SpeakerDraft> {
        let description = &self.spelled_out(description);
        if let Some(body) = &description.body {
            self.note_body(body, unit);
        }
        let (entity, reason) = self.find(description, unit)?;
        self.touch(entity, description, unit, true);
        self.entities[entity].spoke = true;
        self.last_speaker = Some(entity);
        Some(self.draft(entity, reason))
    }

    /// The speaker of a quotation that nobody is named for: the subject of the sentence before in this paragraph, else who spoke last.
    pub fn last(&mut self, unit: usize, same_paragraph: bool) -> Option<SpeakerDraft> {
        let recent = self
            .entities
            .iter()
            .enumerate()
            .filter(|(_, e)| {
                same_paragraph
                    && e.unit + 1 == unit
                    && matches!(
                        e.kind,
                        SpeakerKind::Person | SpeakerKind::Office | SpeakerKind::Group | SpeakerKind::Anonymous
                    )
            })
            .max_by_key(|(_, e)| e.salience)
            .map(|(i, _)| i);
        let entity = recent.or(self.last_speaker)?;
        self.mentions += 1;
        self.entities[entity].salience = self.mentions + SUBJECT;
        self.entities[entity].unit = unit;
        self.last_speaker = Some(entity);
        Some(self.draft(entity, GOES_ON))
    }

    fn draft(&self, entity: usize, reason: &str) -> SpeakerDraft {
        let entity = &self.entities[entity];
        SpeakerDraft {
            name: entity.name.clone(),
            kind: entity.kind,
            affiliation: entity.affiliation.clone(),
            reason: reason.to_string(),
        }
    }

    fn find(&mut self, description: &Description, unit: usize) -> Option<(usize, &'static str)> {
        match description.determination {
            Determination::Pronoun => {
                if description.title == "it" && !self.lexicon.gendered_things {
                    let body = self
                        .entities
                        .iter()
                        .enumerate()
                        .filter(|(_, e)| is_body(e))
                        .max_by_key(|(_, e)| e.salience);
                    if let Some((body, _)) = body {
                        return Some((body, "pronoun, nearest body"));
                    }
                }
                if description.gender.is_none() && !description.plural {
                    // « on », « chacun »: somebody, but nobody in particular.
                    return Some((self.add(description, unit, true), UNSPECIFIED));
                }
                let found = self.agreeing(description, |e| e.salience).map(|e| (e, NEAREST));
                return found.or_else(|| Some((self.add(description, unit, true), NO_ANTECEDENT)));
            }
            Determination::Latter => {
                return self
                    .agreeing(description, |e| e.named)
                    .map(|e| (e, "last one named"))
                    .or_else(|| Some((self.add(description, unit, true), "as named")));
            }
            Determination::Same => {
                if let Some(last) = self.last_speaker {
                    return Some((last, "same as the last speaker"));
                }
            }
            _ => {}
        }
        if let Some(found) = self.known(description) {
            return Some(found);
        }
        if description.name.is_none()
            && matches!(
                description.determination,
                Determination::Definite | Determination::Demonstrative | Determination::Possessive
            )
            && let Some(entity) = self.taken_up(description, unit)
        {
            return Some((entity, TAKEN_UP));
        }
        Some((self.add(description, unit, true), "as named"))
    }

    /// The best-placed entity that agrees in gender and number; people before bodies.
    fn agreeing(&self, description: &Description, rank: impl Fn(&Entity) -> usize) -> Option<usize> {
        let fits = |e: &Entity| {
            let gender = match (e.gender, description.gender) {
                (Some(a), Some(b)) => a == b,
                _ => true,
            };
            // « he » is never a ministry.
            let somebody = self.lexicon.gendered_things || description.gender.is_none() || !is_body(e);
            gender
                && somebody
                && (e.plural == description.plural
                    || e.kind == SpeakerKind::Organisation && e.plural == description.plural)
        };
        // One whose gender the article shows comes before one whose gender it leaves open.
        let rank = |e: &Entity| {
            rank(e).saturating_sub(if e.gender.is_none() && description.gender.is_some() {
                SUBJECT
            } else {
                0
            })
        };
        let candidates = || {
            self.entities
                .iter()
                .enumerate()
                .filter(|(_, e)| fits(e) && e.kind != SpeakerKind::Document)
        };
        let best = candidates().max_by_key(|(_, e)| rank(e))?;
        let person = candidates()
            .filter(|(_, e)| {
                matches!(
                    e.kind,
                    SpeakerKind::Person | SpeakerKind::Office | SpeakerKind::Group | SpeakerKind::Anonymous
                )
            })
            .max_by_key(|(_, e)| rank(e));
        match person {
            // A body is meant only where it was named well after the last person.
            Some(person) if rank(person.1) + SUBJECT >= rank(best.1) => Some(person.0),
            _ => Some(best.0),
        }
    }

    /// The entity that has this name, acronym, or noun with compatible qualifiers.
    fn known(&self, description: &Description) -> Option<(usize, &'static str)> {
        if let Some(name) = &description.name {
            return self.by_name(name, description).map(|e| (e, "same name"));
        }
        let folded = fold::fold(&description.title);
        if let Some(e) = self.entities.iter().rposition(|e| {
            fold::fold(&e.name) == folded || e.acronym.as_deref().is_some_and(|a| fold::fold(a) == folded)
        }) {
            return Some((e, "same words"));
        }
        if matches!(
            description.determination,
            Determination::Indefinite | Determination::Bare
        ) {
            return None;
        }
        let noun = description.nouns.first()?;
        let matches = |e: &Entity| {
            e.nouns.contains(noun)
                && e.plural == description.plural
                && description.qualifiers.iter().all(|q| {
                    e.qualifiers.contains(q)
                        || e.words.contains(q)
                        || self.is_country(q) && (e.country.is_none() || e.country == description.country)
                })
        };
        self.entities
            .iter()
            .enumerate()
            .filter(|(_, e)| matches(e))
            .max_by_key(|(_, e)| e.named)
            .map(|(e, _)| (e, "same noun"))
    }

    fn is_country(&self, word: &str) -> bool {
        self.lexicon.country(word).is_some()
    }

    fn by_name(&self, name: &str, description: &Description) -> Option<usize> {
        let words = words_of(name);
        let last = words.last()?;
        let gender_fits = |e: &Entity| match (e.gender, description.gender) {
            (Some(a), Some(b)) => a == b || !e.proper,
            _ => true,
        };
        let same_word =
            |a: &str, b: &str| a == b || a.len() > 3 && b.len() > 3 && fold::name_key(a) == fold::name_key(b);
        let fits = |e: &Entity| {
            if !e.proper {
                return e.acronym.as_deref().is_some_and(|a| fold::fold(a) == words.join(" "));
            }
            if e.words == words {
                return true;
            }
            if e.acronym.as_deref().is_some_and(|a| fold::fold(a) == words.join(" ")) {
                return true;
            }
            if !(e.kind == SpeakerKind::Person || description.person) {
                return false;
            }
            let Some(e_last) = e.words.last() else { return false };
            let surname = same_word(e_last, last);
            let one_word = words.len() == 1 || e.words.len() == 1;
            if surname && one_word {
                return gender_fits(e);
            }
            // A first name alone: *Karine* for *Karine Dupont*.
            if words.len() == 1 && e.words.first().is_some_and(|w| w == last) {
                return gender_fits(e);
            }
            surname && e.words.first().zip(words.first()).is_some_and(|(a, b)| same_word(a, b))
        };
        self.entities
            .iter()
            .enumerate()
            .filter(|(_, e)| fits(e))
            .max_by_key(|(_, e)| (e.words == words, e.named))
            .map(|(e, _)| e)
    }

    /// *l'universitaire, la jeune femme, le haut fonctionnaire, l'institution*: another noun for somebody named shortly before.
    fn taken_up(&self, description: &Description, unit: usize) -> Option<usize> {
        let demonstrative = description.determination == Determination::Demonstrative;
        let class = description.class.or(demonstrative.then_some(NounClass::Person))?;
        let gender_fits = |e: &Entity| match (e.gender, description.gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let near = |e: &Entity| unit.saturating_sub(e.unit) <= TAKEN_UP_WITHIN && e.plural == description.plural;
        // « son organisation », « sa direction »: the body that the last speaker speaks for.
        if description.determination == Determination::Possessive {
            let owner = self.last_speaker.map(|e| &self.entities[e])?;
            let body = owner.affiliation.as_deref()?;
            return (class == NounClass::Organisation && description.qualifiers.is_empty())
                .then(|| {
                    self.entities
                        .iter()
                        .position(|e| e.name == body || e.acronym.as_deref() == Some(body))
                })
                .flatten();
        }
        match class {
            NounClass::Person | NounClass::Office => {
                // « la présidente du syndicat » takes up only whoever was spoken of right before.
                let within = if description.body.is_some() && class == NounClass::Office && !demonstrative {
                    1
                } else {
                    TAKEN_UP_WITHIN
                };
                self.entities
                    .iter()
                    .enumerate()
                    .filter(|(_, e)| {
                        matches!(
                            e.kind,
                            SpeakerKind::Person | SpeakerKind::Office | SpeakerKind::Anonymous
                        ) && (e.proper || demonstrative)
                            && gender_fits(e)
                            && near(e)
                            && unit.saturating_sub(e.unit) <= within
                            && (e.country.is_none()
                                || description.country.is_none()
                                || e.country == description.country)
                            && (class == NounClass::Person
                                || !e.office
                                || demonstrative
                                || generic_office(description.nouns.first()))
                    })
                    .max_by_key(|(_, e)| e.salience)
                    .map(|(e, _)| e)
            }
            NounClass::Organisation => {
                // A bare class noun takes up a body: « l'institution », « la compagnie », « l'organisation ».
                if description.qualifiers.iter().any(|q| q != "haute" && q != "grande") || description.body.is_some() {
                    return None;
                }
                let noun = description.nouns.first().map(String::as_str);
                generic_body(description.nouns.first())
                    .then(|| {
                        self.entities
                            .iter()
                            .enumerate()
                            .filter(|(_, e)| {
                                e.kind == SpeakerKind::Organisation
                                    && e.plural == description.plural
                                    && (generic_body(e.nouns.first())
                                        || matches!(
                                            noun,
                                            Some("institution" | "organisation" | "juridiction" | "instance")
                                        ))
                            })
                            .max_by_key(|(_, e)| e.salience)
                            .map(|(e, _)| e)
                    })
                    .flatten()
            }
            _ => None,
        }
    }

    fn add(&mut self, description: &Description, unit: usize, subject: bool) -> usize {
        self.mentions += 1;
        let name = description.name.clone().unwrap_or_else(|| description.title.clone());
        let kind = kind_of(description, self.lexicon.country(&fold::fold(&name)).is_some());
        let affiliation = self.affiliation(description, kind, &name);
        self.entities.push(Entity {
            words: words_of(&name),
            name,
            kind,
            proper: description.name.is_some(),
            gender: description.gender,
            plural: description.plural,
            nouns: description.nouns.clone(),
            office: description.class == Some(NounClass::Office),
            qualifiers: description.qualifiers.clone(),
            acronym: description.acronym.clone(),
            affiliation,
            country: description.country.clone(),
            named: self.mentions,
            salience: self.mentions + if subject { SUBJECT } else { 0 },
            unit,
            spoke: false,
        });
        self.entities.len() - 1
    }

    fn touch(&mut self, entity: usize, description: &Description, unit: usize, subject: bool) {
        self.mentions += 1;
        let mentions = self.mentions;
        let kind = self.entities[entity].kind;
        let name = self.entities[entity].name.clone();
        let affiliation = if self.entities[entity].affiliation.is_none() {
            self.affiliation(description, kind, &name)
        } else {
            None
        };
        let entity = &mut self.entities[entity];
        entity.named = mentions;
        entity.salience = mentions + if subject { SUBJECT } else { 0 };
        entity.unit = unit;
        if let Some(name) = &description.name {
            // The fullest form wins.
            if entity.proper && words_of(name).len() > entity.words.len() && entity.kind == SpeakerKind::Person {
                entity.name = name.clone();
                entity.words = words_of(name);
            }
        }
        if !matches!(
            description.determination,
            Determination::Pronoun | Determination::Latter | Determination::Same
        ) {
            for noun in &description.nouns {
                if !entity.nouns.contains(noun) {
                    entity.nouns.push(noun.clone());
                }
            }
            entity.office |= description.class == Some(NounClass::Office);
            for qualifier in &description.qualifiers {
                if entity.qualifiers.len() < 40 && !entity.qualifiers.contains(qualifier) {
                    entity.qualifiers.push(qualifier.clone());
                }
            }
            entity.acronym = entity.acronym.take().or(description.acronym.clone());
            entity.country = entity.country.take().or(description.country.clone());
            entity.gender = entity.gender.or(description.gender);
        } else {
            entity.gender = entity.gender.or(description.gender);
        }
        entity.affiliation = entity.affiliation.take().or(affiliation);
    }

    /// Whom somebody so described speaks for.
    fn affiliation(&self, description: &Description, kind: SpeakerKind, name: &str) -> Option<String> {
        if let Some(country) = &description.country {
            return Some(country.clone());
        }
        let state = |noun: &String| {
            matches!(
                noun.as_str(),
                "ministre"
                    | "ministère"
                    | "gouvernement"
                    | "secrétaire d'état"
                    | "minister"
                    | "ministry"
                    | "government"
            )
        };
        if description.nouns.iter().any(state) {
            return Some(self.lexicon.government.to_string());
        }
        if let Some(body) = &description.body {
            let folded = fold::fold(body);
            let entity = self.entities.iter().find(|e| {
                fold::fold(&e.name) == folded
                    || e.acronym.as_deref().is_some_and(|a| fold::fold(a) == folded)
                    || e.kind == SpeakerKind::Organisation && e.nouns.first().is_some_and(|n| *n == folded)
            });
            return Some(entity.map_or_else(
                || body.clone(),
                |e| {
                    if e.kind == SpeakerKind::Organisation {
                        e.name.clone()
                    } else {
                        e.affiliation.clone().unwrap_or_else(|| e.name.clone())
                    }
                },
            ));
        }
        if description.determination == Determination::Possessive {
            let owner = self
                .entities
                .iter()
                .filter(|e| e.kind == SpeakerKind::Organisation)
                .max_by_key(|e| e.salience)?;
            return Some(owner.affiliation.clone().unwrap_or_else(|| owner.name.clone()));
        }
        (kind == SpeakerKind::Organisation).then(|| name.to_string())
    }
}

/// True for the nouns that take up the holder of any office.
fn generic_office(noun: Option<&String>) -> bool {
    noun.is_some_and(|noun| {
        matches!(
            noun.as_str(),
            "dirigeant"
                | "responsable"
                | "élu"
                | "patron"
                | "chef"
                | "magistrat"
                | "officier"
                | "gradé"
                | "parlementaire"
                | "édile"
                | "diplomate"
                | "juge"
        )
    })
}

/// True for no noun at all and for the nouns that take up any body.
fn generic_body(noun: Option<&String>) -> bool {
    noun.is_none_or(|noun| {
        matches!(
            noun.as_str(),
            "institution"
                | "juridiction"
                | "instance"
                | "organe"
                | "organisation"
                | "organisme"
                | "entreprise"
                | "société"
                | "compagnie"
                | "groupe"
                | "firme"
                | "association"
                | "structure"
                | "établissement"
                | "company"
                | "firm"
                | "agency"
                | "organization"
                | "group"
                | "union"
                | "body"
                | "operator"
        )
    })
}

/// True for what is known to be a body and no person.
fn is_body(entity: &Entity) -> bool {
    entity.kind == SpeakerKind::Organisation
        && (entity.country.is_some() || !entity.nouns.is_empty() || entity.words.len() > 1)
}

fn words_of(name: &str) -> Vec<String> {
    fold::fold(name)
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect()
}

fn kind_of(description: &Description, place: bool) -> SpeakerKind {
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
