//! Places, posts, fields and causes that belong to a noun phrase: *l'ambassadeur à Bakou*, *le ministère de la Défense à Bakou*.

use super::noun_phrase::before_head;
use crate::lexicon::{NounClass, Pos};
use crate::text::phrase::is_at;
use crate::text::tag::{Tag, Word};

/// One past the end of a place or post after a noun that takes one: *le ministère de la Défense à Bakou*, *un diplomate en poste dans la région*,
/// *une source proche de l'enquête*.
pub(super) fn locative(words: &[Word], i: usize, limit: usize, head: Option<usize>) -> Option<usize> {
    // « le Haut-Commissariat pour les réfugiés (HCR) », « le syndicat des pilotes à Air Nord (SPN) »
    let initial = |word: &Word| word.lower.chars().next();
    let letters = |end: usize| {
        let named = &words[head.unwrap_or(i)];
        let first = words[i..end]
            .iter()
            .position(|w| w.tag == Tag::Open)
            .map(|open| &words[i + open + 1]);
        let body = named.class() == Some(NounClass::Organisation) && initial(named) == first.and_then(initial);
        named.capital || body
    };
    if let Some(end) = acronym_after(words, i, limit).filter(|&end| letters(end)) {
        return Some(end);
    }
    let class = words[head?].class()?;
    let word = &words[i];
    let next = words.get(i + 1)?;
    match &*word.lower {
        // « a indiqué la préfecture à Jura Matin »: whom it was said to.
        "à" | "en" | "au" | "aux"
            if next.tag == Tag::Name
                && class == NounClass::Organisation
                // « visaient le Kremlin à Moscou »
                && !words[head?].capital
                && words.get(i + 2).is_none_or(|w| w.tag != Tag::Name) =>
        {
            Some(i + 2)
        }
        // « l'ingénieur en aéronautique Paul Verdier », « une professeure en droit public »
        "en" if matches!(class, NounClass::Person | NounClass::Office)
            && matches!(next.tag, Tag::Noun | Tag::Adjective)
            && !next.capital
            && next.class().is_none_or(|c| c == NounClass::Other)
            && names_field(words, i + 2)
            && !is_time(words, i + 1) =>
        {
            Some(i + 2)
        }
        // « le parti au pouvoir »
        "au" if class == NounClass::Organisation && next.lower == "pouvoir" => Some(i + 2),
        // « l'adjoint aux sports »
        "au" | "aux"
            if class == NounClass::Office
                && next.tag == Tag::Noun
                && (!is_addressee(words, i + 1) || words[head?].lower.starts_with("adjoint"))
                && !is_time(words, i + 1)
                // « a lancé le ministre au milieu des huées »
                && !matches!(
                    next.lemma(),
                    "milieu" | "micro" | "téléphone" | "terme" | "sortir" | "moment" | "nom" | "pied" | "bord" | "lieu" | "retour" | "passage"
                ) =>
        {
            Some(i + 2)
        }
        "en" if &*next.lower == "poste" => Some(match words.get(i + 2) {
            Some(w) if matches!(w.tag, Tag::Preposition | Tag::Contraction) => {
                noun_phrase_end(words, i + 3, limit).unwrap_or(i + 2)
            }
            _ => i + 2,
        }),
        // « a confié le capitaine à notre journal »: whom it was said to.
        "à" if matches!(&*next.lower, "notre" | "nos") => None,
        // « a dit l'élu à France Bleu »: only who is sent somewhere is known by where.
        "à" if next.tag == Tag::Name && !is_sent(&words[head?]) => None,
        // « a promis le préfet à la maire », « a répondu la ministre aux syndicats »: whom it was said to.
        "à" | "au" | "aux"
            if matches!(next.tag, Tag::Determiner | Tag::Noun)
                && is_addressee(words, i + 1)
                && !words[head?].lower.starts_with("adjoint") =>
        {
            None
        }
        // « a déclaré le ministre à la télévision »
        "à" if next.tag == Tag::Determiner && words.get(i + 2).is_some_and(is_audience) => None,
        // « a donné la parole à l'avocat général pour son réquisitoire »
        "pour" if matches!(&*next.lower, "son" | "sa" | "ses" | "leur" | "leurs") => None,
        "à" | "au" | "aux" | "en" | "auprès" | "chez" | "pour"
            if class == NounClass::Office
                && (next.capital || matches!(next.tag, Tag::Determiner))
                && !is_time(words, i + 1) =>
        {
            noun_phrase_end(words, i + 1, limit)
        }
        _ => None,
    }
}

/// One past where somebody works, behind what he is between commas: *Rokia Sanou, médecin **à l'hôpital** Saint-Luc*, *Joël Tran, ouvrier **chez Ravel***.
pub(super) fn workplace(words: &[Word], i: usize, limit: usize, start: usize) -> Option<usize> {
    let described = start >= 2 && words[start - 1].tag == Tag::Comma && words[start - 2].tag == Tag::Name;
    let person = matches!(words[start].class(), Some(NounClass::Office | NounClass::Person));
    if !(described && person && words[start].tag == Tag::Noun && is_at(&words[i])) {
        return None;
    }
    let from = i + 1 + usize::from(words.get(i + 1).is_some_and(|word| word.tag == Tag::Determiner));
    let body = words.get(from)?;
    let article = from > i + 1 || words[i].lower == "au";
    let named = body.tag == Tag::Name && (words[i].lower == "chez" || body.acronym || article)
        || body.capital && body.tag == Tag::Noun && !body.can_be(Pos::FirstName);
    // « Paul Roy, éleveur à Montpré, affirme »
    let closes = words
        .get(from + 1)
        .is_none_or(|w| matches!(w.tag, Tag::Comma | Tag::Stop | Tag::Coordinator));
    let named = named || i == start + 1 && words[i].lower == "à" && body.tag == Tag::Name && !body.acronym && closes;
    let house = body.class() == Some(NounClass::Organisation) && body.tag == Tag::Noun;
    let told = is_audience(body) || is_time(words, i + 1);
    (from < limit && (named || house) && !told).then_some(from + 1)
}

