//! The fast round, on whole numbers.

mod columns;
mod gram;
mod log_loss;
mod machine;
mod near;
mod pass;
mod problem;
mod rows;
mod share;
mod state;
mod tests;

pub use columns::{Columns, Test, Turns};
pub use gram::Gram;
pub use log_loss::LossTests;
pub use machine::Instructions;
pub use problem::{Aim, Problem, Refusal};
pub use rows::{Packed, Rows, Scattered};
pub use state::{Effort, State};
pub use tests::{Scores, Tests, Wanted};
