//! Where a comma ends reported words, and where they go on behind it: a list, a part that is pointed out, whom a demand goes against.

use super::{Complement, contrast, coordinated_cue, coordinated_speaker, is_and, next_mark, set_off};
use crate::extract::apposition;
use crate::extract::subject::{enumerated, is_time};
use crate::extract::unit::{Unit, VerbCue};
use crate::lexicon::{Lexicon, NounClass};
use crate::text::phrase::{NounPhrase, noun_phrase};
use crate::text::tag::Tag;

/// True where the comma ends the content that begins at word `start`.
pub(super) fn ends_at_comma(
    unit: &Unit,
    lexicon: &Lexicon,
    start: usize,
    comma: usize,
    complement: Complement,
) -> bool {
    let next = comma + 1;
    match unit.tag(next) {
        _ if narrows(unit, next) => false,
        // « fait état d'exécutions, de pillages et de viols »
        _ if complement == Complement::NounPhrase
            && (start.saturating_sub(REACH)..=start).any(|i| links(unit, i))
            && linked_list(unit, next) =>
        {
            false
        }
        // « dénonce la fermeture de l'école, de la poste et du guichet »
        _ if complement == Complement::NounPhrase && own_complements(unit, start, comma) => false,
        // « dit avoir fui, l'union réclamant une enquête »: what another says meanwhile.
        _ if meanwhile(unit, next) => true,
        // « , leur signalant que A », « , en précisant que A »: the speaker's next report.
        _ if reports_on(unit, next) => true,
        // « qui promet de rester, le maire affirme que A »: a report of another.
        _ if complement == Complement::Infinitive && coordinated_speaker(unit, next) => true,
        Tag::PresentParticiple => {
            unit.group_at(next).is_some_and(|g| unit.cues_of(g).next().is_some())
                || complement == Complement::NounPhrase
        }
        Tag::Coordinator => {
            let mut after = next + 1;
            while unit.tag(after) == Tag::Adverb {
                after += 1;
            }
            if matches!(unit.tag(after), Tag::Subordinator) && complement == Complement::Clause {
                return false;
            }
            if coordinated_cue(unit, next + 1) || complement == Complement::NounPhrase && !is_and(unit, next) {
                return true;
            }
            // A new main clause: a noun phrase and then its verb.
            let subject_end = match unit.phrase_at(after) {
                Some(phrase) => phrase.words.end,
                None => {
                    return complement == Complement::NounPhrase
                        || complement == Complement::Infinitive
                            && unit.group_at(after).is_some_and(|g| unit.is_finite(g));
                }
            };
            let verb = unit
                .finite_group_from(subject_end)
                .filter(|&g| unit.groups[g].words.start <= subject_end + 12);
            match verb {
                // « …, et X demande que … », « …, mais les combats s'enchaînent »
                Some(g) => !is_and(unit, next) || unit.cues_of(g).next().is_some() || complement != Complement::Clause,
                None => complement == Complement::NounPhrase,
            }
        }
        // « gagner, à condition que le décompte, qui a débuté, se passe bien »: the clause's verb is still to come.
        Tag::Relative if wants_verb(unit, start, comma) => false,
        // « 11 000 à Marseille, où la CGT en revendique 130 000 »
        Tag::Relative if unit.lower(next) == "où" && reports(unit, next + 1).is_some_and(|g| unit.is_finite(g)) => {
            true
        }
        Tag::Relative => {
            coordinated_speaker(unit, next + 1)
                || complement == Complement::Infinitive
                    && matches!(unit.lower(next), "qui" | "dont" | "who" | "which")
                    && !counts_some(unit, next)
                || complement == Complement::NounPhrase && unit.tag(next) == Tag::Relative && start + 40 < next
        }
        // « , tout en exigeant »
        Tag::Pronoun | Tag::Determiner | Tag::Adverb if unit.lower(next) == "tout" && unit.lower(next + 1) == "en" => {
            true
        }
        Tag::Pronoun => matches!(unit.lower(next), "ce") && unit.tag(next + 1) == Tag::Relative,
        Tag::Adverb | Tag::Preposition | Tag::Contraction if unit.lower(next) != "ainsi" && !is_against(unit, next) => {
            // « , sans que personne soit remplacé », « , sans succès » belong to what is said.
            let silent = unit.lower(next) == "sans"
                && ((next + 1..next + 4).any(|i| unit.tag(i) == Tag::Infinitive)
                    || (next + 1..next + 5).any(|i| {
                        matches!(
                            unit.words.get(i).map_or("", |w| w.lemma()),
                            "précision" | "détail" | "commentaire" | "explication"
                        )
                    }));
            silent
                || matches!(unit.lower(next), "contrairement" | "selon" | "without" | "unlike")
                || unit.lower(next) == "avant"
                    && matches!(unit.lower(next + 1), "de" | "d'")
                    && (next + 2..next + 5).any(|i| unit.tag(i) == Tag::Infinitive)
                || speech_circumstance(unit, next)
                || complement == Complement::NounPhrase
        }
        Tag::FiniteVerb | Tag::Negation | Tag::ObjectPronoun => {
            // An attribution set off inside the content ends it here; a verb behind an apposition goes on with it.
            // « affirme que A, assure que B et promet C »
            let own = |g| set_off(unit, g) || unit.tag(next) == Tag::FiniteVerb && enumerated(unit, g).is_some();
            complement == Complement::NounPhrase || unit.group_at(next).is_some_and(own)
        }
        // « réclame un arbitrage, « et vite ». », but « Selon X, qui a réclamé une grève, « A ». »
        // « dénonce un projet coûteux, « conçu sans les élus », mais salue A »
        Tag::Quotation
            if unit.tag(next + 1) == Tag::Comma
                && unit.tag(next + 2) == Tag::Coordinator
                && complement == Complement::NounPhrase =>
        {
            false
        }
        Tag::Quotation if unit.tag(next + 1) == Tag::Stop && !matches!(unit.lower(0), "selon" | "pour" | "d'après") => {
            false
        }
        // « réclame cinq ans, dont deux ferme, à l'encontre de X »
        _ if is_against(unit, next) => false,
        // « déplore A, des destructions, ainsi que des pannes »
        _ if unit.lower(next) == "ainsi" && unit.lower(next + 1) == "que" && unit.phrase_at(next + 2).is_some() => {
            false
        }
        // « estime que le projet nuit au gouvernement, qu'il accuse d'avoir menti »: what he says besides.
        Tag::Subordinator => {
            contrast(lexicon, unit, next) || complement == Complement::NounPhrase || accuses_besides(unit, next)
        }
        // « invoque un audit complet, conduit en mars par un cabinet »
        Tag::PastParticiple if complement == Complement::NounPhrase => !closes_with(unit, next),
        _ => complement == Complement::NounPhrase && !list_goes_on(unit, next),
    }
}

