//! All of them against a few of them, or against a share of less than all.

use super::super::Outcome;
use super::super::align::short;
use super::align::View;
use super::conflict;
use super::side::Side;
use crate::lexicon::relation::Senses;
use crate::model::ConflictType;
use crate::relate::statement::Quantity;
use crate::span::Span;

pub(super) fn check(view: &View) -> Outcome {
    let found = |whole: &Side, part: &Side| {
        let all = |&i: &usize| whole.item(i).quantity == Some(Quantity::All) && whole.meets(i) && !whole.item(i).aside;
        whole.all().filter(all).find_map(|i| {
            Some((
                i,
                partial(part, whole.item(i).term.stem.as_str(), &whole.item(i).term.senses)?,
            ))
        })
    };
    let (all, few, whole) = if let Some((all, few)) = found(&view.small, &view.large) {
        (all, few, &view.small)
    } else if let Some((all, few)) = found(&view.large, &view.small) {
        (all, few, &view.large)
    } else {
        return Err(String::new());
    };
    let word = &whole.item(all).term.word;
    if whole.sentence.parts.iter().any(|part| part.negated || part.unreal) {
        return Err(format!("not all of \"{word}\" are meant"));
    }
    let past = |side: &Side| side.sentence.parts.first().map(|part| part.past);
    if past(&view.small) != past(&view.large) {
        return Err(format!("all of \"{word}\" are of another time"));
    }
    if let Some(reason) = view.apart(&[], &[]) {
        return Err(format!("all of \"{word}\": {reason}"));
    }
    let ground = view.ground(&[], &[]);
    if !ground.holds(2.4, 0.4) || ground.small.max(ground.large) < 0.5 {
        return Err(format!("all of \"{word}\" are told to do other things"));
    }
    let explanation = format!(
        "One speaks of all of \"{word}\", the other of \"{few}\" only: \"{}\" against \"{}\".",
        short(&view.small.sentence.text),
        short(&view.large.sentence.text)
    );
    Ok(conflict(ConflictType::Polarity, 0.4 + 0.4 * ground.small, explanation))
}

/// The words that leave some out, or give less than all of what `thing` says.
fn partial(side: &Side, thing: &str, senses: &Senses) -> Option<String> {
    if let Some(span) = side.sentence.points.partial {
        let at = side.sentence.span.start;
        return side
            .sentence
            .text
            .get(span.start - at..span.end - at)
            .map(str::to_owned);
    }
    let counted = |span: Span| {
        let like = |i: usize| side.item(i).term.stem == thing || side.item(i).term.senses.meet(senses);
        side.all().any(|i| span.overlaps(side.item(i).term.span) && like(i))
    };
    let share = side.facts.tallies.iter().find(|tally| {
        let figure = &tally.figure;
        side.sentence.span.contains(figure.span)
            && figure.measure.as_deref() == Some("share")
            && figure.high < 100.0
            && counted(figure.span)
    });
    share.map(|tally| tally.words.clone())
}
