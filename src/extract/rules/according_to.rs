mod extent;
mod phrase;
mod whom;

use std::ops::Range;

use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::{Finding, Scope, Who};
use crate::extract::{apposition, relative};
use crate::lexicon::{NounFrame, Pos, Tense};
use crate::model::Modality;
use crate::text::tag::Tag;
pub(super) use extent::completed;
use extent::{
    besides, closing_relative, connective_only, continues, contrasted, counted_with, hanging_relative, inside_relative,
    is_told, leads_to_infinitive, speaks_for_them, stop_before,
};
use phrase::{Attribution, attributions};

/// A preposition that attributes.
pub struct AccordingTo;

impl Rule for AccordingTo {
    fn name(&self) -> &'static str {
        "according_to"
    }

    fn doc(&self) -> &'static str {
        "A preposition or adverbial that attributes, before, inside or after what it attributes: Selon X, A ; A, d'après X, B ; A, selon X ; \
         De source syndicale, A ; Aux yeux de X, A. What a sentence-initial one attributes follows it, never the sentence before. Leaves alone \
         everyday uses (selon les cas, pour la première fois)."
    }

    fn precision(&self) -> f32 {
        0.96
    }

    fn apply(&self, scope: &mut Scope) {
        let attributions = attributions(scope);
        for n in 0..attributions.len() {
            let floor = if n == 0 {
                scope.floor.min(attributions[0].words.start)
            } else {
                attributions[n - 1].words.end
            };
            let ceiling = attributions
                .get(n + 1)
                .map_or(scope.unit.words.len(), |next| next.words.start);
            report(self.name(), scope, &attributions[n], floor, ceiling);
        }
    }
}

