//! How a claim looks to people: one line, a block, or marked in its paragraph.

use super::snippet::window;
use super::terminal::{Rich, Role, clean_line, cut, pad, width};
use super::ui::Ui;
use crate::library;
use crate::model::{ClaimRecord, Form};
use crate::span::Span;

/// Columns of a sentence that are shown where there is no terminal to fit.
const WINDOW: usize = 800;

/// Lines of a sentence that are shown on a terminal.
const LINES: usize = 6;

/// Below this many columns a list shows blocks instead of lines.
const NARROW: usize = 100;

/// Stands for a speaker where the article names none.
pub const NOBODY: &str = "nobody named";

/// Name of who speaks, for people.
pub fn speaker(claim: &ClaimRecord) -> String {
    match (&claim.speaker, claim.form) {
        (_, Form::Narrator) => format!("{} (the article itself)", claim.source),
        (None, _) => NOBODY.to_owned(),
        (Some(speaker), _) => match speaker.affiliation.as_deref().filter(|side| *side != speaker.name) {
            Some(side) => format!("{} ({side})", speaker.name),
            None => speaker.name.clone(),
        },
    }
}

fn day(claim: &ClaimRecord) -> String {
    claim
        .published
        .as_ref()
        .map(|published| published.day().to_string())
        .unwrap_or_default()
}

fn words(claim: &ClaimRecord) -> String {
    claim
        .content
        .iter()
        .map(|passage| passage.words.as_str())
        .collect::<Vec<_>>()
        .join(" … ")
}

/// Columns of the id and of the day in a list.
const ID: usize = 13;
const DAY: usize = 10;

/// How the claims of a list are laid out: a line each, or blocks where the terminal is narrow.
pub struct Lines {
    /// Columns of the source's name.
    source: usize,
    /// Columns of the speaker's name.
    speaker: usize,
}

impl Lines {
    /// Columns as wide as the names of `claims`; a terminal cuts what would push the words aside.
    pub fn fitting(ui: &Ui, claims: &[ClaimRecord]) -> Lines {
        let widest = |name: fn(&ClaimRecord) -> String, heading: &str, share: usize| {
            let columns = claims.iter().map(|claim| width(&clean_line(&name(claim))));
            let columns = columns.max().unwrap_or(0).max(width(heading));
            ui.width().map_or(columns, |all| columns.min(all / share))
        };
        Lines {
            source: widest(|claim| claim.source.clone(), "Source", 8),
            speaker: widest(speaker, "Speaker", 5),
        }
    }

    /// A claim on one line, or as a block.
    pub fn line(&self, ui: &Ui, claim: &ClaimRecord) -> String {
        if is_narrow(ui) {
            let sentence = claim_span(claim);
            let entry = Entry::of(claim);
            return Entry { sentence, ..entry }.block(ui);
        }
        // A pipe takes every name whole.
        let column = |text: &str, columns: usize| match ui.width() {
            Some(_) => pad(text, columns),
            None => pad(text, columns.max(width(text))),
        };
        let source = column(&clean_line(&claim.source), self.source);
        let speaker = column(&clean_line(&speaker(claim)), self.speaker);
        let words = clean_line(&words(claim));
        let words = match ui.width() {
            Some(columns) => cut(
                &words,
                columns.saturating_sub(ID + DAY + self.source + self.speaker + 4 * 2),
            )
            .into_owned(),
            None => words,
        };
        format!(
            "{}  {}  {source}  {}  {words}\n",
            Role::Faint.paint(&column(&claim.id.0, ID), ui.color()),
            column(&day(claim), DAY),
            Role::Heading.paint(&speaker, ui.color())
        )
    }

    /// The heading over [`Lines::line`]; empty where they are blocks.
    pub fn heading(&self, ui: &Ui) -> String {
        if is_narrow(ui) {
            return String::new();
        }
        let heading = format!(
            "{}  {}  {}  {}  Claim",
            pad("Id", ID),
            pad("Date", DAY),
            pad("Source", self.source),
            pad("Speaker", self.speaker)
        );
        Role::Heading.paint(&heading, ui.color()) + "\n"
    }
}

/// True where the terminal is too narrow for lines.
pub fn is_narrow(ui: &Ui) -> bool {
    ui.width().is_some_and(|width| width < NARROW)
}

fn claim_span(claim: &ClaimRecord) -> Span {
    claim
        .content
        .iter()
        .map(|passage| passage.span)
        .reduce(Span::cover)
        .unwrap_or_default()
}

/// A claim as it is shown in a block.
pub struct Entry<'a> {
    /// Place in a result, from 1.
    pub rank: Option<usize>,
    /// The claim.
    pub claim: &'a ClaimRecord,
    /// What of the article is shown.
    pub sentence: Span,
    /// What is marked there.
    pub matches: &'a [Span],
    /// Other claims that repeat it.
    pub reprints: usize,
    /// True to show the sentence whole, however long.
    pub whole: bool,
}

