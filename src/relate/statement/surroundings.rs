//! What stands around the content words of a bare statement: determiners, quantities, negation, prepositions.

use super::{Quantity, Sentence};
use crate::relate::content::Kind;
use crate::span::Span;
use crate::text::tag::{Tag, Word};

/// Reads the words between the content words: determiners, quantities, partial negation.
pub(super) fn surroundings(words: &[Word], sentence: &mut Sentence) {
    let index = |span: Span| words.partition_point(|word| word.span.start < span.start);
    let lower = |i: usize| words.get(i).map_or("", |word| &*word.lower);
    // *ne prouve en rien que*
    for i in 1..words.len() {
        let negates = lower(i) == "rien"
            && lower(i - 1) == "en"
            && words[i.saturating_sub(6)..i]
                .iter()
                .any(|w| matches!(&*w.lower, "ne" | "n'"));
        let at = sentence
            .items
            .iter()
            .rposition(|item| item.term.span.start < words[i].span.start && item.predicate);
        if let Some(at) = at.filter(|_| negates) {
            let part = sentence.items[at].part;
            sentence.parts[part].negated = true;
        }
    }
    for (i, word) in words.iter().enumerate() {
        let partial = matches!(lower(i), "pas" | "ne")
            && (i + 1..i + 3).any(|j| {
                matches!(
                    lower(j),
                    "tous"
                        | "toutes"
                        | "tout"
                        | "toute"
                        | "toujours"
                        | "encore"
                        | "forcément"
                        | "nécessairement"
                        | "seulement"
                        | "uniquement"
                        | "totalement"
                        | "entièrement"
                        | "chaque"
                        | "systématiquement"
                        | "automatiquement"
                        | "obligatoirement"
                        | "directement"
                        | "autant"
                        | "aussi"
                ) || lower(j) == "que" && !clause_after(words, j)
            })
            && lower(i) == "pas"
            && lower(i + 1) != "du";
        if partial {
            let at = sentence
                .items
                .iter()
                .rposition(|item| item.term.span.start <= word.span.start);
            if let Some(at) = at.or_else(|| (!sentence.items.is_empty()).then_some(0)) {
                let part = sentence.items[at].part;
                sentence.parts[part].partly = true;
            }
        }
    }
    // *n'a pas rendu le test obligatoire pour l'ensemble des élèves*
    for (i, word) in words.iter().enumerate() {
        let whole = lower(i) == "l'" && matches!(lower(i + 1), "ensemble" | "intégralité")
            || matches!((lower(i), lower(i + 1)), ("la", "totalité"));
        let at = sentence
            .items
            .iter()
            .position(|item| item.term.span.start > word.span.start);
        if let Some(at) = at.filter(|_| whole) {
            let part = sentence.items[at].part;
            sentence.parts[part].partly |= sentence.parts[part].negated;
        }
    }
    // *tous les élus n'ont pas voté*: some did.
    for at in 0..sentence.items.len() {
        let item = &sentence.items[at];
        let start = index(item.term.span);
        let all = item.term.kind == Kind::Noun
            && item.term.before
            && (1..=3).any(|back| {
                start
                    .checked_sub(back)
                    .is_some_and(|j| matches!(lower(j), "tous" | "toutes"))
            });
        if all && sentence.parts[item.part].negated {
            let part = item.part;
            sentence.parts[part].partly = true;
        }
    }
    for at in 0..sentence.items.len() {
        let start = index(sentence.items[at].term.span);
        let kind = sentence.items[at].term.kind;
        let mut quantity = None;
        let mut definite = kind == Kind::Name;
        let mut absent = false;
        // *sans*, which a negation takes back: *n'est pas sans risque*.
        let mut without = false;
        if matches!(kind, Kind::Noun | Kind::Name) {
            for back in 1..=6 {
                let Some(j) = start.checked_sub(back) else { break };
                match lower(j) {
                    "le" | "la" | "les" | "l'" | "du" | "au" | "aux" | "cette" | "ce" | "cet" => definite |= back <= 3,
                    "tous" | "toutes" | "chaque" | "tout" | "toute" => quantity = quantity.or(Some(Quantity::All)),
                    "certains" | "certaines" | "quelques" | "plusieurs" => quantity = quantity.or(Some(Quantity::Some)),
                    "plupart" | "majorité" => quantity = quantity.or(Some(Quantity::Most)),
                    "minorité" | "peu" | "rares" => quantity = quantity.or(Some(Quantity::Few)),
                    "aucun" | "aucune" | "nul" | "nulle" => {
                        quantity = quantity.or(Some(Quantity::None));
                        absent |= back <= 2;
                    }
                    "sans" => without |= back <= 2,
                    "de" | "d'" if back <= 2 => {
                        absent |= j.checked_sub(1).is_some_and(|k| {
                            matches!(lower(k), "pas" | "jamais")
                                || (lower(k) == "plus" && sentence.parts[sentence.items[at].part].negated)
                                || partitive(words, sentence, at, k, lower(j))
                        });
                    }
                    "deux" => quantity = quantity.or((j > 0 && lower(j - 1) == "les").then_some(Quantity::All)),
                    "seul" | "seule" if j > 1 && lower(j - 2) == "pas" => {
                        quantity = quantity.or(Some(Quantity::None));
                        absent = true;
                    }
                    "des" | "un" | "une" => {}
                    _ if words[j].tag == Tag::Adjective || words[j].tag == Tag::Numeral => {}
                    _ => break,
                }
            }
        } else if kind == Kind::Adverb {
            // *le plus long fleuve*, but *plus long que*.
            definite = start
                .checked_sub(1)
                .is_some_and(|j| matches!(lower(j), "le" | "la" | "les"));
        } else if kind == Kind::Verb {
            without = start.checked_sub(1).is_some_and(|j| lower(j) == "sans");
        }
        let part = &sentence.parts[sentence.items[at].part];
        let item = &sentence.items[at];
        let chained = item.term.kind == Kind::Verb
            && !item.predicate
            && !item.term.before
            && matches!(item.term.link, "" | "de" | "à");
        let ended = chained
            && at > 0
            && sentence.items[at - 1]
                .term
                .forms
                .iter()
                .any(|form| ENDING.contains(&&**form));
        // *n'a cessé de polluer*: it never ended.
        let never = ended && !part.negated && {
            let verb = index(sentence.items[at - 1].term.span);
            words[verb.saturating_sub(3)..verb]
                .iter()
                .any(|word| matches!(&*word.lower, "ne" | "n'"))
        };
        let ended = ended && !never;
        let against = item.term.kind == Kind::Verb
            && item
                .term
                .forms
                .iter()
                .any(|form| form == "voter" || form == "prononcer")
            && (1..=4).any(|ahead| {
                lower(start + ahead) == "contre" && words[start..start + ahead].iter().all(|w| w.tag != Tag::Noun)
            });
        let object = !item.term.before && item.term.outer.is_empty() && !part.attributive;
        let weighty = item.term.weight > 0.5 && item.term.kind != Kind::Name;
        let denied = part.negated
            && !part.partly
            && (item.predicate || chained || (object && weighty && near_verb(sentence, at)));
        let copula = (1..=3).any(|back| {
            start.checked_sub(back).is_some_and(|j| {
                words[j].is_form_of("être")
                    && words[j..start]
                        .iter()
                        .all(|w| !matches!(w.tag, Tag::Noun | Tag::Name | Tag::PastParticiple))
            })
        });
        let preposition = (1..=3).find_map(|back| {
            let j = start.checked_sub(back)?;
            let between = words[j + 1..start]
                .iter()
                .all(|w| matches!(w.tag, Tag::Determiner | Tag::Adjective | Tag::Numeral));
            PREPOSITIONS.iter().copied().find(|word| between && *word == lower(j))
        });
        // *est une écrivaine norvégienne*
        let described = kind == Kind::Adjective
            && at > 0
            && sentence.items[at - 1].attribute
            && sentence.items[at - 1].term.kind == Kind::Noun;
        let item = &mut sentence.items[at];
        item.denied = ((denied || absent) != without) != (ended || against);
        item.attribute = copula || described;
        item.preposition = preposition;
        item.quantity = quantity;
        item.definite = definite;
    }
}

