//! What became of several ways to go on.

use super::{Term, Told, amount, brief, capital, count, flip_flop, list, plural};
use crate::engine::{
    Compared, Course, Dataset, Forks, Pixels, Policy, Score, Settings, Size, safe_rate,
};

/// Where the ways branch off.
#[must_use]
pub fn branches_off(forks: &Forks) -> String {
    match forks.after {
        0 => "every way from the start".to_owned(),
        round => {
            format!("every way on from round {}", count(round))
        }
    }
}

/// Who came out best, in a sentence or two.
#[must_use]
pub fn compared(dataset: &Dataset, forks: &Forks, found: &Compared) -> String {
    let ends: Vec<_> = found.courses.iter().map(Course::end).collect();
    let all = count(dataset.examples.len());
    let matched = || ends.iter().map(|end| end.matched);
    let (Some(most), Some(least)) = (matched().max(), matched().min()) else {
        return "There is no way to compare yet.".to_owned();
    };
    let of = |so: &dyn Fn(usize) -> bool| {
        let ways = (0..ends.len()).filter(|way| so(*way));
        list(&ways.map(|way| name(forks, way)).collect::<Vec<_>>())
    };
    let rounds = plural(forks.rounds, "round");
    let who = if most == least {
        format!("After {rounds} {} of {all} match, whichever way.", count(most))
    } else {
        format!(
            "After {rounds} most match by {}: {} of {all}; fewest by {}: {}.",
            of(&|way| ends[way].matched == most),
            count(most),
            of(&|way| ends[way].matched == least),
            count(least)
        )
    };
    if let Some(score) = common_error(forks) {
        let value = |way: usize| ends[way].score(score);
        let best = (0..ends.len()).map(value).fold(f64::INFINITY, f64::min);
        let best_ways = of(&|way| brief(value(way)) == brief(best));
        return format!("{who} The smallest {}, {}, by {best_ways}.", score.word(), brief(best));
    }
    who
}

/// The error that all ways are judged by, where it is one.
fn common_error(forks: &Forks) -> Option<Score> {
    let score = forks.ways.first()?.score;
    let common = forks.ways.iter().all(|way| way.score == score);
    (common && score != Score::Matches).then_some(score)
}

/// What a way is called: by its policy, or by its number where others have the same.
fn name(forks: &Forks, way: usize) -> String {
    let policy = forks.ways[way].policy;
    if forks.ways.iter().filter(|other| other.policy == policy).count() == 1 {
        policy.word().to_owned()
    } else {
        format!("way {}", way + 1)
    }
}

/// How one way went, and what can be said of it in general.
#[must_use]
pub fn course(dataset: &Dataset, forks: &Forks, course: &Course) -> Told {
    let (end, all) = (course.end(), dataset.examples.len());
    let way = capital(course.settings.policy.word());
    let round = |n: usize| count(forks.after + n);
    let mut sentences = Vec::new();
    let (headline, good) = if course.exploded {
        (format!("{way}: it explodes in round {}.", round(course.moved.len())), Some(false))
    } else if let Some((number, found)) = &course.flip_flop {
        sentences.push(flip_flop(dataset.shape, found));
        let first = round(*number);
        (
            format!("{way}: a flip-flop of period {}, closed in round {first}.", found.period),
            Some(false),
        )
    } else if let Some(still) = course.stood_still() {
        let matched = format!("{} of {} match", count(end.matched), count(all));
        (
            format!("{way}: it stands still after round {}, {matched}.", round(still)),
            Some(end.matched == all),
        )
    } else {
        let matched = format!("{} of {} match", count(end.matched), count(all));
        (format!("{way}: {matched} after round {}.", round(course.moved.len())), None)
    };
    sentences.push(guarantee(dataset, &course.settings));
    Told { headline, sentences, good }
}

/// A few words on where a way went, and whether it went wrong.
#[must_use]
pub fn course_note(course: &Course) -> (String, bool) {
    if course.exploded {
        return ("explodes".to_owned(), true);
    }
    match (&course.flip_flop, course.stood_still()) {
        (Some((_, found)), _) => (format!("flip-flop of period {}", found.period), true),
        (None, Some(0)) => ("no weight moves".to_owned(), false),
        (None, Some(still)) => (format!("still after {}", plural(still, "round")), false),
        (None, None) => ("still moving".to_owned(), false),
    }
}

