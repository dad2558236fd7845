//! French noun phrases: a head with its determiner, adjectives and *de* complements.

mod limits;

use std::ops::Range;

use super::post::{cause, locative, workplace};
use super::slogan::slogan_end;
use crate::lexicon::{NounClass, Pos};
use crate::text::phrase::{LONGEST_NOUN_PHRASE, NounPhrase, is_at};
use crate::text::tag::{Tag, Word, begins_bearer, name_goes_on, title_goes_on};
use limits::{bare_thing, bears_no_name, follows_finite, is_reached, of_many, parts_tense, spot};

/// The noun phrase that begins at word `start`, if one does.
pub(in crate::text) fn noun_phrase(words: &[Word], start: usize) -> Option<NounPhrase> {
    let limit = words.len().min(start + LONGEST_NOUN_PHRASE);
    let first = words.get(start)?;
    match first.tag {
        Tag::SubjectPronoun => return Some(NounPhrase::word(start)),
        Tag::Pronoun => {
            // « certains de », « chacun des deux » take their complement; « lui-même » is one word.
            // « selon lui de nombreux morts »
            let stressed = matches!(
                &*first.lower,
                "lui" | "elle" | "eux" | "elles" | "moi" | "nous" | "vous"
            );
            let end = complement(words, start + 1, limit)
                .filter(|_| !stressed)
                .or_else(|| among_them(words, start + 1))
                .unwrap_or(start + 1);
            return Some(NounPhrase {
                words: start..end,
                head: start,
                name: None,
            });
        }
        Tag::Determiner | Tag::Noun | Tag::Name | Tag::Title | Tag::Numeral | Tag::Adjective => {}
        Tag::Contraction if matches!(&*first.lower, "des" | "du") => {}
        Tag::Preposition if matches!(&*first.lower, "de" | "d'") => {
            // Partitive: « de l'aide », « d'autres habitants ».
            let next = words.get(start + 1)?;
            let complement = start > 0
                && matches!(
                    words[start - 1].tag,
                    Tag::Preposition | Tag::Noun | Tag::Adjective | Tag::Name | Tag::Contraction
                )
                // « selon de nouveaux éléments »
                && !(next.tag == Tag::Adjective
                    && matches!(&*words[start - 1].lower, "selon" | "après" | "avec" | "par" | "pour" | "dans" | "sur" | "contre"));
            if complement {
                return None;
            }
            // « d'autres affirment », « d'aucuns doutent »
            let alone = words.get(start + 2).is_some_and(|w| {
                matches!(
                    w.tag,
                    Tag::FiniteVerb | Tag::Comma | Tag::Negation | Tag::ObjectPronoun | Tag::Adverb
                )
            });
            if matches!(&*next.lower, "autres" | "aucuns") && alone {
                return Some(NounPhrase {
                    words: start..start + 2,
                    head: start + 1,
                    name: None,
                });
            }
            if !(matches!(&*next.lower, "la" | "l'" | "autres") || next.tag == Tag::Adjective) {
                return None;
            }
        }
        Tag::Adverb | Tag::Negation => {
            // « plus de 300 personnes », « près de la moitié », « beaucoup d'élus ».
            let next = words.get(start + 1)?;
            if !(matches!(&*next.lower, "de" | "d'" | "des" | "du") && is_quantity(&first.lower)) {
                return None;
            }
        }
        _ => return None,
    }
    let mut i = start;
    if matches!(first.tag, Tag::Adverb | Tag::Negation | Tag::Preposition) {
        i += 2;
        // « plus d'une centaine de blessés »
        let counted = (first.tag != Tag::Preposition || first.lower == "près")
            && words.get(i).is_some_and(|w| matches!(&*w.lower, "un" | "une"));
        i += usize::from(counted);
    } else if matches!(first.tag, Tag::Determiner | Tag::Contraction) {
        i += 1;
    }
    while i < limit
        && (before_head(&words[i])
            || words[i].tag == Tag::Determiner && i > start && words[i - 1].tag == Tag::Determiner)
    {
        i += 1;
    }
    // « ce dernier », « un autre »: a pronoun with its determiner.
    if i > start && i < limit && words[i].tag == Tag::Pronoun {
        return Some(NounPhrase {
            // « l'un d'eux », « l'une de ses responsables »
            words: start
                ..among_them(words, i + 1)
                    .or_else(|| complement(words, i + 1, limit).filter(|_| matches!(&*words[i].lower, "un" | "une")))
                    .unwrap_or(i + 1),
            head: i,
            name: None,
        });
    }
    let mut head = None;
    let mut name: Option<Range<usize>> = None;
    let mut after_noun = false;
    while i < limit {
        let word = &words[i];
        if let Some(end) = slogan_end(words, i).filter(|_| head.is_some()) {
            i = end.min(limit);
            break;
        }
        let noble = head.is_none() && i > start && words[i - 1].tag == Tag::Title && name_goes_on(words, i);
        match word.tag {
            // « Mme de Vrigny »
            _ if noble => {
                let begin = i;
                while i < limit && (words[i].tag == Tag::Name || name_goes_on(words, i)) {
                    i += 1;
                }
                name = Some(begin..i);
                head = Some(begin);
                after_noun = true;
            }
            // « a révélé le magistrat lundi matin »
            Tag::Noun if head.is_some() && words[i - 1].tag != Tag::PastParticiple && is_weekday(word) => break,
            // « accuse dimanche Amnesty International »
            Tag::Noun if word.capital && head.is_some_and(|h| h + 1 == i && is_weekday(&words[h])) => break,
            Tag::Noun => {
                // « un haut responsable »: an adjective that is a noun too is not the head.
                if head == Some(i.wrapping_sub(1))
                    && words[i - 1].can_be(Pos::Adjective)
                    && is_person(word)
                    && (!is_person(&words[i - 1]) || matches!(&*words[i - 1].lower, "ancien" | "ancienne" | "jeune"))
                {
                    head = Some(i);
                }
                head.get_or_insert(i);
                after_noun = true;
                i += 1;
            }
            // « a martelé à l'audience Me Weil »: a title opens somebody's name.
            Tag::Title
                if head.is_some()
                    && words[i - 1].tag == Tag::Noun
                    && !words[i - 1].capital
                    && !is_person(&words[i - 1]) =>
            {
                break;
            }
            // « pour sa part Erevan », « mercredi Nikol Pachinian »: a name is not said of a thing.
            Tag::Name | Tag::Title
                if bare_thing(words, head, i) || spot(words, start, i) || of_many(words, start, i) =>
            {
                break;
            }
            Tag::Name | Tag::Title => {
                let begin = i;
                while i < limit
                    && (matches!(words[i].tag, Tag::Name | Tag::Title)
                        || name_goes_on(words, i)
                        || title_goes_on(words, begin, i))
                {
                    i += 1;
                }
                if name.is_none() {
                    let from = (begin..i).find(|&j| words[j].tag == Tag::Name).unwrap_or(begin);
                    name = Some(from..i);
                }
                head.get_or_insert(begin);
                after_noun = true;
            }
            // « une source policière jointe par l'agence »: how the words were got.
            Tag::PastParticiple | Tag::Adjective if after_noun && is_reached(words, i) => break,
            // « la gendarmerie présente sur les lieux »
            Tag::Adjective
                if word.lower.starts_with("présent")
                    && words
                        .get(i + 1)
                        .is_some_and(|w| matches!(&*w.lower, "sur" | "à" | "au" | "dans" | "lors")) =>
            {
                break;
            }
            // « a jugé mercredi nécessaire de fermer »
            Tag::Adjective
                if i > start
                    && bears_no_name(&words[i - 1])
                    && !matches!(word.lemma(), "dernier" | "prochain" | "saint") =>
            {
                break;
            }
            Tag::Numeral | Tag::Adjective => i += 1,
            // « a salué un « geste de courage » »: the quotation is the noun.
            Tag::Quotation if head.is_none() && i > start => {
                head = Some(i);
                after_noun = true;
                i += 1;
            }
            Tag::Quotation if after_noun => {
                // A name in quotation marks: « le collectif « Nos vies » ».
                // « a assumé mercredi « sa part » », « a évoqué ce matin « une erreur » »: no day has a name.
                if word.span.len() > 40 || bears_no_name(&words[i - 1]) || next_tag(words, i) == Some(Tag::Quotation) {
                    break;
                }
                i += 1;
            }
            // « a selon la mairie été fermé »: the verb's participle, not the noun's.
            Tag::PastParticiple if after_noun && (word.lower == "été" || parts_tense(words, start)) => break,
            Tag::PastParticiple if after_noun && !follows_finite(words, i) => i += 1,
            Tag::Adverb if after_noun && next_tag(words, i).is_some_and(|t| matches!(t, Tag::Adjective)) => i += 1,
            Tag::Open => {
                // « (ARS) »: a short parenthesis belongs to the noun phrase.
                match words[i + 1..limit.min(i + 8)].iter().position(|w| w.tag == Tag::Close) {
                    // « selon la préfecture (40 000 en janvier) »
                    Some(length) if head.is_some() && words.get(i + 1).is_some_and(|w| w.tag != Tag::Numeral) => {
                        i += length + 2;
                    }
                    _ => break,
                }
            }
            Tag::Preposition if head.is_none() && i > start && among_them(words, i).is_some() => {
                head = Some(i - 1);
                i = among_them(words, i).unwrap_or(i + 1);
                break;
            }
            // « la Fédération de pêche des Ardennes »
            Tag::Determiner
                if after_noun && &*word.lower == "des" && next_tag(words, i) == Some(Tag::Name) && head.is_some() =>
            {
                i = complement(words, i, limit).unwrap_or(i + 2);
            }
            // « l'agence de lutte contre le dopage »
            Tag::Preposition if &*word.lower == "contre" && after_noun && words[i - 1].lemma() == "lutte" => {
                let noun = i + 1 + usize::from(next_tag(words, i) == Some(Tag::Determiner));
                if !words.get(noun).is_some_and(|w| w.tag == Tag::Noun) {
                    break;
                }
                i = noun + 1;
            }
            // « l'Union pour la démocratie et le progrès social », « le Front uni contre la faim »: what a body with a capital stands for.
            Tag::Preposition if let Some(end) = cause(words, start, i, limit) => i = end,
            // « Secours sans rivage »: a name that goes on.
            Tag::Preposition
                if &*word.lower == "sans"
                    && words[i - 1].capital
                    && head.is_some()
                    && words.get(i + 1).is_some_and(|w| w.tag == Tag::Noun && !w.capital) =>
            {
                i += 2;
            }
            // « ont confirmé mercredi des habitants »
            Tag::Determiner | Tag::Contraction
                if &*word.lower == "des" && head.is_some_and(|h| h + 1 == i && is_weekday(&words[h])) =>
            {
                break;
            }
            // « ont annoncé mardi de nouveaux pourparlers », but « mardi de la semaine passée »
            Tag::Preposition
                if matches!(&*word.lower, "de" | "d'")
                    && head.is_some_and(|h| h + 1 == i && is_weekday(&words[h]))
                    && words.get(i + 1).is_some_and(|w| w.can_be(Pos::Adjective)) =>
            {
                break;
            }
            Tag::Preposition | Tag::Contraction => match complement(words, i, limit) {
                Some(end) if head.is_some() => {
                    i = end;
                    after_noun = true;
                }
                _ => match locative(words, i, limit, head).or_else(|| workplace(words, i, limit, start)) {
                    Some(end) => i = end,
                    None => break,
                },
            },
            Tag::Coordinator if &*word.lower == "et" && head.is_some() => {
                // « des affaires étrangères et du développement », « infondées et injustes ».
                match words.get(i + 1).map(|w| w.tag) {
                    Some(Tag::Contraction | Tag::Preposition) => match complement(words, i + 1, limit) {
                        Some(end) => i = end,
                        None => break,
                    },
                    Some(Tag::Adjective) if words[i - 1].tag == Tag::Adjective => i += 2,
                    // « la présidente de Terre et Partage »: a body whose name has an *et*.
                    Some(Tag::Name | Tag::Noun)
                        if i >= start + 3
                            && words[i - 1].capital
                            && words[i + 1].capital
                            && !words[i - 1].can_be(Pos::FirstName)
                            && matches!(&*words[i - 2].lower, "de" | "d'")
                            && head.is_some_and(|h| is_person(&words[h]))
                            && !words[i + 1].can_be(Pos::FirstName)
                            && words
                                .get(i + 2)
                                .is_none_or(|w| w.tag != Tag::Name && !is_plural_verb(w)) =>
                    {
                        i += 2;
                    }
                    // « la présidente de l'Union des cadres et techniciens »: no noun in the plural is a subject without an article.
                    Some(Tag::Noun)
                        if i >= 2
                            && &*words[i - 2].lower == "des"
                            && is_person(&words[i - 1])
                            && is_person(&words[i + 1])
                            && words[i + 1].reading().is_some_and(|r| r.plural == Some(true)) =>
                    {
                        i += 2;
                    }
                    // « l'Association des imams et oulémas »
                    Some(Tag::Noun)
                        if i >= 2
                            && &*words[i - 2].lower == "des"
                            && !words[i + 1].capital
                            && head.is_some_and(|h| {
                                words[h].capital && words[h].class() == Some(NounClass::Organisation)
                            }) =>
                    {
                        i += 2;
                    }
                    // « X, responsable du département santé et soins à l'hôpital »: what is between commas names one body.
                    Some(Tag::Noun)
                        if head == Some(start)
                            && start > 0
                            && words[start - 1].tag == Tag::Comma
                            && is_person(&words[start])
                            && words[i - 1].tag == Tag::Noun
                            && !is_person(&words[i + 1])
                            && words
                                .get(i + 2)
                                .is_some_and(|w| is_at(w) || matches!(&*w.lower, "de" | "du" | "des" | "d'" | ",")) =>
                    {
                        i += 2;
                    }
                    // « son directeur de campagne et cousin »
                    Some(Tag::Noun)
                        if head.is_some_and(|h| is_person(&words[h]))
                            && is_person(&words[i + 1])
                            && words[i + 1].reading().is_some_and(|r| r.plural != Some(true)) =>
                    {
                        i += 2;
                    }
                    _ => break,
                }
            }
            _ => break,
        }
    }
    let end = i;
    // « plusieurs milliers de manifestants »: the people are the head, not their number.
    if let Some(h) = head
        && words[h].tag == Tag::Noun
        && is_quantity_noun(words[h].lemma().trim_end_matches('s'))
        && let Some(counted) = (h + 2..end).find(|&j| words[j].tag == Tag::Noun)
        && matches!(&*words[h + 1].lower, "de" | "d'" | "des")
    {
        head = Some(counted);
    }
    let head = head.or_else(|| (start..end).find(|&j| matches!(words[j].tag, Tag::Numeral | Tag::Adjective)))?;
    Some(NounPhrase {
        words: start..end,
        head,
        name,
    })
}