/// True where some of what was counted before are counted at word `i`: *320 emplois, **dont les deux tiers** sur place*.
fn counts_some(unit: &Unit, i: usize) -> bool {
    unit.lower(i) == "dont" && !unit.has_finite(i..next_mark(unit, i))
}

/// True for a relative at word `i` by which whoever speaks reports on what he has just named: *, **qu'il accuse** d'avoir menti*.
fn accuses_besides(unit: &Unit, i: usize) -> bool {
    let he = matches!(unit.lower(i), "que" | "qu'") && matches!(unit.lower(i + 1), "il" | "elle" | "ils" | "elles");
    let verb = unit
        .group_at(i + 2)
        .filter(|_| he && unit.phrase_ending(i - 1).is_some());
    verb.is_some_and(|g| {
        unit.cues_of(g)
            .any(|c| c.verb.strong && !c.verb.target_links.is_empty())
    })
}

/// True where a conjunction between two words opens a clause that has no verb yet.
fn wants_verb(unit: &Unit, start: usize, end: usize) -> bool {
    let that = (start + 1..end)
        .rev()
        .find(|&i| matches!(unit.tag(i), Tag::Subordinator | Tag::Relative));
    that.is_some_and(|that| !unit.has_finite(that..end))
}

/// True where a part of what was said before is pointed out at word `i`: *la modération, **notamment** pour le pain*, ***en particulier** la nuit*.
fn narrows(unit: &Unit, i: usize) -> bool {
    let points = matches!(
        unit.lower(i),
        "notamment" | "surtout" | "particulièrement" | "principalement"
    ) || matches!(
        (unit.lower(i), unit.lower(i + 1)),
        ("en", "particulier") | ("y", "compris")
    );
    let silent = |end: usize| !unit.has_finite(i..end) && !(i..end).any(|j| unit.tag(j) == Tag::PresentParticiple);
    points && silent(next_mark(unit, i))
}

