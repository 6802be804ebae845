//! The explanation as people read it.

use std::io::Write;

use super::Report;
use crate::cli::Failure;
use crate::cli::sheet::{Side, line, table};
use crate::document::words::{self, amount, capital, place, signed};
use crate::engine::{Ledger, Named, SubsetsFound, path};

/// How many changes a table shows.
const MOST_CHANGES: usize = 64;

/// Prints what became of the example, and then what became of the whole round.
pub fn print(out: &mut impl Write, report: &Report) -> Result<(), Failure> {
    example(out, report)?;
    if report.round.moved() > 0 {
        line(out, "")?;
        whole_round(out, report)?;
    }
    Ok(())
}

fn example(out: &mut impl Write, report: &Report) -> Result<(), Failure> {
    let Report { dataset, round, e, explanation, told, .. } = report;
    let label = explanation.label;
    let name = dataset.label_name(label).map(|name| format!(" {name}"));
    let record = &round.examples[*e];
    line(
        out,
        &format!(
            "Round {}, {}: label {}{}, output {} → {}, {} ({}).",
            round.number,
            dataset.title(*e),
            signed(label),
            name.unwrap_or_default(),
            amount(record.before),
            amount(record.after),
            record.outcome.name(),
            record.cause.name().replace('-', " ")
        ),
    )?;
    line(out, "")?;
    for sentence in std::iter::once(&told.headline).chain(&told.sentences) {
        line(out, &capital(sentence))?;
    }
    line(out, "")?;
    if explanation.touching.is_empty() {
        line(out, "No change of this round touches it.")?;
        return Ok(());
    }
    let header = ["weight", "change", "adds", "alone", "", "together"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(explanation.touching.iter().take(MOST_CHANGES).map(|c| {
        vec![
            place(dataset.shape, c.weight),
            signed(c.change),
            signed(c.contribution),
            format!("{} → {}", amount(explanation.before), amount(c.alone)),
            if c.alone_matches { "matches" } else { "" }.to_owned(),
            format!("so far {}", amount(c.so_far)),
        ]
    }));
    table(out, &[Side::Left, Side::Right, Side::Right, Side::Left, Side::Left, Side::Left], &rows)?;
    more(out, explanation.touching.len())
}

/// From each change alone to all together.
fn whole_round(out: &mut impl Write, report: &Report) -> Result<(), Failure> {
    let Report { dataset, round, .. } = report;
    let ledger = Ledger::of(dataset, round, round.settings.score);
    let mut rows = vec![vec!["The whole round".to_owned(), "gain".to_owned()]];
    rows.extend(
        words::ledger(&ledger).into_iter().map(|item| vec![item.what.to_owned(), item.gain]),
    );
    table(out, &[Side::Left, Side::Right], &rows)?;
    line(out, "")?;
    let order: Vec<usize> = round.changes().map(|(weight, _)| weight).collect();
    line(out, &words::one_by_one(&path(dataset, round, &order)))?;
    if let Some(found) = &report.subsets {
        return all_subsets(out, report, found);
    }
    let changes = words::changes(round.moved());
    line(out, &format!("{} are too many to try every subset of them.", capital(&changes)))?;
    Ok(())
}

fn all_subsets(out: &mut impl Write, report: &Report, found: &SubsetsFound) -> Result<(), Failure> {
    let Report { dataset, round, .. } = report;
    let orders: Vec<String> = found.orders.iter().map(|term| amount(*term)).collect();
    line(out, &format!("Terms by order, single changes first: {}.", orders.join(", ")))?;
    let told = words::subsets(round, found);
    for sentence in std::iter::once(&told.headline).chain(&told.sentences) {
        line(out, sentence)?;
    }
    line(out, "")?;
    let mut rows = vec![vec!["weight".to_owned(), "change".to_owned(), "fair share".to_owned()]];
    rows.extend(round.changes().zip(&found.shapley).take(MOST_CHANGES).map(
        |((weight, change), share)| {
            vec![place(dataset.shape, weight), signed(change), amount(*share)]
        },
    ));
    table(out, &[Side::Left, Side::Right, Side::Right], &rows)?;
    line(out, &words::fair_shares(round))?;
    Ok(())
}

fn more(out: &mut impl Write, all: usize) -> Result<(), Failure> {
    if all > MOST_CHANGES {
        line(out, &format!("... and {} more; --json has them all.", all - MOST_CHANGES))?;
    }
    Ok(())
}
