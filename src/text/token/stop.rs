//! Stops inside words: abbreviations, initials, acronyms, addresses.

use super::{Scanner, is_line_break, is_word_char};
use crate::fold::{is_apostrophe, lower};

/// Words that open a sentence far more often than they follow an abbreviation or an initial.
pub(in crate::text) fn opens_sentence(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "a", "ainsi", "après", "au", "aucun", "aucune", "aussi", "aux", "avant", "avec", "ce", "cela", "celle",
        "celui", "ces", "cet", "cette", "ceux", "c'", "d'", "dans", "de", "depuis", "des", "du", "elle", "elles", "en",
        "et", "il", "ils", "j'", "je", "l'", "la", "le", "les", "leur", "leurs", "lors", "mais", "nous", "on", "or",
        "où", "par", "pour", "qu'", "quand", "qui", "sa", "selon", "ses", "si", "son", "sur", "tous", "tout", "un",
        "une", "vous", "à", "the", "he", "she", "it", "they", "we", "in", "this", "but", "and", "his", "her",
    ];
    word.len() <= 7 && OPENERS.contains(&lower(word).as_ref())
}

/// Civil titles: what follows is a name even where it looks like an article (*M. Le Pen*).
const TITLES: &[&str] = &["m", "mm", "dr", "pr", "mr", "mrs", "ms", "mgr", "st"];

/// True for a civil title, with or without its stop.
pub(in crate::text) fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.starts_with(char::is_uppercase) && TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

fn is_single_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// A capital, or a compound of capitals as in *J-P*; *Ch* and *Ph* too.
fn is_initial(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && (is_single_letter(word) || matches!(word, "Ch" | "Ph" | "Th"))
}

impl Scanner<'_> {
    /// End of the word `at..end` before a full stop, an @ or the like: abbreviations take their stop, addresses their rest.
    pub(super) fn stop(&self, at: usize, end: usize) -> usize {
        if let Some(end) = self.address(at) {
            return end;
        }
        if self.char_at(end) != Some('.') {
            return end;
        }
        let word = &self.text[at..end];
        if let Some(end) = self.dotted(at, end) {
            return end;
        }
        let next = self.char_at(end + 1);
        if next.is_some_and(is_word_char) {
            return end;
        }
        if let Some(space) = next.filter(|c| c.is_whitespace() && !is_line_break(*c)) {
            let follows = end + 1 + space.len_utf8();
            // *25 °C.* ends.
            let initial = is_initial(word) && self.char_before(at) != Some('°');
            let known = || {
                let mut key = lower(word).into_owned();
                key.push('.');
                // « en a vu sept. »: a month only behind its day.
                let day = || self.text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
                self.abbreviations.is_some_and(|known| known.goes_on(&key)) && (key != "sept." || day())
            };
            let capital = self.char_at(follows).is_some_and(char::is_uppercase);
            let opener = || {
                let run = self.word_run(follows);
                let apostrophe = self
                    .char_at(run)
                    .filter(|c| is_apostrophe(*c))
                    .map_or(0, char::len_utf8);
                opens_sentence(&self.text[follows..run + apostrophe])
            };
            // *le plan B. Il …* ends, *M. Le Pen* and *J. Dupont* go on.
            if is_title(word)
                || initial && capital && !opener()
                // « le brigadier Kévin L. a certifié »: no sentence begins with a small letter.
                || initial && self.char_at(follows).is_some_and(char::is_lowercase)
                || known() && self.char_at(follows).is_some_and(|c| !is_line_break(c)) && !(capital && opener())
            {
                return end + 1;
            }
            return end;
        }
        // *J.-C.* is dotted; what remains is an abbreviation before a mark: *etc.,* *(av. …)*.
        let before_mark = next.is_some_and(|c| matches!(c, ',' | ';' | ':' | ')'));
        if before_mark && (word.eq_ignore_ascii_case("etc") || is_initial(word)) {
            end + 1
        } else {
            end
        }
    }

    /// End of an acronym with stops (*U.S.*, *J.-C.*, *O.N.U*) whose first letter is `at..end`.
    fn dotted(&self, at: usize, end: usize) -> Option<usize> {
        if !is_single_letter(&self.text[at..end]) {
            return None;
        }
        let mut last = None;
        let mut stop = end;
        loop {
            let mut next = stop + 1;
            if self.char_at(next) == Some('-') {
                next += 1;
            }
            let Some(c) = self.char_at(next).filter(|c| c.is_alphabetic()) else {
                return last;
            };
            let run = self.word_run(next);
            if run != next + c.len_utf8() {
                return last;
            }
            if self.char_at(run) != Some('.') {
                return last.map(|_| run);
            }
            last = Some(run + 1);
            stop = run;
        }
    }

    /// End of an e-mail address or a bare domain that begins at `at`.
    fn address(&self, at: usize) -> Option<usize> {
        /// Longest local part of a mail address.
        const LOCAL: usize = 64;
        const DOMAINS: &[&str] = &["fr", "com", "org", "net", "eu", "info", "be", "ch", "ca", "uk", "io"];
        let bytes = self.text.as_bytes();
        let of = |from: usize, extra: &'static [u8]| {
            bytes[from..]
                .iter()
                .take(LOCAL + 1)
                .take_while(|b| b.is_ascii_alphanumeric() || extra.contains(b))
                .count()
                + from
        };
        let local = of(at, b"._%+-");
        let (domain, mail) = match bytes.get(local) {
            Some(b'@') if local - at <= LOCAL => (local + 1, true),
            _ => (at, false),
        };
        let mut end = of(domain, b".-");
        while end > domain && matches!(bytes[end - 1], b'.' | b'-') {
            end -= 1;
        }
        let (name, top) = self.text.get(domain..end)?.rsplit_once('.')?;
        let whole = !self.char_at(end).is_some_and(is_word_char);
        (whole && !name.is_empty() && !top.is_empty() && (mail || DOMAINS.contains(&top)) && !name.starts_with('.'))
            .then_some(end)
    }

    /// End of a web address at `at`.
    pub(super) fn link(&self, at: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[at..];
        if !matches!(bytes.first(), Some(b'h' | b'w' | b'H' | b'W')) {
            return None;
        }
        let starts =
            |prefix: &str| bytes.len() > prefix.len() && bytes[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes());
        let prefix = ["http://", "https://", "www."]
            .into_iter()
            .find(|prefix| starts(prefix))?;
        let end = self.run(at, |c| {
            !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”')
        });
        let link = self.text[at..end].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '='));
        (link.len() > prefix.len()).then_some(at + link.len())
    }
}
