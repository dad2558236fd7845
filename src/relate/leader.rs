//! Whom an article says to lead a body or to speak for it: *Jeanne Astier, présidente de Ravel*, *l'agence … sa directrice, Jeanne Astier*.

use super::body::{Known, proper};
use super::voice::Acronym;
use crate::fold::{fold, name_key};
use std::collections::HashSet;

/// Who leads a body or speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leader {
    /// Last word of the name.
    pub name: String,
    /// The body as written.
    pub body: String,
    /// Manages what bears a bare name, a firm for the most part: *la présidente de Ravel*.
    pub manages: bool,
    /// Told by *son*, *sa*: whatever stands nearer is not the body.
    pub own: bool,
}

const ROLES: &[&str] = &[
    "président",
    "présidente",
    "vice-président",
    "vice-présidente",
    "PDG",
    "patron",
    "patronne",
    "directeur",
    "directrice",
    "porte-parole",
    "fondateur",
    "fondatrice",
    "dirigeant",
    "dirigeante",
    "secrétaire",
    "chef",
    "cheffe",
    "commandant",
    "commandante",
    "responsable",
    "coordinateur",
    "coordinatrice",
    "délégué",
    "déléguée",
    "représentant",
    "représentante",
    "numéro",
    "trésorier",
    "trésorière",
];

/// What may stand between a role and the body.
const KINDS: &[&str] = &[
    "général",
    "générale",
    "délégué",
    "déléguée",
    "adjoint",
    "adjointe",
    "exécutif",
    "exécutive",
    "national",
    "nationale",
    "régional",
    "régionale",
    "départemental",
    "départementale",
    "médical",
    "médicale",
    "technique",
    "opérationnel",
    "opérationnelle",
    "deux",
    "un",
];

/// Words before a name that are none of it.
const TITLES: &[&str] = &[
    "le",
    "la",
    "l",
    "colonel",
    "colonelle",
    "lieutenant-colonel",
    "commandant",
    "commandante",
    "capitaine",
    "général",
    "générale",
    "amiral",
    "amirale",
    "commissaire",
    "docteur",
    "docteure",
    "professeur",
    "professeure",
    "juge",
    "me",
    "mgr",
    "dr",
    "pr",
    "m",
    "mme",
];

/// Bytes of an acronym in brackets.
const ACRONYM: usize = 24;

/// Bytes before a possessive in which the body stands that it speaks of.
const REACH: usize = 320;

/// Whom an article says to lead a body or to speak for it, with that body: *Jeanne Astier, qui dirige l'Agence des ports*, *Jeanne Astier,
/// présidente de Ravel*, *le comité, par la voix de Jeanne Astier*, *à la tête du comité, Jeanne Astier*. Linear in its length.
pub(super) fn leaders(known: Known, text: &str) -> Vec<Leader> {
    let at_comma = |(at, _): (usize, &str)| {
        let (before, after) = (text.get(..at)?, text.get(at + 2..)?);
        if let Some(leader) = led_before(known, before, after) {
            return Some(leader);
        }
        let (name, body, manages) = match after.strip_prefix("par la ") {
            Some(rest) => voiced(before, rest).map(|(name, body)| (name, body, false))?,
            None => led(known, after).and_then(|(body, manages)| Some((last_name(before)?, body, manages)))?,
        };
        let (body, own) = (body.to_owned(), false);
        Some(Leader {
            name,
            body,
            manages,
            own,
        })
    };
    let headed = |(at, mark): (usize, &str)| {
        let (body, rest) = known.body_after(text.get(at + mark.len()..)?)?;
        let rest = rest.trim_start();
        // *La tête de la mission (MCV), Jeanne Astier*
        let rest = rest
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
            .map_or(rest, |(_, rest)| rest);
        let (between, rest) = rest
            .split_once(',')
            .filter(|(between, _)| between.split(' ').count() <= 5)?;
        let plain = !between.contains(['.', ';', ':', '\n', '«', '»']);
        let (name, body) = (first_name(rest).filter(|_| plain)?, body.to_owned());
        let (manages, own) = (false, false);
        Some(Leader {
            name,
            body,
            manages,
            own,
        })
    };
    let mut found: Vec<Leader> = possessed(known, text);
    found.extend(text.match_indices(", ").filter_map(at_comma));
    found.extend(
        text.match_indices("la tête d")
            .filter_map(|(at, mark)| headed((at, &mark[..mark.len() - 1]))),
    );
    found
}

