//! What the words of a noun phrase say of whom they name: name, noun, gender, number, affiliation.

mod agreement;
mod bearer;
mod beside;
mod complement;
mod land;
mod name;

use super::scope::Mention;
use super::taken_up::{is_press, is_trader};
use crate::fold;
use crate::lexicon::{Gender, Lexicon, NounClass, Pos};
use crate::text::phrase::{is_slogan, noun_phrase};
use crate::text::tag::{Tag, Word};
pub use agreement::Determination;
use agreement::{determination, gender_of_determiner, gender_of_former, is_told_apart, pronoun};
pub use bearer::names_trade;
use bearer::{is_native, may_be_person};
use beside::{join, of_whom};
use complement::body;
use land::Phrase;
use name::{is_body_of_bearer, is_named_by_letters, is_party, own_name, party_behind};

/// What one noun phrase, with its apposition, says.
#[derive(Clone, Debug)]
pub struct Description {
    /// How it is determined.
    pub determination: Determination,
    /// Its own proper name, as written with straight apostrophes.
    pub name: Option<String>,
    /// True where the name is a person's as far as the words tell.
    pub person: bool,
    /// The whole without determiner and parenthesis, straight apostrophes: the name of whoever has none.
    pub title: String,
    /// Dictionary forms of the nouns that say what the bearer is.
    pub nouns: Vec<String>,
    /// Class of the first of them.
    pub class: Option<NounClass>,
    /// Folded content words beside noun and name.
    pub qualifiers: Vec<String>,
    /// Acronym in parentheses.
    pub acronym: Option<String>,
    /// Grammatical or natural gender.
    pub gender: Option<Gender>,
    /// Gender of a first name that stands alone, unless the article knows it for a surname.
    pub given: Option<Gender>,
    /// True for a plural.
    pub plural: bool,
    /// True for several who are named one by one: *le maire et le préfet*.
    pub listed: bool,
    /// True for what several have: *leur syndicat*.
    pub shared: bool,
    /// True where a complement or a participle says which one is meant: *le boulanger **de la place***, *l'expert **désigné***.
    pub told_apart: bool,
    /// Country that a demonym, capital, seat or name in the words stands for.
    pub country: Option<String>,
    /// The body that a complement names: *présidente **du Syndicat des marins***.
    pub body: Option<String>,
    /// A complement that names a body or a place, with the words that link it: *de la Haute-Brenne* of *préfète de la Haute-Brenne*.
    pub linked: Option<String>,
}

impl Description {
    /// True for those who speak for somebody in office: *l'entourage de la ministre*, *le cabinet du préfet*.
    pub fn is_staff(&self) -> bool {
        matches!(self.nouns.first().map(String::as_str), Some("entourage" | "cabinet"))
    }

    /// True for what bears a name in quotation marks and is nobody else's: *l'association « Vivre ici »*.
    pub fn has_quoted_name(&self) -> bool {
        self.title.contains(['«', '“', '"'])
    }

    /// Calls those who speak for somebody after him: *entourage de Paul Roy*, *cabinet d'Anna Weil*.
    pub fn name_holder(&mut self, name: &str) {
        let elided = fold::fold(name).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
        let of = if elided { "d'" } else { "de " };
        let what = self.title.split(' ').next().unwrap_or_default();
        self.title = format!("{what} {of}{name}");
    }
}

/// Reads a mention.
pub fn describe(mention: &Mention, lexicon: &Lexicon, text: &str) -> Description {
    let mut description = read(&mention.phrase, mention.head, lexicon, text);
    if let Some((words, head, _)) = &mention.apposition {
        let other = read(words, *head, lexicon, text);
        match of_whom(&other, lexicon).filter(|_| mention.belongs && description.name.is_some()) {
            Some(body) => description.body = description.body.take().or(Some(body)),
            None => join(&mut description, other, lexicon),
        }
    }
    description.told_apart |= mention.chosen;
    // « le président du principal syndicat, la FNS »
    let told = description
        .body
        .as_ref()
        .is_some_and(|body| body.starts_with(char::is_uppercase));
    if let Some((words, head)) = mention.house.as_ref().filter(|_| !told) {
        let house = read(words, *head, lexicon, text);
        description.body = Some(house.name.unwrap_or(house.title));
    }
    description
}

