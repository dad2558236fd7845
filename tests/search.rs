//! Search as its users see it: which words find which claims, in which order, and what becomes of a damaged index.

use std::path::Path;
use std::time::Duration;

use claims_db::error::{Error, Result};
use claims_db::index::{Found, Index, Options, Sort, parse};
use claims_db::model::{ClaimDoc, Filter, Form, Lang, Revision, Stance, Status};
use proptest::prelude::*;
use tempfile::TempDir;

/// A claim of an invented speaker with these words.
fn claim(key: i64, content: &str) -> ClaimDoc {
    ClaimDoc {
        key,
        in_force: true,
        content: content.to_owned(),
        context: content.to_owned(),
        title: String::new(),
        source: "Le Courrier du Lac".to_owned(),
        speakers: Vec::new(),
        speaker: String::new(),
        side: String::new(),
        status: Status::Unverified,
        verdict: String::new(),
        form: Form::Indirect,
        stance: Stance::Assert,
        measures: Vec::new(),
        lang: Lang::FR,
        published: Some(jiff::civil::date(2022, 9, 13)),
        confidence: 0.9,
    }
}

fn said_by(key: i64, speakers: &[&str], side: &str, content: &str) -> ClaimDoc {
    ClaimDoc {
        speakers: speakers.iter().map(|name| name.to_string()).collect(),
        speaker: speakers.first().map_or(String::new(), |name| name.to_string()),
        side: side.to_owned(),
        ..claim(key, content)
    }
}

fn ok(docs: &[ClaimDoc]) -> impl Iterator<Item = Result<ClaimDoc>> {
    docs.iter().cloned().map(Ok)
}

fn open(dir: &Path) -> Index {
    Index::open(dir, "test")
        .unwrap()
        .with_patience(Duration::from_millis(100))
}

fn index(docs: &[ClaimDoc]) -> (TempDir, Index) {
    let dir = TempDir::new().unwrap();
    let mut index = open(dir.path());
    index.rebuild(ok(docs), Revision(1)).unwrap();
    (dir, index)
}

fn search(index: &Index, query: &str, filter: &Filter, options: Options) -> Found {
    index.search(&parse(query).0, filter, options).unwrap()
}

fn found(index: &Index, query: &str) -> Vec<i64> {
    let found = search(index, query, &Filter::default(), Options::default());
    assert_eq!(found.total, found.keys.len(), "{query}");
    found.keys.iter().map(|(key, _)| *key).collect()
}

