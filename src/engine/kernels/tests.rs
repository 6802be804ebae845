//! What is wanted of tests, and what they found.

/// Which scores are wanted. Those that are not stay 0, and cost nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// How many examples match.
    pub matched: bool,
    /// The sum of |error|.
    pub absolute: bool,
    /// The sum of error².
    pub squared: bool,
}

impl Wanted {
    /// All three.
    pub const ALL: Self = Self { matched: true, absolute: true, squared: true };
    /// None of them.
    pub const NONE: Self = Self { matched: false, absolute: false, squared: false };
}

/// The scores of one set of outputs, in units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scores {
    /// How many examples match.
    pub matched: i64,
    /// The sum of |output - label|.
    pub absolute: i64,
    /// The sum of (output - label)².
    pub squared: i64,
}

/// The scores at some weights, and with every weight moved by one nudge, all others held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tests {
    /// With all weights as they are.
    pub stay: Scores,
    /// With one of them raised, for every weight.
    pub up: Vec<Scores>,
    /// With one of them lowered.
    pub down: Vec<Scores>,
}
