//! Figures as bars between their lower and upper ends, in characters: it needs no colour.

use super::terminal::{Role, clean_line, cut, width};
use crate::chart::range;
use crate::library::Dated;
use crate::model::Figure;

/// Columns of a day.
const DAY: usize = 10;

/// Columns that bars may take at least and at most.
const LEAST: usize = 12;
const MOST: usize = 72;

/// Who says a figure, and the figures.
pub type Group<'d> = (String, Vec<&'d Dated>);

/// A figure in digits: `49`, `20–200`, `≥135`, `<100`.
pub fn digits(figure: &Figure) -> String {
    let (low, high) = (figure.low, figure.high);
    let unit = figure.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
    let sign = |open: bool, or: &'static str, strict: &'static str| if open { strict } else { or };
    let digits = match (low.is_finite(), high.is_finite()) {
        (_, true) if low == high => format!("{low}"),
        (true, false) => format!("{}{low}", sign(figure.low_open, "≥", ">")),
        (false, true) => format!("{}{high}", sign(figure.high_open, "≤", "<")),
        // *Moins de 100* is nothing below zero; where something is excluded an interval says so too.
        (true, true) if low == 0.0 && figure.high_open => format!("<{high}"),
        (true, true) => format!("{low}–{high}"),
        (false, false) => "?".to_owned(),
    };
    digits + &unit
}

/// The bars of figures in one unit, group by group, over one scale, in `columns`.
pub fn bars(groups: &[Group], columns: usize, color: bool) -> String {
    let all = || groups.iter().flat_map(|(_, figures)| figures);
    let (low, high) = range(all().map(|d| &d.figure));
    let high = if high > low { high } else { low + 1.0 };
    let values = all().map(|d| width(&digits(&d.figure))).max().unwrap_or(0);
    let margin = 2 + DAY + 2 + values + 2;
    let room = columns.saturating_sub(margin).clamp(LEAST, MOST);
    let mut out = String::new();
    for (name, figures) in groups {
        out.push_str(&Role::Heading.paint(&cut(&clean_line(name), columns), color));
        out.push('\n');
        for dated in figures {
            let day = dated.as_of.map_or("no day".to_owned(), |day| day.to_string());
            let value = clean_line(&digits(&dated.figure));
            let fill = " ".repeat(values.saturating_sub(width(&value)));
            let bar = bar(&dated.figure, (low, high), room);
            out.push_str(&format!("  {day:<DAY$}  {fill}{value}  {bar}\n"));
        }
    }
    let (left, right) = (format!("{low}"), format!("{high}"));
    let gap = room.saturating_sub(left.len() + right.len()).max(1);
    let axis = format!("{}{left}{}{right}", " ".repeat(margin), " ".repeat(gap));
    out.push_str(&Role::Faint.paint(&axis, color));
    out.push('\n');
    out
}

/// One figure on a scale of `room` columns: a point, a bar, or a line that leads out of it.
fn bar(figure: &Figure, (low, high): (f64, f64), room: usize) -> String {
    let last = room - 1;
    let column = |value: f64| (((value - low) / (high - low) * last as f64).round() as usize).min(last);
    let (from, to) = (column(figure.low.max(low)), column(figure.high.min(high)));
    let (from, to) = (from.min(to), to);
    let line = match (figure.low.is_finite(), figure.high.is_finite()) {
        (true, true) if from == to => "●".to_owned(),
        (true, true) => format!("├{}┤", "─".repeat(to - from - 1)),
        (true, false) if from == to => "▶".to_owned(),
        (true, false) => format!("├{}▶", "╌".repeat(to - from - 1)),
        (false, _) if from == to => "◀".to_owned(),
        (false, _) => format!("◀{}┤", "╌".repeat(to - from - 1)),
    };
    " ".repeat(from) + &line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_where_their_ends_are_and_never_leave_the_scale() {
        let drawn = |low, high| bar(&Figure::killed(low, high), (0.0, 100.0), 11);
        assert_eq!(drawn(0.0, 0.0), "●");
        assert_eq!(drawn(100.0, 100.0), "          ●");
        assert_eq!(drawn(20.0, 60.0), "  ├───┤");
        assert_eq!(drawn(50.0, f64::INFINITY), "     ├╌╌╌╌▶");
        assert_eq!(drawn(100.0, f64::INFINITY), "          ▶");
        assert_eq!(drawn(f64::NEG_INFINITY, 20.0), "◀╌┤");
    }

    #[test]
    fn digits_say_what_is_open() {
        assert_eq!(digits(&Figure::killed(49.0, 49.0)), "49");
        assert_eq!(digits(&Figure::killed(20.0, 200.0)), "20–200");
        assert_eq!(digits(&Figure::killed(135.0, f64::INFINITY)), "≥135");
        let below = Figure {
            high_open: true,
            ..Figure::killed(0.0, 100.0)
        };
        assert_eq!(digits(&below), "<100");
        let more = Figure {
            low_open: true,
            unit: Some("EUR".into()),
            ..Figure::killed(1.5, f64::INFINITY)
        };
        assert_eq!(digits(&more), ">1.5 EUR");
    }
}
