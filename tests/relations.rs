//! Relations are found as claims arrive, and the same from nothing; what a person decided stays.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::path::{Path, PathBuf};

use claims_db::error::Error;
use claims_db::library::{self, Inputs, Library};
use claims_db::model::*;
use corpus::Corpus;
use tempfile::TempDir;

const TOLL: &str = "Devant le Parlement de l'Arménie, après les combats de Djermouk, Nikol Pachinian affirme que 49 soldats arméniens ont été tués mardi.";
const OTHER: &str = "À Bakou, après les combats de Djermouk, en Arménie, Hikmet Hajiyev affirme que 105 soldats arméniens ont été tués mardi.";
const AGREEING: &str =
    "Après les combats de Djermouk, Moscou, qui suit l'Arménie, affirme que 49 soldats arméniens ont été tués mardi.";

fn article(source: &str, identity: &str, body: &str) -> NewArticle {
    NewArticle {
        identity: identity.into(),
        url: None,
        source: source.into(),
        published: Some("2022-09-14".parse().unwrap()),
        lang: Some(Lang::FR),
        title: None,
        author: None,
        body: body.into(),
    }
}

fn index(library: &mut Library, articles: Vec<NewArticle>) {
    let inputs = Inputs::articles(articles.into_iter().map(Ok));
    library.index(inputs, 1, |_| Ok::<(), Error>(())).unwrap();
}

fn fresh() -> (TempDir, Library, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("claims.db");
    let library = Library::open(&path, None).unwrap();
    (dir, library, path)
}

fn disputing() -> Vec<NewArticle> {
    vec![article("Le Courrier", "a", TOLL), article("La Gazette", "b", OTHER)]
}

/// Every relation: its kind, its type and its claims.
fn relations(library: &Library) -> Vec<String> {
    let mut all: Vec<String> = library
        .relations(&[], None, None)
        .unwrap()
        .map(|relation| {
            let relation = relation.unwrap();
            format!(
                "{} {:?} {} {}: {}",
                relation.kind, relation.conflict, relation.a.id, relation.b.id, relation.explanation
            )
        })
        .collect();
    all.sort();
    all
}

/// Claims with a status, by list and by search.
fn with_status(library: &mut Library, status: Status) -> (usize, usize) {
    let filter = Filter {
        status: vec![status],
        ..Filter::default()
    };
    let found = library
        .search(&format!("status:{status}"), &Filter::default(), Default::default())
        .unwrap();
    (library.count(&filter).unwrap(), found.total)
}

fn sql(path: &Path, statement: &str) {
    rusqlite::Connection::open(path)
        .unwrap()
        .execute_batch(statement)
        .unwrap();
}

#[test]
fn a_contradiction_disputes_both_sides_until_one_is_gone() {
    let (_dir, mut library, _) = fresh();
    index(&mut library, disputing());
    let found = relations(&library);
    assert!(
        found.len() == 1 && found[0].starts_with("contradicts Some(Figure)"),
        "{found:?}"
    );
    assert_eq!(with_status(&mut library, Status::Disputed), (2, 2));
    index(&mut library, vec![article("La Gazette", "b", "Il pleut sur Bakou.")]);
    assert!(relations(&library).is_empty());
    assert_eq!(with_status(&mut library, Status::Disputed), (0, 0));
    // The words come back, and with them what they say against the other.
    index(&mut library, vec![article("La Gazette", "b", OTHER)]);
    assert_eq!(relations(&library), found);
    assert_eq!(with_status(&mut library, Status::Disputed), (2, 2));
}

#[test]
fn relations_are_the_same_from_nothing_and_again() {
    let (_dir, mut library, path) = fresh();
    index(&mut library, disputing());
    let found = relations(&library);
    let revision = library.stats().unwrap().revision;
    index(&mut library, disputing());
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(library.stats().unwrap().revision, revision);
    assert_eq!(relations(&library), found);
    drop(library);
    sql(
        &path,
        "DELETE FROM relation; DELETE FROM claim_key; DELETE FROM origin; DELETE FROM origin_band; UPDATE claim SET status = 'unverified'",
    );
    let mut library = Library::open(&path, None).unwrap();
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(relations(&library), found);
    assert_eq!(with_status(&mut library, Status::Disputed).0, 2);
}

