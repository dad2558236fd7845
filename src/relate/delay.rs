//! How long after a call somebody came, or was waited for: *vingt-deux minutes après l'alerte*, *attendu plus d'une heure*.

use super::measure::Finder;
use super::phrase::Grammar;
use super::quantity::Quantity;
use super::word::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::quantity::Quantities;
use crate::model::Figure;

/// Seconds of the longest unit in which a delay is told: hours, but no days.
const LONGEST: f64 = 3600.0;

/// How long somebody was on the way or was waited for.
#[derive(Clone, Debug, PartialEq)]
pub struct Delay {
    /// The time as an interval, in seconds.
    pub figure: Figure,
    /// Its words.
    pub words: String,
    /// The word for what it is counted from, *dix minutes après l'appel*; none where the wait is told, *attendre dix minutes*.
    pub after: Option<String>,
}

/// The delays in the words of one content span, in order.
pub(super) fn delays(data: &'static Quantities, lexicon: Option<&'static Lexicon>, words: &Words) -> Vec<Delay> {
    let grammar = Grammar {
        data,
        words,
        measures: Finder { data, lexicon, words },
    };
    let (mut at, mut found) = (0, Vec::new());
    while at < words.len() {
        let Some((delay, end)) = grammar.may_open(at).then(|| grammar.delay(at)).flatten() else {
            at += 1;
            continue;
        };
        found.extend(delay);
        at = end.max(at + 1);
    }
    found
}

impl Grammar<'_, '_> {
    /// The delay that begins at word `i`, if one does, and the word after its quantity.
    fn delay(&self, i: usize) -> Option<(Option<Delay>, usize)> {
        let mut quantity = self.quantity(i)?;
        self.bound_after(&mut quantity);
        let unit = quantity
            .unit
            .as_ref()
            .filter(|unit| unit.base == "s" && unit.factor <= LONGEST);
        let after = self.after(&quantity);
        let told = unit.filter(|_| after.is_some() || self.is_waited(&quantity) || self.is_taken(&quantity));
        let delay = told.map(|unit| Delay {
            figure: self.interval(&quantity, unit.factor),
            words: self.words.text(quantity.start, quantity.end).to_owned(),
            after,
        });
        Some((delay, quantity.end))
    }

    /// *L'appel* of *dix minutes après l'appel*; none of *dix heures après midi*.
    fn after(&self, q: &Quantity) -> Option<String> {
        let named = matches!(
            self.words.key(q.end + 1),
            "l'" | "le" | "la" | "les" | "son" | "sa" | "leur"
        );
        (self.words.key(q.end) == "après" && named).then(|| self.words.key(q.end + 2).to_owned())
    }

    /// *Il a fallu attendre dix minutes*, *l'attente a duré dix minutes*.
    fn is_waited(&self, q: &Quantity) -> bool {
        /// Words between the wait and how long it was.
        const FAR: usize = 4;
        let mut before = (1..=FAR).map(|back| self.words.before(q.start, back));
        before.any(|word| word.starts_with("attend") || word == "attente" || word.starts_with("patient"))
    }

    /// *A mis dix minutes à venir*.
    fn is_taken(&self, q: &Quantity) -> bool {
        const TAKES: &[&str] = &[
            "met",
            "mis",
            "mettre",
            "mettent",
            "mettait",
            "mettaient",
            "mirent",
            "mit",
        ];
        const COMES: &[&str] = &[
            "venir",
            "arriver",
            "intervenir",
            "parvenir",
            "atteindre",
            "rejoindre",
            "accéder",
        ];
        let took = (1..=2).any(|back| TAKES.contains(&self.words.before(q.start, back)));
        let link = matches!(self.words.key(q.end), "à" | "pour");
        took && link && COMES.contains(&self.words.key(q.end + 1))
    }
}
