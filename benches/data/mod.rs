//! Made-up data of the size of the well-known handwritten digits, the same in every run.

use std::collections::BTreeMap;
use std::sync::Arc;

use jointly::engine::{Dataset, Example, Hidden, Run, Settings, Shape};

mod random;
pub use random::Random;

/// 1,797 pictures of 8 x 8 pixels from 0 to 16, one in ten of them labelled 1, the others -1.
#[must_use]
pub fn digits() -> Run {
    // Half of a digit's pixels are off.
    made(1797, Shape { width: 8, height: 8 }, |random| random.below(33).saturating_sub(16))
}

/// So many pictures of random pixels.
#[must_use]
pub fn made(count: usize, shape: Shape, pixel: impl Fn(&mut Random) -> u32) -> Run {
    let mut random = Random(1797);
    let examples = (0..count)
        .map(|_| {
            let label = if random.below(10) == 0 { 1.0 } else { -1.0 };
            let pixels = (0..shape.cells()).map(|_| f64::from(pixel(&mut random))).collect();
            Arc::new(Example { name: String::new(), label, pixels })
        })
        .collect();
    Run {
        dataset: Arc::new(Dataset { shape, examples, label_names: BTreeMap::default() }),
        start: vec![0.0; shape.cells()].into(),
        settings: Settings::default(),
        rounds: Vec::new(),
        forks: None,
        hidden: Hidden::default(),
    }
}
