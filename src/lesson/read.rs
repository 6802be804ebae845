//! Reads a lesson from a file of TOML.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{Doubt, Goal, Lesson, Part, Question, Step};
use crate::document::Tab;
use crate::engine::{MatchRule, Named, Policy, Score};
use crate::formats::{Error, Place};

const FORMAT: &str = "jointly-lesson";
const VERSION: u64 = 1;
/// What to do about most of what can be wrong.
const ADVICE: &str = "`docs/lessons.md` tells what may stand where.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOfLesson {
    format: Spanned<String>,
    version: Spanned<u64>,
    title: String,
    pictures: String,
    #[serde(default)]
    step: Vec<Spanned<FileStep>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FileStep {
    title: String,
    text: String,
    look_at: Option<Spanned<String>>,
    #[serde(rename = "do")]
    task: String,
    until: Option<Spanned<FileGoal>>,
    question: Option<Spanned<FileQuestion>>,
    #[serde(default)]
    then: String,
    #[serde(default)]
    doubt: Vec<FileDoubt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileQuestion {
    ask: String,
    answers: Vec<String>,
    right: usize,
    hint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileDoubt {
    ask: String,
    answer: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileWeight {
    row: usize,
    column: usize,
    is: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FileGoal {
    #[serde(rename = "match")]
    match_rule: Option<Spanned<String>>,
    score: Option<Spanned<String>>,
    policy: Option<Spanned<String>>,
    step: Option<f64>,
    weight: Option<FileWeight>,
    #[serde(default)]
    tested: Vec<(usize, usize)>,
    tests: Option<usize>,
    guessed: Option<usize>,
    round: Option<usize>,
    left_out: Option<usize>,
    mends: Option<String>,
    #[serde(default)]
    no_trial: bool,
    picture: Option<String>,
    tab: Option<Spanned<String>>,
    sigmoid: Option<bool>,
    matched: Option<usize>,
}

/// Whether bytes in a file of this name are to be read as a lesson: by how they begin, else by the name.
#[must_use]
pub fn is_lesson(bytes: &[u8], name: &str) -> bool {
    let lines = bytes.split(|byte| *byte == b'\n').take(100).map(<[u8]>::trim_ascii);
    let mut said = lines.filter(|line| !line.is_empty() && !line.starts_with(b"#"));
    let first = said.next().unwrap_or_default();
    let key = first.split(|byte| *byte == b'=').next().unwrap_or_default();
    key.trim_ascii() == b"format" && first.contains(&b'=')
        || name.to_ascii_lowercase().ends_with(".toml")
}

/// Reads a lesson.
///
/// # Errors
/// When the bytes are no text, no TOML, or no lesson: the error says where, what was found and what was expected.
///
/// ```
/// use jointly::formats::sample;
/// use jointly::lesson::{check, read};
///
/// let lesson = read(br#"
///     format = "jointly-lesson"
///     version = 1
///     title = "One weight"
///     pictures = "smiles.json"
///
///     [[step]]
///     title = "Test it"
///     text = "A weight is tried one step up and one step down."
///     do = "Test the weight at row 3, column 1."
///     until = { tested = [[3, 1]] }
/// "#).unwrap();
/// assert_eq!(lesson.steps.len(), 1);
/// // It is played as a learner would.
/// assert_eq!(check(&lesson, sample::named(&lesson.pictures).unwrap()), Ok(()));
/// ```
pub fn read(bytes: &[u8]) -> Result<Lesson, Error> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let readable = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let source = Source(&readable);
        let end = readable.len();
        source.error(end..end, "bytes that are no UTF-8", "text", "Save the file as UTF-8.")
    })?;
    let source = Source(text);
    let file: FileOfLesson = toml::from_str(text).map_err(|error| source.refused(&error))?;
    source.checked(&file)?;
    let steps = file.step.into_iter().map(|step| source.step(step));
    let steps = steps.collect::<Result<_, _>>()?;
    Ok(Lesson { title: file.title, pictures: file.pictures, steps })
}

/// The text of the file, to tell where in it something is.
struct Source<'a>(&'a str);

