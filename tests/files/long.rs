//! Long texts, which are read as they come: as the whole text is read, and with the same words about what is wrong.

use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use jointly::engine::{Dataset, Example, Experiment, Forks, Run, Shape, train};
use jointly::formats::{csv, json};
use jointly::jobs::files::{self, FileError, Import, Loaded, Version, load};

use super::{assert_is_watched, folder, message};

/// Pictures whose text is long, and what was learned of them.
fn long() -> Run {
    let shape = Shape { width: 28, height: 28 };
    let pixels = |e: usize| {
        (0..784).map(move |cell| f64::from(u8::try_from((e * 31 + cell * 7) % 251).unwrap()))
    };
    let example = |e: usize| {
        let label = if e.is_multiple_of(3) { 1.0 } else { -1.0 };
        // Of two, three and four bytes, so that some are cut where a piece ends.
        let name = format!("picture {e}: \u{e9}\u{2192}\u{1f642} \"\\, ]");
        Arc::new(Example { name, label, pixels: pixels(e).collect() })
    };
    let examples = (0..600).map(example).collect();
    let label_names = [("1".to_owned(), "third".to_owned())].into();
    let mut run = Run::new(Experiment::at_rest(Dataset { shape, examples, label_names }));
    train(run.end(), 1, 2, |step| {
        run.rounds.push(Arc::clone(&step.played));
        ControlFlow::Continue(())
    });
    run.forks = Some(Arc::new(Forks::usual(&run.end(), run.rounds.len())));
    run
}

/// What the run is as a text in pieces: what is before the examples, these, and what is behind.
fn pieces() -> [String; 3] {
    let text = String::from_utf8(json::write(&long())).unwrap();
    let begin = text.find("\"examples\"").unwrap();
    let end = begin + text[begin..].find("\"training\"").unwrap();
    [&text[..begin], &text[begin..end], &text[end..]].map(str::to_owned)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::none());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn stream(bytes: &[u8]) -> Option<Run> {
    json::read_stream(bytes, bytes.len() as u64, &mut |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn it_is_read_equal_plain_or_packed_and_known_by_all_its_bytes() {
    let (folder, run) = (folder(), long());
    let bytes = json::write(&run);
    for (name, bytes) in [("long.json", bytes.clone()), ("long.json.gz", packed(&bytes))] {
        assert!(bytes.len() as u64 > json::LONG, "{} bytes are not long", bytes.len());
        assert!(stream(&bytes).is_some_and(|read| read == run), "{name}");
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        let Loaded::Run(read, version) = files::open(&path, &Import::default()).unwrap() else {
            panic!("{name} is of the native format");
        };
        assert!(*read == run, "{name}");
        assert!(version.is_same(&Version::of(&path).unwrap().unwrap()), "{name}");
        assert_is_watched(&path, &Import::default(), 2);
    }
}

#[test]
fn in_another_order_it_is_read_too_as_a_whole() {
    let folder = folder();
    let path = folder.path().join("other.json");
    let [before, examples, behind] = pieces();
    let text = format!("{{{examples}{}{behind}", &before[1..]);
    fs::write(&path, &text).unwrap();
    assert!(stream(text.as_bytes()).is_none());
    assert!(load(&path).unwrap() == long());
}

#[test]
fn what_is_wrong_in_it_is_told_with_its_place() {
    let folder = folder();
    let path = folder.path().join("wrong.json");
    let [before, examples, behind] = pieces();
    let whole = format!("{before}{examples}{behind}");
    let last = examples.rfind("\"label\"").unwrap();
    let named = examples.rfind("picture 599").unwrap();
    let wrong = [
        ("cut in the middle", whole[..whole.len() / 2].to_owned().into_bytes()),
        ("cut at the end", whole[..whole.len() - 3].to_owned().into_bytes()),
        ("more behind it", format!("{whole}x").into_bytes()),
        ("a key of the last example", {
            format!("{before}{}{behind}", examples.replacen("label", "Label", 1)).into_bytes()
        }),
        ("the last label", {
            let examples = format!("{}\"label\": x{}", &examples[..last], &examples[last + 10..]);
            format!("{before}{examples}{behind}").into_bytes()
        }),
        ("examples twice", format!("{before}{examples}{examples}{behind}").into_bytes()),
        ("a setting", format!("{before}{examples}{}", behind.replace("step", "stop")).into_bytes()),
        ("no UTF-8", {
            let mut bytes = whole.clone().into_bytes();
            bytes[before.len() + named] = 0xff;
            bytes
        }),
    ];
    for (what, bytes) in wrong {
        assert!(stream(&bytes).is_none(), "{what}");
        assert_says(&path, &bytes, &json::read(&bytes).unwrap_err().to_string(), what);
    }
}

#[test]
fn of_comma_separated_values_the_line_is_told() {
    let folder = folder();
    let dataset = long().dataset;
    let bytes = csv::write(&dataset);
    assert!(bytes.len() as u64 > json::LONG, "{} bytes are not long", bytes.len());
    let path = folder.path().join("long.csv");
    fs::write(&path, &bytes).unwrap();
    let read = load(&path).unwrap();
    assert!(read.dataset.examples == dataset.examples);
    assert_is_watched(&path, &Import::default(), 3);
    let cut = &bytes[..bytes.len() - 5];
    let told = csv::read(cut).unwrap_err().to_string();
    assert!(told.starts_with("line 601:"), "{told}");
    assert_says(&path, cut, &told, "cut at the end");
}

fn assert_says(path: &Path, bytes: &[u8], told: &str, what: &str) {
    fs::write(path, bytes).unwrap();
    let refused: Result<Run, FileError> = load(path);
    let said = message(path, refused);
    assert!(said.contains(told), "{what}: {told:?} is not in {said:?}");
}