#[test]
fn texts_analysed_again_come_out_the_same_whoever_was_named_since() {
    let (_dir, mut library, _) = fresh();
    let news = [
        "Le barrage de Lorge inquiète. Odile Marchenoir a affirmé que le barrage tiendra tout l'hiver.",
        "Odile Marchenoir, directrice de la Compagnie des eaux, a affirmé que les vannes de Lorge sont fermées.",
        "Odile Marchenoir a assuré que la digue de Belz a été réparée en mai.",
        // A namesake: from here on the name alone says no longer who it is.
        "Odile Marchenoir, avocate du Syndicat des pêcheurs, a déclaré que la pêche reprendra en juin.",
    ];
    let articles = (1..).zip(news);
    index(
        &mut library,
        articles
            .map(|(n, body)| article("Le Courrier", &n.to_string(), body))
            .collect(),
    );
    let speakers = |library: &Library| -> Vec<(String, Option<i64>)> {
        let claims = library.list(&Filter::default(), None).unwrap();
        let claims = claims.map(|claim| claim.unwrap());
        claims
            .map(|claim| (claim.article, claim.speaker.map(|speaker| speaker.key)))
            .collect()
    };
    let (before, revision) = (speakers(&library), library.stats().unwrap().revision);
    let mut keys: Vec<_> = before.iter().map(|(_, key)| key.unwrap()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((before.len(), keys.len()), (4, 2), "{before:?}");
    assert_eq!(library.extract_again(1, |_| ()).unwrap(), (4, 0));
    assert_eq!(
        (speakers(&library), library.stats().unwrap().revision),
        (before, revision)
    );
}

/// What only one of two sorted lists has.
fn differences(a: &[String], b: &[String]) -> Vec<String> {
    let only = |mark: &str, a: &[String], b: &[String]| -> Vec<String> {
        let gone = a.iter().filter(|line| b.binary_search(line).is_err());
        gone.map(|line| format!("{mark} {line}")).collect()
    };
    [only("-", a, b), only("+", b, a)].concat()
}

/// Synthetic news with reprints, and some of its articles again with another end.
fn news() -> Vec<NewArticle> {
    let mut news: Vec<NewArticle> = Corpus::new(3).take(110).collect();
    let mended = news.iter().step_by(9).map(|article| NewArticle {
        body: format!("{}\n\nLe maire de Corville a démenti.", article.body),
        ..article.clone()
    });
    let mended: Vec<NewArticle> = mended.collect();
    news.splice(60..60, mended.into_iter().take(6));
    news.extend(Corpus::new(3).skip(110).take(40));
    news
}

#[test]
fn what_is_stored_already_is_not_analysed_again() {
    let (_dir, mut library, _) = fresh();
    let mut told = |articles: Vec<NewArticle>| {
        let inputs = Inputs::articles(articles.into_iter().map(Ok));
        let totals = library.index(inputs, 2, |_| Ok::<(), Error>(())).unwrap();
        (totals.articles, totals.analysed, totals.unchanged)
    };
    assert_eq!(told(disputing()), (2, 2, 0));
    assert_eq!(told(disputing()), (2, 0, 2));
    let mut third = disputing();
    third.push(article("La Gazette", "c", AGREEING));
    assert_eq!(told(third), (3, 1, 2));
    // Another day comes without another text, another language with another analysis.
    let [mut later, mut english] = disputing().try_into().unwrap();
    later.published = Some("2022-09-20".parse().unwrap());
    english.lang = Some(Lang::EN);
    assert_eq!(told(vec![later, english]), (2, 1, 0));
}

#[test]
fn relations_are_the_same_in_one_run_and_in_many() {
    let (_dir, mut library, _) = fresh();
    index(&mut library, news());
    let at_once = relations(&library);
    assert!(at_once.len() > 200, "{}", at_once.len());
    let (_dir, mut library, path) = fresh();
    let mut rest = news();
    // One article a run looks everything up; a few a run find some of it in memory.
    for size in [1, 1, 1, 40, 1, 20, 30, 1, 1, 1000] {
        let later = rest.split_off(size.min(rest.len()));
        index(&mut library, std::mem::replace(&mut rest, later));
    }
    assert_eq!(differences(&relations(&library), &at_once), Vec::<String>::new());
    let disputed = with_status(&mut library, Status::Disputed);
    drop(library);
    sql(&path, "DELETE FROM relation; UPDATE claim SET status = 'unverified'");
    let mut library = Library::open(&path, None).unwrap();
    library.extract_again(2, |_| ()).unwrap();
    assert_eq!(differences(&relations(&library), &at_once), Vec::<String>::new());
    assert_eq!(with_status(&mut library, Status::Disputed), disputed);
}

#[test]
fn what_a_person_dismissed_stays_dismissed() {
    let (_dir, mut library, path) = fresh();
    index(&mut library, disputing());
    drop(library);
    sql(
        &path,
        "UPDATE relation SET state = 'dismissed', outcome = 'different_time'",
    );
    let mut library = Library::open(&path, None).unwrap();
    library.extract_again(1, |_| ()).unwrap();
    assert!(relations(&library).is_empty());
    assert_eq!(with_status(&mut library, Status::Disputed).0, 0);
}

#[test]
fn a_voice_of_another_source_corroborates_and_a_reprint_does_not() {
    let (_dir, mut library, _) = fresh();
    index(
        &mut library,
        vec![article("Le Courrier", "a", TOLL), article("Le Courrier", "b", AGREEING)],
    );
    assert_eq!(with_status(&mut library, Status::Corroborated), (0, 0));
    let (_dir, mut library, _) = fresh();
    index(
        &mut library,
        vec![article("Le Courrier", "a", TOLL), article("La Gazette", "b", AGREEING)],
    );
    assert_eq!(with_status(&mut library, Status::Corroborated), (2, 2));
    let (_dir, mut library, _) = fresh();
    index(
        &mut library,
        vec![article("Le Courrier", "a", TOLL), article("La Gazette", "b", TOLL)],
    );
    let found = relations(&library);
    assert!(found.len() == 1 && found[0].starts_with("repeats"), "{found:?}");
    assert_eq!(with_status(&mut library, Status::Corroborated), (0, 0));
}

const ANSWERED: &str = "Quarante plaintes ont été déposées en deux semaines, affirme l'avocat Idris Vasseur. Une rumeur, rétorque la préfecture.";

#[test]
fn an_answer_in_an_article_contradicts_what_it_answers() {
    let (_dir, mut library, _) = fresh();
    index(&mut library, vec![article("Le Courrier", "a", ANSWERED)]);
    let found = relations(&library);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("contradicts"), "{found:?}");
}

