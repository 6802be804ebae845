//! A disk that is full: a file system of 64 KiB, mounted for one save.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::{JOINTLY, document, say, told};

/// Mounts it over the folder `disk`, puts the old file there, saves the new one, and brings out what is there then.
const SCRIPT: &str = r#"
cd "$1" && mount -t tmpfs -o size=64k none disk && cp old.json disk/smiles.json || exit 77
"$2" convert new.json disk/smiles.json
status=$?
ls -A disk > names
cp disk/smiles.json after.json
exit $status
"#;

/// Runs the script where it may mount: in a name space of its own, as root there if need be. `None` where it may not.
fn save_in_64_kib(folder: &Path) -> Option<Output> {
    ["-m", "-rm"].into_iter().find_map(|options| {
        let script = ["sh", "-c", SCRIPT, "sh", folder.to_str().unwrap(), JOINTLY];
        let output = Command::new("unshare").arg(options).args(script).output().ok()?;
        // Either unshare itself or what comes before the save failed.
        let started = folder.join("names").exists();
        started.then_some(output)
    })
}

#[test]
fn a_full_disk_keeps_the_old_file_and_says_what_to_do() {
    let (mut refused, mut saved) = (0, 0);
    for (old, new) in [(4, 600), (4, 5000), (300, 350), (300, 301), (4, 400), (100, 120)] {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (old, new) = (document(old), document(new));
        fs::create_dir(at("disk")).unwrap();
        fs::write(at("old.json"), &old).unwrap();
        fs::write(at("new.json"), &new).unwrap();
        let Some(output) = save_in_64_kib(folder.path()) else {
            say("SKIPPED: a full disk, because this user may not mount one");
            return;
        };
        let (status, said) = told(&output);
        let after = fs::read(at("after.json")).unwrap();
        assert_eq!(fs::read_to_string(at("names")).unwrap(), "smiles.json\n");
        // Pages of 4 KiB hold the old and the new beside each other.
        let pages = |bytes: &[u8]| bytes.len().div_ceil(4096);
        if pages(&old) + pages(&new) <= 16 {
            assert_eq!((status, said.as_str()), (0, ""));
            assert!(after == new);
            saved += 1;
        } else {
            let start = "disk/smiles.json: it was not saved: No space left on device";
            assert!(status == 1 && said.starts_with(start), "{status} {said}");
            assert!(said.ends_with("make room and try again.\n"), "{said}");
            assert!(after == old);
            refused += 1;
        }
    }
    say(&format!(
        "a disk of 64 KiB: refused with the old content {refused}, saved {saved}, torn 0"
    ));
    assert!(refused >= 3 && saved >= 1);
}
