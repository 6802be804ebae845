//! The house: which room may know which, and the habits of every file, held by reading `src/`.

use std::fs;
use std::path::{Path, PathBuf};

mod reading;
mod rooms;
use rooms::File;

/// Longer files want another room.
const MOST_LINES: usize = 350;

fn files() -> Vec<File> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    assert!(found.len() > 20, "only {} files", found.len());
    let read = |path: &PathBuf| File {
        path: path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/"),
        source: fs::read_to_string(path).expect("a source"),
    };
    found.iter().map(read).collect()
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_room_knows_only_whom_it_may() {
    let found: Vec<String> = files().iter().flat_map(File::strangers).collect();
    assert_none(&found);
}

#[test]
fn every_file_has_good_habits() {
    let files = files();
    let told = files.iter().flat_map(|file| {
        file.bad_habits().into_iter().map(|habit| format!("{}: {habit}", file.path))
    });
    assert_none(&told.collect::<Vec<_>>());
}

#[test]
fn only_the_theme_has_colours() {
    let files = files();
    let told = files.iter().flat_map(|file| {
        file.colours().into_iter().map(|colour| format!("{}: {colour}", file.path))
    });
    assert_none(&told.collect::<Vec<_>>());
}

#[test]
fn files_stay_short() {
    let files = files();
    let long = files
        .iter()
        .map(|file| (file, file.source.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES);
    assert_none(
        &long.map(|(file, lines)| format!("{}: {lines} lines", file.path)).collect::<Vec<_>>(),
    );
}

/// The checks can fail: made-up sources that break a rule are found, and those that only look so are not.
mod the_checks {
    use super::File;

    fn strangers(path: &str, source: &str) -> Vec<String> {
        File::new(path, source).strangers()
    }

    #[test]
    fn find_strangers() {
        for (path, source) in [
            ("engine/round.rs", "use crate::document::State;"),
            ("engine/round.rs", "use crate::{engine::Round, formats};"),
            ("engine/round.rs", "fn f() { super::super::theme::f() }"),
            ("engine/mod.rs", "use super::jobs;"),
            ("engine/round.rs", "use super::super::*; "),
            ("engine/round.rs", "use std::{collections::BTreeMap, fs};"),
            ("engine/round.rs", "let now = std::time::SystemTime::now();"),
            ("engine/round.rs", "std::thread::spawn(f);"),
            ("engine/round.rs", "let x: f64 = rand::random();"),
            ("engine/round.rs", "#[derive(serde::Serialize)] struct S;"),
            ("engine/round.rs", "#[cfg(test)] mod tests { use crate::formats::json; }"),
            ("formats/json/decode.rs", "std::fs::read(path)"),
            ("formats/json/decode.rs", "use super::super::super::document::Action;"),
            ("document/mod.rs", "use eframe::egui;"),
            ("jobs/files.rs", "use crate::formats::csv; png::decode(b)"),
            ("document/words/mod.rs", "use crate::trial::Trial;"),
            ("views/grid.rs", "use crate::jobs::Jobs;"),
            ("views/grid.rs", "crate::formats::json::read(b)"),
            ("theme.rs", "use crate::engine::Shape;"),
            ("trial.rs", "use crate::document::Action;"),
            ("commands.rs", "use crate::views::Scene;"),
            ("cli.rs", "use eframe::egui;"),
            ("cli/train.rs", "use crate::app;"),
            ("main.rs", "use clap::Parser;"),
            ("attic/mod.rs", "//! New."),
        ] {
            assert_eq!(strangers(path, source).len(), 1, "{path}: {source}");
        }
    }

    #[test]
    fn let_friends_pass() {
        for (path, source) in [
            ("engine/round.rs", "use super::dataset::{Dataset, is_whole}; use std::sync::Arc;"),
            (
                "engine/round.rs",
                "#[cfg(test)] mod tests { use super::super::dataset::Dataset; use super::*; }",
            ),
            ("engine/kernels/sum.rs", "std::thread::scope(|s| s.spawn(f));"),
            (
                "engine/round.rs",
                "/// As `crate::document` does, see std::fs.\n// egui::Ui /* crate::jobs */",
            ),
            (
                "engine/round.rs",
                r##"let s = "crate::jobs"; let r = r#"std::fs "quoted" "#; let c = '"'; let d = '\'';"##,
            ),
            (
                "formats/json/decode.rs",
                "use super::super::Error; use crate::engine::Run; pub(crate) fn f<'a>() {}",
            ),
            ("document/mod.rs", "use std::path::PathBuf; use thiserror::Error;"),
            (
                "views/why/mod.rs",
                "use crate::{document::Action, trial::Trial, views::Scene}; use egui::Ui;",
            ),
            ("jobs/files.rs", "use crate::formats::json; std::fs::read(p)"),
            (
                "jobs/files.rs",
                "use crate::formats::{Kind, csv, png::{self, Filed}}; png::read(csv::f())",
            ),
            ("main.rs", "jointly::app::open_window()"),
            ("lib.rs", "pub mod engine; pub mod jobs;"),
        ] {
            assert_eq!(strangers(path, source), Vec::<String>::new(), "{path}: {source}");
        }
    }

    #[test]
    fn find_bad_habits() {
        for (path, source, habit) in [
            ("engine/round.rs", "x.unwrap();", "unwrap()"),
            ("engine/round.rs", "todo!()", "todo!"),
            ("engine/round.rs", "dbg!(x)", "dbg!"),
            ("engine/round.rs", "#![allow(dead_code)]", "an allow instead of an expect"),
            ("engine/round.rs", "#[allow(dead_code)] fn f() {}", "an allow instead of an expect"),
            ("views/mod.rs", "//! Views.\nfn f() { eprintln!(\"here\") }", "printing"),
            ("views/mod.rs", "use std::fmt;", "a mod.rs that does not tell its rule"),
        ] {
            assert_eq!(File::new(path, source).bad_habits(), [habit], "{path}: {source}");
        }
        for (path, source) in [
            ("engine/round.rs", "x.unwrap_or(0); // todo!() x.unwrap()"),
            ("engine/round.rs", "#[cfg(test)] mod tests { fn f() { x.unwrap() } }"),
            ("engine/round.rs", "#[expect(dead_code, reason = \"[allow(\")] fn f() {}"),
            ("cli.rs", "println!()"),
            ("app/start.rs", "eprintln!()"),
        ] {
            assert_eq!(File::new(path, source).bad_habits(), [""; 0], "{path}: {source}");
        }
    }

    #[test]
    fn find_colours() {
        let found = |source: &str| File::new("views/grid.rs", source).colours().len();
        assert_eq!(
            found("Color32::from_rgb(1, 2, 3); egui::Color32::WHITE; hex_color!(\"#fff\")"),
            3
        );
        assert_eq!(
            found("let c: Color32 = theme::ink(ui); Color32::TRANSPARENT; c.gamma_multiply(0.5)"),
            0
        );
        assert_eq!(File::new("theme.rs", "Color32::from_rgb(1, 2, 3)").colours().len(), 0);
    }
}
