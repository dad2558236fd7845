//! Word knowledge per language: data in `<lang>/*.toml`, parsed once, every inflected form generated.

mod abbreviation;
mod conjugation;
mod country;
mod cues;
mod english;
mod french;
mod inflection;
mod load;
mod models;
mod phrases;
pub mod quantity;
pub mod relation;

pub use abbreviation::Abbreviations;
pub use phrases::Phrases;

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::model::{Lang, SpeakerKind, Stance};

/// Part of speech of one reading of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pos {
    /// *le, une, ces, son, plusieurs, chaque, aucun*; *des*, *du* have a reading here and one as [`Pos::Contraction`].
    Determiner,
    /// *à, de, dans, pour, selon*.
    Preposition,
    /// A preposition that holds an article: *du, des, au, aux*.
    Contraction,
    /// *je, il, elle, on, ils*.
    SubjectPronoun,
    /// Clitics before the verb: *me, se, le, lui, leur, y, en*.
    ObjectPronoun,
    /// Pronouns that stand as a noun phrase: *lui, elle, eux, celui-ci, celle-là, ceux, cela, ça, chacun, certains, personne, beaucoup*.
    Pronoun,
    /// *qui, que, dont, où, lequel, laquelle*.
    Relative,
    /// *comment, pourquoi, combien, quand, quel*.
    Interrogative,
    /// *et, ou, mais, ni, car, or, donc*.
    Coordinator,
    /// *que, si, lorsque, comme, puisque, quand*; phrases such as *alors que* are in [`Lexicon::conjunctions`].
    Subordinator,
    /// *hier, également, aussi, toutefois*, and every *-ment* adverb.
    Adverb,
    /// *ne, n', pas, plus, jamais, guère, point*.
    Negation,
    /// A verb form; [`Reading::tense`] says which.
    Verb,
    /// A common noun.
    Noun,
    /// An adjective.
    Adjective,
    /// A number in words.
    Numeral,
    /// A civil title before a name: *M., Mme, Dr, Me, Mgr*.
    Title,
    /// A first name.
    FirstName,
    /// *oui, non, bravo, faux*.
    Interjection,
}

/// Tense and mood of a verb form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Indicative present.
    Present,
    /// Indicative imperfect.
    Imperfect,
    /// Passé simple; English past.
    SimplePast,
    /// Future.
    Future,
    /// Conditional.
    Conditional,
    /// Subjunctive present or imperfect.
    Subjunctive,
    /// Imperative.
    Imperative,
    /// Infinitive.
    Infinitive,
    /// Present participle (*affirmant*).
    PresentParticiple,
    /// Past participle (*affirmé*).
    PastParticiple,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// What a noun names, where that matters to attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NounClass {
    /// Whoever holds an office: *ministre, procureure, porte-parole, maire, directrice*.
    Office,
    /// A person by trade, state or origin: *habitante, chercheur, témoin, touriste, élu*.
    Person,
    /// A body that speaks: *ministère, gouvernement, syndicat, compagnie, armée, opposition, direction*.
    Organisation,
    /// People taken together: *foule, famille, équipage, entourage, opposition, population*.
    Collective,
    /// A text: *communiqué, rapport, note, lettre, tribune*.
    Document,
    /// *source, sources*.
    Anonymous,
    /// An act of speech: *annonce, déclaration, affirmation, accusation, propos*.
    Speech,
    /// A day, a month, a stretch of time: *Monday, week, night*.
    Time,
    /// A number of others: *dozen, hundreds, half*.
    Quantity,
    /// Anything else that is known to be a noun.
    Other,
}

impl NounClass {
    /// True for people, offices and bodies: what can be named as somebody who speaks.
    pub fn is_somebody(self) -> bool {
        matches!(
            self,
            NounClass::Office | NounClass::Person | NounClass::Organisation | NounClass::Collective
        )
    }
}

/// One reading of a form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Part of speech.
    pub pos: Pos,
    /// Dictionary form, lower case.
    pub lemma: &'static str,
    /// Tense, for verbs.
    pub tense: Option<Tense>,
    /// Person 1, 2, 3; 0 where the form has none.
    pub person: u8,
    /// True for a plural, false for a singular, none where the form does not tell.
    pub plural: Option<bool>,
    /// Gender, none where the form does not tell.
    pub gender: Option<Gender>,
    /// What the noun names.
    pub class: Option<NounClass>,
}

impl Reading {
    /// A reading with nothing but its part of speech and dictionary form.
    pub(crate) const fn of(pos: Pos, lemma: &'static str) -> Reading {
        Reading {
            pos,
            lemma,
            tense: None,
            person: 0,
            plural: None,
            gender: None,
            class: None,
        }
    }

    /// The reading with the features that letters of *m f s p 1 2 3* stand for.
    fn with_features(mut self, features: &str) -> Reading {
        for feature in features.chars() {
            match feature {
                'm' => self.gender = Some(Gender::Masculine),
                'f' => self.gender = Some(Gender::Feminine),
                's' => self.plural = Some(false),
                'p' => self.plural = Some(true),
                digit => self.person = digit.to_digit(4).unwrap_or_default() as u8,
            }
        }
        self
    }
}

