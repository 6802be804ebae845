//! Which examples are near enough a boundary that the tests of some weight may matter to them, and what is asked of
//! their pixels.

use super::tests::Scores;

/// A test upwards depends on the pixel.
pub const UP: u8 = 1;
/// A test downwards does.
pub const DOWN: u8 = 2;
/// The error has come from below 0 to 0 or above.
pub const RISEN: u8 = 4;
/// The error has gone below 0.
pub const FALLEN: u8 = 8;
/// A test upwards may take the error past 0.
pub const BEND_UP: u8 = 16;
/// A test downwards may.
pub const BEND_DOWN: u8 = 32;

/// Outputs as they are and were, and what they are measured against.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    pub before: &'a [i32],
    pub outputs: &'a [i32],
    pub low: &'a [i32],
    pub high: &'a [i32],
    pub label: &'a [i32],
    /// The furthest that a test moves an output.
    pub reach: i32,
    pub matched: bool,
    pub absolute: bool,
    pub squared: bool,
}

/// What outputs score.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    pub matched: i64,
    /// How many match whatever weight is tested upwards, and are not looked at.
    pub always_up: i64,
    /// How many downwards.
    pub always_down: i64,
    pub absolute: i64,
    pub squared: i64,
    /// The largest magnitude of an output.
    pub farthest: i32,
}

impl Seen {
    pub fn add(&mut self, other: Self) {
        self.matched += other.matched;
        self.always_up += other.always_up;
        self.always_down += other.always_down;
        self.absolute += other.absolute;
        self.squared += other.squared;
        self.farthest = self.farthest.max(other.farthest);
    }
}

impl<'a> Look<'a> {
    /// The same of `size` examples from one on, or of as many as there are.
    pub fn part(self, from: usize, size: usize) -> Self {
        let these = from..self.outputs.len().min(from + size);
        let part = |all: &'a [i32]| all.get(these.clone()).unwrap_or_default();
        Self {
            before: part(self.before),
            outputs: part(self.outputs),
            low: part(self.low),
            high: part(self.high),
            label: part(self.label),
            ..self
        }
    }

    /// Scores the outputs, and flags the rows of which more has to be known. In loops without a branch, so that the
    /// compiler does many examples at once, with what instructions there are where this is inlined.
    #[expect(clippy::inline_always, reason = "to be compiled for the instructions of the caller")]
    #[inline(always)]
    pub fn look(self, flags: &mut [u8]) -> Seen {
        let mut seen = Seen::default();
        flags.fill(0);
        let outputs = self.outputs;
        seen.farthest = outputs.iter().fold(0, |most, output| most.max(output.abs()));
        if self.matched {
            self.bounds(flags, &mut seen);
        }
        if self.absolute {
            self.sides(flags, &mut seen);
        }
        if self.squared {
            for (output, label) in outputs.iter().zip(self.label) {
                let error = i64::from(output - label);
                seen.squared += error * error;
            }
        }
        seen
    }

    #[expect(clippy::needless_bitwise_bool, reason = "nothing is to be jumped over")]
    #[expect(clippy::inline_always, reason = "to be compiled for the instructions of the caller")]
    #[inline(always)]
    fn bounds(&self, flags: &mut [u8], seen: &mut Seen) {
        let (mut matched, mut always_up, mut always_down) = (0, 0, 0);
        let bounds = self.low.iter().zip(self.high);
        for ((flag, output), (low, high)) in flags.iter_mut().zip(self.outputs).zip(bounds) {
            let (below, above) = (low - output, output - high);
            let inside = (below <= 0) & (above <= 0);
            let still_up = inside & (above <= -self.reach);
            let still_down = inside & (below <= -self.reach);
            let up = (above <= 0) & (below <= self.reach) & !still_up;
            let down = (below <= 0) & (above <= self.reach) & !still_down;
            matched += i32::from(inside);
            always_up += i32::from(still_up);
            always_down += i32::from(still_down);
            *flag = (u8::from(up) * UP) | (u8::from(down) * DOWN);
        }
        seen.matched += i64::from(matched);
        seen.always_up += i64::from(always_up);
        seen.always_down += i64::from(always_down);
    }

