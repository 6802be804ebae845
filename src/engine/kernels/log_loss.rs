//! The tests of all weights by the log-loss.
//!
//! With the margin m = -label * output, an example costs ln(1 + e^m). A test that moves its output by a pixel's worth
//! makes that ln(1 + e^(m + d)), so the change is the logarithm of the factor (1 + e^m e^d) / (1 + e^m). There are 256
//! pixels, hence 256 values of e^d for all examples, made once; one e^m an example; and the changes of a column's
//! examples need not be added up, but their factors multiplied, and only the product's logarithm taken. For positive m
//! both sides of the fraction are divided by e^m, so that nothing overflows; and the products' exponents are taken out
//! of them before they can.
//!
//! # How exact
//! No factor is a difference, so each has a relative error of at most 8 * 2^-53, and each product adds one. The change
//! of the loss by a test is off by at most N * 2^-49 in N examples, and by 2^-49 of itself and of the loss where they
//! are added up. Rows are multiplied in parts of 4,096, and the parts added up in their order: the threads divide the
//! parts among them, so that no bit depends on how many they are.

use std::f64::consts::LN_2;
use std::thread;

use super::problem::Problem;
use super::rows::Rows;
use super::state::{Effort, State};

/// Rows of a part.
const PART: usize = 1 << 12;
/// What the logarithm of a product may come to before its exponent is taken out.
const MOST: f64 = 600.0;

/// The log-loss at some weights, and with every weight moved by one nudge, all others held.
#[derive(Debug, Clone, PartialEq)]
pub struct LossTests {
    /// With all weights as they are.
    pub stay: f64,
    /// With one of them raised, for every weight.
    pub up: Vec<f64>,
    /// With one of them lowered.
    pub down: Vec<f64>,
}

impl<R: Rows> State<R> {
    /// The log-loss where training stands, and of the tests from there. A label above 0 counts as 1, any other as -1; a
    /// unit is worth `unit`.
    #[must_use]
    pub fn log_loss(&self, unit: f64) -> LossTests {
        let Effort { threads, .. } = self.effort();
        let losses = Losses {
            problem: self.problem(),
            outputs: self.outputs(),
            powers: Powers::new(unit * f64::from(self.nudge())),
            unit,
        };
        let width = self.problem().width();
        let parts: Vec<usize> = (0..self.outputs().len()).step_by(PART).collect();
        let (mut stay, mut changes) = (0.0, vec![[0.0; 2]; width]);
        thread::scope(|scope| {
            let losses = &losses;
            let shares = parts.chunks(parts.len().div_ceil(threads.max(1)).max(1));
            let work = |share: &'_ [usize]| -> Vec<Part> {
                share.iter().map(|from| losses.part(*from)).collect()
            };
            let mut shares = shares.collect::<Vec<_>>().into_iter();
            let own = shares.next().unwrap_or_default();
            let others: Vec<_> = shares.map(|share| scope.spawn(move || work(share))).collect();
            let mut found = work(own);
            for other in others {
                match other.join() {
                    Ok(other) => found.extend(other),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            for part in found {
                stay += part.stay;
                for (sum, change) in changes.iter_mut().zip(&part.changes) {
                    *sum = [sum[0] + change[0], sum[1] + change[1]];
                }
            }
        });
        LossTests {
            stay,
            up: changes.iter().map(|[up, _]| stay + up).collect(),
            down: changes.iter().map(|[_, down]| stay + down).collect(),
        }
    }
}

/// By what tests multiply e^m.
#[derive(Debug)]
pub(super) struct Powers {
    /// What a test moves an output by for every unit of a pixel.
    nudge: f64,
    /// For an example whose label is not above 0, and one whose is: for every pixel by what raising and lowering a
    /// weight over it does.
    of: [[[f64; 2]; 256]; 2],
    /// How many factors may be multiplied before exponents are taken out; none where one alone is too large.
    pub together: usize,
}

impl Powers {
    #[expect(clippy::cast_precision_loss, reason = "at most 4,096")]
    pub(super) fn new(nudge: f64) -> Self {
        let mut of = [[[1.0; 2]; 256]; 2];
        for pixel in 0..=u8::MAX {
            let by = nudge * f64::from(pixel);
            let (greater, less) = (by.exp(), (-by).exp());
            of[0][usize::from(pixel)] = [greater, less];
            of[1][usize::from(pixel)] = [less, greater];
        }
        let fits = |factors: &usize| *factors as f64 * 255.0 * nudge <= MOST;
        let together = (1..=PART).rev().find(fits).unwrap_or(0);
        Self { nudge, of, together }
    }

    /// By what raising and lowering a weight multiplies e^m of an example with such a label, for every pixel.
    pub(super) const fn of(&self, positive: bool) -> &[[f64; 2]; 256] {
        &self.of[positive as usize]
    }

