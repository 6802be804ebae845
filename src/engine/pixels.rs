//! The pixels of one picture: bytes on a common scale where they can be, else numbers.

use std::ops::Index;
use std::sync::Arc;

use super::dataset::is_whole;
use super::levels::Levels;

/// The pixels of one picture in reading order, to be indexed and gone through like a slice of `f64`.
///
/// Pictures whose pixels are on [`Levels`] take a byte a pixel. Those that were read together lie together, so that going
/// through all of them is going through memory; one that is edited gets bytes of its own.
#[derive(Debug, Clone)]
pub struct Pixels(Stored);

#[derive(Debug, Clone)]
enum Stored {
    Bytes { block: Arc<Vec<u8>>, from: usize, cells: usize, levels: Arc<Levels> },
    Numbers(Arc<Vec<f64>>),
}

impl Pixels {
    /// The `cells` bytes from `from` on of a block that many pictures share.
    ///
    /// # Panics
    /// When the block ends before.
    #[must_use]
    pub fn shared(block: &Arc<Vec<u8>>, from: usize, cells: usize, levels: &Arc<Levels>) -> Self {
        assert!(from + cells <= block.len(), "a picture lies within its block");
        let (block, levels) = (Arc::clone(block), Arc::clone(levels));
        Self(Stored::Bytes { block, from, cells, levels })
    }

    /// Pixels of these values: bytes where all of them are on the levels.
    #[must_use]
    pub fn on(levels: &Arc<Levels>, values: &[f64]) -> Self {
        let bytes: Option<Vec<u8>> = values.iter().map(|value| levels.byte(*value)).collect();
        match bytes {
            Some(bytes) => Self::shared(&Arc::new(bytes), 0, values.len(), levels),
            None => Self(Stored::Numbers(Arc::new(values.to_vec()))),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Stored::Bytes { cells, .. } => *cells,
            Stored::Numbers(numbers) => numbers.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every pixel, in reading order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        match &self.0 {
            Stored::Bytes { block, from, cells, levels } => {
                Iter::Bytes(block[*from..from + cells].iter(), levels.values())
            }
            Stored::Numbers(numbers) => Iter::Numbers(numbers.iter()),
        }
    }

    /// The bytes, and what they stand for, where they are bytes.
    #[must_use]
    pub fn as_bytes(&self) -> Option<(&[u8], &Arc<Levels>)> {
        match &self.0 {
            Stored::Bytes { block, from, cells, levels } => {
                Some((&block[*from..from + cells], levels))
            }
            Stored::Numbers(_) => None,
        }
    }

    /// Where the bytes lie, where they are bytes: their block, and from which byte on.
    pub(super) fn place(&self) -> Option<(&Arc<Vec<u8>>, usize)> {
        match &self.0 {
            Stored::Bytes { block, from, .. } => Some((block, *from)),
            Stored::Numbers(_) => None,
        }
    }

    /// The pixels as numbers.
    #[must_use]
    pub fn to_vec(&self) -> Vec<f64> {
        self.iter().copied().collect()
    }

    /// Changes one pixel. The picture stays bytes where the new value is on its levels.
    ///
    /// # Panics
    /// When there is no such cell.
    pub fn set(&mut self, cell: usize, value: f64) {
        if let Stored::Bytes { block, from, cells, levels } = &mut self.0
            && let Some(byte) = levels.byte(value)
        {
            // One that shares its block leaves it.
            if Arc::get_mut(block).is_none_or(|block| block.len() != *cells) {
                *block = Arc::new(block[*from..*from + *cells].to_vec());
                *from = 0;
            }
            Arc::make_mut(block)[*from + cell] = byte;
            return;
        }
        self.edit(|numbers| numbers[cell] = value);
    }

    /// Changes them as numbers.
    pub fn edit(&mut self, edit: impl FnOnce(&mut Vec<f64>)) {
        let mut numbers = self.to_vec();
        edit(&mut numbers);
        *self = numbers.into();
    }

    /// Whether none has a fraction.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Stored::Bytes { levels, .. } if levels.steps() == 1.0 => true,
            _ => self.iter().copied().all(is_whole),
        }
    }

    /// The sum of weight x pixel, in reading order.
    #[must_use]
    pub fn dot(&self, weights: &[f64]) -> f64 {
        match self.iter() {
            Iter::Bytes(bytes, values) => {
                let pixels = bytes.map(|byte| values[usize::from(*byte)]);
                pixels.zip(weights).map(|(x, w)| x * w).sum()
            }
            Iter::Numbers(numbers) => numbers.zip(weights).map(|(x, w)| x * w).sum(),
        }
    }
}

