//! Who is named in passing: the noun phrases of a unit that are no speaker's mention, for whoever is taken up later.

use std::ops::Range;

use super::apposition::{is_somebody, with_apposition_after};
use super::coreference::Entities;
use super::mention::{Description, Determination, describe, names_trade};
use super::scope;
use super::subject::{self, Subject};
use super::taken_up::{is_company, is_run};
use super::unit::Unit;
use crate::lexicon::{Lexicon, NounClass, Pos};
use crate::span::Span;
use crate::text::Analysis;
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;

/// One unit whose noun phrases are noted.
pub(super) struct Passing<'a, 't> {
    analysis: &'a Analysis<'t>,
    lexicon: &'static Lexicon,
    unit: &'a Unit<'t>,
    /// The number of the unit.
    n: usize,
    /// The first word of the first inflected verb; beyond every word where there is none.
    first_finite: usize,
    /// Where the subject of the first verb stands, if behind it: *Reste **le maire***, *Ce que dément **la direction***.
    behind_verb: Option<usize>,
    /// True for a heading in capitals, which names nobody: *LE DÉCOMPTE DES MORTS*.
    heading: bool,
}

impl<'a, 't> Passing<'a, 't> {
    pub(super) fn new(analysis: &'a Analysis<'t>, lexicon: &'static Lexicon, unit: &'a Unit<'t>, n: usize) -> Self {
        let first = unit.finite_group_from(0);
        let behind_verb = first.and_then(|g| {
            let behind = unit.groups[g].words.end;
            let start = unit.groups[g].words.start;
            let relative = start > 0 && matches!(unit.lower(start - 1), "que" | "qu'");
            let alone = unit.groups[g].inverted.is_none() && (relative || subject::before(unit, g).is_none());
            (alone && unit.phrase_at(behind).is_some_and(|p| is_somebody(unit, p))).then_some(behind)
        });
        let passing = Passing {
            analysis,
            lexicon,
            unit,
            n,
            first_finite: first.map_or(usize::MAX, |g| unit.groups[g].words.start),
            behind_verb,
            heading: false,
        };
        let heading = unit.words.len() > 1 && passing.in_capitals(0..unit.words.len());
        Passing { heading, ..passing }
    }

    /// Takes note of a noun phrase; `content` is what the finding before which it stands reports.
    pub(super) fn note(&self, phrase: &NounPhrase, content: &[Span], entities: &mut Entities) {
        if self.heading || self.is_nobody(phrase) {
            return;
        }
        let (unit, n) = (self.unit, self.n);
        let bearer = self.name_inside(phrase);
        if let Some(name) = bearer
            .and_then(|i| noun_phrase(&unit.words, i))
            // « sur ordre de Paul Serin »: an act, no body.
            .filter(|_| !is_somebody(unit, phrase) || unit.words[phrase.head].lemma() == "ordre")
        {
            // « les chiens d'Elise Roy, l'éleveuse touchée »
            entities.note(self.describe(&with_apposition_after(unit, &name)), n, false);
        }
        let named_inside = phrase.name.is_some() && bearer.is_none() && !is_somebody(unit, phrase);
        if let Some(owner) = named_inside.then(|| self.owner(phrase)).flatten() {
            entities.note(self.describe(&Subject::single(&owner)), n, false);
        }
        // « un avion d'Air Nord »: the firm is named with what it runs.
        if let Some(firm) = runs(unit, phrase) {
            let mut description = self.describe(&Subject::single(phrase));
            description.body = Some(unit.span(firm).of(self.analysis.text).to_string());
            entities.note_maker(&description, n);
            return;
        }
        let own_name = phrase.name.as_ref().is_some_and(|n| n.start <= phrase.head + 1);
        if self.is_made(phrase) && bearer.is_none() && !own_name {
            entities.note_maker(&self.describe(&Subject::single(phrase)), n);
        }
        if self.is_thing(phrase) {
            return;
        }
        if let Some(bearer) = self.said_of(phrase) {
            entities.note(self.describe(&Subject::apposed(&bearer, phrase)), n, true);
            return;
        }
        // « la fermeture par M. Roy du parlement »: what was closed is nothing that he is of.
        let before = phrase.words.start.checked_sub(1).map_or("", |i| unit.lower(i));
        let bare = phrase.name.as_ref().filter(|name| {
            before == "par"
                && name.end < phrase.words.end
                && matches!(unit.tag(phrase.words.start), Tag::Name | Tag::Title)
        });
        let only_name = bare.map(|name| NounPhrase {
            words: phrase.words.start..name.end,
            // « par M. Petit directeur du site »: the head stands behind the name.
            head: phrase.head.min(name.end - 1),
            name: Some(name.clone()),
        });
        let phrase = only_name.as_ref().unwrap_or(phrase);
        let own = unit.span(phrase.words.clone());
        let reported = content.iter().any(|span| span.contains(own));
        let subject = self.is_subject(phrase, reported);
        entities.note(self.described(phrase), n, subject);
        if reported {
            entities.reports(n);
        }
        if self.opens(phrase) && !subject {
            entities.opens(n);
        }
        let verb = unit.group_at(phrase.words.end).filter(|&g| unit.is_finite(g));
        // « licencié par Vermel », « accuse Vermel d'avoir menti »
        let agent = before == "par"
            || matches!(unit.lower(phrase.words.end), "de" | "d'") && unit.tag(phrase.words.end + 1) == Tag::Infinitive;
        if verb.is_some() && !self.is_governed(phrase) && !subject || agent {
            entities.acts(n);
        }
    }

