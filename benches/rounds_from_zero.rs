//! The fast round from zero weights on, round by round: what `benches/rounds-against-numpy` sets beside `NumPy`.
//!
//! One line for every figure: the data, what it is, and the seconds or the checksum, with tabs between.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use jointly::engine::kernels::{Columns, Effort, Gram, Packed, Problem, State, Tests, Wanted};

#[path = "data/bytes.rs"]
mod bytes;

/// Rounds after the first that are timed.
const ROUNDS: usize = 50;
/// How often all is done. Every time the same is computed, and of every round the shortest time counts.
const TIMES: u32 = 12;

fn main() {
    let only = std::env::args().nth(1).filter(|word| !word.starts_with('-')).unwrap_or_default();
    for (name, make) in bytes::all() {
        if !name.contains(&only) {
            continue;
        }
        match make() {
            Some(examples) => measure(name, &examples),
            None => println!("{name}\tskipped\tnot installed"),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "fifty rounds")]
fn measure(name: &str, examples: &bytes::Bytes) {
    let aims = examples.aims();
    let rows = Packed::new(examples.pixels.as_slice(), examples.width).expect("whole rows");
    let problem = Arc::new(Problem::new(rows, &aims).expect("examples"));
    let tell = |what: &str, value: f64| println!("{name}\t{what}\t{value:e}");

    tell(
        "reading every byte",
        (0..50).map(|_| time(|| sum(&examples.pixels)).0).fold(f64::MAX, f64::min),
    );
    let (making, gram) = time(|| Arc::new(Gram::of(problem.rows(), Effort::ALONE)));
    let (turning, columns) = time(|| Arc::new(Columns::of(problem.rows())));
    for (way, threads, products, turned) in [
        ("1 thread", 1, true, true),
        ("1 thread, nothing made before", 1, false, false),
        ("1 thread, by rows", 1, true, false),
        ("2 threads", 2, true, true),
    ] {
        let effort = Effort { threads, ..Effort::ALONE };
        let mut best = vec![f64::MAX; ROUNDS + 1];
        let (mut moved, mut checksum, mut sum) = (0, 0, 0.0);
        for _ in 0..TIMES {
            let begin = vec![0; examples.width];
            let start = || State::at(Arc::clone(&problem), &begin, 1, Wanted::ALL, effort);
            let (seconds, state) = time(start);
            let mut state = state.expect("zeros");
            if products {
                state.keep_products(Arc::clone(&gram)).expect("products of the same rows");
            }
            if turned {
                state.keep_columns(Arc::clone(&columns)).expect("columns of the same rows");
            }
            let mut chosen = bytes::moves(state.tests());
            best[0] = best[0].min(seconds);
            (moved, checksum, sum) = (0, check(0, state.tests()), errors(state.tests()));
            for best in &mut best[1..] {
                moved += chosen.iter().filter(|by| **by != 0).count();
                let (seconds, ()) = time(|| {
                    let tests = state.advance(&chosen).expect("weights of up to 51");
                    chosen = bytes::moves(tests);
                });
                *best = best.min(seconds);
                checksum = check(checksum, state.tests());
                sum += errors(state.tests());
            }
        }
        let rounds = best.len() - 1;
        tell(&format!("first round, {way}"), best[0]);
        tell(&format!("mean round, {way}"), best[1..].iter().sum::<f64>() / rounds as f64);
        println!("{name}\tweights moved in a round\t{}", moved / rounds);
        println!("{name}\tsum of errors\t{sum:e}");
        println!("{name}\tchecksum, {way}\t{checksum}");
    }
    tell("making the products", making);
    tell("turning the pixels round", turning);
}

/// The matches of all tests, in one number.
fn check(before: u64, tests: &Tests) -> u64 {
    let both = tests.up.iter().zip(&tests.down).zip((1..=7).cycle());
    let sum: i64 = both.map(|((up, down), times)| times * (up.matched + 5 * down.matched)).sum();
    before.wrapping_mul(31).wrapping_add(sum.cast_unsigned())
}

/// The errors of all tests, added up.
#[expect(clippy::cast_precision_loss, reason = "compared with sums in floating point")]
fn errors(tests: &Tests) -> f64 {
    let both = tests.up.iter().chain(&tests.down);
    both.map(|scores| scores.absolute as f64 + scores.squared as f64).sum()
}

/// The sum of all bytes, as fast as they come from memory.
fn sum(bytes: &[u8]) -> u64 {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = fearless_simd::Level::new().as_avx2() {
        return sum_wide(avx2, bytes);
    }
    bytes.iter().map(|byte| u64::from(*byte)).sum()
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    fn sum_wide(avx2: Avx2, bytes: &[u8]) -> u64 {
        use fearless_simd::{Avx2, prelude::*, u8x32, u64x4};
        use std::arch::x86_64::{_mm256_add_epi64, _mm256_sad_epu8, _mm256_setzero_si256};

        let (pieces, rest) = bytes.as_chunks::<128>();
        let zero = _mm256_setzero_si256();
        let mut sums = [zero; 4];
        for piece in pieces {
            let (quarters, _) = piece.as_chunks::<32>();
            for (sum, quarter) in sums.iter_mut().zip(quarters) {
                let bytes = u8x32::load_array_ref(avx2, quarter).into();
                *sum = _mm256_add_epi64(*sum, _mm256_sad_epu8(bytes, zero));
            }
        }
        let wide =
            sums.map(|sum| <[u64; 4]>::from(SimdInto::<u64x4<Avx2>, _>::simd_into(sum, avx2)));
        let rest: u64 = rest.iter().map(|byte| u64::from(*byte)).sum();
        wide.into_iter().flatten().sum::<u64>() + rest
    }
);

fn time<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let found = black_box(work());
    (start.elapsed().as_secs_f64(), found)
}
