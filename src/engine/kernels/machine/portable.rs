//! The inner loops in plain Rust: what they compute is read off them, and the compiler makes of them what it can.

use super::{Above, Column, Found, Look, Moves, PIECE, Pairs, Seen, Tile, Weighed, Within};

/// The sum of so many bytes has room in 16 bits.
const BYTES: usize = 256;

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

pub fn look(look: Look<'_>, flags: &mut [u8]) -> Seen {
    look.look(flags)
}

pub fn test(column: Column<'_>) -> Found {
    column.both_ways()
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

pub fn multiply(these: &Pairs, others: &Pairs, products: &mut Tile) {
    for (these, others) in these.iter().zip(others) {
        for (products, this) in products.iter_mut().zip(these) {
            for (product, other) in products.iter_mut().zip(others) {
                *product += (this & 0xFF) * (other & 0xFF) + (this >> 16) * (other >> 16);
            }
        }
    }
}

#[expect(clippy::inline_always, reason = "to be compiled for the instructions of the caller")]
#[inline(always)]
pub fn add_columns(columns: &[&[u8]], times: i32, change: &mut [i32]) {
    let mut sums = [0_u16; PIECE];
    let sums = &mut sums[..change.len()];
    for columns in columns.chunks(BYTES) {
        sums.fill(0);
        let (fours, ones) = columns.as_chunks::<4>();
        for [a, b, c, d] in fours {
            let (ab, cd) = (a.iter().zip(*b), c.iter().zip(*d));
            for ((sum, (a, b)), (c, d)) in sums.iter_mut().zip(ab).zip(cd) {
                *sum += u16::from(*a) + u16::from(*b) + u16::from(*c) + u16::from(*d);
            }
        }
        for column in ones {
            for (sum, pixel) in sums.iter_mut().zip(*column) {
                *sum += u16::from(*pixel);
            }
        }
        for (change, sum) in change.iter_mut().zip(&*sums) {
            *change += times * i32::from(*sum);
        }
    }
}

#[expect(clippy::inline_always, reason = "to be compiled for the instructions of the caller")]
#[inline(always)]
pub fn add_rows(rows: &[&[i32]], together: usize, sums: &mut [i64]) {
    let (fours, ones) = if together < 4 { (&[][..], rows) } else { rows.as_chunks::<4>() };
    for [a, b, c, d] in fours {
        for ((sum, (a, b)), (c, d)) in sums.iter_mut().zip(a.iter().zip(*b)).zip(c.iter().zip(*d)) {
            *sum += i64::from(a + b + c + d);
        }
    }
    for row in ones {
        for (sum, number) in sums.iter_mut().zip(*row) {
            *sum += i64::from(*number);
        }
    }
}
