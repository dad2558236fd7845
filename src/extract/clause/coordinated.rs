//! What a conjunction joins to reported words: more of them, or another report.

use crate::extract::subject::{self, Subject};
use crate::extract::unit::Unit;
use crate::extract::{apposition, attribution};
use crate::lexicon::Tense;
use crate::text::tag::Tag;

/// True where no verb of the words from `start` to `end` has an auxiliary.
pub(super) fn simple(unit: &Unit, start: usize, end: usize) -> bool {
    let mut groups = unit
        .finite_groups_from(start)
        .take_while(|&g| unit.groups[g].words.end <= end)
        .peekable();
    groups.peek().is_some() && groups.all(|g| unit.tag(unit.groups[g].head) != Tag::PastParticiple)
}

/// True where somebody and the verb of what he does stand at word `i`: *et **l'union a suspendu** l'aide*.
pub(super) fn acts(unit: &Unit, i: usize) -> bool {
    let doer = unit
        .phrase_at(i)
        .filter(|p| apposition::is_somebody(unit, p) || unit.words[p.head].acronym);
    let verb = doer.and_then(|p| unit.group_at(p.words.end));
    verb.is_some_and(|g| unit.is_finite(g))
}

/// True where the verb at word `i` has the future or the conditional of the clause that begins at word `start`, and its reporting verb has not.
pub(super) fn goes_on_in_tense(unit: &Unit, start: usize, i: usize) -> bool {
    let tense = |g: usize| unit.groups[g].tense;
    let Some(verb) = unit
        .group_at(i)
        .filter(|&g| matches!(tense(g), Tense::Future | Tense::Conditional))
    else {
        return false;
    };
    let own = unit.finite_groups_from(start).next();
    let cue = unit.finite_group_before(start);
    own.is_some_and(|g| g < verb && tense(g) == tense(verb)) && cue.is_none_or(|g| tense(g) != tense(verb))
}

/// True where a verb group that reports follows a conjunction: *et dément avoir …*, *mais assure que …*.
pub(super) fn coordinated_cue(unit: &Unit, mut i: usize) -> bool {
    while unit.tag(i) == Tag::Adverb {
        i += 1;
    }
    unit.group_at(i).is_some_and(|g| {
        (unit.is_finite(g) || unit.tag(i) == Tag::PresentParticiple)
            && unit.cues_of(g).any(|c| {
                // « et parlé d'« anomalies » »
                let link = usize::from(matches!(unit.lower(c.words.end), "de" | "d'"));
                let quoted = unit.tag(i) == Tag::PastParticiple && unit.tag(c.words.end + link) == Tag::Quotation;
                c.verb.strong && completes(unit, c.words.end) || quoted
            })
    })
}

/// True where a new speaker with a report follows a conjunction: *et la préfecture a fait savoir que …*.
pub(super) fn coordinated_speaker(unit: &Unit, mut i: usize) -> bool {
    while unit.tag(i) == Tag::Adverb {
        i += 1;
    }
    let Some(phrase) = unit.phrase_at(i) else {
        return false;
    };
    let mut verb = phrase.words.end;
    while unit.tag(verb) == Tag::Adverb {
        verb += 1;
    }
    let clause = |i: usize| match unit.tag(i) {
        Tag::Subordinator | Tag::Relative => matches!(unit.lower(i), "que" | "qu'"),
        Tag::Infinitive | Tag::Quotation | Tag::Colon => true,
        Tag::Preposition => unit.tag(i + 1) == Tag::Infinitive,
        _ => false,
    };
    apposition::is_somebody(unit, phrase)
        && unit
            .group_at(verb)
            .is_some_and(|g| unit.is_finite(g) && unit.cues_of(g).any(|c| c.verb.strong && clause(c.words.end)))
}

/// True where somebody at word `i` is given a figure without a verb: *a compté 900 marcheurs et **le syndicat 3 000***.
pub(super) fn counts_too(unit: &Unit, i: usize) -> bool {
    bare_speaker(unit, i).is_some_and(|said_by| unit.tag(said_by.words.end) == Tag::Numeral)
}

/// The body or person whose name begins at word `i`, without what follows its head.
pub fn bare_speaker(unit: &Unit, i: usize) -> Option<Subject> {
    let whole = unit.phrase_at(i)?;
    let end = whole
        .name
        .as_ref()
        .map_or(whole.head + 1, |name| name.end.max(whole.head + 1));
    let mut phrase = whole.clone();
    phrase.words.end = end;
    let subject = Subject::single(&phrase);
    let determined =
        unit.tag(i) == Tag::Determiner && !matches!(unit.lower(i), "un" | "une" | "des") || phrase.name.is_some();
    (determined
        && apposition::is_somebody(unit, &phrase)
        && attribution::is_agent(unit, &subject)
        && !subject::is_time(unit, &phrase))
    .then_some(subject)
}

/// True where something that a reporting verb governs begins at word `i`.
fn completes(unit: &Unit, i: usize) -> bool {
    matches!(
        unit.tag(i),
        Tag::Subordinator
            | Tag::Infinitive
            | Tag::Determiner
            | Tag::Quotation
            | Tag::ObjectPronoun
            | Tag::Negation
            | Tag::Relative
            | Tag::Name
            | Tag::Preposition
            | Tag::Contraction
            | Tag::Adverb
            | Tag::PastParticiple
    )
}
