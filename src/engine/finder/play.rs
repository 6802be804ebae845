//! Rounds of small datasets, played fast: pixels are bits, outputs are counted in steps, scores are looked up.

use std::iter;

use super::course::Course;
use super::pictures::Pictures;
use super::wanted::Wanted;
use crate::engine::dataset::is_whole;
use crate::engine::evaluation::Direction;
use crate::engine::score::{Criterion, Tally};
use crate::engine::settings::{Policy, Score, Settings};

/// Plays datasets from weights that are all 0. A weight or an output is a place: the number of steps from 0, and
/// [`Player::zero`] more.
pub struct Player {
    score: Score,
    /// Whether all sums are exact.
    whole: bool,
    zero: usize,
    /// What an output at each place adds to the scores, for label 1 and for label -1.
    tallies: [Vec<Tally>; 2],
    weights: Vec<usize>,
    outputs: Vec<usize>,
    /// The weights before the first round and after each.
    past: Vec<usize>,
    /// What each output adds to the score one step up and one down.
    changes: Vec<(f64, f64)>,
    now: State,
}

/// All outputs at one moment.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    score: f64,
    /// The pictures that match.
    matched: u32,
}

impl Player {
    /// A player under these settings, of datasets of up to so many cells.
    pub fn new(settings: &Settings, cells: usize) -> Self {
        let whole = is_whole(settings.step);
        let criterion = Criterion::new(settings, whole);
        // An output moves no further in a round than there are cells, and a test looks one step beyond.
        let farthest = cells * Wanted::MOST_ROUNDS + 1;
        let up = iter::successors(Some(0.0), |output| Some(output + settings.step));
        let up: Vec<f64> = up.take(farthest + 1).collect();
        let outputs: Vec<f64> =
            up[1..].iter().rev().map(|up| -up).chain(up.iter().copied()).collect();
        let tallies = [1.0, -1.0].map(|label| {
            let tally = |output: &f64| Tally::of(&criterion, iter::once((*output, label)));
            outputs.iter().map(tally).collect()
        });
        Self {
            score: settings.score,
            whole,
            zero: farthest,
            tallies,
            weights: Vec::new(),
            outputs: Vec::new(),
            past: Vec::new(),
            changes: Vec::new(),
            now: State::default(),
        }
    }

    /// As [`Wanted::happens`] finds it.
    pub fn happens(&mut self, wanted: Wanted, pictures: &Pictures) -> Option<usize> {
        let (better, worse) = match wanted {
            Wanted::OneAtATimeWins => (Policy::OneAtATime, Policy::AllAtOnce),
            Wanted::AllAtOnceWins => (Policy::AllAtOnce, Policy::OneAtATime),
            _ => return self.first_round(wanted, pictures),
        };
        let better = self.course(better, pictures)?;
        better.beats(&self.course(worse, pictures)?, self.score, self.whole)
    }

    fn first_round(&mut self, wanted: Wanted, pictures: &Pictures) -> Option<usize> {
        self.begin(pictures);
        for round in 1..=Wanted::MOST_ROUNDS {
            let before = self.now;
            self.play(Policy::AllAtOnce, pictures);
            let seen = match wanted {
                Wanted::BreaksMatched => before.matched & !self.now.matched != 0,
                // Only what a test promised has moved.
                Wanted::PromisedLost => self.score.beats(before.score, self.now.score, self.whole),
                _ => false,
            };
            let period = self.period();
            match wanted {
                _ if seen => return Some(round),
                Wanted::FlipFlop { period: wanted } if period == Some(wanted) => {
                    return Some(round);
                }
                _ if period.is_some() => return None,
                _ => {}
            }
        }
        None
    }

    fn course(&mut self, policy: Policy, pictures: &Pictures) -> Option<Course> {
        self.begin(pictures);
        let mut scores = Vec::with_capacity(Wanted::MOST_ROUNDS + 1);
        scores.push(self.now.score);
        for _ in 0..Wanted::MOST_ROUNDS {
            self.play(policy, pictures);
            scores.push(self.now.score);
            if let Some(period) = self.period() {
                return Some(Course { scores, period });
            }
        }
        None
    }

