//! The fast round, on whole numbers.
//!
//! It knows only slices. Pixels are bytes; weights, outputs, labels and bounds are whole numbers of *units*, in which the
//! caller measures the step of a test: by `nudge` units it moves a weight up or down. Then every sum is exact, whatever
//! its order, and equal on every machine and in any number of threads. What might overflow is refused ([`Refusal`]),
//! and is for the general way, in floating point.
//!
//! # One pass
//! By definition a round of tests is two new products of all pixels for each of D weights. But a test moves the output of
//! an example by no more than its pixel times the nudge, so each row of pixels, once it has moved its own output
//! by the last round's moves, tells its share of all 2D tests, and is read once a round:
//!
//! **Matches.** An example with output o matches from `low` to `high`. With the weight of pixel x raised it matches where
//! `low <= o + x <= high`, that is where x is in `low - o ..= high - o`, and with it lowered where x is in
//! `o - high ..= o - low`: a comparison of one byte with a range that the output alone decides. No byte is in a range
//! below 0 or above the brightest pixel: those rows, most of them after the first round, are not looked at. Nor is one where
//! all bytes are: it counts for every test.
//!
//! **Absolute error.** While a test leaves an error e on its side of 0 it changes |e| by x, up where e >= 0 and down where
//! e < 0 for a raised weight. The sums of the pixels on either side change only with the rows that cross over. Where e and
//! the test are opposed and x is more than |e|, the error comes out on the other side, 2 (x - |e|) greater than so counted: of
//! all rows only those with |e| below the brightest pixel have such.
//!
//! **Squared error.** (e + x)² = e² + 2 e x + x²: of all tests of a weight that is one sum of e x, the *pull* X'e, and
//! one of x² that never changes. The pull changes by X'X d where weights move by d: with the products of all columns at
//! hand ([`Gram`]) no row is needed for it, and without them rows add their change of output times their pixels.
//!
//! **Few moves.** With those products, what an output moves by is all that asks for every row. Where not more than half of the
//! weights move, it is found from a copy of the pixels that is turned round ([`Columns`]): as the sum of the columns that
//! move up less those that move down. Rows are then read only near a boundary, or when their errors have crossed 0.
//!
//! # An example
//! The lesson's four smiles, 3 x 4 pixels of 0 and 1, with labels 1, -1, -1, 1, and all weights 0. All outputs are 0, so
//! the smile, labelled 1, matches with a weight raised where its pixel is in 1..=1, and with one lowered where it is
//! in -1..=-1, nowhere. The left eye is lit in all four: raised, the two labelled 1 match, lowered the other two, so it
//! stays. The middle of the third row is lit in the frown alone: lowered, one more matches.
//!
//! ```
//! use std::sync::Arc;
//! use jointly::engine::kernels::{Aim, Effort, Packed, Problem, State, Wanted};
//!
//! let smiles: [u8; 48] = [
//!     1, 0, 1,  0, 0, 0,  1, 0, 1,  1, 1, 1, // smile
//!     1, 0, 1,  0, 0, 0,  1, 1, 1,  1, 0, 1, // frown
//!     1, 0, 1,  0, 0, 0,  0, 0, 0,  1, 1, 1, // flat mouth
//!     1, 0, 1,  0, 0, 0,  1, 0, 1,  0, 1, 0, // cheery smile
//! ];
//! let aims = [1, -1, -1, 1].map(Aim::at);
//! let rows = Packed::new(smiles, 12).expect("four rows of twelve");
//! let problem = Arc::new(Problem::new(rows, &aims)?);
//! let mut state = State::at(problem, &[0; 12], 1, Wanted::ALL, Effort::ALONE)?;
//!
//! let tests = state.tests();
//! assert_eq!((tests.up[0].matched, tests.down[0].matched), (2, 2)); // the left eye
//! assert_eq!((tests.up[7].matched, tests.down[7].matched), (0, 1)); // the frown's mouth
//! // |0 - label| is 1 for all four. Lowered, the frown's is 0; raised, it is 2.
//! assert_eq!((tests.stay.absolute, tests.up[7].absolute, tests.down[7].absolute), (4, 5, 3));
//! assert_eq!((tests.stay.squared, tests.up[7].squared, tests.down[7].squared), (4, 7, 3));
//!
//! // Every weight one step to where more match, all at once: three of four, and the cheery smile is overshot.
//! let moves = [0, 0, 0, 0, 0, 0, 1, -1, 1, -1, 1, -1];
//! assert_eq!(state.advance(&moves)?.stay.matched, 3);
//! assert_eq!(state.outputs(), [1, -1, -1, 3]);
//! # Ok::<(), jointly::engine::kernels::Refusal>(())
//! ```
//!
//! # How it is done
//! | file | idea |
//! |---|---|
//! | `problem` | the examples, and what keeps every sum within its integers |
//! | `pass` | blocks of rows, divided among threads |
//! | `near` | which rows are near a boundary, and the ranges |
//! | `share` | what is asked of a row, and the sums of one thread |
//! | `machine` | the inner loops: 8-bit counters and their like, spread over wide totals before they are full; portable, and with wide instructions, AVX2 or AVX-512, chosen when the program runs |
//! | `state` | what is kept from round to round |
//! | `gram` | X'X |
//! | `columns` | the pixels turned round, and outputs moved by some columns alone |
//! | `turns` | weights that are tested and moved in turns |
//! | `log_loss` | the tests by the log-loss |
//! | `loss_turns` | the same while weights are moved in turns |
//!
//! Threads are used only here, and are joined before a call returns.

mod columns;
mod gram;
mod log_loss;
mod loss_turns;
mod machine;
mod near;
mod outputs;
mod pass;
mod problem;
mod rows;
mod share;
mod state;
mod tests;
mod turns;

pub use columns::Columns;
pub use gram::Gram;
pub use log_loss::LossTests;
pub use loss_turns::{LossTest, LossTurns};
pub use machine::Instructions;
pub use outputs::outputs;
pub use problem::{Aim, Problem, Refusal};
pub use rows::{Packed, Rows, Scattered};
pub use state::{Effort, State};
pub use tests::{Scores, Tests, Wanted};
pub use turns::{Test, Turns};
