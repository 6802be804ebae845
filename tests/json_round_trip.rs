//! Whatever run there is, written and read back it is equal; whatever is not JSON is refused.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{
    Dataset, Example, Experiment, Forks, Hidden, Named, Policy, Run, Score, Settings, Shape, Tool,
    number, train,
};
use jointly::formats::{Place, Unread, json, sample};
use proptest::prelude::*;

mod given;

/// Names with everything that has to be escaped, reads from right to left, or takes several code units.
fn name() -> impl Strategy<Value = String> {
    let odd = prop_oneof![
        Just('"'),
        Just('\\'),
        Just('/'),
        Just('\n'),
        Just('\u{0}'),
        Just('\u{1f}'),
        Just('\u{7f}'),
        Just('\u{feff}'),
        Just('\u{202e}'),
        Just('\u{2028}'),
        Just('ש'),
        Just('é'),
        Just('😀'),
        Just('\u{10ffff}'),
        any::<char>(),
    ];
    prop_oneof![
        Just(String::new()),
        Just("smile".to_owned()),
        prop::collection::vec(odd, 0..12).prop_map(String::from_iter),
        "\\PC{200}",
    ]
}

/// Numbers that a file may hold: whole, fractions, tiny ones, the largest.
fn magnitude() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-9..=9).prop_map(f64::from),
        Just(-0.0),
        Just(1e9),
        Just(-1e9),
        Just(f64::MIN_POSITIVE),
        Just(5e-324),
        Just(0.1 + 0.2),
        -1e9..=1e9,
        -1.0..=1.0,
    ]
}

/// A run with odd names and rounds under up to three kinds of settings.
fn run() -> impl Strategy<Value = Run> {
    let labels = prop::collection::btree_map(magnitude().prop_map(number), name(), 0..3);
    let names = prop::collection::vec(name(), 5);
    let choice = prop::option::of(prop::collection::vec(0..12_usize, 0..8));
    let phases = prop::collection::vec((given::settings(), 0..3_usize, choice), 0..3);
    let forks = prop::option::of((0..3_usize, 1..50_usize));
    (given::experiment(), labels, names, phases, forks).prop_map(
        |(experiment, label_names, names, phases, forks)| {
            let dataset = Dataset {
                label_names,
                examples: named(&experiment, names),
                ..Dataset::clone(&experiment.dataset)
            };
            let tools = Tool::NAMES.iter().map(|(tool, _)| *tool).enumerate();
            let hidden = tools.fold(Hidden::default(), |hidden, (n, tool)| {
                hidden.with(tool, (dataset.examples.len() >> (n % 3)) & 1 == 1)
            });
            let mut run = Run {
                dataset: Arc::new(dataset),
                start: experiment.weights,
                settings: experiment.settings,
                rounds: Vec::new(),
                forks: None,
                hidden,
            };
            for (mut settings, count, choice) in phases {
                if settings.score == Score::LogLoss && !run.dataset.is_two_sided() {
                    settings.score = Score::SquaredError;
                }
                play(&mut run, settings, count);
                if let (Some(choice), Some(last)) = (choice, run.rounds.last_mut()) {
                    *last = last.round(&run.dataset).with_only(&run.dataset, &choice).played;
                }
            }
            run.settings = experiment.settings;
            run.forks = forks.map(|(after, rounds)| {
                let after = after.min(run.rounds.len());
                let usual = Forks::usual(&run.end(), after);
                Arc::new(Forks { rounds, ..usual })
            });
            run
        },
    )
}

fn named(experiment: &Experiment, names: Vec<String>) -> Vec<Arc<Example>> {
    let examples = experiment.dataset.examples.iter().zip(names);
    let renamed = examples.map(|(example, name)| {
        let example = Example::clone(example);
        Arc::new(Example { name, ..example })
    });
    renamed.collect()
}

fn play(run: &mut Run, settings: Settings, count: usize) {
    run.settings = settings;
    let first = run.rounds.len() + 1;
    let from = run.end();
    train(from, first, count, |step| {
        run.rounds.push(Arc::clone(&step.played));
        ControlFlow::Continue(())
    });
}

fn read(bytes: &[u8]) -> Run {
    match json::read(bytes) {
        Ok(run) => run,
        Err(error) => panic!("{error}\n{}", String::from_utf8_lossy(bytes)),
    }
}

