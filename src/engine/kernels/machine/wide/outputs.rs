//! By how much moves change outputs, with AVX2: a product of every row with the moves.

use super::super::{Moves, Strips, WIDE, portable};
use super::arch::{
    __m256i, _mm_add_epi32, _mm256_add_epi16, _mm256_add_epi32, _mm256_castsi256_si128,
    _mm256_cvtepu8_epi16, _mm256_extracti128_si256, _mm256_hadd_epi32, _mm256_madd_epi16,
    _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_setzero_si256,
};
use super::load;
use fearless_simd::prelude::*;
use fearless_simd::{Avx2, i8x32, i16x16, i32x4, kernel, u8x16};

/// How many products of a pixel and a sign 16 bits bear, two being added at once.
const SIGNS: usize = 64;
/// So many strips are few.
const FEW: usize = 8;
/// Rows whose sums are taken together.
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
    fn signs(avx2: Avx2, strips: &Strips<i8>, rows: &[&[u8]], outputs: &mut [i32]) {
        let ((tiles, rest), (sums, ends)) = (rows.as_chunks(), outputs.as_chunks_mut());
        if strips.moves.len() <= FEW {
            for ([a, b, c, d], sums) in tiles.iter().zip(sums) {
                let ab = [few_signs_of(avx2, strips, a), few_signs_of(avx2, strips, b)];
                let cd = [few_signs_of(avx2, strips, c), few_signs_of(avx2, strips, d)];
                *sums = four_sums(avx2, ab, cd);
            }
        } else {
            for ([a, b, c, d], sums) in tiles.iter().zip(sums) {
                let ab = [signs_of(avx2, strips, a), signs_of(avx2, strips, b)];
                let cd = [signs_of(avx2, strips, c), signs_of(avx2, strips, d)];
                *sums = four_sums(avx2, ab, cd);
            }
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

/// One row of few strips with signs: to begin a loop of several at a time would take longer than they do.
#[inline]
#[target_feature(enable = "avx2")]
fn few_signs_of(avx2: Avx2, strips: &Strips<i8>, row: &[u8]) -> __m256i {
    let last = i8x32::load_array_ref(avx2, &strips.last).into();
    let mut few = _mm256_maddubs_epi16(load(avx2, &row[row.len() - WIDE..]), last);
    let (pixels, _) = row[strips.from..].as_chunks::<WIDE>();
    for (moves, pixels) in strips.moves.iter().zip(pixels) {
        few = _mm256_add_epi16(few, signed(avx2, moves, pixels));
    }
    _mm256_madd_epi16(few, _mm256_set1_epi16(1))
}

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
pub fn four_sums<S: Simd>(simd: S, [a, b]: [__m256i; 2], [c, d]: [__m256i; 2]) -> [i32; TILE] {
    let halves = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    let (low, high) = (_mm256_castsi256_si128(halves), _mm256_extracti128_si256::<1>(halves));
    let sums: i32x4<S> = _mm_add_epi32(low, high).simd_into(simd);
    sums.into()
}
