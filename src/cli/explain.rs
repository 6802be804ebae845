//! `explain`: why one example came out of a round as it did.

mod text;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::options::{Overrides, round_count};
use super::{Failure, Import, json};
use crate::document::Document;
use crate::document::sheets::Subject;
use crate::document::words::{self, Told, after_round};
use crate::engine::{
    Dataset, Explanation, Question, Round, Run, SmallestSets, SubsetsFound, train,
};
use crate::jobs::files::{import, shown};

/// What `explain` is asked for.
#[derive(Debug, Args)]
pub struct Options {
    /// The file with pictures, labels, starting weights and settings
    file: PathBuf,
    #[command(flatten)]
    import: Import,
    /// The example: its name, or its number counted from 1 as in "#4"
    #[arg(long, value_name = "NAME-or-#NUMBER", required_unless_present = "markdown")]
    example: Option<String>,
    /// The round, counted from 1
    #[arg(long, value_name = "N", value_parser = round_count)]
    round: usize,
    #[command(flatten)]
    settings: Overrides,
    /// Prints every number of it, as JSON
    #[arg(long, help_heading = "Output")]
    json: bool,
    /// Prints a page of Markdown on the whole round and all examples
    #[arg(long, conflicts_with_all = ["json", "example"], help_heading = "Output")]
    markdown: bool,
}

/// How many names a message lists.
const MOST_NAMES: usize = 10;

/// Plays, explains and prints.
pub fn run(options: &Options, out: &mut impl Write) -> Result<(), Failure> {
    let mut run = import(&options.file, &options.import.wanted()?)?;
    let dataset = Arc::clone(&run.dataset);
    let dataset = dataset.as_ref();
    let e = match &options.example {
        Some(example) => find(dataset, example)
            .map_err(|reason| Failure::Usage(format!("{}: {reason}", shown(&options.file))))?,
        None => 0,
    };
    run.settings = options.settings.over(&run)?;
    let mut last = None;
    train(run.beginning(), 1, options.round, |step| {
        if step.played.number == options.round {
            last = Some(Arc::clone(step.round()));
        }
        ControlFlow::Continue(())
    });
    // At least one round is played: the option counts from 1.
    let Some(round) = last else { return Ok(()) };
    if options.markdown {
        write!(out, "{}", page(options, run, &round))?;
        return Ok(());
    }
    let report = Report::of(dataset, &round, e);
    if options.json {
        writeln!(out, "{:#}", json::explanation(&report))?;
        return Ok(());
    }
    text::print(out, &report)
}

/// All that is told of one example and its round.
pub struct Report<'a> {
    pub dataset: &'a Dataset,
    pub round: &'a Round,
    pub e: usize,
    pub explanation: Explanation,
    pub breaking: SmallestSets,
    pub repairs: SmallestSets,
    /// `None` above [`SmallestSets::MOST_TOUCHING`] changes.
    pub subsets: Option<SubsetsFound>,
    pub told: Told,
}

impl<'a> Report<'a> {
    fn of(dataset: &'a Dataset, round: &'a Round, e: usize) -> Self {
        let explanation = Explanation::of_round(dataset, round, e);
        let breaking = SmallestSets::breaking(dataset, round, e);
        let repairs = SmallestSets::repair(dataset, round, e);
        let mut told = after_round(dataset, round, e);
        if !explanation.touching.is_empty() {
            told.sentences.push(words::breaking(dataset, round, e, &breaking));
            told.sentences.extend(words::repair(dataset, round, e, &repairs, 0));
        }
        let subsets = SubsetsFound::of(dataset, round, |_| ControlFlow::Continue(())).ok();
        Self { dataset, round, e, explanation, breaking, repairs, subsets, told }
    }
}

/// The page on the last round. A document that starts where it started is enough for it.
fn page(options: &Options, run: Run, round: &Round) -> String {
    let run =
        Run { start: round.weights_before.clone(), rounds: vec![Arc::clone(&round.played)], ..run };
    let document = Document::new(run, Some(options.file.clone()), "");
    let questions = Subject::questions(&document).into_iter();
    // All settings may take minutes, subsets take seconds.
    let short = |question: &Question| {
        question.is_small() || !matches!(question, Question::Combinations(..))
    };
    let answer = |question: Question| question.answer(|_| ControlFlow::Continue(()));
    let answers = questions.filter(short).filter_map(answer).collect();
    words::page(&Subject::of(&document, 0, answers)).unwrap_or_default()
}

/// The example of that name, or of that number where `wanted` is one such as `#4`.
fn find(dataset: &Dataset, wanted: &str) -> Result<usize, String> {
    let total = dataset.examples.len();
    if let Some(digits) = wanted.strip_prefix('#') {
        let number = digits.parse::<usize>().ok();
        return match number.and_then(|number| number.checked_sub(1)) {
            Some(e) if e < total => Ok(e),
            _ if total == 0 => Err("it has no examples.".to_owned()),
            _ => Err(format!("there is no example {wanted}. Its examples are #1 to #{total}.")),
        };
    }
    let named: Vec<_> = (0..total).filter(|e| dataset.title(*e) == wanted).collect();
    match named[..] {
        [e] => Ok(e),
        [] if total == 0 => Err("it has no examples.".to_owned()),
        [] => Err(format!(
            "no example is called {wanted:?}. Its examples are {}.",
            listed((0..total).map(|e| format!("{:?}", dataset.title(e))))
        )),
        _ => Err(format!(
            "{} examples are called {wanted:?}: ask for {}.",
            named.len(),
            listed(named.iter().map(|e| format!("\"#{}\"", e + 1)))
        )),
    }
}

/// The first names of many, separated by commas.
fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let total = names.len();
    let shown: Vec<_> = names.take(MOST_NAMES).collect();
    let more = match total - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    shown.join(", ") + &more
}
