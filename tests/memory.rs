//! What reading costs beside what is read: at most 64 MB, whatever a file of at most 1 MB holds.
//!
//! Every allocation is counted; so this is a test of its own, and one after the other.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use counting::Memory;
use jointly::formats::{Error, Kind, csv, idx, json, png, whole};

mod counting;
#[expect(dead_code, reason = "the other test of hostile files uses it")]
mod hostile;

/// The most that reading may take beside what is read.
const MOST_EXTRA: usize = 64_000_000;
/// Reads a file, and gives back what it holds or why it is refused.
fn read(name: &str, bytes: &[u8]) -> Result<Box<dyn std::any::Any>, Error> {
    Ok(match Kind::guess(bytes, name) {
        Kind::Json => Box::new(json::read(&whole(bytes)?)?),
        Kind::Csv => Box::new(csv::read(bytes)?),
        Kind::Png if name.starts_with("sheet-") => Box::new(png::read_sheet(bytes)?),
        Kind::Png => Box::new(png::pictures(bytes, "1", None)?),
        Kind::Idx if name.starts_with("labels-") => Box::new(idx::labels(bytes)?),
        Kind::Idx => Box::new(idx::images(bytes)?),
    })
}

/// A file as it was read.
struct Cost {
    name: String,
    file: usize,
    extra: usize,
    seconds: f64,
    is_read: bool,
}

fn cost(name: &str, bytes: &[u8]) -> Cost {
    let start = Instant::now();
    let (read, Memory { held, peak }) = counting::during(|| read(name, bytes));
    let extra = peak - if read.is_ok() { held } else { 0 };
    let seconds = start.elapsed().as_secs_f64();
    Cost { name: name.to_owned(), file: bytes.len(), extra, seconds, is_read: read.is_ok() }
}

fn kept() -> Vec<Cost> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let folders = ["csv", "gzip", "idx", "json", "png"].map(|name| folder.join(name));
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending != "txt"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            cost(name, &std::fs::read(&path).unwrap())
        })
        .collect()
}

/// Half a megabyte of pictures and of rounds that go back and forth, each of which is played again on all of them.
fn many_rounds() -> Vec<u8> {
    const SHAPE: &str = "\"width\": 20, \"height\": 1";
    let row = |cell: &str| format!("[{}]", [cell; 20].join(","));
    let picture = format!("{{\"label\": 1, \"pixels\": [{}]}}", row("1"));
    // All weights go up, which is 19 too far, and down again.
    let round = |up: usize| {
        let weights = row(if up == 0 { "0" } else { "1" });
        format!(
            "{{\"settings\": {{\"score\": \"absolute-error\"}}, \"matched\": 0, \
             \"weights_after\": [{weights}]}}"
        )
    };
    let pictures = vec![picture; 6_000].join(",");
    let rounds: Vec<_> = (1..=1_000).map(|number| round(number % 2)).collect();
    let text = format!(
        "{{\"format\": \"jointly\", \"version\": 1, {SHAPE}, \"examples\": [{pictures}], \
         \"rounds\": [{}]}}",
        rounds.join(",")
    );
    text.into_bytes()
}

/// Rounds take little however many pictures there are.
fn check_rounds() {
    let bytes = many_rounds();
    assert!((400_000..1_000_000).contains(&bytes.len()), "{}", bytes.len());
    let start = Instant::now();
    let (run, Memory { held, peak }) = counting::during(|| json::read(&bytes).unwrap());
    let told = format!(
        "1,000 rounds of 6,000 pictures: {held} bytes held, {peak} at most, {:.2} s\n",
        start.elapsed().as_secs_f64()
    );
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert_eq!(run.rounds.len(), 1_000);
    assert!(peak <= MOST_EXTRA, "{told}");
}

#[test]
fn reading_takes_little_beside_what_is_read() {
    check_rounds();
    let mut costs = kept();
    for made in hostile::bombs::refused().into_iter().chain(hostile::bombs::read()) {
        costs.push(cost(made.name, &made.bytes));
    }
    costs.sort_by_key(|cost| std::cmp::Reverse(cost.extra));
    let mut told = format!("{} bad and hostile files; the costliest:\n", costs.len());
    for Cost { name, file, extra, seconds, is_read } in costs.iter().take(8) {
        let read = if *is_read { "read" } else { "refused" };
        writeln!(told, "{extra:>11} bytes, {seconds:.2} s, of {file:>7}: {name}, {read}").unwrap();
    }
    let slowest = costs.iter().max_by(|a, b| a.seconds.total_cmp(&b.seconds)).unwrap();
    writeln!(told, "the slowest: {:.2} s, {}", slowest.seconds, slowest.name).unwrap();
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    let large: Vec<_> = costs.iter().filter(|cost| cost.extra > MOST_EXTRA).collect();
    assert!(
        large.is_empty(),
        "{}",
        large.iter().map(|cost| cost.name.as_str()).collect::<Vec<_>>().join(", ")
    );
}
