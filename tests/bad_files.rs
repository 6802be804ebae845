//! Files of other programs that are refused, each with its complete message: place, field, found, expected, what to do.
//!
//! `tests/bad` holds every file with its message beside it; those that are large are made by [`hostile`].
//! `JOINTLY_WRITE_MESSAGES=1 cargo test` writes the messages anew: read each one before it is committed. What looks odd and
//! is read all the same is here too.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use jointly::engine::{Pictures, Shape};
use jointly::formats::{Error, Kind, Place, csv, idx, json, png, whole};

#[expect(dead_code, reason = "the other test of hostile files uses it")]
mod hostile;

/// The formats with a folder each; what is packed by gzip has its own.
const FOLDERS: [&str; 4] = ["csv", "gzip", "idx", "png"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad").join(name)
}

/// Every bad file: its path, there or not, and its bytes.
fn bad_files() -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for name in FOLDERS {
        for entry in fs::read_dir(folder(name)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending != "txt") {
                let bytes = fs::read(&path).unwrap();
                files.push((path, bytes));
            }
        }
    }
    let made = hostile::bombs::refused().into_iter();
    files.extend(made.map(|made| (folder(made.folder).join(made.name), made.bytes)));
    files.sort();
    files
}

/// Reads a file as its folder and its name say.
fn read(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let folder = path.parent().unwrap().file_name().unwrap();
    match folder.to_str().unwrap() {
        "idx" if name.starts_with("labels-") => idx::labels(bytes).map(drop),
        "idx" => idx::images(bytes).map(drop),
        "png" if name.starts_with("sheet-") => png::read_sheet(bytes).map(drop),
        "png" => png::read(bytes).map(drop),
        _ => match Kind::guess(bytes, name) {
            Kind::Json => json::read(&whole(bytes)?).map(drop),
            Kind::Csv => csv::read(bytes).map(drop),
            Kind::Png => png::pictures(bytes, "1", None).map(drop),
            Kind::Idx => idx::images(bytes).map(drop),
        },
    }
}

