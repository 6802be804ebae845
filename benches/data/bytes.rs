//! Examples as bytes, for the fast round: made up, the same in every run, or of Debian's Fashion-MNIST.

use std::fs;
use std::path::Path;

use jointly::engine::kernels::{Aim, Tests};
use jointly::formats::{idx, sample};

#[path = "random.rs"]
mod random;
use random::Random;

/// Where Debian's package `dataset-fashion-mnist` keeps them.
const FASHION: &str = "/usr/share/datasets/fashion-mnist";

/// Pictures and labels.
pub struct Bytes {
    /// The pixels, row by row.
    pub pixels: Vec<u8>,
    /// The pixels of a row.
    pub width: usize,
    /// The label of each row.
    pub labels: Vec<i32>,
    /// Whether the sign has to match, or else the output itself.
    pub sign: bool,
}

impl Bytes {
    /// What matches each label.
    pub fn aims(&self) -> Vec<Aim> {
        let aim = |label: &i32| match (self.sign, *label) {
            (false, label) => Aim::at(label),
            (true, label @ 1..) => Aim { low: 1, high: i32::MAX, label },
            (true, label) => Aim { low: i32::MIN, high: -1, label },
        };
        self.labels.iter().map(aim).collect()
    }
}

/// Makes or reads them; none where they are not installed.
pub type Make = fn() -> Option<Bytes>;

/// All that rounds are measured on, in the order of their sizes; without those that are not installed. Where a bench
/// is only tried, unoptimised, the two small ones.
pub fn all() -> Vec<(&'static str, Make)> {
    let mut all: Vec<(&'static str, Make)> = vec![
        ("lesson 4 x 12", || Some(lesson())),
        ("digits 1,797 x 64", || Some(digits())),
        ("strokes 10,000 x 784", || Some(strokes(10_000))),
        ("strokes 60,000 x 784", || Some(strokes(60_000))),
        ("Fashion-MNIST 60,000 x 784", fashion),
    ];
    // Cargo says so where it measures.
    if !std::env::args().any(|argument| argument == "--bench") {
        all.truncate(2);
    }
    all
}

/// The four smiles.
fn lesson() -> Bytes {
    let dataset = sample::smiles().dataset;
    let whole = |number: f64| format!("{number}").parse::<i32>().expect("a whole number");
    let pixels = dataset.examples.iter().flat_map(|e| &e.pixels);
    Bytes {
        pixels: pixels.map(|pixel| u8::try_from(whole(*pixel)).expect("a byte")).collect(),
        width: dataset.shape.cells(),
        labels: dataset.examples.iter().map(|e| whole(e.label)).collect(),
        sign: false,
    }
}

/// The handwritten digits of this repository; 5 and above are labelled 1, the others -1.
fn digits() -> Bytes {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/digits");
    halves(&folder, "digits-images.idx3-ubyte", "digits-labels.idx1-ubyte", false)
        .expect("the digits")
}

/// Made-up pictures of 28 x 28 pixels of which 19 % are lit: as with handwritten digits none at the border, and the
/// more the nearer the middle. Those labelled 1 are brighter on the left, those labelled -1 on the right.
fn strokes(count: usize) -> Bytes {
    let lit: Vec<u32> = (0..784_u32)
        .map(|cell| {
            let off = |place: u32| place.abs_diff(27 - place).div_ceil(2);
            let off = off(cell / 28).max(off(cell % 28));
            if off > 12 { 0 } else { 197 - 15 * off }
        })
        .collect();
    let mut random = Random(1797);
    let pixels = Vec::with_capacity(count * 784);
    let mut made = Bytes { pixels, width: 784, labels: Vec::new(), sign: false };
    for _ in 0..count {
        let label = if random.below(2) == 0 { 1 } else { -1 };
        made.labels.push(label);
        made.pixels.extend(lit.iter().enumerate().map(|(cell, lit)| {
            let drawn = random.below(1 << 16);
            let side = (cell % 28 < 14) == (label == 1);
            let lit = if side { lit * 6 / 5 } else { lit * 4 / 5 };
            let pixel = u8::try_from(drawn >> 8).unwrap_or(0).max(1);
            if drawn % 256 < lit { pixel } else { 0 }
        }));
    }
    made
}

/// 60,000 pictures of clothes: the classes from 5 on are labelled 1, and the sign has to match, as
/// training by the output itself soon stands still. None where they are not installed.
fn fashion() -> Option<Bytes> {
    halves(Path::new(FASHION), "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", true)
}

fn halves(folder: &Path, images: &str, labels: &str, sign: bool) -> Option<Bytes> {
    let read = |name: &str| fs::read(folder.join(name)).ok();
    let images = idx::images(&read(images)?).expect("pictures");
    let labels = idx::labels(&read(labels)?).expect("labels");
    Some(Bytes {
        pixels: images.pixels,
        width: images.shape.cells(),
        labels: labels.into_iter().map(|class| if class < 5 { -1 } else { 1 }).collect(),
        sign,
    })
}

/// Every weight to where more match.
pub fn moves(tests: &Tests) -> Vec<i32> {
    let stay = tests.stay.matched;
    let both = tests.up.iter().zip(&tests.down);
    both.map(|(up, down)| match (up.matched, down.matched) {
        (up, down) if up > stay && up > down => 1,
        (up, down) if down > stay && down > up => -1,
        _ => 0,
    })
    .collect()
}
