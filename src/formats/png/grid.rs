//! Sheets of equally large pictures, and how they are cut.

use super::{Picture, error};
use crate::engine::{Class, Pictures, Shape};
use crate::formats::Error;

/// How a sheet is cut: into cells without gaps, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// The shape of one picture.
    pub cell: Shape,
    /// How many pictures there are; cells beyond them are empty.
    pub pictures: usize,
}

/// What a note of [`sheet`](super::sheet()) begins with.
pub const NOTE: &str = "Jointly";

impl Grid {
    /// What a note in a file says, where it is one of [`sheet`](super::sheet()) and fits a picture of this shape.
    pub(super) fn of_note(note: &[u8], sheet: Shape) -> Option<Self> {
        let note = std::str::from_utf8(note).ok()?.strip_prefix(NOTE)?.strip_prefix('\0')?;
        let value = |key: &str| {
            let mut words = note.split(' ').filter_map(|word| word.split_once('='));
            words.find(|(name, _)| *name == key)?.1.parse().ok()
        };
        let cell = Shape { width: value("width")?, height: value("height")? };
        let grid = Self { cell, pictures: value("pictures")? };
        grid.fits(sheet).then_some(grid)
    }

    /// What [`Grid::of_note`] reads, and for people the pixels that black and white stand for.
    pub(super) fn note(self, black: &str, white: &str) -> String {
        let Self { cell: Shape { width, height }, pictures } = self;
        format!("width={width} height={height} pictures={pictures} black={black} white={white}")
    }

    fn fits(self, sheet: Shape) -> bool {
        let Shape { width, height } = self.cell;
        let side = |cell: usize, sheet: usize| {
            (1..=Shape::MAX_SIDE).contains(&cell) && sheet.is_multiple_of(cell)
        };
        side(width, sheet.width)
            && side(height, sheet.height)
            && (1..=sheet.cells() / self.cell.cells()).contains(&self.pictures)
    }
}

impl Picture {
    /// The grid of cells so large, all of them pictures.
    ///
    /// # Errors
    /// When they do not fill the sheet, or are larger than an example may be.
    pub fn in_cells(&self, cell: Shape) -> Result<Grid, Error> {
        let pictures = self.shape.cells() / cell.cells().max(1);
        let grid = Grid { cell, pictures };
        if grid.fits(self.shape) {
            return Ok(grid);
        }
        let expected = format!("cells of {}, none cut off and none over 1024 a side", size(cell));
        Err(self.uncut(expected))
    }

    /// The grid of so many columns and rows, all of its cells pictures.
    ///
    /// # Errors
    /// As [`Picture::in_cells`].
    pub fn in_columns_and_rows(&self, columns: usize, rows: usize) -> Result<Grid, Error> {
        let Shape { width, height } = self.shape;
        let cell = Shape {
            width: width.checked_div(columns).unwrap_or_default(),
            height: height.checked_div(rows).unwrap_or_default(),
        };
        let grid = Grid { cell, pictures: columns.saturating_mul(rows) };
        if cell.width * columns == width && cell.height * rows == height && grid.fits(self.shape) {
            return Ok(grid);
        }
        let expected =
            format!("{columns} columns and {rows} rows of equal cells, none over 1024 a side");
        Err(self.uncut(expected))
    }

    fn uncut(&self, expected: String) -> Error {
        let advice = "Give another number of columns and rows, or another size of the cells.";
        error(16, "the sheet", format!("{} pixels", size(self.shape)), expected, advice)
    }

    /// Cuts a sheet into its pictures, all of one class: a sheet knows no labels.
    ///
    /// The pixels stay where they are but for one row of cells at a time.
    ///
    /// # Errors
    /// When the grid is not one of this picture's.
    pub fn cut(mut self, grid: Grid, class: &str) -> Result<Pictures, Error> {
        if !grid.fits(self.shape) {
            return Err(self.uncut(format!("{} cells of {}", grid.pictures, size(grid.cell))));
        }
        let (width, cell) = (self.shape.width, grid.cell);
        for band in self.pixels.chunks_exact_mut(width * cell.height) {
            let sheet = band.to_vec();
            for (row, to) in band.chunks_exact_mut(cell.width).enumerate() {
                let (picture, line) = (row / cell.height, row % cell.height);
                let from = line * width + picture * cell.width;
                to.copy_from_slice(&sheet[from..from + cell.width]);
            }
        }
        self.pixels.truncate(grid.pictures * cell.cells());
        let label = class.parse().ok().filter(|label: &f64| label.is_finite());
        Ok(Pictures {
            shape: cell,
            sheet: Some(self.shape),
            pixels: self.pixels.into(),
            classes: vec![Class { name: class.to_owned(), label }],
            class_of: vec![0; grid.pictures],
            names: Vec::new(),
        })
    }
}

fn size(shape: Shape) -> String {
    format!("{} x {}", shape.width, shape.height)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four pictures of 2 x 2 in two columns, each filled with its number.
    fn sheet() -> Picture {
        let pixels = vec![1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4];
        Picture { shape: Shape { width: 4, height: 4 }, pixels, grid: None }
    }

    const TWO: Shape = Shape { width: 2, height: 2 };

    #[test]
    fn a_sheet_is_cut_in_reading_order() {
        let grid = sheet().in_cells(TWO).unwrap();
        assert_eq!(sheet().in_columns_and_rows(2, 2).unwrap(), grid);
        let pictures = sheet().cut(Grid { pictures: 3, ..grid }, "1").unwrap();
        assert_eq!(pictures.pixels, vec![1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3].into());
        assert_eq!((pictures.shape, pictures.count()), (TWO, 3));
        assert_eq!((pictures.classes.len(), pictures.classes[0].label), (1, Some(1.0)));
    }

    #[test]
    fn cells_that_do_not_fill_the_sheet_are_refused() {
        for cell in [Shape { width: 3, height: 2 }, Shape { width: 2, height: 0 }] {
            assert!(sheet().in_cells(cell).is_err(), "{cell:?}");
        }
        for (columns, rows) in [(0, 1), (1, 0), (3, 2), (2, 3), (5, 1), (usize::MAX, usize::MAX)] {
            assert!(sheet().in_columns_and_rows(columns, rows).is_err(), "{columns} x {rows}");
        }
        let odd = Grid { cell: TWO, pictures: 5 };
        let told = sheet().cut(odd, "").unwrap_err().to_string();
        assert_eq!(
            told,
            "byte 16, the sheet: found 4 x 4 pixels, expected 5 cells of 2 x 2. Give another \
             number of columns and rows, or another size of the cells."
        );
    }

    #[test]
    fn a_note_says_how_a_sheet_is_cut_unless_it_does_not_fit() {
        let grid = Grid { cell: TWO, pictures: 3 };
        let note = |text: &str| Grid::of_note(format!("{NOTE}\0{text}").as_bytes(), sheet().shape);
        assert_eq!(note(&grid.note("0", "1")), Some(grid));
        for text in
            ["", "width=2", "width=2 height=2 pictures=5", "width=3 height=2 pictures=1", "width=0"]
        {
            assert_eq!(note(text), None, "{text}");
        }
        assert_eq!(Grid::of_note(b"Comment\0width=2 height=2 pictures=1", sheet().shape), None);
    }
}
