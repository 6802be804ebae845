//! The inner loops with AVX2: 32 pixels an instruction.
//!
//! Every row is at least 32 wide. Where its width is no multiple of 32, its last 32 pixels are worked on besides, and
//! what was there before does not count twice. Every load is of a checked slice. In functions for these instructions
//! there are loops where closures would read better: a closure that another function calls is not inlined there.

#[cfg(target_arch = "x86")]
use std::arch::x86 as arch;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64 as arch;

use arch::{
    __m256i, _mm_add_epi32, _mm256_add_epi16, _mm256_add_epi32, _mm256_castsi256_si128,
    _mm256_cmpeq_epi8, _mm256_cvtepu8_epi16, _mm256_extracti128_si256, _mm256_hadd_epi32,
    _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_min_epu8, _mm256_set1_epi8, _mm256_set1_epi16,
    _mm256_set1_epi32, _mm256_setzero_si256, _mm256_sub_epi8, _mm256_subs_epu8,
    _mm256_unpackhi_epi8, _mm256_unpacklo_epi8,
};
use fearless_simd::prelude::*;
use fearless_simd::{Avx2, i8x32, i16x16, i32x4, i32x8, kernel, u8x16, u8x32, u16x16};

use super::{
    Above, Column, Found, Look, Moves, Pairs, Seen, Strips, Tile, WIDE, Weighed, Within, portable,
};

/// How many products of a pixel and a sign 16 bits bear, two being added at once.
const SIGNS: usize = 64;
/// Rows whose sums are taken together, and columns that are multiplied together.
const TILE: usize = 4;

pub fn outputs(avx2: Avx2, moves: &Moves, rows: &[&[u8]], outputs: &mut [i32]) {
    match moves {
        Moves::None => outputs.fill(0),
        Moves::Signs { strips, scale, .. } => {
            signs(avx2, strips, rows, outputs);
            for output in outputs {
                *output *= scale;
            }
        }
        Moves::Words { strips, .. } => words(avx2, strips, rows, outputs),
        Moves::Long(_) => portable::outputs(moves, rows, outputs),
    }
}

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

kernel!(
    fn signs(avx2: Avx2, strips: &Strips<i8>, rows: &[&[u8]], outputs: &mut [i32]) {
        let ((tiles, rest), (sums, ends)) = (rows.as_chunks(), outputs.as_chunks_mut());
        for ([a, b, c, d], sums) in tiles.iter().zip(sums) {
            let ab = [signs_of(avx2, strips, a), signs_of(avx2, strips, b)];
            *sums = four_sums(avx2, ab, [signs_of(avx2, strips, c), signs_of(avx2, strips, d)]);
        }
        for (row, end) in rest.iter().zip(ends) {
            let none = [_mm256_setzero_si256(); 2];
            [*end, ..] = four_sums(avx2, [signs_of(avx2, strips, row), none[0]], none);
        }
    }
);

kernel!(
    fn words(avx2: Avx2, strips: &Strips<i16>, rows: &[&[u8]], outputs: &mut [i32]) {
        for (row, output) in rows.iter().zip(outputs) {
            let none = [_mm256_setzero_si256(); 2];
            [*output, ..] = four_sums(avx2, [words_of(avx2, strips, row), none[0]], none);
        }
    }
);

