//! Figures over time as an SVG picture: days to the right, figures upwards, a colour and a mark for each who.

use jiff::ToSpan;
use jiff::civil::Date;
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

use crate::error::{Error, Result};
use crate::library::Dated;
use crate::model::Figure;

/// Width of the picture and height of each unit's part of it, in pixels.
const SIZE: (u32, u32) = (960, 480);

/// Eight colours that people with any colour vision tell apart (Okabe and Ito), yellow left for the last.
const COLORS: [RGBColor; 8] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(230, 159, 0),
    RGBColor(0, 0, 0),
    RGBColor(240, 228, 66),
];

/// Half the width of a mark, in pixels.
const MARK: i32 = 4;

/// Figures in one unit, by who says them.
pub type Unit<'d> = (Option<String>, Vec<(String, Vec<&'d Dated>)>);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Plot<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Drawn<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Draws figures, a chart a unit below each other; figures without a day are left out.
///
/// # Errors
/// [`Error::Usage`] where no figure has a day, or the picture cannot be drawn.
pub fn svg(title: &str, units: &[Unit]) -> Result<String> {
    let dated = |(_, groups): &&Unit| groups.iter().flat_map(|(_, d)| d).any(|d| d.as_of.is_some());
    let units: Vec<&Unit> = units.iter().filter(dated).collect();
    if units.is_empty() {
        return Err(Error::Usage(
            "no figure has a day, so that there is nothing to draw; give articles a date of publication".to_owned(),
        ));
    }
    let mut picture = String::new();
    draw(&mut picture, title, &units)
        .map_err(|error| Error::Usage(format!("the picture could not be drawn: {error}")))?;
    Ok(picture)
}

fn draw(picture: &mut String, title: &str, units: &[&Unit]) -> Drawn {
    // More units than this belong to several questions.
    let rows = units.len().min(16);
    let root = SVGBackend::with_string(picture, (SIZE.0, SIZE.1 * rows as u32)).into_drawing_area();
    root.fill(&WHITE)?;
    for (area, (unit, groups)) in root.split_evenly((rows, 1)).iter().zip(units) {
        let title = match unit {
            Some(unit) => format!("{title}, {unit}"),
            None => title.to_owned(),
        };
        part(area, &plain(&title), groups)?;
    }
    root.present()?;
    drop(root);
    Ok(())
}

/// The chart of one unit.
fn part(area: &Area, title: &str, groups: &[(String, Vec<&Dated>)]) -> Drawn {
    let all = || {
        groups
            .iter()
            .flat_map(|(_, figures)| figures)
            .filter(|d| d.as_of.is_some())
    };
    let days = || all().filter_map(|d| d.as_of);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Ok(());
    };
    let span = f64::from(after(first, last).max(1));
    let (low, high) = range(all().map(|d| &d.figure));
    let high = if high > low {
        low + (high - low) * 1.08
    } else {
        low + 1.0
    };
    let mut plot: Plot = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 20))
        .margin(12)
        .x_label_area_size(32)
        .y_label_area_size(72)
        .build_cartesian_2d(-0.5 - span * 0.02..span + 0.5 + span * 0.02, low..high)?;
    plot.configure_mesh()
        .disable_x_mesh()
        .light_line_style(WHITE)
        .x_labels(9)
        .x_label_formatter(&|x| label(first, *x))
        .y_label_formatter(&|y| format!("{y}"))
        .draw()?;
    for (n, (name, figures)) in groups.iter().enumerate() {
        let color = COLORS[n % COLORS.len()];
        let shape = n / COLORS.len();
        // Figures of one day stand side by side.
        let aside = (n as f64 - (groups.len() - 1) as f64 / 2.0) * (0.6 / groups.len() as f64).min(span / 80.0);
        let (mut lines, mut marks) = (Vec::new(), Vec::new());
        for dated in figures {
            let Some(day) = dated.as_of else { continue };
            let x = f64::from(after(first, day)) + aside;
            let (from, to) = (dated.figure.low.max(low), dated.figure.high.min(high));
            if from < to {
                lines.push(PathElement::new(vec![(x, from), (x, to)], color.stroke_width(3)));
            }
            // An end that is not set has no mark: the line leads out of the picture.
            let ends = [dated.figure.low, dated.figure.high].into_iter();
            marks.extend(ends.filter(|end| end.is_finite()).map(|end| (x, end)));
        }
        plot.draw_series(lines)?;
        let (marks, name) = (marks.into_iter(), plain(name));
        match shape % 3 {
            0 => {
                let mark = move |at| Circle::new(at, MARK, color.filled());
                let legend = move |at| Circle::new(at, MARK, color.filled());
                plot.draw_series(marks.map(mark))?.label(name).legend(legend)
            }
            1 => {
                let mark = move |at| TriangleMarker::new(at, MARK + 1, color.filled());
                let legend = move |at| TriangleMarker::new(at, MARK + 1, color.filled());
                plot.draw_series(marks.map(mark))?.label(name).legend(legend)
            }
            _ => {
                let mark = move |at| Cross::new(at, MARK, color.stroke_width(2));
                let legend = move |at| Cross::new(at, MARK, color.stroke_width(2));
                plot.draw_series(marks.map(mark))?.label(name).legend(legend)
            }
        };
    }
    plot.configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.8))
        .border_style(BLACK.mix(0.2))
        .legend_area_size(16)
        .draw()?;
    Ok(())
}

