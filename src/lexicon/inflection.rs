//! Nouns, adjectives, adverbs, closed-class words, numerals and first names of French: every form that they take.
//!
//! An entry of the data is a dictionary form. `plan|plans` gives a plural, `porte-parole|=` says that there is none of its own,
//! `chef/cheffe` gives a feminine, `beau/belle/bel` a masculine before vowels too; what is not given follows from the ending.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::country::Countries;
use super::{Gender, NounClass, Pos, Reading};

/// Plural in *-als*.
const ALS: &[&str] = &[
    "aval", "bal", "bancal", "cal", "carnaval", "chacal", "choral", "fatal", "festival", "mistral", "narval", "natal",
    "naval", "régal", "récital", "serval", "tribal",
];
/// Plural of *-ail* in *-aux*.
const AUX: &[&str] = &["bail", "corail", "soupirail", "travail", "vantail", "vitrail", "émail"];
/// Plural of *-eu, -au* in *-s*.
const EUS: &[&str] = &["bleu", "landau", "pneu", "émeu"];
/// Plural of *-ou* in *-x*.
const OUX: &[&str] = &["bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou"];
/// Feminine of *-eur* in *-eure*, besides every *-érieur*.
const EURE: &[&str] = &["majeur", "mineur", "meilleur", "prieur"];
/// Feminine of *-et* in *-ète*.
const ETE: &[&str] = &[
    "complet",
    "concret",
    "désuet",
    "discret",
    "incomplet",
    "indiscret",
    "inquiet",
    "préfet",
    "secret",
];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Nouns {
    office: Genders,
    person: Genders,
    organisation: Genders,
    collective: Genders,
    document: Genders,
    anonymous: Genders,
    speech: Genders,
    other: Genders,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Genders {
    both: String,
    masculine: String,
    feminine: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FunctionWords {
    determiner: String,
    preposition: String,
    contraction: String,
    subject_pronoun: String,
    object_pronoun: String,
    pronoun: String,
    relative: String,
    interrogative: String,
    coordinator: String,
    subordinator: String,
    adverb: String,
    negation: String,
    numeral: String,
    noun: String,
    interjection: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstNames {
    masculine: String,
    feminine: String,
    either: String,
}

/// Reads one of the data files that are built into the program.
pub(super) fn data<T: DeserializeOwned>(toml: &str) -> T {
    toml::from_str(toml).expect("the lexicon's own data is well-formed")
}

/// Every form, lower case with its accents, and one reading of it; a form comes once for each of its readings.
/// A form that begins with an accented vowel also comes without that accent, as capitals often do (*Etat*, *Egalement*).
pub(super) fn readings(countries: &Countries) -> Vec<(String, Reading)> {
    let mut forms = Forms {
        list: Vec::with_capacity(24_000),
    };
    forms.function_words(data(include_str!("fr/function_words.toml")));
    forms.nouns(data(include_str!("fr/nouns.toml")));
    let adjectives: BTreeMap<String, String> = data(include_str!("fr/adjectives.toml"));
    for entry in adjectives.into_values().flat_map(words) {
        forms.adjective(entry);
    }
    let adverbs: BTreeMap<String, String> = data(include_str!("fr/adverbs.toml"));
    for word in adverbs.into_values().flat_map(words) {
        forms.push(word, reading(Pos::Adverb, word));
    }
    for entry in countries.demonyms() {
        forms.pair(entry, Pos::Noun, Some(NounClass::Person));
        forms.adjective(entry);
    }
    let names: FirstNames = data(include_str!("fr/first_names.toml"));
    forms.first_names(names.masculine, Some(Gender::Masculine));
    forms.first_names(names.feminine, Some(Gender::Feminine));
    forms.first_names(names.either, None);
    let titles: super::abbreviation::File = data(include_str!("fr/abbreviations.toml"));
    forms.closed(Pos::Title, titles.titles);
    forms.numerals();
    forms.list
}

/// Every form of a demonym or adjective, without readings.
pub(super) fn all_forms(entry: &str) -> Vec<String> {
    let entry = Entry::of(entry);
    let feminine = entry.feminine();
    let mut forms = vec![
        entry.masculine.to_owned(),
        entry.masculine_plural(),
        feminine.0,
        feminine.1,
    ];
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The list lives as long as the program, and so do the lemmas that are cut from it.
pub(super) fn words(list: String) -> impl Iterator<Item = &'static str> {
    let list: &'static str = list.leak();
    list.split_ascii_whitespace()
}

const fn reading(pos: Pos, lemma: &'static str) -> Reading {
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

struct Forms {
    list: Vec<(String, Reading)>,
}

impl Forms {
    fn push(&mut self, form: &str, reading: Reading) {
        let plain = match form.chars().next() {
            Some('é' | 'è' | 'ê') => "e",
            Some('î') => "i",
            Some('â') => "a",
            Some('ô') => "o",
            _ => "",
        };
        if !plain.is_empty() && form.len() > 3 {
            self.list.push((format!("{plain}{}", &form[2..]), reading));
        }
        self.list.push((form.to_owned(), reading));
    }

    /// A form and its plural, once where they are one.
    fn numbers(&mut self, singular: &str, plural: &str, reading: Reading) {
        if singular == plural {
            self.push(singular, reading);
            return;
        }
        for (form, plural) in [(singular, false), (plural, true)] {
            self.push(
                form,
                Reading {
                    plural: Some(plural),
                    ..reading
                },
            );
        }
    }

    /// A word that has a masculine and a feminine.
    fn pair(&mut self, entry: &'static str, pos: Pos, class: Option<NounClass>) {
        let entry = Entry::of(entry);
        let base = Reading {
            class,
            ..reading(pos, entry.masculine)
        };
        let (feminine, feminine_plural) = entry.feminine();
        if feminine == entry.masculine {
            self.numbers(entry.masculine, &entry.masculine_plural(), base);
            return;
        }
        let masculine = Reading {
            gender: Some(Gender::Masculine),
            ..base
        };
        self.numbers(entry.masculine, &entry.masculine_plural(), masculine);
        if let Some(liaison) = entry.liaison {
            self.push(
                liaison,
                Reading {
                    plural: Some(false),
                    ..masculine
                },
            );
        }
        let feminine_reading = Reading {
            gender: Some(Gender::Feminine),
            ..base
        };
        self.numbers(&feminine, &feminine_plural, feminine_reading);
    }

    fn adjective(&mut self, entry: &'static str) {
        self.pair(entry, Pos::Adjective, None);
    }

    fn nouns(&mut self, nouns: Nouns) {
        let classes = [
            (nouns.office, NounClass::Office),
            (nouns.person, NounClass::Person),
            (nouns.organisation, NounClass::Organisation),
            (nouns.collective, NounClass::Collective),
            (nouns.document, NounClass::Document),
            (nouns.anonymous, NounClass::Anonymous),
            (nouns.speech, NounClass::Speech),
            (nouns.other, NounClass::Other),
        ];
        for (genders, class) in classes {
            for entry in words(genders.both) {
                self.pair(entry, Pos::Noun, Some(class));
            }
            for (list, gender) in [
                (genders.masculine, Gender::Masculine),
                (genders.feminine, Gender::Feminine),
            ] {
                for entry in words(list) {
                    let entry = Entry::of(entry);
                    let noun = Reading {
                        class: Some(class),
                        gender: Some(gender),
                        ..reading(Pos::Noun, entry.masculine)
                    };
                    self.numbers(entry.masculine, &entry.masculine_plural(), noun);
                }
            }
        }
    }

    fn function_words(&mut self, file: FunctionWords) {
        let classes = [
            (Pos::Determiner, file.determiner),
            (Pos::Preposition, file.preposition),
            (Pos::Contraction, file.contraction),
            (Pos::SubjectPronoun, file.subject_pronoun),
            (Pos::ObjectPronoun, file.object_pronoun),
            (Pos::Pronoun, file.pronoun),
            (Pos::Relative, file.relative),
            (Pos::Interrogative, file.interrogative),
            (Pos::Coordinator, file.coordinator),
            (Pos::Subordinator, file.subordinator),
            (Pos::Adverb, file.adverb),
            (Pos::Negation, file.negation),
            (Pos::Numeral, file.numeral),
            (Pos::Noun, file.noun),
            (Pos::Interjection, file.interjection),
        ];
        for (pos, list) in classes {
            self.closed(pos, list);
        }
    }

    /// Words given form by form: `form/lemma/features`, the features being letters of *m f s p 1 2 3*; an empty lemma is the form.
    fn closed(&mut self, pos: Pos, list: String) {
        for entry in words(list) {
            let mut parts = entry.split('/');
            let form = parts.next().unwrap_or_default();
            let lemma = parts.next().filter(|lemma| !lemma.is_empty());
            let mut word = reading(pos, lemma.unwrap_or(form));
            if pos == Pos::Noun {
                word.class = Some(NounClass::Other);
            }
            for feature in parts.next().unwrap_or_default().chars() {
                match feature {
                    'm' => word.gender = Some(Gender::Masculine),
                    'f' => word.gender = Some(Gender::Feminine),
                    's' => word.plural = Some(false),
                    'p' => word.plural = Some(true),
                    digit => word.person = digit.to_digit(4).unwrap_or_default() as u8,
                }
            }
            self.push(form, word);
        }
    }

    fn first_names(&mut self, list: String, gender: Option<Gender>) {
        for name in words(list) {
            let word = Reading {
                gender,
                plural: Some(false),
                ..reading(Pos::FirstName, name)
            };
            self.push(name, word);
        }
    }

    /// The numbers from 17 to 99 that are written with hyphens.
    fn numerals(&mut self) {
        const UNITS: [&str; 20] = [
            "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
            "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
        ];
        const TENS: [(&str, usize); 9] = [
            ("vingt", 10),
            ("trente", 10),
            ("quarante", 10),
            ("cinquante", 10),
            ("soixante", 20),
            ("quatre-vingt", 20),
            ("septante", 10),
            ("huitante", 10),
            ("nonante", 10),
        ];
        for unit in &UNITS[17..] {
            self.numeral((*unit).to_owned());
        }
        for (ten, below) in TENS {
            for (value, unit) in UNITS.iter().enumerate().take(below).skip(1) {
                if matches!(value, 1 | 11) && ten != "quatre-vingt" {
                    self.numeral(format!("{ten}-et-{unit}"));
                } else {
                    self.numeral(format!("{ten}-{unit}"));
                }
            }
        }
    }

    fn numeral(&mut self, form: String) {
        let form: &'static str = form.leak();
        let number = Reading {
            plural: Some(true),
            ..reading(Pos::Numeral, form)
        };
        self.push(form, number);
        if form.ends_with("un") {
            let feminine = Reading {
                gender: Some(Gender::Feminine),
                ..number
            };
            self.push(&format!("{form}e"), feminine);
        }
    }
}

/// An entry of the data, taken apart.
struct Entry<'e> {
    masculine: &'e str,
    plural: Option<&'e str>,
    feminine: Option<(&'e str, Option<&'e str>)>,
    liaison: Option<&'e str>,
}

impl<'e> Entry<'e> {
    fn of(entry: &'e str) -> Self {
        let mut parts = entry.split('/');
        let (masculine, plural) = singular_and_plural(parts.next().unwrap_or_default());
        Self {
            masculine,
            plural,
            feminine: parts.next().map(singular_and_plural),
            liaison: parts.next(),
        }
    }

    fn masculine_plural(&self) -> String {
        self.plural.map_or_else(|| plural(self.masculine), str::to_owned)
    }

    fn feminine(&self) -> (String, String) {
        match self.feminine {
            Some(("=", _)) => (self.masculine.to_owned(), self.masculine_plural()),
            Some((form, Some(plural))) => (form.to_owned(), plural.to_owned()),
            Some((form, None)) => (form.to_owned(), plural(form)),
            None => {
                let form = feminine(self.masculine);
                if form == self.masculine {
                    return (form, self.masculine_plural());
                }
                let plural = plural(&form);
                (form, plural)
            }
        }
    }
}

fn singular_and_plural(part: &str) -> (&str, Option<&str>) {
    match part.split_once('|') {
        Some((singular, "=")) => (singular, Some(singular)),
        Some((singular, plural)) => (singular, Some(plural)),
        None => (part, None),
    }
}

/// The plural that the ending of a noun or adjective asks for.
fn plural(singular: &str) -> String {
    let stem = |cut: usize| singular.get(..singular.len() - cut).unwrap_or_default();
    if singular.ends_with(['s', 'x', 'z']) {
        singular.to_owned()
    } else if singular.ends_with("al") && !ALS.contains(&singular) {
        format!("{}aux", stem(2))
    } else if AUX.contains(&singular) {
        format!("{}aux", stem(3))
    } else if (singular.ends_with("eu") || singular.ends_with("au")) && !EUS.contains(&singular)
        || OUX.contains(&singular)
    {
        format!("{singular}x")
    } else {
        format!("{singular}s")
    }
}

/// The feminine that the ending of a masculine noun or adjective asks for; the same form where it serves for both.
fn feminine(masculine: &str) -> String {
    let ending = |tail: &str, new: &str| masculine.strip_suffix(tail).map(|stem| format!("{stem}{new}"));
    if masculine.ends_with('e') {
        return masculine.to_owned();
    }
    if masculine.ends_with("érieur") || EURE.contains(&masculine) {
        return format!("{masculine}e");
    }
    if ETE.contains(&masculine) {
        return ending("et", "ète").unwrap_or_default();
    }
    const ENDINGS: &[(&str, &str)] = &[
        ("teur", "trice"),
        ("eur", "euse"),
        ("eux", "euse"),
        ("er", "ère"),
        ("en", "enne"),
        ("on", "onne"),
        ("el", "elle"),
        ("eil", "eille"),
        ("et", "ette"),
        ("if", "ive"),
        ("ïf", "ïve"),
        ("ef", "ève"),
        ("euf", "euve"),
        ("eau", "elle"),
        ("anc", "anche"),
        ("ic", "ique"),
        ("gu", "guë"),
        ("g", "gue"),
    ];
    ENDINGS
        .iter()
        .find_map(|(tail, new)| ending(tail, new))
        .unwrap_or_else(|| format!("{masculine}e"))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use rustc_hash::{FxHashMap, FxHashSet};

    use super::*;

    static READINGS: LazyLock<FxHashMap<String, Vec<Reading>>> = LazyLock::new(|| {
        let mut map: FxHashMap<String, Vec<Reading>> = FxHashMap::default();
        for (form, reading) in readings(&Countries::french()) {
            map.entry(form).or_default().push(reading);
        }
        map
    });

    fn of(form: &str, pos: Pos) -> Vec<Reading> {
        let all = READINGS.get(form).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter(|r| r.pos == pos).copied().collect()
    }

    fn lemmas(pos: Pos) -> usize {
        let all = READINGS.values().flatten().filter(|r| r.pos == pos);
        all.map(|r| r.lemma).collect::<FxHashSet<_>>().len()
    }

    fn in_class(class: NounClass) -> usize {
        let all = READINGS.values().flatten();
        let all = all.filter(|r| r.class == Some(class));
        all.map(|r| r.lemma).collect::<FxHashSet<_>>().len()
    }

    fn noun(form: &str, lemma: &str, class: NounClass, gender: Option<Gender>, plural: bool) {
        let found = of(form, Pos::Noun)
            .into_iter()
            .any(|r| r.lemma == lemma && r.class == Some(class) && r.gender == gender && r.plural == Some(plural));
        assert!(found, "{form}: {:?}", READINGS.get(form));
    }

    #[test]
    fn the_lexicon_has_the_size_of_news_prose() {
        assert!(lemmas(Pos::Noun) >= 4_500, "{}", lemmas(Pos::Noun));
        assert!(lemmas(Pos::Adjective) >= 2_500);
        assert!(lemmas(Pos::Adverb) >= 300);
        assert!(lemmas(Pos::FirstName) >= 2_500);
        assert!(in_class(NounClass::Office) >= 150);
        assert!(in_class(NounClass::Person) >= 800);
        assert!(in_class(NounClass::Organisation) >= 300);
        assert!(in_class(NounClass::Collective) >= 80);
        assert!(in_class(NounClass::Document) >= 100);
        assert!(in_class(NounClass::Speech) >= 100);
    }

    #[test]
    fn no_reading_of_a_form_comes_twice() {
        let mut twice: Vec<&str> = Vec::new();
        for (form, all) in READINGS.iter() {
            if (1..all.len()).any(|i| all[..i].contains(&all[i])) {
                twice.push(form);
            }
        }
        assert!(twice.is_empty(), "{}", twice.join(" "));
    }

    #[test]
    fn forms_are_lower_case_with_straight_apostrophes() {
        for form in READINGS.keys() {
            assert_eq!(&crate::fold::lower(form), form);
            assert!(!form.contains(['|', '=', '/', ',']), "{form}");
        }
    }

    #[test]
    fn nouns_take_their_plurals_and_feminines() {
        use Gender::{Feminine, Masculine};
        use NounClass::{Office, Organisation, Other, Person};
        noun("députées", "député", Office, Some(Feminine), true);
        noun("directrice", "directeur", Office, Some(Feminine), false);
        noun("procureure", "procureur", Office, Some(Feminine), false);
        noun("sénatrices", "sénateur", Office, Some(Feminine), true);
        noun("chercheuse", "chercheur", Person, Some(Feminine), false);
        noun("préfètes", "préfet", Office, Some(Feminine), true);
        noun("cheffe", "chef", Office, Some(Feminine), false);
        noun("officière", "officier", Office, Some(Feminine), false);
        noun("autrices", "auteur", Person, Some(Feminine), true);
        noun("maire", "maire", Office, None, false);
        noun("ministres", "ministre", Office, None, true);
        noun("généraux", "général", Office, Some(Masculine), true);
        noun("paysanne", "paysan", Person, Some(Feminine), false);
        noun("victime", "victime", Person, Some(Feminine), false);
        noun("tribunaux", "tribunal", Organisation, Some(Masculine), true);
        noun("festivals", "festival", Other, Some(Masculine), true);
        noun("travaux", "travail", Other, Some(Masculine), true);
        noun("yeux", "œil", Other, Some(Masculine), true);
        noun("états-majors", "état-major", Organisation, Some(Masculine), true);
        noun("arménienne", "arménien", Person, Some(Feminine), false);
        assert_eq!(of("porte-parole", Pos::Noun)[0].plural, None);
        assert_eq!(of("cessez-le-feu", Pos::Noun)[0].plural, None);
    }

    #[test]
    fn adjectives_take_their_forms() {
        for (form, lemma) in [
            ("nouvelle", "nouveau"),
            ("nouvel", "nouveau"),
            ("vieille", "vieux"),
            ("nationaux", "national"),
            ("navals", "naval"),
            ("décisive", "décisif"),
            ("inquiète", "inquiet"),
            ("publiques", "public"),
            ("turque", "turc"),
            ("longue", "long"),
            ("supérieure", "supérieur"),
            ("dévastatrices", "dévastateur"),
            ("moyennes", "moyen"),
            ("azerbaïdjanaises", "azerbaïdjanais"),
            ("ambiguë", "ambigu"),
            ("sud-africaines", "sud-africain"),
        ] {
            let found = of(form, Pos::Adjective);
            assert!(found.iter().any(|r| r.lemma == lemma), "{form}: {found:?}");
        }
        assert_eq!(of("français", Pos::Adjective)[0].plural, None);
        assert_eq!(of("russe", Pos::Adjective)[0].gender, None);
    }

    #[test]
    fn closed_words_have_all_their_readings() {
        for (form, classes) in [
            ("des", &[Pos::Determiner, Pos::Contraction][..]),
            ("la", &[Pos::Determiner, Pos::ObjectPronoun]),
            ("en", &[Pos::Preposition, Pos::ObjectPronoun]),
            ("que", &[Pos::Relative, Pos::Subordinator, Pos::Interrogative]),
            ("qu'", &[Pos::Relative, Pos::Subordinator]),
            ("si", &[Pos::Subordinator, Pos::Adverb]),
            ("lui", &[Pos::Pronoun, Pos::ObjectPronoun]),
            ("leur", &[Pos::Determiner, Pos::ObjectPronoun]),
            ("personne", &[Pos::Noun, Pos::Pronoun, Pos::Negation]),
            ("plus", &[Pos::Adverb, Pos::Negation]),
            ("jusqu'", &[Pos::Preposition]),
            ("puisqu'", &[Pos::Subordinator]),
            ("mardi", &[Pos::Noun]),
            ("vingt-et-une", &[Pos::Numeral]),
            ("soixante-dix-sept", &[Pos::Numeral]),
            ("quatre-vingt-onze", &[Pos::Numeral]),
            ("quatre-vingts", &[Pos::Numeral]),
            ("mme", &[Pos::Title]),
            ("nikol", &[Pos::FirstName]),
            ("aujourd'hui", &[Pos::Adverb]),
        ] {
            for pos in classes {
                assert!(!of(form, *pos).is_empty(), "{form} is no {pos:?}");
            }
        }
        assert_eq!(of("ils", Pos::SubjectPronoun)[0].person, 3);
        assert_eq!(of("ils", Pos::SubjectPronoun)[0].plural, Some(true));
        assert_eq!(of("l'", Pos::Determiner)[0].lemma, "le");
        assert!(of("a", Pos::Preposition).is_empty());
    }

    #[test]
    fn capitals_may_lack_their_accent() {
        assert!(!of("etat", Pos::Noun).is_empty());
        assert!(!of("egalement", Pos::Adverb).is_empty());
        assert!(!of("egyptienne", Pos::Adjective).is_empty());
    }
}
