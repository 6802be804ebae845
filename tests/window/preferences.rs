//! What is preferred of the window is there again at the next start; work never is.

use std::fs;
use std::path::Path;

use eframe::egui::accesskit::Role;
use eframe::egui::{Context, Key, Pos2, Rect, ThemePreference, ViewportCommand, ViewportId, vec2};
use jointly::app::Workbench;
use jointly::document::Appearance;
use jointly::jobs::{Native, Preferences, Recent, Remembered};

use crate::learner::{CTRL, Learner, NONE, PREFERENCES};

/// The window system tells the size of the window, and whether it takes the whole screen.
fn becomes(learner: &mut Learner, size: [f32; 2], maximised: bool) {
    let input = learner.harness().input_mut();
    let window = input.viewports.entry(ViewportId::ROOT).or_default();
    window.inner_rect = Some(Rect::from_min_size(Pos2::ZERO, size.into()));
    window.maximized = Some(maximised);
    learner.settle();
}

/// What a start makes of these preferences. The windows of tests are given a theme only after that.
fn theme_of_a_start(store: &Path) -> ThemePreference {
    let ctx = Context::default();
    let mut workbench = Workbench::new(&ctx, Box::new(Native), Recent::default());
    workbench.remember_in(Remembered::at(store), &ctx);
    workbench.zoom_as_remembered(&ctx);
    ctx.options(|options| options.theme_preference)
}

#[test]
fn a_new_window_has_no_preferences_and_keeps_none() {
    let mut learner = Learner::newcomer();
    learner.press(CTRL, Key::Enter);
    assert_eq!(*learner.preferences(), Preferences::default());
    assert!(!learner.path(PREFERENCES).exists());
}

#[test]
fn what_was_chosen_is_there_at_the_next_start() {
    let mut learner = Learner::new();
    becomes(&mut learner, [1100.0, 750.0], false);
    becomes(&mut learner, [1920.0, 1000.0], true);
    learner.choose(&["View"]);
    learner.click(Role::CheckBox, "Nothing slides (reduced motion)");
    learner.choose(&["View"]);
    learner.click(Role::RadioButton, "Light theme");
    learner.workbench().dismiss_welcome(true);
    learner.workbench().keep_lesson_step(Some(("Four pictures".to_owned(), 5)));
    let mut learner = learner.starts_again();
    let expected = Preferences {
        size: Some([1100.0, 750.0]),
        maximised: true,
        appearance: Appearance::Light,
        still: Some(true),
        welcome_dismissed: true,
        lesson_step: Some(("Four pictures".to_owned(), 5)),
        ..Preferences::default()
    };
    assert_eq!(*learner.preferences(), expected);
    assert_eq!(theme_of_a_start(&learner.path(PREFERENCES)), ThemePreference::Light);
    learner.press_without_settling(CTRL, Key::T);
    assert_eq!(learner.document().tested(), 12, "nothing slides");
}

#[test]
fn the_height_of_the_strip_and_the_zoom_are_remembered() {
    let mut learner = Learner::new();
    let plot = |learner: &Learner| {
        let names = learner.names(Role::Image);
        let plot = names.iter().find(|name| name.starts_with("Accuracy")).expect("a plot");
        learner.rect(Role::Image, plot)
    };
    let before = plot(&learner);
    // Just above the strip's title is its handle.
    let heading = learner.rect(Role::Label, "Rounds");
    let handle = heading.center_top() - vec2(0.0, 13.0);
    let primary = eframe::egui::PointerButton::Primary;
    learner.drags(primary, &[handle, handle - vec2(0.0, 30.0), handle - vec2(0.0, 80.0)]);
    let tall = plot(&learner);
    assert!(tall.height() > before.height() + 60.0, "{before} {tall}");
    let mut learner = learner.starts_again();
    assert!((plot(&learner).height() - tall.height()).abs() < 1.0);
    learner.press(CTRL, Key::Plus);
    assert!((learner.preferences().zoom - 1.1).abs() < 0.01);
    becomes(&mut learner, [1000.0, 600.0], false);
    let mut learner = learner.starts_again();
    assert!((learner.harness().ctx.zoom_factor() - 1.1).abs() < 0.01);
    assert_eq!(learner.preferences().size, Some([1100.0, 660.0]), "in points of the screen");
}

#[test]
fn a_damaged_file_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    for damaged in ["", "nonsense", "{\"zoom\": \"large\", \"still\": 3, \"size\": [0, -1]}"] {
        fs::write(folder.path().join(PREFERENCES), damaged).expect("written");
        let learner = Learner::at(folder.path());
        assert_eq!(*learner.preferences(), Preferences::default(), "{damaged}");
        assert_eq!(learner.document().name(), "smiles.json");
        assert!(!learner.is_shown("preferences"));
    }
}

#[test]
fn one_key_makes_it_as_large_as_a_class_needs_it_and_back() {
    let mut learner = Learner::new();
    let zoom = |learner: &mut Learner| learner.harness().ctx.zoom_factor();
    becomes(&mut learner, [1100.0, 750.0], false);
    learner.press(CTRL, Key::Plus);
    let usual = zoom(&mut learner);
    assert!((usual - 1.1).abs() < 0.01, "{usual}");
    learner.press(NONE, Key::F11);
    assert!((zoom(&mut learner) - 1.5).abs() < 0.01);
    assert!(learner.was_told(&ViewportCommand::Fullscreen(true)));
    assert!(!learner.was_told(&ViewportCommand::Fullscreen(false)));
    becomes(&mut learner, [1920.0, 1080.0], false);
    assert!((learner.preferences().zoom - usual).abs() < 0.01, "a presentation is not preferred");
    let before = learner.preferences().size;
    learner.press(NONE, Key::F11);
    assert!((zoom(&mut learner) - usual).abs() < 0.01);
    assert!(learner.was_told(&ViewportCommand::Fullscreen(false)));
    let kept = before.expect("a size");
    assert!(kept[0] < 1300.0, "not that of the screen: {kept:?}");
}