/// What finds what: the query, the claim, whether it matches.
const PROBES: &[(&str, &str, bool)] = &[
    // Elision
    ("Azerbaïdjan", "l'Azerbaïdjan a ouvert le feu", true),
    ("Azerbaïdjan", "l’Azerbaïdjan a ouvert le feu", true),
    ("l'Azerbaïdjan", "en Azerbaïdjan", true),
    ("l’azerbaidjan", "d'Azerbaïdjan", true),
    ("armée", "qu'armée et police avancent", true),
    ("il", "jusqu'il parte", true),
    ("aube", "jusqu’à l’aube", true),
    ("agit", "il s'agit d'une attaque", true),
    ("d'Arménie", "les forces de l'Arménie", true),
    ("lorsqu'on tire", "lorsque l'on tire", true),
    ("opération", "l’« opération » est finie", true),
    ("aujourd'hui", "la trêve tient aujourd’hui", true),
    ("hui", "la trêve tient aujourd'hui", false),
    ("prud'homme", "un prud’homme a tranché", true),
    ("quelqu'un", "Quelqu’un a tiré", true),
    ("un", "Quelqu'un a tiré", false),
    ("presqu'île", "la presqu’ile est bloquée", true),
    ("île", "la presqu'île est bloquée", false),
    // Hyphens
    ("cessez-le-feu", "le cessez-le-feu tient", true),
    ("cessez-le-feu", "le cessez le feu tient", true),
    ("\"cessez le feu\"", "le cessez-le-feu tient", true),
    ("CESSEZ-LE-FEU", "le cessez\u{2011}le\u{2011}feu tient", true),
    ("cessez\u{2011}le\u{2011}feu", "le cessez-le-feu tient", true),
    ("cessez\u{2010}le\u{2010}feu", "Cessez-le-feu rompu", true),
    ("cessez\u{ad}le\u{ad}feu", "le cessez-le-feu tient", true),
    ("cessez-le-feu", "le cessez\u{ad}-le\u{ad}-feu tient", true),
    ("cessez-le-feu", "le cessez\u{ad}le\u{ad}feu tient", true),
    ("cessez-le-feu", "le feu a pris, cessez de courir", false),
    ("\"feu le cessez\"", "le cessez-le-feu tient", false),
    ("feu", "le cessez-le-feu tient", true),
    ("Karabakh", "dans le Haut-Karabakh", true),
    ("haut-karabakh", "le Haut Karabakh", true),
    ("porte-parole", "ses porte-paroles se taisent", true),
    ("vice-ministre", "des vice-ministres arrivent", true),
    ("Azerbaïdjan", "l'Azer\u{ad}baïdjan avance", true),
    // Plural and feminine
    ("soldat", "des soldats arméniens", true),
    ("soldats", "un soldat tombé", true),
    ("arménienne", "les positions arméniennes", true),
    ("arménien", "une position arménienne", true),
    ("tué", "trois femmes ont été tuées", true),
    ("tuées", "un homme a été tué", true),
    ("blessés", "une passante blessée", true),
    ("bombardement", "des bombardements nocturnes", true),
    ("frontière", "nos frontières", true),
    ("agressif", "une politique agressive", true),
    ("directrice", "le directeur a parlé", true),
    ("négociateur", "les négociatrices sont là", true),
    ("heureux", "une issue heureuse", true),
    ("turque", "un drone turc", true),
    ("blanche", "des drapeaux blancs", true),
    ("attaque", "ils ont attaqué", true),
    ("accuser", "Erevan accuse Bakou", true),
    // Irregular plurals
    ("cheval", "des chevaux errent", true),
    ("chevaux", "un cheval erre", true),
    ("hôpital", "les hôpitaux débordent", true),
    ("journal", "les journaux se taisent", true),
    ("général", "trois généraux limogés", true),
    ("travail", "les travaux cessent", true),
    ("œil", "sous nos yeux", true),
    ("yeux", "un oeil crevé", true),
    ("madame", "mesdames, la séance est levée", true),
    ("drapeau", "les drapeaux en berne", true),
    ("nouvelle", "un nouveau tir", true),
    // Ligatures
    ("oeuvre", "l’œuvre est détruite", true),
    ("œuvre", "une oeuvre détruite", true),
    ("coeur", "au cœur de la ville", true),
    ("sœurs", "la soeur du député", true),
    ("ex aequo", "ils sont ex æquo", true),
    // Accents
    ("azerbaidjan", "en Azerbaïdjan", true),
    ("Azerbaïdjan", "en Azerbai\u{308}djan", true),
    ("Azerbai\u{308}djan", "en Azerbaïdjan", true),
    ("erevan", "à Érévan", true),
    ("refugies", "des réfugiés arrivent", true),
    ("réfugiés", "DES REFUGIES ARRIVENT", true),
    ("treve", "la trêve tient", true),
    ("cavusoglu", "selon M. Çavuşoğlu", true),
    // Capitals
    ("trêve", "TRÊVE ROMPUE", true),
    ("ONU", "l’Onu s’inquiète", true),
    ("onu", "l'O.N.U. s'inquiète", true),
    ("État", "les États voisins", true),
    // Numbers
    ("2000", "plus de 2 000 hommes", true),
    ("2 000", "plus de 2000 hommes", true),
    ("2 000", "plus de 2\u{202f}000 hommes", true),
    ("2\u{a0}000", "plus de 2.000 hommes", true),
    ("2 000 hommes", "plus de 2\u{a0}000 hommes", true),
    ("1234567", "1 234 567 habitants", true),
    ("3,5", "une hausse de 3,5 %", true),
    ("3.5", "une hausse de 3,5 %", true),
    ("000", "plus de 2 000 hommes", false),
    ("200", "plus de 2 000 hommes", false),
    ("105", "en 2022 105 soldats", true),
    ("2022", "le 13.09.2022", true),
    // Names in several spellings
    ("Pachinian", "selon M. Pashinyan, rien", true),
    ("pashinyan", "le chef Nikol Pachinian cède", true),
    ("Pashinian", "le chef Nikol Pachinian cède", true),
    ("Poutine", "le chef Vladimir Putin cède", true),
    ("Zelensky", "selon Volodymyr Zelenskyy", true),
    ("Aliev", "le président Ilham Aliyev", true),
    ("Sergueï", "le ministre Sergey Lavrov", true),
    ("Pachinian", "le président Ilham Aliyev", false),
    ("sale", "la grande Salle Pleyel", true),
    ("sale", "une grande salle vide", false),
    // Words that must stay apart
    ("tu", "trois soldats tués", false),
    ("tués", "tu le sais", false),
    ("poisson", "un poison violent", false),
    ("guerre", "il ne répond guère", false),
    ("gère", "la guerre dure", false),
    ("désert", "un dessert", false),
    ("paix", "ils ont payé", false),
    ("mort", "le mortier tire", false),
    // Prefixes, choices, negation
    ("azerb*", "en Azerbaïdjan", true),
    ("azerb*", "en Arménie", false),
    ("l'azerb*", "des Azerbaïdjanais", true),
    ("trêve OR paix", "la paix revient", true),
    ("trêve -rompue", "la trêve est rompue", false),
    ("-rompue", "la trêve tient", true),
    ("(trêve OR paix) (rompue OR tient)", "la trêve tient", true),
    ("trêve paix", "la trêve tient", false),
    // Stop words
    ("la", "la trêve tient", true),
    ("de la trêve", "une trêve", true),
    ("\"la trêve\"", "une trêve", false),
    // Marks that no query may stumble over
    ("«trêve", "la trêve tient", true),
    ("trêve)", "la trêve tient", true),
    ("trêve:", "la trêve tient", true),
    ("trêve !", "la trêve tient", true),
];

