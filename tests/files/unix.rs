//! Modes, owners, links and special files.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use std::fs;
use std::path::{Path, PathBuf};

use jointly::formats::sample;
use jointly::jobs::files::{load, save};

use crate::{assert_has, folder, message, names, other};

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

/// Whether permissions do not bind this user, so that tests of them can tell nothing.
fn unbound(folder: &Path) -> bool {
    let path = folder.join("unreadable");
    fs::write(&path, "").unwrap();
    set_mode(&path, 0);
    let unbound = fs::read(&path).is_ok();
    fs::remove_file(&path).unwrap();
    if unbound {
        eprintln!("SKIPPED: this user may read and write everything (root?)");
    }
    unbound
}

#[test]
fn the_mode_is_kept() {
    let folder = folder();
    let path = folder.path().join("smiles.json");
    fs::write(&path, "old").unwrap();
    for kept in [0o640, 0o600, 0o664] {
        set_mode(&path, kept);
        save(&path, &sample::smiles()).unwrap();
        assert_eq!(mode(&path), kept);
    }
}

#[test]
fn a_new_file_has_the_mode_of_any_new_file() {
    let folder = folder();
    let (ours, any) = (folder.path().join("ours.json"), folder.path().join("any"));
    save(&ours, &sample::smiles()).unwrap();
    fs::write(&any, "").unwrap();
    assert_eq!(mode(&ours), mode(&any));
}

#[test]
fn the_owner_is_kept_where_the_system_lets_it() {
    let folder = folder();
    let path = folder.path().join("smiles.json");
    fs::write(&path, "old").unwrap();
    if std::os::unix::fs::chown(&path, Some(12345), Some(54321)).is_err() {
        eprintln!("SKIPPED: this user may not give files away");
        return;
    }
    set_mode(&path, 0o640);
    save(&path, &sample::smiles()).unwrap();
    let metadata = fs::metadata(&path).unwrap();
    assert_eq!((metadata.uid(), metadata.gid(), mode(&path)), (12345, 54321, 0o640));
}

#[test]
fn a_link_stays_a_link_and_its_target_is_replaced() {
    let folder = folder();
    fs::create_dir(folder.path().join("far")).unwrap();
    let target = folder.path().join("far/smiles.json");
    fs::write(&target, "old").unwrap();
    set_mode(&target, 0o640);
    // Relative, and a link to a link.
    let (link, link_to_link) = (folder.path().join("link.json"), folder.path().join("2.json"));
    symlink("far/smiles.json", &link).unwrap();
    symlink("link.json", &link_to_link).unwrap();
    save(&link_to_link, &sample::smiles()).unwrap();
    assert_eq!(fs::read_link(&link_to_link).unwrap(), Path::new("link.json"));
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("far/smiles.json"));
    assert_eq!(load(&target).unwrap(), sample::smiles());
    assert_eq!(mode(&target), 0o640);
    assert_eq!(names(&folder.path().join("far")), [PathBuf::from("smiles.json")]);
}

#[test]
fn a_link_to_no_file_is_refused_as_what_it_leads_to() {
    let folder = folder();
    let (link, inside) = (folder.path().join("link.json"), folder.path().join("inside"));
    fs::create_dir(&inside).unwrap();
    symlink("inside", &link).unwrap();
    assert_has(&message(&link, save(&link, &sample::smiles())), "found a folder, expected a file");
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("inside"));
    assert_eq!(names(&inside), Vec::<PathBuf>::new());
}

#[test]
fn another_name_of_the_same_file_keeps_the_old_content() {
    let folder = folder();
    let (path, other) = (folder.path().join("smiles.json"), folder.path().join("other.json"));
    fs::write(&path, "old").unwrap();
    fs::hard_link(&path, &other).unwrap();
    save(&path, &sample::smiles()).unwrap();
    assert_eq!(load(&path).unwrap(), sample::smiles());
    assert_eq!(fs::read(&other).unwrap(), b"old");
}

#[test]
fn links_that_lead_nowhere_are_refused() {
    let folder = folder();
    let (dangling, ring) = (folder.path().join("dangling"), folder.path().join("ring"));
    symlink("gone.json", &dangling).unwrap();
    symlink("ring", &ring).unwrap();
    let said = message(&dangling, save(&dangling, &sample::smiles()));
    assert_has(&said, "a link to gone.json, which does not exist");
    assert_has(&message(&ring, save(&ring, &sample::smiles())), "a link to ring, which cannot");
    assert_eq!(names(folder.path()), [PathBuf::from("dangling"), PathBuf::from("ring")]);
}

#[test]
fn a_read_only_file_is_refused_through_a_link_too() {
    let folder = folder();
    let (path, link) = (folder.path().join("old.json"), folder.path().join("link.json"));
    fs::write(&path, "old").unwrap();
    set_mode(&path, 0o444);
    symlink("old.json", &link).unwrap();
    for path in [&path, &link] {
        let said = message(path, save(path, &sample::smiles()));
        assert_has(&said, "is read-only: use Save as...");
    }
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()).len(), 2);
}

#[test]
fn a_read_only_folder_is_refused() {
    let folder = folder();
    if unbound(folder.path()) {
        return;
    }
    let path = folder.path().join("old.json");
    fs::write(&path, "old").unwrap();
    set_mode(folder.path(), 0o555);
    let said = message(&path, save(&path, &sample::smiles()));
    set_mode(folder.path(), 0o755);
    assert_has(&said, "writing into its folder is not permitted");
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), [PathBuf::from("old.json")]);
}

#[test]
fn a_file_that_may_not_be_read_says_so() {
    let folder = folder();
    if unbound(folder.path()) {
        return;
    }
    let path = folder.path().join("secret.json");
    fs::write(&path, "").unwrap();
    set_mode(&path, 0o200);
    assert_has(&message(&path, load(&path).map(drop)), "reading it is not permitted");
}

#[test]
fn a_rename_that_the_system_refuses_leaves_nothing_behind() {
    let folder = folder();
    // The slash asks for a folder, which a file cannot be renamed to.
    let path = folder.path().join("new.json/");
    assert_has(&message(&path, save(&path, &sample::smiles())), "it was not saved");
    assert_eq!(names(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_pipe_is_refused_without_waiting_for_its_other_end() {
    let folder = folder();
    let path = folder.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    assert_has(&message(&path, load(&path).map(drop)), "found a pipe, expected a file");
    assert_has(&message(&path, save(&path, &sample::smiles())), "found a pipe");
}

#[test]
fn devices_and_sockets_are_refused() {
    let folder = folder();
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    for (path, kind) in [(Path::new("/dev/null"), "a device"), (&socket, "a socket")] {
        assert_has(&message(path, load(path).map(drop)), kind);
        assert_has(&message(path, save(path, &sample::smiles())), kind);
    }
}

#[test]
fn a_name_that_is_not_unicode() {
    let folder = folder();
    let path = folder.path().join(OsStr::from_bytes(b"sm\xffles.json"));
    save(&path, &sample::smiles()).unwrap();
    save(&path, &other(3)).unwrap();
    assert_eq!(load(&path).unwrap(), other(3));
    assert_eq!(names(folder.path()).len(), 1);
}