#[test]
fn an_answer_reaches_over_a_third_voice_and_a_new_paragraph() {
    let over = "Des pêcheurs affirment qu'un avion de chasse volait très bas au-dessus de la baie. « La coque vibrait sous mes bottes », raconte Paul \
        Morel. Aucun avion militaire ne volait cette nuit-là, objecte le ministère de la Défense.";
    let announced = "La direction explique que la panne est due à l'usure des câbles.\n\nAu syndicat, on livre une tout autre version. C'est \
        l'entretien qui est en cause, dit Paul Morel.";
    let plain = "La direction explique que la panne est due à l'usure des câbles.\n\nLe syndicat se réunit lundi. Les cars rouleront, dit Paul \
        Morel.";
    for (body, expected) in [(over, 1), (announced, 1), (plain, 0)] {
        let (_dir, mut library, _) = fresh();
        index(&mut library, vec![article("Le Courrier", "a", body)]);
        let found = relations(&library);
        let contradictions = found.iter().filter(|relation| relation.starts_with("contradicts"));
        assert_eq!(contradictions.count(), expected, "{body}: {found:?}");
    }
}

#[test]
fn a_bare_number_counts_what_the_sentence_before_counts() {
    let (_dir, mut library, _) = fresh();
    let body = "Les 9 800 habitants de Valbrac boivent de l'eau en bouteille. L'agence de santé recense 312 cas de fièvre. \
                « On en est plutôt à deux mille », s'agace le docteur Karim Sellal, généraliste.";
    index(&mut library, vec![article("Le Courrier", "a", body)]);
    let told = relations(&library);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("312 cas de fièvre"), "{told:?}");
}

#[test]
fn a_count_is_of_the_place_that_its_sentence_names() {
    let bracketed =
        "La police a dénombré 1 600 manifestants à Caen (4 000 selon la CGT), 1 500 à Brest (3 300 selon la CGT).";
    let elsewhere = "Le ministère de l'Intérieur s'en tient à 1,08 million de manifestants. À Paris, la CGT a compté 800 000 manifestants.";
    let there =
        "À Paris, le ministère de l'Intérieur s'en tient à 80 000 manifestants. La CGT a compté 800 000 manifestants.";
    for (body, expected) in [
        (bracketed, vec!["1 600 manifestants"]),
        (elsewhere, vec![]),
        (there, vec!["80 000 manifestants"]),
    ] {
        let (_dir, mut library, _) = fresh();
        index(&mut library, vec![article("Le Courrier", "a", body)]);
        let found = relations(&library);
        let told = |figure: &&str| found.iter().any(|relation| relation.contains(&format!("\"{figure}\"")));
        assert!(expected.iter().all(told), "{body}: {found:?}");
        assert_eq!(found.len(), expected.len(), "{body}: {found:?}");
    }
}

