//! What was asked that takes long, how far it has come, and what was found.
//!
//! Views ask by [`Effect::WorkOut`](crate::document::Effect::WorkOut) and read here; whether it is answered at
//! once or by a worker they need not know. Imports the engine and nothing else.

use crate::engine::{Answer, Done, Question};

/// How far a question has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// Nobody asked yet.
    Unasked,
    /// Under way, and how far.
    UnderWay(Done),
    /// Given up, or ended by a fault, before it was answered.
    Stopped,
    /// Answered.
    Known(Answer),
}

/// The last question of each kind, and how far it has come.
#[derive(Debug, Default)]
pub struct Findings {
    asked: Vec<(Question, Progress)>,
}

impl Findings {
    /// How far a question has come.
    #[must_use]
    pub fn about(&self, question: &Question) -> &Progress {
        let asked = self.asked.iter().find(|(asked, _)| asked == question);
        asked.map_or(&Progress::Unasked, |(_, progress)| progress)
    }

    /// What the window itself waits for, and the share done: the tests of all weights, or a round that is looked at again.
    #[must_use]
    pub fn awaited(&self) -> Option<(&Question, f32)> {
        self.asked.iter().find_map(|(asked, progress)| match (asked, progress) {
            (Question::Tests(_) | Question::Round(..), Progress::UnderWay(done)) => {
                Some((asked, done.share()))
            }
            _ => None,
        })
    }

    /// How far a question has come, or one that is akin to it.
    fn near(&self, question: &Question) -> &Progress {
        let akin = self.asked.iter().find(|(asked, _)| asked.is_akin(question));
        akin.map_or(&Progress::Unasked, |(_, progress)| progress)
    }

    /// What was found on those of these questions that are answered, or on others that are akin to them.
    #[must_use]
    pub fn answers(&self, questions: &[Question]) -> Vec<Answer> {
        let answer = |question| match self.near(question) {
            Progress::Known(answer) => Some(answer.clone()),
            Progress::Unasked | Progress::UnderWay(_) | Progress::Stopped => None,
        };
        questions.iter().filter_map(answer).collect()
    }

    /// Of these questions those that nobody asked yet and that take no time to answer.
    #[must_use]
    pub fn still_to_ask(&self, questions: Vec<Question>) -> Vec<Question> {
        let unasked = |question: &Question| *self.near(question) == Progress::Unasked;
        questions.into_iter().filter(|q| unasked(q) && q.is_small()).collect()
    }

    /// Forgets what is known of a document that is being replaced.
    pub fn forget(&mut self) {
        self.asked.retain(|(asked, _)| asked.dataset().is_none());
    }

    /// Notes how far a question has come. It takes the place of an earlier one of its kind.
    pub fn note(&mut self, question: Question, progress: Progress) {
        self.asked.retain(|(asked, _)| !asked.is_like(&question));
        self.asked.push((question, progress));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::engine::{Experiment, Round, Settings, Shape, Wanted};

    #[test]
    fn what_is_known_of_one_round_is_not_known_of_another() {
        let experiment = Experiment::blank(Shape { width: 3, height: 4 });
        let round = || Arc::new(Round::play(&experiment, 1));
        let ask = |round: &Arc<Round>| {
            Question::Subsets(Arc::clone(&experiment.dataset), Arc::clone(round))
        };
        let (first, second) = (round(), round());
        let mut findings = Findings::default();
        assert_eq!(findings.about(&ask(&first)), &Progress::Unasked);
        let half = Progress::UnderWay(Done::Share(0.5));
        findings.note(ask(&first), half.clone());
        assert_eq!(findings.about(&ask(&first)), &half);
        assert_eq!(findings.about(&ask(&second)), &Progress::Unasked);
        findings.note(ask(&second), Progress::Stopped);
        assert_eq!(findings.about(&ask(&first)), &Progress::Unasked);
    }

    #[test]
    fn a_search_is_of_no_document() {
        let find = |wanted| Question::Find(wanted, Settings::default());
        let experiment = Experiment::blank(Shape { width: 1, height: 1 });
        let all = Question::Combinations(Arc::clone(&experiment.dataset), Settings::default());
        let mut findings = Findings::default();
        findings.note(all.clone(), Progress::Stopped);
        findings.note(find(Wanted::PromisedLost), Progress::Stopped);
        findings.forget();
        assert_eq!(findings.about(&all), &Progress::Unasked);
        assert_eq!(findings.about(&find(Wanted::PromisedLost)), &Progress::Stopped);
        assert_eq!(findings.about(&find(Wanted::BreaksMatched)), &Progress::Unasked);
        findings.note(find(Wanted::BreaksMatched), Progress::Stopped);
        assert_eq!(findings.about(&find(Wanted::PromisedLost)), &Progress::Unasked);
    }
}
