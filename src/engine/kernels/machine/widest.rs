//! The inner loops with AVX-512: 64 pixels an instruction, and four products added in one.
//!
//! Lanes lie as with AVX2, so that two strips of 32 columns are worked on side by side. An odd strip, the last 32 columns,
//! and what is seldom asked are left to AVX2, which is there too.

#[cfg(target_arch = "x86")]
use std::arch::x86 as arch;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64 as arch;

use arch::{
    __m256i, __m512i, _mm256_add_epi32, _mm256_dpbusd_epi32, _mm256_setzero_si256,
    _mm512_add_epi16, _mm512_add_epi32, _mm512_castsi256_si512, _mm512_castsi512_si256,
    _mm512_cmple_epu8_mask, _mm512_dpbusd_epi32, _mm512_dpwssd_epi32, _mm512_extracti64x4_epi64,
    _mm512_inserti64x4, _mm512_mask_sub_epi8, _mm512_set1_epi8, _mm512_set1_epi32,
    _mm512_setzero_si512, _mm512_sub_epi8, _mm512_subs_epu8, _mm512_unpackhi_epi8,
    _mm512_unpacklo_epi8,
};
use fearless_simd::prelude::*;
use fearless_simd::{Avx2, Avx512, i8x32, i8x64, i32x16, kernel, u8x32, u8x64, u16x16};

use super::wide::{self, four_sums};
use super::{
    Above, Column, Found, Look, Moves, Pairs, Seen, Strips, Tile, WIDE, Weighed, Within, portable,
};

/// Two strips side by side.
const TWO: usize = 2 * WIDE;

kernel!(
    pub fn look(_avx512: Avx512, _avx2: Avx2, look: Look<'_>, flags: &mut [u8]) -> Seen {
        look.look(flags)
    }
);

kernel!(
    pub fn test(_avx512: Avx512, _avx2: Avx2, column: Column<'_>) -> Found {
        column.both_ways()
    }
);

kernel!(
    pub fn add_columns(
        _avx512: Avx512,
        _avx2: Avx2,
        columns: &[&[u8]],
        times: i32,
        change: &mut [i32],
    ) {
        portable::add_columns(columns, times, change);
    }
);

kernel!(
    pub fn add_rows(
        _avx512: Avx512,
        _avx2: Avx2,
        rows: &[&[i32]],
        together: usize,
        sums: &mut [i64],
    ) {
        portable::add_rows(rows, together, sums);
    }
);

pub fn outputs(avx512: Avx512, avx2: Avx2, moves: &Moves, rows: &[&[u8]], outputs: &mut [i32]) {
    let Moves::Signs { strips, scale, .. } = moves else {
        return wide::outputs(avx2, moves, rows, outputs);
    };
    signs(avx512, strips, rows, outputs);
    for output in outputs {
        *output *= scale;
    }
}

