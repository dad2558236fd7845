//! Where the object of a cue verb begins: the noun phrase, the amount or the place that it reports.

use crate::extract::scope::Scope;
use crate::extract::unit::{self, Unit, VerbCue};
use crate::extract::{apposition, circumstance, clause, subject};
use crate::lexicon::{NounFrame, Pos};
use crate::model::Stance;
use crate::text::phrase::{NounPhrase, has_boundary, is_weekday, noun_phrase};
use crate::text::tag::Tag;

/// *Les pompiers la situent sous le bloc F*: where something that a pronoun stands for is placed.
pub(super) fn located(unit: &Unit, cue: &VerbCue) -> Option<usize> {
    let clitic = unit.groups[cue.group]
        .words
        .clone()
        .any(|i| unit.tag(i) == Tag::ObjectPronoun && matches!(unit.lower(i), "le" | "la" | "l'" | "les"));
    let i = cue.words.end;
    (clitic
        && matches!(cue.verb.head, "situer" | "localiser" | "dater")
        && cue.verb.around.len() == 1
        && unit::around_at(&unit.words, i, &cue.verb.around))
    .then_some(i)
}

/// The first word of an amount with what it is the amount of: *chiffre **à 3 millions** le coût*, *évalue **la facture à 3 millions***.
pub(super) fn amount(unit: &Unit, cue: &VerbCue) -> Option<usize> {
    if !cue.verb.amount {
        return None;
    }
    let number = |i: usize| {
        unit.lower(i) == "à"
            && (unit.words.get(i + 1).is_some_and(|w| w.can_be(Pos::Numeral))
                || unit.lower(i + 1) == "une" && unit.lower(i + 2).ends_with("aine")
                || matches!(unit.lower(i + 1), "un" | "une")
                    && matches!(
                        unit.lower(i + 2),
                        "tonne" | "million" | "milliard" | "hectare" | "kilomètre"
                    )
                || unit.lower(i + 1).starts_with(|c: char| c.is_ascii_digit())
                || matches!(
                    unit.lower(i + 1),
                    "plus" | "moins" | "près" | "environ" | "quelque" | "au"
                ) && (i + 2..i + 5).any(|j| unit.tag(j) == Tag::Numeral))
    };
    // « chiffre, lui, le coût à 3 millions »
    let mut i = after_insertion(unit, cue.words.end).unwrap_or(cue.words.end);
    // « évalue pour sa part à une dizaine »
    if unit.lower(i) == "pour" && matches!(unit.lower(i + 1), "sa" | "leur") && unit.lower(i + 2) == "part" {
        i += 3;
    }
    // « évalue dans un communiqué les dégâts à 3 millions », but « évalue à 3 millions »
    while let Some(next) = circumstance::past(unit, i).filter(|_| !number(i)) {
        i = next;
    }
    i += usize::from(unit.groups[cue.group].restricted && matches!(unit.lower(i), "que" | "qu'"));
    // « ramène de 40 à 27 le nombre de cas »
    if unit.lower(i) == "de" && unit.tag(i + 1) == Tag::Numeral {
        i = (i + 2..i + 5).find(|&j| unit.lower(j) == "à").unwrap_or(i);
    }
    if number(i) {
        return Some(i + 1);
    }
    let mut end = noun_phrase(&unit.words, i)?.words.end;
    // « le manque à gagner », « la somme à verser »
    if unit.lower(end) == "à" && unit.tag(end + 1) == Tag::Infinitive {
        end += 2;
    }
    number(end).then_some(i)
}

