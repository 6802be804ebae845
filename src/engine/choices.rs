//! What is to be made of pictures: which labels are which side, how pixels are read, how many are taken.

use std::fmt;

use super::Pictures;

/// What a class becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Its own label; where it has none, it is left out.
    #[default]
    Own,
    /// The label 1.
    Plus,
    /// The label -1.
    Minus,
    /// Left out.
    Out,
}

/// How a pixel is read.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Reading {
    /// As it is.
    #[default]
    Raw,
    /// From 0 to 1: divided by the largest magnitude among the pixels of the file.
    Unit,
    /// 1 from this threshold on, below it 0.
    Binary(f64),
}

impl Reading {
    /// How one pixel is read, of pixels in this range.
    pub fn reader(self, (low, high): (f64, f64)) -> impl Fn(f64) -> f64 {
        let largest = high.max(-low);
        let divisor = if largest > 0.0 { largest } else { 1.0 };
        move |pixel| match self {
            Self::Raw => pixel,
            Self::Unit => pixel / divisor,
            Self::Binary(threshold) => f64::from(u8::from(pixel >= threshold)),
        }
    }
}

/// Which pictures are taken, of those whose class is not left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Take {
    /// All.
    #[default]
    All,
    /// So many from the front.
    First(usize),
    /// So many at random, in the file's order.
    Random(usize, u64),
    /// So many at random, as evenly from all classes as they have pictures to give.
    Balanced(usize, u64),
}

/// What is made of pictures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choices {
    /// What each class becomes; [`Side::Own`] for those beyond the end.
    pub sides: Vec<Side>,
    /// Whether dark is turned into bright before pixels are read: each is taken from the largest of the file, so that white
    /// paper becomes 0.
    pub inverted: bool,
    /// How pixels are read.
    pub reading: Reading,
    /// Which are taken.
    pub take: Take,
}

impl Choices {
    /// How one pixel is read, of pixels in this range.
    pub fn reader(&self, range: (f64, f64)) -> impl Fn(f64) -> f64 + use<> {
        let (inverted, (_, high)) = (self.inverted, range);
        let read = self.reading.reader(self.range(range));
        move |pixel| read(if inverted { high - pixel } else { pixel })
    }

    /// The range of pixels before they are read, those of the file being in this one.
    #[must_use]
    pub fn range(&self, (low, high): (f64, f64)) -> (f64, f64) {
        if self.inverted { (0.0, high - low) } else { (low, high) }
    }

    /// What a class becomes.
    #[must_use]
    pub fn side(&self, class: usize) -> Side {
        self.sides.get(class).copied().unwrap_or_default()
    }
}

/// What is wanted of pictures that have not been read yet, classes by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wish {
    /// The classes that become 1.
    pub positive: Vec<String>,
    /// Those that become -1. Where there are positive ones but none here, that is all others; where there are some, all
    /// others are left out.
    pub negative: Vec<String>,
    /// Whether dark is turned into bright before pixels are read, as in [`Choices`].
    pub inverted: bool,
    /// How pixels are read.
    pub reading: Reading,
    /// Which are taken.
    pub take: Take,
}

/// Why a wish cannot be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmet {
    /// No picture is of a class that was named.
    NoSuchClass {
        /// What was named.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// A class keeps its own label and has none.
    NoNumber {
        /// The class.
        name: String,
    },
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchClass { wanted, known } => {
                write!(
                    f,
                    "no picture has the label {wanted:?}. The labels are {known}. Name one of them."
                )
            }
            Self::NoNumber { name } => {
                write!(f, "the label {name:?} is no number. Say which labels stand for +1.")
            }
        }
    }
}

impl std::error::Error for Unmet {}

impl Wish {
    /// Whether everything is wanted as it is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The choices that meet the wish.
    ///
    /// # Errors
    /// When a class that is named is not there, or nothing is said of one whose name is no number.
    pub fn choices(&self, pictures: &Pictures) -> Result<Choices, Unmet> {
        let others = match (self.positive.is_empty(), self.negative.is_empty()) {
            (true, true) => Side::Own,
            (false, true) => Side::Minus,
            (_, false) => Side::Out,
        };
        let mut sides = vec![others; pictures.classes.len()];
        for (names, side) in [(&self.negative, Side::Minus), (&self.positive, Side::Plus)] {
            for name in names {
                let class = pictures.class_named(name).ok_or_else(|| Unmet::NoSuchClass {
                    wanted: name.clone(),
                    known: listed(pictures),
                })?;
                sides[class] = side;
            }
        }
        let unlabelled = pictures
            .classes
            .iter()
            .zip(&sides)
            .find(|(class, side)| class.label.is_none() && **side == Side::Own);
        if let Some((class, _)) = unlabelled {
            return Err(Unmet::NoNumber { name: class.name.clone() });
        }
        let Self { inverted, reading, take, .. } = *self;
        Ok(Choices { sides, inverted, reading, take })
    }
}

/// The first labels of pictures.
fn listed(pictures: &Pictures) -> String {
    const MOST: usize = 20;
    let mut names: Vec<_> =
        pictures.classes.iter().take(MOST).map(|class| class.name.as_str()).collect();
    match pictures.classes.len() {
        0 => return "none at all".to_owned(),
        more @ 21.. => return format!("{} and {} more", names.join(", "), more - MOST),
        _ => {}
    }
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last.to_owned() } else { format!("{} and {last}", names.join(", ")) }
}
