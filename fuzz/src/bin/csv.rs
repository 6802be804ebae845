//! Any bytes, read as CSV.

fn main() {
    jointly_fuzz::fuzz(jointly_fuzz::checked::csv);
}
