//! The body or the place that the complement of a noun names: *directrice des projets **de l'Agence maritime***, *cadre **chez Ravel***.

use super::{names_trade, text_of};
use crate::fold;
use crate::lexicon::relation::Relations;
use crate::lexicon::{NounClass, Pos};
use crate::text::phrase::{is_at, is_weekday};
use crate::text::tag::{Tag, Word, begins_bearer};

/// The body or place that a complement of an office names, as written: *directrice des projets **de l'Agence maritime***, *cadre **chez Ravel***.
pub(super) fn body(
    words: &[Word],
    head: usize,
    name: Option<&std::ops::Range<usize>>,
    text: &str,
) -> Option<Complement> {
    // The particle of « Hubert de Lestrac » is no complement.
    let in_name = |i: usize| name.is_some_and(|name| name.contains(&i));
    let class = words.get(head)?.class();
    let somebody = matches!(class, Some(NounClass::Office | NounClass::Person));
    // « médecin à l'hôpital Saint-Luc », « chercheuse au CNRS »
    let houses = |i: usize| {
        let article = words.get(i + 1).is_some_and(|word| word.tag == Tag::Determiner) || words[i].lower == "au";
        let mut behind = words[i + 1..].iter().skip_while(|word| word.tag == Tag::Determiner);
        behind.next().is_some_and(|word| names_house(word, article))
    };
    let links = |i: &usize| {
        !in_name(*i)
            && (matches!(&*words[*i].lower, "de" | "du" | "des" | "d'" | "of" | "chez" | "auprès")
                || matches!(&*words[*i].lower, "à" | "au") && somebody && houses(*i))
            && matches!(words[*i].tag, Tag::Preposition | Tag::Contraction)
    };
    let leads = class == Some(NounClass::Office);
    let mut links = (head + 1..words.len()).filter(links);
    let first = links.next()?;
    let behind = |link: usize| {
        let articles = words[link + 1..].iter().take_while(|word| word.tag == Tag::Determiner);
        link + 1 + articles.count()
    };
    let read = |link: usize| {
        let from = behind(link);
        // « avocate au barreau de Paris » speaks for whoever she defends.
        let inside = words.get(from).filter(|word| word.lower != "barreau")?;
        // « le leader de La France insoumise Paul Roy », but « l'avocat de Jean Martin »
        let own = (from..words.len()).find(|&i| {
            words[i].tag == Tag::Title
                || words[i].can_be(Pos::FirstName)
                    && words[i].tag == Tag::Name
                    && i > from
                    && !(i == from + 1 && words[from].can_be(Pos::FirstName))
                    && !matches!(words[i - 1].tag, Tag::Preposition | Tag::Contraction | Tag::Determiner)
        });
        let bearer = (from + 1..words.len()).find(|&i| begins_bearer(words, i));
        // « secrétaire de la CGT à l'hôpital », « responsable de l'OMS pour l'Afrique »: letters are a whole name.
        let apart = |word: &Word| is_at(word) || matches!(&*word.lower, "pour" | "en" | "dans" | "sur");
        let whole = Some(from + 1).filter(|&i| inside.acronym && words.get(i).is_some_and(apart));
        // « le vice-président de la région chargé des transports », « des chiffres de l'Insee publiés mardi »,
        // « médecin à l'hôpital de Belz et déléguée CFDT », « le candidat de la droite à la présidentielle »
        let charged = |&i: &usize| {
            let next = words.get(i + 1);
            let linked = next.is_some_and(|w| matches!(w.tag, Tag::Preposition | Tag::Contraction) || is_weekday(w));
            let role = next
                .is_some_and(|w| matches!(w.class(), Some(NounClass::Office | NounClass::Person)) || names_trade(w));
            let stands_for = is_at(&words[i])
                && words
                    .get(i + 2)
                    .is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Adjective) && !w.capital)
                && !inside.capital
                && !houses(i);
            // « le député de l'Essonne et mathématicien Paul Roy »
            let bears = next.is_some_and(|w| w.tag == Tag::Noun && !w.capital)
                && words
                    .get(i + 2)
                    .is_some_and(|w| w.tag == Tag::Name && w.can_be(Pos::FirstName));
            words[i].tag == Tag::PastParticiple && linked
                || words[i].tag == Tag::Coordinator && (role || bears)
                || stands_for
        };
        let own = own.filter(|&i| words[i].can_be(Pos::FirstName));
        let charged = (from + 1..words.len()).find(charged);
        let to = [bearer, own, whole, charged].into_iter().flatten().min();
        let to = to.unwrap_or(words.len());
        // « maître de conférences » says what he is.
        let hearing = matches!(&*inside.lower, "audience" | "séance" | "session");
        // « un porte-parole des viticulteurs »
        let for_several = matches!(words[head].lemma(), "porte-parole" | "représentant")
            && inside.class() == Some(NounClass::Person)
            && inside.reading().is_some_and(|reading| reading.plural == Some(true));
        let organisation = (matches!(inside.class(), Some(NounClass::Organisation | NounClass::Collective))
            || is_corps(inside)
            || for_several)
            && inside.lower != "conférences"
            && !hearing;
        // « un habitant de la commune », « un notaire du canton » speak for no town.
        let lives = class == Some(NounClass::Person)
            && !inside.capital
            && matches!(
                inside.lemma(),
                "commune" | "ville" | "canton" | "village" | "région" | "département" | "agglomération"
            );
        if lives {
            return None;
        }
        // « le patron de la brasserie Lorin »
        let called = words
            .get(from + 1)
            .is_some_and(|word| word.tag == Tag::Name && !word.can_be(Pos::FirstName) && from + 1 < to);
        let place = leads && inside.tag == Tag::Noun && called;
        // « le patron des sénateurs LR », « la déléguée du syndicat majoritaire SNPL »
        let letters = |i: usize| words.get(i).is_some_and(|word| word.acronym && i < to);
        let seated = inside.class() == Some(NounClass::Office) && letters(from + 1);
        let lettered = !inside.capital && letters(from + 2) && words[from + 1].tag == Tag::Adjective;
        let named = match (seated, lettered) {
            (true, _) => from + 1..from + 2,
            (_, true) => from + 2..from + 3,
            _ => from..to,
        };
        (inside.tag == Tag::Name || inside.capital || organisation || place).then(|| Complement {
            body: Some(text_of(&words[named], text)),
            linked: text_of(&words[link..to], text),
            capital: inside.acronym || organisation && inside.capital,
        })
    };
    // « le procureur de la République de Montpellier »: the place is where, and no body.
    let republic = words
        .get(behind(first))
        .is_some_and(|word| matches!(&*word.lower, "république" | "roi"));
    if republic && matches!(words[head].lemma(), "procureur" | "vice-procureur" | "substitut") {
        let place = links.next().and_then(read)?;
        return Some(Complement {
            body: None,
            capital: false,
            ..place
        });
    }
    // « responsable du service des vaccins à l'OMS »: a part first, the body behind it.
    let part = words.get(behind(first)).is_some_and(|word| {
        matches!(
            word.lemma(),
            "département" | "service" | "bureau" | "section" | "pôle" | "unité" | "programme"
        )
    });
    let at_house = |&i: &usize| is_at(&words[i]) && houses(i);
    if let Some(house) = (first + 1..words.len()).find(at_house).filter(|_| part && somebody) {
        return read(house);
    }
    // « directrice des projets de l'Agence maritime »: a field first, or those he leads, the body behind it.
    let field = |link: usize| {
        let Some(word) = words.get(behind(link)) else {
            return false;
        };
        // « chef des observateurs de la Mocef »
        let several = leads && word.reading().is_some_and(|reading| reading.plural == Some(true));
        somebody && word.class().is_none_or(|class| !class.is_somebody() || several)
    };
    let mut link = first;
    loop {
        match read(link) {
            None if field(link) => link = links.next()?,
            told => return told,
        }
    }
}

