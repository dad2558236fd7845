//! What goes out for other programs and comes in again: archives, reviews by others, annotations.

use super::*;

/// A place with claims of two versions, a merged speaker, relations and verdicts.
fn lived_in() -> Place {
    let place = Place::filled();
    place.run(&["index", TOLLS, TIMELINE]).ok();
    place.write(
        "changed.jsonl",
        r#"{"id":"digue-2","source":"Le Phare de Kerval","published":"2024-02-07","lang":"fr","title":"Kerval 😀","text":"Selon la Croix-Rouge, au moins 22 habitants ont été tués à Kerval."}"#,
    );
    place.run(&["index", "changed.jsonl"]).ok();
    let voices = place.run(&["speakers", "list", "--format", "jsonl"]).ok().records();
    let id = |n: usize| voices[n]["id"].to_string();
    place.run(&["speakers", "merge", &id(0), &id(1)]).ok();
    place.run(&["speakers", "alias", &id(2), "Un autre nom"]).ok();
    place
}

#[test]
fn an_archive_has_every_row_and_quotes_its_texts() {
    let place = lived_in();
    let records = place.run(&["export"]).ok().records();
    let grammar = documented();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut texts: BTreeMap<String, Vec<char>> = BTreeMap::new();
    let key = |source: &Value, article: &Value, version: &Value| format!("{source}{article}{version}");
    for record in &records {
        let name = record["record"].as_str().unwrap();
        *counts.entry(name).or_default() += 1;
        let rule = if name == "archive" {
            name.to_owned()
        } else {
            format!("archived_{name}")
        };
        grammar
            .check(&rule, record)
            .unwrap_or_else(|problem| panic!("{problem}\n{record}"));
        for version in record["versions"].as_array().into_iter().flatten() {
            let text = version["text"].as_str().unwrap().chars().collect();
            texts.insert(key(&record["source"], &record["article"], &version["version"]), text);
            *counts.entry("version").or_default() += 1;
        }
        for span in record["spans"].as_array().into_iter().flatten() {
            let text = &texts[&key(&record["source"], &record["article"], &record["version"])];
            let place = |end: &str| span[end].as_u64().unwrap() as usize;
            let words: String = text[place("start")..place("end")].iter().collect();
            assert_eq!(span["text"], words, "{record}");
        }
        *counts.entry("figure").or_default() += record["figures"].as_array().map_or(0, Vec::len) as u64;
    }
    let stats = place.run(&["stats", "--format", "jsonl"]).ok().records().remove(0);
    for (record, field) in [
        ("source", "sources"),
        ("article", "articles"),
        ("version", "versions"),
        ("figure", "figures"),
        ("relation", "relations"),
        ("event", "events"),
    ] {
        assert_eq!(stats[field], counts[record], "{record}");
    }
    let forms = stats["claims"].as_object().unwrap().values();
    let claims: u64 = forms.chain([&stats["ended"]]).map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(claims, counts["claim"]);
    assert!(stats["ended"] != 0 && counts["relation"] > 0);
    assert_eq!(stats["speakers"].as_u64().unwrap() + 1, counts["speaker"]);
    let decided = |record: &&Value| record["names"].to_string().contains("\"Un autre nom\"");
    assert_eq!(records.iter().filter(decided).count(), 1);
    assert_eq!(place.run(&["export", "--format", "jsonl"]).ok().records(), records);
    place.run(&["export", "--source", "s"]).exits(2);
    place.run(&["export", "--format", "json"]).exits(2);
    place.run(&["list", "--format", "annotations"]).exits(2);
}

#[test]
fn only_verdicts_of_people_become_reviews() {
    let place = lived_in();
    let grammar = documented();
    let graph = || -> Vec<Value> {
        let ran = place.run(&["export", "--format", "claimreview", "--narrator"]).ok();
        let document: Value = serde_json::from_str(&ran.out).unwrap();
        document["@graph"].as_array().unwrap().clone()
    };
    let claims = place.run(&["list", "--narrator", "--format", "jsonl"]).ok().records();
    let nodes = graph();
    assert_eq!(nodes.len(), claims.len());
    for (node, claim) in nodes.iter().zip(&claims) {
        grammar.check("linked_claim", node).unwrap();
        assert_eq!(node["identifier"], claim["id"]);
    }
    let judge = |verdict: &str| {
        let conn = rusqlite::Connection::open(place.path("claims.db")).unwrap();
        conn.execute(
            "INSERT INTO verdict (claim_id, verdict, rationale, actor, at, revision)
             SELECT id, ?1, 'Le registre compte 12 morts.', 'ana', '2024-03-01T08:00:00Z', 1 FROM claim WHERE public = ?2",
            rusqlite::params![verdict, claims[0]["id"].as_str().unwrap()],
        )
        .unwrap();
    };
    judge("misleading");
    let nodes = graph();
    let reviews: Vec<&Value> = nodes.iter().filter(|node| node["@type"] == "ClaimReview").collect();
    assert_eq!(reviews.len(), 1);
    grammar.check("claim_review", reviews[0]).unwrap();
    assert_eq!(reviews[0]["reviewRating"]["alternateName"], "misleading");
    assert_eq!(reviews[0]["itemReviewed"]["identifier"], claims[0]["id"]);
    assert_eq!(reviews[0]["author"]["name"], "ana");
    judge("withdrawn");
    assert!(graph().iter().all(|node| node["@type"] == "Claim"));
    let archived = place.run(&["export"]).ok().records();
    let verdicts = archived.iter().filter(|record| record["record"] == "verdict");
    assert_eq!(verdicts.count(), 2);
}

