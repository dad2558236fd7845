//! How far what an attributing preposition attributes reaches, and whether it is what somebody thinks.

use std::ops::Range;

use crate::extract::unit::Unit;
use crate::extract::{relative, subject};
use crate::lexicon::Tense;
use crate::model::Stance;
use crate::text::tag::Tag;

/// *Pour Marc, la journée avait mal commencé*: behind a comma at word `comma` the article tells what befell somebody, not what they think.
pub(super) fn is_told(unit: &Unit, comma: usize) -> bool {
    let Some(verb) = unit.finite_group_from(comma) else {
        return false;
    };
    let group = &unit.groups[verb];
    let past_perfect = group.tense == Tense::Imperfect && unit.tag(group.head) == Tag::PastParticiple;
    let befalls = unit.phrase_at(comma + 1).is_some_and(|p| {
        p.words.end == group.words.start
            && (matches!(
                unit.words[p.head].lemma(),
                "histoire"
                    | "aventure"
                    | "calvaire"
                    | "cauchemar"
                    | "parcours"
                    | "voyage"
                    | "périple"
                    | "carrière"
                    | "vie"
                    | "quotidien"
                    | "attente"
                    | "rêve"
                    | "horizon"
                    | "choc"
                    | "surprise"
                    | "soulagement"
                    | "déception"
                    | "course"
                    | "saison"
                    | "retour"
            ) || subject::is_time(unit, p)
                || unit.lower(p.words.start) == "tout"
                    && ["commencer", "basculer", "débuter", "changer"]
                        .iter()
                        .any(|lemma| unit.words[group.head].is_form_of(lemma)))
    });
    past_perfect || group.tense == Tense::SimplePast || befalls
}

/// *Pour l'opposition, Lise Roy chiffre la facture à deux millions*: behind the comma speaks somebody with a name, for them.
pub(super) fn speaks_for_them(unit: &Unit, comma: usize) -> bool {
    let named = unit.phrase_at(comma + 1).filter(|p| p.name.is_some());
    let verb = named.and_then(|p| unit.group_at(p.words.end));
    verb.filter(|&g| unit.is_finite(g)).is_some_and(|g| {
        unit.cues_of(g)
            .any(|c| c.verb.strong && c.verb.stance == Stance::Assert && (c.verb.clause || c.verb.amount))
    })
}

/// Words over which brackets are looked for on either side of an attribution.
const IN_BRACKETS: usize = 60;

/// The words between the brackets that hold an attribution with what it attributes: *2 300 marcheurs (**6 000 selon la CGT**)*; none where they hold
/// the attribution alone.
pub(super) fn bracketed(unit: &Unit, start: usize, end: usize) -> Option<Range<usize>> {
    let bracket = |&i: &usize| matches!(unit.tag(i), Tag::Open | Tag::Close);
    let mut before = (start.saturating_sub(IN_BRACKETS)..start).rev();
    let mut behind = end..unit.words.len().min(end + IN_BRACKETS);
    let open = before.find(bracket).filter(|&i| unit.tag(i) == Tag::Open)?;
    let close = behind.find(bracket).filter(|&i| unit.tag(i) == Tag::Close)?;
    (open + 1 < start).then_some(open + 1..close)
}

/// *Les organisateurs revendiquent 3 000 marcheurs, contre 900 selon la police*: only the figure that is set against another.
pub(super) fn contrasted(unit: &Unit, before: Range<usize>) -> Range<usize> {
    let Some(comma) = before.clone().rev().take(8).find(|&i| unit.tag(i) == Tag::Comma) else {
        return before;
    };
    // « qui avait marqué un pic, avec 400 000 marcheurs selon X »
    let from = comma + 1 + usize::from(matches!(unit.lower(comma + 1), "contre" | "avec" | "soit"));
    let reported = unit
        .cues
        .iter()
        .any(|c| c.verb.strong && before.start <= c.words.start && c.words.end < comma);
    if unit.tag(from) == Tag::Numeral && (reported || from > comma + 1) && !unit.has_finite(from..before.end) {
        return from..before.end;
    }
    before
}

/// Where the number with its noun begins that closes the words, behind *avec* and a finished clause: *un pic avec **400 000 marcheurs***.
pub(super) fn counted_with(unit: &Unit, before: Range<usize>) -> Option<usize> {
    let with = before.clone().rev().take(8).find(|&i| unit.lower(i) == "avec")?;
    let number = unit.tag(with + 1) == Tag::Numeral && !unit.has_finite(with..before.end);
    (number && unit.has_finite(before.start..with)).then_some(with + 1)
}

