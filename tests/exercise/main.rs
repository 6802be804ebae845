//! The round on paper: the sheet to be filled in, its solution, and both as a PDF.

#[path = "../given/mod.rs"]
mod given;

mod pdf;

use std::sync::Arc;

use jointly::document::exercise::{Exercise, NoSheet};
use jointly::document::{Action, Document};
use jointly::engine::{Dataset, Example, Experiment, Round, Run, Shape};
use jointly::formats::sample;
use jointly::paper::{self, MISSING, Mark, Page, Paper};
use proptest::prelude::*;

const SOLUTION: &str = include_str!("../golden/smiles-solution.txt");

fn lesson(solved: bool) -> Paper {
    let document = Document::new(sample::smiles(), None, "smiles.json");
    Exercise::of(&document, 3).expect("it is small").paper(solved)
}

fn texts(paper: &Paper) -> Vec<String> {
    let text = |mark: &Mark| match mark {
        Mark::Text { text, .. } => Some(text.clone()),
        Mark::Box { .. } | Mark::Line { .. } => None,
    };
    paper.pages.iter().flatten().filter_map(text).collect()
}

/// What the solution says beyond the exercise, in order. Everything on the exercise has to be on the solution too, but for where
/// a name and a date go, and for the title.
fn answers(exercise: &Paper, solution: &Paper) -> Vec<String> {
    let own =
        |text: &String| !["Name", "Date"].contains(&text.as_str()) && !text.ends_with(", exercise");
    let mut given = texts(exercise).into_iter().filter(own).peekable();
    let rest =
        texts(solution).into_iter().filter(|text| given.next_if_eq(text).is_none()).collect();
    assert_eq!(given.next(), None, "on the exercise, and not on the solution");
    rest
}

#[test]
fn every_answer_of_the_lesson_is_the_lessons() {
    let answers = answers(&lesson(false), &lesson(true));
    let mut answers = answers.iter().map(String::as_str).filter(|text| !text.ends_with("solution"));
    let mut next = |many: usize| answers.by_ref().take(many).collect::<Vec<_>>();
    assert_eq!(next(1), ["Solution"]);
    assert_eq!(next(4), ["0"; 4], "all outputs before the round");
    let none = ["0", "0", "0", "leave"];
    let tie = ["2", "0", "2", "tie: leave"];
    assert_eq!(next(24), [tie, none, tie, none, none, none].concat());
    let (raise, lower) = (["2", "0", "1", "raise"], ["1", "0", "2", "lower"]);
    let middle = ["0", "0", "1", "lower"];
    assert_eq!(next(24), [raise, middle, raise, lower, raise, lower].concat());
    let weights = ["0", "0", "0", "0", "0", "0", "+1", "−1", "+1", "−1", "+1", "−1"];
    assert_eq!(next(12), weights);
    // Products, each with the total so far behind it where it is not 0.
    let sums: [(&[&str], &str); 4] = [
        (&["+1", "1", "0", "+1", "2", "−1", "1", "+1", "2", "−1", "1"], "1"),
        (&["+1", "1", "−1", "0", "+1", "1", "−1", "0", "0", "−1", "−1"], "−1"),
        (&["0", "0", "0", "−1", "−1", "+1", "0", "−1", "−1"], "−1"),
        (&["+1", "1", "0", "+1", "2", "0", "+1", "3", "0"], "3"),
    ];
    for (sums, output) in sums {
        assert_eq!(next(12), weights);
        assert_eq!(next(6), ["0"; 6], "the eyes");
        assert_eq!(next(sums.len()), sums);
        assert_eq!(next(1), [output]);
    }
    assert_eq!(next(2), ["0", "3"], "matched before and after");
    assert_eq!(next(3), ["Cheery smile", "0", "+1"]);
    for (place, so_far) in
        [("row 3, column 1", "1"), ("row 3, column 3", "2"), ("row 4, column 2", "3")]
    {
        assert_eq!(next(6), [place, "+1", "+1", "1", "yes", so_far]);
    }
    assert_eq!(next(2), ["11", "3"], "each alone, and together");
    assert_eq!(
        answers.collect::<Vec<_>>(),
        [
            "Cheery smile overshot: output 3, label 1.",
            "Each change alone was right: 0 → 1. Together: 0 + 1 + 1 + 1 = 3.",
            "No test tried them together. It was 1 off; now it is 2 off.",
            "Smile was raised three times too, but two lowered weights bring it back to 1.",
        ]
    );
}

#[test]
fn the_exercise_gives_no_number_but_pixels_weights_labels_and_the_step() {
    let numbers: Vec<String> = texts(&lesson(false))
        .into_iter()
        .filter(|text| text.chars().all(|c| c.is_ascii_digit() || "+−.".contains(c)))
        .collect();
    let pixels =
        sample::smiles().dataset.examples.iter().map(|e| e.pixels.to_vec()).collect::<Vec<_>>();
    let pixels = pixels.concat();
    // The weights before twice, and every picture twice.
    let mut given = vec!["0".to_owned(); 24];
    given.extend(pixels.iter().chain(&pixels).map(ToString::to_string));
    given.sort();
    let mut numbers = numbers;
    numbers.sort();
    assert_eq!(numbers, given);
}

#[test]
fn ticks_are_on_the_solution_alone() {
    /// Ticks are the thick strokes, two each.
    fn ticks(page: &Page) -> usize {
        let thick = |mark: &&Mark| matches!(mark, Mark::Line { width, from, to, .. } if *width > 0.5 && from[1] != to[1]);
        page.iter().filter(thick).count() / 2
    }
    let count = |solved| lesson(solved).pages.iter().map(ticks).collect::<Vec<_>>();
    assert_eq!((count(false), count(true)), (vec![0, 0, 0], vec![4, 4, 0]));
}

