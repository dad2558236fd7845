//! Analysis in, drafts of claims out.
//!
//! The body is cut into units (`unit`); every rule of [`rules::RULES`] reads each unit in order and leaves findings; `coreference` says who
//! is meant; what nobody is said to have said becomes narrator claims, a sentence each.

mod acronym;
mod apposition;
mod attribution;
mod clause;
mod coreference;
mod entity;
mod mention;
mod object;
pub mod rules;
mod scope;
mod subject;
mod taken_up;
mod unit;
mod unread;
mod voice;

use crate::lexicon::{Lexicon, NounClass, Pos};
use crate::model::{Cue, Draft, Form, Modality, Polarity, Problem, SpeakerDraft, Stance};
use crate::span::Span;
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;
use crate::text::{Analysis, ParagraphKind};
use apposition::is_somebody;
use coreference::Entities;
use scope::{Finding, Scope, Who};
use subject::Subject;
use unit::Unit;
pub use unread::Unread;

/// What was found in one text.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Claims in the order of their first word, narrator claims among them.
    pub drafts: Vec<Draft>,
    /// What was met and gone around.
    pub problems: Vec<Problem>,
}

/// Finds every attributed claim of a text. Total, and linear in its length.
///
/// A text in a language without a lexicon gives narrator claims only.
pub fn extract(analysis: &Analysis) -> Extraction {
    read(analysis, None)
}

/// [`extract`], and every reporting verb that no claim came of, with the reason.
pub fn explain(analysis: &Analysis) -> (Extraction, Vec<Unread>) {
    let mut unread = Vec::new();
    let extraction = read(analysis, Some(&mut unread));
    (extraction, unread)
}

fn read(analysis: &Analysis, mut explained: Option<&mut Vec<Unread>>) -> Extraction {
    let mut drafts = Vec::new();
    let mut attributed = vec![false; analysis.sentences.len()];
    if let Some(lexicon) = Lexicon::of(analysis.lang) {
        let mut entities = Entities::new(lexicon, acronym::acronyms(analysis));
        let mut paragraph = usize::MAX;
        // The quotation that opens the text, until the sentence behind it names who spoke.
        let mut unnamed: Option<usize> = None;
        for (n, unit) in unit::units(analysis, lexicon).enumerate() {
            let mut scope = Scope::new(analysis, lexicon, &unit);
            for rule in rules::RULES {
                rule.apply(&mut scope);
            }
            if let Some(unread) = explained.as_deref_mut() {
                unread.extend(unread::unread(&scope));
            }
            let found = std::mem::take(&mut scope.found);
            if !found.is_empty() {
                attributed[unit.sentences.clone()].fill(true);
            }
            let before = drafts.len();
            resolve(
                analysis,
                lexicon,
                &mut entities,
                &unit,
                n,
                unit.paragraph == paragraph,
                found,
                &mut drafts,
            );
            if let Some(quotation) = unnamed.filter(|_| unit.paragraph == paragraph) {
                drafts[quotation].speaker = entities.leads(n);
            }
            unnamed = (before..drafts.len()).find(|&i| drafts[i].rule == "floating" && drafts[i].speaker.is_none());
            paragraph = unit.paragraph;
        }
    }
    narrate(analysis, &attributed, &mut drafts);
    drafts.sort_by_key(|draft| draft.content.first().map_or(0, |span| span.start));
    Extraction {
        drafts,
        problems: analysis.problems.clone(),
    }
}

