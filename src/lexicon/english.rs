//! English: verb forms, plurals, closed classes, demonyms; see `en/*.toml` for the notation of each file.

use std::collections::BTreeMap;

use super::country::Countries;
use super::load::{Forms, closed_class};
use super::{Gender, NounClass, Pos, Reading, Tense, cues};

/// Adds every form of every English word with its readings.
pub(super) fn add(forms: &mut Forms, countries: &Countries) -> Result<(), String> {
    let mut words = Words { forms };
    words.closed_classes(include_str!("en/function_words.toml"))?;
    words.verbs(include_str!("en/verbs.toml"))?;
    words.nouns(include_str!("en/nouns.toml"))?;
    for (file, pos) in [
        (include_str!("en/adjectives.toml"), Pos::Adjective),
        (include_str!("en/adverbs.toml"), Pos::Adverb),
    ] {
        for word in words_of(file)?.values().flat_map(|list| list.split_whitespace()) {
            words.plain(word, pos);
        }
    }
    for demonym in countries.demonyms() {
        words.plain(demonym, Pos::Adjective);
        words.noun(demonym, NounClass::Person, None);
    }
    let names = words_of(include_str!("fr/first_names.toml"))?;
    for (gender, list) in &names {
        let gender = match gender.as_str() {
            "masculine" => Some(Gender::Masculine),
            "feminine" => Some(Gender::Feminine),
            _ => None,
        };
        for name in list.split_whitespace() {
            let lemma = cues::keep(name);
            words.add(
                name,
                Reading {
                    gender,
                    plural: Some(false),
                    ..Reading::of(Pos::FirstName, lemma)
                },
            );
        }
    }
    let titles = words_of(include_str!("en/abbreviations.toml"))?;
    words.closed(Pos::Title, titles.get("titles").map_or("", String::as_str));
    words.numerals();
    Ok(())
}

/// Forms of a demonym: singular and plural.
pub(super) fn demonym_forms(entry: &str) -> Vec<String> {
    vec![entry.to_owned(), plural(entry)]
}

/// Adverbs by which the article passes something on without saying from whom.
pub(super) fn hearsay() -> Result<Vec<&'static str>, String> {
    let adverbs = words_of(include_str!("en/adverbs.toml"))?;
    let list = adverbs.get("hearsay").map_or("", String::as_str);
    Ok(list.split_whitespace().map(cues::keep).collect())
}

fn words_of(toml: &str) -> Result<BTreeMap<String, String>, String> {
    toml::from_str(toml).map_err(|e| e.to_string())
}

struct Words<'f> {
    forms: &'f mut Forms,
}

