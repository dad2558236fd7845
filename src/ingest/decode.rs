//! Bytes to text: byte order marks, UTF-8, old single-byte encodings; and what is no text at all.

use std::borrow::Cow;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text out of bytes.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the encoding it came in.
    pub encoding: &'static str,
    /// True where replacement characters stand for bytes that are not valid.
    pub damaged: bool,
}

/// Bytes at the start that are looked at for what is binary.
const LOOK: usize = 8 << 10;

/// First bytes of files that are often taken for text, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
];

/// Decodes a whole text or, with `html`, a page, whose own word on its encoding then counts.
///
/// A byte order mark goes first, then valid UTF-8, then the page's word, then a guess that leans to western Europe.
/// Fails, with what to do, on what looks binary.
pub fn decode(bytes: &[u8], html: bool) -> Result<Decoded, String> {
    if let Some(problem) = binary(bytes) {
        return Err(problem);
    }
    if let Some(big) = utf32(bytes) {
        return Ok(from_utf32(&bytes[4..], big));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok(decoded(text, encoding, damaged));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(decoded(Cow::Borrowed(text), UTF_8, false));
    }
    let encoding = html
        .then(|| declared(bytes))
        .flatten()
        .filter(|encoding| *encoding != UTF_8)
        .unwrap_or_else(|| guess(bytes));
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Ok(decoded(text, encoding, damaged))
}

fn decoded(text: Cow<'_, str>, encoding: &'static Encoding, damaged: bool) -> Decoded {
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        damaged,
    }
}

/// What a binary file looks like and what to do; none for text.
pub fn binary(bytes: &[u8]) -> Option<String> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(format!("looks like {what}, not text; convert it to text first"));
    }
    if utf32(bytes).is_some() || matches!(Encoding::for_bom(bytes), Some((encoding, _)) if encoding != UTF_8) {
        return None;
    }
    let head = &bytes[..bytes.len().min(LOOK)];
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    if zeros * 3 > head.len() && zeros < head.len() {
        return Some("looks like UTF-16 without a byte order mark; convert it to UTF-8 first".to_owned());
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Some(format!(
            "binary: byte {at} is NUL, which no text holds; convert it to text first"
        ));
    }
    let control = |byte: &&u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    if head.iter().filter(control).count() * 20 > head.len() {
        return Some("binary: full of control characters; convert it to text first".to_owned());
    }
    None
}

/// The first bytes of an input as text, good enough to tell what it is.
pub fn glance(bytes: &[u8]) -> Cow<'_, str> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0,
        None => String::from_utf8_lossy(bytes),
    }
}

/// True for big, false for little end first, where a UTF-32 mark stands.
fn utf32(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some(false),
        [0, 0, 0xfe, 0xff, ..] => Some(true),
        _ => None,
    }
}

fn from_utf32(bytes: &[u8], big: bool) -> Decoded {
    let mut damaged = !bytes.len().is_multiple_of(4);
    let units = bytes.chunks_exact(4).map(|unit| {
        let unit = [unit[0], unit[1], unit[2], unit[3]];
        let point = if big {
            u32::from_be_bytes(unit)
        } else {
            u32::from_le_bytes(unit)
        };
        char::from_u32(point).unwrap_or_else(|| {
            damaged = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    Decoded {
        text: units.collect(),
        encoding: "UTF-32",
        damaged,
    }
}

/// The encoding that a page declares in its first 1,024 bytes, as browsers look for it.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let mut rest = &head[..];
    while let Some(at) = find(rest, b"charset").or_else(|| find(rest, b"encoding")) {
        let after = &rest[at..];
        let after = &after[after
            .iter()
            .position(|b| !b.is_ascii_alphabetic())
            .unwrap_or(after.len())..];
        let value = after
            .trim_ascii_start()
            .strip_prefix(b"=")
            .unwrap_or_default()
            .trim_ascii_start();
        let value = match value {
            [b'"' | b'\'', value @ ..] => value,
            value => value,
        };
        let len = value
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)));
        if let Some(encoding) = Encoding::for_label(&value[..len.unwrap_or(value.len())]) {
            // A page that declares UTF-16 in ASCII cannot be UTF-16.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE {
                UTF_8
            } else {
                encoding
            });
        }
        rest = after;
    }
    None
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

/// Guesses the encoding of bytes that are not valid UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_damaged_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"fr"), Utf8Detection::Deny)
}

/// True where most of what is not ASCII is UTF-8 all the same: a cut or mixed file, not an old encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

/// A reader that turns UTF-16 with a byte order mark into UTF-8, and gives all other bytes as they are.
pub struct Transcoded<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    done: bool,
}