/// How a noun phrase may complete a cue verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounFrame {
    /// Never: *il explique la situation* reports nothing.
    No,
    /// Only a noun phrase that is or holds a quotation: *évoque « des provocations »*.
    Quoted,
    /// One that is or holds a quotation, or that is itself said or thought: *balaie l'hypothèse*.
    Said,
    /// One that is or holds a quotation, or that begins with a number: *propose 3 000 euros*.
    Count,
    /// One that is or holds a quotation, or a toll with its number: *donne un bilan de 12 morts*.
    Tally,
    /// A noun phrase that names nobody: *admet un retard*, but not *admet un patient*.
    Thing,
    /// Any: *dénonce un reniement, réclame la démission du ministre, dément tout appel*.
    Any,
}

/// Whether a cue verb is reflexive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reflexive {
    /// Never as a cue: *se prononcer* is not *prononcer*.
    Never,
    /// With and without, both cues: *dire / se dire*.
    May,
    /// Only so: *s'emporter, s'interroger, s'engager*.
    Always,
}

/// A verb, or a fixed phrase with a verb at its head, that can report speech.
#[derive(Clone, Debug)]
pub struct CueVerb {
    /// Dictionary form of the whole: *affirmer*, *faire savoir*, *s'engager*.
    pub lemma: &'static str,
    /// Dictionary form of the verb that inflects: *affirmer*, *faire*, *engager*.
    pub head: &'static str,
    /// Fixed words after the head, lower case: `["savoir"]`; an adverb or an inverted pronoun may stand between.
    pub tail: Vec<&'static str>,
    /// Fixed words behind the object: `["pour"]` of *tenir X pour*; empty for none.
    pub around: Vec<&'static str>,
    /// Reflexive or not.
    pub reflexive: Reflexive,
    /// Takes an amount with *à*: *chiffre à 3 millions le coût*.
    pub amount: bool,
    /// Takes a *que* clause.
    pub clause: bool,
    /// Takes that clause without a conjunction too (*said the talks had failed*), and may so stand behind it with its subject first.
    pub bare: bool,
    /// Takes *si* or an interrogative.
    pub question: bool,
    /// Takes an infinitive, with this linking word (`""` for a bare one, `"de"`, `"à"`).
    pub infinitives: Vec<&'static str>,
    /// Takes a noun phrase as content.
    pub noun: NounFrame,
    /// Preposition before that noun phrase: `"de"` of *faire état de*, `"contre"` of *mettre en garde contre*, `""` for none.
    pub noun_link: &'static str,
    /// Takes a target and what it is held to: *accuse Y de*, *exhorte Y à*, *appelle Y à*; empty for none.
    pub target_links: Vec<&'static str>,
    /// Introduces direct speech, before it with a colon or after it.
    pub quote: bool,
    /// Says by itself that words were spoken. A weak verb (*sourit, tranche, réagit, poursuit, se lève*) is a cue only beside a quotation
    /// or, in inversion, inside the sentence it cuts.
    pub strong: bool,
    /// What the speaker does.
    pub stance: Stance,
    /// True for *ne pas décolérer, ne pas en démordre*: a cue only under negation.
    pub only_negated: bool,
}

/// A noun that can report: *communiqué*, *annonce*.
#[derive(Clone, Debug)]
pub struct CueNoun {
    /// Dictionary form.
    pub lemma: &'static str,
    /// A document speaks for its author; a speech act is by somebody.
    pub class: NounClass,
    /// What the speaker does.
    pub stance: Stance,
}

/// A preposition or adverbial that attributes: *selon*, *d'après*, *à en croire*, *aux yeux de*, *de source* + adjective.
#[derive(Clone, Debug)]
pub struct CuePhrase {
    /// Dictionary form: *selon*, *d'après*, *aux yeux de*.
    pub lemma: &'static str,
    /// Its words as tokens of the text, lower case, straight apostrophes: `["d'", "après"]`, `["aux", "yeux", "de"]`. A last word
    /// *de* also stands as *d'*, *du*, *des*.
    pub words: Vec<&'static str>,
    /// False for *pour*, *d'après*-like words with everyday uses: only before a person, an organisation or a name, and set off by commas.
    pub strong: bool,
    /// What the speaker does.
    pub stance: Stance,
}

/// A state and the words that stand for it.
#[derive(Clone, Debug)]
pub struct Country {
    /// Plain name: *Arménie*, *Etats-Unis*.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2 code, lower case; empty for none.
    pub code: &'static str,
}

/// How a word stands for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceRole {
    /// Its name, in any spelling.
    Name,
    /// Its capital: *Bakou*.
    Capital,
    /// Its demonym, noun or adjective, any form: *azerbaïdjanaises*.
    Demonym,
    /// A house or organ that speaks for it: *Kremlin, Elysée, Maison Blanche*.
    Seat,
    /// A house that speaks for its government in what happens at home: *Matignon, Bercy*.
    Ministry,
}

