//! What part of a whole, and of which time, a figure counts.

use super::align::similarity;
use super::beside::{clause_of, context};
use super::count::burnt;
use super::figure::{LASTING, MEASURED, WINDOW, of_one_size};
use super::{Pair, days_between};
use crate::fold::fold;
use crate::lexicon::relation::ClassId;
use crate::lexicon::{Lexicon, PlaceRole};
use crate::model::Stance;
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;
use crate::relate::tally::{GROWING, Tally};

/// Days before a month beside which a claim may still speak of it.
const MONTH: i32 = 10;

/// True where the first claim's sentence opens with a time that lies well before what the other claim speaks of: *En août, X a perdu …*.
pub(super) fn before_the_other(a: &Facts, b: &Facts) -> bool {
    let (Some(period), Some(told)) = (a.period, b.as_of) else {
        return false;
    };
    let far = period < told && days_between(period, told) > MONTH;
    far && b.days.iter().all(|day| day.first > period) && b.period.is_none_or(|other| other > period)
}

/// False where one counts a part of what the other counts: *d'entre eux*, *à Paris* against *dans tout le pays*, *trois blessés ont
/// été opérés* against *trente blessés*; unless the part is more than the whole.
pub(super) fn scope_allows(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let counts = x.figure.unit.is_none();
    let within = |part: (&Facts, &Tally), whole: (&Facts, &Tally)| {
        part.1.part && !whole.1.part
            || is_whole(whole.0) && is_local(part.0)
            || is_acted_on(pair, part.0, part.1) && !is_acted_on(pair, whole.0, whole.1)
            || part.1.grows() && whole.1.grows() && is_some_of_them(pair, part.0) && !is_some_of_them(pair, whole.0)
    };
    if !counts || a.is_bare() {
        return true;
    }
    let exceeds = |part: &Tally, whole: &Tally| part.figure.low > whole.figure.high;
    match (within((a, x), (b, y)), within((b, y), (a, x))) {
        (true, false) => exceeds(x, y),
        (false, true) => exceeds(y, x),
        (true, true) => false,
        (false, false) => true,
    }
}

/// True where a claim counts a whole country, or says that it counts everything.
fn is_whole(facts: &Facts) -> bool {
    let words = fold(&facts.words);
    let marks = [
        "tout le pays",
        "ensemble du",
        "dans le pays",
        "a travers l",
        "au plan national",
        "echelle national",
    ];
    let land =
        |term: &Term| term.country.is_some() && !is_capital(facts, term) && matches!(term.link, "en" | "à" | "dans");
    marks.iter().any(|mark| words.contains(mark)) || facts.content.terms.iter().any(land)
}

/// True where a claim counts the dead of one spot: *une quarantaine de corps dans une fosse*, *cent rien que chez nous*; *dix-neuf y sont morts*, where
/// another article tells where.
fn is_some_of_them(pair: &Pair, facts: &Facts) -> bool {
    let words = fold(&facts.words);
    let spots = [
        "rien que ",
        "dans une fosse",
        "dans la fosse",
        "dans un charnier",
        "pour sa seule ",
        "pour son seul ",
        "dans la seule ",
        "dans le seul ",
        "chaque ",
        "chacun de",
        "chacune de",
    ];
    let there = [" y ont ", " y sont ", " y a ", " y est "];
    spots.iter().any(|mark| words.contains(mark))
        || !pair.same_article() && there.iter().any(|mark| words.contains(mark)) && !words.contains("il y a ")
}

/// True where a claim counts in a place that it names, or its sentence.
fn is_local(facts: &Facts) -> bool {
    let placed = |term: &Term| {
        let town = term.kind == Kind::Name && term.country.is_none() || is_capital(facts, term);
        town && matches!(term.link, "à" | "en" | "dans")
    };
    !is_whole(facts) && (!facts.scene.names.is_empty() || facts.content.terms.iter().any(placed))
}

/// True where those of a toll are told to have undergone something more: *douze blessés ont été opérés*.
fn is_acted_on(pair: &Pair, facts: &Facts, tally: &Tally) -> bool {
    if !tally.grows() || tally.figure.high == 0.0 {
        return false;
    }
    let counted = fold(&tally.words);
    let noun = [
        "blesse",
        "disparu",
        "otage",
        "captif",
        "prisonnier",
        "detenu",
        "deplace",
        "mort",
    ];
    let Some(verb) = clause_of(facts, tally).and_then(|clause| facts.content.verb_of(clause)) else {
        return false;
    };
    let of_toll = |class: &ClassId| GROWING.iter().any(|name| pair.data.class(name) == Some(*class));
    let counts = verb
        .forms
        .iter()
        .any(|form| pair.data.is("existence", form) || pair.data.is("counting", form));
    noun.iter().any(|noun| counted.contains(noun))
        && verb.weight > 0.5
        && verb.span.start >= tally.figure.span.end
        && !counts
        && !verb.classes.iter().any(of_toll)
}

