//! Builds the lexicon of a language out of its data files.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;

use super::{Lexicon, Pos, Reading, conjugation, country, cues, english, french};
use crate::model::Lang;

/// The French lexicon, or what is wrong with its data.
pub(super) fn french() -> Result<Lexicon, String> {
    let mut forms = Forms::for_about(120_000, 200_000);
    verbs(include_str!("fr/verbs.toml"), &mut forms)?;
    let countries = country::Countries::french();
    for (form, reading) in french::readings(&countries) {
        forms.add(form.leak(), reading);
    }
    forms.bare_capitals();
    Data {
        lang: Lang::FR,
        cue_verbs: include_str!("fr/cue_verbs.toml"),
        cue_nouns: include_str!("fr/cue_nouns.toml"),
        cue_phrases: include_str!("fr/cue_phrases.toml"),
        conjunctions: include_str!("fr/conjunctions.toml"),
        adverbials: include_str!("fr/adverbials.toml"),
        hearsay: Vec::new(),
        gendered_things: true,
        government: "gouvernement",
    }
    .with(forms, countries)
}

/// The English lexicon, or what is wrong with its data.
pub(super) fn english() -> Result<Lexicon, String> {
    let mut forms = Forms::for_about(16_000, 24_000);
    let countries = country::Countries::english();
    english::add(&mut forms, &countries)?;
    Data {
        lang: Lang::EN,
        cue_verbs: include_str!("en/cue_verbs.toml"),
        cue_nouns: include_str!("en/cue_nouns.toml"),
        cue_phrases: include_str!("en/cue_phrases.toml"),
        conjunctions: include_str!("en/conjunctions.toml"),
        adverbials: include_str!("en/adverbials.toml"),
        hearsay: english::hearsay()?,
        gendered_things: false,
        government: "government",
    }
    .with(forms, countries)
}

/// What a language has beside its forms and countries.
struct Data {
    lang: Lang,
    cue_verbs: &'static str,
    cue_nouns: &'static str,
    cue_phrases: &'static str,
    conjunctions: &'static str,
    adverbials: &'static str,
    hearsay: Vec<&'static str>,
    gendered_things: bool,
    government: &'static str,
}

impl Data {
    /// The lexicon of these files, forms and countries.
    fn with(self, forms: Forms, countries: country::Countries) -> Result<Lexicon, String> {
        let (forms, starts, readings) = forms.finish();
        let cue_verbs = cues::verbs(self.cue_verbs)?;
        let cue_nouns = cues::nouns(self.cue_nouns)?;
        let mut heads: FxHashMap<&'static str, Range<usize>> = FxHashMap::default();
        for (i, cue) in cue_verbs.iter().enumerate() {
            heads.entry(cue.head).or_insert(i..i).end = i + 1;
        }
        let cue_phrases = cues::phrases(self.cue_phrases)?;
        let mut phrases: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
        for (i, phrase) in cue_phrases.iter().enumerate() {
            if let Some(first) = phrase.words.first() {
                phrases.entry(first).or_default().push(i);
                if *first == "à" {
                    phrases.entry("a").or_default().push(i);
                }
            }
        }
        let inverted = if self.gendered_things {
            cues::inverted(&readings)
        } else {
            FxHashMap::default()
        };
        Ok(Lexicon {
            inverted,
            lang: self.lang,
            nouns: cue_nouns.iter().enumerate().map(|(i, noun)| (noun.lemma, i)).collect(),
            cue_verbs,
            cue_nouns,
            cue_phrases,
            phrases,
            hearsay: self.hearsay,
            gendered_things: self.gendered_things,
            government: self.government,
            conjunctions: cues::conjunctions(self.conjunctions)?,
            adverbials: cues::adverbials(self.adverbials)?,
            forms,
            starts,
            readings,
            heads,
            countries,
        })
    }
}

/// Adds every form of every verb of a data file: `model = "infinitives"`.
fn verbs(toml: &str, forms: &mut Forms) -> Result<(), String> {
    let models: BTreeMap<String, String> = toml::from_str(toml).map_err(|e| e.to_string())?;
    for (model, infinitives) in &models {
        for infinitive in infinitives.split_whitespace() {
            let paradigm = conjugation::conjugate(infinitive, model)
                .ok_or_else(|| format!("'{infinitive}' does not follow '{model}'"))?;
            let letters = cues::keep(&paradigm.letters);
            let lemma = &letters[letters.len() - infinitive.len()..];
            for (start, end, slot) in paradigm.forms {
                let reading = Reading {
                    tense: Some(slot.tense),
                    person: slot.person,
                    plural: slot.plural,
                    gender: slot.gender,
                    ..Reading::of(Pos::Verb, lemma)
                };
                forms.add(&letters[start..end], reading);
            }
        }
    }
    Ok(())
}

/// Reads one of the data files that are built into the program.
pub(super) fn data<T: DeserializeOwned>(toml: &str) -> T {
    toml::from_str(toml).expect("the lexicon's own data is well-formed")
}

