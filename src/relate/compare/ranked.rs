//! One more than there were: *un quatrième ouvrier a succombé* after *trois morts*.

use super::Pair;
use super::align::best;
use super::figure::elsewhere;
use crate::relate::content::Term;
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// Most days between the count and the next one of those counted.
const LONGEST: i32 = 60;

/// The words of the one who comes next and those of the count that he is next to, where the later claim tells of him.
pub(super) fn next(pair: &Pair) -> Option<(String, String)> {
    let (a, b) = (pair.a, pair.b);
    let told = |clause: &&crate::relate::content::Clause| !clause.negated && !clause.unreal && !clause.future;
    if pair.days_apart() > LONGEST || elsewhere(a, b) {
        return None;
    }
    a.content.clauses.iter().filter(told).find_map(|clause| {
        let terms: Vec<&Term> = a.content.of(clause).collect();
        let (at, rank) = (0..terms.len()).find_map(|at| Some((at, rank(pair, terms[at])?)))?;
        let who = terms.get(at + 1).copied()?;
        let fits = |tally: &&Tally| {
            let figure = &tally.figure;
            let before = figure.unit.is_none() && figure.low == rank - 1.0 && figure.high == rank - 1.0;
            before && !tally.part && befell(pair, &terms, b, tally) && is_one_of(pair, b, who, tally)
        };
        let tally = b.tallies.iter().find(fits)?;
        Some((format!("{} {}", terms[at].word, who.word), tally.words.clone()))
    })
}

/// The number of an ordinal: 4 for *quatrième*.
fn rank(pair: &Pair, term: &Term) -> Option<f64> {
    let mut named = term.forms.iter().flat_map(|form| pair.data.listings("rank", form));
    named.next()?.parse().ok()
}

/// True where the clause tells of the next one what befell those who were counted: a death after deaths, an arrest after arrests.
fn befell(pair: &Pair, terms: &[&Term], earlier: &Facts, tally: &Tally) -> bool {
    let measure = tally.figure.measure.as_deref();
    let class = measure.and_then(|measure| pair.data.class(measure));
    let classed = class.is_some_and(|class| terms.iter().any(|term| term.classes.contains(&class)));
    let verbs = earlier.content.verbs().filter(|verb| verb.weight > 0.5);
    classed || verbs.into_iter().any(|verb| best(verb, terms.iter().copied()).0 >= 0.8)
}

/// True where who comes next is called as those were, or people were counted without a name.
fn is_one_of(pair: &Pair, earlier: &Facts, who: &Term, tally: &Tally) -> bool {
    let same = tally.head.as_ref() == Some(&who.stem);
    let counted = |term: &&Term| term.span.overlaps(tally.figure.span);
    let like = earlier
        .content
        .terms
        .iter()
        .filter(counted)
        .any(|term| who.senses.meet(&term.senses));
    let person = who
        .forms
        .iter()
        .any(|form| pair.data.listings("folk", form).next().is_some());
    let dead = tally.figure.measure.as_deref() == Some("killed");
    same || like || dead && (tally.head.is_none() || tally.anybody || tally.generic) || dead && tally.person && person
}
