//! Which of two is put first: *A a plus de X que B* against *B a plus de X que A*, or *A a moins de X que B*.

use super::super::Outcome;
use super::super::align::short;
use super::align::{SAME, View};
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::statement::Order;

pub(super) fn check(view: &View) -> Outcome {
    if !orders_differ(view) {
        return Err(String::new());
    }
    if let Some(reason) = view.apart(&[], &[]) {
        return Err(format!("the order: {reason}"));
    }
    if view.parts().any(|part| part.unreal) {
        return Err("one supposes an order".to_owned());
    }
    let ground = view.ground(&[], &[]);
    if !ground.holds(1.8, 0.2) {
        return Err("they order other things".to_owned());
    }
    let explanation = format!(
        "They put two things in another order: \"{}\" against \"{}\".",
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    Ok(conflict(ConflictType::Polarity, 0.5 + 0.4 * ground.small, explanation))
}

/// True where the two sentences put two things in other orders.
pub(super) fn orders_differ(view: &View) -> bool {
    let (mine, yours) = (&view.small.sentence.points.orders, &view.large.sentence.points.orders);
    let differ = |x: &Order, y: &Order| way(view, x, y).is_some_and(|straight| straight == (x.more != y.more));
    mine.iter().any(|x| yours.iter().any(|y| differ(x, y)))
}

/// True where both name the two in one order, false where they change places; none where they compare others.
fn way(view: &View, x: &Order, y: &Order) -> Option<bool> {
    let like = |i: usize, j: usize| view.likeness(view.small.item(i), view.large.item(j)) >= SAME;
    let (mine, yours) = (view.small.within(x.one), view.large.within(y.one));
    // What tells the second of a comparison from its first: *Orvel* of *les écoliers d'Orvel*.
    let second = |side: &Side, order: &Order, first: &[usize]| -> Vec<usize> {
        let known = |i: usize| first.iter().any(|&k| side.item(k).term.stem == side.item(i).term.stem);
        let words = side.within(order.other).into_iter();
        words.filter(|&i| !known(i) && !side.item(i).aside).take(2).collect()
    };
    let (m, n) = (second(&view.small, x, &mine), second(&view.large, y, &yours));
    let meet = |a: &[usize], b: &[usize]| a.iter().any(|&i| b.iter().any(|&j| like(i, j)));
    let straight = meet(&m, &n) && meet(&mine, &yours);
    let crossed = meet(&m, &yours) && meet(&mine, &n);
    match (straight, crossed) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