    fn describe(&self, subject: &Subject) -> Description {
        describe(&scope::mention(self.unit, subject), self.lexicon, self.analysis.text)
    }

    /// What the phrase says with its apposition, and with what stands around it.
    fn described(&self, phrase: &NounPhrase) -> Description {
        let unit = self.unit;
        let mut description = self.describe(&with_apposition_after(unit, phrase));
        // « Quant au ministère », « remis au préfet »: its article is inside *au*.
        let start = phrase.words.start;
        let article = start > 0 && matches!(unit.lower(start - 1), "au" | "aux");
        if (self.is_topic(phrase) || article) && description.determination == Determination::Bare {
            description.determination = Determination::Definite;
        }
        // « l'avocate du maire, Thierry Oster »: the office stands before the comma, inside what she is.
        let office = start
            .checked_sub(2)
            .filter(|&i| unit.tag(i + 1) == Tag::Comma && unit.words[i].class() == Some(NounClass::Office))
            .filter(|&i| i > 0 && matches!(unit.lower(i - 1), "du" | "la" | "le" | "au" | "l'" | "de" | "d'"));
        if let Some(office) = office.filter(|_| description.person && description.nouns.is_empty()) {
            description.nouns.push(unit.words[office].lemma().to_owned());
            description.class = Some(NounClass::Office);
        }
        description
    }

    /// Whose name the verb parts from what its bearer is: ***Anna Weil** est la présidente de l'union*.
    fn said_of(&self, phrase: &NounPhrase) -> Option<NounPhrase> {
        let unit = self.unit;
        let group = unit.group_ending(phrase.words.start).filter(|&g| unit.is_finite(g))?;
        let verb = &unit.groups[group];
        let is = unit.words[verb.head].is_form_of("être") && !verb.negated && verb.inverted.is_none();
        let role = unit.words[phrase.head].class() == Some(NounClass::Office) && phrase.name.is_none();
        let bearer = unit.phrase_ending(verb.words.start)?;
        let named = bearer
            .name
            .as_ref()
            .is_some_and(|name| name.len() >= 2 && *name == bearer.words);
        (is && role && named && bearer.words.start == 0).then(|| bearer.clone())
    }

    /// True for what names nobody, or says only what the one just named is.
    fn is_nobody(&self, phrase: &NounPhrase) -> bool {
        let unit = self.unit;
        let head = &unit.words[phrase.head];
        // « tout le monde »: nobody in particular.
        let everybody = head.lemma() == "monde" && phrase.head >= 2 && unit.lower(phrase.head - 2) == "tout";
        // « à 90 km/h », « Côté cour, … », « l'ordre du jour »: nobody's name.
        let letter = phrase.words.len() == 1 && head.span.len() == 1;
        let side = phrase.head == 0 && unit.lower(0) == "côté";
        let order = head.lemma() == "ordre"
            && (phrase.name.is_none() && !head.capital)
            && matches!(unit.lower(phrase.head + 1), "d'" | "de" | "du");
        // « LE PRIX DU BLE AU PLUS HAUT » opens the text of a wire.
        let capitals = phrase.words.len() > 2 && self.in_capitals(phrase.words.clone());
        everybody || letter || side || order || capitals || self.says_what(phrase)
    }

