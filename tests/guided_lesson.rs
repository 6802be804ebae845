//! Lessons: the one that comes with the program can be walked from end to end, and what is wrong with one is said.

use jointly::document::words;
use jointly::engine::Run;
use jointly::formats::sample;
use jointly::lesson::{self, Lesson};

const LESSON: &str = include_str!("../datasets/smiles.lesson.toml");

fn pictures(lesson: &Lesson) -> Run {
    sample::named(&lesson.pictures).expect("it is about a sample")
}

/// What `check` says of the built-in lesson with one piece of its text replaced.
fn said_of(found: &str, instead: &str) -> String {
    let text = LESSON.replacen(found, instead, 1);
    assert_ne!(text, LESSON, "{found:?} is in the lesson");
    match lesson::read(text.as_bytes()) {
        Err(error) => error.to_string(),
        Ok(lesson) => match lesson::check(&lesson, pictures(&lesson)) {
            Err(flaw) => flaw.to_string(),
            Ok(()) => "ok".to_owned(),
        },
    }
}

#[test]
fn the_built_in_lesson_can_be_walked() {
    let lesson = Lesson::built_in();
    assert_eq!(lesson::check(&lesson, pictures(&lesson)), Ok(()));
    assert!((15..=20).contains(&lesson.steps.len()));
}

#[test]
fn a_lesson_is_taken_up_at_every_step() {
    let lesson = Lesson::built_in();
    for step in 0..lesson.steps.len() {
        let (document, _) = lesson::played(&lesson, pictures(&lesson), step).expect("no flaw");
        let rounds = document.last_round().map_or(0, |round| round.number);
        let expected = match step {
            0..=8 => 0,
            9..=12 => 1,
            13..=14 => 2,
            _ => 3,
        };
        assert_eq!(rounds, expected, "before step {}", step + 1);
    }
}

#[test]
fn the_numbers_that_the_lesson_tells_are_those_of_the_program() {
    let lesson = Lesson::built_in();
    let at = |step: usize| lesson::played(&lesson, pictures(&lesson), step).expect("no flaw").0;
    let then = |step: usize| lesson.steps[step].then.join(" ");
    let outputs = |step: usize| at(step).evaluation().outputs.clone();
    assert_eq!(outputs(9), [1.0, -1.0, -1.0, 3.0]);
    let percents = outputs(14).into_iter().map(words::certainty).collect::<Vec<_>>();
    assert_eq!(percents, ["73.1 %", "26.9 %", "26.9 %", "95.3 %"]);
    for percent in &percents {
        assert!(then(13).contains(percent), "{percent}");
    }
    let squared = |step: usize| at(step).evaluation().tally.squared_error;
    assert_eq!((squared(14), squared(15)), (4.0, 15.0));
    assert!(then(14).contains("from 4 to 15"));
    assert_eq!(format!("{:.2}", squared(16)), "2.67");
    assert!(then(15).contains("from 4 to 2.67"));
    let round = at(9);
    let promised = round.round().map(|round| (round.promised, round.delivered));
    assert_eq!(promised, Some((11.0, 3.0)));
    assert!(lesson.steps[11].text.join(" ").contains("3 + 3 + 2 + 3 = 11"));
    let question = lesson.steps[6].question.as_ref().expect("a question");
    assert_eq!(question.answers[question.right], words::count(3_usize.pow(12)));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (found, instead, said) in [
        (
            "matched = 3 }\nthen = \"\"\"\n3 of 4",
            "matched = 4 }\nthen = \"\"\"\n3 of 4",
            "step 9, “All at once”: it asks for what cannot be: 3 of 4 pictures match, not 4.",
        ),
        (
            "mends = \"cheery smile\"",
            "mends = \"cheery\"",
            "no picture is called “cheery”; there are “smile”, “frown”, “flat mouth”, “cheery smile”",
        ),
        (
            "row = 4, column = 2, is = 1",
            "row = 4, column = 4, is = 1",
            "there are 4 rows and 3 columns",
        ),
        ("tests = 12", "tests = 13", "there are no more than 12 weights"),
        ("guessed = 4", "guessed = 5", "there are no more than 4 pictures"),
        ("left-out = 1", "left-out = 7", "the round made 6 changes"),
        (
            "until = { guessed = 4 }",
            "until = { tests = 12 }",
            "is so already, before anybody does it",
        ),
        (
            "look-at = \"plot\"",
            "look-at = \"plots\"",
            "found `plots`, expected one of `pictures`, ",
        ),
        ("score = \"squared-error\"", "score = \"squared\"", "expected one of `matches`, "),
        ("step = 0.125", "step = 0", "found a step of 0 or less, expected more than 0."),
        ("right = 4", "right = 5", "found right = 5, expected 1 to 4."),
        (
            "\nthen = \"The grids",
            "\nthan = \"The grids",
            "found unknown field `than`, expected one of `title`",
        ),
        (
            "\nuntil = { guessed = 4 }",
            "",
            "a step that asks for nothing, expected `until`, `[step.question]` or both.",
        ),
        ("version = 1", "version = 2", "line 3, column 11: found version 2, expected version 1."),
        ("\"jointly-lesson\"", "\"jointly\"", "found `jointly`, expected `jointly-lesson`."),
        ("title = \"Right", "titel = \"Right", "found unknown field `titel`"),
        ("do = \"Press", "do = Press", "line "),
    ] {
        let told = said_of(found, instead);
        assert!(told.contains(said), "{found:?}: {told}");
        assert!(told.contains("line "), "{told}");
    }
}

#[test]
fn what_is_no_text_and_what_has_no_step_is_refused() {
    let error = lesson::read(b"format = \"\xff\"").expect_err("no text");
    assert_eq!(error.to_string().split_once(". ").expect("advice").1, "Save the file as UTF-8.");
    let empty = "format = \"jointly-lesson\"\nversion = 1\ntitle = \"a\"\npictures = \"b\"\n";
    let error = lesson::read(empty.as_bytes()).expect_err("no step").to_string();
    assert!(error.contains("found no step, expected at least one `[[step]]`"), "{error}");
}

#[test]
fn the_pictures_of_the_guide_can_be_taken() {
    let pictures_of = lesson::read(include_bytes!("../docs/pictures.lesson.toml")).expect("read");
    assert_eq!(lesson::check(&pictures_of, pictures(&pictures_of)), Ok(()));
}
