//! Numbers that look random, the same in every run.

/// `SplitMix64`, by Steele, Lea and Flood (2014): enough for data that need only look random.
pub struct Random(pub u64);

impl Random {
    /// A whole number below the bound.
    pub fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let high = u32::try_from((z ^ (z >> 31)) >> 33).unwrap_or(0);
        high % bound
    }
}
