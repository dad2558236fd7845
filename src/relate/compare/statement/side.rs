//! One of two sentences: its words, and how much of them the other one says.

use super::align::{SAME, View};
use crate::relate::content::Kind;
use crate::relate::facts::Facts;
use crate::relate::statement::{Correction, Item, Sentence, Year};
use crate::relate::tally::Tally;

/// One of two sentences, with what the other says of it.
pub struct Side<'a> {
    pub facts: &'a Facts,
    pub sentence: &'a Sentence,
    /// For each word the one of the other sentence that stands for it.
    pub partner: Vec<Option<usize>>,
    /// How far the other sentence, or the rest of its statement, has each word.
    pub best: Vec<f32>,
}

impl<'a> Side<'a> {
    pub(super) fn of(facts: &'a Facts, sentence: &'a Sentence) -> Side<'a> {
        let count = sentence.items.len();
        Side {
            facts,
            sentence,
            partner: vec![None; count],
            best: vec![0.0; count],
        }
    }

    /// Its figures.
    pub fn tallies(&self) -> impl Iterator<Item = &'a Tally> {
        let span = self.sentence.span;
        self.facts
            .tallies
            .iter()
            .filter(move |tally| span.contains(tally.figure.span))
    }

    /// Word `i`.
    pub fn item(&self, i: usize) -> &'a Item {
        &self.sentence.items[i]
    }

    /// True where the sentence puts something aside: *X et non Y*.
    pub fn corrects(&self) -> bool {
        let mut items = self.sentence.items.iter();
        items.any(|item| item.correction == Some(Correction::Wrong))
    }

    /// Indices of all words.
    pub fn all(&self) -> std::ops::Range<usize> {
        0..self.sentence.items.len()
    }

    /// The share of the weight of the words, but for those of `skip`, that the other has too.
    pub fn cover(&self, skip: &[usize]) -> f32 {
        self.share(self.all().filter(|i| !skip.contains(i)), |i| self.best[i])
    }

    /// The weight of the words, but for those of `skip`, as far as the other has them too.
    pub fn shared(&self, skip: &[usize]) -> f32 {
        let words = self.all().filter(|i| !skip.contains(i));
        words.map(|i| self.item(i).term.weight * self.best[i]).sum()
    }

    /// The share of the weight of some words that `value` grants them; 1 for none.
    pub fn share(&self, words: impl Iterator<Item = usize>, value: impl Fn(usize) -> f32) -> f32 {
        let (mut got, mut all) = (0.0, 0.0);
        for i in words {
            let weight = self.item(i).term.weight;
            all += weight;
            got += weight * value(i).min(1.0);
        }
        if all > 0.0 { got / all } else { 1.0 }
    }

    /// Words that weigh something and that the other does not have, but for those of `skip`.
    pub fn left<'s>(&'s self, skip: &'s [usize]) -> impl Iterator<Item = usize> + 's {
        self.all()
            .filter(move |i| self.best[*i] < SAME && self.item(*i).term.weight > 0.5 && !skip.contains(i))
    }

    /// The names, each as the indices of its words.
    pub fn names(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
        for i in self.all() {
            let Some(name) = self.item(i).name else { continue };
            match groups.last_mut().filter(|(known, _)| *known == name) {
                Some((_, group)) => group.push(i),
                None => groups.push((name, vec![i])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// Names none of whose words the other has.
    pub fn strange_names(&self) -> Vec<Vec<usize>> {
        let strange = |group: &Vec<usize>| group.iter().all(|&i| self.best[i] < SAME);
        self.names().into_iter().filter(strange).collect()
    }

    /// The first noun or name before the verb of a clause, with no preposition: what the clause is about.
    pub fn topic(&self, part: usize) -> Option<usize> {
        self.all().find(|&i| {
            let item = self.item(i);
            item.part == part
                && item.term.before
                && matches!(item.term.kind, Kind::Noun | Kind::Name)
                && item.term.outer.is_empty()
                && !item.predicate
        })
    }

    /// The words before the verb of a clause.
    pub fn subject(&self, part: usize) -> impl Iterator<Item = &'a Item> {
        let items = self.sentence.items.iter();
        items.filter(move |item| item.part == part && item.term.before)
    }

    /// The noun or name right before a clause whose subject is a relative: *X, qui est …*.
    pub fn antecedent(&self, part: usize) -> Option<usize> {
        let first = self.all().find(|&i| self.item(i).part == part)?;
        (0..first)
            .rev()
            .find(|&k| matches!(self.item(k).term.kind, Kind::Noun | Kind::Name))
    }

    /// True where a word of the list `name` behind the subject is shared.
    pub fn shares_listed(&self, name: &str, view: &View) -> bool {
        self.all()
            .any(|i| self.best[i] >= SAME && !self.item(i).term.before && view.is(name, self.item(i)))
    }

    /// The words of some items, as written.
    pub fn quote(&self, items: &[usize]) -> String {
        let words: Vec<&str> = items.iter().map(|&i| &*self.item(i).term.word).collect();
        words.join(" ")
    }

    /// Years that the sentence gives to what it tells.
    pub fn years(&self) -> impl Iterator<Item = &'a Year> {
        self.sentence.years.iter().filter(|year| year.on)
    }

    /// Who does what the clause of word `i` tells, then to whom it is done, as far as the form tells.
    pub fn roles(&self, i: usize) -> (Vec<usize>, Vec<usize>) {
        let clause = self.item(i).part;
        let part = &self.sentence.parts[clause];
        let (mut doers, mut others) = (Vec::new(), Vec::new());
        for k in self.all().filter(|&k| k != i) {
            let item = self.item(k);
            if item.part != clause || !matches!(item.term.kind, Kind::Noun | Kind::Name) || item.term.weight <= 0.5 {
                continue;
            }
            let agent = item.term.outer == "par" || (item.term.link == "par");
            let subject = item.term.before && matches!(item.term.outer, "" | "de");
            match (part.passive, agent, subject) {
                (_, true, _) | (false, _, true) => doers.push(k),
                (true, _, true) => others.push(k),
                _ if !item.term.before
                    && !matches!(item.term.outer, "en" | "dans" | "avant" | "après" | "depuis" | "pour") =>
                {
                    others.push(k);
                }
                _ => {}
            }
        }
        (doers, others)
    }
}
