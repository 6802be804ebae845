//! Every system call of a save made to fail.

use std::collections::BTreeMap;

use crate::strace::{Call, IS_HERE, calls, meddle, meddle_by};
use crate::{Before, Content, Place, on_all, say, told};

/// Calls that have to do with memory and the end of the process: where these fail there is no program left.
const NOT_OF_FILES: [&str; 12] = [
    "brk",
    "mmap",
    "munmap",
    "mremap",
    "mprotect",
    "madvise",
    "futex",
    "sigaltstack",
    "rt_sigaction",
    "rt_sigprocmask",
    "getrandom",
    "exit_group",
];
/// Where these fail once, the file cannot have been saved.
const NEEDED: [&str; 5] = ["write", "fchmod", "rename", "renameat", "renameat2"];

/// A call that fails, and how.
#[derive(Clone, Debug)]
struct Fault {
    before: Before,
    call: Call,
    error: &'static str,
    for_ever: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Refused,
    Saved,
    Unconfirmed,
}

#[test]
fn a_save_in_which_a_call_fails_is_refused_whole_or_done_whole() {
    if !*IS_HERE {
        return;
    }
    let all: Vec<Fault> = Before::possible().into_iter().flat_map(faults).collect();
    let mut counted = BTreeMap::new();
    let mut names = BTreeMap::new();
    for (fault, outcome) in all.iter().zip(on_all(&all, suffered)) {
        *counted.entry(outcome).or_insert(0) += 1;
        *names.entry(fault.call.name.as_str()).or_insert(0) += 1;
    }
    let count = |outcome| counted.get(&outcome).copied().unwrap_or(0);
    let (refused, unconfirmed) = (count(Outcome::Refused), count(Outcome::Unconfirmed));
    let names: Vec<_> = names.iter().map(|(name, times)| format!("{name} {times}")).collect();
    say(&format!(
        "{} faults ({}): refused with the old content {refused}, saved {}, saved but not confirmed {unconfirmed}, torn 0",
        all.len(),
        names.join(", "),
        count(Outcome::Saved),
    ));
    assert!(refused > 0 && unconfirmed > 0);
}

fn faults(before: Before) -> Vec<Fault> {
    let mut faults = Vec::new();
    for call in calls(&Place::new(before)) {
        for (error, for_ever) in ways(&call) {
            faults.push(Fault { before, call: call.clone(), error, for_ever });
        }
    }
    faults
}

/// How a call is made to fail: by which error, and whether for ever.
fn ways(call: &Call) -> Vec<(&'static str, bool)> {
    let both = |errors: &[&'static str]| {
        errors.iter().flat_map(|error| [(*error, false), (*error, true)]).collect::<Vec<_>>()
    };
    match call.name.as_str() {
        name if NOT_OF_FILES.contains(&name) => Vec::new(),
        // The standard library takes it for a bug when a list cannot be closed, which no system is known to do.
        "close" if call.closes_list => Vec::new(),
        "close" => vec![("EIO", false), ("ENOSPC", false)],
        "openat" => both(&["EIO", "ENOSPC", "EACCES"]),
        // What is interrupted for ever is tried for ever.
        "write" | "fsync" => [both(&["EIO", "ENOSPC"]), vec![("EINTR", false)]].concat(),
        _ => both(&["EIO", "ENOSPC"]),
    }
}

fn suffered(fault: &Fault) -> Outcome {
    let Fault { before, call, error, for_ever } = fault;
    let place = Place::new(*before);
    let (status, said) = told(&meddle(&place, call, &format!("error={error}"), *for_ever));
    let unconfirmed =
        format!("{}: saved; the disk has not confirmed it.\n", place.output.display());
    let outcome = match (status, place.content()) {
        (0, Content::New) if said.is_empty() => Outcome::Saved,
        (0, Content::New) if said == unconfirmed => Outcome::Unconfirmed,
        (1, content) if content == Content::of(*before) => Outcome::Refused,
        what => panic!("{fault:?}: {what:?} {said}"),
    };
    if outcome == Outcome::Refused {
        // Where nothing can be written any more, no reason can be either.
        let mute = call.name == "write" && *for_ever && said.is_empty();
        let named = said.starts_with(&format!("{}: ", place.output.display()));
        let clear = named && said.ends_with(".\n") && said.contains("se Save as... with another");
        assert!(mute || clear && said.lines().count() == 1, "{fault:?}: {said}");
    }
    // What another save left may stay when looking for it is what fails.
    let beside: Vec<_> =
        place.beside().into_iter().filter(|path| *path != place.leftover()).collect();
    assert!(beside.is_empty(), "{fault:?}: {beside:?}");
    check_outcome(fault, outcome);
    outcome
}

/// What is known of some calls beforehand.
fn check_outcome(fault: &Fault, outcome: Outcome) {
    let name = fault.call.name.as_str();
    let expected: &[Outcome] = match name {
        _ if fault.error == "EINTR" => &[Outcome::Saved],
        "openat" | "fsync" if fault.call.after_rename => &[Outcome::Unconfirmed],
        _ if fault.call.after_rename => &[Outcome::Saved],
        name if NEEDED.contains(&name) || name == "fsync" => &[Outcome::Refused],
        "fchown" | "flock" => &[Outcome::Saved],
        _ => return,
    };
    assert!(expected.contains(&outcome), "{fault:?}: {outcome:?}, expected {expected:?}");
}

#[test]
fn a_temporary_file_that_cannot_be_removed_hinders_nobody_and_goes_later() {
    if !*IS_HERE {
        return;
    }
    let place = Place::new(Before::AFile);
    let no_removing = "inject=unlink,unlinkat:error=EIO:when=1+";
    let (status, said) =
        told(&meddle_by(&place, &["inject=renameat,rename:error=EIO", no_removing]));
    assert_eq!((status, place.content(), place.beside().len()), (1, Content::Old, 1), "{said}");
    place.age();
    let failed = told(&meddle_by(&place, &[no_removing]));
    assert_eq!(failed, (0, String::new()));
    assert_eq!((place.content(), place.beside().len()), (Content::New, 1));
    assert_eq!(told(&place.save()), (0, String::new()));
    assert!(place.beside().is_empty());
}
