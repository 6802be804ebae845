//! Taking along: numbers on the clipboard and as CSV, the explanation as a page, the window as a picture.

use std::fs;

use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, ColorImage, Key, PointerButton};
use egui_kittest::kittest::NodeT as _;
use jointly::document::sheets::{Subject, Table};
use jointly::document::words;
use jointly::document::{FileKind, Purpose};
use jointly::jobs::Answer;

use crate::learner::{CTRL, Learner, NONE, SHIFT};

/// In front of the lesson after its first round.
fn applied() -> Learner {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner
}

fn numbers(learner: &Learner, table: Table) -> String {
    let subject = Subject::of(learner.document(), 3, Vec::new());
    table.sheet(&subject).expect("it speaks").csv()
}

fn right_click(learner: &mut Learner, role: Role, name: &str) {
    let at = learner.rect(role, name).center();
    learner.drags(PointerButton::Secondary, &[at]);
}

#[test]
fn numbers_are_copied_from_the_menu() {
    let mut learner = applied();
    learner.choose(&["Edit", "Copy numbers", "Each alone"]);
    assert_eq!(learner.copied(), numbers(&learner, Table::EachAlone));
    learner.sees(&["Copied each alone: 8 rows, 17 columns."]);
    learner.choose(&["Edit", "Copy numbers", "Orders"]);
    assert_eq!(learner.copied(), "changes at once,term\n1,11\n2,-34\n3,54\n4,-48\n5,20\n6,0\n");
}

#[test]
fn what_has_nothing_to_say_is_not_in_the_menu() {
    let mut learner = Learner::new();
    learner.choose(&["Edit", "Copy numbers"]);
    let items = learner.names(Role::Button);
    assert!(items.contains(&"Weights".to_owned()), "{items:?}");
    assert!(!items.contains(&"Each alone".to_owned()), "{items:?}");
}

#[test]
fn a_right_click_on_a_table_offers_its_numbers() {
    let mut learner = applied();
    right_click(&mut learner, Role::Image, "Accuracy per round, 2 rows, now 3 of 4");
    learner.click_button("Copy numbers");
    assert_eq!(learner.copied(), numbers(&learner, Table::Rounds));
    right_click(&mut learner, Role::Cell, "weight row 1 column 1");
    learner.choose(&["Copy numbers", "Weights"]);
    assert_eq!(learner.copied(), numbers(&learner, Table::Weights));
    assert_eq!(learner.document().history().cursor(), 1, "nothing else was done");
}

#[test]
fn the_right_button_still_erases_pixels_and_opens_nothing() {
    let mut learner = applied();
    right_click(&mut learner, Role::Cell, "pixel row 1 column 1");
    assert_eq!(learner.pixel(3, 0), 0.0);
    assert!(!learner.names(Role::Button).contains(&"Copy numbers".to_owned()));
}

#[test]
fn the_menu_opens_by_keys_where_the_keyboard_is() {
    for (modifiers, key) in [(NONE, Key::Menu), (SHIFT, Key::F10)] {
        let mut learner = applied();
        learner.focus(Role::Grid, "weights, at row 1 column 1");
        learner.press(modifiers, key);
        learner.choose(&["Copy numbers", "Weights"]);
        assert_eq!(learner.copied(), numbers(&learner, Table::Weights));
    }
}

#[test]
fn numbers_are_saved_as_csv_under_the_suggested_name() {
    let mut learner = applied();
    let path = learner.path("mine.csv");
    learner.answer(Answer::Path(path.clone()));
    learner.choose(&["File", "Export", "Numbers as CSV", "Each alone"]);
    learner.until(|learner| learner.is_shown("Saved the numbers of each alone to mine.csv."));
    let suggested = "smiles, round 1, each alone.csv".to_owned();
    assert_eq!(learner.asked(), [(Purpose::Export(FileKind::Csv), suggested)]);
    assert_eq!(fs::read_to_string(path).expect("a file"), numbers(&learner, Table::EachAlone));
    assert_eq!(learner.document().name(), "smiles.json", "the document is still of its own file");
    assert!(learner.document().is_changed());
}

#[test]
fn the_round_is_saved_as_a_sheet_to_be_worked_out_and_its_solution() {
    let mut learner = Learner::new();
    for (item, name, what) in [
        ("Exercise sheet...", "smiles, round 1, exercise.pdf", "the exercise sheet"),
        ("Solution sheet...", "smiles, round 1, solution.pdf", "the solution sheet"),
    ] {
        learner.answer(Answer::Path(learner.path(name)));
        learner.choose(&["File", "Export", item]);
        learner.until(|learner| learner.is_shown(&format!("Saved {what} to {name}.")));
        let asked = learner.asked().last().cloned().expect("asked");
        assert_eq!(asked, (Purpose::Export(FileKind::Pdf), name.to_owned()));
        assert!(fs::read(learner.path(name)).expect("a file").starts_with(b"%PDF-1."));
    }
    let many = crate::sizes::pictures(13, 3, 4);
    learner.opens(&many);
    learner.choose(&["File", "Export", "Exercise sheet..."]);
    learner.sees(&["An exercise sheet takes 1 to 12 pictures", "here are 13 pictures"]);
}

