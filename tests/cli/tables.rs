//! What is printed for people.

use std::ffi::OsStr;
use std::fs;

use jointly::formats::{json, sample};

use crate::{SMILES, assert_has, file, folder, printed, refused};

/// The words of each line of a table that has these.
fn line_with<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    let mut lines = text.lines().map(str::trim);
    let line = lines.find(|line| line.starts_with(start));
    line.unwrap_or_else(|| panic!("no line starts with {start:?} in\n{text}"))
        .split_whitespace()
        .collect()
}

#[test]
fn one_round_is_printed_with_the_tests_of_the_lesson() {
    let text = printed(["train", SMILES]);
    assert_has(&text, "smiles.json: 4 examples of 3 x 4 pixels\n");
    assert_has(&text, "24 tests");
    for row in [
        // up, stay, down, direction, weights after
        "2 0 2 0 0 0 2 0 2 tie · tie 0 0 0",
        "2 0 2 0 0 0 1 1 1 raise lower raise +1 −1 +1",
        "1 2 1 0 0 0 2 1 2 lower raise lower −1 +1 −1",
    ] {
        let words: Vec<&str> = row.split(' ').collect();
        let has = |line: &str| line.split_whitespace().eq(words.iter().copied());
        assert!(text.lines().any(has), "{row:?} is not in\n{text}");
    }
    assert_eq!(line_with(&text, "smile ")[1..], ["+1", "smile", "0", "→", "1", "yes", "fixed"]);
    let cheery = line_with(&text, "cheery smile");
    let expected = "cheery smile +1 smile 0 → 3 no missed: overshot, off by 2";
    assert_eq!(cheery.join(" "), expected);
    let (_, rounds) = text.split_once("round  moved").unwrap();
    assert_eq!(line_with(rounds, "0 ")[..5], ["0", "0", "of", "4", "4"]);
    let first = line_with(rounds, "1 ");
    assert_eq!(first[..8], ["1", "6", "3", "of", "4", "2", "+11", "→"]);
    assert_eq!(first[8], "+3");
}

#[test]
fn tests_that_only_lose_are_no_tie() {
    let folder = folder();
    let mut run = sample::smiles();
    run.start = jointly::engine::Round::play(&run.beginning(), 1).weights_after.clone();
    let file = file(&folder, "stuck.json", json::write(&run));
    let text = printed([OsStr::new("train"), file.as_os_str()]);
    assert_has(&text, "weights before");
    assert_has(&text, "leave  leave  leave");
    assert!(!text.contains("tie"), "{text}");
    assert_has(&text, "start: the weights of the file");
}

