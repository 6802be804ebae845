//! What is written is read back equal: 100,000 generated runs as JSON, and 20,000 datasets each as CSV and IDX.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;
use std::ops::ControlFlow;
use std::thread;
use std::time::Instant;

use fastrand::Rng;
use jointly::engine::{Choices, Dataset, Pictures};
use jointly::formats::{csv, idx, json};

mod random;

/// Checks so many cases, each made by a seed of its own, on all processors, and tells how many there were.
fn each(cases: u64, what: &str, check: fn(&mut Rng)) {
    let start = Instant::now();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for first in 0..threads as u64 {
            scope.spawn(move || {
                for seed in (first..cases).step_by(threads) {
                    check(&mut Rng::with_seed(seed));
                }
            });
        }
    });
    let told = format!("{cases} {what} written and read back equal in {:.1?}\n", start.elapsed());
    // Around what the test harness catches: the count is to be seen.
    std::io::stderr().write_all(told.as_bytes()).unwrap();
}

/// The dataset with its own labels and pixels.
fn plain(pictures: &Pictures) -> Dataset {
    pictures.dataset(&Choices::default())
}

#[test]
fn runs_as_json() {
    each(100_000, "runs as JSON", |random| {
        let run = random::run(random);
        let bytes = json::write(&run);
        match json::read(&bytes) {
            Ok(back) => assert!(back == run, "{}", String::from_utf8_lossy(&bytes)),
            Err(error) => panic!("{error}\n{}", String::from_utf8_lossy(&bytes)),
        }
        let length = bytes.len() as u64;
        let read = json::read_stream(&bytes[..], length, &mut |_| ControlFlow::Continue(()));
        let is_read = read.unwrap().map_or(run.dataset.examples.is_empty(), |back| back == run);
        assert!(is_read, "as a stream: {}", String::from_utf8_lossy(&bytes));
    });
}

#[test]
fn pictures_as_csv() {
    each(20_000, "datasets as CSV", |random| {
        let shape = random::shape(random);
        let dataset = random::dataset(random, shape, random::magnitude);
        let bytes = csv::write(&dataset);
        match csv::read(&bytes) {
            // Words for labels are in no such file.
            Ok(back) => assert_eq!(plain(&back), dataset, "{}", String::from_utf8_lossy(&bytes)),
            Err(error) => panic!("{error}\n{}", String::from_utf8_lossy(&bytes)),
        }
    });
}

#[test]
fn pictures_as_idx() {
    each(20_000, "datasets as IDX", |random| {
        let shape = random::shape(random);
        let bytes = |random: &mut Rng| f64::from(random.u8(..));
        let dataset = random::unnamed(&random::dataset(random, shape, bytes));
        let (images, labels) = idx::write(&dataset).unwrap();
        let back = idx::together(idx::images(&images).unwrap(), &idx::labels(&labels).unwrap());
        assert_eq!(plain(&back.unwrap()), dataset);
    });
}
