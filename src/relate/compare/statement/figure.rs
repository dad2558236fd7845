//! Figures for one thing that leave no value for both.

use super::super::Outcome;
use super::align::{SAME, View};
use super::amount::same_amount;
use super::conflict;
use super::side::Side;
use crate::fold::fold;
use crate::model::ConflictType;
use crate::relate::content::Kind;
use crate::relate::statement::Quantity;
use crate::relate::tally::Tally;

pub(super) fn check(view: &View) -> Outcome {
    let of = |side: &Side| -> Vec<Tally> {
        // *20 Minutes* is a name.
        let named = |t: &Tally| {
            t.words
                .rsplit(' ')
                .next()
                .is_some_and(|last| last.starts_with(char::is_uppercase))
        };
        let inside = |t: &&Tally| side.sentence.span.contains(t.figure.span) && !(t.figure.unit.is_some() && named(t));
        side.facts.tallies.iter().filter(inside).cloned().collect()
    };
    let (s, t) = (of(&view.small), of(&view.large));
    let mut note = String::new();
    for x in &s {
        for y in &t {
            let Some((i, j)) = same_thing(view, x, y) else { continue };
            if basis(&view.small, x) != basis(&view.large, y) {
                note = format!("\"{}\" and \"{}\": one is a change, or a rate", x.words, y.words);
                continue;
            }
            let pair = format!("\"{}\" and \"{}\"", x.words, y.words);
            let agree = |x: &Tally, y: &Tally| same_thing(view, x, y).is_some() && x.agrees(y);
            if s.iter().any(|other| agree(other, y)) || t.iter().any(|other| agree(x, other)) {
                note = format!("{pair} are compatible");
                continue;
            }
            match same_statement(view, x, y, i, j).or_else(|_| same_amount(view, x, y)) {
                Ok(cover) => {
                    let explanation = format!("For the same, one says \"{}\" and the other \"{}\".", x.words, y.words);
                    return Ok(conflict(ConflictType::Figure, 0.45 + 0.45 * cover, explanation));
                }
                Err(reason) => note = format!("{pair}: {reason}"),
            }
        }
    }
    Err(note)
}

/// True where a figure of the one may be a figure of the other.
pub(super) fn agree(view: &View) -> bool {
    view.small.tallies().any(|x| {
        view.large
            .tallies()
            .any(|y| x.figure.unit == y.figure.unit && x.agrees(y))
    })
}

/// True where a figure of the one leaves no room for a figure of the other of the same thing.
pub(super) fn excluding(view: &View) -> bool {
    // *avant 12 ans*, *à partir de 18 ans*: ages are told as spans of time are.
    let of_ages = |tally: &Tally| tally.figure.unit.as_deref() == Some("s");
    let alike = |x: &Tally, y: &Tally| {
        let base = basis(&view.small, x) == basis(&view.large, y) && x.limit == y.limit && x.part == y.part;
        base && !of_ages(x) && x.excludes(y) && same_thing(view, x, y).is_some()
    };
    let exclude = view.small.tallies().any(|x| view.large.tallies().any(|y| alike(x, y)));
    let ages = view.small.sentence.numbers != view.large.sentence.numbers;
    exclude && !ages && !other_deeds(view) && view.veto("figure").is_none()
}

/// True where they do other things to what they count: *emploie 12 000 salariés*, *a supprimé 800 postes*.
fn other_deeds(view: &View) -> bool {
    let lone = |side: &Side, k: usize| {
        let item = side.item(k);
        item.predicate && item.term.kind == Kind::Verb && side.best[k] < SAME
    };
    let deed = |side: &Side| {
        let tells = |k: usize| side.item(k).term.weight > 0.5 && !view.is("counting", side.item(k));
        side.all().any(|k| lone(side, k) && tells(k))
    };
    let verb = |side: &Side| side.all().any(|k| lone(side, k));
    let (small, large) = (&view.small, &view.large);
    deed(small) && verb(large) || deed(large) && verb(small)
}

/// What its sentence says before a figure.
fn before<'s>(side: &'s Side, tally: &Tally) -> &'s str {
    let at = tally.figure.span.start.saturating_sub(side.sentence.span.start);
    side.sentence.text.get(..at).unwrap_or_default().trim_end()
}

/// True for a figure by which something grows or shrinks, or to which it does: *augmente de 6 %*, *recule à 7,4 %*.
pub(super) fn is_change(side: &Side, tally: &Tally) -> bool {
    let before = before(side, tally);
    let word = before.rsplit([' ', '\'', '’']).next();
    matches!(word, Some("de" | "à")) || before.ends_with("d'") || before.ends_with("d’")
}

