use super::Rule;
use crate::extract::clause::{self, Complement};
use crate::extract::scope::{Scope, Who};
use crate::extract::unit::{Unit, VerbCue};
use crate::extract::{apposition, attribution, circumstance, subject};
use crate::fold::{fold, lower};
use crate::lexicon::{NounClass, NounFrame, Pos, Reflexive, Tense};
use crate::model::Stance;
use crate::text::tag::Tag;

/// A cue verb with an infinitive.
pub struct Infinitive;

impl Rule for Infinitive {
    fn name(&self) -> &'static str {
        "infinitive"
    }

    fn doc(&self) -> &'static str {
        "A cue verb with an infinitive: X affirme avoir perdu …, dit vouloir …, dément avoir …, promet de …, s'est engagé à …. A linking de or à belongs \
         to the cue, but who is to blame or to act (demande au préfet de …) is content. Also « se dit » with an adjective, \
         and « juge nécessaire de ». Leaves alone cues under negation and infinitives of purpose."
    }

    fn precision(&self) -> f32 {
        0.95
    }

    fn apply(&self, scope: &mut Scope) {
        for cue in scope.free_cues() {
            let plans = cue.verb.head == "envisager" && scope.unit.is_finite(cue.group);
            if !scope.is_used(cue.group) && (cue.verb.strong || plans || cue.verb.reflexive == Reflexive::Always) {
                read(self.name(), scope, &cue);
            }
        }
    }
}

fn read(rule: &'static str, scope: &mut Scope, cue: &VerbCue) {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    // « Les riverains ont été invités à rester chez eux »: who did it is not said.
    let passive = group.passive && (cue.verb.head != "être" || cue.verb.infinitives.contains(&"to"));
    if attribution::is_denied(unit, cue) || group.addressed || passive {
        return;
    }
    // « dit avoir reçu un message lui enjoignant d'avancer »: the message's, inside what is said already.
    if group.tense == Tense::PresentParticiple && scope.is_reported(cue.words.clone()) {
        return;
    }
    // « se disent lassés de travailler ainsi »: what they are, not what it is about.
    let own = group.reflexive && cue.words.len() <= group.words.len() && predicate(scope, cue).is_some();
    let complement = infinitive(scope, cue).filter(|_| !own);
    // « le 15, croit savoir X »
    if complement.is_some_and(|i| cue.verb.head == "croire" && unit.lower(i) == "savoir") {
        return;
    }
    let predicative = complement.is_none();
    let Some(from) = complement.or_else(|| predicate(scope, cue)) else {
        return;
    };
    // « tient à rappeler que A »: the infinitive reports, and has been read; « soutient avoir donné l'ordre de »: it is content.
    let reports = unit.groups[cue.group + 1..]
        .iter()
        .take(2)
        .enumerate()
        .any(|(n, g)| g.words.start >= from && g.words.start <= from + 3 && scope.is_used(cue.group + 1 + n));
    if reports || group.tense == Tense::Infinitive && scope.is_reported(cue.words.clone()) {
        return;
    }
    // « Une catastrophe que souhaitent éviter les élus »: who stands behind the infinitive wants it.
    if cue.words.start > 0
        && unit.tag(cue.words.start - 1) == Tag::Relative
        && matches!(unit.lower(cue.words.start - 1), "que" | "qu'")
        && unit.groups[cue.group].inverted.is_none()
    {
        return;
    }
    // « La digue menace de rompre », « l'hiver promet d'être rude »
    let figurative = matches!(cue.verb.head, "menacer" | "promettre");
    // « « A », dit le maire. Et de promettre de B »: whoever spoke last.
    if let Some(None) = subject::narrated(unit, cue.group) {
        let to = clause::end_of(unit, scope.lexicon, cue, from, Complement::Infinitive);
        if to > from {
            scope.report(rule, cue, Who::Last, vec![from..to], 0.9);
        }
        return;
    }
    let Some(said_by) =
        attribution::speaker(unit, cue).filter(|s| cue.verb.strong && !figurative || attribution::is_agent(unit, s))
    else {
        return;
    };
    // « explique que le délégué lui a enjoint de continuer »: told inside what is said already.
    // … unless they tell whom it was told: « rapporte qu'un officier lui a ordonné de partir » is the officer's too.
    let to_them = group.words.clone().any(|i| matches!(unit.lower(i), "lui" | "leur"))
        && attribution::is_agent(unit, &said_by)
        && unit.tag(said_by.phrase.head) != Tag::SubjectPronoun;
    if !to_them
        && unit.is_finite(cue.group)
        && cue.verb.stance == Stance::Demand
        && scope.is_reported(cue.words.clone())
    {
        return;
    }
    let to = clause::end_of(unit, scope.lexicon, cue, from, Complement::Infinitive);
    if to <= from {
        return;
    }
    // « une infirmière, qui souhaite rester anonyme »: why she has no name.
    let unnamed = unit.words[from..to]
        .iter()
        .any(|w| matches!(&*w.lower, "anonyme" | "anonymes" | "anonymat" | "nom" | "identité"));
    if unnamed && to - from <= 4 && subject::in_relative(unit, cue.group) {
        return;
    }
    let who = scope.mention(&said_by);
    // « affirme qu'on lui a demandé de se taire »: what nobody says inside reported words is theirs.
    if matches!(who, Who::Nobody) && scope.is_reported(cue.words.clone()) {
        return;
    }
    scope.report(rule, cue, who, vec![from..to], 0.95);
    // « se dit « préoccupé » »: an opinion of oneself.
    if predicative && let Some(last) = scope.found.last_mut() {
        last.stance = Stance::Opine;
    }
}

