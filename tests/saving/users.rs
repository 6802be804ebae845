//! What permissions do to a save. They do not bind root, so root saves as another user here.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

use crate::{Before, Content, Place, say, told};

const USER: u32 = 12345;

/// A place that belongs to a user whom permissions bind, and the exit status and words of a save there by that user.
/// `None` where there is no such user.
fn saved_by_a_user(prepare: impl FnOnce(&Place)) -> Option<(Place, i32, String)> {
    let place = Place::new(Before::AFile);
    let root = fs::metadata(place.folder.path()).unwrap().uid() == 0;
    let program = place.folder.path().join("jointly");
    let mut command = Command::new(if root { Path::new("setpriv") } else { &program });
    // The one of the build may lie where that user cannot go. Copied by another process, because a program cannot be
    // started while any child of this one still has it open for writing.
    let copied = Command::new("cp").arg(crate::JOINTLY).arg(&program).status().unwrap();
    assert!(copied.success());
    if root {
        let far = place.target.parent().unwrap();
        for path in [place.folder.path(), far, &place.target] {
            chown(path, Some(USER), Some(USER)).unwrap();
        }
        let id = USER.to_string();
        command.args(["--reuid", &id, "--regid", &id, "--clear-groups"]).arg(&program);
    }
    prepare(&place);
    let Ok(output) = command.args(place.arguments()).output() else {
        say("SKIPPED: permissions, because there is no setpriv to become another user");
        return None;
    };
    let (status, said) = told(&output);
    // So that it can be looked at and removed.
    set_mode(place.target.parent().unwrap(), 0o755);
    assert!(place.beside().is_empty());
    Some((place, status, said))
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn assert_refused(prepare: impl FnOnce(&Place), reason: &str) {
    let Some((place, status, said)) = saved_by_a_user(prepare) else { return };
    assert_eq!(said, format!("{}: {reason}\n", place.output.display()));
    assert_eq!((status, place.content()), (1, Content::Old));
}

#[test]
fn a_folder_that_takes_no_new_file_is_refused() {
    let reason = "writing into its folder is not permitted. Use Save as... with another folder.";
    assert_refused(|place| set_mode(place.target.parent().unwrap(), 0o555), reason);
}

#[test]
fn a_file_that_may_not_be_written_is_refused() {
    let reason = "it is read-only: use Save as... with another name, or make it writable first.";
    assert_refused(|place| set_mode(&place.target, 0o444), reason);
    // Others may, its owner may not.
    assert_refused(|place| set_mode(&place.target, 0o466), reason);
}

#[test]
fn a_folder_that_may_not_be_looked_into_is_written_to_but_confirms_nothing() {
    let closed = |place: &Place| set_mode(place.target.parent().unwrap(), 0o300);
    let Some((place, status, said)) = saved_by_a_user(closed) else { return };
    let unconfirmed = "saved; the disk has not confirmed it.";
    assert_eq!((status, said), (0, format!("{}: {unconfirmed}\n", place.output.display())));
    assert_eq!(place.content(), Content::New);
}

#[test]
fn a_file_of_another_user_that_all_may_write_keeps_its_mode_and_gets_this_owner() {
    let given_away = |place: &Place| {
        if chown(&place.target, Some(0), Some(0)).is_err() {
            say("SKIPPED: a file of another owner, because this user may not give files away");
        }
        set_mode(&place.target, 0o666);
    };
    let Some((place, status, said)) = saved_by_a_user(given_away) else { return };
    assert_eq!((status, said.as_str()), (0, ""));
    let (file, folder) = (fs::metadata(&place.target), fs::metadata(place.folder.path()));
    let (file, folder) = (file.unwrap(), folder.unwrap());
    assert_eq!((file.uid(), file.mode() & 0o777), (folder.uid(), 0o666));
    assert_eq!(place.content(), Content::New);
}
