//! Sentences made by rule: one thing said in all the ways that grammar has, and what must come out.

use claims_db::extract::extract;
use claims_db::model::{Form, Lang};
use claims_db::text::analyse;

/// The words of each claim that somebody makes, and by whom.
fn told(text: &str) -> Vec<(Vec<String>, Option<String>)> {
    let drafts = extract(&analyse(text, Lang::FR, 0)).drafts;
    let spoken = drafts.into_iter().filter(|draft| draft.form != Form::Narrator);
    let words = |draft: claims_db::model::Draft| {
        let content = draft.content.iter().map(|span| span.of(text).to_owned()).collect();
        (content, draft.speaker.map(|speaker| speaker.name))
    };
    spoken.map(words).collect()
}

/// When, where, how and to whom it was said stands between the verb and its complement, and is no part of what was said.
#[test]
fn a_circumstance_before_a_complement_leaves_the_claim_as_it_is() {
    let circumstances = [
        "mercredi",
        "mercredi soir",
        "lundi 3 mai",
        "au mois de mai",
        "au début du mois",
        "la semaine dernière",
        "il y a deux jours",
        "ce matin",
        "en fin de journée",
        "à Caen",
        "dans un communiqué",
        "lors d'une conférence de presse",
        "auprès de l'AFP",
        "au micro de RTL",
        "face aux élus",
        "mercredi à l'AFP",
        "par ailleurs",
    ];
    let reports = [
        ("a annoncé", "que le pont fermera"),
        ("juge", "que le pont est solide"),
        ("a promis", "de fermer le pont"),
        ("a assuré", "vouloir partir"),
        ("a annoncé", "la fermeture du pont"),
        ("a dénoncé", "un scandale"),
        ("a accusé", "l'État d'avoir menti"),
        ("a appelé", "les élus à agir"),
        ("a évoqué", "« une erreur »"),
        ("s'est félicité", "de cet accord"),
        ("s'est indigné", "d'une telle lenteur"),
        ("a mis en garde", "contre une pénurie"),
        ("a évalué", "les dégâts à 3 millions d'euros"),
    ];
    for speaker in ["Georges Brun", "La maire de Caen, Anne Brun,", "Les syndicats"] {
        for (cue, complement) in reports {
            let plain = told(&format!("{speaker} {cue} {complement}."));
            assert_eq!(plain.len(), 1, "{speaker} {cue} {complement}");
            for circumstance in circumstances {
                let text = format!("{speaker} {cue} {circumstance} {complement}.");
                assert_eq!(told(&text), plain, "{text}");
            }
        }
    }
}

/// Verbs of one subject, one behind the other, report what each would report alone.
#[test]
fn verbs_of_one_subject_report_what_each_does_alone() {
    let reports = [
        "dénonce un abus",
        "réclame une enquête",
        "exige le retrait du texte",
        "assure que le pont est solide",
        "promet de fermer le pont",
        "demande que le pont soit fermé",
    ];
    let alone = reports.map(|report| told(&format!("La mairie {report}.")));
    for (a, first) in reports.iter().enumerate() {
        for (b, second) in reports.iter().enumerate().filter(|(b, _)| *b != a) {
            for (c, third) in reports.iter().enumerate().filter(|(c, _)| *c != a && *c != b) {
                let text = format!("La mairie {first}, {second} et {third}.");
                assert_eq!(told(&text), [&*alone[a], &*alone[b], &*alone[c]].concat(), "{text}");
            }
        }
    }
}

