//! What one may, must, need not or must not do: rules that exclude each other, of one deed.

use super::super::Outcome;
use super::super::align::short;
use super::age::numbers;
use super::align::View;
use super::conflict;
use super::side::Side;
use crate::model::ConflictType;
use crate::relate::statement::{Duty, Rule};
use crate::span::Span;

pub(super) fn check(view: &View) -> Outcome {
    let mut note = String::new();
    for x in &view.small.sentence.points.duties {
        for y in &view.large.sentence.points.duties {
            if !excludes(x.rule, y.rule) {
                continue;
            }
            match same_deed(view, x, y) {
                Ok(share) => {
                    let explanation = format!(
                        "They tell rules that exclude each other, \"{}\" and \"{}\": \"{}\" against \"{}\".",
                        words(&view.small, x.span),
                        words(&view.large, y.span),
                        short(&view.small.sentence.text),
                        short(&view.large.sentence.text)
                    );
                    return Ok(conflict(ConflictType::Polarity, 0.4 + 0.4 * share, explanation));
                }
                Err(reason) => note = reason,
            }
        }
    }
    let alike = |x: &Duty| view.large.sentence.points.duties.iter().any(|y| y.rule == x.rule);
    if view.small.sentence.points.duties.iter().any(alike) {
        return Err(String::new());
    }
    Err(note)
}

fn excludes(x: Rule, y: Rule) -> bool {
    matches!(
        (x, y),
        (Rule::May, Rule::MustNot)
            | (Rule::MustNot, Rule::May)
            | (Rule::Must, Rule::NeedNot | Rule::MustNot)
            | (Rule::NeedNot | Rule::MustNot, Rule::Must)
    )
}

fn words<'s>(side: &'s Side, span: Span) -> &'s str {
    let at = side.sentence.span.start;
    side.sentence
        .text
        .get(span.start - at..span.end - at)
        .unwrap_or_default()
}

/// True where the rule lies on the other side of a day: *jusqu'au 28 février*, *à partir du 28 février*.
fn ends(side: &Side) -> bool {
    side.sentence.text.to_lowercase().contains("jusqu")
}

fn same_deed(view: &View, x: &Duty, y: &Duty) -> Result<f32, String> {
    if ends(&view.small) != ends(&view.large) {
        return Err("the rules are of other times".to_owned());
    }
    let (skip, others) = (view.small.within(x.span), view.large.within(y.span));
    if let Some(reason) = view.apart(&skip, &others) {
        return Err(format!("the rules: {reason}"));
    }
    if let Some(reason) = view.other_complements() {
        return Err(format!("the rules: {reason}"));
    }
    let (s, t) = (view.small.sentence, view.large.sentence);
    if numbers(&view.small) != numbers(&view.large) {
        return Err("the rules are for other ages or hours".to_owned());
    }
    let dated = !s.years.is_empty() && !t.years.is_empty();
    if dated && s.years.iter().all(|a| t.years.iter().all(|b| a.excludes(b))) {
        return Err("the rules are of other times".to_owned());
    }
    let ground = view.ground(&skip, &others);
    if ground.holds(2.2, 0.33) && ground.small.max(ground.large) >= 0.45 {
        return Ok(ground.small);
    }
    Err("the rules are of other deeds".to_owned())
}
