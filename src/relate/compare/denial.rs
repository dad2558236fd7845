//! One denies what the other says: *dément avoir ouvert le feu*, *nie tout acte de sabotage*, *Faux*.

use super::align::{best, coverage, heavy, short, subject};
use super::{Finding, Outcome, Pair, conflict, either_way};
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// How far before it the statement may end that *Faux* answers, in bytes.
const REPLY: usize = 320;
/// How far before it the statement ends that *Faux* follows at once, in bytes.
const NEXT: usize = 150;
/// How many days apart a denial may answer.
const WINDOW: i32 = 30;

pub(super) fn compare(pair: &Pair) -> Outcome {
    if pair.days_apart() > WINDOW {
        return Err("too many days lie between them".to_owned());
    }
    either_way(pair, denies)
}

/// The first claim as the denial.
fn denies(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if b.voice.stance == Stance::Demand {
        return Err("the other one asserts nothing".to_owned());
    }
    if pair.same_article() && super::is_told(b) {
        return Err("the article tells the other one itself".to_owned());
    }
    if is_reply(pair) {
        if !(pair.is_next() && std::ptr::eq(pair.later(), a)) || refuted(pair, b) {
            return Err("what it calls false is not the other statement".to_owned());
        }
        return reply(pair);
    }
    if takes_back(pair) {
        return Ok(retort(pair));
    }
    if is_bare_no(a) && pair.is_next() && std::ptr::eq(pair.later(), a) && b.voice.modality != Modality::Question {
        return Ok(retort(pair));
    }
    if a.voice.stance != Stance::Deny {
        return Err("neither denies".to_owned());
    }
    if b.voice.stance == Stance::Deny {
        return Err("both deny".to_owned());
    }
    if let Some(found) = answers(pair) {
        return Ok(found);
    }
    if pair.same_side() && pair.same_article() {
        return Err("a side does not deny itself in one breath".to_owned());
    }
    if let Some(found) = involvement(pair).or_else(|| accused(pair)) {
        return Ok(found);
    }
    let mut note = "the other one does not say what is denied".to_owned();
    for denied in a
        .content
        .clauses
        .iter()
        .filter(|clause| !clause.negated && !clause.embedded)
    {
        for said in b
            .content
            .clauses
            .iter()
            .filter(|clause| !clause.negated && !clause.unreal && !wishes(pair, b, clause))
        {
            match says(pair, denied, said) {
                Ok(score) => {
                    return Ok(denial(pair, score));
                }
                Err(why) => note = why.to_owned(),
            }
        }
    }
    Err(note)
}

/// *N'a jamais tenu de tels propos*, *ces accusations ne tiennent pas*, right after the words that it points back at.
fn takes_back(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    if !pair.is_next() || !std::ptr::eq(pair.later(), a) || b.voice.modality == Modality::Question {
        return false;
    }
    let of_words = |term: &Term| term.forms.iter().any(|form| pair.data.is("statements", form));
    let negated = a
        .content
        .clauses
        .iter()
        .filter(|clause| clause.negated && !clause.unreal);
    negated
        .flat_map(|clause| a.content.of(clause))
        .any(|term| !term.before && of_words(term) && points_back(pair, a, term))
}

/// *Elle ne l'est pas*, *il n'en est rien*: no more than that it is not so.
fn is_bare_no(a: &Facts) -> bool {
    const NO: &[&str] = &[
        "ne l'est",
        "ne le sont",
        "ne l'etait",
        "ne l'etaient",
        "ne l'a pas",
        "ne l'ont pas",
        "n'en est rien",
        "n'en etait rien",
        "n'est pas le cas",
        "n'etait pas le cas",
        "n'en a rien ete",
    ];
    let words = crate::fold::fold(&a.words).replace('’', "'");
    NO.iter().any(|no| words.contains(no)) && heavy(a.content.terms.iter()).next().is_none()
}

/// True where a demonstrative stands before the noun.
fn points_back(pair: &Pair, facts: &Facts, noun: &Term) -> bool {
    let before = facts.words.split(&*noun.word).next().unwrap_or_default();
    let word = before.split_whitespace().next_back().map(crate::fold::fold);
    word.is_some_and(|word| pair.data.is("pointing", &word))
}

