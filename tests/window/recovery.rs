//! Unsaved work: kept while there is some, offered after a bad end, and opened as it was.

use std::fs;
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, ViewportCommand};
use jointly::document::{Action, Effect};
use jointly::engine::Run;
use jointly::formats::{json, sample};
use jointly::jobs::{Answer, files};

use crate::kills::trainable;
use crate::learner::{CTRL, CTRL_SHIFT, KEPT, Learner, NONE};

const OFFER: &str = "Jointly ended without saving smiles.json";
/// How long a change may be nowhere but in memory.
const MOST: Duration = Duration::from_secs(4);

/// What is kept of the open document.
fn kept(learner: &Learner) -> Option<Run> {
    let kept = fs::read(learner.kept()?).ok()?;
    let text = kept.splitn(2, |byte| *byte == b'\n').nth(1)?;
    json::read(text).ok()
}

fn is_kept(learner: &Learner) -> bool {
    kept(learner) == Some(learner.document().run())
}

/// Waits as a person does: frames come only when something asks for them.
#[track_caller]
fn in_time(learner: &Learner, done: impl Fn(&Learner) -> bool) -> Duration {
    let begun = Instant::now();
    while !done(learner) {
        assert!(begun.elapsed() < MOST);
        std::thread::sleep(Duration::from_millis(10));
    }
    begun.elapsed()
}

/// The lesson with a round played, kept and left by a bad end; then the next start, which offers it.
pub fn offered() -> (Learner, Run) {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    let run = learner.document().run();
    let mut learner = learner.starts_again();
    learner.until(|learner| learner.is_shown(OFFER));
    (learner, run)
}

#[test]
fn unsaved_work_is_kept_within_4_seconds_without_a_frame() {
    let mut learner = Learner::new();
    assert_eq!(learner.kept(), None);
    for _ in 0..3 {
        learner.click(Role::Cell, "pixel row 2 column 2");
        learner.press(CTRL, Key::Enter);
        in_time(&learner, is_kept);
    }
}

#[test]
fn it_is_gone_once_there_is_nothing_unsaved() {
    let mut learner = Learner::new();
    let gone = |learner: &Learner| {
        fs::read_dir(learner.path(KEPT)).is_ok_and(|mut kept| kept.next().is_none())
    };
    let changes = |learner: &mut Learner| {
        learner.click(Role::Cell, "pixel row 2 column 2");
        in_time(learner, is_kept);
    };
    changes(&mut learner);
    learner.press(CTRL, Key::Z);
    in_time(&learner, gone);
    changes(&mut learner);
    learner.answer(Answer::Path(learner.path("mine.json")));
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("Saved mine.json."));
    in_time(&learner, gone);
    changes(&mut learner);
    learner.press(CTRL, Key::N);
    assert!(learner.kept().is_some(), "nothing is decided yet");
    learner.click_button("Discard");
    in_time(&learner, gone);
    learner.click(Role::Cell, "pixel row 1 column 1");
    learner.press(CTRL, Key::Q);
    learner.click_button("Discard");
    assert!(learner.was_told(&ViewportCommand::Close));
    in_time(&learner, gone);
}

