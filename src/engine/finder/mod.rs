//! The smallest dataset in which something happens: every one tried, smallest first, as far as that can be done, and
//! a sample of larger ones where nothing was found.
//!
//! The pixels are 0 or 1, the labels 1 or -1, the weights start at 0, and no picture is there twice. The size is how
//! many pixels all pictures have together; of equal sizes the one with fewer pictures comes first. Where the pixels
//! stand is felt by nobody, so a picture of so many is shown as nearly square as they divide.

mod course;
mod every;
mod pictures;
mod play;
mod sample;
mod wanted;

use std::ops::ControlFlow;

use super::dataset::Shape;
use super::experiment::Experiment;
use super::settings::Settings;
use every::every;
use pictures::Pictures;
use play::Player;
use sample::{draw, shrunk, sizes};

pub use wanted::Wanted;

/// Datasets tried between two words to the observer: a millisecond or two.
const OFTEN: u64 = 1024;

/// The most pictures in a set of bits, and the fewest pixels of datasets with more pictures, none of them twice and
/// none dark: 33 of 6 pixels each.
const MOST_EXAMPLES: usize = 32;
const MOST_PIXELS: usize = 33 * 6;

/// The seed of the larger datasets: they are always the same.
const SEED: u64 = 0;

/// How long a search may go on: a limit in datasets, so that it always finds the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchLimits {
    /// The most datasets tried one after the other.
    pub every: u64,
    /// The most larger ones drawn at random after that.
    pub sampled: u64,
}

impl Default for SearchLimits {
    /// About fifteen seconds. Where the order of the cells is not felt, every dataset of up to 35 pixels is tried.
    fn default() -> Self {
        Self { every: 20_000_000, sampled: 6_000_000 }
    }
}

/// Where a search is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SearchProgress {
    /// The shape of the pictures at hand.
    pub shape: Shape,
    /// How many pictures there are.
    pub examples: usize,
    /// How many datasets were tried.
    pub tried: u64,
    /// How much of the longest that it may take is over, from 0 to 1.
    pub share: f32,
}

/// A dataset in which it happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The dataset, weights that are all 0, and the settings, with all changes applied at once.
    pub experiment: Experiment,
    /// In which round it happens first, as [`Wanted::happens`] counts.
    pub round: usize,
    /// Whether every smaller dataset was tried.
    pub proved_smallest: bool,
    /// How many datasets were tried.
    pub tried: u64,
}

/// What a search came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Search {
    /// It happens here.
    Found(Found),
    /// It was not found.
    None {
        /// How many datasets were tried.
        tried: u64,
        /// Up to so many pixels, of all pictures together, it does not happen at all.
        up_to: usize,
    },
}

/// Searches for the smallest dataset in which the wanted happens under these settings, whatever their policy, within
/// the limits that [`SearchLimits::default`] sets. See [`search_within`].
pub fn search(
    wanted: Wanted,
    settings: &Settings,
    observer: impl FnMut(SearchProgress) -> ControlFlow<()>,
) -> Option<Search> {
    search_within(SearchLimits::default(), wanted, settings, observer)
}

/// Searches for the smallest dataset in which the wanted happens under these settings, whatever their policy.
///
/// The observer is told every few milliseconds how far it has come, and may break: then there is no answer.
pub fn search_within(
    limits: SearchLimits,
    wanted: Wanted,
    settings: &Settings,
    observer: impl FnMut(SearchProgress) -> ControlFlow<()>,
) -> Option<Search> {
    let mut hunt = Hunt { limits, wanted, settings, observer, tried: 0, up_to: 0 };
    let mut end = hunt.try_every();
    if matches!(end, ControlFlow::Break(End::Limit)) {
        end = hunt.try_sample();
    }
    match end {
        ControlFlow::Break(End::Found(found)) => Some(Search::Found(found)),
        ControlFlow::Break(End::Stopped) => None,
        _ => Some(Search::None { tried: hunt.tried, up_to: hunt.up_to }),
    }
}

/// Why a search goes no further.
enum End {
    Found(Found),
    /// So many were to be tried.
    Limit,
    /// The observer broke.
    Stopped,
}

struct Hunt<'a, O> {
    limits: SearchLimits,
    wanted: Wanted,
    settings: &'a Settings,
    observer: O,
    tried: u64,
    /// Every dataset of up to so many pixels was tried.
    up_to: usize,
}

impl<O: FnMut(SearchProgress) -> ControlFlow<()>> Hunt<'_, O> {
    /// Tries every dataset, smallest first.
    fn try_every(&mut self) -> ControlFlow<End> {
        for pixels in 1..MOST_PIXELS {
            for examples in (1..=pixels).filter(|examples| pixels.is_multiple_of(*examples)) {
                let cells = pixels / examples;
                // More pictures than differ.
                if cells < MOST_EXAMPLES && examples >= 1 << cells {
                    continue;
                }
                let mut player = Player::new(self.settings, cells);
                every(cells, examples, !self.wanted.compares(), &mut |pictures| {
                    if self.tried == self.limits.every {
                        return ControlFlow::Break(End::Limit);
                    }
                    self.tell(pictures, self.tried)?;
                    let round = player.happens(self.wanted, pictures);
                    round.map_or(ControlFlow::Continue(()), |_| self.take(pictures, true))
                })?;
            }
            self.up_to = pixels;
        }
        ControlFlow::Continue(())
    }

    /// Tries larger ones drawn at random, smallest first, and makes the first that will do as small as it can be.
    fn try_sample(&mut self) -> ControlFlow<End> {
        let sizes = sizes(self.up_to);
        let each = self.limits.sampled / sizes.len().max(1) as u64;
        let mut random = fastrand::Rng::with_seed(SEED);
        let (before, wanted) = (self.tried, self.wanted);
        for (cells, examples) in sizes {
            let mut player = Player::new(self.settings, cells);
            let mut is_wanted = |pictures: &Pictures| {
                player.happens(wanted, pictures).is_some() && !pictures.has_twins()
            };
            for _ in 0..each {
                let pictures = draw(&mut random, cells, examples);
                self.tell(&pictures, self.limits.every + self.tried - before)?;
                if is_wanted(&pictures) {
                    self.take(&shrunk(pictures, &mut is_wanted), false)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Counts one more, and tells the observer now and then.
    fn tell(&mut self, pictures: &Pictures, done: u64) -> ControlFlow<End> {
        let tried = self.tried;
        self.tried += 1;
        if !tried.is_multiple_of(OFTEN) {
            return ControlFlow::Continue(());
        }
        let progress = SearchProgress {
            shape: Pictures::shape(pictures.cells.len()),
            examples: pictures.examples,
            tried,
            share: share(done, self.limits.every + self.limits.sampled),
        };
        (self.observer)(progress).map_break(|()| End::Stopped)
    }

    /// Ends the search with these pictures, unless the engine itself, which need not round alike, sees it differently.
    fn take(&self, pictures: &Pictures, proved_smallest: bool) -> ControlFlow<End> {
        let experiment = pictures.experiment(self.settings);
        match self.wanted.happens(&experiment) {
            Some(round) => {
                let found = Found { experiment, round, proved_smallest, tried: self.tried };
                ControlFlow::Break(End::Found(found))
            }
            None => ControlFlow::Continue(()),
        }
    }
}

/// The share done, from 0 to 1.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "for a progress bar"
)]
fn share(done: u64, all: u64) -> f32 {
    (done as f64 / all as f64) as f32
}
