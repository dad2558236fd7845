//! Whether a cue attributes what it introduces, and to whom: to somebody who can speak, and as said.

use super::subject::{Subject, subject_of};
use super::unit::{Unit, VerbCue};
use crate::lexicon::{NounClass, Tense};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;

/// The subject of a cue's verb, if it is somebody or something that the article can let speak: not the reader, not the writer, not *cela*.
pub fn speaker(unit: &Unit, cue: &VerbCue) -> Option<Subject> {
    let subject = counted_by(unit, subject_of(unit, cue.group)?, cue.words.start);
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

/// True for what words are written on.
pub fn is_sign(noun: &str) -> bool {
    matches!(
        noun,
        "affiche"
            | "affichette"
            | "autocollant"
            | "banderole"
            | "calicot"
            | "écriteau"
            | "enseigne"
            | "fronton"
            | "graffiti"
            | "pancarte"
            | "panneau"
            | "prospectus"
            | "réclame"
            | "vitrine"
    )
}

/// *Le bilan communiqué **par la préfecture** fait état de*: whoever drew up a count, for which the count stands before word `before`.
fn counted_by(unit: &Unit, subject: Subject, before: usize) -> Subject {
    let Some(by) = (subject.words.end..before).find(|&i| unit.lower(i) == "par") else {
        return subject;
    };
    let time = |i: usize| unit.phrase_over(i).is_some_and(|p| super::subject::is_time(unit, p));
    let drawn = unit.tag(subject.phrase.words.end - 1) == Tag::PastParticiple
        && super::object::is_count(unit.words[subject.phrase.head].lemma())
        && (subject.words.end..by).all(time);
    let by_whom = unit.phrase_at(by + 1).filter(|p| drawn && p.words.end <= before);
    by_whom
        .map(|p| super::apposition::with_apposition_after(unit, p))
        .filter(|s| is_agent(unit, s))
        .unwrap_or(subject)
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
    if is_caused(unit, cue) {
        return true;
    }
    if matches!(unit.lower(cue.words.start - 1), "sans" | "without") {
        // « non sans rappeler A » does.
        return cue.words.start < 2 || unit.lower(cue.words.start - 2) != "non";
    }
    let Some(g) = cue.group.checked_sub(1).filter(|&g| {
        let end = unit.groups[g].words.end;
        // « n'est pas en mesure d'expliquer A »
        let able = unit.lower(end) == "en" && matches!(unit.lower(end + 1), "mesure" | "état" | "droit");
        end + if able { 3 } else { 2 } >= cue.words.start
    }) else {
        return false;
    };
    let governor = &unit.groups[g];
    let head = &unit.words[governor.head];
    // « Force est de constater que A », « Tout porte à croire que A »: nobody says so.
    let forced = governor.words.start > 0 && unit.lower(governor.words.start - 1) == "force" && head.is_form_of("être");
    if forced || head.is_form_of("porter") && cue.verb.head == "croire" {
        return true;
    }
    let does = ["hésiter", "manquer", "hesitate"];
    governor.negated && !does.iter().any(|lemma| head.is_form_of(lemma))
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

/// The verb that governs an infinitive of saying and tells that it was said: *« … », **est venu** dire X*, ***tient à** préciser X*,
/// *, **a-t-il fini** par le concéder*.
pub fn came_to_say(unit: &Unit, group: usize) -> Option<usize> {
    let verb = &unit.groups[group];
    let governor = group.checked_sub(1)?;
    let head = &unit.groups[governor];
    let near = head.words.end + 1 >= verb.words.start;
    let leads = [
        "venir",
        "tenir",
        "vouloir",
        "croire",
        "finir",
        "empresser",
        "aller",
        "devoir",
        "résoudre",
        "préférer",
        "tenter",
        "essayer",
        "chercher",
        "oser",
        "aimer",
        "plaire",
        "risquer",
        "hasarder",
        "contenter",
        "borner",
        "limiter",
    ]
    .iter()
    .any(|lemma| unit.words[head.head].is_form_of(lemma));
    // « n'hésite pas à dire X », « ne manque pas de rappeler X »
    let dares = ["hésiter", "manquer"]
        .iter()
        .any(|lemma| unit.words[head.head].is_form_of(lemma));
    // « peut-on lire dans le rapport »
    let read = || {
        unit.words[head.head].is_form_of("pouvoir")
            && head.inverted.is_some_and(|i| unit.lower(i) == "on")
            && unit.words[verb.head].lemma() == "lire"
    };
    (verb.tense == Tense::Infinitive
        && near
        && unit.is_finite(governor)
        && (leads && !head.negated || dares && head.negated || read()))
    .then_some(governor)
}

/// True for what something makes people say or think: *faisant craindre le pire*, *laisse penser que*.
fn is_caused(unit: &Unit, cue: &VerbCue) -> bool {
    let start = unit.before_adverbs(cue.words.start);
    ends_with_form_of(unit, start, &["faire", "laisser"])
}

/// True where a verb group of one of these verbs ends right before word `end`.
fn ends_with_form_of(unit: &Unit, end: usize, lemmas: &[&str]) -> bool {
    let verb = unit.group_ending(end).map(|g| &unit.words[unit.groups[g].head]);
    verb.is_some_and(|verb| lemmas.iter().any(|lemma| verb.is_form_of(lemma)))
}

/// Who passed on what the cue reports, and then who said it: *selon l'AFP, citant X*; *a appris l'AFP auprès de X*.
pub fn passed_on(unit: &Unit, cue: &VerbCue, said_by: &mut Subject, end: &mut usize) -> Option<Subject> {
    let pronoun = matches!(unit.tag(said_by.phrase.head), Tag::SubjectPronoun | Tag::Pronoun);
    // « a appris Le Progrès de source policière »: the noun phrase holds both.
    let source = (said_by.words.start + 1..said_by.words.end)
        .find(|&i| matches!(unit.lower(i), "de" | "d'") && unit.lower(i + 1).starts_with("source"));
    if cue.verb.head == "apprendre"
        && !pronoun
        && let Some((told, to)) = super::voice::learned_from(unit, source.unwrap_or(*end))
    {
        if let Some(of) = source {
            said_by.words.end = of;
            said_by.phrase.words.end = of;
        }
        *end = to;
        return Some(std::mem::replace(said_by, told));
    }
    super::apposition::relay(unit, said_by, end)
}

/// True for what somebody can or means to say: *compte mettre en cause l'agence*, *a souhaité informer les habitants*.
pub fn is_meant(unit: &Unit, cue: &VerbCue) -> bool {
    if unit.groups[cue.group].tense != Tense::Infinitive {
        return false;
    }
    let start = unit.before_adverbs(cue.words.start);
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

/// True for what somebody tries or seeks to do: *se sont efforcés de **démonter** les soupçons*, *cherchant à **écarter** les accusations*.
pub fn is_aimed_at(unit: &Unit, cue: &VerbCue) -> bool {
    const AIMS: [&str; 6] = ["chercher", "efforcer", "tenter", "essayer", "tâcher", "entreprendre"];
    let link = cue.words.start.checked_sub(1);
    link.is_some_and(|link| ends_with_form_of(unit, link, &AIMS))
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

/// Whose words a noun of speech with a possessive names: *le maire répète son affirmation*, the subject of the verb before it.
pub fn possessor(unit: &Unit, speech: &NounPhrase) -> Option<Subject> {
    let owned = matches!(unit.lower(speech.words.start), "son" | "sa" | "ses" | "leur" | "leurs");
    let verb = unit.finite_group_before(speech.words.start).filter(|_| owned)?;
    subject_of(unit, verb).filter(|subject| subject.words.end <= speech.words.start)
}

/// True where the verb tells what something is called, or whom a court heard: *ce qu'ils appellent « … »*, *appelle à la barre X*.
pub fn names_only(unit: &Unit, cue: &VerbCue) -> bool {
    let start = cue.words.start;
    let clitic = (start..cue.words.end)
        .any(|i| unit.tag(i) == Tag::ObjectPronoun && matches!(unit.lower(i), "le" | "la" | "l'" | "les"));
    // « tout le monde l'appelle « Doc » », « le panneau le disait « en travaux » »
    if clitic
        && matches!(cue.verb.head, "appeler" | "surnommer" | "baptiser")
        && unit.tag(cue.words.end) == Tag::Quotation
    {
        return true;
    }
    if cue.verb.head != "appeler" {
        return false;
    }
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

/// True for a noun that ends as names of actions and qualities do: *le ratissage*, *la bétonisation*.
pub fn names_action(word: &str) -> bool {
    let word = word.trim_end_matches('s');
    ["age", "tion", "sion", "ment", "ité", "ance", "ence", "isme", "ure"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// True for those who were sent, not for their task: *la mission juge*, *la mission de l'ONU*; not *sa mission*.
pub fn is_mission(unit: &Unit, subject: &Subject) -> bool {
    unit.words[subject.phrase.head].lemma() == "mission"
        && matches!(unit.lower(subject.phrase.words.start), "la" | "cette" | "une")
}

/// True for a noun at word `head` that only its adjective or complement makes a body: *la sécurité civile*, *les forces russes*, *les forces de l'ordre*.
pub fn is_service(unit: &Unit, head: usize) -> bool {
    matches!(unit.lower(head), "forces" | "force")
        && (unit.tag(head + 1) == Tag::Adjective && unit.lower(head) == "forces"
            || matches!(
                unit.lower(head + 1),
                "intérimaire" | "internationale" | "multinationale"
            )
            || matches!(unit.lower(head + 1), "de" | "d'"))
        || matches!(
            unit.words[head].lemma(),
            "protection" | "sécurité" | "défense" | "aviation"
        ) && unit.lower(head + 1) == "civile"
}

/// True for a side of a trial: *La défense plaide la relaxe*, *l'accusation*.
pub fn is_party(unit: &Unit, subject: &Subject) -> bool {
    let phrase = &subject.phrase;
    matches!(unit.lower(phrase.head), "défense" | "accusation")
        && phrase.head == phrase.words.start + 1
        && phrase.words.end == phrase.head + 1
        && matches!(unit.lower(phrase.words.start), "la" | "l'")
}

/// True for a subject that can act: a name, a person, a body; not a thing that *annonce* or *dénonce* in a figure of speech.
pub fn is_agent(unit: &Unit, subject: &Subject) -> bool {
    let head = &unit.words[subject.phrase.head];
    let class = head.class();
    // « Les mêmes réclament », « un autre accuse »
    let elliptic = matches!(&*head.lower, "même" | "mêmes" | "autre" | "autres")
        && subject.phrase.words.end == subject.phrase.head + 1
        && subject.phrase.head > subject.phrase.words.start;
    let party = is_party(unit, subject);
    // « Des voix internationales exhortent »
    let voices = &*head.lower == "voix"
        && matches!(
            unit.lower(subject.phrase.words.start),
            "des" | "plusieurs" | "certaines" | "quelques" | "de"
        );
    is_service(unit, subject.phrase.head)
        || party
        || voices
        || elliptic
        || is_mission(unit, subject)
        || subject.phrase.name.is_some()
        || subject
            .apposition
            .as_ref()
            .is_some_and(|name| super::apposition::is_full_name(unit, name))
        || head.capital && head.tag == Tag::Noun
        || matches!(head.tag, Tag::Pronoun | Tag::SubjectPronoun)
        || head.readings.is_empty() && !names_action(&head.lower)
        || matches!(class, Some(c) if !matches!(c, NounClass::Other | NounClass::Speech))
}