#[test]
fn work_is_kept_while_rounds_are_played() {
    let mut learner = Learner::with(&trainable(&mut fastrand::Rng::with_seed(1)));
    let run = Effect::Run { rounds: 1_000_000 };
    learner.harness().state_mut().ask(Action::Outside(run));
    let begun = Instant::now();
    let mut seen = Vec::new();
    while begun.elapsed() < 2 * MOST && seen.len() < 3 {
        learner.frame();
        if let Some(kept) = kept(&learner).map(|kept| kept.rounds.len())
            && seen.last() != Some(&kept)
        {
            seen.push(kept);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(seen.len() == 3 && seen.is_sorted(), "{seen:?}");
}

#[test]
fn the_next_start_offers_it_with_its_age_its_origin_and_its_pictures() {
    let (learner, _) = offered();
    learner.sees(&[
        "Its unsaved changes were kept less than a minute ago.",
        "It was never saved to a file.",
        "4 pictures, 1 round, 3 of 4 match",
    ]);
    learner.find(Role::Image, "cheery smile, label +1");
    assert!(!learner.document().is_changed());
}

#[test]
fn recover_opens_it_as_it_was_and_unsaved() {
    let (mut learner, run) = offered();
    learner.click_button("Recover");
    assert!(!learner.is_shown(OFFER));
    learner.sees(&["Recovered smiles.json; it is not saved yet.", "changed since it was saved"]);
    assert_eq!(learner.document().run(), run);
    assert_eq!(learner.title(), "• smiles.json — Jointly");
    // Whatever is undone, no file holds it.
    learner.press(CTRL, Key::Z);
    assert_eq!(learner.title(), "• smiles.json — Jointly");
    learner.press(CTRL_SHIFT, Key::Z);
    in_time(&learner, is_kept);
    // It is this window's work now: a bad end leaves it again, a save does not.
    let mut learner = learner.starts_again();
    learner.until(|learner| learner.is_shown(OFFER));
    learner.click_button("Recover");
    assert_eq!(learner.document().run(), run);
    learner.answer(Answer::Path(learner.path("saved.json")));
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("Saved saved.json."));
    assert_eq!(files::load(&learner.path("saved.json")).expect("a file"), run);
    in_time(&learner, |learner| learner.kept().is_none());
}

#[test]
fn it_comes_back_with_its_file_and_saves_there() {
    let mut learner = Learner::with(&sample::named("cancel.json").expect("a sample"));
    learner.press(CTRL, Key::Enter);
    let (run, path) = (learner.document().run(), learner.path("given.json"));
    let mut learner = learner.starts_again();
    learner.until(|learner| learner.is_shown("Jointly ended without saving given.json"));
    learner.sees(&[&format!("It came from {}, saved less than a minute ago.", path.display())]);
    learner.press(NONE, Key::Escape);
    // Another program writes the file.
    let later = std::time::SystemTime::now() + Duration::from_mins(1);
    fs::File::options().write(true).open(&path).expect("a file").set_modified(later).expect("set");
    let mut learner = learner.starts_again();
    learner.until(|learner| learner.is_shown("That file has been written since: it may be newer."));
    learner.click_button("Recover");
    assert_eq!(learner.document().path(), Some(path.as_path()));
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("given.json was changed by another program"));
    learner.click_button("Overwrite");
    learner.until(|learner| learner.is_shown("Saved given.json."));
    assert_eq!(files::load(&path).expect("a file"), run);
}

#[test]
fn later_and_escape_keep_it_and_discard_does_not() {
    let (mut learner, run) = offered();
    learner.click_button("Later");
    assert!(!learner.is_shown(OFFER) && !learner.document().is_changed());
    let mut learner = learner.starts_again();
    learner.until(|learner| learner.is_shown(OFFER));
    learner.press(NONE, Key::Escape);
    assert!(!learner.is_shown(OFFER));
    // New work does not touch what was left for later.
    learner.click(Role::Cell, "pixel row 1 column 1");
    learner.press(CTRL, Key::Z);
    in_time(&learner, |learner| kept(learner).as_ref() == Some(&run));
    let mut learner = learner.starts_again();
    learner.until(|learner| learner.is_shown(OFFER));
    learner.click_button("Discard");
    assert_eq!((learner.is_shown(OFFER), learner.kept()), (false, None));
    let mut learner = learner.starts_again();
    learner.settle();
    std::thread::sleep(Duration::from_millis(200));
    learner.settle();
    assert!(!learner.is_shown(OFFER));
}

#[test]
fn several_are_offered_one_after_the_other_the_newest_first() {
    let mut learner = Learner::new();
    for name in ["one", "two", "three"] {
        learner.answer(Answer::Path(learner.path(name)));
        learner.press(CTRL_SHIFT, Key::S);
        let name = format!("{name}.json");
        learner.until(|learner| learner.document().name() == name);
        learner.press(CTRL, Key::Enter);
        in_time(&learner, is_kept);
        learner = learner.starts_again();
        learner.until(|learner| learner.is_shown("Jointly ended without saving"));
        while name != "three.json" && learner.is_shown("Jointly ended without saving") {
            learner.press(NONE, Key::Escape);
        }
    }
    learner.sees(&["Jointly ended without saving three.json", "2 more documents were left."]);
    learner.click_button("Later");
    learner.sees(&["Jointly ended without saving two.json", "One more document was left."]);
    learner.click_button("Recover");
    assert_eq!(learner.document().name(), "two.json");
    learner.sees(&[
        "Recovered two.json; it is not saved yet. One more document is offered at the next start.",
    ]);
    // None of the others is lost.
    let kept = fs::read_dir(learner.path(KEPT)).expect("a folder").flatten();
    let kept = kept.filter(|entry| entry.path().extension().is_some_and(|e| e == "recovery"));
    assert_eq!(kept.count(), 3);
}

