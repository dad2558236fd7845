use super::Rule;
use crate::extract::scope::{Finding, Scope, Who, mention, without_stop};
use crate::extract::unit::Unit;
use crate::extract::{apposition, subject};
use crate::lexicon::NounClass;
use crate::model::Modality;
use crate::span::Span;
use crate::text::tag::{self, Tag};

/// A cue set off by commas inside the quotation marks.
pub struct Incise;

impl Rule for Incise {
    fn name(&self) -> &'static str {
        "incise"
    }

    fn doc(&self) -> &'static str {
        "A cue with its inverted subject between commas inside the quotation marks: « Le navire était en état, a martelé la porte-parole, \
         et nous n'avons rien à cacher. » The content is what stands before and after. Leaves alone speech verbs whose subject comes first: \
         « un médecin m'a dit »."
    }

    fn precision(&self) -> f32 {
        0.98
    }

    fn apply(&self, scope: &mut Scope) {
        for i in 0..scope.unit.words.len() {
            let Some(q) = scope.unit.words[i].quotation else {
                continue;
            };
            let quotation = &scope.analysis.quotations[q];
            let nested = q + 1
                ..q + 1
                    + scope.analysis.quotations[q + 1..]
                        .iter()
                        .take_while(|n| n.span.start < quotation.span.end)
                        .count();
            let words = tag::tag(
                scope.analysis,
                scope.lexicon,
                quotation.tokens.start + 1..quotation.tokens.end,
                nested,
                quotation.depth + 1,
            );
            let inner = Unit::new(scope.lexicon, words, scope.unit.paragraph, scope.unit.sentences.clone());
            let Some(found) = read(&inner, scope.analysis.text, quotation.inner) else {
                continue;
            };
            let mut content = found.content;
            content.extend(scope.quoted(q).into_iter().skip(1));
            scope.use_quotation(q);
            scope.found.push(Finding {
                rule: self.name(),
                content,
                ..found
            });
            scope.floor = scope.floor.max(i + 1);
        }
    }
}

fn read<'t>(inner: &Unit<'t>, text: &str, quotation: Span) -> Option<Finding<'t>> {
    for cue in &inner.cues {
        let group = &inner.groups[cue.group];
        let start = cue.words.start;
        if !cue.verb.quote || !inner.is_finite(cue.group) || !group.third || group.addressed || start == 0 {
            continue;
        }
        // « un médecin, m'a dit ma sœur »: told inside the quotation.
        let told = inner.words[cue.words.clone()]
            .iter()
            .any(|w| w.tag == Tag::ObjectPronoun && matches!(&*w.lower, "me" | "m'" | "nous"));
        if told || !matches!(inner.tag(start - 1), Tag::Comma | Tag::Stop | Tag::Dash) {
            continue;
        }
        let said_by = if let Some(pronoun) = group.inverted {
            if matches!(inner.lower(pronoun), "je" | "tu" | "nous" | "vous") {
                continue;
            }
            subject::subject_of(inner, cue.group)
        } else {
            subject::after(inner, cue.words.end)
        };
        // « Il m'attend, page huit, avec la note »: a number speaks for nobody.
        let Some(said_by) = said_by.filter(|s| inner.tag(s.phrase.head) != Tag::Numeral) else {
            continue;
        };
        // « Ils cernent le hameau, menacent les familles qui fuient, puis abattent le bétail »: a verb of what is said, and its object.
        let acts_on = !cue.verb.target_links.is_empty()
            && group.inverted.is_none()
            && said_by.phrase.name.is_none()
            && inner.words[said_by.phrase.head].class() != Some(NounClass::Office);
        if acts_on || !subject::agrees(inner, &said_by, group.plural) {
            continue;
        }
        // « « La Zambie, je le dis, a attaqué le camp » »: a verb that seldom reports, and its object.
        let body = inner.words[said_by.phrase.head].class() == Some(NounClass::Organisation);
        let speaks = group.inverted.is_some() || apposition::is_somebody(inner, &said_by.phrase) && !body;
        if !cue.verb.strong && !speaks {
            continue;
        }
        let end = said_by.words.end.max(cue.words.end);
        let closes = matches!(
            inner.tag(end),
            Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Dash | Tag::Colon | Tag::StrayQuote
        ) || end >= inner.words.len();
        // « A, a déclaré X, hier, à l'issue de la visite. B »
        let timed = end < inner.words.len()
            && inner.tag(end) == Tag::Comma
            && (inner.lower(end + 1) == "hier" || inner.phrase_at(end + 1).is_some_and(|p| subject::is_time(inner, p)));
        let stop = (end..inner.words.len().min(end + 24)).find(|&i| inner.tag(i) == Tag::Stop);
        // « a-t-il dit avec force, » : a few words of circumstance may follow.
        // « A, calcule X, qui rappelle que B. C »: what the article says of X ends with the sentence.
        let described = inner.tag(end) == Tag::Comma && inner.tag(end + 1) == Tag::Relative;
        let rest_from = if let Some(stop) = stop.filter(|&stop| timed && !inner.has_finite(end..stop)) {
            stop
        } else if described {
            let mut behind = end..inner.words.len();
            behind.find(|&i| inner.tag(i) == Tag::Stop).unwrap_or(inner.words.len())
        } else if closes {
            end
        } else {
            match (end..inner.words.len().min(end + 12)).find(|&i| matches!(inner.tag(i), Tag::Comma | Tag::Stop)) {
                Some(mark) if !inner.has_finite(end..mark) => mark,
                // « A, s'emporte X, le guide qui menait le groupe, B »
                Some(mark)
                    if inner.tag(end) == Tag::Relative
                        && inner
                            .finite_groups_from(end)
                            .take_while(|&g| inner.groups[g].words.end <= mark)
                            .count()
                            == 1 =>
                {
                    mark
                }
                None if inner.words.len() <= end + 12 && !inner.has_finite(end..inner.words.len()) => inner.words.len(),
                _ => continue,
            }
        };
        let before = without_stop(
            text,
            Span::new(
                quotation.start,
                if matches!(inner.lower(start - 1), "?" | "!") {
                    inner.words[start - 1].span.end
                } else {
                    inner.words[start - 1].span.start
                },
            )
            .trim(text),
        );
        let mut content = vec![before];
        if let Some(mark) = inner.words.get(rest_from) {
            let after = Span::new(mark.span.end, quotation.end).trim(text);
            if after.of(text).chars().any(char::is_alphanumeric) {
                content.push(without_stop(text, after));
            }
        }
        content.retain(|s| !s.is_empty());
        if content.is_empty() {
            continue;
        }
        return Some(Finding {
            rule: "",
            content,
            cue: Some((inner.span(cue.words.clone()), cue.verb.lemma)),
            who: Who::Named(mention(inner, &said_by)),
            relay: None,
            stance: cue.verb.stance,
            modality: Modality::Asserted,
            direct: true,
            strength: 1.0,
        });
    }
    None
}
