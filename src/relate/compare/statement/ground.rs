//! What two sentences have in common beside the point in which they differ, whatever only says where they are from left out.

use super::align::{SAME, View};
use super::figure::basis;
use super::record::show_others;
use super::side::Side;
use crate::relate::content::Kind;
use crate::span::Span;

/// What two sentences have in common.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// The weight of what both say.
    pub weight: f32,
    /// Its share of the smaller sentence.
    pub small: f32,
    /// Its share of the larger one.
    pub large: f32,
    /// How many words that weigh something both say.
    pub words: usize,
}

impl Ground {
    /// True where enough is the same for one point to tell.
    pub fn holds(&self, weight: f32, share: f32) -> bool {
        self.words >= 2 && self.weight >= weight && self.small.min(self.large) >= share
    }
}

impl Side<'_> {
    /// Words inside `span`.
    pub fn within(&self, span: Span) -> Vec<usize> {
        self.all().filter(|&i| span.contains(self.item(i).term.span)).collect()
    }

    /// True where the other sentence has word `i`, or another word of its name.
    pub fn meets(&self, i: usize) -> bool {
        let name = self.item(i).name;
        self.best[i] >= SAME || name.is_some() && self.all().any(|k| self.item(k).name == name && self.best[k] >= SAME)
    }

    /// What word `i` weighs: a name of several words little more than one of one.
    fn weight(&self, i: usize) -> f32 {
        let item = self.item(i);
        let Some(name) = item.name else { return item.term.weight };
        let words = self.all().filter(|&k| self.item(k).name == Some(name)).count();
        if words > 1 {
            2.0 / words as f32
        } else {
            item.term.weight
        }
    }

    /// Words that count for what a sentence is about.
    pub fn telling<'s>(&'s self, skip: &'s [usize]) -> impl Iterator<Item = usize> + 's {
        self.all().filter(move |&i| !self.item(i).aside && !skip.contains(&i))
    }

    fn ground(&self, skip: &[usize]) -> (f32, f32, usize) {
        let (mut shared, mut all, mut words) = (0.0, 0.0, 0);
        for i in self.telling(skip) {
            let weight = self.weight(i);
            all += weight;
            if self.meets(i) {
                shared += weight;
                words += usize::from(self.item(i).term.weight > 0.5);
            }
        }
        (shared, all, words)
    }
}

