//! Who says a claim, and how, as far as comparison needs it.

use super::holder::Holders;
use crate::fold::{fold, name_key, name_words};
use crate::lexicon::Lexicon;
use crate::lexicon::relation::Relations;
use crate::model::{Draft, Form, Modality, SpeakerKind, Stance};
use crate::span::Span;
use crate::text::Analysis;

/// Who says a claim, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// Name as the article has it.
    pub name: Option<String>,
    /// Key under which the spellings of the name meet.
    pub speaker: Option<String>,
    /// Key of what the speaker speaks for: the affiliation, else an organisation itself.
    pub side: Option<String>,
    /// First letters of the words of what the speaker speaks for, or the acronym that it is written as.
    pub acronym: Option<Acronym>,
    /// Code of the country that the speaker speaks for.
    pub country: Option<&'static str>,
    /// The land that the speaker speaks for, where no list of countries knows it, by its name without the last vowels.
    pub land: Option<String>,
    /// A person, by name.
    pub person: bool,
    /// No person but a body, a paper or a group: the last word of its name is no surname.
    body: bool,
    /// Speaks for a public authority.
    pub authority: bool,
    /// Which office speaks, by its number in the list of offices, whether its house or its holder.
    pub office: Option<u8>,
    /// The office is one of state, of which each country has its own.
    of_state: bool,
    /// Speaks for a body that is no firm.
    no_firm: bool,
    /// Key of the names in what the speaker speaks for: *Ravel* of *groupe Ravel*, none of *préfecture*.
    house: Option<String>,
    /// How the words are given.
    pub form: Form,
    /// What the speaker does with them.
    pub stance: Stance,
    /// How far the article commits to them.
    pub modality: Modality,
    /// The words stand before the cue, and are what the speaker says: *c'était vide, se défend X*, but *X dément que ce fût vide*.
    pub own_words: bool,
}

impl Default for Voice {
    fn default() -> Self {
        Voice {
            name: None,
            speaker: None,
            side: None,
            acronym: None,
            country: None,
            land: None,
            person: false,
            body: false,
            authority: false,
            office: None,
            of_state: false,
            no_firm: false,
            house: None,
            form: Form::Indirect,
            stance: Stance::Assert,
            modality: Modality::Asserted,
            own_words: false,
        }
    }
}

