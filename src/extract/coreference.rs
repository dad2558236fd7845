//! Who is meant: mentions of one article resolved to the people, bodies and texts that it speaks of.

use rustc_hash::FxHashMap;

use super::entity::{
    Entity, Name, generic_body, generic_office, is_body, is_company, is_compound_of, is_former, is_public, kind_of,
};
use super::mention::{Description, Determination};
use crate::fold;
use crate::lexicon::{Lexicon, NounClass};
use crate::model::{SpeakerDraft, SpeakerKind};

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
/// Entities that are kept in mind; beyond, the half of them that was named longest ago is forgotten, so that a mention costs the same
/// in a text of any length.
const REMEMBERED: usize = 500;
/// Nouns and qualifiers that are kept of an entity.
const WORDS_KEPT: usize = 40;

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

    /// Makes room for further entities.
    fn forget(&mut self) {
        if self.entities.len() < REMEMBERED {
            return;
        }
        let mut named: Vec<usize> = self.entities.iter().map(|e| e.named).collect();
        let (_, &mut median, _) = named.select_nth_unstable(REMEMBERED / 2);
        let speaker = self.last_speaker.map(|e| self.entities[e].named);
        self.entities.retain(|e| e.named >= median || Some(e.named) == speaker);
        self.last_speaker = speaker.and_then(|named| self.entities.iter().position(|e| e.named == named));
    }

    /// Takes note of a noun phrase that is no speaker's mention.
    pub fn note(&mut self, description: Description, unit: usize, subject: bool) {
        self.forget();
        let description = &self.spelled_out(description);
        if matches!(
            description.determination,
            Determination::Pronoun | Determination::Latter | Determination::Same | Determination::Partitive
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
            && (is_company(description.nouns.first())
                || subject
                    && (description.class == Some(NounClass::Person)
                        || description.class == Some(NounClass::Office) && generic_office(description.nouns.first())));
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
        let titled = ["M. ", "Mme ", "Mgr ", "Dr ", "Me "]
            .iter()
            .any(|title| body.starts_with(title));
        if titled || !body.chars().next().is_some_and(char::is_uppercase) {
            return;
        }
        let mut name = Name::common(body);
        if self.lexicon.country(&name.folded).is_some()
            || self
                .entities
                .iter()
                .any(|e| e.name.joined == name.joined || e.acronym.as_ref() == Some(&name.folded))
        {
            return;
        }
        name.spell();
        self.mentions += 1;
        self.entities.push(Entity {
            kind: SpeakerKind::Organisation,
            proper: true,
            gender: None,
            plural: false,
            nouns: Vec::new(),
            office: false,
            qualifiers: name.words.clone(),
            name,
            acronym: None,
            affiliation: Some(body.to_string()),
            country: None,
            named: self.mentions,
            salience: self.mentions,
            unit,
            spoke: false,
            acted: true,
        });
    }

    /// The speaker that a mention stands for.
    pub fn resolve(&mut self, description: Description, unit: usize) -> Option<SpeakerDraft> {
        self.forget();
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
            name: entity.name.text.clone(),
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
            Determination::Partitive => {
                return self
                    .agreeing(description, |e| e.salience)
                    .filter(|&e| unit.saturating_sub(self.entities[e].unit) <= 1)
                    .map(|e| (e, NEAREST))
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
            gender && somebody && e.plural == description.plural
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
        let same = |e: &Entity| e.name.folded == folded || e.acronym.as_ref() == Some(&folded);
        if let Some(e) = self.entities.iter().rposition(same) {
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
                        || e.name.words.contains(q)
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
        let mut name = Name::common(name);
        let last = name.words.last()?.clone();
        let by_acronym = |e: &Entity, name: &Name| e.acronym.as_ref() == Some(&name.joined);
        let whole = |e: &Entity| e.name.joined == name.joined && (e.proper || by_acronym(e, &name));
        if let Some(e) = self.latest(whole) {
            return Some(e);
        }
        name.spell();
        let gender_fits = |e: &Entity| match (e.gender, description.gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        self.latest(|e| {
            if by_acronym(e, &name) {
                return true;
            }
            if !(e.proper && (e.kind == SpeakerKind::Person || description.person)) {
                return false;
            }
            let surname = e.name.has_last(&name);
            if surname && (name.words.len() == 1 || e.name.words.len() == 1) {
                return gender_fits(e);
            }
            // A first name alone: *Karine* for *Karine Dupont*.
            if name.words.len() == 1 && e.name.words.first() == Some(&last) {
                return gender_fits(e);
            }
            surname && e.name.has_first(&name)
        })
    }

    /// The one that was named last among those that fit.
    fn latest(&self, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        let fitting = self.entities.iter().enumerate().filter(|(_, e)| fits(e));
        fitting.max_by_key(|(_, e)| e.named).map(|(i, _)| i)
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
            let folded = fold::fold(body);
            return (class == NounClass::Organisation && description.qualifiers.is_empty())
                .then(|| {
                    self.entities
                        .iter()
                        .position(|e| e.name.text == body || e.acronym.as_ref() == Some(&folded))
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
                                || !e.office && e.nouns.iter().all(|n| is_compound_of(n, description.nouns.first()))
                                || demonstrative
                                || generic_office(description.nouns.first())
                                || is_former(description)
                                    && e.nouns.iter().any(|n| {
                                        Some(n) == description.nouns.first()
                                            || is_compound_of(n, description.nouns.first())
                                    }))
                    })
                    .max_by_key(|(_, e)| e.salience)
                    .map(|(e, _)| e)
            }
            NounClass::Organisation => {
                // A bare class noun takes up a body: « l'institution », « la compagnie », « l'organisation ».
                let bare =
                    description.qualifiers.iter().all(|q| q == "haute" || q == "grande") && description.body.is_none();
                if !bare && !demonstrative {
                    return None;
                }
                let noun = description.nouns.first().map(String::as_str);
                (demonstrative || generic_body(description.nouns.first()))
                    .then(|| {
                        self.entities
                            .iter()
                            .enumerate()
                            .filter(|(_, e)| {
                                e.kind == SpeakerKind::Organisation
                                    && (e.acted || !self.lexicon.gendered_things)
                                    && (bare || e.spoke)
                                    && e.plural == description.plural
                                    && !(is_company(description.nouns.first()) && is_public(e))
                                    && (generic_body(e.nouns.first())
                                        || matches!(
                                            noun,
                                            Some("institution" | "organisation" | "juridiction" | "instance")
                                        ))
                            })
                            .max_by_key(|(_, e)| e.salience + if e.spoke { 2 * SUBJECT } else { 0 })
                            .map(|(e, _)| e)
                    })
                    .flatten()
            }
            _ => None,
        }
    }

    fn add(&mut self, description: &Description, unit: usize, subject: bool) -> usize {
        self.mentions += 1;
        let name = match &description.name {
            Some(name) => Name::proper(name),
            None => Name::common(&description.title),
        };
        let kind = kind_of(description, self.lexicon.country(&name.folded).is_some());
        let affiliation = self.affiliation(description, kind, &name.text);
        self.entities.push(Entity {
            name,
            kind,
            proper: description.name.is_some(),
            gender: description.gender,
            plural: description.plural,
            nouns: description.nouns.clone(),
            office: description.class == Some(NounClass::Office),
            qualifiers: description.qualifiers.clone(),
            acronym: description.acronym.as_deref().map(fold::fold),
            affiliation,
            country: description.country.clone(),
            named: self.mentions,
            salience: self.mentions + if subject { SUBJECT } else { 0 },
            unit,
            spoke: false,
            acted: subject || description.class.is_some(),
        });
        self.entities.len() - 1
    }

    fn touch(&mut self, entity: usize, description: &Description, unit: usize, subject: bool) {
        self.mentions += 1;
        let mentions = self.mentions;
        let known = &self.entities[entity];
        let affiliation = match known.affiliation {
            Some(_) => None,
            None => self.affiliation(description, known.kind, &known.name.text),
        };
        let government = self.lexicon.government;
        let entity = &mut self.entities[entity];
        // « le premier ministre » is some government's until the article says whose.
        if description.country.is_some() && entity.affiliation.as_deref() == Some(government) {
            entity.affiliation.clone_from(&description.country);
        }
        entity.named = mentions;
        entity.salience = mentions + if subject { SUBJECT } else { 0 };
        entity.unit = unit;
        entity.acted |= subject;
        // The fullest form wins.
        if let Some(name) = description.name.as_ref().filter(|name| **name != entity.name.text)
            && entity.proper
            && entity.kind == SpeakerKind::Person
        {
            let name = Name::proper(name);
            if name.words.len() > entity.name.words.len() {
                entity.name = name;
            }
        }
        if !matches!(
            description.determination,
            Determination::Pronoun | Determination::Latter | Determination::Same | Determination::Partitive
        ) {
            for noun in &description.nouns {
                if entity.nouns.len() < WORDS_KEPT && !entity.nouns.contains(noun) {
                    entity.nouns.push(noun.clone());
                }
            }
            entity.office |= description.class == Some(NounClass::Office);
            for qualifier in &description.qualifiers {
                if entity.qualifiers.len() < WORDS_KEPT && !entity.qualifiers.contains(qualifier) {
                    entity.qualifiers.push(qualifier.clone());
                }
            }
            entity.acronym = entity
                .acronym
                .take()
                .or_else(|| description.acronym.as_deref().map(fold::fold));
            entity.country = entity.country.take().or_else(|| description.country.clone());
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
                e.name.folded == folded
                    || e.acronym.as_ref() == Some(&folded)
                    || e.kind == SpeakerKind::Organisation && e.nouns.first().is_some_and(|n| *n == folded)
            });
            return Some(entity.map_or_else(
                || body.clone(),
                |e| {
                    if e.kind == SpeakerKind::Organisation {
                        e.name.text.clone()
                    } else {
                        e.affiliation.clone().unwrap_or_else(|| e.name.text.clone())
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
            return Some(owner.affiliation.clone().unwrap_or_else(|| owner.name.text.clone()));
        }
        (kind == SpeakerKind::Organisation).then(|| name.to_string())
    }
}
