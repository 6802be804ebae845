//! The fast round against the same by definition: equal to the last bit, on every machine, in however many threads.

mod cases;
mod losses;
mod naive;
mod pictures;
mod refused;
mod rounds;
mod turns;
