use super::Rule;
use crate::extract::clause;
use crate::extract::scope::{Finding, Scope, Who};
use crate::extract::subject;
use crate::extract::unit::Unit;
use crate::lexicon::Tense;
use crate::model::{Modality, Stance};
use crate::text::tag::Tag;

/// The conditional of hearsay.
pub struct Hearsay;

impl Rule for Hearsay {
    fn name(&self) -> &'static str {
        "hearsay"
    }

    fn doc(&self) -> &'static str {
        "A main clause in the past conditional, reported of nobody: Le groupe aurait perdu deux hommes; in the simple one of an unnamed few: Des \
         officiers seraient en fuite. Leaves alone conditions (si …), regrets and duties \
         (aurait dû, aurait pu, aurait voulu), and clauses that somebody is already said to have said."
    }

    fn precision(&self) -> f32 {
        0.75
    }

    fn apply(&self, scope: &mut Scope) {
        let unit = scope.unit;
        if unit
            .words
            .iter()
            .any(|w| matches!(&*w.lower, "si" | "s'") && w.tag == Tag::Subordinator || w.lower == "?")
        {
            return;
        }
        let Some(g) = unit.finite_group_from(0) else {
            return;
        };
        let group = &unit.groups[g];
        let auxiliary = unit.words[group.words.clone()]
            .iter()
            .find(|w| w.tag == Tag::FiniteVerb);
        let compound = group.tense == Tense::Conditional
            && unit.tag(group.head) == Tag::PastParticiple
            && auxiliary.is_some_and(|w| w.is_form_of("avoir") || w.is_form_of("être"))
            && group.third;
        // « Sans les pompiers, le feu aurait gagné la mairie », « On se serait cru à la fête »: what did not happen.
        let lacks = |i: usize| {
            matches!(unit.lower(i), "sans" | "sinon" | "autrement")
                || unit.lower(i) == "faute" && unit.lower(i + 1) == "de"
        };
        let likened = ["croire", "dire", "jurer", "penser"]
            .iter()
            .any(|lemma| unit.words[group.head].is_form_of(lemma))
            && (0..group.words.end).any(|i| unit.lower(i) == "on");
        if compound && ((0..group.words.start).any(lacks) || likened) {
            return;
        }
        let wish = matches!(
            unit.words[group.head].lemma(),
            "devoir" | "pouvoir" | "vouloir" | "falloir" | "aimer" | "préférer" | "souhaiter"
        );
        if (!compound || wish) && !passed_on(scope, g) && !is_rumoured(unit, g) {
            return;
        }
        let contrasts = |i: usize| {
            unit.tag(i) == Tag::Comma
                && matches!(unit.lower(i + 1), "mais" | "or")
                && unit.has_finite(i..unit.words.len())
        };
        let end = (group.words.end..unit.words.len())
            .find(|&i| matches!(unit.tag(i), Tag::Stop | Tag::Semicolon) || contrasts(i))
            .unwrap_or(unit.words.len());
        let range = clause::start(unit, 0, group.words.start)..end;
        // « 700 postes seraient supprimés, mais le groupe dément »: what stands before is the article's.
        let clause = unit.span(range.clone());
        let somebodys = scope.found.iter().any(|finding| {
            finding.cue.is_some_and(|(cue, _)| cue.start < clause.end)
                || finding.content.iter().any(|content| content.start < clause.end)
        });
        if somebodys {
            return;
        }
        let content = scope.content(range);
        if content.is_empty() {
            return;
        }
        scope.found.push(Finding {
            rule: self.name(),
            content,
            cue: None,
            who: Who::Nobody,
            relay: None,
            stance: Stance::Assert,
            modality: Modality::Hearsay,
            direct: false,
            strength: 0.9,
        });
    }
}

/// *Des officiers seraient en fuite*, *Deux proches du maire chercheraient un repreneur*: an unnamed few or a thing not told before in the simple
/// conditional, with a verb of state or intent; what would follow from something (*Un départ coûterait cher*) is no hearsay.
fn is_rumoured(unit: &Unit, g: usize) -> bool {
    let group = &unit.groups[g];
    let head = &unit.words[group.head];
    let next = unit.lower(group.words.end);
    let is = head.is_form_of("être")
        && matches!(
            next,
            "en" | "à" | "au" | "aux" | "sur" | "dans" | "prêt" | "prête" | "prêts" | "prêtes"
        );
    let intends = [
        "chercher",
        "envisager",
        "préparer",
        "négocier",
        "détenir",
        "songer",
        "figurer",
        "hésiter",
    ]
    .iter()
    .any(|lemma| head.is_form_of(lemma));
    let few = |i: usize| {
        matches!(
            unit.lower(i),
            "un" | "une" | "des" | "plusieurs" | "certains" | "certaines"
        ) || unit.tag(i) == Tag::Numeral
    };
    // « Le ministre figurerait parmi les blessés »
    let among = head.is_form_of("figurer") && (group.words.end..group.words.end + 4).any(|i| unit.lower(i) == "parmi");
    if among && group.tense == Tense::Conditional && group.third && !group.negated {
        return true;
    }
    group.tense == Tense::Conditional
        && group.third
        && !group.negated
        && (is || intends)
        && few(0)
        && unit.lower(1) != "tel"
        && unit.lower(1) != "telle"
        && subject::before(unit, g).is_some_and(|s| s.words.start == 0)
}

/// *The group allegedly lost two men*; *the group is said to have lost two men*.
fn passed_on(scope: &Scope, group: usize) -> bool {
    let unit = scope.unit;
    let adverb = unit.words.iter().any(|w| scope.lexicon.hearsay.contains(&&*w.lower));
    let end = unit.groups[group].words.end;
    let said_to = unit.groups[group].passive
        && unit.cues_of(group).any(|c| c.verb.bare)
        && unit.lower(end) == "to"
        && unit.tag(end + 1) == Tag::Infinitive;
    adverb || said_to
}