/// One change to a file, as a slip of the hand or of a disk would make it.
#[derive(Debug, Clone)]
enum Slip {
    Cut(prop::sample::Index),
    Delete(prop::sample::Index),
    Replace(prop::sample::Index, u8),
    Insert(prop::sample::Index, Vec<u8>),
    Twice(prop::sample::Index, prop::sample::Index),
}

fn slip() -> impl Strategy<Value = Slip> {
    let place = any::<prop::sample::Index>;
    let piece = prop_oneof![
        prop::sample::select(b"{}[]\",:0123456789.eE+-\\/ \t\n\rtfnu'#".as_slice())
            .prop_map(|b| vec![b]),
        prop::sample::select(vec![
            "null", "true", "NaN", "1e999", "-0", "00", "1e", "//", "/* */", "\\u", "\\ud800",
            "\\udc00", "\u{feff}", "\u{a0}", "\u{85}", "[[", "]]", "\"a\":1,", ",,",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        any::<u8>().prop_map(|byte| vec![byte]),
    ];
    prop_oneof![
        1 => place().prop_map(Slip::Cut),
        1 => place().prop_map(Slip::Delete),
        1 => (place(), any::<u8>()).prop_map(|(at, byte)| Slip::Replace(at, byte)),
        4 => (place(), piece).prop_map(|(at, piece)| Slip::Insert(at, piece)),
        1 => (place(), place()).prop_map(|(from, to)| Slip::Twice(from, to)),
    ]
}

fn slipped(bytes: &mut Vec<u8>, slip: Slip) {
    if bytes.is_empty() {
        return;
    }
    match slip {
        Slip::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Slip::Delete(at) => drop(bytes.remove(at.index(bytes.len()))),
        Slip::Replace(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        Slip::Insert(at, piece) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, piece);
        }
        Slip::Twice(from, to) => {
            let (a, b) = (from.index(bytes.len()), to.index(bytes.len()));
            let piece = bytes[a.min(b)..a.max(b)].to_vec();
            bytes.splice(a..a, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_run_is_read_back_equal(run in run()) {
        let bytes = json::write(&run);
        let back = read(&bytes);
        prop_assert_eq!(&back, &run);
        prop_assert_eq!(String::from_utf8(json::write(&back)), String::from_utf8(bytes));
    }

    #[test]
    fn what_is_written_is_json_and_says_the_same_to_others(run in run()) {
        let value: serde_json::Value = serde_json::from_slice(&json::write(&run)).unwrap();
        prop_assert_eq!(&value["format"], "jointly");
        for (e, example) in run.dataset.examples.iter().enumerate() {
            let written = &value["examples"][e];
            prop_assert_eq!(written["name"].as_str().unwrap_or_default(), &example.name);
            let pixels = written["pixels"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
            prop_assert_eq!(pixels.count(), run.dataset.shape.cells());
        }
    }

    #[test]
    fn numbers_of_any_magnitude_are_read_back_equal(numbers in prop::collection::vec(magnitude(), 4)) {
        let shape = Shape { width: 1, height: 1 };
        let mut experiment = Experiment::blank(shape);
        let dataset = Arc::make_mut(&mut experiment.dataset);
        let example = Arc::make_mut(&mut dataset.examples[0]);
        (example.label, example.pixels) = (numbers[0], vec![numbers[1]].into());
        dataset.label_names = BTreeMap::from([(number(numbers[0]), "named".to_owned())]);
        let settings = Settings { tolerance: numbers[3].abs(), ..Settings::default() };
        let run = Run {
            dataset: experiment.dataset,
            start: vec![numbers[2]].into(),
            settings,
            rounds: Vec::new(),
            forks: None,
            hidden: Hidden::default(),
        };
        let back = read(&json::write(&run));
        prop_assert_eq!(&back, &run);
        prop_assert_eq!(back.dataset.label_name(numbers[0]), Some("named"));
    }

    #[test]
    fn a_slip_is_never_read_where_serde_json_refuses(
        run in run(),
        slips in prop::collection::vec(slip(), 1..4),
    ) {
        let mut bytes = json::write(&run);
        for slip in slips {
            slipped(&mut bytes, slip);
        }
        let verdict = json::read(&bytes);
        if let Err(error) = serde_json::from_slice::<serde_json::Value>(&bytes) {
            prop_assert!(verdict.is_err(), "{error}: {}", String::from_utf8_lossy(&bytes));
        }
        match verdict {
            // What is read in spite of the slip is a run like any other.
            Ok(run) => prop_assert_eq!(read(&json::write(&run)), run),
            Err(error) => {
                let placed = matches!(error.place, Place::Text { line: 1.., column: 1.. });
                prop_assert!(placed && !error.found.is_empty());
            }
        }
    }

    #[test]
    fn any_bytes_at_all(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        prop_assert!(json::read(&bytes).is_err());
    }
}

#[test]
fn no_examples_and_no_training_are_fine() {
    let text = r#"{"examples": [], "height": 2, "width": 3, "version": 1.0, "format": "jointly"}"#;
    let run = read(text.as_bytes());
    assert!(run.dataset.examples.is_empty() && run.rounds.is_empty());
    assert_eq!((run.start, run.settings), (vec![0.0; 6].into(), Settings::default()));
}

#[test]
fn a_name_of_200_characters_fits_however_many_bytes_it_has() {
    let mut run = sample::smiles();
    let dataset = Arc::make_mut(&mut run.dataset);
    Arc::make_mut(&mut dataset.examples[0]).name = "😀".repeat(200);
    assert_eq!(read(&json::write(&run)), run);
}

#[test]
fn every_row_of_a_picture_has_a_line_of_its_own() {
    let text = String::from_utf8(json::write(&sample::smiles())).unwrap();
    let frown =
        "\"pixels\": [\n      [1,0,1],\n      [0,0,0],\n      [1,1,1],\n      [1,0,1]\n    ]}";
    assert!(text.contains(frown), "{text}");
}

#[test]
fn rounds_of_every_policy_replay() {
    let mut run = sample::smiles();
    let policies = [
        Policy::SharedStep,
        Policy::OneAtATime,
        Policy::Halving,
        Policy::BestOne,
        Policy::AllAtOnce,
    ];
    for policy in policies {
        let settings = Settings { policy, ..run.settings };
        play(&mut run, settings, 2);
    }
    assert_eq!(run.rounds.len(), 10);
    assert_eq!(read(&json::write(&run)), run);
}

/// Takes bytes, and notes the longest piece.
#[derive(Default)]
struct Pieces {
    bytes: Vec<u8>,
    longest: usize,
}

impl std::io::Write for Pieces {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        self.longest = self.longest.max(piece.len());
        self.bytes.write(piece)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn it_is_written_in_small_pieces_and_tells_how_far_it_is() {
    let mut run = sample::smiles();
    let dataset = Arc::make_mut(&mut run.dataset);
    dataset.examples = dataset.examples.iter().cycle().take(20_000).cloned().collect();
    let (mut pieces, mut told) = (Pieces::default(), vec![0.0]);
    let written = json::write_to(&mut pieces, &run, |share| {
        told.push(share);
        ControlFlow::Continue(())
    });
    assert!(written.is_ok());
    assert_eq!(pieces.bytes, json::write(&run));
    assert!(pieces.longest < 100, "{}", pieces.longest);
    // 240,012 numbers, told of every 16,384.
    assert_eq!(told.len(), 15);
    assert!(told.is_sorted_by(|a, b| a < b) && (0.9..1.0).contains(&told[14]), "{told:?}");
    let mut times = 0;
    let cancelled = json::write_to(&mut std::io::sink(), &run, |_| {
        times += 1;
        if times < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert!(matches!(cancelled, Err(json::Unwritten::Cancelled)));
    assert_eq!(times, 3);
}

#[test]
fn rounds_that_are_played_again_are_told_one_by_one_and_can_be_broken_off() {
    const ROUNDS: usize = 7;
    let mut run = sample::named("flip-flop.json").expect("a sample");
    train(run.beginning(), 1, ROUNDS, |round| {
        run.rounds.push(Arc::clone(&round.played));
        ControlFlow::Continue(())
    });
    let bytes = json::write(&run);
    let mut told = Vec::new();
    let read = json::read_observed(&bytes, &mut |share| {
        told.push(share);
        ControlFlow::Continue(())
    });
    assert_eq!(read.as_ref(), Ok(&run));
    assert!(told.len() >= ROUNDS && told.is_sorted(), "{told:?}");
    assert!(told[0] < 0.4 && told[told.len() - 1] > 0.6 && told[told.len() - 1] < 1.0, "{told:?}");
    let mut left = 3;
    let broken_off = json::read_observed(&bytes, &mut |_| {
        left -= 1;
        if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!((broken_off, left), (Err(Unread::Cancelled), 0));
}
