//! Saving and opening of large documents: given up in the midst of it, and saves that the disk does not confirm.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::Key;
use jointly::document::Action;
use jointly::formats::sample;
use jointly::jobs::{Answer, files};

use crate::learner::{CTRL, CTRL_SHIFT, Learner};
use crate::sizes::pictures;

/// So many pictures take seconds to be written or read.
const MANY: usize = 8_000;
/// What giving up may take.
const MOST: Duration = Duration::from_millis(200);

/// Gives up what is under way by its button, once there is one. Returns how long it took until nothing was under way any more.
pub fn gives_up(learner: &mut Learner, what: &str) -> Duration {
    let begun = Instant::now();
    while !learner.is_shown(&format!("{what}...")) {
        assert!(learner.is_busy_with_files(), "it was done before it could be given up");
        assert!(begun.elapsed() < 20 * MOST);
        learner.frame();
    }
    learner.click_button_without_settling("Cancel");
    let clicked = Instant::now();
    while learner.is_busy_with_files() {
        assert!(clicked.elapsed() < 20 * MOST);
        std::thread::sleep(Duration::from_millis(1));
        learner.frame();
    }
    let took = clicked.elapsed();
    learner.settle();
    took
}

fn entries(folder: &Path) -> usize {
    fs::read_dir(folder).expect("a folder").count()
}

#[test]
fn a_save_of_a_large_document_is_given_up_at_once_and_changes_nothing() {
    let mut learner = Learner::with(&pictures(2, 28, 28));
    let path = learner.path("given.json");
    let old = fs::read(&path).expect("a file");
    let examples = learner.document().experiment().dataset.examples.iter();
    let examples = examples.cycle().take(MANY).map(Arc::clone).collect();
    learner.harness().state_mut().ask(Action::AddPictures { examples });
    learner.until(|learner| learner.document().is_changed());
    let (before, beside) = (learner.document().run(), entries(path.parent().expect("a folder")));
    learner.press_without_settling(CTRL, Key::S);
    let took = gives_up(&mut learner, "Saving given.json");
    assert!(took < MOST, "{took:?}");
    learner.sees(&["given.json: saving it was cancelled. What was there before is unchanged"]);
    assert_eq!(learner.title(), "• given.json — Jointly");
    assert!(learner.document().is_changed() && learner.document().run() == before);
    assert!(fs::read(&path).expect("a file") == old);
    assert_eq!(entries(path.parent().expect("a folder")), beside, "nothing is left beside it");
    // It can be saved afterwards.
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("Saved given.json."));
    assert_eq!(learner.title(), "given.json — Jointly");
    assert!(files::load(&path).expect("a file") == before);
}

#[test]
fn opening_a_large_document_is_given_up_at_once_and_leaves_the_open_one() {
    let mut learner = Learner::new();
    let path = learner.path("large.json");
    let mut run = pictures(2, 28, 28);
    let examples = &mut Arc::make_mut(&mut run.dataset).examples;
    *examples = examples.iter().cycle().take(MANY).map(Arc::clone).collect();
    files::save(&path, &run).expect("saved");
    learner.press(CTRL, Key::Enter);
    let before = learner.document().run();
    learner.drop_file(&path);
    let took = gives_up(&mut learner, "Reading large.json");
    assert!(took < MOST, "{took:?}");
    learner.sees(&["large.json: reading it was cancelled. Open it again when you like."]);
    assert_eq!(learner.title(), "• smiles.json — Jointly");
    assert!(learner.document().is_changed() && learner.document().run() == before);
    assert_eq!(learner.document().name(), sample::TITLE);
    // It can be opened afterwards.
    learner.drop_file(&path);
    learner.until(|learner| learner.is_shown("Save the changes to smiles.json?"));
    learner.click_button("Discard");
    learner.until(|learner| learner.document().name() == "large.json");
    assert!(learner.document().run() == run);
}

/// A folder in which files can be made, and which cannot be opened itself: so the renaming cannot be synced. That binds no
/// system's root, who has another user do it in a process of its own.
#[cfg(unix)]
mod unconfirmed {
    use super::*;
    use std::io::Write as _;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::process::{Command, Stdio};
    use std::sync::PoisonError;

    use crate::learner::STARTING;

    const USER: u32 = 12345;
    /// Tells the process where to save.
    const FOLDER: &str = "JOINTLY_UNCONFIRMED_FOLDER";

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    }

    #[test]
    fn what_the_disk_has_not_confirmed_is_saved_and_said_not_to_be_certain() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("closed");
        fs::create_dir(&inner).expect("a folder");
        set_mode(&inner, 0o300);
        if fs::metadata(folder.path()).expect("a folder").uid() != 0 {
            saves_into(folder.path());
            set_mode(&inner, 0o700);
            return;
        }
        // The one of the build may lie where that user cannot go.
        let program = folder.path().join("window");
        let this = std::env::current_exe().expect("a test");
        let copied = Command::new("cp").arg(this).arg(&program).status().expect("cp");
        assert!(copied.success());
        for path in [folder.path(), &inner] {
            chown(path, Some(USER), Some(USER)).expect("given away");
        }
        let id = USER.to_string();
        let mut command = Command::new("setpriv");
        command.args(["--reuid", &id, "--regid", &id, "--clear-groups"]).arg(&program);
        command.args(["--exact", "saving::unconfirmed::saves_where_it_is_told", "--ignored"]);
        command.env(FOLDER, folder.path()).current_dir(folder.path()).stdout(Stdio::piped());
        let started = {
            let _none_ends = STARTING.write().unwrap_or_else(PoisonError::into_inner);
            command.spawn()
        };
        let Ok(child) = started else {
            let skipped = "SKIPPED: a disk that confirms nothing, because there is no setpriv";
            let _ = writeln!(std::io::stderr(), "\n{skipped}");
            return;
        };
        let output = child.wait_with_output().expect("an end");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && told.contains("1 passed"), "{told}");
        assert!(inner.join("mine.json").is_file());
    }

    #[test]
    #[ignore = "it is started by the test above"]
    fn saves_where_it_is_told() {
        saves_into(&PathBuf::from(std::env::var_os(FOLDER).expect("a folder")));
    }

    fn saves_into(folder: &Path) {
        let mut learner = Learner::at(folder);
        for (name, end) in
            [("closed/mine.json", "; the disk has not confirmed it."), ("b.json", ".")]
        {
            learner.press(CTRL, Key::Enter);
            learner.answer(Answer::Path(folder.join(name)));
            learner.press(CTRL_SHIFT, Key::S);
            let name = name.rsplit('/').next().unwrap_or_default();
            let told = format!("Saved {name}{end}");
            learner.until(|learner| learner.screen().contains(&told));
            assert_eq!(learner.title(), format!("{name} — Jointly"), "it is saved all the same");
        }
        let run = files::load(&folder.join("closed/mine.json")).expect("a file");
        assert_eq!(run.rounds.len(), 1);
    }
}
