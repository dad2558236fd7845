//! Sentences.

use std::ops::Range;

use super::token::{is_stop, is_title, opens_sentence};
use super::{Paragraph, Quotation, Token, TokenKind};
use crate::span::Span;

/// A sentence: its stop and closing marks belong to it, the space after does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its paragraph.
    pub paragraph: usize,
}

/// Longest sentence, in tokens: what comes after begins a new one.
const SENTENCE_TOKENS: usize = 2000;

/// Sentences of the text.
pub fn sentences(text: &str, tokens: &[Token], paragraphs: &[Paragraph], quotations: &[Quotation]) -> Vec<Sentence> {
    let mut closing = vec![false; tokens.len()];
    for quotation in quotations.iter().filter(|quotation| quotation.closed) {
        if let Some(last) = quotation.tokens.end.checked_sub(1)
            && tokens[last].kind == TokenKind::Quote
        {
            closing[last] = true;
        }
    }
    let splitter = Splitter { text, tokens, closing };
    let mut sentences = Vec::new();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        splitter.split(paragraph.tokens.clone(), |range| {
            let span = Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end);
            sentences.push(Sentence {
                span,
                tokens: range,
                paragraph: i,
            });
        });
    }
    sentences
}

struct Splitter<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// True for the tokens that close a quotation.
    closing: Vec<bool>,
}

