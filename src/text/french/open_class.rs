//! Tags of open classes: verbs, nouns, adjectives, adverbs, numerals and names.

use super::is_function;
use super::noun_phrase::is_weekday;
use crate::lexicon::{NounClass, Pos, Reading};
use crate::text::tag::{Tag, Word, tag_of};

/// Chooses among verb, noun, adjective, adverb, numeral and name.
pub(super) fn choose(words: &[Word], i: usize, previous: Tag, after: Option<&Word>) -> Tag {
    let word = &words[i];
    let can = |tag: Tag| word.can_be_tag(tag);
    if word.readings.is_empty() {
        let lower = &word.lower;
        return if lower.ends_with("ment") && lower.len() > 6 && previous != Tag::Determiner {
            Tag::Adverb
        } else {
            Tag::Noun
        };
    }
    let nominal = if can(Tag::Noun) {
        Some(Tag::Noun)
    } else {
        can(Tag::Adjective).then_some(Tag::Adjective)
    };
    // « avait lui indiqué »
    let stressed = i >= 2
        && matches!(&*words[i - 1].lower, "lui" | "elle" | "eux" | "elles")
        && words[i - 2].tag == Tag::FiniteVerb
        && (words[i - 2].is_form_of("avoir") || words[i - 2].is_form_of("être"));
    if stressed && can(Tag::PastParticiple) {
        return Tag::PastParticiple;
    }
    // « le ministre adjoint de la Défense »
    if word.lower.starts_with("adjoint") && previous == Tag::Noun && words[i - 1].class() == Some(NounClass::Office) {
        return Tag::Adjective;
    }
    // « le collectif Stop Carrières »: a noun before the name of what it is.
    let body = |r: &Reading| r.pos == Pos::Noun && r.class == Some(NounClass::Organisation);
    if matches!(previous, Tag::Determiner | Tag::Contraction)
        && after.is_some_and(|w| w.capital)
        && word.readings.iter().any(body)
    {
        return Tag::Noun;
    }
    // « le plus grand syndicat »
    if matches!(&*word.lower, "plus" | "moins")
        && previous == Tag::Determiner
        && after.is_some_and(|w| w.can_be(Pos::Adjective))
        && words
            .get(i + 2)
            .is_some_and(|w| w.can_be(Pos::Noun) && !w.can_be(Pos::Preposition))
    {
        return Tag::Adjective;
    }
    // « premier adjoint au maire »
    if is_rank(word) && after.is_some_and(|w| w.lower.starts_with("adjoint")) {
        return Tag::Adjective;
    }
    if word.lower.starts_with("adjoint") && i > 0 && is_rank(&words[i - 1]) && can(Tag::Noun) {
        return Tag::Noun;
    }
    let clitic_before = matches!(previous, Tag::SubjectPronoun | Tag::ObjectPronoun | Tag::CliticHyphen)
        || (previous == Tag::Negation && words[i - 1].lower.starts_with('n'));
    if clitic_before {
        for tag in [
            Tag::FiniteVerb,
            Tag::Infinitive,
            Tag::PresentParticiple,
            Tag::PastParticiple,
        ] {
            // An inverted pronoun is followed by the participle: « a-t-il déclaré ».
            let inverted = i >= 2 && words[i - 2].tag == Tag::CliticHyphen;
            if can(tag) && !(inverted && tag == Tag::FiniteVerb && can(Tag::PastParticiple)) {
                return tag;
            }
        }
    }
    // « une vrille », « de pêche »: a form that is known as a verb's only is a noun behind such words.
    if nominal.is_none()
        && can(Tag::FiniteVerb)
        && !can(Tag::PastParticiple)
        && (previous == Tag::Determiner
            && matches!(
                &*words[i - 1].lower,
                "un" | "une" | "ce" | "cet" | "cette" | "son" | "sa" | "ses"
            )
            // « à l'ancre »
            || previous == Tag::Determiner && i >= 2 && words[i - 2].tag == Tag::Preposition
            || previous == Tag::Preposition && matches!(&*words[i - 1].lower, "de" | "d'"))
    {
        return Tag::Noun;
    }
    // « Joint à Athènes, le directeur … »: no subject stands before the first word.
    if i == 0 && can(Tag::FiniteVerb) && can(Tag::PastParticiple) && after.is_some_and(|w| w.can_be(Pos::Preposition)) {
        return Tag::PastParticiple;
    }
    // « un élu joint par l'agence »
    let said_of = matches!(previous, Tag::Noun | Tag::Adjective | Tag::Name);
    // « dit par ailleurs craindre »
    let adverbial = words
        .get(i + 2)
        .is_some_and(|w| matches!(&*w.lower, "ailleurs" | "exemple" | "contre" | "conséquent" | "avance"));
    if said_of
        && can(Tag::FiniteVerb)
        && can(Tag::PastParticiple)
        && after.is_some_and(|w| w.lower == "par")
        && !adverbial
    {
        return Tag::PastParticiple;
    }
    // « est très critique »
    let degree = previous == Tag::Adverb && matches!(&*words[i - 1].lower, "très" | "trop" | "assez" | "plutôt");
    if degree && can(Tag::Adjective) && can(Tag::FiniteVerb) {
        return Tag::Adjective;
    }
    // A participle that the lexicon knows only as what it became: « se serait réfugié ».
    let participle = can(Tag::PastParticiple)
        || nominal.is_some() && word.lower.trim_end_matches(['e', 's']).ends_with('é') && previous == Tag::FiniteVerb;
    // « a dans un communiqué dénoncé », « a face aux élus promis »: behind such a word it is a noun.
    let noun = nominal.is_some() && matches!(previous, Tag::Determiner | Tag::Contraction);
    if participle && !noun && auxiliary_before(words, i) {
        return Tag::PastParticiple;
    }
    // « Un rapport rendu mardi fait état de »
    if word.lower == "fait"
        && after.is_some_and(|w| {
            matches!(
                &*w.lower,
                "état" | "part" | "mention" | "savoir" | "valoir" | "observer" | "remarquer"
            )
        })
    {
        return Tag::FiniteVerb;
    }
    // « a demandé aux habitants de rester et indiqué suivre la situation »: a participle that shares the auxiliary and has its complement.
    if can(Tag::PastParticiple) && previous == Tag::Coordinator && verbal_next(after) && !can(Tag::FiniteVerb) {
        return Tag::PastParticiple;
    }
    // « admet désormais neuf morts », « en annonçait neuf deux jours plus tôt »: no noun before it that it could be said of.
    let counts =
        |w: &Word| w.can_be(Pos::Numeral) || w.readings.iter().any(|r| r.pos == Pos::Noun && r.plural == Some(true));
    let said_of = matches!(previous, Tag::Noun | Tag::Name | Tag::Adjective);
    if can(Tag::Numeral) && !said_of && after.is_some_and(counts) {
        return Tag::Numeral;
    }
    let in_noun_phrase = match previous {
        Tag::Determiner | Tag::Contraction | Tag::Numeral | Tag::Title => true,
        Tag::Preposition => words[i - 1].lower != "en" || !can(Tag::PresentParticiple),
        Tag::Adjective => i >= 2 && matches!(words[i - 2].tag, Tag::Determiner | Tag::Contraction | Tag::Numeral),
        _ => false,
    };
    // « ministre conseiller spécial du président »
    if word.lower == "conseiller" && previous == Tag::Noun && holds_office(&words[i - 1]) {
        return Tag::Noun;
    }
    // « le secrétaire général adjoint »
    let heads = |back: usize| i >= back && words[i - back].tag == Tag::Noun && holds_office(&words[i - back]);
    if matches!(&*word.lower, "adjoint" | "adjointe") && (heads(1) || previous == Tag::Adjective && heads(2)) {
        return Tag::Noun;
    }
    // « X, conseiller du président »
    if word.lower == "conseiller"
        && previous == Tag::Comma
        && i >= 2
        && matches!(words[i - 2].tag, Tag::Name | Tag::Noun | Tag::Close)
    {
        return Tag::Noun;
    }
    // « Le même menace de partir », « un autre accuse »: the pronoun is the subject.
    let elliptic = i >= 2
        && matches!(&*words[i - 1].lower, "même" | "autre")
        && words[i - 2].tag == Tag::Determiner
        && (i == 2 || matches!(words[i - 3].tag, Tag::Comma | Tag::Stop));
    if elliptic
        && can(Tag::FiniteVerb)
        && after.is_some_and(|w| matches!(&*w.lower, "que" | "qu'" | "de" | "d'" | "le" | "la" | "l'" | "les"))
        && (!after.is_some_and(|w| matches!(&*w.lower, "de" | "d'"))
            || words.get(i + 2).is_some_and(|w| w.can_be_tag(Tag::Infinitive)))
    {
        return Tag::FiniteVerb;
    }
    if in_noun_phrase
        && can(Tag::Adjective)
        && matches!(previous, Tag::Determiner | Tag::Contraction | Tag::Numeral)
        && after.is_some_and(|w| {
            w.can_be(Pos::Noun)
                && !w.can_be(Pos::Preposition)
                && !w.can_be(Pos::Adjective)
                && may_agree(word, w)
                && !acts(word, w, words.get(i + 2))
                && (!w.capital || !holds_office(word))
        })
    {
        return Tag::Adjective;
    }
    if in_noun_phrase && let Some(tag) = nominal {
        // « de plus en plus », « par jour »: a bare noun after a preposition; an infinitive there stays a verb.
        return if previous == Tag::Preposition && can(Tag::Infinitive) {
            Tag::Infinitive
        } else {
            tag
        };
    }
    // « ce gradé », « les évacués »
    if previous == Tag::Determiner
        && can(Tag::PastParticiple)
        && !can(Tag::FiniteVerb)
        && !after.is_some_and(|w| w.can_be(Pos::Noun))
    {
        return Tag::Noun;
    }
    if in_noun_phrase && can(Tag::Numeral) {
        return Tag::Numeral;
    }
    // « au sortir de la réunion »
    if can(Tag::Infinitive) && previous == Tag::Contraction && words[i - 1].lower == "au" {
        return Tag::Noun;
    }
    if can(Tag::Infinitive) {
        return Tag::Infinitive;
    }
    // « reconnaît maintenant »: the adverb, but for « en maintenant ».
    if word.lower == "maintenant" && previous != Tag::Comma && words[i.saturating_sub(1)].lower != "en" {
        return Tag::Adverb;
    }
    if can(Tag::PresentParticiple) && !(can(Tag::Adjective) && previous == Tag::Noun) {
        return Tag::PresentParticiple;
    }
    let third_person = word
        .readings
        .iter()
        .any(|r| tag_of(r) == Some(Tag::FiniteVerb) && r.person == 3);
    // « Le chercheur reste prudent », « le luthier hausse les épaules »: two nouns do not stand side by side.
    if third_person
        && can(Tag::Noun)
        && !can(Tag::Adjective)
        && previous == Tag::Noun
        && i >= 2
        && matches!(words[i - 2].tag, Tag::Determiner | Tag::Adjective)
        && (words[i - 1].readings.is_empty() && !words[i - 1].capital || words[i - 1].can_be(Pos::Noun))
    {
        return Tag::FiniteVerb;
    }
    // « M. Roy est formel », « Le pont, a affirmé X, est solide »: the quarter of the sky has a word before it, *l'est*, *d'est*, *plein est*.
    if word.lower == "est"
        && matches!(previous, Tag::Name | Tag::Comma)
        && after.is_some_and(|w| !w.capital && w.can_be(Pos::Adjective))
    {
        return Tag::FiniteVerb;
    }
    // « X, président de la fédération »: no apposition is a verb in the plural.
    let only_plural = word
        .readings
        .iter()
        .all(|r| tag_of(r) != Some(Tag::FiniteVerb) || r.plural == Some(true));
    // « le fondateur et président, X »: nor what one is besides.
    if can(Tag::FiniteVerb)
        && can(Tag::Noun)
        && only_plural
        && previous == Tag::Coordinator
        && i >= 2
        && words[i - 2].tag == Tag::Noun
        && words[i - 2].reading().is_some_and(|r| r.plural == Some(false))
        && matches!(words[i - 2].class(), Some(NounClass::Office | NounClass::Person))
        && after.is_some_and(|w| w.tag == Tag::Comma || matches!(&*w.lower, "de" | "du" | "d'"))
    {
        return Tag::Noun;
    }
    if can(Tag::FiniteVerb)
        && can(Tag::Noun)
        && only_plural
        && previous == Tag::Comma
        && after.is_some_and(|w| matches!(&*w.lower, "de" | "du" | "des" | "d'"))
    {
        return Tag::Noun;
    }
    if can(Tag::FiniteVerb) {
        let subject_before = matches!(
            previous,
            Tag::Noun
                | Tag::Name
                | Tag::Adjective
                | Tag::Pronoun
                | Tag::Relative
                | Tag::Close
                | Tag::Comma
                | Tag::Quotation
                | Tag::PastParticiple
                | Tag::Adverb
                | Tag::Coordinator
                | Tag::Numeral
                | Tag::Negation
                | Tag::Dash
                | Tag::StrayQuote
                | Tag::Stop
                | Tag::Colon
                | Tag::Interrogative
                | Tag::Subordinator
        );
        let object_after = after.is_none_or(|w| {
            matches!(
                w.tag,
                Tag::Quotation | Tag::CliticHyphen | Tag::Colon | Tag::Comma | Tag::Stop | Tag::Numeral
            ) || w.capital
                // « réplique sœur Odile »
                || w.can_be(Pos::Title)
                || w.can_be(Pos::Numeral)
                // « Ada Weil juge mercredi que A »
                || is_weekday(w)
                || w.readings.iter().any(|r| is_function(r.pos) || r.pos == Pos::Adverb)
                || w.can_be_tag(Tag::Infinitive)
                || w.can_be_tag(Tag::PastParticiple)
        });
        let third = word
            .readings
            .iter()
            .any(|r| tag_of(r) == Some(Tag::FiniteVerb) && matches!(r.person, 0 | 3));
        if nominal.is_none() && !can(Tag::PastParticiple) {
            return Tag::FiniteVerb;
        }
        // « un bonus équivalent à un mois de salaire »: one thing has no verb in the plural.
        let said_of_one = only_plural
            && i > 0
            && (can(Tag::Adjective) && previous == Tag::Noun
                || (can(Tag::Adjective) || can(Tag::Noun)) && words[i - 1].can_be(Pos::Adjective))
            && words[i - 1].reading().is_some_and(|r| r.plural == Some(false));
        if third
            && subject_before
            && object_after
            && !said_of_one
            && (!can(Tag::Adjective) || previous != Tag::Noun || verbal_next(after) || amount_next(words, i))
        {
            return Tag::FiniteVerb;
        }
    }
    let after_subject = !matches!(previous, Tag::Noun | Tag::Adjective);
    if can(Tag::FiniteVerb) && can(Tag::PastParticiple) && after_subject && word.readings.iter().any(|r| r.person == 3)
    {
        return Tag::FiniteVerb;
    }
    if let Some(tag) = nominal
        && !(can(Tag::PastParticiple) && matches!(previous, Tag::Noun | Tag::Name | Tag::Comma))
    {
        return if can(Tag::Adjective) && matches!(previous, Tag::Noun | Tag::FiniteVerb | Tag::Adverb) {
            Tag::Adjective
        } else {
            tag
        };
    }
    [
        Tag::PastParticiple,
        Tag::FiniteVerb,
        Tag::Adverb,
        Tag::Numeral,
        Tag::Interjection,
        Tag::Name,
        Tag::Title,
    ]
    .into_iter()
    .find(|&tag| can(tag))
    .unwrap_or(Tag::Noun)
}