/// What a figure is apart from a count: *une hausse de 55 000 décès*, *23 morts pour 100 000 habitants*.
pub(super) fn basis(side: &Side, tally: &Tally) -> (bool, bool) {
    let text = &side.sentence.text;
    let end = tally.figure.span.end.saturating_sub(side.sentence.span.start);
    let before = before(side, tally);
    let before = before
        .strip_suffix("de")
        .or_else(|| before.strip_suffix("d'"))
        .unwrap_or_default()
        .trim_end();
    let change = before
        .rsplit([' ', '\'', '’'])
        .next()
        .is_some_and(|word| CHANGES.contains(&fold(word).trim_end_matches('s')));
    let after = text.get(end..).unwrap_or_default();
    let per = after.split_once(" pour ").is_some_and(|(_, base)| {
        base.starts_with(|c: char| c.is_ascii_digit())
            || ["un million", "mille", "cent "]
                .iter()
                .any(|word| base.starts_with(word))
    });
    (change, per)
}

/// Nouns of a change, before *de* and its amount.
const CHANGES: &[&str] = &[
    "hausse",
    "augmentation",
    "baisse",
    "recul",
    "diminution",
    "progression",
    "ecart",
    "difference",
    "surplu",
    "excedent",
    "bond",
    "chute",
    "reduction",
    "ajout",
];

/// The words that stand for what two figures count, if it is the same.
fn same_thing(view: &View, x: &Tally, y: &Tally) -> Option<(Option<usize>, Option<usize>)> {
    if x.figure.unit != y.figure.unit {
        return None;
    }
    let head = |side: &Side, tally: &Tally| {
        let inside = |&i: &usize| {
            tally.figure.span.contains(side.item(i).term.span) && side.item(i).term.kind != Kind::Adjective
        };
        // *12 Canadair*: the name right behind.
        let behind = |&i: &usize| {
            let gap = side.item(i).term.span.start.checked_sub(tally.figure.span.end);
            side.item(i).name.is_some() && gap.is_some_and(|gap| gap <= 2) && tally.figure.unit.is_none()
        };
        let head = |&i: &usize| tally.head.as_ref().is_none_or(|head| *head == side.item(i).term.stem);
        side.all()
            .filter(inside)
            .find(head)
            .or_else(|| side.all().find(behind).filter(|_| tally.head.is_none()))
    };
    let (i, j) = (head(&view.small, x), head(&view.large, y));
    let measures = match (&x.figure.measure, &y.figure.measure) {
        (Some(s), Some(t)) => s == t || x.figure.unit.is_some() && rates(s) && rates(t),
        _ => true,
    };
    if !measures {
        return None;
    }
    let like = match (i, j) {
        (Some(i), Some(j)) => {
            view.likeness(view.small.item(i), view.large.item(j)) >= SAME || (x.head.is_some() && x.head == y.head)
        }
        _ if x.figure.unit.is_some() => true,
        (None, None) => x.head == y.head && (x.head.is_some() || x.figure.measure.is_some()),
        // *a tué 300 personnes* against *a fait 12 000 morts*; *trois fois la coupe* against *cinq coupes*.
        _ => x.figure.measure.is_some() && x.figure.measure == y.figure.measure,
    };
    let measured = x.figure.measure.is_some() && x.figure.measure == y.figure.measure;
    // *81 cas d'inflammation* against *810 inflammations*
    let cases = |a: &Tally, b: &Tally| {
        a.head.as_deref() == Some("cas") && b.head.as_ref().is_some_and(|head| a.narrowed.contains(head))
    };
    let like = like || cases(x, y) || cases(y, x);
    // *tue 75 000 personnes* against *20 000 décès*
    let of_people = |t: &Tally| t.anybody || (t.head.is_none() && t.grows());
    let people = of_people(x) && of_people(y) && (x.figure.measure.is_none() || y.figure.measure.is_none());
    (like || people || (measured && (x.anybody || y.anybody))).then_some((i, j))
}

/// Shares and changes of shares are written alike.
fn rates(measure: &str) -> bool {
    matches!(measure, "share" | "increase" | "decrease")
}