pub fn sum_weighed(_: Avx512, avx2: Avx2, items: &[Weighed<'_>], lanes: &mut [i32]) {
    wide::sum_weighed(avx2, items, lanes);
}

kernel!(
    fn signs(avx512: Avx512, strips: &Strips<i8>, rows: &[&[u8]], outputs: &mut [i32]) {
        let ((fours, rest), (sums, ends)) = (rows.as_chunks(), outputs.as_chunks_mut());
        for ([a, b, c, d], sums) in fours.iter().zip(sums) {
            let ab = [signs_of(avx512, strips, a), signs_of(avx512, strips, b)];
            let cd = [signs_of(avx512, strips, c), signs_of(avx512, strips, d)];
            *sums = four_sums(avx512, ab, cd);
        }
        for (row, end) in rest.iter().zip(ends) {
            let none = [_mm256_setzero_si256(); 2];
            let ab = [signs_of(avx512, strips, row), none[0]];
            [*end, ..] = four_sums(avx512, ab, none);
        }
    }
);

kernel!(
    pub fn count_within(avx512: Avx512, avx2: Avx2, items: &[Within<'_>], lanes: &mut [u8]) {
        let all = lanes.len();
        let rest = in_strips!(count_columns(avx512, items), 0, lanes, TWO);
        wide::count_within_from(avx2, items, all - rest.len(), rest);
    }
);

kernel!(
    pub fn sum_above(avx512: Avx512, avx2: Avx2, items: &[Above<'_>], lanes: &mut [u16]) {
        let all = lanes.len();
        let rest = in_strips!(sum_columns(avx512, items), 0, lanes, TWO);
        wide::sum_above_from(avx2, items, all - rest.len(), rest);
    }
);

kernel!(
    pub fn multiply(
        avx512: Avx512,
        _avx2: Avx2,
        these: &Pairs,
        others: &Pairs,
        products: &mut Tile,
    ) {
        let mut sums = [_mm512_setzero_si512(); 16];
        for (these, others) in these.iter().zip(others) {
            let others = i32x16::load_array_ref(avx512, others).into();
            for (sum, this) in sums.iter_mut().zip(these) {
                *sum = _mm512_dpwssd_epi32(*sum, _mm512_set1_epi32(*this), others);
            }
        }
        for (products, sum) in products.iter_mut().zip(sums) {
            let before = i32x16::load_array_ref(avx512, products).into();
            let sum: i32x16<Avx512> = _mm512_add_epi32(before, sum).simd_into(avx512);
            sum.store_array(products);
        }
    }
);

/// One row with signs: eight sums, that are together the product. A sum of pixels times signs has room in 32 bits
/// for any row.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512vnni")]
fn signs_of(avx512: Avx512, strips: &Strips<i8>, row: &[u8]) -> __m256i {
    let (twos, odd) = strips.moves.as_chunks::<2>();
    let end = strips.from + strips.moves.len() * WIDE;
    let (pixels, odd_pixels) = row[strips.from..end].as_chunks::<TWO>();
    let ((signs, rest), (pixels, rest_pixels)) = (twos.as_chunks::<2>(), pixels.as_chunks::<2>());
    let mut sums = [_mm512_setzero_si512(); 2];
    for (signs, pixels) in signs.iter().zip(pixels) {
        for ((sum, signs), pixels) in sums.iter_mut().zip(signs).zip(pixels) {
            *sum = _mm512_dpbusd_epi32(*sum, load(avx512, pixels), two(avx512, signs));
        }
    }
    for (signs, pixels) in rest.iter().zip(rest_pixels) {
        sums[0] = _mm512_dpbusd_epi32(sums[0], load(avx512, pixels), two(avx512, signs));
    }
    let sums = _mm512_add_epi32(sums[0], sums[1]);
    let halves = [_mm512_castsi512_si256(sums), _mm512_extracti64x4_epi64::<1>(sums)];
    let mut sum = _mm256_add_epi32(halves[0], halves[1]);
    for (signs, pixels) in odd.iter().zip(odd_pixels.as_chunks::<WIDE>().0) {
        sum = _mm256_dpbusd_epi32(sum, half(avx512, pixels), one(avx512, signs));
    }
    let last = half(avx512, &row[row.len() - WIDE..]);
    _mm256_dpbusd_epi32(sum, last, one(avx512, &strips.last))
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn count_columns<const V: usize>(
    avx512: Avx512,
    items: &[Within<'_>],
    at: usize,
    lanes: &mut [[u8; TWO]; V],
) {
    let minus_one = _mm512_set1_epi8(-1);
    let mut counts = [_mm512_setzero_si512(); V];
    for (count, lanes) in counts.iter_mut().zip(&*lanes) {
        *count = load(avx512, lanes);
    }
    for item in items {
        let low = _mm512_set1_epi8(item.low.cast_signed());
        let span = _mm512_set1_epi8(item.span.cast_signed());
        let (pixels, _) = item.row[at..at + V * TWO].as_chunks::<TWO>();
        for (count, pixels) in counts.iter_mut().zip(pixels) {
            let above = _mm512_sub_epi8(load(avx512, pixels), low);
            let within = _mm512_cmple_epu8_mask(above, span);
            *count = _mm512_mask_sub_epi8(*count, within, *count, minus_one);
        }
    }
    for (lanes, count) in lanes.iter_mut().zip(counts) {
        let count: u8x64<Avx512> = count.simd_into(avx512);
        count.store_array(lanes);
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn sum_columns<const V: usize>(
    avx512: Avx512,
    items: &[Above<'_>],
    at: usize,
    lanes: &mut [[u16; TWO]; V],
) {
    let zero = _mm512_setzero_si512();
    let mut sums = [[zero; 2]; V];
    for (sums, lanes) in sums.iter_mut().zip(&*lanes) {
        // Of both strips the first halves, then the second ones.
        let (quarters, _) = lanes.as_chunks::<16>();
        for (half, sum) in sums.iter_mut().enumerate() {
            let first = u16x16::load_array_ref(avx512, &quarters[half]).into();
            let second = u16x16::load_array_ref(avx512, &quarters[half + 2]).into();
            *sum = _mm512_inserti64x4::<1>(_mm512_castsi256_si512(first), second);
        }
    }
    for item in items {
        let floor = _mm512_set1_epi8(item.floor.cast_signed());
        let (pixels, _) = item.row[at..at + V * TWO].as_chunks::<TWO>();
        for (sums, pixels) in sums.iter_mut().zip(pixels) {
            let above = _mm512_subs_epu8(load(avx512, pixels), floor);
            sums[0] = _mm512_add_epi16(sums[0], _mm512_unpacklo_epi8(above, zero));
            sums[1] = _mm512_add_epi16(sums[1], _mm512_unpackhi_epi8(above, zero));
        }
    }
    for (lanes, sums) in lanes.iter_mut().zip(sums) {
        let (quarters, _) = lanes.as_chunks_mut::<16>();
        for (half, sum) in sums.into_iter().enumerate() {
            let first: u16x16<Avx512> = _mm512_castsi512_si256(sum).simd_into(avx512);
            let second = _mm512_extracti64x4_epi64::<1>(sum);
            let second: u16x16<Avx512> = second.simd_into(avx512);
            first.store_array(&mut quarters[half]);
            second.store_array(&mut quarters[half + 2]);
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn two(avx512: Avx512, signs: &[[i8; WIDE]; 2]) -> __m512i {
    i8x64::from_slice(avx512, signs.as_flattened()).into()
}

#[inline]
#[target_feature(enable = "avx512f")]
fn one(avx512: Avx512, signs: &[i8; WIDE]) -> __m256i {
    i8x32::load_array_ref(avx512, signs).into()
}

/// The first 64 bytes.
#[inline]
#[target_feature(enable = "avx512f")]
fn load(avx512: Avx512, bytes: &[u8]) -> __m512i {
    u8x64::from_slice(avx512, &bytes[..TWO]).into()
}

/// The first 32 bytes.
#[inline]
#[target_feature(enable = "avx512f")]
fn half(avx512: Avx512, bytes: &[u8]) -> __m256i {
    u8x32::from_slice(avx512, &bytes[..WIDE]).into()
}
