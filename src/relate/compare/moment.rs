//! When something first was so, or last: who knew, who came first, what was over, who was dead.

use jiff::civil::Date;

use super::align::{all, best, coverage, heavy, short, similarity, subject};
use super::date::exclusive;
use super::sweeping::names_side;
use super::{Outcome, Pair, conflict, either_way};
use crate::fold::name_key;
use crate::model::ConflictType;
use crate::relate::answer::Answer;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;
use crate::relate::point::begins_fighting;

/// Days apart after which two claims speak of other times.
const WINDOW: i32 = 90;
/// Days for which something that did not happen is told.
const RECENT: i32 = 30;
/// Days apart at which two tellings of how the fighting began are of one fight.
const ONE_FIGHT: i32 = 3;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let timed = |facts: &Facts| !facts.days.is_empty() || !facts.times.is_empty();
    if !timed(a) || !timed(b) {
        return Err("they do not both name a day".to_owned());
    }
    let idle = |f: &Facts| !f.asserts() || f.asks();
    if [a, b].iter().any(|f| idle(f)) || pair.same_side() {
        return Err("one asserts no day against the other".to_owned());
    }
    if pair.days_apart() > WINDOW {
        return Err("they belong to other times".to_owned());
    }
    if firsts(pair) {
        return Ok(told(pair, "what came first"));
    }
    if onsets(pair) {
        return Ok(told(pair, "when the fighting began"));
    }
    either_way(pair, one_way)
}

/// What the first claim's day leaves no room for in the second.
fn one_way(pair: &Pair) -> Outcome {
    type Reader = (fn(&Pair) -> bool, &'static str);
    let readers: [Reader; 5] = [
        (learned, "when it was known"),
        (not_before, "when it begins"),
        (never_since, "when it was done last"),
        (ended, "when it was over"),
        (dead, "when somebody died"),
    ];
    let found = readers.iter().find(|(reads, _)| reads(pair));
    found
        .map(|(_, what)| told(pair, what))
        .ok_or_else(|| "their days leave room for each other".to_owned())
}

fn told(pair: &Pair, what: &str) -> super::Finding {
    let (a, b) = (if pair.in_order() { pair.a } else { pair.b }, pair.later());
    let explanation = format!(
        "They differ on {what}: one says \"{}\", the other \"{}\".",
        short(&a.words),
        short(&b.words)
    );
    conflict(ConflictType::Date, "moment", 0.75, explanation)
}

/// The words of a claim before one of its days, lower case with straight apostrophes; all of them where that cannot be told.
fn before(facts: &Facts, day: &Day) -> String {
    let at = day.span.start.saturating_sub(facts.extent.start);
    let words = facts.words.get(..at).unwrap_or(&facts.words);
    words.to_lowercase().replace('’', "'")
}

/// True for *ne … que le 12*, *seulement mardi*, *pas avant le 12*: no earlier than that day.
pub(super) fn no_earlier(facts: &Facts, day: &Day) -> bool {
    let before = before(facts, day);
    let before = before.trim_end();
    let negated = before.starts_with("n'") || before.contains(" n'") || before.contains("ne ");
    let only = [
        "que",
        "que le",
        "qu'en",
        "qu'au",
        "qu'à",
        "qu'à partir du",
        "que depuis le",
        "que dans la nuit de",
    ];
    let ends = |word: &&str| before.ends_with(&format!(" {word}")) || before.ends_with(&format!("'{word}"));
    let late = [
        "seulement",
        "seulement le",
        "seulement en",
        "tardivement, le",
        "finalement que le",
    ];
    (negated && only.iter().any(ends)) || late.iter().any(ends) || (day.sense == Sense::Before && facts.negates())
}

/// *savait dès le 4* against *n'a appris que le 12*: the second claim is the later one, and speaks of the same person.
fn learned(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    if !pair.has("knowing", a) || !pair.has("learning", b) || a.negates() {
        return false;
    }
    let onset = ["apprendre", "decouvrir", "vent", "connaissance"];
    let learns = b
        .content
        .terms
        .iter()
        .any(|t| t.forms.iter().any(|f| onset.contains(&&**f)));
    let late = b
        .days
        .iter()
        .find(|day| no_earlier(b, day) || (learns && day.sense == Sense::On && !b.negates()));
    let Some(late) = late else { return false };
    let early = a
        .days
        .iter()
        .any(|day| matches!(day.sense, Sense::On | Sense::Since) && day.last < late.first && !no_earlier(a, day));
    early && one_knower(pair)
}

/// True where whoever learns in the second claim knows in the first: by name, or since the one answers the other.
fn one_knower(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let who = |facts: &'_ Facts| -> Vec<Term> {
        let subjects = facts.content.clauses.iter().flat_map(|clause| subject(facts, clause));
        subjects.filter(|term| term.weight > 0.5).cloned().collect()
    };
    let (p, q) = (who(a), who(b));
    let strange = !p.is_empty() && !q.is_empty() && !p.iter().any(|term| best(term, q.iter()).0 >= 0.8);
    if (pair.in_exchange() || pair.is_replied()) && !strange {
        return true;
    }
    let named = |name: &str| a.content.terms.iter().any(|t| t.kind == Kind::Name && t.stem == name);
    let speaks = b.speaker_words().last().is_some_and(|name| named(&name_key(name)));
    // *la mairie a reçu la note*, and the mayor speaks.
    let office = b.voice.office.is_some_and(|office| {
        let mut forms = a.content.terms.iter().filter(|t| t.before).flat_map(|t| &t.forms);
        forms.any(|form| pair.data.offices().of(form) == Some(office))
    });
    let mut names = b.content.terms.iter().filter(|t| t.kind == Kind::Name);
    speaks || office || names.any(|name| named(&name.stem))
}

