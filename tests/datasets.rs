//! The datasets that come with the program: each shows what its description says.

use std::fs;
use std::path::Path;

use jointly::engine::{Round, Run};
use jointly::formats::json;

fn dataset(name: &str) -> Run {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("datasets")
        .join(name);
    let bytes = fs::read(&path).unwrap();
    let run = json::read(&bytes).unwrap();
    // Stored as the program writes them, so that opening and saving one changes nothing.
    assert_eq!(
        String::from_utf8(json::write(&run)),
        String::from_utf8(bytes),
        "{name}"
    );
    run
}

fn first_round(name: &str) -> Round {
    Round::play(&dataset(name).beginning(), 1)
}

#[test]
fn the_lesson_matches_three_of_four() {
    for name in ["smiles.json", "smiles-without-eyes.json"] {
        let round = first_round(name);
        let outputs: Vec<f64> = round.examples.iter().map(|e| e.after).collect();
        assert_eq!(outputs, [1.0, -1.0, -1.0, 3.0], "{name}");
        assert_eq!((round.promised, round.delivered), (11.0, 3.0), "{name}");
        assert_eq!(dataset(name).dataset.label_name(-1.0), Some("not a smile"));
    }
}
