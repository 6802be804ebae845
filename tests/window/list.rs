//! The list of many pictures: which are shown, in which order, and that they are drawn as they are.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Rect, Theme};
use image::RgbaImage;
use jointly::engine::{Cause, Explanation, MatchRule, Round, Score};

use crate::learner::{CTRL, Learner, NONE};
use crate::pictures::in_front_of;
use crate::sizes::pictures;

const MANY: usize = 120;

/// Many pictures of random pixels, after a round that moved them in several ways.
fn after_a_round() -> Learner {
    let mut run = pictures(MANY, 9, 9);
    let dataset = Arc::make_mut(&mut run.dataset);
    let mut random = fastrand::Rng::with_seed(7);
    for example in &mut dataset.examples {
        let mut pixels: Vec<f64> = (0..81).map(|_| f64::from(random.u8(0..3))).collect();
        // The first two are off, and are not moved.
        if ["p0", "p1"].contains(&example.name.as_str()) {
            pixels.fill(0.0);
        }
        Arc::make_mut(example).pixels = pixels.into();
    }
    run.settings.match_rule = MatchRule::Sign;
    run.settings.score = Score::SquaredError;
    run.settings.step = 0.03125;
    let mut learner = Learner::with(&run);
    learner.press(CTRL, Key::Enter);
    learner
}

fn round(learner: &Learner) -> &Round {
    learner.document().round().expect("a round led here")
}

/// How many of the pictures are so.
fn count(learner: &Learner, is_so: impl Fn(&Round, usize) -> bool) -> usize {
    (0..MANY).filter(|e| is_so(round(learner), *e)).count()
}

fn off_by(learner: &Learner, e: usize) -> f64 {
    let document = learner.document();
    (document.evaluation().outputs[e] - document.experiment().dataset.examples[e].label).abs()
}

/// The rows in sight, by their names, from above.
fn rows(learner: &Learner) -> Vec<String> {
    let names = learner.names(Role::ListBoxOption);
    let first = |name: &String| name.split(',').next().unwrap_or_default().to_owned();
    names.iter().map(first).collect()
}

fn opens_the_filter(learner: &mut Learner) {
    let names = learner.names(Role::Button);
    let name = names.iter().find(|name| name.starts_with("Show: ")).expect("a filter").clone();
    learner.click_button(&name);
}

#[track_caller]
fn chooses(learner: &mut Learner, choice: &str, shown: usize) {
    opens_the_filter(learner);
    learner.click(Role::RadioButton, choice);
    learner.press(NONE, Key::Escape);
    learner.sees(&[&format!("{shown} of {MANY} shown")]);
}

#[test]
fn the_worst_come_first_and_the_order_of_the_file_is_one_click_away() {
    let mut learner = after_a_round();
    let mut worst: Vec<usize> = (0..MANY).collect();
    let matched = |e: usize| {
        let document = learner.document();
        document.evaluation().matched(&document.experiment().dataset, e)
    };
    worst.sort_by(|&a, &b| {
        let further = off_by(&learner, b).total_cmp(&off_by(&learner, a));
        matched(a).cmp(&matched(b)).then(further).then(a.cmp(&b))
    });
    let titles = |order: &[usize]| order.iter().map(|e| format!("p{e}")).collect::<Vec<_>>();
    let seen = rows(&learner);
    assert!(seen.len() > 5 && seen.len() < 30, "{seen:?}");
    assert_eq!(seen, titles(&worst[..seen.len()]));
    learner.click_button("Worst first");
    let seen = rows(&learner);
    assert_eq!(seen, titles(&(0..seen.len()).collect::<Vec<_>>()));
    // What comes next is next in the list.
    learner.click_button("Worst first");
    learner.click(Role::ListBoxOption, &learner.names(Role::ListBoxOption)[0]);
    learner.press_all(&[(NONE, Key::Escape), (NONE, Key::PageDown)]);
    assert_eq!(learner.focused(), None);
    learner.sees(&[&format!("p{}", worst[1])]);
    assert!(learner.names(Role::Heading).contains(&format!("p{}", worst[1])));
}

#[test]
fn only_those_of_a_fate_are_shown_and_counted() {
    let mut learner = after_a_round();
    learner.sees(&["120 of 120 shown"]);
    let by = |cause: Cause| move |round: &Round, e: usize| round.examples[e].cause == cause;
    let missed = count(&learner, |round, e| !round.examples[e].matched_after);
    let dataset = learner.document().experiment().dataset.clone();
    let broken =
        count(&learner, |round, e| Explanation::of_round(&dataset, round, e).broken_together());
    assert!(broken > 0 && broken < missed, "{broken} {missed}");
    chooses(&mut learner, "Missed", missed);
    chooses(&mut learner, "Broken together", broken);
    for (name, cause) in [
        ("Overshot", Cause::Overshot),
        ("Fell short", Cause::FellShort),
        ("Pushed away", Cause::PushedAway),
        ("Unmoved", Cause::Unmoved),
    ] {
        let expected = count(&learner, by(cause));
        chooses(&mut learner, name, expected);
        for row in rows(&learner) {
            let e: usize = row[1..].parse().expect("a number");
            assert_eq!(round(&learner).examples[e].cause, cause, "{row} under {name}");
        }
    }
    chooses(&mut learner, "All", MANY);
    chooses(&mut learner, "label +1 (60)", MANY / 2);
    opens_the_filter(&mut learner);
    learner.click_button("Show all");
    learner.sees(&["120 of 120 shown", "Show: all"]);
}

