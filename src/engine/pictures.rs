//! Pictures as another program's file has them: their pixels, their classes, and which of them are taken.

use std::sync::Arc;

use super::{Choices, Class, Classes, Dataset, Levels, Pixels, Shape, Side, Take, number};

/// Equally shaped pictures in classes, before anybody has said what the labels mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Pictures {
    /// The shape of every picture.
    pub shape: Shape,
    /// The pixels of all pictures, one after the other, each in reading order.
    pub pixels: Block,
    /// What the pictures are of; every class has at least one.
    pub classes: Vec<Class>,
    /// The class of every picture.
    pub class_of: Vec<u32>,
    /// The shape of the sheet they were cut from, where they were.
    pub sheet: Option<Shape>,
    /// What the file calls them: one name a picture, or none at all.
    pub names: Vec<String>,
}

/// Pixels as a file holds them.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Whole numbers from 0 to 255, to be shared with the examples that are made of them.
    Bytes(Arc<Vec<u8>>),
    /// Any finite numbers, picture by picture, to be shared in the same way.
    Each(Vec<Pixels>),
}

impl Default for Block {
    fn default() -> Self {
        Self::Bytes(Arc::default())
    }
}

impl From<Vec<u8>> for Block {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Arc::new(bytes))
    }
}

impl Block {
    /// Adds a picture. They stay one block of bytes for as long as all are whole numbers from 0 to 255.
    pub fn add(&mut self, picture: &[f64]) {
        if let Self::Bytes(bytes) = self {
            let before = bytes.len();
            let added = picture.iter().map_while(|pixel| Levels::whole().byte(*pixel));
            let all = Arc::make_mut(bytes);
            all.extend(added);
            if all.len() == before + picture.len() {
                return;
            }
            all.truncate(before);
            let shared = |from| Pixels::shared(bytes, from, picture.len(), Levels::whole());
            *self = Self::Each((0..before).step_by(picture.len()).map(shared).collect());
        }
        if let Self::Each(pictures) = self {
            pictures.push(picture.iter().copied().collect());
        }
    }
}

impl Pictures {
    /// How many pictures there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.class_of.len()
    }

    /// The pictures of a dataset, each label a class.
    #[must_use]
    pub fn of(dataset: &Dataset) -> Self {
        let mut classes = Classes::default();
        for example in &dataset.examples {
            classes.add(&number(example.label));
        }
        let pixels = dataset.examples.iter().map(|example| example.pixels.clone());
        let named = dataset.examples.iter().any(|e| !e.name.is_empty());
        let (classes, class_of) = classes.sorted();
        Self {
            shape: dataset.shape,
            pixels: Block::Each(pixels.collect()),
            classes,
            class_of,
            sheet: None,
            names: dataset.examples.iter().filter(|_| named).map(|e| e.name.clone()).collect(),
        }
    }

    /// How many pictures each class has.
    #[must_use]
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.classes.len()];
        for &class in &self.class_of {
            counts[class as usize] += 1;
        }
        counts
    }

    /// The class of this name, or with this number.
    #[must_use]
    pub fn class_named(&self, name: &str) -> Option<usize> {
        let label = name.parse::<f64>().ok();
        let is = |class: &Class| class.name == name || label.is_some() && class.label == label;
        self.classes.iter().position(is)
    }

    /// The label that a picture gets; `None` where it is left out.
    #[must_use]
    pub fn label(&self, choices: &Choices, picture: usize) -> Option<f64> {
        let class = self.class_of[picture] as usize;
        match choices.side(class) {
            Side::Own => self.classes[class].label,
            Side::Plus => Some(1.0),
            Side::Minus => Some(-1.0),
            Side::Out => None,
        }
    }

    /// The pictures that are taken, in the file's order.
    #[must_use]
    pub fn taken(&self, choices: &Choices) -> Vec<usize> {
        let all = (0..self.count()).filter(|picture| self.label(choices, *picture).is_some());
        match choices.take {
            Take::All => all.collect(),
            Take::First(most) => all.take(most).collect(),
            Take::Random(most, seed) => {
                drawn(all.collect(), most, &mut fastrand::Rng::with_seed(seed))
            }
            Take::Balanced(most, seed) => self.balanced(all, most, seed),
        }
    }

    /// `most` pictures, in turns one of each class until it has no more.
    fn balanced(&self, all: impl Iterator<Item = usize>, most: usize, seed: u64) -> Vec<usize> {
        let mut of_class = vec![Vec::new(); self.classes.len()];
        for picture in all {
            of_class[self.class_of[picture] as usize].push(picture);
        }
        let mut shares = vec![0; of_class.len()];
        let mut left = most.min(of_class.iter().map(Vec::len).sum());
        while left > 0 {
            for (share, class) in shares.iter_mut().zip(&of_class) {
                if *share < class.len() && left > 0 {
                    *share += 1;
                    left -= 1;
                }
            }
        }
        let mut random = fastrand::Rng::with_seed(seed);
        let drawn = of_class
            .into_iter()
            .zip(shares)
            .flat_map(|(class, share)| drawn(class, share, &mut random));
        let mut drawn: Vec<_> = drawn.collect();
        drawn.sort_unstable();
        drawn
    }

    /// The pixels of one picture, as the file has them.
    pub fn pixels(&self, picture: usize) -> impl Iterator<Item = f64> + '_ {
        let cells = picture * self.shape.cells()..(picture + 1) * self.shape.cells();
        let (bytes, pixels) = match &self.pixels {
            Block::Bytes(bytes) => (&bytes[cells], None),
            Block::Each(pictures) => (&[][..], Some(&pictures[picture])),
        };
        let pixels = pixels.into_iter().flatten().copied();
        bytes.iter().map(|byte| f64::from(*byte)).chain(pixels)
    }
}

/// `most` of the pictures at random, in their order.
fn drawn(mut pictures: Vec<usize>, most: usize, random: &mut fastrand::Rng) -> Vec<usize> {
    let most = most.min(pictures.len());
    for i in 0..most {
        let other = random.usize(i..pictures.len());
        pictures.swap(i, other);
    }
    pictures.truncate(most);
    pictures.sort_unstable();
    pictures
}
