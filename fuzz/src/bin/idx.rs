//! Any bytes, read as IDX.

fn main() {
    jointly_fuzz::fuzz(jointly_fuzz::checked::idx);
}
