//! Claims out of any text, French or English: spans in order, inside, on character boundaries; the same each time.
#![no_main]

use claims_db::extract::{explain, extract};
use claims_db::text::analyse;
use claims_fuzz::{choice, fits_words, lang, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (which, data) = choice(data);
    let (lang, text) = (lang(which % 2), text(data));
    let text = text.as_ref();
    // Half of the texts have their first line as a title.
    let title = match which & 2 {
        0 => 0,
        _ => text.find("\n\n").map_or(0, |end| end + 2),
    };
    let analysis = analyse(text, lang, title);
    let drafts = extract(&analysis).drafts;
    for draft in &drafts {
        assert!(!draft.content.is_empty(), "rule {}: no words", draft.rule);
        assert!(
            draft.content.windows(2).all(|two| two[0].end <= two[1].start),
            "rule {}: words out of order",
            draft.rule
        );
        let cue = draft.cue.as_ref().map(|cue| cue.span);
        let spans = draft
            .content
            .iter()
            .copied()
            .chain(cue)
            .chain(draft.mention)
            .chain(draft.relay);
        for span in spans {
            fits_words(text, span);
        }
        assert!((0.0..=1.0).contains(&draft.confidence), "rule {}", draft.rule);
        if let Some(speaker) = &draft.speaker {
            assert!(
                !speaker.name.trim().is_empty(),
                "rule {}: a speaker without a name",
                draft.rule
            );
        }
    }
    let (explained, _) = explain(&analysis);
    assert_eq!(explained.drafts, drafts, "explained is what is extracted");
});
