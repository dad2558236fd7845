use super::Rule;
use crate::extract::scope::{Finding, Scope};
use crate::extract::subject::{self, Subject};
use crate::lexicon::NounClass;
use crate::model::{Modality, Stance};
use crate::text::tag::Tag;

/// A colon and a quotation.
pub struct Colon;

impl Rule for Colon {
    fn name(&self) -> &'static str {
        "colon"
    }

    fn doc(&self) -> &'static str {
        "A quotation after a colon, with a cue verb (X a prévenu : « … »), with another verb whose subject is somebody (X n'en démord pas : « … »), \
         or with the speaker alone (Un plongeur : « … »). Also cue, subject, colon: « Faux, répond X : « … » ». Leaves alone titles and inscriptions."
    }

    fn precision(&self) -> f32 {
        0.93
    }

    fn apply(&self, scope: &mut Scope) {
        let unit = scope.unit;
        for colon in 1..unit.words.len() {
            if unit.tag(colon) != Tag::Colon || unit.tag(colon + 1) != Tag::Quotation {
                continue;
            }
            let quotation = colon + 1;
            let Some(q) = unit.words[quotation].quotation.filter(|&q| !scope.is_quotation_used(q)) else {
                continue;
            };
            // A signature behind the quotation names its speaker.
            if unit.tag(quotation + 1) == Tag::Dash {
                continue;
            }
            let start = (0..colon)
                .rev()
                .find(|&i| matches!(unit.tag(i), Tag::Stop | Tag::Semicolon | Tag::Colon))
                .map_or(0, |i| i + 1);
            if let Some(cue) = scope
                .free_cues()
                .into_iter()
                .rev()
                .find(|c| c.verb.quote && c.words.start >= start && c.words.end <= colon && unit.is_finite(c.group))
            {
                with_cue(self.name(), scope, &cue, start, quotation);
            } else if let Some(said_by) = somebody(scope, start, colon) {
                let content = scope.quoted(q);
                if content.is_empty() {
                    continue;
                }
                scope.use_quotation(q);
                scope.floor = scope.floor.max(quotation + 1);
                let who = scope.mention(&said_by);
                scope.found.push(Finding {
                    rule: self.name(),
                    content,
                    cue: Some((unit.words[colon].span, ":")),
                    who,
                    relay: None,
                    stance: Stance::Assert,
                    modality: Modality::Asserted,
                    direct: true,
                    strength: 0.9,
                });
            }
        }
    }
}

fn with_cue(
    rule: &'static str,
    scope: &mut Scope,
    cue: &crate::extract::unit::VerbCue,
    start: usize,
    quotation: usize,
) {
    let unit = scope.unit;
    // « Faux, répond X : « … » »: words before an inverted cue are content too.
    let inverted = unit.groups[cue.group].inverted.is_some()
        || cue.words.start > start
            && unit.tag(cue.words.start - 1) == Tag::Comma
            && subject::after(unit, cue.words.end).is_some();
    let said_by = if inverted && unit.groups[cue.group].inverted.is_none() {
        subject::after(unit, cue.words.end)
    } else {
        subject::subject_of(unit, cue.group)
    };
    let Some(said_by) = said_by else { return };
    let mut content = vec![quotation..quotation + 1];
    if inverted {
        let before = scope.trimmed(start.max(scope.floor)..cue.words.start);
        if !before.is_empty() && before.len() < 40 {
            content.insert(0, before);
        }
    }
    scope.floor = scope.floor.max(quotation + 1);
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, content, 1.0);
}

/// The one who speaks in a sentence without a cue verb: alone before the colon, or the subject of its verb.
fn somebody(scope: &Scope, start: usize, colon: usize) -> Option<Subject> {
    let unit = scope.unit;
    let group = (0..unit.groups.len()).find(|&g| {
        unit.groups[g].words.start >= start
            && unit.groups[g].words.end <= colon
            && unit.is_finite(g)
            && !subject::in_relative(unit, g)
    });
    let said_by = match group {
        Some(g) => subject::before(unit, g)?,
        None => {
            let phrase = unit
                .phrases
                .iter()
                .find(|p| p.words.start >= start && p.words.end <= colon)?;
            if phrase.words.start > start
                && !matches!(
                    unit.tag(phrase.words.start - 1),
                    Tag::Coordinator | Tag::Comma | Tag::Adverb
                )
            {
                return None;
            }
            subject::with_apposition_after(unit, phrase)
        }
    };
    let head = &unit.words[said_by.phrase.head];
    let class = head.reading().and_then(|r| r.class);
    let person = said_by.phrase.name.is_some()
        || matches!(
            class,
            Some(
                NounClass::Office
                    | NounClass::Person
                    | NounClass::Organisation
                    | NounClass::Collective
                    | NounClass::Anonymous
            )
        )
        || group.is_some()
            && head.tag == Tag::SubjectPronoun
            && matches!(&*head.lower, "il" | "elle" | "ils" | "elles" | "he" | "she" | "they");
    person.then_some(said_by)
}
