//! Pictures of the window, compared with those of `tests/snapshots`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --features window-tests --test window pictures` takes them anew: look at each
//! before it is committed. Beside a picture that differs are left `.new.png` and `.diff.png`.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Theme};
use egui_kittest::{Harness, SnapshotOptions};

use crate::learner::{CTRL, Learner, NONE};
use crate::renderer::Renderer;
use crate::sizes::pictures;

/// How many pixels may differ: a letter may be smoothed otherwise on another processor, a line may not be gone.
const MOST_DIFFERENT: usize = 200;

pub fn in_front_of(size: [f32; 2], theme: Theme) -> Learner {
    let builder = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_render_cursor(false)
        .renderer(Renderer::default());
    Learner::built_by(builder)
}

#[track_caller]
fn looks_like(mut learner: Learner, name: &str) {
    learner.looks_away();
    let options = SnapshotOptions::new().max_failed_pixels(MOST_DIFFERENT);
    learner.harness().snapshot_options(name, &options);
}

const USUAL: [f32; 2] = [1280.0, 800.0];

fn applied(size: [f32; 2], theme: Theme) -> Learner {
    let mut learner = in_front_of(size, theme);
    learner.press(CTRL, Key::T);
    learner.press(NONE, Key::Space);
    learner
}

#[test]
fn before_dark() {
    looks_like(in_front_of(USUAL, Theme::Dark), "before-dark");
}

#[test]
fn tested_dark() {
    let mut learner = in_front_of(USUAL, Theme::Dark);
    learner.press(CTRL, Key::T);
    looks_like(learner, "tested-dark");
}

#[test]
fn applied_dark() {
    looks_like(applied(USUAL, Theme::Dark), "applied-dark");
}

#[test]
fn applied_light() {
    looks_like(applied(USUAL, Theme::Light), "applied-light");
}

#[test]
fn all_pictures_dark() {
    let mut learner = applied(USUAL, Theme::Dark);
    learner.act(Role::Button, "All pictures");
    looks_like(learner, "all-pictures-dark");
}

#[test]
fn compared_dark() {
    let mut learner = in_front_of(USUAL, Theme::Dark);
    learner.click(Role::ComboBox, "score: matches");
    learner.click(Role::RadioButton, "squared error");
    learner.press(CTRL, Key::K);
    looks_like(learner, "compared-dark");
}

#[test]
fn applied_in_a_small_window() {
    let learner = applied([1024.0, 700.0], Theme::Dark);
    looks_like(learner, "applied-small-dark");
}

#[test]
fn thirteen_pictures_of_eight_by_eight() {
    let mut learner = in_front_of(USUAL, Theme::Light);
    learner.opens(&pictures(13, 8, 8));
    learner.press(CTRL, Key::Enter);
    looks_like(learner, "thirteen-light");
}
