//! Which entity a mention stands for: by its name, by its noun, or as what a pronoun takes up.

use super::{Entities, NEAREST, NO_ANTECEDENT, SUBJECT, TAKEN_UP, UNSPECIFIED};
use crate::extract::entity::{Entity, Name, is_body, words_of};
use crate::extract::mention::{Description, Determination};
use crate::extract::taken_up::{is_company, is_same_office};
use crate::fold;
use crate::lexicon::NounClass;
use crate::model::SpeakerKind;
use crate::text::tag::PARTICLES;

/// Units over which a noun such as *l'universitaire* is taken up again.
pub(super) const TAKEN_UP_WITHIN: usize = 4;

impl Entities {
    /// The entity that a speaker's mention stands for and how it was found; a new one where none fits.
    pub(super) fn find(&mut self, description: &Description, unit: usize) -> Option<(usize, &'static str)> {
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
                let found = self.agreeing(description, unit, |e| e.salience).map(|e| (e, NEAREST));
                // « Les syndicats « exigent un vote », rappellent-ils »: whom the reported words are about.
                let told = || {
                    self.latest(|e| {
                        e.kind == SpeakerKind::Organisation
                            && !e.proper
                            && e.may_be(description.gender)
                            && e.plural == description.plural
                            && e.reported == Some(unit)
                    })
                };
                return found
                    .or_else(|| told().map(|e| (e, NEAREST)))
                    .or_else(|| Some((self.add(description, unit, true), NO_ANTECEDENT)));
            }
            // « L'intéressé, X »: the name counts.
            Determination::Latter if description.name.is_none() => {
                return self
                    .concerned(description, unit)
                    .or_else(|| self.body_just_named(description, unit))
                    // « L'équipage, précise ce dernier, comptait dix hommes »: whom his own words name is another.
                    .or_else(|| {
                        self.agreeing(
                            description,
                            unit,
                            |e| if e.reported == Some(unit) { 0 } else { e.named },
                        )
                    })
                    // « Un collectif d'habitants a saisi la cour. Ces derniers … »
                    .or_else(|| {
                        let several =
                            |e: &Entity| e.kind == SpeakerKind::Organisation && !e.proper && !e.nouns.is_empty();
                        let leads = |e: &Entity| e.led.is_some_and(|led| led + 1 >= unit);
                        self.latest(|e| description.plural && several(e) && leads(e))
                    })
                    .map(|e| (e, "last one named"))
                    .or_else(|| Some((self.add(description, unit, true), "as named")));
            }
            Determination::Partitive if description.name.is_none() => {
                return self
                    .agreeing(description, unit, |e| e.salience)
                    .filter(|&e| unit.saturating_sub(self.entities[e].unit) <= 1)
                    .map(|e| (self.one_of(e, description, unit), NEAREST))
                    .or_else(|| Some((self.add(description, unit, true), "as named")));
            }
            // « le même M. Oster »: the name counts.
            Determination::Same if description.name.is_none() => {
                if let Some(owner) = self.owner(description, unit) {
                    return Some((owner, NEAREST));
                }
                // « le même groupe » is none of the last speaker's names.
                let other = self.the_same(description).filter(|&e| {
                    let noun = description.nouns.first();
                    noun.is_none_or(|n| n == "source")
                        || self.entities[e].nouns.first() == noun
                        || noun.is_some() && self.known(description).is_none() && !is_company(noun)
                });
                if let Some(last) = other {
                    return Some((last, "same as the last speaker"));
                }
            }
            _ => {}
        }
        // « Selon un voisin, … », a dit cet homme: no *jeune homme* of another paragraph.
        let anybody = description.determination == Determination::Demonstrative
            && description.qualifiers.is_empty()
            && description
                .nouns
                .first()
                .is_some_and(|n| matches!(n.as_str(), "homme" | "femme" | "personne"));
        let nameless = self.last_speaker.filter(|&e| {
            let e = &self.entities[e];
            anybody && e.is_human() && !e.proper && !e.plural && e.unit + 1 >= unit && e.may_be(description.gender)
        });
        if let Some(entity) = nameless {
            return Some((entity, TAKEN_UP));
        }
        if let Some((found, reason)) = self.known(description) {
            return match self.rather(found, description, unit) {
                Some(other) => Some((other, TAKEN_UP)),
                None => Some((found, reason)),
            };
        }
        if description.name.is_none()
            && let Some(entity) = self.of_same_body(description)
        {
            return Some((entity, TAKEN_UP));
        }
        let named = description.name.is_some() || description.has_quoted_name();
        let lettered = description.acronym.is_some() && description.nouns.is_empty();
        if !named
            && !description.listed
            && !lettered
            && matches!(
                description.determination,
                Determination::Definite
                    | Determination::Demonstrative
                    | Determination::Possessive
                    | Determination::Same
            )
            && let Some(entity) = self.taken_up(description, unit)
        {
            // « Air Nord ne volera plus, prévient la compagnie »: no person bears that name.
            if is_company(description.nouns.first()) && self.entities[entity].kind == SpeakerKind::Person {
                self.entities[entity].kind = SpeakerKind::Organisation;
            }
            return Some((entity, TAKEN_UP));
        }
        Some((self.add(description, unit, true), "as named"))
    }

    /// Whoever *la même*, *les mêmes* take up: who spoke last; several are a body or a group, whoever spoke last for it.
    fn the_same(&self, description: &Description) -> Option<usize> {
        let last = self.last_speaker?;
        // « le même ouvrier » is no firm that spoke since.
        if description.class == Some(NounClass::Person) && self.entities[last].kind == SpeakerKind::Organisation {
            return self.latest(|e| e.is_human() && e.spoke && e.plural == description.plural);
        }
        let several = |e: &Entity| e.plural || e.kind == SpeakerKind::Organisation && e.acted;
        if !description.plural || several(&self.entities[last]) {
            return Some(last);
        }
        let groups = self.entities.iter().enumerate().filter(|(_, e)| several(e));
        groups
            .max_by_key(|(_, e)| e.salience)
            .map_or(Some(last), |(e, _)| Some(e))
    }

    /// *l'un d'eux*: one of those that the entity is, named by their noun in the singular.
    fn one_of(&mut self, of: usize, description: &Description, unit: usize) -> usize {
        let several = &self.entities[of];
        let title = description.title.to_lowercase();
        let one = ["l'un", "un "].iter().any(|start| title.starts_with(start));
        if !one || several.proper || several.nouns.is_empty() {
            return of;
        }
        // « jeunes militants », « parents d'élèves »: every word up to a complement.
        let mut complement = false;
        let words = several.name.text.split(' ').map(|word| {
            complement |= word.starts_with("d'") || matches!(word, "de" | "du" | "des" | "à" | "en");
            let plural = !complement && !["ais", "ois", "eux"].iter().any(|end| word.ends_with(end));
            word.strip_suffix('s').filter(|_| plural).unwrap_or(word)
        });
        let one = Description {
            title: words.collect::<Vec<_>>().join(" "),
            nouns: several.nouns.clone(),
            class: Some(NounClass::Person),
            plural: false,
            gender: description.gender.or(several.gender),
            ..description.clone()
        };
        self.add(&one, unit, true)
    }

    /// True where the entity is said to have the quality, in its words or by the acronym for them: *directrice de l'ORB*.
    pub(super) fn is_said_of(&self, quality: &String, entity: &Entity) -> bool {
        // « le président du PDCI » of the *PDCI-RDA*
        let part = |q: &String, word: &String| q.split('-').any(|part| part.len() > 2 && part == word);
        let has = |word: &String| {
            entity.qualifiers.iter().any(|q| q == word || part(q, word)) || entity.name.words.contains(word)
        };
        let spelled = |full: &String| {
            let mut words = words_of(&fold::fold(full))
                .into_iter()
                .filter(|w| w.len() > 3)
                .peekable();
            words.peek().is_some() && words.all(|w| has(&w))
        };
        // « le PDG du groupe » of whoever directs the one with a name
        let generic = matches!(
            quality.as_str(),
            "groupe"
                | "entreprise"
                | "compagnie"
                | "societe"
                | "firme"
                | "club"
                | "parti"
                | "syndicat"
                | "organisation"
                | "association"
        );
        // « le patron de la FNR » of whoever speaks for the FNR
        let letters = |body: &String| fold::fold(body) == *quality && !body.chars().any(char::is_lowercase);
        has(quality)
            || entity.office && entity.affiliation.as_ref().is_some_and(letters)
            || generic && entity.proper && entity.office && entity.affiliation.is_some()
            || self.acronyms.get(quality).is_some_and(spelled)
            || self
                .acronyms
                .iter()
                .any(|(short, full)| has(short) && words_of(&fold::fold(full)).contains(quality))
    }

    /// Whoever the sentence before is about, where *le directeur* would else be somebody nameless that only a headline spoke of, or somebody
    /// who has not been named for long.
    pub(super) fn rather(&self, known: usize, description: &Description, unit: usize) -> Option<usize> {
        let known = &self.entities[known];
        let office = description.class == Some(NounClass::Office) && description.qualifiers.is_empty();
        let stale = if known.proper {
            known.nouns.first() == description.nouns.first()
                && !known.qualifiers.is_empty()
                && unit.saturating_sub(known.unit) > TAKEN_UP_WITHIN
        } else {
            !known.spoke
        };
        if !office || !stale || description.determination != Determination::Definite {
            return None;
        }
        let other = self.taken_up(description, unit)?;
        let entity = &self.entities[other];
        let leads = entity.led.is_some_and(|led| led + 1 >= unit) || entity.unit + 1 >= unit && entity.nouns.is_empty();
        (entity.proper && leads).then_some(other)
    }

    /// Whom *l'intéressé* takes up: the person named last of whom somebody else has just spoken; else who spoke.
    fn concerned(&self, description: &Description, unit: usize) -> Option<usize> {
        if !fold::fold(&description.title).starts_with("interesse") {
            return None;
        }
        let person =
            |e: &Entity| e.is_human() && e.kind != SpeakerKind::Anonymous && !e.plural && e.may_be(description.gender);
        let spoke = |e: &Entity| {
            self.last_speaker
                .is_some_and(|last| self.entities[last].named == e.named)
        };
        let near = |e: &Entity| e.unit + 4 >= unit && (e.proper || e.office && e.acted);
        let others = self.entities.iter().enumerate();
        let others = others.filter(|(_, e)| person(e) && near(e) && !spoke(e));
        let other = others.max_by_key(|(_, e)| (e.proper, e.gender == description.gender, e.named));
        other.map(|(e, _)| e).or_else(|| self.latest(person))
    }

    /// The body that *celui-ci*, *cette dernière* take up: named last, where the sentence before speaks of no person that agrees.
    fn body_just_named(&self, description: &Description, unit: usize) -> Option<usize> {
        let fits = |e: &Entity| e.may_be(description.gender) && e.plural == description.plural && e.unit + 1 >= unit;
        if self.entities.iter().any(|e| fits(e) && e.is_human()) {
            return None;
        }
        self.latest(|e| fits(e) && e.kind == SpeakerKind::Organisation)
    }

    /// The best-placed entity that agrees in gender and number; people before bodies.
    fn agreeing(&self, description: &Description, unit: usize, rank: impl Fn(&Entity) -> usize) -> Option<usize> {
        let fits = |e: &Entity| {
            // « he » is never a ministry.
            let somebody = self.lexicon.gendered_things || description.gender.is_none() || !is_body(e);
            // « le pays », « le site »: what nobody has acted or spoken for is no *il* who speaks.
            let silent = e.kind == SpeakerKind::Organisation && !e.proper && !e.spoke && e.led.is_none();
            e.may_be(description.gender) && somebody && e.plural == description.plural && !silent
        };
        // One whose gender the article shows comes before one whose gender it leaves open, but for who spoke just now.
        let spoke_now = |e: &Entity| {
            self.last_speaker
                .is_some_and(|last| self.entities[last].named == e.named)
                && e.unit + 1 >= unit
        };
        let rank = |e: &Entity| {
            rank(e).saturating_sub(if e.gender.is_none() && description.gender.is_some() && !spoke_now(e) {
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
        let best = candidates().max_by_key(|(_, e)| rank(e));
        let person = candidates().filter(|(_, e)| e.is_human()).max_by_key(|(_, e)| rank(e));
        // « Le musée voit les choses autrement : A, explique-t-il »: a body that leads this sentence, or the one before where nobody else does.
        let leads = |e: &Entity| e.led.is_some_and(|led| led + 1 >= unit);
        let body = self
            .entities
            .iter()
            .enumerate()
            .filter(|(_, e)| {
                let gender = e.gender == description.gender || e.gender.is_none() && e.proper && leads(e);
                let text = e.kind == SpeakerKind::Document && e.gender.is_some();
                fits(e) && (e.kind == SpeakerKind::Organisation || text) && gender && leads(e)
            })
            .max_by_key(|(_, e)| e.led.map(|led| (led, rank(e))));
        if let Some((body, e)) = body
            // « Les secours ont retrouvé deux survivants. Ils ont précisé que A »: whom its words only name.
            && person.is_none_or(|(_, p)| p.led < e.led && (p.unit < e.unit || e.spoke && !p.proper && p.led.is_none()))
        {
            return Some(body);
        }
        let best = best?;
        match person {
            // A body is meant only where it was named well after the last person.
            Some(person) if rank(person.1) + SUBJECT >= rank(best.1) => Some(person.0),
            _ => Some(best.0),
        }
    }

    /// The entity that has this name, acronym, or noun with compatible qualifiers.
    pub(super) fn known(&self, description: &Description) -> Option<(usize, &'static str)> {
        if let Some(name) = &description.name {
            let found = self.by_name(name, description).map(|e| (e, "same name"));
            return found.or_else(|| self.seated(name).map(|e| (e, "seat")));
        }
        let folded = fold::fold(&description.title);
        let letters = description.acronym.as_deref().map(fold::fold);
        let same = |e: &Entity| {
            e.name.folded == folded || e.acronym.as_ref() == Some(&folded) || letters.is_some() && e.acronym == letters
        };
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
        // « La présidente … Le président »: two people; an office may be written as a man's where its holder is named.
        let shows_gender = |e: &Entity| match description.class {
            Some(NounClass::Person) => true,
            Some(NounClass::Office) => !e.proper,
            _ => false,
        };
        let matches = |e: &Entity| {
            // « le leader du PDCI » for its president
            let heads = matches!(noun.as_str(), "leader" | "dirigeant" | "patron" | "numéro")
                && e.proper
                && e.nouns.iter().any(|n| {
                    matches!(
                        n.as_str(),
                        "président" | "secrétaire" | "directeur" | "pdg" | "fondateur" | "chef"
                    )
                })
                && !description.qualifiers.is_empty()
                && description.qualifiers.iter().all(|q| self.is_said_of(q, e));
            // « Son patron » is nobody's director spoken of before.
            heads && e.may_be(description.gender) && !e.plural
                || e.plural == description.plural
                    && description.determination != Determination::Possessive
                    && is_same_office(description, e)
                    && e.may_be(description.gender)
                || e.nouns.contains(noun)
                    // « la direction » of a firm is no « Direction régionale du travail ».
                    && !(noun == "direction" && e.is_capital() && description.title.starts_with(char::is_lowercase))
                    // « la société » need not be the « Société des auteurs »: whoever was spoken of last.
                    && !(is_company(Some(noun))
                        && e.is_capital()
                        && e.acronym.is_some()
                        && description.title.starts_with(char::is_lowercase))
                    && (!shows_gender(e) || e.may_be(description.gender))
                    && e.plural == description.plural
                    && description.qualifiers.iter().all(|q| {
                        self.is_said_of(q, e)
                            || self.is_country(q)
                                && (e.country == description.country || e.country.is_none() && !self.is_of_body(e))
                    })
        };
        self.entities
            .iter()
            .enumerate()
            .filter(|(_, e)| matches(e))
            .max_by_key(|(_, e)| e.named)
            .map(|(e, _)| (e, "same noun"))
    }

    fn by_name(&self, name: &str, description: &Description) -> Option<usize> {
        let mut name = Name::common(name);
        // « M. de Vrigny », « Me Le Goff »: a surname that begins with a particle.
        let particles = name
            .words
            .iter()
            .take_while(|w| PARTICLES.contains(&w.as_str()))
            .count();
        let surname_alone = name.words.len() == particles + 1;
        let last = name.words.last()?.clone();
        let by_acronym = |e: &Entity, name: &Name| e.acronym.as_ref() == Some(&name.joined);
        let whole = |e: &Entity| e.name.joined == name.joined && (e.proper || by_acronym(e, &name));
        if let Some(e) = self.latest(whole) {
            return Some(e);
        }
        name.spell();
        let gender_fits = |e: &Entity| e.may_be(description.gender);
        self.latest(|e| {
            if by_acronym(e, &name) {
                return true;
            }
            if !(e.proper && (e.kind == SpeakerKind::Person || description.person)) {
                return false;
            }
            let surname = e.name.has_last(&name);
            if surname && (surname_alone || e.name.words.len() == 1) {
                return gender_fits(e);
            }
            // A first name alone: *Karine* for *Karine Dupont*.
            if name.words.len() == 1 && e.name.words.first() == Some(&last) {
                return gender_fits(e);
            }
            // « M. Abdel Rahmane » of *Rami Abdel Rahmane*
            let ends =
                name.words.len() > 1 && e.name.words.len() > name.words.len() && e.name.words.ends_with(&name.words);
            if ends && description.person {
                return gender_fits(e);
            }
            surname && e.name.has_first(&name) || e.name.goes_on_from(&name) || name.goes_on_from(&e.name)
        })
    }

    /// The ministry that sits where the name says, where the article speaks of it: *la place Beauvau*, *Bercy*.
    fn seated(&self, name: &str) -> Option<usize> {
        let portfolio = match fold::fold(name).as_str() {
            "beauvau" => "interieur",
            "bercy" => "economie",
            "d'orsay" | "orsay" => "etrangeres",
            "vendome" => "justice",
            _ => return None,
        };
        self.latest(|e| e.nouns.iter().any(|n| n == "ministère") && e.qualifiers.iter().any(|q| q == portfolio))
    }

    /// The one that was named last among those that fit.
    fn latest(&self, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        let fitting = self.entities.iter().enumerate().filter(|(_, e)| fits(e));
        fitting.max_by_key(|(_, e)| e.named).map(|(i, _)| i)
    }

    /// Whose count *leur comptage* is: whoever the sentence before, or this one, is about; else who spoke last.
    fn owner(&self, description: &Description, unit: usize) -> Option<usize> {
        let several = matches!(description.title.as_str(), "leur" | "leurs" | "Leur" | "Leurs");
        let one = matches!(description.title.as_str(), "son" | "sa" | "ses");
        let leads = |e: &Entity| e.led.is_some_and(|led| led + 1 >= unit);
        self.entities
            .iter()
            .enumerate()
            .filter(|(_, e)| (several || one) && leads(e) && e.kind != SpeakerKind::Document && (several == e.plural))
            .max_by_key(|(_, e)| e.salience)
            .map(|(e, _)| e)
    }

    /// True for whoever the article says is of a body with a name: *le président ukrainien* is not that of an association.
    fn is_of_body(&self, entity: &Entity) -> bool {
        let body = entity.affiliation.as_ref().filter(|_| entity.is_human());
        body.is_some_and(|body| body.starts_with(char::is_uppercase) && !self.is_country(&fold::fold(body)))
    }

    pub(super) fn is_country(&self, word: &str) -> bool {
        self.lexicon.country(word).is_some() || self.lands.is_name(word)
    }
}
