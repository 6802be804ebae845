//! The datasets that come with the program: each shows what `datasets/README.md` says.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jointly::engine::{
    Cause, Direction, Explanation, MatchRule, Outcome, Policy, Round, Run, Settings, flip_flop,
    number, train,
};
use jointly::formats::{json, sample};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets")
}

fn readme() -> String {
    fs::read_to_string(folder().join("README.md")).unwrap()
}

fn dataset(name: &str) -> Run {
    sample::named(name).unwrap()
}

/// The first rounds under a policy.
fn rounds(name: &str, policy: Policy, count: usize) -> Vec<Arc<Round>> {
    let mut experiment = dataset(name).beginning();
    experiment.settings.policy = policy;
    let mut rounds = Vec::new();
    train(experiment, 1, count, |step| {
        rounds.push(Arc::clone(step.round()));
        std::ops::ControlFlow::Continue(())
    });
    rounds
}

fn first_round(name: &str) -> Arc<Round> {
    rounds(name, Policy::AllAtOnce, 1).remove(0)
}

fn outputs(round: &Round) -> Vec<f64> {
    round.examples.iter().map(|e| e.after).collect()
}

/// How many match after each of the first rounds.
fn matched(name: &str, policy: Policy, count: usize) -> Vec<usize> {
    let rounds = rounds(name, policy, count);
    rounds.iter().map(|round| round.after.matched).collect()
}

/// Whether the second round says that no single step helps.
fn is_stuck_after_round_1(name: &str) -> bool {
    rounds(name, Policy::AllAtOnce, 2)[1].is_stuck()
}

#[test]
fn every_file_is_listed_and_written_as_the_program_writes_it() {
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["README.md", "digits", "smiles.lesson.toml"].contains(&name.as_str()))
        .collect();
    let listed: BTreeSet<String> = sample::FILES.iter().map(|(n, _)| (*n).to_owned()).collect();
    assert_eq!(files, listed);
    for (name, shows) in sample::FILES {
        let bytes = fs::read(folder().join(name)).unwrap();
        // Opening and saving one changes nothing.
        let written = String::from_utf8(json::write(&dataset(name))).unwrap();
        assert_eq!(written, String::from_utf8(bytes).unwrap(), "{name}");
        assert!(shows.ends_with('.') && shows.len() < 80, "{name}: {shows}");
    }
    assert_eq!(sample::FILES[0].0, sample::TITLE);
    assert_eq!(sample::smiles(), dataset(sample::TITLE));
    assert_eq!(sample::named("README.md"), None);
}

#[test]
fn all_start_from_0_with_the_default_settings_and_without_rounds() {
    for (name, _) in sample::FILES {
        let run = dataset(name);
        assert!(run.start.iter().all(|weight| *weight == 0.0), "{name}");
        assert_eq!(run.settings, jointly::engine::Settings::default(), "{name}");
        assert!(run.rounds.is_empty(), "{name}");
        assert!(run.dataset.examples.iter().all(|e| !e.name.is_empty()), "{name}");
        for example in &run.dataset.examples {
            assert!(run.dataset.label_name(example.label).is_some(), "{name}");
        }
    }
}

#[test]
fn the_table_in_the_readme_says_what_round_1_gives() {
    let readme = readme();
    for (name, _) in sample::FILES {
        let round = first_round(name);
        let outputs: Vec<_> = outputs(&round).into_iter().map(number).collect();
        let row = format!(
            "| `{name}` | {} → {} of {} | {} | {} → {} |\n",
            round.before.matched,
            round.after.matched,
            round.examples.len(),
            outputs.join(", "),
            number(round.promised),
            number(round.delivered)
        );
        assert!(readme.contains(&row), "{row} is not in the README");
    }
}

#[test]
fn the_pictures_in_the_readme_are_those_of_the_files() {
    let readme = readme();
    for (name, _) in sample::FILES {
        let Some((_, section)) = readme.split_once(&format!("\n## {name}")) else {
            panic!("the README has no section on {name}");
        };
        let section = section.split("\n## ").next().unwrap();
        // The lesson's twin is described by the lesson's pictures.
        let Some((_, drawn)) = section.split_once("```\n") else {
            assert_eq!(name, &"smiles-without-eyes.json");
            continue;
        };
        let drawn = drawn.split("```").next().unwrap();
        let run = dataset(name);
        let titles = run.dataset.examples.iter().map(|e| {
            let sign = if e.label > 0.0 { "+" } else { "" };
            format!("{} {sign}{}", e.name, number(e.label))
        });
        let titles: Vec<_> = titles.collect();
        let mut expected = titles.join("    ") + "\n";
        let width = run.dataset.shape.width;
        for row in 0..run.dataset.shape.height {
            let rows = run.dataset.examples.iter().zip(&titles).map(|(e, title)| {
                let pixels = &e.pixels.to_vec()[row * width..(row + 1) * width];
                let drawn = pixels.iter().map(|p| if *p == 0.0 { '.' } else { '#' });
                format!("{:<1$}", drawn.collect::<String>(), title.chars().count() + 4)
            });
            expected += rows.collect::<String>().trim_end();
            expected.push('\n');
        }
        assert_eq!(drawn, expected, "{name}");
    }
}

#[test]
fn the_lesson_is_stuck_at_three_of_four_and_a_match_by_sign_is_not() {
    assert_eq!(matched("smiles.json", Policy::AllAtOnce, 3), [3, 3, 3]);
    assert!(is_stuck_after_round_1("smiles.json"));
    let mut experiment = dataset("smiles.json").beginning();
    experiment.settings.match_rule = MatchRule::Sign;
    assert_eq!(Round::play(&experiment, 1).after.matched, 4);
}

