//! The documents are true: what they link to and name is there, and their examples are read.

use std::fs;
use std::path::{Path, PathBuf};

use jointly::formats::json;

fn documents() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let in_docs =
        fs::read_dir(root.join("docs")).expect("docs").flatten().map(|entry| entry.path());
    let at_top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root.join(name));
    let pages = in_docs.chain(at_top).filter(|path| path.extension().is_some_and(|e| e == "md"));
    pages.map(|path| (path.clone(), fs::read_to_string(path).expect("a page"))).collect()
}

/// What stands between `open` and `close`.
fn between<'a>(text: &'a str, open: &str, close: char) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    for (page, text) in documents() {
        for link in between(&text, "](", ')') {
            let file = link.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") {
                continue;
            }
            let target = page.with_file_name(file);
            assert!(target.exists(), "{}: {link} leads nowhere", page.display());
        }
    }
}

#[test]
fn every_test_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = 0;
    for (page, text) in documents() {
        for path in between(&text, "`tests/", '`') {
            let path = path.split("::").next().unwrap_or_default();
            if path.contains(['*', ' ', '{']) {
                continue;
            }
            named += 1;
            assert!(root.join("tests").join(path).exists(), "{}: tests/{path}", page.display());
        }
    }
    assert!(named > 10, "{named}");
}

#[test]
fn the_dataset_of_the_guide_is_read() {
    let (_, text) =
        documents().into_iter().find(|(page, _)| page.ends_with("datasets.md")).expect("a page");
    let example = text.split("```json").nth(1).and_then(|rest| rest.split("```").next());
    let run = json::read(example.expect("an example").as_bytes()).expect("it can be used");
    assert_eq!(run.dataset.examples.len(), 2);
    assert_eq!(run.dataset.label_name(1.0), Some("left"));
}
