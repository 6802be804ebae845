//! Round numbers along an axis.

/// The distance of ticks over `span`: 1, 2 or 5 times a power of ten, so that at most about `most` fit; whole
/// where the span is 2 or more.
pub fn round_step(span: f64, most: f64) -> f64 {
    let rough = span / most;
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|n| n * power);
    let step = steps.into_iter().find(|step| *step >= rough).unwrap_or(rough);
    if span >= 2.0 { step.max(1.0) } else { step }
}

#[cfg(test)]
mod tests {
    use super::round_step;

    #[test]
    fn steps_are_round_and_few() {
        for (span, most, step) in
            [(6.0, 10.0, 1.0), (3.0, 6.0, 1.0), (45.0, 6.0, 10.0), (1.0, 6.0, 0.2)]
        {
            assert_eq!(round_step(span, most), step, "{span} by {most}");
        }
    }
}
