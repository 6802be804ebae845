//! The fast round, on whole numbers.

mod gram;
mod machine;
mod near;
mod pass;
mod problem;
mod rows;
mod share;
mod state;
mod tests;

pub use gram::Gram;
pub use machine::Instructions;
pub use problem::{Aim, Problem, Refusal};
pub use rows::{Packed, Rows, Scattered};
pub use state::{Effort, State};
pub use tests::{Scores, Tests, Wanted};
