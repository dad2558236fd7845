//! Figures of a content span: quantities as intervals, with what is counted and how.

use super::measure::{Finder, Found, Place};
use super::numeral::number;
use super::phrase::{Grammar, Phrase};
use super::quantity::Quantity;
use super::word::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::quantity::{Quantities, Unit};
use crate::model::Figure;
use crate::text::TokenKind;

/// Seconds in a quarter of an hour.
const QUARTER: f64 = 900.0;

/// The figures in the words of one content span, in order, never overlapping.
pub(super) fn figures(data: &'static Quantities, lexicon: Option<&'static Lexicon>, words: &Words) -> Vec<Figure> {
    let grammar = Grammar {
        data,
        words,
        measures: Finder { data, lexicon, words },
    };
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        if !grammar.may_open(at) {
            at += 1;
            continue;
        }
        let (figure, end) = grammar.figure(at, out.last());
        out.extend(figure);
        at = end.max(at + 1);
    }
    out
}

impl Grammar<'_, '_> {
    /// A cheap look whether a figure may begin at word `i`: almost no word of a text passes it.
    pub fn may_open(&self, i: usize) -> bool {
        let opens = |i: usize| {
            let word = self.words.get(i);
            word.is_some_and(|word| word.kind == TokenKind::Number || self.data.opens(&word.key))
        };
        opens(i) || (self.is("before_number", i) && opens(i + 1))
    }

    /// The figure that begins at word `i`, if one does, and the word to go on with.
    fn figure(&self, i: usize, last: Option<&Figure>) -> (Option<Figure>, usize) {
        let Some(mut quantity) = self.quantity(i) else {
            return (None, i + 1);
        };
        if self.is_no_count(&quantity) {
            return (None, quantity.end);
        }
        self.bound_after(&mut quantity);
        let figure = match &quantity.unit {
            Some(unit) => self.with_unit(&quantity, unit.clone()),
            None => self.counted(&quantity, last),
        };
        let end = match &figure {
            Some((_, end)) => *end,
            None => quantity.end,
        };
        (figure.map(|(figure, _)| figure), end)
    }

    /// A figure with a unit: money, shares, physical quantities.
    fn with_unit(&self, q: &Quantity, unit: Unit) -> Option<(Figure, usize)> {
        let vague = q.number.low < q.number.high || q.number.low == 1.0;
        let dates = unit.measure == "duration" && unit.factor != QUARTER;
        if q.number.ambiguous && vague && dates && !q.range && q.bound.is_none() {
            // *un jour*, *une semaine*, *quelques mois* date more than they measure; *un quart d'heure* does not.
            return None;
        }
        let mut measure = unit.measure;
        let mut end = q.end;
        let mut population = None;
        if self.is("links", q.end) {
            let at = q.end + 1;
            population = self.phrase(at + usize::from(self.is("determiners", at)), false);
            // *la moitié des six hôpitaux*: the whole has a number of its own.
            end = population.map_or(end, |phrase| phrase.end);
        }
        if population.is_none() && matches!(unit.measure, "mass" | "volume" | "area") {
            population = self.amount_of(q.end);
            end = q.end;
        }
        if unit.measure == "money" {
            // *27 milliards de dollars de Yukos* names whose they are, not what for.
            population = population.filter(|phrase| self.words.get(phrase.head).is_some_and(|word| !word.capital));
            end = population.map_or(q.end, |phrase| phrase.end);
        }
        if unit.measure == "share" {
            let of = self.is_before("links", q.start, 1);
            let near = |class: &str| of && (2..=3).any(|back| self.is_before(class, q.start, back));
            if near("rises") || (of && self.nearest_change(q.start) == Some("rises")) {
                measure = "increase";
            } else if near("falls") || (of && self.nearest_change(q.start) == Some("falls")) {
                measure = "decrease";
            }
            population = population.or_else(|| self.topic_phrase("share_nouns", q.start));
        }
        let mut figure = self.interval(q, unit.factor);
        figure.measure = Some(measure.to_owned());
        figure.unit = Some(unit.base.to_owned());
        figure.population = population.map(|phrase| self.words_of(phrase));
        figure.span = self.words.span(q.start, end);
        Some((figure, end))
    }

