//! What may reach a terminal: text without control characters, wrapped to a width, with styles where they are wanted.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// True for characters that steer a terminal or turn the direction of what follows: control characters, and the
/// marks, embeddings, overrides and isolates of the bidirectional algorithm.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` with every unsafe character but the line break made visible as `<U+001B>`; a tab becomes a space.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_unsafe(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            '\r' if chars.peek() == Some(&'\n') => {}
            c if is_unsafe(c) => {
                let _ = write!(out, "<U+{:04X}>", c as u32);
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// [`clean`] on one line: every run of white space with a line break in it becomes one space.
pub fn clean_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in clean(text).split('\n').enumerate() {
        let line = if i > 0 { line.trim_start() } else { line };
        if i > 0 && !line.is_empty() {
            out.truncate(out.trim_end().len());
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// What stands in one place of a line: a character with the marks over it, or the characters of one emoji.
pub fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// Columns that `text` takes; a wide character takes two, a mark over another none.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return text.len();
    }
    clusters(text).map(|(_, cluster)| columns(cluster)).sum()
}

/// Columns of one cluster. Control characters take none.
fn columns(cluster: &str) -> usize {
    match cluster.chars().next() {
        Some(c) if c.is_control() => 0,
        // What the terminal draws in one place is never wider than two.
        _ => cluster.width().min(2),
    }
}

/// `text` cut to `columns`, an ellipsis standing for the rest.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let (mut out, mut used) = (String::new(), 0);
    for (_, cluster) in clusters(text) {
        used += self::columns(cluster);
        if used + 1 > columns {
            break;
        }
        out.push_str(cluster);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    Cow::Owned(out)
}

/// `text` cut or filled up to exactly `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns).into_owned();
    let missing = columns.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// What a piece of text is, which decides its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing special.
    Plain,
    /// A name that leads an entry.
    Heading,
    /// What stands around the words that matter.
    Faint,
    /// What the query matched.
    Match,
    /// Who speaks.
    Speaker,
    /// The words that signal the attribution.
    Cue,
    /// The reported words.
    Content,
    /// Something that needs an eye.
    Warning,
    /// An error.
    Error,
}

impl Role {
    /// The role's style on a terminal with colours.
    pub fn style(self) -> Style {
        let style = Style::new();
        match self {
            Role::Plain => style,
            Role::Heading => style.bold(),
            Role::Faint => style.dimmed(),
            Role::Match => style.bold().underline(),
            Role::Speaker => style.bold().fg_color(Some(AnsiColor::Green.into())),
            Role::Cue => style.fg_color(Some(AnsiColor::Yellow.into())),
            Role::Content => style.fg_color(Some(AnsiColor::Cyan.into())),
            Role::Warning => style.bold().fg_color(Some(AnsiColor::Yellow.into())),
            Role::Error => style.bold().fg_color(Some(AnsiColor::Red.into())),
        }
    }

    /// Wraps `text` in the role's style, if `color`.
    pub fn paint(self, text: &str, color: bool) -> String {
        let style = self.style();
        match color && style != Style::new() {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }
}

/// One line or paragraph made of pieces with roles.
#[derive(Clone, Debug, Default)]
pub struct Rich {
    chars: Vec<(char, Role)>,
}

impl Rich {
    /// One piece, on one line.
    pub fn line(role: Role, text: &str) -> Rich {
        let mut rich = Rich::default();
        rich.push(role, &clean_line(text));
        rich
    }

    /// Adds `text`, cleaned, on one line.
    pub fn push(&mut self, role: Role, text: &str) -> &mut Self {
        // A piece may begin or end with white space that parts it from its neighbour.
        let cleaned = clean(text);
        for c in cleaned.chars().map(|c| if c == '\n' { ' ' } else { c }) {
            if c == ' ' && matches!(self.chars.last(), None | Some((' ', _))) {
                continue;
            }
            self.chars.push((c, role));
        }
        self
    }

    /// The text on lines of at most `columns`, every one after `indent` spaces, styled if `color`. Lines break at
    /// spaces; a word that is longer than a line is cut. Without `columns` there is one line.
    pub fn render(&self, columns: Option<usize>, indent: usize, color: bool) -> String {
        let room = columns.map_or(usize::MAX, |columns| columns.saturating_sub(indent).max(8));
        let mut out = String::with_capacity(self.chars.len() * 2);
        for line in self.lines(room) {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(&painted(line, color));
            out.push('\n');
        }
        out
    }

    /// The two texts in two columns of the same width that fill `columns` together, styled if `color`.
    pub fn beside(&self, right: &Rich, columns: usize, color: bool) -> String {
        let room = (columns.saturating_sub(BETWEEN.len()) / 2).max(8);
        let (left, right) = (self.lines(room), right.lines(room));
        let mut out = String::new();
        for row in 0..left.len().max(right.len()) {
            let line = |side: &[&[(char, Role)]]| side.get(row).map_or(String::new(), |line| painted(line, color));
            let used = left.get(row).map_or(0, |line| columns_of(line));
            let gap = " ".repeat(room.saturating_sub(used));
            let whole = format!("{}{gap}{BETWEEN}{}", line(&left), line(&right));
            out.push_str(whole.trim_end());
            out.push('\n');
        }
        out
    }

