//! Those whom an article knows by their office before it names them.

use super::Entities;
use crate::extract::entity::{Entity, Name};
use crate::extract::mention::{Description, Determination};
use crate::model::SpeakerKind;

impl Entities {
    /// *Le maire tente de calmer le jeu. « … », relativise Sylvain Duprat*: whoever the sentence before told of by his office only, and who did not
    /// speak in it, is named where he first speaks.
    pub(super) fn introduce(&mut self, entity: usize, description: &Description, unit: usize) {
        let named = &self.entities[entity];
        if named.kind != SpeakerKind::Person || !named.proper || description.plural {
            return;
        }
        if let Some(office) = self.same_office_unnamed(entity) {
            return self.becomes(office, entity);
        }
        let named = &self.entities[entity];
        if !named.nouns.is_empty() {
            return;
        }
        let holds = |e: &Entity| {
            e.office
                && !e.proper
                && !e.spoke
                && !e.plural
                && e.led.is_some_and(|led| led + 1 == unit)
                && e.may_be(named.gender)
        };
        let bare = description.determination == Determination::Bare;
        let unnamed = || bare.then(|| self.only_unnamed_speaker(entity, unit)).flatten();
        let Some(office) = self.entities.iter().rposition(holds).or_else(unnamed) else {
            return;
        };
        self.becomes(office, entity);
    }

    /// The one who spoke by the office alone that the article now names: *assure le procureur adjoint. … Paul Roy, **procureur adjoint** de Belz*.
    fn same_office_unnamed(&self, named: usize) -> Option<usize> {
        let bearer = &self.entities[named];
        let office = bearer.nouns.first().filter(|_| bearer.office)?;
        let unnamed = |e: &Entity| {
            e.office
                && !e.proper
                && !e.plural
                && e.definite
                && e.spoke
                && e.nouns.first() == Some(office)
                && e.may_be(bearer.gender)
                && e.qualifiers.iter().all(|q| bearer.qualifiers.contains(q))
        };
        let mut offices = (0..self.entities.len()).filter(|&e| e != named && unnamed(&self.entities[e]));
        offices.next().filter(|_| offices.next().is_none())
    }

    /// Gives what is known of somebody named by his office only to the one who turns out to hold it.
    fn becomes(&mut self, office: usize, entity: usize) {
        let name = self.entities[entity].name.text.clone();
        if self.last_speaker == Some(office) {
            self.last_speaker = Some(entity);
        }
        let office = &mut self.entities[office];
        if office.spoke {
            self.named_later.insert(office.name.text.clone(), name);
        }
        let (nouns, qualifiers) = (
            std::mem::take(&mut office.nouns),
            std::mem::take(&mut office.qualifiers),
        );
        let (country, gender) = (office.country.clone(), office.gender);
        let (affiliation, house) = (office.affiliation.take(), office.house.take());
        office.name = Name::default();
        let named = &mut self.entities[entity];
        named.affiliation = named.affiliation.take().or(affiliation);
        named.house = named.house.take().or(house);
        named.nouns = nouns;
        named.qualifiers.extend(qualifiers);
        named.office = true;
        named.gender = named.gender.or(gender);
        named.country = named.country.take().or(country);
    }

    /// Whoever spoke last, shortly before and by an office alone, where no other office did: *a déclaré le gouverneur de la banque. François Villeroy a ajouté*.
    /// News names nobody with first name and surname, and never says who that is.
    fn only_unnamed_speaker(&self, named: usize, unit: usize) -> Option<usize> {
        /// Units within which the name follows the office.
        const NAMED_WITHIN: usize = 6;
        let bearer = &self.entities[named];
        let unnamed =
            |e: &&Entity| e.office && !e.proper && !e.plural && e.definite && e.spoke && e.may_be(bearer.gender);
        let mut offices = self.entities.iter().filter(unnamed);
        let office = offices.next().filter(|_| offices.next().is_none())?;
        let near = office.unit < unit && office.unit + NAMED_WITHIN >= unit;
        let last = self
            .last_speaker
            .is_some_and(|last| self.entities[last].named == office.named);
        if !last || bearer.name.words.len() < 2 || !near {
            return None;
        }
        self.entities.iter().position(|e| e.named == office.named)
    }
}