/// True for words that can stand before the head.
pub(super) fn before_head(word: &Word) -> bool {
    matches!(word.tag, Tag::Adjective | Tag::Numeral | Tag::Title)
}

/// True where the word is a verb that wants several subjects.
fn is_plural_verb(word: &Word) -> bool {
    word.can_be_finite() && word.readings.iter().any(|r| r.person == 3 && r.plural == Some(true))
}

fn is_person(word: &Word) -> bool {
    matches!(word.class(), Some(NounClass::Office | NounClass::Person))
}

fn is_quantity_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "millier" | "million" | "milliard" | "plupart" | "moitié" | "majorité" | "nombre" | "foule" | "poignée"
    ) || lemma.ends_with("aine")
        && matches!(lemma.len(), 6..=12)
        && !matches!(lemma, "semaine" | "capitaine" | "domaine" | "fontaine")
}

fn is_quantity(word: &str) -> bool {
    matches!(
        word,
        "plus" | "moins" | "près" | "beaucoup" | "peu" | "nombre" | "trop" | "assez" | "autant" | "bien"
    )
}

/// One past *d'eux*, *d'entre elles* at word `i`.
fn among_them(words: &[Word], i: usize) -> Option<usize> {
    let lower = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    let them = i + 1 + usize::from(lower(i + 1) == "entre");
    (lower(i) == "d'" && matches!(lower(them), "eux" | "elles")).then_some(them + 1)
}

