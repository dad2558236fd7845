use super::Rule;
use crate::extract::attribution;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::Scope;
use crate::extract::subject;
use crate::extract::unit::VerbCue;
use crate::text::tag::Tag;

/// A cue that points with a pronoun at the clause beside it.
pub struct Dislocated;

impl Rule for Dislocated {
    fn name(&self) -> &'static str {
        "dislocated"
    }

    fn doc(&self) -> &'static str {
        "A cue with le, l' or en for the clause beside it: Nul n'est entré, le gardien l'assure ; Le gardien le jure, nul n'est entré ; \
         A, la régie en est sûre ; A, c'est du moins ce qu'affirme X ; Ce que craint X, c'est que A. Leaves alone a clause that contrasts (X l'a dit, mais personne …)."
    }

    fn precision(&self) -> f32 {
        0.9
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            let group = &scope.unit.groups[cue.group];
            let says = cue.verb.strong && scope.unit.is_finite(cue.group) && !group.negated && !group.addressed;
            if says && !scope.is_used(cue.group) && pseudo_cleft(self.name(), scope, &cue) {
                continue;
            }
            let able = cue.verb.clause && cue.verb.strong && scope.unit.is_finite(cue.group) && !group.negated;
            if able && !scope.is_used(cue.group) && !group.addressed && !cleft(self.name(), scope, &cue) {
                pointing(self.name(), scope, &cue);
            }
        }
    }
}

/// *A, c'est du moins ce qu'affirme X*.
fn cleft(rule: &'static str, scope: &mut Scope, cue: &VerbCue) -> bool {
    let unit = scope.unit;
    let start = cue.words.start;
    if start < 4 || !matches!(unit.lower(start - 1), "que" | "qu'") || unit.lower(start - 2) != "ce" {
        return false;
    }
    let Some(opens) =
        (start.saturating_sub(9)..start - 2).find(|&i| unit.lower(i) == "c'" && i > 0 && unit.tag(i - 1) == Tag::Comma)
    else {
        return false;
    };
    let Some(said_by) = subject::after(unit, cue.words.end).filter(|s| attribution::is_agent(unit, s)) else {
        return false;
    };
    let content = clause::start(unit, scope.floor.min(opens), opens)..opens;
    if !unit.has_finite(content.clone()) || scope.is_reported(content.clone()) {
        return false;
    }
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![content], 0.9);
    true
}

/// *Ce que craignent les élus, c'est que A*; *Ce que la maire réclame, c'est B*.
fn pseudo_cleft(rule: &'static str, scope: &mut Scope, cue: &VerbCue) -> bool {
    let unit = scope.unit;
    let start = unit.groups[cue.group].words.start;
    let is_que = |i: usize| matches!(unit.lower(i), "que" | "qu'");
    let behind = start > 0 && is_que(start - 1);
    let said_by = if behind {
        subject::after(unit, cue.words.end)
    } else {
        subject::before(unit, cue.group).filter(|s| s.words.end == start)
    };
    let Some(said_by) = said_by.filter(|s| attribution::is_agent(unit, s)) else {
        return false;
    };
    let first = if behind { start } else { said_by.words.start };
    let Some(que) = first.checked_sub(1) else {
        return false;
    };
    let opens = que == 1 || que == 2 && matches!(unit.tag(0), Tag::Coordinator | Tag::Adverb);
    let comma = cue.words.end.max(said_by.words.end);
    if !is_que(que)
        || !opens
        || unit.lower(que - 1) != "ce"
        || unit.tag(comma) != Tag::Comma
        || !matches!(unit.lower(comma + 1), "c'" | "c’")
        || !matches!(unit.lower(comma + 2), "est" | "était")
    {
        return false;
    }
    let mut from = comma + 3;
    while unit.tag(from) == Tag::Adverb {
        from += 1;
    }
    let content = if is_que(from) {
        from + 1..clause::end(unit, scope.lexicon, from + 1, Complement::Clause)
    } else if unit.tag(from) == Tag::Quotation || unit.phrase_at(from).is_some() {
        from..clause::end(unit, scope.lexicon, from, Complement::NounPhrase)
    } else {
        return false;
    };
    if content.is_empty() || scope.is_reported(content.clone()) {
        return false;
    }
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![content], 0.9);
    true
}

/// *A, le gardien l'assure*; *Le gardien le jure, A*.
fn pointing(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    let points = group.words.clone().any(|i| match unit.lower(i) {
        "le" | "l'" => unit.tag(i) == Tag::ObjectPronoun,
        "en" => cue.verb.head == "être",
        _ => false,
    });
    if !points {
        return;
    }
    let said_by =
        subject::before(unit, cue.group).filter(|s| s.words.end == group.words.start && attribution::is_agent(unit, s));
    let Some(said_by) = said_by else { return };
    let first = said_by.words.start;
    let after = cue.words.end;
    let content = if first > 1 && unit.tag(first - 1) == Tag::Comma && unit.tag(after) == Tag::Stop {
        clause::start(unit, scope.floor.min(first - 1), first - 1)..first - 1
    } else if (first == 0 || unit.tag(first - 1) == Tag::Stop)
        && unit.tag(after) == Tag::Comma
        && matches!(
            unit.tag(after + 1),
            Tag::Determiner | Tag::SubjectPronoun | Tag::Pronoun | Tag::Name | Tag::Noun | Tag::Numeral
        )
    {
        after + 1..clause::end(unit, scope.lexicon, after + 1, Complement::Clause)
    } else {
        return;
    };
    if !unit.has_finite(content.clone()) || scope.is_reported(content.clone()) {
        return;
    }
    let who = scope.mention(&said_by);
    scope.report(rule, cue, who, vec![content], 0.9);
}
