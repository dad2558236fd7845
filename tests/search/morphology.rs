//! French as readers write it: which forms of a word find which others, and which stay apart.

use claims_db::index::analyzer::Stemming;
use claims_db::index::stem::stem;
use claims_db::lexicon::{Lexicon, Pos, Tense};

use super::*;

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
    ("vieil", "deux vieilles maisons", true),
    ("bail", "les baux expirent", true),
    ("vitrail", "des vitraux brisés", true),
    ("corail", "des récifs de coraux", true),
    ("ciel", "les cieux se couvrent", true),
    ("aïeul", "nos aïeux", true),
    ("journaux", "un journal ferme", true),
    ("tribunal", "trois tribunaux siègent", true),
    ("égal", "des parts égales", true),
    ("égaux", "une part égale", true),
    ("bijou", "des bijoux volés", true),
    ("feu", "des feux allumés", true),
    ("neveu", "ses neveux", true),
    ("abri", "les abris sont pleins", true),
    ("pays", "ce pays voisin", true),
    ("os", "un os brisé", true),
    ("prix", "le prix monte", true),
    ("grec", "deux îles grecques", true),
    ("publics", "une place publique", true),
    ("longs", "une longue nuit", true),
    ("sec", "une saison sèche", true),
    ("faux", "de fausses rumeurs", true),
    ("doux", "une voix douce", true),
    ("actrice", "deux acteurs", true),
    ("veuf", "une veuve parle", true),
    ("sportif", "des équipes sportives", true),
    ("premier", "la première frappe", true),
    ("étrangère", "des étrangers arrêtés", true),
    ("européen", "les forces européennes", true),
    ("ancien", "une ancienne élue", true),
    ("menteur", "deux menteuses", true),
    ("dangereuse", "des routes dangereux", true),
    // Conjugated verbs
    ("accuser", "ils accusent Bakou", true),
    ("accusent", "elle a accusé Bakou", true),
    ("accuse", "nous accusons Bakou", true),
    ("accusait", "ils accuseront Bakou", true),
    ("tenir", "la trêve tient", true),
    ("tiennent", "elle tiendra", true),
    ("prendre", "ils prennent la ville", true),
    ("mourir", "deux civils meurent", true),
    ("détruire", "ils détruisent un pont", true),
    ("détruit", "un pont à détruire", true),
    ("venir", "ils viendront demain", true),
    ("savoir", "nous savions tout", true),
    ("vouloir", "ils veulent la paix", true),
    ("pouvoir", "ils peuvent partir", true),
    ("recevoir", "il reçoit une lettre", true),
    ("envoyer", "elle enverra des vivres", true),
    ("appeler", "elle appelle au calme", true),
    ("acheter", "ils achètent des armes", true),
    ("menacer", "nous menaçons de partir", true),
    ("engager", "ils engageaient des renforts", true),
    ("craindre", "on craignait le pire", true),
    ("mentir", "ils mentent tous", true),
    ("nier", "ils nient les faits", true),
    ("tuer", "ils tuent des civils", true),
    ("bombarder", "ils bombardent la ville", true),
    // Ligatures
    ("oeuvre", "l’œuvre est détruite", true),
    ("œuvre", "une oeuvre détruite", true),
    ("coeur", "au cœur de la ville", true),
    ("sœurs", "la soeur du député", true),
    ("ex aequo", "ils sont ex æquo", true),
    ("manœuvre", "les manoeuvres militaires", true),
    ("œufs", "un oeuf cassé", true),
    ("ﬁn", "la fin du conflit", true),
    // Accents
    ("azerbaidjan", "en Azerbaïdjan", true),
    ("Azerbaïdjan", "en Azerbai\u{308}djan", true),
    ("Azerbai\u{308}djan", "en Azerbaïdjan", true),
    ("erevan", "à Érévan", true),
    ("refugies", "des réfugiés arrivent", true),
    ("réfugiés", "DES REFUGIES ARRIVENT", true),
    ("treve", "la trêve tient", true),
    ("cavusoglu", "selon M. Çavuşoğlu", true),
    ("A Erevan", "à Erevan", true),
    ("évènement", "un événement grave", true),
    ("noel", "à Noël", true),
    ("garçon", "deux garcons", true),
    ("ETE", "cet été", true),
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
    ("1 200", "1200 obus tirés", true),
    ("1200", "1\u{202f}200 obus tirés", true),
    ("1\u{202f}200", "1 200 obus tirés", true),
    ("1\u{2009}200", "1.200 obus tirés", true),
    ("1'200", "1200 obus tirés", true),
    ("\"1 200 obus\"", "1\u{a0}200 obus tirés", true),
    ("1 200", "200 obus et 1 mort", false),
    ("3,5", "une hausse de 3,15 %", false),
    ("3,5", "35 hommes", false),
    ("49", "49e jour de guerre", false),
    ("15h30", "à 15h30 précises", true),
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
    ("Haïdar", "le cheikh Haydar se tait", true),
    ("Zelenski", "selon Volodymyr Zelensky", true),
    ("Çavuşoğlu", "M. Cavusoglu attend", true),
    ("Netanyahu", "selon Benyamin Netanyahou", true),
    ("Mohamed", "le prince Mohammed arrive", true),
    ("Jean-Luc", "selon Jean Luc Dubois", true),
    ("O'Brien", "selon M. O’Brien", true),
    ("d'Estaing", "selon M. Destaing", false),
    // Words that must stay apart
    ("arme", "l'armée avance", false),
    ("armées", "des armes lourdes", false),
    ("armée", "les armées avancent", true),
    ("armee", "l’armée avance", true),
    ("parti", "une partie du lac", false),
    ("partie", "le parti au pouvoir", false),
    ("part", "le parti au pouvoir", false),
    ("partir", "les partis négocient", false),
    ("parti", "les partis négocient", true),
    ("fils", "le fil du lac", false),
    ("mère", "la mer monte", false),
    ("mère", "trois mères attendent", true),
    ("port", "les portes sont closes", false),
    ("ports", "le port est fermé", true),
    ("université", "l'univers des armes", false),
    ("université", "trois universités ferment", true),
    ("camp", "la campagne commence", false),
    ("mine", "le ministre parle", false),
    ("général", "une aide généreuse", false),
    ("police", "une politique neuve", false),
    ("mission", "un missile tombe", false),
    ("nation", "il est natif d'ici", false),
    ("objet", "l'objectif est atteint", false),
    ("commune", "le communiqué parle", false),
    ("somme", "au sommet de l'État", false),
    ("colon", "un colonel arrive", false),
    ("capital", "le capitaine arrive", false),
    ("balle", "un ballon roule", false),
    ("visa", "son visage est grave", false),
    ("tour", "le tourisme reprend", false),
    ("organe", "l'organisation parle", false),
    ("présent", "le président parle", false),
    ("secret", "le secrétaire parle", false),
    ("minute", "un travail minutieux", false),
    ("cause", "il causait de tout", true),
    ("pris", "le prix monte", false),
    ("grave", "la grève continue", false),
    ("vol", "un volontaire part", false),
    ("site", "la situation empire", false),
    ("relation", "un calme relatif", false),
    ("acte", "l'action continue", false),
    ("force", "le forcené tire", false),
    ("règle", "le règlement est clair", false),
    ("train", "il traîne encore", false),
    ("chaîne", "un chien aboie", false),
    ("pèche", "la pêche est interdite", true),
    ("soldat", "le solde est payé", false),
    ("otage", "il ôte son gant", false),
    ("état", "il était là", false),
    ("pont", "un pontife parle", false),
    ("cour", "il court encore", false),
    ("villa", "la ville brûle", false),
    ("animal", "une animation de rue", false),
    ("sénat", "il sentait venir", false),
    ("main", "la maintenance du pont", false),
    ("argent", "un argentin arrive", false),
    ("lit", "il y a litige", false),
    ("droite", "le droit international", true),
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
    assert!(PROBES.len() >= 250);
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
        let keys = keys(&search(&index, query, &Filter::default(), options));
        if keys.contains(&key) != *expected {
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
    ("Aliev", &["selon Ilham Aliev rien", "selon Sevil Alieva rien"]),
    ("pêche", &["la pêche reste interdite", "il pèche par orgueil"]),
    (
        "accusent",
        &["ils accusent encore Bakou", "ils accusaient encore Bakou"],
    ),
    ("droit", &["le droit reste clair", "la droite reste divisée"]),
    ("nouvelle", &["la nouvelle frappe tombe", "le nouveau tir tombe"]),
    ("Pachinian", &["selon M. Pachinian rien", "selon M. Pashinyan rien"]),
    (
        "soldats tués",
        &["des soldats tués hier soir", "un soldat arrive, un tué de plus"],
    ),
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
fn every_clear_form_finds_its_word() {
    let lexicon = Lexicon::of(Lang::FR).unwrap();
    let stem = |word: &str| stem(word, Stemming::French);
    let (mut count, mut wrong) = (0, Vec::new());
    for (form, readings) in lexicon.forms() {
        let word = readings[0].lemma;
        let clear = readings.iter().all(|reading| {
            let rare = matches!(reading.tense, Some(Tense::SimplePast | Tense::Subjunctive));
            reading.lemma == word && matches!(reading.pos, Pos::Verb | Pos::Noun | Pos::Adjective) && !rare
        });
        // Auxiliaries say nothing; a compound is a phrase; a word of its own keeps its own stem (*partie* of *partir*).
        let telling = !matches!(word, "être" | "avoir") && form.chars().all(char::is_alphabetic);
        if clear && telling && !stem(form).ends_with('\'') && !stem(word).ends_with('\'') {
            count += 1;
            if stem(form) != stem(word) {
                wrong.push(format!("{form} {word}"));
            }
        }
    }
    assert!(
        count > 10_000 && wrong.is_empty(),
        "{count} {:?}",
        &wrong[..wrong.len().min(50)]
    );
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