fn next_tag(words: &[Word], i: usize) -> Option<Tag> {
    words.get(i + 1).map(|w| w.tag)
}

/// One past the end of the *de* complement that begins at `i`, if one does.
fn complement(words: &[Word], i: usize, limit: usize) -> Option<usize> {
    let word = words.get(i)?;
    let de = match word.tag {
        Tag::Preposition => matches!(&*word.lower, "de" | "d'"),
        Tag::Contraction => matches!(&*word.lower, "du" | "des"),
        Tag::Determiner => &*word.lower == "des" && i > 0,
        _ => false,
    };
    if !de {
        return None;
    }
    let mut j = i + 1;
    while j < limit && (matches!(words[j].tag, Tag::Determiner | Tag::Pronoun) || before_head(&words[j])) {
        j += 1;
    }
    match words.get(j).map(|w| w.tag) {
        Some(Tag::Noun | Tag::Pronoun) if j < limit => Some(j + 1),
        // « de Hjelm Ferries », but « de Paris Laurent … »: a first name begins whoever bears the office.
        Some(Tag::Name) if j < limit => {
            let mut end = j + 1;
            while end < limit
                && words[end].tag == Tag::Name
                && (words[end - 1].can_be(Pos::FirstName) || !words[end].can_be(Pos::FirstName))
                && !begins_bearer(words, end)
            {
                end += 1;
            }
            Some(end)
        }
        Some(Tag::Quotation) if j < limit && words[j].span.len() <= 60 => Some(j + 1),
        _ if j > i + 1 => Some(j),
        _ => None,
    }
}

/// True for a month, lower case.
pub(in crate::text) fn is_month(word: &str) -> bool {
    matches!(
        word,
        "janvier"
            | "février"
            | "mars"
            | "avril"
            | "mai"
            | "juin"
            | "juillet"
            | "août"
            | "septembre"
            | "octobre"
            | "novembre"
            | "décembre"
    )
}

pub(in crate::text) fn is_weekday(word: &Word) -> bool {
    !word.capital
        && matches!(
            &*word.lower,
            "lundi" | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi" | "dimanche"
        )
}
