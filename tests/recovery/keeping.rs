//! What a living instance keeps, and when it goes.

use std::fs;
use std::time::{Duration, Instant};

use jointly::engine::Run;
use jointly::formats::sample;
use jointly::jobs::recovery::{Keeper, News, look};

use crate::{Place, content, run, until, work};

#[test]
fn nothing_is_written_while_nothing_is_unsaved() {
    let place = Place::new();
    let keeper = place.keeper();
    keeper.forget();
    drop(keeper);
    assert!(!place.folder().exists());
}

#[test]
fn the_newest_work_stands_there_and_goes_with_its_lock_when_forgotten() {
    let place = Place::new();
    let keeper = place.keeper();
    for name in ["first", "second", "third"] {
        keeper.keep(work(name));
        until(|| place.kept().contains(name));
    }
    keeper.forget();
    until(|| place.files("").is_empty());
    keeper.keep(work("fourth"));
    until(|| !place.files(".recovery").is_empty());
    keeper.forget();
    drop(keeper);
    assert!(place.files("").is_empty());
}

#[test]
fn work_comes_back_equal_with_its_name_its_file_and_its_age() {
    let place = Place::new();
    let path = place.above.path().join("mine.json");
    fs::write(&path, "saved before").unwrap();
    for sample in sample::ALL {
        let run = sample::named(sample.0).unwrap();
        let mut snapshot = work("mine.json");
        (snapshot.run, snapshot.path) = (run.clone(), Some(path.clone()));
        place.keeper().keep(snapshot);
        let mut found = place.look().works;
        assert_eq!(found.len(), 1);
        let found = found.pop().unwrap();
        assert_eq!((&found.run, found.about.name.as_str()), (&run, "mine.json"));
        assert_eq!(found.about.path.as_ref(), Some(&path));
        assert!(found.about.made.elapsed().unwrap() < Duration::from_mins(1));
        let saved = fs::metadata(&path).unwrap().modified().unwrap();
        let off = found.about.saved.unwrap().duration_since(saved).unwrap_or_default();
        assert!(off < Duration::from_millis(1) && !found.is_older_than_file);
        found.home.remove();
    }
    assert!(place.files("").is_empty());
}

#[test]
fn a_file_that_was_written_since_is_noticed() {
    let place = Place::new();
    let path = place.above.path().join("mine.json");
    place
        .keeper()
        .keep(jointly::jobs::recovery::Snapshot { path: Some(path.clone()), ..work("mine.json") });
    assert!(!place.look().works[0].is_older_than_file);
    let later = std::time::SystemTime::now() + Duration::from_secs(5);
    fs::File::create(&path).unwrap().set_modified(later).unwrap();
    assert!(place.look().works[0].is_older_than_file);
}

#[test]
fn changes_that_come_fast_are_written_together_and_the_last_in_time() {
    let place = Place::new();
    let every = Duration::from_millis(400);
    let keeper = Keeper::start(&place.folder(), every, || {}).unwrap();
    let begun = Instant::now();
    let mut written = std::collections::BTreeSet::new();
    for n in 0..100 {
        keeper.keep(work(&format!("change {n}")));
        std::thread::sleep(Duration::from_millis(10));
        written.insert(place.kept());
    }
    let (times, most) = (written.len(), 1 + begun.elapsed().as_millis() / every.as_millis());
    // One of them may be nothing, before the first.
    assert!(times as u128 <= 1 + most, "{times} writes");
    until(|| place.kept().contains("change 99"));
}

#[test]
fn the_last_wish_is_carried_out_however_soon_the_end_comes() {
    let place = Place::new();
    let keeper = Keeper::start(&place.folder(), Duration::from_mins(1), || {}).unwrap();
    keeper.keep(work("first"));
    until(|| !place.files(".recovery").is_empty());
    keeper.keep(work("last"));
    drop(keeper);
    assert_eq!(place.offered(), ["last"]);
}

#[test]
fn what_is_taken_over_stays_until_newer_work_stands_in_its_place() {
    let place = Place::new();
    place.leaves("left");
    let left = place.look().works.pop().unwrap();
    let keeper = place.keeper();
    // It had kept something itself.
    keeper.keep(work("own"));
    until(|| place.files(".recovery").len() == 2);
    let file = left.home.file().to_owned();
    keeper.take_over(left.home);
    until(|| place.files(".recovery").len() == 1);
    assert!(content(&file).contains("left"));
    assert!(place.offered().is_empty(), "its new owner lives");
    keeper.keep(work("newer"));
    until(|| content(&file).contains("newer"));
    keeper.forget();
    drop(keeper);
    assert!(place.files("").is_empty());
}

#[test]
fn what_cannot_be_kept_is_told_once_and_kept_as_soon_as_it_can_be() {
    let place = Place::new();
    // A file where the folder should be.
    fs::create_dir(place.above.path().join("state")).unwrap();
    fs::write(place.folder(), "in the way").unwrap();
    let every = Duration::from_millis(20);
    let keeper = Keeper::start(&place.folder(), every, || {}).unwrap();
    let told = |keeper: &Keeper| {
        let mut news = std::iter::from_fn(|| keeper.news());
        news.by_ref().filter(|news| matches!(news, News::Unkept(_))).count()
    };
    keeper.keep(work("kept after all"));
    std::thread::sleep(10 * every);
    assert_eq!(told(&keeper), 1);
    fs::remove_file(place.folder()).unwrap();
    until(|| !place.files(".recovery").is_empty());
    assert_eq!(told(&keeper), 0);
    drop(keeper);
    assert_eq!(place.offered(), ["kept after all"]);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.leaves("mine");
    let mode = fs::metadata(place.folder()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

/// A large document does not keep the end waiting: what nobody wants is not written to its end.
#[test]
fn what_is_forgotten_is_not_written_to_its_end() {
    let mut run: Run = run("large");
    let examples = &mut std::sync::Arc::make_mut(&mut run.dataset).examples;
    *examples = examples.iter().cycle().take(1_000_000).cloned().collect();
    let place = Place::new();
    let keeper = place.keeper();
    keeper.keep(jointly::jobs::recovery::Snapshot { run, ..work("large") });
    until(|| !place.files("lock").is_empty());
    keeper.forget();
    let begun = Instant::now();
    drop(keeper);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(2), "{took:?}");
    assert!(place.files("").is_empty());
    assert!(look(&place.folder(), std::time::SystemTime::now()).works.is_empty());
}
