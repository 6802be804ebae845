//! Any bytes, read as JSON.

fn main() {
    jointly_fuzz::fuzz(jointly_fuzz::checked::json);
}
