//! The inner loops, once for every machine and once with the wide instructions that this one has. Both do the same
//! sums of whole numbers, so which is taken changes no bit of a result.
//!
//! A kernel adds a list of rows into *lanes*: narrow integers, a few for every column, that have [`Kernel::ROOM`] for so
//! many rows before they are spread over the wide totals. What order lanes lie in is the machine's own affair.

/// Works on the columns from one on that are in whole strips, on four strips at once while there are so many. Gives back the
/// lanes of the columns that are left. A macro, as it is for functions that are compiled for certain instructions.
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
macro_rules! in_strips {
    ($columns:ident($simd:expr, $items:expr), $from:expr, $lanes:expr, $strip:expr) => {{
        const AT_ONCE: usize = 4;
        let width = $items.first().map_or(0, |item| item.row.len());
        let (whole, rest) = $lanes.split_at_mut((width - $from) / $strip * $strip);
        let (many, few) = whole.as_chunks_mut::<{ $strip }>().0.as_chunks_mut::<AT_ONCE>();
        let first_few = $from + many.len() * AT_ONCE * $strip;
        for (at, lanes) in ($from..).step_by(AT_ONCE * $strip).zip(many) {
            $columns($simd, $items, at, lanes);
        }
        for (at, lanes) in (first_few..).step_by($strip).zip(few) {
            $columns($simd, $items, at, std::array::from_mut(lanes));
        }
        rest
    }};
}

/// Calls the loop of this name that a machine has. Those of the wider ones are handed the instructions that they may use.
macro_rules! on_machine {
    ($machine:expr, $name:ident($($argument:expr),*)) => {
        match $machine {
            Machine::Portable => portable::$name($($argument),*),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Machine::Wide(avx2) => wide::$name(avx2, $($argument),*),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Machine::Widest(avx512, avx2) => widest::$name(avx512, avx2, $($argument),*),
        }
    };
}

mod moves;
mod portable;
mod sums;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod wide;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod widest;

use super::near::{Column, Found, Look, Seen};

pub(super) use moves::Moves;
use moves::Strips;
pub(super) use sums::Sums;

/// Columns that are worked on at once with wide instructions.
const WIDE: usize = 32;

/// The most numbers of a column that are added at once.
pub(super) const PIECE: usize = 2048;

/// Rows of a block of [`Pairs`], by twos.
pub(super) const PAIRS: usize = 64;
/// Sixteen columns of rows, two rows in every number, each in a half of it.
pub(super) type Pairs = [[i32; 16]; PAIRS];
/// Products of sixteen columns with sixteen others.
pub(super) type Tile = [[i32; 16]; 16];

/// Which instructions are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Instructions {
    /// The widest that there are for this machine.
    #[default]
    Best,
    /// At most AVX2, where there is more.
    Avx2,
    /// Those that every machine has.
    Portable,
}

/// A set of inner loops.
#[derive(Debug, Clone, Copy)]
pub(super) enum Machine {
    Portable,
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    Wide(fearless_simd::Avx2),
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    Widest(fearless_simd::Avx512, fearless_simd::Avx2),
}

impl Machine {
    /// The loops for rows of this width.
    pub fn new(instructions: Instructions, width: usize) -> Self {
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if let (Instructions::Best | Instructions::Avx2, WIDE..) = (instructions, width) {
            let level = fearless_simd::Level::new();
            let avx512 = level.as_avx512().filter(|_| instructions == Instructions::Best);
            match (avx512, level.as_avx2()) {
                (Some(avx512), Some(avx2)) => return Self::Widest(avx512, avx2),
                (None, Some(avx2)) => return Self::Wide(avx2),
                _ => {}
            }
        }
        let _ = (instructions, width);
        Self::Portable
    }

    /// How many lanes columns need.
    pub fn lanes(self, width: usize) -> usize {
        match self {
            Self::Portable => width,
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Wide(_) | Self::Widest(..) => width.next_multiple_of(WIDE),
        }
    }