impl Voice {
    /// The voice of a draft.
    pub(super) fn of(analysis: &Analysis, draft: &Draft) -> Voice {
        let mut voice = Voice {
            form: draft.form,
            stance: draft.stance,
            modality: draft.modality,
            own_words: draft
                .cue
                .as_ref()
                .zip(draft.content.first())
                .is_some_and(|(cue, first)| cue.span.start > first.start),
            ..Voice::default()
        };
        let Some(speaker) = &draft.speaker else { return voice };
        voice.name = Some(speaker.name.clone());
        voice.person = speaker.kind == SpeakerKind::Person && speaker.name.contains(' ');
        let body = matches!(
            speaker.kind,
            SpeakerKind::Organisation | SpeakerKind::Document | SpeakerKind::Office | SpeakerKind::Group
        );
        // *La mission d'observation (MOB)*: what has an acronym is a body.
        let shortened = !speaker.name.contains(char::is_uppercase)
            && draft.mention.is_some_and(|m| is_shortened(m.of(analysis.text)));
        let body = body || shortened;
        voice.person &= !shortened;
        voice.body = body;
        let key = |name: &str| Relations::of(analysis.lang).map_or_else(|| name_key(name), |data| body_key(data, name));
        voice.speaker = Some(key(&speaker.name)).filter(|key| !key.is_empty());
        voice.side = match &speaker.affiliation {
            Some(affiliation) => Some(key(affiliation)),
            None if body => voice.speaker.clone(),
            None => None,
        };
        let body_name = Some(&speaker.name).filter(|_| body);
        // *L'ARS du Val* speaks for the *ARS* rather than for the *Val*.
        let own = body_name.and_then(|name| Acronym::of(name));
        let of_side = speaker.affiliation.as_ref().and_then(|name| Acronym::of(name));
        voice.acronym = match own {
            Some(acronym) if acronym.written => Some(acronym),
            own => of_side.or_else(|| own.filter(|_| speaker.affiliation.is_none())),
        };
        if let (None, false, Some(mention)) = (&voice.side, body, draft.mention)
            && let Some(name) = body_beside(analysis.text, mention)
            && let Some(data) = Relations::of(analysis.lang)
        {
            voice.speak_for(data, name);
        }
        let spoken_for = speaker.affiliation.as_ref().or(body_name);
        if let Some(lexicon) = Lexicon::of(analysis.lang) {
            let affiliation = speaker.affiliation.as_deref().and_then(|name| country(lexicon, name));
            voice.country = affiliation.or_else(|| country(lexicon, &speaker.name));
        }
        if let Some(data) = Relations::of(analysis.lang) {
            let affiliation = speaker.affiliation.as_deref().unwrap_or_default();
            let mention = draft.mention.map_or("", |span| span.of(analysis.text));
            let named = |word: &str| data.is("authorities", word) || data.is("authorities", word.trim_end_matches('s'));
            let public = |text: &str| {
                let folded = fold(text);
                let words: Vec<&str> = folded.split([' ', ',', '\'']).collect();
                // *La protection civile* is two words.
                words.iter().any(|word| named(word)) || words.windows(2).any(|two| named(&two.join(" ")))
            };
            let union = fold(&speaker.name).contains("syndic");
            voice.authority = !union && (public(&speaker.name) || public(affiliation) || public(mention));
            let office = |text: &str| data.offices().named_in(text);
            voice.office = office(&speaker.name)
                .or_else(|| office(mention))
                .or_else(|| office(affiliation));
            // *Le groupe*: a firm speaks as its management does.
            let firm = |text: &str| {
                let folded = fold(text);
                let mut words = folded
                    .split([' ', '\'', '\u{a0}'])
                    .filter(|word| !matches!(*word, "le" | "la" | "l"));
                words.next().is_some_and(|word| data.is("firms", word)) && words.next().is_none()
            };
            let of_firm = || {
                data.offices()
                    .management()
                    .filter(|_| firm(mention) || firm(&speaker.name))
            };
            voice.office = voice.office.or_else(of_firm);
            voice.no_firm = spoken_for.is_some_and(|body| no_firm(data, body));
            voice.unless_firm(data);
            voice.of_state = voice.office.is_some_and(|office| data.offices().is_of_state(office));
            voice.house = voice.house.or_else(|| spoken_for.and_then(|name| house(data, name)));
        }
        voice
    }

    /// Names the body that the speaker leads or is by a common noun alone: *la présidente de l'association*.
    pub(super) fn of_body(&mut self, analysis: &Analysis, draft: &Draft, holders: &Holders) {
        let (Some(data), Some(speaker)) = (Relations::of(analysis.lang), &draft.speaker) else {
            return;
        };
        let noun = speaker
            .affiliation
            .as_deref()
            .or(Some(&speaker.name).filter(|_| self.body).map(String::as_str));
        if let Some(name) = noun.and_then(|noun| holders.called(noun)) {
            self.speak_for(data, name);
        }
    }

    /// Adds the land, of those of the article, whose state or office the words for the speaker name.
    pub(super) fn of_land(&mut self, analysis: &Analysis, draft: &Draft, holders: &Holders) {
        let (Some(data), Some(speaker), None) = (Relations::of(analysis.lang), &draft.speaker, self.country) else {
            return;
        };
        let mention = draft.mention.map(|span| span.of(analysis.text));
        let words = [Some(&*speaker.name), speaker.affiliation.as_deref(), mention];
        let mut lands = words
            .into_iter()
            .flatten()
            .filter_map(|words| holders.lands.spoken_for(data, words));
        self.land = lands.next().map(str::to_owned).or_else(|| self.land.take());
    }

    /// Nobody manages what is no firm: the head of an agency is not *la direction* of the story's works.
    fn unless_firm(&mut self, data: &Relations) {
        let manages = self.office.is_some() && self.office == data.offices().management();
        self.office = self.office.filter(|_| !(manages && self.no_firm));
    }

