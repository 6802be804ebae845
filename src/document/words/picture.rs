//! Why one picture came out as it did, and what is known of it before anything is applied.

use crate::engine::{
    Cause, Criterion, Dataset, Explanation, MatchRule, Outcome, Policy, Round, Settings,
};

use super::{amount, capital, changes, number_word, place, sum};

/// A headline, and the sentences that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The point, in one sentence.
    pub headline: String,
    /// Its reasons with their numbers, in order.
    pub sentences: Vec<String>,
    /// Whether it went right; `None` where nothing has been decided yet.
    pub good: Option<bool>,
}

impl Told {
    /// All of it as one paragraph.
    #[must_use]
    pub fn text(&self) -> String {
        let sentences = self.sentences.iter().map(|s| format!(" {s}"));
        self.headline.clone() + &sentences.collect::<String>()
    }
}

/// What a round did to example `e`, and why: true for every outcome and cause.
#[must_use]
pub fn after_round(dataset: &Dataset, round: &Round, e: usize) -> Told {
    let told = Fate {
        name: dataset.title(e),
        dataset,
        round,
        of: Explanation::of_round(dataset, round, e),
        outcome: round.examples[e].outcome,
        cause: round.examples[e].cause,
    };
    let mut sentences = vec![told.parts()];
    sentences.extend(told.distance());
    Told { headline: told.headline(), sentences, good: Some(told.of.matched_after) }
}

/// What became of one picture.
struct Fate<'a> {
    name: String,
    dataset: &'a Dataset,
    round: &'a Round,
    of: Explanation,
    outcome: Outcome,
    cause: Cause,
}