#[test]
fn two_people_of_one_government_may_contradict_each_other() {
    let body = "La ministre des Mines, Silvia Arce, indique n'avoir jamais été consultée. Le ministre de l'Intérieur, Paul Vaca, rétorque que tous \
        les ministres ont été consultés jeudi.";
    let (_dir, mut library, _) = fresh();
    index(&mut library, vec![article("Le Courrier", "a", body)]);
    let found = relations(&library);
    assert!(found.len() == 1 && found[0].starts_with("contradicts"), "{found:?}");
}

#[test]
fn a_figure_takes_the_place_of_one_that_its_article_says_was_given_before() {
    for (first, second) in [
        (
            "À Valbrac, la préfecture fait état de 900 personnes évacuées dans trois communes.",
            "Mille six cents habitants de Valbrac ont été évacués mardi, a corrigé la préfète, Anne Delmar, qui en annonçait 900 mercredi.",
        ),
        (
            "À Valbrac, la compagnie Transval affirme que 118 voyageurs avaient pris place à bord.",
            "À Valbrac, la compagnie Transval, qui avait d'abord parlé de 118 voyageurs, indique que 126 personnes voyageaient en réalité.",
        ),
        (
            "À Valbrac, Lise Morel affirme que la facture est de 46 millions d'euros.",
            "À Valbrac, le maire admet une dette de 39 millions d'euros. « Cinquante-deux, et je suis prudente », répond Lise Morel.",
        ),
    ] {
        assert!(across(first, second).contains(&"supersedes".to_owned()), "{second}");
    }
}

#[test]
fn those_who_are_left_are_no_other_count_of_those_who_were() {
    let told = |rest: &str| {
        let body = format!(
            "La marine de Valbrac assure que 21 marins avaient été enlevés, et non 23. « Il n'y avait personne d'autre à bord », soutient son \
             chef, Paul Roy. « C'est faux », répond Lise Morel. {rest}, réplique l'Armement Le Gall."
        );
        let (_dir, mut library, _) = fresh();
        index(&mut library, vec![article("Le Courrier", "a", &body)]);
        relations(&library).len()
    };
    assert_eq!(told("Seize hommes sont encore captifs"), 1);
    assert_eq!(told("Seize hommes étaient captifs"), 2);
}

/// The kinds of relations between what two articles, days apart, say.
fn across(first: &str, second: &str) -> Vec<String> {
    let (_dir, mut library, _) = fresh();
    let mut later = article("La Gazette", "b", second);
    later.published = Some("2022-09-20".parse().unwrap());
    index(&mut library, vec![article("Le Courrier", "a", first), later]);
    let kind = |relation: String| relation.split(' ').next().unwrap_or_default().to_owned();
    relations(&library).into_iter().map(kind).collect()
}

#[test]
fn who_takes_a_side_elsewhere_contradicts_what_stands_against_it() {
    let quarrel = "À Rosval, tout le matériel de la station Belcombe était en état de marche, affirme Aquavia. La pompe de secours était en panne \
        depuis le mois de mai, rétorque Thibault Wassermann.";
    let peace = "À Rosval, tout le matériel de la station Belcombe était en état de marche, affirme Aquavia. Les huîtres sont au frais, dit Thibault \
        Wassermann.";
    let elsewhere = "À Rosval, la pompe de secours de la station Belcombe ne fonctionnait plus depuis le 22 mai, indique l'inspection du travail.";
    let between = |first: &str| {
        across(first, elsewhere)
            .into_iter()
            .filter(|kind| kind == "contradicts")
            .count()
    };
    assert_eq!((between(quarrel), between(peace)), (2, 0));
}