/// Walks a unit's noun phrases and mentions in the order of the text and turns its findings into drafts.
#[allow(clippy::too_many_arguments)]
fn resolve<'t>(
    analysis: &Analysis<'t>,
    lexicon: &'static Lexicon,
    entities: &mut Entities,
    unit: &Unit<'t>,
    n: usize,
    same_paragraph: bool,
    mut found: Vec<Finding<'t>>,
    drafts: &mut Vec<Draft>,
) {
    let place = |finding: &Finding| match &finding.who {
        Who::Named(mention) => mention.span.start,
        _ => finding.content[0].start,
    };
    found.sort_by_key(place);
    // « Selon le maire, le préfet a menti »: the prefect does not speak.
    let told: Vec<Span> = found
        .iter()
        .filter(|f| f.rule == "according_to")
        .flat_map(|f| f.content.iter().copied())
        .collect();
    let mut phrases = unit.phrases.iter().peekable();
    let first_finite = unit
        .finite_group_from(0)
        .map_or(usize::MAX, |g| unit.groups[g].words.start);
    // « Reste le maire », « Ce que dément la direction »: the first verb has its subject behind it.
    let behind_verb = unit.finite_group_from(0).and_then(|g| {
        let behind = unit.groups[g].words.end;
        let start = unit.groups[g].words.start;
        let relative = start > 0 && matches!(unit.lower(start - 1), "que" | "qu'");
        let alone = unit.groups[g].inverted.is_none() && (relative || subject::before(unit, g).is_none());
        (alone && unit.phrase_at(behind).is_some_and(|p| is_somebody(unit, p))).then_some(behind)
    });
    // A heading in capitals names nobody: *LE DÉCOMPTE DES MORTS*.
    let heading = unit.words.len() > 1
        && !unit
            .words
            .iter()
            .any(|word| word.span.of(analysis.text).chars().any(char::is_lowercase));
    let note = |phrase: &NounPhrase, content: &[Span], entities: &mut Entities| {
        let class = unit.words[phrase.head].class();
        // « tout le monde »: nobody in particular.
        let everybody =
            unit.words[phrase.head].lemma() == "monde" && phrase.head >= 2 && unit.lower(phrase.head - 2) == "tout";
        // « les camions de Norvik, le groupe suédois qui … »: what the company just named is.
        let start = phrase.words.start;
        let says_what = start >= 2
            && phrase.name.is_none()
            && unit.tag(start - 1) == Tag::Comma
            && unit.tag(start - 2) == Tag::Name
            && matches!(unit.lower(start), "le" | "la" | "l'")
            && taken_up::is_company(Some(&unit.words[phrase.head].lemma().to_owned()))
            && matches!(unit.tag(phrase.words.end), Tag::Comma | Tag::Relative | Tag::Stop);
        // « Anna Weil, une ingénieure à la retraite, évalue »: what the one just named is.
        let trade = start >= 2
            && phrase.name.is_none()
            && unit.tag(start - 1) == Tag::Comma
            && unit.tag(start - 2) == Tag::Name
            && (matches!(unit.lower(start), "un" | "une")
                || matches!(unit.words[phrase.head].lemma(), "homme" | "femme"))
            && matches!(class, Some(NounClass::Person | NounClass::Office))
            && unit.tag(phrase.words.end) != Tag::FiniteVerb;
        // « à 90 km/h », « Côté cour, … », « l'ordre du jour »: nobody's name.
        let letter = phrase.words.len() == 1 && unit.words[phrase.head].span.len() == 1;
        let side = phrase.head == 0 && unit.lower(0) == "côté";
        let order = unit.words[phrase.head].lemma() == "ordre"
            && (phrase.name.is_none() && !unit.words[phrase.head].capital)
            && matches!(unit.lower(phrase.head + 1), "d'" | "de" | "du");
        // « LE PRIX DU BLE AU PLUS HAUT » opens the text of a wire.
        let capitals = phrase.words.len() > 2
            && unit.words[phrase.words.clone()]
                .iter()
                .all(|w| !w.span.of(analysis.text).chars().any(char::is_lowercase));
        if heading || capitals || everybody || says_what || trade || letter || side || order {
            return;
        }
        // « le rapport d'Agnès Vidal », « le nom de Celtair »: whoever is named in the complement.
        let inside = |i: &usize| {
            // « l'étude de Me Weil »
            matches!(unit.lower(i - 1), "de" | "d'") && unit.tag(*i) == Tag::Title
                || (matches!(unit.lower(i - 1), "de" | "d'")
                    || unit.tag(i - 1) == Tag::Adjective && *i > phrase.head + 2)
                    && unit.tag(*i) == Tag::Name
                    && (unit.tag(i + 1) == Tag::Name
                        || matches!(unit.lower(i + 1), "le" | "la" | "de" | "du" | "d'")
                            && unit.tag(i + 2) == Tag::Name)
                    && unit.words[*i].can_be(Pos::FirstName)
        };
        let bearer = (phrase.head + 2..phrase.words.end).find(inside);
        if let Some(name) = bearer
            .and_then(|i| noun_phrase(&unit.words, i))
            // « sur ordre de Paul Serin »: an act, no body.
            .filter(|_| !is_somebody(unit, phrase) || unit.words[phrase.head].lemma() == "ordre")
        {
            // « les chiens d'Elise Roy, l'éleveuse touchée »
            let whole = apposition::with_apposition_after(unit, &name);
            let description = mention::describe(&scope::mention(unit, &whole), lexicon, analysis.text);
            entities.note(description, n, false);
        }
        // « propriété du groupe suédois Norvik »: the body that a complement names.
        let owner = || {
            (phrase.head + 1..phrase.words.end)
                .filter(|&i| matches!(unit.lower(i), "de" | "d'" | "du"))
                .filter_map(|de| noun_phrase(&unit.words, de + usize::from(unit.tag(de) == Tag::Preposition)))
                .find(|p| {
                    unit.words[p.head].class() == Some(NounClass::Organisation)
                        && p.name
                            .as_ref()
                            .is_some_and(|n| n.start > p.head && n.start <= p.head + 2)
                })
        };
        let named_inside = phrase.name.is_some() && bearer.is_none() && !is_somebody(unit, phrase);
        if let Some(owner) = named_inside.then(owner).flatten() {
            let description =
                mention::describe(&scope::mention(unit, &Subject::single(&owner)), lexicon, analysis.text);
            entities.note(description, n, false);
        }
        let made = matches!(class, Some(NounClass::Speech | NounClass::Document))
            || matches!(
                unit.words[phrase.head].lemma(),
                "nom" | "offre" | "tour" | "projet" | "plan" | "silence"
            );
        let description = || mention::describe(&scope::mention(unit, &Subject::single(phrase)), lexicon, analysis.text);
        // « un avion d'Air Nord »: the firm is named with what it runs.
        if let Some(firm) = runs(unit, phrase) {
            let mut description = description();
            description.body = Some(unit.span(firm).of(analysis.text).to_string());
            entities.note_maker(&description, n);
            return;
        }
        if made && bearer.is_none() && phrase.name.as_ref().is_none_or(|n| n.start > phrase.head + 1) {
            entities.note_maker(&description(), n);
        }
        let unknown = class.is_none()
            && phrase.words.start < first_finite
            && matches!(unit.lower(phrase.words.start), "un" | "une")
            && mention::names_trade(&unit.words[phrase.head]);
        // « la Protection civile »
        let capital = unit.words[phrase.head].capital && phrase.head > phrase.words.start;
        if phrase.name.is_none() && matches!(class, None | Some(NounClass::Other)) && !unknown && !capital {
            return;
        }
        // « le stade Aubanel », « le pont de Granval »: a thing with a name says nothing.
        let thing = |name: &std::ops::Range<usize>| {
            name.start > 0
                && unit.words[name.start - 1].class() == Some(NounClass::Other)
                && unit.tag(name.start - 1) == Tag::Noun
                && !unit.words[name.start].can_be(Pos::FirstName)
        };
        if phrase.name.as_ref().is_some_and(thing) {
            return;
        }
        let whole = apposition::with_apposition_after(unit, phrase);
        let mut description = mention::describe(&scope::mention(unit, &whole), lexicon, analysis.text);
        // « Quant à la préfète, elle … », « Ibrahim, lui, … »
        let end = phrase.words.end;
        let stressed = unit.tag(end) == Tag::Comma
            && matches!(unit.lower(end + 1), "lui" | "elle" | "eux" | "elles")
            && unit.tag(end + 2) == Tag::Comma;
        let topic = unit.lower(0) == "quant" && phrase.words.start <= 2 || stressed && phrase.words.start == 0;
        // « Quant au ministère », « remis au préfet »: its article is inside *au*.
        let article = phrase.words.start > 0 && matches!(unit.lower(phrase.words.start - 1), "au" | "aux");
        if (topic || article) && description.determination == mention::Determination::Bare {
            description.determination = mention::Determination::Definite;
        }
        // « l'avocate du maire, Thierry Oster »: the office stands before the comma, inside what she is.
        let office = start
            .checked_sub(2)
            .filter(|&i| unit.tag(i + 1) == Tag::Comma && unit.words[i].class() == Some(NounClass::Office))
            .filter(|&i| i > 0 && matches!(unit.lower(i - 1), "du" | "la" | "le" | "au" | "l'" | "de" | "d'"))
            .map(|i| unit.words[i].lemma().to_owned());
        if let Some(office) = office.filter(|_| description.person && description.nouns.is_empty()) {
            description.nouns.push(office);
            description.class = Some(NounClass::Office);
        }
        let own = unit.span(phrase.words.clone());
        let subject = phrase.words.start < first_finite
            && (topic
                || phrase.words.start == 0
                || !matches!(unit.tag(phrase.words.start - 1), Tag::Preposition | Tag::Contraction)
                // « Chez Émile Costes, apiculteur, plus un bourdonnement. »
                || first_finite == usize::MAX && phrase.words.start == 1 && unit.lower(0) == "chez")
            // « La chorale, dit-il, chantera ce soir »: who is spoken of does not speak.
            && (stressed || !content.iter().any(|span| span.contains(own)))
            || behind_verb == Some(phrase.words.start);
        // « Air Nord ne volera plus, prévient la compagnie »
        let place =
            phrase.words.start == 1 && matches!(unit.lower(0), "à" | "a" | "en" | "dans" | "vers" | "depuis" | "sur");
        let opens = phrase.words.start < first_finite && phrase.words.start <= 1 && !place
            // « Changement de pied chez Hydralis : … »
            || phrase.words.start > 0 && unit.lower(phrase.words.start - 1) == "chez";
        entities.note(description, n, subject);
        if content.iter().any(|span| span.contains(own)) {
            entities.reports(n);
        }
        if opens && !subject {
            entities.opens(n);
        }
        let behind = phrase.words.start.checked_sub(1).map_or("", |i| unit.lower(i));
        if matches!(
            behind,
            "à" | "a" | "en" | "vers" | "depuis" | "dans" | "sur" | "jusqu'à" | "entre"
        ) {
            entities.locates(n);
        }
        let verb = unit.group_at(phrase.words.end).filter(|&g| unit.is_finite(g));
        let governed =
            phrase.words.start > 0 && matches!(unit.tag(phrase.words.start - 1), Tag::Preposition | Tag::Contraction);
        // « licencié par Vermel », « accuse Vermel d'avoir menti »
        let agent = phrase.words.start > 0 && unit.lower(phrase.words.start - 1) == "par"
            || matches!(unit.lower(phrase.words.end), "de" | "d'") && unit.tag(phrase.words.end + 1) == Tag::Infinitive;
        if verb.is_some() && !governed && !subject || agent {
            entities.acts(n);
        }
    };
    let contents: Vec<Span> = found.iter().flat_map(|f| f.content.iter().copied()).collect();
    for finding in found {
        let at = place(&finding);
        let until = match &finding.who {
            Who::Named(mention) => mention.span.end,
            _ => at,
        };
        while let Some(phrase) = phrases.next_if(|p| unit.span(p.words.clone()).start < until) {
            // The mention's own words are read with it.
            if unit.span(phrase.words.clone()).end <= at {
                note(phrase, &finding.content, entities);
            }
        }
        let (mention, speaker) = match &finding.who {
            Who::Named(mention) => {
                let description = mention::describe(mention, lexicon, analysis.text);
                // « La mère soutient que le médecin l'avait dit. « … » » goes on with the mother.
                let nested = contents.iter().any(|content| content.contains(mention.span));
                (Some(mention.span), entities.resolve(description, n, nested))
            }
            Who::Last => (None, entities.last(n, same_paragraph)),
            Who::Nobody => (None, None),
        };
        drafts.push(draft(analysis, finding, mention, speaker));
    }
    for phrase in phrases {
        note(phrase, &told, entities);
    }
}

