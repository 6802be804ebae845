//! The window, played as people play it: by mouse, by keyboard, and by the actions of a screen reader.
//!
//! Everything is found by its accessible role and name, so that a test passes only where people who cannot
//! see the screen can do the same. What was done is checked twice: in the document, and on the screen.

mod access;
mod allowed;
mod books;
mod class;
mod clipboard;
mod compare;
mod cover;
mod disk;
mod edits;
mod exports;
mod files;
mod find;
mod focus;
mod grids;
mod idle;
mod import;
mod kills;
mod learner;
mod lesson;
mod list;
mod palette;
mod pictures;
mod preferences;
mod recovery;
mod renderer;
mod rounds;
mod saving;
mod scripts;
mod sets;
mod sizes;
mod tables;
mod tree;
mod walk;
mod what_if;
