//! What the weights move by, laid out for the product with every row.

use super::WIDE;

/// What 32 columns from `at` on move by; columns that belong to the strip before have no move here.
#[derive(Debug, Clone, Copy)]
pub struct Strip<T> {
    pub at: usize,
    pub moves: [T; WIDE],
}

/// A move for every weight, in the narrowest integers that bear them. Strips without a move are left out.
#[derive(Debug)]
pub enum Moves {
    /// None moves.
    None,
    /// Every weight moves by `scale`, by nothing, or by `-scale`.
    Signs { strips: Vec<Strip<i8>>, all: Vec<i16>, scale: i32 },
    /// Moves of 16 bits.
    Words { strips: Vec<Strip<i16>>, all: Vec<i16> },
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
            return Self::Signs { strips: strips(&signs), all, scale };
        }
        match moves.iter().map(|m| i16::try_from(*m)).collect::<Result<Vec<i16>, _>>() {
            Ok(all) => Self::Words { strips: strips(&all), all },
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

/// All strips that hold a move; none where there are not enough columns for one.
fn strips<T: Copy + Default + PartialEq>(moves: &[T]) -> Vec<Strip<T>> {
    let mut strips = Vec::new();
    let Some(last) = moves.len().checked_sub(WIDE) else { return strips };
    for first in (0..moves.len()).step_by(WIDE) {
        let at = first.min(last);
        let mut strip = Strip { at, moves: [T::default(); WIDE] };
        for (place, column) in (at..at + WIDE).enumerate() {
            if column >= first {
                strip.moves[place] = moves[column];
            }
        }
        if strip.moves != [T::default(); WIDE] {
            strips.push(strip);
        }
    }
    strips
}