/// True where a clause follows word `at`: *ne signifie pas que l'usine ferme*, but *n'a pas que des amis*.
fn clause_after(words: &[Word], at: usize) -> bool {
    let after = words.iter().skip(at + 1);
    let mut open =
        after.take_while(|word| !matches!(word.tag, Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Relative));
    open.any(|word| word.tag == Tag::FiniteVerb)
}

/// True for the object of a negated verb that *de* brings: *n'a pas acheté de villa*.
fn partitive(words: &[Word], sentence: &Sentence, at: usize, before: usize, preposition: &str) -> bool {
    let part = &sentence.parts[sentence.items[at].part];
    let verb = matches!(words[before].tag, Tag::PastParticiple | Tag::Infinitive)
        && words[..before]
            .iter()
            .rev()
            .take(3)
            .any(|word| matches!(&*word.lower, "pas" | "jamais" | "plus"));
    part.negated && !part.passive && verb && matches!(preposition, "de" | "d'")
}

/// Verbs whose infinitive no longer happens: *cesser de vendre*.
const ENDING: &[&str] = &[
    "cesser",
    "arreter",
    "refuser",
    "renoncer",
    "eviter",
    "abstenir",
    "empecher",
    "interdire",
    "omettre",
    "oublier",
    "dementir",
    "nier",
    "refuter",
    "contester",
    "exclure",
];

/// Prepositions that have an opposite.
const PREPOSITIONS: &[&str] = &[
    "avant",
    "après",
    "pour",
    "contre",
    "avec",
    "sans",
    "sur",
    "sous",
    "dans",
    "hors",
    "devant",
    "derrière",
];

/// True for the first weighty word behind the verb of its clause, where that verb says little itself: *n'a pas présenté sa démission*.
fn near_verb(sentence: &Sentence, at: usize) -> bool {
    let part = sentence.items[at].part;
    let verb = sentence.parts[part].verb;
    let first = (0..at).rev().take_while(|&i| sentence.items[i].part == part).all(|i| {
        let item = &sentence.items[i];
        Some(i) == verb || item.term.before || item.term.weight <= 0.5
    });
    first && verb.is_none_or(|verb| at - verb <= 2)
}
