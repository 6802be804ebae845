//! What reading and writing a large document takes: at most twice the numbers that it holds, all of the file included.
//!
//! Every allocation is counted; so this is a test of its own, and one after the other.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

use counting::{Memory, during};
use flate2::{Compression, write::GzEncoder};
use jointly::engine::{Dataset, Example, Experiment, Reading, Run, Shape, Wish};
use jointly::formats::{Kind, json};
use jointly::jobs::files::{self, Import};

mod counting;

const SHAPE: Shape = Shape { width: 28, height: 28 };
const COUNT: usize = 4000;
/// Pixels that are bytes, on a scale or not, are held as bytes.
const BYTES: usize = COUNT * SHAPE.cells();
const DATA: usize = BYTES * size_of::<f64>();

/// Pictures with every byte, whose pixels are those bytes times a factor.
fn pictures(factor: f64) -> Dataset {
    let pixel = |at: usize| f64::from(u8::try_from(at.wrapping_mul(at / 3 + 7) % 256).unwrap());
    let pixels = |e: usize| (0..SHAPE.cells()).map(|c| factor * pixel(e * 5 + c)).collect();
    let example = |e: usize| {
        Arc::new(Example {
            name: String::new(),
            label: if e.is_multiple_of(10) { 1.0 } else { 2.0 },
            pixels: pixels(e),
        })
    };
    let examples = (0..COUNT).map(example).collect();
    Dataset { shape: SHAPE, examples, label_names: std::collections::BTreeMap::new() }
}

#[test]
fn a_large_document_takes_at_most_twice_its_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut costs: Vec<(&str, usize)> = Vec::new();
    let mut note = |what, Memory { peak, .. }: Memory| costs.push((what, peak));

    let run = Run::new(Experiment::at_rest(pictures(1.0 / 255.0)));
    note("saving compactly", during(|| files::save(&path("c.json"), &run).unwrap()).1);
    let (back, memory) = during(|| files::load(&path("c.json")).unwrap());
    note("opening what is compact", memory);
    assert!(back == run);
    drop((back, run));

    let bytes = pictures(1.0);
    let run = Run::new(Experiment::at_rest(bytes.clone()));
    let plainly = |out: &mut dyn Write| {
        json::write_compact_from(usize::MAX, &mut { out }, &run, |_| ControlFlow::Continue(()))
            .map_err(std::io::Error::other)
    };
    note("saving plainly", during(|| files::write(&path("p.json"), plainly).unwrap()).1);
    let (back, memory) = during(|| files::load(&path("p.json")).unwrap());
    note("opening what is plain", memory);
    assert!(back == run);
    drop((back, run));

    for (name, kind) in [("p.csv", Kind::Csv), ("p.idx", Kind::Idx)] {
        let saving = during(|| files::export(&path(name), kind, &bytes).unwrap()).1;
        note(if kind == Kind::Csv { "exporting CSV" } else { "exporting IDX" }, saving);
        let packed = format!("{name}.gz");
        let mut out =
            GzEncoder::new(std::fs::File::create(path(&packed)).unwrap(), Compression::fast());
        out.write_all(&std::fs::read(path(name)).unwrap()).unwrap();
        out.finish().unwrap();
    }
    drop(bytes);
    for (name, reading) in [
        ("p.csv", Reading::Raw),
        ("p.csv", Reading::Unit),
        ("p.csv.gz", Reading::Unit),
        ("p.idx", Reading::Raw),
        ("p.idx.gz", Reading::Unit),
    ] {
        let wish = Wish { reading, ..Wish::default() };
        let labels = (name == "p.idx.gz").then(|| path("p-labels.idx"));
        let import = Import { wish, labels, ..Import::default() };
        let (run, memory) = during(|| files::import(&path(name), &import).unwrap());
        note(name, memory);
        assert_eq!(run.dataset.examples.len(), COUNT);
        assert!(memory.held >= BYTES, "{memory:?} is not all that is held");
        assert!(2 * memory.held <= 5 * BYTES, "{memory:?} is more than 2.5 times the bytes");
        let is_idx = name.starts_with("p.idx");
        assert!(!is_idx || memory.peak <= 4 * BYTES, "{memory:?} to open {name}");
    }

    let mut told =
        format!("4,000 x 784 numbers are {DATA} bytes; the most in memory, in times that:\n");
    for (what, peak) in &costs {
        #[expect(clippy::cast_precision_loss, reason = "a ratio that is shown")]
        let times = *peak as f64 / DATA as f64;
        writeln!(told, "{times:5.2}: {what}").unwrap();
    }
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(costs.iter().all(|(_, peak)| *peak <= 2 * DATA), "{told}");
}
