//! Which words of a noun phrase are the name that it bears, and which name the body that its complement is.

use crate::fold;
use crate::lexicon::{NounClass, Pos};
use crate::text::tag::{Tag, Word, begins_bearer, name_goes_on, title_goes_on};

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
                // « du président tanzanien Juma Sorel »: the first word links the whole.
                && words[usize::from(may_be_somebody(&words[start - noun]))..start - noun]
                    .iter()
                    .any(|w| matches!(w.tag, Tag::Preposition | Tag::Contraction));
            // « le capitaine de frégate Ettore Sarno », « le commissaire de police Ettore Sarno »: a rank with its arm.
            let rank = start >= 3
                && words[start - noun].class() != Some(NounClass::Organisation)
                && noun == 1
                && matches!(&*words[start - 2].lower, "de" | "d'")
                && matches!(words[start - 3].class(), Some(NounClass::Office | NounClass::Person))
                && i >= start + 2;
            // « la cheffe de l'agriculture Regula Astut »: no field of government has a name.
            let head = words[..start].iter().find(|w| w.tag == Tag::Noun);
            let field = noun == 1 && i == start + 2 && start > 0 && is_field(words[start - 1].lemma());
            if body && !rank && !(field && head.is_some_and(may_be_somebody)) {
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

/// True for what somebody is in charge of, and no body that has a name: *l'agriculture*, *la diplomatie*.
fn is_field(noun: &str) -> bool {
    matches!(
        noun,
        "agriculture"
            | "communication"
            | "culture"
            | "défense"
            | "diplomatie"
            | "économie"
            | "éducation"
            | "énergie"
            | "environnement"
            | "finance"
            | "intérieur"
            | "justice"
            | "opposition"
            | "recherche"
            | "santé"
            | "sécurité"
            | "sport"
            | "tourisme"
            | "transport"
            | "travail"
    )
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

/// The party, with an article in its name, behind somebody without one of his own: *un parlementaire **Les Républicains***, *une élue **La France
/// insoumise***, but *le ministre Le Guen*.
pub(super) fn party_behind(
    words: &[Word],
    head: usize,
    name: &std::ops::Range<usize>,
) -> Option<std::ops::Range<usize>> {
    let somebody = matches!(words[head].class(), Some(NounClass::Office | NounClass::Person));
    let epithets = words[name.end..]
        .iter()
        .take_while(|word| !word.capital && matches!(word.tag, Tag::Adjective | Tag::PastParticiple | Tag::Noun))
        .count();
    let article = match &*words[name.start].lower {
        "les" => true,
        "le" | "la" => epithets > 0,
        _ => false,
    };
    (somebody && article && name.start == head + 1).then_some(name.start..name.end + epithets)
}

/// True where the letters in the parenthesis at word `open` are no initials of the words before it, but the name of what they describe:
/// *le premier syndicat de pilotes (**SNPL**)*, not *l'agence régionale de santé (ARS)*.
pub(super) fn is_named_by_letters(words: &[Word], head: usize, open: usize) -> bool {
    let body = words[head].class() == Some(NounClass::Organisation) && !words[head].capital;
    let inside = &words[open + 1];
    let mut initials = words[..open]
        .iter()
        .filter(|word| matches!(word.tag, Tag::Noun | Tag::Adjective))
        .filter_map(|word| fold::fold(&word.lower).chars().next());
    let letters = fold::fold(&inside.lower);
    let spelled = initials.next() == letters.chars().next() && initials.all(|letter| letters.contains(letter));
    body && inside.acronym && !spelled
}
