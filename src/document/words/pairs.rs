//! Two changes together against each alone, and the books of a round.

use super::{Term, Told, amount, apart, brief, capital, names, sum};
use crate::engine::{Dataset, Ledger, MatchRule, Pair, Round, Score, Shared};

/// What two changes do together beyond each alone, with the four scores behind it.
#[must_use]
pub fn pair(dataset: &Dataset, round: &Round, pair: &Pair) -> Told {
    let score = round.settings.score;
    let scores = [pair.scores.neither, pair.scores.first, pair.scores.second, pair.scores.both];
    let size = scores.iter().fold(0.0_f64, |most, score| most.max(score.abs()));
    let headline = if pair.shared.is_empty() {
        "No picture has both on: together they gain what each gains alone, added up.".to_owned()
    } else if pair.term.abs() <= 1e-9 * size.max(1.0) {
        "Together they gain as much as each alone, added up.".to_owned()
    } else {
        let way = if pair.term < 0.0 { "less" } else { "more" };
        let reason = reason(dataset, round, pair, size);
        let gain = brief(pair.term.abs());
        format!("Together they gain {gain} {way} than each alone, added up: {reason}.")
    };
    let [neither, first, second, both] = apart(scores);
    let unit = capital(score.word());
    let numbers = format!(
        "{unit}: {neither} with neither, {first} with one, {second} with the other, {both} with both."
    );
    Told { headline, sentences: vec![numbers], good: None }
}

/// Which pictures make the difference, and how.
fn reason(dataset: &Dataset, round: &Round, pair: &Pair, size: f64) -> String {
    let less = pair.term < 0.0;
    let of = |so: &dyn Fn(&Shared) -> bool| -> Vec<usize> {
        pair.shared.iter().filter(|shared| so(shared)).map(|shared| shared.example).collect()
    };
    let label = |shared: &Shared| dataset.examples[shared.example].label;
    let exact = round.settings.match_rule == MatchRule::Exact;
    if round.settings.score != Score::Matches {
        // All errors are convex: only pushes the same way can gain less together, only opposite ones more.
        let same_way = |s: &Shared| {
            let (one, other) =
                (s.outputs.first - s.outputs.neither, s.outputs.second - s.outputs.neither);
            let bends = |s: &Shared| {
                let off = |output: f64| (output - label(s)).abs();
                let four = (off(s.outputs.both) + off(s.outputs.neither))
                    - (off(s.outputs.first) + off(s.outputs.second));
                round.settings.score.is_smooth() || four.abs() > 1e-9 * size.max(1.0)
            };
            (one * other > 0.0) == less && bends(s)
        };
        let told = names(dataset, &of(&same_way));
        return if less {
            format!("both push {told} the same way")
        } else {
            format!("they push {told} opposite ways")
        };
    }
    let either = |s: &Shared| s.matches.first && s.matches.second;
    let past = |s: &Shared| {
        let (from, to) = (s.outputs.neither - label(s), s.outputs.both - label(s));
        exact && either(s) && !s.matches.both && !s.matches.neither && from * to < 0.0
    };
    let once = |s: &Shared| either(s) && s.matches.both && !s.matches.neither;
    let needs = |s: &Shared| !s.matches.first && !s.matches.second && s.matches.both;
    let n = |matches: bool| i32::from(matches);
    let differs = |s: &Shared| {
        let m = s.matches;
        let term = n(m.both) + n(m.neither) - n(m.first) - n(m.second);
        if less { term < 0 } else { term > 0 }
    };
    let (past, once, needs) = (of(&past), of(&once), of(&needs));
    if less && !past.is_empty() {
        let whose = if past.len() == 1 { "its label" } else { "their labels" };
        format!("both take {} past {whose}", names(dataset, &past))
    } else if less && !once.is_empty() {
        format!("either alone matches {}", names(dataset, &once))
    } else if !less && !needs.is_empty() {
        format!("only both together match {}", names(dataset, &needs))
    } else {
        format!("the difference is in {}", names(dataset, &of(&differs)))
    }
}

/// For squared error: the term from the two changes and their pixels alone, and why there are no terms of three.
#[must_use]
pub fn square(round: &Round, pair: &Pair) -> Option<String> {
    if round.settings.score != Score::SquaredError || pair.shared.is_empty() {
        return None;
    }
    let factor = |value: f64| match amount(value) {
        text if value < 0.0 => format!("({text})"),
        text => text,
    };
    let [one, other] = pair.weights.map(|weight| factor(round.change(weight)));
    Some(format!(
        "Squared error: −2 × {one} × {other} × {} = {}, the two changes and their pixels multiplied and added up. \
         The error is a square, so no term has more than two changes.",
        factor(pair.product),
        amount(pair.term)
    ))
}

/// One item of the books.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is.
    pub what: &'static str,
    /// How much it gains, as a number; 0 where only rounding is left.
    pub value: f64,
    /// How much it gains; less than nothing where it loses.
    pub gain: String,
    /// Whether it is what the items above it come to.
    pub is_sum: bool,
}

/// The books of a round, from what the tests promised to what came of it. Items that are nothing are left out.
#[must_use]
pub fn ledger(ledger: &Ledger) -> Vec<Item> {
    let Ledger { promised, not_applied, singles, pairs, higher, delivered } = *ledger;
    let size = [promised, singles, pairs, delivered]
        .into_iter()
        .fold(1.0_f64, |most, gain| most.max(gain.abs()));
    let items = [
        ("Noted by the tests, added up", promised, true),
        ("Not applied, or in another size", not_applied, false),
        ("Applied, each alone, added up", singles, true),
        ("Two changes meeting", pairs, false),
        ("Three or more meeting", higher, false),
        ("Together", delivered, true),
    ];
    let is_something = |gain: f64| gain.abs() > 1e-9 * size;
    let kept = items.into_iter().filter(|(_, gain, is_sum)| *is_sum || is_something(*gain));
    kept.map(|(what, gain, is_sum)| {
        let value = if is_something(gain) { gain } else { 0.0 };
        Item { what, value, gain: amount(value), is_sum }
    })
    .collect()
}

/// "It balances: 11 − 34 + 26 − 3 = 0.": what was promised and what came to it, less what was delivered.
#[must_use]
pub fn balance(ledger: &Ledger) -> String {
    let items = self::ledger(ledger);
    let parts: Vec<f64> = items.iter().filter(|item| !item.is_sum).map(|item| item.value).collect();
    let less = -ledger.delivered;
    let size = parts.iter().fold(ledger.promised.abs(), |most, part| most.max(part.abs()));
    let left = ledger.promised + parts.iter().sum::<f64>() + less;
    let sum = sum(ledger.promised, &[parts, vec![less]].concat());
    // What rounding has left of numbers of this size is not told.
    let sum = match sum.rsplit_once(" = ") {
        Some((sum, _)) if left.abs() <= 1e-8 * size.max(1.0) => format!("{sum} = 0"),
        _ => sum,
    };
    format!("It balances: {sum}.")
}
