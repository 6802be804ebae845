//! What sheets and pages are made from.

use std::sync::Arc;

use crate::document::{Document, LogRow, State};
use crate::engine::{
    Answer, Arrangement, Combinations, Compared, Dataset, Draws, HowMany, Limit, Named, Question,
    Round, Shape, Size, SubsetSample, SubsetsFound,
};

/// What sheets and pages are made from: a document at one moment. Owned, so that a worker can make them.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The name of the document's file.
    pub title: String,
    /// Examples, weights, settings and the tests that hold.
    pub state: State,
    /// The round that led here, while nothing has been tested since.
    pub round: Option<Arc<Round>>,
    /// The current example.
    pub example: usize,
    /// The order in which the round's changes are taken one by one.
    pub order: Vec<usize>,
    /// The log, each row with the examples it is about.
    pub log: Vec<(LogRow, Arc<Dataset>)>,
    /// How many rows of the log are before the cursor; the others are taken back.
    pub done: usize,
    /// What was found out about the round that led here.
    pub answers: Vec<Answer>,
}

impl Subject {
    /// The document as it stands, the round's changes in reading order, and what was found out about it.
    #[must_use]
    pub fn of(document: &Document, example: usize, answers: Vec<Answer>) -> Self {
        let round = document.round().cloned();
        let order = round.iter().flat_map(|round| round.changes()).map(|(weight, _)| weight);
        let entries = document.history().entries();
        let log = document.rows().iter().map(|row| {
            let dataset = &entries[row.entry].state.experiment.dataset;
            (row.clone(), Arc::clone(dataset))
        });
        Self {
            title: document.name().to_owned(),
            state: document.state().clone(),
            order: order.collect(),
            round,
            example,
            log: log.collect(),
            done: document.current_row() + 1,
            answers,
        }
    }

    /// The same with the round's changes taken in another order.
    #[must_use]
    pub fn in_order_of(self, arrangement: Option<&Arrangement>) -> Self {
        match arrangement {
            Some(arrangement) => Self { order: arrangement.order.clone(), ..self },
            None => self,
        }
    }

    /// What can be found out about the weights at hand and the round that led here: a new kind of question is one
    /// line more.
    #[must_use]
    pub fn questions(document: &Document) -> Vec<Question> {
        let place = Arc::new(document.tested_at());
        let dataset = &place.dataset;
        let mut questions: Vec<Question> = Size::NAMES
            .iter()
            .map(|(size, _)| Question::HowMany(Arc::clone(&place), Draws::usual(*size)))
            .collect();
        questions.push(Question::Limit(Arc::clone(&place)));
        if let Some(forks) = &document.state().forks {
            let dataset = &document.experiment().dataset;
            questions.push(Question::Compare(Arc::clone(dataset), Arc::clone(forks)));
        }
        if let Some(round) = document.round() {
            questions.push(Question::Combinations(Arc::clone(dataset), round.settings));
            questions.push(Question::of_subsets(Arc::clone(dataset), Arc::clone(round)));
        }
        questions
    }

    /// The examples.
    #[must_use]
    pub fn dataset(&self) -> &Arc<Dataset> {
        &self.state.experiment.dataset
    }

    /// What was found out about all subsets of the round's changes.
    #[must_use]
    pub fn subsets(&self) -> Option<&SubsetsFound> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Subsets(found) => Some(found),
            _ => None,
        })
    }

    /// What a sample of those subsets found, where there are too many.
    #[must_use]
    pub fn sample(&self) -> Option<&SubsetSample> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Sample(found) => Some(found),
            _ => None,
        })
    }

    /// What was found out about all settings of the weights in {-1, 0, 1}.
    #[must_use]
    pub fn combinations(&self) -> Option<&Combinations> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Combinations(found) => found.as_ref().ok(),
            _ => None,
        })
    }

    /// What rounds that move so many weights each come to, for each size of the moves that was asked for.
    pub fn how_many(&self) -> impl Iterator<Item = &HowMany> {
        self.answers.iter().filter_map(|answer| match answer {
            Answer::HowMany(found) => Some(found.as_ref()),
            _ => None,
        })
    }

    /// What becomes of the round at ever shorter steps.
    #[must_use]
    pub fn limit(&self) -> Option<&Limit> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Limit(found) => Some(found.as_ref()),
            _ => None,
        })
    }

    /// What became of the ways that are compared.
    #[must_use]
    pub fn compared(&self) -> Option<&Compared> {
        self.answers.iter().find_map(|answer| match answer {
            Answer::Compared(found) => Some(found.as_ref()),
            _ => None,
        })
    }

    /// The name of the document's file without its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.title.rsplit_once('.').map_or(self.title.as_str(), |(stem, _)| stem)
    }

    /// What a file about this is called, without an ending: "smiles, round 1, each alone".
    #[must_use]
    pub fn file_name(&self, what: &str) -> String {
        let title = self.stem();
        match &self.round {
            Some(round) => format!("{title}, round {}, {what}", round.number),
            None => format!("{title}, {what}"),
        }
    }

    pub(super) fn shape(&self) -> Shape {
        self.dataset().shape
    }

    pub(super) fn examples(&self) -> usize {
        self.dataset().examples.len()
    }
}
