//! Fields, filters, orders, pages, facets, reprints, suggestions, and why a hit stands where it stands.

use super::*;

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
        let found = super::keys(&result);
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
        let found = super::keys(&result);
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
            ..Options::default()
        };
        let found = search(&index, "trêve", &Filter::default(), options);
        assert_eq!(found.total, 30);
        keys(&found)
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
        claim(4, "le cessez-le-feu fut signé"),
        claim(5, "ce fut une trêve"),
    ]);
    let suggest = |query: &str| index.suggest(&parse(query).0).unwrap().map(|near| near.to_string());
    assert_eq!(suggest("azerbaïdjam").as_deref(), Some("azerbaïdjan"));
    assert_eq!(suggest("azrebaidjan bombarde").as_deref(), Some("azerbaïdjan bombarde"));
    assert_eq!(suggest("trève").as_deref(), None);
    assert_eq!(suggest("trebe -avance").as_deref(), Some("trêve -avance"));
    assert_eq!(suggest("\"trêve tiant\"").as_deref(), Some("\"trêve tient\""));
    // *fue* has the stem of *fut*, which is frequent; in a row there is but *feu*.
    assert_eq!(suggest("cessez-le-fue").as_deref(), Some("\"cessez le feu\""));
    assert_eq!(suggest("\"cessez le fut\""), None);
    assert_eq!(suggest("pachimian").as_deref(), Some("pachinian"));
    assert_eq!(
        suggest("speaker:Pachimian trêve").as_deref(),
        Some("speaker:pachinian trêve")
    );
    assert_eq!(
        suggest("speaker:\"Nikol Pachinien\"").as_deref(),
        Some("speaker:\"nikol pachinian\"")
    );
    assert_eq!(
        suggest("source:\"Le Courier du Lac\"").as_deref(),
        Some("source:\"Le Courrier du Lac\"")
    );
    assert_eq!(suggest("speaker:Pashinyan"), None);
    assert_eq!(suggest("source:inconnue"), None);
    assert_eq!(suggest("xylophone"), None);
    assert_eq!(suggest("trêve"), None);
    assert_eq!(suggest(""), None);
}

/// Every page of a result, `between` being done after each.
fn pages(dir: &Path, sort: Sort, mut between: impl FnMut(usize)) -> Vec<i64> {
    let (mut all, mut next, mut count): (Vec<i64>, Option<String>, usize) = (Vec::new(), None, 0);
    loop {
        let options = Options {
            sort,
            limit: 7,
            after: next.as_deref(),
            ..Options::default()
        };
        let found = search(
            &open(dir),
            "trêve OR \"soldats tués\" OR lac*",
            &Filter::default(),
            options,
        );
        assert_eq!(found.before, all.len());
        all.extend(keys(&found));
        count += 1;
        between(count);
        next = found.next;
        if next.is_none() {
            return all;
        }
    }
}

/// Claims of several lengths, days and speakers, some of which reprint others.
fn many() -> Vec<ClaimDoc> {
    let doc = |key: i64| {
        let mut words = vec!["la trêve"; (key % 3) as usize];
        words.extend(vec!["tient encore un peu"; (key % 7) as usize]);
        words.push(if key % 4 == 0 {
            "avec des soldats tués"
        } else {
            "au bord du lac de Trêve"
        });
        ClaimDoc {
            published: (key % 5 > 0).then(|| jiff::civil::date(2022, 1, 1 + (key % 9) as i8)),
            repeats: (key % 10 == 9).then_some(key - 9),
            ..said_by(
                key,
                &[["Jean Trêve", "Anna Lac"][key as usize % 2]],
                "",
                &words.join(" "),
            )
        }
    };
    (10..90).map(doc).collect()
}

#[test]
fn pages_stay_as_they_are_while_articles_arrive() {
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let (dir, mut writer) = index(&many());
        let whole = pages(dir.path(), sort, |_| ());
        assert!(whole.len() > 60, "{}", whole.len());
        let arriving = pages(dir.path(), sort, |count| {
            // New claims that match, make words commoner and texts longer, and reprint old ones; a name more for old speakers.
            let first = 1000 * count as i64;
            let mut docs: Vec<ClaimDoc> = (first..first + 40)
                .map(|key| ClaimDoc {
                    repeats: (key % 2 == 0).then_some(10 + key % 80),
                    published: Some(jiff::civil::date(2022, 1, 5)),
                    ..claim(key, &"la trêve des soldats tués au lac ".repeat(key as usize % 6 + 1))
                })
                .collect();
            docs.extend(many().into_iter().map(|mut doc| {
                doc.speakers.push(format!("M. Dubois du Nord {count}"));
                doc
            }));
            writer.catch_up(ok(&docs), Revision(1 + count as u64)).unwrap();
        });
        assert_eq!(arriving, whole, "{sort:?}");
        let options = Options::default();
        assert!(search(&open(dir.path()), "trêve", &Filter::default(), options).total > 200);
    }
}