/// True for what ranks deputies: ***première** adjointe*, ***deuxième** adjoint*.
fn is_rank(word: &Word) -> bool {
    matches!(&*word.lower, "premier" | "première" | "second" | "seconde") || word.lower.ends_with("ième")
}

/// True where an amount follows: *la préfecture fixe à 31 le nombre*.
fn amount_next(words: &[Word], i: usize) -> bool {
    words.get(i + 1).is_some_and(|w| &*w.lower == "à")
        && words
            .get(i + 2)
            .is_some_and(|w| w.tag == Tag::Numeral || w.can_be(Pos::Numeral))
        && !words
            .get(i + 3)
            .is_some_and(|w| matches!(&*w.lower, "heures" | "heure" | "h"))
}

/// True where a person or body rather does what the next word says: *le voisin reproche au bailleur*.
fn acts(word: &Word, verb: &Word, after: Option<&Word>) -> bool {
    let somebody = word
        .readings
        .iter()
        .any(|r| r.pos == Pos::Noun && r.class.is_some_and(NounClass::is_somebody));
    somebody
        && verb.can_be_finite()
        && !matches!(
            &*word.lower,
            "jeune" | "ancien" | "ancienne" | "premier" | "première" | "dernier" | "dernière" | "général"
        )
        && after.is_some_and(|w| {
            w.capital
                || w.can_be(Pos::Determiner)
                || matches!(&*w.lower, "que" | "qu'")
                || w.can_be(Pos::Contraction) && !matches!(&*w.lower, "du" | "des")
        })
}

