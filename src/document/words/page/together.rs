//! The round as a whole: its tests, its changes alone and together, one by one, its books, all subsets of them.

use super::{Page, header, tell};
use crate::document::sheets::{Subject, Table};
use crate::document::words::{
    all_pictures, amount, combinations, count, direction, fair_shares, large, ledger, one_by_one,
    place, plural, sample, scored, signed, stuck, subsets,
};
use crate::engine::{Alone, AloneTable, Dataset, Ledger, Round, SubsetsFound, path};

/// Up to so many weights their tests stand as a grid.
const MOST_TESTS: usize = 144;
/// Up to so many pictures have a column each.
const MOST_COLUMNS: usize = 12;
/// So many changes are listed, and so many subsets.
const MOST_ROWS: usize = 50;
const MOST_SETS: usize = 12;

/// Everything that is about all pictures.
pub fn write(page: &mut Page, subject: &Subject, round: &Round) {
    let dataset = subject.dataset();
    tests(page, dataset, round);
    each_alone(page, subject, round);
    if Table::OneByOne.speaks(subject) {
        in_turn(page, subject, round);
    }
    page.heading(2, "From promised to delivered");
    let items = ledger(&Ledger::of(dataset, round, round.settings.score)).into_iter();
    let rows: Vec<_> = items.map(|item| vec![item.what.to_owned(), item.gain]).collect();
    page.table(&header(&["item", "gain"]), &rows);
    if let Some(found) = subject.subsets().filter(|_| Table::Subsets.speaks(subject)) {
        all_subsets(page, dataset, round, found);
    }
    if let Some(found) = subject.sample() {
        page.heading(2, "Subsets of the changes, drawn at random");
        tell(page, &sample(round, found));
    }
    if let Some(found) = subject.combinations() {
        page.heading(2, "All settings of the weights");
        tell(page, &combinations(round, found));
        let rows = found.histogram().into_iter().enumerate();
        let rows = rows.map(|(matched, settings)| vec![count(matched), large(&settings)]);
        page.table(&header(&["matched", "settings"]), &rows.collect::<Vec<_>>());
    }
}

/// What every test found, in the places of the weights.
fn tests(page: &mut Page, dataset: &Dataset, round: &Round) {
    page.heading(2, "Weight tests");
    if let Some(told) = stuck(dataset, round) {
        tell(page, &told);
    }
    let settings = &round.settings;
    let stay = scored(settings.score, round.before.score(settings.score));
    let asking = round.tests.iter().filter(|test| test.direction.sign() != 0.0).count();
    page.paragraph(&format!(
        "{} of {} ask for a change. With every weight left as it is: {stay}.",
        count(asking),
        plural(round.tests.len(), "weight")
    ));
    if round.tests.len() > MOST_TESTS {
        return;
    }
    let columns = (1..=dataset.shape.width).map(|column| format!("column {column}"));
    let header: Vec<String> = std::iter::once(String::new()).chain(columns).collect();
    let cell = |test: &crate::engine::WeightTest| {
        let (up, down) = (amount(test.up), amount(test.down));
        format!("up {up}, down {down}: {}", direction(test, settings))
    };
    let rows = round.tests.chunks(dataset.shape.width).enumerate().map(|(n, tests)| {
        let name = format!("row {}", n + 1);
        std::iter::once(name).chain(tests.iter().map(cell)).collect()
    });
    page.table(&header, &rows.collect::<Vec<_>>());
}

