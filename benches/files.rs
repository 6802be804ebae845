//! Reading and writing the native format.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jointly::formats::{json, sample};

mod data;

fn files(c: &mut Criterion) {
    for (name, run) in
        [("json/lesson 4 x 12", sample::smiles()), ("json/digits 1,797 x 64", data::digits())]
    {
        let bytes = json::write(&run);
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("read", |b| b.iter(|| json::read(black_box(&bytes))));
        group.bench_function("write", |b| b.iter(|| json::write(black_box(&run))));
        group.finish();
    }
}

criterion_group!(benches, files);
criterion_main!(benches);
