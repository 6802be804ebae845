//! How many weights may move at once, against all of it worked out the long way.

#[path = "../given/mod.rs"]
mod given;

mod data;
mod how_many;
mod jacobi;
mod spectrum;
