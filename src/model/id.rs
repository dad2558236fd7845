//! Public ids of claims and relations, the same on every machine.

use std::fmt;

use super::{ConflictType, Draft, NewArticle, RelationKind};

/// Public id of a claim: `c` and twelve base-32 letters and digits, derived from its article's identity and its words,
/// the same on every machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub String);

impl ClaimId {
    /// True for what has the form of an id, whether or not there is such a claim.
    pub fn is_id(text: &str) -> bool {
        let digits = text.strip_prefix('c').map(str::as_bytes);
        digits.is_some_and(|digits| digits.len() == 12 && digits.iter().all(|digit| ALPHABET.contains(digit)))
    }

    /// The id of the `nth` claim (from 0) with these words in the article `identity` of `source`.
    pub fn derive(source: &str, identity: &str, words: &[&str], nth: usize) -> ClaimId {
        let mut hasher = blake3::Hasher::new();
        for part in [crate::fold::slug(source).as_str(), identity] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        for part in words {
            hasher.update(part.as_bytes()).update(&[1]);
        }
        hasher.update(&nth.to_le_bytes());
        ClaimId(public_id('c', &hasher))
    }

    /// Ids for the claims of one article, in order; equal words are told apart by their count.
    pub fn for_drafts(article: &NewArticle, text: &str, drafts: &[Draft]) -> Vec<ClaimId> {
        let mut seen = rustc_hash::FxHashMap::default();
        drafts
            .iter()
            .map(|draft| {
                let words: Vec<&str> = draft.content.iter().map(|span| span.of(text)).collect();
                let nth = seen.entry(words.clone()).and_modify(|n| *n += 1).or_insert(0usize);
                ClaimId::derive(&article.source, &article.identity, &words, *nth)
            })
            .collect()
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Public id of a relation: `r` and twelve base-32 letters and digits, derived from its claims and what it is, the same
/// on every machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(pub String);

impl RelationId {
    /// The id of what `a` has to do with `b`. Only where the relation has a direction does their order count: which of
    /// two claims came in first differs from machine to machine.
    pub fn derive(a: &ClaimId, b: &ClaimId, kind: RelationKind, conflict: Option<ConflictType>) -> RelationId {
        let directed = kind == RelationKind::Supersedes;
        let (first, second) = if directed || a <= b { (a, b) } else { (b, a) };
        let conflict = conflict.map_or("", ConflictType::as_str);
        let mut hasher = blake3::Hasher::new();
        for part in [first.0.as_str(), second.0.as_str(), kind.as_str(), conflict] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        RelationId(public_id('r', &hasher))
    }
}

impl fmt::Display for RelationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The letters and digits of ids.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A letter and twelve base-32 letters and digits out of a hash.
fn public_id(letter: char, hasher: &blake3::Hasher) -> String {
    let bits = u64::from_le_bytes(hasher.finalize().as_bytes()[..8].try_into().unwrap_or_default());
    let letters = (0..12).map(|i| ALPHABET[(bits >> (5 * i)) as usize & 31] as char);
    std::iter::once(letter).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claim_ids_depend_on_identity_and_words_only() {
        let one = ClaimId::derive("Le Courrier", "a", &["il pleut"], 0);
        assert_eq!(one, ClaimId::derive("le courrier", "a", &["il pleut"], 0));
        assert_ne!(one, ClaimId::derive("Le Courrier", "b", &["il pleut"], 0));
        assert_ne!(one, ClaimId::derive("Le Courrier", "a", &["il pleut"], 1));
        assert_ne!(
            ClaimId::derive("x", "a", &["il", "pleut"], 0),
            ClaimId::derive("x", "a", &["il pleut"], 0)
        );
        assert!(ClaimId::is_id(&one.0));
        assert!(
            !["", "c", "crate-levels2", "https://x.org"]
                .iter()
                .any(|text| ClaimId::is_id(text))
        );
    }

    #[test]
    fn relation_ids_depend_on_order_only_where_the_relation_does() {
        let (a, b) = (ClaimId("c1".into()), ClaimId("c2".into()));
        let (figure, date) = (Some(ConflictType::Figure), Some(ConflictType::Date));
        let one = RelationId::derive(&a, &b, RelationKind::Contradicts, figure);
        assert_eq!(one, RelationId::derive(&b, &a, RelationKind::Contradicts, figure));
        assert_ne!(one, RelationId::derive(&a, &b, RelationKind::Contradicts, date));
        assert_ne!(
            RelationId::derive(&a, &b, RelationKind::Supersedes, None),
            RelationId::derive(&b, &a, RelationKind::Supersedes, None)
        );
        assert!(one.0.len() == 13 && one.0.starts_with('r'));
    }
}
