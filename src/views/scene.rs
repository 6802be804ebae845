//! What all views look at: the document with the trial on top, and what is pointed at.

use std::borrow::Cow;
use std::sync::Arc;

use crate::document::sheets::Subject;
use crate::document::{Document, Spot, Stage};
use crate::engine::{
    Arrangement, Dataset, Direction, Evaluation, Example, Experiment, Round, Score, Settings,
    Shape, WeightTest, WhatIf,
};
use crate::findings::Findings;
use crate::lesson::Walk;
use crate::trial::Trial;
use crate::views::cover::Cover;
use crate::views::kept::Kept;

/// One frame's read-only picture of the document, a trial included.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The document, which knows no trial.
    pub document: &'a Document,
    /// The trial in flight.
    pub trial: Option<&'a Trial>,
    /// The round's changes rearranged: some left out, another order, not all played yet.
    pub what_if: Option<&'a WhatIf>,
    /// How far the round at the cursor has come, trials aside.
    pub stage: Stage,
    /// The weights as they stand on screen.
    pub weights: Cow<'a, [f64]>,
    /// Outputs and scores as they stand on screen.
    pub evaluation: Cow<'a, Evaluation>,
    /// The finished tests that hold, those shown by a sweep included.
    pub notes: Cow<'a, [Option<WeightTest>]>,
    /// What was asked that takes long.
    pub findings: &'a Findings,
    /// Where learners expect pictures to land.
    pub guesses: &'a [Option<f64>],
    /// How many guesses came true so far, of how many: this round's are among them.
    pub guessed: [usize; 2],
    /// Whether outputs are shown through the sigmoid, as the certainty that the label is +1.
    pub sigmoid: bool,
    /// How long a shown move takes, in seconds; 0 under reduced motion.
    pub move_seconds: f32,
    /// Which numbers are covered.
    pub cover: Option<&'a Cover>,
    /// The guided lesson, where one is under way.
    pub walk: Option<&'a Walk>,
}

/// The outputs under a trial.
fn under(document: &Document, trial: &Trial) -> Evaluation {
    let Experiment { dataset, settings, .. } = document.experiment();
    document.evaluation().moved(dataset, settings, trial.weight, trial.change(settings))
}

/// The outputs under a trial, kept while its weight stays where it is.
#[derive(Debug, Default)]
pub struct Moved(Kept<Evaluation, (u64, usize, f64)>);

impl Moved {
    /// The outputs under this trial.
    pub fn of(&mut self, document: &Document, trial: &Trial) -> Arc<Evaluation> {
        let change = trial.change(document.settings());
        let key = (document.generation(), trial.weight, change);
        self.0.of(key, |_| under(document, trial))
    }
}

/// What stands on screen: equal ones have the same outputs, weights and records.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    generation: u64,
    round_known: bool,
    trial: Option<(usize, f64)>,
    what_if: Option<Arrangement>,
}

impl<'a> Scene<'a> {
    /// The scene of this moment. `moved` has the outputs under the trial, where they are at hand.
    #[must_use]
    pub fn new(
        document: &'a Document,
        (trial, what_if): (Option<&'a Trial>, Option<&'a WhatIf>),
        moved: Option<&'a Evaluation>,
        findings: &'a Findings,
        guesses: &'a [Option<f64>],
        move_seconds: f32,
    ) -> Self {
        let experiment = document.experiment();
        let mut scene = Self {
            document,
            trial,
            what_if,
            stage: document.stage(),
            weights: Cow::Borrowed(&experiment.weights),
            evaluation: Cow::Borrowed(document.evaluation()),
            notes: Cow::Borrowed(&document.state().notes),
            findings,
            guesses,
            guessed: [0; 2],
            sigmoid: false,
            move_seconds,
            cover: None,
            walk: None,
        };
        if let Some(what_if) = what_if {
            scene.weights = Cow::Borrowed(&what_if.weights);
            scene.evaluation = Cow::Borrowed(&what_if.evaluation);
        }
        if let Some(trial) = trial {
            let change = trial.change(&experiment.settings);
            scene.weights.to_mut()[trial.weight] += change;
            scene.evaluation = match moved {
                Some(moved) => Cow::Borrowed(moved),
                None => Cow::Owned(under(document, trial)),
            };
            for (weight, test) in &trial.shown {
                scene.notes.to_mut()[*weight] = Some(*test);
            }
        }
        scene
    }

    /// The same with outputs through the sigmoid where that is `wanted` and the labels allow it; under log-loss,
    /// which reads them so, it always is.
    #[must_use]
    pub fn through_sigmoid(self, wanted: bool) -> Self {
        let read_so = wanted || self.settings().score == Score::LogLoss;
        Self { sigmoid: read_so && self.document.is_two_sided(), ..self }
    }

    /// The same with so many guesses come true, of so many.
    #[must_use]
    pub fn after_guesses(self, guessed: [usize; 2]) -> Self {
        Self { guessed, ..self }
    }

    /// The same with a guided lesson under way.
    #[must_use]
    pub fn on_walk(self, walk: Option<&'a Walk>) -> Self {
        Self { walk, ..self }
    }

    /// The same with numbers covered.
    #[must_use]
    pub fn covered_by(self, cover: &'a Cover) -> Self {
        Self { cover: Some(cover), ..self }
    }