impl Source<'_> {
    fn place(&self, at: usize) -> (u64, u64) {
        let before = self.0.get(..at.min(self.0.len())).unwrap_or(self.0);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() as u64 + 1, line.chars().count() as u64 + 1)
    }

    fn error(&self, at: Range<usize>, found: &str, expected: &str, advice: &str) -> Error {
        let (line, column) = self.place(at.start);
        Error {
            place: Place::Text { line, column },
            field: String::new(),
            found: found.to_owned(),
            expected: expected.to_owned(),
            advice: advice.to_owned(),
        }
    }

    /// What the reader of TOML says, as we say it.
    fn refused(&self, error: &toml::de::Error) -> Error {
        let message = error.message().replace('\n', " ");
        let message = message.trim();
        let (found, expected) = match message.strip_prefix("missing field ") {
            Some(field) => (format!("no {field}"), "one".to_owned()),
            None => match message.split_once(", expected ") {
                Some((found, expected)) => (found.to_owned(), expected.to_owned()),
                None => (message.to_owned(), "a lesson written in TOML".to_owned()),
            },
        };
        self.error(error.span().unwrap_or_default(), &found, &expected, ADVICE)
    }

    fn checked(&self, file: &FileOfLesson) -> Result<(), Error> {
        let (format, version) = (file.format.get_ref(), *file.version.get_ref());
        if format != FORMAT {
            let (found, expected) = (format!("`{format}`"), format!("`{FORMAT}`"));
            let advice = "Open a lesson, or write its format so.";
            return Err(self.error(file.format.span(), &found, &expected, advice));
        }
        if version != VERSION {
            let (found, expected) = (format!("version {version}"), format!("version {VERSION}"));
            let advice = "Get a newer Jointly for a newer lesson.";
            return Err(self.error(file.version.span(), &found, &expected, advice));
        }
        if file.step.is_empty() {
            let end = self.0.len();
            return Err(self.error(end..end, "no step", "at least one `[[step]]`", ADVICE));
        }
        Ok(())
    }

    fn named<T: Named>(&self, name: &Spanned<String>) -> Result<T, Error> {
        T::from_name(name.get_ref()).ok_or_else(|| {
            let known: Vec<String> =
                T::NAMES.iter().map(|(_, known)| format!("`{known}`")).collect();
            let (found, expected) = (format!("`{}`", name.get_ref()), known.join(", "));
            self.error(name.span(), &found, &format!("one of {expected}"), "Choose one of them.")
        })
    }

    fn optional<T: Named>(&self, name: Option<&Spanned<String>>) -> Result<Option<T>, Error> {
        name.map(|name| self.named(name)).transpose()
    }

    fn step(&self, step: Spanned<FileStep>) -> Result<Step, Error> {
        let span = step.span();
        let step = step.into_inner();
        let line = step.until.as_ref().map_or(span.start, |until| until.span().start);
        let line = self.place(line).0;
        let goal = step.until.map(|until| self.goal(&until)).transpose()?.unwrap_or_default();
        let question = step.question.map(|question| self.question(question)).transpose()?;
        if goal.is_empty() && question.is_none() {
            let expected = "`until`, `[step.question]` or both";
            let advice = "Say what is to be done: every step asks for something.";
            return Err(self.error(span, "a step that asks for nothing", expected, advice));
        }
        let doubts = step.doubt.into_iter().map(|FileDoubt { ask, answer }| Doubt { ask, answer });
        Ok(Step {
            title: step.title,
            text: paragraphs(&step.text),
            look_at: self.optional::<Part>(step.look_at.as_ref())?,
            task: paragraphs(&step.task).join(" "),
            goal,
            line,
            question,
            then: paragraphs(&step.then),
            doubts: doubts.collect(),
        })
    }

    fn question(&self, question: Spanned<FileQuestion>) -> Result<Question, Error> {
        let span = question.span();
        let FileQuestion { ask, answers, right, hint } = question.into_inner();
        if answers.len() < 2 {
            let found = if answers.is_empty() { "no answer" } else { "one answer" };
            return Err(self.error(span, found, "at least two", "Add a wrong one."));
        }
        if !(1..=answers.len()).contains(&right) {
            let expected = format!("1 to {}", answers.len());
            let advice = "Say which of the answers is right, counted from 1.";
            return Err(self.error(span, &format!("right = {right}"), &expected, advice));
        }
        Ok(Question { ask, answers, right: right - 1, hint })
    }

    fn goal(&self, goal: &Spanned<FileGoal>) -> Result<Goal, Error> {
        let file = goal.get_ref();
        let place = |weight: &FileWeight| ((weight.row, weight.column), weight.is);
        if file.step.is_some_and(|step| !(step.is_finite() && step > 0.0)) {
            let advice = "A weight is raised or lowered by one step.";
            return Err(self.error(goal.span(), "a step of 0 or less", "more than 0", advice));
        }
        Ok(Goal {
            match_rule: self.optional::<MatchRule>(file.match_rule.as_ref())?,
            score: self.optional::<Score>(file.score.as_ref())?,
            policy: self.optional::<Policy>(file.policy.as_ref())?,
            step: file.step,
            weight: file.weight.as_ref().map(place),
            tested: file.tested.clone(),
            tests: file.tests,
            guessed: file.guessed,
            round: file.round,
            left_out: file.left_out,
            mends: file.mends.clone(),
            no_trial: file.no_trial,
            picture: file.picture.clone(),
            tab: self.optional::<Tab>(file.tab.as_ref())?,
            sigmoid: file.sigmoid,
            matched: file.matched,
        })
    }
}

/// Paragraphs are separated by blank lines; within one, lines are broken anew.
fn paragraphs(text: &str) -> Vec<String> {
    let blocks = text.split("\n\n").map(|block| block.split_whitespace().collect::<Vec<_>>());
    blocks.filter(|words| !words.is_empty()).map(|words| words.join(" ")).collect()
}