/// *La cheffe de la mission d'observation, Jeanne Astier*: whom the words before a comma call the head of a body.
fn led_before(known: Known, before: &str, after: &str) -> Option<Leader> {
    // *La directrice de la mission (MCV), Jeanne Astier*
    let near = before.get(before.floor_char_boundary(before.len().saturating_sub(ACRONYM))..)?;
    let bracket = near.strip_suffix(')').and_then(|near| near.rfind(" ("));
    let before = bracket.map_or(before, |at| &before[..before.len() - near.len() + at]);
    let begins = before
        .rfind(['.', ';', ':', ',', '\n', '«', '»', '"', '“', '”', '(', '!', '?'])
        .map_or(0, |at| at + 1);
    let clause = before.get(begins..)?;
    let named = after.starts_with(char::is_uppercase) || TITLES.iter().any(|title| starts_with_word(after, title));
    let role = |(at, word): &(usize, &str)| {
        ROLES.contains(&&*word.to_lowercase()) && clause[..*at].ends_with([' ', '\'', '’'])
    };
    let mut words = clause
        .split(' ')
        .map(|word| (word.as_ptr() as usize - clause.as_ptr() as usize, word));
    let (at, role) = words.rfind(|word| named && role(word))?;
    let rest = clause.get(at + role.len() + 1..)?;
    let kind = rest.split_once(' ').filter(|(kind, _)| KINDS.contains(kind));
    let rest = kind.map_or(rest, |(_, rest)| rest);
    let (body, left) = known.body_after(rest)?;
    // An adjective that no list knows ends the name.
    let end = body.len() + if left.trim().contains(' ') { 0 } else { left.len() };
    let body = rest.get(rest.find(body)?..)?.get(..end)?.trim_end();
    let name = first_name(after).filter(|_| rest.trim_end().ends_with(body))?;
    let (body, own) = (body.to_owned(), false);
    let manages = false;
    Some(Leader {
        name,
        body,
        manages,
        own,
    })
}

/// True where a text begins with the word and goes on with another.
fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
}

/// The last word of the name that ends a text.
fn last_name(before: &str) -> Option<String> {
    let person = before.rsplit([' ', '\n', '\u{a0}']).next()?;
    let key = name_key(person);
    let last = key.rsplit(' ').next()?;
    (proper(person) && !last.is_empty()).then(|| last.to_owned())
}

/// The last word of the name that begins a text, after titles.
fn first_name(rest: &str) -> Option<String> {
    /// Words of a title.
    const TITLE: usize = 3;
    let end = rest
        .find([',', '.', ';', ':', '(', '\n', '«', '»', '"', '”'])
        .unwrap_or(rest.len());
    let mut words = rest
        .get(..end)?
        .split([' ', '\u{a0}', '\'', '’'])
        .filter(|word| !word.is_empty())
        .peekable();
    for _ in 0..TITLE {
        words.next_if(|word| TITLES.contains(&&*fold(word)) || TITLES.contains(word));
    }
    // *Amadou ag Baye*, *Jeanne Le Goff*
    let link = |word: &str| {
        matches!(
            word,
            "ag" | "el" | "al" | "ben" | "ould" | "van" | "von" | "de" | "da" | "dos" | "d"
        )
    };
    let name: Vec<&str> = words.take_while(|word| proper(word) || link(word)).collect();
    let last = name.iter().rev().find(|word| proper(word))?;
    last_name(last)
}

