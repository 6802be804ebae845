//! The smallest sets that break a picture or repair it, read back on random rounds.

use jointly::document::words;
use jointly::engine::{Round, SmallestSets};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, experiment, is_english};
use crate::forms::{Form, holds};
use crate::naive::Naive;
use crate::numbers::counts;
use crate::rounds::{chosen, facts, is_blurred, rounds_of};

/// Every subset of so many things, as bits.
fn sets_of(n: usize) -> std::ops::Range<usize> {
    0..1 << n
}

/// The output with those of the touching changes whose bits are set.
fn output_with(f: &Facts, set: usize) -> f64 {
    let taken = f.touching.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
    f.before + taken.map(|(_, touch)| touch.part).sum::<f64>()
}

fn size(set: usize) -> usize {
    set.count_ones() as usize
}

/// Of those sets that do it the smallest, as bits.
fn smallest(n: usize, does: impl Fn(usize) -> bool) -> Vec<usize> {
    let doing: Vec<usize> = sets_of(n).filter(|set| *set != 0 && does(*set)).collect();
    let least = doing.iter().map(|set| size(*set)).min().unwrap_or_default();
    doing.into_iter().filter(|set| size(*set) == least).collect()
}

/// The one of that number, from 0, in reading order.
fn nth_of(n: usize, sets: &[usize], number: usize) -> Option<usize> {
    let mut sets = sets.to_vec();
    sets.sort_by_key(|set| (0..n).filter(|i| set >> i & 1 == 1).collect::<Vec<_>>());
    sets.get(number).copied()
}

/// "row 1, column 2, row 2, column 1 and row 3, column 3" as bits of the touching changes.
fn set_named(f: &Facts, places: &str) -> Option<usize> {
    let mut set = 0;
    let numbers =
        places.to_lowercase().replace(" and ", ", ").replace("row ", "").replace("column ", "");
    let numbers: Vec<usize> = numbers.split(", ").map(str::parse).collect::<Result<_, _>>().ok()?;
    for place in numbers.chunks(2) {
        let at = |t: &crate::facts::Touch| {
            let (row, column) = f.dataset().shape.place(t.weight);
            place == [row + 1, column + 1]
        };
        set |= 1 << f.touching.iter().position(at)?;
    }
    Some(set)
}

/// What follows the first set: how many there are.
fn such(text: &str, size: usize, all: usize) -> (&str, bool) {
    let what = ["changes", "pairs", "sets"][size.clamp(1, 3) - 1];
    match text.split_once(", one of ") {
        Some((left, many)) => {
            let so = many.strip_suffix(what).and_then(|n| n.strip_suffix(" such "));
            (left, all > 1 && so.is_some_and(|n| counts(n, all)))
        }
        None => (text, all == 1),
    }
}