#[test]
fn pages_miss_nothing_where_shown_claims_go() {
    let (dir, mut writer) = index(&many());
    let whole = pages(dir.path(), Sort::Relevance, |_| ());
    let mut gone = Vec::new();
    let left = pages(dir.path(), Sort::Relevance, |count| {
        let docs: Vec<ClaimDoc> = whole[(count - 1) * 7..]
            .iter()
            // Where others reprint a claim that goes, one of them stands for it.
            .filter(|key| !matches!(*key % 10, 0 | 9))
            .take(2)
            .map(|key| ClaimDoc {
                in_force: false,
                ..claim(*key, "")
            })
            .collect();
        gone.extend(docs.iter().map(|doc| doc.key));
        writer.catch_up(ok(&docs), Revision(1 + count as u64)).unwrap();
    });
    assert!(gone.len() > 10);
    assert_eq!(left, whole);
}

#[test]
fn a_cursor_belongs_to_its_search() {
    let (_dir, index) = index(&many());
    let first = search(&index, "trêve", &Filter::default(), Options::default());
    let after = |query: &str, filter: &Filter, options: Options| {
        let options = Options {
            after: first.next.as_deref(),
            ..options
        };
        index.search(&parse(query).0, filter, options)
    };
    let next = after("Trêve", &Filter::default(), Options::default()).unwrap();
    assert_eq!(
        (next.before, next.total, next.distinct),
        (20, first.total, first.distinct)
    );
    let narrator = Filter {
        narrator: true,
        ..Filter::default()
    };
    let newest = Options {
        sort: Sort::Newest,
        ..Options::default()
    };
    let apart = Options {
        collapse: false,
        ..Options::default()
    };
    for refused in [
        after("paix", &Filter::default(), Options::default()),
        after("trêve", &narrator, Options::default()),
        after("trêve", &Filter::default(), newest),
        after("trêve", &Filter::default(), apart),
    ] {
        assert!(
            matches!(&refused, Err(Error::Usage(message)) if message.contains("another search")),
            "{refused:?}"
        );
    }
}

#[test]
fn reprints_are_one_hit_with_their_count() {
    let copy = |key: i64, of: i64, source: &str, content: &str| ClaimDoc {
        repeats: Some(of),
        source: source.to_owned(),
        ..claim(key, content)
    };
    let (_dir, mut index) = index(&[
        claim(1, "la trêve tient"),
        copy(2, 1, "Le Phare", "la trêve tient"),
        claim(3, "la trêve est rompue, dit-on"),
    ]);
    // Another segment.
    let more = [
        copy(4, 1, "Le Soir du Lac", "la trêve tient toujours"),
        copy(5, 3, "Le Phare", "la trêve est rompue, dit-on"),
    ];
    index.catch_up(ok(&more), Revision(2)).unwrap();
    let find = |query: &str, options: Options| search(&index, query, &Filter::default(), options);
    let shape = |found: &Found| -> Vec<(i64, usize)> { found.hits.iter().map(|hit| (hit.key, hit.reprints)).collect() };

    let options = Options {
        facets: true,
        ..Options::default()
    };
    let found = find("trêve", options);
    assert_eq!((found.total, found.distinct), (5, 2));
    assert_eq!(
        found
            .hits
            .iter()
            .map(|hit| hit.reprints)
            .collect::<Vec<_>>()
            .iter()
            .sum::<usize>(),
        3
    );
    assert_eq!(found.facets.source[0], ("Le Courrier du Lac".to_owned(), 2));
    assert_eq!(found.facets.source.iter().map(|(_, count)| count).sum::<usize>(), 5);
    // Of equally good ones the first is shown.
    assert_eq!(keys(&found), [1, 3]);
    // The original may be no match itself.
    assert_eq!(shape(&find("toujours", Options::default())), [(4, 0)]);
    assert_eq!(
        shape(&find("tient source:\"Le Phare\" OR toujours", Options::default())).len(),
        1
    );
    let one = Options {
        limit: 1,
        ..Options::default()
    };
    let first = find("trêve", one);
    let second = Options {
        after: first.next.as_deref(),
        ..one
    };
    let second = find("trêve", second);
    assert_eq!(second.next, None);
    let mut both = shape(&first);
    both.extend(shape(&second));
    assert_eq!(both, shape(&found));

    let apart = Options {
        collapse: false,
        ..Options::default()
    };
    let found = find("trêve", apart);
    assert_eq!((found.total, found.distinct, found.hits.len()), (5, 5, 5));
    assert!(found.hits.iter().all(|hit| hit.reprints == 0));
}

