//! The examples, and how large their numbers may become.

use super::rows::Rows;

/// The largest magnitude of an output, of a label and of what one test moves an output by. Errors and changes of outputs
/// are at most twice as much: two digits of 15 bits with their signs.
pub(super) const MOST: i32 = 1 << 28;
/// The most examples: 255 of each fit into 31 bits.
const MOST_EXAMPLES: usize = 1 << 22;

/// What the output of one example is measured against, in units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// The least output that matches.
    pub low: i32,
    /// The greatest output that matches; where it is less than the least, none does.
    pub high: i32,
    /// The output from which errors are measured.
    pub label: i32,
}

impl Aim {
    /// The aim that outputs of one value match.
    #[must_use]
    pub const fn at(label: i32) -> Self {
        Self { low: label, high: label, label }
    }

    /// The same, with bounds that no output passes where they were further off: differences from them are small.
    fn brought_near(self) -> Self {
        const BEYOND: i32 = MOST + 1;
        if self.low > self.high {
            return Self { low: BEYOND, high: -BEYOND, ..self };
        }
        Self {
            low: self.low.clamp(-BEYOND, BEYOND),
            high: self.high.clamp(-BEYOND, BEYOND),
            ..self
        }
    }
}

/// Why numbers of these sizes are not for this room. The general way, in floating point, takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not one aim for every row.
    #[error("{rows} rows, but {aims} aims")]
    Unequal {
        /// How many rows there are.
        rows: usize,
        /// How many aims there are.
        aims: usize,
    },
    /// Not one weight, or move, for every pixel.
    #[error("{pixels} pixels, but {weights} weights")]
    Weights {
        /// How many pixels a row has.
        pixels: usize,
        /// How many weights were given.
        weights: usize,
    },
    /// More examples than sums have room for.
    #[error("more than 4,194,304 examples")]
    TooMany,
    /// A label is too far off.
    #[error("label {label} of example {example} is beyond 2^28 units")]
    Label {
        /// The label.
        label: i32,
        /// Whose label it is.
        example: usize,
    },
    /// A test moves its weight by nothing, or backwards.
    #[error("tests have to move a weight by at least one unit")]
    Nudge,
    /// An output or a sum might leave its integer type.
    #[error("weights so large that an output or a sum might overflow")]
    Overflow,
    /// A test moves an output by more than its power has room for.
    #[error("tests that move an output by more than 600, for the log-loss")]
    Far,
}

/// Examples, with what is known of their pixels.
#[derive(Debug, Clone)]
pub struct Problem<R> {
    rows: R,
    pub(super) low: Vec<i32>,
    pub(super) high: Vec<i32>,
    pub(super) label: Vec<i32>,
    /// The largest magnitude of a label.
    farthest: i64,
    /// The largest pixel.
    brightest: u8,
    /// The largest sum of a row's pixels.
    fullest: i64,
    /// The sum of each column's pixels.
    pub(super) sums: Vec<i64>,
    /// The sum of their squares.
    pub(super) squares: Vec<i64>,
}

impl<R: Rows> Problem<R> {
    /// Takes the examples, one aim for every row, and looks at every pixel once.
    ///
    /// # Errors
    /// Where there are too many, or a label is too far off.
    pub fn new(rows: R, aims: &[Aim]) -> Result<Self, Refusal> {
        if rows.count() != aims.len() {
            return Err(Refusal::Unequal { rows: rows.count(), aims: aims.len() });
        }
        if aims.len() > MOST_EXAMPLES {
            return Err(Refusal::TooMany);
        }
        let far = |aim: &Aim| aim.label.unsigned_abs() > MOST.unsigned_abs();
        if let Some(example) = aims.iter().position(far) {
            return Err(Refusal::Label { label: aims[example].label, example });
        }
        let near: Vec<Aim> = aims.iter().map(|aim| aim.brought_near()).collect();
        let farthest = near.iter().map(|aim| i64::from(aim.label).abs()).max().unwrap_or(0);
        let pixels = Census::of(&rows);
        Ok(Self {
            rows,
            low: near.iter().map(|aim| aim.low).collect(),
            high: near.iter().map(|aim| aim.high).collect(),
            label: near.iter().map(|aim| aim.label).collect(),
            farthest,
            brightest: pixels.brightest,
            fullest: pixels.fullest,
            sums: pixels.sums,
            squares: pixels.squares,
        })
    }

    /// The rows.
    #[must_use]
    pub const fn rows(&self) -> &R {
        &self.rows
    }

    /// How many examples there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.label.len()
    }

    /// How many pixels each has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.width()
    }

    /// The furthest that a test of so many units moves an output.
    ///
    /// # Errors
    /// Where no test moves by so little or so much.
    pub(super) fn reach(&self, nudge: i32) -> Result<i32, Refusal> {
        if nudge < 1 {
            return Err(Refusal::Nudge);
        }
        let reach = i64::from(nudge) * i64::from(self.brightest);
        i32::try_from(reach).ok().filter(|reach| *reach <= MOST).ok_or(Refusal::Overflow)
    }

    /// Checks that nothing overflows where weights with these changes are tested, from outputs of at most `farthest`.
    pub(super) fn bear(&self, farthest: i32, changes: &[i32], reach: i32) -> Result<(), Refusal> {
        if changes.len() != self.width() {
            return Err(Refusal::Weights { pixels: self.width(), weights: changes.len() });
        }
        let magnitudes = changes.iter().map(|change| i128::from(change.unsigned_abs()));
        let all_lit = magnitudes.clone().sum::<i128>() * i128::from(self.brightest);
        let largest = magnitudes.max().unwrap_or(0) * i128::from(self.fullest);
        let output = i128::from(farthest) + all_lit.min(largest) + i128::from(reach);
        let error = output + i128::from(self.farthest);
        let squares = error * error * self.count() as i128;
        let fits = output <= i128::from(MOST) && squares < 1 << 61;
        if fits { Ok(()) } else { Err(Refusal::Overflow) }
    }
}

/// What one look at every pixel finds.
struct Census {
    brightest: u8,
    fullest: i64,
    sums: Vec<i64>,
    squares: Vec<i64>,
}

impl Census {
    fn of(rows: &impl Rows) -> Self {
        /// So many squares of bytes fit into 32 bits.
        const BLOCK: usize = 1 << 15;
        let width = rows.width();
        let (mut brightest, mut fullest) = (0, 0);
        let (mut sums, mut squares) = (vec![0; width], vec![0; width]);
        let (mut few_sums, mut few_squares) = (vec![0_u32; width], vec![0_u32; width]);
        for first in (0..rows.count()).step_by(BLOCK) {
            for example in first..rows.count().min(first + BLOCK) {
                let mut row = [&[] as &[u8]];
                rows.point(example, &mut row);
                let [row] = row;
                for ((sum, square), &pixel) in few_sums.iter_mut().zip(&mut few_squares).zip(row) {
                    let pixel = u32::from(pixel);
                    *sum += pixel;
                    *square += pixel * pixel;
                }
                brightest = row.iter().copied().fold(brightest, u8::max);
                fullest = fullest.max(row.iter().map(|pixel| u64::from(*pixel)).sum());
            }
            for (sum, few) in
                sums.iter_mut().zip(&mut few_sums).chain(squares.iter_mut().zip(&mut few_squares))
            {
                *sum += i64::from(std::mem::take(few));
            }
        }
        Self { brightest, fullest: i64::try_from(fullest).unwrap_or(i64::MAX), sums, squares }
    }
}
