//! What a step asks for, and what is still missing of it.

use super::Seen;
use crate::document::{Action, Document, Effect, Stage, Tab, View};
use crate::engine::{
    Arrangement, Dataset, MatchRule, Policy, Score, Settings, SmallestSets, WhatIf,
};

/// What a step asks for: all that is given must hold at the same time.
///
/// Pictures go by their names, weights by row and column from 1, as people count.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Goal {
    /// The rule of matching is this one.
    pub match_rule: Option<MatchRule>,
    /// The score is this one.
    pub score: Option<Score>,
    /// The policy is this one.
    pub policy: Option<Policy>,
    /// The step is this long.
    pub step: Option<f64>,
    /// This weight has this value.
    pub weight: Option<((usize, usize), f64)>,
    /// These weights are tested.
    pub tested: Vec<(usize, usize)>,
    /// So many weights are tested, at least.
    pub tests: Option<usize>,
    /// So many pictures have a guess, at least.
    pub guessed: Option<usize>,
    /// This round led here, played as the settings above say.
    pub round: Option<usize>,
    /// So many of its changes are left out, at least, as a trial.
    pub left_out: Option<usize>,
    /// This picture matches, though only as a trial, some changes being left out.
    pub mends: Option<String>,
    /// Nothing is on trial: all changes are made.
    pub no_trial: bool,
    /// This picture is the current one.
    pub picture: Option<String>,
    /// Why shows this.
    pub tab: Option<Tab>,
    /// Outputs are read through the sigmoid, or not.
    pub sigmoid: Option<bool>,
    /// So many pictures match.
    pub matched: Option<usize>,
}

/// What is still missing of a goal.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// This is to be done next.
    Do(Action),
    /// Nothing that could be done now brings it about; why, as the end of a sentence.
    Stuck(String),
}

/// The place of an example of this name.
fn example(dataset: &Dataset, name: &str) -> Result<usize, Missing> {
    let place = dataset.examples.iter().position(|example| example.name == name);
    place.ok_or_else(|| {
        let known = dataset.examples.iter().take(12).map(|example| format!("“{}”", example.name));
        let known: Vec<String> = known.collect();
        Missing::Stuck(format!("no picture is called “{name}”; there are {}", known.join(", ")))
    })
}

/// The weight in a row and a column, from 1.
fn cell(dataset: &Dataset, (row, column): (usize, usize)) -> Result<usize, Missing> {
    let shape = dataset.shape;
    if (1..=shape.height).contains(&row) && (1..=shape.width).contains(&column) {
        Ok((row - 1) * shape.width + column - 1)
    } else {
        let (rows, columns) = (shape.height, shape.width);
        Err(Missing::Stuck(format!(
            "there is no weight in row {row}, column {column}: there are {rows} rows and {columns} columns"
        )))
    }
}

/// Ends with what is to be done.
fn todo<T>(action: Action) -> Result<T, Missing> {
    Err(Missing::Do(action))
}

fn outside<T>(effect: Effect) -> Result<T, Missing> {
    todo(Action::Outside(effect))
}

impl Goal {
    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is missing of it; `None` once it holds.
    #[must_use]
    pub fn missing(&self, seen: &Seen) -> Option<Missing> {
        let parts = [
            Self::settings_hold,
            Self::weights_hold,
            Self::tests_hold,
            Self::round_holds,
            Self::trial_holds,
            Self::gaze_holds,
        ];
        parts.iter().find_map(|part| part(self, seen).err())
    }

    /// The picture whose changes are to be rearranged, where that is asked for. A step that asks for it speaks of this picture.
    #[must_use]
    pub fn taken_apart(&self, dataset: &Dataset) -> Option<usize> {
        let left_out = self.left_out.and(self.picture.as_ref());
        example(dataset, self.mends.as_ref().or(left_out)?).ok()
    }

    /// The settings that it asks for, where it says nothing the ones in force.
    fn settings(&self, document: &Document) -> Settings {
        let now = *document.settings();
        Settings {
            match_rule: self.match_rule.unwrap_or(now.match_rule),
            score: self.score.unwrap_or(now.score),
            policy: self.policy.unwrap_or(now.policy),
            step: self.step.unwrap_or(now.step),
            ..now
        }
    }

    fn settings_hold(&self, seen: &Seen) -> Result<(), Missing> {
        let wanted = self.settings(seen.document);
        if wanted == *seen.document.settings() { Ok(()) } else { todo(Action::SetSettings(wanted)) }
    }

    fn weights_hold(&self, seen: &Seen) -> Result<(), Missing> {
        let Some((place, value)) = self.weight else {
            return Ok(());
        };
        let experiment = seen.document.experiment();
        let weight = cell(&experiment.dataset, place)?;
        if experiment.weights[weight] == value {
            return Ok(());
        }
        todo(Action::SetWeight { weight, value, stroke: None })
    }