    /// A figure without a unit: people or things that are counted.
    fn counted(&self, q: &Quantity, last: Option<&Figure>) -> Option<(Figure, usize)> {
        let mut at = q.end;
        let linked = self.is("links", at);
        if linked {
            at += 1;
            at += usize::from(self.is("determiners", at));
            // *aucun des six*, *120 des 300 salariés*
            if let Some(whole) = number(self.data, self.words, at).filter(|whole| q.none || whole.low > q.number.high) {
                at = whole.end;
            }
        }
        let partial = linked && !q.number.collective && !matches!(self.words.before(at, 1), "des");
        if partial && self.words.before(at, 1) == "de" {
            // *de 49 de* counts nothing; *49 de ses soldats* has a determiner.
            at = q.end;
        }
        while self.is("leading", at) {
            at += 1;
        }
        let mut figure = self.interval(q, 1.0);
        if let Some((found, act)) = self.measures.noun(at) {
            return self.counted_noun(q, figure, found, act);
        }
        let plural = q.number.high >= 2.0 && !linked;
        // *45 millions* alone; *une cinquantaine* alone: what is counted would stand after *de*.
        let phrase = self.phrase(at, plural).filter(|_| linked || !q.number.collective);
        if let (Some(phrase), Some(share)) = (phrase, phrase.and_then(|phrase| self.one_in(q, phrase))) {
            return Some(share).map(|(figure, end)| {
                let population = Some(self.words_of(phrase));
                (Figure { population, ..figure }, end)
            });
        }
        let end = phrase.map_or(q.end, |phrase| phrase.end);
        let head = phrase.map(|phrase| self.words.key(phrase.head));
        let inherited = last
            .and_then(|figure| figure.population.as_deref())
            .filter(|_| phrase.is_none());
        let inherited_head = inherited.and_then(|words| words.split_whitespace().next());
        let place = Place {
            start: q.start,
            end,
            head: head.or(inherited_head),
            article: q.number.ambiguous && !q.range,
        };
        let group = || {
            Some(Found {
                end: None,
                ..self.measures.group(phrase?.head)?
            })
        };
        let mut found = self.measures.measure(place).or_else(group);
        figure.population = phrase.map(|phrase| self.words_of(phrase));
        let bare = phrase.is_none() && found.is_none();
        let of_last = |what: fn(&Figure) -> Option<String>| last.filter(|last| last.unit.is_none()).and_then(what);
        let short = self.words.before(q.start, 1) == "pas";
        if bare && self.words.before(q.start, 2 + usize::from(short)) == "en" {
            // *la préfecture en compte 9 500*: of what was counted last.
            found = of_last(|last| last.measure.clone()).map(|name| Found { name, end: None });
            figure.population = of_last(|last| last.population.clone());
        } else if bare {
            let after = self.topic_after(q.end).or_else(|| self.numbered(q.start));
            found = self.measures.topic(q.start).filter(|_| after.is_none());
            if found.is_none()
                && let Some(topic) = after.or_else(|| self.topic_phrase("number_nouns", q.start))
            {
                let place = Place {
                    start: topic.start,
                    end: topic.end,
                    head: Some(self.words.key(topic.head)),
                    article: false,
                };
                let noun = self.measures.noun(topic.start).map(|(found, _)| found);
                let itself = noun.or_else(|| self.measures.group(topic.start));
                figure.population = itself.is_none().then(|| self.words_of(topic));
                found = itself
                    .or_else(|| self.measures.participle(place))
                    .map(|found| Found { end: None, ..found });
            }
        } else if phrase.is_none() {
            figure.population = inherited.map(str::to_owned);
        }
        if found.is_none() && self.words.before(q.start, 1) == "dont" {
            // *douze personnes ont péri, dont trois enfants*
            found = of_last(|last| last.measure.clone()).map(|name| Found { name, end: None });
        }
        let in_words = self.words.is_word(q.number_at) && figure.population.is_none() && found.is_none();
        // *Divisé en deux*, *venus à trois*; *on en est à douze* counts.
        let so_far = self.words.before(q.start, 1) == "à" && self.words.before(q.start, 3) == "en";
        let adverbial = in_words && q.number.high <= 20.0 && self.is_before("adverbial", q.start, 1) && !so_far;
        // *neuf élus*, *neuf au moins*: before a plural or a bound the word is no adjective.
        let followed = phrase.is_some() || self.data.after.at(self.words.from(end)).is_some();
        let nine = followed && q.number.low == q.number.high && q.number.low > 1.0;
        let counts_nothing = (q.number.ambiguous && found.is_none() && !q.range && !nine) || adverbial;
        let zero_of_nothing = q.none && phrase.is_none();
        if counts_nothing || zero_of_nothing {
            return None;
        }
        let mut end = end.max(found.as_ref().and_then(|found| found.end).unwrap_or(0));
        if figure.low_open || figure.high_open || figure.high.is_infinite() || figure.low < figure.high {
            // The interval is set already.
        } else if let Some((len, &bound)) = self.data.after.at(self.words.from(end)) {
            let population = figure.population.take();
            figure = self.interval(
                &Quantity {
                    bound: Some(bound),
                    ..q.clone()
                },
                1.0,
            );
            figure.population = population;
            end += len;
        }
        figure.measure = found.map(|found| found.name);
        figure.span = self.words.span(q.start, end);
        Some((figure, end))
    }

