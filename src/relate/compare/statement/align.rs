//! The words of two sentences side by side: which say the same, which are left.

use super::side::Side;
use crate::lexicon::relation::Relations;
use crate::relate::compare::align::{opposite, similarity};
use crate::relate::content::Kind;
use crate::relate::facts::Facts;
use crate::relate::statement::{Item, Part, Quantity, Sentence, Statement, Year};

/// From here on two words say the same.
pub const SAME: f32 = 0.75;

/// How many words apart two words of one sentence may stand to belong together.
const NEAR: usize = 7;

/// Two sentences word by word; the smaller statement's first.
pub struct View<'a> {
    pub small: Side<'a>,
    pub large: Side<'a>,
    pub data: &'a Relations,
    pub more: &'a Relations,
}

impl<'a> View<'a> {
    /// Aligns two sentences: the likeliest pairs of words first, each word once.
    pub fn of(
        (a, small): (&'a Facts, &'a Sentence),
        (b, large): (&'a Facts, &'a Sentence),
        data: &'a Relations,
        more: &'a Relations,
    ) -> View<'a> {
        let mut view = View {
            small: Side::of(a, small),
            large: Side::of(b, large),
            data,
            more,
        };
        let mut pairs = Vec::new();
        for i in view.small.all() {
            for j in view.large.all() {
                let like = view.likeness(view.small.item(i), view.large.item(j));
                if like > 0.0 {
                    view.small.best[i] = view.small.best[i].max(like);
                    view.large.best[j] = view.large.best[j].max(like);
                    if like >= SAME {
                        let (s, t) = (view.small.item(i), view.large.item(j));
                        let fit = usize::from(s.term.link == t.term.link) + usize::from(s.predicate == t.predicate);
                        pairs.push(((like * 100.0) as usize, fit, i, j));
                    }
                }
            }
        }
        pairs.sort_by(|x, y| (y.0, y.1, x.2, x.3).cmp(&(x.0, x.1, y.2, y.3)));
        for (_, _, i, j) in pairs {
            if view.small.partner[i].is_none() && view.large.partner[j].is_none() {
                view.small.partner[i] = Some(j);
                view.large.partner[j] = Some(i);
            }
        }
        view
    }

    /// Grants the smaller statement's words what the other sentences of the larger one say.
    pub fn look_elsewhere(&mut self, statement: &Statement) {
        for i in self.small.all() {
            if self.small.best[i] >= SAME {
                continue;
            }
            let item = self.small.item(i);
            let others = statement
                .sentences
                .iter()
                .filter(|s| s.span != self.large.sentence.span);
            let found = others
                .flat_map(|s| &s.items)
                .any(|other| self.likeness(item, other) >= 0.9);
            if found {
                self.small.best[i] = 0.8;
            }
        }
    }

    /// How far two words say the same, from 0 to 1; nothing for words that exclude each other.
    pub fn likeness(&self, a: &Item, b: &Item) -> f32 {
        if self.opposed(a, b) {
            return 0.0;
        }
        if let (Some(p), Some(q)) = (a.place, b.place)
            && a.term.stem != b.term.stem
        {
            // A city lies in its country; two cities, or two countries, are two places.
            let within = p.country == q.country && p.city != q.city;
            return match (within, p == q && !p.city) {
                (true, _) => 0.8,
                (_, true) => 1.0,
                _ => 0.0,
            };
        }
        let former = |a: &Item, b: &Item| a.term.forms[0].strip_prefix("ex-") == Some(&*b.term.forms[0]);
        if a.name.is_some() && b.name.is_some() && (former(a, b) || former(b, a)) {
            return 0.9;
        }
        let same = similarity(&a.term, &b.term);
        if same >= 0.9 {
            return same;
        }
        let shared = |class| b.classes.contains(class) && !self.more.excludes_within(*class);
        if a.classes.iter().any(shared) {
            return 0.85;
        }
        let names = a.term.kind == Kind::Name || b.term.kind == Kind::Name;
        if !names && !a.root.is_empty() && a.root == b.root {
            return 0.85;
        }
        same
    }

    /// True where the lists of opposites have the two, not only what they are kinds of.
    pub fn by_list(&self, a: &Item, b: &Item) -> bool {
        opposite(self.data, &a.term, &b.term) || opposite(self.more, &a.term, &b.term)
    }

    /// True where two words exclude each other.
    pub fn opposed(&self, a: &Item, b: &Item) -> bool {
        if a.term.stem == b.term.stem {
            return false;
        }
        if self.by_list(a, b) {
            return true;
        }
        // *est belge* against *est français*: of one country, where it is said of the subject itself.
        let origin = |item: &Item| {
            item.term
                .country
                .filter(|_| item.name.is_none() && (item.predicate || item.attribute))
        };
        if let (Some(p), Some(q)) = (origin(a), origin(b))
            && p != q
        {
            return true;
        }
        let one_of = |class| b.classes.contains(class) && self.more.excludes_within(*class);
        let common = |class| b.classes.contains(class) && !self.more.excludes_within(*class);
        a.classes.iter().any(one_of)
            && !a.classes.iter().any(common)
            && a.term.country.is_none_or(|c| b.term.country != Some(c))
    }

    /// True where the two sentences are about as long: then what the larger one says beside must be looked at too.
    pub fn balanced(&self) -> bool {
        let weight = |side: &Side| side.all().map(|i| side.item(i).term.weight).sum::<f32>();
        weight(&self.large) <= 2.0 * weight(&self.small) + 1.0
    }

    /// The share of the smaller sentence, but for `skip`, that stands near word `j` of the larger one, or in its clause.
    pub fn cover_near(&self, j: usize, skip: &[usize]) -> f32 {
        let part = self.large.item(j).part;
        self.cover_where(skip, |k| self.large.item(k).part == part || k.abs_diff(j) <= NEAR)
    }

    /// The share of the smaller sentence, but for `skip`, that stands at most `words` words from word `j` of the larger one.
    pub fn cover_within(&self, j: usize, skip: &[usize], words: usize) -> f32 {
        self.cover_where(skip, |k| k.abs_diff(j) <= words)
    }

    /// What stands elsewhere counts by half.
    fn cover_where(&self, skip: &[usize], close: impl Fn(usize) -> bool) -> f32 {
        let near = |i: usize| {
            let said = |k: usize| close(k) && self.likeness(self.small.item(i), self.large.item(k)) >= SAME;
            if self.large.all().any(said) {
                self.small.best[i]
            } else {
                0.5 * self.small.best[i]
            }
        };
        self.small.share(self.small.all().filter(|i| !skip.contains(i)), near)
    }

    /// True where both give years and none of them fit.
    pub fn other_years(&self) -> bool {
        let (mut s, t): (_, Vec<&Year>) = (self.small.years().peekable(), self.large.years().collect());
        s.peek().is_some() && !t.is_empty() && s.all(|year| t.iter().all(|other| year.excludes(other)))
    }

    /// The clauses of both sentences.
    pub fn parts(&self) -> impl Iterator<Item = &'a Part> {
        self.small.sentence.parts.iter().chain(&self.large.sentence.parts)
    }

    /// True where both give figures and share none.
    pub fn other_values(&self) -> bool {
        let of = |side: &Side<'a>| -> Vec<(f64, f64)> {
            let figures = side
                .facts
                .figures
                .iter()
                .filter(|f| side.sentence.span.contains(f.span));
            figures.map(|f| (f.low, f.high)).collect()
        };
        let (s, t) = (of(&self.small), of(&self.large));
        !s.is_empty() && !t.is_empty() && !s.iter().any(|figure| t.contains(figure))
    }

    /// True where both give figures and none of them fit.
    pub fn other_figures(&self) -> bool {
        let (s, t): (Vec<_>, Vec<_>) = (self.small.tallies().collect(), self.large.tallies().collect());
        !s.is_empty()
            && !t.is_empty()
            && s.iter()
                .all(|x| t.iter().all(|y| x.figure.unit != y.figure.unit || x.excludes(y)))
    }

    /// True where the two sentences are about two things, neither of which the other has.
    pub fn other_topics(&self) -> bool {
        let topic = |side: &Side| {
            side.topic(0)
                .filter(|&i| side.best[i] < SAME && side.item(i).term.weight > 0.5)
        };
        self.balanced() && topic(&self.small).is_some() && topic(&self.large).is_some()
    }

    /// True where two clauses are about the same, by its own word.
    pub fn topics_meet(&self, part: usize, against: usize) -> bool {
        let (mine, yours) = (self.small.topic(part), self.large.topic(against));
        mine.is_some_and(|i| yours.is_some() && self.small.partner[i] == yours)
    }

    /// True where the two compare, and not in one direction: *autant de sucre que*, *moins de sucre que*.
    pub fn other_degrees(&self) -> bool {
        const DEGREES: [&str; 4] = ["plus", "davantage", "moins", "autant"];
        let of = |side: &Side| -> Vec<&'static str> {
            let text = side.sentence.text.to_lowercase();
            let said = |degree: &&str| text.split(|c: char| !c.is_alphabetic()).any(|word| word == *degree);
            DEGREES.into_iter().filter(said).collect()
        };
        let (s, t) = (of(&self.small), of(&self.large));
        !s.is_empty() && !t.is_empty() && !s.iter().any(|degree| t.contains(degree))
    }

    /// What one says of another time, on a condition, or of a part only.
    pub fn apart_in_time_or_part(&self) -> Option<String> {
        let (s, t) = (self.small.sentence, self.large.sentence);
        if s.conditional != t.conditional {
            return Some("one holds on a condition only".to_owned());
        }
        let all = |side: &Side| side.all().any(|i| side.item(i).quantity == Some(Quantity::All));
        let partly = |side: &Side| side.sentence.parts.iter().any(|part| part.partly);
        if partly(&self.small) != partly(&self.large) && !(all(&self.small) && all(&self.large)) {
            return Some("one denies it of a part only".to_owned());
        }
        let main = |side: &Side| side.sentence.parts.first().map(|part| part.past);
        let times = s.parts.len() == 1 && t.parts.len() == 1 && main(&self.small) != main(&self.large);
        times.then(|| "one tells what was so once".to_owned())
    }

    /// What keeps the sentences from being about the same thing beside words `skip`: a name, or things named in the same place.
    pub fn other_things(&self, skip: (&[usize], &[usize])) -> Option<String> {
        let small: Vec<usize> = self.small.left(skip.0).collect();
        let named = |side: &Side, i: usize| side.item(i).term.kind == Kind::Name || side.item(i).term.country.is_some();
        if let Some(&i) = small
            .iter()
            .find(|&&i| named(&self.small, i) && !self.part_of_known(&self.small, i))
        {
            return Some(format!("only one speaks of \"{}\"", self.small.item(i).term.word));
        }
        // Where a name is shared and none differs, the things may be told in other words.
        let named = self
            .small
            .names()
            .iter()
            .any(|name| name.iter().all(|&i| self.small.best[i] >= SAME));
        if !self.balanced()
            || (named && (self.small.strange_names().is_empty() || self.large.strange_names().is_empty()))
        {
            return None;
        }
        let nominal =
            |side: &Side, i: usize| matches!(side.item(i).term.kind, Kind::Noun | Kind::Name | Kind::Adjective);
        for &i in small.iter().filter(|&&i| nominal(&self.small, i)) {
            for j in self.large.left(skip.1).filter(|&j| nominal(&self.large, j)) {
                let (s, t) = (&self.small.item(i).term, &self.large.item(j).term);
                let place = |outer: &str| match outer {
                    "à" | "en" | "dans" | "chez" => "où".to_owned(),
                    other => other.to_owned(),
                };
                if s.kind == t.kind && s.before == t.before && place(s.outer) == place(t.outer) {
                    return Some(format!("one speaks of \"{}\", the other of \"{}\"", s.word, t.word));
                }
            }
        }
        None
    }

    /// True where both have names that the other lacks: two persons, two places.
    pub fn names_differ(&self) -> bool {
        let strange = |side: &Side| {
            // A common noun with a capital is no name by itself: *le chef de l'État*.
            let weighs = |group: &Vec<usize>| {
                let mut items = group.iter().map(|&i| side.item(i));
                items.any(|item| item.term.weight > 0.5 && (item.term.kind == Kind::Name || item.place.is_some()))
            };
            side.strange_names().iter().any(weighs)
        };
        strange(&self.small) && strange(&self.large)
    }

    /// *certains … d'autres*: what one clause tells of some only leaves room for others.
    pub fn some_only(&self, part: usize, against: usize) -> bool {
        let some = |side: &Side, part: usize| {
            let topic = side.topic(part).and_then(|k| side.item(k).quantity);
            matches!(topic, Some(Quantity::Some | Quantity::Few))
        };
        let all = |side: &Side| side.all().any(|k| side.item(k).quantity == Some(Quantity::All));
        some(&self.small, part) && !all(&self.large) || some(&self.large, against) && !all(&self.small)
    }

    /// True where two subjects are of other countries: *le gouvernement danois*, *le gouvernement des Pays-Bas*.
    pub fn other_countries<'s>(&self, a: impl Iterator<Item = &'s Item>, b: impl Iterator<Item = &'s Item>) -> bool {
        let (a, b): (Vec<_>, Vec<_>) = (
            a.filter_map(|i| i.term.country).collect(),
            b.filter_map(|i| i.term.country).collect(),
        );
        !a.is_empty() && !b.is_empty() && !a.iter().any(|country| b.contains(country))
    }

    /// False where what the clause of word `i` is about stands in the other only as a complement, or behind its verb: something else is told of.
    pub fn same_topic(&self, i: usize, j: usize) -> bool {
        let (p, q) = (self.small_part(i), self.large_part(j));
        let verbal = |part: &Part| part.verb.is_some() || part.attributive;
        if p.passive != q.passive || !verbal(p) || !verbal(q) {
            return true;
        }
        let Some(topic) = self.small.topic(self.small.item(i).part) else {
            return true;
        };
        let mine = self.small.item(topic);
        let Some(partner) = self.small.partner[topic] else {
            return true;
        };
        let theirs = self.large.item(partner);
        let complement =
            matches!(theirs.term.link, "de" | "à" | "en" | "contre" | "avec" | "other") && mine.term.link.is_empty();
        // What the other's clause is about is something that the one does not name.
        let own = self.large.topic(self.large.item(j).part);
        let stranger = own.is_some_and(|own| own != partner && self.large.best[own] < SAME);
        if stranger && !(theirs.term.before && theirs.part == self.large.item(j).part) {
            return false;
        }
        if self.balanced() {
            !(complement && theirs.part == self.large.item(j).part && mine.name.is_some())
        } else {
            theirs.term.before && !complement
        }
    }

    /// Words of the one side that exclude word `of` of the other.
    pub fn opposed_to(&self, side: &Side, of: &Item) -> Vec<usize> {
        side.all().filter(|&k| self.opposed(of, side.item(k))).collect()
    }

    /// True for a word of a name of which the other has another word: *Larcher* of *Gérard Larcher*.
    pub fn part_of_known(&self, side: &Side, i: usize) -> bool {
        let name = side.item(i).name;
        name.is_some() && side.all().any(|k| side.item(k).name == name && side.best[k] >= SAME)
    }

    /// True where a pair of words other than `i` and `j` exclude each other too: two differences may even out.
    pub fn other_opposites(&self, i: usize, j: usize) -> bool {
        self.small
            .all()
            .filter(|&k| k != i && self.small.best[k] < SAME)
            .any(|k| {
                self.large.all().any(|l| {
                    l != j && self.large.best[l] < SAME && self.opposed(self.small.item(k), self.large.item(l))
                })
            })
    }

    /// True where the clauses of the two words are of one time: neither was so once only, neither lies ahead alone.
    pub fn same_time(&self, i: usize, j: usize) -> bool {
        let (p, q) = (self.small_part(i), self.large_part(j));
        // What a report tells in the past it may mean for now.
        (p.past == q.past || !self.balanced()) && p.future == q.future
    }

    /// True where both clauses are said to be so.
    pub fn real(&self, i: usize, j: usize) -> bool {
        let told = !self.small_part(i).unreal && !self.large_part(j).unreal;
        told && !self.small.sentence.conditional && !self.large.sentence.conditional
    }

    pub fn small_part(&self, i: usize) -> &'a Part {
        &self.small.sentence.parts[self.small.item(i).part]
    }

    pub fn large_part(&self, j: usize) -> &'a Part {
        &self.large.sentence.parts[self.large.item(j).part]
    }

    /// True for a word of the list `name`, in any of its forms.
    pub fn is(&self, name: &str, item: &Item) -> bool {
        item.term.forms.iter().any(|form| self.more.is(name, form))
    }

    /// True where folded `words` hold a phrase of the list `name`.
    pub fn says(&self, name: &str, words: &str) -> bool {
        self.more.says(name, words)
    }

    /// What was aligned, what was left, and why nothing was found.
    pub fn note(&self, reasons: &[String]) -> String {
        let pairs: Vec<String> = self
            .small
            .all()
            .filter_map(|i| {
                let (s, t) = (self.small.item(i), self.large.item(self.small.partner[i]?));
                let same = s.term.word == t.term.word;
                Some(if same {
                    s.term.word.clone()
                } else {
                    format!("{} = {}", s.term.word, t.term.word)
                })
            })
            .collect();
        let left = |side: &Side| side.quote(&side.left(&[]).collect::<Vec<_>>());
        let mut note = match &*pairs {
            [] => "no words are the same".to_owned(),
            _ => format!("aligned \"{}\"", pairs.join(", ")),
        };
        for side in [&self.small, &self.large] {
            let words = left(side);
            if !words.is_empty() {
                note.push_str(&format!("; only one has \"{}\"", super::super::align::short(&words)));
            }
        }
        match reasons.first() {
            Some(reason) => note.push_str(&format!("; {reason}")),
            None => note.push_str("; no point excludes another"),
        }
        note
    }
}