    fn tests_hold(&self, seen: &Seen) -> Result<(), Missing> {
        let document = seen.document;
        let notes = &document.state().notes;
        // Once a round is applied its tests have been made.
        if matches!(document.stage(), Stage::Applied(_)) {
            return Ok(());
        }
        for place in &self.tested {
            let weight = cell(&document.experiment().dataset, *place)?;
            if notes[weight].is_none() {
                return todo(Action::Note { weight });
            }
        }
        let wanted = self.tests.unwrap_or_default();
        if wanted > notes.len() {
            return Err(Missing::Stuck(format!("there are no more than {} weights", notes.len())));
        }
        if document.tested() >= wanted {
            return Ok(());
        }
        match document.next_weight(0..notes.len()) {
            Some(weight) if wanted < notes.len() => todo(Action::Note { weight }),
            _ => todo(Action::NoteRest),
        }
    }

    fn round_holds(&self, seen: &Seen) -> Result<(), Missing> {
        let document = seen.document;
        let dataset = &document.experiment().dataset;
        let unguessed = || {
            let guesses = &seen.gaze.guesses;
            (0..dataset.examples.len()).find(|e| guesses.get(*e).is_none_or(Option::is_none))
        };
        let guessed = seen.gaze.guesses.iter().flatten().count();
        if guessed < self.guessed.unwrap_or_default() {
            let Some(example) = unguessed() else {
                let pictures = dataset.examples.len();
                return Err(Missing::Stuck(format!("there are no more than {pictures} pictures")));
            };
            // What every test alone promised.
            let output = Some(dataset.examples[example].label);
            return outside(Effect::Guess { example, output });
        }
        let Some(wanted) = self.round else {
            return Ok(());
        };
        let played = document.last_round();
        let here = matches!(document.stage(), Stage::Applied(_));
        match played.filter(|played| played.number >= wanted) {
            Some(played)
                if here && played.number == wanted && played.settings == *document.settings() =>
            {
                Ok(())
            }
            // It was played otherwise, or others followed: from where it began.
            Some(_) => {
                let rows = document.rows();
                let before = rows[..=document.current_row()].iter().rev();
                let entry = before.skip(1).find(|row| row.number < wanted).map(|row| row.entry);
                todo(Action::Travel { entry: entry.unwrap_or_default() })
            }
            None => todo(Action::PlayRound),
        }
    }

    fn trial_holds(&self, seen: &Seen) -> Result<(), Missing> {
        let document = seen.document;
        let on_trial = seen.gaze.what_if.as_ref().filter(|it| !it.arrangement.is_whole());
        if self.no_trial && on_trial.is_some() {
            return outside(Effect::Imagine(None));
        }
        if self.left_out.is_none() && self.mends.is_none() {
            return Ok(());
        }
        let Some(round) = document.round() else {
            return Err(Missing::Stuck("no round has been played".to_owned()));
        };
        let dataset = &document.experiment().dataset;
        let whole = Arrangement::of(round);
        if let Some(name) = &self.mends {
            let e = example(dataset, name)?;
            let mended = |it: &WhatIf| it.evaluation.matched(dataset, e);
            if on_trial.is_some_and(mended) {
                return Ok(());
            }
            return match SmallestSets::repair(dataset, round, e) {
                SmallestSets::Found { sets, .. } => {
                    outside(Effect::Imagine(Some(whole.without(&sets[0]))))
                }
                _ => Err(Missing::Stuck(format!("leaving changes out does not mend “{name}”"))),
            };
        }
        let wanted = self.left_out.unwrap_or_default();
        if on_trial.is_some_and(|it| it.arrangement.left_out.len() >= wanted) {
            return Ok(());
        }
        let picture = &dataset.examples[seen.gaze.example];
        // Those that the current picture feels come first.
        let mut weights = whole.order.clone();
        weights.sort_by_key(|weight| picture.pixels[*weight] == 0.0);
        weights.truncate(wanted);
        if weights.len() < wanted {
            return Err(Missing::Stuck(format!("the round made {} changes", whole.order.len())));
        }
        outside(Effect::Imagine(Some(whole.without(&weights))))
    }

    fn gaze_holds(&self, seen: &Seen) -> Result<(), Missing> {
        let (document, gaze) = (seen.document, seen.gaze);
        let dataset = &document.experiment().dataset;
        if let Some(name) = &self.picture {
            let example = example(dataset, name)?;
            if gaze.example != example {
                return outside(Effect::Look { example });
            }
        }
        if let Some(tab) = self.tab.filter(|tab| *tab != gaze.tab) {
            return outside(Effect::View(View::Why(tab)));
        }
        if let Some(shown) = self.sigmoid.filter(|shown| *shown != gaze.sigmoid) {
            return outside(Effect::View(View::Sigmoid(shown)));
        }
        let matched = document.evaluation().tally.matched;
        match self.matched {
            Some(wanted) if wanted != matched => {
                let all = dataset.examples.len();
                Err(Missing::Stuck(format!("{matched} of {all} pictures match, not {wanted}")))
            }
            _ => Ok(()),
        }
    }
}
