//! Lines, tables and grids for people who read a terminal.

use std::io::{self, Write};

/// The widest line that blocks are laid side by side for.
const WIDEST: usize = 100;
const GAP: &str = "    ";

/// Prints one line. Control characters are escaped: names come from files, and may not command the terminal.
pub fn line(out: &mut impl Write, text: &str) -> io::Result<()> {
    let text = text.trim_end();
    if !text.contains(char::is_control) {
        return writeln!(out, "{text}");
    }
    let escaped = text.chars().map(|c| match c {
        c if c.is_control() => c.escape_default().to_string(),
        c => c.to_string(),
    });
    writeln!(out, "{}", escaped.collect::<String>())
}

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Columns of at least these widths, two spaces apart.
#[derive(Debug)]
pub struct Columns {
    columns: Vec<(Side, usize)>,
}

impl Columns {
    /// Columns that are as wide as their widest cell among `rows`.
    pub fn fitting(sides: &[Side], rows: &[Vec<String>]) -> Self {
        let widest = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width(cell)).max().unwrap_or(0)
        };
        let columns = sides.iter().enumerate().map(|(i, side)| (*side, widest(i)));
        Self { columns: columns.collect() }
    }

    /// One row as a line, indented by two.
    pub fn row(&self, cells: &[String]) -> String {
        let padded = self.columns.iter().zip(cells).map(|((side, width), cell)| {
            let (side, width) = (*side, *width);
            match side {
                Side::Left => format!("  {cell:<width$}"),
                Side::Right => format!("  {cell:>width$}"),
            }
        });
        padded.collect()
    }
}

/// Prints rows, the first of them the header, as a table.
pub fn table(out: &mut impl Write, sides: &[Side], rows: &[Vec<String>]) -> io::Result<()> {
    let columns = Columns::fitting(sides, rows);
    rows.iter().try_for_each(|row| line(out, &columns.row(row)))
}

/// A titled picture made of lines.
#[derive(Debug)]
pub struct Block {
    lines: Vec<String>,
    width: usize,
}

impl Block {
    /// A grid of `cells`, `columns` in a row, under its title.
    pub fn grid(title: &str, columns: usize, side: Side, cells: &[String]) -> Self {
        let widest = cells.iter().map(|cell| width(cell)).max().unwrap_or(0);
        let columns = Columns { columns: vec![(side, widest); columns] };
        let rows = cells.chunks(columns.columns.len());
        let rows = rows.map(|row| columns.row(row)[2..].to_owned());
        let lines: Vec<_> = std::iter::once(title.to_owned()).chain(rows).collect();
        let width = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        Self { lines, width }
    }
}

/// Prints blocks of equal height side by side, as many as fit into a line.
pub fn side_by_side(out: &mut impl Write, blocks: &[Block]) -> io::Result<()> {
    let mut rest = blocks;
    while !rest.is_empty() {
        let mut taken = 0;
        let mut used = 0;
        for block in rest {
            used += GAP.len() + block.width;
            if taken > 0 && used > WIDEST {
                break;
            }
            taken += 1;
        }
        let (row, later) = rest.split_at(taken);
        for i in 0..row.iter().map(|block| block.lines.len()).max().unwrap_or(0) {
            let cells = row.iter().map(|block| {
                let text = block.lines.get(i).map_or("", String::as_str);
                format!("{GAP}{text:<width$}", width = block.width)
            });
            line(out, &cells.collect::<String>()[2..])?;
        }
        if !later.is_empty() {
            line(out, "")?;
        }
        rest = later;
    }
    Ok(())
}

fn width(text: &str) -> usize {
    text.chars().count()
}
