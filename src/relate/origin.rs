//! Texts that are nearly the same: what a wire wrote and several outlets print is one origin.
//!
//! A text is the set of its word shingles. Its MinHash signature is cut into bands, under which near-identical texts are found without a look
//! at the others; the sets themselves then decide. A few lines of our own: the crates at hand bring an index in memory, ours is the database.

use super::hash::{hash, mix};
use crate::fold::fold;

/// Bands of a signature, each of [`ROWS`] hashes: of two texts that share half of their shingles, 93 % share a band; of those that share a
/// tenth, 2 %.
const BANDS: u64 = 20;
const ROWS: u64 = 3;
/// Words in a row that make a shingle of a text.
const SHINGLE: usize = 4;
/// Words in a row that make a shingle of a claim, which is short.
const CLAIM_SHINGLE: usize = 3;
/// Shingles without which a text is too short to be anybody's copy.
const FEWEST: usize = 12;
/// The share of shingles from which on two texts are one.
const ALIKE: f32 = 0.5;

/// A text as far as its origin needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    shingles: Vec<u64>,
    bands: Vec<i64>,
}

impl Sketch {
    /// Reads a text; linear in its length.
    pub fn of(text: &str) -> Sketch {
        let shingles = shingles(text, SHINGLE).1;
        if shingles.len() < FEWEST {
            return Sketch::default();
        }
        let least = |n: u64| {
            let salt = mix(n + 1);
            shingles.iter().map(|shingle| mix(shingle ^ salt)).min().unwrap_or(0)
        };
        let band = |band: u64| {
            let rows = (0..ROWS).map(|row| least(band * ROWS + row));
            rows.fold(mix(band), |all, row| mix(all ^ row)).cast_signed()
        };
        let bands = (0..BANDS).map(band).collect();
        Sketch { shingles, bands }
    }

    /// Numbers of which near-identical texts share some; none for a text of a line or two.
    pub fn bands(&self) -> &[i64] {
        &self.bands
    }

    /// True where the texts share half of their word sequences or more.
    pub fn is_copy_of(&self, other: &Sketch) -> bool {
        self.shingles.len() >= FEWEST && jaccard(&self.shingles, &other.shingles) >= ALIKE
    }
}

/// The words of a claim as far as telling a reprint needs them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    /// Number of words.
    pub words: usize,
    shingles: Vec<u64>,
}

impl Wording {
    /// Reads the words of a claim.
    pub fn of(words: &str) -> Wording {
        let (words, shingles) = shingles(words, CLAIM_SHINGLE);
        Wording { words, shingles }
    }

    /// The share of word sequences that two claims have in common, from 0 to 1.
    pub fn share(&self, other: &Wording) -> f32 {
        jaccard(&self.shingles, &other.shingles)
    }
}

/// The number of words, and the hashes of every `size` in a row, sorted, each once.
fn shingles(text: &str, size: usize) -> (usize, Vec<u64>) {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hash(fold(word).as_bytes()))
        .collect();
    let row = |row: &[u64]| row.iter().fold(0, |all, word| mix(all ^ word).wrapping_add(1));
    let mut shingles: Vec<u64> = words.windows(size).map(row).collect();
    shingles.sort_unstable();
    shingles.dedup();
    (words.len(), shingles)
}

/// The share of two sorted sets that both have.
fn jaccard(a: &[u64], b: &[u64]) -> f32 {
    let shared = shared(a, b);
    shared as f32 / (a.len() + b.len() - shared).max(1) as f32
}

/// How many members two sorted sets share. Linear in their sizes.
pub(super) fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Le barrage a cédé dans la nuit, a dit la préfète. Trois villages de la vallée ont été évacués avant l'aube, \
        et les secours cherchent encore deux bergers qui dormaient près du torrent. L'école sert d'abri.";

    #[test]
    fn a_copy_with_another_title_and_a_line_more_is_one_origin() {
        let copy = format!("La vallée sous les eaux\n\n{TEXT} Le maire remercie les pompiers.");
        let (a, b) = (Sketch::of(TEXT), Sketch::of(&copy.to_uppercase()));
        assert!(a.is_copy_of(&b) && b.is_copy_of(&a));
        assert!(a.bands().iter().any(|band| b.bands().contains(band)));
    }

    #[test]
    fn one_sentence_in_common_is_no_copy_and_a_line_is_nobodys() {
        let other = "Le barrage a cédé dans la nuit, a dit la préfète. L'opposition demande qui a signé les derniers contrôles, et pourquoi \
            les vannes étaient fermées depuis le printemps malgré les avis des ingénieurs.";
        assert!(!Sketch::of(TEXT).is_copy_of(&Sketch::of(other)));
        let line = Sketch::of("Il pleut sur la vallée.");
        assert!(line.bands().is_empty() && !line.is_copy_of(&line));
    }

    #[test]
    fn spelling_does_not_change_the_wording() {
        let (a, b) = (
            Wording::of("Trois villages évacués à l’aube"),
            Wording::of("trois villages evacues, a l'aube"),
        );
        assert_eq!((a.words, a.share(&b)), (6, 1.0));
        assert_eq!(Wording::of("").share(&Wording::of("")), 0.0);
    }
}
