//! What was worked out, in one number, for another program to have worked out too.

/// Prints the sum of these numbers, the first once, the second twice, ... the seventh seven times, the eighth once again.
pub fn print(name: &str, numbers: impl Iterator<Item = f64>) {
    let weights = (1..=7).map(f64::from).cycle();
    let sum: f64 = numbers.zip(weights).map(|(number, weight)| number * weight).sum();
    println!("checksum of {name}: {sum}");
}
