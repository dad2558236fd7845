//! Whom somebody speaks for: a country, a government, a body, whoever has a counsel or a staff.

use super::Entities;
use crate::extract::entity::Entity;
use crate::extract::mention::{Description, Determination};
use crate::extract::taken_up::{is_called, is_company, is_former, is_relative};
use crate::fold;
use crate::lexicon::relation::Relations;
use crate::lexicon::{NounClass, PlaceRole};
use crate::model::{SpeakerDraft, SpeakerKind};

/// Units from one in which somebody is named to one in which a noun or a possessive takes him up.
const NEAR: usize = 1;

impl Entities {
    /// Whom somebody so described speaks for.
    pub(super) fn affiliation(&self, description: &Description, kind: SpeakerKind, name: &str) -> Option<String> {
        // « L'Arménie et l'Azerbaïdjan », « le ministre et le préfet »: each for his own.
        if description.listed {
            return (kind == SpeakerKind::Organisation).then(|| name.to_string());
        }
        // « sa cheffe, l'Autrichienne Ada Weil »: she speaks for whom she leads.
        let leads = description.determination == Determination::Possessive
            && description.class == Some(NounClass::Office)
            && description.country.is_some();
        if let Some(owner) = leads.then(|| self.whose(description)).flatten() {
            return self.of_owner(description, owner);
        }
        if let Some(country) = description
            .country
            .as_ref()
            .filter(|_| !self.is_firm(description, name))
        {
            let words = description.qualifiers.iter().map(String::as_str);
            let ministry = words.chain([&*fold::fold(name)]).any(|words| {
                let stands_for = self.lexicon.country(words);
                stands_for.is_some_and(|(_, role)| role == PlaceRole::Ministry)
            });
            let government = || self.lexicon.government.to_owned();
            return Some(if ministry { government() } else { country.clone() });
        }
        // « l'ancien ministre » no longer speaks for his government.
        if is_former(description) && kind == SpeakerKind::Person {
            return None;
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
        let keeps_seals = description.nouns.iter().any(|noun| noun == "garde")
            && description
                .linked
                .as_deref()
                .is_some_and(|linked| fold::fold(linked) == "des sceaux");
        // « la secrétaire d'Etat à la Mer »
        let linked = description.linked.as_ref().map(|linked| fold::fold(linked));
        let of_state = description.nouns.iter().any(|noun| noun == "secrétaire")
            && linked.is_some_and(|linked| linked.starts_with("d'etat"));
        // « le ministère public » prosecutes, and is no government.
        let prosecutes = fold::fold(&description.title).starts_with("ministere public");
        if description.nouns.iter().any(state) && !prosecutes || keeps_seals || of_state {
            return Some(self.lexicon.government.to_string());
        }
        if let Some(body) = &description.body {
            let folded = fold::fold(body);
            // « l'avocat de M. Vasselin »
            let surname = ["m. ", "mme ", "me "]
                .iter()
                .find_map(|title| folded.strip_prefix(title));
            let entity = self.entities.iter().find(|e| {
                e.name.folded == folded
                    || e.kind == SpeakerKind::Person
                        && surname.is_some()
                        && e.name.folded.split(' ').next_back() == surname
                    || e.acronym.as_ref() == Some(&folded)
                    || e.kind == SpeakerKind::Organisation && e.nouns.first().is_some_and(|n| *n == folded)
            });
            return Some(entity.map_or_else(
                || self.named_body(&folded).unwrap_or_else(|| body.clone()),
                |e| {
                    if e.kind == SpeakerKind::Organisation {
                        e.name.text.clone()
                    } else {
                        e.affiliation.clone().unwrap_or_else(|| e.name.text.clone())
                    }
                },
            ));
        }
        // « son petit-fils » is of no body; « une porte-parole » is that of the one spoken of.
        let kin = is_relative(description.nouns.first());
        let spokesman = description.determination == Determination::Indefinite
            && description.nouns.first().is_some_and(|noun| noun == "porte-parole");
        if description.determination == Determination::Possessive && !kin || spokesman && !description.told_apart {
            return self.of_owner(description, self.whose(description)?);
        }
        if kind == SpeakerKind::Group && description.plural {
            return self.corps(description);
        }
        (kind == SpeakerKind::Organisation).then(|| name.to_string())
    }

    /// Whose *cheffe* or *avocat* a possessive names.
    fn whose(&self, description: &Description) -> Option<&Entity> {
        let now = self.entities.iter().map(|e| e.unit).max()?;
        let owners = self.entities.iter().filter(|e| may_own(description, e));
        owners.max_by_key(|e| e.salience).filter(|e| e.unit + NEAR >= now)
    }

    /// What somebody speaks for who is `owner`'s.
    fn of_owner(&self, description: &Description, owner: &Entity) -> Option<String> {
        match owner.kind {
            SpeakerKind::Organisation => {
                let firm = owner
                    .nouns
                    .first()
                    .filter(|noun| !owner.proper && is_company(Some(noun)));
                let named = firm.and_then(|noun| self.named_body(noun));
                named.or_else(|| Some(owner.affiliation.clone().unwrap_or_else(|| owner.name.text.clone())))
            }
            // « son avocate » speaks for a person who is of no body too.
            // … but for nobody's *suspect*.
            _ if is_counsel(description) => self
                .spoken_for(owner)
                .or_else(|| owner.proper.then(|| owner.name.text.clone())),
            _ => self.spoken_for(owner),
        }
    }

    /// What the men of a body are of: *pompiers*, *gendarmerie*.
    fn corps(&self, description: &Description) -> Option<String> {
        let data = Relations::of(self.lexicon.lang)?;
        let noun = fold::fold(description.nouns.first()?);
        let house = data.offices().house(&noun);
        let told = data.is("corps", &noun) && description.determination == Determination::Definite;
        told.then(|| house.unwrap_or(&description.title).to_owned())
    }

    /// What whoever holds the office that a description names speaks for, with its place: *mairie de Belz* for *le maire de Belz*.
    pub(super) fn house(&self, description: &Description) -> Option<String> {
        let noun = fold::fold(description.nouns.first()?);
        // « un analyste chez Ravel » is of the firm, « un pêcheur de Port-Clair » of no place.
        if description
            .linked
            .as_ref()
            .is_some_and(|linked| linked.starts_with("chez "))
        {
            return description.body.clone();
        }
        let data = Relations::of(self.lexicon.lang)?;
        let holds = matches!(description.class, Some(NounClass::Office | NounClass::Person));
        let house = data.offices().house(&noun).filter(|house| fold::fold(house) != noun)?;
        let named = |linked: &&String| {
            let mut words = linked.split([' ', '\'']);
            words.any(|word| word.starts_with(char::is_uppercase)) || *linked == "de police"
        };
        let named = description.linked.as_ref().filter(named);
        // « la maire de Paris » speaks for no country, « le procureur ukrainien » does.
        let land = description.country.is_some() && named.is_none();
        if !holds || is_former(description) || description.plural || land {
            return None;
        }
        // « le substitut du parquet de Belz »
        let told = named.and(description.body.as_ref());
        if let Some(body) = told.filter(|body| fold::fold(body).split(' ').any(|word| word == fold::fold(house))) {
            return Some(body.clone());
        }
        Some(named.map_or_else(|| house.to_owned(), |linked| format!("{house} {linked}")))
    }

    /// Whom an entity speaks for, as a reader would name it.
    pub(super) fn spoken_for(&self, entity: &Entity) -> Option<String> {
        let Some(said) = entity.affiliation.as_ref() else {
            // Who has no name is one with others of his office only where it is said of what place.
            let told = |house: &&String| entity.proper || house.contains(' ');
            return entity.house.as_ref().filter(told).cloned();
        };
        let folded = fold::fold(said);
        // « son avocat, Me Paul Dol », where nobody was named before; « une habitante de Dakar » speaks for no land, « un diplomate russe » does.
        let serves = |noun: &String| {
            let data = Relations::of(self.lexicon.lang);
            data.is_some_and(|data| data.is("of_a_state", &fold::fold(noun)))
        };
        // « le député de la Vienne »
        let capital = |role: PlaceRole| role == PlaceRole::Capital;
        let land = self.is_country(&folded) && !self.lexicon.country(&folded).is_some_and(|(_, role)| capital(role));
        let from = land && !entity.office && !entity.nouns.is_empty() && !entity.nouns.iter().any(serves);
        if entity.kind == SpeakerKind::Person && (*said == entity.name.text || from) {
            return None;
        }
        let state = land || said == self.lexicon.government;
        let house = entity.house.as_ref().filter(|house| !state || house.contains(' '));
        if state || house.is_some() {
            return house.or(Some(said)).cloned();
        }
        // « le chef de l'Etat »: of which country, the article does not say.
        if matches!(&*folded, "etat" | "republique") && entity.is_human() {
            return None;
        }
        let depends = entity.nouns.first().is_some_and(|noun| is_part(noun));
        // « le cabinet de la ministre »
        if depends && entity.name.words.iter().any(|word| word == "ministre") {
            return Some(self.lexicon.government.to_owned());
        }
        if entity.kind == SpeakerKind::Organisation && !depends {
            return Some(entity.name.text.clone());
        }
        if let Some(body) = self.named_body(&folded) {
            return Some(body);
        }
        (!self.speaks_for_himself(entity, said)).then(|| said.clone())
    }

    /// True for somebody whom what the article says of him, `said`, makes nobody's spokesman: relatives, guests, people from somewhere.
    fn speaks_for_himself(&self, entity: &Entity, said: &str) -> bool {
        let first = entity.nouns.first();
        // « le député de la Gironde » speaks for no place.
        let seat = first.is_some_and(|noun| matches!(noun.as_str(), "député" | "sénateur" | "eurodéputé"));
        // « un pêcheur de Port-Clair », « un huilier de la Drôme »
        let named = |e: &Entity| e.kind == SpeakerKind::Organisation && e.acted && e.name.text == said;
        let place = (!entity.office || seat)
            && entity.kind != SpeakerKind::Document
            && !entity.nouns.is_empty()
            && said.starts_with(char::is_uppercase)
            && !said.contains(' ')
            && said.chars().any(char::is_lowercase)
            && !self.entities.iter().any(named);
        // « le père d'Adrien » speaks for nobody; his counsel does.
        let person = |e: &Entity| e.kind == SpeakerKind::Person && e.name.text == said;
        let counsel = entity.nouns.iter().any(|noun| speaks_for_people(noun));
        let private = !counsel && self.entities.iter().any(person);
        let guest = first.is_some_and(|noun| noun == "invité");
        place || private || guest || is_relative(first)
    }

    /// Fills in whom a person speaks for where the article says it, or of what place, only after the words: *mairie de Belz* for *mairie*.
    pub fn complete(&self, speaker: &mut SpeakerDraft) {
        if let Some(name) = self.named_later.get(&speaker.name) {
            // Taken for a body of that name.
            speaker.affiliation = speaker.affiliation.take().filter(|own| *own != speaker.name);
            speaker.name.clone_from(name);
            speaker.kind = SpeakerKind::Person;
        }
        if let Some(holder) = speaker
            .affiliation
            .as_ref()
            .and_then(|name| self.served(&speaker.name, name))
        {
            speaker.affiliation = Some(holder);
        }
        if speaker.kind != SpeakerKind::Person {
            return;
        }
        let named = |e: &&Entity| e.proper && e.kind == SpeakerKind::Person && e.name.text == speaker.name;
        let told = self.entities.iter().find(named).and_then(|e| self.spoken_for(e));
        let fuller = |told: &String| {
            let known = speaker.affiliation.as_ref();
            known.is_none_or(|known| told.starts_with(known.as_str()))
        };
        if let Some(told) = told.filter(fuller) {
            speaker.affiliation = Some(told);
        }
    }

    /// What the one named `holder` speaks for, where `staff` serves him in office: *cabinet de Lise Aubert*, the minister.
    fn served(&self, staff: &str, holder: &str) -> Option<String> {
        let named = |e: &&Entity| e.proper && e.kind == SpeakerKind::Person && e.name.text == holder;
        let bearer = self.entities.iter().find(named)?;
        let own = self.entities.iter().find(|e| e.name.text == staff)?;
        let counsel = own.nouns.iter().any(|noun| pleads(noun));
        self.spoken_for(bearer)
            .filter(|_| bearer.office && !counsel && staff != holder)
    }

    /// The body with a name that the article means by a noun alone: *l'entreprise*, *l'association*; by the noun for those who manage it too.
    fn named_body(&self, noun: &str) -> Option<String> {
        // A name of capitals alone tells less: *la direction* is not that of the *CCE*.
        let (kind, any) = match noun {
            "groupe arme" | "rebellion" | "insurrection" | "guerilla" => ("mouvement", true),
            "direction" | "usine" | "site" | "maison" | "etablissement" => ("entreprise", false),
            "societe" => ("société", true),
            "entreprise generale" => ("entreprise", true),
            noun => (noun, true),
        };
        let house = |e: &Entity| {
            let named = e.proper || e.name.text.contains(char::is_uppercase);
            noun == "etablissement" && named && is_called(e, "établissement")
        };
        let firm = |e: &Entity| {
            (e.proper || e.acronym.is_some() || e.is_capital())
                && (any || e.name.text.contains(char::is_lowercase))
                && is_called(e, kind)
        };
        let called = |e: &&Entity| {
            e.kind == SpeakerKind::Organisation && e.acted && e.country.is_none() && (house(e) || firm(e))
        };
        let latest = self.entities.iter().filter(called).max_by_key(|e| e.salience);
        latest.map(|e| e.name.text.clone())
    }

    /// True for a firm: « le groupe autrichien Halberg » speaks for itself, not for Austria.
    fn is_firm(&self, description: &Description, name: &str) -> bool {
        let named = self.lexicon.country(&fold::fold(name)).is_none();
        let firm = |data: &Relations| description.nouns.iter().any(|noun| data.is("firms", &fold::fold(noun)));
        named && !description.person && Relations::of(self.lexicon.lang).is_some_and(firm)
    }

    /// *l'entourage de la ministre*, where the article names the minister: *entourage de Lise Aubert*.
    pub(super) fn staff_of(&self, description: &Description) -> Option<Description> {
        let office = [" de la ", " du ", " de l'"]
            .iter()
            .find_map(|of| Some(description.title.split_once(of)?.1))
            .filter(|_| description.is_staff() && description.name.is_none())?;
        // « la présidente du département » need not be the president whom the article named.
        let first = office
            .split(' ')
            .next()
            .filter(|w| *w == office || *w == "secrétaire")?;
        let reading = self.lexicon.readings(first).first()?;
        let holds = |e: &&Entity| {
            e.kind == SpeakerKind::Person
                && e.proper
                && e.nouns.first().is_some_and(|noun| noun == reading.lemma)
                && e.may_be(reading.gender)
        };
        let mut holders = self.entities.iter().filter(holds);
        let holder = holders.next().filter(|_| holders.next().is_none())?;
        let mut named = description.clone();
        named.name_holder(&holder.name.text);
        Some(named)
    }
}

/// True for a body, and for the people whose *commandant* or *cabinet* a possessive names: *leur* is that of several, *son* that of one with a name or an office.
fn may_own(description: &Description, entity: &Entity) -> bool {
    if entity.kind == SpeakerKind::Organisation {
        // No court and no police has a counsel: what has one bears a name, or is a family.
        return entity.proper || !is_counsel(description) || entity.nouns.iter().any(|noun| noun == "famille");
    }
    if description.shared {
        return entity.kind == SpeakerKind::Group && entity.led.is_some();
    }
    let staff = matches!(
        description.nouns.first().map(String::as_str),
        Some("cabinet" | "entourage" | "adjoint" | "conseiller" | "successeur" | "prédécesseur")
    );
    (staff || is_counsel(description))
        && matches!(entity.kind, SpeakerKind::Person | SpeakerKind::Office)
        && (entity.spoke || entity.led.is_some())
}

/// True for what is part of a body and speaks for the whole: *la direction de l'hôpital*, *le service des urgences*.
fn is_part(noun: &str) -> bool {
    matches!(
        noun,
        "direction"
            | "service"
            | "cabinet"
            | "entourage"
            | "rédaction"
            | "branche"
            | "filiale"
            | "section"
            | "antenne"
            | "représentation"
            | "équipe"
            | "secrétariat"
            | "présidence"
    )
}

/// True for those who speak for a person.
fn speaks_for_people(noun: &str) -> bool {
    pleads(noun)
        || matches!(
            noun,
            "porte-parole" | "entourage" | "cabinet" | "adjoint" | "conseiller" | "collaborateur"
        )
}

/// True for who speaks for somebody in court.
fn is_counsel(description: &Description) -> bool {
    description.nouns.first().is_some_and(|noun| pleads(noun))
}

/// True for the nouns of who speaks for somebody in court.
fn pleads(noun: &str) -> bool {
    matches!(noun, "avocat" | "conseil" | "défenseur")
}