/// *les premiers secours* on two days.
fn firsts(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let first = |facts: &'_ Facts| -> Option<Term> {
        let terms = &facts.content.terms;
        let at = terms
            .iter()
            .position(|t| t.forms.iter().any(|f| f == "premier" || f == "premiere"))?;
        let near = terms.get(at + 1).filter(|t| t.span.start <= terms[at].span.end + 3)?;
        (near.kind == Kind::Noun).then(|| near.clone())
    };
    let (Some(x), Some(y)) = (first(a), first(b)) else {
        return false;
    };
    let helpers = pair.is("helpers", &x) && pair.is("helpers", &y);
    if !(similarity(&x, &y) >= 0.8 || helpers) || a.negates() != b.negates() && !later_only(a) && !later_only(b) {
        return false;
    }
    let on = |facts: &'_ Facts| {
        let mut days = facts.days.iter();
        let day = days.find(|day| matches!(day.sense, Sense::On | Sense::Since));
        day.map(|day| Day {
            sense: Sense::On,
            ..day.clone()
        })
    };
    matches!((on(a), on(b)), (Some(s), Some(t)) if exclusive(&s, &t)) && !super::figure::elsewhere(a, b)
}

/// *les premiers coups de feu ont été tirés dimanche* against *les canons ont commencé samedi*.
fn onsets(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let on = |facts: &'_ Facts| {
        let [day] = facts.days.as_slice() else { return None };
        let at = matches!(day.sense, Sense::On | Sense::Since);
        at.then(|| Day {
            sense: Sense::On,
            ..day.clone()
        })
    };
    let begins = |facts: &Facts| begins_fighting(pair.data, facts);
    let near = |s: &Day, t: &Day| super::days_between(s.first, t.first) <= ONE_FIGHT;
    let apart = matches!((on(a), on(b)), (Some(s), Some(t)) if exclusive(&s, &t) && near(&s, &t));
    apart && begins(a) && begins(b) && !super::figure::elsewhere(a, b)
}

fn later_only(facts: &Facts) -> bool {
    facts.days.iter().any(|day| no_earlier(facts, day))
}

