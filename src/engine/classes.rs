//! What pictures are of, as it is met while they are read.

use std::collections::BTreeMap;

use super::Dataset;

/// What some of the pictures are of.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// What the file calls it.
    pub name: String,
    /// Its label, where the name is a number.
    pub label: Option<f64>,
}

/// Classes as they are met, picture by picture.
#[derive(Debug, Default)]
pub struct Classes {
    known: BTreeMap<String, u32>,
    class_of: Vec<u32>,
}

impl Classes {
    /// The next picture is of the class of this name.
    pub fn add(&mut self, name: &str) {
        let class = self.known.get(name).copied().unwrap_or_else(|| {
            // There are at most as many classes as pictures.
            let class = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            self.known.insert(name.to_owned(), class);
            class
        });
        self.class_of.push(class);
    }

    /// How many pictures there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.class_of.len()
    }

    /// The classes, numbers by value before words by spelling, and the class of every picture.
    #[must_use]
    pub fn sorted(self) -> (Vec<Class>, Vec<u32>) {
        let label =
            |name: &str| name.parse().ok().filter(|l: &f64| l.abs() <= Dataset::MAX_MAGNITUDE);
        let mut classes: Vec<_> = self
            .known
            .into_iter()
            .map(|(name, met)| (Class { label: label(&name), name }, met))
            .collect();
        let key = |class: &Class| class.label.unwrap_or(f64::INFINITY);
        classes.sort_by(|(a, _), (b, _)| key(a).total_cmp(&key(b)));
        let mut place = vec![0; classes.len()];
        for (i, (_, met)) in (0..).zip(&classes) {
            place[*met as usize] = i;
        }
        let class_of = self.class_of.into_iter().map(|met| place[met as usize]).collect();
        (classes.into_iter().map(|(class, _)| class).collect(), class_of)
    }
}
