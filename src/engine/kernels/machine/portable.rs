//! The inner loops in plain Rust: what they compute is read off them, and the compiler makes of them what it can.

use super::{Above, Moves, Weighed, Within};

pub fn outputs(moves: &Moves, rows: &[&[u8]], outputs: &mut [i32]) {
    for (row, output) in rows.iter().zip(outputs) {
        *output = match moves {
            Moves::None => 0,
            Moves::Signs { all, scale, .. } => scale * product(row, all),
            Moves::Words { all, .. } => product(row, all),
            Moves::Long(all) => row.iter().zip(all).map(|(x, m)| i32::from(*x) * m).sum(),
        };
    }
}

fn product(row: &[u8], moves: &[i16]) -> i32 {
    row.iter().zip(moves).map(|(x, m)| i32::from(*x) * i32::from(*m)).sum()
}

pub fn count_within(items: &[Within<'_>], lanes: &mut [u8]) {
    for item in items {
        for (lane, pixel) in lanes.iter_mut().zip(item.row) {
            *lane += u8::from(pixel.wrapping_sub(item.low) <= item.span);
        }
    }
}

pub fn sum_above(items: &[Above<'_>], lanes: &mut [u16]) {
    for item in items {
        for (lane, pixel) in lanes.iter_mut().zip(item.row) {
            *lane += u16::from(pixel.saturating_sub(item.floor));
        }
    }
}

pub fn sum_weighed(items: &[Weighed<'_>], lanes: &mut [i32]) {
    for item in items {
        for (lane, pixel) in lanes.iter_mut().zip(item.row) {
            *lane += i32::from(*pixel) * i32::from(item.weight);
        }
    }
}
