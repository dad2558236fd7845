//! What kind of thing the object of a reporting verb is: what can be said, granted, judged or counted.

mod thing;

use super::apposition;
use super::scope::Scope;
use super::subject;
use super::unit::{Unit, VerbCue};
use crate::lexicon::{NounClass, Tense};
use crate::text::phrase::noun_phrase;
use crate::text::tag::Tag;
use thing::{is_casualty, is_deed, is_fault};
pub(super) use thing::{is_closed_off, is_count, is_tally_noun};

/// *a compté 300 marcheurs*, *n'en a compté que 210*, *en comptait neuf*, *en compte, elle, neuf*, *compte encore 12 blessés*: who counts;
/// *compte 300 membres* has them.
pub fn is_tallied(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    let group = &unit.groups[cue.group];
    if cue.verb.head != "compter" || !begins_with_number(unit, from) {
        return false;
    }
    let of_them = group.words.clone().any(|i| unit.lower(i) == "en");
    // Set against another count: by a word that tells when it holds, a pronoun that stresses who counts, or behind a semicolon.
    let now = ["désormais", "maintenant", "aujourd'hui", "présent"]
        .iter()
        .any(|word| (group.words.end..from).any(|i| unit.lower(i) == *word));
    let stressed = now
        || (group.words.start.saturating_sub(3)..from)
            .any(|i| matches!(unit.tag(i), Tag::Pronoun | Tag::SubjectPronoun) && unit.tag(i + 1) == Tag::Comma)
        || (0..group.words.start).any(|i| unit.tag(i) == Tag::Semicolon);
    let counted = (from..(from + 4).min(unit.words.len())).any(|i| {
        let lemma = unit.words[i].lemma();
        is_casualty(lemma)
            || matches!(lemma, "manifestant" | "participant" | "marcheur")
            || &*unit.words[i].lower == "%"
    });
    // « Le maire en compte 900 »: a person has no such number.
    let person = || {
        subject::before(unit, cue.group).is_some_and(|s| {
            matches!(
                unit.words[s.phrase.head].class(),
                Some(NounClass::Office | NounClass::Person)
            ) && unit.words[s.phrase.head].reading().and_then(|r| r.plural) != Some(true)
        })
    };
    unit.tag(group.head) == Tag::PastParticiple
        || of_them && person()
        || of_them && (group.tense == Tense::Imperfect || stressed)
        || counted
}

/// True where a number, or a bound and a number, begins at word `i`: *au moins 12*.
fn begins_with_number(unit: &Unit, i: usize) -> bool {
    let bound = matches!(unit.lower(i), "plus" | "moins" | "près" | "environ" | "au" | "quelque");
    unit.tag(i) == Tag::Numeral || bound && (i + 1..i + 4).any(|i| unit.tag(i) == Tag::Numeral)
}

/// *reconnaît désormais quatre morts*, *concède une erreur*, *avoue des lacunes*: what is granted is a toll or a fault, nobody's face and no prize.
pub fn is_granted(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    if !matches!(
        cue.verb.head,
        "reconnaître"
            | "concéder"
            | "avouer"
            | "confesser"
            | "assumer"
            | "admettre"
            | "noter"
            | "relever"
            | "constater"
    ) {
        return false;
    }
    let Some(phrase) = noun_phrase(&unit.words, from) else {
        return false;
    };
    let head = unit.words[phrase.head].lemma();
    let indefinite = matches!(
        unit.lower(from),
        "un" | "une" | "des" | "son" | "sa" | "ses" | "leur" | "leurs" | "certains" | "certaines"
    );
    // « La direction en reconnaît sept »
    let group = &unit.groups[cue.group];
    let of_them = group.words.clone().any(|i| unit.lower(i) == "en");
    // « reconnaît un surcoût de 14 millions », « concède une baisse de 3 % »; a man of 40 years is nothing granted.
    let sized = (phrase.head + 1..phrase.words.end)
        .any(|i| matches!(unit.lower(i), "de" | "d'") && begins_with_number(unit, i + 1))
        && !unit.words[phrase.head].class().is_some_and(NounClass::is_somebody);
    // « admet la mort de quatre soldats », « reconnaît la perte de deux chars »; a doctor finds that somebody is dead.
    let death = matches!(head, "mort" | "perte" | "décès" | "disparition")
        && matches!(unit.lower(from), "la" | "sa" | "le" | "son")
        && !matches!(cue.verb.head, "noter" | "relever" | "constater")
        && matches!(unit.lower(phrase.head + 1), "de" | "d'")
        && (begins_with_number(unit, phrase.head + 2) || matches!(unit.lower(phrase.head + 2), "un" | "une"));
    // « reconnaît la présence de son client »
    let fact = matches!(cue.verb.head, "reconnaître" | "avouer" | "admettre")
        && matches!(
            unit.lower(from),
            "la" | "l'" | "le" | "les" | "sa" | "son" | "ses" | "leur" | "leurs"
        )
        && (head == "culpabilité"
            || is_deed(head)
            || matches!(
                head,
                "présence" | "existence" | "implication" | "participation" | "rôle"
            ) && matches!(unit.lower(phrase.head + 1), "de" | "d'" | "du" | "des"));
    // « reconnaît un tir »; a doctor finds blows.
    let owns = matches!(cue.verb.head, "reconnaître" | "avouer" | "admettre" | "concéder");
    death
        || fact
        || begins_with_number(unit, from) && (of_them || is_casualty(head) || is_fault(head))
        || indefinite && (is_fault(head) || sized || owns && is_deed(head))
}

