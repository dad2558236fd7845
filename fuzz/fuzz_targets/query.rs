//! Any bytes as a query in a small library, made once: results, or problems in words that point into the query.
#![no_main]

use std::path::Path;
use std::sync::{LazyLock, Mutex};

use claims_db::error::Error;
use claims_db::index::{Highlighter, parse};
use claims_db::ingest;
use claims_db::library::{Inputs, Library, SearchOptions, Sort};
use claims_db::model::{Filter, Lang};
use claims_fuzz::{choice, fits, text};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static LIBRARY: LazyLock<(TempDir, Mutex<Library>)> = LazyLock::new(|| {
    let dir = tempfile::tempdir().expect("a directory");
    let mut library = Library::open(&dir.path().join("claims.db"), None).expect("a new library");
    let options = ingest::Options {
        recursive: true,
        ..ingest::Options::default()
    };
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/articles");
    let inputs = Inputs::paths(&[articles], &options);
    library
        .index(inputs, 1, |_| Ok::<(), Error>(()))
        .expect("articles go in");
    (dir, Mutex::new(library))
});

fuzz_target!(|data: &[u8]| {
    let (which, data) = choice(data);
    let query = text(data);
    let query = query.as_ref();
    let options = SearchOptions {
        limit: usize::from(which % 4) * 5,
        offset: usize::from(which / 4 % 2) * 3,
        sort: [Sort::Relevance, Sort::Newest, Sort::Oldest][usize::from(which) % 3],
        facets: which & 16 > 0,
        ..SearchOptions::default()
    };
    let mut library = LIBRARY.1.lock().expect("one thread");
    let found = library
        .search(query, &Filter::default(), options)
        .expect("no query is an error");
    assert_eq!(library.notices(), Vec::<String>::new(), "the index stays whole");
    assert!(found.hits.len() <= options.limit.min(found.total));
    assert!(found.problems.len() <= 21);
    for problem in &found.problems {
        fits(query, problem.span);
        assert!(!problem.message.is_empty());
    }
    for hit in &found.hits {
        fits(&hit.claim.text, hit.sentence);
        let mut at = hit.sentence.start;
        for span in &hit.matches {
            fits(&hit.claim.text, *span);
            assert!(span.start >= at && span.end > span.start && span.end <= hit.sentence.end);
            at = span.end;
        }
    }
    // The query marks itself too, as the text that it is.
    let mut at = 0;
    for span in Highlighter::new(&parse(query).0).marks(Lang::FR, query) {
        fits(query, span);
        assert!(span.start >= at && span.end > span.start);
        at = span.end;
    }
});
