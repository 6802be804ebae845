//! What one thread sums: its share of the tests, over the rows that it has.

use super::machine::{
    Above, CountWithin, Instructions, Machine, SumAbove, SumWeighed, Sums, Weighed, Within,
};
use super::near::{self, BEND_DOWN, BEND_UP, DOWN, FALLEN, Look, RISEN, Seen, UP};

/// Sums over rows, column by column, and what outputs score.
pub(super) struct Share {
    pub machine: Machine,
    pub seen: Seen,
    /// How many rows match with the weight of a column raised, besides those that always do.
    up: Sums<CountWithin>,
    down: Sums<CountWithin>,
    /// By how much tests take errors past 0.
    bend_up: Sums<SumAbove>,
    bend_down: Sums<SumAbove>,
    /// The pixels of rows whose errors have come to 0 or above, or gone below.
    risen: Sums<SumAbove>,
    fallen: Sums<SumAbove>,
    /// Pixels times changes of errors: the low digits of the changes, and the high ones.
    low_pull: Sums<SumWeighed>,
    high_pull: Sums<SumWeighed>,
}

/// The high digit of a change counts so many times.
const DIGIT: i32 = 1 << 15;

/// The rows of a block that something is asked of.
#[derive(Default)]
pub(super) struct Lists<'a> {
    up: Vec<Within<'a>>,
    down: Vec<Within<'a>>,
    bend_up: Vec<Above<'a>>,
    bend_down: Vec<Above<'a>>,
    risen: Vec<Above<'a>>,
    fallen: Vec<Above<'a>>,
    low_pull: Vec<Weighed<'a>>,
    high_pull: Vec<Weighed<'a>>,
}

/// A block of rows, looked at.
pub(super) struct Block<'b, 'a> {
    pub rows: &'b [&'a [u8]],
    pub look: Look<'b>,
    pub flags: &'b [u8],
    /// Room for one more place than there are rows, twice.
    pub places: [&'b mut [u16]; 2],
    pub nudge: i32,
}

impl Share {
    pub fn new(instructions: Instructions, width: usize) -> Self {
        let machine = Machine::new(instructions, width);
        Self {
            machine,
            seen: Seen::default(),
            up: Sums::new(machine, width),
            down: Sums::new(machine, width),
            bend_up: Sums::new(machine, width),
            bend_down: Sums::new(machine, width),
            risen: Sums::new(machine, width),
            fallen: Sums::new(machine, width),
            low_pull: Sums::new(machine, width),
            high_pull: Sums::new(machine, width),
        }
    }

    /// Adds the rows of a block.
    pub fn add(&mut self, lists: &mut Lists<'_>) {
        let machine = self.machine;
        self.up.add(machine, &mut lists.up);
        self.down.add(machine, &mut lists.down);
        self.bend_up.add(machine, &mut lists.bend_up);
        self.bend_down.add(machine, &mut lists.bend_down);
        self.risen.add(machine, &mut lists.risen);
        self.fallen.add(machine, &mut lists.fallen);
        self.low_pull.add(machine, &mut lists.low_pull);
        self.high_pull.add(machine, &mut lists.high_pull);
    }

    /// Asks of the rows of a block what their flags say.
    pub fn ask<'a>(&mut self, lists: &mut Lists<'a>, block: Block<'_, 'a>) {
        let Block { rows, look, flags, places: [all, places], nudge } = block;
        let all = near::flagged(flags, all);
        let Look { outputs, low, high, label, .. } = look;
        for k in near::with_flag(flags, UP, all, places).iter().map(|k| usize::from(*k)) {
            if let Some((low, span)) =
                near::within(low[k] - outputs[k], high[k] - outputs[k], nudge)
            {
                lists.up.push(Within { row: rows[k], low, span });
            }
        }
        for k in near::with_flag(flags, DOWN, all, places).iter().map(|k| usize::from(*k)) {
            if let Some((low, span)) =
                near::within(outputs[k] - high[k], outputs[k] - low[k], nudge)
            {
                lists.down.push(Within { row: rows[k], low, span });
            }
        }
        for (flag, list) in [(RISEN, &mut lists.risen), (FALLEN, &mut lists.fallen)] {
            let places = near::with_flag(flags, flag, all, places).iter();
            list.extend(places.map(|k| Above { row: rows[usize::from(*k)], floor: 0 }));
        }
        for (flag, list, sums) in [
            (BEND_UP, &mut lists.bend_up, &mut self.bend_up),
            (BEND_DOWN, &mut lists.bend_down, &mut self.bend_down),
        ] {
            for k in near::with_flag(flags, flag, all, places).iter().map(|k| usize::from(*k)) {
                let (row, distance) = (rows[k], (outputs[k] - label[k]).abs());
                if let (1, Ok(floor)) = (nudge, u8::try_from(distance)) {
                    list.push(Above { row, floor });
                } else {
                    for (sum, pixel) in sums.beside().iter_mut().zip(row) {
                        *sum += i64::from((nudge * i32::from(*pixel) - distance).max(0));
                    }
                }
            }
        }
    }

    /// Adds `change` times a row to the pull.
    pub fn pull<'a>(lists: &mut Lists<'a>, row: &'a [u8], change: i32) {
        // The digits of a number of up to 30 bits have 15 with a sign.
        let low = (change + DIGIT / 2).rem_euclid(DIGIT) - DIGIT / 2;
        let high = (change - low) / DIGIT;
        for (digit, list) in [(low, &mut lists.low_pull), (high, &mut lists.high_pull)] {
            if let (Ok(weight), true) = (i16::try_from(digit), digit != 0) {
                list.push(Weighed { row, weight });
            }
        }
    }

    /// Moves what has been summed to those of the whole, and begins again.
    pub fn pour(&mut self, whole: &mut Whole) {
        let machine = self.machine;
        whole.seen.add(std::mem::take(&mut self.seen));
        self.up.pour(machine, &mut whole.up, 1);
        self.down.pour(machine, &mut whole.down, 1);
        self.bend_up.pour(machine, &mut whole.bend_up, 1);
        self.bend_down.pour(machine, &mut whole.bend_down, 1);
        self.risen.pour(machine, &mut whole.risen, 1);
        self.fallen.pour(machine, &mut whole.risen, -1);
        self.low_pull.pour(machine, &mut whole.pull, 1);
        self.high_pull.pour(machine, &mut whole.pull, i64::from(DIGIT));
    }
}

/// The sums over all rows.
pub(super) struct Whole {
    pub seen: Seen,
    pub up: Vec<i64>,
    pub down: Vec<i64>,
    pub bend_up: Vec<i64>,
    pub bend_down: Vec<i64>,
    /// The pixels of all rows whose errors are 0 or above: what changes is added from round to round.
    pub risen: Vec<i64>,
    /// Pixels times errors, from round to round.
    pub pull: Vec<i64>,
}

impl Whole {
    pub fn new(width: usize) -> Self {
        let none = || vec![0; width];
        Self {
            seen: Seen::default(),
            up: none(),
            down: none(),
            bend_up: none(),
            bend_down: none(),
            risen: none(),
            pull: none(),
        }
    }

    /// Forgets what is summed anew every round.
    pub fn begin(&mut self) {
        self.seen = Seen::default();
        for sums in [&mut self.up, &mut self.down, &mut self.bend_up, &mut self.bend_down] {
            sums.fill(0);
        }
    }
}
