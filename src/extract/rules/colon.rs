mod whom;

use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::{Finding, Scope, Who};
use crate::extract::subject::{self, Subject};
use crate::extract::unit::{Unit, VerbCue, is_link};
use crate::extract::{apposition, attribution, circumstance, object};
use crate::lexicon::{NounFrame, Tense};
use crate::model::{Modality, Stance};
use crate::span::Span;
use crate::text::phrase::noun_phrase;
use crate::text::tag::Tag;
use whom::{answering, other_version, somebody};

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
        0.94
    }

    fn apply(&self, scope: &mut Scope) {
        let unit = scope.unit;
        let cues = scope.free_cues();
        let mut start = 0;
        for colon in 1..unit.words.len() {
            if matches!(unit.tag(colon), Tag::Stop | Tag::Semicolon) {
                start = colon + 1;
            }
            if unit.tag(colon) != Tag::Colon {
                continue;
            }
            let clause_start = std::mem::replace(&mut start, colon + 1);
            let before = cues.partition_point(|c| c.words.end <= colon);
            let cue = cues[..before].iter().rev().take(8).find(|c| {
                c.verb.quote
                    && c.words.start >= clause_start
                    && (unit.is_finite(c.group)
                        // « « A », a-t-il dit, ajoutant : « B » »
                        || unit.groups[c.group].tense == Tense::PresentParticiple && c.words.end == colon
                        || subject::narrated(unit, c.group).is_some()
                        || attribution::came_to_say(unit, c.group).is_some())
                    && !scope.is_used(c.group)
                    && !has_clause(unit, c, colon)
                    && !has_complement(unit, c, colon)
                    && (!subject::is_subordinate(unit, c.group)
                        || subject::in_relative(unit, c.group)
                        || is_reported(unit, &cues[..before], c))
                    && !has_object(unit, c, colon)
            });
            if unit.tag(colon + 1) == Tag::Quotation && colon + 1 < unit.words.len() {
                quoted(self.name(), scope, cue, clause_start, colon);
            } else if cue.is_none()
                && (answered(self.name(), scope, clause_start, colon)
                    || tallied(self.name(), scope, clause_start, colon))
            {
                continue;
            } else if let Some(cue) = cue.filter(|c| only_object(unit, c, colon)) {
                unquoted(self.name(), scope, cue, clause_start, colon);
            }
        }
    }
}

/// True for what somebody is reported to have said: *affirme que la gérante lui **a dit** : « … »*.
fn is_reported(unit: &Unit, cues: &[VerbCue], cue: &VerbCue) -> bool {
    let verb = unit.groups[cue.group].words.start;
    let that = (verb.saturating_sub(12)..verb)
        .rev()
        .take_while(|&i| !matches!(unit.tag(i), Tag::FiniteVerb | Tag::Stop | Tag::Colon))
        .find(|&i| matches!(unit.lower(i), "que" | "qu'"));
    that.is_some_and(|that| cues.iter().any(|c| c.words.end == that && c.verb.strong))
}

/// True where nothing, or a noun phrase that the clause behind the colon spells out, stands between: *a expliqué l'écart : …*.
fn only_object(unit: &Unit, cue: &VerbCue, colon: usize) -> bool {
    // « La commission l'a annoncé lundi dans un communiqué : A »
    let clitic = unit.groups[cue.group]
        .words
        .clone()
        .any(|i| unit.tag(i) == Tag::ObjectPronoun && matches!(unit.lower(i), "le" | "l'"));
    if clitic && cue.verb.strong && !unit.has_finite(cue.words.end..colon) && colon <= cue.words.end + 14 {
        return true;
    }
    // « a annoncé la nouvelle : A », « a fait part dimanche de l'issue : A »
    if cue.verb.strong && hollow(unit, colon) && !unit.has_finite(cue.words.end..colon) && colon <= cue.words.end + 8 {
        return true;
    }
    // « oppose un démenti catégorique : A »
    let passed = |i: usize| unit.tag(i) == Tag::Adverb || !cue.verb.tail.is_empty() && unit.tag(i) == Tag::Adjective;
    let Some(first) = (cue.words.end..colon).find(|&i| !passed(i)) else {
        return true;
    };
    let inverted = cue.words.start > 0 && unit.tag(cue.words.start - 1) == Tag::Comma;
    cue.verb.strong
        && !inverted
        && matches!(
            unit.lower(first),
            "le" | "la" | "l'" | "les" | "ce" | "cet" | "cette" | "ces" | "son" | "sa" | "ses" | "leur" | "leurs"
        )
        && noun_phrase(&unit.words, first).is_some_and(|p| p.words.end == colon && !subject::is_time(unit, &p))
}