    /// Makes it the voice of a body.
    fn speak_for(&mut self, data: &Relations, body: &str) {
        self.side = Some(body_key(data, body));
        self.acronym = Acronym::of(body);
        self.house = self.side.clone().filter(|_| body.chars().any(char::is_uppercase));
    }

    /// Adds what the article says of the speaker elsewhere: the office, and the body that he leads.
    pub(super) fn known_by(&mut self, data: Option<&Relations>, holders: &Holders) {
        let (Some(data), Some(name)) = (data, self.name.as_deref()) else {
            return;
        };
        let mut firm = self.side.is_some() && self.side == self.speaker && holders.is_firm(data, name);
        let last = name_words(name)
            .last()
            .map(|word| name_key(word))
            .filter(|_| !self.body);
        if let Some(last) = &last {
            self.authority |= holders.public.contains(last);
            self.office = self.office.or_else(|| holders.office(last));
            self.land = self.land.take().or_else(|| holders.land(last).map(str::to_owned));
        }
        if let Some(leader) = last.and_then(|last| holders.leader(&last)) {
            let led = holders.called(&leader.body).unwrap_or(&leader.body);
            let key = body_key(data, led);
            let acronym = Acronym::of(led);
            let stands = matches!((&self.acronym, &acronym), (Some(a), Some(b)) if a.stands_for(b) || a == b);
            let nearer = |side: &String| *side != key && (holds(&key, side) || (leader.own && !holds(side, &key)));
            if self.side.as_ref().is_none_or(nearer) && !(stands && self.side.is_some()) {
                self.speak_for(data, led);
                self.no_firm = no_firm(data, led);
            }
            self.office = self.office.or_else(|| data.offices().named_in(led));
            // *Le président de Malte* manages no firm.
            let land = self.country.is_some() && !leader.body.contains(' ');
            firm |= ((leader.manages && !land) || holders.is_firm(data, &leader.body)) && !no_firm(data, led);
        }
        self.office = self.office.or_else(|| data.offices().management().filter(|_| firm));
        self.unless_firm(data);
        self.of_state = self.office.is_some_and(|office| data.offices().is_of_state(office));
    }

    /// Takes over what is known of the same speaker from elsewhere, where nothing is known here.
    /// Any office tells more than that of the management.
    pub(super) fn learn(&mut self, other: &Voice, management: Option<u8>) {
        if self.side.is_none() {
            self.side.clone_from(&other.side);
            self.acronym = self.acronym.take().or_else(|| other.acronym.clone());
            self.house = self.house.take().or_else(|| other.house.clone());
        }
        if self.office.is_none() || (self.office == management && other.office.is_some()) {
            (self.office, self.of_state) = (other.office, other.of_state);
        }
        if self.state().is_none() {
            (self.country, self.land) = (other.country, other.land.clone());
        }
        self.authority |= other.authority;
    }

    /// The state that it speaks for, by a code or a name.
    fn state(&self) -> Option<&str> {
        self.country.or(self.land.as_deref())
    }

    /// True where two states speak.
    fn is_foreign(&self, other: &Voice) -> bool {
        matches!((self.state(), other.state()), (Some(a), Some(b)) if a != b)
    }

    /// True where it is by its name the land that the other speaks for, which its own article tells of by no adjective.
    fn is_land_of(&self, other: &Voice) -> bool {
        let (Some(land), None, Some(name)) = (&other.land, self.state(), &self.name) else {
            return false;
        };
        self.body && !name.contains(' ') && crate::text::land::stem_of_name(&fold(name)).as_ref() == Some(land)
    }

