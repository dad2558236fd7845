//! A later count by one voice of those of one kind in one state, whatever the words: *deux jeunes sont encore hospitalisés* after *huit
//! adolescents étaient à l'hôpital*.

use super::Pair;
use super::align::{best, coverage, heavy, opposite, strangers};
use super::anew::{said_of, tells_of_before};
use super::figure::elsewhere;
use super::supersedes::{is_revision, one_person, one_voice};
use super::turnabout::is_provisional;
use crate::fold::fold;
use crate::lexicon::relation::Relations;
use crate::model::Stance;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;
use crate::relate::tally::{Tally, kinds_of};

/// Evidence from which on one count takes the place of another.
const ENOUGH: f32 = 2.0;
/// How many times the smaller the larger may be without speaking against it.
const MANY: f64 = 8.0;
/// The same for two counts of one thing at all.
const MOST: f64 = 40.0;

/// The words of both counts where the later one takes the place of the earlier one, and of what is counted.
pub(super) fn compare(pair: &Pair) -> Option<(String, String, String)> {
    let (a, b) = (pair.a, pair.b);
    let (new, old) = (counts(a), counts(b));
    new.iter().find_map(|x| {
        let y = old
            .iter()
            .find(|y| evidence(pair, x, y).is_some_and(|sum| sum >= ENOUGH))?;
        Some((x.words.clone(), y.words.clone(), y.what()))
    })
}

/// What a claim counts: its figures without a unit, and nobody for *plus personne*.
fn counts(facts: &Facts) -> Vec<Tally> {
    let counted: Vec<Tally> = facts
        .tallies
        .iter()
        .filter(|tally| tally.figure.unit.is_none())
        .cloned()
        .collect();
    if !counted.is_empty() || !facts.tallies.is_empty() {
        return counted;
    }
    nobody(facts).into_iter().collect()
}

/// Nobody as a count of zero: *plus personne n'est hospitalisé*, *aucun n'est poursuivi*.
fn nobody(facts: &Facts) -> Option<Tally> {
    let words: Vec<String> = facts.each_word().take(6).collect();
    let at = words
        .iter()
        .position(|word| matches!(&**word, "personne" | "aucun" | "aucune" | "nul" | "nulle"))?;
    let clause = facts.content.clauses.first()?;
    clause.negated.then(|| Tally {
        words: words[at].clone(),
        ..Tally::default()
    })
}

/// What is said with a count: the words of its clause, or of the whole claim where it is the only one.
fn beside<'f>(facts: &'f Facts, tally: &Tally) -> Vec<&'f Term> {
    let counted = facts.tallies.iter().filter(|other| other.figure.unit.is_none());
    let single = counted.count() <= 1;
    let holds = |term: &Term| term.span.overlaps(tally.figure.span);
    let clauses = facts.content.clauses.iter();
    let told = clauses.filter(|clause| single || facts.content.of(clause).any(holds));
    let terms = told.flat_map(|clause| facts.content.of(clause));
    terms.filter(|term| term.kind != Kind::Name).collect()
}

/// The clause that a count stands in.
fn clause_of<'f>(facts: &'f Facts, tally: &Tally) -> Option<&'f Clause> {
    let holds = |term: &Term| term.span.overlaps(tally.figure.span);
    let mut clauses = facts.content.clauses.iter();
    clauses.find(|clause| facts.content.of(clause).any(holds))
}