    /// *49 morts arméniens*, *49 morts parmi les soldats*, *84 fermetures de lits*.
    fn counted_noun(&self, q: &Quantity, mut figure: Figure, found: Found, act: bool) -> Option<(Figure, usize)> {
        let mut end = found.end.unwrap_or(q.end);
        // *une mort* is a death, *une blessée* a woman.
        let article = q.number.ambiguous && self.words.key(q.number_at) == "une";
        if !act && article && !self.words.before(end, 1).ends_with('e') {
            return None;
        }
        let adjectives = self.adjectives(end, true);
        let mut population = None;
        if adjectives > end {
            population = Some(Phrase {
                head: end,
                start: end,
                end: adjectives,
            });
        } else {
            let mut at = end;
            let side = self.is("sides", at) || (self.words.key(at) == "dans" && self.words.key(at + 2) == "rangs");
            if act && self.is("links", at) {
                at += 1;
            } else if side {
                at += if self.words.key(at) == "dans" { 3 } else { 1 };
                at += usize::from(self.is("links", at));
            }
            if at > end {
                population = self.phrase(at + usize::from(self.is("determiners", at)), false);
                // *dans les rangs arméniens*, *côté arménien*: an adjective alone.
            }
        }
        if let Some(phrase) = population {
            end = phrase.end;
            figure.population = Some(self.words_of(phrase));
        }
        figure.measure = Some(found.name);
        figure.span = self.words.span(q.start, end);
        Some((figure, end))
    }

    /// *à onze tonnes le poids des déchets*: what it is the amount of stands behind.
    fn amount_of(&self, end: usize) -> Option<Phrase> {
        let noun = end + 1;
        let amount = matches!(
            self.words.key(noun),
            "poids" | "masse" | "tonnage" | "volume" | "quantité" | "surface" | "superficie" | "total"
        );
        let at = noun + 2;
        let named = self.is("determiners", end) && amount && self.is("links", noun + 1);
        let found = named.then(|| self.phrase(at + usize::from(self.is("determiners", at)), false))??;
        // *des déchets ramassés sur la plage* are no other waste.
        Some(Phrase {
            end: found.head + 1,
            ..found
        })
    }

    /// *Les absents sont au nombre de vingt*, *sont vingt*: what stands before the verb.
    fn numbered(&self, start: usize) -> Option<Phrase> {
        let said = ["au", "nombre", "de"];
        let numbered = start
            .checked_sub(4)
            .filter(|&at| (0..3).all(|n| self.words.key(at + 1 + n) == said[n]));
        // *Les absents étaient vingt*, *n'étaient que vingt*.
        let more = matches!(
            self.words.before(start, 1),
            "que" | "plus" | "encore" | "désormais" | "donc"
        );
        let being = |&at: &usize| {
            matches!(
                self.words.key(at),
                "sont" | "étaient" | "seraient" | "seront" | "furent"
            )
        };
        let counted = || start.checked_sub(1 + usize::from(more)).filter(being);
        let at = numbered.filter(|&at| self.is("auxiliaries", at)).or_else(counted)?;
        let first = (at.saturating_sub(8)..at).find(|&i| self.is("determiners", i) || self.is("definite", i))?;
        self.phrase(first + 1, true).filter(|phrase| phrase.end == at)
    }

    /// *neuf médecins sur dix* as a share.
    fn one_in(&self, q: &Quantity, phrase: Phrase) -> Option<(Figure, usize)> {
        if self.words.key(phrase.end) != "sur" {
            return None;
        }
        let whole = number(self.data, self.words, phrase.end + 1)?;
        let alone = self.phrase(whole.end, true).is_none() && self.data.units.at(self.words.from(whole.end)).is_none();
        if !alone || whole.ambiguous || whole.high > 1000.0 || q.number.high > whole.low || whole.low < 2.0 {
            return None;
        }
        let mut figure = self.interval(q, 100.0 / whole.low);
        figure.measure = Some("share".to_owned());
        figure.unit = Some("%".to_owned());
        figure.span = self.words.span(q.start, whole.end);
        Some((figure, whole.end))
    }
}
