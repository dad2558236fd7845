//! Claims as linked data: schema.org `Claim` and `ClaimReview`, W3C Web Annotations.

use serde::Serialize;

use super::Claims;
use crate::library::ArchivedVerdict;
use crate::model::{ClaimRecord, Form, SpeakerKind};
use crate::span::Span;

/// Code points of the text before and after a quotation that are given with it.
const AROUND: usize = 32;

/// The IRI of a claim.
fn iri(claim: &ClaimRecord) -> String {
    format!("urn:x-claims:{}", claim.id)
}

/// The address of a claim's article, or an IRI made of what it is known by.
fn article_iri(claim: &ClaimRecord) -> String {
    claim.url.clone().unwrap_or_else(|| {
        let name = format!("{}/{}", crate::fold::slug(&claim.source), claim.article);
        let mut iri = String::from("urn:x-claims:article:");
        for byte in name.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                    iri.push(char::from(byte))
                }
                byte => iri.push_str(&format!("%{byte:02X}")),
            }
        }
        iri
    })
}

/// The reported words in one line.
fn words(claim: &ClaimRecord) -> String {
    let words: Vec<&str> = claim.content.iter().map(|passage| passage.words.as_str()).collect();
    words.join(" … ")
}

/// A schema.org node: a claim, or the review of one that a person judged.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Reviewed {
    /// A claim that nobody judged.
    Claim(Box<LinkedClaim>),
    /// A claim with a verdict.
    Review(Box<ClaimReview>),
}

/// A schema.org `ClaimReview`. The rating is the verdict's word; there is no number that it could be turned into.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimReview {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "claimReviewed")]
    claim_reviewed: String,
    #[serde(rename = "reviewRating")]
    rating: Rating,
    #[serde(rename = "reviewBody")]
    body: String,
    author: Agent,
    #[serde(rename = "datePublished")]
    published: String,
    #[serde(rename = "itemReviewed")]
    item: LinkedClaim,
}

/// A verdict in words.
#[derive(Clone, Debug, Serialize)]
pub struct Rating {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "alternateName")]
    name: String,
}

/// A schema.org `Claim`.
#[derive(Clone, Debug, Serialize)]
pub struct LinkedClaim {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    identifier: String,
    text: String,
    #[serde(rename = "inLanguage")]
    lang: String,
    author: Option<Agent>,
    appearance: Appearance,
}

/// A person or an organisation.
#[derive(Clone, Debug, Serialize)]
pub struct Agent {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

/// The article that a claim appears in.
#[derive(Clone, Debug, Serialize)]
pub struct Appearance {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    headline: Option<String>,
    url: Option<String>,
    #[serde(rename = "datePublished")]
    published: Option<String>,
    publisher: Agent,
}

impl Reviewed {
    /// The node of a claim, a review where a person judged it.
    pub fn new(claim: &ClaimRecord, verdict: Option<ArchivedVerdict>) -> Reviewed {
        let item = linked(claim);
        match verdict {
            None => Reviewed::Claim(Box::new(item)),
            Some(verdict) => Reviewed::Review(Box::new(ClaimReview {
                kind: "ClaimReview",
                id: format!("{}:review", iri(claim)),
                claim_reviewed: words(claim),
                rating: Rating {
                    kind: "Rating",
                    name: verdict.verdict,
                },
                body: verdict.rationale,
                author: Agent {
                    kind: "Person",
                    name: verdict.actor,
                },
                published: verdict.at,
                item,
            })),
        }
    }
}

fn linked(claim: &ClaimRecord) -> LinkedClaim {
    let publisher = Agent {
        kind: "Organization",
        name: claim.source.clone(),
    };
    // A document or an unnamed voice is neither a person nor an organisation.
    let author = claim.speaker.as_ref().and_then(|speaker| {
        let kind = match speaker.kind {
            SpeakerKind::Person | SpeakerKind::Office => "Person",
            SpeakerKind::Organisation | SpeakerKind::Group => "Organization",
            SpeakerKind::Document | SpeakerKind::Anonymous => return None,
        };
        let name = speaker.name.clone();
        Some(Agent { kind, name })
    });
    LinkedClaim {
        kind: "Claim",
        id: iri(claim),
        identifier: claim.id.to_string(),
        text: words(claim),
        lang: claim.lang.to_string(),
        author,
        appearance: Appearance {
            kind: "NewsArticle",
            id: article_iri(claim),
            headline: claim.title.clone(),
            url: claim.url.clone(),
            published: claim.published.as_ref().map(ToString::to_string),
            publisher,
        },
    }
}

/// A W3C Web Annotation: a claim on the words of its article.
#[derive(Clone, Debug, Serialize)]
pub struct Annotation {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body>,
    target: Vec<Target>,
}

/// Something that an annotation says in words.
#[derive(Clone, Debug, Serialize)]
pub struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: String,
}

/// Words of an article: one passage of a claim.
#[derive(Clone, Debug, Serialize)]
pub struct Target {
    source: String,
    selector: (QuoteSelector, PositionSelector),
}

/// Words with what stands around them.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteSelector {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: String,
    prefix: String,
    suffix: String,
}

/// Words by their place, in code points.
#[derive(Clone, Debug, Serialize)]
pub struct PositionSelector {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

impl Annotation {
    /// The annotation of a claim.
    pub fn new(views: &mut Claims, claim: &ClaimRecord) -> Annotation {
        let body = |purpose, value: String| Body {
            kind: "TextualBody",
            purpose,
            value,
        };
        let speaker = claim.speaker.as_ref().filter(|_| claim.form != Form::Narrator);
        let mut says = Vec::from_iter(speaker.map(|speaker| body("identifying", speaker.name.clone())));
        for tag in [claim.form.as_str(), claim.stance.as_str(), claim.status.as_str()] {
            says.push(body("tagging", tag.to_owned()));
        }
        let target = |span: Span| {
            let place = views.passage(claim, span);
            let (prefix, suffix) = around(&claim.text, span);
            Target {
                source: article_iri(claim),
                selector: (
                    QuoteSelector {
                        kind: "TextQuoteSelector",
                        exact: place.text,
                        prefix: prefix.to_owned(),
                        suffix: suffix.to_owned(),
                    },
                    PositionSelector {
                        kind: "TextPositionSelector",
                        start: place.start,
                        end: place.end,
                    },
                ),
            }
        };
        Annotation {
            id: iri(claim),
            kind: "Annotation",
            motivation: "describing",
            body: says,
            target: claim.content.iter().map(|passage| passage.span).map(target).collect(),
        }
    }
}

/// What stands right before and right after a span.
fn around(text: &str, span: Span) -> (&str, &str) {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .take(AROUND)
        .last()
        .map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_counts_code_points() {
        let text = format!("{}<x>{}", "é".repeat(40), "😀".repeat(40));
        let (before, after) = around(&text, Span::new(80, 83));
        assert_eq!((before.chars().count(), after.chars().count()), (AROUND, AROUND));
        assert_eq!(around("<x>", Span::new(0, 3)), ("", ""));
        assert_eq!(around("a<x>b", Span::new(1, 4)), ("a", "b"));
    }
}
