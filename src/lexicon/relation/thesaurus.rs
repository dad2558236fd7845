//! Words that say the same, words that exclude one another, and words of which one holds another, out of `<lang>/thesaurus/*.toml`.

use rustc_hash::FxHashMap;

use super::{Relations, phrase_words};

/// The files of French.
pub(super) const FRENCH: &[&str] = &[
    include_str!("../fr/thesaurus/acts.toml"),
    include_str!("../fr/thesaurus/conflict.toml"),
    include_str!("../fr/thesaurus/economy.toml"),
    include_str!("../fr/thesaurus/health.toml"),
    include_str!("../fr/thesaurus/justice.toml"),
    include_str!("../fr/thesaurus/nature.toml"),
    include_str!("../fr/thesaurus/order.toml"),
    include_str!("../fr/thesaurus/politics.toml"),
    include_str!("../fr/thesaurus/services.toml"),
];

/// Index of a sense, which all words on one side of a bar share.
pub type SenseId = u16;

/// The senses of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Senses {
    /// Those that it stands for itself, sorted.
    pub own: Vec<SenseId>,
    /// Those that it holds beside: who is murdered is killed. Sorted, none of its own.
    pub wider: Vec<SenseId>,
    /// Those that exclude one of its own, sorted.
    against: Vec<SenseId>,
}

/// The senses of words in one language.
#[derive(Debug, Default)]
pub struct Thesaurus {
    /// By first word: the words that follow it, and the sense.
    phrases: FxHashMap<String, Vec<(Vec<String>, SenseId)>>,
    /// By sense: the senses that exclude it.
    against: Vec<Vec<SenseId>>,
    /// By sense: the senses that it holds.
    wider: Vec<Vec<SenseId>>,
}

impl Senses {
    /// True where the two say the same, or one holds the other.
    pub fn meet(&self, other: &Senses) -> bool {
        meet(&self.own, &other.own) || meet(&self.own, &other.wider) || meet(&self.wider, &other.own)
    }

    /// True where this one says what the other says and more: not to do the one leaves room for the other.
    pub fn narrower_than(&self, other: &Senses) -> bool {
        !meet(&self.own, &other.own) && meet(&self.wider, &other.own)
    }

    /// True where the two exclude one another and do not say the same in some other sense.
    pub fn exclude(&self, other: &Senses) -> bool {
        meet(&self.against, &other.own) && !self.meet(other)
    }

    fn add(&mut self, sense: SenseId, data: &Thesaurus) {
        insert(&mut self.own, sense);
        for &wider in &data.wider[usize::from(sense)] {
            insert(&mut self.wider, wider);
        }
        for &other in &data.against[usize::from(sense)] {
            insert(&mut self.against, other);
        }
    }
}

fn insert(sorted: &mut Vec<SenseId>, sense: SenseId) {
    if let Err(at) = sorted.binary_search(&sense) {
        sorted.insert(at, sense);
    }
}

/// True where two sorted lists share an entry.
fn meet(a: &[SenseId], b: &[SenseId]) -> bool {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}

