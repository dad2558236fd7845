//! Counts and sizes told in other words, and those that are of something else.

use super::Pair;
use super::figure::{WINDOW, of_one_size};
use crate::relate::facts::Facts;
use crate::relate::tally::{Tally, kinds_of};

/// True for *n'en trouver que 7*, *en compter 12*: the number is of what was named before.
pub(super) fn of_that(facts: &Facts, tally: &Tally) -> bool {
    /// Words between the pronoun and the number.
    const REACH: usize = 4;
    let at = tally.figure.span.start.saturating_sub(facts.extent.start);
    let before = facts.words.get(..at).unwrap_or_default().replace('’', "'");
    let mut words = before
        .split([' ', '\''])
        .rev()
        .filter(|word| !word.is_empty())
        .take(REACH);
    words.any(|word| word == "en" || word == "En")
}

/// True where one gives a toll and the other, against it, the entries of a list: *38 morts*, *notre liste porte 112 noms*.
pub(super) fn lists_them(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let entries = |t: &Tally, f: &Facts| {
        let counted = t.figure.population.as_deref().unwrap_or_default();
        let entry = counted
            .split(' ')
            .next()
            .is_some_and(|word| pair.data.is("entries", word.trim_end_matches('s')));
        let mut terms = f.content.terms.iter();
        entry
            && t.figure.unit.is_none()
            && terms.any(|term| term.forms.iter().any(|form| pair.data.is("registers", form)))
    };
    let toll = |t: &Tally| t.grows() || t.anybody;
    let listed = (entries(x, pair.a) && toll(y)) || (entries(y, pair.b) && toll(x));
    listed && (pair.in_exchange() || pair.is_replied()) && of_one_size(x, y, 20.0)
}

/// True where one says that so many was all that there was of what the other counts.
pub(super) fn in_all(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let all = |f: &Facts| {
        let words = f.words.to_lowercase();
        [
            "voilà tout",
            "c'est tout",
            "en tout et pour tout",
            "tout ce qu",
            "rien de plus",
            "pas un de plus",
            "pas une de plus",
        ]
        .iter()
        .any(|mark| words.contains(mark))
    };
    let kinds = |t: &Tally| kinds_of(pair.data, t);
    let kind = || kinds(x).iter().any(|kind| kinds(y).contains(kind));
    let one = x.head.is_some() && x.head == y.head || x.classes.iter().any(|class| y.classes.contains(class)) || kind();
    let like = x.figure.unit.is_none() && y.figure.unit.is_none() && one;
    let late = pair.days_apart() > WINDOW;
    like && !late && x.figure.measure == y.figure.measure && (all(pair.a) || all(pair.b)) && of_one_size(x, y, 10.0)
}

/// True where one says of one day that there was none in a toll, and the other that there were some.
pub(super) fn spared(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let none = (x.figure.high == 0.0) != (y.figure.high == 0.0);
    let near = pair.same_article() && pair.a.paragraph.abs_diff(pair.b.paragraph) <= 2;
    none && x.grows() && x.figure.measure == y.figure.measure && near && !pair.same_side()
}

/// True where a share is of the votes that somebody got.
pub(super) fn gives_votes(facts: &Facts) -> bool {
    let words = facts.words.to_lowercase();
    let vote = ["vot", "suffrage", "voix", "choisi"]
        .iter()
        .any(|word| words.contains(word));
    vote && [" pour ", " contre ", "voix", "suffrage"]
        .iter()
        .any(|word| words.contains(word))
}

/// True for what a norm asks for.
pub(super) fn is_norm(facts: &Facts) -> bool {
    let words = facts.words.to_lowercase();
    ["norme", "seuil", "tolér", "autoris", "réglement"]
        .iter()
        .any(|mark| words.contains(mark))
}

/// True for *à 85 mètres de ma fenêtre*: how far off, and not how long.
pub(super) fn is_distance(facts: &Facts, tally: &Tally) -> bool {
    let at = |byte: usize| byte.saturating_sub(facts.extent.start);
    let before = facts
        .words
        .get(..at(tally.figure.span.start))
        .unwrap_or_default()
        .trim_end();
    before.ends_with(" à") && !before.ends_with("jusqu'à") || before.ends_with(" moins de")
}

/// True where one counts none among some, and the other counts others: *aucun blessé parmi les policiers*.
pub(super) fn spares_others(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let among = |facts: &Facts| facts.words.contains(" parmi ");
    (x.figure.high == 0.0 || y.figure.high == 0.0) && among(pair.a) != among(pair.b)
}

/// True for two areas that burnt.
pub(super) fn burnt(pair: &Pair, x: &Tally) -> bool {
    let burns = |facts: &Facts| {
        let mut terms = facts.content.terms.iter();
        terms.any(|term| term.forms.iter().any(|form| pair.data.is("burning", form)))
    };
    x.figure.measure.as_deref() == Some("area") && burns(pair.a) && burns(pair.b)
}

/// True for what is measured with an instrument, which a story has little of.
pub(super) fn is_size(tally: &Tally) -> bool {
    matches!(
        tally.figure.measure.as_deref(),
        Some("length" | "temperature" | "pressure" | "area")
    )
}
