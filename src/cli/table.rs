//! Small tables and one-line rows that fit the terminal.

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table, presets};

use super::terminal::{Rich, Role, clean_line};
use super::ui::Ui;

/// Below this many columns a row is shown as lines of its own.
const NARROW: usize = 60;

/// A table without borders, numbers to the right. Cells are cleaned here.
pub struct Columns {
    table: Table,
    /// Headings, where the terminal is too narrow for columns, and the lines so far.
    lines: Option<(Vec<String>, String)>,
    width: Option<usize>,
}

impl Columns {
    /// A table with these headings; a heading that begins with `>` stands over a column of numbers.
    pub fn new(ui: &Ui, headings: &[&str]) -> Columns {
        let mut table = Table::new();
        table.load_preset(presets::NOTHING);
        match ui.width() {
            Some(width) => table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(u16::try_from(width).unwrap_or(u16::MAX)),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        match ui.color() {
            true => table.enforce_styling(),
            false => table.force_no_tty(),
        };
        let name = |heading: &&str| Cell::new(heading.trim_start_matches('>')).add_attribute(Attribute::Bold);
        table.set_header(headings.iter().map(name));
        for (i, heading) in headings.iter().enumerate() {
            if let Some(column) = table.column_mut(i) {
                column.set_padding((0, 2));
                if heading.starts_with('>') {
                    column.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
        let names = || {
            headings
                .iter()
                .map(|heading| heading.trim_start_matches('>').to_lowercase())
                .collect()
        };
        let narrow = ui.width().is_some_and(|width| width < NARROW);
        Columns {
            table,
            lines: narrow.then(|| (names(), String::new())),
            width: ui.width(),
        }
    }

    /// Adds a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        let cells = cells.into_iter().map(|cell| clean_line(cell.as_ref()));
        let Some((headings, lines)) = &mut self.lines else {
            self.table.add_row(cells);
            return;
        };
        if !lines.is_empty() {
            lines.push('\n');
        }
        for (heading, cell) in headings.iter().zip(cells) {
            let line = Rich::line(Role::Plain, &format!("{heading}: {cell}"));
            lines.push_str(&line.render(self.width, 0, false));
        }
    }

    /// The table as text.
    pub fn finish(self) -> String {
        match self.lines {
            Some((_, lines)) => lines,
            None => self.table.trim_fmt() + "\n",
        }
    }
}