impl Splitter<'_> {
    fn split(&self, paragraph: Range<usize>, mut sentence: impl FnMut(Range<usize>)) {
        let mut start = paragraph.start;
        let mut i = start;
        while i < paragraph.end {
            let full = i - start >= SENTENCE_TOKENS;
            let end = match self.ends_at(i, start, paragraph.end) {
                Ok(end) => end,
                Err(_) if full => i + 1,
                Err(next) => {
                    i = next;
                    continue;
                }
            };
            let mut last = end;
            while last > start && self.tokens[last - 1].is_space() {
                last -= 1;
            }
            if last > start {
                sentence(start..last);
            }
            start = end;
            while start < paragraph.end && self.tokens[start].is_space() {
                start += 1;
            }
            i = start;
        }
        if start < paragraph.end {
            sentence(start..paragraph.end);
        }
    }

    fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }

    /// Where the sentence ends whose stop is token `i`, one past its last token; where it goes on, the token to look at next.
    fn ends_at(&self, i: usize, start: usize, limit: usize) -> Result<usize, usize> {
        let token = &self.tokens[i];
        let abbreviation = match token.kind {
            TokenKind::Punctuation if is_stop(self.text, token) => false,
            TokenKind::Word if token.span.len() > 1 && self.text.as_bytes()[token.span.end - 1] == b'.' => true,
            _ => return Err(i + 1),
        };
        // *1. Premier point*: the number counts the item.
        let counts = self.word(i) == "." && i == start + 1 && self.tokens[start].kind == TokenKind::Number;
        // *[...]* leaves words out.
        let gap = i > start && matches!(self.word(i - 1), "[" | "(");
        if counts || gap {
            return Err(i + 1);
        }
        let (end, quoted) = self.trail(i + 1, limit);
        let (next, spaced) = self.skip_space(end, limit);
        let ends = if next >= limit {
            true
        } else if !spaced && (end > i + 1 || abbreviation || !self.runs_together(i, next)) {
            false
        } else {
            let full = abbreviation || self.word(i) == ".";
            self.begins(next, limit, quoted, full) && (!abbreviation || self.parts(i, next, quoted))
        };
        if ends { Ok(end) } else { Err(end) }
    }

    /// True where the stop of the abbreviation `i` is a sentence's too, `next` being what follows.
    fn parts(&self, i: usize, next: usize, quoted: bool) -> bool {
        let word = self.word(i);
        let opener = self.tokens[next].kind == TokenKind::Word && opens_sentence(self.word(next));
        !is_title(word) && (opener || quoted || word.eq_ignore_ascii_case("etc."))
    }

    /// End of the stops and closing marks from `i` on, and whether a quotation mark is among them.
    fn trail(&self, mut i: usize, limit: usize) -> (usize, bool) {
        let mut quoted = false;
        loop {
            let (next, _) = self.skip_space(i, limit);
            if next >= limit {
                return (i, quoted);
            }
            let closes = match self.word(next) {
                "»" => true,
                ")" | "]" => next == i,
                // A mark that hugs the stop closes even where nothing opened it.
                _ if self.tokens[next].kind == TokenKind::Quote => {
                    self.closing[next]
                        || (next == i && (next + 1 >= limit || self.tokens[next + 1].is_space()) && !self.opens(next))
                }
                _ => next == i && is_stop(self.text, &self.tokens[next]),
            };
            if !closes {
                return (i, quoted);
            }
            quoted |= self.tokens[next].kind == TokenKind::Quote;
            i = next + 1;
        }
    }

    /// True for a mark that only opens.
    fn opens(&self, i: usize) -> bool {
        matches!(self.word(i), "«" | "“" | "„" | "‘" | "<<" | "``" | ",,")
    }

    fn skip_space(&self, mut i: usize, limit: usize) -> (usize, bool) {
        let from = i;
        while i < limit && self.tokens[i].is_space() {
            i += 1;
        }
        (i, i > from)
    }

    /// True where a stop without a space after it still parts two sentences: *la nuit.Le jour*.
    fn runs_together(&self, stop: usize, next: usize) -> bool {
        let lower_end = stop > 0
            && self.tokens[stop - 1].kind == TokenKind::Word
            && self.word(stop - 1).ends_with(char::is_lowercase);
        let word = self.word(next);
        lower_end
            && self.tokens[next].kind == TokenKind::Word
            && word.starts_with(char::is_uppercase)
            && word.contains(char::is_lowercase)
    }

    /// True where a sentence can begin with token `i`; `quoted` after a closing quotation mark, `full` after a full stop.
    fn begins(&self, i: usize, limit: usize, quoted: bool, full: bool) -> bool {
        let token = &self.tokens[i];
        let word = self.word(i);
        match token.kind {
            // An *à* that begins a sentence often stays small.
            TokenKind::Word => !word.starts_with(char::is_lowercase) || (full && !quoted && word == "à"),
            TokenKind::Number => true,
            TokenKind::Quote if self.closing[i] => false,
            TokenKind::Quote => {
                let (next, _) = self.skip_space(i + 1, limit);
                next < limit
                    && match self.tokens[next].kind {
                        TokenKind::Word => full || !self.word(next).starts_with(char::is_lowercase),
                        _ => true,
                    }
            }
            TokenKind::Punctuation => match word {
                "(" | "[" | "¿" | "¡" | "…" | "..." => {
                    let (next, _) = self.skip_space(i + 1, limit);
                    next < limit && (self.begins_word(next) || (word == "[" && is_stop(self.text, &self.tokens[next])))
                }
                // A dash after a quotation signs it, or goes on.
                "—" | "–" | "-" => {
                    let (next, _) = self.skip_space(i + 1, limit);
                    !quoted && next < limit && self.begins_word(next)
                }
                "•" | "·" | "*" | "‣" | "▪" | "◦" | "●" | "■" => true,
                _ => false,
            },
            TokenKind::Other => full,
            TokenKind::CliticHyphen | TokenKind::Space | TokenKind::Break => false,
        }
    }

    fn begins_word(&self, i: usize) -> bool {
        match self.tokens[i].kind {
            TokenKind::Word => !self.word(i).starts_with(char::is_lowercase),
            TokenKind::Number | TokenKind::Quote => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Lang;
    use crate::text::analyse;

    fn sentences(text: &str) -> Vec<&str> {
        let analysis = analyse(text, Lang::FR, 0);
        analysis
            .sentences
            .iter()
            .map(|sentence| sentence.span.of(text))
            .collect()
    }

    #[track_caller]
    fn splits(expected: &[&str]) {
        assert_eq!(sentences(&expected.join(" ")), expected);
    }

    #[test]
    fn stops_end_sentences() {
        splits(&["Il pleut.", "Qui vient ?", "Personne !", "Attendons…", "Bien."]);
        splits(&["Il reste 3,5 km.", "En 2 000 ans, rien.", "2020 fut pire."]);
        splits(&["(Il pleut.)", "Il vente."]);
    }

    #[test]
    fn abbreviations_and_gaps_go_on() {
        splits(&["M. Dupont et J. K. Rowling sont là."]);
        splits(&["Il attend… encore un peu."]);
        splits(&["Il a dit [...] Paris et non Lyon."]);
        splits(&["Il vit aux U.S.A. depuis peu."]);
        splits(&[
            "EREVAN, 16 sept. (Agence) - Voir p. 12.",
            "Il fait 25 °C.",
            "Rien d'autre.",
        ]);
        splits(&["Il vit aux U.S.A.", "Il y reste."]);
    }

    #[test]
    fn a_quotation_goes_on_with_its_cue() {
        splits(&["« Quoi ? » a-t-il demandé."]);
        splits(&["« C'est faux ! », lance le maire.", "Il sort."]);
        splits(&["« Nous partons. » a-t-il dit."]);
        splits(&["“Rendez-nous nos morts !” — le collectif"]);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        splits(&["Il dit : « Nous partons. »", "Puis il sort."]);
        splits(&["« Il fait froid.", "Il neige. »", "Elle rit."]);
        splits(&["Il dit : \"Nous partons.\"", "\"Enfin.\""]);
        splits(&["Elle m'a dit ‘courage.’", "Voilà."]);
    }

    #[test]
    fn paragraphs_are_cut_by_blank_lines_or_by_lines() {
        assert_eq!(sentences("Un mot\nencore.\n\nDeux."), ["Un mot\nencore.", "Deux."]);
        assert_eq!(sentences("Un mot\nDeux."), ["Un mot", "Deux."]);
        assert_eq!(sentences("Un mot\r\n \r\nDeux\r\nmots."), ["Un mot", "Deux\r\nmots."]);
    }

    #[test]
    fn a_sentence_has_a_limit() {
        let text = "mot ".repeat(10_000);
        let analysis = analyse(&text, Lang::FR, 0);
        assert!(analysis.sentences.len() > 5);
        assert!(
            analysis
                .sentences
                .iter()
                .all(|sentence| sentence.tokens.len() <= super::SENTENCE_TOKENS + 1)
        );
    }
}