impl Thesaurus {
    /// Gives each word its senses, a phrase's to all of its words; `word(n)` gives every folded form of word n that counts.
    pub fn senses<'w>(&self, count: usize, word: impl Fn(usize) -> &'w [String]) -> Vec<Senses> {
        let mut out = vec![Senses::default(); count];
        let none: &[String] = &[];
        for i in 0..count {
            for first in word(i) {
                for (rest, sense) in self.phrases.get(first).into_iter().flatten() {
                    let form = |n: usize| if i + n < count { word(i + n) } else { none };
                    if rest.iter().enumerate().all(|(n, part)| form(n + 1).contains(part)) {
                        for senses in &mut out[i..=i + rest.len()] {
                            senses.add(*sense, self);
                        }
                    }
                }
            }
        }
        out
    }

    /// Adds the lines of one file: tables of lines, each line one or more senses, apart by `|` where they exclude one another,
    /// or by `>` where what stands left holds what stands right.
    fn read(&mut self, file: &str) -> Result<(), String> {
        let tables: std::collections::BTreeMap<String, String> = toml::from_str(file).map_err(|e| e.to_string())?;
        let lines = tables.values().flat_map(|lines| lines.lines());
        for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
            let (sides, holds): (Vec<&str>, bool) = match line.split_once('>') {
                Some((left, right)) => (vec![left, right], true),
                None => (line.split('|').collect(), false),
            };
            let senses = sides
                .iter()
                .map(|side| self.sense(side, line))
                .collect::<Result<Vec<_>, _>>()?;
            for (at, &sense) in senses.iter().enumerate() {
                if holds {
                    if at == 0 {
                        self.wider[usize::from(sense)].extend(&senses[1..]);
                    }
                } else {
                    let others = senses.iter().filter(|&&other| other != sense);
                    self.against[usize::from(sense)].extend(others);
                }
            }
        }
        Ok(())
    }

    fn sense(&mut self, side: &str, line: &str) -> Result<SenseId, String> {
        let id = SenseId::try_from(self.against.len()).map_err(|e| e.to_string())?;
        self.against.push(Vec::new());
        self.wider.push(Vec::new());
        for phrase in side.split(',') {
            let mut words = phrase_words(phrase).into_iter();
            let first = words
                .next()
                .ok_or_else(|| format!("'{line}': '{phrase}' has no word that counts"))?;
            self.phrases.entry(first).or_default().push((words.collect(), id));
        }
        Ok(id)
    }
}

impl Relations {
    /// The senses of words.
    pub fn thesaurus(&self) -> &Thesaurus {
        &self.thesaurus
    }

    pub(super) fn with_thesaurus(self, files: &[&str]) -> Result<Relations, String> {
        let mut all = self;
        files.iter().try_for_each(|file| all.thesaurus.read(file))?;
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[&str], words: &[&str]) -> Vec<Senses> {
        let mut data = Thesaurus::default();
        files.iter().for_each(|file| data.read(file).expect("sound data"));
        let forms: Vec<Vec<String>> = words.iter().map(|word| vec![crate::fold::fold(word)]).collect();
        data.senses(forms.len(), |i| &forms[i])
    }

    const DATA: &str = "a = \"\"\"
embaucher, recruter | licencier, mettre à la porte
assassiner > tuer
\"\"\"";

    #[test]
    fn words_of_one_side_meet_and_those_of_two_exclude_each_other() {
        let [hire, engage, fire] = &*of(&[DATA], &["embaucher", "recruter", "licencier"]) else {
            panic!("three words")
        };
        assert!(hire.meet(engage) && !hire.meet(fire));
        assert!(hire.exclude(fire) && fire.exclude(engage) && !hire.exclude(engage));
    }

    #[test]
    fn a_phrase_gives_all_of_its_words_its_sense() {
        let found = of(&[DATA], &["mettre", "porte", "porte"]);
        assert!(found[0].meet(&found[1]) && found[2].own.is_empty());
    }

    #[test]
    fn what_holds_another_meets_it_and_says_more() {
        let [murder, kill] = &*of(&[DATA], &["assassiner", "tuer"]) else {
            panic!("two words")
        };
        assert!(murder.meet(kill) && murder.narrower_than(kill) && !kill.narrower_than(murder));
    }

    #[test]
    fn no_french_word_stands_on_two_sides_of_one_line() {
        let mut data = Thesaurus::default();
        FRENCH.iter().for_each(|file| data.read(file).expect("sound data"));
        assert!(data.against.len() >= 3000, "{} senses", data.against.len());
        for (first, phrases) in &data.phrases {
            for (rest, sense) in phrases {
                let against = &data.against[usize::from(*sense)];
                let twice = phrases.iter().any(|(other, id)| other == rest && against.contains(id));
                assert!(!twice, "{first} {}", rest.join(" "));
            }
        }
    }
}
