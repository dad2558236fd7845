//! How often one thing is done: *une fois par semaine* against *chaque soir*, *à trois reprises* against *un seul avertissement*.

use super::align::{coverage, heavy, short, similarity};
use super::figure::elsewhere;
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;

/// Days apart after which a habit may have changed.
const WINDOW: i32 = 60;

/// How many times the smaller the larger must be where one leaves open how many times each time.
const LOOSE: f64 = 4.0;
/// The same where both count.
const COUNTED: f64 = 1.4;

/// A number of times with the words that tell it.
struct Times<'f> {
    low: f64,
    high: f64,
    daily: bool,
    counted: bool,
    words: &'f str,
    /// The act that is counted, where it is a noun.
    act: Option<&'f Term>,
    /// A noun that a tally counts.
    tallied: bool,
}

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let none = Err("they do not both say how often".to_owned());
    if a.often.is_empty() && b.often.is_empty() && a.single.is_none() && b.single.is_none() {
        return none;
    }
    let idle = |f: &Facts| !f.asserts() || f.voice.stance == Stance::Promise || f.recalled;
    let ahead = |f: &Facts| f.content.clauses.iter().any(|c| c.future || c.unreal);
    if [a, b].iter().any(|f| idle(f) || ahead(f)) || pair.same_side() {
        return Err("one does not say how often it is done".to_owned());
    }
    if pair.days_apart() > WINDOW || elsewhere(a, b) {
        return Err("they belong to other times".to_owned());
    }
    for x in times(a) {
        for y in times(b) {
            if x.daily == y.daily && apart(&x, &y) && same_act(pair, &x, &y) {
                let explanation = format!(
                    "One says \"{}\", the other \"{}\": \"{}\" against \"{}\".",
                    x.words,
                    y.words,
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Figure, "often", 0.8, explanation));
            }
        }
    }
    none
}

/// True where both give a rhythm, and not the same.
pub(super) fn differ(a: &Facts, b: &Facts) -> bool {
    let daily = |facts: &'_ Facts| {
        facts
            .often
            .iter()
            .find(|often| often.daily)
            .map(|often| (often.low, often.high))
    };
    matches!((daily(a), daily(b)), (Some((low, high)), Some((least, most))) if high * COUNTED <= least || most * COUNTED <= low)
}

/// The numbers of times of a claim: what it says outright, and acts that it counts.
fn times(facts: &Facts) -> Vec<Times<'_>> {
    let said = facts.often.iter().map(|often| Times {
        low: often.low,
        high: often.high,
        daily: often.daily,
        counted: often.counted,
        words: &often.words,
        act: None,
        tallied: false,
    });
    let counted = facts.tallies.iter().filter_map(|tally| {
        let mut terms = facts.content.terms.iter();
        let act = terms.find(|term| term.kind == Kind::Noun && term.span.overlaps(tally.figure.span))?;
        (tally.figure.unit.is_none() && tally.figure.measure.is_none()).then_some(Times {
            low: tally.figure.low,
            high: tally.figure.high,
            daily: false,
            counted: true,
            words: &tally.words,
            act: Some(act),
            tallied: true,
        })
    });
    said.chain(counted).chain(single(facts)).collect()
}

/// The one time of what a claim leaves but one of.
fn single(facts: &Facts) -> Option<Times<'_>> {
    let act = facts.content.terms.get(facts.single?)?;
    Some(Times {
        low: 1.0,
        high: 1.0,
        daily: false,
        counted: true,
        words: &act.word,
        act: Some(act),
        tallied: false,
    })
}

/// True where both numbers of times cannot be.
fn apart(x: &Times, y: &Times) -> bool {
    let least = if x.counted && y.counted { COUNTED } else { LOOSE };
    let below = |x: &Times, y: &Times| x.high.max(f64::MIN_POSITIVE) * least <= y.low;
    // Two nouns are two counts, which figures compare.
    !(x.tallied && y.tallied) && (below(x, y) || below(y, x))
}

/// True where both speak of one act, and of one thing that it is done to.
fn same_act(pair: &Pair, x: &Times, y: &Times) -> bool {
    let (a, b) = (pair.a, pair.b);
    let lists = |term: &Term| {
        let lists = ["clean", "check", "meet", "serve", "warn", "shoot"];
        lists.map(|list| {
            let list = format!("upkeep_{list}");
            term.forms.iter().any(|form| pair.data.is(&list, form))
        })
    };
    let like =
        |s: &Term, t: &Term| similarity(s, t) >= 0.8 || lists(s).iter().zip(lists(t)).any(|(one, other)| *one && other);
    let acts = |facts: &'_ Facts, times: &Times| -> Vec<Term> {
        let all = facts.content.terms.iter().filter(|term| match times.act {
            Some(act) => *term == act,
            None => matches!(term.kind, Kind::Verb | Kind::Noun | Kind::Adjective),
        });
        all.cloned().collect()
    };
    let (p, q) = (acts(a, x), acts(b, y));
    let act = p.iter().any(|s| q.iter().any(|t| like(s, t)));
    let verb = |term: &&Term| matches!(term.kind, Kind::Verb) || lists(term).iter().any(|is| *is);
    let one_verb = p.iter().filter(verb).any(|s| q.iter().filter(verb).any(|t| like(s, t)));
    // *une seule plainte l'a visé* against *trois plaintes l'ont visé*
    let counted = matches!((x.act, y.act), (Some(s), Some(t)) if s.stem == t.stem);
    let verbs = |facts: &'_ Facts| -> Vec<Term> {
        let verbs = facts.content.verbs();
        verbs.filter(|verb| !pair.is("existence", verb)).cloned().collect()
    };
    let like_verbs = |v: &Term, w: &Term| v.stem == w.stem || (v.weight > 0.5 && similarity(v, w) >= 0.8);
    if counted && verbs(a).iter().any(|v| verbs(b).iter().any(|w| like_verbs(v, w))) {
        return true;
    }
    let things = |facts: &'_ Facts| -> Vec<Term> {
        let nouns = heavy(facts.content.terms.iter()).filter(|term| term.kind != Kind::Verb);
        nouns.cloned().collect()
    };
    let (terms, others) = (things(a), things(b));
    let (_, shared) = coverage(terms.iter(), others.iter());
    let near = pair.in_exchange() || pair.is_replied();
    // *deux fois par an, pas davantage*
    let elliptic = [&p, &q].iter().any(|terms| !terms.iter().any(|term| term.weight > 0.5));
    if near {
        elliptic || (act && (one_verb || shared >= 0.7))
    } else {
        (one_verb && shared >= 0.8) || (act && shared >= 1.8)
    }
}
