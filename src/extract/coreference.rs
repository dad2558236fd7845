//! Who is meant: mentions of one article resolved to the people, bodies and texts that it speaks of.

mod affiliation;
mod antecedent;
mod epithet;
mod office;

use rustc_hash::FxHashMap;

use super::entity::{Entity, Name, kind_of};
use super::mention::{Description, Determination};
use super::taken_up::{generic_body, generic_office, is_company, is_local, is_place};
use crate::fold;
use crate::lexicon::relation::Relations;
use crate::lexicon::{Lexicon, NounClass, Pos};
use crate::model::{SpeakerDraft, SpeakerKind};
use crate::text::land::{Lands, is_state};

/// The entities of one article, in the order of their first mention.
#[derive(Debug)]
pub struct Entities {
    lexicon: &'static Lexicon,
    entities: Vec<Entity>,
    /// Mentions read so far.
    mentions: usize,
    last_speaker: Option<usize>,
    /// Full names by folded acronym.
    acronyms: FxHashMap<String, String>,
    /// Lands of the article that no list knows.
    lands: Lands,
    /// Names of those who spoke by their office before the article named them, by the words of the office.
    named_later: FxHashMap<String, String>,
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
/// Entities that are kept in mind; beyond, the half of them that was named longest ago is forgotten, so that a mention costs the same
/// in a text of any length.
const REMEMBERED: usize = 500;
/// Nouns and qualifiers that are kept of an entity.
const WORDS_KEPT: usize = 40;

impl Entities {
    /// Nobody named yet; `acronyms` are those that the article introduces, with their full names.
    pub fn new(lexicon: &'static Lexicon, acronyms: FxHashMap<String, String>, lands: Lands) -> Self {
        Entities {
            acronyms,
            lands,
            named_later: FxHashMap::default(),
            lexicon,
            entities: Vec::new(),
            mentions: 0,
            last_speaker: None,
        }
    }

    /// The description with an acronym that stands alone replaced by the name it is short for, and with the land of an adjective that no list knows.
    fn spelled_out(&self, mut description: Description) -> Description {
        let serves = |data: &Relations| description.nouns.iter().any(|noun| is_state(data, noun));
        if description.country.is_none() && Relations::of(self.lexicon.lang).is_some_and(serves) {
            let mut adjectives = description.qualifiers.iter();
            let land = adjectives.find_map(|word| self.lands.name_by_adjective(word));
            description.country = land.map(str::to_owned);
        }
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
        if description.determination.refers_back() {
            return;
        }
        if description.determination == Determination::Bare && description.name.is_none() {
            return;
        }
        // « le plus visité au monde »
        if description.name.is_none() && description.nouns.first().is_some_and(|noun| noun == "monde") {
            return;
        }
        if let Some(body) = &description.body {
            self.note_body(body, description, unit, false);
        }
        let takes_up = matches!(
            description.determination,
            Determination::Definite | Determination::Demonstrative
        ) && description.name.is_none()
            && (is_company(description.nouns.first())
                || subject && self.written_by(description, unit).is_some()
                // « La Fédération a tranché. L'instance … »
                || subject && description.class == Some(NounClass::Organisation) && generic_body(description.nouns.first())
                || subject
                    && (description.class == Some(NounClass::Person)
                        || description.class == Some(NounClass::Office) && generic_office(description.nouns.first())));
        let known = self
            .known(description)
            .map(|(e, _)| self.rather(e, description, unit).unwrap_or(e));
        let known = known.or_else(|| takes_up.then(|| self.taken_up(description, unit)).flatten());
        // « les sommes versées au praticien »: the article's only doctor.
        let definite = description.determination == Determination::Definite && description.name.is_none();
        let known = known.or_else(|| definite.then(|| self.only_holder(description)).flatten());
        let text = description.class == Some(NounClass::Document)
            && subject
            && !matches!(
                description.determination,
                Determination::Indefinite | Determination::Bare
            );
        let notable = description.name.is_some()
            || description.class.is_none() && subject
            // « L'audit a été publié lundi. Il affirme que A »
            || text
            || matches!(description.class, Some(c) if c != NounClass::Other && c != NounClass::Document && c != NounClass::Speech);
        if let Some(entity) = known {
            self.touch(entity, description, unit, subject);
        } else if notable {
            self.add(description, unit, subject);
        }
    }

    /// Takes note of whoever made what a noun phrase names: *l'offre **de Vermel Transports***.
    pub fn note_maker(&mut self, description: &Description, unit: usize) {
        if let Some(body) = &description.body {
            self.note_body(body, description, unit, true);
        }
    }

    /// Whoever was noted last, if in this unit.
    fn just_noted(&mut self, unit: usize) -> Option<&mut Entity> {
        let last = self.entities.iter_mut().max_by_key(|e| e.named);
        last.filter(|e| e.unit == unit)
    }

