//! Scales of 256 levels, on which pixels take a byte.

use std::sync::{Arc, LazyLock};

/// What bytes stand for: byte b for b / `per`.
#[derive(Debug, PartialEq)]
pub struct Levels {
    per: f64,
    values: [f64; 256],
}

impl Levels {
    /// The levels b / `per`, `per` being positive.
    #[must_use]
    pub fn per(per: f64) -> Arc<Self> {
        let mut values = [0.0; 256];
        for (byte, value) in (0..=u8::MAX).zip(&mut values) {
            *value = f64::from(byte) / per;
        }
        Arc::new(Self { per, values })
    }

    /// The whole numbers from 0 to 255.
    #[must_use]
    pub fn whole() -> &'static Arc<Self> {
        static WHOLE: LazyLock<Arc<Levels>> = LazyLock::new(|| Levels::per(1.0));
        &WHOLE
    }

    /// The coarsest levels, of whole numbers to 255ths, that have all of these values.
    #[must_use]
    pub fn with(values: &[f64]) -> Option<Arc<Self>> {
        let fits = |per: f64| values.iter().all(|value| byte_of(*value, per).is_some());
        let per = (1..=u8::MAX).map(f64::from).find(|per| fits(*per))?;
        Some(if per == 1.0 { Arc::clone(Self::whole()) } else { Self::per(per) })
    }

    /// The value of a byte.
    #[must_use]
    pub const fn value(&self, byte: u8) -> f64 {
        self.values[byte as usize]
    }

    /// The byte that stands for a value.
    #[must_use]
    pub fn byte(&self, value: f64) -> Option<u8> {
        byte_of(value, self.per)
    }

    /// The values of all bytes.
    pub(super) const fn values(&self) -> &[f64; 256] {
        &self.values
    }

    /// How many levels there are from one whole number to the next.
    #[must_use]
    pub const fn steps(&self) -> f64 {
        self.per
    }
}

/// The byte that stands for exactly this value where b stands for b / `per`; 0 has one sign.
fn byte_of(value: f64, per: f64) -> Option<u8> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "compared afterwards"
    )]
    let byte = (value * per).round() as u8;
    (f64::from(byte) / per == value).then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coarsest_levels_are_found() {
        let of = |values: &[f64]| Levels::with(values).map(|levels| levels.steps());
        assert_eq!(of(&[0.0, 1.0, 255.0]), Some(1.0));
        assert_eq!(of(&[0.0, 0.5, 1.0]), Some(2.0));
        assert_eq!(of(&[1.0 / 255.0, 1.0]), Some(255.0));
        assert_eq!(of(&[1.0 / 16.0, 0.5]), Some(16.0));
        assert_eq!(of(&[1.0 / 257.0]), None);
        assert_eq!(of(&[-1.0, 1.0]), None);
    }

    #[test]
    fn every_level_is_found_again() {
        for per in 1..=u8::MAX {
            let levels = Levels::per(f64::from(per));
            for byte in 0..=u8::MAX {
                assert_eq!(levels.byte(levels.value(byte)), Some(byte), "{byte} / {per}");
            }
        }
    }
}
