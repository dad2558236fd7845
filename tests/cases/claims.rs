//! Claims of a text: who said what, in which words.
//!
//! One line a claim, in the order of the text: `direct assert | Nikol Pachinian | a annoncé | Au moins 49 soldats ont péri`. That is form and
//! stance (with the modality behind them where it is not `asserted`), the speaker as resolved, the words of the cue, and the content, its parts
//! joined by ` … `. `nobody` stands where no speaker is expressed, `no cue` for a quotation without one. The article's own assertions are left
//! out; `(none)` says that nothing is attributed. The setting `show=mention,relay,affiliation` adds the words that name the speaker, who passed them on, and
//! whom the speaker speaks for.

use claims_db::extract::extract;
use claims_db::model::{Draft, Form, Modality};
use claims_db::text;

use super::harness::{Case, check};

#[test]
fn french_claims() {
    check_claims("fixtures/cases/fr");
}

#[test]
fn english_claims() {
    check_claims("fixtures/cases/en");
}

/// Checks the cases of one directory.
fn check_claims(dir: &str) {
    check(dir, |case| {
        let analysis = text::analyse(&case.input, case.lang, 0);
        let drafts = extract(&analysis).drafts;
        let claims = drafts.iter().filter(|draft| draft.form != Form::Narrator);
        let lines: Vec<String> = claims.map(|draft| show(draft, case)).collect();
        match lines.is_empty() {
            true => "(none)".to_owned(),
            false => lines.join("\n"),
        }
    });
}

/// The line of one claim.
fn show(draft: &Draft, case: &Case) -> String {
    let text = &case.input;
    let kind = match draft.modality {
        Modality::Asserted => format!("{} {}", draft.form, draft.stance),
        modality => format!("{} {} {modality}", draft.form, draft.stance),
    };
    let speaker = draft.speaker.as_ref().map_or("nobody", |speaker| &*speaker.name);
    let cue = draft.cue.as_ref().map_or("no cue", |cue| cue.span.of(text));
    let content: Vec<&str> = draft.content.iter().map(|span| span.of(text)).collect();
    let mut line = format!("{kind} | {speaker} | {cue} | {}", content.join(" … "));
    for column in case.setting("show").into_iter().flat_map(|names| names.split(',')) {
        let words = match column {
            "mention" => draft.mention.map_or("nobody", |span| span.of(text)),
            "relay" => draft.relay.map_or("nobody", |span| span.of(text)),
            "affiliation" => {
                let speaker = draft.speaker.as_ref();
                speaker
                    .and_then(|speaker| speaker.affiliation.as_deref())
                    .unwrap_or("nobody")
            }
            other => panic!("line {}: '{other}' is none of: mention, relay, affiliation", case.line),
        };
        line = format!("{line} | {column}: {words}");
    }
    line
}