/// True where the noun right before the colon says nothing that the words behind it do not: *la nouvelle : …*, *l'issue : …*.
fn hollow(unit: &Unit, colon: usize) -> bool {
    colon >= 2
        && matches!(unit.lower(colon - 2), "la" | "l'" | "le" | "les" | "sa" | "son")
        && matches!(
            unit.words[colon - 1].lemma(),
            "nouvelle"
                | "issue"
                | "chose"
                | "décision"
                | "information"
                | "résultat"
                | "verdict"
                | "dénouement"
                | "raison"
                | "cause"
        )
}

/// True where the cue has its own clause before the colon: *assure que le pont tient : « … »*.
fn has_clause(unit: &Unit, cue: &VerbCue, colon: usize) -> bool {
    let that = circumstance::past_all(unit, cue.words.end);
    cue.verb.clause
        && cue.verb.strong
        && unit.tag(that) == Tag::Subordinator
        && matches!(unit.lower(that), "que" | "qu'")
        && unit.has_finite(that..colon)
}

/// True where the cue has an infinitive, a quality or an amount of its own before the colon: *accuse l'État d'avoir menti : « … »*,
/// *juge le projet « honteux » : « … »*, *chiffre les dégâts à 3 millions : « … »*.
fn has_complement(unit: &Unit, cue: &VerbCue, colon: usize) -> bool {
    let verb = cue.verb;
    let own = |tag: Tag| (cue.words.end..colon).any(|i| unit.tag(i) == tag);
    let acts = (!verb.infinitives.is_empty() || !verb.target_links.is_empty()) && own(Tag::Infinitive);
    let linked = !verb.noun_link.is_empty() && verb.strong && is_link(verb.noun_link, unit.lower(cue.words.end));
    let said_of = verb.noun != NounFrame::No && own(Tag::Quotation);
    let asks = verb.question && matches!(unit.lower(cue.words.end), "si" | "s'");
    let measured = verb.amount && own(Tag::Numeral);
    verb.strong && unit.groups[cue.group].inverted.is_none() && (acts || linked || said_of || measured) || asks
}

/// True where the cue has its own object before the colon: *a nié toute mesure : « … »*; the quotation is then somebody's further words.
fn has_object(unit: &Unit, cue: &VerbCue, colon: usize) -> bool {
    // « Faux, tempête X : « … » »
    let inverted = cue.words.start > 0
        && unit.tag(cue.words.start - 1) == Tag::Comma
        && !cue.verb.noun_link.is_empty()
        && subject::after(unit, cue.words.end).is_some_and(|s| s.words.start == cue.words.end);
    cue.verb.noun == NounFrame::Any
        && !inverted
        && !hollow(unit, colon)
        && unit.groups[cue.group].inverted.is_none()
        && unit.phrases[unit.phrases.partition_point(|p| p.words.start < cue.words.end)..]
            .iter()
            .take_while(|p| p.words.end <= colon)
            .take(2)
            .any(|p| {
                !subject::is_time(unit, p)
                    && !matches!(unit.tag(p.words.start - 1), Tag::Preposition | Tag::Contraction)
            })
}

fn quoted(rule: &'static str, scope: &mut Scope, cue: Option<&VerbCue>, start: usize, colon: usize) {
    let unit = scope.unit;
    let quotation = colon + 1;
    let Some(q) = unit.words[quotation].quotation.filter(|&q| !scope.is_quotation_used(q)) else {
        return;
    };
    // A signature behind the quotation names its speaker.
    if unit.tag(quotation + 1) == Tag::Dash {
        return;
    }
    // « On s'était dit : « … », a expliqué X »: the whole is X's.
    if unit.tag(quotation + 1) == Tag::Comma
        && unit.group_at(quotation + 2).is_some_and(|g| {
            unit.is_finite(g)
                && unit
                    .cues_of(g)
                    .any(|c| c.verb.quote && c.verb.strong && subject::after(unit, c.words.end).is_some())
        })
    {
        return;
    }
    if let Some(cue) = cue {
        with_cue(rule, scope, cue, start, quotation);
        return;
    }
    let said_by = other_version(unit, start, colon)
        .or_else(|| answering(unit, start, colon))
        .or_else(|| somebody(scope, start, colon));
    let Some(said_by) = said_by else {
        return;
    };
    let content = scope.quoted(q);
    if content.is_empty() {
        return;
    }
    scope.use_quotation(q);
    scope.floor = scope.floor.max(quotation + 1);
    introduced(rule, scope, colon, &said_by, content, true);
}