    /// Marks whoever was noted last in this unit as what its sentence is about.
    pub fn opens(&mut self, unit: usize) {
        if let Some(entity) = self.just_noted(unit).filter(|e| e.proper) {
            entity.opened = Some(unit);
            entity.acted = true;
        }
    }

    /// Marks whoever was noted last in this unit as named in somebody's words only: *précise-t-il que **le gérant** dormait*.
    pub fn reports(&mut self, unit: usize) {
        if let Some(entity) = self.just_noted(unit) {
            entity.reported = Some(unit);
        }
    }

    /// Marks whoever was noted last in this unit as the subject of some verb in it: *rappelle que **Lactonor** a été condamné*.
    pub fn acts(&mut self, unit: usize) {
        if let Some(entity) = self.just_noted(unit).filter(|e| e.proper) {
            entity.acted = true;
        }
    }

    /// Takes note of a body named only as somebody's: *le directeur général **de Hjelm Ferries***.
    fn note_body(&mut self, body: &str, of: &Description, unit: usize, acted: bool) {
        let titled = ["M. ", "Mme ", "Mgr ", "Dr ", "Me "]
            .iter()
            .any(|title| body.starts_with(title));
        // « un cadre de la compagnie minière Oro Verde »: the name behind what it is.
        let first = body.split(' ').next().map(str::to_owned);
        let body = match body.find(char::is_uppercase) {
            Some(name) if is_company(first.as_ref()) && body[..name].ends_with(' ') => &body[name..],
            _ => body,
        };
        // « la ministre de l'Energie »: what she has in charge.
        let portfolio = of.nouns.iter().any(|noun| noun == "ministre" || noun == "ministère");
        if titled || portfolio || !body.chars().next().is_some_and(char::is_uppercase) {
            return;
        }
        // « l'armée de Paul Durand », « la famille de Jean Morel »
        let first_name = first.as_ref().is_some_and(|first| {
            let mut readings = self.lexicon.readings(&fold::lower(first)).iter();
            readings.any(|reading| reading.pos == Pos::FirstName)
        });
        let person =
            first_name && body.contains(' ') && body.split(' ').all(|word| word.starts_with(char::is_uppercase));
        let sits = of
            .nouns
            .first()
            .is_some_and(|noun| matches!(noun.as_str(), "député" | "sénateur" | "eurodéputé" | "élu"));
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
            kind: if person {
                SpeakerKind::Person
            } else {
                SpeakerKind::Organisation
            },
            proper: true,
            gender: None,
            plural: false,
            nouns: Vec::new(),
            office: false,
            definite: false,
            qualifiers: name.words.clone(),
            name,
            acronym: None,
            affiliation: (!person).then(|| body.to_string()),
            house: None,
            country: None,
            named: self.mentions,
            salience: self.mentions,
            unit,
            led: None,
            opened: None,
            reported: None,
            spoke: false,
            // « le maire de Granval », « son voisin de Granval »: a place.
            acted: !person
                // « une information du Courrier picard »: whom it was said to.
                && !(of.nouns.first().is_some_and(|noun| matches!(noun.as_str(), "information" | "article" | "interview" | "entretien")))
                && (acted
                    // « le député Ecolo Paul Roy », « le député des Verts »
                    || sits && of.linked.as_ref().is_none_or(|linked| linked.starts_with("des "))
                    || of.class == Some(NounClass::Office) && !is_local(of.nouns.first())
                    || of.class == Some(NounClass::Other) && body.contains(' ') && !is_place(of.nouns.first())),
        });
    }

    /// The speaker that a mention stands for; `nested` where somebody else reports what he says.
    pub fn resolve(&mut self, description: Description, unit: usize, nested: bool) -> Option<SpeakerDraft> {
        self.forget();
        let description = &self.spelled_out(description);
        if let Some(body) = &description.body {
            self.note_body(body, description, unit, false);
        }
        let whose = self.staff_of(description);
        let description = whose.as_ref().unwrap_or(description);
        let known = self.entities.len();
        let (entity, reason) = self.find(description, unit)?;
        self.touch(entity, description, unit, true);
        if self.entities.len() > known {
            self.introduce(entity, description, unit);
        }
        self.entities[entity].spoke = true;
        if !nested || self.last_speaker.is_none() {
            self.last_speaker = Some(entity);
        }
        Some(self.draft(entity, reason))
    }

    /// The speaker of a quotation that nobody is named for: the subject of the sentence before in this paragraph, else who spoke last.
    pub fn last(&mut self, unit: usize, same_paragraph: bool) -> Option<SpeakerDraft> {
        let recent = self
            .entities
            .iter()
            .enumerate()
            .filter(|(_, e)| same_paragraph && e.led.is_some_and(|led| led + 1 == unit) && e.is_human())
            .max_by_key(|(i, e)| (self.last_speaker == Some(*i), e.salience))
            .map(|(i, _)| i);
        // « Lise Aubert, elle, a retrouvé son chien. ¶ « … » »: who leads the sentence before, where nobody speaks in it.
        let silent = self.last_speaker.is_none_or(|s| self.entities[s].unit + 1 < unit);
        let leading = || {
            let leads =
                |e: &Entity| e.led.is_some_and(|led| led + 1 == unit) && !e.plural && e.kind == SpeakerKind::Person;
            self.entities
                .iter()
                .rposition(|e| silent && !same_paragraph && leads(e))
        };
        let entity = recent.or_else(leading).or(self.last_speaker)?;
        self.mentions += 1;
        self.entities[entity].salience = self.mentions + SUBJECT;
        self.entities[entity].unit = unit;
        self.last_speaker = Some(entity);
        Some(self.draft(entity, GOES_ON))
    }

    /// The person with a name whom the sentence of this unit is about: *« … » **Lise Aubert** range ses outils.*
    pub fn leads(&mut self, unit: usize) -> Option<SpeakerDraft> {
        let leads = |e: &Entity| e.led == Some(unit) && e.proper && !e.plural && e.kind == SpeakerKind::Person;
        let entity = self.entities.iter().position(leads)?;
        self.entities[entity].spoke = true;
        self.last_speaker = self.last_speaker.or(Some(entity));
        Some(self.draft(entity, GOES_ON))
    }

    fn draft(&self, entity: usize, reason: &str) -> SpeakerDraft {
        let entity = &self.entities[entity];
        SpeakerDraft {
            name: entity.name.text.clone(),
            kind: entity.kind,
            affiliation: self.spoken_for(entity),
            reason: reason.to_string(),
        }
    }

    /// Adds somebody or something not named before.
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
            gender: description.gender.or(description.given),
            plural: description.plural,
            nouns: description.nouns.clone(),
            office: description.class == Some(NounClass::Office),
            definite: description.determination == Determination::Definite,
            qualifiers: description.qualifiers.clone(),
            acronym: description.acronym.as_deref().map(fold::fold),
            affiliation,
            house: self.house(description),
            country: description.country.clone(),
            named: self.mentions,
            salience: self.mentions + if subject { SUBJECT } else { 0 },
            unit,
            led: subject.then_some(unit),
            opened: None,
            reported: None,
            spoke: false,
            acted: subject || description.class.is_some(),
        });
        self.entities.len() - 1
    }

    /// Takes note of one more mention of an entity, and of what it adds to what is known.
    fn touch(&mut self, entity: usize, description: &Description, unit: usize, subject: bool) {
        self.mentions += 1;
        let mentions = self.mentions;
        self.entities[entity].turns_out_a_person(description);
        let known = &self.entities[entity];
        // « le premier ministre » is some government's until the article says whose.
        let open = |known: &String| *known == self.lexicon.government && description.country.is_some();
        let affiliation = match &known.affiliation {
            Some(known) if !open(known) => None,
            _ => self.affiliation(description, known.kind, &known.name.text),
        };
        let house = self.house(description);
        let entity = &mut self.entities[entity];
        entity.named = mentions;
        entity.salience = mentions + if subject { SUBJECT } else { 0 };
        entity.unit = unit;
        if subject {
            entity.led = Some(unit);
        }
        entity.acted |= subject;
        // « Air Nord … L'entreprise … elle »: a body has the gender of the noun that takes it up.
        let named = entity.proper || entity.acronym.is_some() || entity.is_capital();
        let body = entity.kind == SpeakerKind::Organisation && (named || description.plural);
        if body && description.name.is_none() && !description.nouns.is_empty() && description.gender.is_some() {
            entity.gender = description.gender;
            entity.plural = description.plural;
        }
        // The fullest form wins.
        if let Some(name) = description.name.as_ref().filter(|name| **name != entity.name.text)
            && entity.proper
            && entity.kind == SpeakerKind::Person
        {
            let name = Name::proper(name);
            if name.words.len() > entity.name.words.len() {
                if entity.spoke && entity.name.words.len() == 1 {
                    self.named_later.insert(entity.name.text.clone(), name.text.clone());
                }
                entity.name = name;
            }
        }
        if !description.determination.refers_back() {
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
        }
        entity.gender = entity.gender.or(description.gender);
        entity.affiliation = affiliation.or_else(|| entity.affiliation.take());
        // The fullest house wins: « le maire », after « le maire de Belz ».
        let fuller = |house: &String| entity.house.as_ref().is_none_or(|known| known.len() < house.len());
        if house.as_ref().is_some_and(fuller) {
            entity.house = house;
        }
    }
}
