//! The inner loops with AVX2: 32 pixels an instruction.
//!
//! Every row is at least 32 wide. Where its width is no multiple of 32, its last 32 pixels are worked on besides, and
//! what was there before does not count twice. Every load is of a checked slice. In functions for these instructions
//! there are loops where closures would read better: a closure that another function calls is not inlined there.

mod outputs;

#[cfg(target_arch = "x86")]
use std::arch::x86 as arch;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64 as arch;

use arch::{
    __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_cmpeq_epi8, _mm256_madd_epi16,
    _mm256_min_epu8, _mm256_set1_epi8, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_sub_epi8,
    _mm256_subs_epu8, _mm256_unpackhi_epi8, _mm256_unpacklo_epi8,
};
use fearless_simd::prelude::*;
use fearless_simd::{Avx2, i32x8, kernel, u8x32, u16x16};

pub use outputs::{four_sums, outputs};

use super::{Above, Column, Found, Look, Pairs, Seen, Tile, WIDE, Weighed, Within, portable};

/// Columns that are multiplied together.
const TILE: usize = 4;

kernel!(
    pub fn look(_avx2: Avx2, look: Look<'_>, flags: &mut [u8]) -> Seen {
        look.look(flags)
    }
);

kernel!(
    pub fn test(_avx2: Avx2, column: Column<'_>) -> Found {
        column.both_ways()
    }
);