impl Fate<'_> {
    fn headline(&self) -> String {
        let name = capital(&self.name);
        let (output, label) = (amount(self.of.after), amount(self.of.label));
        let sign = self.round.settings.match_rule == MatchRule::Sign;
        match self.outcome {
            Outcome::Kept | Outcome::Fixed => {
                let verb =
                    if self.outcome == Outcome::Kept { "still matches" } else { "now matches" };
                match (sign, self.cause) {
                    (true, _) => {
                        format!("{name} {verb}: output {output} has the sign of its label {label}.")
                    }
                    (false, Cause::OnTarget) => {
                        format!("{name} {verb}: output {output}, its label.")
                    }
                    (false, _) if output == label => {
                        format!("{name} {verb}: output {output}, its label.")
                    }
                    (false, _) => {
                        format!("{name} {verb}: output {output}, near enough to its label {label}.")
                    }
                }
            }
            Outcome::Broken | Outcome::Missed if sign => match self.of.after * self.of.label {
                _ if self.of.label == 0.0 => {
                    format!("{name} never matches by sign: its label is 0, and 0 has no sign.")
                }
                0.0 => format!("{name} has no sign: output 0, label {label}."),
                _ => format!("{name} has the wrong sign: output {output}, label {label}."),
            },
            Outcome::Broken => {
                format!("{name} was moved off its label: output {output}, label {label}.")
            }
            Outcome::Missed => {
                let verb = match self.cause {
                    Cause::Overshot => "overshot",
                    Cause::FellShort => "fell short",
                    Cause::PushedAway => "was pushed away",
                    Cause::Unmoved => "did not move",
                    Cause::OnTarget => "came close",
                };
                format!("{name} {verb}: output {output}, label {label}.")
            }
        }
    }

    /// How its output is made of the changes that touch it.
    fn parts(&self) -> String {
        let touching = &self.of.touching;
        let contributions: Vec<f64> = touching.iter().map(|c| c.contribution).collect();
        let together = sum(self.of.before, &contributions);
        let (all, alone) = (touching.len(), self.of.alone_matching());
        match (self.round.moved(), all) {
            (0, _) => "No weight moved in this round.".to_owned(),
            (1, 0) => "The one change does not touch it: its pixel there is off.".to_owned(),
            (moved, 0) => {
                format!("None of the {} touches it: its pixels there are off.", changes(moved))
            }
            (_, 1) => {
                let at = place(self.dataset.shape, touching[0].weight);
                format!("One change touches it, at {at}: {together}.")
            }
            _ if self.of.matched_after => self.balance(&together),
            _ if alone == all && self.outcome == Outcome::Missed => {
                let each = self.each_alone();
                format!("Each change alone {} right{each}. Together: {together}.", self.was(1))
            }
            _ if self.outcome == Outcome::Broken => {
                let kept = if alone == all {
                    "before, and each change alone would have kept it"
                } else {
                    "before the round"
                };
                format!("It matched {kept}. Together: {together}.")
            }
            _ if alone > 0 => format!(
                "{} of its {} alone {} right. Together: {together}.",
                capital(&number_word(alone)),
                changes(all),
                self.was(alone),
            ),
            _ => {
                let closer = self.of.alone_closer();
                let closer = match closer {
                    0 => "none brings it closer alone".to_owned(),
                    n if n == all => "each alone brings it closer".to_owned(),
                    n => format!(
                        "{} alone {} it closer",
                        number_word(n),
                        if n == 1 { "brings" } else { "bring" }
                    ),
                };
                format!("{} touch it; {closer}. Together: {together}.", capital(&changes(all)))
            }
        }
    }

    /// Only under all-at-once did the tests try the very changes that were applied, each alone.
    fn was(&self, changes: usize) -> &'static str {
        match (self.round.settings.policy, changes) {
            (Policy::AllAtOnce, 1) => "was",
            (Policy::AllAtOnce, _) => "were",
            _ => "would be",
        }
    }

    /// What is known of the changes together before they were applied.
    fn tried(&self) -> &'static str {
        match self.round.settings.policy {
            _ if !self.of.broken_together() || self.of.touching.len() < 2 => "",
            Policy::AllAtOnce | Policy::BestOne | Policy::SharedStep => {
                "No test tried them together. "
            }
            Policy::OneAtATime => {
                "Each was tested with those before it in place, and moved because all pictures together gained. "
            }
            Policy::Halving => {
                "They were tried together, and all pictures together are no worse off. "
            }
        }
    }

    /// ": 0 → 1", where all changes alone lead to the same output.
    fn each_alone(&self) -> String {
        let first = self.of.touching[0].alone;
        if self.of.touching.iter().all(|c| c.alone == first) {
            format!(": {} → {}", amount(self.of.before), amount(first))
        } else {
            String::new()
        }
    }

    /// Why it came out right: what went up against what went down.
    fn balance(&self, together: &str) -> String {
        let ups = self.of.touching.iter().filter(|c| c.contribution > 0.0).count();
        let downs = self.of.touching.len() - ups;
        match (ups, downs) {
            (_, 0) => format!("{} take it up: {together}.", capital(&changes(ups))),
            (0, _) => format!("{} take it down: {together}.", capital(&changes(downs))),
            _ => format!(
                "{} take{} it up, {} take{} it down: {together}.",
                capital(&changes(ups)),
                if ups == 1 { "s" } else { "" },
                number_word(downs),
                if downs == 1 { "s" } else { "" },
            ),
        }
    }

    /// How far off it was and is.
    fn distance(&self) -> Option<String> {
        let off = |output: f64| amount((output - self.of.label).abs());
        let (was, is) = (off(self.of.before), off(self.of.after));
        if self.of.touching.is_empty() {
            return (!self.of.matched_after).then(|| format!("It is still {is} off."));
        }
        let untried = self.tried();
        if self.round.settings.match_rule == MatchRule::Sign {
            return (!untried.is_empty()).then(|| untried.trim_end().to_owned());
        }
        Some(match (was.as_str(), is.as_str()) {
            ("0", "0") => "It was on its label and still is.".to_owned(),
            ("0", _) => format!("{untried}It was on its label; now it is {is} off."),
            (_, "0") => format!("It was {was} off."),
            _ if was == is => {
                let exactly =
                    (self.of.before - self.of.label).abs() == (self.of.after - self.of.label).abs();
                let about = if exactly { "" } else { "about " };
                format!("{untried}It was {was} off, and is {about}as far off now.")
            }
            _ => format!("{untried}It was {was} off; now it is {is} off."),
        })
    }
}

