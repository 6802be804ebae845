//! Numbers in, numbers out: what is computed, by the definitions of the specification in `ARCHITECTURE.md`.
//!
//! N examples of H x W pixels (D = H * W, reading order) with labels y, and D weights w.
//! The output of an example is the sum of weight x pixel, without bias.
//!
//! Deliberately absent: egui, files, clocks, randomness without a seed, words; and threads, but where [`kernels`] divides
//! a sum and joins its parts before it returns.

mod alone;
mod by_rows;
mod choices;
mod classes;
mod comparison;
mod conflicts;
mod dataset;
mod evaluation;
mod exact;
mod experiment;
mod explain;
mod finder;
mod forecast;
mod hidden;
mod how_many;
pub mod kernels;
mod ledger;
mod levels;
mod limit;
mod log_loss;
mod made;
mod meeting;
mod number;
mod order;
mod pairs;
mod patterns;
mod pictures;
mod pixels;
mod played;
mod policies;
mod question;
mod round;
mod run;
mod score;
mod sets;
mod settings;
mod spectrum;
mod standing;
mod trainer;
mod unit_columns;
mod units;
mod way_out;
mod weights;
mod what_if;

pub use alone::{Alone, AloneTable};
pub use choices::{Choices, Reading, Side, Take, Unmet, Wish};
pub use classes::{Class, Classes};
pub use comparison::{Compared, Course, Forks};
pub use conflicts::{colour_classes, conflicts, overlap};
pub use dataset::{Dataset, Example, Shape, is_whole};
pub use evaluation::{Direction, Evaluation, WeightTest};
pub use exact::{
    BestSubsets, Combinations, CombinationsCost, CombinationsError, Estimate, SubsetSample,
    Subsets, SubsetsError,
};
pub use experiment::Experiment;
pub use explain::{Contribution, Explanation};
pub use finder::{Found, Search, SearchLimits, SearchProgress, Wanted, search, search_within};
pub use forecast::Forecast;
pub use hidden::{Hidden, Tool};
pub use how_many::{Draws, HowMany, Rung};
pub use ledger::Ledger;
pub use levels::Levels;
pub use limit::{Limit, Shrunk};
pub use meeting::{Graph, Meeting};
pub use number::number;
pub use order::{Turns, path};
pub use pairs::{Four, Pair, Pairs, Shared};
pub use patterns::{FlipFlop, flip_flop};
pub use pictures::{Block, Pictures};
pub use pixels::Pixels;
pub use played::{Played, Unmatched};
pub use policies::{best_amount, gradient, safe_rate, turns, weights_after, with_direction};
pub use question::{Answer, Done, Question, SubsetsFound};
pub use round::{Cause, ExampleRecord, Outcome, Round};
pub use run::{Run, train};
pub use score::{Criterion, Tally, log_loss, sigmoid};
pub use sets::{SmallestSets, Without};
pub use settings::{Lack, MatchRule, Named, Policy, Score, Settings, Size};
pub use spectrum::Spectrum;
pub use standing::Way;
pub use trainer::{Step, Trainer};
pub use way_out::ways_out;
pub use weights::Weights;
pub use what_if::{Arrangement, WhatIf};
