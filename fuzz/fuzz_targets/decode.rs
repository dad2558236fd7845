//! Any bytes as an input: articles that hold what an article must, or errors that name the input.
#![no_main]

use std::io::Cursor;

use claims_db::ingest::{self, Input, MAX_TEXT, Options, Origin};
use claims_fuzz::choice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (kind, bytes) = choice(data);
    let options = Options {
        input: Input::ALL[usize::from(kind) % Input::ALL.len()],
        source: (kind & 4 > 0).then(|| "La Vigie".to_owned()),
        ..Options::default()
    };
    let origin = match kind & 8 {
        0 => Origin::Stdin,
        _ => Origin::Path("vigie/2024-02-03-digue.dat".into()),
    };
    let place = origin.place();
    let mut found = 0;
    for article in ingest::read_from(origin, Cursor::new(bytes.to_vec()), &options) {
        found += 1;
        let article = match article {
            Ok(article) => article,
            Err(error) => {
                assert!(error.to_string().starts_with(&place), "{error}");
                continue;
            }
        };
        assert!(!article.body.trim().is_empty() && !article.body.contains('\0'));
        assert!(!article.source.trim().is_empty() && !article.identity.is_empty());
        if let Some(title) = &article.title {
            assert!(!title.contains(['\0', '\n', '\r']), "{title:?}");
        }
        let text = article.text();
        assert!(text.len() <= MAX_TEXT && text.is_char_boundary(article.title_len()));
        assert!(text.ends_with(&article.body));
    }
    assert!(found <= bytes.len() + 1);
});
