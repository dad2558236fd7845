//! Folding of case, accents, ligatures and apostrophes: how two spellings are told to be the same word.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// True for every apostrophe that news prose uses: `'`, `’`, `ʼ` and the prime `′`.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '′')
}

/// True for the hyphens that stand inside words: hyphen-minus, hyphen, non-breaking hyphen, soft hyphen.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

/// Lower case with straight apostrophes and plain hyphens; accents stay (they part *a* from *à*).
/// This is the key of the lexicon.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    if word.chars().all(|c| c.is_lowercase() && c != 'ʼ') {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            c if is_apostrophe(c) => out.push('\''),
            '\u{ad}' => {}
            c if is_hyphen(c) => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(out)
}

/// Lower case without accents, ligatures opened, apostrophes straight: the key under which names and aliases meet.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ı' => out.push('i'),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            '\u{ad}' => {}
            c if is_apostrophe(c) => out.push('\''),
            c if is_hyphen(c) => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A folded name as a short, stable key for files and columns: letters and digits, single hyphens between.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_keeps_accents_and_straightens_apostrophes() {
        assert_eq!(lower("À"), "à");
        assert_eq!(lower("AUJOURD’HUI"), "aujourd'hui");
        assert_eq!(lower("cessez\u{2011}le\u{2011}feu"), "cessez-le-feu");
    }

    #[test]
    fn fold_opens_ligatures_and_drops_accents() {
        assert_eq!(fold("Œuvre"), "oeuvre");
        assert_eq!(fold("Mevlüt Çavuşoğlu"), "mevlut cavusoglu");
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("L’Écho du Nord "), "l-echo-du-nord");
    }
}