#[test]
fn what_cannot_be_read_is_told_and_set_aside_and_the_window_opens() {
    let learner = offered().0;
    let file = learner.kept().expect("a file");
    let whole = fs::read(&file).expect("read");
    fs::write(&file, &whole[..whole.len() / 2]).expect("written");
    let mut learner = learner.starts_again();
    learner.until(|learner| learner.is_shown("A recovery file was broken and is kept aside in"));
    assert!(!learner.is_shown(OFFER));
    assert_eq!(learner.kept(), None);
    learner.press(CTRL, Key::Enter);
    assert!(!learner.is_shown("A recovery file"));
    in_time(&learner, is_kept);
}

#[test]
fn what_cannot_be_kept_is_told_once_and_work_goes_on() {
    let mut learner = Learner::new();
    fs::write(learner.path(KEPT), "in the way").expect("written");
    learner.press(CTRL, Key::Enter);
    let told = "Unsaved changes cannot be kept for recovery: ";
    learner.until(|learner| learner.is_shown(told));
    learner.press(CTRL, Key::Z);
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.matched(), 3);
    for _ in 0..5 {
        std::thread::sleep(Duration::from_millis(500));
        learner.settle();
    }
    assert!(!learner.is_shown(told));
    fs::remove_file(learner.path(KEPT)).expect("removed");
    in_time(&learner, is_kept);
}

/// Work of many pictures, which takes seconds to be read, left by a bad end; and the next start, which has not read it yet.
fn being_read() -> Learner {
    const MANY: usize = 10_000;
    let learner = Learner::new();
    let picture = format!("[{}]", [const { "1,0,0,1,0,0,1" }; 4].join(","));
    let picture = format!(r#"{{"label": 1, "pixels": [{}]}}"#, vec![picture; 28].join(","));
    let about = r#"{"jointly recovery": 1, "name": "large.json", "path": null, "saved": null, "made": 1e9}"#;
    let shape = r#""format": "jointly", "version": 1, "width": 28, "height": 28"#;
    let pictures = vec![picture; MANY].join(",");
    fs::create_dir(learner.path(KEPT)).expect("a folder");
    let file = learner.path(KEPT).join("1-1.recovery");
    fs::write(file, format!("{about}\n{{{shape}, \"examples\": [{pictures}]}}")).expect("written");
    learner.starts_again()
}

const READING: &str = "Reading unsaved work, large.json...";
const LARGE: &str = "Jointly ended without saving large.json";

#[test]
fn unsaved_work_that_takes_long_to_be_read_says_so_and_then_is_offered() {
    let mut learner = being_read();
    assert!(!learner.is_shown(READING), "at first nothing is said");
    learner.until(|learner| learner.is_shown(READING));
    assert!(!learner.is_shown(LARGE));
    // Meanwhile anything else goes on.
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.matched(), 3);
    learner.sees(&[READING]);
    let waits = "Unsaved work was left, large.json. It is offered once what is open is saved.";
    learner.until(|learner| learner.is_shown(waits));
    assert!(!learner.is_shown(LARGE));
    learner.press(CTRL, Key::Z);
    learner.until(|learner| learner.is_shown(LARGE));
    assert!(!learner.is_shown(READING));
    learner.click_button("Recover");
    assert_eq!(learner.document().experiment().dataset.examples.len(), 10_000);
}

#[test]
fn reading_unsaved_work_is_put_off_and_it_is_read_at_the_next_start() {
    let mut learner = being_read();
    let file = learner.kept().expect("a file");
    let whole = fs::read(&file).expect("read");
    learner.until(|learner| learner.is_shown(READING));
    // In the smallest window too it is in reach.
    learner.harness().set_size([640.0, 480.0].into());
    learner.settle();
    let hint = learner.rect(Role::Label, "Space: next step");
    let later = learner.rect(Role::Button, "Later");
    assert!(later.right() < hint.left(), "{later} {hint}");
    learner.click_button("Later");
    assert!(!learner.is_shown(READING));
    learner.sees(&["The unsaved work is kept, and offered at the next start."]);
    std::thread::sleep(Duration::from_secs(1));
    learner.settle();
    assert!(!learner.is_shown(LARGE) && !learner.is_shown(READING));
    assert_eq!(fs::read(&file).expect("read"), whole);
    // A window that is closed while it reads takes nothing away either, and soon lets go of it.
    let mut learner = learner.starts_again();
    learner.until(|learner| learner.is_shown(READING));
    let mut learner = learner.starts_again();
    std::thread::sleep(Duration::from_secs(1));
    learner.settle();
    if !learner.is_shown(READING) {
        learner = learner.starts_again();
    }
    learner.until(|learner| learner.is_shown(LARGE));
    assert_eq!(fs::read(&file).expect("read"), whole);
}