impl Words<'_> {
    /// Adds a reading; the form and the lemma are copied for good.
    fn add(&mut self, form: &str, reading: Reading) {
        self.forms.add(cues::keep(form), reading);
    }

    fn plain(&mut self, word: &str, pos: Pos) {
        self.add(word, Reading::of(pos, cues::keep(word)));
    }

    fn closed_classes(&mut self, toml: &str) -> Result<(), String> {
        for (class, list) in words_of(toml)? {
            let pos = match class.as_str() {
                "determiner" => Pos::Determiner,
                "preposition" => Pos::Preposition,
                "subject_pronoun" => Pos::SubjectPronoun,
                "pronoun" => Pos::Pronoun,
                "relative" => Pos::Relative,
                "interrogative" => Pos::Interrogative,
                "coordinator" => Pos::Coordinator,
                "subordinator" => Pos::Subordinator,
                "negation" => Pos::Negation,
                "numeral" => Pos::Numeral,
                "interjection" => Pos::Interjection,
                other => return Err(format!("'{other}' is no closed class")),
            };
            self.closed(pos, &list);
        }
        Ok(())
    }

    /// Words given form by form, see [`closed_class`].
    fn closed(&mut self, pos: Pos, list: &str) {
        for entry in list.split_whitespace() {
            let (form, lemma, features) = closed_class(entry);
            self.add(form, Reading::of(pos, cues::keep(lemma)).with_features(features));
        }
    }

    fn nouns(&mut self, toml: &str) -> Result<(), String> {
        let classes: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(toml).map_err(|e| e.to_string())?;
        for (class, lists) in classes {
            let class = match class.as_str() {
                "office" => NounClass::Office,
                "person" => NounClass::Person,
                "organisation" => NounClass::Organisation,
                "collective" => NounClass::Collective,
                "document" => NounClass::Document,
                "anonymous" => NounClass::Anonymous,
                "speech" => NounClass::Speech,
                "time" => NounClass::Time,
                "quantity" => NounClass::Quantity,
                "other" => NounClass::Other,
                other => return Err(format!("'{other}' is no class of nouns")),
            };
            for (gender, list) in lists {
                let gender = match gender.as_str() {
                    "any" => None,
                    "masculine" => Some(Gender::Masculine),
                    "feminine" => Some(Gender::Feminine),
                    other => return Err(format!("'{other}' is no gender")),
                };
                for entry in list.split_whitespace() {
                    self.noun(entry, class, gender);
                }
            }
        }
        Ok(())
    }

    /// A noun and its plural: `man|men`, `police|=` for none of its own.
    fn noun(&mut self, entry: &str, class: NounClass, gender: Option<Gender>) {
        let (singular, given) = match entry.split_once('|') {
            Some((singular, plural)) => (singular, Some(plural)),
            None => (entry, None),
        };
        let base = Reading {
            class: Some(class),
            gender,
            ..Reading::of(Pos::Noun, cues::keep(singular))
        };
        if given == Some("=") {
            self.add(singular, base);
            return;
        }
        let plural = given.map_or_else(|| plural(singular), str::to_owned);
        self.add(
            singular,
            Reading {
                plural: Some(false),
                ..base
            },
        );
        self.add(
            &plural,
            Reading {
                plural: Some(true),
                ..base
            },
        );
    }

    fn verbs(&mut self, toml: &str) -> Result<(), String> {
        let lists: BTreeMap<String, String> = toml::from_str(toml).map_err(|e| e.to_string())?;
        let list = |name: &str| lists.get(name).ok_or_else(|| format!("no verbs under '{name}'"));
        for entry in list("regular")?.split_whitespace() {
            let (base, doubles) = base(entry);
            let past = past(base, doubles);
            self.verb(base, doubles, &past, &past);
        }
        for entry in list("irregular")?.split_whitespace() {
            let mut parts = entry.split('/');
            let (Some(first), Some(past), Some(participle)) = (parts.next(), parts.next(), parts.next()) else {
                return Err(format!("'{entry}' lacks a part"));
            };
            let (base, doubles) = base(first);
            self.verb(base, doubles, past, participle);
        }
        for entry in list("closed")?.split_whitespace() {
            let mut parts = entry.split('/');
            let (Some(form), Some(lemma), Some(slot)) = (parts.next(), parts.next(), parts.next()) else {
                return Err(format!("'{entry}' lacks a part"));
            };
            let mut features = slot.chars();
            let tense = match features.next() {
                Some('B') => Tense::Infinitive,
                Some('P') => Tense::Present,
                Some('D') => Tense::SimplePast,
                Some('N') => Tense::PastParticiple,
                Some('G') => Tense::PresentParticiple,
                _ => return Err(format!("'{entry}' has no tense")),
            };
            let word = Reading {
                tense: Some(tense),
                ..Reading::of(Pos::Verb, cues::keep(lemma))
            };
            self.add(form, word.with_features(features.as_str()));
        }
        Ok(())
    }

    /// All forms of a verb; `past` and `participle` may hold two, parted by a bar.
    fn verb(&mut self, base: &str, doubles: bool, past: &str, participle: &str) {
        let lemma = cues::keep(base);
        let verb = |tense, person, plural| Reading {
            tense: Some(tense),
            person,
            plural,
            ..Reading::of(Pos::Verb, lemma)
        };
        self.add(base, verb(Tense::Infinitive, 0, None));
        self.add(base, verb(Tense::Present, 3, Some(true)));
        self.add(&plural(base), verb(Tense::Present, 3, Some(false)));
        for form in past.split('|') {
            self.add(form, verb(Tense::SimplePast, 3, None));
        }
        for form in participle.split('|') {
            self.add(form, verb(Tense::PastParticiple, 0, None));
        }
        self.add(&gerund(base, doubles), verb(Tense::PresentParticiple, 0, None));
    }

    /// The numbers from 21 to 99 that are written with hyphens.
    fn numerals(&mut self) {
        const UNITS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        const TENS: [&str; 8] = [
            "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        ];
        for ten in TENS {
            for unit in UNITS {
                let form = format!("{ten}-{unit}");
                let number = Reading {
                    plural: Some(true),
                    ..Reading::of(Pos::Numeral, cues::keep(&form))
                };
                self.add(&form, number);
            }
        }
    }
}

/// An entry and whether its last consonant is doubled.
fn base(entry: &str) -> (&str, bool) {
    match entry.strip_suffix('+') {
        Some(base) => (base, true),
        None => (entry, false),
    }
}

