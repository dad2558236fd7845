//! Small tables and one-line rows that fit the terminal.

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table, presets};

use super::terminal::clean_line;
use super::ui::Ui;

/// A table without borders, numbers to the right. Cells are cleaned here.
pub struct Columns {
    table: Table,
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
        Columns { table }
    }

    /// Adds a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.table
            .add_row(cells.into_iter().map(|cell| clean_line(cell.as_ref())));
    }

    /// The table as text.
    pub fn finish(self) -> String {
        self.table.trim_fmt() + "\n"
    }
}