#[test]
fn an_archive_comes_in_again_by_the_command_line() {
    let place = lived_in();
    let archive = place.run(&["export"]).ok().out;
    place.write("archive.jsonl", &archive);
    let run = |args: &[&str]| place.run(&[args, &["--db", "other.db"]].concat());
    let ran = run(&["import", "archive.jsonl", "--as", "bo"]).ok();
    assert!(ran.err.contains(" 0 orphans"), "{ran:?}");
    let again = run(&["export"]).ok().out;
    let strip = |out: &str, last: usize| {
        let lines: Vec<&str> = out.lines().collect();
        lines[1..lines.len() - last].join("\n")
    };
    assert_eq!(strip(&archive, 0), strip(&again, 1));
    let log = run(&["log", "--format", "jsonl"]).ok().records();
    let last = log.last().unwrap();
    assert_eq!(
        (&last["action"], &last["actor"]),
        (&"archive.imported".into(), &"bo".into())
    );
    for args in [
        &["search", "cessez-le-feu", "--sort", "oldest", "--format", "jsonl"][..],
        &["relations", "--format", "jsonl"],
    ] {
        assert_eq!(run(args).ok().out, place.run(args).ok().out);
    }
    run(&["verify"]).ok();
    let ran = run(&["import", "archive.jsonl", "--format", "jsonl"]).ok();
    assert_eq!(ran.records()[0]["new"], 0);
    assert_eq!(run(&["export"]).ok().out, again);
    // A text that is another one here keeps its claims out; the rest comes in.
    place.write(
        "third.jsonl",
        r#"{"id":"toll-1","source":"Le Courrier du Levant","lang":"fr","text":"Il pleut."}"#,
    );
    place.run(&["index", "third.jsonl", "--db", "third.db"]).ok();
    let ran = place.run(&["import", "archive.jsonl", "--db", "third.db"]).exits(5);
    assert!(ran.err.contains("toll-1: it has other texts here"), "{ran:?}");
    place.run(&["verify", "--db", "third.db"]).ok();
    // Nothing of a broken archive is kept.
    place.write("cut.jsonl", &archive[..archive.len() - 20]);
    let ran = place.run(&["import", "cut.jsonl", "--db", "fourth.db"]).exits(5);
    assert!(ran.err.contains("cut.jsonl:"), "{ran:?}");
    place.run(&["list", "--db", "fourth.db"]).exits(1);
    for odd in [
        "",
        "{}",
        "[]",
        "no JSON",
        "{\"record\":\"archive\",\"version\":9,\"schema\":1,\"revision\":1}",
    ] {
        place.write("odd.json", odd);
        place.run(&["import", "odd.json"]).exits(5);
    }
    place.run(&["import", "missing.jsonl"]).exits(2);
}

#[test]
fn words_that_are_gone_make_orphans() {
    let place = Place::new();
    place.run(&["index", TOLLS]).ok();
    let archive = place.run(&["export"]).ok().out;
    let claim = "\"text\":\"49 soldats arméniens ont été tués mardi\"";
    assert!(archive.contains(claim));
    place.write(
        "forged.jsonl",
        archive.replace(claim, "\"text\":\"50 soldats arméniens ont été tués mardi\""),
    );
    let run = |args: &[&str]| place.run(&[args, &["--db", "other.db"]].concat());
    let ran = run(&["import", "forged.jsonl", "--format", "jsonl"]).exits(5);
    assert!(
        ran.err.contains("orphan") && ran.err.contains("claim cy8gypb0wcj9y"),
        "{ran:?}"
    );
    assert_eq!(ran.records()[0]["orphans"], 1);
    assert!(!run(&["list", "--format", "jsonl"]).ok().out.contains("cy8gypb0wcj9y"));
    let kept = run(&["export"]).ok().records();
    let orphan = kept.iter().find(|record| record["record"] == "orphan").unwrap();
    assert!(orphan["json"].as_str().unwrap().contains("50 soldats"));
    documented().check("archived_orphan", orphan).unwrap();
    run(&["verify"]).ok();
    assert_eq!(
        run(&["import", "forged.jsonl", "--format", "jsonl"]).exits(5).records()[0]["new"],
        0
    );
}