kernel!(
    pub fn count_within(avx2: Avx2, items: &[Within<'_>], lanes: &mut [u8]) {
        let width = items.first().map_or(0, |item| item.row.len());
        let (lanes, _) = lanes.as_chunks_mut::<WIDE>();
        let (fours, ones) = lanes[..width / WIDE].as_chunks_mut::<4>();
        let whole = fours.len() * 4 * WIDE;
        for (at, lanes) in (0..).step_by(4 * WIDE).zip(fours) {
            count_columns(avx2, items, at, lanes);
        }
        for (at, lanes) in (whole..).step_by(WIDE).zip(ones) {
            count_columns(avx2, items, at, std::array::from_mut(lanes));
        }
        if let Some(last) = lanes.get_mut(width / WIDE) {
            count_columns(avx2, items, width - WIDE, std::array::from_mut(last));
        }
    }
);

kernel!(
    pub fn sum_above(avx2: Avx2, items: &[Above<'_>], lanes: &mut [u16]) {
        let width = items.first().map_or(0, |item| item.row.len());
        let (lanes, _) = lanes.as_chunks_mut::<WIDE>();
        let (fours, ones) = lanes[..width / WIDE].as_chunks_mut::<4>();
        let whole = fours.len() * 4 * WIDE;
        for (at, lanes) in (0..).step_by(4 * WIDE).zip(fours) {
            sum_columns(avx2, items, at, lanes);
        }
        for (at, lanes) in (whole..).step_by(WIDE).zip(ones) {
            sum_columns(avx2, items, at, std::array::from_mut(lanes));
        }
        if let Some(last) = lanes.get_mut(width / WIDE) {
            sum_columns(avx2, items, width - WIDE, std::array::from_mut(last));
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
    pub fn add_rows(_avx2: Avx2, rows: &[&[i32]], together: usize, sums: &mut [i64]) {
        portable::add_rows(rows, together, sums);
    }
);

/// One row with signs. Rows are read one after the other, as they lie in memory: four at a time would load the signs
/// less often, but memory is slower at it.
#[inline]
#[target_feature(enable = "avx2")]
fn signs_of(avx2: Avx2, strips: &Strips<i8>, row: &[u8]) -> __m256i {
    let ones = _mm256_set1_epi16(1);
    let end = strips.from + strips.moves.len() * WIDE;
    let (pixels, _) = row[strips.from..end].as_chunks::<WIDE>();
    let last = i8x32::load_array_ref(avx2, &strips.last).into();
    let last = _mm256_maddubs_epi16(load(avx2, &row[row.len() - WIDE..]), last);
    let mut sum = _mm256_madd_epi16(last, ones);
    for (moves, pixels) in strips.moves.chunks(SIGNS).zip(pixels.chunks(SIGNS)) {
        let mut few = [_mm256_setzero_si256(); 4];
        let ((fours, rest), (pixels, odd)) = (moves.as_chunks::<4>(), pixels.as_chunks::<4>());
        for (moves, pixels) in fours.iter().zip(pixels) {
            for ((few, moves), pixels) in few.iter_mut().zip(moves).zip(pixels) {
                *few = _mm256_add_epi16(*few, signed(avx2, moves, pixels));
            }
        }
        for ((few, moves), pixels) in few.iter_mut().zip(rest).zip(odd) {
            *few = _mm256_add_epi16(*few, signed(avx2, moves, pixels));
        }
        let few =
            _mm256_add_epi16(_mm256_add_epi16(few[0], few[1]), _mm256_add_epi16(few[2], few[3]));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(few, ones));
    }
    sum
}

/// Pixels times signs, two of them added.
#[inline]
#[target_feature(enable = "avx2")]
fn signed(avx2: Avx2, moves: &[i8; WIDE], pixels: &[u8; WIDE]) -> __m256i {
    _mm256_maddubs_epi16(load(avx2, pixels), i8x32::load_array_ref(avx2, moves).into())
}

#[inline]
#[target_feature(enable = "avx2")]
fn words_of(avx2: Avx2, strips: &Strips<i16>, row: &[u8]) -> __m256i {
    let mut sum = _mm256_setzero_si256();
    let (pixels, _) = row[strips.from..].as_chunks::<WIDE>();
    let (last, _) = row[row.len() - WIDE..].as_chunks::<WIDE>();
    let strips = strips.moves.iter().zip(pixels).chain(std::iter::once(&strips.last).zip(last));
    for (moves, pixels) in strips {
        let halves = moves.as_chunks::<16>().0.iter().zip(pixels.as_chunks::<16>().0);
        for (moves, pixels) in halves {
            let moves = i16x16::load_array_ref(avx2, moves).into();
            let pixels = _mm256_cvtepu8_epi16(u8x16::load_array_ref(avx2, pixels).into());
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(pixels, moves));
        }
    }
    sum
}

/// The sum of the eight lanes of each.
#[inline]
#[target_feature(enable = "avx2")]
fn four_sums(avx2: Avx2, [a, b]: [__m256i; 2], [c, d]: [__m256i; 2]) -> [i32; TILE] {
    let halves = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    let (low, high) = (_mm256_castsi256_si128(halves), _mm256_extracti128_si256::<1>(halves));
    let sums: i32x4<Avx2> = _mm_add_epi32(low, high).simd_into(avx2);
    sums.into()
}

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