/// True for a word that may name whoever holds an office: *le responsable CGT*.
fn holds_office(word: &Word) -> bool {
    word.readings
        .iter()
        .any(|r| r.pos == Pos::Noun && r.class == Some(NounClass::Office))
}

/// True unless no reading of the adjective agrees with one of the noun: *le voisin pointe* is no adjective and its noun.
fn may_agree(adjective: &Word, noun: &Word) -> bool {
    let of = |word: &Word, pos: Pos| word.readings.iter().filter(move |r| r.pos == pos).collect::<Vec<_>>();
    let nouns = of(noun, Pos::Noun);
    !noun.can_be_finite()
        || of(adjective, Pos::Adjective).iter().any(|a| {
            nouns.iter().any(|n| {
                (a.gender.is_none() || n.gender.is_none() || a.gender == n.gender)
                    && (a.plural.is_none() || n.plural.is_none() || a.plural == n.plural)
            })
        })
}

/// True where what follows completes a verb: a conjunction, a determiner, an infinitive, a quotation.
fn verbal_next(after: Option<&Word>) -> bool {
    after.is_some_and(|w| {
        matches!(w.tag, Tag::Quotation | Tag::Colon | Tag::CliticHyphen)
            || w.can_be(Pos::Subordinator)
            || w.can_be(Pos::Determiner)
            || w.can_be_tag(Tag::Infinitive)
    })
}