/// *parle d'un accident*, *parlent de tirs nourris*: what it was for the speaker; *parle du roman*, *parle d'une voix douce* report nothing.
pub fn is_spoken_of(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    let group = &unit.groups[cue.group];
    if cue.verb.head != "parler"
        || subject::is_subordinate(unit, cue.group)
        || cue.verb.noun_link != "de"
        || !matches!(group.tense, Tense::Present | Tense::Imperfect)
        || !matches!(unit.lower(from - 1), "de" | "d'")
    {
        return false;
    }
    let Some(phrase) = noun_phrase(&unit.words, from) else {
        return false;
    };
    let head = &unit.words[phrase.head];
    let plural = head.reading().and_then(|r| r.plural) == Some(true);
    let indefinite = matches!(unit.lower(from), "un" | "une") || unit.tag(from) != Tag::Determiner && plural;
    indefinite
        && head.tag == Tag::Noun
        && !head.capital
        && !matches!(
            head.lemma(),
            "voix" | "ton" | "chose" | "livre" | "film" | "air" | "sujet" | "autre"
        )
}

/// *se souvient d'un voisin qui criait*, *se rappelle six policiers penchés sur lui*: a scene with its doer; *se souvient de la fête* tells none.
pub fn is_recalled(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    let indefinite = matches!(unit.lower(from), "un" | "une" | "des") || unit.tag(from) == Tag::Numeral;
    matches!(cue.verb.lemma, "se souvenir" | "se rappeler")
        && indefinite
        && noun_phrase(&unit.words, from).is_some_and(|phrase| {
            let end = phrase.words.end;
            let does = |i: usize| {
                matches!(
                    unit.tag(i),
                    Tag::PastParticiple | Tag::PresentParticiple | Tag::Infinitive
                ) || unit.lower(i) == "qui"
            };
            does(end) || does(end - 1)
        })
}

/// *juge l'offre insuffisante*, *estime la facture exagérée*: what it is to the speaker; *juge trois hommes* is a trial.
pub fn is_judged(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    // « un chiffre qu'il qualifie de définitif »
    if cue.verb.head == "qualifier" && matches!(unit.tag(from), Tag::Adjective | Tag::PastParticiple) {
        return true;
    }
    if !matches!(cue.verb.head, "juger" | "estimer")
        || !matches!(
            unit.lower(from),
            "le" | "la" | "l'" | "les" | "ce" | "cet" | "cette" | "ces"
        )
    {
        return false;
    }
    noun_phrase(&unit.words, from).is_some_and(|phrase| {
        let last = phrase.words.end;
        let quality = |i: usize| matches!(unit.tag(i), Tag::Adjective | Tag::PastParticiple);
        let person = unit.words[phrase.head].class().is_some_and(NounClass::is_somebody);
        // « estime le projet trop cher »
        let behind = last + usize::from(unit.tag(last) == Tag::Adverb);
        !person && (quality(last - 1) && last > phrase.head + 1 || quality(behind))
    })
}

/// True for a sum that somebody can offer or want: money or a share, not three coffees.
pub fn is_sum(unit: &Unit, words: std::ops::Range<usize>) -> bool {
    unit.words[words].iter().any(|w| {
        w.lower.chars().filter(char::is_ascii_digit).count() >= 3
            || w.lower == "%"
            || matches!(
                w.lemma(),
                "euro" | "dollar" | "franc" | "million" | "milliard" | "mille"
            )
    })
}

