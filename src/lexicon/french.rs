//! French: every form of nouns, adjectives, adverbs, closed-class words, numerals and first names, out of `fr/*.toml`; verbs are in
//! [`super::conjugation`].

use std::collections::BTreeMap;

use serde::Deserialize;

use super::country::Countries;
use super::inflection::Entry;
use super::load::{closed_class, data, entries};
use super::{Gender, NounClass, Pos, Reading};

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

/// Every form, lower case with its accents, and one reading of it; a form comes once for each of its readings.
/// A form that begins with an accented vowel also comes without that accent, as capitals often do (*Etat*, *Egalement*).
pub(super) fn readings(countries: &Countries) -> Vec<(String, Reading)> {
    let mut forms = Forms {
        list: Vec::with_capacity(24_000),
    };
    forms.function_words(data(include_str!("fr/function_words.toml")));
    forms.nouns(data(include_str!("fr/nouns.toml")));
    let adjectives: BTreeMap<String, String> = data(include_str!("fr/adjectives.toml"));
    for entry in adjectives.into_values().flat_map(entries) {
        forms.adjective(entry);
    }
    let adverbs: BTreeMap<String, String> = data(include_str!("fr/adverbs.toml"));
    for word in adverbs.into_values().flat_map(entries) {
        forms.push(word, Reading::of(Pos::Adverb, word));
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
            ..Reading::of(pos, entry.masculine)
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
            for entry in entries(genders.both) {
                self.pair(entry, Pos::Noun, Some(class));
            }
            for (list, gender) in [
                (genders.masculine, Gender::Masculine),
                (genders.feminine, Gender::Feminine),
            ] {
                for entry in entries(list) {
                    let entry = Entry::of(entry);
                    let noun = Reading {
                        class: Some(class),
                        gender: Some(gender),
                        ..Reading::of(Pos::Noun, entry.masculine)
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

    /// Words given form by form, see [`closed_class`].
    fn closed(&mut self, pos: Pos, list: String) {
        for entry in entries(list) {
            let (form, lemma, features) = closed_class(entry);
            let mut word = Reading::of(pos, lemma).with_features(features);
            if pos == Pos::Noun {
                word.class = Some(NounClass::Other);
            }
            self.push(form, word);
        }
    }

    fn first_names(&mut self, list: String, gender: Option<Gender>) {
        for name in entries(list) {
            let word = Reading {
                gender,
                plural: Some(false),
                ..Reading::of(Pos::FirstName, name)
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
            ..Reading::of(Pos::Numeral, form)
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
        noun("festivals", "festival", Organisation, Some(Masculine), true);
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