/// True where one counts the dead of a place that it names beside them, no more than the other counts without a place: *deux morts à Carnac*.
pub(super) fn of_one_place(a: &Facts, x: &Tally, b: &Facts, y: &Tally) -> bool {
    let placed = |facts: &Facts, behind: usize| {
        let mut inside = false;
        facts.content.terms.iter().any(|term| {
            let town = term.kind == Kind::Name && term.country.is_none() || is_capital(facts, term);
            inside |= matches!(term.link, "à" | "en" | "dans" | "sur") && term.span.start >= behind;
            // *Au marché d'Agharous*
            town && inside && matches!(term.link, "à" | "en" | "dans" | "sur" | "de")
        })
    };
    let named = b
        .content
        .terms
        .iter()
        .any(|term| term.kind == Kind::Name && term.country.is_none());
    let fewer = x.figure.high <= y.figure.low;
    // *34 soldats tués à Gao* may be all of them, *deux morts* not.
    let open = x.anybody || x.head.is_none();
    open && x.grows()
        && x.figure.measure == y.figure.measure
        && fewer
        && placed(a, x.figure.span.end)
        && !named
        && b.scene.names.is_empty()
}

/// True for a town that may stand for its country.
fn is_capital(facts: &Facts, term: &Term) -> bool {
    let lexicon = facts.lang.and_then(Lexicon::of);
    let role = lexicon.and_then(|lexicon| lexicon.country(term.forms.first()?));
    role.is_some_and(|(_, role)| role == PlaceRole::Capital)
}

/// True where a claim says that it counts all that there was: *au total*, *en tout*, *depuis le début*.
pub(super) fn says_total(facts: &Facts) -> bool {
    let words = fold(&facts.words);
    ["au total", "en tout", "depuis le debut"]
        .iter()
        .any(|mark| words.contains(mark))
}

/// True where one counts what is and the other what will be done: *cinq lignes sont à l'arrêt*, *trois lignes redémarreront*.
pub(super) fn is_ahead(a: &Facts, x: &Tally, b: &Facts, y: &Tally) -> bool {
    let (Some(c), Some(d)) = (clause_of(a, x), clause_of(b, y)) else {
        return false;
    };
    let plain = [x, y]
        .iter()
        .all(|tally| tally.figure.unit.is_none() && tally.figure.measure.is_none());
    let one_act = match (a.content.verb_of(c), b.content.verb_of(d)) {
        (Some(v), Some(w)) => similarity(v, w) >= 0.8,
        _ => false,
    };
    plain && c.finite && d.finite && c.future != d.future && !one_act
}

/// False for large counts that lie too far apart to be of one crowd.
pub(super) fn near_in_size(x: &Tally, y: &Tally) -> bool {
    // *Avoir vu trois grévistes* counts no strike of three hundred.
    let strike = |t: &Tally| t.figure.measure.as_deref() == Some("strikers") && t.figure.unit.is_none();
    if strike(x) && strike(y) {
        return of_one_size(x, y, 12.0);
    }
    let large = |t: &Tally| t.figure.low >= 1000.0 && t.figure.unit.is_none() && !t.grows();
    !large(x) || !large(y) || of_one_size(x, y, 12.0)
}

/// True where one share is of those who do one thing, and the other of those who do something else: *62 % jugent …*, *18 % ont reçu …*.
pub(super) fn other_acts(a: &Facts, x: &Tally, b: &Facts, y: &Tally) -> bool {
    let act = |facts: &'_ Facts, tally: &Tally| -> Option<Term> {
        let mut verbs = facts.content.terms.iter().filter(|term| term.kind == Kind::Verb);
        verbs
            .find(|verb| verb.weight > 0.5 && verb.span.start >= tally.figure.span.end)
            .cloned()
    };
    matches!((act(a, x), act(b, y)), (Some(v), Some(w)) if similarity(&v, &w) == 0.0)
}

/// True where one figure is of people of every kind, and the other of one kind of them: *32 % tous métiers confondus*, *71 % des infirmiers*.
pub(super) fn of_every_kind(a: &Facts, x: &Tally, b: &Facts, y: &Tally) -> bool {
    let together = |facts: &Facts| facts.says("taken_together");
    let theirs = if together(a) { y } else { x };
    together(a) != together(b) && theirs.person && !theirs.generic
}

/// True where a claim speaks of an earlier one of its kind: *un précédent essai*.
pub(super) fn of_before(facts: &Facts) -> bool {
    let before = |word: &str| matches!(word, "precedent" | "precedente" | "anterieur" | "anterieure");
    facts.each_word().any(|word| before(&word))
}