    fn lines(&self, room: usize) -> Vec<&[(char, Role)]> {
        let mut end = self.chars.len();
        while end > 0 && self.chars[end - 1].0 == ' ' {
            end -= 1;
        }
        let chars = &self.chars[..end];
        let text: String = chars.iter().map(|(c, _)| c).collect();
        // Character and columns used so far where the line, its last space, and the cluster begin.
        let (mut lines, mut start, mut space, mut at) = (Vec::new(), (0, 0), None, (0, 0));
        for (_, cluster) in clusters(&text) {
            let next = (at.0 + cluster.chars().count(), at.1 + columns(cluster));
            if cluster == " " {
                space = Some((at, next));
            }
            if next.1 - start.1 > room && at.0 > start.0 {
                let (stop, begin) = match space {
                    Some((stop, begin)) if stop.0 > start.0 => (stop, begin),
                    _ => (at, at),
                };
                lines.push(&chars[start.0..stop.0]);
                start = begin;
                space = None;
            }
            at = next;
        }
        if start.0 < chars.len() {
            lines.push(&chars[start.0..]);
        }
        lines
    }
}

/// What stands between two columns.
const BETWEEN: &str = "   ";

/// Columns that a line takes.
fn columns_of(line: &[(char, Role)]) -> usize {
    width(&line.iter().map(|(c, _)| c).collect::<String>())
}

/// A line with its styles, if `color`.
fn painted(line: &[(char, Role)], color: bool) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    for run in line.chunk_by(|(_, a), (_, b)| a == b) {
        let text: String = run.iter().map(|(c, _)| c).collect();
        out.push_str(&run[0].1.paint(&text, color));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_texts_stand_beside_each_other() {
        let left = Rich::line(Role::Plain, "Quarante-neuf soldats tués");
        let right = Rich::line(Role::Match, "Cent cinq 東京");
        let text = left.beside(&right, 31, false);
        assert_eq!(text, "Quarante-neuf    Cent cinq 東京\nsoldats tués\n");
        assert!(text.lines().all(|line| width(line) <= 31));
        assert!(left.beside(&right, 31, true).contains("\u{1b}["));
        assert_eq!(right.beside(&left, 31, false).lines().count(), 2);
    }

    #[test]
    fn control_and_direction_characters_become_visible() {
        assert_eq!(clean("a\u{1b}[31mb\u{9b}c\0"), "a<U+001B>[31mb<U+009B>c<U+0000>");
        assert_eq!(clean("a\u{202e}b\u{2066}c"), "a<U+202E>b<U+2066>c");
        assert_eq!(clean("deux\r\nlignes\tici"), "deux\nlignes ici");
        assert_eq!(clean("Arménie"), "Arménie");
        assert_eq!(clean_line("un \n\n  deux\r\ntrois"), "un deux trois");
    }

    #[test]
    fn lines_fit_the_width_and_lose_no_word() {
        let mut rich = Rich::default();
        rich.push(Role::Plain, "L'Arménie affirme ").push(
            Role::Match,
            "avoir subi près d'une cinquantaine de soldats ces dernières heures",
        );
        for columns in [8, 13, 20, 40, 79] {
            let text = rich.render(Some(columns), 2, false);
            assert!(
                text.lines().all(|line| width(line) <= columns.max(10)),
                "{columns}: {text}"
            );
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(letters(&text), letters(&rich.render(None, 0, false)));
        }
        assert_eq!(rich.render(None, 0, false).lines().count(), 1);
        assert!(rich.render(None, 0, true).contains("\u{1b}["));
    }

    #[test]
    fn a_line_full_to_the_last_column_breaks_at_the_space_after_it() {
        let mut rich = Rich::default();
        rich.push(Role::Plain, "abcdefgh ij");
        assert_eq!(rich.render(Some(8), 0, false), "abcdefgh\nij\n");
    }

    #[test]
    fn no_cluster_is_cut_and_wide_ones_count_twice() {
        let family = "👩\u{200d}👩\u{200d}👧\u{200d}👦";
        assert_eq!(
            (width(family), width("e\u{301}"), width("東京"), width("🇦🇲")),
            (2, 1, 4, 2)
        );
        assert_eq!(cut(&family.repeat(3), 5), format!("{}…", family.repeat(2)));
        for text in [
            "東京都庁は停戦を発表",
            &family.repeat(9),
            &"e\u{301}".repeat(30),
            "🇦🇲🇦🇿🇫🇷🇦🇲🇦🇿🇫🇷",
        ] {
            let rich = Rich::line(Role::Plain, text);
            for columns in [8, 9, 11] {
                let lines = rich.render(Some(columns), 0, false);
                assert!(lines.lines().all(|line| width(line) <= columns), "{columns}: {lines}");
                let clusters = |text: &str| text.lines().map(|line| line.graphemes(true).count()).sum::<usize>();
                assert_eq!(clusters(&lines), clusters(text));
            }
        }
    }

    #[test]
    fn cutting_and_padding_count_columns() {
        assert_eq!(cut("déclaration", 5), "décl…");
        assert_eq!(pad("été", 5), "été  ");
        assert_eq!(width(&pad("東京都庁", 5)), 5);
    }
}
