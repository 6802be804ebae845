//! The compact form: the same runs, read back equal, written where it pays and nowhere else.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{Dataset, Example, Experiment, Forks, Policy, Run, Settings, Shape, train};
use jointly::formats::json::{self, COMPACT_FROM};
use jointly::formats::{Unread, sample};
use proptest::prelude::*;

mod given;

fn compactly(run: &Run) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::write_compact_from(0, &mut bytes, run, |_| ControlFlow::Continue(())).unwrap();
    bytes
}

fn is_compact(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).contains("\"pixel_values\": [")
}

/// Pictures of 32 x 32 pixels whose values are given by their place.
fn large(examples: usize, value: impl Fn(usize) -> f64) -> Run {
    let shape = Shape { width: 32, height: 32 };
    let pixels = |e: usize| (0..1024).map(|cell| value(e * 1024 + cell)).collect();
    let example = |e| Arc::new(Example { name: String::new(), label: 1.0, pixels: pixels(e) });
    let examples = (0..examples).map(example).collect();
    let dataset = Dataset { shape, examples, label_names: std::collections::BTreeMap::new() };
    Run::new(Experiment::at_rest(dataset))
}

fn small(cell: usize, many: u32) -> f64 {
    f64::from(u32::try_from(cell).unwrap() % many) / 255.0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn both_forms_are_read_back_equal(experiment in given::experiment(), name in "\\PC{0,9}", rounds in 0..3_usize) {
        let mut run = Run::new(experiment);
        if let Some(first) = Arc::make_mut(&mut run.dataset).examples.first_mut() {
            Arc::make_mut(first).name = name;
        }
        train(run.end(), 1, rounds, |step| {
            run.rounds.push(Arc::clone(&step.played));
            ControlFlow::Continue(())
        });
        run.forks = Some(Arc::new(Forks::usual(&run.end(), run.rounds.len())));
        let bytes = compactly(&run);
        prop_assert_eq!(is_compact(&bytes), !run.dataset.examples.is_empty());
        let back = json::read(&bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&back, &run);
        prop_assert_eq!(compactly(&back), bytes);
        prop_assert_eq!(&json::read(&json::write(&run)).unwrap(), &run);
    }
}

#[test]
fn a_picture_can_be_seen_in_it() {
    let mut run = sample::smiles();
    run.settings = Settings { policy: Policy::BestOne, ..run.settings };
    let text = String::from_utf8(compactly(&run)).unwrap();
    assert!(text.contains("\n  \"pixel_values\": [0, 1],\n  \"examples\": [\n"), "{text}");
    let frown =
        "[\n      \"010001\",\n      \"000000\",\n      \"010101\",\n      \"010001\"\n    ]}";
    assert!(text.contains(frown), "{text}");
}

#[test]
fn it_is_written_from_a_million_pixels_of_at_most_256_values_and_read_back_equal() {
    let examples = COMPACT_FROM / 1024;
    for (examples, values, compact) in
        [(examples, 256, true), (examples - 1, 256, false), (examples, 257, false)]
    {
        let run = large(examples, |cell| small(cell, values));
        let bytes = json::write(&run);
        assert_eq!(is_compact(&bytes), compact, "{examples} x 1024, {values} values");
        assert!(json::read(&bytes).unwrap() == run, "{examples} x 1024, {values} values");
    }
}

#[test]
fn the_two_zeros_are_one_value() {
    let run = large(1, |cell| if cell % 2 == 0 { 0.0 } else { -0.0 });
    let bytes = compactly(&run);
    assert!(String::from_utf8_lossy(&bytes).contains("\"pixel_values\": [0],"));
    assert!(json::read(&bytes).unwrap() == run);
}

/// The order of keys is the writer's choice; the forms of rows may be mixed.
#[test]
fn the_values_may_stand_behind_the_pictures() {
    let text = r#"{"examples": [{"label": 1, "pixels": ["01", [7]]}], "height": 2, "width": 1,
        "pixel_values": [3, -0.5], "version": 1, "format": "jointly"}"#;
    let run = json::read(text.as_bytes()).unwrap();
    assert_eq!(run.dataset.examples[0].pixels.to_vec(), [-0.5, 7.0]);
}

#[test]
fn reading_tells_how_far_it_is_and_can_be_broken_off() {
    let run = large(600, |cell| small(cell, 250));
    for bytes in [json::write(&run), compactly(&run)] {
        let mut told = vec![0.0];
        let read = json::read_observed(&bytes, &mut |share| {
            told.push(share);
            ControlFlow::Continue(())
        });
        assert!(read.unwrap() == run);
        assert!(told.len() > 10 && told.is_sorted() && told.iter().all(|s| *s <= 1.0), "{told:?}");
        let mut times = 0;
        let cancelled = json::read_observed(&bytes, &mut |_| {
            times += 1;
            if times < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert_eq!((cancelled.unwrap_err(), times), (Unread::Cancelled, 3));
    }
}
