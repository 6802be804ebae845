//! Editing as a user meets it: strokes, copies, sizes, and the limits of a file.

use std::path::Path;
use std::sync::Arc;

use jointly::document::{Action, Document, Kind, Rejected, Stroke};
use jointly::engine::{Dataset, Example, Run, Settings, Shape};
use jointly::formats::sample;

mod hand;
use hand::{act, labels, set_weight, smiles};

fn paint(document: &mut Document, cell: usize, value: f64, stroke: u64) {
    let stroke = Some(Stroke(stroke));
    let example = 0;
    act(document, Action::SetPixel { example, cell, value, stroke });
}

fn save(document: &mut Document) {
    let run = document.run();
    document.mark_saved(run, Path::new("saved.json"));
}

#[test]
fn a_stroke_is_one_entry() {
    let mut document = smiles();
    for cell in [3, 4, 5, 4] {
        paint(&mut document, cell, 1.0, 7);
    }
    assert_eq!(labels(&document), ["open", "paint smile"]);
    paint(&mut document, 3, 0.0, 8);
    assert_eq!(labels(&document), ["open", "paint smile", "paint smile"]);
    act(&mut document, Action::Undo);
    let painted = &document.experiment().dataset.examples[0].pixels.to_vec();
    assert_eq!(painted[3..6], [1.0, 1.0, 1.0]);
    act(&mut document, Action::Undo);
    assert!(!document.is_changed());
}

#[test]
fn a_stroke_that_ends_where_it_began_has_done_nothing() {
    let mut document = smiles();
    act(&mut document, Action::NoteRest);
    let before = document.state().clone();
    paint(&mut document, 3, 1.0, 7);
    assert_eq!(document.tested(), 0);
    paint(&mut document, 3, 0.0, 7);
    assert_eq!(document.state(), &before, "the notes hold again");
    assert_eq!(labels(&document), ["open", "test all weights"]);
    // And it may go on from there.
    paint(&mut document, 4, 1.0, 7);
    assert_eq!(labels(&document).len(), 3);
}

#[test]
fn a_stroke_after_saving_leads_back_to_what_was_saved() {
    let mut document = smiles();
    paint(&mut document, 3, 1.0, 7);
    save(&mut document);
    assert!(!document.is_changed());
    paint(&mut document, 4, 1.0, 8);
    paint(&mut document, 5, 1.0, 8);
    assert!(document.is_changed());
    act(&mut document, Action::Undo);
    assert!(!document.is_changed());
    act(&mut document, Action::Undo);
    assert!(document.is_changed(), "before what was saved");
    act(&mut document, Action::Redo);
    assert!(!document.is_changed());
}

#[test]
fn copies_are_named_after_what_they_copy() {
    let mut document = smiles();
    for example in [0, 0, 1] {
        act(&mut document, Action::DuplicateExample { example });
    }
    let dataset = &document.experiment().dataset;
    let names: Vec<&str> = dataset.examples.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(
        names,
        ["smile", "smile 3", "smile 4", "smile 2", "frown", "flat mouth", "cheery smile"]
    );
    for name in [String::new(), "7".to_owned(), "😀".repeat(200)] {
        let renamed = name.clone();
        act(&mut document, Action::Rename { example: 0, name });
        act(&mut document, Action::DuplicateExample { example: 0 });
        assert_eq!(document.experiment().dataset.examples[1].name, renamed);
    }
}

#[test]
fn resizing_keeps_what_fits_and_undo_brings_the_rest_back() {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    let before = document.state().clone();
    let shape = Shape { width: 2, height: 5 };
    act(&mut document, Action::Resize(shape));
    let experiment = document.experiment();
    assert_eq!(experiment.weights, [0., 0., 0., 0., 1., -1., -1., 1., 0., 0.]);
    assert_eq!(
        experiment.dataset.examples[0].pixels.to_vec(),
        [1., 0., 0., 0., 1., 0., 1., 1., 0., 0.]
    );
    assert_eq!(document.tested(), 0);
    act(&mut document, Action::Undo);
    assert_eq!(document.state(), &before);
}

#[test]
fn minus_zero_is_no_change() {
    let mut document = smiles();
    set_weight(&mut document, 0, -0.0);
    let (example, label) = (0, 0.0);
    act(&mut document, Action::SetLabel { example, label });
    let label = -0.0;
    act(&mut document, Action::SetLabel { example, label });
    assert_eq!(labels(&document), ["open", "change the label of smile"]);
}

/// As many examples as fit, all of them one and the same.
fn crowd(examples: usize) -> Document {
    let mut run: Run = sample::smiles();
    let one = Arc::new(Example { name: String::new(), label: 1.0, pixels: vec![1.0].into() });
    run.dataset = Arc::new(Dataset {
        shape: Shape { width: 1, height: 1 },
        examples: vec![one; examples],
        label_names: run.dataset.label_names.clone(),
    });
    run.start = vec![0.0].into();
    Document::new(run, None, "a crowd")
}

