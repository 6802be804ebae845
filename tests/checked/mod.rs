//! What must hold for any bytes at all, shared by the fuzz targets in `fuzz/` and the tests that replay what they found.
//!
//! Reading never panics, and what is read is written and read back equal.

use std::ops::ControlFlow;

use jointly::engine::{Choices, Dataset, Pictures, Shape};
use jointly::formats::{Kind, csv, idx, json, png, whole};

/// The native format.
pub fn json(bytes: &[u8]) {
    let _ = Kind::of(bytes);
    let streamed = json::read_stream(bytes, bytes.len() as u64, &mut |_| ControlFlow::Continue(()))
        .expect("nobody breaks");
    let Ok(run) = json::read(bytes) else {
        let read_whole = whole(bytes).is_ok_and(|text| json::read(&text).is_ok());
        assert!(streamed.is_none() || read_whole, "a stream is read where the text is refused");
        return;
    };
    assert!(streamed.is_none_or(|streamed| streamed == run), "another run is read as a stream");
    let written = json::write(&run);
    let back = json::read(&written).expect("what is written can be read");
    assert!(back == run, "another run is read back");
    assert!(json::write(&back) == written, "it is written in another way");
}

/// Comma-separated values, plain or packed.
pub fn csv(bytes: &[u8]) {
    let _ = Kind::of(bytes);
    let Ok(pictures) = csv::read(bytes) else { return };
    let dataset = plain(&pictures);
    assert_eq!(dataset.examples.len(), pictures.count());
    let back = csv::read(&csv::write(&dataset)).expect("what is written can be read");
    assert!(plain(&back) == dataset, "other pictures are read back");
}

/// Pictures in the IDX format, or labels.
pub fn idx(bytes: &[u8]) {
    let _ = (Kind::of(bytes), idx::begins(bytes, idx::PICTURES));
    if let Ok(labels) = idx::labels(bytes) {
        let shape = Shape { width: 1, height: 1 };
        let pixels = labels.iter().rev().copied().collect();
        idx_back(idx::Images { shape, count: labels.len(), pixels }, &labels);
    }
    if let Ok(images) = idx::images(bytes) {
        let labels: Vec<u8> = (0..=255).cycle().take(images.count).collect();
        idx_back(images, &labels);
    }
}

fn idx_back(images: idx::Images, labels: &[u8]) {
    let pictures = idx::together(images, labels).expect("as many labels as pictures");
    let dataset = plain(&pictures);
    let (images, labels_back) = idx::write(&dataset).expect("bytes are written as bytes");
    let images = idx::images(&images).expect("what is written can be read");
    let labels_back = idx::labels(&labels_back).expect("what is written can be read");
    assert!(labels_back == labels, "other labels are read back");
    let back = idx::together(images, &labels_back).expect("as many labels as pictures");
    assert!(plain(&back) == dataset, "other pictures are read back");
}

/// A picture, or a sheet of them.
pub fn png(bytes: &[u8]) {
    /// Larger ones take long, and tell nothing else.
    const MOST: usize = 1 << 20;
    let _ = Kind::of(bytes);
    let Ok(picture) = png::read_sheet(bytes) else {
        assert!(png::read(bytes).is_err(), "one picture is read where no sheet is");
        return;
    };
    let shape = picture.shape;
    assert_eq!(picture.pixels.len(), shape.cells());
    if shape.cells() > MOST {
        return;
    }
    let whole = picture.in_columns_and_rows(1, 1).ok();
    assert_eq!(whole.is_some(), png::read(bytes).is_ok(), "a side over 1024 decides");
    if let Some(grid) = picture.grid.or(whole) {
        let dataset = plain(&picture.cut(grid, "1").expect("its own grid fits"));
        let sheet = png::sheet(&dataset).expect("what was read is small enough");
        assert!(sheet.is_exact, "grays are told from each other");
        let back = png::read_sheet(&sheet.bytes).expect("what is written can be read");
        let back = back.cut(sheet.grid, "1").expect("its own grid fits");
        let is_same = |(read, given): (f64, f64)| read / 255.0 == given / sheet.white;
        for (i, example) in dataset.examples.iter().enumerate() {
            let pairs = back.pixels(i).zip(example.pixels.iter().copied());
            assert!(pairs.into_iter().all(is_same), "another picture is read back");
        }
    }
}

/// The pictures with their own labels and pixels.
fn plain(pictures: &Pictures) -> Dataset {
    pictures.dataset(&Choices::default())
}
