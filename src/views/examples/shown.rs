//! Which examples the list shows, and in which order: looked through once for every change of the document.

use crate::document::{Document, Stage};
use crate::engine::{Cause, Explanation};
use crate::views::Scene;

/// What has become of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fate {
    /// Whatever has.
    #[default]
    Any,
    /// It does not match.
    Missed,
    /// It does not match after the round, although it did before or some change alone matched it.
    BrokenTogether,
    /// How the round moved its output.
    By(Cause),
}

impl Fate {
    /// Every fate with its name on screen.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Any, "all"),
        (Self::Missed, "missed"),
        (Self::BrokenTogether, "broken together"),
        (Self::By(Cause::Overshot), "overshot"),
        (Self::By(Cause::FellShort), "fell short"),
        (Self::By(Cause::PushedAway), "pushed away"),
        (Self::By(Cause::Unmoved), "unmoved"),
    ];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(fate, _)| *fate == self).map_or("all", |(_, name)| name)
    }

    /// Whether only a round decides it.
    pub const fn is_of_a_round(self) -> bool {
        matches!(self, Self::BrokenTogether | Self::By(_))
    }
}

/// What is asked of an example to be shown, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// What has become of it.
    pub fate: Fate,
    /// Its label, where only one is wanted.
    pub label: Option<f64>,
    /// How far off it is at least.
    pub off: f64,
    /// Whether those furthest from their labels come first, or all as they are in the file.
    pub worst_first: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { fate: Fate::Any, label: None, off: 0.0, worst_first: true }
    }
}

impl Wanted {
    /// Whether nothing is asked of an example.
    pub fn is_everything(&self) -> bool {
        self.fate == Fate::Any && self.label.is_none() && self.off <= 0.0
    }
}

/// What a list was made from.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Key {
    generation: u64,
    round_known: bool,
    wanted: Wanted,
}

/// The examples that are shown.
#[derive(Debug, Default)]
pub struct Shown {
    /// In the order in which they are shown.
    pub list: Vec<u32>,
    /// Out of so many.
    pub of: usize,
    made: Option<Key>,
    /// What was wanted in the last frame.
    asked: Option<Key>,
    /// What is being looked through for a newer list.
    search: Option<(Key, Search)>,
}

/// Whether it is missed, how far it is off, and which example.
type Found = (bool, f64, u32);

/// A list that is being made.
#[derive(Debug, Default)]
struct Search {
    /// How many examples are looked through.
    next: usize,
    changes: Vec<(usize, f64)>,
    found: Vec<Found>,
}

/// Pixels that may be looked at in a frame.
const PIXELS: usize = 1_500_000;

impl Shown {
    /// The example at a place.
    pub fn at(&self, place: usize) -> Option<usize> {
        self.list.get(place).map(|e| *e as usize)
    }

    /// The place of an example.
    pub fn place(&self, example: usize) -> Option<usize> {
        self.list.iter().position(|e| *e as usize == example)
    }

    /// Makes the list of this moment, as far as that takes no time. Returns whether something is left to do; until it
    /// is done the list of before is shown.
    pub fn bring_up_to_date(&mut self, scene: &Scene, wanted: &Wanted) -> bool {
        let document = scene.document;
        let examples = scene.dataset().examples.len();
        let wanted = if scene.many_pictures() {
            *wanted
        } else {
            Wanted { worst_first: false, ..Wanted::default() }
        };
        // What a list without fates was made from is the same before and after the round is known.
        let round_known = wanted.fate.is_of_a_round() && document.round().is_some();
        let key = Key { generation: document.generation(), round_known, wanted };
        if self.made == Some(key) {
            self.search = None;
            return false;
        }
        if self.of != examples {
            // Places of other examples.
            self.list.clear();
            self.of = examples;
        }
        if wanted.fate.is_of_a_round() && document.round().is_none() {
            // A round that is being worked out again is waited for.
            if !matches!(scene.stage, Stage::Applied(_)) {
                self.list.clear();
                self.made = Some(key);
            }
            return false;
        }
        // One frame later: a new round gives everything else enough to do in this one.
        if self.asked.replace(key) != Some(key) && scene.many_pictures() && !self.list.is_empty() {
            self.search = None;
            return true;
        }
        let mut search = match self.search.take() {
            Some((of, search)) if of == key => search,
            _ => Search::begin(document, &wanted),
        };
        if !search.go_on(document, &wanted) {
            self.search = Some((key, search));
            return true;
        }
        if wanted.worst_first {
            // By sign a match may be further from its label than any that is missed.
            let by_fate = |a: &Found, b: &Found| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1));
            search.found.sort_unstable_by(|a, b| by_fate(a, b).then(a.2.cmp(&b.2)));
        }
        self.list = search.found.into_iter().map(|(.., e)| e).collect();
        self.made = Some(key);
        false
    }

    /// Why nothing is shown.
    pub const fn says_of_none(&self, scene: &Scene, wanted: &Wanted) -> &'static str {
        match (&scene.stage, wanted.fate.is_of_a_round()) {
            _ if self.search.is_some() => "Looking through the pictures ...",
            (Stage::Applied(_), true) if scene.document.round().is_none() => {
                "Looking at the round ..."
            }
            (Stage::Applied(_), _) | (_, false) => "No picture is like that",
            (_, true) => "Only a round tells that",
        }
    }
}

impl Search {
    fn begin(document: &Document, wanted: &Wanted) -> Self {
        let round = document.round().filter(|_| wanted.fate == Fate::BrokenTogether);
        let changes = round.map(|round| round.changes().collect());
        Self { changes: changes.unwrap_or_default(), ..Self::default() }
    }

    /// Looks through as many examples as a frame has time for. Returns whether that was the last of them.
    fn go_on(&mut self, document: &Document, wanted: &Wanted) -> bool {
        let dataset = &document.experiment().dataset;
        let evaluation = document.evaluation();
        let mut pixels = 0;
        for (e, example) in dataset.examples.iter().enumerate().skip(self.next) {
            if pixels >= PIXELS {
                self.next = e;
                return false;
            }
            let output = evaluation.outputs[e];
            let off = (output - example.label).abs();
            let missed = !evaluation.criterion.matches(output, example.label);
            let is_wanted = wanted.label.is_none_or(|label| label == example.label)
                && off >= wanted.off
                && match (wanted.fate, document.round()) {
                    (Fate::Any, _) => true,
                    (Fate::Missed, _) => missed,
                    (Fate::BrokenTogether, Some(round)) => {
                        missed && {
                            pixels += self.changes.len();
                            let (record, criterion) = (&round.examples[e], &round.criterion);
                            Explanation::breaks_together(example, record, &self.changes, criterion)
                        }
                    }
                    (Fate::By(cause), Some(round)) => round.examples[e].cause == cause,
                    (Fate::BrokenTogether | Fate::By(_), None) => false,
                };
            if let (true, Ok(place)) = (is_wanted, u32::try_from(e)) {
                self.found.push((missed, off, place));
            }
        }
        true
    }
}