/// *donne un bilan de 12 morts*, *maintient le chiffre de 300 familles*: a toll with its number.
pub fn is_tally(unit: &Unit, from: usize) -> bool {
    let Some(phrase) = noun_phrase(&unit.words, from) else {
        return false;
    };
    is_tally_noun(unit.words[phrase.head].lemma())
        && (phrase.head + 1..phrase.head + 4)
            .any(|i| matches!(unit.lower(i), "de" | "d'") && begins_with_number(unit, i + 1))
}

/// True for an object that is itself said or thought: *l'hypothèse d'un sabotage*, *ces critiques*.
pub fn is_said(scope: &Scope, from: usize) -> bool {
    let unit = scope.unit;
    let Some(phrase) = noun_phrase(&unit.words, from) else {
        return false;
    };
    let head = &unit.words[phrase.head];
    let determined = unit.tag(from) == Tag::Determiner;
    determined
        && head.tag == Tag::Noun
        && (scope
            .lexicon
            .cue_noun(head.lemma())
            .is_some_and(|noun| noun.class == NounClass::Speech)
            || matches!(
                head.lemma(),
                "scénario" | "piste" | "polémique" | "responsabilité" | "date" | "version" | "évaluation" | "échéance"
            )
            || is_tally(unit, from))
}

/// *a rejeté des solvants dans la rivière*, *rejetait du mercure*: a thing and where it went, or some of a substance.
pub fn is_discharged(unit: &Unit, from: usize) -> bool {
    let substance = unit.lower(from) == "du" || unit.lower(from) == "de" && matches!(unit.lower(from + 1), "la" | "l'");
    let partitive = matches!(unit.lower(from), "du" | "des" | "de") || unit.tag(from) == Tag::Numeral;
    partitive
        && noun_phrase(&unit.words, from).is_some_and(|p| {
            let said = unit.words[p.head].class() == Some(NounClass::Speech);
            substance && !said || matches!(unit.lower(p.words.end), "dans" | "vers" | "sur" | "à" | "en")
        })
}

/// True where people or a body are named.
pub fn names_somebody(unit: &Unit, from: usize) -> bool {
    noun_phrase(&unit.words, from).is_some_and(|p| p.name.is_some() || apposition::is_somebody(unit, &p))
}

/// True where people are named, no quality or deed of theirs.
pub fn names_people(unit: &Unit, from: usize) -> bool {
    noun_phrase(&unit.words, from).is_some_and(|p| {
        p.name.is_some() || matches!(unit.words[p.head].class(), Some(NounClass::Person | NounClass::Office))
    })
}

/// True where the words tell the hour: *l'explosion à 5h20*, *à 5 heures*.
pub fn has_clock(unit: &Unit, words: std::ops::Range<usize>) -> bool {
    words.clone().skip(1).any(|i| {
        let (key, next) = (unit.lower(i), unit.lower(i + 1));
        let hour = key.starts_with(|c: char| c.is_ascii_digit());
        unit.lower(i - 1) == "à" && hour && (key.contains('h') || matches!(next, "h" | "heure" | "heures"))
    })
}

/// True where the words speak of a toll, a total, a cost.
pub fn is_toll(unit: &Unit, words: std::ops::Range<usize>) -> bool {
    unit.words[words].iter().any(|w| {
        matches!(
            w.lemma(),
            "bilan"
                | "nombre"
                | "total"
                | "coût"
                | "facture"
                | "estimation"
                | "chiffre"
                | "montant"
                | "décompte"
                | "passif"
                | "déficit"
                | "poids"
                | "volume"
                | "quantité"
                | "surface"
                | "superficie"
                | "part"
                | "proportion"
                | "taux"
                | "préjudice"
                | "dommage"
                | "dégât"
                | "perte"
                | "dette"
                | "enveloppe"
                | "indemnité"
                | "dotation"
                | "budget"
                | "effectif"
                | "participation"
                | "durée"
                | "addition"
                | "ardoise"
                | "prix"
                | "hauteur"
                | "largeur"
                | "longueur"
                | "profondeur"
                | "vitesse"
                | "affluence"
                | "fréquentation"
                | "prévision"
                | "comptage"
                | "recensement"
                | "tonnage"
                | "débit"
                | "âge"
        )
    })
}

