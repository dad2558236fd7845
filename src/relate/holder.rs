//! Who holds an office or leads a body, and what is a firm, as an article says it beside the name: *la procureure de Lindvik, Eva Nystad*.

use super::body::{Known, called};
use super::leader::{Leader, leaders};
use crate::fold::{fold, lower, name_key};
use crate::lexicon::relation::Relations;
use crate::lexicon::{Lexicon, Pos};
use crate::text::land::{Lands, is_state};
use crate::text::{Analysis, TokenKind};

/// Words after an office in which the name of its holder stands.
const REACH: u8 = 9;
/// Words after *ministre* in which stands what he has in his care.
const CARE: u8 = 6;
/// Words after *groupe* in which stands the name of the firm.
const FIRM: u8 = 3;
/// Words of an apposition, and those of them that may stand before its office.
const APPOSITION: (u8, u8) = (14, 3);

const ARTICLES: &[&str] = &[
    "le", "la", "les", "l'", "l’", "de", "du", "des", "d'", "d’", "un", "une", "au", "aux", "à", "en",
];

/// What an article says of those whom it names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Holders {
    /// Last words of names that belong to the authorities.
    pub public: Vec<String>,
    /// Last words of the names that follow an office or are followed by one, with its number.
    pub offices: Vec<(String, u8)>,
    /// Last words of the names of those who lead a body or speak for it, with that body.
    leaders: Vec<Leader>,
    /// Names of firms, folded.
    pub firms: Vec<String>,
    /// Common nouns for bodies, folded, each with a body's name.
    called: Vec<(String, String)>,
    /// Lands that no list knows.
    pub lands: Lands,
    /// Last words of the names of those who speak for one of them, with its name.
    of_lands: Vec<(String, String)>,
}

/// The state of a reader that goes through an article word by word.
#[derive(Default)]
struct Reader {
    found: Holders,
    /// The office named last, and the words left in which its holder is looked for.
    held: Option<u8>,
    office: u8,
    /// Words left after *ministre*, after *secrétaire* and after what a firm is called.
    ministry: u8,
    secretary: u8,
    firm: u8,
    /// The word before is an article or a preposition.
    after_article: bool,
    /// The word before, folded; empty behind a mark.
    before: String,
    /// The land for which the office named last speaks.
    land: Option<String>,
    /// The name right before the next word.
    name: Option<String>,
    beside: Option<Beside>,
}

/// What stands behind a name and a comma.
struct Beside {
    name: String,
    words: u8,
    office: Option<u8>,
    land: Option<String>,
}

impl Holders {
    /// Reads an article once. Linear in its length.
    pub fn of(analysis: &Analysis) -> Holders {
        let mut reader = Reader::default();
        if let (Some(lexicon), Some(data)) = (Lexicon::of(analysis.lang), Relations::of(analysis.lang)) {
            reader.found.lands = Lands::of(analysis, lexicon, data);
            for token in analysis.tokens.iter().filter(|token| !token.is_space()) {
                let word = token.span.of(analysis.text);
                match token.kind {
                    TokenKind::Word => reader.word(lexicon, data, word),
                    _ => reader.mark(word),
                }
            }
        }
        let mut found = reader.found;
        found.public.sort_unstable();
        found.public.dedup();
        found.offices.sort_unstable();
        found.offices.dedup();
        found.firms.sort_unstable();
        found.firms.dedup();
        found.of_lands.sort_unstable();
        found.of_lands.dedup();
        if let Some(data) = Relations::of(analysis.lang) {
            let known = Known {
                data,
                lexicon: Lexicon::of(analysis.lang),
            };
            found.leaders = leaders(known, analysis.text);
            found.called = called(known, analysis.text);
        }
        found
    }

    /// The only office that the one with this last name holds.
    pub fn office(&self, last: &str) -> Option<u8> {
        let mut held = self.offices.iter().filter(|(name, _)| name == last);
        // Whoever held two is known by neither.
        held.next().filter(|_| held.next().is_none()).map(|(_, office)| *office)
    }

    /// The only land for which the one with this last name speaks.
    pub fn land(&self, last: &str) -> Option<&str> {
        let mut lands = self.of_lands.iter().filter(|(name, _)| name == last);
        lands
            .next()
            .filter(|_| lands.next().is_none())
            .map(|(_, land)| land.as_str())
    }

    /// The body for which the one with this last name speaks.
    pub fn leader(&self, last: &str) -> Option<&Leader> {
        self.leaders.iter().find(|leader| leader.name == last)
    }

    /// The only body of the article that a common noun may stand for: *l'association*.
    pub fn called(&self, noun: &str) -> Option<&str> {
        let noun = fold(noun);
        let mut names = self.called.iter().filter(|(own, _)| *own == noun);
        names
            .next()
            .filter(|_| names.next().is_none())
            .map(|(_, name)| name.as_str())
    }

