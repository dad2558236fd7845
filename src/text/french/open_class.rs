//! Tags of open classes: verbs, nouns, adjectives, adverbs, numerals and names.

mod context;

use super::is_function;
use super::noun_phrase::is_weekday;
use crate::lexicon::{NounClass, Pos, Reading};
use crate::text::tag::{Tag, Word, tag_of};
use context::{
    acts, acts_next, amount_next, auxiliary_before, holds_office, is_participle_of, is_quarter, is_rank, may_agree,
    somebody, verbal_next,
};

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
    if word.lower == "est" {
        return if is_quarter(words, i, previous, after) {
            Tag::Noun
        } else {
            Tag::FiniteVerb
        };
    }
    // « Affaire des fiches », « Chute de tension »: no verb in the third person begins a sentence before what completes a noun.
    if i == 0
        && can(Tag::Noun)
        && can(Tag::FiniteVerb)
        && after.is_some_and(|w| matches!(&*w.lower, "de" | "d'" | "du" | "des"))
    {
        return Tag::Noun;
    }
    // « Le pont, construit en 1950, est fermé »: said of the noun before the comma.
    let noun_before =
        previous == Tag::Comma && i >= 2 && matches!(words[i - 2].tag, Tag::Noun | Tag::Adjective | Tag::Name);
    if noun_before && is_participle_of(word, after) {
        return Tag::PastParticiple;
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
    if said_of && can(Tag::PastParticiple) && after.is_some_and(|w| w.lower == "par") && !adverbial {
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
                // « le porte-parole de l'armée mardi »
                && !is_weekday(w)
                && (!w.capital || !holds_office(word))
        })
    {
        return Tag::Adjective;
    }
    // « de nouvelles sanctions », « de jeunes élus »
    let several = |r: &Reading| r.pos == Pos::Adjective && r.plural == Some(true);
    if previous == Tag::Preposition
        && matches!(&*words[i - 1].lower, "de" | "d'")
        && word.readings.iter().any(several)
        && after.is_some_and(|w| {
            w.can_be(Pos::Noun) && !w.can_be(Pos::Adjective) && !w.can_be(Pos::Preposition) && may_agree(word, w)
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
    // « X, président de la fédération »: no apposition is a verb in the plural.
    let only_plural = word
        .readings
        .iter()
        .all(|r| tag_of(r) != Some(Tag::FiniteVerb) || r.plural == Some(true));
    // « le fondateur et président, X », « éleveur à Belz et président de la fédération »: nor what one is besides.
    let besides = |noun: usize| {
        words[noun].tag == Tag::Noun
            && words[noun].reading().is_some_and(|r| r.plural == Some(false))
            && matches!(words[noun].class(), Some(NounClass::Office | NounClass::Person))
    };
    if can(Tag::FiniteVerb)
        && can(Tag::Noun)
        && only_plural
        && previous == Tag::Coordinator
        && (i >= 2 && besides(i - 2)
            || i >= 4 && words[i - 2].tag == Tag::Name && words[i - 3].lower == "à" && besides(i - 4))
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
            && (!can(Tag::Adjective)
                || previous != Tag::Noun
                || verbal_next(after) && (acts_next(after) || somebody(&words[i - 1]))
                || amount_next(words, i))
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
