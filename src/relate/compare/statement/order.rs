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
    let meet = |a, b| {
        let (mine, yours) = (view.small.within(a), view.large.within(b));
        mine.iter().any(|&i| {
            view.small.item(i).term.weight > 0.5
                && yours.iter().any(|&j| view.likeness(view.small.item(i), view.large.item(j)) >= SAME)
        })
    };
    let straight = meet(x.one, y.one) && meet(x.other, y.other);
    let crossed = meet(x.one, y.other) && meet(x.other, y.one);
    match (straight, crossed) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
