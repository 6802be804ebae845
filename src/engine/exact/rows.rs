//! How many examples match at every pair of a low and a high part, a row of 256 low parts at a time.

use std::ops::RangeInclusive;

use super::ranks::{ROW, Ranks, Span};

/// Examples taken together: few enough for counters of one byte and for the nearest cache.
pub const BLOCK: usize = 64;

/// Low parts whose counters stay in registers.
const LANES: usize = 64;

/// The outputs of one example: each is a low sum plus a high sum.
pub struct Outputs {
    /// Sums of the low part, 1 to 256.
    pub lows: Vec<f64>,
    /// Sums of the high part, one a row.
    pub highs: Vec<f64>,
    /// The outputs that match.
    pub wanted: RangeInclusive<f64>,
}

/// Adds to `counts` (rows x 256) how many of up to [`BLOCK`] examples match at every low and high part.
///
/// All examples have as many highs as there are rows. Counts beyond the lows mean nothing.
pub fn add_matches(examples: impl Iterator<Item = Outputs>, counts: &mut [u32]) {
    let rows = counts.len() / ROW;
    let mut keys = Vec::with_capacity(BLOCK);
    // Row by row, the examples that can match there, closely packed.
    let mut spans = vec![(0_u8, Span { first: 0, more: 0 }); rows * BLOCK];
    let mut found = vec![0_usize; rows];
    for (e, outputs) in (0_u8..).zip(examples) {
        let ranks = Ranks::of(&outputs.lows);
        for ((high, spans), found) in
            outputs.highs.iter().zip(spans.chunks_exact_mut(BLOCK)).zip(&mut found)
        {
            if let Some(span) = ranks.matching(*high, &outputs.wanted) {
                spans[*found] = (e, span);
                *found += 1;
            }
        }
        keys.push(ranks.of);
    }
    for ((counts, spans), found) in
        counts.chunks_exact_mut(ROW).zip(spans.chunks_exact(BLOCK)).zip(found)
    {
        add_row(&keys, &spans[..found], counts);
    }
}

/// Adds to each counter how many of the spans hold its key.
fn add_row(keys: &[[u8; ROW]], spans: &[(u8, Span)], counts: &mut [u32]) {
    for (part, counts) in counts.chunks_exact_mut(LANES).enumerate() {
        let mut hits = [0_u8; LANES];
        for (e, span) in spans {
            let (parts, _) = keys[usize::from(*e)].as_chunks::<LANES>();
            for (hits, key) in hits.iter_mut().zip(&parts[part]) {
                *hits += u8::from(span.holds(*key));
            }
        }
        for (count, hits) in counts.iter_mut().zip(hits) {
            *count += u32::from(hits);
        }
    }
}
