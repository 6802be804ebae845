//! What the weights move by, laid out for the product with every row.

use super::WIDE;

/// Moves by strips of 32 columns, from the first strip with a move to the last one.
#[derive(Debug)]
pub struct Strips<T> {
    /// The first column.
    pub from: usize,
    pub moves: Vec<[T; WIDE]>,
    /// The moves of the last 32 columns, besides: but for those that are in a whole strip.
    pub last: [T; WIDE],
}

/// A move for every weight, in the narrowest integers that bear them.
#[derive(Debug)]
pub enum Moves {
    /// None moves.
    None,
    /// Every weight moves by `scale`, by nothing, or by `-scale`.
    Signs { strips: Strips<i8>, all: Vec<i16>, scale: i32 },
    /// Moves of 16 bits.
    Words { strips: Strips<i16>, all: Vec<i16> },
    /// Moves of any size.
    Long(Vec<i32>),
}

impl Moves {
    /// Lays out moves, one for every weight.
    pub fn new(moves: &[i32]) -> Self {
        let Some(scale) = moves.iter().map(|m| m.unsigned_abs()).find(|m| *m != 0) else {
            return Self::None;
        };
        if let (Ok(scale), true) =
            (i32::try_from(scale), moves.iter().all(|m| [0, scale].contains(&m.unsigned_abs())))
        {
            let signs: Vec<i8> = moves.iter().map(|m| sign(*m)).collect();
            let all = signs.iter().map(|sign| i16::from(*sign)).collect();
            return Self::Signs { strips: Strips::of(&signs), all, scale };
        }
        match moves.iter().map(|m| i16::try_from(*m)).collect::<Result<Vec<i16>, _>>() {
            Ok(all) => Self::Words { strips: Strips::of(&all), all },
            Err(_) => Self::Long(moves.to_vec()),
        }
    }
}

const fn sign(number: i32) -> i8 {
    match number {
        ..0 => -1,
        0 => 0,
        1.. => 1,
    }
}

impl<T: Copy + Default + PartialEq> Strips<T> {
    fn of(moves: &[T]) -> Self {
        let none = [T::default(); WIDE];
        let (whole, rest) = moves.as_chunks::<WIDE>();
        let mut last = none;
        last[WIDE - rest.len()..].copy_from_slice(rest);
        let moving = |strip: &[T; WIDE]| *strip != none;
        let from = whole.iter().position(moving).unwrap_or(whole.len());
        let to = whole.iter().rposition(moving).map_or(from, |strip| strip + 1);
        Self { from: from * WIDE, moves: whole[from..to].to_vec(), last }
    }
}
