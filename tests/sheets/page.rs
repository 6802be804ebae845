//! The page that explains a round.

use jointly::document::{Action, Stage, words};
use proptest::prelude::*;

use crate::{act, documents, known, smiles};

/// The page on the lesson's first round.
fn lesson() -> String {
    let mut document = smiles();
    assert_eq!(words::page(&known(&document, 3)), None);
    act(&mut document, Action::PlayRound);
    words::page(&known(&document, 3)).expect("a round was played")
}

#[test]
fn the_lesson_on_one_page() {
    let page = lesson();
    for line in [
        "# Smiles, round 1",
        "4 pictures of 3 x 4 pixels: 2 labelled −1 (not a smile) and 2 labelled +1 (smile). \
         Every pixel has one weight; a picture's output is the sum of its pixels times their weights.",
        "Each weight was tested alone, one step of 1 up and one down, all others held. A picture matches when its \
         output equals its label. A test is scored by how many pictures match. Then all changes are applied at once.",
        "6 of 12 weights moved. Before the round 0 of 4 matched, after it 3.",
        "| cheery smile | +1 smile | 0 | 3 | no | no | missed | overshot |",
        "Cheery smile overshot: output 3, label 1.",
        "- Any 2 of its 3 changes together break it.",
        "- Withhold any 2 of the 3 and it matches.",
        "| row 3 | up 2, down 1: raise | up 0, down 1: lower | up 2, down 1: raise |",
        "11 matches alone, added up. 3 together.",
        "| row 3, column 1 +1 | 1 ✓ | 1 | 0 | 1 ✓ | 2 |",
        "| all together | 1 ✓ | −1 ✓ | −1 ✓ | 3 | 3 |",
        "6 of 12 weights ask for a change. With every weight left as it is: 0 match.",
        "| row 4, column 3 −1 | 3 | 2 | 4 |",
        "| Two changes meeting | −34 |",
        "| 3 | 6 |",
        "| 2 | −34 |",
        "| 4 | 243 |",
        "| row 3, column 1 | +1 | 0.3333 |",
        "| row 4, column 3 | −1 | 0.8333 |",
    ] {
        assert!(page.lines().any(|written| written == line), "no {line:?} in\n{page}");
    }
    let place = |text: &str| page.find(text).expect(text);
    assert!(place("### Cheery smile") < place("### Smile"), "the worst first");
}

/// The cells of a table's line. An escaped bar is no end of a cell.
fn cells(line: &str) -> usize {
    let line = line.replace("\\\\", "").replace("\\|", "");
    line.matches('|').count() - 1
}

const HEADINGS: [&str; 10] = [
    "Pictures",
    "Why, picture by picture",
    "Weight tests",
    "Each change alone, and all together",
    "One by one",
    "From promised to delivered",
    "All subsets of the changes",
    "What changes do together, by their number",
    "Fair shares",
    "All settings of the weights",
];

proptest! {
    #[test]
    fn every_table_has_as_many_cells_in_each_row(document in documents()) {
        let subject = known(&document, 0);
        let page = words::page(&subject);
        let applied = matches!(document.stage(), Stage::Applied(_));
        prop_assert_eq!(page.is_some(), applied);
        let page = page.unwrap_or_default();
        for block in page.split("\n\n").filter(|block| block.starts_with('|')) {
            let lines: Vec<&str> = block.lines().collect();
            prop_assert!(lines.len() > 1 && lines[1].starts_with("| ---"), "{block}");
            for line in &lines {
                prop_assert!(line.starts_with('|') && line.ends_with('|'), "{block}");
                prop_assert_eq!(cells(line), cells(lines[0]), "{}", block);
            }
        }
        // Names begin no heading of their own.
        for heading in page.lines().filter_map(|line| line.strip_prefix("## ")) {
            prop_assert!(HEADINGS.contains(&heading), "{heading}");
        }
    }
}
