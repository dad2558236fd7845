//! Another who did what the answered claim tells.

use super::super::Pair;
use super::super::align::similarity;
use super::shared;
use crate::model::Stance;
use crate::relate::answer::Answer;
use crate::relate::cause::Telling;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// Two who did it: *c'est l'adjuvant qui a enflammé les nerfs* against *s'expliquent par une infection*.
pub(super) fn others(pair: &Pair) -> Option<(String, String)> {
    let (earlier, later) = (pair.earlier(), pair.later());
    let (p, q) = (doers(earlier), doers(later));
    let meet = |s: &Term, t: &Term| {
        similarity(s, t) >= 0.8
            || pair.data.falls_under(&s.forms, &t.forms)
            || pair.data.falls_under(&t.forms, &s.forms)
    };
    let apart = !p.iter().any(|s| q.iter().any(|t| meet(s, t)));
    let near = earlier.paragraph == later.paragraph || later.answer >= Answer::Contrary;
    let told = (near && points(earlier) && points(later)) || later.answer == Answer::Rejoinder || shared(pair) >= 0.7;
    let (one, other) = (p.first()?, q.first()?);
    (apart && told).then(|| (one.word.clone(), other.word.clone()))
}

/// *accuse une patrouille d'avoir tiré. Ce sont eux qui ont tiré les premiers*: who accuses is accused.
pub(super) fn turned(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let back = later.says("they_who") || later.voice.stance == Stance::Accuse && later.says("themselves");
    let blames = earlier.voice.stance == Stance::Accuse || !doers(earlier).is_empty();
    let objects = later.answer == Answer::Rejoinder && earlier.voice.stance == Stance::Accuse;
    back && blames && (objects || pair.shared_topics() > 0 || shared(pair) >= 0.7)
}

/// *L'exploitant a agi de sa seule initiative* against *nous avons appliqué une consigne*: one leaves nobody else to have had a part in it.
pub(super) fn alone(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let told = |facts: &Facts| !facts.negates() && facts.voice.stance != Stance::Deny;
    let alike = || shared(pair) >= 0.7 || pair.shared_topics() > 0;
    let one = |sole: &Facts, other: &Facts| {
        sole.says("alone") && (other.says("orders") || (!doers(other).is_empty() && alike()))
    };
    told(earlier) && told(later) && (one(earlier, later) || one(later, earlier))
}

/// True where a claim points somebody or something out as the cause.
fn points(facts: &Facts) -> bool {
    let pointed = |telling: Telling| matches!(telling, Telling::Cause | Telling::Focus);
    facts.causes.iter().any(|cause| pointed(cause.telling)) || facts.content.clauses.iter().any(|clause| clause.cleft)
}

/// Who or what a claim points at: a cause that it tells, who a cleft names, who an act was done by.
fn doers(facts: &Facts) -> Vec<Term> {
    let says = |term: &&Term| term.weight > 0.5 && matches!(term.kind, Kind::Noun | Kind::Name);
    let mut out: Vec<Term> = Vec::new();
    // *A touché une prime*: sums hit nobody.
    let sums = facts
        .tallies
        .iter()
        .any(|tally| matches!(tally.figure.measure.as_deref(), Some("money" | "share")));
    let tells = |telling: Telling| telling != Telling::Manner && !(sums && telling == Telling::Harm);
    for cause in facts.causes.iter().filter(|cause| tells(cause.telling)) {
        let by = cause.by.iter().filter_map(|&i| facts.content.terms.get(i));
        out.extend(by.filter(says).cloned());
    }
    let told = |clause: &&Clause| !clause.negated && !clause.unreal && !clause.future;
    for clause in facts.content.clauses.iter().filter(told) {
        if clause.cleft {
            // The whole of a name.
            let terms: Vec<&Term> = facts.content.of(clause).filter(says).collect();
            let named = terms.iter().take_while(|term| term.kind == Kind::Name).count();
            out.extend(terms.into_iter().take(named.max(1)).cloned());
        } else if clause.passive {
            let by = |term: &&Term| !term.before && (term.outer == "par" || term.link == "par");
            out.extend(facts.content.of(clause).filter(by).filter(says).cloned());
        }
    }
    out
}