/// The first word of the infinitive, its clitics and negation included.
fn infinitive(scope: &Scope, cue: &VerbCue) -> Option<usize> {
    let unit = scope.unit;
    // « La direction l'accuse d'avoir falsifié »: the target is a clitic, the content what it is held to.
    let clitic = unit.words[cue.words.clone()]
        .iter()
        .any(|w| w.tag == Tag::ObjectPronoun && matches!(&*w.lower, "le" | "la" | "l'" | "les"));
    // « X, qu'il accuse d'avoir menti »
    let start = unit.groups[cue.group].words.start;
    let accused = cue.verb.head == "accuser"
        && (start.saturating_sub(6)..start)
            .rev()
            .take_while(|&i| !matches!(unit.tag(i), Tag::Comma | Tag::FiniteVerb | Tag::Stop))
            .any(|i| matches!(unit.lower(i), "que" | "qu'"));
    if (clitic || accused) && !cue.verb.target_links.is_empty() {
        let link = cue.words.end;
        // « qu'il accuse « d'essayer de mentir » »
        if accused && unit.tag(link) == Tag::Quotation {
            return Some(link);
        }
        // « l'accusant d'incitation à la violence », « les exhortant à « faire plier » le groupe »
        let held_to = starts_infinitive(scope, link + 1)
            || quoted_infinitive(scope, link + 1)
            || cue.verb.head == "accuser" && unit.tag(link + 1) == Tag::Noun;
        return (matches!(unit.lower(link), "de" | "d'" | "à") && held_to).then_some(link);
    }
    if cue.verb.infinitives.is_empty() {
        return None;
    }
    // « reproche à la commune d'avoir menti », « demande au préfet de trancher »: who is to blame or to act is content, as behind *accuse*.
    let has_target = matches!(cue.verb.stance, Stance::Accuse | Stance::Demand) && cue.verb.infinitives.contains(&"de");
    let at_target = |i: usize| has_target && matches!(unit.lower(i), "à" | "au" | "aux");
    let mut i = cue.words.end;
    loop {
        match unit.tag(i) {
            _ if at_target(i) => break,
            Tag::Adverb => i += 1,
            // « affirme même avoir »
            _ if unit.lower(i) == "même" => i += 1,
            // « affirme, elle, s'en tenir à »
            Tag::Comma => match (i + 1..(i + 10).min(unit.words.len())).find(|&j| unit.tag(j) == Tag::Comma) {
                Some(close)
                    if !unit.has_finite(i..close)
                        && (starts_infinitive(scope, close + 1)
                            // « promet, lui, de garder l'usine »
                            || matches!(unit.lower(close + 1), "de" | "d'") && starts_infinitive(scope, close + 2)
                            // « a demandé, mercredi, au préfet de »
                            || matches!(unit.lower(close + 1), "à" | "au" | "aux") && cue.verb.infinitives.contains(&"de")) =>
                {
                    i = close + 1;
                }
                _ => break,
            },
            // « disait la veille en déplorer 71 », « ont affirmé mardi à la télévision nationale avoir », « a promis il y a un an de »
            _ => match unit.phrase_at(i) {
                Some(phrase) if subject::is_time(unit, phrase) => i = phrase.words.end,
                _ => {
                    let end = circumstance::past_all(unit, i);
                    let link = usize::from(matches!(unit.lower(end), "de" | "d'"));
                    if end == i || !starts_infinitive(scope, end + link) {
                        break;
                    }
                    i = end;
                }
            },
        }
    }
    // « déplore le refus des syndicats de négocier »: the infinitive is the noun's.
    let object = unit.phrase_at(i).filter(|p| {
        unit.tag(i) == Tag::Determiner && !apposition::is_somebody(unit, p) && unit.tag(p.head) == Tag::Noun
    });
    if object.is_some() && cue.verb.noun == NounFrame::Any && cue.verb.target_links.is_empty() {
        return None;
    }
    // « a promis mardi de », « a demandé aux parties de »
    let limit = (i + 12).min(unit.words.len());
    let mut linked = None;
    for j in i..limit {
        // « ont proposé aux migrants, en plusieurs langues, de monter »
        if unit.tag(j) == Tag::Comma
            && cue.verb.infinitives.contains(&"de")
            && let Some(close) = (j + 1..unit.words.len().min(j + 8)).find(|&k| unit.tag(k) == Tag::Comma)
            && !unit.has_finite(j..close)
            && matches!(unit.lower(close + 1), "de" | "d'")
            && starts_infinitive(scope, close + 2)
        {
            linked = Some(close + 2);
            break;
        }
        let word = unit.lower(j);
        let link = cue.verb.infinitives.iter().any(|link| match *link {
            "" => j == i && starts_infinitive(scope, j),
            "ing" => j == i && unit.tag(j) == Tag::PresentParticiple,
            // « promet de « tout faire » »
            // « demande de ne pas « céder » »
            "de" if j == i && quoted_at(unit, j + 1) => matches!(word, "de" | "d'"),
            // « demande aux habitants de « rester chez eux » »
            "de" => matches!(word, "de" | "d'") && (starts_infinitive(scope, j + 1) || quoted_infinitive(scope, j + 1)),
            link => word == link && starts_infinitive(scope, j + 1),
        });
        if link {
            linked = Some(
                if j == i
                    && (starts_infinitive(scope, j) && cue.verb.infinitives.contains(&"")
                        || unit.tag(j) == Tag::PresentParticiple)
                {
                    j
                } else {
                    j + 1
                },
            );
            break;
        }
        if matches!(
            unit.tag(j),
            Tag::FiniteVerb | Tag::Comma | Tag::Stop | Tag::Colon | Tag::Subordinator | Tag::Relative | Tag::Quotation
        ) {
            break;
        }
    }
    let mut first = linked?;
    // « promised not to use »
    if first >= 2 && unit.lower(first - 1) == "to" && unit.tag(first - 2) == Tag::Negation {
        first -= 2;
    }
    // A quoted infinitive, « dit « ne pas vouloir » », is read as a quotation.
    let linked = first > 0 && matches!(unit.lower(first - 1), "de" | "d'");
    let targeted = at_target(i) && first > i + 1;
    (unit.tag(first) != Tag::Quotation || linked).then_some(if targeted { i } else { first })
}