    /// True where both speak for the same side.
    pub fn same_side(&self, other: &Voice) -> bool {
        if let (Some(a), Some(b)) = (self.state(), other.state()) {
            return a == b;
        }
        if self.is_land_of(other) || other.is_land_of(self) {
            return true;
        }
        let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => a == b || holds(a, b) || holds(b, a),
            _ => false,
        };
        if let (Some(a), Some(b)) = (&self.acronym, &other.acronym)
            && a.stands_for(b)
        {
            return true;
        }
        same(&self.side, &other.side)
            || same(&self.speaker, &other.speaker)
            || same(&self.side, &other.speaker)
            || same(&self.speaker, &other.side)
    }

    /// True where two people speak, of different names.
    pub fn is_another_person(&self, other: &Voice) -> bool {
        let both = self.person && other.person;
        both && matches!((&self.speaker, &other.speaker), (Some(a), Some(b)) if a != b && !holds(a, b) && !holds(b, a))
    }

    /// The voice as another article tells who it is, where its own does not.
    pub(super) fn known_to(&self, data: &Relations, holders: &Holders) -> Option<Voice> {
        let unknown = self.person && self.side.is_none() && self.office.is_none() && self.state().is_none();
        let mut voice = unknown.then(|| self.clone())?;
        voice.known_by(Some(data), holders);
        // *Le directeur* may be that of another firm.
        voice.office = voice
            .office
            .filter(|office| Some(*office) != data.offices().management());
        (voice.side.is_some() || voice.office.is_some()).then_some(voice)
    }

    /// True where the same office of the story's place speaks, of no two countries and no two names of one.
    pub fn same_office(&self, other: &Voice) -> bool {
        if self.office.is_none() || self.office != other.office {
            return false;
        }
        if self.of_state {
            // A ministry that is of no country in so many words is of the paper's own.
            fn abroad(voice: &Voice) -> Option<&str> {
                voice.state().filter(|code| *code != "fr")
            }
            return abroad(self) == abroad(other);
        }
        // *La mairie de Larmor* and *la mairie de Belz* are two.
        let houses = match (&self.house, &other.house) {
            (Some(a), Some(b)) => holds(a, b) || holds(b, a),
            _ => true,
        };
        !self.is_foreign(other) && houses
    }

    /// True where both speak for the public authorities, of no two countries.
    pub fn both_public(&self, other: &Voice) -> bool {
        self.authority && other.authority && !self.is_foreign(other)
    }
}

/// The letters that an organisation is called by: *AVL* of *Armée des vallées libres*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// Folded letters.
    pub letters: String,
    /// Written as an acronym; else the first letters of its words.
    pub written: bool,
}

impl Acronym {
    /// Fewest letters that tell one body from others.
    const SHORTEST: usize = 3;

    /// The acronym that a name is, or the one that its words make.
    pub fn of(name: &str) -> Option<Acronym> {
        let words: Vec<&str> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        if let [word] = words.as_slice() {
            let written = word.len() <= 6 && word.chars().all(|c| c.is_ascii_uppercase());
            let letters = fold(word);
            return (written && letters.len() >= Self::SHORTEST).then_some(Acronym { letters, written });
        }
        // *ARS du Val* is the *ARS*.
        let capitals = |word: &&&str| word.len() >= Self::SHORTEST && word.chars().all(|c| c.is_ascii_uppercase());
        let shouted = words.iter().filter(capitals).count() > 1;
        if let Some(word) = words.first().filter(|word| capitals(word) && !shouted) {
            let (letters, written) = (fold(word), true);
            return Some(Acronym { letters, written });
        }
        let between = |word: &&&str| {
            matches!(
                &*fold(word),
                "de" | "du"
                    | "des"
                    | "d"
                    | "la"
                    | "le"
                    | "les"
                    | "l"
                    | "et"
                    | "en"
                    | "pour"
                    | "a"
                    | "au"
                    | "aux"
                    | "sur"
            )
        };
        let first = words
            .iter()
            .filter(|word| !between(word))
            .filter_map(|word| word.chars().next());
        let letters = fold(&first.collect::<String>());
        let written = false;
        (letters.len() >= Self::SHORTEST).then_some(Acronym { letters, written })
    }

    /// True where one is written as the letters of the other.
    fn stands_for(&self, other: &Acronym) -> bool {
        match (self.written, other.written) {
            (true, false) => self.shortens(&other.letters),
            (false, true) => other.shortens(&self.letters),
            (written, _) => written && self.letters == other.letters,
        }
    }