/// The words that name the firm of what a noun phrase says that it runs: *un avion d'**Air Nord***.
fn runs(unit: &Unit, phrase: &NounPhrase) -> Option<std::ops::Range<usize>> {
    let name =
        |i: usize| unit.tag(i) == Tag::Name || unit.words.get(i).is_some_and(|w| w.capital && w.tag == Tag::Noun);
    // « l'usine Solvanor »
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
    (taken_up::is_run(unit.words[phrase.head].lemma())
        && matches!(unit.lower(phrase.head + 1), "de" | "d'")
        && end >= first + 2
        && !unit.words[first].can_be(Pos::FirstName))
    .then_some(first..end)
}

fn draft(analysis: &Analysis, finding: Finding, mention: Option<Span>, speaker: Option<SpeakerDraft>) -> Draft {
    let form = if finding.direct {
        Form::Direct
    } else if finding.content.iter().any(|span| holds_quotation(analysis, *span)) {
        Form::Mixed
    } else {
        Form::Indirect
    };
    let prior = rules::RULES
        .iter()
        .find(|rule| rule.name() == finding.rule)
        .map_or(0.5, |rule| rule.precision());
    let resolved = speaker
        .as_ref()
        .map_or(0.9, |speaker| coreference::trust(&speaker.reason));
    Draft {
        form,
        stance: finding.stance,
        modality: finding.modality,
        polarity: polarity(analysis, &finding.content),
        content: finding.content,
        cue: finding.cue.map(|(span, lemma)| Cue {
            span,
            lemma: lemma.to_string(),
        }),
        mention,
        speaker,
        relay: finding.relay,
        figures: Vec::new(),
        rule: finding.rule,
        confidence: (prior * finding.strength * resolved).clamp(0.05, 0.99),
    }
}

