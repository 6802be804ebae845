//! Copying and pasting one picture: as text with its name and label, as an image, between windows.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{ColorImage, Event, Key, Modifiers, OutputCommand, ViewportCommand};
use jointly::engine::Shape;

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE};
use crate::sizes::pictures;

/// Ctrl+C, as the window system tells of it.
fn copies(learner: &mut Learner) -> String {
    learner.event(Event::Copy);
    learner.copied()
}

/// Ctrl+V, likewise.
fn pastes(learner: &mut Learner, text: &str) {
    learner.event(Event::Paste(text.to_owned()));
    learner.settle();
}

/// Ctrl+Shift+C, and the image that is on the clipboard then.
fn copies_image(learner: &mut Learner) -> ColorImage {
    learner.event(Event::ModifiersChanged(CTRL_SHIFT));
    learner.event(Event::Copy);
    let commands = &learner.harness().output().platform_output.commands;
    let image = commands.iter().find_map(|command| match command {
        OutputCommand::CopyImage(image) => Some(image.clone()),
        _ => None,
    });
    learner.event(Event::ModifiersChanged(Modifiers::NONE));
    learner.settle();
    image.expect("an image")
}

#[test]
fn a_picture_is_copied_from_a_card_or_a_grid_and_pasted_as_one_entry() {
    for (role, name) in [
        (Role::ListBoxOption, "cheery smile, label +1, smile, output 0, off by 1"),
        (Role::Grid, "pixels, at row 1 column 1"),
    ] {
        let mut learner = Learner::new();
        learner.focus(role, name);
        let text = copies(&mut learner);
        assert!(text.starts_with(r#"{"name": "cheery smile", "label": 1, "pixels": ["#), "{text}");
        learner.sees(&["Copied cheery smile, to be pasted here or in another window."]);
        let entries = learner.document().history().entries().len();
        pastes(&mut learner, &text);
        let examples = &learner.document().experiment().dataset.examples;
        assert_eq!((examples.len(), &examples[4]), (5, &examples[3]));
        assert_eq!(learner.document().history().entries().len(), entries + 1);
        learner.press(CTRL, Key::Z);
        assert_eq!(learner.document().experiment().dataset.examples.len(), 4);
    }
}

#[test]
fn a_picture_goes_from_one_window_to_another_with_its_name_and_label() {
    let mut one = Learner::new();
    one.press(NONE, Key::PageUp);
    let text = copies(&mut one);
    let mut other = Learner::new();
    other.press(CTRL, Key::N);
    pastes(&mut other, &text);
    let pasted = other.document().experiment().dataset.examples.last().cloned();
    assert_eq!(pasted, Some(one.document().experiment().dataset.examples[2].clone()));
    other.sees(&["flat mouth"]);
}

#[test]
fn what_is_no_picture_of_this_size_is_refused_and_changes_nothing() {
    let mut large = Learner::with(&pictures(2, 5, 5));
    let large = copies(&mut large);
    let mut learner = Learner::new();
    for (text, says) in [
        (large.as_str(), "has 5 x 5 pixels, and pictures here have 3 x 4"),
        ("good morning", "There is no picture on the clipboard"),
        (r#"{"label": 1, "pixels": [[1,"#, "The text on the clipboard is no whole picture"),
    ] {
        pastes(&mut learner, text);
        learner.sees(&[says]);
        assert_eq!(learner.document().history().entries().len(), 1, "{text}");
    }
}

#[test]
fn an_image_is_copied_and_pasted_and_one_of_another_size_is_refused() {
    let mut learner = Learner::new();
    let image = copies_image(&mut learner);
    assert_eq!(image.size, [192, 256]);
    learner.sees(&["Copied cheery smile as an image."]);
    learner.event(Event::PasteImage(Arc::new(image)));
    learner.settle();
    let dataset = &learner.document().experiment().dataset;
    assert_eq!(dataset.shape, Shape { width: 3, height: 4 });
    assert_eq!(dataset.examples[4].pixels, dataset.examples[3].pixels);
    let screen = ColorImage::from_gray([1920, 1080], &vec![255; 1920 * 1080]);
    learner.event(Event::PasteImage(Arc::new(screen)));
    learner.settle();
    learner.sees(&["has 1920 x 1080 pixels, and pictures here have 3 x 4"]);
    assert_eq!(learner.document().experiment().dataset.examples.len(), 5);
}

#[test]
fn a_text_field_and_a_dialog_keep_what_is_pasted_to_themselves() {
    let mut learner = Learner::new();
    let text = copies(&mut learner);
    learner.press(NONE, Key::F2);
    learner.press(CTRL, Key::A);
    pastes(&mut learner, "another name");
    learner.press(NONE, Key::Enter);
    assert_eq!(learner.title_of(3), "another name");
    learner.press(NONE, Key::F1);
    pastes(&mut learner, &text);
    assert_eq!(learner.document().experiment().dataset.examples.len(), 4);
}

#[test]
fn the_menu_copies_and_asks_the_system_for_what_is_to_be_pasted() {
    let mut learner = Learner::new();
    learner.choose(&["Edit", "Copy the picture"]);
    assert!(learner.copied().contains("cheery smile"));
    learner.choose(&["Edit", "Paste a picture"]);
    assert!(learner.was_told(&ViewportCommand::RequestPaste));
}