#[test]
fn the_pages_of_the_lesson_read_as_they_did() {
    let pages = lesson(true).pages.into_iter().map(|page| {
        let page = Paper { title: String::new(), pages: vec![page] };
        texts(&page).join("\n")
    });
    let read = pages.collect::<Vec<_>>().join("\n\u{c}\n") + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/smiles-solution.txt");
        std::fs::write(path, &read).expect("written");
    }
    assert_eq!(read, SOLUTION, "{read}");
}

#[test]
fn after_a_round_it_is_that_round_and_before_the_next_one() {
    let mut document = Document::new(sample::smiles(), None, "smiles.json");
    let sheet = |document: &Document| Exercise::of(document, 0).expect("small").paper(true);
    let before = sheet(&document);
    document.apply(Action::PlayRound).expect("it plays");
    assert_eq!(sheet(&document), before, "round 1, now behind it");
    document.apply(Action::NoteRest).expect("it tests");
    assert!(sheet(&document).title.starts_with("Smiles, round 2"), "tested again from there");
}

#[test]
fn what_is_too_large_is_refused_with_the_limits() {
    let sheet = |width, height, pictures| {
        let shape = Shape { width, height };
        let example = Arc::new(Example {
            name: String::new(),
            label: 1.0,
            pixels: vec![0.0; shape.cells()].into(),
        });
        let dataset = Dataset {
            examples: vec![example; pictures],
            ..Dataset::clone(&Experiment::blank(shape).dataset)
        };
        let document = Document::new(Run::new(Experiment::at_rest(dataset)), None, "blank");
        Exercise::of(&document, 0).map(|_| ()).map_err(|none: NoSheet| none.to_string())
    };
    for (width, height, pictures) in [(8, 8, 12), (16, 4, 1), (4, 16, 1)] {
        assert_eq!(sheet(width, height, pictures), Ok(()));
    }
    for (width, height, pictures) in [(9, 8, 1), (17, 1, 1), (1, 17, 1), (3, 4, 13), (3, 4, 0)] {
        assert!(sheet(width, height, pictures).is_err());
    }
    assert_eq!(
        sheet(28, 28, 1_000),
        Err("An exercise sheet takes 1 to 12 pictures and up to 64 weights, 16 a side; here are 1,000 pictures and 784 weights, 28 x 28. \
             Delete pictures, or make the grid smaller."
            .to_owned())
    );
}

#[test]
fn letters_that_no_font_has_are_boxes_and_that_is_said() {
    let mut run = sample::smiles();
    let dataset = Arc::make_mut(&mut run.dataset);
    for (example, name) in dataset.examples.iter_mut().zip(["улыбка", "笑顔", "χαρά", "é → ∑"])
    {
        Arc::make_mut(example).name = name.to_owned();
    }
    let document = Document::new(run, None, "faces.json");
    let texts = texts(&Exercise::of(&document, 3).expect("small").paper(true));
    for name in [
        "Улыбка",
        "□□",
        "Χαρά",
        "É → ∑",
        "□ stands for a letter that the fonts of this sheet do not have.",
    ] {
        assert!(texts.contains(&name.to_owned()), "{name}");
    }
    assert!(
        !self::texts(&lesson(true)).concat().contains(MISSING),
        "nothing is missing in the lesson"
    );
}

/// Nothing reaches into the margins.
fn assert_inside(paper: &Paper) {
    for mark in paper.pages.iter().flatten() {
        let (min, max) = match mark {
            Mark::Box { area, .. } => (area.min, area.max()),
            Mark::Line { from, to, .. } => {
                ([from[0].min(to[0]), from[1].min(to[1])], [from[0].max(to[0]), from[1].max(to[1])])
            }
            Mark::Text { at, size, text, .. } => (*at, [at[0] + paper::width(*size, text), at[1]]),
        };
        let inside = min[0] > 17.9
            && max[0] < paper::WIDTH - 17.9
            && min[1] > 10.0
            && max[1] < paper::HEIGHT - 10.0;
        assert!(inside, "{mark:?}");
    }
}

proptest! {
    #[test]
    fn the_solution_is_the_exercise_and_its_answers(experiment in given::experiment()) {
        prop_assume!(!experiment.dataset.examples.is_empty());
        let round = Round::play(&experiment, 1);
        let exercise = Exercise::new("given", &experiment.dataset, round, 0).expect("it is small");
        let (empty, solved) = (exercise.paper(false), exercise.paper(true));
        answers(&empty, &solved);
        assert_inside(&empty);
        assert_inside(&solved);
    }

    #[test]
    fn grids_of_every_shape_fit(width in 1..=16_usize, height in 1..=16_usize, pictures in 1..=12_usize, seed in 0..1000_usize) {
        prop_assume!(width * height <= 64);
        let shape = Shape { width, height };
        let pixels = |e: usize| (0..shape.cells()).map(|i| f64::from(u8::from((i * 7 + e * 5 + seed).is_multiple_of(3)))).collect::<Vec<_>>();
        let examples = (0..pictures).map(|e| Arc::new(Example {
            name: "a name that is long ".repeat(e),
            label: if e % 2 == 0 { 1.0 } else { -1.0 },
            pixels: pixels(e).into(),
        }));
        let dataset = Dataset { examples: examples.collect(), ..Dataset::clone(&Experiment::blank(shape).dataset) };
        let experiment = Experiment::at_rest(dataset);
        let exercise = Exercise::new("of this shape", &experiment.dataset, Round::play(&experiment, 1), 0).expect("small");
        assert_inside(&exercise.paper(true));
    }
}
