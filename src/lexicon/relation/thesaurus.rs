//! Words that say the same, words that exclude one another, and words of which one holds another, out of `<lang>/thesaurus/*.toml`.

use rustc_hash::FxHashMap;

use super::Relations;
use crate::fold::fold;

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
    include_str!("../fr/thesaurus/states.toml"),
    include_str!("../fr/thesaurus/things.toml"),
];

/// Adverbs that make another word of what they stand before: *mal entretenu*.
pub const ADVERBS: &[&str] = &["non", "mal", "bien", "toujours", "encore"];

/// Prepositions that do: *hors service*, *sous contrôle*.
const PREPOSITIONS: &[&str] = &[
    "sans", "sous", "hors", "dans", "sur", "contre", "avec", "chez", "vers", "entre", "avant", "après", "depuis",
];

/// Words that a phrase leaves out, beside those that any list leaves out: *de son plein gré*, *d'un plein gré*.
const OWNERS: &[&str] = &["son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes", "notre", "nos"];

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
    /// True where they are those of the word with *sans*, *non* or *mal* before it: *sans danger*.
    pub without: bool,
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
    /// Gives each word its senses, a phrase's to all of its words; `word(n)` gives every folded form of word n that counts, `tied(n)`
    /// those with the word before it, as [`Thesaurus::tie`] makes them.
    pub fn senses<'w>(
        &self,
        count: usize,
        word: impl Fn(usize) -> &'w [String],
        tied: impl Fn(usize) -> &'w [String],
    ) -> Vec<Senses> {
        let mut out = vec![Senses::default(); count];
        let none: &[String] = &[];
        let says = |n: usize, part: &String| n < count && (word(n).contains(part) || tied(n).contains(part));
        for i in 0..count {
            let mut whole = tied(i)
                .iter()
                .filter(|form| self.phrases.contains_key(*form))
                .peekable();
            // What is *sans danger* is no danger.
            let turned = |form: &&String| ["sans-", "non-", "mal-"].iter().any(|tie| form.starts_with(tie));
            let taken_back = whole.peek().is_some_and(turned);
            let bare = if taken_back { none } else { word(i) };
            out[i].without |= taken_back;
            for first in bare.iter().chain(whole) {
                for (rest, sense) in self.phrases.get(first).into_iter().flatten() {
                    if rest.iter().enumerate().all(|(n, part)| says(i + n + 1, part)) {
                        for senses in &mut out[i..=i + rest.len()] {
                            senses.add(*sense, self);
                        }
                    }
                }
            }
        }
        out
    }

    /// A folded word with the word that it stands behind.
    pub fn tie(before: &str, word: &str) -> String {
        format!("{}-{word}", fold(before))
    }

    /// The words of a phrase as they are looked up; where *de*, *en*, *à* count they are tied to their word by a hyphen.
    fn words(phrase: &str) -> Vec<String> {
        let mut out = Vec::new();
        let mut before = None;
        for word in phrase.split([' ', '\'']).filter(|word| !word.is_empty()) {
            let folded = fold(word);
            // *sûr* is no *sur*.
            if ADVERBS.contains(&word) || PREPOSITIONS.contains(&word) {
                before = Some(word);
            } else if (before, word) == (Some("chez"), "soi") {
                before = None;
                if let Some(last) = out.last_mut() {
                    *last = format!("{last}-chez-soi");
                }
            } else if !Relations::stands_between(&folded) && !OWNERS.contains(&word) {
                out.push(before.take().map_or(folded, |tying| Self::tie(tying, &fold(word))));
            }
        }
        // *dire non*, *voter contre*: what ends a phrase is a word of it.
        out.extend(before.map(fold));
        out
    }

    /// Adds the lines of one file: tables of lines, each line one or more senses, apart by `|` where they exclude one another,
    /// or by `>` where what stands left holds what stands right; `;` parts
    /// senses of one side, which are neither the same nor exclude one another.
    fn read(&mut self, file: &str) -> Result<(), String> {
        let tables: std::collections::BTreeMap<String, String> = toml::from_str(file).map_err(|e| e.to_string())?;
        let lines = tables.values().flat_map(|lines| lines.lines());
        for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
            let (sides, holds): (Vec<&str>, bool) = match line.split_once('>') {
                Some((left, right)) => (vec![left, right], true),
                None => (line.split('|').collect(), false),
            };
            let sides = sides.iter().map(|side| {
                let senses = side.split(';').map(|sense| self.sense(sense, line));
                senses.collect::<Result<Vec<_>, _>>()
            });
            let sides = sides.collect::<Result<Vec<_>, _>>()?;
            for (at, side) in sides.iter().enumerate() {
                let others = sides.iter().enumerate().filter(|&(other, _)| other != at);
                let others: Vec<SenseId> = others.flat_map(|(_, senses)| senses).copied().collect();
                for &sense in side {
                    match holds {
                        false => self.against[usize::from(sense)].extend(&others),
                        true if at == 0 => self.wider[usize::from(sense)].extend(&others),
                        true => {}
                    }
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
            let mut words = Self::words(phrase).into_iter();
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
        data.senses(forms.len(), |i| &forms[i], |_| &[])
    }

    const DATA: &str = "a = \"\"\"
embaucher, recruter | licencier, mettre à la porte
assassiner > tuer
élagage; curage > entretien
sans danger | toxique; radioactif
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
    fn kinds_of_one_thing_meet_it_and_not_one_another() {
        let [prune, dredge, upkeep] = &*of(&[DATA], &["élagage", "curage", "entretien"]) else {
            panic!("three words")
        };
        assert!(prune.meet(upkeep) && dredge.meet(upkeep) && !prune.meet(dredge));
    }

    #[test]
    fn a_preposition_makes_another_word() {
        let mut data = Thesaurus::default();
        data.read(DATA).expect("sound data");
        let forms = ["danger", "toxique"].map(|word| vec![word.to_owned()]);
        let tied = [vec![Thesaurus::tie("sans", "danger")], Vec::new()];
        let found = data.senses(2, |i| &forms[i], |i| &tied[i]);
        assert!(found[0].exclude(&found[1]));
        assert!(data.senses(1, |i| &forms[i], |_| &[])[0].own.is_empty());
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
