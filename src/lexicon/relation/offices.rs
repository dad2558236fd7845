//! Offices by the words for their houses, their holders and what is in their care: *préfecture* and *préfète*, *place Beauvau* and *ministre de l'Intérieur*.

use rustc_hash::FxHashMap;

use crate::fold::fold;

/// The offices of one language, by numbers in the order of their names.
#[derive(Debug, Default)]
pub struct Offices {
    /// By word for an office's house or holder, folded.
    words: FxHashMap<String, u8>,
    /// By word for what a minister has in his care, folded.
    portfolios: FxHashMap<String, u8>,
    /// By word for a deputy at the head of an office's business, folded.
    deputies: FxHashMap<String, u8>,
    /// By word that means an office's house where nothing stands beside it, folded.
    alone: FxHashMap<String, u8>,
    /// Words for the house or the head of an office of state, folded, with the office.
    seats: Vec<(String, u8)>,
    /// By office: whether it is one of state, of which each country has its own.
    of_state: Vec<bool>,
    /// By office: what those who hold it speak for, as written; empty for none.
    houses: Vec<String>,
}

impl Offices {
    /// Reads the lists that are named by *office*, *portfolio* or *seat*, and by *deputy*, *alone* or *house* of these.
    pub(super) fn read(lists: &FxHashMap<String, String>) -> Offices {
        const KINDS: [&str; 3] = ["office", "portfolio", "seat"];
        let pairs = lists.keys().filter_map(|name| name.split_once(' '));
        let mut names: Vec<&str> = pairs
            .filter(|(kind, _)| KINDS.contains(kind))
            .map(|(_, name)| name)
            .collect();
        names.sort_unstable();
        names.dedup();
        let mut all = Offices::default();
        for (office, name) in (0..).zip(names) {
            let words = |kind: &str| {
                let list = lists.get(&format!("{kind} {name}")).into_iter();
                list.flat_map(|words| words.split(','))
                    .map(move |word| (fold(word.trim()), office))
            };
            all.words.extend(words("office"));
            all.portfolios.extend(words("portfolio"));
            all.seats.extend(words("seat"));
            all.deputies.extend(words("deputy"));
            all.alone.extend(words("alone"));
            let of_state = name == "army" || !lists.contains_key(&format!("office {name}"));
            all.of_state.push(of_state);
            all.houses
                .push(lists.get(&format!("house {name}")).cloned().unwrap_or_default());
        }
        all
    }

    /// The office whose house or holder the folded `word` names: the same for *préfecture* and *préfète*.
    pub fn of(&self, word: &str) -> Option<u8> {
        let one = || word.strip_suffix('s');
        self.words.get(word).or_else(|| self.words.get(one()?)).copied()
    }

    /// The office of the minister who has what the folded `word` names in his care.
    pub fn portfolio(&self, word: &str) -> Option<u8> {
        self.portfolios.get(word).copied()
    }

    /// The office of a deputy of no named head: the folded `word` behind an article, a rank or nothing.
    pub fn deputy(&self, before: &str, word: &str) -> Option<u8> {
        let heads = matches!(
            before,
            "" | "l" | "la" | "le" | "les" | "un" | "une" | "premier" | "premiere" | "deuxieme" | "second" | "seconde"
        );
        self.deputies.get(word).copied().filter(|_| heads)
    }

    /// What whoever holds the office that the folded `word` names speaks for: *mairie* for *maire*, and for its deputy.
    pub fn house(&self, word: &str) -> Option<&str> {
        let office = self.of(word).or_else(|| self.deputy("", word))?;
        let house = self.houses.get(usize::from(office))?;
        Some(house.as_str()).filter(|house| !house.is_empty())
    }

    /// The office of those who manage a firm.
    pub fn management(&self) -> Option<u8> {
        self.of("direction")
    }

    /// True for an office of which each country has its own: a ministry, the army, the head of state.
    pub fn is_of_state(&self, office: u8) -> bool {
        self.of_state.get(usize::from(office)).is_some_and(|of_state| *of_state)
    }

    /// The first office whose seat or head the folded text names in several words.
    pub fn seated(&self, folded: &str) -> Option<u8> {
        let apart = |at: Option<char>| !at.is_some_and(char::is_alphanumeric);
        let sits = |seat: &str| {
            let mut found = folded.match_indices(seat);
            found.any(|(at, _)| {
                apart(folded[..at].chars().next_back()) && apart(folded[at + seat.len()..].chars().next())
            })
        };
        self.seats
            .iter()
            .find(|(seat, _)| sits(seat))
            .map(|(_, office)| *office)
    }

    /// The first office that a name or a mention speaks of; none for a union of those who serve in it.
    pub fn named_in(&self, text: &str) -> Option<u8> {
        let folded = fold(text);
        if folded.contains("syndic") {
            return None;
        }
        if let Some(office) = self.seated(&folded) {
            return Some(office);
        }
        let other = ["regional", "departemental", "academi"];
        if other.iter().any(|stem| folded.contains(stem)) {
            return None;
        }
        let words = || folded.split([' ', ',', '\'', '\u{a0}']);
        let minister = folded.contains("minist") || folded.contains("secretaire d'etat");
        let of_state = || words().find_map(|word| self.portfolio(word)).filter(|_| minister);
        // *Le patron des pompiers* manages no firm.
        let named = || words().filter_map(|word| self.of(word));
        // *La ville* speaks as its town hall does, but not in *l'hôpital de la ville*.
        let place = || self.alone.get(folded.strip_prefix("la ").unwrap_or(&folded)).copied();
        let other = || named().find(|office| Some(*office) != self.management()).or_else(place);
        let of_some = ["patron des ", "patronne des "]
            .iter()
            .any(|head| folded.contains(head));
        let managed = || named().next().filter(|_| !of_some);
        let deputy = || {
            let all: Vec<&str> = words().collect();
            let first = all.first().map(|word| ("", *word)).into_iter();
            let mut pairs = first.chain(all.windows(2).map(|two| (two[0], two[1])));
            pairs.find_map(|(before, word)| self.deputy(before, word))
        };
        of_state().or_else(other).or_else(managed).or_else(deputy)
    }
}
