//! Lanes and the totals that they are spread over before they are full.

use super::{Kernel, Machine, WIDE};

/// What a kernel has summed: lanes, and totals wide enough for all rows.
pub struct Sums<K: Kernel> {
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