#[test]
fn reviews_by_others_stay_theirs() {
    let place = Place::new();
    place.write(
        "a.jsonl",
        r#"{"id":"a","url":"https://exemple.fr/a","source":"s","lang":"fr","text":"« Il pleut à Kerval », a déclaré Jean Martin."}"#,
    );
    place.run(&["index", "a.jsonl"]).ok();
    let review = |words: &str| {
        serde_json::json!({"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": words,
            "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "Plutôt faux"},
            "author": {"@type": "Organization", "name": "Les Vérificateurs"}, "url": "https://exemple.org/r",
            "itemReviewed": {"@type": "Claim", "appearance": {"url": "https://exemple.fr/a"}}})
    };
    let document = serde_json::json!({"@graph": [review("Il pleut à Kerval"), review("Il pleut partout")]});
    place.write("reviews.jsonld", document.to_string());
    let ran = place.run(&["import", "reviews.jsonld", "--format", "jsonl"]).ok();
    assert!(
        ran.err.contains("Il pleut partout") && !ran.err.contains("Il pleut à Kerval"),
        "{ran:?}"
    );
    assert_eq!(
        (&ran.records()[0]["new"], &ran.records()[0]["orphans"]),
        (&2.into(), &1.into())
    );
    assert_eq!(
        place.run(&["stats", "--format", "jsonl"]).ok().records()[0]["verdicts"],
        0
    );
    assert!(
        !place
            .run(&["export", "--format", "claimreview"])
            .ok()
            .out
            .contains("ClaimReview")
    );
    let records = place.run(&["export"]).ok().records();
    let reviews: Vec<&Value> = records.iter().filter(|record| record["record"] == "review").collect();
    let grammar = documented();
    reviews
        .iter()
        .for_each(|review| grammar.check("archived_review", review).unwrap());
    assert_eq!(
        (&reviews[0]["rating"], &reviews[1]["claim"]),
        (&"Plutôt faux".into(), &Value::Null)
    );
    assert_eq!(reviews[0]["claim"], first_id(&place));
    let shown = place.run(&["show", &first_id(&place)]).ok().out;
    let told = "review by others: Plutôt faux by Les Vérificateurs, https://exemple.org/r\n";
    assert!(shown.contains(told), "{shown}");
    let kept: Value = serde_json::from_str(reviews[0]["json"].as_str().unwrap()).unwrap();
    assert_eq!(kept, document["@graph"][0]);
    let again = place.run(&["import", "reviews.jsonld", "--format", "jsonl"]).ok();
    assert_eq!(again.records()[0]["new"], 0);
    place.write("archive.jsonl", place.run(&["export"]).ok().out);
    place.run(&["import", "archive.jsonl", "--db", "other.db"]).ok();
    let there = place.run(&["export", "--db", "other.db"]).ok().records();
    let there: Vec<&Value> = there.iter().filter(|record| record["record"] == "review").collect();
    assert_eq!(there, reviews);
}

/// A dispatch that several print.
const WIRE: &str = "Dans la nuit, une digue a cédé à Djermouk, en Arménie, et l'eau est entrée dans les caves de la ville basse. Nikol \
    Pachinian affirme que 49 habitants ont été tués mardi. Les secours, venus d'Erevan, cherchent encore au bord de la rivière, où les \
    prés sont couverts de boue. Les écoles restent fermées jusqu'à la fin de la semaine.";

/// An article as a line of JSON Lines.
fn article(source: &str, text: &str) -> String {
    let url = format!("https://{source}.example/a");
    format!(
        "{}\n",
        serde_json::json!({"id": "a", "url": url, "source": source, "lang": "fr", "text": text})
    )
}