/// True for a word that names where somebody works, behind *à*; `article` where one stands before it: *à **l'hôpital***, *au **National Post***,
/// *à **Médecins** sans frontières*, but *à Brest*.
fn names_house(word: &Word, article: bool) -> bool {
    let noun = word.tag == Tag::Noun && !word.can_be(Pos::FirstName);
    word.acronym || word.class() == Some(NounClass::Organisation) || word.capital && (article || noun)
}

/// True for the men of a body, by whom it is called: *les pompiers*.
fn is_corps(word: &Word) -> bool {
    let several = word.reading().is_some_and(|reading| reading.plural == Some(true));
    let named = |data: &Relations| data.is("corps", &fold::fold(word.lemma()));
    several && Relations::of(word.lang).is_some_and(named)
}

/// The complement of a noun.
pub(super) struct Complement {
    /// The body or place in it.
    pub body: Option<String>,
    /// The same with the words that link it: *de l'Agence maritime*.
    pub linked: String,
    /// A body by its capital or its letters: *l'Association des médecins de France*, *l'OMS*.
    pub capital: bool,
}

/// True for a name like a capital's at word `i` that has an article: *le député de **la Vienne***, for no capital has one that is not its own.
pub(super) fn is_river(words: &[Word], i: usize) -> bool {
    let article = i.checked_sub(1).and_then(|before| words.get(before));
    article.is_some_and(|word| word.tag == Tag::Determiner && !word.capital)
}

/// True where a capital at word `i` says in what city a house is, and for no state: *le barreau de **Paris***, *l'hôpital de **Kiev***.
pub(super) fn is_of_city(words: &[Word], i: usize) -> bool {
    let of = i >= 2 && matches!(&*words[i - 1].lower, "de" | "d'");
    of && matches!(
        words[i - 2].lemma(),
        "archevêque"
            | "évêque"
            | "métropolite"
            | "patriarche"
            | "imam"
            | "rabbin"
            | "recteur"
            | "parquet"
            | "tribunal"
            | "barreau"
            | "hôpital"
            | "clinique"
            | "université"
            | "faculté"
            | "école"
            | "lycée"
            | "musée"
            | "mairie"
            | "préfecture"
            | "rectorat"
            | "académie"
            | "diocèse"
            | "archevêché"
            | "police"
            | "pompier"
            | "gendarmerie"
            | "aéroport"
            | "port"
            | "prison"
            | "métropole"
            | "région"
            | "civil"
    )
}
