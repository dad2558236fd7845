//! What stands around a word and tells its tag.

use super::super::noun_phrase::is_weekday;
use crate::lexicon::{NounClass, Pos, Reading};
use crate::text::tag::{Tag, Word};

/// True where *est* at word `i` is the quarter of the sky: *l'est*, *à l'est*, *plein est*, *la rive est du fleuve*.
pub(super) fn is_quarter(words: &[Word], i: usize, previous: Tag, after: Option<&Word>) -> bool {
    let before = i.checked_sub(1).map_or("", |j| &*words[j].lower);
    match previous {
        Tag::Determiner | Tag::Contraction => true,
        Tag::Preposition => before != "en",
        Tag::Adjective | Tag::Adverb | Tag::Noun if matches!(before, "plein" | "nord" | "sud" | "côté") => true,
        Tag::Noun => {
            matches!(
                before,
                "aile"
                    | "banlieue"
                    | "côte"
                    | "entrée"
                    | "façade"
                    | "flanc"
                    | "frange"
                    | "front"
                    | "moitié"
                    | "partie"
                    | "pointe"
                    | "rive"
                    | "rocade"
                    | "tribune"
                    | "versant"
                    | "zone"
            ) && after.is_none_or(|w| {
                matches!(w.tag, Tag::Comma | Tag::Stop)
                    || w.can_be(Pos::Contraction)
                    || matches!(&*w.lower, "de" | "d'" | "et")
            })
        }
        _ => false,
    }
}

/// True for a participle that is spelled like its verb's present, where what follows completes a participle: *construit **en** 1950*; not *dit*, *écrit*
/// and the like, behind which a speaker may come.
pub(super) fn is_participle_of(word: &Word, after: Option<&Word>) -> bool {
    let both = word.can_be_tag(Tag::PastParticiple) && word.can_be_finite();
    let says = |r: &Reading| {
        r.pos == Pos::Verb
            && matches!(
                r.lemma,
                "dire" | "écrire" | "décrire" | "faire" | "craindre" | "plaindre" | "prédire" | "redire"
            )
    };
    let reports = word.readings.iter().any(says);
    both && !reports
        && after.is_some_and(|w| {
            matches!(
                &*w.lower,
                "en" | "par" | "depuis" | "au" | "aux" | "à" | "dans" | "sur" | "sous" | "avec" | "pour" | "il"
            )
        })
}

/// True for what ranks deputies: ***première** adjointe*, ***deuxième** adjoint*.
pub(super) fn is_rank(word: &Word) -> bool {
    matches!(&*word.lower, "premier" | "première" | "second" | "seconde") || word.lower.ends_with("ième")
}

/// True where an amount follows: *la préfecture fixe à 31 le nombre*.
pub(super) fn amount_next(words: &[Word], i: usize) -> bool {
    words.get(i + 1).is_some_and(|w| &*w.lower == "à")
        && words
            .get(i + 2)
            .is_some_and(|w| w.tag == Tag::Numeral || w.can_be(Pos::Numeral))
        && !words
            .get(i + 3)
            .is_some_and(|w| matches!(&*w.lower, "heures" | "heure" | "h"))
}

/// True where a person or body rather does what the next word says: *le voisin reproche au bailleur*.
pub(super) fn acts(word: &Word, verb: &Word, after: Option<&Word>) -> bool {
    somebody(word)
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
pub(super) fn holds_office(word: &Word) -> bool {
    word.readings
        .iter()
        .any(|r| r.pos == Pos::Noun && r.class == Some(NounClass::Office))
}

/// True unless no reading of the adjective agrees with one of the noun: *le voisin pointe* is no adjective and its noun.
pub(super) fn may_agree(adjective: &Word, noun: &Word) -> bool {
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
pub(super) fn verbal_next(after: Option<&Word>) -> bool {
    after.is_some_and(|w| {
        matches!(w.tag, Tag::Quotation | Tag::Colon | Tag::CliticHyphen)
            || w.can_be(Pos::Subordinator)
            || w.can_be(Pos::Determiner)
            || w.can_be_tag(Tag::Infinitive)
    })
}

/// True unless what follows rather completes a noun and its adjective: *un financement occulte **du** parti*.
pub(super) fn acts_next(after: Option<&Word>) -> bool {
    !after.is_some_and(|w| matches!(&*w.lower, "de" | "d'" | "du" | "des"))
}

/// True for a word that names a person or body.
pub(super) fn somebody(word: &Word) -> bool {
    word.capital
        || word
            .readings
            .iter()
            .any(|r| r.pos == Pos::Noun && r.class.is_some_and(NounClass::is_somebody))
}

/// True where a form of *avoir* or *être* stands before word `i`, with nothing but adverbs, negation and an inverted pronoun between.
pub(super) fn auxiliary_before(words: &[Word], i: usize) -> bool {
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