/// True where a quotation stands at word `i`, behind the words of negation.
fn quoted_at(unit: &Unit, i: usize) -> bool {
    let first = (i..i + 4).find(|&i| unit.tag(i) != Tag::Negation).unwrap_or(i);
    unit.tag(first) == Tag::Quotation
}

/// True where a quotation that begins with an infinitive stands at word `i`.
fn quoted_infinitive(scope: &Scope, i: usize) -> bool {
    let Some(quotation) = scope.unit.words.get(i).and_then(|w| w.quotation) else {
        return false;
    };
    let inner = scope.analysis.quotations[quotation].inner.of(scope.analysis.text);
    let mut words = inner
        .split_whitespace()
        .flat_map(|word| word.split_inclusive(['\'', '’']));
    let verb = words.find(|word| {
        !matches!(
            fold(word).as_str(),
            "ne" | "pas" | "plus" | "se" | "s'" | "s’" | "y" | "en"
        )
    });
    verb.is_some_and(|verb| {
        let lower = lower(verb.trim_matches(|c: char| !c.is_alphanumeric()));
        let mut readings = scope.lexicon.readings(&lower).iter();
        readings.any(|r| r.tense == Some(Tense::Infinitive))
    })
}

fn starts_infinitive(scope: &Scope, mut i: usize) -> bool {
    let unit = scope.unit;
    let limit = i + 6;
    let first = i;
    while i < limit && matches!(unit.tag(i), Tag::Negation | Tag::ObjectPronoun | Tag::Adverb)
        || i == first && unit.lower(i) == "en"
    {
        i += 1;
    }
    unit.tag(i) == Tag::Infinitive
}

