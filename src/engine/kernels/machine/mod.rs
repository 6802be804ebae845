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

mod moves;
mod portable;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod wide;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod widest;

use super::near::{Column, Found, Look, Seen};

pub(super) use moves::Moves;
use moves::Strips;

/// Columns that are worked on at once with wide instructions.
const WIDE: usize = 32;

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
        match self {
            Self::Portable => portable::outputs(moves, rows, outputs),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Wide(avx2) => wide::outputs(avx2, moves, rows, outputs),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Widest(avx512, avx2) => widest::outputs(avx512, avx2, moves, rows, outputs),
        }
    }

    /// Adds the products of all columns of one side with all of the other.
    pub fn multiply(self, these: &Pairs, others: &Pairs, products: &mut Tile) {
        match self {
            Self::Portable => portable::multiply(these, others, products),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Wide(avx2) => wide::multiply(avx2, these, others, products),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Widest(avx512, _) => widest::multiply(avx512, these, others, products),
        }
    }

    /// Adds rows of numbers of which so many together fit into 31 bits.
    pub fn add_rows(self, rows: &[&[i32]], together: usize, sums: &mut [i64]) {
        match self {
            Self::Portable => portable::add_rows(rows, together, sums),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Wide(avx2) => wide::add_rows(avx2, rows, together, sums),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Widest(avx512, _) => widest::add_rows(avx512, rows, together, sums),
        }
    }

    /// Looks at outputs: what they score, and which rows have to be looked at pixel by pixel.
    pub fn look(self, look: Look<'_>, flags: &mut [u8]) -> Seen {
        match self {
            Self::Portable => look.look(flags),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Wide(avx2) => wide::look(avx2, look, flags),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Widest(avx512, _) => widest::look(avx512, look, flags),
        }
    }

    /// Tests one weight by its column.
    pub fn test(self, column: Column<'_>) -> Found {
        match self {
            Self::Portable => column.both_ways(),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Wide(avx2) => wide::test(avx2, column),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Self::Widest(avx512, _) => widest::test(avx512, column),
        }
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
        match machine {
            Machine::Portable => portable::count_within(items, lanes),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Machine::Wide(avx2) => wide::count_within(avx2, items, 0, lanes),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Machine::Widest(avx512, avx2) => widest::count_within(avx512, avx2, items, lanes),
        }
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
        match machine {
            Machine::Portable => portable::sum_above(items, lanes),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Machine::Wide(avx2) => wide::sum_above(avx2, items, 0, lanes),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Machine::Widest(avx512, avx2) => widest::sum_above(avx512, avx2, items, lanes),
        }
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
        match machine {
            Machine::Portable => portable::sum_weighed(items, lanes),
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Machine::Wide(avx2) | Machine::Widest(_, avx2) => {
                wide::sum_weighed(avx2, items, lanes);
            }
        }
    }
}

/// What a kernel has summed: lanes, and totals wide enough for all rows.
pub(super) struct Sums<K: Kernel> {
    lanes: Vec<K::Lane>,
    room: usize,
    /// Whether there is anything in the totals.
    touched: bool,
    totals: Vec<i64>,
}

impl<K: Kernel> Sums<K> {
    pub fn new(machine: Machine, width: usize) -> Self {
        let lanes = vec![K::Lane::default(); machine.lanes(width)];
        Self { lanes, room: K::ROOM, touched: false, totals: vec![0; width] }
    }

    /// Adds rows, and forgets them.
    pub fn add(&mut self, machine: Machine, items: &mut Vec<K::Item<'_>>) {
        let mut rest = items.as_slice();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(self.room));
            K::add(machine, now, &mut self.lanes);
            self.room -= now.len();
            if self.room == 0 {
                self.spread(machine);
            }
            rest = later;
        }
        items.clear();
    }

    /// The totals, to add to them what no lane would bear.
    pub fn beside(&mut self) -> &mut [i64] {
        self.touched = true;
        &mut self.totals
    }

    /// Adds the totals, so many times, to those of the whole, and begins again.
    pub fn pour(&mut self, machine: Machine, whole: &mut [i64], times: i64) {
        if self.room < K::ROOM {
            self.spread(machine);
        }
        if std::mem::take(&mut self.touched) {
            for (whole, total) in whole.iter_mut().zip(&mut self.totals) {
                *whole += times * std::mem::take(total);
            }
        }
    }

    fn spread(&mut self, machine: Machine) {
        (self.room, self.touched) = (K::ROOM, true);
        match machine {
            Machine::Portable => {
                for (total, lane) in self.totals.iter_mut().zip(&self.lanes) {
                    *total += (*lane).into();
                }
            }
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Machine::Wide(_) | Machine::Widest(..) => self.spread_wide(),
        }
        self.lanes.fill(K::Lane::default());
    }

    /// The last 32 columns may share some with the 32 before them: those count once.
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    fn spread_wide(&mut self) {
        let piece = WIDE / K::WIDE_ORDER.len();
        let (whole, rest) = self.totals.as_chunks_mut::<WIDE>();
        let (lanes, _) = self.lanes.as_chunks::<WIDE>();
        for (totals, lanes) in whole.iter_mut().zip(lanes) {
            for (lanes, place) in lanes.chunks_exact(piece).zip(K::WIDE_ORDER) {
                for (total, lane) in totals[place * piece..].iter_mut().zip(lanes) {
                    *total += (*lane).into();
                }
            }
        }
        if let Some(lanes) = lanes.get(whole.len()) {
            let shared = WIDE - rest.len();
            for (lanes, place) in lanes.chunks_exact(piece).zip(K::WIDE_ORDER) {
                for (column, lane) in (place * piece..).zip(lanes) {
                    if let Some(total) = column.checked_sub(shared).and_then(|c| rest.get_mut(c)) {
                        *total += (*lane).into();
                    }
                }
            }
        }
    }
}
