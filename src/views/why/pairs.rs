//! Pair by pair: which two changes get in each other's way, and in which pictures.

mod detail;
mod matrix;

use eframe::egui::{ScrollArea, Ui};

use super::fold;
use super::table::gain_text;
use crate::document::words;
use crate::engine::{AloneTable, Pair, Pairs, Round};
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, refuge, text};

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    shown: Kept<Shown>,
    near: Kept<Pair, (u64, [usize; 2])>,
    matrix: matrix::Memory,
    /// The two weights whose cell was clicked.
    selected: Option<[usize; 2]>,
}

/// What the matrix shows of a round.
#[derive(Debug)]
struct Shown {
    pairs: Pairs,
    /// Whether any two changes of the round share a lit pixel.
    meet: bool,
    /// How many changes are left out.
    left_out: usize,
    /// The terms of all pairs, those of the left out included, added up.
    total: f64,
    /// The weights of the term that is largest, whichever its sign.
    strongest: [usize; 2],
}

/// So many changes at most make rows and columns.
const MOST_ROWS: usize = 20;
/// The most pairs x pictures that are worked out in a frame.
const MOST: usize = 4_000_000;

/// Whether a round has more pairs x pictures than are worked out in a frame.
pub fn too_many(changes: usize, pictures: usize) -> bool {
    (changes * changes.saturating_sub(1) / 2).saturating_mul(pictures) > MOST
}

/// Draws the part, folded until it is asked for.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    round: &Round,
    table: &AloneTable,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let title = "Pair by pair: which two changes get in each other's way";
    fold::ui(ui, "pairs", title.to_owned(), |ui| {
        let (changes, pictures) = (round.moved(), round.examples.len());
        if changes < 2 {
            text::sentence_ui(ui, "One change has no partner.");
        } else if too_many(changes, pictures) {
            let pairs = words::count(changes * (changes - 1) / 2);
            let pictures = words::count(pictures);
            let text = format!("{pairs} pairs times {pictures} pictures are more than is shown.");
            text::quiet_ui(ui, &text);
        } else {
            pairs_ui(ui, scene, round, table, memory, desk);
        }
    });
}

fn pairs_ui(
    ui: &mut Ui,
    scene: &Scene,
    round: &Round,
    table: &AloneTable,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let generation = scene.document.generation();
    let shown = memory.shown.of(generation, |_| Shown::of(scene, round));
    if !shown.meet {
        let text = "No two changes share a lit pixel: each alone, added up, is exactly the whole.";
        text::sentence_ui(ui, text);
        return;
    }
    let score = round.settings.score;
    let sums = format!(
        "Together, beyond each alone: {} in all. On the diagonal, alone: {}.",
        words::brief_signed(shown.total),
        gain_text(score, table.singles),
    );
    text::quiet_ui(ui, &sums);
    ui.add_space(4.0);
    let held = memory.selected.filter(|pair| pair.iter().all(|w| shown.pairs.weights.contains(w)));
    let held = held.unwrap_or(shown.strongest);
    // Twenty rows are wider than the panel.
    let asked = ScrollArea::horizontal().id_salt("matrix").show(ui, |ui| {
        matrix::ui(ui, scene, round, &shown.pairs, (held, table), &mut memory.matrix, desk)
    });
    refuge::pass_on(ui, refuge::Turn::Around);
    let asked = asked.inner;
    if asked.selected.is_some() {
        memory.selected = asked.selected;
    }
    if shown.left_out > 0 {
        let text = format!(
            "The {MOST_ROWS} changes with the largest terms; {} more are in the sums.",
            words::count(shown.left_out)
        );
        text::quiet_ui(ui, &text);
    }
    let weights = asked.near.unwrap_or(held);
    let pair = memory
        .near
        .of((generation, weights), |(_, weights)| Pair::of(scene.dataset(), round, *weights));
    ui.add_space(8.0);
    detail::ui(ui, scene, round, &pair, desk);
}

impl Shown {
    fn of(scene: &Scene, round: &Round) -> Self {
        let changes: Vec<usize> = round.changes().map(|(weight, _)| weight).collect();
        let all = Pairs::of(scene.dataset(), round, &changes);
        let mut strongest = ([changes[0], changes[1]], 0.0_f64);
        for (pair, term) in all.iter() {
            if term.abs() > strongest.1 {
                strongest = (pair, term.abs());
            }
        }
        let (total, meet) = (all.total(), all.meeting > 1);
        let left_out = changes.len().saturating_sub(MOST_ROWS);
        let pairs = if left_out == 0 {
            all
        } else {
            Pairs::of(scene.dataset(), round, &all.strongest(MOST_ROWS))
        };
        Self { pairs, meet, left_out, total, strongest: strongest.0 }
    }
}
