//! Where the pixels lie: rows of bytes, in one piece or in many.

/// Pictures as rows of bytes, all of one width.
pub trait Rows: Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// How many pixels each has.
    fn width(&self) -> usize;

    /// Points at as many rows as there is room for, the first being row `first`. Each is [`Self::width`] long.
    fn point<'a>(&'a self, first: usize, rows: &mut [&'a [u8]]);
}

impl<R: Rows + ?Sized + Send> Rows for &R {
    fn count(&self) -> usize {
        (**self).count()
    }

    fn width(&self) -> usize {
        (**self).width()
    }

    fn point<'a>(&'a self, first: usize, rows: &mut [&'a [u8]]) {
        (**self).point(first, rows);
    }
}

/// Rows one after the other in one piece: a `Vec<u8>`, an `Arc<[u8]>`, a slice.
#[derive(Debug, Clone, Copy)]
pub struct Packed<B> {
    bytes: B,
    width: usize,
}

impl<B: AsRef<[u8]>> Packed<B> {
    /// Rows of this width; `None` where the width is 0 or the last row is not whole.
    #[must_use]
    pub fn new(bytes: B, width: usize) -> Option<Self> {
        let whole = width > 0 && bytes.as_ref().len().is_multiple_of(width);
        whole.then_some(Self { bytes, width })
    }
}

impl<B: AsRef<[u8]> + Sync> Rows for Packed<B> {
    fn count(&self) -> usize {
        self.bytes.as_ref().len() / self.width
    }

    fn width(&self) -> usize {
        self.width
    }

    fn point<'a>(&'a self, first: usize, rows: &mut [&'a [u8]]) {
        let all = self.bytes.as_ref()[first * self.width..].chunks_exact(self.width);
        for (row, found) in rows.iter_mut().zip(all) {
            *row = found;
        }
    }
}

/// Rows that lie apart, each in a piece of its own.
#[derive(Debug, Clone, Copy)]
pub struct Scattered<'b, B> {
    rows: &'b [B],
    width: usize,
}

impl<'b, B: AsRef<[u8]>> Scattered<'b, B> {
    /// Rows of this width; `None` where it is 0 or a row has another.
    #[must_use]
    pub fn new(rows: &'b [B], width: usize) -> Option<Self> {
        let even = width > 0 && rows.iter().all(|row| row.as_ref().len() == width);
        even.then_some(Self { rows, width })
    }
}

impl<B: AsRef<[u8]> + Sync> Rows for Scattered<'_, B> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn width(&self) -> usize {
        self.width
    }

    fn point<'a>(&'a self, first: usize, rows: &mut [&'a [u8]]) {
        for (row, found) in rows.iter_mut().zip(&self.rows[first..]) {
            *row = found.as_ref();
        }
    }
}