#[test]
fn tables_too_large_to_read_are_left_out_and_that_is_said() {
    let folder = folder();
    let pixels = format!("[[{}]]", ["1"; 65].join(","));
    let examples = vec![format!(r#"{{"label":1,"pixels":{pixels}}}"#); 41].join(",");
    let content = format!(
        r#"{{"format":"jointly","version":1,"width":65,"height":1,"examples":[{examples}]}}"#
    );
    let file = file(&folder, "large.json", content);
    let text = printed([OsStr::new("train"), file.as_os_str()]);
    assert_has(&text, "The tests of 65 weights are too many to read");
    assert_has(&text, "The outputs of 41 pictures are too many to read");
    let asked = "explain --round 1 --example #1".split(' ').map(OsStr::new);
    let text = printed(asked.chain([file.as_os_str()]));
    assert_has(&text, "so far 64");
    assert_has(&text, "... and 1 more");
}

#[test]
fn several_rounds_are_one_line_each_and_aligned() {
    let text = printed(["train", SMILES, "--rounds", "12", "--score", "squared-error"]);
    assert!(!text.contains("raise"), "{text}");
    let lines: Vec<&str> = text.lines().skip_while(|line| !line.contains("round")).collect();
    assert_eq!(lines.len(), 14);
    let column = |line: &str, part: &str| {
        let at = line.find(part).unwrap();
        line[..at].chars().count()
    };
    let arrow = column(lines[0], "together") + "together".len();
    for (number, line) in lines[2..].iter().enumerate() {
        assert_eq!(line.split_whitespace().next().unwrap(), (number + 1).to_string());
        let (gains, _) = line.split_at(line.char_indices().nth(arrow).unwrap().0);
        assert!(gains.ends_with(|c: char| c.is_ascii_digit()), "{line}");
    }
}

#[test]
fn explain_tells_people_which_changes_touched_the_example() {
    let text = printed(["explain", SMILES, "--example", "cheery smile", "--round", "1"]);
    assert_has(&text, "Round 1, cheery smile: label +1 smile, output 0 → 3, missed (overshot).");
    let row = line_with(&text, "row 4, column 2").join(" ");
    assert_eq!(row, "row 4, column 2 +1 +1 0 → 1 matches so far 3");
    let text = printed(["explain", SMILES, "--example", "#1", "--round", "2"]);
    assert_has(&text, "No change of this round touches it.");
}

#[test]
fn an_example_that_is_not_there_is_a_wrong_command_line() {
    let ask = |file: &str, example: &str| {
        refused(2, ["explain", file, "--round", "1", "--example", example])
    };
    let known = "Its examples are \"smile\", \"frown\", \"flat mouth\", \"cheery smile\".";
    assert_has(&ask(SMILES, "grin"), known);
    for example in ["#0", "#5", "#", "#x"] {
        assert_has(&ask(SMILES, example), "Its examples are #1 to #4.");
    }
    let folder = folder();
    let mut run = sample::smiles();
    let dataset = std::sync::Arc::make_mut(&mut run.dataset);
    for copy in 0..10 {
        let mut example = (*dataset.examples[copy % 4]).clone();
        if copy > 1 {
            example.name = format!("copy {copy}");
        }
        dataset.examples.push(std::sync::Arc::new(example));
    }
    let file = file(&folder, "many.json", json::write(&run));
    let file = file.to_str().unwrap();
    assert_has(&ask(file, "frown"), "2 examples are called \"frown\": ask for \"#2\", \"#6\".");
    let unknown = ask(file, "grin");
    assert_has(&unknown, "\"copy 5\" and 4 more.");
    assert!(!unknown.contains("copy 6"), "{unknown}");
    run.dataset = {
        let mut dataset = (*run.dataset).clone();
        dataset.examples.clear();
        std::sync::Arc::new(dataset)
    };
    fs::write(file, json::write(&run)).unwrap();
    for example in ["#1", "grin"] {
        assert_has(&ask(file, example), "it has no examples.");
    }
    assert_has(&printed(["train", file]), "0 of 0");
}

#[test]
fn names_in_a_file_cannot_command_the_terminal() {
    let folder = folder();
    let mut run = sample::smiles();
    let dataset = std::sync::Arc::make_mut(&mut run.dataset);
    std::sync::Arc::make_mut(&mut dataset.examples[0]).name = "a\u{1b}[2Jb\nc".to_owned();
    let file = file(&folder, "odd.json", json::write(&run));
    let text = printed([OsStr::new("train"), file.as_os_str()]);
    assert_has(&text, "a\\u{1b}[2Jb\\nc");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn explain_writes_a_page_on_the_whole_round() {
    let page = printed(["explain", SMILES, "--round", "1", "--markdown"]);
    assert_eq!(page.lines().next(), Some("# Smiles, round 1"));
    for line in [
        "11 matches alone, added up. 3 together.",
        "| Two changes meeting | −34 |",
        "| row 3, column 1 | +1 | 0.3333 |",
    ] {
        assert!(page.lines().any(|written| written == line), "no {line:?} in\n{page}");
    }
    let squared = ["--round", "2", "--markdown", "--score", "squared-error"];
    let page = printed(["explain", SMILES].iter().chain(&squared));
    assert_has(&page, "# Smiles, round 2\n");
    assert_has(&page, "Before: squared error 3. After: squared error 7.");
    let both = ["explain", SMILES, "--round", "1", "--markdown", "--example", "#1"];
    assert_has(&refused(2, both), "--example");
}
