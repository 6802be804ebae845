//! Random rounds: no sentence states a number that is not so.

use std::sync::Arc;

use jointly::document::{Action, Document, words};
use jointly::engine::{
    AloneTable, Evaluation, Experiment, Explanation, MatchRule, Outcome, Round, Run, Score,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::given;
use crate::numbers::{numbers, shows, slip, sums};

/// The same pictures with names, as people give them.
fn named(mut experiment: Experiment) -> Experiment {
    let dataset = Arc::make_mut(&mut experiment.dataset);
    for (example, name) in dataset.examples.iter_mut().zip(["oak", "elm", "ash", "fir", "yew"]) {
        name.clone_into(&mut Arc::make_mut(example).name);
    }
    experiment
}

/// How many weights there are, as a number to compare with.
fn weights(experiment: &Experiment) -> f64 {
    experiment.weights.iter().map(|_| 1.0).sum()
}

fn is_english(text: &str) -> TestCaseResult {
    prop_assert_eq!(slip(text), None, "{}", text);
    Ok(())
}

fn adds_up(text: &str) -> TestCaseResult {
    for (total, says) in sums(text) {
        // Each part is rounded to four places on its own.
        prop_assert!((total - says).abs() <= 1e-3, "{}", text);
    }
    Ok(())
}

/// The number that follows a phrase.
fn after(text: &str, phrase: &str) -> Option<f64> {
    let rest = &text[text.find(phrase)? + phrase.len()..];
    numbers(rest.split_whitespace().next()?).into_iter().next()
}

/// What is said of one picture, checked against its record.
fn fits_the_record(experiment: &Experiment, round: &Round, e: usize) -> TestCaseResult {
    let dataset = &experiment.dataset;
    let told = words::after_round(dataset, round, e);
    let of = Explanation::of_round(dataset, round, e);
    let record = round.examples[e];
    let text = told.text();
    is_english(&text)?;
    adds_up(&text)?;
    prop_assert_eq!(told.good, Some(record.matched_after));
    let matches = told.headline.contains("still matches") || told.headline.contains("now matches");
    prop_assert_eq!(matches, record.matched_after, "{}", text);
    prop_assert_eq!(told.headline.contains("still matches"), record.outcome == Outcome::Kept);
    if let Some(output) = after(&told.headline, "output ") {
        prop_assert!(shows(output, record.after), "{} is not {}", text, record.after);
    }
    if let Some(label) = after(&told.headline, "label ") {
        prop_assert!(shows(label, of.label), "{}", text);
    }
    for (phrase, output) in [("It was ", record.before), ("now it is ", record.after)] {
        if let Some(off) = after(&text, phrase).filter(|_| text.contains(" off")) {
            prop_assert!(shows(off, (output - of.label).abs()), "{}", text);
        }
    }
    if let Some((_, says)) = sums(&text).first() {
        prop_assert!(shows(*says, record.after), "{} is not {}", text, record.after);
    }
    let alone = |e: &Explanation| e.touching.iter().filter(|c| c.alone_matches).count();
    if text.contains("Each change alone") {
        prop_assert_eq!(alone(&of), of.touching.len(), "{}", text);
    }
    if text.contains("each alone brings it closer") {
        prop_assert_eq!(of.alone_closer(), of.touching.len(), "{}", text);
    }
    if text.contains("No test tried them together") {
        prop_assert!(of.broken_together() && of.touching.len() > 1, "{}", text);
    }
    if text.contains("None of the") || text.contains("does not touch") {
        prop_assert!(of.touching.is_empty(), "{}", text);
    }
    Ok(())
}

/// Each weight's test as it is shown, and as it is noted.
fn fits_the_tests(experiment: &Experiment) -> TestCaseResult {
    let (dataset, settings) = (&experiment.dataset, &experiment.settings);
    let before = Evaluation::of(experiment);
    for weight in 0..experiment.weights.len() {
        let test = before.test(dataset, settings, weight);
        for (change, score) in [(settings.step, test.up), (-settings.step, test.down)] {
            let now = before.moved(dataset, settings, weight, change);
            let told = words::trial(
                dataset,
                settings,
                &experiment.weights,
                (&before, &now),
                weight,
                change,
            );
            is_english(&told.text())?;
            let says = told.sentences.iter().find_map(|s| {
                let score_word =
                    s.starts_with("Score") || s.starts_with("Total") || s.starts_with("Squared");
                score_word.then(|| numbers(s)).and_then(|n| n.last().copied())
            });
            let says = says.expect("a score is said");
            // The trial scores outputs that moved, the test scores the same outputs.
            prop_assert!(shows(says, score), "{} is not {}", told.text(), score);
        }
        let finding = words::finding(&test, settings, dataset.lights(weight));
        is_english(&finding)?;
        let way = ["raise.", "lower.", "eave it."].iter().position(|w| finding.ends_with(w));
        prop_assert_eq!(
            way.map(|w| [1.0, -1.0, 0.0][w]),
            Some(test.direction.sign()),
            "{}",
            finding
        );
        if dataset.lights(weight) {
            prop_assert!(shows(numbers(&finding)[0], test.up), "{}", finding);
        }
    }
    Ok(())
}

/// What is said of all pictures, and in the log.
fn fits_the_round(experiment: &Experiment, round: &Round) -> TestCaseResult {
    let dataset = &experiment.dataset;
    let table = AloneTable::of(dataset, round);
    let told = words::all_pictures(round, &table);
    is_english(&told.text())?;
    adds_up(&told.text())?;
    if round.settings.score == Score::Matches && round.moved() > 1 {
        let says = numbers(&told.headline);
        prop_assert_eq!(&says[..], &[table.singles, round.delivered][..], "{}", told.headline);
    }
    let (note, _) = words::round_note(dataset, round, None);
    prop_assert!(!note.is_empty() && !note.contains("  "));
    let stuck = words::stuck(dataset, round);
    prop_assert_eq!(stuck.is_some(), round.is_stuck());
    if let Some(stuck) = stuck {
        is_english(&stuck.text())?;
        let counted: f64 = numbers(&stuck.sentences[0]).iter().sum();
        prop_assert_eq!(counted, 2.0 * weights(experiment), "{}", stuck.text());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn sentences_state_what_is_so(experiment in given::experiment()) {
        let experiment = named(experiment);
        fits_the_tests(&experiment)?;
        let mut now = experiment.clone();
        for number in 1..=3 {
            let round = Round::play(&now, number);
            for e in 0..now.dataset.examples.len() {
                fits_the_record(&now, &round, e)?;
                if let Some(contrast) = words::contrast(&now.dataset, &round, e) {
                    is_english(&contrast)?;
                    prop_assert!(!round.examples[e].matched_after);
                }
            }
            fits_the_round(&now, &round)?;
            now.weights.clone_from(&round.weights_after);
        }
    }

    #[test]
    fn the_stage_line_counts_what_there_is(experiment in given::experiment()) {
        let experiment = named(experiment);
        let run = Run {
            dataset: Arc::clone(&experiment.dataset),
            start: experiment.weights.clone(),
            settings: experiment.settings,
            rounds: Vec::new(),
        };
        let mut document = Document::new(run, None, "random");
        for action in [None, Some(Action::Note { weight: 0 }), Some(Action::NoteRest), Some(Action::PlayRound)] {
            if let Some(action) = action {
                prop_assert!(document.apply(action).is_ok());
            }
            let line = words::stage_line(&document);
            is_english(&line)?;
            if line.contains("raise ") && line.contains("tests:") {
                let n = numbers(&line);
                prop_assert_eq!(n[1] + n[2] + n[3], weights(&experiment), "{}", line);
                prop_assert_eq!(n[0], 2.0 * weights(&experiment), "{}", line);
            }
        }
    }

    #[test]
    fn what_is_noted_is_counted(experiment in given::experiment()) {
        let experiment = named(experiment);
        let evaluation = Evaluation::of(&experiment);
        let tests = evaluation.test_all(&experiment.dataset, &experiment.settings);
        let step = experiment.settings.step;
        let changes: Vec<(usize, f64)> = tests.iter().enumerate()
            .filter(|(_, test)| test.direction.sign() != 0.0)
            .map(|(i, test)| (i, test.direction.sign() * step))
            .collect();
        for e in 0..experiment.dataset.examples.len() {
            let told = words::noted(
                &experiment.dataset, e, evaluation.outputs[e], &changes, &experiment.settings, &evaluation.criterion,
            );
            is_english(&told.text())?;
            let of = Explanation::of(&experiment.dataset, e, evaluation.outputs[e], &changes, &evaluation.criterion);
            if told.text().contains("its label") {
                prop_assert!(of.touching.iter().all(|c| c.alone == of.label), "{}", told.text());
                prop_assert!(experiment.settings.match_rule == MatchRule::Sign || of.alone_matching() > 0);
            }
        }
    }
}
