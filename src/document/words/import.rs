//! Pictures of a file, and what was made of them.

use std::ffi::OsStr;
use std::path::Path;

use super::{brief, count, plural};
use crate::engine::{Dataset, Pictures, Shape};

/// What there is, with pixels in this range: "60,000 pictures of 28 x 28 pixels from 0 to 255, with 10 labels".
#[must_use]
pub fn pictures(pictures: &Pictures, (low, high): (f64, f64)) -> String {
    let Shape { width, height } = pictures.shape;
    let (low, high) = (brief(low), brief(high));
    let number = plural(pictures.count(), "picture");
    let labels = plural(pictures.classes.len(), "label");
    format!("{number} of {width} x {height} pixels from {low} to {high}, with {labels}")
}

/// How many examples there will be, of which sides, and the memory they need: "1,797 examples: 183 +1, 1,614 −1. Memory: 0.9 MiB."
#[must_use]
pub fn to_be_made(taken: usize, (plus, minus): (usize, usize), shape: Shape) -> String {
    if taken == 0 {
        return "No pictures are left. Say which labels are +1 and −1.".to_owned();
    }
    let mut sides = Vec::new();
    for (number, side) in [(plus, "+1"), (minus, "−1")] {
        if number > 0 {
            sides.push(format!("{} {side}", count(number)));
        }
    }
    match taken - plus - minus {
        0 => {}
        others if others == taken => sides.push("with their own labels".to_owned()),
        others => sides.push(format!("{} with their own labels", count(others))),
    }
    let memory = mebibytes(memory(taken, shape));
    format!("{}: {}. Memory: {memory}.", plural(taken, "example"), sides.join(", "))
}

/// The bytes that so many examples need, pixels and what is around them.
#[must_use]
pub const fn memory(examples: usize, shape: Shape) -> usize {
    const AROUND: usize = 96;
    examples * (shape.cells() * size_of::<f64>() + AROUND)
}

#[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
fn mebibytes(bytes: usize) -> String {
    match bytes as f64 / f64::from(1 << 20) {
        small if small < 0.1 => "less than 0.1 MiB".to_owned(),
        small if small < 10.0 => format!("{small:.1} MiB"),
        _ => format!("{} MiB", count(bytes.div_ceil(1 << 20))),
    }
}

/// What the status bar says of an import.
#[must_use]
pub fn imported(path: &Path, dataset: &Dataset) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    format!(
        "Imported {} from {name}. They are not saved yet.",
        plural(dataset.examples.len(), "picture")
    )
}

/// What a document made of that file is called: `digits.json` after `digits-images.idx3-ubyte`.
#[must_use]
pub fn imported_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(OsStr::new("pictures")).to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.split("-images").next().unwrap_or_default();
    let stem = if stem.is_empty() { "pictures" } else { stem };
    format!("{stem}.json")
}
