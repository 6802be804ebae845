//! The data grid of the ARIA patterns, row by row, for each grid of the stage:
//! <https://www.w3.org/WAI/ARIA/apg/patterns/grid/>.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE, SHIFT};
use crate::sizes::pictures;

/// Each grid, and what its cells are called.
const GRIDS: [(&str, &str); 3] =
    [("pixels", "pixel"), ("weights", "weight"), ("pixel × weight", "product")];

/// In front of 8 x 8 cells with the keyboard in this one of `grid`.
fn at(grid: &str, row: usize, column: usize) -> Learner {
    let mut learner = Learner::with(&pictures(4, 8, 8));
    learner.focus(Role::Grid, &format!("{grid}, at row 1 column 1"));
    for _ in 1..row {
        learner.press(NONE, Key::ArrowDown);
    }
    for _ in 1..column {
        learner.press(NONE, Key::ArrowRight);
    }
    learner
}

/// Where the keys lead to, from row 3, column 3, in every grid.
#[track_caller]
fn leads(modifiers: Modifiers, key: Key, [row, column]: [usize; 2]) {
    for (grid, cell) in GRIDS {
        let mut learner = at(grid, 3, 3);
        learner.press(modifiers, key);
        let place = format!("row {row} column {column}");
        let has = (Role::Grid, format!("{grid}, at {place}"));
        assert_eq!(learner.focused(), Some(has), "{grid}, {key:?}");
        let told = (Role::Cell, format!("{cell} {place}"));
        assert_eq!(learner.spoken(), Some(told), "{grid}, {key:?}");
    }
}

#[test]
fn right_arrow_moves_one_cell_to_the_right() {
    leads(NONE, Key::ArrowRight, [3, 4]);
}

#[test]
fn left_arrow_moves_one_cell_to_the_left() {
    leads(NONE, Key::ArrowLeft, [3, 2]);
}

#[test]
fn down_arrow_moves_one_cell_down() {
    leads(NONE, Key::ArrowDown, [4, 3]);
}

#[test]
fn up_arrow_moves_one_cell_up() {
    leads(NONE, Key::ArrowUp, [2, 3]);
}

#[test]
fn page_down_moves_several_rows_down() {
    leads(NONE, Key::PageDown, [7, 3]);
}

#[test]
fn page_up_moves_several_rows_up() {
    leads(NONE, Key::PageUp, [1, 3]);
}

#[test]
fn home_moves_to_the_first_cell_of_the_row() {
    leads(NONE, Key::Home, [3, 1]);
}

#[test]
fn end_moves_to_the_last_cell_of_the_row() {
    leads(NONE, Key::End, [3, 8]);
}

#[test]
fn ctrl_home_moves_to_the_first_cell_of_the_first_row() {
    leads(CTRL, Key::Home, [1, 1]);
}

#[test]
fn ctrl_end_moves_to_the_last_cell_of_the_last_row() {
    leads(CTRL, Key::End, [8, 8]);
}

#[test]
fn at_the_edge_nothing_moves() {
    for (grid, _) in GRIDS {
        let mut learner = at(grid, 1, 1);
        for (back, corner, on) in [
            ([Key::ArrowLeft, Key::ArrowUp, Key::PageUp], "row 1 column 1", Key::End),
            ([Key::ArrowRight, Key::ArrowDown, Key::PageDown], "row 8 column 8", Key::Home),
        ] {
            for key in back {
                learner.press(NONE, key);
                let has = (Role::Grid, format!("{grid}, at {corner}"));
                assert_eq!(learner.focused(), Some(has), "{key:?}");
            }
            learner.press(CTRL, on);
        }
    }
}

#[test]
fn a_grid_is_one_tab_stop_and_tab_leaves_it() {
    for (grid, _) in GRIDS {
        for modifiers in [NONE, SHIFT] {
            let mut learner = at(grid, 2, 2);
            learner.press(modifiers, Key::Tab);
            let now = learner.focused().map(|(_, name)| name).unwrap_or_default();
            assert!(!now.starts_with(&format!("{grid}, at")), "{now}");
        }
        // It comes back to where it was left.
        let mut learner = at(grid, 2, 2);
        learner.press(NONE, Key::Tab);
        learner.press(SHIFT, Key::Tab);
        assert_eq!(learner.focused(), Some((Role::Grid, format!("{grid}, at row 2 column 2"))));
    }
}

#[test]
fn space_paints_a_pixel_and_tests_a_weight() {
    let mut learner = at("pixels", 2, 2);
    let before = learner.pixel(0, 9);
    learner.press(NONE, Key::Space);
    assert_eq!(learner.pixel(0, 9), 1.0 - before);
    let mut learner = at("weights", 2, 2);
    learner.press(NONE, Key::Space);
    learner.sees(&["Only this weight is raised: 0 → 1."]);
    assert_eq!(learner.cell("weight row 2 column 2"), "1");
    let mut learner = at("pixel × weight", 2, 2);
    let before = learner.document().run();
    learner.press(NONE, Key::Space);
    assert_eq!(learner.document().run(), before, "a product follows from the others");
}

