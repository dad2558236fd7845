//! A denial that leaves no instance out, against a claim that tells of one: *aucun véhicule n'est sorti* against *un camion a quitté le dépôt*.

use super::align::{best, heavy, short, similarity, strangers, subject};
use super::denial::{aims, names, wishes};
use super::polarity::{days_exclude, outside};
use super::{Finding, Outcome, Pair, conflict, either_way};
use crate::fold::name_key;
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::denied::Denied;
use crate::relate::facts::Facts;

/// Most days between a sweeping denial and what it denies.
const WINDOW: i32 = 60;

/// Most days between what is said of an event by *il ne s'agissait pas de* and another claim on it.
const OF_THIS: i32 = 7;

pub(super) fn compare(pair: &Pair) -> Outcome {
    either_way(pair, denies)
}

/// The first claim as the denial.
fn denies(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.denied.is_empty() || a.is_bare() || b.is_bare() {
        return Err("nothing is denied without exception".to_owned());
    }
    if a.says("sparing") {
        return Err("it rules out others than this".to_owned());
    }
    if a.says("assurances") {
        return Err("it makes sure of what it says".to_owned());
    }
    if let Some(found) = unasked(pair) {
        return Ok(found);
    }
    if matches!(b.voice.stance, Stance::Demand | Stance::Deny | Stance::Promise)
        || a.voice.stance == Stance::Demand
        || (a.voice.stance == Stance::Promise && !is_broken(pair))
        || [a, b].iter().any(|f| f.is_question())
    {
        return Err("one asserts nothing".to_owned());
    }
    if pair.days_apart() > WINDOW || days_exclude(a, b) || outside(a, b) {
        return Err("they belong to other days".to_owned());
    }
    let granted = is_granted(pair);
    if pair.same_side() && (pair.same_article() || !granted) {
        return Err("one side says both".to_owned());
    }
    if of_two_events(pair) {
        return Err("it says of another event what it was not".to_owned());
    }
    for denied in &a.denied {
        if let Some(found) = told(pair, denied, granted) {
            return Ok(found);
        }
    }
    Err("the other one tells of no instance of what is denied".to_owned())
}

/// *Il ne s'agissait pas d'un acte de terrorisme*: true where a denial leaves to its article what it is about, and the other claim is of another week.
pub(super) fn of_two_events(pair: &Pair) -> bool {
    pair.days_apart() > OF_THIS && (is_of_this(pair.a) || is_of_this(pair.b))
}

fn is_of_this(facts: &Facts) -> bool {
    let words = crate::fold::fold(&facts.words).replace('’', "'");
    ["s'agissait pas", "s'agit pas", "s'agit d'aucun"]
        .iter()
        .any(|said| words.contains(said))
}

/// True where the second claim grants later what the first one's side denied.
fn is_granted(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let later = b.published > a.published;
    b.conceding && later && (pair.same_side() || a.voice.both_public(&b.voice))
}

/// True where the term at `next` is part of the name that the common noun at `at` begins.
fn part_of_name(a: &Facts, at: usize, next: usize) -> bool {
    let (Some(noun), Some(name)) = (a.content.terms.get(at), a.content.terms.get(next)) else {
        return false;
    };
    let capital =
        noun.kind == Kind::Noun && noun.word.starts_with(char::is_uppercase) && noun.span.start > a.extent.start;
    capital && name.kind == Kind::Name && name.link == "de"
}

/// *Nul ne nous a conseillé de fermer* against whoever demanded or recommended it.
fn unasked(pair: &Pair) -> Option<Finding> {
    let (a, b) = (pair.a, pair.b);
    let advise = pair.data.class("advise")?;
    if b.voice.stance != Stance::Demand || pair.same_side() || days_exclude(a, b) {
        return None;
    }
    let asked =
        |verb: &&Term| verb.classes.contains(&advise) || verb.forms.iter().any(|form| pair.data.is("demanding", form));
    let swept = a.denied.iter().filter(|denied| denied.thing.is_none() && !denied.money);
    swept
        .filter_map(|denied| a.content.clauses.get(denied.clause))
        .find_map(|x| {
            let verb = a.content.verb_of(x).filter(asked)?;
            let rest = heavy(a.content.of(x)).filter(|term| *term != verb);
            let (_, shared) = super::align::coverage(rest, b.content.terms.iter());
            (shared >= 0.7).then(|| {
                let explanation = format!(
                    "One says that nobody asked (\"{}\"), the other did: \"{}\".",
                    short(&a.words),
                    short(&b.words)
                );
                conflict(ConflictType::Denial, "sweeping", 0.65, explanation)
            })
        })
}

/// True where the second claim, told later, may break the promise of the first that nothing will be done: *pas un poste ne sera supprimé*.
fn is_broken(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let told = |clause: &crate::relate::content::Clause| !clause.future && !clause.unreal && !clause.negated;
    b.published > a.published && b.voice.stance != Stance::Accuse && b.content.clauses.iter().any(told)
}

