//! Which entity a mention stands for: by its name, by its noun, or as what a pronoun takes up.

use super::{Entities, NEAREST, NO_ANTECEDENT, SUBJECT, TAKEN_UP, UNSPECIFIED};
use crate::extract::entity::{Entity, Name, is_body};
use crate::extract::mention::{Description, Determination};
use crate::extract::taken_up::{
    falls_under, generic_body, generic_office, is_authority, is_company, is_compound_of, is_former, is_head_of_work,
    is_kin, is_other_trade, is_press, is_public, is_same_office, may_have_trade, may_hold,
};
use crate::fold;
use crate::lexicon::NounClass;
use crate::model::SpeakerKind;

/// Units over which a noun such as *l'universitaire* is taken up again.
const TAKEN_UP_WITHIN: usize = 4;

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
                return found.or_else(|| Some((self.add(description, unit, true), NO_ANTECEDENT)));
            }
            // « L'intéressé, X »: the name counts.
            Determination::Latter if description.name.is_none() => {
                return self
                    .body_just_named(description, unit)
                    .or_else(|| self.agreeing(description, unit, |e| e.named))
                    .map(|e| (e, "last one named"))
                    .or_else(|| Some((self.add(description, unit, true), "as named")));
            }
            Determination::Partitive if description.name.is_none() => {
                return self
                    .agreeing(description, unit, |e| e.salience)
                    .filter(|&e| unit.saturating_sub(self.entities[e].unit) <= 1)
                    .map(|e| (e, NEAREST))
                    .or_else(|| Some((self.add(description, unit, true), "as named")));
            }
            Determination::Same => {
                if let Some(owner) = self.owner(description, unit) {
                    return Some((owner, NEAREST));
                }
                // « le même groupe » is none of the last speaker's names.
                let other = self.last_speaker.filter(|&e| {
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
        if let Some((found, reason)) = self.known(description) {
            return match self.rather(found, description, unit) {
                Some(other) => Some((other, TAKEN_UP)),
                None => Some((found, reason)),
            };
        }
        if description.name.is_none()
            && !(description.acronym.is_some() && description.nouns.is_empty())
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
            e.may_be(description.gender) && somebody && e.plural == description.plural
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
        let best = candidates().max_by_key(|(_, e)| rank(e))?;
        let person = candidates().filter(|(_, e)| e.is_human()).max_by_key(|(_, e)| rank(e));
        // « Le musée voit les choses autrement : A, explique-t-il »: a body that leads this sentence, or the one before where nobody else does.
        let leads = |e: &Entity| e.led.is_some_and(|led| led + 1 >= unit);
        let body = candidates()
            .filter(|(_, e)| {
                let gender = e.gender == description.gender
                    || e.gender.is_none() && e.proper && e.led == Some(unit.wrapping_sub(1));
                e.kind == SpeakerKind::Organisation && gender && leads(e)
            })
            .max_by_key(|(_, e)| e.led.map(|led| (led, rank(e))));
        if let Some((body, e)) = body
            // « Les secours ont retrouvé deux survivants. Ils ont précisé que A »: whom its words only name.
            && person.is_none_or(|(_, p)| p.led < e.led && (p.unit < e.unit || e.spoke && !p.proper && p.led.is_none()))
        {
            return Some(body);
        }
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
            // « Son patron » is nobody's director spoken of before.
            e.plural == description.plural
                && description.determination != Determination::Possessive
                && is_same_office(description, e)
                && e.may_be(description.gender)
                || e.nouns.contains(noun)
                    // « la société » need not be the « Société des auteurs »: whoever was spoken of last.
                    && !(is_company(Some(noun))
                        && e.is_capital()
                        && e.acronym.is_some()
                        && description.title.starts_with(char::is_lowercase))
                    && (description.class != Some(NounClass::Person) || e.may_be(description.gender))
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

    fn by_name(&self, name: &str, description: &Description) -> Option<usize> {
        let mut name = Name::common(name);
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

    /// *l'universitaire, la jeune femme, le haut fonctionnaire, l'institution*: another noun for somebody named shortly before.
    pub(super) fn taken_up(&self, description: &Description, unit: usize) -> Option<usize> {
        let demonstrative = description.determination == Determination::Demonstrative;
        let class = description.class.or(demonstrative.then_some(NounClass::Person))?;
        let gender_fits = |e: &Entity| e.may_be(description.gender);
        let near = |e: &Entity| unit.saturating_sub(e.unit) <= TAKEN_UP_WITHIN && e.plural == description.plural;
        // « dans ses rangs », « dans leur camp »: the body that the sentence is about.
        if description.determination == Determination::Possessive
            && matches!(description.nouns.first().map(String::as_str), Some("rang" | "camp"))
        {
            let bodies = self
                .entities
                .iter()
                .enumerate()
                .filter(|(_, e)| e.kind == SpeakerKind::Organisation && e.unit + 1 >= unit && e.led.is_some());
            return bodies.max_by_key(|(_, e)| e.led).map(|(e, _)| e);
        }
        // « son organisation », « sa direction »: the body that the last speaker speaks for.
        if description.determination == Determination::Possessive {
            // « Leur syndicat » is not that of the one who spoke last.
            let owner = self
                .last_speaker
                .map(|e| &self.entities[e])
                .filter(|e| !description.shared || e.plural)?;
            let body = owner.affiliation.as_deref()?;
            let folded = fold::fold(body);
            let of_body =
                class == NounClass::Organisation || description.nouns.first().is_some_and(|noun| noun == "formation");
            return (of_body && description.qualifiers.is_empty())
                .then(|| {
                    self.entities
                        .iter()
                        .position(|e| e.name.text == body || e.acronym.as_ref() == Some(&folded))
                })
                .flatten();
        }
        match class {
            // « la cadette du colonel »
            NounClass::Person if is_kin(description) => None,
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
                            // « A New York, … »: a place with two words may pass for a person.
                            && (e.acted || e.spoke || e.gender.is_some() || !e.nouns.is_empty())
                            && near(e)
                            && may_have_trade(e, description)
                            && (unit.saturating_sub(e.unit) <= within || self.spoke_last_unnamed(e))
                            && (e.country.is_none()
                                || description.country.is_none()
                                || e.country == description.country)
                            && (class == NounClass::Person
                                // « … », conclut l'ancien champion
                                || is_former(description)
                                    && (e.spoke || e.led.is_some())
                                    && unit.saturating_sub(e.unit) <= 1
                                || may_hold(e, description.nouns.first()) && e.led.is_some_and(|led| led + 1 >= unit)
                                || !e.office
                                    && (e.spoke || !e.nouns.is_empty() || unit.saturating_sub(e.unit) <= 2)
                                    && e.nouns.iter().all(|n| is_compound_of(n, description.nouns.first()))
                                || demonstrative
                                || generic_office(description.nouns.first()) && !is_head_of_work(description)
                                || is_former(description)
                                    && e.nouns.iter().any(|n| {
                                        Some(n) == description.nouns.first()
                                            || is_compound_of(n, description.nouns.first())
                                    }))
                    })
                    .max_by_key(|(_, e)| {
                        let noun = description.nouns.first();
                        // « Le cardiologue » is rather the professor than the spokesman.
                        let speaks_for = class == NounClass::Person && e.nouns.iter().any(|n| n == "porte-parole");
                        (
                            falls_under(e, noun),
                            !speaks_for,
                            if demonstrative { e.named } else { e.salience },
                        )
                    })
                    .map(|(e, _)| e)
            }
            NounClass::Organisation => {
                // A bare class noun takes up a body: « l'institution », « la compagnie », « l'organisation ».
                let bare =
                    description.qualifiers.iter().all(|q| q == "haute" || q == "grande") && description.body.is_none();
                if !bare && !demonstrative {
                    return self.qualified(description, unit);
                }
                let noun = description.nouns.first().map(String::as_str);
                (demonstrative
                    || generic_body(description.nouns.first())
 || is_press(noun) || matches!(noun, Some("guérilla" | "rébellion" | "mouvement")))
                    .then(|| {
                        self.entities
                            .iter()
                            .enumerate()
                            .filter(|(_, e)| {
                                (e.kind == SpeakerKind::Organisation || e.opened == Some(unit) && e.may_be_company())
                                    && (!is_press(noun) || e.spoke && e.nouns.is_empty() && unit.saturating_sub(e.unit) <= 2)
                                    && (e.acted || !self.lexicon.gendered_things)
                                    && (bare || e.spoke)
                                    // A name in the plural is one body: « Autoroutes du Nord ».
                                    && (e.plural == description.plural || e.proper || e.acronym.is_some())
                                    && !is_other_trade(description.nouns.first(), e.nouns.first())
                                    && !(is_company(description.nouns.first()) && is_public(e))
                                    && !(noun == Some("organisation") && is_authority(e))
                                    && (generic_body(e.nouns.first())
                                        || e.fights() && matches!(noun, Some("guérilla" | "rébellion" | "mouvement"))
                                        || e.is_capital() && matches!(noun, Some("association" | "ong" | "fondation"))
                                        || matches!(
                                            noun,
                                            Some("institution" | "organisation" | "juridiction" | "instance" | "organisme")
                                        ))
                            })
                            .max_by_key(|(_, e)| {
                                let opens = e.opened == Some(unit) && is_company(description.nouns.first());
                                let leads = e.proper && e.led.is_some_and(|led| led + 1 >= unit);
                                (opens, e.salience + if e.spoke || leads { 2 * SUBJECT } else { 0 })
                            })
                            .map(|(e, _)| e)
                    })
                    .flatten()
            }
            _ => None,
        }
    }

    /// True for the person named last, who spoke without a word of what he is: *le délégué de Police Unie* then says it.
    fn spoke_last_unnamed(&self, entity: &Entity) -> bool {
        let people = self.entities.iter().filter(|e| e.is_human());
        entity.spoke
            && entity.nouns.is_empty()
            && people.max_by_key(|e| e.named).is_some_and(|e| e.named == entity.named)
    }

    /// *La compagnie bretonne*: the one body with a name that the sentence before spoke of.
    fn qualified(&self, description: &Description, unit: usize) -> Option<usize> {
        // « l'autorité sanitaire », « le gendarme boursier »: a public body, for what it watches over.
        let watches = description
            .nouns
            .first()
            .is_some_and(|n| matches!(n.as_str(), "autorité" | "instance" | "agence" | "régulateur"));
        // « la Société des auteurs (SA) », « l'Agence maritime »: a name of its own.
        let own = description.acronym.is_some() || description.title.starts_with(char::is_uppercase);
        let fits = description.qualifiers.len() == 1
            && !own
            && description.body.is_none()
            && description.country.is_none()
            && description.qualifiers[0].chars().all(char::is_lowercase)
            && (is_company(description.nouns.first()) || watches);
        let near = |e: &Entity| {
            e.kind == SpeakerKind::Organisation
                && (e.proper || e.acronym.is_some() || watches && e.is_capital())
                && e.unit + 1 >= unit
                && e.acted
        };
        let mut bodies = self.entities.iter().enumerate().filter(|(_, e)| near(e));
        let (only, entity) = bodies.next().filter(|_| fits)?;
        let compatible = watches == is_public(entity)
            && (watches || !is_other_trade(description.nouns.first(), entity.nouns.first()))
            && (watches || entity.nouns.is_empty() || generic_body(entity.nouns.first()))
            && entity.country.is_none();
        (compatible && bodies.next().is_none()).then_some(only)
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

    fn is_country(&self, word: &str) -> bool {
        self.lexicon.country(word).is_some()
    }
}
