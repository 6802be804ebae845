//! Every sentence against the numbers it states: the storyboard of the lesson, and random rounds.

#[path = "../given/mod.rs"]
mod given;
mod numbers;
mod random;
mod storyboard;