/// Adds what the colon alone attributes to somebody before it.
fn introduced(
    rule: &'static str,
    scope: &mut Scope,
    colon: usize,
    said_by: &Subject,
    content: Vec<Span>,
    direct: bool,
) {
    let finding = Finding {
        rule,
        content,
        cue: Some((scope.unit.words[colon].span, ":")),
        who: scope.mention(said_by),
        relay: None,
        stance: Stance::Assert,
        modality: Modality::Asserted,
        direct,
        strength: 0.9,
    };
    scope.found.push(finding);
}

/// *L'inspection a tranché : les policiers ont chargé d'abord*: a cue right before the colon reports what follows without quotation marks.
fn unquoted(rule: &'static str, scope: &mut Scope, cue: &VerbCue, start: usize, colon: usize) {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    // « Les parents ont tranché : la salle est vide, selon X »: what is X's already is nobody else's.
    let taken = scope.is_reported(colon + 1..colon + 2);
    if taken
        || group.negated && !cue.verb.only_negated
        || group.passive && cue.verb.head != "être"
        || group.addressed
        || group.inverted.is_some()
    {
        return;
    }
    let Some(said_by) =
        attribution::speaker(unit, cue).filter(|s| attribution::is_agent(unit, s) && s.words.start >= start)
    else {
        return;
    };
    let to = clause::end(unit, scope.lexicon, colon + 1, Complement::Clause);
    // « L'agence fait le calcul : 40 cas, détaille X, ont été traités » is X's.
    if unit.tag(to) == Tag::Comma && unit.group_at(to + 1).is_some_and(|g| clause::set_off(unit, g)) {
        return;
    }
    // « La police corrige : 900 marcheurs, pas un de plus »
    let figure = unit.tag(colon + 1) == Tag::Numeral
        || unit.tag(colon + 2) == Tag::Numeral && unit.tag(colon + 1) == Tag::Adverb;
    if !figure && !unit.has_finite(colon + 1..to) && !(colon + 1..to).any(|i| unit.tag(i) == Tag::Quotation) {
        return;
    }
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![colon + 1..to], 0.9);
}

/// *La préfecture a arrêté son bilan : six morts*: whoever draws up a toll that stands behind the colon.
fn tallied(rule: &'static str, scope: &mut Scope, start: usize, colon: usize) -> bool {
    let unit = scope.unit;
    let bound = matches!(
        unit.lower(colon + 1),
        "plus" | "moins" | "près" | "environ" | "au" | "quelque" | "entre"
    );
    let number =
        unit.tag(colon + 1) == Tag::Numeral || bound && (colon + 2..colon + 5).any(|i| unit.tag(i) == Tag::Numeral);
    let Some(tally) = unit.phrase_ending(colon).or_else(|| unit.phrase_over(colon - 1)) else {
        return false;
    };
    if !number || !object::is_tally_noun(unit.words[tally.head].lemma()) {
        return false;
    }
    let Some(group) = unit
        .finite_group_before(tally.words.start)
        .filter(|&g| unit.groups[g].words.start >= start && !unit.groups[g].negated && !unit.groups[g].passive)
    else {
        return false;
    };
    // « améliore son total : 14 buts » counts nothing anew.
    let counts = [
        "arrêter",
        "rendre",
        "publier",
        "donner",
        "communiquer",
        "actualiser",
        "revoir",
        "réviser",
        "établir",
        "dresser",
        "parvenir",
        "arriver",
        "aboutir",
        "diffuser",
        "livrer",
        "corriger",
        "présenter",
        "avancer",
        "maintenir",
        "clore",
        "fournir",
        "faire",
        "avoir",
    ];
    let verb = &unit.words[unit.groups[group].head];
    if !counts.iter().any(|lemma| verb.is_form_of(lemma)) {
        return false;
    }
    let said_by = subject::before(unit, group)
        .filter(|s| attribution::is_agent(unit, s) && unit.lower(s.phrase.head) != "on" && s.words.start >= start);
    let Some(said_by) = said_by else {
        return false;
    };
    let to = clause::end(unit, scope.lexicon, colon + 1, Complement::Clause);
    let set_off = unit.tag(to) == Tag::Comma && unit.group_at(to + 1).is_some_and(|g| clause::set_off(unit, g));
    let content = scope.content(colon + 1..to);
    if content.is_empty() || set_off || scope.is_reported(colon + 1..to) {
        return false;
    }
    introduced(rule, scope, colon, &said_by, content, false);
    true
}