/// True where whom a demand goes against stands at word `i`: *cinq ans, dont deux ferme, **à l'encontre** de X*; not another count, *contre 900*.
fn is_against(unit: &Unit, i: usize) -> bool {
    unit.lower(i) == "contre"
        && unit
            .phrase_at(i + 1)
            .is_some_and(|p| apposition::is_somebody(unit, p) && unit.tag(p.words.start) != Tag::Numeral)
        || unit.lower(i) == "à" && unit.lower(i + 2) == "encontre"
}

/// True where a participle at word `i` and what goes with it close the sentence.
fn closes_with(unit: &Unit, i: usize) -> bool {
    let end = next_mark(unit, i);
    unit.tag(end) == Tag::Stop && !unit.has_finite(i..end)
}

/// *lors d'une conférence de presse*, *dans un communiqué*, *devant la presse*: where it was said, not what.
fn speech_circumstance(unit: &Unit, i: usize) -> bool {
    let opens = matches!(
        unit.lower(i),
        "dans" | "lors" | "devant" | "via" | "à" | "sur" | "in" | "during" | "on" | "at"
    );
    // A circumstance in the middle of the clause, « avaient accepté, sur proposition de X, une trêve », belongs to it.
    if !opens || unit.words[i..].iter().any(|w| w.tag == Tag::Comma) {
        return false;
    }
    let start = if matches!(unit.lower(i + 1), "de" | "d'") {
        i + 2
    } else {
        i + 1
    };
    unit.phrase_at(start)
        .or_else(|| unit.phrase_at(i + 1))
        .is_some_and(|phrase| {
            let head = unit.words[phrase.head].class();
            matches!(head, Some(NounClass::Document | NounClass::Speech)) && !is_time(unit, phrase)
        })
}

/// True where somebody at word `i` is told to say something meanwhile: *, **l'union réclamant** une enquête*.
fn meanwhile(unit: &Unit, i: usize) -> bool {
    reports(unit, i).is_some_and(|g| unit.tag(unit.groups[g].head) == Tag::PresentParticiple)
}

/// The verb by which somebody at word `i` is told to say something.
fn reports(unit: &Unit, i: usize) -> Option<usize> {
    let somebody = unit
        .phrase_at(i)
        .filter(|p| apposition::is_somebody(unit, p) || unit.words[p.head].acronym)?;
    let verb = unit.group_at(somebody.words.end)?;
    unit.cues_of(verb).any(|cue| cue.verb.strong).then_some(verb)
}

/// True where a participle with its clitic, or behind *en*, reports something more at word `i`: ***leur signalant** que A*, ***en précisant** que A*.
fn reports_on(unit: &Unit, i: usize) -> bool {
    let verb = i + usize::from(matches!(unit.lower(i), "en" | "lui" | "leur"));
    let group = unit.group_at(i).or_else(|| unit.group_at(verb)).filter(|_| verb > i);
    group.is_some_and(|g| {
        let says = |c: &VerbCue| c.verb.strong && matches!(unit.lower(c.words.end), "que" | "qu'");
        unit.tag(unit.groups[g].head) == Tag::PresentParticiple && unit.cues_of(g).any(says)
    })
}

/// Words over which the first member of a list may be parted from its *de*.
const REACH: usize = 6;

/// True for the *de* that links what is reported to its verb.
fn links(unit: &Unit, i: usize) -> bool {
    matches!(unit.lower(i), "de" | "d'")
}