impl View<'_> {
    /// What both sentences say beside the words `skip` of the smaller one and `others` of the larger one.
    pub fn ground(&self, skip: &[usize], others: &[usize]) -> Ground {
        let share = |(shared, all, _): (f32, f32, usize)| if all > 0.0 { shared / all } else { 0.0 };
        let (small, large) = (self.small.ground(skip), self.large.ground(others));
        Ground {
            weight: small.0.min(large.0),
            small: share(small),
            large: share(large),
            words: small.2.min(large.2),
        }
    }

    /// What shows that two sentences tell of two things beside those words: hearsay, another time, others' names.
    pub fn apart(&self, skip: &[usize], others: &[usize]) -> Option<String> {
        let (s, t) = (self.small.sentence, self.large.sentence);
        if s.points.hearsay || t.points.hearsay {
            return Some("one tells what others say".to_owned());
        }
        if s.conditional || t.conditional {
            return Some("one holds on a condition only".to_owned());
        }
        if self.other_years() {
            return Some("they name other days".to_owned());
        }
        let strange = |side: &Side, skip: &[usize]| {
            side.telling(skip)
                .find(|&i| side.item(i).name.is_some() && side.item(i).term.weight > 0.5 && !side.meets(i))
        };
        if let (Some(i), Some(j)) = (strange(&self.small, skip), strange(&self.large, others)) {
            let (s, t) = (&self.small.item(i).term.word, &self.large.item(j).term.word);
            return Some(format!("one speaks of \"{s}\", the other of \"{t}\""));
        }
        None
    }

    /// What shows that a point which other comparers saw is one of two things.
    pub fn veto(&self, comparer: &str) -> Option<String> {
        let (s, t) = (self.small.sentence, self.large.sentence);
        if s.points.hearsay != t.points.hearsay && matches!(comparer, "date" | "place" | "figure") {
            return Some("one tells what others say".to_owned());
        }
        match comparer {
            "date" | "place" => {
                let record = |side: &Side| {
                    let topic = side.topic(0);
                    topic.is_some_and(|i| ["stills", "recordings"].iter().any(|list| self.is(list, side.item(i))))
                };
                let another = [&self.small, &self.large].iter().any(|side| is_another(side));
                if another || show_others(self) || record(&self.small) != record(&self.large) {
                    return Some("they tell of two records".to_owned());
                }
                let state = |side: &Side| side.sentence.parts.first().is_some_and(|part| part.past);
                if comparer == "date" && (state(&self.small) || state(&self.large)) {
                    return Some("one tells how things stood on a day".to_owned());
                }
                let counts = |side: &Side| side.tallies().next().is_some();
                if comparer == "date" && counts(&self.small) != counts(&self.large) {
                    return Some("one dates a figure".to_owned());
                }
                let named = |side: &Side| side.sentence.years.first().is_some_and(|year| year.names);
                if comparer == "date" && named(&self.small) && named(&self.large) {
                    return Some("they tell of two that are called by their days".to_owned());
                }
                let deed = |side: &Side| {
                    let mut verbs = side
                        .all()
                        .filter(|&i| side.item(i).predicate && side.item(i).term.kind == Kind::Verb);
                    let first = verbs.next();
                    first.is_some_and(|i| side.best[i] < SAME && side.item(i).term.weight > 0.5)
                };
                (comparer == "date" && deed(&self.small) && deed(&self.large))
                    .then(|| "they date other deeds".to_owned())
            }
            "other" | "polarity" | "denial" => self.other_complements(),
            "figure" if bases(&self.small) != bases(&self.large) => Some("one is a change, or a rate".to_owned()),
            "figure" if self.held_against() => Some("one is only what the other is held against".to_owned()),
            "figure" if self.balanced() => {
                let figures = |side: &Side| -> Vec<usize> {
                    let counted = |&k: &usize| {
                        side.facts
                            .figures
                            .iter()
                            .any(|f| f.span.overlaps(side.item(k).term.span))
                    };
                    side.all().filter(counted).collect()
                };
                let verb = |side: &Side, k: usize| side.item(k).predicate && side.item(k).term.kind == Kind::Verb;
                let turned = self.small.all().filter(|&i| verb(&self.small, i)).any(|i| {
                    let mut theirs = self.large.all().filter(|&j| verb(&self.large, j));
                    theirs.any(|j| self.opposed(self.small.item(i), self.large.item(j)))
                });
                if turned {
                    return Some("they count what opposite deeds were done to".to_owned());
                }
                let (skip, others) = (figures(&self.small), figures(&self.large));
                let stranger = |side: &Side, skip: &[usize]| {
                    side.topic(0)
                        .is_some_and(|i| !side.meets(i) && !skip.contains(&i) && side.item(i).term.weight > 0.5)
                };
                let ground = self.ground(&skip, &others);
                if stranger(&self.small, &skip) != stranger(&self.large, &others)
                    && ground.small.min(ground.large) < 0.5
                {
                    return Some("they are figures of other things".to_owned());
                }
                self.rivals(&skip, &others)
            }
            _ => None,
        }
    }

    /// What completes a noun of both in one way, and is not the same: *le prix du gaz*, *le prix du fioul*; *Civaux 1*, *Civaux 2*.
    pub fn other_complements(&self) -> Option<String> {
        let (small, large) = (&self.small, &self.large);
        let lone = |side: &Side, i: usize| {
            let item = side.item(i);
            let says = matches!(item.term.kind, Kind::Noun | Kind::Name | Kind::Adjective);
            says && item.term.weight > 0.5 && !side.meets(i) && !item.predicate && !item.aside
        };
        // The noun before it in its clause, or behind an adjective, that the other has too.
        let held = |side: &Side, i: usize| {
            let noun = |k: &usize| {
                side.item(*k).part == side.item(i).part
                    && matches!(side.item(*k).term.kind, Kind::Noun | Kind::Name)
                    && !side.item(*k).predicate
            };
            let describes = |k: usize| side.item(k).term.kind == Kind::Adjective && !side.item(k).predicate;
            let last = (0..i).rev().find(|&k| !describes(k));
            let before = last
                .filter(noun)
                .filter(|&k| side.item(k).term.before == side.item(i).term.before);
            let adjective = side.item(i).term.kind == Kind::Adjective;
            let behind = Some(i + 1).filter(|k| adjective && side.all().contains(k)).filter(noun);
            before.or(behind).filter(|&k| side.partner[k].is_some())
        };
        for i in small.all().filter(|&i| lone(small, i)) {
            let Some(k) = held(small, i) else { continue };
            for j in large.all().filter(|&j| lone(large, j)) {
                let (s, t) = (&small.item(i).term, &large.item(j).term);
                let alike = (s.kind == Kind::Adjective) == (t.kind == Kind::Adjective)
                    && s.link.is_empty() == t.link.is_empty();
                if alike && held(large, j).is_some_and(|l| small.partner[k] == Some(l)) {
                    return Some(format!("one speaks of \"{}\", the other of \"{}\"", s.word, t.word));
                }
            }
        }
        let (mine, yours) = (&small.sentence.numbers, &large.sentence.numbers);
        if !mine.is_empty() && !yours.is_empty() && mine.iter().all(|age| !yours.contains(age)) {
            return Some("they are of other ages or hours".to_owned());
        }
        let numbered = |i: usize| {
            let (mine, yours) = (number_behind(small, i)?, number_behind(large, small.partner[i]?)?);
            (mine != yours).then(|| format!("one is \"{mine}\", the other \"{yours}\""))
        };
        small
            .all()
            .filter(|&i| small.item(i).term.kind == Kind::Name)
            .find_map(numbered)
    }

    /// True where what the smaller sentence is about is what the larger one compares with: *plus grand que la Lune*.
    fn held_against(&self) -> bool {
        let partner = self.small.topic(0).and_then(|i| self.small.partner[i]);
        let orders = &self.large.sentence.points.orders;
        partner.is_some_and(|j| {
            orders
                .iter()
                .any(|order| order.other.contains(self.large.item(j).term.span))
        })
    }

    /// True where words that weigh something exclude each other beside those.
    pub fn opposites(&self, skip: &[usize], others: &[usize]) -> bool {
        let lone = |side: &Side, i: usize| !side.meets(i) && side.item(i).term.weight > 0.5;
        self.small.telling(skip).filter(|&i| lone(&self.small, i)).any(|i| {
            let mut theirs = self.large.telling(others).filter(|&j| lone(&self.large, j));
            theirs.any(|j| self.opposed(self.small.item(i), self.large.item(j)))
        })
    }

    /// Nouns on each side, in one place of their sentence, that the other does not have.
    pub fn rivals(&self, skip: &[usize], others: &[usize]) -> Option<String> {
        let lone = |side: &Side, i: usize| {
            let term = &side.item(i).term;
            matches!(term.kind, Kind::Noun | Kind::Name | Kind::Adjective)
                && term.weight > 0.5
                && !side.meets(i)
                && !side.item(i).predicate
        };
        for i in self.small.telling(skip).filter(|&i| lone(&self.small, i)) {
            for j in self.large.telling(others).filter(|&j| lone(&self.large, j)) {
                let (s, t) = (&self.small.item(i).term, &self.large.item(j).term);
                if s.link == t.link && (s.kind == Kind::Adjective) == (t.kind == Kind::Adjective) {
                    return Some(format!("one speaks of \"{}\", the other of \"{}\"", s.word, t.word));
                }
            }
        }
        None
    }
}

/// The number right behind word `i`, with the word: *Civaux 2*.
fn number_behind<'s>(side: &'s Side, i: usize) -> Option<&'s str> {
    let at = side.item(i).term.span.start - side.sentence.span.start;
    let name = side.item(i).term.span.len();
    let behind = side.sentence.text.get(at + name..)?;
    let rest = behind.strip_prefix([' ', '-', '\u{a0}', '\u{202f}'])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let ends = rest[digits..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    // *Zoé 300 kilomètres* counts.
    (1..=2).contains(&digits).then_some(())?;
    ends.then(|| &side.sentence.text[at..at + name + behind.len() - rest.len() + digits])
}

/// Whether a sentence has a change, or a rate, among its figures.
fn bases(side: &Side) -> (bool, bool) {
    side.tallies()
        .map(|tally| basis(side, tally))
        .fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1))
}

/// True for *une autre photo*, *deux des photos*: one of several.
pub(super) fn is_another(side: &Side) -> bool {
    let text = side.sentence.text.to_lowercase();
    let words: Vec<&str> = text.split([' ', '\'', '’']).take(3).collect();
    words.contains(&"autre") || words.contains(&"autres") || matches!(&*words, [_, "des" | "de" | "d", ..])
}
