//! Other nouns for whom the article has named: *l'universitaire*, *la jeune femme*, *l'institution*.

use super::antecedent::TAKEN_UP_WITHIN;
use super::{Entities, SUBJECT};
use crate::extract::entity::Entity;
use crate::extract::mention::{Description, Determination};
use crate::extract::taken_up::{
    falls_under, generic_body, generic_office, governs, is_authority, is_called, is_company, is_compound_of, is_former,
    is_head_of_work, is_kin, is_other_field, is_other_trade, is_party, is_press, is_private, is_public, is_trader,
    is_union, may_have_trade, may_hold, names_itself,
};
use crate::fold;
use crate::lexicon::NounClass;
use crate::model::SpeakerKind;

/// True for somebody without a name whom the sentence before introduced, where the noun may be said of anybody, or of whoever has that trade:
/// *Un agent a parlé. **L'homme** …*; *Une conseillère a refusé. **L'élue** …*.
fn just_met(entity: &Entity, description: &Description, unit: usize) -> bool {
    let led = entity.led.is_some_and(|led| led + 1 >= unit);
    let plain = description
        .qualifiers
        .iter()
        .all(|q| matches!(q.as_str(), "jeune" | "vieil" | "vieille"));
    let noun = description.nouns.first();
    let anybody = noun.is_some_and(|n| {
        matches!(
            n.as_str(),
            "homme"
                | "femme"
                | "dame"
                | "garçon"
                | "fille"
                | "trentenaire"
                | "quadragénaire"
                | "quinquagénaire"
                | "sexagénaire"
                | "septuagénaire"
                | "octogénaire"
        )
    });
    !entity.proper && !entity.plural && led && plain && (anybody || falls_under(entity, noun))
}

/// True for a name with an article in it, as papers have: *Le Monde*.
fn names_paper(entity: &Entity) -> bool {
    let article = entity
        .name
        .words
        .first()
        .is_some_and(|word| matches!(word.as_str(), "le" | "la" | "les" | "l"));
    article && entity.proper && entity.nouns.is_empty() && entity.name.words.len() > 1
}

fn is_alliance(noun: Option<&str>) -> bool {
    matches!(noun, Some("alliance" | "coalition"))
}

impl Entities {
    /// *l'universitaire, la jeune femme, le haut fonctionnaire, l'institution*: another noun for somebody named shortly before.
    pub(super) fn taken_up(&self, description: &Description, unit: usize) -> Option<usize> {
        let demonstrative = description.determination == Determination::Demonstrative;
        let class = description.class.or(demonstrative.then_some(NounClass::Person))?;
        // « dans ses rangs », « dans leur camp »: the body that the sentence is about; « leurs camps » are several.
        let camps = description.shared && description.plural;
        if description.determination == Determination::Possessive
            && !camps
            && matches!(description.nouns.first().map(String::as_str), Some("rang" | "camp"))
        {
            let bodies = self
                .entities
                .iter()
                .enumerate()
                .filter(|(_, e)| e.kind == SpeakerKind::Organisation && e.unit + 1 >= unit && e.led.is_some());
            return bodies.max_by_key(|(_, e)| e.led).map(|(e, _)| e);
        }
        if let Some(body) = self.written_by(description, unit) {
            return Some(body);
        }
        // « L'inspection estime que A. Ses analyses font état de B »: the body whose words they are.
        let text = matches!(
            description.nouns.first().map(String::as_str),
            Some("rapport" | "analyse" | "étude" | "enquête" | "expertise" | "note" | "communiqué" | "relevé")
        );
        if text && description.determination == Determination::Possessive && description.body.is_none() {
            let leads = |e: &Entity| e.kind == SpeakerKind::Organisation && e.led.is_some_and(|led| led + 1 >= unit);
            let bodies = self.entities.iter().enumerate().filter(|(_, e)| leads(e));
            return bodies.max_by_key(|(_, e)| e.salience).map(|(e, _)| e);
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
                // « son cabinet » is a lawyer's or a minister's own.
                class == NounClass::Organisation && description.nouns.first().is_none_or(|noun| noun != "cabinet")
                    || description.nouns.first().is_some_and(|noun| noun == "formation");
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
            NounClass::Person if is_kin(description) && !demonstrative => self.kin_taken_up(description, unit),
            NounClass::Person | NounClass::Office => self.person_taken_up(description, unit).or_else(|| {
                let noun = description.nouns.first();
                let trades = is_company(noun) || noun.is_some_and(|n| is_trader(n));
                let firm = trades.then(|| self.only_one(description)).flatten();
                firm.or_else(|| self.only_holder(description))
            }),
            NounClass::Organisation => self
                .body_taken_up(description, unit)
                .or_else(|| self.only_one(description)),
            _ => None,
        }
    }

