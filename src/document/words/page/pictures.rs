//! Picture by picture: what became of each, and why.

use super::{Page, header};
use crate::document::words::{after_round, amount, breaking, capital, count, repair, signed};
use crate::engine::{Dataset, Explanation, Named, Round, SmallestSets};

/// So many pictures are told, the worst first.
const MOST: usize = 50;

/// The table of pictures, and the reasons of each.
pub fn write(page: &mut Page, dataset: &Dataset, round: &Round) {
    let order = worst_first(dataset, round);
    let shown = &order[..order.len().min(MOST)];
    page.heading(2, "Pictures");
    if order.is_empty() {
        page.paragraph("There are none.");
        return;
    }
    if shown.len() < order.len() {
        let (most, all) = (count(MOST), count(order.len()));
        page.paragraph(&format!("The {most} worst of {all}, those that do not match first."));
    }
    let columns = [
        "picture",
        "label",
        "output before",
        "after",
        "matched before",
        "after",
        "outcome",
        "cause",
    ];
    let rows: Vec<_> = shown.iter().map(|e| row(dataset, round, *e)).collect();
    page.table(&header(&columns), &rows);
    page.heading(2, "Why, picture by picture");
    for &e in shown {
        let told = after_round(dataset, round, e);
        page.heading(3, &capital(&dataset.title(e)));
        page.paragraph(&told.headline);
        page.list(told.sentences.into_iter().chain(sets(dataset, round, e)));
    }
}

/// Those that do not match first, the furthest from their label first; in the user's order where all is equal.
fn worst_first(dataset: &Dataset, round: &Round) -> Vec<usize> {
    let off = |e: usize| (round.examples[e].after - dataset.examples[e].label).abs();
    let mut order: Vec<usize> = (0..round.examples.len()).collect();
    order.sort_by(|&one, &other| {
        let matched = |e: usize| round.examples[e].matched_after;
        matched(one).cmp(&matched(other)).then(off(other).total_cmp(&off(one)))
    });
    order
}

fn row(dataset: &Dataset, round: &Round, e: usize) -> Vec<String> {
    let record = &round.examples[e];
    let label = dataset.examples[e].label;
    let name = dataset.label_name(label).map(|name| format!(" {name}"));
    let yes = |is_so| if is_so { "yes" } else { "no" }.to_owned();
    vec![
        dataset.title(e),
        format!("{}{}", signed(label), name.unwrap_or_default()),
        amount(record.before),
        amount(record.after),
        yes(record.matched_before),
        yes(record.matched_after),
        record.outcome.name().to_owned(),
        record.cause.name().replace('-', " "),
    ]
}

/// The smallest sets that break a picture and that repair it, where it does not match.
fn sets(dataset: &Dataset, round: &Round, e: usize) -> Vec<String> {
    let touched = !Explanation::of_round(dataset, round, e).touching.is_empty();
    if round.examples[e].matched_after || !touched {
        return Vec::new();
    }
    let broken = breaking(dataset, round, e, &SmallestSets::breaking(dataset, round, e));
    let repairs = repair(dataset, round, e, &SmallestSets::repair(dataset, round, e), 0);
    std::iter::once(broken).chain(repairs).collect()
}
