//! A round to be worked out on paper: the sheet with empty boxes, and the same with everything filled in.
//!
//! Both are made by the same lines: what is filled in goes through `Sheet::answer` and `Sheet::tick` alone, so
//! that they cannot disagree, and no number of the solution is on the exercise.
//!
//! Deliberately absent: numbers of its own, and how pages become a file.

mod closer;
mod given;
mod grid;
mod sheet;
mod sums;

use std::sync::Arc;

use self::sheet::Sheet;
use super::words::{self, count, plural};
use super::{Document, Stage};
use crate::engine::{Dataset, Experiment, Policy, Round, Shape};
use crate::paper::Paper;

/// What a sheet is made of.
#[derive(Debug, Clone)]
pub struct Exercise {
    title: String,
    dataset: Arc<Dataset>,
    round: Arc<Round>,
    /// The picture that is looked at closely.
    example: usize,
}

/// Why there is no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSheet {
    /// Nobody could work it out by hand.
    #[error(
        "An exercise sheet takes 1 to {} pictures and up to {} weights, {} a side; here are {pictures} and {weights}, {width} x {height}. \
         Delete pictures, or make the grid smaller.",
        Exercise::MOST_PICTURES,
        Exercise::MOST_WEIGHTS,
        Exercise::LONGEST_SIDE
    )]
    Size {
        /// "4 pictures".
        pictures: String,
        /// "12 weights".
        weights: String,
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
    },
}

impl Exercise {
    /// The most pictures that are worked out by hand.
    pub const MOST_PICTURES: usize = 12;
    /// The most weights.
    pub const MOST_WEIGHTS: usize = 64;
    /// The longest side of a grid that can be written in.
    pub const LONGEST_SIDE: usize = 16;

    /// The round that led to where a document stands; where none did, the one that comes next. `example` is the current one.
    ///
    /// # Errors
    /// When it is too large for paper.
    pub fn of(document: &Document, example: usize) -> Result<Self, NoSheet> {
        let dataset = &document.experiment().dataset;
        Self::fits(dataset)?;
        let round = match document.stage() {
            Stage::Applied(played) => played.round(dataset),
            Stage::Before | Stage::Testing | Stage::Tested => {
                let (after, weights) = document.fork_point();
                let start =
                    Experiment { weights: weights.clone(), ..document.experiment().clone() };
                Round::play(&start, after + 1)
            }
        };
        let title = document.name();
        let title = title.rsplit_once('.').map_or(title, |(stem, _)| stem);
        Self::new(title, dataset, round, example)
    }

    /// A round of this dataset, under the name of its file. `example` is looked at closely where all pictures match.
    ///
    /// # Errors
    /// When it is too large for paper.
    pub fn new(
        title: &str,
        dataset: &Arc<Dataset>,
        round: Round,
        example: usize,
    ) -> Result<Self, NoSheet> {
        Self::fits(dataset)?;
        let unmatched = || round.examples.iter().position(|record| !record.matched_after);
        let worst = round.unmatched.one.map(|(e, _)| e).or_else(unmatched);
        let example = worst.unwrap_or(example).min(dataset.examples.len() - 1);
        let (title, dataset) = (title.to_owned(), Arc::clone(dataset));
        Ok(Self { title, dataset, round: Arc::new(round), example })
    }

    /// Whether pictures can be worked out by hand.
    ///
    /// # Errors
    /// When they are too many, or too large.
    pub fn fits(dataset: &Dataset) -> Result<(), NoSheet> {
        let (Shape { width, height }, pictures) = (dataset.shape, dataset.examples.len());
        let weights = dataset.shape.cells();
        let fits = (1..=Self::MOST_PICTURES).contains(&pictures)
            && weights <= Self::MOST_WEIGHTS
            && width.max(height) <= Self::LONGEST_SIDE;
        if fits {
            return Ok(());
        }
        let (pictures, weights) = (plural(pictures, "picture"), plural(weights, "weight"));
        Err(NoSheet::Size { pictures, weights, width, height })
    }

    /// The sheet to be filled in, or the same filled in.
    #[must_use]
    pub fn paper(&self, solved: bool) -> Paper {
        let round = count(self.round.number);
        let name = format!("{}, round {round}", words::capital(&self.title));
        let mut sheet = Sheet::new(&name, solved);
        given::write(&mut sheet, self);
        sums::write(&mut sheet, self);
        closer::write(&mut sheet, self);
        sheet.into_paper()
    }

    /// What a file of it is called, without an ending: "smiles, round 1, exercise".
    #[must_use]
    pub fn file_name(&self, what: &str) -> String {
        format!("{}, round {}, {what}", self.title, self.round.number)
    }

    /// Whether whoever has made the tests knows the new weights: not where weights are drawn, tested again or moved by
    /// something else.
    fn follows_from_tests(&self) -> bool {
        let policy = self.round.settings.policy;
        self.round.chosen.is_none()
            && matches!(policy, Policy::AllAtOnce | Policy::BestOne | Policy::SharedStep)
    }
}
