//! The counts of a whole row at once: its 256 low parts are the bits of a set, and a count is a binary number whose
//! digits stand in as many sets. So one machine word counts for 64 low parts.

/// How many low parts there are to a row, at most.
pub const ROW: usize = 256;

/// Some of the low parts of a row, a bit each.
pub type Set = [u64; ROW / 64];

/// None of them.
pub const NONE: Set = [0; ROW / 64];

/// How many sets are added together.
pub const TOGETHER: usize = 8;

/// A count for every low part of some rows.
pub struct Counters {
    digits: usize,
    /// The digits of each row, the lowest first.
    sets: Vec<Set>,
}

impl Counters {
    /// Of so many rows, to count up to `most`. All are 0.
    #[must_use]
    pub fn new(rows: usize, most: usize) -> Self {
        // Eight sets added together carry into the fourth digit.
        let digits = (usize::BITS - most.leading_zeros()).max(TOGETHER.ilog2() + 1) as usize;
        Self { digits, sets: vec![NONE; rows * digits] }
    }

    /// Sets all to 0.
    pub fn clear(&mut self) {
        self.sets.fill(NONE);
    }

    /// Adds 1 where a low part is in a set of its row, for each of the sets.
    ///
    /// `fill` is told the row and fills in the sets; those that it leaves out are the ones of the row before.
    pub fn add(&mut self, mut fill: impl FnMut(usize, &mut [Set; TOGETHER])) {
        let mut sets = [NONE; TOGETHER];
        for (row, digits) in self.sets.chunks_exact_mut(self.digits).enumerate() {
            fill(row, &mut sets);
            add(digits, &sets);
        }
    }

    /// The counts of each row.
    pub fn rows(&self) -> impl Iterator<Item = Counts<'_>> {
        self.sets.chunks_exact(self.digits).map(Counts)
    }
}

/// The counts of one row, by their digits.
#[derive(Clone, Copy)]
pub struct Counts<'a>(&'a [Set]);

impl Counts<'_> {
    /// One after the other.
    #[must_use]
    pub fn all(&self) -> [u32; ROW] {
        let mut all = [0; ROW];
        for (word, counts) in all.chunks_exact_mut(64).enumerate() {
            for (power, digit) in self.0.iter().enumerate() {
                for (bit, count) in counts.iter_mut().enumerate() {
                    *count |= u32::from(digit[word] >> bit & 1 == 1) << power;
                }
            }
        }
        all
    }

    /// Every count that some low parts `among` these have, ascending, with those that have it.
    pub fn each(&self, among: &Set, mut found: impl FnMut(usize, &Set)) {
        // Sets that agree in their higher digits, each with how many digits are left.
        let mut open = Vec::with_capacity(self.0.len());
        open.push((self.0.len(), 0, *among));
        while let Some((left, mut count, mut among)) = open.pop() {
            for (power, digit) in self.0[..left].iter().enumerate().rev() {
                let ones = std::array::from_fn(|word| among[word] & digit[word]);
                if ones == among {
                    count |= 1 << power;
                } else if ones != NONE {
                    open.push((power, count | 1 << power, ones));
                    among = std::array::from_fn(|word| among[word] ^ ones[word]);
                }
            }
            found(count, &among);
        }
    }
}

/// Adders that are wired as in hardware: three bits of one power make one, and a carry.
fn add(digits: &mut [Set], sets: &[Set; TOGETHER]) {
    const fn sum(a: &mut u64, b: u64, c: u64) -> u64 {
        let carry = *a & b | (*a ^ b) & c;
        *a ^= b ^ c;
        carry
    }
    let [ones, twos, fours, higher @ ..] = digits else { return };
    let mut carry = NONE;
    for (word, eight) in carry.iter_mut().enumerate() {
        let bits = sets.map(|set| set[word]);
        let (one, two, four) = (&mut ones[word], &mut twos[word], &mut fours[word]);
        let first = [sum(one, bits[0], bits[1]), sum(one, bits[2], bits[3])];
        let second = [sum(one, bits[4], bits[5]), sum(one, bits[6], bits[7])];
        let halves = [first, second].map(|carries| sum(two, carries[0], carries[1]));
        *eight = sum(four, halves[0], halves[1]);
    }
    for digit in higher {
        for (digit, carry) in digit.iter_mut().zip(&mut carry) {
            (*digit, *carry) = (*digit ^ *carry, *digit & *carry);
        }
    }
}
