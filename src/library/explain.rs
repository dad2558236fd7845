//! Why the rules read a text as they did, in words.

use super::Analysed;
use crate::extract::{self, rules::RULES};
use crate::model::Draft;
use crate::text;

/// Which rule made a claim, from which cue, and why its speaker is who it is.
pub fn why(draft: &Draft) -> String {
    let rule = RULES.iter().find(|rule| rule.name() == draft.rule);
    let doc = rule.map_or("the article's own sentence", |rule| rule.doc());
    let cue = draft
        .cue
        .as_ref()
        .map_or("no cue".to_string(), |cue| format!("cue '{}'", cue.lemma));
    let speaker = draft
        .speaker
        .as_ref()
        .map_or("nobody is expressed".to_string(), |speaker| {
            format!("'{}': {}", speaker.name, speaker.reason)
        });
    let first = doc.split(": ").next().unwrap_or(doc);
    format!("rule {} ({first}); {cue}; speaker {speaker}", draft.rule)
}

/// A line for every reporting verb of an article that no claim came of.
pub fn unread(article: &Analysed) -> Vec<String> {
    let text = article.text();
    let analysis = text::analyse(text, article.lang(), article.article.title_len());
    let (_, unread) = extract::explain(&analysis);
    unread
        .into_iter()
        .map(|u| {
            format!(
                "'{}' ({}) {} | {}",
                u.cue.of(text),
                u.lemma,
                u.reason,
                u.sentence.of(text).replace(['\n', '\r'], " ")
            )
        })
        .collect()
}