/// *Réponse du préfet : le pont tient*: a noun of speech and its owner before the colon.
fn answered(rule: &'static str, scope: &mut Scope, start: usize, colon: usize) -> bool {
    let unit = scope.unit;
    if let Some(said_by) = other_version(unit, start, colon) {
        let to = clause::end(unit, scope.lexicon, colon + 1, Complement::Clause);
        let content = scope.content(colon + 1..to);
        if unit.has_finite(colon + 1..to) && !content.is_empty() && !scope.is_reported(colon + 1..to) {
            introduced(rule, scope, colon, &said_by, content, false);
            return true;
        }
    }
    let speech = unit.phrases[unit.phrases.partition_point(|p| p.words.start < start)..]
        .first()
        .is_some_and(|p| {
            p.words.start <= start + 1
                && matches!(
                    unit.words[p.head].lemma(),
                    "réponse"
                        | "réplique"
                        | "riposte"
                        | "démenti"
                        | "explication"
                        | "version"
                        | "verdict"
                        | "conclusion"
                        | "constat"
                        | "diagnostic"
                        | "argument"
                        | "avis"
                        | "thèse"
                        | "excuse"
                )
        });
    if !speech || unit.has_finite(start..colon) {
        return false;
    }
    let to = clause::end(unit, scope.lexicon, colon + 1, Complement::Clause);
    if !unit.has_finite(colon + 1..to) {
        return false;
    }
    let Some(said_by) = somebody(scope, start, colon) else {
        return false;
    };
    let content = scope.content(colon + 1..to);
    let direct = scope.is_direct(colon + 1..to);
    scope.use_quotations(colon + 1..to);
    introduced(rule, scope, colon, &said_by, content, direct);
    true
}

fn with_cue(rule: &'static str, scope: &mut Scope, cue: &VerbCue, start: usize, quotation: usize) {
    let unit = scope.unit;
    // « Faux, répond X : « … » »: words before an inverted cue are content too.
    // « Le capitaine, Moussa Traoré, défend son entraîneur : « … » »: what stands before is the subject.
    let own = || {
        !unit.has_finite(start..cue.words.start)
            && subject::before(unit, cue.group).is_some_and(|s| {
                // « Dans un communiqué, le préfet exhorte A : « … » »
                let opens = s.words.start <= start + 1
                    || unit.tag(start) == Tag::Preposition && unit.tag(s.words.start - 1) == Tag::Comma;
                opens && apposition::is_somebody(unit, &s.phrase)
            })
    };
    let inverted = unit.groups[cue.group].inverted.is_some()
        || cue.words.start > start
            && !own()
            && unit.tag(cue.words.start - 1) == Tag::Comma
            && !unit.words[cue.words.start].fixed_order()
            && subject::after(unit, cue.words.end).is_some_and(|s| attribution::is_agent(unit, &s));
    // « Le projet est soutenu par le maire : « … » »
    let doer = || {
        let by = (cue.words.end..quotation).find(|&i| unit.lower(i) == "par")?;
        let doer = unit
            .phrase_at(by + 1)
            .filter(|p| unit.groups[cue.group].passive && apposition::is_somebody(unit, p))?;
        Some(apposition::with_apposition_after(unit, doer))
    };
    let said_by = if inverted && unit.groups[cue.group].inverted.is_none() {
        subject::after(unit, cue.words.end)
    } else {
        doer().or_else(|| attribution::speaker(unit, cue))
    };
    let who = match said_by {
        Some(said_by) => scope.mention(&said_by),
        None if subject::narrated(unit, cue.group).is_some() => Who::Last,
        None => return,
    };
    let mut content = vec![quotation..quotation + 1];
    if inverted {
        let before = scope.trimmed(start.max(scope.floor)..cue.words.start);
        if !before.is_empty() && before.len() < 40 {
            content.insert(0, before);
        }
    }
    scope.floor = scope.floor.max(quotation + 1);
    scope.report(rule, cue, who, content, 1.0);
}