/// True where one counts what its speaker lost, and an authority its own men: *avoir perdu trois combattants*, *quatorze soldats tués*.
pub(super) fn own_losses(own: &Facts, lost: &Tally, other: &Facts, theirs: &Tally) -> bool {
    let words = fold(&own.words);
    let begins = ["avoir perdu ", "nous avons perdu ", "n'avoir perdu "];
    let lost = lost.grows() && lost.head != theirs.head && begins.iter().any(|begin| words.starts_with(begin));
    let men = theirs.figure.population.as_deref().map(fold).unwrap_or_default();
    let armed = ["soldat", "militaire", "gendarme", "policier"]
        .iter()
        .any(|word| men.starts_with(word));
    // *Déplorer neuf morts*, said by an army.
    let grieving = own.grieving && own.voice.authority;
    armed && other.voice.authority && (grieving || (lost && !own.voice.authority))
}

/// True where the later claim says by a word of its own that it counts what there is by then: *n'héberge plus que 31 personnes*.
pub(super) fn is_state_of_day(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let words = fold(&later.words);
    let says = |marks: &[&str]| marks.iter().any(|mark| words.contains(mark));
    let first = |facts: &Facts| facts.tallies.first().map_or(0.0, |tally| tally.figure.low);
    let fewer = first(later) < first(earlier);
    let told = (fewer && says(&["encore ", "plus que "])) || (!fewer && says(&["desormais ", "a present "]));
    let dead = |tally: &Tally| {
        matches!(
            tally.figure.measure.as_deref(),
            Some("killed" | "wounded" | "killed+missing")
        )
    };
    // *Elles ne sont plus que six*, and three have come out.
    let out = |facts: &Facts| {
        let mut terms = facts.content.terms.iter();
        terms.any(|term| pair.is("leaving", term) || pair.is("setting_free", term))
    };
    let left = |facts: &Facts| fold(&facts.words).contains("plus que ");
    if (left(later) && out(earlier) && !out(later)) || (left(earlier) && out(later) && !out(earlier)) {
        return true;
    }
    earlier.published < later.published && !later.tallies.iter().any(dead) && told
}

/// The same day, or near enough for what does not grow.
pub(super) fn same_time(pair: &Pair, x: &Tally) -> Result<(), &'static str> {
    let (a, b) = (pair.a, pair.b);
    if let (Some(s), Some(t)) = (a.since, b.since)
        && s != t
    {
        return Err("counted since other days");
    }
    if pair.in_exchange() && !(a.event_day.is_some() && b.event_day.is_some()) {
        return Ok(());
    }
    if let (Some(s), Some(t)) = (a.event_day, b.event_day) {
        return if s == t { Ok(()) } else { Err("other days") };
    }
    let day = |f: &Facts| f.as_of.or(f.published);
    let promised = [a, b].iter().any(|f| f.voice.stance == Stance::Promise);
    let lasting = x.figure.unit.is_some() && x.figure.measure.as_deref() != Some("duration");
    let measured = lasting && !promised && !pair.same_side();
    // *17 % de grévistes vendredi* says nothing of another day.
    let one_dated = a.event_day.is_some() != b.event_day.is_some();
    if x.figure.measure.as_deref() == Some("share")
        && one_dated
        && let (Some(s), Some(t)) = (day(a), day(b))
        && days_between(s, t) > 1
    {
        return Err("other days");
    }
    let (Some(s), Some(t)) = (day(a), day(b)) else {
        return Ok(());
    };
    let window = || match () {
        _ if measured => LASTING,
        _ if x.figure.unit.is_none() && retold(pair) => MEASURED,
        _ => WINDOW,
    };
    if ((x.grows() || burnt(pair, x)) && s != t) || days_between(s, t) > window() {
        return Err("other days");
    }
    Ok(())
}

/// True where another side says much the same beside its figure.
fn retold(pair: &Pair) -> bool {
    let (cover, shared) = context(pair.a, pair.b);
    !pair.same_side() && cover >= 0.6 && shared >= 1.7
}

/// True where a toll that can only grow is told later as less than another side told before.
pub(super) fn shrinks(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let (Some(s), Some(t)) = (a.published, b.published) else {
        return false;
    };
    let (before, after, told, later) = if s < t { (x, y, a, b) } else { (y, x, b, a) };
    // A count since a day holds for all that was counted by then if it begins no later.
    let since = (told.since.is_some() && !says_total(later))
        || later
            .since
            .is_some_and(|since| told.as_of.is_none_or(|told| since > told) || !of_one_size(x, y, 3.0));
    let dated = matches!((a.event_day, b.event_day), (Some(s), Some(t)) if s != t) || since;
    let anybody = after.anybody || after.head.is_none();
    let one_kind =
        anybody || x.head.is_some() && (x.head == y.head || x.classes.iter().any(|class| y.classes.contains(class)));
    s != t
        && !dated
        && days_between(s, t) <= MEASURED
        && x.grows()
        && x.figure.measure == y.figure.measure
        && !pair.same_side()
        && one_kind
        && (x.anybody == y.anybody || anybody)
        && after.figure.high > 0.0
        && after.figure.high < before.figure.low
}