    /// *les camions de Norvik, **le groupe suédois** qui …*; *Anna Weil, **une ingénieure à la retraite**, évalue*.
    fn says_what(&self, phrase: &NounPhrase) -> bool {
        let unit = self.unit;
        let start = phrase.words.start;
        let behind_name = start >= 2
            && phrase.name.is_none()
            && unit.tag(start - 1) == Tag::Comma
            && unit.tag(start - 2) == Tag::Name;
        let head = &unit.words[phrase.head];
        let after = unit.tag(phrase.words.end);
        let company = matches!(unit.lower(start), "le" | "la" | "l'")
            && is_company(Some(&head.lemma().to_owned()))
            && matches!(after, Tag::Comma | Tag::Relative | Tag::Stop);
        let trade = (matches!(unit.lower(start), "un" | "une") || matches!(head.lemma(), "homme" | "femme"))
            && matches!(head.class(), Some(NounClass::Person | NounClass::Office))
            && after != Tag::FiniteVerb;
        behind_name && (company || trade)
    }

    /// True for a thing, with a name or without: *le stade Aubanel*, *le pont de Granval*.
    fn is_thing(&self, phrase: &NounPhrase) -> bool {
        let unit = self.unit;
        let head = &unit.words[phrase.head];
        let unknown = head.class().is_none()
            && phrase.words.start < self.first_finite
            && matches!(unit.lower(phrase.words.start), "un" | "une")
            && names_trade(head);
        // « la Protection civile »
        let capital = head.capital && phrase.head > phrase.words.start;
        let nameless =
            phrase.name.is_none() && matches!(head.class(), None | Some(NounClass::Other)) && !unknown && !capital;
        let thing = |name: &Range<usize>| {
            name.start > 0
                && unit.words[name.start - 1].class() == Some(NounClass::Other)
                && unit.tag(name.start - 1) == Tag::Noun
                && !unit.words[name.start].can_be(Pos::FirstName)
        };
        nameless || phrase.name.as_ref().is_some_and(thing)
    }

    /// True for what somebody makes or gives, who is named in its complement: *l'offre de Vermel Transports*.
    fn is_made(&self, phrase: &NounPhrase) -> bool {
        let head = &self.unit.words[phrase.head];
        matches!(head.class(), Some(NounClass::Speech | NounClass::Document))
            || matches!(head.lemma(), "nom" | "offre" | "tour" | "projet" | "plan" | "silence")
    }

    /// The word at which a person's name begins in the complement: *le rapport d'**Agnès** Vidal*, *l'étude de **Me** Weil*.
    fn name_inside(&self, phrase: &NounPhrase) -> Option<usize> {
        let unit = self.unit;
        let of = |i: usize| matches!(unit.lower(i), "de" | "d'");
        let full = |i: usize| {
            unit.tag(i) == Tag::Name
                && (unit.tag(i + 1) == Tag::Name
                    || matches!(unit.lower(i + 1), "le" | "la" | "de" | "du" | "d'") && unit.tag(i + 2) == Tag::Name)
                && unit.words[i].can_be(Pos::FirstName)
        };
        (phrase.head + 2..phrase.words.end).find(|&i| {
            of(i - 1) && unit.tag(i) == Tag::Title
                || (of(i - 1) || unit.tag(i - 1) == Tag::Adjective && i > phrase.head + 2) && full(i)
        })
    }