fn fits_breaking(f: &Facts, text: &str) -> TestCaseResult {
    is_english(text)?;
    let n = f.touching.len();
    let was = f.matches(f.before);
    let candidates: usize =
        (0..n).filter(|i| was || f.matches(f.touching[*i].alone)).map(|i| 1 << i).sum();
    let can = size(candidates);
    let sets = smallest(n, |set| set & !candidates == 0 && !f.matches(output_with(f, set)));
    let least = sets.first().map_or(0, |set| size(*set));
    let none = sets.is_empty();
    let every = sets_of(n).filter(|set| set & !candidates == 0 && size(*set) == least).count();
    let is_any = sets.len() > 1 && sets.len() == every;
    let whole = |of: &str| match of {
        _ if of == format!("its {n} changes") => can == n,
        _ => of == format!("the {can} changes that match it alone") && can < n,
    };
    // Who breaks it: any so many, so many, or the first of them by name.
    let who = |who: &str, together: bool| {
        if let Some((some, of)) = who.split_once(" of ") {
            let Some(some) = some.strip_prefix("ny ") else {
                return counts(some, least) && whole(of) && !is_any && least > 4 && together;
            };
            return counts(some, least) && whole(of) && is_any && together == (least > 1);
        }
        !is_any && set_named(f, who) == nth_of(n, &sets, 0) && together == (least > 1)
    };
    let who = |text: &str| {
        let (text, so) = such(text, least, sets.len());
        let so = so || is_any && !text.contains("one of 3 such");
        let text =
            text.strip_prefix(['a', 'A']).filter(|rest| rest.starts_with("ny ")).unwrap_or(text);
        let (name, together) = match (text.strip_suffix(" together"), text.strip_suffix(" alone")) {
            _ if text.ends_with("match it alone") => (text, false),
            (Some(name), _) => (name, true),
            (None, Some(name)) => (name, false),
            (None, None) => (text, false),
        };
        !none && so && who(name, together)
    };
    let is = f.matches(f.after);
    // Of the sentence "X break it, one of 3 such pairs." the gaps are put together again.
    let forms: [Form; 19] = [
        ("No breaking set: nothing that moved touches it.", &|_| n == 0),
        ("No breaking set: its one change does not break it.", &|_| none && n == 1 && was),
        ("No breaking set: none of its changes breaks it, alone or together.", &|_| {
            none && n > 1 && was
        }),
        ("No breaking set: its one change does not match it.", &|_| n == 1 && can == 0),
        ("No breaking set: none of its changes matches it alone.", &|_| n > 1 && can == 0),
        ("No breaking set: its one change matches it.", &|_| none && n == 1 && can == 1 && !was),
        ("No breaking set: only one of its changes matches it alone.", &|_| {
            none && n > 1 && can == 1 && !was
        }),
        (
            "No breaking set: {} of its changes match it alone, and any of them together do so too.",
            &|g| none && can > 1 && !was && counts(g[0], can),
        ),
        ("Without the others, {} would break it, one of {}.", &|g| {
            is && who(&format!("{}, one of {}", g[0], g[1]))
        }),
        ("Without the others, {} would break it.", &|g| is && who(g[0])),
        ("{} already breaks it, one of {}.", &|g| {
            !is && least == 1 && least < n && who(&format!("{}, one of {}", g[0], g[1]))
        }),
        ("{} already break it, one of {}.", &|g| {
            !is && least > 1 && least < n && who(&format!("{}, one of {}", g[0], g[1]))
        }),
        ("{} breaks it, one of {}.", &|g| {
            !is && least == n && who(&format!("{}, one of {}", g[0], g[1]))
        }),
        ("{} break it, one of {}.", &|g| {
            !is && least == n && who(&format!("{}, one of {}", g[0], g[1]))
        }),
        ("{} already breaks it.", &|g| !is && least == 1 && least < n && !is_any && who(g[0])),
        ("{} already break it.", &|g| !is && least > 1 && least < n && !is_any && who(g[0])),
        ("{} breaks it.", &|g| !is && least == 1 && (least == n || is_any) && who(g[0])),
        ("{} break it.", &|g| !is && least > 1 && (least == n || is_any) && who(g[0])),
        ("{} touch it: too many to try every set of them.", &|_| n > 20),
    ];
    holds(text, &forms)
}

