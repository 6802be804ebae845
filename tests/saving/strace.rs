//! The system calls of a save, and how to meddle with them.

use std::fs;
use std::process::{Command, Output};
use std::sync::LazyLock;

use crate::{JOINTLY, Place, say, told};

/// A system call: the nth of this name in the life of the process.
#[derive(Clone, Debug)]
pub struct Call {
    pub name: String,
    pub nth: usize,
    /// Whether the new file has its name already.
    pub after_rename: bool,
    /// Whether a folder that has been listed is closed.
    pub closes_list: bool,
}

/// Whether processes can be traced here; if not, that is said.
pub static IS_HERE: LazyLock<bool> = LazyLock::new(|| {
    let tried = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    let why = match tried {
        Ok(output) if output.status.success() => return true,
        Ok(output) => told(&output).1,
        Err(error) => error.to_string(),
    };
    say(&format!("SKIPPED: kills and faults, because strace cannot be used: {}", why.trim()));
    false
});

/// The system calls of a save, from the first that looks at the file to be saved to the end of the process.
pub fn calls(place: &Place) -> Vec<Call> {
    let trace = place.folder.path().join("trace");
    let traced = strace(place, &["-o", trace.to_str().unwrap()]);
    assert_eq!(told(&traced), (0, String::new()));
    let trace = fs::read_to_string(trace).unwrap();
    let output = format!("\"{}\"", place.output.display());
    let (mut before, mut found) = (Vec::<String>::new(), Vec::new());
    let (mut after_rename, mut listed) = (false, None::<String>);
    for line in trace.lines() {
        // "1234  name(arguments) = result"
        let call = line.split_once(' ').unwrap().1.trim_start();
        let Some((name, arguments)) = call.split_once('(') else { continue };
        let nth = 1 + before.iter().filter(|earlier| **earlier == name).count();
        // "3, ..." or "3)": the list that is read is the last one opened.
        let file = arguments.split([',', ')']).next();
        let closes_list = name == "close" && listed.as_deref() == file;
        match name {
            "getdents64" => listed = file.map(str::to_owned),
            "close" => listed = None,
            _ => {}
        }
        if name != "execve" && (arguments.contains(&output) || !found.is_empty()) {
            let name = name.to_owned();
            found.push(Call { name, nth, after_rename, closes_list });
        }
        before.push(name.to_owned());
        after_rename |= name.starts_with("rename");
    }
    assert!(after_rename && found.len() > 20, "{trace}");
    found
}

/// Saves while what `how` says is done to a call, such as `error=EIO` or `signal=SIGKILL`; for ever, or once.
pub fn meddle(place: &Place, call: &Call, how: &str, for_ever: bool) -> Output {
    let (name, nth) = (&call.name, call.nth);
    let when = if for_ever { "+" } else { "" };
    meddle_by(place, &[&format!("inject={name}:{how}:when={nth}{when}")])
}

/// Saves while calls are meddled with as strace is told it: `inject=rename:error=EIO`.
pub fn meddle_by(place: &Place, injected: &[&str]) -> Output {
    let names: Vec<_> = injected.iter().filter_map(|what| what.split(['=', ':']).nth(1)).collect();
    let traced = format!("trace={}", names.join(","));
    let mut options = vec!["-o", "/dev/null", "-e", &traced];
    for what in injected {
        options.extend(["-e", *what]);
    }
    strace(place, &options)
}

fn strace(place: &Place, options: &[&str]) -> Output {
    Command::new("strace")
        .args(["-f", "-qq"])
        .args(options)
        .arg(JOINTLY)
        .args(place.arguments())
        .output()
        .unwrap()
}
