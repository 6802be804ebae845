//! Recovery files that hold no work are set aside, however bad they are, and those that do are offered nonetheless.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use jointly::jobs::files::MAX_BYTES;
use jointly::jobs::recovery::look;

use crate::{Place, content};

/// Does something to a recovery file. The look after it is to find nothing in it, and work elsewhere.
#[track_caller]
fn is_set_aside(name: &str, breaks: impl FnOnce(&Path)) {
    let place = Place::new();
    place.leaves("bad");
    let file = place.file();
    breaks(&file);
    place.leaves("good");
    let begun = Instant::now();
    let found = place.look();
    let names: Vec<_> = found.works.iter().map(|work| work.about.name.as_str()).collect();
    assert_eq!((names.as_slice(), found.broken), (&["good"][..], 1), "{name}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{name}");
    assert!(fs::symlink_metadata(&file).is_err(), "{name}");
    drop(found);
    assert_eq!(place.files(".broken").len(), 1, "{name}");
    // The next start hears no more of it.
    let found = place.look();
    assert_eq!((found.works.len(), found.broken), (1, 0), "{name}");
    assert_eq!(place.files(".lock").len(), 1, "{name}");
}

#[test]
fn whatever_is_no_whole_recovery_file_is_set_aside() {
    let rewrite = |file: &Path, change: &dyn Fn(String) -> String| {
        fs::write(file, change(content(file))).unwrap();
    };
    is_set_aside("empty", |file| fs::write(file, "").unwrap());
    is_set_aside("one line", |file| rewrite(file, &|all| all.lines().take(1).collect()));
    is_set_aside("half", |file| rewrite(file, &|all| all[..all.len() / 2].to_owned()));
    is_set_aside("without its end", |file| {
        rewrite(file, &|all| all.trim_end_matches("}\n").to_owned());
    });
    is_set_aside("without its first line", |file| {
        rewrite(file, &|all| all.split_once('\n').unwrap().1.to_owned());
    });
    is_set_aside("of a later version", |file| {
        rewrite(file, &|all| all.replace("recovery\":1", "recovery\":2"));
    });
    is_set_aside("without a name", |file| rewrite(file, &|all| all.replacen("name", "mane", 1)));
    for made in ["-1.5", "1e300", "\"now\"", "null"] {
        is_set_aside(made, |file| {
            rewrite(file, &|all| {
                let (before, after) = all.split_once("\"made\":").unwrap();
                let (_, after) = after.split_once('}').unwrap();
                format!("{before}\"made\":{made}}}{after}")
            });
        });
    }
    is_set_aside("with another format below", |file| {
        rewrite(file, &|all| format!("{}\nlabel,p1\n1,0\n", all.lines().next().unwrap()));
    });
    is_set_aside("deep", |file| fs::write(file, "[".repeat(1_000_000)).unwrap());
    is_set_aside("a first line without end", |file| {
        fs::write(file, "\"".repeat(50_000_000)).unwrap();
    });
    is_set_aside("garbage", |file| {
        let mut random = fastrand::Rng::with_seed(5);
        let bytes: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(100_000).collect();
        fs::write(file, bytes).unwrap();
    });
    is_set_aside("huge", |file| File::create(file).unwrap().set_len(MAX_BYTES + 1).unwrap());
    is_set_aside("a folder", |file| {
        fs::remove_file(file).unwrap();
        fs::create_dir(file).unwrap();
        fs::write(file.join("inside"), "kept").unwrap();
    });
}

#[cfg(unix)]
#[test]
fn whatever_is_no_file_of_this_user_is_set_aside() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    is_set_aside("a link", |file| {
        let real = file.with_extension("real");
        fs::rename(file, &real).unwrap();
        symlink(real, file).unwrap();
    });
    is_set_aside("a link to nothing", |file| {
        fs::remove_file(file).unwrap();
        symlink("nothing", file).unwrap();
    });
    // No pipe: a new process would for a moment hold the locks of all other tests.
    is_set_aside("a socket", |file| {
        fs::remove_file(file).unwrap();
        drop(UnixListener::bind(file).unwrap());
    });
    // Root may read everything.
    let place = Place::new();
    place.leaves("probe");
    fs::set_permissions(place.file(), fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(place.file()).is_err() {
        is_set_aside("unreadable", |file| {
            fs::set_permissions(file, fs::Permissions::from_mode(0o0)).unwrap();
        });
    }
}

#[test]
fn of_what_was_set_aside_the_newest_ten_are_kept_for_thirty_days() {
    const DAY: u64 = 24 * 60 * 60;
    let place = Place::new();
    // A name has whole seconds.
    let start = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
    let at = |day: u64| start + Duration::from_secs(day * DAY);
    for day in 0..14 {
        place.leaves("bad");
        fs::write(place.file(), format!("broken on day {day}")).unwrap();
        assert_eq!(look(&place.folder(), at(day)).broken, 1);
    }
    let mut kept = place.files(".broken");
    assert_eq!(kept.len(), 10);
    kept.sort_by_key(|name| name.split('.').nth(1).unwrap().parse::<u64>().unwrap());
    assert_eq!(content(&place.folder().join(&kept[0])), "broken on day 4");
    // A file that only looks so is somebody else's.
    fs::write(place.folder().join("mine.broken"), "kept").unwrap();
    let left_on = |day: u64| {
        let _ = look(&place.folder(), at(day));
        place.files(".broken").len()
    };
    assert_eq!(
        [left_on(34), left_on(35), left_on(43), left_on(44), left_on(500)],
        [11, 10, 2, 1, 1]
    );
}