/// The changes alone against all together.
fn each_alone(page: &mut Page, subject: &Subject, round: &Round) {
    page.heading(2, "Each change alone, and all together");
    let dataset = subject.dataset();
    if round.moved() > 0 && !Table::EachAlone.speaks(subject) {
        page.paragraph("There are too many changes and pictures for a table.");
        return;
    }
    let table = AloneTable::of(dataset, round);
    tell(page, &all_pictures(round, &table));
    if table.rows.is_empty() {
        return;
    }
    let pictures = if round.examples.len() <= MOST_COLUMNS { round.examples.len() } else { 0 };
    let mut columns = header(&["change"]);
    columns.extend((0..pictures).map(|e| dataset.title(e)));
    columns.push("gain".to_owned());
    let mark = |output, matched| format!("{}{}", amount(output), if matched { " ✓" } else { "" });
    let alone = |row: &&Alone| {
        let name = format!("{} {}", place(dataset.shape, row.weight), signed(row.change));
        let outputs = (0..pictures).map(|e| mark(row.outputs[e], row.matched[e]));
        std::iter::once(name).chain(outputs).chain([amount(row.gain())]).collect()
    };
    let shown = largest(&table);
    let mut rows: Vec<Vec<String>> = shown.iter().map(alone).collect();
    if shown.len() < table.rows.len() {
        let (shown, all) = (count(shown.len()), count(table.rows.len()));
        page.paragraph(&format!("The {shown} of {all} changes that gain or lose most:"));
    }
    let gains = (0..pictures).map(|e| format!("gain {}", amount(table.of_example(e))));
    let added_up = std::iter::once("each alone, added up".to_owned()).chain(gains);
    rows.push(added_up.chain([amount(table.singles)]).collect());
    let records = round.examples.iter().take(pictures);
    let outputs = records.map(|record| mark(record.after, record.matched_after));
    let together = std::iter::once("all together".to_owned()).chain(outputs);
    rows.push(together.chain([amount(round.delivered)]).collect());
    page.table(&columns, &rows);
    if pictures > 0 {
        page.paragraph(
            "Each cell is the output with that change alone; ✓ where the picture matches.",
        );
    }
}

/// The rows that gain or lose most, in reading order.
fn largest(table: &AloneTable) -> Vec<&Alone> {
    let mut rows: Vec<&Alone> = table.rows.iter().collect();
    rows.sort_by(|one, other| other.gain().abs().total_cmp(&one.gain().abs()));
    rows.truncate(MOST_ROWS);
    rows.sort_by_key(|row| row.weight);
    rows
}

/// The changes one by one.
fn in_turn(page: &mut Page, subject: &Subject, round: &Round) {
    let dataset = subject.dataset();
    page.heading(2, "One by one");
    let tallies = path(dataset, round, &subject.order);
    page.paragraph(&one_by_one(&tallies));
    if tallies.len() > MOST_ROWS {
        page.paragraph(&format!("The first {} changes:", count(MOST_ROWS - 1)));
    }
    let changes = subject.order.iter().map(|&weight| {
        format!("{} {}", place(dataset.shape, weight), signed(round.change(weight)))
    });
    let names = std::iter::once("at the start".to_owned()).chain(changes);
    let rows = names.zip(&tallies).take(MOST_ROWS).map(|(name, tally)| {
        vec![name, count(tally.matched), amount(tally.absolute_error), amount(tally.squared_error)]
    });
    let columns = header(&["after", "matched", "off by", "squared error"]);
    page.table(&columns, &rows.collect::<Vec<_>>());
}

/// All subsets of the changes, the terms of each order, and fair shares.
fn all_subsets(page: &mut Page, dataset: &Dataset, round: &Round, found: &SubsetsFound) {
    page.heading(2, "All subsets of the changes");
    tell(page, &subsets(round, found));
    let whole = |n: u64| count(usize::try_from(n).unwrap_or(usize::MAX));
    let bars = found.histogram.iter().enumerate().filter(|(_, n)| **n > 0);
    let rows: Vec<_> = bars.map(|(matched, n)| vec![count(matched), whole(*n)]).collect();
    page.table(&header(&["matched", "subsets"]), &rows);
    let shown = found.best.sets.len().min(MOST_SETS);
    let best = found.best.sets[..shown].iter().map(|set| match set.as_slice() {
        [] => "no change at all".to_owned(),
        set if set.len() == round.moved() => "all changes".to_owned(),
        set => places(dataset, set).join("; "),
    });
    page.paragraph(&match found.best.count {
        n if n > shown => format!("{} of the {} that match most:", count(shown), count(n)),
        _ => "Those that match most:".to_owned(),
    });
    page.list(best);
    page.heading(2, "What changes do together, by their number");
    page.paragraph("What one change adds alone, two add beyond each alone, three beyond each two, and so on. All rows together are what the round delivered.");
    let orders = (1..).zip(&found.orders).map(|(order, term)| vec![count(order), amount(*term)]);
    page.table(&header(&["changes", "gain"]), &orders.collect::<Vec<_>>());
    page.heading(2, "Fair shares");
    page.paragraph(&fair_shares(round));
    let shares = round.changes().zip(&found.shapley).map(|((weight, change), share)| {
        vec![place(dataset.shape, weight), signed(change), amount(*share)]
    });
    page.table(&header(&["weight", "change", "share"]), &shares.collect::<Vec<_>>());
}

fn places(dataset: &Dataset, weights: &[usize]) -> Vec<String> {
    weights.iter().map(|weight| place(dataset.shape, *weight)).collect()
}
