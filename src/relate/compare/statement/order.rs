//! Which of two is put first: *A a plus de X que B* against *B a plus de X que A*, or *A a moins de X que B*.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, View};
use super::conflict;
use crate::model::ConflictType;
use crate::relate::statement::Order;

pub(super) fn check(view: &View) -> Outcome {
    for x in &view.small.sentence.points.orders {
        for y in &view.large.sentence.points.orders {
            if let Some(straight) = way(view, x, y)
                && straight == (x.more != y.more)
            {
                if let Some(reason) = view.apart(&[], &[]) {
                    return Err(format!("the order: {reason}"));
                }
                if view.parts().any(|part| part.unreal) {
                    return Err("one supposes an order".to_owned());
                }
                let ground = view.ground(&[], &[]);
                if !ground.holds(1.8, 0.4) {
                    return Err("they order other things".to_owned());
                }
                let explanation = format!(
                    "They put two things in another order: \"{}\" against \"{}\".",
                    short(&view.small.sentence.text),
                    short(&view.large.sentence.text)
                );
                return Ok(conflict(ConflictType::Polarity, 0.5 + 0.4 * ground.small, explanation));
            }
        }
    }
    Err(String::new())
}

/// True where both name the two in one order, false where they change places; none where they compare others.
fn way(view: &View, x: &Order, y: &Order) -> Option<bool> {
    let like = |i: usize, j: usize| view.likeness(view.small.item(i), view.large.item(j)) >= SAME;
    let (mine, yours) = (view.small.within(x.one), view.large.within(y.one));
    // What stands right behind *que*.
    let (m, n) = (
        *view.small.within(x.other).first()?,
        *view.large.within(y.other).first()?,
    );
    let straight = like(m, n) && mine.iter().any(|&i| yours.iter().any(|&j| like(i, j)));
    let crossed = yours.iter().any(|&j| like(m, j)) && mine.iter().any(|&i| like(i, n));
    match (straight, crossed) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