#[test]
fn words_find_what_they_should() {
    assert!(PROBES.len() >= 80);
    let docs: Vec<ClaimDoc> = PROBES
        .iter()
        .zip(1..)
        .map(|((_, text, _), key)| claim(key, text))
        .collect();
    let (_dir, index) = index(&docs);
    let mut wrong = Vec::new();
    for ((query, text, expected), key) in PROBES.iter().zip(1..) {
        let options = Options {
            limit: PROBES.len(),
            ..Options::default()
        };
        let keys = search(&index, query, &Filter::default(), options).keys;
        if keys.iter().any(|(found, _)| *found == key) != *expected {
            wrong.push(format!(
                "{query} / {text}: {}",
                if *expected { "not found" } else { "found" }
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The query, and claims in the order in which they must come.
const RANKED: &[(&str, &[&str])] = &[
    ("côté", &["il passe du côté ennemi", "il passe la côte ennemie"]),
    ("côte", &["il passe la côte ennemie", "il passe du côté ennemi"]),
    ("cote", &["il passe la cote ennemie", "il passe du côté ennemi"]),
    ("marché", &["le marché reste fermé", "la marche reste ouverte"]),
    ("marche", &["la marche reste ouverte", "le marché reste fermé"]),
    ("tués", &["trois soldats tués hier", "trois soldates tuées hier"]),
    (
        "cessez-le-feu",
        &["le cessez-le-feu tient", "de cesser le feu maintenant"],
    ),
    ("soldat", &["un soldat avance ici", "des soldats avancent ici"]),
    (
        "Martin",
        &["le député Martin Dubois parle", "la députée Martine Dubois parle"],
    ),
    (
        "trêve",
        &["la trêve et encore la trêve", "la trêve tient encore là bas"],
    ),
];

#[test]
fn the_nearest_form_comes_first() {
    for (query, texts) in RANKED {
        // The better claims come last, so that a tie shows.
        let docs: Vec<ClaimDoc> = texts
            .iter()
            .rev()
            .zip(1..)
            .map(|(text, key)| claim(key, text))
            .collect();
        let (_dir, index) = index(&docs);
        let expected: Vec<i64> = (1..=texts.len() as i64).rev().collect();
        assert_eq!(found(&index, query), expected, "{query}");
    }
}

#[test]
fn the_claim_weighs_more_than_what_stands_around_it() {
    let mut around = claim(1, "Bakou accuse Erevan");
    around.context = "La trêve tient, Bakou accuse Erevan".to_owned();
    let mut titled = claim(2, "Moscou se tait");
    titled.title = "Trêve au Karabakh".to_owned();
    let spoken = said_by(3, &["Jean Trêve"], "", "rien de neuf");
    let own = claim(4, "la trêve tient encore un peu ici");
    let (_dir, index) = index(&[around, titled, spoken, own]);
    let keys = found(&index, "trêve");
    assert_eq!(keys.len(), 4);
    assert_eq!(keys[0], 4);
}

fn cast() -> Vec<ClaimDoc> {
    let day = |m, d| Some(jiff::civil::date(2022, m, d));
    let mut docs = vec![
        said_by(
            1,
            &["Nikol Pachinian", "M. Pashinian", "le premier ministre"],
            "Arménie",
            "49 soldats tués",
        ),
        said_by(
            2,
            &["ministère azerbaïdjanais de la Défense"],
            "Azerbaïdjan",
            "des provocations à la frontière",
        ),
        said_by(3, &["Sergueï Lavrov"], "Russie", "un cessez-le-feu dès demain"),
        said_by(4, &[], "", "la nuit fut calme"),
        said_by(5, &["Anna Pachinian"], "", "rien"),
    ];
    docs[0].published = day(9, 13);
    docs[0].status = Status::Disputed;
    docs[0].measures = vec!["killed".to_owned()];
    docs[0].verdict = "confirmed".to_owned();
    docs[1].published = day(9, 14);
    docs[1].form = Form::Direct;
    docs[1].stance = Stance::Accuse;
    docs[2].published = day(10, 1);
    docs[2].source = "L’Écho du Nord".to_owned();
    docs[3].form = Form::Narrator;
    docs[3].published = None;
    docs[4].confidence = 0.2;
    docs[4].lang = Lang::EN;
    docs[4].published = None;
    docs
}

#[test]
fn fields_choose() {
    let (_dir, index) = index(&cast());
    for (query, keys) in [
        ("speaker:Pachinian", &[1, 5][..]),
        ("speaker:PASHINYAN", &[1, 5]),
        ("speaker:\"Nikol Pashinyan\"", &[1]),
        ("speaker:\"M. Nikol Pachinian\"", &[1]),
        ("speaker:\"ministère de la défense\"", &[2]),
        ("speaker:Lavrof", &[3]),
        ("side:Arménie", &[1]),
        ("side:armenie", &[1]),
        ("side:Azerbaijan", &[2]),
        ("side:Arménie soldats", &[1]),
        ("side:Russie soldats", &[]),
        ("source:\"L'Écho du Nord\"", &[3]),
        ("source:l-echo-du-nord", &[3]),
        ("status:disputed", &[1]),
        ("verdict:confirmed", &[1]),
        ("form:direct", &[2]),
        ("form:narrator", &[4]),
        ("stance:accuse", &[2]),
        ("measure:killed", &[1]),
        ("lang:en", &[5]),
        ("after:2022-09-14", &[3, 2]),
        ("before:2022-09-14", &[1]),
        ("until:2022-09-14", &[2, 1]),
        ("after:2022-09 before:2022-10", &[2, 1]),
        ("-side:Arménie -lang:en", &[3, 2]),
        ("side:Russie OR side:Arménie", &[3, 1]),
        ("", &[3, 2, 1, 5]),
        ("calme", &[]),
        ("calme form:narrator", &[4]),
        ("Lavrov", &[3]),
        ("Lavrof", &[3]),
        ("\"Nikol Pachinian\"", &[1]),
        ("status:disputé", &[3, 2, 1, 5]),
        ("( )", &[]),
    ] {
        let mut options = Options::default();
        let (query_, problems) = parse(query);
        if query.starts_with("status:disputé") {
            // A value that does not exist is told and left out: nothing of the query remains.
            assert_eq!(problems.len(), 1);
            assert_eq!(index.search(&query_, &Filter::default(), options).unwrap().total, 0);
            continue;
        }
        options.limit = 10;
        let result = index.search(&query_, &Filter::default(), options).unwrap();
        let found: Vec<i64> = result.keys.iter().map(|(key, _)| *key).collect();
        assert_eq!(found, keys, "{query}");
        assert_eq!(result.total, keys.len(), "{query}");
    }
}

#[test]
fn filters_choose() {
    let (_dir, index) = index(&cast());
    let none = Filter::default();
    let strings = |values: &[&str]| values.iter().map(|value| value.to_string()).collect::<Vec<_>>();
    for (filter, keys) in [
        (
            Filter {
                speaker: strings(&["pashinyan"]),
                ..none.clone()
            },
            &[1, 5][..],
        ),
        (
            Filter {
                speaker: strings(&["Lavrov", "Nikol"]),
                ..none.clone()
            },
            &[3, 1],
        ),
        (
            Filter {
                side: strings(&["ARMENIE"]),
                ..none.clone()
            },
            &[1],
        ),
        (
            Filter {
                source: strings(&["l'écho du nord"]),
                ..none.clone()
            },
            &[3],
        ),
        (
            Filter {
                status: vec![Status::Disputed],
                ..none.clone()
            },
            &[1],
        ),
        (
            Filter {
                form: vec![Form::Direct, Form::Narrator],
                ..none.clone()
            },
            &[2, 4],
        ),
        (
            Filter {
                narrator: true,
                ..none.clone()
            },
            &[3, 2, 1, 4, 5],
        ),
        (
            Filter {
                stance: vec![Stance::Accuse],
                ..none.clone()
            },
            &[2],
        ),
        (
            Filter {
                lang: vec![Lang::EN],
                ..none.clone()
            },
            &[5],
        ),
        (
            Filter {
                since: Some(jiff::civil::date(2022, 9, 14)),
                ..none.clone()
            },
            &[3, 2],
        ),
        (
            Filter {
                until: Some(jiff::civil::date(2022, 9, 14)),
                ..none.clone()
            },
            &[2, 1],
        ),
        (
            Filter {
                min_confidence: Some(0.9),
                ..none.clone()
            },
            &[3, 2, 1],
        ),
        (
            Filter {
                min_confidence: Some(0.95),
                ..none.clone()
            },
            &[],
        ),
    ] {
        let result = search(&index, "", &filter, Options::default());
        let found: Vec<i64> = result.keys.iter().map(|(key, _)| *key).collect();
        assert_eq!(found, keys, "{filter:?}");
    }
}

#[test]
fn orders_and_pages() {
    let docs: Vec<ClaimDoc> = (1..=30)
        .map(|key| ClaimDoc {
            published: (key % 3 > 0).then(|| jiff::civil::date(2022, 1, key as i8)),
            ..claim(key, "la trêve tient")
        })
        .collect();
    let (_dir, index) = index(&docs);
    let page = |sort, limit, offset| {
        let options = Options {
            sort,
            limit,
            offset,
            facets: false,
        };
        let found = search(&index, "trêve", &Filter::default(), options);
        assert_eq!(found.total, 30);
        found.keys.iter().map(|(key, _)| *key).collect::<Vec<_>>()
    };
    assert_eq!(page(Sort::Newest, 3, 0), [29, 28, 26]);
    assert_eq!(page(Sort::Oldest, 3, 0), [1, 2, 4]);
    assert_eq!(page(Sort::Newest, 3, 19), [1, 3, 6]);
    assert_eq!(page(Sort::Relevance, 3, 0), [29, 28, 26]);
    let whole = page(Sort::Relevance, 30, 0);
    let pages: Vec<i64> = (0..10).flat_map(|nth| page(Sort::Relevance, 3, nth * 3)).collect();
    assert_eq!(pages, whole);
    assert_eq!(page(Sort::Relevance, 0, 0), [] as [i64; 0]);
    assert_eq!(page(Sort::Relevance, usize::MAX, 29).len(), 1);
    assert_eq!(page(Sort::Relevance, 5, usize::MAX), [] as [i64; 0]);
}

#[test]
fn facets_count_the_whole_result() {
    let (_dir, index) = index(&cast());
    let options = Options {
        limit: 1,
        facets: true,
        ..Options::default()
    };
    let facets = search(&index, "", &Filter::default(), options).facets;
    let pairs = |facet: &[(String, usize)]| {
        facet
            .iter()
            .map(|(value, count)| format!("{value} {count}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(pairs(&facets.source), ["Le Courrier du Lac 3", "L’Écho du Nord 1"]);
    assert_eq!(pairs(&facets.side), ["Arménie 1", "Azerbaïdjan 1", "Russie 1"]);
    assert_eq!(pairs(&facets.status), ["unverified 3", "disputed 1"]);
    assert_eq!(pairs(&facets.form), ["indirect 3", "direct 1"]);
    assert_eq!(pairs(&facets.month), ["2022-09 2", "2022-10 1"]);
    assert_eq!(facets.speaker.len(), 4);
}

#[test]
fn an_unknown_word_gets_its_nearest() {
    let (_dir, index) = index(&[
        claim(1, "l'Azerbaïdjan bombarde"),
        claim(2, "l'Azerbaïdjan avance"),
        said_by(3, &["Nikol Pachinian"], "", "la trêve tient"),
    ]);
    let suggest = |query: &str| index.suggest(&parse(query).0).unwrap();
    assert_eq!(suggest("azerbaïdjam").as_deref(), Some("azerbaïdjan"));
    assert_eq!(suggest("azrebaidjan bombarde").as_deref(), Some("azerbaïdjan bombarde"));
    assert_eq!(suggest("trève").as_deref(), None);
    assert_eq!(suggest("trebe -avance").as_deref(), Some("trêve -avance"));
    assert_eq!(suggest("\"trêve tiant\"").as_deref(), Some("\"trêve tient\""));
    assert_eq!(suggest("pachimian").as_deref(), Some("pachinian"));
    assert_eq!(suggest("xylophone"), None);
    assert_eq!(suggest("trêve"), None);
    assert_eq!(suggest(""), None);
}

#[test]
fn english_texts_have_english_stems() {
    let mut doc = claim(1, "the shellings killed 2,000 soldiers");
    doc.lang = Lang::EN;
    let mut other = claim(2, "die Waffenruhe hält");
    other.lang = "de".parse().unwrap();
    let (_dir, index) = index(&[doc, other]);
    assert_eq!(found(&index, "shelling"), [1]);
    assert_eq!(found(&index, "soldier"), [1]);
    assert_eq!(found(&index, "2000"), [1]);
    assert_eq!(found(&index, "waffenruhe"), [2]);
    assert_eq!(found(&index, "halt"), [2]);
}

#[test]
fn the_index_catches_up_and_forgets() {
    let dir = TempDir::new().unwrap();
    let mut first = open(dir.path());
    assert_eq!(first.revision(), None);
    assert!(
        first
            .search(&parse("trêve").0, &Filter::default(), Options::default())
            .is_err()
    );
    assert!(first.catch_up(ok(&[claim(1, "la trêve")]), Revision(1)).is_err());
    first
        .rebuild(ok(&[claim(1, "la trêve"), claim(2, "la paix")]), Revision(3))
        .unwrap();
    assert_eq!(first.revision(), Some(Revision(3)));

    let mut gone = claim(2, "la paix");
    gone.in_force = false;
    let changed = claim(1, "la guerre");
    let update = [gone, changed, claim(3, "la trêve")];
    first.catch_up(ok(&update), Revision(5)).unwrap();
    assert_eq!((first.revision(), first.len()), (Some(Revision(5)), 2));
    assert_eq!(first.keys().unwrap(), [1, 3]);
    assert_eq!(found(&first, "trêve"), [3]);
    assert_eq!(found(&first, "guerre"), [1]);
    assert_eq!(found(&first, "paix"), [] as [i64; 0]);
    first.verify().unwrap();

    // The same changes once more, and older ones, change nothing.
    first.catch_up(ok(&update), Revision(6)).unwrap();
    assert_eq!(first.keys().unwrap(), [1, 3]);
    first.catch_up(ok(&[claim(9, "vieux")]), Revision(4)).unwrap();
    assert_eq!((first.revision(), first.len()), (Some(Revision(6)), 2));

    // Another process sees it.
    let second = open(dir.path());
    assert_eq!(second.revision(), Some(Revision(6)));
    assert_eq!(found(&second, "trêve"), [3]);
}

#[test]
fn a_failure_half_way_changes_nothing() {
    let (dir, mut index) = index(&[claim(1, "la trêve")]);
    let broken = || [Ok(claim(2, "la paix")), Err(Error::Store("disk on fire".to_owned()))];
    assert!(index.catch_up(broken(), Revision(2)).is_err());
    assert!(index.rebuild(broken(), Revision(2)).is_err());
    assert_eq!(open(dir.path()).revision(), Some(Revision(1)));
    assert_eq!(found(&open(dir.path()), "trêve"), [1]);
    index.catch_up(ok(&[claim(2, "la paix")]), Revision(2)).unwrap();
    assert_eq!(index.keys().unwrap(), [1, 2]);
}

#[test]
fn a_rebuild_leaves_only_what_is_given() {
    let (_dir, mut index) = index(&[claim(1, "la trêve"), claim(2, "la paix")]);
    index.rebuild(ok(&[claim(3, "la guerre")]), Revision(2)).unwrap();
    assert_eq!(index.keys().unwrap(), [3]);
    // A restored database is behind its index.
    index.rebuild(ok(&[claim(1, "la trêve")]), Revision(1)).unwrap();
    assert_eq!((index.revision(), index.len()), (Some(Revision(1)), 1));
}

#[test]
fn many_claims_go_in_by_several_threads() {
    let docs: Vec<ClaimDoc> = (1..=2_500)
        .map(|key| claim(key, &format!("tir numéro {key}")))
        .collect();
    let (_dir, mut index) = index(&docs);
    assert_eq!(index.keys().unwrap(), (1..=2_500).collect::<Vec<i64>>());
    assert_eq!(
        search(&index, "tirs", &Filter::default(), Options::default()).total,
        2_500
    );
    index.catch_up(ok(&docs[..100]), Revision(2)).unwrap();
    assert_eq!(index.keys().unwrap(), (1..=2_500).collect::<Vec<i64>>());
    assert_eq!(found(&index, "1234"), [1234]);
}

#[test]
fn another_database_or_fingerprint_asks_for_a_rebuild() {
    let (dir, index) = index(&[claim(1, "la trêve")]);
    drop(index);
    let mut other = Index::open(dir.path(), "another database").unwrap();
    assert_eq!(other.revision(), None);
    assert!(other.problem().unwrap().to_string().contains("another"));
    other.rebuild(ok(&[claim(2, "la paix")]), Revision(1)).unwrap();
    assert_eq!(other.keys().unwrap(), [2]);
    drop(other);

    let meta = dir.path().join("meta.json");
    let text = std::fs::read_to_string(&meta).unwrap();
    let payload = text.find("\"payload\"").unwrap();
    let digit = payload + text[payload..].find(": \"").unwrap() + 3;
    let flipped = if text.as_bytes()[digit] == b'0' { "1" } else { "0" };
    let mut changed = text.clone();
    changed.replace_range(digit..digit + 1, flipped);
    std::fs::write(&meta, changed).unwrap();
    assert_eq!(Index::open(dir.path(), "another database").unwrap().revision(), None);
}

#[test]
fn every_damaged_file_is_noticed_and_rebuilt() {
    let docs: Vec<ClaimDoc> = (1..=50)
        .map(|key| claim(key, "la trêve tient au Haut-Karabakh"))
        .collect();
    let (origin, mut index) = index(&docs);
    index
        .catch_up(
            ok(&[ClaimDoc {
                in_force: false,
                ..docs[0].clone()
            }]),
            Revision(2),
        )
        .unwrap();
    drop(index);
    let files: Vec<_> = std::fs::read_dir(origin.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    let named = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut damaged = 0;
    for path in &files {
        let name = named(path);
        // Locks are empty, and the list of managed files is only for cleaning up.
        let bytes = std::fs::read(path).unwrap();
        if name.ends_with(".lock") || bytes.is_empty() {
            continue;
        }
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 3] ^= 0x55;
        for (what, bytes) in [
            ("truncated", Some(bytes[..bytes.len() / 2].to_vec())),
            ("emptied", Some(Vec::new())),
            ("flipped", Some(flipped)),
            ("removed", None),
        ] {
            let dir = TempDir::new().unwrap();
            for other in &files {
                std::fs::copy(other, dir.path().join(named(other))).unwrap();
            }
            let place = dir.path().join(&name);
            match bytes {
                Some(bytes) => std::fs::write(&place, bytes).unwrap(),
                None => std::fs::remove_file(&place).unwrap(),
            }
            let mut index = open(dir.path());
            if index.revision().is_some() {
                // What goes unnoticed must not matter.
                assert_eq!(found_all(&index), 49, "{name} {what}");
            } else {
                damaged += 1;
            }
            if what == "emptied" || what == "truncated" {
                continue;
            }
            index.rebuild(ok(&docs), Revision(3)).unwrap();
            assert_eq!(found_all(&index), 50, "{name} {what}");
            index.verify().unwrap();
        }
    }
    assert!(damaged >= 20, "{damaged}");
}

fn found_all(index: &Index) -> usize {
    let options = Options {
        facets: true,
        ..Options::default()
    };
    search(index, "\"trêve tient\" karabakh", &Filter::default(), options).total
}

#[test]
fn one_writes_at_a_time_and_readers_go_on() {
    let (dir, mut index) = index(&[claim(1, "la trêve")]);
    let lock = std::fs::File::options()
        .write(true)
        .open(dir.path().join("writer.lock"))
        .unwrap();
    lock.lock().unwrap();
    let refused = index.catch_up(ok(&[claim(2, "la paix")]), Revision(2)).unwrap_err();
    assert!(
        matches!(&refused, Error::Index(message) if message.contains("another process")),
        "{refused}"
    );
    assert_eq!(found(&open(dir.path()), "trêve"), [1]);
    lock.unlock().unwrap();
    index.catch_up(ok(&[claim(2, "la paix")]), Revision(2)).unwrap();
    assert_eq!(index.keys().unwrap(), [1, 2]);
}

#[test]
fn an_index_that_cannot_be_written_can_be_read() {
    let (dir, mut index) = index(&[claim(1, "la trêve")]);
    // Where locks cannot be taken: a directory stands in their place, which stops even an administrator.
    for lock in [".tantivy-meta.lock", "writer.lock"] {
        let path = dir.path().join(lock);
        let _ = std::fs::remove_file(&path);
        std::fs::create_dir(&path).unwrap();
    }
    let reader = open(dir.path());
    assert_eq!(reader.revision(), Some(Revision(1)));
    assert_eq!(found(&reader, "trêve"), [1]);
    let refused = index.catch_up(ok(&[claim(2, "la paix")]), Revision(2)).unwrap_err();
    assert!(
        matches!(&refused, Error::Index(message) if message.contains("cannot be written")),
        "{refused}"
    );

    let file = dir.path().join("file");
    std::fs::write(&file, "no directory").unwrap();
    assert!(matches!(Index::open(&file, ""), Err(Error::Index(_))));
    let mut below = Index::open(file.join("index"), "").unwrap();
    assert_eq!(below.revision(), None);
    assert!(matches!(below.rebuild(ok(&[]), Revision(1)), Err(Error::Index(_))));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "no directory");
}

#[test]
fn a_rebuild_keeps_the_files_of_others() {
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("diary.txt"), "mine").unwrap();
    let mut index = open(dir.path());
    index.rebuild(ok(&[claim(1, "la trêve")]), Revision(1)).unwrap();
    std::fs::write(dir.path().join("meta.json"), "{").unwrap();
    let mut index = open(dir.path());
    assert_eq!(index.revision(), None);
    index.rebuild(ok(&[claim(1, "la trêve")]), Revision(1)).unwrap();
    assert_eq!(std::fs::read_to_string(dir.path().join("diary.txt")).unwrap(), "mine");
}

#[test]
fn long_and_hostile_texts_go_in() {
    let texts = [
        "«".repeat(20_000),
        "a".repeat(100_000),
        "a.".repeat(10_000),
        "l'".repeat(20_000),
        "a\u{ad}".repeat(10_000),
        "1 111".repeat(5_000),
        "\u{0}\u{202e}\u{301}".repeat(1000),
        "a\u{ad}aa e\u{ad}\u{ad}e \u{ad}x\u{ad} té\u{ad}té".to_owned(),
        format!("{}trêve", "mot ".repeat(10_000)),
    ];
    let docs: Vec<ClaimDoc> = texts.iter().zip(1..).map(|(text, key)| claim(key, text)).collect();
    let (_dir, index) = index(&docs);
    assert_eq!(index.len(), texts.len());
    assert_eq!(found(&index, "trêve"), [9]);
}

/// The claims of one revision: each adds ten, and takes the first of the ten before out.
fn step(revision: u64) -> Vec<ClaimDoc> {
    let first = revision as i64 * 10;
    let mut docs: Vec<ClaimDoc> = (first..first + 10).map(|key| claim(key, "la trêve tient")).collect();
    docs.push(ClaimDoc {
        in_force: false,
        ..claim(first - 10, "la trêve tient")
    });
    docs
}

#[test]
fn step_by_step_the_revision_is_what_is_in() {
    let (_dir, mut index) = index(&step(1)[..10]);
    for revision in 2..5 {
        index.catch_up(ok(&step(revision)), Revision(revision)).unwrap();
        assert_eq!(index.len() as u64, revision * 9 + 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_query_searches(
        query in prop_oneof![
            any::<String>(),
            r#"([a-zé0-9]{0,4}|"|«|\(|\)|-|\*| |OR |speaker:|status:|before:|2 000|l'|:|\u{ad}){0,16}"#,
        ],
        text in any::<String>(),
    ) {
        thread_local!(static INDEX: (TempDir, Index) = index(&cast()));
        let (query, problems) = parse(&query);
        prop_assert!(problems.len() <= 20);
        INDEX.with(|(_, index)| {
            let found = index.search(&query, &Filter::default(), Options { facets: true, ..Options::default() }).unwrap();
            assert!(found.keys.len() <= found.total);
            index.suggest(&query).unwrap();
        });
        let mut end = 0;
        for span in claims_db::index::highlight(&query, Lang::FR, &text) {
            prop_assert!(span.start >= end && span.end > span.start && text.get(span.start..span.end).is_some());
            end = span.end;
        }
    }

    #[test]
    fn every_text_is_found_by_its_own_words(text in "[a-zéèçœA-ZÉ'’0-9 .,-]{1,40}") {
        // Each word that is cut out of a text marks itself.
        for word in claims_db::index::analyzer::words(&text, claims_db::index::analyzer::Stemming::French) {
            let query = claims_db::index::Query::Word(word.lower.clone());
            let marks = claims_db::index::highlight(&query, Lang::FR, &text);
            prop_assert!(marks.iter().any(|mark| mark.contains(word.span)), "{:?} in {:?}", word, text);
        }
    }
}