/// The list lives as long as the program, and so do the lemmas that are cut from it.
pub(super) fn entries(list: String) -> impl Iterator<Item = &'static str> {
    let list: &'static str = list.leak();
    list.split_ascii_whitespace()
}

/// An entry of a closed class, `form/lemma/features`, taken apart; an empty lemma is the form.
pub(super) fn closed_class(entry: &str) -> (&str, &str, &str) {
    let mut parts = entry.split('/');
    let form = parts.next().unwrap_or_default();
    let lemma = parts.next().filter(|lemma| !lemma.is_empty()).unwrap_or(form);
    (form, lemma, parts.next().unwrap_or_default())
}

/// Readings as they come in, each with the number of its form.
pub(super) struct Forms {
    /// Number of each form.
    numbers: FxHashMap<&'static str, u32>,
    /// Form number and reading.
    entries: Vec<(u32, Reading)>,
}

impl Forms {
    /// Room for so many forms and readings, for growing by steps costs a third of the loading time.
    fn for_about(forms: usize, readings: usize) -> Forms {
        Forms {
            numbers: FxHashMap::with_capacity_and_hasher(forms, Default::default()),
            entries: Vec::with_capacity(readings),
        }
    }

    /// Adds one reading of `form`.
    pub(super) fn add(&mut self, form: &'static str, reading: Reading) {
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(form).or_insert(next);
        self.entries.push((number, reading));
    }

    /// Lets a form that begins with an accent be met without it, as capitals often stand: *Evoquant, Etat, Ca*.
    fn bare_capitals(&mut self) {
        let mut letters = String::new();
        let mut aliases = Vec::new();
        for (form, &number) in &self.numbers {
            let mut rest = form.chars();
            let bare = match rest.next() {
                Some('é' | 'è' | 'ê') => 'e',
                Some('à' | 'â') => 'a',
                Some('î') => 'i',
                Some('ô') => 'o',
                Some('ç') => 'c',
                _ => continue,
            };
            // *à* alone stays what it is: *a* is another word.
            if !rest.as_str().is_empty() {
                let start = letters.len();
                letters.push(bare);
                letters.push_str(rest.as_str());
                aliases.push((start..letters.len(), number));
            }
        }
        let letters = cues::keep(&letters);
        for (range, number) in aliases {
            self.numbers.entry(&letters[range]).or_insert(number);
        }
    }

    /// Lays the readings of each form side by side, equal ones once; those of form `n` stand from `starts[n]` to `starts[n + 1]`.
    fn finish(self) -> (FxHashMap<&'static str, u32>, Vec<u32>, Vec<Reading>) {
        // A counting sort by form: where each group begins, then every entry into its group.
        let count = self.numbers.values().max().map_or(0, |last| *last as usize + 1);
        let mut next = vec![0u32; count + 1];
        for &(number, _) in &self.entries {
            next[number as usize + 1] += 1;
        }
        for i in 1..next.len() {
            next[i] += next[i - 1];
        }
        let mut order = vec![0u32; self.entries.len()];
        for (i, &(number, _)) in self.entries.iter().enumerate() {
            order[next[number as usize] as usize] = i as u32;
            next[number as usize] += 1;
        }
        let mut starts = vec![0u32];
        let mut readings: Vec<Reading> = Vec::with_capacity(order.len());
        let mut group = 0;
        for i in order {
            let (number, reading) = self.entries[i as usize];
            if number != group {
                starts.push(readings.len() as u32);
                group = number;
            }
            if !readings[starts[group as usize] as usize..].contains(&reading) {
                readings.push(reading);
            }
        }
        starts.push(readings.len() as u32);
        (self.numbers, starts, readings)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CueVerb, NounFrame, Reflexive, Tense};
    use super::*;

