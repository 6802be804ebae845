//! Many pictures of their own files.

use super::Picture;
use crate::engine::{Classes, Dataset, Pictures, Shape};

/// A picture and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its class: the name of its folder.
    pub class: String,
    /// Its name: that of its file, without the ending.
    pub name: String,
    /// The picture.
    pub picture: Picture,
}

/// Why pictures cannot be together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// One is of another size than the first.
    #[error(
        "{file}: found {} x {} pixels, expected {} x {} as in {first}. Make all pictures equally large.",
        .found.width, .found.height, .expected.width, .expected.height
    )]
    Size {
        /// The folder and the name of the one that differs.
        file: String,
        /// The folder and the name of the first.
        first: String,
        /// Its shape.
        found: Shape,
        /// That of the first.
        expected: Shape,
    },
    /// There are none.
    #[error("found no picture. Choose a folder with a sub-folder of PNG files for each label.")]
    None,
    /// There are more than any dataset may hold.
    #[error("found {found} pictures, expected at most {most} so large. Take some of them out.")]
    TooMany {
        /// How many there are.
        found: usize,
        /// How many may be.
        most: usize,
    },
}

/// Puts pictures together, in their order.
///
/// # Errors
/// When there are none, too many, or one is of another size than the first.
pub fn together(pictures: Vec<Filed>) -> Result<Pictures, Misfit> {
    let first = pictures.first().ok_or(Misfit::None)?;
    let (shape, first) = (first.picture.shape, path(first));
    let most = Dataset::MAX_EXAMPLES.min(Dataset::MAX_PIXELS / shape.cells());
    if pictures.len() > most {
        return Err(Misfit::TooMany { found: pictures.len(), most });
    }
    let mut classes = Classes::default();
    let (mut pixels, mut names) = (Vec::new(), Vec::new());
    for filed in pictures {
        let found = filed.picture.shape;
        if found != shape {
            return Err(Misfit::Size { file: path(&filed), first, found, expected: shape });
        }
        classes.add(&filed.class);
        names.push(filed.name.chars().take(Dataset::MAX_NAME).collect());
        pixels.extend(filed.picture.pixels);
    }
    let (classes, class_of) = classes.sorted();
    Ok(Pictures { shape, pixels: pixels.into(), classes, class_of, sheet: None, names })
}

fn path(filed: &Filed) -> String {
    format!("{}/{}", filed.class, filed.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed(class: &str, name: &str, width: usize) -> Filed {
        let shape = Shape { width, height: 1 };
        let picture = Picture { shape, pixels: vec![7; width], grid: None };
        Filed { class: class.to_owned(), name: name.to_owned(), picture }
    }

    #[test]
    fn folders_are_classes_and_files_are_names() {
        let files = vec![filed("10", "a", 2), filed("9", "b", 2), filed("10", &"é".repeat(210), 2)];
        let pictures = together(files).unwrap();
        let names: Vec<_> = pictures.classes.iter().map(|class| class.name.as_str()).collect();
        assert_eq!((names, pictures.class_of), (vec!["9", "10"], vec![1, 0, 1]));
        assert_eq!(pictures.pixels, vec![7; 6].into());
        assert_eq!(pictures.names[1..], ["b".to_owned(), "é".repeat(200)]);
    }

    #[test]
    fn the_one_that_differs_is_named() {
        let told = together(vec![filed("9", "a", 2), filed("9", "b", 3)]).unwrap_err().to_string();
        assert_eq!(
            told,
            "9/b: found 3 x 1 pixels, expected 2 x 1 as in 9/a. Make all pictures equally large."
        );
        assert_eq!(together(Vec::new()), Err(Misfit::None));
    }
}
