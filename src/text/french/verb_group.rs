//! French verb groups: a verb with its clitics, negation, auxiliaries and inverted subject.

use super::noun_phrase::{is_weekday, noun_phrase};
use crate::lexicon::{NounClass, Pos};
use crate::text::phrase::{PREPOSITIONS, VerbGroup, after_prepositions, has_boundary};
use crate::text::tag::{Tag, Word};

/// The verb group that begins at word `start`, if one does. A group begins at its first clitic, negation or verb.
pub(in crate::text) fn verb_group(words: &[Word], start: usize) -> Option<VerbGroup> {
    let mut i = start;
    let mut negated_by_ne = false;
    let mut reflexive = false;
    let mut addressed = false;
    while let Some(word) = words.get(i) {
        match word.tag {
            Tag::Negation if matches!(&*word.lower, "ne" | "n'") => negated_by_ne = true,
            Tag::ObjectPronoun => match &*word.lower {
                "se" | "s'" => reflexive = true,
                "te" | "t'" | "vous" => addressed = true,
                _ => {}
            },
            _ => break,
        }
        i += 1;
    }
    let verb = words.get(i)?;
    if !matches!(
        verb.tag,
        Tag::FiniteVerb | Tag::Infinitive | Tag::PresentParticiple | Tag::PastParticiple
    ) {
        return None;
    }
    let reading = verb.reading()?;
    let mut group = VerbGroup {
        reflexive,
        third: verb
            .readings
            .iter()
            .any(|r| r.pos == Pos::Verb && matches!(r.person, 0 | 3)),
        addressed,
        ..VerbGroup::of_verb(start, i, reading)?
    };
    let mut negated = false;
    let mut affirmed = false;
    let mut auxiliary = ["avoir", "être"].into_iter().find(|lemma| verb.is_form_of(lemma));
    let mut j = i + 1;
    if verb.tag == Tag::FiniteVerb
        && words.get(j).is_some_and(|w| w.tag == Tag::CliticHyphen)
        && words
            .get(j + 1)
            .is_some_and(|w| matches!(w.tag, Tag::SubjectPronoun | Tag::Pronoun))
    {
        group.inverted = Some(j + 1);
        j += 2;
        group.words.end = j;
    }
    // What follows belongs to the group only up to the last participle or word of negation.
    while let Some(word) = words.get(j).filter(|_| j < i + 14) {
        match word.tag {
            Tag::Negation if matches!(&*word.lower, "ne" | "n'") => break,
            // « annonce plus de 230 morts »: a bound of the number.
            Tag::Negation
                if !negated_by_ne
                    && word.lower == "plus"
                    && words.get(j + 1).is_some_and(|w| matches!(&*w.lower, "de" | "d'")) =>
            {
                break;
            }
            // « n'en a pas moins appelé »: no negation.
            Tag::Negation if word.lower == "pas" && words.get(j + 1).is_some_and(|w| w.lower == "moins") => {
                affirmed = true;
                j += 2;
            }
            // « ne parle plus que de »: all that is left, no negation.
            Tag::Negation
                if matches!(&*word.lower, "plus" | "guère")
                    && words.get(j + 1).is_some_and(|w| matches!(&*w.lower, "que" | "qu'")) =>
            {
                j += 1;
                group.words.end = j;
            }
            Tag::Negation => {
                negated |= negated_by_ne && !matches!(&*word.lower, "ne" | "n'");
                j += 1;
                group.words.end = j;
            }
            Tag::Adverb => j += 1,
            // « a, elle, qualifié »
            Tag::Comma
                if auxiliary.is_some()
                    && words
                        .get(j + 1)
                        .is_some_and(|w| matches!(w.tag, Tag::Pronoun | Tag::SubjectPronoun | Tag::Adverb))
                    && words[j + 1..words.len().min(j + 6)]
                        .iter()
                        .position(|w| w.tag == Tag::Comma)
                        .is_some_and(|n| {
                            words[j + 1..j + 1 + n]
                                .iter()
                                .all(|w| matches!(w.tag, Tag::Pronoun | Tag::SubjectPronoun | Tag::Adverb))
                        }) =>
            {
                j += 2;
                while words.get(j).is_some_and(|w| w.tag != Tag::Comma) {
                    j += 1;
                }
                j += 1;
            }
            // « a, ces dernières heures, déploré », « a, comme le préfet, déploré »
            Tag::Comma
                if auxiliary.is_some()
                    && j == i + 1
                    && let Some(end) = set_off(words, j) =>
            {
                j = end
            }
            // « a le premier dénoncé »
            Tag::Determiner if auxiliary.is_some() && is_the_first(words, j) => j += 2,
            // « avait lui indiqué », « a elle aussi dénoncé »
            _ if auxiliary.is_some() && stressed(words, j) => j += 1,
            // « avait même affirmé », « a ce mardi affirmé »
            _ if auxiliary.is_some()
                && let Some(end) = before_participle(words, j) =>
            {
                j = end
            }
            Tag::Quotation if auxiliary.is_some() && word.span.len() < 30 => j += 1,
            Tag::PastParticiple if auxiliary.is_some() => {
                group.passive = auxiliary == Some("être") && !reflexive;
                group.head = j;
                auxiliary = word.is_form_of("être").then_some("être");
                j += 1;
                group.words.end = j;
            }
            // « a lors d'une conférence de presse dénoncé »: a noun phrase, whose noun may look like a participle.
            Tag::Preposition | Tag::Contraction
                if auxiliary.is_some()
                    && let Some(end) = past_place(words, j) =>
            {
                j = end
            }
            // « a par ailleurs assuré », « a pour sa part indiqué »: a short adverbial before the participle.
            Tag::Preposition | Tag::Contraction if auxiliary.is_some() => {
                match words[j + 1..words.len().min(j + 6)]
                    .iter()
                    .position(|w| w.tag == Tag::PastParticiple)
                {
                    Some(distance) if !has_boundary(&words[j..j + 1 + distance]) => j += distance + 1,
                    _ => break,
                }
            }
            _ => break,
        }
    }
    // « personne n'a dit », « rien ne dit »: the negation stands before.
    group.negated = negated || negated_by_ne && (negated_subject(&words[..start]) || negates_alone(words, i));
    group.restricted = negated_by_ne && !group.negated && !affirmed;
    Some(group)
}