/// Who says something, where and with which verb, takes nothing from what was said and from whose it is.
#[test]
fn a_clause_is_whole_and_its_speakers_however_it_is_attributed() {
    // As the words stand before a verb, behind one, and the name that they come to.
    let speakers = [
        ("Lucie Dol", "Lucie Dol", "Lucie Dol"),
        (
            "la maire de Caen, Lucie Dol,",
            "la maire de Caen, Lucie Dol",
            "Lucie Dol",
        ),
        ("Lucie Dol, maire de Caen,", "Lucie Dol, maire de Caen", "Lucie Dol"),
        (
            "Lucie Dol, qui dirige l'hôpital,",
            "Lucie Dol, qui dirige l'hôpital",
            "Lucie Dol",
        ),
        ("Lucie Dol (PS)", "Lucie Dol (PS)", "Lucie Dol"),
        (
            "le numéro deux du parti, Paul Roy,",
            "le numéro deux du parti, Paul Roy",
            "Paul Roy",
        ),
        ("Jean-Marc de la Tour", "Jean-Marc de la Tour", "Jean-Marc de la Tour"),
        (
            "un porte-parole de l'armée",
            "un porte-parole de l'armée",
            "porte-parole de l'armée",
        ),
        (
            "la Fédération des pêcheurs",
            "la Fédération des pêcheurs",
            "Fédération des pêcheurs",
        ),
        ("la CFT", "la CFT", "CFT"),
    ];
    let clauses = [
        "le pont n'est pas dangereux",
        "le pont serait fermé",
        "le pont, construit en 1950, est dangereux",
        "le pont qui mène au port est dangereux",
        "le pont, qui mène au port, est dangereux",
        "le pont est dangereux et le tunnel est fermé",
        "le pont est dangereux mais le tunnel reste ouvert",
        "plus de 200 personnes ont été blessées",
        "le pont sera fermé quand les câbles seront usés",
        "le pont, le tunnel et la route sont fermés",
    ];
    let attributed: [fn(&str, &str, &str) -> String; 11] = [
        |before, _, clause| format!("Mardi, {before} a affirmé que {clause}."),
        |before, _, clause| format!("Alors que la colère monte, {before} soutient que {clause}."),
        |before, _, clause| format!("Hier encore, {before} n'a pas caché que {clause}."),
        |before, _, clause| format!("Mais {before} a quitté la salle, affirmant que {clause}."),
        |_, behind, clause| format!("{}, a affirmé {behind}.", sentence(clause)),
        |_, behind, clause| format!("« {} », a affirmé {behind}.", sentence(clause)),
        |_, behind, clause| format!("Selon {behind}, {clause}."),
        |_, behind, clause| format!("{}, selon {behind}.", sentence(clause)),
        |_, behind, clause| format!("Comme l'affirme {behind}, {clause}."),
        |_, behind, clause| format!("{}, comme l'a affirmé {behind}.", sentence(clause)),
        |_, behind, clause| format!("{}. C'est ce qu'affirme {behind}.", sentence(clause)),
    ];
    for (before, behind, name) in speakers {
        for clause in clauses {
            for say in attributed {
                let text = say(before, behind, clause);
                let claims = told(&text);
                let (content, speaker) = claims.first().unwrap_or_else(|| panic!("no claim: {text}"));
                assert_eq!(claims.len(), 1, "{text}");
                assert_eq!(content.join(" ").to_lowercase(), clause, "{text}");
                assert_eq!(speaker.as_deref(), Some(name), "{text}");
            }
        }
    }
}

/// What follows an object takes nothing from it and adds nothing to it.
#[test]
fn an_object_is_whole_whatever_follows_it() {
    let objects = [
        "une mascarade",
        "une mascarade « honteuse »",
        "la fermeture de l'école, de la poste et du guichet",
        "la baisse, jugée brutale, des aides",
        "de nouvelles sanctions contre Moscou",
        "un projet qui menace la forêt",
        "une réforme que personne n'a demandée",
        "plus de 200 violations de la trêve",
        "une mascarade, une honte et un scandale",
        "la mort d'un enfant de 3 ans",
        "l'arrestation de plusieurs opposants, dont Paul Sarr",
        "la création de 500 emplois d'ici à 2030",
        "les propos du ministre sur l'immigration",
    ];
    let reports = [
        "dénonce",
        "a dénoncé",
        "condamne",
        "a exigé",
        "redoute",
        "a annoncé",
        "conteste",
    ];
    let tails = [
        "",
        " dans un communiqué",
        " lors d'une conférence de presse",
        ", alors que la grève continue",
        ", affirmant que le tunnel est fermé",
        ", en rappelant que le tunnel est fermé",
    ];
    for speaker in ["Lucie Dol", "La mairie", "Le préfet de l'Orne, Paul Roy,", "La CFT"] {
        for report in reports {
            for object in objects {
                for tail in tails {
                    let text = format!("{speaker} {report} {object}{tail}.");
                    let claims = told(&text);
                    let (content, _) = claims.first().unwrap_or_else(|| panic!("no claim: {text}"));
                    assert_eq!(content.join(" "), object, "{text}");
                    assert_eq!(claims.len(), 1 + usize::from(tail.contains("tunnel")), "{text}");
                }
            }
        }
    }
}

/// A clause with the capital of a sentence.
fn sentence(clause: &str) -> String {
    let (first, rest) = clause.split_at(1);
    first.to_uppercase() + rest
}
