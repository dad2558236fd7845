//! Which words of a noun phrase are the name that it bears, and which name the body that its complement is.

use crate::fold;
use crate::lexicon::relation::Relations;
use crate::lexicon::{NounClass, Pos};
use crate::text::phrase::{is_at, is_weekday};
use crate::text::tag::{Tag, Word, begins_bearer, name_goes_on, title_goes_on};

use super::{names_trade, text_of};

/// True for an acronym at word `i` that is the body of whoever holds the office right before it: *le responsable **CGT***, *la députée **LR***.
pub(super) fn is_party(words: &[Word], head: usize, i: usize, text: &str) -> bool {
    let word = &words[i];
    let short = |part: &str| (2..=4).contains(&part.chars().count()) && part.chars().all(char::is_uppercase);
    // « le député Ecolo Luc Morin », « le sénateur MoDem Jean Sorel »: a first name begins behind it.
    let sits = matches!(
        words[head].lemma(),
        "député" | "sénateur" | "eurodéputé" | "conseiller" | "élu" | "ministre"
    );
    let bearer = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| w.tag == Tag::Name && w.can_be(Pos::FirstName))
    };
    let party = sits
        && i == head + 1
        && word.tag == Tag::Name
        && bearer(i + 1)
        && words.get(i + 2).is_some_and(|w| w.tag == Tag::Name);
    let acronym = (party || word.span.of(text).split('-').any(short)) && !word.can_be(Pos::FirstName);
    // « X, délégué CFDT »: a participle too.
    let office = may_be_somebody(&words[head]);
    let named = |i: usize| words.get(i).is_some_and(|w| w.tag == Tag::Name);
    // « le député LFI Paul Roy »: a name of its own behind.
    let last = !named(i + 1) || words[i + 1].can_be(Pos::FirstName) || named(i + 2);
    // « le pape Léon XIV »
    let numeral = i > head + 1 && named(i - 1);
    // « infirmière au CHU »: a house.
    let linked = i > 0 && matches!(words[i - 1].tag, Tag::Preposition | Tag::Contraction);
    i <= head + 2 && office && acronym && last && !numeral && !linked && matches!(word.tag, Tag::Name | Tag::Noun)
}

/// True for a word that can be what somebody is, whatever it was read as.
fn may_be_somebody(word: &Word) -> bool {
    let mut readings = word.readings.iter();
    readings.any(|reading| matches!(reading.class, Some(NounClass::Office | NounClass::Person)))
}

/// True for an acronym at word `i` between a noun that may be an adjective and the name of whoever it is said of: *le militant **CGT** Paul Roy*.
pub(super) fn is_body_of_bearer(words: &[Word], i: usize, text: &str) -> bool {
    let bearer = |word: &Word| word.tag == Tag::Adjective && may_be_somebody(word);
    let named = words
        .get(i + 1)
        .is_some_and(|word| word.tag == Tag::Name && word.can_be(Pos::FirstName));
    let capitals = words
        .get(i)
        .is_some_and(|word| word.span.of(text).chars().all(char::is_uppercase));
    i > 0 && capitals && named && bearer(&words[i - 1])
}

/// The proper name that the phrase itself bears: not one inside a complement.
pub(super) fn own_name(words: &[Word]) -> Option<std::ops::Range<usize>> {
    let mut i = 0;
    while i < words.len() {
        if matches!(words[i].tag, Tag::Name | Tag::Title) {
            let start = i;
            while i < words.len()
                && (matches!(words[i].tag, Tag::Name | Tag::Title)
                    || name_goes_on(words, i)
                    || title_goes_on(words, start, i))
            {
                i += 1;
            }
            let name = (start..i).find(|&j| words[j].tag == Tag::Name)?;
            // « M. de Malbosc »
            let first = (start..name).find(|&j| words[j].tag != Tag::Title).unwrap_or(name);
            let inside_complement = start > 0
                && (matches!(
                    words[start - 1].tag,
                    Tag::Preposition | Tag::Contraction | Tag::Open | Tag::Coordinator
                ) || start > 1 && matches!(&*words[start - 1].lower, "des" | "du")
                    || start > 1 && words[start - 1].tag == Tag::Determiner);
            // « la présidente de l'association Lède vivante »: the name is the association's.
            let noun = if words[start.saturating_sub(1)].tag == Tag::Adjective {
                2
            } else {
                1
            };
            let body = start > noun
                && words[start - noun].tag == Tag::Noun
                && !words[first].can_be(Pos::FirstName)
                // « l'ancien chef d'Etat X »
                && !matches!(&*words[start - 1].lower, "état" | "etat")
                && first == start
                && words[start - noun].reading().is_none_or(|r| r.plural != Some(true))
                && words[..start - noun]
                    .iter()
                    .any(|w| matches!(w.tag, Tag::Preposition | Tag::Contraction));
            // « le capitaine de frégate Ettore Sarno », « le commissaire de police Ettore Sarno »: a rank with its arm.
            let rank = start >= 3
                && words[start - noun].class() != Some(NounClass::Organisation)
                && noun == 1
                && matches!(&*words[start - 2].lower, "de" | "d'")
                && matches!(words[start - 3].class(), Some(NounClass::Office | NounClass::Person))
                && i >= start + 2;
            if body && !rank {
                continue;
            }
            if !inside_complement {
                return Some(
                    first..with_epithet(words, first, with_compass(words, first, with_place(words, first, i))),
                );
            }
            // « le préfet de Paris Laurent Dubois »: behind the complement's name a first name begins the bearer's own.
            let first_name = |j: usize| words[j].can_be(Pos::FirstName);
            let begins = |j: &usize| first_name(*j) && !first_name(*j - 1) || begins_bearer(words, *j);
            if let Some(own) = (first + 1..i.saturating_sub(1)).find(begins) {
                return Some(own..i);
            }
        } else {
            i += 1;
        }
    }
    None
}

