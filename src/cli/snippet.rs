//! The part of a long sentence that is shown.

use super::terminal::{clusters, width};
use crate::span::Span;

/// Marks among which the place is looked for that shows most of them.
const MOST_MARKS: usize = 50;

/// The part of `whole` that takes at most `room` columns and shows most of `marks`, cut at spaces where there are some.
pub fn window(text: &str, whole: Span, marks: &[Span], room: usize) -> Span {
    if width(whole.of(text)) <= room {
        return whole;
    }
    // Two ellipses, and the brackets that marks get.
    let room = room.saturating_sub(4 + 2 * marks.len().min(room / 20)).max(8);
    let shown = |mark: &Span| {
        let start = before(text, whole.start, mark.start.max(whole.start), room / 4);
        let end = after(text, start, whole.end, room);
        match end == whole.end {
            true => Span::new(before(text, whole.start, end, room), end),
            false => Span::new(start, end),
        }
    };
    let first = marks.iter().find(|mark| whole.contains(**mark)).copied();
    let first = first.unwrap_or(Span::new(whole.start, whole.start));
    let mut best = shown(&first);
    let seen = |window: Span| marks.iter().filter(|mark| window.contains(**mark)).count();
    for mark in marks.iter().filter(|mark| whole.contains(**mark)).take(MOST_MARKS) {
        let other = shown(mark);
        if seen(other) > seen(best) {
            best = other;
        }
    }
    best
}

/// Where `room` columns that end at `from` begin, at the start of a word if there is one.
fn before(text: &str, low: usize, from: usize, room: usize) -> usize {
    let (mut used, mut start) = (0, from);
    for (at, cluster) in clusters(&text[low..from]).collect::<Vec<_>>().into_iter().rev() {
        used += width(cluster);
        if used > room {
            let word = text[start..from].find(char::is_whitespace);
            return word.map_or(start, |space| {
                let rest = &text[start + space..];
                start + space + rest.chars().next().map_or(0, char::len_utf8)
            });
        }
        start = low + at;
    }
    low
}

/// Where `room` columns from `from` on end, at the end of a word if there is one.
fn after(text: &str, from: usize, high: usize, room: usize) -> usize {
    let mut used = 0;
    for (at, cluster) in clusters(&text[from..high]) {
        used += width(cluster);
        if used > room {
            let end = from + at;
            let inside = !text[end..].starts_with(char::is_whitespace);
            let space = text[from..end].rfind(char::is_whitespace).filter(|_| inside);
            // A text without spaces is cut where its columns end.
            return space.map_or(end, |space| from + space);
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_cut_at_words_and_columns_of_any_script() {
        let texts = [
            "Selon le ministère, au moins quarante-neuf soldats arméniens ont été tués dans la nuit de lundi à mardi"
                .to_owned(),
            "東京都庁は本日、停戦が成立したと発表しました。".repeat(4),
            "Un drapeau 🇦🇲 et une famille 👩‍👩‍👧‍👦 avancent vers la frontière 🏳️‍🌈 sans s’arrêter ici".to_owned(),
            "e\u{301}te\u{301} ".repeat(40),
        ];
        for text in &texts {
            let whole = Span::new(0, text.len());
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            for room in [12, 20, 33, 60] {
                for at in ends.iter().step_by(7) {
                    let mark = Span::new(*at, text[*at..].chars().next().map_or(*at, |c| at + c.len_utf8()));
                    let shown = window(text, whole, &[mark], room);
                    let words = shown.of(text);
                    assert!(width(words) <= room, "{room}: {words}");
                    let bounds: Vec<usize> = clusters(text).map(|(at, _)| at).chain([text.len()]).collect();
                    assert!(bounds.contains(&shown.start) && bounds.contains(&shown.end), "{words}");
                    if text.starts_with("Selon") && room > 30 && shown.end < text.len() {
                        assert!(text[shown.end..].starts_with(' '), "{room}: {words}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_window_shows_most_of_what_matched() {
        let text = format!("trêve {} la trêve tient, une trêve fragile", "mot ".repeat(60));
        let marks: Vec<Span> = text
            .match_indices("trêve")
            .map(|(at, word)| Span::new(at, at + word.len()))
            .collect();
        let shown = window(&text, Span::new(0, text.len()), &marks, 60);
        assert_eq!(shown.of(&text).matches("trêve").count(), 2);
        assert!(shown.of(&text).ends_with("fragile"));
    }
}
