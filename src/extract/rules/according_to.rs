mod extent;
mod whom;

use std::ops::Range;

use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::{Finding, Scope, Who};
use crate::extract::subject::Subject;
use crate::extract::{apposition, attribution, relative};
use crate::lexicon::{CuePhrase, NounClass, NounFrame, Pos, Tense};
use crate::model::Modality;
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;
use extent::{
    besides, closing_relative, connective_only, continues, contrasted, counted_with, hanging_relative, inside_relative,
    is_told, speaks_for_them, stop_before,
};
use whom::{matches_phrase, phrase_from, selon_whom, speaker_at, weak_speaker};

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

struct Attribution {
    /// Cue and mention.
    words: Range<usize>,
    cue: Range<usize>,
    phrase: &'static CuePhrase,
    said_by: Option<Subject>,
    relay: Option<Subject>,
    /// A relative: *X, pour qui A*.
    relative: bool,
}

fn attributions(scope: &Scope) -> Vec<Attribution> {
    let unit = scope.unit;
    let mut found: Vec<Attribution> = Vec::new();
    let mut i = 0;
    while i < unit.words.len() {
        match attribution_at(scope, i) {
            Some(attribution) => {
                i = attribution.words.end;
                found.push(attribution);
            }
            None => i += 1,
        }
    }
    found
}

fn attribution_at(scope: &Scope, i: usize) -> Option<Attribution> {
    let unit = scope.unit;
    if unit.tag(i) == Tag::Quotation || unit.words[i].lower.is_empty() {
        return None;
    }
    scope
        .lexicon
        .cue_phrases_of(unit.lower(i))
        .filter_map(|phrase| matches_phrase(unit, i, phrase).map(|end| (phrase, end)))
        .find_map(|(phrase, after)| attributed(scope, i, phrase, after))
}

