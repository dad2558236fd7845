//! Figures of one thing in sentences that say the rest in other words.

use super::align::View;
use super::side::Side;
use crate::relate::content::Kind;
use crate::relate::statement::Quantity;
use crate::relate::tally::Tally;

/// How much two sentences share beside figures `x` and `y`, or what tells them apart.
pub(super) fn same_amount(view: &View, x: &Tally, y: &Tally) -> Result<f32, String> {
    if !view.balanced() {
        return Err("their statements differ beside the figure".to_owned());
    }
    let inside = |side: &Side, tally: &Tally| -> Vec<usize> {
        let bare = |k: usize| side.item(k).predicate && view.is("counting", side.item(k));
        side.all()
            .filter(|&k| tally.figure.span.overlaps(side.item(k).term.span) || bare(k))
            .collect()
    };
    let (skip, others) = (inside(&view.small, x), inside(&view.large, y));
    if let Some(reason) = view.apart(&skip, &others) {
        return Err(reason);
    }
    let unreal = |side: &Side| side.sentence.parts.iter().any(|part| part.unreal);
    let future = |side: &Side| side.sentence.parts.iter().any(|part| part.future);
    let ahead = future(&view.small) != future(&view.large);
    if view.parts().any(|part| part.negated) || ahead || unreal(&view.small) != unreal(&view.large) {
        return Err("one is denied, supposed, or yet to come".to_owned());
    }
    let per = |tally: &Tally| tally.narrowed.iter().find(|word| word.starts_with("par ")).cloned();
    if let (Some(a), Some(b)) = (per(x), per(y))
        && a != b
    {
        return Err("they count by other times".to_owned());
    }
    if x.limit != y.limit || x.part != y.part {
        return Err("one is a limit, or a part".to_owned());
    }
    let some = |side: &Side| {
        side.all().any(|k| {
            matches!(
                side.item(k).quantity,
                Some(Quantity::Some | Quantity::Few | Quantity::Most)
            )
        })
    };
    if some(&view.small) != some(&view.large) {
        return Err("one speaks of some only".to_owned());
    }
    // *de 20 à 64 ans*, *les 20-64 ans*
    let (small, large) = (view.small.sentence, view.large.sentence);
    let ages = small.numbers.iter().chain(&large.numbers);
    let written = |text: &str, value: u32| {
        text.split(|c: char| !c.is_ascii_digit())
            .any(|n| n.parse() == Ok(value))
    };
    let mut shared = ages.filter(|age| written(&small.text, age.value) && written(&large.text, age.value));
    if small.numbers != large.numbers && shared.next().is_none() {
        return Err("they are of other ages".to_owned());
    }
    let dated = |side: &Side| !side.sentence.years.is_empty();
    let past = |side: &Side| side.sentence.parts.first().is_some_and(|part| part.past);
    if past(&view.small) != past(&view.large) && dated(&view.small) != dated(&view.large) {
        return Err("one is of another time".to_owned());
    }
    if view.opposites(&skip, &others) {
        return Err("other words exclude each other too".to_owned());
    }
    if let Some(reason) = view.rivals(&skip, &others) {
        return Err(reason);
    }
    let deed = |side: &Side| {
        side.telling(&[]).any(|k| {
            let item = side.item(k);
            item.term.kind == Kind::Verb
                && item.predicate
                && item.term.weight > 0.5
                && !side.meets(k)
                && !view.is("counting", item)
        })
    };
    if deed(&view.small) && deed(&view.large) {
        return Err("they count what other deeds were done to".to_owned());
    }
    // *en cas de défaite*
    let supposed = |side: &Side| side.sentence.text.to_lowercase().contains("en cas d");
    if supposed(&view.small) != supposed(&view.large) {
        return Err("one holds in one case only".to_owned());
    }
    let ground = view.ground(&skip, &others);
    let stranger = |side: &Side, skip: &[usize]| {
        side.topic(0)
            .is_some_and(|i| !side.meets(i) && !skip.contains(&i) && side.item(i).term.weight > 0.5)
    };
    if (stranger(&view.small, &skip) || stranger(&view.large, &others)) && ground.small.min(ground.large) < 0.55 {
        return Err("they are figures of other things".to_owned());
    }
    if ground.holds(1.6, 0.35) && ground.small.max(ground.large) >= 0.62 {
        Ok(ground.small)
    } else {
        Err("their statements differ beside the figure".to_owned())
    }
}