#[test]
fn enter_and_f2_edit_a_cell_and_enter_ends_it() {
    for (grid, cell) in &GRIDS[..2] {
        for key in [Key::Enter, Key::F2] {
            let mut learner = at(grid, 2, 2);
            learner.press(NONE, key);
            let editor = (Role::TextInput, format!("{cell} row 2 column 2, new value"));
            assert_eq!(learner.focused(), Some(editor));
            learner.press(CTRL, Key::A);
            learner.types("0.5");
            // Within the editor keys are the editor's.
            learner.press(NONE, Key::Home);
            learner.press(CTRL_SHIFT, Key::End);
            learner.press(NONE, Key::Enter);
            assert_eq!(learner.cell(&format!("{cell} row 2 column 2")), "0.5");
            let back = (Role::Grid, format!("{grid}, at row 2 column 2"));
            assert_eq!(learner.focused(), Some(back), "the grid has the keyboard again");
        }
    }
}

#[test]
fn a_digit_replaces_the_value_of_a_cell() {
    for (grid, cell) in &GRIDS[..2] {
        let mut learner = at(grid, 2, 2);
        learner.types("3");
        learner.press(NONE, Key::Enter);
        assert_eq!(learner.cell(&format!("{cell} row 2 column 2")), "3");
    }
}

#[test]
fn escape_leaves_editing_and_then_the_grid() {
    for (grid, cell) in &GRIDS[..2] {
        let mut learner = at(grid, 2, 2);
        let before = learner.document().run();
        learner.press(NONE, Key::F2);
        learner.types("7");
        learner.press(NONE, Key::Escape);
        assert_eq!(learner.document().run(), before, "{cell}");
        let back = (Role::Grid, format!("{grid}, at row 2 column 2"));
        assert_eq!(learner.focused(), Some(back));
        learner.press(NONE, Key::Escape);
        assert_eq!(learner.focused(), None);
    }
}

#[test]
fn a_product_is_read_only_and_says_so() {
    let mut learner = at("pixel × weight", 2, 2);
    for key in [Key::Enter, Key::F2] {
        learner.press(NONE, key);
        learner.types("3");
        let grid = (Role::Grid, "pixel × weight, at row 2 column 2".to_owned());
        assert_eq!(learner.focused(), Some(grid), "{key:?}");
    }
    let read_only = |learner: &Learner, cell: &str| {
        learner.find(Role::Cell, cell).accesskit_node().data().is_read_only()
    };
    assert!(read_only(&learner, "product row 1 column 1"));
    assert!(!read_only(&learner, "weight row 1 column 1"));
}

#[test]
fn above_64_cells_the_cursor_is_told_of_too() {
    let mut learner = Learner::with(&pictures(4, 28, 28));
    learner.focus(Role::Grid, "pixels, at row 1 column 1");
    for (modifiers, key, place) in [
        (CTRL, Key::End, "row 28 column 28"),
        (NONE, Key::PageUp, "row 24 column 28"),
        (NONE, Key::Home, "row 24 column 1"),
    ] {
        learner.press(modifiers, key);
        assert_eq!(learner.spoken(), Some((Role::Cell, format!("pixel {place}"))));
    }
}

#[test]
fn pairs_of_changes_are_walked_in_the_same_way_and_none_is_a_pair_with_itself() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.act(Role::Button, "All pictures");
    let part = "Pair by pair: which two changes get in each other's way";
    learner.act(Role::DisclosureTriangle, part);
    let name = |learner: &Learner| {
        let grids = learner.names(Role::Grid);
        grids.into_iter().find(|name| name.starts_with("pair terms")).expect("a grid of pairs")
    };
    let first = name(&learner);
    learner.focus(Role::Grid, &first);
    for (modifiers, key, pair) in [
        (CTRL, Key::End, "row 4, col 2 with row 4, col 3"),
        (CTRL, Key::Home, "row 3, col 1 with row 3, col 2"),
        (NONE, Key::End, "row 3, col 1 with row 4, col 3"),
        (NONE, Key::Home, "row 3, col 1 with row 3, col 2"),
        (NONE, Key::ArrowDown, "row 3, col 2 with row 3, col 3"),
        (NONE, Key::ArrowRight, "row 3, col 3 with row 4, col 1"),
        (NONE, Key::PageDown, "row 4, col 1 with row 4, col 3"),
        (NONE, Key::PageUp, "row 3, col 2 with row 4, col 1"),
    ] {
        learner.press(modifiers, key);
        assert_eq!(name(&learner), format!("pair terms, at {pair}"), "{key:?}");
        assert!(learner.spoken().is_some_and(|(role, _)| role == Role::Cell), "{key:?}");
    }
}

#[test]
fn a_number_with_more_places_than_its_cell_has_room_for_is_told_whole_by_the_pointer() {
    let mut learner = at("weights", 2, 2);
    learner.types("-0.0781");
    learner.press(NONE, Key::Enter);
    let told = "−0.0781. Click to test this weight.";
    assert_eq!(learner.cell("weight row 2 column 2"), "−0.0781");
    let cell = learner.rect(Role::Cell, "weight row 2 column 2").center();
    learner.points_at(cell);
    learner.until(|learner| learner.is_shown(told));
    let neighbour = learner.rect(Role::Cell, "weight row 2 column 3").center();
    learner.points_at(neighbour);
    learner.until(|learner| learner.is_shown("Click to test this weight."));
    learner.until(|learner| !learner.is_shown(told));
}
