//! What is made of pictures: examples, as was chosen.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::{Block, Choices, Dataset, Example, Levels, Pictures, Pixels, Reading, Shape, Side};

/// Who is told how much is made, from 0 to 1, and may break.
type Observer<'a> = &'a mut dyn FnMut(f32) -> ControlFlow<()>;

/// How many pixels are looked at between two words to the observer: a millisecond or so.
const TELLING: usize = 1 << 18;
/// The share of the work that is looking at all pixels, and that is done once they are as they will be.
const SEEN: f32 = 0.2;
const READ: f32 = 0.6;

impl Pictures {
    /// The smallest and the largest pixel; 0 and 0 where there is none.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        let found = self.range_observed(&mut |_| ControlFlow::Continue(()));
        let Some(range) = found else { unreachable!("nobody breaks") };
        range
    }

    fn range_observed(&self, observer: Observer) -> Option<(f64, f64)> {
        let widen = |(low, high): (f64, f64), pixel: f64| (low.min(pixel), high.max(pixel));
        let mut range = (f64::INFINITY, f64::NEG_INFINITY);
        match &self.pixels {
            Block::Bytes(bytes) => {
                for (done, piece) in bytes.chunks(TELLING).enumerate() {
                    tell(observer, done * TELLING, bytes.len())?;
                    // Of bytes many at a time are compared.
                    let ends = [piece.iter().min(), piece.iter().max()];
                    range = ends.into_iter().flatten().map(|b| f64::from(*b)).fold(range, widen);
                }
            }
            Block::Each(pictures) => {
                let some = (TELLING / self.shape.cells()).max(1);
                for (done, piece) in pictures.chunks(some).enumerate() {
                    tell(observer, done * some, pictures.len())?;
                    range = piece.iter().flatten().copied().fold(range, widen);
                }
            }
        }
        let (low, high) = range;
        Some(if low > high { (0.0, 0.0) } else { range })
    }

    /// Whether the pictures seem to be dark ink on white paper: at their borders most pixels are bright. Looks at so many pictures
    /// at most, evenly spread; their pixels are in this range.
    #[must_use]
    pub fn is_ink_on_paper(&self, (low, high): (f64, f64)) -> bool {
        const LOOKED_AT: usize = 1_000;
        /// At least so many of four.
        const BRIGHT: usize = 3;
        let middle = f64::midpoint(low, high);
        let Shape { width, height } = self.shape;
        let (mut border, mut bright) = (0, 0);
        for picture in (0..self.count()).step_by(self.count().div_ceil(LOOKED_AT).max(1)) {
            for (cell, pixel) in self.pixels(picture).enumerate() {
                let (row, column) = self.shape.place(cell);
                if row == 0 || column == 0 || row + 1 == height || column + 1 == width {
                    border += 1;
                    bright += usize::from(pixel > middle);
                }
            }
        }
        // Numbers below 0 are no brightness.
        low >= 0.0 && border > 0 && 4 * bright >= BRIGHT * border
    }

    /// The examples that the choices make of the pictures.
    ///
    /// Where that is another label, or only some are taken, an example is named by class and place: `3 #17` is the file's 17th picture.
    #[must_use]
    pub fn dataset(&self, choices: &Choices) -> Dataset {
        let made = self.dataset_observed(choices, &mut |_| ControlFlow::Continue(()));
        let Some(dataset) = made else { unreachable!("nobody breaks") };
        dataset
    }

    /// The same. The observer is told how much is made, from 0 to 1, and may break; then there is nothing.
    pub fn dataset_observed(&self, choices: &Choices, observer: Observer) -> Option<Dataset> {
        let taken = self.taken(choices);
        let read = self.reader(choices, taken.len(), observer)?;
        let own =
            choices.sides.iter().all(|side| *side == Side::Own) && taken.len() == self.count();
        let name = |picture: usize| match self.names.get(picture) {
            Some(name) => name.clone(),
            None if own => String::new(),
            None => {
                let class = &self.classes[self.class_of[picture] as usize].name;
                format!("{} #{}", shortened(class, Dataset::MAX_NAME - 12), picture + 1)
            }
        };
        let example = |picture: usize| Example {
            name: name(picture),
            label: self.label(choices, picture).unwrap_or_default(),
            pixels: read(picture),
        };
        let mut examples = Vec::with_capacity(taken.len());
        for some in taken.chunks((TELLING / self.shape.cells()).clamp(1, 1 << 10)) {
            let mut observer = |share| observer(READ + (1.0 - READ) * share);
            tell(&mut observer, examples.len(), taken.len())?;
            examples.extend(some.iter().map(|picture| Arc::new(example(*picture))));
        }
        let label_names = self.label_names(choices);
        Some(Dataset { shape: self.shape, examples, label_names })
    }

    /// Reads the pixels of one picture, of so many that are taken.
    fn reader<'a>(
        &'a self,
        choices: &Choices,
        taken: usize,
        observer: Observer<'_>,
    ) -> Option<impl Fn(usize) -> Pixels + use<'a>> {
        let range = self.range_observed(&mut |share| observer(SEEN * share))?;
        let read = choices.reader(range);
        let cells = self.shape.cells();
        let is_raw = choices.reading == Reading::Raw && !choices.inverted;
        let each = move |picture: usize| match &self.pixels {
            Block::Each(pictures) if is_raw => pictures[picture].clone(),
            _ => self.pixels(picture).map(&read).collect(),
        };
        let mut observer = |share| observer(SEEN + (READ - SEEN) * share);
        let bytes = match (&self.pixels, levels(range.1, choices.reader(range))) {
            (Block::Bytes(block), Some((bytes, levels))) => {
                Some((mapped(block, &bytes, &mut observer)?, levels))
            }
            _ => None,
        };
        // A few of many pictures must not keep all of them in memory.
        let share = 2 * taken > self.count();
        Some(move |picture| match &bytes {
            None => each(picture),
            Some((block, levels)) if share => Pixels::shared(block, picture * cells, cells, levels),
            Some((block, levels)) => {
                let own = block[picture * cells..(picture + 1) * cells].to_vec();
                Pixels::shared(&Arc::new(own), 0, cells, levels)
            }
        })
    }

    /// Words for the labels 1 and -1: the classes they stand for.
    fn label_names(&self, choices: &Choices) -> BTreeMap<String, String> {
        let of = |side: Side| {
            let classes = self.classes.iter().enumerate();
            classes
                .filter(move |(i, _)| choices.side(*i) == side)
                .map(|(_, class)| class.name.as_str())
        };
        let mut names = BTreeMap::new();
        for (side, label) in [(Side::Plus, "1"), (Side::Minus, "-1")] {
            let classes: Vec<_> = of(side).collect();
            let nothing_out = of(Side::Out).next().is_none() && of(Side::Own).next().is_none();
            let name = match classes.len() {
                0 => continue,
                4.. if side == Side::Minus && nothing_out => "the rest".to_owned(),
                _ => shortened(&classes.join(", "), Dataset::MAX_NAME),
            };
            names.insert(label.to_owned(), name);
        }
        names
    }
}