    /// True where its letters are those of a name's words, some of them left out between the first and the last: *HCR* of *Haut-Commissariat des
    /// Nations unies pour les réfugiés*.
    fn shortens(&self, initials: &str) -> bool {
        /// Words that an acronym leaves out.
        const LEFT_OUT: usize = 2;
        let mut rest = initials.chars();
        let in_order = self.letters.chars().all(|letter| rest.any(|other| other == letter));
        let ends = self.letters.chars().next() == initials.chars().next()
            && self.letters.chars().last() == initials.chars().last();
        in_order && ends && initials.len() <= self.letters.len() + LEFT_OUT
    }
}

/// True for words with an acronym of theirs in brackets.
fn is_shortened(words: &str) -> bool {
    let inside = words.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    inside.is_some_and(|(inside, _)| Acronym::of(inside).is_some_and(|acronym| acronym.written))
}

/// The acronym of the body that a person is said to be of, in or right behind the mention: *Jeanne Astier, de la CGP*.
fn body_beside(text: &str, mention: Span) -> Option<&str> {
    let inside = mention.of(text).split_once(", ").map(|(_, rest)| rest);
    let behind = || text.get(mention.end..)?.strip_prefix(", ");
    let rest = inside.or_else(behind)?;
    let links = ["de la ", "du ", "de l'", "de l’", "des "];
    let rest = links.iter().find_map(|link| rest.strip_prefix(link))?;
    let name = rest.split(|c: char| !(c.is_alphanumeric() || c == '-')).next()?;
    Acronym::of(name).filter(|acronym| acronym.written).map(|_| name)
}

/// True where every word of the name `b` stands in the name `a`.
fn holds(a: &str, b: &str) -> bool {
    // A heading in capitals gives *DES* for a name.
    let tells = |word: &str| {
        !matches!(
            word,
            "de" | "des" | "du" | "d" | "la" | "le" | "les" | "l" | "et" | "en"
        )
    };
    b.split(' ').any(tells) && b.split(' ').all(|word| a.split(' ').any(|other| other == word))
}

/// The key of a body's name, with what acronyms of it stand for: *mission de l'ONU* is that *des Nations unies*.
fn body_key(data: &Relations, name: &str) -> String {
    let spelled = |word: &str| {
        let short = word.chars().count() <= 8 && word.starts_with(char::is_uppercase);
        let full = short.then(|| data.listed("body", &fold(word))).flatten();
        full.unwrap_or(word).to_owned()
    };
    let words: Vec<String> = name.split([' ', '\'', '’', '\u{a0}']).map(spelled).collect();
    match words.iter().any(|word| word.contains(' ')) {
        true => name_key(&words.join(" ")),
        false => name_key(name),
    }
}

/// Key of the names in what somebody speaks for, without the words for an office.
fn house(data: &Relations, body: &str) -> Option<String> {
    let named = |word: &&str| {
        let folded = fold(word);
        let general = data.offices().of(&folded).is_some() || data.offices().portfolio(&folded).is_some();
        word.chars().next().is_some_and(char::is_uppercase) && !general && folded != "etat"
    };
    let words: Vec<&str> = body.split([' ', '\'', '’', '\u{a0}']).filter(named).collect();
    Some(name_key(&words.join(" "))).filter(|key| !key.is_empty())
}

/// True for a body that is no firm: a union, an agency.
fn no_firm(data: &Relations, body: &str) -> bool {
    let first = body.split([' ', '\u{a0}']).next().map(fold);
    first.is_some_and(|word| data.is("no_firms", &word))
}

/// The country that a name, or a word in it, stands for.
fn country(lexicon: &Lexicon, name: &str) -> Option<&'static str> {
    let whole = lexicon.country(&fold(name));
    let found = whole.or_else(|| name_words(name).iter().find_map(|word| lexicon.country(word)));
    found.map(|(country, _)| country.code).filter(|code| !code.is_empty())
}
