//! Plain text: a headline, if it looks like one, and the body.

use crate::model::NewArticle;

/// The longest first paragraph that counts as a headline, in code points.
const MAX_TITLE: usize = 200;

/// An article out of plain text. The first paragraph is the title if it is one short line without a final stop and
/// something follows it after a blank line; a Markdown heading counts without its marks.
pub fn article(text: String) -> NewArticle {
    let (title, start) = headline(&text).map_or((None, 0), |(title, start)| (Some(title.to_owned()), start));
    NewArticle {
        identity: String::new(),
        url: None,
        source: String::new(),
        published: None,
        lang: None,
        title,
        author: None,
        body: match start {
            0 => text,
            start => text[start..].to_owned(),
        },
    }
}

/// The headline and the byte where the body starts.
fn headline(text: &str) -> Option<(&str, usize)> {
    let mut lines = Lines { text, at: 0 };
    let (_, title) = lines.find(|(_, line)| !line.trim().is_empty())?;
    let (_, below) = lines.next()?;
    if !below.trim().is_empty() {
        return None;
    }
    let (start, _) = lines.find(|(_, line)| !line.trim().is_empty())?;
    let title = title.trim();
    let title = match title.trim_start_matches('#') {
        heading if heading.starts_with(' ') => heading.trim(),
        _ => title,
    };
    let is_title = !title.is_empty() && title.chars().take(MAX_TITLE + 1).count() <= MAX_TITLE && !is_stopped(title);
    is_title.then_some((title, start))
}

/// True where a line ends like a sentence or a lead-in, closing marks and brackets left aside. A question may be a headline.
fn is_stopped(line: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || matches!(c, '»' | '”' | '"' | '’' | '\'' | ')' | ']');
    line.trim_end_matches(closing).ends_with(['.', '…', ':', ';', ','])
}

/// Lines with the byte where they start. `\n`, `\r\n` and a bare `\r` end a line.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = match &rest.as_bytes()[len..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        self.at = start + len + end;
        Some((start, &rest[..len]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (Option<String>, String) {
        let article = article(text.to_owned());
        (article.title, article.body)
    }

    #[test]
    fn a_short_first_line_without_a_stop_is_the_title() {
        let (title, body) = split("Le barrage tient\n\nLa préfète rassure.\n");
        assert_eq!(title.as_deref(), Some("Le barrage tient"));
        assert_eq!(body, "La préfète rassure.\n");
        assert_eq!(split("Qui ment ?\n\nPersonne.").0.as_deref(), Some("Qui ment ?"));
        assert_eq!(split("# Titre\n\nCorps.").0.as_deref(), Some("Titre"));
    }

    #[test]
    fn everything_else_is_body_and_stays_as_it_came() {
        for text in [
            "Une phrase.\n\nUne autre.",
            "« Une phrase. »\n\nUne autre.",
            "La préfète a dit :\n\n« Non. »",
            "Un titre seul",
            "Un titre seul\n\n  \n",
            "Deux lignes\nqui se suivent\n\nCorps.",
            " \n\n ",
            "",
        ] {
            assert_eq!(split(text), (None, text.to_owned()));
        }
        let long = format!("{}\n\nCorps.", "mot ".repeat(60));
        assert_eq!(split(&long), (None, long.clone()));
    }

    #[test]
    fn blank_lines_are_found_behind_every_line_end() {
        let (title, body) = split("\r\nTitre\r\n \r\n\r\nUn.\r\n\r\nDeux.\r\n");
        assert_eq!(
            (title.as_deref(), body.as_str()),
            (Some("Titre"), "Un.\r\n\r\nDeux.\r\n")
        );
        assert_eq!(split("Titre\r\rCorps.").0.as_deref(), Some("Titre"));
    }
}