/// The finding of an answer that denies.
fn retort(pair: &Pair) -> Finding {
    let explanation = format!(
        "One says \"{}\", and the other answers with a denial: \"{}\".",
        short(&pair.b.words),
        short(&pair.a.words)
    );
    conflict(ConflictType::Denial, "denial", 0.7, explanation)
}

/// A denial right after what was said of the denier, or that names it as words: *rejette ces accusations*.
fn answers(pair: &Pair) -> Option<Finding> {
    let (a, b) = (pair.a, pair.b);
    if !pair.in_exchange() || !std::ptr::eq(pair.later(), a) || b.voice.modality == Modality::Question {
        return None;
    }
    // What was not done answers no threat and no promise.
    let asserted =
        b.voice.stance != Stance::Promise && b.content.clauses.iter().any(|clause| !clause.unreal && !clause.future);
    // *Les accusations venues du camp adverse* are no words of whoever accuses nobody.
    let about =
        |term: &Term| points_back(pair, a, term) || b.voice.stance == Stance::Accuse || pair.shared_topics() > 0;
    let takes_back = a
        .content
        .terms
        .iter()
        .any(|term| term.forms.iter().any(|form| pair.data.is("statements", form)) && about(term));
    let (_, shared) = coverage(heavy(a.content.terms.iter()), b.content.terms.iter());
    let accused = b.voice.stance == Stance::Accuse && names(a, b);
    (asserted && (takes_back || accused || shared >= 0.7)).then(|| retort(pair))
}

/// *Exclut toute responsabilité de la garde* against whoever tells what the guard did.
fn involvement(pair: &Pair) -> Option<Finding> {
    let (a, b) = (pair.a, pair.b);
    if pair.same_side() {
        return None;
    }
    let denied = a.content.clauses.first().filter(|clause| !clause.negated)?;
    let mut terms = a.content.of(denied).skip_while(|term| term.weight < 0.5);
    let share = terms.next()?;
    if !share.forms.iter().any(|form| pair.data.is("involvement", form)) {
        return None;
    }
    let whose: Vec<&Term> = terms
        .take_while(|term| term.link == "de" || term.kind == Kind::Adjective || term.link.is_empty())
        .collect();
    let whose: Vec<&Term> = heavy(whose.into_iter()).collect();
    let hostile = |term: &Term| {
        let mut classes = term
            .classes
            .iter()
            .filter_map(|&c| pair.data.classes.get(usize::from(c)));
        classes.any(|class| class.hostile || class.name == "killed" || class.name == "gunfire" || class.name == "cause")
    };
    let told = |clause: &&Clause| !clause.negated && !clause.unreal;
    for said in b.content.clauses.iter().filter(told) {
        let wrong = b.content.of(said).any(hostile);
        let doers = subject(b, said);
        let (cover, shared) = coverage(whose.iter().copied(), doers.iter().copied());
        let by_name = whose.is_empty() && b.voice.stance == Stance::Accuse && names(a, b);
        if (wrong && !said.passive && !whose.is_empty() && cover >= 0.6 && shared >= 1.0)
            || (by_name && pair.shared_topics() > 0)
        {
            return Some(denial(pair, 0.7));
        }
    }
    None
}

/// The denial of whom the other one accuses by name, of what belongs to one field.
fn accused(pair: &Pair) -> Option<Finding> {
    /// Days within which an accusation is answered.
    const SOON: i32 = 10;
    let (a, b) = (pair.a, pair.b);
    let accuses = b.voice.stance == Stance::Accuse && !pair.same_side() && names(a, b);
    let real = b.content.clauses.iter().any(|clause| !clause.unreal && !clause.negated);
    // *Toute falsification* may be any; of more words, some must be said.
    let any = heavy(a.content.terms.iter()).count() <= 1;
    let near = pair.days_apart() <= SOON && pair.shared_topics() > 0 && any;
    (accuses && real && near).then(|| denial(pair, 0.65))
}

/// The finding of a denial, with what is denied and what is said.
fn denial(pair: &Pair, score: f32) -> Finding {
    let explanation = format!(
        "One denies \"{}\", the other says \"{}\"{}.",
        short(&pair.a.words),
        short(&pair.b.words),
        pair.by_whom()
    );
    conflict(ConflictType::Denial, "denial", score, explanation)
}