/// True where verb `i` needs no second word to be negated: *ne peut accepter*, *ne saurait tarder*, unless *que* restricts: *ne peut compter que sur lui*.
fn negates_alone(words: &[Word], i: usize) -> bool {
    /// Words in which *que* still belongs to the verb.
    const REACH: usize = 12;
    let verb = &words[i];
    let alone = verb.tag == Tag::FiniteVerb
        && (verb.is_form_of("pouvoir") || verb.is_form_of("oser") || verb.lower.starts_with("saurai"));
    let after = words[i + 1..].iter().take(REACH);
    let mut clause = after.take_while(|word| !matches!(word.tag, Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Comma));
    alone && !clause.any(|word| matches!(&*word.lower, "que" | "qu'"))
}

/// True where the subject before a verb with *ne* negates it: ***aucun responsable** n'a confirmé*, ***ni le maire ni le préfet** n'ont confirmé*.
fn negated_subject(before: &[Word]) -> bool {
    /// Words of such a subject.
    const REACH: usize = 14;
    let bounds = |word: &&Word| {
        matches!(
            word.tag,
            Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Quotation | Tag::Subordinator | Tag::FiniteVerb
        )
    };
    let mut subject = before.iter().rev().take_while(|word| !bounds(word)).take(REACH);
    subject.any(|word| {
        matches!(
            &*word.lower,
            "personne" | "rien" | "nul" | "nulle" | "aucun" | "aucune" | "ni"
        )
    })
}

