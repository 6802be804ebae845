//! How many weights may move at once, by the largest eigenvalue of what the lit columns have in common.
//!
//! Bradley, Kyrola, Bickson, Guestrin 2011, "Parallel coordinate descent for L1-regularized loss minimization",
//! ICML.

use std::convert::Infallible;
use std::ops::ControlFlow;

use super::dataset::Dataset;
use super::unit_columns::{UnitColumns, scale};

/// The search ends when the residual, and so the distance of the value found from an eigenvalue, is at most this share
/// of it. The value is then much nearer still: its error goes with the square of the residual.
const NEAR: f64 = 1e-7;

/// The most steps of the search, and so the most memory: a step keeps one vector.
const MOST_STEPS: usize = 1000;

/// Of the N x D pixels of a dataset, the columns lit in at least one example, scaled to unit length: A, N x d.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spectrum {
    /// d, the number of these columns.
    pub lit: usize,
    /// Rho, the largest eigenvalue of A'A: from 1, where no two columns meet, to d, where all are parallel. 0 where
    /// d is 0.
    pub largest: f64,
}

impl Spectrum {
    /// The spectrum of a dataset's pixels; labels do not matter.
    ///
    /// Rho is within 1e-6 of its size. Only where thousands of columns hang together like a chain may it be a
    /// little below.
    ///
    /// Takes some dozen passes over the lit pixels; hundreds where the largest eigenvalues are close to each other.
    #[must_use]
    pub fn of(dataset: &Dataset) -> Self {
        let never = || ControlFlow::<Infallible>::Continue(());
        let ControlFlow::Continue(spectrum) = Self::of_columns(&UnitColumns::of(dataset), never);
        spectrum
    }

    /// The same of columns at hand. The observer is asked before each step.
    pub(super) fn of_columns<B>(
        columns: &UnitColumns,
        observer: impl FnMut() -> ControlFlow<B>,
    ) -> ControlFlow<B, Self> {
        let lit = columns.count();
        let largest = if lit == 0 { 0.0 } else { largest(columns, observer)? };
        ControlFlow::Continue(Self { lit, largest })
    }

    /// P* = d / rho, rounded up: up to about so many weights, drawn at random, may each move by its own best amount
    /// alone, all at once, and the squared error still falls. 0 where d is 0.
    ///
    /// It says nothing of steps of a fixed size.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to d, at most 1,048,576"
    )]
    pub fn parallel(&self) -> usize {
        if self.lit == 0 {
            return 0;
        }
        // A quotient that is whole but for rounding is not rounded up.
        let whole = (self.lit as f64 / self.largest * (1.0 - 1e-9)).ceil() as usize;
        whole.clamp(1, self.lit)
    }
}

/// The largest eigenvalue of A'A, by Lanczos's method from a random vector, always the same.
///
/// A A' has the same one; the search is among the shorter vectors. Each is made orthogonal to all before, as rounding
/// would find the same direction again and again.
fn largest<B>(
    columns: &UnitColumns,
    mut observer: impl FnMut() -> ControlFlow<B>,
) -> ControlFlow<B, f64> {
    let size = columns.rows.min(columns.count());
    let mut random = fastrand::Rng::with_seed(0);
    let mut next: Vec<f64> = (0..size).map(|_| random.f64() - 0.5).collect();
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let mut found = Tridiagonal::default();
    loop {
        observer()?;
        scale(&mut next);
        let mut image = product(columns, &next);
        basis.push(next);
        // Once is not enough where little is left, twice is.
        let alpha = orthogonalise(&mut image, &basis);
        let correction = orthogonalise(&mut image, &basis);
        let beta = dot(&image, &image).sqrt();
        let grown = found.push(alpha + correction, beta);
        // Before a step, the residual squared was at most what the value grew by in it, times the value.
        let near = grown <= NEAR * NEAR * found.largest || beta <= NEAR * found.largest;
        if near || basis.len() == size.min(MOST_STEPS) {
            return ControlFlow::Continue(found.largest);
        }
        next = image;
    }
}

/// A'A v or, where there are fewer rows than columns, A A' v.
fn product(columns: &UnitColumns, v: &[f64]) -> Vec<f64> {
    let mut rows = vec![0.0; columns.rows];
    if columns.rows < columns.count() {
        (0..columns.count()).for_each(|j| columns.add(j, columns.dot(j, v), &mut rows));
        rows
    } else {
        v.iter().enumerate().for_each(|(j, &times)| columns.add(j, times, &mut rows));
        (0..columns.count()).map(|j| columns.dot(j, &rows)).collect()
    }
}

/// Takes from `vector` its parts along the basis, and returns the last of them.
fn orthogonalise(vector: &mut [f64], basis: &[Vec<f64>]) -> f64 {
    basis.iter().fold(0.0, |_, direction| {
        let part = dot(vector, direction);
        vector.iter_mut().zip(direction).for_each(|(x, d)| *x -= part * d);
        part
    })
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The k x k matrix to which k steps reduce the large one: `alpha` along its diagonal, `beta` beside it.
#[derive(Default)]
struct Tridiagonal {
    alpha: Vec<f64>,
    beta: Vec<f64>,
    /// Its largest eigenvalue.
    largest: f64,
}

impl Tridiagonal {
    /// Adds a step, and returns by how much the largest eigenvalue has grown.
    fn push(&mut self, alpha: f64, beta: f64) -> f64 {
        let before = self.largest;
        let beside = self.beta.last().copied().unwrap_or(0.0);
        self.alpha.push(alpha);
        self.beta.push(beta);
        // It grows by no more than what stands beside the diagonal, and by rounding.
        let (mut low, mut high) = (before, (before.max(alpha) + beside) * (1.0 + 1e-9));
        loop {
            let middle = f64::midpoint(low, high);
            if low < middle && middle < high {
                if self.is_below(middle) { high = middle } else { low = middle }
            } else {
                self.largest = low;
                return low - before;
            }
        }
    }

    /// Whether every eigenvalue is below `value`: then elimination of `value` x I less this matrix has only positive
    /// pivots.
    fn is_below(&self, value: f64) -> bool {
        let mut carried = 0.0;
        self.alpha.iter().zip(&self.beta).all(|(alpha, beta)| {
            let pivot = value - alpha - carried;
            carried = beta * beta / pivot;
            pivot > 0.0
        })
    }
}
