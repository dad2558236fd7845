//! A place in a result, in letters: where the next page begins, and what must stay as it was for the hits not to move.

use super::Sort;
use super::best::Place;
use super::statistics::Frozen;

/// Where a page ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// Which search it belongs to.
    pub search: u32,
    /// Hits shown so far.
    pub shown: usize,
    /// The last of them.
    pub last: Place,
    /// Greatest key that the index had when the first page was made; what came later is in no page.
    pub upto: u64,
    /// The weights of the first page, where the order hangs on them.
    pub frozen: Option<Frozen>,
}

/// Digits of a cursor; none of them means anything to a shell, and none of them looks like an option.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";

impl Cursor {
    /// The number of a search: the same query, filters and order give the same.
    pub fn search_of(fingerprint: &str, query: &str, filter: &str, sort: Sort, collapse: bool) -> u32 {
        let whole = format!("{fingerprint}\0{query}\0{filter}\0{sort:?}\0{collapse}");
        checksum(whole.as_bytes())
    }

    /// Letters and digits.
    pub fn encode(&self) -> String {
        let mut bytes = self.search.to_le_bytes().to_vec();
        put(&mut bytes, self.shown as u64);
        for number in [self.last.first, self.last.second] {
            put(&mut bytes, zigzag(number));
        }
        put(&mut bytes, self.last.key);
        put(&mut bytes, self.upto);
        if let Some(frozen) = &self.frozen {
            put(&mut bytes, frozen.docs);
            frozen.tokens.iter().for_each(|tokens| put(&mut bytes, *tokens));
            // Terms that no claim has are many, and those that are missing at the end are such.
            let known = frozen
                .freqs
                .iter()
                .rposition(|freq| *freq > 0)
                .map_or(0, |last| last + 1);
            for number in &frozen.freqs[..known] {
                put(&mut bytes, *number);
            }
        }
        bytes.extend(checksum(&bytes).to_le_bytes());
        letters(&bytes)
    }

    /// Reads a cursor; none for anything else.
    pub fn decode(text: &str) -> Option<Cursor> {
        let bytes = unletters(text.trim())?;
        let (bytes, check) = bytes.split_last_chunk::<4>()?;
        if checksum(bytes) != u32::from_le_bytes(*check) {
            return None;
        }
        let (search, mut rest) = bytes.split_first_chunk::<4>()?;
        let rest = &mut rest;
        let shown = usize::try_from(take(rest)?).ok()?;
        let mut signed = || take(rest).map(unzigzag);
        let (first, second) = (signed()?, signed()?);
        let (key, upto) = (take(rest)?, take(rest)?);
        let frozen = match rest.is_empty() {
            true => None,
            false => {
                let docs = take(rest)?;
                let tokens = [take(rest)?, take(rest)?];
                let mut freqs = Vec::new();
                while !rest.is_empty() {
                    freqs.push(take(rest)?);
                }
                Some(Frozen { docs, tokens, freqs })
            }
        };
        Some(Cursor {
            search: u32::from_le_bytes(*search),
            shown,
            last: Place { first, second, key },
            upto,
            frozen,
        })
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let hash = blake3::hash(bytes);
    let hash = hash.as_bytes();
    u32::from_le_bytes([hash[0], hash[1], hash[2], hash[3]])
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Seven bits a byte, the lowest first; the high bit says that more follow.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Six bits a digit.
fn letters(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 1);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for digit in 0..=chunk.len() {
            out.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    out
}

fn unletters(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0u32;
        for byte in chunk {
            bits = bits << 6 | DIGITS.iter().position(|digit| digit == byte)? as u32;
        }
        bits <<= 6 * (4 - chunk.len());
        out.extend(&bits.to_be_bytes()[1..chunk.len()]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(frozen: Option<Frozen>) -> Cursor {
        Cursor {
            search: 0xdead_beef,
            shown: 40,
            last: Place {
                first: i64::MIN,
                second: -3,
                key: 1_000_000,
            },
            upto: u64::MAX,
            frozen,
        }
    }

    #[test]
    fn a_cursor_reads_back_and_a_changed_one_does_not() {
        let frozen = Frozen {
            docs: 300,
            tokens: [1 << 40, 0],
            freqs: vec![0, 7, 128],
        };
        for cursor in [cursor(None), cursor(Some(frozen))] {
            let text = cursor.encode();
            assert_eq!(Cursor::decode(&text), Some(cursor));
            for at in 0..text.len() {
                let mut other = text.clone();
                other.replace_range(at..=at, if &text[at..=at] == "A" { "B" } else { "A" });
                // The last digit has bits to spare.
                assert!(Cursor::decode(&other).is_none() || at + 1 == text.len(), "{at}");
                assert_eq!(Cursor::decode(&text[..at]), None);
            }
        }
        for other in ["", "A", "é", "-", "AAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(Cursor::decode(other), None, "{other}");
        }
    }
}