/// Beside a picture that broke together: one that was moved as often the same way, and why it came out right.
#[must_use]
pub fn contrast(dataset: &Dataset, round: &Round, e: usize) -> Option<String> {
    let explain = |e| Explanation::of_round(dataset, round, e);
    let broken = explain(e);
    if !broken.broken_together() || broken.touching.len() < 2 {
        return None;
    }
    let way = if broken.after > broken.label { 1.0 } else { -1.0 };
    let along =
        |of: &Explanation| of.touching.iter().filter(|c| c.contribution * way > 0.0).count();
    let wanted = along(&broken);
    let (other, of) = (0..dataset.examples.len())
        .take(MOST_COMPARED)
        .filter(|other| *other != e)
        .map(|other| (other, explain(other)))
        .find(|(_, of)| of.matched_after && along(of) >= wanted && along(of) < of.touching.len())?;
    let against = of.touching.len() - along(&of);
    let (moved, other_way) = if way > 0.0 { ("raised", "lowered") } else { ("lowered", "raised") };
    // Under a negative pixel a raised weight takes the output down: then the sentence would be false.
    if of.touching.iter().any(|c| c.contribution * c.change < 0.0) {
        return None;
    }
    let times = match along(&of) {
        2 => "twice".to_owned(),
        n => format!("{} times", number_word(n)),
    };
    Some(format!(
        "{} was {moved} {times} too, but {} {other_way} weight{} bring{} it back to {}.",
        capital(&dataset.title(other)),
        number_word(against),
        if against == 1 { "" } else { "s" },
        if against == 1 { "s" } else { "" },
        amount(of.after)
    ))
}

/// Among so many pictures a comparison is looked for.
const MOST_COMPARED: usize = 1_000;

/// What is known of example `e` when all weights are tested and nothing is applied yet.
///
/// `noted` are the changes that the tests ask for, as weight and change.
#[must_use]
pub fn noted(
    dataset: &Dataset,
    e: usize,
    before: f64,
    noted: &[(usize, f64)],
    settings: &Settings,
    criterion: &Criterion,
) -> Told {
    let of = Explanation::of(dataset, e, before, noted, criterion);
    let name = dataset.title(e);
    let all = of.touching.len();
    let headline = match (noted.len(), all) {
        (0, _) => "No test found a better way: no weight will move.".to_owned(),
        (n, 0) => format!("None of the {} touches {name}.", noted_changes(n)),
        (_, 1) => format!("One noted change touches {name}."),
        (_, n) => format!("{} touch {name}.", capital(&noted_changes(n))),
    };
    let mut sentences = Vec::new();
    let alone = of.alone_matching();
    let first = of.touching.first().map_or(before, |c| c.alone);
    let same = of.touching.iter().all(|c| c.alone == first);
    match (all, alone) {
        (0, _) => {}
        (_, n) if n == all && same && first == of.label => sentences.push(format!(
            "{} takes it from {} to {}, its label.",
            if all == 1 { "Alone it" } else { "Each alone" },
            amount(before),
            amount(first)
        )),
        (1, _) => sentences.push(format!(
            "Alone it takes it from {} to {}.",
            amount(before),
            amount(first)
        )),
        (_, 0) => sentences.push("None of them alone makes it match.".to_owned()),
        (_, n) if n == all => sentences.push("Each alone makes it match.".to_owned()),
        (_, n) => sentences.push(format!(
            "Alone, {} of them make{} it match.",
            number_word(n),
            if n == 1 { "s" } else { "" }
        )),
    }
    sentences.extend(question(noted.len(), settings.policy));
    Told { headline, sentences, good: None }
}

/// What applying will do, as far as it is known.
fn question(changes: usize, policy: Policy) -> Option<String> {
    Some(match (policy, changes) {
        (_, 0) => return None,
        (Policy::BestOne, 2..) => "Only the change that gained most will be applied.".to_owned(),
        (Policy::SharedStep, 2..) => {
            "They will share one step: each is applied at a fraction of its size. Where will it land?".to_owned()
        }
        (Policy::Halving, 2..) => {
            "All are applied at once; if that is worse than staying, at half their size, and so on. Where will it land?".to_owned()
        }
        (_, 1) => "Where will it land?".to_owned(),
        (_, n) => format!("Where will it land with all {}?", number_word(n)),
    })
}

/// What came of a guess.
#[must_use]
pub fn guess(guess: f64, output: f64) -> String {
    if guess == output {
        format!("You expected {}: it came true.", amount(guess))
    } else {
        format!("You expected {}; it landed on {}.", amount(guess), amount(output))
    }
}

fn noted_changes(n: usize) -> String {
    format!("{} noted change{}", number_word(n), if n == 1 { "" } else { "s" })
}
