//! Whether a cue attributes what it introduces, and to whom: to somebody who can speak, and as said.

use super::subject::{Subject, subject_of};
use super::unit::{Unit, VerbCue};
use crate::lexicon::{NounClass, Tense};
use crate::text::tag::Tag;

/// The subject of a cue's verb, if it is somebody or something that the article can let speak: not the reader, not the writer, not *cela*.
pub fn speaker(unit: &Unit, cue: &VerbCue) -> Option<Subject> {
    let subject = subject_of(unit, cue.group)?;
    let head = &unit.words[subject.phrase.head];
    let pronoun = matches!(
        head.tag,
        Tag::SubjectPronoun | Tag::Pronoun | Tag::ObjectPronoun | Tag::Relative
    );
    // « Quelqu'un a inscrit « … » sur la porte »: an inscription.
    if unit.lower(subject.words.start).starts_with("quelqu") && matches!(cue.verb.head, "écrire" | "inscrire") {
        return None;
    }
    let silent = pronoun
        && matches!(
            &*head.lower,
            "je" | "j'"
                | "tu"
                | "nous"
                | "vous"
                | "ce"
                | "c'"
                | "cela"
                | "ceci"
                | "ça"
                | "rien"
                | "tout"
                | "qui"
                | "i"
                | "you"
                | "we"
                | "this"
                | "that"
        );
    // « Il est à noter que », « il convient de rappeler que »: nobody is meant.
    let impersonal = &*head.lower == "il"
        && unit.groups[cue.group].tense == Tense::Infinitive
        && unit.finite_group_before(cue.words.start).is_some_and(|g| {
            [
                "être",
                "falloir",
                "convenir",
                "sembler",
                "paraître",
                "agir",
                "importer",
                "suffire",
                "rester",
            ]
            .iter()
            .any(|lemma| unit.words[unit.groups[g].head].is_form_of(lemma))
        });
    // « il convient de » is impersonal, « il a convenu que » is somebody's.
    let impersonal = impersonal
        || &*head.lower == "il" && cue.verb.head == "convenir" && unit.groups[cue.group].head == cue.words.start;
    (!silent && !impersonal).then_some(subject)
}

/// True where the cue only says what is not said, or is not said yet: *sans préciser si*, *a refusé de dire*, *n'a pas permis d'affirmer*, *devrait annoncer*.
pub fn is_denied(unit: &Unit, cue: &VerbCue) -> bool {
    let group = &unit.groups[cue.group];
    if group.negated {
        return !cue.verb.only_negated;
    }
    if group.tense != Tense::Infinitive || cue.words.start == 0 {
        return false;
    }
    if matches!(unit.lower(cue.words.start - 1), "sans" | "without") {
        // « non sans rappeler A » does.
        return cue.words.start < 2 || unit.lower(cue.words.start - 2) != "non";
    }
    let Some(g) = cue
        .group
        .checked_sub(1)
        .filter(|&g| unit.groups[g].words.end + 2 >= cue.words.start)
    else {
        return false;
    };
    let governor = &unit.groups[g];
    let head = &unit.words[governor.head];
    governor.negated && !head.is_form_of("hésiter") && !head.is_form_of("hesitate")
        || ["refuser", "éviter", "abstenir", "omettre", "oublier", "empêcher"]
            .iter()
            .any(|lemma| head.is_form_of(lemma))
        // « doit annoncer un plan »: not yet; « doit reconnaître que » does.
        || governor.tense == Tense::Present
            && head.is_form_of("devoir")
            && matches!(cue.verb.head, "annoncer" | "dévoiler" | "détailler" | "préciser" | "publier" | "demander")
        // « va annoncer un plan »: not yet.
        || governor.tense == Tense::Present
            && head.is_form_of("aller")
            && matches!(cue.verb.head, "annoncer" | "dévoiler" | "détailler" | "préciser")
        // « vont évaluer les dégâts »
        || head.is_form_of("aller")
            && matches!(cue.verb.head, "évaluer" | "chiffrer" | "calculer" | "estimer" | "recenser" | "dénombrer")
        // « devra dire si »
        || matches!(governor.tense, Tense::Conditional | Tense::Future) && (head.is_form_of("devoir") || head.is_form_of("pouvoir"))
}