    /// The French lexicon; the test fails where its data is wrong.
    fn lexicon() -> &'static Lexicon {
        Lexicon::of(Lang::FR).expect("French has a lexicon")
    }

    /// The cue verb with this dictionary form.
    fn cue(lemma: &str) -> &'static CueVerb {
        let found = lexicon().cue_verbs.iter().find(|cue| cue.lemma == lemma);
        found.unwrap_or_else(|| panic!("no cue verb {lemma}"))
    }

    /// Tenses and persons that `form` has as a form of `lemma`.
    fn slots(form: &str, lemma: &str) -> Vec<(Tense, u8)> {
        let readings = lexicon().readings(form).iter();
        readings
            .filter(|reading| reading.lemma == lemma)
            .filter_map(|reading| Some((reading.tense?, reading.person)))
            .collect()
    }

    #[test]
    fn shipped_data_is_sound_and_large_enough() {
        let lexicon = lexicon();
        assert!(lexicon.cue_verbs.len() >= 330, "{} cue verbs", lexicon.cue_verbs.len());
        assert!(lexicon.cue_nouns.len() >= 70, "{} cue nouns", lexicon.cue_nouns.len());
        assert!(
            lexicon.cue_phrases.len() >= 30,
            "{} cue phrases",
            lexicon.cue_phrases.len()
        );
        let infinitives = lexicon
            .readings
            .iter()
            .filter(|reading| reading.tense == Some(Tense::Infinitive));
        assert!(infinitives.count() >= 1900);
        assert!(Lexicon::of(Lang::UND).is_none());
    }

    #[test]
    fn every_cue_verb_can_be_met_and_used() {
        for cue in &lexicon().cue_verbs {
            assert!(
                slots(cue.head, cue.head).contains(&(Tense::Infinitive, 0)),
                "{} is not in verbs.toml",
                cue.head
            );
            let frames = cue.clause || cue.question || cue.quote || cue.amount || cue.noun != NounFrame::No;
            assert!(
                frames || !cue.infinitives.is_empty() || !cue.target_links.is_empty(),
                "{} can never report",
                cue.lemma
            );
            assert!(
                cue.strong || cue.amount || cue.quote || cue.clause || cue.noun != NounFrame::No,
                "{} is never a cue",
                cue.lemma
            );
            assert!(lexicon().cues_of(cue.head).any(|other| other.lemma == cue.lemma));
        }
    }

    #[test]
    fn nothing_is_listed_twice() {
        let lexicon = lexicon();
        assert_eq!(lexicon.nouns.len(), lexicon.cue_nouns.len());
        for (i, cue) in lexicon.cue_verbs.iter().enumerate() {
            let twin = |other: &CueVerb| {
                (other.lemma, &other.tail, other.stance) == (cue.lemma, &cue.tail, cue.stance)
                    && other.only_negated == cue.only_negated
            };
            assert!(!lexicon.cue_verbs[..i].iter().any(twin), "{}", cue.lemma);
        }
        for (i, cue) in lexicon.cue_phrases.iter().enumerate() {
            assert!(
                lexicon.cue_phrases[..i].iter().all(|other| other.words != cue.words),
                "{}",
                cue.lemma
            );
        }
        let mut conjunctions: Vec<_> = lexicon.conjunctions.iter().collect();
        conjunctions.sort();
        assert!(conjunctions.is_sorted_by(|a, b| a < b), "{conjunctions:?}");
    }

    #[test]
    fn the_readings_of_a_form_are_complete() {
        let mut affirme = slots("affirme", "affirmer");
        affirme.sort_by_key(|&(tense, person)| (tense as u8, person));
        assert_eq!(
            affirme,
            [
                (Tense::Present, 1),
                (Tense::Present, 3),
                (Tense::Subjunctive, 1),
                (Tense::Subjunctive, 3),
                (Tense::Imperative, 2)
            ]
        );
        assert!(slots("suis", "être").contains(&(Tense::Present, 1)));
        assert!(slots("suis", "suivre").contains(&(Tense::Present, 1)));
        assert!(slots("evoquant", "évoquer").contains(&(Tense::PresentParticiple, 0)));
        assert!(lexicon().readings("xyzzy").is_empty());
        for form in lexicon().forms.keys() {
            let readings = lexicon().readings(form);
            assert!(!readings.is_empty());
            for (i, reading) in readings.iter().enumerate() {
                assert!(!readings[..i].contains(reading), "{form}: {reading:?} twice");
            }
        }
    }

    #[test]
    fn frames_are_read_as_they_are_written() {
        let promise = cue("s'engager");
        assert_eq!((promise.head, promise.reflexive), ("engager", Reflexive::Always));
        assert!(promise.infinitives.contains(&"à"));
        assert_eq!(cue("dire").reflexive, Reflexive::May);
        assert_eq!(cue("faire savoir").tail, ["savoir"]);
        assert_eq!(cue("faire état").noun_link, "de");
        assert_eq!(
            cue("tirer la sonnette d'alarme").tail,
            ["la", "sonnette", "d'", "alarme"]
        );
        assert_eq!(cue("accuser").target_links, ["de"]);
        let ready = lexicon().cue_verbs.iter().filter(|cue| cue.lemma == "se dire prêt");
        let tails: Vec<_> = ready.map(|cue| cue.tail[0]).collect();
        assert_eq!(tails, ["prêt", "prête", "prêts", "prêtes"]);
        let negated = cue("ne pas en démordre");
        assert!(negated.only_negated && negated.head == "démordre" && negated.tail.is_empty());
        assert!(cue("affirmer").strong && !cue("sourire").strong);
        assert_eq!(cue("expliquer").noun, NounFrame::Quoted);
    }

    #[test]
    fn a_longer_phrase_comes_before_its_head() {
        let lengths: Vec<usize> = lexicon()
            .cues_of("faire")
            .map(|cue| cue.tail.len() + cue.around.len())
            .collect();
        assert!(lengths.len() > 5 && lengths.is_sorted_by(|a, b| a >= b));
        assert!(
            lexicon()
                .cue_phrases
                .is_sorted_by(|a, b| a.words.len() >= b.words.len())
        );
        let conjunction =
            |words: &[&'static str]| lexicon().conjunctions.length(|n| words.get(n).copied().unwrap_or(""));
        assert_eq!(conjunction(&["tandis", "qu'", "il"]), Some(2));
        assert_eq!(conjunction(&["ce", "que"]), None);
        assert_eq!(lexicon().cues_of("parapluie").count(), 0);
    }
}
