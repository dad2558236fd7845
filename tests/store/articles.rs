//! Articles and claims: in and out again.

use claims_db::error::Error;
use rusqlite::Connection;

use super::*;

#[test]
fn the_dump_of_the_schema_is_true() {
    let (_dir, store, _) = fresh();
    let dump = store.schema_dump().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/current.sql");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &dump).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == dump,
        "schema/current.sql is out of date; run this test with UPDATE=1"
    );
}

/// A migration sets the text of these checks; here they are asked as another connection reads them.
#[test]
fn the_database_refuses_words_that_nobody_knows() {
    let (_dir, mut store, path) = fresh();
    let text = "Il pleut, a dit Zoé. Il neige, a dit Zoé. Le ciel est bas.";
    let said = ["Il pleut", "Il neige"].map(|words| person(words, "Zoé", None));
    insert(&mut store, &article("s", "a", text), &said);
    let sql = Connection::open(&path).unwrap();
    sql.execute(
        "INSERT INTO relation (a_id, b_id, kind, type, comparer, score, explanation, revision)
         VALUES (1, 2, 'contradicts', '', 'figure', 0.9, '', 1)",
        [],
    )
    .unwrap();
    for (table, column, known) in [
        ("claim", "form", "mixed"),
        ("claim", "stance", "opine"),
        ("claim", "modality", "question"),
        ("claim", "polarity", "negative"),
        ("claim", "status", "retracted"),
        ("claim_span", "role", "date"),
        ("speaker", "kind", "anonymous"),
        ("relation", "kind", "repeats"),
        ("relation", "state", "confirmed"),
    ] {
        let set = |word: &str| {
            sql.execute(
                &format!("UPDATE {table} SET {column} = ? WHERE rowid IS NOT NULL"),
                [word],
            )
        };
        let set_role = |word: &str| sql.execute("UPDATE claim_span SET role = ? WHERE role = 'cue'", [word]);
        let set = |word: &str| if column == "role" { set_role(word) } else { set(word) };
        let refused = set("nonsense").unwrap_err().to_string();
        assert!(refused.contains("CHECK constraint failed"), "{column}: {refused}");
        assert!(set(known).unwrap() > 0, "{column}");
    }
    let resolved = "UPDATE relation SET state = 'resolved', outcome = ?";
    assert!(sql.execute(resolved, ["nonsense"]).is_err());
    assert!(sql.execute(resolved, ["both_hold"]).is_ok());
}

#[test]
fn a_claim_comes_out_as_it_went_in() {
    let (_dir, mut store, _) = fresh();
    let mut news = article("L’Écho", "a", "« Au moins 49 soldats tués 😀 », a dit Anna Petit.");
    news.title = Some("Été à l’œuvre".into());
    news.url = Some("https://example.org/a".into());
    let text = news.text();
    let mut said = draft(
        &text,
        &person("Au moins 49 soldats tués 😀", "Anna Petit", Some("Arménie")),
    );
    said.form = Form::Direct;
    said.stance = Stance::Accuse;
    said.modality = Modality::Hearsay;
    said.polarity = Polarity::Negative;
    said.relay = Some(span(&text, "Été"));
    said.confidence = 0.123;
    said.figures = vec![Figure {
        span: span(&text, "Au moins 49 soldats"),
        measure: Some("killed".into()),
        population: Some("soldats".into()),
        low: 49.0,
        high: f64::INFINITY,
        low_open: false,
        high_open: false,
        unit: None,
    }];
    let mut batch = store.batch().unwrap();
    batch
        .insert(&news, Lang::FR, &text, std::slice::from_ref(&said))
        .unwrap();
    batch.commit().unwrap();

    let id = ClaimId::for_drafts(&news, &text, std::slice::from_ref(&said)).remove(0);
    let record = store.claim(&id.0).unwrap();
    assert_eq!(record.id, id);
    assert_eq!(
        (&*record.text, record.version, record.in_force),
        (text.as_str(), 1, true)
    );
    assert_eq!(
        (record.source.as_str(), record.title, record.url),
        ("L’Écho", news.title, news.url)
    );
    assert_eq!((record.published, record.lang), (news.published, Lang::FR));
    assert_eq!(
        (record.form, record.stance, record.modality, record.polarity),
        (Form::Direct, Stance::Accuse, Modality::Hearsay, Polarity::Negative)
    );
    assert_eq!(record.content.len(), 1);
    assert_eq!(record.content[0].span, said.content[0]);
    assert_eq!(record.content[0].words, "Au moins 49 soldats tués 😀");
    assert_eq!(record.mention.unwrap().words, "Anna Petit");
    assert_eq!(record.relay.unwrap().words, "Été");
    let (cue, lemma) = record.cue.unwrap();
    assert_eq!((cue.words.as_str(), lemma.as_str()), ("a dit", "dire"));
    assert_eq!(record.figures, said.figures);
    assert_eq!(
        (record.rule.as_str(), record.confidence, record.status),
        ("test", 0.123, Status::Unverified)
    );
    let speaker = record.speaker.unwrap();
    assert_eq!(
        (speaker.name.as_str(), speaker.affiliation.as_deref()),
        ("Anna Petit", Some("Arménie"))
    );
    sound(&store);
}

