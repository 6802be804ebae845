//! What is packed with the program is there, and of this version.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use jointly::formats::Kind;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_icon_is_there_in_every_size() {
    for size in [16_u32, 24, 32, 48, 64, 128, 256, 512] {
        let bytes = fs::read(root(&format!("assets/icons/jointly-{size}.png"))).expect("an icon");
        let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("4 bytes"));
        assert_eq!((&bytes[1..4], side(16), side(20)), (&b"PNG"[..], size, size));
    }
}

#[test]
fn all_that_the_package_takes_along_is_there() {
    let manifest = text("Cargo.toml");
    let assets = manifest.split("assets = [").nth(1).and_then(|rest| rest.split("\n]").next());
    let paths = assets.expect("assets").lines().filter_map(|line| line.split('"').nth(1));
    let mut taken = 0;
    for path in paths.filter(|path| !path.starts_with("target/")) {
        taken += 1;
        let folder = path.split('*').next().unwrap_or_default();
        assert!(root(folder).exists(), "{path}");
    }
    assert!(taken > 10, "{taken}");
}

#[test]
fn the_licences_are_those_of_the_crates_that_are_locked() {
    let lock = text("Cargo.lock");
    let mut locked = HashSet::new();
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| package.split(&format!("{name} = \"")).nth(1)?.split('"').next();
        locked.insert((field("name").expect("a name"), field("version").expect("a version")));
    }
    let licences = text("assets/licences.txt");
    for line in licences.lines() {
        let (crate_, licence) = line.split_once(": ").expect("a licence");
        let (name, version) = crate_.split_once(' ').expect("a version");
        assert!(locked.contains(&(name, version)), "{line}: run scripts/licences");
        assert!(!licence.trim().is_empty(), "{line}");
    }
    for name in ["eframe", "egui_plot", "toml", "png", "clap"] {
        assert!(licences.contains(&format!("\n{name} ")), "{name}");
    }
}

#[test]
fn the_man_page_tells_of_every_command() {
    let line = text("src/cli.rs");
    let commands = line.split("enum Command {").nth(1).and_then(|rest| rest.split("\n}").next());
    let variants = commands.expect("the commands").lines().filter(|line| line.contains("),"));
    let page = text("assets/desktop/jointly.1");
    let mut told = 0;
    for variant in variants {
        let name = variant.split('(').next().unwrap_or_default().trim().to_lowercase();
        assert!(page.contains(&format!("\n.BI {name} ")), "the man page lacks {name}");
        told += 1;
    }
    assert!(told > 4, "{told}");
}

#[test]
fn the_desktop_knows_this_version_and_these_files() {
    let version = env!("CARGO_PKG_VERSION");
    let about = text("assets/desktop/org.example.jointly.metainfo.xml");
    assert!(about.contains(&format!("<release version=\"{version}\"")));
    assert!(text("assets/desktop/jointly.1").contains(&format!("Jointly {version}")));
    assert!(text("CHANGELOG.md").contains(version));
    let types = text("assets/desktop/org.example.jointly.xml");
    let entry = text("assets/desktop/org.example.jointly.desktop");
    for kind in ["application/vnd.jointly+json", "application/vnd.jointly-lesson+toml"] {
        assert!(types.contains(kind) && entry.contains(kind) && about.contains(kind), "{kind}");
    }
    assert!(types.contains(&format!("*{}", jointly::lesson::ENDING)));
    assert_eq!(Kind::named("smiles.jointly"), Some(Kind::Json));
}