/// The comma before the next attribution's own words, where that one stands in the middle of them.
pub(super) fn stop_before(unit: &Unit, ceiling: usize, from: usize) -> usize {
    if ceiling == unit.words.len() {
        return ceiling;
    }
    // « Selon X, l'unité, formée en mai, a perdu 25 hommes, selon un bilan provisoire. »
    if unit.tag(ceiling - 1) == Tag::Comma && !unit.has_finite(ceiling..unit.words.len()) {
        return ceiling - 1;
    }
    (from..ceiling.saturating_sub(1))
        .rev()
        .find(|&i| matches!(unit.tag(i), Tag::Comma | Tag::Semicolon | Tag::Stop))
        .unwrap_or(ceiling)
}

/// True where only an adverb or a conjunction stands before: *Mais, selon X, …*.
pub(super) fn connective_only(unit: &Unit, words: Range<usize>) -> bool {
    words.clone().all(|i| {
        matches!(
            unit.tag(i),
            Tag::Adverb | Tag::Coordinator | Tag::Comma | Tag::Subordinator
        )
    })
}

/// True where what follows the attribution goes on with the clause before it: that one lacks its verb, or a verb follows at once.
pub(super) fn continues(unit: &Unit, before: Range<usize>, rest: usize) -> bool {
    // « Le projet coûtera, d'après X, douze millions »: the verb before lacks its object.
    let hangs = before.end >= 2
        && matches!(
            unit.tag(before.end - 2),
            Tag::FiniteVerb | Tag::Infinitive | Tag::Preposition
        );
    let hangs = hangs || lacks_object(unit, before.clone()).is_some() || lacks_infinitive(unit, before.clone(), rest);
    // « A », selon X, alors que B: what the article sets beside it.
    if matches!(
        unit.lower(rest),
        "alors" | "tandis" | "mais" | "quand" | "lorsque" | "même"
    ) {
        return false;
    }
    // « Le maire, pour X, « a menti » »
    let quoted = unit.tag(rest) == Tag::Quotation && rest < unit.words.len();
    hangs
        || completed(unit, before.end, rest)
        || quoted && !unit.has_finite(before.clone())
        || !unit.has_finite(before) && unit.has_finite(rest..unit.words.len())
        || unit
            .group_at(rest)
            .is_some_and(|g| unit.is_finite(g) && unit.cues_of(g).next().is_none())
}

/// True where what completes a participle or an adjective stands behind an insertion that ends at word `rest`: *est financée, selon X, **par l'Ouganda***,
/// *est accusé, dit X, **de trois vols***, *n'est pas sûr, selon X, **que le pont tienne***. `end` is one past the comma before the insertion.
pub(in crate::extract::rules) fn completed(unit: &Unit, end: usize, rest: usize) -> bool {
    let quality = end >= 2 && matches!(unit.tag(end - 2), Tag::PastParticiple | Tag::Adjective);
    let by = unit.lower(rest) == "par" && unit.tag(end.saturating_sub(2)) == Tag::PastParticiple;
    let of = matches!(unit.lower(rest), "de" | "d'")
        && !matches!(unit.lower(rest + 1), "retour" | "passage" | "source" | "sources");
    // « aurait déclaré, selon l'agence, que A »: what somebody else said.
    let last = end.saturating_sub(2);
    let reports = unit.tag(last) == Tag::PastParticiple && unit.cues.iter().any(|cue| cue.words.contains(&last));
    let that = unit.tag(rest) == Tag::Subordinator && matches!(unit.lower(rest), "que" | "qu'");
    let clause = that && !reports || of && leads_to_infinitive(unit, rest);
    quality && (clause || (by || of) && unit.phrase_at(rest + 1).or_else(|| unit.phrase_at(rest)).is_some())
}

/// True where a verb ends right before the attribution, and the infinitive that it governs stands behind: *ont convenu, d'après X, **de se revoir***.
fn lacks_infinitive(unit: &Unit, before: Range<usize>, rest: usize) -> bool {
    let verb = before.end.checked_sub(1).and_then(|end| unit.group_ending(end));
    verb.is_some() && leads_to_infinitive(unit, rest)
}

/// *de se revoir*, *à ne rien dire*, at word `i`.
pub(super) fn leads_to_infinitive(unit: &Unit, i: usize) -> bool {
    let linked = matches!(unit.lower(i), "de" | "d'" | "à");
    let light = |i: &usize| {
        matches!(
            unit.tag(*i),
            Tag::ObjectPronoun | Tag::Negation | Tag::Adverb | Tag::Infinitive
        )
    };
    linked && (i + 1..i + 5).take_while(light).any(|i| unit.tag(i) == Tag::Infinitive)
}

