//! Analysis in, drafts of claims out.
//!
//! The body is cut into units (`unit`); every rule of [`rules::RULES`] reads each unit in order and leaves findings; `coreference` says who
//! is meant; what nobody is said to have said becomes narrator claims, a sentence each.

mod acronym;
mod apposition;
mod attribution;
mod circumstance;
mod clause;
mod coreference;
mod entity;
mod house;
mod mention;
mod object;
mod passing;
mod relative;
pub mod rules;
mod scope;
mod subject;
mod taken_up;
mod unit;
mod unread;
mod voice;

use crate::lexicon::Lexicon;
use crate::model::{Cue, Draft, Form, Modality, Polarity, Problem, SpeakerDraft, Stance};
use crate::span::Span;
use crate::text::land::Lands;
use crate::text::{Analysis, ParagraphKind};
use coreference::Entities;
use passing::Passing;
use scope::{Finding, Scope, Who};
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
        let mut entities = Entities::new(lexicon, acronym::acronyms(analysis, lexicon), Lands::read(analysis));
        let mut paragraph = usize::MAX;
        // The quotation that opens the text, until the sentence behind it names who spoke.
        let mut unnamed: Option<usize> = None;
        for (n, unit) in unit::units(analysis, lexicon).enumerate() {
            let sentence_before = unit.sentences.start.checked_sub(1);
            let rumour = sentence_before.is_some_and(|s| is_rumour(analysis, &drafts, s));
            let follows_report = !rumour && sentence_before.is_some_and(|s| attributed[s]);
            let mut scope = Scope::new(analysis, lexicon, &unit, follows_report);
            for rule in rules::RULES {
                rule.apply(&mut scope);
            }
            if let Some(unread) = explained.as_deref_mut() {
                unread.extend(unread::unread(&scope));
            }
            let found = std::mem::take(&mut scope.found);
            if !found.is_empty() {
                attributed[unit.sentences.clone()].fill(true);
                // « Le pont a cédé. C'est ce qu'affirme X. »
                let start = unit.span(0..unit.words.len()).start;
                let taken_up = found.iter().any(|f| f.content.iter().any(|span| span.end <= start));
                if let Some(before) = sentence_before.filter(|_| taken_up) {
                    if rumour {
                        drafts.pop();
                    }
                    attributed[before] = true;
                }
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
        let speakers = drafts.iter_mut().filter_map(|draft| draft.speaker.as_mut());
        speakers.for_each(|speaker| entities.complete(speaker));
    }
    narrate(analysis, &attributed, &mut drafts);
    drafts.sort_by_key(|draft| draft.content.first().map_or(0, |span| span.start));
    Extraction {
        drafts,
        problems: analysis.problems.clone(),
    }
}

/// True where the last claim is a rumour that a sentence tells, so that it is still nobody's: ***Le pont aurait cédé.** C'est ce qu'affirme X.*
fn is_rumour(analysis: &Analysis, drafts: &[Draft], sentence: usize) -> bool {
    let told = analysis.span(analysis.sentences[sentence].tokens.clone());
    let last = drafts.last().filter(|draft| draft.rule == "hearsay");
    last.is_some_and(|draft| draft.content.iter().all(|span| told.contains(*span)))
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
    let passing = Passing::new(analysis, lexicon, unit, n);
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
                // « L'élue aurait touché 50 000 euros, ce qu'elle nie »: the article's own clause.
                let told = if finding.rule == "resumed" {
                    &[][..]
                } else {
                    &finding.content
                };
                passing.note(phrase, told, entities);
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
        passing.note(phrase, &told, entities);
    }
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