/// The clause of the second claim that tells of an instance.
fn told(pair: &Pair, denied: &Denied, granted: bool) -> Option<Finding> {
    let (a, b) = (pair.a, pair.b);
    let x = a.content.clauses.get(denied.clause)?;
    let thing = denied.thing.and_then(|at| a.content.terms.get(at));
    let verb = a.content.verb_of(x);
    // *n'y aller jamais* vows; only what is past or stands is denied.
    let vow = !x.finite && x.negated && a.words.starts_with("ne ");
    if vow {
        return None;
    }
    // *Aucun soldat n'a tiré*: who did not do it is no *tir* that was not.
    let acted =
        thing.is_some_and(|thing| thing.before && !x.passive) && verb.is_some_and(|verb| pair.is("acting", verb));
    let exists = |term: &Term| !acted && Some(term) == verb && pair.is("existence", term);
    let mut rest: Vec<&Term> = heavy(a.content.of(x))
        .filter(|term| Some(*term) != thing && !exists(term))
        .collect();
    rest.retain(|term| !(term.country.is_some() && term.country == a.voice.country));
    // *le Front de libération*, then *le Front*: what follows a name of common words is part of it.
    let parts: Vec<usize> = x
        .terms
        .windows(2)
        .filter(|pair| part_of_name(a, pair[0], pair[1]))
        .map(|pair| pair[1])
        .collect();
    rest.retain(|term| !parts.iter().any(|&i| a.content.terms.get(i) == Some(*term)));
    if denied.aside {
        rest.clear();
    }
    // *Pas une lettre*, and no verb, denies what was said right before.
    let fragment = !denied.aside && !x.finite && x.verb.is_none() && a.voice.stance != Stance::Deny;
    let bare = denied.aside || a.content.of(x).all(|term| Some(term) == thing || exists(term));
    let named = names(a, b) || names(b, a) || names_side(a, b);
    let answered = pair.in_exchange() || pair.is_replied();
    let broken = a.voice.stance == Stance::Promise;
    let tells = |clause: &&Clause| {
        !clause.negated
            && !clause.unreal
            && !wishes(pair, b, clause)
            && (clause.future == x.future || answered || broken)
    };
    for y in b.content.clauses.iter().filter(tells) {
        if aims(pair, a, x) && !aims(pair, b, y) {
            continue;
        }
        let said: Vec<&Term> = b.content.of(y).collect();
        let met = match thing {
            Some(thing) => {
                let act = b.content.verb_of(y);
                // *Un devis de remplacement* replaces nothing, *ils sont partis* takes no *part*.
                let one_word =
                    |term: &Term| (term.kind == Kind::Verb) == (thing.kind == Kind::Verb) || term.stem.len() > 5;
                let full = said.iter().enumerate().filter(|(nth, term)| {
                    (granted || term.weight > 0.5 || Some(**term) == act)
                        && !is_planned(pair, &said, *nth)
                        && (one_word(term) || !thing.classes.is_empty())
                });
                let full = full.map(|(_, term)| term);
                full.map(|term| meets(pair, thing, term, granted)).fold(0.0, f32::max)
            }
            None if denied.money => {
                let same = verb.is_none_or(|verb| {
                    verb.weight <= 0.5 || exists(verb) || best(verb, said.iter().copied()).0 >= 0.8 || answered
                });
                f32::from(u8::from(tells_of_money(b) && same))
            }
            None => verb.filter(|verb| verb.weight > 0.5).map_or(0.0, |verb| {
                let real = said
                    .iter()
                    .enumerate()
                    .filter(|(nth, _)| !is_planned(pair, &said, *nth));
                best(verb, real.map(|(_, term)| *term)).0
            }),
        };
        let every: Vec<&Term> = b.content.terms.iter().collect();
        let shared: f32 = rest
            .iter()
            .map(|term| {
                let all = b.content.terms.iter().enumerate();
                let all = all
                    .filter(|(nth, _)| !is_planned(pair, &every, *nth))
                    .map(|(_, other)| other);
                term.weight * all.map(|other| meets(pair, term, other, granted)).fold(0.0, f32::max)
            })
            .sum();
        // Where and of which kind: most of it must be told too.
        let whole: f32 = rest.iter().map(|term| term.weight).sum();
        let shared_well =
            shared >= 0.7 && (shared >= whole / 2.0 || (met >= 1.0 && shared >= 1.5 && shared >= whole * 0.4));
        let elsewhere = strangers(&a.named_in(x), &b.named_in(y));
        let same_topic = pair.shared_topics() > 0;
        // Words that only say much the same are of another matter unless something more is the same word.
        let exact = rest.iter().any(|term| best(term, b.content.terms.iter()).0 > 0.9);
        let received = handed(a, b) && verb.is_some_and(|verb| pair.is("receiving", verb));
        let firm = met >= 1.0 || exact || named;
        if fragment && !answered || !(y.finite || said.len() > 1 || y.verb.is_some()) {
            continue;
        }
        let alone = rest.iter().all(|term| Some(*term) == verb);
        let own = thing.is_some_and(|thing| thing.own);
        let nothing = thing.is_none() && x.negated;
        let third_grants = b.conceding && b.published > a.published;
        let enough = match (thing.is_some() || denied.money, granted, answered) {
            (_, true, _) => met >= 0.8 || shared >= 0.5 || (nothing && same_day(a, b)),
            (true, _, _) if third_grants && met >= 0.8 && (own || same_topic && firm) => true,
            (true, _, true) => met >= 0.8,
            (true, _, _) if denied.aside => met >= 0.8 && named,
            (true, _, false) => {
                let told = shared_well && firm || (met >= 1.0 && bare && (named || same_topic));
                met >= 0.8 && (!elsewhere && told || received)
            }
            (false, _, true) => met >= 0.8 && (shared >= 0.7 || alone && x.passive == y.passive),
            // *Personne ne nous a prévenus* against *avoir prévenu les habitants*
            (false, _, false) if alone && met >= 1.0 && of_us(a) => said.iter().any(|term| pair.is("publics", term)),
            (false, _, false) => !elsewhere && met >= 0.8 && shared >= 1.5 && (names(a, b) || subjects(a, x, b, y)),
        };
        if enough {
            let explanation = format!(
                "One leaves no instance standing (\"{}\"), the other tells of one: \"{}\"{}.",
                short(&a.words),
                short(&b.words),
                pair.by_whom()
            );
            return Some(conflict(ConflictType::Denial, "sweeping", 0.65, explanation));
        }
    }
    None
}