/// One past the comma that closes what is set off between an auxiliary and its participle: *a**, mardi,** déploré*, *a**, comme le préfet,** déploré*.
fn set_off(words: &[Word], comma: usize) -> Option<usize> {
    /// Words of an insertion.
    const LONGEST: usize = 12;
    // « a, selon le parquet, refusé »: who says it, and no part of the verb.
    let source = |word: &Word| matches!(&*word.lower, "selon" | "d'après");
    let inside = |word: &&Word| {
        !matches!(
            word.tag,
            Tag::FiniteVerb | Tag::Stop | Tag::Colon | Tag::Semicolon | Tag::Quotation | Tag::Dash | Tag::Relative
        )
    };
    words.get(comma + 1).filter(|word| !source(word))?;
    let reach = words[comma + 1..].iter().take(LONGEST).take_while(inside).count();
    let participle =
        |&i: &usize| words[i].tag == Tag::Comma && words.get(i + 1).is_some_and(|w| w.tag == Tag::PastParticiple);
    (comma + 2..comma + 1 + reach).find(participle).map(|close| close + 1)
}

/// True for *le premier*, *les derniers* between an auxiliary and its participle.
fn is_the_first(words: &[Word], j: usize) -> bool {
    let first = words
        .get(j + 1)
        .is_some_and(|w| matches!(w.lemma(), "premier" | "dernier" | "seul"));
    first && words.get(j + 2).is_some_and(|w| w.tag == Tag::PastParticiple)
}

/// One past *même*, *elle-même*, *tour à tour*, *purement **et simplement***, a day and its hour, where a participle stands behind it.
fn before_participle(words: &[Word], j: usize) -> Option<usize> {
    let lower = |i: usize| words.get(i).map_or("", |word| &*word.lower);
    let tag = |i: usize| words.get(i).map(|word| word.tag);
    let time = |i: &usize| {
        words.get(*i).is_some_and(|word| {
            word.class() == Some(NounClass::Time)
                || is_weekday(word)
                || matches!(&*word.lower, "matin" | "midi" | "soir" | "après-midi")
                || word.tag == Tag::Numeral && *i > j
        })
    };
    let end = match (lower(j), lower(j + 1), lower(j + 2)) {
        ("tour", "à", "tour") => j + 3,
        (same, ..) if same == "même" || same.ends_with("-même") || same.ends_with("-mêmes") => j + 1,
        ("et", ..) if tag(j + 1) == Some(Tag::Adverb) && tag(j - 1) == Some(Tag::Adverb) => j + 2,
        (this, ..) => {
            let from = j + usize::from(matches!(this, "ce" | "cet" | "cette"));
            from + (from..words.len()).take_while(time).count()
        }
    };
    (end > j && tag(end) == Some(Tag::PastParticiple)).then_some(end)
}

/// One past a preposition and its noun phrase, where a participle stands behind them: *a **dans un communiqué** dénoncé*. *a, selon le parquet,
/// refusé* tells who says it.
fn past_place(words: &[Word], j: usize) -> Option<usize> {
    let first = after_prepositions(words, j, PREPOSITIONS).filter(|_| words[j].lower != "selon")?;
    let end = noun_phrase(words, first)?.words.end;
    // The noun phrase may have taken the participle along.
    let participle = |&i: &usize| i > first && words.get(i).is_some_and(|word| word.tag == Tag::PastParticiple);
    [end, end - 1].into_iter().find(participle)
}

/// True for the pronoun that stresses who it is between an auxiliary and its participle: *a **elle** aussi dénoncé*.
fn stressed(words: &[Word], j: usize) -> bool {
    let mut next = j + 1;
    while words.get(next).is_some_and(|w| w.tag == Tag::Adverb) {
        next += 1;
    }
    matches!(&*words[j].lower, "lui" | "elle" | "eux" | "elles")
        && words.get(next).is_some_and(|w| w.tag == Tag::PastParticiple)
}
