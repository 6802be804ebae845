//! `find`: what it prints and writes, and its exit statuses.

use std::fs;

use jointly::engine::{MatchRule, Named, Policy, Score, Wanted};
use jointly::formats::json;
use serde_json::{Value, json};

use crate::{assert_has, folder, jointly, printed, refused};

/// A search that finds nothing and takes no time.
const VAIN: [&str; 7] =
    ["find", "flip-flop-3", "--match", "sign", "--every=2000", "--drawn", "500"];

#[test]
fn what_is_found_is_printed_with_its_pictures() {
    assert_eq!(
        printed(["find", "flip-flop-3"]),
        "\
Step 1, match exact, score matches, apply all-at-once

The smallest there is: 2 pictures of 2 x 2 pixels.

  picture 1: +1    picture 2: −1
  #  #             #  #
  #  #             ·  ·

Play 3 rounds: after round 3 all weights are back where they were three rounds before.
31 datasets were tried, every smaller one among them.
"
    );
}

#[test]
fn every_name_is_known_and_something_is_found() {
    let help = printed(["find", "--help"]);
    for (_, name) in Wanted::NAMES {
        assert_has(&help, &format!("- {name}:"));
        assert_has(&printed(["find", name]), "\nThe smallest there is: ");
    }
}

#[test]
fn what_is_found_is_written_under_its_settings() {
    let folder = folder();
    let path = folder.path().join("found.json");
    let out = path.to_str().unwrap();
    let settings = ["--match", "sign", "--score", "absolute-error", "--step", "0.5"];
    let arguments = ["find", "breaks-matched", "--out", out].into_iter().chain(settings);
    let text = printed(arguments);
    assert_has(&text, "Step 0.5, match sign, score absolute-error, apply all-at-once\n");
    let run = json::read(&fs::read(&path).unwrap()).unwrap();
    assert_eq!((run.settings.step, run.settings.match_rule), (0.5, MatchRule::Sign));
    assert_eq!(run.settings.score, Score::AbsoluteError);
    assert_eq!(run.settings.policy, Policy::AllAtOnce);
    let round = Wanted::BreaksMatched.happens(&run.beginning()).unwrap();
    assert_has(&text, &format!("Play {round} rounds: in round {round} all at once loses "));
    let rounds = round.to_string();
    assert_has(&printed(["train", out, "--rounds", &rounds]), &format!("\n  {round:>5}  "));
}

#[test]
fn the_numbers_are_there_as_json() {
    let found: Value =
        serde_json::from_str(&printed(["find", "one-at-a-time-wins", "--json"])).unwrap();
    let expected = json!({
        "wanted": "one-at-a-time-wins",
        "found": true,
        "proved_smallest": true,
        "tried": 2,
        "round": 1,
        "width": 1,
        "height": 2,
        "examples": [{"label": 1, "pixels": [[1], [1]]}],
        "text": "The smallest there is: 1 picture of 1 x 2 pixels. Play 1 round each way: 1 matches one at a time, 0 match \
                 all at once. From then on one at a time is better for good. 2 datasets were tried, every smaller one \
                 among them.",
    });
    assert_eq!(found, expected);
}

#[test]
fn where_nothing_is_found_that_is_said_and_nothing_is_written() {
    let folder = folder();
    let path = folder.path().join("none.json");
    let out = ["--out", path.to_str().unwrap()];
    let (status, text, err) = jointly(VAIN.iter().chain(&out));
    assert_eq!((status, err.as_str()), (1, ""));
    assert_has(&text, "\nNone in any dataset of up to ");
    assert_has(&text, "larger ones that were tried, some of them drawn at random.\n");
    assert!(!path.exists());
    let (status, text, _) = jointly(VAIN.iter().chain(&["--json"]));
    let none: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, &none["found"]), (1, &json!(false)));
    assert!(
        none["tried"].as_u64().unwrap() >= 2000 && none["none_up_to_pixels"].as_u64().unwrap() > 5
    );
}

#[test]
fn a_wrong_line_or_file_is_refused_before_anything_is_searched() {
    let wrong: [(&[&str], &str); 5] = [
        (&["find"], "<WANTED>"),
        (&["find", "flip-flop-9"], "possible values: breaks-matched, "),
        (&["find", "flip-flop-2", "--score", "accuracy"], "possible values: matches, "),
        (&["find", "flip-flop-2", "--step", "0"], "a number greater than 0"),
        (&["find", "flip-flop-2", "--apply", "halving"], "unexpected argument"),
    ];
    for (line, said) in wrong {
        assert_has(&refused(2, line), said);
    }
    assert_has(&refused(1, ["find", "flip-flop-2", "--out", "found.txt"]), "has no known ending");
    assert_has(&refused(1, ["find", "flip-flop-2", "--out", "no/folder/found.json"]), "no/folder");
}
