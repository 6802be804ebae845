//! The fast round against the same by definition: equal to the last bit, on every machine, in however many threads.

mod naive;
mod rounds;