/// The states in which a claim counts.
fn states(data: &'static Relations, facts: &Facts, tally: &Tally) -> Vec<&'static str> {
    let terms = beside(facts, tally);
    let jobs = tally.head.is_none() || folk(data, tally).contains(&"worker");
    let traffic = || folk(data, tally).iter().any(|name| matches!(*name, "flight" | "train"));
    let mut out: Vec<&'static str> = terms
        .iter()
        .flat_map(|term| term.forms.iter())
        .flat_map(|form| data.listings("status", form))
        .filter(|state| match *state {
            "kept" | "cut" => jobs,
            // A leak is a *fuite* too.
            "wanted" => tally.person || tally.head.is_none() || folk(data, tally).contains(&"anybody"),
            "called off" => traffic(),
            _ => true,
        })
        .collect();
    let measured = tally.figure.measure.as_deref().unwrap_or_default();
    // *Mis en examen* is measured as *arrêté*, and says more.
    let told = measured == "arrested" && !out.is_empty();
    out.extend(
        measured
            .split('+')
            .filter(|_| !told)
            .filter_map(|measure| match measure {
                "killed" => Some("dead"),
                "missing" => Some("awaited"),
                "displaced" => Some("evacuated"),
                "captured" => Some("held"),
                "arrested" => Some("custody"),
                "strikers" => Some("strike"),
                "affected" => Some("ill"),
                _ => None,
            }),
    );
    out.sort_unstable();
    out.dedup();
    out
}

/// The groups that what is counted belongs to.
fn folk(data: &'static Relations, tally: &Tally) -> Vec<&'static str> {
    let population = tally.figure.population.as_deref().unwrap_or_default();
    let first = population.split([' ', '\u{a0}']).next().unwrap_or_default();
    let word = fold(first.rsplit(['\'', '’']).next().unwrap_or_default());
    let bare = word.trim_end_matches(['s', 'x']).to_owned();
    [word, bare]
        .iter()
        .flat_map(|form| data.listings("folk", form))
        .collect()
}

/// True where one counts those who are in a state, and the other those who no longer are.
fn one_is_gone(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let gone = |facts: &Facts, tally: &Tally| {
        let holds = |term: &Term| term.span.overlaps(tally.figure.span);
        let mut clauses = facts.content.clauses.iter().filter(|clause| !clause.negated);
        clauses.any(|clause| {
            facts.content.of(clause).any(holds) && facts.content.of(clause).any(|term| pair.is("gone", term))
        })
    };
    let killed = |tally: &Tally| tally.figure.measure.as_deref() == Some("killed");
    !killed(x) && !killed(y) && gone(pair.a, x) != gone(pair.b, y)
}

/// True where two counts cannot be of the same people or things: another state, another place, another day, a part.
pub(super) fn apart(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let (s, t) = (states(pair.data, a, x), states(pair.data, b, y));
    let dead = |states: &[&str]| states.contains(&"dead");
    // *Au fond* says where they are, and not how.
    let tells = |states: &[&str]| states.iter().any(|state| *state != "below");
    let other_state = tells(&s) && tells(&t) && !s.iter().any(|state| t.contains(state));
    let turned = [(&s, &t), (&t, &s)]
        .iter()
        .any(|(one, other)| one.contains(&"kept") && other.contains(&"cut"));
    let other = (other_state && !dead(&s) && !dead(&t)) || other_deed(pair, x, y);
    other || turned || one_is_gone(pair, x, y) || other_day(a, b, x) || other_part(pair, x, y)
}

/// True where unmeasured things of one name are said to be or to do something else: *cinq agents décorés*, *trois agents suspendus*.
fn other_deed(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let plain = x.figure.measure.is_none() && y.figure.measure.is_none() && x.head == y.head && x.head.is_some();
    let (s, t) = (states(pair.data, a, x), states(pair.data, b, y));
    let shared = s.iter().any(|state| t.contains(state));
    let (p, q) = (said_of(pair.data, a, x), said_of(pair.data, b, y));
    let alike = p.iter().any(|term| best(term, q.iter().copied()).0 > 0.0);
    let newest = is_newest(pair, a) || is_revision(pair);
    plain && !shared && !p.is_empty() && !q.is_empty() && !alike && !newest
}

/// True where each claim says on which day its people were arrested or hurt.
fn other_day(a: &Facts, b: &Facts, x: &Tally) -> bool {
    let befell = matches!(x.figure.measure.as_deref(), Some("arrested" | "rescued" | "freed"));
    let on = |facts: &Facts| match facts.days.as_slice() {
        [day] if day.sense == crate::relate::date::Sense::On && day.first == day.last => Some(day.first),
        _ => None,
    };
    befell && matches!((on(a), on(b)), (Some(x), Some(y)) if x != y)
}

/// True where each names a part of the whole that the other does not: *en chirurgie*, *en pédiatrie*; *du quartier nord*, *du quartier sud*.
fn other_part(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let killed = |tally: &Tally| {
        matches!(
            tally.figure.measure.as_deref(),
            Some("killed" | "wounded" | "missing" | "killed+missing")
        )
    };
    // *À 220 le nombre de …* names all that it counts.
    let bare = |tally: &Tally| !tally.words.contains(' ');
    if killed(x) || killed(y) || bare(x) || bare(y) {
        return false;
    }
    let narrows = |facts: &'_ Facts| -> Vec<Term> {
        let counted = |term: &Term| {
            let mut tallies = facts.tallies.iter();
            tallies.any(|tally| tally.figure.span.overlaps(term.span) || tally.head.as_ref() == Some(&term.stem))
        };
        let telling = |term: &&Term| {
            let state = term
                .forms
                .iter()
                .any(|form| pair.data.listings("status", form).next().is_some());
            let placed = matches!(term.link, "en" | "dans" | "à" | "au" | "aux" | "chez" | "sur");
            let done_to = term.link.is_empty() && !term.before && term.kind == Kind::Noun && !counted(term);
            (placed || done_to) && matches!(term.kind, Kind::Noun | Kind::Name) && term.weight > 0.5 && !state
        };
        facts.content.terms.iter().filter(telling).cloned().collect()
    };
    let (p, q) = (narrows(pair.a), narrows(pair.b));
    let strange =
        |some: &[Term], others: &[Term]| !some.is_empty() && some.iter().all(|term| best(term, others.iter()).0 == 0.0);
    let placed = strange(&p, &q) && strange(&q, &p);
    let near = |facts: &'_ Facts| -> Vec<Term> {
        let kind = |term: &&Term| matches!(term.kind, Kind::Adjective | Kind::Noun);
        facts.content.terms.iter().filter(kind).cloned().collect()
    };
    // *Nord* and *sud*
    let sides = |term: &Term| matches!(&*term.forms[0], "nord" | "sud" | "est" | "ouest");
    let (m, n) = (near(pair.a), near(pair.b));
    let turned = m
        .iter()
        .filter(|term| sides(term))
        .any(|s| n.iter().any(|t| opposite(pair.data, s, t)));
    placed || turned
}