#[test]
fn more_pictures_or_pixels_than_a_file_holds_are_refused() {
    let mut document = crowd(Dataset::MAX_EXAMPLES);
    for action in [Action::AddExample, Action::DuplicateExample { example: 0 }] {
        let full = Rejected::Full { examples: 1_000_001, pixels: 1 };
        assert_eq!(document.apply(action), Err(full));
    }
    // 46 x 46 pixels would still fit a million times, 2^31 / 1,000,000 being 2147.
    let shape = Shape { width: 47, height: 46 };
    let full = document.apply(Action::Resize(shape)).expect_err("too many pixels");
    assert_eq!(
        full.to_string(),
        "1000000 pictures of 2162 pixels are too many: at most 1000000 pictures fit, and 2147483648 pixels in all. \
         All is as it was."
    );
    assert!(!document.is_changed());
}

#[test]
fn a_refusal_says_what_and_that_nothing_changed() {
    let mut document = smiles();
    let stroke = None;
    for (action, told) in [
        (
            Action::SetPixel { example: 0, cell: 0, value: f64::NAN, stroke },
            "A pixel cannot be NaN: it takes a number from -1,000,000,000 to 1,000,000,000. It is as it was.",
        ),
        (
            Action::SetWeight { weight: 0, value: -2e9, stroke },
            "A weight cannot be -2e9: it takes a number from -1,000,000,000 to 1,000,000,000. It is as it was.",
        ),
        (
            Action::Rename { example: 0, name: "x".repeat(201) },
            "The name has 201 characters; at most 200 fit. Give it a shorter one; it is as it was.",
        ),
        (
            Action::Resize(Shape { width: 0, height: 3 }),
            "A picture has 1 to 1024 pixels a side. Choose a size among these; all is as it was.",
        ),
        (
            Action::SetSettings(Settings { step: 0.0, ..Settings::default() }),
            "The step is a number above 0, at most 1,000,000,000.",
        ),
        (
            Action::SetSettings(Settings { tolerance: f64::NAN, ..Settings::default() }),
            "The tolerance is a number from 0 to 1,000,000,000.",
        ),
    ] {
        let rejected = document.apply(action).expect_err(told);
        assert_eq!(rejected.to_string(), told);
    }
    assert_eq!(document.history().entries()[0].kind, Kind::Start);
    assert_eq!(labels(&document), ["open"]);
}

#[test]
fn all_weights_are_set_at_once_or_none() {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    let played = document.run();
    let values: Vec<f64> = (0_u8..12).map(f64::from).collect();
    for length in [0, 11, 13] {
        act(&mut document, Action::SetWeights { values: vec![1.0; length] });
    }
    for odd in [f64::NAN, f64::INFINITY, -1.1e9] {
        let mut values = values.clone();
        values[11] = odd;
        let rejected = document.apply(Action::SetWeights { values }).expect_err("no such weight");
        assert!(rejected.to_string().starts_with("A weight cannot be "), "{rejected}");
    }
    assert_eq!((labels(&document), document.run()), (vec!["open", "round 1"], played.clone()));

    act(&mut document, Action::SetWeights { values: values.clone() });
    assert_eq!(document.history().undo_label(), Some("load weights"));
    let run = document.run();
    assert_eq!(
        (run.start.to_vec(), run.rounds.len()),
        (values.clone(), 0),
        "a new run starts there"
    );
    // The same again is no change.
    act(&mut document, Action::SetWeights { values });
    act(&mut document, Action::SetWeights { values: vec![-0.0; 12] });
    act(&mut document, Action::SetWeights { values: vec![0.0; 12] });
    assert_eq!(labels(&document)[2..], ["load weights", "set all weights to 0"]);
    act(&mut document, Action::Undo);
    act(&mut document, Action::Undo);
    assert_eq!(document.run(), played, "undone, the round is back");
}

#[test]
fn recovered_work_is_unsaved_at_every_entry_until_it_is_saved() {
    let (run, path) = (sample::named("flip-flop.json").unwrap(), Path::new("/kept/mine.json"));
    let mut document = Document::recovered(run.clone(), Some(path.to_owned()), "");
    assert_eq!((document.run(), document.path(), document.name()), (run, Some(path), "mine.json"));
    assert!(document.is_changed());
    act(&mut document, Action::PlayRound);
    act(&mut document, Action::Undo);
    assert!(document.is_changed());
    save(&mut document);
    assert!(!document.is_changed());
    act(&mut document, Action::Redo);
    assert!(document.is_changed());
}
