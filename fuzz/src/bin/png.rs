//! Any bytes, read as PNG.

fn main() {
    jointly_fuzz::fuzz(jointly_fuzz::checked::png);
}
