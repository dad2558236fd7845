//! What holds for any query and any text.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_query_searches(
        query in prop_oneof![
            any::<String>(),
            r#"([a-zé0-9]{0,4}|"|«|\(|\)|-|\*| |OR |speaker:|status:|before:|2 000|l'|:|\u{ad}){0,16}"#,
        ],
        text in prop_oneof![any::<String>(), r"(l'|d’|[a-zé0-9]{0,4}|2 000|-|\u{ad}| |\. ){0,30}"],
    ) {
        thread_local!(static INDEX: (TempDir, Index) = index(&cast()));
        let (query, problems) = parse(&query);
        prop_assert!(problems.len() <= 20);
        INDEX.with(|(_, index)| {
            let found = index.search(&query, &Filter::default(), Options { facets: true, ..Options::default() }).unwrap();
            assert!(found.hits.len() <= found.total);
            let near = index.suggest(&query).unwrap();
            // A suggestion reads as it was meant.
            assert!(near.is_none_or(|near| parse(&near.to_string()).0 == near || near.to_string().is_empty()));
            let options = Options { explain: true, limit: 2, ..Options::default() };
            let first = index.search(&query, &Filter::default(), options).unwrap();
            let options = Options { after: first.next.as_deref(), ..options };
            assert_eq!(index.search(&query, &Filter::default(), options).unwrap().total, first.total);
        });
        // Marks begin where words begin and end where words end: no elided article, no half of a word.
        let words = claims_db::index::analyzer::words(&text, claims_db::index::analyzer::Stemming::French);
        let mut end = 0;
        for span in claims_db::index::Highlighter::new(&query).marks(Lang::FR, &text) {
            prop_assert!(span.start >= end && span.end > span.start && text.get(span.start..span.end).is_some());
            prop_assert!(words.iter().any(|word| word.span.start == span.start), "{:?}", span.of(&text));
            prop_assert!(words.iter().any(|word| word.span.end == span.end), "{:?}", span.of(&text));
            end = span.end;
        }
    }

    #[test]
    fn every_text_is_found_by_its_own_words(text in "[a-zéèçœA-ZÉ'’0-9 .,-]{1,40}") {
        // Each word that is cut out of a text marks itself.
        for word in claims_db::index::analyzer::words(&text, claims_db::index::analyzer::Stemming::French) {
            let query = claims_db::index::Query::Word(word.lower.clone());
            let marks = claims_db::index::Highlighter::new(&query).marks(Lang::FR, &text);
            prop_assert!(marks.iter().any(|mark| mark.contains(word.span)), "{:?} in {:?}", word, text);
        }
    }

    #[test]
    fn any_cursor_is_a_page_or_refused(cursor in prop_oneof![any::<String>(), "[A-Za-z0-9_.]{0,80}"]) {
        thread_local!(static INDEX: (TempDir, Index) = index(&cast()));
        let options = Options { after: Some(&cursor), ..Options::default() };
        INDEX.with(|(_, index)| {
            let found = index.search(&parse("trêve").0, &Filter::default(), options);
            assert!(matches!(found, Ok(_) | Err(Error::Usage(_))), "{found:?}");
        });
    }
}