/// Bytes where all are whole numbers from 0 to 255.
impl From<Vec<f64>> for Pixels {
    fn from(values: Vec<f64>) -> Self {
        let levels = Levels::whole();
        let bytes: Option<Vec<u8>> = values.iter().map(|value| levels.byte(*value)).collect();
        match bytes {
            Some(bytes) => Self::shared(&Arc::new(bytes), 0, values.len(), levels),
            None => Self(Stored::Numbers(Arc::new(values))),
        }
    }
}

impl FromIterator<f64> for Pixels {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        values.into_iter().collect::<Vec<_>>().into()
    }
}

impl Index<usize> for Pixels {
    type Output = f64;

    fn index(&self, cell: usize) -> &f64 {
        match &self.0 {
            Stored::Bytes { block, from, cells, levels } => {
                let bytes = &block[*from..from + cells];
                &levels.values()[usize::from(bytes[cell])]
            }
            Stored::Numbers(numbers) => &numbers[cell],
        }
    }
}

/// Equal where all values are, however they are stored.
impl PartialEq for Pixels {
    fn eq(&self, other: &Self) -> bool {
        match (self.as_bytes(), other.as_bytes()) {
            (Some((bytes, levels)), Some((others, scale))) if levels.steps() == scale.steps() => {
                bytes == others
            }
            _ => self.len() == other.len() && self.iter().eq(other),
        }
    }
}

impl<'a> IntoIterator for &'a Pixels {
    type Item = &'a f64;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// Goes through the pixels of a picture.
#[derive(Debug, Clone)]
pub enum Iter<'a> {
    /// Of bytes, with the value of each.
    Bytes(std::slice::Iter<'a, u8>, &'a [f64; 256]),
    /// Of numbers.
    Numbers(std::slice::Iter<'a, f64>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a f64;

    fn next(&mut self) -> Option<&'a f64> {
        match self {
            Self::Bytes(bytes, values) => Some(&values[usize::from(*bytes.next()?)]),
            Self::Numbers(numbers) => numbers.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Bytes(bytes, _) => bytes.size_hint(),
            Self::Numbers(numbers) => numbers.size_hint(),
        }
    }

    // Which of the two it is, is asked once.
    fn fold<B, F: FnMut(B, &'a f64) -> B>(self, init: B, mut f: F) -> B {
        match self {
            Self::Bytes(bytes, values) => {
                bytes.fold(init, |folded, byte| f(folded, &values[usize::from(*byte)]))
            }
            Self::Numbers(numbers) => numbers.fold(init, f),
        }
    }
}

impl ExactSizeIterator for Iter<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_to_255_are_bytes_and_others_are_not() {
        let bytes = Pixels::from(vec![0.0, 255.0, 16.0]);
        assert_eq!(bytes.as_bytes().map(|(bytes, _)| bytes), Some(&[0, 255, 16][..]));
        for other in [256.0, -1.0, 0.5, f64::NAN] {
            assert!(Pixels::from(vec![0.0, other]).as_bytes().is_none(), "{other}");
        }
    }

    #[test]
    fn a_changed_picture_leaves_its_block_and_the_others_alone() {
        let block = Arc::new(vec![1, 2, 3, 4]);
        let mut first = Pixels::shared(&block, 0, 2, Levels::whole());
        let second = Pixels::shared(&block, 2, 2, Levels::whole());
        drop(block);
        first.set(1, 9.0);
        assert_eq!((first.to_vec(), second.to_vec()), (vec![1.0, 9.0], vec![3.0, 4.0]));
        first.set(0, 0.5);
        assert_eq!(first, Pixels::from(vec![0.5, 9.0]));
        assert!(first.as_bytes().is_none());
        first.set(0, 2.0);
        assert_eq!(first, Pixels::from(vec![2.0, 9.0]));
        assert!(first.as_bytes().is_some());
    }

    #[test]
    fn equal_is_what_has_equal_values() {
        let halves = Pixels::on(&Levels::per(2.0), &[0.0, 1.0]);
        assert_eq!(halves, Pixels::from(vec![0.0, 1.0]));
        assert_ne!(halves, Pixels::from(vec![0.0, 2.0]));
        assert_ne!(halves, Pixels::from(vec![0.0]));
        assert_eq!(Pixels::from(vec![0.0]), Pixels::from(vec![-0.0]));
    }
}
