//! The guided lesson: begun, gone through, left and taken up again.

use std::sync::Arc;

use eframe::egui;

use super::Workbench;
use crate::document::{Action, Effect, Pace, Tab};
use crate::engine::Run;
use crate::formats;
use crate::lesson::{self, Gaze, Lesson, Missing, Seen, Walk};
use crate::views::Notice;

/// The guided lesson, under way or left.
#[derive(Debug, Default)]
pub(super) struct Guide {
    /// Where it is.
    pub walk: Option<Walk>,
    /// The lesson that was begun last, and its pictures; before that the one that comes with the program.
    begun: Option<(Arc<Lesson>, Run)>,
    /// A lesson that was read, and the step that it is to be opened at, until it is begun.
    waiting: Option<(Lesson, Run, usize)>,
    /// The step at which the lesson that is being read is to be opened.
    opens_at: usize,
    /// Where it was left, while the document is still the one it was about.
    paused: Option<Walk>,
    /// The step at which it was left.
    left: Option<usize>,
    /// Whether what the step asks for is being shown, and whether it goes on then.
    showing: Option<bool>,
}

impl Guide {
    /// The document goes; a lesson that was left begins it anew.
    pub fn part(&mut self) {
        self.paused = None;
    }

    /// Where the lesson that was left would go on: the step, from 0.
    pub fn resumable(&self) -> Option<usize> {
        self.left.filter(|step| self.walk.is_none() && *step > 0)
    }

    /// What is tried for the learner was refused: it is not tried again.
    pub const fn stop_showing(&mut self) {
        self.showing = None;
    }

    /// The lesson that is opened by this move, its pictures, and the step, from 0.
    fn opened(&mut self, pace: Pace) -> (Arc<Lesson>, Run, usize) {
        match (pace, self.waiting.take(), self.begun.take()) {
            (Pace::BeginRead, Some((lesson, run, step)), _) => (Arc::new(lesson), run, step),
            (Pace::Resume, _, Some((lesson, run))) => (lesson, run, self.left.unwrap_or_default()),
            (pace, ..) => {
                let lesson = Lesson::built_in();
                let run = formats::sample::named(&lesson.pictures);
                let step = self.left.filter(|_| pace == Pace::Resume).unwrap_or_default();
                (Arc::new(lesson), run.unwrap_or_else(formats::sample::smiles), step)
            }
        }
    }
}

impl Workbench {
    /// Takes up what was remembered of a lesson.
    pub(super) fn recall_lesson(&mut self) {
        let kept = self.preferences().lesson_step.clone();
        let built_in = || Lesson::built_in().title;
        self.guide.left = kept.filter(|(title, _)| *title == built_in()).map(|(_, step)| step);
    }

    /// Whether the welcome stands beside the lesson that is open at first.
    pub(super) fn is_welcome(&self) -> bool {
        let untouched = self.document.rows().len() == 1 && self.document.path().is_none();
        let is_lesson = self.document.name() == formats::sample::TITLE;
        !self.preferences().welcome_dismissed
            && self.guide.walk.is_none()
            && (untouched && is_lesson)
    }

    /// A lesson was read from a file: it is begun unless something unsaved would be lost.
    pub(super) fn lesson_read(&mut self, lesson: Lesson, run: Run) {
        let step = std::mem::take(&mut self.guide.opens_at);
        self.guide.waiting = Some((lesson, run, step));
        self.actions.push_back(Action::Outside(Effect::Walk(Pace::BeginRead)));
    }

    /// Opens a lesson at a step, from 0: the one that is being read, else the one that comes with the program.
    pub(super) fn open_lesson_at(&mut self, step: usize, is_read: bool) {
        if is_read {
            self.guide.opens_at = step;
        } else {
            self.guide.left = Some(step);
            self.actions.push_back(Action::Outside(Effect::Walk(Pace::Resume)));
        }
    }

    /// Whether a lesson is under way.
    pub(super) const fn is_guided(&self) -> bool {
        self.guide.walk.is_some()
    }

    /// Ends the lesson without a word.
    pub(super) fn put_lesson_away(&mut self) {
        self.guide.walk = None;
    }

    /// Goes on where the lesson was left, if the document is still there. Returns whether it is.
    pub(super) fn go_on_here(&mut self) -> bool {
        self.guide.walk = self.guide.paused.take();
        let here = self.guide.walk.is_some();
        if here {
            self.guide.left = None;
            self.note_step();
        }
        here
    }

