//! The inner loops with AVX2: 32 pixels an instruction.
//!
//! Every row is at least 32 wide. Where its width is no multiple of 32, its last 32 pixels are worked on besides, and
//! what was there before does not count twice. Every load is of a checked slice.

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
use fearless_simd::{Avx2, i16x16, i32x4, i32x8, kernel, u8x16, u8x32, u16x16};

use super::{Above, Look, Moves, Pairs, Seen, Strip, Tile, WIDE, Weighed, Within, portable};

/// How many products of a pixel and a sign 16 bits bear, two being added at once.
const SIGNS: usize = 64;
/// Rows that are worked on together.
const TILE: usize = 4;

pub fn outputs(avx2: Avx2, moves: &Moves, rows: &[&[u8]], outputs: &mut [i32]) {
    match moves {
        Moves::None => outputs.fill(0),
        Moves::Signs { strips, scale, .. } => signs(avx2, strips, *scale, rows, outputs),
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
    fn signs(avx2: Avx2, strips: &[Strip<i8>], scale: i32, rows: &[&[u8]], outputs: &mut [i32]) {
        for (rows, outputs) in rows.chunks(TILE).zip(outputs.chunks_mut(TILE)) {
            let sums = signs_of(avx2, strips, tile(rows));
            for (output, sum) in outputs.iter_mut().zip(sums) {
                *output = scale * sum;
            }
        }
    }
);

kernel!(
    fn words(avx2: Avx2, strips: &[Strip<i16>], rows: &[&[u8]], outputs: &mut [i32]) {
        for (rows, outputs) in rows.chunks(TILE).zip(outputs.chunks_mut(TILE)) {
            let sums = words_of(avx2, strips, tile(rows));
            outputs.copy_from_slice(&sums[..outputs.len()]);
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
    pub fn add_rows(_avx2: Avx2, rows: &[&[i32]], sums: &mut [i64]) {
        portable::add_rows(rows, sums);
    }
);

/// Four rows, the last one again where there are fewer.
#[target_feature(enable = "avx2")]
fn tile<'a>(rows: &[&'a [u8]]) -> [&'a [u8]; TILE] {
    let last = rows.len().saturating_sub(1);
    std::array::from_fn(|i| rows[i.min(last)])
}

#[target_feature(enable = "avx2")]
fn signs_of(avx2: Avx2, strips: &[Strip<i8>], rows: [&[u8]; TILE]) -> [i32; TILE] {
    let ones = _mm256_set1_epi16(1);
    let mut sums = [_mm256_setzero_si256(); TILE];
    for strips in strips.chunks(SIGNS) {
        let mut few = [_mm256_setzero_si256(); TILE];
        for strip in strips {
            let moves = fearless_simd::i8x32::load_array_ref(avx2, &strip.moves).into();
            for (few, row) in few.iter_mut().zip(rows) {
                let pixels = load(avx2, &row[strip.at..]);
                *few = _mm256_add_epi16(*few, _mm256_maddubs_epi16(pixels, moves));
            }
        }
        for (sum, few) in sums.iter_mut().zip(few) {
            *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(few, ones));
        }
    }
    four_sums(avx2, sums)
}

#[target_feature(enable = "avx2")]
fn words_of(avx2: Avx2, strips: &[Strip<i16>], rows: [&[u8]; TILE]) -> [i32; TILE] {
    let mut sums = [_mm256_setzero_si256(); TILE];
    for strip in strips {
        let (halves, _) = strip.moves.as_chunks::<16>();
        for (at, moves) in (strip.at..).step_by(16).zip(halves) {
            let moves = i16x16::load_array_ref(avx2, moves).into();
            for (sum, row) in sums.iter_mut().zip(rows) {
                let pixels = u8x16::from_slice(avx2, &row[at..at + 16]).into();
                let products = _mm256_madd_epi16(_mm256_cvtepu8_epi16(pixels), moves);
                *sum = _mm256_add_epi32(*sum, products);
            }
        }
    }
    four_sums(avx2, sums)
}

/// The sum of the eight lanes of each.
#[target_feature(enable = "avx2")]
fn four_sums(avx2: Avx2, [a, b, c, d]: [__m256i; TILE]) -> [i32; TILE] {
    let halves = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    let (low, high) = (_mm256_castsi256_si128(halves), _mm256_extracti128_si256::<1>(halves));
    let sums: i32x4<Avx2> = _mm_add_epi32(low, high).simd_into(avx2);
    sums.into()
}

#[target_feature(enable = "avx2")]
fn count_columns<const V: usize>(
    avx2: Avx2,
    items: &[Within<'_>],
    at: usize,
    lanes: &mut [[u8; WIDE]; V],
) {
    let mut counts: [__m256i; V] = std::array::from_fn(|v| load(avx2, &lanes[v]));
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

#[target_feature(enable = "avx2")]
fn sum_columns<const V: usize>(
    avx2: Avx2,
    items: &[Above<'_>],
    at: usize,
    lanes: &mut [[u16; WIDE]; V],
) {
    let zero = _mm256_setzero_si256();
    let mut sums: [[__m256i; 2]; V] = std::array::from_fn(|v| {
        let (halves, _) = lanes[v].as_chunks::<16>();
        [0, 1].map(|half| u16x16::load_array_ref(avx2, &halves[half]).into())
    });
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
#[target_feature(enable = "avx2")]
fn weigh_columns(avx2: Avx2, items: &[Weighed<'_>], at: usize, lanes: &mut [i32; WIDE]) {
    let zero = _mm256_setzero_si256();
    let (quarters, _) = lanes.as_chunks_mut::<8>();
    let mut sums: [__m256i; 4] =
        std::array::from_fn(|q| i32x8::load_array_ref(avx2, &quarters[q]).into());
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
        let others = [0, 1].map(|half| i32x8::load_array_ref(avx2, &halves[half]).into());
        for (sums, this) in sums.iter_mut().zip(&these[first..first + TILE]) {
            let this = _mm256_set1_epi32(*this);
            for (sum, others) in sums.iter_mut().zip(others) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(this, others));
            }
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
#[target_feature(enable = "avx2")]
fn load(avx2: Avx2, bytes: &[u8]) -> __m256i {
    u8x32::from_slice(avx2, &bytes[..WIDE]).into()
}
