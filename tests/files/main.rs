//! Reading and saving: what the system can do to a file, and that nothing is lost by it.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod folder;
mod long;
#[cfg(unix)]
mod unix;

use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jointly::engine::{Run, Settings, Take, Wish};
use jointly::formats::{Kind, json, sample};
use jointly::jobs::files::{self, FileError, Import, Saved, load, save, save_observed};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A run that differs from the lesson, as long as it likes.
fn other(name_length: usize) -> Run {
    let mut run = sample::smiles();
    let dataset = std::sync::Arc::make_mut(&mut run.dataset);
    std::sync::Arc::make_mut(&mut dataset.examples[0]).name = "n".repeat(name_length);
    run
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into()).collect();
    names.sort();
    names
}

/// The message, held to its form: the file first, and a sentence at the end that says what to do.
fn message<T>(path: &Path, result: Result<T, FileError>) -> String {
    let message = result.err().unwrap().to_string();
    assert!(message.starts_with(&format!("{}: ", path.display())), "{message}");
    assert!(message.ends_with('.'), "{message}");
    message
}

fn assert_has(message: &str, part: &str) {
    assert!(message.contains(part), "{part:?} is not in {message:?}");
}

#[test]
fn what_is_saved_loads_back_equal_and_replaces_what_was_there() {
    let folder = folder();
    let path = folder.path().join("smiles.json");
    let saved = save(&path, &sample::smiles()).unwrap();
    assert_eq!(saved, Saved { durable: true });
    assert_eq!(load(&path).unwrap(), sample::smiles());
    save(&path, &other(3)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), json::write(&other(3)));
    assert_eq!(names(folder.path()), [PathBuf::from("smiles.json")]);
}

#[test]
fn a_reader_sees_all_of_the_old_or_all_of_the_new() {
    let folder = folder();
    let path = folder.path().join("smiles.json");
    let runs = [other(1), other(200)];
    save(&path, &runs[0]).unwrap();
    let contents = runs.each_ref().map(json::write);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 0..100 {
                save(&path, &runs[round % 2]).unwrap();
            }
        });
        let mut seen = 0;
        while !writer.is_finished() || seen == 0 {
            assert!(contents.contains(&fs::read(&path).unwrap()));
            seen += 1;
        }
    });
    assert_eq!(names(folder.path()), [PathBuf::from("smiles.json")]);
}