#[test]
fn a_fate_is_that_of_the_round_at_the_cursor() {
    let mut learner = after_a_round();
    let missed = count(&learner, |round, e| !round.examples[e].matched_after);
    chooses(&mut learner, "Missed", missed);
    // From a picture that is not among them the first of them is next.
    let matched = (0..MANY).find(|e| round(&learner).examples[*e].matched_after);
    chooses(&mut learner, "All", MANY);
    learner.click_button("Worst first");
    let to = matched.expect("some match");
    learner.press(NONE, Key::Escape);
    learner.press_times(to, Key::PageDown);
    assert!(learner.names(Role::Heading).contains(&format!("p{to}")));
    chooses(&mut learner, "Missed", missed);
    let first = rows(&learner)[0].clone();
    learner.press(NONE, Key::Escape);
    learner.press(NONE, Key::PageDown);
    assert!(learner.names(Role::Heading).contains(&first));
    learner.press(CTRL, Key::Z);
    // At the start every output is 0, and no label is.
    learner.sees(&["120 of 120 shown"]);
    chooses(&mut learner, "Overshot", 0);
    learner.sees(&["Only a round tells that"]);
    learner.press(CTRL | crate::learner::SHIFT, Key::Z);
    let overshot = count(&learner, |round, e| round.examples[e].cause == Cause::Overshot);
    learner.sees(&[&format!("{overshot} of 120 shown")]);
}

#[test]
fn a_bound_on_the_distance_is_typed() {
    let mut learner = after_a_round();
    let bound = 0.9;
    let far = (0..MANY).filter(|e| off_by(&learner, *e) >= bound).count();
    assert!(far > 0 && far < MANY);
    opens_the_filter(&mut learner);
    learner.click(Role::SpinButton, "Off by at least");
    learner.press(CTRL, Key::A);
    learner.types(&bound.to_string());
    learner.press(NONE, Key::Enter);
    learner.sees(&[&format!("{far} of 120 shown"), &format!("off by {bound} or more")]);
}

#[test]
fn the_keyboard_walks_through_the_whole_list() {
    let mut learner = Learner::with(&pictures(MANY, 9, 9));
    learner.click_button("Worst first");
    let first = learner.names(Role::ListBoxOption)[0].clone();
    learner.focus(Role::ListBoxOption, &first);
    let at = |learner: &Learner| {
        let (role, name) = learner.focused().expect("something has the keyboard");
        assert_eq!(role, Role::ListBoxOption);
        name.split(',').next().unwrap_or_default().to_owned()
    };
    learner.press_times(3, Key::ArrowDown);
    assert_eq!(at(&learner), "p3");
    learner.press(NONE, Key::End);
    assert_eq!(at(&learner), "p119");
    assert!(rows(&learner).contains(&"p119".to_owned()));
    learner.press(NONE, Key::ArrowDown);
    assert_eq!(at(&learner), "p119");
    learner.press(NONE, Key::ArrowUp);
    assert_eq!(at(&learner), "p118");
    learner.press(NONE, Key::PageUp);
    let page: usize = at(&learner)[1..].parse().expect("a number");
    assert!((100..118).contains(&page), "{page}");
    learner.press(NONE, Key::PageDown);
    assert_eq!(at(&learner), "p118");
    learner.press(NONE, Key::Home);
    assert_eq!(at(&learner), "p0");
    assert!(learner.names(Role::Heading).contains(&"p0".to_owned()));
}

/// What stands in a rectangle of the window.
fn seen(picture: &RgbaImage, rect: Rect) -> RgbaImage {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "on screen")]
    let [x, y, width, height] =
        [rect.left(), rect.top(), rect.width(), rect.height()].map(|v| v as u32);
    image::imageops::crop_imm(picture, x, y, width, height).to_image()
}

#[test]
fn a_painted_pixel_is_painted_in_small_too() {
    for (theme, shape) in [(Theme::Dark, (9, 9)), (Theme::Light, (28, 28))] {
        let mut learner = in_front_of([1280.0, 800.0], theme);
        learner.opens(&pictures(20, shape.0, shape.1));
        let row = "p0, label +1, output 0, off by 1";
        let row = learner.rect(Role::ListBoxOption, row);
        let grid = learner.rect(Role::Grid, "pixels, at row 1 column 1");
        let look = |learner: &mut Learner| {
            learner.looks_away();
            let picture = learner.harness().render().expect("a picture");
            (seen(&picture, row), seen(&picture, grid))
        };
        let before = look(&mut learner);
        learner.focus(Role::Grid, "pixels, at row 1 column 1");
        learner.press_all(&[(NONE, Key::ArrowDown), (NONE, Key::ArrowRight), (NONE, Key::Space)]);
        learner.press(NONE, Key::Escape);
        let painted = look(&mut learner);
        assert!(painted.0 != before.0, "the row is as it was");
        assert!(painted.1 != before.1, "the grid is as it was");
        learner.press(CTRL, Key::Z);
        let after = look(&mut learner);
        assert!(after.0 == before.0, "the row is not as it was");
        assert!(after.1 == before.1, "the grid is not as it was");
    }
}