/// What the cue phrase attributes whose words begin at `i` and end before `after`.
fn attributed(scope: &Scope, i: usize, phrase: &'static CuePhrase, after: usize) -> Option<Attribution> {
    let unit = scope.unit;
    let initial = i == 0
        || matches!(
            unit.tag(i - 1),
            Tag::Comma
                | Tag::Stop
                | Tag::Semicolon
                | Tag::Colon
                | Tag::Dash
                | Tag::Open
                | Tag::Quotation
                | Tag::Subordinator
                | Tag::Close
                | Tag::StrayQuote
        )
        || unit.tag(i - 1) == Tag::Coordinator;
    // « X, pour qui A », « X, aux yeux duquel A »: whoever stands before thinks so.
    let held = after > i && matches!(unit.lower(after - 1), "duquel" | "desquels" | "desquelles");
    if held
        || matches!(unit.tag(after), Tag::Relative) && matches!(unit.lower(after), "qui" | "whom")
        || selon_whom(unit, i, after)
        || phrase.words.last() == Some(&"de") && matches!(unit.lower(after), "laquelle" | "lesquelles")
    {
        let said_by = relative::antecedent(unit, i).filter(|s| attribution::is_agent(unit, s))?;
        // « X a diffusé un communiqué, aux termes duquel A »
        let said_by = attribution::author(unit, &said_by, i).unwrap_or(said_by);
        return Some(Attribution {
            words: i..after + usize::from(!held),
            cue: i..after,
            phrase,
            said_by: Some(said_by),
            relay: None,
            relative: true,
        });
    }
    // « de source syndicale », « de sources concordantes »
    if phrase.words.last().is_some_and(|w| w.starts_with("source")) {
        if !initial && unit.tag(i.wrapping_sub(1)) != Tag::Adverb {
            return None;
        }
        // « on apprenait hier de source militaire que A » is read with its verb.
        let told = unit
            .finite_group_before(i)
            .filter(|&g| unit.groups[g].words.end + 1 >= i)
            .is_some_and(|g| unit.cues_of(g).any(|c| c.verb.clause));
        if told {
            return None;
        }
        let head = after - 1;
        let mut found = noun_phrase(&unit.words, head)?;
        found.head = head;
        let said_by = Subject::single(&found);
        return Some(Attribution {
            words: i..found.words.end,
            cue: i..after,
            phrase,
            said_by: Some(said_by),
            relay: None,
            relative: false,
        });
    }
    // « à l'en croire », « à ses yeux »: the clitic or possessive inside the cue is whoever spoke.
    let own = |n: &usize| {
        // « à l'en croire », « à l'entendre »
        let clitic = matches!(phrase.words[*n], "l'" | "les")
            && (phrase.words.get(n + 1) == Some(&"en") || *n == 1 && phrase.words.len() == 3);
        clitic || *n > 0 && matches!(phrase.words[*n], "son" | "ses" | "leur" | "leurs")
    };
    if let Some(clitic) = (0..phrase.words.len()).find(own) {
        let clitic = i + clitic;
        let said_by = Subject::single(&NounPhrase::word(clitic));
        return initial.then_some(Attribution {
            words: i..after,
            cue: i..after,
            phrase,
            said_by: Some(said_by),
            relay: None,
            relative: false,
        });
    }
    let mut said_by = speaker_at(unit, after)?;
    // « selon le nombre de sites »
    if matches!(
        unit.lower(said_by.phrase.words.start + 1),
        "nombre" | "type" | "degré" | "nature" | "niveau"
    ) {
        return None;
    }
    // « selon leur comptage », « selon son décompte »: whoever counts.
    if matches!(unit.lower(after), "son" | "sa" | "ses" | "leur" | "leurs")
        && (scope
            .lexicon
            .cue_noun(unit.words[said_by.phrase.head].lemma())
            .is_some()
            // « d'après ses calculs »
            || matches!(
                unit.words[said_by.phrase.head].lemma(),
                "calcul" | "projection" | "recoupement" | "renseignement" | "source" | "mesure"
            ))
        && said_by.apposition.is_none()
        && !(said_by.phrase.head..said_by.phrase.words.end).any(|i| matches!(unit.lower(i), "de" | "du" | "des" | "d'"))
    {
        let end = said_by.phrase.words.end;
        return (phrase.strong).then_some(Attribution {
            words: i..end,
            cue: i..after,
            phrase,
            said_by: Some(Subject::single(&NounPhrase::word(after))),
            relay: None,
            relative: false,
        });
    }
    // « selon les propos tenus par X », « selon les termes de X »: whose words they are comes after.
    let class = unit.words[said_by.phrase.head].class();
    let made_by = (said_by.phrase.head + 1..(said_by.phrase.head + 13).min(unit.words.len())).any(|j| {
        // « un rapport consulté par l'agence »: who read it did not write it.
        let read = [
            "consulter",
            "lire",
            "obtenir",
            "citer",
            "relayer",
            "révéler",
            "dévoiler",
        ]
        .iter()
        .any(|lemma| unit.words[j - 1].is_form_of(lemma));
        matches!(unit.lower(j), "par" | "by")
            && !read
            && unit.words[said_by.phrase.head + 1..j].iter().any(|w| {
                w.lower
                    .trim_end_matches(['e', 's', 'd'])
                    .ends_with(['é', 'i', 'u', 'r'])
            })
    });
    if class == Some(NounClass::Speech)
        || made_by && !attribution::is_agent(unit, &said_by)
        || made_by && class == Some(NounClass::Document)
    {
        let limit = (said_by.phrase.words.start + 15).min(unit.words.len());
        if let Some(by) = (said_by.phrase.head + 1..limit)
            .find(|&j| matches!(unit.lower(j), "de" | "d'" | "du" | "des" | "par" | "by" | "of"))
            && let Some(owner) = speaker_at(unit, by + usize::from(unit.tag(by) == Tag::Preposition))
                .or_else(|| phrase_from(unit, by + 1))
        {
            said_by = owner;
        }
    }
    let mut end = said_by.words.end;
    // A circumstance may follow: « devant les maires du canton », « cité par l'agence ».
    let relay = apposition::relay(unit, &mut said_by, &mut end);
    let head_word = &unit.words[said_by.phrase.head];
    let named = said_by.phrase.name.is_some();
    let class = head_word.class();
    // Only somebody has an opinion, words or a confession: « de l'avis de la mission ».
    let speaks = named
        || head_word.tag == Tag::Quotation
        || attribution::is_mission(unit, &said_by)
        || attribution::is_service(unit, said_by.phrase.head)
        || head_word.capital && head_word.tag == Tag::Noun
        // « selon les chiffres officiels », « d'après les données du ministère »
        || phrase.strong && matches!(head_word.lemma(), "chiffre" | "donnée")
        || matches!(head_word.tag, Tag::Pronoun | Tag::SubjectPronoun)
        || matches!(class, Some(c) if c != NounClass::Other);
    let comma_near = || {
        (end..(end + 9).min(unit.words.len()))
            .find(|&i| matches!(unit.tag(i), Tag::Comma | Tag::Stop))
            .is_some_and(|i| unit.tag(i) == Tag::Comma && !unit.has_finite(end..i))
    };
    // « 3 000 selon les organisateurs, 900 pour la police »
    let elliptic = phrase.lemma == "pour"
        && unit.phrase_ending(i).is_some_and(|p| {
            unit.tag(p.words.start) == Tag::Numeral
                && p.words.start > 0
                && matches!(unit.tag(p.words.start - 1), Tag::Comma | Tag::Semicolon)
        })
        && matches!(unit.tag(end), Tag::Stop | Tag::Comma | Tag::Semicolon)
        && (!unit.has_finite(0..unit.words.len())
            || (0..unit.words.len()).any(|j| matches!(unit.lower(j), "selon" | "d'après")));
    // « Une fin de non-recevoir », pour le policier.
    let elliptic = elliptic
        || phrase.lemma == "pour"
            && i >= 2
            && unit.tag(i - 1) == Tag::Comma
            && unit.tag(i - 2) == Tag::Quotation
            && unit.tag(end) == Tag::Stop
            && !unit.has_finite(0..unit.words.len());
    let initial = initial || elliptic;
    let told = phrase.lemma.starts_with('à') && matches!(unit.tag(end), Tag::Stop | Tag::Semicolon);
    let set_off = elliptic || told || unit.tag(end) == Tag::Comma || named && comma_near();
    // « tourné d'après un roman » tells of a model, not of a statement.
    let told_of = unit.tag(i.wrapping_sub(1)) != Tag::PastParticiple
        && unit
            .phrase_ending(i)
            .is_some_and(|p| (p.words.start..p.words.end).any(|j| unit.tag(j) == Tag::Numeral));
    if phrase.strong && !initial && !told_of && class == Some(NounClass::Document) {
        return None;
    }
    // « libérés aux termes d'un accord »: what binds, not what says.
    let binds = matches!(
        head_word.lemma(),
        "accord" | "contrat" | "traité" | "loi" | "convention" | "bail" | "décret" | "règlement" | "compromis"
    );
    if binds && phrase.lemma == "aux termes de" {
        return None;
    }
    // « un « enjeu » pour la France »: nothing sets it off.
    let initial = initial && (phrase.strong || i == 0 || unit.tag(i - 1) != Tag::Quotation);
    if !phrase.strong && (!initial || !weak_speaker(unit, &said_by, named, class, phrase.lemma) || !set_off) {
        return None;
    }
    if phrase.strong
        && !speaks
        && (head_word.tag != Tag::Noun
            || !unit.words[said_by.phrase.words.clone()]
                .iter()
                .any(|w| w.readings.is_empty() && w.tag == Tag::Noun))
    {
        return None;
    }
    Some(Attribution {
        words: i..end,
        cue: i..after,
        phrase,
        said_by: Some(said_by),
        relay,
        relative: false,
    })
}