pub fn count_within(avx2: Avx2, items: &[Within<'_>], lanes: &mut [u8]) {
    count_within_from(avx2, items, 0, lanes);
}

kernel!(
    /// From a column on, to which the lanes belong.
    pub fn count_within_from(avx2: Avx2, items: &[Within<'_>], from: usize, lanes: &mut [u8]) {
        let rest = in_strips!(count_columns(avx2, items), from, lanes, WIDE);
        if let (Some(last), Some(item)) = (rest.first_chunk_mut(), items.first()) {
            count_columns(avx2, items, item.row.len() - WIDE, std::array::from_mut(last));
        }
    }
);

pub fn sum_above(avx2: Avx2, items: &[Above<'_>], lanes: &mut [u16]) {
    sum_above_from(avx2, items, 0, lanes);
}

kernel!(
    /// From a column on, to which the lanes belong.
    pub fn sum_above_from(avx2: Avx2, items: &[Above<'_>], from: usize, lanes: &mut [u16]) {
        let rest = in_strips!(sum_columns(avx2, items), from, lanes, WIDE);
        if let (Some(last), Some(item)) = (rest.first_chunk_mut(), items.first()) {
            sum_columns(avx2, items, item.row.len() - WIDE, std::array::from_mut(last));
        }
    }
);

kernel!(
    pub fn sum_weighed(avx2: Avx2, items: &[Weighed<'_>], lanes: &mut [i32]) {
        let width = items.first().map_or(0, |item| item.row.len());
        let (lanes, _) = lanes.as_chunks_mut::<WIDE>();
        for (first, lanes) in (0..).step_by(WIDE).zip(lanes) {
            weigh_columns(avx2, items, first.min(width - WIDE), lanes);
        }
    }
);

kernel!(
    pub fn multiply(avx2: Avx2, these: &Pairs, others: &Pairs, products: &mut Tile) {
        let (tiles, _) = products.as_chunks_mut::<TILE>();
        for (first, products) in (0..).step_by(TILE).zip(tiles) {
            multiply_four(avx2, these, first, others, products);
        }
    }
);

kernel!(
    pub fn add_columns(_avx2: Avx2, columns: &[&[u8]], times: i32, change: &mut [i32]) {
        portable::add_columns(columns, times, change);
    }
);

kernel!(
    pub fn add_rows(_avx2: Avx2, rows: &[&[i32]], together: usize, sums: &mut [i64]) {
        portable::add_rows(rows, together, sums);
    }
);

#[inline]
#[target_feature(enable = "avx2")]
fn count_columns<const V: usize>(
    avx2: Avx2,
    items: &[Within<'_>],
    at: usize,
    lanes: &mut [[u8; WIDE]; V],
) {
    let mut counts = [_mm256_setzero_si256(); V];
    for (count, lanes) in counts.iter_mut().zip(&*lanes) {
        *count = load(avx2, lanes);
    }
    for item in items {
        let low = _mm256_set1_epi8(item.low.cast_signed());
        let span = _mm256_set1_epi8(item.span.cast_signed());
        let (pixels, _) = item.row[at..at + V * WIDE].as_chunks::<WIDE>();
        for (count, pixels) in counts.iter_mut().zip(pixels) {
            let above = _mm256_sub_epi8(load(avx2, pixels), low);
            let within = _mm256_cmpeq_epi8(_mm256_min_epu8(above, span), above);
            *count = _mm256_sub_epi8(*count, within);
        }
    }
    for (lanes, count) in lanes.iter_mut().zip(counts) {
        let count: u8x32<Avx2> = count.simd_into(avx2);
        count.store_array(lanes);
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn sum_columns<const V: usize>(
    avx2: Avx2,
    items: &[Above<'_>],
    at: usize,
    lanes: &mut [[u16; WIDE]; V],
) {
    let zero = _mm256_setzero_si256();
    let mut sums = [[zero; 2]; V];
    for (sums, lanes) in sums.iter_mut().zip(&*lanes) {
        for (sum, lanes) in sums.iter_mut().zip(lanes.as_chunks::<16>().0) {
            *sum = u16x16::load_array_ref(avx2, lanes).into();
        }
    }
    for item in items {
        let floor = _mm256_set1_epi8(item.floor.cast_signed());
        let (pixels, _) = item.row[at..at + V * WIDE].as_chunks::<WIDE>();
        for (sums, pixels) in sums.iter_mut().zip(pixels) {
            let above = _mm256_subs_epu8(load(avx2, pixels), floor);
            sums[0] = _mm256_add_epi16(sums[0], _mm256_unpacklo_epi8(above, zero));
            sums[1] = _mm256_add_epi16(sums[1], _mm256_unpackhi_epi8(above, zero));
        }
    }
    for (lanes, sums) in lanes.iter_mut().zip(sums) {
        let (halves, _) = lanes.as_chunks_mut::<16>();
        for (lanes, sum) in halves.iter_mut().zip(sums) {
            let sum: u16x16<Avx2> = sum.simd_into(avx2);
            sum.store_array(lanes);
        }
    }
}

/// Two rows at a time: their pixels side by side are multiplied by the two weights, and added.
#[inline]
#[target_feature(enable = "avx2")]
fn weigh_columns(avx2: Avx2, items: &[Weighed<'_>], at: usize, lanes: &mut [i32; WIDE]) {
    let zero = _mm256_setzero_si256();
    let (quarters, _) = lanes.as_chunks_mut::<8>();
    let mut sums = [zero; 4];
    for (sum, lanes) in sums.iter_mut().zip(&*quarters) {
        *sum = i32x8::load_array_ref(avx2, lanes).into();
    }
    for pair in items.chunks(2) {
        let (a, b) = match pair {
            [a, b] => (*a, *b),
            _ => (pair[0], Weighed { weight: 0, ..pair[0] }),
        };
        let weights = i32::from(a.weight) & 0xFFFF | i32::from(b.weight) << 16;
        let weights = _mm256_set1_epi32(weights);
        let (a, b) = (load(avx2, &a.row[at..]), load(avx2, &b.row[at..]));
        let (low, high) = (_mm256_unpacklo_epi8(a, b), _mm256_unpackhi_epi8(a, b));
        let pixels = [
            _mm256_unpacklo_epi8(low, zero),
            _mm256_unpackhi_epi8(low, zero),
            _mm256_unpacklo_epi8(high, zero),
            _mm256_unpackhi_epi8(high, zero),
        ];
        for (sum, pixels) in sums.iter_mut().zip(pixels) {
            *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pixels, weights));
        }
    }
    for (lanes, sum) in quarters.iter_mut().zip(sums) {
        let sum: i32x8<Avx2> = sum.simd_into(avx2);
        sum.store_array(lanes);
    }
}

/// Four columns with sixteen others.
#[inline]
#[target_feature(enable = "avx2")]
fn multiply_four(
    avx2: Avx2,
    these: &Pairs,
    first: usize,
    others: &Pairs,
    products: &mut [[i32; 16]; TILE],
) {
    let mut sums = [[_mm256_setzero_si256(); 2]; TILE];
    for (these, others) in these.iter().zip(others) {
        let (halves, _) = others.as_chunks::<8>();
        let left = i32x8::load_array_ref(avx2, &halves[0]).into();
        let right = i32x8::load_array_ref(avx2, &halves[1]).into();
        for (sums, this) in sums.iter_mut().zip(&these[first..first + TILE]) {
            let this = _mm256_set1_epi32(*this);
            sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(this, left));
            sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(this, right));
        }
    }
    for (products, sums) in products.iter_mut().zip(sums) {
        let (halves, _) = products.as_chunks_mut::<8>();
        for (products, sum) in halves.iter_mut().zip(sums) {
            let before = i32x8::load_array_ref(avx2, products).into();
            let sum: i32x8<Avx2> = _mm256_add_epi32(before, sum).simd_into(avx2);
            sum.store_array(products);
        }
    }
}

/// The first 32 bytes.
#[inline]
#[target_feature(enable = "avx2")]
fn load(avx2: Avx2, bytes: &[u8]) -> __m256i {
    u8x32::from_slice(avx2, &bytes[..WIDE]).into()
}
