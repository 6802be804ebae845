//! What the changes of a round do: each alone, one by one, in pairs, in all subsets.

use super::{Cell, Sheet, place};
use crate::engine::{
    AloneTable, Combinations, Dataset, Ledger, Pairs, Round, Shape, SubsetSample, SubsetsFound,
    Tally, path,
};

/// One row a change, then their sums, then all together; three columns an example, and the sum of gains.
pub fn each_alone(dataset: &Dataset, round: &Round, table: &AloneTable) -> Sheet {
    let mut header: Vec<String> =
        ["changes", "row", "column", "change"].map(str::to_owned).to_vec();
    for e in 0..dataset.examples.len() {
        let title = dataset.title(e);
        header.extend(["output", "matched", "gain"].map(|what| format!("{title}: {what}")));
    }
    header.push("gain".to_owned());
    let score = round.settings.score;
    let mut rows: Vec<Vec<Cell>> = table
        .rows
        .iter()
        .map(|alone| {
            let mut row = vec!["alone".into()];
            row.extend(place(dataset.shape, alone.weight));
            row.push(alone.change.into());
            for (e, &gain) in alone.gains.iter().enumerate() {
                row.extend([alone.outputs[e].into(), alone.matched[e].into(), gain.into()]);
            }
            row.push(alone.gain().into());
            row
        })
        .collect();
    let summary = |what: &str| vec![what.into(), Cell::Blank, Cell::Blank, Cell::Blank];
    let mut added_up = summary("each alone, added up");
    let mut together = summary("all together");
    for (e, record) in round.examples.iter().enumerate() {
        let alone_matched = table.rows.iter().filter(|row| row.matched[e]).count();
        added_up.extend([Cell::Blank, alone_matched.into(), table.of_example(e).into()]);
        let label = dataset.examples[e].label;
        let one = |output| std::iter::once((output, label));
        let scored = |output| Tally::of(&round.criterion, one(output)).score(score);
        let gain = score.gain(scored(record.before), scored(record.after));
        together.extend([record.after.into(), record.matched_after.into(), gain.into()]);
    }
    added_up.push(table.singles.into());
    together.push(round.delivered.into());
    rows.extend([added_up, together]);
    Sheet { name: "each alone".to_owned(), header, rows }
}

/// One row a change in this order, with all scores after it; before the first the scores at the start.
pub fn one_by_one(dataset: &Dataset, round: &Round, order: &[usize]) -> Sheet {
    let header = ["applied", "row", "column", "change", "matched", "off by", "squared error"];
    let changes = std::iter::once(None).chain(order.iter().copied().map(Some));
    let rows = path(dataset, round, order).into_iter().zip(changes).enumerate();
    let rows = rows.map(|(applied, (tally, weight))| {
        let place = weight.map(|weight| place(dataset.shape, weight));
        let [row, column] = place.unwrap_or([Cell::Blank, Cell::Blank]);
        vec![
            applied.into(),
            row,
            column,
            weight.map(|weight| round.change(weight)).into(),
            tally.matched.into(),
            tally.absolute_error.into(),
            tally.squared_error.into(),
        ]
    });
    Sheet::new("one by one", &header, rows.collect())
}

/// One row a pair of changes.
pub fn pairs(dataset: &Dataset, round: &Round) -> Sheet {
    let header = ["row", "column", "other row", "other column", "together beyond each alone"];
    let weights: Vec<usize> = round.changes().map(|(weight, _)| weight).collect();
    let pairs = Pairs::of(dataset, round, &weights);
    let rows = pairs.iter().map(|([one, other], term)| {
        let places = [one, other].map(|weight| place(dataset.shape, weight));
        places.into_iter().flatten().chain([term.into()]).collect()
    });
    Sheet::new("pairs", &header, rows.collect())
}

/// One row an item.
pub fn ledger(dataset: &Dataset, round: &Round) -> Sheet {
    let Ledger { promised, not_applied, singles, pairs, higher, delivered } =
        Ledger::of(dataset, round, round.settings.score);
    let items = [
        ("promised", promised),
        ("not applied", not_applied),
        ("singles", singles),
        ("pairs", pairs),
        ("three and more", higher),
        ("delivered", delivered),
    ];
    let rows = items.map(|(what, gain)| vec![what.into(), gain.into()]);
    Sheet::new("promised to delivered", &["item", "gain"], rows.to_vec())
}

/// One row a number of matches.
pub fn subsets(found: &SubsetsFound) -> Sheet {
    let rows = found.histogram.iter().enumerate();
    let rows = rows.map(|(matched, count)| {
        #[expect(clippy::cast_precision_loss, reason = "at most 2^20")]
        let count = *count as f64;
        vec![matched.into(), count.into()]
    });
    Sheet::new("subsets", &["matched", "subsets"], rows.collect())
}

/// One row a number of matches: how many of those drawn, and the share of all with its standard error.
pub fn sample(found: &SubsetSample) -> Sheet {
    let rows = found.histogram.iter().enumerate();
    let rows = rows.map(|(matched, count)| {
        #[expect(clippy::cast_precision_loss, reason = "a sample is small")]
        let count = *count as f64;
        let share = found.share(matched..=matched);
        vec![matched.into(), count.into(), share.mean.into(), share.standard_error.into()]
    });
    let header = ["matched", "drawn", "share of all", "standard error"];
    Sheet::new("sampled subsets", &header, rows.collect())
}

/// One row an order.
pub fn orders(found: &SubsetsFound) -> Sheet {
    let rows = (1..).zip(&found.orders);
    let rows = rows.map(|(order, term): (usize, &f64)| vec![order.into(), (*term).into()]);
    Sheet::new("orders", &["changes at once", "term"], rows.collect())
}

/// One row a change.
pub fn shares(shape: Shape, round: &Round, found: &SubsetsFound) -> Sheet {
    let rows = round.changes().zip(&found.shapley).map(|((weight, change), share)| {
        let [row, column] = place(shape, weight);
        vec![row, column, change.into(), (*share).into()]
    });
    Sheet::new("fair shares", &["row", "column", "change", "share"], rows.collect())
}

/// One row a number of matches. Counts may have more digits than a number keeps, so they stand as digits.
pub fn combinations(found: &Combinations) -> Sheet {
    let rows = found.histogram().into_iter().enumerate();
    let rows = rows.map(|(matched, count)| vec![matched.into(), count.to_string().into()]);
    Sheet::new("all settings", &["matched", "settings"], rows.collect())
}