/// What keeps a way from getting worse, or that nothing does.
fn guarantee(dataset: &Dataset, settings: &Settings) -> String {
    let score = settings.score.word();
    let meet = |pixels: &Pixels| pixels.iter().filter(|pixel| **pixel != 0.0).count() > 1;
    let apart = !dataset.examples.iter().any(|e| meet(&e.pixels));
    match settings.policy {
        Policy::AllAtOnce if apart => {
            "It cannot get worse: no two weights are on in one picture, so all gains add up.".to_owned()
        }
        Policy::AllAtOnce => {
            "Nothing keeps it from getting worse: no test tried the changes together.".to_owned()
        }
        Policy::SharedStep if settings.score.is_convex() => format!(
            "It cannot get worse: every output moves to an average of where it was and where one change alone would \
             take it, and the {score} of an average is never more than the average {score}."
        ),
        Policy::SharedStep => {
            "The shared step cannot make an error larger, but matches can still be lost: half-way to a label matches nothing.".to_owned()
        }
        Policy::OneAtATime => {
            "It cannot get worse: each weight is tested where all others then stand, and moves only if that is better."
                .to_owned()
        }
        Policy::ColourClasses => {
            "It cannot get worse: weights of one group are never on in one picture, so their gains add up, and each \
             group is tested again before it moves."
                .to_owned()
        }
        Policy::BestOne => {
            "It cannot get worse: the one change that is applied was tested just as it is.".to_owned()
        }
        Policy::Halving => {
            "It cannot get worse: a size that is worse than staying is not taken.".to_owned()
        }
        Policy::SomeAtOnce if settings.p == 1 => {
            "It cannot get worse: the one weight that is drawn moves as is best for it.".to_owned()
        }
        Policy::SomeAtOnce if settings.size == Size::Fitted => format!(
            "{} best amounts at once can add up to too much: from some number on it explodes.",
            count(settings.p)
        ),
        Policy::SomeAtOnce => {
            "Fewer changes meet than all at once, but nothing keeps it from getting worse: no test tried them together."
                .to_owned()
        }
        Policy::Gradient if settings.rate <= safe_rate(dataset) => {
            "It cannot get worse: the rate is small enough for these pixels.".to_owned()
        }
        Policy::Gradient => format!(
            "It gets better as long as the rate is small enough: up to {} it surely is; far too large a rate explodes.",
            amount(safe_rate(dataset))
        ),
    }
}

/// What another way to go on changes: "Step 0.5", "Score by squared error", "One at a time".
#[must_use]
pub fn way_out(now: &Settings, way: &Settings) -> String {
    let drawn = |settings: &Settings| (settings.policy, settings.size, settings.p);
    if way.policy == Policy::SomeAtOnce && drawn(way) != drawn(now) {
        "Best amounts, one a round".to_owned()
    } else if way.policy != now.policy {
        capital(way.policy.word())
    } else if way.rate != now.rate {
        format!("Rate {}", amount(way.rate))
    } else if way.score != now.score {
        format!("Score by {}", way.score.word())
    } else if way.step != now.step {
        format!("Step {}", amount(way.step))
    } else {
        format!("Match {}", way.match_rule.word())
    }
}

/// Where a way leads.
#[must_use]
pub fn prospect(course: &Course) -> String {
    let (end, all) = (course.end(), course.matched.len());
    let rounds = plural(course.stood_still().unwrap_or(course.moved.len()), "round");
    match (&course.flip_flop, course.stood_still()) {
        _ if course.exploded => "explodes".to_owned(),
        (Some(found), _) => format!("a flip-flop of period {}", found.1.period),
        (None, Some(0)) if end.matched == all => "all pictures match at once".to_owned(),
        (None, Some(0)) => "still stuck".to_owned(),
        _ if end.matched == all => format!("all match after {rounds}"),
        _ => format!(
            "{} of {} after {rounds}, squared error {}",
            count(end.matched),
            count(all),
            brief(end.squared_error)
        ),
    }
}