    /// The only person who speaks for the body of a spokesman or of *le responsable*: ***le responsable de l'UNP*** after *Luc Renard, porte-parole
    /// de l'UNP*.
    pub(super) fn of_same_body(&self, description: &Description) -> Option<usize> {
        let noun = description.nouns.first()?;
        let generic = matches!(noun.as_str(), "responsable" | "dirigeant" | "représentant");
        let spokesman = noun == "porte-parole";
        let definite = description.determination == Determination::Definite && !description.plural;
        let office = description.class == Some(NounClass::Office) && description.body.is_some();
        if !(definite && office && (generic || spokesman)) {
            return None;
        }
        let body = self.affiliation(description, SpeakerKind::Office, &description.title)?;
        let speaks_for = |e: &Entity| {
            let theirs = e.affiliation.as_deref();
            // « le porte-parole de l'institution », whichever it is
            let class_noun = || theirs.is_some_and(|of| generic_body(of.split(' ').next().map(str::to_owned).as_ref()));
            let spokesman = spokesman && e.nouns.contains(noun);
            e.kind == SpeakerKind::Person
                && e.proper
                && e.may_be(description.gender)
                && (generic && theirs == Some(&*body) || spokesman && (theirs == Some(&*body) || class_noun()))
        };
        self.only(speaks_for)
    }

    /// *Inès Roy plie des chemises. « … », murmure **la veuve de Tiago***: whom the sentence before is about, and of whom nothing else is said.
    fn kin_taken_up(&self, description: &Description, unit: usize) -> Option<usize> {
        let leads = |e: &Entity| {
            e.kind == SpeakerKind::Person
                && e.proper
                && e.nouns.is_empty()
                && e.gender == description.gender
                && e.led.is_some_and(|led| led + 1 >= unit)
        };
        self.entities.iter().rposition(leads)
    }

    /// The only one in the article whose office or trade falls under the noun, however long ago it was named: *la magistrate* for a prosecutor.
    pub(super) fn only_holder(&self, description: &Description) -> Option<usize> {
        let noun = description.nouns.first();
        let fits = |e: &Entity| {
            e.kind == SpeakerKind::Person
                && e.proper
                && !e.plural
                && e.may_be(description.gender)
                && falls_under(e, noun)
        };
        let plain = description.qualifiers.is_empty() && !description.plural && !description.told_apart;
        self.only(|e| plain && fits(e))
    }

    /// The one entity that fits, where no second one does.
    fn only(&self, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        let mut fitting = self.entities.iter().enumerate().filter(|(_, e)| fits(e));
        let (only, _) = fitting.next()?;
        fitting.next().is_none().then_some(only)
    }

