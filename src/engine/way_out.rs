//! What may get a run that goes nowhere going again.

use super::comparison::Course;
use super::experiment::Experiment;
use super::policies::safe_rate;
use super::settings::{MatchRule, Policy, Score, Settings, Size};

/// Ways to go on from where no single step helps, or where weights go back and forth: each differs from the
/// settings in force in as little as possible.
#[must_use]
pub fn ways_out(experiment: &Experiment, flip_flops: bool) -> Vec<Settings> {
    let now = experiment.settings;
    let rate = now.rate.min(safe_rate(&experiment.dataset));
    let half = Settings { step: now.step / 2.0, ..now };
    let mut ways = Vec::new();
    if flip_flops {
        // These never get worse, so that they cannot come back to where they were.
        let policies =
            [Policy::OneAtATime, Policy::ColourClasses, Policy::BestOne, Policy::Halving];
        ways.extend(policies.map(|policy| Settings { policy, ..now }));
        if now.score.is_convex() {
            ways.push(Settings { policy: Policy::SharedStep, ..now });
        }
        ways.push(half);
    } else {
        if now.score != Score::SquaredError {
            ways.push(Settings { score: Score::SquaredError, ..now });
        }
        ways.push(half);
        if now.match_rule != MatchRule::Sign && now.score == Score::Matches {
            ways.push(Settings { match_rule: MatchRule::Sign, ..now });
        }
        if now.score.is_smooth() {
            ways.push(Settings { policy: Policy::Gradient, rate, ..now });
        }
        if now.score == Score::SquaredError {
            let fitted = Size::Fitted;
            ways.push(Settings { policy: Policy::SomeAtOnce, size: fitted, p: 1, ..now });
        }
    }
    ways.retain(|way| *way != now && way.lack().is_none());
    ways
}

impl Course {
    /// Whether it gets anywhere: it does not stand still at once where pictures are missed, go back and forth, or
    /// explode.
    #[must_use]
    pub fn gets_on(&self) -> bool {
        let all = self.matched.iter().all(|matched| *matched);
        let stands = self.stood_still() == Some(0) && !all;
        !stands && self.flip_flop.is_none() && !self.exploded
    }
}