/// *a proposé la création d'une commission*: something to be done, named by its verb's noun; *propose un menu* offers.
pub fn is_to_be_done(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    if cue.verb.head != "proposer" {
        return false;
    }
    // « propose un moratoire », « a proposé une médiation »: what parties offer one another, no menu.
    if matches!(unit.lower(from), "un" | "une") {
        return noun_phrase(&unit.words, from).is_some_and(|phrase| is_settlement(unit.words[phrase.head].lemma()));
    }
    if !matches!(unit.lower(from), "le" | "la" | "l'") {
        return false;
    }
    noun_phrase(&unit.words, from).is_some_and(|phrase| {
        let head = unit.words[phrase.head].lemma();
        let act = ["tion", "sion", "ment", "ture", "age"]
            .iter()
            .any(|end| head.ends_with(end))
            || matches!(
                head,
                "report" | "retrait" | "envoi" | "gel" | "arrêt" | "maintien" | "départ" | "mise" | "tenue" | "reprise"
            );
        let of = unit
            .words
            .get(phrase.head + 1)
            .is_some_and(|w| matches!(&*w.lower, "de" | "d'" | "du" | "des"));
        act && (of || head == "mise")
    })
}

/// True for what is proposed between parties or by those who govern.
fn is_settlement(lemma: &str) -> bool {
    matches!(
        lemma,
        "trêve"
            | "cessez-le-feu"
            | "moratoire"
            | "référendum"
            | "médiation"
            | "compromis"
            | "dialogue"
            | "sommet"
            | "armistice"
            | "échange"
            | "retrait"
            | "calendrier"
            | "audit"
            | "mémorial"
            | "commission"
            | "enquête"
            | "réforme"
            | "loi"
            | "amendement"
            | "table"
            | "hausse"
            | "baisse"
            | "augmentation"
            | "réduction"
            | "indemnité"
            | "indemnisation"
            | "prime"
            | "report"
            | "gel"
            | "vote"
            | "scrutin"
            | "réunion"
            | "rencontre"
            | "plafond"
            | "taxe"
            | "impôt"
            | "fonds"
            | "pacte"
            | "accord"
            | "plan"
    )
}

/// True for what is voted or ruled on: a bill, an appeal, an agreement.
pub fn is_put_to_vote(lemma: &str) -> bool {
    matches!(
        lemma,
        "projet"
            | "loi"
            | "texte"
            | "motion"
            | "amendement"
            | "recours"
            | "requête"
            | "demande"
            | "appel"
            | "pourvoi"
            | "budget"
            | "proposition"
            | "référé"
            | "résolution"
            | "dossier"
            | "plainte"
            | "réforme"
            | "accord"
    )
}

/// *L'Assemblée a rejeté le projet de loi*, *la cour écarte le recours*: a body that votes or judges acts on what it has before it.
pub fn is_ruled_on(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    let before_it = noun_phrase(&unit.words, from).is_some_and(|p| is_put_to_vote(unit.words[p.head].lemma()));
    let rules = |subject: &subject::Subject| {
        matches!(
            unit.words[subject.phrase.head].lemma(),
            "assemblée"
                | "sénat"
                | "parlement"
                | "chambre"
                | "tribunal"
                | "cour"
                | "conseil"
                | "juge"
                | "juridiction"
                | "commission"
                | "congrès"
                | "député"
                | "sénateur"
                | "élu"
                | "magistrat"
                | "électeur"
                | "justice"
        )
    };
    before_it
        && matches!(cue.verb.head, "rejeter" | "écarter" | "récuser" | "infirmer")
        && subject::before(unit, cue.group).is_some_and(|s| rules(&s))
}

/// True for an object that can be said: no person, no count of goods (*rappelle un lot de jouets*).
pub fn is_thing(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    let Some(phrase) = noun_phrase(&unit.words, from) else {
        return false;
    };
    let class = unit.words[phrase.head].class();
    let definite = matches!(unit.lower(from), "le" | "la" | "l'" | "les");
    // « décrit un homme discret », « dépeignent des ateliers à l'abandon »: of a scene or a road it says nothing.
    if matches!(cue.verb.head, "décrire" | "dépeindre") {
        return matches!(unit.lower(from), "un" | "une" | "des")
            && (phrase.words.len() > 2
                || matches!(unit.tag(phrase.words.end), Tag::Preposition | Tag::PastParticiple))
            && unit.tag(phrase.head) == Tag::Noun;
    }
    if cue.verb.head == "plaider"
        && matches!(
            unit.words[phrase.head].lemma(),
            "cause" | "dossier" | "affaire" | "procès"
        )
    {
        return false;
    }
    // « rappelle le bilan des onze ans passés »
    let record = cue.verb.head == "rappeler" && unit.words[phrase.head].lemma() == "bilan";
    (record || matches!(class, Some(NounClass::Other | NounClass::Speech)))
        && unit.tag(phrase.head) == Tag::Noun
        && !unit.words[phrase.head].capital
        && if cue.verb.head == "rappeler" {
            definite
        } else {
            unit.tag(from) == Tag::Determiner || matches!(unit.lower(from), "un" | "une")
        }
}