/// Where the link of a verb's object stands behind circumstances: *fait état mercredi **d'**un accord*, *parlait la veille **de** neuf blessés*.
fn linked(unit: &Unit, mut i: usize, link: &str) -> usize {
    loop {
        if unit::is_link(link, unit.lower(i)) && unit.tag(i) != Tag::Adverb {
            return i;
        }
        let phrase = circumstance::governed(unit, i)
            .or_else(|| {
                unit.phrase_at(i + circumstance::ago(unit, i))
                    .filter(|p| subject::is_time(unit, p))
            })
            .filter(|_| link == "de");
        if let Some(inside) = phrase.and_then(|phrase| own_link(unit, phrase)) {
            return inside;
        }
        let time = || Some(unit.phrase_at(i).filter(|p| subject::is_time(unit, p))?.words.end);
        match circumstance::past(unit, i).or_else(time) {
            Some(next) => i = next,
            None => return i,
        }
    }
}

/// The verb's own *de* that a noun phrase of circumstance took along: *auprès de l'union **de** sa crainte*, *mercredi **d'**un accord*. A day or a
/// name has no complement, and whatever has one has none that is somebody's own.
fn own_link(unit: &Unit, phrase: &NounPhrase) -> Option<usize> {
    let head = &unit.words[phrase.head];
    let bare = head.acronym || head.tag == Tag::Name || is_weekday(head);
    phrase.words.clone().skip(1).find(|&j| {
        let next = unit.lower(j + 1);
        let own = matches!(
            next,
            "sa" | "son"
                | "ses"
                | "leur"
                | "leurs"
                | "un"
                | "une"
                | "ce"
                | "cet"
                | "cette"
                | "ces"
                | "plus"
                | "moins"
                | "près"
        ) || matches!(unit.tag(j + 1), Tag::Numeral | Tag::Quotation);
        match unit.lower(j) {
            "de" | "d'" => own || bare,
            "du" | "des" => bare,
            _ => false,
        }
    })
}

/// One past an insertion between commas at word `i`: *parle, elle, de*; *fait état, dans une note, de*.
fn after_insertion(unit: &Unit, i: usize) -> Option<usize> {
    if unit.tag(i) != Tag::Comma {
        return None;
    }
    let close = (i + 1..(i + 24).min(unit.words.len())).find(|&j| unit.tag(j) == Tag::Comma)?;
    (!unit.has_finite(i..close) && !has_boundary(&unit.words[i + 1..close])).then_some(close + 1)
}

/// One past whoever is asked or told at word `i`, where the object follows: *demande au **préfet** une réunion*.
fn told(unit: &Unit, i: usize) -> Option<usize> {
    let whom = unit
        .phrase_at(i)
        .filter(|phrase| apposition::is_somebody(unit, phrase))?;
    let end = whom.words.end;
    let object = matches!(unit.tag(end), Tag::Determiner | Tag::Numeral | Tag::Quotation);
    (object && (unit.tag(end) == Tag::Quotation || unit.phrase_at(end).is_some())).then_some(end)
}