#[test]
fn without_eyes_round_1_is_the_same() {
    let (with, without) = (first_round("smiles.json"), first_round("smiles-without-eyes.json"));
    assert_eq!(with.examples, without.examples);
    assert_eq!(with.weights_after, without.weights_after);
    assert_eq!((with.promised, with.delivered), (without.promised, without.delivered));
    let tops = &with.tests[..6];
    assert!(tops.iter().all(|test| test.direction == Direction::Leave));
}

#[test]
fn changes_that_never_meet_add_up_exactly() {
    let (run, round) = (dataset("never-meet.json"), first_round("never-meet.json"));
    assert_eq!((round.moved(), round.after.matched), (4, 4));
    for e in 0..4 {
        let touching = Explanation::of_round(&run.dataset, &round, e).touching;
        assert_eq!(touching.len(), 1);
    }
    assert_eq!(round.promised, round.delivered);
}

#[test]
fn the_l_overshoots_by_five() {
    let name = "overshoot-of-five.json";
    let (run, round) = (dataset(name), first_round(name));
    let letter = Explanation::of_round(&run.dataset, &round, 0);
    assert_eq!((letter.touching.len(), letter.alone_matching()), (6, 6));
    assert_eq!((letter.label - letter.before, letter.after - letter.label), (1.0, 5.0));
    assert!(is_stuck_after_round_1(name));
    assert_eq!(matched(name, Policy::OneAtATime, 1), [2]);
}

#[test]
fn the_strokes_go_there_and_back_for_ever() {
    let rounds = rounds("flip-flop.json", Policy::AllAtOnce, 4);
    let seen: Vec<_> = rounds.iter().map(|round| outputs(round)).collect();
    assert_eq!(seen, [[2.0, -2.0], [0.0, 0.0], [2.0, -2.0], [0.0, 0.0]]);
    for round in &rounds {
        assert_eq!((round.promised, round.delivered), (4.0, 0.0));
    }
    let found = flip_flop(rounds.iter().rev().map(|round| &*round.played)).unwrap();
    assert_eq!((found.period, found.weights), (2, vec![0, 1, 2, 3]));
}

#[test]
fn the_rainbow_is_left_where_it_was_by_changes_that_cancel() {
    let name = "cancel.json";
    let (run, round) = (dataset(name), first_round(name));
    let rainbow = Explanation::of_round(&run.dataset, &round, 3);
    let contributions: Vec<_> = rainbow.touching.iter().map(|c| c.contribution).collect();
    assert_eq!(contributions, [1.0, -1.0]);
    assert_eq!(rainbow.alone_matching(), 1);
    assert_eq!(round.examples[3].cause, Cause::Unmoved);
    assert!(is_stuck_after_round_1(name));
}

#[test]
fn wide_awake_matched_and_is_outvoted() {
    let name = "breaks-a-match.json";
    let (run, round) = (dataset(name), first_round(name));
    let outcomes: Vec<_> = round.examples.iter().map(|e| e.outcome).collect();
    let fixed = Outcome::Fixed;
    assert_eq!(outcomes, [fixed, fixed, fixed, fixed, Outcome::Broken]);
    // Each test saw two winks come and one match go.
    assert_eq!(round.moved(), 2);
    for (weight, _) in round.changes() {
        let test = round.tests[weight];
        assert_eq!((test.stay, test.up), (1.0, 2.0));
    }
    let awake = Explanation::of_round(&run.dataset, &round, 4);
    assert_eq!((awake.touching.len(), awake.alone_matching()), (2, 0));
}

#[test]
fn one_at_a_time_wins() {
    let name = "one-at-a-time-wins.json";
    assert_eq!(matched(name, Policy::AllAtOnce, 2), [0, 0]);
    let all = rounds(name, Policy::AllAtOnce, 2);
    assert_eq!(outputs(&all[1]), [0.0, 0.0]);
    let one = &rounds(name, Policy::OneAtATime, 1)[0];
    assert_eq!((one.after.matched, one.moved()), (2, 2));
}

#[test]
fn one_at_a_time_loses() {
    let name = "one-at-a-time-loses.json";
    let all = first_round(name);
    assert_eq!((all.after.matched, all.moved()), (4, 4));
    assert_eq!(matched(name, Policy::OneAtATime, 5), [2; 5]);
    let one = rounds(name, Policy::OneAtATime, 2);
    assert_eq!((one[0].moved(), one[1].moved()), (1, 0));
    assert_eq!(outputs(&one[0])[..2], [1.0, 1.0]);
}

#[test]
fn the_digits_are_there_with_each_3_against_the_rest() {
    let (name, _) = sample::ALL.last().unwrap();
    let run = sample::named(name).unwrap();
    assert_eq!(run.settings, Settings::for_many());
    let with = |label: f64| run.dataset.examples.iter().filter(|e| e.label == label).count();
    assert_eq!((with(1.0), with(-1.0)), (183, 1614));
    assert_eq!(run.dataset.label_name(1.0), Some("3"));
    assert_eq!(run.dataset.label_name(-1.0), Some("the rest"));
    // Halving is no worse than staying, whatever all at once would do; it learns.
    let mut matched = Vec::new();
    train(run.beginning(), 1, 20, |step| {
        matched.push(step.played.after.matched);
        ControlFlow::Continue(())
    });
    assert_eq!((matched[0], matched[19]), (1614, 1765));
}