#[test]
fn a_save_that_is_cancelled_leaves_everything_as_it_was() {
    let folder = folder();
    let (old, new) = (folder.path().join("old.json"), folder.path().join("new.json"));
    fs::write(&old, "old").unwrap();
    let mut run = sample::smiles();
    let examples = &mut std::sync::Arc::make_mut(&mut run.dataset).examples;
    *examples = examples.iter().cycle().take(10_000).cloned().collect();
    for path in [&old, &new] {
        let mut told = Vec::new();
        let cancelled = save_observed(path, &run, |share| {
            told.push(share);
            // It is well under way: something has been written.
            assert_eq!(names(folder.path()).len(), 2);
            if share < 0.5 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert!(matches!(cancelled, Err(FileError::Cancelled { .. })));
        assert_has(&message(path, cancelled), "saving it was cancelled");
        assert!(told.len() > 2 && *told.last().unwrap() < 0.7, "{told:?}");
    }
    assert_eq!(fs::read(&old).unwrap(), b"old");
    assert_eq!(names(folder.path()), [PathBuf::from("old.json")]);
}

#[test]
fn reading_tells_how_far_it_is_and_can_be_cancelled() {
    let folder = folder();
    let mut run = sample::smiles();
    let examples = &mut std::sync::Arc::make_mut(&mut run.dataset).examples;
    *examples = examples.iter().cycle().take(10_000).cloned().collect();
    for example in examples.iter_mut() {
        std::sync::Arc::make_mut(example).label = 1.0;
    }
    let nothing = Import::default();
    for (name, kind) in [("a.json", Kind::Json), ("a.csv", Kind::Csv), ("a.idx", Kind::Idx)] {
        let path = folder.path().join(name);
        files::export(&path, kind, &run.dataset).unwrap();
        assert_is_watched(&path, &nothing, 3);
    }
    // Packed: it is counted, unpacked and read.
    let packed = folder.path().join("a.json.gz");
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let text = json::write(&run);
    out.write_all(&text).unwrap();
    // Spaces may follow.
    io::copy(&mut io::repeat(b' ').take(4 << 20), &mut out).unwrap();
    fs::write(&packed, out.finish().unwrap()).unwrap();
    assert_is_watched(&packed, &nothing, 10);
    // The pictures, the file of their labels, the labels.
    assert_is_watched(&folder.path().join("a.idx"), &nothing, 4);
    // And the examples that are made of them.
    let wish = Wish { inverted: true, ..Wish::default() };
    assert_is_watched(&folder.path().join("a.idx"), &Import { wish, ..nothing.clone() }, 5);
}

#[test]
fn reading_a_folder_tells_how_many_files_are_read_and_can_be_cancelled() {
    let folder = folder();
    let png = folder.path().join("sheet.png");
    files::export(&png, Kind::Png, &sample::smiles().dataset).unwrap();
    for class in ["+1", "-1"] {
        let sub = folder.path().join(class);
        fs::create_dir(&sub).unwrap();
        for n in 0..5 {
            fs::copy(&png, sub.join(format!("{n}.png"))).unwrap();
        }
    }
    fs::remove_file(&png).unwrap();
    assert_is_watched(folder.path(), &Import::default(), 10);
}

/// That reading it tells how far it is at least so often, and ends wherever it is broken off.
#[track_caller]
fn assert_is_watched(path: &Path, import: &Import, times: usize) {
    let mut told = vec![0.0];
    let opened = files::open_observed(path, import, |share| {
        told.push(share);
        ControlFlow::Continue(())
    });
    assert!(opened.is_ok());
    let name = path.display();
    assert!(
        told.len() > times && told.is_sorted() && told.iter().all(|s| *s <= 1.0),
        "{name} {told:?}"
    );
    for stop in 1..told.len() {
        let mut times = 0;
        let cancelled = files::open_observed(path, import, |_| {
            times += 1;
            if times < stop { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert_eq!(times, stop, "{name}");
        assert!(matches!(cancelled, Err(FileError::ReadingCancelled { .. })), "{name}");
        assert_has(&message(path, cancelled.map(drop)), "reading it was cancelled");
    }
}

#[test]
fn any_bytes_are_written_in_the_same_way_and_not_when_they_cannot_be_made() {
    let folder = folder();
    let path = folder.path().join("numbers.csv");
    files::write(&path, |out| out.write_all(b"1,2")).unwrap();
    let failed = files::write(&path, |out| {
        out.write_all(b"3,")?;
        Err(io::Error::new(ErrorKind::InvalidData, "no number"))
    });
    assert_has(&message(&path, failed), "it was not saved: no number. What was there before");
    assert_eq!(fs::read(&path).unwrap(), b"1,2");
    assert_eq!(names(folder.path()), [PathBuf::from("numbers.csv")]);
}

#[test]
fn names_with_spaces_and_signs_of_all_kinds() {
    let folder = folder();
    for name in ["my smiles.json", "\u{1f642} \u{e9}.json", "no ending", "-n.json", ".hidden.json"]
    {
        let path = folder.path().join(name);
        save(&path, &sample::smiles()).unwrap();
        assert_eq!(load(&path).unwrap(), sample::smiles(), "{name}");
    }
    assert_eq!(names(folder.path()).len(), 5);
}

#[test]
fn reading_what_is_not_there() {
    let folder = folder();
    let path = folder.path().join("none.json");
    assert_has(&message(&path, load(&path).map(drop)), "no such file");
    fs::write(&path, "").unwrap();
    let inside = path.join("inside.json");
    assert_has(&message(&inside, load(&inside).map(drop)), "no such file");
}

#[test]
fn a_folder_without_pictures_is_not_read_and_none_is_replaced() {
    let folder = folder();
    let path = folder.path();
    assert_has(&message(path, load(path).map(drop)), "found no picture. Choose a folder with a");
    assert_has(&message(path, save(path, &sample::smiles())), "found a folder, expected a file");
}

#[test]
fn content_that_cannot_be_used_is_named_with_its_place() {
    let folder = folder();
    let path = folder.path().join("bad.json");
    fs::write(&path, "{\n  \"format\": \"jointy\"\n}").unwrap();
    let message = message(&path, load(&path).map(drop));
    assert_has(
        &message,
        "line 2, column 13, format: found the text \"jointy\", expected \"jointly\"",
    );
}

#[test]
fn a_missing_folder_is_named() {
    let folder = folder();
    let path = folder.path().join("none/smiles.json");
    let message = message(&path, save(&path, &sample::smiles()));
    assert_has(&message, &format!("no folder {}.", folder.path().join("none").display()));
    assert_eq!(names(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_name_cannot_write_over_the_message() {
    let message = load(Path::new("a\u{1b}[2J\nb")).unwrap_err().to_string();
    assert!(message.starts_with("a\\u{1b}[2J\\nb: "), "{message}");
}

#[test]
fn pictures_start_with_what_suits_them_where_that_is_asked_for() {
    let digits = Path::new(env!("CARGO_MANIFEST_DIR"));
    let digits = digits.join("datasets/digits/digits-images.idx3-ubyte");
    let starts = |suit, take, path: &Path| {
        let wish = Wish { positive: vec!["3".to_owned()], take, ..Wish::default() };
        files::import(path, &Import { suit, wish, ..Import::default() }).unwrap().settings
    };
    assert_eq!(starts(true, Take::All, &digits), Settings::for_many());
    assert_eq!(starts(false, Take::All, &digits), Settings::default());
    assert_eq!(starts(true, Take::First(100), &digits), Settings::default());
    // A file that has settings keeps them.
    let folder = folder();
    let saved = folder.path().join("saved.json");
    let mut run = sample::named("3-against-the-rest.json").unwrap();
    run.settings.step = 0.25;
    save(&saved, &run).unwrap();
    let wish = Wish { inverted: true, ..Wish::default() };
    let made = files::import(&saved, &Import { suit: true, wish, ..Import::default() }).unwrap();
    assert_eq!(made.settings, run.settings);
}
