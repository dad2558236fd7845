//! What an apposition adds to what a noun phrase says.

use super::{Description, Determination};
use crate::extract::taken_up::is_trader;
use crate::fold;
use crate::lexicon::relation::Relations;
use crate::lexicon::{Lexicon, NounClass};

/// The body that a phrase behind *de* or *pour* names: *du syndicat Agents unis*, *de Force Uniforme*; a name of one word may be a town's.
pub(super) fn of_whom(description: &Description, lexicon: &Lexicon) -> Option<String> {
    let name = description.name.as_ref();
    let acronym = |name: &String| !name.chars().any(char::is_lowercase);
    let named = name.filter(|name| name.contains(' ') || acronym(name));
    let behind_noun = name.filter(|_| !description.nouns.is_empty());
    let organisation = description.class == Some(NounClass::Organisation);
    // « de Secours sans rivages »
    let title = &description.title;
    // « du syndicat majoritaire SNPL »
    let mut last = title.rsplitn(2, ' ');
    let letters = last
        .next()
        .filter(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    if organisation && name.is_none() && last.next().is_some_and(|before| before.contains(' ')) && letters.is_some() {
        return letters.map(str::to_owned);
    }
    let called = title.starts_with(char::is_uppercase) && title.contains(' ') && description.country.is_none();
    named
        .or(behind_noun)
        .filter(|_| !matches!(description.class, Some(NounClass::Office | NounClass::Person)))
        .cloned()
        .or_else(|| {
            Some(title.clone()).filter(|_| name.is_none() && (organisation || called || corps(description, lexicon)))
        })
}

/// True for the men of a body, by whom it is called: *les pompiers*.
fn corps(description: &Description, lexicon: &Lexicon) -> bool {
    let noun = description.nouns.first().map(|noun| fold::fold(noun));
    let data = Relations::of(lexicon.lang);
    description.plural
        && noun
            .zip(data)
            .is_some_and(|(noun, data)| data.offices().house(&noun).is_some())
}

/// Adds to the description of a noun phrase what its apposition says.
pub(super) fn join(description: &mut Description, mut other: Description, lexicon: &Lexicon) {
    // « Lucette Abgrall, 68 ans »: an age says nothing of whose it is.
    if is_age(&other) {
        return;
    }
    // « l'entourage du ministre, Paul Roy »: the minister's name.
    if description.is_staff() && other.person && description.name.is_none() {
        if let Some(name) = &other.name {
            description.name_holder(name);
        }
        return;
    }
    // « Farid Mellah, du Syndicat du livre (SL) », « le géologue Ada Weil, de l'université de Brest »: whom he speaks for, not what he is.
    if description.person && other.name.is_none() && other.class == Some(NounClass::Organisation) {
        let capital = other.body.is_none() && other.title.starts_with(char::is_uppercase);
        if capital || !description.nouns.is_empty() {
            description.body = description.body.take().or(Some(other.title));
            return;
        }
    }
    // « le bailleur, Habitat Val-de-Seille »
    let firm = description.name.is_none()
        && description.nouns.first().is_some_and(|noun| is_trader(noun))
        && other.gender.is_none();
    if firm && other.person && other.nouns.is_empty() {
        other.person = false;
        description.class = Some(NounClass::Organisation);
    }
    // « son assureur, la Mutuelle des arts »: the name of a body in words of the language.
    let names_body = description.name.is_none()
        && other.name.is_none()
        && other.title.starts_with(char::is_uppercase)
        && description.title.starts_with(char::is_lowercase)
        && !matches!(other.class, Some(NounClass::Office | NounClass::Person));
    if names_body {
        description.title = other.title;
        description.determination = Determination::Definite;
        description.class = Some(NounClass::Organisation);
    }
    // « le directeur général France, Hugo Lantier »: the first is what the bearer directs.
    let directs = description.class == Some(NounClass::Office)
        && other.person
        && other.nouns.is_empty()
        && other.name.as_ref().is_some_and(|name| name.contains(' '))
        && description.name.as_ref().is_some_and(|name| !name.contains(' '));
    if description.name.is_none() || directs {
        let field = std::mem::replace(&mut description.name, other.name);
        description.body = description.body.take().or(field);
        description.person |= other.person;
    } else if other.name.is_some() && description.body.is_none() && !other.person {
        description.body = other.name;
    }
    // « le médecin du bord, Élodie Blanc »: the first name tells more than the article of an office.
    description.gender = match other.gender {
        Some(gender) if other.person && other.nouns.is_empty() => Some(gender),
        gender => description.gender.or(gender),
    };
    description.nouns.extend(other.nouns);
    description.class = description.class.or(other.class);
    description.qualifiers.extend(other.qualifiers);
    // « X, porte-parole de l'Agence maritime (AM) »: no person is called so.
    if !description.person && !other.person && !matches!(other.class, Some(NounClass::Office | NounClass::Person)) {
        description.acronym = description.acronym.take().or(other.acronym);
    }
    // « le président de l'Union des ports, l'Irlandais Pat Doyle »: whence he comes is not whom he speaks for, unless he serves a state.
    let data = Relations::of(lexicon.lang);
    let presides = |noun: &String| matches!(noun.as_str(), "président" | "présidente");
    let serves = |noun: &String| !presides(noun) && data.is_some_and(|data| data.is("of_a_state", &fold::fold(noun)));
    let of_named_body = description.class == Some(NounClass::Office)
        && description
            .body
            .as_ref()
            .is_some_and(|body| body.starts_with(char::is_uppercase))
        && !description.nouns.iter().any(serves);
    description.country = description.country.take().or(other.country.filter(|_| !of_named_body));
    description.body = description.body.take().or(other.body);
    description.linked = description.linked.take().or(other.linked);
    description.person |=
        matches!(description.class, Some(NounClass::Office | NounClass::Person)) && description.name.is_some();
}

fn is_age(description: &Description) -> bool {
    matches!(description.nouns.first().map(String::as_str), Some("an" | "year"))
}
