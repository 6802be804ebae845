//! The iteration log: the rounds of the history, and where each run starts.

use std::sync::Arc;

use super::history::{Entry, History, Kind};
use super::words;
use crate::engine::{FlipFlop, Played, Tally};

/// What a row of the log tells of.
#[derive(Debug, Clone, PartialEq)]
pub enum RowKind {
    /// A run starts here, from the document as it was opened or after hand edits.
    Start {
        /// What was edited last; `None` for the document as it was opened.
        edit: Option<String>,
    },
    /// A round, and the flip-flop it closes.
    Round(Arc<Played>, Option<FlipFlop>),
}

/// One row of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRow {
    /// The history entry that the row shows; travelling to the row means going there.
    pub entry: usize,
    /// 0 at the start of a run, then the round's number.
    pub number: usize,
    /// What it tells of.
    pub kind: RowKind,
    /// The scores there.
    pub tally: Tally,
    /// A few words on it, and whether they tell of something that went wrong.
    pub note: (String, bool),
}

/// The log of a history. Hand edits in a row make one row, the last of them; where the cursor
/// stands between them, those before and those after it make one each.
pub(super) fn rows(history: &History) -> Vec<LogRow> {
    let mut rows: Vec<LogRow> = Vec::new();
    for (entry, made) in history.entries().iter().enumerate() {
        match &made.kind {
            Kind::Quiet => {}
            Kind::Branch { after, fresh, .. } => {
                let row = start(entry, made, Some(made.label.clone()));
                let back = if *fresh { None } else { Some(*after) };
                let note = words::branch_note(back, made.state.experiment.settings.policy);
                rows.push(LogRow { number: *after, note: (note, false), ..row });
            }
            Kind::Start => rows.push(start(entry, made, None)),
            Kind::Edit => {
                let goes_on = rows.last().is_some_and(|row| {
                    let branches = matches!(history.entries()[row.entry].kind, Kind::Branch { .. });
                    let behind = row.entry <= history.cursor() && history.cursor() < entry;
                    matches!(&row.kind, RowKind::Start { edit: Some(_), .. })
                        && !behind
                        && !branches
                });
                if goes_on {
                    rows.pop();
                }
                rows.push(start(entry, made, Some(made.label.clone())));
            }
            Kind::Round(round) => {
                rows.push(LogRow {
                    entry,
                    number: round.number,
                    kind: RowKind::Round(Arc::clone(round), made.flip_flop.clone()),
                    tally: made.tally,
                    note: made.note.clone(),
                });
            }
        }
    }
    rows
}

fn start(entry: usize, made: &Entry, edit: Option<String>) -> LogRow {
    let from_zero = made.state.experiment.weights.iter().all(|w| *w == 0.0);
    let note = words::start_note(edit.as_deref(), from_zero);
    LogRow {
        entry,
        number: 0,
        kind: RowKind::Start { edit },
        tally: made.tally,
        note: (note, false),
    }
}