/// The verb in a compound tense before the attribution that tells of a number to come: *ont fait, selon X, quatre morts*.
fn lacks_object(unit: &Unit, before: Range<usize>) -> Option<usize> {
    let group = unit.group_ending(before.end.checked_sub(1)?)?;
    let verb = &unit.groups[group];
    let counts = [
        "avoir",
        "faire",
        "causer",
        "provoquer",
        "tuer",
        "blesser",
        "détruire",
        "toucher",
        "perdre",
        "coûter",
        "laisser",
        "rassembler",
        "réunir",
        "obtenir",
        "recueillir",
        "compter",
    ];
    (unit.tag(verb.head) == Tag::PastParticiple
        && !verb.passive
        && !verb.reflexive
        && counts.iter().any(|lemma| unit.words[verb.head].is_form_of(lemma)))
    .then_some(group)
}

/// The relative clause that an attribution without commas stands in: *un tir **qui a fait** selon lui **dix morts***, up to the next comma.
pub(super) fn inside_relative(unit: &Unit, before: Range<usize>, end: usize) -> Option<[Range<usize>; 2]> {
    // « qui ont préféré, selon lui, ne pas répondre »
    let set_off = before.end > 0 && unit.tag(before.end - 1) == Tag::Comma && unit.tag(end) == Tag::Comma;
    let (to, from) = if set_off {
        (before.end - 1, end + 1)
    } else {
        (before.end, end)
    };
    let completes = !set_off || matches!(unit.tag(from), Tag::Negation | Tag::Infinitive);
    let group = unit
        .group_ending(to)
        .filter(|&g| completes && subject::in_relative(unit, g))?;
    let qui = unit.groups[group].words.start - 1;
    let marks = |i: &usize| {
        matches!(
            unit.tag(*i),
            Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Dash
        )
    };
    let close = (from..unit.words.len()).find(marks).unwrap_or(unit.words.len());
    (before.contains(&qui) && close > from && !unit.has_finite(from..close)).then_some([qui..to, from..close])
}

/// Where the relative clause begins that ends right before an attribution without a comma, with what it is said of:
/// *une journée de violences qui ont fait dix morts selon X*. Nothing where that one opens the sentence, and all of it is attributed.
pub(super) fn closing_relative(unit: &Unit, before: Range<usize>, end: usize) -> Option<usize> {
    if before.is_empty() || unit.tag(before.end - 1) == Tag::Comma || unit.tag(end) == Tag::Comma {
        return None;
    }
    let verb = unit
        .finite_group_before(before.end)
        .filter(|&g| subject::in_relative(unit, g))?;
    let qui = unit.groups[verb].words.start - 1;
    if (qui..before.end).any(|i| unit.tag(i) == Tag::Comma) {
        return None;
    }
    let said_of = relative::antecedent(unit, qui)?.words.clone();
    // The main clause stands before.
    if said_of.start <= before.start || !unit.has_finite(before.start..said_of.start) {
        return None;
    }
    // « au terme d'une journée de violences qui »
    let contracted = unit.tag(said_of.start - 1) == Tag::Contraction;
    let own = |i: &usize| unit.tag(*i) == Tag::Determiner;
    let start = said_of.clone().find(|i| contracted && own(i)).unwrap_or(said_of.start);
    before.contains(&start).then_some(start)
}

/// Where that begins which *selon lui* attributes behind a report of his own: *Il impute A à X, dont **cent membres étaient, selon lui, venus***.
pub(super) fn besides(unit: &Unit, before: Range<usize>, said_by: Option<&subject::Subject>) -> Option<usize> {
    let pronoun = said_by
        .is_some_and(|s| s.words.len() == 1 && matches!(unit.lower(s.words.start), "lui" | "elle" | "eux" | "elles"));
    let reports = |comma: usize| {
        let mut cues = unit.cues.iter();
        cues.any(|c| c.verb.strong && before.start <= c.words.start && c.words.end < comma)
    };
    let last = before.end.checked_sub(2)?;
    let comma = (before.start..last).rev().find(|&i| unit.tag(i) == Tag::Comma)?;
    let from = comma + 1 + usize::from(matches!(unit.lower(comma + 1), "dont" | "et"));
    (pronoun && reports(comma)).then_some(from)
}

/// Where the relative clause begins that such a verb stands in, with what it is said of: *des tirs qui ont fait, selon X, quatre morts*.
pub(super) fn hanging_relative(unit: &Unit, before: Range<usize>) -> Option<usize> {
    let group = lacks_object(unit, before.clone()).filter(|&g| subject::in_relative(unit, g))?;
    let said_of = relative::antecedent(unit, unit.groups[group].words.start - 1)?;
    Some(said_of.words.start).filter(|start| before.contains(start))
}