/// True where a form of *avoir* or *être* stands before word `i`, with nothing but adverbs, negation and an inverted pronoun between.
fn auxiliary_before(words: &[Word], i: usize) -> bool {
    let mut adverbial = false;
    for j in (i.saturating_sub(7)..i).rev() {
        let word = &words[j];
        match word.tag {
            Tag::Adverb | Tag::Negation | Tag::CliticHyphen | Tag::SubjectPronoun | Tag::Pronoun => {}
            Tag::PastParticiple if word.is_form_of("être") => {}
            // « a « fermement » condamné »
            Tag::Quotation if word.span.len() < 30 => {}
            // « a purement et simplement annoncé », « a ce mardi confirmé »
            Tag::Coordinator if words[j + 1].tag == Tag::Adverb => {}
            Tag::Noun if is_weekday(word) => {}
            Tag::Determiner if is_weekday(&words[j + 1]) => {}
            // « a par ailleurs assuré », « a de son côté indiqué »: a short adverbial that begins with a preposition.
            Tag::Noun | Tag::Determiner | Tag::Adjective | Tag::Preposition | Tag::Contraction if i - j <= 5 => {
                adverbial = true
            }
            Tag::FiniteVerb | Tag::Infinitive | Tag::PresentParticiple => {
                let opens = !adverbial || matches!(words[j + 1].tag, Tag::Preposition | Tag::Contraction);
                return opens && (word.is_form_of("avoir") || word.is_form_of("être"));
            }
            _ => return false,
        }
    }
    false
}
