//! Exact counts over every subset and every setting, against all of them worked out one by one.

#[path = "../given/mod.rs"]
mod given;
#[path = "../naive/mod.rs"]
mod naive;

mod combinations;
mod moved;
mod sample;
mod subsets;
mod terms;