#[test]
fn one_side_speaks_by_many_names() {
    for (first, second) in [
        (
            "À Kolva, le ministère sarnovien de la Défense affirme que 31 soldats ont été tués depuis le 2 septembre.",
            "À Kolva, Pavle Doric, ministre sarnovien de la Défense, affirme que 34 soldats ont été tués depuis le 2 septembre.",
        ),
        (
            "À Kolva, la Sarnovie affirme que 31 soldats ont été tués depuis le 2 septembre.",
            "Le ministre sarnovien de la Défense, Pavle Doric, est à Kolva. M. Doric affirme que 34 soldats ont été tués depuis le 2 septembre.",
        ),
        (
            "À Kolva, la mission d'enquête (MEK) affirme que 22 violations de la trêve ont été relevées.",
            "À Kolva, la cheffe de la mission d'enquête de l'Union alpine, Lise Morel, affirme que 29 violations de la trêve ont été relevées.",
        ),
        (
            "À Belmont, l'adjoint aux finances, Jean Morel, affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "À Belmont, la municipalité affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
        (
            "À Belmont, Jean Morel affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "À Belmont, le maire, Jean Morel, n'était pas là. La mairie affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
        (
            "À Belmont, la municipalité affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "À Belmont, la ville affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
        // A firm speaks for itself, not for its country.
        (
            "À Belmont, Halberg affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "Le groupe autrichien Halberg construit à Belmont. Son président, Klaus Reindl, affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
        (
            "À Belmont, la direction affirme que les travaux de la halle de Ravel coûteront 4,6 millions d'euros.",
            "À Belmont, Ravel affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros. Le groupe Ravel est en avance.",
        ),
        // Counsel speaks for the client.
        (
            "À Belmont, Jean Morel affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "À Belmont, Jean Morel garde le silence. Son avocate, Lise Astier, affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
        (
            "À Belmont, Jean Morel affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "À Belmont, Jean Morel garde le silence. L'avocate de M. Morel, Lise Astier, affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
    ] {
        assert_eq!(across(first, second), ["supersedes"], "{first} {second}");
    }
}

#[test]
fn two_sides_are_not_one_by_a_common_word() {
    for (first, second) in [
        // Two governments of lands that no list knows.
        (
            "À Kolva, le ministre sarnovien de la Défense, Pavle Doric, affirme que 31 soldats ont été tués depuis le 2 septembre.",
            "À Kolva, le ministre ostavien de la Défense, Ilan Torg, affirme que 34 soldats ont été tués depuis le 2 septembre.",
        ),
        // The head of an agency is not the firm's management.
        (
            "À Belmont, la direction affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "À Belmont, la directrice de l'Agence des eaux, Lise Morel, affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
        // A union is no firm, and its words are not the management's.
        (
            "À Belmont, la direction affirme que les travaux de la halle coûteront 4,6 millions d'euros. La CGT de Ravel proteste.",
            "À Belmont, la CGT affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
        // No court has a counsel.
        (
            "À Belmont, le parquet affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "À Belmont, le parquet se tait. Son conseil, Lise Astier, affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
        // Another deputy than one of a mayor.
        (
            "À Belmont, le directeur adjoint aux achats, Jean Morel, affirme que les travaux de la halle coûteront 4,6 millions d'euros.",
            "À Belmont, la municipalité affirme désormais que les travaux de la halle coûteront 3,9 millions d'euros.",
        ),
    ] {
        assert!(
            !across(first, second).contains(&"supersedes".to_owned()),
            "{first} {second}"
        );
    }
}

/// A wire story that two outlets print under titles of their own, with a voice of the second outlet's after it.
const WIRE: &str = "Dans la nuit, une digue a cédé à Djermouk, en Arménie, et l'eau est entrée dans les caves de la ville basse. Nikol \
    Pachinian affirme que 49 habitants ont été tués mardi. Les secours, venus d'Erevan, cherchent encore au bord de la rivière, où les \
    prés sont couverts de boue. Les écoles restent fermées jusqu'à la fin de la semaine.";
const OWN: &str =
    "Le ministère arménien des Secours affirme que 49 habitants de Djermouk, en Arménie, ont été tués mardi.";

/// What the prefecture and a lawyer say of an accident.
const ACCIDENT: &str = "Le car a quitté la route au hameau de Tuilière, près de Montverdel, et le Syndicat des routes attend Claire Astruc, de Paris. \
    À la nuit tombée, la préfecture affirme que trois personnes sont mortes. L'Etat promet une enquête à Belcastel.";
/// Another one, in another town, with names that stand anywhere.
const ELSEWHERE: &str = "Sous la pluie, un train de marchandises a heurté un camion à Chaumecourt, non loin de Vaubrise, et l'Etat envoie Claire Roy \
    depuis Paris. Lundi soir, la préfecture affirme que quatre personnes sont mortes. Les élus d'Orvanne et le Syndicat des chauffeurs se taisent.";

#[test]
fn two_accidents_are_two_stories_though_one_office_tells_both() {
    let again = "La route de Montverdel reste fermée et Belcastel porte le deuil : les enquêteurs mesurent les virages autour de Tuilière. \
        Désormais, la préfecture affirme que quatre personnes sont mortes.";
    assert_eq!(across(ACCIDENT, again), ["supersedes"]);
    assert_eq!(across(ACCIDENT, ELSEWHERE), [""; 0]);
}

#[test]
fn one_person_speaks_of_more_than_one_story() {
    let first = "Nikol Pachinian, de retour de Kolva, affirme que 31 soldats ont été tués depuis le 2 septembre. À Vardanik, les écoles \
        d'Ochakan ferment, et Tigranachen attend les blessés du front de Sotk.";
    let second = "Nikol Pachinian, de retour de Kolva, affirme que 34 soldats ont été tués depuis le 2 septembre. À Martouni, le marché de \
        Tchambarak est désert; Artanich et Vayk craignent l'hiver.";
    assert_eq!(across(first, second), ["supersedes"]);
}

#[test]
fn few_words_that_are_said_everywhere_are_no_reprint_in_another_story() {
    let kinds = |words: &str| {
        let told = |story: &str| format!("{story} Au tribunal, l'avocat du chauffeur affirme que {words}.");
        across(&told(ACCIDENT), &told(ELSEWHERE))
    };
    assert_eq!(kinds("aucune faute de conduite n'avait été commise"), [""; 0]);
    let long = "aucune faute de conduite n'avait été commise ce soir-là par celui qui tenait le volant sous une pluie battante";
    assert_eq!(kinds(long), ["repeats"]);
}

#[test]
fn a_copy_repeats_its_original_and_is_no_other_origin() {
    let (_dir, mut library, path) = fresh();
    let mut copy = article(
        "La Gazette",
        "b",
        &format!("{WIRE}\n\nLe Kremlin affirme que 49 habitants de Djermouk, en Arménie, ont été tués mardi."),
    );
    copy.title = Some("La digue de Djermouk a cédé".into());
    index(&mut library, vec![article("Le Courrier", "a", WIRE), copy]);
    let origins: Vec<i64> = {
        let conn = rusqlite::Connection::open(&path).unwrap();
        let mut read = conn
            .prepare("SELECT origin_id FROM origin ORDER BY version_id")
            .unwrap();
        read.query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    assert_eq!(origins, [1, 1]);
    let found = relations(&library);
    assert!(
        !found.is_empty()
            && found
                .iter()
                .all(|relation| relation.starts_with("repeats") || relation.contains("supports")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|relation| relation.starts_with("repeats")),
        "{found:?}"
    );
    // What the copy adds is of the same origin: it bears nothing out.
    assert_eq!(with_status(&mut library, Status::Corroborated), (0, 0));
    index(&mut library, vec![article("La Dépêche", "c", OWN)]);
    let found = relations(&library);
    let before = library.stats().unwrap().revision;
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(
        (relations(&library), library.stats().unwrap().revision),
        (found, before)
    );
}

#[test]
fn what_a_copy_changes_is_compared_with_what_it_had_before() {
    let dispatch = |toll: &str, left: &str| {
        format!(
            "Une explosion a ravagé l'usine Lorvex de Castelmaure dans la nuit de lundi à mardi. La préfète de la Vézane, Claire Aubanel, a affirmé \
             que {toll} avaient été tués. « {left} », a déclaré le directeur de Lorvex, Marc Tissandier. Selon les pompiers de la Vézane, \
             l'incendie a été maîtrisé à six heures. Les riverains de Castelmaure ont été priés de rester chez eux toute la journée. La ministre \
             de l'Industrie, Odile Ferrand, est attendue sur place mercredi matin."
        )
    };
    let told = |source: &str, id: &str, day: &str, body: String| NewArticle {
        published: Some(day.parse().unwrap()),
        ..article(source, id, &body)
    };
    let calm = "Le site a été évacué dans le calme";
    let (_dir, mut library, _) = fresh();
    index(
        &mut library,
        vec![
            told("Agence Fil", "a", "2024-05-14", dispatch("douze ouvriers", calm)),
            told("Agence Fil", "b", "2024-05-15", dispatch("quinze ouvriers", calm)),
            told("La Gazette", "c", "2024-05-15", dispatch("quinze ouvriers", calm)),
        ],
    );
    let found = relations(&library);
    let revisions: Vec<&String> = found
        .iter()
        .filter(|relation| !relation.starts_with("repeats"))
        .collect();
    assert!(
        !revisions.is_empty() && revisions.iter().all(|relation| relation.contains("supersedes")),
        "{found:?}"
    );
    assert!(revisions.iter().all(|relation| relation.contains("douze")), "{found:?}");
}

#[test]
fn many_copies_have_one_relation_each_claim() {
    let (_dir, mut library, _) = fresh();
    let copies = (0..30).map(|n| article(&format!("Journal {n}"), "a", &format!("{WIRE}\n\nÉdition {n}.")));
    index(&mut library, copies.collect());
    let found = relations(&library);
    assert!(
        found.iter().all(|relation| relation.starts_with("repeats")),
        "{found:?}"
    );
    // Whatever the number of copies, a claim of one is linked to the first of its kind only.
    let copies: std::collections::BTreeSet<&str> =
        found.iter().filter_map(|line| line.split([' ', ':']).nth(3)).collect();
    assert!(found.len() >= 29 && found.len() == copies.len(), "{found:?}");
}

#[test]
fn a_contradiction_between_copies_is_listed_once_until_it_is_dismissed() {
    let (_dir, mut library, _) = fresh();
    let copies = (0..3).map(|n| {
        article(
            &format!("Journal {n}"),
            "a",
            &format!("{WIRE}\n\n{TOLL}\n\nÉdition {n}."),
        )
    });
    index(&mut library, copies.collect());
    index(&mut library, vec![article("La Gazette", "b", OTHER)]);
    let all = library
        .relations(&[RelationKind::Contradicts], None, None)
        .unwrap()
        .count();
    let listed = |library: &Library| -> Vec<library::Relation> {
        library.conflicts(&[], None).unwrap().map(Result::unwrap).collect()
    };
    let first = listed(&library);
    assert_eq!((first.len(), all), (1, 3));
    assert_eq!(library.copies(&first[0]).unwrap(), 2);
    assert_eq!(first[0].a.source, "Journal 0");
    // What was decided about the first says nothing about the others: the next comes up.
    let dismissal = Decision::Dismiss(Dismissal::DifferentPopulation);
    library
        .decide(&[first[0].id.0.clone()], dismissal, None, "ana")
        .unwrap();
    let next = listed(&library);
    assert_eq!((next.len(), next[0].a.source.as_str()), (1, "Journal 1"));
    assert_eq!(library.copies(&next[0]).unwrap(), 1);
}

#[test]
fn a_database_of_an_older_schema_is_related_by_another_extraction() {
    let (_dir, mut library, path) = fresh();
    index(&mut library, disputing());
    let found = relations(&library);
    let schema = library.stats().unwrap().schema;
    drop(library);
    sql(
        &path,
        &format!(
            "DROP TABLE origin; DROP TABLE origin_band; DROP INDEX claim_ended; DROP INDEX relation_b;
             CREATE INDEX relation_b ON relation (b_id); ALTER TABLE meta DROP COLUMN keys; PRAGMA user_version = {}",
            schema - 3
        ),
    );
    let mut library = Library::open(&path, None).unwrap();
    let told = library.notices();
    assert!(told.len() == 1 && told[0].contains("reindex --extract"), "{told:?}");
    assert_eq!(relations(&library), found);
    library.extract_again(1, |_| ()).unwrap();
    assert_eq!(relations(&library), found);
    drop(library);
    assert!(Library::open(&path, None).unwrap().notices().is_empty());
}

#[test]
fn claims_with_the_keys_of_another_program_are_told_of() {
    let (_dir, mut library, path) = fresh();
    assert!(library.notices().is_empty());
    index(&mut library, disputing());
    drop(library);
    sql(&path, "UPDATE meta SET keys = keys - 1");
    let mut library = Library::open(&path, None).unwrap();
    index(&mut library, vec![article("Le Phare", "z", TOLL)]);
    let told = library.notices();
    assert!(told.len() == 1 && told[0].contains("reindex --extract"), "{told:?}");
    library.extract_again(1, |_| ()).unwrap();
    drop(library);
    assert!(Library::open(&path, None).unwrap().notices().is_empty());
}

#[test]
fn reprints_are_one_hit_until_somebody_parts_them() {
    let (_dir, mut library, _) = fresh();
    let copies = ["Le Courrier", "La Gazette", "Le Phare"];
    let copies = copies.iter().zip(["a", "b", "c"]);
    index(
        &mut library,
        copies.map(|(source, id)| article(source, id, TOLL)).collect(),
    );
    let shape = |library: &mut Library| {
        let found = library.search("tués", &Filter::default(), Default::default()).unwrap();
        let sources = found.hits.iter().map(|hit| (hit.claim.source.clone(), hit.reprints));
        (found.total, found.distinct, sources.collect::<Vec<_>>())
    };
    // The one that came first stands for the others.
    assert_eq!(shape(&mut library), (3, 1, vec![("Le Courrier".to_owned(), 2)]));
    let repeats = library.relations(&[RelationKind::Repeats], None, None).unwrap();
    let gazette = repeats
        .map(Result::unwrap)
        .find(|relation| relation.b.source == "La Gazette")
        .unwrap();
    library
        .decide(
            &[gazette.id.0],
            Decision::Dismiss(Dismissal::DifferentTime),
            None,
            "ana",
        )
        .unwrap();
    let (total, distinct, sources) = shape(&mut library);
    assert_eq!((total, distinct, sources.len()), (3, 2, 2));
    assert!(sources.contains(&("La Gazette".to_owned(), 0)), "{sources:?}");
}

#[test]
fn every_name_of_a_speaker_finds_their_claims() {
    let (_dir, mut library, _) = fresh();
    index(&mut library, vec![article("Le Courrier", "a", TOLL)]);
    let count = |library: &mut Library, query: &str| {
        library
            .search(query, &Filter::default(), Default::default())
            .unwrap()
            .total
    };
    for query in [
        "Pachinian",
        "Pashinyan",
        "speaker:pashinian",
        "speaker:\"Nikol Pashinyan\"",
        "Nikol tués",
    ] {
        assert_eq!(count(&mut library, query), 1, "{query}");
    }
    assert_eq!(count(&mut library, "speaker:\"premier ministre arménien\""), 0);
    let key = library.speaker("Nikol Pachinian").unwrap().key;
    library.add_alias(key, "le premier ministre arménien", "ana").unwrap();
    for query in [
        "speaker:\"premier ministre arménien\"",
        "\"premier ministre\" tués",
        "speaker:ministre",
    ] {
        assert_eq!(count(&mut library, query), 1, "{query}");
    }
}

#[test]
fn what_its_speaker_takes_back_is_retracted_and_nothing_else() {
    let (_dir, mut library, _) = fresh();
    let charge = "Devant le Parlement de l'Arménie, après les combats de Djermouk, Nikol Pachinian accuse l'usine de Kapan d'avoir livré des drones.";
    let other =
        "Après les combats de Djermouk, en Arménie, Hikmet Hajiyev accuse l'usine de Kapan d'avoir livré des drones.";
    index(
        &mut library,
        vec![article("Le Courrier", "a", charge), article("La Gazette", "b", other)],
    );
    assert_eq!(with_status(&mut library, Status::Retracted), (0, 0));
    let mut withdrawal = article(
        "Le Fil",
        "c",
        "Après les combats de Djermouk, en Arménie, Nikol Pachinian a retiré son accusation selon laquelle l'usine de Kapan a livré des drones.",
    );
    withdrawal.published = Some("2022-09-20".parse().unwrap());
    index(&mut library, vec![withdrawal]);
    assert_eq!(with_status(&mut library, Status::Retracted), (1, 1));
    let relation = library
        .relations(&[RelationKind::Supersedes], None, None)
        .unwrap()
        .next();
    let relation = relation.unwrap().unwrap();
    assert_eq!(
        (relation.b.article.as_str(), relation.b.status),
        ("a", Status::Retracted)
    );
    // A person who sees that it is no withdrawal says so.
    let dismissal = Decision::Dismiss(Dismissal::ExtractionError);
    library.decide(&[relation.id.0], dismissal, None, "ana").unwrap();
    assert_eq!(with_status(&mut library, Status::Retracted), (0, 0));
}

#[test]
fn a_flood_of_clauses_is_compared_by_its_wording_alone() {
    use claims_db::library::Pair;
    let pair = |a: &str, b: &str| {
        let (id, a, b) = (None, a.to_owned(), b.to_owned());
        Pair { id, a, b }.compare(Some(Lang::FR)).unwrap()
    };
    let flood = "Paul affirme que Marie dit que ".repeat(400);
    for (a, b) in [(flood.as_str(), "Marie dit que Paul ment."), (&flood, &flood)] {
        let steps = pair(a, b).steps;
        assert_eq!(steps.last().map(|step| step.rule), Some("length"), "{steps:?}");
    }
    let steps = pair("Paul affirme que Marie ment.", "Marie dit que Paul ment.").steps;
    assert!(steps.len() > 5, "{steps:?}");
}