fn straight(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut space = false;
    for c in words.chars() {
        if c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(if fold::is_apostrophe(c) { '\'' } else { c });
    }
    out
}

fn text_of(words: &[Word], text: &str) -> String {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => straight(&text[first.span.start..last.span.end]),
        _ => String::new(),
    }
}

/// Describes a noun phrase.
pub fn read(words: &[Word], head: usize, lexicon: &Lexicon, text: &str) -> Description {
    let first = &words[0];
    // « le militant CGT Paul Roy »: the body stands between what he is and his name.
    let head = head - usize::from(is_body_of_bearer(words, head, text));
    let head_word = &words[head.min(words.len() - 1)];
    let own = if first.fixed_order() {
        // The head comes last: a name before it, or before *'s*, is not the bearer's own.
        noun_phrase(words, 0).and_then(|phrase| phrase.name)
    } else {
        own_name(words)
    };
    let party = (head + 1..words.len()).find(|&i| is_party(words, head, i, text));
    // « le député LFI Paul Roy »
    let behind = |name: std::ops::Range<usize>| {
        // « le patron des sénateurs LR Paul Roy »
        let of_several = name.start > 0
            && name.len() > 2
            && words[name.start - 1].tag == Tag::Noun
            && words[name.start].acronym
            && words[name.start + 1].can_be(Pos::FirstName);
        name.start + usize::from(party == Some(name.start) || of_several)..name.end
    };
    let own = own
        .map(behind)
        .filter(|name| !name.is_empty())
        .filter(|name| (head..=name.start).all(|i| !is_slogan(words, i)));
    let of_party = own.as_ref().and_then(|name| party_behind(words, head, name));
    let own = own.filter(|_| of_party.is_none());
    let mut description = Description {
        determination: determination(words, head_word),
        name: own.as_ref().map(|range| text_of(&words[range.clone()], text)),
        person: false,
        title: String::new(),
        nouns: Vec::new(),
        class: None,
        qualifiers: Vec::new(),
        acronym: None,
        gender: None,
        given: None,
        plural: false,
        listed: false,
        shared: matches!(&*first.lower, "leur" | "leurs"),
        told_apart: is_told_apart(words, head),
        country: None,
        body: None,
        linked: None,
    };
    if description.determination == Determination::Pronoun {
        (description.gender, description.plural) = pronoun(&head_word.lower);
        description.title = head_word.lower.to_string();
        return description;
    }
    if description.determination == Determination::Latter && head_word.lower.ends_with("-ci") {
        (description.gender, description.plural) = pronoun(&head_word.lower);
        description.title = head_word.lower.to_string();
        return description;
    }
    if description.determination == Determination::Partitive {
        let last = &words[words.len() - 1];
        description.gender = (last.lower == "elles").then_some(Gender::Feminine);
        description.plural = true;
        description.title = text_of(words, text);
        return description;
    }
    // « l'un des plongeurs », « l'une de ses responsables »: one of those that the complement names.
    if head_word.tag == Tag::Pronoun
        && matches!(&*head_word.lower, "un" | "une")
        && let Some(of) = (head + 1..(head + 3).min(words.len())).find_map(|i| noun_phrase(words, i))
        && of.words.end == words.len()
        && head + 1 < words.len()
    {
        let of_whom = &words[of.words.clone()];
        let mut one = read(of_whom, of.head - of.words.start, lexicon, text);
        one.gender = (head_word.lower == "une").then_some(Gender::Feminine);
        one.determination = Determination::Indefinite;
        one.plural = false;
        // « un de ses conseillers » is a *conseiller*.
        let plural = of_whom[of.head - of.words.start].span.of(text);
        if let Some(noun) = one.nouns.first().filter(|_| one.gender.is_none()) {
            one.title = one.title.replacen(plural, noun, 1);
        }
        return one;
    }
    // « Hydrolac assure »: an unknown word with a capital that stands alone is a name, also where every word has a capital.
    let alone = words.len() == 1 && first.capital && first.readings.is_empty() && !first.fixed_order();
    if alone && head_word.tag == Tag::Noun {
        description.name = Some(text_of(words, text));
        description.title = text_of(words, text);
        return description;
    }
    // « selon "El Pais" », « le quotidien « El Pais » »
    let last = &words[words.len() - 1];
    let paper = words.len() == head + 2 && head_word.tag == Tag::Noun && is_press(Some(head_word.lemma()));
    if last.tag == Tag::Quotation && (words.len() == 1 || paper) {
        let name = text_of(std::slice::from_ref(last), text);
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        description.name = Some(name.to_owned());
        description.title = name.to_owned();
        description.class = Some(NounClass::Organisation);
        return description;
    }
    let reading = head_word.reading();
    if head_word.tag == Tag::Noun {
        description.class = reading.and_then(|r| r.class);
        // « l'ex-patron »
        let lemma = head_word.lemma();
        match lemma.strip_prefix("ex-") {
            Some(noun) => {
                description.nouns.push(noun.to_string());
                description.qualifiers.push("ex".to_string());
            }
            None if head > 0 && lemma == "commissaire" && words[head - 1].lower == "haut" => {
                description.nouns.push("haut-commissaire".to_owned());
            }
            None => description.nouns.push(lemma.to_string()),
        }
        description.gender = reading.and_then(|r| r.gender);
        description.plural = reading.and_then(|r| r.plural).unwrap_or(false);
    }
    // « président de l'association et maire de Belz »
    for pair in words[head + 1..].windows(2) {
        let second = pair[0].tag == Tag::Coordinator && pair[1].class() == Some(NounClass::Office);
        if second && description.class == Some(NounClass::Office) && pair[1].tag == Tag::Noun {
            description.nouns.push(pair[1].lemma().to_owned());
        }
    }
    description.gender = gender_of_determiner(first)
        .or_else(|| words[..head].iter().find_map(gender_of_former))
        .or(description.gender);
    // « les parties civiles et l'avocat général »: *ils*.
    let two = words
        .windows(2)
        .any(|pair| pair[0].tag == Tag::Coordinator && matches!(pair[1].tag, Tag::Determiner | Tag::Name));
    if two && !first.fixed_order() {
        description.listed = true;
        description.plural = true;
        description.gender = None;
    }
    // « le médecin » may be a woman.
    let epicene = matches!(head_word.lemma(), "médecin" | "docteur" | "chirurgien");
    // « maître Weil »
    let counsel = head_word.lemma() == "maître" && head == 0;
    if (epicene && own.is_none() || counsel) && description.gender == Some(Gender::Masculine) {
        description.gender = None;
    }
    description.plural |=
        first.tag == Tag::Numeral && words.len() > 1 && !matches!(&*first.lower, "un" | "une" | "1" | "one");
    description.plural |= matches!(
        &*first.lower,
        "les" | "des" | "ces" | "plusieurs" | "ses" | "leurs" | "certains" | "certaines" | "deux"
    );
    if let Some(range) = &own {
        let titled =
            range.start > 0 && words[range.start - 1].tag == Tag::Title || words[range.start].tag == Tag::Title;
        for word in &words[..range.end] {
            if word.tag == Tag::Title {
                // « maître Weil » may be a woman.
                let told = word
                    .readings
                    .iter()
                    .find_map(|r| r.gender)
                    .filter(|_| word.lower != "maître");
                description.gender = told.or(description.gender);
                // « Me Vannier »
                if word.lower == "me" {
                    description.nouns.push("avocat".to_owned());
                }
            }
        }
        let first_name = words[range.start].readings.iter().find(|r| r.pos == Pos::FirstName);
        if let Some(reading) = first_name.filter(|_| range.len() > 1) {
            // « la ministre Dominique Roy » has the article's gender, « le docteur Hélène Marty » her own.
            description.gender = description
                .gender
                .filter(|own| description.class.is_some() && *own == Gender::Feminine)
                .or(reading.gender)
                .or(description.gender);
        }
        description.given = first_name.filter(|_| words.len() == 1).and_then(|r| r.gender);
        let place = lexicon
            .country(&fold::fold(&text_of(&words[range.clone()], text)))
            .is_some();
        description.person = titled
            || !place
                && (first_name.is_some()
                    || range.len() > 1 && description.nouns.is_empty()
                    || matches!(description.class, Some(NounClass::Office | NounClass::Person)));
        if description
            .class
            .is_some_and(|c| matches!(c, NounClass::Organisation | NounClass::Document | NounClass::Collective))
        {
            description.person = false;
        }
    }
    // « ce Bernois de 50 ans », « cette Nantaise »: whence somebody comes is no name.
    if description.determination == Determination::Demonstrative && head == 1 && is_native(words, own.as_ref()) {
        description.name = None;
        description.person = false;
        description.class = Some(NounClass::Person);
        description.nouns.push(words[1].lower.to_string());
    }
    // « l'exploitant Hydrolac », « le constructeur »: a company, unless first name and surname say otherwise.
    let trades = description.nouns.first().is_some_and(|noun| is_trader(noun));
    if trades && own.as_ref().is_none_or(|r| r.len() == 1) && !description.plural {
        description.class = Some(NounClass::Organisation);
        description.person = false;
    }
    // « Lucie Dol et Paul Roy », « Lucie et ses collègues »: several bear no one name.
    let goes_on = |name: &&std::ops::Range<usize>| {
        let next = words.get(name.end);
        next.is_some_and(|word| matches!(word.tag, Tag::Coordinator | Tag::Comma))
    };
    if let Some(first) = own.as_ref().filter(goes_on).filter(|_| two) {
        // « la CFT, la CGX et la FNP »
        description.name = (!description.person).then(|| text_of(&words[first.start..], text));
        let class = if description.person {
            NounClass::Person
        } else {
            NounClass::Organisation
        };
        description.class = description.class.or(Some(class));
        description.person = false;
    }
    // « le gouvernement Legault », « le camp Petit »: whoever leads it is somebody else.
    let led = own
        .as_ref()
        .is_some_and(|name| name.start == head + 1 && name.end == words.len() && name.len() == 1);
    let under = matches!(
        head_word.lemma(),
        "gouvernement" | "administration" | "camp" | "clan" | "exécutif"
    );
    if led && under && head_word.tag == Tag::Noun {
        description.name = None;
        description.person = false;
    }
    // « Hjelm Ferries », « Air Nord »: no surname.
    if description.nouns.is_empty() && description.person && !may_be_person(words, own.as_ref(), text) {
        description.person = false;
        description.class = Some(NounClass::Organisation);
    }
    // « Transports Carrel », « les Laboratoires Hémera »: a noun with a capital opens the name of a firm.
    // « Santé publique France »
    let opens =
        |name: usize| name == head + 1 || name == head + 2 && head == 0 && words[head + 1].tag == Tag::Adjective;
    let opens_name = head_word.capital
        && head_word.tag == Tag::Noun
        && !head_word.fixed_order()
        && matches!(
            description.class,
            None | Some(NounClass::Other | NounClass::Collective | NounClass::Organisation)
        )
        && own
            .as_ref()
            .is_some_and(|r| opens(r.start) && !words[r.start].can_be(Pos::FirstName));
    if opens_name && let Some(range) = &own {
        description.name = Some(text_of(&words[head..range.end], text));
        description.person = false;
        description.class = Some(NounClass::Organisation);
    }
    // « la Protection civile », « les Restos », « le Programme alimentaire mondial »: a thing with a capital is a body.
    let thing = matches!(
        description.class,
        Some(NounClass::Other | NounClass::Collective | NounClass::Document)
    );
    if head_word.capital && head > 0 && thing && head_word.tag == Tag::Noun {
        description.class = Some(NounClass::Organisation);
    }
    // Title: without determiner, quantity and parenthesis.
    let mut from = 0;
    while from < head
        && matches!(
            words[from].tag,
            Tag::Determiner | Tag::Contraction | Tag::Title | Tag::Numeral
        )
    {
        from += 1;
    }
    if from == 0 && matches!(&*first.lower, "de" | "d'") && words.len() > 1 {
        from = 1 + usize::from(words[1].tag == Tag::Determiner);
        // « selon de nombreux témoins »
        from += usize::from(from < head && words[from].lower.starts_with("nombreu"));
    }
    let to = words.iter().position(|w| w.tag == Tag::Open).unwrap_or(words.len());
    description.title = text_of(
        &words[from.min(to.saturating_sub(1))..to.max(from.min(to.saturating_sub(1)))],
        text,
    );
    if let Some(open) = words.iter().position(|w| w.tag == Tag::Open)
        && let Some(inside) = words
            .get(open + 1)
            .filter(|w| w.capital || w.span.of(text).chars().any(char::is_uppercase))
    {
        // « Sylvie Chastang (CFDT) » is of the body, « le Centre de prévision (CNP) » is called so.
        if description.person {
            // « (Open VLD) », « (La France insoumise) »; « (UDC/ZH) », « (PLR, Vaud) »
            let whole = words[open + 1..]
                .iter()
                .take_while(|w| matches!(w.tag, Tag::Name | Tag::Noun | Tag::Adjective | Tag::Determiner));
            let whole = whole.count().max(1);
            let first = text_of(&words[open + 1..open + 1 + whole], text);
            description.body = first.split('/').next().map(str::to_owned);
        } else if is_named_by_letters(words, head, open) {
            let close = words[open..]
                .iter()
                .position(|w| w.tag == Tag::Close)
                .map_or(words.len(), |n| open + n);
            description.name = Some(text_of(&words[open + 1..close], text));
        } else if !description.plural && !matches!(description.class, Some(NounClass::Office | NounClass::Person)) {
            // « Air France (SNPL) »: nobody's letters.
            let letter = |word: &Word| fold::fold(&word.lower).chars().next();
            let own = words[..open].iter().any(|word| letter(word) == letter(inside));
            description.acronym = Some(inside.lower.to_uppercase()).filter(|_| own);
        }
    }
    // « le maire (sans étiquette) de Belz »
    let plain: Vec<Word>;
    let told = match words[to..].iter().position(|word| word.tag == Tag::Close) {
        Some(close) => {
            plain = [&words[..to], &words[to + close + 1..]].concat();
            plain.as_slice()
        }
        None => &words[..to],
    };
    let complement = body(told, head, own.as_ref(), text);
    let phrase = Phrase {
        words,
        head,
        end: to,
        name: own.as_ref(),
        complement: complement.as_ref(),
        opens_name,
    };
    description.country = phrase.land(&description, lexicon, text);
    for (i, word) in words[..to].iter().enumerate() {
        let in_name = own.as_ref().is_some_and(|r| r.contains(&i));
        // A determiner that opens a sentence has its capital, and says nothing.
        let bare = !word.fixed_order()
            && matches!(
                word.tag,
                Tag::Determiner | Tag::Contraction | Tag::Preposition | Tag::Numeral
            );
        let telling = word.capital || matches!(word.tag, Tag::Adjective | Tag::Noun);
        let title = word.tag == Tag::Title;
        if telling && i != head && !in_name && !bare && !title && !word.lower.is_empty() && word.lower != "même" {
            description.qualifiers.push(fold::fold(&word.lower));
        }
    }
    let party = party.map(|i| text_of(&words[i..=i], text));
    description.linked = complement.as_ref().map(|complement| complement.linked.clone());
    // « la députée LR de la Manche » speaks for her party.
    description.body = party
        .or_else(|| of_party.map(|party| text_of(&words[party], text)))
        .or_else(|| complement.and_then(|complement| complement.body))
        .or(description.body);
    description
}