/// The body that words behind a name say to be led, and whether by its manager: *qui dirige l'Agence des ports*, *la présidente de Ravel*.
fn led<'t>(known: Known, after: &'t str) -> Option<(&'t str, bool)> {
    const VERBS: &[&str] = &["dirige", "préside", "pilote", "conduit", "commande", "chapeaute"];
    if let Some(rest) = after.strip_prefix("qui ") {
        if let Some(rest) = rest.strip_prefix("parle au nom ") {
            return Some((known.body_after(rest)?.0, false));
        }
        let (_, rest) = rest.split_once(' ').filter(|(verb, _)| VERBS.contains(verb))?;
        let articles = ["l'", "l’", "la ", "le ", "les "];
        let led = known.body(articles.iter().find_map(|article| rest.strip_prefix(article))?)?;
        return Some((led, false));
    }
    if let Some(rest) = ["au nom ", "à la tête "]
        .iter()
        .find_map(|words| after.strip_prefix(words))
    {
        return Some((known.body_after(rest)?.0, false));
    }
    let articles = ["la ", "le ", "l'", "l’"];
    let after = articles
        .iter()
        .find_map(|article| after.strip_prefix(article))
        .unwrap_or(after);
    let (role, rest) = after.split_once(' ').filter(|(role, _)| ROLES.contains(role))?;
    let rest = rest
        .split_once(' ')
        .filter(|(kind, _)| KINDS.contains(kind))
        .map_or(rest, |(_, rest)| rest);
    let (led, _) = known.body_after(rest)?;
    let bare = ["de ", "d'", "d’"].iter().any(|link| {
        rest.strip_prefix(link)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    });
    Some((led, bare && !matches!(role, "porte-parole" | "secrétaire")))
}

/// *Le comité, par la voix de Jeanne Astier*: who speaks for the body that ends the text before the comma.
fn voiced<'t>(before: &'t str, rest: &str) -> Option<(String, &'t str)> {
    let rest = ["voix ", "bouche "].iter().find_map(|word| rest.strip_prefix(word))?;
    let rest = ["de ", "d'", "d’"].iter().find_map(|link| rest.strip_prefix(link))?;
    let name = rest.split([',', '.', ';', ':']).next()?;
    let person: Vec<&str> = name.split(' ').take_while(|word| proper(word)).collect();
    let last = last_name(person.last()?)?;
    let begins = before
        .rfind(['.', ',', '\n', '»', '”', '!', '?', ':'])
        .map_or(0, |at| at + 1);
    let body = before.get(begins..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    let articles = ["Le ", "La ", "L'", "L’", "Les ", "le ", "la ", "l'", "l’", "les "];
    let body = articles.iter().find_map(|article| body.strip_prefix(article))?;
    (body.split(' ').count() <= 8).then_some((last, body.trim_end()))
}

/// Who is told by *son* or *sa* to lead what was named before: *la commission … sa vice-présidente, Jeanne Astier*, *Jeanne Astier, son président*.
fn possessed(known: Known, text: &str) -> Vec<Leader> {
    let mut found = Vec::new();
    let towns = towns(text);
    for own in ["sa ", "son ", "Sa ", "Son "] {
        for (at, _) in text.match_indices(own) {
            let (Some(before), Some(rest)) = (text.get(..at), text.get(at + own.len()..)) else {
                continue;
            };
            if before.ends_with(char::is_alphanumeric) {
                continue;
            }
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '-'))
                .unwrap_or(rest.len());
            if !rest.get(..end).is_some_and(|role| ROLES.contains(&role)) {
                continue;
            }
            // *Sa directrice générale adjointe, Jeanne Astier*, or the name before it: *Jeanne Astier, sa directrice*.
            let behind = rest.split_once(',').filter(|(role, _)| {
                let plain = !role.contains(['.', ';', ':', '\n', '«', '»', '"']);
                plain && role.split(' ').count() <= 4
            });
            let name = match before.strip_suffix(", ") {
                Some(named) => last_name(named),
                None => behind.and_then(|(_, name)| first_name(name)),
            };
            let Some(name) = name else { continue };
            if let Some(body) = body_before(known, before, &name, &towns) {
                let (manages, own) = (false, true);
                found.push(Leader {
                    name,
                    body,
                    manages,
                    own,
                });
            }
        }
    }
    found
}