fn report(rule: &'static str, scope: &mut Scope, attribution: &Attribution, floor: usize, ceiling: usize) {
    let unit = scope.unit;
    let (start, mut end) = (attribution.words.start, attribution.words.end);
    let bracketed = extent::bracketed(unit, start, end);
    let floor = bracketed.as_ref().map_or(floor, |words| floor.max(words.start));
    let limit = bracketed.as_ref().map_or(unit.words.len(), |words| words.end);
    // « Il coûtera 96 millions, estime la région, 130, à en croire X »: what another attribution closed is not this one's.
    let floor = clause::after_insertions(unit, clause::start(unit, floor, start), start);
    let before = clause::start(unit, floor, start)..start;
    let mut before = contrasted(unit, before);
    // « Il y avait eu, toujours selon la direction, 28 % de grévistes »
    if before.len() >= 3 && matches!(unit.lower(start - 1), "toujours" | "encore") && unit.tag(start - 2) == Tag::Comma
    {
        before.end -= 1;
    }
    let complementizer = start > 0 && unit.tag(start - 1) == Tag::Subordinator
        || start > 1 && unit.tag(start - 1) == Tag::Comma && unit.tag(start - 2) == Tag::Subordinator;
    // « Une autopsie a eu lieu mais, selon X, A »
    let turned = start > 1 && unit.tag(start - 1) == Tag::Comma && unit.tag(start - 2) == Tag::Coordinator;
    let initial =
        attribution.relative || before.is_empty() || complementizer || turned || connective_only(unit, before.clone());
    // « Alors que le chantier commence, pour l'élue, A »: what stands before is another clause.
    let aside = start > 1
        && unit.tag(start - 1) == Tag::Comma
        && unit.tag(end) == Tag::Comma
        && matches!(
            unit.lower(before.start),
            "alors" | "tandis" | "si" | "quand" | "lorsque" | "puisque"
        );
    // « Si les « analyses sont rassurantes », selon X, A »: what is granted is his.
    let granted = aside
        && attribution.phrase.strong
        && unit.lower(before.start) == "si"
        && before.clone().any(|i| unit.tag(i) == Tag::Quotation);
    if granted {
        before.start += 1;
    }
    let initial = initial || aside && !granted;
    // « La surprise, pour les riverains, est venue d'ailleurs »: whom it concerned.
    let somebody = attribution.said_by.as_ref().is_some_and(|s| s.phrase.name.is_some());
    let elliptic = matches!(unit.tag(before.start), Tag::Numeral | Tag::Quotation) && !unit.has_finite(before.clone());
    if attribution.phrase.lemma == "pour" && !initial && !somebody && !elliptic {
        return;
    }
    if attribution.phrase.lemma == "pour" && initial && (is_told(unit, end) || speaks_for_them(unit, end)) {
        return;
    }
    // « Addition de la fête, d'après X : 3 200 euros »: what stands behind the colon.
    let headed = unit.tag(end) == Tag::Colon
        && before.len() <= 8
        && !unit.has_finite(before.start + 1..before.end)
        && unit.words[before.start].can_be(Pos::Noun);
    let initial = initial || headed;
    // « Selon l'agent qui l'a interpellé, A »
    if initial
        && unit.tag(end) == Tag::Relative
        && let Some(comma) = (end..unit.words.len().min(end + 24)).find(|&i| unit.tag(i) == Tag::Comma)
    {
        end = comma;
    }
    // What stands between the mention and the comma is circumstance.
    if !attribution.relative
        && unit.tag(end) != Tag::Comma
        && unit.tag(end) != Tag::Stop
        && let Some(comma) = (end..unit.words.len().min(end + 16))
            .find(|&i| matches!(unit.tag(i), Tag::Comma | Tag::Stop | Tag::Colon | Tag::Semicolon))
        && !unit.has_finite(end..comma)
        && unit.tag(comma) == Tag::Comma
    {
        end = comma;
    }
    // « Il évoque un complot, selon lui, de longue date »: what his own verb reports already.
    let own_verb = || {
        let pronoun = attribution
            .said_by
            .as_ref()
            .is_some_and(|s| unit.tag(s.phrase.head) == Tag::Pronoun);
        let verb = unit
            .group_at(before.start + 1)
            .filter(|_| unit.tag(before.start) == Tag::SubjectPronoun);
        pronoun && verb.is_some_and(|g| unit.cues_of(g).any(|c| c.verb.strong && c.verb.noun == NounFrame::Any))
    };
    if !initial && own_verb() {
        return;
    }
    // « leur a-t-elle assuré lors d'une réunion, selon X »: where it was said already belongs to another.
    let setting = matches!(
        unit.lower(before.start),
        "lors" | "dans" | "devant" | "pendant" | "durant" | "sur" | "à" | "au" | "en" | "depuis" | "après"
    );
    if !initial && setting && !scope.found.is_empty() && !unit.has_finite(before.clone()) && before.start == floor {
        return;
    }
    let inside = inside_relative(unit, before.clone(), attribution.words.end).filter(|_| !initial);
    // « six diplomates qui, selon X, ont refusé de répondre »: what the relative says of them.
    let opened = !initial
        && start >= 2
        && unit.tag(start - 1) == Tag::Comma
        && unit.lower(start - 2) == "qui"
        && unit.tag(end) == Tag::Comma;
    let content: Vec<Range<usize>> = if opened {
        let to = clause::end(unit, scope.lexicon, end + 1, Complement::Clause);
        vec![end + 1..clause::outer_clause(unit, end + 1, to, false)]
    } else if let Some(parts) = inside {
        parts.to_vec()
    } else if initial {
        let mut from = end;
        while matches!(unit.tag(from), Tag::Comma | Tag::Colon | Tag::Dash) {
            from += 1;
        }
        // « Pour le chef de file, qui parlait mardi à Toulouse, A »
        from = relative::past(unit, from);
        // « Pour la ministre, attendue jeudi dans la vallée, A »
        // « Selon le syndicat CFST, majoritaire dans la maison, A »
        if matches!(unit.tag(from), Tag::PastParticiple | Tag::Adjective)
            && unit.tag(from - 1) == Tag::Comma
            && let Some(comma) = (from..unit.words.len().min(from + 14)).find(|&i| unit.tag(i) == Tag::Comma)
            && !unit.has_finite(from..comma)
            && unit.has_finite(comma..unit.words.len())
        {
            from = comma + 1;
        }
        from = apposition::after_appositions(unit, from);
        // « Selon X, ministre, porte-parole du gouvernement : « A » »
        if let Some(colon) = (from..unit.words.len().min(from + 14)).find(|&i| unit.tag(i) == Tag::Colon)
            && unit.tag(colon + 1) == Tag::Quotation
            && !unit.has_finite(from..colon)
        {
            from = colon + 1;
        }
        if from >= unit.words.len() {
            return;
        }
        let to = if unit.tag(from) == Tag::Quotation && matches!(unit.tag(from + 1), Tag::Stop) {
            from + 1
        } else {
            let to = clause::end(unit, scope.lexicon, from, Complement::Clause)
                .min(stop_before(unit, ceiling, from))
                .min(limit);
            if attribution.relative {
                clause::outer_clause(unit, from, to, false)
            } else {
                to
            }
        };
        vec![from..to]
    } else {
        // « le remorqueur, arrivé selon lui avec deux heures de retard »
        let participle = start >= 2
            && unit.tag(start - 1) == Tag::PastParticiple
            && unit.tag(start - 2) == Tag::Comma
            && unit.has_finite(before.clone())
            && !matches!(unit.tag(end), Tag::Comma | Tag::Stop);
        // « des tirs qui ont fait, selon X, quatre morts »: the relative clause only.
        let own_relative =
            hanging_relative(unit, before.clone()).or_else(|| closing_relative(unit, before.clone(), end));
        // « X estime que A, B ayant, selon lui, C »: of his own report only what he says besides.
        let own = besides(unit, before.clone(), attribution.said_by.as_ref());
        let own_relative = own_relative.or(own).or_else(|| counted_with(unit, before.clone()));
        let before = if participle {
            start - 1..start
        } else {
            own_relative.unwrap_or(before.start)..before.end
        };
        let rest = end + usize::from(unit.tag(end) == Tag::Comma);
        // « Élu avec 50 % des voix selon la commission, X parle »: what the participle says.
        let opening = unit.words[before.start]
            .readings
            .iter()
            .any(|r| r.tense == Some(Tense::PastParticiple))
            && unit.tag(before.start + 1) == Tag::Preposition
            && !unit.has_finite(before.clone());
        // « 20 000 selon la police, 53 000 selon le syndicat, douze personnes ont été blessées »
        let words = scope.trimmed(before.clone());
        let count = words.len() == 1 && words.start > 0 && unit.tag(words.start) == Tag::Numeral;
        // « Le pont a selon la mairie été fermé »: it parts an auxiliary and its participle.
        let governs = |lemma: &str| unit.words[start - 1].is_form_of(lemma);
        let splits = unit.groups.iter().any(|g| g.words.start < start && g.words.end > end)
            || start > 0
                && ["être", "avoir", "aller", "pouvoir", "devoir", "sembler"]
                    .iter()
                    .any(|lemma| governs(lemma))
                && !matches!(unit.tag(end), Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon)
            // « Il s'agit selon lui de gagner du temps »
            || start > 0 && unit.tag(start - 1) == Tag::FiniteVerb && leads_to_infinitive(unit, end);
        let goes_on = splits
            || unit.tag(end) == Tag::Comma
                && !granted
                && !opening
                && !count
                && unit.tag(rest) != Tag::Relative
                && ceiling == unit.words.len()
                && continues(unit, before.clone(), rest);
        if goes_on || participle {
            let to = clause::end(unit, scope.lexicon, rest, Complement::Clause).min(limit);
            vec![before.clone(), rest..to]
        } else {
            vec![before.clone()]
        }
    };
    let content: Vec<Range<usize>> = content
        .into_iter()
        .filter(|r| !scope.trimmed(r.clone()).is_empty())
        .collect();
    if content.is_empty()
        || content
            .iter()
            .flat_map(|r| r.clone())
            .any(|i| unit.words[i].quotation.is_some_and(|q| scope.is_quotation_used(q)))
    {
        return;
    }
    let direct = content.iter().all(|r| scope.is_direct(r.clone()));
    let spans: Vec<_> = content.iter().flat_map(|r| scope.content(r.clone())).collect();
    if spans.is_empty() {
        return;
    }
    for range in &content {
        scope.use_quotations(range.clone());
    }
    if let Some(words) = bracketed {
        scope.set_apart(words.start - 1..words.end + 1);
    }
    scope.floor = scope.floor.max(content.last().map_or(end, |r| r.end)).max(end);
    let who = attribution
        .said_by
        .as_ref()
        .map_or(Who::Nobody, |said_by| scope.mention(said_by));
    scope.found.push(Finding {
        rule,
        content: spans,
        cue: Some((unit.span(attribution.cue.clone()), attribution.phrase.lemma)),
        who,
        relay: attribution.relay.as_ref().map(|r| unit.span(r.words.clone())),
        stance: attribution.phrase.stance,
        modality: Modality::Asserted,
        direct,
        strength: if attribution.phrase.strong { 1.0 } else { 0.85 },
    });
}