#[test]
fn an_explanation_is_what_the_score_is_made_of() {
    let mut docs = cast();
    docs.push(claim(
        9,
        "Nikol Pachinian parle d'un cessez-le-feu rompu et de 49 soldats tués",
    ));
    let (_dir, index) = index(&docs);
    let options = Options {
        explain: true,
        ..Options::default()
    };
    for query in [
        "soldats",
        "soldat tué",
        "\"soldats tués\" OR cessez-le-feu",
        "sold* -provocations",
        "Pashinyan",
        "les soldats de la trêve OR tuées",
        "speaker:Pachinian soldats",
        "-(soldats)",
    ] {
        for hit in search(&index, query, &Filter::default(), options).hits {
            let sum: f32 = hit.reasons.iter().map(|reason| reason.score).sum();
            assert!(
                (sum - hit.score).abs() < 1e-3,
                "{query}: {sum} for {}: {:?}",
                hit.score,
                hit.reasons
            );
        }
    }
    let reasons = &search(&index, "tuées", &Filter::default(), options).hits[0].reasons;
    let parts: Vec<_> = reasons
        .iter()
        .map(|reason| (reason.field, reason.form, reason.term.as_str()))
        .collect();
    assert_eq!(parts, [("text", "same stem", "tu'"), ("claim", "same stem", "tu'")]);
    assert!(
        reasons
            .iter()
            .all(|reason| reason.asked == "tuées" && reason.weight > 0.0)
    );
}

/// Claims in thousands, of few patterns, so that scores tie; some of them reprints, the narrator's, or told by somebody with a name.
fn thousands() -> Vec<ClaimDoc> {
    let words = [
        "la trêve",
        "les soldats tués",
        "le barrage",
        "un soldat",
        "tu",
        "Dubois",
        "la côte",
        "le côté",
    ];
    let mut dice = 7u64;
    let mut roll = |sides: u64| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut docs: Vec<ClaimDoc> = Vec::new();
    for key in 1..=6_000 {
        let said: Vec<&str> = (0..1 + roll(3)).map(|_| words[roll(8) as usize]).collect();
        let around: Vec<&str> = (0..roll(3)).map(|_| words[roll(8) as usize]).collect();
        let rare = if roll(300) == 0 { "Kourou et " } else { "" };
        let content = format!("On voit {rare}{}", said.join(" et "));
        let day = jiff::civil::date(2022, 1 + (key / 600) as i8, 1 + roll(28) as i8);
        docs.push(ClaimDoc {
            context: format!("{content}, dit-on de {}", around.join(" et de ")),
            repeats: (key > 100 && roll(4) == 0).then(|| 1 + roll(90) as i64),
            form: if roll(4) == 0 { Form::Narrator } else { Form::Indirect },
            published: (roll(20) > 0).then_some(day),
            speakers: if roll(3) == 0 {
                vec!["Anne Dubois".to_owned()]
            } else {
                Vec::new()
            },
            content,
            ..claim(key, "")
        });
    }
    docs
}

#[test]
fn the_best_are_the_first_of_all() {
    let docs = thousands();
    let (_dir, mut index) = index(&docs);
    // More segments, and claims that are gone.
    let later = docs.iter().filter(|doc| doc.key % 7 < 2).cloned().map(|mut doc| {
        doc.in_force = doc.key % 7 == 0;
        doc
    });
    index.catch_up(later.map(Ok), Revision(2)).unwrap();
    for query in [
        "soldats",
        "tués",
        "trêve OR barrage",
        "trêve OR dubois OR côté",
        "trêve OR kourou",
        "kourou OR tu OR soldat",
        "soldat trêve",
        "\"soldats tués\" OR cote",
        "sold*",
        "dubois",
        "les soldats -trêve",
        "",
    ] {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            for (collapse, narrator) in [(true, false), (false, true)] {
                let filter = Filter {
                    narrator,
                    ..Filter::default()
                };
                let options = Options {
                    sort,
                    collapse,
                    limit: 10_000,
                    ..Options::default()
                };
                let all = search(&index, query, &filter, options);
                assert!(all.total > 500, "{query}: {}", all.total);
                for limit in [1, 10, 300] {
                    let some = search(&index, query, &filter, Options { limit, ..options });
                    assert_eq!((some.total, some.distinct), (all.total, all.distinct));
                    let keys = |found: &Found| found.hits.iter().take(limit).map(|hit| hit.key).collect::<Vec<_>>();
                    assert_eq!(keys(&some), keys(&all), "{query} by {sort:?}, {collapse}, {limit}");
                }
                let narrated = |key: i64| docs[key as usize - 1].form == Form::Narrator;
                assert!(narrator || !all.hits.iter().any(|hit| narrated(hit.key)), "{query}");
            }
        }
    }
}