/// The first word of the object.
pub(super) fn object(scope: &Scope, cue: &VerbCue) -> Option<usize> {
    let unit = scope.unit;
    let mut i = cue.words.end;
    if !cue.verb.noun_link.is_empty() && cue.verb.noun != NounFrame::No {
        i = linked(unit, i, cue.verb.noun_link);
        // « warned on Monday of »
        if unit.lower(i) == "on"
            && let Some(day) = unit.phrase_at(i + 1).filter(|p| subject::is_time(unit, p))
        {
            i = day.words.end;
        }
        i = after_insertion(unit, i).unwrap_or(i);
        // « ne fait état que de neuf blessés »
        if unit.groups[cue.group].restricted && matches!(unit.lower(i), "que" | "qu'") {
            i += 1;
        }
        let link = unit.lower(i);
        return match cue.verb.noun_link {
            // The article inside *du*, *des* is content, but it cannot be cut out of the word.
            // « s'indigne d'autant que A »
            "de" if matches!(link, "de" | "d'") => Some(i + 1).filter(|&i| unit.lower(i) != "autant"),
            "de" if matches!(link, "du" | "des") => Some(i),
            "à" if matches!(link, "au" | "aux") => Some(i),
            wanted if link == wanted => Some(i + 1),
            _ => (unit.tag(i) == Tag::Quotation).then_some(i),
        };
    }
    i = after_insertion(unit, i).unwrap_or(i);
    // « une méthode que X qualifie de « brutale » »
    if cue.verb.target_links.contains(&"de")
        && matches!(unit.lower(i), "de" | "d'")
        && (unit.tag(i + 1) == Tag::Quotation
            || cue.verb.head == "qualifier" && matches!(unit.tag(i + 1), Tag::Adjective | Tag::PastParticiple))
    {
        return Some(i + 1);
    }
    loop {
        // « réfute jusqu'à la notion de dette »
        if unit.lower(i) == "jusqu'" && unit.phrase_at(i + 2).is_some() && cue.verb.stance == Stance::Deny {
            return Some(i);
        }
        match unit.tag(i) {
            // « évoquant jusqu'à 53 morts »
            _ if unit.lower(i) == "jusqu'" && unit.tag(i + 2) == Tag::Numeral => return Some(i),
            // « évoque plus de 230 sinistrés »
            _ if matches!(unit.lower(i), "plus" | "moins" | "près")
                && matches!(unit.lower(i + 1), "de" | "d'")
                && unit.tag(i + 2) == Tag::Numeral =>
            {
                return Some(i);
            }
            Tag::Adverb => i += 1,
            // « revendiquent eux 12 morts »: the pronoun stresses who does.
            Tag::Pronoun | Tag::SubjectPronoun
                if i == cue.words.end
                    && matches!(unit.lower(i), "lui" | "elle" | "eux" | "elles")
                    && (unit.phrase_at(i + 1).is_some() || unit::is_stressed(unit, i)) =>
            {
                i += 1;
            }
            // « impute au voisin la rupture de la trêve »
            Tag::Contraction | Tag::Preposition
                if matches!(cue.verb.head, "imputer" | "attribuer" | "reprocher")
                    && matches!(unit.lower(i), "à" | "au" | "aux")
                    && !circumstance::governed(unit, i).is_some_and(|p| subject::is_time(unit, p)) =>
            {
                let whom = unit.phrase_at(i).or_else(|| unit.phrase_at(i + 1))?;
                return (unit.tag(whom.words.end) == Tag::Determiner).then_some(i);
            }
            // « demande au préfet une nouvelle réunion »
            Tag::Contraction
                if matches!(unit.lower(i), "au" | "aux")
                    && let Some(end) = told(unit, i + 1) =>
            {
                i = end
            }
            // « n'a reconnu que des pertes »
            Tag::Subordinator | Tag::Relative
                if unit.groups[cue.group].restricted && matches!(unit.lower(i), "que" | "qu'") =>
            {
                i += 1
            }
            Tag::Quotation => return Some(i),
            // « met en cause de « multiples frappes » »
            Tag::Preposition if matches!(unit.lower(i), "de" | "d'") && unit.tag(i + 1) == Tag::Quotation => {
                return Some(i);
            }
            // « ont annoncé mardi de nouveaux pourparlers »
            Tag::Preposition
                if matches!(unit.lower(i), "de" | "d'")
                    && cue.verb.noun == NounFrame::Any
                    && cue.verb.strong
                    && unit.words.get(i + 1).is_some_and(|w| w.can_be(Pos::Adjective))
                    && noun_phrase(&unit.words, i + 1).is_some_and(|p| p.head > i + 1) =>
            {
                return Some(i);
            }
            // « évoquant entre 300 et 400 contrôles »
            Tag::Preposition if unit.lower(i) == "entre" && unit.tag(i + 1) == Tag::Numeral => return Some(i),
            // « a annoncé il y a un an la fermeture »
            _ if unit.lower(i) == "il"
                && let Some(end) = circumstance::past_time(unit, i) =>
            {
                i = end
            }
            // « avait salué à cette occasion « … » », « a dénoncé lors d'un débat une manœuvre »
            Tag::Preposition | Tag::Contraction if let Some(circumstance) = circumstance::governed(unit, i) => {
                let last = circumstance.words.end - 1;
                // « voit dans ce retard « une faute » »: the quotation is no part of the circumstance.
                if unit.tag(last) == Tag::Quotation {
                    return Some(last);
                }
                // « signale dans un communiqué des pertes »: the object is no complement of the circumstance.
                let object = (circumstance.head + 1..=last).find(|&j| unit.lower(j) == "des");
                let alone = matches!(
                    unit.tag(circumstance.words.end),
                    Tag::Stop | Tag::Comma | Tag::Preposition | Tag::Contraction
                );
                if let Some(object) = object.filter(|_| alone && cue.verb.strong) {
                    return Some(object);
                }
                i = circumstance.words.end;
            }
            // « dans une tribune à paraître jeudi »
            Tag::Preposition if i > cue.words.end && unit.lower(i) == "à" && unit.tag(i + 1) == Tag::Infinitive => {
                i += 2
            }
            Tag::Comma if unit.tag(i + 1) == Tag::Quotation && unit.words[i].fixed_order() => i += 1,
            // « crie, lui, « Victoire ! » », with or without its second comma
            Tag::Comma
                if matches!(unit.lower(i + 1), "lui" | "elle" | "eux" | "elles")
                    && unit.tag(i + 2) == Tag::Quotation =>
            {
                return Some(i + 2);
            }
            // « évoque désormais, lui aussi, dix morts »
            Tag::Comma if matches!(unit.tag(i + 1), Tag::SubjectPronoun | Tag::Pronoun) => {
                i = after_insertion(unit, i)?;
            }
            Tag::Comma if i > cue.words.end || unit.lower(i + 1) == "pour" => i += 1,
            // « en annonçait dix-sept deux jours plus tôt », « en annonçait dix-sept la veille »
            Tag::Numeral if unit.groups[cue.group].words.clone().any(|i| unit.lower(i) == "en") => return Some(i),
            _ => {
                let phrase = noun_phrase(&unit.words, i)?;
                // « évoquait mercredi 86 cas »: a day, then what is counted.
                let counted = phrase.head + 1;
                if subject::is_time(unit, &phrase)
                    && unit.tag(counted) == Tag::Numeral
                    && phrase.head == i
                    && noun_phrase(&unit.words, counted)
                        .is_some_and(|p| p.head > counted && !subject::is_time(unit, &p))
                {
                    return Some(counted);
                }
                // « signale deux mois d'arriérés » has an object, « signale deux jours plus tard » has none.
                // « requiert dix ans contre le chauffeur », « réclame dix mois ferme »
                let sentence = matches!(cue.verb.head, "requérir" | "réclamer" | "demander");
                // « déplore des années d'abandon »
                let lasts = unit.lower(i) == "des" && matches!(unit.lower(phrase.head + 1), "de" | "d'");
                let measured = lasts
                    || unit.tag(i) == Tag::Numeral && (sentence || matches!(unit.lower(phrase.head + 1), "de" | "d'"));
                // « annonce ce mercredi la fermeture »
                if let Some(end) = circumstance::past_time(unit, i).filter(|_| !measured) {
                    i = end;
                    continue;
                }
                if matches!(unit.tag(i), Tag::SubjectPronoun) {
                    return None;
                }
                // « reported at least 12 dead »
                let bound = if unit.words[i].fixed_order() { cue.words.end } else { i };
                // « annonce au moins 12 morts », « annonce environ 300 départs »
                if unit.tag(i) == Tag::Numeral && i > cue.words.end {
                    let at = matches!(unit.lower(i - 1), "moins" | "plus") && unit.lower(i - 2) == "au";
                    return Some(if at && i >= cue.words.end + 2 {
                        i - 2
                    } else if matches!(unit.lower(i - 1), "environ" | "quelque" | "presque") {
                        i - 1
                    } else {
                        clause::with_bound(unit, i, bound)
                    });
                }
                return Some(clause::with_bound(unit, i, bound));
            }
        }
        if i > cue.words.end + 14 || i >= unit.words.len() {
            return None;
        }
    }
}