/// True where the comma before word `i` separates members of a list each of which its *de* links: *d'exécutions, **de pillages et de viols***.
fn linked_list(unit: &Unit, mut i: usize) -> bool {
    /// Members that such a list may have.
    const MEMBERS: usize = 8;
    for _ in 0..MEMBERS {
        if !links(unit, i) && !matches!(unit.lower(i), "des" | "du") {
            return false;
        }
        let own = noun_phrase(&unit.words, i + 1);
        let Some(member) = own.or_else(|| noun_phrase(&unit.words, i)) else {
            return false;
        };
        let end = member.words.end;
        // The noun phrase took the last member along: « de pillages et de viols ».
        if member.words.clone().any(|j| is_and(unit, j)) {
            return true;
        }
        match unit.tag(end) {
            Tag::Comma => i = end + 1,
            Tag::Coordinator => return links(unit, end + 1) || matches!(unit.lower(end + 1), "des" | "du"),
            _ => return false,
        }
    }
    false
}

/// True where the noun before a comma has several complements, one of them before it: *la fermeture de l'école**,** de la poste et du guichet*.
fn own_complements(unit: &Unit, start: usize, comma: usize) -> bool {
    let linked = |i: usize| links(unit, i) || matches!(unit.lower(i), "du" | "des");
    let noun = unit.phrase_ending(comma).filter(|p| p.head >= start);
    noun.is_some_and(|p| (p.head + 1..comma).any(linked)) && linked_list(unit, comma + 1)
}

/// A noun phrase with what a preposition adds to it: *les violences **contre les écoles***.
fn with_complement(unit: &Unit, phrase: &NounPhrase) -> NounPhrase {
    let link = phrase.words.end;
    let linked = matches!(unit.lower(link), "contre" | "envers" | "entre" | "pour");
    let end = unit
        .phrase_at(link + 1)
        .filter(|_| linked)
        .map_or(link, |p| p.words.end);
    NounPhrase {
        words: phrase.words.start..end,
        ..phrase.clone()
    }
}

/// True where the comma before word `i` separates members of a list that ends in *et* or *ainsi que*: *A, B et C*.
pub fn list_goes_on(unit: &Unit, mut i: usize) -> bool {
    if counts_in_place(unit, i) {
        return true;
    }
    for _ in 0..6 {
        // « évoque « un texte », « des mesures » et « une méthode » »
        let quotation = (unit.tag(i) == Tag::Quotation && i < unit.words.len()).then(|| NounPhrase::word(i));
        let Some(phrase) = unit.phrase_at(i).or(quotation.as_ref()) else {
            return false;
        };
        let phrase = &with_complement(unit, phrase);
        match unit.tag(phrase.words.end) {
            Tag::Comma if unit.lower(phrase.words.end + 1) == "ainsi" && unit.lower(phrase.words.end + 2) == "que" => {
                return unit.phrase_at(phrase.words.end + 3).is_some();
            }
            Tag::Comma if unit.tag(phrase.words.end + 1) != Tag::Coordinator => i = phrase.words.end + 1,
            Tag::Comma => return unit.phrase_at(phrase.words.end + 2).is_some(),
            // « un salaire ou encore des logements »
            Tag::Coordinator => {
                let last = phrase.words.end + 1 + usize::from(unit.lower(phrase.words.end + 1) == "encore");
                return unit.tag(last) == unit.tag(phrase.words.start)
                    && (quotation.is_some() || unit.phrase_at(last).is_some());
            }
            _ => return false,
        }
    }
    false
}

/// True where a count with its place stands at word `i`: *5 000 marcheurs à Lyon, **3 000 à Grenoble***.
fn counts_in_place(unit: &Unit, i: usize) -> bool {
    let end = unit.phrase_at(i).map_or(i + 1, |phrase| phrase.words.end);
    unit.tag(i) == Tag::Numeral
        && matches!(unit.lower(end), "à" | "au" | "aux" | "en" | "dans")
        && unit.phrase_at(end + 1).is_some_and(|place| place.name.is_some())
}
