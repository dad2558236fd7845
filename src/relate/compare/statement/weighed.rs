//! Two sentences of one thing in which no single point tells: what speaks for their excluding each other, and against, is weighed.

use super::super::Outcome;
use super::super::align::short;
use super::super::evidence::{Sign, amount, heaviest, sign, weigh as sum};
use super::align::View;
use super::denied::counts;
use super::facing::Facing;
use super::figure::{agree, excluding};
use super::order::orders_differ;
use super::record::show_others;
use super::side::Side;
use crate::fold::fold;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::{Correction, Item, Quantity};

/// Evidence from which on two sentences exclude each other, in log odds: what there is against it before any sign by the fit (0.0), and as much more
/// as leaves one flag in five wrong at most where half of the pairs exclude each other.
const ENOUGH: f32 = 0.6;

/// How many signs an explanation names, and what a sign weighs that it names.
const NAMED: usize = 3;
const TELLING: f32 = 0.3;

/// Two sentences whose signs together say that they exclude each other.
pub(super) fn weigh(view: &View) -> Outcome {
    let signs = signs(view).ok_or("they differ in no point, or share no word")?;
    let evidence = sum(&signs);
    if evidence < ENOUGH {
        let told = heaviest(&signs);
        return Err(format!(
            "their signs are too weak ({evidence:.2} of {ENOUGH:.2}: {told})"
        ));
    }
    let mut speaking: Vec<&Sign> = signs
        .iter()
        .filter(|sign| sign.there * sign.weight >= TELLING)
        .collect();
    speaking.sort_by(|a, b| (b.there * b.weight).total_cmp(&(a.there * a.weight)));
    let named: Vec<&str> = speaking.iter().take(NAMED).map(|sign| sign.name).collect();
    let explanation = format!(
        "No one point tells, but together they do: {} (\"{}\" against \"{}\").",
        named.join("; "),
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    let about = match () {
        _ if excluding(view) => ConflictType::Figure,
        _ if view.other_years() => ConflictType::Date,
        _ if other_places(view) => ConflictType::Place,
        _ => ConflictType::Polarity,
    };
    let score = 0.4 + 0.1 * (evidence - ENOUGH).min(2.0);
    Ok(super::super::conflict(about, "weighed", score, explanation))
}

/// One of two sentences, to be asked what it says; its words folded, with straight apostrophes.
struct Told<'v, 'a> {
    view: &'v View<'a>,
    side: &'v Side<'a>,
    text: String,
}

impl Told<'_, '_> {
    fn says(&self, list: &str) -> bool {
        self.view.says(list, &self.text)
    }

    fn has(&self, lists: &[&str]) -> bool {
        let is = |i: usize| lists.iter().any(|list| self.view.is(list, self.side.item(i)));
        self.side.all().any(is)
    }

    fn counts(&self, quantities: &[Quantity]) -> bool {
        let items = &self.side.sentence.items;
        items
            .iter()
            .any(|item| item.quantity.is_some_and(|q| quantities.contains(&q)))
    }

    /// By a negation of its own.
    fn negates(&self) -> bool {
        let sentence = self.side.sentence;
        sentence.parts.iter().any(|part| part.negated) || sentence.items.iter().any(|item| item.denied)
    }

    /// By a negation, by *aucun*, by a correction, or by calling it a forgery.
    fn denies(&self) -> bool {
        self.negates()
            || self.counts(&[Quantity::None])
            || self.side.corrects()
            || self.has(&["unmade", "false", "doubts"])
    }

    /// The same, or with a word that only says less: *sans*, *seulement*.
    fn refuses(&self) -> bool {
        self.denies() || self.says("refusing")
    }

    /// *tous*, *entièrement*
    fn is_whole(&self) -> bool {
        self.counts(&[Quantity::All]) || self.says("whole")
    }

    /// *aucun*, *jamais*
    fn is_never(&self) -> bool {
        self.counts(&[Quantity::None]) || self.says("never")
    }

    /// *pas tous*, *pas toujours*
    fn denies_part(&self) -> bool {
        self.side.sentence.parts.iter().any(|part| part.partly)
    }

    /// *à Lyon et non à Nice*, where the other says Nice
    fn corrects_what_is_shared(&self) -> bool {
        let wrong = |i: usize| self.side.item(i).correction == Some(Correction::Wrong) && self.side.meets(i);
        self.side.all().any(wrong)
    }

    /// *a été fermé par la mairie*
    fn names_doer(&self) -> bool {
        let sentence = self.side.sentence;
        let doer =
            |item: &Item| sentence.parts[item.part].passive && (item.term.outer == "par" || item.term.link == "par");
        sentence.items.iter().any(doer)
    }

    /// Names that weigh something and that the other has not.
    fn strangers(&self) -> f32 {
        let weighs = |&i: &usize| {
            let item = self.side.item(i);
            item.term.weight > 0.5 && (item.term.kind == Kind::Name || item.place.is_some())
        };
        let strange = self.side.strange_names();
        strange.iter().filter(|name| name.iter().any(&weighs)).count() as f32
    }

    /// Nouns that the other has not.
    fn lone_nouns(&self) -> f32 {
        let lone = |&i: &usize| {
            let term = &self.side.item(i).term;
            term.kind == Kind::Noun && term.weight > 0.3 && !self.side.meets(i)
        };
        self.side.all().filter(lone).count() as f32
    }
}

/// Both sentences with what they say, to be asked together.
struct Both<'v, 'a> {
    view: &'v View<'a>,
    told: [Told<'v, 'a>; 2],
}

/// What one of two sentences is asked.
type Asked = fn(&Told) -> bool;

impl<'v, 'a> Both<'v, 'a> {
    fn of(view: &'v View<'a>) -> Both<'v, 'a> {
        let told = [&view.small, &view.large].map(|side| Told {
            view,
            side,
            text: fold(&side.sentence.text).replace('’', "'"),
        });
        Both { view, told }
    }

    fn one(&self, asked: Asked) -> bool {
        asked(&self.told[0]) != asked(&self.told[1])
    }

    fn both(&self, asked: Asked) -> bool {
        self.told.iter().all(|told| asked(told))
    }

    fn crossed(&self, asked: Asked, other: Asked) -> bool {
        let [a, b] = &self.told;
        asked(a) && other(b) || asked(b) && other(a)
    }

    /// True for two pictures of one thing, taken at other places or in other years.
    fn pictures_differ(&self) -> bool {
        let elsewhere = other_places(self.view) || self.view.other_years();
        let passed_on = |told: &Told| told.has(&["publishing"]);
        let pictures = self.both(|t| t.has(&["stills", "recordings"]));
        // *la photo n'a pas été prise à Lyon* leaves room for other places.
        let denied = self.one(|t| t.negates());
        pictures && elsewhere && !denied && !show_others(self.view) && !self.told.iter().any(passed_on)
    }

    /// Points in which they differ, any of which may exclude.
    fn points(&self) -> Vec<Sign> {
        let view = self.view;
        let cover = view.small.cover(&[]).max(view.large.cover(&[]));
        vec![
            sign("only one says no in some way", self.one(|t| t.refuses()), 0.3),
            amount(
                "figures that exclude each other",
                if excluding(view) { cover } else { 0.0 },
                1.1,
            ),
            sign("other degrees", view.other_degrees(), 0.4),
            sign("pictures of other places or years", self.pictures_differ(), 2.95),
            sign(
                "one says still, the other no more",
                self.crossed(|t| t.says("lasting"), |t| t.says("ended")),
                1.35,
            ),
            sign(
                "one corrects what the other says",
                self.told.iter().any(|t| t.corrects_what_is_shared()),
                0.85,
            ),
        ]
    }

    /// What makes it likelier that one of their points excludes, or less likely.
    fn leanings(&self) -> Vec<Sign> {
        let view = self.view;
        let small = &view.small;
        let rivals = view.rivals(&[], &[]).is_some();
        let [nouns, others] = [0, 1].map(|at| self.told[at].lone_nouns());
        let [names, strangers] = [0, 1].map(|at| self.told[at].strangers());
        vec![
            sign("only one negates", self.one(|t| t.negates()), -0.9),
            sign("other places", other_places(view), -1.05),
            sign("both deny", self.both(|t| t.denies()), -1.55),
            sign("only one says never", self.one(|t| t.is_never()), 1.05),
            sign("only one says all", self.one(|t| t.is_whole()), 1.3),
            sign("both say all", self.both(|t| t.is_whole()), 1.25),
            sign("only one says still", self.one(|t| t.says("lasting")), 0.45),
            sign("a figure agrees", agree(view), -1.0),
            sign("each names a doer", self.both(|t| t.names_doer()), 0.95),
            sign("only one denies a part", self.one(|t| t.denies_part()), -2.65),
            amount(
                "other things in like places",
                if rivals { small.cover(&[]) } else { 0.0 },
                -0.95,
            ),
            amount("nouns that only one has", nouns.min(others).min(4.0), 0.2),
            amount("names that only one has", (names - strangers).abs().min(2.0), 0.2),
        ]
    }
}

/// What speaks for two sentences as ones that exclude each other, and against; none where they differ in no point, or share no word.
pub(super) fn signs(view: &View) -> Option<Vec<Sign>> {
    let both = Both::of(view);
    let mut signs = both.points();
    let differ = signs.iter().any(|sign| sign.there > 0.0) || opposed(view) || orders_differ(view);
    let of_others = view.other_complements().is_some();
    let of_other_times = view.other_years() && !both.pictures_differ();
    if !differ
        || of_others
        || of_other_times
        || denies_in_passing(view)
        || !view.balanced()
        || view.ground(&[], &[]).words == 0
    {
        return None;
    }
    signs.extend(both.leanings());
    Some(signs)
}

/// True where the other has what one denies, but as a word in passing: *les bijoux découverts*, *la tombe n'a pas été découverte*.
fn denies_in_passing(view: &View) -> bool {
    Facing::both(view).iter().any(|facing| {
        let denied = |k: &usize| facing.own.item(*k).denied && facing.own.item(*k).predicate;
        let in_passing = |k: usize| {
            let mut likes = facing.likes(k).peekable();
            likes.peek().is_some() && !likes.any(|l| counts(facing, k, l))
        };
        facing.own.all().filter(denied).any(in_passing)
    })
}

/// True where a word of the one excludes a word of the other, both asserted or both denied.
fn opposed(view: &View) -> bool {
    let (small, large) = (&view.small, &view.large);
    let excludes =
        |i: usize, j: usize| view.opposed(small.item(i), large.item(j)) && small.item(i).denied == large.item(j).denied;
    small.all().any(|i| large.all().any(|j| excludes(i, j)))
}

/// True where each names a place, and neither lies in the other.
fn other_places(view: &View) -> bool {
    let lone = |side: &Side| {
        let placed = side
            .all()
            .filter(|&i| !side.meets(i))
            .filter_map(|i| side.item(i).place);
        placed.collect::<Vec<_>>()
    };
    let (s, t) = (lone(&view.small), lone(&view.large));
    s.iter()
        .any(|p| t.iter().any(|q| p.country != q.country || p.city && q.city))
}