/// True for people or bodies that are told things, of whom nobody has an office: *à la maire*, *aux syndicats*; not *à la Justice*, *aux armées*.
fn is_addressee(words: &[Word], i: usize) -> bool {
    let noun = i + usize::from(words[i].tag == Tag::Determiner);
    let told = |w: &Word| {
        w.tag == Tag::Noun && !w.capital && matches!(w.class(), Some(NounClass::Office | NounClass::Person))
            || matches!(w.lemma(), "syndicat" | "élu" | "opposition")
    };
    words.get(noun).is_some_and(told)
}

/// True for whom or where things are said to: *à la presse*, *à la sortie*.
fn is_audience(word: &Word) -> bool {
    matches!(
        word.lemma(),
        "presse"
            | "télévision"
            | "télé"
            | "radio"
            | "chaîne"
            | "agence"
            | "antenne"
            | "afp"
            | "sortie"
            | "issue"
            | "fin"
            | "tribune"
            | "barre"
            | "veille"
            | "suite"
            | "foule"
    )
}

/// True for whoever has a post in a place: *l'ambassadeur à Bakou*.
fn is_sent(word: &Word) -> bool {
    matches!(
        word.lemma(),
        "ambassadeur"
            | "consul"
            | "envoyé"
            | "représentant"
            | "émissaire"
            | "délégué"
            | "attaché"
            | "nonce"
            | "chargé"
            | "directeur"
            | "responsable"
            | "chef"
    )
}

/// True where whoever has a trade in a field is named behind it, or the clause goes on: *l'ingénieur en aéronautique **Paul Verdier***.
fn names_field(words: &[Word], i: usize) -> bool {
    words
        .get(i)
        .is_some_and(|w| matches!(w.tag, Tag::Name | Tag::Adjective | Tag::FiniteVerb))
}

/// One past the acronym that closes a name with a complement: *Haut-Commissariat **pour les réfugiés (HCR)***.
fn acronym_after(words: &[Word], i: usize, limit: usize) -> Option<usize> {
    let near = &words[i..limit.min(i + 12)];
    let open = near.iter().position(|w| {
        !matches!(
            w.tag,
            Tag::Preposition
                | Tag::Contraction
                | Tag::Determiner
                | Tag::Noun
                | Tag::Name
                | Tag::Adjective
                | Tag::Coordinator
        )
    })?;
    // « (HCR) », « (SNPL AF Alpa) »
    let letters = near[open + 1..]
        .iter()
        .take(3)
        .take_while(|w| w.capital && w.span.len() <= 12);
    let close = open + 1 + letters.count();
    let acronym = near[open].tag == Tag::Open
        && close > open + 1
        && near.get(close).is_some_and(|w| w.tag == Tag::Close)
        && (close == open + 2 || near[open + 1].acronym);
    acronym.then_some(i + close + 1)
}

fn noun_phrase_end(words: &[Word], start: usize, limit: usize) -> Option<usize> {
    let mut i = start;
    while i < limit && (matches!(words[i].tag, Tag::Determiner) || before_head(&words[i])) {
        i += 1;
    }
    matches!(words.get(i)?.tag, Tag::Noun | Tag::Name).then_some(i + 1)
}

/// True where a word of time begins at `i`, after determiners: *le 13 septembre*, *la semaine dernière*.
fn is_time(words: &[Word], i: usize) -> bool {
    words[i..].iter().take(3).any(|w| {
        matches!(
            &*w.lower,
            "matin"
                | "soir"
                | "nuit"
                | "semaine"
                | "mois"
                | "année"
                | "jour"
                | "heure"
                | "heures"
                | "début"
                | "fin"
                | "cours"
        )
    })
}

/// One past what a body stands for or against, where its name goes on so at word `i`: *l'Union **pour la démocratie et le progrès social***; not *l'Union
/// pour sa part*.
pub(super) fn cause(words: &[Word], start: usize, i: usize, limit: usize) -> Option<usize> {
    let body = words[start..i].iter().find(|w| w.tag != Tag::Determiner)?;
    let named =
        body.capital && start + 1 < i && matches!(body.class(), Some(NounClass::Organisation | NounClass::Collective));
    let article = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| matches!(&*w.lower, "la" | "le" | "l'" | "les"))
    };
    let noun = |i: usize| {
        words.get(i).is_some_and(|w| {
            w.tag == Tag::Noun && !w.capital && !matches!(w.lemma(), "instant" | "moment" | "heure" | "compte" | "fois")
        })
    };
    if !named || !matches!(&*words[i].lower, "pour" | "contre") || !article(i + 1) || !noun(i + 2) {
        return None;
    }
    let epithets = |from: usize| {
        from + words[from.min(words.len())..]
            .iter()
            .take_while(|w| w.tag == Tag::Adjective)
            .count()
    };
    let first = epithets(i + 3);
    let second = words.get(first).is_some_and(|w| w.lower == "et") && article(first + 1) && noun(first + 2);
    let end = if second { epithets(first + 3) } else { first };
    (end <= limit).then_some(end)
}