#[test]
fn every_bad_file_is_refused_with_its_message() {
    let files = bad_files();
    assert!(files.len() >= 200, "only {} bad files", files.len());
    let mut wrong = Vec::new();
    for (path, bytes) in &files {
        let found = match read(path, bytes) {
            Ok(()) => "(read without complaint)\n".to_owned(),
            Err(error) => format!("{error}\n"),
        };
        let beside = path.with_extension("txt");
        if std::env::var_os("JOINTLY_WRITE_MESSAGES").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let wanted = fs::read_to_string(&beside).unwrap_or_default();
        if found != wanted {
            wrong.push(format!("{}\n found: {found}wanted: {wanted}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_message_has_its_file() {
    let mut files: Vec<_> =
        bad_files().into_iter().map(|(path, _)| path.with_extension("txt")).collect();
    let (all, messages) = (files.len(), FOLDERS.iter().flat_map(|name| fs::read_dir(folder(name))));
    files.dedup();
    assert_eq!(files.len(), all, "two files have one message");
    let paths = messages.flatten().map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        assert!(files.contains(&path), "{}", path.display());
    }
}

/// What every message has, whatever is wrong: a place, two facts and a full sentence of advice.
#[test]
fn every_error_says_where_and_what_to_do() {
    for (path, bytes) in bad_files() {
        let error = read(&path, &bytes).expect_err("bad files are refused");
        let name = path.display();
        assert!(!matches!(error.place, Place::Line(0)), "{name}");
        assert!(!error.found.is_empty() && !error.expected.is_empty(), "{name}");
        assert!(error.advice.ends_with('.'), "{name}: {}", error.advice);
        assert!(error.advice.starts_with(char::is_uppercase), "{name}: {}", error.advice);
        let text = error.to_string();
        assert!(text.chars().count() < 400 && !text.contains(char::is_control), "{name}: {text}");
    }
}

#[test]
fn labels_of_another_number_are_refused() {
    let images = idx::images(&hostile::bombs::idx_of(&[1, 2, 3])).unwrap();
    let told = idx::together(images, &[7, 8]).unwrap_err().to_string();
    assert_eq!(
        told,
        "byte 4, the number of labels: found 2 labels, expected 3, one for each picture. Choose the labels that \
         belong to the pictures, such as train-labels-idx1-ubyte.gz."
    );
}

/// Files that look odd and are read all the same.
mod all_the_same {
    use super::*;

    fn table(text: &str) -> Pictures {
        assert_eq!(Kind::of(text.as_bytes()), Kind::Csv);
        let packed = hostile::bombs::gzip(text.as_bytes());
        assert_eq!(Kind::guess(&packed, "plain.json"), Kind::Csv);
        let pictures = csv::read(text.as_bytes()).unwrap();
        assert_eq!(csv::read(&packed).as_ref(), Ok(&pictures));
        pictures
    }

    const TWO: &str = "label,name,r1c1\n1,a,5\n-1,b,6\n";

    #[test]
    fn any_line_ends_and_none_at_the_end() {
        let two = table(TWO);
        assert_eq!((two.count(), &two.pixels), (2, &vec![5, 6].into()));
        for ends in ["\r\n", "\r", "\n\n", "\r\n\r\n"] {
            assert_eq!(table(&TWO.replace('\n', ends)), two, "{ends:?}");
        }
        assert_eq!(table(TWO.trim_end()), two);
    }

    #[test]
    fn a_byte_order_mark_capitals_spaces_and_quotes() {
        let two = table(TWO);
        assert_eq!(table(&format!("\u{feff}{TWO}")), two);
        assert_eq!(table("Label, Name ,R1C1\n 1 ,a, 5\n-1,b,6 \n"), two);
        assert_eq!(table("\"label\",\"name\",\"r1c1\"\n\"1\",\"a\",\"5\"\n-1,b,6\n"), two);
    }

    #[test]
    fn names_of_several_lines() {
        let names = table("label,name,r1c1\n1,\"a\n\"\"b\"\"\r\n\",0\n2,\"\",1\n").names;
        assert_eq!(names, ["a\n\"b\"\r\n", ""]);
    }

    #[test]
    fn a_header_alone_and_no_pictures_at_all() {
        assert_eq!(table("label,r1c1,r1c2\n").count(), 0);
        assert_eq!(idx::images(&hostile::bombs::idx(0, 2, 3)).unwrap().count, 0);
    }

    /// What the bytes are counts, not what their file is called.
    #[test]
    fn gzip_under_a_plain_name_and_the_other_way_round() {
        let images = hostile::bombs::idx_of(&[1, 2]);
        let packed = hostile::bombs::gzip(&images);
        assert_eq!(Kind::guess(&packed, "train-images-idx3-ubyte"), Kind::Idx);
        assert_eq!(Kind::guess(&images, "train-images-idx3-ubyte.gz"), Kind::Idx);
        assert_eq!(idx::images(&packed), idx::images(&images));
        assert_eq!(Kind::guess(TWO.as_bytes(), "table.json"), Kind::Csv);
        assert_eq!(Kind::guess(b"1,2", "table.CSV.gz"), Kind::Csv);
        assert_eq!(Kind::guess(b"\xff\xd8\xff", "photo.PNG"), Kind::Png);
        assert_eq!(Kind::guess(b" {", "table.csv"), Kind::Json);
    }

    #[test]
    fn packed_in_several_pieces_and_filled_up_with_zeros() {
        let images = hostile::bombs::idx_of(&[1, 2]);
        let (front, back) = images.split_at(10);
        let pieces = [
            hostile::bombs::gzip(front),
            hostile::bombs::gzip(&[]),
            hostile::bombs::gzip(back),
            vec![0; 512],
        ];
        assert_eq!(idx::images(&pieces.concat()), idx::images(&images));
    }

    /// What a text or a colour profile would unpack to costs nothing: it is not unpacked.
    #[test]
    fn bombs_in_what_makes_no_pixels_of_a_png_file() {
        let picture = png::read(&hostile::bombs::text_bombs()).unwrap();
        assert_eq!((picture.shape, picture.pixels), (Shape { width: 1, height: 1 }, vec![7]));
    }
}
