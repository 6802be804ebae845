//! Who may offer what was left.

use std::fs;
use std::time::{Duration, SystemTime};

use jointly::jobs::recovery::{Home, look};

use crate::{Place, until, work};

#[test]
fn the_work_of_a_living_instance_is_nobodys_to_offer() {
    let place = Place::new();
    let (one, two) = (place.keeper(), place.keeper());
    one.keep(work("one"));
    two.keep(work("two"));
    until(|| place.files(".recovery").len() == 2);
    assert!(place.offered().is_empty());
    drop(two);
    assert_eq!(place.offered(), ["two"]);
    one.forget();
    drop(one);
    assert_eq!(place.offered(), ["two"]);
}

#[test]
fn what_is_offered_by_one_start_is_not_offered_by_another_until_it_is_let_go() {
    let place = Place::new();
    for name in ["old", "new"] {
        place.leaves(name);
    }
    let mut first = place.look().works;
    assert!(place.offered().is_empty());
    // The newest came first. Later: it is let go.
    drop(first.remove(0));
    assert_eq!(place.offered(), ["new"]);
    first.remove(0).home.remove();
    assert_eq!(place.offered(), ["new"]);
    assert_eq!(place.files("").len(), 2);
}

#[test]
fn several_are_offered_newest_first() {
    let place = Place::new();
    for name in ["1", "2", "3", "4"] {
        place.leaves(name);
    }
    assert_eq!(place.offered(), ["4", "3", "2", "1"]);
}

#[test]
fn many_instances_at_once_lose_and_share_nothing() {
    const MANY: usize = 12;
    let place = Place::new();
    std::thread::scope(|scope| {
        for n in 0..MANY {
            let place = &place;
            scope.spawn(move || {
                let keeper = place.keeper();
                for change in 0..10 {
                    keeper.keep(work(&format!("{n} after {change}")));
                    assert!(place.offered().iter().all(|name| name.ends_with(" after 9")));
                }
            });
        }
    });
    let mut offered = place.offered();
    offered.sort();
    let mut all: Vec<_> = (0..MANY).map(|n| format!("{n} after 9")).collect();
    all.sort();
    assert_eq!(offered, all);
}

#[test]
fn a_recovery_file_whose_lock_was_lost_is_still_offered() {
    let place = Place::new();
    place.leaves("mine");
    fs::remove_file(place.file().with_extension("lock")).unwrap();
    assert_eq!(place.offered(), ["mine"]);
}

#[test]
fn where_nothing_was_left_nothing_is_found_or_made() {
    let place = Place::new();
    let found = place.look();
    assert!(found.works.is_empty() && found.broken == 0);
    assert!(!place.folder().exists());
}

#[test]
fn locks_and_temporary_files_that_nobody_holds_go_once_they_are_not_new() {
    let place = Place::new();
    let living = Home::new(&place.folder()).unwrap();
    drop(Home::new(&place.folder()).unwrap());
    fs::write(place.folder().join(".1-2.recovery.abc123.jointly-tmp"), "half a docu").unwrap();
    let now = SystemTime::now();
    let left_after = |age: u64| {
        let _ = look(&place.folder(), now + Duration::from_secs(age));
        place.files("").len()
    };
    assert_eq!(left_after(0), 3);
    assert_eq!(left_after(120), 1);
    living.remove();
    assert!(place.files("").is_empty());
}
