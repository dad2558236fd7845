//! Language of a text.

use crate::model::Lang;

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 4096;
/// Fewer letters than this say nothing.
const LETTERS: usize = 12;

/// The most likely language of `text`; undetermined for a text without letters or with too few of them.
///
/// Only the first 4 KiB count.
pub fn detect(text: &str) -> Lang {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    if sample.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count() < LETTERS {
        return Lang::UND;
    }
    let code = match whichlang::detect_language(sample) {
        whichlang::Lang::Fra => return Lang::FR,
        whichlang::Lang::Eng => return Lang::EN,
        whichlang::Lang::Ara => "ar",
        whichlang::Lang::Cmn => "zh",
        whichlang::Lang::Deu => "de",
        whichlang::Lang::Hin => "hi",
        whichlang::Lang::Ita => "it",
        whichlang::Lang::Jpn => "ja",
        whichlang::Lang::Kor => "ko",
        whichlang::Lang::Nld => "nl",
        whichlang::Lang::Por => "pt",
        whichlang::Lang::Rus => "ru",
        whichlang::Lang::Spa => "es",
        whichlang::Lang::Swe => "sv",
        whichlang::Lang::Tur => "tr",
        whichlang::Lang::Vie => "vi",
    };
    code.parse().unwrap_or(Lang::UND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_apart() {
        assert_eq!(detect("Le ministre a déclaré que la trêve tenait toujours."), Lang::FR);
        assert_eq!(detect("The minister said that the truce was still holding."), Lang::EN);
        assert_eq!(
            detect("Der Minister erklärte, dass die Waffenruhe noch halte.").as_str(),
            "de"
        );
    }

    #[test]
    fn says_nothing_of_too_little() {
        for text in ["", "« » 12 345 !", "Oui", "\0\0\0"] {
            assert_eq!(detect(text), Lang::UND, "{text:?}");
        }
    }

    #[test]
    fn cuts_its_sample_at_a_character() {
        // Byte 4096 falls inside an é.
        let (long, sample) = (format!("a{}", "é".repeat(5000)), format!("a{}", "é".repeat(2047)));
        assert_eq!(detect(&long), detect(&sample));
    }
}