/// True where `b` names the speaker of `a`, or whom the speaker speaks for.
pub(super) fn names(a: &Facts, b: &Facts) -> bool {
    let words = a.speaker_words();
    let of_name = |term: &Term| words.iter().any(|word| term.forms.contains(word));
    let of_country = |term: &Term| term.country.is_some() && term.country == a.voice.country;
    let acronym = a.voice.acronym.as_ref().map(|acronym| &*acronym.letters);
    let of_letters = |term: &Term| term.kind == Kind::Name && term.forms.first().map(|form| &**form) == acronym;
    let mut terms = b.content.terms.iter();
    terms.any(|term| of_country(term) || of_name(term) || of_letters(term))
}

/// True where a clause tells what somebody wants.
pub(super) fn wishes(pair: &Pair, facts: &Facts, clause: &Clause) -> bool {
    let verb = facts.content.verb_of(clause);
    verb.is_some_and(|verb| verb.forms.iter().any(|form| pair.data.is("wishes", form)))
}

/// True where a clause tells of an aim, which says more than a hit.
pub(super) fn aims(pair: &Pair, facts: &Facts, clause: &Clause) -> bool {
    let mut terms = facts.content.of(clause);
    terms.any(|term| term.forms.iter().any(|form| pair.data.is("aims", form)))
}

/// True where `said` is what `denied` is about.
fn says(pair: &Pair, denied: &Clause, said: &Clause) -> Result<f32, &'static str> {
    let (a, b) = (pair.a, pair.b);
    if aims(pair, a, denied) && !aims(pair, b, said) && b.voice.stance != Stance::Accuse {
        return Err("an aim is denied, and the other one tells of a hit");
    }
    let own = |term: &&Term| !(term.country.is_some() && term.country == a.voice.country);
    let core: Vec<&Term> = heavy(a.content.of(denied)).filter(own).collect();
    if core.is_empty() {
        return Err("nothing in particular is denied");
    }
    // *Rejette la thèse*: whichever was told of right before.
    if core.iter().all(|term| pair.is("statements", term)) && !pair.is_next() {
        return Err("it denies a statement, and not one that tells of another");
    }
    // The rest of the statement may name what the clause leaves out.
    let (in_clause, _) = coverage(core.iter().copied(), b.content.of(said));
    let (cover, shared) = coverage(core.iter().copied(), b.content.terms.iter());
    if in_clause < 0.3 || cover < 0.5 {
        return Err("the other one does not say what is denied");
    }
    if pair.same_side() && !pair.is_conceded() {
        let exact = core
            .iter()
            .filter(|term| best(term, b.content.of(said)).0 > 0.9)
            .count();
        if exact < core.len() || exact < 2 {
            return Err("its own side does not say what is denied");
        }
    }
    // The act itself must be there, not only its circumstances.
    let act = a
        .content
        .verb_of(denied)
        .filter(|verb| verb.weight > 0.5)
        .or_else(|| core.first().copied());
    if let Some(act) = act
        && best(act, b.content.terms.iter()).0 == 0.0
    {
        return Err("another act is denied");
    }
    let names_denier = names(a, b);
    if let (Some(doer), Some(denier)) = (doer(b, said), a.voice.country)
        && subject(a, denied).is_empty()
        && doer != denier
        && !names_denier
    {
        return Err("the other one says it of somebody else");
    }
    // A denial of one's own deed answers whoever speaks of the denier, or right beside.
    let own_deed = subject(a, denied).is_empty() && denied.verb.is_some();
    let beside = pair.same_article() && a.extent.start.abs_diff(b.extent.end) < 2 * REPLY;
    let in_full = core
        .iter()
        .filter(|term| best(term, b.content.of(said)).0 > 0.9)
        .count()
        >= 3;
    // *avoir adressé une instruction* is not met by *nos demandes adressées*.
    let thing = |term: &&&Term| Some(**term) != a.content.verb_of(denied) || core.len() == 1;
    let exact = core
        .iter()
        .filter(thing)
        .any(|term| best(term, b.content.of(said)).0 > 0.9);
    let answered =
        names_denier || in_full || (exact && shared >= 1.5) || (beside && exact) || a.is_bare() || pair.is_conceded();
    if own_deed && !answered {
        return Err("the other one does not speak of who denies");
    }
    if core.len() == 1 {
        let near = pair.same_article() && a.extent.start.abs_diff(b.extent.end) < 2 * REPLY;
        let exact = best(core[0], b.content.terms.iter()).0 >= 0.8;
        if !(exact && (near || names_denier || denies_all(a))) {
            return Err("one word alone is denied, and the other statement is not near");
        }
    } else if shared < 1.2 || one_word_for_all(&core, b) {
        return Err("too little is shared");
    }
    Ok(0.6 + 0.35 * cover.min(1.0))
}