#[test]
fn the_explanation_is_saved_as_a_page() {
    let mut learner = Learner::new();
    learner.answer(Answer::Path(learner.path("page")));
    learner.choose(&["File", "Export"]);
    assert!(
        learner.find(Role::Button, "The explanation as Markdown...").accesskit_node().is_disabled()
    );
    learner.press(NONE, Key::Escape);
    learner.press(CTRL, Key::Enter);
    learner.choose(&["File", "Export", "The explanation as Markdown..."]);
    learner.until(|learner| learner.is_shown("Saved the explanation of the round to page.md."));
    assert_eq!(learner.asked()[0].1, "smiles, round 1, explained.md");
    let page = fs::read_to_string(learner.path("page.md")).expect("a file");
    assert!(page.contains("| Two changes meeting | −34 |"), "{page}");
    assert!(page.contains("| row 3, column 1 | +1 | 0.3333 |"), "{page}");
    let without = words::page(&Subject::of(learner.document(), 3, Vec::new()));
    assert!(page.starts_with(without.expect("a page").as_str()), "all else is as it is");
}

#[test]
fn the_window_and_its_panel_are_saved_as_pictures() {
    let mut learner = applied();
    // Each pixel tells where it was.
    let color = |n: usize| {
        let [x, y] = [n % 2560, n / 2560].map(|at| u8::try_from(at / 16).unwrap_or(u8::MAX));
        Color32::from_rgb(x, y, 7)
    };
    let picture = || ColorImage::new([2560, 1600], (0..2560 * 1600).map(color).collect());
    for (item, name, what) in [
        ("The window as PNG...", "window", "the window, 2560 x 1600 pixels"),
        ("The panel Why as PNG...", "why", "the panel Why, "),
    ] {
        let path = learner.path(&format!("{name}.png"));
        learner.answer(Answer::Path(path.clone()));
        learner.choose(&["File", "Export", item]);
        learner.develops(picture());
        learner.until(|learner| learner.is_shown(&format!("Saved a picture of {what}")));
        let (purpose, suggested) = learner.asked().pop().expect("it asks");
        assert_eq!(purpose, Purpose::Export(FileKind::Png));
        assert_eq!(suggested, format!("smiles, round 1, {name}.png"));
        let saved = image::open(path).expect("a picture").into_rgb8();
        let why = learner.rect(Role::Button, "This picture");
        let (width, height) = saved.dimensions();
        if name == "window" {
            assert_eq!((width, height), (2560, 1600));
            assert_eq!(saved.get_pixel(0, 0).0, [0, 0, 7]);
        } else {
            // Twice as many pixels as points; the panel begins left of its tabs and ends at the window's edge.
            let left = f32::from(saved.get_pixel(0, 0).0[0]) * 8.0;
            assert!((why.left() - 120.0..why.left()).contains(&left), "{left} {why:?}");
            assert!(width < 2560 / 2 && height < 1600, "{width} x {height}");
        }
    }
}

#[test]
fn what_cannot_be_saved_is_told_with_its_name() {
    let mut learner = applied();
    learner.answer(Answer::Path(learner.path("no folder/mine.csv")));
    learner.choose(&["File", "Export", "Numbers as CSV", "Weights"]);
    learner.until(|learner| learner.is_shown("Not saved"));
    learner.sees(&["mine.csv: there is no folder"]);
    learner.click_button("OK");
    learner.answer(Answer::Cancelled);
    learner.choose(&["File", "Export", "Numbers as CSV", "Weights"]);
    assert!(!learner.is_shown("Saved the numbers"));
}

#[test]
fn a_typed_path_asks_before_it_replaces_a_file() {
    let mut learner = applied();
    let path = learner.path("mine.csv");
    fs::write(&path, "old").expect("written");
    for (button, expected) in [("Cancel", None), ("Replace", Some(Table::Weights))] {
        learner.answer(Answer::Unavailable);
        learner.choose(&["File", "Export", "Numbers as CSV", "Weights"]);
        learner.sees(&["This system shows no file dialog here."]);
        learner.press(CTRL, Key::A);
        learner.types(&learner.path("mine").to_string_lossy());
        learner.press(NONE, Key::Enter);
        learner.sees(&["Replace mine.csv?", "is there already."]);
        learner.click_button(button);
        if expected.is_some() {
            learner.until(|learner| learner.is_shown("Saved the numbers of weights to mine.csv."));
        }
        let expected = expected.map_or("old".to_owned(), |table| numbers(&learner, table));
        assert_eq!(fs::read_to_string(&path).expect("a file"), expected);
    }
}
