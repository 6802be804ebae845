//! Jointly shows how a one-neuron model is trained by independent weight tests, and why changes that are right
//! one by one can be wrong together.
//!
//! ```
//! use jointly::document::words;
//! use jointly::engine::Round;
//! use jointly::formats::sample;
//!
//! let lesson = sample::smiles().beginning();
//! let round = Round::play(&lesson, 1);
//! assert_eq!((round.after.matched, round.promised, round.delivered), (3, 11.0, 3.0));
//! let why = words::after_round(&lesson.dataset, &round, 3);
//! assert_eq!(why.headline, "Cheery smile overshot: output 3, label 1.");
//! ```
//!
//! # The rooms, and what each may not do
//!
//! | room | what it holds | what it never does |
//! |---|---|---|
//! | [`engine`] | numbers in, numbers out: tests, policies, rounds, explanations | files, threads, clocks, words, egui |
//! | [`paper`] | pages to be printed: boxes, lines, texts | know a file format, or what they are about |
//! | [`formats`] | bytes to engine values and back | open a path |
//! | [`document`] | what is undone, saved and read: actions, history, log, words, sheets | files, threads, egui |
//! | [`lesson`] | guided lessons as data: what a step asks for, whether it was done | draw, know of files |
//! | [`jobs`] | workers, files, native dialogs | touch a document, draw |
//! | [`cli`] | the command line | know of the window |
//! | `findings` | what was asked that takes long, and what was found | work anything out |
//! | `trial` | a weight test before the user's eyes | change a document |
//! | `commands` | every command once | draw, do anything itself |
//! | `theme` | every colour and size | know of the rest |
//! | `views` | one file for each view | change a document but by asking |
//! | `app` | the one loop: drain jobs, draw, perform actions | hold what views or the document own |
//!
//! The last six are there with the feature `window` alone. `ARCHITECTURE.md` tells the rest.

#[cfg(feature = "window")]
pub mod app;
pub mod cli;
#[cfg(feature = "window")]
pub mod commands;
pub mod document;
pub mod engine;
#[cfg(feature = "window")]
pub mod findings;
pub mod formats;
pub mod jobs;
pub mod lesson;
pub mod paper;
#[cfg(feature = "window")]
pub mod theme;
#[cfg(feature = "window")]
pub mod trial;
#[cfg(feature = "window")]
pub mod views;
