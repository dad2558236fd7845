use super::Rule;
use crate::extract::scope::Scope;
use crate::extract::subject;
use crate::extract::unit::{Unit, VerbCue};
use crate::extract::{apposition, object};
use crate::lexicon::{NounFrame, Tense};
use crate::model::Stance;
use crate::text::tag::Tag;

/// A cue verb in the passive with its agent.
pub struct Passive;

/// How far behind its verb an agent stands, in words.
const REACH: usize = 16;

impl Rule for Passive {
    fn name(&self) -> &'static str {
        "passive"
    }

    fn doc(&self) -> &'static str {
        "A cue verb in the passive with whoever speaks behind par: 61 barrages sont recensés par la préfecture ; le coût est chiffré à deux millions par \
         X ; la mesure est jugée « absurde » par X ; une mesure qualifiée d'« absurde » par X. Its subject, and what is said of it, are the content. Leaves alone a passive without an agent \
         (est accusé de) and a subject that is a pronoun."
    }

    fn precision(&self) -> f32 {
        0.85
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            if scope.is_used(cue.group) {
                continue;
            }
            if scope.unit.groups[cue.group].passive {
                read(self.name(), scope, &cue);
            } else if scope.unit.groups[cue.group].tense == Tense::PastParticiple {
                described(self.name(), scope, &cue);
            }
        }
    }
}

fn read(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    if group.negated || group.addressed || !unit.is_finite(cue.group) || scope.is_reported(cue.words.clone()) {
        return;
    }
    let limit = (cue.words.end + REACH).min(unit.words.len());
    // « a été dénoncé par ailleurs par X »
    let Some(by) = (cue.words.end..limit).find(|&i| unit.lower(i) == "par" && unit.phrase_at(i + 1).is_some()) else {
        return;
    };
    // « X a été invité à réagir à la demande, lancée par Y »: Y did something else.
    let other = |i: usize| {
        unit.tag(i) == Tag::Infinitive || unit.tag(i) == Tag::Comma && unit.tag(i + 1) == Tag::PastParticiple
    };
    if (cue.words.end..by).any(other) && predicate(unit, cue, by).is_none() {
        return;
    }
    if unit.has_finite(cue.words.end..by) || (cue.words.end..by).any(|i| matches!(unit.tag(i), Tag::Stop | Tag::Colon))
    {
        return;
    }
    let Some(agent) = unit.phrase_at(by + 1).filter(|p| apposition::is_somebody(unit, p)) else {
        return;
    };
    let Some(what) = subject::before(unit, cue.group).filter(|s| unit.tag(s.phrase.head) == Tag::Noun) else {
        return;
    };
    // « a été condamné par le tribunal à deux mois », « l'accord a été rejeté par la CGT »: a ruling, a vote.
    let court = matches!(
        unit.words[agent.head].lemma(),
        "tribunal" | "cour" | "justice" | "juge" | "jury" | "juridiction"
    );
    if court && cue.verb.head == "condamner"
        || matches!(cue.verb.head, "rejeter" | "écarter")
            && object::is_put_to_vote(unit.words[what.phrase.head].lemma())
    {
        return;
    }
    let counted = unit.words[what.words.clone()].iter().any(|w| w.tag == Tag::Numeral);
    let said = predicate(unit, cue, by);
    let amount = amount_behind(unit, cue, apposition::with_apposition_after(unit, agent).words.end);
    let fits = match cue.verb.noun {
        // « le feu a été signalé par un promeneur » tells of an alarm, « 12 blessés sont signalés par X » of a count.
        NounFrame::Any if cue.verb.stance == Stance::Assert => {
            counted || said.is_some() || matches!(cue.verb.head, "annoncer" | "confirmer" | "révéler" | "réaffirmer")
        }
        NounFrame::Any => cue.verb.strong,
        _ => said.is_some() || amount.is_some(),
    };
    if !fits {
        return;
    }
    let agent = apposition::with_apposition_after(unit, agent);
    let mut content = vec![what.words.clone()];
    // « a été estimé par X à « 88 millions » »
    content.extend(said.or(amount));
    let who = scope.mention(&agent);
    scope.report(rule, cue, who, content, 1.0);
}

/// *Cette clause, qualifiée de « bizarre » par les experts, …*: what a participle between commas or behind a noun says that somebody calls it.
fn described(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let start = cue.words.start;
    let link = usize::from(matches!(unit.lower(cue.words.end), "de" | "d'" | "comme"));
    let quoted = cue.words.end + link;
    let by = quoted + 1;
    if !matches!(
        cue.verb.head,
        "juger" | "estimer" | "considérer" | "qualifier" | "décrire" | "dénoncer"
    ) || unit.tag(quoted) != Tag::Quotation
        || unit.lower(by) != "par"
        || scope.is_reported(cue.words.clone())
    {
        return;
    }
    let comma = start.checked_sub(1).is_some_and(|i| unit.tag(i) == Tag::Comma);
    let bearer = unit
        .phrase_ending(start - usize::from(comma))
        .or_else(|| unit.phrase_over(start));
    let agent = unit.phrase_at(by + 1).filter(|p| apposition::is_somebody(unit, p));
    let (Some(bearer), Some(agent)) = (bearer, agent) else {
        return;
    };
    let what = bearer.words.start..bearer.words.end.min(start);
    let who = scope.mention(&apposition::with_apposition_after(unit, agent));
    scope.report(rule, cue, who, vec![what, cue.words.end..by], 1.0);
}

/// The amount behind whoever names it: *est estimé par X **à deux millions***.
fn amount_behind(unit: &Unit, cue: &VerbCue, from: usize) -> Option<std::ops::Range<usize>> {
    let number = |i: usize| matches!(unit.tag(i), Tag::Numeral | Tag::Quotation);
    let amount = cue.verb.amount && unit.lower(from) == "à" && number(from + 1);
    let end = || (from + 1..unit.words.len()).find(|&i| matches!(unit.tag(i), Tag::Comma | Tag::Stop | Tag::Semicolon));
    amount.then(|| from..end().unwrap_or(unit.words.len()))
}

/// What is said of the subject: *à deux millions*, *« absurde »*, *insuffisante*.
fn predicate(unit: &Unit, cue: &VerbCue, by: usize) -> Option<std::ops::Range<usize>> {
    let from = cue.words.end;
    let amount = cue.verb.amount && unit.lower(from) == "à" && (from + 1..by).any(|i| unit.tag(i) == Tag::Numeral);
    let judged = matches!(
        cue.verb.head,
        "juger" | "estimer" | "considérer" | "qualifier" | "décrire"
    );
    let adjective = (from..by).find(|&i| unit.tag(i) != Tag::Adverb).is_some_and(|i| {
        matches!(unit.tag(i), Tag::Adjective | Tag::Quotation | Tag::PastParticiple)
            || matches!(unit.lower(i), "de" | "d'" | "comme") && judged
    });
    (amount || judged && adjective).then_some(from..by)
}