    /// Another noun for a person: *l'universitaire*, *le haut fonctionnaire*.
    fn person_taken_up(&self, description: &Description, unit: usize) -> Option<usize> {
        let demonstrative = description.determination == Determination::Demonstrative;
        let class = description
            .class
            .filter(|c| *c == NounClass::Office)
            .unwrap_or(NounClass::Person);
        let gender_fits = |e: &Entity| e.may_be(description.gender);
        let near = |e: &Entity| unit.saturating_sub(e.unit) <= TAKEN_UP_WITHIN && e.plural == description.plural;
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
                ) && (e.proper || demonstrative || just_met(e, description, unit))
                    && !(class == NounClass::Person && !demonstrative && self.is_another(description, e, unit))
                    && gender_fits(e)
                    // « A New York, … »: a place with two words may pass for a person.
                    && (e.acted || e.spoke || e.gender.is_some() || !e.nouns.is_empty())
                    && near(e)
                    && may_have_trade(e, description)
                    && !is_other_field(e, description.nouns.first())
                    // « le jeune homme » holds no office.
                    && !(e.office && description.qualifiers.iter().any(|q| q == "jeune"))
                    && (unit.saturating_sub(e.unit) <= within || self.spoke_last_unnamed(e))
                    && (e.country.is_none()
                        || description.country.is_none()
                        || e.country == description.country)
                    && (class == NounClass::Person
                        // « … », conclut l'ancien champion
                        || is_former(description)
                            && (e.spoke || e.led.is_some())
                            && unit.saturating_sub(e.unit) <= 1
                        || falls_under(e, description.nouns.first())
                        || may_hold(e, description.nouns.first()) && e.led.is_some_and(|led| led + 1 >= unit)
                        // « Après la réélection de Paul Serin, le sénateur … »: another one than a complement of the same sentence.
                        || !e.office
                            && (e.spoke || e.led.is_some() || !e.nouns.is_empty() || e.unit < unit)
                            && (e.spoke || !e.nouns.is_empty() || unit.saturating_sub(e.unit) <= 2)
                            && e.nouns.iter().all(|n| is_compound_of(n, description.nouns.first()))
                        || demonstrative
                        || generic_office(description.nouns.first())
                            && !is_head_of_work(description)
                            // « le patron de la CGT » is no prefect.
                            && (description.body.as_ref().is_none_or(|body| {
                                // « le responsable de l'hôpital » is no minister.
                                let of = matches!(description.nouns[0].as_str(), "responsable" | "dirigeant");
                                body.starts_with(char::is_lowercase) && !of
                            })
                                || e.nouns.is_empty()
                                || description.qualifiers.iter().any(|q| self.is_said_of(q, e)))
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
                    // « le syndicaliste » is rather he who governs nothing.
                    !(is_private(noun) && governs(e)),
                    e.country.is_some() && e.country == description.country,
                    falls_under(e, noun),
                    !speaks_for,
                    // « Elle a vu la vétérinaire, jure cette retraitée »: not whom her own words name.
                    match (demonstrative, e.reported.is_some_and(|r| r + 1 >= unit) && !e.spoke) {
                        (true, true) => 0,
                        (true, false) => e.named,
                        _ => e.salience,
                    },
                )
            })
            .map(|(e, _)| e)
    }

    /// True where a complement says which one is meant, and nothing of it is said of the entity: *le boulanger **de la place***, *le médecin du Samu*.
    fn is_another(&self, description: &Description, entity: &Entity, unit: usize) -> bool {
        let said = description.qualifiers.iter().any(|q| self.is_said_of(q, entity))
            || description.body.is_some() && description.body == entity.affiliation;
        // « Karel Roy n'a pas mâché ses mots. « … », affirme le soigneur de l'équipe »: says what he is.
        let introduces =
            entity.nouns.is_empty() && entity.proper && !entity.spoke && entity.led.is_some_and(|led| led + 1 >= unit);
        description.told_apart && !said && !introduces
    }

    /// A class noun for a body: *l'institution*, *la compagnie*, *l'organisation*.
    fn body_taken_up(&self, description: &Description, unit: usize) -> Option<usize> {
        let demonstrative = description.determination == Determination::Demonstrative;
        // A bare class noun takes up a body: « l'institution », « la compagnie », « l'organisation ».
        let bare = description.qualifiers.iter().all(|q| q == "haute" || q == "grande") && description.body.is_none();
        if !bare && !demonstrative {
            return self.qualified(description, unit);
        }
        let noun = description.nouns.first().map(String::as_str);
        if bare && let Some(members) = self.latest_of(noun, unit) {
            return Some(members);
        }
        (demonstrative
            || generic_body(description.nouns.first())
            || is_press(noun)
            || matches!(noun, Some("guérilla" | "rébellion" | "mouvement")))
        .then(|| {
            self.entities
                .iter()
                .enumerate()
                .filter(|(_, e)| {
                    (e.kind == SpeakerKind::Organisation
                        || e.opened == Some(unit) && e.may_be_company()
                        || is_press(noun) && names_paper(e))
                            && (!is_press(noun)
                                || (e.spoke || names_paper(e))
                                    && e.nouns.is_empty()
                                    && !self.is_country(&e.name.folded)
                                    && unit.saturating_sub(e.unit) <= 2)
                            && (e.acted || !self.lexicon.gendered_things)
                            && (bare || e.spoke)
                            // A name in the plural is one body: « Autoroutes du Nord ».
                            && (e.plural == description.plural || e.proper || e.acronym.is_some())
                            && !is_other_trade(description.nouns.first(), e.nouns.first())
                            && !(is_company(description.nouns.first())
                                && (is_public(e) || self.lexicon.country(&e.name.folded).is_some()))
                            // « le laboratoire départemental », « le groupe majoritaire » are no *entreprise*.
                            && !(is_company(description.nouns.first())
                                && !e.proper
                                && e.acronym.is_none()
                                && matches!(e.nouns.first().map(String::as_str), Some("laboratoire" | "groupe"))
                                && e.nouns.first() != description.nouns.first())
                            && !(noun == Some("organisation") && is_authority(e))
                            // « une alliance dominée par X … Cette coalition » is not whom it fights.
                            && (!is_alliance(noun) || e.nouns.iter().any(|n| is_alliance(Some(n))))
                            // A land is no association, and « Le Monde » a paper.
                            && !(matches!(noun, Some("association" | "ong" | "fondation"))
                                && (self.lexicon.country(&e.name.folded).is_some()
                                    || e.name.words.first().is_some_and(|w| matches!(w.as_str(), "le" | "la" | "l"))))
                            && (generic_body(e.nouns.first()) || names_itself(e)
                                || is_press(noun) && (e.proper && e.spoke || names_paper(e))
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

    /// The body that speaks in what it wrote, or by those whom it sent: ***les inspecteurs*** *notent*, ***le document*** *précise*; else the text
    /// that spoke last.
    pub(super) fn written_by(&self, description: &Description, unit: usize) -> Option<usize> {
        let noun = description.nouns.first()?.as_str();
        let bare = description.qualifiers.is_empty() && description.body.is_none();
        let text = matches!(noun, "document" | "texte") && !description.plural;
        let starts = |e: &Entity, words: &[&str]| {
            e.name
                .words
                .iter()
                .take(3)
                .any(|w| words.iter().any(|start| w.starts_with(start)))
        };
        let fits = |e: &Entity| {
            let body = e.kind == SpeakerKind::Organisation && e.spoke;
            let wrote = body
                && starts(
                    e,
                    &[
                        "inspection",
                        "mission",
                        "chambre",
                        "cour",
                        "bureau",
                        "agence",
                        "observatoire",
                        "commission",
                    ],
                );
            match noun {
                "inspecteur" => body && starts(e, &["inspection"]),
                "magistrat" => body && starts(e, &["chambre", "cour", "tribunal"]),
                "auteur" | "rapporteur" => wrote || e.kind == SpeakerKind::Document && e.spoke,
                "expert" | "analyste" => body && starts(e, &["cabinet", "bureau", "institut", "observatoire"]),
                _ => text && (wrote || e.kind == SpeakerKind::Document && e.spoke),
            }
        };
        let near = |e: &Entity| unit.saturating_sub(e.unit) <= 2 * TAKEN_UP_WITHIN;
        let bodies = self.entities.iter().enumerate();
        let bodies = bodies.filter(|(_, e)| bare && (text || description.plural) && fits(e) && near(e));
        bodies.max_by_key(|(_, e)| e.named).map(|(e, _)| e)
    }

    /// The only body of the kind that the noun names, wherever the article named it: *l'usine Solvanor*, and far behind it *l'entreprise*.
    fn only_one(&self, description: &Description) -> Option<usize> {
        let noun = description.nouns.first()?;
        let bare = description.qualifiers.is_empty() && description.body.is_none() && !description.plural;
        let fits =
            |e: &Entity| e.kind == SpeakerKind::Organisation && e.acted && e.country.is_none() && is_called(e, noun);
        self.only(|e| bare && fits(e))
    }

    /// The union or the party, known by its name, that the sentence before is about: *La CGT refuse. **Le syndicat** …*.
    fn latest_of(&self, noun: Option<&str>, unit: usize) -> Option<usize> {
        let leads = |e: &Entity| e.kind == SpeakerKind::Organisation && e.led.is_some_and(|led| led + 1 >= unit);
        let fits = |e: &Entity| match noun {
            Some("syndicat" | "centrale") => is_union(e),
            Some("parti" | "formation") => is_party(e),
            _ => false,
        };
        let bodies = self.entities.iter().enumerate().filter(|(_, e)| leads(e) && fits(e));
        bodies.max_by_key(|(_, e)| e.salience).map(|(e, _)| e)
    }

    /// True for the person named last, who spoke without a word of what he is: *le délégué de Police Unie* then says it.
    fn spoke_last_unnamed(&self, entity: &Entity) -> bool {
        let people = self.entities.iter().filter(|e| e.is_human() && !e.plural);
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
            && !description.plural
            && !own
            && description.body.is_none()
            && description.country.is_none()
            && description.qualifiers[0].chars().all(char::is_lowercase)
            // « le groupe majoritaire » sits in a council.
            && !matches!(
                description.qualifiers[0].as_str(),
                "majoritaire" | "minoritaire" | "parlementaire" | "politique" | "arme" | "terroriste"
            )
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
}
