//! How many weights may move at once: what was found beside what theory says.

use super::terms::Term;
use super::{amount, count, scored};
use crate::engine::{HowMany, Rung, Score, Size};

/// Above so many times the error at the start it has exploded.
pub const EXPLODED: f64 = 1000.0;

/// What became of the draws of one P.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The error is below that at the start for every draw.
    Falls,
    /// Above it for every draw, though not exploded for every one.
    Grows,
    /// For every draw it is more than [`EXPLODED`] times as large.
    Explodes,
    /// Just as it was for every draw.
    Stays,
    /// Some of this and some of that.
    Mixed,
}

impl Fate {
    fn of(rung: &Rung, start: f64) -> Self {
        let all = rung.errors.len();
        if rung.fell(start) == all {
            Self::Falls
        } else if rung.errors.iter().all(|error| *error > EXPLODED * start) {
            Self::Explodes
        } else if rung.grew(start) == all {
            Self::Grows
        } else if rung.fell(start) + rung.grew(start) == 0 {
            Self::Stays
        } else {
            Self::Mixed
        }
    }

    /// Whether it has grown for every draw.
    const fn is_worse(self) -> bool {
        matches!(self, Self::Grows | Self::Explodes)
    }
}

/// Up to how many at once the error falls, from how many on it explodes, and what theory says.
#[must_use]
pub fn how_many(found: &HowMany) -> String {
    let fates: Vec<Fate> = found.rungs.iter().map(|rung| Fate::of(rung, found.start)).collect();
    let Some(last) = fates.len().checked_sub(1) else {
        return "No weight is lit in any picture, so none can move.".to_owned();
    };
    if fates.iter().all(|fate| *fate == Fate::Stays) {
        let so = error(found.score, found.start);
        return format!("However many move, nothing changes: {so}, as at the start.");
    }
    let falls = fates.iter().take_while(|fate| **fate == Fate::Falls).count();
    let worse = fates.iter().rposition(|fate| !fate.is_worse()).map_or(0, |n| n + 1);
    let ends = || {
        let explode = fates[worse..].iter().all(|fate| *fate == Fate::Explodes);
        if explode { "explodes" } else { "grows" }
    };
    let what = noun(found.score);
    let until = || match found.rungs[falls - 1].p {
        1 => format!("One at a time {what} falls"),
        p => format!("Up to {} at once {what} falls", count(p)),
    };
    let from = || format!("from {} on it {}", count(found.rungs[worse].p), ends());
    let so = match (falls, worse) {
        (falls, _) if falls > last => format!("However many move at once, {what} falls"),
        (0, 0) => format!("Even one at a time {what} {}", ends()),
        (0, worse) if worse > last => format!("Even one at a time {what} does not always fall"),
        (0, _) => format!("Even one at a time {what} does not always fall, {}", from()),
        (falls, worse) if falls == worse => format!("{}, {}", until(), from()),
        (_, worse) if worse > last => format!("{}, with more not always", until()),
        _ => format!("{}, {}, in between it is mixed", until(), from()),
    };
    let theory = match found.size {
        Size::Fitted => format!("the theory says P* = {}", count(found.spectrum.parallel())),
        Size::Step => "the theory says nothing of fixed steps".to_owned(),
    };
    format!("{so}; {theory}.")
}

/// What an error is of: "the squared error"; by matches how many pictures do not match.
#[must_use]
pub fn noun(score: Score) -> String {
    match score {
        Score::Matches => "the number of misses".to_owned(),
        Score::AbsoluteError => "the total error".to_owned(),
        score => format!("the {}", score.word()),
    }
}

/// "squared error 4", "3 misses".
#[must_use]
pub fn error(score: Score, error: f64) -> String {
    match score {
        Score::Matches if error == 1.0 => "1 miss".to_owned(),
        Score::Matches => format!("{} misses", amount(error)),
        score => scored(score, error),
    }
}