    /// True for a body whose name begins with that of a firm of the article: *Ravel France*, *groupe Ravel*.
    pub fn is_firm(&self, data: &Relations, body: &str) -> bool {
        let words = body.split(|c: char| !c.is_alphanumeric()).map(fold);
        let mut named = words.filter(|word| word.len() > 2 && !data.is("firms", word));
        named.next().is_some_and(|word| self.firms.binary_search(&word).is_ok())
    }
}

impl Reader {
    fn word(&mut self, lexicon: &Lexicon, data: &Relations, word: &str) {
        let key = lower(word);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let folded = fold(&key);
        // *L'usine* has no verb.
        let after_article = std::mem::replace(&mut self.after_article, ARTICLES.contains(&&*key));
        let verb = !capital
            && !after_article
            && lexicon
                .readings(&key)
                .iter()
                .any(|r| matches!(r.pos, Pos::Verb | Pos::SubjectPronoun));
        let care = || data.offices().portfolio(&folded).filter(|_| self.ministry > 0);
        let before = std::mem::replace(&mut self.before, folded.trim_end_matches(['\'', '’']).to_owned());
        // *La directrice académique* is another office than *la directrice*.
        let headed = data.offices().of(&before).is_some();
        let seat = || {
            headed
                .then(|| data.offices().seated(&format!("{before} {folded}")))
                .flatten()
        };
        let named = || {
            data.offices()
                .of(&folded)
                .or_else(|| data.offices().deputy(&before, &folded))
        };
        let house = seat().or_else(named).or_else(care);
        self.ministry = match &*folded {
            "ministre" | "ministere" | "ministres" => CARE,
            "etat" if self.secretary > 0 => CARE,
            "garde" => 2,
            _ => self.ministry.saturating_sub(1),
        };
        self.secretary = if folded == "secretaire" {
            3
        } else {
            self.secretary.saturating_sub(1)
        };
        let is_office = house.is_some() || data.is("authorities", &folded);
        self.held = if is_office { house } else { self.held };
        // *Le patron des pêcheurs* manages none of them, nor does *la secrétaire du syndicat* the story's firm.
        if (folded == "des" && before.starts_with("patron")) || folded.starts_with("syndic") {
            (self.held, self.office) = (None, 0);
            self.beside.iter_mut().for_each(|beside| beside.office = None);
        }
        self.office = match self.office {
            _ if is_office => REACH,
            n if n > 0 && verb => 0,
            n => n.saturating_sub(1),
        };
        let state = is_state(data, &before)
            .then(|| self.found.lands.by_adjective(word))
            .flatten();
        self.land = match state {
            Some(land) => Some(land.to_owned()),
            None => self.land.take().filter(|_| self.office > 0),
        };
        self.apposed(house, state.map(str::to_owned), verb);
        let name = capital && word.chars().count() > 3;
        // *Delmas-Roy* is one token, and two words of the name.
        let last = || name_key(word).rsplit(' ').next().unwrap_or_default().to_owned();
        if name && self.office > 0 {
            self.found.offices.extend(self.held.map(|held| (last(), held)));
            self.found.of_lands.extend(self.land.clone().map(|land| (last(), land)));
            self.found.public.push(last());
        }
        if name && self.firm > 0 {
            self.found.firms.push(folded.clone());
        }
        self.firm = match self.firm {
            _ if !capital && data.is("firms", &folded) => FIRM,
            _ if name || verb => 0,
            n => n.saturating_sub(1),
        };
        self.name = name.then(last);
    }

    /// Goes on with what stands behind a name: *Eva Nystad, procureure de Lindvik, …*.
    fn apposed(&mut self, house: Option<u8>, land: Option<String>, verb: bool) {
        let Some(mut beside) = self.beside.take().filter(|_| !verb) else {
            return;
        };
        beside.words += 1;
        let (longest, first) = APPOSITION;
        if beside.words <= first || self.ministry > 0 {
            beside.office = beside.office.or(house);
        }
        beside.land = beside.land.or(land);
        self.beside = Some(beside).filter(|beside| beside.words <= longest);
    }

    fn mark(&mut self, mark: &str) {
        self.before.clear();
        if matches!(mark, "." | "!" | "?" | ";") {
            (self.office, self.firm) = (0, 0);
        }
        if let (Some(beside), "," | "." | ")" | ";") = (self.beside.take(), mark) {
            self.found
                .of_lands
                .extend(beside.land.map(|land| (beside.name.clone(), land)));
            self.found
                .offices
                .extend(beside.office.map(|office| (beside.name, office)));
        }
        let name = self.name.take().filter(|_| matches!(mark, "," | "("));
        let behind = |name| Beside {
            name,
            words: 0,
            office: None,
            land: None,
        };
        self.beside = name.map(behind);
    }
}