/// Everything known about one language.
#[derive(Debug)]
pub struct Lexicon {
    /// The language.
    pub lang: Lang,
    /// Verbs that report, by head, those with the longest tail first.
    pub cue_verbs: Vec<CueVerb>,
    /// Nouns that report.
    pub cue_nouns: Vec<CueNoun>,
    /// Prepositions and adverbials that attribute, longest first.
    pub cue_phrases: Vec<CuePhrase>,
    /// Adverbs by which an article passes something on without saying from whom: *allegedly*.
    pub hearsay: Vec<&'static str>,
    /// Whom ministers and ministries speak for where no country is named: *gouvernement*.
    pub government: &'static str,
    /// True where things have a gender, so that *il* may be a ministry.
    pub gendered_things: bool,
    /// Conjunctions of several words, as tokens, lower case: `["alors", "que"]`, `["tandis", "qu'"]`.
    pub conjunctions: Phrases<()>,
    /// Adverbs of several words: *par ailleurs*, *de son côté*.
    pub adverbials: Phrases<()>,
    /// Number of each form.
    forms: FxHashMap<&'static str, u32>,
    /// Where the readings of each form begin in `readings`, by number, and where the last ones end.
    starts: Vec<u32>,
    /// Readings of all forms, those of one form side by side.
    readings: Vec<Reading>,
    /// Where the cue verbs of each head stand in `cue_verbs`.
    heads: FxHashMap<&'static str, Range<usize>>,
    /// Verbs that report nothing by themselves, and do where they stand inverted behind a quotation, by dictionary form.
    inverted: FxHashMap<&'static str, CueVerb>,
    /// Where the cue phrases with each first word stand in `cue_phrases`.
    phrases: FxHashMap<&'static str, Vec<usize>>,
    /// Where each cue noun stands in `cue_nouns`.
    nouns: FxHashMap<&'static str, usize>,
    /// Countries by every word that stands for them.
    countries: country::Countries,
}

impl Lexicon {
    /// The lexicon of `lang`, parsed at the first call; none for a language that has none.
    pub fn of(lang: Lang) -> Option<&'static Lexicon> {
        static FRENCH: OnceLock<Lexicon> = OnceLock::new();
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        match lang {
            // Shipped data: a mistake in it fails the test that loads it.
            Lang::FR => Some(FRENCH.get_or_init(|| load::french().expect("the shipped French lexicon is sound"))),
            Lang::EN => Some(ENGLISH.get_or_init(|| load::english().expect("the shipped English lexicon is sound"))),
            _ => None,
        }
    }

    /// Every reading of a form. `word` is lower case with straight apostrophes ([`crate::fold::lower`]); accents count.
    pub fn readings(&self, word: &str) -> &[Reading] {
        match self.forms.get(word) {
            Some(&n) => &self.readings[self.starts[n as usize] as usize..self.starts[n as usize + 1] as usize],
            None => &[],
        }
    }

    /// Every form with its readings, in no order.
    pub fn forms(&self) -> impl Iterator<Item = (&'static str, &[Reading])> {
        self.forms.keys().map(|form| (*form, self.readings(form)))
    }

    /// Cue verbs whose head is the verb `lemma`, those with the longest tail first.
    pub fn cues_of(&self, lemma: &str) -> impl Iterator<Item = &CueVerb> {
        let range = self.heads.get(lemma).cloned().unwrap_or_default();
        self.cue_verbs[range].iter()
    }

    /// What any verb is where it stands inverted behind a quotation: *« On mérite mieux », **simplifie** X*; none for those of being and having.
    pub fn inverted_cue(&self, lemma: &str) -> Option<&CueVerb> {
        self.inverted.get(lemma)
    }

    /// Cue phrases whose first word is `word`, longest first; a capital may have cost an *à* its accent: *A en croire X*.
    pub fn cue_phrases_of(&self, word: &str) -> impl Iterator<Item = &CuePhrase> {
        let places = self.phrases.get(word).map_or(&[][..], Vec::as_slice);
        places.iter().map(|&i| &self.cue_phrases[i])
    }

    /// The reporting noun with this dictionary form.
    pub fn cue_noun(&self, lemma: &str) -> Option<&CueNoun> {
        self.nouns.get(lemma).map(|&i| &self.cue_nouns[i])
    }

    /// The country that a name, capital, demonym or seat stands for; the key is [`crate::fold::fold`]ed, several words joined by one space
    /// (`"etats-unis"`, `"maison blanche"`, `"royaume-uni"`).
    pub fn country(&self, folded: &str) -> Option<(&Country, PlaceRole)> {
        self.countries.lookup(folded)
    }

    /// What somebody named by a noun of this class is.
    pub fn speaker_kind(class: NounClass) -> SpeakerKind {
        match class {
            NounClass::Office => SpeakerKind::Office,
            NounClass::Person => SpeakerKind::Person,
            NounClass::Organisation => SpeakerKind::Organisation,
            NounClass::Collective => SpeakerKind::Group,
            NounClass::Document | NounClass::Speech => SpeakerKind::Document,
            NounClass::Anonymous => SpeakerKind::Anonymous,
            NounClass::Time | NounClass::Quantity | NounClass::Other => SpeakerKind::Person,
        }
    }
}