/// The words with a capital before which a text has *à*: what is done *à Belmont* is done in a town.
fn towns(text: &str) -> HashSet<&str> {
    let behind = ["à ", "À ", "A "].iter().flat_map(|at| {
        text.match_indices(at)
            .filter(|(start, _)| !text[..*start].ends_with(char::is_alphanumeric))
            .filter_map(|(start, at)| text.get(start + at.len()..))
    });
    let word = |rest: &'_ str| {
        rest.find(|c: char| !(c.is_alphanumeric() || c == '-'))
            .unwrap_or(rest.len())
    };
    behind
        .filter_map(|rest| rest.get(..word(rest)))
        .filter(|word| proper(word))
        .collect()
}

/// The last body that is named at the end of a paragraph's beginning; never the one with this last name, nor one of the `towns`.
fn body_before(known: Known, before: &str, name: &str, towns: &HashSet<&str>) -> Option<String> {
    let begins = before.rfind('\n').map_or(0, |at| at + 1);
    let mut from = begins.max(before.len().saturating_sub(REACH));
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let before = before.get(from..)?;
    let is_word = |c: char| c.is_alphanumeric() || c == '-';
    let mut words: Vec<(usize, &str)> = Vec::new();
    for (at, _) in before.char_indices().filter(|(_, c)| is_word(*c)) {
        let starts = !before[..at].ends_with(is_word);
        let end = before[at..]
            .find(|c: char| !is_word(c))
            .map_or(before.len(), |end| at + end);
        words.extend(starts.then(|| (at, &before[at..end])));
    }
    let article = |i: usize| {
        let word = i.checked_sub(1).map(|j| fold(words[j].1)).unwrap_or_default();
        matches!(&*word, "le" | "la" | "l" | "les" | "du" | "des" | "au" | "aux")
    };
    let common = |word: &str| {
        known
            .lexicon
            .is_some_and(|lexicon| !lexicon.readings(&crate::fold::lower(word)).is_empty())
    };
    let mut i = words.len();
    while i > 0 {
        i -= 1;
        let (at, word) = words[i];
        if article(i) && !proper(word) && known.is_authority(word) {
            return known.body(&before[at..]).map(str::to_owned);
        }
        if !proper(word) || word.chars().count() < 3 || name_key(word) == name {
            continue;
        }
        // *(CEI)*: by its full name.
        if before[..at].ends_with('(') {
            if let Some(acronym) = Acronym::of(word).filter(|acronym| acronym.written) {
                return Some(
                    full_name(before[..at - 1].trim_end(), &acronym)
                        .unwrap_or(word)
                        .to_owned(),
                );
            }
            continue;
        }
        // From its first capital on; *la mission d'observation* has none.
        let mut first = i;
        while first > 0
            && proper(words[first - 1].1)
            && &before[words[first - 1].0 + words[first - 1].1.len()..words[first].0] == " "
        {
            first -= 1;
        }
        let (start, head) = words[first];
        let opens = before[..start]
            .trim_end()
            .ends_with(['.', '!', '?', '»', '”', '"', '«', '“', '–', '—'])
            || start == 0;
        let placed = first.checked_sub(1).is_some_and(|j| {
            matches!(
                &*fold(words[j].1),
                "a" | "en" | "dans" | "de" | "d" | "m" | "mme" | "me" | "mgr"
            )
        });
        let person = first < i && common(head) && !article(first);
        let town = first == i && !article(first) && towns.contains(word);
        if (opens && common(head)) || placed || person || town {
            i = first;
            continue;
        }
        return known.body(&before[start..]).map(str::to_owned);
    }
    None
}