    /// Opens a lesson in place of the document.
    pub(super) fn begin_lesson(&mut self, pace: Pace) {
        let (lesson, run, mut step) = self.guide.opened(pace);
        // A lesson with a flaw is walked as far as it goes.
        let mut flaw = None;
        let (document, gaze) = loop {
            match lesson::played(&lesson, run.clone(), step) {
                Ok(played) => break played,
                Err(found) => (step, flaw) = (found.step.0 - 1, Some(found)),
            }
        };
        self.replace(document);
        self.focus.example = gaze.example;
        self.guesses = gaze.guesses;
        self.what_if = gaze.what_if;
        self.views.looks.tab = gaze.tab;
        self.views.looks.sigmoid = gaze.sigmoid;
        self.views.comparing = false;
        self.guide.walk = Some(Walk::at(Arc::clone(&lesson), step));
        self.guide.begun = Some((lesson, run));
        self.guide.left = None;
        if let Some(flaw) = flaw {
            self.views.notice = Some(Notice::bad(&format!("The lesson goes no further: {flaw}")));
        }
        self.enter_step();
    }

    /// A move within the lesson.
    pub(super) fn carry_out_pace(
        &mut self,
        pace: Pace,
        ctx: &egui::Context,
        frame: &eframe::Frame,
    ) {
        let Some(walk) = &mut self.guide.walk else {
            return;
        };
        self.guide.showing = None;
        match pace {
            Pace::Begin | Pace::Resume | Pace::BeginRead => {}
            Pace::Next if walk.is_done() => self.go_on(),
            Pace::Next => self.guide.showing = Some(true),
            Pace::Show => self.guide.showing = Some(false),
            Pace::Back => {
                let back = walk.back(&self.document);
                self.enter_step();
                if let Some(effect) = back.and_then(|back| self.perform_now(back)) {
                    self.carry_out(effect, ctx, frame);
                }
            }
            Pace::Answer(answer) => walk.answer = Some(answer),
            Pace::Leave => self.leave_lesson(),
        }
        ctx.request_repaint();
    }

    /// On to the next step; behind the last the lesson is over.
    fn go_on(&mut self) {
        let Some(walk) = &mut self.guide.walk else {
            return;
        };
        if walk.is_last() {
            self.guide.walk = None;
            self.guide.left = None;
            let done = "That was the lesson. The pictures stay open: change them, or open others.";
            self.views.notice = Some(Notice::good(done));
        } else {
            walk.go_on();
        }
        self.enter_step();
    }

    /// Shows the picture that the step takes apart, whichever was looked at before, and keeps the step.
    fn enter_step(&mut self) {
        let dataset = &self.document.experiment().dataset;
        let step = self.guide.walk.as_ref().map(Walk::step);
        if let Some(example) = step.and_then(|step| step.goal.taken_apart(dataset)) {
            self.focus.example = example;
            self.views.looks.tab = Tab::ThisPicture;
        }
        self.note_step();
    }

    /// Leaves the lesson; where it was is kept.
    pub(super) fn leave_lesson(&mut self) {
        self.guide.showing = None;
        if let Some(walk) = self.guide.walk.take() {
            self.guide.left = Some(walk.number());
            self.guide.paused = Some(walk);
            let left = "The lesson is left. The menu Help takes it up again where it was.";
            self.views.notice = Some(Notice::good(left));
        }
    }

    fn note_step(&mut self) {
        let step = self.guide.walk.as_ref().map(|walk| (walk.lesson.title.clone(), walk.number()));
        self.keep_lesson_step(step);
    }

    /// Notices what has been done, and does the next thing where that is to be shown.
    pub(super) fn tend_lesson(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        let Some(walk) = &mut self.guide.walk else {
            return;
        };
        if walk.is_done() && self.guide.showing.is_none() {
            return;
        }
        let gaze = Gaze {
            example: self.focus.example,
            what_if: self.what_if.clone(),
            guesses: self.guesses.clone(),
            tab: self.views.looks.tab,
            sigmoid: self.views.looks.sigmoid,
        };
        let seen = Seen { document: &self.document, gaze: &gaze };
        if walk.notice(&seen) {
            ctx.request_repaint();
        }
        let Some(goes_on) = self.guide.showing.filter(|_| self.jobs.training().is_none()) else {
            return;
        };
        ctx.request_repaint();
        if walk.is_done() {
            self.guide.showing = None;
            if goes_on {
                self.go_on();
            }
            return;
        }
        match walk.step().goal.missing(&seen) {
            Some(Missing::Do(Action::PlayRound)) if self.document.takes_time() => {
                self.carry_out(Effect::Apply, ctx, frame);
            }
            Some(Missing::Do(action)) => {
                if let Some(effect) = self.perform_now(action) {
                    self.carry_out(effect, ctx, frame);
                }
            }
            Some(Missing::Stuck(why)) => {
                self.guide.showing = None;
                let told = format!("That cannot be shown from here: {why}. Go back a step.");
                self.views.notice = Some(Notice::bad(&told));
            }
            None => walk.answer = walk.step().question.as_ref().map(|question| question.right),
        }
    }
}