    fn begin(&mut self, pictures: &Pictures) {
        for (places, count) in
            [(&mut self.weights, pictures.cells.len()), (&mut self.outputs, pictures.examples)]
        {
            places.clear();
            places.resize(count, self.zero);
        }
        self.past.clone_from(&self.weights);
        self.look(pictures);
    }

    /// Plays one round.
    fn play(&mut self, policy: Policy, pictures: &Pictures) {
        for (cell, &lit) in pictures.cells.iter().enumerate() {
            let shift = match self.test(lit) {
                Direction::Lower => -1,
                Direction::Leave => continue,
                Direction::Raise => 1,
            };
            let shifted = |place: &mut usize| *place = place.wrapping_add_signed(shift);
            shifted(&mut self.weights[cell]);
            examples(lit).for_each(|e| shifted(&mut self.outputs[e]));
            // All at once, the tests go on seeing the outputs as they were.
            if policy == Policy::OneAtATime {
                self.look(pictures);
            }
        }
        self.past.extend_from_slice(&self.weights);
        self.look(pictures);
    }

    /// Which way a weight should move that is felt by the pictures in `lit`.
    fn test(&self, lit: u32) -> Direction {
        let stay = self.now.score;
        let (up, down) = examples(lit)
            .fold((stay, stay), |(up, down), e| (up + self.changes[e].0, down + self.changes[e].1));
        let beats = |value, other| self.score.beats(value, other, self.whole);
        if beats(up, stay) && beats(up, down) {
            Direction::Raise
        } else if beats(down, stay) && beats(down, up) {
            Direction::Lower
        } else {
            Direction::Leave
        }
    }

    /// Looks up what the outputs are worth.
    fn look(&mut self, pictures: &Pictures) {
        let score = self.score;
        self.now = State::default();
        self.changes.clear();
        for (e, &place) in self.outputs.iter().enumerate() {
            let tallies = &self.tallies[usize::from(e >= pictures.positive)];
            let here = tallies[place];
            let more = |place: usize| tallies[place].score(score) - here.score(score);
            self.changes.push((more(place + 1), more(place - 1)));
            self.now.score += here.score(score);
            self.now.matched |= u32::from(here.matched > 0) << e;
        }
    }

    /// How many rounds ago the weights were where they are.
    fn period(&self) -> Option<usize> {
        let past = self.past.chunks_exact(self.weights.len()).rev().skip(1);
        past.zip(1..).find(|(past, _)| **past == self.weights).map(|(_, period)| period)
    }
}

/// The pictures of a set.
fn examples(mut set: u32) -> impl Iterator<Item = usize> {
    iter::from_fn(move || {
        let first = set.trailing_zeros();
        (set != 0).then(|| {
            set &= set - 1;
            first as usize
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::draw;
    use super::Player;
    use crate::engine::finder::Wanted;
    use crate::engine::settings::{MatchRule, Named, Score, Settings};

    fn settings(random: &mut fastrand::Rng) -> Settings {
        Settings {
            step: [1.0, 1.0, 2.0, 0.5, 0.1][random.usize(..5)],
            match_rule: MatchRule::NAMES[random.usize(..MatchRule::NAMES.len())].0,
            tolerance: [0.0, 0.0, 1.0, 0.5][random.usize(..4)],
            score: Score::NAMES[random.usize(..Score::NAMES.len())].0,
            ..Settings::default()
        }
    }

    #[test]
    fn it_plays_as_the_engine_does() {
        let mut seen = [0; Wanted::NAMES.len()];
        for seed in 0..2000 {
            let random = &mut fastrand::Rng::with_seed(seed);
            let settings = settings(random);
            let (cells, examples) = (random.usize(1..=7), random.usize(1..=6));
            let pictures = draw(random, cells, examples);
            let experiment = pictures.experiment(&settings);
            // More cells than are played: the tables are only larger.
            let mut player = Player::new(&settings, 7);
            for ((wanted, name), seen) in Wanted::NAMES.iter().zip(&mut seen) {
                let happens = player.happens(*wanted, &pictures);
                assert_eq!(happens, wanted.happens(&experiment), "{name}: {pictures:?}");
                *seen += usize::from(happens.is_some());
            }
        }
        assert!(seen[..5].iter().all(|seen| *seen > 10), "{seen:?}");
    }
}
