use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::Scope;
use crate::extract::unit::{VerbCue, is_link};
use crate::extract::{attribution, circumstance, subject};
use crate::lexicon::{NounClass, NounFrame, Tense};
use crate::model::Stance;
use crate::text::phrase::noun_phrase;
use crate::text::tag::Tag;

/// Words of circumstance between the verb and its target.
const CIRCUMSTANCES: usize = 20;

/// A cue verb with a target and what it is held to.
pub struct Target;

impl Rule for Target {
    fn name(&self) -> &'static str {
        "target"
    }

    fn doc(&self) -> &'static str {
        "A cue verb with somebody as its object and an infinitive or noun behind a linking word: X accuse Y d'avoir …, X exhorte Y à …, X appelle Y à …. \
         Target and linking word are content. Leaves alone the passive (est accusé de)."
    }

    fn precision(&self) -> f32 {
        0.88
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            if !scope.is_used(cue.group) && cue.verb.strong && !cue.verb.target_links.is_empty() {
                read(self.name(), scope, &cue);
            }
        }
    }
}

fn read(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    if group.negated || group.passive || group.addressed || attribution::names_only(unit, cue) {
        return;
    }
    // « ont souhaité informer les habitants du projet »: what somebody means to say.
    if attribution::is_meant(unit, cue) {
        return;
    }
    // « raconte avoir appelé les pompiers à 18 heures »: what another verb reports.
    let told = cue.group.checked_sub(1).is_some_and(|g| {
        unit.cues_of(g)
            .any(|c| c.words.end == cue.words.start && c.verb.strong && c.verb.infinitives.contains(&""))
    });
    // « accuse la société d'avoir prévenu les secours trop tard »: what it is accused of.
    if group.tense == Tense::Infinitive && (told || scope.is_reported(cue.words.clone())) {
        return;
    }
    // « raconte qu'ils ont supplié les marins de les prendre »: told inside what is said already.
    if cue.verb.stance == Stance::Demand && unit.is_finite(cue.group) && scope.is_reported(cue.words.clone()) {
        return;
    }
    let mut from = cue.words.end;
    // « accuse à son tour les Arméniens », « a exhorté pour sa part Erevan »
    loop {
        match unit.tag(from) {
            Tag::Comma => from += 1,
            Tag::Preposition if unit.lower(from) == "à" && unit.lower(from + 2) == "tour" => from += 3,
            // « appelle à la grève », but « a appelé à Caen les élus à agir »
            Tag::Preposition | Tag::Contraction if links(cue, unit.lower(from)) => {
                let target =
                    |end: &usize| unit.tag(*end) == Tag::Determiner && noun_phrase(&unit.words, *end).is_some();
                match Some(circumstance::past_all(unit, from)).filter(target) {
                    Some(end) => from = end,
                    None => break,
                }
            }
            // « a appelé vendredi les syndicats à la raison », « accuse lors d'un débat l'État »
            _ => match circumstance::past(unit, from) {
                Some(end) => from = end,
                None => break,
            },
        }
        if from > cue.words.end + CIRCUMSTANCES {
            return;
        }
    }
    let Some(target) = noun_phrase(&unit.words, from) else {
        return;
    };
    if subject::is_time(unit, &target) {
        return;
    }
    // The linking word stands inside the noun phrase (*les Arméniens d'avoir* does not, *la direction de négligence* does) or behind it.
    let limit = (target.words.end + 10).min(unit.words.len());
    // A verb that takes any object of its own (*demander de l'aide*) needs the infinitive.
    let infinitive = |i: usize| {
        (i + 1..(i + 5).min(unit.words.len()))
            .find(|&j| !matches!(unit.tag(j), Tag::Negation | Tag::ObjectPronoun | Tag::Adverb))
            .is_some_and(|j| matches!(unit.tag(j), Tag::Infinitive | Tag::Quotation))
    };
    // « menace le chef du parquet » says nothing, « menace le parquet de représailles » does.
    let threat = |i: usize| {
        cue.verb.head != "menacer"
            || matches!(unit.lower(i), "de" | "d'")
                && (unit.tag(i + 1) != Tag::Determiner || matches!(unit.lower(i + 1), "un" | "une"))
    };
    let relative = |i: &usize| unit.tag(*i) == Tag::Comma && unit.tag(i + 1) == Tag::Relative;
    let limit = if relative(&target.words.end) {
        (limit + 14).min(unit.words.len())
    } else {
        limit
    };
    // « a prévenu les secours à 5 heures du matin »
    let hour = |i: usize| {
        matches!(unit.lower(i), "du" | "de")
            && matches!(unit.lower(i + 1), "matin" | "soir" | "l'" | "mars" | "mai")
            && matches!(unit.words[i - 1].lemma(), "heure" | "minute" | "fin" | "début")
    };
    // « a prévenu le maire de Granval », « a alerté les pompiers de la ville »: whose they are.
    let tells = matches!(
        cue.verb.head,
        "prévenir" | "avertir" | "informer" | "alerter" | "aviser"
    );
    let whose = |i: usize| {
        let noun =
            (i + 1..(i + 4).min(unit.words.len())).find(|&j| !matches!(unit.tag(j), Tag::Determiner | Tag::Adjective));
        let noun = noun.map(|j| &unit.words[j]);
        tells
            && i < target.words.end
            && noun.is_some_and(|w| {
                w.tag == Tag::Name
                    || w.class().is_some_and(NounClass::is_somebody)
                    || matches!(
                        w.lemma(),
                        "village" | "quartier" | "rue" | "immeuble" | "vallée" | "canton" | "port" | "île"
                    )
            })
    };
    let linked = (from + 1..limit).filter(|&i| !hour(i) && !whose(i)).any(|i| {
        // « invite les clubs « à revoir leur copie » »
        let quoted = unit.words[i].quotation.is_some_and(|q| {
            let inner = scope.analysis.quotations[q].inner.of(scope.analysis.text);
            inner
                .split([' ', '\u{a0}', '\'', '’'])
                .next()
                .is_some_and(|first| links(cue, first))
        });
        quoted
            || links(cue, unit.lower(i))
                && threat(i)
                && (matches!(cue.verb.noun, NounFrame::No | NounFrame::Quoted)
                    || !cue.verb.noun_link.is_empty()
                    || infinitive(i))
    });
    if !linked {
        return;
    }
    let Some(said_by) = attribution::speaker(unit, cue).filter(|s| attribution::is_agent(unit, s)) else {
        return;
    };
    let mut to = clause::end_of(unit, scope.lexicon, cue, from, Complement::Infinitive);
    // « accuse la société, qui exploite le barrage, d'avoir lâché de l'eau »
    if unit.tag(to) == Tag::Comma
        && unit.tag(to + 1) == Tag::Relative
        && let Some(comma) = (to + 1..(to + 24).min(unit.words.len())).find(|&i| unit.tag(i) == Tag::Comma)
        && links(cue, unit.lower(comma + 1))
        && infinitive(comma + 1)
    {
        to = clause::end_of(unit, scope.lexicon, cue, comma + 1, Complement::Infinitive);
    }
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![from..to], 1.0);
}

fn links(cue: &VerbCue, word: &str) -> bool {
    // « d’avoir menti », cut at its apostrophe
    let elided = |link: &str| link == "de" && word == "d";
    let mut links = cue.verb.target_links.iter();
    links.any(|link| is_link(link, word) || elided(link))
}
