//! Reviews of claims by others, out of schema.org JSON-LD.

use serde_json::Value;

use crate::library::ArchivedReview;
use crate::model::ClaimId;

/// Every `ClaimReview` with a `claimReviewed` in a document: the document itself, the elements of its list or `@graph`.
pub fn reviews(document: &Value) -> Vec<ArchivedReview> {
    let nodes: Vec<&Value> = match (document, document.get("@graph")) {
        (Value::Array(nodes), _) | (_, Some(Value::Array(nodes))) => nodes.iter().collect(),
        _ => vec![document],
    };
    nodes.into_iter().filter_map(review).collect()
}

fn review(node: &Value) -> Option<ArchivedReview> {
    let kind = &node["@type"];
    let is_review = |kind: &Value| {
        kind.as_str()
            .is_some_and(|kind| kind.trim_start_matches("schema:") == "ClaimReview")
    };
    if !is_review(kind) && !kind.as_array().is_some_and(|kinds| kinds.iter().any(is_review)) {
        return None;
    }
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let item = &node["itemReviewed"];
    let rating = &node["reviewRating"];
    // Others have ids of their own for what they review.
    let ids = [&item["@id"], &item["identifier"]]
        .into_iter()
        .filter_map(Value::as_str);
    let claim = ids
        .map(|id| id.trim_start_matches("urn:x-claims:"))
        .find(|id| ClaimId::is_id(id))
        .map(str::to_owned);
    let mut appearances: Vec<String> = Vec::new();
    for place in [&item["appearance"], &item["firstAppearance"]] {
        let places = place.as_array().map_or(std::slice::from_ref(place), Vec::as_slice);
        for place in places {
            appearances.extend([place, &place["url"], &place["@id"]].into_iter().filter_map(text));
        }
    }
    appearances.retain(|place| !place.trim().is_empty());
    Some(ArchivedReview {
        by_words: claim.is_none() && appearances.is_empty(),
        claim,
        reviewed: node["claimReviewed"].as_str()?.to_owned(),
        appearances,
        // The word, else the number as it stands there.
        rating: text(&rating["alternateName"]).or_else(|| match &rating["ratingValue"] {
            Value::Null => None,
            Value::String(value) => Some(value.clone()),
            value => Some(value.to_string()),
        }),
        author: text(&node["author"]["name"]).or_else(|| text(&node["author"])),
        url: text(&node["url"]),
        published: text(&node["datePublished"]),
        json: node.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reviews_are_found_wherever_a_document_keeps_them() {
        let node = json!({"@type": ["ClaimReview"], "claimReviewed": "Il pleut", "reviewRating": {"ratingValue": 2}});
        for document in [
            node.clone(),
            json!([node, {"@type": "Claim"}]),
            json!({"@graph": [{"@type": "ClaimReview"}, node]}),
        ] {
            let found = reviews(&document);
            assert_eq!(found.len(), 1);
            assert_eq!(
                (found[0].reviewed.as_str(), found[0].rating.as_deref()),
                ("Il pleut", Some("2"))
            );
        }
        assert!(reviews(&json!(3)).is_empty());
    }
}