    /// The body or the office with a name in the complement: *propriété **du groupe suédois Norvik***, *les annonces **du ministre Paul Roy***.
    fn owner(&self, phrase: &NounPhrase) -> Option<NounPhrase> {
        let unit = self.unit;
        (phrase.head + 1..phrase.words.end)
            .filter(|&i| matches!(unit.lower(i), "de" | "d'" | "du"))
            .filter_map(|de| noun_phrase(&unit.words, de + usize::from(unit.tag(de) == Tag::Preposition)))
            .find(|p| {
                let class = unit.words[p.head].class();
                let named = |n: &Range<usize>| match class {
                    Some(NounClass::Organisation) => n.start > p.head && n.start <= p.head + 2,
                    // « les annonces du ministre Paul Roy »
                    Some(NounClass::Office) => {
                        n.start > p.head && n.len() >= 2 && unit.words[n.start].can_be(Pos::FirstName)
                    }
                    _ => false,
                };
                p.name.as_ref().is_some_and(named)
            })
    }

    /// *Ibrahim, **lui**, …*
    fn is_stressed(&self, phrase: &NounPhrase) -> bool {
        let end = phrase.words.end;
        self.unit.tag(end) == Tag::Comma
            && matches!(self.unit.lower(end + 1), "lui" | "elle" | "eux" | "elles")
            && self.unit.tag(end + 2) == Tag::Comma
    }

    /// *Quant à la préfète, elle …*, *Ibrahim, lui, …*
    fn is_topic(&self, phrase: &NounPhrase) -> bool {
        let start = phrase.words.start;
        self.unit.lower(0) == "quant" && start <= 2 || start == 0 && self.is_stressed(phrase)
    }

    /// True behind a preposition.
    fn is_governed(&self, phrase: &NounPhrase) -> bool {
        let start = phrase.words.start;
        start > 0 && matches!(self.unit.tag(start - 1), Tag::Preposition | Tag::Contraction)
    }

    /// True for the subject of the first verb; whom somebody's words only name does not act: *La chorale, dit-il, chantera ce soir*.
    fn is_subject(&self, phrase: &NounPhrase, reported: bool) -> bool {
        let start = phrase.words.start;
        // « Chez Émile Costes, apiculteur, plus un bourdonnement. »
        let host = self.first_finite == usize::MAX && start == 1 && self.unit.lower(0) == "chez";
        let leads = self.is_topic(phrase) || start == 0 || !self.is_governed(phrase) || host;
        start < self.first_finite && leads && (self.is_stressed(phrase) || !reported) || self.behind_verb == Some(start)
    }

    /// True for whom the sentence opens with: *Air Nord ne volera plus, prévient la compagnie*; *Changement de pied chez Hydralis : …*
    fn opens(&self, phrase: &NounPhrase) -> bool {
        let start = phrase.words.start;
        let place = start == 1
            && matches!(
                self.unit.lower(0),
                "à" | "a" | "en" | "dans" | "vers" | "depuis" | "sur"
            );
        start < self.first_finite && start <= 1 && !place || start > 0 && self.unit.lower(start - 1) == "chez"
    }

    /// True where no word has a small letter.
    fn in_capitals(&self, words: Range<usize>) -> bool {
        let small = |span: Span| span.of(self.analysis.text).chars().any(char::is_lowercase);
        !self.unit.words[words].iter().any(|word| small(word.span))
    }
}

/// The words that name the firm of what a noun phrase says that it runs: *un avion d'**Air Nord***, *l'usine **Solvanor***.
fn runs(unit: &Unit, phrase: &NounPhrase) -> Option<Range<usize>> {
    let name =
        |i: usize| unit.tag(i) == Tag::Name || unit.words.get(i).is_some_and(|w| w.capital && w.tag == Tag::Noun);
    let plant = matches!(
        unit.words[phrase.head].lemma(),
        "usine" | "raffinerie" | "entrepôt" | "siège"
    );
    let own = phrase.head + 1;
    if plant && name(own) && !unit.words[own].can_be(Pos::FirstName) {
        return (own..own + 5).find(|&i| !name(i)).map(|end| own..end);
    }
    let first = phrase.head + 2;
    let end = (first..first + 5).find(|&i| !name(i))?;
    (is_run(unit.words[phrase.head].lemma())
        && matches!(unit.lower(phrase.head + 1), "de" | "d'")
        && end >= first + 2
        && !unit.words[first].can_be(Pos::FirstName))
    .then_some(first..end)
}