fn fits_repair(f: &Facts, round: &Round, shown: usize, told: &[String]) -> TestCaseResult {
    let n = f.touching.len();
    let all = (1 << n) - 1;
    let sets = smallest(n, |set| f.matches(output_with(f, all & !set)));
    let is = f.matches(f.after);
    let (least, none) = (sets.first().map_or(0, |set| size(*set)), sets.is_empty());
    let is_any = sets.len() > 1 && sets.len() == sets_of(n).filter(|s| size(*s) == least).count();
    // The one that stands for all, and the one whose cost is told.
    let [first, told_of] = [0, shown].map(|number| nth_of(n, &sets, number));
    let is_set = |places: &str, set| !is && set_named(f, places) == set && set.is_some();
    let named = |places: &str| is_set(places, first);
    let left = |text: &str| such(text, least, sets.len()).1;
    let naive = Naive(f.experiment);
    let mut there = round.weights_after.clone();
    for (i, touch) in f.touching.iter().enumerate() {
        if told_of.is_some_and(|set| set >> i & 1 == 1) {
            there[touch.weight] = round.weights_before[touch.weight];
        }
    }
    let examples = &f.dataset().examples;
    let of = |so: &dyn Fn(bool, bool) -> bool| -> Vec<String> {
        let so = |e: &usize| so(naive.matches(*e, &round.weights_after), naive.matches(*e, &there));
        (0..examples.len())
            .filter(so)
            .map(|e| examples[e].name.clone())
            .filter(|n| *n != f.name)
            .collect()
    };
    let (lost, mended) =
        (of(&|with, without| with && !without), of(&|with, without| !with && without));
    let lists = |text: &str, names: &[String]| text == words::list(names);
    let costs = |subject: &str, what: &str, n: &str, of: &str| {
        let (costs, mends) = what.split_once(" and also mends ").unwrap_or((what, ""));
        let subject = match subject.strip_prefix("Withholding ") {
            Some(places) => sets.len() > 1 && is_set(places, told_of),
            None if subject == "That" => sets.len() == 1,
            None if shown == 0 => {
                subject == "The first of these sets" && sets.len() > 1 && least > 4
            }
            None => subject == "Set 2 of these" && least > 4,
        };
        let costs = if lost.is_empty() { costs == "no other picture" } else { lists(costs, &lost) };
        subject
            && costs
            && lists(mends, &mended)
            && counts(n, naive.matched(&there))
            && counts(of, examples.len())
    };
    let forms: [Form; 11] = [
        ("No repair needed: it matches.", &|_| is),
        ("No repair: nothing that moved touches it.", &|_| !is && n == 0),
        ("No repair: without its one change it still does not match.", &|_| !is && none && n == 1),
        ("No repair: whichever of its changes are withheld, it still does not match.", &|_| {
            !is && none && n > 1
        }),
        ("Withhold any {} of the {} and it matches.", &|g| {
            !is && is_any && counts(g[0], least) && counts(g[1], n)
        }),
        ("Without {} of its {} changes it matches.", &|g| {
            !is && sets.len() == 1 && least > 4 && counts(g[0], least) && counts(g[1], n)
        }),
        ("Without {} of its {} changes it matches, {}.", &|g| {
            !is && least > 4
                && counts(g[0], least)
                && counts(g[1], n)
                && left(&format!(", {}", g[2]))
        }),
        ("Without {} it matches, {}.", &|g| !is_any && named(g[0]) && left(&format!(", {}", g[1]))),
        ("Without {} it matches.", &|g| sets.len() == 1 && named(g[0])),
        ("{} costs {}: {} of {} matches.", &|g| counts(g[2], 1) && costs(g[0], g[1], g[2], g[3])),
        ("{} costs {}: {} of {} match.", &|g| !counts(g[2], 1) && costs(g[0], g[1], g[2], g[3])),
    ];
    prop_assert_eq!(told.len(), 1 + usize::from(!is && !none));
    is_english(&told.join(" "))?;
    holds(&told.join(" "), &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_smallest_sets_are_told_as_they_are(experiment in experiment(), chosen in chosen()) {
        for (now, round) in rounds_of(experiment, 2, chosen.as_ref()) {
            for e in 0..round.examples.len() {
                let f = Facts::of_round(&now, &round, e);
                let breaking = SmallestSets::breaking(&now.dataset, &round, e);
                let breaking = words::breaking(&now.dataset, &round, e, &breaking);
                let repair = SmallestSets::repair(&now.dataset, &round, e);
                let told = [0, 1].map(|n| words::repair(&now.dataset, &round, e, &repair, n));
                let several = matches!(repair, SmallestSets::Found { count: 2.., .. });
                if !is_blurred(&facts(&now, &round), &round) {
                    fits_breaking(&f, &breaking)?;
                    fits_repair(&f, &round, 0, &told[0])?;
                    if several {
                        fits_repair(&f, &round, 1, &told[1])?;
                    }
                }
            }
        }
    }
}
