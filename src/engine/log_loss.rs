//! The log-loss of every weight's tests, as products.
//!
//! With margin m = y o, an example adds ln(1 + e^-m). A test of a weight over a pixel x moves its margin by d = y s x, and
//! e^-(m + d) = e^-m e^-d: of bytes there are 256 different e^-d, for all examples the same. And a sum of logarithms is the logarithm
//! of a product. So a pixel costs a look into a table and two multiplications for either direction, and a logarithm is taken only when
//! a product might leave the numbers.
//!
//! Where the margin is far below 0, ln(1 + e^-m) is -m + ln(1 + e^m), of which the first part is added up as it is.

use super::by_rows::Sums;
use super::dataset::Example;
use super::levels::Levels;
use super::score::log_loss;

/// A product up to this one may be multiplied by another factor.
const ROOM: f64 = 1e150;
/// The largest exponent that is taken as a factor.
const FAR: f64 = 300.0;

/// The log-loss with each weight raised and lowered, up to now.
pub(super) struct LogLosses {
    step: f64,
    /// For each weight raised, and lowered: what is added up, and the product whose logarithm comes to it.
    sums: Vec<[f64; 2]>,
    products: Vec<[f64; 2]>,
    /// No product is larger.
    most: f64,
    /// e^(step x value) of every byte, and what it is one over, on these levels.
    powers: Vec<[f64; 2]>,
    per: f64,
}

impl LogLosses {
    pub(super) fn new(step: f64, cells: usize) -> Self {
        let (sums, products) = (vec![[0.0; 2]; cells], vec![[1.0; 2]; cells]);
        Self { step, sums, products, most: 1.0, powers: Vec::new(), per: 0.0 }
    }

    fn on(&mut self, levels: &Levels) {
        if self.per != levels.steps() {
            self.per = levels.steps();
            let power = |byte: u8| (self.step * levels.value(byte)).exp();
            self.powers = (0..=u8::MAX).map(|byte| [power(byte), 1.0 / power(byte)]).collect();
        }
    }

    /// Takes the logarithm of every product.
    fn pour(&mut self) {
        for (sums, products) in self.sums.iter_mut().zip(&mut self.products) {
            for (sum, product) in sums.iter_mut().zip(products) {
                *sum += product.ln();
                *product = 1.0;
            }
        }
        self.most = 1.0;
    }

    fn add_one_by_one(&mut self, example: &Example, output: f64) {
        let label = example.label;
        let dark = log_loss(output, label);
        for (sums, &pixel) in self.sums.iter_mut().zip(&example.pixels) {
            let moved = self.step * pixel;
            let lit =
                |moved: f64| if pixel == 0.0 { dark } else { log_loss(output + moved, label) };
            sums[0] += lit(moved);
            sums[1] += lit(-moved);
        }
    }
}

impl Sums for LogLosses {
    fn add(&mut self, example: &Example, output: f64) {
        let margin = example.label * output;
        let Some((bytes, levels)) = example.pixels.as_bytes() else {
            return self.add_one_by_one(example, output);
        };
        let brightest = bytes.iter().copied().max().unwrap_or_default();
        let reach = self.step * levels.value(brightest) * example.label.abs();
        if example.label.abs() != 1.0 || margin.abs() + reach > FAR {
            return self.add_one_by_one(example, output);
        }
        self.on(levels);
        // Raising a weight moves the margin up where the label is 1: e^-m shrinks. Mirrored it is the other way round.
        let mirrored = margin < 0.0;
        let factor = (-margin.abs()).exp();
        let raised = usize::from((example.label > 0.0) != mirrored);
        let largest = 1.0 + factor * reach.exp();
        if self.most * largest > ROOM {
            self.pour();
        }
        self.most *= largest;
        for ([up, down], byte) in self.products.iter_mut().zip(bytes) {
            let powers = self.powers[usize::from(*byte)];
            *up *= 1.0 + factor * powers[raised];
            *down *= 1.0 + factor * powers[1 - raised];
        }
        if mirrored {
            let slope = example.label * self.step;
            for (sums, byte) in self.sums.iter_mut().zip(bytes) {
                let moved = slope * levels.value(*byte);
                sums[0] += -margin - moved;
                sums[1] += -margin + moved;
            }
        }
    }

    fn scores(&mut self, _: f64) -> Box<dyn Iterator<Item = (f64, f64)> + '_> {
        self.pour();
        Box::new(self.sums.iter().map(|[up, down]| (*up, *down)))
    }
}
