//! Rounds and explanations as JSON. Grids are arrays of rows; rows and columns count from 0.

use serde_json::{Value, json};

use super::explain::Report;
use crate::document::words::Told;
use crate::engine::{Found, Named, Round, Search, Shape, SmallestSets, SubsetsFound, Wanted};
use crate::formats::rounds::{grid, shortest};

/// Why an example came out of a round as it did, and the round of it.
pub fn explanation(report: &Report) -> Value {
    let Report { dataset, round, e, explanation, breaking, repairs, subsets, told } = report;
    let touching = explanation.touching.iter().map(|c| {
        let (row, column) = dataset.shape.place(c.weight);
        json!({
            "row": row,
            "column": column,
            "change": shortest(c.change),
            "contribution": shortest(c.contribution),
            "alone": shortest(c.alone),
            "alone_matches": c.alone_matches,
        })
    });
    let record = &round.examples[*e];
    let best = subsets
        .as_ref()
        .map(|found| json!({ "matched": found.best.matched, "count": found.best.count }));
    let orders =
        subsets.as_ref().map(|found| found.orders.iter().copied().map(shortest).collect::<Value>());
    let mut value = json!({
        "round": round.number,
        "example": dataset.examples[*e].name,
        "label": shortest(explanation.label),
        "before": shortest(record.before),
        "after": shortest(record.after),
        "outcome": record.outcome.name(),
        "cause": record.cause.name(),
        "touching": touching.collect::<Value>(),
        "alone_matching": explanation.alone_matching(),
        "smallest_breaking_sets": sets(dataset.shape, breaking),
        "smallest_repairs": sets(dataset.shape, repairs),
        "best_subsets": best,
        "promised": shortest(round.promised),
        "delivered": shortest(round.delivered),
        "orders": orders,
        "shapley": subsets.as_ref().map(|found| shapley(dataset.shape, round, found)),
        "text": told.text(),
    });
    if round.moved() > SmallestSets::MOST_TOUCHING {
        value["limit"] = SmallestSets::MOST_TOUCHING.into();
    }
    value
}

/// What a search came to.
pub fn search(wanted: Wanted, search: &Search, told: &Told) -> Value {
    match search {
        Search::None { tried, up_to } => json!({
            "wanted": wanted.name(),
            "found": false,
            "tried": tried,
            "none_up_to_pixels": up_to,
            "text": told.text(),
        }),
        Search::Found(Found { experiment, round, proved_smallest, tried }) => {
            let shape = experiment.dataset.shape;
            let examples = experiment.dataset.examples.iter().map(|example| {
                json!({
                    "label": shortest(example.label),
                    "pixels": grid(shape, example.pixels.iter().copied()),
                })
            });
            json!({
                "wanted": wanted.name(),
                "found": true,
                "proved_smallest": proved_smallest,
                "tried": tried,
                "round": round,
                "width": shape.width,
                "height": shape.height,
                "examples": examples.collect::<Value>(),
                "text": told.text(),
            })
        }
    }
}

/// The smallest sets as lists of [row, column]; null where there are none. `count` only where not all are listed.
fn sets(shape: Shape, sets: &SmallestSets) -> Value {
    let SmallestSets::Found { size, sets, count } = sets else { return Value::Null };
    let place = |weight: &usize| <[usize; 2]>::from(shape.place(*weight));
    let listed: Vec<Vec<_>> = sets.iter().map(|set| set.iter().map(place).collect()).collect();
    let mut value = json!({ "size": size, "sets": listed });
    if *count > sets.len() {
        value["count"] = (*count).into();
    }
    value
}

/// The fair share of each change.
fn shapley(shape: Shape, round: &Round, found: &SubsetsFound) -> Value {
    let changes = round.changes().zip(&found.shapley);
    let shares = changes.map(|((weight, _), value)| {
        let (row, column) = shape.place(weight);
        json!({ "row": row, "column": column, "value": shortest(*value) })
    });
    shares.collect()
}