/// What speaks for a count that takes the place of another, and against; none where they cannot be of one thing.
fn evidence(pair: &Pair, x: &Tally, y: &Tally) -> Option<f32> {
    let (a, b) = (pair.a, pair.b);
    let public = a.voice.both_public(&b.voice);
    let of_one = one_voice(pair) || pair.one_side();
    let crowd = |tally: &Tally| tally.figure.measure.as_deref() == Some("participants");
    let demands = |facts: &Facts| facts.voice.stance == Stance::Demand;
    let negated = |facts: &Facts, tally: &Tally| {
        let clause = clause_of(facts, tally);
        // *Huit sont hospitalisés, aucun dans un état grave* negates something else.
        let verb = |clause: &&Clause| clause.negation.starts_with("ne ") || clause.negation.starts_with("n'");
        let negated = clause.is_some_and(|clause| clause.negated && verb(&clause) && !clause.only);
        tally.figure.high > 0.0 && negated && !told_only(facts)
    };
    if !(of_one || public)
        || crowd(x)
        || crowd(y)
        || !x.excludes(y)
        || x.limit
        || y.limit
        || x.part != y.part
        || demands(a)
        || demands(b)
        || a.asks()
        || b.asks()
        || negated(a, x)
        || negated(b, y)
        || unreal(a)
        || (unreal(b) && y.figure.high > 0.0)
        || elsewhere(a, b)
        || strangers(&a.named(), &b.named())
        || matches!((a.event_day, b.event_day), (Some(m), Some(n)) if m != n && a.since.is_none() && !a.days.is_empty() && !b.days.is_empty())
        || matches!((x.country, y.country), (Some(m), Some(n)) if m != n)
        || tells_of_before(a, b)
        || apart(pair, x, y)
    {
        return None;
    }
    let (s, t) = (states(pair.data, a, x), states(pair.data, b, y));
    let shared: Vec<&str> = s.iter().filter(|state| t.contains(state)).copied().collect();
    let likeness = likeness(pair.data, x, y)?;
    // *Six y sont encore* after *neuf otages étaient au fond*: told as the newest of what is named, or of what shares its words.
    let renewed = shared.is_empty() && of_one && (is_newest(pair, a) || is_revision(pair)) && shares_words(pair, x, y);
    if (shared.is_empty() && !renewed) || shared == ["dead"] {
        return None;
    }
    let (low, high) = (x.figure.low.min(y.figure.low), x.figure.high.max(y.figure.high));
    let (none_now, none_then) = (x.figure.high == 0.0, y.figure.high == 0.0);
    // None of them yet is no vow of none.
    let open = is_provisional(b) || is_toll(b);
    if none_then && !(open && b.voice.stance != Stance::Promise && !future(b)) {
        return None;
    }
    if none_now && shared == ["below"] {
        return None;
    }
    let only_more = |state: &&str| matches!(*state, "ill" | "complaint" | "destroyed");
    let rises = !shared.is_empty() && shared.iter().all(only_more);
    if (none_now && rises) || (!none_now && !none_then && high > low * MOST) {
        return None;
    }
    let falls = x.figure.high < y.figure.low;
    let like = |facts: &Facts, states: &[&str]| {
        let mut others = facts
            .tallies
            .iter()
            .filter(|tally| tally.figure.unit.is_none() && tally.figure.high > 0.0);
        others.clone().count() > 1 && others.any(|tally| !states.is_empty() && tally.part)
    };
    let narrower = |small: &Tally, large: &Tally| small.narrowed.iter().any(|word| !large.narrowed.contains(word));
    let grounds = [
        (true, likeness),
        (!shared.is_empty(), 1.0),
        (renewed, 0.7),
        (one_voice(pair), 0.5),
        (one_person(pair), 0.2),
        (is_newest(pair, a), 0.6),
        (is_revision(pair), 0.3),
        (is_provisional(b), 0.3),
        (shared.len() > 1, 0.2),
        (x.figure.measure.is_some() && x.figure.measure == y.figure.measure, 0.2),
        (!of_one, -0.6),
        (narrower(x, y) && narrower(y, x), -1.0),
        (falls && rises, -0.8),
        (like(a, &s) != like(b, &t), -0.3),
        (!none_now && !none_then && high > low * MANY, -0.6),
        (pair.days_apart() > 30, -0.5),
        (pair.days_apart() > 90, -0.6),
    ];
    Some(
        grounds
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, weight)| weight)
            .sum(),
    )
}

