//! SIGKILL at every system call of a save.

use std::collections::BTreeSet;

use crate::strace::{Call, IS_HERE, calls, meddle};
use crate::{Before, Content, Place, on_all, say, told};

/// What a kill left behind.
struct Left {
    content: Content,
    temporary: bool,
}

#[test]
fn a_save_that_is_killed_leaves_all_of_the_old_or_all_of_the_new() {
    if !*IS_HERE {
        return;
    }
    let (mut kills, mut points, mut kept, mut new, mut torn, mut temporaries) = (0, 0, 0, 0, 0, 0);
    let mut names = BTreeSet::new();
    let saves = Before::possible();
    for before in saves.iter().copied() {
        let calls = calls(&Place::new(before));
        points += calls.len();
        names.extend(calls.iter().map(|call| call.name.clone()));
        for left in on_all(&calls, |call| killed_at(before, call)) {
            kills += 1;
            match left.content {
                Content::New => new += 1,
                content if content == Content::of(before) => kept += 1,
                _ => torn += 1,
            }
            temporaries += usize::from(left.temporary);
        }
    }
    say(&format!(
        "{kills} kills, one at each of {points} system calls ({} kinds) of {} kinds of saves: as before {kept}, new {new}, torn {torn}; \
         {temporaries} left a temporary file, which the next save removed",
        names.len(),
        saves.len(),
    ));
    assert_eq!((torn, kept + new), (0, points));
    assert!(kept > 0 && new > 0 && temporaries > 0);
}

/// The process dies as it enters the call, which is not carried out: so it dies after each call too, before the next.
fn killed_at(before: Before, call: &Call) -> Left {
    let place = Place::new(before);
    assert_eq!(told(&meddle(&place, call, "signal=SIGKILL", false)).0, -9, "{before:?} {call:?}");
    let temporary = place.beside().iter().any(|path| *path != place.leftover());
    let left = Left { content: place.content(), temporary };
    place.age();
    assert_eq!(told(&place.save()), (0, String::new()), "{before:?} {call:?}");
    assert_eq!(place.content(), Content::New, "{before:?} {call:?}");
    assert!(place.beside().is_empty(), "{before:?} {call:?}: {:?}", place.beside());
    left
}