/// *se dit « préoccupé » par la situation*, *s'est dite favorable à*.
fn predicate(scope: &Scope, cue: &VerbCue) -> Option<usize> {
    let unit = scope.unit;
    let reflexive = unit.groups[cue.group].reflexive
        && matches!(
            cue.verb.head,
            "dire" | "déclarer" | "estimer" | "juger" | "proclamer" | "autoproclamer"
        );
    // « jugent par ailleurs nécessaire de revoir le texte », « a jugé mercredi urgente la fermeture du pont »
    let first = circumstance::past_all(unit, cue.words.end);
    // « juge nécessaire de revoir le texte », « estime urgente la fermeture du pont »
    if !unit.groups[cue.group].reflexive
        && matches!(cue.verb.head, "juger" | "estimer")
        && unit.tag(first) == Tag::Adjective
        && (matches!(unit.lower(first + 1), "de" | "d'" | "que" | "qu'") || unit.phrase_at(first + 1).is_some())
    {
        return Some(first);
    }
    // « s'est dit mercredi soir prêt à partir »; an adverb is the adjective's: « se dit très inquiet ».
    let mut first = cue.words.end;
    let degree = |i: usize| unit.tag(i) == Tag::Adverb && unit.tag(i + 1) != Tag::Quotation;
    while let Some(next) = circumstance::past(unit, first).filter(|_| reflexive && !degree(first)) {
        first = next;
    }
    let fits = match unit.tag(first) {
        Tag::Quotation | Tag::Adjective | Tag::PastParticiple => true,
        // « se dit confiant »
        Tag::PresentParticiple => unit.words[first].can_be(Pos::Adjective),
        Tag::Adverb => matches!(
            unit.tag(first + 1),
            Tag::Adjective | Tag::PastParticiple | Tag::Quotation
        ),
        // « se dit victime d'un complot »
        Tag::Noun
            if matches!(
                unit.lower(first),
                "victime" | "victimes" | "témoin" | "partisan" | "partisane" | "garant" | "vainqueur" | "vainqueurs"
            ) || unit.words[first].class() == Some(NounClass::Person) =>
        {
            true
        }
        Tag::Noun => {
            unit.words[first].readings.iter().any(|r| r.pos == Pos::Adjective) || unit.lower(first).ends_with('é')
        }
        _ => false,
    };
    (reflexive && fits).then_some(first)
}