/// How much the statements share beside two figures, or what tells them apart.
fn same_statement(view: &View, x: &Tally, y: &Tally, i: Option<usize>, j: Option<usize>) -> Result<f32, String> {
    if view.other_years() {
        return Err("they name other years".to_owned());
    }
    if x.country.is_some() && y.country.is_some() && x.country != y.country {
        return Err("they count other people".to_owned());
    }
    // The place of each figure among the words, for its clause.
    let place = |side: &Side, tally: &Tally, head: Option<usize>| {
        head.or_else(|| {
            side.all()
                .min_by_key(|&k| side.item(k).term.span.start.abs_diff(tally.figure.span.start))
        })
    };
    let (Some(m), Some(n)) = (place(&view.small, x, i), place(&view.large, y, j)) else {
        return Err("nothing stands beside them".to_owned());
    };
    let (p, q) = (view.small_part(m), view.large_part(n));
    if p.negated != q.negated || !view.real(m, n) || p.past != q.past || p.future != q.future {
        return Err("one is denied, supposed, or of another time".to_owned());
    }
    let inside = |side: &Side, tally: &Tally| {
        side.all()
            .filter(|&k| tally.figure.span.overlaps(side.item(k).term.span))
            .collect::<Vec<_>>()
    };
    let (mut skip, mut others) = (inside(&view.small, x), inside(&view.large, y));
    if let Some(reason) = view.other_things((&skip, &others)) {
        return Err(reason);
    }
    // What narrows one figure narrows the other.
    let yearly = |side: &Side| {
        ["chaque année", "par an", "annuel"]
            .iter()
            .any(|words| side.sentence.text.contains(words))
    };
    let per_year = yearly(&view.small) && yearly(&view.large);
    let open = |mine: &Tally, theirs: &Tally| {
        let mut narrowed = mine.narrowed.iter().filter(|word| !per_year || *word != "par an");
        narrowed.any(|word| !theirs.narrowed.contains(word))
    };
    let within = |side: &Side, tally: &Tally| {
        inside(side, tally)
            .iter()
            .all(|&k| side.best[k] >= SAME || side.item(k).term.weight <= 0.5)
    };
    if (open(x, y) && !within(&view.small, x)) || (open(y, x) && !within(&view.large, y)) {
        return Err("one counts a part of what the other counts".to_owned());
    }
    let quantity = |side: &Side| {
        side.all()
            .any(|k| matches!(side.item(k).quantity, Some(Quantity::Some | Quantity::Few)))
    };
    let all = |side: &Side| side.all().any(|k| side.item(k).quantity == Some(Quantity::All));
    if (quantity(&view.small) && !all(&view.large)) || (quantity(&view.large) && !all(&view.small)) {
        return Err("one speaks of some only".to_owned());
    }
    let opposed = view.small.all().any(|k| {
        view.small.best[k] < SAME
            && view
                .large
                .all()
                .any(|l| view.large.best[l] < SAME && view.opposed(view.small.item(k), view.large.item(l)))
    });
    if opposed {
        return Err("other words exclude each other too".to_owned());
    }
    // *19 membres de l'OTAN* are what *l'OTAN* has.
    let topic = view.small.topic(view.small.item(m).part);
    let possessor = topic.is_some_and(|k| {
        let owner = |l: usize| {
            view.large.item(l).term.link == "de" && view.likeness(view.small.item(k), view.large.item(l)) >= SAME
        };
        (n + 1..n + 3).any(|l| view.large.all().contains(&l) && owner(l))
    });
    if !possessor && !view.same_topic(m, n) {
        return Err("they are figures of other things".to_owned());
    }
    if view.balanced() && other_deeds(view) {
        return Err("they count what other deeds were done to".to_owned());
    }
    // *compte 19 membres* tells no more than *les 19 membres*.
    let bare = |side: &Side| -> Vec<usize> {
        let counting = |&k: &usize| side.item(k).predicate && side.best[k] < SAME && view.is("counting", side.item(k));
        side.all().filter(counting).collect()
    };
    skip.extend(bare(&view.small));
    others.extend(bare(&view.large));
    let (small, near) = (view.small.cover(&skip), view.cover_within(n, &skip, 4));
    let weight = view.small.shared(&skip);
    let enough = if view.balanced() {
        let large = view.large.cover(&others);
        small >= 0.5 && large >= 0.3 && small.max(large) >= 0.6
    } else {
        small >= 0.8 && near >= 0.8
    };
    // Two numbers of a long sentence may belong to other things.
    if !enough || weight < 0.9 {
        return Err("their statements differ beside the figure".to_owned());
    }
    Ok(small)
}