    /// Whether numbers are covered: of so few weights and pictures that each has its place.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.cover.is_some_and(Cover::is_on) && !self.many_weights() && !self.many_pictures()
    }

    /// Whether this number is covered.
    #[must_use]
    pub fn covers(&self, spot: Spot) -> bool {
        self.is_covered() && self.cover.is_some_and(|cover| cover.covers(spot))
    }

    /// Whether the output of an example is covered.
    #[must_use]
    pub fn covers_output(&self, example: usize) -> bool {
        self.covers(Spot::Output { example })
    }

    /// Whether any output is covered.
    #[must_use]
    pub fn covers_any_output(&self) -> bool {
        self.is_covered() && (0..self.dataset().examples.len()).any(|e| self.covers_output(e))
    }

    /// Whether any output is covered, or what any test found.
    #[must_use]
    pub fn covers_something(&self) -> bool {
        let is_covered = |weight| self.covers(Spot::Tests { weight });
        let noted = self.notes.iter().enumerate().filter(|(_, note)| note.is_some());
        self.covers_any_output() || noted.map(|(weight, _)| weight).any(is_covered)
    }

    /// Of how many rows of the log it may be told what came out: while outputs are covered, of those before this one.
    #[must_use]
    pub fn rows_told(&self) -> usize {
        if self.covers_any_output() {
            self.document.current_row()
        } else {
            self.document.rows().len()
        }
    }

    /// The examples.
    #[must_use]
    pub fn dataset(&self) -> &'a Dataset {
        &self.document.experiment().dataset
    }

    /// The shape of pictures and weights.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.dataset().shape
    }

    /// One example.
    #[must_use]
    pub fn example(&self, e: usize) -> Option<&'a Arc<Example>> {
        self.dataset().examples.get(e)
    }

    /// What stands on screen, to tell whether something worked out from it still holds.
    #[must_use]
    pub fn version(&self) -> Version {
        let settings = self.settings();
        Version {
            generation: self.document.generation(),
            round_known: self.document.round().is_some(),
            trial: self.trial.map(|trial| (trial.weight, trial.change(settings))),
            what_if: self.what_if.map(|what_if| what_if.arrangement.clone()),
        }
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &'a Settings {
        self.document.settings()
    }

    /// The output of an example as it stands on screen.
    #[must_use]
    pub fn output(&self, e: usize) -> f64 {
        self.evaluation.outputs[e]
    }

    /// Whether an example matches as it stands on screen.
    #[must_use]
    pub fn matched(&self, e: usize) -> bool {
        self.evaluation.matched(self.dataset(), e)
    }

    /// The round that led here, while nothing has been tested since and once it is worked out.
    #[must_use]
    pub fn round(&self) -> Option<&Arc<Round>> {
        match &self.stage {
            Stage::Applied(_) if self.trial.is_none() => self.document.round(),
            _ => None,
        }
    }

    /// The output to compare with: before the trial, or before the round.
    #[must_use]
    pub fn output_before(&self, e: usize) -> Option<f64> {
        if self.trial.is_some() {
            return Some(self.document.evaluation().outputs[e]);
        }
        Some(self.round()?.examples.get(e)?.before)
    }

    /// Whether what stands on screen is not applied: a weight under test, or only some of the round's changes.
    #[must_use]
    pub fn is_trial(&self) -> bool {
        self.trial.is_some() || self.imagined().is_some()
    }

    /// The changes as they are rearranged, where that leaves some of them unmade.
    #[must_use]
    pub fn imagined(&self) -> Option<&'a WhatIf> {
        self.what_if.filter(|what_if| !what_if.arrangement.is_whole())
    }

    /// Whether a weight stands where the round that led here left it: its change is made, or it had none.
    #[must_use]
    pub fn makes(&self, weight: usize) -> bool {
        self.round().is_none_or(|round| self.weights[weight] == round.weights_after[weight])
    }

    /// How the changes of the round that led here are arranged.
    #[must_use]
    pub fn arrangement(&self) -> Option<Cow<'a, Arrangement>> {
        let round = self.round()?;
        Some(match self.what_if {
            Some(what_if) => Cow::Borrowed(&what_if.arrangement),
            None => Cow::Owned(Arrangement::of(round)),
        })
    }

    /// Whether the views must show overviews instead of single numbers: above 64 weights.
    #[must_use]
    pub fn many_weights(&self) -> bool {
        self.shape().cells() > 64
    }

    /// Whether pictures are too many to show each on the line: above 12.
    #[must_use]
    pub fn many_pictures(&self) -> bool {
        self.dataset().examples.len() > 12
    }

    /// What sheets and pages are made from, about the document without any trial.
    #[must_use]
    pub fn subject(&self, example: usize) -> Subject {
        let answers = self.findings.answers(&Subject::questions(self.document));
        let arrangement = self.what_if.map(|what_if| &what_if.arrangement);
        Subject::of(self.document, example, answers).in_order_of(arrangement)
    }

    /// How many notes say raise, lower and leave.
    #[must_use]
    pub fn directions(&self) -> (usize, usize, usize) {
        let count = |d: Direction| {
            let notes = self.notes.iter().flatten();
            notes.filter(|note| note.direction == d).count()
        };
        (count(Direction::Raise), count(Direction::Lower), count(Direction::Leave))
    }
}