/// The words at the end of a text of which the letters are an acronym.
fn full_name<'t>(before: &'t str, acronym: &Acronym) -> Option<&'t str> {
    /// Words of such a name.
    const LONGEST: usize = 10;
    let starts = before
        .char_indices()
        .filter(|(at, c)| c.is_alphanumeric() && before[..*at].ends_with([' ', '\'', '’']));
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let near = starts.iter().rev().take(LONGEST);
    let name = |at: &usize| Some(&before[*at..]).filter(|name| proper(name) && name.starts_with(char::is_uppercase));
    near.filter_map(name)
        .find(|name| Acronym::of(name).is_some_and(|own| !own.written && own.letters == acronym.letters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::lexicon::relation::Relations;
    use crate::model::Lang;

    fn found(text: &str) -> Vec<(String, String)> {
        let known = Known {
            data: Relations::of(Lang::FR).expect("French"),
            lexicon: Lexicon::of(Lang::FR),
        };
        let mut found: Vec<_> = leaders(known, text).into_iter().map(|l| (l.name, l.body)).collect();
        found.dedup();
        found
    }

    fn is(text: &str, name: &str, body: &str) {
        assert_eq!(found(text), [(name_key(name), body.to_owned())], "{text}");
    }

    #[test]
    fn a_possessive_is_of_the_last_body() {
        is(
            "La Commission nationale des jeux (CNJ) a voté. C'est clair, a dit son président, Firmin Daubert.",
            "Daubert",
            "Commission nationale des jeux",
        );
        is(
            "L'Agence des eaux se tait. Sa directrice, Lise Morel, refuse.",
            "Morel",
            "Agence des eaux",
        );
        is(
            "La police est venue. « Rien », dit son porte-parole, le colonel Yves Aubin.",
            "Aubin",
            "police",
        );
        is(
            "Karst Rail dément. Lise Morel, sa porte-parole, parle d'un malentendu.",
            "Morel",
            "Karst Rail",
        );
    }

    #[test]
    fn a_possessive_without_a_body_or_a_role_is_of_nobody() {
        assert!(found("Il pleuvait. Sa mère, Lise Morel, est venue.").is_empty());
        assert!(found("Il pleuvait à Belmont. Son président, Lise Morel, est venue.").is_empty());
        assert!(found("Il pleut à Belmont. Belmont ne fermera pas, dit son président, Jean Morel.").is_empty());
        assert!(found("“Cette nuit, rien”, dit son porte-parole, Jean Morel.").is_empty());
    }

    #[test]
    fn who_commands_or_heads_a_body() {
        is(
            "Le colonel Romain Quesnel, qui commande les pompiers, a parlé.",
            "Quesnel",
            "pompiers",
        );
        is(
            "À la tête de l'Agence des eaux (ADE), Lise Morel refuse.",
            "Morel",
            "Agence des eaux",
        );
        is(
            "Jean Morel, qui parle au nom du Secours breton, refuse.",
            "Morel",
            "Secours breton",
        );
        is("Jean Morel, chef des secours, refuse.", "Morel", "secours");
    }

    #[test]
    fn a_role_stands_before_its_holder_too() {
        is(
            "La cheffe de la mission d'enquête de l'Union alpine, Lise Morel, est rentrée.",
            "Morel",
            "mission d'enquête de l'Union alpine",
        );
        is(
            "Le président du Cercle de Belmont, Jean Morel, refuse.",
            "Morel",
            "Cercle de Belmont",
        );
        assert!(found("Le président de la mission voyage, Lise Morel reste.").is_empty());
    }
}