/// True for what is only asked for, drawn up or looked into: *un devis de remplacement*, *une étude sur la coupe des arbres*.
fn is_planned(pair: &Pair, said: &[&Term], nth: usize) -> bool {
    /// Nouns in a chain: *une étude sur l'abattage des arbres*.
    const CHAIN: usize = 3;
    let linked = |at: &usize| {
        said.get(*at)
            .is_some_and(|term| matches!(term.link, "de" | "sur" | "pour"))
    };
    let noun = said.get(nth).is_some_and(|term| term.kind == Kind::Noun);
    let chain = (0..CHAIN).map_while(|back| nth.checked_sub(back).filter(linked));
    let mut before = chain.filter_map(|at| said.get(at.checked_sub(1)?));
    noun && before.any(|plan| plan.forms.iter().any(|form| pair.data.is("drafts", form)))
}

/// How far a told word is an instance of a denied one.
///
/// Who grants it may name it by the general word: *le document* for the letter.
fn meets(pair: &Pair, denied: &Term, told: &Term, granted: bool) -> f32 {
    let like = similarity(denied, told);
    let named = denied.kind == Kind::Name || told.kind == Kind::Name;
    let under = |special: &Term, general: &Term| pair.data.falls_under(&special.forms, &general.forms);
    if like < 0.8 && !named && (under(told, denied) || (granted && under(denied, told))) {
        0.8
    } else {
        like
    }
}

/// True where both name one day.
fn same_day(a: &Facts, b: &Facts) -> bool {
    a.days
        .iter()
        .any(|x| b.days.iter().any(|y| x.first == y.first && x.last == y.last))
}

/// True where a claim tells of an amount of money.
fn tells_of_money(b: &Facts) -> bool {
    b.tallies
        .iter()
        .any(|tally| tally.figure.measure.as_deref() == Some("money"))
}

/// True where a claim tells of what was done to its speaker and others: *ne nous a prévenus*.
fn of_us(a: &Facts) -> bool {
    let words = crate::fold::fold(&a.words).replace('’', "'");
    ["nous a ", "nous ont ", "nous avait ", "ne m'a ", "ne m'ont "]
        .iter()
        .any(|us| words.contains(us))
}

/// True where `b` tells that something went to the speaker of `a`: *remis à X*.
fn handed(a: &Facts, b: &Facts) -> bool {
    let words = a.speaker_words();
    let mut terms = b.content.terms.iter().filter(|term| term.kind == Kind::Name);
    terms.any(|term| term.outer == "à" && words.last().is_some_and(|word| term.forms.contains(word)))
}

/// True where `a` names whom the speaker of `b` speaks for.
pub(super) fn names_side(a: &Facts, b: &Facts) -> bool {
    let side = b.voice.side.as_deref().unwrap_or_default();
    let mut named = a.content.terms.iter().filter(|term| term.kind == Kind::Name);
    named.any(|term| {
        side.split(' ')
            .any(|word| word.len() > 3 && word == name_key(&term.word))
    })
}

/// True where both clauses have a heavy subject in common.
fn subjects(a: &Facts, x: &Clause, b: &Facts, y: &Clause) -> bool {
    let (p, q) = (subject(a, x), subject(b, y));
    p.iter()
        .any(|term| term.weight > 0.5 && best(term, q.iter().copied()).0 >= 0.8)
}