/// *pas avant février* against *avant la Toussaint*.
fn not_before(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let refused = a.negates() || opens_with_none(a);
    let none = a.days.iter().find(|day| day.sense == Sense::Before).filter(|_| refused);
    let Some(none) = none else { return false };
    // *Rien ne redémarrera avant mars* leaves room for what there was last week.
    let ahead = a.content.clauses.iter().any(|clause| clause.negated && clause.future);
    let over = |day: &Day| b.published.is_some_and(|told| day.last < told);
    if ahead && b.days.iter().all(over) {
        return false;
    }
    let early = b.days.iter().any(|day| {
        let told = matches!(day.sense, Sense::Before | Sense::On | Sense::Since | Sense::Until);
        let near = |published: Date| published.until(day.last).is_ok_and(|span| span.get_days() >= -RECENT);
        told && day.last < none.first && a.published.is_none_or(near)
    });
    let things = |facts: &'_ Facts| -> Vec<Term> {
        // Words of a day stand in no clause.
        let nouns = all(facts)
            .into_iter()
            .filter(|t| t.weight > 0.5 && matches!(t.kind, Kind::Noun | Kind::Name));
        nouns
            .filter(|t| !pair.is("reopening", t) && !pair.is("helpers", t) && !pair.is("whole", t))
            .cloned()
            .collect()
    };
    let (p, q) = (things(a), things(b));
    // *rouvrir les écoles*, says the mayor of Valbrune, *aucune classe ne rouvrira à Valbrune*
    let of_side = || pair.shared_topics() > 0 && names_side(a, b);
    if !p.is_empty() && !q.is_empty() && !p.iter().any(|term| best(term, q.iter()).0 > 0.0) && !of_side() {
        return false;
    }
    // What is not done before the day must be what the other tells of.
    let acts = a.content.clauses.iter().filter(|clause| clause.negated);
    let mut acts = acts
        .filter_map(|clause| a.content.verb_of(clause))
        .filter(|verb| verb.weight > 0.5);
    let opens = ["reopening"].iter().any(|list| pair.has(list, a) && pair.has(list, b));
    if !opens && !acts.all(|verb| pair.is("wishes", verb) || best(verb, b.content.terms.iter()).0 >= 0.8) {
        return false;
    }
    // *fermé depuis lundi* is no opening.
    if pair.has("shutting", b) && !pair.has("shutting", a) {
        return false;
    }
    let (_, shared) = coverage(heavy(a.content.terms.iter()), b.content.terms.iter());
    early && !b.negates() && (opens || shared >= 0.8)
}

/// *Pas de trains*, *aucun vol*, *rien*.
pub(super) fn opens_with_none(facts: &Facts) -> bool {
    let first = facts
        .words
        .trim_start_matches(['«', '"', '“', ' ', '\u{a0}'])
        .to_lowercase();
    ["pas de ", "pas d'", "pas d’", "aucun", "rien ", "plus de ", "point de "]
        .iter()
        .any(|words| first.starts_with(words))
}

/// *personne n'a rien vérifié depuis mars* against *la dernière inspection, en mai*.
fn never_since(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let none = a
        .days
        .iter()
        .find(|day| day.sense == Sense::Since)
        .filter(|_| a.negates());
    let Some(none) = none else { return false };
    let done = b.days.iter().any(|day| {
        let told = a.published.is_none_or(|published| day.last <= published);
        day.sense == Sense::On && day.first > none.last && told
    });
    if !done || b.content.clauses.iter().any(|clause| clause.unreal || clause.future) {
        return false;
    }
    let act = |term: &&Term| matches!(term.kind, Kind::Verb | Kind::Noun) && term.weight > 0.5;
    let check = |term: &Term| pair.is("upkeep_check", term);
    let (mut met, mut things) = (false, 0.0);
    for x in a.content.terms.iter().filter(act) {
        for y in b.content.terms.iter().filter(act) {
            let like = similarity(x, y);
            let acts = x.kind == Kind::Verb || y.kind == Kind::Verb || (check(x) && check(y));
            if acts && (like >= 0.8 || (check(x) && check(y))) {
                met = true;
            } else {
                things += like;
            }
        }
    }
    let vague = b.words.contains("derni");
    met && (things >= 0.8 || (vague && pair.days_apart() <= 30)) && !super::figure::elsewhere(a, b) && affirms(b)
}

/// True where the claim's acts are not denied.
fn affirms(facts: &Facts) -> bool {
    !facts.content.clauses.iter().any(|clause| clause.negated)
}