/// The scale that all ends of figures stand on, as far as they are set: from the lowest, 0 or below, to the highest.
pub fn range<'f>(figures: impl Iterator<Item = &'f Figure>) -> (f64, f64) {
    let ends = figures.flat_map(|figure| [figure.low, figure.high]);
    let (low, high) = ends
        .filter(|end| end.is_finite())
        .fold((0.0, f64::NEG_INFINITY), |(low, high), end| {
            (f64::min(low, end), f64::max(high, end))
        });
    (low, high.max(low))
}

/// Days from `first` to `day`.
fn after(first: Date, day: Date) -> i32 {
    first.until(day).map_or(0, |span| span.get_days())
}

/// The day at `x`; empty between two days.
fn label(first: Date, x: f64) -> String {
    match (x - x.round()).abs() < 0.01 {
        true => first
            .saturating_add((x.round() as i64).clamp(-100_000, 100_000).days())
            .to_string(),
        false => String::new(),
    }
}

/// Text without the characters that XML does not know or that turn the direction of a line.
fn plain(text: &str) -> String {
    let odd = |c: char| {
        c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().map(|c| if odd(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimId, Status};

    fn dated(day: Option<&str>, low: f64, high: f64) -> Dated {
        Dated {
            as_of: day.map(|day| day.parse().unwrap()),
            figure: Figure::killed(low, high),
            words: String::new(),
            claim: ClaimId("c0".into()),
            source: "s".into(),
            speaker: None,
            side: None,
            published: None,
            status: Status::Unverified,
        }
    }

    #[test]
    fn pictures_have_names_and_days_and_no_odd_characters() {
        let figures = [
            dated(Some("2024-01-30"), 49.0, 49.0),
            dated(Some("2024-03-02"), 20.0, f64::INFINITY),
            dated(None, 1.0, 2.0),
        ];
        let groups: Vec<(String, Vec<&Dated>)> = (0..20)
            .map(|n| (format!("<Voix & {n}>\u{1b}"), figures.iter().collect()))
            .collect();
        let picture = svg("killed", &[(None, groups)]).unwrap();
        assert!(picture.starts_with("<svg") && picture.trim_end().ends_with("</svg>"));
        assert!(picture.contains("&lt;Voix &amp; 7&gt;\u{fffd}"), "{picture}");
        assert!(picture.contains("2024-02-"), "{picture}");
    }

    #[test]
    fn one_day_alone_and_extreme_figures_are_drawn() {
        for (low, high) in [
            (0.0, 0.0),
            (1e300, 1e300),
            (-5.0, f64::INFINITY),
            (f64::NEG_INFINITY, 3.0),
        ] {
            let one = dated(Some("2024-02-29"), low, high);
            assert!(svg("x", &[(None, vec![("v".into(), vec![&one])])]).is_ok());
        }
        let none = dated(None, 1.0, 1.0);
        assert!(svg("x", &[(None, vec![("v".into(), vec![&none])])]).is_err());
    }
}
