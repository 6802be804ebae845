//! Folders of PNG files.

use std::fs;

use jointly::engine::{Experiment, Pixels, Run, Shape};
use jointly::formats::{png, sample};
use jointly::jobs::files::{Import, Loaded, load, open};

use crate::{assert_has, folder, message};

/// A picture of the lesson as a PNG file.
fn picture(example: usize) -> Vec<u8> {
    let mut dataset = sample::smiles().dataset;
    let examples = &mut std::sync::Arc::make_mut(&mut dataset).examples;
    *examples = vec![examples.swap_remove(example)];
    png::sheet(&dataset).unwrap().bytes
}

#[test]
fn sub_folders_are_labels_and_other_files_are_left_aside() {
    let folder = folder();
    for (class, name, example) in [("1", "smile", 0), ("-1", "frown", 1), ("1", "cheery", 3)] {
        fs::create_dir_all(folder.path().join(class)).unwrap();
        fs::write(folder.path().join(class).join(format!("{name}.png")), picture(example)).unwrap();
    }
    fs::write(folder.path().join("1/notes.txt"), "no picture").unwrap();
    fs::write(folder.path().join("beside.png"), "not looked at").unwrap();
    fs::write(folder.path().join("1/.hidden.png"), "not looked at").unwrap();
    let dataset = load(folder.path()).unwrap().dataset;
    let told: Vec<_> = dataset.examples.iter().map(|e| (e.name.as_str(), e.label)).collect();
    assert_eq!(told, [("frown", -1.0), ("cheery", 1.0), ("smile", 1.0)]);
    let lit = |pixel: &f64| f64::from(u8::from(*pixel > 0.0));
    let pixels: Pixels = dataset.examples[2].pixels.iter().map(lit).collect();
    assert_eq!(pixels, sample::smiles().dataset.examples[0].pixels);
}

#[test]
fn words_for_labels_need_sides() {
    let folder = folder();
    for class in ["cats", "dogs"] {
        fs::create_dir(folder.path().join(class)).unwrap();
        fs::write(folder.path().join(class).join("a.png"), picture(0)).unwrap();
    }
    let told = message(folder.path(), load(folder.path()).map(drop));
    assert_has(&told, "the label \"cats\" is no number. Say which labels stand for +1.");
    let mut import = Import::default();
    import.wish.positive.push("dogs".to_owned());
    let Loaded::Made(run) = open(folder.path(), &import).unwrap() else { panic!("nothing made") };
    let labels: Vec<_> = run.dataset.examples.iter().map(|e| e.label).collect();
    assert_eq!((labels, run.dataset.label_name(1.0)), (vec![-1.0, 1.0], Some("dogs")));
}

#[test]
fn one_that_is_bad_or_of_another_size_is_named() {
    let folder = folder();
    let path = folder.path().join("1");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("a.png"), picture(0)).unwrap();
    let blank = Run::new(Experiment::blank(Shape { width: 2, height: 2 }));
    fs::write(path.join("b.png"), png::sheet(&blank.dataset).unwrap().bytes).unwrap();
    let told = message(folder.path(), load(folder.path()).map(drop));
    assert_has(&told, "1/b: found 2 x 2 pixels, expected 3 x 4 as in 1/a.");
    fs::write(path.join("b.png"), "GIF89a").unwrap();
    let told = message(&path.join("b.png"), load(folder.path()).map(drop));
    assert_has(&told, "byte 0");
}
