//! What the whole window points at and has selected.

/// What the whole window points at and has selected. Every view reads it, any view may set it.
#[derive(Debug, Default)]
pub struct Focus {
    /// The current example.
    pub example: usize,
    /// The weight to be tested first when nothing else is asked for.
    pub first_weight: usize,
    /// The weight that was clicked to be tested next.
    pub chosen_weight: Option<usize>,
    /// The weights lit up this frame: pointed at somewhere in the last one.
    pub lit: Vec<usize>,
    /// The example lit up this frame.
    pub lit_example: Option<usize>,
    /// The log row lit up this frame.
    pub lit_row: Option<usize>,
    /// The log row pointed at in the frame that is being drawn.
    pub pointing_row: Option<usize>,
    /// The weights pointed at in the frame that is being drawn.
    pub pointing: Vec<usize>,
    /// The example pointed at in the frame that is being drawn.
    pub pointing_example: Option<usize>,
}

impl Focus {
    /// Whether a weight is lit up.
    #[must_use]
    pub fn lights(&self, weight: usize) -> bool {
        self.lit.contains(&weight)
    }

    /// Says that the pointer is over something that belongs to this weight.
    pub fn point_at(&mut self, weight: usize) {
        if !self.pointing.contains(&weight) {
            self.pointing.push(weight);
        }
    }

    /// Ends a frame: what was pointed at is lit up in the next. Returns whether that changes anything.
    pub fn turn(&mut self) -> bool {
        let pointing = std::mem::take(&mut self.pointing);
        let example = self.pointing_example.take();
        let row = self.pointing_row.take();
        let changes = pointing != self.lit || example != self.lit_example || row != self.lit_row;
        (self.lit, self.lit_example, self.lit_row) = (pointing, example, row);
        changes
    }

    /// The order in which weights are tested when nobody chooses.
    pub fn testing_order(&self, cells: usize) -> impl Iterator<Item = usize> {
        let chosen = self.chosen_weight.into_iter();
        chosen.chain(self.first_weight..cells).chain(0..self.first_weight.min(cells))
    }
}
