//! What only such systems can do to a file or to standard output.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use std::fs::{File, FileTimes};
use std::os::unix::ffi::OsStrExt;
use std::time::{Duration, SystemTime};

use crate::{SMILES, assert_has, file, folder, printed, said};

#[test]
fn a_full_disk_behind_standard_output_is_said() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        eprintln!("SKIPPED: this system has no /dev/full");
        return;
    };
    let output =
        Command::new(env!("CARGO_BIN_EXE_jointly")).args(["train", SMILES]).stdout(full).output();
    let (status, _, err) = said(&output.unwrap());
    assert_eq!(status, 1);
    assert!(err.starts_with("standard output: "), "{err}");
}

#[test]
fn a_name_that_is_not_unicode_is_an_ordinary_file() {
    let folder = folder();
    let name = OsStr::from_bytes(b"sm\xffles \xf0\x9f\x99\x82.json");
    let path = folder.path().join(name);
    printed([Path::new("convert"), Path::new(SMILES), &path]);
    assert_eq!(fs::read(&path).unwrap(), fs::read(SMILES).unwrap());
    assert_has(&printed([Path::new("check"), &path]), ": ok, 4 examples");
}

/// Runs `convert` in a shell that allows no file to grow.
fn convert_without_room(output: &Path, prepare: &str) -> Output {
    Command::new("sh")
        .args(["-c", &format!("{prepare} ulimit -f 0; exec \"$0\" convert \"$1\" \"$2\"")])
        .args([Path::new(env!("CARGO_BIN_EXE_jointly")), Path::new(SMILES), output])
        .output()
        .unwrap()
}

fn names(folder: &tempfile::TempDir) -> usize {
    fs::read_dir(folder.path()).unwrap().count()
}

#[test]
fn a_save_that_finds_no_room_leaves_the_old_file_and_nothing_else() {
    let folder = folder();
    let old = file(&folder, "out.json", "old");
    let (status, _, err) = said(&convert_without_room(&old, "trap '' XFSZ;"));
    assert_eq!(status, 1, "{err}");
    assert!(err.starts_with(&format!("{}: it was not saved: ", old.display())), "{err}");
    assert_eq!(fs::read(&old).unwrap(), b"old");
    assert_eq!(names(&folder), 1);
}

#[test]
fn a_save_that_is_killed_leaves_the_old_file_and_the_next_one_tidies_up() {
    let folder = folder();
    let old = file(&folder, "out.json", "old");
    // The signal kills it at its first write.
    assert_eq!(convert_without_room(&old, "").status.code(), None);
    assert_eq!(fs::read(&old).unwrap(), b"old");
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut left = entries.map(|entry| entry.unwrap().path()).filter(|path| *path != old);
    let left = left.next().unwrap();
    let name = left.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with(".out.json.") && name.ends_with(".jointly-tmp"), "{name}");
    let long_ago = SystemTime::now() - Duration::from_hours(1);
    let times = FileTimes::new().set_modified(long_ago);
    File::open(&left).unwrap().set_times(times).unwrap();
    printed([Path::new("convert"), Path::new(SMILES), &old]);
    assert_eq!(fs::read(&old).unwrap(), fs::read(SMILES).unwrap());
    assert_eq!(names(&folder), 1);
}

#[cfg(all(feature = "window", target_os = "linux"))]
#[test]
fn without_a_display_it_is_said_what_to_do() {
    let home = folder();
    let mut jointly = Command::new(env!("CARGO_BIN_EXE_jointly"));
    for screen in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        jointly.env_remove(screen);
    }
    for place in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        jointly.env(place, home.path());
    }
    let (status, _, err) = said(&jointly.output().unwrap());
    assert_eq!(status, 1);
    assert_eq!(
        err,
        "The window could not be opened: neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set. Without a display, use `jointly train FILE` or `jointly explain FILE`.\n"
    );
    assert_eq!(names(&home), 0, "nothing is left behind");
}
