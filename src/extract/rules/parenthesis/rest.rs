//! Whether what follows an attribution goes on with the clause before it.

use std::ops::Range;

use super::main_verb_in;
use crate::extract::rules::according_to::completed;
use crate::extract::subject;
use crate::extract::unit::Unit;
use crate::text::tag::Tag;

/// True where what follows the attribution goes on with the clause it cut: a verb without a subject of its own follows, or the words
/// before have no verb yet.
pub(super) fn continues(unit: &Unit, before: Range<usize>, rest: usize) -> bool {
    // « Ce sont les parents, plaide-t-elle, qui ont choisi la date »
    let cleft = matches!(unit.lower(before.start), "c'" | "ce") && unit.group_at(before.start + 1).is_some();
    if cleft && matches!(unit.lower(rest), "qui" | "que" | "qu'") {
        return true;
    }
    // « Si la mairie cède, prévient X, nous irons en justice »: the main clause is still to come.
    if unit.has_finite(before.clone()) && !main_verb_in(unit, before.clone()) && opens_clause(unit, rest) {
        return true;
    }
    // « Ils étaient, jure-t-elle, plus de 150 »: nothing ends with its copula.
    let copula = before.end >= 2
        && unit.tag(before.end - 2) == Tag::FiniteVerb
        && ["être", "devenir", "sembler"]
            .iter()
            .any(|lemma| unit.words[before.end - 2].is_form_of(lemma));
    if copula && !matches!(unit.tag(rest), Tag::Relative | Tag::Coordinator | Tag::Stop) {
        return true;
    }
    // « Les moules souffrent, expliquent-ils, de la chaleur »
    if matches!(unit.lower(rest), "de" | "d'" | "du" | "des")
        && unit.tag(before.end.saturating_sub(2)) == Tag::FiniteVerb
        && !matches!(unit.lower(rest + 1), "retour" | "passage" | "source" | "sources")
    {
        return true;
    }
    // « La milice est financée, assure X, par un voisin »
    if completed(unit, before.end, rest) {
        return true;
    }
    // « Un chantier, assure-t-elle, sur lequel « le voisin traînait » »
    let relative = unit.tag(rest) == Tag::Preposition && unit.tag(rest + 1) == Tag::Relative;
    if relative && !unit.has_finite(before.clone()) && unit.tag(rest + 2) == Tag::Quotation {
        return true;
    }
    // « Douze blessés, admet X, deux jours après la soirée où A »
    let later =
        |i: usize| matches!(unit.lower(i), "après" | "avant") || unit.lower(i) == "plus" && unit.lower(i + 1) == "tard";
    if unit
        .phrase_at(rest)
        .is_some_and(|p| subject::is_time(unit, p) && later(p.words.end))
    {
        return false;
    }
    let auxiliary = before.end >= 2
        && ["avoir", "être"]
            .iter()
            .any(|lemma| unit.words[before.end - 2].is_form_of(lemma));
    if matches!(unit.tag(rest), Tag::Relative | Tag::PresentParticiple)
        || unit.tag(rest) == Tag::PastParticiple && !auxiliary
    {
        return false;
    }
    if unit.tag(rest) == Tag::Coordinator && unit.has_finite(before.clone()) {
        return false;
    }
    let verb_follows = unit
        .group_at(rest)
        .is_some_and(|g| unit.is_finite(g) && unit.cues_of(g).next().is_none_or(|_| !unit.has_finite(before.clone())));
    // « Le HCR, insiste X, « manque de tout » »
    let quoted = unit.tag(rest) == Tag::Quotation && rest < unit.words.len();
    // « Il faut, dit-il, « prendre le temps » », « Le pont devrait, croit savoir X, rouvrir lundi »
    let hangs = before.end >= 2 && unit.tag(before.end - 2) == Tag::FiniteVerb;
    // « a touché, assure-t-il, plus de 600 élevages »
    let counts = matches!(
        unit.lower(rest),
        "plus" | "moins" | "près" | "environ" | "quelque" | "au" | "entre"
    ) && (rest + 1..rest + 4).any(|i| unit.tag(i) == Tag::Numeral);
    let hangs = hangs || counts && hanging(unit, &before);
    let completes = match unit.tag(rest) {
        _ if counts => true,
        Tag::Infinitive | Tag::Numeral => true,
        Tag::PastParticiple => auxiliary,
        _ => false,
    };
    if hangs && completes {
        return true;
    }
    // « il ne s'agit, dit-il, que d'un contretemps »
    let negates = before.clone().any(|i| matches!(unit.lower(i), "ne" | "n'"));
    let restricts = matches!(unit.lower(rest), "que" | "qu'")
        && negates
        && !before
            .clone()
            .any(|i| matches!(unit.lower(i), "pas" | "plus" | "jamais" | "rien" | "aucun" | "aucune"));
    // « L'enquête n'a relevé, dit-elle, aucune faute »
    let finds_none = negates
        && matches!(
            unit.lower(rest),
            "aucun" | "aucune" | "nul" | "nulle" | "rien" | "personne"
        )
        && hanging(unit, &before);
    // « Elles montrent, a-t-il soutenu, que A »
    let clause = unit.tag(rest) == Tag::Subordinator && matches!(unit.lower(rest), "que" | "qu'");
    if restricts || finds_none || clause && hanging(unit, &before) {
        return true;
    }
    // « Faux, répondent les parents, d'après qui A »: another attribution.
    let whose = rest + 1 + usize::from(unit.lower(rest) == "d'");
    if matches!(unit.lower(whose - 1), "selon" | "après" | "pour") && unit.tag(whose) == Tag::Relative {
        return false;
    }
    verb_follows
        || quoted && hangs
        || quoted && !unit.has_finite(before.clone())
        || !unit.has_finite(before) && unit.has_finite(rest..unit.words.len())
}

/// True where the words break off behind a verb: *Elles **montrent**, a-t-il soutenu*.
pub(super) fn hanging(unit: &Unit, before: &Range<usize>) -> bool {
    before.end >= 2 && matches!(unit.tag(before.end - 2), Tag::FiniteVerb | Tag::PastParticiple)
}

/// True where a noun phrase or a pronoun, and then its finite verb, begin at word `i`.
fn opens_clause(unit: &Unit, i: usize) -> bool {
    let behind = unit.phrase_at(i).map_or(i, |phrase| phrase.words.end);
    let near = |g: &usize| unit.groups[*g].words.start <= behind + 12;
    unit.finite_group_from(behind).filter(near).is_some()
}
