//! What the one says is not so, beside what is: *X, et non Y*, against the other's Y.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::content::Kind;

pub(super) fn check(view: &View) -> Outcome {
    let mut note = String::new();
    for small in [true, false] {
        match rejects(view, small) {
            Err(reason) if note.is_empty() => note = reason,
            Err(_) => {}
            found => return found,
        }
    }
    Err(note)
}

fn rejects(view: &View, small: bool) -> Outcome {
    let (denier, asserter) = if small {
        (&view.small, &view.large)
    } else {
        (&view.large, &view.small)
    };
    for span in &denier.sentence.points.rejected {
        let weighty = |&i: &usize| denier.item(i).term.weight > 0.5;
        let words: Vec<usize> = denier.within(*span).into_iter().filter(weighty).collect();
        if words.is_empty() {
            continue;
        }
        let pair = format!("\"{}\"", denier.quote(&words));
        let said = |&i: &usize| {
            asserter
                .all()
                .find(|&j| !asserter.item(j).denied && is_like(view, small, i, j))
        };
        let found: Vec<usize> = words.iter().filter_map(said).collect();
        let named = words
            .iter()
            .any(|&i| denier.item(i).term.kind == Kind::Name && !denier.meets(i));
        if found.is_empty() || named || 2 * found.len() < words.len() {
            return Err(format!("{pair} is denied, but not said"));
        }
        let turned = found.iter().any(|&j| {
            let part = &asserter.sentence.parts[asserter.item(j).part];
            part.negated || rejected(asserter, j)
        });
        if turned {
            return Err(format!("both deny {pair}"));
        }
        let (skip, others) = if small { (&words, &found) } else { (&found, &words) };
        // What it was instead may well have a name of its own.
        if view.small.sentence.points.hearsay || view.large.sentence.points.hearsay || view.other_years() {
            return Err(format!("{pair} is told by others, or of another time"));
        }
        let ground = view.ground(skip, others);
        if !ground.holds(1.4, 0.2) {
            return Err(format!("{pair} is denied of other things"));
        }
        let explanation = format!(
            "One says {pair}, the other says that it was something else: \"{}\" against \"{}\".",
            short(&asserter.sentence.text),
            short(&denier.sentence.text)
        );
        return Ok(conflict(ConflictType::Polarity, 0.5 + 0.4 * ground.small, explanation));
    }
    Err(String::new())
}

fn rejected(side: &Side, i: usize) -> bool {
    side.sentence
        .points
        .rejected
        .iter()
        .any(|span| span.contains(side.item(i).term.span))
}

/// True where word `i` of the one that denies says the same as word `j` of the other.
pub(super) fn is_like(view: &View, small: bool, i: usize, j: usize) -> bool {
    let (s, t) = if small { (i, j) } else { (j, i) };
    view.likeness(view.small.item(s), view.large.item(t)) >= super::align::SAME
}
