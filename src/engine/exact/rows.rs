//! How many examples match at every pair of a low and a high part, a row of 256 low parts at a time.

use std::ops::RangeInclusive;

use super::ranks::{ROW, Ranks, Span};

/// Examples taken together: few enough for counters of one byte and for the nearest cache.
pub const BLOCK: usize = 64;

/// Low parts whose counters stay in registers.
const LANES: usize = 64;

/// The low sums of up to [`BLOCK`] examples, ready to meet any high sums.
pub struct Rows {
    examples: Vec<(Ranks, RangeInclusive<f64>)>,
    /// The ranks again, one array an example, close together.
    keys: Vec<[u8; ROW]>,
    /// For each row the examples that can match there, packed closely, and how many they are.
    spans: Vec<(u8, Span)>,
    found: Vec<usize>,
}

impl Rows {
    /// Each example by its 1 to 256 low sums, and the outputs that match.
    #[must_use]
    pub fn of(examples: impl Iterator<Item = (Vec<f64>, RangeInclusive<f64>)>) -> Self {
        let examples: Vec<_> =
            examples.map(|(lows, wanted)| (Ranks::of(&lows), wanted)).take(BLOCK).collect();
        let keys = examples.iter().map(|(ranks, _)| ranks.of).collect();
        Self { examples, keys, spans: Vec::new(), found: Vec::new() }
    }

    /// Adds to `counts` (rows x 256) how many of the examples match at every sum of a low and a high one.
    ///
    /// `highs` are those of each example, as many as there are rows. Counts beyond the lows mean nothing.
    pub fn add_matches(&mut self, highs: impl Iterator<Item = Vec<f64>>, counts: &mut [u32]) {
        let rows = counts.len() / ROW;
        self.spans.resize(rows * BLOCK, (0, Span { first: 0, more: 0 }));
        self.found.clear();
        self.found.resize(rows, 0);
        for (e, ((ranks, wanted), highs)) in (0..).zip(self.examples.iter().zip(highs)) {
            let spans = self.spans.chunks_exact_mut(BLOCK);
            for ((high, spans), found) in highs.iter().zip(spans).zip(&mut self.found) {
                if let Some(span) = ranks.matching(*high, wanted) {
                    spans[*found] = (e, span);
                    *found += 1;
                }
            }
        }
        let spans = self.spans.chunks_exact(BLOCK).zip(&self.found);
        for (counts, (spans, found)) in counts.chunks_exact_mut(ROW).zip(spans) {
            add_row(&self.keys, &spans[..*found], counts);
        }
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