impl<'a> Entry<'a> {
    /// A claim in its sentence.
    pub fn of(claim: &'a ClaimRecord) -> Entry<'a> {
        Entry {
            rank: None,
            claim,
            sentence: library::sentence(claim),
            matches: &[],
            reprints: 0,
            whole: false,
        }
    }

    /// Who, the words with `matches` marked, and where they come from.
    pub fn block(&self, ui: &Ui) -> String {
        self.render(ui.width(), ui.color())
    }

    fn render(&self, width: Option<usize>, color: bool) -> String {
        let indent = self.rank.map_or(0, |_| 3);
        let room = match (self.whole, width) {
            (true, _) => usize::MAX,
            (false, Some(columns)) => LINES * columns.saturating_sub(indent),
            (false, None) => WINDOW,
        };
        let label = self.rank.map_or(String::new(), |rank| format!("{rank}. "));
        let [head, body, foot] = parts(color, &label, self, room);
        let lines = [
            head.render(width, 0, color),
            body.render(width, indent, color),
            foot.render(width, indent, color),
        ];
        lines.concat()
    }
}

/// Two claims, a and b, with what differs marked: beside each other where `width` has room for it, else below each other.
pub fn pair(width: Option<usize>, color: bool, claims: [(&ClaimRecord, &[Span]); 2]) -> String {
    let [a, b] = [("a. ", claims[0]), ("b. ", claims[1])].map(|(label, (claim, differs))| {
        let entry = Entry {
            sentence: claim_span(claim).cover(library::sentence(claim)),
            matches: differs,
            ..Entry::of(claim)
        };
        parts(color, label, &entry, WINDOW)
    });
    match width {
        Some(columns) if columns >= BESIDE => {
            let rows = a.iter().zip(&b).map(|(a, b)| a.beside(b, columns, color));
            rows.collect()
        }
        _ => {
            let text = |parts: &[Rich; 3]| {
                parts
                    .iter()
                    .map(|part| part.render(width, 0, color))
                    .collect::<String>()
            };
            format!("{}\n{}", text(&a), text(&b))
        }
    }
}

/// Columns from which on two claims stand beside each other.
const BESIDE: usize = 76;

/// The three parts of a block, with at most `room` columns of the sentence.
fn parts(color: bool, label: &str, entry: &Entry, room: usize) -> [Rich; 3] {
    let (claim, sentence) = (entry.claim, entry.sentence);
    let mut head = Rich::default();
    head.push(Role::Plain, label)
        .push(Role::Heading, &clean_line(&speaker(claim)));
    let mut marks: Vec<(Span, Role)> = entry.matches.iter().map(|span| (*span, Role::Match)).collect();
    let shown = match marks.is_empty() {
        true => window(&claim.text, sentence, &[claim_span(claim)], room),
        false => window(&claim.text, sentence, entry.matches, room),
    };
    marks.extend(claim.content.iter().map(|passage| (passage.span, Role::Plain)));
    let body = marked(&claim.text, sentence, shown, &marks, color, &[(Role::Match, "[", "]")]);
    let mut foot = vec![
        claim.source.clone(),
        day(claim),
        claim.form.to_string(),
        claim.status.to_string(),
    ];
    foot.push(match entry.reprints {
        0 => String::new(),
        1 => "+1 reprint".to_owned(),
        more => format!("+{more} reprints"),
    });
    foot.push(claim.id.to_string());
    foot.retain(|part| !part.is_empty());
    let mut foot_line = Rich::default();
    foot_line.push(Role::Faint, &clean_line(&foot.join(" · ")));
    [head, body, foot_line]
}

/// A claim in its paragraph: speaker, cue and content marked, by colour or by brackets.
pub fn in_paragraph(ui: &Ui, claim: &ClaimRecord, paragraph: Span) -> String {
    let mut marks = Vec::new();
    marks.extend(claim.mention.iter().map(|mention| (mention.span, Role::Speaker)));
    marks.extend(claim.cue.iter().map(|(cue, _)| (cue.span, Role::Cue)));
    marks.extend(claim.content.iter().map(|passage| (passage.span, Role::Content)));
    let text = marked(&claim.text, paragraph, paragraph, &marks, ui.color(), BRACKETS);
    text.render(ui.width(), 2, ui.color())
}

/// What stands around the parts of a claim where there are no colours.
const BRACKETS: &[(Role, &str, &str)] = &[
    (Role::Speaker, "{", "}"),
    (Role::Cue, "<", ">"),
    (Role::Content, "[", "]"),
];

/// What the marks of [`in_paragraph`] mean.
pub fn legend(ui: &Ui) -> String {
    let mut legend = Rich::default();
    for (i, (role, name)) in [(Role::Speaker, "speaker"), (Role::Cue, "cue"), (Role::Content, "words")]
        .iter()
        .enumerate()
    {
        legend.push(Role::Faint, if i == 0 { "marked: " } else { " " });
        match (ui.color(), BRACKETS.iter().find(|(of, ..)| of == role)) {
            (false, Some((_, open, close))) => legend.push(*role, &format!("{open}{name}{close}")),
            _ => legend.push(*role, name),
        };
    }
    legend.render(ui.width(), 2, ui.color())
}

/// `shown` of `text` with its marks; the first mark of a byte wins. What no mark covers is faint where there are marks
/// to set off. Without colours, brackets stand around the roles that have some.
fn marked(
    text: &str,
    whole: Span,
    shown: Span,
    marks: &[(Span, Role)],
    color: bool,
    brackets: &[(Role, &str, &str)],
) -> Rich {
    let mut rich = Rich::default();
    if shown.start > whole.start {
        rich.push(Role::Faint, "… ");
    }
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    cuts.extend([shown.start, shown.end]);
    cuts.retain(|cut| (shown.start..=shown.end).contains(cut) && text.is_char_boundary(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    let role_at = |byte: usize| {
        marks
            .iter()
            .find(|(span, _)| span.start <= byte && byte < span.end)
            .map(|(_, role)| *role)
    };
    let mut open: Option<(Role, &str)> = None;
    for pair in cuts.windows(2) {
        let role = role_at(pair[0]).unwrap_or(Role::Faint);
        if !color && open.is_none_or(|(of, _)| of != role) {
            if let Some((_, close)) = open.take() {
                rich.push(Role::Plain, close);
            }
            if let Some((_, left, right)) = brackets.iter().find(|(of, ..)| *of == role) {
                rich.push(role, left);
                open = Some((role, right));
            }
        }
        rich.push(role, &text[pair[0]..pair[1]]);
    }
    if let Some((_, close)) = open {
        rich.push(Role::Plain, close);
    }
    if shown.end < whole.end {
        rich.push(Role::Faint, " …");
    }
    rich
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_brackets_without_colours() {
        let text = "« A », a dit X, « B »";
        let marks = [
            (
                Span::new(text.find('X').unwrap(), text.find('X').unwrap() + 1),
                Role::Speaker,
            ),
            (Span::new(3, 4), Role::Content),
        ];
        let whole = Span::new(0, text.len());
        let rich = marked(text, whole, whole, &marks, false, BRACKETS);
        assert_eq!(rich.render(None, 0, false), "« [A] », a dit {X}, « B »\n");
    }

    #[test]
    fn a_window_keeps_what_matters_and_says_that_it_is_cut() {
        let text = format!("{} ici {}", "avant ".repeat(500), "après ".repeat(500));
        let at = text.find("ici").unwrap();
        let whole = Span::new(0, text.len());
        let shown = window(&text, whole, &[Span::new(at, at + 3)], WINDOW);
        assert!(shown.of(&text).contains(" ici ") && width(shown.of(&text)) <= WINDOW);
        let rich = marked(&text, whole, shown, &[], false, &[]);
        let line = rich.render(None, 0, false);
        assert!(
            line.starts_with("… avant") && line.trim_end().ends_with("après …"),
            "{line}"
        );
        let long = "x".repeat(10_000);
        assert!(window(&long, Span::new(0, 10_000), &[Span::new(0, 10_000)], WINDOW).len() <= WINDOW);
    }

    #[test]
    fn a_block_fits_terminals_of_any_width() {
        let body = "« Les capteurs 🇦🇲 du barrage 東京都庁の貯水池 n'ont pas bougé, 👩\u{200d}👩\u{200d}👧 l'Azerbai\u{308}djan le sait, \
                    et rien n'annonce une rupture de la digue avant la fin du printemps », a déclaré Lucie Ferrand.";
        let article = crate::model::NewArticle {
            identity: "a".into(),
            url: None,
            source: "Le Phare".into(),
            published: None,
            lang: Some(crate::model::Lang::FR),
            title: None,
            author: None,
            body: body.repeat(8),
        };
        let claims = library::Analysed::of(article).records();
        let claim = &claims[0];
        let query = crate::index::parse("azerbaidjan").0;
        let whole = Span::new(0, claim.text.len());
        let matches = crate::index::Highlighter::new(&query).marks(claim.lang, &claim.text);
        assert_eq!(matches.len(), 8);
        for columns in [20, 24, 31, 40, 80, 132] {
            let entry = Entry {
                rank: Some(1),
                sentence: whole,
                matches: &matches,
                ..Entry::of(claim)
            };
            let text = entry.render(Some(columns), false);
            assert!(text.lines().all(|line| width(line) <= columns), "{columns}:\n{text}");
            // Who and where come around what is cut to its lines.
            assert!(text.lines().count() <= LINES + 8, "{columns}:\n{text}");
            let joined = text.replace("\n   ", " ");
            assert!(
                joined.contains("l'[Azerbai\u{308}djan]") && joined.contains('…'),
                "{columns}:\n{text}"
            );
            let all = Entry { whole: true, ..entry }.render(Some(columns), false);
            assert!(all.matches("Ferrand").count() > 8 && all.lines().all(|line| width(line) <= columns));
        }
    }
}