/// True where one word of the other claim is all that answers the words of the denial: *ouvriers* for *employé des ouvriers*.
fn one_word_for_all(core: &[&Term], b: &Facts) -> bool {
    let mut met: Vec<&Term> = core
        .iter()
        .filter_map(|term| best(term, b.content.terms.iter()).1)
        .collect();
    let words = met.len();
    met.sort_by_key(|term| term.span.start);
    met.dedup_by_key(|term| term.span.start);
    words > 1 && met.len() == 1 && met[0].kind == Kind::Noun
}

/// *Tout retard*, *la moindre alerte*: every deed of the kind is denied.
fn denies_all(a: &Facts) -> bool {
    let first = a
        .words
        .split_whitespace()
        .next()
        .map(crate::fold::fold)
        .unwrap_or_default();
    matches!(&*first, "tout" | "toute" | "tous" | "toutes" | "aucun" | "aucune") || a.words.contains("moindre")
}

/// The country of who does what a clause says.
fn doer(facts: &Facts, clause: &Clause) -> Option<&'static str> {
    let by = facts
        .content
        .of(clause)
        .find(|term| clause.passive && term.link == "par");
    let subject = subject(facts, clause);
    let first = if clause.passive {
        by
    } else {
        subject.iter().copied().find(|term| term.country.is_some() || term.own)
    };
    first.and_then(|term| if term.own { facts.voice.country } else { term.country })
}

/// True for a claim that says no more than that something is false.
fn is_reply(pair: &Pair) -> bool {
    let a = pair.a;
    let Some(first) = a.content.clauses.first() else {
        return false;
    };
    // *Un montage*, and no more.
    let fake = |term: &Term| {
        let mut classes = term
            .classes
            .iter()
            .filter_map(|&class| pair.data.classes.get(usize::from(class)));
        term.kind == Kind::Noun && classes.any(|class| class.name == "fake")
    };
    if let [only] = a.content.terms.as_slice()
        && fake(only)
        && !first.finite
    {
        return true;
    }
    let terms: Vec<&Term> = a.content.of(first).collect();
    let false_word = terms.iter().any(|term| pair.is("refuters", term));
    // *Ce calcul est faux de la première à la dernière ligne*
    let statement = terms
        .first()
        .is_some_and(|term| pair.is("statements", term) && points_back(pair, a, term));
    let after = terms.get(1).is_some_and(|term| pair.is("refuters", term));
    if statement && after && first.finite && !first.negated {
        return true;
    }
    false_word
        && !first.negated
        && terms.iter().all(|term| {
            pair.is("refuters", term)
                || pair.is("statements", term)
                || term.weight < 0.5
                || term.kind == Kind::Adjective
        })
}

/// True where the other statement itself calls something false.
fn refuted(pair: &Pair, b: &Facts) -> bool {
    b.content
        .terms
        .iter()
        .any(|term| term.forms.iter().any(|form| pair.data.is("refuters", form)))
}

/// *Faux* after a statement: what follows *Faux* speaks of it, or a count is called false right after a figure.
fn reply(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let more: Vec<&Term> = a
        .content
        .clauses
        .iter()
        .skip(1)
        .flat_map(|clause| heavy(a.content.of(clause)).collect::<Vec<_>>())
        .collect();
    let counts = a.content.terms.iter().any(|term| {
        matches!(
            &*term.forms[0],
            "compte" | "chiffre" | "bilan" | "calcul" | "decompte" | "comptes" | "chiffres"
        )
    });
    let fits = if counts && !b.figures.is_empty() {
        a.paragraph == b.paragraph
    } else if more.is_empty() {
        !counts
    } else {
        let next = a.extent.start.saturating_sub(b.extent.end) < NEXT && a.words.starts_with("Faux");
        next || more.iter().any(|term| best(term, b.content.terms.iter()).0 > 0.9)
    };
    if !fits {
        return Err("what it calls false is another statement".to_owned());
    }
    let explanation = format!(
        "\"{}\" calls the statement before it false: \"{}\".",
        short(&a.words),
        short(&b.words)
    );
    Ok(conflict(ConflictType::Denial, "denial", 0.75, explanation))
}