/// True where a claim goes up to the hour that it gives in these words: *jusqu'à 9 heures*, *jusqu'à dimanche midi*.
pub(super) fn until(facts: &Facts, words: &str) -> bool {
    let before = facts.words.split(words).next().unwrap_or_default();
    let mut words = before
        .split([' ', '\'', '’'])
        .rev()
        .filter(|word| !word.is_empty())
        .take(4);
    words.any(|word| word.eq_ignore_ascii_case("jusqu"))
}

/// *l'incendie a été maîtrisé lundi* against *le feu brûlait encore mercredi*.
fn ended(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let over = |clause: &&Clause| {
        let of = a.content.of(clause).any(|term| pair.is("over", term));
        of && !clause.negated && !clause.future && !clause.unreal
    };
    let end = a.days.iter().find(|day| day.sense == Sense::On);
    let (Some(end), Some(clause)) = (end, a.content.clauses.iter().find(over)) else {
        return false;
    };
    let still = b.words.contains("encore") || b.words.contains("toujours");
    let later = b
        .days
        .iter()
        .filter(|day| b.published.is_none_or(|published| day.first <= published))
        .any(|day| {
            let lasts = day.sense == Sense::Until || (still && day.sense == Sense::On);
            lasts && day.first > end.last
        });
    let same_day = b.days.first().is_none_or(|day| day.first == end.first);
    let hours = matches!((a.times.as_slice(), b.times.as_slice()), ([(s, _)], [(t, words)]) if t > s && (still || until(b, words)));
    let later = later || (same_day && hours);
    let words = a.words.to_lowercase();
    let whole = ["tout était", "tout est", "tout fut", "c'était", "c’était"]
        .iter()
        .any(|mark| words.contains(mark));
    let (_, shared) = coverage(heavy(a.content.of(clause)), b.content.terms.iter());
    let whole = whole || (a.content.of(clause).any(|term| pair.is("shooting", term)) && pair.has("shooting", b));
    later && affirms(b) && (shared >= 0.7 || (whole && pair.has("lasting", b)))
}

/// True where a claim counts nobody: it tells of one by name.
fn only_he(facts: &Facts) -> bool {
    facts.tallies.is_empty()
}

/// *X a été tué en mai* against *X a parlé à la foule en juin*.
fn dead(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let dies = |facts: &Facts| {
        let mut clauses = facts
            .content
            .clauses
            .iter()
            .filter(|c| !c.negated && !c.unreal && !c.future);
        clauses.any(|clause| facts.content.of(clause).any(|term| pair.is("dying", term)))
    };
    let day = |facts: &'_ Facts| {
        let mut days = facts.days.iter();
        days.find(|day| matches!(day.sense, Sense::On | Sense::Since)).cloned()
    };
    let (Some(death), Some(later)) = (day(a), day(b)) else {
        return false;
    };
    if !dies(a) || a.content.terms.len() > 12 || later.first <= death.last {
        return false;
    }
    let named = |facts: &'_ Facts| -> Vec<Term> {
        let names = facts
            .content
            .terms
            .iter()
            .filter(|t| t.kind == Kind::Name && t.country.is_none());
        // *l'avocat de X* is somebody else.
        names.filter(|t| t.link.is_empty()).cloned().collect()
    };
    let (x, y) = (named(a), named(b));
    // The whole name where both give it.
    let shared = x.iter().filter(|name| best(name, y.iter()).0 >= 1.0).count();
    // *X a été tué jeudi*, *il a dîné avec moi hier soir, répond Z*
    let acts = |clause: &Clause| {
        clause.finite && clause.pronoun && !(clause.first || clause.negated || clause.passive || clause.future)
    };
    if pair.is_next() && std::ptr::eq(pair.later(), b) && !x.is_empty() && y.is_empty() && only_he(a) {
        return b.answer >= Answer::Contrary && !dies(b) && b.content.clauses.first().is_some_and(acts);
    }
    let one = shared > 0 && shared == x.len().min(y.len());
    let lives = b.content.terms.iter().any(|term| pair.is("living", term));
    let only_one = |facts: &Facts| {
        !facts
            .tallies
            .iter()
            .any(|tally| tally.figure.measure.as_deref() == Some("killed"))
    };
    one && (dies(b) || lives) && only_one(a) && only_one(b)
}