/// True where the claims share words beside those that are counted, or a bare number stands by the name of those.
fn shares_words(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let rest = |facts: &'_ Facts, tally: &Tally| -> Vec<Term> {
        let counted = |term: &Term| tally.head.as_ref() == Some(&term.stem) || tally.figure.span.overlaps(term.span);
        let terms = heavy(facts.content.terms.iter()).filter(|term| !counted(term));
        terms.cloned().collect()
    };
    let (p, q) = (rest(pair.a, x), rest(pair.b, y));
    let named = |head: &Option<String>, terms: &[Term]| {
        let Some(head) = head else { return false };
        terms.iter().any(|term| term.stem == *head)
    };
    let bare = |tally: &Tally| !tally.words.contains(' ');
    // *Elles ne sont plus que six*
    let pronoun = bare(x) && p.is_empty() && y.person;
    let again = x.head.is_some() && x.head == y.head && (bare(x) || pair.a.anew && one_person(pair));
    coverage(p.iter(), q.iter()).1 >= 0.8
        || (bare(x) && named(&y.head, &p))
        || (bare(y) && named(&x.head, &q))
        || again
        || pronoun
}

/// *Ne reste que*: the negation leaves the count as it is.
fn told_only(facts: &Facts) -> bool {
    facts.content.clauses.iter().any(|clause| clause.only)
        || [" que ", " qu'", " qu’"]
            .iter()
            .any(|words| facts.words.contains(words))
}

/// True where a clause tells of what is to come.
fn future(facts: &Facts) -> bool {
    facts.content.clauses.iter().any(|clause| clause.future)
}

/// True for a count of those who would be; *ont dû partir* is of those who did.
fn unreal(facts: &Facts) -> bool {
    let did = facts.words.contains(" dû ") || facts.words.contains(" pu ");
    !did && facts
        .content
        .clauses
        .first()
        .is_some_and(|clause| clause.unreal && !clause.negated)
}

/// True for words of a toll: *aucune victime n'est à déplorer*, *n'a été signalée*.
fn is_toll(facts: &Facts) -> bool {
    const WORDS: &[&str] = &[
        "à déplorer",
        "est signalé",
        "a été signalé",
        "recensé",
        "n'est à signaler",
        "constaté",
        "enregistré",
    ];
    WORDS.iter().any(|words| facts.words.contains(words))
}

/// How far what is counted is the same; none where it is something else.
fn likeness(data: &'static Relations, x: &Tally, y: &Tally) -> Option<f32> {
    if x.head.is_some() && x.head == y.head {
        return Some(0.8);
    }
    let (p, q) = (folk(data, x), folk(data, y));
    let bare = |tally: &Tally| tally.head.is_none();
    let open = |tally: &Tally, groups: &[&str]| bare(tally) || tally.generic || groups.contains(&"anybody");
    let people = |tally: &Tally, groups: &[&str]| {
        bare(tally)
            || tally.person
            || groups
                .iter()
                .any(|group| matches!(*group, "anybody" | "young" | "resident"))
    };
    if people(x, &p) && people(y, &q) && (open(x, &p) || open(y, &q)) {
        return Some(0.5);
    }
    if p.iter().any(|group| q.contains(group)) {
        return Some(0.6);
    }
    if bare(x) || bare(y) {
        return Some(0.2);
    }
    let kinds = kinds_of(data, x);
    kinds_of(data, y).iter().any(|kind| kinds.contains(kind)).then_some(0.3)
}

/// True for a count that is told as the newest: *encore*, *désormais*, *au total*, *à ce jour*.
pub(super) fn is_newest(pair: &Pair, facts: &Facts) -> bool {
    facts.anew || facts.each_word().any(|word| pair.data.is("newest", &word))
}