/// True where the word ends in a consonant and *y*.
fn consonant_y(word: &str) -> bool {
    let mut last = word.chars().rev();
    last.next() == Some('y') && last.next().is_some_and(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
}

/// The plural of a noun, and the third person of a verb, by the ending.
fn plural(singular: &str) -> String {
    if consonant_y(singular) {
        return format!("{}ies", &singular[..singular.len() - 1]);
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|end| singular.ends_with(end))
        || matches!(singular, "go" | "do" | "undergo" | "veto" | "echo" | "hero")
    {
        return format!("{singular}es");
    }
    format!("{singular}s")
}

fn past(base: &str, doubles: bool) -> String {
    if consonant_y(base) {
        return format!("{}ied", &base[..base.len() - 1]);
    }
    match base.chars().next_back() {
        Some('e') => format!("{base}d"),
        Some('c') if base.ends_with("ic") => format!("{base}ked"),
        Some(last) if doubles => format!("{base}{last}ed"),
        _ => format!("{base}ed"),
    }
}

fn gerund(base: &str, doubles: bool) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if let Some(stem) = base
        .strip_suffix('e')
        .filter(|stem| stem.len() > 1 && !stem.ends_with(['e', 'o', 'y']))
    {
        return format!("{stem}ing");
    }
    match base.chars().next_back() {
        Some('c') if base.ends_with("ic") => format!("{base}king"),
        Some(last) if doubles => format!("{base}{last}ing"),
        _ => format!("{base}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::model::Lang;

    fn lexicon() -> &'static Lexicon {
        Lexicon::of(Lang::EN).expect("English has a lexicon")
    }

    fn has(form: &str, lemma: &str, tense: Tense) -> bool {
        lexicon()
            .readings(form)
            .iter()
            .any(|r| r.lemma == lemma && r.tense == Some(tense))
    }

    fn lemmas(pos: Pos) -> usize {
        let mut all: Vec<&str> = lexicon()
            .readings
            .iter()
            .filter(|r| r.pos == pos)
            .map(|r| r.lemma)
            .collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }

    #[test]
    fn the_lexicon_has_the_size_of_news_prose() {
        assert!(lemmas(Pos::Noun) >= 1_200, "{}", lemmas(Pos::Noun));
        assert!(lemmas(Pos::Adjective) >= 700, "{}", lemmas(Pos::Adjective));
        assert!(lemmas(Pos::Verb) >= 1_000, "{}", lemmas(Pos::Verb));
        assert!(lexicon().cue_verbs.len() >= 200, "{}", lexicon().cue_verbs.len());
        assert!(lexicon().cue_nouns.len() >= 90, "{}", lexicon().cue_nouns.len());
    }

    #[test]
    fn verbs_take_their_forms() {
        for (form, lemma, tense) in [
            ("says", "say", Tense::Present),
            ("denies", "deny", Tense::Present),
            ("denied", "deny", Tense::SimplePast),
            ("planned", "plan", Tense::PastParticiple),
            ("admitting", "admit", Tense::PresentParticiple),
            ("lying", "lie", Tense::PresentParticiple),
            ("agreeing", "agree", Tense::PresentParticiple),
            ("urging", "urge", Tense::PresentParticiple),
            ("panicked", "panic", Tense::SimplePast),
            ("taken", "take", Tense::PastParticiple),
            ("told", "tell", Tense::SimplePast),
            ("announces", "announce", Tense::Present),
            ("reaches", "reach", Tense::Present),
            ("undergoes", "undergo", Tense::Present),
            ("beginning", "begin", Tense::PresentParticiple),
        ] {
            assert!(has(form, lemma, tense), "{form}: {:?}", lexicon().readings(form));
        }
    }

    #[test]
    fn nouns_take_their_plurals() {
        for (form, lemma) in [
            ("ministries", "ministry"),
            ("spokeswomen", "spokeswoman"),
            ("witnesses", "witness"),
            ("churches", "church"),
            ("people", "people"),
            ("ukrainians", "ukrainian"),
            ("analyses", "analysis"),
        ] {
            let found = lexicon()
                .readings(form)
                .iter()
                .any(|r| r.pos == Pos::Noun && r.lemma == lemma);
            assert!(found, "{form}: {:?}", lexicon().readings(form));
        }
    }

    #[test]
    fn every_cue_verb_can_be_met_and_used() {
        for cue in &lexicon().cue_verbs {
            assert!(
                has(cue.head, cue.head, Tense::Infinitive),
                "{} is not in verbs.toml",
                cue.head
            );
            assert!(
                cue.clause
                    || cue.question
                    || cue.quote
                    || cue.noun != crate::lexicon::NounFrame::No
                    || !cue.infinitives.is_empty()
                    || !cue.target_links.is_empty(),
                "{} can never report",
                cue.lemma
            );
        }
    }

    #[test]
    fn states_have_english_names() {
        for (word, name) in [
            ("armenian", "Armenia"),
            ("baku", "Azerbaijan"),
            ("kremlin", "Russia"),
            ("white house", "United States"),
            ("ukrainians", "Ukraine"),
        ] {
            let found = lexicon().country(word).map(|(country, _)| country.name);
            assert_eq!(found, Some(name), "{word}");
        }
        let codes = |lang: Lang, word: &str| Lexicon::of(lang).and_then(|l| l.country(word)).map(|(c, _)| c.code);
        assert_eq!(codes(Lang::EN, "germany"), codes(Lang::FR, "allemagne"));
    }
}