/// One past a paper's name, which goes on behind *de*: *La Voix **du Ségala***, *le quotidien Courrier **de l'Aisne***.
pub(super) fn with_place(words: &[Word], first: usize, end: usize) -> usize {
    let press = |word: &Word| {
        matches!(
            word.lemma(),
            "quotidien" | "journal" | "hebdomadaire" | "magazine" | "site" | "agence"
        )
    };
    let article = matches!(&*words[first].lower, "le" | "la" | "l'" | "les") && end > first + 1;
    let of = words
        .get(end)
        .is_some_and(|w| matches!(&*w.lower, "de" | "du" | "des" | "d'"));
    if !of || !(article || first > 0 && press(&words[first - 1])) {
        return end;
    }
    let from = end + 1 + usize::from(words.get(end + 1).is_some_and(|w| w.tag == Tag::Determiner));
    let place = words[from.min(words.len())..]
        .iter()
        .take_while(|w| w.tag == Tag::Name)
        .count();
    if place == 0 { end } else { from + place }
}

/// One past the name of a land that goes on with a quarter of the sky: *la Corée **du Nord***, *l'Afrique **du Sud***; after an article, and alone.
fn with_compass(words: &[Word], first: usize, end: usize) -> usize {
    let article = first > 0 && words[first - 1].tag == Tag::Determiner || first == 0;
    let quarter = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| w.capital && matches!(&*w.lower, "nord" | "sud" | "est" | "ouest"))
    };
    let du = words.get(end).is_some_and(|w| w.lower == "du");
    if article && end == first + 1 && du && quarter(end + 1) {
        end + 2
    } else {
        end
    }
}

/// One past the name of an association that goes on in words of the language: *l'association Sources **vives***.
fn with_epithet(words: &[Word], first: usize, end: usize) -> usize {
    let association = |word: &Word| {
        matches!(
            word.lemma(),
            "association"
                | "organisation"
                | "collectif"
                | "ong"
                | "mouvement"
                | "comité"
                | "réseau"
                | "liste"
                | "coordination"
                | "fondation"
        )
    };
    let named = first > 0 && association(&words[first - 1]) && !words[first].can_be(Pos::FirstName);
    let goes_on = |w: &&Word| {
        let told = matches!(w.tag, Tag::Adjective | Tag::PastParticiple | Tag::Noun | Tag::Adverb);
        w.lower == "sans" || !w.capital && told
    };
    match words.get(end..) {
        Some(behind) if named => end + behind.iter().take_while(goes_on).count(),
        _ => end,
    }
}

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
        let sits = matches!(&*inside.lower, "audience" | "séance" | "session");
        // « un porte-parole des viticulteurs »
        let for_several = matches!(words[head].lemma(), "porte-parole" | "représentant")
            && inside.class() == Some(NounClass::Person)
            && inside.reading().is_some_and(|reading| reading.plural == Some(true));
        let organisation = (matches!(inside.class(), Some(NounClass::Organisation | NounClass::Collective))
            || is_corps(inside)
            || for_several)
            && inside.lower != "conférences"
            && !sits;
        // « le patron de la brasserie Lorin »
        let called = words
            .get(from + 1)
            .is_some_and(|word| word.tag == Tag::Name && !word.can_be(Pos::FirstName) && from + 1 < to);
        let place = leads && inside.tag == Tag::Noun && called;
        // « le patron des sénateurs LR », « la déléguée du syndicat majoritaire SNPL »
        let letters = |i: usize| words.get(i).is_some_and(|word| word.acronym && i < to);
        let sits = inside.class() == Some(NounClass::Office) && letters(from + 1);
        let called = !inside.capital && letters(from + 2) && words[from + 1].tag == Tag::Adjective;
        let named = match (sits, called) {
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
        "parquet"
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