    /// By how much the moves change the output of each row.
    pub fn outputs(self, moves: &Moves, rows: &[&[u8]], outputs: &mut [i32]) {
        on_machine!(self, outputs(moves, rows, outputs));
    }

    /// Adds columns, each time as often as told, to what outputs change by.
    pub fn add_columns(self, columns: &[&[u8]], times: i32, change: &mut [i32]) {
        on_machine!(self, add_columns(columns, times, change));
    }

    /// Adds the products of all columns of one side with all of the other.
    pub fn multiply(self, these: &Pairs, others: &Pairs, products: &mut Tile) {
        on_machine!(self, multiply(these, others, products));
    }

    /// Adds rows of numbers of which so many together fit into 31 bits.
    pub fn add_rows(self, rows: &[&[i32]], together: usize, sums: &mut [i64]) {
        on_machine!(self, add_rows(rows, together, sums));
    }

    /// Looks at outputs: what they score, and which rows have to be looked at pixel by pixel.
    pub fn look(self, look: Look<'_>, flags: &mut [u8]) -> Seen {
        on_machine!(self, look(look, flags))
    }

    /// Tests one weight by its column.
    pub fn test(self, column: Column<'_>) -> Found {
        on_machine!(self, test(column))
    }
}

/// One kind of sum over rows, column by column.
pub(super) trait Kernel {
    /// A row with what is asked of it.
    type Item<'a>;
    /// A narrow integer.
    type Lane: Copy + Default + Into<i64>;
    /// How many rows lanes have room for.
    const ROOM: usize;

    /// Adds rows.
    fn add(machine: Machine, items: &[Self::Item<'_>], lanes: &mut [Self::Lane]);

    /// The order in which the 32 lanes of 32 columns lie on a wide machine: pieces, each of so many lanes that the
    /// pieces are 32, and where each piece belongs.
    const WIDE_ORDER: &'static [usize];
}

/// Counts in how many rows a pixel lies in a range.
pub(super) struct CountWithin;

/// A row, and the range: from `low` on, `span` wide.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within<'a> {
    pub row: &'a [u8],
    pub low: u8,
    pub span: u8,
}

impl Kernel for CountWithin {
    type Item<'a> = Within<'a>;
    type Lane = u8;
    const ROOM: usize = 255;
    const WIDE_ORDER: &'static [usize] = &[0];

    fn add(machine: Machine, items: &[Within<'_>], lanes: &mut [u8]) {
        on_machine!(machine, count_within(items, lanes));
    }
}

/// Sums by how much pixels are above a floor.
pub(super) struct SumAbove;

/// A row and the floor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Above<'a> {
    pub row: &'a [u8],
    pub floor: u8,
}

impl Kernel for SumAbove {
    type Item<'a> = Above<'a>;
    type Lane = u16;
    const ROOM: usize = 257;
    const WIDE_ORDER: &'static [usize] = &[0, 2, 1, 3];

    fn add(machine: Machine, items: &[Above<'_>], lanes: &mut [u16]) {
        on_machine!(machine, sum_above(items, lanes));
    }
}

/// Sums pixels, each row with a weight of its own.
pub(super) struct SumWeighed;

/// A row and its weight, of a magnitude of at most 2^14.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed<'a> {
    pub row: &'a [u8],
    pub weight: i16,
}

impl Kernel for SumWeighed {
    type Item<'a> = Weighed<'a>;
    type Lane = i32;
    // 512 * 255 * 2^14 < 2^31, even with one row more to make pairs.
    const ROOM: usize = 512;
    const WIDE_ORDER: &'static [usize] = &[0, 4, 1, 5, 2, 6, 3, 7];

    fn add(machine: Machine, items: &[Weighed<'_>], lanes: &mut [i32]) {
        on_machine!(machine, sum_weighed(items, lanes));
    }
}
