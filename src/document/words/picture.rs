//! Why one picture came out as it did.

use super::{alike, amount, apart, capital, changes, not_zero, number_word, place, sum};
use crate::engine::{Cause, Dataset, Explanation, MatchRule, Outcome, Policy, Round};

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
        let [output, label] = apart([self.of.after, self.of.label]);
        let on_it = output == label;
        let label = not_zero(self.of.label, label);
        let output = if on_it { label.clone() } else { output };
        let sign = self.by_sign();
        let verb = match self.outcome {
            Outcome::Kept | Outcome::Fixed => {
                let verb =
                    if self.outcome == Outcome::Kept { "still matches" } else { "now matches" };
                let why = if sign {
                    format!(" has the sign of its label {label}")
                } else if output == label {
                    ", its label".to_owned()
                } else {
                    format!(", near enough to its label {label}")
                };
                return format!("{name} {verb}: output {output}{why}.");
            }
            Outcome::Broken | Outcome::Missed if sign => {
                if self.of.label == 0.0 {
                    return format!(
                        "{name} never matches by sign: its label is 0, and 0 has no sign."
                    );
                }
                if self.round.criterion.equal(self.of.after, 0.0, 0.0) {
                    return format!("{name} has no sign: output 0, label {label}.");
                }
                "has the wrong sign"
            }
            Outcome::Broken => broken(self.of.before, self.of.label),
            Outcome::Missed => match self.cause {
                Cause::Overshot => "overshot",
                Cause::FellShort => "fell short",
                Cause::PushedAway => "was pushed away",
                Cause::Unmoved => "did not move",
                Cause::OnTarget => "came close",
            },
        };
        format!("{name} {verb}: output {output}, label {label}.")
    }

    fn by_sign(&self) -> bool {
        self.round.settings.match_rule == MatchRule::Sign
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
            _ => "would have been",
        }
    }

    /// What is known of the changes together before they were applied.
    fn tried(&self) -> &'static str {
        match self.round.settings.policy {
            _ if !self.of.broken_together() || self.of.touching.len() < 2 => "",
            Policy::AllAtOnce
            | Policy::BestOne
            | Policy::SomeAtOnce
            | Policy::SharedStep
            | Policy::Gradient => "No test tried them together. ",
            // Those that were left out would have been in place, or tried with them.
            Policy::OneAtATime | Policy::ColourClasses | Policy::Halving
                if self.round.chosen.is_some() =>
            {
                "They were chosen by hand. "
            }
            Policy::OneAtATime | Policy::ColourClasses => {
                "Each was tested with those before it in place, and all pictures together gained. "
            }
            Policy::Halving => {
                "They were tried together, and all pictures together are no worse off. "
            }
        }
    }

    /// ": 0 → 1", where all changes alone lead to the same output.
    fn each_alone(&self) -> String {
        let first = self.of.touching[0].alone;
        if self.of.touching.iter().all(|c| alike(c.alone, first)) {
            let [before, first] = apart([self.of.before, first]);
            format!(": {before} → {first}")
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

    /// How far off it was and is. By sign there is nothing to be off by.
    fn distance(&self) -> Option<String> {
        let off = |output: f64| (output - self.of.label).abs();
        let (was, is) = (off(self.of.before), off(self.of.after));
        let untried = self.tried();
        if self.by_sign() {
            return (!untried.is_empty()).then(|| untried.trim_end().to_owned());
        }
        if self.of.touching.is_empty() {
            return (!self.of.matched_after).then(|| format!("It is still {} off.", amount(is)));
        }
        let (unmoved, same) = (alike(self.of.before, self.of.after), alike(was, is));
        let [was, is] = apart([was, is]);
        Some(match (was.as_str(), is.as_str()) {
            ("0", "0") => "It was on its label and still is.".to_owned(),
            ("0", _) => format!("{untried}It was on its label; now it is {is} off."),
            (_, "0") => format!("It was {was} off."),
            _ if unmoved => format!("{untried}It is still {is} off."),
            _ if same => format!("{untried}It was {was} off, and is as far off now."),
            _ => format!("{untried}It was {was} off; now it is {is} off."),
        })
    }
}

/// What befell a picture that matched before and does not now. Within a tolerance it can have matched off its label.
pub(super) fn broken(before: f64, label: f64) -> &'static str {
    if alike(before, label) { "was moved off its label" } else { "no longer matches" }
}