    /// How far a test moves an output at most.
    pub(super) fn farthest(&self) -> f64 {
        255.0 * self.nudge
    }
}

struct Losses<'a, R> {
    problem: &'a Problem<R>,
    outputs: &'a [i32],
    powers: Powers,
    unit: f64,
}

/// What a part of the rows adds up to.
struct Part {
    stay: f64,
    /// By what raising and lowering each weight changes it.
    changes: Vec<[f64; 2]>,
}

/// ln(1 + e^m).
pub(super) fn loss(margin: f64) -> f64 {
    margin.max(0.0) + (-margin.abs()).exp().ln_1p()
}

impl<R: Rows> Losses<'_, R> {
    fn part(&self, from: usize) -> Part {
        let width = self.problem.width();
        let outputs = &self.outputs[from..self.outputs.len().min(from + PART)];
        let mut rows = vec![&[] as &[u8]; outputs.len()];
        self.problem.rows().point(from, &mut rows);
        let examples = rows.into_iter().zip(outputs).zip(&self.problem.label[from..]);
        let examples = examples.map(|((row, output), label)| {
            let output = f64::from(*output) * self.unit;
            (row, if *label > 0 { -output } else { output }, *label > 0)
        });
        let mut part = Part { stay: 0.0, changes: vec![[0.0; 2]; width] };
        let together = self.powers.together;
        if together == 0 {
            for (row, margin, positive) in examples {
                part.stay += loss(margin);
                self.add(row, margin, positive, &mut part.changes);
            }
            return part;
        }
        let mut factors = [[1.0; 2]; 256];
        let mut products = vec![Product::ONE; width];
        for (number, (row, margin, positive)) in (1..).zip(examples) {
            part.stay += loss(margin);
            self.factors(margin, positive, &mut factors);
            multiply(row, &factors, &mut products);
            if number % together == 0 {
                products.iter_mut().for_each(Product::take_out);
            }
        }
        for (change, product) in part.changes.iter_mut().zip(&products) {
            *change = product.logarithms();
        }
        part
    }

    /// By what raising and lowering a weight multiplies 1 + e^m, for every pixel.
    fn factors(&self, margin: f64, positive: bool, factors: &mut [[f64; 2]; 256]) {
        let small = (-margin.abs()).exp();
        let share = 1.0 / (1.0 + small);
        let (one, power) = if margin > 0.0 { (small, 1.0) } else { (1.0, small) };
        let (one, power) = (one * share, power * share);
        for (factor, [up, down]) in factors.iter_mut().zip(self.powers.of(positive)) {
            *factor = [one + power * up, one + power * down];
        }
        factors[0] = [1.0; 2];
    }

    /// The same by logarithms, where factors would be too large.
    fn add(&self, row: &[u8], margin: f64, positive: bool, changes: &mut [[f64; 2]]) {
        let before = loss(margin);
        for (change, pixel) in changes.iter_mut().zip(row).filter(|(_, pixel)| **pixel > 0) {
            let by = self.powers.nudge * f64::from(*pixel);
            let by = if positive { -by } else { by };
            change[0] += loss(margin + by) - before;
            change[1] += loss(margin - by) - before;
        }
    }
}

/// Multiplies into each column's products the factors of its pixel; eight dark pixels are passed by at once.
fn multiply(row: &[u8], factors: &[[f64; 2]; 256], products: &mut [Product]) {
    for (pixels, products) in row.chunks(8).zip(products.chunks_mut(8)) {
        if is_dark(pixels) {
            continue;
        }
        for (pixel, product) in pixels.iter().zip(products) {
            product.multiply(factors[usize::from(*pixel)]);
        }
    }
}

/// Whether no pixel is lit.
pub(super) fn is_dark(pixels: &[u8]) -> bool {
    pixels.iter().fold(0, |any, pixel| any | pixel) == 0
}

/// Two products, and the exponents taken out of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Product {
    of: [f64; 2],
    exponents: [i32; 2],
}

impl Product {
    pub(super) const ONE: Self = Self { of: [1.0; 2], exponents: [0; 2] };

    pub(super) fn multiply(&mut self, [up, down]: [f64; 2]) {
        self.of = [self.of[0] * up, self.of[1] * down];
    }

    /// Leaves of each a number from 1 to 2.
    pub(super) fn take_out(&mut self) {
        const EXPONENT: u64 = 0x7FF << 52;
        for (product, sum) in self.of.iter_mut().zip(&mut self.exponents) {
            let bits = product.to_bits();
            let exponent = i32::try_from(bits >> 52).unwrap_or(0) - 1023;
            *sum += exponent;
            *product = f64::from_bits(bits & !EXPONENT | 1023 << 52);
        }
    }

    pub(super) fn logarithms(&self) -> [f64; 2] {
        let [up, down] = self.of;
        let [raised, lowered] = self.exponents.map(f64::from);
        [up.ln() + raised * LN_2, down.ln() + lowered * LN_2]
    }
}