#[test]
fn offsets_are_kept_in_bytes_and_code_points() {
    let (_dir, mut store, path) = fresh();
    insert(
        &mut store,
        &article("s", "a", "Été 😀 e\u{301} : « il pleut », a dit Zoé"),
        &[person("il pleut", "Zoé", Some("x"))],
    );
    let sql = Connection::open(&path).unwrap();
    let stored: (i64, i64, i64, i64) = sql
        .query_row(
            "SELECT start_byte, end_byte, start_point, end_point FROM claim_span WHERE role = 'content'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .unwrap();
    let text = "Été 😀 e\u{301} : « il pleut », a dit Zoé";
    let bytes = text.find("il pleut").unwrap();
    let points = text[..bytes].chars().count();
    assert_eq!(
        stored,
        (bytes as i64, bytes as i64 + 8, points as i64, points as i64 + 8)
    );
    sound(&store);
}

#[test]
fn the_same_article_again_changes_nothing() {
    let (_dir, mut store, _) = fresh();
    let news = article("s", "a", PLUIE);
    let said = [person("Il pleut", "Anna Petit", None), narrator("La ville dort.")];
    let first = insert(&mut store, &news, &said);
    assert_eq!((first.version, first.claims, first.unchanged), (1, 1, false));
    let (revision, stats) = (store.revision().unwrap(), store.stats().unwrap());
    assert_eq!(revision, Revision(1));
    let again = insert(&mut store, &news, &said);
    assert_eq!((again.version, again.claims, again.unchanged), (1, 1, true));
    assert_eq!(store.revision().unwrap(), revision);
    assert_eq!(store.stats().unwrap(), stats);
}

#[test]
fn what_the_input_newly_says_about_an_article_is_taken_over() {
    let (_dir, mut store, _) = fresh();
    let mut news = article("s", "a", PLUIE);
    news.published = None;
    insert(&mut store, &news, &[person("Il pleut", "Anna Petit", None)]);
    let since = store.revision().unwrap();
    news.published = Some("2022-09-14".parse().unwrap());
    assert!(!insert(&mut store, &news, &[person("Il pleut", "Anna Petit", None)]).unchanged);
    assert_eq!(
        store.claim(&id(&store, "Il pleut").0).unwrap().published,
        news.published
    );
    assert_eq!(store.changed_since(since).count(), 1);
    news.published = None;
    assert!(insert(&mut store, &news, &[person("Il pleut", "Anna Petit", None)]).unchanged);
}

#[test]
fn a_changed_text_is_a_new_version_and_gone_words_are_history() {
    let (_dir, mut store, _) = fresh();
    let old = article("s", "a", "Il pleut, a dit Anna Petit. Il neige, dit-elle.");
    insert(
        &mut store,
        &old,
        &[
            person("Il pleut", "Anna Petit", None),
            person("Il neige", "Anna Petit", None),
        ],
    );
    let (kept, gone) = (id(&store, "Il pleut"), id(&store, "Il neige"));
    let since = store.revision().unwrap();

    let new = article("s", "a", "Corrigé : Il pleut, a dit Anna Petit. Il vente.");
    let inserted = insert(
        &mut store,
        &new,
        &[
            person("Il pleut", "Anna Petit", None),
            person("Il vente", "Anna Petit", None),
        ],
    );
    assert_eq!((inserted.version, inserted.claims, inserted.unchanged), (2, 2, false));
    assert_eq!(words(&store, &Filter::default()), ["Il pleut", "Il vente"]);

    let moved = store.claim(&kept.0).unwrap();
    assert_eq!((moved.version, moved.in_force), (2, true));
    assert_eq!(moved.content[0].span.of(&new.body), "Il pleut");
    let ended = store.claim(&gone.0).unwrap();
    assert_eq!((ended.version, ended.in_force), (1, false));
    assert_eq!(ended.content[0].span.of(&old.body), "Il neige");

    let history = store.history(&gone.0).unwrap();
    assert_eq!((history.first, history.last, history.ended), (1, 1, Some(2)));
    assert_eq!(history.versions.len(), 2);
    let actions: Vec<&str> = history.events.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(actions, ["article.added", "claim.ended", "article.changed"]);
    assert_eq!(store.history(&kept.0).unwrap().last, 2);

    let docs: Vec<ClaimDoc> = store.changed_since(since).map(|doc| doc.unwrap()).collect();
    let gone: Vec<(&str, bool)> = docs.iter().map(|doc| (doc.content.as_str(), doc.in_force)).collect();
    assert!(gone.contains(&("Il neige", false)) && gone.contains(&("Il vente", true)) && gone.len() == 3);
    sound(&store);

    // The old text comes back: so does the claim, under its id.
    assert_eq!(
        insert(
            &mut store,
            &old,
            &[
                person("Il pleut", "Anna Petit", None),
                person("Il neige", "Anna Petit", None)
            ],
        )
        .version,
        3
    );
    let back = store.claim(&id(&store, "Il neige").0).unwrap();
    assert_eq!((back.version, back.in_force), (3, true));
    sound(&store);
}

#[test]
fn a_better_extraction_replaces_the_claims_of_the_same_text() {
    let (_dir, mut store, _) = fresh();
    let news = article("s", "a", PLUIE);
    insert(&mut store, &news, &[narrator("Il pleut"), narrator("La ville dort.")]);
    let stored = store.articles(0, 10).unwrap().remove(0);
    assert_eq!(stored.article.text(), PLUIE);
    let before = store.revision().unwrap();
    let drafts = [draft(PLUIE, &person("Il pleut", "Anna Petit", None))];
    let again = |store: &mut Store| {
        let mut batch = store.batch().unwrap();
        let inserted = batch
            .replace_drafts(&stored.article, stored.lang, PLUIE, &drafts)
            .unwrap();
        batch.commit().unwrap();
        inserted
    };
    let first = again(&mut store);
    assert_eq!((first.version, first.claims, first.unchanged), (1, 1, false));
    let all = Filter {
        narrator: true,
        ..Filter::default()
    };
    assert_eq!(words(&store, &all), ["Il pleut"]);
    assert_eq!(store.revision().unwrap(), Revision(before.0 + 1));
    assert!(again(&mut store).unchanged);
    assert_eq!(store.revision().unwrap(), Revision(before.0 + 1));
    sound(&store);
}

#[test]
fn equal_words_in_one_article_are_claims_of_their_own() {
    let (_dir, mut store, _) = fresh();
    let news = article("s", "a", "Il pleut, dit Zoé Roux. Oui, Il pleut, dit Anna Petit.");
    let said = [
        person("Il pleut", "Zoé Roux", None),
        person("Il pleut", "Anna Petit", None),
    ];
    insert(&mut store, &news, &said);
    assert_eq!(words(&store, &Filter::default()), ["Il pleut", "Il pleut"]);
    assert!(insert(&mut store, &news, &said).unchanged);
    sound(&store);
}

#[test]
fn hostile_texts_are_stored_as_they_came() {
    let (_dir, mut store, _) = fresh();
    for (i, body) in [
        "a\0b \u{202e}c",
        "«»\"\"''",
        "\u{feff}é\u{301}\r\n",
        "'; DROP TABLE claim; --",
    ]
    .into_iter()
    .enumerate()
    {
        let news = article("s'\0", &format!("{i}\0'"), body);
        assert_eq!(insert(&mut store, &news, &[narrator(body)]).version, 1);
        assert!(insert(&mut store, &news, &[narrator(body)]).unchanged);
    }
    assert_eq!(store.articles(0, 9).unwrap()[0].article.body, "a\0b \u{202e}c");
    sound(&store);
}

#[test]
fn a_span_outside_of_the_text_leaves_only_its_article_out() {
    let (_dir, mut store, _) = fresh();
    let mut batch = store.batch().unwrap();
    let news = article("s", "bad", "été");
    let mut bad = draft("été", &narrator("été"));
    for content in [vec![Span::new(0, 9)], vec![Span::new(1, 3)], vec![]] {
        bad.content = content;
        assert!(
            batch
                .insert(&news, Lang::FR, "été", std::slice::from_ref(&bad))
                .is_err()
        );
    }
    put(
        &mut batch,
        &article("s", "good", PLUIE),
        &[person("Il pleut", "Anna Petit", None)],
    )
    .unwrap();
    batch.commit().unwrap();
    assert_eq!(store.stats().unwrap().articles, 1);
    sound(&store);
}

#[test]
fn a_dropped_batch_leaves_nothing() {
    let (_dir, mut store, _) = fresh();
    let mut batch = store.batch().unwrap();
    put(
        &mut batch,
        &article("s", "a", PLUIE),
        &[person("Il pleut", "Anna Petit", None)],
    )
    .unwrap();
    drop(batch);
    assert_eq!(store.stats().unwrap().articles, 0);
    assert_eq!(store.revision().unwrap(), Revision(0));
}

#[test]
fn the_revision_counts_changes_only() {
    let (_dir, mut store, _) = fresh();
    assert_eq!(store.batch().unwrap().commit().unwrap(), Revision(0));
    insert(
        &mut store,
        &article("s", "a", PLUIE),
        &[person("Il pleut", "Anna Petit", None)],
    );
    insert(
        &mut store,
        &article("s", "b", PLUIE),
        &[person("Il pleut", "Zoé Roux", None)],
    );
    assert_eq!(store.revision().unwrap(), Revision(2));
    assert_eq!(store.changed_since(Revision(0)).count(), 2);
    let docs: Vec<ClaimDoc> = store.changed_since(Revision(1)).map(|doc| doc.unwrap()).collect();
    assert_eq!(docs.len(), 1);
    assert_eq!(docs[0].speaker, "Zoé Roux");
    assert_eq!(store.changed_since(Revision(2)).count(), 0);
    assert_eq!(store.all_claims().count(), 2);
    assert_eq!(docs[0].context, "Il pleut, a dit Anna Petit.");
}

#[test]
fn docs_come_in_pages_without_a_gap() {
    let (_dir, mut store, _) = fresh();
    let mut batch = store.batch().unwrap();
    for i in 0..700 {
        let body = format!("Un {i}. Deux {i}.");
        let (one, two) = (format!("Un {i}."), format!("Deux {i}."));
        put(
            &mut batch,
            &article("s", &i.to_string(), &body),
            &[narrator(&one), narrator(&two)],
        )
        .unwrap();
    }
    batch.commit().unwrap();
    let keys: std::collections::BTreeSet<i64> = store.all_claims().map(|doc| doc.unwrap().key).collect();
    assert_eq!(keys.len(), 1400);
}

#[test]
fn lists_are_ordered_filtered_and_go_on_after_a_claim() {
    let (_dir, mut store, _) = fresh();
    for (i, (day, source)) in [
        ("2022-09-13", "Le Jour"),
        ("", "La Nuit"),
        ("2022-09-15T08:00:00Z", "Le Jour"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut news = article(source, &i.to_string(), "Un, Deux, a dit X Y. Trois.");
        news.published = day.parse().ok();
        let said = [
            person("Un", "X Y", Some("Arménie")),
            of_kind("Deux", "Bakou", SpeakerKind::Organisation, Some("Azerbaïdjan")),
            narrator("Trois."),
        ];
        insert(&mut store, &news, &said);
    }
    let order: Vec<(String, String)> = store
        .list(&Filter::default(), None, None)
        .unwrap()
        .map(|record| record.unwrap())
        .map(|record| (record.article, record.content[0].words.clone()))
        .collect();
    let expected = [
        ("2", "Un"),
        ("2", "Deux"),
        ("0", "Un"),
        ("0", "Deux"),
        ("1", "Un"),
        ("1", "Deux"),
    ];
    assert!(order.iter().map(|(a, w)| (a.as_str(), w.as_str())).eq(expected));

    let mut after = None;
    let mut paged = Vec::new();
    while let Some(record) = store.list(&Filter::default(), Some(1), after.as_ref()).unwrap().next() {
        let record = record.unwrap();
        paged.push((record.article, record.content[0].words.clone()));
        after = Some(record.id);
    }
    assert_eq!(paged, order);

    let count = |filter: Filter| {
        let count = store.count(&filter).unwrap();
        assert_eq!(store.list(&filter, None, None).unwrap().count(), count);
        count
    };
    let none = Filter::default;
    assert_eq!(count(none()), 6);
    assert_eq!(
        count(Filter {
            narrator: true,
            ..none()
        }),
        9
    );
    assert_eq!(
        count(Filter {
            form: vec![Form::Narrator],
            ..none()
        }),
        3
    );
    assert_eq!(
        count(Filter {
            source: vec!["lejour".into()],
            ..none()
        }),
        4
    );
    assert_eq!(
        count(Filter {
            source: vec!["LE JOUR".into()],
            ..none()
        }),
        4
    );
    assert_eq!(
        count(Filter {
            source: vec!["jour".into()],
            ..none()
        }),
        0
    );
    assert_eq!(
        count(Filter {
            side: vec!["azerbaidjan".into()],
            ..none()
        }),
        3
    );
    assert_eq!(
        count(Filter {
            speaker: vec!["bakou".into(), "x y".into()],
            ..none()
        }),
        6
    );
    assert_eq!(
        count(Filter {
            since: "2022-09-14".parse().ok(),
            ..none()
        }),
        2
    );
    assert_eq!(
        count(Filter {
            until: "2022-09-15".parse().ok(),
            ..none()
        }),
        4
    );
    assert_eq!(
        count(Filter {
            until: "2022-09-14".parse().ok(),
            ..none()
        }),
        2
    );
    assert_eq!(
        count(Filter {
            status: vec![Status::Disputed],
            ..none()
        }),
        0
    );
    assert_eq!(
        count(Filter {
            stance: vec![Stance::Assert],
            ..none()
        }),
        6
    );
    assert_eq!(
        count(Filter {
            lang: vec![Lang::EN],
            ..none()
        }),
        0
    );
    assert_eq!(
        count(Filter {
            min_confidence: Some(0.95),
            ..none()
        }),
        0
    );

    let sources = store.sources().unwrap();
    assert_eq!(
        (sources[1].name.as_str(), sources[1].articles, sources[1].claims),
        ("Le Jour", 2, 4)
    );
    assert_eq!(sources[1].first, "2022-09-13".parse().ok());
    let speakers = store.speakers(&Filter::default(), None).unwrap();
    assert_eq!(speakers.len(), 2);
    assert_eq!((speakers[0].claims, speakers[0].articles), (3, 3));
    let narrated = Filter {
        form: vec![Form::Narrator],
        ..none()
    };
    let speaker = store
        .list(&narrated, Some(1), None)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .speaker
        .unwrap();
    assert_eq!(
        (speaker.name.as_str(), speaker.kind),
        ("Le Jour", SpeakerKind::Organisation)
    );
}

#[test]
fn a_unique_beginning_of_an_id_is_enough() {
    let (_dir, mut store, _) = fresh();
    let body: String = (0..40).map(|i| format!("Mot{i:02} ")).collect();
    let each: Vec<String> = (0..40).map(|i| format!("Mot{i:02}")).collect();
    let said: Vec<Said> = each.iter().map(|words| narrator(words)).collect();
    insert(&mut store, &article("s", "a", &body), &said);
    let id = id(&store, "Mot07");
    assert_eq!(store.claim(&id.0[..9]).unwrap().id, id);
    assert!(matches!(store.claim("c"), Err(Error::Usage(text)) if text.contains(", …")));
    for none in ["", "cuuuuuuuuuuuu", "%", "c%", "'"] {
        assert!(matches!(store.claim(none), Err(Error::NotFound(_))), "{none}");
    }
}
