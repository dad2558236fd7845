//! One of two sentences as it looks at the other, whichever of them is the smaller.

use super::align::{SAME, View};
use super::side::Side;
use crate::relate::content::Kind;
use crate::relate::statement::{Correction, Item, Part, Quantity};

/// A sentence and the one that it is held against.
pub struct Facing<'v, 'a> {
    pub view: &'v View<'a>,
    pub own: &'v Side<'a>,
    pub other: &'v Side<'a>,
}

impl<'v, 'a> Facing<'v, 'a> {
    /// Both ways to look.
    pub fn both(view: &'v View<'a>) -> [Facing<'v, 'a>; 2] {
        let (small, large) = (&view.small, &view.large);
        [
            Facing {
                view,
                own: small,
                other: large,
            },
            Facing {
                view,
                own: large,
                other: small,
            },
        ]
    }

    /// True for a word of a list.
    pub fn is(&self, list: &str, item: &Item) -> bool {
        self.view.is(list, item)
    }

    /// The words of the other that say the same as word `k`.
    pub fn likes(&self, k: usize) -> impl Iterator<Item = usize> + '_ {
        let item = self.own.item(k);
        let like = move |&l: &usize| self.view.likeness(item, self.other.item(l)) >= SAME;
        self.other.all().filter(like)
    }

    /// The first word of the other that says as a fact what word `k` says.
    pub fn asserted(&self, k: usize) -> Option<usize> {
        self.likes(k).find(|&l| {
            let item = self.other.item(l);
            let stands = is_told(&self.other.sentence.parts[item.part]);
            stands && !item.denied && item.correction != Some(Correction::Wrong)
        })
    }

    /// The share of the weight of some words that `says` holds for.
    pub fn share(&self, words: &[usize], says: impl Fn(usize) -> bool) -> f32 {
        self.own
            .share(words.iter().copied(), |k| if says(k) { 1.0 } else { 0.0 })
    }

    /// True for a word that the other sentence, or its statement, has too.
    pub fn shared(&self, k: usize) -> bool {
        self.own.best[k] >= SAME
    }

    /// The weight of those of some words that the other has too.
    pub fn weight(&self, words: &[usize]) -> f32 {
        let shared = words.iter().filter(|&&k| self.shared(k));
        shared.map(|&k| self.own.item(k).term.weight).sum()
    }

    /// Words that weigh something and for which `fits` holds.
    pub fn heavy(&self, fits: impl Fn(usize, &Item) -> bool) -> Vec<usize> {
        let weighs = |k: &usize| {
            let item = self.own.item(*k);
            item.term.weight > 0.5 && item.term.kind != Kind::Adverb && fits(*k, item)
        };
        self.own.all().filter(weighs).collect()
    }

    /// True where the other calls in doubt what it tells: *le prétendu accord*, *de fausses informations affirment*.
    pub fn is_doubted(&self) -> bool {
        let items = &self.other.sentence.items;
        let untrue = |pair: &[Item]| {
            let (a, b) = (&pair[0], &pair[1]);
            self.is("false", a) && self.is("claims", b) || self.is("claims", a) && self.is("false", b)
        };
        items.iter().any(|item| self.is("doubts", item)) || items.windows(2).any(untrue)
    }

    /// True where the other tells as a fact all that it tells, and denies nothing.
    pub fn asserts(&self) -> bool {
        let sentence = self.other.sentence;
        let plain = |item: &Item| !item.denied && item.quantity != Some(Quantity::None);
        !self.is_doubted()
            && !sentence.points.hearsay
            && sentence.items.iter().all(plain)
            && sentence.parts.iter().all(is_told)
    }

    /// True where the sentences put aside each other's version: what the one corrects is what the other says as well.
    pub fn corrected_alike(&self) -> bool {
        let of = |wanted| self.heavy(|_, item| item.correction == Some(wanted));
        let (wrong, right) = (of(Correction::Wrong), of(Correction::Right));
        !wrong.is_empty()
            && !right.is_empty()
            && self.share(&wrong, |k| self.shared(k)) < 0.5
            && self.share(&right, |k| self.shared(k)) >= 0.75
    }
}

/// True for a clause that says what is so.
pub fn is_told(part: &Part) -> bool {
    !(part.negated || part.unreal || part.reported)
}