    #[expect(clippy::needless_bitwise_bool, reason = "nothing is to be jumped over")]
    #[expect(clippy::inline_always, reason = "to be compiled for the instructions of the caller")]
    #[inline(always)]
    fn sides(&self, flags: &mut [u8], seen: &mut Seen) {
        let outputs = self.outputs.iter().zip(self.before);
        for ((flag, (output, before)), label) in flags.iter_mut().zip(outputs).zip(self.label) {
            let (above, was) = (output >= label, before >= label);
            let bends = (output - label).abs() < self.reach;
            *flag |= (u8::from(above & !was) * RISEN)
                | (u8::from(!above & was) * FALLEN)
                | (u8::from(!above & bends) * BEND_UP)
                | (u8::from(above & bends) * BEND_DOWN);
        }
        for (output, label) in self.outputs.iter().zip(self.label) {
            seen.absolute += i64::from((output - label).abs());
        }
    }
}

/// Where any flag is set, in order; `places` has room for one more than there are rows. Whether one is set is not guessed,
/// but eight rows without are passed by at once.
pub fn flagged<'p>(flags: &[u8], places: &'p mut [u16]) -> &'p [u16] {
    let mut found = 0;
    for (place, flags) in (0_u16..).step_by(8).zip(flags.chunks(8)) {
        if flags.iter().fold(0, |any, flags| any | flags) != 0 {
            for (place, flags) in (place..).zip(flags) {
                places[found] = place;
                found += usize::from(*flags != 0);
            }
        }
    }
    &places[..found]
}

/// Those of the places where one flag is set.
pub fn with_flag<'p>(flags: &[u8], flag: u8, all: &[u16], places: &'p mut [u16]) -> &'p [u16] {
    let mut found = 0;
    for place in all {
        places[found] = *place;
        found += usize::from(flags[usize::from(*place)] & flag != 0);
    }
    &places[..found]
}

/// The pixels for which an output that moves by `nudge` times the pixel arrives from `below` or further to `beyond` at
/// most: the least of them, and how many follow. Both are distances to the bounds, upwards.
pub fn within(below: i32, beyond: i32, nudge: i32) -> Option<(u8, u8)> {
    let (low, high) = if nudge == 1 {
        (below.max(0), beyond)
    } else {
        // Towards 0, so upwards where it is negative, and then it does not matter.
        (if below > 0 { (below - 1) / nudge + 1 } else { 0 }, beyond.div_euclid(nudge))
    };
    let high = high.min(255);
    let span = u8::try_from(high.checked_sub(low)?).ok()?;
    Some((u8::try_from(low).ok()?, span))
}

/// One column with the outputs of its examples.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    pub pixels: &'a [u8],
    pub look: Look<'a>,
    pub nudge: i32,
}

/// What the two tests of one column's weight found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found {
    /// Scores with the weight raised, without the squared error.
    pub up: Scores,
    /// With it lowered.
    pub down: Scores,
    /// The sum of error times pixel.
    pub pull: i64,
}

impl Column<'_> {
    /// Tests the weight: every example moves by its pixel.
    #[expect(clippy::needless_bitwise_bool, reason = "nothing is to be jumped over")]
    #[inline(always)]
    pub fn both_ways(self) -> Found {
        const BLOCK: usize = 1 << 12;
        let (Self { nudge, .. }, Look { matched, absolute, squared, .. }) = (self, self.look);
        let mut found = Found::default();
        for (from, pixels) in (0..).step_by(BLOCK).zip(self.pixels.chunks(BLOCK)) {
            let Look { outputs, low, high, label, .. } = self.look.part(from, BLOCK);
            if matched {
                let (mut up, mut down) = (0, 0);
                let bounds = low.iter().zip(high);
                for ((pixel, output), (low, high)) in pixels.iter().zip(outputs).zip(bounds) {
                    let by = nudge * i32::from(*pixel);
                    let (raised, lowered) = (output + by, output - by);
                    up += i32::from((*low <= raised) & (raised <= *high));
                    down += i32::from((*low <= lowered) & (lowered <= *high));
                }
                found.up.matched += i64::from(up);
                found.down.matched += i64::from(down);
            }
            if absolute {
                for ((pixel, output), label) in pixels.iter().zip(outputs).zip(label) {
                    let (error, by) = (output - label, nudge * i32::from(*pixel));
                    found.up.absolute += i64::from((error + by).abs());
                    found.down.absolute += i64::from((error - by).abs());
                }
            }
            if squared {
                for ((pixel, output), label) in pixels.iter().zip(outputs).zip(label) {
                    found.pull += i64::from(output - label) * i64::from(*pixel);
                }
            }
        }
        found
    }
}