#[test]
fn a_review_that_names_no_article_belongs_to_the_only_claim_with_its_words() {
    let place = Place::new();
    let rain = article("s", "« Il pleut à Kerval », a déclaré Jean Martin.");
    let import = |item: Value, words: &str| {
        let review = serde_json::json!({"@type": "ClaimReview", "claimReviewed": words, "itemReviewed": item});
        place.write("review.jsonld", review.to_string());
        let ran = place.run(&["import", "review.jsonld", "--format", "jsonl"]).ok();
        let done = ran.records().remove(0);
        let claim = match &done["orphans"] {
            orphans if orphans == 0 => {
                let kept = place.run(&["export"]).ok().records();
                let mut reviews = kept.iter().filter(|record| record["record"] == "review");
                reviews.next_back().unwrap()["claim"].as_str().unwrap().to_owned()
            }
            _ => String::new(),
        };
        (claim, done["new"] == 1, ran.err)
    };
    let ids = |filter: &[&str]| -> Vec<String> {
        let list = place
            .run(&[&["list", "--format", "jsonl"], filter].concat())
            .ok()
            .records();
        list.iter()
            .map(|claim| claim["id"].as_str().unwrap().to_owned())
            .collect()
    };

    // An orphan finds its claim once that has come in.
    let (_, new, told) = import(Value::Null, "Il pleut à Kerval");
    assert!(new && told.contains("no claim here has exactly these words"), "{told}");
    place.write("a.jsonl", &rain);
    place.run(&["index", "a.jsonl"]).ok();
    let first = ids(&[]).remove(0);
    assert_eq!(
        import(Value::Null, "Il pleut à Kerval"),
        (first.clone(), true, String::new())
    );
    assert_eq!(
        import(Value::Null, "Il pleut à Kerval"),
        (first.clone(), false, String::new())
    );
    // Blanks around the words do not count, nor an id or an empty address of somebody else's.
    let theirs = serde_json::json!({"@id": "https://facts.example/1", "appearance": {"url": ""}});
    assert_eq!(
        import(theirs, " Il pleut à Kerval\n"),
        (first.clone(), true, String::new())
    );
    // Other words do.
    for (item, words, why) in [
        (
            Value::Null,
            "il pleut à Kerval",
            "no claim here has exactly these words",
        ),
        (
            serde_json::json!({"appearance": "https://ailleurs.example/a"}),
            "Il pleut à Kerval",
            "no claim of the articles that it names",
        ),
        (
            serde_json::json!({"identifier": "c000000000000"}),
            "Il pleut à Kerval",
            "the claim that it names is not here",
        ),
    ] {
        let (claim, _, told) = import(item, words);
        assert!(claim.is_empty() && told.contains(why), "{told}");
    }

    // The same words of somebody else are another claim.
    place.write("b.jsonl", article("t", "« Il pleut à Kerval », a affirmé Anne Petit."));
    place.run(&["index", "b.jsonl"]).ok();
    let (claim, _, told) = import(serde_json::json!({"n": 1}), "Il pleut à Kerval");
    let second = ids(&["--source", "t"]).remove(0);
    assert!(claim.is_empty(), "{claim}");
    for word in [
        "2 claims here have exactly these words",
        &first,
        &second,
        "appearance.url",
    ] {
        assert!(told.contains(word), "{told}");
    }
    for item in [
        serde_json::json!({"appearance": {"url": "https://t.example/a"}}),
        serde_json::json!({"identifier": second}),
    ] {
        assert_eq!(import(item, "Il pleut à Kerval").0, second);
    }

    // What several print is one claim, the first one's.
    place.write("wire.jsonl", [article("u", WIRE), article("v", WIRE)].concat());
    place.run(&["index", "wire.jsonl"]).ok();
    let list = place
        .run(&["list", "--source", "u", "--format", "jsonl"])
        .ok()
        .records();
    let words = list[0]["content"][0]["text"].as_str().unwrap();
    assert_eq!(import(Value::Null, words).0, list[0]["id"].as_str().unwrap());
    place.run(&["verify"]).ok();
}

#[test]
fn annotations_quote_their_articles() {
    let place = lived_in();
    let grammar = documented();
    let ran = place
        .run(&["export", "--format", "annotations", "--speaker", "Croix-Rouge"])
        .ok();
    let page: Value = serde_json::from_str(&ran.out).unwrap();
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 1);
    grammar.check("annotation", &items[0]).unwrap();
    let target = &items[0]["target"][0];
    grammar.check("annotation_target", target).unwrap();
    let (quote, position) = (&target["selector"][0], &target["selector"][1]);
    grammar.check("quote_selector", quote).unwrap();
    grammar.check("position_selector", position).unwrap();
    let text: Vec<char> = "Kerval 😀\n\nSelon la Croix-Rouge, au moins 22 habitants ont été tués à Kerval."
        .chars()
        .collect();
    let (start, end) = (
        position["start"].as_u64().unwrap() as usize,
        position["end"].as_u64().unwrap() as usize,
    );
    let slice = |from: usize, to: usize| text[from..to.min(text.len())].iter().collect::<String>();
    assert_eq!(quote["exact"], slice(start, end));
    assert_eq!(quote["prefix"], slice(start.saturating_sub(32), start));
    assert_eq!(quote["suffix"], slice(end, end + 32));
    let none = place
        .run(&["export", "--format", "annotations", "--source", "personne"])
        .exits(1);
    assert_eq!(
        serde_json::from_str::<Value>(&none.out).unwrap()["items"],
        Value::Array(Vec::new())
    );
}
