//! What reading and writing a large document takes: at most twice its data, all of the file included.
//!
//! The data is what is held of it: a byte a pixel where the pixels are on a scale, else eight.
//!
//! Every allocation is counted; so this is a test of its own, and one after the other.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
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
/// Fractions on no scale are held as numbers of eight bytes.
const FRACTIONS: usize = 800;

/// So many pictures, whose pixels are made of bytes, all of which there are.
fn pictures(count: usize, pixel: impl Fn(f64) -> f64) -> Dataset {
    let byte = |at: usize| f64::from(u8::try_from(at.wrapping_mul(at / 3 + 7) % 256).unwrap());
    let pixels = |e: usize| (0..SHAPE.cells()).map(|c| pixel(byte(e * 5 + c))).collect();
    let example = |e: usize| {
        Arc::new(Example {
            name: String::new(),
            label: if e.is_multiple_of(10) { 1.0 } else { 2.0 },
            pixels: pixels(e),
        })
    };
    let examples = (0..count).map(example).collect();
    Dataset { shape: SHAPE, examples, label_names: std::collections::BTreeMap::new() }
}

/// What some work took at most, in times the data.
#[derive(Default)]
struct Costs(Vec<(String, f64)>);

impl Costs {
    #[expect(clippy::cast_precision_loss, reason = "a ratio")]
    fn note(&mut self, what: &str, Memory { peak, .. }: Memory, data: usize) {
        self.0.push((what.to_owned(), peak as f64 / data as f64));
    }

    /// Opens a file, with what is held of it as the data.
    fn open(&mut self, path: &Path, import: &Import) -> Run {
        let (run, memory) = during(|| files::import(path, import).unwrap());
        let name = path.file_name().unwrap().to_str().unwrap();
        self.note(&format!("opening {name}, {:?}", import.wish.reading), memory, memory.held);
        let cells = run.dataset.examples.len() * SHAPE.cells();
        let is_bytes = run.dataset.examples[0].pixels.as_bytes().is_some();
        let least = if is_bytes { cells } else { cells * size_of::<f64>() };
        assert!((least..2 * least).contains(&memory.held), "{memory:?}: {name} is {least}");
        run
    }
}

fn plainly(run: &Run) -> impl FnOnce(&mut dyn Write) -> std::io::Result<()> {
    |out| {
        json::write_compact_from(usize::MAX, &mut { out }, run, |_| ControlFlow::Continue(()))
            .map_err(std::io::Error::other)
    }
}

fn pack(path: &Path) {
    let packed = std::fs::File::create(format!("{}.gz", path.display())).unwrap();
    let mut out = GzEncoder::new(packed, Compression::fast());
    out.write_all(&std::fs::read(path).unwrap()).unwrap();
    out.finish().unwrap();
}

#[test]
fn a_large_document_takes_at_most_twice_its_data() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut costs = Costs::default();
    let as_it_is = Import::default();

    let run = Run::new(Experiment::at_rest(pictures(COUNT, |byte| byte / 255.0)));
    let saving = during(|| files::save(&path("compact.json"), &run).unwrap()).1;
    costs.note("saving compactly", saving, BYTES);
    pack(&path("compact.json"));
    assert!(costs.open(&path("compact.json"), &as_it_is) == run);
    assert!(costs.open(&path("compact.json.gz"), &as_it_is) == run);
    drop(run);

    let fractions = pictures(FRACTIONS, |byte| (byte + 0.123_456).sqrt());
    let run = Run::new(Experiment::at_rest(fractions));
    let data = FRACTIONS * SHAPE.cells() * size_of::<f64>();
    let path_of = path("fractions.json");
    let saving = during(|| files::write(&path_of, plainly(&run)).unwrap()).1;
    costs.note("saving fractions", saving, data);
    assert!(costs.open(&path_of, &as_it_is) == run);
    files::export(&path("fractions.csv"), Kind::Csv, &run.dataset).unwrap();
    let back = costs.open(&path("fractions.csv"), &as_it_is);
    assert!(back.dataset == run.dataset);
    drop((back, run));

    let bytes = pictures(COUNT, |byte| byte);
    let run = Run::new(Experiment::at_rest(bytes.clone()));
    let path_of = path("plain.json");
    let saving = during(|| files::write(&path_of, plainly(&run)).unwrap()).1;
    costs.note("saving plainly", saving, BYTES);
    assert!(costs.open(&path_of, &as_it_is) == run);
    drop(run);

    for (name, kind) in [("p.csv", Kind::Csv), ("p.idx", Kind::Idx)] {
        let saving = during(|| files::export(&path(name), kind, &bytes).unwrap()).1;
        costs.note(&format!("exporting {name}"), saving, BYTES);
        pack(&path(name));
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
        let run = costs.open(&path(name), &import);
        assert_eq!(run.dataset.examples.len(), COUNT);
    }

    let mut told = format!("{BYTES} pixels; the most in memory, in times the data:\n");
    for (what, times) in &costs.0 {
        writeln!(told, "{times:5.2}: {what}").unwrap();
    }
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(costs.0.iter().all(|(_, times)| *times <= 2.0), "{told}");
}
