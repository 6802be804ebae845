//! Reading and writing files, beside what the usual crates take for the same bytes: `serde_json` and `csv` into plain arrays of
//! numbers, `flate2` and a plain copy for IDX. Compare within one run only.
//!
//! The speed of reading, in times that of those crates, in two runs on a machine with 2 cores on which other programs were
//! being built (so by a tenth or two either way); the aim is a third for JSON and CSV, two thirds for IDX:
//!
//! | | |
//! |---|---|
//! | JSON, digits / as fractions / 10,000 x 784 | 1.7 / 1.0 / 1.3 |
//! | JSON, the lesson: 4 pictures in 5 microseconds, settings included, which `serde_json` skips | 0.3 to 0.4 |
//! | CSV, digits / as fractions / 10,000 x 784 | 0.8 / 0.9 / 1.0 |
//! | IDX 10,000 x 784, plain / packed (one run) | 1.1 / 1.0 |

use std::hint::black_box;
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use jointly::engine::{Run, Shape};
use jointly::formats::{csv, idx, json, sample};
use serde::Deserialize;

mod data;

/// What `serde_json` reads of a file: its pictures as plain arrays.
#[derive(Deserialize)]
struct Plain {
    examples: Vec<PlainExample>,
}

#[derive(Deserialize)]
struct PlainExample {
    label: f64,
    pixels: Vec<Vec<f64>>,
}

/// Pictures of the size of the well-known ones, half of whose pixels are off.
fn large() -> Run {
    let shape = Shape { width: 28, height: 28 };
    data::made(10_000, shape, |random| random.below(511).saturating_sub(255))
}

/// The same with pixels that are fractions.
fn scaled(mut run: Run) -> Run {
    for example in &mut Arc::make_mut(&mut run.dataset).examples {
        let example = Arc::make_mut(example);
        example.pixels = example.pixels.iter().map(|pixel| pixel / 255.0).collect();
    }
    run
}

fn group<'a>(c: &'a mut Criterion, name: &str, bytes: usize) -> BenchmarkGroup<'a, WallTime> {
    let mut group = c.benchmark_group(name);
    group.throughput(Throughput::Bytes(bytes as u64));
    if bytes > 1 << 20 {
        group.sample_size(10);
    }
    group
}

fn native(c: &mut Criterion) {
    for (name, run) in [
        ("lesson 4 x 12", sample::smiles()),
        ("digits 1,797 x 64", data::digits()),
        ("digits 1,797 x 64 as fractions", scaled(data::digits())),
        ("10,000 x 784", large()),
    ] {
        let bytes = plainly(&run);
        let mut group = group(c, &format!("json/{name}"), bytes.len());
        group.bench_function("read", |b| b.iter(|| json::read(black_box(&bytes))));
        group.bench_function("serde_json", |b| {
            b.iter(|| {
                let plain: Plain = serde_json::from_slice(black_box(&bytes)).expect("JSON");
                plain.examples.iter().map(|e| e.label + e.pixels[0][0]).sum::<f64>()
            });
        });
        group.bench_function("write", |b| b.iter(|| plainly(black_box(&run))));
        group.finish();
    }
}

/// A run in the plain form, however large it is.
fn plainly(run: &Run) -> Vec<u8> {
    let mut bytes = Vec::new();
    let going_on = |_| ControlFlow::Continue(());
    json::write_compact_from(usize::MAX, &mut bytes, run, going_on).expect("memory takes it");
    bytes
}

fn compact(c: &mut Criterion) {
    let run = scaled(large());
    let bytes = json::write(&run);
    let mut group = group(c, "json/10,000 x 784 compactly", bytes.len());
    group.bench_function("read", |b| b.iter(|| json::read(black_box(&bytes))));
    group.bench_function("write", |b| b.iter(|| json::write(black_box(&run))));
    group.finish();
}

fn tables(c: &mut Criterion) {
    for (name, run) in [
        ("digits 1,797 x 64", data::digits()),
        ("digits 1,797 x 64 as fractions", scaled(data::digits())),
        ("10,000 x 784", large()),
    ] {
        let bytes = csv::write(&run.dataset);
        let mut group = group(c, &format!("csv/{name}"), bytes.len());
        group.bench_function("read", |b| b.iter(|| csv::read(black_box(&bytes))));
        group.bench_function("csv", |b| b.iter(|| plain_table(black_box(&bytes))));
        group.finish();
    }
}

/// A table as the crate csv reads it, every field a number.
fn plain_table(bytes: &[u8]) -> Vec<Vec<f64>> {
    let mut reader = ::csv::Reader::from_reader(bytes);
    let (mut rows, mut record) = (Vec::new(), ::csv::StringRecord::new());
    while reader.read_record(&mut record).expect("a table") {
        rows.push(record.iter().map(|field| field.parse().expect("a number")).collect());
    }
    rows
}

fn bytes(c: &mut Criterion) {
    let mut run = large();
    for example in &mut Arc::make_mut(&mut run.dataset).examples {
        Arc::make_mut(example).label = 1.0;
    }
    let (plain, _) = idx::write(&run.dataset).expect("bytes");
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&plain).expect("memory takes it");
    let packed = packed.finish().expect("memory takes it");
    let mut group = group(c, "idx/10,000 x 784", plain.len());
    group.bench_function("read", |b| b.iter(|| idx::images(black_box(&plain))));
    group.bench_function("read_to_end", |b| b.iter(|| all(black_box(plain.as_slice()))));
    group.bench_function("read packed", |b| b.iter(|| idx::images(black_box(&packed))));
    group.bench_function("flate2", |b| b.iter(|| all(GzDecoder::new(black_box(&packed[..])))));
    group.finish();
}

fn all(mut from: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).expect("all of it");
    bytes
}

criterion_group!(benches, native, compact, tables, bytes);
criterion_main!(benches);
