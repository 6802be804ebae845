//! Every sentence against the numbers it states: the storyboard of the lesson, every outcome and cause, and random
//! rounds. What is random is worked out the long way, and a sentence of no known form fails.

#[path = "../given/mod.rs"]
mod given;
#[path = "../naive/mod.rs"]
mod naive;
#[path = "../naive_rounds/mod.rs"]
mod naive_rounds;

mod allowed;
mod at_once;
mod books;
mod combinations;
mod compare;
mod facts;
mod few_changes;
mod find;
mod forms;
mod hand_made;
mod noting;
mod numbers;
mod order;
mod outcomes;
mod picture;
mod rounds;
mod sets;
mod stages;
mod storyboard;
mod stuck;
mod subsets;
mod table;
mod testing;
mod together;
mod what_if;
