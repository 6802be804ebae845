//! The fast round, on whole numbers.

mod gram;
mod machine;
mod near;
mod outputs;
mod pass;
mod problem;
mod rows;
mod share;
mod state;
mod tests;

pub use machine::Instructions;
pub use outputs::outputs;
pub use problem::{Aim, Problem, Refusal};
pub use rows::{Packed, Rows, Scattered};
pub use state::{Effort, State};
pub use tests::{Scores, Tests, Wanted};