/// True where a quotation begins or ends inside the span.
fn holds_quotation(analysis: &Analysis, span: Span) -> bool {
    let from = analysis.quotations.partition_point(|q| q.span.start < span.start);
    analysis.quotations.get(from).is_some_and(|q| q.span.start < span.end)
        || analysis.quotations[..from]
            .iter()
            .rev()
            .take(4)
            .any(|q| q.span.overlaps(span))
}

/// Negative where *ne … pas* or *aucun* stands in the first span's main clause.
fn polarity(analysis: &Analysis, content: &[Span]) -> Polarity {
    let words = content.iter().flat_map(|span| {
        span.of(analysis.text)
            .split(|c: char| c.is_whitespace() || crate::fold::is_apostrophe(c))
    });
    let negative = words.take(40).any(|w| {
        matches!(
            crate::fold::lower(w).as_ref(),
            "ne" | "n"
                | "aucun"
                | "aucune"
                | "not"
                | "no"
                | "never"
                | "cannot"
                | "nobody"
                | "didn"
                | "doesn"
                | "isn"
                | "wasn"
                | "won"
                | "hasn"
        )
    });
    if negative {
        Polarity::Negative
    } else {
        Polarity::Affirmative
    }
}

/// The article's own assertions: every sentence of prose in which nobody is said to say anything.
fn narrate(analysis: &Analysis, attributed: &[bool], drafts: &mut Vec<Draft>) {
    for (sentence, _) in analysis.sentences.iter().zip(attributed).filter(|(_, taken)| !**taken) {
        let kind = analysis.paragraphs[sentence.paragraph].kind;
        let words = scope::without_stop(analysis.text, sentence.span);
        if matches!(kind, ParagraphKind::Title) || !words.of(analysis.text).chars().any(char::is_alphanumeric) {
            continue;
        }
        drafts.push(Draft {
            form: Form::Narrator,
            stance: Stance::Assert,
            modality: Modality::Asserted,
            polarity: polarity(analysis, &[words]),
            content: vec![words],
            cue: None,
            mention: None,
            speaker: None,
            relay: None,
            figures: Vec::new(),
            rule: "narrator",
            confidence: 1.0,
        });
    }
}