/// The levels on which bytes up to the largest one are when they are read, if there are any, and the byte that each becomes.
fn levels(most: f64, read: impl Fn(f64) -> f64) -> Option<(Vec<u8>, Arc<Levels>)> {
    // What no byte of the pictures is, may be anything.
    let bytes = (0..=u8::MAX).map(f64::from).take_while(|byte| *byte <= most);
    let values: Vec<f64> = bytes.map(read).collect();
    let levels = Levels::with(&values)?;
    let bytes = values.iter().map(|value| levels.byte(*value)).collect::<Option<_>>()?;
    Some((bytes, levels))
}

/// A block in which every byte has become another: the same block where only what the bytes stand for differs. Nothing where the
/// observer breaks.
fn mapped(block: &Arc<Vec<u8>>, bytes: &[u8], observer: Observer) -> Option<Arc<Vec<u8>>> {
    if (0_u8..=u8::MAX).zip(bytes).all(|(byte, becomes)| byte == *becomes) {
        return Some(Arc::clone(block));
    }
    let mut mapped = Vec::with_capacity(block.len());
    for piece in block.chunks(TELLING) {
        tell(observer, mapped.len(), block.len())?;
        mapped.extend(piece.iter().map(|byte| bytes[usize::from(*byte)]));
    }
    Some(Arc::new(mapped))
}

/// Tells an observer that so much of all is done; nothing where it breaks.
fn tell(observer: Observer, done: usize, all: usize) -> Option<()> {
    #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
    let share = done as f32 / all.max(1) as f32;
    observer(share).is_continue().then_some(())
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
    }
}