/// True for what somebody can or means to say: *compte mettre en cause l'agence*, *a souhaité informer les habitants*.
pub fn is_meant(unit: &Unit, cue: &VerbCue) -> bool {
    if unit.groups[cue.group].tense != Tense::Infinitive {
        return false;
    }
    let mut start = cue.words.start;
    while start > 0 && unit.tag(start - 1) == Tag::Adverb {
        start -= 1;
    }
    let governor = cue
        .group
        .checked_sub(1)
        .map(|g| &unit.groups[g])
        .filter(|g| g.words.end + 1 >= start);
    governor.is_some_and(|g| {
        ["compter", "pouvoir", "entendre", "espérer", "souhaiter"]
            .iter()
            .any(|lemma| unit.words[g.head].is_form_of(lemma))
    })
}

/// Whoever published the text that a relative behind word `before` takes up: *X a diffusé une lettre, aux termes de laquelle*.
pub fn author(unit: &Unit, text: &Subject, before: usize) -> Option<Subject> {
    if unit.words[text.phrase.head].class() != Some(NounClass::Document) {
        return None;
    }
    let verb = unit.finite_group_before(before)?;
    let published = [
        "diffuser",
        "publier",
        "rendre",
        "signer",
        "adresser",
        "envoyer",
        "remettre",
        "transmettre",
        "poster",
        "lire",
        "distribuer",
        "rédiger",
        "produire",
        "communiquer",
    ];
    let head = &unit.words[unit.groups[verb].head];
    (published.iter().any(|lemma| head.is_form_of(lemma)) && !unit.groups[verb].passive)
        .then(|| subject_of(unit, verb))
        .flatten()
        .filter(|s| is_agent(unit, s) && s.words.end <= text.words.start)
}

/// True where the verb tells what something is called, or whom a court heard: *ce qu'ils appellent « … »*, *appelle à la barre X*.
pub fn names_only(unit: &Unit, cue: &VerbCue) -> bool {
    if cue.verb.head != "appeler" {
        return false;
    }
    let start = cue.words.start;
    let called = (start.saturating_sub(6)..start)
        .rev()
        .take_while(|&i| !matches!(unit.tag(i), Tag::Comma | Tag::FiniteVerb | Tag::Stop))
        .any(|i| matches!(unit.lower(i), "que" | "qu'"))
        && unit.lower(start.wrapping_sub(1)) != "que";
    let heard = matches!(unit.lower(cue.words.end), "à" | "au")
        && (cue.words.end + 1..cue.words.end + 3)
            .any(|i| matches!(unit.lower(i), "barre" | "rescousse" | "tribune" | "secours"));
    let asked = matches!(unit.lower(cue.words.end), "à" | "au" | "aux") && !heard;
    heard || called && !asked && unit.lower(cue.words.end) != "que"
}

/// True for an unknown noun that ends as names of actions and qualities do: *le ratissage*, *la bétonisation*.
fn names_action(word: &str) -> bool {
    let word = word.trim_end_matches('s');
    ["age", "tion", "sion", "ment", "ité", "ance", "ence", "isme", "ure"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// True for a subject that can act: a name, a person, a body; not a thing that *annonce* or *dénonce* in a figure of speech.
pub fn is_agent(unit: &Unit, subject: &Subject) -> bool {
    let head = &unit.words[subject.phrase.head];
    let class = head.class();
    // « la protection civile », « la sécurité civile »
    let service = matches!(head.lemma(), "protection" | "sécurité" | "défense" | "aviation")
        && unit.lower(subject.phrase.head + 1) == "civile";
    service
        || subject.phrase.name.is_some()
        || head.capital && head.tag == Tag::Noun
        || matches!(head.tag, Tag::Pronoun | Tag::SubjectPronoun)
        || head.readings.is_empty() && !names_action(&head.lower)
        || matches!(class, Some(c) if !matches!(c, NounClass::Other | NounClass::Speech))
}
