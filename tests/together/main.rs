//! How many weights may move at once, against all of it worked out the long way.

#[path = "../given/mod.rs"]
mod given;
#[path = "../naive/mod.rs"]
mod naive;

mod data;
mod forecast;
mod how_many;
mod jacobi;
mod limit;
mod meeting;
mod spectrum;
mod stepped;
