//! When something began or ended at the earliest or latest: *aucun cas avant le 22* against *dès le 16*, *a cessé en mars* against *encore
//! en avril*.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::conflict;
use crate::model::ConflictType;
use crate::relate::statement::{Limit, Year};

pub(super) fn check(view: &View) -> Outcome {
    let mut note = String::new();
    for (x, i) in &view.small.sentence.points.limits {
        for (y, j) in &view.large.sentence.points.limits {
            let (a, b) = (&view.small.sentence.years[*i], &view.large.sentence.years[*j]);
            let apart = match (x, y) {
                (Limit::NotBefore, Limit::Already) => before(b, a),
                (Limit::Already, Limit::NotBefore) => before(a, b),
                (Limit::Ended, Limit::Still) => before(a, b),
                (Limit::Still, Limit::Ended) => before(b, a),
                _ => false,
            };
            if !apart {
                continue;
            }
            let ground = view.ground(&[], &[]);
            let told = view.small.sentence.points.hearsay || view.large.sentence.points.hearsay;
            if told || !ground.holds(2.2, 0.4) || ground.small.max(ground.large) < 0.5 {
                note = "they bound other things".to_owned();
                continue;
            }
            let explanation = format!(
                "They leave no time for both: \"{}\" against \"{}\".",
                short(&view.small.sentence.text),
                short(&view.large.sentence.text)
            );
            return Ok(conflict(ConflictType::Date, 0.4 + 0.4 * ground.small, explanation));
        }
    }
    Err(note)
}

/// True where the first day is over before the second begins.
fn before(a: &Year, b: &Year) -> bool {
    match (a.year, b.year) {
        (Some(x), Some(y)) if x != y => return x < y,
        (None, Some(_)) | (Some(_), None) if a.month.is_none() || b.month.is_none() => return false,
        _ => {}
    }
    match (a.month, b.month) {
        (Some(x), Some(y)) if x != y => x < y,
        (Some(_), Some(_)) => matches!((a.day, b.day), (Some(x), Some(y)) if x < y),
        _ => false,
    }
}