fn report(rule: &'static str, scope: &mut Scope, attribution: &Attribution, floor: usize, ceiling: usize) {
    let unit = scope.unit;
    let (start, mut end) = (attribution.words.start, attribution.words.end);
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
        if unit.tag(from) == Tag::Relative
            && unit.tag(from - 1) == Tag::Comma
            && let Some(comma) = (from..unit.words.len().min(from + 24)).find(|&i| unit.tag(i) == Tag::Comma)
            && unit.has_finite(from..comma)
            && (unit.has_finite(comma..unit.words.len()) || unit.tag(comma + 1) == Tag::Quotation)
        {
            from = comma + 1;
        }
        // « Pour la ministre, attendue jeudi dans la vallée, A »
        if unit.tag(from) == Tag::PastParticiple
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
            let to = clause::end(unit, scope.lexicon, from, Complement::Clause).min(stop_before(unit, ceiling, from));
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
        let relative = hanging_relative(unit, before.clone()).or_else(|| closing_relative(unit, before.clone(), end));
        // « X estime que A, B ayant, selon lui, C »: of his own report only what he says besides.
        let own = besides(unit, before.clone(), attribution.said_by.as_ref());
        let relative = relative.or(own).or_else(|| counted_with(unit, before.clone()));
        let before = if participle {
            start - 1..start
        } else {
            relative.unwrap_or(before.start)..before.end
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
        let goes_on = unit.tag(end) == Tag::Comma
            && !granted
            && !opening
            && !count
            && unit.tag(rest) != Tag::Relative
            && ceiling == unit.words.len()
            && continues(unit, before.clone(), rest);
        if goes_on || participle {
            let to = clause::end(unit, scope.lexicon, rest, Complement::Clause);
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