impl<R: Read> Transcoded<R> {
    /// `first` are the first bytes of `inner`, which still gives them.
    pub fn new(inner: R, first: &[u8]) -> Self {
        let marked = Encoding::for_bom(first).filter(|(encoding, _)| *encoding != UTF_8);
        let decoder = marked.map(|(encoding, _)| encoding.new_decoder_with_bom_removal());
        Self {
            inner,
            decoder,
            raw: vec![0; LOOK],
            out: Vec::new(),
            at: 0,
            done: false,
        }
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            return self.inner.read(buffer);
        };
        while self.at == self.out.len() && !self.done {
            let read = self.inner.read(&mut self.raw)?;
            self.done = read == 0;
            self.at = 0;
            // Three bytes a unit and what the decoder still holds: the output never fills before the input is used.
            self.out.resize(3 * read + 16, 0);
            let (_, _, written, _) = decoder.decode_to_utf8(&self.raw[..read], &mut self.out, self.done);
            self.out.truncate(written);
        }
        let ready = &self.out[self.at..];
        let len = ready.len().min(buffer.len());
        buffer[..len].copy_from_slice(&ready[..len]);
        self.at += len;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "« L’été, a-t-elle déclaré, où çà coûte 5 000 € », à Noël près de l’île";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    fn utf32(text: &str, big: bool) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.chars().map(u32::from));
        units
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn every_mark_is_followed_and_dropped() {
        let marked = [b"\xef\xbb\xbf".as_slice(), TEXT.as_bytes()].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked,
            utf16(TEXT, true),
            utf16(TEXT, false),
            utf32(TEXT, true),
            utf32(TEXT, false),
        ] {
            let decoded = decode(&bytes, false).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.damaged), (TEXT, false));
        }
    }

    #[test]
    fn old_encodings_are_guessed() {
        let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(TEXT);
        assert!(!lost);
        assert_eq!(decode(&bytes, false).unwrap().text, TEXT);
        assert_eq!(
            decode(b"Le pr\xe9fet a d\xe9menti.", false).unwrap().text,
            "Le préfet a démenti."
        );
        assert_eq!(decode(b"\xab Non \xbb", false).unwrap().text, "« Non »");
        let russian = "Министерство обороны заявило, что перемирие соблюдается на всей границе";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(decode(&bytes, false).unwrap().text, russian);
    }

    #[test]
    fn a_page_says_its_encoding() {
        let text = "<html><meta charset=\"iso-8859-2\"><p>Łódź, święto";
        let (bytes, ..) = encoding_rs::ISO_8859_2.encode(text);
        assert_eq!(decode(&bytes, true).unwrap().text, text);
        let text = "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>мир";
        let (bytes, ..) = encoding_rs::KOI8_R.encode(text);
        assert_eq!(decode(&bytes, true).unwrap().text, text);
        let wrong = b"<meta charset=utf-8><p>\xe9t\xe9</p>";
        assert!(decode(wrong, true).unwrap().text.ends_with("été</p>"));
    }

    #[test]
    fn a_cut_utf8_text_keeps_its_words() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.push(0xc3);
        let decoded = decode(&bytes, false).unwrap();
        assert!(decoded.damaged);
        assert_eq!(decoded.text, format!("{TEXT}\u{fffd}"));
    }

    #[test]
    fn binary_is_refused_by_what_it_looks_like() {
        let unmarked = &utf16("Sans marque.", false)[2..];
        for (bytes, word) in [
            (b"%PDF-1.7 ...".as_slice(), "PDF"),
            (b"PK\x03\x04rest", "ZIP"),
            (b"\x89PNG\r\n\x1a\n", "PNG"),
            (b"{\\rtf1 text", "RTF"),
            (b"some text\0more", "NUL"),
            (b"\x01\x02\x03\x04 abc \x05\x06", "control"),
            (unmarked, "UTF-16"),
        ] {
            let problem = decode(bytes, false).unwrap_err();
            assert!(problem.contains(word), "{problem}");
        }
        let late = [vec![b'a'; LOOK + 5], vec![0]].concat();
        assert!(decode(&late, false).unwrap_err().contains("NUL"));
    }

    #[test]
    fn a_stream_of_utf16_becomes_utf8() {
        let text = TEXT.repeat(500) + "\u{1f5de}";
        for big in [true, false] {
            let bytes = utf16(&text, big);
            let mut out = String::new();
            Transcoded::new(bytes.as_slice(), &bytes[..4])
                .read_to_string(&mut out)
                .unwrap();
            assert_eq!(out, text);
        }
    }
}
